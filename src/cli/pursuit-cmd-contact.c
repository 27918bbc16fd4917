/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-erasure.h"
#include "pursuit-person-file.h"
#include "pursuit-posts.h"
#include "pursuit-profile.h"
#include "pursuit-records.h"
#include "pursuit-str.h"
#include "pursuit-vcard-contact.h"

/* What one does with a person at a customer: contact show, edit, export and erase. */

static void
answer_posts (PursuitCli *self,
              GPtrArray  *posts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < posts->len; i++)
    {
      const PursuitPost *post = g_ptr_array_index (posts, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "customer_id", post->customer_id);
      pursuit_answer_set_text (object, "customer", post->customer);
      pursuit_answer_set_text (object, "title", post->title);
      pursuit_answer_set_text (object, "from", post->from_on);
      pursuit_answer_set_text (object, "until", post->until_on);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (self->answer, "posts", array);
}

static void
write_posts (PursuitCli *self,
             GPtrArray  *posts)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_output_line (self->output, "\n%s", _("Posts"));
  pursuit_table_add_column (table, _("Customer"), FALSE);
  pursuit_table_add_column (table, _("Title"), FALSE);
  pursuit_table_add_column (table, _("From"), FALSE);
  pursuit_table_add_column (table, _("Until"), FALSE);
  for (guint i = 0; i < posts->len; i++)
    {
      const PursuitPost *post = g_ptr_array_index (posts, i);

      pursuit_table_add_cell (table, post->customer);
      pursuit_table_add_cell (table, post->title);
      pursuit_table_add_cell (table, post->from_on);
      pursuit_table_add_cell (table, post->until_on);
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(GPtrArray) posts = NULL;
  gint64 id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, self->args[0], &id, error) ||
      !pursuit_cli_show_record (self, PURSUIT_TYPE_CONTACT, id, error) ||
      (contact = pursuit_records_load (self->desk, PURSUIT_TYPE_CONTACT, id, error)) == NULL ||
      (posts = pursuit_contacts_list_posts (self->desk, PURSUIT_CONTACT (contact), error)) == NULL)
    return FALSE;

  if (self->json)
    answer_posts (self, posts);
  else
    {
      write_posts (self, posts);
      if (!pursuit_contacts_may_see_profile (self->desk, PURSUIT_CONTACT (contact)))
        pursuit_output_line (self->output, "%s", _("The personal profile is not shown: that takes a right of its own."));
    }
  return TRUE;
}

const PursuitCommand pursuit_cmd_contact_show = {
  .name = "contact show",
  .arguments = N_("CONTACT"),
  .summary = N_("Show a person with their posts; that the profile was seen is written down"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_show,
};

static gboolean
run_edit (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 id;
  gint64 entry_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, self->args[0], &id, error) ||
      (original = pursuit_records_load (self->desk, PURSUIT_TYPE_CONTACT, id, error)) == NULL)
    return FALSE;

  edited = pursuit_record_copy (original);
  return pursuit_cli_set_fields (self, edited, self->args + 1, error) &&
         pursuit_records_save (self->desk, original, edited, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_CONTACT, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_contact_edit = {
  .name = "contact edit",
  .arguments = N_("CONTACT FIELD=VALUE…"),
  .summary = N_("Change fields of a person"),
  .n_required = 2,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .run = run_edit,
};

typedef struct
{
  char *format;
} ExportOptions;

static const GOptionEntry export_options[] = {
  PURSUIT_OPTION (ExportOptions, format, "format", G_OPTION_ARG_STRING,
                  N_("All that is held about the person, or a business card; json if not said"), "json|vcard"),
  { NULL },
};

static char *
make_card (PursuitCli  *self,
           gint64       id,
           GError     **error)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(PursuitVcard) card = NULL;
  g_autofree char *company = NULL;

  if (!pursuit_contacts_note_export (self->desk, id, error) ||
      (contact = pursuit_records_load (self->desk, PURSUIT_TYPE_CONTACT, id, error)) == NULL)
    return NULL;

  company = pursuit_cli_dup_name (self, PURSUIT_TYPE_CUSTOMER, PURSUIT_CONTACT (contact)->customer_id);
  card = pursuit_vcard_new_for_contact (PURSUIT_CONTACT (contact), company);
  return pursuit_vcard_to_text (card, PURSUIT_VCARD_4_0);
}

