/* Login, polling, writing and confirming, against a panel with every plausible habit. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "support/cmocka.h"

static struct ipcom_output_conf outputs[] = {
    {.key = "kitchen", .module = 3, .output = 4, .kind = IPCOM_KIND_LIGHT},
    {.key = "pump", .name = "Garden pump", .module = 3, .output = 1, .kind = IPCOM_KIND_SWITCH},
    {.key = "heater", .module = 5, .output = 8, .kind = IPCOM_KIND_SWITCH},
    {.key = "sofa", .module = 6, .output = 1, .kind = IPCOM_KIND_DIMMER},
};

static struct ipcom_conf conf = {.host = "panel",
                                 .username = "tester",
                                 .password = "letmein",
                                 .port = 5000,
                                 .bus = 1,
                                 .outputs = {outputs, sizeof outputs / sizeof *outputs}};

static int setup(void **state)
{
    *state = bench_create(&conf, NULL);
    return 0;
}

static int teardown(void **state)
{
    bench_destroy(*state);
    return 0;
}

static bool state_of(struct bench *b, const char *key)
{
    struct fl_value v = value_of(b, key, 0);
    assert_true(v.known);
    return v.b;
}

/* --- login ---------------------------------------------------------------------------------- */
static void test_login(void **state)
{
    struct bench *b = *state;
    assert_false(value_of(b, "kitchen", 0).known);
    wall(b, 3, 4, 255);
    bench_online(b);
    assert_true(state_of(b, "kitchen"));
    assert_false(state_of(b, "pump"));
    assert_string_equal(fl_model_shape(b->model)->parts[0].version, "0412");
    assert_true(fl_model_shape(b->model)->complete);
    assert_true(b->panel.polls >= 5000 / 360); /* poll_interval goes on */
    assert_int_equal(b->panel.strange, 0);
}

static void test_fresh_key_in_each_session(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 3; i++) {
        bench_online(b);
        bench_drop(b);
    }
    assert_int_equal(b->panel.logins, 3);
    assert_int_equal(b->panel.strange, 0);
}

static void test_login_answer_in_pieces(void **state)
{
    struct bench *b = *state;
    b->panel.piece = 5;
    bench_online(b);
    assert_int_equal(b->bad_frames, 0);
}

static void expect_failure(struct bench *b, enum fl_err code)
{
    bench_connect(b, 0);
    bench_run(b, 6000);
    assert_false(b->connected);
    assert_int_equal(b->failed, code);
}

static void test_refused(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_SEALED_NO;
    expect_failure(b, FL_E_REFUSED);
    expect_failure(b, FL_E_REFUSED);
    expect_failure(b, FL_E_AUTH);
    expect_failure(b, FL_E_AUTH);
    b->panel.login = LOGIN_KEY;
    bench_online(b);
    b->panel.login = LOGIN_SEALED_NO; /* counted in a row */
    expect_failure(b, FL_E_REFUSED);
}

/* Damage is no refusal, however often it happens. */
static void test_damaged_login_answer(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_DAMAGED;
    for (int i = 0; i < 5; i++)
        expect_failure(b, FL_E_FORMAT);
}

static void test_closed_without_answer(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_CLOSES;
    for (int i = 0; i < 3; i++)
        expect_failure(b, FL_OK);
    expect_failure(b, FL_E_AUTH); /* and the engine waits */
    assert_int_equal(b->panel.logins, 3);
    expect_failure(b, FL_OK); /* tries again */
    assert_int_equal(b->panel.logins, 4);
    b->panel.login = LOGIN_KEY;
    expect_failure(b, FL_E_AUTH);
    bench_online(b);
}

static void test_silence_is_no_refusal(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_SILENT;
    for (int i = 0; i < 5; i++)
        expect_failure(b, FL_E_TIMEOUT);
}

static void test_non_secure_panel(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_NON_SECURE;
    expect_failure(b, FL_E_UNSUPPORTED);
    assert_int_equal(b->panel.clear_logins, 0);
    bench_online(b);
    assert_int_equal(b->panel.clear_logins, 1);
    assert_int_equal(await(b, send_state(b, "kitchen", true)), FL_OK);
    bench_drop(b);
    bench_online(b); /* remembered */
    assert_int_equal(b->panel.clear_logins, 2);
    b->panel.login = LOGIN_KEY; /* it was set to secure: a clear login fails, then */
    expect_failure(b, FL_E_REFUSED);
    bench_online(b);
    assert_int_equal(b->panel.clear_logins, 3);
}

