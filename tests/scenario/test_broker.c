/* The broker goes, comes back empty, comes late: state is whole again, and devices never notice. */

#include "support/cmocka.h"
#include "support/scenario.h"

static void a_broker_that_comes_back_empty_gets_everything_again(void **state)
{
    static const char *const retained[] = {
        "fairlead/bridge/state",
        "fairlead/bridge/info",
        "fairlead/bridge/health",
        "fairlead/villa/availability",
        "fairlead/villa/state",
        "fairlead/villa/hall",
        "fairlead/villa/pump",
        "fairlead/villa/lamp",
        "fairlead/villa/blind",
        "fairlead/villa/link",
        "homeassistant/device/test-villa/config",
        "homeassistant/device/test-bridge/config",
    };
    struct scenario *s = *state;
    s->repeats_allowed = true; /* QoS 1 over a broken connection */
    start_villa(s, NULL, "");
    stop_broker(s);
    panel(s, "0 wall 1.1=255");
    unsigned long polls = panel_stat(s, 0, "polls");
    expect_panel_stat(s, 0, "polls", polls + 5); /* the panel is polled all the while */
    restart_broker(s);
    expect_retained(s, "fairlead/villa/hall", "ON");
    expect_retained(s, "fairlead/bridge/state", "online");
    for (size_t i = 0; i < sizeof retained / sizeof *retained; i++) {
        for (int tries = 0; retained_below(s, retained[i]) == 0; tries++)
            assert_true(tries < 100);
    }
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
    send_set(s, "villa/pump", "\"ON\"", "again");
    expect_verdict(s, "again", "done", NULL);
}

static void a_broker_that_comes_late_is_waited_for(void **state)
{
    struct scenario *s = *state;
    stop_broker(s);
    start_panels(s, 1, NULL);
    write_config(s, "", NULL, VILLA);
    start_gateway(s);
    expect_panel_stat(s, 0, "polls", 5);
    expect_log(s, "cannot connect to mqtt:");
    restart_broker(s);
    expect_online(s, "villa");
    expect(s, "bridge/state", "online");
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

static void a_killed_gateway_is_declared_offline_by_the_broker(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    kill_gateway(s);
    expect(s, "bridge/state", "offline");
    start_gateway(s);
    expect(s, "bridge/state", "online");
}

static void commands_work_after_every_restart_of_the_broker(void **state)
{
    struct scenario *s = *state;
    s->repeats_allowed = true; /* QoS 1 over a broken connection */
    start_villa(s, NULL, "");
    for (int i = 0; i < 3; i++) {
        char id[] = {'k', (char)('0' + i), '\0'};
        restart_broker(s);
        expect_retained(s, "fairlead/bridge/state", "online");
        send_set(s, "villa/hall", i % 2 ? "\"OFF\"" : "\"ON\"", id);
        expect_verdict(s, id, "done", NULL);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_broker_that_comes_back_empty_gets_everything_again),
        TEST(a_broker_that_comes_late_is_waited_for),
        TEST(a_killed_gateway_is_declared_offline_by_the_broker),
        TEST(commands_work_after_every_restart_of_the_broker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
