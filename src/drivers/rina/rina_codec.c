/* The walker: goes through a type's table and reads or writes field after field.
 *
 *                 postcard                            bincode
 *   u8, bool, option's tag     one byte               one byte
 *   u32, u64      varint: 7 bits a byte, low first    4, 8 bytes, little-endian
 *   i32, i64      zigzag (2n, -2n-1), then varint     4, 8 bytes, two's complement
 *   count         varint of 64 bits                   8 bytes
 *   enum          varint of 32 bits, then its data    4 bytes, then its data
 *   text, bytes   count, raw                          count, raw
 *   list, map     count, elements                     count, elements
 *
 * It keeps its own stack, so that no datagram can make it recurse. */
#include "rina_codec.h"

#include <string.h>

/* A map within a map takes two frames, an entry's and its value's; the structures around them take
 * four at most (change, object, value, and the list). */
enum { FRAMES_MAX = 2 * RINA_NESTING_MAX + 8 };

struct frame {
    const struct rina_type *type;
    size_t next, end; /* fields still to be done */
    uint64_t more;    /* elements of the list after this one */
    union {
        char *to; /* reading; NULL: only checked */
        const char *from;
    };
    struct rina_list *list; /* whose elements these are, to be told where they end */
    bool is_map;
};

struct walk {
    enum rina_codec codec;
    struct fl_reader *in;
    struct fl_writer *out;
    size_t depth, maps;
    struct frame frames[FRAMES_MAX];
};

/* --- numbers ------------------------------------------------------------------------------------ */

static const struct number {
    unsigned bits;
    bool is_signed;
    size_t size; /* in memory */
} numbers[] = {
    [RINA_U8] = {8, false, sizeof(uint8_t)},    [RINA_U32] = {32, false, sizeof(uint32_t)},
    [RINA_U64] = {64, false, sizeof(uint64_t)}, [RINA_I32] = {32, true, sizeof(int32_t)},
    [RINA_I64] = {64, true, sizeof(int64_t)},   [RINA_BOOL] = {8, false, sizeof(bool)},
};

enum { COUNT_BITS = 64, TAG_BITS = 32, VARINT32_MAX = 5 };

static uint64_t get_varint(struct fl_reader *in, unsigned bits)
{
    const uint8_t *from = in->p;
    uint64_t v = fl_get_leb128(in);
    if (bits == 32 && (in->p - from > VARINT32_MAX || v > UINT32_MAX))
        in->bad = true;
    return v;
}

static uint64_t get_raw(struct walk *w, unsigned bits)
{
    if (bits == 8)
        return fl_get_u8(w->in);
    if (w->codec == RINA_POSTCARD)
        return get_varint(w->in, bits);
    return bits == 32 ? fl_get_le32(w->in) : fl_get_le64(w->in);
}

static void put_raw(struct walk *w, unsigned bits, uint64_t v)
{
    if (bits == 8)
        fl_put_u8(w->out, (uint8_t)v);
    else if (w->codec == RINA_POSTCARD)
        fl_put_leb128(w->out, v);
    else if (bits == 32)
        fl_put_le32(w->out, (uint32_t)v);
    else
        fl_put_le64(w->out, v);
}

static uint64_t unzigzag(uint64_t v)
{
    return (v >> 1) ^ (0 - (v & 1));
}

static uint64_t zigzag(uint64_t v, unsigned bits)
{
    uint64_t z = (v << 1) ^ (v >> 63 ? UINT64_MAX : 0);
    return bits == 32 ? z & UINT32_MAX : z;
}

static void get_number(struct walk *w, enum rina_kind kind, char *to)
{
    const struct number *n = &numbers[kind];
    uint64_t v = get_raw(w, n->bits);
    if (n->is_signed && w->codec == RINA_POSTCARD)
        v = unzigzag(v);
    if (kind == RINA_BOOL && v > 1)
        w->in->bad = true;
    if (!to || w->in->bad)
        return;
    const uint8_t u8 = (uint8_t)v;
    const uint32_t u32 = (uint32_t)v;
    const bool b = v == 1;
    const void *from = n->size == 8 ? (const void *)&v : n->size == 4 ? (const void *)&u32 : &u8;
    memcpy(to, kind == RINA_BOOL ? &b : from, n->size);
}

