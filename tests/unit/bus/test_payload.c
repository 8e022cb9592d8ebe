/* Payloads: values out, commands in, verdicts, events and the link's report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "bus/payload.h"
#include "support/every_kind.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct fixture {
    struct fl_model *model;
    const struct fl_shape *shape;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->model = every_kind_create();
    assert_non_null(f->model);
    f->shape = fl_model_shape(f->model);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    fl_model_destroy(f->model);
    free(f);
    return 0;
}

static void set(struct fixture *f, const char *key, size_t field, struct fl_value v)
{
    v.known = true;
    fl_model_set(f->model, fl_shape_find(f->shape, key), field, v);
}

static const struct fl_entity *entity(const struct fixture *f, const char *key)
{
    int index = fl_shape_find(f->shape, key);
    assert_true(index >= 0);
    return &f->shape->entities[index];
}

static void assert_published(const struct fixture *f, const char *key, const char *want)
{
    struct fl_value values[FL_FIELDS_MAX];
    const struct fl_entity *e = entity(f, key);
    for (size_t i = 0; i < e->field_count; i++)
        values[i] = fl_model_get(f->model, fl_shape_find(f->shape, key), i);
    char *text = fl_payload_entity(e, values);
    assert_string_equal(text, want);
    free(text);
}

/* --- state --------------------------------------------------------------------------------- */

static void publishes_scalars_as_plain_text(void **state)
{
    struct fixture *f = *state;
    assert_published(f, "power", "None");
    set(f, "power", 0, (struct fl_value){.r = 21.449999});
    assert_published(f, "power", "21.4");
    set(f, "relay", 0, (struct fl_value){.b = true});
    assert_published(f, "relay", "ON");
    set(f, "door", 0, (struct fl_value){.b = false});
    assert_published(f, "door", "OFF");
    set(f, "program", 0, (struct fl_value){.e = 2});
    assert_published(f, "program", "Out of the house");
    set(f, "packets", 0, (struct fl_value){.i = INT64_MAX});
    assert_published(f, "packets", "9223372036854775807");
    set(f, "label", 0, (struct fl_value){.s = "say \"hi\""});
    assert_published(f, "label", "say \"hi\"");
    set(f, "label", 0, (struct fl_value){.s = ""});
    assert_published(f, "label", "None");
    set(f, "label", 0, (struct fl_value){.s = "null"});
    assert_published(f, "label", "null");
    set(f, "label", 0, (struct fl_value){.s = "caf\xe9"});
    assert_published(f, "label", "caf?");
}

static void publishes_composites_as_json(void **state)
{
    struct fixture *f = *state;
    assert_published(f, "dimmer", "{\"state\":null,\"brightness\":null}");
    set(f, "dimmer", 0, (struct fl_value){.b = true});
    set(f, "dimmer", 1, (struct fl_value){.i = 40});
    assert_published(f, "dimmer", "{\"state\":\"ON\",\"brightness\":40}");
    set(f, "blind", 0, (struct fl_value){.e = 4});
    assert_published(f, "blind", "{\"state\":\"stopped\",\"position\":null,\"tilt\":null}");
    assert_published(f, "alarm_hour", "{\"value\":null}"); /* the pin is write-only */
}

static void knows_what_has_a_state(void **state)
{
    struct fixture *f = *state;
    assert_true(fl_payload_has_state(entity(f, "power")));
    assert_false(fl_payload_has_state(entity(f, "doorbell")));
    assert_false(fl_payload_has_state(entity(f, "latest")));
    assert_false(fl_payload_has_state(&(struct fl_entity){.key = ""}));
}

