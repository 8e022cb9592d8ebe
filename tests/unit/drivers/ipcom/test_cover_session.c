/* Covers against the panel's truth: where they are, and that their relays are safe. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "support/cmocka.h"

enum { OPEN, CLOSE, STOP }; /* orders */
enum { UP_MS = 20000, DOWN_MS = 16000 };
enum { FIELD_STATE, FIELD_POSITION };

static struct ipcom_output_conf outputs[] = {
    {.key = "lamp", .module = 2, .output = 5, .kind = IPCOM_KIND_LIGHT},
};

/* The second one's relays sit in different modules. */
static struct ipcom_cover_conf covers[] = {
    {.key = "blind",
     .up = {2, 2},
     .down = {2, 1},
     .travel_up = UP_MS,
     .travel_down = DOWN_MS,
     .reverse_pause = 500},
    {.key = "split",
     .up = {4, 3},
     .down = {7, 6},
     .travel_up = UP_MS,
     .travel_down = DOWN_MS,
     .reverse_pause = 500},
};

static struct ipcom_conf conf = {.host = "panel",
                                 .username = "tester",
                                 .password = "letmein",
                                 .bus = 1,
                                 .outputs = {outputs, 1},
                                 .covers = {covers, 2}};

static int setup(void **state)
{
    *state = bench_create(&conf, NULL);
    return 0;
}

/* Whatever was tried: never both relays on (but by a wall switch), never a fast reversal. */
static int teardown(void **state)
{
    struct bench *b = *state;
    bool safe = b->both_on == 0 && b->fastest_reversal >= 500;
    bench_destroy(b);
    return safe ? 0 : -1;
}

static const char *state_of(struct bench *b, const char *key)
{
    static const char *const states[] = {"open", "opening", "closed", "closing", "stopped"};
    struct fl_value v = value_of(b, key, FIELD_STATE);
    return v.known ? states[v.e] : "unknown";
}

static int position_of(struct bench *b, const char *key)
{
    struct fl_value v = value_of(b, key, FIELD_POSITION);
    return v.known ? (int)v.i : -1;
}

static void assert_near(int value, int expected, int tolerance)
{
    if (abs(value - expected) > tolerance)
        fail_msg("%d is not %d +- %d", value, expected, tolerance);
}

static void go(struct bench *b, const char *key, unsigned order)
{
    assert_int_equal(await(b, send_order(b, key, order)), FL_OK);
}

static void test_unknown_at_first(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    assert_string_equal(state_of(b, "blind"), "stopped");
    assert_int_equal(position_of(b, "blind"), -1);
}

static void test_open_and_close(void **state)
{
    static const char *const keys[] = {"blind", "split"};
    struct bench *b = *state;
    bench_online(b);
    for (size_t i = 0; i < 2; i++) {
        go(b, keys[i], OPEN);
        assert_int_equal(b->truth[i].dir, 1);
        assert_string_equal(state_of(b, keys[i]), "opening");
        bench_run(b, UP_MS + UP_MS / 10 + 1000);
        assert_int_equal(b->truth[i].dir, 0); /* released, and not before the travel ended */
        assert_true(b->truth[i].ran_ms >= UP_MS && b->truth[i].ran_ms <= UP_MS + UP_MS / 10 + 1000);
        assert_string_equal(state_of(b, keys[i]), "open");
        assert_int_equal(position_of(b, keys[i]), 100);
        go(b, keys[i], CLOSE);
        assert_string_equal(state_of(b, keys[i]), "closing");
        bench_run(b, DOWN_MS / 2);
        assert_near(position_of(b, keys[i]), 50, 5);
        bench_run(b, DOWN_MS);
        assert_string_equal(state_of(b, keys[i]), "closed");
        assert_int_equal(position_of(b, keys[i]), 0);
        assert_true(b->truth[i].ran_ms >= DOWN_MS && b->truth[i].ran_ms <= DOWN_MS + DOWN_MS / 10 + 1000);
    }
    assert_int_equal(output_of(b, 2, 5), 0);
}

