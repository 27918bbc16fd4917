/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-index-private.h"

/*
 * An index as it is kept in a file of this computer: as it stands in memory, behind a head with a checksum. Whatever is not
 * exactly so is no index: it costs a moment to make a new one.
 */

#define MAGIC "PursName"
#define FORMAT 4
#define BYTE_ORDER_MARK 0x01020304u

/* Every part of the file begins at a multiple of 8 bytes. */
typedef struct
{
  char magic[8];
  guint32 format;
  guint32 byte_order;
  guint64 length;
  guint64 checksum;             /* of the version of the marks, the head without this, and all that follows */
  guint32 stamp_length;
  guint32 n_owners;
  guint64 texts_length;
  guint32 n[PURSUIT_NAME_N_KINDS];
} Head;

G_STATIC_ASSERT (sizeof (Head) % 8 == 0);

/* Any change of one byte changes it; it is against accidents, not against people. */
static guint64
add_to_checksum (guint64       sum,
                 gconstpointer data,
                 gsize         length)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      sum = (sum ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      sum = sum << 29 | sum >> 35;
    }

  return sum;
}

static guint64
make_checksum (const Head    *head,
               gconstpointer  rest,
               gsize          length)
{
  Head copy = *head;

  copy.checksum = 0;
  return add_to_checksum (add_to_checksum (pursuit_name_marks_get_version (), &copy, sizeof copy), rest, length);
}

static void
append (GByteArray    *out,
        gconstpointer  data,
        gsize          length)
{
  static const guint8 zeros[8] = { 0 };

  if (length > 0)
    g_byte_array_append (out, data, (guint) length);
  if (length % 8 != 0)
    g_byte_array_append (out, zeros, (guint) (8 - length % 8));
}

static void
append_shelf (GByteArray             *out,
              const PursuitNameShelf *shelf)
{
  append (out, shelf->ids, shelf->n * sizeof *shelf->ids);
  append (out, shelf->letters, shelf->n * sizeof *shelf->letters);
  append (out, shelf->pairs, shelf->n * sizeof *shelf->pairs);
  append (out, shelf->grams, shelf->n * sizeof *shelf->grams);
  append (out, shelf->syllables, shelf->n * sizeof *shelf->syllables);
  append (out, shelf->initials, shelf->n * sizeof *shelf->initials);
  append (out, shelf->starts, shelf->n * sizeof *shelf->starts);
  append (out, shelf->heads, shelf->n * sizeof *shelf->heads);
  append (out, shelf->places, shelf->n * sizeof *shelf->places);
  append (out, shelf->facts, shelf->n * sizeof *shelf->facts);
}

/**
 * pursuit_name_index_to_bytes:
 * @self: an index
 * @stamp: what it is an index of
 *
 * Returns: (transfer full) (nullable): what is to be kept in a file; %NULL when it would be too much for one
 */
GBytes *
pursuit_name_index_to_bytes (PursuitNameIndex *self,
                             GBytes           *stamp)
{
  GByteArray *out;
  Head head = {
    .magic = MAGIC,
    .format = FORMAT,
    .byte_order = BYTE_ORDER_MARK,
    .stamp_length = (guint32) g_bytes_get_size (stamp),
    .n_owners = self->owners->len,
    .texts_length = self->texts_length,
  };

  if (pursuit_name_index_get_size (self) > G_MAXUINT32 / 2)
    return NULL;

  out = g_byte_array_sized_new ((guint) pursuit_name_index_get_size (self) + 4096);
  append (out, &head, sizeof head);
  append (out, g_bytes_get_data (stamp, NULL), g_bytes_get_size (stamp));
  append (out, self->owners->data, self->owners->len * sizeof (gint64));
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    {
      head.n[kind] = self->shelves[kind].n;
      append_shelf (out, &self->shelves[kind]);
    }
  append (out, self->texts, self->texts_length);

  head.length = out->len;
  head.checksum = make_checksum (&head, out->data + sizeof head, out->len - sizeof head);
  memcpy (out->data, &head, sizeof head);
  return g_byte_array_free_to_bytes (out);
}

