/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever happens to the records, the text index finds what one that is made anew would find. */

#include "backup-fixture.h"
#include "import-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-backups-restore.h"
#include "pursuit-customer.h"
#include "pursuit-records.h"
#include "pursuit-search.h"
#include "pursuit-text-index.h"
#include "pursuit-text-search.h"

typedef BackupFixture Fixture;

static const char *const questions[] = { "报价", "价", "合同 报价", "server", "se", "baojia", "bj", "hetong server", "九", "b" };

static char *
ask_all (Fixture *f)
{
  GString *answers = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) all = pursuit_text_search (f->base.desk, questions[i], 500, NULL, &error);

      g_assert_no_error (error);
      g_string_append_printf (answers, "\n%s:", questions[i]);
      for (guint k = 0; k < all->len; k++)
        {
          const PursuitFound *found = g_ptr_array_index (all, k);

          g_string_append_printf (answers, " %d:%s:%s", (int) found->id, found->title, found->snippet);
        }
    }

  return g_string_free (answers, FALSE);
}

static void
assert_like_new (Fixture *f)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 count;

  desk_fixture_assert_sound (&f->base);
  before = ask_all (f);
  pursuit_text_index_rebuild (pursuit_desk_get_store (f->base.desk), &count, NULL, &error);
  g_assert_no_error (error);
  after = ask_all (f);
  g_assert_cmpstr (before, ==, after);
}

static char *
random_text (GRand *random)
{
  static const char *const words[] = { "报价", "单", "合同", "Server", "b", "九月", "，", "\n", "價", "é", "see", "宝" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 8); n > 0; n--)
    g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

static gint64
bring (Fixture *f,
       GRand   *random)
{
  ScratchDesk scratch = { .dir = f->base.base.dir, .path = f->base.base.path, .desk = f->base.desk,
                          .store = pursuit_desk_get_store (f->base.desk) };
  g_autofree char *first = g_strdup_printf ("|Mill %u|%s", g_rand_int (random), "合同 server");
  g_autofree char *second = g_strdup_printf ("%d|Press|%s", g_rand_int_range (random, 1, 4), "报价 宝");

  return import_fixture_bring (&scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "id|name|notes", first, second, NULL));
}

static gint64
pick (Fixture    *f,
      GRand      *random,
      const char *table)
{
  gint64 last = desk_fixture_int (&f->base, "SELECT coalesce (max (id), 0) FROM %s", table);

  return last > 0 ? g_rand_int_range (random, 1, (gint32) last + 1) : 0;
}

static gint64
edit (Fixture    *f,
      GRand      *random,
      GType       type,
      const char *property)
{
  g_autoptr(PursuitRecord) original =
    pursuit_store_load (pursuit_desk_get_store (f->base.desk), type, pick (f, random, pursuit_record_type_get_table (type)), NULL);
  g_autoptr(PursuitRecord) edited = original != NULL ? pursuit_record_copy (original) : NULL;
  g_autofree char *text = random_text (random);
  gint64 entry_id = 0;

  if (edited != NULL)
    {
      g_object_set (edited, property, text, NULL);
      pursuit_records_save (f->base.desk, original, edited, &entry_id, NULL);
    }

  return entry_id;
}

static gint64
write_down (Fixture *f,
            GRand   *random)
{
  g_autofree char *text = random_text (random);
  g_autoptr(PursuitRecord) activity = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", "Call", "body", text, "customer-id",
                                                    pick (f, random, "customer"), NULL);
  gint64 entry_id = 0;

  pursuit_records_create (f->base.desk, activity, &entry_id, NULL);
  return entry_id;
}

/* One verb. What the rules refuse, such as taking back twice, changes nothing and is a step as well. */
static void
take_step (Fixture *f,
           GRand   *random)
{
  GType type = g_rand_boolean (random) ? PURSUIT_TYPE_CUSTOMER : PURSUIT_TYPE_ACTIVITY;
  gint64 id = pick (f, random, pursuit_record_type_get_table (type));
  gint64 last = desk_fixture_int (&f->base, "SELECT max (id) FROM journal");

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      bring (f, random);
      break;
    case 1:
    case 2:
      write_down (f, random);
      break;
    case 3:
      edit (f, random, PURSUIT_TYPE_CUSTOMER, "notes");
      break;
    case 4:
      edit (f, random, PURSUIT_TYPE_ACTIVITY, "body");
      break;
    case 5:
      pursuit_records_delete (f->base.desk, type, id, NULL, NULL);
      break;
    case 6:
      pursuit_records_restore (f->base.desk, type, id, NULL, NULL);
      break;
    default:
      pursuit_records_undo (f->base.desk, MAX (1, last - g_rand_int_range (random, 0, 6)), NULL, NULL);
      break;
    }
}

static void
test_verbs (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  desk_fixture_add_customer (&f->base, "Mill", NULL);
  for (guint step = 1; step <= 120; step++)
    {
      take_step (f, random);
      if (step % 40 == 0)
        assert_like_new (f);
    }
  g_assert_cmpint (desk_fixture_int (&f->base, "SELECT count(*) FROM text_entry"), >, 5);
}

/* Going back to a backup goes back to what was found then. */
static void
test_backup (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *meanwhile = NULL;
  g_autofree char *after = NULL;

  desk_fixture_sign_in (&f->base, "Root");
  for (guint i = 0; i < 3; i++)
    bring (f, random);
  before = ask_all (f);
  backup = backup_fixture_take (f, PURSUIT_BACKUP_ASKED);
  for (guint i = 0; i < 3; i++)
    write_down (f, random);
  bring (f, random);
  meanwhile = ask_all (f);
  g_assert_cmpstr (before, !=, meanwhile);

  pursuit_backups_restore (f->base.desk, backup->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  after = ask_all (f);
  g_assert_cmpstr (before, ==, after);
  assert_like_new (f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service/text-random/verbs/1", Fixture, GUINT_TO_POINTER (1), backup_fixture_set_up, test_verbs, backup_fixture_tear_down);
  g_test_add ("/service/text-random/verbs/2", Fixture, GUINT_TO_POINTER (2), backup_fixture_set_up, test_verbs, backup_fixture_tear_down);
  g_test_add ("/service/text-random/backup", Fixture, NULL, backup_fixture_set_up, test_backup, backup_fixture_tear_down);

  return g_test_run ();
}
