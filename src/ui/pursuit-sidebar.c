/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-sidebar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-people-button.h"
#include "pursuit-sidebar-filters.h"
#include "pursuit-sidebar-row.h"
#include "pursuit-ui-types.h"
#include "pursuit-views.h"

/* The views with their counts, and below them which database this is and who is looking at it. */
struct _PursuitSidebar
{
  GtkWidget parent;

  GtkWidget *box;
  GtkListBox *views;
  PursuitSidebarFilters *filters;
  GtkLabel *file;
  GtkLabel *state;
  GtkWidget *state_dot;
  GtkWidget *footer;
  PursuitPeopleButton *people;
  AdwAvatar *avatar;
  GtkLabel *person;
  GtkLabel *role;

  PursuitWorker *worker;
  GCancellable *counting;
};

G_DEFINE_FINAL_TYPE (PursuitSidebar, pursuit_sidebar, GTK_TYPE_WIDGET)

static void
row_activated_cb (PursuitSidebar    *self,
                  PursuitSidebarRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", pursuit_sidebar_row_get_view (row)->name);
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  const PursuitView *views;
  guint n_views;

  views = pursuit_views_list (&n_views);
  for (guint i = 0; i < n_views; i++)
    {
      gint64 count = views[i].count ? views[i].count (desk, error) : -1;

      if (error && *error)
        return NULL;
      g_array_append_val (counts, count);
    }

  return g_steal_pointer (&counts);
}

static void
show_counts (PursuitSidebar *self,
             GArray         *counts)
{
  for (guint i = 0; i < counts->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->views, i);

      pursuit_sidebar_row_set_count (PURSUIT_SIDEBAR_ROW (row), g_array_index (counts, gint64, i));
    }
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitSidebar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) counts = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Counts are an extra: the page itself says what went wrong. */
  if (counts && self->worker == PURSUIT_WORKER (source))
    show_counts (self, counts);
}

/* Each save is in the outbox for a moment; what counts is what stays there. */
static guint
count_unsent (PursuitSidebar *self,
              PursuitLink     link)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (self->worker);

  if (outbox == NULL)
    return 0;

  return link == PURSUIT_LINK_OK ? pursuit_outbox_count_held (outbox) : pursuit_outbox_count (outbox);
}

static char *
dup_state (PursuitSidebar *self,
           PursuitLink     link)
{
  guint n = count_unsent (self, link);

  switch (link)
    {
    case PURSUIT_LINK_READ_ONLY:
      return g_strdup (_("Read only"));
    case PURSUIT_LINK_DAMAGED:
      return g_strdup (_("Damaged"));
    case PURSUIT_LINK_AWAY:
      return n == 0 ? g_strdup (_("Not reachable"))
                    : g_strdup_printf (ngettext ("Not reachable, %u change waiting", "Not reachable, %u changes waiting", n), n);
    case PURSUIT_LINK_BUSY:
    case PURSUIT_LINK_OK:
    default:
      if (n > 0)
        return g_strdup_printf (ngettext ("%u change waiting", "%u changes waiting", n), n);
      return g_strdup (pursuit_worker_is_on_share (self->worker) ? _("Saved on the shared folder")
                                                                 : _("Saved on this computer"));
    }
}

/* How the database can be reached: in words, and as a dot that is seen from afar. */
static void
show_link (PursuitSidebar *self)
{
  static const char *const colours[] = { "success", "warning", "error" };
  PursuitLink link = pursuit_worker_get_link (self->worker, NULL);
  g_autofree char *state = dup_state (self, link);
  guint colour = link == PURSUIT_LINK_DAMAGED ? 2 : link != PURSUIT_LINK_OK || count_unsent (self, link) > 0;

  gtk_label_set_text (self->state, state);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (i == colour)
      gtk_widget_add_css_class (self->state_dot, colours[i]);
    else
      gtk_widget_remove_css_class (self->state_dot, colours[i]);
}

static const char *
name_role (PursuitSystemRole role)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PURSUIT_TYPE_SYSTEM_ROLE);
  GEnumValue *value = g_enum_get_value (klass, role);

  return value ? _(value->value_name) : "";
}

