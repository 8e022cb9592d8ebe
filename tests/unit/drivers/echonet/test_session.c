/* The driver against the simulated node: reading, announcements, writes, and the ways in which nodes
 * deviate. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "support/cmocka.h"

enum { AIRCON = 0x013001, LIGHT = 0x029001 };

static const char light[] = "general_lighting_1_light";

static struct fl_value on_off(bool on)
{
    return (struct fl_value){.known = true, .b = on};
}

static bool is_on(struct bench *b, const char *key)
{
    struct fl_value v = fl_model_get(b->model, bench_entity(b, key), 0);
    assert_true(v.known);
    return v.b;
}

/* --- reading ------------------------------------------------------------------------------------- */
/* Every kind of node is read, whatever its habits are, and nothing is asked too much. */
static const struct {
    const char *options;
    size_t objects;
    uint64_t within_ms;
} nodes[] = {
    {"model=home live=off", 5, 1500},
    {"model=flat live=off", 7, 900}, /* ten such nodes are to be read within a second */
    {"model=aircon live=off", 1, 400},
    {"model=fujitsu live=off", 1, 10000},
    {"model=meter live=off", 1, 500},
    {"model=board live=off", 1, 5000},
    {"model=board_new live=off", 1, 5000},
    {"model=ecocute live=off", 1, 20000},
    {"model=adapter live=off", 4, 30000},
    {"model=bridge live=off", 30, 30000},
    {"model=crowd live=off", 100, 30000},
    {"model=battery live=off", 2, 2000},
    {"model=heater live=off", 1, 500},
    {"model=aircon live=off id=refused", 1, 400},
    {"model=aircon live=off fault=foreign_port", 1, 400},
    {"model=aircon live=off fault=twice", 1, 400},
    {"model=aircon live=off fault=twin", 1, 400},
    {"model=aircon live=off fault=split refuse=B4+BA", 1, 5000},
    {"model=aircon live=off fault=lose:4", 1, 60000},
    {"model=aircon live=off limit=3 over=truncate", 1, 10000},
    {"model=aircon live=off limit=3 over=refuse", 1, 20000},
    {"model=aircon live=off limit=3 over=silent", 1, 120000},
    {"model=crowd live=off limit=7 over=silent", 100, 60000}, /* found out once, not for each object */
    {"model=aircon live=off mute=BB", 1, 250000},
    {"model=aircon live=off alone=BB", 1, 120000},
    {"model=aircon live=off refuse=BB+BA", 1, 10000},
};

static void test_nodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        struct bench *b = bench_create(nodes[i].options, NULL);
        uint64_t took = bench_complete(b);
        if (took > nodes[i].within_ms || b->session->count != nodes[i].objects || b->bad_frames)
            fail_msg("%s: %llu ms, %zu objects, %zu bad frames", nodes[i].options, (unsigned long long)took,
                     b->session->count, b->bad_frames);
        bench_destroy(b);
    }
}

/* Thirty lights that take a second each are not worth waiting for in the dark. */
static void test_a_slow_node_shows_what_is_read(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=bridge live=off answer=400ms", NULL);
    bench_open(b);
    bench_run(b, 5000);
    assert_true(fl_model_shape(b->model)->complete);
    assert_true(bench_known(b, "general_lighting_1_light"));
    assert_true(fl_shape_find(fl_model_shape(b->model), "general_lighting_20_light") < 0);
    for (int i = 0; i < 300 && fl_shape_find(fl_model_shape(b->model), "general_lighting_20_light") < 0; i++)
        bench_run(b, 1000);
    assert_true(bench_known(b, "general_lighting_20_light"));
    bench_destroy(b);
}

static void test_first_state(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    assert_true(bench_complete(b) < 400);
    assert_true(b->requests <= 10);
    assert_true(bench_known(b, "home_air_conditioner_1_climate"));
    assert_true(bench_known(b, "home_air_conditioner_1_room_temperature"));
    assert_true(fl_model_shape(b->model)->complete);
    bench_destroy(b);
}

