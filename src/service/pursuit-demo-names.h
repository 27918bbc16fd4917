/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-demo-words.h"

G_BEGIN_DECLS

/* Makes up names of companies: all different, however many are asked for. */
typedef struct _PursuitDemoNames PursuitDemoNames;

/* One invented company. */
typedef struct
{
  char *name;
  char *short_name;
  char *stem;             /* the name without its legal form, to name subsidiaries by */
  char *domain;           /* of its web site and mail, under a top level that nobody can register */
  const char *industry;
  const char *region;
  const char *place;
  gboolean is_english;
} PursuitDemoCompany;

/* One invented person. */
typedef struct
{
  char *name;
  char *latin;            /* for the mail address */
} PursuitDemoPerson;

PursuitDemoNames *pursuit_demo_names_new     (PursuitDemoWords          *words,
                                              guint32                    seed) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_demo_names_free    (PursuitDemoNames          *self);
void              pursuit_demo_names_company (PursuitDemoNames          *self,
                                              PursuitDemoRandom         *random,
                                              gboolean                   is_large,
                                              PursuitDemoCompany        *out_company);
void              pursuit_demo_names_branch  (PursuitDemoNames          *self,
                                              PursuitDemoRandom         *random,
                                              const PursuitDemoCompany  *parent,
                                              guint                      n_before,
                                              PursuitDemoCompany        *out_company);
void              pursuit_demo_names_person  (PursuitDemoNames          *self,
                                              PursuitDemoRandom         *random,
                                              gboolean                   is_english,
                                              PursuitDemoPerson         *out_person);
char             *pursuit_demo_names_phone   (PursuitDemoRandom         *random) G_GNUC_WARN_UNUSED_RESULT;
char             *pursuit_demo_names_code    (PursuitDemoRandom         *random) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_demo_company_clear (PursuitDemoCompany        *company);
void              pursuit_demo_person_clear  (PursuitDemoPerson         *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDemoNames, pursuit_demo_names_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitDemoCompany, pursuit_demo_company_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitDemoPerson, pursuit_demo_person_clear)

G_END_DECLS
