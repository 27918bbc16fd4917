/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-search.h"
#include "pursuit-text-index.h"
#include "pursuit-text-query.h"

/* Finding something by what one remembers of its name, or of what was written about it. */

#define USUAL_LIMIT 20
#define MOST 1000

typedef struct
{
  char *kinds;
  gboolean text;
  int limit;
} FindOptions;

/* The words of the option, those of a single thing, and what a person reads. */
static const struct
{
  const char *plural;
  const char *name;
  const char *label;
  PursuitFoundKinds kind;
} kinds[] = {
  { "customers", "customer", N_("Customer"), PURSUIT_FOUND_CUSTOMER },
  { "contacts", "contact", N_("Contact"), PURSUIT_FOUND_CONTACT },
  { "deals", "deal", N_("Deal"), PURSUIT_FOUND_DEAL },
  { "staff", "staff", N_("Staff"), PURSUIT_FOUND_STAFF },
  { "texts", "text", N_("Text"), PURSUIT_FOUND_TEXT },
};

static PursuitFoundKinds
parse_kind (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (word, kinds[i].plural) || g_str_equal (word, kinds[i].name))
      return kinds[i].kind;

  return 0;
}

static gboolean
parse_kinds (const FindOptions  *options,
             PursuitFoundKinds  *out_kinds,
             GError            **error)
{
  g_auto(GStrv) words = g_strsplit (options->kinds != NULL ? options->kinds : "", ",", -1);

  *out_kinds = options->text ? PURSUIT_FOUND_TEXT : options->kinds != NULL ? 0 : PURSUIT_FOUND_NAMES;
  for (guint i = 0; words[i] != NULL; i++)
    {
      PursuitFoundKinds kind = parse_kind (words[i]);

      if (kind == 0)
        return pursuit_cli_misuse (error, _("“%s” cannot be looked for; there are customers, contacts, deals and staff."), words[i]);
      *out_kinds |= kind;
    }
  if (*out_kinds == 0)
    return pursuit_cli_misuse (error, _("Say what to look for: customers, contacts, deals or staff."));

  return TRUE;
}

static guint
get_kind (const PursuitFound *found)
{
  guint k = 0;

  while (k + 1 < G_N_ELEMENTS (kinds) && kinds[k].kind != found->kind)
    k++;

  return k;
}

/* The line around a match without its marks. */
static char *
dup_plain (const char *snippet)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = snippet; p != NULL && *p != '\0'; p++)
    if (*p != *PURSUIT_MATCH_BEGIN && *p != *PURSUIT_MATCH_END)
      g_string_append_c (plain, *p);

  return g_string_free (plain, FALSE);
}

static JsonArray *
describe (GPtrArray *all)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (all, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", kinds[get_kind (found)].name);
      json_object_set_int_member (object, "id", found->id);
      pursuit_answer_set_id (object, "customer_id", found->customer_id);
      pursuit_answer_set_id (object, "deal_id", found->deal_id);
      json_object_set_string_member (object, "title", found->title);
      pursuit_answer_set_text (object, "detail", found->detail);
      if (found->kind == PURSUIT_FOUND_TEXT)
        {
          g_autofree char *snippet = dup_plain (found->snippet);

          pursuit_answer_set_text (object, "snippet", snippet);
        }
      json_object_set_boolean_member (object, "own", found->own);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
write_found (PursuitCli *self,
             GPtrArray  *all)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("Details"), FALSE);
  for (guint i = 0; i < all->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (all, i);

      pursuit_table_add_cell (table, _(kinds[get_kind (found)].label));
      pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) found->id));
      pursuit_table_add_cell (table, found->title);
      if (found->kind == PURSUIT_FOUND_TEXT)
        pursuit_table_take_cell (table, dup_plain (found->snippet));
      else
        pursuit_table_add_cell (table, found->detail != NULL ? found->detail : "");
    }

  pursuit_table_write (table, self->output);
}

/* Whoever asks here wants to know of all texts; a window would gather those of a large file bit by bit. */
static gboolean
gather_texts (PursuitCli  *self,
              GError     **error)
{
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  gboolean ready = pursuit_store_is_read_only (store);

  while (!ready)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !pursuit_text_index_continue (store, &ready, error))
      return FALSE;

  return TRUE;
}

static gboolean
run_find (PursuitCli  *self,
          GError     **error)
{
  const FindOptions *options = self->options;
  g_autofree char *words = g_strjoinv (" ", self->args);
  g_autoptr(GPtrArray) all = NULL;
  PursuitFoundKinds wanted = 0;

  if (!parse_kinds (options, &wanted, error))
    return FALSE;
  if (options->limit < 0 || options->limit > MOST)
    return pursuit_cli_misuse (error, _("The limit is a number from 1 to %d."), MOST);
  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_VIEW, error) ||
      ((wanted & PURSUIT_FOUND_TEXT) != 0 && !gather_texts (self, error)))
    return FALSE;

  all = pursuit_search (self->desk, words, wanted, NULL, 0, options->limit > 0 ? (guint) options->limit : USUAL_LIMIT,
                        self->cancellable, error);
  if (all == NULL)
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "count", all->len);
  json_object_set_array_member (self->answer, "found", describe (all));
  if (!self->json && all->len > 0)
    write_found (self, all);
  else if (!self->json)
    pursuit_output_line (self->output, "%s", _("Nothing found."));

  return TRUE;
}

static const GOptionEntry find_options[] = {
  PURSUIT_OPTION (FindOptions, kinds, "kind", G_OPTION_ARG_STRING, N_("Look only for customers, contacts, deals, staff; several with commas"),
                  N_("KINDS")),
  PURSUIT_OPTION (FindOptions, text, "text", G_OPTION_ARG_NONE, N_("Look for the words in notes, activities and documents, not in names"),
                  NULL),
  PURSUIT_OPTION (FindOptions, limit, "limit", G_OPTION_ARG_INT, N_("At most this many, 20 unless told"), N_("N")),
  { NULL },
};

const PursuitCommand pursuit_cmd_find = {
  .name = "find",
  .arguments = N_("WORDS…"),
  .summary = N_("Find customers, contacts, deals and staff by their names"),
  .details = N_("All words must occur, in any order: in the name, a short name, a telephone number, an address. Chinese names are found by "
                "pinyin, too: whole, by initials, or both mixed. What fits best comes first. With --text, what was written down."),
  .n_required = 1,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .options = find_options,
  .options_size = sizeof (FindOptions),
  .run = run_find,
};
