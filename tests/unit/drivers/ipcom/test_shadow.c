/* Read, modify, write, confirm: the rules for a single output, one by one. */
#include <stdlib.h>
#include <string.h>

#include "drivers/ipcom/ipcom_shadow.h"
#include "support/cmocka.h"

enum { MODULE = 2, OUTPUT = 3 };

struct scene { /* requests are numbered, time is passed in */
    struct ipcom_shadow shadow;
    struct ipcom_snapshot panel;
    uint32_t order;
    uint64_t now_ms;
};

static struct ipcom_output *at(struct scene *s)
{
    return &s->shadow.out[MODULE][OUTPUT];
}

static struct scene scene_of(enum ipcom_scale scale)
{
    static struct ipcom_output outputs[IPCOM_OUTPUTS]; /* of one scene at a time */
    struct scene s = {.now_ms = 10000};
    memset(outputs, 0, sizeof outputs);
    outputs[OUTPUT].scale = scale;
    s.shadow.out[MODULE] = outputs;
    return s;
}

static void show(struct scene *s, uint8_t value, uint32_t order)
{
    s->panel.value[MODULE][OUTPUT] = value;
    ipcom_shadow_accept(&s->shadow, &s->panel, order, s->now_ms);
}

static void write_out(struct scene *s)
{
    uint8_t values[IPCOM_OUTPUTS];
    assert_true(ipcom_shadow_due(&s->shadow, MODULE, s->now_ms));
    ipcom_shadow_values(&s->shadow, MODULE, values);
    ipcom_shadow_wrote(&s->shadow, MODULE, values, ++s->order, s->now_ms);
}

static void test_done_only_by_a_later_snapshot(void **state)
{
    (void)state;
    struct scene s = scene_of(IPCOM_RELAY);
    show(&s, 0, ++s.order);
    ipcom_output_want(at(&s), 255, false, s.order);
    uint32_t under_way = s.order;
    write_out(&s);
    show(&s, 255, under_way); /* asked for before the write */
    assert_int_equal(at(&s)->want, IPCOM_WANT_WRITTEN);
    assert_true(at(&s)->overlaid);
    show(&s, 255, ++s.order);
    assert_int_equal(at(&s)->want, IPCOM_WANT_DONE);
    assert_false(at(&s)->overlaid);
}

static void test_overlay_lasts_two_seconds(void **state)
{
    (void)state;
    struct scene s = scene_of(IPCOM_RELAY);
    show(&s, 0, ++s.order);
    ipcom_output_want(at(&s), 255, false, s.order);
    write_out(&s);
    ipcom_output_forget(at(&s)); /* nobody repeats it */
    s.now_ms += IPCOM_OVERLAY_MS - 1;
    show(&s, 0, ++s.order);
    assert_int_equal(ipcom_output_value(at(&s)), 255);
    s.now_ms += 1;
    show(&s, 0, ++s.order);
    assert_int_equal(ipcom_output_value(at(&s)), 0);
}

static void test_gives_up(void **state)
{
    (void)state;
    struct scene s = scene_of(IPCOM_RELAY);
    show(&s, 0, ++s.order);
    ipcom_output_want(at(&s), 255, false, s.order);
    for (int i = 0; i < IPCOM_WRITES_MAX; i++) {
        write_out(&s);
        assert_false(ipcom_shadow_due(&s.shadow, MODULE, s.now_ms));
        s.now_ms += i ? IPCOM_REPEAT_MS : IPCOM_SETTLE_MS;
        show(&s, 0, ++s.order);
    }
    assert_int_equal(at(&s)->want, IPCOM_WANT_FAILED);
    assert_false(ipcom_shadow_due(&s.shadow, MODULE, s.now_ms));
    assert_int_equal(ipcom_output_value(at(&s)), 0);
}

/* After on and off in quick succession, "off" may still be the state before both. */
static void test_doubt(void **state)
{
    (void)state;
    struct scene s = scene_of(IPCOM_RELAY);
    show(&s, 0, ++s.order);
    ipcom_output_want(at(&s), 255, false, s.order);
    write_out(&s);
    ipcom_output_want(at(&s), 0, false, s.order);
    write_out(&s);
    show(&s, 0, ++s.order);
    assert_int_equal(at(&s)->want, IPCOM_WANT_WRITTEN);
    show(&s, 255, ++s.order);
    assert_int_equal(ipcom_output_value(at(&s)), 0);
    s.now_ms += IPCOM_SETTLE_MS;
    show(&s, 0, ++s.order);
    assert_int_equal(at(&s)->want, IPCOM_WANT_DONE);
}

