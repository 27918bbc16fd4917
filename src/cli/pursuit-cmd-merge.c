/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-merge.h"
#include "pursuit-own-set.h"

/* Somebody who is there twice becomes one (DOS-6): customer merge, contact merge. */

typedef struct
{
  char **take;
  char **join;
  char **keep;
  char **take_own;
  gboolean preview;
} Options;

/* What is chosen, field by field; the keys of own fields end with NULL. */
typedef struct
{
  PursuitFieldMask take;
  PursuitFieldMask join;
  PursuitFieldMask keep;
  GPtrArray *take_own;
  GPtrArray *keep_own;
} Chosen;

static const GOptionEntry options[] = {
  PURSUIT_OPTION (Options, take, "take", G_OPTION_ARG_STRING_ARRAY, N_("Take this field from the other one"), N_("FIELD")),
  PURSUIT_OPTION (Options, join, "join", G_OPTION_ARG_STRING_ARRAY, N_("Keep this text of both"), N_("FIELD")),
  PURSUIT_OPTION (Options, keep, "keep", G_OPTION_ARG_STRING_ARRAY, N_("Leave this field as the first one has it, even if that is empty"),
                  N_("FIELD")),
  PURSUIT_OPTION (Options, take_own, "take-own", G_OPTION_ARG_STRING_ARRAY, N_("Take this own field from the other one"), N_("KEY")),
  PURSUIT_OPTION (Options, preview, "preview", G_OPTION_ARG_NONE, N_("Only say what would happen"), NULL),
  { NULL },
};

/* @own: (nullable): gets the keys of own fields, which cannot be kept of both */
static gboolean
add_fields (PursuitCli          *self,
            PursuitRecordClass  *klass,
            char               **names,
            GPtrArray           *own,
            PursuitFieldMask    *mask,
            GError             **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_cli_find_field (self, klass, names[i], error);
      PursuitFieldMask bit;

      if (field == NULL)
        return FALSE;
      if (field->own != NULL && own != NULL)
        {
          g_ptr_array_add (own, field->own->key);
          continue;
        }
      bit = pursuit_record_class_get_bit (klass, field);
      if (field->own == NULL && !(bit & pursuit_record_class_select_combined (klass)))
        return pursuit_cli_misuse (error, _("“%s” is not chosen: it follows from the others."), _(field->label));
      if (own == NULL && !pursuit_record_can_join (field))
        return pursuit_cli_misuse (error, _("“%s” has room for one value only; long texts and tags can be kept of both."),
                                   _(field->label));
      *mask |= bit;
    }

  return TRUE;
}

static gboolean
has_both (GPtrArray *keys,
          GPtrArray *others)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_ptr_array_find_with_equal_func (others, g_ptr_array_index (keys, i), g_str_equal, NULL))
      return TRUE;

  return FALSE;
}

static gboolean
read_chosen (PursuitCli          *self,
             PursuitRecordClass  *klass,
             Chosen              *chosen,
             GError             **error)
{
  const Options *wanted = self->options;

  if (!add_fields (self, klass, wanted->take, chosen->take_own, &chosen->take, error) ||
      !add_fields (self, klass, wanted->join, NULL, &chosen->join, error) ||
      !add_fields (self, klass, wanted->keep, chosen->keep_own, &chosen->keep, error))
    return FALSE;
  for (guint i = 0; wanted->take_own != NULL && wanted->take_own[i] != NULL; i++)
    g_ptr_array_add (chosen->take_own, wanted->take_own[i]);
  if ((chosen->take & chosen->join) || ((chosen->take | chosen->join) & chosen->keep) || has_both (chosen->take_own, chosen->keep_own))
    return pursuit_cli_misuse (error, _("A field is taken from the other one, kept of both, or left as it is."));

  g_ptr_array_add (chosen->take_own, NULL);
  g_ptr_array_add (chosen->keep_own, NULL);
  return TRUE;
}

/* What is said changes what is suggested. */
static void
choose (PursuitMergePreview  *preview,
        const Chosen         *chosen,
        PursuitMerge         *merge)
{
  merge->has_choices = TRUE;
  merge->combining = preview->suggested;
  merge->combining.theirs = (merge->combining.theirs & ~(chosen->join | chosen->keep)) | chosen->take;
  merge->combining.both = (merge->combining.both & ~(chosen->take | chosen->keep)) | chosen->join;
  merge->combining.extra_theirs = (const char *const *) chosen->take_own->pdata;
  merge->combining.extra_kept = (const char *const *) chosen->keep_own->pdata;
  merge->winner_revision = preview->winner->revision;
  merge->loser_revision = preview->loser->revision;
}

static const char *
name_choice (PursuitMergePreview     *preview,
             const PursuitField      *field,
             const PursuitCombining  *combining)
{
  PursuitFieldMask bit = pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (preview->winner), field);

  if (field->own == NULL && (combining->both & bit))
    return "both";

  return pursuit_combining_takes (combining, preview->winner, field) ? "theirs" : "kept";
}

