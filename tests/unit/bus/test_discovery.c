/* Discovery messages: every one passes the tables of Home Assistant's options, and says what the
 * contract asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bus/discovery.h"
#include "bus/topics.h"
#include "support/every_kind.h"
#include "support/ha_schema.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const event_types[] = {"new_media", "overload", NULL};
static const struct fl_action actions[] = {
    {.key = "format", .name = "Format", .act = FL_ACT_DRIVER},
    {.key = "wake", .name = "Wake up", .act = FL_ACT_WAKE},
    {.key = NULL},
};
static const struct fl_driver driver = {.name = "ipcom", .events = event_types, .actions = actions};
static const struct fl_driver silent_driver = {.name = "rina"};
static const struct fl_device_conf villa = {.id = "villa", .name = "Villa", .driver = &driver};

struct fixture {
    struct fl_mqtt_conf mqtt;
    struct fl_discovery discovery;
    struct fl_model *model;
    const struct fl_shape *shape;
    struct ha_schema *schema;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->mqtt = (struct fl_mqtt_conf){.prefix = "fairlead", .topics = FL_TOPICS_BOTH};
    f->mqtt.discovery.prefix = "homeassistant";
    f->discovery = (struct fl_discovery){&f->mqtt, "home"};
    f->model = every_kind_create();
    f->shape = fl_model_shape(f->model);
    f->schema = ha_schema_load(FL_SOURCE_DIR "/tests/vectors/ha_schema.json");
    assert_non_null(f->schema);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    fl_model_destroy(f->model);
    ha_schema_destroy(f->schema);
    free(f);
    return 0;
}

static const cJSON *member(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* What the tables cannot know: commands go at QoS 1, the rest at 0, but for events. */
static void assert_qos(const cJSON *c)
{
    bool takes = member(c, "event_types");
    for (const cJSON *i = c->child; i; i = i->next)
        takes |= strstr(i->string, "command_topic") || !strcmp(i->string, "set_position_topic");
    const cJSON *qos = member(c, "qos");
    if (cJSON_GetArraySize(c) > 1 && takes != (qos && qos->valueint == 1))
        fail_msg("%s: qos", c->string);
}

/* Prints, has the tables judge it, and reads it back as Home Assistant would. */
static cJSON *judged(struct fixture *f, cJSON *message, const char *device, const char *part)
{
    char topic[FL_TOPIC_MAX];
    struct fl_str faults = {0};
    assert_non_null(message);
    char *text = cJSON_PrintUnformatted(message);
    fl_topic_discovery(topic, "homeassistant", "home", device, part);
    if (ha_schema_check(f->schema, topic, text, strlen(text), &faults))
        fail_msg("%s\n%s", faults.text, text);
    fl_str_finish(&faults);
    cJSON_Delete(message);
    cJSON *read = cJSON_Parse(text);
    for (const cJSON *i = member(read, "components")->child; i; i = i->next)
        assert_qos(i);
    free(text);
    return read;
}

static cJSON *device_message(struct fixture *f, int part)
{
    const char *key = part ? f->shape->parts[part].key : NULL;
    return judged(f, fl_discovery_device(&f->discovery, &villa, f->shape, part), "villa", key);
}

static const cJSON *component(const cJSON *message, const char *key)
{
    const cJSON *c = member(member(message, "components"), key);
    if (!c)
        fail_msg("no component %s", key);
    return c;
}

/* A member as JSON text, "" if it is not there. */
static void assert_member(const cJSON *object, const char *key, const char *want)
{
    const cJSON *item = member(object, key);
    char *text = item ? cJSON_PrintUnformatted(item) : NULL;
    if (strcmp(text ? text : "", want) != 0)
        fail_msg("%s.%s is %s, wanted %s", object->string ? object->string : "", key, text ? text : "absent",
                 want);
    free(text);
}

struct expected {
    const char *component, *key, *json;
};

static void assert_members(const cJSON *message, const struct expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_member(component(message, cases[i].component), cases[i].key, cases[i].json);
}

#define BOTH    "[{\"topic\":\"fairlead/bridge/state\"},{\"topic\":\"fairlead/villa/availability\"}]"
#define GATEWAY "[{\"topic\":\"fairlead/bridge/state\"}]"

