/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-contact.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

/* What is written down when a person is erased. */
#define PURSUIT_VERB_ERASE "erase"

/**
 * PursuitErasure:
 * @entry_id: the entry that says that something was erased
 * @n_entries: how many entries of the journal say no more what they changed
 * @n_mentions: out of how many other records the person was blotted
 * @is_wiped: whether the file was written anew as well, without what it once had and was deleted in it
 *
 * What became of an erasure.
 */
typedef struct
{
  gint64 entry_id;
  guint n_entries;
  guint n_mentions;
  gboolean is_wiped;
} PursuitErasure;

gboolean  pursuit_contacts_erase         (PursuitDesk     *desk,
                                          gint64           contact_id,
                                          PursuitErasure  *out_erasure,
                                          GError         **error);
char     *pursuit_contacts_dup_name      (PursuitContact  *contact) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_contacts_require_there (PursuitRecord   *record,
                                          GError         **error);

G_END_DECLS
