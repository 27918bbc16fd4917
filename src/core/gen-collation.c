/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gen-collation FILE: writes down which version the order of names has with the library at hand, for pursuit-collation.c. */

#include <stdio.h>
#include <unicode/ucol.h>

#include "pursuit-collation-private.h"

int
main (int   argc,
      char *argv[])
{
  UErrorCode code = U_ZERO_ERROR;
  UVersionInfo library, version;
  UCollator *collator = ucol_open (PURSUIT_COLLATION_LOCALE, &code);
  FILE *file = argc == 2 ? fopen (argv[1], "w") : NULL;

  if (U_FAILURE (code) || file == NULL)
    {
      fprintf (stderr, "gen-collation: %s\n", U_FAILURE (code) ? u_errorName (code) : "FILE cannot be written");
      return 1;
    }

  u_getVersion (library);
  ucol_getVersion (collator, version);
  ucol_close (collator);
  fprintf (file, "#define PURSUIT_COLLATION_BUILT_WITH { %d, %d, %d, %d }\n", library[0], library[1], library[2], library[3]);
  fprintf (file, "#define PURSUIT_COLLATION_BUILT_VERSION G_GINT64_CONSTANT (0x%02x%02x%02x%02x)\n", version[0], version[1],
           version[2], version[3]);

  return fclose (file) == 0 ? 0 : 1;
}
