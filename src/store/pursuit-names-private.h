/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-names.h"
#include "pursuit-store-private.h"

G_BEGIN_DECLS

/* Up to which entry of the journal the names are known. */
typedef struct
{
  gint64 generation;
  gint64 entry_id;
  guint8 hash[PURSUIT_HASH_SIZE];
} PursuitNamesPosition;

/* All names, as far as they have been read. */
typedef struct
{
  PursuitNameIndex *index;      /* NULL while nothing is being read */
  PursuitNamesPosition from;    /* what is later in the journal is read again afterwards */
  PursuitNameKind kind;
  gint64 last_id;
} PursuitNamesReading;

/* What lists asked lately, as long as nothing changes. */
typedef struct
{
  PursuitNameKind kind;
  char *word;
  GArray *ids;
} PursuitNamesAnswer;

#define PURSUIT_NAMES_MOST_ANSWERS 16

/* The names of a database that is open: see pursuit-names.c. */
typedef struct _PursuitNames
{
  PursuitNameIndex *index;      /* NULL until somebody looks for a name */
  PursuitNamesPosition position;
  gboolean is_stale;            /* to be read anew */
  PursuitNamesReading reading;
  GArray *touched;              /* PursuitNameRef: written through this store, to be read again */
  GQueue answers;
  guint n_since_file;           /* entries that the file does not know */
} PursuitNames;

void      pursuit_names_note          (PursuitStore               *store,
                                       GType                       type,
                                       gint64                      id);
void      pursuit_names_note_many     (PursuitStore               *store,
                                       GType                       type);
GArray   *pursuit_names_match         (PursuitStore               *store,
                                       PursuitNameKind             kind,
                                       const char                 *folded_word,
                                       GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
void      pursuit_names_leave         (PursuitStore               *store);

/* pursuit-names-read.c */
gboolean  pursuit_names_read_some     (PursuitStore               *store,
                                       PursuitNamesReading        *reading,
                                       gboolean                   *out_done,
                                       GError                    **error);
gboolean  pursuit_names_read_one      (PursuitStore               *store,
                                       PursuitNameIndex           *index,
                                       PursuitNameKind             kind,
                                       gint64                      id,
                                       GError                    **error);

/* pursuit-names-file.c */
gboolean  pursuit_names_load_file     (PursuitStore               *store,
                                       PursuitNameIndex          **out_index,
                                       PursuitNamesPosition       *out_position);
void      pursuit_names_keep_file     (PursuitStore               *store,
                                       PursuitNameIndex           *index,
                                       const PursuitNamesPosition *position);
void      pursuit_names_forget_file   (PursuitStore               *store);
void      pursuit_names_set_least     (guint                       n);

G_END_DECLS
