/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE             /* memmem() */
#include "pursuit-demo-names.h"
#include "pursuit-name-index.h"
#include "pursuit-text.h"

#include <string.h>
#include <time.h>

/*
 * usage: bench-names [COUNT [ROUNDS]]
 *
 * The search of names without anything around it: COUNT invented companies, each query ROUNDS times, beside its floor, which
 * is to look for the same words in the same texts one after the other. Times are those of the processor. One line of JSON:
 *
 *   {"n", "p50_ms", "p99_ms", "worst": query, "floor_p50_ms", "floor_p99_ms", "load_ms", "put_ms", "bytes", "text_bytes"}
 */

#define LIMIT 20
#define TODAY 9600

/* Every way to type a name: frequent and rare characters, one and many, syllables, initials, mixed, numbers, nothing. */
static const char *const queries[] = {
  "海", "海康", "海康威视", "公司", "有限公司", "科技", "上海", "北京", "华", "公", "龘", "龘龘", "興", "兴业", "海 公司",
  "h", "a", "o", "q", "hk", "gs", "yx", "hkws", "hai", "haikang", "haikangw", "h康ws", "shanghai", "shkj", "bjkj", "zhongguo",
  "changsha", "zhangsha", "xian", "zzzz", "qqxx", "kejiyouxiangongsi", "kjyxgs", "shang hai", "138", "13800138000", "i", "1",
  "tech", "nobody at all",
};

static char **
make_names (guint n)
{
  g_autoptr(PursuitDemoWords) words = pursuit_demo_words_new ();
  g_autoptr(PursuitDemoNames) names = NULL;
  PursuitDemoRandom random = pursuit_demo_random_new (1, 1);
  char **all = g_new0 (char *, n + 1);

  names = pursuit_demo_names_new (words, 1);
  for (guint i = 0; i < n; i++)
    {
      g_auto(PursuitDemoCompany) company = { NULL };

      pursuit_demo_names_company (names, &random, i % 20 == 0, &company);
      all[i] = pursuit_text_fold (company.name);
    }

  return all;
}

/* Of this thread alone: others may be at work on the machine. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
since (gint64 then)
{
  return (double) (get_time () - then) / 1000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_quantile (GArray *times,
              double  quantile)
{
  g_array_sort (times, compare);

  return g_array_index (times, double, (guint) ((times->len - 1) * quantile + 0.5));
}

static double
time_query (PursuitNameIndex *index,
            const char       *words)
{
  gint64 then = get_time ();
  PursuitNameQuestion question = { .words = words, .kinds = 1 << PURSUIT_NAME_CUSTOMER, .today = TODAY, .limit = LIMIT };
  g_autoptr(GArray) hits = pursuit_name_index_find (index, &question, NULL, NULL);

  g_assert_cmpuint (hits->len, <=, LIMIT);
  return since (then);
}

/* What cannot be done faster by looking at all texts: they end where a NUL stands. */
static double
time_floor (const GString *packed,
            const char    *words)
{
  g_autofree char *folded = pursuit_text_fold (words);
  gint64 then = get_time ();
  const char *end = packed->str + packed->len;
  gsize length = strlen (folded);
  volatile guint n = 0;

  for (const char *p = packed->str; (p = memmem (p, (gsize) (end - p), folded, length)) != NULL; p += length)
    n++;

  return since (then);
}

static PursuitNameIndex *
fill (char    **names,
      guint     n,
      GString  *packed)
{
  PursuitNameIndex *index = pursuit_name_index_new ();

  for (guint i = 0; i < n; i++)
    {
      PursuitNameEntry entry = {
        .kind = PURSUIT_NAME_CUSTOMER,
        .id = i + 1,
        .owner_id = i % 37,
        .day = i % 5 == 0 ? 0 : TODAY - i % 400,
        .text = names[i],
        .name_length = strlen (names[i]),
      };

      pursuit_name_index_put (index, &entry);
      g_string_append_len (packed, names[i], (gssize) entry.name_length + 1);
    }
  pursuit_name_index_settle (index);

  return index;
}

static double
time_load (PursuitNameIndex *index)
{
  g_autoptr(GBytes) stamp = g_bytes_new_static ("bench", 5);
  g_autoptr(GBytes) bytes = pursuit_name_index_to_bytes (index, stamp);
  g_autoptr(GBytes) read = NULL;
  g_autoptr(PursuitNameIndex) loaded = NULL;
  gint64 then = get_time ();

  loaded = pursuit_name_index_new_from_bytes (bytes, &read);
  g_assert_nonnull (loaded);
  return since (then);
}

int
main (int    argc,
      char **argv)
{
  guint n = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  guint rounds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 9;
  g_auto(GStrv) names = make_names (n);
  g_autoptr(GString) packed = g_string_new (NULL);
  g_autoptr(GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) floors = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 then = get_time ();
  g_autoptr(PursuitNameIndex) index = fill (names, n, packed);
  double put_ms = since (then);
  const char *worst = NULL;
  double worst_ms = 0;

  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint i = 0; i < rounds; i++)
        {
          double floor = time_floor (packed, queries[q]);
          double own = time_query (index, queries[q]);

          g_array_append_val (floors, floor);
          g_array_append_val (ours, own);
          g_array_append_val (times, own);
        }
      if (g_getenv ("BENCH_NAMES_EACH") != NULL)
        g_printerr ("%8.3f ms  %s\n", get_quantile (times, 0.5), queries[q]);
      if (get_quantile (times, 0.5) > worst_ms)
        {
          worst = queries[q];
          worst_ms = get_quantile (times, 0.5);
        }
    }

  g_print ("{\"n\": %u, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"worst\": \"%s\", \"floor_p50_ms\": %.3f, \"floor_p99_ms\": %.3f,"
           " \"load_ms\": %.1f, \"put_ms\": %.1f, \"bytes\": %" G_GSIZE_FORMAT ", \"text_bytes\": %" G_GSIZE_FORMAT "}\n",
           n, get_quantile (ours, 0.5), get_quantile (ours, 0.99), worst, get_quantile (floors, 0.5),
           get_quantile (floors, 0.99), time_load (index), put_ms, pursuit_name_index_get_size (index), packed->len);

  return 0;
}
