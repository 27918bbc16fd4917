/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bulk-customers.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backup.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-import-trace.h"
#include "pursuit-journal-customers.h"
#include "pursuit-journal.h"
#include "pursuit-records-private.h"
#include "pursuit-standing.h"
#include "pursuit-way-back.h"

/*
 * One value for one field of many customers (DOS-3), in one transaction and with one entry of the journal in the form of an
 * import's, by which the whole is taken back. Each customer is asked about as if it were changed alone, by the same rules: those
 * that cannot be changed stay as they are and are named, the others are changed. Nothing but that field is written, so what others
 * changed meanwhile stands.
 */

#define ROWS_BETWEEN_NEWS 64

/* An entry holds what changed, and has to be read again to take it back. */
#define MOST_CHANGES (40 * 1000 * 1000)

/* So few can be taken back one by one; more are worth a copy. */
#define FEW 20

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  const PursuitBulkChange *change;
  PursuitImportTrace *trace;
  PursuitBulkOutcome *outcome;
  GArray *changed;          /* gint64 */
  GCancellable *cancellable;
  PursuitBulkProgress progress;
  gpointer user_data;
} Run;

static void
refusal_free (gpointer data)
{
  PursuitBulkRefusal *refusal = data;

  g_free (refusal->name);
  g_free (refusal->sentence);
  g_free (refusal);
}

/**
 * pursuit_bulk_outcome_free:
 * @self: (transfer full): an outcome
 */
void
pursuit_bulk_outcome_free (PursuitBulkOutcome *self)
{
  g_ptr_array_unref (self->refusals);
  g_free (self);
}

/**
 * pursuit_bulk_can_set:
 * @field: a field of customers
 *
 * Returns: %TRUE when many may get one value of it: not what tells one from the other, nor what rules keep, nor what takes
 *   evidence for each of them
 */
gboolean
pursuit_bulk_can_set (const PursuitField *field)
{
  static const char *const own[] = { "name", "short_name", "registration_code", "phone", "email", "website", "address", "parent_id",
                                     "relationship_level", NULL };

  return !(field->flags & (PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL)) && !g_strv_contains (own, field->name);
}

/* Giving somebody else's customer to another person is a right of its own, which does not need that of changing it. */
static gboolean
require (Run            *run,
         PursuitRecord  *before,
         PursuitRecord  *after,
         GError        **error)
{
  if (!g_str_equal (run->change->field->name, "owner_id") &&
      !pursuit_records_require (run->desk, before, PURSUIT_RIGHT_EDIT, error))
    return FALSE;

  return pursuit_record_validate (after, error) && pursuit_records_require_change (run->desk, before, after, error) &&
         pursuit_standing_require_evidence (before, after, error) &&
         pursuit_standing_require_change (run->desk, before, after, error);
}

static void
note_refusal (Run           *run,
              PursuitRecord *record,
              const GError  *why)
{
  PursuitBulkRefusal *refusal;

  run->outcome->n_refused++;
  if (run->outcome->refusals->len == PURSUIT_BULK_MOST_REFUSALS)
    return;

  refusal = g_new0 (PursuitBulkRefusal, 1);
  *refusal = (PursuitBulkRefusal) { record->id, g_strdup (pursuit_record_get_name (record)), g_strdup (why->message) };
  g_ptr_array_add (run->outcome->refusals, refusal);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED) || g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static gboolean
write_one (Run            *run,
           PursuitRecord  *before,
           PursuitRecord  *after,
           GError        **error)
{
  run->outcome->n_changed++;
  if (run->change->preview)
    return TRUE;
  if (!pursuit_store_update (run->store, after, error) || !pursuit_records_follow (run->desk, before, after, error) ||
      !pursuit_standing_note (run->desk, before, after, NULL, error))
    return FALSE;

  pursuit_import_trace_add_change (run->trace, before, after);
  g_array_append_val (run->changed, after->id);
  if (pursuit_import_trace_get_size (run->trace) <= MOST_CHANGES)
    return TRUE;
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("These are more customers than can be undone in one step; change fewer at a time."));
  return FALSE;
}

static gboolean
change_one (Run     *run,
            gint64   id,
            GError **error)
{
  g_autoptr(PursuitRecord) before = pursuit_store_load (run->store, PURSUIT_TYPE_CUSTOMER, id, error);
  const PursuitField *field = run->change->field;
  g_autoptr(PursuitRecord) after = NULL;
  g_autoptr(GError) why = NULL;

  if (before == NULL)
    return FALSE;
  after = pursuit_record_copy (before);
  if (pursuit_field_is_text (field))
    pursuit_record_set_text (after, field, pursuit_record_get_text (run->change->wanted, field));
  else
    pursuit_record_set_number (after, field, pursuit_record_get_number (run->change->wanted, field));
  if (pursuit_record_diff (before, after) == 0)
    {
      run->outcome->n_same++;
      return TRUE;
    }
  if (require (run, before, after, &why))
    return write_one (run, before, after, error);
  if (!is_refusal (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

  note_refusal (run, before, why);
  return TRUE;
}

static gboolean
change_all (Run     *run,
            GError **error)
{
  g_autoptr(GArray) ids = pursuit_desk_query_ids (run->desk, run->change->query, 0, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) || !change_one (run, g_array_index (ids, gint64, i), error))
        return FALSE;
      if (run->progress != NULL && i % ROWS_BETWEEN_NEWS == 0)
        run->progress (i, ids->len, run->user_data);
    }

  return TRUE;
}

