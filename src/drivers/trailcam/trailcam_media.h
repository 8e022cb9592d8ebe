/* What is on a camera's card, as far as its lists tell: which files are new, and how many there are.
 *
 * A small look at the newest few is taken often. Where it does not reach back to what was known, or the
 * number of files is not known, a walk goes through all pages. Pure state. */
#ifndef FL_DRIVERS_TRAILCAM_MEDIA_H
#define FL_DRIVERS_TRAILCAM_MEDIA_H

#include "trailcam_message.h"

enum { TRAILCAM_LOOK = 5, TRAILCAM_WALK_PAGES = 200 };

struct trailcam_media {
    bool known; /* newest is the file that was the newest when we last looked, maybe in an earlier life */
    struct trailcam_file newest;
    int count; /* files; -1: not known */
    bool walking;
    int page;                  /* that is next in the walk */
    int counted;               /* on the pages before */
    struct trailcam_file last; /* the last file of the page before */
};

void trailcam_media_init(struct trailcam_media *m);
void trailcam_media_walk(struct trailcam_media *m); /* begins one, at the first page */

/* What to ask for next. */
int trailcam_media_page_size(const struct trailcam_media *m);

/* The answer to that. Returns how many of the files, counted from the first, are new; they are so once. */
size_t trailcam_media_take(struct trailcam_media *m, const struct trailcam_file *files, size_t count);

/* What survives a restart: the newest file. */
enum { TRAILCAM_MEDIA_SAVED = 32 };
size_t trailcam_media_save(const struct trailcam_media *m, uint8_t buf[static TRAILCAM_MEDIA_SAVED]);
void trailcam_media_load(struct trailcam_media *m, const uint8_t *data, size_t len);

#endif
