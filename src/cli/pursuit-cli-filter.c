/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-lookup-private.h"
#include "pursuit-cmd-process-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-filters.h"
#include "pursuit-own-fields.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/**
 * pursuit_filter_check:
 * @options: what was typed
 * @kind: what it is about
 * @error: return location
 *
 * A filter that a list does not know would give too much without a word.
 *
 * Fails with %G_OPTION_ERROR_FAILED.
 *
 * Returns: %TRUE when every option that was given means something for @kind
 */
gboolean
pursuit_filter_check (const PursuitFilterOptions  *options,
                      const PursuitKind           *kind,
                      GError                     **error)
{
  const struct
  {
    gboolean given;
    PursuitFilters filter;
    const char *name;
  } given[] = {
    { options->search != NULL, PURSUIT_FILTER_SEARCH, "--search" },
    { options->owners != NULL, PURSUIT_FILTER_OWNER, "--owner" },
    { options->pool, PURSUIT_FILTER_FACETS, "--pool" },
    { options->filter != NULL, PURSUIT_FILTER_SAVED, "--filter" },
    { options->customer != NULL, PURSUIT_FILTER_CUSTOMER, "--customer" },
    { options->stage != 0, PURSUIT_FILTER_STAGE, "--stage" },
    { options->status != NULL, PURSUIT_FILTER_STATUS, "--status" },
    { options->grades != NULL, PURSUIT_FILTER_FACETS, "--grade" },
    { options->funnels != NULL, PURSUIT_FILTER_FACETS, "--funnel" },
    { options->regions != NULL, PURSUIT_FILTER_FACETS, "--region" },
    { options->industries != NULL, PURSUIT_FILTER_FACETS, "--industry" },
    { options->sources != NULL, PURSUIT_FILTER_FACETS, "--source" },
    { options->tags != NULL, PURSUIT_FILTER_FACETS, "--tag" },
    { options->where != NULL, PURSUIT_FILTER_WHERE, "--where" },
    { options->stalled, PURSUIT_FILTER_STALLED, "--stalled" },
    { options->process != NULL, PURSUIT_FILTER_TRACKS, "--process" },
    { options->misaligned, PURSUIT_FILTER_TRACKS, "--misaligned" },
    { options->ahead, PURSUIT_FILTER_TRACKS, "--ahead" },
    { options->late, PURSUIT_FILTER_TRACKS, "--late" },
    { options->parked, PURSUIT_FILTER_TRACKS, "--parked" },
    { options->silent, PURSUIT_FILTER_TRACKS, "--silent" },
    { options->incomplete, PURSUIT_FILTER_TRACKS, "--incomplete" },
    { options->not_handed_over, PURSUIT_FILTER_TRACKS, "--not-handed-over" },
    { options->overridden != 0, PURSUIT_FILTER_TRACKS, "--overridden" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].given && !(kind->filters & given[i].filter))
      return pursuit_cli_misuse (error, _("“%1$s” does not go with %2$s."), given[i].name, kind->plural);

  return TRUE;
}

static gboolean
parse_enum (GType         type,
            const char   *option,
            const char   *text,
            int          *out_value,
            GError      **error)
{
  g_autoptr(GEnumClass) klass = NULL;
  g_autoptr(GString) nicks = g_string_new (NULL);

  if (text == NULL || pursuit_enum_parse (type, text, out_value) || pursuit_enum_from_nick (type, text, out_value))
    return TRUE;

  klass = g_type_class_ref (type);
  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (nicks, "%s%s", i > 0 ? ", " : "", klass->values[i].value_nick);

  return pursuit_cli_misuse (error, _("“%1$s” is no value for %2$s; the values are: %3$s."), text, option, nicks->str);
}

