/* ECHONET Lite as others understand it: devices and controllers made with npm packages (tests/foreign),
 * each on a host of its own, against the real gateway. Our own simulator shares our codec, and with it
 * our mistakes; these do not.
 *
 * Says that it is skipped where network namespaces may not be made, and where the packages were not
 * installed (tests/foreign/install; scripts/test does). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka.h"
#include "support/ha_schema.h"
#include "support/network.h"
#include "support/scenario.h"

#define PROGRAMS FL_SOURCE_DIR "/tests/foreign/"
#define PACKAGES FL_SOURCE_DIR "/build/foreign"

/* The house's 83 has its MAC address, the lamps' the letters "Lamps". */
#define HOUSE       "echonet_fe00007700000202000000003000000001"
#define LAMPS       "echonet_fe0000774c616d70730000000000000000"
#define AIR         HOUSE "/home_air_conditioner_1"
#define LIGHT       HOUSE "/general_lighting_1_light"
#define SHUTTER     HOUSE "/electric_rain_door_1_cover"
#define THERMOMETER HOUSE "/temperature_sensor_1_temperature"

enum { HOUSE_AT = 30, LAMPS_AT = 31, TWIN_AT = 32, VISITOR_AT = 40 };

/* Somebody else's program on a host of its own; those of the test that runs. */
struct foreigner {
    struct network_host host;
    struct process *program;
};
static struct foreigner house, lamps, twin, visitor;

/* --- the cast ---------------------------------------------------------------------------------- */

static void run_foreigner(struct scenario *s, struct foreigner *f, const char *script)
{
    char path[sizeof PROGRAMS + 64];
    snprintf(path, sizeof path, PROGRAMS "%s", script);
    const char *const argv[] = {"node", path, NULL};
    f->program = network_start(&f->host, argv, NULL);
    if (!f->program)
        give_up(s, "%s does not start", script);
}

static void end_foreigner(struct foreigner *f)
{
    process_destroy(f->program);
    f->program = NULL;
}

static void plug_in(struct scenario *s, struct foreigner *f, int number, const char *address)
{
    if (!network_plug_in(&f->host, number, address))
        give_up(s, "host %s cannot be made", address);
}

/* Reads what it says until there is a line with all of these texts (NULL-ended). */
static void expect_said(struct scenario *s, struct foreigner *f, const char *const *parts)
{
    char last[512] = "(nothing)";
    const char *line;
    while ((line = process_line(f->program, SCENARIO_PATIENCE_MS))) {
        size_t found = 0;
        while (parts[found] && strstr(line, parts[found]))
            found++;
        if (!parts[found])
            return;
        snprintf(last, sizeof last, "%.*s", (int)sizeof last - 1, line);
    }
    give_up(s, "expected a line with %s %s, the last was %s", parts[0], parts[1] ? parts[1] : "", last);
}

static void expect_ready(struct scenario *s, struct foreigner *f)
{
    expect_said(s, f, (const char *const[]){"\"ready\"", NULL});
}

/* The device was set: EPC and EDT as they reached it. */
static void expect_was_set(struct scenario *s, struct foreigner *f, const char *eoj, const char *epc,
                           const char *edt)
{
    char set[32], what[64];
    snprintf(set, sizeof set, "\"set\":\"%s\"", eoj);
    snprintf(what, sizeof what, "\"epc\":\"%s\",\"edt\":\"%s\"", epc, edt);
    expect_said(s, f, (const char *const[]){set, what, NULL});
}

static void tell(struct scenario *s, struct foreigner *f, const char *line)
{
    if (!process_send(f->program, line))
        give_up(s, "%s: it does not listen", line);
}

static void start_devices(struct scenario *s)
{
    plug_in(s, &house, HOUSE_AT, "192.0.2.30");
    plug_in(s, &lamps, LAMPS_AT, "192.0.2.31");
    run_foreigner(s, &house, "device-echonet-lite.js");
    run_foreigner(s, &lamps, "device-node-echonet-lite.js");
    expect_ready(s, &house);
    expect_ready(s, &lamps);
}

