/* An entity to a Home Assistant component: the platform that its fields fit, and what all have. */
#include "bus/component.h"

#include "bus/component_private.h"

static bool fits(const struct platform *p, const struct fl_entity *e)
{
    const struct fl_field *f = &e->fields[0];
    if (p->rows)
        return is_settable(fl_component_field(e, p->rows, p->rows));
    return (!p->types || p->types & BIT(f->type)) && (f->access & p->access) == p->access;
}

/* The kind if the fields fit it; else the nearest that can show or set the first, because Home
 * Assistant refuses a component without the options that its platform needs. */
static enum fl_kind fitting_kind(const struct fl_entity *e)
{
    static const struct {
        enum fl_kind set, read;
    } nearest[] = {
        [FL_BOOL] = {FL_SWITCH, FL_BINARY_SENSOR}, [FL_INT] = {FL_NUMBER, FL_SENSOR},
        [FL_REAL] = {FL_NUMBER, FL_SENSOR},        [FL_ENUM] = {FL_SELECT, FL_SENSOR},
        [FL_TEXT] = {FL_TEXT_BOX, FL_SENSOR},
    };
    const struct fl_field *f = &e->fields[0];
    if (fits(&fl_platforms[e->kind], e))
        return e->kind;
    return is_settable(f) ? nearest[f->type].set : nearest[f->type].read;
}

/* A hole is not, nor is a first field that can neither be read nor set where no other will do. */
static bool is_of_use(const struct fl_entity *e)
{
    return *e->key && (e->fields[0].access || fits(&fl_platforms[e->kind], e));
}

static void add_common(struct component *c, const struct platform *p)
{
    const struct fl_entity *e = c->entity;
    if (e->name[0])
        fl_fill_text(&c->fill, "name", e->name);
    else
        fl_fill_item(&c->fill, "name", cJSON_CreateNull());
    if (e->diagnostic)
        fl_fill_text(&c->fill, "entity_category", p->reads_only ? "diagnostic" : "config");
    if (e->hidden)
        fl_fill_bool(&c->fill, "enabled_by_default", false);
    if (c->commands)
        fl_fill_real(&c->fill, "qos", 1);
}

cJSON *fl_component_of_entity(const struct fl_discovery *d, const char *device, const struct fl_entity *e,
                              bool *skip)
{
    *skip = !is_of_use(e);
    if (*skip)
        return NULL;
    enum fl_kind kind = fitting_kind(e);
    const struct platform *p = &fl_platforms[kind];
    struct component c = {.fill = fl_fill_of(cJSON_CreateObject()), .entity = e};
    c.device_class = kind == e->kind ? e->device_class : NULL;
    c.snapshot = d->mqtt->topics == FL_TOPICS_SNAPSHOT;
    if (e->kind == FL_IMAGE)
        fl_topic_image(c.state_topic, d->mqtt->prefix, device, e->key);
    else if (c.snapshot)
        fl_topic_device(c.state_topic, d->mqtt->prefix, device, FL_LEAF_STATE);
    else
        fl_topic_entity(c.state_topic, d->mqtt->prefix, device, e->key);
    fl_topic_entity_set(c.set_topic, d->mqtt->prefix, device, e->key);
    fl_fill_text(&c.fill, "platform", p->name);
    p->add(&c);
    add_common(&c, p);
    return fl_fill_end(&c.fill);
}
