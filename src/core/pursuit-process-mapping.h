/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-process-book.h"

G_BEGIN_DECLS

/**
 * PursuitStageMapping:
 * @from: a stage of the process that deals leave
 * @to: (nullable): the stage in which they go on; %NULL when they stay behind
 *
 * Where the deals of one stage go; both stages are lent by the books.
 */
typedef struct
{
  PursuitBookStage *from;
  PursuitBookStage *to;
} PursuitStageMapping;

GArray                    *pursuit_process_mapping_new    (PursuitProcessBook  *from,
                                                           PursuitProcessBook  *to) G_GNUC_WARN_UNUSED_RESULT;
const PursuitStageMapping *pursuit_process_mapping_find   (GArray              *mapping,
                                                           gint64               stage_id);
PursuitMilestone          *pursuit_process_mapping_find_milestone (GArray      *mapping,
                                                           PursuitProcessBook  *to,
                                                           gint64               milestone_id);
gboolean                   pursuit_process_mapping_set    (GArray              *mapping,
                                                           PursuitProcessBook  *to,
                                                           int                  from_position,
                                                           int                  to_position,
                                                           GError             **error);
gboolean                   pursuit_deal_change_process    (PursuitDeal         *self,
                                                           GArray              *mapping);

G_END_DECLS
