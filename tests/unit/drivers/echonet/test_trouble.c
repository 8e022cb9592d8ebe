/* The session with nodes that are slow, silent in parts, or gone, and what commands come to then. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "support/cmocka.h"

enum { AIRCON = 0x013001, LIGHT = 0x029001, MINUTE_MS = 60000 };

static const char light[] = "general_lighting_1_light", cover[] = "electric_rain_door_1_cover";
static const char mute_light[] = "029001.80+029001.81+029001.82+029001.83+029001.84+029001.88+029001.8A+"
                                 "029001.9D+029001.9E+029001.9F+029001.B0+029001.B1+029001.B6";

/* --- silence in parts ------------------------------------------------------------------------------ */
static bool repeats_anything(const struct bench *b)
{
    size_t from = b->requests > BENCH_ASKED ? b->requests - BENCH_ASKED : 0;
    for (size_t k = from + 1; k < b->requests; k++)
        if (b->asked[k % BENCH_ASKED].tid == b->asked[(k - 1) % BENCH_ASKED].tid)
            return true;
    return false;
}

/* One object of a bridge is dead: it is tried now and then, once, and the others go on. */
static void test_silent_object(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    bench_node(b, "mute", mute_light);
    bench_run(b, 15 * MINUTE_MS);
    assert_true(bench_item(b, LIGHT)->silent);
    assert_false(bench_known(b, light));
    assert_true(bench_known(b, "general_lighting_2_light"));
    assert_false(repeats_anything(b));
    bench_node(b, "mute", "029001.F0");
    bench_run(b, 2 * MINUTE_MS);
    assert_false(bench_item(b, LIGHT)->silent);
    assert_true(bench_known(b, light));
    bench_destroy(b);
}

/* Nor is it waited for. */
static void test_silent_from_the_start(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_node(b, "mute", mute_light);
    bench_open(b);
    bench_run(b, 5 * MINUTE_MS);
    assert_true(fl_model_shape(b->model)->complete);
    assert_true(bench_known(b, "general_lighting_2_light"));
    bench_destroy(b);
}

/* --- slow nodes ----------------------------------------------------------------------------------------- */
static size_t requests_within(struct bench *b, uint64_t ms)
{
    size_t before = b->requests;
    bench_run(b, ms);
    return b->requests - before;
}

static void test_slow_nodes_are_asked_less(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    bench_run(b, MINUTE_MS);
    size_t fast = requests_within(b, 10 * MINUTE_MS);
    b->latency_ms = 400;
    bench_run(b, 10 * MINUTE_MS);
    assert_true(requests_within(b, 10 * MINUTE_MS) * 2 < fast);
    bench_destroy(b);
}

/* An answer that comes while the repeat is waited for makes it needless. */
static void test_answered_late(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    b->timing.response_timeout = 1000;
    b->latency_ms = 1500; /* the first repeat is not before 2.1 s */
    bench_run(b, 10 * MINUTE_MS);
    assert_false(repeats_anything(b));
    assert_int_equal(bench_item(b, AIRCON)->misses, 0);
    bench_destroy(b);
}

/* Which send an answer belongs to is not known after a repeat: it says nothing about the time. */
static void test_repeats_are_not_measured(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    uint64_t before = b->session->rtt_ms;
    b->latency_ms = 4000;
    bench_run(b, MINUTE_MS);
    assert_int_equal(b->session->rtt_ms, before);
    bench_destroy(b);
}

/* --- upkeep --------------------------------------------------------------------------------------------- */
static void test_keepalive(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    bench_run(b, 1000);
    size_t before = b->requests;
    bench_keepalive(b); /* it was heard a moment ago */
    assert_int_equal(b->requests, before);
    b->session->heard_ms = b->now_ms - (uint64_t)b->timing.keepalive_interval;
    bench_keepalive(b);
    assert_int_equal(b->requests, before + 1);
    assert_int_equal(b->session->asked.why, ECHONET_ASK_PROBE);
    bench_destroy(b);
}

/* What an adapter can do changes with what is connected to it. */
static void test_maps_are_read_again(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    struct echonet_item *item = bench_item(b, AIRCON);
    item->maps_ms = b->now_ms;
    bench_run(b, 2000);
    assert_true(item->maps_ms > b->now_ms);
    assert_true(item->mapped && !item->again);
    bench_destroy(b);
}

/* A poll may find a change a moment before it is announced. */
static void test_announced_after_all(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off announce=off", NULL);
    bench_complete(b);
    int entity = bench_entity(b, light);
    bool was = fl_model_get(b->model, entity, 0).b;
    bench_control(b, "edt", was ? "029001 80 31" : "029001 80 30");
    for (int ms = 0; fl_model_get(b->model, entity, 0).b == was; ms++) {
        assert_true(ms < 2 * MINUTE_MS);
        bench_run(b, 1);
    }
    bench_run(b, 1000);
    assert_false(b->session->deaf);
    bench_hear(b, was ? "108100000290010ef0017301800131" : "108100000290010ef0017301800130");
    bench_run(b, 10000);
    assert_false(b->session->deaf);
    bench_destroy(b);
}

