/* JPEGs from constant tables (ITU-T T.81): each block of 8 by 8 has one colour, which is its DC
 * coefficient. No block has AC coefficients, so their Huffman table has one code: end of block.
 *
 *    FF D8 | APP0 JFIF | COM ... | DQT | SOF0 | DHT DC | DHT AC | SOS | scan | FF D9
 *
 * Comments make up the size that is wanted. */
#include "trailcam_sim_jpeg.h"

#include <stdlib.h>

#include <fairlead/bytes.h>

enum {
    BLOCK = 8,
    COMPONENTS = 3,           /* Y, Cb, Cr, none of them subsampled */
    BLOCK_BYTES_MAX = 4,      /* 9 bits of code, 11 of value, 1 for the end; stuffing may double it */
    HEAD_BYTES_MAX = 1024,    /* of all but comments and scan */
    COMMENT_MAX = 2 + 0xFFFF, /* with its marker */
    COMMENT_MIN = 4
};

/* --- entropy coding -------------------------------------------------------------------------- */
/* Table K.3 of the standard: category, its code and the code's length. */
static const struct {
    uint16_t code;
    uint8_t len;
} dc_codes[] = {{0x00, 2}, {0x02, 3}, {0x03, 3}, {0x04, 3}, {0x05, 3}, {0x06, 3},
                {0x0E, 4}, {0x1E, 5}, {0x3E, 6}, {0x7E, 7}, {0xFE, 8}, {0x1FE, 9}};

struct bits {
    struct fl_writer w;
    uint32_t held; /* the lowest count bits wait for a whole byte */
    unsigned count;
};

static void put_bits(struct bits *b, uint32_t value, unsigned len)
{
    b->held = b->held << len | (value & ((1U << len) - 1));
    b->count += len;
    while (b->count >= 8) {
        b->count -= 8;
        uint8_t byte = (uint8_t)(b->held >> b->count);
        fl_put_u8(&b->w, byte);
        if (byte == 0xFF)
            fl_put_u8(&b->w, 0); /* else it would be a marker */
    }
}

static void put_block(struct bits *b, int difference)
{
    unsigned category = 0;
    for (int rest = abs(difference); rest; rest >>= 1)
        category++;
    put_bits(b, dc_codes[category].code, dc_codes[category].len);
    if (category)
        put_bits(b, (uint32_t)(difference < 0 ? difference - 1 : difference), category);
    put_bits(b, 0, 1); /* end of block */
}

/* --- the scene ------------------------------------------------------------------------------- */
struct colour {
    int part[COMPONENTS]; /* Y, Cb, Cr, each less 128 */
};

/* 3 by 5 blocks a digit, rows from the top, the leftmost in the highest of three bits. */
static const uint16_t digits[10] = {075557, 026227, 071747, 071717, 055711,
                                    074717, 074757, 071111, 075757, 075717};

/* The number stands in the lower left corner, in blocks that grow with the picture. */
static bool in_number(const struct trailcam_scene *s, int x, int y)
{
    enum { DIGITS = 5, HIGH = 5, STEP = 4 /* three and a gap */ };
    int scale = s->height / BLOCK / 40 + 1, rows = s->height / BLOCK;
    int column = x / scale - 1, row = HIGH - (rows - y - 1) / scale;
    if (x < scale || row < 0 || row >= HIGH || column >= DIGITS * STEP || column % STEP == STEP - 1)
        return false;
    unsigned divisor = 1;
    for (int i = column / STEP; i < DIGITS - 1; i++)
        divisor *= 10;
    unsigned shape = digits[s->number / divisor % 10];
    return shape >> (3 * (HIGH - 1 - row) + 2 - column % STEP) & 1;
}

/* An animal's outline, somewhere on the ground. */
static bool in_animal(const struct trailcam_scene *s, int x, int y)
{
    int w = s->width / BLOCK, h = s->height / BLOCK;
    int left = (int)(s->seed % 7 + 2) * w / 12, top = h / 2;
    int dx = x - left, dy = y - top, unit = h / 12 + 1;
    bool body = dx >= 0 && dx < 4 * unit && dy >= 0 && dy < 2 * unit;
    bool head = dx >= 4 * unit && dx < 5 * unit && dy >= -unit && dy < unit;
    bool legs = dx >= 0 && dx < 4 * unit && dy >= 2 * unit && dy < 4 * unit && dx / unit % 3 == 0;
    return body || head || legs;
}

