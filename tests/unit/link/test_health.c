/* When a link counts as dead, and when it tries again. */
#include "support/cmocka.h"

#include "base/clock.h"
#include "link/backoff.h"
#include "link/health.h"

/* --- health ------------------------------------------------------------------------------------------- */

static void test_silence(void **state)
{
    (void)state;
    static const struct {
        int timeout;
        uint64_t heard_ms, now_ms;
        enum fl_err judged;
    } rows[] = {
        {90, 1000, 1089, FL_OK}, {90, 1000, 1090, FL_E_TIMEOUT}, {0, 0, 1000000, FL_OK}, /* off */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_timing timing = {.connection_timeout = rows[i].timeout};
        struct fl_health h = {0};
        struct fl_error err;
        fl_health_reset(&h, 0);
        fl_health_heard(&h, rows[i].heard_ms);
        assert_int_equal(fl_health_judge(&h, &timing, rows[i].now_ms, &err), rows[i].judged);
        assert_int_equal(fl_health_silent_at(&h, &timing),
                         rows[i].timeout ? rows[i].heard_ms + 90 : FL_NEVER);
    }
}

/* Each letter an outcome: P, K, C asked and missed; p, k answered. */
static void test_failures_in_a_row(void **state)
{
    (void)state;
    static const struct {
        int threshold;
        const char *outcomes;
        enum fl_err judged;
    } rows[] = {
        {3, "PP", FL_OK},          {3, "PPP", FL_E_TIMEOUT},   {3, "PPpP", FL_OK},
        {3, "KKK", FL_E_TIMEOUT},  {3, "PPKK", FL_OK}, /* counted apart */
        {3, "PPkP", FL_E_TIMEOUT},                     /* so one does not mend the other */
        {1, "CCCC", FL_OK},                            /* a command's answer says nothing of the link */
        {1, "P", FL_E_TIMEOUT},    {0, "PPPPPPPPKKKK", FL_OK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_timing timing = {.failure_threshold = rows[i].threshold};
        struct fl_health h = {0};
        struct fl_error err;
        for (const char *o = rows[i].outcomes; *o; o++) {
            enum fl_asker who = *o == 'P' || *o == 'p'   ? FL_ASK_POLL
                                : *o == 'K' || *o == 'k' ? FL_ASK_KEEPALIVE
                                                         : FL_ASK_COMMAND;
            if (*o >= 'a')
                fl_health_answered(&h, who);
            else
                fl_health_missed(&h, who);
        }
        if (fl_health_judge(&h, &timing, 0, &err) != rows[i].judged)
            fail_msg("%s with threshold %d", rows[i].outcomes, rows[i].threshold);
    }
}

/* --- backoff ---------------------------------------------------------------------------------------------- */

static const struct fl_timing timing = {.reconnect_min = 1000, .reconnect_max = 30000};
static const struct fl_endpoint one_target = {.target_count = 1};

static void test_doubles_with_jitter(void **state)
{
    (void)state;
    static const uint64_t least[] = {1000, 2000, 4000, 8000, 16000, 30000, 30000};
    static const uint64_t most[] = {1200, 2400, 4800, 9600, 19200, 24000, 24000};
    for (int high = 0; high < 2; high++) {
        struct fl_backoff b = {0};
        for (size_t i = 0; i < sizeof least / sizeof *least; i++) {
            uint64_t wait = fl_backoff_end(&b, &timing, &one_target, FL_E_CLOSED, 0, high ? UINT32_MAX : 0);
            assert_int_equal(wait, high ? most[i] : least[i]);
        }
        for (int i = 0; i < 1000; i++) /* and stays there, whatever comes */
            assert_in_range(fl_backoff_end(&b, &timing, &one_target, FL_E_CLOSED, 0, (uint32_t)i * 4000000U),
                            24000, 30000);
    }
}

static void test_never_outside(void **state)
{
    (void)state;
    static const struct fl_timing fixed = {.reconnect_min = 500, .reconnect_max = 500};
    struct fl_backoff b = {0};
    for (uint32_t i = 0; i < 20; i++)
        assert_int_equal(fl_backoff_end(&b, &fixed, &one_target, FL_E_CLOSED, 0, i << 28), 500);
}

static void test_minimum_after_a_stable_session(void **state)
{
    (void)state;
    static const struct {
        uint64_t lasted_ms, wait_ms;
    } rows[] = {{FL_BACKOFF_STABLE_MS - 1, 4000}, {FL_BACKOFF_STABLE_MS, 1000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_backoff b = {0};
        fl_backoff_end(&b, &timing, &one_target, FL_E_REFUSED, 0, 0);
        fl_backoff_end(&b, &timing, &one_target, FL_E_REFUSED, 0, 0);
        fl_backoff_online(&b, 5000);
        assert_int_equal(fl_backoff_end(&b, &timing, &one_target, FL_E_CLOSED, 5000 + rows[i].lasted_ms, 0),
                         rows[i].wait_ms);
    }
}

static void test_refused_credentials(void **state)
{
    (void)state;
    struct fl_backoff b = {0};
    assert_int_equal(fl_backoff_end(&b, &timing, &one_target, FL_E_AUTH, 0, 0), 60000);
}

static void test_targets_in_turn(void **state)
{
    (void)state;
    static const struct {
        size_t targets;
        int tries;
        size_t order[8];
    } rows[] = {
        {1, 0, {0, 0, 0, 0, 0, 0, 0, 0}},
        {3, 0, {0, 1, 2, 0, 1, 2, 0, 1}},
        {2, 3, {0, 0, 0, 1, 1, 1, 0, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_endpoint ep = {.target_count = rows[i].targets, .tries = rows[i].tries};
        struct fl_backoff b = {0};
        for (size_t n = 0; n < 8; n++) {
            assert_int_equal(b.target, rows[i].order[n]);
            fl_backoff_end(&b, &timing, &ep, FL_E_REFUSED, 0, 0);
        }
    }
}

static void test_stays_where_it_was_online(void **state)
{
    (void)state;
    struct fl_endpoint ep = {.target_count = 2, .tries = 2};
    struct fl_backoff b = {.target = 1, .tries = 1};
    fl_backoff_online(&b, 1);
    fl_backoff_end(&b, &timing, &ep, FL_E_CLOSED, 2, 0); /* a session broke: the target is good */
    assert_int_equal(b.target, 1);
    fl_backoff_end(&b, &timing, &ep, FL_E_REFUSED, 3, 0);
    assert_int_equal(b.target, 1); /* its tries are counted afresh */
    fl_backoff_end(&b, &timing, &ep, FL_E_REFUSED, 4, 0);
    assert_int_equal(b.target, 0);
}

/* Two bootstraps with three tries each: only the end of a round is waited for, and the tries between. */
static void test_rounds(void **state)
{
    (void)state;
    static const struct {
        enum fl_err why;
        size_t target, round; /* afterwards */
        uint64_t wait_ms;
    } rows[] = {
        {FL_E_TIMEOUT, 0, 0, 1000}, {FL_E_TIMEOUT, 0, 0, 2000}, {FL_E_TIMEOUT, 1, 0, 0},
        {FL_E_TIMEOUT, 1, 0, 1000}, {FL_E_TIMEOUT, 1, 0, 2000}, {FL_E_TIMEOUT, 0, 1, 4000},
        {FL_E_TIMEOUT, 0, 1, 8000}, {FL_E_AUTH, 1, 1, 0}, /* it refuses: no further try */
        {FL_E_TIMEOUT, 1, 1, 8000}, {FL_E_AUTH, 0, 2, 60000},
    };
    struct fl_endpoint ep = {.target_count = 2, .tries = 3, .rounds = true};
    struct fl_backoff b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(fl_backoff_end(&b, &timing, &ep, rows[i].why, 0, 0), rows[i].wait_ms);
        assert_int_equal(b.target, rows[i].target);
        assert_int_equal(b.round, rows[i].round);
    }
}

/* What was lost gets one attempt, then all others have their turn. */
static void test_rounds_after_a_loss(void **state)
{
    (void)state;
    struct fl_endpoint ep = {.target_count = 2, .tries = 3, .rounds = true};
    struct fl_backoff b = {.target = 1, .failures = 3};
    fl_backoff_online(&b, 1);
    assert_int_equal(fl_backoff_end(&b, &timing, &ep, FL_E_TIMEOUT, 20000, 0), 1000);
    assert_int_equal(b.target, 1);
    assert_int_equal(fl_backoff_end(&b, &timing, &ep, FL_E_TIMEOUT, 0, 0), 0);
    assert_int_equal(b.target, 0);
    assert_int_equal(fl_backoff_end(&b, &timing, &ep, FL_E_TIMEOUT, 0, 0), 1000);
    assert_int_equal(b.target, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_failures_in_a_row),
        cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_rounds_after_a_loss),
        cmocka_unit_test(test_doubles_with_jitter),
        cmocka_unit_test(test_never_outside),
        cmocka_unit_test(test_minimum_after_a_stable_session),
        cmocka_unit_test(test_refused_credentials),
        cmocka_unit_test(test_targets_in_turn),
        cmocka_unit_test(test_stays_where_it_was_online),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
