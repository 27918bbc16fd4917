/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-backups.h"
#include "pursuit-error.h"
#include "pursuit-maintenance.h"
#include "pursuit-presence.h"
#include "pursuit-process-lookups.h"
#include "pursuit-staff.h"
#include "pursuit-standard.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * PursuitDesk is a store plus whoever sits at it: every verb takes a desk, asks it for the right and writes the journal
 * in the actor's name. Like the store it belongs to one thread at a time.
 */
struct _PursuitDesk
{
  GObject parent_instance;

  PursuitStore *store;
  char *currency;
  gint64 process_id;
  gint64 actor_id;
  char *actor_name;
  PursuitRights *rights;
};

G_DEFINE_FINAL_TYPE (PursuitDesk, pursuit_desk, G_TYPE_OBJECT)

static void
pursuit_desk_finalize (GObject *object)
{
  PursuitDesk *self = PURSUIT_DESK (object);

  g_clear_object (&self->store);
  g_free (self->currency);
  g_free (self->actor_name);
  g_clear_pointer (&self->rights, pursuit_rights_free);

  G_OBJECT_CLASS (pursuit_desk_parent_class)->finalize (object);
}

static void
pursuit_desk_class_init (PursuitDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_desk_finalize;
}

/* A single-user file needs no sign-in: whoever opens it administers it. */
static void
pursuit_desk_init (PursuitDesk *self)
{
  const char *name = g_get_real_name ();

  if (pursuit_str_empty (name) || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  self->actor_name = g_utf8_make_valid (name, -1);
  self->rights = pursuit_rights_new_shipped (PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
}

static gboolean
install (PursuitDesk  *self,
         const char   *currency,
         GError      **error)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autofree char *process = NULL;
  gint64 process_id;
  PursuitJournalEntry entry = {
    .actor = self->actor_name,
    .verb = (char *) "create",
    .entity = (char *) "database",
  };

  if (!pursuit_tx_begin (&tx, self->store, error) ||
      !pursuit_standard_install (self->store, &process_id, error))
    return FALSE;
  process = g_strdup_printf ("%" G_GINT64_FORMAT, process_id);

  return pursuit_store_put_setting (self->store, PURSUIT_SETTING_CURRENCY, currency, error) &&
         pursuit_store_put_setting (self->store, PURSUIT_SETTING_PROCESS, process, error) &&
         pursuit_journal_add (self->store, &entry, error) && pursuit_tx_commit (&tx, error);
}

static gboolean
read_settings (PursuitDesk  *self,
               GError      **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *process = NULL;

  g_free (self->currency);
  self->currency = pursuit_store_dup_setting (self->store, PURSUIT_SETTING_CURRENCY, &local);
  if (local == NULL)
    process = pursuit_store_dup_setting (self->store, PURSUIT_SETTING_PROCESS, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (self->currency == NULL)
    self->currency = g_strdup ("CNY");
  if (!pursuit_lookup_standard_process (self->store, &self->process_id, error))
    return FALSE;
  /* Where none is marked, the one that the file began with. */
  if (self->process_id == 0 && process != NULL)
    self->process_id = g_ascii_strtoll (process, NULL, 10);
  return TRUE;
}

static gboolean
is_currency (const char  *code,
             GError     **error)
{
  gboolean ok = code != NULL && strlen (code) == 3;

  for (guint i = 0; ok && i < 3; i++)
    ok = g_ascii_isupper (code[i]);
  if (!ok)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 _("“%s” is not a currency; give its three capital letters, such as CNY."), code);

  return ok;
}

/**
 * pursuit_desk_create:
 * @path: a file that does not exist yet
 * @currency: (nullable): ISO 4217 code of the house currency, "CNY" when %NULL; every amount is in it
 * @error: return location
 *
 * Makes a database with the standard process, stages and roles, and sits down at it as its administrator.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @currency is no code, %PURSUIT_ERROR_STORAGE when the file exists or cannot be
 * written; nothing is left behind then.
 *
 * Returns: (transfer full): the desk
 */
PursuitDesk *
pursuit_desk_create (const char  *path,
                     const char  *currency,
                     GError     **error)
{
  return pursuit_desk_create_with (path, currency, PURSUIT_STORE_NONE, error);
}

/**
 * pursuit_desk_create_with:
 * @path: a file that does not exist yet
 * @currency: (nullable): as for pursuit_desk_create()
 * @flags: %PURSUIT_STORE_NONE or %PURSUIT_STORE_ALONE
 * @error: return location
 *
 * Like pursuit_desk_create(), perhaps where locks do not reach every computer.
 *
 * Returns: (transfer full): the desk
 */
PursuitDesk *
pursuit_desk_create_with (const char         *path,
                          const char         *currency,
                          PursuitStoreFlags   flags,
                          GError            **error)
{
  g_autoptr(PursuitDesk) self = g_object_new (PURSUIT_TYPE_DESK, NULL);

  if (!is_currency (currency != NULL ? currency : "CNY", error))
    return NULL;
  self->store = pursuit_store_open (path, flags | PURSUIT_STORE_CREATE, error);
  if (self->store == NULL)
    return NULL;
  if (install (self, currency != NULL ? currency : "CNY", error) && read_settings (self, error))
    return g_steal_pointer (&self);

  pursuit_store_discard (g_steal_pointer (&self->store));
  return NULL;
}

static void
say_backup (PursuitStore *store)
{
  g_autofree char *name = g_filename_display_basename (pursuit_store_get_path (store));
  g_autofree char *sentence = g_strdup_printf (_("“%s” is a backup and can only be read."), name);

  pursuit_store_set_read_only (store, sentence);
}

/**
 * pursuit_desk_open:
 * @path: a file
 * @flags: %PURSUIT_STORE_NONE, %PURSUIT_STORE_READ_ONLY or %PURSUIT_STORE_ALONE
 * @error: return location
 *
 * Opens a database and sits down at it as the owner of the file. A backup is opened for reading, whatever @flags say: what is
 * written to it, one could not go back to.
 *
 * Fails as pursuit_store_open().
 *
 * Returns: (transfer full): the desk
 */
PursuitDesk *
pursuit_desk_open (const char         *path,
                   PursuitStoreFlags   flags,
                   GError            **error)
{
  g_autoptr(PursuitDesk) self = g_object_new (PURSUIT_TYPE_DESK, NULL);

  gboolean is_backup = pursuit_backups_is_backup (path);

  self->store = pursuit_store_open (path, is_backup ? PURSUIT_STORE_READ_ONLY : flags, error);
  if (self->store == NULL || !read_settings (self, error))
    return NULL;

  if (is_backup)
    say_backup (self->store);
  return g_steal_pointer (&self);
}

/**
 * pursuit_desk_new_at_copy:
 * @self: a desk
 * @copy: a copy of its database
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: (transfer full): a desk at @copy where the same person sits with the same rights
 */
PursuitDesk *
pursuit_desk_new_at_copy (PursuitDesk   *self,
                          PursuitStore  *copy,
                          GError       **error)
{
  g_autoptr(PursuitDesk) desk = g_object_new (PURSUIT_TYPE_DESK, NULL);

  g_return_val_if_fail (PURSUIT_IS_DESK (self), NULL);
  g_return_val_if_fail (PURSUIT_IS_STORE (copy), NULL);

  desk->store = g_object_ref (copy);
  desk->actor_id = self->actor_id;
  pursuit_set_str (&desk->actor_name, self->actor_name);
  pursuit_rights_free (desk->rights);
  desk->rights = pursuit_rights_copy (self->rights);

  return read_settings (desk, error) ? g_steal_pointer (&desk) : NULL;
}

/**
 * pursuit_desk_refresh_rights:
 * @self: a desk
 * @error: return location
 *
 * Reads anew what whoever sits here may do: the person may have got another role, or the role other rights; whoever left may do
 * nothing.
 *
 * Fails as pursuit_db_set_error() says; the rights stay as they were.
 *
 * Returns: %TRUE when they are as the database says
 */
gboolean
pursuit_desk_refresh_rights (PursuitDesk  *self,
                             GError      **error)
{
  g_autoptr(PursuitRecord) staff = NULL;
  PursuitRights *rights;

  g_return_val_if_fail (PURSUIT_IS_DESK (self), FALSE);

  if (self->actor_id == 0)
    return TRUE;
  staff = pursuit_store_load (self->store, PURSUIT_TYPE_STAFF, self->actor_id, error);
  if (staff == NULL)
    return FALSE;

  rights = pursuit_rights_load (self->store, staff->deleted_at == 0 && !PURSUIT_STAFF (staff)->inactive ? PURSUIT_STAFF (staff)->role_id : 0,
                                error);
  if (rights == NULL)
    return FALSE;

  pursuit_rights_free (self->rights);
  self->rights = rights;
  return TRUE;
}

/**
 * pursuit_desk_refresh:
 * @self: a desk whose database has other content than before
 * @error: return location
 *
 * Reads anew what the desk remembers of it; who sits there stays, with the rights that their role has now.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when it is as the database says
 */
gboolean
pursuit_desk_refresh (PursuitDesk  *self,
                      GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), FALSE);

  return read_settings (self, error) && pursuit_desk_refresh_rights (self, error);
}

