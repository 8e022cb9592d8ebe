/* Discovery from end to end: beacons (tests/support/beacon.h) that come, go, move and are looked for,
 * with a gateway that has no other family. All on loopback: the gateway at 127.0.0.1, beacons at other
 * addresses of it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/beacon.h"
#include "support/cmocka.h"
#include "support/scenario.h"

enum { BEACONS_MAX = 4 };

static uint16_t port; /* of all beacons of this test */
static pid_t beacons[BEACONS_MAX];

#define ON_LOOPBACK "{ driver = \"beacon\"; interface = \"127.0.0.1\"; }"

static int set_up(void **state)
{
    char text[8];
    port = broker_free_port();
    snprintf(text, sizeof text, "%u", (unsigned)port);
    setenv("BEACON_PORT", text, 1);
    if (scenario_set_up(state))
        return -1;
    ((struct scenario *)*state)->program = FL_BEACON_PROGRAM;
    return 0;
}

static int tear_down(void **state)
{
    for (size_t i = 0; i < BEACONS_MAX; i++) {
        beacon_stop(beacons[i]);
        beacons[i] = 0;
    }
    return scenario_tear_down(state);
}

static void start_beacon(struct scenario *s, size_t i, const char *address, const char *identity, int level)
{
    beacons[i] = beacon_start(address, port, identity, "Beacon of \"tests\"", level);
    if (!beacons[i])
        give_up(s, "no beacon at %s:%u", address, (unsigned)port);
}

static void stop_beacon(size_t i)
{
    beacon_stop(beacons[i]);
    beacons[i] = 0;
}

static void configure(struct scenario *s, const char *discover, const char *devices, const char *defaults)
{
    static const char form[] =
        "gateway: { name = \"test\"; state_dir = \"$DIR/state\"; status_interval = \"1s\";\n"
        "  log: { level = \"debug\"; }; };\n"
        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; };\n"
        "defaults: { poll_interval = \"100ms\"; reconnect_min = \"100ms\"; reconnect_max = \"10m\"; %s };\n"
        "discover = ( %s );\n"
        "devices = ( %s );\n";
    char text[2048];
    assert_true((size_t)snprintf(text, sizeof text, form, defaults, discover, devices) < sizeof text);
    write_raw_config(s, text);
}

static void ask(struct scenario *s, const char *op, const char *payload, const char *id)
{
    char topic[64];
    snprintf(topic, sizeof topic, "bridge/request/%s", op);
    send_text(s, topic, payload);
    snprintf(topic, sizeof topic, "bridge/response/%s", op);
    expect_part(s, topic, id);
}

static void reload(struct scenario *s, const char *id)
{
    char payload[64];
    snprintf(payload, sizeof payload, "{\"id\":\"%s\"}", id);
    ask(s, "reload", payload, id);
    expect_part(s, "bridge/response/reload", "\"error\":null");
}

/* Whether state_dir says where that device was found. */
static bool is_kept(struct scenario *s, const char *device)
{
    char path[160];
    snprintf(path, sizeof path, "%s/state/%s.found", s->broker.dir, device);
    return access(path, F_OK) == 0;
}

static void who_is_there_becomes_a_device(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    expect(s, "beacon_aa01/level", "7");
    expect_member(s, "bridge/info", "discovered", "[\"beacon_aa01\"]");
    start_beacon(s, 1, "127.0.0.3", "aa02", 8); /* says so when it comes up */
    expect_online(s, "beacon_aa02");
    expect(s, "beacon_aa02/level", "8");
}

static void a_restart_knows_them_before_they_are_heard(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    stop_beacon(0);
    stop_gateway(s);
    expect_offline(s, "beacon_aa01");
    start_gateway(s);
    expect_member(s, "beacon_aa01/link", "state", "\"handshaking\"");
    start_beacon(s, 0, "127.0.0.2", "aa01", 9);
    expect(s, "beacon_aa01/level", "9");
    expect_online(s, "beacon_aa01");
}

