/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What an action is about: the sections of the shortcuts window. */
typedef enum
{
  PURSUIT_SECTION_VIEWS,
  PURSUIT_SECTION_WORK,
  PURSUIT_SECTION_DATABASE,
  PURSUIT_SECTION_PROGRAM,
  PURSUIT_SECTION_BOARD,
  PURSUIT_SECTION_DOSSIER,
  PURSUIT_SECTION_IMPORT,
  PURSUIT_N_SECTIONS,
} PursuitSection;

/**
 * PursuitAction:
 * @name: (nullable): the detailed name, "win.view::board"; %NULL for a key that GTK has by itself
 * @label: message id, as in a menu
 * @section: what it is about
 * @accels: keys separated by blanks, as gtk_accelerator_parse() reads them; "" for none
 * @get_owner: (nullable): the class that has the action. The keys of the application and of the window are set from here; any
 *   other class binds its own keys, which are only shown
 * @get_place: (nullable): it is about what has the focus, which must be in a widget of this class
 *
 * One thing that a person can do. The keys, the shortcuts window and the command bar follow this table.
 */
typedef struct
{
  const char *name;
  const char *label;
  PursuitSection section;
  const char *accels;
  GType (*get_owner) (void);
  GType (*get_place) (void);
} PursuitAction;

const PursuitAction *pursuit_actions_list          (guint               *out_n);
const char          *pursuit_actions_section_title (PursuitSection       section);
gboolean             pursuit_actions_is_global     (const PursuitAction *action);
char               **pursuit_actions_split_accels  (const PursuitAction *action) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_actions_set_accels    (GtkApplication      *application);

G_END_DECLS