static void
show_opened (PursuitSidebar      *self,
             const PursuitOpened *opened)
{
  g_autofree char *file = g_path_get_basename (opened->path);
  const char *role = name_role (opened->role);

  gtk_label_set_text (self->file, file);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file), opened->path);
  show_link (self);
  adw_avatar_set_text (self->avatar, opened->actor_name);
  gtk_label_set_text (self->person, opened->actor_name);
  gtk_label_set_text (self->role, role);
  gtk_widget_set_visible (GTK_WIDGET (self->role), *role != '\0');
}

/* An edit changes no count; everything else may. */
static void
news_cb (PursuitSidebar *self,
         GPtrArray      *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->verb, "edit") != 0)
        {
          pursuit_sidebar_count_again (self);
          return;
        }
    }
}

static void
pursuit_sidebar_dispose (GObject *object)
{
  PursuitSidebar *self = PURSUIT_SIDEBAR (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_SIDEBAR);

  G_OBJECT_CLASS (pursuit_sidebar_parent_class)->dispose (object);
}

static void
pursuit_sidebar_class_init (PursuitSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_sidebar_dispose;

  g_type_ensure (PURSUIT_TYPE_PEOPLE_BUTTON);
  g_type_ensure (PURSUIT_TYPE_SIDEBAR_FILTERS);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pursuitsidebar");
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("sidebar.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, box);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, views);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, filters);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, footer);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, file);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, state_dot);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, person);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebar, role);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pursuit_sidebar_init (PursuitSidebar *self)
{
  const PursuitView *views;
  guint n_views;

  gtk_widget_init_template (GTK_WIDGET (self));
  views = pursuit_views_list (&n_views);
  for (guint i = 0; i < n_views; i++)
    gtk_list_box_append (self->views, pursuit_sidebar_row_new (&views[i]));
}

/**
 * pursuit_sidebar_set_worker:
 * @self: a sidebar
 * @worker: (nullable): the opened database, or %NULL
 *
 * Shows what is open and begins to count it.
 */
void
pursuit_sidebar_set_worker (PursuitSidebar *self,
                            PursuitWorker  *worker)
{
  g_return_if_fail (PURSUIT_IS_SIDEBAR (self));

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->worker)
    {
      g_signal_handlers_disconnect_by_func (self->worker, news_cb, self);
      g_signal_handlers_disconnect_by_func (self->worker, show_link, self);
    }
  g_set_object (&self->worker, worker);
  pursuit_sidebar_filters_set_worker (self->filters, worker);
  gtk_widget_set_visible (self->footer, worker != NULL);

  if (worker == NULL)
    return;

  show_opened (self, pursuit_worker_get_opened (worker));
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (worker, "link", G_CALLBACK (show_link), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (worker, "unsent", G_CALLBACK (show_link), self, G_CONNECT_SWAPPED);
  pursuit_sidebar_count_again (self);
}

/**
 * pursuit_sidebar_set_people:
 * @self: a sidebar
 * @people: (nullable): who else has the database open, or %NULL
 *
 * Shows who is there.
 */
void
pursuit_sidebar_set_people (PursuitSidebar *self,
                            PursuitPeople  *people)
{
  g_return_if_fail (PURSUIT_IS_SIDEBAR (self));

  pursuit_people_button_set_people (self->people, people);
}

/**
 * pursuit_sidebar_select:
 * @self: a sidebar
 * @view: the name of a view
 *
 * Marks the view that is looked at.
 */
void
pursuit_sidebar_select (PursuitSidebar *self,
                        const char     *view)
{
  GtkListBoxRow *row;

  g_return_if_fail (PURSUIT_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->views, i)); i++)
    if (g_str_equal (pursuit_sidebar_row_get_view (PURSUIT_SIDEBAR_ROW (row))->name, view))
      gtk_list_box_select_row (self->views, row);
}

/**
 * pursuit_sidebar_count_again:
 * @self: a sidebar
 *
 * Counts what is in the views.
 */
void
pursuit_sidebar_count_again (PursuitSidebar *self)
{
  g_return_if_fail (PURSUIT_IS_SIDEBAR (self));

  if (self->worker == NULL)
    return;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, count_job, NULL, NULL, (GDestroyNotify) g_array_unref,
                             self->counting, counted_cb, g_object_ref (self));
}
