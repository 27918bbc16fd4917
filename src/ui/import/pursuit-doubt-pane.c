/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-doubt-pane.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"

/*
 * A row of a file beside the one that it looks like, field by field, and what becomes of it. The fields can be chosen one by one,
 * which means to merge; the signal "decided" says that a person has decided something, and "all-decided" that the same goes for all
 * that look like somebody by the same thing.
 */
struct _PursuitDoubtPane
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *reasons;
  GtkToggleButton *merge;
  GtkToggleButton *create;
  GtkToggleButton *skip;
  GtkButton *all_alike;
  GtkLabel *position;
  GtkGrid *grid;

  guint fingerprint;
  gint64 id;
  PursuitFieldMask take;
  guint alike;
  PursuitDoubtful otherwise;   /* what is decided of all that are alike */
  gboolean filling;      /* buttons are set: that is no decision */
};

G_DEFINE_FINAL_TYPE (PursuitDoubtPane, pursuit_doubt_pane, GTK_TYPE_WIDGET)

static guint decided_signal;
static guint all_decided_signal;

static GtkToggleButton *
get_button (PursuitDoubtPane *self,
            PursuitDoubtful   what)
{
  switch (what)
    {
    case PURSUIT_DOUBTFUL_MERGE:
      return self->merge;
    case PURSUIT_DOUBTFUL_CREATE:
      return self->create;
    case PURSUIT_DOUBTFUL_SKIP:
      return self->skip;
    case PURSUIT_DOUBTFUL_KEEP_OUT:
    default:
      return NULL;
    }
}

/* There has to be something to be done with all; what was decided of all is taken back in the same way. */
static void
update_all (PursuitDoubtPane *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_alike),
                            pursuit_doubt_pane_get_decision (self).what != PURSUIT_DOUBTFUL_KEEP_OUT ||
                              self->otherwise != PURSUIT_DOUBTFUL_KEEP_OUT);
}

/* One of the three, or none: a second press takes the decision back. */
static void
toggled_cb (GtkToggleButton  *button,
            PursuitDoubtPane *self)
{
  if (self->filling)
    return;

  self->filling = TRUE;
  for (guint i = PURSUIT_DOUBTFUL_MERGE; i <= PURSUIT_DOUBTFUL_SKIP; i++)
    if (get_button (self, (PursuitDoubtful) i) != button)
      gtk_toggle_button_set_active (get_button (self, (PursuitDoubtful) i), FALSE);
  self->filling = FALSE;
  update_all (self);
  g_signal_emit (self, decided_signal, 0);
}

static void
all_clicked_cb (GtkButton        *button,
                PursuitDoubtPane *self)
{
  g_signal_emit (self, all_decided_signal, 0);
}

/* Whose value of a field is to be taken is a question only when the two are merged. */
static void
choice_toggled_cb (GtkCheckButton   *from_file,
                   PursuitDoubtPane *self)
{
  PursuitFieldMask field = *(PursuitFieldMask *) g_object_get_data (G_OBJECT (from_file), "field");

  if (self->filling)
    return;

  if (gtk_check_button_get_active (from_file))
    self->take |= field;
  else
    self->take &= ~field;
  pursuit_doubt_pane_decide (self, PURSUIT_DOUBTFUL_MERGE);
}

static GtkWidget *
add_text (PursuitDoubtPane *self,
          const char       *text,
          const char       *style,
          int               column,
          int               row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);

  return label;
}

/* A button of one side, which says the field and the value to those who do not see the table. */
static GtkWidget *
add_choice (PursuitDoubtPane *self,
            const char       *field,
            const char       *value,
            GtkCheckButton   *group,
            int               column,
            int               row)
{
  const char *text = pursuit_str_empty (value) ? _("(blank)") : value;
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);
  /* Translators: a field and one of the values that it can get */
  g_autofree char *name = g_strdup_printf (_("%1$s: %2$s"), field, text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (pursuit_str_empty (value))
    gtk_widget_add_css_class (label, "secondary");
  gtk_widget_set_tooltip_text (label, text);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (self->grid, button, column, row, 1, 1);

  return button;
}

