/* Every command gets exactly one verdict, and it says what happened (`sent`, which a panel never gives, is
 * test_sent.c's). scenario_tear_down() looks for second verdicts. */
#include <stdio.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

static void what_cannot_be_done_is_rejected_with_what_is_allowed(void **state)
{
    static const struct {
        const char *topic, *payload, *words;
    } cases[] = {
        {"villa/attic/set", "{\"value\":\"ON\",\"id\":\"%s\"}", "attic"},
        {"villa/hall/set", "{\"value\":\"MAYBE\",\"id\":\"%s\"}", "ON"},
        {"villa/hall/set", "{\"value\":7,\"id\":\"%s\"}", "ON"},
        {"villa/lamp/set", "{\"value\":{\"brightness\":101},\"id\":\"%s\"}", "100"},
        {"villa/lamp/set", "{\"value\":{\"colour\":1},\"id\":\"%s\"}", "colour"},
        {"villa/blind/set", "{\"value\":\"FLY\",\"id\":\"%s\"}", "OPEN"},
        {"villa/set", "{\"attic\":\"ON\",\"id\":\"%s\"}", "attic"},
        {"villa/do/explode", "{\"id\":\"%s\"}", "explode"},
        {"castle/hall/set", "{\"value\":\"ON\",\"id\":\"%s\"}", "castle"},
    };
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char id[16], payload[128];
        snprintf(id, sizeof id, "r%zu", i);
        const char *cut = strstr(cases[i].payload, "%s");
        snprintf(payload, sizeof payload, "%.*s%s%s", (int)(cut - cases[i].payload), cases[i].payload, id,
                 cut + 2);
        send_text(s, cases[i].topic, payload);
        expect_verdict(s, id, "rejected", cases[i].words);
    }
    send_text(s, "villa/hall/set", "{\"value\":");
    expect_part(s, "villa/verdict", "\"status\":\"rejected\"");
    assert_int_equal(panel_stat(s, 0, "writes"), 0);
}

static void an_empty_payload_is_no_command(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    send_text(s, "villa/hall/set", "");
    send_set(s, "villa/pump", "\"ON\"", "next");
    expect_verdict(s, "next", "done", NULL);
    assert_int_equal(count_on(s, "villa/verdict"), 1);
}

static void a_retained_command_is_rejected_when_it_is_sent(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    assert_true(
        observer_publish(s->all, "fairlead/villa/hall/set", "{\"value\":\"ON\",\"id\":\"stay\"}", 1, true));
    expect_verdict(s, "stay", "rejected", "retain");
    stop_gateway(s);
    size_t said = count_on(s, "villa/availability");
    start_gateway(s); /* and must not act now */
    expect_count(s, "villa/availability", said + 1);
    expect_online(s, "villa");
    send_set(s, "villa/pump", "\"ON\"", "next");
    expect_verdict(s, "next", "done", NULL);
    expect_output(s, 0, 1, 1, 0);
    assert_int_equal(verdict_count(s, "stay"), 1);
}

/* The writes of a panel are far apart here, so that commands wait for one another. */
static void a_newer_set_supersedes_a_waiting_one(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "write_interval = \"2s\";");
    send_set(s, "villa/hall", "\"ON\"", "first");
    expect_verdict(s, "first", "done", NULL);
    send_set(s, "villa/lamp", "{\"brightness\":10}", "older");
    send_set(s, "villa/lamp", "{\"brightness\":20}", "newer");
    expect_verdict(s, "older", "superseded", "newer");
    expect_verdict(s, "newer", "done", NULL);
    expect_output(s, 0, 2, 1, 20);
}

/* "brightness" does not cover "state", and a toggle is an act. */
static void what_is_not_covered_is_not_superseded(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "write_interval = \"1s\";");
    send_set(s, "villa/pump", "\"ON\"", "first");
    expect_verdict(s, "first", "done", NULL);
    send_set(s, "villa/hall", "\"TOGGLE\"", "t1");
    send_set(s, "villa/hall", "\"TOGGLE\"", "t2");
    expect_verdict(s, "t1", "done", NULL);
    expect_verdict(s, "t2", "done", NULL);
    expect_output(s, 0, 1, 1, 0);
}

