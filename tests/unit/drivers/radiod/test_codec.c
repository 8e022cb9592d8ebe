/* Packets against the golden vectors: what a real radiod sent, what was sent to it, both ways. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/radiod/radiod_name.h"
#include "support/cmocka.h"
#include "vectors.h"

/* Decodes a copy of exactly that size, so that the sanitizers see a read beyond it. */
static enum fl_err decode(struct radiod_status *s, uint8_t **copy, const struct bytes *b, size_t len)
{
    *copy = malloc(len ? len : 1);
    assert_non_null(*copy);
    memcpy(*copy, b->data, len);
    return radiod_decode(s, *copy, len);
}

/* --- the table ------------------------------------------------------------------------------ */
static void the_table_has_a_row_for_each_number(void **state)
{
    (void)state;
    assert_int_equal(RADIOD_TAG_COUNT, 118);
    for (unsigned i = 0; i < RADIOD_TAG_COUNT; i++) {
        assert_non_null(radiod_tag_info(i)->name);
        for (unsigned j = 0; j < i; j++)
            assert_string_not_equal(radiod_tag_info(i)->name, radiod_tag_info(j)->name);
    }
    assert_null(radiod_tag_info(RADIOD_TAG_COUNT));
}

/* --- single values -------------------------------------------------------------------------- */
static void check_scalar(const cJSON *item)
{
    struct bytes tlv = hex(text_of(item, "tlv_hex"));
    struct fl_reader r = fl_reader_of(tlv.data, tlv.len);
    struct radiod_tlv got;
    const cJSON *value = member(item, "value");
    assert_int_equal(radiod_next(&r, &got), FL_OK);
    assert_true(fl_reader_done(&r));
    assert_int_equal(got.type, (int)cJSON_GetNumberValue(member(item, "type")));
    if (strstr(text_of(item, "kind"), "accepted")) {
        assert_int_equal(got.value.len, strlen(value->valuestring));
        return;
    }
    uint8_t buf[BYTES_MAX];
    struct radiod_builder b = radiod_begin(buf, sizeof buf, RADIOD_PACKET_STATUS);
    put_field(&b, item);
    size_t len = radiod_end(&b);
    assert_int_equal(len, tlv.len + 2);
    assert_memory_equal(buf + 1, tlv.data, tlv.len);
    assert_int_equal(buf[len - 1], RADIOD_EOL);
}

static void scalars_are_written_and_read_as_recorded(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("scalars"))
    {
        if (!cJSON_HasObjectItem(item, "verdict"))
            check_scalar(item);
    }
}

/* "length 0x80 and a byte", as a client once wrote long values: the rest makes no sense. */
static void a_length_without_bytes_spoils_what_follows(void **state)
{
    (void)state;
    const cJSON *item;
    int seen = 0;
    cJSON_ArrayForEach(item, vectors("scalars"))
    {
        if (!cJSON_HasObjectItem(item, "verdict"))
            continue;
        struct bytes tlv = hex(text_of(item, "tlv_hex")), packet = {.data = {0}, .len = tlv.len + 1};
        memcpy(packet.data + 1, tlv.data, tlv.len);
        struct radiod_status s;
        assert_int_equal(radiod_decode(&s, packet.data, packet.len), FL_E_FORMAT);
        seen++;
    }
    assert_int_equal(seen, 1);
}

static void lengths_have_as_many_bytes_as_radiod_gives_them(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        uint8_t head[6];
        size_t head_len;
    } rows[] = {{0, {4, 0}, 2},
                {127, {4, 127}, 2},
                {128, {4, 0x82, 0, 128}, 4},
                {65535, {4, 0x82, 0xff, 0xff}, 4},
                {65536, {4, 0x83, 1, 0, 0}, 5},
                {1 << 24, {4, 0x84, 1, 0, 0, 0}, 6}};
    size_t cap = (1 << 24) + 16;
    uint8_t *buf = malloc(cap), *data = calloc(1, cap);
    assert_true(buf && data);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct radiod_builder b = radiod_begin(buf, cap, RADIOD_PACKET_STATUS);
        radiod_put_bytes(&b, RADIOD_DESCRIPTION, data, rows[i].len);
        assert_int_equal(radiod_end(&b), 2 + rows[i].head_len + rows[i].len);
        assert_memory_equal(buf + 1, rows[i].head, rows[i].head_len);
        struct fl_reader r = fl_reader_of(buf + 1, rows[i].head_len + rows[i].len);
        struct radiod_tlv tlv;
        assert_int_equal(radiod_next(&r, &tlv), FL_OK);
        assert_int_equal(tlv.value.len, rows[i].len);
    }
    free(buf);
    free(data);
}

