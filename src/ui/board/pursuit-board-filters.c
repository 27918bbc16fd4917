/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-filters.h"

#include <glib/gi18n-lib.h>

#include "pursuit-board-filters-own.h"
#include "pursuit-enums.h"
#include "pursuit-facet-menu.h"
#include "pursuit-filter-button.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* Between two filters. */
#define SPACING 6

/* What goes into "More Filters" first, what goes only when there is no room for that either. */
typedef enum
{
  ALL_BESIDE,
  FACETS_IN_MORE,
  TOGGLES_IN_MORE,
} Crowding;

#define N_MOVING 6

/*
 * PursuitBoardFilters narrows the board: whose deals, where, what for, and which of them want attention, with how many
 * there are. Filters for which the bar is too short are found under "More Filters", where the rarer ones always are.
 */
struct _PursuitBoardFilters
{
  GtkWidget parent_instance;

  GtkBox *bar;
  PursuitFilterButton *seller;
  PursuitFilterButton *team;
  PursuitFacetMenu *region;
  PursuitFacetMenu *product;
  GtkMenuButton *grade;
  GtkMenuButton *more;
  GtkBox *more_box;
  PursuitBoardFiltersOwn *own;
  GtkWidget *separator;
  GtkToggleButton *waiting;
  GtkToggleButton *stalled;
  GtkToggleButton *misaligned;
  GtkToggleButton *silent;
  GtkToggleButton *parked;
  GtkLabel *waiting_count;
  GtkLabel *stalled_count;
  GtkLabel *misaligned_count;
  GtkLabel *silent_count;
  GtkLabel *parked_count;
  GtkLabel *unaccepted_count;

  int chosen_grade;            /* PursuitGrade, or PURSUIT_ANY */
  gint64 actor_id;
  gboolean held;               /* while several filters are set at once */
  Crowding crowding;
  Crowding wanted_crowding;
  guint crowding_id;
  int widths[N_MOVING];        /* of what moves, as they were beside the others */
};

enum
{
  PROP_GRADE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (PursuitBoardFilters, pursuit_board_filters, GTK_TYPE_WIDGET)

/* ---- Room ---- */

static void
collect_moving (PursuitBoardFilters *self,
                GtkWidget           *moving[N_MOVING])
{
  moving[0] = GTK_WIDGET (self->region);
  moving[1] = GTK_WIDGET (self->product);
  moving[2] = GTK_WIDGET (self->grade);
  moving[3] = GTK_WIDGET (self->waiting);
  moving[4] = GTK_WIDGET (self->stalled);
  moving[5] = GTK_WIDGET (self->misaligned);
}

static Crowding
get_crowding_of (guint i)
{
  return i < 3 ? FACETS_IN_MORE : TOGGLES_IN_MORE;
}

static int
get_natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

/* How wide the bar would like to be. What is elsewhere is as wide as it was when it was here: the popover draws it otherwise, and
 * measuring that would have it go to and fro. */
static int
measure_bar (PursuitBoardFilters *self,
             Crowding             crowding)
{
  GtkWidget *moving[N_MOVING];
  int width = get_natural_width (GTK_WIDGET (self->seller)) + SPACING + get_natural_width (GTK_WIDGET (self->team)) +
              SPACING + get_natural_width (GTK_WIDGET (self->more)) + SPACING + get_natural_width (self->separator);

  collect_moving (self, moving);
  for (guint i = 0; i < N_MOVING; i++)
    {
      if (gtk_widget_get_parent (moving[i]) == GTK_WIDGET (self->bar))
        self->widths[i] = get_natural_width (moving[i]);
      if (get_crowding_of (i) > crowding)
        width += SPACING + self->widths[i];
    }

  return width;
}

static void
set_crowding (PursuitBoardFilters *self,
              Crowding             crowding)
{
  GtkWidget *moving[N_MOVING];
  GtkWidget *last_beside = GTK_WIDGET (self->team);
  GtkWidget *last_in_more = NULL;

  self->crowding = crowding;
  collect_moving (self, moving);
  for (guint i = 0; i < N_MOVING; i++)
    {
      GtkBox *target = get_crowding_of (i) > crowding ? self->bar : self->more_box;
      GtkWidget **last = target == self->bar ? &last_beside : &last_in_more;

      if (i == 3)
        last_beside = self->separator;
      if (gtk_widget_get_parent (moving[i]) != GTK_WIDGET (target))
        {
          g_object_ref (moving[i]);
          gtk_box_remove (GTK_BOX (gtk_widget_get_parent (moving[i])), moving[i]);
          gtk_box_insert_child_after (target, moving[i], *last);
          g_object_unref (moving[i]);
        }
      *last = moving[i];
    }
  gtk_widget_set_visible (self->separator, crowding < TOGGLES_IN_MORE);
}

static gboolean
crowding_cb (gpointer user_data)
{
  PursuitBoardFilters *self = user_data;

  self->crowding_id = 0;
  set_crowding (self, self->wanted_crowding);

  return G_SOURCE_REMOVE;
}

static void
pursuit_board_filters_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  PursuitBoardFilters *self = PURSUIT_BOARD_FILTERS (widget);

