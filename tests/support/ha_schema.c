#include "support/ha_schema.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct ha_schema {
    cJSON *tables;
    cJSON *unique_ids; /* "<platform> <unique_id>" -> topic it was announced on */
};

/* One message being checked. */
struct check {
    struct ha_schema *schema;
    const char *topic;
    struct fl_str *faults;
    size_t count;
    char where[160]; /* the component, or part of the message */
};

static const cJSON *get(const cJSON *object, const char *key)
{
    return object ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

static const cJSON *first(const cJSON *list)
{
    return list ? list->child : NULL;
}

static const char *text_of(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(get(object, key));
}

static FL_PRINTF(2, 3) void fault(struct check *c, const char *fmt, ...)
{
    char text[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    fl_str_addf(c->faults, "%s: %s: %s\n", c->topic, c->where, text);
    c->count++;
}

static bool list_has(const cJSON *list, const char *word)
{
    for (const cJSON *i = first(list); i; i = i->next)
        if (cJSON_IsString(i) && !strcmp(i->valuestring, word))
            return true;
    return false;
}

static bool id_ok(const char *id)
{
    size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
    return len && !id[len];
}

/* --- types of values ----------------------------------------------------------------------- */

static bool is_string(const cJSON *v)
{
    return cJSON_IsString(v) && fl_utf8_ok(v->valuestring, strlen(v->valuestring));
}

static bool is_string_or_null(const cJSON *v)
{
    return cJSON_IsNull(v) || is_string(v);
}

static bool is_bool(const cJSON *v)
{
    return cJSON_IsBool(v);
}

static bool is_float(const cJSON *v)
{
    return cJSON_IsNumber(v) && isfinite(v->valuedouble);
}

static bool is_int(const cJSON *v)
{
    return is_float(v) && floor(v->valuedouble) == v->valuedouble;
}

static bool is_positive_int(const cJSON *v)
{
    return is_int(v) && v->valuedouble >= 0;
}

static bool is_list(const cJSON *v)
{
    return cJSON_IsArray(v);
}

/* Strings, none twice. */
static bool is_list_of_string(const cJSON *v)
{
    if (!cJSON_IsArray(v))
        return false;
    for (const cJSON *i = first(v); i; i = i->next) {
        if (!is_string(i) || !*i->valuestring)
            return false;
        for (const cJSON *later = i->next; later; later = later->next)
            if (cJSON_IsString(later) && !strcmp(later->valuestring, i->valuestring))
                return false;
    }
    return true;
}

static bool is_string_or_list(const cJSON *v)
{
    return is_string(v) || (is_list_of_string(v) && cJSON_GetArraySize(v) > 0);
}

static bool is_list_of_pairs(const cJSON *v)
{
    for (const cJSON *i = first(v); i; i = i->next)
        if (!is_list(i) || cJSON_GetArraySize(i) != 2)
            return false;
    return cJSON_IsArray(v);
}

static bool is_url(const cJSON *v)
{
    static const char *const schemes[] = {"http://", "https://", "homeassistant://"};
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (is_string(v) && !strncmp(v->valuestring, schemes[i], strlen(schemes[i])))
            return true;
    return false;
}

static size_t occurrences(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)); text += strlen(what))
        n++;
    return n;
}

/* Brackets in pairs; the literal JSON around an expression ends in "}}}", so only openings and
 * closings that belong to a template are counted. */
static bool is_template(const cJSON *v)
{
    if (!is_string(v) || !*v->valuestring)
        return false;
    const char *t = v->valuestring;
    size_t opened = occurrences(t, "{{"), closed = occurrences(t, "}}");
    return opened == closed && occurrences(t, "{%") == occurrences(t, "%}");
}

/* Not empty, no control characters; wildcards are nothing that we would have. */
static bool is_topic(const cJSON *v)
{
    if (!is_string(v) || !*v->valuestring || strlen(v->valuestring) > 65535)
        return false;
    for (const char *p = v->valuestring; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f || *p == '+' || *p == '#')
            return false;
    return v->valuestring[0] != '/' && !strstr(v->valuestring, "//");
}

static bool is_object(const cJSON *v)
{
    return cJSON_IsObject(v);
}

static bool is_icon(const cJSON *v)
{
    return is_string(v) && !strncmp(v->valuestring, "mdi:", 4);
}

static bool is_entity_id(const cJSON *v)
{
    return is_string(v) && strchr(v->valuestring, '.');
}

