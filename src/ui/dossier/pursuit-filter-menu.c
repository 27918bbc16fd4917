/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-filter-menu.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-filters.h"
#include "pursuit-rights.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitFilterMenu keeps what a list is narrowed by under a name, and brings it back. The filters are read when the menu is
 * opened, not before.
 */
struct _PursuitFilterMenu
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkListBox *list;
  GtkEntry *name;
  GtkCheckButton *share;

  PursuitWorker *worker;
  PursuitQuery *query;          /* what is listed now, and of which list the filters are */
  char **columns;               /* (nullable): of the table, when it is looked at */
  GPtrArray *filters;           /* (nullable): until they were read */
  gint64 id;                    /* of the filter that was applied last */
  gint64 wanted_id;             /* to be applied when they were read */
  GCancellable *cancellable;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (PursuitFilterMenu, pursuit_filter_menu, GTK_TYPE_WIDGET)

static const PursuitOpened *
get_opened (PursuitFilterMenu *self)
{
  return self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;
}

static gboolean
may_change (PursuitFilterMenu  *self,
            PursuitSavedFilter *filter)
{
  const PursuitOpened *opened = get_opened (self);

  return opened != NULL && !opened->read_only &&
         (filter->staff_id == opened->actor_id ||
          pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ADMINISTER));
}

static PursuitSavedFilter *
find_filter (PursuitFilterMenu *self,
             gint64             id)
{
  for (guint i = 0; self->filters != NULL && i < self->filters->len; i++)
    if (PURSUIT_RECORD (g_ptr_array_index (self->filters, i))->id == id)
      return g_ptr_array_index (self->filters, i);

  return NULL;
}

/* Of one's own; what somebody shared is changed only by its name in the list. */
static PursuitSavedFilter *
find_named (PursuitFilterMenu *self,
            const char        *name)
{
  g_autofree char *wanted = pursuit_text_fold (name);

  for (guint i = 0; self->filters != NULL && i < self->filters->len; i++)
    {
      PursuitSavedFilter *filter = g_ptr_array_index (self->filters, i);
      g_autofree char *folded = pursuit_text_fold (filter->name);

      if (g_str_equal (folded, wanted) && may_change (self, filter))
        return filter;
    }

  return NULL;
}

static void
update_actions (PursuitFilterMenu *self)
{
  const PursuitOpened *opened = get_opened (self);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  PursuitSavedFilter *current = find_filter (self, self->id);
  gboolean may_save = opened != NULL && !opened->read_only && !pursuit_str_empty (name);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filters.save", may_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filters.rename",
                                 may_save && current != NULL && may_change (self, current) && !g_str_equal (current->name, name));
  gtk_widget_set_visible (GTK_WIDGET (self->share),
                          opened != NULL && pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ASSIGN));
}

static void
add_filter (PursuitFilterMenu  *self,
            PursuitSavedFilter *filter)
{
  GtkWidget *row = adw_action_row_new ();
  gint64 id = PURSUIT_RECORD (filter)->id;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), filter->name);
  if (filter->shared)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Shared"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (may_change (self, filter))
    {
      g_autofree char *spoken = g_strdup_printf (_("Delete the filter “%s”"), filter->name);
      GtkWidget *delete = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_add_css_class (delete, "flat");
      gtk_widget_set_valign (delete, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (delete, spoken);
      gtk_accessible_update_property (GTK_ACCESSIBLE (delete), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "filters.delete");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (delete), "x", id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), delete);
    }
  gtk_list_box_append (self->list, row);
}

static void
say_unknown (PursuitFilterMenu             *self,
             const PursuitFilterDefinition *definition)
{
  g_autofree char *unknown = NULL;
  g_autofree char *sentence = NULL;

  if (definition->unknown == NULL)
    return;
  unknown = g_strjoinv (", ", definition->unknown);
  sentence = g_strdup_printf (_("A newer version saved this filter; what it says of %s does not count here."), unknown);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", sentence);
}

static void
choose (PursuitFilterMenu  *self,
        PursuitSavedFilter *filter)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filter_definition_parse (self->query->list, filter->definition, &error);

  if (definition == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }
  self->id = PURSUIT_RECORD (filter)->id;
  gtk_editable_set_text (GTK_EDITABLE (self->name), filter->name);
  gtk_check_button_set_active (self->share, filter->shared != 0);
  say_unknown (self, definition);
  g_signal_emit (self, chosen_signal, 0, definition);
  update_actions (self);
}

