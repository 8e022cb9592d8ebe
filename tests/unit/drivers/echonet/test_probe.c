/* The probe and our own node, with nodes that the test plays. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_probe.h"
#include "drivers/echonet/echonet_station.h"
#include "link/io_private.h"
#include "support/cmocka.h"

enum { RECORDS_MAX = 512 };

struct record { /* what the probe did: a frame, or a find */
    enum fl_io_kind kind;
    struct fl_addr to; /* family 0: the group */
    size_t len;
    uint8_t data[128];
    char identity[64], about[96];
};

struct bench {
    struct fl_model *model;
    struct fl_io *io;
    void *session;
    struct fl_probe_conf conf;
    uint64_t now_ms, due_ms;
    size_t count;
    struct record records[RECORDS_MAX];
};

static const struct fl_timing timing;
static const uint8_t maker[3] = {0x00, 0x00, 0x08};
static const uint8_t two_lights[] = {2, 0x02, 0x90, 0x01, 0x02, 0x90, 0x02};

static struct fl_addr node(uint8_t last)
{
    return (struct fl_addr){.family = 4, .ip = {192, 0, 2, last}, .port = ECHONET_PORT};
}

static void begin(struct bench *b)
{
    fl_io_begin(b->io, FL_ASK_NONE, b->now_ms * 1000, 0, 0);
}

static void take(struct bench *b)
{
    size_t count;
    const struct fl_io_effect *e = fl_io_effects(b->io, &count);
    for (size_t i = 0; i < count; i++) {
        if (e[i].kind == FL_IO_WAKE_AT)
            b->due_ms = e[i].when_ms;
        if (e[i].kind != FL_IO_SEND && e[i].kind != FL_IO_FOUND)
            continue;
        assert_true(b->count < RECORDS_MAX);
        struct record *r = &b->records[b->count++];
        *r = (struct record){.kind = e[i].kind, .to = e[i].addr, .len = e[i].len};
        if (e[i].kind == FL_IO_SEND) {
            assert_true(e[i].len <= sizeof r->data);
            memcpy(r->data, e[i].data, e[i].len);
        } else {
            strcpy(r->identity, e[i].name);
            strcpy(r->about, e[i].text);
        }
    }
    assert_null(fl_io_trouble(b->io, &(enum fl_err){0}));
}

static int setup(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->model = fl_model_create();
    b->io = fl_io_create(b->model, &timing, false, 7);
    b->session = calloc(1, echonet_probe.session_size);
    b->now_ms = 1000;
    b->conf = (struct fl_probe_conf){.version = "1", .search = true};
    for (size_t i = 0; i < FL_STATION_ID; i++)
        b->conf.station[i] = (uint8_t)(i + 1);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct bench *b = *state;
    echonet_probe.finish(b->session);
    free(b->session);
    fl_io_destroy(b->io);
    fl_model_destroy(b->model);
    free(b);
    return 0;
}

static void open_probe(struct bench *b)
{
    begin(b);
    echonet_probe.open(b->session, b->io, &b->conf);
    take(b);
}

static void search(struct bench *b)
{
    begin(b);
    echonet_probe.search(b->session, b->io);
    take(b);
}

/* Lets time pass, with all ticks on the way. */
static void pass(struct bench *b, uint64_t ms)
{
    uint64_t end_ms = b->now_ms + ms;
    while (b->due_ms && b->due_ms <= end_ms) {
        b->now_ms = b->due_ms > b->now_ms ? b->due_ms : b->now_ms;
        b->due_ms = 0;
        begin(b);
        echonet_probe.tick(b->session, b->io);
        take(b);
    }
    b->now_ms = end_ms;
}

static void hear(struct bench *b, struct fl_addr from, const void *frame, size_t len)
{
    from.port = 51653; /* some answer from any port */
    begin(b);
    fl_io_set_from(b->io, &from);
    echonet_probe.feed(b->session, b->io, false, frame, len);
    take(b);
}

/* A frame with one property, from the node at `from`. */
static void say(struct bench *b, struct fl_addr from, uint32_t seoj, uint32_t deoj, uint8_t esv, uint8_t epc,
                const void *edt, size_t len)
{
    uint8_t buf[128];
    struct echonet_builder f = echonet_begin(buf, sizeof buf, 9, seoj, deoj, esv);
    echonet_add(&f, epc, edt, len);
    hear(b, from, buf, echonet_end(&f));
}

static void announce(struct bench *b, struct fl_addr from)
{
    say(b, from, ECHONET_NODE_PROFILE, ECHONET_NODE_PROFILE, ECHONET_INF, 0xD5, two_lights,
        sizeof two_lights);
}

