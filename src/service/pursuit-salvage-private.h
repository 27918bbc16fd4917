/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-salvage.h"

G_BEGIN_DECLS

char     *pursuit_salvage_keep_evidence (const char      *damaged,
                                         const char      *folder,
                                         char           **out_work,
                                         GCancellable    *cancellable,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void      pursuit_salvage_remove_work   (const char      *work);
gboolean  pursuit_salvage_judge         (PursuitSalvage  *self,
                                         GCancellable    *cancellable,
                                         GError         **error);
gboolean  pursuit_salvage_report        (PursuitSalvage  *self,
                                         GError         **error);

G_END_DECLS
