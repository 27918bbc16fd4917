/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer.h"
#include "pursuit-customers-page.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

/* What the database of these tests holds; ids follow the order of creation. */
#define HEMING 1       /* grade A, North, an opportunity, no open deals, two people */
#define HAIYUE 2       /* grade B, East, one open deal */
#define YUNQI 3        /* grade B, East */
#define GATHERED 4     /* the placeholder */

/* Who works there: Chen Zhuo (seller, owns the first two), Han Xu (pre-sales), Meng Fanxing (seller, owns nothing). */

/* The customers view in a window that notes what it is asked to tell. */
typedef struct
{
  UiFixture base;
  GtkWidget *window;
  PursuitCustomersPage *page;
  PursuitCustomerList *list;
  PursuitDossierPage *dossier;
  char *toast;
  char *offer;
  char *button;
  gint64 entry_id;
  gint64 shown_deal;
  gulong news_handler;
} DossierFixture;

void                dossier_fixture_set_up     (DossierFixture *self,
                                                gboolean        is_empty);
void                dossier_fixture_open_again (DossierFixture *self,
                                                PursuitStoreFlags flags,
                                                const char     *staff);
void                dossier_fixture_tear_down  (DossierFixture *self);

void                dossier_wait_ready         (DossierFixture *self);
void                dossier_show               (DossierFixture *self,
                                                gint64          customer_id);
PursuitInlineField *dossier_edit               (DossierFixture *self,
                                                const char     *field);
void                dossier_wait_shown         (PursuitInlineField *row);
char               *dossier_read_text          (DossierFixture *self,
                                                gint64          customer_id,
                                                const char     *field);
void                dossier_write_text         (DossierFixture *self,
                                                gint64          customer_id,
                                                const char     *field,
                                                const char     *text);
char               *dossier_print_list         (DossierFixture *self);
void                dossier_undo               (DossierFixture *self);

G_END_DECLS
