/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-import.h"

G_BEGIN_DECLS

void pursuit_import_answer         (PursuitCli                 *self,
                                    PursuitRowSource           *source,
                                    PursuitImport              *import,
                                    const PursuitImportReport  *report,
                                    gboolean                    dry_run);
void pursuit_import_answer_rejects (PursuitCli                 *self,
                                    const char                 *file);
void pursuit_import_answer_proposal (PursuitCli                *self,
                                    const char                 *name);
const char *pursuit_import_kind_get_word (PursuitImportKind     kind);
gboolean pursuit_import_kind_parse (const char                 *word,
                                    PursuitImportKind          *out_kind,
                                    GError                    **error);
void pursuit_import_answer_doubts  (PursuitCli                 *self,
                                    const char                 *file);

G_END_DECLS
