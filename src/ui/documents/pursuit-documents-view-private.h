/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-banners.h"
#include "pursuit-document-adder.h"
#include "pursuit-documents-view.h"
#include "pursuit-list-status.h"
#include "pursuit-query-model.h"

G_BEGIN_DECLS

/*
 * PursuitDocumentsView lists the documents of a customer or a deal (DOS-5). Files come by the dialog, are dropped on it or
 * pasted; a document is opened by the program that the desktop has for it, from a private copy.
 *
 *   PursuitQueryModel (PURSUIT_LIST_DOCUMENTS) ──▶ GtkSingleSelection ──▶ GtkListView of PursuitDocumentRow
 *   dialog, drop, paste ──▶ PursuitDocumentAdder ──▶ news ──▶ the model
 */
struct _PursuitDocumentsView
{
  GtkWidget parent_instance;

  PursuitBanners *banners;
  GtkWidget *add;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress;
  GtkStack *stack;
  GtkListView *list;
  PursuitListStatus *status;
  GtkWidget *empty;
  GtkWidget *empty_add;

  PursuitWorker *worker;
  PursuitQueryModel *model;
  GtkSingleSelection *selection;
  PursuitDocumentAdder *adder;
  PursuitDocumentPlace place;
  gboolean editable;
};

void pursuit_documents_view_install_actions (GtkWidgetClass       *widget_class);
void pursuit_documents_view_install_adding  (GtkWidgetClass       *widget_class);
void pursuit_documents_view_take_drops      (PursuitDocumentsView *self);
void pursuit_documents_view_choose_files    (PursuitDocumentsView *self,
                                             gint64                document_id);
gint64 pursuit_documents_view_get_selected  (PursuitDocumentsView *self);
void pursuit_documents_view_tell            (PursuitDocumentsView *self,
                                             const char           *text);

G_END_DECLS