static void test_restart(void **state)
{
    (void)state;
    struct bench *before = bench_create("model=home live=off", NULL);
    bench_complete(before);
    bench_run(before, 5000);
    size_t entities = fl_model_shape(before->model)->entity_count;
    struct bench *b = bench_create("model=home live=off", before);
    assert_true(fl_model_shape(b->model)->complete); /* before it was even asked */
    assert_int_equal(fl_model_shape(b->model)->entity_count, entities);
    assert_false(bench_known(b, light));
    assert_true(bench_complete(b) < 1000);
    assert_true(bench_known(b, light));
    bench_destroy(b);
    before->saved_len /= 2; /* cut: what is left is used */
    b = bench_create("model=home live=off", before);
    bench_complete(b);
    assert_int_equal(b->session->count, 5);
    bench_destroy(b);
    bench_destroy(before);
}

static void test_limits_are_learnt(void **state)
{
    (void)state;
    static const struct {
        const char *options;
        uint8_t limit;
    } rows[] = {{"model=aircon live=off limit=3 over=truncate", 3},
                {"model=aircon live=off limit=5 over=refuse", 4},
                {"model=aircon live=off limit=5 over=silent", 4},
                {"model=aircon live=off limit=1 over=refuse", 1},
                {"model=aircon live=off mute=BB", 8}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = bench_create(rows[i].options, NULL);
        bench_complete(b);
        bench_run(b, 60000);
        uint8_t limit = bench_item(b, AIRCON)->schedule.limit;
        if (limit != rows[i].limit)
            fail_msg("%s: %u", rows[i].options, limit);
        assert_true(bench_known(b, "home_air_conditioner_1_climate"));
        bench_destroy(b);
    }
}

static void test_mute_property_travels_alone(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off alone=BB", NULL);
    bench_complete(b);
    assert_true(echonet_schedule_row(&bench_item(b, AIRCON)->schedule, 0xBB)->alone);
    assert_true(bench_known(b, "home_air_conditioner_1_room_temperature"));
    bench_destroy(b);
}

/* --- over a day ----------------------------------------------------------------------------------- */
static void test_periods(void **state)
{
    (void)state;
    enum { HOUR_MS = 3600 * 1000, MEASUREMENT_MS = 10000 };
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    b->shortest_gap_ms = UINT64_MAX;
    size_t before = b->requests;
    bench_run(b, 24ull * HOUR_MS);
    size_t most = 24ull * HOUR_MS / MEASUREMENT_MS * 2;
    assert_true(b->requests - before > 24ull * HOUR_MS / (MEASUREMENT_MS + 700));
    assert_true(b->requests - before < most);
    assert_true(b->shortest_gap_ms >= 350);
    assert_true(b->online && !b->failed);
    bench_destroy(b);
}

/* --- announcements --------------------------------------------------------------------------------- */
static void test_announcements(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    bool was = is_on(b, light);
    bench_hear(b, was ? "108100000290010ef0017301800131" : "108100000290010ef0017301800130");
    assert_int_equal(is_on(b, light), !was);
    bench_hear(b, "1081000002900105ff01730180033030ff"); /* of a wrong size: the old one stays */
    assert_int_equal(b->bad_frames, 1);
    assert_int_equal(is_on(b, light), !was);
    bench_hear(b, "1081"); /* no frame */
    assert_int_equal(b->bad_frames, 2);
    size_t requests = b->requests;
    bench_hear(b, "108100010290010ef00162018000"); /* a question is the station's */
    assert_int_equal(b->requests, requests);
    bench_destroy(b);
}

/* What came as it should is no sign of lost announcements; and one list that two networks deliver counts
 * once. */
static void test_announced_as_it_should_be(void **state)
{
    (void)state;
    static const char list[] = "108100770ef0010ef0017301d50d04013001029001026301026f01";
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    bench_control(b, "edt", is_on(b, light) ? "029001 80 31" : "029001 80 30");
    bench_run(b, 5000);
    assert_false(b->session->deaf);
    bench_node(b, "fault", "silent");
    bench_hear(b, list);
    bench_hear(b, list);
    assert_non_null(bench_item(b, 0x029002));
    assert_true(bench_item(b, 0x029002)->silent);
    bench_run(b, 2000);
    bench_hear(b, list); /* again: it is gone */
    assert_null(bench_item(b, 0x029002));
    bench_destroy(b);
}

static void test_lost_announcements(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off announce=off", NULL);
    bench_complete(b);
    bool was = is_on(b, light);
    bench_control(b, "edt", was ? "029001 80 31" : "029001 80 30");
    bench_run(b, 70000); /* the safety net finds it */
    assert_int_equal(is_on(b, light), !was);
    assert_true(b->session->deaf);
    bench_control(b, "edt", was ? "029001 80 30" : "029001 80 31");
    bench_run(b, 15000); /* polled like the rest */
    assert_int_equal(is_on(b, light), was);
    bench_hear(b, "108100000290010ef0017301800130");
    assert_false(b->session->deaf);
    bench_destroy(b);
}

