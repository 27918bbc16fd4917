/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-template-menu.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-rights.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitTemplateMenu keeps what the columns of a file were taken for under a name, and applies it to another file. The templates are
 * read when the menu is opened, not before. What was wrong is said in it: the assistant has no place for toasts.
 */
struct _PursuitTemplateMenu
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkListBox *list;
  GtkEntry *name;
  GtkCheckButton *share;
  GtkLabel *problem;

  PursuitWorker *worker;
  PursuitImportKind kind;
  char *definition;             /* (nullable): what the columns are taken for now */
  char *applied;                /* (nullable): the name of the template that was applied */
  GPtrArray *templates;         /* (nullable): until they were read */
  GCancellable *cancellable;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (PursuitTemplateMenu, pursuit_template_menu, GTK_TYPE_WIDGET)

static const PursuitOpened *
get_opened (PursuitTemplateMenu *self)
{
  return self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;
}

static gboolean
may_change (PursuitTemplateMenu *self,
            PursuitSavedFilter  *kept)
{
  const PursuitOpened *opened = get_opened (self);

  return opened != NULL && !opened->read_only &&
         (kept->staff_id == opened->actor_id ||
          pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ADMINISTER));
}

/* Of one's own; what somebody else shared stays as it is. */
static PursuitSavedFilter *
find_own (PursuitTemplateMenu *self,
          const char          *name)
{
  g_autofree char *wanted = pursuit_text_fold (name);

  for (guint i = 0; self->templates != NULL && i < self->templates->len; i++)
    {
      PursuitSavedFilter *kept = g_ptr_array_index (self->templates, i);
      g_autofree char *folded = pursuit_text_fold (kept->name);

      if (g_str_equal (folded, wanted) && kept->staff_id == get_opened (self)->actor_id)
        return kept;
    }

  return NULL;
}

static void
say (PursuitTemplateMenu *self,
     const char          *problem)
{
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
update_actions (PursuitTemplateMenu *self)
{
  const PursuitOpened *opened = get_opened (self);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.save",
                                 opened != NULL && !opened->read_only && self->definition != NULL && !pursuit_str_empty (name));
  gtk_widget_set_visible (GTK_WIDGET (self->share),
                          opened != NULL && pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ASSIGN));
}

static GtkWidget *
add_row (PursuitTemplateMenu *self,
         const char          *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
add_template (PursuitTemplateMenu *self,
              PursuitSavedFilter  *kept)
{
  g_autofree char *spoken = g_strdup_printf (_("Delete the template “%s”"), kept->name);
  GtkWidget *row = add_row (self, kept->name);
  GtkWidget *delete;

  if (kept->shared)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Shared"));
  if (!may_change (self, kept))
    return;

  delete = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (delete, "flat");
  gtk_widget_set_valign (delete, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (delete, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (delete), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "templates.delete");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (delete), "x", PURSUIT_RECORD (kept)->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), delete);
}

static void
show_templates (PursuitTemplateMenu *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (self->applied != NULL)
    add_row (self, _("Without a Template"));
  for (guint i = 0; i < self->templates->len; i++)
    add_template (self, g_ptr_array_index (self->templates, i));
  update_actions (self);
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_import_templates_list (desk, (PursuitImportKind) GPOINTER_TO_INT (data), error);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitTemplateMenu) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) templates = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (templates == NULL)
    {
      say (self, error->message);
      return;
    }

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_steal_pointer (&templates);
  show_templates (self);
}

