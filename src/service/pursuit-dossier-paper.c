/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-paper.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-press-private.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-money.h"
#include "pursuit-staff.h"
#include "pursuit-standing.h"
#include "pursuit-str.h"

/* A whole dossier on paper: what a colleague who has never met the customer needs in order to take over tomorrow. Who may not see
 * something does not print it either. */

#define MOST_EVENTS 50

/* The fields of a company, as people look for them; what stands in no group comes last. */
static const struct
{
  const char *title;
  const char *fields;
} groups[] = {
  { N_("Standing"), " grade funnel owner_id relationship_level estimated_revenue competitors source tags last_contact_at completeness " },
  { N_("Company"), " short_name region industry registration_code parent_id annual_revenue employees founded_year " },
  { N_("Ways to contact"), " address phone email website " },
  { N_("Situation"), " business_condition progress potential_projects notes " },
};

#define NOT_BELOW " name placeholder "

/* What the house has added, and whatever is in no group. */
static void
add_further (PursuitPress   *press,
             PursuitRecord  *customer,
             const char     *listed)
{
  const guint before = press->paper->blocks->len;

  pursuit_paper_add (press->paper, PURSUIT_PAPER_SUBHEADING, _("More"));
  pursuit_press_add_fields (press, customer, NULL, listed);
  if (press->paper->blocks->len == before + 1)
    g_ptr_array_set_size (press->paper->blocks, (int) before);
}

static void
add_company (PursuitPress   *press,
             PursuitRecord  *customer)
{
  g_autoptr(GString) listed = g_string_new (NOT_BELOW);

  pursuit_paper_add (press->paper, PURSUIT_PAPER_HEADING, _("Company"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const guint before = press->paper->blocks->len;

      pursuit_paper_add (press->paper, PURSUIT_PAPER_SUBHEADING, _(groups[i].title));
      pursuit_press_add_fields (press, customer, groups[i].fields, "");
      /* A title alone says nothing. */
      if (press->paper->blocks->len == before + 1)
        g_ptr_array_set_size (press->paper->blocks, (int) before);
      g_string_append (listed, groups[i].fields);
    }
  add_further (press, customer, listed->str);
}

static void
add_missing (PursuitPress   *press,
             PursuitDossier *dossier)
{
  g_autofree char *labels = NULL;
  g_autofree char *text = NULL;

  if (dossier->missing == 0)
    return;

  labels = pursuit_record_class_dup_labels (PURSUIT_RECORD_GET_CLASS (dossier->customer), dossier->missing);
  /* Translators: %s lists the fields of a customer that are not filled in */
  text = g_strdup_printf (_("Not known yet: %s"), labels);
  pursuit_paper_add (press->paper, PURSUIT_PAPER_NOTE, text);
}

static void
take_figure (PursuitPress *press,
             const char   *label,
             char         *figure)
{
  g_autofree char *owned = figure;

  pursuit_paper_add_figure (press->paper, label, owned);
}

/* DOS-7, and what is open. */
static void
add_figures (PursuitPress   *press,
             PursuitDossier *dossier)
{
  const char *currency = pursuit_desk_get_currency (press->desk);

  take_figure (press, _("Amount traded"), pursuit_money_format (dossier->won.amount, currency, PURSUIT_MONEY_FULL));
  take_figure (press, _("Purchases"), g_strdup_printf ("%lld", (long long) dossier->won.count));
  take_figure (press, _("Open deals"), g_strdup_printf ("%lld", (long long) dossier->open.count));
  take_figure (press, _("Open amount"), pursuit_money_format (dossier->open.amount, currency, PURSUIT_MONEY_FULL));
}

static void
add_document (PursuitPress      *press,
              PursuitPaperBlock *table,
              PursuitDocument   *document)
{
  g_autofree char *changed_on = pursuit_date_from_time (PURSUIT_RECORD (document)->changed_at);

  pursuit_paper_table_add (table, document->name);
  pursuit_paper_table_add (table, pursuit_press_get_name (press, PURSUIT_TYPE_DEAL, document->deal_id));
  pursuit_paper_table_take (table, document->version > 0 ? g_strdup_printf ("%lld", (long long) document->version) : NULL);
  pursuit_paper_table_take (table, document->size > 0 ? g_format_size ((guint64) document->size) : g_strdup (document->location));
  pursuit_paper_table_take (table, pursuit_date_format (changed_on));
}

static gboolean
add_documents (PursuitPress  *press,
               gint64         customer_id,
               GError       **error)
{
  g_autoptr(GPtrArray) documents = pursuit_press_list (press, PURSUIT_TYPE_DOCUMENT, "customer_id", customer_id, error);
  PursuitPaperBlock *table;

  if (documents == NULL)
    return FALSE;
  if (documents->len == 0)
    return TRUE;

  pursuit_paper_add (press->paper, PURSUIT_PAPER_HEADING, _("Documents"));
  table = pursuit_paper_add_table (press->paper, 1u << 2, _("Name"), _("Deal"), _("Version"), _("Size or place"), _("Changed"), NULL);
  for (guint i = 0; i < documents->len; i++)
    add_document (press, table, g_ptr_array_index (documents, i));

  return TRUE;
}

static void
add_judgement (PursuitPress              *press,
               PursuitPaperBlock         *table,
               const PursuitStandingMove *move)
{
  const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, pursuit_standing_kind_get_field (move->kind));
  g_autofree char *day = pursuit_date_from_time (move->at);

  pursuit_paper_table_take (table, pursuit_date_format (day));
  pursuit_paper_table_add (table, _(field->label));
  pursuit_paper_table_take (table, pursuit_standing_format (move->kind, move->from));
  pursuit_paper_table_take (table, pursuit_standing_format (move->kind, move->to));
  pursuit_paper_table_add (table, pursuit_press_get_name (press, PURSUIT_TYPE_STAFF, move->staff_id));
  /* A reason that the program wrote itself is a message id. */
  pursuit_paper_table_add (table, !pursuit_str_empty (move->reason) ? _(move->reason) : NULL);
}

