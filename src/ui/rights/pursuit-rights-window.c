/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rights-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-rights-verbs.h"
#include "pursuit-ui-types.h"

/*
 * PursuitRightsWindow is the table of who may do what, and how far (SYS-3). Whoever administers changes it there; everybody else
 * reads what their own role may do.
 *
 *   pursuit_rights_list() on the worker ──▶ a column for each role, a row for each right ──▶ a verb ──▶ news ──▶ read again
 */
struct _PursuitRightsWindow
{
  AdwWindow parent_instance;

  GtkStack *states;
  AdwStatusPage *error;
  GtkLabel *denied;
  GtkLabel *problem;
  GtkGrid *names;
  GtkGrid *cells;

  PursuitWorker *worker;
  GPtrArray *all;       /* PursuitRights, one for each column; NULL before they were read */
  GPtrArray *heights;   /* GtkSizeGroup, one for each line: the names of the rights do not scroll with the roles */
};

G_DEFINE_FINAL_TYPE (PursuitRightsWindow, pursuit_rights_window, ADW_TYPE_WINDOW)

static gboolean
may_change (PursuitRightsWindow *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL && !opened->read_only && pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ADMINISTER);
}

static const PursuitRights *
get_rights (PursuitRightsWindow *self,
            guint                column)
{
  return g_ptr_array_index (self->all, column);
}

static const char *
get_scope_label (PursuitScope scope)
{
  return pursuit_enum_get_label (PURSUIT_TYPE_SCOPE, (int) scope);
}

static PursuitScope
get_shipped (PursuitRightsWindow *self,
             guint                column,
             PursuitRight         right)
{
  return pursuit_rights_get_shipped (get_rights (self, column)->system_role, right);
}

static void
fill_menu_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  PursuitRightsWindow *self = user_data;
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column"));
  PursuitRight right = (PursuitRight) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "right"));
  const PursuitRights *rights = get_rights (self, column);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) scopes = g_menu_new ();
  g_autoptr(GMenu) reset = g_menu_new ();

  for (int scope = PURSUIT_SCOPE_ALL; scope >= PURSUIT_SCOPE_NONE; scope--)
    if (pursuit_right_knows_scope (right, (PursuitScope) scope))
      {
        g_autoptr(GMenuItem) item = g_menu_item_new (get_scope_label ((PursuitScope) scope), NULL);

        g_menu_item_set_action_and_target (item, "rights.set", "(xii)", rights->role_id, (int) right, scope);
        g_menu_append_item (scopes, item);
      }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (scopes));
  if (rights->scopes[right] != get_shipped (self, column, right))
    {
      g_autofree char *label = g_strdup_printf (_("As Shipped: %s"), get_scope_label (get_shipped (self, column, right)));
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "rights.set", "(xii)", rights->role_id, (int) right,
                                         (int) get_shipped (self, column, right));
      g_menu_append_item (reset, item);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (reset));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* What the house changed bears a mark and says what was shipped; colour is not all that tells it. */
static void
show_cell (PursuitRightsWindow *self,
           guint                column,
           PursuitRight         right)
{
  const PursuitRights *rights = get_rights (self, column);
  GtkWidget *cell = gtk_grid_get_child_at (self->cells, (int) column, (int) right + 1);
  PursuitScope shipped = get_shipped (self, column, right);
  gboolean is_changed = rights->scopes[right] != shipped;
  const char *scope = get_scope_label (rights->scopes[right]);
  g_autofree char *marked = is_changed ? g_strdup_printf ("● %s", scope) : g_strdup (scope);
  g_autofree char *tooltip = is_changed ? g_strdup_printf (_("As shipped: %s"), get_scope_label (shipped)) : NULL;
  /* Translators: a role, a right, how far it reaches */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s: %3$s"), rights->role,
                                           pursuit_enum_get_label (PURSUIT_TYPE_RIGHT, (int) right), marked);

  if (GTK_IS_MENU_BUTTON (cell))
    gtk_menu_button_set_label (GTK_MENU_BUTTON (cell), marked);
  else
    gtk_label_set_text (GTK_LABEL (cell), marked);
  gtk_widget_set_tooltip_text (cell, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (is_changed)
    gtk_widget_add_css_class (cell, "accent");
  else
    gtk_widget_remove_css_class (cell, "accent");
}

