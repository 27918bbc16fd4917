/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-button.h"

#include <glib/gi18n-lib.h>

#include "pursuit-journal.h"
#include "pursuit-locale.h"
#include "pursuit-process.h"
#include "pursuit-processes.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitProcessButton says which process a page shows, and lets another be chosen where there are several side by side; where
 * there is one only, it is not seen. Choosing activates the action “action-name” with the process's id as text.
 */
struct _PursuitProcessButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  AdwButtonContent *content;
  GMenu *menu;

  char *action_name;
  PursuitWorker *worker;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (PursuitProcessButton, pursuit_process_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ACTION_NAME,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

static char *
dup_label (const char *name,
           const char *name_zh,
           gint64      version)
{
  /* Translators: a process: %1$s is its name, %2$d its version */
  return g_strdup_printf (_("%1$s v%2$d"), pursuit_locale_choose_name (name, name_zh), (int) version);
}

static void
fill (PursuitProcessButton *self,
      GPtrArray            *infos)
{
  gboolean several;

  g_menu_remove_all (self->menu);
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);
      g_autofree char *label = dup_label (info->process->name, info->process->name_zh, info->process->version);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, PURSUIT_RECORD (info->process)->id);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      /* A draft has no deals, and what is retired or an older version is of interest as long as deals follow it. */
      if (info->n_open == 0 && !info->is_newest)
        continue;
      g_menu_item_set_action_and_target (item, self->action_name, "s", id);
      g_menu_append_item (self->menu, item);
    }
  several = g_menu_model_get_n_items (G_MENU_MODEL (self->menu)) > 1;
  if (several && gtk_menu_button_get_menu_model (self->button) == NULL)
    gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (self->menu));
  gtk_widget_set_visible (GTK_WIDGET (self), several);
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_processes_list (desk, error);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitProcessButton) self = user_data;
  g_autoptr(GPtrArray) infos = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (infos != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    fill (self, infos);
}

/**
 * pursuit_process_button_read:
 * @self: a button
 * @worker: (nullable): whose processes there are to choose from; %NULL to forget them
 *
 * Reads which processes are offered: the newest version of each, and whatever open deals follow.
 */
void
pursuit_process_button_read (PursuitProcessButton *self,
                             PursuitWorker        *worker)
{
  g_return_if_fail (PURSUIT_IS_PROCESS_BUTTON (self));

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_set_object (&self->worker, worker);
  if (worker == NULL)
    return;

  self->reading = g_cancellable_new ();
  pursuit_worker_call_async (worker, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->reading, list_cb,
                             g_object_ref (self));
}

/**
 * pursuit_process_button_handle_news:
 * @self: a button
 * @entries: (element-type PursuitJournalEntry): what happened
 *
 * Reads anew when there may be other processes than before: counting the deals of each takes its time.
 */
void
pursuit_process_button_handle_news (PursuitProcessButton *self,
                                    GPtrArray            *entries)
{
  g_return_if_fail (PURSUIT_IS_PROCESS_BUTTON (self));

  for (guint i = 0; i < entries->len && self->worker != NULL; i++)
    if (g_strcmp0 (((PursuitJournalEntry *) g_ptr_array_index (entries, i))->entity, "process") == 0)
      {
        pursuit_process_button_read (self, self->worker);
        return;
      }
}

/**
 * pursuit_process_button_show:
 * @self: a button
 * @name: the name of the process that is shown
 * @name_zh: (nullable): its name in Chinese
 * @version: its version
 *
 * Says which one it is.
 */
void
pursuit_process_button_show (PursuitProcessButton *self,
                             const char           *name,
                             const char           *name_zh,
                             gint64                version)
{
  g_autofree char *label = dup_label (name, name_zh, version);
  /* Translators: the button that chooses a process, read aloud */
  g_autofree char *spoken = g_strdup_printf (_("Process: %s"), label);

  g_return_if_fail (PURSUIT_IS_PROCESS_BUTTON (self));

  adw_button_content_set_label (self->content, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * pursuit_process_button_get_label:
 * @self: a button
 *
 * Returns: what it says
 */
const char *
pursuit_process_button_get_label (PursuitProcessButton *self)
{
  g_return_val_if_fail (PURSUIT_IS_PROCESS_BUTTON (self), NULL);

  return adw_button_content_get_label (self->content);
}

static void
pursuit_process_button_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTION_NAME:
      g_value_set_string (value, PURSUIT_PROCESS_BUTTON (object)->action_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_process_button_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTION_NAME:
      pursuit_set_str (&PURSUIT_PROCESS_BUTTON (object)->action_name, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_process_button_dispose (GObject *object)
{
  pursuit_process_button_read (PURSUIT_PROCESS_BUTTON (object), NULL);

  G_OBJECT_CLASS (pursuit_process_button_parent_class)->dispose (object);
}

static void
pursuit_process_button_finalize (GObject *object)
{
  g_free (PURSUIT_PROCESS_BUTTON (object)->action_name);

  G_OBJECT_CLASS (pursuit_process_button_parent_class)->finalize (object);
}

static void
pursuit_process_button_class_init (PursuitProcessButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_process_button_get_property;
  object_class->set_property = pursuit_process_button_set_property;
  object_class->dispose = pursuit_process_button_dispose;
  object_class->finalize = pursuit_process_button_finalize;

  props[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/process-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessButton, button);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessButton, content);
  gtk_widget_class_bind_template_child (widget_class, PursuitProcessButton, menu);
}

static void
pursuit_process_button_init (PursuitProcessButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
