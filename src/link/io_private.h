/* What is behind an fl_io: for the engine, which carries the record out, and for tests, which look
 * inside.
 *
 *     struct fl_model *model = fl_model_create();
 *     struct fl_io *io = fl_io_create(model, &driver->timing, false, 42);
 *     fl_io_begin(io, FL_ASK_POLL, 1000 * 1000, utc_ms, zone_s);
 *     driver->poll(session, io);
 *     size_t count;
 *     const struct fl_io_effect *effects = fl_io_effects(io, &count);
 *
 * The turn lives in the fl_io and changes at once, so fl_io_busy() tells the truth within a hook
 * and from one hook to the next. Thread rule: one thread, or the link's lock. */
#ifndef FL_LINK_IO_PRIVATE_H
#define FL_LINK_IO_PRIVATE_H

#include <fairlead/io.h>

#include "link/turn.h"
#include "model/model.h"

enum fl_io_kind {                /* which members of the effect say something */
                  FL_IO_SEND,    /* data, len; addr (family 0: to the peer) */
                  FL_IO_PEER,    /* addr (family 0: none) */
                  FL_IO_WAKE_AT, /* when_ms; 0: off */
                  FL_IO_POLL_NOW,
                  FL_IO_EXPECT,   /* number: the group; owed: the entry made */
                  FL_IO_ANSWERED, /* number: the group; owed: the entry taken out (only if there was one) */
                  FL_IO_ALIVE,
                  FL_IO_ONLINE,
                  FL_IO_BAD_FRAME, /* code */
                  FL_IO_FAIL,      /* code, text */
                  FL_IO_VERDICT,   /* number: the command; code, text or NULL */
                  FL_IO_RESULT,    /* number: the command; text: JSON */
                  FL_IO_EVENT,     /* name, text: JSON or NULL */
                  FL_IO_IMAGE,     /* name: the entity's key; text: MIME type; image, len */
                  FL_IO_SAVE,      /* data, len */
                  FL_IO_FOUND,     /* name: identity; text: about it; addr */
                  FL_IO_LOG        /* level, text */
};

struct fl_io_effect {
    enum fl_io_kind kind;
    enum fl_err code;
    enum fl_level level;
    uint32_t number;
    uint64_t when_ms;
    struct fl_addr addr;
    struct fl_owed owed;
    void *image; /* from malloc; freed with the record unless somebody took it (and left NULL) */
    /* Valid until the next call with this fl_io; len counts data or image. */
    const char *name, *text;
    const uint8_t *data;
    size_t len;
    size_t name_at, text_at, data_at; /* where they are in the record, + 1; 0: NULL */
};

enum {
    FL_IO_EFFECTS_MAX = 256,
    FL_IO_BYTES_MAX = 64 * 1024, /* frames and texts of one hook */
    FL_IO_SAVE_MAX = 16 * 1024,
    FL_IO_IMAGE_MAX = 8 * 1024 * 1024
};

/* model and timing stay borrowed. NULL: no memory. */
struct fl_io *fl_io_create(struct fl_model *model, const struct fl_timing *timing, bool lanes, uint64_t seed);
void fl_io_destroy(struct fl_io *io); /* NULL is fine */

/* Before each hook: forgets the record of the last one and sets the clock. asker: on whose behalf
 * requests are made (FL_ASK_NONE in open, feed, tick, missed and close). */
void fl_io_begin(struct fl_io *io, enum fl_asker asker, uint64_t now_us, int64_t utc_ms, int zone_s);
void fl_io_set_from(struct fl_io *io, const struct fl_addr *from); /* before feed */
void fl_io_set_target(struct fl_io *io,
                      const struct fl_addr *target); /* before open; holds for the session */
/* Before missed: takes the unanswered entry out; expecting again in the hook passes its turn on. */
bool fl_io_give_up(struct fl_io *io, uint32_t group, struct fl_owed *was);

struct fl_io_effect *fl_io_effects(struct fl_io *io, size_t *count);
/* The driver overfilled the record or made a wrong declaration: the words; NULL: all is well. */
const char *fl_io_trouble(const struct fl_io *io, enum fl_err *code);

uint64_t fl_io_now_us(const struct fl_io *io);
struct fl_turn *fl_io_turn(struct fl_io *io);
struct fl_model *fl_io_model(struct fl_io *io);
/* Whose turn the last hook was on: its own asker's, or that of the answer that came in it. */
enum fl_asker fl_io_asker(const struct fl_io *io);
void fl_io_set_round(struct fl_io *io, uint32_t round); /* of the poll about to be asked */

#endif
