/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-draft-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compare-field.h"
#include "pursuit-compat.h"
#include "pursuit-date.h"
#include "pursuit-own-set.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDraftRow offers something that was typed and never saved: each field as it was, as it is now, and as it was
 * typed. What is to stay is chosen field by field.
 */
struct _PursuitDraftRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *what;
  GtkLabel *when;
  GtkLabel *why;
  GtkBox *compared;
  GtkWidget *save;
  GtkWidget *discard;

  PursuitWorker *worker;
  PursuitDraftOffer *offer;
};

static guint settled_signal;

G_DEFINE_FINAL_TYPE (PursuitDraftRow, pursuit_draft_row, GTK_TYPE_LIST_BOX_ROW)

static void
settle (PursuitDraftRow *self)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (self->worker);
  const PursuitDraft *draft = self->offer->draft;

  if (drafts != NULL)
    pursuit_drafts_drop (drafts, draft->type, draft->id, draft->field);
  g_signal_emit (self, settled_signal, 0);
}

static void
show_problem (PursuitDraftRow *self,
              const char      *sentence)
{
  gtk_label_set_text (self->why, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), sentence != NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitDraftRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker == NULL)
    return;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (saved == NULL)
    show_problem (self, error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    show_problem (self, saved->sentence);
  else
    settle (self);
}

/* What was chosen, on top of what is there now. */
static PursuitSave *
make_save (PursuitDraftRow *self)
{
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (self->offer->current);
  PursuitSave *save;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->compared)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      const PursuitField *field = pursuit_compare_field_get_field (PURSUIT_COMPARE_FIELD (row));
      PursuitCompareChoice choice = pursuit_compare_field_get_choice (PURSUIT_COMPARE_FIELD (row));
      g_autofree char *both = NULL;

      if (choice == PURSUIT_COMPARE_THEIRS)
        continue;
      pursuit_record_assign_field (edited, self->offer->edited, field);
      if (choice != PURSUIT_COMPARE_BOTH)
        continue;
      both = pursuit_compare_field_join (pursuit_record_get_text (self->offer->current, field),
                                         pursuit_record_get_text (self->offer->edited, field));
      pursuit_record_set_text (edited, field, both);
    }

  if (self->offer->draft->id == 0)
    return pursuit_save_new_create (self->offer->edited);

  save = pursuit_save_new_edit (self->offer->current, edited);
  if (self->offer->current->deleted_at != 0)
    save->verb = PURSUIT_SAVE_REVIVE;
  return save;
}

static void
save_cb (PursuitDraftRow *self)
{
  pursuit_draft_row_save (self);
}

static void
discarded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitDraftRow) self = user_data;

  if (pursuit_compat_ask_finish (result, NULL) && self->worker != NULL)
    settle (self);
}

/* What was typed cannot be had back, so this is asked. */
static void
discard_cb (PursuitDraftRow *self)
{
  pursuit_compat_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Discard This Text?"),
                            gtk_label_get_text (self->what), _("_Discard"), PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, NULL,
                            discarded_cb, g_object_ref (self));
}

static void
pursuit_draft_row_dispose (GObject *object)
{
  PursuitDraftRow *self = PURSUIT_DRAFT_ROW (object);

  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_DRAFT_ROW);

  G_OBJECT_CLASS (pursuit_draft_row_parent_class)->dispose (object);
}

static void
pursuit_draft_row_finalize (GObject *object)
{
  g_clear_pointer (&PURSUIT_DRAFT_ROW (object)->offer, pursuit_draft_offer_free);

  G_OBJECT_CLASS (pursuit_draft_row_parent_class)->finalize (object);
}

