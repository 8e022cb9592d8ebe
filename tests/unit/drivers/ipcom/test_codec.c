/* Every golden vector, in both directions and cut short at every byte. */
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "vectors.h"

static const struct ipcom_cipher single = {.mode = IPCOM_SINGLE};

static int setup(void **state)
{
    (void)state;
    vectors_load();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    vectors_free();
    return 0;
}

/* plain becomes wire and wire becomes plain, the latter also in part and in place. */
static void check_cipher(const struct ipcom_cipher *c, const struct bytes *plain, const struct bytes *wire)
{
    assert_int_equal(plain->len, wire->len);
    struct bytes out = {.len = plain->len};
    ipcom_encrypt(c, plain->data, out.data, plain->len);
    assert_memory_equal(out.data, wire->data, wire->len);
    for (size_t len = 0; len <= wire->len; len++) {
        struct bytes part = *wire;
        ipcom_decrypt(c, part.data, part.data, len);
        assert_memory_equal(part.data, plain->data, len);
    }
}

/* Both session keys, where the vector has them. */
static void check_keys(const cJSON *item)
{
    struct bytes plain = hex_of(item, "plain");
    static const struct {
        const char *member;
        char key;
    } keys[] = {{"wire_key_a", 'a'}, {"wire_key_b", 'b'}};
    for (size_t i = 0; i < 2; i++) {
        if (!has(item, keys[i].member))
            continue;
        struct ipcom_cipher c = session_cipher(keys[i].key);
        struct bytes wire = hex_of(item, keys[i].member);
        check_cipher(&c, &plain, &wire);
    }
}

static void test_clear_changes_nothing(void **state)
{
    (void)state;
    struct ipcom_cipher clear = {.mode = IPCOM_CLEAR};
    struct bytes plain = hex_of(vector_named("snapshots", "typical"), "plain");
    check_cipher(&clear, &plain, &plain);
}

static void check_login_request(const struct bytes *plain)
{
    struct ipcom_login login;
    for (size_t len = 0; len < plain->len; len++) {
        struct fl_reader r = fl_reader_of(plain->data, len);
        assert_int_equal(ipcom_get_login(&r, &login), FL_AGAIN);
        size_t size;
        assert_int_equal(ipcom_request_size(plain->data, len, &size), len ? FL_OK : FL_AGAIN);
    }
    struct fl_reader r = fl_reader_of(plain->data, plain->len);
    assert_int_equal(ipcom_get_login(&r, &login), FL_OK);
    struct bytes again = {0};
    struct fl_writer w = fl_writer_of(again.data, sizeof again.data);
    ipcom_put_login(&w, &login);
    assert_true(fl_writer_ok(&w));
    assert_int_equal(w.len, IPCOM_LOGIN_LEN);
    assert_memory_equal(again.data, plain->data, plain->len);
}

static void check_login_answer(const struct bytes *plain, const cJSON *item)
{
    struct ipcom_login_answer answer;
    for (size_t len = 0; len < plain->len; len++) {
        struct fl_reader r = fl_reader_of(plain->data, len);
        assert_int_equal(ipcom_get_login_answer(&r, &answer), FL_AGAIN);
    }
    struct fl_reader r = fl_reader_of(plain->data, plain->len);
    assert_int_equal(ipcom_get_login_answer(&r, &answer), FL_OK);
    assert_string_equal(answer.firmware, text_of(item, "version"));
    struct bytes key = hex_of(item, "session_key");
    assert_memory_equal(answer.key, key.data, IPCOM_KEY_LEN);
    struct bytes again = {0};
    struct fl_writer w = fl_writer_of(again.data, sizeof again.data);
    ipcom_put_login_answer(&w, &answer);
    assert_int_equal(w.len, plain->len);
    assert_memory_equal(again.data, plain->data, plain->len);
}