  gtk_widget_measure (GTK_WIDGET (self->bar), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = measure_bar (self, ALL_BESIDE);
      *minimum = MIN (*minimum, measure_bar (self, TOGGLES_IN_MORE));
    }
}

/* Where something belongs is decided here, and done in an idle: a widget may not be moved while places are given. */
static void
pursuit_board_filters_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  PursuitBoardFilters *self = PURSUIT_BOARD_FILTERS (widget);
  int least;

  gtk_widget_measure (GTK_WIDGET (self->bar), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->bar), MAX (width, least), height, baseline, NULL);

  self->wanted_crowding = ALL_BESIDE;
  while (self->wanted_crowding < TOGGLES_IN_MORE && measure_bar (self, self->wanted_crowding) > width)
    self->wanted_crowding++;
  if (self->wanted_crowding != self->crowding && self->crowding_id == 0)
    self->crowding_id = g_idle_add (crowding_cb, self);
}

/* ---- What is chosen ---- */

static void
show_more_is_active (PursuitBoardFilters *self)
{
  gboolean active = gtk_toggle_button_get_active (self->silent) || gtk_toggle_button_get_active (self->parked) ||
                    pursuit_board_filters_own_is_active (self->own);

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self->more), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->more), "active");
}

static void
changed (PursuitBoardFilters *self)
{
  show_more_is_active (self);
  if (!self->held)
    g_signal_emit (self, changed_signal, 0);
}

static void
changed_cb (PursuitBoardFilters *self)
{
  g_assert (PURSUIT_IS_BOARD_FILTERS (self));

  changed (self);
}

static void
set_grade (PursuitBoardFilters *self,
           int                  grade)
{
  const char *name = grade != PURSUIT_ANY ? pursuit_enum_get_label (PURSUIT_TYPE_GRADE, grade) : C_("grades", "all");
  g_autofree char *label = NULL;

  /* Translators: a filter: %1$s is what is filtered, such as "Seller", %2$s whose things are shown */
  label = g_strdup_printf (_("%1$s: %2$s"), _("Grade"), name);
  gtk_menu_button_set_label (self->grade, grade != PURSUIT_ANY ? label : _("Grade"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grade), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (grade != PURSUIT_ANY)
    gtk_widget_add_css_class (GTK_WIDGET (self->grade), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->grade), "active");
  if (self->chosen_grade == grade)
    return;

  self->chosen_grade = grade;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GRADE]);
  changed (self);
}

static void
make_grade_menu (GtkMenuButton *button,
                 gpointer       user_data)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  for (int i = 0; i <= PURSUIT_GRADE_C; i++)
    {
      int grade = i == 0 ? PURSUIT_ANY : i;
      g_autoptr(GMenuItem) item = g_menu_item_new (i == 0 ? C_("facet", "Any")
                                                          : pursuit_enum_get_label (PURSUIT_TYPE_GRADE, grade), NULL);

      g_menu_item_set_action_and_target (item, "filters.grade", "i", grade);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
pursuit_board_filters_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  g_value_set_int (value, PURSUIT_BOARD_FILTERS (object)->chosen_grade);
}

static void
pursuit_board_filters_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  set_grade (PURSUIT_BOARD_FILTERS (object), g_value_get_int (value));
}