static const struct {
    const char *name;
    bool (*fits)(const cJSON *v);
} types[] = {
    {"availability_list", is_list},
    {"bool", is_bool},
    {"configuration_url", is_url},
    {"device", is_object},
    {"device_class", is_string},
    {"entity_id", is_entity_id},
    {"enum", NULL}, /* by its values */
    {"enum_or_null", NULL},
    {"float", is_float},
    {"icon", is_icon},
    {"int", is_int},
    {"list", is_list_of_string},
    {"list_enum", is_list_of_string},
    {"list_of_pairs", is_list_of_pairs},
    {"list_of_string", is_list_of_string},
    {"map_of_components", is_object},
    {"origin", is_object},
    {"positive_int", is_positive_int},
    {"publish_topic", is_topic},
    {"regex", is_string},
    {"string", is_string},
    {"string_or_list", is_string_or_list},
    {"string_or_null", is_string_or_null},
    {"subscribe_topic", is_topic},
    {"template", is_template},
    {"url", is_url},
};

static bool value_among(const cJSON *values, const cJSON *v)
{
    for (const cJSON *i = first(values); i; i = i->next)
        if (cJSON_Compare(i, v, true))
            return true;
    return false;
}

static bool all_among(const cJSON *values, const cJSON *list)
{
    for (const cJSON *i = first(list); i; i = i->next)
        if (!value_among(values, i))
            return false;
    return true;
}

/* The words of a device class; sensors' are the keys of a table. */
static bool class_known(const struct check *c, const cJSON *spec, const char *word)
{
    const cJSON *known = get(c->schema->tables, text_of(spec, "ref"));
    return cJSON_IsObject(known) ? get(known, word) != NULL : list_has(known, word);
}

static void check_type(struct check *c, const cJSON *v, const cJSON *spec)
{
    const char *type = text_of(spec, "type");
    for (size_t i = 0; i < COUNT(types); i++)
        if (!strcmp(types[i].name, type)) {
            if (types[i].fits && !types[i].fits(v))
                fault(c, "%s: is not of the type %s", v->string, type);
            return;
        }
    fault(c, "%s: the table has an unknown type %s", v->string, type);
}

static void check_value(struct check *c, const cJSON *v, const cJSON *spec)
{
    const char *type = text_of(spec, "type");
    const cJSON *values = get(spec, "values"), *min = get(spec, "minimum"), *max = get(spec, "maximum");
    size_t before = c->count;
    check_type(c, v, spec);
    if (c->count != before)
        return;
    if (values && cJSON_IsArray(v) ? !all_among(values, v) : values && !value_among(values, v))
        fault(c, "%s: not one of the values allowed", v->string);
    if ((min && v->valuedouble < min->valuedouble) || (max && v->valuedouble > max->valuedouble))
        fault(c, "%s: out of range", v->string);
    if (!strcmp(type, "device_class") && !class_known(c, spec, v->valuestring))
        fault(c, "%s: no such device class: %s", v->string, v->valuestring);
}

/* Every key known and of its type, every required one there. */
static void check_keys(struct check *c, const cJSON *object, const cJSON *specs, const char *but)
{
    for (const cJSON *i = first(object); i; i = i->next) {
        const cJSON *spec = get(specs, i->string);
        if (spec)
            check_value(c, i, spec);
        else if (!but || strcmp(i->string, but) != 0)
            fault(c, "unknown key %s", i->string);
    }
}

static void check_required(struct check *c, const cJSON *object, const cJSON *specs)
{
    for (const cJSON *i = first(specs); i; i = i->next)
        if (cJSON_IsTrue(get(i, "required")) && !get(object, i->string))
            fault(c, "required key %s is missing", i->string);
}

/* --- rules --------------------------------------------------------------------------------- */

/* A component with what it inherits, and the table of its platform. */
struct subject {
    const cJSON *component, *platform;
};

static const char *nth(const cJSON *list, int n)
{
    const char *text = cJSON_GetStringValue(cJSON_GetArrayItem(list, n));
    return text ? text : "";
}

static bool has(const struct subject *s, const char *key)
{
    return get(s->component, key);
}

/* The value, or the default that Home Assistant would take. */
static const cJSON *effective(const struct subject *s, const char *key)
{
    const cJSON *own = get(s->component, key);
    return own ? own : get(get(get(s->platform, "keys"), key), "default");
}

static void rule_exclusive(struct check *c, const struct subject *s, const cJSON *args)
{
    if (has(s, nth(args, 0)) && has(s, nth(args, 1)))
        fault(c, "%s and %s exclude each other", nth(args, 0), nth(args, 1));
}

static void rule_one_of(struct check *c, const struct subject *s, const cJSON *args)
{
    if (!has(s, nth(args, 0)) && !has(s, nth(args, 1)))
        fault(c, "one of %s, %s is required", nth(args, 0), nth(args, 1));
}

