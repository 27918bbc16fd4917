/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

/**
 * PursuitDraft:
 * @type: of which record
 * @id: which one, 0 for one that is still to be made
 * @field: the field, or what the form calls itself
 * @revision: the record's revision when typing began, 0 when unknown
 * @original: (nullable): what stood there
 * @text: what was typed
 * @at: when, UTC microseconds
 * @left_behind: whether an earlier session left it
 *
 * Something typed that nobody has saved yet.
 */
typedef struct
{
  GType type;
  gint64 id;
  char *field;
  gint64 revision;
  char *original;
  char *text;
  gint64 at;
  gboolean left_behind;
} PursuitDraft;

void pursuit_draft_free (PursuitDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDraft, pursuit_draft_free)

#define PURSUIT_TYPE_DRAFTS (pursuit_drafts_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDrafts, pursuit_drafts, PURSUIT, DRAFTS, GObject)

PursuitDrafts      *pursuit_drafts_new   (const char          *dir) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_drafts_keep  (PursuitDrafts       *self,
                                          GType                type,
                                          gint64               id,
                                          const char          *field,
                                          const char          *original,
                                          const char          *text);
void                pursuit_drafts_keep_draft (PursuitDrafts  *self,
                                          const PursuitDraft  *draft);
void                pursuit_drafts_drop  (PursuitDrafts       *self,
                                          GType                type,
                                          gint64               id,
                                          const char          *field);
void                pursuit_drafts_drop_record (PursuitDrafts *self,
                                          GType                type,
                                          gint64               id);
const PursuitDraft *pursuit_drafts_find  (PursuitDrafts       *self,
                                          GType                type,
                                          gint64               id,
                                          const char          *field);
GPtrArray          *pursuit_drafts_list  (PursuitDrafts       *self) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_drafts_flush (PursuitDrafts       *self);

G_END_DECLS