static void start_home(struct scenario *s)
{
    start_devices(s);
    start_gateway(s);
    expect_online(s, HOUSE);
    expect_online(s, LAMPS);
}

static int set_up(void **state)
{
    if (scenario_set_up(state))
        return -1;
    write_raw_config(
        *state,
        "gateway: { name = \"test\"; state_dir = \"$DIR/state\"; status_interval = \"1s\";\n"
        "  log: { level = \"debug\"; }; };\n"
        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; };\n"
        "defaults: { poll_interval = \"100ms\"; reconnect_min = \"100ms\"; reconnect_max = \"200ms\";\n"
        "  connection_timeout = \"3s\"; keepalive_interval = \"1s\"; request_gap = \"0ms\"; };\n"
        "discover = ( { driver = \"echonet\"; interface = \"eth0\"; } );\n");
    return 0;
}

static int tear_down(void **state)
{
    struct foreigner *const all[] = {&house, &lamps, &twin, &visitor};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        end_foreigner(all[i]);
        network_unplug(&all[i]->host);
    }
    return scenario_tear_down(state);
}

/* --- their devices, our gateway --------------------------------------------------------------------- */

static void expect_discovered(struct scenario *s, const char *part, const char *platform)
{
    char topic[256], text[64];
    snprintf(topic, sizeof topic, "homeassistant/device/test-%s/config", part);
    snprintf(text, sizeof text, "\"platform\":\"%s\"", platform);
    if (!observer_wait_text(s->all, topic, text, SCENARIO_PATIENCE_MS))
        give_up(s, "%s: there is no %s", topic, text);
}

static void their_devices_appear_by_themselves(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect_discovered(s, HOUSE "-home_air_conditioner_1", "climate");
    expect_discovered(s, HOUSE "-general_lighting_1", "light");
    expect_discovered(s, HOUSE "-electric_rain_door_1", "cover");
    expect_discovered(s, HOUSE "-temperature_sensor_1", "sensor");
    expect_discovered(s, LAMPS "-general_lighting_1", "light");
    expect_discovered(s, LAMPS "-general_lighting_2", "light");
    expect_part(s, "bridge/info", HOUSE);
}

/* Every message, those too that came before all was known. */
static void what_home_assistant_is_told_is_right(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect_discovered(s, HOUSE "-home_air_conditioner_1", "climate");
    expect_discovered(s, HOUSE "-electric_rain_door_1", "cover");
    expect_discovered(s, LAMPS "-general_lighting_2", "light");
    struct ha_schema *schema = ha_schema_load(FL_SOURCE_DIR "/tests/vectors/ha_schema.json");
    assert_non_null(schema);
    struct fl_str faults = {0};
    for (size_t i = 0; i < observer_count(s->all, NULL); i++) {
        const struct observer_message *m = observer_at(s->all, NULL, i);
        if (strncmp(m->topic, "homeassistant/device/", strlen("homeassistant/device/")) == 0 &&
            ha_schema_check(schema, m->topic, m->payload, m->len, &faults) > 0)
            give_up(s, "%s: %s", m->topic, faults.text);
    }
    fl_str_finish(&faults);
    ha_schema_destroy(schema);
}

static void their_values_are_read(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect_member(s, AIR "_climate", "mode", "\"off\"");
    expect_member(s, AIR "_climate", "temperature", "26");
    expect_member(s, AIR "_climate", "current_temperature", "27");
    expect_member(s, LIGHT, "state", "\"OFF\"");
    expect_member(s, LIGHT, "brightness", "60");
    expect(s, SHUTTER, "closed");
    expect(s, THERMOMETER, "22.4");
    expect_member(s, LAMPS "/general_lighting_1_light", "brightness", "40");
    expect_member(s, LAMPS "/general_lighting_2_light", "brightness", "80");
}

