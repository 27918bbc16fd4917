/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people-view-private.h"

#include "pursuit-contact.h"
#include "pursuit-records.h"

/* Who reports to whom, beside the list of people. */

/* A chart of more would not be read. */
#define MOST_IN_CHART 300

static gpointer
read_chart_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  GArray *ids = data;
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *contact = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, g_array_index (ids, gint64, i), error);

      if (contact == NULL)
        return NULL;
      g_ptr_array_add (people, contact);
    }

  return g_steal_pointer (&people);
}

static void
show_chart (PursuitPeopleView *self,
            GPtrArray         *people)
{
  g_autofree PursuitOrgPerson *persons = g_new0 (PursuitOrgPerson, people->len + 1);

  for (guint i = 0; i < people->len; i++)
    {
      PursuitContact *contact = g_ptr_array_index (people, i);

      persons[i] = (PursuitOrgPerson) { PURSUIT_RECORD (contact)->id, contact->reports_to_id, contact->name, contact->title,
                                        contact->left_on != NULL };
    }
  pursuit_org_chart_set_people (self->chart, persons, people->len);
  gtk_widget_set_visible (self->chart_box, pursuit_org_chart_has_lines (self->chart));
}

static void
read_chart_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PursuitPeopleView) self = user_data;
  g_autoptr(GPtrArray) people = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->chart_cancellable)
    return;

  g_clear_object (&self->chart_cancellable);
  if (people != NULL)
    show_chart (self, people);
}

void
pursuit_people_view_stop_chart (PursuitPeopleView *self)
{
  g_cancellable_cancel (self->chart_cancellable);
  g_clear_object (&self->chart_cancellable);
}

/* Who reports to whom, of those who are listed. */
void
pursuit_people_view_read_chart (PursuitPeopleView *self)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->model)), MOST_IN_CHART);
  GArray *ids;

  pursuit_people_view_stop_chart (self);
  if (self->preview || self->worker == NULL)
    return;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n; i++)
    {
      gint64 id = pursuit_query_model_get_id (self->model, i);

      g_array_append_val (ids, id);
    }
  self->chart_cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_chart_job, ids, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                             self->chart_cancellable, read_chart_cb, g_object_ref (self));
}
