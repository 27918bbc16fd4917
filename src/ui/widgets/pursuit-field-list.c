/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-field-list.h"

#include "pursuit-own-set.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitFieldList shows a record field by field, each to be changed where it stands. Fields that most people leave
 * blank stay out of the way until they are filled in or asked for; where there is little room (brief), all but the few that
 * are shown always do.
 */
struct _PursuitFieldList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkWidget *more;

  PursuitWorker *worker;
  GPtrArray *rows;             /* lent by the list */
  GtkSizeGroup *captions;      /* when captions stand beside the values */
  PursuitFieldMask fields;
  PursuitFieldMask always;
  PursuitRecordClass *klass;
  PursuitRecord *record;
  gboolean shows_all;
  gboolean beside;
  gboolean brief;
  gboolean is_editable;
};

enum
{
  PROP_BESIDE = 1,
  PROP_BRIEF,
  PROP_EDITING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitFieldList, pursuit_field_list, GTK_TYPE_WIDGET)

static gboolean
is_wanted (PursuitFieldList   *self,
           PursuitInlineField *row)
{
  const PursuitField *field = pursuit_inline_field_get_field (row);

  return self->shows_all || pursuit_inline_field_is_editing (row) ||
         (self->always & pursuit_record_class_get_bit (self->klass, field)) != 0 ||
         ((!self->brief || field->own != NULL) && !pursuit_record_is_blank (self->record, field));
}

static void
show_rows (PursuitFieldList *self)
{
  guint n_hidden = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean wanted = self->record != NULL && is_wanted (self, PURSUIT_INLINE_FIELD (row));

      gtk_widget_set_visible (row, wanted);
      n_hidden += !wanted;
    }
  gtk_widget_set_visible (self->more, self->record != NULL && n_hidden > 0);
}

static void
row_activated_cb (PursuitFieldList *self,
                  GtkListBoxRow    *row)
{
  g_assert (PURSUIT_IS_FIELD_LIST (self));

  if (PURSUIT_IS_INLINE_FIELD (row))
    pursuit_inline_field_edit (PURSUIT_INLINE_FIELD (row));
  else
    pursuit_field_list_show_all (self);
}

static void
editing_cb (PursuitFieldList *self)
{
  g_assert (PURSUIT_IS_FIELD_LIST (self));

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITING]);
}

