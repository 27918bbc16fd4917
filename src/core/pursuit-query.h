/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-right.h"

G_BEGIN_DECLS

/**
 * PursuitList:
 *
 * The lists that can be asked for; each has its own columns, see pursuit-row.h.
 */
typedef enum
{
  PURSUIT_LIST_CUSTOMERS,
  PURSUIT_LIST_CONTACTS,
  PURSUIT_LIST_DEALS,
  PURSUIT_LIST_ACTIVITIES,
  PURSUIT_LIST_TIMELINE,
  PURSUIT_LIST_STAFF,
  PURSUIT_LIST_UNITS,
  PURSUIT_LIST_PRODUCTS,
  PURSUIT_LIST_DOCUMENTS,
  PURSUIT_LIST_JOURNAL,
} PursuitList;

/**
 * PursuitOrder:
 * @PURSUIT_ORDER_DEFAULT: what the list is for: customers by last contact, deals by their next step
 *   (overdue, today, none planned, later), histories by time, everything else by name
 * @PURSUIT_ORDER_NAME: by name
 * @PURSUIT_ORDER_AMOUNT: by amount, largest first
 * @PURSUIT_ORDER_AGE: deals by days in their stage, longest first; records by creation, newest first
 * @PURSUIT_ORDER_GRADE: customers by grade, the best first, those without one last
 * @PURSUIT_ORDER_CLOSING: deals by the day on which they are expected to close, those without one last
 * @PURSUIT_ORDER_BUYING_ROLE: contacts by the part they play in the purchase, deciders first, those without one last
 * @PURSUIT_ORDER_GAP: deals by how far they are ahead of their buyers, furthest first (STG-1)
 *
 * An order that a list does not have is its default one. Rows that are equal in it stand in the order of their numbers.
 */
typedef enum
{
  PURSUIT_ORDER_DEFAULT,
  PURSUIT_ORDER_NAME,
  PURSUIT_ORDER_AMOUNT,
  PURSUIT_ORDER_AGE,
  PURSUIT_ORDER_GRADE,
  PURSUIT_ORDER_CLOSING,
  PURSUIT_ORDER_BUYING_ROLE,
  PURSUIT_ORDER_GAP,
  PURSUIT_N_ORDERS,
} PursuitOrder;

/**
 * PursuitGapFilter:
 * @PURSUIT_GAP_ANY: any
 * @PURSUIT_GAP_MISALIGNED: out of step with the buyer, one way or the other
 * @PURSUIT_GAP_AHEAD: two stages or more ahead of the buyer
 * @PURSUIT_GAP_LATE: a stage or more behind the buyer
 *
 * How our stage of an open deal stands to the buyer's (STG-1).
 */
typedef enum
{
  PURSUIT_GAP_ANY,
  PURSUIT_GAP_MISALIGNED,
  PURSUIT_GAP_AHEAD,
  PURSUIT_GAP_LATE,
} PursuitGapFilter;

/**
 * PursuitBoardGrouping:
 * @PURSUIT_BOARD_BY_STAGE: a lane for each stage of the process
 * @PURSUIT_BOARD_BY_SELLER: a lane for each owner
 * @PURSUIT_BOARD_BY_REGION: a lane for each region of the customers
 * @PURSUIT_BOARD_BY_PRODUCT: a lane for each product line: the series of a product, its name where it has none
 *
 * What the lanes of the board are.
 */
typedef enum
{
  PURSUIT_BOARD_BY_STAGE,
  PURSUIT_BOARD_BY_SELLER,
  PURSUIT_BOARD_BY_REGION,
  PURSUIT_BOARD_BY_PRODUCT,
  PURSUIT_N_BOARD_GROUPINGS,
} PursuitBoardGrouping;

/* For the enum filters: any value will do. */
#define PURSUIT_ANY (-1)

/**
 * PursuitChoice:
 * @field: what is looked at: "id" for just these, "grade", "funnel", "owner_id", "region", "industry", "source", "tag", or
 *   "own." and the key of a field that the house has added to customers; "contact.own." or "deal.own." and the key of one of
 *   contacts or deals narrows their own lists
 * @values: one of these is wanted, as the store has them: a nick, a number as text, a text; "" for none
 *
 * Values of one field of a customer; see pursuit_query_choose().
 */
typedef struct
{
  char *field;
  char **values;
} PursuitChoice;