static void test_non_secure_is_remembered_for_one_target(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_NON_SECURE;
    expect_failure(b, FL_E_UNSUPPORTED);
    bench_connect(b, 1);
    bench_run(b, 100);
    assert_int_equal(b->panel.clear_logins, 0);
    assert_int_equal(b->failed, FL_E_UNSUPPORTED);
}

static void test_bare_login(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_BARE;
    for (b->panel.piece = 0; b->panel.piece < 2; b->panel.piece++) {
        bench_online(b);
        assert_int_equal(await(b, send_state(b, "kitchen", true)), FL_OK);
        bench_drop(b);
    }
    assert_int_equal(b->panel.strange, 0);
}

/* --- polling -------------------------------------------------------------------------------- */
static void test_answers_in_pieces(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    for (b->panel.piece = 10; b->panel.piece <= 130; b->panel.piece += 7) {
        wall(b, 3, 4, output_of(b, 3, 4) ? 0 : 255);
        bench_run(b, 1000);
        assert_int_equal(state_of(b, "kitchen"), output_of(b, 3, 4) != 0);
    }
    assert_int_equal(b->bad_frames, 0);
    assert_true(b->connected);
}

static void test_poll_without_answer(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    b->panel.mute_polls = 1;
    bench_run(b, 4000);
    assert_true(b->connected);
    bench_run(b, 2000);
    assert_false(b->connected);
    assert_int_equal(b->failed, FL_E_TIMEOUT);
    bench_online(b);
}

static void test_panel_ends_the_session(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    b->panel.unasked = "0201";
    bench_run(b, 400);
    assert_false(b->connected);
    assert_int_equal(b->failed, FL_E_CLOSED);
}

/* Bytes in front of a snapshot: what follows them is not believed, the next snapshot is. */
static void test_noise_before_a_snapshot(void **state)
{
    static const char *const noise[] = {"ff",   "ffee000102", "0401", "0401aa",
                                        "0301", "030100",     "2301", "23010203"};
    struct bench *b = *state;
    bench_online(b);
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++) {
        b->panel.unasked = noise[i];
        while (!b->panel.answer_count)
            bench_run(b, 1);
        b->panel.unasked = NULL;
        wall(b, 3, 4, output_of(b, 3, 4) ? 0 : 255);
        bench_run(b, 500);
        assert_int_equal(state_of(b, "kitchen"), output_of(b, 3, 4) != 0);
        assert_false(state_of(b, "heater"));
    }
    assert_true(b->connected);
}

/* In clear, where a shifted snapshot looks plausible: a chance head leads astray, not further. */
static void test_shifted_snapshot(void **state)
{
    struct bench *b = *state;
    b->panel.login = LOGIN_BARE;
    bench_online(b);
    wall(b, 2, 7, 255); /* five places before the kitchen */
    bench_run(b, 400);
    b->panel.unasked = "ff0501000000";
    while (!b->panel.answer_count)
        bench_run(b, 1);
    b->panel.unasked = NULL;
    for (int ms = 0; ms < 400; ms++) {
        bench_run(b, 1);
        assert_false(state_of(b, "kitchen"));
    }
    assert_true(b->bad_frames > 0);
}

/* Each snapshot comes twice: the second answers nothing, and does no harm, in whatever pieces. */
static void test_doubled_snapshots(void **state)
{
    static const struct {
        size_t piece;
        enum ack_habit ack;
    } rows[] = {{0, ACK_FRAME},   {0, ACK_NONE},    {0, ACK_SNAPSHOT},       {IPCOM_SNAPSHOT_LEN, ACK_FRAME},
                {100, ACK_FRAME}, {129, ACK_FRAME}, {2 * 130 - 1, ACK_FRAME}};
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        b->panel.doubles = true;
        b->panel.piece = rows[i].piece;
        b->panel.ack = rows[i].ack;
        size_t logins = b->panel.logins + 1;
        bench_online(b);
        bench_run(b, 3000);
        wall(b, 3, 4, 255);
        bench_run(b, 500);
        assert_true(state_of(b, "kitchen"));
        bool on = !state_of(b, "pump");
        assert_int_equal(await(b, send_state(b, "pump", on)), FL_OK);
        assert_int_equal(output_of(b, 3, 1) != 0, on);
        assert_true(b->connected);
        assert_int_equal(b->bad_frames, 0);
        assert_int_equal(b->panel.logins, logins);
        wall(b, 3, 4, 0);
        bench_drop(b);
    }
}

