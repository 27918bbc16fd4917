/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-compat.h"
#include "pursuit-enums.h"
#include "pursuit-migration-dialog.h"

/* What administrators do with processes: versions, files, stages. Each verb is a job of the worker; none of them waits in the
 * outbox, because nobody makes a standard while the place of the database is away. */

/* One byte more than the form may have is read, so that what is too long is refused. */
#define MOST_BYTES (4 * 1024 * 1024 + 1)

typedef enum
{
  DRAFT,
  PUBLISH,
  RETIRE,
  STANDARD,
  DELETE_DRAFT,
  IMPORT,
  EXPORT,
} VerbKind;

/* What was done, in words; the same for all verbs of a kind. */
static const char *const done_texts[] = {
  [DRAFT] = N_("A new version was begun"),
  [PUBLISH] = N_("The process was published"),
  [RETIRE] = N_("The process was retired"),
  [STANDARD] = N_("New deals follow this process now"),
  [DELETE_DRAFT] = N_("The draft was deleted"),
  [IMPORT] = N_("The process was imported as a draft"),
  [EXPORT] = N_("The process was exported"),
};

typedef struct
{
  PursuitProcessPage *page;
  VerbKind kind;
  gint64 process_id;
  GFile *file;
} Verb;

typedef struct
{
  gint64 entry_id;
  gint64 process_id;
} Done;

static void
verb_free (gpointer data)
{
  Verb *verb = data;

  g_clear_object (&verb->page);
  g_clear_object (&verb->file);
  g_free (verb);
}

static Verb *
verb_new (PursuitProcessPage *page,
          VerbKind            kind,
          GFile              *file)
{
  Verb *verb = g_new0 (Verb, 1);

  verb->page = g_object_ref (page);
  verb->kind = kind;
  verb->process_id = page->process_id;
  verb->file = file != NULL ? g_object_ref (file) : NULL;

  return verb;
}

static gboolean
import_file (PursuitDesk   *desk,
             GFile         *file,
             Done          *done,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(PursuitProcessBook) book = NULL;
  g_autofree char *text = stream != NULL ? g_malloc (MOST_BYTES) : NULL;
  gsize length;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, MOST_BYTES, &length, cancellable, error))
    return FALSE;

  book = pursuit_processes_parse (desk, text, length, error);
  return book != NULL && pursuit_processes_import (desk, book, &done->process_id, &done->entry_id, error);
}

static gboolean
export_file (PursuitDesk   *desk,
             gint64         process_id,
             GFile         *file,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *text = pursuit_processes_export (desk, process_id, error);

  return text != NULL && g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                                                  error);
}

static gboolean
carry_out (PursuitDesk   *desk,
           Verb          *verb,
           Done          *done,
           GCancellable  *cancellable,
           GError       **error)
{
  switch (verb->kind)
    {
    case DRAFT:
      return pursuit_processes_draft (desk, verb->process_id, &done->process_id, &done->entry_id, error);
    case PUBLISH:
      return pursuit_processes_publish (desk, verb->process_id, &done->entry_id, error);
    case RETIRE:
      return pursuit_processes_retire (desk, verb->process_id, &done->entry_id, error);
    case STANDARD:
      return pursuit_processes_set_standard (desk, verb->process_id, &done->entry_id, error);
    case DELETE_DRAFT:
      done->process_id = 0;
      return pursuit_processes_delete (desk, verb->process_id, &done->entry_id, error);
    case IMPORT:
      return import_file (desk, verb->file, done, cancellable, error);
    case EXPORT:
      return export_file (desk, verb->process_id, verb->file, cancellable, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gpointer
verb_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Verb *verb = data;
  g_autofree Done *done = g_new0 (Done, 1);

  done->process_id = verb->process_id;
  if (!carry_out (desk, verb, done, cancellable, error))
    return NULL;

  return g_steal_pointer (&done);
}

static void
verb_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Verb *verb = user_data;
  PursuitProcessPage *self = verb->page;
  g_autoptr(GError) error = NULL;
  g_autofree Done *done = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker == NULL)
    {
      verb_free (verb);
      return;
    }

  if (done == NULL)
    pursuit_process_page_show_problem (self, error->message);
  else if (done->entry_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", _(done_texts[verb->kind]), done->entry_id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _(done_texts[verb->kind]));
  if (done != NULL && verb->kind != EXPORT)
    pursuit_process_page_read (self, done->process_id);
  verb_free (verb);
}

/* Takes @verb, which stays with the callback: the job only looks at it. */
static void
call (Verb *verb)
{
  PursuitProcessPage *self = verb->page;

  if (self->worker == NULL)
    {
      verb_free (verb);
      return;
    }
  pursuit_process_page_show_problem (self, NULL);
  /* Not cancelled with the page: what a person did is done. */
  pursuit_worker_call_async (self->worker, verb_job, verb, NULL, g_free, NULL, verb_cb, verb);
}

static void
act (GtkWidget *widget,
     VerbKind   kind)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);

  if (self->original != NULL)
    call (verb_new (self, kind, NULL));
}

