/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-csv-reader.h"

G_BEGIN_DECLS

typedef struct
{
  char  *folder;
  GFile *file;  /* “table.csv” in it; need not exist */
} CsvFixture;

void              csv_fixture_set_up     (CsvFixture               *self,
                                          gconstpointer             data);
void              csv_fixture_tear_down  (CsvFixture               *self,
                                          gconstpointer             data);
gboolean          csv_fixture_become_nobody (void) G_GNUC_WARN_UNUSED_RESULT;
void              csv_fixture_become_root   (void);
void              csv_fixture_write      (CsvFixture               *self,
                                          const char               *bytes,
                                          gssize                    length);
void              csv_fixture_encode     (CsvFixture               *self,
                                          const char               *text,
                                          const char               *encoding);
PursuitCsvReader *csv_fixture_open       (CsvFixture               *self,
                                          const PursuitCsvOptions  *options);
GError           *csv_fixture_refuse     (CsvFixture               *self,
                                          const PursuitCsvOptions  *options);
char             *csv_fixture_print      (PursuitCsvReader         *reader);
void              csv_fixture_append_row (GString                  *out,
                                          guint64                   row,
                                          const char * const       *cells);

#define csv_fixture_add(path, test) \
  g_test_add (path, CsvFixture, NULL, csv_fixture_set_up, test, csv_fixture_tear_down)

#define assert_error(error, expected_code, expected_message) \
  G_STMT_START { \
    g_assert_error (error, PURSUIT_ERROR, expected_code); \
    g_assert_cmpstr (error->message, ==, expected_message); \
  } G_STMT_END

G_END_DECLS
