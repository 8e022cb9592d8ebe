/* From snapshots to entities, from commands to wanted outputs, and verdicts back. */
#include "ipcom_device.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RELAY_ON = 255,
    LEVEL_MAX = 100,
    VERIFY_MS = 100,       /* a write is looked after so soon ... */
    VERIFY_LONG_MS = 250,  /* ... and so often when it has not shown after ... */
    VERIFY_QUICK_MS = 500, /* ... so long */
    SAVE_GAP_MS = 2000,
    TENTHS = 10,
    NUMBER_MAX = TENTHS * IPCOM_OPEN,
    PENDING_EACH = 4, /* commands that an entity may have under way: the same again supersedes none */
    SAVE_LINE = FL_KEY_MAX + 32
};

enum { FIELD_STATE, FIELD_BRIGHTNESS, FIELD_POSITION = FIELD_BRIGHTNESS };
enum { MASK_STATE = 1u << FIELD_STATE, MASK_BRIGHTNESS = 1u << FIELD_BRIGHTNESS };

enum cover_state { COVER_OPEN, COVER_OPENING, COVER_CLOSED, COVER_CLOSING, COVER_STOPPED };
enum cover_order { ORDER_OPEN, ORDER_CLOSE, ORDER_STOP };

static const char *const cover_states[] = {"open", "opening", "closed", "closing", "stopped", NULL};
static const char *const cover_orders[] = {"OPEN", "CLOSE", "STOP", NULL};

static const struct fl_field on_off_fields[] = {
    {.name = "state", .type = FL_BOOL, .access = FL_READ | FL_WRITE},
};
static const struct fl_field dimmer_fields[] = {
    {.name = "state", .type = FL_BOOL, .access = FL_READ | FL_WRITE},
    {.name = "brightness", .type = FL_INT, .access = FL_READ | FL_WRITE, .max = LEVEL_MAX, .step = 1},
};
static const struct fl_field cover_fields[] = {
    {.name = "state",
     .type = FL_ENUM,
     .access = FL_READ | FL_WRITE,
     .choices = cover_states,
     .commands = cover_orders},
    {.name = "position", .type = FL_INT, .access = FL_READ | FL_WRITE, .max = IPCOM_OPEN, .step = 1},
};

/* --- declarations --------------------------------------------------------------------------- */
static const struct {
    enum fl_kind kind;
    const struct fl_field *fields;
    size_t field_count;
} kinds[] = {
    [IPCOM_KIND_SWITCH] = {FL_SWITCH, on_off_fields, 1},
    [IPCOM_KIND_LIGHT] = {FL_LIGHT, on_off_fields, 1},
    [IPCOM_KIND_DIMMER] = {FL_LIGHT, dimmer_fields, 2},
};

void ipcom_unlisted_key(char key[static IPCOM_KEY_TEXT], int module, int output)
{
    snprintf(key, IPCOM_KEY_TEXT, "module_%d_output_%d", module, output);
}

/* "kitchen_light" is "Kitchen light" to people. */
static void name_of(char name[static FL_NAME_MAX], const char *given, const char *key)
{
    snprintf(name, FL_NAME_MAX, "%s", given ? given : key);
    if (given)
        return;
    for (char *p = name; *p; p++)
        if (*p == '_')
            *p = ' ';
    name[0] = (char)toupper((unsigned char)name[0]);
}

static int declare(struct fl_io *io, const char *key, const char *name, struct fl_entity entity)
{
    snprintf(entity.key, sizeof entity.key, "%s", key);
    name_of(entity.name, name, key);
    return fl_io_entity(io, &entity);
}

/* Of a module in use. */
static struct ipcom_slot *slot_at(struct ipcom_device *d, int module, int output)
{
    return &d->slots[module - 1][output - 1];
}

static struct ipcom_output *output_at(struct ipcom_device *d, const struct ipcom_relay *r)
{
    return &d->shadow.out[r->module - 1][r->output - 1];
}

