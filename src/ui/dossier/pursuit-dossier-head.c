/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-head.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-label-tip.h"
#include "pursuit-standing-popover.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitDossierHead says whom the page is about, where they are, whose they are, and offers what one does most.
 */
struct _PursuitDossierHead
{
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkMenuButton *grade;
  PursuitStandingPopover *grade_popover;
  GtkMenuButton *funnel;
  PursuitStandingPopover *funnel_popover;
  GtkWidget *nobody_interested;
  GtkLabel *placeholder;
  GtkWidget *facts;
  GtkWidget *place_fact;
  GtkLabel *place;
  GtkWidget *industry_fact;
  GtkLabel *industry;
  GtkWidget *owner_fact;
  AdwAvatar *owner_avatar;
  GtkLabel *owner;
  GtkWidget *pool_fact;
  GtkWidget *parent_fact;
  GtkLabel *parent;
  GtkWidget *subsidiaries_fact;
  GtkMenuButton *subsidiaries;
  GtkWidget *with_fact;
  GtkLabel *with;
  GtkWidget *next_fact;
  GtkLabel *next;
  GtkWidget *phone_fact;
  GtkLabel *phone;
  GtkWidget *buttons;
  GtkWidget *record;
  GtkWidget *new_deal;

  gint64 parent_id;
};

G_DEFINE_FINAL_TYPE (PursuitDossierHead, pursuit_dossier_head, GTK_TYPE_WIDGET)

static gboolean
open_parent_cb (PursuitDossierHead *self)
{
  g_assert (PURSUIT_IS_DOSSIER_HEAD (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "x", self->parent_id);

  return GDK_EVENT_STOP;
}

static void
pursuit_dossier_head_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_DOSSIER_HEAD);

  G_OBJECT_CLASS (pursuit_dossier_head_parent_class)->dispose (object);
}

static void
pursuit_dossier_head_class_init (PursuitDossierHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_dossier_head_dispose;

  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_STANDING_POPOVER);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/dossier-head.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, grade);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, grade_popover);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, funnel);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, funnel_popover);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, nobody_interested);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, placeholder);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, facts);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, place_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, place);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, industry_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, industry);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, owner_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, owner_avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, owner);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, pool_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, parent_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, parent);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, subsidiaries_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, subsidiaries);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, with_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, with);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, next_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, next);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, phone_fact);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, phone);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, buttons);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, record);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierHead, new_deal);
  gtk_widget_class_bind_template_callback (widget_class, open_parent_cb);
}

static void
pursuit_dossier_head_init (PursuitDossierHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_label_tip_when_cut (self->name);
}

/* Says how the customer is judged; opens to judge it anew. */
static void
show_chip (GtkMenuButton          *chip,
           PursuitStandingPopover *popover,
           PursuitStandingKind     kind,
           PursuitWorker          *worker,
           const PursuitDossier   *dossier)
{
  g_autofree char *text = pursuit_standing_format (kind, pursuit_standing_get (dossier->customer, kind));

  gtk_menu_button_set_label (chip, text);
  gtk_widget_set_visible (GTK_WIDGET (chip), !dossier->customer->placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  pursuit_standing_popover_show_customer (popover, worker, kind, dossier->customer, dossier->may_edit);
}

static void
show_fact (GtkWidget  *fact,
           GtkLabel   *label,
           const char *text)
{
  gtk_widget_set_visible (fact, !pursuit_str_empty (text));
  gtk_label_set_text (label, text != NULL ? text : "");
}

static void
show_owner (PursuitDossierHead   *self,
            const PursuitDossier *dossier)
{
  g_autofree char *initial = pursuit_text_initial (dossier->owner_name);

  show_fact (self->owner_fact, self->owner, dossier->owner_name);
  adw_avatar_set_text (self->owner_avatar, initial);
  gtk_widget_set_visible (self->pool_fact, dossier->owner_name == NULL && !dossier->customer->placeholder);
}

/* The family below it, each indented below its parent. */
static void
show_subsidiaries (PursuitDossierHead *self,
                   const GPtrArray    *family)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *count = g_strdup_printf (ngettext ("%d subsidiary", "%d subsidiaries", (gulong) family->len), (int) family->len);

  for (guint i = 0; i < family->len; i++)
    {
      const PursuitRelative *relative = g_ptr_array_index (family, i);
      g_autofree char *indent = g_strnfill ((gsize) (relative->depth - 1) * 3, ' ');
      g_autofree char *name = g_strconcat (indent, relative->name, NULL);
      g_autoptr(GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "win.show-customer", "x", relative->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->subsidiaries, G_MENU_MODEL (menu));
  gtk_menu_button_set_label (self->subsidiaries, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->subsidiaries), GTK_ACCESSIBLE_PROPERTY_LABEL, count, -1);
  gtk_widget_set_visible (self->subsidiaries_fact, family->len > 0);
}

