/* Entities made of several properties: climate, light, cover, lock, fan, water heater. Rules are rows;
 * a field of which the node has no property is left out, and without the first there is no entity. */
#include <string.h>

#include "echonet_object_private.h"

enum { EPC_SPEED = 0xA0, EPC_MODE = 0xB0, EPC_ORDER = 0xE0, EPC_POSITION = 0xE1, EPC_MOVEMENT = 0xEA };

/* --- words ----------------------------------------------------------------------------------------- */
#define WORD(code, word)                                                                                     \
    {                                                                                                        \
        code, code, word, 0, false                                                                           \
    }
#define READ_ONLY(code, word)                                                                                \
    {                                                                                                        \
        code, code, word, 0, true                                                                            \
    }

static const struct echonet_code conditioner_modes[] = {
    WORD(0x41, "auto"), WORD(0x42, "cool"),     WORD(0x43, "heat"),
    WORD(0x44, "dry"),  WORD(0x45, "fan_only"), READ_ONLY(0x40, "auto"), /* 40 is "other" */
};
static const struct echonet_code fan_words[] = {
    WORD(0x41, "auto"), WORD(0x31, "1"), WORD(0x32, "2"), WORD(0x33, "3"), WORD(0x34, "4"),
    WORD(0x35, "5"),    WORD(0x36, "6"), WORD(0x37, "7"), WORD(0x38, "8"),
};
static const struct echonet_code swing_words[] = {WORD(0x31, "off"), WORD(0x41, "vertical"),
                                                  WORD(0x42, "horizontal"), WORD(0x43, "both")};
static const struct echonet_code conditioner_presets[] = {WORD(0x41, "none"), WORD(0x42, "boost"),
                                                          WORD(0x43, "silent")};
static const struct echonet_code floor_modes[] = {WORD(POWER_OFF, "off"), WORD(POWER_ON, "heat")};
static const struct echonet_code floor_presets[] = {WORD(0x41, "none"), WORD(0x42, "eco"),
                                                    WORD(0x43, "boost")};
/* Home Assistant knows these words only: automatic heating, heating now, no heating. */
static const struct echonet_code tank_modes[] = {WORD(0x41, "eco"), WORD(0x42, "high_demand"),
                                                 WORD(0x43, "off")};
static const struct echonet_code boiler_modes[] = {WORD(POWER_ON, "gas"), WORD(POWER_OFF, "off")};
static const struct echonet_code fan_presets[] = {WORD(0x41, "auto")};

/* --- the mode of an air conditioner: power and operation mode -------------------------------------------- */
static void describe_mode(const struct echonet_object *o, const struct echonet_field *f, struct fl_field *out,
                          struct echonet_offer *read, struct echonet_offer *set)
{
    echonet_words.describe(o, f, out, read, set);
    memmove(read->words + 1, read->words, read->count * sizeof *read->words);
    read->words[0] = "off";
    read->words[++read->count] = NULL;
    out->commands = NULL; /* what is only read has a word that can be set as well */
}

static struct fl_value read_mode(const struct echonet_object *o, const struct echonet_field *f,
                                 char buf[static FL_TEXT_MAX])
{
    if (echonet_object_is(o, EPC_POWER, POWER_OFF))
        return (struct fl_value){.known = true, .e = 0};
    struct fl_value v = echonet_words.read(o, f, buf);
    v.e++;
    return v;
}

static bool write_mode(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                       struct echonet_plan *plan)
{
    static const uint8_t on = POWER_ON, off = POWER_OFF;
    bool switches = echonet_object_can_set(o, EPC_POWER);
    if (!v.e)
        return switches && echonet_plan_add(plan, EPC_POWER, &off, 1, false);
    v.e--;
    return echonet_words.write(o, f, v, plan) &&
           (!switches || echonet_plan_add(plan, EPC_POWER, &on, 1, false));
}

static const struct echonet_way mode = {describe_mode, read_mode, write_mode, {EPC_POWER}};

/* --- the speed of a fan: 31 .. 38 are 1 .. 8 ------------------------------------------------------------- */
enum { SPEED_BASE = 0x31, SPEED_COUNT = 8 };

static void describe_speed(const struct echonet_object *o, const struct echonet_field *f,
                           struct fl_field *out, struct echonet_offer *read, struct echonet_offer *set)
{
    (void)o;
    (void)f;
    (void)read;
    (void)set;
    out->type = FL_INT;
    out->min = out->step = 1;
    out->max = SPEED_COUNT;
}

