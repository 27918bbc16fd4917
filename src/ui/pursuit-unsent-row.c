/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-unsent-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compare-field.h"
#include "pursuit-compat.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-own-set.h"
#include "pursuit-standing-rules.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitUnsentRow is one change that is not in the database yet: what it is, when it was made and how far it has come.
 * One that was refused, or that others came before, waits for the person to say what is to become of it; where the same
 * field was changed, both are shown.
 */
struct _PursuitUnsentRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *what;
  GtkLabel *when;
  GtkLabel *why;
  GtkBox *compared;
  GtkWidget *save;
  GtkWidget *note;
  GtkWidget *discard;

  PursuitWorker *worker;
  char *key;
  GType type;
  PursuitFieldMask changed;   /* what the person changed */
};

G_DEFINE_FINAL_TYPE (PursuitUnsentRow, pursuit_unsent_row, GTK_TYPE_LIST_BOX_ROW)

static void
resolve (PursuitUnsentRow  *self,
         PursuitResolution  resolution,
         PursuitFieldMask   mine)
{
  g_autoptr(GError) error = NULL;

  if (pursuit_worker_resolve (self->worker, self->key, resolution, mine, &error))
    return;

  gtk_label_set_text (self->why, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->why), TRUE);
}

/* Fields that are not shown are in nobody's way. Own fields go together: mine as soon as one of them is to be mine. */
static PursuitFieldMask
read_choices (PursuitUnsentRow *self)
{
  g_autoptr(GTypeClass) klass = self->type != G_TYPE_INVALID ? g_type_class_ref (self->type) : NULL;
  PursuitFieldMask theirs = 0;
  PursuitFieldMask mine = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->compared)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      PursuitFieldMask bit = pursuit_record_class_get_bit ((PursuitRecordClass *) klass,
                                                           pursuit_compare_field_get_field (PURSUIT_COMPARE_FIELD (row)));

      if (pursuit_compare_field_get_choice (PURSUIT_COMPARE_FIELD (row)) == PURSUIT_COMPARE_THEIRS)
        theirs |= bit;
      else
        mine |= bit;
    }

  return self->changed & (~theirs | mine);
}

static void
save_cb (PursuitUnsentRow *self)
{
  PursuitFieldMask mine = read_choices (self);

  resolve (self, self->changed != 0 && mine == 0 ? PURSUIT_RESOLVE_DISCARD : PURSUIT_RESOLVE_MINE, mine);
}

static void
note_cb (PursuitUnsentRow *self)
{
  resolve (self, PURSUIT_RESOLVE_NOTE, 0);
}

static void
discarded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitUnsentRow) self = user_data;

  if (pursuit_compat_ask_finish (result, NULL) && self->worker != NULL)
    resolve (self, PURSUIT_RESOLVE_DISCARD, 0);
}

/* What was typed cannot be had back, so this is asked. */
static void
discard_cb (PursuitUnsentRow *self)
{
  pursuit_compat_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Discard This Change?"),
                            gtk_label_get_text (self->what), _("_Discard"), PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, NULL,
                            discarded_cb, g_object_ref (self));
}

static void
pursuit_unsent_row_dispose (GObject *object)
{
  PursuitUnsentRow *self = PURSUIT_UNSENT_ROW (object);

  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_UNSENT_ROW);

  G_OBJECT_CLASS (pursuit_unsent_row_parent_class)->dispose (object);
}

static void
pursuit_unsent_row_finalize (GObject *object)
{
  g_free (PURSUIT_UNSENT_ROW (object)->key);

  G_OBJECT_CLASS (pursuit_unsent_row_parent_class)->finalize (object);
}

