/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-salvage-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-journal-verify.h"

/* What is said of a salvage: to the person, in JSON, and in the folder of the evidence. */

/* Lists of numbers and of names end somewhere. */
#define MOST_RANGES 20
#define MOST_NAMES 20

/* What is kept beside the records. */
static const char *
get_other_label (const char *table)
{
  if (g_str_equal (table, "stage_move"))
    return _("Move of a deal");
  if (g_str_equal (table, "document_version"))
    return _("Version of a document");
  if (g_str_equal (table, "document_piece"))
    return _("Piece of a document");
  if (g_str_equal (table, "standing_move"))
    return _("Change of how a customer is judged");
  if (g_str_equal (table, "journal"))
    return _("Journal entry");
  if (g_str_equal (table, "journal_payload"))
    return _("Journal entry with before and after");
  if (g_str_equal (table, "journal_customer"))
    return _("Customer of a journal entry about many");

  return table;
}

static const char *
get_label (const char *table)
{
  GType type = pursuit_record_type_from_table (table);
  g_autoptr(GTypeClass) klass = type != G_TYPE_INVALID && type != 0 ? g_type_class_ref (type) : NULL;

  return klass != NULL ? _(PURSUIT_RECORD_CLASS (klass)->label) : get_other_label (table);
}

/* "3–7, 12" */
static char *
write_ranges (GArray *ids)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 first = g_array_index (ids, gint64, i);
      gint64 last = first;

      while (i + 1 < ids->len && g_array_index (ids, gint64, i + 1) == last + 1)
        last = g_array_index (ids, gint64, ++i);
      if (n++ == MOST_RANGES)
        {
          g_string_append (text, ", …");
          break;
        }
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, n > 1 ? ", " : "", first);
      if (last > first)
        g_string_append_printf (text, "–%" G_GINT64_FORMAT, last);
    }

  return g_string_free (text, FALSE);
}

static void
take_finding (PursuitSalvage *self,
              char           *sentence)
{
  g_ptr_array_add (self->findings, sentence);
}

static void
find_missing (PursuitSalvage              *self,
              const PursuitRecoveredTable *table)
{
  g_autofree char *ranges = write_ranges (table->missing);

  if (table->n_missing == 0)
    return;

  /* Translators: a kind of record, how many, and their numbers, "3–7, 12" */
  take_finding (self, g_strdup_printf (ngettext ("%1$s: %2$lld is missing, no. %3$s.", "%1$s: %2$lld are missing, no. %3$s.",
                                                 (gulong) table->n_missing),
                                       get_label (table->name), (long long) table->n_missing, ranges));
}

static void
find_in_table (PursuitSalvage              *self,
               const PursuitRecoveredTable *table)
{
  const char *label = get_label (table->name);

  find_missing (self, table);
  if (table->n_placeholders > 0)
    take_finding (self, g_strdup_printf (ngettext ("%1$s: %2$lld is lost, but something else refers to it; an empty one stands in its place.",
                                                   "%1$s: %2$lld are lost, but something else refers to them; empty ones stand in their place.",
                                                   (gulong) table->n_placeholders),
                                         label, (long long) table->n_placeholders));
  if (table->n_unlinked > 0)
    take_finding (self, g_strdup_printf (ngettext ("%1$s: %2$lld reference to something that is lost was dropped.",
                                                   "%1$s: %2$lld references to something that is lost were dropped.",
                                                   (gulong) table->n_unlinked),
                                         label, (long long) table->n_unlinked));
  if (table->n_refused > 0)
    take_finding (self, g_strdup_printf (ngettext ("%1$s: %2$lld row was found that could not be placed; it is in “lost-rows.jsonl”.",
                                                   "%1$s: %2$lld rows were found that could not be placed; they are in “lost-rows.jsonl”.",
                                                   (gulong) table->n_refused),
                                         label, (long long) table->n_refused));
}

/* The check knows the journal's findings too: those say what is missing, not that something is wrong with the new file. */
static gboolean
check_target (PursuitSalvage  *self,
              PursuitStore    *store,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (store, cancellable, error);
  g_autoptr(GPtrArray) findings = verdict != NULL ? pursuit_store_check (store, cancellable, error) : NULL;

  if (findings == NULL)
    return FALSE;

  self->is_sound = findings->len == verdict->findings->len;
  for (guint i = 0; i < findings->len; i++)
    take_finding (self, g_strdup (g_ptr_array_index (findings, i)));

  return TRUE;
}

