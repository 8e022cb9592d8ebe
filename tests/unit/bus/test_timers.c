/* Timers: whatever is set, moved and taken out, in whatever order, the earliest is at hand. */
#include "support/cmocka.h"

#include "base/clock.h"
#include "bus/timers.h"

enum { MANY = 200, STEPS = 20000, DUE_MAX = 300 /* few, so that many are due together */ };

static uint32_t seed;

/* Repeatable: a linear congruential generator. */
static uint32_t below(uint32_t limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

/* The heap holds exactly those that are set, each where it believes to be, and the first is due no
 * later than any. */
static void expect_in_order(const struct fl_timers *t, struct fl_timer *const timers, size_t count)
{
    size_t set = 0;
    const struct fl_timer *first = fl_timers_first(t);
    for (size_t i = 0; i < count; i++) {
        if (!timers[i].place)
            continue;
        set++;
        assert_in_range(timers[i].place, 1, t->count);
        assert_ptr_equal(t->heap[timers[i].place - 1], &timers[i]);
        assert_true(first->due_ms <= timers[i].due_ms);
    }
    assert_int_equal(set, t->count);
    assert_int_equal(first == NULL, t->count == 0);
}

static void the_earliest_is_first(void **state)
{
    static const uint64_t dues[] = {50, 20, 40, 10, 30, 20, FL_NEVER - 1, 0};
    static const uint64_t order[] = {0, 10, 20, 20, 30, 40, 50, FL_NEVER - 1};
    enum { COUNT = sizeof dues / sizeof *dues };
    struct fl_timers t = {0};
    struct fl_timer timers[COUNT] = {0};
    (void)state;
    assert_null(fl_timers_first(&t));
    for (size_t i = 0; i < COUNT; i++)
        assert_true(fl_timers_set(&t, &timers[i], dues[i]));
    for (size_t i = 0; i < COUNT; i++) {
        struct fl_timer *first = fl_timers_first(&t);
        assert_int_equal(first->due_ms, order[i]);
        assert_true(fl_timers_set(&t, first, FL_NEVER));
        assert_int_equal(first->place, 0);
    }
    assert_null(fl_timers_first(&t));
    fl_timers_finish(&t);
}

static void one_that_is_not_set_can_be_taken_out(void **state)
{
    struct fl_timers t = {0};
    struct fl_timer set = {0}, other = {0};
    (void)state;
    assert_true(fl_timers_set(&t, &other, FL_NEVER));
    assert_null(fl_timers_first(&t));
    assert_true(fl_timers_set(&t, &set, 5));
    assert_true(fl_timers_set(&t, &other, FL_NEVER));
    assert_true(fl_timers_set(&t, &set, FL_NEVER));
    assert_true(fl_timers_set(&t, &set, FL_NEVER));
    assert_int_equal(t.count, 0);
    fl_timers_finish(&t);
    assert_null(t.heap);
}

/* Later and sooner, again and again, and what was taken out is set anew. */
static void any_order_of_changes_keeps_the_heap(void **state)
{
    struct fl_timers t = {0};
    struct fl_timer timers[MANY] = {0};
    (void)state;
    seed = 1;
    for (int i = 0; i < STEPS; i++) {
        struct fl_timer *timer = &timers[below(MANY)];
        uint64_t due_ms = below(4) ? below(DUE_MAX) : FL_NEVER;
        assert_true(fl_timers_set(&t, timer, due_ms));
        assert_int_equal(timer->due_ms, due_ms);
        assert_int_equal(timer->place == 0, due_ms == FL_NEVER);
        expect_in_order(&t, timers, MANY);
    }
    assert_true(t.count > MANY / 2); /* else this has proved little */
    uint64_t last_ms = 0;
    for (struct fl_timer *first; (first = fl_timers_first(&t));) {
        assert_true(first->due_ms >= last_ms);
        last_ms = first->due_ms;
        fl_timers_set(&t, first, FL_NEVER);
    }
    fl_timers_finish(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_earliest_is_first),
        cmocka_unit_test(one_that_is_not_set_can_be_taken_out),
        cmocka_unit_test(any_order_of_changes_keeps_the_heap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