/**
 * pursuit_desk_get_store:
 * @self: a desk
 *
 * Returns: the store, lent
 */
PursuitStore *
pursuit_desk_get_store (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), NULL);

  return self->store;
}

/**
 * pursuit_desk_get_currency:
 * @self: a desk
 *
 * Returns: the house currency's ISO code, lent
 */
const char *
pursuit_desk_get_currency (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), NULL);

  return self->currency;
}

/**
 * pursuit_desk_get_process_id:
 * @self: a desk
 *
 * Returns: the process that new deals follow
 */
gint64
pursuit_desk_get_process_id (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), 0);

  return self->process_id;
}

/**
 * pursuit_desk_sign_in:
 * @self: a desk
 * @staff_id: a member of staff
 * @error: return location
 *
 * Lets a member of staff sit at the desk: their role's rights hold from now on, and the journal bears their name.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the person has left or everybody was asked to leave for
 * maintenance, or %PURSUIT_ERROR_STORAGE; the desk is then unchanged.
 *
 * Returns: %TRUE when the person is signed in
 */
gboolean
pursuit_desk_sign_in (PursuitDesk  *self,
                      gint64        staff_id,
                      GError      **error)
{
  g_autoptr(PursuitRecord) staff = NULL;
  g_autoptr(PursuitRights) rights = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (self), FALSE);

  staff = pursuit_store_load (self->store, PURSUIT_TYPE_STAFF, staff_id, error);
  if (staff == NULL)
    return FALSE;
  if (PURSUIT_STAFF (staff)->inactive || staff->deleted_at != 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, _("“%s” has left and cannot sign in."),
                   PURSUIT_STAFF (staff)->name);
      return FALSE;
    }
  rights = pursuit_rights_load (self->store, PURSUIT_STAFF (staff)->role_id, error);
  if (rights == NULL || !pursuit_maintenance_admits (self->store, rights, error))
    return FALSE;

  self->actor_id = staff_id;
  pursuit_set_str (&self->actor_name, PURSUIT_STAFF (staff)->name);
  pursuit_presence_set_person (pursuit_store_get_presence (self->store), self->actor_name);
  pursuit_rights_free (self->rights);
  self->rights = g_steal_pointer (&rights);
  return TRUE;
}