static void add_output(struct ipcom_device *d, struct fl_io *io, const struct ipcom_output_conf *c,
                       bool hidden)
{
    struct ipcom_slot *slot = slot_at(d, c->module, c->output);
    slot->kind = (enum ipcom_kind)c->kind;
    slot->entity = declare(io, c->key, c->name,
                           (struct fl_entity){.kind = kinds[c->kind].kind,
                                              .fields = kinds[c->kind].fields,
                                              .field_count = kinds[c->kind].field_count,
                                              .hidden = hidden,
                                              .group = (uint32_t)c->module,
                                              .tag = (uint32_t)c->output});
    if (hidden)
        return;
    slot->listed = true;
    d->shadow.out[c->module - 1][c->output - 1].scale =
        c->kind == IPCOM_KIND_DIMMER ? IPCOM_PERCENT : IPCOM_RELAY;
}

/* A cover's commands go with those of its up relay's module; a relay elsewhere is written after. */
static void add_cover(struct ipcom_device *d, struct fl_io *io, const struct ipcom_cover_conf *c)
{
    struct ipcom_cover_slot *slot = &d->covers[d->cover_count];
    ipcom_cover_init(&slot->cover, c->travel_up, c->travel_down, c->reverse_pause);
    slot->key = c->key;
    slot->up = c->up;
    slot->down = c->down;
    output_at(d, &c->up)->scale = output_at(d, &c->down)->scale = IPCOM_RELAY;
    slot_at(d, c->up.module, c->up.output)->listed = true;
    slot_at(d, c->down.module, c->down.output)->listed = true;
    slot->entity = declare(io, c->key, c->name,
                           (struct fl_entity){.kind = FL_COVER,
                                              .fields = cover_fields,
                                              .field_count = 2,
                                              .group = (uint32_t)c->up.module,
                                              .tag = (uint32_t)(IPCOM_TAG_COVER + d->cover_count)});
    d->cover_count++;
}

static void add_unlisted(struct ipcom_device *d, struct fl_io *io)
{
    for (int m = 1; m <= IPCOM_MODULES; m++) {
        for (int o = 1; o <= IPCOM_OUTPUTS; o++) {
            if (slot_at(d, m, o)->listed)
                continue;
            char key[IPCOM_KEY_TEXT];
            ipcom_unlisted_key(key, m, o);
            struct ipcom_output_conf c = {.key = key, .module = m, .output = o, .kind = IPCOM_KIND_SWITCH};
            add_output(d, io, &c, true);
        }
    }
}

/* --- what survives a restart ---------------------------------------------------------------- */
/* A line each: "level MODULE OUTPUT PERCENT" and "cover KEY POSITION", the position in tenths of a
 * percent. What does not fit is from another time and is left out. */
static int take_number(char **rest)
{
    const char *word = strtok_r(NULL, " ", rest);
    char *end;
    long n = word ? strtol(word, &end, 10) : -1;
    return word && *word && !*end && n >= 0 && n <= NUMBER_MAX ? (int)n : -1;
}

static void restore_level(struct ipcom_device *d, char **rest)
{
    int module = take_number(rest), output = take_number(rest), level = take_number(rest);
    if (module >= 1 && module <= IPCOM_MODULES && d->slots[module - 1] && output >= 1 &&
        output <= IPCOM_OUTPUTS && level >= 1 && level <= LEVEL_MAX)
        slot_at(d, module, output)->level = (uint8_t)level;
}

static void restore_position(struct ipcom_device *d, char **rest)
{
    const char *key = strtok_r(NULL, " ", rest);
    int tenths = take_number(rest);
    for (size_t i = 0; key && tenths >= 0 && i < d->cover_count; i++) {
        if (!d->covers[i].key || strcmp(d->covers[i].key, key) != 0)
            continue;
        d->covers[i].cover.known = true;
        d->covers[i].cover.position = (double)tenths / TENTHS;
    }
}

static void restore_line(struct ipcom_device *d, char *line)
{
    char *rest;
    const char *what = strtok_r(line, " ", &rest);
    if (what && !strcmp(what, "level"))
        restore_level(d, &rest);
    else if (what && !strcmp(what, "cover"))
        restore_position(d, &rest);
}

static void restore(struct ipcom_device *d, struct fl_span saved)
{
    while (saved.len) {
        const uint8_t *end = memchr(saved.data, '\n', saved.len);
        size_t len = end ? (size_t)(end - saved.data) : saved.len;
        char line[SAVE_LINE];
        if (len < sizeof line) {
            memcpy(line, saved.data, len);
            line[len] = '\0';
            restore_line(d, line);
        }
        size_t used = end ? len + 1 : len;
        saved = (struct fl_span){saved.data + used, saved.len - used};
    }
}

