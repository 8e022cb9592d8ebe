/* Which properties are asked next, and when again. Model time. */
#include <stdio.h>

#include "drivers/echonet/echonet_schedule.h"
#include "support/cmocka.h"

enum { AIRCON = 0x013001, NOW = 1000000, SECOND = 1000, HOUR = 3600 * SECOND };

static const struct echonet_conf conf = {
    .poll_state = 10000, .poll_measurement = 11000, .poll_counter = 60000, .poll_identity = 86400000};
static const struct echonet_pace steady = {.conf = &conf};

struct bench {
    struct echonet_object *object;
    struct echonet_schedule s;
};

static struct echonet_map map_of(const uint8_t *epcs, size_t count)
{
    struct echonet_map m = {{0}};
    for (size_t i = 0; i < count; i++)
        echonet_map_add(&m, epcs[i]);
    return m;
}

/* B0 is announced; F0 is not in the table, maps are no values. */
static struct bench start(uint32_t eoj)
{
    static const uint8_t gettable[] = {0x80, 0x81, 0x82, 0x8A, 0x85, 0x9D, 0x9E, 0x9F,
                                       0xB0, 0xB3, 0xBB, 0xF0, 0xE0, 0xB7, 0xC6};
    static const uint8_t announced[] = {0xB0, 0x85};
    struct bench b = {.object = echonet_object_create(eoj, &conf), .s = {.limit = ECHONET_ASK_MAX}};
    assert_non_null(b.object);
    struct echonet_map get = map_of(gettable, sizeof gettable), inf = map_of(announced, sizeof announced);
    echonet_object_maps(b.object, &inf, &inf, &get);
    echonet_schedule_want(&b.s, b.object);
    return b;
}

static void stop(struct bench *b)
{
    echonet_object_destroy(b->object);
}

static void hear_all(struct bench *b, uint64_t now_ms)
{
    for (unsigned epc = 0x80; epc <= 0xFF; epc++)
        if (echonet_schedule_row(&b->s, (uint8_t)epc)->wanted)
            echonet_schedule_heard(&b->s, b->object, &steady, (uint8_t)epc, now_ms);
}

static void assert_picked(struct bench *b, uint64_t now_ms, uint64_t soon_ms, const char *expected)
{
    uint8_t epcs[ECHONET_ASK_MAX];
    char text[3 * ECHONET_ASK_MAX + 1] = "";
    size_t count = echonet_schedule_pick(&b->s, now_ms, soon_ms, epcs);
    for (size_t i = 0; i < count; i++)
        snprintf(text + 3 * i, 4, "%02X ", epcs[i]);
    assert_string_equal(text, expected);
}

/* What names the object first, then by code; what has no meaning and what is no value not at all. */
static void test_order(void **state)
{
    (void)state;
    struct bench b = start(AIRCON);
    assert_true(echonet_schedule_unread(&b.s));
    assert_true(echonet_schedule_due(&b.s) < ECHONET_RANKS);
    assert_picked(&b, NOW, NOW, "83 8A 82 81 80 85 B0 B3 ");
    b.s.limit = 3;
    assert_picked(&b, NOW, NOW, "83 8A 82 ");
    hear_all(&b, NOW);
    assert_false(echonet_schedule_unread(&b.s));
    assert_picked(&b, NOW, NOW, "");
    stop(&b);
}

