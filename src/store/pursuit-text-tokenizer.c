/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-index-private.h"

#include "pursuit-text-tokens.h"

/*
 * Lends pursuit_text_tokenize() to the engine's full-text search.
 *
 * The index in the file names the engine's own tokenizer “ascii”, and every connection of this program puts ours in its place.
 * With a name of our own other programs could not even look whether the file is sound: since SQLite 3.44 “PRAGMA
 * integrity_check” connects to every virtual table, and fails where the tokenizer is unknown. So they read the file, search
 * it for words of plain letters, and write to everything but the index.
 */
#define NAME "ascii"

typedef int (*TokenFunc) (void       *context,
                          int         flags,
                          const char *token,
                          int         length,
                          int         start,
                          int         end);

typedef struct
{
  TokenFunc func;
  void *context;
} Taker;

static int
create_cb (void          *data,
           const char   **args,
           int            n_args,
           Fts5Tokenizer **out_tokenizer)
{
  *out_tokenizer = sqlite3_malloc (1);

  return *out_tokenizer != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

static void
delete_cb (Fts5Tokenizer *tokenizer)
{
  sqlite3_free (tokenizer);
}

static int
take_token_cb (gpointer    data,
               const char *token,
               int         length,
               gsize       start,
               gsize       end,
               gboolean    colocated)
{
  Taker *taker = data;

  return taker->func (taker->context, colocated ? FTS5_TOKEN_COLOCATED : 0, token, length, (int) start, (int) end);
}

/* A question consists of tokens already, see pursuit_text_query_dup_match(). */
static int
split (const char *text,
       int         length,
       Taker      *taker)
{
  int code = SQLITE_OK;

  for (int start = 0; start < length && code == SQLITE_OK;)
    {
      int end = start;

      while (end < length && text[end] != ' ')
        end++;
      if (end > start)
        code = taker->func (taker->context, 0, text + start, end - start, start, end);
      start = end + 1;
    }

  return code;
}

static int
tokenize_cb (Fts5Tokenizer *tokenizer,
             void          *context,
             int            flags,
             const char    *text,
             int            length,
             TokenFunc      func)
{
  Taker taker = { func, context };

  if (flags & FTS5_TOKENIZE_QUERY)
    return split (text, length, &taker);

  return pursuit_text_tokenize (text, (gsize) MAX (length, 0), take_token_cb, &taker);
}

static fts5_api *
get_api (sqlite3 *handle)
{
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);

  return api;
}

/* FALSE when the engine was built without full-text search, or has no memory. */
gboolean
pursuit_text_tokenizer_register (sqlite3 *handle)
{
  fts5_tokenizer tokenizer = { create_cb, delete_cb, tokenize_cb };
  fts5_api *api = get_api (handle);

  return api != NULL && api->xCreateTokenizer (api, NAME, NULL, &tokenizer, NULL) == SQLITE_OK && pursuit_text_weigh_register (api);
}