static void a_nan_is_never_written(void **state)
{
    (void)state;
    uint8_t buf[32];
    struct radiod_builder b = radiod_begin(buf, sizeof buf, RADIOD_PACKET_COMMAND);
    radiod_put_real(&b, RADIOD_GAIN, (double)NAN);
    assert_int_equal(radiod_end(&b), 0);
}

static void negative_integers_take_eight_bytes(void **state)
{
    (void)state;
    uint8_t buf[32];
    struct radiod_builder b = radiod_begin(buf, sizeof buf, RADIOD_PACKET_STATUS);
    radiod_put_int(&b, RADIOD_PLL_WRAPS, (uint64_t)INT64_C(-2));
    assert_int_equal(radiod_end(&b), 12);
    assert_int_equal(buf[2], 8);
    assert_true((int64_t)radiod_get_int((struct fl_span){buf + 3, 8}) == -2);
}

/* --- captured packets ------------------------------------------------------------------------- */
static void check_vector_field(const struct fl_span value, const cJSON *wanted)
{
    bool bytes = value.len == (size_t)cJSON_GetNumberValue(member(wanted, "count"));
    const cJSON *first;
    size_t at = 0;
    cJSON_ArrayForEach(first, member(wanted, "first"))
    {
        double got = value.data[at];
        if (!bytes)
            assert_true(radiod_get_float((struct fl_span){value.data + 4 * at, 4}, &got));
        assert_true(got == cJSON_GetNumberValue(first));
        at++;
    }
}

static void check_socket(const struct radiod_status *s, enum radiod_tag tag, const char *wanted)
{
    struct fl_addr addr;
    char text[FL_ADDR_TEXT];
    assert_true(radiod_socket(s, tag, &addr));
    snprintf(text, sizeof text, "%u.%u.%u.%u:%u", addr.ip[0], addr.ip[1], addr.ip[2], addr.ip[3], addr.port);
    assert_string_equal(text, wanted);
}

static void check_field(const struct radiod_status *s, const cJSON *field)
{
    enum radiod_tag tag = (enum radiod_tag)cJSON_GetNumberValue(member(field, "type"));
    const struct radiod_tag_info *info = radiod_tag_info(tag);
    const cJSON *value = member(field, "value");
    uint64_t number;
    double real;
    char text[RADIOD_TEXT_MAX];
    assert_string_equal(info->name, text_of(field, "name"));
    assert_true(radiod_has(s, tag));
    assert_int_equal(s->value[tag].len, (int)cJSON_GetNumberValue(member(field, "len")));
    switch (info->wire) {
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        assert_true(radiod_real(s, tag, &real));
        assert_true(real == real_of(value));
        break;
    case RADIOD_STRING:
        assert_true(radiod_text(s, tag, text));
        assert_string_equal(text, cJSON_GetStringValue(value));
        break;
    case RADIOD_SOCKET:
        check_socket(s, tag, cJSON_GetStringValue(value));
        break;
    case RADIOD_VECTOR:
    case RADIOD_BYTES:
        check_vector_field(s->value[tag], value);
        break;
    default:
        assert_true(radiod_int(s, tag, &number));
        assert_true(number == int_of(value));
    }
}

static size_t fields_present(const struct radiod_status *s)
{
    size_t count = 0;
    for (size_t i = 0; i < RADIOD_TAG_COUNT; i++)
        count += s->value[i].data != NULL;
    return count;
}

static void check_packet(const cJSON *item, uint8_t packet)
{
    struct bytes b = hex(text_of(item, "hex"));
    struct radiod_status s;
    uint8_t *copy;
    const cJSON *field;
    assert_int_equal(decode(&s, &copy, &b, b.len), FL_OK);
    assert_int_equal(s.packet, packet);
    assert_int_equal(fields_present(&s), cJSON_GetArraySize(member(item, "fields")));
    cJSON_ArrayForEach(field, member(item, "fields"))
    {
        check_field(&s, field);
    }
    free(copy);
}

static void captured_status_packets_have_the_recorded_fields(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("status"))
    {
        check_packet(item, RADIOD_PACKET_STATUS);
    }
}

static void captured_commands_have_the_recorded_fields(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("commands"))
    {
        check_packet(item, RADIOD_PACKET_COMMAND);
    }
}