static GtkWidget *
make_cell (PursuitRightsWindow *self,
           guint                column,
           PursuitRight         right)
{
  GtkWidget *cell;

  if (!may_change (self))
    return gtk_label_new (NULL);

  cell = gtk_menu_button_new ();
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (cell), FALSE);
  g_object_set_data (G_OBJECT (cell), "column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (cell), "right", GUINT_TO_POINTER (right));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (cell), fill_menu_cb, self, NULL);
  return cell;
}

static void
clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
place (PursuitRightsWindow *self,
       GtkGrid             *grid,
       GtkWidget           *widget,
       guint                column,
       guint                line)
{
  gtk_grid_attach (grid, widget, (int) column, (int) line, 1, 1);
  gtk_size_group_add_widget (g_ptr_array_index (self->heights, line), widget);
}

static GtkWidget *
make_title (const char *text,
            float       xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
build_table (PursuitRightsWindow *self)
{
  clear (self->names);
  clear (self->cells);
  place (self, self->names, make_title ("", 0), 0, 0);
  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    place (self, self->names, make_title (pursuit_enum_get_label (PURSUIT_TYPE_RIGHT, (int) right), 0), 0, right + 1);
  for (guint column = 0; column < self->all->len; column++)
    {
      place (self, self->cells, make_title (get_rights (self, column)->role, 0.5f), column, 0);
      for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
        place (self, self->cells, make_cell (self, column, right), column, right + 1);
    }
}

/* The same columns stay, with whatever has the focus in them. */
static gboolean
has_same_roles (GPtrArray *was,
                GPtrArray *is)
{
  gboolean same = was != NULL && was->len == is->len;

  for (guint i = 0; same && i < is->len; i++)
    same = ((PursuitRights *) g_ptr_array_index (was, i))->role_id == ((PursuitRights *) g_ptr_array_index (is, i))->role_id &&
           g_str_equal (((PursuitRights *) g_ptr_array_index (was, i))->role, ((PursuitRights *) g_ptr_array_index (is, i))->role);

  return same;
}

static void
show_denied (PursuitRightsWindow *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);
  g_autofree char *refusal = NULL;

  if (opened != NULL && !may_change (self))
    refusal = opened->read_only ? g_strdup (_("The database can only be read."))
                                : pursuit_rights_dup_refusal (opened->rights, PURSUIT_RIGHT_ADMINISTER);
  gtk_label_set_text (self->denied, refusal != NULL ? refusal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->denied), refusal != NULL);
}

static void
show_table (PursuitRightsWindow *self,
            GPtrArray           *all)
{
  GtkWidget *cell = self->all != NULL ? gtk_grid_get_child_at (self->cells, 0, 1) : NULL;
  gboolean stays = has_same_roles (self->all, all) && cell != NULL && GTK_IS_MENU_BUTTON (cell) == may_change (self);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = g_ptr_array_ref (all);
  if (!stays)
    build_table (self);
  for (guint column = 0; column < all->len; column++)
    for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
      show_cell (self, column, right);
  show_denied (self);
  gtk_stack_set_visible_child_name (self->states, "table");
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_rights_list (desk, error);
}

/* An answer that is on its way does not keep a window that was closed. */
static GWeakRef *
weaken (gpointer object)
{
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_weak_ref_init (ref, object);
  return ref;
}

static PursuitRightsWindow *
take_weak (GWeakRef *ref)
{
  PursuitRightsWindow *self = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);
  return self;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitRightsWindow) self = take_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (self == NULL || self->worker == NULL)
    return;
  if (all != NULL)
    {
      show_table (self, all);
      return;
    }

  adw_status_page_set_description (self->error, error->message);
  gtk_stack_set_visible_child_name (self->states, "error");
}

static void
read_rights (PursuitRightsWindow *self)
{
  if (self->worker != NULL)
    pursuit_worker_call_async (self->worker, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, read_cb, weaken (self));
}

/* What is to be said about a right of a role. */
typedef struct
{
  gint64 role_id;
  PursuitRight right;
  PursuitScope scope;
} Change;

