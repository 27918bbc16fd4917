/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* So many rows are looked at for samples. */
#define SAMPLE_ROWS 200

/* The most stages that any process may have. */
#define MAX_POSITION 100

/*
 * PursuitImport is a file that is about to come in: what its columns mean, and how to read them. It can be run several
 * times, first dry, then in earnest. Like its source it belongs to one thread at a time.
 */
G_DEFINE_FINAL_TYPE (PursuitImport, pursuit_import, G_TYPE_OBJECT)

/**
 * pursuit_import_column_copy:
 * @self: a column
 *
 * Returns: (transfer full): the same, which another thread may have
 */
PursuitImportColumn *
pursuit_import_column_copy (const PursuitImportColumn *self)
{
  PursuitImportColumn *copy = g_memdup2 (self, sizeof *self);

  copy->header = g_strdup (self->header);
  copy->sample = g_strdup (self->sample);
  copy->field = g_strdup (self->field);

  return copy;
}

/**
 * pursuit_import_column_free:
 * @self: (transfer full): a column
 */
void
pursuit_import_column_free (PursuitImportColumn *self)
{
  g_free (self->header);
  g_free (self->sample);
  g_free (self->field);
  g_free (self);
}

static void
pursuit_import_finalize (GObject *object)
{
  PursuitImport *self = PURSUIT_IMPORT (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->own_set, pursuit_own_set_unref);
  g_clear_pointer (&self->stages, g_hash_table_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->decisions, g_hash_table_unref);
  g_clear_pointer (&self->listed, g_hash_table_unref);
  g_clear_pointer (&self->report, pursuit_import_report_free);

  G_OBJECT_CLASS (pursuit_import_parent_class)->finalize (object);
}

static void
pursuit_import_class_init (PursuitImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_import_finalize;
}

static void
pursuit_import_init (PursuitImport *self)
{
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_import_column_free);
  self->stages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->decisions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->most_similar = PURSUIT_LIKENESS_MOST_SIMILAR;
}

static guint
take_samples (PursuitImport       *self,
              const char * const  *cells)
{
  guint n_missing = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      PursuitImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column->sample == NULL && !pursuit_str_empty (cells[i]))
        column->sample = g_strstrip (g_strdup (cells[i]));
      n_missing += column->sample == NULL;
    }

  return n_missing;
}

/* Rows that are refused are looked at later; a file that cannot be read is told now. */
static gboolean
read_samples (PursuitImport  *self,
              GError        **error)
{
  for (guint n = 0; n < SAMPLE_ROWS; n++)
    {
      g_autoptr(GError) local = NULL;
      const char * const *cells = NULL;

      if (!pursuit_row_source_next (self->source, &cells, &local))
        {
          if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
            continue;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (cells == NULL || take_samples (self, cells) == 0)
        break;
    }

  return pursuit_row_source_rewind (self->source, error);
}

/**
 * pursuit_import_new:
 * @kind: what the file holds
 * @source: the file
 * @error: return location
 *
 * Looks at the header and the first rows, and recognises the columns: by the names, labels and aliases of the fields in
 * English and both Chinese scripts, with units such as (万元) in their headers.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file cannot be read.
 *
 * Returns: (transfer full): the import
 */
PursuitImport *
pursuit_import_new (PursuitImportKind   kind,
                    PursuitRowSource   *source,
                    GError            **error)
{
  g_autoptr(PursuitImport) self = NULL;

  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (source), NULL);

  self = g_object_new (PURSUIT_TYPE_IMPORT, NULL);
  self->kind = kind;
  self->handler = pursuit_import_get_handler (kind);
  self->source = g_object_ref (source);
  pursuit_import_guess_columns (self);
  if (!read_samples (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_import_get_columns:
 * @self: an import
 *
 * Returns: (element-type PursuitImportColumn): the columns of the file and what they fill, lent
 */
GPtrArray *
pursuit_import_get_columns (PursuitImport *self)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), NULL);

  return self->columns;
}

/**
 * pursuit_import_map_stage:
 * @self: an import of deals
 * @label: what the file calls a stage
 * @position: which of our stages that is, from 1; the run refuses positions that the process does not have
 * @error: return location
 *
 * Says what a stage of the file means. Our own stages are known by number, name and short name; "won" and "lost" and their
 * Chinese words are known too.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @label is blank or @position is none.
 *
 * Returns: %TRUE when it is noted
 */
gboolean
pursuit_import_map_stage (PursuitImport  *self,
                          const char     *label,
                          int             position,
                          GError        **error)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), FALSE);

  key = pursuit_text_fold_key (label);
  if (*key == '\0')
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say which stage of the file is meant."));
      return FALSE;
    }
  if (position < 1 || position > MAX_POSITION)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no stage %d; the first one is 1."), position);
      return FALSE;
    }

  g_hash_table_replace (self->stages, g_steal_pointer (&key), GINT_TO_POINTER (position));
  return TRUE;
}

/**
 * pursuit_import_get_date_order:
 * @self: an import
 *
 * Returns: how dates are read
 */
PursuitDateOrder
pursuit_import_get_date_order (PursuitImport *self)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), PURSUIT_DATE_ORDER_AUTO);

  return self->date_order;
}

/**
 * pursuit_import_set_date_order:
 * @self: an import
 * @order: how to read dates such as 03-04-17
 */
void
pursuit_import_set_date_order (PursuitImport    *self,
                               PursuitDateOrder  order)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->date_order = order;
}

/**
 * pursuit_import_set_new_customers:
 * @self: an import of contacts
 * @new_customers: whether a customer whom nobody knows is made
 *
 * A table of persons names customers who are there; a business card comes from anywhere. Unless this is said, a person at an unknown
 * customer is refused.
 */
void
pursuit_import_set_new_customers (PursuitImport *self,
                                  gboolean       new_customers)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->new_customers = new_customers;
}

/**
 * pursuit_import_set_allow_refused:
 * @self: an import
 * @allow_refused: whether good rows come in although others are refused
 */
void
pursuit_import_set_allow_refused (PursuitImport *self,
                                  gboolean       allow_refused)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->allow_refused = allow_refused;
}

/**
 * pursuit_import_set_rejects:
 * @self: an import
 * @sink: (nullable): where refused rows go during a run
 * @anew: (nullable): told when the run begins anew, because a row turned out to be refused late
 * @user_data: for @sink and @anew
 *
 * Collects every refused row, however many there are: first a header, then for each row its number, the reason and its
 * cells as they were. Mended, the same file can be imported.
 */
void
pursuit_import_set_rejects (PursuitImport  *self,
                            PursuitRowSink  sink,
                            PursuitRowsAnew anew,
                            gpointer        user_data)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  self->rejects = sink;
  self->rejects_anew = anew;
  self->rejects_data = user_data;
}
