/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-date.h"
#include "pursuit-documents-private.h"

/* What the first document of each customer says, so that one can be opened wherever one looks; the others say only where a file
 * is, as many do in a house that begins. Beyond as many customers as a person looks at there is none: a paper has 130 KB. */

#define CUSTOMERS_WITH_PAPERS 200
#define MOST_EVENTS 8

static PursuitDeal *
find_deal (PursuitDemoCase *plan,
           gint64           id)
{
  for (guint i = 0; i < plan->deals->len; i++)
    {
      PursuitDemoDeal *deal = g_ptr_array_index (plan->deals, i);

      if (PURSUIT_RECORD (deal->deal)->id == id)
        return deal->deal;
    }

  return NULL;
}

static void
add_people (PursuitPaper    *paper,
            PursuitDemoCase *plan)
{
  PursuitPaperBlock *table;

  pursuit_paper_add (paper, PURSUIT_PAPER_HEADING, "参加人员");
  table = pursuit_paper_add_table (paper, 0, "姓名", "职务", NULL);
  for (guint i = 0; i < plan->contacts->len; i++)
    {
      PursuitContact *contact = g_ptr_array_index (plan->contacts, i);

      pursuit_paper_table_add (table, contact->name);
      pursuit_paper_table_add (table, contact->title != NULL ? contact->title : "");
    }
}

static void
add_events (PursuitPaper    *paper,
            PursuitDemoCase *plan,
            gint64           deal_id)
{
  PursuitPaperBlock *table = NULL;

  for (guint i = 0; i < plan->activities->len; i++)
    {
      PursuitActivity *activity = g_ptr_array_index (plan->activities, i);

      if (activity->deal_id != deal_id || (table != NULL && pursuit_paper_count_rows (table) > MOST_EVENTS))
        continue;
      if (table == NULL)
        {
          pursuit_paper_add (paper, PURSUIT_PAPER_HEADING, "往来记录");
          table = pursuit_paper_add_table (paper, 0, "日期", "事项", NULL);
        }
      pursuit_paper_table_take (table, pursuit_date_from_time (activity->happened_at));
      pursuit_paper_table_add (table, activity->subject);
    }
}

static PursuitPaper *
create_paper (PursuitDemo     *self,
              PursuitDemoCase *plan,
              PursuitDocument *document)
{
  const char *day = strrchr (document->name, '_');
  g_autofree char *kind = g_strndup (document->name, (gsize) (day - document->name));
  g_autofree char *date = g_strndup (day + 1, strcspn (day + 1, "."));
  PursuitDeal *deal = find_deal (plan, document->deal_id);
  PursuitPaper *paper = pursuit_paper_new (kind, NULL, self->now);

  paper->subtitle = g_strdup (plan->customer->name);
  pursuit_paper_add_field (paper, "客户", plan->customer->name);
  pursuit_paper_add_field (paper, "项目", deal != NULL ? deal->title : "");
  pursuit_paper_add_field (paper, "日期", date);
  if (deal != NULL && deal->notes != NULL)
    pursuit_paper_add (paper, PURSUIT_PAPER_TEXT, deal->notes);
  add_people (paper, plan);
  add_events (paper, plan, document->deal_id);

  return paper;
}

static PursuitDocumentFile *
print (PursuitDemo      *self,
       PursuitDemoCase  *plan,
       PursuitDocument  *document,
       GError          **error)
{
  g_autoptr(PursuitPaper) paper = create_paper (self, plan, document);
  g_autoptr(GBytes) bytes = self->print (paper, NULL, error);

  return bytes != NULL ? pursuit_document_file_new_for_bytes (document->name, bytes, PURSUIT_DOCUMENT_LIMIT_DEFAULT, error) : NULL;
}

/*
 * pursuit_demo_write_paper:
 *
 * Writes a document whose customer and deal are in the database, with its content when it is to have one.
 */
gboolean
pursuit_demo_write_paper (PursuitDemo      *self,
                          PursuitDemoCase  *plan,
                          PursuitDocument  *document,
                          GError          **error)
{
  g_autoptr(PursuitDocumentFile) file = NULL;

  if (self->print == NULL || plan->index >= CUSTOMERS_WITH_PAPERS || document != g_ptr_array_index (plan->documents, 0))
    return pursuit_store_insert (self->store, PURSUIT_RECORD (document), error);

  file = print (self, plan, document, error);
  if (file == NULL)
    return FALSE;

  pursuit_documents_describe (document, file, 1);
  return pursuit_store_insert (self->store, PURSUIT_RECORD (document), error) &&
         pursuit_documents_write_content (self->desk, document, file, self->now, NULL, error);
}
