/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-contact-detail.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact-row.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-erasure.h"
#include "pursuit-label-tip.h"
#include "pursuit-posts.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitContactDetail is what we know of one person at the customer: the part played, how to reach them, and the
 * profile (DOS-2), each field to be changed where it stands.
 */
struct _PursuitContactDetail
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *role;
  GtkLabel *caption;
  GtkWidget *chips;
  GtkWidget *phone_chip;
  GtkLabel *phone;
  GtkWidget *email_chip;
  GtkLabel *email;
  GtkWidget *wechat_chip;
  GtkLabel *wechat;
  GtkLabel *attitude;
  GtkWidget *menu;
  GtkWidget *logged;
  PursuitFieldList *fields;
  GtkLabel *closed;
  GtkLabel *posts;

  PursuitWorker *worker;
  PursuitContact *contact;
  char *superior;
  gboolean profile_only;
  gboolean may_see;        /* the profile */
};

G_DEFINE_FINAL_TYPE (PursuitContactDetail, pursuit_contact_detail, GTK_TYPE_WIDGET)

/* The only one whom a person refers to, besides the customer. */
static const char *
find_superior (const PursuitField *field,
               gint64              id,
               gpointer            user_data)
{
  PursuitContactDetail *self = user_data;

  return id == self->contact->reports_to_id ? self->superior : NULL;
}

static char *
dup_caption (PursuitContactDetail *self)
{
  const char *title = self->contact->title;

  if (self->superior == NULL)
    return g_strdup (title != NULL ? title : "");
  if (pursuit_str_empty (title))
    /* Translators: %s is the superior of a person */
    return g_strdup_printf (_("reports to %s"), self->superior);

  /* Translators: %1$s is the job title of a person, %2$s the superior */
  return g_strdup_printf (_("%1$s · reports to %2$s"), title, self->superior);
}

static void
show_chip (GtkWidget  *chip,
           GtkLabel   *label,
           const char *text)
{
  gtk_widget_set_visible (chip, !pursuit_str_empty (text));
  gtk_label_set_text (label, text != NULL ? text : "");
}

static void
show_attitude (PursuitContactDetail *self)
{
  gint64 attitude = self->contact->attitude;

  gtk_label_set_text (self->attitude, pursuit_attitude_get_text (attitude));
  gtk_widget_remove_css_class (GTK_WIDGET (self->attitude), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->attitude), "error");
  if (attitude != 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->attitude), attitude > 0 ? "success" : "error");
}

static void
show_head (PursuitContactDetail *self)
{
  const char *role = pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) self->contact->buying_role);
  g_autofree char *caption = dup_caption (self);
  g_autofree char *name = pursuit_contacts_dup_name (self->contact);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->role, role);
  gtk_widget_set_visible (GTK_WIDGET (self->role), *role != '\0');
  gtk_label_set_text (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), *caption != '\0');
  show_chip (self->phone_chip, self->phone, self->contact->phone);
  show_chip (self->email_chip, self->email, self->contact->email);
  show_chip (self->wechat_chip, self->wechat, self->contact->wechat);
  show_attitude (self);
}

static void
pursuit_contact_detail_dispose (GObject *object)
{
  PursuitContactDetail *self = PURSUIT_CONTACT_DETAIL (object);

  g_clear_object (&self->contact);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CONTACT_DETAIL);

  G_OBJECT_CLASS (pursuit_contact_detail_parent_class)->dispose (object);
}

static void
pursuit_contact_detail_finalize (GObject *object)
{
  g_free (PURSUIT_CONTACT_DETAIL (object)->superior);

  G_OBJECT_CLASS (pursuit_contact_detail_parent_class)->finalize (object);
}

static void
pursuit_contact_detail_class_init (PursuitContactDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_contact_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_contact_detail_finalize;

  g_type_ensure (PURSUIT_TYPE_FIELD_LIST);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/contact-detail.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, role);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, chips);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, phone_chip);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, phone);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, email_chip);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, email);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, wechat_chip);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, wechat);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, attitude);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, menu);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, logged);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, fields);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, closed);
  gtk_widget_class_bind_template_child (widget_class, PursuitContactDetail, posts);
}

static void
pursuit_contact_detail_init (PursuitContactDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_label_tip_when_cut (self->name);
  pursuit_label_tip_when_cut (self->caption);
}

/* What somebody who takes over wants to know of a person first: ambition, character, temperament, preferences, strengths. */
static PursuitFieldMask
select_profile (PursuitRecordClass *klass)
{
  PursuitFieldMask mask = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind == PURSUIT_KIND_LONG_TEXT && (klass->fields[i].flags & PURSUIT_FIELD_PERSONAL))
      mask |= G_GUINT64_CONSTANT (1) << i;

  return mask;
}

