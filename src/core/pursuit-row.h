/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-query.h"

G_BEGIN_DECLS

/* The columns of each list, in the order in which the store fills them. T is text, N a number, as in PursuitField:
 * enums by value, money in minor units, times in UTC microseconds, dates as ISO text. */

enum   /* PURSUIT_LIST_CUSTOMERS */
{
  PURSUIT_CUSTOMER_ROW_NAME,              /* T */
  PURSUIT_CUSTOMER_ROW_SHORT_NAME,        /* T */
  PURSUIT_CUSTOMER_ROW_GRADE,             /* N PursuitGrade */
  PURSUIT_CUSTOMER_ROW_FUNNEL,            /* N PursuitFunnel */
  PURSUIT_CUSTOMER_ROW_REGION,            /* T */
  PURSUIT_CUSTOMER_ROW_INDUSTRY,          /* T */
  PURSUIT_CUSTOMER_ROW_OWNER_ID,          /* N */
  PURSUIT_CUSTOMER_ROW_OWNER,             /* T */
  PURSUIT_CUSTOMER_ROW_LAST_CONTACT_AT,   /* N */
  PURSUIT_CUSTOMER_ROW_COMPLETENESS,      /* N 0 to 100 */
  PURSUIT_CUSTOMER_ROW_OPEN_COUNT,        /* N open deals */
  PURSUIT_CUSTOMER_ROW_OPEN_AMOUNT,       /* N */
  PURSUIT_CUSTOMER_ROW_PLACEHOLDER,       /* N */
  PURSUIT_CUSTOMER_ROW_EXTRA,             /* T the fields that the house has added, as JSON, or none */
  PURSUIT_CUSTOMER_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_CONTACTS */
{
  PURSUIT_CONTACT_ROW_NAME,               /* T */
  PURSUIT_CONTACT_ROW_TITLE,              /* T */
  PURSUIT_CONTACT_ROW_CUSTOMER_ID,        /* N */
  PURSUIT_CONTACT_ROW_CUSTOMER,           /* T */
  PURSUIT_CONTACT_ROW_BUYING_ROLE,        /* N PursuitBuyingRole */
  PURSUIT_CONTACT_ROW_ATTITUDE,           /* N -2 to 2 */
  PURSUIT_CONTACT_ROW_PHONE,              /* T */
  PURSUIT_CONTACT_ROW_EMAIL,              /* T */
  PURSUIT_CONTACT_ROW_LEFT_ON,            /* T when the person left the company, or none */
  PURSUIT_CONTACT_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_DEALS */
{
  PURSUIT_DEAL_ROW_TITLE,                 /* T */
  PURSUIT_DEAL_ROW_CUSTOMER_ID,           /* N */
  PURSUIT_DEAL_ROW_CUSTOMER,              /* T short name where there is one, else the name */
  PURSUIT_DEAL_ROW_STATUS,                /* N PursuitDealStatus */
  PURSUIT_DEAL_ROW_STAGE_ID,              /* N */
  PURSUIT_DEAL_ROW_POSITION,              /* N of the stage, from 1 */
  PURSUIT_DEAL_ROW_STAGE,                 /* T message id of the stage's name */
  PURSUIT_DEAL_ROW_EXPECTED_DAYS,         /* N of the stage */
  PURSUIT_DEAL_ROW_STAGE_ENTERED_AT,      /* N */
  PURSUIT_DEAL_ROW_AMOUNT,                /* N */
  PURSUIT_DEAL_ROW_PROBABILITY,           /* N 0 to 100 */
  PURSUIT_DEAL_ROW_OWNER_ID,              /* N */
  PURSUIT_DEAL_ROW_OWNER,                 /* T */
  PURSUIT_DEAL_ROW_PRODUCT,               /* T */
  PURSUIT_DEAL_ROW_NEXT_STEP,             /* T */
  PURSUIT_DEAL_ROW_NEXT_STEP_ON,          /* T */
  PURSUIT_DEAL_ROW_EXPECTED_CLOSE,        /* T */
  PURSUIT_DEAL_ROW_CLOSED_ON,             /* T */
  PURSUIT_DEAL_ROW_LOST_REASON,           /* T */
  PURSUIT_DEAL_ROW_REVISION,              /* N */
  PURSUIT_DEAL_ROW_STAGE_ZH,              /* T the stage's Chinese name, or none; see pursuit_locale_choose_name() */
  PURSUIT_DEAL_ROW_BUYER_POSITION,        /* N of the buyer's stage, from 1; 0 when nobody said */
  PURSUIT_DEAL_ROW_GAP,                   /* N ours minus the buyer's position (STG-1) */
  PURSUIT_DEAL_ROW_MISSING,               /* N required milestones not reached, up to and with our stage (STG-2) */
  PURSUIT_DEAL_ROW_PROBABILITY_MANUAL,    /* N 1 when the win probability was set by hand */
  PURSUIT_DEAL_ROW_PARKED_UNTIL,          /* T */
  PURSUIT_DEAL_ROW_PARKED_REASON,         /* T */
  PURSUIT_DEAL_ROW_LAST_CONTACT_AT,       /* N last real contact with the customer, 0 for never */
  PURSUIT_DEAL_ROW_ACCEPTED_ON,           /* T when delivery took it over (STG-8) */
  PURSUIT_DEAL_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_ACTIVITIES */
{
  PURSUIT_ACTIVITY_ROW_KIND,              /* N PursuitActivityKind */
  PURSUIT_ACTIVITY_ROW_SUBJECT,           /* T */
  PURSUIT_ACTIVITY_ROW_BODY,              /* T */
  PURSUIT_ACTIVITY_ROW_HAPPENED_AT,       /* N */
  PURSUIT_ACTIVITY_ROW_STAFF,             /* T */
  PURSUIT_ACTIVITY_ROW_CONTACT,           /* T */
  PURSUIT_ACTIVITY_ROW_DEAL,              /* T */
  PURSUIT_ACTIVITY_ROW_CUSTOMER,          /* T */
  PURSUIT_ACTIVITY_ROW_N_COLUMNS,
};

typedef enum   /* what an entry of the timeline is (DOS-4) */
{
  PURSUIT_TIMELINE_ACTIVITY,              /* KIND is the activity's, TEXT its subject, DETAIL its body */
  PURSUIT_TIMELINE_MOVE,                  /* TEXT the deal, DETAIL the reason, FROM and TO positions, KIND the new status */
  PURSUIT_TIMELINE_CHANGE,                /* VERB and ENTITY from the journal, DETAIL the changed fields as JSON */
  PURSUIT_TIMELINE_BUYER,                 /* TEXT the deal, DETAIL the evidence, FROM and TO positions of the buyer (STG-1) */
  PURSUIT_TIMELINE_STANDING,              /* NAME "grade", "funnel" or "level", DETAIL the reason, FROM and TO its values */
  PURSUIT_TIMELINE_DOCUMENT,              /* TEXT the document, NAME the file, KIND its version, FROM its size in bytes, TO its id */
} PursuitTimelineSource;

/* There is room for two more. */
#define PURSUIT_TIMELINE_MOST_SOURCES 8

enum   /* PURSUIT_LIST_TIMELINE; ids are source + %PURSUIT_TIMELINE_MOST_SOURCES * the id in its table */
{
  PURSUIT_TIMELINE_ROW_SOURCE,            /* N PursuitTimelineSource */
  PURSUIT_TIMELINE_ROW_AT,                /* N */
  PURSUIT_TIMELINE_ROW_ACTOR,             /* T */
  PURSUIT_TIMELINE_ROW_KIND,              /* N */
  PURSUIT_TIMELINE_ROW_TEXT,              /* T */
  PURSUIT_TIMELINE_ROW_DETAIL,            /* T */
  PURSUIT_TIMELINE_ROW_FROM,              /* N stage position, 0 for none */
  PURSUIT_TIMELINE_ROW_TO,                /* N stage position */
  PURSUIT_TIMELINE_ROW_VERB,              /* T */
  PURSUIT_TIMELINE_ROW_ENTITY,            /* T */
  PURSUIT_TIMELINE_ROW_NAME,              /* T the stage entered; of a change the milestone, person or competitor that it is about */
  PURSUIT_TIMELINE_ROW_NAME_ZH,           /* T the same in Chinese, or none */
  PURSUIT_TIMELINE_ROW_FROM_NAME,         /* T the stage left */
  PURSUIT_TIMELINE_ROW_FROM_NAME_ZH,      /* T the same in Chinese, or none */
  PURSUIT_TIMELINE_ROW_MISSING,           /* T of a move: the milestones that were overridden, by lines (STG-2) */
  PURSUIT_TIMELINE_ROW_OWN_BEFORE,        /* T of a change: the fields of the house as they were, as JSON, or none */
  PURSUIT_TIMELINE_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_STAFF */
{
  PURSUIT_STAFF_ROW_NAME,                 /* T */
  PURSUIT_STAFF_ROW_TITLE,                /* T */
  PURSUIT_STAFF_ROW_UNIT,                 /* T */
  PURSUIT_STAFF_ROW_MANAGER,              /* T */
  PURSUIT_STAFF_ROW_ROLE,                 /* T message id */
  PURSUIT_STAFF_ROW_PHONE,                /* T */
  PURSUIT_STAFF_ROW_EMAIL,                /* T */
  PURSUIT_STAFF_ROW_INACTIVE,             /* N */
  PURSUIT_STAFF_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_UNITS */
{
  PURSUIT_UNIT_ROW_NAME,                  /* T */
  PURSUIT_UNIT_ROW_PARENT_ID,             /* N */
  PURSUIT_UNIT_ROW_PARENT,                /* T */
  PURSUIT_UNIT_ROW_LEAD,                  /* T */
  PURSUIT_UNIT_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_PRODUCTS */
{
  PURSUIT_PRODUCT_ROW_NAME,               /* T */
  PURSUIT_PRODUCT_ROW_SERIES,             /* T */
  PURSUIT_PRODUCT_ROW_PRICE,              /* N */
  PURSUIT_PRODUCT_ROW_RETIRED,            /* N */
  PURSUIT_PRODUCT_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_DOCUMENTS */
{
  PURSUIT_DOCUMENT_ROW_NAME,              /* T */
  PURSUIT_DOCUMENT_ROW_LOCATION,          /* T */
  PURSUIT_DOCUMENT_ROW_CUSTOMER,          /* T */
  PURSUIT_DOCUMENT_ROW_DEAL,              /* T */
  PURSUIT_DOCUMENT_ROW_DEAL_ID,           /* N */
  PURSUIT_DOCUMENT_ROW_VERSION,           /* N of the content, 0 for a link to a place outside */
  PURSUIT_DOCUMENT_ROW_SIZE,              /* N bytes */
  PURSUIT_DOCUMENT_ROW_MEDIA_TYPE,        /* T */
  PURSUIT_DOCUMENT_ROW_ADDED_AT,          /* N when that version was added, or the link */
  PURSUIT_DOCUMENT_ROW_STAFF,             /* T by whom */
  PURSUIT_DOCUMENT_ROW_N_COLUMNS,
};

enum   /* PURSUIT_LIST_JOURNAL */
{
  PURSUIT_JOURNAL_ROW_AT,                 /* N */
  PURSUIT_JOURNAL_ROW_ACTOR,              /* T */
  PURSUIT_JOURNAL_ROW_VERB,               /* T */
  PURSUIT_JOURNAL_ROW_ENTITY,             /* T */
  PURSUIT_JOURNAL_ROW_ENTITY_ID,          /* N */
  PURSUIT_JOURNAL_ROW_BEFORE,             /* T JSON */
  PURSUIT_JOURNAL_ROW_AFTER,              /* T JSON */
  PURSUIT_JOURNAL_ROW_NAME,               /* T what the record is called now */
  PURSUIT_JOURNAL_ROW_CUSTOMER_ID,        /* N */
  PURSUIT_JOURNAL_ROW_DEAL_ID,            /* N */
  PURSUIT_JOURNAL_ROW_N_COLUMNS,
};

/* No list has more. */
#define PURSUIT_ROW_MAX_COLUMNS 32

#define PURSUIT_TYPE_ROW (pursuit_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRow, pursuit_row, PURSUIT, ROW, GObject)

PursuitRow *pursuit_row_new        (gint64       id,
                                    guint        n_columns) G_GNUC_WARN_UNUSED_RESULT;
gint64      pursuit_row_get_id     (PursuitRow  *self);
gboolean    pursuit_row_is_loaded  (PursuitRow  *self);
gint64      pursuit_row_get_number (PursuitRow  *self,
                                    guint        column);
const char *pursuit_row_get_text   (PursuitRow  *self,
                                    guint        column);
void        pursuit_row_set_number (PursuitRow  *self,
                                    guint        column,
                                    gint64       number);
void        pursuit_row_set_text   (PursuitRow  *self,
                                    guint        column,
                                    const char  *text);
void        pursuit_row_fill       (PursuitRow  *self,
                                    PursuitRow  *from);
guint       pursuit_list_n_columns (PursuitList  list);

G_END_DECLS
