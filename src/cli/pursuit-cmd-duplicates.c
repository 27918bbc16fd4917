/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-duplicate-finding.h"
#include "pursuit-duplicate-keys.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* Who may be there twice (DOS-6). */

#define USUAL_LIMIT 100

typedef struct
{
  gboolean contacts;
  gboolean dismiss;
  int limit;
  int offset;
} Options;

static const GOptionEntry options[] = {
  PURSUIT_OPTION (Options, contacts, "contacts", G_OPTION_ARG_NONE, N_("People, not customers"), NULL),
  PURSUIT_OPTION (Options, dismiss, "dismiss", G_OPTION_ARG_NONE, N_("Say of these two that they are not the same"), NULL),
  PURSUIT_OPTION (Options, limit, "limit", G_OPTION_ARG_INT, N_("At most so many pairs, 100 if not said"), N_("NUMBER")),
  PURSUIT_OPTION (Options, offset, "offset", G_OPTION_ARG_INT, N_("Leave out so many"), N_("NUMBER")),
  { NULL },
};

static JsonObject *
describe_one (const PursuitDuplicate *duplicate)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", duplicate->id);
  json_object_set_string_member (object, "name", duplicate->name);
  if (duplicate->detail != NULL)
    json_object_set_string_member (object, "customer", duplicate->detail);

  return object;
}

static void
describe (PursuitCli *self,
          GPtrArray  *pairs,
          guint       total)
{
  static const char *const words[] = { NULL, "code", "name", "phone", "email", "domain" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < pairs->len; i++)
    {
      const PursuitLikelyPair *pair = g_ptr_array_index (pairs, i);
      JsonObject *object = json_object_new ();
      JsonArray *reasons = json_array_new ();

      for (guint kind = 1; kind < G_N_ELEMENTS (words); kind++)
        if (pair->first.kinds & (1u << kind))
          json_array_add_string_element (reasons, words[kind]);
      json_object_set_int_member (object, "score", pair->first.score);
      json_object_set_array_member (object, "same", reasons);
      json_object_set_object_member (object, "first", describe_one (&pair->first));
      json_object_set_object_member (object, "second", describe_one (&pair->second));
      json_array_add_object_element (array, object);
    }

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "total", total);
  json_object_set_array_member (self->answer, "pairs", array);
}

static void
add_one (PursuitTable           *table,
         const PursuitDuplicate *duplicate)
{
  pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, duplicate->id));
  if (duplicate->detail != NULL)
    /* Translators: a person and the customer where they work */
    pursuit_table_take_cell (table, g_strdup_printf (C_("duplicate", "%1$s (%2$s)"), duplicate->name, duplicate->detail));
  else
    pursuit_table_add_cell (table, duplicate->name);
}

static void
write_pairs (PursuitCli *self,
             GPtrArray  *pairs)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  if (pairs->len == 0)
    {
      pursuit_output_line (self->output, _("Nobody seems to be there twice."));
      return;
    }

  pursuit_table_add_column (table, _("Score"), TRUE);
  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("Why"), FALSE);
  for (guint i = 0; i < pairs->len; i++)
    {
      const PursuitLikelyPair *pair = g_ptr_array_index (pairs, i);

      pursuit_table_take_cell (table, g_strdup_printf ("%d", pair->first.score));
      add_one (table, &pair->first);
      add_one (table, &pair->second);
      pursuit_table_take_cell (table, pursuit_duplicate_dup_reasons (pair->first.kinds));
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_dismiss (PursuitCli  *self,
             GType        type,
             GError     **error)
{
  gint64 id, other_id, entry_id;

  if (self->n_args != 2)
    return pursuit_cli_misuse (error, _("Say which two are not the same."));
  if (!pursuit_cli_look_up (self, type, self->args[0], &id, error) ||
      !pursuit_cli_look_up (self, type, self->args[1], &other_id, error) ||
      !pursuit_duplicates_dismiss (self->desk, type, id, other_id, &entry_id, error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "entry", entry_id);
  if (!self->json)
    pursuit_output_line (self->output, _("Nos. %1$lld and %2$lld are not the same, by entry %3$lld."), (long long) id,
                         (long long) other_id, (long long) entry_id);
  return TRUE;
}

static gboolean
run (PursuitCli  *self,
     GError     **error)
{
  const Options *chosen = self->options;
  GType type = chosen->contacts ? PURSUIT_TYPE_CONTACT : PURSUIT_TYPE_CUSTOMER;
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  g_autoptr(GPtrArray) pairs = NULL;
  guint total;

  if (chosen->limit < 0 || chosen->offset < 0)
    return pursuit_cli_misuse (error, _("A number of pairs is not negative."));
  if (!chosen->dismiss && self->n_args > 0)
    return pursuit_cli_misuse (error, _("Two records are named with “--dismiss” only."));
  if (!pursuit_cli_open (self, error))
    return FALSE;
  if (chosen->dismiss)
    return run_dismiss (self, type, error);

  if (!pursuit_duplicates_catch_up (self->desk, pursuit_interrupt_get_cancellable (interrupt), error))
    return FALSE;
  pairs = pursuit_duplicates_list (self->desk, type, (guint) chosen->offset, chosen->limit > 0 ? (guint) chosen->limit : USUAL_LIMIT,
                                   &total, error);
  if (pairs == NULL)
    return FALSE;

  describe (self, pairs, total);
  if (!self->json)
    write_pairs (self, pairs);
  return TRUE;
}

const PursuitCommand pursuit_cmd_duplicates = {
  .name = "duplicates",
  .arguments = N_("[ONE OTHER]"),
  .summary = N_("List customers or people who seem to be there twice"),
  .details = N_("Two are likely the same when they share a registration code, a name, a telephone number, an e-mail address or a domain. "
                "“customer merge” and “contact merge” make them one, “--dismiss” remembers that they are not."),
  .n_allowed = 2,
  .options = options,
  .options_size = sizeof (Options),
  .run = run,
};
