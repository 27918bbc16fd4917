/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitOwnChoice:
 * @key: what is kept in records
 * @name: what people call it
 * @name_zh: (nullable): what they call it in Chinese
 * @retired: whether it is not offered any more; records that hold it keep it
 *
 * One of the values that a field of a house's own offers.
 */
typedef struct
{
  char *key;
  char *name;
  char *name_zh;
  gboolean retired;
} PursuitOwnChoice;

#define PURSUIT_MOST_CHOICES 200

PursuitOwnChoice *pursuit_own_choice_new         (const char     *key,
                                           const char     *name,
                                           const char     *name_zh) G_GNUC_WARN_UNUSED_RESULT;
void           pursuit_own_choice_free        (PursuitOwnChoice  *self);
const char    *pursuit_own_choice_get_label   (const PursuitOwnChoice *self);

GPtrArray     *pursuit_own_choices_new        (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *pursuit_own_choices_parse      (const char     *json,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char          *pursuit_own_choices_print      (GPtrArray      *choices) G_GNUC_WARN_UNUSED_RESULT;
PursuitOwnChoice *pursuit_own_choices_find       (GPtrArray      *choices,
                                           const char     *key);
PursuitOwnChoice *pursuit_own_choices_find_called (GPtrArray     *choices,
                                           const char     *text);
char          *pursuit_own_choices_make_key   (GPtrArray      *choices,
                                           const char     *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_own_choices_check      (GPtrArray      *choices,
                                           GError        **error);

char          *pursuit_key_from_name      (const char     *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_key_is_valid       (const char     *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitOwnChoice, pursuit_own_choice_free)

G_END_DECLS