static void put_number(struct walk *w, enum rina_kind kind, const char *from)
{
    const struct number *n = &numbers[kind];
    uint64_t v = 0;
    if (n->size == sizeof(uint64_t)) {
        memcpy(&v, from, sizeof v);
    } else if (n->size == sizeof(uint32_t)) {
        int32_t i;
        memcpy(&i, from, sizeof i);
        v = n->is_signed ? (uint64_t)(int64_t)i : (uint32_t)i;
    } else {
        v = *(const uint8_t *)from;
    }
    put_raw(w, n->bits, n->is_signed && w->codec == RINA_POSTCARD ? zigzag(v, n->bits) : v);
}

/* --- texts --------------------------------------------------------------------------------------- */

/* The length of the UTF-8 sequence at p; 0: it is none (overlong, a surrogate, cut, out of range). */
static size_t utf8_at(const uint8_t *p, size_t left)
{
    static const struct {
        uint8_t first, last;    /* of the first byte */
        uint8_t len, low, high; /* of the second byte */
    } rows[] = {{0x00, 0x7f, 1, 0, 0},       {0xc2, 0xdf, 2, 0x80, 0xbf}, {0xe0, 0xe0, 3, 0xa0, 0xbf},
                {0xe1, 0xec, 3, 0x80, 0xbf}, {0xed, 0xed, 3, 0x80, 0x9f}, {0xee, 0xef, 3, 0x80, 0xbf},
                {0xf0, 0xf0, 4, 0x90, 0xbf}, {0xf1, 0xf3, 4, 0x80, 0xbf}, {0xf4, 0xf4, 4, 0x80, 0x8f}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (p[0] < rows[i].first || p[0] > rows[i].last)
            continue;
        size_t len = rows[i].len;
        if (len > left || (len > 1 && (p[1] < rows[i].low || p[1] > rows[i].high)))
            return 0;
        for (size_t k = 2; k < len; k++)
            if ((p[k] & 0xc0) != 0x80)
                return 0;
        return len;
    }
    return 0;
}

static bool is_utf8(struct fl_span s)
{
    for (size_t at = 0, len; at < s.len; at += len) {
        len = utf8_at(s.data + at, s.len - at);
        if (len == 0)
            return false;
    }
    return true;
}

static void get_span(struct walk *w, enum rina_kind kind, char *to)
{
    uint64_t len = get_raw(w, COUNT_BITS);
    if (len > fl_reader_left(w->in)) {
        w->in->bad = true;
        return;
    }
    struct fl_span s = fl_get_span(w->in, (size_t)len);
    if (kind == RINA_TEXT && !is_utf8(s))
        w->in->bad = true;
    if (to)
        memcpy(to, &s, sizeof s);
}

static void put_span(struct walk *w, const char *from)
{
    struct fl_span s;
    memcpy(&s, from, sizeof s);
    put_raw(w, COUNT_BITS, s.len);
    fl_put_bytes(w->out, s.data, s.len);
}

/* --- frames --------------------------------------------------------------------------------------- */

/* The frame's item begins: all its fields, or the one that the tag says. */
static void begin_item(struct walk *w, struct frame *f)
{
    f->next = 0;
    f->end = f->type->count;
    if (!f->type->one_of)
        return;
    unsigned tag = 0;
    if (w->in) {
        uint64_t v = get_raw(w, TAG_BITS);
        tag = v < f->type->count ? (unsigned)v : 0;
        w->in->bad |= v >= f->type->count;
        if (f->to)
            memcpy(f->to, &tag, sizeof tag);
    } else {
        memcpy(&tag, f->from, sizeof tag);
        put_raw(w, TAG_BITS, tag);
    }
    f->next = tag;
    f->end = tag + 1;
}

static struct frame *push(struct walk *w, const struct rina_type *type)
{
    if (w->depth == FRAMES_MAX) {
        w->in->bad = true;
        return NULL;
    }
    struct frame *f = &w->frames[w->depth++];
    *f = (struct frame){.type = type};
    return f;
}