static void test_stop(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", CLOSE);
    bench_run(b, DOWN_MS + 4000);
    go(b, "blind", OPEN);
    bench_run(b, UP_MS / 4);
    go(b, "blind", STOP);
    assert_int_equal(b->truth[0].dir, 0);
    assert_string_equal(state_of(b, "blind"), "stopped");
    assert_near(position_of(b, "blind"), (int)(b->truth[0].ran_ms * 100 / UP_MS), 2);
    bench_run(b, 3000);
    size_t writes = b->panel.write_count;
    go(b, "blind", STOP); /* stands already */
    assert_int_equal(b->panel.write_count, writes);
}

static void reverse(struct bench *b, const char *key, int cover)
{
    go(b, key, OPEN);
    bench_run(b, 2000);
    go(b, key, CLOSE);
    assert_int_equal(b->truth[cover].dir, -1);
    bench_run(b, 1000);
    go(b, key, OPEN);
    assert_int_equal(b->truth[cover].dir, 1);
    assert_true(b->fastest_reversal >= 500);
    assert_true(b->fastest_reversal < 1500);
}

static void test_reversal(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    reverse(b, "blind", 0);
    reverse(b, "split", 1);
}

/* The panel's state follows writes late: a reversal waits for it. */
static void test_reversal_of_a_slow_panel(void **state)
{
    struct bench *b = *state;
    b->panel.effect_ms = 900;
    bench_online(b);
    go(b, "blind", OPEN);
    bench_run(b, 2000);
    go(b, "blind", CLOSE);
    assert_int_equal(b->truth[0].dir, -1);
    go(b, "split", CLOSE);
    bench_run(b, 2000);
    go(b, "split", OPEN);
}

static void test_flurry_of_orders(void **state)
{
    static const unsigned orders[] = {OPEN, CLOSE, STOP, OPEN, OPEN, CLOSE, OPEN, STOP, CLOSE, OPEN};
    static const int effects[] = {0, 100, 600, 1300};
    static const int gaps[] = {10, 150, 400, 800};
    for (size_t e = 0; e < 4; e++) {
        for (size_t g = 0; g < 4; g++) {
            struct bench *b = bench_create(&conf, NULL);
            b->panel.effect_ms = effects[e];
            bench_online(b);
            for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
                send_order(b, "blind", orders[i]);
                send_order(b, "split", orders[i]);
                bench_run(b, (uint64_t)gaps[g]);
            }
            bench_run(b, 9000);
            assert_int_equal(b->truth[0].dir, 1);
            assert_int_equal(b->truth[1].dir, 1);
            assert_int_equal(b->both_on, 0);
            assert_true(b->fastest_reversal >= 500);
            bench_destroy(b);
        }
    }
    (void)state;
}

static void test_wall_switch(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    wall(b, 2, 1, 255);
    bench_run(b, 800);
    assert_string_equal(state_of(b, "blind"), "closing");
    bench_run(b, DOWN_MS + DOWN_MS / 10 + 1000);
    assert_int_equal(b->truth[0].dir, 0); /* nobody else would have released it */
    assert_int_equal(position_of(b, "blind"), 0);
    wall(b, 2, 2, 255);
    bench_run(b, UP_MS / 2);
    wall(b, 2, 2, 0);
    bench_run(b, 800);
    assert_near(position_of(b, "blind"), 50, 3);
    assert_string_equal(state_of(b, "blind"), "stopped");
    bench_run(b, 60000);
    assert_int_equal(b->panel.write_count, 1);
}

/* Who stops it at the wall wants it stopped. */
static void test_wall_switch_against_a_command(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", OPEN);
    bench_run(b, 3000);
    wall(b, 2, 2, 0);
    bench_run(b, 30000);
    assert_int_equal(b->truth[0].dir, 0);
    assert_int_equal(b->panel.write_count, 1);
}

static void test_running_at_the_start(void **state)
{
    struct bench *b = *state;
    wall(b, 2, 2, 255);
    bench_online(b);
    assert_string_equal(state_of(b, "blind"), "opening");
    bench_run(b, UP_MS + UP_MS / 10 - 4000);
    assert_int_equal(output_of(b, 2, 2), 0);
    assert_string_equal(state_of(b, "blind"), "open");
}

