/* Frames and property maps against the golden vectors: both directions, cut short, malformed. */
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_frame.h"
#include "support/cmocka.h"
#include "vectors.h"

static cJSON *root;

static int setup(void **state)
{
    (void)state;
    root = vectors_load("echonet_frames");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    cJSON_Delete(root);
    return 0;
}

/* Decodes a copy of exactly that size, so that the sanitizers see a read beyond it. */
static enum fl_err decode(struct echonet_frame *f, uint8_t **copy, const struct bytes *b, size_t len)
{
    *copy = malloc(len ? len : 1);
    assert_non_null(*copy);
    memcpy(*copy, b->data, len);
    return echonet_decode(f, *copy, len);
}

/* --- golden frames -------------------------------------------------------------------------- */
static void check_list(struct fl_reader list, unsigned count, const cJSON *wanted)
{
    struct echonet_prop p;
    const cJSON *item;
    assert_int_equal(count, cJSON_GetArraySize(wanted));
    cJSON_ArrayForEach(item, wanted)
    {
        struct bytes edt = hex(text_of(item, "edt"));
        assert_true(echonet_next(&list, &p));
        assert_int_equal(p.epc, number_of_hex(item, "epc"));
        assert_int_equal(p.edt.len, edt.len);
        assert_memory_equal(p.edt.data, edt.data, edt.len);
    }
    assert_false(echonet_next(&list, &p));
}

static void check_decoded(const struct echonet_frame *f, const cJSON *wanted)
{
    assert_int_equal(f->tid, number_of_hex(wanted, "tid"));
    assert_int_equal(f->seoj, number_of_hex(wanted, "seoj"));
    assert_int_equal(f->deoj, number_of_hex(wanted, "deoj"));
    assert_string_equal(echonet_esv_name(f->esv), text_of(wanted, "esv"));
    check_list(echonet_props(f), f->count, member(wanted, "props"));
    if (cJSON_HasObjectItem(wanted, "gets"))
        check_list(echonet_get_props(f), f->get_count, member(wanted, "gets"));
    else
        assert_int_equal(f->get_count, 0);
}

static void add_list(struct echonet_builder *b, const cJSON *props)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, props)
    {
        struct bytes edt = hex(text_of(item, "edt"));
        echonet_add(b, (uint8_t)number_of_hex(item, "epc"), edt.data, edt.len);
    }
}

static void check_encoded(const cJSON *decoded, uint8_t esv, const struct bytes *wire)
{
    uint8_t buf[BYTES_MAX];
    for (size_t cap = 0; cap <= wire->len; cap++) {
        struct echonet_builder b =
            echonet_begin(buf, cap, (uint16_t)number_of_hex(decoded, "tid"), number_of_hex(decoded, "seoj"),
                          number_of_hex(decoded, "deoj"), esv);
        add_list(&b, member(decoded, "props"));
        if (cJSON_HasObjectItem(decoded, "gets")) {
            echonet_add_list(&b);
            add_list(&b, member(decoded, "gets"));
        }
        assert_int_equal(echonet_end(&b), cap == wire->len ? cap : 0);
    }
    assert_memory_equal(buf, wire->data, wire->len);
}

/* OpenECHO's shortest "SetGet not supported" is the one frame that may lack its end. */
static bool is_cut_setget_sna(const struct bytes *wire, size_t len)
{
    return len == 12 && wire->data[10] == ECHONET_SETGET_SNA && !wire->data[11];
}

static void test_golden_frames(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(root, "frames"))
    {
        struct bytes wire = hex(text_of(item, "hex"));
        struct echonet_frame f;
        uint8_t *copy;
        for (size_t len = 0; len < wire.len; len++) {
            enum fl_err wanted = is_cut_setget_sna(&wire, len) ? FL_OK : FL_E_FORMAT;
            assert_int_equal(decode(&f, &copy, &wire, len), wanted);
            free(copy);
        }
        assert_int_equal(decode(&f, &copy, &wire, wire.len), FL_OK);
        check_decoded(&f, member(item, "decoded"));
        check_encoded(member(item, "decoded"), f.esv, &wire);
        free(copy);
    }
}