/* How the customer came to be judged as it is (DOS-3, CUS-1, CUS-8). */
static gboolean
add_judgements (PursuitPress  *press,
                gint64         customer_id,
                GError       **error)
{
  g_autoptr(GPtrArray) moves = pursuit_standing_read (press->desk, customer_id, error);
  PursuitPaperBlock *table;

  if (moves == NULL)
    return FALSE;
  if (moves->len == 0)
    return TRUE;

  pursuit_paper_add (press->paper, PURSUIT_PAPER_SUBHEADING, _("How It Was Judged"));
  table = pursuit_paper_add_table (press->paper, 0, _("Date"), _("What"), _("From"), _("To"), _("By"), _("Reason"), NULL);
  for (guint i = 0; i < moves->len; i++)
    add_judgement (press, table, g_ptr_array_index (moves, i));

  return TRUE;
}

static char *
dup_subtitle (PursuitDossier *dossier)
{
  const char *const parts[] = {
    dossier->customer->region,
    dossier->customer->industry,
    dossier->owner_name,
  };
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!pursuit_str_empty (parts[i]))
      g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", parts[i]);

  return g_strdup (all->str);
}

static gboolean
write_all (PursuitPress    *press,
           PursuitDossier  *dossier,
           GError         **error)
{
  const gint64 id = PURSUIT_RECORD (dossier->customer)->id;

  press->paper->subtitle = dup_subtitle (dossier);
  add_figures (press, dossier);
  add_company (press, PURSUIT_RECORD (dossier->customer));
  add_missing (press, dossier);

  return add_judgements (press, id, error) && pursuit_press_add_people (press, id, error) && pursuit_press_add_deals (press, id, TRUE, error) &&
         pursuit_press_add_wall (press, id, error) && add_documents (press, id, error) &&
         pursuit_press_add_events (press, id, MOST_EVENTS, error);
}

/**
 * pursuit_dossier_make_paper:
 * @desk: a desk, outside of a transaction
 * @customer_id: a customer
 * @error: return location
 *
 * Writes a whole dossier down for printing: the company, the people, the deals on both tracks, what is to be done next, the
 * relationship wall, the documents, and what happened last. That somebody printed a personal profile is noted in the journal.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not see or not export it, %PURSUIT_ERROR_NOT_FOUND or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the paper
 */
PursuitPaper *
pursuit_dossier_make_paper (PursuitDesk  *desk,
                            gint64        customer_id,
                            GError      **error)
{
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (desk, customer_id, error);
  g_auto(PursuitPress) press = { NULL };

  if (dossier == NULL || !pursuit_desk_require_about (desk, PURSUIT_RIGHT_EXPORT,
                                                      &(PursuitSubject) { dossier->customer->owner_id, customer_id, 0 }, error))
    return NULL;

  pursuit_press_init (&press, desk, dossier->customer->name);
  return write_all (&press, dossier, error) ? g_steal_pointer (&press.paper) : NULL;
}
