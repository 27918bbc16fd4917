/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-page-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-columns-layout.h"
#include "pursuit-deals.h"
#include "pursuit-journal.h"
#include "pursuit-merge.h"
#include "pursuit-standing-rules.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

enum
{
  PROP_READING = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitDossierPage, pursuit_dossier_page, GTK_TYPE_WIDGET)

/* What one reading brings. */
typedef struct
{
  PursuitDossier *dossier;
  GPtrArray *stages;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->dossier, pursuit_dossier_free);
  g_clear_pointer (&reading->stages, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const gint64 *customer_id = data;
  g_autoptr(Reading) reading = g_new0 (Reading, 1);
  gint64 kept_id;

  /* who was merged is whom they became */
  if (!pursuit_merge_find_kept (desk, PURSUIT_TYPE_CUSTOMER, *customer_id, &kept_id, error))
    return NULL;
  reading->dossier = pursuit_dossier_read (desk, kept_id, error);
  if (reading->dossier == NULL)
    return NULL;
  reading->stages = pursuit_deals_list_stages (desk, 0, error);

  return reading->stages != NULL ? g_steal_pointer (&reading) : NULL;
}

static void read_again (PursuitDossierPage *self);

static void
end_reading (PursuitDossierPage *self)
{
  g_clear_object (&self->cancellable);
  pursuit_dossier_page_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READING]);
  if (self->is_stale)
    read_again (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitDossierPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Reading) reading = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another customer was asked for meanwhile, or the page is gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (reading != NULL)
    {
      g_clear_pointer (&self->dossier, pursuit_dossier_free);
      self->dossier = g_steal_pointer (&reading->dossier);
      pursuit_dossier_page_show_dossier (self, reading->stages);
    }
  else
    pursuit_dossier_page_show_refusal (self, error);
  end_reading (self);
}

static void
stop_reading (PursuitDossierPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_stale = FALSE;
}

static void
start_reading (PursuitDossierPage *self)
{
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_job, g_memdup2 (&self->customer_id, sizeof self->customer_id), g_free,
                             reading_free, self->cancellable, read_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READING]);
}

/* News come in bursts: one reading is under way at most, and one more follows when it did not see everything. */
static void
read_again (PursuitDossierPage *self)
{
  if (self->worker == NULL || self->customer_id == 0)
    return;

  self->is_stale = self->cancellable != NULL;
  if (!self->is_stale)
    start_reading (self);
}

static void
show_all_cb (PursuitDossierPage *self,
             GtkWidget          *button)
{
  g_assert (PURSUIT_IS_DOSSIER_PAGE (self));

  gtk_stack_set_visible_child_name (self->tabs, gtk_widget_get_name (button));
}

static void
editing_cb (PursuitDossierPage *self)
{
  g_assert (PURSUIT_IS_DOSSIER_PAGE (self));

  gtk_widget_set_visible (self->hint, pursuit_field_list_is_editing (self->fields));
  /* The customer was deleted while somebody typed; now there is nothing to hold on to. */
  if (self->is_held && !pursuit_dossier_page_is_editing (self))
    {
      self->is_held = FALSE;
      read_again (self);
    }
}

static void
pursuit_dossier_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READING:
      g_value_set_boolean (value, pursuit_dossier_page_is_reading (PURSUIT_DOSSIER_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
forget_models (PursuitDossierPage *self)
{
  g_clear_object (&self->entries);
  g_clear_object (&self->contacts);
  g_clear_object (&self->meetings);
  for (guint i = 0; i < PURSUIT_N_DEAL_STATUSES; i++)
    g_clear_object (&self->deal_models[i]);
}

static void
pursuit_dossier_page_dispose (GObject *object)
{
  PursuitDossierPage *self = PURSUIT_DOSSIER_PAGE (object);

  stop_reading (self);
  g_clear_pointer (&self->dossier, pursuit_dossier_free);
  forget_models (self);
  g_clear_pointer (&self->wanted_tab, g_free);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_DOSSIER_PAGE);

  G_OBJECT_CLASS (pursuit_dossier_page_parent_class)->dispose (object);
}

static void
documents_counted_cb (PursuitDossierPage *self)
{
  /* Translators: a tab; %u is how many there are */
  g_autofree char *title = g_strdup_printf (_("Documents  %u"), pursuit_documents_view_get_count (self->documents));

  g_assert (PURSUIT_IS_DOSSIER_PAGE (self));

  gtk_stack_page_set_title (self->documents_tab, title);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/dossier-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, banners);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, restore);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, notice);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, head);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, people_tab);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, deals_tab);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, people_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, deals_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, add_person);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, add_person_too);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, preview_people);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, preview_deals);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, deals);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, documents);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, documents_tab);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, preview_timeline);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, preview_wall);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, wall);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, visits_tab);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, visits);
  gtk_widget_class_bind_template_child (widget_class, PursuitDossierPage, fields);
  gtk_widget_class_bind_template_callback (widget_class, documents_counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, editing_cb);
}

