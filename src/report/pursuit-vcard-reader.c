/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-vcard-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-csv-input.h"
#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-vcard.h"

/* A longer line is no line of a card; without a limit it would fill the memory. */
#define MAX_LINE (16 * 1024 * 1024)

/*
 * PursuitVcardReader: the cards of a file as the rows of a table of persons.
 *
 *   file -> PursuitCsvInput (bytes to UTF-8) -> lines -> unfolded lines -> PursuitVcard -> importer
 *
 * Versions 2.1, 3.0 and 4.0 may stand in one file. A card with a line that is none is refused as a whole, with the number of the line
 * and with what could be read of it, and the next card is read all the same. One card is in memory at a time.
 */
struct _PursuitVcardReader
{
  GObject           parent_instance;

  PursuitCsvInput  *input;
  char            **header;
  GString          *text;        /* what was read and not used yet */
  gsize             n_used;
  guint64           line;        /* of the line that was taken last */
  guint64           row;         /* where the card begins that was handed out */
  char             *pending;     /* a line that was taken too early, or NULL */
  char             *whole;       /* the same, unfolded, and where it stands */
  guint64           whole_line;
  PursuitVcard     *card;
  GPtrArray        *cells;       /* const char, lent */
  GPtrArray        *refused;     /* char, the lines of a card that was refused */
  gboolean          is_refused;
  gboolean          ended;
  GError           *failure;
};

static void pursuit_vcard_reader_row_source_init (PursuitRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitVcardReader, pursuit_vcard_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_ROW_SOURCE,
                                                      pursuit_vcard_reader_row_source_init))

static const char *
get_file_name (PursuitVcardReader *self)
{
  return pursuit_csv_input_get_name (self->input);
}

static void
fail_at_line (PursuitVcardReader *self,
              const char         *format)
{
  if (self->failure == NULL)
    g_set_error (&self->failure, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, (gulong) self->line + 1, get_file_name (self),
                 pursuit_csv_input_get_encoding (self->input));
}

/* Reads one piece behind what is left of the one before. */
static void
read_piece (PursuitVcardReader *self)
{
  const char *text;
  gsize length;

  g_string_erase (self->text, 0, (gssize) self->n_used);
  self->n_used = 0;
  if (self->text->len > MAX_LINE)
    {
      fail_at_line (self, _("Line %lu of “%s” does not end; this is not a file of cards."));
      return;
    }

  switch (pursuit_csv_input_read (self->input, &text, &length, &self->failure))
    {
    case PURSUIT_CSV_PIECE_TEXT:
      g_string_append_len (self->text, text, (gssize) length);
      break;

    case PURSUIT_CSV_PIECE_BAD_BYTES:
      fail_at_line (self, _("Line %lu of “%s” is not text in the encoding %s; choose the encoding the file was saved in."));
      break;

    case PURSUIT_CSV_PIECE_NUL:
      fail_at_line (self, _("Line %lu of “%s” contains a NUL character; this is not a text file."));
      break;

    case PURSUIT_CSV_PIECE_END:
    case PURSUIT_CSV_PIECE_FAILED:
    default:
      self->ended = TRUE;
      break;
    }
}

/* The next line as it stands in the file, without what ends it; NULL at the end. */
static char *
take_raw_line (PursuitVcardReader *self)
{
  for (;;)
    {
      const char *from = self->text->str + self->n_used;
      gsize left = self->text->len - self->n_used;
      const char *end = left > 0 ? memchr (from, '\n', left) : NULL;
      gsize length = end != NULL ? (gsize) (end - from) : left;

      if (end != NULL || (self->ended && left > 0))
        {
          self->n_used += length + (end != NULL ? 1 : 0);
          self->line++;
          if (length > 0 && from[length - 1] == '\r')
            length--;
          return g_strndup (from, length);
        }
      if (self->ended || self->failure != NULL)
        return NULL;

      read_piece (self);
    }
}

