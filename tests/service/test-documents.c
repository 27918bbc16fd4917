/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents: every byte comes out as it went in, or nothing does. Looked at with SQL of the test's own too. */

#include "desk-fixture.h"
#include "pursuit-date.h"
#include "pursuit-document-copies.h"
#include "pursuit-documents.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-salvage.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE PURSUIT_DOCUMENT_PIECE
#define LIMIT PURSUIT_DOCUMENT_LIMIT_DEFAULT

typedef struct
{
  DeskFixture base;
  char *folder;      /* for files outside the database */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  desk_fixture_add_customer (&fixture->base, "Press", "Zhao");
  desk_fixture_add_deal (&fixture->base, "Line", "Mill", "Li", 1000, 3);
  fixture->folder = g_dir_make_tmp ("pursuit-documents-XXXXXX", NULL);
}

static void
empty_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      empty_folder (path);
      g_remove (path);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  empty_folder (fixture->folder);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
  desk_fixture_tear_down (&fixture->base, data);
}

/* Bytes that differ from piece to piece. */
static GBytes *
make_content (gsize length,
              guint seed)
{
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (i * 31 + i / 251 * seed + seed);

  return g_bytes_new_take (bytes, length);
}

static char *
write_file (Fixture    *fixture,
            const char *name,
            GBytes     *content)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content), NULL));
  return path;
}

static gint64
add (Fixture    *fixture,
     const char *name,
     GBytes     *content,
     gint64      deal_id)
{
  g_autofree char *path = write_file (fixture, name, content);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_open (path, LIMIT, NULL, NULL, NULL, &error);
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), "deal-id",
                                                      deal_id, NULL);

  g_assert_no_error (error);
  pursuit_documents_add (fixture->base.desk, document, file, NULL, NULL, &error);
  g_assert_no_error (error);

  return PURSUIT_RECORD (document)->id;
}

static gint64
add_version (Fixture    *fixture,
             gint64      document_id,
             const char *name,
             GBytes     *content)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes (name, content, LIMIT, &error);
  gint64 entry_id = 0;

  g_assert_no_error (error);
  pursuit_documents_add_version (fixture->base.desk, document_id, file, NULL, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static gboolean
collect (const guint8  *bytes,
         gsize          length,
         gpointer       data,
         GError       **error)
{
  g_byte_array_append (data, bytes, (guint) length);
  return TRUE;
}

static void
assert_content (Fixture *fixture,
                gint64   document_id,
                gint64   version,
                GBytes  *content)
{
  g_autoptr(GByteArray) found = g_byte_array_new ();
  g_autoptr(GError) error = NULL;

  pursuit_documents_read (fixture->base.desk, document_id, version, collect, found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (found->data, found->len, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

static void
assert_refused (const GError *error,
                int           code,
                const char   *sentence)
{
  g_assert_error (error, PURSUIT_ERROR, code);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
assert_nothing_there (Fixture *fixture)
{
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM document"), ==, 0);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM document_version"), ==, 0);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM document_piece"), ==, 0);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal WHERE entity = 'document'"), ==, 0);
}

static void
test_every_byte (Fixture       *fixture,
                 gconstpointer  data)
{
  static const gsize lengths[] = { 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 77 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *name = g_strdup_printf ("file %u.bin", i);
      g_autoptr(GBytes) content = make_content (lengths[i], i + 1);
      g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
      g_autofree char *found = NULL;
      gint64 id = add (fixture, name, content, 0);

      assert_content (fixture, id, 0, content);
      found = desk_fixture_text (&fixture->base, "SELECT checksum FROM document WHERE id = %d", (int) id);
      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM document_piece WHERE version_id = %d", (int) id),
                       ==, (gint64) ((lengths[i] + PIECE - 1) / PIECE));
      g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT sum(length(bytes)) FROM document_piece WHERE version_id = %d",
                                         (int) id), ==, (gint64) lengths[i]);
    }
  desk_fixture_assert_sound (&fixture->base);
}

