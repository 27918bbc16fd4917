/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-contact-verbs.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-compat.h"
#include "pursuit-customer.h"
#include "pursuit-erasure.h"
#include "pursuit-file-export.h"
#include "pursuit-lookups.h"
#include "pursuit-person-file.h"
#include "pursuit-posts.h"
#include "pursuit-records.h"
#include "pursuit-str.h"
#include "pursuit-vcard-contact.h"

/* What one does with a person beyond changing fields: another post, gone, back, taken out, erased. Each asks first for what it needs
 * to know, and only erasing asks whether it is meant. */

/* What was asked, until it is done. */
typedef struct
{
  GWeakRef widget;
  PursuitWorker *worker;
  PursuitContact *contact;
  PursuitPostQuestion question;
  PursuitPostForm *form;       /* of a post */
  GtkWidget *entry;            /* of erasing: where the name is typed */
} Asked;

static void
asked_free (Asked *self)
{
  g_weak_ref_clear (&self->widget);
  g_object_unref (self->worker);
  g_object_unref (self->contact);
  g_clear_object (&self->form);
  g_clear_object (&self->entry);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static Asked *
asked_new (GtkWidget      *widget,
           PursuitWorker  *worker,
           PursuitContact *contact)
{
  Asked *self = g_new0 (Asked, 1);

  g_weak_ref_init (&self->widget, widget);
  self->worker = g_object_ref (worker);
  self->contact = g_object_ref (contact);
  return self;
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
tell (Asked      *self,
      const char *text)
{
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&self->widget);

  if (widget != NULL)
    gtk_widget_activate_action (widget, "win.toast", "s", text);
}

/* Another post */

static char *
dup_done (Asked *self)
{
  const char *name = pursuit_record_get_name (PURSUIT_RECORD (self->contact));

  switch (self->question)
    {
    case PURSUIT_POST_MOVE:
      return g_strdup_printf (_("“%s” has another post"), name);
    case PURSUIT_POST_LEAVE:
      return g_strdup_printf (_("“%s” has left the company"), name);
    case PURSUIT_POST_RETURN:
    default:
      return g_strdup_printf (_("“%s” is back at the company"), name);
    }
}

static void
post_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Asked) self = user_data;
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&self->widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  if (saved == NULL)
    tell (self, error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    tell (self, saved->sentence);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    tell (self, _("Your change is kept on this computer and will be saved as soon as possible."));
  else if (widget != NULL)
    {
      text = dup_done (self);
      gtk_widget_activate_action (widget, "win.offer-undo", "(sx)", text, saved->entry_id);
    }
}

/* What waits on this computer says whom it is about, and nothing else of the person. */
static PursuitRecord *
make_stub (PursuitContact *contact)
{
  PursuitRecord *stub = pursuit_record_new (PURSUIT_TYPE_CONTACT);

  stub->id = PURSUIT_RECORD (contact)->id;
  pursuit_set_str (&PURSUIT_CONTACT (stub)->name, contact->name);
  PURSUIT_CONTACT (stub)->customer_id = contact->customer_id;
  return stub;
}

static void ask_post (Asked *self);

/* When the dialog before has let go of the form. */
static gboolean
ask_again_cb (gpointer data)
{
  ask_post (data);

  return G_SOURCE_REMOVE;
}