static void test_handshake(void **state)
{
    (void)state;
    size_t requests = 0, answers = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("handshake"))
    {
        if (!has(item, "mode"))
            continue;
        struct bytes plain = hex_of(item, "plain"), wire = hex_of(item, "wire");
        check_cipher(&single, &plain, &wire);
        if (plain.len == IPCOM_LOGIN_LEN && ++requests)
            check_login_request(&plain);
        if (plain.len == IPCOM_LOGIN_ANSWER_LEN && ++answers)
            check_login_answer(&plain, item);
    }
    assert_int_equal(requests, 4);
    assert_int_equal(answers, 2);
}

static void test_login_of_the_account(void **state)
{
    (void)state;
    struct ipcom_login login = {.username = "tester", .password = "letmein", .bus = 1};
    struct bytes out = {0}, wire = hex_of(vector_named("handshake", "connect_request"), "wire");
    struct fl_writer w = fl_writer_of(out.data, sizeof out.data);
    ipcom_put_login(&w, &login);
    ipcom_encrypt(&single, out.data, out.data, w.len);
    assert_int_equal(w.len, wire.len);
    assert_memory_equal(out.data, wire.data, wire.len);
}

static void test_wrong_logins(void **state)
{
    (void)state;
    struct bytes good = hex_of(vector_named("handshake", "connect_request"), "plain");
    static const size_t tags[] = {0, 1, 2, 6, 28, 31};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct bytes bad = good;
        bad.data[tags[i]] ^= 1;
        struct fl_reader r = fl_reader_of(bad.data, bad.len);
        struct ipcom_login login;
        assert_int_equal(ipcom_get_login(&r, &login), FL_E_FORMAT);
    }
    struct bytes wrong = hex_of(vector_named("handshake", "connect_response_wrong_id"), "wire");
    ipcom_decrypt(&single, wrong.data, wrong.data, wrong.len);
    struct fl_reader r = fl_reader_of(wrong.data, wrong.len);
    struct ipcom_login_answer answer;
    assert_int_equal(ipcom_get_login_answer(&r, &answer), FL_E_FORMAT);
}

static void test_heads(void **state)
{
    (void)state;
    static const enum ipcom_id ids[] = {IPCOM_POLL, IPCOM_KEEPALIVE, IPCOM_DISCONNECT};
    static const char *const names[] = {"poll", "keepalive", "disconnect"};
    for (size_t i = 0; i < 3; i++) {
        const cJSON *item = vector_named("requests", names[i]);
        check_keys(item);
        struct bytes plain = hex_of(item, "plain");
        uint8_t buf[IPCOM_HEAD_LEN];
        struct fl_writer w = fl_writer_of(buf, sizeof buf);
        ipcom_put_head(&w, ids[i]);
        assert_int_equal(w.len, plain.len);
        assert_memory_equal(buf, plain.data, plain.len);
        size_t size;
        assert_int_equal(ipcom_request_size(plain.data, 1, &size), FL_OK);
        assert_int_equal(size, IPCOM_HEAD_LEN);
    }
}

/* What a client that wraps its requests wrongly sends is no request. */
static void test_foreign_requests(void **state)
{
    (void)state;
    struct ipcom_cipher a = session_cipher('a');
    static const char *const names[] = {"original_keepalive_quirk", "original_disconnect_quirk"};
    for (size_t i = 0; i < 2; i++) {
        struct bytes wire = hex_of(vector_named("requests", names[i]), "wire_key_a");
        ipcom_decrypt(&a, wire.data, wire.data, wire.len);
        size_t size;
        assert_int_equal(ipcom_request_size(wire.data, wire.len, &size), FL_E_FORMAT);
    }
    struct ipcom_cipher b = session_cipher('b');
    const cJSON *poll = vector_named("requests", "original_poll_quirk");
    struct bytes wire = hex_of(poll, "wire_key_b"), seen = hex_of(poll, "plain_as_seen_by_panel_key_b");
    ipcom_decrypt(&b, wire.data, wire.data, wire.len);
    assert_memory_equal(wire.data, seen.data, seen.len);
}

