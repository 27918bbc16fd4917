/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-strategy-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-contact-row.h"
#include "pursuit-date.h"
#include "pursuit-deletion.h"
#include "pursuit-enums.h"
#include "pursuit-part-row.h"
#include "pursuit-posts.h"
#include "pursuit-record-dialog.h"
#include "pursuit-rival.h"
#include "pursuit-save.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitStrategyView is what we make of a deal (CUS-7): who decides and what each of them wants, against whom we stand, and
 * the reviews, with what changed since the last one. Everything is changed where it stands.
 *
 *   PursuitStrategySheet -> rows by record, kept while they live, so that what is being edited stays
 */
struct _PursuitStrategyView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *people;
  GtkWidget *nobody;
  GtkWidget *offers;
  GtkListBox *offered;
  GtkListBox *rivals;
  GtkWidget *no_rivals;
  GtkWidget *changes_box;
  GtkLabel *changes;
  GtkListBox *reviews;
  GtkWidget *no_reviews;

  PursuitWorker *worker;
  gint64 deal_id;
  gint64 customer_id;
  GtkSizeGroup *columns[PURSUIT_PART_COLUMNS];   /* of the people */
  GHashTable *contacts;     /* gint64 * -> PursuitContact: those who are offered */
};

G_DEFINE_FINAL_TYPE (PursuitStrategyView, pursuit_strategy_view, GTK_TYPE_WIDGET)

static const char *const person_fields[] = { "contact_id", "role", "attitude", "influence", "wants", "notes", NULL };
static const char *const rival_fields[] = { "name", "standing", "strengths", "weaknesses", "plan", NULL };
static const char *const review_fields[] = { "written_on", "goal", "standing", "changes", NULL };

static PursuitFieldMask
select_fields (GType              type,
               const char *const *names)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  PursuitRecordClass *record_class = (PursuitRecordClass *) klass;
  PursuitFieldMask mask = 0;

  for (guint i = 0; names[i] != NULL; i++)
    mask |= pursuit_record_class_get_bit (record_class, pursuit_record_class_find (record_class, names[i]));

  return mask;
}

static PursuitRecord *
make_part (PursuitStrategyView *self,
           GType                type)
{
  return g_object_new (type, "deal-id", self->deal_id, "customer-id", self->customer_id, NULL);
}

static GtkWidget *
present (PursuitStrategyView *self,
         PursuitRecord       *record,
         const char          *title,
         const char *const   *names,
         const char          *first)
{
  GtkWidget *dialog = pursuit_record_dialog_new (GTK_WIDGET (self), self->worker, record, title, names);

  gtk_window_present (GTK_WINDOW (dialog));
  pursuit_record_form_focus (pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog)), first);

  return dialog;
}

/* Only people of this customer can have a part. */
static void
add_person (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitStrategyView *self = PURSUIT_STRATEGY_VIEW (widget);
  g_autoptr(PursuitRecord) person = make_part (self, PURSUIT_TYPE_STAKEHOLDER);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  GtkWidget *dialog = present (self, person, _("Add a Person"), person_fields, "contact_id");

  query->customer_id = self->customer_id;
  pursuit_record_form_set_query (pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog)), "contact_id", query);
}

static void
add_rival (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitStrategyView *self = PURSUIT_STRATEGY_VIEW (widget);
  g_autoptr(PursuitRecord) rival = make_part (self, PURSUIT_TYPE_RIVAL);

  present (self, rival, _("Add a Competitor"), rival_fields, "name");
}

