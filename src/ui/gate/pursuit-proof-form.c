/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-proof-form.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-compat.h"
#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-document-adder.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-picker-popover.h"
#include "pursuit-proof-save.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitProofForm says what shows that a milestone was reached (STG-2): a document, a visit, a person or a note, and the
 * day. What is chosen is a record there is; what is typed becomes a new one of that name. Saved there and then.
 */
struct _PursuitProofForm
{
  GtkWidget parent_instance;

  GtkToggleButton *document;
  GtkToggleButton *visit;
  GtkToggleButton *person;
  GtkToggleButton *note;
  GtkWidget *date;
  GtkWidget *name;
  GtkWidget *choose;
  GtkWidget *add_file;
  PursuitPickerPopover *picker;
  GtkWidget *done;
  GtkWidget *problem;

  PursuitWorker *worker;
  PursuitDocumentAdder *adder;   /* NULL before a file is added here */
  GCancellable *cancellable;
  gint64 customer_id;
  gint64 deal_id;
  PursuitMilestone *milestone;
  PursuitProof *replaced;
  gint64 chosen_id;        /* of the record that @name calls, 0 when it is to be made */
  gboolean choosing;       /* while @name is written by a choice */
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (PursuitProofForm, pursuit_proof_form, GTK_TYPE_WIDGET)

enum
{
  SAVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static PursuitProofKind
get_kind (PursuitProofForm *self)
{
  if (gtk_toggle_button_get_active (self->document))
    return PURSUIT_PROOF_DOCUMENT;
  if (gtk_toggle_button_get_active (self->visit))
    return PURSUIT_PROOF_VISIT;
  if (gtk_toggle_button_get_active (self->person))
    return PURSUIT_PROOF_CONTACT;

  return PURSUIT_PROOF_NOTE;
}

static const char *
get_hint (PursuitProofKind kind)
{
  switch (kind)
    {
    case PURSUIT_PROOF_DOCUMENT:
      return _("Name of the document");
    case PURSUIT_PROOF_VISIT:
      return _("What the visit was about");
    case PURSUIT_PROOF_CONTACT:
      return _("Who confirmed it");
    case PURSUIT_PROOF_NOTE:
    case PURSUIT_PROOF_DATE:
    default:
      return _("What shows it");
    }
}

static void
show_problem (PursuitProofForm *self,
              const char       *text,
              GtkWidget        *where)
{
  gtk_label_set_text (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
  if (where != NULL)
    {
      gtk_widget_add_css_class (where, "error");
      gtk_widget_grab_focus (where);
    }
}

static void
typed_cb (PursuitProofForm *self)
{
  show_problem (self, NULL, NULL);
  gtk_widget_remove_css_class (self->name, "error");
  gtk_widget_remove_css_class (self->date, "error");
}

static void
name_changed_cb (PursuitProofForm *self)
{
  if (!self->choosing)
    self->chosen_id = 0;
  typed_cb (self);
}

static void
set_name (PursuitProofForm *self,
          gint64            id,
          const char       *name)
{
  self->choosing = TRUE;
  self->chosen_id = id;
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  self->choosing = FALSE;
}

static void
update_kind (PursuitProofForm *self)
{
  PursuitProofKind kind = get_kind (self);
  PursuitList list = kind == PURSUIT_PROOF_DOCUMENT ? PURSUIT_LIST_DOCUMENTS
                     : kind == PURSUIT_PROOF_VISIT  ? PURSUIT_LIST_ACTIVITIES
                                                    : PURSUIT_LIST_CONTACTS;
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), get_hint (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, get_hint (kind), -1);
  gtk_widget_set_visible (self->choose, kind != PURSUIT_PROOF_NOTE);
  gtk_widget_set_visible (self->add_file, kind == PURSUIT_PROOF_DOCUMENT);
  /* A person is somebody of the dossier: whoever is missing there is added there. */
  gtk_editable_set_editable (GTK_EDITABLE (self->name), kind != PURSUIT_PROOF_CONTACT);
  if (self->worker == NULL)
    return;

  query->customer_id = self->customer_id;
  pursuit_picker_popover_set_source (self->picker, self->worker, query, NULL);
}

static void
kind_changed_cb (PursuitProofForm *self)
{
  /* Two buttons change for each choice; what was typed may mean the other kind as well, what was chosen may not. */
  if (self->chosen_id != 0)
    set_name (self, 0, NULL);
  if (get_kind (self) == PURSUIT_PROOF_CONTACT)
    set_name (self, 0, NULL);
  update_kind (self);
  typed_cb (self);
}

static void
picked_cb (PursuitPickerPopover *picker,
           gint64                id,
           const char           *name,
           PursuitProofForm     *self)
{
  set_name (self, id, name);
  gtk_widget_grab_focus (self->done);
}

static void
file_added_cb (PursuitProofForm *self,
               const char       *name,
               gint64            id)
{
  g_assert (PURSUIT_IS_PROOF_FORM (self));

  if (get_kind (self) != PURSUIT_PROOF_DOCUMENT)
    return;
  set_name (self, id, name);
  gtk_widget_grab_focus (self->done);
}

static void
file_refused_cb (PursuitProofForm *self,
                 const char       *sentence)
{
  g_assert (PURSUIT_IS_PROOF_FORM (self));

  show_problem (self, sentence, NULL);
}

static void
adding_cb (PursuitProofForm *self)
{
  g_assert (PURSUIT_IS_PROOF_FORM (self));

  gtk_widget_set_sensitive (self->add_file, !pursuit_document_adder_is_busy (self->adder));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PursuitProofForm) self = user_data;
  g_autoptr(GListModel) files = pursuit_compat_choose_files_finish (result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  PursuitDocumentPlace place = { self->customer_id, self->deal_id, 0 };

  if (file == NULL || self->worker == NULL)
    return;
  if (self->adder == NULL)
    {
      self->adder = pursuit_document_adder_new (self->worker);
      g_signal_connect_object (self->adder, "added", G_CALLBACK (file_added_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->adder, "refused", G_CALLBACK (file_refused_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->adder, "changed", G_CALLBACK (adding_cb), self, G_CONNECT_SWAPPED);
    }
  typed_cb (self);
  pursuit_document_adder_add_file (self->adder, &place, file);
}

/* The document is kept with the deal; what it shows is saved with the proof. */
static void
add_file_cb (PursuitProofForm *self)
{
  pursuit_compat_choose_files_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), FALSE, _("Add a Document"), file_chosen_cb,
                                     g_object_ref (self));
}

static PursuitRecord *
make_source (PursuitProofForm *self,
             const char       *name,
             const char       *day)
{
  if (get_kind (self) == PURSUIT_PROOF_DOCUMENT)
    return g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", self->customer_id, "deal-id", self->deal_id, "name", name,
                         NULL);