static struct colour colour_at(const struct trailcam_scene *s, int x, int y, int grain)
{
    static const struct colour white = {{120, 0, 0}}, fur = {{-60, -10, 12}};
    int rows = s->height / BLOCK;
    struct colour c = {{60 - 60 * y / rows, 24, -20}}; /* sky */
    if (y > rows * 11 / 20)
        c = (struct colour){{-30 + 20 * y / rows, -24, -12}}; /* grass */
    if (in_animal(s, x, y))
        c = fur;
    if (s->night)
        c = (struct colour){{c.part[0] / 2 - 20, 0, 0}};
    c.part[0] += grain;
    return in_number(s, x, y) ? white : c;
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13; /* xorshift32 */
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void put_scan(struct bits *b, const struct trailcam_scene *s)
{
    uint32_t random = s->seed | 1;
    struct colour last = {{0}};
    for (int y = 0; y < s->height / BLOCK; y++)
        for (int x = 0; x < s->width / BLOCK; x++) {
            struct colour c = colour_at(s, x, y, (int)(next_random(&random) >> 28));
            for (int i = 0; i < COMPONENTS; i++)
                put_block(b, c.part[i] - last.part[i]);
            last = c;
        }
    if (b->count)
        put_bits(b, 0x7F, 8 - b->count); /* the last byte is filled up with ones */
}

/* --- the file -------------------------------------------------------------------------------- */
static const uint8_t start_bytes[] = {0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F',
                                      0,    1,    1,    0,    0, 1,  0,   1,   0,   0};
/* After the size in SOF0: components with sampling 1x1 and table 0. */
static const uint8_t components[] = {3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0};
/* The counts of codes by length and their values: table K.3; one code of one bit for the end of block,
 * whose value and other counts are 0. */
static const uint8_t dc_table[2 + 31] = {0xFF, 0xC4, 0, 31, 0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0,  0, 0,
                                         0,    0,    0, 0,  0,    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
static const uint8_t ac_table[2 + 20] = {0xFF, 0xC4, 0, 20, 0x10, 1};
static const uint8_t scan_head[] = {0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0};

/* Comments that are so many bytes together, or none if so few cannot be. */
static void put_comments(struct fl_writer *w, size_t size, uint32_t seed)
{
    uint32_t random = seed | 1;
    while (size >= COMMENT_MIN) {
        size_t piece = size > COMMENT_MAX ? COMMENT_MAX : size;
        if (size > piece && size - piece < COMMENT_MIN)
            piece -= COMMENT_MIN;
        fl_put_be16(w, 0xFFFE);
        fl_put_be16(w, (uint16_t)(piece - 2));
        for (size_t i = COMMENT_MIN; i < piece; i++)
            fl_put_u8(w, next_random(&random) & 0x7F); /* no byte that begins a marker */
        size -= piece;
    }
}

static void put_tables(struct fl_writer *w, const struct trailcam_scene *s)
{
    fl_put_be16(w, 0xFFDB);
    fl_put_be16(w, 3 + BLOCK * BLOCK);
    fl_put_u8(w, 0);
    fl_put_fill(w, BLOCK, (size_t)BLOCK * BLOCK); /* a DC of 8 times the colour, divided by 8 */
    fl_put_be16(w, 0xFFC0);
    fl_put_be16(w, 7 + sizeof components);
    fl_put_u8(w, 8); /* bits a sample */
    fl_put_be16(w, s->height);
    fl_put_be16(w, s->width);
    fl_put_bytes(w, components, sizeof components);
    fl_put_bytes(w, dc_table, sizeof dc_table);
    fl_put_bytes(w, ac_table, sizeof ac_table);
    fl_put_bytes(w, scan_head, sizeof scan_head);
}

static uint8_t *assemble(const struct trailcam_scene *s, const struct fl_writer *scan, size_t *len)
{
    uint8_t tables[HEAD_BYTES_MAX];
    struct fl_writer t = fl_writer_of(tables, sizeof tables);
    put_tables(&t, s);
    size_t needed = sizeof start_bytes + t.len + scan->len + 2;
    size_t cap = s->size > needed ? s->size : needed;
    uint8_t *jpeg = malloc(cap);
    if (!jpeg)
        return NULL;
    struct fl_writer w = fl_writer_of(jpeg, cap);
    fl_put_bytes(&w, start_bytes, sizeof start_bytes);
    put_comments(&w, cap - needed, s->seed);
    fl_put_bytes(&w, tables, t.len);
    fl_put_bytes(&w, scan->buf, scan->len);
    fl_put_be16(&w, 0xFFD9);
    *len = w.len;
    return jpeg;
}

uint8_t *trailcam_sim_jpeg(const struct trailcam_scene *scene, size_t *len)
{
    size_t blocks = (size_t)(scene->width / BLOCK) * (scene->height / BLOCK) * COMPONENTS;
    size_t cap = blocks * BLOCK_BYTES_MAX + BLOCK_BYTES_MAX;
    void *buf = malloc(cap);
    if (!buf)
        return NULL;
    struct bits b = {.w = fl_writer_of(buf, cap)};
    put_scan(&b, scene);
    uint8_t *jpeg = assemble(scene, &b.w, len);
    free(buf);
    return jpeg;
}
