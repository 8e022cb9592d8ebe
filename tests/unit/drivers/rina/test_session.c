/* The membership against bootstraps that behave like ARI's, in model time. */
#include <string.h>

#include "bench.h"
#include "support/cmocka.h"

enum { SECOND = 1000, HOUR = 3600 * SECOND };

static struct rina_bootstrap_conf others[] = {{"second.test", 7000, 1001}};
static const struct rina_conf plain = {.host = "first.test",
                                       .port = 7000,
                                       .address = 1001,
                                       .local_port = 7001,
                                       .ipcp_name = "gw-1",
                                       .max_retries = 3,
                                       .probe = true,
                                       .sync_interval = 60 * SECOND};

static struct rina_conf with_two(void)
{
    struct rina_conf c = plain;
    c.bootstraps = (struct fl_list){others, 1};
    return c;
}

static void assert_member(const struct bench *b, int64_t address)
{
    assert_true(b->online);
    assert_string_equal(choice_of(b, "membership"), "enrolled");
    assert_int_equal(number_of(b, "address"), address);
}

/* --- enrolment -------------------------------------------------------------------------------------------- */

static void test_enrolls(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, 10);
    assert_member(b, 1002);
    assert_int_equal(b->sites[0].heard, 1); /* one request, one answer: nothing else is needed */
    assert_string_equal(text_of_entity(b, "dif"), "farm-dif");
    assert_string_equal(text_of_entity(b, "bootstrap"), "first.test:7000");
    assert_string_equal(choice_of(b, "codec"), "postcard");
    assert_int_equal(events_of(b, "enrolled"), 1);
    bench_run(b, 5 * SECOND); /* and synchronises: its own route is there now */
    assert_int_equal(number_of(b, "rib_size"), 2);
    assert_int_equal(number_of(b, "rib_version"), 2);
    assert_int_equal(number_of(b, "neighbours"), 0);
    bench_destroy(b);
}

/* The goal: a healthy membership never enrols again, and asks once a second at most. */
static void test_a_day(void **state)
{
    (void)state;
    static const struct {
        bool probe;
        int sync_interval;
        bool bincode;
    } rows[] = {
        {true, 60 * SECOND, false}, {true, 0, false}, {true, 60 * SECOND, true}, {false, 60 * SECOND, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rina_conf conf = plain;
        conf.probe = rows[i].probe;
        conf.sync_interval = rows[i].sync_interval;
        struct bench *b = bench_create(&conf, NULL);
        b->sites[0].delay_ms = 100;
        if (rows[i].bincode) {
            rina_bootstrap_finish(&b->sites[0].b);
            b->sites[0].b.codec = RINA_BINCODE;
            rina_bootstrap_start(&b->sites[0].b, 0);
        }
        bench_run(b, 24 * HOUR);
        assert_member(b, 1002);
        assert_int_equal(b->sites[0].b.enrollments, 1);
        assert_int_equal(number_of(b, "re_enrollments"), 0);
        assert_true(b->sites[0].closest_ms >= SECOND);
        assert_true(b->sites[0].heard < 24 * 3600 / 15);
        bench_destroy(b);
    }
}

/* Every twentieth answer is lost, by a rule that a request's repetition does not follow. */
static void test_a_day_with_losses(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    for (int i = 0; i < 24 * 60; i++) {
        b->sites[0].lose = i % 10 == 5;
        bench_run(b, 60 * SECOND);
    }
    assert_member(b, 1002);
    assert_int_equal(b->sites[0].b.enrollments, 1);
    bench_destroy(b);
}

/* Heartbeats that use up the pace leave room for what is due. */
static void test_hasty_heartbeats_do_not_starve_sync(void **state)
{
    (void)state;
    struct rina_conf conf = plain;
    conf.sync_interval = 5 * SECOND;
    struct bench *b = bench_create(&conf, NULL);
    b->timing.keepalive_interval = SECOND;
    bench_run(b, 100 * SECOND);
    assert_member(b, 1002);
    assert_true(b->sites[0].b.syncs >= 15);
    assert_true(b->sites[0].closest_ms >= SECOND);
    bench_destroy(b);
}

static void test_late_answer_is_adopted(void **state)
{
    (void)state;
    struct rina_conf conf = plain;
    conf.codec = RINA_CODEC_POSTCARD;
    struct bench *b = bench_create(&conf, NULL);
    b->sites[0].delay_ms = 6500; /* the answer to the first attempt comes when the second one waits */
    bench_run(b, 6600);
    assert_member(b, 1002);
    assert_int_equal(b->sites[0].b.addresses, 2); /* the second attempt was under way */
    bench_run(b, 20 * SECOND);
    assert_member(b, 1002); /* its answer changes nothing any more */
    assert_int_equal(events_of(b, "enrolled") + events_of(b, "re_enrolled"), 1);
    bench_destroy(b);
}

static void test_answers_that_count_for_nothing(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    b->sites[0].b.wrong_invoke = true;
    bench_run(b, 4 * SECOND);
    assert_string_equal(choice_of(b, "membership"), "enrolling");
    b->sites[0].b.wrong_invoke = false;
    b->sites[0].twice = 2;
    bench_run(b, 10 * SECOND);
    assert_true(b->online);
    assert_int_equal(events_of(b, "enrolled"), 1);
    size_t bad = b->bad_frames;
    bench_give(b, 0, "", 0);
    bench_give(b, 0, "hello", 5);
    bench_give(b, 1, "hello", 5); /* a stranger */
    bench_run(b, SECOND);
    assert_int_equal(b->bad_frames, bad + 3);
    assert_true(b->online);
    bench_destroy(b);
}

/* To somebody else: what is sound otherwise is no sign of life either. */
static void test_answers_to_others(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, 10 * SECOND);
    uint8_t payload[64], datagram[128];
    struct fl_writer w = fl_writer_of(payload, sizeof payload), out = fl_writer_of(datagram, sizeof datagram);
    struct rina_cdap cdap = {.op_code = RINA_READ, .obj_name = rina_text("/routing/static/*")};
    rina_put(&rina_cdap_type, RINA_POSTCARD, &w, &cdap);
    struct rina_pdu pdu = {.src_addr = 1001, .dst_addr = 1009, .payload = {payload, w.len}};
    rina_put(&rina_pdu_type, RINA_POSTCARD, &out, &pdu);
    uint64_t heard_ms = b->session->heard_ms;
    bench_give(b, 0, datagram, out.len);
    bench_run(b, 10);
    assert_int_equal(b->bad_frames, 1);
    assert_int_equal(b->session->heard_ms, heard_ms);
    bench_destroy(b);
}

