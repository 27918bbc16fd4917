/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-posts.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-erasure.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"
#include "pursuit-post-lookups.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"
#include "pursuit-str.h"

/*
 * Where a person works. The contact says where now; whatever way the person gets to another customer, the post before it is written
 * down as an earlier one, and what happened there stays there. Who has left a company stays in its dossier and counts nowhere.
 */

/**
 * pursuit_post_free:
 * @self: (transfer full): a post
 */
void
pursuit_post_free (PursuitPost *self)
{
  g_free (self->customer);
  g_free (self->title);
  g_free (self->from_on);
  g_free (self->until_on);
  g_free (self);
}

/**
 * pursuit_contacts_is_there:
 * @contact: a person
 * @customer_id: a customer
 *
 * Returns: %TRUE when the person works at that customer now, so that what they decide counts
 */
gboolean
pursuit_contacts_is_there (PursuitContact *contact,
                           gint64          customer_id)
{
  g_return_val_if_fail (PURSUIT_IS_CONTACT (contact), FALSE);

  return contact->left_on == NULL && contact->customer_id == customer_id && contact->erased_at == 0 &&
         PURSUIT_RECORD (contact)->deleted_at == 0;
}

/* The post that @before had ends; by itself on @day, unless it ended already. */
static gboolean
close_post (PursuitDesk     *desk,
            PursuitContact  *before,
            const char      *day,
            GError         **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) post = NULL;
  g_autofree char *since = NULL;
  g_autofree char *today = pursuit_date_today ();
  const char *until = before->left_on != NULL ? before->left_on : day != NULL ? day : today;

  if (!pursuit_post_lookup_since (store, PURSUIT_RECORD (before)->id, &since, error))
    return FALSE;

  post = g_object_new (PURSUIT_TYPE_EMPLOYMENT, "customer-id", before->customer_id, "contact-id", PURSUIT_RECORD (before)->id,
                       "title", before->title, "from-on", since != NULL && g_strcmp0 (since, until) <= 0 ? since : NULL,
                       "until-on", until, NULL);
  return pursuit_store_insert (store, post, error);
}

static gboolean
has_other_post (PursuitRecord *before,
                PursuitRecord *after)
{
  return PURSUIT_IS_CONTACT (after) && before != NULL &&
         (PURSUIT_CONTACT (before)->customer_id != PURSUIT_CONTACT (after)->customer_id ||
          (PURSUIT_CONTACT (before)->left_on != NULL && PURSUIT_CONTACT (after)->left_on == NULL)) &&
         PURSUIT_CONTACT (before)->merged_into_id == PURSUIT_CONTACT (after)->merged_into_id;
}

/**
 * pursuit_posts_follow:
 * @desk: a desk, within a transaction
 * @before: (nullable): a record as it was
 * @after: the record as it was written
 * @day: (nullable): when a person's post ended, today when %NULL
 * @error: return location
 *
 * When a person works elsewhere now, or again, the post before is written down.
 *
 * Fails as the store does.
 *
 * Returns: %TRUE when the posts agree
 */
gboolean
pursuit_posts_follow (PursuitDesk    *desk,
                      PursuitRecord  *before,
                      PursuitRecord  *after,
                      const char     *day,
                      GError        **error)
{
  return !has_other_post (before, after) || close_post (desk, PURSUIT_CONTACT (before), day, error);
}

/* Removes a post from the history, or puts it back. */
static gboolean
set_taken_back (PursuitDesk  *desk,
                gint64        post_id,
                gboolean      taken_back,
                GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) post = pursuit_store_load (store, PURSUIT_TYPE_EMPLOYMENT, post_id, error);

  return post != NULL && pursuit_store_set_deleted (store, post, taken_back, error);
}

/**
 * pursuit_posts_take_back:
 * @desk: a desk, within a transaction
 * @before: a record as it was until now
 * @after: the record as an undo made it again
 * @is_again: whether what was undone is itself an undo, so that it is done again
 * @error: return location
 *
 * Takes the post out of the history that was written down when the person went, or puts it back.
 *
 * Fails as the store does.
 *
 * Returns: %TRUE when the posts agree
 */
gboolean
pursuit_posts_take_back (PursuitDesk    *desk,
                         PursuitRecord  *before,
                         PursuitRecord  *after,
                         gboolean        is_again,
                         GError        **error)
{
  PursuitRecord *there = is_again ? before : after;
  gint64 post_id;

  if (!has_other_post (there, is_again ? after : before))
    return TRUE;
  if (!pursuit_post_lookup_last (pursuit_desk_get_store (desk), after->id, PURSUIT_CONTACT (there)->customer_id, is_again, &post_id,
                                 error))
    return FALSE;
  if (post_id != 0)
    return set_taken_back (desk, post_id, !is_again, error);

  return !is_again || close_post (desk, PURSUIT_CONTACT (before), NULL, error);
}