/* What the journal keeps is what the file is. */
static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) content = g_bytes_new_static ("%PDF-1.7 very secret", 20);
  g_autofree char *after = NULL;

  add (fixture, "Offer.pdf", content, 1);
  after = desk_fixture_text (&fixture->base,
                             "SELECT verb || customer_id || deal_id || p.after FROM journal j JOIN journal_payload p"
                             " ON p.journal_id = j.id WHERE entity = 'document'");
  g_assert_true (g_str_has_prefix (after, "create11{"));
  g_assert_nonnull (strstr (after, "\"name\":\"Offer.pdf\""));
  g_assert_nonnull (strstr (after, "\"media_type\":\"application/pdf\""));
  g_assert_nonnull (strstr (after, "\"size\":20"));
  g_assert_null (strstr (after, "secret"));
}

static void
refuse_path (Fixture    *fixture,
             const char *name,
             int         code,
             const char *sentence)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_document_file_open (path, 1000, NULL, NULL, NULL, &error));
  assert_refused (error, code, sentence);
}

static void
test_refused_files (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GBytes) large = make_content (1001, 1);
  g_autoptr(GBytes) none = g_bytes_new_static ("", 0);
  g_autofree char *large_path = write_file (fixture, "large", large);
  g_autofree char *empty_path = write_file (fixture, "empty", none);
  g_autofree char *folder = g_build_filename (fixture->folder, "folder", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);

  g_assert_no_errno (g_mkdir (folder, 0700));
  g_assert_no_errno (mkfifo (pipe, 0600));
  refuse_path (fixture, "large", PURSUIT_ERROR_INVALID,
               "“large” is too large to be kept here: it has 1001 bytes, and the limit is 1000 bytes. An administrator can raise it.");
  refuse_path (fixture, "empty", PURSUIT_ERROR_INVALID, "“empty” is empty.");
  refuse_path (fixture, "folder", PURSUIT_ERROR_INVALID, "“folder” is a folder: add the files in it.");
  refuse_path (fixture, "pipe", PURSUIT_ERROR_INVALID, "“pipe” is a device or a pipe, not a file.");
  refuse_path (fixture, "missing", PURSUIT_ERROR_NOT_FOUND, "“missing” cannot be read: No such file or directory.");
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (10, 1);
  g_autofree char *path = write_file (fixture, "closed", content);

  if (geteuid () == 0)
    {
      g_test_skip ("whoever runs this may read everything");
      return;
    }
  g_assert_no_errno (g_chmod (path, 0));
  refuse_path (fixture, "closed", PURSUIT_ERROR_INVALID, "“closed” cannot be read: Permission denied.");
}

/* Somebody writes to the file while it is read. */
typedef struct
{
  const char *path;
  gsize by;
} Growth;

static void
grow_cb (gint64   done,
         gint64   total,
         gpointer data)
{
  Growth *growth = data;
  g_autofree char *more = g_malloc0 (growth->by);
  FILE *stream = growth->by > 0 ? g_fopen (growth->path, "ab") : NULL;

  if (stream == NULL)
    return;
  g_assert_cmpuint (fwrite (more, 1, growth->by, stream), ==, growth->by);
  fclose (stream);
  growth->by = 0;
}

static void
test_growing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (PIECE + 10, 1);
  g_autofree char *path = write_file (fixture, "log.txt", content);
  g_autoptr(GError) error = NULL;
  Growth growth = { path, 5 };

  g_assert_null (pursuit_document_file_open (path, PIECE + 100, grow_cb, &growth, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_INVALID, "“log.txt” was changed while it was being read: try again when it is finished.");
  g_clear_error (&error);

  growth.by = 1000;
  g_assert_null (pursuit_document_file_open (path, PIECE + 100, grow_cb, &growth, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "“log.txt” is too large to be kept here:"));
}

