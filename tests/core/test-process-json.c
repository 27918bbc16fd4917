/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process as a file (STG-5): what is read is what was written, and each fault is refused with the path to it. */

#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-json-syntax.h"
#include "pursuit-process-json.h"
#include "pursuit-role.h"

static const char sample[] =
  "{\n"
  "  \"format\": \"pursuit-process\", \"format_version\": 1,\n"
  "  \"code\": \"house\", \"name\": \"House process\", \"name_zh\": \"本公司流程\", \"version\": 3,\n"
  "  \"skip_rule\": \"forbidden\", \"back_rule\": \"free\", \"silence_days\": 21,\n"
  "  \"stages\": [\n"
  "    { \"position\": 1, \"name\": \"Find\", \"buyer_name\": \"Need\", \"type\": \"open\", \"probability\": 10, \"expected_days\": 20,\n"
  "      \"roles\": [ { \"role\": \"Quality\", \"need\": \"optional\" },\n"
  "        { \"role\": \"Key accounts\", \"need\": \"required\", \"from_amount\": 5000.25 } ],\n"
  "      \"lead_role\": \"seller\", \"playbook\": \"Call.\\nAsk.\", \"milestones\": [\n"
  "        { \"name\": \"Need named\", \"name_zh\": \"需求明确\", \"kind\": \"buyer-act\", \"required\": true },\n"
  "        { \"name\": \"Call noted\", \"kind\": \"our-act\", \"required\": false } ] },\n"
  "    { \"position\": 3, \"name\": \"Sign\", \"buyer_name\": \"Sign\", \"type\": \"won\", \"probability\": 100, \"expected_days\": 5,\n"
  "      \"lead_role\": \"Key accounts\", \"milestones\": [\n"
  "        { \"name\": \"Contract\", \"kind\": \"document\", \"required\": true, \"handover\": true } ] },\n"
  "    { \"position\": 2, \"name\": \"Offer\", \"buyer_name\": \"Compare\", \"type\": \"open\", \"probability\": 50, \"expected_days\": 30 }\n"
  "  ],\n"
  "  \"activities\": [ { \"task\": \"Calls\", \"name\": \"First call\", \"stage\": 1 }, { \"name\": \"Dinner\", \"notes\": \"Why?\" } ]\n"
  "}\n";

static GPtrArray *
make_roles (void)
{
  static const struct { gint64 id; const char *name; gint64 system_role; } cases[] = {
    { 4, "Seller", PURSUIT_SYSTEM_ROLE_SELLER },
    { 9, "Key accounts", PURSUIT_SYSTEM_ROLE_SELLER },
    { 11, "Quality", PURSUIT_SYSTEM_ROLE_NONE },
  };
  GPtrArray *roles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PursuitRecord *record = pursuit_record_new (PURSUIT_TYPE_ROLE);

      record->id = cases[i].id;
      PURSUIT_ROLE (record)->name = g_strdup (cases[i].name);
      PURSUIT_ROLE (record)->system_role = cases[i].system_role;
      g_ptr_array_add (roles, record);
    }

  return roles;
}

static PursuitProcessBook *
parse (const char  *text,
       GError     **error)
{
  g_autoptr(GPtrArray) roles = make_roles ();

  return pursuit_process_json_parse (text, strlen (text), roles, error);
}

static void
test_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) book = parse (sample, &error);
  PursuitBookStage *first;
  PursuitMilestone *milestone;

  g_assert_no_error (error);
  g_assert_cmpstr (book->process->code, ==, "house");
  g_assert_cmpstr (book->process->name_zh, ==, "本公司流程");
  g_assert_cmpint (book->process->skip_rule, ==, PURSUIT_MOVE_RULE_FORBIDDEN);
  g_assert_cmpint (book->process->back_rule, ==, PURSUIT_MOVE_RULE_FREE);
  g_assert_cmpint (book->process->silence_days, ==, 21);
  g_assert_cmpint (book->process->state, ==, PURSUIT_PROCESS_DRAFT);
  g_assert_cmpint (book->stages->len, ==, 3);
  first = g_ptr_array_index (book->stages, 0);
  g_assert_cmpint (first->stage->lead_role_id, ==, 4);
  g_assert_cmpstr (first->stage->playbook, ==, "Call.\nAsk.");
  g_assert_cmpuint (first->roles->len, ==, 2);
  g_assert_cmpint (pursuit_process_book_find_role (first, 11)->need, ==, PURSUIT_NEED_OPTIONAL);
  g_assert_cmpint (pursuit_process_book_find_role (first, 9)->need, ==, PURSUIT_NEED_REQUIRED);
  g_assert_cmpint (pursuit_process_book_find_role (first, 9)->from_amount, ==, 500025);
  pursuit_process_book_scale (book, 100, 1);
  g_assert_cmpint (pursuit_process_book_find_role (first, 9)->from_amount, ==, 5000);
  milestone = g_ptr_array_index (first->milestones, 0);
  g_assert_cmpint (milestone->kind, ==, PURSUIT_MILESTONE_BUYER_ACT);
  g_assert_true (milestone->required);
  /* by position, wherever it stood in the file */
  g_assert_cmpstr (((PursuitBookStage *) g_ptr_array_index (book->stages, 1))->stage->name, ==, "Offer");
  g_assert_cmpint (((PursuitBookStage *) g_ptr_array_index (book->stages, 2))->stage->lead_role_id, ==, 9);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (book->activities, 0))->position, ==, 1);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (book->activities, 1))->position, ==, 0);
}

