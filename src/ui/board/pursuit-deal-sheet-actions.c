/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compare-list.h"
#include "pursuit-lose-dialog.h"
#include "pursuit-win-flow.h"

/* What a person can do with a deal in its sheet. */

#define N_TABS 7

void
pursuit_deal_sheet_update_actions (PursuitDealSheet *self)
{
  gboolean may_edit = pursuit_deal_dialog_may_edit (PURSUIT_DEAL_DIALOG (self));
  gboolean open = self->status == PURSUIT_DEAL_OPEN;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.save",
                                 may_edit && pursuit_record_form_is_changed (self->form));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.win", may_edit && open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.lose", may_edit && open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.reopen", may_edit && !open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.delete", may_edit);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (widget);
  PursuitRecord *edited = pursuit_record_form_read (self->form);
  g_autofree char *done = NULL;
  PursuitDealVerb *verb;

  if (edited == NULL)
    return;

  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_SAVE, self->deal_id);
  pursuit_compare_list_apply (self->compared, pursuit_record_form_get_original (self->form), edited);
  pursuit_compare_list_clear (self->compared);
  gtk_widget_set_visible (GTK_WIDGET (self->compared), FALSE);
  g_clear_object (&self->refused);
  self->refused = pursuit_record_copy (edited);
  verb->edited = edited;
  verb->original = pursuit_record_copy (pursuit_record_form_get_original (self->form));
  done = g_strdup_printf (_("“%s” saved"), pursuit_record_get_name (edited));
  pursuit_deal_sheet_keep_typed (self);
  self->is_saving = TRUE;
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static const char *
get_name (PursuitDealSheet *self)
{
  return adw_window_title_get_title (self->title);
}

static void
win (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (widget);

  pursuit_win_flow_begin_async (widget, pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)), self->deal_id,
                                get_name (self), NULL, NULL);
}

static void
lose (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (widget);

  pursuit_lose_dialog_present (widget, pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)), self->deal_id,
                               get_name (self));
}

static void
reopen (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (widget);
  g_autofree char *done = g_strdup_printf (_("“%s” reopened"), get_name (self));

  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), pursuit_deal_verb_new (PURSUIT_DEAL_VERB_REOPEN, self->deal_id),
                            done);
}

static void
delete (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (widget);
  g_autofree char *done = g_strdup_printf (_("“%s” deleted"), get_name (self));

  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_DELETE, self->deal_id);

  /* What somebody changed since it was shown is deleted only once that has been said. */
  if (self->was_shown)
    verb->original = pursuit_record_copy (pursuit_record_form_get_original (self->form));
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
open_customer (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (widget);
  GtkWindow *below = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (below != NULL)
    gtk_widget_activate_action (GTK_WIDGET (below), "win.show-customer", "x", self->customer_id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_tab (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (PURSUIT_DEAL_SHEET (widget)->tabs, g_variant_get_string (parameter, NULL));
}

static void
show_nth_tab (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  g_autoptr(GtkSelectionModel) pages = gtk_stack_get_pages (PURSUIT_DEAL_SHEET (widget)->tabs);

  gtk_selection_model_select_item (pages, (guint) g_variant_get_int32 (parameter), TRUE);
}

void
pursuit_deal_sheet_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "sheet.win", NULL, win);
  gtk_widget_class_install_action (widget_class, "sheet.lose", NULL, lose);
  gtk_widget_class_install_action (widget_class, "sheet.reopen", NULL, reopen);
  gtk_widget_class_install_action (widget_class, "sheet.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "sheet.open-customer", NULL, open_customer);
  gtk_widget_class_install_action (widget_class, "sheet.tab", "s", show_tab);
  gtk_widget_class_install_action (widget_class, "sheet.nth-tab", "i", show_nth_tab);
  for (int i = 0; i < N_TABS; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + (guint) i, GDK_ALT_MASK, "sheet.nth-tab", "i", i);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sheet.save", NULL);
}
