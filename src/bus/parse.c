/* Command payloads to checked commands. Every refusal says what would have been right: it is what
 * the sender reads in the verdict. Input is never trusted. */
#include "bus/payload.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/str.h"

/* One value as it came, whatever the form: a plain payload, or a JSON string, number or bool. */
struct word {
    const char *text;
    bool is_text;   /* may stand for a text */
    bool is_number; /* may stand for a number, if it reads as one */
    char digits[32];
};

/* An entity's piece while it is being filled. */
struct piece {
    const struct fl_entity *entity;
    struct fl_command *cmd;
    struct fl_error *err;
};

enum { QUOTE_MAX = 41, SUBJECT_MAX = 2 * FL_KEY_MAX, LIST_MAX = 120 };

/* The sender's own words for a message: cut, never inside a character. */
static const char *quote(char buf[static QUOTE_MAX], const char *text)
{
    fl_copy(buf, QUOTE_MAX, text);
    return buf;
}

/* "blind" or "blind.position". */
static const char *subject(char buf[static SUBJECT_MAX], const struct fl_entity *e, size_t field)
{
    bool named = e->field_count > 1;
    fl_format(buf, SUBJECT_MAX, "%s%s%s", e->key, named ? "." : "", named ? e->fields[field].name : "");
    return buf;
}

/* Appends ", word"; what does not fit is "...". */
static void list_add(char buf[static LIST_MAX], const char *word)
{
    size_t len = strlen(buf);
    if (len + strlen(word) + sizeof ", ..." < LIST_MAX)
        fl_format(buf + len, LIST_MAX - len, "%s%s", len ? ", " : "", word);
    else if (len < 4 || strcmp(buf + len - 3, "...") != 0)
        fl_format(buf + len, LIST_MAX - len, "%s...", len ? ", " : "");
}

static enum fl_err no_memory(struct fl_error *err)
{
    fl_fail(err, FL_E_NOMEM, "out of memory");
    return FL_E_NOMEM;
}

/* --- one field ----------------------------------------------------------------------------- */

/* Notes the value, and in the mask that there is one. */
static enum fl_err store(struct piece *p, size_t field, struct fl_value value)
{
    value.known = true;
    if (fl_command_set(p->cmd, field, value, p->entity->fields[field].type))
        return FL_OK;
    return no_memory(p->err);
}

static enum fl_err take_bool(struct piece *p, size_t field, const struct word *w)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = {{"ON", true}, {"OFF", false}, {"true", true}, {"false", false}, {"1", true}, {"0", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcasecmp(w->text, words[i].word))
            return store(p, field, (struct fl_value){.b = words[i].value});
    /* A toggle is the inverse of what the device reads when it begins, of the first field only. */
    bool can_toggle = !field && p->entity->fields[field].access & FL_READ;
    if (can_toggle && !strcasecmp(w->text, "TOGGLE")) {
        p->cmd->toggle = true;
        p->cmd->mask |= 1u;
        return FL_OK;
    }
    char got[QUOTE_MAX], who[SUBJECT_MAX];
    return fl_fail(p->err, FL_E_RANGE, "%s: \"%s\" is not one of ON, OFF%s", subject(who, p->entity, field),
                   quote(got, w->text), can_toggle ? ", TOGGLE" : "");
}

static enum fl_err take_enum(struct piece *p, size_t field, const struct word *w)
{
    const struct fl_field *f = &p->entity->fields[field];
    const char *const *words = f->commands ? f->commands : f->choices;
    char allowed[LIST_MAX] = "";
    for (unsigned i = 0; words && words[i]; i++) {
        if (!strcasecmp(w->text, words[i]))
            return store(p, field, (struct fl_value){.e = i});
        list_add(allowed, words[i]);
    }
    char got[QUOTE_MAX], who[SUBJECT_MAX];
    return fl_fail(p->err, FL_E_RANGE, "%s: \"%s\" is not one of %s", subject(who, p->entity, field),
                   quote(got, w->text), allowed);
}

/* A decimal number and nothing else: strtod alone would take "inf", "nan" and hex. */
static bool is_decimal(const char *text)
{
    const char *p = text + (*text == '-' || *text == '+');
    size_t whole = strspn(p, "0123456789"), part = 0;
    p += whole;
    if (*p == '.') {
        part = strspn(++p, "0123456789");
        p += part;
    }
    if (*p == 'e' || *p == 'E') {
        p++;
        p += *p == '-' || *p == '+';
        size_t power = strspn(p, "0123456789");
        if (!power)
            return false;
        p += power;
    }
    return whole + part && !*p;
}

