/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-banners.h"

#include "pursuit-ui-types.h"

/*
 * PursuitBanners is where a window says what lasts: one banner for each thing that is the matter, known by an id, the
 * gravest at the top and among equals the oldest.
 */
struct _PursuitBanners
{
  GtkWidget parent_instance;

  GHashTable *by_id;   /* char * → PursuitBanner, lent by the widget tree */
};

G_DEFINE_FINAL_TYPE (PursuitBanners, pursuit_banners, GTK_TYPE_WIDGET)

static void
pursuit_banners_dispose (GObject *object)
{
  PursuitBanners *self = PURSUIT_BANNERS (object);
  GtkWidget *child;

  g_hash_table_remove_all (self->by_id);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pursuit_banners_parent_class)->dispose (object);
}

static void
pursuit_banners_finalize (GObject *object)
{
  g_hash_table_unref (PURSUIT_BANNERS (object)->by_id);

  G_OBJECT_CLASS (pursuit_banners_parent_class)->finalize (object);
}

static void
pursuit_banners_class_init (PursuitBannersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_banners_dispose;
  object_class->finalize = pursuit_banners_finalize;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pursuitbanners");
}

static void
pursuit_banners_init (PursuitBanners *self)
{
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

static gboolean
remove_cb (gpointer banner)
{
  if (gtk_widget_get_parent (banner))
    gtk_widget_unparent (banner);

  return G_SOURCE_REMOVE;
}

/* Sliding away also ends when the window goes, which walks through its children just then. */
static void
closed_cb (GtkWidget *banner)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_cb, g_object_ref (banner), g_object_unref);
}

/* The last banner that is not less grave. */
static GtkWidget *
find_place (PursuitBanners  *self,
            PursuitSeverity  severity)
{
  GtkWidget *place = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    if (pursuit_banner_get_severity (PURSUIT_BANNER (child)) >= severity)
      place = child;

  return place;
}

static PursuitBanner *
add (PursuitBanners  *self,
     const char      *id,
     PursuitSeverity  severity)
{
  GtkWidget *banner = pursuit_banner_new (severity);

  gtk_widget_insert_after (banner, GTK_WIDGET (self), find_place (self, severity));
  g_hash_table_insert (self->by_id, g_strdup (id), banner);

  return PURSUIT_BANNER (banner);
}

/**
 * pursuit_banners_set:
 * @self: the banners of a window
 * @id: what this is about, such as "link"; one banner for each
 * @severity: how grave it is
 * @sentence: what to say
 * @detail: (nullable): a second line
 * @button: (nullable): what can be done about it, with an underscore before its letter
 * @detailed_action: (nullable): the action that does it
 *
 * Says something until pursuit_banners_unset(), or says it anew in the same place. A second button can be given to what
 * is returned.
 *
 * Returns: (transfer none): the banner
 */
PursuitBanner *
pursuit_banners_set (PursuitBanners  *self,
                     const char      *id,
                     PursuitSeverity  severity,
                     const char      *sentence,
                     const char      *detail,
                     const char      *button,
                     const char      *detailed_action)
{
  PursuitBanner *banner;

  g_return_val_if_fail (PURSUIT_IS_BANNERS (self), NULL);
  g_return_val_if_fail (id != NULL && sentence != NULL, NULL);

  /* A screen reader learns of another role only from another widget. */
  banner = g_hash_table_lookup (self->by_id, id);
  if (banner != NULL && pursuit_banner_get_severity (banner) != severity)
    {
      pursuit_banners_unset (self, id);
      banner = NULL;
    }
  if (banner == NULL)
    banner = add (self, id, severity);

  pursuit_banner_set_sentence (banner, sentence, detail);
  pursuit_banner_set_button (banner, button, detailed_action);
  pursuit_banner_set_second_button (banner, NULL, NULL);
  pursuit_banner_set_revealed (banner, TRUE);

  return banner;
}

/**
 * pursuit_banners_unset:
 * @self: the banners of a window
 * @id: what is over
 *
 * Takes a message away; nothing happens when there is none.
 */
void
pursuit_banners_unset (PursuitBanners *self,
                       const char     *id)
{
  PursuitBanner *banner;

  g_return_if_fail (PURSUIT_IS_BANNERS (self));

  banner = g_hash_table_lookup (self->by_id, id);
  if (banner == NULL)
    return;

  g_hash_table_remove (self->by_id, id);
  if (!gtk_widget_get_mapped (GTK_WIDGET (banner)))
    {
      gtk_widget_unparent (GTK_WIDGET (banner));
      return;
    }
  g_signal_connect (banner, "closed", G_CALLBACK (closed_cb), NULL);
  pursuit_banner_set_revealed (banner, FALSE);
}

/**
 * pursuit_banners_clear:
 * @self: the banners of a window
 *
 * Takes all messages away at once.
 */
void
pursuit_banners_clear (PursuitBanners *self)
{
  GtkWidget *child;

  g_return_if_fail (PURSUIT_IS_BANNERS (self));

  g_hash_table_remove_all (self->by_id);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/**
 * pursuit_banners_find:
 * @self: the banners of a window
 * @id: what it is about
 *
 * Returns: (transfer none) (nullable): its banner, %NULL when nothing is said about it
 */
PursuitBanner *
pursuit_banners_find (PursuitBanners *self,
                      const char     *id)
{
  g_return_val_if_fail (PURSUIT_IS_BANNERS (self), NULL);

  return g_hash_table_lookup (self->by_id, id);
}