static struct fl_value read_speed(const struct echonet_object *o, const struct echonet_field *f,
                                  char buf[static FL_TEXT_MAX])
{
    struct fl_span edt = echonet_object_shown(o, f->property->epc);
    int speed = edt.len == 1 ? edt.data[0] - SPEED_BASE + 1 : 0;
    (void)buf;
    return (struct fl_value){.known = speed >= 1 && speed <= SPEED_COUNT, .i = speed};
}

static bool write_speed(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                        struct echonet_plan *plan)
{
    (void)o;
    uint8_t edt = (uint8_t)(SPEED_BASE + v.i - 1);
    return v.i >= 1 && v.i <= SPEED_COUNT && echonet_plan_add(plan, f->property->epc, &edt, 1, false);
}

static const struct echonet_way speed = {describe_speed, read_speed, write_speed, {0}};

/* --- a lock: 41 locked, 42 unlocked ------------------------------------------------------------------------ */
enum { LOCKED = 0x41, UNLOCKED = 0x42 };

static void describe_lock(const struct echonet_object *o, const struct echonet_field *f, struct fl_field *out,
                          struct echonet_offer *read, struct echonet_offer *set)
{
    static const char *const states[] = {"LOCKED", "UNLOCKED", NULL};
    static const char *const orders[] = {"LOCK", "UNLOCK", NULL};
    (void)o;
    (void)f;
    (void)read;
    (void)set;
    out->type = FL_ENUM;
    out->choices = states;
    out->commands = orders;
}

static struct fl_value read_lock(const struct echonet_object *o, const struct echonet_field *f,
                                 char buf[static FL_TEXT_MAX])
{
    bool locked = echonet_object_is(o, f->property->epc, LOCKED);
    (void)buf;
    return (struct fl_value){.known = locked || echonet_object_is(o, f->property->epc, UNLOCKED),
                             .e = locked ? 0 : 1};
}

static bool write_lock(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                       struct echonet_plan *plan)
{
    (void)o;
    uint8_t edt = v.e ? UNLOCKED : LOCKED;
    return echonet_plan_add(plan, f->property->epc, &edt, 1, false);
}

static const struct echonet_way lock = {describe_lock, read_lock, write_lock, {0}};

/* --- a cover: orders go to E0, what became of them is in EA, how far in E1 ----------------------------------- */
enum cover_state { COVER_OPEN, COVER_OPENING, COVER_CLOSED, COVER_CLOSING, COVER_STOPPED, COVER_UNKNOWN };
enum { ORDER_OPEN = 0x41, ORDER_CLOSE = 0x42, ORDER_STOP = 0x43, FULLY_OPEN = 100 };

static void describe_cover(const struct echonet_object *o, const struct echonet_field *f,
                           struct fl_field *out, struct echonet_offer *read, struct echonet_offer *set)
{
    static const char *const states[] = {"open", "opening", "closed", "closing", "stopped", NULL};
    static const char *const orders[] = {"OPEN", "CLOSE", "STOP", NULL};
    (void)o;
    (void)f;
    (void)read;
    (void)set;
    out->type = FL_ENUM;
    out->choices = states;
    out->commands = orders;
}

static enum cover_state state_of(struct fl_span edt, const enum cover_state *states, size_t count)
{
    enum { FIRST = 0x41 };
    size_t at = edt.len == 1 ? (size_t)(edt.data[0] - FIRST) : count;
    return at < count ? states[at] : COVER_UNKNOWN;
}

static enum cover_state place_of(struct fl_span edt)
{
    if (edt.len != 1 || edt.data[0] > FULLY_OPEN)
        return COVER_UNKNOWN;
    if (!edt.data[0])
        return COVER_CLOSED;
    return edt.data[0] == FULLY_OPEN ? COVER_OPEN : COVER_STOPPED;
}

static bool is_ordered(const struct echonet_object *o)
{
    return echonet_object_shown(o, EPC_ORDER).data != echonet_object_edt(o, EPC_ORDER).data;
}

static enum cover_state cover_state(const struct echonet_object *o)
{
    static const enum cover_state movements[] = {COVER_OPEN, COVER_CLOSED, COVER_OPENING, COVER_CLOSING,
                                                 COVER_STOPPED};
    static const enum cover_state ordered[] = {COVER_OPENING, COVER_CLOSING, COVER_STOPPED};
    static const enum cover_state done[] = {COVER_OPEN, COVER_CLOSED, COVER_STOPPED};
    if (is_ordered(o))
        return state_of(echonet_object_shown(o, EPC_ORDER), ordered, 3);
    if (echonet_object_can_get(o, EPC_MOVEMENT))
        return state_of(echonet_object_edt(o, EPC_MOVEMENT), movements, 5);
    if (echonet_object_can_get(o, EPC_POSITION))
        return place_of(echonet_object_edt(o, EPC_POSITION));
    return state_of(echonet_object_edt(o, EPC_ORDER), done, 3);
}