  return g_object_new (PURSUIT_TYPE_ACTIVITY, "kind", (gint64) PURSUIT_ACTIVITY_VISIT, "customer-id", self->customer_id,
                       "deal-id", self->deal_id, "happened-at", pursuit_time_from_date (day), "subject", name, NULL);
}

static void
name_chosen (PursuitProofForm *self,
             PursuitProof     *proof)
{
  if (proof->kind == PURSUIT_PROOF_DOCUMENT)
    proof->document_id = self->chosen_id;
  else if (proof->kind == PURSUIT_PROOF_VISIT)
    proof->activity_id = self->chosen_id;
  else
    proof->contact_id = self->chosen_id;
}

static void
set_busy (PursuitProofForm *self,
          gboolean          busy)
{
  self->is_busy = busy;
  gtk_widget_set_sensitive (self->done, !busy);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitProofForm) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean waiting = FALSE;
  gboolean ok = pursuit_proof_save_finish (result, &waiting, &error);

  if (self->worker == NULL)
    return;

  set_busy (self, FALSE);
  if (!ok)
    {
      show_problem (self, error->message, NULL);
      return;
    }
  pursuit_proof_form_clear (self);
  g_signal_emit (self, signals[SAVED], 0, waiting);
}

static void
save (PursuitProofForm *self,
      const char       *name,
      const char       *day)
{
  g_autoptr(PursuitProof) proof = g_object_new (PURSUIT_TYPE_PROOF, "customer-id", self->customer_id, "deal-id",
                                                self->deal_id, "milestone-id", PURSUIT_RECORD (self->milestone)->id,
                                                "done-on", day, NULL);
  g_autoptr(PursuitRecord) source = NULL;

  proof->kind = get_kind (self);
  if (proof->kind == PURSUIT_PROOF_NOTE && name == NULL)
    proof->kind = PURSUIT_PROOF_DATE;
  else if (proof->kind == PURSUIT_PROOF_NOTE)
    pursuit_set_str (&proof->note, name);
  else if (self->chosen_id != 0)
    name_chosen (self, proof);
  else
    source = make_source (self, name, day);

  set_busy (self, TRUE);
  pursuit_proof_save_async (self->worker, proof, source, self->replaced, NULL, saved_cb, g_object_ref (self));
}

