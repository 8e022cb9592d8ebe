/* Bounds-checked cursors: the only way to touch wire bytes.
 *
 * A read past the end yields zero, sets bad and never touches memory, so a decoder reads straight
 * through and tests once at the end; a write past the capacity sets bad likewise. Spans are
 * borrowed: they are valid only as long as what they were cut from. Thread rule: plain values. */
#ifndef FL_BYTES_H
#define FL_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fl_span {
    const uint8_t *data;
    size_t len;
};

struct fl_reader {
    const uint8_t *p, *end;
    bool bad;
};

struct fl_reader fl_reader_of(const void *data, size_t len);
size_t fl_reader_left(const struct fl_reader *r);
bool fl_reader_ok(const struct fl_reader *r);   /* nothing read past the end */
bool fl_reader_done(const struct fl_reader *r); /* ok, and all bytes used */

uint8_t fl_get_u8(struct fl_reader *r);
uint16_t fl_get_be16(struct fl_reader *r);
uint32_t fl_get_be32(struct fl_reader *r);
uint64_t fl_get_be64(struct fl_reader *r);
uint16_t fl_get_le16(struct fl_reader *r);
uint32_t fl_get_le32(struct fl_reader *r);
uint64_t fl_get_le64(struct fl_reader *r);
uint64_t fl_get_be_var(struct fl_reader *r, size_t len);      /* len 0..8 bytes; more sets bad */
uint64_t fl_get_leb128(struct fl_reader *r);                  /* at most 10 bytes; overflow sets bad */
struct fl_span fl_get_span(struct fl_reader *r, size_t len);  /* too long: empty, and bad */
struct fl_reader fl_get_sub(struct fl_reader *r, size_t len); /* a nested, length-prefixed part */

struct fl_writer {
    uint8_t *buf;
    size_t cap, len;
    bool bad;
};

struct fl_writer fl_writer_of(void *buf, size_t cap);
bool fl_writer_ok(const struct fl_writer *w);
void fl_put_u8(struct fl_writer *w, uint8_t v);
void fl_put_be16(struct fl_writer *w, uint16_t v);
void fl_put_be32(struct fl_writer *w, uint32_t v);
void fl_put_be64(struct fl_writer *w, uint64_t v);
void fl_put_le16(struct fl_writer *w, uint16_t v);
void fl_put_le32(struct fl_writer *w, uint32_t v);
void fl_put_le64(struct fl_writer *w, uint64_t v);
void fl_put_be_var(struct fl_writer *w, uint64_t v, size_t len);
void fl_put_leb128(struct fl_writer *w, uint64_t v);
void fl_put_bytes(struct fl_writer *w, const void *data, size_t len);
void fl_put_fill(struct fl_writer *w, uint8_t value, size_t count);
void fl_patch_be16(struct fl_writer *w, size_t at, uint16_t v); /* length fields; beyond len sets bad */

#endif
