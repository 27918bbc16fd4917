/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TECHNICAL_QUESTION (pursuit_technical_question_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTechnicalQuestion, pursuit_technical_question, PURSUIT, TECHNICAL_QUESTION, PursuitRecord)

/* What the customer asks about the technical side, and our answer (TEAM-6). */
struct _PursuitTechnicalQuestion
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  char *question;
  gint64 contact_id;
  char *asked_on;
  char *due_on;
  gint64 staff_id;
  char *answer;
  char *answered_on;
};

G_END_DECLS