/**
 * PursuitQuery:
 * @list: which list
 * @order: in which order
 * @reversed: the same order from its end
 * @own_order: (nullable): customers, contacts and deals by this own field of theirs instead, "own." and its key: choices as they
 *   are offered, texts in the order of the locale, those without a value last, reversed too; a field that is gone orders nothing
 * @search: (nullable): words to look for, as typed
 * @customer_id: only of this customer, 0 for any
 * @deal_id: only of this deal, 0 for any
 * @stage_id: only in this stage, 0 for any
 * @owner_id: only of this member of staff, 0 for any
 * @unit_id: only of the people in this unit or below it, 0 for any
 * @product_id: only with this product, 0 for any
 * @status: a #PursuitDealStatus or %PURSUIT_ANY
 * @grade: of the customer, a #PursuitGrade or %PURSUIT_ANY
 * @funnel: of the customer, a #PursuitFunnel or %PURSUIT_ANY
 * @region: (nullable): only customers in this region, and what is about them
 * @industry: (nullable): only customers of this industry, and what is about them
 * @stalled: only open deals that stand still too long, and are not parked (STG-3)
 * @process_id: only deals of this process, 0 for any
 * @product_line: (nullable): only deals with a product of this line, see %PURSUIT_BOARD_BY_PRODUCT
 * @no_owner: only deals without an owner
 * @no_region: only deals of customers without a region
 * @no_product: only deals without a product
 * @gap: only open deals that are out of step with their buyers, a #PursuitGapFilter
 * @parked: %TRUE for open deals that are parked today, %FALSE for deals that are not, or %PURSUIT_ANY
 * @silent: only open deals, not parked, to whose customer nobody has talked for too long (STG-3)
 * @incomplete: only open deals of which a milestone is missing that a stage up to theirs requires (STG-2)
 * @unaccepted: only won deals that nobody has accepted for delivery (STG-8)
 * @overridden: only deals that were moved past missing milestones in the last so many days, 0 for any (STG-2)
 * @waiting_for: only open deals, not parked, whose next step is due and that, or whose step, this member of staff owns; 0 for any
 * @expected_from: (nullable): only deals expected to close on this ISO date or later
 * @expected_to: (nullable): only deals expected to close on this ISO date or earlier
 * @except_by: what @except is about
 * @except: (nullable): a JSON array; only deals of which what @except_by says is not among these numbers or texts, nor missing
 * @closed_from: (nullable): only deals closed on this ISO date or later
 * @closed_to: (nullable): only deals closed on this ISO date or earlier
 * @choices: (nullable) (element-type PursuitChoice): only customers, and what is about them, of which each of these is true,
 *   in the order of their fields; see pursuit_query_choose()
 * @contacts_only: only activities that were contact: calls, visits and meetings, no notes (VIS-8)
 * @topic: of a timeline: only entries about this, a #PursuitTimelineTopic
 * @actor_id: of a timeline: only what this member of staff did, 0 for anybody
 * @shows_looks: of a timeline: whether %PURSUIT_TOPIC_LOOKS may be asked for; set by the service
 * @scope: how far the asking person's right reaches; set by the service
 * @scope_staff_id: who asks; set by the service
 * @scope_is_assigned: whether they work on deals of others, which the scope then reaches too; set by the service
 *
 * What a list shows: a description, no SQL. Make one with pursuit_query_new(), change members, hand it on.
 */
typedef struct
{
  PursuitList list;
  PursuitOrder order;
  gboolean reversed;
  char *own_order;
  char *search;
  gint64 customer_id;
  gint64 deal_id;
  gint64 stage_id;
  gint64 owner_id;
  gint64 unit_id;
  gint64 product_id;
  int status;
  int grade;
  int funnel;
  char *region;
  char *industry;
  gboolean stalled;
  gint64 process_id;
  char *product_line;
  gboolean no_owner;
  gboolean no_region;
  gboolean no_product;
  PursuitGapFilter gap;
  int parked;
  gboolean silent;
  gboolean incomplete;
  gboolean unaccepted;
  int overridden;
  gint64 waiting_for;
  char *expected_from;
  char *expected_to;
  PursuitBoardGrouping except_by;
  char *except;
  char *closed_from;
  char *closed_to;
  GPtrArray *choices;
  gboolean contacts_only;
  int topic;
  gint64 actor_id;
  gboolean shows_looks;
  PursuitScope scope;
  gint64 scope_staff_id;
  gboolean scope_is_assigned;
} PursuitQuery;

#define PURSUIT_TYPE_QUERY (pursuit_query_get_type ())

GType         pursuit_query_get_type    (void);
PursuitQuery *pursuit_query_new         (PursuitList         list) G_GNUC_WARN_UNUSED_RESULT;
PursuitQuery *pursuit_query_copy        (const PursuitQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_query_free        (PursuitQuery       *self);
gboolean      pursuit_query_is_filtered (const PursuitQuery *self);

void                pursuit_query_choose      (PursuitQuery       *self,
                                               const char         *field,
                                               const char *const  *values);
void                pursuit_query_set_chosen  (PursuitQuery       *self,
                                               const char         *field,
                                               const char         *value,
                                               gboolean            chosen);
const char *const  *pursuit_query_get_choice  (const PursuitQuery *self,
                                               const char         *field);
gboolean            pursuit_query_has_chosen  (const PursuitQuery *self,
                                               const char         *field,
                                               const char         *value);
gboolean            pursuit_query_knows_field (const char         *field);
gboolean            pursuit_query_is_own_field (const char        *field);
GPtrArray          *pursuit_query_dup_choices (const PursuitQuery *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitQuery, pursuit_query_free)

G_END_DECLS
