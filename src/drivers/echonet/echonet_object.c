/* One device object: the bytes its node said, what is written and waits, and what is refused. What
 * entities these become is echonet_entity.c's. */
#include <stdlib.h>
#include <string.h>

#include "echonet_object_private.h"

enum { EPC_FIRST = 0x80, EPC_RELEASE = 0x82, RELEASE_AT = 2, LONG_EDT = 32 };

/* --- life ------------------------------------------------------------------------------------- */
struct echonet_object *echonet_object_create(uint32_t eoj, const struct echonet_conf *conf)
{
    struct echonet_object *o = calloc(1, sizeof *o);
    if (!o)
        return NULL;
    o->eoj = eoj;
    o->class = echonet_class_find((uint16_t)(eoj >> 8));
    o->part = -1;
    if (echonet_own_create(o, conf))
        return o;
    echonet_object_destroy(o);
    return NULL;
}

void echonet_object_destroy(struct echonet_object *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < ECHONET_EPCS; i++)
        free(o->stored[i].edt);
    echonet_own_destroy(o);
    free(o->entities);
    free(o->fields);
    free(o);
}

/* --- what there is ----------------------------------------------------------------------------- */
uint32_t echonet_object_eoj(const struct echonet_object *o)
{
    return o->eoj;
}

void echonet_object_maps(struct echonet_object *o, const struct echonet_map *announced,
                         const struct echonet_map *settable, const struct echonet_map *gettable)
{
    o->announced = *announced;
    o->settable = *settable;
    o->gettable = *gettable;
}

const struct echonet_map *echonet_object_announced(const struct echonet_object *o)
{
    return &o->announced;
}

const struct echonet_map *echonet_object_settable(const struct echonet_object *o)
{
    return &o->settable;
}

const struct echonet_map *echonet_object_gettable(const struct echonet_object *o)
{
    return &o->gettable;
}

static struct echonet_stored *stored_at(const struct echonet_object *o, uint8_t epc)
{
    return (struct echonet_stored *)&o->stored[epc - EPC_FIRST];
}

struct fl_span echonet_object_edt(const struct echonet_object *o, uint8_t epc)
{
    if (epc < EPC_FIRST)
        return (struct fl_span){NULL, 0};
    return (struct fl_span){stored_at(o, epc)->edt, stored_at(o, epc)->len};
}

/* The letter in property 82, which nodes write small or large; 0: not known. */
static char release_of(const struct echonet_object *o)
{
    static const char letters[] = "\0ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    enum { CAPITAL = 0xDF };
    struct fl_span edt = echonet_object_edt(o, EPC_RELEASE);
    unsigned letter = edt.len > RELEASE_AT ? edt.data[RELEASE_AT] & CAPITAL : 0;
    return letters[letter >= 'A' && letter <= 'Z' ? letter - 'A' + 1 : 0];
}

/* The definition of the release that the object claims, unless its own bytes prove the newest. */
static const struct echonet_property *definition_for(const struct echonet_object *o, uint8_t epc,
                                                     struct fl_span edt)
{
    for (size_t i = 0; i < o->own_count; i++)
        if (echonet_own_property(o, i)->epc == epc)
            return echonet_own_property(o, i);
    const struct echonet_property *p = echonet_class_property(o->class, epc, release_of(o));
    const struct echonet_property *newest = echonet_class_property(o->class, epc, 0);
    bool wrong = p != newest && edt.len && !echonet_value_fits(p->data, edt);
    return wrong && echonet_value_fits(newest->data, edt) ? newest : p;
}

const struct echonet_property *echonet_object_property(const struct echonet_object *o, uint8_t epc)
{
    return definition_for(o, epc, echonet_object_edt(o, epc));
}

bool echonet_object_can_set(const struct echonet_object *o, uint8_t epc)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    for (size_t i = 0; i < o->own_count; i++)
        if (p == echonet_own_property(o, i) && p->set == ECHONET_NO)
            return false;
    return p && echonet_map_has(&o->settable, epc);
}

bool echonet_object_can_get(const struct echonet_object *o, uint8_t epc)
{
    return epc >= EPC_FIRST && stored_at(o, epc)->heard;
}

enum echonet_kind echonet_object_kind(const struct echonet_object *o, uint8_t epc)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    if (!p)
        return ECHONET_KINDS;
    bool slow = p->kind == ECHONET_COUNTER || p->kind == ECHONET_KINDS;
    return slow && echonet_composite_uses(o, epc) ? ECHONET_STATE : p->kind;
}

