/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-demo.h"
#include "pursuit-demo-names.h"
#include "pursuit-desk.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-stage.h"
#include "pursuit-stage-moves.h"

G_BEGIN_DECLS

/* The history reaches this far back. */
#define PURSUIT_DEMO_DAYS 548

/* One run that fills a database. Everything that is large is made customer by customer and forgotten. */
typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  guint n_customers;
  guint32 seed;
  PursuitDemoPrinter print; /* (nullable) */
  gint64 now;
  gint64 unit;             /* of the house currency, in minor units */
  PursuitDemoWords *words;
  PursuitDemoNames *names;
  GPtrArray *stages;       /* PursuitStage, by position */
  GPtrArray *milestones;   /* PursuitMilestone */
  GArray *products;        /* gint64 */
  GPtrArray *sellers;      /* per region of the customers, a GArray of gint64 */
  GArray *presales;        /* gint64 */

  /* the company that subsidiaries are being given to */
  PursuitDemoCompany group;
  gint64 group_id;
  gint64 group_seller_id;
  guint n_in_group;
} PursuitDemo;

/* Something that stands in the history of a deal. */
typedef struct
{
  PursuitStageMove move;
  int position;            /* of the stage entered */
} PursuitDemoStep;

typedef struct
{
  PursuitDeal *deal;
  GArray *steps;           /* PursuitDemoStep, in the order of time */
  GArray *buyer_moves;     /* PursuitBuyerMove, the same */
  gint64 missing_id;       /* a milestone that it was moved past without, 0 for none */
} PursuitDemoDeal;

/* One customer with everything about it, before any of it has an id. */
typedef struct
{
  guint index;
  PursuitDemoRandom random;
  PursuitDemoRandom more;  /* for what was added later, so that everything else stays as it was for a seed */
  PursuitDemoRandom judging; /* for how the customer is judged, and how well people know each other */
  PursuitDemoCompany company;
  PursuitCustomer *customer;
  gint64 seller_id;        /* who works on it, or did before it went to the public pool */
  GPtrArray *contacts;     /* PursuitContact */
  guint chief;             /* the highest of them, counting from 1; 0 when nobody is */
  gboolean chief_decides;
  GPtrArray *deals;        /* PursuitDemoDeal */
  GPtrArray *activities;   /* PursuitActivity; contact_id and deal_id count from 1 until they are known */
  GPtrArray *documents;    /* PursuitDocument; deal_id counts from 1 until it is known */
} PursuitDemoCase;

gint64   pursuit_demo_time        (PursuitDemo         *self,
                                   PursuitDemoRandom   *random,
                                   int                  days_ago);
gboolean pursuit_demo_make_house  (PursuitDemo         *self,
                                   GError             **error);
gboolean pursuit_demo_make_own_fields (PursuitDemo     *self,
                                       GError         **error);
gboolean pursuit_demo_make_team   (PursuitDemo         *self,
                                   GError             **error);
void     pursuit_demo_plan_own    (PursuitDemoCase     *plan,
                                   guint                index);
void     pursuit_demo_plan_people (PursuitDemo         *self,
                                   PursuitDemoCase     *plan);
void     pursuit_demo_plan_deals  (PursuitDemo         *self,
                                   PursuitDemoCase     *plan);
void     pursuit_demo_plan_events (PursuitDemo         *self,
                                   PursuitDemoCase     *plan);
char    *pursuit_demo_fill_in     (const char          *text,
                                   const char          *contact) G_GNUC_WARN_UNUSED_RESULT;
void     pursuit_demo_plan_tracks (PursuitDemo         *self,
                                   PursuitDemoCase     *plan,
                                   guint                index);
gboolean pursuit_demo_write_tracks (PursuitDemo        *self,
                                   PursuitDemoDeal     *plan,
                                   GError             **error);
gboolean pursuit_demo_write_strategy (PursuitDemo      *self,
                                   PursuitDemoCase     *plan,
                                   PursuitDemoDeal     *one,
                                   GError             **error);
void     pursuit_demo_plan_interest (PursuitDemo       *self,
                                   PursuitDemoCase     *plan,
                                   guint                index);
gboolean pursuit_demo_write_standing (PursuitDemo      *self,
                                   PursuitDemoCase     *plan,
                                   GError             **error);
gboolean pursuit_demo_write_wall (PursuitDemo          *self,
                                   PursuitDemoCase     *plan,
                                   GError             **error);
gboolean pursuit_demo_write_paper (PursuitDemo         *self,
                                   PursuitDemoCase     *plan,
                                   PursuitDocument     *document,
                                   GError             **error);
void     pursuit_demo_deal_free   (PursuitDemoDeal     *deal);
gboolean pursuit_demo_add_customer (PursuitDemo        *self,
                                   guint                index,
                                   GError             **error);

G_END_DECLS