static void get_list(struct walk *w, const struct rina_field *field, char *to)
{
    uint64_t count = get_raw(w, COUNT_BITS);
    bool is_map = field->kind == RINA_MAP;
    if (count > fl_reader_left(w->in) || (is_map && w->maps == RINA_NESTING_MAX)) {
        w->in->bad = true; /* an element takes a byte at least */
        return;
    }
    struct frame *f = push(w, field->type);
    if (!f)
        return;
    w->maps += is_map;
    f->is_map = is_map;
    f->more = count;
    f->list = (struct rina_list *)(void *)to;
    if (f->list)
        *f->list = (struct rina_list){.count = count, .data = {.data = w->in->p}, .codec = w->codec};
}

static void put_list(struct walk *w, const char *from)
{
    struct rina_list list;
    memcpy(&list, from, sizeof list);
    put_raw(w, COUNT_BITS, list.count);
    fl_put_bytes(w->out, list.data.data, list.data.len);
}

/* The next element, or the end of the list. */
static void end_item(struct walk *w, struct frame *f)
{
    if (f->more > 0) {
        f->more--;
        begin_item(w, f);
        return;
    }
    if (f->list)
        f->list->data.len = (size_t)(w->in->p - f->list->data.data);
    w->maps -= f->is_map;
    w->depth--;
}

/* --- fields --------------------------------------------------------------------------------------- */

static void get_field(struct walk *w, const struct rina_field *field, char *item)
{
    char *to = item ? item + field->offset : NULL;
    if (field->optional) {
        bool given = false;
        get_number(w, RINA_BOOL, (char *)&given);
        if (item)
            memcpy(item + field->given, &given, sizeof given);
        if (!given)
            return;
    }
    if (field->kind == RINA_TEXT || field->kind == RINA_BYTES) {
        get_span(w, field->kind, to);
    } else if (field->kind == RINA_LIST || field->kind == RINA_MAP) {
        get_list(w, field, to);
    } else if (field->kind == RINA_ITEM) {
        struct frame *f = push(w, field->type);
        if (f) {
            f->to = to;
            begin_item(w, f);
        }
    } else if (field->kind != RINA_NOTHING) {
        get_number(w, field->kind, to);
    }
}

static void put_field(struct walk *w, const struct rina_field *field, const char *item)
{
    const char *from = item + field->offset;
    if (field->optional) {
        bool given;
        memcpy(&given, item + field->given, sizeof given);
        fl_put_u8(w->out, given);
        if (!given)
            return;
    }
    if (field->kind == RINA_TEXT || field->kind == RINA_BYTES) {
        put_span(w, from);
    } else if (field->kind == RINA_LIST || field->kind == RINA_MAP) {
        put_list(w, from);
    } else if (field->kind == RINA_ITEM) {
        struct frame *f = push(w, field->type);
        f->from = from;
        begin_item(w, f);
    } else if (field->kind != RINA_NOTHING) {
        put_number(w, field->kind, from);
    }
}

static const struct rina_field *next_field(const struct walk *w, struct frame *f)
{
    const struct rina_field *field = &f->type->fields[f->next++];
    return field->head && w->codec == RINA_BINCODE ? NULL : field;
}

enum fl_err rina_get(const struct rina_type *type, enum rina_codec codec, struct fl_reader *in, void *out)
{
    struct walk w = {.codec = codec, .in = in};
    memset(out, 0, type->size);
    struct frame *top = push(&w, type);
    top->to = out;
    begin_item(&w, top);
    while (w.depth > 0 && !in->bad) {
        struct frame *f = &w.frames[w.depth - 1];
        const struct rina_field *field = f->next < f->end ? next_field(&w, f) : NULL;
        if (field)
            get_field(&w, field, f->to);
        else if (f->next == f->end)
            end_item(&w, f);
    }
    return in->bad ? FL_E_FORMAT : FL_OK;
}

void rina_put(const struct rina_type *type, enum rina_codec codec, struct fl_writer *out, const void *from)
{
    struct walk w = {.codec = codec, .out = out};
    struct frame *top = push(&w, type);
    top->from = from;
    begin_item(&w, top);
    while (w.depth > 0) {
        struct frame *f = &w.frames[w.depth - 1];
        if (f->next == f->end) {
            w.depth--;
            continue;
        }
        const struct rina_field *field = next_field(&w, f);
        if (field)
            put_field(&w, field, f->from);
    }
}

bool rina_next(struct rina_list *list, const struct rina_type *type, void *item)
{
    if (list->count == 0)
        return false;
    struct fl_reader in = fl_reader_of(list->data.data, list->data.len);
    if (rina_get(type, list->codec, &in, item)) {
        list->count = 0; /* not a list that rina_get() made */
        return false;
    }
    list->count--;
    list->data = (struct fl_span){.data = in.p, .len = fl_reader_left(&in)};
    return true;
}