/* Each set ends as `done` although this device says nothing of most of what was set: it is read back. */
static void their_devices_do_what_they_are_told(void **state)
{
    static const struct {
        const char *entity, *value, *eoj, *epc, *edt;
    } sets[] = {
        {AIR "_climate", "{\"mode\":\"heat\"}", "013001", "b0", "43"},
        {AIR "_climate", "{\"temperature\":21}", "013001", "b3", "15"},
        {LIGHT, "{\"state\":\"ON\",\"brightness\":25}", "029001", "80", "30"},
        {SHUTTER, "\"OPEN\"", "026301", "e0", "41"},
    };
    struct scenario *s = *state;
    start_home(s);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        char id[16];
        snprintf(id, sizeof id, "set-%zu", i);
        send_set(s, sets[i].entity, sets[i].value, id);
        expect_verdict(s, id, "done", NULL);
        expect_was_set(s, &house, sets[i].eoj, sets[i].epc, sets[i].edt);
    }
    expect_member(s, AIR "_climate", "mode", "\"heat\"");
    expect_member(s, AIR "_climate", "temperature", "21");
    expect_member(s, LIGHT, "brightness", "25");
    expect(s, SHUTTER, "open");
    send_set(s, LAMPS "/general_lighting_2_light", "{\"brightness\":55}", "lamp");
    expect_verdict(s, "lamp", "done", NULL);
    expect_was_set(s, &lamps, "029002", "b0", "37");
    expect_member(s, LAMPS "/general_lighting_1_light", "brightness", "40");
}

static void what_they_refuse_is_failed(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    send_text(s, LAMPS "/do/set", "{\"eoj\":\"029001\",\"epc\":\"88\",\"edt\":\"41\",\"id\":\"lamp\"}");
    expect_verdict(s, "lamp", "failed", "");
    send_text(s, HOUSE "/do/set", "{\"eoj\":\"013001\",\"epc\":\"B0\",\"edt\":\"4F\",\"id\":\"air\"}");
    expect_verdict(s, "air", "failed", "");
    expect_member(s, AIR "_climate", "mode", "\"off\"");
}

static void a_property_can_be_asked_for(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    send_text(s, HOUSE "/do/get", "{\"eoj\":\"013001\",\"epc\":[\"BB\",\"BA\",\"85\"],\"id\":\"get\"}");
    expect_verdict(s, "get", "done", NULL);
    cJSON *v = wait_verdict(s, "get");
    char *text = cJSON_PrintUnformatted(cJSON_GetObjectItem(v, "value"));
    assert_non_null(strstr(text, "\"1b\""));
    assert_non_null(strstr(text, "\"37\""));
    assert_non_null(strstr(text, "\"00000190\""));
    free(text);
    cJSON_Delete(v);
}

/* The thermometer's value is in no announcement map: that one is polled. */
static void what_changes_there_is_heard(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect_member(s, AIR "_climate", "mode", "\"off\"");
    tell(s, &house, "change 013001 80 30");
    expect_member(s, AIR "_climate", "mode", "\"cool\"");
    expect_member(s, LAMPS "/general_lighting_1_light", "state", "\"OFF\"");
    tell(s, &lamps, "change 029001 80 30");
    expect_member(s, LAMPS "/general_lighting_1_light", "state", "\"ON\"");
    tell(s, &house, "change 001101 e0 ffcc");
    expect(s, THERMOMETER, "-5.2");
}

/* Nobody owns the port: it listens by itself. */
static void discover_lists_them(void **state)
{
    static const char *const args[] = {"discover", "echonet", "--interface", "eth0", NULL};
    struct scenario *s = *state;
    char *out;
    start_devices(s);
    int status = run_fairlead(s, args, &out);
    if (status || !strstr(out, "192.0.2.30") || !strstr(out, "192.0.2.31") || !strstr(out, "discover = ("))
        give_up(s, "discover: status %d: %s", status, out);
    free(out);
}

static void one_that_went_comes_back(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    end_foreigner(&house);
    expect_offline(s, HOUSE);
    expect(s, LAMPS "/availability", "online");
    run_foreigner(s, &house, "device-echonet-lite.js");
    expect_online(s, HOUSE);
    send_set(s, LIGHT, "{\"state\":\"ON\"}", "again");
    expect_verdict(s, "again", "done", NULL);
}