static void test_snapshots(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("snapshots"))
    {
        check_keys(item);
        struct bytes plain = hex_of(item, "plain");
        struct ipcom_snapshot s;
        size_t size;
        for (size_t len = 0; len < plain.len; len++) {
            struct fl_reader r = fl_reader_of(plain.data, len);
            assert_int_equal(ipcom_get_snapshot(&r, &s), FL_AGAIN);
            assert_int_equal(ipcom_answer_size(plain.data, len, &size), len < 2 ? FL_AGAIN : FL_OK);
        }
        struct fl_reader r = fl_reader_of(plain.data, plain.len);
        assert_int_equal(ipcom_get_snapshot(&r, &s), FL_OK);
        assert_true(fl_reader_done(&r));
        assert_memory_equal(s.value, plain.data + 2, sizeof s.value);
        struct bytes again = {0};
        struct fl_writer w = fl_writer_of(again.data, sizeof again.data);
        ipcom_put_snapshot(&w, &s);
        assert_int_equal(w.len, IPCOM_SNAPSHOT_LEN);
        assert_memory_equal(again.data, plain.data, plain.len);
    }
}

/* One damaged byte damages itself and the next, no more. */
static void test_damaged_snapshots(void **state)
{
    (void)state;
    struct ipcom_cipher a = session_cipher('a');
    struct bytes good = hex_of(vector_named("snapshots", "typical"), "plain");
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("corrupt_snapshots"))
    {
        struct bytes wire = hex_of(item, "wire_key_a"), seen = hex_of(item, "decrypts_to");
        ipcom_decrypt(&a, wire.data, wire.data, wire.len);
        assert_memory_equal(wire.data, seen.data, seen.len);
        size_t different = 0;
        for (size_t i = 0; i < good.len; i++)
            different += wire.data[i] != good.data[i];
        assert_true(different >= 1 && different <= 2);
        struct fl_reader r = fl_reader_of(wire.data, wire.len);
        struct ipcom_snapshot s;
        bool detectable = strncmp(text_of(item, "expect"), "reject", 6) == 0;
        assert_int_equal(ipcom_get_snapshot(&r, &s), detectable ? FL_E_FORMAT : FL_OK);
    }
}

static void check_set_values(const cJSON *item)
{
    check_keys(item);
    struct bytes plain = hex_of(item, "plain");
    struct ipcom_set_values set;
    for (size_t len = 0; len < plain.len; len++) {
        struct fl_reader r = fl_reader_of(plain.data, len);
        assert_int_equal(ipcom_get_set_values(&r, &set), FL_AGAIN);
        assert_true(r.p == plain.data);
    }
    struct fl_reader r = fl_reader_of(plain.data, plain.len);
    assert_int_equal(ipcom_get_set_values(&r, &set), FL_OK);
    assert_int_equal(set.bus, cJSON_GetObjectItem(item, "bus_byte")->valueint);
    assert_int_equal(set.to, cJSON_GetObjectItem(item, "to")->valueint);
    for (int i = 0; i < IPCOM_OUTPUTS; i++)
        assert_int_equal(set.value[i], cJSON_GetArrayItem(cJSON_GetObjectItem(item, "values"), i)->valueint);
    uint8_t buf[IPCOM_SET_VALUES_MAX];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_set_values(&w, &set);
    assert_true(fl_writer_ok(&w));
    assert_int_equal(w.len, plain.len);
    assert_memory_equal(buf, plain.data, plain.len);
}

static void test_set_values(void **state)
{
    (void)state;
    size_t count = 0;
    const cJSON *item, *message;
    cJSON_ArrayForEach(item, vectors("set_values"))
        cJSON_ArrayForEach(message, cJSON_GetObjectItem(item, "messages"))
    {
        check_set_values(message);
        count++;
    }
    assert_int_equal(count, 20);
}