/* Long lists, and what another property selects, travel by themselves. */
static void test_alone(void **state)
{
    (void)state;
    static const struct {
        uint32_t eoj;
        uint8_t epc;
        bool alone;
    } rows[] = {
        {0x028801, 0xE0, false}, {0x028701, 0xB7, true}, {0x028701, 0xC6, false}, {AIRCON, 0xB0, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = start(rows[i].eoj);
        assert_int_equal(echonet_schedule_row(&b.s, rows[i].epc)->alone, rows[i].alone);
        hear_all(&b, NOW);
        echonet_schedule_row(&b.s, rows[i].epc)->due_ms = NOW;
        uint8_t epcs[ECHONET_ASK_MAX];
        size_t count = echonet_schedule_pick(&b.s, NOW, UINT64_MAX - 1, epcs);
        assert_int_equal(epcs[0], rows[i].epc);
        assert_int_equal(count == 1, rows[i].alone);
        for (size_t k = 1; k < count; k++)
            assert_false(echonet_schedule_row(&b.s, epcs[k])->alone);
        stop(&b);
    }
}

static void test_periods(void **state)
{
    (void)state;
    static const struct {
        uint8_t epc;
        bool slow, deaf;
        uint64_t period_ms;
    } rows[] = {
        {0xB3, false, false, 10000},    {0xBB, false, false, 11000}, {0x85, false, false, 60000},
        {0x8A, false, false, 86400000}, {0xB0, false, false, 60000}, {0xB0, false, true, 10000},
        {0x85, false, true, 10000},     {0xB3, true, false, 30000},  {0xB0, true, false, 180000},
        {0xF0, false, false, 6 * HOUR}, {0xB3, false, true, 10000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = start(AIRCON);
        struct echonet_pace pace = {.conf = &conf, .slow = rows[i].slow, .deaf = rows[i].deaf};
        echonet_schedule_heard(&b.s, b.object, &pace, rows[i].epc, NOW);
        assert_int_equal(echonet_schedule_row(&b.s, rows[i].epc)->due_ms, NOW + rows[i].period_ms);
        stop(&b);
    }
}

/* What is due within a slot goes along, the rest waits. */
static void test_company(void **state)
{
    (void)state;
    struct bench b = start(AIRCON);
    hear_all(&b, NOW);
    assert_int_equal(echonet_schedule_due(&b.s), NOW + 10000);
    assert_picked(&b, NOW + 9999, NOW + 20000, "");
    assert_picked(&b, NOW + 10000, NOW + 10000, "80 B3 B7 ");
    assert_picked(&b, NOW + 10000, NOW + 11000, "80 B3 B7 BB ");
    b.s.limit = 1;
    assert_picked(&b, NOW + 10000, NOW + 11000, "80 ");
    stop(&b);
}

static void test_refusals(void **state)
{
    (void)state;
    struct bench b = start(AIRCON);
    const struct echonet_due *row = echonet_schedule_row(&b.s, 0xB3);
    for (int i = 1; i <= 4; i++) {
        echonet_schedule_refused(&b.s, b.object, &steady, 0xB3, NOW);
        assert_true(row->read);
        assert_int_equal(row->due_ms, NOW + (i < ECHONET_REFUSALS ? 10 * SECOND : 6 * HOUR));
    }
    echonet_schedule_restart(&b.s);
    assert_int_equal(row->due_ms, NOW + 6 * HOUR); /* known to refuse */
    echonet_schedule_heard(&b.s, b.object, &steady, 0xB3, NOW);
    echonet_schedule_refused(&b.s, b.object, &steady, 0xB3, NOW);
    assert_int_equal(row->due_ms, NOW + 10 * SECOND); /* counts anew */
    stop(&b);
}

static void test_misses(void **state)
{
    (void)state;
    static const uint64_t waits_ms[] = {20 * SECOND, 40 * SECOND, 6 * HOUR, 6 * HOUR};
    struct bench b = start(AIRCON);
    const struct echonet_due *row = echonet_schedule_row(&b.s, 0xB3);
    for (size_t i = 0; i < 4; i++) {
        echonet_schedule_missed(&b.s, 0xB3, NOW);
        assert_int_equal(row->due_ms, NOW + waits_ms[i]);
        assert_int_equal(row->read, i >= 2); /* given up */
    }
    echonet_schedule_restart(&b.s);
    assert_true(row->read);
    echonet_schedule_refused(&b.s, b.object, &steady, 0xB3, NOW);
    assert_int_equal(row->missed, 0); /* it is an answer */
    stop(&b);
}

static void test_restart(void **state)
{
    (void)state;
    struct bench b = start(AIRCON);
    hear_all(&b, NOW);
    echonet_schedule_restart(&b.s);
    assert_true(echonet_schedule_unread(&b.s));
    assert_picked(&b, NOW, NOW, "83 8A 82 81 80 85 B0 B3 ");
    stop(&b);
}

/* Announcements get lost: what would have come by them is asked for. */
static void test_hasten(void **state)
{
    (void)state;
    struct bench b = start(AIRCON);
    hear_all(&b, NOW);
    echonet_schedule_hasten(&b.s, b.object, NOW + 5000);
    assert_int_equal(echonet_schedule_row(&b.s, 0xB0)->due_ms, NOW + 5000);
    assert_int_equal(echonet_schedule_row(&b.s, 0xB3)->due_ms, NOW + 10000);
    echonet_schedule_hasten(&b.s, b.object, NOW + 8000);
    assert_int_equal(echonet_schedule_row(&b.s, 0xB0)->due_ms, NOW + 5000);
    for (int i = 0; i < ECHONET_REFUSALS; i++)
        echonet_schedule_missed(&b.s, 0xB0, NOW);
    echonet_schedule_hasten(&b.s, b.object, NOW + 5000);
    assert_int_equal(echonet_schedule_row(&b.s, 0xB0)->due_ms, NOW + 6 * HOUR);
    stop(&b);
}

/* A map that changed: what is new is due, what is gone is not asked any more, the rest keeps its time. */
static void test_another_map(void **state)
{
    (void)state;
    static const uint8_t now_gettable[] = {0x80, 0xB3, 0xBE};
    struct bench b = start(AIRCON);
    hear_all(&b, NOW);
    struct echonet_map get = map_of(now_gettable, sizeof now_gettable), none = {{0}};
    echonet_object_maps(b.object, &none, &none, &get);
    echonet_schedule_want(&b.s, b.object);
    assert_picked(&b, NOW, NOW, "BE ");
    assert_picked(&b, NOW, NOW + 10000, "BE 80 B3 ");
    assert_false(echonet_schedule_row(&b.s, 0xBB)->wanted);
    stop(&b);
}

/* Suspects are asked among themselves, and no more of them than the suspicion says. */
static void test_suspects(void **state)
{
    (void)state;
    static const uint8_t suspects[] = {0x80, 0xB3, 0xBB};
    struct bench b = start(AIRCON);
    hear_all(&b, NOW);
    b.s.suspects = map_of(suspects, sizeof suspects);
    b.s.width = 2;
    assert_picked(&b, NOW + 60000, NOW + 60000, "80 B3 ");
    echonet_schedule_heard(&b.s, b.object, &steady, 0x80, NOW + 60000);
    echonet_schedule_heard(&b.s, b.object, &steady, 0xB3, NOW + 60000);
    echonet_schedule_heard(&b.s, b.object, &steady, 0xBB, NOW + 60000);
    assert_picked(&b, NOW + 60000, NOW + 100000, "B7 85 B0 ");
    stop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),    cmocka_unit_test(test_alone),    cmocka_unit_test(test_periods),
        cmocka_unit_test(test_company),  cmocka_unit_test(test_refusals), cmocka_unit_test(test_misses),
        cmocka_unit_test(test_restart),  cmocka_unit_test(test_hasten),   cmocka_unit_test(test_another_map),
        cmocka_unit_test(test_suspects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