static void
begin_version (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  act (widget, DRAFT);
}

static void
set_standard (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  act (widget, STANDARD);
}

static void
migrate (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);

  if (self->original != NULL && self->worker != NULL)
    pursuit_migration_dialog_present (widget, self->worker, self->process_id, self->infos);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Verb *verb = user_data;

  if (pursuit_compat_ask_finish (result, NULL))
    call (verb);
  else
    verb_free (verb);
}

static void
ask (GtkWidget        *widget,
     VerbKind          kind,
     const char       *heading,
     const char       *body,
     const char       *answer,
     PursuitCompatAsk  style)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);

  if (self->original != NULL)
    pursuit_compat_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body, answer, style, NULL, NULL, asked_cb,
                              verb_new (self, kind, NULL));
}

static void
publish (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ask (widget, PUBLISH, _("Publish This Process?"),
       _("Its stages, milestones and probabilities are then kept for the deals that follow it. Running deals stay with their version until they are moved over."),
       _("Publish"), PURSUIT_COMPAT_ASK_SUGGESTED);
}

static void
retire (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ask (widget, RETIRE, _("Retire This Process?"), _("New deals cannot follow it any more. Deals that do go on."), _("Retire"),
       PURSUIT_COMPAT_ASK_PLAIN);
}

static void
delete_draft (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ask (widget, DELETE_DRAFT, _("Delete This Draft?"), _("Published versions stay."), _("Delete"),
       PURSUIT_COMPAT_ASK_DESTRUCTIVE);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Verb *verb = user_data;

  verb->file = pursuit_compat_choose_file_finish (result, NULL);
  if (verb->file != NULL)
    call (verb);
  else
    verb_free (verb);
}

static void
choose_file (GtkWidget  *widget,
             VerbKind    kind,
             const char *title,
             const char *name)
{
  const PursuitCompatFilter filters[] = { { _("Processes"), "*.json" }, { _("All Files"), "*" }, { 0 } };
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);

  if (self->worker != NULL)
    pursuit_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                                      kind == IMPORT ? PURSUIT_COMPAT_OPEN : PURSUIT_COMPAT_SAVE, title, name, filters, NULL,
                                      chosen_cb, verb_new (self, kind, NULL));
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  choose_file (widget, IMPORT, _("Import a Process"), NULL);
}

static void
export (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);
  g_autofree char *name = NULL;

  if (self->original == NULL)
    return;
  name = g_strdup_printf ("%s-v%d.json", self->original->process->code, (int) self->original->process->version);
  choose_file (widget, EXPORT, _("Export the Process"), name);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  pursuit_process_page_save (PURSUIT_PROCESS_PAGE (widget));
}

static void
discard (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);

  if (!self->is_changed)
    return;
  self->is_stale = FALSE;
  pursuit_process_page_show_problem (self, NULL);
  pursuit_process_page_read (self, self->process_id);
}

static void
read_again (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  pursuit_process_page_set_state (PURSUIT_PROCESS_PAGE (widget), PURSUIT_PROCESS_LOADING);
  pursuit_process_page_read (PURSUIT_PROCESS_PAGE (widget), PURSUIT_PROCESS_PAGE (widget)->process_id);
}

/* The stages of a draft: what is typed so far is kept first, because the rows move. */
static void
rearranged (PursuitProcessPage *self,
            guint               shown)
{
  pursuit_process_page_fill_list (self, shown);
  pursuit_process_page_set_changed (self, TRUE);
}

static void
add_stage (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);
  guint at;

  if (!pursuit_process_page_check_part (self))
    return;

  pursuit_process_page_keep_part (self);
  pursuit_process_book_add_stage (self->edited);
  pursuit_process_book_number (self->edited);
  /* After the one that is shown; else before the one in which deals are won. */
  at = self->shown > 0 && self->shown < self->edited->stages->len ? self->shown : self->edited->stages->len - 1;
  pursuit_process_book_move_stage (self->edited, self->edited->stages->len - 1, at);
  rearranged (self, at + 1);
}