static void
pursuit_field_list_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BESIDE:
      g_value_set_boolean (value, PURSUIT_FIELD_LIST (object)->beside);
      break;
    case PROP_BRIEF:
      g_value_set_boolean (value, PURSUIT_FIELD_LIST (object)->brief);
      break;
    case PROP_EDITING:
      g_value_set_boolean (value, pursuit_field_list_is_editing (PURSUIT_FIELD_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_field_list_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_BESIDE:
      PURSUIT_FIELD_LIST (object)->beside = g_value_get_boolean (value);
      break;
    case PROP_BRIEF:
      PURSUIT_FIELD_LIST (object)->brief = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_field_list_constructed (GObject *object)
{
  PursuitFieldList *self = PURSUIT_FIELD_LIST (object);

  G_OBJECT_CLASS (pursuit_field_list_parent_class)->constructed (object);

  if (self->beside)
    {
      self->captions = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_widget_remove_css_class (GTK_WIDGET (self->list), "boxed-list");
      gtk_widget_add_css_class (GTK_WIDGET (self->list), "beside");
    }
}

static void
pursuit_field_list_dispose (GObject *object)
{
  PursuitFieldList *self = PURSUIT_FIELD_LIST (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->record);
  g_clear_object (&self->worker);
  g_clear_object (&self->captions);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_FIELD_LIST);

  G_OBJECT_CLASS (pursuit_field_list_parent_class)->dispose (object);
}

static void
pursuit_field_list_finalize (GObject *object)
{
  PursuitFieldList *self = PURSUIT_FIELD_LIST (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer ((gpointer *) &self->klass, g_type_class_unref);

  G_OBJECT_CLASS (pursuit_field_list_parent_class)->finalize (object);
}

static void
pursuit_field_list_class_init (PursuitFieldListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pursuit_field_list_constructed;
  object_class->dispose = pursuit_field_list_dispose;
  object_class->finalize = pursuit_field_list_finalize;
  object_class->get_property = pursuit_field_list_get_property;
  object_class->set_property = pursuit_field_list_set_property;

  props[PROP_BESIDE] = g_param_spec_boolean ("beside", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_BRIEF] = g_param_spec_boolean ("brief", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_EDITING] = g_param_spec_boolean ("editing", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/field-list.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitFieldList, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitFieldList, more);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pursuit_field_list_init (PursuitFieldList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (PursuitFieldList   *self,
         const PursuitField *field)
{
  GtkWidget *row = pursuit_inline_field_new (self->worker, field);

  if (self->captions != NULL)
    pursuit_inline_field_set_beside (PURSUIT_INLINE_FIELD (row), self->captions);
  g_signal_connect_object (row, "notify::editing", G_CALLBACK (editing_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (self->list, row, (int) self->rows->len);
  g_ptr_array_add (self->rows, row);
}

/* Below those that all houses have. */
static void
add_own_rows (PursuitFieldList *self)
{
  guint n;
  const PursuitField *const *own = pursuit_own_set_list (pursuit_worker_get_own_set (self->worker),
                                                         G_TYPE_FROM_CLASS (self->klass), &n);

  if (self->klass->extra == NULL || !(self->fields & pursuit_record_class_get_bit (self->klass, self->klass->extra)))
    return;
  for (guint i = 0; i < n; i++)
    add_row (self, own[i]);
}

/* The house has other fields than before; what is being typed in one of them is kept as a draft. */
static void
own_fields_cb (PursuitFieldList *self)
{
  if (self->klass == NULL)
    return;

  for (guint i = self->rows->len; i > 0; i--)
    {
      PursuitInlineField *row = g_ptr_array_index (self->rows, i - 1);

      if (pursuit_inline_field_get_field (row)->own == NULL)
        continue;
      pursuit_inline_field_set_aside (row);
      g_ptr_array_remove_index (self->rows, i - 1);
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  add_own_rows (self);
  for (guint i = 0; self->record != NULL && i < self->rows->len; i++)
    {
      PursuitInlineField *row = g_ptr_array_index (self->rows, i);

      if (pursuit_inline_field_get_field (row)->own == NULL)
        continue;
      pursuit_inline_field_set_record (row, self->record, NULL);
      pursuit_inline_field_set_editable (row, self->is_editable);
    }
  show_rows (self);
}

/**
 * pursuit_field_list_set_fields:
 * @self: a field list
 * @worker: the thread that keeps the records
 * @type: the type of the records that will be shown
 * @fields: which fields; the bit of "extra" stands for those that the house has added, whatever these will be
 * @always: those of @fields that are shown even when they are blank
 *
 * Says what the list shows; to be called once before pursuit_field_list_set_record(), and again for another @worker.
 */
void
pursuit_field_list_set_fields (PursuitFieldList *self,
                               PursuitWorker    *worker,
                               GType             type,
                               PursuitFieldMask  fields,
                               PursuitFieldMask  always)
{
  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->record);
  g_clear_pointer ((gpointer *) &self->klass, g_type_class_unref);

  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_func (self->worker, own_fields_cb, self);
  g_set_object (&self->worker, worker);
  g_signal_connect_object (worker, "own-fields", G_CALLBACK (own_fields_cb), self, G_CONNECT_SWAPPED);
  self->klass = g_type_class_ref (type);
  self->fields = fields;
  self->always = always;
  for (guint i = 0; i < self->klass->n_fields; i++)
    if ((fields & (G_GUINT64_CONSTANT (1) << i)) && !(self->klass->fields[i].flags & PURSUIT_FIELD_TECHNICAL))
      add_row (self, &self->klass->fields[i]);
  add_own_rows (self);
  show_rows (self);
}

/**
 * pursuit_field_list_set_record:
 * @self: a field list
 * @record: (nullable): what to show
 * @editable: whether the person may change it
 * @get_name: (scope call): knows what references refer to
 * @user_data: for @get_name
 *
 * Shows a record, or a newer state of the same one; fields that are being edited are then left alone.
 */
void
pursuit_field_list_set_record (PursuitFieldList *self,
                               PursuitRecord    *record,
                               gboolean          editable,
                               PursuitNameFunc   get_name,
                               gpointer          user_data)
{
  gboolean is_same;

  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  is_same = self->record != NULL && record != NULL && self->record->id == record->id;
  if (!is_same)
    self->shows_all = FALSE;
  g_set_object (&self->record, record);
  self->is_editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    {
      PursuitInlineField *row = g_ptr_array_index (self->rows, i);
      const PursuitField *field = pursuit_inline_field_get_field (row);
      const char *name = NULL;

      if (record != NULL && field->kind == PURSUIT_KIND_REF && get_name != NULL)
        name = get_name (field, pursuit_record_get_number (record, field), user_data);
      pursuit_inline_field_set_record (row, record, name);
      pursuit_inline_field_set_editable (row, editable);
    }
  show_rows (self);
}

/**
 * pursuit_field_list_find:
 * @self: a field list
 * @name: a field's name
 *
 * Returns: (nullable) (transfer none): its row
 */
PursuitInlineField *
pursuit_field_list_find (PursuitFieldList *self,
                         const char       *name)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_LIST (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      PursuitInlineField *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (pursuit_inline_field_get_field (row)->name, name))
        return row;
    }

  return NULL;
}

/**
 * pursuit_field_list_edit:
 * @self: a field list
 * @name: a field's name
 *
 * Jumps to a field and begins to edit it.
 *
 * Returns: %TRUE when it is being edited
 */
gboolean
pursuit_field_list_edit (PursuitFieldList *self,
                         const char       *name)
{
  PursuitInlineField *row = pursuit_field_list_find (self, name);

  if (row == NULL || self->record == NULL)
    return FALSE;

  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
  pursuit_inline_field_edit (row);

  return pursuit_inline_field_is_editing (row);
}

/**
 * pursuit_field_list_apply:
 * @self: a field list
 *
 * Saves whatever is being edited: nothing typed is lost because another record is shown next.
 */
void
pursuit_field_list_apply (PursuitFieldList *self)
{
  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    pursuit_inline_field_apply (g_ptr_array_index (self->rows, i));
}

/**
 * pursuit_field_list_is_editing:
 * @self: a field list
 *
 * Returns: %TRUE while any field is being edited
 */
gboolean
pursuit_field_list_is_editing (PursuitFieldList *self)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_LIST (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (pursuit_inline_field_is_editing (g_ptr_array_index (self->rows, i)))
      return TRUE;

  return FALSE;
}

/**
 * pursuit_field_list_set_aside:
 * @self: a field list
 *
 * Ends what is being edited without saving it: half a sentence is a draft, to be offered back, not a change.
 */
void
pursuit_field_list_set_aside (PursuitFieldList *self)
{
  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    pursuit_inline_field_set_aside (g_ptr_array_index (self->rows, i));
}

/**
 * pursuit_field_list_look:
 * @self: a field list
 *
 * Looks what others made of the fields that are being edited; see pursuit_inline_field_look().
 */
void
pursuit_field_list_look (PursuitFieldList *self)
{
  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    pursuit_inline_field_look (g_ptr_array_index (self->rows, i));
}

/**
 * pursuit_field_list_compare:
 * @self: a field list
 *
 * Shows what others made of the fields that are being edited beside what is typed.
 */
void
pursuit_field_list_compare (PursuitFieldList *self)
{
  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    if (pursuit_inline_field_is_overtaken (g_ptr_array_index (self->rows, i)))
      pursuit_inline_field_compare (g_ptr_array_index (self->rows, i));
}

/**
 * pursuit_field_list_show_all:
 * @self: a field list
 *
 * Shows the blank fields too, until another record is shown.
 */
void
pursuit_field_list_show_all (PursuitFieldList *self)
{
  g_return_if_fail (PURSUIT_IS_FIELD_LIST (self));

  self->shows_all = TRUE;
  show_rows (self);
}