static void announces_a_device(void **state)
{
    static const struct expected cases[] = {
        {"power", "platform", "\"sensor\""},
        {"power", "unique_id", "\"fairlead-home-villa-power\""},
        {"power", "state_topic", "\"fairlead/villa/power\""},
        {"power", "value_template", ""},
        {"power", "device_class", "\"power\""},
        {"power", "unit_of_measurement", "\"W\""},
        {"power", "state_class", "\"measurement\""},
        {"power", "suggested_display_precision", "1"},
        {"power", "qos", ""},
        {"power", "availability", ""},
        {"serial", "entity_category", "\"diagnostic\""},
        {"program_now", "options", "[\"Day\",\"Night\",\"Out of the house\"]"},
        {"program_now", "device_class", "\"enum\""},
        {"packets", "enabled_by_default", "false"},
        {"packets", "state_class", "\"total_increasing\""},
        {"door", "platform", "\"binary_sensor\""},
        {"relay", "command_topic", "\"fairlead/villa/relay/set\""},
        {"relay", "qos", "1"},
        {"lamp", "schema", ""},
        {"lamp", "command_topic", "\"fairlead/villa/lamp/set\""},
        {"ac", "name", "null"},
        {"frequency", "min", "0"},
        {"frequency", "max", "3000000000"},
        {"frequency", "step", "0.001"},
        {"level", "mode", "\"box\""},
        {"level", "min", "-1e+15"},
        {"level", "entity_category", "\"config\""},
        {"program", "options", "[\"Day\",\"Night\",\"Out of the house\"]"},
        {"label", "platform", "\"text\""},
        {"doorbell", "command_topic", "\"fairlead/villa/doorbell/set\""},
        {"latest", "image_topic", "\"fairlead/villa/image/latest\""},
        {"alarm_hour", "value_template", "\"{{ value_json['value'] }}\""},
    };
    cJSON *m = device_message(*state, 0);
    assert_members(m, cases, COUNT(cases));
    assert_member(m, "availability", BOTH);
    assert_member(m, "availability_mode", "\"all\"");
    assert_member(m, "device",
                  "{\"identifiers\":[\"fairlead-home-villa\"],\"name\":\"Villa\",\"manufacturer\":\"Acme\","
                  "\"model\":\"House 3000\",\"sw_version\":\"1.4\",\"serial_number\":\"0042\","
                  "\"via_device\":\"fairlead-home\"}");
    assert_null(member(member(m, "components"), "annex_lamp"));
    cJSON_Delete(m);
}

static void announces_composites(void **state)
{
    static const struct expected cases[] = {
        {"dimmer", "schema", "\"json\""},
        {"dimmer", "brightness_scale", "100"},
        {"dimmer", "supported_color_modes", "[\"brightness\"]"},
        {"dimmer", "transition", "false"},
        {"dimmer", "state_topic", "\"fairlead/villa/dimmer\""},
        {"blind", "value_template", "\"{{ '' if value_json['state'] is none else value_json['state'] }}\""},
        {"blind", "position_template",
         "\"{{ '' if value_json['position'] is none else value_json['position'] }}\""},
        {"blind", "set_position_topic", "\"fairlead/villa/blind/set\""},
        {"blind", "set_position_template", "\"{\\\"position\\\": {{ value | tojson }}}\""},
        {"blind", "tilt_max", "90"},
        {"blind", "payload_stop", ""},
        {"awning", "value_template", ""},
        {"awning", "position_topic", ""},
        {"ac", "modes", "[\"off\",\"auto\",\"cool\",\"heat\"]"},
        {"ac", "mode_command_template", ""},
        {"ac", "temperature_command_template", "\"{\\\"temperature\\\": {{ value | tojson }}}\""},
        {"ac", "current_temperature_template", "\"{{ value_json['current_temperature'] }}\""},
        {"ac", "min_temp", "16"},
        {"ac", "max_temp", "30"},
        {"ac", "temp_step", "0.5"},
        {"ac", "precision", "0.1"},
        {"ac", "min_humidity", "30"},
        {"ac", "fan_modes", "[\"auto\",\"1\",\"2\",\"3\"]"},
        {"ac", "action_topic", "\"fairlead/villa/ac\""},
        {"fan", "state_value_template", "\"{{ value_json['state'] }}\""},
        {"fan", "speed_range_max", "8"},
        {"fan", "percentage_command_template",
         "\"{% if value | int >= 1 %}{\\\"percentage\\\": {{ value }}}{% else %}{\\\"state\\\": \\\"OFF\\\"}"
         "{% endif %}\""},
        {"fan", "payload_oscillation_on", "\"ON\""},
        {"front_door", "command_topic", "\"fairlead/villa/front_door/set\""},
        {"boiler", "modes", "[\"off\",\"eco\",\"performance\"]"},
        {"boiler", "precision", "1"},
    };
    cJSON *m = device_message(*state, 0);
    assert_members(m, cases, COUNT(cases));
    cJSON_Delete(m);
}

