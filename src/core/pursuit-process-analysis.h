/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-process-book.h"

G_BEGIN_DECLS

/**
 * PursuitProcessFindingKind:
 * @PURSUIT_FINDING_NO_STAGE: an activity serves no stage
 * @PURSUIT_FINDING_NO_ACTIVITY: a stage of open deals has no activity
 * @PURSUIT_FINDING_TWICE: an activity stands twice in its stage, or once in none
 * @PURSUIT_FINDING_REPEATED: an activity is done in several stages
 * @PURSUIT_FINDING_SIMILAR: two activities are called nearly the same, or sound the same in Chinese
 *
 * What the process builder shows (STG-6): blanks and repeats.
 */
typedef enum
{
  PURSUIT_FINDING_NO_STAGE,
  PURSUIT_FINDING_NO_ACTIVITY,
  PURSUIT_FINDING_TWICE,
  PURSUIT_FINDING_REPEATED,
  PURSUIT_FINDING_SIMILAR,
} PursuitProcessFindingKind;

/**
 * PursuitProcessFinding:
 * @kind: what it is
 * @stage: (nullable): the stage without activities
 * @activity: (nullable): the activity
 * @other: (nullable): the earlier one that it repeats or resembles
 *
 * One finding; everything in it is lent by the book.
 */
typedef struct
{
  PursuitProcessFindingKind kind;
  PursuitBookStage *stage;
  PursuitBookActivity *activity;
  PursuitBookActivity *other;
} PursuitProcessFinding;

/**
 * PursuitActivityGroup:
 * @task: (nullable): what the activities are for, as the first of them says it; %NULL for none
 * @activities: (element-type PursuitBookActivity): in order, lent by the book
 *
 * Activities of one task.
 */
typedef struct
{
  const char *task;
  GPtrArray *activities;
} PursuitActivityGroup;

/**
 * PursuitProcessAnalysis:
 * @groups: (element-type PursuitActivityGroup): by task, in the order in which they come; those without a task last
 * @findings: (element-type PursuitProcessFinding): blanks first, then repeats
 *
 * The activities of a process, looked through; valid as long as the book is unchanged.
 */
typedef struct
{
  GPtrArray *groups;
  GPtrArray *findings;
} PursuitProcessAnalysis;

PursuitProcessAnalysis *pursuit_process_analysis_new  (PursuitProcessBook          *book) G_GNUC_WARN_UNUSED_RESULT;
void                    pursuit_process_analysis_free (PursuitProcessAnalysis      *self);
const char             *pursuit_process_finding_get_nick (PursuitProcessFindingKind kind);
char                   *pursuit_process_finding_dup_sentence (const PursuitProcessFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitProcessAnalysis, pursuit_process_analysis_free)

G_END_DECLS