static void rule_requires(struct check *c, const struct subject *s, const cJSON *args)
{
    if (has(s, nth(args, 0)) && !has(s, nth(args, 1)))
        fault(c, "%s needs %s", nth(args, 0), nth(args, 1));
}

static void rule_together(struct check *c, const struct subject *s, const cJSON *args)
{
    if (has(s, nth(args, 0)) != has(s, nth(args, 1)))
        fault(c, "%s and %s need each other", nth(args, 0), nth(args, 1));
}

static void limits(struct check *c, const struct subject *s, const cJSON *args, bool equal)
{
    const cJSON *min = effective(s, nth(args, 0)), *max = effective(s, nth(args, 1));
    if (!min || !max)
        return;
    if (min->valuedouble > max->valuedouble || (!equal && min->valuedouble == max->valuedouble))
        fault(c, "%s is not below %s", nth(args, 0), nth(args, 1));
}

static void rule_min_le_max(struct check *c, const struct subject *s, const cJSON *args)
{
    limits(c, s, args, true);
}

static void rule_min_lt_max(struct check *c, const struct subject *s, const cJSON *args)
{
    limits(c, s, args, false);
}

static void rule_list_excludes(struct check *c, const struct subject *s, const cJSON *args)
{
    if (list_has(get(s->component, nth(args, 0)), nth(args, 1)))
        fault(c, "%s must not have \"%s\"", nth(args, 0), nth(args, 1));
}

static void rule_not_in_list(struct check *c, const struct subject *s, const cJSON *args)
{
    const char *word = cJSON_GetStringValue(effective(s, nth(args, 0)));
    if (word && list_has(get(s->component, nth(args, 1)), word))
        fault(c, "%s must not have \"%s\"", nth(args, 1), word);
}

static void rule_color_modes(struct check *c, const struct subject *s, const cJSON *args)
{
    const cJSON *modes = get(s->component, args->valuestring);
    int count = cJSON_GetArraySize(modes);
    if (count > 1 && (list_has(modes, "onoff") || list_has(modes, "brightness")))
        fault(c, "onoff and brightness must stand alone");
    if (count == 1 && list_has(modes, "white"))
        fault(c, "white needs another mode");
}

static void rule_unique_id(struct check *c, const struct subject *s, const cJSON *args)
{
    for (const cJSON *i = first(args); i; i = i->next)
        if (!has(s, i->valuestring))
            fault(c, "%s is required", i->valuestring);
}

static void rule_unit(struct check *c, const struct subject *s, const cJSON *args)
{
    const char *class = text_of(s->component, "device_class"),
               *unit = text_of(s->component, "unit_of_measurement");
    const cJSON *row = class ? get(get(c->schema->tables, args->valuestring), class) : NULL;
    const cJSON *units = get(row, "units"), *state_class = get(s->component, "state_class");
    if (!row)
        return;
    cJSON *none = cJSON_CreateNull();
    bool known = cJSON_IsNull(units) || (unit ? list_has(units, unit) : value_among(units, none));
    cJSON_Delete(none);
    if (!known)
        fault(c, "unit \"%s\" is not valid together with device class %s", unit ? unit : "", class);
    if (cJSON_IsString(state_class) && !list_has(get(row, "state_classes"), state_class->valuestring))
        fault(c, "state class %s is not valid together with device class %s", state_class->valuestring,
              class);
}

/* {"if_present": key, "then_equals": {...}, "then_absent": [...], "then_nonempty": [...]} */
static void rule_if_present(struct check *c, const struct subject *s, const cJSON *rule)
{
    if (!has(s, text_of(rule, "if_present")))
        return;
    for (const cJSON *i = first(get(rule, "then_equals")); i; i = i->next)
        if (!cJSON_Compare(get(s->component, i->string), i, true))
            fault(c, "%s must be %s", i->string, i->valuestring);
    for (const cJSON *i = first(get(rule, "then_absent")); i; i = i->next)
        if (has(s, i->valuestring))
            fault(c, "%s must not be there", i->valuestring);
    for (const cJSON *i = first(get(rule, "then_nonempty")); i; i = i->next)
        if (!cJSON_GetArraySize(get(s->component, i->valuestring)))
            fault(c, "%s must not be empty", i->valuestring);
}