/* "a whole number from 0 to 100" */
static enum fl_err refuse_number(struct piece *p, size_t field, const struct word *w)
{
    const struct fl_field *f = &p->entity->fields[field];
    char got[QUOTE_MAX], who[SUBJECT_MAX], min[32], max[32], range[80] = "";
    if (f->min < f->max)
        fl_format(range, sizeof range, " from %s to %s", fl_real_text(f->min, 0, min),
                  fl_real_text(f->max, 0, max));
    return fl_fail(p->err, FL_E_RANGE, "%s: \"%s\" is not a %snumber%s", subject(who, p->entity, field),
                   quote(got, w->text), f->type == FL_INT ? "whole " : "", range);
}

static bool in_range(const struct fl_field *f, double value)
{
    if (f->min >= f->max)
        return true;
    /* A float's noise: 0.1 * 3 must not be above 0.3. */
    double noise = f->step > 0 ? f->step * 1e-3 : (f->max - f->min) * 1e-9;
    return value >= f->min - noise && value <= f->max + noise;
}

/* Nearest multiple of step within the limits, as the decimal number a person would write. Home
 * Assistant sends others when it converts units, so they are no mistake of the sender. */
static double rounded(const struct fl_field *f, double value)
{
    char text[32];
    if (f->step > 0)
        value = strtod(fl_real_text(value, f->step, text), NULL);
    if (f->min < f->max)
        value = fmin(fmax(value, f->min), f->max);
    return value;
}

#define EXACT_MAX 9007199254740992.0 /* 2^53: beyond it a double is not exact */

/* A whole number too large for a double: its digits decide. */
static bool large_whole(const char *text, double value, int64_t *out)
{
    char *end;
    errno = 0;
    *out = strtoll(text, &end, 10);
    if (!*end)
        return !errno;
    if (!(fabs(value) < 9223372036854775807.0))
        return false;
    *out = (int64_t)value;
    return true;
}

static bool whole_number(const struct fl_field *f, const char *text, double value, int64_t *out)
{
    if (fabs(value) > EXACT_MAX)
        return large_whole(text, value, out);
    *out = llrint(rounded(f, nearbyint(value)));
    return fabs(value - nearbyint(value)) < 1e-9;
}

static enum fl_err take_number(struct piece *p, size_t field, const struct word *w)
{
    const struct fl_field *f = &p->entity->fields[field];
    double value = w->is_number && is_decimal(w->text) ? strtod(w->text, NULL) : NAN;
    if (!isfinite(value) || !in_range(f, value))
        return refuse_number(p, field, w);
    if (f->type == FL_REAL)
        return store(p, field, (struct fl_value){.r = rounded(f, value)});
    int64_t whole;
    if (!whole_number(f, w->text, value, &whole))
        return refuse_number(p, field, w);
    return store(p, field, (struct fl_value){.i = whole});
}

static enum fl_err take_text(struct piece *p, size_t field, const struct word *w)
{
    char who[SUBJECT_MAX];
    if (!w->is_text)
        return fl_fail(p->err, FL_E_RANGE, "%s: must be a text", subject(who, p->entity, field));
    size_t len = strlen(w->text);
    if (len >= FL_TEXT_MAX)
        return fl_fail(p->err, FL_E_RANGE, "%s: a text of %zu bytes; at most %d are taken",
                       subject(who, p->entity, field), len, FL_TEXT_MAX - 1);
    return store(p, field, (struct fl_value){.s = w->text});
}

static enum fl_err take_field(struct piece *p, size_t field, const struct word *w)
{
    static enum fl_err (*const takers[])(struct piece *, size_t, const struct word *) = {
        [FL_BOOL] = take_bool, [FL_INT] = take_number, [FL_REAL] = take_number,
        [FL_ENUM] = take_enum, [FL_TEXT] = take_text,
    };
    const struct fl_field *f = &p->entity->fields[field];
    char who[SUBJECT_MAX];
    if (!(f->access & FL_WRITE))
        return fl_fail(p->err, FL_E_RANGE, "%s: cannot be set", subject(who, p->entity, field));
    return takers[f->type](p, field, w);
}

/* --- one entity ---------------------------------------------------------------------------- */

