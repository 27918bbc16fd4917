/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-book.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * What makes a process one that deals can follow (STG-5). Every refusal begins with the path to the fault as it stands in the
 * JSON of the process, such as “stages[3].milestones[1].kind”; lists are counted from 0 there.
 */

#define MOST_NAME 200
#define MOST_SHORT_NAME 40
#define MOST_CODE 40
#define MOST_TEXT 20000
#define MOST_STAGES 50
#define MOST_MILESTONES 100
#define MOST_ACTIVITIES 1000
#define MOST_ROLES 100

/* Takes the sentence. */
static gboolean
refuse (GError     **error,
        const char  *path,
        char        *sentence)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, "%s: %s", path, sentence);
  g_free (sentence);

  return FALSE;
}

static char *
add_to_path (const char *path,
             const char *member)
{
  return *path == '\0' ? g_strdup (member) : g_strconcat (path, ".", member, NULL);
}

/* A name is one line; a long text has lines and tabs, and nothing else that cannot be seen. */
static gboolean
has_control (const char *text,
             gboolean    is_long)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && !(is_long && (*p == '\n' || *p == '\t' || *p == '\r')))
      return TRUE;

  return FALSE;
}

static glong
most_of (const PursuitField *field)
{
  if (field->kind == PURSUIT_KIND_LONG_TEXT)
    return MOST_TEXT;
  if (g_str_equal (field->name, "short_name"))
    return MOST_SHORT_NAME;

  return g_str_equal (field->name, "code") ? MOST_CODE : MOST_NAME;
}

static gboolean
check_text (const char          *path,
            const PursuitField  *field,
            const char          *text,
            GError             **error)
{
  glong most = most_of (field);

  if ((field->flags & PURSUIT_FIELD_REQUIRED) && pursuit_str_empty (text))
    return refuse (error, path, g_strdup (_("This must say something.")));
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL) || has_control (text, field->kind == PURSUIT_KIND_LONG_TEXT))
    return refuse (error, path, g_strdup (_("There are characters in it that cannot be shown.")));
  if (g_utf8_strlen (text, -1) > most)
    return refuse (error, path, g_strdup_printf (ngettext ("This has more than %ld character.",
                                                           "This has more than %ld characters.", (gulong) most), most));

  return TRUE;
}

static gboolean
check_number (const char          *path,
              const PursuitField  *field,
              gint64               number,
              GError             **error)
{
  if (pursuit_field_is_in_range (field, number))
    return TRUE;
  if (field->max > field->min)
    return refuse (error, path, g_strdup_printf (_("%1$lld is not between %2$lld and %3$lld."), (long long) number,
                                                 (long long) field->min, (long long) field->max));

  return refuse (error, path, g_strdup_printf (_("%lld is not a value of it."), (long long) number));
}

