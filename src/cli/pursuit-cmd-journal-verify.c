/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-anchor.h"
#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-error.h"

/* Whether the journal is the one that was written, and what one keeps to show it later. */

typedef struct
{
  char **anchors;
} VerifyOptions;

static const GOptionEntry verify_options[] = {
  PURSUIT_OPTION (VerifyOptions, anchors, "anchor", G_OPTION_ARG_FILENAME_ARRAY,
                  N_("Also look whether the entry of this anchor is still there; may be given several times"), N_("FILE")),
  { NULL },
};

static gboolean
read_anchors (const char  *path,
              GPtrArray   *anchors,
              GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr(GPtrArray) read = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  /* A text that is wide, as some editors save it, has zeros in it. */
  read = strlen (text) == length ? pursuit_anchor_parse (text, error) : pursuit_anchor_parse ("", error);
  if (read == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }

  g_ptr_array_extend_and_steal (anchors, g_steal_pointer (&read));
  return TRUE;
}

static JsonObject *
describe_finding (const PursuitJournalFinding *finding)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", pursuit_journal_finding_get_nick (finding->kind));
  json_object_set_int_member (object, "id", finding->id);
  json_object_set_int_member (object, "last_id", finding->last_id);
  pursuit_answer_set_time (object, "at", finding->at);
  pursuit_answer_set_text (object, "actor", finding->actor);
  json_object_set_string_member (object, "message", finding->sentence);

  return object;
}

static void
answer_verdict (PursuitCli            *self,
                PursuitJournalVerdict *verdict,
                guint                  n_anchors)
{
  JsonArray *findings = json_array_new ();

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const PursuitJournalFinding *finding = g_ptr_array_index (verdict->findings, i);

      json_array_add_object_element (findings, describe_finding (finding));
      if (!self->json)
        pursuit_output_line (self->output, "%s", finding->sentence);
    }

  self->answer = json_object_new ();
  json_object_set_boolean_member (self->answer, "sound", verdict->findings->len == 0);
  json_object_set_int_member (self->answer, "entries", verdict->n_entries);
  json_object_set_int_member (self->answer, "erased", verdict->n_erased);
  json_object_set_int_member (self->answer, "anchors", n_anchors);
  json_object_set_int_member (self->answer, "more", verdict->n_more);
  json_object_set_array_member (self->answer, "findings", findings);
}

static gboolean
refuse_journal (const PursuitJournalVerdict  *verdict,
                GError                      **error)
{
  guint n = verdict->findings->len + verdict->n_more;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
               ngettext ("The journal was tampered with: %u finding.", "The journal was tampered with: %u findings.", n), n);
  return FALSE;
}

static void
print_sound (PursuitCli            *self,
             PursuitJournalVerdict *verdict,
             guint                  n_anchors)
{
  pursuit_output_line (self->output,
                       ngettext ("%lld entry, and nothing was altered, removed or inserted.",
                                 "%lld entries, and nothing was altered, removed or inserted.", (gulong) verdict->n_entries),
                       (long long) verdict->n_entries);
  if (verdict->n_erased > 0)
    pursuit_output_line (self->output,
                         ngettext ("What %lld entry said was erased; the chain holds all the same.",
                                   "What %lld entries said was erased; the chain holds all the same.",
                                   (gulong) verdict->n_erased),
                         (long long) verdict->n_erased);
  if (n_anchors > 0)
    pursuit_output_line (self->output,
                         ngettext ("%u anchor holds.", "%u anchors hold.", n_anchors), n_anchors);
  else
    pursuit_output_line (self->output, "%s", _("Whether newer entries were cut off shows only with an anchor."));
}