static void
add_review (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitStrategyView *self = PURSUIT_STRATEGY_VIEW (widget);
  g_autoptr(PursuitRecord) review = make_part (self, PURSUIT_TYPE_STRATEGY);

  PURSUIT_STRATEGY (review)->written_on = pursuit_date_today ();
  PURSUIT_STRATEGY (review)->staff_id = pursuit_worker_get_opened (self->worker)->actor_id;
  present (self, review, _("New Review"), review_fields, "goal");
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitStrategyView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (saved == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
}

/* With what is known of them already: that may differ from deal to deal, and is a beginning. */
static void
take_contact (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitStrategyView *self = PURSUIT_STRATEGY_VIEW (widget);
  gint64 id = g_variant_get_int64 (parameter);
  PursuitContact *contact = g_hash_table_lookup (self->contacts, &id);
  g_autoptr(PursuitRecord) person = NULL;

  if (contact == NULL)
    return;

  person = make_part (self, PURSUIT_TYPE_STAKEHOLDER);
  g_object_set (person, "contact-id", id, "role", contact->buying_role, "attitude", contact->attitude, NULL);
  pursuit_worker_save_async (self->worker, pursuit_save_new_create (person), NULL, added_cb, g_object_ref (self));
}

static PursuitPartRow *
find_row (GtkListBox *list,
          gint64      id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (PURSUIT_IS_PART_ROW (row) && pursuit_part_row_get_record (PURSUIT_PART_ROW (row))->id == id)
      return PURSUIT_PART_ROW (row);

  return NULL;
}

static void
remove_part (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitStrategyView *self = PURSUIT_STRATEGY_VIEW (widget);
  GtkListBox *const lists[] = { self->people, self->rivals, self->reviews };
  const char *table;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &table, &id);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      PursuitPartRow *row = find_row (lists[i], id);

      if (row != NULL && g_str_equal (PURSUIT_RECORD_GET_CLASS (pursuit_part_row_get_record (row))->table, table))
        {
          pursuit_deletion_start (widget, self->worker, pursuit_part_row_get_record (row), NULL);
          return;
        }
    }
}

static void
row_activated_cb (PursuitStrategyView *self,
                  GtkListBoxRow       *row)
{
  if (PURSUIT_IS_PART_ROW (row))
    pursuit_part_row_toggle (PURSUIT_PART_ROW (row));
}

static void
pursuit_strategy_view_dispose (GObject *object)
{
  PursuitStrategyView *self = PURSUIT_STRATEGY_VIEW (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->contacts, g_hash_table_unref);
  for (guint i = 0; i < PURSUIT_PART_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_STRATEGY_VIEW);

  G_OBJECT_CLASS (pursuit_strategy_view_parent_class)->dispose (object);
}

static void
pursuit_strategy_view_class_init (PursuitStrategyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_strategy_view_dispose;

  gtk_widget_class_install_action (widget_class, "strategy.add-person", NULL, add_person);
  gtk_widget_class_install_action (widget_class, "strategy.add-rival", NULL, add_rival);
  gtk_widget_class_install_action (widget_class, "strategy.add-review", NULL, add_review);
  gtk_widget_class_install_action (widget_class, "strategy.take-contact", "x", take_contact);
  gtk_widget_class_install_action (widget_class, "strategy.remove", "(sx)", remove_part);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/strategy-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, people);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, nobody);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, offers);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, offered);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, rivals);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, no_rivals);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, changes_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, changes);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, reviews);
  gtk_widget_class_bind_template_child (widget_class, PursuitStrategyView, no_reviews);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pursuit_strategy_view_init (PursuitStrategyView *self)
{
  self->contacts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < PURSUIT_PART_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The row of a record at its place in the list: the one there is, or a new one. */
static PursuitPartRow *
place_row (PursuitStrategyView *self,
           GtkListBox          *list,
           PursuitRecord       *record,
           const char *const   *names,
           guint                nth)
{
  PursuitPartRow *row = find_row (list, record->id);

  if (row == NULL)
    {
      GType type = G_OBJECT_TYPE (record);
      PursuitFieldMask mask = select_fields (type, names);

      /* Who it is stands in the line above. */
      if (type == PURSUIT_TYPE_STAKEHOLDER)
        mask &= ~select_fields (type, (const char *const[]) { "contact_id", NULL });
      row = PURSUIT_PART_ROW (pursuit_part_row_new (self->worker, type, mask));
      if (list == self->people)
        pursuit_part_row_align (row, self->columns);
      gtk_list_box_insert (list, GTK_WIDGET (row), (int) nth);
    }
  else if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) != (int) nth)
    {
      g_object_ref (row);
      gtk_list_box_remove (list, GTK_WIDGET (row));
      gtk_list_box_insert (list, GTK_WIDGET (row), (int) nth);
      g_object_unref (row);
    }

  return row;
}

