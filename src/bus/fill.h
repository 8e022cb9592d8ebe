/* An object of JSON that is being filled. Thread rule: one thread at a time. */
#ifndef FL_BUS_FILL_H
#define FL_BUS_FILL_H

#include <stdbool.h>

#include <cjson/cJSON.h>

/* Out of memory sets bad and later calls do nothing: test once. */
struct fl_fill {
    cJSON *object;
    bool bad;
};

struct fl_fill fl_fill_of(cJSON *object);                                /* NULL: bad */
void fl_fill_item(struct fl_fill *f, const char *key, cJSON *item);      /* takes item; NULL: bad */
void fl_fill_text(struct fl_fill *f, const char *key, const char *text); /* NULL: left out */
void fl_fill_bool(struct fl_fill *f, const char *key, bool value);
void fl_fill_real(struct fl_fill *f, const char *key, double value);
cJSON *fl_fill_end(struct fl_fill *f); /* the object, or NULL, having deleted it */

#endif
