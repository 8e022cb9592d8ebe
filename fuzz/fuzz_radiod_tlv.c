/* Status and command packets of radiod: any datagram. What is read must be the same after it was
 * written and read again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/radiod/radiod_status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void write_field(struct radiod_builder *b, const struct radiod_status *s, enum radiod_tag tag)
{
    uint64_t number;
    double real;
    char text[RADIOD_TEXT_MAX];
    struct fl_addr addr;
    switch (radiod_tag_info(tag)->wire) {
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        if (radiod_real(s, tag, &real))
            radiod_put_real(b, tag, real);
        break;
    case RADIOD_STRING:
        if (radiod_text(s, tag, text))
            radiod_put_text(b, tag, text);
        break;
    case RADIOD_SOCKET:
        if (radiod_socket(s, tag, &addr))
            radiod_put_socket(b, tag, &addr);
        break;
    case RADIOD_VECTOR:
    case RADIOD_BYTES:
    case RADIOD_NOTHING:
        radiod_put_bytes(b, tag, s->value[tag].data, s->value[tag].len);
        break;
    case RADIOD_INT:
    case RADIOD_SIGNED:
    case RADIOD_BOOL:
        if (radiod_int(s, tag, &number))
            radiod_put_int(b, tag, number);
    }
}

static void same_field(const struct radiod_status *s, const struct radiod_status *again, enum radiod_tag tag)
{
    uint64_t a, b;
    double x, y;
    char t[RADIOD_TEXT_MAX], u[RADIOD_TEXT_MAX];
    switch (radiod_tag_info(tag)->wire) {
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        if (radiod_real(s, tag, &x) &&
            (s->value[tag].len <= 4 || radiod_tag_info(tag)->wire == RADIOD_DOUBLE))
            must(radiod_real(again, tag, &y) && !memcmp(&x, &y, sizeof x));
        break;
    case RADIOD_STRING:
        if (radiod_text(s, tag, t))
            must(radiod_text(again, tag, u) && !strcmp(t, u));
        break;
    case RADIOD_INT:
        if (radiod_int(s, tag, &a))
            must(radiod_int(again, tag, &b) && a == b);
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t wire[256 * 1024];
    struct radiod_status s, again;
    if (radiod_decode(&s, data, size))
        return 0;
    must(s.ssrc);
    struct radiod_builder b = radiod_begin(wire, sizeof wire, s.packet);
    for (int tag = RADIOD_EOL + 1; tag < RADIOD_TAG_COUNT; tag++)
        if (radiod_has(&s, (enum radiod_tag)tag) && tag != RADIOD_OUTPUT_SSRC)
            write_field(&b, &s, (enum radiod_tag)tag);
    radiod_put_int(&b, RADIOD_OUTPUT_SSRC, s.ssrc);
    size_t len = radiod_end(&b);
    must(len && !radiod_decode(&again, wire, len) && again.ssrc == s.ssrc);
    for (int tag = RADIOD_EOL + 1; tag < RADIOD_TAG_COUNT; tag++)
        if (tag != RADIOD_OUTPUT_SSRC)
            same_field(&s, &again, (enum radiod_tag)tag);
    return 0;
}
