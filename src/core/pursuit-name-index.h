/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What has a name; in this order they stand among equals. */
typedef enum
{
  PURSUIT_NAME_CUSTOMER,
  PURSUIT_NAME_DEAL,
  PURSUIT_NAME_CONTACT,
  PURSUIT_NAME_STAFF,
  PURSUIT_NAME_N_KINDS,
} PursuitNameKind;

/**
 * PursuitNameEntry:
 * @kind: what it is
 * @id: which one
 * @owner_id: whose it is, 0 for nobody
 * @day: of the last contact, days since 2000-01-01; 0 for never
 * @text: folded: all that it can be found by, its name first
 * @name_length: how many bytes of @text are the name
 *
 * Something that can be found.
 */
typedef struct
{
  PursuitNameKind kind;
  gint64 id;
  gint64 owner_id;
  guint day;
  const char *text;
  gsize name_length;
} PursuitNameEntry;

typedef struct
{
  PursuitNameKind kind;
  gint64 id;
} PursuitNameRef;

/**
 * PursuitNameHit:
 * @ref: what was found
 * @is_literal: whether every word stands in the text as it was typed, rather than as pinyin or with other spaces
 * @key: by which the hits are in order, smallest first
 */
typedef struct
{
  PursuitNameRef ref;
  gboolean is_literal;
  guint64 key;
} PursuitNameHit;

/* Whether whoever asks may see what belongs to somebody. */
typedef gboolean (*PursuitNameMaySee) (PursuitNameKind kind,
                                       gint64          owner_id,
                                       gpointer        data);

/**
 * PursuitNameQuestion:
 * @words: as typed
 * @kinds: what to look for, a bit for each #PursuitNameKind
 * @may_see: (nullable): asked once for each owner; %NULL when everything may be seen
 * @data: for @may_see
 * @beside: (nullable) (array length=n_beside): what may be seen whoever owns it, in the order of kind and id, each once
 * @n_beside: how many
 * @own_id: who asks, or 0: what is theirs comes earlier
 * @today: days since 2000-01-01
 * @recent: (nullable) (array length=n_recent): what was opened lately, newest first
 * @n_recent: how many
 * @limit: how many hits at most
 * @each: that many of each kind, rather than of all together
 */
typedef struct
{
  const char *words;
  guint kinds;
  PursuitNameMaySee may_see;
  gpointer data;
  const PursuitNameRef *beside;
  guint n_beside;
  gint64 own_id;
  guint today;
  const PursuitNameRef *recent;
  guint n_recent;
  guint limit;
  gboolean each;
} PursuitNameQuestion;

int               pursuit_name_ref_compare    (const PursuitNameRef       *a,
                                               const PursuitNameRef       *b);

typedef struct _PursuitNameIndex PursuitNameIndex;

PursuitNameIndex *pursuit_name_index_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_name_index_free     (PursuitNameIndex           *self);
void              pursuit_name_index_put      (PursuitNameIndex           *self,
                                               const PursuitNameEntry     *entry);
gboolean          pursuit_name_index_remove   (PursuitNameIndex           *self,
                                               PursuitNameKind             kind,
                                               gint64                      id);
void              pursuit_name_index_settle   (PursuitNameIndex           *self);
gboolean          pursuit_name_index_look_up  (PursuitNameIndex           *self,
                                               PursuitNameKind             kind,
                                               gint64                      id,
                                               PursuitNameEntry           *out_entry);
guint             pursuit_name_index_count    (PursuitNameIndex           *self,
                                               PursuitNameKind             kind);
gsize             pursuit_name_index_get_size (PursuitNameIndex           *self);

GArray           *pursuit_name_index_find     (PursuitNameIndex           *self,
                                               const PursuitNameQuestion  *question,
                                               GCancellable               *cancellable,
                                               GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
GArray           *pursuit_name_index_match    (PursuitNameIndex           *self,
                                               PursuitNameKind             kind,
                                               const char                 *folded_word,
                                               GCancellable               *cancellable,
                                               GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes           *pursuit_name_index_to_bytes (PursuitNameIndex           *self,
                                               GBytes                     *stamp) G_GNUC_WARN_UNUSED_RESULT;
PursuitNameIndex *pursuit_name_index_new_from_bytes (GBytes               *bytes,
                                               GBytes                    **out_stamp) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitNameIndex, pursuit_name_index_free)

G_END_DECLS