/* What is no more, stands behind what is. */
static void
drop_rows (GtkListBox *list,
           guint       n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int) n)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static const char *
get_tone (gint64 good)
{
  return good > 0 ? "success" : good < 0 ? "error" : "neutral";
}

static char *
dup_person_caption (const PursuitStrategyPerson *person)
{
  const char *title = person->contact->title;
  const char *wants = person->stakeholder->wants;

  if (pursuit_str_empty (wants))
    return g_strdup (title);
  if (pursuit_str_empty (title))
    /* Translators: %s is what a person at the customer wants */
    return g_strdup_printf (_("Wants: %s"), wants);

  /* Translators: %1$s is the job of a person, %2$s what they want */
  return g_strdup_printf (_("%1$s · Wants: %2$s"), title, wants);
}

static void
show_people (PursuitStrategyView        *self,
             const PursuitStrategySheet *sheet)
{
  for (guint i = 0; i < sheet->people->len; i++)
    {
      const PursuitStrategyPerson *person = g_ptr_array_index (sheet->people, i);
      const PursuitStakeholder *part = person->stakeholder;
      g_autofree char *caption = dup_person_caption (person);
      /* Translators: how much a person counts, from 1 to 5 */
      g_autofree char *figure = part->influence > 0 ? g_strdup_printf (_("Influence %d of 5"), (int) part->influence) : NULL;
      gboolean is_there = pursuit_contacts_is_there (person->contact, sheet->deal->customer_id);
      const PursuitPartWords words = {
        .title = person->contact->name,
        .caption = caption,
        .role = pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) part->role),
        /* What somebody thinks who has left decides nothing any more. */
        .chip = is_there ? pursuit_attitude_get_text (part->attitude) : C_("person", "Left"),
        .tone = is_there ? get_tone (part->attitude) : "neutral",
        .figure = figure,
      };

      pursuit_part_row_show (place_row (self, self->people, PURSUIT_RECORD (part), person_fields, i),
                             PURSUIT_RECORD (part), &words, sheet->may_edit);
    }
  drop_rows (self->people, sheet->people->len);
  gtk_widget_set_visible (GTK_WIDGET (self->people), sheet->people->len > 0);
  gtk_widget_set_visible (self->nobody, sheet->people->len == 0);
}

static GtkWidget *
create_offer (PursuitContact *contact)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (C_("person", "Add"));
  g_autofree char *label = g_strdup_printf (_("Add %s"), contact->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), contact->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) contact->buying_role));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "strategy.take-contact");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", PURSUIT_RECORD (contact)->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_offered (PursuitStrategyView        *self,
              const PursuitStrategySheet *sheet)
{
  drop_rows (self->offered, 0);
  g_hash_table_remove_all (self->contacts);
  for (guint i = 0; i < sheet->offered->len; i++)
    {
      PursuitContact *contact = g_ptr_array_index (sheet->offered, i);

      g_hash_table_insert (self->contacts, g_memdup2 (&PURSUIT_RECORD (contact)->id, sizeof (gint64)),
                           g_object_ref (contact));
      gtk_list_box_append (self->offered, create_offer (contact));
    }
  gtk_widget_set_visible (self->offers, sheet->may_edit && sheet->offered->len > 0);
}

