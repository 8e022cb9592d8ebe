/* Commands that work: lights, dimmers, covers, several at once, and what is asked with MQTT 5. */
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

static const char *const blind[] = {"shutter=3.2/3.1:2s", NULL};

static void a_light_takes_every_word_for_on_and_off(void **state)
{
    static const struct {
        const char *payload, *now;
    } cases[] = {
        {"ON", "ON"}, {"off", "OFF"},   {"true", "ON"},   {"0", "OFF"},
        {"1", "ON"},  {"false", "OFF"}, {"TOGGLE", "ON"}, {"{\"value\":\"OFF\"}", "OFF"},
    };
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        send_text(s, "villa/hall/set", cases[i].payload);
        expect_count(s, "villa/verdict", i + 1);
        expect_part(s, "villa/verdict", "\"status\":\"done\"");
        expect(s, "villa/hall", cases[i].now);
        expect_output(s, 0, 1, 1, strcmp(cases[i].now, "ON") == 0 ? 255 : 0);
    }
}

static void a_verdict_tells_what_was_done(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    send_set(s, "villa/hall", "\"ON\"", "tell");
    cJSON *v = wait_verdict(s, "tell");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(v, "command")), "hall/set");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(v, "value")), "ON");
    assert_true(cJSON_IsNumber(cJSON_GetObjectItem(cJSON_GetObjectItem(v, "ms"), "queued")));
    assert_true(cJSON_IsNumber(cJSON_GetObjectItem(cJSON_GetObjectItem(v, "ms"), "total")));
    cJSON_Delete(v);
}

static void a_dimmer_takes_levels_and_restores_the_last(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    send_set(s, "villa/lamp", "{\"brightness\":40}", "level");
    expect_verdict(s, "level", "done", NULL);
    expect(s, "villa/lamp", "{\"state\":\"ON\",\"brightness\":40}");
    expect_output(s, 0, 2, 1, 40);
    send_set(s, "villa/lamp", "\"OFF\"", "off");
    expect_verdict(s, "off", "done", NULL);
    expect_output(s, 0, 2, 1, 0);
    send_set(s, "villa/lamp", "\"ON\"", "on");
    expect_verdict(s, "on", "done", NULL);
    expect_output(s, 0, 2, 1, 40);
    expect(s, "villa/lamp", "{\"state\":\"ON\",\"brightness\":40}");
}

static void a_cover_opens_closes_stops_and_lets_its_relays_go(void **state)
{
    struct scenario *s = *state;
    start_villa(s, blind, "");
    send_set(s, "villa/blind", "\"OPEN\"", "open");
    expect_output(s, 0, 3, 2, 255);
    expect_verdict(s, "open", "done", NULL);
    expect_member(s, "villa/blind", "state", "\"open\"");
    expect_member(s, "villa/blind", "position", "100");
    expect_output(s, 0, 3, 2, 0);
    send_set(s, "villa/blind", "\"CLOSE\"", "close");
    expect_output(s, 0, 3, 1, 255);
    send_set(s, "villa/blind", "\"STOP\"", "stop");
    expect_verdict(s, "stop", "done", NULL);
    expect_output(s, 0, 3, 1, 0);
    expect_output(s, 0, 3, 2, 0);
    assert_int_equal(panel_stat(s, 0, "both_on"), 0);
}

static void a_cover_goes_to_a_position(void **state)
{
    struct scenario *s = *state;
    start_villa(s, blind, "");
    send_set(s, "villa/blind", "\"OPEN\"", "open");
    expect_member(s, "villa/blind", "position", "100");
    send_set(s, "villa/blind", "{\"position\":50}", "half");
    expect_member(s, "villa/blind", "state", "\"closing\"");
    expect_output(s, 0, 3, 1, 0);
    expect_verdict(s, "half", "done", NULL);
    assert_int_equal(panel_stat(s, 0, "both_on"), 0);
    assert_int_equal(panel_stat(s, 0, "fast_reversals"), 0);
}

static void one_message_sets_several_entities(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    send_text(s, "villa/set", "{\"hall\":\"ON\",\"pump\":true,\"lamp\":{\"brightness\":30},\"id\":\"all\"}");
    expect_verdict(s, "all", "done", NULL);
    expect_output(s, 0, 1, 1, 255);
    expect_output(s, 0, 1, 2, 255);
    expect_output(s, 0, 2, 1, 30);
    cJSON *v = wait_verdict(s, "all");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(v, "command")), "set");
    assert_true(cJSON_HasObjectItem(cJSON_GetObjectItem(v, "value"), "lamp"));
    cJSON_Delete(v);
}

