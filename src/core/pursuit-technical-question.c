/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-technical-question.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitTechnicalQuestion, pursuit_technical_question, PURSUIT_TYPE_RECORD)

static const PursuitField technical_question_fields[] = {
  PURSUIT_FIELD_REF (PursuitTechnicalQuestion, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitTechnicalQuestion, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitTechnicalQuestion, question, N_("Question"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitTechnicalQuestion, contact_id, N_("Asked by"), pursuit_contact_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalQuestion, asked_on, N_("Asked on"), 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalQuestion, due_on, N_("Answer by"), 0),
  PURSUIT_FIELD_REF (PursuitTechnicalQuestion, staff_id, N_("To be answered by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitTechnicalQuestion, answer, N_("Answer"), 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalQuestion, answered_on, N_("Answered on"), 0),
};

static void
pursuit_technical_question_class_init (PursuitTechnicalQuestionClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "technical_question", N_("Technical question"), technical_question_fields, G_N_ELEMENTS (technical_question_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "question");
}

static void
pursuit_technical_question_init (PursuitTechnicalQuestion *self)
{
}