static void test_position(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", CLOSE);
    bench_run(b, DOWN_MS + 4000);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 30)), FL_OK);
    assert_int_equal(b->truth[0].dir, 1);
    bench_run(b, 10000);
    assert_int_equal(b->truth[0].dir, 0);
    assert_near((int)b->truth[0].ran_ms, UP_MS * 30 / 100, UP_MS / 50);
    assert_near(position_of(b, "blind"), 30, 2);
    assert_string_equal(state_of(b, "blind"), "stopped");
    /* While it moves: on in the same direction, then back. */
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 50)), FL_OK);
    bench_run(b, 1000);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 80)), FL_OK);
    bench_run(b, 4000);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 40)), FL_OK);
    bench_run(b, 15000);
    assert_near(position_of(b, "blind"), 40, 2);
    assert_int_equal(b->truth[0].dir, 0);
    size_t writes = b->panel.write_count;
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, position_of(b, "blind"))), FL_OK);
    assert_int_equal(b->panel.write_count, writes);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 100)), FL_OK);
    bench_run(b, UP_MS + 4000);
    assert_string_equal(state_of(b, "blind"), "open");
}

/* Nobody knows where it is: to the nearer end first. */
static void test_position_from_nowhere(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 25)), FL_OK);
    assert_int_equal(b->truth[0].dir, -1);
    bench_run(b, DOWN_MS + DOWN_MS / 10 + 12000);
    assert_int_equal(b->truth[0].dir, 0);
    assert_near(position_of(b, "blind"), 25, 2);
    assert_near((int)b->truth[0].ran_ms, UP_MS / 4, UP_MS / 50);
}

static void test_both_relays_on(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    for (int i = 0; i < 2; i++) {
        const struct ipcom_cover_conf *c = &covers[i];
        wall(b, c->up.module, c->up.output, 255);
        wall(b, c->down.module, c->down.output, 255);
        bench_run(b, 1500);
        assert_int_equal(output_of(b, c->up.module, c->up.output), 0);
        assert_int_equal(output_of(b, c->down.module, c->down.output), 0);
        assert_int_equal(b->errors, i + 1);
        assert_int_equal(b->truth[i].dir, 0);
    }
    assert_true(b->both_on < 1000);
    b->both_on = 0; /* that was the wall switch */
    b->fastest_reversal = UINT64_MAX;
}

static void test_lamp_beside_a_moving_cover(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", OPEN);
    bench_run(b, 1000);
    assert_int_equal(await(b, send_state(b, "lamp", true)), FL_OK);
    assert_int_equal(b->truth[0].dir, 1);
    assert_int_equal(output_of(b, 2, 5), 255);
}

/* Order and lamp in one batch: one write. */
static void test_batch(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    struct fl_command cmds[2] = {command_for(b, "blind"), command_for(b, "lamp")};
    cmds[0].mask = cmds[1].mask = 1;
    cmds[0].value[0] = (struct fl_value){.known = true, .e = OPEN};
    cmds[1].value[0] = (struct fl_value){.known = true, .b = true};
    send_batch(b, cmds, 2);
    assert_int_equal(await(b, cmds[0].id), FL_OK);
    assert_int_equal(await(b, cmds[1].id), FL_OK);
    assert_int_equal(b->panel.write_count, 1);
}

static void test_relay_that_does_not_obey(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    b->panel.ignore_writes = 4;
    assert_int_equal(await(b, send_order(b, "blind", OPEN)), FL_E_REFUSED);
    bench_run(b, 5000);
    assert_int_equal(b->panel.write_count, 4); /* it is given up */
    go(b, "blind", OPEN);
    b->panel.ignore_writes = 9;
    bench_run(b, 60000); /* a release never is */
    assert_int_equal(b->truth[0].dir, 0);
}

