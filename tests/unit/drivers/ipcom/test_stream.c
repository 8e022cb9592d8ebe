/* Messages out of the byte stream, in every chunking. */
#include <stdlib.h>
#include <string.h>

#include "drivers/ipcom/ipcom_stream.h"
#include "support/cmocka.h"
#include "vectors.h"

enum { FOUND_MAX = 64 };

struct catch
{
    enum ipcom_found found[FOUND_MAX];
    struct ipcom_snapshot snapshot[FOUND_MAX];
    bool doubtful[FOUND_MAX];
    size_t count, snapshots;
};

/* A stream as the engine feeds it: what is not used comes again with more behind it. */
struct tap {
    struct ipcom_stream stream;
    enum ipcom_id asked;
    struct bytes buffer;
    struct catch caught;
};

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

static void note(struct tap *t, enum ipcom_found found, const struct ipcom_snapshot *s)
{
    if (found == IPCOM_GOT_NOTHING)
        return;
    assert_true(t->caught.count < FOUND_MAX);
    t->caught.doubtful[t->caught.count] = t->stream.doubtful;
    if (found == IPCOM_GOT_SNAPSHOT) {
        t->caught.snapshot[t->caught.snapshots++] = *s;
        t->stream.doubtful = false;
    }
    t->caught.found[t->caught.count++] = found;
}

static void drain(struct tap *t)
{
    for (;;) {
        enum ipcom_found found;
        struct ipcom_snapshot s;
        size_t n = ipcom_stream_take(&t->stream, t->asked, t->buffer.data, t->buffer.len, &found, &s);
        assert_true(n <= t->buffer.len);
        note(t, found, &s);
        if (!n)
            return;
        t->buffer.len -= n;
        memmove(t->buffer.data, t->buffer.data + n, t->buffer.len);
    }
}

static void feed(struct tap *t, const uint8_t *data, size_t len)
{
    assert_true(t->buffer.len + len <= sizeof t->buffer.data);
    memcpy(t->buffer.data + t->buffer.len, data, len);
    t->buffer.len += len;
    drain(t);
}

static void pause(struct tap *t)
{
    if (t->stream.held)
        note(t, ipcom_stream_pause(&t->stream), NULL);
}

static struct tap tap_of(char key, enum ipcom_id asked)
{
    return (struct tap){.stream = {.cipher = session_cipher(key)}, .asked = asked};
}

static struct tap play(const cJSON *item)
{
    struct tap t = tap_of(text_of(item, "session_key")[0], IPCOM_POLL);
    const cJSON *chunk;
    cJSON_ArrayForEach(chunk, cJSON_GetObjectItem(item, "chunks"))
    {
        struct bytes b = hex(cJSON_GetStringValue(chunk));
        feed(&t, b.data, b.len);
        pause(&t);
    }
    return t;
}

static struct ipcom_snapshot expected_snapshot(const cJSON *expected)
{
    struct ipcom_snapshot s = {0};
    if (cJSON_IsString(expected)) {
        struct bytes plain = hex_of(vector_named("snapshots", cJSON_GetStringValue(expected)), "plain");
        struct fl_reader r = fl_reader_of(plain.data, plain.len);
        assert_int_equal(ipcom_get_snapshot(&r, &s), FL_OK);
        return s;
    }
    for (int m = 0; m < IPCOM_MODULES; m++)
        for (int o = 0; o < IPCOM_OUTPUTS; o++)
            s.value[m][o] = (uint8_t)cJSON_GetArrayItem(
                                cJSON_GetArrayItem(cJSON_GetObjectItem(expected, "modules"), m), o)
                                ->valueint;
    return s;
}

static void check_snapshots(const struct tap *t, const cJSON *item)
{
    const cJSON *list = cJSON_GetObjectItem(cJSON_GetObjectItem(item, "expect"), "snapshots"), *expected;
    assert_int_equal(t->caught.snapshots, cJSON_GetArraySize(list));
    size_t i = 0;
    cJSON_ArrayForEach(expected, list)
    {
        struct ipcom_snapshot s = expected_snapshot(expected);
        assert_memory_equal(&t->caught.snapshot[i++], &s, sizeof s);
    }
}