/* Answers with 83 (all bytes `id`; 0: refused), 8A and the list. */
static void introduce(struct bench *b, struct fl_addr from, uint8_t id, const void *list, size_t list_len)
{
    uint8_t buf[128], identity[17];
    memset(identity, id, sizeof identity);
    struct echonet_builder f = echonet_begin(buf, sizeof buf, 1, ECHONET_NODE_PROFILE, ECHONET_CONTROLLER,
                                             id ? ECHONET_GET_RES : ECHONET_GET_SNA);
    echonet_add(&f, 0x83, identity, id ? sizeof identity : 0);
    echonet_add(&f, 0x8A, maker, sizeof maker);
    echonet_add(&f, 0xD6, list, list_len);
    hear(b, from, buf, echonet_end(&f));
}

static const char *identity_of(uint8_t id)
{
    static char text[35];
    for (size_t i = 0; i < 17; i++)
        snprintf(text + 2 * i, 3, "%02x", id);
    return text;
}

static size_t sent_to(const struct bench *b, const struct fl_addr *to)
{
    size_t n = 0;
    for (size_t i = 0; i < b->count; i++)
        n += b->records[i].kind == FL_IO_SEND &&
             (to ? fl_addr_same_host(&b->records[i].to, to) : !b->records[i].to.family);
    return n;
}

static size_t finds(const struct bench *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->count; i++)
        n += b->records[i].kind == FL_IO_FOUND;
    return n;
}

static const struct record *last_find(const struct bench *b)
{
    for (size_t i = b->count; i-- > 0;)
        if (b->records[i].kind == FL_IO_FOUND)
            return &b->records[i];
    fail_msg("nobody was found");
    return NULL;
}

static void assert_found(const struct bench *b, const char *identity, struct fl_addr at)
{
    const struct record *r = last_find(b);
    assert_string_equal(r->identity, identity);
    assert_true(fl_addr_same_host(&r->to, &at));
}

/* --- who is there --------------------------------------------------------------------------------- */

static void test_stranger_is_asked_and_found(void **state)
{
    struct bench *b = *state;
    struct fl_addr at = node(7);
    open_probe(b);
    announce(b, at);
    assert_int_equal(sent_to(b, &at), 1);
    assert_int_equal(b->records[0].to.port, ECHONET_PORT);
    struct echonet_frame f;
    struct echonet_prop p;
    assert_int_equal(echonet_decode(&f, b->records[0].data, b->records[0].len), FL_OK);
    assert_int_equal(f.esv, ECHONET_GET);
    assert_true(echonet_find(&f, 0x83, &p) && echonet_find(&f, 0x8A, &p) && echonet_find(&f, 0xD6, &p));
    introduce(b, at, 0xFE, two_lights, sizeof two_lights);
    assert_found(b, identity_of(0xFE), at);
    assert_string_equal(last_find(b)->about, "Daikin: 2 Light");
}

static void test_silent_stranger_is_asked_three_times(void **state)
{
    struct bench *b = *state;
    struct fl_addr at = node(7);
    open_probe(b);
    announce(b, at);
    pass(b, 29 * 1000);
    assert_int_equal(sent_to(b, &at), 3);
    announce(b, at); /* too soon after the last */
    pass(b, 5000);
    assert_int_equal(sent_to(b, &at), 3);
    pass(b, 30 * 1000);
    announce(b, at);
    assert_int_equal(sent_to(b, &at), 4);
}

static void test_searches_are_repeated(void **state)
{
    struct bench *b = *state;
    static const struct {
        uint64_t pass_ms;
        size_t sent; /* to the group: our own announcement and the searches */
    } steps[] = {{0, 2}, {5000, 3}, {15000, 4}, {60000, 5}, {600000, 6}, {600000, 7}};
    open_probe(b);
    search(b);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        pass(b, steps[i].pass_ms);
        assert_int_equal(sent_to(b, NULL), steps[i].sent);
    }
}

static void test_hosts_are_asked_by_unicast(void **state)
{
    struct bench *b = *state;
    struct fl_addr hosts[] = {node(30), node(31)};
    b->conf.hosts = hosts;
    b->conf.host_count = 2;
    open_probe(b);
    search(b);
    assert_int_equal(sent_to(b, &hosts[0]), 1);
    assert_int_equal(sent_to(b, &hosts[1]), 1);
}

static void test_refused_identity_is_the_address(void **state)
{
    struct bench *b = *state;
    open_probe(b);
    announce(b, node(7));
    introduce(b, node(7), 0, two_lights, sizeof two_lights);
    assert_found(b, "ip_192_0_2_7", node(7));
}

