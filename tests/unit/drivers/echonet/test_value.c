/* Values of properties: the golden ones, and every property of the table to values and back. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_value.h"
#include "support/cmocka.h"
#include "vectors.h"

static struct fl_span span_of(const struct bytes *b)
{
    return (struct fl_span){b->data, b->len};
}

static const struct echonet_property *property_of(unsigned code, unsigned epc)
{
    const struct echonet_property *p =
        echonet_class_property(echonet_class_find((uint16_t)code), (uint8_t)epc, 0);
    if (!p)
        fail_msg("no property %04X %02X", code, epc);
    return p;
}

/* --- the golden values ------------------------------------------------------------------------- */
/* The coefficients of the golden values, by the description they belong to. */
static struct echonet_factor golden_factor(const void *of, const struct echonet_data *d)
{
    const char *unit = of;
    struct echonet_factor f = echonet_factor_one;
    if (d->multiply[0])
        f.exponent = -atoi(unit);
    return f;
}

/* How the golden file names a two-sided state. */
static const char *side_of(const char *word)
{
    static const char *const on[] = {"on", "fault"};
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        if (!strcmp(word, on[i]))
            return "\"ON\"";
    return NULL;
}

static char *printed(const cJSON *item)
{
    char *text = cJSON_PrintUnformatted(item);
    assert_non_null(text);
    return text;
}

/* Numbers are compared as they print; keys r and t, red and so on by their order. */
static void check_same(const cJSON *got, const cJSON *wanted, const char *where)
{
    if (cJSON_IsObject(wanted)) {
        assert_int_equal(cJSON_GetArraySize(got), cJSON_GetArraySize(wanted));
        for (int i = 0; i < cJSON_GetArraySize(wanted); i++)
            check_same(cJSON_GetArrayItem(got, i), cJSON_GetArrayItem(wanted, i), where);
        return;
    }
    char *text = printed(got), *want = printed(wanted);
    const char *side = cJSON_IsString(wanted) ? side_of(wanted->valuestring) : NULL;
    bool level = cJSON_IsNumber(wanted) && cJSON_IsString(got) && atoi(got->valuestring) == wanted->valueint;
    if (strcmp(text, side ? side : want) != 0 && !level)
        fail_msg("%s: %s instead of %s", where, text, want);
    free(text);
    free(want);
}

static void check_golden(const cJSON *item)
{
    unsigned code = number_of_hex(item, "class"), epc = number_of_hex(item, "epc");
    struct bytes edt = hex(text_of(item, "edt"));
    const cJSON *note = cJSON_GetObjectItemCaseSensitive(item, "note");
    const char *exponent = "0", *text = cJSON_GetStringValue(note);
    static const struct {
        const char *with, *exponent;
    } units[] = {{"E1=01", "1"}, {"E1=02", "2"}, {"E1=04", "4"}};
    for (size_t i = 0; text && i < sizeof units / sizeof *units; i++)
        if (strstr(text, units[i].with))
            exponent = units[i].exponent;
    cJSON *got = echonet_value_json(property_of(code, epc)->data, span_of(&edt), golden_factor, exponent);
    assert_non_null(got);
    if (epc != 0x82) /* the version is the device's, no value */
        check_same(got, member(item, "value"), text_of(item, "edt"));
    cJSON_Delete(got);
}

static void test_golden_values(void **state)
{
    (void)state;
    cJSON *root = vectors_load("echonet_frames");
    const cJSON *item;
    cJSON_ArrayForEach(item, member(root, "values")) check_golden(item);
    cJSON_Delete(root);
}

/* --- exactness and coefficients ------------------------------------------------------------------ */
static struct fl_value read_hex(unsigned code, unsigned epc, const char *edt, struct echonet_factor f)
{
    static char buf[FL_TEXT_MAX];
    struct bytes b = hex(edt);
    return echonet_value_read(property_of(code, epc)->data, span_of(&b), f, buf);
}