/* Who is heard often enough is not asked. */
static void test_probes_only_the_silent(void **state)
{
    (void)state;
    struct rina_conf conf = plain;
    conf.sync_interval = 10 * SECOND;
    struct bench *b = bench_create(&conf, NULL);
    bench_run(b, HOUR);
    assert_int_equal(b->sites[0].b.reads, 0);
    assert_true(b->sites[0].b.syncs > 300);
    bench_destroy(b);
}

static void test_finds_the_codec(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    rina_bootstrap_finish(&b->sites[0].b);
    b->sites[0].b.codec = RINA_BINCODE;
    rina_bootstrap_start(&b->sites[0].b, 0);
    bench_run(b, 7 * SECOND); /* postcard, 5 s, 1 s, bincode */
    assert_member(b, 1002);
    assert_string_equal(choice_of(b, "codec"), "bincode");
    struct bench *again = bench_create(&plain, b); /* and remembers it */
    rina_bootstrap_finish(&again->sites[0].b);
    again->sites[0].b.codec = RINA_BINCODE;
    rina_bootstrap_start(&again->sites[0].b, 0);
    bench_run(again, 10);
    assert_member(again, 1002);
    bench_destroy(again);
    bench_destroy(b);
}

static void test_keeps_its_address(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, SECOND);
    assert_member(b, 1002);
    struct bench *again = bench_create(&plain, b);
    again->sites[0].b.pool_first = 1500; /* what it would give now */
    bench_run(again, SECOND);
    assert_member(again, 1002);
    assert_int_equal(again->sites[0].b.addresses, 0);
    bench_destroy(again);
    bench_destroy(b);
}

/* --- what goes wrong ------------------------------------------------------------------------------------------ */

static const uint8_t short_noise[] = {0, 1, 2};

static void mute(struct site *s)
{
    s->silent = true;
}

static void shut(struct site *s)
{
    s->closed = true;
}

static void empty_pool(struct site *s)
{
    s->b.pool_count = 0;
}

static void refuse(struct site *s)
{
    strcpy(s->b.refusal, "go away");
}

static void garble(struct site *s)
{
    s->noise = short_noise;
    s->noise_len = sizeof short_noise;
}

