/* Every class of the table as an object that has all its properties: it declares, its entities
 * have names of their own, and Home Assistant takes the discovery message. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bus/discovery.h"
#include "bus/topics.h"
#include "drivers/echonet/echonet_value.h"
#include "stage.h"
#include "support/cmocka.h"
#include "support/ha_schema.h"

static const struct fl_driver driver = {.name = "echonet"};
static const struct fl_device_conf device = {.id = "node", .name = "Node", .driver = &driver};

/* Some EDT that fits and, where it can, has a value: the shortest of these bytes. */
static bool fitting(const struct echonet_data *d, char text[static 600])
{
    static const char *const bytes[] = {"41", "01", "30", "00"};
    for (size_t len = 1; len <= 255; len++)
        for (size_t b = 0; b < sizeof bytes / sizeof *bytes; b++) {
            uint8_t edt[255];
            memset(edt, (int)strtoul(bytes[b], NULL, 16), len);
            if (!echonet_value_fits(d, (struct fl_span){edt, len}))
                continue;
            for (size_t i = 0; i < len; i++)
                memcpy(text + 2 * i, bytes[b], 3);
            return true;
        }
    return false;
}

static void all_epcs(char text[static 300])
{
    for (unsigned i = 0; i < 128; i++)
        snprintf(text + 2 * i, 3, "%02x", 0x80 + i);
}

static struct stage *whole(const struct echonet_class *c, bool settable)
{
    char epcs[300], edt[600];
    all_epcs(epcs);
    struct stage *s = stage_create((uint32_t)c->code << 8 | 1, NULL, settable ? epcs : "", epcs);
    for (unsigned epc = 0x80; epc <= 0xFF; epc++) {
        const struct echonet_property *p = echonet_class_property(c, (uint8_t)epc, 0);
        if (p && epc != 0x82 && !(fitting(p->data, edt) && stage_hear(s, (uint8_t)epc, edt)))
            fail_msg("%04X %02X: no EDT fits", c->code, epc);
    }
    stage_declare(s);
    return s;
}

static void judge(struct ha_schema *schema, struct stage *s, enum fl_topics topics)
{
    struct fl_mqtt_conf mqtt = {.prefix = "fairlead", .topics = (int)topics};
    mqtt.discovery.prefix = "homeassistant";
    struct fl_discovery discovery = {&mqtt, "home"};
    const struct fl_shape *shape = fl_model_shape(s->model);
    cJSON *message = fl_discovery_device(&discovery, &device, shape, 1);
    if (!message) /* nothing worth an entity: a controller's own properties */
        return;
    char topic[FL_TOPIC_MAX], *text = cJSON_PrintUnformatted(message);
    struct fl_str faults = {0};
    fl_topic_discovery(topic, "homeassistant", "home", "node", shape->parts[1].key);
    if (ha_schema_check(schema, topic, text, strlen(text), &faults))
        fail_msg("%s: %s", shape->parts[1].key, faults.text);
    fl_str_finish(&faults);
    free(text);
    cJSON_Delete(message);
}

static void check_words(const struct fl_entity *e)
{
    for (size_t i = 0; i < e->field_count; i++) {
        const struct fl_field *f = &e->fields[i];
        assert_true(f->access && *f->name);
        if (f->type == FL_ENUM)
            assert_true(f->choices && *f->choices);
        if (f->type == FL_INT || f->type == FL_REAL)
            assert_true(f->min <= f->max);
    }
    assert_true(*e->key && e->key[strlen(e->key) - 1] != '_');
}

static void check_class(struct ha_schema *schema, const struct echonet_class *c, bool settable)
{
    struct stage *s = whole(c, settable);
    const struct fl_shape *shape = fl_model_shape(s->model);
    for (size_t i = 0; i < shape->entity_count; i++)
        check_words(&shape->entities[i]);
    judge(schema, s, FL_TOPICS_BOTH);
    judge(schema, s, FL_TOPICS_SNAPSHOT);
    uint64_t gen = shape->gen;
    size_t count = shape->entity_count;
    stage_declare(s); /* the same again is no news */
    shape = fl_model_shape(s->model);
    if (shape->gen != gen || shape->entity_count != count)
        fail_msg("%04X: declared differently", c->code);
    stage_destroy(s);
}

static void test_every_class_declares(void **state)
{
    (void)state;
    struct ha_schema *schema = ha_schema_load(FL_SOURCE_DIR "/tests/vectors/ha_schema.json");
    assert_non_null(schema);
    for (size_t i = 0; i < echonet_class_count; i++) {
        check_class(schema, &echonet_classes[i], true);
        check_class(schema, &echonet_classes[i], false);
    }
    ha_schema_destroy(schema);
}

static void test_names_differ(void **state)
{
    (void)state;
    for (size_t i = 0; i < echonet_class_count; i++) {
        struct stage *s = whole(&echonet_classes[i], true);
        const struct fl_shape *shape = fl_model_shape(s->model);
        for (size_t a = 0; a < shape->entity_count; a++)
            for (size_t b = 0; b < a; b++)
                assert_string_not_equal(shape->entities[a].name, shape->entities[b].name);
        stage_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_class_declares),
        cmocka_unit_test(test_names_differ),
    };
    return cmocka_run_group_tests_name("echonet_object_classes", tests, NULL, NULL);
}