static void test_reals_are_the_nearest_to_their_decimals(void **state)
{
    (void)state;
    assert_true(read_hex(0x0279, 0xE3, "00045678", echonet_factor_one).r == 284.28);
    assert_true(read_hex(0x0000, 0x85, "000823fc", echonet_factor_one).r == 533.5);
    assert_true(read_hex(0x0011, 0xE0, "ff9c", echonet_factor_one).r == -10.0);
    struct fl_field f = {.type = FL_TEXT};
    echonet_value_field(property_of(0x0130, 0xBF)->data, echonet_factor_one, &f);
    assert_true(f.type == FL_REAL && f.min == -12.7 && f.max == 12.5 && f.step == 0.1);
    assert_string_equal(f.unit, "°C");
}

static void test_no_value_before_the_coefficient(void **state)
{
    (void)state;
    const struct echonet_data *energy = property_of(0x0288, 0xE0)->data;
    struct echonet_factor unknown = {.known = false};
    assert_false(read_hex(0x0288, 0xE0, "00003039", unknown).known);
    struct bytes unit = hex("02"), coefficient = hex("0000000a"), wrong = hex("77");
    struct echonet_factor f = echonet_value_factor(property_of(0x0288, 0xE1)->data, span_of(&unit));
    assert_true(f.known && f.mantissa == 1 && f.exponent == -2);
    assert_false(echonet_value_factor(property_of(0x0288, 0xE1)->data, span_of(&wrong)).known);
    f = echonet_factor_times(f, echonet_value_factor(property_of(0x0288, 0xD3)->data, span_of(&coefficient)));
    assert_true(read_hex(0x0288, 0xE0, "00003039", f).r == 1234.5);
    struct echonet_factor huge = {true, INT64_MAX, 0};
    assert_false(echonet_factor_times(huge, huge).known);
    assert_false(read_hex(0x0288, 0xE0, "00003039", huge).known);
    struct fl_field field = {.type = FL_TEXT};
    echonet_value_field(energy, unknown, &field);
    assert_true(field.type == FL_REAL && field.step == 0);
}

static void test_wrong_sizes_do_not_fit(void **state)
{
    (void)state;
    static const struct {
        unsigned code, epc;
        const char *edt;
        bool fits;
    } cases[] = {
        {0x0130, 0xB3, "1a", true},
        {0x0130, 0xB3, "001a", false},
        {0x0130, 0xB3, "", false},
        {0x0000, 0x81, "08", true},
        {0x0000, 0x81, "0808", false},
        {0x0000, 0x86, "0a0000", true},
        {0x0000, 0x81, "0108000000000000000000000000000000", true},
        {0x0288, 0xE8, "001e7ffe", true},
        {0x0288, 0xE8, "001e7f", false},
        {0x0287, 0xB7, "010100000001", true},
        {0x0287, 0xB7, "0101000000", false},
        {0x0000, 0x9A, "4100000001", true},
        {0x026B, 0xC2, "00000001", true},
        {0x027C, 0xD1, "ffffffff", true},
        {0x027C, 0xD1, "ffff", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bytes b = hex(cases[i].edt);
        if (echonet_value_fits(property_of(cases[i].code, cases[i].epc)->data, span_of(&b)) != cases[i].fits)
            fail_msg("%04X %02X %s", cases[i].code, cases[i].epc, cases[i].edt);
    }
}

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        unsigned code, epc;
        const char *edt, *text; /* NULL: no value */
    } cases[] = {
        {0x0130, 0x91, "151e", "21:30"},
        {0x0130, 0x91, "183c", NULL},
        {0x0130, 0x92, "641e", "100:30"},
        {0x0000, 0x98, "07ea0b14", "2026-11-20"},
        {0x0000, 0x98, "07ea0d14", NULL},
        {0x03D3, 0xDB, "ffff", NULL},
        {0x03C5, 0xE6, "010203", "01:02:03"},
        {0x0000, 0x81, "0d", "living room 5"},
        {0x0000, 0x81, "00", "not set"},
        {0x0000, 0x81, "ff", "indefinite"},
        {0x0000, 0x81, "92", "92"},
        {0x0000, 0x86, "0a0b", "0a0b"},
        {0x0000, 0x8C, "41422d3100202000000000ff", "AB-1"},
        {0x0279, 0xB1, "07ea0b140c1e05", "2026-11-20T12:30:05"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_value v = read_hex(cases[i].code, cases[i].epc, cases[i].edt, echonet_factor_one);
        assert_int_equal(v.known, cases[i].text != NULL);
        if (v.known)
            assert_string_equal(v.s, cases[i].text);
    }
    assert_int_equal(read_hex(0x0000, 0x9A, "4300000002", echonet_factor_one).i, 7200);
    assert_false(read_hex(0x0000, 0x9A, "4500000002", echonet_factor_one).known);
}