bool echonet_object_long(const struct echonet_object *o, uint8_t epc)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    return (p && p->is_long) || echonet_object_edt(o, epc).len > LONG_EDT;
}

uint8_t echonet_object_selector(const struct echonet_object *o, uint8_t epc)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    return p ? p->selector : 0;
}

/* Channels from the first on, as many as the board says there are, or one answer holds. */
static void select_channels(const struct echonet_object *o, const struct echonet_property *list,
                            struct echonet_write *out)
{
    enum { EPC_SIMPLEX = 0xB1, EPC_DUPLEX = 0xB8, AT_ITEMS = 2 };
    uint8_t most = list->data->members[AT_ITEMS].data->count;
    struct fl_span edt = echonet_object_edt(o, list->epc > EPC_DUPLEX ? EPC_DUPLEX : EPC_SIMPLEX);
    bool known = edt.len == 1 && edt.data[0] && edt.data[0] < most;
    out->edt[0] = 1;
    out->edt[1] = known ? edt.data[0] : most;
    out->len = 2;
}

bool echonet_object_selection(const struct echonet_object *o, uint8_t epc, struct echonet_write *out)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    const struct echonet_property *selector =
        p && p->selector ? echonet_object_property(o, p->selector) : NULL;
    if (!selector)
        return false;
    *out = (struct echonet_write){.epc = selector->epc, .len = 1};
    if (p->use == ECHONET_LIST)
        select_channels(o, p, out);
    else if (selector->use == ECHONET_BUTTON)
        out->edt[0] = (uint8_t)selector->data->codes->first;
    else if (selector->data->type != ECHONET_NUMBER || selector->data->size != 1)
        return false; /* day 0 is today */
    return true;
}

/* --- what it says ------------------------------------------------------------------------------- */
static bool keep(struct echonet_stored *s, struct fl_span edt)
{
    if (edt.len != s->len) {
        uint8_t *copy = realloc(s->edt, edt.len);
        if (!copy)
            return false;
        s->edt = copy;
    }
    memcpy(s->edt, edt.data, edt.len);
    s->len = (uint8_t)edt.len;
    s->heard = true;
    return true;
}

static void drop(struct echonet_stored *s)
{
    free(s->edt);
    s->edt = NULL;
    s->len = 0;
}

bool echonet_object_value(struct echonet_object *o, struct fl_io *io, uint8_t epc, struct fl_span edt)
{
    const struct echonet_property *p = definition_for(o, epc, edt);
    if (epc < EPC_FIRST || !edt.len || edt.len > UINT8_MAX || (p && !echonet_value_fits(p->data, edt)))
        return false;
    if (keep(stored_at(o, epc), edt))
        echonet_entities_refresh(o, io, epc);
    return true;
}

void echonet_object_lost(struct echonet_object *o, struct fl_io *io, uint8_t epc)
{
    if (epc < EPC_FIRST)
        return;
    drop(stored_at(o, epc));
    echonet_map_remove(&o->gettable, epc);
    echonet_entities_refresh(o, io, epc);
}

/* What is fixed stays: it need not be asked for again, and coefficients are of use at once. */
void echonet_object_silent(struct echonet_object *o, struct fl_io *io)
{
    o->pending_count = 0;
    for (unsigned epc = EPC_FIRST; epc <= UINT8_MAX; epc++) {
        const struct echonet_property *p = echonet_object_property(o, (uint8_t)epc);
        if (!p || p->kind != ECHONET_IDENTITY)
            drop(stored_at(o, (uint8_t)epc));
    }
    echonet_entities_refresh(o, io, 0);
}

void echonet_object_retire(struct echonet_object *o, struct fl_io *io)
{
    for (size_t i = 0; i < o->entity_count; i++)
        if (o->entities[i].index >= 0)
            fl_io_retire(io, o->entities[i].index);
    o->entity_count = o->field_count = 0;
}

/* --- coefficients ------------------------------------------------------------------------------- */
static struct echonet_factor factor_of(const struct echonet_object *o, uint8_t epc)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    struct fl_span edt = echonet_object_edt(o, epc);
    if (edt.len && p)
        return echonet_value_factor(p->data, edt);
    if (echonet_map_has(&o->gettable, epc))
        return (struct echonet_factor){.known = false};
    return echonet_factor_one; /* a coefficient that the device does not have counts as 1 */
}