static gboolean
run_verify (PursuitCli  *self,
            GError     **error)
{
  const VerifyOptions *options = self->options;
  g_autoptr(GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_anchor_free);
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(PursuitJournalVerdict) verdict = NULL;
  PursuitStore *store;

  for (guint i = 0; options->anchors != NULL && options->anchors[i] != NULL; i++)
    if (!read_anchors (options->anchors[i], anchors, error))
      return FALSE;
  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error))
    return FALSE;
  store = pursuit_desk_get_store (self->desk);
  interrupt = pursuit_interrupt_new (self);
  verdict = pursuit_anchor_verify (store, anchors, pursuit_interrupt_get_cancellable (interrupt), error);
  if (verdict == NULL)
    return FALSE;

  answer_verdict (self, verdict, anchors->len);
  if (verdict->findings->len > 0)
    return refuse_journal (verdict, error);
  if (!self->json)
    print_sound (self, verdict, anchors->len);

  return TRUE;
}

const PursuitCommand pursuit_cmd_journal_verify = {
  .name = "journal verify",
  .summary = N_("Find every entry of the journal that was altered, removed or inserted"),
  .details = N_("Says which entry it is, one sentence each, and ends with exit code 3 then. That the newest entries were cut off "
                "shows only with an anchor that “journal anchor” made before."),
  .options = verify_options,
  .options_size = sizeof (VerifyOptions),
  .run = run_verify,
};

/* An anchor that was kept is never written over. */
static gboolean
write_anchor (const char  *path,
              const char  *text,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  gsize length = strlen (text);
  int code = 0;

  if (fd < 0 && errno == EEXIST)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” exists already."), name);
      return FALSE;
    }
  if (fd < 0 || write (fd, text, length) != (gssize) length || fsync (fd) != 0)
    code = errno;
  if (fd >= 0 && close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0)
    return TRUE;

  if (fd >= 0)
    g_unlink (path);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be written: %2$s."), name, g_strerror (code));
  return FALSE;
}

static void
answer_anchor (PursuitCli          *self,
               const PursuitAnchor *anchor,
               const char          *text)
{
  g_autofree char *name = self->n_args > 0 ? g_filename_display_name (self->args[0]) : NULL;

  self->answer = json_object_new ();
  pursuit_answer_set_text (self->answer, "file", name);
  pursuit_answer_set_text (self->answer, "store", anchor->store_uuid);
  json_object_set_int_member (self->answer, "entries", anchor->n_entries);
  json_object_set_int_member (self->answer, "id", anchor->id);
  pursuit_answer_set_time (self->answer, "at", anchor->at);
  json_object_set_string_member (self->answer, "hash", anchor->hash);
  json_object_set_string_member (self->answer, "number", anchor->number);
  json_object_set_int_member (self->answer, "findings", anchor->n_findings);
  pursuit_answer_set_time (self->answer, "made_at", anchor->made_at);
  json_object_set_string_member (self->answer, "text", text);

  if (self->json)
    return;
  if (name == NULL)
    pursuit_output_text (self->output, text);
  else
    pursuit_output_line (self->output, _("“%1$s” is an anchor of the journal up to entry %2$lld: %3$s."), name,
                         (long long) anchor->id, anchor->number);
}

static gboolean
run_anchor (PursuitCli  *self,
            GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(PursuitAnchor) anchor = NULL;
  g_autofree char *text = NULL;

  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error))
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  anchor = pursuit_anchor_new (pursuit_desk_get_store (self->desk), pursuit_interrupt_get_cancellable (interrupt), error);
  if (anchor == NULL)
    return FALSE;

  text = pursuit_anchor_dup_text (anchor);
  if (self->n_args > 0 && !write_anchor (self->args[0], text, error))
    return FALSE;

  answer_anchor (self, anchor, text);
  return TRUE;
}

const PursuitCommand pursuit_cmd_journal_anchor = {
  .name = "journal anchor",
  .arguments = N_("[FILE]"),
  .summary = N_("Note down where the journal stands, to show later that nothing was cut off"),
  .details = N_("Sign, print or file the text, where the database is not. Without FILE it goes to the standard output."),
  .n_allowed = 1,
  .file_argument = 1,
  .run = run_anchor,
};
