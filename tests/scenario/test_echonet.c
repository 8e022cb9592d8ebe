/* ECHONET Lite nodes, simulated, from being found to being obeyed, with all that goes wrong with them.
 * Two homes (air conditioner, two lights, shutter, lock) at 127.0.0.2 and 127.0.0.3, the gateway at
 * 127.0.0.1. In a network of the test's own, since the port is fixed; skipped where there can be none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/network.h"
#include "support/scenario.h"

/* By property 83, which has the address that the node had at first. */
#define HOME  "echonet_fe000077017f0000020000000000000000"
#define OTHER "echonet_fe000077017f0000030000000000000000"
#define LIGHT "/general_lighting_1_light"
#define LOCK  "/electric_lock_1_lock"

#define LIGHT_ON  "{\"state\":\"ON\",\"brightness\":100}"
#define LIGHT_OFF "{\"state\":\"OFF\",\"brightness\":100}"

static void configure(struct scenario *s, const char *devices)
{
    static const char form[] =
        "gateway: { name = \"test\"; state_dir = \"$DIR/state\"; status_interval = \"1s\";\n"
        "  log: { level = \"debug\"; }; };\n"
        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; };\n"
        "defaults: { poll_interval = \"100ms\"; reconnect_min = \"100ms\"; reconnect_max = \"200ms\";\n"
        "  connection_timeout = \"8s\"; keepalive_interval = \"1s\"; request_gap = \"0ms\"; };\n"
        "discover = ( { driver = \"echonet\"; interface = \"127.0.0.1\"; } );\n"
        "devices = ( %s );\n";
    char text[2048];
    assert_true((size_t)snprintf(text, sizeof text, form, devices) < sizeof text);
    write_raw_config(s, text);
}

static int set_up(void **state)
{
    static const char *const options[] = {"live=off", NULL};
    if (scenario_set_up(state))
        return -1;
    start_nodes(*state, 2, options);
    configure(*state, "");
    return 0;
}

/* Both nodes found, read and published. */
static void start_homes(struct scenario *s)
{
    start_gateway(s);
    expect_online(s, HOME);
    expect(s, HOME LIGHT, LIGHT_OFF);
    expect_online(s, OTHER);
    expect(s, OTHER LIGHT, LIGHT_OFF);
}

/* Of node 0: it is heard by announcement, and obeys. Announced properties are asked for every 60 s
 * only, which is beyond our patience. */
static void expect_home_works(struct scenario *s, const char *id)
{
    expect_online(s, HOME);
    panel(s, "0 edt 029001 80 31");
    expect(s, HOME LIGHT, LIGHT_OFF);
    panel(s, "0 edt 029001 80 30");
    expect(s, HOME LIGHT, LIGHT_ON);
    send_set(s, HOME LIGHT, "\"OFF\"", id);
    expect_verdict(s, id, "done", NULL);
    expect(s, HOME LIGHT, LIGHT_OFF);
    assert_string_equal(panel(s, "0 edt 029001 80"), "31");
}

/* --- well ------------------------------------------------------------------------------------------- */

static void nodes_are_found_and_shown(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    expect(s, HOME LOCK, "LOCKED");
    expect(s, HOME "/electric_rain_door_1_cover", "{\"state\":\"closed\",\"position\":0}");
    expect_member(s, HOME "/home_air_conditioner_1_climate", "mode", "\"off\"");
    expect_member(s, HOME "/home_air_conditioner_1_climate", "temperature", "26");
    expect(s, HOME "/home_air_conditioner_1_room_temperature", "28");
    expect(s, HOME "/general_lighting_2_light", LIGHT_OFF);
    expect_member(s, HOME "/state", "electric_lock_1_lock", "\"LOCKED\"");
    expect_member(s, "bridge/info", "discovered", "[\"" OTHER "\",\"" HOME "\"]");
}