static void tab_cb (PursuitDossierPage *self);

static void
pursuit_dossier_page_class_init (PursuitDossierPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_dossier_page_dispose;
  object_class->get_property = pursuit_dossier_page_get_property;

  props[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PURSUIT_TYPE_BANNERS);
  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_DEALS_VIEW);
  g_type_ensure (PURSUIT_TYPE_DOCUMENTS_VIEW);
  g_type_ensure (PURSUIT_TYPE_DOSSIER_HEAD);
  g_type_ensure (PURSUIT_TYPE_DOSSIER_TILES);
  g_type_ensure (PURSUIT_TYPE_FIELD_LIST);
  g_type_ensure (PURSUIT_TYPE_PEOPLE_VIEW);
  g_type_ensure (PURSUIT_TYPE_TIMELINE_VIEW);
  g_type_ensure (PURSUIT_TYPE_VISITS_VIEW);
  g_type_ensure (PURSUIT_TYPE_WALL_VIEW);
  bind_template (widget_class);
  pursuit_dossier_page_install_actions (widget_class);
  pursuit_dossier_page_install_meanwhile_actions (widget_class);
}

static void
pursuit_dossier_page_init (PursuitDossierPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_dossier_page_update_actions (self);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (tab_cb), self, G_CONNECT_SWAPPED);
}

static void
set_up_fields (PursuitDossierPage *self)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (PURSUIT_TYPE_CUSTOMER);
  PursuitFieldMask derived = pursuit_record_class_select ((PursuitRecordClass *) klass, PURSUIT_FIELD_DERIVED);
  PursuitFieldMask wanted = pursuit_record_class_select ((PursuitRecordClass *) klass, PURSUIT_FIELD_WANTED);

  /* How the customer is judged stands in the head and the tiles, with its reasons. */
  for (guint kind = 0; kind < PURSUIT_N_STANDING_KINDS; kind++)
    derived |= pursuit_record_class_get_bit ((PursuitRecordClass *) klass,
                                             pursuit_record_class_find ((PursuitRecordClass *) klass,
                                                                        pursuit_standing_kind_get_field (kind)));
  pursuit_field_list_set_fields (self->fields, self->worker, PURSUIT_TYPE_CUSTOMER, ~derived, wanted & ~derived);
}

/* Whether a draft is about somebody here is known when they are listed. */
static void
people_listed_cb (PursuitDossierPage *self)
{
  g_assert (PURSUIT_IS_DOSSIER_PAGE (self));

  if (self->dossier != NULL && !pursuit_query_model_is_loading (self->contacts))
    pursuit_dossier_page_show_drafts (self);
}

