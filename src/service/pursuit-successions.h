/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-desk.h"
#include "pursuit-succession.h"

G_BEGIN_DECLS

/**
 * PursuitSuccessionItem:
 * @duty: what kind of duty it is
 * @id: the record that names who has it
 * @name: what that is called
 * @customer_id: the customer that it is about, 0 for none
 * @customer: (nullable): what the customer is called
 * @region: (nullable): the customer's region
 * @unit_id: the unit that it is about, 0 for none
 * @to_id: who takes it over, 0 when nobody was chosen; for somebody above whom the successor cannot stand, the leaver's own
 *   manager, who may be nobody
 * @is_settled: whether @to_id is what it is to be
 *
 * One thing that goes to somebody else.
 */
typedef struct
{
  PursuitDuty duty;
  gint64 id;
  char *name;
  gint64 customer_id;
  char *customer;
  char *region;
  gint64 unit_id;
  gint64 to_id;
  gboolean is_settled;

  /*< private >*/
  GBytes *order;
} PursuitSuccessionItem;

/**
 * PursuitSuccessionShare:
 * @staff_id: a successor
 * @name: that person's name
 * @counts: how many duties of each kind go to that person
 *
 * What one successor gets.
 */
typedef struct
{
  gint64 staff_id;
  char *name;
  gint64 counts[PURSUIT_N_DUTIES];
} PursuitSuccessionShare;

/**
 * PursuitSuccessionPreview:
 * @leaver_id: whose duties go to others
 * @leaver: that person's name
 * @was_inactive: whether that person has left already
 * @items: (element-type PursuitSuccessionItem): what goes, by kind and then by name
 * @shares: (element-type PursuitSuccessionShare): who gets how much
 * @counts: how many duties of each kind there are
 * @n_closed: how many closed deals stay in the leaver's name, for the figures
 * @refusals: (element-type utf8): why it may not be done so, one sentence each; empty when it may
 *
 * What a succession would do.
 */
typedef struct
{
  gint64 leaver_id;
  char *leaver;
  gboolean was_inactive;
  GPtrArray *items;
  GPtrArray *shares;
  gint64 counts[PURSUIT_N_DUTIES];
  gint64 n_closed;
  GPtrArray *refusals;
} PursuitSuccessionPreview;

PursuitSuccessionPreview *pursuit_successions_preview     (PursuitDesk               *desk,
                                                           PursuitSuccession         *succession,
                                                           GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean                  pursuit_successions_do          (PursuitDesk               *desk,
                                                           PursuitSuccession         *succession,
                                                           GCancellable              *cancellable,
                                                           PursuitSuccessionPreview **out_done,
                                                           gint64                    *out_entry_id,
                                                           GError                   **error);
void                      pursuit_succession_preview_free (PursuitSuccessionPreview  *self);
const char               *pursuit_succession_preview_get_name (PursuitSuccessionPreview *self,
                                                           gint64                     staff_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitSuccessionPreview, pursuit_succession_preview_free)

G_END_DECLS