static void
pursuit_board_filters_dispose (GObject *object)
{
  PursuitBoardFilters *self = PURSUIT_BOARD_FILTERS (object);

  g_clear_handle_id (&self->crowding_id, g_source_remove);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_BOARD_FILTERS);

  G_OBJECT_CLASS (pursuit_board_filters_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/board-filters.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, seller);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, team);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, region);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, product);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, grade);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, more);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, more_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, own);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, separator);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, waiting);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, stalled);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, misaligned);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, silent);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, parked);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, waiting_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, stalled_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, misaligned_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, silent_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, parked_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardFilters, unaccepted_count);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pursuit_board_filters_class_init (PursuitBoardFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_board_filters_get_property;
  object_class->set_property = pursuit_board_filters_set_property;
  object_class->dispose = pursuit_board_filters_dispose;
  widget_class->measure = pursuit_board_filters_measure;
  widget_class->size_allocate = pursuit_board_filters_size_allocate;

  props[PROP_GRADE] = g_param_spec_int ("grade", NULL, NULL, PURSUIT_ANY, G_MAXINT, PURSUIT_ANY,
                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PursuitBoardFilters::changed:
   *
   * A person chose another filter, or took one away.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_BOARD_FILTERS_OWN);
  g_type_ensure (PURSUIT_TYPE_FACET_MENU);
  g_type_ensure (PURSUIT_TYPE_FILTER_BUTTON);
  gtk_widget_class_install_property_action (widget_class, "filters.grade", "grade");
  bind_template (widget_class);
}

static void
pursuit_board_filters_init (PursuitBoardFilters *self)
{
  self->chosen_grade = PURSUIT_ANY;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  pursuit_filter_button_set_title (self->seller, _("Seller"), C_("sellers", "all"));
  pursuit_filter_button_set_title (self->team, _("Team"), C_("teams", "all"));
  gtk_menu_button_set_create_popup_func (self->grade, make_grade_menu, NULL, NULL);
  set_grade (self, PURSUIT_ANY);
}

/**
 * pursuit_board_filters_set_worker:
 * @self: filters
 * @worker: of the database that is open from now on
 *
 * Says where choices come from, and takes those that were made away.
 */
void
pursuit_board_filters_set_worker (PursuitBoardFilters *self,
                                  PursuitWorker       *worker)
{
  g_autoptr(PursuitQuery) customers = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(PursuitQuery) products = pursuit_query_new (PURSUIT_LIST_PRODUCTS);
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);

  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  self->actor_id = opened != NULL ? opened->actor_id : 0;
  /* Nothing waits for somebody who is not on the staff. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->waiting), self->actor_id != 0);
  self->held = TRUE;
  pursuit_filter_button_set_source (self->seller, worker, PURSUIT_LIST_STAFF);
  pursuit_filter_button_set_source (self->team, worker, PURSUIT_LIST_UNITS);
  pursuit_facet_menu_set_source (self->region, worker, customers);
  pursuit_facet_menu_set_source (self->product, worker, products);
  pursuit_board_filters_own_set_worker (self->own, worker);
  pursuit_board_filters_clear (self);
  self->held = FALSE;
}

/**
 * pursuit_board_filters_fill:
 * @self: filters
 * @query: a query of deals
 *
 * Writes what is chosen into @query.
 */
void
pursuit_board_filters_fill (PursuitBoardFilters *self,
                            PursuitQuery        *query)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  query->owner_id = pursuit_filter_button_get_id (self->seller);
  query->unit_id = pursuit_filter_button_get_id (self->team);
  pursuit_set_str (&query->region, pursuit_facet_menu_get_value (self->region));
  pursuit_set_str (&query->product_line, pursuit_facet_menu_get_value (self->product));
  query->grade = self->chosen_grade;
  query->waiting_for = gtk_toggle_button_get_active (self->waiting) ? self->actor_id : 0;
  query->stalled = gtk_toggle_button_get_active (self->stalled);
  query->gap = gtk_toggle_button_get_active (self->misaligned) ? PURSUIT_GAP_MISALIGNED : PURSUIT_GAP_ANY;
  query->silent = gtk_toggle_button_get_active (self->silent);
  query->parked = gtk_toggle_button_get_active (self->parked) ? TRUE : PURSUIT_ANY;
  pursuit_board_filters_own_fill (self->own, query);
}

/**
 * pursuit_board_filters_clear:
 * @self: filters
 *
 * Takes all filters away, without emitting #PursuitBoardFilters::changed.
 */