struct echonet_factor echonet_object_factor(const void *object, const struct echonet_data *d)
{
    struct echonet_factor product = echonet_factor_one;
    for (size_t i = 0; i < sizeof d->multiply && d->multiply[i]; i++)
        product = echonet_factor_times(product, factor_of(object, d->multiply[i]));
    return product;
}

/* --- declaring ------------------------------------------------------------------------------------ */
static bool is_among(const struct echonet_object *o, int index)
{
    for (size_t i = 0; i < o->entity_count; i++)
        if (o->entities[i].index == index)
            return true;
    return false;
}

void echonet_object_declare(struct echonet_object *o, struct fl_io *io, size_t several)
{
    struct echonet_entity *before = o->entities;
    size_t before_count = o->entity_count;
    struct fl_part part = {.key = ""};
    o->several = several;
    echonet_part_fill(o, &part);
    o->part = fl_io_part(io, &part);
    o->entities = NULL;
    o->entity_count = o->entity_cap = o->field_count = 0;
    echonet_entities_collect(o);
    echonet_entities_declare(o, io);
    for (size_t i = 0; i < before_count; i++)
        if (before[i].index >= 0 && !is_among(o, before[i].index))
            fl_io_retire(io, before[i].index);
    free(before);
    echonet_entities_refresh(o, io, 0);
}

/* --- commands ----------------------------------------------------------------------------------- */
bool echonet_plan_add(struct echonet_plan *plan, uint8_t epc, const uint8_t *edt, size_t len, bool momentary)
{
    struct echonet_write *w = &plan->writes[plan->count];
    for (size_t i = 0; i < plan->count; i++)
        if (plan->writes[i].epc == epc)
            return true; /* the first one says it: power with a mode, and again by itself */
    if (plan->count == ECHONET_WRITES_MAX || len > sizeof w->edt) {
        plan->full = true;
        return true;
    }
    *w = (struct echonet_write){.epc = epc, .len = (uint8_t)len, .momentary = momentary};
    memcpy(w->edt, edt, len);
    plan->count++;
    return true;
}

static struct echonet_entity *entity_of(struct echonet_object *o, int index)
{
    for (size_t i = 0; i < o->entity_count; i++)
        if (o->entities[i].index == index)
            return &o->entities[i];
    return NULL;
}

/* Levels go before the power, so that a light does not flash at its old level. */
static bool is_power_last(const struct echonet_entity *e)
{
    return e->kind == FL_LIGHT || e->kind == FL_FAN;
}

/* Off is off: nothing else is written with it. */
static unsigned mask_of(const struct echonet_entity *e, const struct fl_command *cmd)
{
    bool powers = is_power_last(e) && cmd->mask & 1u && !cmd->value[0].b;
    bool mode_off = e->kind == FL_CLIMATE && cmd->mask & 1u && !cmd->value[0].e;
    return powers || mode_off ? 1u : cmd->mask;
}

static void add_power(const struct echonet_object *o, const struct echonet_entity *e, unsigned mask,
                      struct echonet_plan *plan)
{
    static const uint8_t on = POWER_ON;
    bool wants = is_power_last(e) && !(mask & 1u) && !echonet_object_is(o, EPC_POWER, on);
    if (wants && echonet_object_can_set(o, EPC_POWER))
        echonet_plan_add(plan, EPC_POWER, &on, 1, false);
}

size_t echonet_object_plan(struct echonet_object *o, const struct fl_io *io, const struct fl_command *cmd,
                           struct echonet_write out[ECHONET_WRITES_MAX], struct fl_error *why)
{
    (void)io;
    struct echonet_plan plan = {.writes = out};
    struct echonet_entity *e = entity_of(o, cmd->entity);
    if (!e) {
        fl_fail(why, FL_E_UNKNOWN, "the object has no such entity");
        return 0;
    }
    unsigned mask = mask_of(e, cmd);
    for (size_t k = 0; k < e->count; k++) {
        size_t i = is_power_last(e) ? (k + 1) % e->count : k;
        const struct echonet_field *f = &o->fields[e->first + i];
        if (!(mask >> i & 1u))
            continue;
        if (!f->way->write || !f->way->write(o, f, cmd->value[i], &plan)) {
            fl_fail(why, FL_E_RANGE, "the device does not take this %s", f->name);
            return 0;
        }
    }
    add_power(o, e, mask, &plan);
    if (!plan.full && plan.count)
        return plan.count;
    fl_fail(why, FL_E_RANGE, plan.full ? "too much at once: set less in one command" : "nothing to be set");
    return 0;
}

