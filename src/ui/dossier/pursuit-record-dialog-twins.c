/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-duplicate-finding.h"
#include "pursuit-duplicate-keys.h"

/* While somebody new is typed: whether they are there already (DOS-6). It is only said, and nobody is kept from saving. One question
 * is under way at most; whatever is typed meanwhile is asked about when it is answered. */

#define BANNER "duplicate"

static void ask (PursuitRecordDialog *self);

static gpointer
find_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_duplicates_find (desk, data, 1, error);
}

static void
say (PursuitRecordDialog    *self,
     const PursuitDuplicate *duplicate)
{
  g_autofree char *reasons = pursuit_duplicate_dup_reasons (duplicate->kinds);
  g_autofree char *sentence = NULL;
  gboolean is_shown = duplicate->name != NULL;

  self->twin_customer_id = duplicate->customer_id;
  if (is_shown)
    /* Translators: %1$s is a customer or a person, %2$s why, such as “same name, same phone” */
    sentence = g_strdup_printf (_("Looks like “%1$s”: %2$s"), duplicate->name, reasons);
  else
    /* Translators: %s is why, such as “same name, same phone” */
    sentence = g_strdup_printf (_("This may be there already and belong to somebody else: %s"), reasons);
  pursuit_banners_set (self->banners, BANNER, PURSUIT_SEVERITY_INFO, sentence, NULL, is_shown ? _("_Open") : NULL,
                       is_shown ? "dialog.show-duplicate" : NULL);
}

/* The dialog may be closed, and its window too, before there is an answer: nothing keeps it. */
static PursuitRecordDialog *
take_dialog (GWeakRef *asker)
{
  PursuitRecordDialog *self = g_weak_ref_get (asker);

  g_weak_ref_clear (asker);
  g_free (asker);
  return self;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitRecordDialog) self = take_dialog (user_data);
  g_autoptr(GPtrArray) found = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_looking = FALSE;
  /* What cannot be found out now is no reason to disturb. */
  if (found != NULL && found->len > 0)
    say (self, g_ptr_array_index (found, 0));
  else
    pursuit_banners_unset (self->banners, BANNER);
  if (self->looks_again)
    ask (self);
}

static void
ask (PursuitRecordDialog *self)
{
  GWeakRef *asker;

  self->looks_again = self->is_looking;
  if (self->is_looking)
    return;

  self->is_looking = TRUE;
  asker = g_new0 (GWeakRef, 1);
  g_weak_ref_init (asker, self);
  pursuit_worker_call_async (self->worker, find_job, pursuit_record_form_peek (self->form), g_object_unref,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, found_cb, asker);
}

/* Something was typed. */
void
pursuit_record_dialog_look_for_twins (PursuitRecordDialog *self)
{
  PursuitRecord *original = self->worker != NULL ? pursuit_record_form_get_original (self->form) : NULL;

  if (original != NULL && original->id == 0 && pursuit_duplicate_has_keys (G_OBJECT_TYPE (original)))
    ask (self);
}

/* "Open", beside whom it looks like: what was typed stays as a draft. */
void
pursuit_record_dialog_show_twin (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (widget);
  g_autoptr(GtkWidget) opener = g_weak_ref_get (&self->opener);

  pursuit_record_dialog_keep_typed (self);
  if (opener != NULL)
    gtk_widget_activate_action (opener, "win.show-customer", "x", self->twin_customer_id);
  gtk_window_destroy (GTK_WINDOW (self));
}
