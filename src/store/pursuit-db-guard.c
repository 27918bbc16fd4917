/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-db-private.h"

/*
 * What a connection to a database may not do, whatever the file or a mistake of ours asks of it: change the schema, attach
 * another file, alter how the file is kept, or work on values of absurd size. The engine asks when a statement is prepared, so
 * running one costs nothing.
 */

typedef struct
{
  int limit;
  int value;
} Limit;

static const Limit limits[] = {
  { SQLITE_LIMIT_LENGTH, 50 * 1000 * 1000 },
  { SQLITE_LIMIT_SQL_LENGTH, 1000 * 1000 },
  { SQLITE_LIMIT_COLUMN, 500 },
  { SQLITE_LIMIT_EXPR_DEPTH, 200 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 50 },
  { SQLITE_LIMIT_FUNCTION_ARG, 64 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10000 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 2000 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 16 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* VACUUM attaches a file of its own. */
#define MOST_ATTACHED 10

/* Asking one of these a question is allowed. */
static const char *const questions[] = {
  "application_id", "compile_options", "data_version", "encoding", "foreign_key_list", "foreign_keys", "freelist_count",
  "index_info", "index_list", "journal_mode", "page_count", "page_size", "schema_version", "synchronous", "table_info",
  "table_list", "user_version", NULL,
};

/* And these may be told something: they look at the file, keep what was learnt about it, or say how much memory it may take. */
static const char *const works[] = {
  "analysis_limit", "cache_size", "foreign_key_check", "foreign_key_list", "index_info", "index_list", "integrity_check", "optimize",
  "quick_check", "shrink_memory", "table_info", NULL,
};

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (*names, name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_allowed (int         action,
            const char *first,
            const char *second)
{
  switch (action)
    {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_ALTER_TABLE:
    case SQLITE_REINDEX:
    case SQLITE_CREATE_INDEX:
    case SQLITE_CREATE_TEMP_INDEX:
    case SQLITE_CREATE_TEMP_TABLE:
    case SQLITE_CREATE_TEMP_TRIGGER:
    case SQLITE_CREATE_TEMP_VIEW:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_VIEW:
    case SQLITE_CREATE_VTABLE:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_TEMP_INDEX:
    case SQLITE_DROP_TEMP_TABLE:
    case SQLITE_DROP_TEMP_TRIGGER:
    case SQLITE_DROP_TEMP_VIEW:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_DROP_VIEW:
    case SQLITE_DROP_VTABLE:
      return FALSE;

    /* “PRAGMA optimize” keeps there what it learnt. */
    case SQLITE_CREATE_TABLE:
      return g_str_has_prefix (first, "sqlite_stat");

    case SQLITE_PRAGMA:
      return is_one_of (first, second == NULL ? questions : works) || (second == NULL && is_one_of (first, works));

    default:
      return TRUE;
    }
}

static int
authorize_cb (void       *data,
              int         action,
              const char *first,
              const char *second,
              const char *database,
              const char *trigger)
{
  PursuitDb *self = data;

  return !self->is_guarded || is_allowed (action, first, second) ? SQLITE_OK : SQLITE_DENY;
}

/**
 * pursuit_db_guard:
 * @self: a connection that has just been set up
 *
 * Lets @self do from now on what the program's statements do, and nothing else: anything else is “not authorized”.
 */
void
pursuit_db_guard (PursuitDb *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].limit, limits[i].value);

  self->has_guard = TRUE;
  pursuit_db_set_guarded (self, TRUE);
  sqlite3_set_authorizer (self->handle, authorize_cb, self);
}

/**
 * pursuit_db_set_guarded:
 * @self: a connection
 * @guarded: %FALSE for a schema step or another work on the file as a whole, %TRUE when it is done
 *
 * A connection that never had the guard stays without it.
 *
 * Returns: how it was before
 */
gboolean
pursuit_db_set_guarded (PursuitDb *self,
                        gboolean   guarded)
{
  gboolean before = self->is_guarded;

  if (self->has_guard)
    {
      self->is_guarded = guarded;
      sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, guarded ? 0 : MOST_ATTACHED);
    }

  return before;
}
