/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-anchor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-error.h"

/*
 * The last hash of the journal in a small text of its own: whoever has it can prove later that no entry before it was altered
 * or cut off, even by somebody who wrote the whole file anew. The labels are the same in every language, so that a text can be
 * read anywhere; it is mailed, quoted, wrapped and typed in again, so little is expected of its form.
 */

#define HASH_DIGITS 64
#define HASH_GROUP 8
#define NUMBER_GROUPS 6
#define NUMBER_GROUP 5
#define NUMBER_DIGITS (NUMBER_GROUPS * NUMBER_GROUP)
#define UUID_DIGITS 32

/* A text of more than this is something else. */
#define MOST_TEXT (1024 * 1024)

#define HEADING "Pursuit journal anchor"

typedef enum
{
  LINE_DATABASE,
  LINE_STORE,
  LINE_ENTRIES,
  LINE_LAST,
  LINE_WRITTEN,
  LINE_HASH,
  LINE_NUMBER,
  LINE_FINDINGS,
  LINE_PROGRAM,
  LINE_DATE,
  N_LINES,
} Line;

static const char *const labels[N_LINES] = {
  [LINE_DATABASE] = "Database",   [LINE_STORE] = "Store",   [LINE_ENTRIES] = "Entries",   [LINE_LAST] = "Last entry",
  [LINE_WRITTEN] = "Written",     [LINE_HASH] = "Hash",     [LINE_NUMBER] = "Number",     [LINE_FINDINGS] = "Findings",
  [LINE_PROGRAM] = "Program",     [LINE_DATE] = "Date",
};

/**
 * pursuit_anchor_free:
 * @self: (transfer full): an anchor
 */
void
pursuit_anchor_free (PursuitAnchor *self)
{
  g_free (self->database);
  g_free (self->store_uuid);
  g_free (self->hash);
  g_free (self->number);
  g_free (self->version);
  g_free (self);
}

/**
 * pursuit_anchor_dup_number:
 * @hash: 64 hexadecimal digits
 *
 * Returns: (transfer full): the hash in short, six groups of five digits: 10^30 of them, enough that nobody finds another
 *   journal with the same
 */
char *
pursuit_anchor_dup_number (const char *hash)
{
  GString *number = g_string_new (NULL);

  g_return_val_if_fail (strlen (hash) == HASH_DIGITS, NULL);

  for (guint i = 0; i < NUMBER_GROUPS; i++)
    {
      guint64 part = 0;

      /* Forty bits for each, so that no remainder is likelier than another to speak of. */
      for (guint j = 0; j < 10; j++)
        part = part << 4 | (guint64) g_ascii_xdigit_value (hash[i * 10 + j]);
      g_string_append_printf (number, "%s%05u", i > 0 ? " " : "", (guint) (part % 100000));
    }

  return g_string_free (number, FALSE);
}

static PursuitAnchor *
make_anchor (PursuitStore                *store,
             const PursuitJournalVerdict *verdict)
{
  PursuitAnchor *self = g_new0 (PursuitAnchor, 1);

  self->database = g_path_get_basename (pursuit_store_get_path (store));
  self->store_uuid = g_strdup (pursuit_store_get_uuid (store));
  self->n_entries = verdict->n_entries;
  self->id = verdict->last_id;
  self->at = verdict->last_at;
  self->hash = g_strdup (verdict->last_hash);
  self->number = pursuit_anchor_dup_number (verdict->last_hash);
  self->n_findings = verdict->findings->len + verdict->n_more;
  self->version = g_strdup (PURSUIT_VERSION);
  self->made_at = pursuit_time_now ();

  return self;
}

/**
 * pursuit_anchor_new:
 * @store: a store
 * @cancellable: (nullable): looked at now and then
 * @error: return location
 *
 * Notes down where the journal stands. It is verified first; what is wrong with it is counted in the anchor, which is good for
 * what comes after it all the same.
 *
 * Fails as pursuit_journal_verify().
 *
 * Returns: (transfer full): the anchor
 */
PursuitAnchor *
pursuit_anchor_new (PursuitStore  *store,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (store, cancellable, error);

  return verdict != NULL ? make_anchor (store, verdict) : NULL;
}