static char *
take_line (PursuitVcardReader *self)
{
  return self->pending != NULL ? g_steal_pointer (&self->pending) : take_raw_line (self);
}

static gboolean
is_quoted_text (const char *text)
{
  g_autoptr(PursuitVcardLine) line = pursuit_vcard_line_parse (text);

  return line != NULL && pursuit_vcard_line_is_quoted (line);
}

/* A whole line: those that begin with a space belong to the one before, and so does what follows a quoted-printable line
 * that ends in "=". */
static char *
take_unfolded (PursuitVcardReader *self,
               guint64            *out_line)
{
  g_autofree char *first = NULL;
  GString *whole;
  gboolean is_quoted;

  *out_line = self->whole_line;
  if (self->whole != NULL)
    return g_steal_pointer (&self->whole);
  first = take_line (self);
  if (first == NULL)
    return NULL;

  *out_line = self->line;
  is_quoted = strstr (first, "=") != NULL && is_quoted_text (first);
  whole = g_string_new (first);
  for (;;)
    {
      g_autofree char *next = take_raw_line (self);
      gboolean goes_on = is_quoted && whole->len > 0 && whole->str[whole->len - 1] == '=';

      if (goes_on)
        g_string_truncate (whole, whole->len - 1);
      if (next != NULL && goes_on)
        g_string_append (whole, next);
      else if (next != NULL && (*next == ' ' || *next == '\t') && whole->len < MAX_LINE)
        g_string_append (whole, next + 1);
      else
        {
          self->pending = g_steal_pointer (&next);
          return g_string_free (whole, FALSE);
        }
    }
}

/* A line that begins or ends a card: "BEGIN:VCARD". */
static gboolean
is_bound (const char *text,
          const char *bound)
{
  gsize length = strlen (bound);

  return g_ascii_strncasecmp (text, bound, length) == 0 && text[length] == ':' &&
         g_ascii_strncasecmp (text + length + 1, "vcard", 5) == 0 && pursuit_str_empty (text + length + 6);
}

static gboolean
refuse (PursuitVcardReader  *self,
        GError             **error,
        const char          *format,
        guint64              line)
{
  self->is_refused = TRUE;
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, format, (gulong) line, get_file_name (self));
  return FALSE;
}

/* At the end: whether that is where the file ends. */
static gboolean
is_real_end (PursuitVcardReader  *self,
              GError             **error)
{
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

/* Goes to where the next card begins. What stands outside of cards is refused like a card that is broken. */
static gboolean
find_begin (PursuitVcardReader  *self,
            gboolean            *out_found,
            GError             **error)
{
  for (;;)
    {
      guint64 line;
      g_autofree char *text = take_unfolded (self, &line);

      *out_found = text != NULL;
      if (text == NULL)
        return is_real_end (self, error);
      self->row = line;
      if (is_bound (text, "BEGIN"))
        return TRUE;
      if (pursuit_str_empty (text))
        continue;

      g_ptr_array_add (self->refused, g_steal_pointer (&text));
      return refuse (self, error, _("Line %1$lu of “%2$s” is outside of any card."), line);
    }
}

static gboolean
read_card_line (PursuitVcardReader *self,
                const char         *text)
{
  g_autoptr(PursuitVcardLine) line = pursuit_vcard_line_parse (text);

  return line != NULL && pursuit_vcard_add_line (self->card, line);
}

/* Reads what stands between BEGIN and END. After a line that is none the rest of the card is read over. */
static gboolean
read_card (PursuitVcardReader  *self,
           GError             **error)
{
  guint64 broken = 0;

  for (;;)
    {
      guint64 line;
      g_autofree char *text = take_unfolded (self, &line);

      if (text == NULL)
        return is_real_end (self, error) &&
               refuse (self, error, _("The card that begins in line %1$lu of “%2$s” has no end."), self->row);
      if (is_bound (text, "BEGIN"))
        {
          self->whole = g_steal_pointer (&text);
          self->whole_line = line;
          return refuse (self, error, _("The card that begins in line %1$lu of “%2$s” has no end."), self->row);
        }
      if (is_bound (text, "END"))
        break;

      if (pursuit_str_empty (text))
        continue;
      if (!read_card_line (self, text) && broken == 0)
        broken = line;
      g_ptr_array_add (self->refused, g_steal_pointer (&text));
    }

  if (broken != 0)
    return refuse (self, error, _("Line %1$lu of “%2$s” is broken; the card it belongs to was not read."), broken);
  return TRUE;
}

static void
lend_cells (PursuitVcardReader *self)
{
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < PURSUIT_VCARD_N_CELLS; i++)
    g_ptr_array_add (self->cells, self->card->cells[i] != NULL ? self->card->cells[i] : (gpointer) "");
  g_ptr_array_add (self->cells, NULL);
}