static void a_new_address_keeps_the_topics(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect(s, "beacon_aa01/level", "7");
    expect_online(s, "beacon_aa01");
    stop_beacon(0);
    start_beacon(s, 0, "127.0.0.9", "aa01", 11);
    expect(s, "beacon_aa01/level", "11");
    expect_online(s, "beacon_aa01");
    expect_member(s, "bridge/info", "discovered", "[\"beacon_aa01\"]");
}

static void another_at_its_address_is_not_taken_for_it(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    stop_beacon(0);
    start_beacon(s, 0, "127.0.0.2", "bb02", 8);
    expect_online(s, "beacon_bb02");
    expect_offline(s, "beacon_aa01");
    start_beacon(s, 1, "127.0.0.3", "aa01", 9);
    expect(s, "beacon_aa01/level", "9");
    expect_online(s, "beacon_aa01");
}

static void an_entry_takes_over_and_can_keep_out(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    configure(s, ON_LOOPBACK,
              "{ id = \"door\"; driver = \"beacon\"; identity = \"aa01\"; interface = \"127.0.0.1\"; }", "");
    reload(s, "named");
    expect_online(s, "door");
    expect(s, "door/level", "7");
    expect_nothing_retained(s, "fairlead/beacon_aa01/#");
    expect_member(s, "bridge/info", "discovered", "[]");
    assert_true(is_kept(s, "door") && !is_kept(s, "beacon_aa01"));
    configure(s, ON_LOOPBACK,
              "{ id = \"door\"; driver = \"beacon\"; identity = \"aa01\"; interface = \"127.0.0.1\"; "
              "enabled = false; }",
              "");
    reload(s, "out");
    expect_nothing_retained(s, "fairlead/door/#");
    ask(s, "discover", "{\"id\":\"who\",\"timeout\":\"500ms\"}", "who");
    expect_part(s, "bridge/response/discover", "\"identity\":\"aa01\"");
    expect_member(s, "bridge/info", "devices", "[]");
}

static void one_configured_by_its_host_gets_no_twin(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK,
              "{ id = \"door\"; driver = \"beacon\"; host = \"127.0.0.2\"; interface = \"127.0.0.1\"; }", "");
    start_gateway(s);
    expect_online(s, "door");
    ask(s, "discover", "{\"id\":\"who\",\"timeout\":\"500ms\"}", "who");
    expect_part(s, "bridge/response/discover", "\"device\":\"door\"");
    expect_member(s, "bridge/info", "devices", "[\"door\"]");
}

static void an_identity_alone_finds_it_and_its_address_is_kept(void **state)
{
    struct scenario *s = *state;
    configure(s, "",
              "{ id = \"door\"; driver = \"beacon\"; identity = \"aa01\"; interface = \"127.0.0.1\"; }", "");
    start_gateway(s);
    expect_offline(s, "door");
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    expect(s, "door/level", "7");
    expect_online(s, "door");
    stop_gateway(s);
    expect_offline(s, "door");
    start_gateway(s); /* the beacon says nothing by itself: the address is what was kept */
    expect_online(s, "door");
}

#define AWAY                                                                                                 \
    "{ id = \"door\"; driver = \"beacon\"; host = \"127.0.0.2\"; interface = \"127.0.0.1\"; "                \
    "reconnect_min = \"10m\"; connect_timeout = \"300ms\"; }"

static void being_found_ends_the_backoff(void **state)
{
    struct scenario *s = *state;
    configure(s, "", AWAY, "");
    start_gateway(s);
    expect_member(s, "door/link", "state", "\"backoff\"");
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    expect_online(s, "door");
}

static void any_sign_of_life_does(void **state)
{
    struct scenario *s = *state;
    configure(s, "", AWAY, "");
    start_gateway(s);
    expect_member(s, "door/link", "state", "\"backoff\"");
    start_beacon(s, 0, "127.0.0.2", "NO IDENTITY", 7);
    expect_online(s, "door");
}

static void two_with_one_identity_are_told_of(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect(s, "beacon_aa01/level", "7");
    start_beacon(s, 1, "127.0.0.3", "aa01", 8);
    expect(s, "beacon_aa01/level", "8");
    stop_beacon(0);
    start_beacon(s, 0, "127.0.0.2", "aa01", 7); /* says that it is there, as the other one did */
    expect_log(s, "two devices with one identity");
    expect(s, "beacon_aa01/level", "8");
    expect_online(s, "beacon_aa01");
}