/* References are for whoever writes the record. */
static gboolean
check_record (const char     *path,
              PursuitRecord  *record,
              GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      g_autofree char *member = add_to_path (path, field->name);

      if (field->kind == PURSUIT_KIND_REF)
        continue;
      if (!(pursuit_field_is_text (field)
              ? check_text (member, field, pursuit_record_get_text (record, field), error)
              : check_number (member, field, pursuit_record_get_number (record, field), error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_code (const char  *code,
            GError     **error)
{
  if (pursuit_str_empty (code))
    return refuse (error, "code", g_strdup (_("This must say something.")));
  if (strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (code))
    return refuse (error, "code",
                   g_strdup (_("Only small letters from a to z, digits and hyphens are allowed.")));

  return TRUE;
}

static gboolean
check_count (const char  *path,
             guint        count,
             guint        most,
             GError     **error)
{
  if (count <= most)
    return TRUE;

  return refuse (error, path, g_strdup_printf (ngettext ("There is more than %u of them.",
                                                         "There are more than %u of them.", most), most));
}

static gboolean
check_milestones_texts (guint              index,
                        PursuitBookStage  *stage,
                        GError           **error)
{
  g_autofree char *list = g_strdup_printf ("stages[%u].milestones", index);

  if (!check_count (list, stage->milestones->len, MOST_MILESTONES, error))
    return FALSE;
  for (guint i = 0; i < stage->milestones->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", list, i);

      if (!check_record (path, g_ptr_array_index (stage->milestones, i), error))
        return FALSE;
    }

  return TRUE;
}

/* A role is named once in its stage, from an amount that there can be. */
static gboolean
check_roles (guint              index,
             PursuitBookStage  *stage,
             GError           **error)
{
  g_autofree char *list = g_strdup_printf ("stages[%u].roles", index);

  if (!check_count (list, stage->roles->len, MOST_ROLES, error))
    return FALSE;
  for (guint i = 0; i < stage->roles->len; i++)
    {
      PursuitStageRole *role = g_ptr_array_index (stage->roles, i);
      g_autofree char *path = g_strdup_printf ("%s[%u]", list, i);
      g_autofree char *amount = add_to_path (path, "from_amount");
      g_autofree char *name = add_to_path (path, "role");

      if (!check_record (path, PURSUIT_RECORD (role), error))
        return FALSE;
      if (role->from_amount < 0)
        return refuse (error, amount, g_strdup (_("An amount cannot be less than nothing.")));
      if (pursuit_process_book_find_role (stage, role->role_id) != role)
        return refuse (error, name, g_strdup (_("This role is named in this stage already.")));
    }

  return TRUE;
}

/**
 * pursuit_process_book_check_texts:
 * @self: a book
 * @error: return location
 *
 * Looks at each record by itself: what a draft must hold to be saved.
 *
 * Fails with %PURSUIT_ERROR_INVALID, the path to the fault first.
 *
 * Returns: %TRUE when texts and numbers are what they may be
 */
gboolean
pursuit_process_book_check_texts (PursuitProcessBook  *self,
                                  GError             **error)
{
  if (!check_code (self->process->code, error) || !check_record ("", PURSUIT_RECORD (self->process), error) ||
      !check_count ("stages", self->stages->len, MOST_STAGES, error) ||
      !check_count ("activities", self->activities->len, MOST_ACTIVITIES, error))
    return FALSE;

  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (self->stages, i);
      g_autofree char *path = g_strdup_printf ("stages[%u]", i);

      if (!check_record (path, PURSUIT_RECORD (entry->stage), error) || !check_milestones_texts (i, entry, error) ||
          !check_roles (i, entry, error))
        return FALSE;
    }
  for (guint i = 0; i < self->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (self->activities, i);
      g_autofree char *path = g_strdup_printf ("activities[%u]", i);

      if (!check_record (path, PURSUIT_RECORD (entry->activity), error))
        return FALSE;
    }

  return TRUE;
}

/* One to the number of stages, each once. */
static gboolean
check_positions (PursuitProcessBook  *self,
                 GError             **error)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      gint64 position = ((PursuitBookStage *) g_ptr_array_index (self->stages, i))->stage->position;

      for (guint j = 0; j < i; j++)
        if (((PursuitBookStage *) g_ptr_array_index (self->stages, j))->stage->position == position)
          {
            g_autofree char *path = g_strdup_printf ("stages[%u].position", i);

            return refuse (error, path, g_strdup_printf (_("Position %1$lld is taken by stages[%2$u] already."),
                                                         (long long) position, j));
          }
    }
  for (guint position = 1; position <= self->stages->len; position++)
    if (pursuit_process_book_find_stage (self, position) == NULL)
      return refuse (error, "stages", g_strdup_printf (_("No stage has position %u."), position));

  return TRUE;
}

/* Where a type stands first, counted in the order of the file; -1 for nowhere. */
static int
find_type (PursuitProcessBook *self,
           guint               begin,
           gint64              type)
{
  for (guint i = begin; i < self->stages->len; i++)
    if (((PursuitBookStage *) g_ptr_array_index (self->stages, i))->stage->type == type)
      return (int) i;

  return -1;
}

static gboolean
check_once (PursuitProcessBook  *self,
            gint64               type,
            const char          *sentence,
            GError             **error)
{
  int first = find_type (self, 0, type);
  int second = first < 0 ? -1 : find_type (self, (guint) first + 1, type);
  g_autofree char *path = g_strdup_printf ("stages[%d].type", second);

  return second < 0 || refuse (error, path, g_strdup_printf (sentence, first));
}

/* Deals are won and lost from open stages: behind those where they end there is no way on. */
static gboolean
check_ends (PursuitProcessBook  *self,
            GError             **error)
{
  for (guint i = 0; i < self->stages->len; i++)
    for (guint j = 0; j < self->stages->len; j++)
      {
        const PursuitStage *stage = ((PursuitBookStage *) g_ptr_array_index (self->stages, i))->stage;
        const PursuitStage *end = ((PursuitBookStage *) g_ptr_array_index (self->stages, j))->stage;
        g_autofree char *path = NULL;

        if (stage->type != PURSUIT_STAGE_OPEN || end->type == PURSUIT_STAGE_OPEN || stage->position < end->position)
          continue;
        path = g_strdup_printf ("stages[%u].type", i);
        return refuse (error, path, g_strdup_printf (_("An open stage must stand before stages[%u], where deals end."), j));
      }

  return TRUE;
}

static gboolean
check_types (PursuitProcessBook  *self,
             GError             **error)
{
  int won = find_type (self, 0, PURSUIT_STAGE_WON);

  if (won < 0)
    return refuse (error, "stages", g_strdup (_("No stage has the type “won”, so no deal could be won.")));
  if (find_type (self, 0, PURSUIT_STAGE_OPEN) < 0)
    return refuse (error, "stages", g_strdup (_("No stage has the type “open”, so no deal could begin.")));
  if (!check_once (self, PURSUIT_STAGE_WON, _("stages[%d] has the type “won” already."), error) ||
      !check_once (self, PURSUIT_STAGE_LOST, _("stages[%d] has the type “lost” already."), error))
    return FALSE;

  return check_ends (self, error);
}

static gboolean
check_milestone_names (guint              index,
                       PursuitBookStage  *stage,
                       GError           **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < stage->milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (stage->milestones, i);
      char *key = pursuit_text_fold_key (milestone->name);
      gpointer other;

      if (g_hash_table_lookup_extended (seen, key, NULL, &other))
        {
          g_autofree char *path = g_strdup_printf ("stages[%u].milestones[%u].name", index, i);

          g_free (key);
          return refuse (error, path, g_strdup_printf (_("“%1$s” is milestones[%2$d] of this stage already."), milestone->name,
                                                       GPOINTER_TO_INT (other)));
        }
      g_hash_table_insert (seen, key, GINT_TO_POINTER ((int) i));
    }

  return TRUE;
}