static char *
make_json (PursuitCli  *self,
           gint64       id,
           GError     **error)
{
  JsonObject *all = pursuit_contacts_export (self->desk, id, error);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  if (all == NULL)
    return NULL;

  json_node_take_object (node, all);
  text = json_to_string (node, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static gboolean
write_text (PursuitCli  *self,
            const char  *text,
            gboolean     is_card,
            GError     **error)
{
  g_autoptr(JsonNode) node = NULL;

  if (self->n_args > 1)
    {
      g_autofree char *name = g_filename_display_name (self->args[1]);

      if (!g_file_set_contents (self->args[1], text, -1, error))
        return FALSE;
      self->answer = json_object_new ();
      json_object_set_string_member (self->answer, "file", name);
      if (!self->json)
        pursuit_output_line (self->output, _("What is held about the person is written to “%s”."), name);
      return TRUE;
    }
  if (!self->json)
    {
      pursuit_output_bytes (self->output, text, strlen (text));
      return TRUE;
    }
  if (is_card)
    {
      self->answer = json_object_new ();
      json_object_set_string_member (self->answer, "text", text);
      return TRUE;
    }

  node = json_from_string (text, error);
  self->answer = node != NULL ? json_node_dup_object (node) : NULL;
  return node != NULL;
}

static gboolean
run_export (PursuitCli  *self,
            GError     **error)
{
  const ExportOptions *options = self->options;
  gboolean is_card = g_strcmp0 (options->format, "vcard") == 0;
  g_autofree char *text = NULL;
  gint64 id;

  if (options->format != NULL && !is_card && !g_str_equal (options->format, "json"))
    return pursuit_cli_misuse (error, _("What is held about a person can be written as json or vcard."));
  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, self->args[0], &id, error))
    return FALSE;

  text = is_card ? make_card (self, id, error) : make_json (self, id, error);
  return text != NULL && write_text (self, text, is_card, error);
}

const PursuitCommand pursuit_cmd_contact_export = {
  .name = "contact export",
  .arguments = N_("CONTACT [FILE]"),
  .summary = N_("Write all that is held about a person, or a business card"),
  .details = N_("Without FILE it goes to the standard output. That it was taken out is written down."),
  .n_required = 1,
  .n_allowed = 2,
  .file_argument = 2,
  .options = export_options,
  .options_size = sizeof (ExportOptions),
  .run = run_export,
};

typedef struct
{
  gboolean yes;
} EraseOptions;

static const GOptionEntry erase_options[] = {
  PURSUIT_OPTION (EraseOptions, yes, "yes", G_OPTION_ARG_NONE, N_("Really: it cannot be undone"), NULL),
  { NULL },
};

static void
write_erasure (PursuitCli           *self,
               gint64                id,
               const PursuitErasure *erasure)
{
  pursuit_output_line (self->output, _("What was known about person %1$lld is erased, as entry %2$lld."), (long long) id,
                       (long long) erasure->entry_id);
  pursuit_output_line (self->output, "%s", _("Backups that were made before still have it."));
  if (!erasure->is_wiped)
    pursuit_output_line (self->output, "%s",
                         _("The file could not be written anew just now, because somebody else uses it: what another program once "
                           "deleted in it may still be there."));
}

static gboolean
run_erase (PursuitCli  *self,
           GError     **error)
{
  const EraseOptions *options = self->options;
  PursuitErasure erasure;
  gint64 id;

  if (!options->yes)
    return pursuit_cli_misuse (error, _("Erasing cannot be undone: say --yes."));
  if (!pursuit_cli_parse_number (self->args[0], 1, G_MAXINT64, &id, error) || !pursuit_cli_open (self, error) ||
      !pursuit_contacts_erase (self->desk, id, &erasure, error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "entry", erasure.entry_id);
  json_object_set_int_member (self->answer, "entries_erased", erasure.n_entries);
  json_object_set_int_member (self->answer, "mentions_blotted", erasure.n_mentions);
  json_object_set_boolean_member (self->answer, "file_written_anew", erasure.is_wiped);
  if (!self->json)
    write_erasure (self, id, &erasure);
  return TRUE;
}

const PursuitCommand pursuit_cmd_contact_erase = {
  .name = "contact erase",
  .arguments = N_("ID --yes"),
  .summary = N_("Erase what is known about a person, for good"),
  .details = N_("The fields, the texts of what hangs on the person, what the journal said of them, and the name where others wrote it. "
                "The journal keeps that something was erased, not what."),
  .n_required = 1,
  .n_allowed = 1,
  .options = erase_options,
  .options_size = sizeof (EraseOptions),
  .run = run_erase,
};