/* How customers are judged has a history of its own, which tells it already. */
static gboolean
is_judgement (const PursuitField *field)
{
  for (guint i = 0; i < PURSUIT_N_STANDING_KINDS; i++)
    if (g_str_equal (pursuit_standing_kind_get_field ((PursuitStandingKind) i), field->name))
      return TRUE;

  return FALSE;
}

/* Their timelines tell of it. */
static gboolean
write_customers (Run     *run,
                 GError **error)
{
  if (is_judgement (run->change->field))
    return TRUE;
  for (guint i = 0; i < run->changed->len; i++)
    if (!pursuit_journal_customers_add (run->store, run->outcome->entry_id, g_array_index (run->changed, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* As an edit would say it. */
static JsonObject *
describe_value (Run *run)
{
  PursuitRecord *wanted = run->change->wanted;
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (wanted);
  gboolean is_built_in = pursuit_record_class_find (klass, run->change->field->name) != NULL;

  return pursuit_record_to_json (wanted, is_built_in ? pursuit_record_class_get_bit (klass, run->change->field)
                                                     : pursuit_record_get_extra_bit (wanted));
}

static gboolean
write_entry (Run     *run,
             GError **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);
  g_autoptr(JsonObject) head = json_object_new ();

  json_object_set_object_member (head, "set", describe_value (run));
  json_object_set_string_member (head, "field", run->change->field->name);
  json_object_set_int_member (head, "count", run->outcome->n_changed);
  entry->actor_id = pursuit_desk_get_actor_id (run->desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (run->desk));
  entry->verb = g_strdup ("bulk");
  entry->entity = g_strdup ("customer");
  pursuit_import_trace_to_json (run->trace, head, &entry->before, &entry->after);
  if (!pursuit_journal_add (run->store, entry, error))
    return FALSE;

  run->outcome->entry_id = entry->id;
  return write_customers (run, error);
}

/* A copy is made before the lock: with the transaction it is too late. */
static gboolean
keep_before (Run             *run,
             PursuitWayBack  *way_back,
             GError         **error)
{
  gint64 count;

  if (run->change->preview || !pursuit_desk_query_count (run->desk, run->change->query, &count, error))
    return run->change->preview;

  return count <= FEW || pursuit_way_back_begin (way_back, run->desk, PURSUIT_BACKUP_BEFORE_BULK, run->cancellable, error);
}

static gboolean
run_all (Run     *run,
         GError **error)
{
  g_auto(PursuitWayBack) way_back = { NULL };
  g_auto(PursuitTx) tx = { NULL };

  if (!keep_before (run, &way_back, error) || !pursuit_tx_begin (&tx, run->store, error) || !change_all (run, error))
    return FALSE;
  if (run->change->preview || run->outcome->n_changed == 0)
    return TRUE;

  return write_entry (run, error) && pursuit_way_back_end (&way_back, error) && pursuit_tx_commit (&tx, error);
}

/* Only one who may change something at all, or give it away, begins. */
static gboolean
may_begin (Run     *run,
           GError **error)
{
  if (!pursuit_bulk_can_set (run->change->field))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not given to many customers at once."),
                   _(run->change->field->label));
      return FALSE;
    }

  return pursuit_desk_require (run->desk, g_str_equal (run->change->field->name, "owner_id") ? PURSUIT_RIGHT_ASSIGN : PURSUIT_RIGHT_EDIT,
                               error);
}

/**
 * pursuit_bulk_customers:
 * @desk: a desk
 * @change: which customers, which field, which value
 * @progress: (nullable) (scope call): told how far it is, on the thread that calls
 * @user_data: for @progress
 * @cancellable: (nullable): ends it; everything is then as it was
 * @error: return location
 *
 * Gives one value to one field of many customers. Those that may not be changed so stay as they are, and are named in the outcome.
 * It is one journal entry, and pursuit_records_undo() takes it back as a whole.
 *
 * Fails with %PURSUIT_ERROR_DENIED without any right to that, %PURSUIT_ERROR_INVALID when the field is not one for many, the value
 * means nothing or there are more customers than one entry holds, with %PURSUIT_ERROR_STORAGE or %G_IO_ERROR_CANCELLED; nothing
 * is changed then.
 *
 * Returns: (transfer full): what became of it, or would
 */
PursuitBulkOutcome *
pursuit_bulk_customers (PursuitDesk              *desk,
                        const PursuitBulkChange  *change,
                        PursuitBulkProgress       progress,
                        gpointer                  user_data,
                        GCancellable             *cancellable,
                        GError                  **error)
{
  g_autoptr(PursuitImportTrace) trace = pursuit_import_trace_new ();
  g_autoptr(PursuitBulkOutcome) outcome = g_new0 (PursuitBulkOutcome, 1);
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  Run run = { desk, pursuit_desk_get_store (desk), change, trace, outcome, changed, cancellable, progress, user_data };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && change->query->list == PURSUIT_LIST_CUSTOMERS, NULL);

  outcome->refusals = g_ptr_array_new_with_free_func (refusal_free);
  return may_begin (&run, error) && run_all (&run, error) ? g_steal_pointer (&outcome) : NULL;
}
