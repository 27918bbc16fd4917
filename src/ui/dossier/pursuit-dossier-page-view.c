/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-page-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-error.h"

/* How a dossier that was read, or the reason why it was not, gets onto the page. */

static const char *
find_name (const PursuitField *field,
           gint64              id,
           gpointer            user_data)
{
  const PursuitDossier *dossier = user_data;

  if (g_str_equal (field->name, "owner_id"))
    return dossier->owner_name;
  if (g_str_equal (field->name, "parent_id"))
    return dossier->parent_name;

  return NULL;
}

/* Why nothing can be changed here, if that is so. */
static char *
dup_notice (PursuitDossierPage *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  if (self->dossier->may_edit)
    return NULL;
  if (opened->read_only)
    return g_strdup (_("This database is open for reading only."));

  return pursuit_rights_dup_refusal (opened->rights, PURSUIT_RIGHT_EDIT);
}

static void
show_notice (PursuitDossierPage *self)
{
  g_autofree char *notice = dup_notice (self);

  gtk_label_set_text (GTK_LABEL (self->notice), notice != NULL ? notice : "");
  gtk_widget_set_visible (self->notice, notice != NULL);
}

static void
show_counts (PursuitDossierPage *self)
{
  g_autofree char *n_people = g_strdup_printf ("%" G_GINT64_FORMAT, self->dossier->n_contacts);
  g_autofree char *n_deals = g_strdup_printf ("%" G_GINT64_FORMAT, self->dossier->n_deals);
  /* Translators: a tab; %s is how many there are */
  g_autofree char *people = g_strdup_printf (_("People  %s"), n_people);
  g_autofree char *deals = g_strdup_printf (_("Deals  %s"), n_deals);
  g_autofree char *n_visits = g_strdup_printf ("%" G_GINT64_FORMAT, self->dossier->figures->n_visits);
  g_autofree char *visits = g_strdup_printf (_("Visits  %s"), n_visits);
  g_autofree char *n_open = g_strdup_printf ("%" G_GINT64_FORMAT, self->dossier->open.count);

  gtk_stack_page_set_title (self->people_tab, people);
  gtk_stack_page_set_title (self->deals_tab, deals);
  gtk_stack_page_set_title (self->visits_tab, visits);
  gtk_label_set_text (self->people_count, n_people);
  gtk_label_set_text (self->deals_count, n_open);
}

/* Shows what was read; @stages are those of the process that new deals follow. */
void
pursuit_dossier_page_show_dossier (PursuitDossierPage *self,
                                   GPtrArray          *stages)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);
  const PursuitDossier *dossier = self->dossier;
  gboolean editable = dossier->may_edit;

  show_notice (self);
  show_counts (self);
  pursuit_dossier_head_show (self->head, self->worker, dossier);
  pursuit_dossier_tiles_show (self->tiles, self->worker, dossier, opened->currency);
  pursuit_field_list_set_record (self->fields, PURSUIT_RECORD (dossier->customer), editable, find_name,
                                 (gpointer) dossier);
  pursuit_people_view_set_editable (self->preview_people, editable);
  pursuit_people_view_set_editable (self->people, editable);
  pursuit_deals_view_set_terms (self->preview_deals, stages->len, opened->currency, editable);
  pursuit_deals_view_set_terms (self->deals, stages->len, opened->currency, editable);
  pursuit_visits_view_set_editable (self->visits, editable);
  pursuit_timeline_view_set_stages (self->preview_timeline, stages);
  pursuit_timeline_view_set_stages (self->timeline, stages);
  pursuit_documents_view_set_editable (self->documents, editable);
  gtk_widget_set_visible (self->add_person, editable);
  gtk_widget_set_visible (self->add_person_too, editable);
  gtk_stack_set_visible_child_name (self->state, "dossier");
  pursuit_dossier_page_show_wanted (self);
  pursuit_dossier_page_show_drafts (self);
}

/* Says why nothing is shown. */
void
pursuit_dossier_page_show_refusal (PursuitDossierPage *self,
                                   const GError       *error)
{
  gboolean is_denied = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  gboolean is_gone = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  /* Nobody's half-typed text is swept away: that the customer is gone is said above it. */
  if (is_gone && pursuit_dossier_page_is_editing (self))
    {
      self->is_held = TRUE;
      pursuit_dossier_page_look_at_edits (self);
      return;
    }

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), is_denied ? "system-lock-screen-symbolic"
                                                                 : is_gone ? "user-trash-symbolic"
                                                                           : "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), is_denied ? _("Not for You to See")
                                                             : is_gone ? _("This Customer Is Gone")
                                                                       : _("The Dossier Could Not Be Read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), escaped);
  gtk_widget_set_visible (self->restore, is_gone && !pursuit_worker_get_opened (self->worker)->read_only);
  g_clear_pointer (&self->dossier, pursuit_dossier_free);
  gtk_stack_set_visible_child_name (self->state, "refusal");
}
