/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which backups are kept. Times are UTC; now is Wednesday, 18 March 2026, 15:30. */

#include "pursuit-backups-rotation.h"
#include "pursuit-date.h"

#include <string.h>

#define NOW "2026-03-18T15:30:00Z"

/* What stands after a time: "!" cannot be gone back to, "*" was asked for or made before a large change. */
typedef struct
{
  const char *name;
  const char *made;
  const char *kept;
} Case;

static const Case cases[] = {
  { "none", "", "" },
  { "one", "2025-01-01T10:00:00Z", "2025-01-01T10:00:00Z" },
  { "last-of-each-hour-today",
    "2026-03-18T13:05:00Z 2026-03-18T13:59:00Z 2026-03-18T14:00:00Z 2026-03-18T15:00:00Z 2026-03-18T15:20:00Z",
    "2026-03-18T13:59:00Z 2026-03-18T14:00:00Z 2026-03-18T15:20:00Z" },
  { "last-of-each-day-this-week",
    "2026-03-17T09:00:00Z 2026-03-17T23:59:00Z 2026-03-16T12:00:00Z 2026-03-16T08:00:00Z 2026-03-18T00:10:00Z",
    "2026-03-17T23:59:00Z 2026-03-16T12:00:00Z 2026-03-18T00:10:00Z" },
  { "last-of-each-week-before",
    "2026-03-02T09:00:00Z 2026-03-05T09:00:00Z 2026-03-08T23:00:00Z 2026-02-25T10:00:00Z 2026-03-18T10:00:00Z",
    "2026-03-08T23:00:00Z 2026-02-25T10:00:00Z 2026-03-18T10:00:00Z" },
  { "nothing-older-than-twelve-weeks",
    "2025-12-24T15:00:00Z 2025-12-25T15:00:00Z 2026-03-18T10:00:00Z",
    "2025-12-25T15:00:00Z 2026-03-18T10:00:00Z" },
  { "what-was-wanted-for-thirty-days",
    "2026-02-17T09:00:00Z* 2026-02-23T09:00:00Z* 2026-02-24T09:00:00Z 2026-02-26T09:00:00Z 2026-02-16T09:00:00Z* "
    "2026-02-18T09:00:00Z 2026-03-18T10:00:00Z",
    "2026-02-17T09:00:00Z* 2026-02-23T09:00:00Z* 2026-02-26T09:00:00Z 2026-02-18T09:00:00Z 2026-03-18T10:00:00Z" },
  { "never-the-only-good-one",
    "2024-01-01T00:00:00Z 2026-03-18T14:00:00Z! 2026-03-18T15:00:00Z!",
    "2024-01-01T00:00:00Z 2026-03-18T14:00:00Z! 2026-03-18T15:00:00Z!" },
  { "a-bad-one-does-not-displace-a-good-one",
    "2026-03-18T14:00:00Z 2026-03-18T14:30:00Z! 2026-03-18T15:00:00Z",
    "2026-03-18T14:00:00Z 2026-03-18T14:30:00Z! 2026-03-18T15:00:00Z" },
  { "bad-ones-go-after-a-week",
    "2026-03-10T14:00:00Z! 2026-03-12T14:00:00Z! 2026-03-18T15:00:00Z",
    "2026-03-12T14:00:00Z! 2026-03-18T15:00:00Z" },
  { "the-newest-even-if-bad-and-old",
    "2025-03-10T14:00:00Z! 2025-03-11T14:00:00Z!",
    "2025-03-11T14:00:00Z!" },
  { "a-clock-that-was-ahead",
    "2026-05-01T10:00:00Z 2026-05-01T10:10:00Z 2026-03-18T15:00:00Z",
    "2026-05-01T10:10:00Z 2026-03-18T15:00:00Z" },
};

static PursuitBackupAge
parse (const char *text)
{
  g_autofree char *iso = g_strndup (text, strcspn (text, "!*"));
  PursuitBackupAge age = { .is_good = strchr (text, '!') == NULL, .is_wanted = strchr (text, '*') != NULL };

  g_assert_true (pursuit_time_from_iso (iso, &age.at));
  return age;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_auto(GStrv) made = g_strsplit (c->made, " ", -1);
  guint n = *c->made != '\0' ? g_strv_length (made) : 0;
  g_autofree PursuitBackupAge *ages = g_new0 (PursuitBackupAge, n + 1);
  g_autoptr(GString) kept = g_string_new (NULL);
  gint64 now;

  g_assert_true (pursuit_time_from_iso (NOW, &now));
  for (guint i = 0; i < n; i++)
    ages[i] = parse (made[i]);
  pursuit_backups_choose (ages, n, now);
  for (guint i = 0; i < n; i++)
    if (ages[i].keep)
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", made[i]);
  g_assert_cmpstr (kept->str, ==, c->kept);
}

/* A backup each hour for half a year, thinned out after each: what stays is little, and near where it is wanted. */
static void
test_half_a_year (void)
{
  g_autoptr(GArray) ages = g_array_new (FALSE, FALSE, sizeof (PursuitBackupAge));
  gint64 now;

  g_assert_true (pursuit_time_from_iso (NOW, &now));
  for (int hour = 0; hour < 183 * 24; hour++)
    {
      const PursuitBackupAge made = { .at = now, .is_good = TRUE };

      g_array_append_val (ages, made);
      pursuit_backups_choose ((PursuitBackupAge *) (gpointer) ages->data, ages->len, now);
      for (guint i = ages->len; i > 0; i--)
        if (!g_array_index (ages, PursuitBackupAge, i - 1).keep)
          g_array_remove_index (ages, i - 1);
      now += 60 * 60 * (gint64) G_USEC_PER_SEC;
      g_assert_cmpuint (ages->len, <=, 24 + 7 + 13);
    }
  g_assert_cmpuint (ages->len, >=, 7 + 11);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/service/backups/rotation/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/service/backups/rotation/half-a-year", test_half_a_year);

  return g_test_run ();
}
