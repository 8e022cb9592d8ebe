/* Home Assistant takes the entities of a server and its channels, in every mode that they may have. */
#include <stdlib.h>
#include <string.h>

#include "bus/discovery.h"
#include "bus/topics.h"
#include "stage.h"
#include "support/cmocka.h"
#include "support/ha_schema.h"
#include "vectors.h"

static const struct fl_device_conf device = {.id = "hf", .name = "HF", .driver = &radiod_driver};

static const struct radiod_channel_conf items[] = {{.key = "local", .name = "Local", .ssrc = 1000},
                                                   {.key = "fm", .ssrc = 700}};
static const struct radiod_conf conf = {.channels = {(void *)(uintptr_t)items, 2}};

static size_t judge(struct ha_schema *schema, const struct stage *s, enum fl_topics topics)
{
    struct fl_mqtt_conf mqtt = {.prefix = "fairlead", .topics = (int)topics};
    mqtt.discovery.prefix = "homeassistant";
    struct fl_discovery discovery = {&mqtt, "home"};
    const struct fl_shape *shape = fl_model_shape(s->model);
    struct fl_str faults = {0};
    for (size_t part = 0; part < shape->part_count; part++) {
        char topic[FL_TOPIC_MAX];
        cJSON *message = fl_discovery_device(&discovery, &device, shape, (int)part);
        assert_non_null(message);
        char *text = cJSON_PrintUnformatted(message);
        fl_topic_discovery(topic, "homeassistant", "home", "hf", shape->parts[part].key);
        if (ha_schema_check(schema, topic, text, strlen(text), &faults))
            fail_msg("%s: %s", shape->parts[part].key, faults.text);
        free(text);
        cJSON_Delete(message);
    }
    fl_str_finish(&faults);
    return shape->part_count;
}

static void home_assistant_takes_all_there_is(void **state)
{
    (void)state;
    static const enum fl_topics topics[] = {FL_TOPICS_ENTITIES, FL_TOPICS_SNAPSHOT};
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        struct ha_schema *schema = ha_schema_load(FL_SOURCE_DIR "/tests/vectors/ha_schema.json");
        assert_non_null(schema);
        struct stage *s = stage_create(&conf);
        const cJSON *item;
        s->server.mute = true;
        stage_open(s, 0);
        cJSON_ArrayForEach(item, vectors("status"))
        {
            struct bytes b = hex(text_of(item, "hex"));
            stage_feed(s, b.data, b.len, &s->server.at);
        }
        stage_run(s, 2000);
        assert_true(stage_entity(s, "local_pll_locked") >= 0 && stage_entity(s, "fm_snr_fm") >= 0);
        assert_true(judge(schema, s, topics[i]) >= 3);
        stage_destroy(s);
        s = stage_create(&conf);
        s->server.rf_gain = 3;
        s->server.calibrated = true;
        stage_slot(s, 1000, 1e6);
        stage_slot(s, 1001, 1e6);
        stage_online(s);
        assert_true(stage_entity(s, "rf_gain") >= 0 && stage_entity(s, "calibration") >= 0);
        assert_int_equal(judge(schema, s, topics[i]), 4);
        stage_destroy(s);
        ha_schema_destroy(schema);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(home_assistant_takes_all_there_is)};
    return cmocka_run_group_tests_name("radiod discovery", tests, vectors_setup, vectors_teardown);
}
