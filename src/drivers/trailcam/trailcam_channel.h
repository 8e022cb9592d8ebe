/* One DRW channel: a reliable byte stream each way, as pure state. Indices of 16 bits count packets and
 * wrap; what comes early is held, every copy is acknowledged, and what is not acknowledged is sent again.
 * Time is passed in. For both sides: camera and driver differ only in their pace. */
#ifndef FL_DRIVERS_TRAILCAM_CHANNEL_H
#define FL_DRIVERS_TRAILCAM_CHANNEL_H

#include <stdbool.h>

#include "trailcam_codec.h"

enum {
    TRAILCAM_ACK_MS = 10,   /* an acknowledgement waits so long for company; 20 ms are allowed */
    TRAILCAM_ACK_COUNT = 10 /* ... and for so many */
};

struct trailcam_pace {
    unsigned first_ms, again_ms; /* until the first repetition; until each further one */
    size_t in_flight;            /* packets that may be unacknowledged at once; the others wait */
};

extern const struct trailcam_pace trailcam_driver_pace, trailcam_camera_pace;

struct trailcam_held; /* a packet that came before its turn */
struct trailcam_sent; /* a packet that is not acknowledged yet */

struct trailcam_channel {
    uint8_t number;

    /* receiving */
    uint16_t next;               /* index that is delivered next */
    uint16_t window;             /* so many indices from there are taken, the others not even acknowledged */
    struct trailcam_held **held; /* [window], by index; NULL until something came early */
    struct trailcam_held *taken; /* what the last take() lent out */
    uint16_t acks[TRAILCAM_ACK_COUNT];
    size_t ack_count;
    uint64_t ack_ms;     /* when they have to leave */
    uint64_t arrived_ms; /* when the stream last grew; 0: never */

    /* sending */
    uint16_t next_out;
    struct trailcam_sent *sent; /* oldest first */
};

void trailcam_channel_init(struct trailcam_channel *c, uint8_t number, uint16_t window);
void trailcam_channel_finish(struct trailcam_channel *c); /* frees; twice is fine */

/* True: the payload is next in the stream; then take() what was held for the time after it. In any case
 * an acknowledgement may be due. */
bool trailcam_channel_receive(struct trailcam_channel *c, uint64_t now_ms, uint16_t index,
                              struct fl_span payload);
bool trailcam_channel_take(struct trailcam_channel *c, struct fl_span *payload); /* valid until the next */
bool trailcam_channel_acks_due(const struct trailcam_channel *c, uint64_t now_ms);
void trailcam_channel_put_acks(struct trailcam_channel *c, struct fl_writer *w); /* all there are */

/* Queues bytes, cut to packets; *last (may be NULL): index of the last of them. FL_E_NOMEM: nothing. */
enum fl_err trailcam_channel_send(struct trailcam_channel *c, struct fl_span bytes, uint16_t *last);
void trailcam_channel_acked(struct trailcam_channel *c, uint16_t index);
bool trailcam_channel_owes(const struct trailcam_channel *c, uint16_t index); /* sent or queued, not acked */
/* The next packet that has to leave now, for the first time or again; false: none. */
bool trailcam_channel_due(struct trailcam_channel *c, const struct trailcam_pace *pace, uint64_t now_ms,
                          struct fl_span *packet);

/* When acknowledgements or packets are due next; UINT64_MAX: not by time alone. */
uint64_t trailcam_channel_when(const struct trailcam_channel *c, const struct trailcam_pace *pace);

#endif
