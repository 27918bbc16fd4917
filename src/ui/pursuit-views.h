/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitView:
 * @name: as in the action win.view::NAME
 * @title: message id
 * @icon: icon name
 * @get_type: the type of its page, a #PursuitPage
 * @count: (nullable): what the sidebar shows beside the title; runs on the worker thread, -1 on failure
 *
 * One view of the window. The sidebar, the stack, Ctrl+1 to Ctrl+9 and the tour follow this table.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
  gint64 (*count) (PursuitDesk *desk, GError **error);
} PursuitView;

const PursuitView *pursuit_views_list (guint *out_n);
const PursuitView *pursuit_views_find (const char *name);

G_END_DECLS
