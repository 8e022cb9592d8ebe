/* The cursors: every width, both orders, and what happens at the end of the buffer. */
#include "support/cmocka.h"

#include <string.h>

#include <fairlead/bytes.h>

static void reads_every_width(void **state)
{
    (void)state;
    const uint8_t data[] = {1, 1, 2, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8,
                            1, 2, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8};
    struct fl_reader r = fl_reader_of(data, sizeof data);
    assert_int_equal(fl_get_u8(&r), 1);
    assert_int_equal(fl_get_be16(&r), 0x0102);
    assert_int_equal(fl_get_be32(&r), 0x01020304);
    assert_true(fl_get_be64(&r) == 0x0102030405060708);
    assert_int_equal(fl_get_le16(&r), 0x0201);
    assert_int_equal(fl_get_le32(&r), 0x04030201);
    assert_true(fl_get_le64(&r) == 0x0807060504030201);
    assert_true(fl_reader_done(&r));
}

static void past_the_end_is_zero_and_sticky(void **state)
{
    (void)state;
    const uint8_t data[] = {0xff, 0xff, 0xff};
    struct fl_reader r = fl_reader_of(data, sizeof data);
    assert_int_equal(fl_get_be32(&r), 0);
    assert_false(fl_reader_ok(&r));
    assert_int_equal(fl_get_u8(&r), 0); /* although a byte would be there */
    assert_false(fl_reader_done(&r));
}

static void an_empty_reader_reads_nothing(void **state)
{
    (void)state;
    struct fl_reader r = fl_reader_of(NULL, 0);
    assert_true(fl_reader_done(&r));
    assert_int_equal(fl_get_u8(&r), 0);
    assert_false(fl_reader_ok(&r));
}

static void be_var_takes_0_to_8_bytes(void **state)
{
    (void)state;
    const uint8_t data[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (size_t len = 0; len <= 8; len++) {
        struct fl_reader r = fl_reader_of(data, sizeof data);
        uint64_t expected = 0;
        for (size_t i = 0; i < len; i++)
            expected = expected << 8 | data[i];
        assert_true(fl_get_be_var(&r, len) == expected);
        assert_int_equal(fl_reader_left(&r), sizeof data - len);
    }
    struct fl_reader r = fl_reader_of(data, sizeof data);
    assert_true(fl_get_be_var(&r, 9) == 0);
    assert_false(fl_reader_ok(&r));
}

static void leb128_both_ways(void **state)
{
    (void)state;
    static const uint64_t values[] = {0, 1, 127, 128, 300, 16383, 16384, UINT32_MAX, UINT64_MAX};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        uint8_t buf[10];
        struct fl_writer w = fl_writer_of(buf, sizeof buf);
        fl_put_leb128(&w, values[i]);
        assert_true(fl_writer_ok(&w));
        struct fl_reader r = fl_reader_of(buf, w.len);
        assert_true(fl_get_leb128(&r) == values[i]);
        assert_true(fl_reader_done(&r));
        for (size_t cut = 0; cut < w.len; cut++) {
            r = fl_reader_of(buf, cut);
            fl_get_leb128(&r);
            assert_false(fl_reader_ok(&r));
        }
    }
}

static void leb128_that_overflows_is_bad(void **state)
{
    (void)state;
    const uint8_t too_big[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
    const uint8_t too_long[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00};
    struct fl_reader r = fl_reader_of(too_big, sizeof too_big);
    fl_get_leb128(&r);
    assert_false(fl_reader_ok(&r));
    r = fl_reader_of(too_long, sizeof too_long);
    fl_get_leb128(&r);
    assert_false(fl_reader_ok(&r));
}

static void parts_stay_inside_their_part(void **state)
{
    (void)state;
    const uint8_t data[] = {2, 10, 11, 12};
    struct fl_reader r = fl_reader_of(data, sizeof data);
    struct fl_reader sub = fl_get_sub(&r, fl_get_u8(&r));
    assert_int_equal(fl_get_u8(&sub), 10);
    assert_int_equal(fl_get_u8(&sub), 11);
    assert_true(fl_reader_done(&sub));
    fl_get_u8(&sub);
    assert_false(fl_reader_ok(&sub));
    assert_int_equal(fl_get_u8(&r), 12);
    assert_true(fl_reader_done(&r));

    struct fl_reader long_sub = fl_get_sub(&r, 1);
    assert_false(fl_reader_ok(&long_sub));
    assert_false(fl_reader_ok(&r));
}

static void writes_every_width(void **state)
{
    (void)state;
    const uint8_t expected[] = {1, 1, 2, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7,   8,   2,    1,   4,
                                3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 2, 3, 'a', 'b', 0xee, 0xee};
    uint8_t buf[sizeof expected];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    fl_put_u8(&w, 1);
    fl_put_be16(&w, 0x0102);
    fl_put_be32(&w, 0x01020304);
    fl_put_be64(&w, 0x0102030405060708);
    fl_put_le16(&w, 0x0102);
    fl_put_le32(&w, 0x01020304);
    fl_put_le64(&w, 0x0102030405060708);
    fl_put_be_var(&w, 0x0203, 2);
    fl_put_bytes(&w, "ab", 2);
    fl_put_fill(&w, 0xee, 2);
    assert_true(fl_writer_ok(&w));
    assert_int_equal(w.len, sizeof expected);
    assert_memory_equal(buf, expected, sizeof expected);
    fl_put_u8(&w, 0);
    assert_false(fl_writer_ok(&w));
    assert_int_equal(w.len, sizeof expected);
}

static void a_write_that_does_not_fit_writes_nothing(void **state)
{
    (void)state;
    uint8_t buf[4] = {9, 9, 9, 9};
    struct fl_writer w = fl_writer_of(buf, 3);
    fl_put_u8(&w, 1);
    fl_put_be32(&w, 0);
    assert_false(fl_writer_ok(&w));
    fl_put_u8(&w, 2); /* sticky */
    assert_int_equal(w.len, 1);
    assert_int_equal(buf[1], 9);
}

static void patches_a_length_field(void **state)
{
    (void)state;
    uint8_t buf[4];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    fl_put_be16(&w, 0);
    fl_put_be16(&w, 7);
    fl_patch_be16(&w, 0, 0x0102);
    assert_true(fl_writer_ok(&w));
    assert_int_equal(buf[0], 1);
    assert_int_equal(buf[1], 2);
    fl_patch_be16(&w, 3, 0); /* half of it lies beyond */
    assert_false(fl_writer_ok(&w));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_width),
        cmocka_unit_test(past_the_end_is_zero_and_sticky),
        cmocka_unit_test(an_empty_reader_reads_nothing),
        cmocka_unit_test(be_var_takes_0_to_8_bytes),
        cmocka_unit_test(leb128_both_ways),
        cmocka_unit_test(leb128_that_overflows_is_bad),
        cmocka_unit_test(parts_stay_inside_their_part),
        cmocka_unit_test(writes_every_width),
        cmocka_unit_test(a_write_that_does_not_fit_writes_nothing),
        cmocka_unit_test(patches_a_length_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