static void
add_difference (PursuitDoubtPane              *self,
                const PursuitImportDifference *difference,
                int                            row)
{
  GtkWidget *here = add_choice (self, difference->label, difference->here, NULL, 1, row);
  GtkWidget *there = add_choice (self, difference->label, difference->there, GTK_CHECK_BUTTON (here), 2, row);

  add_text (self, difference->label, "secondary", 0, row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->take & difference->field ? there : here), TRUE);
  g_object_set_data_full (G_OBJECT (there), "field", g_memdup2 (&difference->field, sizeof difference->field), g_free);
  g_signal_connect_object (there, "toggled", G_CALLBACK (choice_toggled_cb), self, 0);
}

static void
fill_grid (PursuitDoubtPane       *self,
           const PursuitImportRow *row)
{
  g_autofree char *there = g_strdup_printf (_("Row %lu of the file"), (gulong) row->row);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);

  gtk_widget_set_visible (GTK_WIDGET (self->grid), row->likeness->differences->len > 0);
  add_text (self, _("Field"), "caption-heading", 0, 0);
  add_text (self, _("Here already"), "caption-heading", 1, 0);
  add_text (self, there, "caption-heading", 2, 0);
  for (guint i = 0; i < row->likeness->differences->len; i++)
    add_difference (self, g_ptr_array_index (row->likeness->differences, i), (int) i + 1);
}

static PursuitFieldMask
get_proposal (const PursuitImportLikeness *likeness)
{
  PursuitFieldMask take = 0;

  for (guint i = 0; i < likeness->differences->len; i++)
    {
      const PursuitImportDifference *difference = g_ptr_array_index (likeness->differences, i);

      if (difference->take)
        take |= difference->field;
    }

  return take;
}

static char *
make_title (const PursuitImportRow *row)
{
  if (row->likeness->name == NULL)
    return g_strdup_printf (_("Row %lu looks like somebody whom you may not see"), (gulong) row->row);

  return g_strdup_printf (_("Row %1$lu looks like “%2$s”"), (gulong) row->row, row->likeness->name);
}

/**
 * pursuit_doubt_pane_show:
 * @self: a pane
 * @row: a row that looks like somebody
 * @decision: (nullable): what was decided about it before
 * @otherwise: what was decided about all that look like somebody by the same thing
 *
 * Shows a row. Who may not see whom it looks like cannot merge.
 */
void
pursuit_doubt_pane_show (PursuitDoubtPane            *self,
                         const PursuitImportRow      *row,
                         const PursuitImportDecision *decision,
                         PursuitDoubtful              otherwise)
{
  g_autofree char *title = make_title (row);
  PursuitDoubtful what = decision != NULL ? decision->what : otherwise;

  g_return_if_fail (PURSUIT_IS_DOUBT_PANE (self));
  g_return_if_fail (row->likeness != NULL);

  self->filling = TRUE;
  self->fingerprint = row->likeness->fingerprint;
  self->id = row->likeness->id;
  self->alike = row->likeness->alike;
  self->otherwise = otherwise;
  self->take = decision != NULL && what == PURSUIT_DOUBTFUL_MERGE ? decision->take : get_proposal (row->likeness);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->reasons, row->likeness->reasons);
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge), row->likeness->name != NULL);
  for (guint i = PURSUIT_DOUBTFUL_MERGE; i <= PURSUIT_DOUBTFUL_SKIP; i++)
    gtk_toggle_button_set_active (get_button (self, (PursuitDoubtful) i), i == (guint) what);
  fill_grid (self, row);
  self->filling = FALSE;
  update_all (self);
}

/**
 * pursuit_doubt_pane_set_position:
 * @self: a pane
 * @index: which of the doubtful rows it shows, from 0
 * @total: how many there are
 */
void
pursuit_doubt_pane_set_position (PursuitDoubtPane *self,
                                 guint64           index,
                                 guint64           total)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT, index + 1, total);

  g_return_if_fail (PURSUIT_IS_DOUBT_PANE (self));

  gtk_label_set_label (self->position, text);
}

