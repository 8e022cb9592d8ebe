/* Read, modify, write, confirm: for every output by itself; see ipcom_shadow.h. */
#include "ipcom_shadow.h"

#include <stdlib.h>

enum { FULL = 255, PERCENT_MAX = 100, DIMMER_STEP = 2 };

/* --- life ----------------------------------------------------------------------------------- */
bool ipcom_shadow_use(struct ipcom_shadow *s, size_t module)
{
    if (!s->out[module])
        s->out[module] = calloc(IPCOM_OUTPUTS, sizeof *s->out[module]);
    return s->out[module] != NULL;
}

void ipcom_shadow_finish(struct ipcom_shadow *s)
{
    for (size_t m = 0; m < IPCOM_MODULES; m++) {
        free(s->out[m]);
        s->out[m] = NULL;
    }
}

void ipcom_shadow_reset(struct ipcom_shadow *s)
{
    for (size_t m = 0; m < IPCOM_MODULES; m++) {
        s->odd[m] = 0;
        for (size_t i = 0; s->out[m] && i < IPCOM_OUTPUTS; i++) {
            struct ipcom_output *o = &s->out[m][i];
            *o = (struct ipcom_output){.scale = o->scale, .seen = o->seen};
        }
    }
}

/* --- plausibility --------------------------------------------------------------------------- */
static bool fits(enum ipcom_scale scale, uint8_t value)
{
    switch (scale) {
    case IPCOM_RELAY:
        return value == 0 || value == FULL;
    case IPCOM_PERCENT:
        return value <= PERCENT_MAX;
    case IPCOM_UNKNOWN:
        break;
    }
    return value <= PERCENT_MAX || value == FULL;
}

/* The outputs of a module whose values are odd, a bit each. */
static uint8_t odd_outputs(const struct ipcom_shadow *s, size_t module, const uint8_t value[IPCOM_OUTPUTS])
{
    unsigned odd = 0;
    for (size_t i = 0; i < IPCOM_OUTPUTS; i++) {
        enum ipcom_scale scale = s->out[module] ? s->out[module][i].scale : IPCOM_UNKNOWN;
        if (!fits(scale, value[i]) && value[i] != s->last.value[module][i])
            odd |= 1u << i;
    }
    return (uint8_t)odd;
}

/* Any non-zero value is "on", and a value that stays is no damage: what was accepted once, or was
 * odd in the snapshot before, is taken as it is. */
bool ipcom_shadow_plausible(struct ipcom_shadow *s, const struct ipcom_snapshot *snapshot)
{
    bool news = false;
    for (size_t m = 0; m < IPCOM_MODULES; m++) {
        uint8_t odd = odd_outputs(s, m, snapshot->value[m]);
        news = news || (odd & ~s->odd[m]);
        s->odd[m] = odd;
    }
    return !news;
}

/* --- wants ---------------------------------------------------------------------------------- */
uint8_t ipcom_output_value(const struct ipcom_output *o)
{
    return o->overlaid ? o->over : o->seen;
}

bool ipcom_output_open(const struct ipcom_output *o)
{
    return o->want == IPCOM_WANT_NEW || o->want == IPCOM_WANT_WRITTEN;
}

/* Relays were seen to show other values than 255 for "on". */
static bool shows(const struct ipcom_output *o, uint8_t value, uint8_t target)
{
    bool relay = o->scale != IPCOM_PERCENT;
    return relay ? !value == !target : value == target;
}

static bool satisfied(const struct ipcom_output *o, uint8_t value)
{
    return o->any_level ? value != 0 : shows(o, value, o->target);
}

/* Dimmers were seen to keep to steps of 2. */
static bool nearly(const struct ipcom_output *o)
{
    int off = (int)o->seen - o->target;
    return o->scale == IPCOM_PERCENT && o->seen && o->target && off < DIMMER_STEP && off > -DIMMER_STEP;
}

void ipcom_output_want(struct ipcom_output *o, uint8_t target, bool any_level, uint32_t order)
{
    if (ipcom_output_open(o) && o->target == target && o->any_level == any_level)
        return;
    o->want = IPCOM_WANT_NEW;
    o->target = target;
    o->any_level = any_level;
    o->writes = 0;
    o->order = order;
}

void ipcom_output_forget(struct ipcom_output *o)
{
    o->want = IPCOM_WANT_NONE;
}