static void other_dif(struct site *s)
{
    struct rina_value v = {.kind = RINA_V_STRING, .text = rina_text("barn-dif")};
    strcpy(s->b.dif, "barn-dif");
    rina_bootstrap_set(&s->b, "/dif/name", "dif_info", &v, 0);
}

static void test_typed_errors(void **state)
{
    (void)state;
    static const struct {
        void (*fault)(struct site *s);
        const char *error, *words, *membership;
        size_t requests; /* within a minute */
    } rows[] = {
        {mute, "timeout", "not finished in time", "not_enrolled", 6},
        {shut, "unreachable", "port is closed", "not_enrolled", 7},
        {empty_pool, "pool_exhausted", "Address pool exhausted", "rejected", 1},
        {refuse, "rejected", "go away", "rejected", 1},
        {garble, "malformed", "not finished in time", "not_enrolled", 6},
        {other_dif, "dif_mismatch", "\"barn-dif\", not \"farm-dif\"", "rejected", 1},
    };
    struct rina_conf conf = plain;
    conf.dif_name = "farm-dif";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = bench_create(&conf, NULL);
        rows[i].fault(&b->sites[0]);
        bench_run(b, 55 * SECOND);
        assert_false(b->online);
        assert_string_equal(choice_of(b, "last_error"), rows[i].error);
        assert_non_null(strstr(text_of_entity(b, "last_error_text"), rows[i].words));
        assert_in_range(b->sites[0].heard, rows[i].requests - 1, rows[i].requests);
        assert_true(b->sites[0].closest_ms >= SECOND);
        assert_int_equal(events_of(b, "enrollment_failed"), 1); /* not with each attempt */
        bench_destroy(b);
    }
}

static void test_silence_ends_it_and_heals(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, 10 * SECOND);
    b->sites[0].silent = true;
    bench_run(b, 60 * SECOND); /* not long enough */
    assert_true(b->online);
    b->sites[0].silent = false;
    bench_run(b, 60 * SECOND);
    assert_int_equal(b->sites[0].b.enrollments, 1);
    b->sites[0].silent = true;
    bench_run(b, 125 * SECOND);
    assert_string_equal(choice_of(b, "membership"), "lost");
    assert_int_equal(events_of(b, "connection_lost"), 1);
    b->sites[0].silent = false;
    bench_run(b, 40 * SECOND);
    assert_member(b, 1002);
    assert_int_equal(number_of(b, "re_enrollments"), 1);
    assert_int_equal(events_of(b, "re_enrolled"), 1);
    bench_destroy(b);
}

/* Garbage is no sign of life. */
static void test_garbage_is_no_heartbeat(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, 10 * SECOND);
    garble(&b->sites[0]);
    bench_run(b, 105 * SECOND);
    assert_int_equal(events_of(b, "connection_lost"), 1);
    bench_destroy(b);
}

/* It has forgotten us, so it does not answer: found out by silence, healed within the time allowed. */
static void test_restart_with_lost_state(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, 100 * SECOND);
    rina_bootstrap_restart(&b->sites[0].b, 0, false);
    bench_run(b, 105 * SECOND);
    assert_member(b, 1002);
    assert_int_equal(b->sites[0].b.addresses, 1); /* of the life before: ours is still ours */
    assert_int_equal(b->sites[0].b.enrollments, 2);
    bench_destroy(b);
}

/* It knows us, but its version has gone back: at once, without the link going down. */
static void test_version_goes_back(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    struct rina_value v = {.kind = RINA_V_INTEGER, .integer = 1};
    for (int i = 0; i < 10; i++)
        rina_bootstrap_set(&b->sites[0].b, "/test/int", "counter", &v, 0);
    bench_run(b, 10 * SECOND);
    assert_int_equal(number_of(b, "rib_size"), 3);
    struct rina_bootstrap *boot = &b->sites[0].b;
    struct fl_addr at = boot->peers[1].at;
    rina_bootstrap_restart(boot, 0, false);
    boot->peers[0].address = 1002; /* another member's doing, or its own */
    boot->peers[0].at = at;
    boot->peer_count = 1;
    bench_run(b, 70 * SECOND);
    assert_member(b, 1002);
    assert_int_equal(b->onlines, 1);
    assert_int_equal(events_of(b, "bootstrap_restarted"), 1);
    assert_int_equal(events_of(b, "re_enrolled"), 1);
    assert_int_equal(number_of(b, "rib_size"), 2); /* replaced, not merged */
    assert_true(b->sites[0].closest_ms >= SECOND);
    bench_destroy(b);
}

