/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-org-chart.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"

/* A person's button, and the room between two of them. */
#define WIDTH 148
#define HEIGHT 52
#define GAP_X 12
#define GAP_Y 30
#define MARGIN 12

/*
 * PursuitOrgChart draws who reports to whom: a tree for each of those who report to nobody here, side by side. The persons are
 * buttons, so that keys and screen readers find them; the lines between them are drawn. A circle, which only another program can
 * have written, is cut open where it is met first.
 */
struct _PursuitOrgChart
{
  GtkWidget parent_instance;

  GPtrArray *nodes;      /* Node, in the order of the tree */
  GHashTable *by_id;     /* gint64 -> Node */
  int width;
  int height;
};

typedef struct _Node Node;

struct _Node
{
  gint64 id;
  gint64 superior_id;
  Node *superior;        /* NULL at the top */
  GPtrArray *below;      /* Node, lent */
  GtkWidget *button;
  guint level;
  int x;
  int y;
  gboolean is_placed;
};

G_DEFINE_FINAL_TYPE (PursuitOrgChart, pursuit_org_chart, GTK_TYPE_WIDGET)

enum
{
  PERSON_ACTIVATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
node_free (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->below);
  gtk_widget_unparent (node->button);
  g_free (node);
}

/* Lays a person out with those below, from @x on; returns where the next one begins. */
static int
place (PursuitOrgChart *self,
       Node            *node,
       guint            level,
       int              x)
{
  int next = x;

  node->is_placed = TRUE;
  node->level = level;
  node->y = MARGIN + (int) level * (HEIGHT + GAP_Y);
  for (guint i = 0; i < node->below->len; i++)
    {
      Node *below = g_ptr_array_index (node->below, i);

      if (below->is_placed)
        continue;
      below->superior = node;
      next = place (self, below, level + 1, next);
    }
  if (next == x)
    {
      node->x = x;
      next = x + WIDTH + GAP_X;
    }
  else
    /* Above the middle of those below. */
    node->x = (x + next - GAP_X - WIDTH) / 2;

  self->width = MAX (self->width, next - GAP_X + MARGIN);
  self->height = MAX (self->height, node->y + HEIGHT + MARGIN);
  return next;
}

static void
lay_out (PursuitOrgChart *self)
{
  int x = MARGIN;

  self->width = self->height = 0;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (self->nodes, i);

      if (node->superior_id == 0)
        x = place (self, node, 0, x);
    }
  /* Who is left stands in a circle. */
  for (guint i = 0; i < self->nodes->len; i++)
    if (!((Node *) g_ptr_array_index (self->nodes, i))->is_placed)
      x = place (self, g_ptr_array_index (self->nodes, i), 0, x);
}

static void
connect_nodes (PursuitOrgChart *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (self->nodes, i);
      Node *superior = g_hash_table_lookup (self->by_id, &node->superior_id);

      if (superior != NULL && superior != node)
        g_ptr_array_add (superior->below, node);
      else
        node->superior_id = 0;
    }
}

static GPtrArray *
list_siblings (PursuitOrgChart *self,
               Node            *node)
{
  GPtrArray *siblings = g_ptr_array_new ();

  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *other = g_ptr_array_index (self->nodes, i);

      if (other->superior == node->superior)
        g_ptr_array_add (siblings, other);
    }

  return siblings;
}

/* A screen reader says where in the tree somebody stands. */
static void
describe (PursuitOrgChart *self,
          Node            *node)
{
  g_autoptr(GPtrArray) siblings = list_siblings (self, node);
  guint position = 0;

  g_ptr_array_find (siblings, node, &position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (node->button), GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) node->level + 1, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (node->button), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) siblings->len, -1);
}

static Node *
get_focused (PursuitOrgChart *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (gtk_widget_has_focus (((Node *) g_ptr_array_index (self->nodes, i))->button))
      return g_ptr_array_index (self->nodes, i);

  return NULL;
}

/* Beside on the same level, also across trees. */
static Node *
find_beside (PursuitOrgChart *self,
             Node            *node,
             int              direction)
{
  Node *found = NULL;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *other = g_ptr_array_index (self->nodes, i);

      if (other->level == node->level && (other->x - node->x) * direction > 0 &&
          (found == NULL || (found->x - other->x) * direction > 0))
        found = other;
    }

  return found;
}

