/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-stages.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-import-read-private.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* What the stages of a file mean here. */
struct _PursuitImportStages
{
  PursuitImport *import;
  GPtrArray *stages;    /* PursuitStage, by position */
  GHashTable *labels;   /* label as in the file -> PursuitImportStanding; one that is not known is not @is_known */
};

void
pursuit_import_stages_free (PursuitImportStages *self)
{
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_hash_table_unref (self->labels);
  g_free (self);
}

static gboolean
check_mapped (PursuitImportStages  *self,
              GError              **error)
{
  GHashTableIter iter;
  gpointer position;

  g_hash_table_iter_init (&iter, self->import->stages);
  while (g_hash_table_iter_next (&iter, NULL, &position))
    if (pursuit_import_stages_get (self, GPOINTER_TO_INT (position)) == NULL)
      {
        g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                     ngettext ("There is no stage %1$d; the process has %2$d stage.",
                               "There is no stage %1$d; the process has %2$d stages.", self->stages->len),
                     GPOINTER_TO_INT (position), (int) self->stages->len);
        return FALSE;
      }

  return TRUE;
}

/**
 * pursuit_import_stages_new:
 * @import: an import of deals
 * @desk: a desk
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when a stage was mapped to one that the process does not have, or has no stages at
 * all, with %PURSUIT_ERROR_STORAGE otherwise.
 *
 * Returns: (transfer full): the stages of the process that new deals follow
 */
