/* Home Assistant finds everything, and is told again when it starts. */
#include <string.h>

#include "support/cmocka.h"
#include "support/ha_schema.h"
#include "support/scenario.h"

static const char device_topic[] = "homeassistant/device/test-villa/config";
static const char bridge_topic[] = "homeassistant/device/test-bridge/config";

static void birth_of_home_assistant_announces_again(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    assert_true(observer_wait_count(s->all, device_topic, 1, SCENARIO_PATIENCE_MS));
    assert_true(observer_wait_count(s->all, bridge_topic, 1, SCENARIO_PATIENCE_MS));
    size_t device = observer_count(s->all, device_topic), bridge = observer_count(s->all, bridge_topic);
    assert_true(observer_publish(s->all, "homeassistant/status", "online", 0, false));
    assert_true(observer_wait_count(s->all, device_topic, device + 1, SCENARIO_PATIENCE_MS));
    assert_true(observer_wait_count(s->all, bridge_topic, bridge + 1, SCENARIO_PATIENCE_MS));
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

static void every_entity_is_announced_with_its_topics(void **state)
{
    static const char *const keys[] = {"hall", "pump", "lamp", "blind"};
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    assert_true(observer_wait_count(s->all, device_topic, 1, SCENARIO_PATIENCE_MS));
    const char *text = observer_last(s->all, device_topic)->payload;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char topic[64] = "fairlead/villa/";
        assert_non_null(strstr(text, strcat(topic, keys[i])));
    }
    assert_non_null(strstr(text, "fairlead/villa/availability"));
    assert_non_null(strstr(text, "fairlead/bridge/state"));
    assert_non_null(strstr(text, "fairlead/villa/do/reconnect"));
}

/* The tables know more than a person sees: every live message is judged by them. */
static void every_message_passes_home_assistants_rules(void **state)
{
    static const char *const forms[] = {"", "topics = \"snapshot\";", "topics = \"entities\";"};
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        write_config(s, forms[i], NULL, VILLA);
        start_gateway(s);
        assert_true(observer_wait_count(s->all, device_topic, i + 1, SCENARIO_PATIENCE_MS));
        assert_true(observer_wait_count(s->all, bridge_topic, i + 1, SCENARIO_PATIENCE_MS));
        stop_gateway(s);
    }
    struct ha_schema *schema = ha_schema_load(FL_SOURCE_DIR "/tests/vectors/ha_schema.json");
    assert_non_null(schema);
    struct fl_str faults = {0};
    size_t checked = 0;
    for (size_t i = 0; i < observer_count(s->all, NULL); i++) {
        const struct observer_message *m = observer_at(s->all, NULL, i);
        if (strncmp(m->topic, "homeassistant/device/", 21) != 0 || m->len == 0)
            continue;
        if (ha_schema_check(schema, m->topic, m->payload, m->len, &faults) > 0)
            give_up(s, "%s: %s", m->topic, faults.text);
        checked++;
    }
    assert_true(checked >= 6);
    fl_str_finish(&faults);
    ha_schema_destroy(schema);
}

static void discovery_can_be_off(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "discovery: { enabled = false; };", NULL, VILLA);
    start_gateway(s);
    expect_online(s, "villa");
    expect(s, "villa/hall", "OFF");
    stop_gateway(s);
    assert_int_equal(observer_count(s->all, device_topic), 0);
    assert_int_equal(observer_count(s->all, bridge_topic), 0);
}

static void discovery_switched_off_is_cleared(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    assert_true(observer_wait_count(s->all, device_topic, 1, SCENARIO_PATIENCE_MS));
    stop_gateway(s);
    write_config(s, "discovery: { enabled = false; };", NULL, VILLA);
    start_gateway(s);
    expect_nothing_retained(s, "homeassistant/device/test-villa");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(birth_of_home_assistant_announces_again),    TEST(every_entity_is_announced_with_its_topics),
        TEST(every_message_passes_home_assistants_rules), TEST(discovery_can_be_off),
        TEST(discovery_switched_off_is_cleared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
