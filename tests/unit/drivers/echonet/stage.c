/* One object on a stage. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bus/payload.h"
#include "support/cmocka.h"
#include "vectors.h"

static const struct fl_timing timing;

static struct echonet_map map_of(const char *epcs)
{
    struct bytes b = hex(epcs);
    struct echonet_map m = {{0}};
    for (size_t i = 0; i < b.len; i++)
        echonet_map_add(&m, b.data[i]);
    return m;
}

struct stage *stage_create(uint32_t eoj, const struct echonet_conf *conf, const char *settable,
                           const char *gettable)
{
    struct stage *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->model = fl_model_create();
    s->io = fl_io_create(s->model, &timing, false, 1);
    s->object = echonet_object_create(eoj, conf);
    assert_true(s->model && s->io && s->object);
    fl_io_begin(s->io, FL_ASK_NONE, 1000, 0, 0);
    struct echonet_map none = {{0}}, set = map_of(settable), get = map_of(gettable);
    echonet_object_maps(s->object, &none, &set, &get);
    return s;
}

void stage_destroy(struct stage *s)
{
    echonet_object_destroy(s->object);
    fl_io_destroy(s->io);
    fl_model_destroy(s->model);
    free(s);
}

bool stage_hear(struct stage *s, uint8_t epc, const char *edt)
{
    struct bytes b = hex(edt);
    uint8_t *copy = malloc(b.len ? b.len : 1); /* so that a read past the end is seen */
    assert_non_null(copy);
    memcpy(copy, b.data, b.len);
    bool fits = echonet_object_value(s->object, s->io, epc, (struct fl_span){copy, b.len});
    free(copy);
    return fits;
}

void stage_declare(struct stage *s)
{
    enum fl_err code;
    echonet_object_declare(s->object, s->io, 1);
    const char *trouble = fl_io_trouble(s->io, &code);
    if (trouble)
        fail_msg("%s", trouble);
}

int stage_entity(struct stage *s, const char *key)
{
    return fl_shape_find(fl_model_shape(s->model), key);
}

const struct fl_entity *stage_shape(struct stage *s, const char *key)
{
    int entity = stage_entity(s, key);
    if (entity < 0)
        fail_msg("no entity %s", key);
    return &fl_model_shape(s->model)->entities[entity];
}

const char *stage_state(struct stage *s, const char *key)
{
    const struct fl_entity *e = stage_shape(s, key);
    struct fl_value values[FL_FIELDS_MAX];
    for (size_t i = 0; i < e->field_count; i++)
        values[i] = fl_model_get(s->model, stage_entity(s, key), i);
    char *text = fl_payload_entity(e, values);
    assert_non_null(text);
    snprintf(s->text, sizeof s->text, "%s", text);
    free(text);
    return s->text;
}

static unsigned index_of(const struct fl_field *f, const char *word)
{
    const char *const *words = f->commands ? f->commands : f->choices;
    for (unsigned i = 0; words && words[i]; i++)
        if (!strcmp(words[i], word))
            return i;
    fail_msg("%s does not take %s", f->name, word);
    return 0;
}

static struct fl_value value_of(const struct fl_field *f, const char *text)
{
    struct fl_value v = {.known = true};
    switch (f->type) {
    case FL_BOOL:
        v.b = !strcmp(text, "ON");
        break;
    case FL_INT:
        v.i = atoll(text);
        break;
    case FL_REAL:
        v.r = atof(text);
        break;
    case FL_ENUM:
        v.e = index_of(f, text);
        break;
    case FL_TEXT:
        v.s = text;
        break;
    }
    return v;
}

static void add_field(struct fl_command *cmd, const struct fl_entity *e, char *assignment)
{
    char *text = strchr(assignment, '=');
    assert_non_null(text);
    *text++ = '\0';
    for (size_t i = 0; i < e->field_count; i++) {
        if (strcmp(e->fields[i].name, assignment) != 0)
            continue;
        cmd->mask |= 1u << i;
        cmd->value[i] = value_of(&e->fields[i], text);
        return;
    }
    fail_msg("no field %s", assignment);
}

static void print_write(struct stage *s, const struct echonet_write *w)
{
    size_t len = strlen(s->text);
    len += (size_t)snprintf(s->text + len, sizeof s->text - len, "%s%02X=", len ? " " : "", w->epc);
    for (size_t i = 0; i < w->len; i++)
        len += (size_t)snprintf(s->text + len, sizeof s->text - len, "%02x", w->edt[i]);
    snprintf(s->text + len, sizeof s->text - len, "%s", w->momentary ? "!" : "");
}

const char *stage_plan(struct stage *s, const char *key, const char *fields)
{
    const struct fl_entity *e = stage_shape(s, key);
    struct fl_command cmd = {.id = 1, .entity = stage_entity(s, key), .group = e->group, .tag = e->tag};
    char copy[256], *rest = copy;
    snprintf(copy, sizeof copy, "%s", fields);
    for (char *word; (word = strsep(&rest, " "));)
        if (*word)
            add_field(&cmd, e, word);
    struct echonet_write writes[ECHONET_WRITES_MAX];
    s->why = (struct fl_error){0};
    size_t count = echonet_object_plan(s->object, s->io, &cmd, writes, &s->why);
    s->text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        print_write(s, &writes[i]);
    assert_true(count || s->why.code);
    return s->text;
}

struct echonet_write stage_write(uint8_t epc, const char *edt)
{
    struct bytes b = hex(edt);
    struct echonet_write w = {.epc = epc, .len = (uint8_t)b.len};
    memcpy(w.edt, b.data, b.len);
    return w;
}
