/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "array-source.h"
#include "pursuit-import.h"
#include "scratch-desk.h"

G_BEGIN_DECLS

PursuitImport       *import_fixture_open     (PursuitImportKind     kind,
                                              PursuitRowSource     *source) G_GNUC_WARN_UNUSED_RESULT;
PursuitImportReport *import_fixture_run      (ScratchDesk          *scratch,
                                              PursuitImportKind     kind,
                                              PursuitRowSource     *source) G_GNUC_WARN_UNUSED_RESULT;
PursuitImportReport *import_fixture_run_good (ScratchDesk          *scratch,
                                              PursuitImportKind     kind,
                                              PursuitRowSource     *source) G_GNUC_WARN_UNUSED_RESULT;
gint64               import_fixture_bring    (ScratchDesk          *scratch,
                                              PursuitImportKind     kind,
                                              PursuitRowSource     *source);
char                *import_fixture_counts   (PursuitImportReport  *report) G_GNUC_WARN_UNUSED_RESULT;
char                *import_fixture_said     (PursuitImportReport  *report,
                                              PursuitOutcome        outcome) G_GNUC_WARN_UNUSED_RESULT;
char                *import_fixture_notes    (PursuitImportReport  *report) G_GNUC_WARN_UNUSED_RESULT;

/* Rows by outcome as "new changed unchanged doubtful refused". */
#define assert_counts(report, expected)                             \
  G_STMT_START                                                      \
    {                                                               \
      g_autofree char *counts_ = import_fixture_counts (report);    \
      g_assert_cmpstr (counts_, ==, (expected));                    \
    }                                                               \
  G_STMT_END

/* What is said about the rows of an outcome, one sentence a line. */
#define assert_said(report, outcome, expected)                            \
  G_STMT_START                                                            \
    {                                                                     \
      g_autofree char *said_ = import_fixture_said ((report), (outcome)); \
      g_assert_cmpstr (said_, ==, (expected));                            \
    }                                                                     \
  G_STMT_END

#define assert_notes(report, expected)                             \
  G_STMT_START                                                     \
    {                                                              \
      g_autofree char *notes_ = import_fixture_notes (report);     \
      g_assert_cmpstr (notes_, ==, (expected));                    \
    }                                                              \
  G_STMT_END

G_END_DECLS