static void
pursuit_draft_row_class_init (PursuitDraftRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_draft_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_draft_row_finalize;

  /**
   * PursuitDraftRow::settled:
   *
   * The text was saved or given up; the row can go.
   */
  settled_signal = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("draft-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftRow, what);
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftRow, when);
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftRow, why);
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftRow, compared);
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftRow, save);
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
pursuit_draft_row_init (PursuitDraftRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_title (const PursuitDraftOffer *offer)
{
  const char *label = _(PURSUIT_RECORD_GET_CLASS (offer->current)->label);
  const char *name = pursuit_record_get_name (offer->draft->id != 0 ? offer->current : offer->edited);

  if (offer->draft->id == 0)
    /* Translators: text for a record that was still to be made: %1$s is what kind, %2$s its name so far */
    return g_strdup_printf (_("New %1$s: %2$s"), label, pursuit_str_empty (name) ? "…" : name);

  /* Translators: %1$s is a kind of record, such as Customer, %2$s its name */
  return g_strdup_printf (_("%1$s “%2$s”"), label, name);
}

static char *
dup_value (const PursuitDraftOffer *offer,
           PursuitRecord           *record,
           const PursuitField      *field,
           const char              *currency)
{
  if (record == offer->edited && offer->problem != NULL)
    return g_strdup (offer->draft->text);

  return pursuit_record_is_blank (record, field) ? g_strdup ("") : pursuit_record_format (record, field, currency);
}

static void
add_field (PursuitDraftRow    *self,
           const PursuitField *field,
           const char         *currency)
{
  const PursuitDraftOffer *offer = self->offer;
  const PursuitComparedField *known =
    offer->comparison != NULL ? pursuit_comparison_find (offer->comparison, field->name) : NULL;
  g_autofree char *original = dup_value (offer, offer->original, field, currency);
  g_autofree char *theirs = dup_value (offer, offer->current, field, currency);
  g_autofree char *mine = dup_value (offer, offer->edited, field, currency);
  const PursuitComparedField compared = {
    .field = field,
    .is_conflict = known != NULL,
    .original = known != NULL ? known->original : original,
    .theirs = known != NULL ? known->theirs : theirs,
    .mine = known != NULL && offer->problem == NULL ? known->mine : mine,
    .at = known != NULL ? known->at : 0,
    .who = known != NULL ? known->who : NULL,
  };
  GtkWidget *row = pursuit_compare_field_new (&compared);

  /* Where nobody else wrote anything, the text that was typed is what its author wants. */
  if (known == NULL)
    pursuit_compare_field_set_choice (PURSUIT_COMPARE_FIELD (row), PURSUIT_COMPARE_MINE);
  gtk_box_append (self->compared, row);
}

/* What could not be read was typed as well. */
static gboolean
is_typed (const PursuitDraftOffer *offer,
          const PursuitField      *field)
{
  if (field->kind == PURSUIT_KIND_REF)
    return FALSE;

  return pursuit_record_differs (offer->original, offer->edited, field) ||
         (offer->problem != NULL && g_strcmp0 (offer->draft->field, field->name) == 0);
}

static void
add_fields (PursuitDraftRow *self)
{
  const PursuitDraftOffer *offer = self->offer;
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (offer->current);
  const char *currency = pursuit_worker_get_opened (self->worker)->currency;
  guint n_own;
  const PursuitField *const *own = pursuit_own_set_list (pursuit_worker_get_own_set (self->worker),
                                                         G_OBJECT_TYPE (offer->current), &n_own);

  for (guint i = 0; i < klass->n_fields; i++)
    if (is_typed (offer, &klass->fields[i]) && &klass->fields[i] != klass->extra)
      add_field (self, &klass->fields[i], currency);
  for (guint i = 0; i < n_own; i++)
    if (is_typed (offer, own[i]))
      add_field (self, own[i], currency);
}

/**
 * pursuit_draft_row_new:
 * @worker: where it would be saved
 * @offer: (transfer full): what was typed, beside what is there
 *
 * Returns: (transfer floating): a row that offers it
 */
GtkWidget *
pursuit_draft_row_new (PursuitWorker     *worker,
                       PursuitDraftOffer *offer)
{
  PursuitDraftRow *self = g_object_new (PURSUIT_TYPE_DRAFT_ROW, NULL);
  g_autofree char *title = dup_title (offer);
  g_autofree char *at = pursuit_time_format (offer->draft->at);
  g_autofree char *deletion = offer->comparison != NULL ? pursuit_comparison_dup_deletion (offer->comparison) : NULL;

  self->worker = g_object_ref (worker);
  self->offer = offer;
  gtk_label_set_text (self->what, title);
  gtk_label_set_text (self->when, at);
  show_problem (self, offer->problem != NULL ? offer->problem : deletion);
  gtk_widget_set_visible (self->save, offer->problem == NULL);
  if (offer->current->deleted_at != 0)
    gtk_button_set_label (GTK_BUTTON (self->save), _("Restore with Your Changes"));
  add_fields (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_draft_row_save:
 * @self: a row
 *
 * Saves what is chosen in it.
 */
void
pursuit_draft_row_save (PursuitDraftRow *self)
{
  g_autoptr(PursuitSave) save = NULL;

  g_return_if_fail (PURSUIT_IS_DRAFT_ROW (self));

  save = make_save (self);
  /* Everything stays as others left it. */
  if (save->verb == PURSUIT_SAVE_EDIT && pursuit_record_diff (save->original, save->edited) == 0)
    {
      settle (self);
      return;
    }

  gtk_widget_set_sensitive (self->save, FALSE);
  pursuit_worker_save_async (self->worker, g_steal_pointer (&save), NULL, saved_cb, g_object_ref (self));
}