static size_t save_levels(const struct ipcom_device *d, size_t len)
{
    for (int m = 0; m < IPCOM_MODULES; m++)
        for (int o = 0; d->slots[m] && o < IPCOM_OUTPUTS; o++)
            if (d->slots[m][o].kind == IPCOM_KIND_DIMMER && d->slots[m][o].level)
                len += (size_t)snprintf(d->saved + len, d->saved_cap - len, "level %d %d %d\n", m + 1, o + 1,
                                        d->slots[m][o].level);
    return len;
}

/* A moving cover is left out: after a crash nobody knows how far it went. */
static size_t save_positions(const struct ipcom_device *d, size_t len)
{
    for (size_t i = 0; i < d->cover_count; i++) {
        const struct ipcom_cover *c = &d->covers[i].cover;
        if (c->known && (!c->observed || c->shown == IPCOM_STILL))
            len += (size_t)snprintf(d->saved + len, d->saved_cap - len, "cover %s %d\n", d->covers[i].key,
                                    (int)(c->position * TENTHS + 0.5));
    }
    return len;
}

void ipcom_device_save(struct ipcom_device *d, struct fl_io *io)
{
    if (!d->unsaved)
        return;
    d->unsaved = false;
    d->save_ms = fl_io_now(io) + SAVE_GAP_MS;
    fl_io_save(io, d->saved, save_positions(d, save_levels(d, 0)));
}

/* --- life ----------------------------------------------------------------------------------- */
static bool use_module(struct ipcom_device *d, size_t module)
{
    if (d->slots[module])
        return true;
    struct ipcom_slot *slots = d->slots[module] = calloc(IPCOM_OUTPUTS, sizeof *slots);
    for (size_t i = 0; slots && i < IPCOM_OUTPUTS; i++)
        slots[i].entity = -1;
    return slots && ipcom_shadow_use(&d->shadow, module);
}

static bool use_modules(struct ipcom_device *d, const struct ipcom_conf *conf)
{
    const struct ipcom_output_conf *outputs = conf->outputs.items;
    const struct ipcom_cover_conf *covers = conf->covers.items;
    bool ok = true;
    for (size_t i = 0; ok && i < conf->outputs.count; i++)
        ok = use_module(d, (size_t)outputs[i].module - 1);
    for (size_t i = 0; ok && i < conf->covers.count; i++)
        ok = use_module(d, (size_t)covers[i].up.module - 1) &&
             use_module(d, (size_t)covers[i].down.module - 1);
    for (size_t m = 0; ok && conf->expose_unlisted && m < IPCOM_MODULES; m++)
        ok = use_module(d, m);
    return ok;
}

/* All that it will ever need: what the configuration names is known now. */
static bool allocate(struct ipcom_device *d, const struct ipcom_conf *conf)
{
    size_t rows = conf->outputs.count + conf->covers.count;
    size_t entities = conf->expose_unlisted ? (size_t)IPCOM_MODULES * IPCOM_OUTPUTS : rows;
    d->saved_cap = (rows + 1) * SAVE_LINE;
    d->saved = malloc(d->saved_cap);
    d->covers = calloc(conf->covers.count + 1, sizeof *d->covers); /* never of nothing */
    d->pending_cap = (entities + 1) * PENDING_EACH;
    d->pending = calloc(d->pending_cap, sizeof *d->pending);
    return d->saved && d->covers && d->pending && use_modules(d, conf);
}

enum fl_err ipcom_device_init(struct ipcom_device *d, const struct ipcom_conf *conf, struct fl_io *io,
                              struct fl_span saved)
{
    if (!allocate(d, conf))
        return FL_E_NOMEM;
    const struct ipcom_output_conf *outputs = conf->outputs.items;
    for (size_t i = 0; i < conf->outputs.count; i++)
        add_output(d, io, &outputs[i], false);
    const struct ipcom_cover_conf *covers = conf->covers.items;
    for (size_t i = 0; i < conf->covers.count; i++)
        add_cover(d, io, &covers[i]);
    if (conf->expose_unlisted)
        add_unlisted(d, io);
    restore(d, saved);
    return FL_OK;
}

