/* Anything as a message that arrives: "<topic>\n<payload>", against a device with an entity of every
 * kind. What is accepted must fit the declaration; what is refused must come with words. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "bus/payload.h"
#include "bus/topics.h"
#include "support/every_kind.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct fl_mqtt_conf conf = {
    .prefix = "f",
    .discovery = {.enabled = true, .prefix = "homeassistant", .status_topic = "homeassistant/status"},
};
static const struct fl_action action = {.key = "tune"};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_value(const struct fl_field *f, struct fl_value v)
{
    const char *const *words = f->commands ? f->commands : f->choices;
    double number = f->type == FL_INT ? (double)v.i : v.r;
    require(v.known && f->access & FL_WRITE);
    if (f->type == FL_TEXT)
        require(strlen(v.s) < FL_TEXT_MAX && fl_utf8_ok(v.s, strlen(v.s)));
    for (unsigned i = 0; f->type == FL_ENUM && i <= v.e; i++)
        require(words[i]);
    if (f->type == FL_INT || f->type == FL_REAL)
        require(isfinite(number) && (f->min >= f->max || (number >= f->min && number <= f->max)));
}

static void check_set(const struct fl_entity *e, const struct fl_command *c)
{
    require(c->mask && !(c->mask >> e->field_count) && c->group == e->group && c->tag == e->tag);
    for (size_t i = 0; i < e->field_count; i++)
        if (c->mask & 1u << i && !(c->toggle && !i))
            check_value(&e->fields[i], c->value[i]);
}

static void check_parsed(const struct fl_shape *shape, const struct fl_parsed *p, enum fl_err result,
                         const struct fl_error *err)
{
    require(fl_utf8_ok(p->id, strlen(p->id)));
    if (result != FL_OK) {
        require(!p->count && !p->cmds && err->code == result && *err->text);
        return;
    }
    require(p->count);
    for (size_t i = 0; i < p->count; i++)
        if (!p->cmds[i]->action)
            check_set(&shape->entities[p->cmds[i]->entity], p->cmds[i]);
}

static void run_command(const struct fl_shape *shape, const struct fl_topic *t, const uint8_t *payload,
                        size_t len)
{
    struct fl_parsed p = {0};
    struct fl_error err = {0};
    enum fl_err result;
    int entity = fl_shape_find(shape, t->name);
    if (t->kind == FL_TOPIC_ACTION)
        result = fl_payload_parse_action(&p, &action, payload, len, &err);
    else if (t->kind == FL_TOPIC_DEVICE_SET)
        result = fl_payload_parse_device(&p, shape, payload, len, &err);
    else if (entity >= 0)
        result = fl_payload_parse_entity(&p, shape, entity, payload, len, &err);
    else
        return;
    check_parsed(shape, &p, result, &err);
    fl_parsed_finish(&p);
}

/* What a driver or a client wrote must not break the JSON around it. */
static void check_messages(const char *text)
{
    struct fl_verdict v = {.request = fl_request_create("d", text, text), .result = fl_strdup(text)};
    char *out = fl_payload_verdict(&v), *event = fl_payload_event("e", text);
    cJSON *verdict_json = cJSON_Parse(out), *event_json = cJSON_Parse(event);
    require(verdict_json && event_json && fl_utf8_ok(out, strlen(out)) && fl_utf8_ok(event, strlen(event)));
    require(cJSON_GetArraySize(verdict_json) == 6 && cJSON_GetObjectItem(event_json, "event_type"));
    cJSON_Delete(verdict_json);
    cJSON_Delete(event_json);
    free(out);
    free(event);
    free(v.result);
    fl_request_destroy(v.request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char topic[400], id[FL_ID_MAX], *text;
    static struct fl_model *model; /* made once: nothing here changes it */
    if (!model)
        model = every_kind_create();
    const uint8_t *end = memchr(data, '\n', size);
    size_t topic_len = end ? (size_t)(end - data) : size, rest = end ? size - topic_len - 1 : 0;
    if (topic_len >= sizeof topic || !(text = malloc(rest + 1)))
        return 0;
    memcpy(topic, data, topic_len);
    topic[topic_len] = '\0';
    memcpy(text, data + size - rest, rest);
    text[rest] = '\0';

    struct fl_topic t;
    char buf[FL_TOPIC_MAX];
    bool ours = fl_topic_parse(&t, &conf, topic);
    require(!ours || (!fl_topic_response_ok(&conf, topic) && *fl_topic_command(buf, &t)));
    fl_payload_id(id, data + size - rest, rest);
    run_command(fl_model_shape(model), &t, data + size - rest, rest);
    check_messages(text);
    free(text);
    return 0;
}
