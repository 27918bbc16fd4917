/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One process of the processes suite (processes.py starts and kills it).
 *
 *   faults-writer init FILE COUNT                                    a database with COUNT customers and deals
 *   faults-writer write FILE LOG NAME SEED USERS RATE SECONDS        saves, RATE a second (0: without a pause)
 *   faults-writer read FILE LOG NAME SEED USERS RATE SECONDS         looks
 *   faults-writer check FILE                                         what pursuit_store_check() finds, one to a line
 *
 * LOG gets a line when a save is acknowledged, after that and before anything else: it is what must be found again. A line
 * is appended with one write(), so that a kill leaves no half of one.
 */

#include "writer.h"

#include "open-gates.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How long to wait before the file is opened again. */
#define REOPEN_US 20000

static void add_line (Writer     *self,
                      const char *format,
                      ...) G_GNUC_PRINTF (2, 3);

static void
add_line (Writer     *self,
          const char *format,
          ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (write (self->log, line, strlen (line)) != (ssize_t) strlen (line))
    g_error ("the log cannot be written: %s", g_strerror (errno));
}

static const char *
describe (const GError *error)
{
  static const char *const codes[] = { "invalid", "not-found", "conflict", "denied", "storage", "newer", "busy",
                                       "away", "damaged" };

  return error->domain == PURSUIT_ERROR && error->code < (int) G_N_ELEMENTS (codes) ? codes[error->code] : "other";
}

/* Whether the connection is of no use any more; everything else is between people. */
static gboolean
is_of_the_file (const GError *error)
{
  const char *code = describe (error);

  return g_str_equal (code, "storage") || g_str_equal (code, "away") || g_str_equal (code, "damaged") ||
         g_str_equal (code, "other");
}

static gboolean
open_desk (Writer *self)
{
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  self->desk = pursuit_desk_open (self->path, PURSUIT_STORE_NONE, &error);
  if (self->desk != NULL)
    return TRUE;

  add_line (self, "failed\topen\t%s\t%" G_GINT64_FORMAT "\t%s\n", describe (error), g_get_monotonic_time () - began,
            error->message);
  g_usleep (REOPEN_US);
  return FALSE;
}

static void
take_trouble (Writer       *self,
              const char   *verb,
              gint64        waited_us,
              const GError *error)
{
  add_line (self, "failed\t%s\t%s\t%" G_GINT64_FORMAT "\t%s\n", verb, describe (error), waited_us, error->message);
  if (is_of_the_file (error))
    g_clear_object (&self->desk);
}

/* One person does one thing, at the time when they wanted to. */
static void
act (Writer   *self,
     gboolean  looks,
     gint64    wanted_at)
{
  g_autoptr(GError) error = NULL;
  Saved saved = { .verb = "look" };
  gboolean done = looks ? writer_look (self, &error) : writer_save (self, &saved, &error);
  gint64 waited_us = g_get_monotonic_time () - wanted_at;

  if (!done)
    take_trouble (self, saved.verb, waited_us, error);
  else if (looks)
    add_line (self, "seen\t%" G_GINT64_FORMAT "\n", waited_us);
  else
    add_line (self, "ack\t%" G_GINT64_FORMAT "\t%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\n", saved.entry,
              saved.verb, saved.entity != NULL ? saved.entity : "-", saved.id, waited_us, saved.marker);
}

/* People think between two saves: the time is drawn so that many of them come to the rate that is wanted. */
static gint64
draw_thought (Writer *self)
{
  double mean_us = self->rate > 0 ? self->users / self->rate * G_USEC_PER_SEC : 0;

  return (gint64) (2 * mean_us * g_rand_double (self->random));
}

static guint
find_next (const gint64 *due,
           guint         count)
{
  guint next = 0;

  for (guint i = 1; i < count; i++)
    if (due[i] < due[next])
      next = i;

  return next;
}

static void
work (Writer   *self,
      gboolean  looks)
{
  g_autofree gint64 *due = g_new (gint64, self->users);
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->users; i++)
    due[i] = now + draw_thought (self);
  while ((now = g_get_monotonic_time ()) < self->ends_at)
    {
      guint user = find_next (due, self->users);

      if (due[user] > now)
        g_usleep ((gulong) MIN (due[user] - now, self->ends_at - now));
      else if (self->desk != NULL || open_desk (self))
        {
          act (self, looks, self->rate > 0 ? due[user] : now);
          due[user] = g_get_monotonic_time () + draw_thought (self);
        }
    }
}

static void
take_ids (GArray *ids,
          int     count)
{
  for (gint64 id = 1; id <= count; id++)
    g_array_append_val (ids, id);
}

static int
run (char     **args,
     gboolean   looks)
{
  Writer self = {
    .path = args[0],
    .log = g_open (args[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600),
    .name = args[2],
    .random = g_rand_new_with_seed ((guint32) g_ascii_strtoull (args[3], NULL, 10)),
    .users = (guint) g_ascii_strtoull (args[4], NULL, 10),
    .rate = g_ascii_strtod (args[5], NULL),
    .ends_at = g_get_monotonic_time () + (gint64) (g_ascii_strtod (args[6], NULL) * G_USEC_PER_SEC),
    .customers = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .deals = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };

  g_assert_cmpint (self.log, >=, 0);
  take_ids (self.customers, 20);
  take_ids (self.deals, 20);
  work (&self, looks);

  g_clear_object (&self.desk);
  g_array_unref (self.customers);
  g_array_unref (self.deals);
  g_rand_free (self.random);
  close (self.log);
  return 0;
}

static int
init (const char *path,
      int         count)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) desk = pursuit_desk_create (path, "CNY", &error);

  if (desk != NULL)
    open_gates (desk);
  for (int i = 1; i <= count && error == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("House %d", i);
      g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
      g_autoptr(PursuitRecord) deal = NULL;

      if (!pursuit_records_create (desk, customer, NULL, &error))
        break;
      deal = g_object_new (PURSUIT_TYPE_DEAL, "title", name, "customer-id", customer->id, "amount", (gint64) i * 1000, NULL);
      pursuit_deals_create (desk, PURSUIT_DEAL (deal), 1 + i % 8, NULL, &error);
    }
  if (error == NULL)
    return 0;

  fprintf (stderr, "%s\n", error->message);
  return 1;
}

static int
check (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) desk = pursuit_desk_open (path, PURSUIT_STORE_NONE, &error);
  g_autoptr(GPtrArray) findings = NULL;

  if (desk != NULL)
    findings = pursuit_store_check (pursuit_desk_get_store (desk), NULL, &error);
  if (findings == NULL)
    {
      puts (error->message);
      return 1;
    }
  for (guint i = 0; i < findings->len; i++)
    puts (g_ptr_array_index (findings, i));

  return findings->len > 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "init"))
    return init (argv[2], (int) g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 3 && g_str_equal (argv[1], "check"))
    return check (argv[2]);
  if (argc == 9 && (g_str_equal (argv[1], "write") || g_str_equal (argv[1], "read")))
    return run (argv + 2, g_str_equal (argv[1], "read"));

  fputs ("faults-writer init|check|write|read FILE ...; see the head of writer.c\n", stderr);
  return 2;
}
