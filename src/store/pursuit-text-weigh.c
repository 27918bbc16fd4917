/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-index-private.h"

/*
 * How well a text fits what was asked: Okapi BM25, but for the part that says how rare a word is. To know that, the engine's own
 * bm25() walks through every text that has the word, a tenth of a second where there are millions; and all words must occur, so
 * that it would only shift a little between them.
 */

#define K1 1.2
#define B 0.75
/* More phrases than pursuit_text_query_new() makes of the words that it takes. */
#define MOST_PHRASES 256

static double
get_average (const Fts5ExtensionApi *api,
             Fts5Context            *context)
{
  sqlite3_int64 n_tokens = 0;
  sqlite3_int64 n_texts = 0;

  api->xColumnTotalSize (context, -1, &n_tokens);
  api->xRowCount (context, &n_texts);

  return n_texts > 0 && n_tokens > 0 ? (double) n_tokens / (double) n_texts : 1;
}

static int
count_occurrences (const Fts5ExtensionApi *api,
                   Fts5Context            *context,
                   guint                  *counts)
{
  int n = 0;
  int code = api->xInstCount (context, &n);

  for (int i = 0; i < n && code == SQLITE_OK; i++)
    {
      int phrase, column, offset;

      code = api->xInst (context, i, &phrase, &column, &offset);
      if (code == SQLITE_OK && phrase < MOST_PHRASES)
        counts[phrase]++;
    }

  return code;
}

static void
weigh_cb (const Fts5ExtensionApi *api,
          Fts5Context            *context,
          sqlite3_context        *answer,
          int                     n_values,
          sqlite3_value         **values)
{
  guint counts[MOST_PHRASES] = { 0 };
  int length = 0;
  int code = count_occurrences (api, context, counts);
  double average = get_average (api, context);
  double weight = 0;

  if (code == SQLITE_OK)
    code = api->xColumnSize (context, -1, &length);
  if (code != SQLITE_OK)
    {
      sqlite3_result_error_code (answer, code);
      return;
    }
  for (guint i = 0; i < MOST_PHRASES; i++)
    if (counts[i] > 0)
      weight += counts[i] * (K1 + 1) / (counts[i] + K1 * (1 - B + B * length / average));

  sqlite3_result_double (answer, weight);
}

gboolean
pursuit_text_weigh_register (fts5_api *api)
{
  return api->xCreateFunction (api, PURSUIT_TEXT_WEIGH, NULL, weigh_cb, NULL) == SQLITE_OK;
}