/* What a filter says is where the other options begin. */
static PursuitQuery *
begin_query (PursuitCli   *self,
             const char   *name,
             PursuitList   list,
             GError      **error)
{
  g_autoptr(PursuitSavedFilter) filter = NULL;
  g_autoptr(PursuitFilterDefinition) definition = NULL;

  if (name == NULL)
    return pursuit_query_new (list);
  filter = pursuit_filters_find (self->desk, list, name, error);
  definition = filter != NULL ? pursuit_filters_read (self->desk, filter, error) : NULL;
  if (definition == NULL)
    return NULL;
  if (definition->unknown != NULL)
    {
      g_autofree char *unknown = g_strjoinv (", ", definition->unknown);

      pursuit_output_message (self->output, _("A newer version saved this filter; what it says of %s does not count here."), unknown);
    }

  return g_steal_pointer (&definition->query);
}

static void
choose_texts (PursuitQuery *query,
              const char   *field,
              char        **texts)
{
  if (texts != NULL)
    pursuit_query_choose (query, field, (const char *const *) texts);
}

/* Of grades none is a value, which the store has as nothing. */
static gboolean
choose_enum (PursuitQuery      *query,
             const char        *field,
             GType              type,
             const char        *option,
             const char *const *texts,
             GError           **error)
{
  if (texts != NULL)
    pursuit_query_choose (query, field, NULL);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      const char *nick;
      int value = 0;

      if (!parse_enum (type, option, texts[i], &value, error))
        return FALSE;
      nick = pursuit_enum_get_nick (type, value);
      pursuit_query_set_chosen (query, field, g_str_equal (nick, "none") ? "" : nick, TRUE);
    }

  return TRUE;
}

/* Deals have an owner of their own. */
static gboolean
set_owners (PursuitCli                  *self,
            const PursuitFilterOptions  *options,
            PursuitQuery                *query,
            GError                     **error)
{
  if (options->owners != NULL && options->owners[1] != NULL && query->list == PURSUIT_LIST_DEALS)
    return pursuit_cli_misuse (error, _("Deals can be listed of one owner at a time."));

  if (options->owners != NULL || options->pool)
    pursuit_query_choose (query, "owner_id", NULL);
  for (guint i = 0; options->owners != NULL && options->owners[i] != NULL; i++)
    {
      g_autofree char *id = NULL;

      if (!pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, options->owners[i], &query->owner_id, error))
        return FALSE;
      id = g_strdup_printf ("%" G_GINT64_FORMAT, query->owner_id);
      if (query->list != PURSUIT_LIST_DEALS)
        pursuit_query_set_chosen (query, "owner_id", id, TRUE);
    }
  if (query->list != PURSUIT_LIST_DEALS)
    query->owner_id = 0;
  if (options->pool)
    pursuit_query_set_chosen (query, "owner_id", "", TRUE);

  return TRUE;
}

/* Of contacts and deals, a field of their own or of their customers. */
static const PursuitField *
find_own (PursuitOwnSet *set,
          GType          type,
          const char    *name)
{
  return g_str_has_prefix (name, PURSUIT_OWN_PREFIX) ? pursuit_own_set_find_field (set, type, name)
                                                     : pursuit_own_set_find_called (set, type, name);
}

static GType
get_own_type (PursuitList list)
{
  return list == PURSUIT_LIST_CONTACTS ? PURSUIT_TYPE_CONTACT : list == PURSUIT_LIST_DEALS ? PURSUIT_TYPE_DEAL : PURSUIT_TYPE_CUSTOMER;
}

static char *
dup_choice_name (const PursuitField *field)
{
  if (field->own->type == PURSUIT_TYPE_CUSTOMER)
    return g_strdup (field->name);

  return g_strconcat (field->own->type == PURSUIT_TYPE_DEAL ? PURSUIT_OWN_OF_DEAL_PREFIX : PURSUIT_OWN_OF_CONTACT_PREFIX,
                      field->own->key, NULL);
}

