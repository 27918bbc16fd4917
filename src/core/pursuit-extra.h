/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitExtraType:
 * @PURSUIT_EXTRA_NONE: there is no such key
 * @PURSUIT_EXTRA_TEXT: a JSON string; its text is the string
 * @PURSUIT_EXTRA_NUMBER: a JSON number; its text is the number, "12.5"
 * @PURSUIT_EXTRA_BOOL: "true" or "false"
 * @PURSUIT_EXTRA_OTHER: whatever else somebody put there; its text is JSON
 *
 * What stands at a key.
 */
typedef enum
{
  PURSUIT_EXTRA_NONE,
  PURSUIT_EXTRA_TEXT,
  PURSUIT_EXTRA_NUMBER,
  PURSUIT_EXTRA_BOOL,
  PURSUIT_EXTRA_OTHER,
} PursuitExtraType;

/* How many decimals a number may have, and how large it may be; a double still tells such numbers apart. */
#define PURSUIT_EXTRA_DECIMALS 4
#define PURSUIT_EXTRA_DIGITS 11

typedef struct _PursuitExtra PursuitExtra;

PursuitExtra *pursuit_extra_new      (void) G_GNUC_WARN_UNUSED_RESULT;
PursuitExtra *pursuit_extra_parse    (const char          *json,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_extra_free     (PursuitExtra        *self);
char         *pursuit_extra_print    (const PursuitExtra  *self) G_GNUC_WARN_UNUSED_RESULT;
guint         pursuit_extra_count    (const PursuitExtra  *self);
const char   *pursuit_extra_get_key  (const PursuitExtra  *self,
                                      guint                position);
const char   *pursuit_extra_get      (const PursuitExtra  *self,
                                      const char          *key,
                                      PursuitExtraType    *out_type);
void          pursuit_extra_set      (PursuitExtra        *self,
                                      const char          *key,
                                      PursuitExtraType     type,
                                      const char          *text);
void          pursuit_extra_take_from (PursuitExtra       *self,
                                      const PursuitExtra  *from,
                                      const char          *key);
gboolean      pursuit_extra_differ   (const PursuitExtra  *self,
                                      const PursuitExtra  *other,
                                      const char          *key);
GPtrArray    *pursuit_extra_diff     (const PursuitExtra  *self,
                                      const PursuitExtra  *other) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_extra_carry    (PursuitExtra        *self,
                                      const PursuitExtra  *original,
                                      const PursuitExtra  *edited);
GPtrArray    *pursuit_extra_merge    (const PursuitExtra  *original,
                                      PursuitExtra        *mine,
                                      const PursuitExtra  *theirs) G_GNUC_WARN_UNUSED_RESULT;

gboolean      pursuit_extra_parse_number (const char      *text,
                                      char               **out_number,
                                      GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitExtra, pursuit_extra_free)

G_END_DECLS
