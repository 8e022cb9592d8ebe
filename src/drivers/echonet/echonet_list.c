/* The lists of a distribution board: start channel, how many, and a reading for each channel.
 *
 *   B3 energy    B5 current    B7 power          one direction ("simplex")
 *   BA energies  BC current    BE power          both ("duplex")
 *
 * Which channels are listed is selected by the property before it (B2, B4, ...). The first 32 simplex
 * channels also have properties of their own, D0 to EF, with energy and current; what these tell is
 * not told twice. */
#include <string.h>

#include "echonet_object_private.h"

enum { AT_START, AT_COUNT, AT_ITEMS, EPC_CHANNEL_1 = 0xD0, OWN_CHANNELS = 32 };

static const struct kind_of_reading {
    const char *unit, *key, *name, *device_class;
    enum fl_state_class state_class;
} readings[] = {
    {"W", "power", "power", "power", FL_MEASUREMENT},
    {"A", "current", "current", "current", FL_MEASUREMENT},
    {"kWh", "electric_energy", "electric energy", "energy", FL_TOTAL_INCREASING},
};

static const struct kind_of_reading *reading_of(const struct echonet_data *d)
{
    for (size_t i = 0; d->unit && i < sizeof readings / sizeof *readings; i++)
        if (!strcmp(readings[i].unit, d->unit))
            return &readings[i];
    return NULL;
}

static const struct echonet_data *item_of(const struct echonet_property *p)
{
    return p->data->members[AT_ITEMS].data->members->data;
}

/* Every item has the same size, fixed by its description. */
static size_t item_size(const struct echonet_data *d)
{
    size_t size = d->size;
    for (size_t i = 0; d->type == ECHONET_OBJECT && i < d->member_count; i++)
        size += d->members[i].data->size;
    return size;
}

struct list {
    unsigned start, count;
    struct fl_span items;
};

static bool read_list(const struct echonet_object *o, const struct echonet_property *p, struct list *list)
{
    uint8_t bits;
    struct fl_span edt = echonet_object_shown(o, p->epc);
    if (edt.len < AT_ITEMS || !echonet_value_member(p->data, edt, AT_ITEMS, &list->items, &bits))
        return false;
    list->start = edt.data[AT_START]; /* both are one byte */
    list->count = (unsigned)(list->items.len / item_size(item_of(p)));
    return true;
}

/* --- the value of one channel --------------------------------------------------------------------- */
static void describe_channel(const struct echonet_object *o, const struct echonet_field *f,
                             struct fl_field *out, struct echonet_offer *read, struct echonet_offer *set)
{
    (void)read;
    (void)set;
    echonet_value_field(f->data, echonet_object_factor(o, f->data), out);
}

static struct fl_value read_channel(const struct echonet_object *o, const struct echonet_field *f,
                                    char buf[static FL_TEXT_MAX])
{
    struct list list;
    struct fl_value unknown = {.known = false};
    if (!read_list(o, f->property, &list) || f->channel < list.start || f->channel - list.start >= list.count)
        return unknown;
    uint8_t bits;
    const struct echonet_data *item = item_of(f->property);
    struct fl_span edt = {list.items.data + (f->channel - list.start) * item_size(item), item_size(item)};
    if (f->member >= 0 && !echonet_value_member(item, edt, (size_t)f->member, &edt, &bits))
        return unknown;
    return echonet_value_read(f->data, edt, echonet_object_factor(o, f->data), buf);
}

static const struct echonet_way channel = {describe_channel, read_channel, NULL, {0}};

/* --- which there are --------------------------------------------------------------------------------- */
static bool is_told_elsewhere(const struct echonet_object *o, unsigned number,
                              const struct kind_of_reading *r)
{
    bool power = !strcmp(r->key, "power");
    return !power && number >= 1 && number <= OWN_CHANNELS &&
           echonet_object_can_get(o, (uint8_t)(EPC_CHANNEL_1 + number - 1));
}

/* What an item's member is called as a channel's reading, as where a channel has a property of its own. */
static void name_member(struct echonet_entity *e, const struct echonet_member *m)
{
    static const struct {
        const char *member, *key, *name;
    } names[] = {
        {"r_phase", "current_r_phase", "current R phase"},
        {"t_phase", "current_t_phase", "current T phase"},
        {"normal_direction_electric_energy", "normal_energy", "energy, normal direction"},
        {"reverse_direction_electric_energy", "reverse_energy", "energy, reverse direction"},
    };
    for (size_t i = 0; m && i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].member, m->key) != 0)
            continue;
        e->member_key = names[i].key;
        e->member_name = names[i].name;
    }
}

static void add_channel(struct echonet_object *o, const struct echonet_property *p, unsigned number,
                        int member)
{
    const struct echonet_data *item = item_of(p);
    const struct echonet_member *m = member < 0 ? NULL : &item->members[member];
    const struct kind_of_reading *r = reading_of(m ? m->data : item);
    bool both = strstr(p->key, "duplex");
    if (!r || (!both && is_told_elsewhere(o, number, r)))
        return;
    struct echonet_field f = {.name = "value",
                              .way = &channel,
                              .property = p,
                              .data = m ? m->data : item,
                              .member = member,
                              .channel = number,
                              .state_class = r->state_class};
    struct echonet_entity e = {.kind = FL_SENSOR,
                               .key = both ? "duplex_channel" : "channel",
                               .name = both ? "Duplex channel" : "Channel",
                               .number = number,
                               .member_key = r->key,
                               .member_name = r->name,
                               .device_class = r->device_class,
                               .hidden = p->hidden,
                               .count = 1};
    name_member(&e, m);
    echonet_entity_add(o, &e, &f);
}

void echonet_list_collect(struct echonet_object *o, const struct echonet_property *p)
{
    struct list list;
    const struct echonet_data *item = item_of(p);
    if (!read_list(o, p, &list))
        return;
    for (unsigned i = 0; i < list.count; i++) {
        if (item->type != ECHONET_OBJECT)
            add_channel(o, p, list.start + i, -1);
        for (int k = 0; item->type == ECHONET_OBJECT && k < item->member_count; k++)
            add_channel(o, p, list.start + i, k);
    }
}
