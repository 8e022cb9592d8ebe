/* Cuts the panel's byte stream into messages, under any fragmentation and coalescing.
 *
 * Pure: bytes come in, messages go out, the caller owns the time. Bytes that are not used must
 * come again with what follows them, as a driver's feed() gets them. */
#ifndef FL_DRIVERS_IPCOM_STREAM_H
#define FL_DRIVERS_IPCOM_STREAM_H

#include <stdbool.h>

#include "ipcom_codec.h"

enum ipcom_found {
    IPCOM_GOT_NOTHING, /* more bytes are needed (or old ones were dropped) */
    IPCOM_GOT_SNAPSHOT,
    IPCOM_GOT_ACK, /* the answer to a frame request, whatever its form */
    IPCOM_GOT_KEEPALIVE,
    IPCOM_GOT_NOTICE,
    IPCOM_GOT_DISCONNECT,
    IPCOM_GOT_NOISE /* bytes that are no message were skipped */
};

enum { IPCOM_PAUSE_MS = 50, IPCOM_FRAME_PAUSE_MS = 500 };

struct ipcom_stream { /* zeroed, then the cipher filled in, at a session's start */
    struct ipcom_cipher cipher;
    bool doubtful;  /* out of step a moment ago: the next snapshot's place is a guess */
    size_t skipped; /* bytes of noise since the last message */
    size_t held;    /* bytes of a message that only a pause can end; 0: none */
    uint8_t held_id;
    int pause_ms;   /* how long that pause is */
    size_t discard; /* bytes to come that are settled: told by a pause, or of a skipped snapshot */
};

/* The next message of data. asked: the id of the request under way (IPCOM_POLL, ...), 0: none.
 * Returns how many bytes were used; *snapshot is filled for IPCOM_GOT_SNAPSHOT only. */
size_t ipcom_stream_take(struct ipcom_stream *s, enum ipcom_id asked, const uint8_t *data, size_t len,
                         enum ipcom_found *found, struct ipcom_snapshot *snapshot);
/* Past a message that answers nothing: how many bytes were used. What still comes of a snapshot will
 * be dropped; of anything else that is not whole all goes, and what follows is doubtful. *id: 0 if it
 * does not begin like a message. */
size_t ipcom_stream_skip(struct ipcom_stream *s, const uint8_t *data, size_t len, uint8_t *id);
/* The panel paused for pause_ms while held: what was held is a whole message. */
enum ipcom_found ipcom_stream_pause(struct ipcom_stream *s);
/* Drops what is settled from the front of data: how many bytes that is. */
size_t ipcom_stream_settled(struct ipcom_stream *s, size_t len);

#endif
