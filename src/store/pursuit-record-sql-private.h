/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-db-private.h"
#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_RECORD_SQL_ALL G_MAXUINT64

/* The statements of one record type, made once from its field table. Those that run once a row of an import are kept
 * prepared; the connection's cache owns them. */
typedef struct _PursuitRecordSql
{
  GTypeClass *klass;
  char *select_by_id;
  char *select_all;
  char *insert;
  char *update;
  GHashTable *changes;          /* PursuitFieldMask -> char *: updates of some fields only */
  char *set_deleted;
  char *delete_range;
  char *names;
  char *named;
  char *all_names;
  char *sort_keys;
  char *set_sort_key;
  char *last_id;
  char *names_at;
  char *all_names_at;
  char *numbered;
  char *all_numbers;
  char *count;
  int text_kind;                /* 0 for a type without long texts, see pursuit-text-index.c */
  PursuitFieldMask text_fields;
  guint n_texts;
  char *texts;
  char *texts_beside;
  char *texts_deleted;
  char *texts_count;
  sqlite3_stmt *kept_by_id;
  sqlite3_stmt *kept_insert;
  sqlite3_stmt *kept_update;
  sqlite3_stmt *kept_named;
  sqlite3_stmt *kept_names_at;
  sqlite3_stmt *kept_numbered;
} PursuitRecordSql;

PursuitRecordSql *pursuit_record_sql_new  (GType              type) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_record_sql_free (PursuitRecordSql  *self);
PursuitRecord    *pursuit_record_sql_read (PursuitRecordSql  *self,
                                           PursuitStmt       *stmt) G_GNUC_WARN_UNUSED_RESULT;
const char       *pursuit_record_sql_get_text (PursuitRecord      *record,
                                           const PursuitField *field);
const char       *pursuit_record_sql_get_change (PursuitRecordSql *self,
                                           PursuitFieldMask  *mask);
int               pursuit_record_sql_bind (PursuitRecord     *record,
                                           PursuitFieldMask   mask,
                                           PursuitStmt       *stmt,
                                           int                first);
gboolean          pursuit_record_sql_has_name (PursuitRecordSql *self,
                                           PursuitFieldMask   mask);

G_END_DECLS