static void
test_round_trip (void)
{
  g_autoptr(GPtrArray) roles = make_roles ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) book = parse (sample, &error);
  g_autoptr(PursuitProcessBook) copy = pursuit_process_book_copy (book);
  g_autofree char *text = pursuit_process_json_print (copy, roles);
  g_autoptr(PursuitProcessBook) again = parse (text, &error);
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  text_again = pursuit_process_json_print (again, roles);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_nonnull (strstr (text, "\"lead_role\" : \"Key accounts\""));
  g_assert_nonnull (strstr (text, "\"lead_role\" : \"seller\""));
}

/* What stands in the sample, what is put in its place, and how the refusal begins. */
static const struct { const char *what; const char *instead; const char *refusal; } faults[] = {
  { "\"code\": \"house\",", "\"code\": \"house\" ", "Line 3, column 20: " },
  { "\"code\": \"house\"", "\"code\": \"house\", \"code\": \"b\"", "Line 3, column 20: There is a member of this name already." },
  { "\"stages\": [", "// stages\n\"stages\": [", "Line 5, column 3: " },
  { "\"format\": \"pursuit-process\"", "\"format\": \"else\"", "format: “pursuit-process” is expected here." },
  { "\"format_version\": 1", "\"format_version\": 2", "format_version: This form is newer " },
  { "\"format_version\": 1", "\"format_version\": \"1\"", "format_version: A whole number " },
  { "\"code\": \"house\"", "\"code\": \"The House\"", "code: Only small letters " },
  { "\"code\": \"house\"", "\"code\": \"\"", "code: This must say something." },
  { "\"code\": \"house\", ", "", "code: This is missing." },
  { "\"name\": \"House process\"", "\"name\": \"  \"", "name: This must say something." },
  { "\"name\": \"House process\"", "\"name\": 7", "name: A text in quotes " },
  { "\"name\": \"House process\"", "\"name\": \"a\\nb\"", "name: There are characters " },
  { "\"silence_days\": 21", "\"silence_days\": 4000", "silence_days: 4000 is not between 0 and 3650." },
  { "\"silence_days\": 21", "\"silence_days\": 1.5", "silence_days: A whole number " },
  { "\"silence_days\": 21", "\"silence\": 21", "silence: There is no such member here." },
  { "\"skip_rule\": \"forbidden\"", "\"skip_rule\": \"maybe\"", "skip_rule: “maybe” is not one of: reason, free, forbidden." },
  { "\"position\": 1, ", "", "stages[0].position: This is missing." },
  { "\"position\": 2", "\"position\": 3", "stages[2].position: Position 3 is taken by stages[1] already." },
  { "\"position\": 2", "\"position\": 4", "stages: No stage has position 2." },
  { "\"position\": 2", "\"position\": 0", "stages[2].position: 0 is not between 1 and 100." },
  { "\"position\": 2", "\"position\": 99999999999999999999", "stages[2].position: " },
  { "\"type\": \"won\"", "\"type\": \"open\"", "stages: No stage has the type “won”" },
  { "\"type\": \"open\", \"probability\": 50", "\"type\": \"won\", \"probability\": 50", "stages[2].type: stages[1] has the type “won” already." },
  { "\"type\": \"open\", \"probability\": 50", "\"type\": \"finished\", \"probability\": 50", "stages[2].type: “finished” is not one of: open, won, lost." },
  { "\"position\": 3, \"name\": \"Sign\"", "\"position\": 2, \"name\": \"Sign\"", "stages[2].position: Position 2 is taken " },
  { "\"probability\": 50", "\"probability\": 101", "stages[2].probability: 101 is not between 0 and 100." },
  { "\"probability\": 50", "\"probability\": -1", "stages[2].probability: -1 is not between 0 and 100." },
  { "\"expected_days\": 30", "\"expected_days\": null", "stages[2].expected_days: A whole number " },
  { "\"role\": \"Quality\"", "\"role\": \"Pirate\"", "stages[0].roles[0].role: There is no role “Pirate”." },
  { "\"role\": \"Quality\"", "\"role\": null", "stages[0].roles[0].role: This must say something." },
  { "\"role\": \"Quality\"", "\"role\": \"Key accounts\"", "stages[0].roles[1].role: This role is named in this stage already." },
  { "\"role\": \"Quality\", ", "", "stages[0].roles[0].role: This is missing." },
  { "\"need\": \"optional\"", "\"need\": \"some\"", "stages[0].roles[0].need: “some” is not one of: required, optional." },
  { "\"from_amount\": 5000.25", "\"from_amount\": -1", "stages[0].roles[1].from_amount: An amount cannot be less than nothing" },
  { "\"from_amount\": 5000.25", "\"from_amount\": \"5\"", "stages[0].roles[1].from_amount: A number is expected here." },
  { "\"from_amount\": 5000.25", "\"until\": 5", "stages[0].roles[1].until: There is no such member here." },
  { "\"lead_role\": \"seller\"", "\"lead_role\": \"pirate\"", "stages[0].lead_role: There is no role “pirate”." },
  { "\"lead_role\": \"seller\"", "\"lead_role\": \"legal\"", "stages[0].lead_role: There is no role “legal”." },
  { "\"kind\": \"our-act\"", "\"kind\": \"act\"", "stages[0].milestones[1].kind: “act” is not one of: our-act, buyer-act, document." },
  { "\"kind\": \"our-act\", ", "", "stages[0].milestones[1].kind: This is missing." },
  { "\"name\": \"Call noted\"", "\"name\": \"ＮＥＥＤ named\"", "stages[0].milestones[1].name: “ＮＥＥＤ named” is milestones[0] of this stage already." },
  { "\"required\": false", "\"required\": \"no\"", "stages[0].milestones[1].required: Either true or false " },
  { "\"required\": false", "\"required\": 0", "stages[0].milestones[1].required: Either true or false " },
  { "\"handover\": true", "\"hand_over\": true", "stages[1].milestones[0].hand_over: There is no such member here." },
  { "{ \"name\": \"Contract\", \"kind\": \"document\", \"required\": true, \"handover\": true }", "\"Contract\"", "stages[1].milestones[0]: An object " },
  { "\"task\": \"Calls\"", "\"task\": []", "activities[0].task: A text in quotes " },
  { "\"stage\": 1 }", "\"stage\": 4 }", "activities[0].stage: No stage has position 4." },
  { "\"stage\": 1 }", "\"stage\": \"Find\" }", "activities[0].stage: A whole number " },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const char *found = strstr (sample, faults[i].what);
      g_autofree char *head = NULL;
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(PursuitProcessBook) book = NULL;

      g_assert_nonnull (found);
      head = g_strndup (sample, (gsize) (found - sample));
      text = g_strconcat (head, faults[i].instead, found + strlen (faults[i].what), NULL);
      book = parse (text, &error);
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_null (book);
      if (!g_str_has_prefix (error->message, faults[i].refusal))
        g_error ("%s → %s", faults[i].instead, error->message);
    }
}