static int
by_number (gconstpointer a,
           gconstpointer b)
{
  const gint64 *first = a;
  const gint64 *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Beyond the highest number that is left only the backup tells that there was something. */
static void
note_in_backup (PursuitSalvage         *self,
                PursuitRecoveredTable  *table,
                PursuitRecord          *record,
                GString                *names)
{
  gboolean is_known = table->missing->len > 0 &&
                      bsearch (&record->id, table->missing->data, table->missing->len, sizeof (gint64), by_number) != NULL;

  if (!is_known && record->id <= table->last_id)
    return;
  if (!is_known)
    {
      g_array_append_val (table->missing, record->id);
      table->n_missing++;
      table->n_named++;
    }
  if (self->n_in_backup++ < MOST_NAMES)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", pursuit_record_get_name (record));
}

static int
by_record_id (gconstpointer a,
              gconstpointer b)
{
  return by_number (&(*(PursuitRecord *const *) a)->id, &(*(PursuitRecord *const *) b)->id);
}

/* Counts what of the missing the backup has, and adds the first names. */
static gboolean
look_for (PursuitSalvage         *self,
          PursuitStore           *backup,
          PursuitRecoveredTable  *table,
          GType                   type,
          GString                *names)
{
  g_autoptr(GPtrArray) records = pursuit_store_list (backup, type, NULL);

  if (records == NULL)
    return FALSE;

  g_ptr_array_sort (records, by_record_id);
  for (guint i = 0; i < records->len; i++)
    note_in_backup (self, table, g_ptr_array_index (records, i), names);

  return TRUE;
}

/* A backup that cannot be read any more is only not compared. */
static void
compare_backup (PursuitSalvage *self,
                GString        *names)
{
  g_autoptr(PursuitStore) backup = NULL;
  gboolean ok = TRUE;

  if (self->backup == NULL)
    return;

  backup = pursuit_store_open (self->backup->path, PURSUIT_STORE_READ_ONLY, NULL);
  for (guint i = 0; backup != NULL && ok && i < self->recovery->tables->len; i++)
    {
      PursuitRecoveredTable *table = g_ptr_array_index (self->recovery->tables, i);
      GType type = pursuit_record_type_from_table (table->name);

      if (type != G_TYPE_INVALID && type != 0)
        ok = look_for (self, backup, table, type, names);
    }
}

static void
find_backup (PursuitSalvage *self,
             const char     *names)
{
  g_autofree char *when = NULL;

  if (self->n_in_backup == 0)
    return;

  when = pursuit_time_format (self->backup->manifest->at);
  take_finding (self, g_strdup_printf (ngettext ("The backup of %1$s has %2$lld of what is missing: %3$s.",
                                                 "The backup of %1$s has %2$lld of what is missing, such as: %3$s.",
                                                 (gulong) self->n_in_backup),
                                       when, (long long) self->n_in_backup, names));
}

/* Looks through the new database and words what is missing. */
gboolean
pursuit_salvage_judge (PursuitSalvage  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr(PursuitStore) store = pursuit_store_open (self->target, PURSUIT_STORE_NONE, error);
  g_autoptr(GString) names = g_string_new (NULL);

  if (store == NULL)
    return FALSE;

  compare_backup (self, names);
  if (self->recovery->n_gone > 0)
    take_finding (self, g_strdup_printf (ngettext ("The file was cut off: %u page is missing at its end.",
                                                   "The file was cut off: %u pages are missing at its end.",
                                                   self->recovery->n_gone),
                                         self->recovery->n_gone));
  for (guint i = 0; i < self->recovery->tables->len; i++)
    find_in_table (self, g_ptr_array_index (self->recovery->tables, i));
  if (self->recovery->n_bad > 0)
    take_finding (self, g_strdup_printf (ngettext ("%u row could not be made out.", "%u rows could not be made out.",
                                                   self->recovery->n_bad),
                                         self->recovery->n_bad));
  find_backup (self, names->str);

  return check_target (self, store, cancellable, error);
}

static JsonObject *
describe_table (const PursuitRecoveredTable *table)
{
  JsonObject *object = json_object_new ();
  JsonArray *missing = json_array_new ();

  json_object_set_string_member (object, "table", table->name);
  json_object_set_int_member (object, "recovered", table->n_rows);
  json_object_set_int_member (object, "stray", table->n_stray);
  json_object_set_int_member (object, "unplaced", table->n_refused);
  json_object_set_int_member (object, "placeholders", table->n_placeholders);
  json_object_set_int_member (object, "unlinked", table->n_unlinked);
  json_object_set_int_member (object, "missing", table->n_missing);
  json_object_set_int_member (object, "known", table->n_named);
  for (guint i = 0; i < table->missing->len; i++)
    json_array_add_int_element (missing, g_array_index (table->missing, gint64, i));
  json_object_set_array_member (object, "missing_ids", missing);

  return object;
}

/**
 * pursuit_salvage_to_json:
 * @self: what was saved
 *
 * Returns: (transfer full): the report for programs; docs/cli.md explains it
 */
JsonObject *
pursuit_salvage_to_json (const PursuitSalvage *self)
{
  g_autofree char *target = g_filename_display_name (self->target);
  g_autofree char *evidence = g_filename_display_name (self->evidence);
  g_autofree char *backup = self->backup != NULL ? g_filename_display_name (self->backup->path) : NULL;
  JsonObject *object = json_object_new ();
  JsonArray *tables = json_array_new ();
  JsonArray *findings = json_array_new ();

  for (guint i = 0; i < self->recovery->tables->len; i++)
    json_array_add_object_element (tables, describe_table (g_ptr_array_index (self->recovery->tables, i)));
  for (guint i = 0; i < self->findings->len; i++)
    json_array_add_string_element (findings, g_ptr_array_index (self->findings, i));

  json_object_set_string_member (object, "file", target);
  json_object_set_string_member (object, "evidence", evidence);
  json_object_set_string_member (object, "sha256", self->sha256);
  json_object_set_boolean_member (object, "sound", self->is_sound);
  json_object_set_int_member (object, "unreadable", self->recovery->n_bad);
  if (backup != NULL)
    json_object_set_string_member (object, "backup", backup);
  else
    json_object_set_null_member (object, "backup");
  json_object_set_int_member (object, "in_backup", self->n_in_backup);
  json_object_set_array_member (object, "tables", tables);
  json_object_set_array_member (object, "findings", findings);

  return object;
}

/**
 * pursuit_salvage_dup_text:
 * @self: what was saved
 *
 * Returns: (transfer full): the report for people, a sentence a line
 */
char *
pursuit_salvage_dup_text (const PursuitSalvage *self)
{
  g_autofree char *target = g_filename_display_name (self->target);
  g_autofree char *evidence = g_filename_display_name (self->evidence);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("What can still be read is in “%s”."), target);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->recovery->tables->len; i++)
    {
      const PursuitRecoveredTable *table = g_ptr_array_index (self->recovery->tables, i);

      if (table->n_rows == 0 || g_str_equal (table->name, "identity"))
        continue;
      g_string_append_printf (text, ngettext ("%1$s: %2$lld was saved.", "%1$s: %2$lld were saved.", (gulong) table->n_rows),
                              get_label (table->name), (long long) table->n_rows);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < self->findings->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->findings, i));
  if (self->findings->len == 0)
    g_string_append_printf (text, "%s\n", _("Nothing is missing as far as one can tell."));
  else
    g_string_append_printf (text, "%s\n", _("Numbers that never were in use can be among those that are missing."));
  g_string_append_printf (text, _("The damaged file was only read; its copy and this report are in “%s”."), evidence);
  g_string_append_c (text, '\n');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
put (PursuitSalvage  *self,
     const char      *name,
     const char      *content,
     GError         **error)
{
  g_autofree char *path = g_build_filename (self->evidence, name, NULL);

  return g_file_set_contents (path, content, -1, error);
}

/* Puts the report beside the evidence. */
gboolean
pursuit_salvage_report (PursuitSalvage  *self,
                        GError         **error)
{
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autofree char *json = NULL;
  g_autofree char *text = pursuit_salvage_dup_text (self);

  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), pursuit_salvage_to_json (self));
  json = json_to_string (node, TRUE);

  return put (self, "report.txt", text, error) && put (self, "report.json", json, error) &&
         put (self, "lost-rows.jsonl", self->recovery->lost->str, error);
}
