/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-succession-sheet.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-enums.h"
#include "pursuit-money.h"
#include "pursuit-press-private.h"
#include "pursuit-query-run.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* What goes along with what is handed over (DOS-8): who gets what, and for each customer what is open, what is due next, and who
 * decides there. */

/* Of more customers nobody reads a page each; they all stand in the table. */
#define MOST_CUSTOMERS 200
#define MOST_EVENTS 5

typedef struct
{
  PursuitPress press;
  PursuitSuccessionPreview *preview;
} Sheet;

static void
add_shares (Sheet *self)
{
  PursuitPaperBlock *table;

  pursuit_paper_add (self->press.paper, PURSUIT_PAPER_HEADING, _("Who Takes Over"));
  table = pursuit_paper_add_table (self->press.paper, 1u << 2, _("Person"), _("What"), _("Number"), NULL);
  for (guint i = 0; i < self->preview->shares->len; i++)
    {
      const PursuitSuccessionShare *share = g_ptr_array_index (self->preview->shares, i);

      for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
        if (share->counts[duty] > 0)
          {
            pursuit_paper_table_add (table, share->name);
            pursuit_paper_table_add (table, pursuit_duty_get_label (duty));
            pursuit_paper_table_take (table, g_strdup_printf ("%lld", (long long) share->counts[duty]));
          }
    }
}

static gboolean
read_open (Sheet          *self,
           gint64          customer_id,
           PursuitTotals  *out_open,
           GError        **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = NULL;

  query->customer_id = customer_id;
  query->status = PURSUIT_DEAL_OPEN;
  scoped = pursuit_desk_scope_query (self->press.desk, query);

  return pursuit_store_query_totals (pursuit_desk_get_store (self->press.desk), scoped, out_open, error);
}

static gboolean
add_customer_row (Sheet                        *self,
                  PursuitPaperBlock            *table,
                  const PursuitSuccessionItem  *item,
                  GError                      **error)
{
  PursuitTotals open;

  if (!read_open (self, item->customer_id, &open, error))
    return FALSE;

  pursuit_paper_table_add (table, item->name);
  pursuit_paper_table_add (table, item->region);
  pursuit_paper_table_take (table, g_strdup_printf ("%lld", (long long) open.count));
  pursuit_paper_table_take (table, pursuit_money_format (open.amount, pursuit_desk_get_currency (self->press.desk), PURSUIT_MONEY_FULL));
  pursuit_paper_table_add (table, pursuit_succession_preview_get_name (self->preview, item->to_id));
  return TRUE;
}

static gboolean
add_customers (Sheet    *self,
               GError  **error)
{
  PursuitPaperBlock *table;

  if (self->preview->counts[PURSUIT_DUTY_CUSTOMER] == 0)
    return TRUE;

  pursuit_paper_add (self->press.paper, PURSUIT_PAPER_HEADING, pursuit_duty_get_label (PURSUIT_DUTY_CUSTOMER));
  table = pursuit_paper_add_table (self->press.paper, 1u << 2 | 1u << 3, _("Customer"), _("Region"), _("Open deals"), _("Open amount"),
                                   _("To"), NULL);
  for (guint i = 0; i < self->preview->items->len; i++)
    {
      const PursuitSuccessionItem *item = g_ptr_array_index (self->preview->items, i);

      if (item->duty == PURSUIT_DUTY_CUSTOMER && !add_customer_row (self, table, item, error))
        return FALSE;
    }

  return TRUE;
}

/* Whatever is no customer of the leaver's: deals with others' customers, steps, deals to accept, people. */
static void
add_others (Sheet *self)
{
  PursuitPaperBlock *table = NULL;

  for (guint i = 0; i < self->preview->items->len; i++)
    {
      const PursuitSuccessionItem *item = g_ptr_array_index (self->preview->items, i);

      if (item->duty == PURSUIT_DUTY_CUSTOMER)
        continue;
      if (table == NULL)
        {
          pursuit_paper_add (self->press.paper, PURSUIT_PAPER_HEADING, _("What Else Is Handed Over"));
          table = pursuit_paper_add_table (self->press.paper, 0, _("What"), _("Name"), _("Customer"), _("To"), NULL);
        }
      pursuit_paper_table_add (table, pursuit_duty_get_label (item->duty));
      pursuit_paper_table_add (table, item->name);
      pursuit_paper_table_add (table, item->customer);
      pursuit_paper_table_add (table, pursuit_succession_preview_get_name (self->preview, item->to_id));
    }
}

static gboolean
decides (PursuitContact *contact)
{
  return contact->left_on == NULL &&
         (contact->buying_role == PURSUIT_BUYING_ROLE_DECIDER || contact->buying_role == PURSUIT_BUYING_ROLE_APPROVER);
}

