/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define FUSE_USE_VERSION 34

#include <fuse3/fuse_lowlevel.h>
#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* What a call to the server is about; what is to fail is chosen by class. */
typedef enum
{
  SHARE_READ,
  SHARE_WRITE,
  SHARE_TRUNCATE,
  SHARE_SYNC,
  SHARE_LOCK,
  SHARE_OPEN,
  SHARE_NAME,
  SHARE_ATTRIBUTES,
  SHARE_CLOSE,
} ShareClass;

#define SHARE_N_CLASSES 9

/* A file of the backing folder that the kernel knows. */
typedef struct
{
  dev_t device;
  ino_t inode;
  int fd;           /* O_PATH; keeps the inode number from being used again */
  guint64 lookups;
  gint64 looked_up_at;
} ShareNode;

/* An open file of this machine. */
typedef struct
{
  ShareNode *node;
  int fd;
  guint session;    /* of the machine, when it was opened */
} ShareHandle;

/* share-fs-control.c: what the network does just now. */
void        share_control_init        (gint64             delay_us);
int         share_gate                (ShareClass         class_);
int         share_gate_answer         (ShareClass         class_);
gboolean    share_is_down             (void);
guint       share_get_session         (void);
gboolean    share_grants_every_lock   (void);
gboolean    share_lies_about_sync     (void);
gboolean    share_locks_like_smb      (void);
int         share_control_write       (const char        *text,
                                       gsize              length);
char       *share_control_dup_report  (void) G_GNUC_WARN_UNUSED_RESULT;

/* share-fs-locks.c: byte ranges as the server keeps them. */
int         share_locks_set           (fuse_req_t         req,
                                       const ShareHandle *handle,
                                       guint64            owner,
                                       struct flock      *lock,
                                       gboolean           wait);
int         share_locks_get           (const ShareHandle *handle,
                                       guint64            owner,
                                       struct flock      *lock);
void        share_locks_forget_owner  (const ShareHandle *handle,
                                       guint64            owner);
void        share_locks_forget_handle (const ShareHandle *handle);
void        share_locks_drop_orphans  (void);
void        share_locks_drop_all      (void);
guint       share_locks_count         (void);

/* share-fs-nodes.c: what the kernel knows by number. */
void        share_nodes_init          (const char        *backing);
ShareNode  *share_nodes_get           (fuse_ino_t         ino);
int         share_nodes_look_up       (fuse_ino_t         parent,
                                       const char        *name,
                                       struct fuse_entry_param *out_entry);
void        share_nodes_forget        (fuse_ino_t         ino,
                                       guint64            lookups);

/* share-fs-files.c and share-fs-names.c: the calls. */
#define SHARE_CONTROL_NAME ".control"
#define SHARE_CONTROL_INO ((fuse_ino_t) 2)

void        share_files_add_calls     (struct fuse_lowlevel_ops *calls);
void        share_names_add_calls     (struct fuse_lowlevel_ops *calls);
void        share_control_fill_attr   (struct stat       *out_info);

G_END_DECLS