static void
post_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  static const PursuitSaveVerb verbs[] = {
    [PURSUIT_POST_MOVE] = PURSUIT_SAVE_POST, [PURSUIT_POST_LEAVE] = PURSUIT_SAVE_LEAVE, [PURSUIT_POST_RETURN] = PURSUIT_SAVE_COME_BACK,
  };
  g_autoptr(Asked) self = user_data;
  PursuitWorker *worker = self->worker;
  g_autoptr(PursuitSave) save = NULL;
  g_autoptr(GError) error = NULL;

  if (!pursuit_compat_ask_finish (result, NULL))
    return;

  save = pursuit_save_new (verbs[self->question], PURSUIT_TYPE_CONTACT, PURSUIT_RECORD (self->contact)->id);
  save->original = make_stub (self->contact);
  save->ref_id = self->question == PURSUIT_POST_MOVE ? pursuit_post_form_get_customer (self->form) : 0;
  save->text = self->question == PURSUIT_POST_LEAVE ? NULL : g_strdup (pursuit_post_form_get_title (self->form));
  if (pursuit_post_form_read_day (self->form, &save->day, &error) && (self->question != PURSUIT_POST_MOVE || save->ref_id != 0))
    {
      pursuit_worker_save_async (worker, g_steal_pointer (&save), NULL, post_done_cb, g_steal_pointer (&self));
      return;
    }

  /* What was typed is still there. */
  tell (self, error != NULL ? error->message : _("Choose where the person works from now on."));
  g_idle_add (ask_again_cb, g_steal_pointer (&self));
}

static void
ask_post (Asked *self)
{
  static const struct { const char *heading, *body, *answer; } words[] = {
    [PURSUIT_POST_MOVE] = { N_("Where does “%s” work now?"), N_("The post before is kept as an earlier one; what happened there stays there."), N_("_Change Post") },
    [PURSUIT_POST_LEAVE] = { N_("When did “%s” leave?"),
                             N_("The person stays in the dossier, below the others, and decides nothing any more."), N_("_Has Left") },
    [PURSUIT_POST_RETURN] = { N_("“%s” is back?"), N_("The time before is kept as an earlier post."), N_("_Is Back") },
  };
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&self->widget);
  g_autofree char *heading = g_strdup_printf (_(words[self->question].heading), pursuit_record_get_name (PURSUIT_RECORD (self->contact)));

  if (widget == NULL || get_window (widget) == NULL)
    asked_free (self);
  else
    pursuit_compat_ask_async (get_window (widget), heading, _(words[self->question].body), _(words[self->question].answer),
                              PURSUIT_COMPAT_ASK_SUGGESTED, GTK_WIDGET (self->form), NULL, post_asked_cb, self);
}

/**
 * pursuit_contact_ask_post:
 * @widget: whose window asks and tells
 * @worker: the worker
 * @contact: a person
 * @question: what became of the person
 *
 * Asks where a person works from now on, when they left, or as what they are back, and writes it down with the offer to undo it.
 */
void
pursuit_contact_ask_post (GtkWidget           *widget,
                          PursuitWorker       *worker,
                          PursuitContact      *contact,
                          PursuitPostQuestion  question)
{
  Asked *self = asked_new (widget, worker, contact);

  self->question = question;
  self->form = g_object_ref_sink (PURSUIT_POST_FORM (pursuit_post_form_new (worker, question, contact->title)));
  ask_post (self);
}

/* Erasing */

static gpointer
erase_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const gint64 *contact_id = data;
  PursuitErasure erasure;

  return pursuit_contacts_erase (desk, *contact_id, &erasure, error) ? g_memdup2 (&erasure, sizeof erasure) : NULL;
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Asked) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree PursuitErasure *erasure = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (erasure == NULL)
    {
      tell (self, error->message);
      return;
    }

  pursuit_drafts_drop_record (pursuit_worker_get_drafts (self->worker), PURSUIT_TYPE_CONTACT, PURSUIT_RECORD (self->contact)->id);
  pursuit_worker_poll (self->worker);
  tell (self, erasure->is_wiped ? _("What was known about the person is erased.")
                                : _("What was known about the person is erased; the file is tidied up when nobody else uses it."));
}

