/* What a configuration may say across options: of properties of a user's own. */
#include "echonet_conf.h"

#include <string.h>

#include "echonet_class.h"

enum { GROUP_PROFILE = 0x0E, GROUP_LAST = 0x0F, INTEGER_MAX = 8, FIRST_MAP = 0x9D, LAST_MAP = 0x9F };

/* Entities that are made of several properties. */
static const char *const composites[] = {"climate", "cover", "fan", "light", "lock", "water_heater"};

static enum fl_err check_place(const struct echonet_property_conf *p, struct fl_error *err)
{
    int group = p->class_code >> 8;
    if (!p->class_code || group == GROUP_PROFILE || group > GROUP_LAST)
        return fl_fail(err, FL_E_CONFIG, "properties: %s: %04X is no class of appliances, like 0x0130",
                       p->key, (unsigned)p->class_code);
    if (p->epc >= FIRST_MAP && p->epc <= LAST_MAP)
        return fl_fail(err, FL_E_CONFIG, "properties: %s: %02X is a map of properties, no value", p->key,
                       (unsigned)p->epc);
    return FL_OK;
}

static enum fl_err check_meaning(const struct echonet_property_conf *p, struct fl_error *err)
{
    const struct echonet_value_conf *values = p->values.items;
    bool bytes = p->type == ECHONET_CONF_TEXT || p->type == ECHONET_CONF_HEX;
    if (!bytes && p->size > INTEGER_MAX)
        return fl_fail(err, FL_E_CONFIG, "properties: %s: size: only a text or hex has more than %d bytes",
                       p->key, INTEGER_MAX);
    if (p->type == ECHONET_CONF_STATE && !p->values.count)
        return fl_fail(err, FL_E_CONFIG, "properties: %s: values: a state has at least one", p->key);
    for (size_t i = 0; i < p->values.count; i++)
        for (size_t k = 0; k < i; k++)
            if (values[i].code == values[k].code || !strcmp(values[i].name, values[k].name))
                return fl_fail(err, FL_E_CONFIG, "properties: %s: values: %s and %s have one code or name",
                               p->key, values[k].name, values[i].name);
    return FL_OK;
}

/* A property of the table that has the key, and is another one. */
static bool is_taken(const struct echonet_property_conf *p)
{
    const struct echonet_class *classes[] = {echonet_class_find((uint16_t)p->class_code),
                                             echonet_class_find(0)};
    for (size_t i = 0; i < sizeof composites / sizeof *composites; i++)
        if (!strcmp(composites[i], p->key))
            return true;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        for (size_t k = 0; classes[i] && k < classes[i]->count; k++)
            if (classes[i]->properties[k].epc != p->epc && !strcmp(classes[i]->properties[k].key, p->key))
                return true;
    return false;
}

static enum fl_err check_alone(const struct echonet_conf *c, size_t at, struct fl_error *err)
{
    const struct echonet_property_conf *all = c->properties.items, *p = &all[at];
    if (is_taken(p))
        return fl_fail(err, FL_E_CONFIG,
                       "properties: %s: the class has an entity with this key; choose another", p->key);
    for (size_t i = 0; i < at; i++) {
        if (all[i].class_code != p->class_code)
            continue;
        if (!strcmp(all[i].key, p->key))
            return fl_fail(err, FL_E_CONFIG, "properties: %s: two properties of class %04X have this key",
                           p->key, (unsigned)p->class_code);
        if (all[i].epc == p->epc)
            return fl_fail(err, FL_E_CONFIG, "properties: %s: property %02X of class %04X is %s already",
                           p->key, (unsigned)p->epc, (unsigned)p->class_code, all[i].key);
    }
    return FL_OK;
}

enum fl_err echonet_conf_check(const void *conf, struct fl_error *err)
{
    const struct echonet_conf *c = conf;
    const struct echonet_property_conf *all = c->properties.items;
    for (size_t i = 0; i < c->properties.count; i++)
        if (check_place(&all[i], err) || check_meaning(&all[i], err) || check_alone(c, i, err))
            return FL_E_CONFIG;
    return FL_OK;
}