static void
add_decider (Sheet           *self,
             PursuitContact  *contact)
{
  const char *const parts[] = { contact->title, contact->phone, contact->email };
  g_autoptr(GString) all = g_string_new (contact->name);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!pursuit_str_empty (parts[i]))
      g_string_append_printf (all, " · %s", parts[i]);
  pursuit_paper_add_field (self->press.paper, pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) contact->buying_role), all->str);
}

static gboolean
add_deciders (Sheet    *self,
              gint64    customer_id,
              GError  **error)
{
  g_autoptr(GPtrArray) people = pursuit_press_list (&self->press, PURSUIT_TYPE_CONTACT, "customer_id", customer_id, error);
  gboolean is_known = FALSE;

  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    if (decides (g_ptr_array_index (people, i)))
      {
        add_decider (self, g_ptr_array_index (people, i));
        is_known = TRUE;
      }
  if (!is_known)
    pursuit_paper_add (self->press.paper, PURSUIT_PAPER_NOTE, _("Who decides there is not known yet."));

  return TRUE;
}

/* One page for each customer: what is open, what is due next, who decides. */
static gboolean
add_page (Sheet                        *self,
          const PursuitSuccessionItem  *item,
          GError                      **error)
{
  g_autoptr(PursuitRecord) customer = pursuit_records_load (self->press.desk, PURSUIT_TYPE_CUSTOMER, item->id, error);
  const char *to = pursuit_succession_preview_get_name (self->preview, item->to_id);

  if (customer == NULL)
    return FALSE;

  pursuit_paper_add (self->press.paper, PURSUIT_PAPER_PAGE, NULL);
  pursuit_paper_add (self->press.paper, PURSUIT_PAPER_HEADING, item->name);
  pursuit_paper_add_field (self->press.paper, _("Taken over by"), to);
  pursuit_press_add_fields (&self->press, customer, " grade funnel relationship_level region address phone progress potential_projects"
                                                    " competitors notes last_contact_at ", "");
  return add_deciders (self, item->id, error) && pursuit_press_add_deals (&self->press, item->id, FALSE, error) &&
         pursuit_press_add_events (&self->press, item->id, MOST_EVENTS, error);
}

static gboolean
add_pages (Sheet    *self,
           GError  **error)
{
  guint n = 0;

  for (guint i = 0; i < self->preview->items->len && n < MOST_CUSTOMERS; i++)
    {
      const PursuitSuccessionItem *item = g_ptr_array_index (self->preview->items, i);

      if (item->duty != PURSUIT_DUTY_CUSTOMER)
        continue;
      if (!add_page (self, item, error))
        return FALSE;
      n++;
    }

  return TRUE;
}

static void
add_note_on_rest (Sheet *self)
{
  g_autofree char *text = NULL;

  if (self->preview->counts[PURSUIT_DUTY_CUSTOMER] <= MOST_CUSTOMERS)
    return;

  text = g_strdup_printf (_("The first %d customers have a page each; for the others see their dossiers."), MOST_CUSTOMERS);
  pursuit_paper_add (self->press.paper, PURSUIT_PAPER_NOTE, text);
}

static void
add_note_on_closed (Sheet *self)
{
  g_autofree char *text = NULL;

  if (self->preview->n_closed == 0)
    return;

  text = g_strdup_printf (ngettext ("%1$lld closed deal stays with %2$s.", "%1$lld closed deals stay with %2$s.",
                                    (gulong) self->preview->n_closed), (long long) self->preview->n_closed, self->preview->leaver);
  pursuit_paper_add (self->press.paper, PURSUIT_PAPER_NOTE, text);
}

static gboolean
write_all (Sheet    *self,
           GError  **error)
{
  add_shares (self);
  add_note_on_closed (self);
  if (!add_customers (self, error))
    return FALSE;
  add_note_on_rest (self);
  add_others (self);

  return add_pages (self, error);
}

/**
 * pursuit_succession_make_sheet:
 * @desk: a desk
 * @preview: what is to be handed over, or was
 * @error: return location
 *
 * Writes the hand-over sheet: who gets what, and one page for each customer.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not hand the leaver's work over or not take lists out,
 * %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the paper
 */
PursuitPaper *
pursuit_succession_make_sheet (PursuitDesk               *desk,
                               PursuitSuccessionPreview  *preview,
                               GError                   **error)
{
  g_autofree char *title = NULL;
  Sheet self = { { NULL }, preview };
  PursuitPaper *paper;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && preview != NULL, NULL);

  if (!pursuit_desk_require_for (desk, PURSUIT_RIGHT_HAND_OVER, preview->leaver_id, error) ||
      !pursuit_desk_require_for (desk, PURSUIT_RIGHT_EXPORT, preview->leaver_id, error))
    return NULL;

  /* Translators: the title of a printed sheet; %s is the person whose customers and deals go to others */
  title = g_strdup_printf (_("Hand-over: %s"), preview->leaver);
  pursuit_press_init (&self.press, desk, title);
  paper = write_all (&self, error) ? g_steal_pointer (&self.press.paper) : NULL;
  pursuit_press_clear (&self.press);

  return paper;
}
