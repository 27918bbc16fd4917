/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-columns-private.h"
#include "pursuit-cli-kinds-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-dossier.h"
#include "pursuit-merge.h"
#include "pursuit-money.h"
#include "pursuit-own-fields.h"
#include "pursuit-profile.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* One record with everything that belongs to it: a customer's dossier, a deal's history. */

static char *
format_field (PursuitCli         *self,
              PursuitRecord      *record,
              const PursuitField *field)
{
  if (field->kind == PURSUIT_KIND_REF)
    {
      gint64 id = pursuit_record_get_number (record, field);
      g_autofree char *name = pursuit_cli_dup_name (self, field->type (), id);

      if (pursuit_str_empty (name))
        return NULL;
      /* Stages, roles and processes are stored as message ids; for other names gettext gives back what it got. */
      return g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", _(name), id);
    }
  if (pursuit_record_is_blank (record, field))
    return NULL;

  return pursuit_record_format (record, field, pursuit_desk_get_currency (self->desk));
}

static gboolean
may_see (PursuitCli         *self,
         const PursuitField *field)
{
  return !(field->flags & PURSUIT_FIELD_PRICE) ||
         pursuit_desk_get_scope (self->desk, PURSUIT_RIGHT_PRICE) != PURSUIT_SCOPE_NONE;
}

static void
write_own_fields (PursuitCli    *self,
                  PursuitRecord *record,
                  PursuitTable  *table)
{
  guint n;
  const PursuitField *const *own =
    pursuit_own_set_list (pursuit_desk_get_own_set (self->desk, NULL), G_OBJECT_TYPE (record), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = format_field (self, record, own[i]);

      if (text == NULL)
        continue;
      pursuit_table_add_cell (table, _(own[i]->label));
      pursuit_table_add_cell (table, text);
    }
}

static void
write_fields (PursuitCli    *self,
              PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, NULL, FALSE);
  pursuit_table_add_column (table, NULL, FALSE);
  pursuit_table_add_cell (table, _("No."));
  pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, record->id));
  if (record->deleted_at != 0)
    {
      pursuit_table_add_cell (table, _("Deleted"));
      pursuit_table_take_cell (table, pursuit_time_format (record->deleted_at));
    }
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      gboolean shown = !(field->flags & PURSUIT_FIELD_TECHNICAL) && may_see (self, field);
      g_autofree char *text = shown ? format_field (self, record, field) : NULL;

      if (text == NULL)
        continue;
      pursuit_table_add_cell (table, _(field->label));
      pursuit_table_add_cell (table, text);
    }
  write_own_fields (self, record, table);

  pursuit_table_write (table, self->output);
}

static void
write_rows (PursuitCli  *self,
            const char  *heading,
            PursuitList  list,
            GPtrArray   *rows)
{
  g_autoptr(PursuitTable) table = pursuit_columns_make_table (list);

  if (rows->len == 0)
    return;
  pursuit_output_line (self->output, "\n%s", heading);
  for (guint i = 0; i < rows->len; i++)
    pursuit_columns_add_to_table (self, list, g_ptr_array_index (rows, i), table);
  pursuit_table_write (table, self->output);
}

static JsonArray *
describe_rows (PursuitList  list,
               GPtrArray   *rows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, pursuit_columns_describe (list, g_ptr_array_index (rows, i)));

  return array;
}

static void
describe_dossier (PursuitCli           *self,
                  const PursuitDossier *dossier)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (dossier->customer);
  JsonArray *contacts = json_array_new ();
  JsonArray *missing = json_array_new ();

  for (guint i = 0; i < dossier->contacts->len; i++)
    json_array_add_object_element (contacts, pursuit_answer_describe_record (self, g_ptr_array_index (dossier->contacts, i)));
  for (guint i = 0; i < klass->n_fields; i++)
    if (dossier->missing & (G_GUINT64_CONSTANT (1) << i))
      json_array_add_string_element (missing, klass->fields[i].name);

  json_object_set_array_member (self->answer, "missing", missing);
  json_object_set_int_member (self->answer, "subsidiaries", dossier->n_subsidiaries);
  json_object_set_int_member (self->answer, "activities", dossier->n_activities);
  json_object_set_object_member (self->answer, "open", pursuit_answer_describe_totals (&dossier->open, TRUE));
  json_object_set_object_member (self->answer, "won", pursuit_answer_describe_totals (&dossier->won, FALSE));
  json_object_set_int_member (self->answer, "contacts_count", dossier->n_contacts);
  json_object_set_array_member (self->answer, "contacts", contacts);
  json_object_set_int_member (self->answer, "deals_count", dossier->n_deals);
  json_object_set_array_member (self->answer, "deals", describe_rows (PURSUIT_LIST_DEALS, dossier->deals));
}

static void
write_contacts (PursuitCli *self,
                GPtrArray  *contacts)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      if (i == 0)
        pursuit_output_line (self->output, "\n%s", _("People"));
      else
        pursuit_output_text (self->output, "\n");
      write_fields (self, g_ptr_array_index (contacts, i));
    }
}

static void
write_shown (PursuitCli *self,
             guint       n_shown,
             gint64      n)
{
  if (n_shown < n)
    pursuit_output_line (self->output, _("%1$u of %2$lld are shown."), n_shown, (long long) n);
}

static void
write_figures (PursuitCli           *self,
               const PursuitDossier *dossier)
{
  const char *currency = pursuit_desk_get_currency (self->desk);
  g_autofree char *open = pursuit_money_format (dossier->open.amount, currency, PURSUIT_MONEY_FULL);
  g_autofree char *won = pursuit_money_format (dossier->won.amount, currency, PURSUIT_MONEY_FULL);

  pursuit_output_line (self->output, _("Open deals: %1$lld, %2$s"), (long long) dossier->open.count, open);
  pursuit_output_line (self->output, _("Won deals: %1$lld, %2$s"), (long long) dossier->won.count, won);
}