static void test_damaged_head_three_times(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    b->panel.damage_polls = 100;
    b->panel.damage_at = 1;
    bench_run(b, 12000);
    assert_false(b->connected);
}

static void test_damaged_value(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    size_t polls = b->panel.polls;
    for (size_t at = 2; at < IPCOM_SNAPSHOT_LEN; at++) {
        b->panel.damage_polls = 1;
        b->panel.damage_at = at;
        for (int ms = 0; ms < 360; ms++) {
            bench_run(b, 1);
            assert_false(state_of(b, "heater")); /* never a bounce from damage */
            assert_false(state_of(b, "kitchen"));
            assert_int_equal(value_of(b, "sofa", 1).i, 0);
        }
    }
    assert_true(b->connected);
    assert_true(b->panel.polls > polls + 100);
}

static void test_odd_value_that_stays(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    wall(b, 3, 4, 0xfb); /* a pulse output */
    bench_run(b, 400);
    assert_true(state_of(b, "kitchen"));
    size_t polls = b->panel.polls;
    bench_run(b, 3600);
    assert_true(b->panel.polls - polls <= 11); /* no snapshot is asked for twice any more */
    wall(b, 6, 1, 180);
    bench_run(b, 400);
    assert_int_equal(value_of(b, "sofa", 1).i, 100);
}

/* --- keep-alive ----------------------------------------------------------------------------- */
static void test_keepalive(void **state)
{
    static const char *const answers[] = {NULL, "0301", "0300", "030101", "0301000000000000", "0201", "2301"};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct bench *b = bench_create(&conf, NULL);
        b->panel.keepalive = answers[i];
        bench_online(b);
        for (int n = 0; n < 5; n++) {
            send_keepalive(b);
            wall(b, 3, 4, output_of(b, 3, 4) ? 0 : 255);
            bench_run(b, 1000);
            assert_true(b->connected);
            assert_int_equal(state_of(b, "kitchen"), output_of(b, 3, 4) != 0);
        }
        assert_int_equal(b->bad_frames, 0);
        /* "not understood" is not asked a second time */
        assert_int_equal(b->panel.keepalives, i == 5 ? 1 : 5);
        bench_destroy(b);
    }
    (void)state;
}

/* A panel that hangs up on keep-alives gets none after two such sessions. */
static void test_fatal_keepalive(void **state)
{
    struct bench *b = *state;
    b->panel.keepalive = NULL;
    for (int i = 0; i < 4; i++) {
        bench_online(b);
        send_keepalive(b);
        bench_drop(b);
    }
    assert_int_equal(b->panel.keepalives, 2);
}

/* --- writes --------------------------------------------------------------------------------- */
static void test_write_keeps_neighbours(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    wall(b, 3, 6, 255);
    assert_int_equal(await(b, send_state(b, "kitchen", true)), FL_OK);
    static const uint8_t expected[IPCOM_OUTPUTS] = {0, 0, 0, 255, 0, 255, 0, 0};
    assert_int_equal(b->panel.write_count, 1);
    assert_int_equal(b->panel.writes[0].module, 3);
    assert_memory_equal(b->panel.writes[0].values, expected, sizeof expected);
    assert_true(state_of(b, "kitchen"));
}

static void test_every_habit(void **state)
{
    static const enum ack_habit acks[] = {ACK_FRAME,    ACK_SHORT, ACK_OPAQUE,
                                          ACK_SNAPSHOT, ACK_NONE,  ACK_DISCONNECT};
    static const int effects[] = {0, 60, 400, 1400};
    static const int latencies[] = {1, 40};
    for (size_t a = 0; a < 6; a++) {
        for (size_t e = 0; e < 4; e++) {
            for (size_t l = 0; l < 2; l++) {
                struct bench *b = bench_create(&conf, NULL);
                b->panel.ack = acks[a];
                b->panel.effect_ms = effects[e];
                b->panel.latency_ms = latencies[l];
                bench_online(b);
                for (int i = 0; i < 6; i++) {
                    bool on = i % 2 == 0;
                    assert_int_equal(await(b, send_state(b, "kitchen", on)), FL_OK);
                    assert_int_equal(output_of(b, 3, 4), on ? 255 : 0);
                    assert_int_equal(state_of(b, "kitchen"), on);
                    bench_run(b, 300);
                }
                assert_int_equal(b->panel.write_count, 6);
                assert_true(b->connected);
                assert_int_equal(b->session->manner == IPCOM_KEEPS_SILENT, acks[a] == ACK_NONE);
                assert_int_equal(b->panel.strange, 0);
                bench_destroy(b);
            }
        }
    }
    (void)state;
}