/* False: null, an array or an object, which no field takes. */
static bool word_of(struct word *w, const cJSON *item)
{
    *w = (struct word){.text = NULL};
    if (cJSON_IsString(item)) {
        w->text = item->valuestring;
        w->is_text = true;
    } else if (cJSON_IsBool(item)) {
        w->text = cJSON_IsTrue(item) ? "true" : "false";
    } else if (cJSON_IsNumber(item)) {
        w->text = fl_real_text(item->valuedouble, 0, w->digits);
        w->is_number = true;
    }
    return w->text;
}

static int field_named(const struct fl_entity *e, const char *name)
{
    for (size_t i = 0; i < e->field_count; i++)
        if (!strcmp(e->fields[i].name, name))
            return (int)i;
    return -1;
}

static enum fl_err refuse_member(struct piece *p, const char *name)
{
    char allowed[LIST_MAX] = "", got[QUOTE_MAX];
    for (size_t i = 0; p->entity->field_count > 1 && i < p->entity->field_count; i++)
        if (p->entity->fields[i].access & FL_WRITE)
            list_add(allowed, p->entity->fields[i].name);
    list_add(allowed, "value");
    list_add(allowed, "id");
    return fl_fail(p->err, FL_E_UNKNOWN, "%s: no member \"%s\"; there are %s", p->entity->key,
                   quote(got, name), allowed);
}

/* A member of the published form. */
static enum fl_err take_member(struct piece *p, const cJSON *item)
{
    struct word w;
    int field = field_named(p->entity, item->string);
    if (field < 0)
        return refuse_member(p, item->string);
    if (!word_of(&w, item))
        return fl_fail(p->err, FL_E_RANGE, "%s: \"%s\" must be a text, a number or a truth value",
                       p->entity->key, p->entity->fields[field].name);
    return take_field(p, (size_t)field, &w);
}

static enum fl_err take_members(struct piece *p, const cJSON *object)
{
    for (const cJSON *i = object->child; i; i = i->next) {
        enum fl_err err = take_member(p, i);
        if (err != FL_OK)
            return err;
    }
    if (!p->cmd->mask)
        return fl_fail(p->err, FL_E_RANGE, "%s: an object without a value sets nothing", p->entity->key);
    return FL_OK;
}

/* The published form, or a plain value for the first field. */
static enum fl_err take_form(struct piece *p, const cJSON *item)
{
    struct word w;
    if (cJSON_IsObject(item))
        return take_members(p, item);
    if (!word_of(&w, item))
        return fl_fail(p->err, FL_E_RANGE, "%s: must be a value or an object", p->entity->key);
    return take_field(p, 0, &w);
}

/* Any form as JSON: {"value": ...} too, but for a composite with a field of that name. The "id"
 * has been taken out. */
static enum fl_err take_any(struct piece *p, const cJSON *item)
{
    bool own = p->entity->field_count > 1 && field_named(p->entity, "value") >= 0;
    const cJSON *value = cJSON_IsObject(item) ? cJSON_GetObjectItemCaseSensitive(item, "value") : NULL;
    if (!value || own)
        return take_form(p, item);
    const cJSON *other = item->child != value ? item->child : value->next;
    return other ? refuse_member(p, other->string) : take_form(p, value);
}

/* A button has nothing to say but that it was pressed: 1 in whatever type it is declared. */
static enum fl_err press(struct piece *p)
{
    switch (p->entity->fields[0].type) {
    case FL_BOOL:
        return store(p, 0, (struct fl_value){.b = true});
    case FL_INT:
        return store(p, 0, (struct fl_value){.i = 1});
    case FL_REAL:
        return store(p, 0, (struct fl_value){.r = 1});
    case FL_TEXT:
        return store(p, 0, (struct fl_value){.s = "1"});
    case FL_ENUM: /* the only word there is, or the first */
        break;
    }
    return store(p, 0, (struct fl_value){.e = 0});
}

static bool is_settable(const struct fl_entity *e)
{
    for (size_t i = 0; i < e->field_count; i++)
        if (e->fields[i].access & FL_WRITE)
            return true;
    return false;
}

/* A new last piece of *out, for an entity that is there and can be set. */
static enum fl_err piece_of(struct piece *p, struct fl_parsed *out, const struct fl_shape *shape, int entity,
                            struct fl_error *err)
{
    const struct fl_entity *e = &shape->entities[entity];
    if (!is_settable(e)) {
        fl_fail(err, FL_E_RANGE, "%s: cannot be set", e->key);
        return FL_E_RANGE;
    }
    struct fl_command *cmd = fl_command_create();
    if (!cmd)
        return no_memory(err);
    cmd->entity = entity;
    cmd->group = e->group;
    cmd->tag = e->tag;
    out->cmds[out->count++] = cmd;
    *p = (struct piece){.entity = e, .cmd = cmd, .err = err};
    return FL_OK;
}

