/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-enums.h"
#include "pursuit-stage.h"
#include "pursuit-timeline-text.h"

/* One entry of the timeline as the store fills it, and what it says. */
typedef struct
{
  PursuitTimelineSource source;
  const char *actor;
  gint64 kind;
  const char *text;
  const char *detail;
  gint64 from;
  gint64 to;
  const char *verb;
  const char *entity;
  const char *sentence;
  const char *below;
  const char *name;
  const char *from_name;
  const char *missing;
} Entry;

static const Entry entries[] = {
  { PURSUIT_TIMELINE_ACTIVITY, "Chen Zhuo", PURSUIT_ACTIVITY_VISIT, "Route agreed", "Draft criteria by 20 March", 0, 0,
    NULL, "activity", "Chen Zhuo visited: Route agreed", "Draft criteria by 20 March" },
  { PURSUIT_TIMELINE_ACTIVITY, NULL, PURSUIT_ACTIVITY_CALL, "A & B <c>", NULL, 0, 0, NULL, "activity",
    "Somebody called: A & B <c>", "" },
  { PURSUIT_TIMELINE_ACTIVITY, "Chen Zhuo", PURSUIT_ACTIVITY_NOTE, "Budget set", NULL, 0, 0, NULL, "activity",
    "Chen Zhuo noted: Budget set", "" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_OPEN, "Furnace 2", NULL, 0, 1, NULL, "deal",
    "Han Xu opened “Furnace 2” in stage 1 Planning", "" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_OPEN, "Furnace 2", "They asked for it", 1, 2, NULL, "deal",
    "Han Xu moved “Furnace 2” from 1 Planning to 2 A long name", "They asked for it" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_OPEN, "Furnace 2", NULL, 2, 9, NULL, "deal",
    "Han Xu moved “Furnace 2” from 2 A long name to 9", "" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_OPEN, "Furnace 2", NULL, 2, 2, NULL, "deal",
    "Han Xu reopened “Furnace 2” in stage 2 A long name", "" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_WON, "Furnace 2", NULL, 8, 8, NULL, "deal", "Han Xu won “Furnace 2”", "" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_LOST, "Furnace 2", "Price", 8, 8, NULL, "deal",
    "Han Xu lost “Furnace 2”", "Price" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Heming", "{\"region\":\"North\",\"grade\":\"a\",\"completeness\":40}", 0, 0,
    "edit", "customer", "Chen Zhuo changed Grade, Region", "" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Heming", "{\"completeness\":40}", 0, 0, "edit", "customer",
    "Chen Zhuo changed the customer", "" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Heming", "{\"name\":\"Gao Huimin\"}", 0, 0, "create", "contact",
    "Chen Zhuo added the contact Gao Huimin", "" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Furnace 2", "{\"amount\":5}", 0, 0, "edit", "deal",
    "Chen Zhuo changed a deal: Amount", "Furnace 2" },
  { PURSUIT_TIMELINE_ACTIVITY, "Chen Zhuo", PURSUIT_ACTIVITY_MEETING, "Criteria", NULL, 0, 0, NULL, "activity",
    "Chen Zhuo met with them: Criteria", "" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_OPEN, "Furnace 2", "The board meets on the 20th", 1, 2, NULL, "deal",
    "Han Xu moved “Furnace 2” from 1 Renewal due to 2 Talk past its milestones",
    "The board meets on the 20th\nMissing: Budget; Criteria", "Talk", "Renewal due", "Budget\nCriteria\n" },
  { PURSUIT_TIMELINE_MOVE, "Han Xu", PURSUIT_DEAL_WON, "Furnace 2", NULL, 8, 8, NULL, "deal",
    "Han Xu won “Furnace 2” past its milestones", "Missing: Contract", NULL, NULL, "Contract" },
  { PURSUIT_TIMELINE_BUYER, "Han Xu", 0, "Furnace 2", "Budget letter", 1, 2, NULL, "deal",
    "Han Xu saw the buyer of “Furnace 2” in stage 2 Feasibility", "Budget letter", "Feasibility", "Problem" },
  { PURSUIT_TIMELINE_BUYER, "Han Xu", 0, "Furnace 2", "They left", 2, 0, NULL, "deal",
    "Han Xu no longer knows where the buyer stands with “Furnace 2”", "They left", NULL, "Problem" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Furnace 2", "{\"note\":\"By letter\"}", 0, 0, "create", "proof",
    "Chen Zhuo ticked the milestone “Budget approved”", "Furnace 2: By letter", "Budget approved" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Furnace 2", "{\"deleted\":true}", 0, 0, "delete", "proof",
    "Chen Zhuo unticked the milestone “Budget approved”", "Furnace 2", "Budget approved" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Furnace 2", "{\"attitude\":-1}", 0, 0, "edit", "stakeholder",
    "Chen Zhuo judged Gao anew", "Furnace 2", "Gao" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Furnace 2", "{\"goal\":\"Pilot first\"}", 0, 0, "create", "strategy",
    "Chen Zhuo reviewed the strategy of a deal", "Furnace 2: Pilot first" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Furnace 2", "{\"parked_reason\":\"Budget frozen\"}", 0, 0, "park", "deal",
    "Chen Zhuo parked a deal", "Furnace 2: Budget frozen" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Heming", "{\"deleted\":true}", 0, 0, "delete", "customer",
    "Chen Zhuo deleted the customer", "" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Heming", NULL, 0, 0, "undo", "customer", "Chen Zhuo took a change back", "" },
  { PURSUIT_TIMELINE_STANDING, "Chen Zhuo", 0, "Heming", "Two orders", PURSUIT_GRADE_B, PURSUIT_GRADE_A, NULL, "customer",
    "Chen Zhuo judged the customer anew: Grade A, before: Grade B", "Two orders", "grade" },
  { PURSUIT_TIMELINE_STANDING, "Chen Zhuo", 0, "Heming", NULL, 2, 3, NULL, "customer",
    "Chen Zhuo judged the customer anew: Level 3, before: Level 2", "", "level" },
  { PURSUIT_TIMELINE_DOCUMENT, "Chen Zhuo", 1, "Offer.pdf", NULL, 2000, 7, NULL, "document",
    "Chen Zhuo added the document “Offer.pdf”", "2.0\302\240kB", "Offer.pdf" },
  { PURSUIT_TIMELINE_DOCUMENT, "Chen Zhuo", 3, "Offer", NULL, 2000, 7, NULL, "document",
    "Chen Zhuo added version 3 of the document “Offer”", "final.pdf · 2.0\302\240kB", "final.pdf" },
  { PURSUIT_TIMELINE_CHANGE, "Root", 0, "Heming", NULL, 0, 0, "view", "contact", "Root looked at the profile of Gao", "", "Gao" },
  { PURSUIT_TIMELINE_CHANGE, "Root", 0, "Heming", NULL, 0, 0, "erase", "contact",
    "Root erased what was known about a person", "" },
  { PURSUIT_TIMELINE_CHANGE, "Chen Zhuo", 0, "Heming", "not JSON", 0, 0, "handover", "customer",
    "Chen Zhuo changed this dossier", "" },
};

static PursuitRow *
create_row (const Entry *entry)
{
  PursuitRow *row = pursuit_row_new (4, PURSUIT_TIMELINE_ROW_N_COLUMNS);

  pursuit_row_set_number (row, PURSUIT_TIMELINE_ROW_SOURCE, entry->source);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_ACTOR, entry->actor);
  pursuit_row_set_number (row, PURSUIT_TIMELINE_ROW_KIND, entry->kind);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_TEXT, entry->text);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_DETAIL, entry->detail);
  pursuit_row_set_number (row, PURSUIT_TIMELINE_ROW_FROM, entry->from);
  pursuit_row_set_number (row, PURSUIT_TIMELINE_ROW_TO, entry->to);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_VERB, entry->verb);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_ENTITY, entry->entity);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_NAME, entry->name);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_FROM_NAME, entry->from_name);
  pursuit_row_set_text (row, PURSUIT_TIMELINE_ROW_MISSING, entry->missing);

  return row;
}

static GPtrArray *
create_stages (void)
{
  GPtrArray *stages = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (stages, g_object_new (PURSUIT_TYPE_STAGE, "position", (gint64) 1, "name", "Account planning",
                                         "short-name", "Planning", NULL));
  g_ptr_array_add (stages, g_object_new (PURSUIT_TYPE_STAGE, "position", (gint64) 2, "name", "A long name", NULL));

  return stages;
}

static void
test_entries_read_as_sentences (void)
{
  g_autoptr(GPtrArray) stages = create_stages ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(PursuitRow) row = create_row (&entries[i]);
      g_autofree char *sentence = pursuit_timeline_dup_plain (row, stages, NULL, NULL);
      g_autofree char *below = pursuit_timeline_dup_detail (row);

      g_assert_cmpstr (sentence, ==, entries[i].sentence);
      g_assert_cmpstr (below, ==, entries[i].below);
    }
}

/* What people typed is text, whatever it looks like. */
static void
test_markup_is_sound (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(PursuitRow) row = create_row (&entries[i]);
      g_autofree char *markup = pursuit_timeline_dup_markup (row, NULL, NULL, NULL);
      GError *error = NULL;

      pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (markup, "<b>"));
    }
}

static void
test_icons_exist (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (theme, "/io/github/pursuit/Pursuit/icons");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(PursuitRow) row = create_row (&entries[i]);

      g_assert_true (gtk_icon_theme_has_icon (theme, pursuit_timeline_get_icon (row)));
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/timeline/entries/read-as-sentences", test_entries_read_as_sentences);
  g_test_add_func ("/ui/timeline/markup/is-sound", test_markup_is_sound);
  g_test_add_func ("/ui/timeline/icons/exist", test_icons_exist);

  return g_test_run ();
}
