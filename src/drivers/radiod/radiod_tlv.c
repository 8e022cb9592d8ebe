/* Packets and their values, both directions. The layout is drawn in the header. */
#include "radiod_tlv.h"

#include <math.h>
#include <string.h>

enum {
    LONG_LENGTH = 0x80,
    LENGTH_BYTES_MAX = 4,
    FLOAT_LEN = 4,
    DOUBLE_LEN = 8,
    SOCKET4_LEN = 6,
    SOCKET6_LEN = 18
};

/* --- reading ------------------------------------------------------------------------------ */
static size_t get_length(struct fl_reader *r)
{
    uint8_t first = fl_get_u8(r);
    if (first < LONG_LENGTH)
        return first;
    size_t bytes = first & ~(unsigned)LONG_LENGTH;
    if (bytes > LENGTH_BYTES_MAX)
        r->bad = true;
    return r->bad ? 0 : (size_t)fl_get_be_var(r, bytes);
}

enum fl_err radiod_next(struct fl_reader *list, struct radiod_tlv *out)
{
    *out = (struct radiod_tlv){0};
    if (!fl_reader_left(list))
        return fl_reader_ok(list) ? FL_AGAIN : FL_E_FORMAT;
    out->type = fl_get_u8(list);
    if (out->type == RADIOD_EOL) {
        list->p = list->end; /* what follows is not ours to read */
        return FL_AGAIN;
    }
    out->value = fl_get_span(list, get_length(list));
    return fl_reader_ok(list) ? FL_OK : FL_E_FORMAT;
}

uint64_t radiod_get_int(struct fl_span value)
{
    uint64_t v = 0;
    for (size_t i = 0; i < value.len; i++)
        v = v << 8 | value.data[i];
    return v;
}

static double double_of(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static float float_of(uint32_t bits)
{
    float v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

bool radiod_get_float(struct fl_span value, double *out)
{
    if (value.len > FLOAT_LEN)
        return radiod_get_double(value, out);
    *out = (double)float_of((uint32_t)radiod_get_int(value));
    return true;
}

bool radiod_get_double(struct fl_span value, double *out)
{
    *out = double_of(radiod_get_int(value));
    return value.len <= DOUBLE_LEN;
}

/* How many bytes at p are one character of UTF-8: 0 if they are none. Overlong forms, surrogates and
 * what is beyond the last code point are none. */
static size_t character(const uint8_t *p, size_t len)
{
    static const struct {
        uint8_t mask, lead;
        uint32_t first, last;
    } forms[] = {{0x80, 0x00, 0x0, 0x7f},
                 {0xe0, 0xc0, 0x80, 0x7ff},
                 {0xf0, 0xe0, 0x800, 0xffff},
                 {0xf8, 0xf0, 0x10000, 0x10ffff}};
    size_t more = 0;
    while (more < 4 && (p[0] & forms[more].mask) != forms[more].lead)
        more++;
    if (more == 4 || more >= len)
        return 0;
    uint32_t code = p[0] & (uint8_t)~forms[more].mask;
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (p[i] & 0x3f);
    }
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code >= forms[more].first && code <= forms[more].last && !surrogate ? more + 1 : 0;
}

const char *radiod_get_text(struct fl_span value, char buf[static RADIOD_TEXT_MAX])
{
    size_t len = 0;
    for (size_t at = 0, n; at < value.len && value.data[at]; at += n ? n : 1) {
        n = character(value.data + at, value.len - at);
        if (len + (n ? n : 1) >= RADIOD_TEXT_MAX)
            break;
        if (n)
            memcpy(buf + len, value.data + at, n);
        else
            buf[len] = '?';
        len += n ? n : 1;
    }
    buf[len] = '\0';
    return buf;
}

bool radiod_get_socket(struct fl_span value, struct fl_addr *out)
{
    *out = (struct fl_addr){0};
    if (value.len == 0)
        return true;
    if (value.len != SOCKET4_LEN && value.len != SOCKET6_LEN)
        return false;
    struct fl_reader r = fl_reader_of(value.data, value.len);
    struct fl_span ip = fl_get_span(&r, value.len - 2);
    out->family = value.len == SOCKET4_LEN ? 4 : 6;
    memcpy(out->ip, ip.data, ip.len);
    out->port = fl_get_be16(&r);
    return true;
}

/* --- making one --------------------------------------------------------------------------- */
struct radiod_builder radiod_begin(void *buf, size_t cap, uint8_t packet)
{
    struct radiod_builder b = {.w = fl_writer_of(buf, cap)};
    fl_put_u8(&b.w, packet);
    return b;
}

/* As radiod does: one byte, or a count and at least two. */
static void put_length(struct fl_writer *w, size_t len)
{
    if (len < LONG_LENGTH) {
        fl_put_u8(w, (uint8_t)len);
        return;
    }
    size_t bytes = 2;
    while (bytes < LENGTH_BYTES_MAX && len >> (8 * bytes))
        bytes++;
    fl_put_u8(w, (uint8_t)(LONG_LENGTH | bytes));
    fl_put_be_var(w, len, bytes);
}

void radiod_put_bytes(struct radiod_builder *b, enum radiod_tag tag, const void *data, size_t len)
{
    fl_put_u8(&b->w, (uint8_t)tag);
    put_length(&b->w, len);
    if (len)
        fl_put_bytes(&b->w, data, len);
}

/* The lowest `len` bytes of a number, without the leading zeros. */
static void put_number(struct radiod_builder *b, enum radiod_tag tag, uint64_t bits, size_t len)
{
    while (len > 0 && bits >> (8 * (len - 1)) == 0)
        len--;
    fl_put_u8(&b->w, (uint8_t)tag);
    put_length(&b->w, len);
    fl_put_be_var(&b->w, bits, len);
}

void radiod_put_int(struct radiod_builder *b, enum radiod_tag tag, uint64_t value)
{
    put_number(b, tag, value, sizeof value);
}

void radiod_put_real(struct radiod_builder *b, enum radiod_tag tag, double value)
{
    const struct radiod_tag_info *info = radiod_tag_info(tag);
    if (!info || isnan(value)) {
        b->w.bad = true;
        return;
    }
    if (info->wire == RADIOD_DOUBLE) {
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        put_number(b, tag, bits, DOUBLE_LEN);
        return;
    }
    float narrow = (float)value;
    uint32_t bits;
    memcpy(&bits, &narrow, sizeof bits);
    put_number(b, tag, bits, FLOAT_LEN);
}

void radiod_put_text(struct radiod_builder *b, enum radiod_tag tag, const char *text)
{
    radiod_put_bytes(b, tag, text, strlen(text));
}

void radiod_put_socket(struct radiod_builder *b, enum radiod_tag tag, const struct fl_addr *addr)
{
    uint8_t wire[RADIOD_SOCKET_MAX];
    struct fl_writer w = fl_writer_of(wire, sizeof wire);
    if (addr->family) {
        fl_put_bytes(&w, addr->ip, addr->family == 4 ? 4 : 16);
        fl_put_be16(&w, addr->port);
    }
    radiod_put_bytes(b, tag, wire, w.len);
}

size_t radiod_end(struct radiod_builder *b)
{
    fl_put_u8(&b->w, RADIOD_EOL);
    return fl_writer_ok(&b->w) ? b->w.len : 0;
}
