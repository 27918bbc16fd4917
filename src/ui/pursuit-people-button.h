/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-people.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PEOPLE_BUTTON (pursuit_people_button_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPeopleButton, pursuit_people_button, PURSUIT, PEOPLE_BUTTON, GtkWidget)

void pursuit_people_button_set_people (PursuitPeopleButton *self,
                                       PursuitPeople       *people);

G_END_DECLS
