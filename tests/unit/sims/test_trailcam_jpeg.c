/* The simulated camera's pictures, read as a decoder reads them: segments, Huffman tables, DC values. */
#include <stdlib.h>
#include <string.h>

#include <fairlead/bytes.h>

#include "drivers/trailcam/trailcam_sim_jpeg.h"
#include "support/cmocka.h"

enum { LENGTHS = 16, SYMBOLS = 256, COMPONENTS = 3, BLOCK = 8, WHITE = 120 };

struct huffman {
    uint8_t counts[LENGTHS], symbols[SYMBOLS];
};

struct picture {
    unsigned width, height;
    uint8_t quant; /* of the DC coefficient */
    struct huffman dc, ac;
    struct fl_reader scan;
    uint32_t bits;
    unsigned bit_count;
};

/* --- a small decoder ------------------------------------------------------------------------ */
static unsigned next_bit(struct picture *p)
{
    if (p->bit_count == 0) {
        uint8_t byte = fl_get_u8(&p->scan);
        if (byte == 0xFF)
            assert_int_equal(fl_get_u8(&p->scan), 0); /* else a marker in the scan */
        p->bits = byte;
        p->bit_count = 8;
    }
    return p->bits >> --p->bit_count & 1;
}

static unsigned next_symbol(struct picture *p, const struct huffman *h)
{
    unsigned code = 0, first = 0, before = 0;
    for (size_t i = 0; i < LENGTHS; i++) {
        code = code << 1 | next_bit(p);
        if (code < first + h->counts[i])
            return h->symbols[before + code - first];
        before += h->counts[i];
        first = (first + h->counts[i]) << 1;
    }
    fail_msg("no such code");
    return 0;
}

static int next_difference(struct picture *p)
{
    unsigned category = next_symbol(p, &p->dc);
    int value = 0;
    for (unsigned i = 0; i < category; i++)
        value = value << 1 | (int)next_bit(p);
    return category && value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
}

static void take_huffman(struct picture *p, struct fl_reader *r)
{
    struct huffman *h = fl_get_u8(r) >> 4 ? &p->ac : &p->dc;
    size_t sum = 0;
    for (size_t i = 0; i < LENGTHS; i++)
        sum += h->counts[i] = fl_get_u8(r);
    assert_in_range(sum, 1, SYMBOLS);
    for (size_t i = 0; i < sum; i++)
        h->symbols[i] = fl_get_u8(r);
}

static void take_segment(struct picture *p, unsigned marker, struct fl_reader *r)
{
    if (marker == 0xFFC0) {
        assert_int_equal(fl_get_u8(r), 8);
        p->height = fl_get_be16(r);
        p->width = fl_get_be16(r);
        assert_int_equal(fl_get_u8(r), COMPONENTS);
        fl_get_span(r, fl_reader_left(r));
    } else if (marker == 0xFFC4) {
        take_huffman(p, r);
    } else if (marker == 0xFFDB) {
        assert_int_equal(fl_get_u8(r), 0);
        p->quant = fl_get_span(r, BLOCK * BLOCK).data[0];
    } else {
        assert_true(marker == 0xFFE0 || marker == 0xFFFE || marker == 0xFFDA);
        fl_get_span(r, fl_reader_left(r));
    }
    assert_true(fl_reader_done(r));
}

/* Up to the scan. */
static struct picture open_picture(const uint8_t *jpeg, size_t len)
{
    struct picture p = {.scan = fl_reader_of(jpeg, len)};
    assert_int_equal(fl_get_be16(&p.scan), 0xFFD8);
    for (unsigned marker = 0; marker != 0xFFDA;) {
        marker = fl_get_be16(&p.scan);
        struct fl_reader body = fl_get_sub(&p.scan, fl_get_be16(&p.scan) - 2U);
        assert_true(fl_reader_ok(&p.scan));
        take_segment(&p, marker, &body);
    }
    return p;
}

/* Brightness of each block, less 128: width / 8 to a row. The caller frees. */
static int8_t *decode(const uint8_t *jpeg, size_t len, unsigned *columns)
{
    struct picture p = open_picture(jpeg, len);
    size_t blocks = (size_t)p.width / BLOCK * (p.height / BLOCK);
    int dc[COMPONENTS] = {0};
    int8_t *out = malloc(blocks);
    assert_non_null(out);
    assert_int_equal(p.quant, BLOCK); /* so that a DC value is a brightness */
    for (size_t i = 0; i < blocks; i++) {
        for (size_t k = 0; k < COMPONENTS; k++) {
            dc[k] += next_difference(&p);
            assert_true(dc[k] >= -128 && dc[k] <= 127);
            assert_int_equal(next_symbol(&p, &p.ac), 0);
        }
        out[i] = (int8_t)dc[0];
    }
    assert_int_equal(fl_get_be16(&p.scan), 0xFFD9);
    assert_true(fl_reader_done(&p.scan));
    *columns = p.width / BLOCK;
    return out;
}

/* --- the tests ------------------------------------------------------------------------------ */
static const struct trailcam_scene small = {.width = 640, .height = 360, .number = 318, .seed = 4711};

static void test_decodes(void **state)
{
    static const struct trailcam_scene rows[] = {
        {640, 360, 318, 1, false, 30000},   {1920, 1080, 99999, 0xFFFFFFFF, true, 300000},
        {1920, 1080, 1, 0, false, 5700000}, {8, 8, 0, 7, false, 0},
        {640, 360, 7, 77, true, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len;
        unsigned columns;
        uint8_t *jpeg = trailcam_sim_jpeg(&rows[i], &len);
        assert_non_null(jpeg);
        assert_true(!rows[i].size || len == rows[i].size);
        free(decode(jpeg, len, &columns));
        assert_int_equal(columns, rows[i].width / BLOCK);
        free(jpeg);
    }
}

/* Whatever is left for comments: none shorter than its own head, and in all what is wanted. */
static void test_sizes(void **state)
{
    size_t least, len;
    unsigned columns;
    (void)state;
    free(trailcam_sim_jpeg(&small, &least));
    const size_t rest[] = {4, 5, 0xFFFF, 0x10001, 0x10002, 0x10003, 0x10004, 0x10005, 0x20002, 0x20003};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        struct trailcam_scene scene = small;
        scene.size = least + rest[i];
        uint8_t *jpeg = trailcam_sim_jpeg(&scene, &len);
        assert_int_equal(len, scene.size);
        free(decode(jpeg, len, &columns));
        free(jpeg);
    }
}

static void test_number(void **state)
{
    enum { SCALE = 2, ROWS = 5, LEFT = SCALE, TOP = 45 - SCALE * (ROWS + 1) };
    static const char *const expected[ROWS] = {
        "### ### ###  #  ###", "# # # #   # ##  # #", "# # # # ###  #  ###",
        "# # # #   #  #  # #", "### ### ### ### ###",
    };
    size_t len;
    unsigned columns;
    uint8_t *jpeg = trailcam_sim_jpeg(&small, &len);
    int8_t *y = decode(jpeg, len, &columns);
    (void)state;
    for (unsigned row = 0; row < ROWS; row++)
        for (unsigned x = 0; expected[row][x]; x++) {
            unsigned at = (TOP + SCALE * row) * columns + LEFT + SCALE * x;
            assert_int_equal(y[at] == WHITE, expected[row][x] == '#');
        }
    free(y);
    free(jpeg);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decodes),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