/* Whose person it is, the page says; what rules keep and what is closed to the actor is no field to be changed. */
static void
choose_fields (PursuitContactDetail *self)
{
  g_autoptr(GTypeClass) type_class = g_type_class_ref (PURSUIT_TYPE_CONTACT);
  PursuitRecordClass *klass = (PursuitRecordClass *) type_class;
  PursuitFieldMask hidden = pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, "customer_id")) |
                            pursuit_record_class_select (klass, PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL);
  PursuitFieldMask shown = self->profile_only ? select_profile (klass) : PURSUIT_FIELD_MASK_ALL;

  if (!self->may_see)
    hidden |= pursuit_record_class_select (klass, PURSUIT_FIELD_PROFILE);
  pursuit_field_list_set_fields (self->fields, self->worker, PURSUIT_TYPE_CONTACT, shown & ~hidden, shown & ~hidden);
}

/**
 * pursuit_contact_detail_set_worker:
 * @self: a detail
 * @worker: the thread that keeps the records
 * @profile_only: %TRUE for the profile alone, %FALSE for every field of a person
 *
 * Says where changes go; to be called before a person is shown.
 */
void
pursuit_contact_detail_set_worker (PursuitContactDetail *self,
                                   PursuitWorker        *worker,
                                   gboolean              profile_only)
{
  g_return_if_fail (PURSUIT_IS_CONTACT_DETAIL (self));

  g_clear_object (&self->contact);
  g_set_object (&self->worker, worker);
  self->profile_only = profile_only;
  self->may_see = TRUE;
  choose_fields (self);
}

static char *
dup_post (const PursuitPost *post)
{
  g_autofree char *day = post->until_on != NULL ? pursuit_date_format (post->until_on) : g_strdup ("?");
  const char *customer = post->customer != NULL ? post->customer : "";

  if (pursuit_str_empty (post->title))
    /* Translators: %1$s is a company, %2$s the day until which a person worked there */
    return g_strdup_printf (_("%1$s, until %2$s"), customer, day);

  /* Translators: %1$s is a company, %2$s as what a person worked there, %3$s the day until which */
  return g_strdup_printf (_("%1$s, %2$s, until %3$s"), customer, post->title, day);
}

/* The present post is the page's. */
static void
show_posts (PursuitContactDetail *self,
            GPtrArray            *posts)
{
  g_autoptr(GString) text = g_string_new (_("Earlier posts"));

  for (guint i = 1; posts != NULL && i < posts->len; i++)
    {
      g_autofree char *line = dup_post (g_ptr_array_index (posts, i));

      g_string_append_printf (text, "\n%s", line);
    }
  gtk_label_set_text (self->posts, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->posts), !self->profile_only && posts != NULL && posts->len > 1);
}

/**
 * pursuit_contact_detail_set_background:
 * @self: a detail
 * @closed: (nullable): why the profile is not shown; %NULL when it is
 * @posts: (nullable) (element-type PursuitPost): where the person works and worked
 *
 * Says what else there is to know about the person who is shown next.
 */
void
pursuit_contact_detail_set_background (PursuitContactDetail *self,
                                       const char           *closed,
                                       GPtrArray            *posts)
{
  g_return_if_fail (PURSUIT_IS_CONTACT_DETAIL (self));

  if (self->may_see != (closed == NULL))
    {
      self->may_see = closed == NULL;
      choose_fields (self);
    }
  gtk_widget_set_visible (self->logged, self->may_see);
  gtk_label_set_text (self->closed, closed != NULL ? closed : "");
  gtk_widget_set_visible (GTK_WIDGET (self->closed), closed != NULL);
  show_posts (self, posts);
}

/**
 * pursuit_contact_detail_set_contact:
 * @self: a detail
 * @contact: a person
 * @superior: (nullable): whom the person reports to
 * @editable: whether the fields may be changed
 *
 * Shows a person, or a newer state of the same one; fields that are being edited are then left alone.
 */
void
pursuit_contact_detail_set_contact (PursuitContactDetail *self,
                                    PursuitContact       *contact,
                                    const char           *superior,
                                    gboolean              editable)
{
  g_return_if_fail (PURSUIT_IS_CONTACT_DETAIL (self) && PURSUIT_IS_CONTACT (contact));

  g_set_object (&self->contact, contact);
  pursuit_set_str (&self->superior, superior);
  show_head (self);
  gtk_widget_set_visible (self->menu, editable);
  pursuit_field_list_set_record (self->fields, PURSUIT_RECORD (contact), editable, find_superior, self);
}

/**
 * pursuit_contact_detail_get_fields:
 * @self: a detail
 *
 * Returns: (transfer none): the fields
 */
PursuitFieldList *
pursuit_contact_detail_get_fields (PursuitContactDetail *self)
{
  g_return_val_if_fail (PURSUIT_IS_CONTACT_DETAIL (self), NULL);

  return self->fields;
}
