/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pages-private.h"

#include <string.h>

/*
 * Reads the rows of a damaged database page by page, without the engine, which gives up at the first page that is not as it
 * should be (and Debian's sqlite3 program cannot “.recover”: its library lacks the table of pages). The format is that of
 * https://www.sqlite.org/fileformat2.html; nothing in the bytes is believed that has not been checked.
 *
 * A table is walked from its root as far as that leads. Pages of rows that nothing leads to any more are strays: the page
 * above them was lost, and what they belong to is told by what they hold.
 */

#define HEADER_SIZE 100
#define USUAL_PAGE_SIZE 4096
#define LEAF 0x0d
#define INTERIOR 0x05
#define DEEPEST 20
#define MOST_PAYLOAD (50 * 1000 * 1000)
#define MOST_VALUES 500

struct _PursuitPages
{
  const guint8 *bytes;
  gsize length;
  guint page_size;
  guint usable;
  guint n_pages;
  guint8 *seen;     /* by page number: walked, or free */
  guint8 *rest;     /* by page number: holds the rest of a long row, as that row says */
  guint n_bad;      /* cells that could not be read */
  guint n_gone;     /* pages that the file should have at its end */
};

static guint
read_two (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static guint32
read_four (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* One to nine bytes; 0 when they go beyond the end. */
static guint
read_varint (const guint8 *bytes,
             gsize         length,
             guint64      *out_number)
{
  guint64 number = 0;

  for (guint i = 0; i < 9 && i < length; i++)
    {
      if (i == 8)
        {
          *out_number = number << 8 | bytes[i];
          return 9;
        }
      number = number << 7 | (bytes[i] & 0x7f);
      if ((bytes[i] & 0x80) == 0)
        {
          *out_number = number;
          return i + 1;
        }
    }

  return 0;
}

static const guint8 *
get_page (PursuitPages *self,
          guint32       number)
{
  if (number < 1 || number > self->n_pages)
    return NULL;

  return self->bytes + (gsize) (number - 1) * self->page_size;
}

/* The first page begins with the header of the file. */
static guint
get_start (guint32 number)
{
  return number == 1 ? HEADER_SIZE : 0;
}

/* Pages that are free hold what was deleted: it is not to come back. */
static void
mark_free_pages (PursuitPages *self)
{
  guint32 trunk = self->length >= HEADER_SIZE ? read_four (self->bytes + 32) : 0;

  for (guint n = 0; n < self->n_pages; n++)
    {
      const guint8 *page = get_page (self, trunk);
      guint32 n_leaves;

      if (page == NULL || trunk == 1 || self->seen[trunk])
        return;
      self->seen[trunk] = TRUE;
      n_leaves = MIN (read_four (page + 4), self->usable / 4 - 2);
      for (guint32 i = 0; i < n_leaves; i++)
        {
          guint32 leaf = read_four (page + 8 + 4 * i);

          if (leaf > 1 && leaf <= self->n_pages)
            self->seen[leaf] = TRUE;
        }
      trunk = read_four (page);
    }
}

/* A header that was overwritten says nothing: then it is what the program makes. */
static void
read_header (PursuitPages *self)
{
  static const char magic[16] = "SQLite format 3";
  gboolean is_believable = self->length >= HEADER_SIZE && memcmp (self->bytes, magic, sizeof magic) == 0;
  guint size = is_believable ? read_two (self->bytes + 16) : 0;
  guint reserved = is_believable ? self->bytes[20] : 0;

  if (size == 1)
    size = 65536;
  if (size < 512 || size > 65536 || (size & (size - 1)) != 0 || reserved > 64)
    {
      size = USUAL_PAGE_SIZE;
      reserved = 0;
      is_believable = FALSE;
    }

  self->page_size = size;
  self->usable = size - reserved;
  self->n_pages = (guint) MIN (self->length / size, G_MAXUINT32 - 1);
  self->seen = g_malloc0 ((gsize) self->n_pages + 1);
  self->rest = g_malloc0 ((gsize) self->n_pages + 1);
  if (!is_believable)
    return;

  mark_free_pages (self);
  if (read_four (self->bytes + 24) == read_four (self->bytes + 92) && read_four (self->bytes + 28) > self->n_pages)
    self->n_gone = read_four (self->bytes + 28) - self->n_pages;
}

/* Takes nothing over: @bytes must outlive the pages. An incomplete page at the end is left out. */
PursuitPages *
pursuit_pages_new (const guint8 *bytes,
                   gsize         length)
{
  PursuitPages *self = g_new0 (PursuitPages, 1);

  self->bytes = bytes;
  self->length = length;
  read_header (self);

  return self;
}

void
pursuit_pages_free (PursuitPages *self)
{
  g_free (self->seen);
  g_free (self->rest);
  g_free (self);
}

guint
pursuit_pages_count (PursuitPages *self)
{
  return self->n_pages;
}

/* How many rows were found that could not be made out. */
guint
pursuit_pages_get_n_bad (PursuitPages *self)
{
  return self->n_bad;
}

/* How many pages are missing at the end, as far as the header says. */
guint
pursuit_pages_get_n_gone (PursuitPages *self)
{
  return self->n_gone;
}

void
pursuit_page_row_clear (PursuitPageRow *row)
{
  g_clear_pointer (&row->values, g_free);
  g_clear_pointer (&row->payload, g_free);
  *row = (PursuitPageRow) { 0 };
}

/* A cell of a page of rows, before its content is looked at. */
typedef struct
{
  gint64 id;
  guint64 payload;      /* bytes in all */
  const guint8 *local;  /* what of it lies on the page */
  gsize n_local;
  guint32 overflow;     /* where the rest begins, 0 for no rest */
} Cell;

static gsize
count_local (PursuitPages *self,
             guint64       payload)
{
  guint most = self->usable - 35;
  guint least = (self->usable - 12) * 32 / 255 - 23;
  guint64 fitting;

  if (payload <= most)
    return (gsize) payload;

  fitting = least + (payload - least) % (self->usable - 4);
  return (gsize) (fitting <= most ? fitting : least);
}

static guint
count_cells (PursuitPages *self,
             const guint8 *page,
             guint         start)
{
  guint head = page[start] == LEAF ? 8 : 12;
  guint n = read_two (page + start + 3);

  return n <= (self->usable - start - head) / 2 ? n : 0;
}

static gboolean
find_cell (PursuitPages *self,
           guint32       number,
           guint         index,
           Cell         *out_cell)
{
  const guint8 *page = get_page (self, number);
  guint start = get_start (number);
  guint offset = read_two (page + start + 8 + 2 * index);
  guint64 id;
  guint n;

  if (offset < start + 8 || offset >= self->usable)
    return FALSE;
  n = read_varint (page + offset, self->usable - offset, &out_cell->payload);
  offset += n;
  if (n == 0 || out_cell->payload > MOST_PAYLOAD || out_cell->payload > self->length)
    return FALSE;
  n = read_varint (page + offset, self->usable - offset, &id);
  offset += n;
  if (n == 0)
    return FALSE;

  out_cell->id = (gint64) id;
  out_cell->local = page + offset;
  out_cell->n_local = count_local (self, out_cell->payload);
  out_cell->overflow = 0;
  if (out_cell->n_local == out_cell->payload)
    return offset + out_cell->n_local <= self->usable;
  if (offset + out_cell->n_local + 4 > self->usable)
    return FALSE;
  out_cell->overflow = read_four (page + offset + out_cell->n_local);

  return get_page (self, out_cell->overflow) != NULL;
}

/* Puts the parts of a long row together; every further page holds at least one byte, so that this ends. */
static gboolean
gather (PursuitPages   *self,
        const Cell     *cell,
        PursuitPageRow *row)
{
  gsize have = cell->n_local;
  guint32 next = cell->overflow;

  if (row->room < cell->payload)
    {
      row->room = (gsize) cell->payload;
      row->payload = g_realloc (row->payload, row->room);
    }
  if (have > 0)
    memcpy (row->payload, cell->local, have);
  while (have < cell->payload)
    {
      const guint8 *page = get_page (self, next);
      gsize n = MIN ((gsize) cell->payload - have, self->usable - 4);

      if (page == NULL || next == 1)
        return FALSE;
      memcpy (row->payload + have, page + 4, n);
      have += n;
      next = read_four (page);
    }

  return TRUE;
}

static gint64
read_number (const guint8 *bytes,
             gsize         length)
{
  guint64 number = (bytes[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < length; i++)
    number = number << 8 | bytes[i];

  return (gint64) number;
}

/* The kind and the length of a value say one number. FALSE for one that is not used. */
static gboolean
take_value (guint64        type,
            const guint8  *bytes,
            gsize          rest,
            PursuitValue  *out_value)
{
  static const guint8 lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  *out_value = (PursuitValue) { .bytes = bytes };
  if (type == 10 || type == 11)
    return FALSE;
  out_value->length = type < 10 ? lengths[type] : (gsize) ((type - 12) / 2);
  if (out_value->length > rest)
    return FALSE;

  if (type >= 12)
    out_value->kind = type % 2 == 0 ? PURSUIT_VALUE_BYTES : PURSUIT_VALUE_TEXT;
  else if (type == 7)
    {
      guint64 bits = (guint64) read_number (bytes, 8);

      out_value->kind = PURSUIT_VALUE_REAL;
      memcpy (&out_value->real, &bits, sizeof bits);
    }
  else if (type > 0)
    {
      out_value->kind = PURSUIT_VALUE_NUMBER;
      out_value->number = type >= 8 ? (gint64) type - 8 : read_number (bytes, out_value->length);
    }

  return TRUE;
}

static void
add_value (PursuitPageRow     *row,
           const PursuitValue *value)
{
  if (row->n_values == row->values_room)
    {
      row->values_room = MAX (32, 2 * row->values_room);
      row->values = g_renew (PursuitValue, row->values, row->values_room);
    }
  row->values[row->n_values++] = *value;
}

static gboolean
split (PursuitPageRow *row,
       gsize           length)
{
  guint64 head;
  gsize at = read_varint (row->payload, length, &head);
  gsize body = (gsize) head;

  row->n_values = 0;
  if (at == 0 || head < at || head > length)
    return FALSE;
  while (at < head)
    {
      PursuitValue value;
      guint64 type;
      guint n = read_varint (row->payload + at, (gsize) head - at, &type);

      if (n == 0 || row->n_values == MOST_VALUES || !take_value (type, row->payload + body, length - body, &value))
        return FALSE;
      add_value (row, &value);
      at += n;
      body += value.length;
    }

  return body == length;
}

/**
 * pursuit_pages_read_row:
 * @self: the pages
 * @spot: where the row lies
 * @row: (inout): an empty row, or one that is to be used again; what it lends is good until then
 *
 * Returns: %FALSE when the row cannot be made out
 */
gboolean
pursuit_pages_read_row (PursuitPages          *self,
                        const PursuitPageSpot *spot,
                        PursuitPageRow        *row)
{
  Cell cell;

  if (!find_cell (self, spot->page, spot->cell, &cell) || cell.payload == 0 || !gather (self, &cell, row))
    return FALSE;

  row->id = cell.id;
  return split (row, (gsize) cell.payload);
}

static void
mark_overflow (PursuitPages *self,
               guint32       number)
{
  const guint8 *page;

  while ((page = get_page (self, number)) != NULL && number > 1 && !self->rest[number])
    {
      self->rest[number] = TRUE;
      number = read_four (page);
    }
}

/* Rows stand in the order of their numbers: one that does not has the wrong number. */
static gboolean
is_in_order (GArray       *spots,
             guint         first,
             gint64        id,
             gboolean      has_next,
             gint64        next_id)
{
  gint64 last_id = spots->len > first ? g_array_index (spots, PursuitPageSpot, spots->len - 1).id : G_MININT64;

  return id > last_id && (!has_next || id < next_id || next_id <= last_id);
}

static void
take_leaf (PursuitPages *self,
           guint32       number,
           gboolean      is_stray,
           GArray       *spots)
{
  const guint8 *page = get_page (self, number);
  guint n = count_cells (self, page, get_start (number));
  guint first = spots->len;
  Cell cell, next;

  for (guint i = 0; i < n; i++)
    {
      PursuitPageSpot spot = { .page = number, .cell = (guint16) i, .is_stray = is_stray };
      gboolean has_next = i + 1 < n && find_cell (self, number, i + 1, &next);

      if (!find_cell (self, number, i, &cell) || !is_in_order (spots, first, cell.id, has_next, next.id))
        {
          self->n_bad++;
          continue;
        }
      if (cell.overflow != 0)
        mark_overflow (self, cell.overflow);
      spot.id = cell.id;
      g_array_append_val (spots, spot);
    }
}

static void
walk (PursuitPages *self,
      guint32       number,
      guint         depth,
      GArray       *spots)
{
  const guint8 *page = get_page (self, number);
  guint start = get_start (number);
  guint n;

  if (page == NULL || depth > DEEPEST || self->seen[number])
    return;
  if (page[start] == LEAF)
    {
      self->seen[number] = TRUE;
      take_leaf (self, number, FALSE, spots);
      return;
    }
  if (page[start] != INTERIOR)
    return;

  self->seen[number] = TRUE;
  n = count_cells (self, page, start);
  for (guint i = 0; i < n; i++)
    {
      guint offset = read_two (page + start + 12 + 2 * i);

      if (offset + 4 <= self->usable)
        walk (self, read_four (page + offset), depth + 1, spots);
    }
  walk (self, read_four (page + start + 8), depth + 1, spots);
}

/**
 * pursuit_pages_walk:
 * @self: the pages
 * @root: the page that a table begins with
 *
 * Each page belongs to the first table that leads to it.
 *
 * Returns: (transfer full) (element-type PursuitPageSpot): the rows that can be reached from there
 */
GArray *
pursuit_pages_walk (PursuitPages *self,
                    guint32       root)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (PursuitPageSpot));

  walk (self, root, 0, spots);

  return spots;
}

/**
 * pursuit_pages_list_stray:
 * @self: the pages, after every table was walked
 *
 * Returns: (transfer full) (element-type PursuitPageSpot): the rows that nothing leads to
 */
GArray *
pursuit_pages_list_stray (PursuitPages *self)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (PursuitPageSpot));
  guint n_bad = self->n_bad;

  /* What belongs to a row that is too long for its page is no page of rows, even if it looks like one. */
  for (int round = 0; round < 2; round++)
    {
      g_array_set_size (spots, 0);
      self->n_bad = n_bad;
      for (guint32 number = 1; number <= self->n_pages; number++)
        if (!self->seen[number] && !self->rest[number] && get_page (self, number)[get_start (number)] == LEAF)
          take_leaf (self, number, TRUE, spots);
    }

  return spots;
}

