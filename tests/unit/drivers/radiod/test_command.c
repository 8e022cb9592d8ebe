/* Commands from the queue to their verdicts, and the packets between. */
#include <stdio.h>
#include <string.h>

#include "stage.h"
#include "support/cmocka.h"

static const struct radiod_conf everything;

static struct stage *with_channel(void)
{
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    return s;
}

static const struct verdict *run_until(struct stage *s, uint32_t id)
{
    for (int i = 0; i < 40000 && !stage_verdict(s, id); i++)
        stage_run(s, 1);
    const struct verdict *v = stage_verdict(s, id);
    if (!v)
        fail_msg("command %u got no verdict", id);
    return v;
}

static unsigned preset_index(const struct stage *s, const char *name)
{
    unsigned i = 0;
    while (strcmp(s->session->view.presets[i], name) != 0)
        i++;
    return i;
}

/* --- settings ----------------------------------------------------------------------------------- */
static void a_setting_is_done_when_the_status_shows_it(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    const struct verdict *v = run_until(s, stage_set(s, "c1000_frequency", real(7074000.5)));
    assert_int_equal(v->code, FL_OK);
    assert_string_equal(v->why, "");
    assert_true(stage_find(s, 1000)->frequency == 7074000.5);
    assert_true(stage_value(s, "c1000_frequency").r == 7074000.5);
    assert_int_equal(s->server.sets, 1);
    stage_destroy(s);
}

static void what_waits_goes_out_in_one_packet(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    uint32_t ids[] = {stage_set(s, "c1000_frequency", real(3.5e6)),
                      stage_set(s, "c1000_preset", choice(preset_index(s, "usb"))),
                      stage_set(s, "c1000_squelch", on(true)), stage_set(s, "c1000_gain", real(12.5)),
                      stage_set(s, "c1000_agc", on(false))};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        assert_int_equal(run_until(s, ids[i])->code, FL_OK);
    assert_int_equal(s->server.sets, 1);
    struct slot *c = stage_find(s, 1000);
    assert_true(c->frequency == 3.5e6 && !strcmp(c->preset, "usb") && c->squelch && c->gain == 12.5 &&
                !c->agc);
    stage_destroy(s);
}

static void edges_go_in_the_order_that_is_not_refused(void **state)
{
    (void)state;
    static const struct {
        double low, high;
    } rows[] = {{100, 2800}, {3000, 5500}, {-5500, -3000}, {-200, 200}, {5000, 5900}, {-5900, 5900}};
    struct stage *s = with_channel();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t low = stage_set(s, "c1000_low_edge", real(rows[i].low));
        uint32_t high = stage_set(s, "c1000_high_edge", real(rows[i].high));
        assert_int_equal(run_until(s, low)->code, FL_OK);
        assert_int_equal(run_until(s, high)->code, FL_OK);
        assert_true(stage_find(s, 1000)->low == rows[i].low && stage_find(s, 1000)->high == rows[i].high);
    }
    stage_destroy(s);
}

static void edges_survive_the_preset_that_comes_with_them(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    uint32_t id = stage_do(
        s, "tune", "{\"channel\":\"c1000\",\"preset\":\"usb\",\"low_edge\":-3500,\"high_edge\":-200}");
    assert_int_equal(run_until(s, id)->code, FL_OK);
    assert_true(stage_find(s, 1000)->low == -3500 && stage_find(s, 1000)->high == -200);
    stage_destroy(s);
}

static void an_adjusted_setting_is_done_and_says_so(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    const struct verdict *v = run_until(s, stage_set(s, "c1000_high_edge", real(9000)));
    assert_int_equal(v->code, FL_OK);
    assert_non_null(strstr(v->why, "adjusted: the server made high_edge 6000 of 9000"));
    assert_true(stage_value(s, "c1000_high_edge").r == 6000);
    stage_destroy(s);
}

static void a_refused_setting_fails(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    uint32_t id = stage_set(s, "c1000_gain", real(3));
    stage_find(s, 1000)->demod = 1; /* meanwhile somebody made it FM, which has no gain */
    const struct verdict *v = run_until(s, id);
    assert_int_equal(v->code, FL_E_REFUSED);
    assert_non_null(strstr(v->why, "no gain in its present mode"));
    stage_destroy(s);
}

