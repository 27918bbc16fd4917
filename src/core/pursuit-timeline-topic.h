/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitTimelineTopic:
 * @PURSUIT_TOPIC_ANY: any but looks, which are no changes
 * @PURSUIT_TOPIC_VISITS: visits, calls, meetings and notes
 * @PURSUIT_TOPIC_DEALS: deals, the moves of both sides, milestones and strategy
 * @PURSUIT_TOPIC_DOCUMENTS: documents and their versions
 * @PURSUIT_TOPIC_COMPANY: fields of the customer, its grade, funnel and level
 * @PURSUIT_TOPIC_PEOPLE: the people there, and how well we know them
 * @PURSUIT_TOPIC_LOOKS: who looked at a personal profile; for those alone who may see the whole journal
 *
 * What an entry of a timeline is about (DOS-4).
 */
typedef enum
{
  PURSUIT_TOPIC_ANY,
  PURSUIT_TOPIC_VISITS,
  PURSUIT_TOPIC_DEALS,
  PURSUIT_TOPIC_DOCUMENTS,
  PURSUIT_TOPIC_COMPANY,
  PURSUIT_TOPIC_PEOPLE,
  PURSUIT_TOPIC_LOOKS,
  PURSUIT_N_TOPICS,
} PursuitTimelineTopic;

G_END_DECLS
