/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-tags-editor.h"

#include <glib/gi18n-lib.h>

#include "pursuit-query-run.h"
#include "pursuit-str.h"
#include "pursuit-tags.h"
#include "pursuit-template.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitTagsEditor edits the tags of a customer as chips: Enter or a comma makes one of what is typed, Backspace in the empty
 * entry takes the last one away, and tags that other customers have are offered below as long as they go on like it.
 */
struct _PursuitTagsEditor
{
  GtkWidget parent_instance;

  GtkWidget *chips;
  GtkEntry *entry;
  GtkWidget *suggestions;

  PursuitWorker *worker;
  GCancellable *cancellable;
  GPtrArray *tags;        /* of text, those that have a chip */
  GPtrArray *known;       /* of text, those that customers have; NULL until they were asked for */
  gboolean is_setting;
};

#define MOST_SUGGESTIONS 6

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitTagsEditor, pursuit_tags_editor, GTK_TYPE_WIDGET)

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void show_chips (PursuitTagsEditor *self);

static void
tell_changed (PursuitTagsEditor *self)
{
  if (!self->is_setting)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The tag by its text, not by its place: it may have moved meanwhile. */
static void
remove_tag (PursuitTagsEditor *self,
            const char        *tag)
{
  for (guint i = 0; i < self->tags->len; i++)
    if (g_str_equal (g_ptr_array_index (self->tags, i), tag))
      {
        g_ptr_array_remove_index (self->tags, i);
        break;
      }
  show_chips (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  tell_changed (self);
}

static void
chip_clicked_cb (PursuitTagsEditor *self,
                 GtkWidget         *chip)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (chip), "tag"));

  remove_tag (self, tag);
}

static GtkWidget *
add_button (PursuitTagsEditor *self,
            GtkWidget         *box,
            const char        *tag,
            const char        *icon,
            const char        *spoken,
            GCallback          callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (content), gtk_label_new (tag));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (icon));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "facet");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
show_chips (PursuitTagsEditor *self)
{
  clear (self->chips);
  for (guint i = 0; i < self->tags->len; i++)
    {
      const char *tag = g_ptr_array_index (self->tags, i);
      g_autofree char *spoken = g_strdup_printf (_("Remove the tag “%s”"), tag);

      add_button (self, self->chips, tag, "window-close-symbolic", spoken, G_CALLBACK (chip_clicked_cb));
    }
  gtk_widget_set_visible (self->chips, self->tags->len > 0);
}

/* What is typed becomes chips, what is there already does not once more. */
static void
take_typed (PursuitTagsEditor *self,
            const char        *text)
{
  g_autofree char *tags = pursuit_tags_join (self->tags);
  g_autofree char *all = g_strconcat (tags != NULL ? tags : "", ",", text, NULL);

  g_ptr_array_unref (self->tags);
  self->tags = pursuit_tags_split (all);
  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->is_setting = FALSE;
  gtk_widget_set_visible (self->suggestions, FALSE);
  show_chips (self);
  tell_changed (self);
}

static void
suggestion_clicked_cb (PursuitTagsEditor *self,
                       GtkWidget         *button)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (button), "tag"));

  take_typed (self, tag);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
is_suggested (PursuitTagsEditor *self,
              const char        *tag,
              const char        *folded)
{
  g_autofree char *key = pursuit_text_fold (tag);

  return g_str_has_prefix (key, folded) && !g_ptr_array_find_with_equal_func (self->tags, tag, g_str_equal, NULL);
}

static void
suggest (PursuitTagsEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *folded = pursuit_text_fold (text);
  guint n = 0;

  clear (self->suggestions);
  for (guint i = 0; self->known != NULL && *folded != '\0' && i < self->known->len && n < MOST_SUGGESTIONS; i++)
    {
      const char *tag = g_ptr_array_index (self->known, i);
      g_autofree char *spoken = NULL;

      if (!is_suggested (self, tag, folded))
        continue;
      n++;
      spoken = g_strdup_printf (_("Add the tag “%s”"), tag);
      add_button (self, self->suggestions, tag, "list-add-symbolic", spoken, G_CALLBACK (suggestion_clicked_cb));
    }
  gtk_widget_set_visible (self->suggestions, n > 0);
}

static gpointer
known_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GPtrArray) facets = pursuit_desk_query_facet (desk, query, "tag", error);
  GPtrArray *known = facets != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;

  for (guint i = 0; facets != NULL && i < facets->len; i++)
    if (((PursuitFacet *) g_ptr_array_index (facets, i))->value != NULL)
      g_ptr_array_add (known, g_strdup (((PursuitFacet *) g_ptr_array_index (facets, i))->value));

  return known;
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitTagsEditor) self = user_data;
  g_autoptr(GPtrArray) known = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (known == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_steal_pointer (&known);
  suggest (self);
}