static void test_what_cannot_be_written(void **state)
{
    (void)state;
    uint8_t out[32];
    static const struct {
        unsigned code, epc;
        const char *text;
    } texts[] = {{0x0130, 0x91, "24:00"}, {0x0130, 0x91, "12"},         {0x0130, 0x91, "12:30:00"},
                 {0x0130, 0x91, ""},      {0x0000, 0x98, "2026-13-01"}, {0x0000, 0x81, "attic"},
                 {0x0290, 0xB2, "4"},     {0x0290, 0xB2, "4x"},         {0x0290, 0xB2, "4142"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(echonet_value_write(property_of(texts[i].code, texts[i].epc)->data,
                                             (struct fl_value){.known = true, .s = texts[i].text},
                                             echonet_factor_one, out, sizeof out),
                         0);
    const struct echonet_data *set_point = property_of(0x0130, 0xB3)->data,
                              *colour = property_of(0x0290, 0xB1)->data;
    struct fl_value v = {.known = true, .i = 51};
    assert_int_equal(echonet_value_write(set_point, v, echonet_factor_one, out, sizeof out), 0);
    v.i = 50;
    assert_int_equal(echonet_value_write(set_point, v, echonet_factor_one, out, 0), 0);
    assert_int_equal(echonet_value_write(set_point, v, echonet_factor_one, out, sizeof out), 1);
    v = (struct fl_value){.known = true, .e = 5}; /* undefined: FD is only read */
    assert_string_equal(echonet_value_word(colour, 5), "undefined");
    assert_int_equal(echonet_value_write(colour, v, echonet_factor_one, out, sizeof out), 0);
}

/* --- every property of the table, there and back ------------------------------------------------- */
static char here[64]; /* which property is being checked */

static bool is_written(const struct echonet_data *d)
{
    return d->type != ECHONET_UNIT && d->type != ECHONET_ELAPSED && d->type < ECHONET_BITMAP;
}

/* A value that is read is written as the same value. */
static bool round_trip(const struct echonet_data *d, struct fl_span edt)
{
    char text[FL_TEXT_MAX], again_text[FL_TEXT_MAX];
    uint8_t out[256];
    struct fl_value v = echonet_value_read(d, edt, echonet_factor_one, text);
    if (!v.known || !is_written(d))
        return v.known;
    size_t len = echonet_value_write(d, v, echonet_factor_one, out, sizeof out);
    if (!len && d->type == ECHONET_ENUM)
        return true; /* read only */
    struct fl_field f = {.type = FL_TEXT};
    echonet_value_field(d, echonet_factor_one, &f);
    struct fl_value again = echonet_value_read(d, (struct fl_span){out, len}, echonet_factor_one, again_text);
    bool same = again.known;
    if (f.type == FL_TEXT)
        same = same && !strcmp(v.s, again.s);
    else if (f.type == FL_BOOL)
        same = same && v.b == again.b;
    else if (f.type == FL_ENUM)
        same = same && v.e == again.e;
    else
        same = same && len == edt.len && !memcmp(out, edt.data, len);
    if (!same)
        fail_msg("%s: a value of type %d is not the same again", here, (int)d->type);
    return true;
}

static struct fl_span raw_edt(const struct echonet_data *d, uint64_t code, uint8_t buf[8])
{
    size_t size = d->size ? d->size : 1;
    struct fl_writer w = fl_writer_of(buf, 8);
    fl_put_be_var(&w, code, size);
    assert_true(fl_writer_ok(&w));
    return (struct fl_span){buf, size};
}

static void check_codes(const struct echonet_data *d, bool values)
{
    uint8_t buf[8];
    for (size_t i = 0; d->codes && (values ? i < d->count : d->codes[i].word != NULL); i++) {
        if (round_trip(d, raw_edt(d, d->codes[i].first, buf)) != values ||
            round_trip(d, raw_edt(d, d->codes[i].last, buf)) != values)
            fail_msg("%s: code %llx", here, (unsigned long long)d->codes[i].first);
    }
}

static void check_number(const struct echonet_data *d)
{
    uint8_t buf[8];
    check_codes(d, false);
    for (int i = 0; i <= 4; i++) {
        int64_t raw = d->min + (d->max - d->min) / 4 * i;
        if (!round_trip(d, raw_edt(d, (uint64_t)raw, buf)) && i && i < 4) /* a limit may be a code as well */
            fail_msg("%s: %lld has no value", here, (long long)raw);
    }
    if (d->size < 8 && d->max < (INT64_C(1) << (8 * d->size - 1)) - 1)
        assert_false(round_trip(d, raw_edt(d, (uint64_t)d->max + 1, buf)));
}

static void check_description(const struct echonet_data *d);

static void check_members(const struct echonet_data *d)
{
    for (size_t i = 0; i < d->member_count; i++)
        check_description(d->members[i].data);
}

static void check_description(const struct echonet_data *d)
{
    uint8_t buf[8];
    switch (d->type) {
    case ECHONET_NUMBER:
        check_number(d);
        break;
    case ECHONET_ENUM:
    case ECHONET_UNIT:
        check_codes(d, true);
        break;
    case ECHONET_BOOLEAN:
        assert_true(round_trip(d, raw_edt(d, d->on, buf)) && round_trip(d, raw_edt(d, d->off, buf)));
        break;
    case ECHONET_LEVEL:
        for (unsigned i = 0; i < d->count; i++)
            assert_true(round_trip(d, raw_edt(d, d->base + i, buf)));
        assert_false(round_trip(d, raw_edt(d, d->base + d->count, buf)));
        break;
    case ECHONET_TIME:
        check_codes(d, false);
        assert_true(round_trip(d, raw_edt(d, d->size == 2 ? 0x173B : 0x173B3B, buf)));
        break;
    case ECHONET_DATE:
        check_codes(d, false);
        assert_true(round_trip(d, raw_edt(d, 0x07EA0B14, buf)));
        break;
    case ECHONET_DATE_TIME:
        check_codes(d, false);
        assert_true(round_trip(d, raw_edt(d, d->size == 7 ? 0x07EA0B140C1E05 : 0x07EA0B140C1E, buf)));
        break;
    default:
        check_members(d);
    }
}

/* Any bytes of every length up to 300: JSON without fail, and null where they do not fit. */
static void check_json(const struct echonet_data *d)
{
    static uint8_t bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 37 + 11);
    for (size_t len = 0; len < sizeof bytes; len += len < 40 ? 1 : 13) {
        uint8_t *copy = malloc(len ? len : 1);
        assert_non_null(copy);
        memcpy(copy, bytes, len);
        cJSON *json = echonet_value_json(d, (struct fl_span){copy, len}, NULL, NULL);
        assert_non_null(json);
        if (!echonet_value_fits(d, (struct fl_span){copy, len}))
            assert_true(cJSON_IsNull(json));
        cJSON_Delete(json);
        free(copy);
    }
}

static void test_every_property_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < echonet_class_count; i++)
        for (size_t k = 0; k < echonet_classes[i].count; k++) {
            const struct echonet_property *p = &echonet_classes[i].properties[k];
            snprintf(here, sizeof here, "%04X %02X", echonet_classes[i].code, p->epc);
            check_description(p->data);
            check_json(p->data);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_values),
        cmocka_unit_test(test_reals_are_the_nearest_to_their_decimals),
        cmocka_unit_test(test_no_value_before_the_coefficient),
        cmocka_unit_test(test_wrong_sizes_do_not_fit),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_what_cannot_be_written),
        cmocka_unit_test(test_every_property_there_and_back),
    };
    return cmocka_run_group_tests_name("echonet_value", tests, NULL, NULL);
}
