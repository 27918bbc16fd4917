/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-row-sink.h"

G_BEGIN_DECLS

/**
 * PursuitExportFlags:
 * @PURSUIT_EXPORT_NONE: everything that the actor may see
 * @PURSUIT_EXPORT_WITHOUT_PERSONAL: leave personal data of contacts out (DOS-2)
 */
typedef enum
{
  PURSUIT_EXPORT_NONE = 0,
  PURSUIT_EXPORT_WITHOUT_PERSONAL = 1 << 0,
} PursuitExportFlags;

gboolean pursuit_export_list         (PursuitDesk          *desk,
                                      const PursuitQuery   *query,
                                      const char *const    *names,
                                      PursuitRowSink        sink,
                                      gpointer              user_data,
                                      GCancellable         *cancellable,
                                      GError              **error);
gboolean pursuit_export_records      (PursuitDesk          *desk,
                                      PursuitDesk          *witness,
                                      const PursuitQuery   *query,
                                      PursuitExportFlags    flags,
                                      PursuitRowSink        sink,
                                      gpointer              user_data,
                                      GCancellable         *cancellable,
                                      GError              **error);
PursuitCellKind *pursuit_export_list_kinds   (PursuitDesk         *desk,
                                              PursuitList          list,
                                              const char *const   *names,
                                              guint               *out_n) G_GNUC_WARN_UNUSED_RESULT;
PursuitCellKind *pursuit_export_record_kinds (PursuitDesk         *desk,
                                              PursuitList          list,
                                              PursuitExportFlags   flags,
                                              guint               *out_n) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_export_check_columns (PursuitDesk        *desk,
                                       PursuitList         list,
                                      const char *const    *names,
                                      GError              **error);
gboolean pursuit_export_can_records  (PursuitList           list);
gboolean pursuit_export_has_personal (PursuitList           list);

G_END_DECLS