static void
describe (PursuitCli           *self,
          PursuitMergePreview  *preview,
          const PursuitMerge   *merge)
{
  JsonArray *fields = json_array_new ();
  JsonObject *moves = json_object_new ();

  for (guint i = 0; i < preview->fields->len; i++)
    {
      const PursuitMergeField *field = g_ptr_array_index (preview->fields, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", field->field->name);
      json_object_set_string_member (object, "kept", field->winner);
      json_object_set_string_member (object, "theirs", field->loser);
      json_object_set_string_member (object, "choice", name_choice (preview, field->field, &merge->combining));
      json_array_add_object_element (fields, object);
    }
  for (guint i = 0; i < preview->counts->len; i++)
    {
      const PursuitMergeCount *count = &g_array_index (preview->counts, PursuitMergeCount, i);

      json_object_set_int_member (moves, pursuit_record_type_get_table (count->type), count->n_loser);
    }

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "kept", preview->winner->id);
  json_object_set_int_member (self->answer, "merged", preview->loser->id);
  json_object_set_array_member (self->answer, "fields", fields);
  json_object_set_object_member (self->answer, "moves", moves);
}

static void
write_fields (PursuitCli           *self,
              PursuitMergePreview  *preview,
              const PursuitMerge   *merge)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Field"), FALSE);
  pursuit_table_add_column (table, pursuit_record_get_name (preview->winner), FALSE);
  pursuit_table_add_column (table, pursuit_record_get_name (preview->loser), FALSE);
  pursuit_table_add_column (table, _("Becomes"), FALSE);
  for (guint i = 0; i < preview->fields->len; i++)
    {
      const PursuitMergeField *field = g_ptr_array_index (preview->fields, i);
      const char *choice = name_choice (preview, field->field, &merge->combining);

      pursuit_table_add_cell (table, _(field->field->label));
      pursuit_table_add_cell (table, field->winner);
      pursuit_table_add_cell (table, field->loser);
      pursuit_table_add_cell (table, g_str_equal (choice, "both") ? _("both")
                                     : g_str_equal (choice, "theirs") ? C_("merge", "the second") : C_("merge", "the first"));
    }
  if (preview->fields->len > 0)
    pursuit_table_write (table, self->output);
}

static void
write_counts (PursuitCli           *self,
              PursuitMergePreview  *preview)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("What goes over"), FALSE);
  pursuit_table_add_column (table, _("Number"), TRUE);
  for (guint i = 0; i < preview->counts->len; i++)
    {
      const PursuitMergeCount *count = &g_array_index (preview->counts, PursuitMergeCount, i);
      g_autoptr(GTypeClass) held = g_type_class_ref (count->type);

      pursuit_table_add_cell (table, _(PURSUIT_RECORD_CLASS (held)->label));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, count->n_loser));
    }
  if (preview->counts->len > 0)
    pursuit_table_write (table, self->output);
}

static void
tell (PursuitCli           *self,
      PursuitMergePreview  *preview,
      gint64                entry_id)
{
  json_object_set_int_member (self->answer, "entry", entry_id);
  if (!self->json)
    pursuit_output_line (self->output, _("“%1$s” (No. %2$lld) is now part of “%3$s” (No. %4$lld), by entry %5$lld."),
                         pursuit_record_get_name (preview->loser), (long long) preview->loser->id,
                         pursuit_record_get_name (preview->winner), (long long) preview->winner->id, (long long) entry_id);
}

static gboolean
run (PursuitCli  *self,
     GType        type,
     GError     **error)
{
  const Options *wanted = self->options;
  PursuitMerge merge = { .type = type };
  g_autoptr(GPtrArray) take_own = g_ptr_array_new ();
  g_autoptr(GPtrArray) keep_own = g_ptr_array_new ();
  Chosen chosen = { .take_own = take_own, .keep_own = keep_own };
  g_autoptr(PursuitMergePreview) preview = NULL;
  gint64 entry_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, type, self->args[0], &merge.winner_id, error) ||
      !pursuit_cli_look_up (self, type, self->args[1], &merge.loser_id, error))
    return FALSE;
  preview = pursuit_merge_preview (self->desk, type, merge.winner_id, merge.loser_id, error);
  if (preview == NULL || !read_chosen (self, PURSUIT_RECORD_GET_CLASS (preview->winner), &chosen, error))
    return FALSE;

  choose (preview, &chosen, &merge);
  describe (self, preview, &merge);
  if (wanted->preview && !self->json)
    {
      write_fields (self, preview, &merge);
      write_counts (self, preview);
    }
  if (wanted->preview)
    return TRUE;
  if (!pursuit_merge_records (self->desk, &merge, &entry_id, error))
    return FALSE;

  tell (self, preview, entry_id);
  return TRUE;
}

static gboolean
run_customer (PursuitCli  *self,
              GError     **error)
{
  return run (self, PURSUIT_TYPE_CUSTOMER, error);
}

static gboolean
run_contact (PursuitCli  *self,
             GError     **error)
{
  return run (self, PURSUIT_TYPE_CONTACT, error);
}

const PursuitCommand pursuit_cmd_customer_merge = {
  .name = "customer merge",
  .arguments = N_("CUSTOMER OTHER"),
  .summary = N_("Make two customers one; the first stays"),
  .details = N_("What the first one does not say is taken from the other, texts and tags are kept of both, and everything that belongs "
                "to the other goes over. “undo” takes it back."),
  .n_required = 2,
  .n_allowed = 2,
  .options = options,
  .options_size = sizeof (Options),
  .run = run_customer,
};

const PursuitCommand pursuit_cmd_contact_merge = {
  .name = "contact merge",
  .arguments = N_("PERSON OTHER"),
  .summary = N_("Make two people one; the first stays"),
  .details = N_("What the first one does not say is taken from the other, texts are kept of both, and everything that belongs "
                "to the other goes over. “undo” takes it back."),
  .n_required = 2,
  .n_allowed = 2,
  .options = options,
  .options_size = sizeof (Options),
  .run = run_contact,
};
