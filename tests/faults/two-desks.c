/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "two-desks.h"

#include <glib/gstdio.h>

#include "open-gates.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"
#include "scratch-db.h"

#define NAME "team.pursuit"

static char *skip_reason;

/**
 * two_desks_set_up:
 * @self: a fixture
 * @data: ignored
 *
 * Mounts two machines, makes a database and opens it on both.
 */
void
two_desks_set_up (TwoDesks      *self,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  self->machines = machines_new (N_DESKS, &skip_reason);
  if (self->machines == NULL)
    return;

  path = machines_dup_path (self->machines, HERE, NAME);
  self->desks[HERE] = pursuit_desk_create (path, "CNY", &error);
  g_assert_no_error (error);
  open_gates (self->desks[HERE]);
  self->customer_id = two_desks_add_customer (self, HERE, "House", &error);
  g_assert_no_error (error);
  two_desks_sit_down (self, THERE);
}

/**
 * two_desks_tear_down:
 * @self: a fixture
 * @data: ignored
 *
 * Both leave, nothing is mounted any more.
 */
void
two_desks_tear_down (TwoDesks      *self,
                     gconstpointer  data)
{
  if (self->machines == NULL)
    return;

  for (guint i = 0; i < N_DESKS; i++)
    {
      machines_set (self->machines, i, "down=0\nfail_at=0\nhang_ms=0\ndelay_us=0\n");
      two_desks_leave (self, i);
    }
  machines_free (self->machines);
}

/**
 * two_desks_are_missing:
 * @self: a fixture
 *
 * Returns: %TRUE when the test cannot run here; it is then marked as skipped
 */
gboolean
two_desks_are_missing (TwoDesks *self)
{
  if (self->machines == NULL)
    g_test_skip (skip_reason);

  return self->machines == NULL;
}

void
two_desks_sit_down (TwoDesks *self,
                    guint     machine)
{
  g_autofree char *path = machines_dup_path (self->machines, machine, NAME);
  g_autoptr(GError) error = NULL;

  self->desks[machine] = pursuit_desk_open (path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
}

void
two_desks_leave (TwoDesks *self,
                 guint     machine)
{
  if (self->desks[machine] != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->desks[machine]));
}

gint64
two_desks_add_customer (TwoDesks    *self,
                        guint        machine,
                        const char  *name,
                        GError     **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);

  return pursuit_records_create (self->desks[machine], customer, NULL, error) ? customer->id : 0;
}

/* Somebody makes a customer, which must succeed. */
void
two_desks_add (TwoDesks   *self,
               guint       machine,
               const char *name)
{
  g_autoptr(GError) error = NULL;

  two_desks_add_customer (self, machine, name, &error);
  g_assert_no_error (error);
  g_assert_cmpint (two_desks_count (self, name), ==, 1);
}

/* Somebody tries to make a customer, and is refused with a sentence. */
void
two_desks_refuses (TwoDesks *self,
                   guint     machine,
                   int       code)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (two_desks_add_customer (self, machine, "Refused", &error), ==, 0);
  g_assert_error (error, PURSUIT_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* As the server sees the file, without the program's code. */
static sqlite3 *
look (TwoDesks *self)
{
  g_autofree char *path = machines_dup_server_path (self->machines, NAME);
  sqlite3 *db = NULL;

  g_assert_true (pursuit_share_vfs_register ());
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, PURSUIT_SHARE_VFS), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);

  return db;
}

/**
 * two_desks_count:
 * @self: a fixture
 * @name: of a customer
 *
 * Returns: how many of them are in the file, as a second witness sees it
 */
gint64
two_desks_count (TwoDesks   *self,
                 const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM customer WHERE name = '%s'", name);
  sqlite3 *db = look (self);
  gint64 count = scratch_int (db, sql);

  scratch_close (db);

  return count;
}

/**
 * two_desks_assert_sound:
 * @self: a fixture
 *
 * The engine finds nothing wrong, and neither does the store of either machine.
 */
void
two_desks_assert_sound (TwoDesks *self)
{
  sqlite3 *db = look (self);
  g_autofree char *verdict = scratch_text (db, "PRAGMA integrity_check");

  g_assert_cmpstr (verdict, ==, "ok");
  scratch_close (db);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) findings = NULL;

      if (self->desks[i] == NULL)
        continue;
      findings = pursuit_store_check (pursuit_desk_get_store (self->desks[i]), NULL, &error);
      g_assert_no_error (error);
      if (findings->len > 0)
        g_error ("%s", (const char *) g_ptr_array_index (findings, 0));
    }
}
