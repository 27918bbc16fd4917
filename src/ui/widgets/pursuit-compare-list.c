/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-compare-list.h"

/* The fields that two people changed, one below the other in a box of a form. */

/**
 * pursuit_compare_list_clear:
 * @box: where they are shown
 *
 * Takes them away: there is nothing to choose any more.
 */
void
pursuit_compare_list_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/**
 * pursuit_compare_list_show:
 * @box: where to show them
 * @comparison: what changed
 *
 * Shows each field that both changed, to different values.
 */
void
pursuit_compare_list_show (GtkBox                  *box,
                           const PursuitComparison *comparison)
{
  pursuit_compare_list_clear (box);
  for (guint i = 0; comparison->deleted_at == 0 && i < comparison->fields->len; i++)
    {
      const PursuitComparedField *compared = g_ptr_array_index (comparison->fields, i);

      if (compared->is_conflict)
        gtk_box_append (box, pursuit_compare_field_new (compared));
    }
}

/**
 * pursuit_compare_list_apply:
 * @box: where they are shown
 * @current: the record as others left it
 * @edited: the record as it was typed
 *
 * Puts what was chosen into @edited.
 */
void
pursuit_compare_list_apply (GtkBox        *box,
                            PursuitRecord *current,
                            PursuitRecord *edited)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (box)); row; row = gtk_widget_get_next_sibling (row))
    {
      PursuitCompareField *compared = PURSUIT_COMPARE_FIELD (row);
      const PursuitField *field = pursuit_compare_field_get_field (compared);
      PursuitCompareChoice choice = pursuit_compare_field_get_choice (compared);
      g_autofree char *both = NULL;

      if (choice == PURSUIT_COMPARE_THEIRS)
        pursuit_record_assign_field (edited, current, field);
      if (choice != PURSUIT_COMPARE_BOTH)
        continue;

      both = pursuit_compare_field_join (pursuit_record_get_text (current, field), pursuit_record_get_text (edited, field));
      pursuit_record_set_text (edited, field, both);
    }
}

/* What was to be saved when somebody else had been quicker. */
typedef struct
{
  PursuitRecord *original;
  PursuitRecord *edited;
} Refused;

static void
refused_free (gpointer data)
{
  Refused *refused = data;

  g_object_unref (refused->original);
  g_object_unref (refused->edited);
  g_free (refused);
}

static gpointer
compare_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Refused *refused = data;

  return pursuit_records_compare (desk, refused->original, refused->edited, error);
}

/**
 * pursuit_compare_list_ask_async:
 * @worker: the worker
 * @original: the record when editing began
 * @edited: the same with what was typed
 * @cancellable: (nullable): a cancellable
 * @callback: gets a #PursuitComparison from pursuit_worker_call_finish(), see pursuit_records_compare()
 * @user_data: for @callback
 *
 * Asks what others made of a record meanwhile.
 */
void
pursuit_compare_list_ask_async (PursuitWorker       *worker,
                                PursuitRecord       *original,
                                PursuitRecord       *edited,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Refused *refused = g_new0 (Refused, 1);

  /* Copies: these are read on the other thread. */
  refused->original = pursuit_record_copy (original);
  refused->edited = pursuit_record_copy (edited);
  pursuit_worker_call_async (worker, compare_job, refused, refused_free, (GDestroyNotify) pursuit_comparison_free,
                             cancellable, callback, user_data);
}
