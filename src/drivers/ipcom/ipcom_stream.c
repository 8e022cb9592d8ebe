/* Message boundaries: there is no length on the wire, so what was asked, the id at a message's
 * start, and, where the length is unknown, a pause tell where a message ends.
 *
 * The cipher is deterministic: each answer's two-byte head looks the same all session long. When
 * something else stands where a message should begin, the stream is searched for the nearest
 * head. What is found that way may be a chance pair, so the snapshot behind it is doubtful and
 * the caller asks again instead of believing it. */
#include "ipcom_stream.h"

static bool is_head(const struct ipcom_stream *s, const uint8_t *data, enum ipcom_id id)
{
    const uint8_t head[IPCOM_HEAD_LEN] = {(uint8_t)id, IPCOM_VERSION};
    uint8_t wire[IPCOM_HEAD_LEN];
    ipcom_encrypt(&s->cipher, head, wire, sizeof head);
    return data[0] == wire[0] && data[1] == wire[1];
}

static bool is_any_head(const struct ipcom_stream *s, const uint8_t *data)
{
    static const enum ipcom_id ids[] = {IPCOM_POLL, IPCOM_FRAME, IPCOM_KEEPALIVE, IPCOM_DISCONNECT};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (is_head(s, data, ids[i]))
            return true;
    return false;
}

/* The version bytes of keep-alive, frame and disconnect answers are inferred: another one is
 * taken where such an answer is due. */
static bool may_begin(const uint8_t *plain, enum ipcom_id asked)
{
    switch (plain[0]) {
    case IPCOM_POLL:
        return plain[1] == IPCOM_VERSION;
    case IPCOM_FRAME:
    case IPCOM_KEEPALIVE:
        return plain[1] == IPCOM_VERSION || plain[0] == asked;
    case IPCOM_DISCONNECT:
        return plain[1] == IPCOM_VERSION || asked == IPCOM_FRAME || asked == IPCOM_KEEPALIVE;
    case IPCOM_NOTICE:
        return asked != 0;
    default:
        return false;
    }
}

static enum ipcom_found found_of(uint8_t id)
{
    switch (id) {
    case IPCOM_POLL:
        return IPCOM_GOT_SNAPSHOT;
    case IPCOM_FRAME:
        return IPCOM_GOT_ACK;
    case IPCOM_KEEPALIVE:
        return IPCOM_GOT_KEEPALIVE;
    case IPCOM_NOTICE:
        return IPCOM_GOT_NOTICE;
    default:
        return IPCOM_GOT_DISCONNECT;
    }
}

static size_t skip_noise(struct ipcom_stream *s, const uint8_t *data, size_t len)
{
    size_t at = 1;
    while (at + IPCOM_HEAD_LEN <= len && !is_any_head(s, data + at))
        at++;
    s->doubtful = true;
    s->skipped += at;
    return at;
}

static size_t hold(struct ipcom_stream *s, uint8_t id, size_t len, int pause_ms)
{
    s->held = len;
    s->held_id = id;
    s->pause_ms = pause_ms;
    return 0;
}

/* A message of unknown length: until the panel pauses, or until the head of the snapshot that is
 * still due; longer than any message is noise that happens to begin well. */
static size_t take_opaque(struct ipcom_stream *s, enum ipcom_id asked, uint8_t id, const uint8_t *data,
                          size_t len, enum ipcom_found *found)
{
    size_t end = len;
    for (size_t at = IPCOM_HEAD_LEN; asked == IPCOM_POLL && at + IPCOM_HEAD_LEN <= len; at++) {
        if (!is_head(s, data + at, IPCOM_POLL))
            continue;
        end = at;
        break;
    }
    if (end == len && len < IPCOM_MESSAGE_MAX)
        return hold(s, id, len, IPCOM_PAUSE_MS);
    /* The table's length of a keep-alive answer; any other cut is a guess. */
    if (id != IPCOM_KEEPALIVE || end != IPCOM_HEAD_LEN)
        s->doubtful = true;
    *found = found_of(id);
    return end;
}

size_t ipcom_stream_settled(struct ipcom_stream *s, size_t len)
{
    size_t drop = s->discard < len ? s->discard : len;
    s->discard -= drop;
    return drop;
}

size_t ipcom_stream_take(struct ipcom_stream *s, enum ipcom_id asked, const uint8_t *data, size_t len,
                         enum ipcom_found *found, struct ipcom_snapshot *snapshot)
{
    *found = IPCOM_GOT_NOTHING;
    s->held = 0;
    if (s->discard)
        return ipcom_stream_settled(s, len);
    if (len < IPCOM_HEAD_LEN)
        return 0;
    uint8_t plain[IPCOM_SNAPSHOT_LEN];
    size_t plain_len = len < sizeof plain ? len : sizeof plain;
    ipcom_decrypt(&s->cipher, data, plain, plain_len);
    if (!may_begin(plain, asked)) {
        *found = IPCOM_GOT_NOISE;
        return skip_noise(s, data, len);
    }
    size_t size;
    enum fl_err err = ipcom_answer_size(plain, plain_len, &size);
    if (err)
        return take_opaque(s, asked, plain[0], data, len, found);
    if (size > len)
        return plain[0] == IPCOM_FRAME ? hold(s, plain[0], len, IPCOM_FRAME_PAUSE_MS) : 0;
    *found = found_of(plain[0]);
    if (*found == IPCOM_GOT_SNAPSHOT) {
        struct fl_reader r = fl_reader_of(plain, plain_len);
        ipcom_get_snapshot(&r, snapshot);
    }
    return size;
}

size_t ipcom_stream_skip(struct ipcom_stream *s, const uint8_t *data, size_t len, uint8_t *id)
{
    uint8_t plain[IPCOM_SNAPSHOT_LEN];
    size_t plain_len = len < sizeof plain ? len : sizeof plain, size = 0;
    *id = 0;
    if (len < IPCOM_HEAD_LEN)
        return 0;
    ipcom_decrypt(&s->cipher, data, plain, plain_len);
    if (plain[1] == IPCOM_VERSION)
        *id = plain[0];
    bool sized = *id && !ipcom_answer_size(plain, plain_len, &size);
    if (sized && size <= len)
        return size;
    if (*id == IPCOM_POLL)
        s->discard = size - len;
    else
        s->doubtful = true;
    return len;
}

enum ipcom_found ipcom_stream_pause(struct ipcom_stream *s)
{
    s->discard = s->held;
    s->held = 0;
    return found_of(s->held_id);
}