/* Values are compared as they are kept. */
static gboolean
choose_own (PursuitCli    *self,
            PursuitQuery  *query,
            const char    *pair,
            GError       **error)
{
  g_auto(GStrv) parts = g_strsplit (pair, "=", 2);
  PursuitOwnSet *set = pursuit_desk_get_own_set (self->desk, error);
  const PursuitField *field;
  g_autofree char *value = NULL;
  g_autofree char *name = NULL;
  gint64 number;

  if (set == NULL)
    return FALSE;
  if (g_strv_length (parts) != 2)
    return pursuit_cli_misuse (error, _("“%s” does not have the form NAME=VALUE."), pair);
  field = find_own (set, get_own_type (query->list), parts[0]);
  if (field == NULL)
    field = find_own (set, PURSUIT_TYPE_CUSTOMER, parts[0]);
  if (field == NULL)
    return pursuit_cli_misuse (error, _("There is no own field “%s” here."), parts[0]);
  if (field->kind != PURSUIT_KIND_CHOICE && field->kind != PURSUIT_KIND_TEXT && field->kind != PURSUIT_KIND_DATE)
    return pursuit_cli_misuse (error, _("--where looks at texts, dates, choices, and yes or no."));
  if (!pursuit_field_parse (field, parts[1], pursuit_desk_get_currency (self->desk), PURSUIT_DATE_ORDER_AUTO, &number, &value,
                            error))
    return FALSE;

  name = dup_choice_name (field);
  pursuit_query_set_chosen (query, name, value != NULL ? value : "", TRUE);
  return TRUE;
}

static gboolean
set_facets (PursuitCli                  *self,
            const PursuitFilterOptions  *options,
            PursuitQuery                *query,
            GError                     **error)
{
  choose_texts (query, "region", options->regions);
  choose_texts (query, "industry", options->industries);
  choose_texts (query, "source", options->sources);
  choose_texts (query, "tag", options->tags);
  for (guint i = 0; options->where != NULL && options->where[i] != NULL; i++)
    if (!choose_own (self, query, options->where[i], error))
      return FALSE;

  return choose_enum (query, "grade", PURSUIT_TYPE_GRADE, "--grade", (const char *const *) options->grades, error) &&
         choose_enum (query, "funnel", PURSUIT_TYPE_FUNNEL, "--funnel", (const char *const *) options->funnels, error) &&
         set_owners (self, options, query, error);
}

