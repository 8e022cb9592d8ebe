/* Cuts a byte stream into records. */
#include "trailcam_stream.h"

#include <stdlib.h>
#include <string.h>

enum { BODY_SMALL = 4096 }; /* what a quiet stream holds on to, and the first piece of a long body */

static const uint8_t greeting[] = {'A', 'C', 'K'};

void trailcam_stream_init(struct trailcam_stream *s, size_t limit)
{
    *s = (struct trailcam_stream){.limit = limit};
}

void trailcam_stream_finish(struct trailcam_stream *s)
{
    free(s->body);
    trailcam_stream_init(s, s->limit);
}

bool trailcam_stream_greeted(const struct trailcam_stream *s)
{
    return s->greeted == sizeof greeting;
}

uint8_t *trailcam_stream_keep(struct trailcam_stream *s)
{
    uint8_t *body = s->body;
    s->body = NULL;
    s->cap = 0;
    return body;
}

/* --- heads ----------------------------------------------------------------------------------- */
static void consume(struct fl_span *in, size_t len)
{
    in->data += len;
    in->len -= len;
}

/* Drops bytes off the front until what is left may be the beginning of a record. */
static void drop_false_start(struct trailcam_stream *s)
{
    size_t from = 0;
    for (; from < s->head_len; from++) {
        size_t len = s->head_len - from;
        if (!memcmp(s->head + from, trailcam_signature,
                    len < sizeof trailcam_signature ? len : sizeof trailcam_signature))
            break;
    }
    s->head_len -= from;
    s->skipped += from;
    memmove(s->head, s->head + from, s->head_len);
}

static void begin_body(struct trailcam_stream *s)
{
    s->in_body = true;
    s->done = false;
    s->len = 0;
    if (s->record.len > s->limit) {
        free(s->body);
        s->body = NULL;
        s->cap = 0;
    }
}

static void take_head_byte(struct trailcam_stream *s, uint8_t byte)
{
    s->head[s->head_len++] = byte;
    drop_false_start(s);
    struct fl_reader r = fl_reader_of(s->head, s->head_len);
    enum fl_err err = trailcam_get_head(&r, &s->record);
    if (err == FL_AGAIN)
        return;
    if (err) { /* a length that no record has: the signature was part of something else */
        s->head[0] = 0;
        drop_false_start(s);
        return;
    }
    s->head_len = 0;
    begin_body(s);
}

/* True: the byte was the greeting's. */
static bool take_greeting(struct trailcam_stream *s, uint8_t byte)
{
    if (s->begun || trailcam_stream_greeted(s))
        return false;
    if (byte == greeting[s->greeted]) {
        s->greeted++;
        return true;
    }
    s->begun = true;
    size_t false_start = s->greeted; /* "A" may have been the signature's */
    s->greeted = 0;
    for (size_t i = 0; i < false_start && i < sizeof greeting; i++)
        take_head_byte(s, greeting[i]);
    return false;
}

/* --- bodies ---------------------------------------------------------------------------------- */
/* Room for what comes next: grows with what came, not with what was promised. */
static bool grow(struct trailcam_stream *s, size_t more)
{
    size_t wanted = s->len + more, cap = s->cap ? s->cap : BODY_SMALL;
    if (wanted <= s->cap)
        return true;
    while (cap < wanted)
        cap *= 2;
    if (cap > s->record.len && s->record.len > BODY_SMALL)
        cap = s->record.len;
    uint8_t *body = realloc(s->body, cap);
    if (!body) {
        free(s->body);
        s->body = NULL;
        s->cap = 0;
        return false;
    }
    s->body = body;
    s->cap = cap;
    return true;
}

static void take_body(struct trailcam_stream *s, struct fl_span *in)
{
    size_t left = s->record.len - s->len, len = in->len < left ? in->len : left;
    bool kept = s->len == 0 || s->body;
    if (len > 0 && s->record.len <= s->limit && kept && grow(s, len))
        memcpy(s->body + s->len, in->data, len);
    s->len += len;
    consume(in, len);
}

static void hand_out(struct trailcam_stream *s, struct trailcam_record *out)
{
    s->in_body = false;
    s->done = true;
    *out = (struct trailcam_record){.head = s->record, .body = {s->body, s->body ? s->record.len : 0}};
}

/* The record handed out last has been used. */
static void forget(struct trailcam_stream *s)
{
    s->done = false;
    if (s->cap <= BODY_SMALL)
        return;
    free(s->body);
    s->body = NULL;
    s->cap = 0;
}

bool trailcam_stream_next(struct trailcam_stream *s, struct fl_span *in, struct trailcam_record *out)
{
    if (s->done)
        forget(s);
    for (;;) {
        if (s->in_body)
            take_body(s, in);
        if (s->in_body && s->len == s->record.len) {
            hand_out(s, out);
            return true;
        }
        if (in->len == 0)
            return false;
        uint8_t byte = in->data[0];
        if (!take_greeting(s, byte))
            take_head_byte(s, byte);
        consume(in, 1);
    }
}
