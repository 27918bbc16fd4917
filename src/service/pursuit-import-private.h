/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import-names.h"
#include "pursuit-import.h"
#include "pursuit-import-trace.h"
#include "pursuit-likeness.h"

G_BEGIN_DECLS

/* The field of every kind that is no field of its record type: the id in the other system. */
#define PURSUIT_IMPORT_EXTERNAL_ID "external_id"

/* How many rows of each outcome a report keeps. */
#define PURSUIT_IMPORT_MAX_ROWS 1000

/* Stands for a record that is made when its row comes in. */
#define PURSUIT_IMPORT_PENDING G_MAXINT64

typedef struct _PursuitImportRun PursuitImportRun;

/* One column that is read. */
typedef struct
{
  guint cell;
  const PursuitImportColumn *column;
  const PursuitField *field;   /* of the record type, or one of the kind's own */
  GHashTable *words;           /* text -> value, for enums: few texts occur again and again */
} PursuitImportBinding;

/**
 * PursuitImportHandler:
 * @get_type: the record type
 * @own: fields that are read without being fields of the record type; the first is the external id
 * @n_own: how many
 * @required: names of fields without which a file cannot be read, "a|b" for either, then %NULL
 * @right: the right that is needed beside that of importing; %PURSUIT_RIGHT_IMPORT for none
 * @number_decides: whether a row with an external id is known by that alone, whatever its name
 * @prepare: (nullable): called once before the first row; what it refuses ends the run
 * @read: reads a reference or one of the kind's own fields into the record
 * @settle: finds out whether the record is new, and writes it
 * @finish: (nullable): called once after the last row, to note what there is to say
 *
 * What a kind does in its own way. In @read and @settle %PURSUIT_ERROR_INVALID refuses the row with that message, any
 * other error ends the run.
 */
typedef struct
{
  GType (*get_type) (void);
  const PursuitField *own;
  guint n_own;
  const char *const *required;
  PursuitRight right;
  gboolean number_decides;
  gboolean (*prepare) (PursuitImportRun            *run,
                       GError                     **error);
  gboolean (*read)    (PursuitImportRun            *run,
                       const PursuitImportBinding  *binding,
                       const char                  *text,
                       PursuitRecord               *record,
                       GError                     **error);
  gboolean (*settle)  (PursuitImportRun            *run,
                       PursuitRecord               *incoming,
                       PursuitFieldMask             given,
                       GError                     **error);
  void     (*finish)  (PursuitImportRun            *run);
  /* What the row says, made to fit what is known, just before it is written; @existing is NULL for a new record. What else
   * has to be there for it is made here, so that a row that stays out leaves nothing behind. */
  gboolean (*fit)     (PursuitImportRun            *run,
                       PursuitRecord               *existing,
                       PursuitRecord               *incoming,
                       PursuitFieldMask            *given,
                       GError                     **error);
} PursuitImportHandler;

struct _PursuitImport
{
  GObject parent_instance;

  PursuitImportKind kind;
  const PursuitImportHandler *handler;
  PursuitRowSource *source;
  GPtrArray *columns;
  PursuitOwnSet *own_set;  /* NULL for none */
  GHashTable *stages;      /* folded label -> position */
  GHashTable *people;      /* what a file calls a member of staff -> id */
  GHashTable *decisions;   /* row -> PursuitImportDecision */
  GHashTable *listed;      /* row -> what a file of decisions says, packed; NULL for none */
  PursuitDoubtful doubtful;
  PursuitDoubtful by_alike[PURSUIT_N_ALIKES];
  guint64 first_kept_out;
  guint most_similar;
  PursuitDateOrder date_order;
  gboolean allow_refused;
  gboolean new_customers;
  PursuitRowSink doubts;
  PursuitRowsAnew doubts_anew;
  gpointer doubts_data;
  PursuitRowSink rejects;
  PursuitRowsAnew rejects_anew;
  gpointer rejects_data;
  PursuitImportReport *report;   /* of a run that failed because of refused rows */
};