static void
erase_asked_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Asked) self = user_data;
  PursuitWorker *worker = self->worker;
  g_autofree char *typed = NULL;

  if (!pursuit_compat_ask_finish (result, NULL))
    return;

  typed = pursuit_str_dup_stripped (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (g_strcmp0 (typed, pursuit_record_get_name (PURSUIT_RECORD (self->contact))) != 0)
    {
      tell (self, _("That is not the name; nothing was erased."));
      return;
    }

  pursuit_worker_call_async (worker, erase_job,
                             g_memdup2 (&PURSUIT_RECORD (self->contact)->id, sizeof PURSUIT_RECORD (self->contact)->id), g_free,
                             g_free, NULL, erased_cb, g_steal_pointer (&self));
}

/**
 * pursuit_contact_ask_erase:
 * @widget: whose window asks and tells
 * @worker: the worker
 * @contact: a person
 *
 * Says what erasing means, asks for the name to be typed, and erases what is known about the person.
 */
void
pursuit_contact_ask_erase (GtkWidget      *widget,
                           PursuitWorker  *worker,
                           PursuitContact *contact)
{
  Asked *self = asked_new (widget, worker, contact);
  const char *name = pursuit_record_get_name (PURSUIT_RECORD (contact));
  g_autofree char *heading = g_strdup_printf (_("Erase what is known about “%s”?"), name);
  g_autofree char *body =
    g_strdup_printf (_("Every field goes, the profile, what the journal said of the person, and the name where others wrote it. The journal "
                       "keeps that something was erased, not what. This cannot be undone. Backups that were made before still have it.\n\n"
                       "To go on, type the name: %s"), name);

  self->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The name of the person"), -1);
  pursuit_compat_ask_async (get_window (widget), heading, body, _("_Erase for Good"), PURSUIT_COMPAT_ASK_DESTRUCTIVE, self->entry,
                            NULL, erase_asked_cb, self);
}

/* Taking out */

typedef struct
{
  gint64 contact_id;
  gboolean as_card;
} ExportJob;

static char *
make_card (PursuitDesk  *desk,
           gint64        contact_id,
           GError      **error)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(PursuitVcard) card = NULL;
  g_autofree char *company = NULL;

  if (!pursuit_contacts_note_export (desk, contact_id, error) ||
      (contact = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, contact_id, error)) == NULL)
    return NULL;

  company = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, PURSUIT_CONTACT (contact)->customer_id);
  card = pursuit_vcard_new_for_contact (PURSUIT_CONTACT (contact), company);
  return pursuit_vcard_to_text (card, PURSUIT_VCARD_4_0);
}

static gpointer
export_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const ExportJob *job = data;
  JsonObject *all;
  g_autoptr(JsonNode) node = NULL;
  char *text;

  if (job->as_card)
    {
      text = make_card (desk, job->contact_id, error);
      return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
    }
  all = pursuit_contacts_export (desk, job->contact_id, error);
  if (all == NULL)
    return NULL;

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, all);
  text = json_to_string (node, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * pursuit_contact_ask_export:
 * @widget: whose window asks and tells
 * @worker: the worker
 * @contact: a person
 * @as_card: %TRUE for a business card, %FALSE for all that is held about the person
 *
 * Asks for a file and writes there what is known about the person; that it was taken out is written down.
 */
void
pursuit_contact_ask_export (GtkWidget      *widget,
                            PursuitWorker  *worker,
                            PursuitContact *contact,
                            gboolean        as_card)
{
  const char *person = pursuit_record_get_name (PURSUIT_RECORD (contact));
  g_autofree char *name = g_strconcat (person, as_card ? ".vcf" : ".json", NULL);
  ExportJob *job = g_new0 (ExportJob, 1);
  const PursuitFileExport what = {
    .title = as_card ? _("Save Business Card") : _("Save All That Is Held"),
    .name = name,
    .label = as_card ? _("Business cards") : _("JSON files"),
    .pattern = as_card ? "*.vcf" : "*.json",
    .job = export_job,
    .data = job,
    .free_data = g_free,
  };

  job->contact_id = PURSUIT_RECORD (contact)->id;
  job->as_card = as_card;
  pursuit_file_export_start (widget, worker, &what);
}