/* --- while a write waits -------------------------------------------------------------------------- */
static struct echonet_write *pending_of(const struct echonet_object *o, uint8_t epc)
{
    for (size_t i = 0; i < o->pending_count; i++)
        if (o->pending[i].epc == epc)
            return (struct echonet_write *)&o->pending[i];
    return NULL;
}

struct fl_span echonet_object_shown(const struct echonet_object *o, uint8_t epc)
{
    const struct echonet_write *w = pending_of(o, epc);
    return w ? (struct fl_span){w->edt, w->len} : echonet_object_edt(o, epc);
}

bool echonet_object_is(const struct echonet_object *o, uint8_t epc, uint8_t value)
{
    struct fl_span edt = echonet_object_shown(o, epc);
    return edt.len == 1 && edt.data[0] == value;
}

void echonet_object_pending(struct echonet_object *o, struct fl_io *io, uint8_t epc, const uint8_t *edt,
                            size_t len)
{
    struct echonet_write *w = pending_of(o, epc);
    if (!edt && w)
        *w = o->pending[--o->pending_count];
    if (edt && !w && o->pending_count < ECHONET_PENDING_MAX)
        w = &o->pending[o->pending_count++];
    if (edt && w && len <= sizeof w->edt) {
        *w = (struct echonet_write){.epc = epc, .len = (uint8_t)len};
        memcpy(w->edt, edt, len);
    }
    echonet_entities_refresh(o, io, epc);
}

bool echonet_object_shows(const struct echonet_object *o, const struct echonet_write *w)
{
    bool shown;
    if (echonet_cover_shows(o, w, &shown))
        return shown;
    struct fl_span edt = echonet_object_edt(o, w->epc);
    return edt.len && edt.len == w->len && !memcmp(edt.data, w->edt, w->len);
}

/* --- what it refuses -------------------------------------------------------------------------------- */
bool echonet_object_has_refused(const struct echonet_object *o, uint8_t epc, uint64_t code)
{
    for (size_t i = 0; i < o->refused_count; i++) {
        const struct echonet_refusal *r = &o->refused[i];
        struct fl_reader in = fl_reader_of(r->edt, r->len);
        if (r->epc == epc && fl_get_be_var(&in, r->len) == code)
            return true;
    }
    return false;
}

/* A refusal in the middle of a range is about something else (the mode, the moment). */
static void narrow(struct echonet_object *o, const struct echonet_field *f, int64_t value)
{
    int64_t low = o->low < o->high ? o->low : f->min, high = o->low < o->high ? o->high : f->max;
    int64_t edge = (f->max - f->min) / 4;
    if (value <= f->min + edge && value >= low)
        low = value + 1;
    else if (value >= f->max - edge && value <= high)
        high = value - 1;
    o->low = low;
    o->high = high;
}

/* Of the words that are offered two must remain: fewer are no choice. */
static bool may_drop(const struct echonet_object *o, const struct echonet_field *f)
{
    enum { LEAST = 2 };
    struct fl_field field = {.type = FL_TEXT};
    struct echonet_offer read, set;
    f->way->describe(o, f, &field, &read, &set);
    return field.type == FL_ENUM && read.count > LEAST;
}

static void refuse(struct echonet_object *o, const struct echonet_field *f, const struct echonet_write *w)
{
    struct fl_reader in = fl_reader_of(w->edt, w->len);
    uint64_t code = fl_get_be_var(&in, w->len);
    if (f->min < f->max) {
        narrow(o, f, (int64_t)code);
        return;
    }
    bool room = o->refused_count < ECHONET_REFUSED_MAX && w->len <= sizeof o->refused->edt;
    if (!f->codes || !room || echonet_object_has_refused(o, w->epc, code) || !may_drop(o, f))
        return;
    struct echonet_refusal *r = &o->refused[o->refused_count++];
    *r = (struct echonet_refusal){.epc = w->epc, .len = w->len};
    memcpy(r->edt, w->edt, w->len);
}

void echonet_object_refused(struct echonet_object *o, struct fl_io *io, const struct echonet_write *w)
{
    if (w->momentary || w->epc == EPC_POWER)
        return;
    for (size_t i = 0; i < o->entity_count; i++) {
        struct echonet_entity *e = &o->entities[i];
        for (size_t k = 0; k < e->count; k++) {
            const struct echonet_field *f = &o->fields[e->first + k];
            if (f->property->epc != w->epc || e->index < 0)
                continue;
            refuse(o, f, w);
            echonet_entity_declare(o, io, e);
        }
    }
    echonet_entities_refresh(o, io, w->epc);
}