/* --- snapshots ------------------------------------------------------------------------------ */
/* A snapshot proves a write only if it was asked for after it: another may have been on its way. */
static bool proves(const struct ipcom_output *o, uint32_t order, uint64_t now_ms)
{
    return (int32_t)(order - o->order) > 0 && now_ms >= o->doubt_ms;
}

static void settle_overlay(struct ipcom_output *o, uint32_t order, uint64_t now_ms)
{
    if (!o->overlaid)
        return;
    if ((proves(o, order, now_ms) && shows(o, o->seen, o->over)) || now_ms >= o->over_ms + IPCOM_OVERLAY_MS)
        o->overlaid = false;
}

static void settle_want(struct ipcom_output *o, uint32_t order, uint64_t now_ms)
{
    if (!ipcom_output_open(o) || (int32_t)(order - o->order) <= 0)
        return;
    if (o->want == IPCOM_WANT_NEW) {
        if (satisfied(o, ipcom_output_value(o)) && !o->overlaid)
            o->want = IPCOM_WANT_DONE;
        return;
    }
    bool settled = now_ms >= o->due_ms;
    if (proves(o, order, now_ms) && (satisfied(o, o->seen) || (settled && nearly(o))))
        o->want = IPCOM_WANT_DONE;
    else if (settled && o->writes >= IPCOM_WRITES_MAX)
        o->want = IPCOM_WANT_FAILED;
    else
        return;
    o->overlaid = false;
}

void ipcom_shadow_accept(struct ipcom_shadow *s, const struct ipcom_snapshot *snapshot, uint32_t order,
                         uint64_t now_ms)
{
    s->last = *snapshot;
    for (size_t m = 0; m < IPCOM_MODULES; m++) {
        s->odd[m] = 0;
        for (size_t i = 0; s->out[m] && i < IPCOM_OUTPUTS; i++) {
            struct ipcom_output *o = &s->out[m][i];
            o->seen = snapshot->value[m][i];
            settle_overlay(o, order, now_ms);
            settle_want(o, order, now_ms);
        }
    }
}

/* --- writes --------------------------------------------------------------------------------- */
static bool output_due(const struct ipcom_output *o, uint64_t now_ms)
{
    if (o->want == IPCOM_WANT_NEW)
        return !satisfied(o, ipcom_output_value(o));
    return o->want == IPCOM_WANT_WRITTEN && now_ms >= o->due_ms;
}

bool ipcom_shadow_due(const struct ipcom_shadow *s, size_t module, uint64_t now_ms)
{
    for (size_t i = 0; s->out[module] && i < IPCOM_OUTPUTS; i++)
        if (output_due(&s->out[module][i], now_ms))
            return true;
    return false;
}

void ipcom_shadow_values(const struct ipcom_shadow *s, size_t module, uint8_t values[IPCOM_OUTPUTS])
{
    for (size_t i = 0; i < IPCOM_OUTPUTS; i++) {
        const struct ipcom_output *o = &s->out[module][i];
        uint8_t value = ipcom_output_value(o);
        values[i] = ipcom_output_open(o) && !satisfied(o, value) ? o->target : value;
    }
}

static void output_wrote(struct ipcom_output *o, uint8_t value, uint32_t order, uint64_t now_ms)
{
    /* The earlier write may show up only now: what a snapshot shows soon proves nothing. */
    if (o->overlaid && o->over != value)
        o->doubt_ms = now_ms + IPCOM_SETTLE_MS;
    o->overlaid = true;
    o->over = value;
    o->over_ms = now_ms;
    o->order = order;
    if (!ipcom_output_open(o))
        return;
    o->want = IPCOM_WANT_WRITTEN;
    o->due_ms = now_ms + (o->writes ? IPCOM_REPEAT_MS : IPCOM_SETTLE_MS);
    o->writes++;
}

void ipcom_shadow_wrote(struct ipcom_shadow *s, size_t module, const uint8_t values[IPCOM_OUTPUTS],
                        uint32_t order, uint64_t now_ms)
{
    for (size_t i = 0; i < IPCOM_OUTPUTS; i++) {
        struct ipcom_output *o = &s->out[module][i];
        bool changed = values[i] != ipcom_output_value(o);
        bool repeated = o->want == IPCOM_WANT_WRITTEN && now_ms >= o->due_ms;
        if (changed || repeated)
            output_wrote(o, values[i], order, now_ms);
    }
}