static const char *
get_all_tooltip (guint alike)
{
  switch (alike)
    {
    case PURSUIT_DUPLICATE_CODE:
      return _("Do the same with every row that has somebody’s registration code, unless something is decided of it by itself");
    case PURSUIT_DUPLICATE_NAME:
      return _("Do the same with every row that has somebody’s name, unless something is decided of it by itself");
    case PURSUIT_DUPLICATE_PHONE:
      return _("Do the same with every row that has somebody’s telephone number, unless something is decided of it by itself");
    case PURSUIT_DUPLICATE_EMAIL:
      return _("Do the same with every row that has somebody’s e-mail address, unless something is decided of it by itself");
    case PURSUIT_DUPLICATE_DOMAIN:
      return _("Do the same with every row that has somebody’s domain, unless something is decided of it by itself");
    case PURSUIT_ALIKE_HIDDEN:
      return _("Do the same with every row that looks like somebody whom you may not see, unless something is decided of it by itself");
    case PURSUIT_ALIKE_SIMILAR:
    default:
      return _("Do the same with every row that has nearly somebody’s name, unless something is decided of it by itself");
    }
}

/**
 * pursuit_doubt_pane_set_all:
 * @self: a pane
 * @n: how many rows look like somebody by the same thing
 *
 * Lets what is decided of the row be decided of all these.
 */
void
pursuit_doubt_pane_set_all (PursuitDoubtPane *self,
                            guint64           n)
{
  /* Translators: a button that decides of so many rows what was decided of the one that is shown */
  g_autofree char *label = g_strdup_printf (ngettext ("Same for %d Row", "Same for All %d", (gulong) n), (int) n);

  g_return_if_fail (PURSUIT_IS_DOUBT_PANE (self));

  gtk_button_set_label (self->all_alike, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->all_alike), get_all_tooltip (self->alike));
  gtk_widget_set_visible (GTK_WIDGET (self->all_alike), n > 1);
}

/**
 * pursuit_doubt_pane_get_decision:
 * @self: a pane
 *
 * Returns: what becomes of the row that it shows; to keep it out when nothing is decided
 */
PursuitImportDecision
pursuit_doubt_pane_get_decision (PursuitDoubtPane *self)
{
  PursuitImportDecision decision = { self->fingerprint, PURSUIT_DOUBTFUL_KEEP_OUT, self->id, self->take, self->alike };

  for (guint i = PURSUIT_DOUBTFUL_MERGE; i <= PURSUIT_DOUBTFUL_SKIP; i++)
    if (gtk_toggle_button_get_active (get_button (self, (PursuitDoubtful) i)))
      decision.what = (PursuitDoubtful) i;

  return decision;
}

/**
 * pursuit_doubt_pane_decide:
 * @self: a pane
 * @what: what becomes of the row, as if its button was pressed
 */
void
pursuit_doubt_pane_decide (PursuitDoubtPane *self,
                           PursuitDoubtful   what)
{
  g_return_if_fail (PURSUIT_IS_DOUBT_PANE (self));

  self->filling = TRUE;
  for (guint i = PURSUIT_DOUBTFUL_MERGE; i <= PURSUIT_DOUBTFUL_SKIP; i++)
    gtk_toggle_button_set_active (get_button (self, (PursuitDoubtful) i), i == (guint) what);
  self->filling = FALSE;
  update_all (self);
  g_signal_emit (self, decided_signal, 0);
}

static void
pursuit_doubt_pane_dispose (GObject *object)
{
  PursuitDoubtPane *self = PURSUIT_DOUBT_PANE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (pursuit_doubt_pane_parent_class)->dispose (object);
}

static gboolean
pursuit_doubt_pane_grab_focus (GtkWidget *widget)
{
  PursuitDoubtPane *self = PURSUIT_DOUBT_PANE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_sensitive (GTK_WIDGET (self->merge)) ? self->merge : self->create));
}

static void
pursuit_doubt_pane_class_init (PursuitDoubtPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_doubt_pane_dispose;
  widget_class->grab_focus = pursuit_doubt_pane_grab_focus;

  decided_signal = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  all_decided_signal = g_signal_new ("all-decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/pursuit/Pursuit/ui/import/doubt-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, content);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, reasons);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, merge);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, create);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, skip);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, position);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, all_alike);
  gtk_widget_class_bind_template_child (widget_class, PursuitDoubtPane, grid);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
}

static void
pursuit_doubt_pane_init (PursuitDoubtPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
