/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-milestone.h"
#include "pursuit-process.h"
#include "pursuit-selling-activity.h"
#include "pursuit-stage.h"
#include "pursuit-stage-role.h"

G_BEGIN_DECLS

/**
 * PursuitBookStage:
 * @stage: the stage
 * @milestones: (element-type PursuitMilestone): what shows that it is done, in order
 * @roles: (element-type PursuitStageRole): which roles it needs or may have (TEAM-2)
 */
typedef struct
{
  PursuitStage *stage;
  GPtrArray *milestones;
  GPtrArray *roles;
} PursuitBookStage;

/**
 * PursuitBookActivity:
 * @activity: the activity
 * @position: the position of the stage that it serves, 0 for none
 */
typedef struct
{
  PursuitSellingActivity *activity;
  int position;
} PursuitBookActivity;

/**
 * PursuitProcessBook:
 * @process: the process
 * @stages: (element-type PursuitBookStage): by position
 * @activities: (element-type PursuitBookActivity): in order
 *
 * A whole process (STG-5). In one that is not in a database yet all ids are 0, and positions say what belongs to what.
 */
typedef struct
{
  PursuitProcess *process;
  GPtrArray *stages;
  GPtrArray *activities;
} PursuitProcessBook;

PursuitProcessBook  *pursuit_process_book_new           (void) G_GNUC_WARN_UNUSED_RESULT;
PursuitProcessBook  *pursuit_process_book_copy          (PursuitProcessBook *self) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_process_book_free          (PursuitProcessBook *self);
PursuitBookStage    *pursuit_process_book_add_stage     (PursuitProcessBook *self);
PursuitMilestone    *pursuit_process_book_add_milestone (PursuitBookStage   *stage);
PursuitStageRole    *pursuit_process_book_add_role      (PursuitBookStage   *stage,
                                                         gint64              role_id);
PursuitStageRole    *pursuit_process_book_find_role     (PursuitBookStage   *stage,
                                                         gint64              role_id);
void                 pursuit_process_book_scale         (PursuitProcessBook *self,
                                                         gint64              from_unit,
                                                         gint64              to_unit);
PursuitBookActivity *pursuit_process_book_add_activity  (PursuitProcessBook *self);
PursuitBookStage    *pursuit_process_book_find_stage    (PursuitProcessBook *self,
                                                         gint64              position);
void                 pursuit_process_book_move_stage    (PursuitProcessBook *self,
                                                         guint               from,
                                                         guint               to);
void                 pursuit_process_book_remove_stage  (PursuitProcessBook *self,
                                                         guint               index);
void                 pursuit_process_book_number        (PursuitProcessBook *self);
void                 pursuit_process_book_sort          (PursuitProcessBook *self);
gboolean             pursuit_process_book_check_texts   (PursuitProcessBook *self,
                                                         GError            **error);
gboolean             pursuit_process_book_check         (PursuitProcessBook *self,
                                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitProcessBook, pursuit_process_book_free)

G_END_DECLS