static void
pursuit_unsent_row_class_init (PursuitUnsentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_unsent_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_unsent_row_finalize;

  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("unsent-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, what);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, when);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, why);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, compared);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, save);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, note);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
pursuit_unsent_row_init (PursuitUnsentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_name (const PursuitSave *save)
{
  PursuitRecord *record = save->edited != NULL ? save->edited : save->original;
  const char *name = record != NULL ? pursuit_record_get_name (record) : NULL;
  g_autoptr(GTypeClass) klass = NULL;

  if (!pursuit_str_empty (name))
    return g_strdup (name);

  klass = g_type_class_ref (save->type);
  /* Translators: a record without a known name: %1$s is what kind it is, %2$lld its number */
  return g_strdup_printf (_("%1$s %2$lld"), _(((PursuitRecordClass *) klass)->label), (long long) save->id);
}

static char *
dup_judgement (const PursuitSave *save,
               const char        *name)
{
  PursuitStandingKind kind = PURSUIT_STANDING_KIND_GRADE;
  g_autofree char *value = NULL;

  pursuit_standing_kind_from_nick (save->other, &kind);
  value = pursuit_standing_format (kind, save->position);
  /* Translators: %1$s is how a customer is judged, such as “Grade A” or “Opportunity”, %2$s the customer */
  return g_strdup_printf (_("%1$s: “%2$s”"), value, name);
}

static char *
dup_answer (const PursuitSave *save,
            const char        *name)
{
  int state = PURSUIT_REQUEST_ASKED;

  pursuit_enum_from_nick (PURSUIT_TYPE_REQUEST_STATE, save->other, &state);
  /* Translators: %1$s is what becomes of a request, such as “Accepted”, %2$s what it is for */
  return g_strdup_printf (_("%1$s: “%2$s”"), pursuit_enum_get_label (PURSUIT_TYPE_REQUEST_STATE, state), name);
}

/**
 * pursuit_unsent_row_dup_what:
 * @save: a save
 *
 * Returns: (transfer full): what it does, in a line
 */
char *
pursuit_unsent_row_dup_what (const PursuitSave *save)
{
  g_autofree char *name = save->type != G_TYPE_INVALID ? dup_name (save) : NULL;
  g_autofree char *changed = NULL;

  if (save->original != NULL && save->edited != NULL)
    changed = pursuit_record_class_dup_labels (PURSUIT_RECORD_GET_CLASS (save->edited),
                                               pursuit_record_diff (save->original, save->edited));

  switch (save->verb)
    {
    case PURSUIT_SAVE_CREATE:
      return g_strdup_printf (_("“%s”, new"), name);
    case PURSUIT_SAVE_DELETE:
      return g_strdup_printf (_("Delete “%s”"), name);
    case PURSUIT_SAVE_RESTORE:
    case PURSUIT_SAVE_REVIVE:
      return g_strdup_printf (_("Restore “%s”"), name);
    case PURSUIT_SAVE_MOVE:
      return g_strdup_printf (_("Move “%1$s” to stage %2$d"), name, save->position);
    case PURSUIT_SAVE_WIN:
      return g_strdup_printf (_("“%s” won"), name);
    case PURSUIT_SAVE_LOSE:
      return g_strdup_printf (_("“%s” lost"), name);
    case PURSUIT_SAVE_REOPEN:
      return g_strdup_printf (_("Reopen “%s”"), name);
    case PURSUIT_SAVE_BUYER_STAGE:
      return save->position == 0 ? g_strdup_printf (_("Buyer of “%s” not known any more"), name)
                                 : g_strdup_printf (_("Buyer of “%1$s” to stage %2$d"), name, save->position);
    case PURSUIT_SAVE_PARK:
      return g_strdup_printf (_("Park “%1$s” until %2$s"), name, save->day != NULL ? save->day : "");
    case PURSUIT_SAVE_UNPARK:
      return g_strdup_printf (_("“%s” not parked any more"), name);
    case PURSUIT_SAVE_ESTIMATE:
      return save->position < 0 ? g_strdup_printf (_("Win probability of “%s” as its stage has it"), name)
                                : g_strdup_printf (_("Win probability of “%1$s”: %2$d %%"), name, save->position);
    case PURSUIT_SAVE_HAND_OVER:
      return g_strdup_printf (_("Hand “%s” over to delivery"), name);
    case PURSUIT_SAVE_ACCEPT:
      return g_strdup_printf (_("“%s” accepted by delivery"), name);
    case PURSUIT_SAVE_PLAN:
      return g_strdup_printf (_("Next step of “%1$s”: %2$s"), name, save->text != NULL ? save->text : "");
    case PURSUIT_SAVE_STANDING:
      return dup_judgement (save, name);
    case PURSUIT_SAVE_ASSESS:
      return g_strdup_printf (_("Assess the relationships with “%s”"), name);
    case PURSUIT_SAVE_POST:
      return g_strdup_printf (_("Another post of “%s”"), name);
    case PURSUIT_SAVE_LEAVE:
      return g_strdup_printf (_("“%s” has left the company"), name);
    case PURSUIT_SAVE_COME_BACK:
      return g_strdup_printf (_("“%s” is back at the company"), name);
    case PURSUIT_SAVE_ANSWER:
      return dup_answer (save, name);
    case PURSUIT_SAVE_UNDO:
      return g_strdup_printf (_("Undo entry %lld"), (long long) save->entry_id);
    case PURSUIT_SAVE_EDIT:
    default:
      /* Translators: %1$s is one or several names of fields, %2$s whose */
      return g_strdup_printf (_("%1$s of “%2$s”"), changed, name);
    }
}

static const char *
name_state (PursuitUnsentState state)
{
  switch (state)
    {
    case PURSUIT_UNSENT_SENDING:
      return _("being saved");
    case PURSUIT_UNSENT_HELD:
      return _("waits for you");
    case PURSUIT_UNSENT_WAITING:
    default:
      return _("waits to be saved");
    }
}

static void
show_field (PursuitUnsentRow    *self,
            const PursuitUnsent *unsent,
            const PursuitField  *field)
{
  const PursuitSave *save = unsent->save;
  const char *currency = pursuit_worker_get_opened (self->worker)->currency;
  PursuitComparedField compared = { .field = field, .is_conflict = TRUE };
  g_autofree char *original = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *mine = NULL;

  if (!pursuit_record_differs (save->original, save->edited, field) ||
      !pursuit_record_differs (save->original, unsent->theirs, field) ||
      !pursuit_record_differs (save->edited, unsent->theirs, field))
    return;

  compared.original = original = pursuit_record_format (save->original, field, currency);
  compared.theirs = theirs = pursuit_record_format (unsent->theirs, field, currency);
  compared.mine = mine = pursuit_record_format (save->edited, field, currency);
  gtk_box_append (self->compared, pursuit_compare_field_new (&compared));
}

/* Where the same field was changed here and there. */
static void
show_conflict (PursuitUnsentRow    *self,
               const PursuitUnsent *unsent)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (unsent->save->edited);
  guint n_own;
  const PursuitField *const *own = pursuit_own_set_list (pursuit_worker_get_own_set (self->worker), unsent->save->type, &n_own);

  for (guint i = 0; i < klass->n_fields; i++)
    if (&klass->fields[i] != klass->extra)
      show_field (self, unsent, &klass->fields[i]);
  for (guint i = 0; i < n_own; i++)
    show_field (self, unsent, own[i]);
}

/**
 * pursuit_unsent_row_new:
 * @worker: whose outbox it is
 * @unsent: one change in it
 *
 * Returns: (transfer floating): a row for the change
 */
GtkWidget *
pursuit_unsent_row_new (PursuitWorker       *worker,
                        const PursuitUnsent *unsent)
{
  PursuitUnsentRow *self = g_object_new (PURSUIT_TYPE_UNSENT_ROW, NULL);
  const PursuitSave *save = unsent->save;
  gboolean is_held = unsent->state == PURSUIT_UNSENT_HELD;
  g_autofree char *what = pursuit_unsent_row_dup_what (save);
  g_autofree char *at = pursuit_time_format (save->made_at);
  /* Translators: %1$s is when a change was made, %2$s how far it has come, such as “waits to be saved” */
  g_autofree char *when = g_strdup_printf (_("%1$s – %2$s"), at, name_state (unsent->state));

  self->worker = g_object_ref (worker);
  self->key = g_strdup (unsent->key);
  self->type = save->type;
  if (save->original != NULL && save->edited != NULL)
    self->changed = pursuit_record_diff (save->original, save->edited);
  gtk_label_set_text (self->what, what);
  gtk_label_set_text (self->when, when);
  gtk_label_set_text (self->why, unsent->sentence != NULL ? unsent->sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), is_held && unsent->sentence != NULL);
  gtk_widget_set_visible (self->save, is_held);
  gtk_widget_set_visible (self->note, is_held && save->type != G_TYPE_INVALID);
  gtk_widget_set_visible (self->discard, unsent->state != PURSUIT_UNSENT_SENDING);
  if (is_held && unsent->theirs != NULL && self->changed != 0 && unsent->theirs->deleted_at == 0)
    show_conflict (self, unsent);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->compared)) != NULL)
    gtk_button_set_label (GTK_BUTTON (self->save), _("Save What Is Chosen"));

  return GTK_WIDGET (self);
}
