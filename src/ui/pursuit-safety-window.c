/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-safety-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-anchor.h"
#include "pursuit-compat.h"
#include "pursuit-ui-types.h"

G_DEFINE_FINAL_TYPE (PursuitSafetyWindow, pursuit_safety_window, ADW_TYPE_WINDOW)

/* Something is being read; the spinner says so. */
void
pursuit_safety_window_begin (PursuitSafetyWindow *self)
{
  self->n_reading++;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
}

void
pursuit_safety_window_end (PursuitSafetyWindow *self)
{
  self->n_reading--;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->n_reading > 0);
}

void
pursuit_safety_window_tell (PursuitSafetyWindow *self,
                            const char          *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static gpointer
place_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return pursuit_place_copy (pursuit_store_get_place (pursuit_desk_get_store (desk)));
}

static const char *
name_place (PursuitPlaceKind kind)
{
  switch (kind)
    {
    case PURSUIT_PLACE_LOCAL:
      return _("A disk of this computer");
    case PURSUIT_PLACE_SHARE:
      return _("A shared folder whose locks reach every computer");
    case PURSUIT_PLACE_SYNCED:
      return _("A folder that a program copies to other computers");
    case PURSUIT_PLACE_UNSAFE:
    default:
      return _("A place whose locks do not reach every computer");
    }
}

static void
placed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitPlace) place = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  if (place == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->place), error != NULL);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place), error != NULL ? error->message : "");
      return;
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place), name_place (place->kind));
  adw_action_row_set_subtitle (self->place, place->reason != NULL ? place->reason : "");
}

static void
read_place (PursuitSafetyWindow *self)
{
  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, place_job, NULL, NULL, (GDestroyNotify) pursuit_place_free, self->cancellable,
                             placed_cb, g_object_ref (self));
}

static gpointer
verify_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return pursuit_journal_verify (pursuit_desk_get_store (desk), cancellable, error);
}

static char *
dup_verdict (const PursuitJournalVerdict *verdict)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (verdict->findings->len == 0)
    return g_strdup_printf (ngettext ("%lld entry, and nothing was altered, removed or inserted.",
                                      "%lld entries, and nothing was altered, removed or inserted.",
                                      (gulong) verdict->n_entries),
                            (long long) verdict->n_entries);

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const PursuitJournalFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", finding->sentence);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  gtk_widget_set_sensitive (self->verify, TRUE);
  text = verdict != NULL ? dup_verdict (verdict) : g_strdup (error->message);
  adw_action_row_set_subtitle (self->journal, text);
  if (verdict != NULL && verdict->findings->len > 0)
    pursuit_banners_set (self->banners, "journal", PURSUIT_SEVERITY_ERROR, _("The journal was tampered with."), NULL, NULL,
                         NULL);
  else
    pursuit_banners_unset (self->banners, "journal");
}

static void
verify_clicked_cb (PursuitSafetyWindow *self)
{
  g_assert (PURSUIT_IS_SAFETY_WINDOW (self));

  gtk_widget_set_sensitive (self->verify, FALSE);
  adw_action_row_set_subtitle (self->journal, _("Checking…"));
  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, verify_job, NULL, NULL, (GDestroyNotify) pursuit_journal_verdict_free,
                             self->cancellable, verified_cb, g_object_ref (self));
}

static gpointer
anchor_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PursuitAnchor) anchor = pursuit_anchor_new (pursuit_desk_get_store (desk), cancellable, error);
  g_autofree char *text = anchor != NULL ? pursuit_anchor_dup_text (anchor) : NULL;

  if (text == NULL || !g_file_replace_contents (data, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                                cancellable, error))
    return NULL;

  return g_file_get_basename (data);
}

static void
anchored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  text = name != NULL ? g_strdup_printf (_("The anchor is in “%s”."), name) : g_strdup (error->message);
  pursuit_safety_window_tell (self, text);
}

static void
anchor_file_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  GFile *file = pursuit_compat_choose_file_finish (result, NULL);

  if (file == NULL || self->worker == NULL)
    {
      g_clear_object (&file);
      return;
    }

  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, anchor_job, file, g_object_unref, g_free, self->cancellable, anchored_cb,
                             g_object_ref (self));
}

static void
anchor_clicked_cb (PursuitSafetyWindow *self)
{
  g_assert (PURSUIT_IS_SAFETY_WINDOW (self));

  pursuit_compat_choose_file_async (GTK_WINDOW (self), PURSUIT_COMPAT_SAVE, _("Export an Anchor"), _("Pursuit anchor.txt"),
                                    NULL, self->cancellable, anchor_file_cb, g_object_ref (self));
}

static void
pursuit_safety_window_dispose (GObject *object)
{
  PursuitSafetyWindow *self = PURSUIT_SAFETY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_SAFETY_WINDOW);

  G_OBJECT_CLASS (pursuit_safety_window_parent_class)->dispose (object);
}

static void
pursuit_safety_window_finalize (GObject *object)
{
  PursuitSafetyWindow *self = PURSUIT_SAFETY_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_free (self->restoring);

  G_OBJECT_CLASS (pursuit_safety_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("safety-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, banners);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, file);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, place);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, journal);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, verify);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, anchor);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, take);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, second);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, backups_group);
  gtk_widget_class_bind_template_child (widget_class, PursuitSafetyWindow, backups);
  gtk_widget_class_bind_template_callback (widget_class, verify_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, anchor_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_safety_window_take_backup);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_safety_window_choose_second);
}

static void
pursuit_safety_window_class_init (PursuitSafetyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_safety_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_safety_window_finalize;

  g_type_ensure (PURSUIT_TYPE_BANNERS);
  bind_template (widget_class);
  pursuit_safety_window_install_backup_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_safety_window_init (PursuitSafetyWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_safety_window_new:
 * @parent: (nullable): the window over which it is shown
 * @worker: the database that it is about
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_safety_window_new (GtkWindow     *parent,
                           PursuitWorker *worker)
{
  PursuitSafetyWindow *self = g_object_new (PURSUIT_TYPE_SAFETY_WINDOW, "transient-for", parent, "modal", parent != NULL,
                                            NULL);
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);
  g_autofree char *name = g_path_get_basename (opened->path);

  self->worker = g_object_ref (worker);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), name);
  adw_action_row_set_subtitle (self->file, opened->path);
  read_place (self);
  pursuit_safety_window_read_backups (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_safety_window_is_reading:
 * @self: a window
 *
 * Returns: %TRUE while something is being read or done
 */
gboolean
pursuit_safety_window_is_reading (PursuitSafetyWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_SAFETY_WINDOW (self), FALSE);

  return self->n_reading > 0;
}