static void one_bad_member_stops_all_of_a_message(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    send_text(s, "villa/set", "{\"hall\":\"ON\",\"lamp\":{\"brightness\":300},\"id\":\"none\"}");
    expect_verdict(s, "none", "rejected", "100");
    send_set(s, "villa/pump", "\"ON\"", "after");
    expect_verdict(s, "after", "done", NULL);
    expect_output(s, 0, 1, 1, 0);
}

/* Commands for one module that wait together go out in one write. */
static void waiting_commands_of_one_module_share_a_write(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "write_interval = \"1s\";");
    send_set(s, "villa/lamp", "{\"brightness\":10}", "first");
    expect_verdict(s, "first", "done", NULL);
    unsigned long writes = panel_stat(s, 0, "writes");
    send_set(s, "villa/hall", "\"ON\"", "one");
    send_set(s, "villa/pump", "\"ON\"", "two");
    expect_verdict(s, "one", "done", NULL);
    expect_verdict(s, "two", "done", NULL);
    assert_int_equal(panel_stat(s, 0, "writes"), writes + 1);
}

static void a_response_topic_gets_the_verdict_with_its_correlation(void **state)
{
    struct scenario *s = *state;
    const struct observer_request with = {
        .response_topic = "reply/me", .correlation = "c-17", .correlation_len = 4};
    start_villa(s, NULL, "");
    send_with(s, "villa/hall/set", "ON", &with);
    assert_true(observer_wait_text(s->all, "reply/me", "\"status\":\"done\"", SCENARIO_PATIENCE_MS));
    const struct observer_message *m = observer_last(s->all, "reply/me");
    assert_int_equal(m->correlation_len, 4);
    assert_memory_equal(m->correlation, "c-17", 4);
    expect_verdict(s, "c-17", "done", NULL);
}

static void a_response_topic_that_we_obey_or_own_is_not_used(void **state)
{
    static const char *const topics[] = {"fairlead/villa/pump/set", "homeassistant/device/x/config",
                                         "fairlead/bridge/state", "$SYS/x"};
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        const struct observer_request with = {.response_topic = topics[i]};
        send_with(s, "villa/hall/set", i % 2 ? "OFF" : "ON", &with);
        expect_count(s, "villa/verdict", i + 1);
    }
    stop_gateway(s);
    assert_int_equal(observer_count(s->all, "fairlead/villa/pump/set"), 0);
    assert_int_equal(observer_count(s->all, "homeassistant/device/x/config"), 0);
    for (size_t i = 0; i < observer_count(s->all, "fairlead/bridge/state"); i++)
        assert_null(strstr(observer_at(s->all, "fairlead/bridge/state", i)->payload, "status"));
}

static void refresh_polls_at_once(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "", "poll_interval = \"1h\";", VILLA);
    start_gateway(s);
    expect(s, "villa/hall", "OFF");
    panel(s, "0 wall 1.1=255");
    send_text(s, "villa/do/refresh", "{\"id\":\"look\"}");
    expect_verdict(s, "look", "done", NULL);
    expect(s, "villa/hall", "ON");
}

static void reconnect_makes_a_new_session(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    send_text(s, "villa/do/reconnect", "");
    expect_panel_stat(s, 0, "logins", 2);
    expect_part(s, "villa/verdict", "\"command\":\"do/reconnect\"");
    expect_online(s, "villa");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_light_takes_every_word_for_on_and_off),
        TEST(a_verdict_tells_what_was_done),
        TEST(a_dimmer_takes_levels_and_restores_the_last),
        TEST(a_cover_opens_closes_stops_and_lets_its_relays_go),
        TEST(a_cover_goes_to_a_position),
        TEST(one_message_sets_several_entities),
        TEST(one_bad_member_stops_all_of_a_message),
        TEST(waiting_commands_of_one_module_share_a_write),
        TEST(a_response_topic_gets_the_verdict_with_its_correlation),
        TEST(a_response_topic_that_we_obey_or_own_is_not_used),
        TEST(refresh_polls_at_once),
        TEST(reconnect_makes_a_new_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
