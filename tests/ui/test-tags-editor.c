/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tags as chips: made by Enter or a separator, none twice, and what is typed is not lost. */

#include <adwaita.h>

#include "pursuit-customer.h"
#include "pursuit-tags-editor.h"
#include "ui-fixture.h"

static void
type (PursuitTagsEditor *editor,
      const char        *text)
{
  gtk_editable_set_text (GTK_EDITABLE (pursuit_tags_editor_get_entry (editor)), text);
}

static void
press_enter (PursuitTagsEditor *editor)
{
  g_signal_emit_by_name (pursuit_tags_editor_get_entry (editor), "activate");
}

static void
count_up (guint *n)
{
  (*n)++;
}

static void
test_chips (void)
{
  PursuitTagsEditor *editor = g_object_ref_sink (PURSUIT_TAGS_EDITOR (pursuit_tags_editor_new (NULL)));
  g_autofree char *text = NULL;
  guint changed = 0;
  guint activated = 0;

  g_signal_connect_swapped (editor, "changed", G_CALLBACK (count_up), &changed);
  g_signal_connect_swapped (editor, "activated", G_CALLBACK (count_up), &activated);
  pursuit_tags_editor_set_text (editor, "重点、出口");
  g_assert_cmpuint (changed, ==, 0);
  type (editor, "export");
  press_enter (editor);
  type (editor, "old；EXPORT，");
  type (editor, "half");
  text = pursuit_tags_editor_dup_text (editor);
  g_assert_cmpstr (text, ==, "重点, 出口, export, old, half");
  g_assert_cmpuint (changed, >=, 3);
  g_assert_cmpuint (activated, ==, 0);

  press_enter (editor);
  press_enter (editor);
  g_assert_cmpuint (activated, ==, 1);
  g_object_unref (editor);
}

/* Written otherwise they are the same tags. */
static void
test_same_is_no_change (void)
{
  PursuitTagsEditor *editor = g_object_ref_sink (PURSUIT_TAGS_EDITOR (pursuit_tags_editor_new (NULL)));
  g_autoptr(PursuitRecord) record = g_object_new (PURSUIT_TYPE_CUSTOMER, "tags", "a;b", NULL);
  const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "tags");

  pursuit_tags_editor_set_text (editor, "a;b");
  g_assert_true (pursuit_tags_editor_read (editor, record, field));
  g_assert_cmpstr (PURSUIT_CUSTOMER (record)->tags, ==, "a;b");
  type (editor, "c");
  g_assert_true (pursuit_tags_editor_read (editor, record, field));
  g_assert_cmpstr (PURSUIT_CUSTOMER (record)->tags, ==, "a, b, c");
  g_object_unref (editor);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/tags-editor/chips/none-twice-none-lost", test_chips);
  g_test_add_func ("/ui/tags-editor/read/same-is-no-change", test_same_is_no_change);

  return g_test_run ();
}