static struct fl_value read_cover(const struct echonet_object *o, const struct echonet_field *f,
                                  char buf[static FL_TEXT_MAX])
{
    enum cover_state state = cover_state(o);
    (void)f;
    (void)buf;
    return (struct fl_value){.known = state != COVER_UNKNOWN, .e = (unsigned)state};
}

static bool write_cover(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                        struct echonet_plan *plan)
{
    static const uint8_t orders[] = {ORDER_OPEN, ORDER_CLOSE, ORDER_STOP};
    (void)o;
    return v.e < sizeof orders && echonet_plan_add(plan, f->property->epc, &orders[v.e], 1, true);
}

static const struct echonet_way cover = {
    describe_cover, read_cover, write_cover, {EPC_MOVEMENT, EPC_POSITION}};

static bool is_cover(const struct echonet_object *o)
{
    uint32_t code = o->eoj >> 8;
    return code == 0x0260 || code == 0x0263;
}

/* An order is no state: the movement tells whether it is followed. */
bool echonet_cover_shows(const struct echonet_object *o, const struct echonet_write *w, bool *shown)
{
    static const struct {
        uint8_t order, movements[3];
    } signs[] = {
        {ORDER_OPEN, {0x41, 0x43, 0}}, {ORDER_CLOSE, {0x42, 0x44, 0}}, {ORDER_STOP, {0x41, 0x42, 0x45}}};
    struct fl_span now = echonet_object_edt(o, EPC_MOVEMENT);
    if (!is_cover(o) || w->epc != EPC_ORDER || !now.len)
        return false;
    *shown = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (w->edt[0] == signs[i].order && memchr(signs[i].movements, now.data[0], 3))
            *shown = true;
    return true;
}

/* --- rows ------------------------------------------------------------------------------------------------- */
struct rule {
    const char *name;
    uint8_t epc;
    const struct echonet_way *way;
    const struct echonet_code *codes;
    size_t code_count;
    int64_t min, max;
    bool also_alone; /* is a sensor of its own as well */
};

#define CODES(list) list, sizeof list / sizeof *list

static const struct rule conditioner[] = {
    {"mode", EPC_MODE, &mode, CODES(conditioner_modes), 0, 0, false},
    {"temperature", 0xB3, &echonet_plain, NULL, 0, 16, 30, false},
    {"current_temperature", 0xBB, &echonet_plain, NULL, 0, 0, 0, true},
    {"current_humidity", 0xBA, &echonet_plain, NULL, 0, 0, 0, true},
    {"fan_mode", EPC_SPEED, &echonet_words, CODES(fan_words), 0, 0, false},
    {"swing_mode", 0xA3, &echonet_words, CODES(swing_words), 0, 0, false},
    {"preset_mode", 0xB2, &echonet_words, CODES(conditioner_presets), 0, 0, false},
    {.name = NULL},
};
static const struct rule floor_heater[] = {
    {"mode", EPC_POWER, &echonet_words, CODES(floor_modes), 0, 0, false},
    {"temperature", 0xE0, &echonet_plain, NULL, 0, 0, 0, false},
    {"current_temperature", 0xE2, &echonet_plain, NULL, 0, 0, 0, true},
    {"preset_mode", 0xE5, &echonet_words, CODES(floor_presets), 0, 0, false},
    {.name = NULL},
};
static const struct rule light[] = {
    {"state", EPC_POWER, &echonet_plain, NULL, 0, 0, 0, false},
    {"brightness", 0xB0, &echonet_plain, NULL, 0, 0, 0, false},
    {.name = NULL},
};
static const struct rule fan[] = {
    {"state", EPC_POWER, &echonet_plain, NULL, 0, 0, 0, false},
    {"percentage", EPC_SPEED, &speed, NULL, 0, 0, 0, false},
    {"preset_mode", EPC_SPEED, &echonet_words, CODES(fan_presets), 0, 0, false},
    {.name = NULL},
};
static const struct rule shutter[] = {
    {"state", EPC_ORDER, &cover, NULL, 0, 0, 0, false},
    {"position", EPC_POSITION, &echonet_plain, NULL, 0, 0, 0, false},
    {.name = NULL},
};
static const struct rule main_lock[] = {{"state", 0xE0, &lock, NULL, 0, 0, 0, false}, {.name = NULL}};
static const struct rule second_lock[] = {{"state", 0xE1, &lock, NULL, 0, 0, 0, false}, {.name = NULL}};
static const struct rule tank[] = {
    {"mode", EPC_MODE, &echonet_words, CODES(tank_modes), 0, 0, false},
    {"temperature", 0xB3, &echonet_plain, NULL, 0, 0, 0, false},
    {"current_temperature", 0xC1, &echonet_plain, NULL, 0, 0, 0, true},
    {.name = NULL},
};
static const struct rule boiler[] = {
    {"mode", EPC_POWER, &echonet_words, CODES(boiler_modes), 0, 0, false},
    {"temperature", 0xD1, &echonet_plain, NULL, 0, 0, 0, false},
    {.name = NULL},
};

