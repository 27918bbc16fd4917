/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-lookup-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-kinds-private.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"
#include "pursuit-own-fields.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* What people type on the command line, brought to records and fields: names or numbers, labels or column names. */

/* Rows are looked at in pieces of this size. */
#define PIECE 500

/* A refusal names at most this many candidates. */
#define MOST_CANDIDATES 8

/* What was found under a name. */
typedef struct
{
  char *key;
  char *(*fold) (const char *name);
  GArray *ids;        /* gint64 */
  GString *names;
} Search;

static void
consider (Search     *search,
          gint64      id,
          const char *name)
{
  g_autofree char *key = name != NULL ? search->fold (name) : NULL;

  if (g_strcmp0 (key, search->key) != 0)
    return;

  g_array_append_val (search->ids, id);
  if (search->ids->len <= MOST_CANDIDATES)
    g_string_append_printf (search->names, "%s%" G_GINT64_FORMAT " %s", search->ids->len > 1 ? ", " : "", id, name);
}

static void
consider_row (Search            *search,
              const PursuitKind *kind,
              PursuitRow        *row)
{
  guint column = kind->list == PURSUIT_LIST_ACTIVITIES ? PURSUIT_ACTIVITY_ROW_SUBJECT : 0;
  guint n_before = search->ids->len;

  consider (search, pursuit_row_get_id (row), pursuit_row_get_text (row, column));
  if (kind->list == PURSUIT_LIST_CUSTOMERS && search->ids->len == n_before)
    consider (search, pursuit_row_get_id (row), pursuit_row_get_text (row, PURSUIT_CUSTOMER_ROW_SHORT_NAME));
}

static gboolean
search_list (PursuitCli         *self,
             const PursuitKind  *kind,
             const char         *text,
             Search             *search,
             GError            **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (kind->list);
  g_autoptr(GArray) ids = NULL;

  query->search = g_strdup (text);
  query->order = PURSUIT_ORDER_NAME;
  ids = pursuit_desk_query_ids (self->desk, query, 0, error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i += PIECE)
    {
      g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (self->desk, kind->list, &g_array_index (ids, gint64, i),
                                                           MIN (PIECE, ids->len - i), error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        consider_row (search, kind, g_ptr_array_index (rows, j));
    }

  return TRUE;
}

/* Roles, processes and stages are few; the standard ones may be called by their translated names. */
static gboolean
search_all (PursuitCli  *self,
            GType        type,
            Search      *search,
            GError     **error)
{
  g_autoptr(GPtrArray) all = pursuit_store_list (pursuit_desk_get_store (self->desk), type, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      PursuitRecord *record = g_ptr_array_index (all, i);
      const char *name = pursuit_record_get_name (record);
      guint n_before = search->ids->len;

      consider (search, record->id, name);
      if (!pursuit_str_empty (name) && search->ids->len == n_before)
        consider (search, record->id, _(name));
    }

  return TRUE;
}

static gboolean
judge (Search      *search,
       const char  *label,
       const char  *text,
       gint64      *out_id,
       GError     **error)
{
  if (search->ids->len == 1)
    {
      *out_id = g_array_index (search->ids, gint64, 0);
      return TRUE;
    }

  if (search->ids->len == 0)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is nothing called “%1$s” (%2$s)."), text,
                 _(label));
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 ngettext ("“%1$s” fits %2$u record; say which one by its number: %3$s%4$s.",
                           "“%1$s” fits %2$u records; say which one by its number: %3$s%4$s.", search->ids->len),
                 text, search->ids->len, search->names->str, search->ids->len > MOST_CANDIDATES ? ", …" : "");
  return FALSE;
}