static void test_objects_come_and_go(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    bench_control(b, "remove", "029002");
    bench_run(b, 3000);
    assert_null(bench_item(b, 0x029002));
    assert_string_equal(b->last_event, "object_gone {\"eoj\":\"029002\"}");
    bench_control(b, "restore", "029002");
    bench_run(b, 3000);
    assert_non_null(bench_item(b, 0x029002));
    assert_true(bench_known(b, "general_lighting_2_light"));
    bench_hear(b, "108100000ef0010ef0017301d50100"); /* an empty list says nothing */
    assert_int_equal(b->session->count, 5);
    bench_destroy(b);
}

/* Of more than 84 objects one list says nothing; as many as D3 says are there. */
static void test_more_than_a_list(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=crowd live=off", NULL);
    bench_complete(b);
    assert_int_equal(b->session->count, 100);
    bench_run(b, 60000);
    static const char *const some[] = {"029164", "029101", "029155"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        bench_control(b, "remove", some[i]);
        bench_run(b, 5000);
        assert_null(bench_item(b, (uint32_t)strtoul(some[i], NULL, 16)));
        assert_int_equal(b->session->count, 99);
        bench_control(b, "restore", some[i]);
        bench_run(b, 5000);
        assert_int_equal(b->session->count, 100);
    }
    /* A list by itself: nothing is concluded of it. */
    bench_run(b, 60000);
    size_t events = b->events;
    bench_hear(b, "108100770ef0010ef0017301d5070202910102910a");
    bench_run(b, 30000);
    assert_int_equal(b->session->count, 100);
    assert_int_equal(b->events, events);
    bench_destroy(b);
}

/* Its announcements get lost: what it does not name cannot be known, and it is not asked for ever. */
static void test_lists_that_stay_short(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=crowd live=off fault=no_multicast", NULL);
    bench_complete(b);
    assert_int_equal(b->session->count, 84);
    bench_run(b, 300000);
    size_t infs = 0, before = b->requests;
    bench_run(b, 60000);
    for (size_t k = before; k < b->requests; k++)
        infs += b->asked[k % BENCH_ASKED].esv == ECHONET_INF_REQ;
    assert_int_equal(infs, 0);
    bench_node(b, "fault", "none");
    bench_control(b, "instances", "");
    bench_run(b, 20000);
    assert_int_equal(b->session->count, 100);
    bench_destroy(b);
}

/* The device itself: who made the node. */
static void test_nameplate(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    const struct fl_part *device = &fl_model_shape(b->model)->parts[0];
    assert_string_equal(device->key, "");
    assert_string_equal(device->maker, "Daikin");
    assert_string_equal(device->model, "FL-SIM-1");
    assert_string_equal(device->serial, "00000001");
    assert_string_equal(device->version, "ECHONET Lite 1.14");
    struct bench *after = bench_create("model=aircon live=off", b);
    device = &fl_model_shape(after->model)->parts[0];
    assert_string_equal(device->maker, "Daikin"); /* before it was asked */
    assert_string_equal(device->version, "ECHONET Lite 1.14");
    bench_destroy(after);
    bench_destroy(b);
    b = bench_create("model=aircon live=off refuse=8A+8C", NULL);
    bench_complete(b);
    device = &fl_model_shape(b->model)->parts[0];
    assert_string_equal(device->maker, "");
    assert_string_equal(device->version, "ECHONET Lite 1.14");
    bench_destroy(b);
}

/* --- writes ------------------------------------------------------------------------------------------ */
static void test_set(void **state)
{
    (void)state;
    static const char *const nodes_of[] = {
        "model=home live=off",
        "model=home live=off announce=before",
        "model=home live=off announce=off",
        "model=home live=off fault=late_sets:2500",
        "model=home live=off fault=lose:2",
        "model=home live=off fault=twice",
    };
    for (size_t i = 0; i < sizeof nodes_of / sizeof *nodes_of; i++) {
        struct bench *b = bench_create(nodes_of[i], NULL);
        bench_complete(b);
        bool wanted = !is_on(b, light);
        uint32_t id = bench_set(b, light, 0, on_off(wanted));
        assert_int_equal(is_on(b, light), wanted); /* pending: shown at once, and no bounce */
        for (int ms = 0; ms < 20000; ms += 100) {
            bench_run(b, 100);
            assert_int_equal(is_on(b, light), wanted);
        }
        if (bench_await(b, id) != FL_OK)
            fail_msg("%s: %s", nodes_of[i], b->verdicts[0].text);
        bench_destroy(b);
    }
}

