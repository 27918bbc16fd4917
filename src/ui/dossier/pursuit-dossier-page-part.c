/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-page-private.h"

#include "pursuit-record.h"
#include "pursuit-str.h"

/* Whoever looks for a person or a text lands where that is, not only at the customer. */

/* Shows the part that was asked for before the dossier had been read. */
void
pursuit_dossier_page_show_wanted (PursuitDossierPage *self)
{
  if (self->wanted_contact != 0)
    {
      pursuit_people_view_select (self->preview_people, self->wanted_contact);
      pursuit_people_view_select (self->people, self->wanted_contact);
    }
  if (!pursuit_str_empty (self->wanted_tab) && gtk_stack_get_child_by_name (self->tabs, self->wanted_tab) != NULL)
    gtk_stack_set_visible_child_name (self->tabs, self->wanted_tab);

  self->wanted_contact = 0;
  g_clear_pointer (&self->wanted_tab, g_free);
}

/**
 * pursuit_dossier_page_show_part:
 * @self: a page that shows a customer or is about to
 * @contact_id: which person to select, or 0
 * @tab: "overview", "people", "deals", "documents" or "timeline"; "" for the one that is shown
 *
 * Shows a part of the dossier, as soon as it has been read.
 */
void
pursuit_dossier_page_show_part (PursuitDossierPage *self,
                                gint64              contact_id,
                                const char         *tab)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_PAGE (self));

  self->wanted_contact = contact_id;
  pursuit_set_str (&self->wanted_tab, tab);
  if (self->dossier != NULL && PURSUIT_RECORD (self->dossier->customer)->id == self->customer_id)
    pursuit_dossier_page_show_wanted (self);
}

/**
 * pursuit_dossier_page_get_name:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the name of the customer that it shows, %NULL for nobody
 */
const char *
pursuit_dossier_page_get_name (PursuitDossierPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOSSIER_PAGE (self), NULL);

  return self->dossier != NULL ? pursuit_record_get_name (PURSUIT_RECORD (self->dossier->customer)) : NULL;
}