/* The second reading has to find what the first one found. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (2 * PIECE, 1);
  g_autofree char *path = write_file (fixture, "Offer.pdf", content);
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PursuitDocumentFile) file = pursuit_document_file_open (path, LIMIT, NULL, NULL, NULL, &error);
      FILE *stream;

      g_assert_no_error (error);
      stream = g_fopen (path, "r+b");
      g_assert_nonnull (stream);
      g_assert_cmpint (fseek (stream, PIECE + 5, SEEK_SET), ==, 0);
      g_assert_cmpint (fputc (i, stream), !=, EOF);
      fclose (stream);
      if (i == 1)
        g_assert_no_errno (truncate (path, PIECE + 6));

      g_assert_false (pursuit_documents_add (fixture->base.desk, document, file, NULL, NULL, &error));
      assert_refused (error, PURSUIT_ERROR_INVALID,
                      "“Offer.pdf” was changed while it was being read: try again when it is finished.");
      g_assert_cmpint (PURSUIT_RECORD (document)->id, ==, 0);
      assert_nothing_there (fixture);
    }
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (2 * PIECE, 1);
  g_autofree char *path = write_file (fixture, "Offer.pdf", content);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_open (path, LIMIT, NULL, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pursuit_documents_add (fixture->base.desk, document, file, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_nothing_there (fixture);

  g_assert_null (pursuit_document_file_open (path, LIMIT, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_same_file (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (100, 1);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("Copy.pdf", content, LIMIT, NULL);
  g_autoptr(PursuitDocument) again = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(GError) error = NULL;
  gint64 id = add (fixture, "Offer.pdf", content, 0);

  g_assert_false (pursuit_documents_add (fixture->base.desk, again, file, NULL, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_INVALID, "The same file is there already, as “Offer.pdf”.");
  g_clear_error (&error);
  g_assert_false (pursuit_documents_add_version (fixture->base.desk, id, file, NULL, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_INVALID, "Version 1 of “Offer.pdf” is the same file.");

  /* A deal may have what the customer has. */
  g_assert_cmpint (add (fixture, "Offer.pdf", content, 1), >, id);
}

