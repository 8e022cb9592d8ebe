/* A session with a camera: how it is found, logged in, kept alive and lost. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "vectors.h"

enum { HOUR_MS = 3600 * 1000 };

/* --- found ------------------------------------------------------------------------------------- */
static void test_direct(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_connect(b);
    for (int ms = 0; !b->online; ms++) {
        assert_true(ms < 110); /* the greeting comes after 90 ms; nothing else takes time */
        bench_run(b, 1);
    }
    assert_int_equal(b->camera.searches, 0);
    assert_int_equal(value_of(b, "reached_by").e, TRAILCAM_DIRECT);
    assert_int_equal(value_of(b, "battery").i, 80); /* the login tells it */
    assert_int_equal(b->camera.login_time, (b->utc_ms + (int64_t)b->now_ms) / 1000 + b->zone_s);
    bench_run(b, 2000);
    assert_int_equal(value_of(b, "battery").i, 20);
    assert_int_equal(b->camera.bad_tokens, 0);
    bench_destroy(b);
}

static void test_searched(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.session_port = 51234;
    b->camera.deaf_to_punches = true;
    bench_online(b);
    assert_true(b->camera.searches > 0);
    assert_int_equal(value_of(b, "reached_by").e, TRAILCAM_SEARCHED);
    bench_destroy(b);
}

static void test_other_port(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    int ports[] = {40611, 40612, 40613};
    b->conf.ports = (struct fl_list){ports, 3};
    b->camera.search_port = 0;
    b->camera.session_port = 40613;
    bench_connect(b);
    bench_run(b, 5000);
    assert_true(b->online);
    assert_int_equal(value_of(b, "reached_by").e, TRAILCAM_OTHER_PORT);
    bench_destroy(b);
}

static void test_order_of_stages(void **state)
{
    (void)state;
    static const int one[] = {7};
    static const struct {
        int search_port;
        size_t ports;
        uint64_t patience_ms;
        const char *order; /* a letter each 100 ms: p, s, or - */
    } rows[] = {{32108, 0, 9000, "p-p-p-p-p-s----s---s---s----s--p-p-p-p-p-."},
                {0, 0, 9000, "p-p-p-p-p-p-p-p-p-p-."},
                {32108, 1, 9000, "p-p-p-p-p-s"},
                {0, 1, 9000, "p-p-p-p-p-."},
                {0, 1, 500, "p-p-p."}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct trailcam_conf conf = {.search_port = rows[i].search_port,
                                     .ports = {(void *)(uintptr_t)one, rows[i].ports}};
        struct fl_addr host = {.family = 4, .ip = {192, 168, 43, 1}};
        struct trailcam_seek s;
        trailcam_seek_begin(&s, &conf, &host, rows[i].patience_ms, 100);
        for (size_t at = 0; rows[i].order[at] && rows[i].order[at] != 's'; at++) {
            struct trailcam_call call;
            bool goes_on = trailcam_seek_call(&s, 100 + at * 100, &call);
            char seen = !goes_on ? '.' : call.count == 0 ? '-' : call.type == TRAILCAM_PUNCH ? 'p' : 's';
            if (seen != rows[i].order[at])
                fail_msg("row %zu, %zu00 ms: %c instead of %c", i, at, seen, rows[i].order[at]);
        }
    }
}

static void test_search_goes_everywhere(void **state)
{
    (void)state;
    struct trailcam_conf conf = {.search_port = 32108};
    struct fl_addr host = {.family = 4, .ip = {10, 1, 2, 3}};
    struct trailcam_seek s;
    struct trailcam_call call;
    char text[FL_ADDR_TEXT];
    trailcam_seek_begin(&s, &conf, &host, 9000, 0);
    size_t calls = 0;
    for (uint64_t now = 1000; now < 2500; now++) {
        assert_true(trailcam_seek_call(&s, now, &call));
        calls += call.count > 0;
        if (now != 1000)
            continue;
        assert_int_equal(call.count, 3);
        assert_string_equal(fl_addr_text(&call.to[0], text), "10.1.2.3:32108");
        assert_string_equal(fl_addr_text(&call.to[1], text), "10.1.2.255:32108");
        assert_string_equal(fl_addr_text(&call.to[2], text), "255.255.255.255:32108");
    }
    assert_int_equal(calls, 5);
}

static void test_asleep(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.asleep = true;
    bench_connect(b);
    bench_run(b, 4999);
    assert_int_equal(b->failed, FL_E_TIMEOUT);
    assert_string_equal(b->why, "no answer: the camera sleeps or is out of reach");
    b->camera.asleep = false;
    bench_online(b);
    bench_destroy(b);
}

