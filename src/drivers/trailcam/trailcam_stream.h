/* The records in a channel's byte stream: they begin and end anywhere in its packets. What is no record
 * is skipped up to the next signature, as the vendor's library does. */
#ifndef FL_DRIVERS_TRAILCAM_STREAM_H
#define FL_DRIVERS_TRAILCAM_STREAM_H

#include "trailcam_codec.h"

struct trailcam_record {
    struct trailcam_head head;
    struct fl_span body; /* data NULL although head.len is not 0: longer than wanted, or no memory */
};

struct trailcam_stream {
    size_t limit;   /* longest body that is wanted */
    size_t greeted; /* bytes of the camera's greeting seen; 3: all of it. It stands in front of all else */
    bool begun;     /* something else came first: there is no greeting */
    size_t skipped; /* bytes that belonged to nothing */

    uint8_t head[TRAILCAM_RECORD_HEAD]; /* the beginning of what may be a record */
    size_t head_len;
    struct trailcam_head record; /* once the head is whole */
    bool in_body, done;          /* done: the record was handed out */
    uint8_t *body;               /* NULL: skipping */
    size_t len, cap;
};

void trailcam_stream_init(struct trailcam_stream *s, size_t limit);
void trailcam_stream_finish(struct trailcam_stream *s); /* frees; twice is fine */

/* Takes bytes from the front of *in: true with each record that becomes whole (its body is valid until
 * the next call), false when all are used. */
bool trailcam_stream_next(struct trailcam_stream *s, struct fl_span *in, struct trailcam_record *out);
bool trailcam_stream_greeted(const struct trailcam_stream *s); /* "ACK": ready for commands */
/* The body of the record just handed out becomes the caller's (free()). NULL: it had none. */
uint8_t *trailcam_stream_keep(struct trailcam_stream *s);

#endif
