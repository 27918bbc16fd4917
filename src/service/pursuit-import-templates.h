/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import.h"
#include "pursuit-saved-filter.h"

G_BEGIN_DECLS

char               *pursuit_import_dup_template       (PursuitImport       *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_import_apply_template     (PursuitImport       *self,
                                                       const char          *definition,
                                                       GError             **error);

GPtrArray          *pursuit_import_templates_list     (PursuitDesk         *desk,
                                                       PursuitImportKind    kind,
                                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitSavedFilter *pursuit_import_templates_find     (PursuitDesk         *desk,
                                                       PursuitImportKind    kind,
                                                       const char          *name,
                                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitSavedFilter *pursuit_import_templates_propose  (GPtrArray           *templates,
                                                       PursuitImport       *import);
PursuitSavedFilter *pursuit_import_templates_new      (PursuitImportKind    kind,
                                                       gint64               staff_id,
                                                       const char          *name,
                                                       const char          *definition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
