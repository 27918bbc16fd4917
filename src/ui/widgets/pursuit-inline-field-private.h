/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
 *   shown --edit--> editing --apply--> saving --> shown
 *                      ^ refused, typed text kept |
 *                      |                          v
 *                      +---keep mine, theirs-- conflict
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
  PursuitRecord *theirs;      /* what somebody else wrote meanwhile */
  char *theirs_name;
  PursuitInlineState state;
  gboolean is_editable;
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
  GtkLabel *error;
  GtkWidget *conflict;
  GtkLabel *conflict_text;
};

void pursuit_inline_field_save       (PursuitInlineField *self);
void pursuit_inline_field_keep_mine  (PursuitInlineField *self);
void pursuit_inline_field_take_theirs (PursuitInlineField *self);
void pursuit_inline_field_enter      (PursuitInlineField *self,
                                      PursuitInlineState  state);
void pursuit_inline_field_refuse     (PursuitInlineField *self,
                                      const char         *message);
void pursuit_inline_field_take       (PursuitInlineField *self,
                                      PursuitRecord      *record,
                                      const char         *ref_name);

G_END_DECLS
