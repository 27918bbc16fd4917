/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-vcard-contact.h"

/**
 * pursuit_vcard_new_for_contact:
 * @contact: a person, as the service handed them out
 * @company: (nullable): where they work
 *
 * Notes are ours, and stay.
 *
 * Returns: (transfer full): the person's card
 */
PursuitVcard *
pursuit_vcard_new_for_contact (PursuitContact *contact,
                               const char     *company)
{
  PursuitVcard *card = pursuit_vcard_new ();

  g_return_val_if_fail (PURSUIT_IS_CONTACT (contact), card);

  pursuit_vcard_set (card, PURSUIT_VCARD_UID, PURSUIT_RECORD (contact)->external_id);
  pursuit_vcard_set (card, PURSUIT_VCARD_COMPANY, company);
  pursuit_vcard_set (card, PURSUIT_VCARD_NAME, contact->name);
  pursuit_vcard_set (card, PURSUIT_VCARD_TITLE, contact->title);
  pursuit_vcard_set (card, PURSUIT_VCARD_PHONE, contact->phone);
  pursuit_vcard_set (card, PURSUIT_VCARD_EMAIL, contact->email);
  pursuit_vcard_set (card, PURSUIT_VCARD_WECHAT, contact->wechat);
  pursuit_vcard_set (card, PURSUIT_VCARD_ADDRESS, contact->address);
  pursuit_vcard_set (card, PURSUIT_VCARD_BIRTHDAY, contact->birthday);
  return card;
}