void
pursuit_board_filters_clear (PursuitBoardFilters *self)
{
  gboolean held;

  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  held = self->held;
  self->held = TRUE;
  pursuit_filter_button_set_id (self->seller, 0, NULL);
  pursuit_filter_button_set_id (self->team, 0, NULL);
  pursuit_facet_menu_select (self->region, NULL, NULL);
  pursuit_facet_menu_select (self->product, NULL, NULL);
  set_grade (self, PURSUIT_ANY);
  gtk_toggle_button_set_active (self->waiting, FALSE);
  gtk_toggle_button_set_active (self->stalled, FALSE);
  gtk_toggle_button_set_active (self->misaligned, FALSE);
  gtk_toggle_button_set_active (self->silent, FALSE);
  gtk_toggle_button_set_active (self->parked, FALSE);
  pursuit_board_filters_own_show (self->own, NULL);
  show_more_is_active (self);
  self->held = held;
}

/**
 * pursuit_board_filters_show_seller:
 * @self: filters
 * @id: a member of staff
 * @name: what they are called
 *
 * Shows one seller's deals, and all of them, without emitting #PursuitBoardFilters::changed.
 */
void
pursuit_board_filters_show_seller (PursuitBoardFilters *self,
                                   gint64               id,
                                   const char          *name)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  pursuit_board_filters_clear (self);
  pursuit_filter_button_set_id (self->seller, id, name);
}

/**
 * pursuit_board_filters_show:
 * @self: filters
 * @query: a query of deals
 *
 * Shows what @query asks, as far as there is a filter for it, without emitting #PursuitBoardFilters::changed.
 */
void
pursuit_board_filters_show (PursuitBoardFilters *self,
                            const PursuitQuery  *query)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  self->held = TRUE;
  pursuit_filter_button_set_id (self->seller, query->owner_id, NULL);
  pursuit_filter_button_set_id (self->team, query->unit_id, NULL);
  pursuit_facet_menu_select (self->region, query->region, query->region);
  pursuit_facet_menu_select (self->product, query->product_line, query->product_line);
  set_grade (self, query->grade);
  gtk_toggle_button_set_active (self->waiting, query->waiting_for != 0 && self->actor_id != 0);
  gtk_toggle_button_set_active (self->stalled, query->stalled);
  gtk_toggle_button_set_active (self->misaligned, query->gap == PURSUIT_GAP_MISALIGNED);
  gtk_toggle_button_set_active (self->silent, query->silent);
  gtk_toggle_button_set_active (self->parked, query->parked == TRUE);
  pursuit_board_filters_own_show (self->own, query);
  show_more_is_active (self);
  self->held = FALSE;
}

/**
 * pursuit_board_filters_show_parked:
 * @self: filters
 *
 * Shows only what is parked, or everything again.
 */
void
pursuit_board_filters_show_parked (PursuitBoardFilters *self)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  gtk_toggle_button_set_active (self->parked, !gtk_toggle_button_get_active (self->parked));
}

static void
show_count (GtkLabel *label,
            gint64    count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  g_autofree char *spoken = NULL;
  GtkWidget *button = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_BUTTON);
  GtkWidget *title = gtk_widget_get_prev_sibling (GTK_WIDGET (label));

  gtk_label_set_text (label, text);
  /* Translators: a filter and how many deals pass it, read aloud */
  spoken = g_strdup_printf (ngettext ("%1$s, %2$d deal", "%1$s, %2$d deals", (gulong) count),
                            gtk_label_get_text (GTK_LABEL (title)), (int) count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * pursuit_board_filters_show_counts:
 * @self: filters
 * @board: a board whose figures were read
 *
 * Shows how many deals each of them would find.
 */
void
pursuit_board_filters_show_counts (PursuitBoardFilters *self,
                                   const PursuitBoard  *board)
{
  g_return_if_fail (PURSUIT_IS_BOARD_FILTERS (self));

  show_count (self->waiting_count, board->counts.waiting);
  show_count (self->stalled_count, board->counts.stalled);
  show_count (self->misaligned_count, board->counts.misaligned);
  show_count (self->silent_count, board->counts.silent);
  show_count (self->parked_count, board->counts.parked.count);
  show_count (self->unaccepted_count, board->counts.unaccepted);
}
