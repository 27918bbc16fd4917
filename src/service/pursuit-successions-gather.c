/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-successions-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-collation.h"
#include "pursuit-duty-lookups.h"
#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-staff.h"

/* What a succession would do (DOS-8): every duty of the leaver, who takes it over, and what speaks against it. */

/* Nobody has more managers above them; a circle that was made by hand ends here. */
#define HIGHEST 100

typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  PursuitSuccession *succession;
  PursuitSuccessionPreview *preview;
  PursuitStaff *leaver;
  PursuitDuty duty;
  gint64 n_unsettled;
  const char *unsettled;    /* the first of them */
} Gathering;

static void
item_free (gpointer data)
{
  PursuitSuccessionItem *self = data;

  g_free (self->name);
  g_free (self->customer);
  g_free (self->region);
  g_clear_pointer (&self->order, g_bytes_unref);
  g_free (self);
}

static void
share_free (gpointer data)
{
  PursuitSuccessionShare *self = data;

  g_free (self->name);
  g_free (self);
}

/**
 * pursuit_succession_preview_free:
 * @self: (transfer full): a preview
 */
void
pursuit_succession_preview_free (PursuitSuccessionPreview *self)
{
  g_free (self->leaver);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->shares);
  g_ptr_array_unref (self->refusals);
  g_free (self);
}