static void
create_models (PursuitDossierPage *self)
{
  self->entries = pursuit_query_model_new (self->worker);
  self->contacts = pursuit_query_model_new (self->worker);
  self->meetings = pursuit_query_model_new (self->worker);
  g_signal_connect_object (self->contacts, "notify::loading", G_CALLBACK (people_listed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < PURSUIT_N_DEAL_STATUSES; i++)
    self->deal_models[i] = pursuit_query_model_new (self->worker);
}

/* Overview and tab show the same models. */
static void
show_models (PursuitDossierPage *self)
{
  PursuitQueryModel *const *deals = self->deal_models;

  pursuit_people_view_set_model (self->preview_people, self->worker, self->contacts);
  pursuit_people_view_set_model (self->people, self->worker, self->contacts);
  pursuit_deals_view_set_models (self->preview_deals, deals[0], deals[1], deals[2]);
  pursuit_deals_view_set_models (self->deals, deals[0], deals[1], deals[2]);
  pursuit_timeline_view_set_model (self->preview_timeline, self->entries);
  pursuit_timeline_view_set_model (self->timeline, self->entries);
  pursuit_visits_view_set_model (self->visits, self->meetings);
  pursuit_wall_view_set_worker (self->preview_wall, self->worker);
  pursuit_wall_view_set_worker (self->wall, self->worker);
}

/* The tab of the wall is read when somebody looks at it: the overview has the same. */
static void
tab_cb (PursuitDossierPage *self)
{
  g_assert (PURSUIT_IS_DOSSIER_PAGE (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->tabs), "wall") == 0)
    pursuit_wall_view_show (self->wall, self->customer_id);
}

static void
ask_models (PursuitDossierPage *self)
{
  static const PursuitDealStatus statuses[PURSUIT_N_DEAL_STATUSES] = { PURSUIT_DEAL_OPEN, PURSUIT_DEAL_WON, PURSUIT_DEAL_LOST };
  g_autoptr(PursuitQuery) entries = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(PursuitQuery) contacts = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  g_autoptr(PursuitQuery) meetings = pursuit_query_new (PURSUIT_LIST_ACTIVITIES);
  g_autoptr(PursuitQuery) deals = pursuit_query_new (PURSUIT_LIST_DEALS);

  entries->customer_id = contacts->customer_id = deals->customer_id = self->customer_id;
  contacts->order = PURSUIT_ORDER_BUYING_ROLE;
  meetings->customer_id = self->customer_id;
  meetings->contacts_only = TRUE;
  pursuit_query_model_set_query (self->meetings, meetings);
  pursuit_query_model_set_query (self->contacts, contacts);
  for (guint i = 0; i < PURSUIT_N_DEAL_STATUSES; i++)
    {
      deals->status = (int) statuses[i];
      pursuit_query_model_set_query (self->deal_models[i], deals);
    }
  pursuit_query_model_set_query (self->entries, entries);
  pursuit_wall_view_show (self->preview_wall, self->customer_id);
  pursuit_wall_view_show (self->wall, 0);
  tab_cb (self);
  pursuit_documents_view_show (self->documents, self->customer_id, 0);
}

/**
 * pursuit_dossier_page_set_worker:
 * @self: a page
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Says where to read; the page then shows nobody.
 */
void
pursuit_dossier_page_set_worker (PursuitDossierPage *self,
                                 PursuitWorker      *worker)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_PAGE (self));

  pursuit_dossier_page_set_edits_aside (self);
  pursuit_dossier_page_show (self, 0);
  forget_models (self);
  g_set_object (&self->worker, worker);
  if (worker != NULL)
    {
      create_models (self);
      set_up_fields (self);
    }
  pursuit_documents_view_set_worker (self->documents, worker);
  show_models (self);
}

static void
save_typed (PursuitDossierPage *self)
{
  pursuit_field_list_apply (self->fields);
  pursuit_field_list_apply (pursuit_contact_detail_get_fields (pursuit_people_view_get_detail (self->preview_people)));
  pursuit_field_list_apply (pursuit_contact_detail_get_fields (pursuit_people_view_get_detail (self->people)));
}

/**
 * pursuit_dossier_page_show:
 * @self: a page
 * @customer_id: a customer, 0 for nobody
 *
 * Shows a customer. The one before stays in view until the new one is read.
 */
void
pursuit_dossier_page_show (PursuitDossierPage *self,
                           gint64              customer_id)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_PAGE (self));

  if (self->customer_id == customer_id && customer_id != 0)
    return;

  save_typed (self);
  stop_reading (self);
  pursuit_banners_clear (self->banners);
  self->customer_id = customer_id;
  self->wanted_contact = 0;
  g_clear_pointer (&self->wanted_tab, g_free);
  if (customer_id == 0 || self->worker == NULL)
    {
      g_clear_pointer (&self->dossier, pursuit_dossier_free);
      gtk_stack_set_visible_child_name (self->state, "nobody");
      end_reading (self);
      return;
    }

  if (self->dossier == NULL)
    gtk_stack_set_visible_child_name (self->state, "loading");
  start_reading (self);
  ask_models (self);
}

