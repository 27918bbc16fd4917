/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

/* Takes over @source. */
PursuitImport *
import_fixture_open (PursuitImportKind  kind,
                     PursuitRowSource  *source)
{
  g_autoptr(GError) error = NULL;
  PursuitImport *import = pursuit_import_new (kind, source, &error);

  g_assert_no_error (error);
  g_object_unref (source);

  return import;
}

static PursuitImportReport *
run (ScratchDesk       *scratch,
     PursuitImportKind  kind,
     PursuitRowSource  *source,
     gboolean           allow_refused)
{
  g_autoptr(PursuitImport) import = import_fixture_open (kind, source);
  g_autoptr(GError) error = NULL;
  PursuitImportReport *report;

  pursuit_import_set_allow_refused (import, allow_refused);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return report;
}

/* Imports a file of which no row may be refused; takes over @source. */
PursuitImportReport *
import_fixture_run (ScratchDesk       *scratch,
                    PursuitImportKind  kind,
                    PursuitRowSource  *source)
{
  return run (scratch, kind, source, FALSE);
}

/* Imports the good rows of a file; takes over @source. */
PursuitImportReport *
import_fixture_run_good (ScratchDesk       *scratch,
                         PursuitImportKind  kind,
                         PursuitRowSource  *source)
{
  return run (scratch, kind, source, TRUE);
}

/* Imports a file, of which nothing but the journal entry matters; takes over @source. */
gint64
import_fixture_bring (ScratchDesk       *scratch,
                      PursuitImportKind  kind,
                      PursuitRowSource  *source)
{
  g_autoptr(PursuitImportReport) report = import_fixture_run (scratch, kind, source);

  return report->entry_id;
}

char *
import_fixture_counts (PursuitImportReport *report)
{
  const guint64 *n = report->counts;

  g_assert_cmpuint (n[0] + n[1] + n[2] + n[3] + n[4], ==, report->n_rows);
  return g_strdup_printf ("%lu %lu %lu %lu %lu", (gulong) n[0], (gulong) n[1], (gulong) n[2], (gulong) n[3], (gulong) n[4]);
}

char *
import_fixture_said (PursuitImportReport *report,
                     PursuitOutcome       outcome)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < report->rows->len; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);

      if (row->outcome == outcome)
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", row->sentence != NULL ? row->sentence : row->message);
    }

  return g_string_free (all, FALSE);
}

char *
import_fixture_notes (PursuitImportReport *report)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (report->notes, i));

  return g_string_free (all, FALSE);
}
