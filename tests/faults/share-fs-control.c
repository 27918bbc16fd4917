/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the network between this machine and the server does just now, as told through the control file. */

#include "share-fs.h"

#include <errno.h>
#include <string.h>

#define FOR_EVER G_MAXINT64

typedef struct
{
  gint64 delay_us;      /* of every call */
  gint64 hang_ms;       /* likewise; on top */
  gint64 down;          /* 1: the cable is out */
  gint64 lease_ms;      /* how long the server keeps the locks of a machine that is cut off; 0 for ever */
  gint64 keep_handles;  /* 1: what was open before the lease ended can be used afterwards, without its locks */
  gint64 fail_at;       /* the n-th call of those classes from now on fails, 0 for none */
  gint64 fail_count;    /* and this many after it, -1 for all */
  gint64 fail_errno;
  gint64 fail_after;    /* 1: the server does what was asked, but its answer is lost */
  gint64 no_locks;      /* 1: every lock is granted and none is sent to the server */
  gint64 no_fsync;      /* 1: says that everything is on the disk */
  gint64 smb_locks;     /* 1: a read lock cannot become a write lock in place, as on a default SMB mount */
} Settings;

static const Settings calm = { .lease_ms = 90000, .fail_errno = EIO, .fail_count = 1 };

static GMutex lock;
static GCond changed;
static GCond hang_changed;
static Settings now;
static gboolean fails_in[SHARE_N_CLASSES];
static gint64 counts[SHARE_N_CLASSES];
static gint64 faults;
static gint64 matching;      /* calls of the classes that may fail, since fail_at was set */
static gint64 lease_ends_at; /* monotonic; for ever while the machine is not cut off */
static guint session;
static int is_down;

static const char *const class_names[SHARE_N_CLASSES] = {
  "read", "write", "truncate", "sync", "lock", "open", "name", "attributes", "close",
};

static const struct
{
  const char *name;
  gsize offset;
} settings[] = {
  { "delay_us", G_STRUCT_OFFSET (Settings, delay_us) },
  { "hang_ms", G_STRUCT_OFFSET (Settings, hang_ms) },
  { "down", G_STRUCT_OFFSET (Settings, down) },
  { "lease_ms", G_STRUCT_OFFSET (Settings, lease_ms) },
  { "keep_handles", G_STRUCT_OFFSET (Settings, keep_handles) },
  { "fail_at", G_STRUCT_OFFSET (Settings, fail_at) },
  { "fail_count", G_STRUCT_OFFSET (Settings, fail_count) },
  { "fail_errno", G_STRUCT_OFFSET (Settings, fail_errno) },
  { "fail_after", G_STRUCT_OFFSET (Settings, fail_after) },
  { "no_locks", G_STRUCT_OFFSET (Settings, no_locks) },
  { "no_fsync", G_STRUCT_OFFSET (Settings, no_fsync) },
  { "smb_locks", G_STRUCT_OFFSET (Settings, smb_locks) },
};

/* The server: forgets who has not been heard of. What that machine had open is of a session that is over. */
static gpointer
lease_thread (gpointer unused)
{
  g_mutex_lock (&lock);
  for (;;)
    {
      if (lease_ends_at == FOR_EVER)
        g_cond_wait (&changed, &lock);
      else if (!g_cond_wait_until (&changed, &lock, lease_ends_at) && g_get_monotonic_time () >= lease_ends_at)
        {
          lease_ends_at = FOR_EVER;
          if (!now.keep_handles)
            session++;
          share_locks_drop_all ();
        }
    }

  return NULL;
}

void
share_control_init (gint64 delay_us)
{
  now = calm;
  now.delay_us = delay_us;
  lease_ends_at = FOR_EVER;
  for (guint i = 0; i < SHARE_N_CLASSES; i++)
    fails_in[i] = TRUE;
  g_thread_unref (g_thread_new ("lease", lease_thread, NULL));
}

/* Whether this call is one that has to fail; called with the lock held. */
static gboolean
is_to_fail (ShareClass class_)
{
  if (now.fail_at == 0 || !fails_in[class_])
    return FALSE;

  matching++;
  return matching >= now.fail_at && (now.fail_count < 0 || matching < now.fail_at + now.fail_count);
}

/* Until the time is up, or somebody has set another one; called with the lock held. */
static void
hang (void)
{
  gint64 since = g_get_monotonic_time ();

  while (now.hang_ms > 0 && g_cond_wait_until (&hang_changed, &lock, since + now.hang_ms * 1000))
    ;
}

/**
 * share_gate:
 * @class_: what kind of call
 *
 * The way to the server: takes as long as it takes, and may be closed.
 *
 * Returns: 0, or what the call fails with before the server has heard of it
 */
int
share_gate (ShareClass class_)
{
  gint64 wait_us;
  int code = 0;

  g_mutex_lock (&lock);
  counts[class_]++;
  hang ();
  wait_us = now.delay_us;
  g_mutex_unlock (&lock);

  if (wait_us > 0)
    g_usleep ((gulong) wait_us);

  g_mutex_lock (&lock);
  if (now.down)
    code = (int) now.fail_errno;
  else if (!now.fail_after && is_to_fail (class_))
    code = (int) now.fail_errno;
  if (code != 0)
    faults++;
  g_mutex_unlock (&lock);

  return code;
}