/* --- malformed ones ------------------------------------------------------------------------- */
/* What the codec alone decides; the rest of a case's verdict is its reader's. */
static enum fl_err wanted_of(const cJSON *item)
{
    const char *verdict = text_of(item, "verdict"), *name = text_of(item, "name");
    if (!strcmp(name, "ehd2_82"))
        return FL_E_UNSUPPORTED;
    if (!strcmp(name, "wrong_deoj")) /* well formed, but not for us */
        return FL_OK;
    return strcmp(verdict, "drop") && strcmp(verdict, "drop_unless_sna") ? FL_OK : FL_E_FORMAT;
}

static void test_malformed_frames(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(member(root, "malformed"), "cases"))
    {
        struct bytes wire = hex(text_of(item, "hex"));
        struct echonet_frame f;
        uint8_t *copy;
        enum fl_err err = decode(&f, &copy, &wire, wire.len);
        if (err != wanted_of(item))
            fail_msg("%s: %s", text_of(item, "name"), fl_err_name(err));
        free(copy);
    }
}

static void test_last_duplicate_wins_and_low_codes_are_skipped(void **state)
{
    (void)state;
    struct bytes twice = hex("1081000b01300105ff017202800130800131");
    struct bytes low = hex("1081000e01300105ff0172027f0130800141");
    struct echonet_frame f;
    struct echonet_prop p;
    assert_int_equal(echonet_decode(&f, twice.data, twice.len), FL_OK);
    assert_true(echonet_find(&f, 0x80, &p));
    assert_int_equal(p.edt.data[0], 0x31);
    assert_false(echonet_find(&f, 0x81, &p));
    assert_int_equal(echonet_decode(&f, low.data, low.len), FL_OK);
    assert_false(echonet_find(&f, 0x7f, &p));
    struct fl_reader list = echonet_props(&f);
    assert_true(echonet_next(&list, &p));
    assert_int_equal(p.epc, 0x80);
    assert_false(echonet_next(&list, &p));
}

static void test_finds_in_both_lists(void **state)
{
    (void)state;
    struct bytes wire = hex("1081000701300105ff017e01800001bb011b");
    struct echonet_frame f;
    struct echonet_prop p;
    assert_int_equal(echonet_decode(&f, wire.data, wire.len), FL_OK);
    assert_true(echonet_find(&f, 0x80, &p));
    assert_int_equal(p.edt.len, 0);
    assert_true(echonet_find(&f, 0xbb, &p));
    assert_int_equal(p.edt.data[0], 0x1b);
}

