/* Entities of an object: which there are, their declaration, and their values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "echonet_object_private.h"
#include "echonet_text.h"

enum { EPC_FIRST = 0x80 };

/* --- the lists ----------------------------------------------------------------------------------- */
static bool grow(void **items, size_t *cap, size_t needed, size_t size)
{
    if (needed <= *cap)
        return true;
    size_t more = *cap * 2 > needed ? *cap * 2 : needed;
    void *bigger = realloc(*items, more * size);
    if (!bigger)
        return false;
    *items = bigger;
    *cap = more;
    return true;
}

struct echonet_entity *echonet_entity_add(struct echonet_object *o, const struct echonet_entity *e,
                                          const struct echonet_field *fields)
{
    void *entities = o->entities, *all = o->fields;
    bool ok = grow(&entities, &o->entity_cap, o->entity_count + 1, sizeof *o->entities);
    o->entities = entities;
    ok = ok && grow(&all, &o->field_cap, o->field_count + e->count, sizeof *o->fields);
    o->fields = all;
    if (!ok)
        return NULL;
    struct echonet_entity *added = &o->entities[o->entity_count++];
    *added = *e;
    added->index = -1;
    added->first = o->field_count;
    memcpy(o->fields + o->field_count, fields, e->count * sizeof *fields);
    o->field_count += e->count;
    return added;
}

/* --- fields that are what their description says -------------------------------------------------- */
static struct fl_span shown_edt(const struct echonet_object *o, const struct echonet_field *f, uint8_t *bits)
{
    struct fl_span edt = echonet_object_shown(o, f->property->epc), part = {NULL, 0};
    if (f->member < 0)
        return edt;
    return echonet_value_member(f->property->data, edt, (size_t)f->member, &part, bits)
               ? part
               : (struct fl_span){NULL, 0};
}

static void describe_plain(const struct echonet_object *o, const struct echonet_field *f,
                           struct fl_field *out, struct echonet_offer *read, struct echonet_offer *set)
{
    (void)read;
    (void)set;
    echonet_value_field(f->data, echonet_object_factor(o, f->data), out);
    if (f->min >= f->max)
        return;
    bool narrowed = o->low < o->high;
    out->min = (double)(narrowed ? o->low : f->min);
    out->max = (double)(narrowed ? o->high : f->max);
}

static struct fl_value read_plain(const struct echonet_object *o, const struct echonet_field *f,
                                  char buf[static FL_TEXT_MAX])
{
    uint8_t bits;
    struct fl_span edt = shown_edt(o, f, &bits);
    if (!edt.len)
        return (struct fl_value){.known = false};
    return echonet_value_read(f->data, edt, echonet_object_factor(o, f->data), buf);
}

static bool write_plain(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                        struct echonet_plan *plan)
{
    uint8_t edt[sizeof plan->writes->edt];
    size_t len = echonet_value_write(f->data, v, echonet_object_factor(o, f->data), edt, sizeof edt);
    return len && echonet_plan_add(plan, f->property->epc, edt, len, false);
}

const struct echonet_way echonet_plain = {describe_plain, read_plain, write_plain, {0}};

/* --- choices: codes and their words ---------------------------------------------------------------- */
static bool offers(const struct echonet_offer *offer, const char *word)
{
    for (size_t i = 0; i < offer->count; i++)
        if (!strcmp(offer->words[i], word))
            return true;
    return false;
}

static bool is_offered(const struct echonet_object *o, const struct echonet_field *f,
                       const struct echonet_code *c, bool to_set)
{
    return !(to_set && c->read_only) && !echonet_object_has_refused(o, f->property->epc, c->first);
}

static void make_offer(const struct echonet_object *o, const struct echonet_field *f, bool to_set,
                       struct echonet_offer *offer)
{
    offer->count = 0;
    for (size_t i = 0; i < f->code_count && offer->count < ECHONET_WORDS_MAX; i++)
        if (is_offered(o, f, &f->codes[i], to_set) && !offers(offer, f->codes[i].word))
            offer->words[offer->count++] = f->codes[i].word;
    offer->words[offer->count] = NULL;
}