/**
 * pursuit_dossier_page_get_id:
 * @self: a page
 *
 * Returns: whom it shows or is about to show, 0 for nobody
 */
gint64
pursuit_dossier_page_get_id (PursuitDossierPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOSSIER_PAGE (self), 0);

  return self->customer_id;
}

/**
 * pursuit_dossier_page_is_reading:
 * @self: a page
 *
 * Returns: %TRUE while a reading is under way
 */
gboolean
pursuit_dossier_page_is_reading (PursuitDossierPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOSSIER_PAGE (self), FALSE);

  return self->cancellable != NULL;
}

static void
refresh_walls (PursuitDossierPage *self)
{
  pursuit_wall_view_refresh (self->preview_wall);
  pursuit_wall_view_refresh (self->wall);
}

/* Names of staff and of other customers are on the page too; an import can have changed anything. */
static gboolean
concerns (PursuitDossierPage        *self,
          const PursuitJournalEntry *entry)
{
  return entry->customer_id == self->customer_id || g_strcmp0 (entry->verb, "import") == 0 ||
         g_strcmp0 (entry->entity, "customer") == 0 || g_strcmp0 (entry->entity, "staff") == 0 ||
         g_strcmp0 (entry->entity, "database") == 0;
}

/**
 * pursuit_dossier_page_handle_news:
 * @self: a page
 * @entries: (element-type PursuitJournalEntry): what happened
 *
 * Reads again when the customer on the page is concerned.
 */
void
pursuit_dossier_page_handle_news (PursuitDossierPage *self,
                                  GPtrArray          *entries)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_PAGE (self));

  for (guint i = 0; i < entries->len; i++)
    if (concerns (self, g_ptr_array_index (entries, i)))
      {
        read_again (self);
        refresh_walls (self);
        return;
      }
}

/**
 * pursuit_dossier_page_refresh:
 * @self: a page
 *
 * Reads everything again.
 */
void
pursuit_dossier_page_refresh (PursuitDossierPage *self)
{
  g_return_if_fail (PURSUIT_IS_DOSSIER_PAGE (self));

  read_again (self);
  refresh_walls (self);
  if (self->entries == NULL)
    return;
  pursuit_query_model_refresh (self->entries);
  pursuit_query_model_refresh (self->contacts);
  pursuit_query_model_refresh (self->meetings);
  pursuit_documents_view_refresh (self->documents);
  for (guint i = 0; i < PURSUIT_N_DEAL_STATUSES; i++)
    pursuit_query_model_refresh (self->deal_models[i]);
}

static void
judge (PursuitDossierPage  *self,
       PursuitStandingKind  kind)
{
  if (kind == PURSUIT_STANDING_KIND_LEVEL)
    pursuit_dossier_tiles_judge (self->tiles);
  else
    pursuit_dossier_head_judge (self->head, kind);
}

/**
 * pursuit_dossier_page_edit_field:
 * @self: a page
 * @name: the name of a field of the customer
 *
 * Jumps to a field and begins to edit it; how the customer is judged is changed in a popover of its own.
 *
 * Returns: %TRUE when it is being edited
 */
gboolean
pursuit_dossier_page_edit_field (PursuitDossierPage *self,
                                 const char         *name)
{
  g_return_val_if_fail (PURSUIT_IS_DOSSIER_PAGE (self), FALSE);

  if (self->dossier == NULL)
    return FALSE;
  for (guint kind = 0; kind < PURSUIT_N_STANDING_KINDS; kind++)
    if (g_str_equal (name, pursuit_standing_kind_get_field (kind)))
      {
        judge (self, kind);
        return FALSE;
      }
  gtk_stack_set_visible_child_name (self->tabs, "overview");

  return pursuit_field_list_edit (self->fields, name);
}

/**
 * pursuit_dossier_page_get_fields:
 * @self: a page
 *
 * Returns: (transfer none): the company's fields
 */
PursuitFieldList *
pursuit_dossier_page_get_fields (PursuitDossierPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOSSIER_PAGE (self), NULL);

  return self->fields;
}
