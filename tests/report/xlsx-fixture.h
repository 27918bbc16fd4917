/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-xlsx-reader.h"

G_BEGIN_DECLS

typedef struct
{
  char  *folder;
  GFile *file;         /* “book.xlsx” in it; need not exist */
  GHashTable *parts;   /* what it is made of: name to text */
} XlsxFixture;

void               xlsx_fixture_set_up    (XlsxFixture    *self,
                                           gconstpointer   data);
void               xlsx_fixture_tear_down (XlsxFixture    *self,
                                           gconstpointer   data);
void               xlsx_fixture_set_part  (XlsxFixture    *self,
                                           const char     *name,
                                           const char     *text);
void               xlsx_fixture_set_rows  (XlsxFixture    *self,
                                           const char     *rows);
void               xlsx_fixture_write     (XlsxFixture    *self);
PursuitXlsxReader *xlsx_fixture_open      (XlsxFixture    *self,
                                           const char     *sheet);
char              *xlsx_fixture_print     (XlsxFixture    *self,
                                           const char     *rows);
GError            *xlsx_fixture_refuse    (XlsxFixture    *self,
                                           const char     *sheet);

#define xlsx_fixture_add(path, test) \
  g_test_add (path, XlsxFixture, NULL, xlsx_fixture_set_up, test, xlsx_fixture_tear_down)

#define assert_error(error, expected_code, expected_message) \
  G_STMT_START { \
    g_assert_error (error, PURSUIT_ERROR, expected_code); \
    g_assert_cmpstr (error->message, ==, expected_message); \
  } G_STMT_END

G_END_DECLS