static void describe_words(const struct echonet_object *o, const struct echonet_field *f,
                           struct fl_field *out, struct echonet_offer *read, struct echonet_offer *set)
{
    make_offer(o, f, false, read);
    make_offer(o, f, true, set);
    out->type = FL_ENUM;
    out->choices = read->words;
    if (set->count < read->count)
        out->commands = set->words;
}

static struct fl_value word_value(const struct echonet_object *o, const struct echonet_field *f,
                                  struct fl_span edt)
{
    struct echonet_offer offer;
    struct fl_reader r = fl_reader_of(edt.data, edt.len);
    uint64_t code = fl_get_be_var(&r, edt.len);
    const struct echonet_code *c = f->codes, *end = f->codes + f->code_count;
    while (c < end && (code < c->first || code > c->last))
        c++;
    make_offer(o, f, false, &offer);
    for (unsigned i = 0; c < end && edt.len && i < offer.count; i++)
        if (!strcmp(offer.words[i], c->word))
            return (struct fl_value){.known = true, .e = i};
    return (struct fl_value){.known = false};
}

static struct fl_value read_words(const struct echonet_object *o, const struct echonet_field *f,
                                  char buf[static FL_TEXT_MAX])
{
    uint8_t bits;
    (void)buf;
    return word_value(o, f, shown_edt(o, f, &bits));
}

static bool write_words(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                        struct echonet_plan *plan)
{
    struct echonet_offer offer;
    make_offer(o, f, true, &offer);
    for (size_t i = 0; v.e < offer.count && i < f->code_count; i++) {
        const struct echonet_code *c = &f->codes[i];
        if (!is_offered(o, f, c, true) || strcmp(c->word, offer.words[v.e]) != 0)
            continue;
        uint8_t edt[8];
        struct fl_writer w = fl_writer_of(edt, sizeof edt);
        fl_put_be_var(&w, c->first, f->data->size);
        return fl_writer_ok(&w) && echonet_plan_add(plan, f->property->epc, edt, w.len, false);
    }
    return false;
}

const struct echonet_way echonet_words = {describe_words, read_words, write_words, {0}};

/* --- buttons --------------------------------------------------------------------------------------- */
static void describe_button(const struct echonet_object *o, const struct echonet_field *f,
                            struct fl_field *out, struct echonet_offer *read, struct echonet_offer *set)
{
    (void)o;
    (void)f;
    (void)read;
    (void)set;
    out->type = FL_BOOL;
}

static struct fl_value read_nothing(const struct echonet_object *o, const struct echonet_field *f,
                                    char buf[static FL_TEXT_MAX])
{
    (void)o;
    (void)f;
    (void)buf;
    return (struct fl_value){.known = false};
}

static bool write_button(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                         struct echonet_plan *plan)
{
    (void)o;
    (void)v;
    uint8_t code = (uint8_t)f->codes->first;
    return echonet_plan_add(plan, f->property->epc, &code, 1, true);
}

static const struct echonet_way button = {describe_button, read_nothing, write_button, {0}};

/* --- entities of one property ------------------------------------------------------------------------ */
static struct echonet_field field_of(const struct echonet_property *p, const struct echonet_data *d,
                                     int member)
{
    bool choice = d->type == ECHONET_ENUM;
    return (struct echonet_field){.name = "value",
                                  .way = choice ? &echonet_words : &echonet_plain,
                                  .property = p,
                                  .data = d,
                                  .member = member,
                                  .codes = choice ? d->codes : NULL,
                                  .code_count = choice ? d->count : 0};
}

static enum fl_kind kind_of(const struct echonet_data *d, bool settable)
{
    switch (d->type) {
    case ECHONET_BOOLEAN:
        return settable ? FL_SWITCH : FL_BINARY_SENSOR;
    case ECHONET_NUMBER:
    case ECHONET_LEVEL:
        return settable ? FL_NUMBER : FL_SENSOR;
    case ECHONET_ENUM:
        return settable ? FL_SELECT : FL_SENSOR;
    case ECHONET_ELAPSED:
    case ECHONET_LOCATION: /* moved once in its life, by the controller that knows the house */
        return FL_SENSOR;
    default:
        return settable ? FL_TEXT_BOX : FL_SENSOR;
    }
}

