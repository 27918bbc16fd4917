/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-offer.h"

/*
 * An offer is a toast with a button that acts where the offer came from: "Li Na moved it. Move Anyway". A widget does not
 * know the window, and the window does not know whose action it is, so the two meet by a number:
 *
 *   widget --pursuit_offer_make()--> "win.offer" (text, label, number) --the button--> pursuit_offer_accept (number)
 */
typedef struct
{
  GWeakRef widget;
  char *action;
  GVariant *target;
} Offer;

/* Nobody answers an offer that is older than so many others. */
#define MOST_OFFERS 16

static GHashTable *offers;   /* gint64 * → Offer */
static gint64 last_id;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_weak_ref_clear (&offer->widget);
  g_free (offer->action);
  g_clear_pointer (&offer->target, g_variant_unref);
  g_free (offer);
}

/**
 * pursuit_offer_make:
 * @widget: where the offer comes from
 * @text: what happened
 * @label: what can be done about it
 * @action: the action that does it, found from @widget
 * @target: (nullable): its parameter; a floating one is taken
 *
 * Has the window say something, with a button.
 */
void
pursuit_offer_make (GtkWidget  *widget,
                    const char *text,
                    const char *label,
                    const char *action,
                    GVariant   *target)
{
  Offer *offer = g_new0 (Offer, 1);
  gint64 id = ++last_id;
  gint64 forgotten = id - MOST_OFFERS;

  if (offers == NULL)
    offers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, offer_free);

  g_weak_ref_init (&offer->widget, widget);
  offer->action = g_strdup (action);
  offer->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  g_hash_table_remove (offers, &forgotten);
  g_hash_table_insert (offers, g_memdup2 (&id, sizeof id), offer);
  gtk_widget_activate_action (widget, "win.offer", "(ssx)", text, label, id);
}

/**
 * pursuit_offer_accept:
 * @id: the number of an offer
 *
 * Does what was offered; nothing when whoever offered it is gone.
 */
void
pursuit_offer_accept (gint64 id)
{
  Offer *offer = offers != NULL ? g_hash_table_lookup (offers, &id) : NULL;
  g_autoptr(GtkWidget) widget = NULL;

  if (offer == NULL)
    return;

  widget = g_weak_ref_get (&offer->widget);
  if (widget != NULL)
    gtk_widget_activate_action_variant (widget, offer->action, offer->target);
  g_hash_table_remove (offers, &id);
}