static void reads_the_snapshot_if_told_so(void **state)
{
    static const struct expected cases[] = {
        {"power", "state_topic", "\"fairlead/villa/state\""},
        {"power", "value_template", "\"{{ value_json['power'] }}\""},
        {"blind", "position_template",
         "\"{{ '' if value_json['blind']['position'] is none else value_json['blind']['position'] }}\""},
        {"dimmer", "schema", ""},
        {"dimmer", "state_topic", "\"fairlead/villa/state\""},
        {"dimmer", "state_value_template", "\"{{ value_json['dimmer']['state'] }}\""},
        {"dimmer", "brightness_command_topic", "\"fairlead/villa/dimmer/set\""},
        {"dimmer", "brightness_command_template", "\"{\\\"brightness\\\": {{ value | tojson }}}\""},
        {"dimmer", "on_command_type", "\"last\""},
        {"lamp", "state_value_template", "\"{{ value_json['lamp'] }}\""},
        {"latest", "image_topic", "\"fairlead/villa/image/latest\""},
        {"_connection", "state_topic", "\"fairlead/villa/link\""},
    };
    struct fixture *f = *state;
    f->mqtt.topics = FL_TOPICS_SNAPSHOT;
    cJSON *m = device_message(f, 0);
    assert_members(m, cases, COUNT(cases));
    cJSON_Delete(m);
}

static void adds_diagnostics_events_and_buttons(void **state)
{
    static const struct expected cases[] = {
        {"_connection", "device_class", "\"connectivity\""},
        {"_connection", "availability", GATEWAY},
        {"_connection", "availability_mode", "\"all\""},
        {"_last_seen", "device_class", "\"timestamp\""},
        {"_last_seen", "enabled_by_default", "false"},
        {"_round_trip", "value_template", "\"{{ value_json['rtt_ms']['p50'] }}\""},
        {"_reconnects", "availability", GATEWAY},
        {"_events", "event_types", "[\"new_media\",\"overload\"]"},
        {"_events", "availability", ""},
        {"_do_refresh", "command_topic", "\"fairlead/villa/do/refresh\""},
        {"_do_refresh", "payload_press", "\"{}\""},
        {"_do_refresh", "availability", ""},
        {"_do_reconnect", "availability", GATEWAY},
        {"_do_reconnect", "device_class", "\"restart\""},
        {"_do_wake", "name", "\"Wake up\""},
        {"_do_wake", "availability", GATEWAY},
    };
    cJSON *m = device_message(*state, 0);
    assert_members(m, cases, COUNT(cases));
    assert_null(member(member(m, "components"), "_do_format"));
    cJSON_Delete(m);
}

static void has_no_event_entity_without_events(void **state)
{
    struct fixture *f = *state;
    struct fl_device_conf quiet = villa;
    quiet.driver = &silent_driver;
    cJSON *m = judged(f, fl_discovery_device(&f->discovery, &quiet, f->shape, 0), "villa", NULL);
    assert_null(member(member(m, "components"), "_events"));
    cJSON_Delete(m);
}

static void announces_parts(void **state)
{
    struct fixture *f = *state;
    cJSON *whole = device_message(f, 0), *m = device_message(f, 1);
    assert_member(m, "device",
                  "{\"identifiers\":[\"fairlead-home-villa-annex\"],\"name\":\"Villa Annex\","
                  "\"manufacturer\":\"Acme\",\"via_device\":\"fairlead-home-villa\"}");
    assert_member(m, "availability", BOTH);
    assert_int_equal(cJSON_GetArraySize(member(m, "components")), 1);
    assert_member(component(m, "annex_lamp"), "name", "null");
    cJSON_Delete(m);
    cJSON_Delete(whole);
    fl_model_retire(f->model, fl_shape_find(f->shape, "annex_lamp"));
    f->shape = fl_model_shape(f->model);
    assert_null(fl_discovery_device(&f->discovery, &villa, f->shape, 1));
    assert_null(fl_discovery_device(&f->discovery, &villa, f->shape, 2));
}

