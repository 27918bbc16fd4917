/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-header.h"
#include "pursuit-page.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

enum
{
  PROP_0,
  PROP_READY,
};

static void page_init (PursuitPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitProcessPage, pursuit_process_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_PAGE, page_init))

/* What the list says of the process that is shown; NULL while none is. */
PursuitProcessInfo *
pursuit_process_page_get_info (PursuitProcessPage *self)
{
  for (guint i = 0; self->infos != NULL && self->original != NULL && i < self->infos->len; i++)
    {
      PursuitProcessInfo *info = g_ptr_array_index (self->infos, i);

      if (PURSUIT_RECORD (info->process)->id == PURSUIT_RECORD (self->original->process)->id)
        return info;
    }

  return NULL;
}

gboolean
pursuit_process_page_is_draft (PursuitProcessPage *self)
{
  return self->original != NULL && self->original->process->state == PURSUIT_PROCESS_DRAFT;
}

/* Shows one of the states; every one but loading means that the page has something to say. */
void
pursuit_process_page_set_state (PursuitProcessPage *self,
                                const char         *state)
{
  gboolean ready = !g_str_equal (state, PURSUIT_PROCESS_LOADING);

  gtk_stack_set_visible_child_name (self->states, state);
  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify (G_OBJECT (self), "ready");
}

void
pursuit_process_page_set_changed (PursuitProcessPage *self,
                                  gboolean            changed)
{
  self->is_changed = changed;
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->save_bar), changed);
  /* One does not leave what is not saved for another process. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->chooser), !changed);
  pursuit_process_page_update_actions (self);
}

/* What was refused stays until something else is done; %NULL takes it away. */
void
pursuit_process_page_show_problem (PursuitProcessPage *self,
                                   const char         *sentence)
{
  if (sentence != NULL)
    pursuit_banner_set_sentence (self->problem, sentence, NULL);
  pursuit_banner_set_revealed (self->problem, sentence != NULL);
}

/* The widgets lend from the book that is edited. */
void
pursuit_process_page_drop_books (PursuitProcessPage *self)
{
  if (self->stage != NULL)
    pursuit_stage_editor_forget (self->stage);
  if (self->builder != NULL)
    pursuit_activity_builder_forget (self->builder);
  g_clear_pointer (&self->original, pursuit_process_book_free);
  g_clear_pointer (&self->edited, pursuit_process_book_free);
}

static void
take_worker_away (PursuitProcessPage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->infos, g_ptr_array_unref);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  pursuit_process_page_drop_books (self);
  self->process_id = 0;
  self->shown = 0;
  self->is_changed = FALSE;
  self->is_stale = FALSE;
}

static void
set_worker (PursuitPage   *page,
            PursuitWorker *worker)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (page);

  take_worker_away (self);
  pursuit_process_page_set_changed (self, FALSE);
  pursuit_process_page_show_problem (self, NULL);
  pursuit_process_page_set_state (self, PURSUIT_PROCESS_LOADING);
  if (worker == NULL)
    return;

  self->worker = g_object_ref (worker);
  pursuit_process_page_read (self, 0);
}

static gboolean
concerns_processes (GPtrArray *entries)
{
  static const char *const entities[] = { "process", "stage", "milestone", "selling_activity", "role", NULL };

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (g_strv_contains (entities, ((PursuitJournalEntry *) g_ptr_array_index (entries, i))->entity))
      return TRUE;

  return entries == NULL;
}

/* What somebody types is not taken away from them: a save brings both together, or says what is in conflict. */
static void
handle_news (PursuitPage *page,
             GPtrArray   *entries)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (page);

  if (!concerns_processes (entries))
    return;
  if (self->reading != NULL || self->is_changed)
    self->is_stale = TRUE;
  else
    pursuit_process_page_read (self, self->process_id);
}

static void
refresh (PursuitPage *page)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (page);

  if (!self->is_changed)
    pursuit_process_page_read (self, self->process_id);
}

static void
show_id (PursuitPage *page,
         gint64       id)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (page);

  if (self->is_changed)
    return;

  /* What is shown is a stage, wherever it belongs. */
  self->wanted_stage = id;
  pursuit_process_page_read (self, 0);
}

static void
page_init (PursuitPageInterface *iface)
{
  iface->set_worker = set_worker;
  iface->handle_news = handle_news;
  iface->refresh = refresh;
  iface->show_id = show_id;
}

static void
chosen_cb (PursuitProcessPage *self)
{
  guint at = gtk_drop_down_get_selected (self->chooser);

  g_assert (PURSUIT_IS_PROCESS_PAGE (self));

  if (self->is_showing || self->infos == NULL || at >= self->infos->len)
    return;

  self->shown = 0;
  pursuit_process_page_read (self, PURSUIT_RECORD (((PursuitProcessInfo *) g_ptr_array_index (self->infos, at))->process)->id);
}

static void
part_changed_cb (PursuitProcessPage *self)
{
  g_assert (PURSUIT_IS_PROCESS_PAGE (self));

  if (!self->is_showing && self->edited != NULL && self->may_edit)
    pursuit_process_page_set_changed (self, TRUE);
}

static void
row_selected_cb (PursuitProcessPage *self,
                 GtkListBoxRow      *row)
{
  g_assert (PURSUIT_IS_PROCESS_PAGE (self));

  if (self->is_showing || row == NULL || self->edited == NULL)
    return;

  if (!pursuit_process_page_check_part (self))
    {
      /* It stays until it is put right: elsewhere nobody would see what is wrong. */
      self->is_showing = TRUE;
      gtk_list_box_select_row (self->contents, gtk_list_box_get_row_at_index (self->contents, (int) self->shown));
      self->is_showing = FALSE;
      return;
    }
  pursuit_process_page_keep_part (self);
  pursuit_process_page_show_part (self, (guint) gtk_list_box_row_get_index (row));
}

static void
pursuit_process_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, PURSUIT_PROCESS_PAGE (object)->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_process_page_dispose (GObject *object)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (object);

  self->is_showing = TRUE;
  take_worker_away (self);
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_PROCESS_PAGE);

  G_OBJECT_CLASS (pursuit_process_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("process/process-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, contents);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, stage_buttons);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, parts);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, rules);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, facts);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, stage);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, builder);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessPage, save_bar);
  gtk_widget_class_bind_template_callback (widget_class, part_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
pursuit_process_page_class_init (PursuitProcessPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_process_page_get_property;
  object_class->dispose = pursuit_process_page_dispose;
  g_object_class_override_property (object_class, PROP_READY, "ready");

  g_type_ensure (PURSUIT_TYPE_HEADER);
  g_type_ensure (PURSUIT_TYPE_ACTIVITY_BUILDER);
  g_type_ensure (PURSUIT_TYPE_BANNER);
  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  g_type_ensure (PURSUIT_TYPE_STAGE_EDITOR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  pursuit_process_page_install_actions (widget_class);
  bind_template (widget_class);
}

static void
pursuit_process_page_init (PursuitProcessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->chooser, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  pursuit_process_page_set_state (self, PURSUIT_PROCESS_LOADING);
  pursuit_process_page_update_actions (self);
}