/* Why a row is refused that had been written in part before that turned out. */
typedef struct
{
  char *message;
  const char *column;
} PursuitImportRefusal;

/* Who is told how far a run is, and who can end it. */
typedef struct
{
  PursuitProgress func;   /* NULL for nobody */
  gpointer user_data;
  GCancellable *cancellable;
} PursuitImportWatcher;

/* A run: lives on the stack of pursuit_import_run(). */
struct _PursuitImportRun
{
  PursuitImport *import;
  const PursuitImportHandler *handler;
  const PursuitImportWatcher *watcher;
  PursuitDesk *desk;
  PursuitStore *store;
  const char *currency;
  GType type;
  PursuitRecordClass *klass;
  GTypeClass *type_class;   /* holds @klass */
  GArray *bindings;         /* PursuitImportBinding */
  PursuitImportReport *report;
  PursuitImportTrace *trace;
  gpointer state;           /* of the handler */
  GDestroyNotify free_state;

  GHashTable *seen;         /* id -> row of the file that it came from */
  GHashTable *merged;       /* ids that rows were merged into which only look like them */
  PursuitLikeness *likeness;   /* to all that was there before; NULL for nothing, or as long as nobody has asked */
  gboolean is_compared;
  GArray *colleagues;       /* all members of staff, when somebody is not known; NULL as long as nobody has asked */
  GHashTable *kept;         /* row -> PursuitImportRow, lent by the report */
  gsize kept_bytes;         /* of their cells */
  GHashTable *names[3];     /* by PursuitImportBy: type -> PursuitImportNames */
  GHashTable *refs;         /* type -> text -> who is meant, bounded */
  GHashTable *taken_as;     /* text -> what it was taken as */
  GArray *deferred;         /* names that stand further down in the file */
  guint64 n_revived;
  guint64 n_led_on;         /* new customers that are leads, not opportunities */
  guint64 n_held_back;      /* customers that did not become opportunities */

  /* The row at hand. */
  guint64 row;
  const char * const *cells;
  PursuitRecord *incoming;  /* what it says; one record for all rows */
  const char *column;       /* what is being looked at, for messages */
  PursuitOutcome outcome;
  char *doubt;
  const char *doubt_column;
  PursuitImportLikeness *alike;   /* whom it looks like, when it was kept out */
  gboolean is_kept_out;
  char *changes;
  gint64 settled_id;
  PursuitRecord *company;   /* of a person's card, nobody we know: to be made when the person comes in; else NULL */
  guint n_written;          /* records, for the row at hand */
  GString *scratch;

  GHashTable *broken;       /* row -> PursuitImportRefusal: rows that an earlier try broke on, lent */
  gboolean is_broken;       /* this try broke on a row that is in @broken now */
};

/* pursuit-import-columns.c */
const PursuitImportHandler *pursuit_import_get_handler   (PursuitImportKind      kind);
gboolean                    pursuit_import_can_read      (const PursuitField    *field);
const PursuitField         *pursuit_import_find_field    (PursuitImportKind      kind,
                                                          const PursuitOwnSet   *own_set,
                                                          const char            *text);
void                        pursuit_import_guess_columns (PursuitImport         *self);
void                        pursuit_import_binding_clear (gpointer               binding);
gboolean                    pursuit_import_bind_columns  (PursuitImport         *self,
                                                          GArray                *bindings,
                                                          GError               **error);
const PursuitImportBinding *pursuit_import_get_binding   (PursuitImportRun      *run,
                                                          const char            *field);

/* The kinds. */
extern const PursuitImportHandler pursuit_import_customers;
extern const PursuitImportHandler pursuit_import_contacts;
extern const PursuitImportHandler pursuit_import_products;
extern const PursuitImportHandler pursuit_import_staff;
extern const PursuitImportHandler pursuit_import_deals;

G_END_DECLS