static void announces_the_gateway(void **state)
{
    static const struct expected cases[] = {
        {"_connection", "state_topic", "\"fairlead/bridge/state\""},
        {"_connection", "payload_on", "\"online\""},
        {"_connection", "availability", ""},
        {"_version", "state_topic", "\"fairlead/bridge/info\""},
        {"_uptime", "availability", GATEWAY},
        {"_log_level", "options", "[\"error\",\"warn\",\"info\",\"debug\",\"trace\"]"},
        {"_log_level", "command_topic", "\"fairlead/bridge/request/log_level\""},
        {"_log_level", "command_template", "\"{\\\"level\\\": {{ value | tojson }}}\""},
        {"_reload", "command_topic", "\"fairlead/bridge/request/reload\""},
        {"_reload", "payload_press", "\"{}\""},
    };
    struct fixture *f = *state;
    cJSON *m = judged(f, fl_discovery_gateway(&f->discovery), NULL, NULL);
    assert_members(m, cases, COUNT(cases));
    assert_null(member(m, "availability"));
    assert_member(member(m, "device"), "identifiers", "[\"fairlead-home\"]");
    cJSON_Delete(m);
}

/* Neither a part's key nor the ids of other devices can lead to the same identity. */
static void keeps_identities_apart(void **state)
{
    struct fixture *f = *state;
    struct fl_device_conf other = villa;
    cJSON *a = device_message(f, 0);
    other.id = "villa_a";
    cJSON *b = judged(f, fl_discovery_device(&f->discovery, &other, f->shape, 0), "villa_a", NULL);
    cJSON *c = judged(f, fl_discovery_gateway(&f->discovery), NULL, NULL);
    cJSON_Delete(a);
    cJSON_Delete(b);
    cJSON_Delete(c);
}

/* A declaration that its kind's platform would refuse becomes what its first field can be. */
static void makes_the_best_of_a_misfit(void **state)
{
    static const char *const moves[] = {"open", "closed", NULL}, *const two[] = {"OPEN", "CLOSE", NULL};
    static const struct fl_field reads[] = {{.name = "state", .type = FL_BOOL, .access = FL_READ}};
    static const struct fl_field words[] = {
        {.name = "state", .type = FL_ENUM, .access = FL_WRITE, .choices = moves, .commands = two},
        {.name = "position", .type = FL_REAL, .access = FL_READ, .max = 0.5},
    };
    struct fl_entity entities[] = {
        {.key = "a", .kind = FL_SWITCH, .device_class = "outlet", .fields = reads, .field_count = 1},
        {.key = "b", .kind = FL_LIGHT, .fields = reads, .field_count = 1},
        {.key = "c", .kind = FL_LOCK, .fields = &words[1], .field_count = 1},
        {.key = "d", .kind = FL_COVER, .fields = words, .field_count = 2},
        {.key = "", .kind = FL_SWITCH, .fields = reads, .field_count = 1},
    };
    static const struct expected cases[] = {
        {"a", "platform", "\"binary_sensor\""},
        {"a", "device_class", ""},
        {"b", "platform", "\"binary_sensor\""},
        {"c", "platform", "\"sensor\""},
        {"d", "payload_open", ""},
        {"d", "payload_stop", "null"},
        {"d", "state_topic", ""},
        {"d", "position_open", ""},
    };
    struct fixture *f = *state;
    struct fl_part part = {.key = ""};
    size_t slots[COUNT(entities)] = {0};
    struct fl_shape shape = {.entity_count = COUNT(entities),
                             .part_count = 1,
                             .entities = entities,
                             .first_slot = slots,
                             .parts = &part};
    cJSON *m = judged(f, fl_discovery_device(&f->discovery, &villa, &shape, 0), "villa", NULL);
    assert_members(m, cases, COUNT(cases));
    assert_null(member(member(m, "components"), ""));
    cJSON_Delete(m);
}

/* --- what was sent before ------------------------------------------------------------------- */

static void takes_back_what_is_gone(void **state)
{
    struct fixture *f = *state;
    cJSON *m = fl_discovery_device(&f->discovery, &villa, f->shape, 0);
    cJSON *before = fl_discovery_components(m);
    assert_member(before, "power", "\"sensor\"");
    assert_int_equal(cJSON_GetArraySize(before), cJSON_GetArraySize(member(m, "components")));
    assert_int_equal(fl_discovery_add_removed(m, before), 0);
    cJSON_AddStringToObject(before, "gone", "select");
    cJSON_ReplaceItemInObjectCaseSensitive(before, "relay", cJSON_CreateString("light"));
    assert_int_equal(fl_discovery_add_removed(m, before), 2);
    m = judged(f, m, "villa", NULL);
    assert_member(member(m, "components"), "gone", "{\"platform\":\"select\"}");
    assert_member(member(m, "components"), "relay", "{\"platform\":\"light\"}");
    assert_int_equal(fl_discovery_add_removed(m, NULL), 0);
    cJSON_Delete(m);
    cJSON_Delete(before);
}

