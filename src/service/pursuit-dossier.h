/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer-figures.h"
#include "pursuit-customer.h"
#include "pursuit-desk.h"
#include "pursuit-query-run.h"

G_BEGIN_DECLS

/**
 * PursuitDossier:
 * @customer: the head
 * @owner_name: (nullable): who owns it
 * @parent_name: (nullable): whose subsidiary it is
 * @n_subsidiaries: how many customers are its subsidiaries
 * @contacts: (nullable) (element-type PursuitContact): its people, deciders first; at most 200; read by
 *   pursuit_dossier_read_lists() only
 * @n_contacts: how many people there are
 * @deals: (nullable) (element-type PursuitRow): its open deals and then its closed ones; at most 200; read by
 *   pursuit_dossier_read_lists() only
 * @n_deals: how many deals there are
 * @open: figures of the open deals
 * @won: figures of the won deals: amount traded and number of purchases (DOS-7)
 * @n_activities: how many notes, calls and visits there are
 * @missing: the wanted fields that are blank (DOS-6)
 * @figures: what the head and the tiles show beside that, see pursuit-customer-figures.h
 * @may_edit: whether the actor may change it
 *
 * What one page shows of a customer (chapter 1 of domain.md) beside its lists: people, deals and timeline are models of
 * their own there.
 */
typedef struct
{
  PursuitCustomer *customer;
  char *owner_name;
  char *parent_name;
  gint64 n_subsidiaries;
  GPtrArray *contacts;
  gint64 n_contacts;
  GPtrArray *deals;
  gint64 n_deals;
  PursuitTotals open;
  PursuitTotals won;
  gint64 n_activities;
  PursuitFieldMask missing;
  PursuitCustomerFigures *figures;
  gboolean may_edit;
} PursuitDossier;

PursuitDossier *pursuit_dossier_read (PursuitDesk     *desk,
                                      gint64           customer_id,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        pursuit_dossier_read_lists (PursuitDossier  *self,
                                            PursuitDesk     *desk,
                                            GError         **error);
void            pursuit_dossier_free (PursuitDossier  *self);
char           *pursuit_dossier_export_json (PursuitDesk     *desk,
                                             gint64           customer_id,
                                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDossier, pursuit_dossier_free)

G_END_DECLS