/**
 * pursuit_posts_require_chain:
 * @desk: a desk
 * @before: a record as it was, a blank one for a new record
 * @after: the record as it is to be
 * @error: return location
 *
 * Nobody reports to themselves, not through others either.
 *
 * Fails with %PURSUIT_ERROR_INVALID, or as the store does.
 *
 * Returns: %TRUE unless @after would be a person above whom they themselves stand
 */
gboolean
pursuit_posts_require_chain (PursuitDesk    *desk,
                             PursuitRecord  *before,
                             PursuitRecord  *after,
                             GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *superior = NULL;
  gint64 to_id;
  gboolean reports;

  if (!PURSUIT_IS_CONTACT (after))
    return TRUE;
  to_id = PURSUIT_CONTACT (after)->reports_to_id;
  if (to_id == 0 || after->id == 0 || PURSUIT_CONTACT (before)->reports_to_id == to_id)
    return TRUE;
  if (!pursuit_post_lookup_reports (store, to_id, after->id, &reports, error))
    return FALSE;
  if (!reports)
    return TRUE;

  superior = pursuit_lookup_name (store, PURSUIT_TYPE_CONTACT, to_id);
  if (to_id == after->id)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” cannot report to themselves."), superior);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 /* Translators: two persons: who is above the other already, and who was to be above them */
                 _("“%2$s” reports to “%1$s” already, directly or through others; it cannot be the other way round too."),
                 pursuit_record_get_name (after), superior);
  return FALSE;
}

/* What comes with another post: whom one reports to, and one's part there, is not known yet. */
static void
begin_post (PursuitContact *contact,
            gint64          customer_id,
            const char     *title)
{
  if (contact->customer_id != customer_id)
    g_object_set (contact, "customer-id", customer_id, "reports-to-id", G_GINT64_CONSTANT (0), "buying-role",
                  (gint64) PURSUIT_BUYING_ROLE_NONE, "interest", NULL, NULL);
  g_object_set (contact, "title", pursuit_str_empty (title) ? NULL : title, "left-on", NULL, NULL);
}

static gboolean
write_post (PursuitDesk    *desk,
            const char     *verb,
            PursuitRecord  *before,
            PursuitRecord  *after,
            const char     *day,
            gint64         *out_entry_id,
            GError        **error)
{
  return pursuit_record_validate (after, error) && pursuit_records_require_customer (desk, after, error) &&
         pursuit_records_require_change (desk, before, after, error) &&
         pursuit_store_update (pursuit_desk_get_store (desk), after, error) &&
         pursuit_posts_follow (desk, before, after, day, error) &&
         pursuit_records_follow (desk, before, after, error) &&
         pursuit_desk_write_journal (desk, verb, before, after, out_entry_id, error);
}

static PursuitRecord *
load_for_change (PursuitDesk  *desk,
                 gint64        contact_id,
                 GError      **error)
{
  g_autoptr(PursuitRecord) contact = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT, contact_id, error);

  if (contact == NULL || !pursuit_records_require_alive (contact, error) || !pursuit_contacts_require_there (contact, error) ||
      !pursuit_records_require (desk, contact, PURSUIT_RIGHT_EDIT, error))
    return NULL;

  return g_steal_pointer (&contact);
}

static gboolean
require_day (const char  *day,
             GError     **error)
{
  if (day == NULL || pursuit_date_is_valid (day))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a date."), day);
  return FALSE;
}

/**
 * pursuit_contacts_move:
 * @desk: a desk
 * @contact_id: a person
 * @customer_id: where the person works from now on
 * @title: (nullable): as what
 * @day: (nullable): the day of the change, today when %NULL
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Gives a person another post. The one before is kept; deals, visits and documents there keep pointing to the person.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the person works there already or @day is no date, %PURSUIT_ERROR_NOT_FOUND,
 * %PURSUIT_ERROR_DENIED when the actor may not change either customer's people, or as the store does.
 *
 * Returns: %TRUE when the person has the post
 */