static void
move_stage (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);
  int to = (int) self->shown - 1 + g_variant_get_int32 (parameter);

  if (self->shown < 1 || to < 0 || to >= (int) self->edited->stages->len || !pursuit_process_page_check_part (self))
    return;

  pursuit_process_page_keep_part (self);
  pursuit_process_book_move_stage (self->edited, self->shown - 1, (guint) to);
  rearranged (self, (guint) to + 1);
}

static void
remove_stage (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitProcessPage *self = PURSUIT_PROCESS_PAGE (widget);
  guint at = self->shown - 1;

  pursuit_process_page_keep_part (self);
  pursuit_process_book_remove_stage (self->edited, at);
  rearranged (self, MIN (at + 1, self->edited->stages->len));
}

/* Whether deals follow the process that is shown, and there is another to go to. */
static gboolean
has_way_out (PursuitProcessPage *self)
{
  PursuitProcessInfo *info = pursuit_process_page_get_info (self);

  for (guint i = 0; info != NULL && info->n_open > 0 && i < self->infos->len; i++)
    {
      PursuitProcessInfo *other = g_ptr_array_index (self->infos, i);

      if (other != info && other->process->state == PURSUIT_PROCESS_PUBLISHED)
        return TRUE;
    }

  return FALSE;
}

/* What cannot be done now is not offered. */
void
pursuit_process_page_update_actions (PursuitProcessPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_book = self->original != NULL;
  int state = has_book ? (int) self->original->process->state : -1;
  gboolean may_act = has_book && self->may_edit && !self->is_changed;
  gboolean may_arrange = has_book && self->may_edit && state == PURSUIT_PROCESS_DRAFT;
  gboolean is_stage = may_arrange && self->shown >= 1 && self->shown <= self->edited->stages->len;

  gtk_widget_set_visible (self->stage_buttons, may_arrange);
  gtk_widget_action_set_enabled (widget, "process.new-version", may_act && state != PURSUIT_PROCESS_DRAFT);
  gtk_widget_action_set_enabled (widget, "process.publish", may_act && state != PURSUIT_PROCESS_PUBLISHED);
  gtk_widget_action_set_enabled (widget, "process.retire", may_act && state == PURSUIT_PROCESS_PUBLISHED && !self->original->process->standard);
  gtk_widget_action_set_enabled (widget, "process.set-standard", may_act && state == PURSUIT_PROCESS_PUBLISHED && !self->original->process->standard);
  gtk_widget_action_set_enabled (widget, "process.migrate", may_act && has_way_out (self));
  gtk_widget_action_set_enabled (widget, "process.delete-draft", may_act && state == PURSUIT_PROCESS_DRAFT);
  gtk_widget_action_set_enabled (widget, "process.import", self->worker != NULL && self->may_edit && !self->is_changed);
  gtk_widget_action_set_enabled (widget, "process.export", has_book && !self->is_changed);
  gtk_widget_action_set_enabled (widget, "process.save", has_book && self->is_changed);
  gtk_widget_action_set_enabled (widget, "process.discard", has_book && self->is_changed);
  gtk_widget_action_set_enabled (widget, "process.add-stage", may_arrange);
  gtk_widget_action_set_enabled (widget, "process.move-stage", is_stage);
  gtk_widget_action_set_enabled (widget, "process.remove-stage", is_stage && self->edited->stages->len > 1);
}

void
pursuit_process_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "process.new-version", NULL, begin_version);
  gtk_widget_class_install_action (widget_class, "process.publish", NULL, publish);
  gtk_widget_class_install_action (widget_class, "process.retire", NULL, retire);
  gtk_widget_class_install_action (widget_class, "process.set-standard", NULL, set_standard);
  gtk_widget_class_install_action (widget_class, "process.migrate", NULL, migrate);
  gtk_widget_class_install_action (widget_class, "process.delete-draft", NULL, delete_draft);
  gtk_widget_class_install_action (widget_class, "process.import", NULL, import);
  gtk_widget_class_install_action (widget_class, "process.export", NULL, export);
  gtk_widget_class_install_action (widget_class, "process.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "process.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "process.read-again", NULL, read_again);
  gtk_widget_class_install_action (widget_class, "process.add-stage", NULL, add_stage);
  gtk_widget_class_install_action (widget_class, "process.move-stage", "i", move_stage);
  gtk_widget_class_install_action (widget_class, "process.remove-stage", NULL, remove_stage);
}
