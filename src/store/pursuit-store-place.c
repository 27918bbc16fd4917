/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-error.h"
#include "pursuit-place-private.h"
#include "pursuit-share-table-private.h"

/* How the place of a file decides the way it is opened: refused, for reading, or for writing with a claim. */

/* A line slower than this makes saving take a noticeable while: one needs about twenty requests. */
#define SLOW_US 5000

static gboolean
refuse_place (PursuitStore  *self,
              GError       **error)
{
  g_autofree char *name = g_path_get_basename (self->path);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be used here. %2$s"), name, self->place->reason);
  return FALSE;
}

/* One sentence that says what, and one that says why. */
static void
allow_reading (PursuitStore *self,
               const char   *why)
{
  g_autofree char *name = g_path_get_basename (self->path);

  g_free (self->read_only_reason);
  self->read_only_reason = g_strdup_printf (_("“%1$s” can only be read. %2$s"), name, why);
}

static gboolean
lie_on_one_mount (const char *a,
                  const char *b)
{
  gint64 mount_a = pursuit_mount_get_id (a);
  gint64 mount_b = pursuit_mount_get_id (b);
  GStatBuf info_a, info_b;

  if (mount_a != 0 && mount_b != 0)
    return mount_a == mount_b;

  return g_stat (a, &info_a) != 0 || g_stat (b, &info_b) != 0 || info_a.st_dev == info_b.st_dev;
}

/* What was cut off in the middle is completed from a journal beside the file, which others find under the same name only. */
static const char *
find_fault_of_name (const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return NULL;
  if (S_ISLNK (info.st_mode))
    {
      g_autofree char *folder = g_path_get_dirname (path);

      if (!lie_on_one_mount (folder, path))
        return _("It is a link that leads to another disk or share; open the file at its own place.");
      if (g_stat (path, &info) != 0)
        return NULL;
    }
  if (S_ISREG (info.st_mode) && info.st_nlink > 1)
    return _("The file has a second name (a hard link), and a change that is cut off under one name would be missed under the"
             " other; copy it, and use the copy.");

  return NULL;
}

static gboolean
claim (PursuitStore  *self,
       GError       **error)
{
  self->claim = pursuit_claim_wait (self->path, pursuit_db_get_patience (), NULL, error);

  return self->claim != NULL;
}

/* Not a disk of this computer. */
static gboolean
enter_foreign_place (PursuitStore       *self,
                     PursuitStoreFlags   flags,
                     GError            **error)
{
  gboolean creates = (flags & PURSUIT_STORE_CREATE) != 0;
  g_autofree char *folder = g_path_get_dirname (self->path);

  if ((flags & PURSUIT_STORE_READ_ONLY) != 0 || (!creates && g_access (self->path, F_OK) != 0))
    return TRUE;
  if (self->place->kind == PURSUIT_PLACE_SYNCED)
    return refuse_place (self, error);
  if (self->place->kind == PURSUIT_PLACE_UNSAFE && (flags & PURSUIT_STORE_ALONE) == 0)
    {
      if (creates)
        return refuse_place (self, error);
      allow_reading (self, self->place->reason);
    }

  pursuit_share_table_add_share (folder);
  return self->read_only_reason != NULL || claim (self, error);
}

/* Finds out about the place before the file is opened, and claims it where that is needed. Sets read_only_reason when the file
 * must not be written. It was called @named, perhaps through a link. */
gboolean
pursuit_store_enter_place (PursuitStore       *self,
                           const char         *named,
                           PursuitStoreFlags   flags,
                           GError            **error)
{
  const char *fault;

  self->place = pursuit_place_classify (self->path, error);
  if (self->place == NULL)
    return FALSE;

  fault = (flags & (PURSUIT_STORE_READ_ONLY | PURSUIT_STORE_CREATE)) == 0 ? find_fault_of_name (named) : NULL;
  if (fault != NULL)
    allow_reading (self, fault);

  return self->place->kind == PURSUIT_PLACE_LOCAL || enter_foreign_place (self, flags, error);
}

/* Before a new connection: the share may have been mounted anew meanwhile, and in another way. */
void
pursuit_store_enter_place_again (PursuitStore *self)
{
  g_autoptr(PursuitPlace) place = NULL;
  g_autofree char *folder = NULL;

  if (self->place->kind != PURSUIT_PLACE_SHARE || (place = pursuit_place_classify (self->path, NULL)) == NULL)
    return;

  folder = g_path_get_dirname (self->path);
  if (place->kind == PURSUIT_PLACE_UNSAFE)
    allow_reading (self, place->reason);
  else if (place->kind == PURSUIT_PLACE_SHARE)
    pursuit_share_table_add_share (folder);
}

static void
explain_reading (PursuitStore *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_access (self->path, W_OK) != 0)
    allow_reading (self, _("You may not write the file."));
  else if (g_access (folder, W_OK) != 0)
    allow_reading (self, _("You may not write in its folder, where every change needs a journal."));
}

/* What can be told only of a file that is open. */
void
pursuit_store_settle_in_place (PursuitStore      *self,
                               PursuitStoreFlags  flags)
{
  PursuitPlace *place = self->place;

  if (self->db->read_only && self->read_only_reason == NULL && (flags & PURSUIT_STORE_READ_ONLY) == 0)
    explain_reading (self);
  if (place->kind != PURSUIT_PLACE_SHARE)
    return;

  place->round_trip_us = pursuit_place_measure (self->path);
  if (place->round_trip_us > SLOW_US && place->reason == NULL)
    place->reason = g_strdup (_("The line to this share is slow, so saving takes a while; a team at a distance is better served by a"
                                " PostgreSQL server."));
}

/**
 * pursuit_store_get_place:
 * @self: a store
 *
 * Returns: where it lies, lent; on a share with the round trip that was measured when it was opened
 */
const PursuitPlace *
pursuit_store_get_place (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->place;
}