/* Of a careless maker: both say that they are the same node. */
static void two_with_one_identity_are_two(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    plug_in(s, &twin, TWIN_AT, "192.0.2.32");
    run_foreigner(s, &twin, "device-node-echonet-lite.js");
    expect_ready(s, &twin);
    expect_online(s, LAMPS "_192_0_2_32");
    tell(s, &twin, "change 029001 b0 07");
    expect_member(s, LAMPS "_192_0_2_32/general_lighting_1_light", "brightness", "7");
    expect_member(s, LAMPS "/general_lighting_1_light", "brightness", "40");
    expect(s, LAMPS "/availability", "online");
}

/* Under the topics it had, where a new subscriber finds it and a command reaches it. */
static void a_restarted_gateway_knows_them(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect(s, THERMOMETER, "22.4");
    stop_gateway(s);
    expect_offline(s, HOUSE);
    size_t values = count_on(s, THERMOMETER);
    start_gateway(s);
    expect_online(s, HOUSE);
    expect_online(s, LAMPS);
    expect_count(s, THERMOMETER, values + 1);
    expect(s, THERMOMETER, "22.4");
    send_set(s, LIGHT, "{\"state\":\"ON\"}", "known");
    expect_verdict(s, "known", "done", NULL);
}

static void move_house(struct scenario *s, const char *address, const char *sign)
{
    if (!network_move(&house.host, address))
        give_up(s, "the house cannot move");
    expect_offline(s, HOUSE);
    tell(s, &house, sign);
    expect_online(s, HOUSE);
}

/* It is the same device as before, under the same topics, and there is no second one. Any word from
 * its new address will do. */
static void one_that_moved_keeps_its_topics(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect(s, THERMOMETER, "22.4");
    move_house(s, "192.0.2.77", "announce");
    move_house(s, "192.0.2.78", "change 013001 80 30");
    tell(s, &house, "change 001101 e0 0001");
    expect(s, THERMOMETER, "0.1");
    send_set(s, LIGHT, "{\"state\":\"ON\"}", "moved");
    expect_verdict(s, "moved", "done", NULL);
    expect_was_set(s, &house, "029001", "80", "30");
    for (size_t i = 0; i < observer_count(s->all, NULL); i++) {
        const char *topic = observer_at(s->all, NULL, i)->topic;
        if (strncmp(topic, "fairlead/echonet_", strlen("fairlead/echonet_")) == 0)
            assert_true(strstr(topic, HOUSE "/") || strstr(topic, LAMPS "/"));
    }
}

/* --- our node, their controllers ------------------------------------------------------------------- */

static void meet(struct scenario *s, const char *script)
{
    start_gateway(s);
    expect_log(s, "joined group 224.0.23.0");
    plug_in(s, &visitor, VISITOR_AT, "192.0.2.40");
    run_foreigner(s, &visitor, script);
}

/* It searches for 0EF000 and reads what the maps list; "value" is how it understands the bytes. */
static void we_are_found_by_node_echonet_lite(void **state)
{
    static const char *const lines[][4] = {
        {"\"found\":\"" NETWORK_TEST_ADDRESS "\"", "\"objects\":[\"05ff01\"]"},
        {"\"eoj\":\"0ef001\"", "\"announced\":\"80d5\",\"settable\":\"bf\""},
        {"\"eoj\":\"05ff01\"", "\"announced\":\"808188\",\"settable\":\"81\""},
        {"\"eoj\":\"0ef001\",\"epc\":\"80\"", "\"value\":{\"status\":true}"},
        {"\"eoj\":\"0ef001\",\"epc\":\"82\"", "\"value\":{\"version\":1.14,\"type\":1}"},
        {"\"eoj\":\"0ef001\",\"epc\":\"d3\"", "\"value\":{\"num\":1}"},
        {"\"eoj\":\"0ef001\",\"epc\":\"d4\"", "\"value\":{\"num\":2}"},
        {"\"eoj\":\"0ef001\",\"epc\":\"d6\"", "\"value\":{\"list\":[[5,255,1]]}"},
        {"\"eoj\":\"05ff01\",\"epc\":\"82\"", "\"value\":{\"release\":\"R\"}"},
        {"\"eoj\":\"05ff01\",\"epc\":\"83\"", "\"code\":16777215,\"uid\":"},
        {"\"eoj\":\"05ff01\",\"epc\":\"8a\"", "\"edt\":\"ffffff\""},
        {"\"eoj\":\"05ff01\",\"epc\":\"9f\"", "\"value\":{\"list\":[128,129,130,131,136,138,157,158,159]}"},
    };
    struct scenario *s = *state;
    meet(s, "controller-node-echonet-lite.js");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_said(s, &visitor, lines[i]);
}