static void what_the_server_would_swallow_is_refused_before(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    static const struct {
        const char *args, *why;
    } rows[] = {{"{\"channel\":\"c1000\",\"frequency\":50e6}", "the front end covers 0 to 30000000"},
                {"{\"channel\":\"c1000\",\"frequency\":-5}", "frequency"},
                {"{\"channel\":\"c1000\",\"preset\":\"nosuch\"}", "nosuch is not known"},
                {"{\"channel\":\"c1000\",\"low_edge\":6000}", "not below high_edge 5000"},
                {"{\"channel\":\"c1000\",\"low_edge\":600,\"high_edge\":600}", "not below"},
                {"{\"channel\":\"c1000\",\"bin_count\":6000}", "bin_count is not known here"},
                {"{\"channel\":\"c1000\",\"gain\":\"loud\"}", "a number is wanted"},
                {"{\"channel\":\"c1000\",\"agc\":7}", "ON or OFF"},
                {"{\"channel\":\"c1000\",\"preset\":7}", "a name"},
                {"{\"channel\":\"c1000\"}", "what?"},
                {"{\"frequency\":1e6}", "who?"},
                {"{\"channel\":\"nobody\",\"frequency\":1e6}", "no such channel"},
                {"{\"ssrc\":77,\"frequency\":1e6}", "no such channel"},
                {"[1,2]", "who?"},
                {NULL, "who?"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct verdict *v = run_until(s, stage_do(s, "tune", rows[i].args));
        assert_true(v->code == FL_E_RANGE || v->code == FL_E_UNKNOWN);
        if (!strstr(v->why, rows[i].why))
            fail_msg("%s: %s", rows[i].args, v->why);
    }
    assert_int_equal(run_until(s, stage_set(s, "c1000_frequency", real(31e6)))->code, FL_E_RANGE);
    assert_int_equal(run_until(s, stage_set(s, "c1000_low_edge", real(5001)))->code, FL_E_RANGE);
    assert_int_equal(s->server.sets, 0);
    stage_destroy(s);
}

static void one_that_cannot_be_does_not_spoil_the_others(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    uint32_t bad = stage_set(s, "c1000_frequency", real(31e6));
    uint32_t good = stage_set(s, "c1000_squelch", on(true));
    assert_int_equal(run_until(s, bad)->code, FL_E_RANGE);
    assert_int_equal(run_until(s, good)->code, FL_OK);
    stage_destroy(s);
}

static void a_burst_leaves_every_last_value_in_force(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    uint32_t ids[100];
    for (uint32_t i = 0; i < 10; i++)
        stage_slot(s, 1000 + i, 1e6);
    stage_online(s);
    for (uint32_t i = 0; i < 100; i++) {
        char key[32];
        snprintf(key, sizeof key, "c%u_frequency", 1000 + i % 10);
        ids[i] = stage_set(s, key, real(2e6 + i));
        stage_run(s, i % 3);
    }
    for (uint32_t i = 0; i < 100; i++)
        assert_int_equal(run_until(s, ids[i])->code, FL_OK);
    for (uint32_t i = 0; i < 10; i++)
        assert_true(stage_find(s, 1000 + i)->frequency == 2e6 + 90 + i);
    assert_int_equal(s->verdict_count, 100);
    assert_true(s->server.sets <= 50);
    stage_destroy(s);
}

/* --- loss ---------------------------------------------------------------------------------------- */
static void a_lost_command_is_repeated_with_another_tag(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    s->server.lose_commands = 2;
    uint32_t id = stage_set(s, "c1000_frequency", real(7e6));
    while (s->server.lose_commands)
        stage_run(s, 1);
    const struct radiod_lane *lane = &s->session->channels.at[0]->lane;
    assert_int_equal(lane->tries, 2);
    assert_true(lane->tags[0] && lane->tags[1] && lane->tags[0] != lane->tags[1]);
    assert_int_equal(run_until(s, id)->code, FL_OK);
    assert_true(stage_find(s, 1000)->frequency == 7e6);
    stage_destroy(s);
}

static void a_lost_answer_is_asked_for_again(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    s->server.lose_answers = 2;
    assert_int_equal(run_until(s, stage_set(s, "c1000_frequency", real(7e6)))->code, FL_OK);
    assert_int_equal(s->server.sets, 3);
    stage_destroy(s);
}

static void after_three_tries_it_is_a_timeout(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    s->server.mute = true;
    uint64_t began = s->now_ms;
    const struct verdict *v = run_until(s, stage_set(s, "c1000_frequency", real(7e6)));
    assert_int_equal(v->code, FL_E_TIMEOUT);
    assert_true(v->at_ms - began >= 450 && v->at_ms - began < 700);
    stage_destroy(s);
}

static void a_doubled_answer_gives_one_verdict(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    s->server.doubled = 100;
    for (int i = 0; i < 10; i++)
        assert_int_equal(run_until(s, stage_set(s, "c1000_frequency", real(7e6 + i)))->code, FL_OK);
    stage_run(s, 1000);
    assert_int_equal(s->verdict_count, 10);
    stage_destroy(s);
}

static void an_absent_channel_is_not_brought_to_life(void **state)
{
    (void)state;
    static const struct radiod_channel_conf items[] = {{.key = "away", .ssrc = 4242, .lifetime = 60000}};
    const struct radiod_conf conf = {.channels = {(void *)(uintptr_t)items, 1}};
    struct stage *s = stage_create(&conf);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    const struct verdict *v = run_until(s, stage_set(s, "away_squelch", on(true)));
    assert_int_equal(v->code, FL_E_OFFLINE);
    v = run_until(s, stage_do(s, "tune", "{\"channel\":\"away\",\"frequency\":1e6}"));
    assert_int_equal(v->code, FL_E_OFFLINE);
    stage_run(s, 15000);
    assert_null(stage_find(s, 4242));
    stage_destroy(s);
}

/* --- the server's settings ------------------------------------------------------------------------- */
static void the_front_end_s_gain_is_told_to_any_channel(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    s->server.rf_gain = 10;
    stage_slot(s, 1000, 1e6)->lifetime = 0;
    stage_online(s);
    assert_true(stage_value(s, "rf_gain").r == 10);
    assert_int_equal(run_until(s, stage_set(s, "rf_gain", real(20)))->code, FL_OK);
    assert_true(s->server.rf_gain == 20);
    stage_destroy(s);
}

/* --- actions --------------------------------------------------------------------------------------- */
static void tune_sets_several_and_reports_them(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    uint32_t id = stage_do(s, "tune",
                           "{\"id\":\"x\",\"ssrc\":1000,\"frequency\":7074000.25,\"preset\":\"usb\","
                           "\"squelch\":\"ON\",\"gain\":-12.5}");
    const struct verdict *v = run_until(s, id);
    assert_int_equal(v->code, FL_OK);
    assert_string_equal(v->result, "{\"ssrc\":1000,\"frequency\":7074000.25,\"preset\":\"usb\","
                                   "\"squelch\":\"ON\",\"gain\":-12.5}");
    assert_int_equal(s->server.sets, 1);
    stage_destroy(s);
}

static void a_created_channel_is_kept_and_removed(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    uint32_t id = stage_do(s, "create_channel",
                           "{\"ssrc\":5000,\"frequency\":14074000,\"preset\":\"usb\",\"lifetime\":10}");
    const struct verdict *v = run_until(s, id);
    assert_int_equal(v->code, FL_OK);
    assert_non_null(strstr(v->result, "\"ssrc\":5000"));
    assert_int_equal(stage_find(s, 5000)->lifetime, 500);
    stage_run(s, 60000);
    assert_non_null(stage_find(s, 5000));
    assert_true(stage_value(s, "c5000_frequency").r == 14074000);
    assert_int_equal(run_until(s, stage_do(s, "create_channel", "{\"ssrc\":5000,\"frequency\":1e6}"))->code,
                     FL_E_RANGE);
    assert_int_equal(run_until(s, stage_do(s, "remove_channel", "{\"channel\":\"c5000\"}"))->code, FL_OK);
    assert_null(stage_find(s, 5000));
    stage_run(s, 40000);
    assert_null(stage_find(s, 5000));
    assert_int_equal(stage_entity(s, "c5000_frequency"), -1);
    stage_destroy(s);
}

static void a_new_channel_gets_a_free_number(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    const struct verdict *v = run_until(s, stage_do(s, "create_channel", "{\"frequency\":1e6}"));
    unsigned long ssrc = 0;
    assert_int_equal(v->code, FL_OK);
    assert_int_equal(sscanf(v->result, "{\"ssrc\":%lu", &ssrc), 1);
    assert_true(ssrc > 0 && ssrc <= INT32_MAX);
    assert_int_equal(stage_find(s, (uint32_t)ssrc)->lifetime, 3000);
    assert_int_equal(run_until(s, stage_do(s, "create_channel", "{\"preset\":\"am\"}"))->code, FL_E_RANGE);
    stage_destroy(s);
}

static void a_removed_one_of_the_configuration_stays_away(void **state)
{
    (void)state;
    static const struct radiod_channel_conf items[] = {
        {.key = "watch", .frequency = 7e6, .create = true, .lifetime = 60000}};
    const struct radiod_conf conf = {.channels = {(void *)(uintptr_t)items, 1}};
    struct stage *s = stage_create(&conf);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 1000);
    uint32_t ssrc = radiod_channel_ssrc(&items[0]);
    assert_non_null(stage_find(s, ssrc));
    assert_int_equal(run_until(s, stage_do(s, "remove_channel", "{\"channel\":\"watch\"}"))->code, FL_OK);
    stage_run(s, 30000);
    assert_null(stage_find(s, ssrc));
    assert_false(stage_value(s, "watch_online").b);
    assert_int_equal(run_until(s, stage_do(s, "create_channel", "{\"channel\":\"watch\"}"))->code, FL_OK);
    assert_true(stage_find(s, ssrc)->frequency == 7e6);
    stage_run(s, 1000);
    assert_true(stage_value(s, "watch_online").b);
    stage_destroy(s);
}