/* No bounce: from the moment that the new value is shown, the old one is not shown again. */
static void test_no_bounce(void **state)
{
    struct bench *b = *state;
    b->panel.effect_ms = 1200;
    bench_online(b);
    send_state(b, "kitchen", true);
    bool shown = false;
    for (int ms = 0; ms < 3000; ms++) {
        bench_run(b, 1);
        bool on = state_of(b, "kitchen");
        assert_true(on || !shown);
        shown = shown || on;
    }
    assert_true(shown);
}

static void test_nothing_to_change(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    assert_int_equal(await(b, send_state(b, "kitchen", false)), FL_OK);
    wall(b, 3, 4, 1); /* on is on, whatever the value */
    bench_run(b, 800);
    assert_int_equal(await(b, send_state(b, "kitchen", true)), FL_OK);
    assert_int_equal(b->panel.write_count, 0);
}

/* A switch pressed after the last poll is seen before the write. */
static void test_fresh_snapshot_before_the_write(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    wall(b, 3, 8, 255);
    uint32_t id = send_state(b, "pump", true);
    assert_int_equal(await(b, id), FL_OK);
    assert_int_equal(output_of(b, 3, 8), 255);
}

static void test_repeats(void **state)
{
    for (int ignored = 0; ignored <= 4; ignored++) {
        struct bench *b = bench_create(&conf, NULL);
        bench_online(b);
        wall(b, 3, 6, 255);
        b->panel.ignore_writes = ignored;
        uint32_t id = send_state(b, "kitchen", true);
        bench_run(b, 100);
        wall(b, 3, 6, 0); /* somebody else's: never repaired */
        wall(b, 3, 7, 255);
        assert_int_equal(await(b, id), ignored < 4 ? FL_OK : FL_E_REFUSED);
        assert_int_equal(b->panel.write_count, ignored < 4 ? ignored + 1 : 4);
        if (ignored) {
            assert_int_equal(output_of(b, 3, 6), 0);
            assert_int_equal(output_of(b, 3, 7), 255);
        }
        if (ignored == 4) {
            assert_non_null(strstr(b->verdicts[0].text, "shows 0 instead of 255"));
            assert_false(state_of(b, "kitchen"));
        }
        bench_run(b, 3000);
        assert_true(b->panel.write_count <= 4);
        bench_destroy(b);
    }
    (void)state;
}

static void test_burst(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    struct fl_command cmds[50];
    for (size_t i = 0; i < 50; i++) {
        cmds[i] = command_for(b, i % 2 ? "kitchen" : "pump");
        cmds[i].mask = 1;
        cmds[i].value[0] = (struct fl_value){.known = true, .b = i % 3 == 0 || i >= 48};
    }
    send_batch(b, cmds, 50);
    bench_run(b, 3000);
    assert_int_equal(b->verdict_count, 50);
    assert_true(b->panel.write_count <= 2);
    assert_int_equal(output_of(b, 3, 4), 255);
    assert_int_equal(output_of(b, 3, 1), 255);
    enum fl_err code;
    assert_true(verdict_of(b, cmds[48].id, &code) && code == FL_OK);
    assert_true(verdict_of(b, cmds[49].id, &code) && code == FL_OK);
}

/* On, off, on so fast that the panel shows none of it in between. */
static void test_quick_flips(void **state)
{
    struct bench *b = *state;
    b->panel.effect_ms = 700;
    bench_online(b);
    uint32_t first = send_state(b, "kitchen", true);
    bench_run(b, 250);
    uint32_t second = send_state(b, "kitchen", false);
    enum fl_err code;
    assert_true(verdict_of(b, first, &code) && code == FL_E_SUPERSEDED);
    assert_int_equal(await(b, second), FL_OK);
    assert_int_equal(output_of(b, 3, 4), 0);
    assert_false(state_of(b, "kitchen"));
    bench_run(b, 3000);
    assert_int_equal(output_of(b, 3, 4), 0);
    assert_int_equal(b->panel.write_count, 2);
}