static void
typed_cb (PursuitTagsEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_assert (PURSUIT_IS_TAGS_EDITOR (self));

  if (self->is_setting)
    return;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (pursuit_tags_is_separator (g_utf8_get_char (p)))
      {
        g_autofree char *typed = g_strdup (text);

        take_typed (self, typed);
        return;
      }

  suggest (self);
  tell_changed (self);
}

static void
enter_cb (PursuitTagsEditor *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_assert (PURSUIT_IS_TAGS_EDITOR (self));

  if (pursuit_str_empty (typed))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
  else
    take_typed (self, typed);
}

static gboolean
key_cb (PursuitTagsEditor *self,
        guint              keyval)
{
  if (keyval != GDK_KEY_BackSpace || self->tags->len == 0 ||
      *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    return GDK_EVENT_PROPAGATE;

  remove_tag (self, g_ptr_array_index (self->tags, self->tags->len - 1));
  return GDK_EVENT_STOP;
}

static gboolean
pursuit_tags_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PURSUIT_TAGS_EDITOR (widget)->entry));
}

static void
pursuit_tags_editor_dispose (GObject *object)
{
  PursuitTagsEditor *self = PURSUIT_TAGS_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_TAGS_EDITOR);

  G_OBJECT_CLASS (pursuit_tags_editor_parent_class)->dispose (object);
}

static void
pursuit_tags_editor_finalize (GObject *object)
{
  PursuitTagsEditor *self = PURSUIT_TAGS_EDITOR (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->tags);
  g_clear_pointer (&self->known, g_ptr_array_unref);

  G_OBJECT_CLASS (pursuit_tags_editor_parent_class)->finalize (object);
}

static void
pursuit_tags_editor_class_init (PursuitTagsEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_tags_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_tags_editor_finalize;
  widget_class->grab_focus = pursuit_tags_editor_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * PursuitTagsEditor::activated:
   *
   * Enter was pressed and nothing was typed: the person is done.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/tags-editor.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTagsEditor, chips);
  gtk_widget_class_bind_template_child (widget_class, PursuitTagsEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, PursuitTagsEditor, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
pursuit_tags_editor_init (PursuitTagsEditor *self)
{
  self->cancellable = g_cancellable_new ();
  self->tags = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_tags_editor_new:
 * @worker: (nullable): who knows the tags that customers have
 *
 * Returns: (transfer floating): an editor without tags
 */
GtkWidget *
pursuit_tags_editor_new (PursuitWorker *worker)
{
  PursuitTagsEditor *self = g_object_new (PURSUIT_TYPE_TAGS_EDITOR, NULL);

  g_set_object (&self->worker, worker);
  if (worker != NULL)
    pursuit_worker_call_async (worker, known_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable, known_cb,
                               g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * pursuit_tags_editor_set_text:
 * @self: an editor
 * @text: (nullable): tags, separated by any of the usual signs
 *
 * Shows other tags; what was typed is gone.
 */
void
pursuit_tags_editor_set_text (PursuitTagsEditor *self,
                              const char        *text)
{
  g_return_if_fail (PURSUIT_IS_TAGS_EDITOR (self));

  self->is_setting = TRUE;
  g_ptr_array_unref (self->tags);
  self->tags = pursuit_tags_split (text);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_chips (self);
  self->is_setting = FALSE;
}

/**
 * pursuit_tags_editor_dup_text:
 * @self: an editor
 *
 * Returns: (transfer full): the tags as they are kept, with what is typed and no chip yet; empty for none
 */
char *
pursuit_tags_editor_dup_text (PursuitTagsEditor *self)
{
  g_autofree char *tags = NULL;
  g_autofree char *all = NULL;
  char *settled;

  g_return_val_if_fail (PURSUIT_IS_TAGS_EDITOR (self), NULL);

  tags = pursuit_tags_join (self->tags);
  all = g_strconcat (tags != NULL ? tags : "", ",", gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);
  settled = pursuit_tags_settle (all);
  return settled != NULL ? settled : g_strdup ("");
}

/**
 * pursuit_tags_editor_read:
 * @self: an editor
 * @record: a record
 * @field: where its tags stand
 *
 * Sets the tags of @record, unless it has the same ones already: how these are written is no change.
 *
 * Returns: %TRUE
 */
gboolean
pursuit_tags_editor_read (PursuitTagsEditor  *self,
                          PursuitRecord      *record,
                          const PursuitField *field)
{
  g_autofree char *held = pursuit_tags_settle (pursuit_record_get_text (record, field));
  g_autofree char *tags = pursuit_tags_editor_dup_text (self);

  if (g_strcmp0 (held != NULL ? held : "", tags) != 0)
    pursuit_record_set_text (record, field, tags);

  return TRUE;
}

/**
 * pursuit_tags_editor_get_entry:
 * @self: an editor
 *
 * Returns: (transfer none): where tags are typed
 */
GtkWidget *
pursuit_tags_editor_get_entry (PursuitTagsEditor *self)
{
  g_return_val_if_fail (PURSUIT_IS_TAGS_EDITOR (self), NULL);

  return GTK_WIDGET (self->entry);
}
