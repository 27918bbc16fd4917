/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-banner.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitBanner is one message at the top of a window or page: an icon and a sentence that say how grave it is, perhaps
 * a second line, and up to two buttons. It stays until what it speaks of is over.
 */
struct _PursuitBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *bar;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkLabel *detail;
  GtkButton *first;
  GtkButton *second;

  PursuitSeverity severity;
};

static guint closed_signal;

G_DEFINE_FINAL_TYPE (PursuitBanner, pursuit_banner, GTK_TYPE_WIDGET)

static void
child_revealed_cb (PursuitBanner *self)
{
  if (!gtk_revealer_get_child_revealed (self->revealer) && !gtk_revealer_get_reveal_child (self->revealer))
    g_signal_emit (self, closed_signal, 0);
}

static void
pursuit_banner_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_BANNER);

  G_OBJECT_CLASS (pursuit_banner_parent_class)->dispose (object);
}

static void
pursuit_banner_class_init (PursuitBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_banner_dispose;

  /**
   * PursuitBanner::closed:
   *
   * The banner has gone from sight.
   */
  closed_signal = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "pursuitbanner");
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/banner.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, sentence);
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, detail);
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, first);
  gtk_widget_class_bind_template_child (widget_class, PursuitBanner, second);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
}

static void
pursuit_banner_init (PursuitBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* For eyes that see no colour and ears that see nothing: the icon differs, and so does what is read out. */
static const char *
name_severity (PursuitSeverity severity)
{
  switch (severity)
    {
    case PURSUIT_SEVERITY_ERROR:
      return C_("how grave a message is", "Error");
    case PURSUIT_SEVERITY_WARNING:
      return C_("how grave a message is", "Warning");
    case PURSUIT_SEVERITY_INFO:
    default:
      return C_("how grave a message is", "Note");
    }
}

static void
show_severity (PursuitBanner *self)
{
  static const char *const icons[] = {
    [PURSUIT_SEVERITY_INFO] = "dialog-information-symbolic",
    [PURSUIT_SEVERITY_WARNING] = "dialog-warning-symbolic",
    [PURSUIT_SEVERITY_ERROR] = "dialog-error-symbolic",
  };
  static const char *const classes[] = {
    [PURSUIT_SEVERITY_INFO] = "info",
    [PURSUIT_SEVERITY_WARNING] = "warning",
    [PURSUIT_SEVERITY_ERROR] = "error",
  };

  gtk_image_set_from_icon_name (self->icon, icons[self->severity]);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), name_severity (self->severity));
  gtk_widget_add_css_class (self->bar, classes[self->severity]);
}

/**
 * pursuit_banner_new:
 * @severity: how grave it is
 *
 * Returns: (transfer floating): a banner that is not to be seen yet
 */
GtkWidget *
pursuit_banner_new (PursuitSeverity severity)
{
  GtkAccessibleRole role = severity == PURSUIT_SEVERITY_INFO ? GTK_ACCESSIBLE_ROLE_STATUS : GTK_ACCESSIBLE_ROLE_ALERT;
  PursuitBanner *self = g_object_new (PURSUIT_TYPE_BANNER, "accessible-role", role, NULL);

  self->severity = severity;
  show_severity (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_banner_get_severity:
 * @self: a banner
 *
 * Returns: how grave it is
 */
PursuitSeverity
pursuit_banner_get_severity (PursuitBanner *self)
{
  g_return_val_if_fail (PURSUIT_IS_BANNER (self), PURSUIT_SEVERITY_INFO);

  return self->severity;
}

/**
 * pursuit_banner_get_sentence:
 * @self: a banner
 *
 * Returns: (transfer none): what it says
 */
const char *
pursuit_banner_get_sentence (PursuitBanner *self)
{
  g_return_val_if_fail (PURSUIT_IS_BANNER (self), NULL);

  return gtk_label_get_text (self->sentence);
}

/**
 * pursuit_banner_get_detail:
 * @self: a banner
 *
 * Returns: (transfer none): its second line, "" for none
 */
const char *
pursuit_banner_get_detail (PursuitBanner *self)
{
  g_return_val_if_fail (PURSUIT_IS_BANNER (self), NULL);

  return gtk_label_get_text (self->detail);
}

/**
 * pursuit_banner_set_sentence:
 * @self: a banner
 * @sentence: what it says
 * @detail: (nullable): a second line
 */
void
pursuit_banner_set_sentence (PursuitBanner *self,
                             const char    *sentence,
                             const char    *detail)
{
  g_autofree char *name = NULL;

  g_return_if_fail (PURSUIT_IS_BANNER (self));
  g_return_if_fail (sentence != NULL);

  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !pursuit_str_empty (detail));

  /* Translators: what a screen reader says of a message at the top of the window: how grave it is, and the message */
  name = g_strdup_printf (_("%1$s: %2$s"), name_severity (self->severity), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "",
                                  -1);
}

static void
set_button (GtkButton  *button,
            const char *label,
            const char *detailed_action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (button, label);
  gtk_button_set_use_underline (button, TRUE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), detailed_action);
}

/**
 * pursuit_banner_set_button:
 * @self: a banner
 * @label: (nullable): what can be done about it, with an underscore before its letter; %NULL for nothing
 * @detailed_action: (nullable): the action that does it, such as "win.retry" or "win.show-deal(int64 3)"
 */
void
pursuit_banner_set_button (PursuitBanner *self,
                           const char    *label,
                           const char    *detailed_action)
{
  g_return_if_fail (PURSUIT_IS_BANNER (self));

  set_button (self->first, label, detailed_action);
}

/**
 * pursuit_banner_set_second_button:
 * @self: a banner
 * @label: (nullable): what else can be done about it; %NULL for nothing
 * @detailed_action: (nullable): the action that does it
 */
void
pursuit_banner_set_second_button (PursuitBanner *self,
                                  const char    *label,
                                  const char    *detailed_action)
{
  g_return_if_fail (PURSUIT_IS_BANNER (self));

  set_button (self->second, label, detailed_action);
}

/**
 * pursuit_banner_get_revealed:
 * @self: a banner
 *
 * Returns: whether it is to be seen, or on its way
 */
gboolean
pursuit_banner_get_revealed (PursuitBanner *self)
{
  g_return_val_if_fail (PURSUIT_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * pursuit_banner_set_revealed:
 * @self: a banner
 * @revealed: whether it is to be seen
 */
void
pursuit_banner_set_revealed (PursuitBanner *self,
                             gboolean       revealed)
{
  g_return_if_fail (PURSUIT_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, revealed);
}
