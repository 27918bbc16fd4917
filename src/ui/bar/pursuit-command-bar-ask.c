/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-bar-private.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

/* Asking: one question at a time, the newest; what an older one still brings is not looked at. */

/* More than this nobody looks through; some of it may not fit below its heading. */
#define MOST_FOUND 60
/* Sooner than this nothing is said about waiting. */
#define SLOW_MS 250

/* 0 for a type that is not looked for. */
PursuitFoundKinds
pursuit_command_bar_get_kind (GType type)
{
  if (type == PURSUIT_TYPE_CUSTOMER)
    return PURSUIT_FOUND_CUSTOMER;
  if (type == PURSUIT_TYPE_CONTACT)
    return PURSUIT_FOUND_CONTACT;
  if (type == PURSUIT_TYPE_DEAL)
    return PURSUIT_FOUND_DEAL;
  if (type == PURSUIT_TYPE_STAFF)
    return PURSUIT_FOUND_STAFF;

  return 0;
}

static GArray *
list_recent (PursuitCommandBar *self)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (PursuitFoundRef));
  PursuitRecents *recents = pursuit_worker_get_recents (self->worker);
  GPtrArray *list = recents != NULL ? pursuit_recents_get_list (recents) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const PursuitRecent *recent = g_ptr_array_index (list, i);
      PursuitFoundRef ref = { pursuit_command_bar_get_kind (recent->type), recent->id };

      if ((ref.kind & self->question->kinds) != 0)
        g_array_append_val (refs, ref);
    }

  return refs;
}

static void
take_answer (PursuitCommandBar *self,
             GPtrArray         *found,
             GError            *problem)
{
  PursuitCommandGo go = self->go;

  g_clear_object (&self->asking);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_error (&self->problem);
  self->found = found;
  self->problem = problem;
  self->is_answered = TRUE;
  self->go = PURSUIT_COMMAND_GO_NOWHERE;
  pursuit_command_bar_show_answer (self);
  if (go != PURSUIT_COMMAND_GO_NOWHERE)
    pursuit_command_bar_open_selected (self, go);
}

/* A question, and who asked it. */
typedef struct
{
  PursuitCommandBar *bar;
  GCancellable *asking;
} Ask;

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->bar);
  g_object_unref (ask->asking);
  g_free (ask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)

/* Takes @found and @problem, unless another question was asked meanwhile, or the bar was closed. */
static void
end_asking (Ask       *ask,
            GPtrArray *found,
            GError    *problem)
{
  if (ask->bar->asking == ask->asking)
    {
      take_answer (ask->bar, found, problem);
      return;
    }

  g_clear_pointer (&found, g_ptr_array_unref);
  g_clear_error (&problem);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Ask) ask = user_data;
  GError *problem = NULL;
  GPtrArray *found = pursuit_search_finish (PURSUIT_WORKER (source), result, &problem);

  end_asking (ask, found, problem);
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Ask) ask = user_data;
  GError *problem = NULL;
  GPtrArray *found = pursuit_search_describe_finish (PURSUIT_WORKER (source), result, &problem);

  end_asking (ask, found, problem);
}

static gboolean
slow_cb (gpointer user_data)
{
  PursuitCommandBar *self = user_data;

  self->slow_id = 0;
  pursuit_command_bar_show_waiting (self);

  return G_SOURCE_REMOVE;
}

static Ask *
begin_asking (PursuitCommandBar *self)
{
  Ask *ask = g_new0 (Ask, 1);

  self->asking = g_cancellable_new ();
  self->slow_id = g_timeout_add (SLOW_MS, slow_cb, self);
  ask->bar = g_object_ref (self);
  ask->asking = g_object_ref (self->asking);

  return ask;
}

/* Asks what is typed now. */
void
pursuit_command_bar_ask (PursuitCommandBar *self)
{
  gboolean has_words = !pursuit_str_empty (self->question->words);
  g_autoptr(GArray) recent = self->worker != NULL ? list_recent (self) : NULL;
  const PursuitFoundRef *refs;
  Ask *ask;

  if (recent == NULL || self->question->kinds == 0)
    {
      take_answer (self, NULL, NULL);
      return;
    }

  /* With nothing recent, too: it is then that the worker gets ready for a search. */
  refs = (const PursuitFoundRef *) (gpointer) recent->data;
  ask = begin_asking (self);
  if (has_words)
    /* a common word fills the answer with things of one kind */
    pursuit_search_async (self->worker, self->question->words, self->question->kinds | PURSUIT_FOUND_EACH, refs, recent->len,
                          MOST_FOUND, ask->asking, searched_cb, ask);
  else
    pursuit_search_describe_async (self->worker, refs, recent->len, ask->asking, described_cb, ask);
}

/* Nothing that was asked matters any more. */
void
pursuit_command_bar_stop_asking (PursuitCommandBar *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->go = PURSUIT_COMMAND_GO_NOWHERE;
}

static gboolean
ask_cb (gpointer user_data)
{
  PursuitCommandBar *self = user_data;

  self->ask_id = 0;
  pursuit_command_bar_ask (self);

  return G_SOURCE_REMOVE;
}

/* Takes what stands in the entry for a new question. It is asked before the next frame, once for whatever changed. */
void
pursuit_command_bar_typed (PursuitCommandBar *self)
{
  pursuit_command_bar_stop_asking (self);
  g_clear_pointer (&self->question, pursuit_command_question_free);
  self->question = pursuit_command_question_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  self->is_answered = FALSE;
  self->was_moved = FALSE;
  self->ask_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, ask_cb, self, NULL);
}