/**
 * pursuit_cli_look_up:
 * @self: a run with an open desk
 * @type: a record type
 * @text: a number or a name
 * @out_id: (out): the record's number
 * @error: return location
 *
 * Digits are taken as the number, whether or not such a record exists; a name must fit one record that the actor may see,
 * as names are compared for duplicates.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when nothing has that name, %PURSUIT_ERROR_INVALID when several have (the
 * sentence lists them), or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_cli_look_up (PursuitCli  *self,
                     GType        type,
                     const char  *text,
                     gint64      *out_id,
                     GError     **error)
{
  g_autoptr(GTypeClass) holder = g_type_class_ref (type);
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (holder);
  const PursuitKind *kind = pursuit_kind_from_type (type);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *key = NULL;
  Search search = { NULL, klass->fold_name != NULL ? klass->fold_name : pursuit_text_fold_key, ids, names };

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_id, NULL))
    return TRUE;

  search.key = key = search.fold (text);
  if (!pursuit_str_empty (text))
    {
      if (kind->has_list ? !search_list (self, kind, text, &search, error) : !search_all (self, type, &search, error))
        return FALSE;
    }

  return judge (&search, klass->label, text, out_id, error);
}

static gboolean
is_called (const PursuitField *field,
           const char         *folded)
{
  g_autofree char *label = pursuit_text_fold_header (field->label);
  g_autofree char *translated = pursuit_text_fold_header (_(field->label));
  g_autofree char *name = pursuit_text_fold_header (field->name);

  if (g_str_has_suffix (field->name, "_id"))
    {
      g_autofree char *stem = g_strndup (field->name, strlen (field->name) - 3);
      g_autofree char *folded_stem = pursuit_text_fold_header (stem);

      if (g_str_equal (folded_stem, folded))
        return TRUE;
    }

  return g_str_equal (name, folded) || g_str_equal (label, folded) || g_str_equal (translated, folded);
}

/* An own field goes by its name, or by "own." and its key. */
static const PursuitField *
find_own_field (PursuitCli         *self,
                PursuitRecordClass *klass,
                const char         *word)
{
  const PursuitOwnSet *set = pursuit_desk_get_own_set (self->desk, NULL);
  const PursuitField *field = pursuit_own_set_find_called (set, G_TYPE_FROM_CLASS (klass), word);

  return field != NULL || !g_str_has_prefix (word, PURSUIT_OWN_PREFIX)
           ? field : pursuit_own_set_find_field (set, G_TYPE_FROM_CLASS (klass), word);
}

static void
append_own_names (PursuitCli         *self,
                  PursuitRecordClass *klass,
                  GString            *names)
{
  guint n;
  const PursuitField *const *own =
    pursuit_own_set_list (pursuit_desk_get_own_set (self->desk, NULL), G_TYPE_FROM_CLASS (klass), &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, ", %s", own[i]->name);
}

/**
 * pursuit_cli_find_field:
 * @self: a run with an open desk
 * @klass: the class of a record
 * @word: what was typed
 * @error: return location
 *
 * A field goes by its name in JSON, with or without `_id`, or by its label.
 *
 * Fails with %G_OPTION_ERROR_FAILED when there is no such field; the sentence names them all.
 *
 * Returns: (nullable): the field
 */
const PursuitField *
pursuit_cli_find_field (PursuitCli          *self,
                        PursuitRecordClass  *klass,
                        const char          *word,
                        GError             **error)
{
  const PursuitField *field = pursuit_record_class_find (klass, word);
  g_autofree char *folded = pursuit_text_fold_header (word);
  g_autoptr(GString) names = g_string_new (NULL);

  if (field != NULL)
    return field;
  field = find_own_field (self, klass, word);
  if (field != NULL)
    return field;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (is_called (&klass->fields[i], folded))
        return &klass->fields[i];
      if (!(klass->fields[i].flags & (PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", klass->fields[i].name);
    }

  append_own_names (self, klass, names);
  pursuit_cli_misuse (error, _("“%1$s” is not a field. The fields are: %2$s."), word, names->str);
  return NULL;
}

static gboolean
may_be_set (PursuitRecord       *record,
            const PursuitField  *field,
            GError             **error)
{
  if (!(field->flags & PURSUIT_FIELD_DERIVED))
    return TRUE;

  if (PURSUIT_IS_DEAL (record))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 _("“%s” cannot be set; it follows from “deal move”, “deal win”, “deal lose” and “deal reopen”."),
                 field->name);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” cannot be set; it is kept by the program."),
                 field->name);
  return FALSE;
}