static void
forget_card (PursuitVcardReader *self)
{
  g_clear_pointer (&self->card, pursuit_vcard_free);
  g_ptr_array_set_size (self->refused, 0);
  self->is_refused = FALSE;
}

static const char * const *
get_header (PursuitRowSource *source)
{
  return (const char * const *) PURSUIT_VCARD_READER (source)->header;
}

static gboolean
next (PursuitRowSource    *source,
      const char * const **out_cells,
      GError             **error)
{
  PursuitVcardReader *self = PURSUIT_VCARD_READER (source);
  gboolean found;
  gboolean read;

  forget_card (self);
  read = find_begin (self, &found, error);
  if (read && found)
    {
      self->card = pursuit_vcard_new ();
      read = read_card (self, error);
    }
  if (!read)
    return FALSE;
  if (found && !pursuit_vcard_finish (self->card, error))
    {
      self->is_refused = TRUE;
      return FALSE;
    }

  if (found)
    lend_cells (self);
  *out_cells = found ? (const char * const *) self->cells->pdata : NULL;
  return TRUE;
}

/* The lines of the card, so that it can be mended elsewhere. */
static const char * const *
get_refused (PursuitRowSource *source)
{
  PursuitVcardReader *self = PURSUIT_VCARD_READER (source);

  if (!self->is_refused)
    return NULL;
  if (self->refused->len == 0 || g_ptr_array_index (self->refused, self->refused->len - 1) != NULL)
    g_ptr_array_add (self->refused, NULL);

  return (const char * const *) self->refused->pdata;
}

static guint64
get_row (PursuitRowSource *source)
{
  return PURSUIT_VCARD_READER (source)->row;
}

static double
get_progress (PursuitRowSource *source)
{
  PursuitVcardReader *self = PURSUIT_VCARD_READER (source);

  return self->ended && self->n_used == self->text->len ? 1.0 : pursuit_csv_input_get_progress (self->input);
}

static const char *
get_name (PursuitRowSource *source)
{
  return get_file_name (PURSUIT_VCARD_READER (source));
}

static gboolean
rewind_source (PursuitRowSource  *source,
               GError           **error)
{
  PursuitVcardReader *self = PURSUIT_VCARD_READER (source);

  forget_card (self);
  g_clear_pointer (&self->pending, g_free);
  g_clear_pointer (&self->whole, g_free);
  g_clear_error (&self->failure);
  g_string_truncate (self->text, 0);
  self->n_used = 0;
  self->line = 0;
  self->row = 0;
  self->ended = FALSE;

  return pursuit_csv_input_rewind (self->input, error);
}

static void
pursuit_vcard_reader_row_source_init (PursuitRowSourceInterface *iface)
{
  iface->get_header = get_header;
  iface->next = next;
  iface->get_refused = get_refused;
  iface->get_row = get_row;
  iface->get_progress = get_progress;
  iface->get_name = get_name;
  iface->rewind = rewind_source;
}