static PursuitSuccessionPreview *
preview_new (void)
{
  PursuitSuccessionPreview *self = g_new0 (PursuitSuccessionPreview, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->shares = g_ptr_array_new_with_free_func (share_free);
  self->refusals = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static PursuitSuccessionShare *
find_share (PursuitSuccessionPreview *self,
            gint64                    staff_id)
{
  for (guint i = 0; i < self->shares->len; i++)
    {
      PursuitSuccessionShare *share = g_ptr_array_index (self->shares, i);

      if (share->staff_id == staff_id)
        return share;
    }

  return NULL;
}

/**
 * pursuit_succession_preview_get_name:
 * @self: a preview
 * @staff_id: somebody who takes something over
 *
 * Returns: (nullable): that person's name
 */
const char *
pursuit_succession_preview_get_name (PursuitSuccessionPreview *self,
                                     gint64                    staff_id)
{
  PursuitSuccessionShare *share = find_share (self, staff_id);

  return share != NULL ? share->name : NULL;
}

G_GNUC_PRINTF (2, 3)
static void
refuse (Gathering  *self,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->preview->refusals, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static GBytes *
make_order (const PursuitHeld *held)
{
  guint8 key[PURSUIT_COLLATION_KEY_SIZE];
  gsize length = pursuit_collation_make_key (held->customer != NULL ? held->customer : held->name, key);

  return g_bytes_new (key, length);
}

static void
add_held (const PursuitHeld *held,
          gpointer           user_data)
{
  Gathering *self = user_data;
  PursuitSuccessionItem *item = g_new0 (PursuitSuccessionItem, 1);

  item->duty = self->duty;
  item->id = held->id;
  item->name = g_strdup (held->name);
  item->customer_id = held->customer_id;
  item->customer = g_strdup (held->customer);
  item->region = g_strdup (held->region);
  item->unit_id = held->unit_id;
  item->to_id = pursuit_succession_find (self->succession, held->customer_id, held->region, held->unit_id);
  item->is_settled = item->to_id != 0;
  item->order = make_order (held);
  g_ptr_array_add (self->preview->items, item);
  self->preview->counts[self->duty]++;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const PursuitSuccessionItem *left = *(PursuitSuccessionItem *const *) a;
  const PursuitSuccessionItem *right = *(PursuitSuccessionItem *const *) b;
  int difference;

  if (left->duty != right->duty)
    return left->duty < right->duty ? -1 : 1;
  difference = g_bytes_compare (left->order, right->order);
  if (difference != 0)
    return difference;

  return left->id < right->id ? -1 : left->id > right->id;
}

static PursuitStaff *
load_staff (Gathering  *self,
            gint64      id,
            GError    **error)
{
  PursuitRecord *record = pursuit_store_load (self->store, PURSUIT_TYPE_STAFF, id, error);

  return record != NULL ? PURSUIT_STAFF (record) : NULL;
}

/* Who reports to the leaver and stands above their own successor, or is the successor, cannot report to them: such a person
 * moves up to the leaver's manager. */
static gboolean
settle_reports (Gathering  *self,
                GError    **error)
{
  for (guint i = 0; i < self->preview->items->len; i++)
    {
      PursuitSuccessionItem *item = g_ptr_array_index (self->preview->items, i);
      gint64 above = item->to_id;

      if (item->duty != PURSUIT_DUTY_REPORT)
        continue;
      for (guint n = 0; above != 0 && above != item->id && above != self->preview->leaver_id && n < HIGHEST; n++)
        {
          g_autoptr(PursuitStaff) staff = load_staff (self, above, error);

          if (staff == NULL)
            return FALSE;
          above = staff->manager_id;
        }
      if (above == item->id)
        item->to_id = self->leaver->manager_id != item->id ? self->leaver->manager_id : 0;
    }

  return TRUE;
}

/* Whoever is named, whether anything goes to them or not. */
static gboolean
judge_successor (Gathering  *self,
                 gint64      staff_id,
                 GError    **error)
{
  g_autoptr(PursuitStaff) staff = load_staff (self, staff_id, error);
  PursuitSuccessionShare *share;

  if (staff == NULL)
    return FALSE;
  if (staff_id == self->preview->leaver_id)
    refuse (self, _("“%s” cannot take over from themselves."), staff->name);
  else if (staff->inactive || PURSUIT_RECORD (staff)->deleted_at != 0)
    refuse (self, _("“%s” has left and cannot take anything over."), staff->name);

  share = g_new0 (PursuitSuccessionShare, 1);
  share->staff_id = staff_id;
  share->name = g_strdup (staff->name);
  g_ptr_array_add (self->preview->shares, share);
  return TRUE;
}

static gboolean
judge_successors (Gathering  *self,
                  GError    **error)
{
  g_autoptr(GArray) ids = pursuit_succession_list (self->succession);

  for (guint i = 0; i < ids->len; i++)
    if (!judge_successor (self, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* A manager above the leaver gets people back without having been named. */
static gboolean
count_item (Gathering              *self,
            PursuitSuccessionItem  *item,
            GError                **error)
{
  PursuitSuccessionShare *share = find_share (self->preview, item->to_id);

  if (!item->is_settled)
    {
      self->n_unsettled++;
      if (self->unsettled == NULL)
        self->unsettled = item->name;
      return TRUE;
    }
  if (item->to_id == 0)
    return TRUE;
  if (share == NULL)
    {
      g_autoptr(PursuitStaff) staff = load_staff (self, item->to_id, error);

      if (staff == NULL)
        return FALSE;
      share = g_new0 (PursuitSuccessionShare, 1);
      share->staff_id = item->to_id;
      share->name = g_strdup (staff->name);
      g_ptr_array_add (self->preview->shares, share);
    }
  share->counts[item->duty]++;

  return TRUE;
}

static gboolean
count_items (Gathering  *self,
             GError    **error)
{
  for (guint i = 0; i < self->preview->items->len; i++)
    if (!count_item (self, g_ptr_array_index (self->preview->items, i), error))
      return FALSE;

  if (self->n_unsettled > 0)
    refuse (self, ngettext ("Nobody was chosen for “%2$s” (%1$lld in all).",
                            "Nobody was chosen for “%2$s” and others (%1$lld in all).", (gulong) self->n_unsettled),
            (long long) self->n_unsettled, self->unsettled);

  return TRUE;
}

/* Nobody shuts the door behind themselves; and whoever keeps staff says who has left. */
static void
judge_deactivation (Gathering *self)
{
  g_autoptr(GError) denied = NULL;

  if (!pursuit_succession_deactivates (self->succession) || self->preview->was_inactive)
    {
      if (self->preview->items->len == 0)
        refuse (self, _("“%s” has nothing to hand over."), self->preview->leaver);
      return;
    }
  if (self->preview->leaver_id == pursuit_desk_get_actor_id (self->desk))
    refuse (self, "%s", _("You cannot mark yourself as having left."));
  else if (!pursuit_records_require (self->desk, PURSUIT_RECORD (self->leaver), PURSUIT_RIGHT_EDIT, &denied))
    refuse (self, "%s", denied->message);
}

static gboolean
gather_items (Gathering  *self,
              GError    **error)
{
  for (self->duty = 0; self->duty < PURSUIT_N_DUTIES; self->duty++)
    if (!pursuit_lookup_duties (self->store, self->duty, self->preview->leaver_id, add_held, self, error))
      return FALSE;
  g_ptr_array_sort (self->preview->items, compare_items);

  return pursuit_lookup_closed_deals (self->store, self->preview->leaver_id, &self->preview->n_closed, error);
}

static gboolean
fill (Gathering  *self,
      GError    **error)
{
  self->preview->leaver_id = PURSUIT_RECORD (self->leaver)->id;
  self->preview->leaver = g_strdup (self->leaver->name);
  self->preview->was_inactive = self->leaver->inactive != 0;
  if (!gather_items (self, error) || !settle_reports (self, error) || !judge_successors (self, error) ||
      !count_items (self, error))
    return FALSE;

  judge_deactivation (self);
  return TRUE;
}

/**
 * pursuit_successions_gather:
 * @desk: a desk, while reading or within a transaction
 * @succession: who comes after whom
 * @error: return location
 *
 * Finds what pursuit_successions_do() would do.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may not hand the leaver's work over, %PURSUIT_ERROR_NOT_FOUND when
 * somebody does not exist, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the preview
 */
PursuitSuccessionPreview *
pursuit_successions_gather (PursuitDesk        *desk,
                            PursuitSuccession  *succession,
                            GError            **error)
{
  g_autoptr(PursuitSuccessionPreview) preview = preview_new ();
  g_autoptr(PursuitStaff) leaver = NULL;
  Gathering self = { .desk = desk, .store = pursuit_desk_get_store (desk), .succession = succession, .preview = preview };

  leaver = load_staff (&self, pursuit_succession_get_leaver (succession), error);
  if (leaver == NULL || !pursuit_records_require_alive (PURSUIT_RECORD (leaver), error) ||
      !pursuit_desk_require_for (desk, PURSUIT_RIGHT_HAND_OVER, PURSUIT_RECORD (leaver)->id, error))
    return NULL;

  self.leaver = leaver;
  return fill (&self, error) ? g_steal_pointer (&preview) : NULL;
}