static void
add_line (GString    *text,
          Line        line,
          const char *value)
{
  g_string_append_printf (text, "%s:%*s %s\n", labels[line], (int) (10 - strlen (labels[line])), "", value);
}

static void
add_number (GString *text,
            Line     line,
            gint64   number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add_line (text, line, value);
}

static void
add_time (GString *text,
          Line     line,
          gint64   at)
{
  g_autofree char *iso = pursuit_time_to_iso (at);

  add_line (text, line, iso != NULL ? iso : "-");
}

/* In groups, and in two lines that no mail program breaks. */
static char *
group_hash (const char *hash)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < HASH_DIGITS; i += HASH_GROUP)
    g_string_append_printf (text, "%s%.*s", i == 0 ? "" : i == HASH_DIGITS / 2 ? "\n            " : " ", HASH_GROUP, hash + i);

  return g_string_free (text, FALSE);
}

/**
 * pursuit_anchor_dup_text:
 * @self: an anchor
 *
 * Returns: (transfer full): the anchor for people to sign, print or file; pursuit_anchor_parse() reads it
 */
char *
pursuit_anchor_dup_text (const PursuitAnchor *self)
{
  g_autofree char *name = g_filename_display_name (self->database != NULL ? self->database : "");
  g_autofree char *hash = self->hash != NULL ? group_hash (self->hash) : NULL;
  g_autofree char *program = g_strdup_printf ("Pursuit %s", self->version != NULL ? self->version : "");
  g_autoptr(GString) text = g_string_new (HEADING "\n\n");

  add_line (text, LINE_DATABASE, g_strdelimit (name, "\r\n", ' '));
  if (self->store_uuid != NULL)
    add_line (text, LINE_STORE, self->store_uuid);
  add_number (text, LINE_ENTRIES, self->n_entries);
  add_number (text, LINE_LAST, self->id);
  add_time (text, LINE_WRITTEN, self->at);
  if (hash != NULL)
    add_line (text, LINE_HASH, hash);
  add_line (text, LINE_NUMBER, self->number);
  add_number (text, LINE_FINDINGS, self->n_findings);
  add_line (text, LINE_PROGRAM, program);
  add_time (text, LINE_DATE, self->made_at);
  g_string_append_printf (text, "\n%s\n",
                          _("With this text one can show later that no entry of the journal up to this one was altered or cut"
                            " off. Keep it where the database is not."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a mail program puts before a line that it quotes. */
static const char *
skip_quotes (const char *line)
{
  while (*line == '>' || *line == '|' || *line == '*' || g_ascii_isspace (*line))
    line++;

  return line;
}

/* Recognises "Last entry : 12", whatever the case, and gives what stands behind the colon. */
static Line
recognise (const char  *line,
           const char **out_value)
{
  for (Line i = 0; i < N_LINES; i++)
    {
      gsize length = strlen (labels[i]);
      const char *rest;

      if (g_ascii_strncasecmp (line, labels[i], length) != 0)
        continue;
      rest = line + length;
      while (g_ascii_isspace (*rest) || *rest == '*')
        rest++;
      if (*rest == ':')
        {
          *out_value = rest + 1;
          return i;
        }
    }

  return N_LINES;
}

static gboolean
is_wanted (char c,
           Line line)
{
  return line == LINE_NUMBER ? g_ascii_isdigit (c) : g_ascii_isxdigit (c);
}

/* Takes the digits of a line that has nothing but digits, groups and marks of quoting, up to as many as there should be. */
static void
take_digits (GString    *digits,
             Line        line,
             const char *text,
             gsize       most)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!is_wanted (*p, line) && strchr (" \t\r-.>|*_", *p) == NULL)
      return;

  for (; *text != '\0' && digits->len < most; text++)
    if (is_wanted (*text, line))
      g_string_append_c (digits, g_ascii_tolower (*text));
}

static gsize
count_digits (Line line)
{
  switch (line)
    {
    case LINE_HASH:
      return HASH_DIGITS;
    case LINE_NUMBER:
      return NUMBER_DIGITS;
    case LINE_STORE:
      return UUID_DIGITS;
    default:
      return 0;
    }
}

static gboolean
split_lines (const char  *text,
             GString    **values)
{
  g_auto(GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  Line current = N_LINES;
  gboolean any = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = skip_quotes (lines[i]);
      const char *value = line;
      Line found = recognise (line, &value);

      if (found != N_LINES)
        current = found;
      if (current == N_LINES || *line == '\0')
        continue;
      if (count_digits (current) > 0)
        take_digits (values[current], current, value, count_digits (current));
      else if (found != N_LINES && values[found]->len == 0)
        g_string_append (values[found], g_strstrip ((char *) value));
      any = any || found != N_LINES;
    }

  return any;
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, message);
  return FALSE;
}

