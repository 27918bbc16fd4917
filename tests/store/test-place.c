/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a database may live: the mount tables of two dozen computers, and what programs that synchronise folders leave. */

#include "pursuit-error.h"
#include "pursuit-place.h"
#include "scratch-db.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOME "/home/lina"

typedef struct
{
  const char *name;
  const char *path;
  const char *mountinfo;
  PursuitPlaceKind kind;
  const char *type;
  const char *point;
  const char *says;     /* NULL: nothing; otherwise a part of the reason */
} System;

#define ROOT "1 0 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro\n"
#define CIFS(options) ROOT "60 1 0:52 / /mnt/sales rw,relatime shared:30 - cifs //nas/sales rw," options "\n"
#define NFS(type, options) ROOT "61 1 0:53 / /mnt/sales rw,relatime shared:31 - " type " nas:/sales rw," options "\n"
#define FUSE(type) ROOT "62 1 0:54 / /mnt/sales rw,nosuid,nodev,relatime shared:32 - " type " remote rw,user_id=1000,group_id=1000\n"
#define SALES "/mnt/sales/team/crm.pursuit"
#define MNT "/mnt/sales"

static const System systems[] = {
  { "debian-ext4", HOME "/crm.pursuit", ROOT, PURSUIT_PLACE_LOCAL, "ext4", "/", NULL },
  { "fedora-btrfs-home", HOME "/crm.pursuit",
    "1 0 0:30 /root / rw,relatime shared:1 - btrfs /dev/nvme0n1p3 rw,compress=zstd:1,ssd,subvol=/root\n"
    "44 1 0:30 /home /home rw,relatime shared:20 - btrfs /dev/nvme0n1p3 rw,compress=zstd:1,ssd,subvol=/home\n",
    PURSUIT_PLACE_LOCAL, "btrfs", "/home", NULL },
  { "rhel-xfs", "/srv/crm.pursuit", "1 0 253:0 / / rw,relatime shared:1 - xfs /dev/mapper/rhel-root rw,attr2,inode64\n",
    PURSUIT_PLACE_LOCAL, "xfs", "/", NULL },
  { "zfs-on-root", HOME "/crm.pursuit",
    "1 0 0:25 / / rw,relatime - zfs rpool/ROOT/ubuntu rw,xattr,posixacl\n"
    "70 1 0:61 / /home/lina rw,relatime shared:50 - zfs rpool/USERDATA/lina rw,xattr,posixacl\n",
    PURSUIT_PLACE_LOCAL, "zfs", HOME, NULL },
  { "f2fs-laptop", HOME "/crm.pursuit", "1 0 179:2 / / rw,lazytime - f2fs /dev/mmcblk0p2 rw,background_gc=on\n",
    PURSUIT_PLACE_LOCAL, "f2fs", "/", NULL },
  { "container-overlay", "/data/crm.pursuit",
    "500 400 0:99 / / rw,relatime master:200 - overlay overlay rw,lowerdir=/var/lib/a:/var/lib/b,upperdir=/c,workdir=/d\n",
    PURSUIT_PLACE_LOCAL, "overlay", "/", NULL },
  { "tmpfs-over-tmpfs", "/dev/shm/crm.pursuit",
    ROOT "25 1 0:23 / /dev/shm rw - ext4 /dev/old rw\n30 25 0:27 / /dev/shm rw,relatime - tmpfs tmpfs rw,size=24684084k\n",
    PURSUIT_PLACE_LOCAL, "tmpfs", "/dev/shm", "memory" },
  { "usb-stick-with-a-space", "/media/lina/MY STICK/crm.pursuit",
    ROOT "80 1 8:17 / /media/lina/MY\\040STICK rw,nosuid shared:60 - vfat /dev/sdb1 rw,uid=1000,utf8,flush\n",
    PURSUIT_PLACE_LOCAL, "vfat", "/media/lina/MY STICK", "journal" },
  { "exfat-card", "/media/lina/card/crm.pursuit", ROOT "80 1 8:17 / /media/lina/card rw - exfat /dev/sdb1 rw\n",
    PURSUIT_PLACE_LOCAL, "exfat", "/media/lina/card", "journal" },
  { "windows-disk-ntfs3", "/mnt/win/crm.pursuit", ROOT "81 1 8:3 / /mnt/win rw,relatime - ntfs3 /dev/sda3 rw,uid=0\n",
    PURSUIT_PLACE_LOCAL, "ntfs3", "/mnt/win", "journal" },
  { "windows-disk-ntfs-3g", "/mnt/win/crm.pursuit", ROOT "81 1 8:3 / /mnt/win rw - fuseblk /dev/sda3 rw,user_id=0,allow_other\n",
    PURSUIT_PLACE_LOCAL, "fuseblk", "/mnt/win", "journal" },
  { "samba-default", SALES, CIFS ("vers=3.1.1,cache=strict,username=lina,uid=1000,soft,nounix,serverino,mapposix,rsize=4194304"),
    PURSUIT_PLACE_SHARE, "cifs", MNT, NULL },
  { "smb3-type", SALES, ROOT "60 1 0:52 / /mnt/sales rw shared:30 - smb3 //nas/sales rw,vers=3.0,cache=none\n",
    PURSUIT_PLACE_SHARE, "smb3", MNT, NULL },
  { "windows-2008-r2", SALES, CIFS ("vers=2.1,cache=strict"), PURSUIT_PLACE_SHARE, "cifs", MNT, NULL },
  { "samba-nobrl", SALES, CIFS ("vers=3.1.1,cache=strict,nobrl"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "nobrl" },
  { "samba-nostrictsync", SALES, CIFS ("vers=3.1.1,cache=strict,nostrictsync"), PURSUIT_PLACE_SHARE, "cifs", MNT, "loses power" },
  { "samba-nolock", SALES, CIFS ("vers=3.1.1,cache=strict,nolock"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "nobrl" },
  { "samba-loose", SALES, CIFS ("vers=3.1.1,cache=loose"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "cache" },
  { "samba-one-client-only", SALES, CIFS ("vers=3.1.1,cache=singleclient"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "cache" },
  { "old-nas-smb1", SALES, CIFS ("vers=1.0,cache=strict"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "2.1" },
  { "old-nas-smb2", SALES, CIFS ("vers=2.0,cache=strict"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "2.1" },
  { "smb-of-unknown-version", SALES, CIFS ("cache=strict"), PURSUIT_PLACE_UNSAFE, "cifs", MNT, "2.1" },
  { "nfs-4.2", SALES, NFS ("nfs4", "vers=4.2,rsize=1048576,hard,proto=tcp,timeo=600,sec=sys,local_lock=none,addr=10.0.0.2"),
    PURSUIT_PLACE_SHARE, "nfs4", MNT, NULL },
  { "nfs-4-local-lock", SALES, NFS ("nfs4", "vers=4.1,hard,local_lock=all"), PURSUIT_PLACE_UNSAFE, "nfs4", MNT, "local_lock" },
  { "nfs-3", SALES, NFS ("nfs", "vers=3,hard,proto=tcp,mountvers=3,local_lock=none,addr=10.0.0.2"),
    PURSUIT_PLACE_SHARE, "nfs", MNT, NULL },
  { "nfs-3-nolock", SALES, NFS ("nfs", "vers=3,hard,nolock,proto=tcp,local_lock=all"), PURSUIT_PLACE_UNSAFE, "nfs", MNT, "nolock" },
  { "nfs-3-of-unknown-locks", SALES, NFS ("nfs", "vers=3,hard"), PURSUIT_PLACE_UNSAFE, "nfs", MNT, "nolock" },
  { "gnome-files", "/run/user/1000/gvfs/smb-share:server=nas,share=sales/crm.pursuit",
    ROOT "90 1 0:70 / /run/user/1000 rw,nosuid - tmpfs tmpfs rw\n"
    "91 90 0:71 / /run/user/1000/gvfs rw,nosuid,nodev - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000,group_id=1000\n",
    PURSUIT_PLACE_UNSAFE, "fuse.gvfsd-fuse", "/run/user/1000/gvfs", "gvfs" },
  { "sandbox-document", "/run/user/1000/doc/4f0c/crm.pursuit",
    ROOT "92 1 0:72 / /run/user/1000/doc rw,nosuid,nodev - fuse.portal portal rw,user_id=1000\n",
    PURSUIT_PLACE_UNSAFE, "fuse.portal", "/run/user/1000/doc", "sandbox" },
  { "sshfs", SALES, FUSE ("fuse.sshfs"), PURSUIT_PLACE_UNSAFE, "fuse.sshfs", MNT, "sshfs" },
  { "rclone", SALES, FUSE ("fuse.rclone"), PURSUIT_PLACE_UNSAFE, "fuse.rclone", MNT, "rclone" },
  { "webdav", SALES, FUSE ("davfs"), PURSUIT_PLACE_UNSAFE, "davfs", MNT, "WebDAV" },
  { "virtual-machine-9p", SALES, FUSE ("9p"), PURSUIT_PLACE_UNSAFE, "9p", MNT, "9p" },
  { "virtual-machine-virtiofs", SALES, FUSE ("virtiofs"), PURSUIT_PLACE_UNSAFE, "virtiofs", MNT, "virtiofs" },
  { "something-new", SALES, FUSE ("fuse.marvel"), PURSUIT_PLACE_UNSAFE, "fuse.marvel", MNT, "fuse.marvel" },
  { "a-name-that-begins-alike", "/mnt/sales-old/crm.pursuit", CIFS ("vers=3.1.1"), PURSUIT_PLACE_LOCAL, "ext4", "/", NULL },
  { "the-mount-itself", MNT, CIFS ("vers=3.1.1"), PURSUIT_PLACE_SHARE, "cifs", MNT, NULL },
};

static PursuitPlace *
classify (const char *path,
          const char *mountinfo,
          const char *home)
{
  g_autoptr(GError) error = NULL;
  PursuitPlace *place = pursuit_place_classify_in (path, mountinfo, home, &error);

  g_assert_no_error (error);
  g_assert_nonnull (place);

  return place;
}

static void
test_system (gconstpointer data)
{
  const System *system = data;
  g_autoptr(PursuitPlace) place = classify (system->path, system->mountinfo, HOME);

  g_assert_cmpstr (pursuit_place_kind_to_word (place->kind), ==, pursuit_place_kind_to_word (system->kind));
  g_assert_cmpstr (place->file_system, ==, system->type);
  g_assert_cmpstr (place->mount_point, ==, system->point);
  g_assert_cmpint (place->round_trip_us, ==, 0);
  if (system->says == NULL)
    {
      g_assert_cmpstr (place->reason, ==, NULL);
      return;
    }
  g_assert_nonnull (place->reason);
  g_assert_nonnull (strstr (place->reason, system->says));
  g_assert_true (g_str_has_suffix (place->reason, "."));
}

static void
test_options (void)
{
  g_autoptr(PursuitPlace) place = classify (SALES, CIFS ("vers=3.1.1,cache=strict"), HOME);

  g_assert_cmpstr (place->options, ==, "rw,relatime,rw,vers=3.1.1,cache=strict");
}

static void
test_no_table (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_place_classify_in (SALES, "", HOME, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_null (pursuit_place_classify_in (SALES, "1 0 8:2 / /\n1 0 8:2 / / rw shared:1 -\nnoise", HOME, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
}

static void
test_administrator (void)
{
  g_autoptr(PursuitPlace) place = NULL;
  g_autoptr(PursuitPlace) other = NULL;
  g_autoptr(PursuitPlace) broken = NULL;

  g_setenv ("PURSUIT_SHARE_TYPES", "ceph, fuse.marvel,cifs", TRUE);
  place = classify (SALES, FUSE ("fuse.marvel"), HOME);
  other = classify (SALES, FUSE ("fuse.sshfs"), HOME);
  broken = classify (SALES, CIFS ("vers=3.1.1,nobrl"), HOME);
  g_unsetenv ("PURSUIT_SHARE_TYPES");

  g_assert_cmpint (place->kind, ==, PURSUIT_PLACE_SHARE);
  g_assert_cmpstr (place->reason, ==, NULL);
  g_assert_cmpint (other->kind, ==, PURSUIT_PLACE_UNSAFE);
  g_assert_cmpint (broken->kind, ==, PURSUIT_PLACE_UNSAFE);
}

/* The computer that the test runs on. */
static void
test_here (void)
{
  char *dir = scratch_dir_new ();
  g_autofree char *path = g_build_filename (dir, "not", "yet", "crm.pursuit", NULL);
  g_autofree char *link = g_build_filename (dir, "link", NULL);
  g_autofree char *through = g_build_filename (link, "cpu", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitPlace) place = pursuit_place_classify (path, &error);
  g_autoptr(PursuitPlace) elsewhere = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (dir, place->mount_point));
  g_assert_cmpint (symlink ("/proc/self", link), ==, 0);
  elsewhere = pursuit_place_classify (through, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (elsewhere->file_system, ==, "proc");
  g_assert_cmpint (elsewhere->kind, ==, PURSUIT_PLACE_UNSAFE);
  g_unlink (link);

  /* A folder that is to be made yet. */
  g_free (path);
  path = g_build_filename (dir, ".stfolder", NULL);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_free (through);
  through = g_build_filename (dir, "not", "yet", "crm.pursuit", NULL);
  pursuit_place_free (elsewhere);
  elsewhere = pursuit_place_classify (through, &error);
  g_assert_cmpint (elsewhere->kind, ==, PURSUIT_PLACE_SYNCED);
  g_rmdir (path);
  scratch_dir_remove (dir);
}

/* Synchronised folders */

typedef struct
{
  const char *name;
  const char *file;      /* what lies in the home directory; ends with a slash: a folder */
  const char *content;   /* %s: the home directory */
  const char *path;
  const char *program;   /* NULL: is not synchronised */
} Synced;

static const Synced synced[] = {
  { "syncthing", "Work/.stfolder/", NULL, "Work/a/b/crm.pursuit", "Syncthing" },
  { "syncthing-beside", "Work/.stfolder/", NULL, "Working/crm.pursuit", NULL },
  { "dropbox-mark", "D/.dropbox", "", "D/crm.pursuit", "Dropbox" },
  { "dropbox-settings-are-no-mark", ".dropbox/", NULL, "Work/crm.pursuit", NULL },
  { "dropbox-cache", "D/.dropbox.cache/", NULL, "D/a/crm.pursuit", "Dropbox" },
  { "dropbox-settings", ".dropbox/info.json", "{\"personal\": {\"path\": \"%s/Cloud\", \"host\": 1}, \"n\": 3}", "Cloud/crm.pursuit",
    "Dropbox" },
  { "dropbox-settings-beside", ".dropbox/info.json", "{\"personal\": {\"path\": \"%s/Cloud\"}}", "Clouds/crm.pursuit", NULL },
  { "dropbox-settings-broken", ".dropbox/info.json", "{\"personal\": {\"path\": 3}, ", "Cloud/crm.pursuit", NULL },
  { "dropbox-name", NULL, NULL, "Dropbox (Jade River)/crm.pursuit", "Dropbox" },
  { "nextcloud-mark", "N/.sync_0a1b2c.db", "", "N/crm.pursuit", "Nextcloud" },
  { "nextcloud-older-mark", "N/._sync_0a1b2c.db", "", "N/a/crm.pursuit", "Nextcloud" },
  { "nextcloud-settings", ".config/Nextcloud/nextcloud.cfg", "[Accounts]\n0\\Folders\\1\\localPath=%s/Cloud/\n", "Cloud/crm.pursuit",
    "Nextcloud" },
  { "nextcloud-settings-chinese", ".config/Nextcloud/nextcloud.cfg", "0\\Folders\\1\\localPath=\"%s/\\x9500\\x552e/\"\n",
    "销售/crm.pursuit", "Nextcloud" },
  { "owncloud-settings", ".config/ownCloud/owncloud.cfg", "0\\Folders\\1\\localPath=%s/Cloud/\n", "Cloud/a/crm.pursuit", "ownCloud" },
  { "nextcloud-name", NULL, NULL, "Nextcloud2/crm.pursuit", "Nextcloud" },
  { "onedrive-settings", ".config/onedrive/config", "# sync_dir = \"~/Other\"\nsync_dir = \"~/Cloud\"\n", "Cloud/crm.pursuit", "OneDrive" },
  { "onedrive-settings-comment", ".config/onedrive/config", "# sync_dir = \"~/Cloud\"\n", "Cloud/crm.pursuit", NULL },
  { "onedrive-name", NULL, NULL, "OneDrive - Jade River/crm.pursuit", "OneDrive" },
  { "onedrive-name-deeper", NULL, NULL, "Old/OneDrive/crm.pursuit", NULL },
  { "google-mark", "G/.tmp.drivedownload/", NULL, "G/crm.pursuit", "Google Drive" },
  { "nutstore-name", NULL, NULL, "我的坚果云/销售/crm.pursuit", "坚果云 (Nutstore)" },
  { "nutstore-name-english", NULL, NULL, "Nutstore Files/crm.pursuit", "坚果云 (Nutstore)" },
  { "a-word-that-begins-alike", NULL, NULL, "Dropboxing/crm.pursuit", NULL },
};

static void
put_file (const char   *home,
          const Synced *synced_case)
{
  g_autofree char *file = g_build_filename (home, synced_case->file, NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr(GString) content = g_string_new (synced_case->content);

  if (g_str_has_suffix (synced_case->file, "/"))
    {
      g_assert_cmpint (g_mkdir_with_parents (file, 0700), ==, 0);
      return;
    }

  g_string_replace (content, "%s", home, 0);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, content->str, -1, NULL));
}

/* Removes @file and the folders above it, up to @home. */
static void
remove_file (const char *home,
             const char *name)
{
  g_autofree char *file = g_build_filename (home, name, NULL);

  if (g_str_has_suffix (file, "/"))
    file[strlen (file) - 1] = '\0';
  while (!g_str_equal (file, home))
    {
      char *above = g_path_get_dirname (file);

      g_assert_cmpint (g_remove (file), ==, 0);
      g_free (file);
      file = above;
    }
}

static void
test_synced (gconstpointer data)
{
  const Synced *c = data;
  char *home = scratch_dir_new ();
  g_autofree char *path = g_build_filename (home, c->path, NULL);
  g_autoptr(PursuitPlace) place = NULL;

  if (c->file != NULL)
    put_file (home, c);
  place = classify (path, ROOT, home);
  if (c->file != NULL)
    remove_file (home, c->file);
  scratch_dir_remove (home);

  g_assert_cmpstr (pursuit_place_kind_to_word (place->kind), ==, c->program != NULL ? "synced" : "local");
  if (c->program == NULL)
    return;
  g_assert_nonnull (strstr (place->reason, c->program));
  g_assert_nonnull (strstr (place->reason, "backups of it here."));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autofree char *path = g_strconcat ("/store/place/mount/", systems[i].name, NULL);

      g_test_add_data_func (path, &systems[i], test_system);
    }
  for (guint i = 0; i < G_N_ELEMENTS (synced); i++)
    {
      g_autofree char *path = g_strconcat ("/store/place/synced/", synced[i].name, NULL);

      g_test_add_data_func (path, &synced[i], test_synced);
    }
  g_test_add_func ("/store/place/options-of-both-kinds", test_options);
  g_test_add_func ("/store/place/no-table-is-an-error", test_no_table);
  g_test_add_func ("/store/place/an-administrator-may-name-types", test_administrator);
  g_test_add_func ("/store/place/of-this-computer", test_here);

  return g_test_run ();
}
