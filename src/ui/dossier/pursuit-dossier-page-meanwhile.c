/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-date.h"

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

/* The database is being closed: what is half typed is found again when it is opened. */
void
pursuit_dossier_page_set_edits_aside (PursuitDossierPage *self)
{
  PursuitFieldList *lists[N_LISTS];

  get_lists (self, lists);
  for (guint i = 0; i < N_LISTS; i++)
    pursuit_field_list_set_aside (lists[i]);
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

static gboolean
is_about (PursuitDossierPage *self,
          const PursuitDraft *draft)
{
  if (draft->type == PURSUIT_TYPE_CUSTOMER)
    return draft->id == self->customer_id;

  return draft->type == PURSUIT_TYPE_CONTACT && pursuit_query_model_find (self->contacts, draft->id) != G_MAXUINT;
}

/* What was once typed about this customer and never saved; a text that is being typed just now is no news. */
void
pursuit_dossier_page_show_drafts (PursuitDossierPage *self)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (self->worker);
  g_autoptr(GPtrArray) list = drafts != NULL ? pursuit_drafts_list (drafts) : NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; list != NULL && sentence == NULL && i < list->len; i++)
    {
      const PursuitDraft *draft = g_ptr_array_index (list, i);
      g_autofree char *at = pursuit_time_format (draft->at);

      if (is_about (self, draft))
        sentence = g_strdup_printf (_("There is unsaved text from %s."), at);
    }

  if (sentence == NULL || pursuit_dossier_page_is_editing (self))
    pursuit_banners_unset (self->banners, "drafts");
  else
    pursuit_banners_set (self->banners, "drafts", PURSUIT_SEVERITY_INFO, sentence, NULL, _("_Show"), "win.show-drafts");
}

void
pursuit_dossier_page_install_meanwhile_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "dossier.tell-overtaken", "s", tell_overtaken);
  gtk_widget_class_install_action (widget_class, "dossier.show-overtaken", NULL, show_overtaken);
}
