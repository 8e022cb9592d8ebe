/* Properties of a user's own, as descriptions like those of the class table. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "echonet_object_private.h"

struct echonet_own {
    struct echonet_property property;
    struct echonet_data data;
    struct echonet_code *codes;
};

enum { INTEGER_MAX = 8, EXPONENT_MIN = -9 };

/* 0.1 is 1 x 10^-1, 0.25 is 25 x 10^-2, 1000 is 1000 x 10^0. */
static void set_scale(struct echonet_data *d, double scale)
{
    d->multiplier = 1;
    int exponent = 0;
    while (exponent > EXPONENT_MIN && fabs(scale - nearbyint(scale)) > 1e-9) {
        exponent--;
        scale *= 10;
    }
    scale = nearbyint(scale);
    if (scale < 1 || scale > UINT32_MAX)
        return;
    d->multiplier = (uint32_t)scale;
    d->exponent = (int8_t)exponent;
}

static void set_number(struct echonet_data *d, const struct echonet_property_conf *conf, bool is_signed)
{
    d->type = ECHONET_NUMBER;
    d->size = conf->size > 0 && conf->size <= INTEGER_MAX ? (uint8_t)conf->size : 1;
    d->is_signed = is_signed;
    int bits = 8 * d->size - (is_signed || d->size == INTEGER_MAX ? 1 : 0);
    d->max = (int64_t)((UINT64_C(1) << bits) - 1);
    d->min = is_signed ? -d->max - 1 : 0;
    d->unit = conf->unit;
    set_scale(d, conf->scale);
}

static const struct echonet_value_conf *value_at(const struct echonet_property_conf *conf, size_t i)
{
    return &((const struct echonet_value_conf *)conf->values.items)[i];
}

static void set_switch(struct echonet_data *d, const struct echonet_property_conf *conf)
{
    d->type = ECHONET_BOOLEAN;
    d->size = conf->size > 0 && conf->size <= INTEGER_MAX ? (uint8_t)conf->size : 1;
    d->on = POWER_ON;
    d->off = POWER_OFF;
    for (size_t i = 0; i < conf->values.count; i++) {
        const struct echonet_value_conf *v = value_at(conf, i);
        if (!strcmp(v->name, "on"))
            d->on = (uint32_t)v->code;
        else if (!strcmp(v->name, "off"))
            d->off = (uint32_t)v->code;
    }
}

static bool set_state(struct echonet_own *own, const struct echonet_property_conf *conf)
{
    size_t count = conf->values.count < ECHONET_WORDS_MAX ? conf->values.count : ECHONET_WORDS_MAX;
    own->codes = calloc(count ? count : 1, sizeof *own->codes);
    if (!own->codes)
        return false;
    for (size_t i = 0; i < count; i++) {
        uint64_t code = (uint64_t)value_at(conf, i)->code;
        own->codes[i] = (struct echonet_code){.first = code, .last = code, .word = value_at(conf, i)->name};
    }
    own->data.type = count ? ECHONET_ENUM : ECHONET_RAW;
    own->data.size = conf->size > 0 && conf->size <= INTEGER_MAX ? (uint8_t)conf->size : 1;
    own->data.codes = own->codes;
    own->data.count = (uint8_t)count;
    return true;
}

static void set_bytes(struct echonet_data *d, const struct echonet_property_conf *conf,
                      enum echonet_type type)
{
    bool any = conf->size <= 0 || conf->size > UINT8_MAX;
    d->type = type;
    d->size = any ? UINT8_MAX : (uint8_t)conf->size;
    d->min_size = any ? 0 : d->size;
}

static bool describe(struct echonet_own *own, const struct echonet_property_conf *conf)
{
    switch ((enum echonet_property_type)conf->type) {
    case ECHONET_CONF_NUMBER:
        set_number(&own->data, conf, false);
        break;
    case ECHONET_CONF_SIGNED:
        set_number(&own->data, conf, true);
        break;
    case ECHONET_CONF_SWITCH:
        set_switch(&own->data, conf);
        break;
    case ECHONET_CONF_STATE:
        return set_state(own, conf);
    case ECHONET_CONF_TEXT:
        set_bytes(&own->data, conf, ECHONET_ASCII);
        break;
    case ECHONET_CONF_HEX:
        set_bytes(&own->data, conf, ECHONET_RAW);
        break;
    }
    return true;
}

static enum fl_state_class state_class_of(const struct echonet_own *own, enum echonet_kind kind)
{
    if (own->data.type != ECHONET_NUMBER)
        return FL_PLAIN;
    if (kind == ECHONET_MEASUREMENT)
        return FL_MEASUREMENT;
    return kind == ECHONET_COUNTER ? FL_TOTAL_INCREASING : FL_PLAIN;
}

static bool fill(struct echonet_own *own, const struct echonet_property_conf *conf)
{
    if (!describe(own, conf))
        return false;
    own->property = (struct echonet_property){
        .epc = (uint8_t)conf->epc,
        .since = 'A',
        .get = ECHONET_OPTIONAL,
        .set = conf->settable ? ECHONET_OPTIONAL : ECHONET_NO,
        .kind = (enum echonet_kind)conf->kind,
        .use = ECHONET_SCALAR,
        .is_long = conf->size > 32,
        .key = conf->key,
        .name = conf->name ? conf->name : conf->key,
        .device_class = conf->device_class,
        .state_class = state_class_of(own, (enum echonet_kind)conf->kind),
        .data = &own->data,
    };
    return true;
}

bool echonet_own_create(struct echonet_object *o, const struct echonet_conf *conf)
{
    const struct echonet_property_conf *rows = conf ? conf->properties.items : NULL;
    size_t count = conf ? conf->properties.count : 0;
    o->own = count ? calloc(count, sizeof *o->own) : NULL;
    if (count && !o->own)
        return false;
    for (size_t i = 0; i < count; i++)
        if ((uint32_t)rows[i].class_code == o->eoj >> 8 && !fill(&o->own[o->own_count++], &rows[i]))
            return false;
    return true;
}

void echonet_own_destroy(struct echonet_object *o)
{
    for (size_t i = 0; i < o->own_count; i++)
        free(o->own[i].codes);
    free(o->own);
}

const struct echonet_property *echonet_own_property(const struct echonet_object *o, size_t index)
{
    return &o->own[index].property;
}