static void test_no_monitoring(void **state)
{
    (void)state;
    struct rina_conf conf = plain;
    struct bench *b = bench_create(&conf, NULL);
    struct fl_error err;
    b->timing.keepalive_interval = 0;
    assert_int_equal(rina_driver.settle(&conf, &b->timing, &err), FL_OK);
    bench_run(b, 10 * SECOND);
    b->sites[0].silent = true;
    bench_run(b, HOUR);
    assert_member(b, 1002);
    bench_destroy(b);
}

/* --- several bootstraps ------------------------------------------------------------------------------------------ */

static void test_fails_over_and_returns(void **state)
{
    (void)state;
    struct rina_conf conf = with_two();
    struct bench *b = bench_create(&conf, NULL);
    bench_run(b, 10 * SECOND);
    assert_member(b, 1002);
    b->sites[0].silent = true;
    bench_run(b, 105 * SECOND); /* silence, one attempt, the other one: within the time allowed */
    assert_member(b, 1102);
    assert_string_equal(text_of_entity(b, "bootstrap"), "second.test:7000");
    assert_int_equal(events_of(b, "bootstrap_changed"), 1);
    bench_run(b, 300 * SECOND);
    assert_member(b, 1102);
    b->sites[0].silent = false;
    bench_run(b, 40 * SECOND); /* back, with the address it had, and never offline */
    assert_member(b, 1002);
    assert_string_equal(text_of_entity(b, "bootstrap"), "first.test:7000");
    assert_int_equal(b->onlines, 2);
    size_t second = b->sites[1].heard;
    bench_run(b, 24 * HOUR);
    assert_member(b, 1002);
    assert_int_equal(b->sites[1].heard, second); /* the second one is left alone */
    assert_int_equal(number_of(b, "re_enrollments"), 2);
    assert_true(b->sites[0].closest_ms >= SECOND && b->sites[1].closest_ms >= SECOND);
    b->sites[0].silent = true; /* and once more: it remembers the second one's address */
    bench_run(b, 120 * SECOND);
    assert_member(b, 1102);
    assert_int_equal(b->sites[1].b.addresses, 1);
    bench_destroy(b);
}

static void test_refusal_goes_to_the_next_at_once(void **state)
{
    (void)state;
    struct rina_conf conf = with_two();
    struct bench *b = bench_create(&conf, NULL);
    empty_pool(&b->sites[0]);
    bench_run(b, SECOND);
    assert_member(b, 1102);
    assert_string_equal(choice_of(b, "last_error"), "pool_exhausted");
    bench_run(b, HOUR); /* the first one goes on refusing: asked now and then */
    assert_member(b, 1102);
    assert_in_range(b->sites[0].heard, 2, 20);
    bench_destroy(b);
}

/* --- the RIB -------------------------------------------------------------------------------------------------------- */

static void test_neighbours(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    struct fl_addr at = {.family = 4, .ip = {127, 0, 0, 9}, .port = 7002};
    rina_bootstrap_route(&b->sites[0].b, 1003, &at, 0);
    bench_run(b, 10 * SECOND);
    assert_int_equal(number_of(b, "neighbours"), 1);
    rina_bootstrap_route(&b->sites[0].b, 1004, &at, 0);
    bench_run(b, 60 * SECOND);
    assert_int_equal(number_of(b, "neighbours"), 2);
    assert_string_equal(text_of_entity(b, "neighbour_list"), "1003, 1004");
    rina_bootstrap_remove(&b->sites[0].b, "/routing/dynamic/1003", 0);
    bench_run(b, 60 * SECOND);
    assert_string_equal(text_of_entity(b, "neighbour_list"), "1004");
    assert_int_equal(events_of(b, "neighbours_changed"), 2);
    bench_destroy(b);
}

