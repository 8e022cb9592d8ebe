/* The two halves of a DRW channel: what came, put into order; what is sent, until it is acknowledged. */
#include "trailcam_channel.h"

#include <stdlib.h>
#include <string.h>

/* The camera repeats each 50 ms without limit (captures). The driver's are chosen: slower than any
 * acknowledgement seen from a camera that is well. */
const struct trailcam_pace trailcam_driver_pace = {.first_ms = 100, .again_ms = 200, .in_flight = 16};
const struct trailcam_pace trailcam_camera_pace = {.first_ms = 50, .again_ms = 50, .in_flight = 256};

struct trailcam_held {
    size_t len;
    uint8_t data[];
};

struct trailcam_sent {
    struct trailcam_sent *next;
    uint64_t due_ms;
    uint16_t index;
    bool begun, again; /* left once; left more than once */
    size_t len;
    uint8_t packet[];
};

/* --- life ------------------------------------------------------------------------------------ */
void trailcam_channel_init(struct trailcam_channel *c, uint8_t number, uint16_t window)
{
    *c = (struct trailcam_channel){.number = number, .window = window};
}

static void free_sent(struct trailcam_sent *s)
{
    while (s) {
        struct trailcam_sent *next = s->next;
        free(s);
        s = next;
    }
}

void trailcam_channel_finish(struct trailcam_channel *c)
{
    for (size_t i = 0; c->held && i < c->window; i++)
        free(c->held[i]);
    free(c->held);
    free(c->taken);
    free_sent(c->sent);
    *c = (struct trailcam_channel){0};
}

/* --- receiving ------------------------------------------------------------------------------- */
static void acknowledge(struct trailcam_channel *c, uint64_t now_ms, uint16_t index)
{
    if (c->ack_count == TRAILCAM_ACK_COUNT)
        return; /* nobody let them go: the packet comes again */
    if (c->ack_count == 0)
        c->ack_ms = now_ms + TRAILCAM_ACK_MS;
    c->acks[c->ack_count++] = index;
}

static struct trailcam_held **slot(const struct trailcam_channel *c, uint16_t index)
{
    return &c->held[index % c->window];
}

/* Keeps a packet for later; false: it cannot, so it must come again. */
static bool hold(struct trailcam_channel *c, uint16_t index, struct fl_span payload)
{
    if (payload.len > TRAILCAM_PAYLOAD_MAX)
        return false;
    if (!c->held)
        c->held = calloc(c->window, sizeof *c->held);
    if (!c->held)
        return false;
    if (*slot(c, index))
        return true; /* another copy */
    struct trailcam_held *h = malloc(sizeof *h + payload.len);
    if (!h)
        return false;
    h->len = payload.len;
    if (payload.len)
        memcpy(h->data, payload.data, payload.len);
    *slot(c, index) = h;
    return true;
}

/* window divides 65536, so that two indices in it never share a slot, wrapped or not. */
bool trailcam_channel_receive(struct trailcam_channel *c, uint64_t now_ms, uint16_t index,
                              struct fl_span payload)
{
    int ahead = (int16_t)(uint16_t)(index - c->next);
    if (ahead >= c->window || (ahead > 0 && !hold(c, index, payload)))
        return false;
    acknowledge(c, now_ms, index);
    if (ahead != 0)
        return false;
    c->next++;
    c->arrived_ms = now_ms;
    return true;
}

bool trailcam_channel_take(struct trailcam_channel *c, struct fl_span *payload)
{
    free(c->taken);
    c->taken = NULL;
    if (!c->held || !*slot(c, c->next))
        return false;
    c->taken = *slot(c, c->next);
    *slot(c, c->next) = NULL;
    c->next++;
    *payload = (struct fl_span){c->taken->data, c->taken->len};
    return true;
}

bool trailcam_channel_acks_due(const struct trailcam_channel *c, uint64_t now_ms)
{
    return c->ack_count == TRAILCAM_ACK_COUNT || (c->ack_count > 0 && now_ms >= c->ack_ms);
}

void trailcam_channel_put_acks(struct trailcam_channel *c, struct fl_writer *w)
{
    trailcam_put_acks(w, c->number, c->acks, c->ack_count);
    c->ack_count = 0;
}

/* --- sending --------------------------------------------------------------------------------- */
static struct trailcam_sent *make_packet(const struct trailcam_channel *c, uint16_t index,
                                         struct fl_span payload)
{
    size_t cap = TRAILCAM_PACKET_MAX - TRAILCAM_PAYLOAD_MAX + payload.len;
    struct trailcam_sent *s = malloc(sizeof *s + cap);
    if (!s)
        return NULL;
    struct fl_writer w = fl_writer_of(s->packet, cap);
    trailcam_put_drw(&w, c->number, index, payload);
    s->next = NULL;
    s->due_ms = 0;
    s->index = index;
    s->begun = s->again = false;
    s->len = w.len;
    return s;
}

enum fl_err trailcam_channel_send(struct trailcam_channel *c, struct fl_span bytes, uint16_t *last)
{
    struct trailcam_sent *list = NULL, **end = &list;
    uint16_t index = c->next_out;
    for (struct fl_span piece; bytes.len > 0; bytes.data += piece.len, bytes.len -= piece.len) {
        piece = bytes;
        if (piece.len > TRAILCAM_PAYLOAD_MAX)
            piece.len = TRAILCAM_PAYLOAD_MAX;
        *end = make_packet(c, index++, piece);
        if (!*end) {
            free_sent(list);
            return FL_E_NOMEM;
        }
        end = &(*end)->next;
    }
    struct trailcam_sent **at = &c->sent;
    while (*at)
        at = &(*at)->next;
    *at = list;
    c->next_out = index;
    if (last)
        *last = (uint16_t)(index - 1);
    return FL_OK;
}

/* An index that has not left yet cannot be acknowledged. */
void trailcam_channel_acked(struct trailcam_channel *c, uint16_t index)
{
    for (struct trailcam_sent **at = &c->sent; *at && (*at)->begun; at = &(*at)->next) {
        if ((*at)->index != index)
            continue;
        struct trailcam_sent *done = *at;
        *at = done->next;
        free(done);
        return;
    }
}

bool trailcam_channel_owes(const struct trailcam_channel *c, uint16_t index)
{
    for (const struct trailcam_sent *s = c->sent; s; s = s->next)
        if (s->index == index)
            return true;
    return false;
}

bool trailcam_channel_due(struct trailcam_channel *c, const struct trailcam_pace *pace, uint64_t now_ms,
                          struct fl_span *packet)
{
    struct trailcam_sent *s = c->sent;
    for (size_t i = 0; s && i < pace->in_flight; i++, s = s->next) {
        if (s->begun && now_ms < s->due_ms)
            continue;
        s->again = s->begun;
        s->begun = true;
        s->due_ms = now_ms + (s->again ? pace->again_ms : pace->first_ms);
        *packet = (struct fl_span){s->packet, s->len};
        return true;
    }
    return false;
}

/* --- time ------------------------------------------------------------------------------------ */
uint64_t trailcam_channel_when(const struct trailcam_channel *c, const struct trailcam_pace *pace)
{
    uint64_t when = c->ack_count == 0 ? UINT64_MAX : c->ack_count == TRAILCAM_ACK_COUNT ? 0 : c->ack_ms;
    const struct trailcam_sent *s = c->sent;
    for (size_t i = 0; s && i < pace->in_flight; i++, s = s->next)
        if (s->due_ms < when)
            when = s->due_ms;
    return when;
}
