/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-rights-verbs.h"
#include "pursuit-role.h"
#include "pursuit-verbs.h"

/* rights show, set, reset and explain: what each role may do (design.md 6). */

static gboolean
is_changed (const PursuitRights *rights,
            PursuitRight         right)
{
  return rights->scopes[right] != pursuit_rights_get_shipped (rights->system_role, right);
}

static JsonObject *
describe_role (const PursuitRights *rights)
{
  JsonObject *object = json_object_new ();
  JsonObject *scopes = json_object_new ();
  JsonArray *changed = json_array_new ();

  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    {
      const char *nick = pursuit_enum_get_nick (PURSUIT_TYPE_RIGHT, (int) right);

      json_object_set_string_member (scopes, nick, pursuit_enum_get_nick (PURSUIT_TYPE_SCOPE, (int) rights->scopes[right]));
      if (is_changed (rights, right))
        json_array_add_string_element (changed, nick);
    }
  pursuit_answer_set_id (object, "role_id", rights->role_id);
  json_object_set_string_member (object, "role", rights->role);
  json_object_set_object_member (object, "rights", scopes);
  json_object_set_array_member (object, "changed", changed);

  return object;
}

/* The roles that have a right in one scope; a star stands at those for whom the house changed it. */
static char *
name_roles (GPtrArray    *all,
            PursuitRight  right,
            PursuitScope  scope)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PursuitRights *rights = g_ptr_array_index (all, i);

      if (rights->scopes[right] == scope)
        g_string_append_printf (names, "%s%s%s", names->len > 0 ? _(", ") : "", rights->role, is_changed (rights, right) ? "*" : "");
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
write_all (PursuitCli *self,
           GPtrArray  *all)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Right"), FALSE);
  pursuit_table_add_column (table, _("Reaches to"), FALSE);
  pursuit_table_add_column (table, _("Roles"), FALSE);
  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    for (int scope = PURSUIT_SCOPE_ALL; scope > PURSUIT_SCOPE_NONE; scope--)
      {
        g_autofree char *names = name_roles (all, right, (PursuitScope) scope);

        if (*names == '\0')
          continue;
        pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_RIGHT, (int) right));
        pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_SCOPE, scope));
        pursuit_table_take_cell (table, g_steal_pointer (&names));
      }
  pursuit_table_write (table, self->output);
}

static void
write_role (PursuitCli          *self,
            const PursuitRights *rights)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Right"), FALSE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("Reaches to"), FALSE);
  pursuit_table_add_column (table, _("As shipped"), FALSE);
  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    {
      PursuitScope shipped = pursuit_rights_get_shipped (rights->system_role, right);

      pursuit_table_add_cell (table, pursuit_enum_get_nick (PURSUIT_TYPE_RIGHT, (int) right));
      pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_RIGHT, (int) right));
      pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_SCOPE, (int) rights->scopes[right]));
      pursuit_table_add_cell (table, is_changed (rights, right) ? pursuit_enum_get_label (PURSUIT_TYPE_SCOPE, (int) shipped) : "");
    }
  pursuit_table_write (table, self->output);
}

typedef struct
{
  char *role;
} ShowOptions;

static const GOptionEntry show_options[] = {
  PURSUIT_OPTION (ShowOptions, role, "role", G_OPTION_ARG_STRING, N_("Only this role"), N_("NAME|ID")),
  { NULL },
};

/* Whoever does not administer reads their own row only. */
static gboolean
keep_role (PursuitCli  *self,
           GPtrArray   *all,
           gint64       role_id,
           GError     **error)
{
  for (guint i = all->len; i > 0; i--)
    if (((PursuitRights *) g_ptr_array_index (all, i - 1))->role_id != role_id)
      g_ptr_array_remove_index (all, i - 1);

  return all->len > 0 || pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error);
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  const ShowOptions *options = self->options;
  g_autoptr(GPtrArray) all = NULL;
  JsonArray *roles;
  gint64 role_id = 0;

  if (!pursuit_cli_open (self, error) ||
      (options->role != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_ROLE, options->role, &role_id, error)) ||
      (all = pursuit_rights_list (self->desk, error)) == NULL || (options->role != NULL && !keep_role (self, all, role_id, error)))
    return FALSE;

  roles = json_array_new ();
  for (guint i = 0; i < all->len; i++)
    json_array_add_object_element (roles, describe_role (g_ptr_array_index (all, i)));
  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "roles", roles);
  if (!self->json && all->len == 1)
    write_role (self, g_ptr_array_index (all, 0));
  else if (!self->json)
    write_all (self, all);
  return TRUE;
}

const PursuitCommand pursuit_cmd_rights_show = {
  .name = "rights show",
  .summary = N_("Show what each role may do, and how far"),
  .details = N_("Who does not administer the database sees what their own role may do."),
  .options = show_options,
  .options_size = sizeof (ShowOptions),
  .run = run_show,
};

static gboolean
parse_right (const char    *text,
             PursuitRight  *out_right,
             GError       **error)
{
  int right;

  if (!pursuit_enum_parse (PURSUIT_TYPE_RIGHT, text, &right))
    return pursuit_cli_misuse (error, _("There is no right “%s”; “rights show” lists them."), text);

  *out_right = (PursuitRight) right;
  return TRUE;
}

