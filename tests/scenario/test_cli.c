/* The sub-commands as a shell script sees them: exit status and output. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

struct call {
    const char *args[8];
    int status;
    const char *output; /* part of it */
};

static void make_calls(struct scenario *s, const struct call *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *out;
        int status = run_fairlead(s, calls[i].args, &out);
        if (status != calls[i].status || !out || !strstr(out, calls[i].output))
            give_up(s, "fairlead %s ...: expected status %d and \"%s\", got %d and\n%s", calls[i].args[0],
                    calls[i].status, calls[i].output, status, out ? out : "(nothing)");
        free(out);
    }
}

static void set_and_do_wait_for_the_verdict(void **state)
{
    static const struct call calls[] = {
        {{"set", "-c", "$CONFIG", "villa", "hall", "ON"}, 0, "done"},
        {{"set", "-c", "$CONFIG", "villa", "lamp", "{\"brightness\":25}"}, 0, "done"},
        {{"set", "-c", "$CONFIG", "villa", "lamp", "{\"brightness\":250}"}, 1, "rejected"},
        {{"set", "-c", "$CONFIG", "villa", "attic", "ON"}, 1, "rejected"},
        {{"set", "-c", "$CONFIG", "castle", "hall", "ON"}, 1, "rejected"},
        {{"set", "-c", "$CONFIG", "villa", "hall"}, 2, "--help"},
        {{"set", "-c", "$CONFIG", "Villa!", "hall", "ON"}, 2, "device id"},
        {{"do", "-c", "$CONFIG", "villa", "refresh"}, 0, "done"},
        {{"do", "-c", "$CONFIG", "villa", "explode"}, 1, "rejected"},
        {{"do", "-c", "$CONFIG", "villa", "refresh", "[1]"}, 2, "object"},
        {{"do", "-q", "-c", "$CONFIG", "villa", "reconnect"}, 0, ""},
    };
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    make_calls(s, calls, sizeof calls / sizeof *calls);
    expect_output(s, 0, 1, 1, 255);
    expect_output(s, 0, 2, 1, 25);
}

static void without_a_gateway_commands_fail_at_once(void **state)
{
    static const struct call calls[] = {
        {{"set", "-c", "$CONFIG", "villa", "hall", "ON"}, 1, "no gateway"},
        {{"status", "-c", "$CONFIG"}, 1, ""},
    };
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "", NULL, VILLA);
    make_calls(s, calls, sizeof calls / sizeof *calls);
    stop_broker(s);
    make_calls(s, &(struct call){{"status", "-c", "$CONFIG"}, 1, "broker"}, 1);
}

static void status_shows_every_device(void **state)
{
    static const struct call calls[] = {
        {{"status", "-c", "$CONFIG"}, 0, "villa"},
        {{"status", "-c", "$CONFIG"}, 0, "online"},
        {{"status", "-c", "$CONFIG", "--json"}, 0, "\"villa\":{"},
        {{"status", "-c", "$CONFIG", "now"}, 2, "now"},
    };
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    expect_part(s, "villa/link", "\"state\":\"online\"");
    make_calls(s, calls, sizeof calls / sizeof *calls);
}

static const cJSON *member(const cJSON *json, const char *outer, const char *inner)
{
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(json, outer), inner);
}

static void status_as_json_has_all_that_is_known(void **state)
{
    static const char *const args[] = {"status", "-c", "$CONFIG", "--json", NULL};
    static const char *const numbers[] = {"queue", "reconnects", "quality"};
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    expect_part(s, "villa/link", "\"state\":\"online\"");
    char *out;
    assert_int_equal(run_fairlead(s, args, &out), 0);
    cJSON *json = cJSON_Parse(out);
    const cJSON *villa = member(json, "devices", "villa");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(json, "state")), "online");
    assert_string_equal(cJSON_GetStringValue(member(json, "info", "name")), "test");
    assert_true(cJSON_IsNumber(member(json, "health", "uptime")));
    const cJSON *multicast = member(json, "health", "multicast");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(multicast, "keep_alive")));
    assert_true(cJSON_IsArray(cJSON_GetObjectItem(multicast, "groups")));
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(villa, "state")), "online");
    assert_true(cJSON_IsString(cJSON_GetObjectItem(villa, "since")));
    assert_true(cJSON_IsString(cJSON_GetObjectItem(villa, "last_seen")));
    assert_true(cJSON_IsNumber(member(villa, "rtt_ms", "p50")));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(cJSON_IsNumber(cJSON_GetObjectItem(villa, numbers[i])));
    cJSON_Delete(json);
    free(out);
    kill_gateway(s);
    expect(s, "bridge/state", "offline");
    assert_int_equal(run_fairlead(s, args, &out), 1); /* and what was last known is shown */
    assert_non_null(strstr(out, "\"state\":\"offline\""));
    assert_non_null(strstr(out, "\"villa\":{"));
    free(out);
}

/* --- status --watch ------------------------------------------------------------------------ */

/* The state of the gateway and of villa in a line of `status --json --watch`. */
static bool json_shows(const char *line, const char *gateway, const char *villa)
{
    cJSON *json = cJSON_Parse(line);
    const char *us = cJSON_GetStringValue(cJSON_GetObjectItem(json, "state"));
    const char *it = cJSON_GetStringValue(cJSON_GetObjectItem(member(json, "devices", "villa"), "state"));
    bool shows = us && it && strcmp(us, gateway) == 0 && strcmp(it, villa) == 0;
    cJSON_Delete(json);
    return shows;
}