static void test_close_releases(void **state)
{
    static const enum ack_habit acks[] = {ACK_FRAME, ACK_SHORT, ACK_SNAPSHOT, ACK_NONE};
    for (size_t i = 0; i < 4; i++) {
        for (int known = 0; known < 2; known++) {
            struct bench *b = bench_create(&conf, NULL);
            b->panel.ack = acks[i];
            bench_online(b);
            if (known)
                assert_int_equal(await(b, send_state(b, "lamp", true)), FL_OK);
            bench_run(b, 1000);
            wall(b, 2, 1, 255);
            wall(b, 4, 3, 255);
            bench_run(b, 1000);
            bench_close(b);
            bench_run(b, 1);
            assert_int_equal(output_of(b, 2, 1), 0);
            assert_int_equal(output_of(b, 4, 3), 0);
            assert_int_equal(output_of(b, 2, 5), known ? 255 : 0);
            assert_int_equal(b->panel.disconnects, 1);
            bench_destroy(b);
        }
    }
    (void)state;
}

static void test_position_survives_a_restart(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", CLOSE);
    bench_run(b, DOWN_MS + 4000);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 60)), FL_OK);
    bench_run(b, UP_MS);
    bench_close(b);
    struct bench *later = bench_create(&conf, b);
    bench_online(later);
    assert_near(position_of(later, "blind"), 60, 2);
    go(later, "blind", OPEN); /* and a crash while it moves loses it */
    bench_run(later, 3000);
    struct bench *last = bench_create(&conf, later);
    bench_online(last);
    assert_int_equal(position_of(last, "blind"), -1);
    bench_destroy(last);
    bench_destroy(later);
}

static void test_short_loss_of_the_link(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", CLOSE);
    bench_run(b, DOWN_MS + 4000);
    assert_int_equal(await(b, send_number(b, "blind", FIELD_POSITION, 70)), FL_OK);
    bench_run(b, 3000);
    bench_drop(b);
    bench_run(b, 2000); /* the motor runs on */
    bench_online(b);
    bench_run(b, UP_MS);
    assert_near(position_of(b, "blind"), 70, 3);
    assert_int_equal(b->truth[0].dir, 0);
}

static void test_long_loss_of_the_link(void **state)
{
    struct bench *b = *state;
    bench_online(b);
    go(b, "blind", CLOSE);
    bench_run(b, DOWN_MS + 4000);
    go(b, "blind", OPEN);
    bench_run(b, 3000);
    bench_drop(b);
    wall(b, 2, 2, 0); /* somebody stopped it at some time */
    bench_run(b, 8000);
    bench_online(b);
    assert_int_equal(position_of(b, "blind"), -1);
    assert_string_equal(state_of(b, "blind"), "stopped");
}

static void test_garbage_saved(void **state)
{
    static const char *const texts[] = {
        "", "\n\n", "cover blind 400",
        "cover blind nan\ncover split -3\nlevel 0 0 0\nlevel 99 1 50\nlevel 16 1 50\n", /* 16 is not in use */
        "cover blind 400\nlevel 2 5 300\ncover nobody 10\ncover blind 1001\ncover blind 1x\nlevel\n\xff\xfe"};
    static const int expected[] = {-1, -1, 40, -1, 40};
    struct bench *before = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        before->saved_len = strlen(texts[i]);
        memcpy(before->saved, texts[i], before->saved_len);
        struct bench *b = bench_create(&conf, before);
        bench_online(b);
        assert_int_equal(position_of(b, "blind"), expected[i]);
        assert_int_equal(position_of(b, "split"), -1);
        bench_destroy(b);
    }
}

#define COVER_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        COVER_TEST(test_unknown_at_first),
        COVER_TEST(test_open_and_close),
        COVER_TEST(test_stop),
        COVER_TEST(test_reversal),
        COVER_TEST(test_reversal_of_a_slow_panel),
        cmocka_unit_test(test_flurry_of_orders),
        COVER_TEST(test_wall_switch),
        COVER_TEST(test_wall_switch_against_a_command),
        COVER_TEST(test_running_at_the_start),
        COVER_TEST(test_position),
        COVER_TEST(test_position_from_nowhere),
        COVER_TEST(test_both_relays_on),
        COVER_TEST(test_lamp_beside_a_moving_cover),
        COVER_TEST(test_batch),
        COVER_TEST(test_relay_that_does_not_obey),
        cmocka_unit_test(test_close_releases),
        COVER_TEST(test_position_survives_a_restart),
        COVER_TEST(test_short_loss_of_the_link),
        COVER_TEST(test_long_loss_of_the_link),
        COVER_TEST(test_garbage_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