/* --- commands --------------------------------------------------------------------------------------------- */
static struct fl_value word(unsigned e)
{
    return (struct fl_value){.known = true, .e = e};
}

static void assert_verdict(const struct bench *b, uint32_t id, enum fl_err expected)
{
    enum fl_err code = FL_AGAIN;
    bench_verdict(b, id, &code);
    assert_int_equal(code, expected);
}

/* Every one of them is an act: sent by itself, in order, and none replaces another. */
static void test_movements(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    struct fl_command all[] = {bench_command(b, cover, 0, word(0)), bench_command(b, cover, 0, word(2)),
                               bench_command(b, cover, 1, (struct fl_value){.known = true, .i = 30})};
    const struct fl_command *const cmds[] = {&all[0], &all[1], &all[2]};
    size_t before = b->sets;
    assert_int_equal(bench_submit(b, cmds, 3), 3);
    bench_run(b, 1000);
    assert_verdict(b, all[0].id, FL_OK);
    assert_verdict(b, all[1].id, FL_OK);
    assert_int_equal(b->sets - before, 3);
    bench_destroy(b);
}

static void test_more_than_there_is_room_for(void **state)
{
    (void)state;
    enum { MANY = 100 };
    static struct fl_command all[MANY];
    const struct fl_command *cmds[MANY];
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    for (size_t i = 0; i < MANY; i++) {
        all[i] = bench_command(b, cover, 0, word(2));
        cmds[i] = &all[i];
    }
    size_t taken = bench_submit(b, cmds, MANY);
    assert_true(taken > 0 && taken < ECHONET_SETS_MAX);
    bench_run(b, 30000);
    assert_verdict(b, all[taken - 1].id, FL_OK);
    assert_verdict(b, all[taken].id, FL_AGAIN); /* later */
    bench_destroy(b);
}

/* What a command wanted besides is not begun when a part of it was refused. */
static void test_refused_in_part(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off limit=1", NULL);
    bench_complete(b);
    bench_node(b, "refuse", "80+B0+B3");
    struct fl_command c = bench_command(b, "home_air_conditioner_1_climate", 0, word(2));
    const struct fl_command *cmd = &c;
    size_t before = b->sets;
    bench_submit(b, &cmd, 1);
    assert_int_equal(bench_await(b, c.id), FL_E_REFUSED);
    bench_run(b, 5000);
    assert_int_equal(b->sets - before, 1);
    bench_destroy(b);
}

static void test_object_goes_meanwhile(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off fault=late_sets:9000", NULL);
    bench_complete(b);
    struct fl_command again = bench_command(b, light, 0, (struct fl_value){.known = true, .b = true});
    bool on = fl_model_get(b->model, bench_entity(b, light), 0).b;
    uint32_t id = bench_set(b, light, 0, (struct fl_value){.known = true, .b = !on});
    bench_run(b, 500);
    bench_control(b, "remove", "029001");
    assert_int_equal(bench_await(b, id), FL_E_OFFLINE);
    const struct fl_command *cmd = &again; /* that was in the queue */
    assert_int_equal(bench_submit(b, &cmd, 1), 1);
    assert_verdict(b, again.id, FL_E_OFFLINE);
    bench_destroy(b);
}

static void test_get_unanswered(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    bench_run(b, 1000);
    bench_node(b, "fault", "silent");
    uint32_t id = bench_act(b, "get",
                            "{\"eoj\":\"013001\",\"epc\":[\"80\",\"81\",\"82\",\"83\",\"88\","
                            "\"8A\",\"9D\",\"9E\",\"9F\",\"B0\"]}");
    bench_run(b, (uint64_t)b->timing.response_timeout + 1);
    assert_verdict(b, id, FL_E_TIMEOUT); /* the second half is not asked any more */
    bench_destroy(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silent_object),
        cmocka_unit_test(test_silent_from_the_start),
        cmocka_unit_test(test_slow_nodes_are_asked_less),
        cmocka_unit_test(test_answered_late),
        cmocka_unit_test(test_repeats_are_not_measured),
        cmocka_unit_test(test_keepalive),
        cmocka_unit_test(test_maps_are_read_again),
        cmocka_unit_test(test_announced_after_all),
        cmocka_unit_test(test_movements),
        cmocka_unit_test(test_more_than_there_is_room_for),
        cmocka_unit_test(test_refused_in_part),
        cmocka_unit_test(test_object_goes_meanwhile),
        cmocka_unit_test(test_get_unanswered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
