/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-actions.h"
#include "pursuit-search.h"

G_BEGIN_DECLS

/* The headings in the command bar. */
typedef enum
{
  PURSUIT_COMMAND_RECENT,
  PURSUIT_COMMAND_CUSTOMERS,
  PURSUIT_COMMAND_PEOPLE,
  PURSUIT_COMMAND_DEALS,
  PURSUIT_COMMAND_TEXTS,
  PURSUIT_COMMAND_ACTIONS,
  PURSUIT_COMMAND_N_SECTIONS,
} PursuitCommandSection;

#define PURSUIT_TYPE_COMMAND_ITEM (pursuit_command_item_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCommandItem, pursuit_command_item, PURSUIT, COMMAND_ITEM, GObject)

PursuitCommandItem    *pursuit_command_item_new_found   (PursuitCommandSection  section,
                                                         const PursuitFound    *found) G_GNUC_WARN_UNUSED_RESULT;
PursuitCommandItem    *pursuit_command_item_new_action  (PursuitCommandSection  section,
                                                         const PursuitAction   *action) G_GNUC_WARN_UNUSED_RESULT;
PursuitCommandSection  pursuit_command_item_get_section (PursuitCommandItem    *self);
const char            *pursuit_command_item_get_heading (PursuitCommandSection  section);
const PursuitFound    *pursuit_command_item_get_found   (PursuitCommandItem    *self);
const PursuitAction   *pursuit_command_item_get_action  (PursuitCommandItem    *self);
const char            *pursuit_command_item_get_title   (PursuitCommandItem    *self);
char                  *pursuit_command_item_dup_detail  (PursuitCommandItem    *self,
                                                         PangoAttrList         *marks) G_GNUC_WARN_UNUSED_RESULT;
const char            *pursuit_command_item_get_icon    (PursuitCommandItem    *self);
char                  *pursuit_command_item_dup_keys    (PursuitCommandItem    *self) G_GNUC_WARN_UNUSED_RESULT;
const char            *pursuit_command_item_get_words   (PursuitCommandItem    *self);
void                   pursuit_command_item_set_words   (PursuitCommandItem    *self,
                                                         const char            *words);
gboolean               pursuit_command_item_is_same     (gpointer               a,
                                                         gpointer               b);

G_END_DECLS