static const struct {
    const char *name;
    void (*apply)(struct check *c, const struct subject *s, const cJSON *args);
} rules[] = {
    {"exclusive", rule_exclusive},
    {"one_of", rule_one_of},
    {"requires", rule_requires},
    {"together", rule_together},
    {"min_le_max", rule_min_le_max},
    {"min_lt_max", rule_min_lt_max},
    {"list_excludes", rule_list_excludes},
    {"not_in_list", rule_not_in_list},
    {"color_modes_valid", rule_color_modes},
    {"required_for_device_discovery", rule_unique_id},
    {"unit_valid_for_device_class", rule_unit},
};

static void check_rule(struct check *c, const struct subject *s, const cJSON *rule)
{
    if (get(rule, "if_present")) {
        rule_if_present(c, s, rule);
        return;
    }
    for (size_t i = 0; i < COUNT(rules); i++)
        if (get(rule, rules[i].name)) {
            rules[i].apply(c, s, get(rule, rules[i].name));
            return;
        }
    fault(c, "the table has an unknown rule");
}

static void check_rules(struct check *c, const struct subject *s, const cJSON *list)
{
    for (const cJSON *i = first(list); i; i = i->next)
        check_rule(c, s, i);
}

/* --- components ---------------------------------------------------------------------------- */

static void check_availability(struct check *c, const cJSON *merged)
{
    const cJSON *list = get(merged, "availability");
    const cJSON *specs = get(c->schema->tables, "availability_item_keys");
    for (const cJSON *i = first(list); i; i = i->next) {
        check_keys(c, i, specs, NULL);
        check_required(c, i, specs);
    }
    const char *mode = text_of(merged, "availability_mode");
    if (cJSON_GetArraySize(list) > 1 && (!mode || strcmp(mode, "all") != 0))
        fault(c, "several availability topics need the mode all");
}

/* What a person reads: a name, null for the main entity, or the device class's own. */
static void check_name(struct check *c, const cJSON *component)
{
    const cJSON *name = get(component, "name");
    if (!name && !get(component, "device_class"))
        fault(c, "neither a name nor a device class");
    if (name && cJSON_IsString(name) && !*name->valuestring)
        fault(c, "the name is empty; null is the main entity's");
}

static void check_unique_id(struct check *c, const cJSON *component, const char *platform)
{
    char key[300];
    const char *id = text_of(component, "unique_id");
    if (!id)
        return;
    snprintf(key, sizeof key, "%s %s", platform, id);
    const char *other = text_of(c->schema->unique_ids, key);
    if (other)
        fault(c, "unique_id %s is also in %s", id, other);
    else
        cJSON_AddStringToObject(c->schema->unique_ids, key, c->topic);
}

static void check_forbidden(struct check *c, const cJSON *component, const char *platform, const cJSON *table)
{
    for (const cJSON *i = first(component); i; i = i->next) {
        if (list_has(get(c->schema->tables, "removed_entity_keys"), i->string) ||
            list_has(get(table, "removed_keys"), i->string))
            fault(c, "%s was removed from Home Assistant", i->string);
        if (!strcmp(i->string, "device") || !strcmp(i->string, "origin"))
            fault(c, "%s is only read at the root", i->string);
    }
    const char *category = text_of(component, "entity_category");
    if (category && !strcmp(category, "config") && strstr(platform, "sensor"))
        fault(c, "a %s cannot be of the category config", platform);
    if (cJSON_IsTrue(get(component, "retain")))
        fault(c, "a retained command would act at every start");
}

static const cJSON *platform_table(const struct check *c, const cJSON *component, const char *platform)
{
    const char *schema = text_of(component, "schema");
    char name[64];
    snprintf(name, sizeof name, "%s%s%s", platform, strcmp(platform, "light") ? "" : ".",
             strcmp(platform, "light") ? ""
             : schema                  ? schema
                                       : "basic");
    return get(get(c->schema->tables, "platforms"), name);
}

/* The component with the root's shared options that it does not set itself. */
static cJSON *merged_with(const struct check *c, const cJSON *component, const cJSON *root)
{
    cJSON *merged = cJSON_Duplicate(component, true);
    for (const cJSON *i = first(get(c->schema->tables, "device_discovery_shared_options")); i; i = i->next) {
        const cJSON *shared = get(root, i->valuestring);
        if (shared && !get(merged, i->valuestring))
            cJSON_AddItemToObject(merged, i->valuestring, cJSON_Duplicate(shared, true));
    }
    return merged;
}

