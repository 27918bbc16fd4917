/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-place-check.h"
#include "pursuit-place-private.h"

G_BEGIN_DECLS

/* What the tests of one folder work with: a folder of their own in it, and a file there that is open twice. */
typedef struct
{
  const char *folder;
  char *scratch;       /* NULL: it could not be made */
  int trouble;         /* the errno of that */
  char *path;
  int first;
  int second;
  PursuitPlace *place;
} PursuitPlaceTest;

void pursuit_place_pass         (PursuitPlaceFinding *finding,
                                 const char          *format,
                                 ...) G_GNUC_PRINTF (2, 3);
void pursuit_place_advise       (PursuitPlaceFinding *finding,
                                 const char          *format,
                                 ...) G_GNUC_PRINTF (2, 3);
void pursuit_place_fail         (PursuitPlaceFinding *finding,
                                 const char          *remedy,
                                 const char          *format,
                                 ...) G_GNUC_PRINTF (3, 4);

void pursuit_place_test_locks   (PursuitPlaceTest    *self,
                                 PursuitPlaceFinding *finding);
void pursuit_place_test_upgrade (PursuitPlaceTest    *self,
                                 PursuitPlaceFinding *finding);
void pursuit_place_test_closing (PursuitPlaceTest    *self,
                                 PursuitPlaceFinding *finding);

const char *pursuit_place_get_mount_line (const PursuitPlace  *place);

G_END_DECLS