static gboolean
show_customer (PursuitCli  *self,
               gint64       id,
               GError     **error)
{
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (self->desk, id, error);

  if (dossier == NULL || !pursuit_dossier_read_lists (dossier, self->desk, error) ||
      !pursuit_contacts_note_views (self->desk, dossier->contacts, error))
    return FALSE;

  if (self->json)
    {
      self->answer = pursuit_answer_describe_record (self, PURSUIT_RECORD (dossier->customer));
      describe_dossier (self, dossier);
      return TRUE;
    }

  write_fields (self, PURSUIT_RECORD (dossier->customer));
  write_figures (self, dossier);
  write_contacts (self, dossier->contacts);
  write_shown (self, dossier->contacts->len, dossier->n_contacts);
  write_rows (self, _("Deals"), PURSUIT_LIST_DEALS, dossier->deals);
  write_shown (self, dossier->deals->len, dossier->n_deals);
  return TRUE;
}

/* The moves among the entries of the deal's timeline, the newest first. */
static GPtrArray *
read_history (PursuitCli  *self,
              gint64       deal_id,
              GError     **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(PursuitRecord) deal = pursuit_records_load (self->desk, PURSUIT_TYPE_DEAL, deal_id, error);

  if (deal == NULL)
    return NULL;
  query->deal_id = deal_id;
  query->customer_id = PURSUIT_DEAL (deal)->customer_id;
  ids = pursuit_desk_query_ids (self->desk, query, 0, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) % PURSUIT_TIMELINE_MOST_SOURCES == PURSUIT_TIMELINE_MOVE)
      g_array_append_val (moves, g_array_index (ids, gint64, i));

  return pursuit_desk_query_rows (self->desk, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) moves->data, moves->len,
                                  error);
}

static JsonArray *
describe_history (GPtrArray *rows)
{
  static const char *const keys[] = { "at", "actor", "from", "to", "status", "reason" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr(JsonObject) all = pursuit_columns_describe (PURSUIT_LIST_TIMELINE, g_ptr_array_index (rows, i));
      JsonObject *move = json_object_new ();

      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        json_object_set_member (move, keys[j], json_object_dup_member (all, keys[j]));
      json_array_add_object_element (array, move);
    }

  return array;
}

/* Whoever may see a profile is shown it. */
static gboolean
note_view (PursuitCli     *self,
           PursuitRecord  *record,
           GError        **error)
{
  return !PURSUIT_IS_CONTACT (record) || !pursuit_contacts_may_see_profile (self->desk, PURSUIT_CONTACT (record)) ||
         pursuit_contacts_note_view (self->desk, PURSUIT_CONTACT (record), error);
}

/* One record with what belongs to it, as the answer. */
gboolean
pursuit_cli_show_record (PursuitCli  *self,
                         GType        type,
                         gint64       id,
                         GError     **error)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (self->desk, type, id, error);
  g_autoptr(GPtrArray) history = NULL;

  if (record == NULL || !note_view (self, record, error))
    return FALSE;
  if (PURSUIT_IS_DEAL (record))
    {
      history = read_history (self, id, error);
      if (history == NULL)
        return FALSE;
    }

  if (self->json)
    {
      self->answer = pursuit_answer_describe_record (self, record);
      if (history != NULL)
        json_object_set_array_member (self->answer, "history", describe_history (history));
      return TRUE;
    }

  write_fields (self, record);
  if (history != NULL)
    write_rows (self, _("History"), PURSUIT_LIST_TIMELINE, history);
  return TRUE;
}

/* Who was merged is shown as what it became. */
static gboolean
follow_merge (PursuitCli  *self,
              GType        type,
              gint64      *id,
              GError     **error)
{
  g_autofree char *name = NULL;
  gint64 kept_id;

  if (type != PURSUIT_TYPE_CUSTOMER && type != PURSUIT_TYPE_CONTACT)
    return TRUE;
  if (!pursuit_merge_find_kept (self->desk, type, *id, &kept_id, error))
    return FALSE;
  if (kept_id == *id)
    return TRUE;

  name = pursuit_cli_dup_name (self, type, *id);
  if (!self->json)
    pursuit_output_line (self->output, _("“%1$s” (No. %2$lld) was merged into No. %3$lld."), name, (long long) *id, (long long) kept_id);
  *id = kept_id;
  return TRUE;
}

/**
 * pursuit_cli_show:
 * @self: a run
 * @word: a kind of record
 * @text: its number or name
 * @error: return location
 *
 * Shows a record; of one that was merged, the one that stayed.
 *
 * Returns: %TRUE when it was shown
 */
gboolean
pursuit_cli_show (PursuitCli  *self,
                  const char  *word,
                  const char  *text,
                  GError     **error)
{
  const PursuitKind *kind = pursuit_kind_find (word, error);
  gint64 id;

  if (kind == NULL || !pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, kind->type (), text, &id, error) ||
      !follow_merge (self, kind->type (), &id, error))
    return FALSE;

  return g_str_equal (kind->name, "customer") ? show_customer (self, id, error) : pursuit_cli_show_record (self, kind->type (), id, error);
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  return pursuit_cli_show (self, self->args[0], self->args[1], error);
}

const PursuitCommand pursuit_cmd_show = {
  .name = "show",
  .arguments = N_("KIND RECORD"),
  .summary = N_("Show a record: a customer with its dossier, a deal with its history"),
  .details = N_("KIND is customer, contact, deal, activity, staff, unit, product, document, role, process, stage, milestone, "
                "stakeholder, rival or strategy. RECORD is a number, or a name if no other record of the kind has it."),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_show,
};
