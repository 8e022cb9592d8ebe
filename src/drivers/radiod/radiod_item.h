/* The entities of a server and of its channels: tables, what they are declared as, what they show.
 *
 * A channel that is not listed gets the essential ones only, so that a thousand of them stay bearable;
 * some appear only when a status had them first. */
#ifndef FL_RADIOD_ITEM_H
#define FL_RADIOD_ITEM_H

#include <fairlead/io.h>

#include "radiod_status.h"

enum {
    RADIOD_ITEM_COUNT = 32,        /* rows of the channels' table, or a few more */
    RADIOD_SERVER_ITEM_COUNT = 20, /* likewise the server's */
    RADIOD_PRESETS_MAX = 96
};

struct radiod_channel;

struct radiod_view {                         /* what declaring and showing need to know beside the status */
    const char *presets[RADIOD_PRESETS_MAX]; /* NULL-ended */
    bool covered;                            /* what the front end covers is known */
    double low, high;                        /* Hz */
};

/* The known presets and the configuration's. */
void radiod_view_init(struct radiod_view *v, const char *const *more, size_t count);
bool radiod_view_has_preset(const struct radiod_view *v, const char *name);

/* Declares what st has and is not declared yet; the same again redeclares (the coverage changed). */
void radiod_channel_declare(struct radiod_channel *c, const struct radiod_view *v, struct fl_io *io,
                            const struct radiod_status *st);
void radiod_channel_redeclare(struct radiod_channel *c, const struct radiod_view *v, struct fl_io *io);
void radiod_channel_show(struct radiod_channel *c, const struct radiod_view *v, struct fl_io *io,
                         const struct radiod_status *st);
void radiod_channel_show_absent(struct radiod_channel *c, struct fl_io *io);
void radiod_channel_retire(struct radiod_channel *c, struct fl_io *io);

/* entity: RADIOD_SERVER_ITEM_COUNT indices, -1 before. */
void radiod_server_declare(int *entity, struct fl_io *io,
                           const struct radiod_status *st); /* NULL: at the start */
void radiod_server_show(const int *entity, struct fl_io *io, const struct radiod_status *st);
void radiod_server_show_count(const int *entity, struct fl_io *io, size_t channels);

/* What users call a settable field ("low_edge"). */
const char *radiod_item_name(enum radiod_tag tag);
/* Whether key_entity could be another channel's, or the server's, entity: NULL if not, else what it is
 * like. Both keys are of listed channels; other NULL: the server. */
const char *radiod_item_clash(const char *key, const char *other);
size_t radiod_item_longest(void); /* of the keys' ends, with the underscore */

#endif
