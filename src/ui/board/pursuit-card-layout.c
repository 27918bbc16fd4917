/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-card-layout.h"

/* Between two parts of one line. */
#define GAP 5
/* A text that has less room is not shown: it would be the sign that it is cut, and nothing else. */
#define LEAST_TEXT 20

/*
 * PursuitCardLayout lays out the parts of a card without boxes in between: a board keeps hundreds of cards, and each box
 * is a widget more (platform.md 1).
 *
 *   comfortable                compact
 *   customer missing initial   customer missing initial
 *   deal (two lines)           deal (one line)    chips
 *   amount               age   amount  when step    age
 *   chips
 *   -----------------------
 *   when step
 *
 * The amount and the chips span their lines, so that the lower edge of whichever is last can be the hairline. Figures,
 * dates and chips keep their width; the names beside them give way, and an age that does not fit beside the amount gets
 * a line of its own below it.
 */
struct _PursuitCardLayout
{
  GtkLayoutManager parent_instance;

  GtkWidget *parts[PURSUIT_N_CARD_PARTS];   /* children of the card; %NULL for those it does not have */
  gboolean compact;
  int height;   /* at the last width; without one it is asked for by what scrolls the cards, which does not go by the answer */
};

G_DEFINE_FINAL_TYPE (PursuitCardLayout, pursuit_card_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_width (GtkWidget *part)
{
  int width;

  if (part == NULL || !gtk_widget_get_visible (part))
    return 0;

  gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static int
get_height (GtkWidget *part,
            int        width)
{
  int height;

  if (part == NULL || !gtk_widget_get_visible (part))
    return 0;

  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
place (GtkWidget *part,
       int        x,
       int        y,
       int        width,
       int        height)
{
  GtkAllocation allocation = { x, y, MAX (width, 0), height };

  if (part != NULL && gtk_widget_get_visible (part))
    gtk_widget_size_allocate (part, &allocation, -1);
}

/* One pass down the lines of a card: @place_them or only add up. */
typedef struct
{
  GtkWidget *const *parts;
  gboolean compact;
  gboolean place_them;
  int width;
  int y;
} Pass;

static void
put (Pass            *pass,
     PursuitCardPart  part,
     int              x,
     int              width,
     int              height)
{
  if (pass->place_them)
    place (pass->parts[part], x, pass->y, width, height);
}

/* Sets a part that may not be there to the right, and returns where what stands before it has to end. */
static int
put_right (Pass            *pass,
           PursuitCardPart  part,
           int              right,
           int              height)
{
  int width = get_width (pass->parts[part]);

  put (pass, part, right - width, width, height);
  return width > 0 ? right - width - GAP : right;
}

static void
arrange_names (Pass *pass)
{
  int height = MAX (get_height (pass->parts[PURSUIT_CARD_CUSTOMER], -1),
                    get_height (pass->parts[PURSUIT_CARD_INITIAL], -1));
  int right = put_right (pass, PURSUIT_CARD_INITIAL, pass->width, height);

  right = put_right (pass, PURSUIT_CARD_MISSING, right, height);
  put (pass, PURSUIT_CARD_CUSTOMER, 0, right, height);
  pass->y += height;
}

static void
arrange_deal (Pass *pass)
{
  int right = pass->width;
  int height;

  if (pass->compact)
    right = put_right (pass, PURSUIT_CARD_CHIPS, right, get_height (pass->parts[PURSUIT_CARD_CHIPS], -1));
  height = get_height (pass->parts[PURSUIT_CARD_DEAL], MAX (right, 0));
  put (pass, PURSUIT_CARD_DEAL, 0, right, height);
  pass->y += height;
}

static void
arrange_chips (Pass *pass)
{
  int height = get_height (pass->parts[PURSUIT_CARD_CHIPS], pass->width);

  put (pass, PURSUIT_CARD_CHIPS, 0, pass->width, height);
  pass->y += height;
}

static void
arrange_next_step (Pass *pass,
                   int   x,
                   int   width,
                   int   height)
{
  int when = MIN (get_width (pass->parts[PURSUIT_CARD_WHEN]), width);
  int used = when > 0 ? when + GAP : 0;

  put (pass, PURSUIT_CARD_WHEN, x, when, height);
  if (pass->place_them)
    gtk_widget_set_child_visible (pass->parts[PURSUIT_CARD_STEP], width - used >= LEAST_TEXT);
  if (width - used >= LEAST_TEXT)
    put (pass, PURSUIT_CARD_STEP, x + used, width - used, height);
}

static void
arrange_figures (Pass *pass)
{
  int age = get_width (pass->parts[PURSUIT_CARD_AGE]);
  int age_height = get_height (pass->parts[PURSUIT_CARD_AGE], -1);
  int amount = get_width (pass->parts[PURSUIT_CARD_AMOUNT]);
  int height = MAX (get_height (pass->parts[PURSUIT_CARD_AMOUNT], -1), age_height);

  if (amount + GAP + age <= pass->width)
    put (pass, PURSUIT_CARD_AGE, pass->width - age, age, age_height);
  else
    {
      pass->y += age_height;
      put (pass, PURSUIT_CARD_AGE, 0, age, age_height);
      pass->y -= age_height;
      height += age_height;
      age = 0;
    }
  put (pass, PURSUIT_CARD_AMOUNT, 0, pass->compact ? amount : pass->width, height);
  if (pass->compact)
    arrange_next_step (pass, amount + GAP, MAX (pass->width - amount - age - 2 * GAP, 0), height);
  pass->y += height;
}

static int
arrange (PursuitCardLayout *self,
         int                width,
         gboolean           place_them)
{
  Pass pass = { .parts = self->parts, .compact = self->compact, .place_them = place_them, .width = width };
  int height;

  arrange_names (&pass);
  arrange_deal (&pass);
  arrange_figures (&pass);
  if (!self->compact)
    {
      arrange_chips (&pass);
      height = MAX (get_height (pass.parts[PURSUIT_CARD_WHEN], -1), get_height (pass.parts[PURSUIT_CARD_STEP], -1));
      arrange_next_step (&pass, 0, width, height);
      pass.y += height;
    }

  return pass.y;
}

static GtkSizeRequestMode
pursuit_card_layout_get_request_mode (GtkLayoutManager *manager,
                                      GtkWidget        *card)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pursuit_card_layout_measure (GtkLayoutManager *manager,
                             GtkWidget        *card,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *minimum,
                             int              *natural,
                             int              *minimum_baseline,
                             int              *natural_baseline)
{
  PursuitCardLayout *self = PURSUIT_CARD_LAYOUT (manager);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (get_width (self->parts[PURSUIT_CARD_AMOUNT]), get_width (self->parts[PURSUIT_CARD_AGE]));
  else if (for_size < 0)
    *minimum = *natural = self->height;
  else
    *minimum = *natural = self->height = arrange (self, for_size, FALSE);
}

static void
pursuit_card_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget        *card,
                              int               width,
                              int               height,
                              int               baseline)
{
  arrange (PURSUIT_CARD_LAYOUT (manager), width, TRUE);
}

static void
pursuit_card_layout_class_init (PursuitCardLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = pursuit_card_layout_get_request_mode;
  layout_class->measure = pursuit_card_layout_measure;
  layout_class->allocate = pursuit_card_layout_allocate;
}

static void
pursuit_card_layout_init (PursuitCardLayout *self)
{
}

/**
 * pursuit_card_layout_set_part:
 * @self: a layout
 * @part: which one
 * @widget: a child of the card
 *
 * Says which child is what.
 */
void
pursuit_card_layout_set_part (PursuitCardLayout *self,
                              PursuitCardPart    part,
                              GtkWidget         *widget)
{
  g_return_if_fail (PURSUIT_IS_CARD_LAYOUT (self) && part < PURSUIT_N_CARD_PARTS);

  self->parts[part] = widget;
}

/**
 * pursuit_card_layout_set_compact:
 * @self: a layout
 * @compact: whether the next step shares the line of the amount
 */
void
pursuit_card_layout_set_compact (PursuitCardLayout *self,
                                 gboolean           compact)
{
  g_return_if_fail (PURSUIT_IS_CARD_LAYOUT (self));

  if (self->compact == compact)
    return;

  self->compact = compact;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
