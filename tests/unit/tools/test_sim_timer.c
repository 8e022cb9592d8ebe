/* The timers of fairlead-sim: whatever is set, moved and cleared, they come in the order of time. */
#include <string.h>

#include "base/clock.h"
#include "sim_timer.h"
#include "support/cmocka.h"

enum { TIMERS = 200, STEPS = 5000 };

static void test_empty(void **state)
{
    struct sim_timers t = {0};
    struct sim_timer timer = {0};
    (void)state;
    assert_true(sim_timers_next(&t) == FL_NEVER);
    assert_null(sim_timers_take(&t, FL_NEVER - 1));
    sim_timer_clear(&t, &timer); /* off already */
    sim_timers_finish(&t);
}

static void test_not_before_its_time(void **state)
{
    struct sim_timers t = {0};
    struct sim_timer timer = {0};
    (void)state;
    assert_true(sim_timers_reserve(&t));
    sim_timer_set(&t, &timer, 100);
    assert_true(sim_timers_next(&t) == 100);
    assert_null(sim_timers_take(&t, 99));
    sim_timer_set(&t, &timer, 50); /* moved, not doubled */
    assert_ptr_equal(sim_timers_take(&t, 50), &timer);
    assert_null(sim_timers_take(&t, 1000));
    sim_timers_finish(&t);
}

static uint64_t earliest(const struct sim_timer *timers, const bool *on)
{
    uint64_t at_ms = FL_NEVER;
    for (size_t i = 0; i < TIMERS; i++)
        if (on[i] && timers[i].at_ms < at_ms)
            at_ms = timers[i].at_ms;
    return at_ms;
}

/* Against a plain list, through a long mixture of all calls. */
static void test_order(void **state)
{
    static struct sim_timer timers[TIMERS];
    static bool on[TIMERS];
    struct sim_timers t = {0};
    uint32_t random = 1;
    (void)state;
    for (size_t i = 0; i < TIMERS; i++)
        assert_true(sim_timers_reserve(&t));
    for (size_t step = 0; step < STEPS; step++) {
        random = random * 1664525u + 1013904223u;
        size_t i = (random >> 8) % TIMERS;
        uint64_t at_ms = (random >> 4) % 1000;
        struct sim_timer *taken;
        switch (random >> 30) {
        case 0:
            sim_timer_clear(&t, &timers[i]);
            on[i] = false;
            break;
        case 1:
            taken = sim_timers_take(&t, at_ms);
            assert_int_equal(taken != NULL, earliest(timers, on) <= at_ms);
            if (taken) {
                assert_true(taken->at_ms == earliest(timers, on));
                on[taken - timers] = false;
            }
            break;
        default:
            sim_timer_set(&t, &timers[i], at_ms);
            on[i] = true;
        }
        assert_true(sim_timers_next(&t) == earliest(timers, on));
    }
    sim_timers_finish(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_not_before_its_time),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
