/* One device's trouble is its own: among fifty panels one floods garbage and one is silent. Judged
 * by counts, so that a slow machine changes nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

enum { PANELS = 50, FLOODING = 0, SILENT = 1, POLLS = 20 };

static char *fifty_devices(void)
{
    static const char form[] =
        "%s{ id = \"d%d\"; driver = \"ipcom\"; host = \"127.0.0.1\"; port = $%d; username = \"user\";"
        " password = \"secret\"; outputs = ({ key = \"lamp\"; module = 1; output = 1; kind = \"light\"; },"
        " { key = \"pump\"; module = 1; output = 2; kind = \"switch\"; }); "
        "}\n";
    size_t cap = PANELS * (sizeof form + 16), len = 0;
    char *text = malloc(cap);
    assert_non_null(text);
    for (int i = 0; i < PANELS; i++)
        len += (size_t)snprintf(text + len, cap - len, form, i ? "," : "", i, i);
    return text;
}

static void start_fifty(struct scenario *s, const char *const *options, const char *defaults)
{
    char *devices = fifty_devices(), topic[32];
    start_panels(s, PANELS, options);
    write_config(s, "", defaults, devices);
    free(devices);
    start_gateway(s);
    for (int i = 0; i < PANELS; i++) {
        snprintf(topic, sizeof topic, "d%d", i);
        expect_online(s, topic);
    }
}

static void a_flood_and_a_silence_disturb_nobody_else(void **state)
{
    struct scenario *s = *state;
    unsigned long before[PANELS], least = (unsigned long)-1, most = 0;
    start_fifty(s, NULL, NULL);
    panel(s, "%d fault=garbage:64", FLOODING);
    panel(s, "%d fault=silent", SILENT);
    for (int i = 0; i < PANELS; i++)
        before[i] = panel_stat(s, (size_t)i, "polls");
    for (size_t i = 2; i < PANELS; i++)
        expect_panel_stat(s, i, "polls", before[i] + POLLS);
    for (size_t i = 2; i < PANELS; i++) {
        unsigned long polls = panel_stat(s, i, "polls") - before[i];
        least = polls < least ? polls : least;
        most = polls > most ? polls : most;
    }
    assert_true(2 * least >= most); /* nobody was left behind */
    for (size_t i = 2; i < PANELS; i++)
        assert_int_equal(panel_stat(s, i, "logins"), 1);
}

static void commands_to_the_others_are_done(void **state)
{
    struct scenario *s = *state;
    char entity[32], id[16];
    start_fifty(s, NULL, NULL);
    panel(s, "%d fault=garbage:64", FLOODING);
    panel(s, "%d fault=silent", SILENT);
    for (int i = 0; i < PANELS; i++) {
        snprintf(entity, sizeof entity, "d%d/lamp", i);
        snprintf(id, sizeof id, "c%d", i);
        send_set(s, entity, "\"ON\"", id);
    }
    for (int i = 2; i < PANELS; i++) {
        snprintf(id, sizeof id, "c%d", i);
        expect_verdict(s, id, "done", NULL);
        expect_output(s, (size_t)i, 1, 1, 255);
    }
    cJSON_Delete(wait_verdict(s, "c0"));
    cJSON_Delete(wait_verdict(s, "c1"));
}

/* More than a thousand changes a second: still every device is introduced, and obeys. */
static void changes_without_end_keep_nobody_from_being_published(void **state)
{
    static const char *const changing[] = {"autochange=55ms:1.2", NULL};
    struct scenario *s = *state;
    start_fifty(s, changing, "poll_interval = \"50ms\";");
    char topic[32];
    for (int i = 0; i < PANELS; i++) {
        snprintf(topic, sizeof topic, "d%d/lamp", i);
        expect(s, topic, "OFF");
    }
    send_set(s, "d49/lamp", "\"ON\"", "obeys");
    expect_verdict(s, "obeys", "done", NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_flood_and_a_silence_disturb_nobody_else),
        TEST(commands_to_the_others_are_done),
        TEST(changes_without_end_keep_nobody_from_being_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
