/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-vcard-line.h"

G_BEGIN_DECLS

/**
 * PursuitVcardCell:
 * @PURSUIT_VCARD_UID: the number in the other program
 * @PURSUIT_VCARD_COMPANY: the company
 * @PURSUIT_VCARD_NAME: the person's name
 * @PURSUIT_VCARD_TITLE: the position there
 * @PURSUIT_VCARD_PHONE: the phone
 * @PURSUIT_VCARD_EMAIL: the e-mail address
 * @PURSUIT_VCARD_WECHAT: the WeChat id
 * @PURSUIT_VCARD_ADDRESS: the address
 * @PURSUIT_VCARD_BIRTHDAY: the birthday, an ISO date
 * @PURSUIT_VCARD_NOTES: what else the card says
 *
 * What of a card has a place here.
 */
typedef enum
{
  PURSUIT_VCARD_UID,
  PURSUIT_VCARD_COMPANY,
  PURSUIT_VCARD_NAME,
  PURSUIT_VCARD_TITLE,
  PURSUIT_VCARD_PHONE,
  PURSUIT_VCARD_EMAIL,
  PURSUIT_VCARD_WECHAT,
  PURSUIT_VCARD_ADDRESS,
  PURSUIT_VCARD_BIRTHDAY,
  PURSUIT_VCARD_NOTES,
  PURSUIT_VCARD_N_CELLS,
} PursuitVcardCell;

/**
 * PursuitVcard:
 * @cells: (nullable): what it says, by #PursuitVcardCell
 *
 * One card, the business card of a person.
 */
typedef struct
{
  char *cells[PURSUIT_VCARD_N_CELLS];

  /*< private >*/
  char *parts_name;
  char *department;
  GString *more;
  int phone_rank;
  gboolean is_other;
} PursuitVcard;

/* The versions that can be written. */
typedef enum
{
  PURSUIT_VCARD_3_0,
  PURSUIT_VCARD_4_0,
} PursuitVcardVersion;

PursuitVcard *pursuit_vcard_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_vcard_free      (PursuitVcard            *self);
void          pursuit_vcard_set       (PursuitVcard            *self,
                                       PursuitVcardCell         cell,
                                       const char              *text);
gboolean      pursuit_vcard_add_line  (PursuitVcard            *self,
                                       const PursuitVcardLine  *line);
gboolean      pursuit_vcard_finish    (PursuitVcard            *self,
                                       GError                 **error);
char         *pursuit_vcard_to_text   (const PursuitVcard      *self,
                                       PursuitVcardVersion      version) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitVcard, pursuit_vcard_free)

G_END_DECLS