void ipcom_device_finish(struct ipcom_device *d)
{
    for (size_t m = 0; m < IPCOM_MODULES; m++) {
        free(d->slots[m]);
        d->slots[m] = NULL;
    }
    ipcom_shadow_finish(&d->shadow);
    free(d->covers);
    free(d->pending);
    free(d->saved);
    d->covers = NULL;
    d->pending = NULL;
    d->saved = NULL;
}

void ipcom_device_open(struct ipcom_device *d)
{
    ipcom_shadow_reset(&d->shadow);
    d->pending_count = 0; /* the link has told those who waited */
    d->look_ms = UINT64_MAX;
    for (size_t i = 0; i < d->cover_count; i++)
        ipcom_cover_reopen(&d->covers[i].cover);
}

/* --- verdicts ------------------------------------------------------------------------------- */
static void conclude(struct ipcom_device *d, struct fl_io *io, int entity, enum fl_err result,
                     const char *why)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->pending_count; i++) {
        if (d->pending[i].entity == entity)
            fl_io_verdict(io, d->pending[i].id, result, why);
        else
            d->pending[kept++] = d->pending[i];
    }
    d->pending_count = kept;
}

static void supersede(struct ipcom_device *d, struct fl_io *io, int entity)
{
    conclude(d, io, entity, FL_E_SUPERSEDED, "a newer command came before the panel confirmed this one");
}

/* --- commands ------------------------------------------------------------------------------- */
static void want_output(struct ipcom_device *d, struct fl_io *io, struct ipcom_output *o,
                        const struct ipcom_slot *slot, const struct fl_command *cmd, uint32_t order)
{
    bool on = !(cmd->mask & MASK_STATE) || cmd->value[FIELD_STATE].b;
    bool any_level = false;
    uint8_t target = on ? RELAY_ON : 0;
    if (slot->kind == IPCOM_KIND_DIMMER && on) {
        any_level = !(cmd->mask & MASK_BRIGHTNESS);
        target = slot->level ? slot->level : LEVEL_MAX;
        if (!any_level)
            target = (uint8_t)cmd->value[FIELD_BRIGHTNESS].i;
    }
    if (!ipcom_output_open(o) || o->target != target || o->any_level != any_level)
        supersede(d, io, slot->entity);
    ipcom_output_want(o, target, any_level, order);
}

static void want_cover(struct ipcom_device *d, struct fl_io *io, struct ipcom_cover_slot *slot,
                       const struct fl_command *cmd)
{
    supersede(d, io, slot->entity);
    bool ordered = cmd->mask & MASK_STATE;
    if (ordered && cmd->value[FIELD_STATE].e == ORDER_STOP)
        ipcom_cover_set_goal(&slot->cover, IPCOM_GOAL_STOP);
    else if (cmd->mask & 1u << FIELD_POSITION)
        ipcom_cover_go_to(&slot->cover, (double)cmd->value[FIELD_POSITION].i);
    else
        ipcom_cover_go_end(&slot->cover, cmd->value[FIELD_STATE].e == ORDER_OPEN ? IPCOM_UP : IPCOM_DOWN);
}

bool ipcom_device_command(struct ipcom_device *d, struct fl_io *io, const struct fl_command *cmd,
                          uint32_t order)
{
    if (d->pending_count == d->pending_cap)
        return false;
    int entity;
    if (cmd->tag >= IPCOM_TAG_COVER && cmd->tag - IPCOM_TAG_COVER < d->cover_count) {
        struct ipcom_cover_slot *slot = &d->covers[cmd->tag - IPCOM_TAG_COVER];
        want_cover(d, io, slot, cmd);
        entity = slot->entity;
    } else if (cmd->group >= 1 && cmd->group <= IPCOM_MODULES && d->slots[cmd->group - 1] && cmd->tag >= 1 &&
               cmd->tag <= IPCOM_OUTPUTS) {
        struct ipcom_slot *slot = &d->slots[cmd->group - 1][cmd->tag - 1];
        want_output(d, io, &d->shadow.out[cmd->group - 1][cmd->tag - 1], slot, cmd, order);
        entity = slot->entity;
    } else {
        fl_io_verdict(io, cmd->id, FL_E_UNKNOWN, "the panel has no such output");
        return true;
    }
    d->pending[d->pending_count++] = (struct ipcom_pending){.id = cmd->id, .entity = entity};
    return true;
}