static void test_set_refused(void **state)
{
    (void)state;
    static const char *const habits[] = {"echo", "empty"};
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        struct bench *b = bench_create("model=home live=off", NULL);
        bench_complete(b);
        bench_node(b, "sna", habits[i]);
        bench_node(b, "refuse", "029001.80");
        bool was = is_on(b, light);
        assert_int_equal(bench_await(b, bench_set(b, light, 0, on_off(!was))), FL_E_REFUSED);
        bench_run(b, 1);
        assert_int_equal(is_on(b, light), was);
        bench_destroy(b);
    }
}

static void test_set_without_effect(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off fault=ignore_sets", NULL);
    bench_complete(b);
    bool was = is_on(b, light);
    assert_int_equal(bench_await(b, bench_set(b, light, 0, on_off(!was))), FL_E_REFUSED);
    assert_int_equal(is_on(b, light), was); /* what the node says is published after all */
    bench_destroy(b);
}

static void test_set_unanswered(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    bench_run(b, 1000);
    bench_node(b, "fault", "silent");
    size_t sets = b->sets;
    uint32_t id = bench_set(b, light, 0, on_off(!is_on(b, light)));
    enum fl_err code = bench_await(b, id);
    assert_true(code != FL_OK && code != FL_AGAIN);
    assert_int_equal(b->sets - sets, 3); /* and no more */
    b->sets = 0;
    bench_node(b, "fault", "none");
    bench_run(b, 120000);
    bench_node(b, "fault", "silent");
    id = bench_set(b, "electric_rain_door_1_cover", 0, (struct fl_value){.known = true, .e = 0});
    assert_int_equal(bench_await(b, id), FL_E_TIMEOUT);
    assert_int_equal(b->sets, 1); /* it may have moved: never again by itself */
    bench_destroy(b);
}

static void test_newer_set_supersedes(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off fault=late_sets:5000", NULL);
    bench_complete(b);
    bool was = is_on(b, light);
    uint32_t old = bench_set(b, light, 0, on_off(!was));
    bench_run(b, 1000);
    uint32_t newer = bench_set(b, light, 0, on_off(was));
    enum fl_err code;
    assert_true(bench_verdict(b, old, &code));
    assert_int_equal(code, FL_E_SUPERSEDED);
    assert_int_equal(bench_await(b, newer), FL_OK);
    bench_destroy(b);
}