static void test_addresses(void **state)
{
    (void)state;
    static const struct {
        enum ipcom_bus_type type;
        unsigned login_bus;
        uint8_t bus, base;
    } rows[] = {
        {IPCOM_MINIDO, 1, 2, 60}, {IPCOM_BIBUS, 1, 1, 30}, {IPCOM_MINIDO, 2, 2, 60}, {IPCOM_BIBUS, 2, 2, 30}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(ipcom_bus_byte(rows[i].type, rows[i].login_bus), rows[i].bus);
        for (unsigned m = 1; m <= IPCOM_MODULES; m++) {
            uint8_t address = ipcom_module_address(rows[i].type, m);
            assert_int_equal(address, rows[i].base + m - 1);
            assert_int_equal(ipcom_address_module(rows[i].type, address), m);
        }
        assert_int_equal(ipcom_module_address(rows[i].type, 0), 0);
        assert_int_equal(ipcom_module_address(rows[i].type, IPCOM_MODULES + 1), 0);
        assert_int_equal(ipcom_address_module(rows[i].type, (uint8_t)(rows[i].base - 1)), 0);
        assert_int_equal(ipcom_address_module(rows[i].type, (uint8_t)(rows[i].base + 16)), 0);
    }
}

static void test_frames(void **state)
{
    (void)state;
    static const struct {
        const char *expect;
        enum fl_err err;
    } rows[] = {{"valid", FL_OK},
                {"bad_checksum", FL_E_CHECKSUM},
                {"truncated", FL_AGAIN},
                {"bad_start", FL_E_FORMAT},
                {"bad_length_or_checksum", FL_E_CHECKSUM}};
    const cJSON *item;
    size_t i = 0;
    cJSON_ArrayForEach(item, vectors("frames"))
    {
        assert_string_equal(text_of(item, "expect"), rows[i].expect);
        struct bytes frame = hex_of(item, "frame"), message = {.data = {IPCOM_FRAME, IPCOM_VERSION}};
        memcpy(message.data + 2, frame.data, frame.len);
        struct fl_reader r = fl_reader_of(message.data, frame.len + 2);
        struct ipcom_set_values set;
        assert_int_equal(ipcom_get_set_values(&r, &set), rows[i].err);
        i++;
    }
    assert_int_equal(i, sizeof rows / sizeof *rows);
}

static void test_odd_frames(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        enum fl_err answer, request;
    } rows[] = {
        {"0401", FL_AGAIN, FL_AGAIN},
        {"040102", FL_AGAIN, FL_AGAIN},
        {"04010224", FL_E_UNSUPPORTED, FL_E_FORMAT},
        {"0401020123", FL_E_UNSUPPORTED, FL_E_FORMAT},
        {"0401023c0000", FL_E_UNSUPPORTED, FL_E_FORMAT},
        {"040102233c0000", FL_E_UNSUPPORTED, FL_E_FORMAT}, /* no room for a checksum */
        {"040102233c00ff", FL_E_UNSUPPORTED, FL_E_FORMAT}, /* longer than a message can be */
        {"0401233c000101", FL_OK, FL_OK},
        {"0301", FL_E_UNSUPPORTED, FL_OK},
        {"2301", FL_E_UNSUPPORTED, FL_E_FORMAT},
        {"0502", FL_E_FORMAT, FL_OK},
        {"0000", FL_E_FORMAT, FL_E_FORMAT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes b = hex(rows[i].plain);
        size_t size;
        assert_int_equal(ipcom_answer_size(b.data, b.len, &size), rows[i].answer);
        assert_int_equal(ipcom_request_size(b.data, b.len, &size), rows[i].request);
    }
}

static void test_frame_too_long(void **state)
{
    (void)state;
    uint8_t data[255] = {0}, buf[300];
    struct ipcom_frame f = {.to = 60, .data = {data, sizeof data}};
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_frame(&w, &f);
    assert_false(fl_writer_ok(&w));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clear_changes_nothing),
        cmocka_unit_test(test_handshake),
        cmocka_unit_test(test_login_of_the_account),
        cmocka_unit_test(test_wrong_logins),
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_foreign_requests),
        cmocka_unit_test(test_snapshots),
        cmocka_unit_test(test_damaged_snapshots),
        cmocka_unit_test(test_set_values),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_odd_frames),
        cmocka_unit_test(test_frame_too_long),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