/* --- the matrix ----------------------------------------------------------------------------- */

static const char *const words[] = {"auto", "none", "None", "odd", "OPEN", NULL};
static const char *const commands[] = {"OPEN", "eco", NULL};

/* The field names of every kind's composite, so that every row of every table is met. */
static const char *const names[] = {
    "state",    "brightness", "position",    "tilt",      "mode",   "temperature",     "current_temperature",
    "fan_mode", "percentage", "preset_mode", "direction", "action", "target_humidity", "oscillation",
};

static const struct {
    double min, max, step;
} ranges[] = {{0, 0, 0}, {1, 10, 1}, {-5.5, 5.5, 0.25}, {0, 0.5, 0.0001}};

struct variant {
    enum fl_kind kind;
    enum fl_type type;
    unsigned access;
    size_t range;
    bool has_commands;
    unsigned flags;
    enum fl_topics topics;
};

static struct fl_field field_for(const struct variant *v, const char *name)
{
    return (struct fl_field){
        .name = name,
        .type = v->type,
        .access = v->access,
        .min = ranges[v->range].min,
        .max = ranges[v->range].max,
        .step = ranges[v->range].step,
        .state_class = (enum fl_state_class)(v->flags % 4),
        .unit = v->flags & 1 ? "°C" : NULL,
        .choices = words,
        .commands = v->has_commands ? commands : NULL,
    };
}

/* One scalar, and a composite of every pair of names with the first in front. */
static void check_variant(struct fixture *f, const struct variant *v)
{
    struct fl_field fields[COUNT(names)][2], scalar = field_for(v, "value");
    struct fl_entity entities[COUNT(names) + 1];
    size_t slots[COUNT(entities)] = {0};
    struct fl_part part = {.key = ""};
    struct fl_shape shape = {.entity_count = COUNT(entities),
                             .part_count = 1,
                             .entities = entities,
                             .first_slot = slots,
                             .parts = &part};
    for (size_t i = 0; i < COUNT(entities); i++) {
        struct fl_entity *e = &entities[i];
        *e = (struct fl_entity){.kind = v->kind, .diagnostic = v->flags & 1, .hidden = v->flags & 2};
        snprintf(e->key, sizeof e->key, "k%zu", i);
        snprintf(e->name, sizeof e->name, "%s", v->flags & 4 ? "" : "Name");
        if (i < COUNT(names)) {
            fields[i][0] = field_for(v, names[i]);
            fields[i][1] = field_for(v, names[(i + v->flags + 1) % COUNT(names)]);
        }
        e->fields = i < COUNT(names) ? fields[i] : &scalar;
        e->field_count = i < COUNT(names) ? 2 : 1;
    }
    f->mqtt.topics = (int)v->topics;
    cJSON_Delete(judged(f, fl_discovery_device(&f->discovery, &villa, &shape, 0), "villa", NULL));
}

static void fits_the_tables_whatever_is_declared(void **state)
{
    struct variant v;
    for (int kind = 0; kind < FL_KIND_COUNT; kind++)
        for (int type = FL_BOOL; type <= FL_TEXT; type++)
            for (unsigned n = 0; n < 4 * COUNT(ranges) * 3 * 2; n++) {
                v = (struct variant){.kind = (enum fl_kind)kind,
                                     .type = (enum fl_type)type,
                                     .access = n % 4,
                                     .range = n / 4 % COUNT(ranges),
                                     .topics = (enum fl_topics)(n / 4 / COUNT(ranges) % 3),
                                     .has_commands = n / 4 / COUNT(ranges) / 3,
                                     .flags = (n + (unsigned)kind) % 16};
                check_variant(*state, &v);
            }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(announces_a_device),
        TEST(announces_composites),
        TEST(reads_the_snapshot_if_told_so),
        TEST(adds_diagnostics_events_and_buttons),
        TEST(has_no_event_entity_without_events),
        TEST(announces_parts),
        TEST(announces_the_gateway),
        TEST(keeps_identities_apart),
        TEST(makes_the_best_of_a_misfit),
        TEST(takes_back_what_is_gone),
        TEST(fits_the_tables_whatever_is_declared),
    };
    return cmocka_run_group_tests_name("discovery", tests, NULL, NULL);
}
