/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-kinds-private.h"
#include "pursuit-cli-private.h"

G_BEGIN_DECLS

/* The options that narrow a list, an export or the board. */
typedef struct
{
  char *search;
  char *filter;
  char **owners;
  gboolean pool;
  char *customer;
  int stage;
  char *status;
  char **grades;
  char **funnels;
  char **regions;
  char **industries;
  char **sources;
  char **tags;
  char **where;
  gboolean stalled;
  char *process;
  gboolean misaligned;
  gboolean ahead;
  gboolean late;
  gboolean parked;
  gboolean silent;
  gboolean incomplete;
  gboolean not_handed_over;
  int overridden;
  char *order;
  gboolean reverse;
} PursuitFilterOptions;

/* Those of the two tracks of a deal, which the board has, too. */
#define PURSUIT_FILTER_TRACK_ENTRIES(Type, member)                                                                \
  PURSUIT_OPTION (Type, member.process, "process", G_OPTION_ARG_STRING, N_("Only deals of this process"), N_("CODE|ID")), \
  PURSUIT_OPTION (Type, member.misaligned, "misaligned", G_OPTION_ARG_NONE,                                       \
                  N_("Only open deals that are ahead of the buyer, or behind"), NULL),                            \
  PURSUIT_OPTION (Type, member.ahead, "ahead", G_OPTION_ARG_NONE, N_("Only those that are ahead of the buyer"), NULL), \
  PURSUIT_OPTION (Type, member.late, "late", G_OPTION_ARG_NONE, N_("Only those that are behind the buyer"), NULL), \
  PURSUIT_OPTION (Type, member.parked, "parked", G_OPTION_ARG_NONE, N_("Only deals that are parked"), NULL),      \
  PURSUIT_OPTION (Type, member.silent, "silent", G_OPTION_ARG_NONE,                                               \
                  N_("Only deals to whose customer nobody has talked for too long"), NULL),                       \
  PURSUIT_OPTION (Type, member.incomplete, "incomplete", G_OPTION_ARG_NONE,                                       \
                  N_("Only open deals of which a required milestone is missing"), NULL),                          \
  PURSUIT_OPTION (Type, member.not_handed_over, "not-handed-over", G_OPTION_ARG_NONE,                             \
                  N_("Only won deals that nobody has accepted for delivery"), NULL),                              \
  PURSUIT_OPTION (Type, member.overridden, "overridden", G_OPTION_ARG_INT,                                        \
                  N_("Only deals that were moved past missing milestones in the last so many days"), N_("DAYS"))

/* What customers are narrowed by, several values at once; an empty one is that of those who have none. */
#define PURSUIT_FILTER_FACET_ENTRIES(Type, member)                                                                \
  PURSUIT_OPTION (Type, member.filter, "filter", G_OPTION_ARG_STRING,                                             \
                  N_("Only what this saved filter lists; further options narrow it or take its place"), N_("NAME")), \
  PURSUIT_OPTION (Type, member.grades, "grade", G_OPTION_ARG_STRING_ARRAY,                                        \
                  N_("Only customers of grade a, b, c or none; may be repeated"), N_("GRADE")),                   \
  PURSUIT_OPTION (Type, member.funnels, "funnel", G_OPTION_ARG_STRING_ARRAY,                                      \
                  N_("Only customers that are potential, lead or opportunity; may be repeated"), N_("STATUS")),   \
  PURSUIT_OPTION (Type, member.regions, "region", G_OPTION_ARG_STRING_ARRAY,                                      \
                  N_("Only customers in this region; may be repeated, empty for none"), N_("REGION")),            \
  PURSUIT_OPTION (Type, member.industries, "industry", G_OPTION_ARG_STRING_ARRAY,                                 \
                  N_("Only customers of this industry; may be repeated, empty for none"), N_("INDUSTRY")),        \
  PURSUIT_OPTION (Type, member.sources, "source", G_OPTION_ARG_STRING_ARRAY,                                      \
                  N_("Only customers that came from there; may be repeated, empty for nowhere"), N_("SOURCE")),   \
  PURSUIT_OPTION (Type, member.tags, "tag", G_OPTION_ARG_STRING_ARRAY,                                            \
                  N_("Only customers with this tag; may be repeated, empty for none"), N_("TAG")),                \
  PURSUIT_OPTION (Type, member.where, "where", G_OPTION_ARG_STRING_ARRAY,                                         \
                  N_("Only with this value of a field of the house; may be repeated, empty for none"),  \
                  N_("own.KEY=VALUE"))

#define PURSUIT_FILTER_ENTRIES(Type, member)                                                                      \
  PURSUIT_OPTION (Type, member.search, "search", G_OPTION_ARG_STRING, N_("Only what contains these words"), N_("WORDS")), \
  PURSUIT_OPTION (Type, member.owners, "owner", G_OPTION_ARG_STRING_ARRAY, N_("Only what this member of staff owns; may be repeated"), N_("NAME|ID")), \
  PURSUIT_OPTION (Type, member.pool, "pool", G_OPTION_ARG_NONE, N_("Only customers without an owner, or also those"), NULL), \
  PURSUIT_OPTION (Type, member.customer, "customer", G_OPTION_ARG_STRING,                                         \
                  N_("Only what belongs to this customer; customers: only its subsidiaries"), N_("NAME|ID")),     \
  PURSUIT_OPTION (Type, member.stage, "stage", G_OPTION_ARG_INT, N_("Only deals in this stage"), N_("POSITION")), \
  PURSUIT_OPTION (Type, member.status, "status", G_OPTION_ARG_STRING, N_("Only deals that are open, won or lost"), N_("STATUS")), \
  PURSUIT_FILTER_FACET_ENTRIES (Type, member),                                                                    \
  PURSUIT_OPTION (Type, member.stalled, "stalled", G_OPTION_ARG_NONE, N_("Only deals that stand still too long"), NULL), \
  PURSUIT_FILTER_TRACK_ENTRIES (Type, member),                                                                    \
  PURSUIT_OPTION (Type, member.order, "order", G_OPTION_ARG_STRING, N_("Order by name, amount, age, grade, closing, gap or role, or by own.KEY"), N_("ORDER")), \
  PURSUIT_OPTION (Type, member.reverse, "reverse", G_OPTION_ARG_NONE, N_("The same order from its end"), NULL)

gboolean      pursuit_filter_check      (const PursuitFilterOptions  *options,
                                         const PursuitKind           *kind,
                                         GError                     **error);
PursuitQuery *pursuit_filter_make_query (PursuitCli                  *self,
                                         const PursuitFilterOptions  *options,
                                         PursuitList                  list,
                                         GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean      pursuit_list_write        (PursuitCli                  *self,
                                         const char                  *kind,
                                         const PursuitQuery          *query,
                                         guint                        limit,
                                         const char                  *columns,
                                         GError                     **error);

G_END_DECLS