static gboolean
check_activities (PursuitProcessBook  *self,
                  GError             **error)
{
  for (guint i = 0; i < self->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (self->activities, i);
      g_autofree char *path = g_strdup_printf ("activities[%u].stage", i);

      if (entry->position != 0 && pursuit_process_book_find_stage (self, entry->position) == NULL)
        return refuse (error, path, g_strdup_printf (_("No stage has position %d."), entry->position));
    }

  return TRUE;
}

/**
 * pursuit_process_book_check:
 * @self: a book
 * @error: return location
 *
 * Looks at the whole: what a process must hold to be published. Positions are 1, 2, 3 without a gap, exactly one stage has the
 * type "won", at most one "lost", the open ones stand before them, and a milestone is named once in its stage.
 *
 * Fails with %PURSUIT_ERROR_INVALID, the path to the fault first.
 *
 * Returns: %TRUE when deals can follow it
 */
gboolean
pursuit_process_book_check (PursuitProcessBook  *self,
                            GError             **error)
{
  if (!pursuit_process_book_check_texts (self, error) || !check_positions (self, error) || !check_types (self, error))
    return FALSE;
  for (guint i = 0; i < self->stages->len; i++)
    if (!check_milestone_names (i, g_ptr_array_index (self->stages, i), error))
      return FALSE;

  return check_activities (self, error);
}
