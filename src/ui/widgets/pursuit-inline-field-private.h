/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-comparison.h"
#include "pursuit-field-input.h"
#include "pursuit-inline-field.h"

G_BEGIN_DECLS

/* What the row is doing. */
typedef enum
{
  PURSUIT_INLINE_SHOWN,
  PURSUIT_INLINE_EDITING,
  PURSUIT_INLINE_SAVING,
  PURSUIT_INLINE_CONFLICT,
} PursuitInlineState;

/*
 * PursuitInlineField is one field of a record as a row: its value, and on demand the means to change it.
 *
 *   shown --edit--> editing --apply--> saving --> shown, or shown as waiting while the database cannot be reached
 *                      ^ refused, typed text kept |
 *                      |                          v
 *                      +----- keep editing ---- conflict ---- keep theirs, save mine, keep both --> shown
 *
 * While a value is being edited a newer record only replaces what will be shown afterwards; @original stays what
 * the person began with, so that the verb can tell their change from other people's.
 */
struct _PursuitInlineField
{
  GtkListBoxRow parent_instance;

  const PursuitField *field;
  PursuitWorker *worker;
  PursuitRecord *record;      /* what is shown */
  char *ref_name;             /* who a reference refers to */
  PursuitRecord *original;    /* what editing began with */
  PursuitRecord *wanted;      /* what is being saved */
  PursuitComparison *comparison;   /* what others made of it meanwhile */
  PursuitInlineState state;
  gboolean is_editable;
  gboolean is_waiting;        /* what is shown is not in the database yet */
  gboolean is_overtaken;      /* somebody else changed what is being edited */
  guint draft_id;             /* a pause in typing */
  GCancellable *cancellable;
  PursuitFieldInput *editor;

  GtkBox *pair;
  GtkLabel *caption;
  GtkStack *stack;
  GtkLabel *value;
  GtkWidget *slot;
  GtkWidget *pencil;
  GtkWidget *add;
  GtkWidget *apply;
  GtkWidget *spinner;
  GtkWidget *waiting;
  GtkLabel *error;
  GtkWidget *conflict;
  GtkLabel *conflict_text;
  AdwBin *versions;
  GtkWidget *keep_theirs;
  GtkWidget *save_mine;
  GtkWidget *keep_both;
  GtkWidget *keep_editing;
  GtkWidget *restore_mine;
  GtkWidget *keep_draft;
};

void pursuit_inline_field_save         (PursuitInlineField *self);
void pursuit_inline_field_compare_async (PursuitInlineField *self,
                                         PursuitRecord      *original,
                                         PursuitRecord      *wanted,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
void pursuit_inline_field_come_into_view (PursuitInlineField *self);
void pursuit_inline_field_set_overtaken (PursuitInlineField *self,
                                         const char         *sentence);
void pursuit_inline_field_keep_theirs  (PursuitInlineField *self);
void pursuit_inline_field_save_mine    (PursuitInlineField *self);
void pursuit_inline_field_keep_both    (PursuitInlineField *self);
void pursuit_inline_field_keep_editing (PursuitInlineField *self);
void pursuit_inline_field_restore_mine (PursuitInlineField *self);
void pursuit_inline_field_keep_draft   (PursuitInlineField *self);
void pursuit_inline_field_watch_typing (PursuitInlineField *self);
void pursuit_inline_field_keep_typed   (PursuitInlineField *self);
void pursuit_inline_field_drop_draft   (PursuitInlineField *self);
void pursuit_inline_field_overlay      (PursuitInlineField *self);
void pursuit_inline_field_enter        (PursuitInlineField *self,
                                        PursuitInlineState  state);
void pursuit_inline_field_refuse       (PursuitInlineField *self,
                                        const char         *message);
void pursuit_inline_field_take         (PursuitInlineField *self,
                                        PursuitRecord      *record,
                                        const char         *ref_name);
const char *pursuit_inline_field_get_currency (PursuitInlineField *self);

G_END_DECLS
