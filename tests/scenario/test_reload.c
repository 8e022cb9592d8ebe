/* SIGHUP and bridge/request/reload: a good file restarts what changed and nothing else, a bad one
 * changes nothing and is reported. */
#include <signal.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

#define CABIN_WITH(name, settings)                                                                           \
    ", { id = \"cabin\"; driver = \"ipcom\"; name = \"" name "\"; host = \"127.0.0.1\"; port = $1;"          \
    "  username = \"user\"; password = \"secret\"; " settings                                                \
    "  outputs = ({ key = \"stove\"; name = \"Stove\"; module = 1; output = 1; kind = \"switch\"; }); }"
#define CABIN(name) CABIN_WITH(name, "")

static void start_both(struct scenario *s)
{
    start_panels(s, 2, NULL);
    write_config(s, "", NULL, VILLA CABIN("Cabin"));
    start_gateway(s);
    expect_online(s, "villa");
    expect_online(s, "cabin");
    expect(s, "cabin/stove", "OFF");
}

static void ask_to_reload(struct scenario *s, const char *id)
{
    char payload[64] = "{\"id\":\"";
    strcat(strcat(payload, id), "\"}");
    send_text(s, "bridge/request/reload", payload);
    expect_part(s, "bridge/response/reload", id);
}

static void only_the_changed_device_starts_again(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    size_t said = count_on(s, "villa/availability");
    write_config(s, "", NULL, VILLA CABIN("Log cabin"));
    ask_to_reload(s, "one");
    expect_part(s, "bridge/response/reload", "\"error\":null");
    expect_panel_stat(s, 1, "logins", 2);
    expect_online(s, "cabin");
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
    assert_int_equal(count_on(s, "villa/availability"), said);
    send_set(s, "cabin/stove", "\"ON\"", "warm");
    expect_verdict(s, "warm", "done", NULL);
}

static void sighup_reloads_too(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 2, NULL);
    write_config(s, "", NULL, VILLA);
    start_gateway(s);
    expect_online(s, "villa");
    write_config(s, "", NULL, VILLA CABIN("Cabin"));
    process_signal(s->gateway, SIGHUP);
    expect_online(s, "cabin");
    expect_part(s, "bridge/info", "cabin");
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

static void a_bad_file_changes_nothing_and_is_reported(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    write_config(s, "", NULL, VILLA_WITH("poll_intervall = \"1s\";"));
    ask_to_reload(s, "bad");
    expect_part(s, "bridge/response/reload", "poll_intervall");
    process_signal(s->gateway, SIGHUP);
    expect_log(s, "poll_intervall");
    expect_part(s, "bridge/log", "poll_intervall");
    send_set(s, "cabin/stove", "\"ON\"", "still");
    expect_verdict(s, "still", "done", NULL);
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
    assert_int_equal(panel_stat(s, 1, "logins"), 1);
}

static void a_removed_device_leaves_nothing_behind(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    expect_retained(s, "fairlead/cabin/stove", "OFF");
    send_text(s, "cabin/do/refresh", "{\"id\":\"last\"}");
    expect_verdict(s, "last", "done", NULL);
    write_config(s, "", NULL, VILLA);
    ask_to_reload(s, "less");
    expect_nothing_retained(s, "fairlead/cabin");
    expect_nothing_retained(s, "homeassistant/device/test-cabin");
    assert_true(retained_below(s, "fairlead/villa") > 5);
    send_set(s, "cabin/stove", "\"ON\"", "gone");
    expect_verdict(s, "gone", "rejected", "cabin");
    expect_nothing_retained(s, "fairlead/cabin");
}

static void a_removed_entity_leaves_nothing_behind(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    expect_retained(s, "fairlead/cabin/stove", "OFF");
    write_config(s, "", NULL,
                 VILLA ", { id = \"cabin\"; driver = \"ipcom\"; host = \"127.0.0.1\"; port = $1;"
                       "  username = \"user\"; password = \"secret\";"
                       "  outputs = ({ key = \"oven\"; name = \"Oven\"; module = 1; output = 1; kind = "
                       "\"switch\"; }); }");
    ask_to_reload(s, "renamed");
    expect_retained(s, "fairlead/cabin/oven", "OFF");
    expect_nothing_retained(s, "fairlead/cabin/stove");
}