/* In both forms: what changed, and all of it if too much did. */
static void test_sync_forms(void **state)
{
    (void)state;
    for (int complete = 0; complete < 2; complete++) {
        struct bench *b = bench_create(&plain, NULL);
        struct rina_value v = {.kind = RINA_V_INTEGER};
        b->sites[0].b.complete_sync = complete;
        b->sites[0].b.log_max = 5;
        bench_run(b, 10 * SECOND);
        rina_bootstrap_set(&b->sites[0].b, "/a", "x", &v, 0);
        rina_bootstrap_set(&b->sites[0].b, "/b", "x", &v, 0);
        bench_run(b, 60 * SECOND);
        assert_int_equal(number_of(b, "rib_size"), 4);
        assert_int_equal(b->sites[0].b.snapshots, 0);
        rina_bootstrap_remove(&b->sites[0].b, "/a", 0);
        for (int i = 0; i < 8; i++)
            rina_bootstrap_set(&b->sites[0].b, "/b", "x", &v, 0);
        bench_run(b, 60 * SECOND);
        assert_int_equal(b->sites[0].b.snapshots, 1);
        assert_int_equal(number_of(b, "rib_size"), 3); /* /a is gone although nobody said so */
        assert_int_equal(number_of(b, "rib_version"), b->sites[0].b.rib.version);
        assert_int_equal(b->sites[0].b.enrollments, 1);
        bench_destroy(b);
    }
}

/* Other questions are answered: an enrolment instead, once, and then no more of it. */
static void test_sync_that_does_not_get_through(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    b->sites[0].b.mute_sync = true;
    bench_run(b, 24 * HOUR);
    assert_member(b, 1002);
    assert_int_equal(b->onlines, 1);
    assert_int_equal(b->sites[0].b.enrollments, 2);
    bench_destroy(b);
}

static void test_snapshot_missing_or_damaged(void **state)
{
    (void)state;
    for (int damaged = 0; damaged < 2; damaged++) {
        struct bench *b = bench_create(&plain, NULL);
        b->sites[0].b.no_snapshot = !damaged;
        b->sites[0].b.bad_snapshot = damaged;
        bench_run(b, 100);
        assert_member(b, 1002); /* a member all the same, and the first sync brings everything */
        assert_int_equal(number_of(b, "rib_size"), 0);
        bench_run(b, 5 * SECOND);
        assert_int_equal(number_of(b, "rib_size"), 2);
        bench_destroy(b);
    }
}

/* --- address conflicts ------------------------------------------------------------------------------------------------- */

static void test_conflict_by_sync(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    struct fl_addr thief = {.family = 4, .ip = {127, 0, 0, 9}, .port = 7009};
    bench_run(b, 10 * SECOND);
    assert_false(value_of(b, "address_conflict").b);
    rina_bootstrap_route(&b->sites[0].b, 1002, &thief, 0);
    bench_run(b, 60 * SECOND);
    assert_true(value_of(b, "address_conflict").b);
    assert_int_equal(events_of(b, "address_conflict"), 1);
    bench_reconnect(b); /* our enrolment writes our own route; the one before was still the thief's */
    bench_run(b, 10 * SECOND);
    assert_true(value_of(b, "address_conflict").b);
    bench_reconnect(b);
    bench_run(b, 10 * SECOND);
    assert_false(value_of(b, "address_conflict").b);
    bench_destroy(b);
}

/* A restarted bootstrap that kept its RIB gives a newcomer an address in use. */
static void test_conflict_of_a_newcomer(void **state)
{
    (void)state;
    struct bench *b = bench_create(&plain, NULL);
    struct fl_addr owner = {.family = 4, .ip = {127, 0, 0, 9}, .port = 7009};
    rina_bootstrap_route(&b->sites[0].b, 1002, &owner, 0);
    bench_run(b, SECOND);
    assert_member(b, 1002);
    assert_true(value_of(b, "address_conflict").b);
    bench_destroy(b);
}

/* With a new port each time our own route changes; that is no conflict. */
static void test_no_conflict_with_ourselves(void **state)
{
    (void)state;
    struct rina_conf conf = plain;
    conf.local_port = 0;
    struct bench *b = bench_create(&conf, NULL);
    for (int i = 0; i < 5; i++) {
        bench_run(b, 70 * SECOND);
        bench_reconnect(b);
    }
    bench_run(b, 70 * SECOND);
    assert_member(b, 1002);
    assert_int_equal(events_of(b, "address_conflict"), 0);
    bench_destroy(b);
}

/* --- actions --------------------------------------------------------------------------------------------------------------- */

