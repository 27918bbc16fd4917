/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-output-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-error.h"

/* Long answers go out in pieces of this size, short ones only when the command has succeeded. */
#define PIECE (256 * 1024)

/* An answer that is kept goes over the bus in one message, which may have 128 MiB. */
#define MOST_KEPT (64 * 1024 * 1024)

/*
 * PursuitOutput is the standard output, and the standard error for what is said to the person. Unlike stdio it keeps a short
 * answer to itself until all of it is known, so that a command that fails on the way leaves only its error; and it tells a
 * reader who went away, which is not worth a word, from a disk that is full, which is.
 *
 * A command that does not run for this process, but for somebody who asked a window, has its answer and its messages kept.
 */
struct _PursuitOutput
{
  GString *buffer;
  GString *messages;    /* NULL when nothing is kept */
  gboolean begun;
  gboolean reader_left;
  int failure;
};

/**
 * pursuit_output_new:
 *
 * Returns: (transfer full): the standard output, nothing written
 */
PursuitOutput *
pursuit_output_new (void)
{
  PursuitOutput *self = g_new0 (PursuitOutput, 1);

  self->buffer = g_string_new (NULL);

  return self;
}

/**
 * pursuit_output_new_kept:
 *
 * Returns: (transfer full): an output that writes nothing anywhere; see pursuit_output_take()
 */
PursuitOutput *
pursuit_output_new_kept (void)
{
  PursuitOutput *self = pursuit_output_new ();

  self->messages = g_string_new (NULL);

  return self;
}

/**
 * pursuit_output_is_kept:
 * @self: the output
 *
 * Returns: %TRUE when it is not this process whose terminal, signals and standard streams count
 */
gboolean
pursuit_output_is_kept (PursuitOutput *self)
{
  return self->messages != NULL;
}

static char *
take_text (GString *string)
{
  char *text = g_utf8_make_valid (string->str, (gssize) string->len);

  g_string_truncate (string, 0);

  return text;
}

/**
 * pursuit_output_take:
 * @self: an output that keeps what is written
 * @out_answer: (out) (transfer full): what would have gone to the standard output
 * @out_messages: (out) (transfer full): what would have gone to the standard error, a sentence a line
 *
 * Hands over what was kept, as UTF-8 without zero bytes.
 */
void
pursuit_output_take (PursuitOutput  *self,
                     char          **out_answer,
                     char          **out_messages)
{
  g_return_if_fail (pursuit_output_is_kept (self));

  *out_answer = take_text (self->buffer);
  *out_messages = take_text (self->messages);
}

/**
 * pursuit_output_free:
 * @self: (transfer full): an output; what was not flushed is dropped
 */
void
pursuit_output_free (PursuitOutput *self)
{
  g_string_free (self->buffer, TRUE);
  if (self->messages != NULL)
    g_string_free (self->messages, TRUE);
  g_free (self);
}

static void
write_out (PursuitOutput *self)
{
  gsize done = 0;

  if (pursuit_output_is_kept (self))
    {
      if (self->buffer->len > MOST_KEPT)
        {
          self->failure = EFBIG;
          g_string_truncate (self->buffer, 0);
        }
      return;
    }
  if (self->buffer->len > 0)
    self->begun = TRUE;
  while (done < self->buffer->len && self->failure == 0 && !self->reader_left)
    {
      gssize n = write (STDOUT_FILENO, self->buffer->str + done, self->buffer->len - done);

      if (n >= 0)
        done += (gsize) n;
      else if (errno == EPIPE)
        self->reader_left = TRUE;
      else if (errno != EINTR)
        self->failure = errno;
    }
  g_string_truncate (self->buffer, 0);
}

/**
 * pursuit_output_text:
 * @self: the output
 * @text: what to write, with its own line ends
 */
void
pursuit_output_text (PursuitOutput *self,
                     const char    *text)
{
  g_string_append (self->buffer, text);
  if (self->buffer->len >= PIECE)
    write_out (self);
}

/**
 * pursuit_output_bytes:
 * @self: the output
 * @bytes: (array length=length): what to write
 * @length: how many
 */
void
pursuit_output_bytes (PursuitOutput *self,
                      const char    *bytes,
                      gsize          length)
{
  g_string_append_len (self->buffer, bytes, (gssize) length);
  if (self->buffer->len >= PIECE)
    write_out (self);
}

/**
 * pursuit_output_line:
 * @self: the output
 * @format: printf format of one line without its end
 * @...: values
 */
void
pursuit_output_line (PursuitOutput *self,
                     const char    *format,
                     ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->buffer, format, args);
  va_end (args);
  pursuit_output_text (self, "\n");
}

/**
 * pursuit_output_object:
 * @self: the output
 * @object: what to write, on one line without its end
 */
void
pursuit_output_object (PursuitOutput *self,
                       JsonObject    *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);

  pursuit_output_text (self, text);
}

/**
 * pursuit_output_message:
 * @self: the output
 * @format: printf format of one sentence
 * @...: values
 *
 * Says something to the person, apart from the answer.
 */
void
pursuit_output_message (PursuitOutput *self,
                        const char    *format,
                        ...)
{
  g_autofree char *message = NULL;
  g_autofree char *plain = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  plain = pursuit_text_make_plain (message);
  if (pursuit_output_is_kept (self))
    g_string_append_printf (self->messages, "%s\n", plain);
  else
    g_printerr ("pursuitctl: %s\n", plain);
}

/**
 * pursuit_output_has_begun:
 * @self: the output
 *
 * Returns: %TRUE when a part has been written that cannot be taken back
 */
gboolean
pursuit_output_has_begun (PursuitOutput *self)
{
  return self->begun;
}

/**
 * pursuit_output_is_ended:
 * @self: the output
 *
 * Returns: %TRUE when writing more is pointless, because nobody reads it or the disk takes no more
 */
gboolean
pursuit_output_is_ended (PursuitOutput *self)
{
  return self->reader_left || self->failure != 0;
}

/**
 * pursuit_output_discard:
 * @self: the output
 *
 * Drops what has not been written yet.
 */
void
pursuit_output_discard (PursuitOutput *self)
{
  g_string_truncate (self->buffer, 0);
}

/**
 * pursuit_output_flush:
 * @self: the output
 * @error: return location
 *
 * Writes what is left.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when something could not be written or was too much to be kept. That the reader has
 * gone is no failure.
 *
 * Returns: %TRUE when everything was written that somebody wanted to read
 */
gboolean
pursuit_output_flush (PursuitOutput  *self,
                      GError        **error)
{
  write_out (self);
  if (self->failure == 0)
    return TRUE;

  if (pursuit_output_is_kept (self))
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                         _("The answer is too long to be handed over; narrow it, or let it be written to a file."));
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The output cannot be written: %s."),
                 g_strerror (self->failure));
  return FALSE;
}

/**
 * pursuit_text_make_plain:
 * @text: (nullable): a text from a database or a file
 *
 * Line breaks become spaces and other control characters a replacement character: a name must neither break a table
 * nor command the terminal.
 *
 * Returns: (transfer full): one line of text
 */
char *
pursuit_text_make_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr(GString) plain = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || c == '\r')
        g_string_append_c (plain, ' ');
      else
        g_string_append_unichar (plain, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }

  return g_string_free (g_steal_pointer (&plain), FALSE);
}