/* --- outputs -------------------------------------------------------------------------------- */
static void settle_output(struct ipcom_device *d, struct fl_io *io, struct ipcom_output *o, int entity)
{
    char why[80];
    switch (o->want) {
    case IPCOM_WANT_DONE:
        conclude(d, io, entity, FL_OK, NULL);
        break;
    case IPCOM_WANT_FAILED:
        snprintf(why, sizeof why, "written %d times, but the panel still shows %d instead of %d", o->writes,
                 o->seen, o->target);
        conclude(d, io, entity, FL_E_REFUSED, why);
        break;
    default:
        return;
    }
    ipcom_output_forget(o);
}

static void note_level(struct ipcom_device *d, struct ipcom_slot *slot, const struct ipcom_output *o)
{
    if (slot->kind != IPCOM_KIND_DIMMER || o->overlaid || !o->seen || o->seen > LEVEL_MAX ||
        o->seen == slot->level)
        return;
    slot->level = o->seen;
    d->unsaved = true;
}

static void show_output(struct fl_io *io, const struct ipcom_slot *slot, uint8_t value)
{
    fl_io_set(io, slot->entity, FIELD_STATE, (struct fl_value){.known = true, .b = value != 0});
    if (slot->kind == IPCOM_KIND_DIMMER)
        fl_io_set(io, slot->entity, FIELD_BRIGHTNESS,
                  (struct fl_value){.known = true, .i = value < LEVEL_MAX ? value : LEVEL_MAX});
}

static void update_outputs(struct ipcom_device *d, struct fl_io *io)
{
    for (size_t m = 0; m < IPCOM_MODULES; m++) {
        for (size_t i = 0; d->slots[m] && i < IPCOM_OUTPUTS; i++) {
            struct ipcom_slot *slot = &d->slots[m][i];
            struct ipcom_output *o = &d->shadow.out[m][i];
            if (slot->entity < 0)
                continue;
            show_output(io, slot, ipcom_output_value(o));
            settle_output(d, io, o, slot->entity);
            note_level(d, slot, o);
        }
    }
}

/* --- covers --------------------------------------------------------------------------------- */
static struct ipcom_relay_state relay_state(const struct ipcom_output *o)
{
    return (struct ipcom_relay_state){
        .seen = o->seen != 0, .on = ipcom_output_value(o) != 0, .unsettled = o->overlaid};
}

/* A relay that does not obey: a movement is given up, a release is tried for ever. */
static void settle_relay(struct ipcom_device *d, struct fl_io *io, struct ipcom_cover_slot *slot,
                         struct ipcom_output *o)
{
    if (o->want == IPCOM_WANT_FAILED && o->target) {
        conclude(d, io, slot->entity, FL_E_REFUSED, "the panel does not switch the relay on");
        ipcom_cover_set_goal(&slot->cover, IPCOM_GOAL_NONE);
    } else if (o->want == IPCOM_WANT_FAILED) {
        conclude(d, io, slot->entity, FL_E_REFUSED, "the panel does not switch the relay off");
        fl_io_log(io, FL_ERROR, "%s: the panel does not switch the relay off; trying on", slot->key);
    }
    if (!ipcom_output_open(o))
        ipcom_output_forget(o);
}

static void drive_relays(struct ipcom_output *up, struct ipcom_output *down, enum ipcom_drive drive,
                         uint32_t order)
{
    switch (drive) {
    case IPCOM_LEAVE:
        ipcom_output_forget(up);
        ipcom_output_forget(down);
        break;
    case IPCOM_RELEASE:
        ipcom_output_want(up, 0, false, order);
        ipcom_output_want(down, 0, false, order);
        break;
    case IPCOM_DRIVE_UP:
        ipcom_output_forget(down);
        ipcom_output_want(up, RELAY_ON, false, order);
        break;
    case IPCOM_DRIVE_DOWN:
        ipcom_output_forget(up);
        ipcom_output_want(down, RELAY_ON, false, order);
        break;
    }
}

