/* The judge of discovery messages itself: a good message passes, each fault is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/ha_schema.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

#define TOPIC     "homeassistant/device/home-villa/config"
#define DEVICE    "\"device\":{\"identifiers\":[\"x\"],\"name\":\"X\"}"
#define ORIGIN    "\"origin\":{\"name\":\"Fairlead\"}"
#define ROOT      DEVICE "," ORIGIN
#define ONE(c)    "{" ROOT ",\"components\":{\"k\":{" c "}}}"
#define BASE(p)   "\"platform\":\"" p "\",\"unique_id\":\"u\",\"name\":\"N\""
#define SENSOR(x) ONE(BASE("sensor") ",\"state_topic\":\"a/b\"" x)
#define NUMBER(x) ONE(BASE("number") ",\"command_topic\":\"a/b/set\"" x)
#define COVER(x)  ONE(BASE("cover") x)
#define FAN(x)    ONE(BASE("fan") ",\"command_topic\":\"a/b/set\"" x)
#define LIGHT(x)  ONE(BASE("light") ",\"command_topic\":\"a/b/set\"" x)

static int set_up(void **state)
{
    *state = ha_schema_load(FL_SOURCE_DIR "/tests/vectors/ha_schema.json");
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    ha_schema_destroy(*state);
    return 0;
}

static void passes_good_messages(void **state)
{
    static const char *const messages[] = {
        "",
        "{" ROOT ",\"components\":{}}",
        SENSOR(""),
        SENSOR(",\"device_class\":\"temperature\",\"unit_of_measurement\":\"°C\",\"state_class\":"
               "\"measurement\""),
        SENSOR(",\"device_class\":\"enum\",\"options\":[\"a\",\"b\"]"),
        SENSOR(",\"device_class\":\"timestamp\""),
        SENSOR(",\"unit_of_measurement\":\"packets\",\"state_class\":\"total_increasing\""),
        SENSOR(",\"value_template\":\"{{ value_json.a }}\",\"availability\":[{\"topic\":\"t\"}]"),
        ONE("\"platform\":\"sensor\""),
        NUMBER(",\"min\":1,\"max\":2,\"step\":0.001,\"mode\":\"box\""),
        COVER(",\"position_topic\":\"p\",\"set_position_topic\":\"s\",\"payload_stop\":null"),
        FAN(",\"preset_mode_command_topic\":\"p\",\"preset_modes\":[\"eco\"],\"speed_range_max\":3"),
        LIGHT(",\"schema\":\"json\",\"brightness\":true,\"supported_color_modes\":[\"brightness\"]"),
        LIGHT(",\"brightness_command_topic\":\"t\",\"on_command_type\":\"last\""),
        ONE("\"platform\":\"binary_sensor\",\"unique_id\":\"u\",\"device_class\":\"door\",\"state_topic\":"
            "\"t\""),
        "{" ROOT ",\"state_topic\":\"t\",\"availability_mode\":\"all\",\"availability\":[{\"topic\":\"a\"},"
        "{\"topic\":\"b\"}],\"components\":{\"k\":{" BASE("sensor") "}}}",
    };
    for (size_t i = 0; i < COUNT(messages); i++) {
        struct fl_str faults = {0};
        if (ha_schema_check(*state, TOPIC, messages[i], strlen(messages[i]), &faults))
            fail_msg("%s\n%s", messages[i], faults.text);
    }
}

struct fault_case {
    const char *message, *fault;
};

static void find_faults(struct ha_schema *schema, const struct fault_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct fault_case *c = &cases[i];
        struct fl_str faults = {0};
        size_t found = ha_schema_check(schema, TOPIC, c->message, strlen(c->message), &faults);
        if (!found || !strstr(faults.text, c->fault))
            fail_msg("%s\nwanted \"%s\", found %s", c->message, c->fault, found ? faults.text : "none");
        fl_str_finish(&faults);
    }
}

static void finds_faults_of_the_root(void **state)
{
    static const struct fault_case cases[] = {
        {"{", "root: unable to parse the JSON"},
        {"[]", "root: unable to parse the JSON"},
        {"{" DEVICE ",\"components\":{}}", "root: required key origin is missing"},
        {"{" ROOT "}", "root: required key components is missing"},
        {"{" ROOT ",\"components\":[]}", "components: is not of the type map_of_components"},
        {"{" ROOT ",\"components\":{},\"~\":\"x\"}", "root: unknown key ~"},
        {"{" ORIGIN ",\"components\":{},\"device\":{\"name\":\"X\"}}",
         "device: one of identifiers, connections"},
        {"{" ORIGIN ",\"components\":{},\"device\":{\"identifiers\":[\"x\"]}}",
         "device: a device needs a name"},
        {"{" ORIGIN
         ",\"components\":{},\"device\":{\"identifiers\":\"x\",\"name\":\"X\",\"sw_version\":1.4}}",
         "device: sw_version: is not of the type string"},
        {"{" ORIGIN
         ",\"components\":{},\"device\":{\"identifiers\":\"x\",\"name\":\"X\",\"colour\":\"red\"}}",
         "device: unknown key colour"},
        {"{" DEVICE ",\"components\":{},\"origin\":{\"sw_version\":\"1\"}}",
         "origin: required key name is missing"},
        {"{" ROOT ",\"components\":{\"a b\":{\"platform\":\"sensor\"}}}", "a component's key must be"},
    };
    find_faults(*state, cases, COUNT(cases));
}

static void finds_faults_common_to_components(void **state)
{
    static const struct fault_case cases[] = {
        {ONE("\"unique_id\":\"u\""), "k: no known platform: none"},
        {ONE("\"platform\":\"vacuum\""), "k: no known platform: vacuum"},
        {ONE("\"platform\":\"sensor\",\"name\":\"N\",\"state_topic\":\"t\""), "k: unique_id is required"},
        {ONE("\"platform\":\"sensor\",\"unique_id\":\"u\",\"state_topic\":\"t\""), "neither a name nor"},
        {ONE("\"platform\":\"sensor\",\"unique_id\":\"u\",\"name\":\"\",\"state_topic\":\"t\""),
         "name is empty"},
        {ONE(BASE("sensor")), "k: required key state_topic is missing"},
        {SENSOR(",\"val_tpl\":\"x\""), "k: unknown key val_tpl"},
        {SENSOR(",\"command_topic\":\"t\""), "k: unknown key command_topic"},
        {SENSOR(",\"object_id\":\"x\""), "object_id was removed"},
        {SENSOR(",\"device\":{\"name\":\"X\"}"), "device is only read at the root"},
        {SENSOR(",\"device_class\":\"warmth\""), "no such device class: warmth"},
        {SENSOR(",\"device_class\":\"temperature\""), "unit \"\" is not valid together with"},
        {SENSOR(",\"device_class\":\"temperature\",\"unit_of_measurement\":\"C\""),
         "unit \"C\" is not valid"},
        {SENSOR(
             ",\"device_class\":\"energy\",\"unit_of_measurement\":\"kWh\",\"state_class\":\"measurement\""),
         "state class measurement is not valid"},
        {SENSOR(",\"state_class\":\"rising\""), "state_class: not one of the values allowed"},
        {SENSOR(",\"options\":[\"a\"]"), "device_class must be enum"},
        {SENSOR(",\"options\":[],\"device_class\":\"enum\""), "options must not be empty"},
        {SENSOR(",\"options\":[\"a\",\"a\"],\"device_class\":\"enum\""), "options: is not of the type list"},
        {SENSOR(",\"options\":[\"a\"],\"device_class\":\"enum\",\"state_class\":\"total\""),
         "state_class must not be there"},
        {SENSOR(",\"entity_category\":\"config\""), "cannot be of the category config"},
        {SENSOR(",\"qos\":3"), "qos: not one of the values allowed"},
        {SENSOR(",\"enabled_by_default\":\"no\""), "enabled_by_default: is not of the type bool"},
        {SENSOR(",\"value_template\":\"{{ value\""), "value_template: is not of the type template"},
        {SENSOR(",\"json_attributes_topic\":\"a/+\""),
         "json_attributes_topic: is not of the type subscribe_topic"},
        {SENSOR(",\"availability\":[{\"topic\":\"a\"},{\"topic\":\"b\"}]"), "need the mode all"},
        {SENSOR(",\"availability\":[{\"payload_available\":\"on\"}]"), "required key topic is missing"},
        {SENSOR(",\"availability\":[{\"topic\":\"a\"}],\"availability_topic\":\"b\""), "exclude each other"},
        {"{" ROOT ",\"availability\":[{\"topic\":\"a\"}],\"components\":{\"k\":{" BASE(
             "sensor") ",\"state_topic\":\"t\",\"availability_topic\":\"b\"}}}",
         "k: availability and availability_topic exclude each other"},
    };
    find_faults(*state, cases, COUNT(cases));
}

static void finds_faults_of_a_platform(void **state)
{
    static const struct fault_case cases[] = {
        {NUMBER(",\"min\":3,\"max\":2"), "min is not below max"},
        {NUMBER(",\"min\":101"), "min is not below max"},
        {NUMBER(",\"step\":0.0001"), "step: out of range"},
        {NUMBER(",\"device_class\":\"power\",\"unit_of_measurement\":\"V\""), "unit \"V\" is not valid"},
        {NUMBER(",\"retain\":true"), "a retained command"},
        {ONE(BASE("text") ",\"command_topic\":\"t\",\"max\":256"), "max: out of range"},
        {ONE(BASE("select") ",\"command_topic\":\"t\""), "required key options is missing"},
        {COVER(",\"set_position_topic\":\"s\""), "set_position_topic needs position_topic"},
        {COVER(",\"value_template\":\"{{ value }}\""), "value_template needs state_topic"},
        {COVER(",\"position_open\":99.5"), "position_open: is not of the type int"},
        {COVER(",\"tilt_invert_state\":true"), "tilt_invert_state was removed"},
        {FAN(",\"preset_modes\":[\"eco\"]"), "need each other"},
        {FAN(",\"preset_mode_command_topic\":\"p\",\"preset_modes\":[\"None\"]"), "must not have \"None\""},
        {FAN(",\"speed_range_min\":3,\"speed_range_max\":3"), "speed_range_min is not below"},
        {FAN(",\"speed_range_min\":0"), "speed_range_min: out of range"},
        {ONE(BASE("climate") ",\"modes\":[\"auto\",\"party\"]"), "modes: not one of the values allowed"},
        {ONE(BASE("climate") ",\"preset_modes\":[\"none\"],\"preset_mode_command_topic\":\"t\""),
         "must not have \"none\""},
        {ONE(BASE("climate") ",\"target_humidity_state_topic\":\"t\""),
         "needs target_humidity_command_topic"},
        {LIGHT(",\"schema\":\"json\",\"color_temp\":true"), "color_temp was removed"},
        {LIGHT(",\"schema\":\"json\",\"supported_color_modes\":[\"brightness\",\"xy\"]"), "must stand alone"},
        {LIGHT(",\"brightness\":true"), "k: unknown key brightness"},
        {LIGHT(",\"brightness_scale\":0"), "brightness_scale: out of range"},
        {ONE(BASE("image") ",\"name\":\"N\""), "one of image_topic, url_topic"},
        {ONE(BASE("image") ",\"image_topic\":\"a\",\"url_topic\":\"b\""), "exclude each other"},
        {ONE(BASE("event") ",\"state_topic\":\"t\",\"event_types\":[1]"), "event_types: is not of the type"},
    };
    find_faults(*state, cases, COUNT(cases));
}

static void judges_topics(void **state)
{
    static const struct {
        const char *topic;
        bool ok;
    } cases[] = {
        {"homeassistant/device/home-villa/config", true},
        {"a/b/device/x_Y-9/config", true},
        {"homeassistant/device/home villa/config", false},
        {"homeassistant/device//config", false},
        {"homeassistant/sensor/x/config", false},
        {"homeassistant/device/x", false},
        {"config", false},
        {"device/x/config", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fl_str faults = {0};
        if ((ha_schema_check(*state, cases[i].topic, "", 0, &faults) == 0) != cases[i].ok)
            fail_msg("topic %s", cases[i].topic);
        fl_str_finish(&faults);
    }
}

/* Unique ids are remembered over messages, until their own message changes or goes. */
static void finds_a_unique_id_used_twice(void **state)
{
    struct fl_str faults = {0};
    const char *m = SENSOR(""), *other = "homeassistant/device/other/config";
    assert_int_equal(ha_schema_check(*state, TOPIC, m, strlen(m), &faults), 0);
    assert_int_equal(ha_schema_check(*state, TOPIC, m, strlen(m), &faults), 0);
    assert_int_equal(ha_schema_check(*state, other, m, strlen(m), &faults), 1);
    assert_non_null(strstr(faults.text, "unique_id u is also in " TOPIC));
    assert_int_equal(ha_schema_check(*state, TOPIC, "", 0, &faults), 0);
    assert_int_equal(ha_schema_check(*state, other, m, strlen(m), &faults), 0);
    fl_str_finish(&faults);
}

static void says_if_its_tables_are_missing(void **state)
{
    (void)state;
    assert_null(ha_schema_load(FL_SOURCE_DIR "/tests/vectors/no_such_file.json"));
    assert_null(ha_schema_load(__FILE__));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(passes_good_messages),
        TEST(finds_faults_of_the_root),
        TEST(finds_faults_common_to_components),
        TEST(finds_faults_of_a_platform),
        TEST(judges_topics),
        TEST(finds_a_unique_id_used_twice),
        cmocka_unit_test(says_if_its_tables_are_missing),
    };
    return cmocka_run_group_tests_name("ha_schema", tests, NULL, NULL);
}