static bool caught(const struct tap *t, enum ipcom_found found)
{
    for (size_t i = 0; i < t->caught.count; i++)
        if (t->caught.found[i] == found)
            return true;
    return false;
}

static void test_streams(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        enum ipcom_found found;
    } words[] = {
        {"keepalive", IPCOM_GOT_KEEPALIVE}, {"frame", IPCOM_GOT_ACK}, {"disconnect", IPCOM_GOT_DISCONNECT}};
    const cJSON *item, *message;
    cJSON_ArrayForEach(item, vectors("streams"))
    {
        struct tap t = play(item);
        const cJSON *expect = cJSON_GetObjectItem(item, "expect");
        if (has(expect, "snapshots"))
            check_snapshots(&t, item);
        cJSON_ArrayForEach(
            message,
            cJSON_GetObjectItem(expect, "messages")) for (size_t i = 0; i < 3;
                                                          i++) if (!strcmp(words[i].word,
                                                                           cJSON_GetStringValue(message)))
            assert_true(caught(&t, words[i].found));
        if (has(expect, "state")) /* incomplete */
            assert_int_equal(t.caught.count, 0);
    }
}

/* Two snapshots and what may stand before them: cut anywhere, and into pieces of any size. */
static void test_every_chunking(void **state)
{
    (void)state;
    struct bytes wire = hex_of(vector_named("snapshots", "typical"), "wire_key_a");
    struct bytes more = hex_of(vector_named("snapshots", "ramp_0_to_127"), "wire_key_a");
    memcpy(wire.data + wire.len, more.data, more.len);
    wire.len += more.len;
    for (size_t piece = 1; piece <= wire.len; piece++) {
        struct tap t = tap_of('a', IPCOM_POLL);
        for (size_t at = 0; at < wire.len; at += piece)
            feed(&t, wire.data + at, wire.len - at < piece ? wire.len - at : piece);
        assert_int_equal(t.caught.count, 2);
        assert_int_equal(t.caught.snapshots, 2);
        assert_int_equal(t.caught.snapshot[1].value[0][1], 1);
        assert_int_equal(t.buffer.len, 0);
    }
    for (size_t cut = 0; cut <= wire.len; cut++) {
        struct tap t = tap_of('a', IPCOM_POLL);
        feed(&t, wire.data, cut);
        assert_int_equal(t.caught.snapshots, cut / IPCOM_SNAPSHOT_LEN);
        feed(&t, wire.data + cut, wire.len - cut);
        assert_int_equal(t.caught.snapshots, 2);
        assert_false(t.stream.doubtful);
    }
}

static struct bytes sealed(char key, const char *plain)
{
    struct ipcom_cipher c = session_cipher(key);
    struct bytes b = hex(plain);
    ipcom_encrypt(&c, b.data, b.data, b.len);
    return b;
}

/* Answers to a write, in every form that is plausible, with and without a pause. */
static void test_acknowledgements(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        bool at_once; /* its own length tells where it ends */
    } rows[] = {
        {"0401", false},
        {"0402", false},
        {"04010200", false},
        {"040102", false},
        {"0401aabbccdd", false},
        {"0401023c000a01", false},
        {"0401022300000201", false}, /* a frame that lacks its end */
        {"040102233e000a01000000ff00000000fe", true},
        {"0401233e000a01000000ff00000000fe", true},
        {"040102233e000a01000000ff0000000000", true}, /* a wrong checksum is an answer, too */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes wire = sealed('b', rows[i].plain);
        for (size_t cut = 0; cut <= wire.len; cut++) {
            struct tap t = tap_of('b', IPCOM_FRAME);
            feed(&t, wire.data, cut);
            feed(&t, wire.data + cut, wire.len - cut);
            assert_int_equal(t.caught.count, rows[i].at_once);
            if (!rows[i].at_once)
                pause(&t);
            assert_int_equal(t.caught.count, 1);
            assert_int_equal(t.caught.found[0], IPCOM_GOT_ACK);
            t.asked = IPCOM_POLL; /* what was settled by the pause does not get into the next answer */
            struct bytes next = hex_of(vector_named("snapshots", "typical"), "wire_key_b");
            feed(&t, next.data, next.len);
            assert_int_equal(t.caught.snapshots, 1);
            assert_false(t.stream.doubtful);
            assert_int_equal(t.buffer.len, 0);
        }
    }
}

