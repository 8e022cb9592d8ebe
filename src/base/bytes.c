/* The cursors over wire bytes. Every multi-byte access goes through get_be/get_le and
 * put_be/put_le, so there is one bounds check for reading and one for writing. */
#include <fairlead/bytes.h>

#include <string.h>

struct fl_reader fl_reader_of(const void *data, size_t len)
{
    const uint8_t *p = data;
    return (struct fl_reader){.p = p, .end = p ? p + len : p, .bad = !p && len};
}

size_t fl_reader_left(const struct fl_reader *r)
{
    return r->p ? (size_t)(r->end - r->p) : 0;
}

bool fl_reader_ok(const struct fl_reader *r)
{
    return !r->bad;
}

bool fl_reader_done(const struct fl_reader *r)
{
    return !r->bad && r->p == r->end;
}

struct fl_span fl_get_span(struct fl_reader *r, size_t len)
{
    if (r->bad || len > fl_reader_left(r)) {
        r->bad = true;
        return (struct fl_span){NULL, 0};
    }
    struct fl_span span = {r->p, len};
    if (len)
        r->p += len;
    return span;
}

struct fl_reader fl_get_sub(struct fl_reader *r, size_t len)
{
    struct fl_span span = fl_get_span(r, len);
    struct fl_reader sub = fl_reader_of(span.data, span.len);
    sub.bad = r->bad;
    return sub;
}

static uint64_t get_be(struct fl_reader *r, size_t len)
{
    struct fl_span span = fl_get_span(r, len);
    uint64_t v = 0;
    for (size_t i = 0; i < span.len; i++)
        v = v << 8 | span.data[i];
    return v;
}

static uint64_t get_le(struct fl_reader *r, size_t len)
{
    struct fl_span span = fl_get_span(r, len);
    uint64_t v = 0;
    for (size_t i = span.len; i-- > 0;)
        v = v << 8 | span.data[i];
    return v;
}

uint8_t fl_get_u8(struct fl_reader *r)
{
    return (uint8_t)get_be(r, 1);
}

uint16_t fl_get_be16(struct fl_reader *r)
{
    return (uint16_t)get_be(r, 2);
}

uint32_t fl_get_be32(struct fl_reader *r)
{
    return (uint32_t)get_be(r, 4);
}

uint64_t fl_get_be64(struct fl_reader *r)
{
    return get_be(r, 8);
}

uint16_t fl_get_le16(struct fl_reader *r)
{
    return (uint16_t)get_le(r, 2);
}

uint32_t fl_get_le32(struct fl_reader *r)
{
    return (uint32_t)get_le(r, 4);
}

uint64_t fl_get_le64(struct fl_reader *r)
{
    return get_le(r, 8);
}

uint64_t fl_get_be_var(struct fl_reader *r, size_t len)
{
    if (len > 8) {
        r->bad = true;
        return 0;
    }
    return get_be(r, len);
}

uint64_t fl_get_leb128(struct fl_reader *r)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        uint8_t byte = fl_get_u8(r);
        if (r->bad)
            return 0;
        if (shift == 63 && byte > 1)
            break; /* the tenth byte holds one bit */
        v |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return v;
    }
    r->bad = true;
    return 0;
}

struct fl_writer fl_writer_of(void *buf, size_t cap)
{
    return (struct fl_writer){.buf = buf, .cap = cap};
}

bool fl_writer_ok(const struct fl_writer *w)
{
    return !w->bad;
}

/* Room for len more bytes, or NULL and bad. */
static uint8_t *extend(struct fl_writer *w, size_t len)
{
    if (w->bad || len > w->cap - w->len) {
        w->bad = true;
        return NULL;
    }
    uint8_t *at = w->buf + w->len;
    w->len += len;
    return at;
}

static void put_be(struct fl_writer *w, uint64_t v, size_t len)
{
    uint8_t *at = extend(w, len);
    for (size_t i = len; at && i-- > 0; v >>= 8)
        at[i] = (uint8_t)v;
}

static void put_le(struct fl_writer *w, uint64_t v, size_t len)
{
    uint8_t *at = extend(w, len);
    for (size_t i = 0; at && i < len; i++, v >>= 8)
        at[i] = (uint8_t)v;
}

void fl_put_u8(struct fl_writer *w, uint8_t v)
{
    put_be(w, v, 1);
}

void fl_put_be16(struct fl_writer *w, uint16_t v)
{
    put_be(w, v, 2);
}

void fl_put_be32(struct fl_writer *w, uint32_t v)
{
    put_be(w, v, 4);
}

void fl_put_be64(struct fl_writer *w, uint64_t v)
{
    put_be(w, v, 8);
}

void fl_put_le16(struct fl_writer *w, uint16_t v)
{
    put_le(w, v, 2);
}

void fl_put_le32(struct fl_writer *w, uint32_t v)
{
    put_le(w, v, 4);
}

void fl_put_le64(struct fl_writer *w, uint64_t v)
{
    put_le(w, v, 8);
}

void fl_put_be_var(struct fl_writer *w, uint64_t v, size_t len)
{
    if (len > 8) {
        w->bad = true;
        return;
    }
    put_be(w, v, len);
}

void fl_put_leb128(struct fl_writer *w, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        fl_put_u8(w, (uint8_t)(v | 0x80));
    fl_put_u8(w, (uint8_t)v);
}

void fl_put_bytes(struct fl_writer *w, const void *data, size_t len)
{
    uint8_t *at = extend(w, len);
    if (at && len)
        memcpy(at, data, len);
}

void fl_put_fill(struct fl_writer *w, uint8_t value, size_t count)
{
    uint8_t *at = extend(w, count);
    if (at && count)
        memset(at, value, count);
}

void fl_patch_be16(struct fl_writer *w, size_t at, uint16_t v)
{
    if (w->bad || w->len < 2 || at > w->len - 2) {
        w->bad = true;
        return;
    }
    w->buf[at] = (uint8_t)(v >> 8);
    w->buf[at + 1] = (uint8_t)v;
}