/* The number belongs to the hash: a digit that was lost or mistyped shows. */
static gboolean
read_hash (PursuitAnchor  *self,
           GString       **values,
           GError        **error)
{
  g_autoptr(GString) number = g_string_new (NULL);

  for (guint i = 0; i < values[LINE_NUMBER]->len; i++)
    g_string_append_printf (number, "%s%c", i > 0 && i % NUMBER_GROUP == 0 ? " " : "", values[LINE_NUMBER]->str[i]);
  if (values[LINE_HASH]->len == HASH_DIGITS)
    {
      self->hash = g_strdup (values[LINE_HASH]->str);
      self->number = pursuit_anchor_dup_number (self->hash);
      return number->len == 0 || g_str_equal (number->str, self->number) ||
             refuse (error, _("The hash and the number of the anchor do not belong together: one of them was altered."));
    }
  if (values[LINE_HASH]->len > 0)
    return refuse (error, _("The hash of the anchor is incomplete."));
  if (values[LINE_NUMBER]->len != NUMBER_DIGITS)
    return refuse (error, _("The anchor has neither a hash nor a number."));

  self->number = g_strdup (number->str);
  return TRUE;
}

static gboolean
read_count (GString  *value,
            gint64   *out_count)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  for (const char *p = value->str; *p != '\0'; p++)
    if (strchr (" ,.'_", *p) == NULL)
      g_string_append_c (digits, *p);

  return g_ascii_string_to_signed (digits->str, 10, 0, G_MAXINT64, out_count, NULL);
}

/* How many things were wrong, and when what was, one can do without. */
static gboolean
read_values (PursuitAnchor  *self,
             GString       **values,
             GError        **error)
{
  gint64 n_findings = 0;

  if (!read_count (values[LINE_LAST], &self->id))
    return refuse (error, _("The anchor does not say which entry is the last one."));
  if (values[LINE_STORE]->len > 0 && values[LINE_STORE]->len != UUID_DIGITS)
    return refuse (error, _("The anchor does not say completely which database it is of."));
  if (!read_hash (self, values, error))
    return FALSE;

  if (!read_count (values[LINE_ENTRIES], &self->n_entries))
    self->n_entries = self->id;
  if (read_count (values[LINE_FINDINGS], &n_findings))
    self->n_findings = (guint) MIN (n_findings, G_MAXUINT);
  self->store_uuid = values[LINE_STORE]->len > 0 ? g_strdup (values[LINE_STORE]->str) : NULL;
  self->database = values[LINE_DATABASE]->len > 0 ? g_strdup (values[LINE_DATABASE]->str) : NULL;
  self->version = values[LINE_PROGRAM]->len > 0 ? g_strdup (values[LINE_PROGRAM]->str) : NULL;
  pursuit_time_from_iso (values[LINE_WRITTEN]->str, &self->at);
  pursuit_time_from_iso (values[LINE_DATE]->str, &self->made_at);

  return TRUE;
}

/* Adds the anchor of one part of the text, if there is one. */
static gboolean
parse_part (const char  *part,
            GPtrArray   *anchors,
            GError     **error)
{
  g_autoptr(PursuitAnchor) anchor = g_new0 (PursuitAnchor, 1);
  GString *values[N_LINES];
  gboolean ok = TRUE;

  for (Line i = 0; i < N_LINES; i++)
    values[i] = g_string_new (NULL);
  if (split_lines (part, values) && (values[LINE_LAST]->len > 0 || values[LINE_HASH]->len > 0))
    {
      ok = read_values (anchor, values, error);
      if (ok)
        g_ptr_array_add (anchors, g_steal_pointer (&anchor));
    }
  for (Line i = 0; i < N_LINES; i++)
    g_string_free (values[i], TRUE);

  return ok;
}

