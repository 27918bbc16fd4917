/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dossier-fixture.h"

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-page.h"
#include "pursuit-record-dialog.h"
#include "pursuit-records.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

static void
create (PursuitDesk   *desk,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, owned, NULL, &error));
  g_assert_no_error (error);
}

static gint64
find_role (PursuitDesk       *desk,
           PursuitSystemRole  system_role)
{
  g_autoptr(GPtrArray) roles = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, NULL);

  for (guint i = 0; i < roles->len; i++)
    if (PURSUIT_ROLE (g_ptr_array_index (roles, i))->system_role == (gint64) system_role)
      return PURSUIT_RECORD (g_ptr_array_index (roles, i))->id;

  g_return_val_if_reached (0);
}

static void
create_person (PursuitDesk *desk,
               const char  *name,
               gint64       role,
               gint64       attitude)
{
  create (desk, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", (gint64) HEMING, "name", name, "title", "Head of Automation",
                              "buying-role", role, "attitude", attitude, "phone", "139 0000 2718", "interest",
                              role == PURSUIT_BUYING_ROLE_EVALUATOR ? "Furnace control" : NULL, NULL));
}

/* An opportunity from the beginning, which nobody made it and no timeline mentions. */
static void
make_opportunity (PursuitDesk *desk,
                  gint64       customer_id)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) customer = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, store, &error));
  customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, customer_id, &error);
  g_object_set (customer, "funnel", (gint64) PURSUIT_FUNNEL_OPPORTUNITY, NULL);
  g_assert_true (pursuit_store_update (store, customer, &error));
  g_assert_true (pursuit_tx_commit (&tx, &error));
}

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", (gint64) HAIYUE, "title", "Crane control",
                                                "amount", G_GINT64_CONSTANT (1945000000), NULL);
  GError *error = NULL;

  create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Chen Zhuo", "role-id", find_role (desk, PURSUIT_SYSTEM_ROLE_SELLER),
                              NULL));
  create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Han Xu", "role-id", find_role (desk, PURSUIT_SYSTEM_ROLE_PRESALES),
                              NULL));
  create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Meng Fanxing", "role-id",
                              find_role (desk, PURSUIT_SYSTEM_ROLE_SELLER), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "grade", (gint64) PURSUIT_GRADE_A, "region",
                              "North", "industry", "Metallurgy", "owner-id", G_GINT64_CONSTANT (1), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Haiyue Port", "grade", (gint64) PURSUIT_GRADE_B, "region",
                              "East", "owner-id", G_GINT64_CONSTANT (1), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Yunqi Materials", "grade", (gint64) PURSUIT_GRADE_B,
                              "region", "East", NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "No customer named", "placeholder", G_GINT64_CONSTANT (1),
                              NULL));
  create_person (desk, "Gao Huimin", PURSUIT_BUYING_ROLE_EVALUATOR, 1);
  create_person (desk, "Fang Jingzhi", PURSUIT_BUYING_ROLE_DECIDER, 0);
  make_opportunity (desk, HEMING);
  create (desk, g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", (gint64) HEMING, "kind",
                              (gint64) PURSUIT_ACTIVITY_VISIT, "subject", "Route of the furnace agreed", "staff-id",
                              G_GINT64_CONSTANT (1), NULL));
  g_assert_true (pursuit_deals_create (desk, PURSUIT_DEAL (deal), 4, NULL, &error));
  g_assert_no_error (error);
}

static void
toast_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  DossierFixture *self = user_data;

  g_free (self->toast);
  self->toast = g_variant_dup_string (parameter, NULL);
}

static void
offer_undo_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DossierFixture *self = user_data;

  g_free (self->offer);
  g_variant_get (parameter, "(sx)", &self->offer, &self->entry_id);
}

static void
offer_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  DossierFixture *self = user_data;

  g_free (self->offer);
  g_free (self->button);
  g_variant_get (parameter, "(ssx)", &self->offer, &self->button, &self->entry_id);
}

static void
show_deal_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  ((DossierFixture *) user_data)->shown_deal = g_variant_get_int64 (parameter);
}

static void
show_customer_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  pursuit_page_show_id (PURSUIT_PAGE (((DossierFixture *) user_data)->page), g_variant_get_int64 (parameter));
}

/* What the main window would answer. */
static void
add_actions (DossierFixture *self)
{
  static const GActionEntry entries[] = {
    { .name = "toast", .activate = toast_cb, .parameter_type = "s" },
    { .name = "offer-undo", .activate = offer_undo_cb, .parameter_type = "(sx)" },
    { .name = "offer", .activate = offer_cb, .parameter_type = "(ssx)" },
    { .name = "show-deal", .activate = show_deal_cb, .parameter_type = "x" },
    { .name = "show-customer", .activate = show_customer_cb, .parameter_type = "x" },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
}

static void
news_cb (PursuitWorker *worker,
         GPtrArray     *entries,
         gpointer       user_data)
{
  pursuit_page_handle_news (PURSUIT_PAGE (((DossierFixture *) user_data)->page), entries);
}

static void
show_page (DossierFixture *self)
{
  self->window = gtk_window_new ();
  self->page = PURSUIT_CUSTOMERS_PAGE (pursuit_customers_page_new ());
  self->list = pursuit_customers_page_get_list (self->page);
  self->dossier = pursuit_customers_page_get_dossier (self->page);
  add_actions (self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  self->news_handler = g_signal_connect (self->base.worker, "news", G_CALLBACK (news_cb), self);
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), self->base.worker);
}