static void test_controller_is_not_reported(void **state)
{
    struct bench *b = *state;
    struct fl_addr at = node(7);
    static const uint8_t controller[] = {1, 0x05, 0xFF, 0x01};
    open_probe(b);
    announce(b, at);
    introduce(b, at, 0xFE, controller, sizeof controller);
    assert_int_equal(finds(b), 0);
    pass(b, 60 * 1000);
    announce(b, at);
    assert_int_equal(sent_to(b, &at), 1); /* nor is it asked all the time */
}

static void test_empty_list_is_asked_again(void **state)
{
    struct bench *b = *state;
    struct fl_addr at = node(7);
    static const uint8_t empty[] = {0};
    open_probe(b);
    announce(b, at);
    introduce(b, at, 0xFE, empty, sizeof empty);
    assert_int_equal(finds(b), 0);
    pass(b, 16 * 1000);
    assert_int_equal(sent_to(b, &at), 2);
    introduce(b, at, 0xFE, two_lights, sizeof two_lights);
    assert_found(b, identity_of(0xFE), at);
}

static void test_strangers_are_bounded(void **state)
{
    struct bench *b = *state;
    uint8_t frame[64];
    struct echonet_builder f =
        echonet_begin(frame, sizeof frame, 1, 0x013001, ECHONET_NODE_PROFILE, ECHONET_INF);
    echonet_add(&f, 0x80, "\x30", 1);
    open_probe(b);
    for (unsigned i = 0; i < 3000; i++) {
        struct fl_addr at = {.family = 4, .ip = {10, 0, (uint8_t)(i >> 8), (uint8_t)i}};
        hear(b, at, frame, echonet_end(&f));
        b->count = 0;
    }
    announce(b, node(7));
    introduce(b, node(7), 0xFE, two_lights, sizeof two_lights);
    assert_found(b, identity_of(0xFE), node(7));
}

/* --- identity and address ---------------------------------------------------------------------------- */

static struct fl_known known(uint8_t id, uint8_t last)
{
    struct fl_known k = {.at = node(last)};
    strcpy(k.identity, identity_of(id));
    return k;
}

static void test_known_are_left_to_their_links(void **state)
{
    struct bench *b = *state;
    struct fl_known k = known(0xFE, 7);
    b->conf.known = &k;
    b->conf.known_count = 1;
    open_probe(b);
    search(b);
    pass(b, 4000);
    assert_int_equal(sent_to(b, &k.at), 0);
    introduce(b, k.at, 0xFE, two_lights, sizeof two_lights); /* its answer to its link */
    assert_found(b, k.identity, k.at);
}

static void test_known_that_answer_a_search_are_reported(void **state)
{
    struct bench *b = *state;
    struct fl_known k = known(0xFE, 7);
    b->conf.known = &k;
    b->conf.known_count = 1;
    open_probe(b);
    search(b);
    say(b, k.at, ECHONET_NODE_PROFILE, ECHONET_CONTROLLER, ECHONET_GET_RES, 0xD6, two_lights,
        sizeof two_lights);
    assert_found(b, k.identity, k.at);
    assert_string_equal(last_find(b)->about, "ECHONET node: 2 Light");
}

static void test_configured_by_address_is_identified(void **state)
{
    struct bench *b = *state;
    struct fl_known k = {.at = node(7)};
    b->conf.known = &k;
    b->conf.known_count = 1;
    b->conf.search = false;
    open_probe(b);
    pass(b, 2000);
    assert_int_equal(sent_to(b, &k.at), 1);
}

static void test_moved_node_keeps_its_identity(void **state)
{
    struct bench *b = *state;
    struct fl_known k = known(0xFE, 7);
    b->conf.known = &k;
    b->conf.known_count = 1;
    open_probe(b);
    announce(b, node(8));
    introduce(b, node(8), 0xFE, two_lights, sizeof two_lights);
    assert_int_equal(finds(b), 0); /* the former address is asked first */
    assert_int_equal(sent_to(b, &k.at), 1);
    pass(b, 4000);
    assert_int_equal(sent_to(b, &k.at), 2);
    assert_found(b, k.identity, node(8));
}

static void test_two_nodes_with_one_identity(void **state)
{
    struct bench *b = *state;
    char expected[64];
    snprintf(expected, sizeof expected, "%s_192_0_2_8", identity_of(0xFE));
    open_probe(b);
    announce(b, node(7));
    introduce(b, node(7), 0xFE, two_lights, sizeof two_lights);
    announce(b, node(8));
    introduce(b, node(8), 0xFE, two_lights, sizeof two_lights);
    introduce(b, node(7), 0xFE, two_lights, sizeof two_lights);
    assert_found(b, expected, node(8));
    pass(b, 30 * 1000);
    introduce(b, node(7), 0xFE, two_lights, sizeof two_lights);
    assert_found(b, identity_of(0xFE), node(7));
}