static void each_appliance_is_a_device_for_home_assistant(void **state)
{
    static const char *const parts[] = {"",
                                        "-home_air_conditioner_1",
                                        "-general_lighting_1",
                                        "-general_lighting_2",
                                        "-electric_rain_door_1",
                                        "-electric_lock_1"};
    struct scenario *s = *state;
    start_homes(s);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char topic[128];
        snprintf(topic, sizeof topic, "homeassistant/device/test-" HOME "%s/config", parts[i]);
        assert_true(observer_wait_count(s->all, topic, 1, SCENARIO_PATIENCE_MS));
    }
}

static void a_set_is_done_when_the_node_shows_it(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    send_set(s, HOME LIGHT, "{\"state\":\"ON\",\"brightness\":40}", "both");
    expect_verdict(s, "both", "done", NULL);
    expect(s, HOME LIGHT, "{\"state\":\"ON\",\"brightness\":40}");
    assert_string_equal(panel(s, "0 edt 029001 80"), "30");
    assert_string_equal(panel(s, "0 edt 029001 B0"), "28");
    send_set(s, HOME LOCK, "\"UNLOCK\"", "open");
    expect_verdict(s, "open", "done", NULL);
    expect(s, HOME LOCK, "UNLOCKED");
    assert_string_equal(panel(s, "1 edt 029001 80"), "31"); /* the other home is not concerned */
}

static void a_set_shows_by_reading_back_if_nobody_announces(void **state)
{
    struct scenario *s = *state;
    panel(s, "* announce=off");
    start_homes(s);
    send_set(s, HOME LIGHT, "\"ON\"", "quiet");
    expect_verdict(s, "quiet", "done", NULL);
    panel(s, "0 fault=late_sets:1500");
    send_set(s, HOME LIGHT, "\"OFF\"", "later");
    expect_verdict(s, "later", "done", NULL);
    expect(s, HOME LIGHT, LIGHT_OFF);
}

static void a_refused_set_fails_in_words(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    panel(s, "0 refuse=029001.80");
    send_set(s, HOME LIGHT, "\"ON\"", "no");
    expect_verdict(s, "no", "failed", "refused property 80 of 029001");
    expect(s, HOME LIGHT, LIGHT_OFF);
    panel(s, "0 sna=empty");
    send_set(s, HOME LIGHT, "\"ON\"", "bare");
    expect_verdict(s, "bare", "failed", "did not confirm it"); /* read back: it names none */
    send_set(s, HOME "/general_lighting_2_light", "\"ON\"", "yes");
    expect_verdict(s, "yes", "done", NULL);
}

static void an_announcement_is_published(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    panel(s, "0 edt 029001 B0 32");
    expect(s, HOME LIGHT, "{\"state\":\"OFF\",\"brightness\":50}");
    panel(s, "1 edt 026F01 E0 42");
    expect(s, OTHER LOCK, "UNLOCKED");
    panel(s, "0 confirm=on"); /* wants an answer, which the gateway's own station gives */
    panel(s, "0 edt 029001 B0 33");
    expect(s, HOME LIGHT, "{\"state\":\"OFF\",\"brightness\":51}");
    expect_panel_log(s, "0 INFC_Res", 1);
}

static void what_is_not_announced_is_polled(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    panel(s, "0 edt 013001 BB 15");
    expect(s, HOME "/home_air_conditioner_1_room_temperature", "21");
}

/* --- trouble ------------------------------------------------------------------------------------------ */

/* Node 1 is ill from before the gateway starts: it is read nonetheless, and node 0 works as always. */
static void an_ill_node(void **state, const char *trouble)
{
    struct scenario *s = *state;
    panel(s, "1 %s", trouble);
    start_gateway(s);
    expect(s, HOME LIGHT, LIGHT_OFF);
    expect_home_works(s, "meanwhile");
    expect_online(s, OTHER);
    expect(s, OTHER LIGHT, LIGHT_OFF);
    send_set(s, OTHER LIGHT, "\"ON\"", "ill");
    expect_verdict(s, "ill", "done", NULL);
    assert_string_equal(panel(s, "1 edt 029001 80"), "30");
    expect_home_works(s, "afterwards");
}

static void a_node_that_is_late(void **state)
{
    an_ill_node(state, "fault=late:500");
}

static void a_node_that_loses_requests(void **state)
{
    an_ill_node(state, "fault=lose:11");
}