/* Some clients write what we never would: floats as doubles, tags with leading zeros, EOL twice. */
static bool is_plain(const cJSON *item)
{
    const cJSON *field;
    cJSON_ArrayForEach(field, member(item, "fields"))
    {
        unsigned tag = (unsigned)cJSON_GetNumberValue(member(field, "type"));
        if (radiod_tag_info(tag)->wire == RADIOD_FLOAT && cJSON_GetNumberValue(member(field, "len")) > 4)
            return false;
    }
    return !strstr(text_of(item, "name"), "stray zero");
}

static void commands_are_written_byte_for_byte(void **state)
{
    (void)state;
    const cJSON *item, *field;
    int plain = 0;
    cJSON_ArrayForEach(item, vectors("commands"))
    {
        if (!is_plain(item))
            continue;
        struct bytes wanted = hex(text_of(item, "hex"));
        uint8_t buf[BYTES_MAX];
        for (size_t cap = 0; cap <= wanted.len; cap++) {
            struct radiod_builder b = radiod_begin(buf, cap, RADIOD_PACKET_COMMAND);
            cJSON_ArrayForEach(field, member(item, "fields"))
            {
                put_field(&b, field);
            }
            assert_int_equal(radiod_end(&b), cap < wanted.len ? 0 : wanted.len);
        }
        assert_memory_equal(buf, wanted.data, wanted.len);
        plain++;
    }
    assert_true(plain >= 20);
}

/* A cut between two values looks complete (a status may lack its end); any other is malformed. */
static void every_truncation_is_malformed_or_shorter(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("status"))
    {
        struct bytes b = hex(text_of(item, "hex"));
        size_t whole = 0;
        for (size_t len = 1; len < b.len; len++) {
            struct radiod_status s;
            uint8_t *copy;
            enum fl_err result = decode(&s, &copy, &b, len);
            assert_true(result == FL_OK || result == FL_E_FORMAT || result == FL_E_UNKNOWN);
            whole += result != FL_E_FORMAT;
            free(copy);
        }
        assert_int_equal(whole, cJSON_GetArraySize(member(item, "fields")) + 1);
    }
}

/* --- malformed ones --------------------------------------------------------------------------- */
static enum fl_err judged(const char *verdict)
{
    if (strstr(verdict, "reject whole"))
        return FL_E_FORMAT;
    if (!strncmp(verdict, "ignore", 6))
        return FL_E_UNKNOWN;
    return FL_OK;
}

static void malformed_packets_are_judged_as_recorded(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("malformed_status"))
    {
        struct bytes b = hex(text_of(item, "hex"));
        struct radiod_status s;
        uint8_t *copy;
        enum fl_err result = decode(&s, &copy, &b, b.len), wanted = judged(text_of(item, "verdict"));
        bool ignored = result == FL_E_UNSUPPORTED || (result == FL_OK && s.packet == RADIOD_PACKET_COMMAND);
        if (result != wanted && !(wanted == FL_E_UNKNOWN && ignored))
            fail_msg("%s: %s", text_of(item, "name"), fl_err_name(result));
        free(copy);
    }
}

static struct bytes odd; /* borrowed by what odd_packet() decodes */

static struct radiod_status odd_packet(const char *name)
{
    struct radiod_status s;
    odd = packet_named("malformed_status", name);
    assert_int_equal(radiod_decode(&s, odd.data, odd.len), FL_OK);
    return s;
}

static void odd_numbers_are_judged_as_recorded(void **state)
{
    (void)state;
    double real;
    struct radiod_status s = odd_packet("double with 4 bytes");
    assert_true(radiod_real(&s, RADIOD_RADIO_FREQUENCY, &real) && real > 0 && real < 1);
    assert_false(radiod_frequency(&s, RADIOD_RADIO_FREQUENCY, &real));
    s = odd_packet("float NaN");
    assert_false(radiod_real(&s, RADIOD_BASEBAND_POWER, &real));
    s = odd_packet("float -Inf");
    assert_true(radiod_real(&s, RADIOD_BASEBAND_POWER, &real) && isinf(real) && real < 0);
    s = odd_packet("float field carrying 8 bytes");
    assert_true(radiod_real(&s, RADIOD_BASEBAND_POWER, &real) && real == -50.0);
    assert_int_equal(odd_packet("integer with leading zeros").ssrc, 1000);
    assert_int_equal(odd_packet("SSRC repeated with another value").ssrc, 999);
}