static size_t lines_with(const char *path, const char *part)
{
    char line[512];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        count += strstr(line, part) != NULL;
    fclose(file);
    return count;
}

/* There is always one more to look at: requests and the end have their turn nevertheless. */
static void a_flood_of_identities_keeps_it_from_nothing(void **state)
{
    struct scenario *s = *state;
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_log(s, "runs with");
    if (!(beacons[0] = beacon_flood("127.0.0.2", "127.0.0.1", port)))
        give_up(s, "no flood");
    expect_log(s, "left alone");
    reload(s, "r1");
    stop_gateway(s);
    assert_int_equal(lines_with(s->log, "left alone"), 1);
}

static void a_broken_memory_is_reported(void **state)
{
    struct scenario *s = *state;
    char path[160];
    snprintf(path, sizeof path, "%s/state", s->broker.dir);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/state/beacon_aa01.found", s->broker.dir);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fputs("{\"driver\":\"beacon\",\"identity\":", file);
    fclose(file);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_log(s, "cannot be read: going on without it");
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    expect_online(s, "beacon_aa01");
}

static void without_an_entry_nobody_is_adopted_and_topics_go(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    configure(s, "", "", "");
    reload(s, "gone");
    expect_nothing_retained(s, "fairlead/beacon_aa01/#");
    expect_member(s, "bridge/info", "devices", "[]");
}

static void changed_defaults_start_it_again(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    reload(s, "same");
    expect_log(s, "reloaded: 0 devices stopped, 0 started, 1 in all");
    configure(s, ON_LOOPBACK, "", "queue_size = 7;");
    reload(s, "other");
    expect_log(s, "reloaded: 1 devices stopped, 1 started, 1 in all");
    expect_online(s, "beacon_aa01");
}

static void the_forgotten_comes_back_when_heard(void **state)
{
    struct scenario *s = *state;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_online(s, "beacon_aa01");
    stop_beacon(0);
    ask(s, "forget_device", "{\"id\":\"f\",\"device\":\"beacon_aa01\"}", "comes back");
    expect_nothing_retained(s, "fairlead/beacon_aa01/#");
    expect_member(s, "bridge/info", "devices", "[]");
    start_beacon(s, 0, "127.0.0.2", "aa01", 8);
    expect(s, "beacon_aa01/level", "8");
}

static void requests_to_discover_are_checked(void **state)
{
    struct scenario *s = *state;
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect(s, "bridge/state", "online");
    ask(s, "discover", "{\"id\":\"a\",\"driver\":\"toaster\"}", "\"id\":\"a\"");
    expect_part(s, "bridge/response/discover", "can be discovered: beacon");
    ask(s, "discover", "{\"id\":\"b\",\"timeout\":\"2h\"}", "\"id\":\"b\"");
    expect_part(s, "bridge/response/discover", "from 100ms to 60s");
    ask(s, "discover", "{\"id\":\"c\",\"timeout\":\"100ms\"}", "\"id\":\"c\"");
    expect_part(s, "bridge/response/discover", "\"status\":\"ok\",\"data\":[]");
}

/* --- fairlead discover ------------------------------------------------------------------------------ */

static void the_command_finds_and_its_snippet_is_a_configuration(void **state)
{
    struct scenario *s = *state;
    char *out;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    const char *const search[] = {"discover",  "beacon",    "-q",    "--interface",
                                  "127.0.0.1", "--timeout", "500ms", NULL};
    assert_int_equal(run_fairlead(s, search, &out), 0);
    assert_non_null(strstr(out, "aa01"));
    assert_non_null(strstr(out, "127.0.0.2:"));
    char *snippet = strstr(out, "# For the configuration");
    assert_non_null(snippet);
    write_raw_config(s, snippet);
    free(out);
    const char *const check[] = {"check", "-c", "$CONFIG", NULL};
    assert_int_equal(run_fairlead(s, check, &out), 0);
    assert_non_null(strstr(out, "1 device, 1 network to discover"));
    free(out);
}