static void makes_a_snapshot_of_everything_readable(void **state)
{
    struct fixture *f = *state;
    struct fl_view view = {0};
    set(f, "relay", 0, (struct fl_value){.b = true});
    set(f, "dimmer", 1, (struct fl_value){.i = 7});
    fl_model_retire(f->model, fl_shape_find(f->shape, "awning"));
    assert_int_equal(fl_model_copy(f->model, &view), FL_OK);
    char *text = fl_payload_snapshot(&view, 1700000000123);
    cJSON *json = cJSON_Parse(text);
    assert_non_null(json);
    size_t members = 0;
    for (size_t i = 0; i < view.shape->entity_count; i++) {
        const struct fl_entity *e = &view.shape->entities[i];
        assert_int_equal(fl_payload_has_state(e), e->key[0] && cJSON_HasObjectItem(json, e->key));
        members += fl_payload_has_state(e);
    }
    assert_int_equal(cJSON_GetArraySize(json), members + 1);
    assert_non_null(strstr(text, "\"power\":null"));
    assert_non_null(strstr(text, "\"relay\":\"ON\""));
    assert_non_null(strstr(text, "\"dimmer\":{\"state\":null,\"brightness\":7}"));
    assert_non_null(strstr(text, "\"_ts\":\"2023-11-14T22:13:20.123Z\"}"));
    assert_null(strstr(text, "awning"));
    cJSON_Delete(json);
    free(text);
    fl_view_finish(&view);
}

/* --- commands ------------------------------------------------------------------------------ */

/* A command in words: "state=ON brightness=40 id=x", so that a table can hold it. */
static void describe(char *buf, size_t cap, const struct fl_parsed *p, const struct fl_shape *shape)
{
    struct fl_str s = {0};
    for (size_t n = 0; n < p->count; n++) {
        const struct fl_command *c = p->cmds[n];
        const struct fl_entity *e = &shape->entities[c->entity];
        if (n)
            fl_str_add(&s, "; ");
        for (size_t i = 0; i < e->field_count; i++) {
            struct fl_value v = c->value[i];
            if (!(c->mask & 1u << i))
                continue;
            fl_str_addf(&s, "%s=", e->fields[i].name);
            if (c->toggle && !i)
                fl_str_add(&s, "TOGGLE ");
            else if (e->fields[i].type == FL_BOOL)
                fl_str_addf(&s, "%s ", v.b ? "ON" : "OFF");
            else if (e->fields[i].type == FL_INT)
                fl_str_addf(&s, "%lld ", (long long)v.i);
            else if (e->fields[i].type == FL_REAL)
                fl_str_addf(&s, "%.15g ", v.r);
            else if (e->fields[i].type == FL_ENUM)
                fl_str_addf(&s, "#%u ", v.e);
            else
                fl_str_addf(&s, "'%s' ", v.s);
        }
    }
    if (p->id[0])
        fl_str_addf(&s, "id=%s ", p->id);
    if (s.len)
        s.text[s.len - 1] = '\0';
    fl_copy(buf, cap, s.text ? s.text : "");
    fl_str_finish(&s);
}

struct accepted {
    const char *key, *payload, *want;
};

static void accepts(const struct fixture *f, const struct accepted *c)
{
    struct fl_parsed p = {0};
    struct fl_error err = {0};
    char got[512];
    size_t len = strlen(c->payload);
    char *exact = malloc(len + 1); /* one more, not a NUL: the length counts */
    memcpy(exact, c->payload, len);
    exact[len] = '7';
    enum fl_err result =
        c->key ? fl_payload_parse_entity(&p, f->shape, fl_shape_find(f->shape, c->key), exact, len, &err)
               : fl_payload_parse_device(&p, f->shape, exact, len, &err);
    free(exact);
    describe(got, sizeof got, &p, f->shape);
    if (result != FL_OK || strcmp(got, c->want) != 0)
        fail_msg("%s <- %s: %s (%s), wanted %s", c->key, c->payload, got, err.text, c->want);
    fl_parsed_finish(&p);
}

