/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-search.h"

#include <glib/gi18n-lib.h>

#include "pursuit-glance.h"

/* What is shown of the things that a search found, or that were opened lately. */

G_DEFINE_BOXED_TYPE (PursuitFound, pursuit_found, pursuit_found_copy, pursuit_found_free)

/**
 * pursuit_found_copy:
 * @self: something found
 *
 * Returns: (transfer full): an independent copy
 */
PursuitFound *
pursuit_found_copy (const PursuitFound *self)
{
  PursuitFound *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->detail = g_strdup (self->detail);
  copy->snippet = g_strdup (self->snippet);

  return copy;
}

/**
 * pursuit_found_free:
 * @self: (transfer full): something found
 */
void
pursuit_found_free (PursuitFound *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->snippet);
  g_free (self);
}

/* The list whose rows are of a kind; %FALSE for texts. */
static gboolean
get_list (PursuitFoundKinds  kind,
          PursuitList       *out_list)
{
  switch (kind)
    {
    case PURSUIT_FOUND_CUSTOMER:
      *out_list = PURSUIT_LIST_CUSTOMERS;
      return TRUE;
    case PURSUIT_FOUND_CONTACT:
      *out_list = PURSUIT_LIST_CONTACTS;
      return TRUE;
    case PURSUIT_FOUND_DEAL:
      *out_list = PURSUIT_LIST_DEALS;
      return TRUE;
    case PURSUIT_FOUND_STAFF:
      *out_list = PURSUIT_LIST_STAFF;
      return TRUE;
    case PURSUIT_FOUND_TEXT:
    default:
      return FALSE;
    }
}

static char *
join (const char *first,
      const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);

  return g_strdup_printf (_("%1$s · %2$s"), first, second);
}

static char *
make_detail (PursuitFoundKinds    kind,
             const PursuitGlance *glance)
{
  switch (kind)
    {
    case PURSUIT_FOUND_CONTACT:
      return join (glance->about, glance->customer);
    case PURSUIT_FOUND_DEAL:
      return join (glance->customer, glance->about != NULL ? _(glance->about) : NULL);
    case PURSUIT_FOUND_CUSTOMER:
    case PURSUIT_FOUND_STAFF:
    case PURSUIT_FOUND_TEXT:
    default:
      return join (glance->about, glance->person);
    }
}

static PursuitFound *
make_found (PursuitDesk         *desk,
            PursuitFoundKinds    kind,
            const PursuitGlance *glance)
{
  PursuitFound *found = g_new0 (PursuitFound, 1);
  gint64 actor_id = pursuit_desk_get_actor_id (desk);

  found->kind = kind;
  found->id = glance->id;
  found->customer_id = glance->customer_id;
  found->deal_id = kind == PURSUIT_FOUND_DEAL ? glance->id : 0;
  found->title = g_strdup (glance->title);
  found->detail = make_detail (kind, glance);
  found->own = actor_id != 0 && glance->owner_id == actor_id;

  return found;
}

static gboolean
add_one (PursuitDesk            *desk,
         const PursuitFoundRef  *ref,
         GPtrArray              *all,
         GError                **error)
{
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(PursuitQuery) scoped = NULL;
  g_autoptr(GPtrArray) glances = NULL;
  PursuitList list;

  if (!get_list (ref->kind, &list))
    return TRUE;

  query = pursuit_query_new (list);
  scoped = pursuit_desk_scope_query (desk, query);
  glances = pursuit_store_glance (pursuit_desk_get_store (desk), scoped, &ref->id, 1, error);
  if (glances == NULL)
    return FALSE;

  for (guint i = 0; i < glances->len; i++)
    g_ptr_array_add (all, make_found (desk, ref->kind, g_ptr_array_index (glances, i)));
  return TRUE;
}

/**
 * pursuit_search_describe:
 * @desk: a desk
 * @refs: (array length=n_refs): things
 * @n_refs: how many
 * @error: return location
 *
 * Tells what some things are, as a search would: for what was opened lately.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: (transfer full) (element-type PursuitFound): in the order of @refs; what is gone or may not be seen is left out
 */
GPtrArray *
pursuit_search_describe (PursuitDesk            *desk,
                         const PursuitFoundRef  *refs,
                         guint                   n_refs,
                         GError                **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_found_free);
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (n_refs > 0 && !pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;
  for (guint i = 0; i < n_refs; i++)
    if (!add_one (desk, &refs[i], all, error))
      return NULL;

  return g_steal_pointer (&all);
}
