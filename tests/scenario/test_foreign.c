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
#include "support/network.h"
#include "support/scenario.h"

#define PROGRAMS FL_SOURCE_DIR "/tests/foreign/"
#define PACKAGES FL_SOURCE_DIR "/build/foreign"

/* The house's 83 has its MAC address, the lamps' the letters "Lamps". */
#define HOUSE "echonet_fe00007700000202000000003000000001"
#define LAMPS "echonet_fe0000774c616d70730000000000000000"

enum { HOUSE_AT = 30, LAMPS_AT = 31, VISITOR_AT = 40 };

/* Somebody else's program on a host of its own; those of the test that runs. */
struct foreigner {
    struct network_host host;
    struct process *program;
};
static struct foreigner house, lamps, visitor;

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
    ((struct scenario *)*state)->program = FL_PRESENCE_PROGRAM;
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
    struct foreigner *const all[] = {&house, &lamps, &visitor};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        end_foreigner(all[i]);
        network_unplug(&all[i]->host);
    }
    return scenario_tear_down(state);
}

/* --- their devices, our gateway --------------------------------------------------------------------- */

static void their_devices_appear_by_themselves(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    expect_log(s, HOUSE ": found at 192.0.2.30:3610: Kanagawa Institute of Technology: Home air conditioner");
    expect_log(s, LAMPS ": found at 192.0.2.31:3610: Kanagawa Institute of Technology: 2 General lighting");
    expect_part(s, "bridge/info", HOUSE);
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
}

/* It is the same device as before, under the same topics, and there is no second one. */
static void one_that_moved_keeps_its_topics(void **state)
{
    struct scenario *s = *state;
    start_home(s);
    if (!network_move(&house.host, "192.0.2.77"))
        give_up(s, "the house cannot move");
    expect_offline(s, HOUSE);
    tell(s, &house, "announce");
    expect_online(s, HOUSE);
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
        TEST(their_devices_appear_by_themselves), TEST(discover_lists_them),
        TEST(one_that_went_comes_back),           TEST(one_that_moved_keeps_its_topics),
        TEST(we_are_found_by_node_echonet_lite),  TEST(our_controller_is_set_by_node_echonet_lite),
        TEST(we_are_found_by_echonet_lite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