static gboolean
is_text (const PursuitValue *value,
         const char         *text)
{
  return value->kind == PURSUIT_VALUE_TEXT && value->length == strlen (text) && memcmp (value->bytes, text, value->length) == 0;
}

static void
take_definitions (PursuitPages *self,
                  GArray       *spots,
                  GHashTable   *roots)
{
  g_auto(PursuitPageRow) row = { 0 };

  for (guint i = 0; i < spots->len; i++)
    {
      char *name;

      if (!pursuit_pages_read_row (self, &g_array_index (spots, PursuitPageSpot, i), &row) || row.n_values != 5 ||
          !is_text (&row.values[0], "table") || row.values[1].kind != PURSUIT_VALUE_TEXT ||
          row.values[3].kind != PURSUIT_VALUE_NUMBER || row.values[3].number < 2 || row.values[3].number > self->n_pages)
        continue;
      name = g_strndup ((const char *) row.values[1].bytes, row.values[1].length);
      if (g_hash_table_contains (roots, name))
        g_free (name);
      else
        g_hash_table_insert (roots, name, GUINT_TO_POINTER ((guint) row.values[3].number));
    }
}

/* What looks like a page of rows, whether or not something will be found to lead to it. */
static GArray *
list_unseen (PursuitPages *self)
{
  g_autofree guint8 *rest = g_memdup2 (self->rest, (gsize) self->n_pages + 1);
  guint n_bad = self->n_bad;
  GArray *spots = pursuit_pages_list_stray (self);

  memcpy (self->rest, rest, (gsize) self->n_pages + 1);
  self->n_bad = n_bad;
  return spots;
}

/**
 * pursuit_pages_read_schema:
 * @self: the pages
 *
 * Where each table begins: from the first page, and where that is lost from whatever page has such rows.
 *
 * Returns: (transfer full): name to page number
 */
GHashTable *
pursuit_pages_read_schema (PursuitPages *self)
{
  GHashTable *roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) spots = pursuit_pages_walk (self, 1);
  g_autoptr(GArray) others = list_unseen (self);

  take_definitions (self, spots, roots);
  take_definitions (self, others, roots);

  return roots;
}