static void
show_filters (PursuitFilterMenu *self)
{
  PursuitSavedFilter *wanted = find_filter (self, self->wanted_id);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->filters->len; i++)
    add_filter (self, g_ptr_array_index (self->filters, i));
  self->wanted_id = 0;
  if (wanted != NULL)
    choose (self, wanted);
  update_actions (self);
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const PursuitList *list = data;

  return pursuit_filters_list (desk, *list, error);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitFilterMenu) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) filters = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (filters == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  self->filters = g_steal_pointer (&filters);
  show_filters (self);
}

static void
stop_reading (PursuitFilterMenu *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_filters (PursuitFilterMenu *self)
{
  stop_reading (self);
  if (self->worker == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, list_job, g_memdup2 (&self->query->list, sizeof self->query->list), g_free,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, list_cb, g_object_ref (self));
}

static void
opened_cb (PursuitFilterMenu *self)
{
  g_assert (PURSUIT_IS_FILTER_MENU (self));

  read_filters (self);
  update_actions (self);
}

static void
row_activated_cb (PursuitFilterMenu *self,
                  GtkListBoxRow     *row)
{
  g_assert (PURSUIT_IS_FILTER_MENU (self));

  gtk_menu_button_popdown (self->button);
  choose (self, g_ptr_array_index (self->filters, (guint) gtk_list_box_row_get_index (row)));
}

static void
name_changed_cb (PursuitFilterMenu *self)
{
  g_assert (PURSUIT_IS_FILTER_MENU (self));

  update_actions (self);
}

static void
name_activate_cb (PursuitFilterMenu *self)
{
  g_assert (PURSUIT_IS_FILTER_MENU (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "filters.save", NULL);
}

/* What was asked to be written, told as it ends. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitFilterMenu) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (saved == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", saved->sentence);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  else if (saved->entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", _("Filter changed"), saved->entry_id);
  read_filters (self);
}

static PursuitRecord *
make_filter (PursuitFilterMenu  *self,
             PursuitSavedFilter *former)
{
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filter_definition_new (self->query, (const char *const *) self->columns);
  g_autoptr(PursuitFilterDefinition) before = NULL;
  PursuitRecord *filter = former != NULL ? pursuit_record_copy (PURSUIT_RECORD (former))
                                         : g_object_new (PURSUIT_TYPE_SAVED_FILTER, "list",
                                                         pursuit_filter_get_list_name (self->query->list), "position", G_GINT64_CONSTANT (1),
                                                         "staff-id", get_opened (self)->actor_id, NULL);
  g_autofree char *json = NULL;

  if (former != NULL)
    before = pursuit_filter_definition_parse (self->query->list, former->definition, NULL);
  if (before != NULL)
    {
      pursuit_filter_definition_keep (definition, before);
      if (definition->columns == NULL)
        definition->columns = g_strdupv (before->columns);
    }
  json = pursuit_filter_definition_to_json (definition);
  g_object_set (filter, "definition", json, "name", gtk_editable_get_text (GTK_EDITABLE (self->name)), "shared",
                (gint64) (gtk_widget_get_visible (GTK_WIDGET (self->share)) && gtk_check_button_get_active (self->share)), NULL);

  return filter;
}

static void
save_filter (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PursuitFilterMenu *self = PURSUIT_FILTER_MENU (widget);
  PursuitSavedFilter *former = find_named (self, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_autoptr(PursuitRecord) filter = make_filter (self, former);
  PursuitSave *save = former != NULL ? pursuit_save_new_edit (PURSUIT_RECORD (former), filter) : pursuit_save_new_create (filter);

  gtk_menu_button_popdown (self->button);
  pursuit_worker_save_async (self->worker, save, NULL, saved_cb, g_object_ref (self));
}

static void
rename_filter (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitFilterMenu *self = PURSUIT_FILTER_MENU (widget);
  PursuitSavedFilter *current = find_filter (self, self->id);
  g_autoptr(PursuitRecord) filter = pursuit_record_copy (PURSUIT_RECORD (current));

  g_object_set (filter, "name", gtk_editable_get_text (GTK_EDITABLE (self->name)), NULL);
  gtk_menu_button_popdown (self->button);
  pursuit_worker_save_async (self->worker, pursuit_save_new_edit (PURSUIT_RECORD (current), filter), NULL, saved_cb,
                             g_object_ref (self));
}

static void
delete_filter (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PursuitFilterMenu *self = PURSUIT_FILTER_MENU (widget);

  pursuit_worker_save_async (self->worker, pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_SAVED_FILTER,
                                                             g_variant_get_int64 (parameter)), NULL, saved_cb, g_object_ref (self));
}

static void
pursuit_filter_menu_dispose (GObject *object)
{
  PursuitFilterMenu *self = PURSUIT_FILTER_MENU (object);

  stop_reading (self);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_FILTER_MENU);

  G_OBJECT_CLASS (pursuit_filter_menu_parent_class)->dispose (object);
}

static void
pursuit_filter_menu_finalize (GObject *object)
{
  PursuitFilterMenu *self = PURSUIT_FILTER_MENU (object);

  g_clear_pointer (&self->query, pursuit_query_free);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_strfreev (self->columns);

  G_OBJECT_CLASS (pursuit_filter_menu_parent_class)->finalize (object);
}

static void
pursuit_filter_menu_class_init (PursuitFilterMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_filter_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_filter_menu_finalize;

  /**
   * PursuitFilterMenu::chosen:
   * @self: the menu
   * @definition: (type gpointer): a #PursuitFilterDefinition, lent
   *
   * A person wants to see what a filter says.
   */
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "filters.save", NULL, save_filter);
  gtk_widget_class_install_action (widget_class, "filters.rename", NULL, rename_filter);
  gtk_widget_class_install_action (widget_class, "filters.delete", "x", delete_filter);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/filter-menu.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterMenu, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterMenu, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterMenu, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitFilterMenu, share);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activate_cb);
}