static void
done_cb (PursuitProofForm *self)
{
  g_autofree char *name = pursuit_str_dup_stripped (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_autofree char *day = NULL;
  g_autofree char *today = pursuit_date_today ();
  g_autoptr(GError) error = NULL;

  if (self->is_busy || self->worker == NULL)
    return;
  if (!pursuit_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)), PURSUIT_DATE_ORDER_AUTO, &day, &error))
    show_problem (self, error->message, self->date);
  else if (g_strcmp0 (day, today) > 0)
    show_problem (self, _("A day to come shows nothing yet."), self->date);
  else if (pursuit_str_empty (name) && get_kind (self) == PURSUIT_PROOF_CONTACT)
    show_problem (self, _("Choose who confirmed it."), self->name);
  else if (pursuit_str_empty (name) && get_kind (self) != PURSUIT_PROOF_NOTE)
    show_problem (self, _("Say what shows it, or choose it."), self->name);
  else
    save (self, pursuit_str_empty (name) ? NULL : name, day);
}

static gboolean
pursuit_proof_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PURSUIT_PROOF_FORM (widget)->name);
}

static void
pursuit_proof_form_dispose (GObject *object)
{
  PursuitProofForm *self = PURSUIT_PROOF_FORM (object);

  g_clear_object (&self->adder);
  g_clear_object (&self->worker);
  g_clear_object (&self->milestone);
  g_clear_object (&self->replaced);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_PROOF_FORM);

  G_OBJECT_CLASS (pursuit_proof_form_parent_class)->dispose (object);
}

static void
pursuit_proof_form_class_init (PursuitProofFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_proof_form_dispose;
  widget_class->grab_focus = pursuit_proof_form_grab_focus;

  /**
   * PursuitProofForm::saved:
   * @self: the form
   * @waiting: whether it waits on this computer until the database can be reached
   *
   * The milestone is ticked.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_BOOLEAN);

  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  g_type_ensure (PURSUIT_TYPE_PICKER_POPOVER);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/proof-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, document);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, visit);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, person);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, note);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, date);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, choose);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, add_file);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, picker);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, done);
  gtk_widget_class_bind_template_child (widget_class, PursuitProofForm, problem);
  gtk_widget_class_bind_template_callback (widget_class, add_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
pursuit_proof_form_init (PursuitProofForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_toggle_button_set_active (self->document, TRUE);
  pursuit_proof_form_clear (self);
  update_kind (self);
}

/**
 * pursuit_proof_form_set_up:
 * @self: a form
 * @worker: the worker
 * @customer_id: whose documents, visits and people can be chosen
 * @deal_id: the deal
 * @milestone: what is to be shown
 *
 * Says what the form is about.
 */
void
pursuit_proof_form_set_up (PursuitProofForm *self,
                           PursuitWorker    *worker,
                           gint64            customer_id,
                           gint64            deal_id,
                           PursuitMilestone *milestone)
{
  g_return_if_fail (PURSUIT_IS_PROOF_FORM (self));

  g_set_object (&self->worker, worker);
  g_set_object (&self->milestone, milestone);
  self->customer_id = customer_id;
  self->deal_id = deal_id;
  gtk_toggle_button_set_active (milestone->kind == PURSUIT_MILESTONE_DOCUMENT ? self->document : self->visit, TRUE);
  update_kind (self);
}

/**
 * pursuit_proof_form_set_replaced:
 * @self: a form
 * @proof: (nullable): a proof that does not count any more
 *
 * Says what the new proof takes the place of.
 */
void
pursuit_proof_form_set_replaced (PursuitProofForm *self,
                                 PursuitProof     *proof)
{
  g_return_if_fail (PURSUIT_IS_PROOF_FORM (self));

  g_set_object (&self->replaced, proof);
}

/**
 * pursuit_proof_form_is_changed:
 * @self: a form
 *
 * Returns: whether something was typed or chosen that is not saved
 */
gboolean
pursuit_proof_form_is_changed (PursuitProofForm *self)
{
  g_return_val_if_fail (PURSUIT_IS_PROOF_FORM (self), FALSE);

  return !pursuit_str_empty (gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

/**
 * pursuit_proof_form_clear:
 * @self: a form
 *
 * Forgets what was typed; the day is today's again.
 */
void
pursuit_proof_form_clear (PursuitProofForm *self)
{
  g_autofree char *today = pursuit_date_today ();

  g_return_if_fail (PURSUIT_IS_PROOF_FORM (self));

  set_name (self, 0, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->date), today);
  typed_cb (self);
}