static void the_broker_settings_change_without_the_devices(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    write_config(s, "prefix = \"house\";", NULL, VILLA CABIN("Cabin"));
    process_signal(s->gateway, SIGHUP);
    assert_true(observer_wait(s->all, "house/villa/availability", "online", SCENARIO_PATIENCE_MS));
    assert_true(observer_wait(s->all, "house/cabin/stove", "OFF", SCENARIO_PATIENCE_MS));
    expect_nothing_retained(s, "fairlead/villa");
    expect_nothing_retained(s, "fairlead/cabin");
    expect_nothing_retained(s, "fairlead/bridge");
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
    assert_int_equal(panel_stat(s, 1, "logins"), 1);
}

static void a_disabled_device_is_as_one_that_is_not_there(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    write_config(s, "", NULL, VILLA CABIN_WITH("Cabin", "enabled = false;"));
    ask_to_reload(s, "off");
    expect_nothing_retained(s, "fairlead/cabin");
    send_set(s, "cabin/stove", "\"ON\"", "cold");
    expect_verdict(s, "cold", "rejected", "cabin");
    ask_to_reload(s, "again"); /* it stays away */
    assert_int_equal(panel_stat(s, 1, "logins"), 1);
    write_config(s, "", NULL, VILLA CABIN("Cabin"));
    ask_to_reload(s, "on");
    expect_online(s, "cabin");
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

/* It concerns the bus alone. */
static void a_new_status_interval_takes_effect(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_raw_config(s,
                     "gateway: { name = \"test\"; state_dir = \"$DIR/state\"; status_interval = \"1h\"; };\n"
                     "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; };\n"
                     "defaults: { " SCENARIO_DEFAULTS " };\n"
                     "devices = (" VILLA ");\n");
    start_gateway(s);
    expect_online(s, "villa");
    write_config(s, "", NULL, VILLA);
    ask_to_reload(s, "oftener");
    expect_count(s, "bridge/health", count_on(s, "bridge/health") + 3);
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

/* The bus that was to clear the device goes before the broker is there to hear it. */
static void a_device_removed_without_a_broker_is_cleared_by_the_next_bus(void **state)
{
    struct scenario *s = *state;
    start_both(s);
    expect_retained(s, "fairlead/cabin/stove", "OFF");
    stop_broker(s);
    write_config(s, "keepalive = \"20s\";", NULL, VILLA);
    process_signal(s->gateway, SIGHUP);
    expect_log(s, "reloaded: 1 devices stopped");
    restart_broker(s);
    expect(s, "cabin/stove", "");
    expect_online(s, "villa");
}

static void a_removed_device_aborts_its_waiting_commands(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 2, NULL);
    write_config(s, "", "poll_interval = \"100ms\"; write_interval = \"10s\"; command_ttl = \"1m\";",
                 VILLA CABIN("Cabin"));
    start_gateway(s);
    expect_online(s, "cabin");
    send_set(s, "cabin/stove", "\"ON\"", "first");
    expect_verdict(s, "first", "done", NULL);
    send_set(s, "cabin/stove", "\"OFF\"", "waits");
    write_config(s, "", "poll_interval = \"100ms\"; write_interval = \"10s\"; command_ttl = \"1m\";", VILLA);
    ask_to_reload(s, "less");
    expect_verdict(s, "waits", "aborted", "the device was removed");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(only_the_changed_device_starts_again),
        TEST(sighup_reloads_too),
        TEST(a_bad_file_changes_nothing_and_is_reported),
        TEST(a_removed_device_leaves_nothing_behind),
        TEST(a_removed_entity_leaves_nothing_behind),
        TEST(the_broker_settings_change_without_the_devices),
        TEST(a_disabled_device_is_as_one_that_is_not_there),
        TEST(a_new_status_interval_takes_effect),
        TEST(a_device_removed_without_a_broker_is_cleared_by_the_next_bus),
        TEST(a_removed_device_aborts_its_waiting_commands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
