/* What the 16 x 8 outputs show, what we wrote and no snapshot has confirmed yet, and what is
 * still wanted.
 *
 * A write replaces all outputs of a module, and the panel's state follows it late. So a write is
 * made of a fresh snapshot, with our own unconfirmed writes laid over it output by output, and
 * what is wanted on top; and it counts as done only when a snapshot that was asked for after it
 * shows it. Pure: time and the order of requests are passed in. Indices from 0.
 *
 * All 128 outputs are looked at, because damage shows anywhere; the rest is kept for the modules
 * in use only: most panels have few. */
#ifndef FL_DRIVERS_IPCOM_SHADOW_H
#define FL_DRIVERS_IPCOM_SHADOW_H

#include <stdbool.h>

#include "ipcom_codec.h"

enum {
    IPCOM_OVERLAY_MS = 2000, /* how long an unconfirmed write hides what the panel shows */
    IPCOM_SETTLE_MS = 1500,  /* an output may need this long to follow a write */
    IPCOM_REPEAT_MS = 1000,  /* from one repeat to the next */
    IPCOM_WRITES_MAX = 4     /* a write and three repeats */
};

enum ipcom_scale {
    IPCOM_UNKNOWN, /* not configured: 0..100 or 255 */
    IPCOM_RELAY,   /* 0 or 255 */
    IPCOM_PERCENT  /* 0..100 */
};

enum ipcom_want {
    IPCOM_WANT_NONE,
    IPCOM_WANT_NEW,     /* not yet written */
    IPCOM_WANT_WRITTEN, /* at least once; to be confirmed */
    IPCOM_WANT_DONE,    /* a snapshot showed it */
    IPCOM_WANT_FAILED   /* no snapshot did, after all the writes */
};

struct ipcom_output {
    enum ipcom_scale scale;
    uint8_t seen;  /* in the last accepted snapshot */
    bool overlaid; /* value `over` was written, not confirmed */
    uint8_t over;
    enum ipcom_want want;
    uint8_t target;
    bool any_level; /* any value but 0 will do: ON of a dimmer that is on */
    uint8_t writes;
    uint32_t order;    /* of the last request that concerned it: the want, then its write */
    uint64_t due_ms;   /* written: when to write again, or to give up */
    uint64_t over_ms;  /* when the overlay was written */
    uint64_t doubt_ms; /* until then a snapshot may still show the state before an earlier write */
};

struct ipcom_shadow {                        /* zeroed: no module is in use */
    struct ipcom_snapshot last;              /* accepted */
    uint8_t odd[IPCOM_MODULES];              /* bit n: the last refused one was implausible at output n */
    struct ipcom_output *out[IPCOM_MODULES]; /* IPCOM_OUTPUTS each; NULL: a module not in use */
};

/* From now on the module is in use; may be called again. False: no memory. */
bool ipcom_shadow_use(struct ipcom_shadow *s, size_t module);
void ipcom_shadow_finish(struct ipcom_shadow *s);

/* A session's start: nothing is written or wanted; scales stay. */
void ipcom_shadow_reset(struct ipcom_shadow *s);

/* False: a value does not fit its output, and did not a snapshot ago: probably line damage. The
 * snapshot is to be ignored; the next is accepted if it is odd in the same places only. */
bool ipcom_shadow_plausible(struct ipcom_shadow *s, const struct ipcom_snapshot *snapshot);
/* A snapshot asked for by request number `order`. Settles wants: IPCOM_WANT_DONE and _FAILED stay
 * until ipcom_shadow_forget(). */
void ipcom_shadow_accept(struct ipcom_shadow *s, const struct ipcom_snapshot *snapshot, uint32_t order,
                         uint64_t now_ms);

uint8_t ipcom_output_value(const struct ipcom_output *o); /* what it shows, own writes included */
bool ipcom_output_open(const struct ipcom_output *o);     /* a want is neither done nor failed */
/* Wants a value; the same want again changes nothing. order: of the last request made. */
void ipcom_output_want(struct ipcom_output *o, uint8_t target, bool any_level, uint32_t order);
void ipcom_output_forget(struct ipcom_output *o); /* the want; an overlay stays */

/* Is there anything to write to this module now? */
bool ipcom_shadow_due(const struct ipcom_shadow *s, size_t module, uint64_t now_ms);
/* What a write to this module, which is in use, is to say. */
void ipcom_shadow_values(const struct ipcom_shadow *s, size_t module, uint8_t values[IPCOM_OUTPUTS]);
/* values were written to a module in use by request number `order`. */
void ipcom_shadow_wrote(struct ipcom_shadow *s, size_t module, const uint8_t values[IPCOM_OUTPUTS],
                        uint32_t order, uint64_t now_ms);

#endif