/**
 * pursuit_desk_sign_in_as:
 * @self: a desk
 * @name: a member of staff's name, folded when it is compared
 * @error: return location
 *
 * pursuit_desk_sign_in() by name. Fails with %PURSUIT_ERROR_NOT_FOUND when nobody is called so, else as that does.
 *
 * Returns: %TRUE when the person is signed in
 */
gboolean
pursuit_desk_sign_in_as (PursuitDesk  *self,
                         const char   *name,
                         GError      **error)
{
  g_autoptr(GHashTable) names = pursuit_store_index_names (self->store, PURSUIT_TYPE_STAFF, error);
  g_autofree char *key = pursuit_text_fold_key (name);
  gpointer id;

  if (names == NULL)
    return FALSE;

  id = g_hash_table_lookup (names, key);
  if (id != NULL)
    return pursuit_desk_sign_in (self, (gint64) GPOINTER_TO_SIZE (id), error);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no member of staff called “%s”."), name);
  return FALSE;
}

/**
 * pursuit_desk_sit_beside:
 * @self: a desk
 * @staff_id: a member of staff
 * @error: return location
 *
 * Lets a member of staff act on the same store, on the same thread, while the person at @self stays who it is. Only an
 * administrator can have others act, since nobody gains a right by asking somebody else's desk.
 *
 * Fails with %PURSUIT_ERROR_DENIED when another person than an administrator sits at @self, and as pursuit_desk_sign_in().
 *
 * Returns: (transfer full): a desk at which @staff_id sits
 */
PursuitDesk *
pursuit_desk_sit_beside (PursuitDesk  *self,
                         gint64        staff_id,
                         GError      **error)
{
  g_autoptr(PursuitDesk) beside = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (self), NULL);

  if (staff_id != self->actor_id && !pursuit_rights_may (self->rights, PURSUIT_RIGHT_ADMINISTER))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED,
                   _("“%s” is signed in here; only an administrator can let others act."), self->actor_name);
      return NULL;
    }

  beside = g_object_new (PURSUIT_TYPE_DESK, NULL);
  beside->store = g_object_ref (self->store);
  beside->currency = g_strdup (self->currency);
  beside->process_id = self->process_id;
  return pursuit_desk_sign_in (beside, staff_id, error) ? g_steal_pointer (&beside) : NULL;
}

/**
 * pursuit_desk_get_actor_id:
 * @self: a desk
 *
 * Returns: the member of staff who is signed in, 0 for the owner of a single-user file
 */
gint64
pursuit_desk_get_actor_id (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), 0);

  return self->actor_id;
}

/**
 * pursuit_desk_get_actor_name:
 * @self: a desk
 *
 * Returns: that person's name, lent
 */
const char *
pursuit_desk_get_actor_name (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), NULL);

  return self->actor_name;
}

/**
 * pursuit_desk_get_role:
 * @self: a desk
 *
 * Returns: the actor's system role
 */
PursuitSystemRole
pursuit_desk_get_role (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), PURSUIT_SYSTEM_ROLE_NONE);

  return self->rights->system_role;
}

/**
 * pursuit_desk_get_rights:
 * @self: a desk
 *
 * Returns: what the actor may do, lent until the desk is refreshed
 */
const PursuitRights *
pursuit_desk_get_rights (PursuitDesk *self)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), NULL);

  return self->rights;
}