static void test_what_satisfies(void **state)
{
    (void)state;
    static const struct {
        enum ipcom_scale scale;
        uint8_t before, target, after;
        bool any_level, done_at_once, done_later;
    } rows[] = {
        {IPCOM_RELAY, 0, 255, 251, false, true, true},   {IPCOM_RELAY, 0, 255, 0, false, false, false},
        {IPCOM_UNKNOWN, 0, 255, 1, false, true, true},   {IPCOM_RELAY, 255, 0, 1, false, false, false},
        {IPCOM_PERCENT, 0, 41, 41, false, true, true},   {IPCOM_PERCENT, 0, 41, 40, false, false, true},
        {IPCOM_PERCENT, 0, 41, 39, false, false, false}, {IPCOM_PERCENT, 0, 1, 0, false, false, false},
        {IPCOM_PERCENT, 40, 41, 40, false, false, true}, {IPCOM_PERCENT, 0, 60, 20, true, true, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s = scene_of(rows[i].scale);
        show(&s, rows[i].before, ++s.order);
        ipcom_output_want(at(&s), rows[i].target, rows[i].any_level, s.order);
        write_out(&s);
        show(&s, rows[i].after, ++s.order);
        assert_int_equal(at(&s)->want == IPCOM_WANT_DONE, rows[i].done_at_once);
        s.now_ms += IPCOM_SETTLE_MS;
        show(&s, rows[i].after, ++s.order);
        assert_int_equal(at(&s)->want == IPCOM_WANT_DONE, rows[i].done_later);
    }
}

static void test_values(void **state)
{
    (void)state;
    struct scene s = scene_of(IPCOM_RELAY);
    for (int i = 0; i < IPCOM_OUTPUTS; i++)
        s.panel.value[MODULE][i] = (uint8_t)(10 * i);
    show(&s, 0, ++s.order);
    ipcom_output_want(at(&s), 255, false, s.order);
    uint8_t values[IPCOM_OUTPUTS];
    ipcom_shadow_values(&s.shadow, MODULE, values);
    static const uint8_t expected[IPCOM_OUTPUTS] = {0, 10, 20, 255, 40, 50, 60, 70};
    assert_memory_equal(values, expected, sizeof values);
    assert_false(ipcom_shadow_due(&s.shadow, MODULE + 1, s.now_ms));
}

static void test_plausible(void **state)
{
    (void)state;
    static const struct {
        enum ipcom_scale scale;
        uint8_t first, second;
        bool first_ok, second_ok;
    } rows[] = {
        {IPCOM_RELAY, 255, 0, true, true},      {IPCOM_RELAY, 251, 251, false, true},
        {IPCOM_RELAY, 40, 41, false, true},     {IPCOM_RELAY, 40, 0, false, true},
        {IPCOM_PERCENT, 100, 0, true, true},    {IPCOM_PERCENT, 101, 101, false, true},
        {IPCOM_PERCENT, 255, 50, false, true},  {IPCOM_UNKNOWN, 100, 255, true, true},
        {IPCOM_UNKNOWN, 200, 200, false, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s = scene_of(rows[i].scale);
        s.panel.value[MODULE][OUTPUT] = rows[i].first;
        assert_int_equal(ipcom_shadow_plausible(&s.shadow, &s.panel), rows[i].first_ok);
        s.panel.value[MODULE][OUTPUT] = rows[i].second;
        assert_int_equal(ipcom_shadow_plausible(&s.shadow, &s.panel), rows[i].second_ok);
    }
}

/* Damage in another place each time is damage each time, also where no module is in use. */
static void test_damage_moves(void **state)
{
    (void)state;
    struct scene s = scene_of(IPCOM_RELAY);
    for (size_t m = MODULE; m <= MODULE + 1; m++) {
        for (size_t i = 0; i < IPCOM_OUTPUTS; i++) {
            s.panel = (struct ipcom_snapshot){0};
            s.panel.value[m][i] = 130;
            assert_false(ipcom_shadow_plausible(&s.shadow, &s.panel));
        }
    }
    assert_true(ipcom_shadow_plausible(&s.shadow, &s.panel));
    ipcom_shadow_accept(&s.shadow, &s.panel, ++s.order, s.now_ms);
    assert_true(ipcom_shadow_plausible(&s.shadow, &s.panel));
}

static void test_modules_come_into_use(void **state)
{
    (void)state;
    struct ipcom_shadow shadow = {0};
    assert_true(ipcom_shadow_use(&shadow, MODULE));
    struct ipcom_output *outputs = shadow.out[MODULE];
    outputs[OUTPUT].scale = IPCOM_PERCENT;
    assert_true(ipcom_shadow_use(&shadow, MODULE));
    assert_ptr_equal(shadow.out[MODULE], outputs);
    ipcom_shadow_reset(&shadow);
    assert_int_equal(outputs[OUTPUT].scale, IPCOM_PERCENT);
    ipcom_shadow_finish(&shadow);
    assert_null(shadow.out[MODULE]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_done_only_by_a_later_snapshot),
        cmocka_unit_test(test_overlay_lasts_two_seconds),
        cmocka_unit_test(test_gives_up),
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_what_satisfies),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_plausible),
        cmocka_unit_test(test_damage_moves),
        cmocka_unit_test(test_modules_come_into_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