static void
move_focus (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  PursuitOrgChart *self = PURSUIT_ORG_CHART (widget);
  Node *node = get_focused (self);
  Node *next = NULL;
  int key = g_variant_get_int32 (parameter);

  if (node == NULL)
    return;
  if (key == GDK_KEY_Up)
    next = node->superior;
  else if (key == GDK_KEY_Down)
    next = node->below->len > 0 ? g_ptr_array_index (node->below, 0) : NULL;
  else
    next = find_beside (self, node, (key == GDK_KEY_Right) == (gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL) ? 1 : -1);

  if (next != NULL)
    gtk_widget_grab_focus (next->button);
}

static void
clicked_cb (PursuitOrgChart *self,
            GtkWidget       *button)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (self->nodes, i);

      if (node->button == button)
        {
          g_signal_emit (self, signals[PERSON_ACTIVATED], 0, node->id);
          return;
        }
    }
}

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_button (PursuitOrgChart        *self,
             const PursuitOrgPerson *person)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TREE_ITEM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *spoken = NULL;

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_label (person->name, "heading"));
  if (person->caption != NULL && *person->caption != '\0')
    {
      GtkWidget *caption = make_label (person->caption, "caption");

      gtk_widget_add_css_class (caption, "secondary");
      gtk_box_append (GTK_BOX (box), caption);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "org-person");
  if (person->has_left)
    gtk_widget_add_css_class (button, "left");
  spoken = person->caption != NULL ? g_strdup_printf ("%s, %s", person->name, person->caption) : g_strdup (person->name);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
pursuit_org_chart_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  PursuitOrgChart *self = PURSUIT_ORG_CHART (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
  *minimum_baseline = *natural_baseline = -1;
}

static void
pursuit_org_chart_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  PursuitOrgChart *self = PURSUIT_ORG_CHART (widget);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (self->nodes, i);
      int least, natural;

      gtk_widget_measure (node->button, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
      gtk_widget_measure (node->button, GTK_ORIENTATION_VERTICAL, MAX (WIDTH, least), &least, &natural, NULL, NULL);
      gtk_widget_size_allocate (node->button, &(GtkAllocation) { node->x, node->y, WIDTH, MAX (HEIGHT, least) }, -1);
    }
}

static void
draw_line (GtkSnapshot   *snapshot,
           const GdkRGBA *color,
           int            x,
           int            y,
           int            width,
           int            height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) MAX (width, 1), (float) MAX (height, 1)));
}

static void
pursuit_org_chart_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  PursuitOrgChart *self = PURSUIT_ORG_CHART (widget);
  GdkRGBA color;

  pursuit_compat_get_color (widget, "window_fg_color", &color);
  color.alpha *= 0.35f;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (self->nodes, i);
      const Node *above = node->superior;
      int middle, from, to;

      if (above == NULL)
        continue;
      middle = node->y - GAP_Y / 2;
      from = MIN (node->x, above->x) + WIDTH / 2;
      to = MAX (node->x, above->x) + WIDTH / 2;
      draw_line (snapshot, &color, above->x + WIDTH / 2, above->y + HEIGHT, 1, middle - above->y - HEIGHT);
      draw_line (snapshot, &color, from, middle, to - from + 1, 1);
      draw_line (snapshot, &color, node->x + WIDTH / 2, middle, 1, node->y - middle);
    }

  GTK_WIDGET_CLASS (pursuit_org_chart_parent_class)->snapshot (widget, snapshot);
}

static void
forget_people (PursuitOrgChart *self)
{
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->nodes, 0);
}

static void
pursuit_org_chart_dispose (GObject *object)
{
  forget_people (PURSUIT_ORG_CHART (object));

  G_OBJECT_CLASS (pursuit_org_chart_parent_class)->dispose (object);
}

static void
pursuit_org_chart_finalize (GObject *object)
{
  PursuitOrgChart *self = PURSUIT_ORG_CHART (object);

  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->by_id);

  G_OBJECT_CLASS (pursuit_org_chart_parent_class)->finalize (object);
}

