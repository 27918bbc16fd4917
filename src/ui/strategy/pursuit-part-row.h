/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-record.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitPartWords:
 * @title: what it is called
 * @caption: (nullable): what is to be read below
 * @role: (nullable): the part it plays
 * @chip: (nullable): how it stands to us
 * @tone: (nullable): the style of that: "success", "warning", "error" or "neutral"
 * @figure: (nullable): how much it counts
 *
 * What a row says while it is closed.
 */
typedef struct
{
  const char *title;
  const char *caption;
  const char *role;
  const char *chip;
  const char *tone;
  const char *figure;
} PursuitPartWords;

/* The part played, the stand to us, and how much somebody counts. */
#define PURSUIT_PART_COLUMNS 3

#define PURSUIT_TYPE_PART_ROW (pursuit_part_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPartRow, pursuit_part_row, PURSUIT, PART_ROW, GtkListBoxRow)

GtkWidget     *pursuit_part_row_new        (PursuitWorker          *worker,
                                            GType                   type,
                                            PursuitFieldMask        fields) G_GNUC_WARN_UNUSED_RESULT;
void           pursuit_part_row_show       (PursuitPartRow         *self,
                                            PursuitRecord          *record,
                                            const PursuitPartWords *words,
                                            gboolean                editable);
void           pursuit_part_row_align      (PursuitPartRow         *self,
                                            GtkSizeGroup *const    *columns);
PursuitRecord *pursuit_part_row_get_record (PursuitPartRow         *self);
void           pursuit_part_row_toggle     (PursuitPartRow         *self);
gboolean       pursuit_part_row_is_open    (PursuitPartRow         *self);
void           pursuit_part_row_set_aside  (PursuitPartRow         *self);

G_END_DECLS