static void test_actions(void **state)
{
    (void)state;
    static const struct {
        const char *key, *args;
        enum fl_err code;
        const char *result; /* part of it */
    } rows[] = {
        {"read", "{\"name\":\"/dif/name\"}", FL_OK, "\"value\":\"farm-dif\",\"version\":1,"},
        {"read", "{\"name\":\"/routing/dynamic/1002\"}", FL_OK, "\"next_hop_address\":\"127.0.0.1:7001\""},
        {"read", "{\"name\":\"/no/such\"}", FL_E_UNKNOWN, NULL},
        {"read", NULL, FL_E_RANGE, NULL},
        {"sync", NULL, FL_OK, "\"objects\":2"},
        {"write", "{\"name\":\"/x\",\"value\":{\"a\":[1]}}", FL_E_RANGE, NULL},
        {"write", "{\"name\":\"/x\",\"value\":1.5}", FL_E_RANGE, NULL},
        {"write", "{\"name\":\"/x\"}", FL_E_RANGE, NULL},
        {"write", "{\"name\":\"/x\",\"value\":{\"a\":{\"b\":true},\"c\":{\"$hex\":\"00fF\"}}}", FL_SENT,
         NULL},
        {"write", "{\"name\":\"/x\",\"value\":-7}", FL_SENT, NULL},
    };
    struct bench *b = bench_create(&plain, NULL);
    bench_run(b, 5 * SECOND);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t v = bench_do(b, rows[i].key, rows[i].args);
        if (b->verdicts[v].code != rows[i].code)
            fail_msg("%s %s: %s, %s", rows[i].key, rows[i].args ? rows[i].args : "",
                     fl_err_name(b->verdicts[v].code), b->verdicts[v].text);
        if (rows[i].result && !strstr(b->verdicts[v].result, rows[i].result))
            fail_msg("%s %s: %s", rows[i].key, rows[i].args ? rows[i].args : "", b->verdicts[v].result);
    }
    assert_int_equal(b->sites[0].b.ignored, 2); /* writes arrived, well formed */
    assert_true(b->sites[0].closest_ms >= SECOND);
    b->sites[0].silent = true;
    assert_int_equal(b->verdicts[bench_do(b, "sync", NULL)].code, FL_E_TIMEOUT);
    bench_destroy(b);
}

/* --- options ---------------------------------------------------------------------------------------------------------------- */

static void test_options(void **state)
{
    (void)state;
    static struct rina_bootstrap_conf many[8];
    static const struct {
        const char *host;
        size_t bootstraps;
        const char *name, *words; /* words NULL: fine */
    } rows[] = {{"h", 0, "gw", NULL},          {"h", 7, "gw", NULL},
                {NULL, 8, "gw", NULL},         {NULL, 0, "gw", "no bootstrap"},
                {"h", 8, "gw", "more than 8"}, {"h", 0, "", "ipcp_name"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rina_conf conf = plain;
        struct fl_error err = {0};
        conf.host = rows[i].host;
        conf.ipcp_name = rows[i].name;
        conf.bootstraps = (struct fl_list){many, rows[i].bootstraps};
        assert_int_equal(rina_driver.check(&conf, &err), rows[i].words ? FL_E_CONFIG : FL_OK);
        if (rows[i].words)
            assert_non_null(strstr(err.text, rows[i].words));
    }
    struct fl_timing timing = {.keepalive_interval = 60000, .connection_timeout = 30000};
    struct fl_error err;
    assert_int_equal(rina_driver.settle(&plain, &timing, &err), FL_E_CONFIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enrolls),
        cmocka_unit_test(test_a_day),
        cmocka_unit_test(test_a_day_with_losses),
        cmocka_unit_test(test_hasty_heartbeats_do_not_starve_sync),
        cmocka_unit_test(test_late_answer_is_adopted),
        cmocka_unit_test(test_answers_that_count_for_nothing),
        cmocka_unit_test(test_answers_to_others),
        cmocka_unit_test(test_probes_only_the_silent),
        cmocka_unit_test(test_finds_the_codec),
        cmocka_unit_test(test_keeps_its_address),
        cmocka_unit_test(test_typed_errors),
        cmocka_unit_test(test_silence_ends_it_and_heals),
        cmocka_unit_test(test_garbage_is_no_heartbeat),
        cmocka_unit_test(test_restart_with_lost_state),
        cmocka_unit_test(test_version_goes_back),
        cmocka_unit_test(test_no_monitoring),
        cmocka_unit_test(test_fails_over_and_returns),
        cmocka_unit_test(test_refusal_goes_to_the_next_at_once),
        cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_sync_forms),
        cmocka_unit_test(test_sync_that_does_not_get_through),
        cmocka_unit_test(test_snapshot_missing_or_damaged),
        cmocka_unit_test(test_conflict_by_sync),
        cmocka_unit_test(test_conflict_of_a_newcomer),
        cmocka_unit_test(test_no_conflict_with_ourselves),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_options),
    };
    return cmocka_run_group_tests_name("rina session", tests, NULL, NULL);
}
