/* Eight channels over one stream of datagrams. */
#include "trailcam_transport.h"

/* What the vendor's window must at least be: whole thumbnails can be outstanding on 3 and 4. */
enum { WINDOW = 64, WINDOW_MEDIA = 1024 };

void trailcam_transport_init(struct trailcam_transport *t, const struct trailcam_transport_user *user,
                             const struct trailcam_pace *pace, const size_t limits[static TRAILCAM_CHANNELS],
                             uint64_t now_ms)
{
    *t = (struct trailcam_transport){.user = *user, .pace = *pace, .sent_ms = now_ms};
    for (int i = 0; i < TRAILCAM_CHANNELS; i++) {
        bool media = i == TRAILCAM_FILES || i == TRAILCAM_THUMBNAILS;
        trailcam_channel_init(&t->channels[i], (uint8_t)i, media ? WINDOW_MEDIA : WINDOW);
        trailcam_stream_init(&t->streams[i], limits[i]);
    }
}

void trailcam_transport_finish(struct trailcam_transport *t)
{
    for (size_t i = 0; i < TRAILCAM_CHANNELS; i++) {
        trailcam_channel_finish(&t->channels[i]);
        trailcam_stream_finish(&t->streams[i]);
    }
}

uint8_t *trailcam_transport_keep(struct trailcam_transport *t, uint8_t channel)
{
    return trailcam_stream_keep(&t->streams[channel]);
}

/* --- out ------------------------------------------------------------------------------------- */
static void send_packet(struct trailcam_transport *t, uint64_t now_ms, const void *packet, size_t len)
{
    t->sent_ms = now_ms;
    t->user.send(t->user.ctx, packet, len);
}

static void send_bare(struct trailcam_transport *t, uint64_t now_ms, enum trailcam_type type)
{
    uint8_t buf[8];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_put_bare(&w, type);
    send_packet(t, now_ms, buf, w.len);
}

static void send_acks(struct trailcam_transport *t, uint64_t now_ms, struct trailcam_channel *c)
{
    uint8_t buf[8 + 2 * TRAILCAM_ACK_COUNT];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_channel_put_acks(c, &w);
    send_packet(t, now_ms, buf, w.len);
}

static void send_due(struct trailcam_transport *t, uint64_t now_ms, struct trailcam_channel *c)
{
    struct fl_span packet;
    if (trailcam_channel_acks_due(c, now_ms))
        send_acks(t, now_ms, c);
    while (trailcam_channel_due(c, &t->pace, now_ms, &packet))
        send_packet(t, now_ms, packet.data, packet.len);
}

enum fl_err trailcam_transport_send(struct trailcam_transport *t, uint64_t now_ms, uint8_t channel,
                                    struct fl_span bytes, uint16_t *last)
{
    enum fl_err err = trailcam_channel_send(&t->channels[channel], bytes, last);
    if (!err)
        send_due(t, now_ms, &t->channels[channel]);
    return err;
}

void trailcam_transport_tick(struct trailcam_transport *t, uint64_t now_ms)
{
    for (size_t i = 0; i < TRAILCAM_CHANNELS; i++)
        send_due(t, now_ms, &t->channels[i]);
    if (now_ms >= t->sent_ms + TRAILCAM_ALIVE_MS)
        send_bare(t, now_ms, TRAILCAM_ALIVE);
}

uint64_t trailcam_transport_when(const struct trailcam_transport *t)
{
    uint64_t when = t->sent_ms + TRAILCAM_ALIVE_MS;
    for (size_t i = 0; i < TRAILCAM_CHANNELS; i++) {
        uint64_t at = trailcam_channel_when(&t->channels[i], &t->pace);
        if (at < when)
            when = at;
    }
    return when;
}

/* --- in -------------------------------------------------------------------------------------- */
static void deliver(struct trailcam_transport *t, uint8_t channel, struct fl_span payload)
{
    struct trailcam_stream *s = &t->streams[channel];
    struct trailcam_record record;
    if (s->limit == 0)
        return;
    while (trailcam_stream_next(s, &payload, &record))
        t->user.record(t->user.ctx, channel, &record);
}

static void receive(struct trailcam_transport *t, uint64_t now_ms, const struct trailcam_packet *p)
{
    struct trailcam_channel *c = &t->channels[p->channel];
    if (trailcam_channel_receive(c, now_ms, p->index, p->payload)) {
        deliver(t, p->channel, p->payload);
        for (struct fl_span held; trailcam_channel_take(c, &held);)
            deliver(t, p->channel, held);
    }
    if (trailcam_channel_acks_due(c, now_ms))
        send_acks(t, now_ms, c);
}

void trailcam_transport_packet(struct trailcam_transport *t, uint64_t now_ms,
                               const struct trailcam_packet *packet)
{
    switch (packet->type) {
    case TRAILCAM_DRW:
        receive(t, now_ms, packet);
        break;
    case TRAILCAM_DRW_ACK:
        for (size_t i = 0; i < packet->ack_count; i++)
            trailcam_channel_acked(&t->channels[packet->channel], trailcam_ack(packet, i));
        send_due(t, now_ms, &t->channels[packet->channel]);
        break;
    case TRAILCAM_ALIVE:
        send_bare(t, now_ms, TRAILCAM_ALIVE_ACK);
        break;
    default:
        break;
    }
}
