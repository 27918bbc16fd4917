/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-page-private.h"

#include <glib/gi18n-lib.h>

/* What others do to the customer while somebody types: it is said at the top of the page, and shown when it is asked for;
 * what is typed is left alone. */

#define N_LISTS 3

static void
get_lists (PursuitDossierPage *self,
           PursuitFieldList  **lists)
{
  lists[0] = self->fields;
  lists[1] = pursuit_contact_detail_get_fields (pursuit_people_view_get_detail (self->preview_people));
  lists[2] = pursuit_contact_detail_get_fields (pursuit_people_view_get_detail (self->people));
}

gboolean
pursuit_dossier_page_is_editing (PursuitDossierPage *self)
{
  PursuitFieldList *lists[N_LISTS];

  get_lists (self, lists);
  for (guint i = 0; i < N_LISTS; i++)
    if (pursuit_field_list_is_editing (lists[i]))
      return TRUE;

  return FALSE;
}

/* Looks what others made of everything that is being edited. */
void
pursuit_dossier_page_look_at_edits (PursuitDossierPage *self)
{
  PursuitFieldList *lists[N_LISTS];

  get_lists (self, lists);
  for (guint i = 0; i < N_LISTS; i++)
    pursuit_field_list_look (lists[i]);
}

/* A row says what somebody did to what is being edited in it, or with "" that it is no longer edited. */
static void
tell_overtaken (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (widget);
  const char *sentence = g_variant_get_string (parameter, NULL);

  if (*sentence == '\0')
    pursuit_banners_unset (self->banners, "overtaken");
  else
    pursuit_banners_set (self->banners, "overtaken", PURSUIT_SEVERITY_WARNING, sentence,
                         _("What you are typing is left as it is."), _("_Show"), "dossier.show-overtaken");
}

static void
show_overtaken (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitFieldList *lists[N_LISTS];

  get_lists (PURSUIT_DOSSIER_PAGE (widget), lists);
  for (guint i = 0; i < N_LISTS; i++)
    pursuit_field_list_compare (lists[i]);
}

void
pursuit_dossier_page_install_meanwhile_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "dossier.tell-overtaken", "s", tell_overtaken);
  gtk_widget_class_install_action (widget_class, "dossier.show-overtaken", NULL, show_overtaken);
}
