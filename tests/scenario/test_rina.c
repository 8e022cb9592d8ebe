/* A membership from the first enrolment to fail-over and return, with simulated bootstraps at 127.0.0.2 and
 * 127.0.0.3. What the session does in model time is tried in drivers/rina; here it is the whole way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

static void configure(struct scenario *s, const char *settings)
{
    static const char form[] =
        "{ id = \"farm\"; driver = \"rina\"; host = \"127.0.0.2\"; port = $0; dif_name = \"farm-dif\";\n"
        "  bootstraps = ( { host = \"127.0.0.3\"; port = $1; } ); heartbeat_interval = \"1s\";\n"
        "  connection_timeout = \"4s\"; enroll_timeout = \"2s\"; response_timeout = \"500ms\";\n"
        "  sync_interval = \"1s\"; %s }";
    char text[1024];
    assert_true((size_t)snprintf(text, sizeof text, form, settings) < sizeof text);
    write_config(s, "", NULL, text);
}

static int set_up(void **state)
{
    if (scenario_set_up(state))
        return -1;
    start_bootstraps(*state, 2, NULL);
    configure(*state, "");
    return 0;
}

static void start_member(struct scenario *s)
{
    start_gateway(s);
    expect_online(s, "farm");
    expect(s, "farm/membership", "enrolled");
    expect(s, "farm/address", "1002");
}

static void a_member_shows_the_facility(void **state)
{
    struct scenario *s = *state;
    start_member(s);
    expect(s, "farm/dif", "farm-dif");
    expect(s, "farm/codec", "postcard");
    expect_part(s, "farm/event", "\"event_type\":\"enrolled\"");
    panel(s, "0 route 1007 7009");
    expect(s, "farm/neighbours", "1");
    expect(s, "farm/neighbour_list", "1007");
    expect_member(s, "farm/state", "address_conflict", "\"OFF\"");
    panel(s, "0 route 1002 7009"); /* ours */
    expect(s, "farm/address_conflict", "ON");
}

static void actions_read_write_and_sync(void **state)
{
    struct scenario *s = *state;
    start_member(s);
    panel(s, "0 set /test/x some words");
    send_text(s, "farm/do/sync", "{\"id\":\"sync\"}");
    expect_verdict(s, "sync", "done", NULL);
    send_text(s, "farm/do/read", "{\"name\":\"/test/x\",\"id\":\"read\"}");
    cJSON *v = wait_verdict(s, "read");
    char *text = cJSON_PrintUnformatted(cJSON_GetObjectItem(v, "value"));
    assert_non_null(strstr(text, "\"value\":\"some words\""));
    free(text);
    cJSON_Delete(v);
    send_text(s, "farm/do/read", "{\"name\":\"/no\",\"id\":\"none\"}");
    expect_verdict(s, "none", "rejected", "no object");
    send_text(s, "farm/do/write", "{\"name\":\"/test/x\",\"value\":7,\"id\":\"write\"}");
    expect_verdict(s, "write", "sent", "not answered");
    send_text(s, "farm/do/re_enroll", "{\"id\":\"again\"}");
    expect_verdict(s, "again", "done", NULL);
    expect(s, "farm/re_enrollments", "1");
    expect(s, "farm/address", "1002");
    assert_int_equal(panel_stat(s, 0, "too_close"), 0);
}

static void a_restarted_gateway_keeps_its_address(void **state)
{
    struct scenario *s = *state;
    start_member(s);
    stop_gateway(s);
    start_member(s);
    assert_int_equal(panel_stat(s, 0, "addresses"), 1);
    assert_int_equal(panel_stat(s, 0, "enrollments"), 2);
}

static void a_bootstrap_that_forgot_us_takes_us_again(void **state)
{
    struct scenario *s = *state;
    start_member(s);
    panel(s, "0 restart");
    expect_part(s, "farm/event", "\"event_type\":\"re_enrolled\"");
    expect_online(s, "farm");
    expect(s, "farm/address", "1002");
    assert_int_equal(panel_stat(s, 1, "requests"), 0);
}

static void it_fails_over_and_returns(void **state)
{
    static const char *const troubles[][2] = {{"0 fault=silent", "0 fault=none"}, {"0 stop", "0 start"}};
    struct scenario *s = *state;
    start_member(s);
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++) {
        panel(s, "%s", troubles[i][0]);
        expect(s, "farm/address", "2002");
        expect_online(s, "farm");
        panel(s, "%s", troubles[i][1]);
        expect(s, "farm/address", "1002");
        expect_online(s, "farm");
    }
    assert_int_equal(panel_stat(s, 0, "addresses"), 1);
    assert_int_equal(panel_stat(s, 1, "addresses"), 1);
}

static void errors_have_types(void **state)
{
    static const struct {
        const char *fault, *error, *membership;
    } rows[] = {{"* pool=0", "pool_exhausted", "rejected"},
                {"* fault=reject", "rejected", "rejected"},
                {"* fault=cut", "malformed", "not_enrolled"},
                {"* fault=silent", "timeout", "not_enrolled"}};
    struct scenario *s = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel(s, "%s", rows[i].fault);
        start_gateway(s);
        expect(s, "farm/last_error", rows[i].error);
        expect(s, "farm/membership", rows[i].membership);
        expect_part(s, "farm/event", "\"event_type\":\"enrollment_failed\"");
        expect_offline(s, "farm");
        stop_gateway(s);
        panel(s, "* fault=none");
    }
}

static void the_older_serialisation_is_found_out(void **state)
{
    static const char *const options[] = {"codec=bincode", NULL};
    struct scenario *s = *state;
    stop_panels(s);
    start_bootstraps(s, 2, options);
    configure(s, "");
    start_gateway(s);
    expect(s, "farm/codec", "bincode");
    expect(s, "farm/membership", "enrolled");
    expect_online(s, "farm");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_member_shows_the_facility),
        TEST(actions_read_write_and_sync),
        TEST(a_restarted_gateway_keeps_its_address),
        TEST(a_bootstrap_that_forgot_us_takes_us_again),
        TEST(it_fails_over_and_returns),
        TEST(errors_have_types),
        TEST(the_older_serialisation_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