/* villa's row of the table has this state. */
static bool row_shows(const char *line, const char *gateway, const char *villa)
{
    char id[24] = "", state[24] = "";
    (void)gateway;
    return sscanf(line, "%23s %23s", id, state) == 2 && strcmp(id, "villa") == 0 && strcmp(state, villa) == 0;
}

/* Reads on until a line shows it. One comes every second, at least. */
static void expect_shown(struct scenario *s, struct process *watch,
                         bool (*shows)(const char *line, const char *gateway, const char *villa),
                         const char *gateway, const char *villa)
{
    enum { LINES_MAX = 200 };
    char last[256] = "(nothing)";
    for (int i = 0; i < LINES_MAX; i++) {
        const char *line = process_line(watch, SCENARIO_PATIENCE_MS);
        if (line && shows(line, gateway, villa))
            return;
        if (!line)
            break;
        snprintf(last, sizeof last, "%.255s", line);
    }
    give_up(s, "status --watch does not show %s, villa %s; its last line: %s", gateway, villa, last);
}

static void expect_end(struct process *watch, int signal)
{
    assert_true(process_signal(watch, signal));
    assert_true(process_wait(watch, SCENARIO_PATIENCE_MS));
    assert_int_equal(watch->status, 128 + signal);
    process_destroy(watch);
}

static void status_watch_follows_a_device_that_goes_and_returns(void **state)
{
    static const struct {
        const char *args[6];
        bool (*shows)(const char *line, const char *gateway, const char *villa);
        int signal;
    } cases[] = {{{"status", "-c", "$CONFIG", "--watch", "--json"}, json_shows, SIGINT},
                 {{"status", "-c", "$CONFIG", "--watch"}, row_shows, SIGTERM}};
    struct scenario *s = *state;
    start_villa(s, NULL, "reconnect_min = \"1h\"; reconnect_max = \"1h\";");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct process *watch = start_fairlead(s, cases[i].args);
        expect_shown(s, watch, cases[i].shows, "online", "online");
        panel(s, "0 drop");
        expect_shown(s, watch, cases[i].shows, "online", "backoff");
        send_text(s, "villa/do/reconnect", "");
        expect_shown(s, watch, cases[i].shows, "online", "online");
        expect_end(watch, cases[i].signal);
    }
}

static void status_watch_outlives_the_gateway_and_the_broker(void **state)
{
    static const char *const args[] = {"status", "-c", "$CONFIG", "--watch", "--json", NULL};
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    struct process *watch = start_fairlead(s, args);
    expect_shown(s, watch, json_shows, "online", "online");
    stop_gateway(s);
    expect_shown(s, watch, json_shows, "offline", "stopped");
    restart_broker(s);
    start_gateway(s);
    expect_shown(s, watch, json_shows, "online", "online");
    expect_end(watch, SIGTERM);
}

static void check_lists_every_problem_with_its_line(void **state)
{
    static const char *const args[] = {"check", "-c", "$CONFIG", NULL};
    struct scenario *s = *state;
    char *out;
    start_panels(s, 1, NULL);
    write_config(s, "", NULL, VILLA);
    assert_int_equal(run_fairlead(s, args, &out), 0);
    free(out);
    write_raw_config(s, "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; versoin = \"5\"; };\n"
                        "defaults: {\n  poll_interval = \"1ms\";\n};\n");
    assert_int_equal(run_fairlead(s, args, &out), 2);
    assert_non_null(strstr(out, "fairlead.cfg:1: error:"));
    assert_non_null(strstr(out, "versoin"));
    assert_non_null(strstr(out, "fairlead.cfg:3: error:"));
    assert_non_null(strstr(out, "poll_interval"));
    free(out);
    static const char *const run_args[] = {"run", "-c", "$CONFIG", NULL};
    assert_int_equal(run_fairlead(s, run_args, NULL), 2);
    static const char *const missing[] = {"check", "-c", "/nowhere/fairlead.cfg", NULL};
    assert_int_equal(run_fairlead(s, missing, &out), 2);
    assert_non_null(strstr(out, "/nowhere/fairlead.cfg"));
    free(out);
}

static void help_version_and_mistakes(void **state)
{
    static const struct call calls[] = {
        {{"--version"}, 0, "fairlead "}, {{"--help"}, 0, "usage"},          {{"run", "--help"}, 0, "usage"},
        {{"set", "--help"}, 0, "usage"}, {{"frobnicate"}, 2, "frobnicate"}, {{"run", "--bogus"}, 2, "bogus"},
    };
    make_calls(*state, calls, sizeof calls / sizeof *calls);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(set_and_do_wait_for_the_verdict),
        TEST(without_a_gateway_commands_fail_at_once),
        TEST(status_shows_every_device),
        TEST(status_as_json_has_all_that_is_known),
        TEST(status_watch_follows_a_device_that_goes_and_returns),
        TEST(status_watch_outlives_the_gateway_and_the_broker),
        TEST(check_lists_every_problem_with_its_line),
        TEST(help_version_and_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