enum fl_err rina_get_all(const struct rina_type *type, enum rina_codec codec, struct fl_span bytes, void *out)
{
    struct fl_reader in = fl_reader_of(bytes.data, bytes.len);
    enum fl_err bad = rina_get(type, codec, &in, out);
    return bad || fl_reader_done(&in) ? bad : FL_E_FORMAT;
}

/* --- whole messages --------------------------------------------------------------------------------- */

static struct fl_span rest_of(const struct fl_reader *in)
{
    return (struct fl_span){.data = in->p, .len = fl_reader_left(in)};
}

/* What follows the version in the damaged form. A snapshot has to be one: changes that were cut might
 * pass for it. */
static enum fl_err get_short_tail(struct fl_reader *in, struct rina_cdap *out)
{
    struct rina_sync_response *s = &out->sync_response;
    if (fl_get_u8(in) != 1)
        return FL_E_FORMAT;
    struct fl_span field = rest_of(in);
    struct fl_reader ahead = *in;
    uint64_t n = fl_get_leb128(&ahead);
    if (ahead.bad)
        return FL_E_FORMAT;
    s->has_error = out->result != 0;
    s->has_snapshot = !s->has_error && n > 0 && n == fl_reader_left(&ahead);
    s->has_changes = !s->has_error && !s->has_snapshot;
    if (s->has_changes)
        return rina_get_all(&rina_changes_type, RINA_POSTCARD, field, &s->changes);
    if (s->has_error)
        return rina_get_all(&rina_words_type, RINA_POSTCARD, field, &s->error);
    struct rina_snapshot snapshot;
    s->full_snapshot = rest_of(&ahead);
    return rina_get_all(&rina_snapshot_type, RINA_POSTCARD, s->full_snapshot, &snapshot);
}

static enum fl_err get_short(struct fl_span bytes, struct rina_cdap *out)
{
    struct fl_reader in = fl_reader_of(bytes.data, bytes.len);
    if (rina_get(&rina_cdap_short_type, RINA_POSTCARD, &in, out) || !out->has_sync_response)
        return FL_E_FORMAT;
    return get_short_tail(&in, out);
}

enum fl_err rina_get_cdap(enum rina_codec codec, struct fl_span bytes, struct rina_cdap *out)
{
    enum fl_err bad = rina_get_all(&rina_cdap_type, codec, bytes, out);
    return bad && codec == RINA_POSTCARD ? get_short(bytes, out) : bad;
}

void rina_put_cdap_short(struct fl_writer *out, const struct rina_cdap *cdap)
{
    const struct rina_sync_response *s = &cdap->sync_response;
    rina_put(&rina_cdap_short_type, RINA_POSTCARD, out, cdap);
    fl_put_u8(out, 1);
    if (s->has_changes) {
        rina_put(&rina_changes_type, RINA_POSTCARD, out, &s->changes);
    } else {
        struct fl_span bytes = s->has_error ? s->error : s->full_snapshot;
        fl_put_leb128(out, bytes.len);
        fl_put_bytes(out, bytes.data, bytes.len);
    }
}

enum fl_err rina_get_datagram(enum rina_codec codec, struct fl_span bytes, struct rina_pdu *pdu,
                              struct rina_cdap *cdap)
{
    enum fl_err bad = rina_get_all(&rina_pdu_type, codec, bytes, pdu);
    return bad ? bad : rina_get_cdap(codec, pdu->payload, cdap);
}

/* --- texts, for the others --------------------------------------------------------------------------- */

struct fl_span rina_text(const char *text)
{
    return (struct fl_span){.data = (const uint8_t *)text, .len = strlen(text)};
}

bool rina_is(struct fl_span span, const char *text)
{
    return span.len == strlen(text) && !memcmp(span.data, text, span.len);
}

bool rina_copy(char *buf, size_t cap, struct fl_span text)
{
    buf[0] = '\0';
    if (text.len >= cap || (text.len && memchr(text.data, '\0', text.len)))
        return false;
    if (text.len)
        memcpy(buf, text.data, text.len);
    buf[text.len] = '\0';
    return true;
}