/* --- payloads ------------------------------------------------------------------------------ */

static struct fl_span trimmed(const void *payload, size_t len)
{
    const uint8_t *p = payload;
    while (len && isspace(p[0])) {
        p++;
        len--;
    }
    while (len && isspace(p[len - 1]))
        len--;
    return (struct fl_span){p, len};
}

static enum fl_err parse_json(cJSON **out, struct fl_span text, struct fl_error *err)
{
    return fl_json_parse(out, (const char *)text.data, text.len, err);
}

/* Takes the "id" out of an object. */
static enum fl_err take_id(char id[static FL_ID_MAX], cJSON *object, struct fl_error *err)
{
    cJSON *item = cJSON_DetachItemFromObjectCaseSensitive(object, "id");
    struct word w;
    if (!item)
        return FL_OK;
    bool ok = !cJSON_IsBool(item) && word_of(&w, item) && w.text[0] && strlen(w.text) < FL_ID_MAX;
    if (ok)
        fl_copy(id, FL_ID_MAX, w.text);
    cJSON_Delete(item);
    return ok ? FL_OK : fl_fail(err, FL_E_RANGE, "\"id\" must be a text of 1 to %d bytes", FL_ID_MAX - 1);
}

void fl_payload_id(char id[static FL_ID_MAX], const void *payload, size_t len)
{
    cJSON *json = NULL;
    struct fl_span text = trimmed(payload, len);
    id[0] = '\0';
    if (text.len && text.data[0] == '{' && parse_json(&json, text, NULL) == FL_OK)
        take_id(id, json, NULL);
    cJSON_Delete(json);
}

static void drop_pieces(struct fl_parsed *p)
{
    for (size_t i = 0; i < p->count; i++)
        fl_command_destroy(p->cmds[i]);
    free(p->cmds);
    p->cmds = NULL;
    p->count = 0;
}

void fl_parsed_finish(struct fl_parsed *p)
{
    drop_pieces(p);
    *p = (struct fl_parsed){.count = 0};
}

/* A text box takes what it gets: only {"value": ...} is not meant as it stands. */
static bool is_meant_as_json(const struct fl_entity *e, const cJSON *json)
{
    if (e->field_count > 1 || e->fields[0].type != FL_TEXT)
        return true;
    return cJSON_IsObject(json) && cJSON_GetObjectItemCaseSensitive(json, "value");
}

/* A payload that is no JSON; texts keep their spaces. */
static enum fl_err take_plain(struct piece *p, struct fl_span raw)
{
    char text[FL_TEXT_MAX], who[SUBJECT_MAX];
    if (p->entity->fields[0].type != FL_TEXT)
        raw = trimmed(raw.data, raw.len);
    if (raw.len >= sizeof text)
        return fl_fail(p->err, FL_E_RANGE, "%s: a value of %zu bytes; at most %zu are taken",
                       subject(who, p->entity, 0), raw.len, sizeof text - 1);
    if (!fl_utf8_ok((const char *)raw.data, raw.len) || memchr(raw.data, '\0', raw.len))
        return fl_fail(p->err, FL_E_FORMAT, "%s: not valid UTF-8", subject(who, p->entity, 0));
    memcpy(text, raw.data, raw.len);
    text[raw.len] = '\0';
    return take_field(p, 0, &(struct word){.text = text, .is_text = true, .is_number = true});
}

/* The payload of <entity>/set for the one piece there is. */
static enum fl_err take_payload(struct piece *p, struct fl_parsed *out, struct fl_span raw)
{
    struct fl_span text = trimmed(raw.data, raw.len);
    bool button = p->entity->kind == FL_BUTTON;
    cJSON *json = NULL;
    enum fl_err err = FL_OK;
    if (text.len && (text.data[0] == '{' || text.data[0] == '"'))
        err = parse_json(&json, text, p->err);
    if (cJSON_IsObject(json) && is_meant_as_json(p->entity, json)) {
        err = take_id(out->id, json, p->err);
        if (err == FL_OK)
            err = button ? press(p) : take_any(p, json);
    } else if (button) {
        err = press(p);
    } else if (p->entity->field_count == 1 && p->entity->fields[0].type == FL_TEXT) {
        err = take_plain(p, raw);
    } else if (err == FL_OK) {
        err = json ? take_any(p, json) : take_plain(p, raw);
    }
    cJSON_Delete(json);
    return err;
}

