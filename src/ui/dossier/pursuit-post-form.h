/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

/* What is asked about a person's post. */
typedef enum
{
  PURSUIT_POST_MOVE,
  PURSUIT_POST_LEAVE,
  PURSUIT_POST_RETURN,
} PursuitPostQuestion;

#define PURSUIT_TYPE_POST_FORM (pursuit_post_form_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPostForm, pursuit_post_form, PURSUIT, POST_FORM, GtkWidget)

GtkWidget  *pursuit_post_form_new          (PursuitWorker       *worker,
                                            PursuitPostQuestion  question,
                                            const char          *title) G_GNUC_WARN_UNUSED_RESULT;
gint64      pursuit_post_form_get_customer (PursuitPostForm     *self);
const char *pursuit_post_form_get_title    (PursuitPostForm     *self);
gboolean    pursuit_post_form_read_day     (PursuitPostForm     *self,
                                            char               **out_day,
                                            GError             **error);

G_END_DECLS