static void test_twins_keep_their_names_over_a_restart(void **state)
{
    struct bench *b = *state;
    struct fl_known twins[] = {known(0xFE, 7), known(0xFE, 8)};
    strcat(twins[1].identity, "_192_0_2_8");
    b->conf.known = twins;
    b->conf.known_count = 2;
    open_probe(b);
    introduce(b, node(8), 0xFE, two_lights, sizeof two_lights);
    assert_found(b, twins[1].identity, node(8));
    assert_int_equal(sent_to(b, &twins[0].at), 0);
}

static void test_addresses_exchanged(void **state)
{
    struct bench *b = *state;
    struct fl_known nodes[] = {known(0xA1, 7), known(0xA2, 8)};
    b->conf.known = nodes;
    b->conf.known_count = 2;
    open_probe(b);
    introduce(b, node(7), 0xA2, two_lights, sizeof two_lights);
    introduce(b, node(8), 0xA1, two_lights, sizeof two_lights);
    pass(b, 10 * 1000);
    introduce(b, node(7), 0xA2, two_lights, sizeof two_lights);
    assert_found(b, nodes[1].identity, node(7));
    introduce(b, node(8), 0xA1, two_lights, sizeof two_lights);
    assert_found(b, nodes[0].identity, node(8));
}

static void test_without_search_only_the_missing_are_sought(void **state)
{
    struct bench *b = *state;
    struct fl_known k = known(0xFE, 7);
    b->conf.known = &k;
    b->conf.known_count = 1;
    b->conf.search = false;
    open_probe(b);
    search(b);
    assert_int_equal(sent_to(b, NULL), 2); /* announcement; not heard yet: search */
    announce(b, k.at);
    announce(b, node(9));
    pass(b, 5000);
    assert_int_equal(sent_to(b, NULL), 2);
    assert_int_equal(sent_to(b, &(struct fl_addr){.family = 4, .ip = {192, 0, 2, 9}}), 0);
    pass(b, 30 * 60 * 1000); /* it is silent */
    assert_true(sent_to(b, NULL) > 2);
}

/* --- our own node ---------------------------------------------------------------------------------------- */

struct question {
    uint32_t deoj;
    uint8_t esv, epc;
    const char *edt;
    size_t len;
    uint8_t answer; /* 0: none */
    const char *value;
    size_t value_len;
};

