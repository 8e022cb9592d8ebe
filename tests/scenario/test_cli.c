/* The sub-commands as a shell script sees them: exit status and output. */
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
    static const char *const json_args[] = {"status", "-c", "$CONFIG", "--json", NULL};
    char *out;
    assert_int_equal(run_fairlead(s, json_args, &out), 0);
    cJSON *json = cJSON_Parse(out);
    assert_non_null(json);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(json, "state")), "online");
    cJSON_Delete(json);
    free(out);
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
        TEST(set_and_do_wait_for_the_verdict), TEST(without_a_gateway_commands_fail_at_once),
        TEST(status_shows_every_device),       TEST(check_lists_every_problem_with_its_line),
        TEST(help_version_and_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