/* --- actions ------------------------------------------------------------------------------------------ */
static void test_actions(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off refuse=013001.BA", NULL);
    bench_complete(b);
    uint32_t id = bench_act(b, "get", "{\"eoj\":\"013001\",\"epc\":[\"8A\",\"BA\"]}");
    assert_int_equal(bench_await(b, id), FL_OK);
    assert_non_null(strstr(bench_result(b, id), "\"8A\":\""));
    assert_non_null(strstr(bench_result(b, id), "\"BA\":null"));
    id = bench_act(b, "set", "{\"eoj\":\"029001\",\"epc\":\"80\",\"edt\":\"30\"}");
    assert_int_equal(bench_await(b, id), FL_OK);
    id = bench_act(b, "search", "{}");
    assert_int_equal(bench_await(b, id), FL_OK);
    assert_non_null(strstr(bench_result(b, id), "\"026f01\""));
    static const char *const wrong[] = {"{}", "{\"eoj\":\"13001\",\"epc\":[\"80\"]}",
                                        "{\"eoj\":\"013001\",\"epc\":[\"7F\"]}",
                                        "{\"eoj\":\"013001\",\"epc\":[]}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(bench_await(b, bench_act(b, "get", wrong[i])), FL_E_RANGE);
    assert_int_equal(bench_await(b, bench_act(b, "set", "{\"eoj\":\"013001\",\"epc\":\"80\",\"edt\":\"3\"}")),
                     FL_E_RANGE);
    bench_destroy(b);
}

/* --- trouble --------------------------------------------------------------------------------------------- */
static void test_absent_node(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off fault=silent", NULL);
    bench_open(b);
    bench_run(b, 4000);
    assert_true(b->failed);
    bench_destroy(b);
}

/* It announces, but answers nothing: online, and asked once a minute. */
static void test_stuck_node(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    bench_node(b, "fault", "silent");
    bench_run(b, 60000);
    size_t before = b->requests;
    bench_run(b, 600000);
    assert_true(b->requests - before <= 11);
    assert_true(bench_known(b, "home_air_conditioner_1_climate")); /* old, but the best there is */
    bench_node(b, "fault", "none");
    bench_hear(b, "108100000130010ef0017301800131");
    assert_int_equal(bench_item(b, AIRCON)->schedule.width, 0); /* it was away: nothing is to blame */
    bench_run(b, 20000);
    assert_true(b->requests - before > 12);
    bench_destroy(b);
}

/* Three sends with one TID and growing waits, and nothing else in between; then a late answer may
 * still come. */
static void test_repeats(void **state)
{
    (void)state;
    static const int timeouts_ms[] = {500, 3000, 10000};
    for (size_t i = 0; i < sizeof timeouts_ms / sizeof *timeouts_ms; i++) {
        struct bench *b = bench_create("model=aircon live=off", NULL);
        b->timing.response_timeout = timeouts_ms[i];
        bench_complete(b);
        bench_node(b, "fault", "silent");
        size_t first = b->requests;
        uint64_t base = timeouts_ms[i] < 3000 ? 3000 : (uint64_t)timeouts_ms[i];
        bench_run(b, 10000 + base * 11);
        assert_true(b->requests >= first + 4);
        uint64_t least = base * 7 / 10, most = base * 13 / 10;
        for (size_t k = first; k < first + 3; k++, least *= 2, most *= 2) {
            uint64_t gap = b->asked[k + 1].at_ms - b->asked[k].at_ms;
            assert_true(gap >= least && gap >= (uint64_t)timeouts_ms[i] && gap <= most + 350);
            assert_int_equal(b->asked[k + 1].tid == b->asked[first].tid, k < first + 2);
        }
        bench_destroy(b);
    }
}

static void test_commands_go_between_repeats(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=home live=off", NULL);
    bench_complete(b);
    bench_node(b, "fault", "silent");
    size_t first = b->requests;
    while (b->requests == first)
        bench_run(b, 1);
    bench_node(b, "fault", "none");
    uint64_t began = b->now_ms;
    assert_int_equal(bench_await(b, bench_set(b, light, 0, on_off(!is_on(b, light)))), FL_OK);
    assert_true(b->now_ms - began <= 3100); /* one answer was lost */
    assert_int_equal(b->asked[first + 1].esv, ECHONET_SETC);
    bench_run(b, 4000);
    bool again = false;
    for (size_t k = first + 2; k < b->requests; k++)
        again = again || b->asked[k].tid == b->asked[first].tid;
    assert_true(again);
    bench_destroy(b);
}

/* Where polls are far apart, repeats still are not. */
static void test_repeats_keep_their_time(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off fault=lose:5", NULL);
    b->timing.poll_interval = 3600000;
    assert_true(bench_complete(b) < 30000);
    bench_destroy(b);
}

static void test_late_answers_are_used(void **state)
{
    (void)state;
    struct bench *b = bench_create("model=aircon live=off", NULL);
    bench_complete(b);
    bench_node(b, "fault", "late:4000");
    bench_run(b, 120000);
    assert_true(b->online);
    assert_true(bench_known(b, "home_air_conditioner_1_climate"));
    assert_int_equal(b->bad_frames, 0);
    bench_destroy(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_first_state),
        cmocka_unit_test(test_a_slow_node_shows_what_is_read),
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_limits_are_learnt),
        cmocka_unit_test(test_mute_property_travels_alone),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_announcements),
        cmocka_unit_test(test_announced_as_it_should_be),
        cmocka_unit_test(test_lost_announcements),
        cmocka_unit_test(test_objects_come_and_go),
        cmocka_unit_test(test_more_than_a_list),
        cmocka_unit_test(test_lists_that_stay_short),
        cmocka_unit_test(test_nameplate),
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_set_refused),
        cmocka_unit_test(test_set_without_effect),
        cmocka_unit_test(test_set_unanswered),
        cmocka_unit_test(test_newer_set_supersedes),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_absent_node),
        cmocka_unit_test(test_stuck_node),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_commands_go_between_repeats),
        cmocka_unit_test(test_repeats_keep_their_time),
        cmocka_unit_test(test_late_answers_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
