/* The trail camera's records in a byte stream: whatever pieces the bytes come in, the same records come
 * out. The first byte chooses the pieces; the rest is the stream. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/trailcam/trailcam_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LIMIT = 300 };

struct sum { /* of what came out */
    uint64_t hash;
    size_t records, skipped;
    bool greeted;
};

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void mix(struct sum *s, uint64_t value)
{
    s->hash = (s->hash ^ value) * 0x100000001b3u;
}

static void note(struct sum *s, const struct trailcam_record *r)
{
    must(r->head.len <= TRAILCAM_RECORD_MAX);
    must(r->body.len == (r->head.len <= LIMIT ? r->head.len : 0));
    mix(s, r->head.msg);
    mix(s, r->head.seq);
    mix(s, r->head.len);
    for (size_t i = 0; i < r->body.len; i++)
        mix(s, r->body.data[i]);
    s->records++;
}

static struct sum cut(const uint8_t *data, size_t size, size_t piece)
{
    struct sum sum = {.hash = 1};
    struct trailcam_stream s;
    trailcam_stream_init(&s, LIMIT);
    for (size_t at = 0; at < size; at += piece) {
        struct fl_span in = {data + at, size - at < piece ? size - at : piece};
        struct trailcam_record r;
        while (trailcam_stream_next(&s, &in, &r)) {
            note(&sum, &r);
            if (r.head.seq % 2)
                free(trailcam_stream_keep(&s));
        }
        must(in.len == 0);
    }
    sum.skipped = s.skipped;
    sum.greeted = trailcam_stream_greeted(&s);
    trailcam_stream_finish(&s);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct sum whole = cut(data + 1, size - 1, size), pieces = cut(data + 1, size - 1, data[0] % 40 + 1u);
    must(whole.hash == pieces.hash && whole.records == pieces.records && whole.skipped == pieces.skipped &&
         whole.greeted == pieces.greeted);
    return 0;
}