static void alarm_both(struct ipcom_device *d, struct fl_io *io, struct ipcom_cover_slot *slot)
{
    bool both = slot->cover.shown == IPCOM_BOTH;
    if (both && !slot->alarmed)
        fl_io_log(io, FL_ERROR, "%s: both relays are on; switching both off", slot->key);
    if (both)
        conclude(d, io, slot->entity, FL_E_REFUSED, "both relays were on and are being switched off");
    slot->alarmed = both;
}

static void settle_cover(struct ipcom_device *d, struct fl_io *io, struct ipcom_cover_slot *slot)
{
    if (slot->cover.reached)
        conclude(d, io, slot->entity, FL_OK, NULL);
    else if (slot->cover.goal == IPCOM_GOAL_NONE)
        conclude(d, io, slot->entity, FL_E_REFUSED, "somebody else moved or stopped it");
}

static enum cover_state cover_state(const struct ipcom_cover *c, bool up, bool down)
{
    if (up != down)
        return up ? COVER_OPENING : COVER_CLOSING;
    if (!c->known)
        return COVER_STOPPED;
    if (c->position < IPCOM_CLOSED + 0.5)
        return COVER_CLOSED;
    return c->position >= IPCOM_OPEN - 0.5 ? COVER_OPEN : COVER_STOPPED;
}

static void show_cover(struct fl_io *io, const struct ipcom_cover_slot *slot, bool up, bool down)
{
    const struct ipcom_cover *c = &slot->cover;
    fl_io_set(io, slot->entity, FIELD_STATE, (struct fl_value){.known = true, .e = cover_state(c, up, down)});
    fl_io_set(io, slot->entity, FIELD_POSITION,
              (struct fl_value){.known = c->known, .i = (int64_t)(c->position + 0.5)});
}

static void update_cover(struct ipcom_device *d, struct fl_io *io, struct ipcom_cover_slot *slot,
                         uint32_t order)
{
    struct ipcom_output *up = output_at(d, &slot->up), *down = output_at(d, &slot->down);
    struct ipcom_cover *c = &slot->cover;
    enum ipcom_dir before = c->observed ? c->shown : IPCOM_STILL;
    bool was_known = c->known;
    ipcom_cover_observe(c, up->seen != 0, down->seen != 0, fl_io_now(io));
    if (c->shown != before || c->known != was_known)
        d->unsaved = true;
    settle_relay(d, io, slot, up);
    settle_relay(d, io, slot, down);
    alarm_both(d, io, slot);
    struct ipcom_relay_state up_state = relay_state(up), down_state = relay_state(down);
    uint64_t due;
    enum ipcom_drive drive = ipcom_cover_decide(c, &up_state, &down_state, fl_io_now(io), &due);
    drive_relays(up, down, drive, order);
    show_cover(io, slot, up_state.on, down_state.on);
    settle_cover(d, io, slot);
    if (due < d->look_ms)
        d->look_ms = due;
}

/* --- snapshots ------------------------------------------------------------------------------ */
static void look_after_write(struct ipcom_device *d, const struct ipcom_output *o, uint64_t now_ms)
{
    if (!o->overlaid && o->want != IPCOM_WANT_WRITTEN)
        return;
    uint64_t next = now_ms + (now_ms < o->over_ms + VERIFY_QUICK_MS ? VERIFY_MS : VERIFY_LONG_MS);
    if (next < d->look_ms)
        d->look_ms = next;
}

static void look_after_writes(struct ipcom_device *d, uint64_t now_ms)
{
    for (size_t m = 0; m < IPCOM_MODULES; m++)
        for (size_t i = 0; d->shadow.out[m] && i < IPCOM_OUTPUTS; i++)
            look_after_write(d, &d->shadow.out[m][i], now_ms);
}

bool ipcom_device_snapshot(struct ipcom_device *d, struct fl_io *io, const struct ipcom_snapshot *snapshot,
                           uint32_t order)
{
    if (!ipcom_shadow_plausible(&d->shadow, snapshot))
        return false;
    uint64_t now = fl_io_now(io);
    ipcom_shadow_accept(&d->shadow, snapshot, order, now);
    d->look_ms = UINT64_MAX;
    update_outputs(d, io);
    for (size_t i = 0; i < d->cover_count; i++)
        update_cover(d, io, &d->covers[i], order);
    look_after_writes(d, now);
    if (now >= d->save_ms)
        ipcom_device_save(d, io);
    return true;
}