static void a_node_that_cuts_its_answers(void **state)
{
    an_ill_node(state, "limit=4 over=truncate");
}

static void a_node_that_refuses_long_requests(void **state)
{
    an_ill_node(state, "limit=3");
}

static void a_node_that_answers_from_other_ports(void **state)
{
    an_ill_node(state, "fault=foreign_port");
}

static void a_node_that_answers_twice(void **state)
{
    an_ill_node(state, "fault=twice");
}

static void a_node_with_a_twin(void **state)
{
    an_ill_node(state, "fault=twin");
}

static void a_node_that_damages_some_answers(void **state)
{
    an_ill_node(state, "fault=damaged:9");
}

static void a_node_that_refuses_much(void **state)
{
    an_ill_node(state, "refuse=81+88+B6+013001.BB");
}

static void a_node_that_falls_silent(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    panel(s, "1 fault=silent");
    send_set(s, OTHER LIGHT, "\"ON\"", "lost");
    expect_home_works(s, "meanwhile");
    expect_offline(s, OTHER);
    expect_verdict(s, "lost", "failed", "");
    expect(s, OTHER LIGHT, LIGHT_OFF); /* the last that was known; availability says the rest */
    expect_home_works(s, "afterwards");
    panel(s, "1 fault=none");
    expect_online(s, OTHER);
    send_set(s, OTHER LIGHT, "\"ON\"", "again");
    expect_verdict(s, "again", "done", NULL);
}

static void one_request_at_a_time(void **state)
{
    struct scenario *s = *state;
    panel(s, "* answer=30ms");
    start_homes(s);
    for (int i = 0; i < 10; i++)
        send_text(s, HOME "/home_air_conditioner_1_climate/set",
                  i % 2 ? "{\"mode\":\"cool\",\"temperature\":22}" : "{\"mode\":\"heat\"}");
    send_set(s, HOME LIGHT, "\"ON\"", "last");
    expect_verdict(s, "last", "done", NULL);
    assert_int_equal(panel_stat(s, 0, "in_flight"), 1);
}

/* --- coming and going ----------------------------------------------------------------------------------- */

static void a_new_address_keeps_the_topics(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    panel(s, "0 move 127.0.0.9");
    expect_log(s, "127.0.0.9");
    expect_home_works(s, "there");
    expect_member(s, "bridge/info", "discovered", "[\"" OTHER "\",\"" HOME "\"]");
}

static void a_restart_shows_all_before_any_node_answers(void **state)
{
    static const char *const options[] = {"live=off", NULL};
    struct scenario *s = *state;
    start_homes(s);
    stop_gateway(s);
    expect_offline(s, HOME);
    stop_panels(s);
    size_t before = count_on(s, HOME "/state");
    start_gateway(s);
    expect_count(s, HOME "/state", before + 1);
    expect_retained(s, "fairlead/" HOME "/availability", "offline");
    start_nodes(s, 2, options);
    expect(s, HOME LIGHT, LIGHT_OFF);
    expect_home_works(s, "back");
}

static void an_appliance_goes_and_comes(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    panel(s, "0 remove 026F01");
    expect_part(s, HOME "/event", "object_gone");
    expect_nothing_retained(s, "fairlead/" HOME LOCK);
    expect_nothing_retained(s, "homeassistant/device/test-" HOME "-electric_lock_1/config");
    panel(s, "0 restore 026F01");
    expect_part(s, HOME "/event", "object_found");
    expect_retained(s, "fairlead/" HOME LOCK, "LOCKED");
    expect(s, OTHER LOCK, "LOCKED");
}

static void an_entry_names_a_node_by_its_identity(void **state)
{
    struct scenario *s = *state;
    configure(s, "{ id = \"house\"; driver = \"echonet\"; identity = \"fe000077017f0000020000000000000000\"; "
                 "interface = \"127.0.0.1\"; poll_measurement = \"500ms\"; }");
    start_gateway(s);
    expect_online(s, "house");
    expect(s, "house" LIGHT, LIGHT_OFF);
    expect(s, OTHER LIGHT, LIGHT_OFF);
    expect_member(s, "bridge/info", "discovered", "[\"" OTHER "\"]");
}

