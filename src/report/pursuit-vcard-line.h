/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitVcardLine:
 * @name: what the line is about, in capitals and without its group: "TEL"
 * @keys: (element-type utf8): what is said about the value, in capitals: "TYPE"
 * @words: (element-type utf8): beside each key what it is
 * @value: the value as the file has it
 *
 * One line of a vCard, unfolded.
 */
typedef struct
{
  char *name;
  GPtrArray *keys;
  GPtrArray *words;
  char *value;
} PursuitVcardLine;

PursuitVcardLine *pursuit_vcard_line_parse     (const char             *text) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_vcard_line_free      (PursuitVcardLine       *self);
const char       *pursuit_vcard_line_get_param (const PursuitVcardLine *self,
                                                const char             *key);
gboolean          pursuit_vcard_line_is_type   (const PursuitVcardLine *self,
                                                const char             *type);
gboolean          pursuit_vcard_line_is_quoted (const PursuitVcardLine *self);
char             *pursuit_vcard_line_dup_text  (const PursuitVcardLine *self) G_GNUC_WARN_UNUSED_RESULT;
GStrv             pursuit_vcard_line_dup_parts (const PursuitVcardLine *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitVcardLine, pursuit_vcard_line_free)

G_END_DECLS