static void test_others_are_not_the_camera(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.asleep = true;
    bench_connect(b);
    struct fl_addr other = {.family = 4, .ip = {192, 168, 43, 2}, .port = TRAILCAM_SESSION_PORT};
    struct fl_addr same = b->host;
    same.port = 9;
    static const struct {
        const char *group, *name;
        bool found;
    } rows[] = {{"packets", "p2p_rdy_ack", false},     {"malformed", "punch_other_uid", false},
                {"malformed", "p2p_rdy_short", false}, {"packets", "alive", false},
                {"packets", "close", false},           {"packets", "p2p_rdy", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes *p = unhex(text_of(vector_named(rows[i].group, rows[i].name), "hex"));
        for (int from = 0; from < 2; from++) {
            fl_io_begin(b->io, FL_ASK_NONE, b->now_ms * 1000, 0, 0);
            fl_io_set_from(b->io, from ? &same : &other);
            trailcam_feed(b->session, b->io, p->data, p->len);
            assert_int_equal(b->session->phase, from && rows[i].found ? TRAILCAM_GREETING : TRAILCAM_SEEKING);
        }
    }
    assert_true(fl_addr_equal(&b->session->peer, &same)); /* also its port is not the usual one */
    bench_destroy(b);
}

static void test_ready_was_lost(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.loses_ready = true;
    bench_online(b);
    bench_destroy(b);
}

static void test_no_greeting(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.no_greeting = true;
    bench_connect(b);
    bench_run(b, 5100);
    assert_int_equal(b->failed, FL_E_TIMEOUT);
    assert_non_null(strstr(b->why, "did not get ready"));
    assert_int_equal(b->camera.logins, 0);
    assert_int_equal(b->camera.closes, 1);
    bench_destroy(b);
}

/* --- logins ------------------------------------------------------------------------------------ */
static void test_refused_logins(void **state)
{
    (void)state;
    static const struct {
        enum login_habit habit;
        enum fl_err code;
        const char *words;
        size_t asked;
    } rows[] = {{LOGIN_WRONG_PASSWORD, FL_E_AUTH, "refused the login: authentication failed (-2)", 1},
                {LOGIN_TOO_MANY, FL_E_REFUSED, "(-3)", 1},
                {LOGIN_NO_TOKEN, FL_E_FORMAT, "no token", 1},
                {LOGIN_SILENT, FL_E_TIMEOUT, "does not answer the login", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = bench_create(NULL);
        b->camera.login = rows[i].habit;
        bench_connect(b);
        bench_run(b, 7000);
        assert_int_equal(b->failed, rows[i].code);
        assert_non_null(strstr(b->why, rows[i].words));
        assert_int_equal(camera_count(b, TRAILCAM_LOGIN), rows[i].asked);
        assert_int_equal(b->onlines, 0);
        assert_int_equal(b->camera.closes, 1); /* it need not hold on to us */
        bench_destroy(b);
    }
}

static void test_clock_is_left_alone(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->conf.set_clock = false;
    bench_online(b);
    assert_int_equal(b->camera.login_time, -1);
    bench_destroy(b);
}

/* What the application sends and nothing in its memory can change. */
static const char *const golden[] = {"punch", "device_info_request"};
static bool golden_seen[2];

static void look_for_golden(const struct bench *b)
{
    for (size_t i = 0; i < b->flying_count; i++)
        for (size_t g = 0; g < 2; g++) {
            struct bytes *want = unhex(text_of(vector_named("packets", golden[g]), "hex"));
            golden_seen[g] |= b->flying[i].to_camera && b->flying[i].len == want->len &&
                              !memcmp(b->flying[i].data, want->data, want->len);
        }
}

static void test_golden_exchange(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_connect(b);
    for (int ms = 0; ms < 400; ms++) {
        look_for_golden(b);
        bench_run(b, 1);
    }
    for (size_t g = 0; g < 2; g++)
        if (!golden_seen[g])
            fail_msg("%s was not sent", golden[g]);
    bench_destroy(b);
}

/* --- kept alive -------------------------------------------------------------------------------- */
static void test_heartbeat_for_an_hour(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_connect(b);
    while (!b->online)
        bench_run(b, 1);
    uint64_t online_ms = b->now_ms;
    bench_run(b, HOUR_MS + 100);
    const struct camera *c = &b->camera;
    assert_int_equal(c->beat_count, 1200);
    for (size_t i = 0; i < c->beat_count; i++) {
        assert_int_equal(c->beats[i].at_ms, online_ms + 3000 * (i + 1) + 1); /* and 1 ms on the way */
        assert_int_equal(c->beats[i].seq, TRAILCAM_HEARTBEAT_SEQ + i);
    }
    assert_int_equal(value_of(b, "heartbeat_failures").i, 0);
    assert_int_equal(b->onlines, 1);
    assert_int_equal(c->bad_tokens, 0);
    assert_in_range(camera_count(b, TRAILCAM_DEVICE_INFO), 118, 121); /* every 30 s, in the next slot */
    bench_destroy(b);
}

static void test_muted_heartbeats(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    b->camera.mute_beats = true;
    bench_run(b, 3000 * 5 + 50);
    assert_true(b->connected);
    assert_int_equal(value_of(b, "heartbeat_failures").i, 4);
    bench_run(b, 3000);
    assert_int_equal(b->failed, FL_E_TIMEOUT);
    assert_string_equal(b->why, "5 heartbeats in a row were not acknowledged");
    assert_int_equal(b->camera.closes, 1);
    bench_destroy(b);
}

static void test_a_late_acknowledgement_ends_the_row(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    b->camera.mute_beats = true;
    bench_run(b, 12000);
    assert_int_equal(value_of(b, "heartbeat_failures").i, 3);
    b->camera.mute_beats = false;
    bench_run(b, 3000);
    assert_int_equal(value_of(b, "heartbeat_failures").i, 0);
    for (size_t i = 0; i < b->camera.beat_count; i++) /* none was skipped */
        assert_int_equal(b->camera.beats[i].seq, TRAILCAM_HEARTBEAT_SEQ + i);
    bench_run(b, 60000);
    assert_true(b->online);
    bench_destroy(b);
}

static void test_camera_closes(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    camera_sends_bare(b, TRAILCAM_CLOSE);
    bench_run(b, 5);
    assert_int_equal(b->failed, FL_E_CLOSED);
    assert_int_equal(b->camera.closes, 0);
    camera_reboots(b);
    bench_online(b);
    bench_destroy(b);
}

static void test_reboot(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    for (int i = 0; i < 3; i++) {
        camera_reboots(b);
        bench_online(b); /* nothing of the last session is in the way */
        assert_int_equal(b->camera.bad_tokens, 0);
    }
    bench_close(b);
    assert_int_equal(b->camera.closes, 2);
    bench_destroy(b);
}

static void test_alive_is_answered(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    size_t alives = 0, answers = 0;
    camera_sends_bare(b, TRAILCAM_ALIVE);
    for (int ms = 0; ms < 2500; ms++) {
        bench_run(b, 1);
        for (size_t i = 0; i < b->flying_count; i++) {
            alives += b->flying[i].to_camera && b->flying[i].data[1] == TRAILCAM_ALIVE;
            answers += b->flying[i].to_camera && b->flying[i].data[1] == TRAILCAM_ALIVE_ACK;
        }
    }
    assert_true(answers >= 1);
    assert_true(alives + answers >= 2); /* one a second, whoever begins */
    bench_destroy(b);
}

/* --- a login that was forgotten ----------------------------------------------------------------- */
static void test_refused_again(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    b->camera.refuse = 1;
    bench_run(b, 31000);
    assert_int_equal(b->camera.logins, 2);
    assert_int_equal(b->onlines, 1); /* in the same session */
    bench_run(b, 31000);
    assert_int_equal(b->camera.logins, 2);
    assert_int_equal(b->camera.bad_tokens, 0);
    bench_destroy(b);
}

static void test_always_refused_is_no_loop(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.refuse = 1000000;
    bench_online(b);
    bench_run(b, 100000);
    assert_int_equal(b->camera.logins, 1);
    assert_true(camera_count(b, TRAILCAM_DEVICE_INFO) < 10);
    bench_destroy(b);
}

static void test_two_silences(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    b->camera.silent = 1;
    bench_run(b, 40000);
    assert_int_equal(b->camera.logins, 1); /* asked again, and answered */
    b->camera.silent = 2;
    bench_run(b, 40000);
    assert_int_equal(b->camera.logins, 2);
    assert_true(b->online);
    bench_destroy(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direct),
        cmocka_unit_test(test_searched),
        cmocka_unit_test(test_other_port),
        cmocka_unit_test(test_order_of_stages),
        cmocka_unit_test(test_search_goes_everywhere),
        cmocka_unit_test(test_asleep),
        cmocka_unit_test(test_others_are_not_the_camera),
        cmocka_unit_test(test_ready_was_lost),
        cmocka_unit_test(test_no_greeting),
        cmocka_unit_test(test_refused_logins),
        cmocka_unit_test(test_clock_is_left_alone),
        cmocka_unit_test(test_golden_exchange),
        cmocka_unit_test(test_heartbeat_for_an_hour),
        cmocka_unit_test(test_muted_heartbeats),
        cmocka_unit_test(test_a_late_acknowledgement_ends_the_row),
        cmocka_unit_test(test_camera_closes),
        cmocka_unit_test(test_reboot),
        cmocka_unit_test(test_alive_is_answered),
        cmocka_unit_test(test_refused_again),
        cmocka_unit_test(test_always_refused_is_no_loop),
        cmocka_unit_test(test_two_silences),
    };
    return cmocka_run_group_tests(tests, vectors_load, vectors_free);
}