static gpointer
change_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Change *change = data;
  gint64 entry_id = 0;

  return pursuit_rights_set (desk, change->role_id, change->right, change->scope, &entry_id, error)
           ? g_memdup2 (&entry_id, sizeof entry_id) : NULL;
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitRightsWindow) self = take_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  GtkWindow *parent;

  if (self == NULL || self->worker == NULL)
    return;

  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (entry_id != NULL && *entry_id != 0 && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.offer-undo", "(sx)", _("Rights changed"), *entry_id);
  pursuit_worker_poll (self->worker);
  read_rights (self);
}

static void
set (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  PursuitRightsWindow *self = PURSUIT_RIGHTS_WINDOW (widget);
  g_autofree Change *change = g_new0 (Change, 1);
  int right;
  int scope;

  g_variant_get (parameter, "(xii)", &change->role_id, &right, &scope);
  if (right < 0 || right >= PURSUIT_N_RIGHTS || scope < 0 || scope >= PURSUIT_N_SCOPES)
    return;
  change->right = (PursuitRight) right;
  change->scope = (PursuitScope) scope;
  pursuit_worker_call_async (self->worker, change_job, g_steal_pointer (&change), g_free, g_free, NULL, changed_cb, weaken (self));
}

static void
refresh (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  read_rights (PURSUIT_RIGHTS_WINDOW (widget));
}

static void
news_cb (PursuitRightsWindow *self,
         GPtrArray           *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const char *entity = ((PursuitJournalEntry *) g_ptr_array_index (entries, i))->entity;

      if (g_str_equal (entity, "role") || g_str_equal (entity, "role_right"))
        {
          read_rights (self);
          return;
        }
    }
}

static void
pursuit_rights_window_dispose (GObject *object)
{
  PursuitRightsWindow *self = PURSUIT_RIGHTS_WINDOW (object);

  g_clear_object (&self->worker);
  G_OBJECT_CLASS (pursuit_rights_window_parent_class)->dispose (object);
}

static void
pursuit_rights_window_finalize (GObject *object)
{
  PursuitRightsWindow *self = PURSUIT_RIGHTS_WINDOW (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->heights, g_ptr_array_unref);
  G_OBJECT_CLASS (pursuit_rights_window_parent_class)->finalize (object);
}

static void
pursuit_rights_window_class_init (PursuitRightsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_rights_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_rights_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("rights/rights-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitRightsWindow, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitRightsWindow, error);
  gtk_widget_class_bind_template_child (widget_class, PursuitRightsWindow, denied);
  gtk_widget_class_bind_template_child (widget_class, PursuitRightsWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitRightsWindow, names);
  gtk_widget_class_bind_template_child (widget_class, PursuitRightsWindow, cells);
  gtk_widget_class_install_action (widget_class, "rights.set", "(xii)", set);
  gtk_widget_class_install_action (widget_class, "rights.refresh", NULL, refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_rights_window_init (PursuitRightsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->heights = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint line = 0; line <= PURSUIT_N_RIGHTS; line++)
    g_ptr_array_add (self->heights, gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL));
}

/**
 * pursuit_rights_window_new:
 * @parent: (nullable): the window over which it is shown, and which offers to undo
 * @worker: the opened database
 *
 * Who does not administer the database sees what their own role may do, and who could change it.
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_rights_window_new (GtkWindow     *parent,
                           PursuitWorker *worker)
{
  PursuitRightsWindow *self = g_object_new (PURSUIT_TYPE_RIGHTS_WINDOW, "transient-for", parent, NULL);

  self->worker = g_object_ref (worker);
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (worker, "reset", G_CALLBACK (read_rights), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (worker, "rights", G_CALLBACK (read_rights), self, G_CONNECT_SWAPPED);
  read_rights (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_rights_window_get_cell:
 * @self: the window
 * @role_id: a role
 * @right: a right
 *
 * Returns: (nullable): the cell that says how far it reaches, lent; %NULL while it is not shown
 */
GtkWidget *
pursuit_rights_window_get_cell (PursuitRightsWindow *self,
                                gint64               role_id,
                                PursuitRight         right)
{
  g_return_val_if_fail (PURSUIT_IS_RIGHTS_WINDOW (self), NULL);

  for (guint column = 0; self->all != NULL && column < self->all->len; column++)
    if (get_rights (self, column)->role_id == role_id)
      return gtk_grid_get_child_at (self->cells, (int) column, (int) right + 1);

  return NULL;
}
