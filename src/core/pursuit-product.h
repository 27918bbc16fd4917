/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PRODUCT (pursuit_product_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProduct, pursuit_product, PURSUIT, PRODUCT, PursuitRecord)

/* Something that we sell (CASH-1). */
struct _PursuitProduct
{
  PursuitRecord parent_instance;

  char *name;
  char *series;
  gint64 price;
  gint64 retired;
};

G_END_DECLS