static gboolean
run_set (PursuitCli  *self,
         GError     **error)
{
  PursuitRight right;
  gint64 role_id;
  gint64 entry_id;
  int scope;

  if (!parse_right (self->args[1], &right, error))
    return FALSE;
  if (!pursuit_enum_parse (PURSUIT_TYPE_SCOPE, self->args[2], &scope))
    return pursuit_cli_misuse (error, _("“%s” is no scope; none, own, assigned, team and all are."), self->args[2]);

  return pursuit_cli_open (self, error) && pursuit_cli_look_up (self, PURSUIT_TYPE_ROLE, self->args[0], &role_id, error) &&
         pursuit_rights_set (self->desk, role_id, right, (PursuitScope) scope, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_ROLE, role_id, entry_id, error);
}

const PursuitCommand pursuit_cmd_rights_set = {
  .name = "rights set",
  .arguments = N_("ROLE RIGHT SCOPE"),
  .summary = N_("Say how far a right of a role reaches"),
  .details = N_("SCOPE is none, own, assigned (and what one works on), team or all."),
  .n_required = 3,
  .n_allowed = 3,
  .run = run_set,
};

static gboolean
run_reset (PursuitCli  *self,
           GError     **error)
{
  PursuitRight right;
  gint64 role_id;
  gint64 entry_id;

  return parse_right (self->args[1], &right, error) && pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_ROLE, self->args[0], &role_id, error) &&
         pursuit_rights_reset (self->desk, role_id, right, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_ROLE, role_id, entry_id, error);
}

const PursuitCommand pursuit_cmd_rights_reset = {
  .name = "rights reset",
  .arguments = N_("ROLE RIGHT"),
  .summary = N_("Have a right of a role reach as far as it is shipped"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_reset,
};

typedef struct
{
  char *deal;
  char *customer;
} ExplainOptions;

static const GOptionEntry explain_options[] = {
  PURSUIT_OPTION (ExplainOptions, deal, "deal", G_OPTION_ARG_STRING, N_("With this deal"), N_("TITLE|ID")),
  PURSUIT_OPTION (ExplainOptions, customer, "customer", G_OPTION_ARG_STRING, N_("With this customer"), N_("NAME|ID")),
  { NULL },
};

/* Whose something is, is not told: only whether one may. */
static gboolean
find_subject (PursuitCli            *self,
              const ExplainOptions  *options,
              PursuitSubject        *out_subject,
              GError               **error)
{
  GType type = options->deal != NULL ? PURSUIT_TYPE_DEAL : PURSUIT_TYPE_CUSTOMER;
  g_autoptr(PursuitRecord) record = NULL;
  gint64 id;

  if (!pursuit_cli_look_up (self, type, options->deal != NULL ? options->deal : options->customer, &id, error) ||
      (record = pursuit_store_load (pursuit_desk_get_store (self->desk), type, id, error)) == NULL)
    return FALSE;

  if (PURSUIT_IS_DEAL (record))
    *out_subject = (PursuitSubject) { PURSUIT_DEAL (record)->owner_id, PURSUIT_DEAL (record)->customer_id, id };
  else
    *out_subject = (PursuitSubject) { PURSUIT_CUSTOMER (record)->owner_id, id, 0 };
  return TRUE;
}

static void
answer_explanation (PursuitCli               *self,
                    const PursuitExplanation *explanation)
{
  self->answer = json_object_new ();
  json_object_set_boolean_member (self->answer, "may", explanation->may);
  json_object_set_string_member (self->answer, "right", pursuit_enum_get_nick (PURSUIT_TYPE_RIGHT, (int) explanation->right));
  json_object_set_string_member (self->answer, "scope", pursuit_enum_get_nick (PURSUIT_TYPE_SCOPE, (int) explanation->scope));
  json_object_set_string_member (self->answer, "reason", explanation->sentence);
  if (!self->json)
    pursuit_output_line (self->output, "%s", explanation->sentence);
}

static gboolean
run_explain (PursuitCli  *self,
             GError     **error)
{
  const ExplainOptions *options = self->options;
  g_autoptr(PursuitExplanation) explanation = NULL;
  PursuitSubject subject = { 0 };
  gboolean has_subject = options->deal != NULL || options->customer != NULL;
  PursuitRight right;

  if (options->deal != NULL && options->customer != NULL)
    return pursuit_cli_misuse (error, _("Name a deal or a customer, not both."));
  if (!pursuit_verbs_find (self->args[0], &right))
    return pursuit_cli_misuse (error, _("There is no verb or right “%s”; “rights show” lists the rights."), self->args[0]);
  if (!pursuit_cli_open (self, error) || (has_subject && !find_subject (self, options, &subject, error)))
    return FALSE;

  explanation = pursuit_verbs_explain (self->desk, right, has_subject ? &subject : NULL, error);
  if (explanation == NULL)
    return FALSE;

  answer_explanation (self, explanation);
  return TRUE;
}

const PursuitCommand pursuit_cmd_rights_explain = {
  .name = "rights explain",
  .arguments = N_("VERB"),
  .summary = N_("Say whether one may do something, why, and who could"),
  .details = N_("VERB is what one wants to do, such as move or merge, or the name of a right."),
  .n_required = 1,
  .n_allowed = 1,
  .options = explain_options,
  .options_size = sizeof (ExplainOptions),
  .run = run_explain,
};