gboolean
pursuit_contacts_move (PursuitDesk  *desk,
                       gint64        contact_id,
                       gint64        customer_id,
                       const char   *title,
                       const char   *day,
                       gint64       *out_entry_id,
                       GError      **error)
{
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (!require_day (day, error) || !pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) ||
      (before = load_for_change (desk, contact_id, error)) == NULL)
    return FALSE;

  if (PURSUIT_CONTACT (before)->customer_id == customer_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” works there already."), pursuit_record_get_name (before));
      return FALSE;
    }

  after = pursuit_record_copy (before);
  begin_post (PURSUIT_CONTACT (after), customer_id, title);
  return write_post (desk, PURSUIT_VERB_POST, before, after, day, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_contacts_leave:
 * @desk: a desk
 * @contact_id: a person
 * @day: (nullable): when, today when %NULL
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * A person has left the company, for where nobody knows. They stay in the dossier and decide nothing any more.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the person has left already or @day is no date, else as pursuit_contacts_move().
 *
 * Returns: %TRUE when it is written down
 */
gboolean
pursuit_contacts_leave (PursuitDesk  *desk,
                        gint64        contact_id,
                        const char   *day,
                        gint64       *out_entry_id,
                        GError      **error)
{
  g_autofree char *today = pursuit_date_today ();
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (!require_day (day, error) || !pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) ||
      (before = load_for_change (desk, contact_id, error)) == NULL)
    return FALSE;
  if (PURSUIT_CONTACT (before)->left_on != NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” has left the company already."),
                   pursuit_record_get_name (before));
      return FALSE;
    }

  after = pursuit_record_copy (before);
  g_object_set (after, "left-on", day != NULL ? day : today, NULL);
  return write_post (desk, PURSUIT_VERB_LEAVE, before, after, NULL, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_contacts_come_back:
 * @desk: a desk
 * @contact_id: a person who has left
 * @title: (nullable): as what, as before when %NULL
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * A person is back at the company; the time before is kept as an earlier post.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the person has not left, else as pursuit_contacts_move().
 *
 * Returns: %TRUE when it is written down
 */
gboolean
pursuit_contacts_come_back (PursuitDesk  *desk,
                            gint64        contact_id,
                            const char   *title,
                            gint64       *out_entry_id,
                            GError      **error)
{
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) || (before = load_for_change (desk, contact_id, error)) == NULL)
    return FALSE;
  if (PURSUIT_CONTACT (before)->left_on == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” has not left the company."),
                   pursuit_record_get_name (before));
      return FALSE;
    }

  after = pursuit_record_copy (before);
  begin_post (PURSUIT_CONTACT (after), PURSUIT_CONTACT (before)->customer_id,
              title != NULL ? title : PURSUIT_CONTACT (before)->title);
  return write_post (desk, PURSUIT_VERB_COME_BACK, before, after, NULL, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

static PursuitPost *
make_post (PursuitDesk *desk,
           gint64       customer_id,
           const char  *title,
           const char  *from_on,
           const char  *until_on)
{
  PursuitPost *post = g_new0 (PursuitPost, 1);

  post->customer_id = customer_id;
  post->customer = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, customer_id);
  post->title = g_strdup (title);
  post->from_on = g_strdup (from_on);
  post->until_on = g_strdup (until_on);
  return post;
}

/**
 * pursuit_contacts_list_posts:
 * @desk: a desk
 * @contact: a person
 * @error: return location
 *
 * Fails as the store does.
 *
 * Returns: (transfer full) (element-type PursuitPost): the person's posts, the present one first
 */
GPtrArray *
pursuit_contacts_list_posts (PursuitDesk     *desk,
                             PursuitContact  *contact,
                             GError         **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_post_free);
  g_autoptr(GArray) ids = NULL;
  g_autofree char *since = NULL;

  g_return_val_if_fail (PURSUIT_IS_CONTACT (contact), NULL);

  ids = pursuit_post_lookup_list (store, PURSUIT_RECORD (contact)->id, error);
  if (ids == NULL || !pursuit_post_lookup_since (store, PURSUIT_RECORD (contact)->id, &since, error))
    return NULL;

  g_ptr_array_add (posts, make_post (desk, contact->customer_id, contact->title, since, contact->left_on));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(PursuitRecord) post = pursuit_store_load (store, PURSUIT_TYPE_EMPLOYMENT, g_array_index (ids, gint64, i), error);
      PursuitEmployment *own = (PursuitEmployment *) post;

      if (post == NULL)
        return NULL;
      g_ptr_array_add (posts, make_post (desk, own->customer_id, own->title, own->from_on, own->until_on));
    }

  return g_steal_pointer (&posts);
}