/* Wide characters and hard spaces become plain ones. */
static char *
make_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
}

/**
 * pursuit_anchor_parse:
 * @text: what somebody kept, with whatever stands around it: several anchors, a mail that quotes one
 * @error: return location for the refusal
 *
 * Reads what pursuit_anchor_dup_text() wrote, also when it was wrapped, quoted, indented or typed in again; the number alone
 * will do for the hash.
 *
 * Fails with %PURSUIT_ERROR_INVALID when there is no anchor, or one that is incomplete or contradicts itself.
 *
 * Returns: (transfer full) (element-type PursuitAnchor): the anchors, at least one
 */
GPtrArray *
pursuit_anchor_parse (const char  *text,
                      GError     **error)
{
  g_autoptr(GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_anchor_free);
  g_autofree char *plain = NULL;
  char *part;

  if (strlen (text) > MOST_TEXT)
    {
      refuse (error, _("There is no anchor in this text."));
      return NULL;
    }

  plain = make_plain (text);
  for (part = plain; part != NULL;)
    {
      char *next = *part != '\0' ? strstr (part + 1, HEADING) : NULL;

      if (next != NULL)
        next[-1] = '\0';
      if (!parse_part (part, anchors, error))
        return NULL;
      part = next;
    }
  if (anchors->len == 0)
    {
      refuse (error, _("There is no anchor in this text."));
      return NULL;
    }

  return g_steal_pointer (&anchors);
}

/* Somebody who typed in the number only gets the hash of the entry there, if that has the number. */
static gboolean
resolve_hash (PursuitStore         *store,
              const PursuitAnchor  *anchor,
              char                **out_hash,
              GError              **error)
{
  g_autofree char *hash = g_strdup (anchor->hash);
  g_autofree char *number = NULL;

  if (hash == NULL && !pursuit_journal_find_hash (store, anchor->id, &hash, error))
    return FALSE;

  number = hash != NULL && strlen (hash) == HASH_DIGITS ? pursuit_anchor_dup_number (hash) : NULL;
  *out_hash = g_strcmp0 (number, anchor->number) == 0 ? g_steal_pointer (&hash) : g_strdup ("");
  return TRUE;
}

static gboolean
check_anchor (PursuitStore           *store,
              PursuitJournalVerdict  *verdict,
              const PursuitAnchor    *anchor,
              GError                **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  if (anchor->store_uuid != NULL && g_strcmp0 (anchor->store_uuid, pursuit_store_get_uuid (store)) != 0)
    {
      name = g_filename_display_name (anchor->database != NULL ? anchor->database : "");
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The anchor is one of another database, “%s”."), name);
      return FALSE;
    }

  return resolve_hash (store, anchor, &hash, error) &&
         pursuit_journal_check_anchor (store, verdict, anchor->id, anchor->made_at, hash, error);
}

/**
 * pursuit_anchor_verify:
 * @store: a store
 * @anchors: (nullable) (element-type PursuitAnchor): what was noted down of its journal
 * @cancellable: (nullable): looked at now and then
 * @error: return location
 *
 * Verifies the journal, and that each anchored entry is still there.
 *
 * Fails with %PURSUIT_ERROR_INVALID when an anchor is one of another database, else as pursuit_journal_verify().
 *
 * Returns: (transfer full): what was found
 */
PursuitJournalVerdict *
pursuit_anchor_verify (PursuitStore  *store,
                       GPtrArray     *anchors,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (store, cancellable, error);

  if (verdict == NULL)
    return NULL;
  for (guint i = 0; anchors != NULL && i < anchors->len; i++)
    if (!check_anchor (store, verdict, g_ptr_array_index (anchors, i), error))
      return NULL;

  return g_steal_pointer (&verdict);
}