static void a_sweep_answers_with_all_channels(void **state)
{
    (void)state;
    struct stage *s = with_channel();
    stage_slot(s, 1001, 2e6);
    const struct verdict *v = run_until(s, stage_do(s, "sweep", NULL));
    assert_int_equal(v->code, FL_OK);
    assert_string_equal(v->result, "{\"channels\":[{\"ssrc\":1000,\"key\":\"c1000\",\"frequency\":1000000},"
                                   "{\"ssrc\":1001,\"key\":\"c1001\",\"frequency\":2000000}],\"count\":2}");
    assert_true(s->server.shortest_sweep_gap_ms >= 2000);
    stage_destroy(s);
}

/* --- the budget ------------------------------------------------------------------------------------ */
static void commands_go_before_polls(void **state)
{
    (void)state;
    const struct radiod_conf conf = {.max_rate = 20};
    struct stage *s = stage_create(&conf);
    for (uint32_t i = 0; i < 60; i++)
        stage_slot(s, 1000 + i, 1e6);
    stage_online(s);
    stage_run(s, 5000);
    uint64_t began = s->now_ms;
    uint32_t ids[8];
    for (uint32_t i = 0; i < 8; i++) {
        char key[32];
        snprintf(key, sizeof key, "c%u_squelch", 1000 + i);
        ids[i] = stage_set(s, key, on(true));
    }
    for (uint32_t i = 0; i < 8; i++)
        assert_int_equal(run_until(s, ids[i])->code, FL_OK);
    assert_true(s->now_ms - began < 200);
    size_t before = s->server.received;
    for (uint32_t i = 0; i < 60; i++) {
        char key[32];
        snprintf(key, sizeof key, "c%u_squelch", 1000 + i);
        stage_set(s, key, on(false));
    }
    stage_run(s, 2000);
    assert_true(s->server.received - before <= 20 * 2 + 20 + 2);
    stage_run(s, 10000);
    assert_int_equal(s->command_count, 0);
    stage_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_setting_is_done_when_the_status_shows_it),
        cmocka_unit_test(what_waits_goes_out_in_one_packet),
        cmocka_unit_test(edges_go_in_the_order_that_is_not_refused),
        cmocka_unit_test(edges_survive_the_preset_that_comes_with_them),
        cmocka_unit_test(an_adjusted_setting_is_done_and_says_so),
        cmocka_unit_test(a_refused_setting_fails),
        cmocka_unit_test(what_the_server_would_swallow_is_refused_before),
        cmocka_unit_test(one_that_cannot_be_does_not_spoil_the_others),
        cmocka_unit_test(a_burst_leaves_every_last_value_in_force),
        cmocka_unit_test(a_lost_command_is_repeated_with_another_tag),
        cmocka_unit_test(a_lost_answer_is_asked_for_again),
        cmocka_unit_test(after_three_tries_it_is_a_timeout),
        cmocka_unit_test(a_doubled_answer_gives_one_verdict),
        cmocka_unit_test(an_absent_channel_is_not_brought_to_life),
        cmocka_unit_test(the_front_end_s_gain_is_told_to_any_channel),
        cmocka_unit_test(tune_sets_several_and_reports_them),
        cmocka_unit_test(a_created_channel_is_kept_and_removed),
        cmocka_unit_test(a_new_channel_gets_a_free_number),
        cmocka_unit_test(a_removed_one_of_the_configuration_stays_away),
        cmocka_unit_test(a_sweep_answers_with_all_channels),
        cmocka_unit_test(commands_go_before_polls),
    };
    return cmocka_run_group_tests_name("radiod commands", tests, NULL, NULL);
}