static void takes_scalars_in_every_form(void **state)
{
    static const struct accepted cases[] = {
        {"relay", "ON", "state=ON"},
        {"relay", "off", "state=OFF"},
        {"relay", "True", "state=ON"},
        {"relay", "false", "state=OFF"},
        {"relay", "1", "state=ON"},
        {"relay", "0", "state=OFF"},
        {"relay", " ON\n", "state=ON"},
        {"relay", "\"ON\"", "state=ON"},
        {"relay", "toggle", "state=TOGGLE"},
        {"relay", "{\"value\":\"ON\",\"id\":\"x\"}", "state=ON id=x"},
        {"relay", "{\"id\":17,\"value\":true}", "state=ON id=17"},
        {"relay", "{\"value\":0}", "state=OFF"},
        {"relay", "{\"value\":\"TOGGLE\"}", "state=TOGGLE"},
        {"level", "42", "value=42"},
        {"level", "-42", "value=-42"},
        {"level", "1e3", "value=1000"},
        {"level", "7.0", "value=7"},
        {"level", "9223372036854775807", "value=9223372036854775807"},
        {"level", "{\"value\":12}", "value=12"},
        {"frequency", "7074000.25", "value=7074000.25"},
        {"frequency", "3000000000.0000005", "value=3000000000"},
        {"frequency", "{\"value\":0.1004}", "value=0.1"},
        {"program", "out of the HOUSE", "value=#2"},
        {"program", "{\"value\":\"Night\"}", "value=#1"},
        {"front_door", "lock", "state=#0"},
        {"front_door", "UNLOCK", "state=#1"},
        {"awning", "Stop", "state=#2"},
        {"label", "hello", "value='hello'"},
        {"label", " two  spaces ", "value=' two  spaces '"},
        {"label", "\"quoted\"", "value='\"quoted\"'"},
        {"label", "{not json", "value='{not json'"},
        {"label", "{\"a\":1}", "value='{\"a\":1}'"},
        {"label", "{\"value\":\"x\\ny\",\"id\":\"1\"}", "value='x\ny' id=1"},
        {"label", "TOGGLE", "value='TOGGLE'"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        accepts(*state, &cases[i]);
}

static void takes_composites_in_every_form(void **state)
{
    static const struct accepted cases[] = {
        {"dimmer", "{\"state\":\"ON\",\"brightness\":40,\"id\":\"x\"}", "state=ON brightness=40 id=x"},
        {"dimmer", "{\"brightness\":40}", "brightness=40"},
        {"dimmer", "{\"state\":\"TOGGLE\"}", "state=TOGGLE"},
        {"dimmer", "OFF", "state=OFF"},
        {"dimmer", "TOGGLE", "state=TOGGLE"},
        {"dimmer", "{\"value\":\"ON\"}", "state=ON"},
        {"dimmer", "{\"value\":{\"brightness\":3},\"id\":\"y\"}", "brightness=3 id=y"},
        {"blind", "OPEN", "state=#0"},
        {"blind", "{\"position\":30}", "position=30"},
        {"blind", "{\"state\":\"stop\"}", "state=#2"},
        {"ac", "heat", "mode=#3"},
        {"ac", "{\"mode\":\"cool\",\"temperature\":21.5}", "mode=#2 temperature=21.5"},
        {"ac", "{\"temperature\":21.1}", "temperature=21"},
        {"ac", "{\"temperature\":30.0001}", "temperature=30"},
        {"ac", "{\"fan_mode\":2}", "fan_mode=#2"},
        {"ac", "{\"fan_mode\":\"AUTO\"}", "fan_mode=#0"},
        {"fan", "{\"oscillation\":\"on\",\"direction\":\"reverse\"}", "oscillation=ON direction=#1"},
        {"boiler", "{\"temperature\":45.0}", "temperature=45"},
        {"alarm_hour", "{\"value\":7,\"pin\":\"0\"}", "value=7 pin='0'"}, /* a field of that name */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        accepts(*state, &cases[i]);
}

static void presses_buttons_with_anything(void **state)
{
    static const struct accepted cases[] = {
        {"doorbell", "PRESS", "press=ON"},
        {"doorbell", "0", "press=ON"},
        {"doorbell", "{\"id\":\"b\"}", "press=ON id=b"},
        {"doorbell", "{broken", "press=ON"},
        {NULL, "{\"doorbell\":null}", "press=ON"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        accepts(*state, &cases[i]);
}

static void takes_several_entities(void **state)
{
    static const struct accepted cases[] = {
        {NULL, "{\"relay\":\"ON\",\"blind\":{\"position\":30}}", "state=ON ; position=30"},
        {NULL, " {\"level\":{\"value\":3},\"label\":\"x\",\"id\":\"q\"} ", "value=3 ; value='x' id=q"},
        {NULL, "{\"dimmer\":true,\"lamp\":\"toggle\"}", "state=ON ; state=TOGGLE"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        accepts(*state, &cases[i]);
}

struct refused {
    const char *key, *payload;
    enum fl_err err;
    const char *words, *id;
};

static void refuses(const struct fixture *f, const struct refused *c)
{
    struct fl_parsed p = {0};
    struct fl_error err = {0};
    size_t len = strlen(c->payload);
    enum fl_err result =
        c->key ? fl_payload_parse_entity(&p, f->shape, fl_shape_find(f->shape, c->key), c->payload, len, &err)
               : fl_payload_parse_device(&p, f->shape, c->payload, len, &err);
    if (result != c->err || err.code != c->err || p.count || p.cmds || !strstr(err.text, c->words) ||
        strcmp(p.id, c->id ? c->id : "") != 0)
        fail_msg("%s <- %s: error %d, \"%s\", id \"%s\"", c->key, c->payload, result, err.text, p.id);
    fl_parsed_finish(&p);
}

static void refuses_with_words(void **state)
{
    static const struct refused cases[] = {
        {"relay", "maybe", FL_E_RANGE, "relay: \"maybe\" is not one of ON, OFF, TOGGLE", NULL},
        {"relay", "{\"value\":2,\"id\":\"k\"}", FL_E_RANGE, "\"2\" is not one of ON, OFF, TOGGLE", "k"},
        {"relay", "{\"value\":null}", FL_E_RANGE, "must be a value", NULL},
        {"relay", "{\"value\":\"ON\",\"brightness\":4}", FL_E_UNKNOWN, "no member \"brightness\"", NULL},
        {"relay", "{\"value\":\"ON\",\"value\":\"OFF\"}", FL_E_FORMAT, "stands twice", NULL},
        {"relay", "{\"value\":\"ON\"", FL_E_FORMAT, "not valid JSON", NULL},
        {"relay", "{\"value\":\"ON\"}x", FL_E_FORMAT, "something follows", NULL},
        {"relay", "{\"value\":\"ON\",\"id\":\"\"}", FL_E_RANGE, "\"id\" must be a text of 1 to 128", NULL},
        {"relay", "{\"value\":\"ON\",\"id\":[1]}", FL_E_RANGE, "\"id\" must be", NULL},
        {"relay", "{\"id\":\"k\"}", FL_E_RANGE, "sets nothing", "k"},
        {"relay", "{}", FL_E_RANGE, "sets nothing", NULL},
        {"relay", "", FL_E_FORMAT, "empty payload", NULL},
        {"relay", " ", FL_E_RANGE, "ON, OFF", NULL},
        {"relay", "\xff", FL_E_FORMAT, "UTF-8", NULL},
        {"relay", "[\"ON\"]", FL_E_RANGE, "is not one of", NULL},
        {"door", "ON", FL_E_RANGE, "door: cannot be set", NULL},
        {"door", "{\"value\":\"ON\",\"id\":\"d\"}", FL_E_RANGE, "door: cannot be set", "d"},
        {"latest", "x", FL_E_RANGE, "latest: cannot be set", NULL},
        {"dimmer", "{\"brightness\":101}", FL_E_RANGE,
         "dimmer.brightness: \"101\" is not a whole number from 0 to 100", NULL},
        {"dimmer", "{\"brightness\":-1}", FL_E_RANGE, "from 0 to 100", NULL},
        {"dimmer", "{\"brightness\":40.5}", FL_E_RANGE, "whole number", NULL},
        {"dimmer", "{\"brightness\":\"40\"}", FL_E_RANGE, "whole number", NULL},
        {"dimmer", "{\"brightness\":true}", FL_E_RANGE, "whole number", NULL},
        {"dimmer", "{\"brightness\":{}}", FL_E_RANGE, "must be a text, a number or a truth value", NULL},
        {"dimmer", "{\"state\":\"ON\",\"transition\":2}", FL_E_UNKNOWN,
         "no member \"transition\"; there are state, brightness, value, id", NULL},
        {"dimmer", "{\"value\":\"ON\",\"brightness\":2}", FL_E_UNKNOWN, "no member \"brightness\"", NULL},
        {"dimmer", "{\"Brightness\":2}", FL_E_UNKNOWN, "no member", NULL},
        {"dimmer", "{\"id\":\"z\"}", FL_E_RANGE, "sets nothing", "z"},
        {"dimmer", "40", FL_E_RANGE, "dimmer.state: \"40\"", NULL},
        {"fan", "{\"oscillation\":\"TOGGLE\"}", FL_E_RANGE, "is not one of ON, OFF", NULL},
        {"blind", "open the blind", FL_E_RANGE, "is not one of OPEN, CLOSE, STOP", NULL},
        {"blind", "opening", FL_E_RANGE, "OPEN, CLOSE, STOP", NULL},
        {"ac", "{\"current_temperature\":3}", FL_E_RANGE, "ac.current_temperature: cannot be set", NULL},
        {"ac", "{\"temperature\":30.6}", FL_E_RANGE, "ac.temperature: \"30.6\" is not a number from 16 to 30",
         NULL},
        {"ac", "dry", FL_E_RANGE, "off, auto, cool, heat", NULL},
        {"level", "0x10", FL_E_RANGE, "whole number", NULL},
        {"level", "nan", FL_E_RANGE, "whole number", NULL},
        {"level", "1e400", FL_E_RANGE, "whole number", NULL},
        {"level", "9223372036854775808", FL_E_RANGE, "whole number", NULL},
        {"level", "1 2", FL_E_RANGE, "whole number", NULL},
        {"level", ".", FL_E_RANGE, "whole number", NULL},
        {"level", "1e", FL_E_RANGE, "whole number", NULL},
        {"frequency", "inf", FL_E_RANGE, "not a number from 0 to 3000000000", NULL},
        {"frequency", "12,5", FL_E_RANGE, "not a number", NULL},
        {"label", "{\"value\":7}", FL_E_RANGE, "label: must be a text", NULL},
        {NULL, "{\"relay\":\"ON\",\"nobody\":1,\"id\":\"i\"}", FL_E_UNKNOWN, "no entity \"nobody\"", "i"},
        {NULL, "{\"relay\":\"ON\",\"level\":\"x\"}", FL_E_RANGE, "level:", NULL},
        {NULL, "{\"relay\":{\"value\":\"ON\",\"id\":\"y\"}}", FL_E_UNKNOWN, "no member \"id\"", NULL},
        {NULL, "{\"door\":\"ON\"}", FL_E_RANGE, "door: cannot be set", NULL},
        {NULL, "{\"relay\":null}", FL_E_RANGE, "relay: must be a value", NULL},
        {NULL, "{\"relay\":\"ON\",\"relay\":\"OFF\"}", FL_E_FORMAT, "stands twice", NULL},
        {NULL, "{}", FL_E_RANGE, "no entity to set", NULL},
        {NULL, "{\"id\":\"a\"}", FL_E_RANGE, "no entity to set", "a"},
        {NULL, "ON", FL_E_FORMAT, "not valid JSON", NULL},
        {NULL, "[1]", FL_E_FORMAT, "must be a JSON object", NULL},
        {NULL, "", FL_E_FORMAT, "not valid JSON", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        refuses(*state, &cases[i]);
}

static void refuses_what_is_too_long(void **state)
{
    const struct fixture *f = *state;
    struct fl_parsed p = {0};
    struct fl_error err = {0};
    size_t len = 70000;
    char *huge = malloc(len + 1);
    memset(huge, 'x', len);
    huge[len] = '\0';
    int label = fl_shape_find(f->shape, "label");
    assert_int_equal(fl_payload_parse_entity(&p, f->shape, label, huge, 255, &err), FL_OK);
    assert_int_equal(strlen(p.cmds[0]->value[0].s), 255);
    fl_parsed_finish(&p);
    assert_int_equal(fl_payload_parse_entity(&p, f->shape, label, huge, 256, &err), FL_E_RANGE);
    assert_string_equal(err.text, "label: a value of 256 bytes; at most 255 are taken");
    assert_int_equal(fl_payload_parse_entity(&p, f->shape, label, huge, len, &err), FL_E_FORMAT);
    assert_int_equal(fl_payload_parse_device(&p, f->shape, huge, len, &err), FL_E_FORMAT);
    memcpy(huge, "{\"value\":\"", 10);
    strcpy(huge + 300, "\"}");
    refuses(f, &(struct refused){"label", huge, FL_E_RANGE, "a text of 290 bytes; at most 255", NULL});
    free(huge);
}

/* A text ends at a NUL for whoever reads it later: the rest would be lost unseen. */
static void refuses_a_nul_in_a_text(void **state)
{
    const struct fixture *f = *state;
    struct fl_parsed p = {0};
    struct fl_error err = {0};
    int label = fl_shape_find(f->shape, "label");
    assert_int_equal(fl_payload_parse_entity(&p, f->shape, label, "ab\0cd", 5, &err), FL_E_FORMAT);
    assert_null(p.cmds);
}

static void carries_the_entitys_address(void **state)
{
    const struct fixture *f = *state;
    struct fl_parsed p = {0};
    int relay = fl_shape_find(f->shape, "relay");
    assert_int_equal(fl_payload_parse_entity(&p, f->shape, relay, "ON", 2, NULL), FL_OK);
    assert_int_equal(p.cmds[0]->entity, relay);
    assert_int_equal(p.cmds[0]->group, 3);
    assert_int_equal(p.cmds[0]->tag, 7);
    fl_parsed_finish(&p);
}

static void takes_actions(void **state)
{
    static const struct fl_action action = {.key = "tune"};
    static const struct {
        const char *payload;
        enum fl_err err;
        const char *args, *id;
    } cases[] = {
        {"", FL_OK, NULL, ""},
        {" \n", FL_OK, NULL, ""},
        {"{}", FL_OK, NULL, ""},
        {"{\"id\":\"x\"}", FL_OK, NULL, "x"},
        {"{\"ssrc\":14074,\"id\":\"x\"}", FL_OK, "{\"ssrc\":14074}", "x"},
        {"[1]", FL_E_FORMAT, NULL, ""},
        {"PRESS", FL_E_FORMAT, NULL, ""},
        {"{\"id\":true}", FL_E_RANGE, NULL, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fl_parsed p = {0};
        struct fl_error err = {0};
        enum fl_err result =
            fl_payload_parse_action(&p, &action, cases[i].payload, strlen(cases[i].payload), &err);
        assert_int_equal(result, cases[i].err);
        assert_int_equal(p.count, result == FL_OK);
        assert_string_equal(p.id, cases[i].id);
        if (result == FL_OK) {
            char *args = p.cmds[0]->args ? cJSON_PrintUnformatted(p.cmds[0]->args) : NULL;
            assert_ptr_equal(p.cmds[0]->action, &action);
            assert_int_equal(p.cmds[0]->entity, -1);
            assert_string_equal(args ? args : "", cases[i].args ? cases[i].args : "");
            free(args);
        }
        fl_parsed_finish(&p);
    }
}

static void finds_an_id_before_the_payload_matters(void **state)
{
    static const struct {
        const char *payload, *id;
    } cases[] = {{"{\"x\":1,\"id\":\"abc\"}", "abc"},
                 {"ON", ""},
                 {"{\"id\":{}}", ""},
                 {"{\"id\":\"a\"", ""},
                 {"", ""}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char id[FL_ID_MAX] = "old";
        fl_payload_id(id, cases[i].payload, strlen(cases[i].payload));
        assert_string_equal(id, cases[i].id);
    }
}

/* --- answers and reports ------------------------------------------------------------------- */

static struct fl_verdict *verdict_of(const struct fixture *f, const char *command, enum fl_status status,
                                     const char *error, size_t readings)
{
    struct fl_verdict *v = fl_verdict_create(fl_request_create("villa", command, "i-1"), status, error);
    v->queued_ms = 1;
    v->total_ms = 212;
    if (!readings)
        return v;
    v->shape = fl_shape_ref((struct fl_shape *)f->shape);
    v->readings = calloc(readings, sizeof *v->readings);
    v->reading_count = readings;
    return v;
}

static void assert_verdict(struct fl_verdict *v, const char *want)
{
    char *text = fl_payload_verdict(v);
    assert_string_equal(text, want);
    free(text);
    fl_verdict_destroy(v);
}

static void writes_verdicts(void **state)
{
    struct fixture *f = *state;
    struct fl_verdict *v = verdict_of(f, "relay/set", FL_STATUS_DONE, NULL, 1);
    v->readings[0].entity = fl_shape_find(f->shape, "relay");
    v->readings[0].values[0] = (struct fl_value){.known = true, .b = true};
    assert_verdict(v, "{\"id\":\"i-1\",\"command\":\"relay/set\",\"status\":\"done\",\"value\":\"ON\","
                      "\"ms\":{\"queued\":1,\"total\":212},\"error\":null}");

    v = verdict_of(f, "set", FL_STATUS_TIMEOUT, "no answer", 2);
    v->readings[0].entity = fl_shape_find(f->shape, "dimmer");
    v->readings[0].values[1] = (struct fl_value){.known = true, .i = 40};
    v->readings[1].entity = fl_shape_find(f->shape, "level");
    v->readings[1].values[0] = (struct fl_value){.known = true, .i = 3};
    assert_verdict(v, "{\"id\":\"i-1\",\"command\":\"set\",\"status\":\"timeout\","
                      "\"value\":{\"dimmer\":{\"state\":null,\"brightness\":40},\"level\":3},"
                      "\"ms\":{\"queued\":1,\"total\":212},\"error\":\"no answer\"}");

    v = verdict_of(f, "do/read", FL_STATUS_DONE, NULL, 0);
    v->result = fl_strdup("{\"n\":9007199254740993}");
    assert_verdict(v,
                   "{\"id\":\"i-1\",\"command\":\"do/read\",\"status\":\"done\","
                   "\"value\":{\"n\":9007199254740993},\"ms\":{\"queued\":1,\"total\":212},\"error\":null}");

    v = verdict_of(f, "do/read", FL_STATUS_DONE, NULL, 0);
    v->result = fl_strdup("{oops");
    assert_verdict(v, "{\"id\":\"i-1\",\"command\":\"do/read\",\"status\":\"done\",\"value\":\"{oops\","
                      "\"ms\":{\"queued\":1,\"total\":212},\"error\":null}");

    assert_verdict(verdict_of(f, "x\xff/set", FL_STATUS_REJECTED, "no entity \"x\"", 0),
                   "{\"id\":\"i-1\",\"command\":\"x?/set\",\"status\":\"rejected\",\"value\":null,"
                   "\"ms\":{\"queued\":1,\"total\":212},\"error\":\"no entity \\\"x\\\"\"}");
}

static void writes_events(void **state)
{
    static const struct {
        const char *members, *want;
    } cases[] = {
        {NULL, "{\"event_type\":\"new_media\"}"},
        {"{\"dir\":1,\"num\":\"7\"}", "{\"event_type\":\"new_media\",\"dir\":1,\"num\":\"7\"}"},
        {"{\"event_type\":\"other\",\"a\":{\"b\":[]}}", "{\"event_type\":\"new_media\",\"a\":{\"b\":[]}}"},
        {"[1]", "{\"event_type\":\"new_media\"}"},
        {"{broken", "{\"event_type\":\"new_media\"}"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *text = fl_payload_event("new_media", cases[i].members);
        assert_string_equal(text, cases[i].want);
        free(text);
    }
}

static void writes_the_links_report(void **state)
{
    struct fl_metrics m = {.since_utc_ms = 1700000000123};
    (void)state;
    char *text = fl_payload_link(&m, FL_LINK_BACKOFF);
    assert_string_equal(text,
                        "{\"state\":\"backoff\",\"since\":\"2023-11-14T22:13:20.123Z\",\"last_seen\":null,"
                        "\"rtt_ms\":{\"p50\":null,\"p99\":null},\"polls\":{\"ok\":0,\"failed\":0},"
                        "\"heartbeat\":{\"ok\":0,\"failed\":0},\"reconnects\":0,\"queue\":0,"
                        "\"quality\":null,\"last_error\":null}");
    free(text);
    m = (struct fl_metrics){.since_utc_ms = 1,
                            .last_seen_utc_ms = 1700000000000,
                            .polls_ok = 9,
                            .polls_failed = 1,
                            .keepalives_ok = 4,
                            .keepalives_failed = 2,
                            .connects = 3,
                            .queue = 5,
                            .history = 1,
                            .history_count = 2,
                            .last_error = "gone"};
    fl_metrics_note_rtt(&m, 12345);
    text = fl_payload_link(&m, FL_LINK_ONLINE);
    assert_string_equal(text,
                        "{\"state\":\"online\",\"since\":\"1970-01-01T00:00:00.001Z\","
                        "\"last_seen\":\"2023-11-14T22:13:20.000Z\",\"rtt_ms\":{\"p50\":12.3,\"p99\":12.3},"
                        "\"polls\":{\"ok\":9,\"failed\":1},\"heartbeat\":{\"ok\":4,\"failed\":2},"
                        "\"reconnects\":2,\"queue\":5,\"quality\":50,\"last_error\":\"gone\"}");
    free(text);
    assert_string_equal(fl_payload_availability(true), "online");
    assert_string_equal(fl_payload_availability(false), "offline");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(publishes_scalars_as_plain_text),
        TEST(publishes_composites_as_json),
        TEST(knows_what_has_a_state),
        TEST(makes_a_snapshot_of_everything_readable),
        TEST(takes_scalars_in_every_form),
        TEST(takes_composites_in_every_form),
        TEST(presses_buttons_with_anything),
        TEST(takes_several_entities),
        TEST(refuses_with_words),
        TEST(refuses_what_is_too_long),
        TEST(refuses_a_nul_in_a_text),
        TEST(carries_the_entitys_address),
        TEST(takes_actions),
        TEST(finds_an_id_before_the_payload_matters),
        TEST(writes_verdicts),
        TEST(writes_events),
        TEST(writes_the_links_report),
    };
    return cmocka_run_group_tests_name("payload", tests, NULL, NULL);
}