static void odd_sockets_and_texts_are_judged_as_recorded(void **state)
{
    (void)state;
    struct fl_addr addr;
    char text[RADIOD_TEXT_MAX];
    struct radiod_status s = odd_packet("socket of 5 bytes");
    assert_false(radiod_socket(&s, RADIOD_OUTPUT_DATA_DEST_SOCKET, &addr));
    s = odd_packet("null socket (length 0)");
    assert_false(radiod_socket(&s, RADIOD_OUTPUT_DATA_DEST_SOCKET, &addr));
    s = odd_packet("IPv6 socket (18 bytes)");
    assert_true(radiod_socket(&s, RADIOD_OUTPUT_DATA_DEST_SOCKET, &addr));
    assert_true(addr.family == 6 && addr.ip[0] == 0xff && addr.ip[15] == 1 && addr.port == 5004);
    s = odd_packet("string with a NUL and invalid UTF-8");
    assert_true(radiod_text(&s, RADIOD_DESCRIPTION, text));
    assert_string_equal(text, "A");
}

static void texts_become_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *wire, *text;
    } rows[] = {{"usb", "usb"},
                {"\xc3\xa9t\xc3\xa9", "\xc3\xa9t\xc3\xa9"},
                {"a\xff"
                 "b",
                 "a?b"},
                {"\xc0\xaf", "??"},
                {"\xed\xa0\x80", "???"},
                {"\xe2\x82\xac", "\xe2\x82\xac"},
                {"\xf0\x9f\x93\xbb", "\xf0\x9f\x93\xbb"},
                {"\xf4\x90\x80\x80", "????"},
                {"\xe2\x82", "??"},
                {"", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char buf[RADIOD_TEXT_MAX];
        struct fl_span wire = {(const uint8_t *)rows[i].wire, strlen(rows[i].wire)};
        assert_string_equal(radiod_get_text(wire, buf), rows[i].text);
    }
    uint8_t longest[RADIOD_TEXT_MAX + 10];
    char buf[RADIOD_TEXT_MAX];
    memset(longest, 'x', sizeof longest);
    longest[RADIOD_TEXT_MAX - 2] = 0xc3; /* a character that would be cut is left out */
    longest[RADIOD_TEXT_MAX - 1] = 0xa9;
    radiod_get_text((struct fl_span){longest, sizeof longest}, buf);
    assert_int_equal(strlen(buf), RADIOD_TEXT_MAX - 2);
}

/* --- names ------------------------------------------------------------------------------------ */
static void groups_come_from_names(void **state)
{
    (void)state;
    const cJSON *item;
    char buf[RADIOD_GROUP_TEXT];
    cJSON_ArrayForEach(item, vectors("group_from_name"))
    {
        assert_string_equal(radiod_name_group_text(text_of(item, "name"), buf), text_of(item, "group"));
    }
}

static void local_names_and_dotted_addresses_are_told_apart(void **state)
{
    (void)state;
    uint32_t addr;
    assert_true(radiod_name_is_local("hf.local") && radiod_name_is_local("HF.LOCAL"));
    assert_false(radiod_name_is_local(".local") || radiod_name_is_local("hf.example") ||
                 radiod_name_is_local("local"));
    assert_true(radiod_name_dotted("239.170.19.156", &addr));
    assert_int_equal(addr, 0xefaa139c);
    static const char *const wrong[] = {"",         "1.2.3",    "1.2.3.256", "1.2.3.4.5",
                                        "1.2.3.4x", "+1.2.3.4", "hf.local",  "1.2.3.4 "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(radiod_name_dotted(wrong[i], &addr));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_a_row_for_each_number),
        cmocka_unit_test(scalars_are_written_and_read_as_recorded),
        cmocka_unit_test(a_length_without_bytes_spoils_what_follows),
        cmocka_unit_test(lengths_have_as_many_bytes_as_radiod_gives_them),
        cmocka_unit_test(a_nan_is_never_written),
        cmocka_unit_test(negative_integers_take_eight_bytes),
        cmocka_unit_test(captured_status_packets_have_the_recorded_fields),
        cmocka_unit_test(captured_commands_have_the_recorded_fields),
        cmocka_unit_test(commands_are_written_byte_for_byte),
        cmocka_unit_test(every_truncation_is_malformed_or_shorter),
        cmocka_unit_test(malformed_packets_are_judged_as_recorded),
        cmocka_unit_test(odd_numbers_are_judged_as_recorded),
        cmocka_unit_test(odd_sockets_and_texts_are_judged_as_recorded),
        cmocka_unit_test(texts_become_utf8),
        cmocka_unit_test(groups_come_from_names),
        cmocka_unit_test(local_names_and_dotted_addresses_are_told_apart),
    };
    return cmocka_run_group_tests_name("radiod codec", tests, vectors_setup, vectors_teardown);
}