/**
 * pursuit_cli_set_field:
 * @self: a run with an open desk
 * @record: a record
 * @field: one of its fields
 * @value: what was typed; blank means none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when @value cannot be read or the field follows from others, and as
 * pursuit_cli_look_up() for references.
 *
 * Returns: %TRUE when it is set
 */
gboolean
pursuit_cli_set_field (PursuitCli          *self,
                       PursuitRecord       *record,
                       const PursuitField  *field,
                       const char          *value,
                       GError             **error)
{
  gint64 id = 0;

  if (!may_be_set (record, field, error))
    return FALSE;
  if (field->kind != PURSUIT_KIND_REF)
    return pursuit_record_parse (record, field, value, pursuit_desk_get_currency (self->desk), PURSUIT_DATE_ORDER_AUTO,
                                 error);

  if (!pursuit_str_empty (value) && !pursuit_cli_look_up (self, field->type (), value, &id, error))
    return FALSE;
  pursuit_record_set_number (record, field, id);
  return TRUE;
}

/**
 * pursuit_cli_set_fields:
 * @self: a run with an open desk
 * @record: a record
 * @pairs: (array zero-terminated=1): `FIELD=VALUE` each
 * @error: return location
 *
 * A field goes by its name in JSON, with or without `_id`, or by its label. Values may contain equals signs.
 *
 * Fails with %G_OPTION_ERROR_FAILED when there is no such field, and as pursuit_cli_set_field().
 *
 * Returns: %TRUE when all are set
 */
gboolean
pursuit_cli_set_fields (PursuitCli     *self,
                        PursuitRecord  *record,
                        char          **pairs,
                        GError        **error)
{
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (pairs[i], "=", 2);
      const PursuitField *field;

      if (g_strv_length (parts) != 2)
        return pursuit_cli_misuse (error, _("“%s” does not have the form NAME=VALUE."), pairs[i]);
      field = pursuit_cli_find_field (self, PURSUIT_RECORD_GET_CLASS (record), parts[0], error);
      if (field == NULL || !pursuit_cli_set_field (self, record, field, parts[1], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_cli_look_up_stage:
 * @self: a run with an open desk
 * @process_id: the process it belongs to, 0 for the one of new deals
 * @position: a stage, counted from 1, 0 for none
 * @out_id: (out): its number, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when there is no such stage, and as pursuit_deals_list_stages().
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_cli_look_up_stage (PursuitCli  *self,
                           gint64       process_id,
                           int          position,
                           gint64      *out_id,
                           GError     **error)
{
  g_autoptr(GPtrArray) stages = NULL;

  if (position == 0)
    {
      *out_id = 0;
      return TRUE;
    }
  stages = pursuit_deals_list_stages (self->desk, process_id, error);
  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    if (PURSUIT_STAGE (g_ptr_array_index (stages, i))->position == position)
      {
        *out_id = PURSUIT_RECORD (g_ptr_array_index (stages, i))->id;
        return TRUE;
      }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("There is no stage %1$d; the process has %2$d stage.",
                         "There is no stage %1$d; the process has %2$d stages.", stages->len),
               position, (int) stages->len);
  return FALSE;
}

/**
 * pursuit_cli_dup_name:
 * @self: a run with an open desk
 * @type: a record type
 * @id: a record's number, 0 for none
 *
 * Returns: (transfer full) (nullable): the record's name as stored
 */
char *
pursuit_cli_dup_name (PursuitCli *self,
                      GType       type,
                      gint64      id)
{
  return id != 0 ? pursuit_lookup_name (pursuit_desk_get_store (self->desk), type, id) : NULL;
}