static void
pursuit_vcard_reader_finalize (GObject *object)
{
  PursuitVcardReader *self = PURSUIT_VCARD_READER (object);

  forget_card (self);
  g_clear_pointer (&self->input, pursuit_csv_input_free);
  g_strfreev (self->header);
  g_string_free (self->text, TRUE);
  g_free (self->pending);
  g_free (self->whole);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->refused);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (pursuit_vcard_reader_parent_class)->finalize (object);
}

static void
pursuit_vcard_reader_class_init (PursuitVcardReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_vcard_reader_finalize;
}

static void
pursuit_vcard_reader_init (PursuitVcardReader *self)
{
  self->text = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
  self->refused = g_ptr_array_new_with_free_func (g_free);
}

/* Called as a person's fields are, so that an importer recognises them. */
static char **
make_header (void)
{
  static const char *const labels[] = {
    [PURSUIT_VCARD_UID] = N_("External number"),
    [PURSUIT_VCARD_COMPANY] = N_("Customer"),
    [PURSUIT_VCARD_NAME] = N_("Name"),
    [PURSUIT_VCARD_TITLE] = N_("Title"),
    [PURSUIT_VCARD_PHONE] = N_("Phone"),
    [PURSUIT_VCARD_EMAIL] = N_("E-mail"),
    [PURSUIT_VCARD_WECHAT] = N_("WeChat"),
    [PURSUIT_VCARD_ADDRESS] = N_("Address"),
    [PURSUIT_VCARD_BIRTHDAY] = N_("Birthday"),
    [PURSUIT_VCARD_NOTES] = N_("Notes"),
  };
  char **header = g_new0 (char *, PURSUIT_VCARD_N_CELLS + 1);

  for (guint i = 0; i < PURSUIT_VCARD_N_CELLS; i++)
    header[i] = g_strdup (_(labels[i]));

  return header;
}

/* Whether the first line with anything in it begins a card. */
static gboolean
begins_with_card (PursuitVcardReader  *self,
                  GError             **error)
{
  g_autofree char *text = NULL;

  do
    {
      g_free (text);
      text = take_raw_line (self);
    }
  while (text != NULL && pursuit_str_empty (text));

  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  else if (text == NULL || !is_bound (text, "BEGIN"))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a file of business cards (vCard)."),
                 get_file_name (self));
  else
    return TRUE;

  return FALSE;
}

/**
 * pursuit_vcard_reader_new:
 * @file: a file of cards
 * @encoding: (nullable): its encoding; %NULL to find out
 * @error: return location for the refusal
 *
 * Opens a file of business cards, versions 2.1 to 4.0, as a table of persons whose columns are called like the fields of a contact.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such file, with %PURSUIT_ERROR_INVALID when it is no file of cards, and with
 * %PURSUIT_ERROR_STORAGE when it cannot be read.
 *
 * Returns: (transfer full): a row source before its first row
 */
PursuitVcardReader *
pursuit_vcard_reader_new (GFile       *file,
                          const char  *encoding,
                          GError     **error)
{
  g_autoptr(PursuitVcardReader) self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PURSUIT_TYPE_VCARD_READER, NULL);
  self->input = pursuit_csv_input_open (file, encoding, 0, error);
  if (self->input == NULL || !begins_with_card (self, error) || !rewind_source (PURSUIT_ROW_SOURCE (self), error))
    return NULL;

  self->header = make_header ();
  return g_steal_pointer (&self);
}

/**
 * pursuit_vcard_is_card_file:
 * @file: a file
 *
 * Returns: %TRUE when it begins as files of business cards do
 */
gboolean
pursuit_vcard_is_card_file (GFile *file)
{
  static const char begin[] = "BEGIN:VCARD";
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char head[256] = { 0 };
  const char *text = head;
  gsize n = 0;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head - 1, &n, NULL, NULL))
    return FALSE;
  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    text += 3;
  while (g_ascii_isspace (*text))
    text++;

  return g_ascii_strncasecmp (text, begin, strlen (begin)) == 0;
}