static void nobody_is_an_answer_too(void **state)
{
    struct scenario *s = *state;
    char *out;
    const char *const search[] = {"discover", "--interface", "127.0.0.1", "--timeout",
                                  "200ms",    "--json",      NULL};
    assert_int_equal(run_fairlead(s, search, &out), 1);
    assert_non_null(strstr(out, "[]"));
    assert_non_null(strstr(out, "What to check"));
    free(out);
    const char *const wrong[][6] = {{"discover", "toaster", NULL},
                                    {"discover", "--timeout", "soon", NULL},
                                    {"discover", "--interface", "nowhere0", NULL},
                                    {"discover", "beacon", "beacon", NULL}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(run_fairlead(s, wrong[i], &out), 2);
        free(out);
    }
}

static void a_gateway_that_owns_the_port_is_asked(void **state)
{
    struct scenario *s = *state;
    char *out;
    start_beacon(s, 0, "127.0.0.2", "aa01", 7);
    configure(s, "",
              "{ id = \"other\"; driver = \"beacon\"; host = \"127.0.0.4\"; interface = \"127.0.0.1\"; }",
              "");
    start_gateway(s);
    expect(s, "bridge/state", "online");
    expect_part(s, "other/link", "backoff");
    const char *const search[] = {"discover", "-c",        "$CONFIG", "--interface", "127.0.0.1",
                                  "--json",   "--timeout", "1s",      NULL};
    assert_int_equal(run_fairlead(s, search, &out), 0);
    assert_non_null(strstr(out, "asking the gateway"));
    assert_non_null(strstr(out, "\"identity\":\"aa01\""));
    free(out);
    expect_member(s, "bridge/info", "devices", "[\"other\"]"); /* looking adopts nobody */
}

/* In bridge/health, and below the devices in status. */
static void groups_are_told_and_renewed_when_asked(void **state)
{
    static const char *const status[] = {"status", "-c", "$CONFIG", NULL};
    struct scenario *s = *state;
    char group[40], *out;
    snprintf(group, sizeof group, BEACON_GROUP ":%u", (unsigned)port);
    configure(s, ON_LOOPBACK, "", "");
    start_gateway(s);
    expect_part(s, "bridge/health", group);
    expect_part(s, "bridge/health", "\"joined\":true,\"trouble\":null,\"last_refresh\":\"2");
    start_beacon(s, 0, "127.0.0.2", "aa01", 7); /* says so to the group */
    expect_part(s, "bridge/health", "\"last_heard\":\"2");
    expect_part(s, "bridge/health", "\"datagrams\":1,");
    ask(s, "refresh_groups", "{\"id\":\"now\"}", "now");
    expect_log(s, "renewed group");
    assert_int_equal(run_fairlead(s, status, &out), 0);
    assert_non_null(strstr(out, group));
    assert_non_null(strstr(out, " joined\n"));
    free(out);
}

int main(void)
{
#define FOUND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        FOUND(who_is_there_becomes_a_device),
        FOUND(a_restart_knows_them_before_they_are_heard),
        FOUND(a_new_address_keeps_the_topics),
        FOUND(another_at_its_address_is_not_taken_for_it),
        FOUND(an_entry_takes_over_and_can_keep_out),
        FOUND(one_configured_by_its_host_gets_no_twin),
        FOUND(an_identity_alone_finds_it_and_its_address_is_kept),
        FOUND(being_found_ends_the_backoff),
        FOUND(any_sign_of_life_does),
        FOUND(two_with_one_identity_are_told_of),
        FOUND(a_flood_of_identities_keeps_it_from_nothing),
        FOUND(a_broken_memory_is_reported),
        FOUND(without_an_entry_nobody_is_adopted_and_topics_go),
        FOUND(changed_defaults_start_it_again),
        FOUND(the_forgotten_comes_back_when_heard),
        FOUND(requests_to_discover_are_checked),
        FOUND(the_command_finds_and_its_snippet_is_a_configuration),
        FOUND(nobody_is_an_answer_too),
        FOUND(a_gateway_that_owns_the_port_is_asked),
        FOUND(groups_are_told_and_renewed_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