static void
test_open_stage_behind_end (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) book = parse (sample, &error);

  g_assert_no_error (error);
  pursuit_process_book_move_stage (book, 2, 1);
  g_assert_false (pursuit_process_book_check (book, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "stages[2].type: An open stage must stand before stages[1], where deals end.");
}

/* Too long in each place where a text may stand, too many of each. */
static void
test_limits (void)
{
  g_autofree char *name = g_strnfill (201, 'x');
  g_autofree char *text = g_strnfill (20001, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitProcessBook) book = parse (sample, &error);
  PursuitBookStage *stage = g_ptr_array_index (book->stages, 1);

  g_assert_no_error (error);
  pursuit_record_set_text (PURSUIT_RECORD (stage->stage), pursuit_record_type_find (PURSUIT_TYPE_STAGE, "buyer_name"), name);
  g_assert_false (pursuit_process_book_check (book, &error));
  g_assert_cmpstr (error->message, ==, "stages[1].buyer_name: This has more than 200 characters.");
  g_clear_error (&error);
  pursuit_record_set_text (PURSUIT_RECORD (stage->stage), pursuit_record_type_find (PURSUIT_TYPE_STAGE, "buyer_name"), "ok");

  pursuit_record_set_text (PURSUIT_RECORD (stage->stage), pursuit_record_type_find (PURSUIT_TYPE_STAGE, "lessons"), text);
  g_assert_false (pursuit_process_book_check (book, &error));
  g_assert_cmpstr (error->message, ==, "stages[1].lessons: This has more than 20000 characters.");
  g_clear_error (&error);
  pursuit_record_set_text (PURSUIT_RECORD (stage->stage), pursuit_record_type_find (PURSUIT_TYPE_STAGE, "lessons"), NULL);

  for (guint i = 0; i < 101; i++)
    pursuit_process_book_add_milestone (stage);
  g_assert_false (pursuit_process_book_check (book, &error));
  g_assert_cmpstr (error->message, ==, "stages[1].milestones: There are more than 100 of them.");
}