static void
close_page (DossierFixture *self)
{
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), NULL);
  g_signal_handler_disconnect (self->base.worker, self->news_handler);
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
}

/* A database, and the view of it with its first customer on the page. */
void
dossier_fixture_set_up (DossierFixture *self,
                        gboolean        is_empty)
{
  ui_fixture_set_up (&self->base, is_empty ? NULL : fill);
  show_page (self);
  dossier_wait_ready (self);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  *(PursuitOpened **) user_data = pursuit_worker_open_finish (PURSUIT_WORKER (source), result, &error);
  g_assert_no_error (error);
}

/* The same database, opened in another way or by somebody else. */
void
dossier_fixture_open_again (DossierFixture    *self,
                            PursuitStoreFlags  flags,
                            const char        *staff)
{
  g_autoptr(PursuitOpened) opened = NULL;

  close_page (self);
  pursuit_worker_set_staff (self->base.worker, staff);
  pursuit_worker_open_async (self->base.worker, self->base.path, flags, NULL, opened_cb, &opened);
  ui_wait_until (is_set, &opened);
  show_page (self);
  dossier_wait_ready (self);
}

void
dossier_fixture_tear_down (DossierFixture *self)
{
  close_page (self);
  ui_fixture_tear_down (&self->base);
  g_free (self->toast);
  g_free (self->offer);
  g_free (self->button);
}

static gboolean
is_ready (gpointer data)
{
  DossierFixture *self = data;

  return pursuit_page_get_ready (PURSUIT_PAGE (self->page)) &&
         !pursuit_query_model_is_loading (pursuit_customer_list_get_model (self->list));
}

void
dossier_wait_ready (DossierFixture *self)
{
  ui_wait_until (is_ready, self);
  ui_settle ();
}

void
dossier_show (DossierFixture *self,
              gint64          customer_id)
{
  pursuit_page_show_id (PURSUIT_PAGE (self->page), customer_id);
  dossier_wait_ready (self);
  g_assert_cmpint (pursuit_dossier_page_get_id (self->dossier), ==, customer_id);
}

PursuitInlineField *
dossier_edit (DossierFixture *self,
              const char     *field)
{
  PursuitInlineField *row = pursuit_field_list_find (pursuit_dossier_page_get_fields (self->dossier), field);

  g_assert_true (pursuit_dossier_page_edit_field (self->dossier, field));
  g_assert_true (pursuit_inline_field_is_editing (row));

  return row;
}

static gboolean
is_shown (gpointer data)
{
  return !pursuit_inline_field_is_editing (data);
}

void
dossier_wait_shown (PursuitInlineField *row)
{
  ui_wait_until (is_shown, row);
}

typedef struct
{
  gint64 customer_id;
  const char *field;
  const char *text;
} FieldOf;

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const FieldOf *of = data;
  const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, of->field);
  g_autoptr(PursuitRecord) customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER,
                                                          of->customer_id, error);

  return customer != NULL ? pursuit_record_format (customer, field, pursuit_desk_get_currency (desk)) : NULL;
}

/* What the database holds, as a second witness beside the page. */
char *
dossier_read_text (DossierFixture *self,
                   gint64          customer_id,
                   const char     *field)
{
  FieldOf of = { customer_id, field, NULL };

  return ui_call (&self->base, read_job, &of);
}

static gpointer
write_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const FieldOf *of = data;
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER,
                                                          of->customer_id, error);
  g_autoptr(PursuitRecord) edited = original != NULL ? pursuit_record_copy (original) : NULL;

  if (edited == NULL)
    return NULL;
  pursuit_record_set_text (edited, pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, of->field), of->text);
  pursuit_records_save (desk, original, edited, NULL, error);

  return NULL;
}

/* Somebody else changes something. */
void
dossier_write_text (DossierFixture *self,
                    gint64          customer_id,
                    const char     *field,
                    const char     *text)
{
  FieldOf of = { customer_id, field, text };

  ui_call (&self->base, write_job, &of);
}

static gpointer
names_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  GArray *ids = data;
  g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_CUSTOMERS,
                                                       (const gint64 *) (gpointer) ids->data, ids->len, error);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "",
                            pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_CUSTOMER_ROW_NAME));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Who is listed, in order, as one string. */
char *
dossier_print_list (DossierFixture *self)
{
  PursuitQueryModel *model = pursuit_customer_list_get_model (self->list);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      gint64 id = pursuit_query_model_get_id (model, i);

      g_array_append_val (ids, id);
    }

  return ui_call (&self->base, names_job, ids);
}

static gpointer
undo_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  pursuit_records_undo (desk, *(gint64 *) data, NULL, error);

  return NULL;
}

/* What the button on the toast does. */
void
dossier_undo (DossierFixture *self)
{
  g_assert_cmpint (self->entry_id, !=, 0);
  ui_call (&self->base, undo_job, &self->entry_id);
  self->entry_id = 0;
}
