/* A PPPP session's reliable part, for both sides: eight channels, their acknowledgements and records, and
 * ALIVE. Pure: packets come in and go out through the functions given, time is passed in. */
#ifndef FL_DRIVERS_TRAILCAM_TRANSPORT_H
#define FL_DRIVERS_TRAILCAM_TRANSPORT_H

#include "trailcam_channel.h"
#include "trailcam_stream.h"

enum { TRAILCAM_ALIVE_MS = 1000 }; /* an idle side says that it is there */

struct trailcam_transport_user {
    void (*send)(void *ctx, const void *packet, size_t len);
    /* A record of a channel that is listened to. Its body may be kept: trailcam_transport_keep(). */
    void (*record)(void *ctx, uint8_t channel, const struct trailcam_record *record);
    void *ctx;
};

struct trailcam_transport {
    struct trailcam_transport_user user;
    struct trailcam_pace pace;
    struct trailcam_channel channels[TRAILCAM_CHANNELS];
    struct trailcam_stream streams[TRAILCAM_CHANNELS];
    uint64_t sent_ms; /* when a packet last left */
};

/* limits: the longest record body wanted on each channel; 0: what comes there is dropped. */
void trailcam_transport_init(struct trailcam_transport *t, const struct trailcam_transport_user *user,
                             const struct trailcam_pace *pace, const size_t limits[static TRAILCAM_CHANNELS],
                             uint64_t now_ms);
void trailcam_transport_finish(struct trailcam_transport *t); /* frees; twice is fine */

/* DRW, DRW_ACK and ALIVE are dealt with; others are the caller's. */
void trailcam_transport_packet(struct trailcam_transport *t, uint64_t now_ms,
                               const struct trailcam_packet *packet);
/* Bytes on a channel; what fits in flight leaves at once. *last: see trailcam_channel_send(). */
enum fl_err trailcam_transport_send(struct trailcam_transport *t, uint64_t now_ms, uint8_t channel,
                                    struct fl_span bytes, uint16_t *last);
uint8_t *trailcam_transport_keep(struct trailcam_transport *t, uint8_t channel);
void trailcam_transport_tick(struct trailcam_transport *t, uint64_t now_ms); /* sends what is due */
uint64_t trailcam_transport_when(const struct trailcam_transport *t);

#endif