static void test_station_answers(void **state)
{
    struct bench *b = *state;
    static const struct question questions[] = {
        {ECHONET_NODE_PROFILE, ECHONET_GET, 0xD6, "", 0, ECHONET_GET_RES, "\x01\x05\xFF\x01", 4},
        {ECHONET_NODE_PROFILE_ANY, ECHONET_GET, 0xD6, "", 0, ECHONET_GET_RES, "\x01\x05\xFF\x01", 4},
        {ECHONET_NODE_PROFILE, ECHONET_GET, 0x9F, "", 0, ECHONET_GET_RES,
         "\x0D\x80\x82\x83\x88\x8A\x9D\x9E\x9F\xBF\xD3\xD4\xD6\xD7", 14},
        {ECHONET_NODE_PROFILE, ECHONET_GET, 0x9D, "", 0, ECHONET_GET_RES, "\x02\x80\xD5", 3},
        {ECHONET_NODE_PROFILE, ECHONET_GET, 0xD5, "", 0, ECHONET_GET_SNA, "", 0},
        {ECHONET_NODE_PROFILE, ECHONET_INF_REQ, 0xD5, "", 0, ECHONET_INF, "\x01\x05\xFF\x01", 4},
        {ECHONET_NODE_PROFILE, ECHONET_GET, 0xE0, "", 0, ECHONET_GET_SNA, "", 0},
        {ECHONET_NODE_PROFILE, ECHONET_SETC, 0xBF, "\x12\x34", 2, ECHONET_SET_RES, "", 0},
        {ECHONET_NODE_PROFILE, ECHONET_GET, 0xBF, "", 0, ECHONET_GET_RES, "\x92\x34", 2},
        {ECHONET_NODE_PROFILE, ECHONET_SETC, 0xBF, "\x12", 1, ECHONET_SETC_SNA, "\x12", 1},
        {ECHONET_NODE_PROFILE, ECHONET_SETC, 0x80, "\x31", 1, ECHONET_SETC_SNA, "\x31", 1},
        {ECHONET_CONTROLLER, ECHONET_SETI, 0x81, "\x08", 1, 0, NULL, 0},
        {ECHONET_CONTROLLER, ECHONET_GET, 0x81, "", 0, ECHONET_GET_RES, "\x08", 1},
        {ECHONET_CONTROLLER, ECHONET_SETI, 0x80, "\x31", 1, ECHONET_SETI_SNA, "\x31", 1},
        {0x05FF00, ECHONET_GET, 0x80, "", 0, ECHONET_GET_RES, "\x30", 1},
        {ECHONET_CONTROLLER, ECHONET_INFC, 0x80, "\x30", 1, ECHONET_INFC_RES, "", 0},
        {0x013001, ECHONET_GET, 0x80, "", 0, 0, NULL, 0},
        {0x05FF02, ECHONET_GET, 0x80, "", 0, 0, NULL, 0},
        {ECHONET_NODE_PROFILE, ECHONET_GET_RES, 0xE0, "\x01", 1, 0, NULL, 0},
    };
    struct fl_known k = known(0xFE, 7);
    b->conf.known = &k;
    b->conf.known_count = 1;
    open_probe(b);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const struct question *q = &questions[i];
        b->count = 0;
        say(b, k.at, 0x05FF01, q->deoj, q->esv, q->epc, q->edt, q->len);
        assert_int_equal(sent_to(b, &k.at), q->answer ? 1 : 0);
        if (!q->answer)
            continue;
        struct echonet_frame f;
        struct echonet_prop p;
        assert_int_equal(echonet_decode(&f, b->records[0].data, b->records[0].len), FL_OK);
        assert_int_equal(f.tid, 9);
        assert_int_equal(f.esv, q->answer);
        assert_true(echonet_find(&f, q->epc, &p));
        assert_int_equal(p.edt.len, q->value_len);
        assert_memory_equal(p.edt.data, q->value, q->value_len);
    }
}

static void test_station_sets_and_gets_at_once(void **state)
{
    struct bench *b = *state;
    uint8_t buf[64];
    struct echonet_builder f =
        echonet_begin(buf, sizeof buf, 5, 0x05FF01, ECHONET_CONTROLLER, ECHONET_SETGET);
    echonet_add(&f, 0x81, "\x10", 1);
    echonet_add_list(&f);
    echonet_add(&f, 0x81, NULL, 0);
    b->conf.search = false;
    open_probe(b);
    hear(b, node(7), buf, echonet_end(&f));
    struct echonet_frame answer;
    struct echonet_prop p;
    assert_int_equal(echonet_decode(&answer, b->records[0].data, b->records[0].len), FL_OK);
    assert_int_equal(answer.esv, ECHONET_SETGET_RES);
    struct fl_reader list = echonet_get_props(&answer);
    assert_true(echonet_next(&list, &p));
    assert_int_equal(p.epc, 0x81);
    assert_memory_equal(p.edt.data, "\x10", 1);
}

static void test_station_announces_itself(void **state)
{
    struct bench *b = *state;
    struct echonet_frame f;
    struct echonet_prop p;
    open_probe(b);
    search(b);
    assert_int_equal(echonet_decode(&f, b->records[0].data, b->records[0].len), FL_OK);
    assert_int_equal(f.esv, ECHONET_INF);
    assert_int_equal(f.seoj, ECHONET_NODE_PROFILE);
    assert_true(echonet_find(&f, 0xD5, &p));
    assert_memory_equal(p.edt.data, "\x01\x05\xFF\x01", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
        TEST(test_stranger_is_asked_and_found),
        TEST(test_silent_stranger_is_asked_three_times),
        TEST(test_searches_are_repeated),
        TEST(test_hosts_are_asked_by_unicast),
        TEST(test_refused_identity_is_the_address),
        TEST(test_controller_is_not_reported),
        TEST(test_empty_list_is_asked_again),
        TEST(test_strangers_are_bounded),
        TEST(test_known_are_left_to_their_links),
        TEST(test_known_that_answer_a_search_are_reported),
        TEST(test_configured_by_address_is_identified),
        TEST(test_moved_node_keeps_its_identity),
        TEST(test_two_nodes_with_one_identity),
        TEST(test_twins_keep_their_names_over_a_restart),
        TEST(test_addresses_exchanged),
        TEST(test_without_search_only_the_missing_are_sought),
        TEST(test_station_answers),
        TEST(test_station_sets_and_gets_at_once),
        TEST(test_station_announces_itself),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