/* --- writes --------------------------------------------------------------------------------- */
static uint8_t *value_in(uint8_t values[IPCOM_OUTPUTS], size_t module, const struct ipcom_relay *r)
{
    return (size_t)r->module == module + 1 ? &values[r->output - 1] : NULL;
}

static bool may_be_on(const struct ipcom_output *o)
{
    return o->seen || ipcom_output_value(o);
}

/* The last line of defence: whatever was wanted, no write leaves both relays of a cover on. */
static void guard_cover(struct ipcom_device *d, struct fl_io *io, const struct ipcom_cover_slot *slot,
                        size_t module, uint8_t values[IPCOM_OUTPUTS])
{
    uint8_t *up = value_in(values, module, &slot->up), *down = value_in(values, module, &slot->down);
    bool up_on = up ? *up : may_be_on(output_at(d, &slot->up));
    bool down_on = down ? *down : may_be_on(output_at(d, &slot->down));
    if ((!up && !down) || !up_on || !down_on)
        return;
    fl_io_log(io, FL_ERROR, "%s: a write would have left both relays on", slot->key);
    if (up)
        *up = 0;
    if (down)
        *down = 0;
}

static bool urgent(const struct ipcom_device *d, size_t module)
{
    for (size_t i = 0; i < d->cover_count; i++) {
        const struct ipcom_cover_slot *c = &d->covers[i];
        bool here = (size_t)c->up.module == module + 1 || (size_t)c->down.module == module + 1;
        if (here && c->cover.shown == IPCOM_BOTH)
            return true;
    }
    return false;
}

/* Covers in danger first, then one module after the other. */
static bool choose_module(const struct ipcom_device *d, uint64_t now_ms, size_t *module)
{
    bool found = false;
    for (size_t i = 0; i < IPCOM_MODULES; i++) {
        size_t m = (d->next_module + i) % IPCOM_MODULES;
        if (!ipcom_shadow_due(&d->shadow, m, now_ms))
            continue;
        if (urgent(d, m)) {
            *module = m;
            return true;
        }
        if (!found)
            *module = m;
        found = true;
    }
    return found;
}

bool ipcom_device_write(struct ipcom_device *d, struct fl_io *io, size_t *module,
                        uint8_t values[IPCOM_OUTPUTS])
{
    if (!choose_module(d, fl_io_now(io), module))
        return false;
    ipcom_shadow_values(&d->shadow, *module, values);
    for (size_t i = 0; i < d->cover_count; i++)
        guard_cover(d, io, &d->covers[i], *module, values);
    return true;
}

void ipcom_device_wrote(struct ipcom_device *d, size_t module, const uint8_t values[IPCOM_OUTPUTS],
                        uint32_t order, uint64_t now_ms)
{
    ipcom_shadow_wrote(&d->shadow, module, values, order, now_ms);
    d->next_module = (module + 1) % IPCOM_MODULES;
}

bool ipcom_device_stop(struct ipcom_device *d, uint32_t order)
{
    bool running = false;
    for (size_t i = 0; i < d->cover_count; i++) {
        struct ipcom_output *up = output_at(d, &d->covers[i].up), *down = output_at(d, &d->covers[i].down);
        bool on = may_be_on(up) || may_be_on(down);
        ipcom_cover_set_goal(&d->covers[i].cover, on ? IPCOM_GOAL_STOP : IPCOM_GOAL_NONE);
        drive_relays(up, down, on ? IPCOM_RELEASE : IPCOM_LEAVE, order);
        running = running || on;
    }
    return running;
}

void ipcom_device_halted(struct ipcom_device *d, struct fl_io *io)
{
    for (size_t i = 0; i < d->cover_count; i++)
        if (d->covers[i].cover.observed)
            ipcom_cover_observe(&d->covers[i].cover, false, false, fl_io_now(io));
    d->unsaved = true;
    ipcom_device_save(d, io);
}