static void test_two_modules(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    uint32_t one = send_state(b, "kitchen", true), two = send_state(b, "heater", true);
    assert_int_equal(await(b, one), FL_OK);
    assert_int_equal(await(b, two), FL_OK);
    assert_int_equal(b->panel.write_count, 2);
    assert_true(b->panel.writes[1].at_ms - b->panel.writes[0].at_ms >= 200);
}

/* The second write must contain the first, although no snapshot shows it yet. */
static void test_overlay_in_the_same_module(void **state)
{
    struct bench *b = *state;
    b->panel.effect_ms = 900;
    bench_online(b);
    uint32_t one = send_state(b, "kitchen", true);
    bench_run(b, 250);
    uint32_t two = send_state(b, "pump", true);
    assert_int_equal(await(b, one), FL_OK);
    assert_int_equal(await(b, two), FL_OK);
    assert_int_equal(b->panel.write_count, 2);
    assert_int_equal(b->panel.writes[1].values[3], 255);
    assert_int_equal(output_of(b, 3, 4), 255);
    assert_int_equal(output_of(b, 3, 1), 255);
}

static void test_link_lost_while_a_command_runs(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    b->panel.effect_ms = 5000;
    send_state(b, "kitchen", true);
    bench_run(b, 200);
    bench_drop(b);
    b->panel.effect_count = 0;
    bench_online(b);
    bench_run(b, 3000);
    assert_int_equal(b->panel.write_count, 1); /* nothing is replayed */
    assert_false(state_of(b, "kitchen"));
}

/* A late acknowledgement in the shape of a snapshot is not taken for the next answer. */
static void test_late_snapshot_acknowledgement(void **state)
{
    struct bench *b = *state;
    b->panel.ack = ACK_SNAPSHOT;
    for (int late = 400; late < 1000; late += 20) {
        b->panel.ack_latency_ms = late;
        bench_online(b);
        assert_int_equal(await(b, send_state(b, "kitchen", output_of(b, 3, 4) == 0)), FL_OK);
        bench_run(b, 2000);
        wall(b, 5, 8, output_of(b, 5, 8) ? 0 : 255);
        bench_run(b, 400);
        assert_int_equal(state_of(b, "heater"), output_of(b, 5, 8) != 0);
        assert_true(b->connected);
        bench_drop(b);
    }
}

/* --- dimmers -------------------------------------------------------------------------------- */
static void test_dimmer(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    assert_int_equal(await(b, send_state(b, "sofa", true)), FL_OK); /* never seen on: full */
    assert_int_equal(output_of(b, 6, 1), 100);
    assert_int_equal(await(b, send_number(b, "sofa", 1, 35)), FL_OK);
    assert_int_equal(output_of(b, 6, 1), 35);
    assert_true(state_of(b, "sofa"));
    assert_int_equal(value_of(b, "sofa", 1).i, 35);
    assert_int_equal(await(b, send_state(b, "sofa", true)), FL_OK); /* is on already */
    assert_int_equal(output_of(b, 6, 1), 35);
    assert_int_equal(await(b, send_number(b, "sofa", 1, 0)), FL_OK);
    assert_false(state_of(b, "sofa"));
    assert_int_equal(await(b, send_state(b, "sofa", true)), FL_OK); /* the last level */
    assert_int_equal(output_of(b, 6, 1), 35);
    assert_int_equal(await(b, send_state(b, "sofa", false)), FL_OK);
    bench_run(b, 3000);
    bench_close(b);

    struct bench *later = bench_create(&conf, b);
    bench_online(later);
    assert_int_equal(await(later, send_state(later, "sofa", true)), FL_OK);
    assert_int_equal(output_of(later, 6, 1), 35);
    bench_destroy(later);
}