static void check_component(struct check *c, const cJSON *component, const cJSON *root)
{
    const char *platform = text_of(component, "platform");
    snprintf(c->where, sizeof c->where, "%s", component->string);
    if (!id_ok(component->string))
        fault(c, "a component's key must be [a-zA-Z0-9_-]+");
    const cJSON *table = platform ? platform_table(c, component, platform) : NULL;
    if (!table) {
        fault(c, "no known platform: %s", platform ? platform : "none");
        return;
    }
    if (cJSON_GetArraySize(component) == 1)
        return; /* the platform alone: removes it */
    const cJSON *specs = get(table, "keys");
    cJSON *merged = merged_with(c, component, root);
    struct subject s = {merged, table};
    check_keys(c, component, specs, "platform");
    check_required(c, merged, specs);
    check_forbidden(c, component, platform, table);
    check_rules(c, &s, get(c->schema->tables, "entity_rules"));
    check_rules(c, &s, get(table, "rules"));
    if (!strcmp(platform, "number"))
        rule_unit(c, &s, &(cJSON){.valuestring = (char[]){"sensor_device_classes"}});
    check_availability(c, merged);
    check_name(c, component);
    check_unique_id(c, component, platform);
    cJSON_Delete(merged);
}

/* --- the message --------------------------------------------------------------------------- */

static void check_part(struct check *c, const cJSON *root, const char *key, const char *table)
{
    const cJSON *specs = get(c->schema->tables, table);
    snprintf(c->where, sizeof c->where, "%s", key);
    check_keys(c, get(root, key), specs, NULL);
    check_required(c, get(root, key), specs);
}

static void check_device(struct check *c, const cJSON *root)
{
    struct subject s = {get(root, "device"), NULL};
    check_part(c, root, "device", "device_keys");
    check_rules(c, &s, get(c->schema->tables, "device_rules"));
    if (!text_of(s.component, "name"))
        fault(c, "a device needs a name");
}

/* <prefix>/device/<object id>/config */
static void check_topic(struct check *c)
{
    char topic[600];
    bool ok = fl_copy(topic, sizeof topic, c->topic);
    char *end = strrchr(topic, '/');
    ok = ok && end && !strcmp(end, "/config");
    if (ok)
        *end = '\0';
    char *id = ok ? strrchr(topic, '/') : NULL;
    if (id)
        *id++ = '\0';
    char *kind = id ? strrchr(topic, '/') : NULL;
    if (!kind || strcmp(kind, "/device") != 0 || !id_ok(id))
        fault(c, "illegal discovery topic");
}

static void forget(struct check *c)
{
    cJSON *next;
    for (cJSON *i = c->schema->unique_ids->child; i; i = next) {
        next = i->next;
        if (!strcmp(i->valuestring, c->topic))
            cJSON_Delete(cJSON_DetachItemViaPointer(c->schema->unique_ids, i));
    }
}

size_t ha_schema_check(struct ha_schema *s, const char *topic, const char *payload, size_t len,
                       struct fl_str *faults)
{
    struct check c = {.schema = s, .topic = topic, .faults = faults, .where = "topic"};
    forget(&c);
    check_topic(&c);
    if (!len)
        return c.count;
    snprintf(c.where, sizeof c.where, "root");
    cJSON *root = fl_utf8_ok(payload, len) ? cJSON_ParseWithLength(payload, len) : NULL;
    if (!cJSON_IsObject(root)) {
        fault(&c, "unable to parse the JSON");
        cJSON_Delete(root);
        return c.count;
    }
    const cJSON *specs = get(s->tables, "device_discovery_root_keys");
    check_keys(&c, root, specs, NULL);
    check_required(&c, root, specs);
    check_availability(&c, root);
    check_device(&c, root);
    check_part(&c, root, "origin", "origin_keys");
    for (const cJSON *i = first(get(root, "components")); i; i = i->next)
        check_component(&c, i, root);
    cJSON_Delete(root);
    return c.count;
}

/* --- the tables ---------------------------------------------------------------------------- */

struct ha_schema *ha_schema_load(const char *path)
{
    enum { SIZE_MAX_BYTES = 1 << 20 };
    struct ha_schema *s = calloc(1, sizeof *s);
    char *text = malloc(SIZE_MAX_BYTES);
    FILE *f = fopen(path, "rb");
    if (s && text && f) {
        size_t len = fread(text, 1, SIZE_MAX_BYTES, f);
        s->tables = cJSON_ParseWithLength(text, len);
        s->unique_ids = cJSON_CreateObject();
    }
    if (f)
        fclose(f);
    free(text);
    if (s && s->tables && s->unique_ids)
        return s;
    ha_schema_destroy(s);
    return NULL;
}

void ha_schema_destroy(struct ha_schema *s)
{
    if (!s)
        return;
    cJSON_Delete(s->tables);
    cJSON_Delete(s->unique_ids);
    free(s);
}