enum fl_err fl_payload_parse_entity(struct fl_parsed *out, const struct fl_shape *shape, int entity,
                                    const void *payload, size_t len, struct fl_error *err)
{
    struct piece p;
    *out = (struct fl_parsed){.cmds = calloc(1, sizeof *out->cmds)};
    if (!out->cmds)
        return no_memory(err);
    enum fl_err result = FL_E_FORMAT;
    if (!len)
        fl_fail(err, result, "%s: an empty payload sets nothing", shape->entities[entity].key);
    else if (len > FL_JSON_SIZE)
        fl_fail(err, result, "%zu bytes; at most %d are taken", len, FL_JSON_SIZE);
    else
        result = piece_of(&p, out, shape, entity, err);
    if (result == FL_OK)
        result = take_payload(&p, out, (struct fl_span){payload, len});
    else
        fl_payload_id(out->id, payload, len);
    if (result != FL_OK)
        drop_pieces(out);
    return result;
}

static enum fl_err take_entity(struct fl_parsed *out, const struct fl_shape *shape, const cJSON *item,
                               struct fl_error *err)
{
    struct piece p;
    char got[QUOTE_MAX];
    int entity = fl_shape_find(shape, item->string);
    if (entity < 0)
        return fl_fail(err, FL_E_UNKNOWN, "no entity \"%s\"", quote(got, item->string));
    enum fl_err result = piece_of(&p, out, shape, entity, err);
    if (result != FL_OK)
        return result;
    return p.entity->kind == FL_BUTTON ? press(&p) : take_any(&p, item);
}

static enum fl_err take_entities(struct fl_parsed *out, const struct fl_shape *shape, cJSON *object,
                                 struct fl_error *err)
{
    enum fl_err result = take_id(out->id, object, err);
    if (result != FL_OK)
        return result;
    size_t count = (size_t)cJSON_GetArraySize(object);
    if (!count)
        return fl_fail(err, FL_E_RANGE, "no entity to set");
    out->cmds = calloc(count, sizeof *out->cmds);
    if (!out->cmds)
        return no_memory(err);
    for (const cJSON *i = object->child; i && result == FL_OK; i = i->next)
        result = take_entity(out, shape, i, err);
    return result;
}

enum fl_err fl_payload_parse_device(struct fl_parsed *out, const struct fl_shape *shape, const void *payload,
                                    size_t len, struct fl_error *err)
{
    cJSON *json = NULL;
    *out = (struct fl_parsed){.count = 0};
    enum fl_err result = parse_json(&json, (struct fl_span){payload, len}, err);
    if (result == FL_OK && !cJSON_IsObject(json))
        result = fl_fail(err, FL_E_FORMAT, "must be a JSON object of entities: {\"<entity>\":<value>}");
    if (result == FL_OK)
        result = take_entities(out, shape, json, err);
    cJSON_Delete(json);
    if (result != FL_OK)
        drop_pieces(out);
    return result;
}

/* Takes args, also on failure. */
static enum fl_err action_piece(struct fl_parsed *out, const struct fl_action *action, cJSON *args,
                                struct fl_error *err)
{
    struct fl_command *cmd = fl_command_create();
    out->cmds = calloc(1, sizeof *out->cmds);
    if (!cmd || !out->cmds) {
        fl_command_destroy(cmd);
        cJSON_Delete(args);
        return no_memory(err);
    }
    cmd->action = action;
    cmd->args = args;
    out->cmds[out->count++] = cmd;
    return FL_OK;
}

enum fl_err fl_payload_parse_action(struct fl_parsed *out, const struct fl_action *action,
                                    const void *payload, size_t len, struct fl_error *err)
{
    cJSON *args = NULL;
    *out = (struct fl_parsed){.count = 0};
    struct fl_span text = trimmed(payload, len);
    enum fl_err result = text.len ? parse_json(&args, text, err) : FL_OK;
    if (cJSON_IsObject(args))
        result = take_id(out->id, args, err);
    else if (args)
        result = fl_fail(err, FL_E_FORMAT, "%s: arguments are a JSON object, or nothing", action->key);
    if (result != FL_OK || !args || !args->child) { /* no arguments: none, rather than none of them */
        cJSON_Delete(args);
        args = NULL;
    }
    if (result == FL_OK)
        result = action_piece(out, action, args, err);
    if (result != FL_OK)
        drop_pieces(out);
    return result;
}