PursuitImportStages *
pursuit_import_stages_new (PursuitImport  *import,
                           PursuitDesk    *desk,
                           GError        **error)
{
  g_autoptr(PursuitImportStages) self = g_new0 (PursuitImportStages, 1);

  self->import = import;
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stages = pursuit_deals_list_stages (desk, 0, error);
  if (self->stages == NULL)
    return NULL;
  if (self->stages->len == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no process that deals could follow."));
      return NULL;
    }
  if (!check_mapped (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The stage at a position, or NULL; lent. */
PursuitStage *
pursuit_import_stages_get (PursuitImportStages *self,
                           int                  position)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (self->stages, i);

      if (stage->position == position)
        return stage;
    }

  return NULL;
}

PursuitStage *
pursuit_import_stages_get_last (PursuitImportStages *self)
{
  return g_ptr_array_index (self->stages, self->stages->len - 1);
}

static gboolean
is_called (const char *name,
           const char *key)
{
  g_autofree char *name_key = pursuit_text_fold_key (name);

  return *name_key != '\0' && g_str_equal (name_key, key);
}

/* What Chinese files call the stages of the standard process, whatever the language of who imports them; folded. */
static gboolean
is_standard_stage (PursuitStage *stage,
                   const char   *key)
{
  static const struct
  {
    const char *name;
    const char *words[3];
  } standard[] = {
    { "Account planning and phone invitation", { "客户规划与电话邀约", "规划邀约", "客户规划" } },
    { "Customer visit and first survey", { "客户拜访与初步调研", "拜访调研", "客户拜访" } },
    { "First proposal sent", { "提交初步方案", "初步方案" } },
    { "Demonstration and technical exchange", { "方案演示与技术交流", "演示交流", "技术交流" } },
    { "Needs analysis and formal design", { "需求分析与正式方案设计", "方案设计", "需求分析" } },
    { "Project evaluation", { "项目评估", "专案评估", "评估" } },
    { "Commercial negotiation", { "商务谈判", "谈判" } },
    { "Contract signed, handed to delivery", { "签约成交并移交实施", "签约成交并移交导入", "签约" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (standard); i++)
    for (guint j = 0; g_str_equal (standard[i].name, stage->name) && j < G_N_ELEMENTS (standard[i].words); j++)
      if (g_strcmp0 (standard[i].words[j], key) == 0)
        return TRUE;

  return FALSE;
}

/* Names are message ids: a file may use English or the language of the locale. */
static gboolean
is_stage (PursuitStage *stage,
          const char   *key)
{
  if (is_standard_stage (stage, key) || is_called (stage->name, key) || is_called (_(stage->name), key))
    return TRUE;

  return stage->short_name != NULL && (is_called (stage->short_name, key) || is_called (_(stage->short_name), key));
}

static int
find_position (PursuitImportStages *self,
               const char          *key)
{
  gpointer mapped = g_hash_table_lookup (self->import->stages, key);
  gint64 number;

  if (mapped != NULL)
    return GPOINTER_TO_INT (mapped);
  if (g_ascii_string_to_signed (key, 10, 1, G_MAXINT, &number, NULL))
    return pursuit_import_stages_get (self, (int) number) != NULL ? (int) number : 0;
  for (guint i = 0; i < self->stages->len; i++)
    if (is_stage (g_ptr_array_index (self->stages, i), key))
      return (int) ((PursuitStage *) g_ptr_array_index (self->stages, i))->position;

  return 0;
}

static PursuitImportStanding
parse (PursuitImportStages *self,
       const char          *label)
{
  g_autofree char *key = pursuit_text_fold_key (label);
  PursuitImportStanding standing = { TRUE, PURSUIT_DEAL_OPEN, find_position (self, key) };
  int status;

  if (standing.position != 0)
    return standing;

  standing.is_known = pursuit_import_parse_word (PURSUIT_TYPE_DEAL_STATUS, label, &status);
  if (standing.is_known)
    standing.status = (PursuitDealStatus) status;
  return standing;
}

/**
 * pursuit_import_stages_parse:
 * @self: the stages
 * @label: what the file says
 * @out_standing: (out): what it means
 *
 * Understands, in this order, what was mapped, the number, name or short name of a stage, and words for open, won and lost.
 *
 * Returns: %TRUE when it is known
 */
gboolean
pursuit_import_stages_parse (PursuitImportStages   *self,
                             const char            *label,
                             PursuitImportStanding *out_standing)
{
  PursuitImportStanding *known = g_hash_table_lookup (self->labels, label);

  if (known == NULL)
    {
      known = g_new (PursuitImportStanding, 1);
      *known = parse (self, label);
      g_hash_table_insert (self->labels, g_strdup (label), known);
    }

  *out_standing = *known;
  return known->is_known;
}

static void
collect_unknown (PursuitImportStages *self,
                 const char          *cell,
                 GHashTable          *seen,
                 GPtrArray           *unknown)
{
  g_autofree char *label = NULL;
  PursuitImportStanding standing;

  if (pursuit_str_empty (cell) || g_hash_table_contains (seen, cell))
    return;

  g_hash_table_add (seen, g_strdup (cell));
  label = g_strstrip (g_strdup (cell));
  if (!pursuit_import_stages_parse (self, label, &standing) &&
      !g_ptr_array_find_with_equal_func (unknown, label, g_str_equal, NULL))
    g_ptr_array_add (unknown, g_steal_pointer (&label));
}

/* So many different words are no stages: it is another column, which need not be read to its end. */
#define MOST_UNKNOWN 200

/* Reads the whole file, but only the columns of stages. */
static gboolean
scan (PursuitImportStages  *self,
      GPtrArray            *unknown,
      GCancellable         *cancellable,
      GError              **error)
{
  PursuitRowSource *source = self->import->source;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!pursuit_row_source_rewind (source, error))
    return FALSE;

  for (;;)
    {
      g_autoptr(GError) local = NULL;
      const char * const *cells = NULL;

      if (!pursuit_row_source_next (source, &cells, &local))
        {
          if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
            continue;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (cells == NULL || unknown->len >= MOST_UNKNOWN)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < self->import->columns->len; i++)
        {
          const PursuitImportColumn *column = g_ptr_array_index (self->import->columns, i);

          if (g_strcmp0 (column->field, "stage_id") == 0 || g_strcmp0 (column->field, "status") == 0)
            collect_unknown (self, cells[i], seen, unknown);
        }
    }
}

/**
 * pursuit_import_list_unknown_stages:
 * @self: an import of deals
 * @desk: a desk
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Looks through the file for stages that mean nothing here and want pursuit_import_map_stage().
 *
 * Fails with %PURSUIT_ERROR_INVALID when a stage was mapped to one that does not exist, or %PURSUIT_ERROR_STORAGE when the
 * file or the database cannot be read, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what the file calls them, in the order of their appearance
 */
GStrv
pursuit_import_list_unknown_stages (PursuitImport  *self,
                                    PursuitDesk    *desk,
                                    GCancellable   *cancellable,
                                    GError        **error)
{
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(PursuitImportStages) stages = NULL;

  g_return_val_if_fail (PURSUIT_IS_IMPORT (self) && PURSUIT_IS_DESK (desk), NULL);

  stages = pursuit_import_stages_new (self, desk, error);
  if (stages == NULL || !scan (stages, unknown, cancellable, error))
    return NULL;

  g_ptr_array_add (unknown, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&unknown), FALSE);
}

/**
 * pursuit_import_stages_require_known:
 * @self: the stages
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when the file has stages that mean nothing here; the sentence names them all and says
 * how to map them. Fails with %PURSUIT_ERROR_STORAGE when the file cannot be read, with %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when every stage of the file is known
 */
gboolean
pursuit_import_stages_require_known (PursuitImportStages  *self,
                                     GCancellable         *cancellable,
                                     GError              **error)
{
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) labels = g_string_new (NULL);

  if (!scan (self, unknown, cancellable, error))
    return FALSE;
  if (unknown->len == 0)
    return TRUE;

  for (guint i = 0; i < unknown->len; i++)
    {
      g_autofree char *excerpt = pursuit_str_excerpt (g_ptr_array_index (unknown, i));

      g_string_append_printf (labels, _("%1$s“%2$s”"), i > 0 ? _(", ") : "", excerpt);
    }
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               /* Translators: the stages of a file, its name, the number of our stages; --stage is an option */
               ngettext ("%1$s in “%2$s” is no stage here; say which of the %3$u stages it is, as with --stage LABEL=N",
                         "%1$s in “%2$s” are no stages here; say which of the %3$u stages they are, as with "
                         "--stage LABEL=N",
                         unknown->len),
               labels->str, pursuit_row_source_get_name (self->import->source), self->stages->len);
  return FALSE;
}