static void
show_family (PursuitDossierHead   *self,
             const PursuitDossier *dossier)
{
  g_autofree char *link = NULL;

  self->parent_id = dossier->customer->parent_id;
  gtk_widget_set_visible (self->parent_fact, dossier->parent_name != NULL);
  /* Translators: %s is a company, shown as a link; keep <a href="#"> and </a> around it */
  link = g_markup_printf_escaped (_("Subsidiary of <a href=\"#\">%s</a>"),
                                  dossier->parent_name != NULL ? dossier->parent_name : "");
  gtk_label_set_markup (self->parent, link);

  show_subsidiaries (self, dossier->figures->family);
}

/* What is to be done next, and who else of us is there. */
static void
show_plan (PursuitDossierHead   *self,
           const PursuitDossier *dossier)
{
  const PursuitCustomerFigures *figures = dossier->figures;
  g_autofree char *when = pursuit_date_format_relative (figures->next_step_on);
  /* Translators: %s are the names of colleagues */
  g_autofree char *with = figures->with != NULL ? g_strdup_printf (_("with %s"), figures->with) : NULL;
  g_autofree char *next = NULL;

  if (figures->next_step_on != NULL)
    next = pursuit_str_empty (figures->next_step)
      /* Translators: %s is when the next step is due, such as “tomorrow” */
      ? g_strdup_printf (_("Next: %s"), when)
      /* Translators: %1$s is when the next step is due, such as “tomorrow”, %2$s what it is */
      : g_strdup_printf (_("Next: %1$s %2$s"), when, figures->next_step);
  show_fact (self->with_fact, self->with, with);
  show_fact (self->next_fact, self->next, next);
}

/* The dots stand between facts, so the first one that is there goes without. */
static void
place_dots (PursuitDossierHead *self)
{
  gboolean is_first = TRUE;

  for (GtkWidget *fact = gtk_widget_get_first_child (self->facts); fact != NULL; fact = gtk_widget_get_next_sibling (fact))
    if (gtk_widget_get_visible (fact))
      {
        gtk_widget_set_visible (gtk_widget_get_first_child (fact), !is_first);
        is_first = FALSE;
      }
}

/**
 * pursuit_dossier_head_show:
 * @self: a head
 * @worker: the opened database
 * @dossier: whom to show
 *
 * Shows a customer.
 */
void
pursuit_dossier_head_show (PursuitDossierHead   *self,
                           PursuitWorker        *worker,
                           const PursuitDossier *dossier)
{
  const PursuitCustomer *customer = dossier->customer;
  const char *name = pursuit_record_get_name (PURSUIT_RECORD (dossier->customer));
  g_autofree char *initial = pursuit_text_initial (name);

  g_return_if_fail (PURSUIT_IS_DOSSIER_HEAD (self));

  adw_avatar_set_text (self->avatar, initial);
  gtk_label_set_text (self->name, name);
  show_chip (self->grade, self->grade_popover, PURSUIT_STANDING_KIND_GRADE, worker, dossier);
  show_chip (self->funnel, self->funnel_popover, PURSUIT_STANDING_KIND_FUNNEL, worker, dossier);
  gtk_widget_set_visible (self->nobody_interested, customer->funnel == PURSUIT_FUNNEL_OPPORTUNITY &&
                                                     !dossier->figures->has_interested);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), customer->placeholder != 0);

  show_fact (self->place_fact, self->place, customer->region);
  show_fact (self->industry_fact, self->industry, customer->industry);
  show_owner (self, dossier);
  show_family (self, dossier);
  show_plan (self, dossier);
  show_fact (self->phone_fact, self->phone, customer->phone);
  place_dots (self);

  gtk_widget_set_visible (self->record, dossier->may_edit);
  gtk_widget_set_visible (self->new_deal, dossier->may_edit);
}

/**
 * pursuit_dossier_head_judge:
 * @self: a head
 * @kind: the grade or the place in the funnel
 *
 * Opens what judges the customer anew.
 */
void
pursuit_dossier_head_judge (PursuitDossierHead  *self,
                            PursuitStandingKind  kind)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_HEAD (self));

  gtk_menu_button_popup (kind == PURSUIT_STANDING_KIND_GRADE ? self->grade : self->funnel);
}