/* Histories have one order only, which is by time; what is listed by its name has no other either. */
static gboolean
has_order (PursuitList  list,
           PursuitOrder order)
{
  switch (order)
    {
    case PURSUIT_ORDER_DEFAULT:
      return TRUE;
    case PURSUIT_ORDER_NAME:
      return list != PURSUIT_LIST_ACTIVITIES && list != PURSUIT_LIST_TIMELINE && list != PURSUIT_LIST_JOURNAL;
    case PURSUIT_ORDER_AMOUNT:
    case PURSUIT_ORDER_AGE:
      return list == PURSUIT_LIST_CUSTOMERS || list == PURSUIT_LIST_DEALS;
    case PURSUIT_ORDER_GRADE:
      return list == PURSUIT_LIST_CUSTOMERS;
    case PURSUIT_ORDER_CLOSING:
    case PURSUIT_ORDER_GAP:
      return list == PURSUIT_LIST_DEALS;
    case PURSUIT_ORDER_BUYING_ROLE:
      return list == PURSUIT_LIST_CONTACTS;
    case PURSUIT_N_ORDERS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* By a field that the house has added. */
static gboolean
set_own_order (PursuitCli    *self,
               const char    *name,
               PursuitQuery  *query,
               GError       **error)
{
  gboolean has_own = query->list == PURSUIT_LIST_CUSTOMERS || query->list == PURSUIT_LIST_CONTACTS || query->list == PURSUIT_LIST_DEALS;
  PursuitOwnSet *set = pursuit_desk_get_own_set (self->desk, error);

  if (set == NULL)
    return FALSE;
  if (!has_own || pursuit_own_set_find_field (set, get_own_type (query->list), name) == NULL)
    return pursuit_cli_misuse (error, _("There is no own field “%s” here."), name);

  pursuit_set_str (&query->own_order, name);
  return TRUE;
}

static gboolean
parse_order (PursuitCli    *self,
             const char    *text,
             PursuitQuery  *query,
             GError       **error)
{
  static const char *const orders[] = {
    [PURSUIT_ORDER_DEFAULT] = "default", [PURSUIT_ORDER_NAME] = "name",   [PURSUIT_ORDER_AMOUNT] = "amount",
    [PURSUIT_ORDER_AGE] = "age",         [PURSUIT_ORDER_GRADE] = "grade", [PURSUIT_ORDER_CLOSING] = "closing",
    [PURSUIT_ORDER_BUYING_ROLE] = "role", [PURSUIT_ORDER_GAP] = "gap",
  };
  g_autoptr(GString) names = g_string_new (NULL);

  if (text == NULL)
    return TRUE;
  g_clear_pointer (&query->own_order, g_free);
  if (g_str_has_prefix (text, PURSUIT_OWN_PREFIX))
    return set_own_order (self, text, query, error);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (!has_order (query->list, (PursuitOrder) i))
        continue;
      if (g_str_equal (text, orders[i]))
        {
          query->order = (PursuitOrder) i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", orders[i]);
    }

  return pursuit_cli_misuse (error, _("“%1$s” is no value for %2$s; the values are: %3$s."), text, "--order", names->str);
}

/* What is said of the two tracks of deals. Ahead or late is misaligned. */
static gboolean
set_tracks (PursuitCli                  *self,
            const PursuitFilterOptions  *options,
            PursuitQuery                *query,
            GError                     **error)
{
  if (options->overridden < 0)
    return pursuit_cli_misuse (error, _("“%s” counts days, 1 or more."), "--overridden");

  if (options->misaligned || (options->ahead && options->late))
    query->gap = PURSUIT_GAP_MISALIGNED;
  else if (options->ahead)
    query->gap = PURSUIT_GAP_AHEAD;
  else if (options->late)
    query->gap = PURSUIT_GAP_LATE;
  if (options->parked)
    query->parked = TRUE;
  query->silent |= options->silent;
  query->incomplete |= options->incomplete;
  query->unaccepted |= options->not_handed_over;
  if (options->overridden > 0)
    query->overridden = options->overridden;

  return options->process == NULL || pursuit_cli_look_up_process (self, options->process, &query->process_id, error);
}

/**
 * pursuit_filter_make_query:
 * @self: a run with an open desk
 * @options: what was typed
 * @list: which list
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED when a value means nothing, as pursuit_cli_look_up() and as
 * pursuit_cli_look_up_stage().
 *
 * Returns: (transfer full): the query
 */
PursuitQuery *
pursuit_filter_make_query (PursuitCli                  *self,
                           const PursuitFilterOptions  *options,
                           PursuitList                  list,
                           GError                     **error)
{
  g_autoptr(PursuitQuery) query = begin_query (self, options->filter, list, error);

  if (query == NULL)
    return NULL;
  if (options->search != NULL)
    pursuit_set_str (&query->search, options->search);
  query->stalled |= options->stalled;
  query->reversed ^= options->reverse;
  if (!parse_enum (PURSUIT_TYPE_DEAL_STATUS, "--status", options->status, &query->status, error) ||
      !set_facets (self, options, query, error) ||
      !parse_order (self, options->order, query, error) ||
      !set_tracks (self, options, query, error) ||
      (options->stage != 0 && !pursuit_cli_look_up_stage (self, query->process_id, options->stage, &query->stage_id, error)) ||
      (options->customer != NULL &&
       !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, options->customer, &query->customer_id, error)))
    return NULL;

  return g_steal_pointer (&query);
}