static void test_dimmer_with_both_fields(void **state)
{
    static const struct {
        bool on;
        int level, expected;
    } rows[] = {{true, 40, 40}, {true, 0, 0}, {false, 70, 0}, {true, 100, 100}};
    struct bench *b = *state;
    bench_online(b);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_command c = command_for(b, "sofa");
        c.mask = 3;
        c.value[0] = (struct fl_value){.known = true, .b = rows[i].on};
        c.value[1] = (struct fl_value){.known = true, .i = rows[i].level};
        send_batch(b, &c, 1);
        assert_int_equal(await(b, c.id), FL_OK);
        assert_int_equal(output_of(b, 6, 1), rows[i].expected);
        bench_run(b, 300);
    }
}

/* --- the rest ------------------------------------------------------------------------------- */
static void test_bibus(void **state)
{
    struct ipcom_conf bibus = conf;
    bibus.bus_type = IPCOM_BIBUS;
    struct bench *b = bench_create(&bibus, NULL);
    bench_online(b);
    assert_int_equal(await(b, send_state(b, "kitchen", true)), FL_OK); /* the panel checks the address */
    bench_destroy(b);
    (void)state;
}

static void test_unlisted(void **state)
{
    struct ipcom_conf all = conf;
    all.expose_unlisted = true;
    struct bench *b = bench_create(&all, NULL);
    const struct fl_shape *shape = fl_model_shape(b->model);
    assert_int_equal(shape->entity_count, IPCOM_MODULES * IPCOM_OUTPUTS);
    const struct fl_entity *e = &shape->entities[entity_of(b, "module_3_output_5")];
    assert_string_equal(e->name, "Module 3 output 5");
    assert_true(e->hidden);
    assert_int_equal(fl_shape_find(shape, "module_3_output_4"), -1);
    bench_online(b);
    assert_int_equal(await(b, send_state(b, "module_3_output_5", true)), FL_OK);
    assert_int_equal(output_of(b, 3, 5), 255);
    bench_destroy(b);
    (void)state;
}

static void test_names(void **state)
{
    struct bench *b = *state;
    const struct fl_shape *shape = fl_model_shape(b->model);
    assert_string_equal(shape->entities[entity_of(b, "pump")].name, "Garden pump");
    assert_string_equal(shape->entities[entity_of(b, "kitchen")].name, "Kitchen");
}

static void test_close(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    bench_close(b);
    assert_int_equal(b->panel.disconnects, 1);
    assert_int_equal(b->panel.write_count, 0);
}

#define SESSION_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(test_login),
        SESSION_TEST(test_fresh_key_in_each_session),
        SESSION_TEST(test_login_answer_in_pieces),
        SESSION_TEST(test_refused),
        SESSION_TEST(test_damaged_login_answer),
        SESSION_TEST(test_closed_without_answer),
        SESSION_TEST(test_silence_is_no_refusal),
        SESSION_TEST(test_non_secure_panel),
        SESSION_TEST(test_non_secure_is_remembered_for_one_target),
        SESSION_TEST(test_bare_login),
        SESSION_TEST(test_answers_in_pieces),
        SESSION_TEST(test_poll_without_answer),
        SESSION_TEST(test_panel_ends_the_session),
        SESSION_TEST(test_noise_before_a_snapshot),
        SESSION_TEST(test_shifted_snapshot),
        SESSION_TEST(test_doubled_snapshots),
        SESSION_TEST(test_damaged_head_three_times),
        SESSION_TEST(test_damaged_value),
        SESSION_TEST(test_odd_value_that_stays),
        cmocka_unit_test(test_keepalive),
        SESSION_TEST(test_fatal_keepalive),
        SESSION_TEST(test_write_keeps_neighbours),
        cmocka_unit_test(test_every_habit),
        SESSION_TEST(test_no_bounce),
        SESSION_TEST(test_nothing_to_change),
        SESSION_TEST(test_fresh_snapshot_before_the_write),
        cmocka_unit_test(test_repeats),
        SESSION_TEST(test_burst),
        SESSION_TEST(test_quick_flips),
        SESSION_TEST(test_two_modules),
        SESSION_TEST(test_overlay_in_the_same_module),
        SESSION_TEST(test_link_lost_while_a_command_runs),
        SESSION_TEST(test_late_snapshot_acknowledgement),
        SESSION_TEST(test_dimmer),
        SESSION_TEST(test_dimmer_with_both_fields),
        cmocka_unit_test(test_bibus),
        cmocka_unit_test(test_unlisted),
        SESSION_TEST(test_names),
        SESSION_TEST(test_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