static void add_scalar(struct echonet_object *o, const struct echonet_property *p)
{
    bool settable = echonet_object_can_set(o, p->epc);
    struct echonet_field f = field_of(p, p->data, -1);
    struct echonet_entity e = {.kind = kind_of(p->data, settable),
                               .key = p->key,
                               .name = p->name,
                               .device_class = p->device_class,
                               .diagnostic = p->diagnostic,
                               .hidden = p->hidden,
                               .count = 1};
    f.state_class = p->state_class;
    if (e.kind == FL_SWITCH)
        e.device_class = NULL;
    if (p->epc == EPC_POWER && !settable) {
        e.device_class = "running";
        e.diagnostic = true;
        e.hidden = p == echonet_class_property(NULL, EPC_POWER, 0); /* sensors and meters always run */
    }
    echonet_entity_add(o, &e, &f);
}

static void add_members(struct echonet_object *o, const struct echonet_property *p)
{
    for (size_t i = 0; i < p->data->member_count; i++) {
        const struct echonet_member *m = &p->data->members[i];
        struct echonet_field f = field_of(p, m->data, (int)i);
        struct echonet_entity e = {.kind = kind_of(m->data, false),
                                   .key = p->key,
                                   .name = p->name,
                                   .member_key = m->key,
                                   .member_name = m->name,
                                   .device_class = m->device_class,
                                   .diagnostic = p->diagnostic,
                                   .hidden = p->hidden,
                                   .count = 1};
        f.state_class = m->state_class;
        echonet_entity_add(o, &e, &f);
    }
}

static void add_button(struct echonet_object *o, const struct echonet_property *p)
{
    struct echonet_field f = field_of(p, p->data, -1);
    struct echonet_entity e = {.kind = FL_BUTTON,
                               .key = p->key,
                               .name = p->name,
                               .diagnostic = p->diagnostic,
                               .hidden = p->hidden,
                               .momentary = true,
                               .count = 1};
    f.way = &button;
    if (p->data->type == ECHONET_ENUM)
        echonet_entity_add(o, &e, &f);
}

static void add_property(struct echonet_object *o, uint8_t epc)
{
    const struct echonet_property *p = echonet_object_property(o, epc);
    bool readable = echonet_object_can_get(o, epc);
    bool set_only = !echonet_map_has(&o->gettable, epc) && echonet_object_can_set(o, epc);
    if (!p || (!readable && !set_only) || echonet_composite_covers(o, epc))
        return;
    if (p->use == ECHONET_SCALAR)
        add_scalar(o, p);
    else if (p->use == ECHONET_SPLIT && readable)
        add_members(o, p);
    else if (p->use == ECHONET_LIST && readable)
        echonet_list_collect(o, p);
    else if (p->use == ECHONET_BUTTON && echonet_object_can_set(o, epc))
        add_button(o, p);
}

void echonet_entities_collect(struct echonet_object *o)
{
    echonet_composites_collect(o);
    for (unsigned epc = EPC_FIRST; epc <= UINT8_MAX; epc++)
        add_property(o, (uint8_t)epc);
}

/* --- declaring ----------------------------------------------------------------------------------------- */
/* FNV-1a: the same for the same text on every machine, for ever. */
static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261U;
    for (; *text; text++)
        hash = (hash ^ (uint8_t)*text) * 16777619U;
    return hash;
}

/* A key that is too long keeps its beginning, and a hash of the whole makes it unique. */
static void fill_key(const struct echonet_object *o, const struct echonet_entity *e,
                     char key[static FL_KEY_MAX])
{
    enum { HASH = sizeof "_00000000" - 1 };
    char part[FL_KEY_MAX], number[16] = "", whole[3 * FL_KEY_MAX];
    echonet_part_key(o, part);
    if (e->number)
        snprintf(number, sizeof number, "%u", e->number);
    int len = snprintf(whole, sizeof whole, "%s_%s%s%s%s", part, e->key, number, e->member_key ? "_" : "",
                       e->member_key ? e->member_key : "");
    if (len < FL_KEY_MAX)
        memcpy(key, whole, (size_t)len + 1);
    else
        snprintf(key, FL_KEY_MAX, "%.*s_%08x", FL_KEY_MAX - 1 - HASH, whole, hash_of(whole));
}