static void a_command_for_an_absent_panel_expires(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "command_ttl = \"1s\";");
    panel(s, "0 fault=refuse");
    panel(s, "0 drop");
    expect_offline(s, "villa");
    send_set(s, "villa/hall", "\"ON\"", "late");
    expect_verdict(s, "late", "expired", "");
    panel(s, "0 fault=none");
    expect_online(s, "villa");
    send_set(s, "villa/pump", "\"ON\"", "next");
    expect_verdict(s, "next", "done", NULL);
    expect_output(s, 0, 1, 1, 0);
}

static void a_command_waits_for_a_panel_that_comes_back_in_time(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "command_ttl = \"1m\";");
    panel(s, "0 fault=refuse");
    panel(s, "0 drop");
    expect_offline(s, "villa");
    send_set(s, "villa/hall", "\"ON\"", "patient");
    panel(s, "0 fault=none");
    expect_verdict(s, "patient", "done", NULL);
    expect_output(s, 0, 1, 1, 255);
}

static void the_senders_expiry_counts_too(void **state)
{
    struct scenario *s = *state;
    const struct observer_request with = {.expiry_s = 1};
    start_villa(s, NULL, "command_ttl = \"0s\";");
    panel(s, "0 fault=refuse");
    panel(s, "0 drop");
    expect_offline(s, "villa");
    send_with(s, "villa/hall/set", "{\"value\":\"ON\",\"id\":\"brief\"}", &with);
    expect_verdict(s, "brief", "expired", "");
}

static void a_full_queue_rejects(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "queue_size = 2; command_ttl = \"1m\";");
    panel(s, "0 fault=refuse");
    panel(s, "0 drop");
    expect_offline(s, "villa");
    send_set(s, "villa/hall", "\"ON\"", "q1");
    send_set(s, "villa/pump", "\"ON\"", "q2");
    send_set(s, "villa/lamp", "\"ON\"", "q3");
    expect_verdict(s, "q3", "rejected", "queue");
    send_set(s, "villa/pump", "\"OFF\"", "q4"); /* takes q2's place */
    expect_verdict(s, "q2", "superseded", "");
    panel(s, "0 fault=none");
    expect_verdict(s, "q1", "done", NULL);
    expect_verdict(s, "q4", "done", NULL);
}

/* Nothing else is asked here, so the request that the muted panel takes is the command's: it runs. */
static void a_link_that_breaks_fails_the_running_command(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL,
                "poll_interval = \"1h\"; keepalive_interval = \"0s\"; response_timeout = \"1m\";"
                " command_timeout = \"1m\";");
    panel(s, "0 fault=mute");
    unsigned long polls = panel_stat(s, 0, "polls");
    send_set(s, "villa/hall", "\"ON\"", "cut");
    expect_panel_stat(s, 0, "polls", polls + 1);
    panel(s, "0 fault=none");
    panel(s, "0 reset");
    expect_verdict(s, "cut", "failed", "reset by the device");
    expect_panel_stat(s, 0, "logins", 2);
    send_set(s, "villa/pump", "\"ON\"", "next"); /* for the same module */
    expect_verdict(s, "next", "done", NULL);
    expect_output(s, 0, 1, 1, 0); /* what has failed is not done in the next session */
}

/* The driver gives up after 4.5 s; command_timeout decides which of the two ends comes first. */
static void a_write_that_has_no_effect_is_never_done(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "command_timeout = \"1m\";");
    panel(s, "0 fault=ignore_writes");
    send_set(s, "villa/hall", "\"ON\"", "vain");
    expect_verdict(s, "vain", "failed", "the panel still shows 0 instead of 255");
    expect(s, "villa/hall", "OFF");
    panel(s, "0 fault=none");
    send_set(s, "villa/hall", "\"ON\"", "works");
    expect_verdict(s, "works", "done", NULL);
}