static void
show_rivals (PursuitStrategyView        *self,
             const PursuitStrategySheet *sheet)
{
  static const int goodness[] = { 0, 1, 0, -1 };

  for (guint i = 0; i < sheet->rivals->len; i++)
    {
      PursuitRival *rival = g_ptr_array_index (sheet->rivals, i);
      const PursuitPartWords words = {
        .title = rival->name,
        .caption = rival->plan,
        .chip = pursuit_enum_get_label (PURSUIT_TYPE_STANDING, (int) rival->standing),
        .tone = get_tone (goodness[CLAMP (rival->standing, 0, 3)]),
      };

      pursuit_part_row_show (place_row (self, self->rivals, PURSUIT_RECORD (rival), rival_fields, i),
                             PURSUIT_RECORD (rival), &words, sheet->may_edit);
    }
  drop_rows (self->rivals, sheet->rivals->len);
  gtk_widget_set_visible (GTK_WIDGET (self->rivals), sheet->rivals->len > 0);
  gtk_widget_set_visible (self->no_rivals, sheet->rivals->len == 0);
}

static void
show_reviews (PursuitStrategyView        *self,
              const PursuitStrategySheet *sheet)
{
  for (guint i = 0; i < sheet->reviews->len; i++)
    {
      const PursuitStrategyReview *review = g_ptr_array_index (sheet->reviews, i);
      PursuitRecord *record = PURSUIT_RECORD (review->strategy);
      g_autofree char *day = pursuit_date_format (review->strategy->written_on);
      g_autofree char *title = review->staff != NULL
        /* Translators: %1$s is a date, %2$s a person */
        ? g_strdup_printf (_("%1$s · %2$s"), day, review->staff) : g_strdup (day);
      const PursuitPartWords words = { .title = title, .caption = review->strategy->goal };
      gboolean is_new = find_row (self->reviews, record->id) == NULL;
      PursuitPartRow *row = place_row (self, self->reviews, record, review_fields, i);

      pursuit_part_row_show (row, record, &words, sheet->may_edit);
      if (is_new && i == 0)
        pursuit_part_row_toggle (row);
    }
  drop_rows (self->reviews, sheet->reviews->len);
  gtk_widget_set_visible (GTK_WIDGET (self->reviews), sheet->reviews->len > 0);
  gtk_widget_set_visible (self->no_reviews, sheet->reviews->len == 0);
}

static void
show_changes (PursuitStrategyView        *self,
              const PursuitStrategySheet *sheet)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < sheet->changes->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (sheet->changes, i));
  gtk_label_set_text (self->changes, sheet->changes->len > 0 ? lines->str : _("Nothing has changed since the last review."));
  gtk_widget_set_visible (self->changes_box, sheet->since != 0);
}

/**
 * pursuit_strategy_view_show:
 * @self: a view
 * @worker: where changes go
 * @sheet: what to show
 *
 * Shows the strategy of a deal, or a newer state of the same; what is being edited is then left alone.
 */
void
pursuit_strategy_view_show (PursuitStrategyView        *self,
                            PursuitWorker              *worker,
                            const PursuitStrategySheet *sheet)
{
  g_return_if_fail (PURSUIT_IS_STRATEGY_VIEW (self) && sheet != NULL);

  g_set_object (&self->worker, worker);
  self->deal_id = PURSUIT_RECORD (sheet->deal)->id;
  self->customer_id = sheet->deal->customer_id;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "strategy.add-person", sheet->may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "strategy.add-rival", sheet->may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "strategy.add-review", sheet->may_edit);
  show_people (self, sheet);
  show_offered (self, sheet);
  show_rivals (self, sheet);
  show_changes (self, sheet);
  show_reviews (self, sheet);
}

static void
set_list_aside (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (PURSUIT_IS_PART_ROW (row))
      pursuit_part_row_set_aside (PURSUIT_PART_ROW (row));
}

/**
 * pursuit_strategy_view_set_aside:
 * @self: a view
 *
 * Ends what is being edited without saving it: half a sentence is a draft, to be offered back, not a change.
 */
void
pursuit_strategy_view_set_aside (PursuitStrategyView *self)
{
  g_return_if_fail (PURSUIT_IS_STRATEGY_VIEW (self));

  set_list_aside (self->people);
  set_list_aside (self->rivals);
  set_list_aside (self->reviews);
}
