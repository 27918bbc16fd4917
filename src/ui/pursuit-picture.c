/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-picture.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"

static void
append_window (GtkSnapshot *snapshot,
               GtkWindow   *window,
               int          width,
               int          height)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  int own_width = gtk_widget_get_width (GTK_WIDGET (window));
  int own_height = gtk_widget_get_height (GTK_WIDGET (window));

  /* A dialog is shown in the middle of its window, as the desktop does. */
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - own_width) / 2, (height - own_height) / 2));
  gdk_paintable_snapshot (paintable, snapshot, own_width, own_height);
  gtk_snapshot_restore (snapshot);
}

static GskRenderNode *
draw (GtkWindow *window,
      GtkWindow *behind)
{
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (GTK_WIDGET (behind ? behind : window));
  int height = gtk_widget_get_height (GTK_WIDGET (behind ? behind : window));

  if (behind)
    {
      append_window (snapshot, behind, width, height);
      gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.4 }, &GRAPHENE_RECT_INIT (0, 0, width, height));
    }
  append_window (snapshot, window, width, height);

  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

/**
 * pursuit_picture_save:
 * @window: a window that is on the screen
 * @path: a PNG file
 * @error: return location
 *
 * Paints a window, and the one behind it, into a file.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file cannot be written, with %PURSUIT_ERROR_INVALID when there is
 * nothing to paint yet.
 *
 * Returns: %TRUE when the file is there
 */
gboolean
pursuit_picture_save (GtkWindow   *window,
                      const char  *path,
                      GError     **error)
{
  GtkWindow *behind = gtk_window_get_transient_for (window);
  GtkWidget *whole = GTK_WIDGET (behind ? behind : window);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr(GskRenderNode) node = draw (window, behind);
  g_autoptr(GdkTexture) texture = NULL;

  if (node == NULL || renderer == NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The window shows nothing yet."));
      return FALSE;
    }

  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (whole),
                                                              gtk_widget_get_height (whole)));
  if (gdk_texture_save_to_png (texture, path))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The picture “%s” cannot be written."), path);
  return FALSE;
}