/* --- actions ---------------------------------------------------------------------------------------------- */

static void actions_read_write_and_search(void **state)
{
    struct scenario *s = *state;
    start_homes(s);
    send_text(s, HOME "/do/get", "{\"eoj\":\"013001\",\"epc\":[\"BB\",\"B3\"],\"id\":\"get\"}");
    expect_verdict(s, "get", "done", NULL);
    expect_member(s, HOME "/verdict", "value.BB", "\"1c\"");
    expect_member(s, HOME "/verdict", "value.B3", "\"1a\"");
    send_text(s, HOME "/do/set", "{\"eoj\":\"013001\",\"epc\":\"B3\",\"edt\":\"14\",\"id\":\"set\"}");
    expect_verdict(s, "set", "done", NULL);
    assert_string_equal(panel(s, "0 edt 013001 B3"), "14");
    send_text(s, HOME "/do/search", "{\"id\":\"search\"}");
    expect_verdict(s, "search", "done", NULL);
    expect_member(s, HOME "/verdict", "value", "[\"013001\",\"029001\",\"029002\",\"026301\",\"026f01\"]");
    send_text(s, HOME "/do/get", "{\"eoj\":\"013001\",\"epc\":[\"F7\"],\"id\":\"none\"}");
    expect_verdict(s, "none", "failed", "refused");
    send_text(s, HOME "/do/set", "{\"eoj\":\"013001\",\"epc\":\"B3\",\"edt\":\"FE\",\"id\":\"hot\"}");
    expect_verdict(s, "hot", "failed", "refused");
}

static void wrong_arguments_are_explained(void **state)
{
    static const struct {
        const char *action, *args, *words;
    } rows[] = {
        {"get", "\"eoj\":\"0130\",\"epc\":[\"BB\"]", "six hex digits"},
        {"get", "\"eoj\":\"013001\",\"epc\":\"BB\"", "a list of 1 to 32"},
        {"get", "\"eoj\":\"013001\",\"epc\":[\"7F\"]", "two hex digits from 80"},
        {"set", "\"eoj\":\"013001\",\"epc\":\"B3\",\"edt\":\"1\"", "1 to 255 bytes"},
    };
    struct scenario *s = *state;
    start_homes(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char topic[96], payload[128], id[16];
        snprintf(id, sizeof id, "w%zu", i);
        snprintf(topic, sizeof topic, HOME "/do/%s", rows[i].action);
        snprintf(payload, sizeof payload, "{%s,\"id\":\"%s\"}", rows[i].args, id);
        send_text(s, topic, payload);
        expect_verdict(s, id, "rejected", rows[i].words);
    }
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(nodes_are_found_and_shown),
        TEST(each_appliance_is_a_device_for_home_assistant),
        TEST(a_set_is_done_when_the_node_shows_it),
        TEST(a_set_shows_by_reading_back_if_nobody_announces),
        TEST(a_refused_set_fails_in_words),
        TEST(an_announcement_is_published),
        TEST(what_is_not_announced_is_polled),
        TEST(a_node_that_is_late),
        TEST(a_node_that_loses_requests),
        TEST(a_node_that_cuts_its_answers),
        TEST(a_node_that_refuses_long_requests),
        TEST(a_node_that_answers_from_other_ports),
        TEST(a_node_that_answers_twice),
        TEST(a_node_with_a_twin),
        TEST(a_node_that_damages_some_answers),
        TEST(a_node_that_refuses_much),
        TEST(a_node_that_falls_silent),
        TEST(one_request_at_a_time),
        TEST(a_new_address_keeps_the_topics),
        TEST(a_restart_shows_all_before_any_node_answers),
        TEST(an_appliance_goes_and_comes),
        TEST(an_entry_names_a_node_by_its_identity),
        TEST(actions_read_write_and_search),
        TEST(wrong_arguments_are_explained),
    };
    int entered = network_enter(argv);
    (void)argc;
    return entered ? entered : cmocka_run_group_tests(tests, NULL, NULL);
}
