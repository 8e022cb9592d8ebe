/* Who may ask when: every asker against every state of the turn. */
#include "support/cmocka.h"

#include "base/clock.h"
#include "link/turn.h"

static const struct fl_timing no_gaps;

static void test_may_take(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        bool lanes, busy, command_waits, keepalive_waits;
        enum fl_asker who;
        uint32_t group;
        bool may;
    } rows[] = {
        {"free: a poll may", .who = FL_ASK_POLL, .may = true},
        {"free: a keep-alive may", .who = FL_ASK_KEEPALIVE, .may = true},
        {"free: a command may", .who = FL_ASK_COMMAND, .may = true},
        {"busy: no poll", .busy = true, .who = FL_ASK_POLL},
        {"busy: no keep-alive", .busy = true, .who = FL_ASK_KEEPALIVE},
        {"busy: no command, whatever its group", .busy = true, .who = FL_ASK_COMMAND, .group = 9},
        {"a poll lets a command pass", .command_waits = true, .who = FL_ASK_POLL},
        {"a keep-alive lets a command pass", .command_waits = true, .who = FL_ASK_KEEPALIVE},
        {"a poll lets a keep-alive pass", .keepalive_waits = true, .who = FL_ASK_POLL},
        {"a keep-alive waits for itself only", .keepalive_waits = true, .who = FL_ASK_KEEPALIVE, .may = true},
        {"a command waits for nobody", .command_waits = true, .keepalive_waits = true, .who = FL_ASK_COMMAND,
         .may = true},
        {"lanes: a poll comes on time", .lanes = true, .busy = true, .command_waits = true,
         .who = FL_ASK_POLL, .may = true},
        {"lanes: so does a keep-alive", .lanes = true, .busy = true, .who = FL_ASK_KEEPALIVE, .may = true},
        {"lanes: a command of the busy group waits", .lanes = true, .busy = true, .who = FL_ASK_COMMAND,
         .group = 7},
        {"lanes: one of another group does not", .lanes = true, .busy = true, .who = FL_ASK_COMMAND,
         .group = 8, .may = true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_turn t = {.lanes = rows[i].lanes,
                            .command_waits = rows[i].command_waits,
                            .keepalive_waits = rows[i].keepalive_waits};
        if (rows[i].busy)
            fl_turn_expect(&t, (struct fl_owed){.group = 7, .who = FL_ASK_POLL});
        uint64_t when_ms;
        bool may = fl_turn_may_take(&t, rows[i].who, rows[i].group, &no_gaps, 1000, &when_ms);
        if (may != rows[i].may)
            fail_msg("%s", rows[i].what);
        if (!may)
            assert_int_equal(when_ms, FL_NEVER); /* no clock will help */
    }
}

static void test_gaps(void **state)
{
    (void)state;
    static const struct fl_timing timing = {.request_gap = 50, .write_interval = 200};
    static const struct {
        enum fl_asker who;
        uint64_t now_ms;
        uint64_t when_ms; /* 0: now */
    } rows[] = {
        {FL_ASK_POLL, 1049, 1050},    {FL_ASK_POLL, 1050, 0},    {FL_ASK_KEEPALIVE, 1000, 1050},
        {FL_ASK_COMMAND, 1050, 1150}, {FL_ASK_COMMAND, 1150, 0},
    };
    struct fl_turn t = {.answered_ms = 1000, .written_ms = 950};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t when_ms;
        bool may = fl_turn_may_take(&t, rows[i].who, 0, &timing, rows[i].now_ms, &when_ms);
        assert_int_equal(may, rows[i].when_ms == 0);
        if (!may)
            assert_int_equal(when_ms, rows[i].when_ms);
    }
}

/* Nobody else waits for a write_interval: a poll comes on time while a command waits for it. */
static void test_a_command_that_has_to_wait_holds_nobody_up(void **state)
{
    (void)state;
    static const struct fl_timing timing = {.write_interval = 200};
    static const struct {
        enum fl_asker who;
        uint64_t now_ms;
        bool may;
    } rows[] = {
        {FL_ASK_POLL, 1199, true},       {FL_ASK_POLL, 1200, false},    {FL_ASK_KEEPALIVE, 1199, true},
        {FL_ASK_KEEPALIVE, 1200, false}, {FL_ASK_COMMAND, 1199, false}, {FL_ASK_COMMAND, 1200, true},
    };
    struct fl_turn t = {.command_waits = true, .written_ms = 1000};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t when_ms;
        assert_int_equal(fl_turn_may_take(&t, rows[i].who, 0, &timing, rows[i].now_ms, &when_ms),
                         rows[i].may);
    }
}

static void test_one_request_without_lanes(void **state)
{
    (void)state;
    struct fl_turn t = {0};
    struct fl_owed was;
    assert_false(fl_turn_answered(&t, 1, 0, &was)); /* nobody asked */
    assert_true(fl_turn_expect(&t, (struct fl_owed){.group = 1, .since_us = 10, .who = FL_ASK_POLL}));
    assert_true(fl_turn_expect(&t, (struct fl_owed){.group = 2, .since_us = 20, .who = FL_ASK_COMMAND}));
    assert_int_equal(t.count, 1); /* the second took its place */
    assert_true(fl_turn_busy(&t, 99));
    assert_true(fl_turn_answered(&t, 5, 77, &was)); /* whatever the group */
    assert_int_equal(was.since_us, 20);
    assert_int_equal(t.answered_ms, 77);
    assert_false(fl_turn_busy(&t, 2));
}

static void test_lanes_fill_up(void **state)
{
    (void)state;
    struct fl_turn t = {.lanes = true};
    struct fl_owed was;
    for (uint32_t i = 0; i < FL_OWED_MAX; i++) {
        assert_false(fl_turn_busy(&t, i));
        assert_true(fl_turn_expect(&t, (struct fl_owed){.group = i, .since_us = 1000 - i}));
        assert_true(fl_turn_busy(&t, i));
    }
    assert_true(fl_turn_busy(&t, 1000)); /* the table is full */
    assert_false(fl_turn_expect(&t, (struct fl_owed){.group = 1000}));
    assert_true(fl_turn_expect(&t, (struct fl_owed){.group = 3, .since_us = 5})); /* a repeat */
    assert_int_equal(fl_turn_oldest(&t)->group, 3);
    assert_true(fl_turn_answered(&t, 3, 1, &was));
    assert_false(fl_turn_answered(&t, 3, 1, &was));
    assert_int_equal(fl_turn_oldest(&t)->group, FL_OWED_MAX - 1);
    assert_false(fl_turn_busy(&t, 1000));
    fl_turn_reset(&t);
    assert_null(fl_turn_oldest(&t));
    assert_true(t.lanes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_may_take),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_a_command_that_has_to_wait_holds_nobody_up),
        cmocka_unit_test(test_one_request_without_lanes),
        cmocka_unit_test(test_lanes_fill_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
