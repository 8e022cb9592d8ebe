/* What the panel's outputs are is what the topics say, in both forms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "support/scenario.h"

static void outputs_are_mirrored_on_entity_topics_and_in_the_snapshot(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    expect_member(s, "villa/state", "hall", "\"OFF\"");
    expect(s, "villa/lamp", "{\"state\":\"OFF\",\"brightness\":0}");
    panel(s, "0 wall 1.1=255 2.1=40");
    expect(s, "villa/hall", "ON");
    expect_member(s, "villa/state", "hall", "\"ON\"");
    expect(s, "villa/lamp", "{\"state\":\"ON\",\"brightness\":40}");
    expect_member(s, "villa/state", "lamp.brightness", "40");
    panel(s, "0 wall 1.1=0");
    expect(s, "villa/hall", "OFF");
    expect_member(s, "villa/state", "hall", "\"OFF\"");
}

static void unchanged_state_is_not_published_again(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    size_t snapshots = count_on(s, "villa/state"), said = count_on(s, "villa/availability");
    unsigned long polls = panel_stat(s, 0, "polls");
    expect_panel_stat(s, 0, "polls", polls + 15);
    panel(s, "0 wall 1.2=255");
    expect(s, "villa/pump", "ON");
    expect_count(s, "villa/state", snapshots + 1);
    assert_int_equal(count_on(s, "villa/state"), snapshots + 1);
    assert_int_equal(count_on(s, "villa/hall"), 1);
    assert_int_equal(count_on(s, "villa/availability"), said);
}

static void state_is_retained_and_stays_when_the_panel_goes(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    panel(s, "0 wall 1.1=255");
    expect(s, "villa/hall", "ON");
    panel(s, "0 fault=refuse");
    panel(s, "0 drop");
    expect_offline(s, "villa");
    expect_retained(s, "fairlead/villa/hall", "ON");
    expect_retained(s, "fairlead/villa/availability", "offline");
    expect_retained(s, "fairlead/bridge/state", "online");
    expect_part(s, "villa/link", "\"state\":\"backoff\"");
}

struct form {
    const char *topics;
    bool snapshot, entities;
};

static void one_form_alone_can_be_chosen(void **state)
{
    static const struct form forms[] = {{"snapshot", true, false}, {"entities", false, true}};
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char mqtt[128];
        snprintf(mqtt, sizeof mqtt, "prefix = \"%s\"; topics = \"%s\";", forms[i].topics, forms[i].topics);
        write_config(s, mqtt, NULL, VILLA);
        start_gateway(s);
        char topic[64];
        snprintf(topic, sizeof topic, "%s/villa/%s", forms[i].topics, forms[i].snapshot ? "state" : "hall");
        assert_true(observer_wait_count(s->all, topic, 1, SCENARIO_PATIENCE_MS));
        stop_gateway(s); /* whatever was to come has come */
        snprintf(topic, sizeof topic, "%s/villa/state", forms[i].topics);
        assert_int_equal(observer_count(s->all, topic) > 0, forms[i].snapshot);
        snprintf(topic, sizeof topic, "%s/villa/hall", forms[i].topics);
        assert_int_equal(observer_count(s->all, topic) > 0, forms[i].entities);
    }
}

static void mqtt_3_1_1_is_enough(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "version = \"3.1.1\";", NULL, VILLA);
    start_gateway(s);
    expect_online(s, "villa");
    send_set(s, "villa/hall", "\"ON\"", "old");
    expect_verdict(s, "old", "done", NULL);
    expect(s, "villa/hall", "ON");
}

static void bridge_and_link_topics_say_what_runs(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    expect_member(s, "bridge/info", "name", "\"test\"");
    expect_part(s, "bridge/info", "ipcom");
    expect_part(s, "bridge/info", "villa");
    expect_part(s, "bridge/health", "\"threads\":");
    expect_member(s, "villa/link", "state", "\"online\"");
    expect_member(s, "villa/link", "quality", "100");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(outputs_are_mirrored_on_entity_topics_and_in_the_snapshot),
        TEST(unchanged_state_is_not_published_again),
        TEST(state_is_retained_and_stays_when_the_panel_goes),
        TEST(one_form_alone_can_be_chosen),
        TEST(mqtt_3_1_1_is_enough),
        TEST(bridge_and_link_topics_say_what_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
