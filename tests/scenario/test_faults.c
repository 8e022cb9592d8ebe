/* What panels and networks do wrong, and that the gateway survives it, tells it and recovers. */
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

#define IMPATIENT "response_timeout = \"500ms\"; connect_timeout = \"500ms\";"

/* The panel works again: the session is back, shows what changed meanwhile, and obeys. */
static void expect_recovery(struct scenario *s)
{
    panel(s, "0 fault=none");
    panel(s, "0 output 1.2=255");
    expect(s, "villa/pump", "ON");
    expect_online(s, "villa");
    send_set(s, "villa/hall", "\"ON\"", "recovered");
    expect_verdict(s, "recovered", "done", NULL);
    expect_output(s, 0, 1, 1, 255);
}

static void a_restarted_panel_with_a_new_key_is_logged_into_again(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    stop_panels(s);
    expect_offline(s, "villa");
    start_panels(s, 1, NULL);
    expect_online(s, "villa");
    expect_recovery(s);
}

static void a_panel_that_vanishes_is_noticed(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, IMPATIENT);
    panel(s, "0 fault=half_open");
    expect_offline(s, "villa");
    expect_recovery(s);
}

static void silence_is_noticed(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, IMPATIENT);
    panel(s, "0 fault=silent");
    expect_offline(s, "villa");
    expect_recovery(s);
}

static void closing_and_reset_are_told_apart(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    panel(s, "0 drop");
    expect_panel_stat(s, 0, "logins", 2);
    expect_log(s, "closed by the device");
    expect_online(s, "villa");
    panel(s, "0 reset");
    expect_panel_stat(s, 0, "logins", 3);
    expect_log(s, "reset by the device");
    expect_recovery(s);
}

static void answers_byte_by_byte_are_put_together(void **state)
{
    static const char *const bytewise[] = {"fault=bytewise:1", NULL};
    struct scenario *s = *state;
    start_villa(s, bytewise, "");
    size_t said = count_on(s, "villa/availability");
    panel(s, "0 wall 1.1=255");
    expect(s, "villa/hall", "ON");
    send_set(s, "villa/pump", "\"ON\"", "bytes");
    expect_verdict(s, "bytes", "done", NULL);
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
    assert_int_equal(count_on(s, "villa/availability"), said);
}

static void answers_that_come_together_are_taken_apart(void **state)
{
    static const char *const doubled[][2] = {{"fault=doubled:3,coalesced:20", NULL},
                                             {"fault=doubled:1,coalesced:20", NULL}};
    struct scenario *s = *state;
    for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++) {
        start_villa(s, doubled[i], "");
        panel(s, "0 wall 1.1=255");
        expect(s, "villa/hall", "ON");
        char id[16] = {'d', (char)('0' + i)};
        send_set(s, "villa/pump", "\"ON\"", id);
        expect_verdict(s, id, "done", NULL);
        expect_panel_stat(s, 0, "polls", panel_stat(s, 0, "polls") + 10);
        assert_int_equal(panel_stat(s, 0, "logins"), 1);
        stop_gateway(s);
        expect_offline(s, "villa");
        stop_panels(s);
    }
}

/* Damage in one snapshot is no news: not a change of state, nor the end of the session. */
static void damaged_snapshots_change_nothing(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    panel(s, "0 wall 1.1=255");
    expect(s, "villa/hall", "ON");
    size_t hall = count_on(s, "villa/hall"), pump = count_on(s, "villa/pump"),
           lamp = count_on(s, "villa/lamp");
    panel(s, "0 fault=damaged:3");
    unsigned long polls = panel_stat(s, 0, "polls");
    expect_panel_stat(s, 0, "polls", polls + 60);
    panel(s, "0 fault=none");
    expect_online(s, "villa");
    assert_int_equal(count_on(s, "villa/hall"), hall);
    assert_int_equal(count_on(s, "villa/pump"), pump);
    assert_true(count_on(s, "villa/lamp") - lamp <= 2); /* any level up to 100 is plausible */
    expect_recovery(s);
}