static size_t shorter(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* " 12 electric energy": the number and the member behind a name. */
static void put_tail(struct fl_writer *w, const struct echonet_entity *e)
{
    enum { SMALL = 0x20 };
    char number[16];
    const char *member = e->member_name ? e->member_name : "";
    bool word = member[0] >= 'A' && member[0] <= 'Z' && member[1] >= 'a' && member[1] <= 'z';
    if (e->number)
        fl_put_bytes(w, number, (size_t)snprintf(number, sizeof number, " %u", e->number));
    if (!*member)
        return;
    fl_put_u8(w, ' ');
    fl_put_u8(w, (uint8_t)(word ? (uint8_t)member[0] | SMALL : (uint8_t)member[0]));
    fl_put_bytes(w, member + 1, shorter(strlen(member + 1), FL_NAME_MAX / 2));
}

/* "Instantaneous current R phase"; what is too long loses the end of the property's name. */
static void fill_name(const struct echonet_entity *e, char name[static FL_NAME_MAX])
{
    uint8_t tail[FL_NAME_MAX - 1];
    struct fl_writer end = fl_writer_of(tail, sizeof tail), whole = fl_writer_of(name, FL_NAME_MAX);
    put_tail(&end, e);
    fl_put_bytes(&whole, e->name, shorter(strlen(e->name), FL_NAME_MAX - 1 - end.len));
    fl_put_bytes(&whole, tail, end.len);
    fl_put_u8(&whole, 0);
}

static unsigned access_of(const struct echonet_object *o, const struct echonet_entity *e,
                          const struct echonet_field *f)
{
    static const bool reads_only[FL_KIND_COUNT] = {[FL_SENSOR] = true, [FL_BINARY_SENSOR] = true};
    unsigned access = 0;
    if (e->kind != FL_BUTTON && echonet_object_can_get(o, f->property->epc))
        access |= FL_READ;
    if (!reads_only[e->kind] && f->way->write && echonet_object_can_set(o, f->property->epc))
        access |= FL_WRITE;
    return access;
}

void echonet_entity_declare(struct echonet_object *o, struct fl_io *io, struct echonet_entity *e)
{
    enum { CHOICES_MAX = 4 }; /* of one entity: mode, fan, swing, preset */
    struct echonet_offer offers_of[CHOICES_MAX][2];
    struct fl_field fields[FL_FIELDS_MAX];
    size_t choices = 0;
    for (size_t i = 0; i < e->count; i++) {
        const struct echonet_field *f = &o->fields[e->first + i];
        fields[i] =
            (struct fl_field){.name = f->name, .state_class = f->state_class, .access = access_of(o, e, f)};
        f->way->describe(o, f, &fields[i], &offers_of[choices][0], &offers_of[choices][1]);
        if (fields[i].choices && choices + 1 < CHOICES_MAX)
            choices++;
    }
    struct fl_entity entity = {.kind = e->kind,
                               .device_class = e->device_class,
                               .fields = fields,
                               .field_count = e->count,
                               .diagnostic = e->diagnostic,
                               .hidden = e->hidden,
                               .momentary = e->momentary,
                               .part = o->part,
                               .group = o->eoj,
                               .tag = o->fields[e->first].property->epc};
    fill_key(o, e, entity.key);
    fill_name(e, entity.name);
    e->index = fl_io_entity(io, &entity);
}

void echonet_entities_declare(struct echonet_object *o, struct fl_io *io)
{
    for (size_t i = 0; i < o->entity_count; i++)
        echonet_entity_declare(o, io, &o->entities[i]);
}

/* --- values -------------------------------------------------------------------------------------------- */
static bool reads(const struct echonet_field *f, uint8_t epc)
{
    const uint8_t *also = f->way->also, *multiply = f->data->multiply;
    bool coefficient = epc == multiply[0] || epc == multiply[1] || epc == multiply[2];
    return !epc || f->property->epc == epc || also[0] == epc || also[1] == epc || coefficient;
}

void echonet_entities_refresh(const struct echonet_object *o, struct fl_io *io, uint8_t epc)
{
    char buf[FL_TEXT_MAX];
    for (size_t i = 0; i < o->entity_count; i++) {
        const struct echonet_entity *e = &o->entities[i];
        for (size_t k = 0; e->index >= 0 && k < e->count; k++) {
            const struct echonet_field *f = &o->fields[e->first + k];
            if (reads(f, epc))
                fl_io_set(io, e->index, k, f->way->read(o, f, buf));
        }
    }
}