static void
pursuit_filter_menu_init (PursuitFilterMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * pursuit_filter_menu_set_source:
 * @self: a menu
 * @worker: (nullable): who keeps the filters
 * @query: what is listed, which is what is saved; copied. It says of which list the filters are
 *
 * Says what there is to keep.
 */
void
pursuit_filter_menu_set_source (PursuitFilterMenu  *self,
                                PursuitWorker      *worker,
                                const PursuitQuery *query)
{
  g_return_if_fail (PURSUIT_IS_FILTER_MENU (self));

  if (g_set_object (&self->worker, worker))
    {
      stop_reading (self);
      g_clear_pointer (&self->filters, g_ptr_array_unref);
      self->id = 0;
    }
  g_clear_pointer (&self->query, pursuit_query_free);
  self->query = pursuit_query_copy (query);
  if (self->wanted_id != 0 && self->cancellable == NULL)
    read_filters (self);
  update_actions (self);
}

/**
 * pursuit_filter_menu_set_columns:
 * @self: a menu
 * @columns: (nullable) (array zero-terminated=1): those of the table that is looked at
 *
 * Says which columns are saved with a filter; without any those stay that it had.
 */
void
pursuit_filter_menu_set_columns (PursuitFilterMenu *self,
                                 const char *const *columns)
{
  g_return_if_fail (PURSUIT_IS_FILTER_MENU (self));

  g_strfreev (self->columns);
  self->columns = g_strdupv ((char **) columns);
}

/**
 * pursuit_filter_menu_apply:
 * @self: a menu
 * @id: of a filter
 *
 * Chooses a filter as a person would, as soon as it was read.
 */
void
pursuit_filter_menu_apply (PursuitFilterMenu *self,
                           gint64             id)
{
  g_return_if_fail (PURSUIT_IS_FILTER_MENU (self));

  self->wanted_id = id;
  read_filters (self);
}

/**
 * pursuit_filter_menu_get_id:
 * @self: a menu
 *
 * Returns: the filter that was chosen last, 0 for none
 */
gint64
pursuit_filter_menu_get_id (PursuitFilterMenu *self)
{
  g_return_val_if_fail (PURSUIT_IS_FILTER_MENU (self), 0);

  return self->id;
}