static void
test_rights (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (100, 1);
  g_autoptr(GBytes) other = make_content (100, 2);
  gint64 id = add (fixture, "Offer.pdf", content, 0);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("Other.pdf", other, LIMIT, NULL);
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&fixture->base, "Zhao");
  g_assert_false (pursuit_documents_add (fixture->base.desk, document, file, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_documents_add_version (fixture->base.desk, id, file, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_documents_read (fixture->base.desk, id, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_null (pursuit_documents_list_versions (fixture->base.desk, id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_documents_set_limit (fixture->base.desk, LIMIT * 2, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);

  desk_fixture_sign_in (&fixture->base, "Li");
  assert_content (fixture, id, 0, content);
}

static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GBytes) first = make_content (PIECE + 1, 1);
  g_autoptr(GBytes) second = make_content (50, 2);
  g_autoptr(GBytes) third = make_content (60, 3);
  gint64 id = add (fixture, "Offer.doc", first, 0);
  g_autoptr(GPtrArray) versions = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id, undo_id;

  entry_id = add_version (fixture, id, "Offer final.pdf", second);
  assert_content (fixture, id, 0, second);
  assert_content (fixture, id, 1, first);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT name = 'Offer final.pdf' AND version = 2 AND size = 50"
                                     " AND media_type = 'application/pdf' FROM document"), ==, 1);

  /* Taken back, the first one is shown again; the number is not used a second time. */
  pursuit_records_undo (fixture->base.desk, entry_id, &undo_id, &error);
  g_assert_no_error (error);
  assert_content (fixture, id, 0, first);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT name = 'Offer.doc' AND version = 1 FROM document"), ==, 1);
  add_version (fixture, id, "Offer.doc", third);
  assert_content (fixture, id, 0, third);
  assert_content (fixture, id, 2, second);

  versions = pursuit_documents_list_versions (fixture->base.desk, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 3);
  for (guint i = 0; i < versions->len; i++)
    g_assert_cmpint (((PursuitDocumentVersion *) g_ptr_array_index (versions, i))->version, ==, 3 - (gint64) i);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT version FROM document"), ==, 3);

  /* Taking the undo back is refused: something else came in between. */
  g_assert_false (pursuit_records_undo (fixture->base.desk, undo_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  desk_fixture_assert_sound (&fixture->base);
}

static void
test_own_name_stays (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GBytes) first = make_content (10, 1);
  g_autoptr(GBytes) second = make_content (20, 2);
  gint64 id = add (fixture, "scan0001.pdf", first, 0);
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_DOCUMENT, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  /* What rules keep is not changed by a form. */
  g_object_set (edited, "name", "Contract 2026/03", "size", G_GINT64_CONSTANT (999), NULL);
  pursuit_records_save (fixture->base.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
  add_version (fixture, id, "scan0002.pdf", second);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT name = 'Contract 2026/03' AND size = 20 FROM document"), ==, 1);
  name = pursuit_documents_dup_file_name (fixture->base.desk, id, 1, &error);
  g_assert_cmpstr (name, ==, "Contract 2026_03.pdf");
}

/* Deleted and brought back, a document still has its content. */
static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (PIECE * 2, 1);
  gint64 id = add (fixture, "Offer.pdf", content, 0);
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_true (pursuit_records_delete (fixture->base.desk, PURSUIT_TYPE_DOCUMENT, id, &entry_id, NULL));
  g_assert_false (pursuit_documents_read (fixture->base.desk, id, 0, NULL, NULL, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_NOT_FOUND, "“Offer.pdf” was deleted; restore it first.");
  g_assert_true (pursuit_records_undo (fixture->base.desk, entry_id, NULL, NULL));
  assert_content (fixture, id, 0, content);
}

static void
test_link_has_no_content (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(PursuitRecord) link = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), "name", "Tender",
                                                "location", "S:/tenders/7", NULL);
  g_autoptr(GBytes) content = make_content (10, 1);
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_records_create (fixture->base.desk, link, NULL, NULL));
  g_assert_false (pursuit_documents_read (fixture->base.desk, link->id, 0, NULL, NULL, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_INVALID, "“Tender” says only where a file is; it is not kept here.");
  add_version (fixture, link->id, "tender.pdf", content);
  assert_content (fixture, link->id, 1, content);
  desk_fixture_assert_sound (&fixture->base);
}

/* Somebody alters the file of the database with another program. */
static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const damages[] = {
    "UPDATE document_piece SET bytes = CAST (x'00' || substr (bytes, 2) AS BLOB) WHERE position = 1",
    "UPDATE document_piece SET bytes = substr (bytes, 2) WHERE position = 1",
    "DELETE FROM document_piece WHERE position = 2",
    "UPDATE document_version SET checksum = replace (checksum, substr (checksum, 1, 1), 'x')",
  };
  g_autoptr(GBytes) content = make_content (PIECE * 2 + 5, 1);
  gint64 id = add (fixture, "Offer.pdf", content, 0);
  g_autofree char *path = g_build_filename (fixture->folder, "Offer.pdf", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *sound = NULL;
  gsize length;

  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  g_assert_no_errno (g_mkdir (out, 0700));
  g_assert_true (g_file_get_contents (fixture->base.base.path, &sound, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr(GPtrArray) findings = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      store_fixture_raw (&fixture->base.base, damages[i]);
      g_assert_false (pursuit_documents_read (fixture->base.desk, id, 0, NULL, NULL, NULL, &error));
      assert_refused (error, PURSUIT_ERROR_STORAGE,
                      "Version 1 of “Offer.pdf” is no longer what was added: its content was changed or is missing in part. "
                      "Take another version, or a backup.");
      g_clear_error (&error);

      /* Neither a new file nor a changed one. */
      g_assert_null (pursuit_documents_export (fixture->base.desk, id, 0, out, NULL, &error));
      g_assert_no_errno (g_rmdir (out));
      g_assert_no_errno (g_mkdir (out, 0700));
      g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
      g_assert_false (pursuit_documents_save_as (fixture->base.desk, id, 0, path, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
      g_assert_cmpstr (before, ==, after);

      g_clear_error (&error);
      findings = pursuit_store_check (fixture->base.base.store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, >, 0);
      g_assert_nonnull (strstr (g_ptr_array_index (findings, findings->len - 1), "“Offer.pdf”"));
      scratch_write (fixture->base.base.path, sound, length);
      desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
    }
  assert_content (fixture, id, 0, content);
  desk_fixture_assert_sound (&fixture->base);
}

static void
test_check_names_what_belongs_nowhere (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (10, 1);
  g_autoptr(GPtrArray) findings = NULL;

  add (fixture, "Offer.pdf", content, 0);
  store_fixture_raw (&fixture->base.base, "INSERT INTO document_piece (version_id, position, bytes) VALUES (1, 1, x'01');"
                                          "UPDATE document SET size = 11");
  findings = pursuit_store_check (fixture->base.base.store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (findings, 0), ==, "Pieces of documents that belong to no version: 1.");
  g_assert_cmpstr (g_ptr_array_index (findings, 1), ==, "Documents that do not agree with their newest version: 1.");
}

/* What is brought back from a damaged file has its documents, piece by piece. */
static void
test_salvage (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (2 * PIECE + 9, 1);
  gint64 id = add (fixture, "Offer.pdf", content, 0);
  g_autofree char *target = g_build_filename (fixture->folder, "saved.pursuit", NULL);
  g_autoptr(PursuitSalvage) salvage = NULL;
  g_autoptr(PursuitDesk) own = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  salvage = pursuit_salvage_run (fixture->base.base.path, target, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (salvage->is_sound);
  own = fixture->base.desk;
  fixture->base.desk = pursuit_desk_open (target, PURSUIT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_content (fixture, id, 1, content);
  g_clear_object (&fixture->base.desk);
  fixture->base.desk = g_steal_pointer (&own);
}

static void
assert_file (const char *path,
             int         mode,
             GBytes     *content)
{
  g_autofree char *found = NULL;
  GStatBuf info;
  gsize length;

  g_assert_true (g_file_get_contents (path, &found, &length, NULL));
  g_assert_cmpmem (found, length, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, mode);
}

/* What is there is never replaced. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (PIECE + 5, 1);
  gint64 id = add (fixture, "Offer.pdf", content, 0);
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);

  g_assert_no_errno (g_mkdir (out, 0700));
  for (guint i = 1; i < 4; i++)
    {
      g_autofree char *name = i > 1 ? g_strdup_printf ("Offer (%u).pdf", i) : g_strdup ("Offer.pdf");
      g_autofree char *expected = g_build_filename (out, name, NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *path = pursuit_documents_export (fixture->base.desk, id, 0, out, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (path, ==, expected);
      assert_file (path, 0644, content);
    }
}

static void
test_copies (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (PIECE + 5, 1);
  gint64 id = add (fixture, "Offer.pdf", content, 0);
  g_autoptr(PursuitDocumentCopies) copies = pursuit_document_copies_new ();
  g_autofree char *home = NULL;
  g_autofree char *left = NULL;
  g_autofree char *lock = NULL;

  g_setenv ("PURSUIT_STATE_HOME", fixture->folder, TRUE);
  home = pursuit_document_copies_dup_home ();
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *path = pursuit_document_copies_make (copies, fixture->base.desk, id, 0, NULL, &error);
      g_autofree char *parent = path != NULL ? g_path_get_dirname (path) : NULL;
      GStatBuf info;

      g_assert_no_error (error);
      assert_file (path, 0400, content);
      g_assert_true (g_str_has_prefix (path, home));
      g_assert_no_errno (g_stat (parent, &info));
      g_assert_cmpint (info.st_mode & 0777, ==, 0700);
    }

  /* What a killed program left is removed, what is in use is not. */
  left = g_build_filename (home, "killed", NULL);
  lock = g_build_filename (left, "in-use", NULL);
  g_assert_no_errno (g_mkdir (left, 0700));
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  pursuit_document_copies_tidy ();
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_access (home, F_OK));
  g_assert_cmpint (g_rmdir (home), !=, 0);

  g_clear_pointer (&copies, pursuit_document_copies_free);
  g_assert_no_errno (g_rmdir (home));
  g_unsetenv ("PURSUIT_STATE_HOME");
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_cmpint (pursuit_documents_get_limit (fixture->base.desk, NULL), ==, 25 * 1024 * 1024);
  desk_fixture_sign_in (&fixture->base, "Root");
  g_assert_true (pursuit_documents_set_limit (fixture->base.desk, 1024 * 1024, &entry_id, NULL));
  g_assert_cmpint (pursuit_documents_get_limit (fixture->base.desk, NULL), ==, 1024 * 1024);
  g_assert_true (pursuit_documents_set_limit (fixture->base.desk, 2 * 1024 * 1024, &entry_id, NULL));
  g_assert_true (pursuit_records_undo (fixture->base.desk, entry_id, NULL, NULL));
  g_assert_cmpint (pursuit_documents_get_limit (fixture->base.desk, NULL), ==, 1024 * 1024);
  g_assert_false (pursuit_documents_set_limit (fixture->base.desk, 3, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_INVALID, "The limit of documents lies between 64.0\302\240KiB and 1.0\302\240GiB.");
}

static void
test_deal_of_another (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GBytes) content = make_content (10, 1);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("x", content, LIMIT, NULL);
  g_autoptr(PursuitDocument) wrong = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (2), "deal-id",
                                                   G_GINT64_CONSTANT (1), NULL);
  g_autoptr(PursuitDocument) right = g_object_new (PURSUIT_TYPE_DOCUMENT, "deal-id", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_documents_add (fixture->base.desk, wrong, file, NULL, NULL, &error));
  assert_refused (error, PURSUIT_ERROR_INVALID, "“Line” is a deal of another customer.");
  assert_nothing_there (fixture);
  g_assert_true (pursuit_documents_add (fixture->base.desk, right, file, NULL, NULL, NULL));
  g_assert_cmpint (right->customer_id, ==, 1);
}

#define ADD(path, function) g_test_add ("/service/documents/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("add/every-byte", test_every_byte);
  ADD ("add/journal-without-content", test_journal);
  ADD ("add/of-a-deal", test_deal_of_another);
  ADD ("add/same-file-once", test_same_file);
  ADD ("add/cancelled-leaves-nothing", test_cancelled);
  ADD ("add/changed-file-leaves-nothing", test_changed);
  ADD ("file/refused", test_refused_files);
  ADD ("file/unreadable", test_unreadable);
  ADD ("file/growing", test_growing);
  ADD ("rights", test_rights);
  ADD ("limit", test_limit);
  ADD ("versions/undo", test_versions);
  ADD ("versions/own-name-stays", test_own_name_stays);
  ADD ("versions/of-a-link", test_link_has_no_content);
  ADD ("delete/keeps-content", test_delete);
  ADD ("read/damage-leaves-no-file", test_damage);
  ADD ("check/what-belongs-nowhere", test_check_names_what_belongs_nowhere);
  ADD ("salvage/keeps-content", test_salvage);
  ADD ("export/never-replaces", test_export);
  ADD ("copies/private-and-tidy", test_copies);

  return g_test_run ();
}