static void test_services(void **state)
{
    (void)state;
    static const struct {
        uint8_t esv;
        bool request, answer;
    } cases[] = {
        {ECHONET_SETI, true, false},
        {ECHONET_SETC, true, false},
        {ECHONET_GET, true, false},
        {ECHONET_INF_REQ, true, false},
        {ECHONET_SETGET, true, false},
        {ECHONET_INFC, true, false},
        {ECHONET_INF, false, false},
        {ECHONET_SET_RES, false, true},
        {ECHONET_GET_RES, false, true},
        {ECHONET_INFC_RES, false, true},
        {ECHONET_SETGET_RES, false, true},
        {ECHONET_SETI_SNA, false, true},
        {ECHONET_SETC_SNA, false, true},
        {ECHONET_GET_SNA, false, true},
        {ECHONET_INF_SNA, false, true},
        {ECHONET_SETGET_SNA, false, true},
        {0x64, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(echonet_is_request(cases[i].esv), cases[i].request);
        assert_int_equal(echonet_is_answer(cases[i].esv), cases[i].answer);
    }
    assert_string_equal(echonet_esv_name(0x64), "?");
}

static void test_builder_refuses_what_no_frame_holds(void **state)
{
    (void)state;
    static uint8_t buf[4096], edt[256];
    struct echonet_builder b = echonet_begin(buf, sizeof buf, 1, 0x05FF01, 0x013001, ECHONET_GET);
    for (int i = 0; i < 255; i++)
        echonet_add(&b, 0x80, NULL, 0);
    assert_int_equal(echonet_end(&b), 12 + 2 * 255);
    echonet_add(&b, 0x80, NULL, 0);
    assert_int_equal(echonet_end(&b), 0);
    b = echonet_begin(buf, sizeof buf, 1, 0x05FF01, 0x013001, ECHONET_SETC);
    echonet_add(&b, 0x80, edt, sizeof edt);
    assert_int_equal(echonet_end(&b), 0);
}

/* --- maps ----------------------------------------------------------------------------------- */
static void check_map(const struct echonet_map *m, const cJSON *epcs)
{
    bool wanted[256] = {false};
    const cJSON *item;
    cJSON_ArrayForEach(item, epcs) wanted[strtoul(cJSON_GetStringValue(item), NULL, 16)] = true;
    for (unsigned epc = 0; epc < 256; epc++)
        assert_int_equal(echonet_map_has(m, (uint8_t)epc), wanted[epc]);
    assert_int_equal(echonet_map_count(m), cJSON_GetArraySize(epcs));
}

static void test_golden_maps(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(root, "property_maps"))
    {
        struct bytes edt = hex(text_of(item, "edt"));
        struct echonet_map m, again;
        uint8_t wire[17];
        assert_int_equal(echonet_map_decode(&m, (struct fl_span){edt.data, edt.len}), FL_OK);
        check_map(&m, member(item, "epcs"));
        assert_int_equal(echonet_map_encode(&m, wire), edt.len);
        assert_int_equal(wire[0], edt.data[0]);
        if (edt.data[0] > 15) /* a list may have any order */
            assert_memory_equal(wire, edt.data, edt.len);
        assert_int_equal(echonet_map_decode(&again, (struct fl_span){wire, edt.len}), FL_OK);
        assert_memory_equal(&m, &again, sizeof m);
        for (size_t len = 0; len < edt.len; len++)
            assert_int_equal(echonet_map_decode(&m, (struct fl_span){edt.data, len}), FL_E_FORMAT);
    }
}

static void test_malformed_maps(void **state)
{
    (void)state;
    const cJSON *item;
    size_t seen = 0;
    cJSON_ArrayForEach(item, member(member(root, "malformed"), "cases"))
    {
        if (strncmp(text_of(item, "name"), "map_", 4) != 0)
            continue;
        struct bytes wire = hex(text_of(item, "hex"));
        struct echonet_frame f;
        struct echonet_prop p;
        struct echonet_map m;
        assert_int_equal(echonet_decode(&f, wire.data, wire.len), FL_OK);
        assert_true(echonet_find(&f, 0x9f, &p));
        bool good = !strcmp(text_of(item, "verdict"), "accept_bits");
        assert_int_equal(echonet_map_decode(&m, p.edt), good ? FL_OK : FL_E_FORMAT);
        if (good)
            assert_memory_equal(m.bits, p.edt.data + 1, sizeof m.bits);
        seen++;
    }
    assert_int_equal(seen, 4);
}

static void test_map_keeps_what_is_added(void **state)
{
    (void)state;
    struct echonet_map m = {{0}};
    echonet_map_add(&m, 0x7f);
    assert_int_equal(echonet_map_count(&m), 0);
    for (unsigned epc = 0x80; epc < 0x100; epc++) {
        echonet_map_add(&m, (uint8_t)epc);
        assert_true(echonet_map_has(&m, (uint8_t)epc));
        assert_int_equal(echonet_map_count(&m), epc - 0x7f);
    }
    echonet_map_remove(&m, 0x9e);
    assert_false(echonet_map_has(&m, 0x9e));
    echonet_map_remove(&m, 0x1e);
    assert_int_equal(echonet_map_count(&m), 127);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_golden_frames),
        TEST(test_malformed_frames),
        TEST(test_last_duplicate_wins_and_low_codes_are_skipped),
        TEST(test_finds_in_both_lists),
        TEST(test_services),
        TEST(test_builder_refuses_what_no_frame_holds),
        TEST(test_golden_maps),
        TEST(test_malformed_maps),
        TEST(test_map_keeps_what_is_added),
    };
    return cmocka_run_group_tests_name("echonet_frame", tests, NULL, NULL);
}