/* What is still to be read. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Rest;

static const guint8 *
take (Rest    *rest,
      guint64  length)
{
  const guint8 *at = rest->at;
  guint64 padded = (length + 7) / 8 * 8;

  if (padded > rest->left)
    return NULL;

  rest->at += padded;
  rest->left -= padded;
  return at;
}

static gboolean
take_into (Rest     *rest,
           gpointer  to,
           guint64   length)
{
  const guint8 *from = take (rest, length);

  if (from != NULL && length > 0)
    memcpy (to, from, length);

  return from != NULL;
}

static gboolean
take_shelf (Rest             *rest,
            PursuitNameShelf *shelf,
            guint32           n)
{
  /* before memory is asked for */
  if ((guint64) n * 8 > rest->left)
    return FALSE;

  pursuit_name_shelf_reserve (shelf, n);
  shelf->n = n;
  return take_into (rest, shelf->ids, n * sizeof *shelf->ids) &&
         take_into (rest, shelf->letters, n * sizeof *shelf->letters) &&
         take_into (rest, shelf->pairs, n * sizeof *shelf->pairs) &&
         take_into (rest, shelf->grams, n * sizeof *shelf->grams) &&
         take_into (rest, shelf->syllables, n * sizeof *shelf->syllables) &&
         take_into (rest, shelf->initials, n * sizeof *shelf->initials) &&
         take_into (rest, shelf->starts, n * sizeof *shelf->starts) &&
         take_into (rest, shelf->heads, n * sizeof *shelf->heads) &&
         take_into (rest, shelf->places, n * sizeof *shelf->places) &&
         take_into (rest, shelf->facts, n * sizeof *shelf->facts);
}

static gboolean
text_is_sound (const PursuitNameIndex *self,
               guint32                 place)
{
  PursuitNameText text;

  if ((gsize) place + sizeof (PursuitNameLengths) > self->texts_length)
    return FALSE;

  text = pursuit_name_index_get_text (self, place);
  return text.length < self->texts_length - place - sizeof (PursuitNameLengths) && text.name_length <= text.length &&
         text.text[text.length] == '\0' && g_utf8_validate_len (text.text, text.length, NULL);
}

static gboolean
shelf_is_sound (PursuitNameIndex *self,
                PursuitNameShelf *shelf)
{
  for (guint i = 0; i < shelf->n; i++)
    {
      if ((i > 0 && shelf->ids[i] <= shelf->ids[i - 1]) || shelf->facts[i].owner >= self->owners->len ||
          shelf->facts[i].is_alive > 1 || !text_is_sound (self, shelf->places[i]))
        return FALSE;
      shelf->n_dead += !shelf->facts[i].is_alive;
    }

  return TRUE;
}

static gboolean
take_owners (PursuitNameIndex *self,
             Rest             *rest,
             guint32           n)
{
  const guint8 *owners = take (rest, (guint64) n * sizeof (gint64));

  if (owners == NULL)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      gint64 id;

      memcpy (&id, owners + i * sizeof id, sizeof id);
      if (pursuit_name_index_find_owner (self, id) != i)
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_texts (PursuitNameIndex *self,
            Rest             *rest,
            guint64           length)
{
  if (length > PURSUIT_NAME_MOST_TEXTS || length > rest->left)
    return FALSE;

  self->texts = g_malloc (MAX (length, 1));
  self->texts_length = self->texts_allocated = length;
  return take_into (rest, self->texts, length);
}

static gboolean
take_all (PursuitNameIndex *self,
          Rest             *rest,
          const Head       *head)
{
  if (!take_owners (self, rest, head->n_owners))
    return FALSE;
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    if (!take_shelf (rest, &self->shelves[kind], head->n[kind]))
      return FALSE;
  if (!take_texts (self, rest, head->texts_length) || rest->left != 0)
    return FALSE;
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    if (!shelf_is_sound (self, &self->shelves[kind]))
      return FALSE;

  return TRUE;
}

/**
 * pursuit_name_index_new_from_bytes:
 * @bytes: what pursuit_name_index_to_bytes() gave, or anything else
 * @out_stamp: (out): the stamp
 *
 * Returns: (transfer full) (nullable): the index; %NULL when @bytes are not exactly one that this version of the program made
 */
PursuitNameIndex *
pursuit_name_index_new_from_bytes (GBytes  *bytes,
                                   GBytes **out_stamp)
{
  g_autoptr(PursuitNameIndex) self = NULL;
  Rest rest;
  const guint8 *stamp;
  Head head;

  rest.at = g_bytes_get_data (bytes, &rest.left);
  if (!take_into (&rest, &head, sizeof head) || memcmp (head.magic, MAGIC, sizeof head.magic) != 0 ||
      head.format != FORMAT || head.byte_order != BYTE_ORDER_MARK || head.length != g_bytes_get_size (bytes) ||
      head.length % 8 != 0 || head.checksum != make_checksum (&head, rest.at, rest.left))
    return NULL;

  stamp = take (&rest, head.stamp_length);
  self = pursuit_name_index_new ();
  if (stamp == NULL || !take_all (self, &rest, &head))
    return NULL;

  *out_stamp = g_bytes_new (stamp, head.stamp_length);
  return g_steal_pointer (&self);
}
