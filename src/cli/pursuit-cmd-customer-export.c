/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-cli-lookup-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-dossier-paper.h"
#include "pursuit-dossier.h"
#include "pursuit-pdf.h"
#include "pursuit-profile.h"
#include "pursuit-records.h"
#include "pursuit-str.h"
#include "pursuit-vcard-contact.h"

/* customer export: one dossier as PDF, as JSON, or its people as business cards. */

typedef struct
{
  char *format;
} ExportOptions;

static const GOptionEntry export_options[] = {
  PURSUIT_OPTION (ExportOptions, format, "format", G_OPTION_ARG_STRING, N_("How to write it; without it the name of the file says so"),
                  "pdf|json|vcard"),
  { NULL },
};

typedef GBytes *(*MakeBytes) (PursuitCli  *self,
                              gint64       customer_id,
                              GError     **error);

static GBytes *
make_pdf (PursuitCli  *self,
          gint64       customer_id,
          GError     **error)
{
  g_autoptr(PursuitPaper) paper = pursuit_dossier_make_paper (self->desk, customer_id, error);

  return paper != NULL ? pursuit_pdf_make (paper, NULL, error) : NULL;
}

static GBytes *
make_json (PursuitCli  *self,
           gint64       customer_id,
           GError     **error)
{
  char *text = pursuit_dossier_export_json (self->desk, customer_id, error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static void
append_card (GString         *cards,
             PursuitContact  *contact,
             const char      *company)
{
  g_autoptr(PursuitVcard) card = pursuit_vcard_new_for_contact (contact, company);
  g_autofree char *text = NULL;

  text = pursuit_vcard_to_text (card, PURSUIT_VCARD_3_0);
  g_string_append (cards, text);
}

/* Those who left the company have no card there any more. */
static GBytes *
make_cards (PursuitCli  *self,
            gint64       customer_id,
            GError     **error)
{
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (self->desk, customer_id, error);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  g_autoptr(GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GString) cards = g_string_new (NULL);
  g_autoptr(GArray) ids = NULL;

  query->customer_id = customer_id;
  if (dossier == NULL || !pursuit_desk_require_about (self->desk, PURSUIT_RIGHT_EXPORT,
                                                      &(PursuitSubject) { dossier->customer->owner_id, customer_id, 0 }, error) ||
      (ids = pursuit_desk_query_ids (self->desk, query, 0, error)) == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *contact = pursuit_records_load (self->desk, PURSUIT_TYPE_CONTACT, g_array_index (ids, gint64, i), error);

      if (contact == NULL)
        return NULL;
      g_ptr_array_add (contacts, contact);
      if (PURSUIT_CONTACT (contact)->left_on == NULL)
        append_card (cards, PURSUIT_CONTACT (contact), dossier->customer->name);
    }
  if (!pursuit_contacts_note_views (self->desk, contacts, error))
    return NULL;

  return g_string_free_to_bytes (g_steal_pointer (&cards));
}

static const struct
{
  const char *name;
  const char *ending;
  MakeBytes make;
  gboolean is_text;
} formats[] = {
  { "json", ".json", make_json, TRUE },
  { "pdf", ".pdf", make_pdf, FALSE },
  { "vcard", ".vcf", make_cards, TRUE },
};

static gboolean
find_format (PursuitCli  *self,
             const char  *name,
             guint       *out_index,
             GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (name != NULL ? g_str_equal (formats[i].name, name)
                     : self->n_args < 2 || g_str_has_suffix (self->args[1], formats[i].ending))
      {
        *out_index = i;
        return TRUE;
      }

  return pursuit_cli_misuse (error, _("Say with --format whether it is to be pdf, json or vcard."));
}

static gboolean
write_file (PursuitCli  *self,
            GBytes      *bytes,
            GError     **error)
{
  g_autofree char *name = g_filename_display_name (self->args[1]);

  if (!g_file_set_contents (self->args[1], g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "file", name);
  json_object_set_int_member (self->answer, "bytes", (gint64) g_bytes_get_size (bytes));
  if (!self->json)
    pursuit_output_line (self->output, _("The dossier is written to “%s”."), name);
  return TRUE;
}

/* Text is written out as it is; for a program that asked for JSON, a dossier in JSON is the answer. */
static gboolean
write_text (PursuitCli  *self,
            GBytes      *bytes,
            gboolean     is_json,
            GError     **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr(JsonNode) node = NULL;

  if (!self->json)
    {
      pursuit_output_bytes (self->output, text, length);
      if (is_json)
        pursuit_output_text (self->output, "\n");
      return TRUE;
    }
  if (is_json)
    {
      g_autofree char *copy = g_strndup (text, length);

      node = json_from_string (copy, error);
      if (node == NULL)
        return FALSE;
      self->answer = json_node_dup_object (node);
      return TRUE;
    }

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "text", text != NULL ? text : "");
  return TRUE;
}

static gboolean
run_export (PursuitCli  *self,
            GError     **error)
{
  const ExportOptions *options = self->options;
  g_autoptr(GBytes) bytes = NULL;
  gint64 customer_id;
  guint format = 0;

  if (!find_format (self, options->format, &format, error))
    return FALSE;
  if (self->n_args < 2 && !formats[format].is_text)
    return pursuit_cli_misuse (error, _("Say to which file the PDF is to be written."));
  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error) ||
      (bytes = formats[format].make (self, customer_id, error)) == NULL)
    return FALSE;

  return self->n_args < 2 ? write_text (self, bytes, format == 0, error) : write_file (self, bytes, error);
}

const PursuitCommand pursuit_cmd_customer_export = {
  .name = "customer export",
  .arguments = N_("CUSTOMER [FILE]"),
  .summary = N_("Write one dossier as PDF, as JSON, or its people as business cards"),
  .n_required = 1,
  .n_allowed = 2,
  .file_argument = 2,
  .options = export_options,
  .options_size = sizeof (ExportOptions),
  .run = run_export,
};