static void
stop_reading (PursuitTemplateMenu *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_templates (PursuitTemplateMenu *self)
{
  stop_reading (self);
  if (self->worker == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, list_job, GINT_TO_POINTER (self->kind), NULL, (GDestroyNotify) g_ptr_array_unref,
                             self->cancellable, list_cb, g_object_ref (self));
}

static void
opened_cb (PursuitTemplateMenu *self)
{
  g_assert (PURSUIT_IS_TEMPLATE_MENU (self));

  say (self, NULL);
  read_templates (self);
  update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
row_activated_cb (PursuitTemplateMenu *self,
                  GtkListBoxRow       *row)
{
  int index = gtk_list_box_row_get_index (row) - (self->applied != NULL ? 1 : 0);
  PursuitSavedFilter *kept = index >= 0 ? g_ptr_array_index (self->templates, (guint) index) : NULL;

  g_assert (PURSUIT_IS_TEMPLATE_MENU (self));

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, chosen_signal, 0, kept);
}

static void
name_changed_cb (PursuitTemplateMenu *self)
{
  g_assert (PURSUIT_IS_TEMPLATE_MENU (self));

  update_actions (self);
}

static void
name_activate_cb (PursuitTemplateMenu *self)
{
  g_assert (PURSUIT_IS_TEMPLATE_MENU (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "templates.save", NULL);
}

/* What was asked to be written, told as it ends. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitTemplateMenu) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (saved == NULL)
    say (self, error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    say (self, saved->sentence);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    say (self, _("Your change is kept on this computer and will be saved as soon as possible."));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  read_templates (self);
}

static void
save_template (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitTemplateMenu *self = PURSUIT_TEMPLATE_MENU (widget);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  PursuitSavedFilter *former = find_own (self, name);
  g_autoptr(PursuitRecord) kept = former != NULL
    ? pursuit_record_copy (PURSUIT_RECORD (former))
    : PURSUIT_RECORD (pursuit_import_templates_new (self->kind, get_opened (self)->actor_id, name, self->definition));
  gboolean shared = gtk_widget_get_visible (GTK_WIDGET (self->share)) && gtk_check_button_get_active (self->share);

  say (self, NULL);
  g_object_set (kept, "definition", self->definition, "shared", (gint64) shared, NULL);
  pursuit_worker_save_async (self->worker, former != NULL ? pursuit_save_new_edit (PURSUIT_RECORD (former), kept) : pursuit_save_new_create (kept),
                             NULL, saved_cb, g_object_ref (self));
}

static void
delete_template (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PursuitTemplateMenu *self = PURSUIT_TEMPLATE_MENU (widget);

  say (self, NULL);
  pursuit_worker_save_async (self->worker, pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_SAVED_FILTER,
                                                             g_variant_get_int64 (parameter)), NULL, saved_cb, g_object_ref (self));
}

static void
pursuit_template_menu_dispose (GObject *object)
{
  PursuitTemplateMenu *self = PURSUIT_TEMPLATE_MENU (object);

  stop_reading (self);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_TEMPLATE_MENU);

  G_OBJECT_CLASS (pursuit_template_menu_parent_class)->dispose (object);
}

static void
pursuit_template_menu_finalize (GObject *object)
{
  PursuitTemplateMenu *self = PURSUIT_TEMPLATE_MENU (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_free (self->definition);
  g_free (self->applied);

  G_OBJECT_CLASS (pursuit_template_menu_parent_class)->finalize (object);
}

static void
pursuit_template_menu_class_init (PursuitTemplateMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_template_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_template_menu_finalize;

  /**
   * PursuitTemplateMenu::chosen:
   * @self: the menu
   * @kept: (nullable): a #PursuitSavedFilter, %NULL to go without
   *
   * A person wants the columns to be taken for what a template says.
   */
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                PURSUIT_TYPE_SAVED_FILTER);

  gtk_widget_class_install_action (widget_class, "templates.save", NULL, save_template);
  gtk_widget_class_install_action (widget_class, "templates.delete", "x", delete_template);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("import/template-menu.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTemplateMenu, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitTemplateMenu, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitTemplateMenu, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitTemplateMenu, share);
  gtk_widget_class_bind_template_child (widget_class, PursuitTemplateMenu, problem);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activate_cb);
}

static void
pursuit_template_menu_init (PursuitTemplateMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * pursuit_template_menu_set_source:
 * @self: a menu
 * @worker: where templates are kept
 * @kind: what they are for
 * @definition: (nullable): what the columns are taken for now
 */
void
pursuit_template_menu_set_source (PursuitTemplateMenu *self,
                                  PursuitWorker       *worker,
                                  PursuitImportKind    kind,
                                  const char          *definition)
{
  g_return_if_fail (PURSUIT_IS_TEMPLATE_MENU (self));

  g_set_object (&self->worker, worker);
  self->kind = kind;
  pursuit_set_str (&self->definition, definition);
  update_actions (self);
}

/**
 * pursuit_template_menu_set_applied:
 * @self: a menu
 * @name: (nullable): the template that was applied, if any
 */
void
pursuit_template_menu_set_applied (PursuitTemplateMenu *self,
                                   const char          *name)
{
  g_autofree char *label = name != NULL ? g_strdup_printf (_("Template “%s”"), name) : g_strdup (_("Save as Template"));

  g_return_if_fail (PURSUIT_IS_TEMPLATE_MENU (self));

  pursuit_set_str (&self->applied, name);
  gtk_menu_button_set_label (self->button, label);
}
