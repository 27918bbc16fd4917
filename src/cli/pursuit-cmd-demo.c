/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-progress-private.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-demo.h"
#include "pursuit-pdf.h"

/* An invented seller to try things with. */

#define DEFAULT_CUSTOMERS 200
#define DEFAULT_SEED 1

typedef struct
{
  char *customers;
  char *seed;
  char *currency;
} DemoOptions;

static const GOptionEntry demo_options[] = {
  PURSUIT_OPTION (DemoOptions, customers, "customers", G_OPTION_ARG_STRING,
                  N_("How many customers, up to a million; 200 if not said"), N_("N")),
  PURSUIT_OPTION (DemoOptions, seed, "seed", G_OPTION_ARG_STRING,
                  N_("Decides everything that is made up; 1 if not said"), N_("S")),
  PURSUIT_OPTION (DemoOptions, currency, "currency", G_OPTION_ARG_STRING,
                  N_("The currency of a database that is made for this, CNY if not said"), N_("CODE")),
  { NULL },
};

static gboolean
parse (const char  *text,
       gint64       fallback,
       gint64       max,
       gint64      *out_number,
       GError     **error)
{
  *out_number = fallback;

  return text == NULL || pursuit_cli_parse_number (text, 0, max, out_number, error);
}

static gboolean
fill (PursuitCli  *self,
      gint64       n_customers,
      gint64       seed,
      GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  g_autoptr(PursuitProgressLine) progress = pursuit_progress_line_new (self->output);

  const PursuitDemoOrder order = {
    .n_customers = (guint) n_customers,
    .seed = (guint32) seed,
    .print = pursuit_pdf_make,
    .progress = pursuit_progress_line_show,
    .data = progress,
  };

  return pursuit_demo_make (self->desk, &order, pursuit_interrupt_get_cancellable (interrupt), error);
}

/* A database that was made for this is not left behind empty. */
static void
remove_made (PursuitCli *self)
{
  g_autofree char *journal = g_strconcat (self->db, "-journal", NULL);

  g_clear_object (&self->desk);
  g_unlink (self->db);
  g_unlink (journal);
}

static gboolean
open_or_make (PursuitCli   *self,
              const char   *currency,
              gboolean     *out_made,
              GError      **error)
{
  if (!pursuit_cli_need_db (self, error))
    return FALSE;

  *out_made = !g_file_test (self->db, G_FILE_TEST_EXISTS);
  if (!*out_made && currency != NULL)
    return pursuit_cli_misuse (error, _("--currency is for a new database, and this one exists already."));
  if (*out_made)
    {
      self->desk = pursuit_desk_create_with (self->db, currency, pursuit_cli_get_flags (self), error);
      if (self->desk == NULL)
        return FALSE;
    }

  return pursuit_cli_open (self, error);
}

static gboolean
answer (PursuitCli  *self,
        gint64       seed,
        GError     **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  gint64 n_customers = pursuit_store_count (store, PURSUIT_TYPE_CUSTOMER, error);
  gint64 n_deals = n_customers >= 0 ? pursuit_store_count (store, PURSUIT_TYPE_DEAL, error) : -1;
  g_autofree char *path = g_filename_display_name (pursuit_store_get_path (store));

  if (n_deals < 0)
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "file", path);
  json_object_set_int_member (self->answer, "customers", n_customers);
  json_object_set_int_member (self->answer, "deals", n_deals);
  json_object_set_int_member (self->answer, "seed", seed);
  if (!self->json)
    pursuit_output_line (self->output, _("“%1$s” has %2$lld customers and %3$lld deals, all of them invented."),
                         path, (long long) n_customers, (long long) n_deals);

  return TRUE;
}

static gboolean
run_demo (PursuitCli  *self,
          GError     **error)
{
  const DemoOptions *options = self->options;
  gint64 n_customers;
  gint64 seed;
  gboolean made = FALSE;

  if (!parse (options->customers, DEFAULT_CUSTOMERS, G_MAXUINT32, &n_customers, error) ||
      !parse (options->seed, DEFAULT_SEED, G_MAXUINT32, &seed, error))
    return FALSE;

  if (open_or_make (self, options->currency, &made, error) && fill (self, n_customers, seed, error))
    return answer (self, seed, error);

  if (made && self->desk != NULL)
    remove_made (self);
  return FALSE;
}

const PursuitCommand pursuit_cmd_demo = {
  .name = "demo",
  .summary = N_("Fill a database with an invented seller, to try things with"),
  .details = N_("Makes the database if there is none; one with customers is refused. The same numbers give the same data."),
  .options = demo_options,
  .options_size = sizeof (DemoOptions),
  .own_process = TRUE,
  .run = run_demo,
};
