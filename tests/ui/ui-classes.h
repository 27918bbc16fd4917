/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every template and every class that has one, read from the program's resources: a page that is added later is
 * covered without another line. */
typedef void (*UiTemplateFunc) (const char *path,
                                const char *text,
                                gpointer    data);

void       ui_foreach_template    (UiTemplateFunc  func,
                                   gpointer        data);
GPtrArray *ui_list_template_types (void) G_GNUC_WARN_UNUSED_RESULT;
GtkWindow *ui_show_type           (GType           type);

G_END_DECLS
