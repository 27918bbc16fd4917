/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PursuitRowCount:
 * @table: a table
 * @count: its rows, deleted records too
 */
typedef struct
{
  char *table;
  gint64 count;
} PursuitRowCount;

/**
 * PursuitManifest:
 * @database: the name of the file that was copied, for people
 * @path: where it lay, for people
 * @store_uuid: (nullable): which database it is; %NULL in formats that do not say
 * @generation: how often a backup had been put back into it
 * @at: when it was copied
 * @program: the version of the program that did it
 * @schema: the format of the copy
 * @reason: why, a word of pursuit-backups.h
 * @rows: (element-type PursuitRowCount): what is in it
 * @journal_id: the newest entry of its journal, 0 for none
 * @journal_hash: that entry's hash in hexadecimal digits
 * @findings: (nullable) (array zero-terminated=1): what was not in order in the database itself, a sentence each
 * @size: bytes of the copy
 * @sha256: their hash in hexadecimal digits
 *
 * What is known of a checked copy of a database: FILE.json beside FILE.
 */
typedef struct
{
  char *database;
  char *path;
  char *store_uuid;
  gint64 generation;
  gint64 at;
  char *program;
  int schema;
  char *reason;
  GArray *rows;
  gint64 journal_id;
  char *journal_hash;
  char **findings;
  gint64 size;
  char *sha256;
} PursuitManifest;

PursuitManifest *pursuit_manifest_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_manifest_free      (PursuitManifest        *self);
char            *pursuit_manifest_dup_name  (const char             *copy) G_GNUC_WARN_UNUSED_RESULT;
PursuitManifest *pursuit_manifest_load      (const char             *copy,
                                             GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         pursuit_manifest_write     (const PursuitManifest  *self,
                                             const char             *copy,
                                             GError                **error);
void             pursuit_manifest_add_rows  (PursuitManifest        *self,
                                             const char             *table,
                                             gint64                  count);
gint64           pursuit_manifest_get_rows  (const PursuitManifest  *self,
                                             const char             *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitManifest, pursuit_manifest_free)

G_END_DECLS