/* 81, where it is installed, is all that there is to set at ours. */
static void our_controller_is_set_by_node_echonet_lite(void **state)
{
    static const struct {
        const char *command, *epc, *answer;
    } sets[] = {
        {"set " NETWORK_TEST_ADDRESS " 05ff01 81 18", "\"epc\":\"81\"", "\"esv\":\"Set_Res\",\"edt\":\"\""},
        {"set " NETWORK_TEST_ADDRESS " 05ff01 80 31", "\"epc\":\"80\"",
         "\"esv\":\"SetC_SNA\",\"edt\":\"31\""},
    };
    struct scenario *s = *state;
    meet(s, "controller-node-echonet-lite.js");
    expect_said(s, &visitor, (const char *const[]){"\"found\"", NULL});
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        tell(s, &visitor, sets[i].command);
        expect_said(s, &visitor, (const char *const[]){sets[i].epc, sets[i].answer, NULL});
    }
}

/* It asks for the maps of all objects and then for all that they list, in one request each. */
static void we_are_found_by_echonet_lite(void **state)
{
    static const char *const lines[][4] = {
        {"\"eoj\":\"0ef001\",\"epc\":\"83\",\"edt\":\"feffffff"},
        {"\"eoj\":\"0ef001\",\"epc\":\"d6\",\"edt\":\"0105ff01\""},
        {"\"eoj\":\"05ff01\",\"epc\":\"9d\",\"edt\":\"03808188\""},
        {"\"eoj\":\"05ff01\",\"epc\":\"9f\",\"edt\":\"0980818283888a9d9e9f\""},
        {"\"eoj\":\"05ff01\",\"epc\":\"80\",\"edt\":\"30\""},
        {"\"eoj\":\"05ff01\",\"epc\":\"8a\",\"edt\":\"ffffff\""},
    };
    struct scenario *s = *state;
    meet(s, "controller-echonet-lite.js");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_said(s, &visitor, lines[i]);
}

static int become_visited(char **argv)
{
    if (access(PACKAGES "/installed", R_OK) != 0) {
        printf("skipped: no npm packages in " PACKAGES " (tests/foreign/install)\n");
        return NETWORK_SKIPPED;
    }
    setenv("NODE_PATH", PACKAGES "/node_modules", 1);
    return network_enter(argv);
}

int main(int argc, char **argv)
{
    (void)argc;
    int status = become_visited(argv);
    if (status)
        return status;
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(their_devices_appear_by_themselves),
        TEST(what_home_assistant_is_told_is_right),
        TEST(their_values_are_read),
        TEST(their_devices_do_what_they_are_told),
        TEST(what_they_refuse_is_failed),
        TEST(a_property_can_be_asked_for),
        TEST(what_changes_there_is_heard),
        TEST(discover_lists_them),
        TEST(one_that_went_comes_back),
        TEST(one_that_moved_keeps_its_topics),
        TEST(two_with_one_identity_are_two),
        TEST(a_restarted_gateway_knows_them),
        TEST(we_are_found_by_node_echonet_lite),
        TEST(our_controller_is_set_by_node_echonet_lite),
        TEST(we_are_found_by_echonet_lite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