static void
pursuit_org_chart_class_init (PursuitOrgChartClass *klass)
{
  static const guint keys[] = { GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Left, GDK_KEY_Right };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_org_chart_dispose;
  object_class->finalize = pursuit_org_chart_finalize;
  widget_class->measure = pursuit_org_chart_measure;
  widget_class->size_allocate = pursuit_org_chart_size_allocate;
  widget_class->snapshot = pursuit_org_chart_snapshot;

  /**
   * PursuitOrgChart::person-activated:
   * @self: the chart
   * @id: a person
   *
   * Somebody wants to see that person.
   */
  signals[PERSON_ACTIVATED] = g_signal_new ("person-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "chart.go", "i", move_focus);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "chart.go", "i", (int) keys[i]);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE);
  gtk_widget_class_set_css_name (widget_class, "orgchart");
}

static void
pursuit_org_chart_init (PursuitOrgChart *self)
{
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who reports to whom"), -1);
}

/**
 * pursuit_org_chart_new:
 *
 * Returns: (transfer floating): a chart of nobody
 */
GtkWidget *
pursuit_org_chart_new (void)
{
  return g_object_new (PURSUIT_TYPE_ORG_CHART, NULL);
}

/**
 * pursuit_org_chart_set_people:
 * @self: a chart
 * @people: (array length=n_people): the persons, in the order in which those of one superior stand
 * @n_people: how many
 *
 * Shows who reports to whom among @people.
 */
void
pursuit_org_chart_set_people (PursuitOrgChart        *self,
                              const PursuitOrgPerson *people,
                              guint                   n_people)
{
  g_return_if_fail (PURSUIT_IS_ORG_CHART (self));

  forget_people (self);
  for (guint i = 0; i < n_people; i++)
    {
      Node *node = g_new0 (Node, 1);

      node->id = people[i].id;
      node->superior_id = people[i].superior_id;
      node->below = g_ptr_array_new ();
      node->button = make_button (self, &people[i]);
      g_ptr_array_add (self->nodes, node);
      g_hash_table_insert (self->by_id, &node->id, node);
    }
  connect_nodes (self);
  lay_out (self);
  for (guint i = 0; i < self->nodes->len; i++)
    describe (self, g_ptr_array_index (self->nodes, i));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * pursuit_org_chart_get_n_people:
 * @self: a chart
 *
 * Returns: how many persons it shows
 */
guint
pursuit_org_chart_get_n_people (PursuitOrgChart *self)
{
  g_return_val_if_fail (PURSUIT_IS_ORG_CHART (self), 0);

  return self->nodes->len;
}

/**
 * pursuit_org_chart_has_lines:
 * @self: a chart
 *
 * Returns: %TRUE when anybody in it reports to anybody
 */
gboolean
pursuit_org_chart_has_lines (PursuitOrgChart *self)
{
  g_return_val_if_fail (PURSUIT_IS_ORG_CHART (self), FALSE);

  for (guint i = 0; i < self->nodes->len; i++)
    if (((Node *) g_ptr_array_index (self->nodes, i))->superior != NULL)
      return TRUE;

  return FALSE;
}

/**
 * pursuit_org_chart_find:
 * @self: a chart
 * @id: a person
 *
 * Returns: (transfer none) (nullable): the person's button
 */
GtkWidget *
pursuit_org_chart_find (PursuitOrgChart *self,
                        gint64           id)
{
  const Node *node;

  g_return_val_if_fail (PURSUIT_IS_ORG_CHART (self), NULL);

  node = g_hash_table_lookup (self->by_id, &id);
  return node != NULL ? node->button : NULL;
}

/**
 * pursuit_org_chart_get_place:
 * @self: a chart
 * @id: a person
 * @out_place: (out): where the person stands in the chart
 *
 * Returns: %TRUE when the person is in it
 */
gboolean
pursuit_org_chart_get_place (PursuitOrgChart *self,
                             gint64           id,
                             GdkRectangle    *out_place)
{
  const Node *node;

  g_return_val_if_fail (PURSUIT_IS_ORG_CHART (self), FALSE);

  node = g_hash_table_lookup (self->by_id, &id);
  if (node == NULL)
    return FALSE;

  *out_place = (GdkRectangle) { node->x, node->y, WIDTH, HEIGHT };
  return TRUE;
}