/**
 * share_gate_answer:
 * @class_: what kind of call
 *
 * The way back, after the server has done what was asked.
 *
 * Returns: 0, or what the call fails with although it was done
 */
int
share_gate_answer (ShareClass class_)
{
  int code = 0;

  g_mutex_lock (&lock);
  if (now.down || (now.fail_after && is_to_fail (class_)))
    {
      code = (int) now.fail_errno;
      faults++;
    }
  g_mutex_unlock (&lock);

  return code;
}

#define GET(type, name, expression)                                                                                    \
  type name (void)                                                                                                     \
  {                                                                                                                    \
    type value;                                                                                                        \
                                                                                                                       \
    g_mutex_lock (&lock);                                                                                              \
    value = (expression);                                                                                              \
    g_mutex_unlock (&lock);                                                                                            \
    return value;                                                                                                      \
  }

GET (guint, share_get_session, session)
GET (gboolean, share_grants_every_lock, now.no_locks != 0)
GET (gboolean, share_lies_about_sync, now.no_fsync != 0)
GET (gboolean, share_locks_like_smb, now.smb_locks != 0)

/* Read without the lock: whoever asks holds that of the byte ranges, which is taken after this one. */
gboolean
share_is_down (void)
{
  return g_atomic_int_get (&is_down);
}

/* Called with the lock held, after something was set. */
static void
follow (const char *key)
{
  g_atomic_int_set (&is_down, now.down != 0);
  if (g_str_equal (key, "down") && !now.down)
    share_locks_drop_orphans ();
  if (g_str_equal (key, "fail_at"))
    matching = 0;
  if (g_str_equal (key, "down") || g_str_equal (key, "lease_ms"))
    lease_ends_at = now.down && now.lease_ms > 0 ? g_get_monotonic_time () + now.lease_ms * 1000 : FOR_EVER;
  g_cond_signal (&changed);
  g_cond_broadcast (&hang_changed);
}

static gboolean
set_classes (const char *value)
{
  g_auto(GStrv) names = g_strsplit (value, ",", -1);
  gboolean wanted[SHARE_N_CLASSES] = { FALSE };

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint class_ = 0;

      while (class_ < SHARE_N_CLASSES && !g_str_equal (names[i], class_names[class_]))
        class_++;
      for (guint j = 0; j < SHARE_N_CLASSES && g_str_equal (names[i], "all"); j++)
        wanted[j] = TRUE;
      if (class_ < SHARE_N_CLASSES)
        wanted[class_] = TRUE;
      else if (!g_str_equal (names[i], "all"))
        return FALSE;
    }

  memcpy (fails_in, wanted, sizeof wanted);
  return TRUE;
}

/* Called with the lock held; an action rather than a value. */
static gboolean
act (const char *key,
     const char *value)
{
  if (g_str_equal (key, "fail_classes"))
    return set_classes (value);
  if (g_str_equal (key, "drop_locks"))
    {
      share_locks_drop_all ();
      return TRUE;
    }
  if (g_str_equal (key, "reset"))
    {
      memset (counts, 0, sizeof counts);
      faults = 0;
      return TRUE;
    }

  return FALSE;
}

static gboolean
set (const char *key,
     const char *value)
{
  gint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (key, settings[i].name) && g_ascii_string_to_signed (value, 10, -1, G_MAXINT32, &number, NULL))
      {
        *(gint64 *) G_STRUCT_MEMBER_P (&now, settings[i].offset) = number;
        follow (key);
        return TRUE;
      }

  return act (key, value);
}

/**
 * share_control_write:
 * @text: "key=value", one to a line
 * @length: of @text
 *
 * Changes what the network does; all lines at once.
 *
 * Returns: 0, or `EINVAL` at the first line that says nothing
 */
int
share_control_write (const char *text,
                     gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto(GStrv) lines = g_strsplit (g_strchomp (copy), "\n", -1);
  int code = 0;

  g_mutex_lock (&lock);
  for (guint i = 0; lines[i] != NULL && code == 0; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], "=", 2);

      if (g_strv_length (pair) != 2 || !set (pair[0], pair[1]))
        code = EINVAL;
    }
  g_mutex_unlock (&lock);

  return code;
}

/**
 * share_control_dup_report:
 *
 * Returns: (transfer full): settings and counts, "key=value" to a line
 */
char *
share_control_dup_report (void)
{
  GString *report = g_string_new (NULL);
  gint64 total = 0;

  g_mutex_lock (&lock);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_string_append_printf (report, "%s=%" G_GINT64_FORMAT "\n", settings[i].name,
                            *(gint64 *) G_STRUCT_MEMBER_P (&now, settings[i].offset));
  for (guint i = 0; i < SHARE_N_CLASSES; i++)
    {
      total += counts[i];
      g_string_append_printf (report, "%s=%" G_GINT64_FORMAT "\n", class_names[i], counts[i]);
    }
  g_string_append_printf (report, "calls=%" G_GINT64_FORMAT "\nfaults=%" G_GINT64_FORMAT "\nmatching=%" G_GINT64_FORMAT "\n",
                          total, faults, matching);
  g_mutex_unlock (&lock);
  g_string_append_printf (report, "locks=%u\n", share_locks_count ());

  return g_string_free (report, FALSE);
}

void
share_control_fill_attr (struct stat *out_info)
{
  *out_info = (struct stat) { .st_ino = SHARE_CONTROL_INO, .st_mode = S_IFREG | 0666, .st_nlink = 1 };
}