static void a_write_that_has_no_effect_in_time_is_a_timeout(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "command_timeout = \"1s\";");
    panel(s, "0 fault=ignore_writes");
    send_set(s, "villa/hall", "\"ON\"", "brief");
    expect_panel_log(s, "ignored", 1);
    expect_verdict(s, "brief", "timeout", "not confirmed in time");
}

static void a_confirmation_that_comes_too_late_is_a_timeout(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "command_timeout = \"500ms\";");
    panel(s, "0 fault=late:3000");
    send_set(s, "villa/hall", "\"ON\"", "slow");
    expect_verdict(s, "slow", "timeout", "");
    expect(s, "villa/hall", "ON"); /* it still happened, and that is shown */
}

static void a_repeated_id_gets_the_first_verdict_again(void **state)
{
    struct scenario *s = *state;
    s->repeats_allowed = true;
    start_villa(s, NULL, "");
    send_set(s, "villa/hall", "\"TOGGLE\"", "twice");
    expect_verdict(s, "twice", "done", NULL);
    unsigned long writes = panel_stat(s, 0, "writes");
    send_set(s, "villa/hall", "\"TOGGLE\"", "twice");
    expect_count(s, "villa/verdict", 2);
    assert_int_equal(verdict_count(s, "twice"), 2);
    assert_int_equal(panel_stat(s, 0, "writes"), writes);
    send_set(s, "villa/pump", "\"ON\"", "twice"); /* another topic: another command */
    expect_count(s, "villa/verdict", 3);
    expect_output(s, 0, 1, 2, 255);
    expect_output(s, 0, 1, 1, 255);
}

static void the_end_of_the_gateway_aborts_what_waits(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "write_interval = \"10s\"; command_ttl = \"1m\";");
    send_set(s, "villa/hall", "\"ON\"", "first");
    expect_verdict(s, "first", "done", NULL);
    send_set(s, "villa/lamp", "{\"brightness\":10}", "waits");
    send_text(s, "castle/x/set",
              "{\"value\":1,\"id\":\"mark\"}"); /* when this is answered, the other is queued */
    expect_verdict(s, "mark", "rejected", "castle");
    stop_gateway(s);
    expect_verdict(s, "waits", "aborted", "");
    expect_offline(s, "villa");
}

static void fifty_commands_for_one_module_get_fifty_verdicts(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    for (int i = 0; i < 50; i++) {
        char id[16];
        snprintf(id, sizeof id, "b%d", i);
        send_set(s, i % 2 ? "villa/pump" : "villa/hall", i % 4 < 2 ? "\"ON\"" : "\"OFF\"", id);
    }
    expect_count(s, "villa/verdict", 50);
    expect_verdict(s, "b48", "done", NULL);
    expect_verdict(s, "b49", "done", NULL);
    expect_output(s, 0, 1, 1, 255);
    expect_output(s, 0, 1, 2, 255);
    assert_true(panel_stat(s, 0, "writes") < 50);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_cannot_be_done_is_rejected_with_what_is_allowed),
        TEST(an_empty_payload_is_no_command),
        TEST(a_retained_command_is_rejected_when_it_is_sent),
        TEST(a_newer_set_supersedes_a_waiting_one),
        TEST(what_is_not_covered_is_not_superseded),
        TEST(a_command_for_an_absent_panel_expires),
        TEST(a_command_waits_for_a_panel_that_comes_back_in_time),
        TEST(the_senders_expiry_counts_too),
        TEST(a_full_queue_rejects),
        TEST(a_link_that_breaks_fails_the_running_command),
        TEST(a_write_that_has_no_effect_is_never_done),
        TEST(a_write_that_has_no_effect_in_time_is_a_timeout),
        TEST(a_confirmation_that_comes_too_late_is_a_timeout),
        TEST(a_repeated_id_gets_the_first_verdict_again),
        TEST(the_end_of_the_gateway_aborts_what_waits),
        TEST(fifty_commands_for_one_module_get_fifty_verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