static void truncated_snapshots_and_garbage_are_survived(void **state)
{
    static const struct {
        const char *fault, *stat; /* and what shows that it was met several times */
    } cases[] = {{"truncated:4", "polls"}, {"garbage:5", "connections"}};
    struct scenario *s = *state;
    start_villa(s, NULL, IMPATIENT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned long before = panel_stat(s, 0, cases[i].stat);
        panel(s, "0 fault=%s", cases[i].fault);
        expect_panel_stat(s, 0, cases[i].stat, before + 6);
    }
    expect_recovery(s);
}

static void refused_credentials_are_told_and_not_hammered(void **state)
{
    static const char *const refusing[] = {"fault=refuse_logins", NULL};
    struct scenario *s = *state;
    start_panels(s, 1, refusing);
    write_config(s, "", NULL, VILLA);
    start_gateway(s);
    expect_part(s, "villa/link", "\"state\":\"backoff\"");
    expect_part(s, "villa/link", "wrong user or password");
    expect_offline(s, "villa");
    unsigned long refused = panel_stat(s, 0, "refused");
    expect_count(s, "villa/link", count_on(s, "villa/link") + 4); /* status_interval is 1 s */
    assert_int_equal(panel_stat(s, 0, "refused"), refused);
    panel(s, "0 fault=none");
    send_text(s, "villa/do/reconnect", "");
    expect_online(s, "villa");
    char *log = process_read_file(s->log);
    assert_null(strstr(log, "secret"));
    free(log);
}

static void every_mode_of_a_panel_works(void **state)
{
    static const char *const options[][3] = {{"secure=off", NULL},   {"login=short", NULL},
                                             {"ack=none", NULL},     {"ack=short", NULL},
                                             {"ack=snapshot", NULL}, {"key=panel", NULL}};
    struct scenario *s = *state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        start_panels(s, 1, options[i]);
        write_config(s, "", NULL, VILLA);
        start_gateway(s);
        expect_online(s, "villa");
        char id[16] = {'m', (char)('0' + i)};
        send_set(s, "villa/hall", "\"ON\"", id);
        expect_verdict(s, id, "done", NULL);
        expect_output(s, 0, 1, 1, 255);
        stop_gateway(s);
        expect_offline(s, "villa");
        stop_panels(s);
    }
}

/* A wall switch pressed after the last poll: the poll right before the write sees it. */
static void a_wall_switch_before_a_write_is_not_undone(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "", "poll_interval = \"1h\";", VILLA);
    start_gateway(s);
    expect(s, "villa/hall", "OFF");
    panel(s, "0 wall 1.2=255");
    send_set(s, "villa/hall", "\"ON\"", "kept");
    expect_verdict(s, "kept", "done", NULL);
    expect(s, "villa/pump", "ON");
    expect_output(s, 0, 1, 2, 255);
    assert_int_equal(panel_stat(s, 0, "reverted"), 0);
}

/* Pressed between that poll and the write, the protocol cannot save it; but what is shown is true,
 * the command is done, and nothing else is "repaired". */
static void a_wall_switch_between_snapshot_and_write_is_shown_as_it_is(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "", "poll_interval = \"1h\";", VILLA);
    start_gateway(s);
    expect(s, "villa/hall", "OFF");
    panel(s, "0 wall 1.2=255 after=snapshot");
    send_set(s, "villa/hall", "\"ON\"", "race");
    expect_verdict(s, "race", "done", NULL);
    expect_output(s, 0, 1, 1, 255);
    expect_output(s, 0, 1, 2, 0);
    send_text(s, "villa/do/refresh", "{\"id\":\"look\"}");
    expect_verdict(s, "look", "done", NULL);
    expect(s, "villa/pump", "OFF");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_restarted_panel_with_a_new_key_is_logged_into_again),
        TEST(a_panel_that_vanishes_is_noticed),
        TEST(silence_is_noticed),
        TEST(closing_and_reset_are_told_apart),
        TEST(answers_byte_by_byte_are_put_together),
        TEST(answers_that_come_together_are_taken_apart),
        TEST(damaged_snapshots_change_nothing),
        TEST(truncated_snapshots_and_garbage_are_survived),
        TEST(refused_credentials_are_told_and_not_hammered),
        TEST(every_mode_of_a_panel_works),
        TEST(a_wall_switch_before_a_write_is_not_undone),
        TEST(a_wall_switch_between_snapshot_and_write_is_shown_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