static void test_late_answer_before_a_snapshot(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        enum ipcom_found found;
        bool doubtful;
    } rows[] = {
        {"0301", IPCOM_GOT_KEEPALIVE, false},
        {"030177", IPCOM_GOT_KEEPALIVE, true},
        {"0401", IPCOM_GOT_ACK, true},
        {"0401aa", IPCOM_GOT_ACK, true},
        {"040102233e000a01000000ff00000000fe", IPCOM_GOT_ACK, false},
        {"2301aabb", IPCOM_GOT_NOTICE, true},
        {"ffeeddcc", IPCOM_GOT_NOISE, true},
        {"05", IPCOM_GOT_NOISE, true},
    };
    struct bytes snapshot = hex_of(vector_named("snapshots", "typical"), "wire_key_a");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes wire = sealed('a', rows[i].plain);
        memcpy(wire.data + wire.len, snapshot.data, snapshot.len);
        wire.len += snapshot.len;
        struct tap t = tap_of('a', IPCOM_POLL);
        feed(&t, wire.data, wire.len);
        assert_int_equal(t.caught.count, 2);
        assert_int_equal(t.caught.found[0], rows[i].found);
        assert_int_equal(t.caught.found[1], IPCOM_GOT_SNAPSHOT);
        assert_int_equal(t.caught.doubtful[1], rows[i].doubtful);
    }
}

static void test_noise_is_counted(void **state)
{
    (void)state;
    struct tap t = tap_of('a', IPCOM_POLL);
    const cJSON *chunks = cJSON_GetObjectItem(vector_named("streams", "wrong_key"), "chunks");
    struct bytes wire = hex(cJSON_GetStringValue(cJSON_GetArrayItem(chunks, 0)));
    feed(&t, wire.data, wire.len);
    assert_int_equal(t.caught.snapshots, 0);
    assert_true(t.stream.doubtful);
    assert_true(t.stream.skipped >= IPCOM_SNAPSHOT_LEN - 1);
}

static void test_damaged_snapshots(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("corrupt_snapshots"))
    {
        struct bytes wire = hex_of(item, "wire_key_a");
        struct tap t = tap_of('a', IPCOM_POLL);
        feed(&t, wire.data, wire.len);
        bool detectable = strncmp(text_of(item, "expect"), "reject", 6) == 0;
        assert_int_equal(t.caught.snapshots, detectable ? 0 : 1);
    }
}

/* Something opaque that never ends is not held for ever. */
static void test_endless_answer(void **state)
{
    (void)state;
    struct tap t = tap_of('a', IPCOM_FRAME);
    struct bytes wire = sealed('a', "0401aaaa");
    wire.len = IPCOM_MESSAGE_MAX;
    feed(&t, wire.data, wire.len);
    assert_int_equal(t.caught.found[0], IPCOM_GOT_ACK);
    assert_true(t.stream.doubtful);
    assert_int_equal(t.buffer.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streams),          cmocka_unit_test(test_every_chunking),
        cmocka_unit_test(test_acknowledgements), cmocka_unit_test(test_late_answer_before_a_snapshot),
        cmocka_unit_test(test_noise_is_counted), cmocka_unit_test(test_damaged_snapshots),
        cmocka_unit_test(test_endless_answer),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