static void
test_remove_stage (void)
{
  g_autoptr(PursuitProcessBook) book = parse (sample, NULL);

  ((PursuitBookActivity *) g_ptr_array_index (book->activities, 1))->position = 3;
  pursuit_process_book_remove_stage (book, 0);
  g_assert_cmpint (book->stages->len, ==, 2);
  g_assert_cmpint (((PursuitBookStage *) g_ptr_array_index (book->stages, 1))->stage->position, ==, 2);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (book->activities, 0))->position, ==, 0);
  g_assert_cmpint (((PursuitBookActivity *) g_ptr_array_index (book->activities, 1))->position, ==, 2);
}

static const struct { const char *text; const char *refusal; } malformed[] = {
  { "", "Line 1, column 1: The file ends here too early." },
  { "{", "Line 1, column 2: A text in quotes is expected here." },
  { "{\"中文\" 1}", "Line 1, column 7: “:” is expected here." },
  { "[1,]", "Line 1, column 4: A value is expected here" },
  { "[01]", "Line 1, column 4: A number does not begin with 0." },
  { "[1.]", "Line 1, column 4: A digit is expected here." },
  { "[\"a\nb\"]", "Line 1, column 4: A line ends within a text" },
  { "[\"\\x\"]", "Line 1, column 4: A backslash " },
  { "[\"\\u0000\"]", "Line 1, column 9: The character 0 " },
  { "[\"\\ud800\"]", "Line 1, column 9: This is half a character." },
  { "[true false]", "Line 1, column 7: “,” or “]” is expected here." },
  { "{} {}", "Line 1, column 4: Nothing more is expected here." },
  { "\n\n  \xff", "Line 3, column 3: This is no UTF-8." },
};

static void
test_malformed (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr(GError) local = NULL;

      g_assert_false (pursuit_json_check_syntax (malformed[i].text, strlen (malformed[i].text), &local));
      g_assert_error (local, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      if (!g_str_has_prefix (local->message, malformed[i].refusal))
        g_error ("%s → %s", malformed[i].text, local->message);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_false (pursuit_json_check_syntax (deep->str, deep->len, &error));
  g_assert_cmpstr (error->message, ==, "Line 1, column 33: There are too many levels in each other.");
}

static void
test_well_formed (void)
{
  static const char *const texts[] = { "{}", " [ ] ", "\"\\ud83d\\ude00\\/\\n\"", "-0.5e+10", "[0, -1, true, false, null]",
                                       "{\"a\": {\"b\": []}, \"c\": \"\"}" };
  g_autofree char *large = g_strnfill (4 * 1024 * 1024 + 1, ' ');
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      pursuit_json_check_syntax (texts[i], strlen (texts[i]), &error);
      g_assert_no_error (error);
    }
  g_assert_false (pursuit_json_check_syntax (large, strlen (large), &error));
  g_assert_cmpstr (error->message, ==, "This is longer than 4 MB.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/process-json/read", test_read);
  g_test_add_func ("/core/process-json/round-trip", test_round_trip);
  g_test_add_func ("/core/process-json/refuses-with-path", test_refusals);
  g_test_add_func ("/core/process-json/open-stage-behind-end", test_open_stage_behind_end);
  g_test_add_func ("/core/process-json/limits", test_limits);
  g_test_add_func ("/core/process-book/remove-stage-keeps-activities", test_remove_stage);
  g_test_add_func ("/core/json-syntax/says-where", test_malformed);
  g_test_add_func ("/core/json-syntax/well-formed", test_well_formed);

  return g_test_run ();
}