static const struct composite {
    uint16_t code;
    enum fl_kind kind;
    const char *key, *name, *device_class;
    const struct rule *rules;
} composites[] = {
    {0x0130, FL_CLIMATE, "climate", "", NULL, conditioner},
    {0x0133, FL_FAN, "fan", "", NULL, fan},
    {0x0134, FL_FAN, "fan", "", NULL, fan},
    {0x0135, FL_FAN, "fan", "", NULL, fan},
    {0x0260, FL_COVER, "cover", "", "blind", shutter},
    {0x0263, FL_COVER, "cover", "", "shutter", shutter},
    {0x026B, FL_WATER_HEATER, "water_heater", "", NULL, tank},
    {0x026F, FL_LOCK, "lock", "", NULL, main_lock},
    {0x026F, FL_LOCK, "second_lock", "Second lock", NULL, second_lock},
    {0x0272, FL_WATER_HEATER, "water_heater", "", NULL, boiler},
    {0x027B, FL_CLIMATE, "climate", "", NULL, floor_heater},
    {0x0290, FL_LIGHT, "light", "", NULL, light},
    {0x0291, FL_LIGHT, "light", "", NULL, light},
    {0x02A3, FL_LIGHT, "light", "", NULL, light},
};

enum { COMPOSITE_COUNT = sizeof composites / sizeof *composites };

static bool is_of_class(const struct echonet_object *o, const struct composite *c)
{
    return c->code == o->eoj >> 8;
}

static bool has(const struct echonet_object *o, uint8_t epc)
{
    return echonet_object_can_get(o, epc) ||
           (!echonet_map_has(&o->gettable, epc) && echonet_object_can_set(o, epc));
}

static struct echonet_field field_of(const struct echonet_object *o, const struct rule *r)
{
    const struct echonet_property *p = echonet_object_property(o, r->epc);
    return (struct echonet_field){.name = r->name,
                                  .way = r->way,
                                  .property = p,
                                  .data = p->data,
                                  .member = -1,
                                  .codes = r->codes,
                                  .code_count = r->code_count,
                                  .min = r->min,
                                  .max = r->max,
                                  .state_class = r->also_alone ? FL_MEASUREMENT : FL_PLAIN};
}

static void add_composite(struct echonet_object *o, const struct composite *c)
{
    struct echonet_field fields[FL_FIELDS_MAX];
    struct echonet_entity e = {
        .kind = c->kind, .key = c->key, .name = c->name, .device_class = c->device_class};
    for (const struct rule *r = c->rules; r->name; r++)
        if (has(o, r->epc))
            fields[e.count++] = field_of(o, r);
    echonet_entity_add(o, &e, fields);
}

static bool is_made(const struct echonet_object *o, const struct composite *c)
{
    return is_of_class(o, c) && has(o, c->rules->epc);
}

void echonet_composites_collect(struct echonet_object *o)
{
    for (size_t i = 0; i < COMPOSITE_COUNT; i++)
        if (is_made(o, &composites[i]))
            add_composite(o, &composites[i]);
}

static bool reads(const struct rule *r, uint8_t epc)
{
    return r->epc == epc || r->way->also[0] == epc || r->way->also[1] == epc;
}

bool echonet_composite_uses(const struct echonet_object *o, uint8_t epc)
{
    for (size_t i = 0; i < COMPOSITE_COUNT; i++)
        for (const struct rule *r = composites[i].rules; is_of_class(o, &composites[i]) && r->name; r++)
            if (reads(r, epc))
                return true;
    return false;
}

bool echonet_composite_covers(const struct echonet_object *o, uint8_t epc)
{
    for (size_t i = 0; i < COMPOSITE_COUNT; i++)
        for (const struct rule *r = composites[i].rules; is_made(o, &composites[i]) && r->name; r++)
            if (reads(r, epc) && !r->also_alone)
                return true;
    return false;
}
