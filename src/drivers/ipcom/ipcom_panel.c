/* The outputs and shutters behind the simulated panel; see ipcom_panel.h. */
#include "ipcom_panel.h"

static uint8_t *value_at(struct ipcom_panel *p, struct ipcom_output at)
{
    return &p->outputs.value[at.module - 1][at.output - 1];
}

/* --- shutters ------------------------------------------------------------------------------- */
static double position_at(const struct ipcom_shutter *s, uint64_t now_ms)
{
    double travel_ms = s->moving > 0 ? s->travel_up_ms : s->travel_down_ms;
    double position = s->position + s->moving * 100.0 * (double)(now_ms - s->since_ms) / travel_ms;
    return position < 0 ? 0 : position > 100 ? 100 : position;
}

double ipcom_panel_position(const struct ipcom_panel *p, size_t shutter, uint64_t now_ms)
{
    return position_at(&p->shutter[shutter], now_ms);
}

static void report_reversal(struct ipcom_panel *p, struct fl_sim_io *io, const struct ipcom_shutter *s)
{
    uint64_t pause_ms = fl_sim_now(io) - s->released_ms;
    if (pause_ms >= (uint64_t)p->reverse_min_ms)
        return;
    p->fast_reversals++;
    fl_sim_log(io, "TOO FAST %u.%u/%u.%u: reversed after %u ms", s->up.module, s->up.output, s->down.module,
               s->down.output, (unsigned)pause_ms);
}

static void follow_relays(struct ipcom_panel *p, struct fl_sim_io *io, struct ipcom_shutter *s)
{
    uint64_t now_ms = fl_sim_now(io);
    bool up = *value_at(p, s->up), down = *value_at(p, s->down);
    bool both_on = up && down;
    int moving = both_on ? 0 : up - down;
    if (both_on && !s->both_on) {
        p->both_on++;
        fl_sim_log(io, "BOTH ON %u.%u/%u.%u", s->up.module, s->up.output, s->down.module, s->down.output);
    }
    s->both_on = both_on;
    if (moving == s->moving)
        return;
    s->position = position_at(s, now_ms);
    s->since_ms = now_ms;
    if (s->moving) {
        s->last_moving = s->moving;
        s->released_ms = now_ms;
    }
    s->moving = moving;
    if (moving && moving == -s->last_moving)
        report_reversal(p, io, s);
    fl_sim_log(io, "shutter %u.%u/%u.%u %s at %.1f", s->up.module, s->up.output, s->down.module,
               s->down.output,
               moving > 0   ? "up"
               : moving < 0 ? "down"
                            : "stop",
               s->position);
}

static void follow_all(struct ipcom_panel *p, struct fl_sim_io *io)
{
    for (size_t i = 0; i < p->shutter_count; i++)
        follow_relays(p, io, &p->shutter[i]);
}

/* --- changes -------------------------------------------------------------------------------- */
void ipcom_panel_change(struct ipcom_panel *p, struct fl_sim_io *io, const struct ipcom_change *change)
{
    uint8_t *value = value_at(p, change->at);
    struct ipcom_external *e = &p->external[change->at.module - 1][change->at.output - 1];
    fl_sim_log(io, "outside %u.%u=%u", change->at.module, change->at.output, (unsigned)change->value);
    if (*value == change->value)
        return;
    *e = (struct ipcom_external){.change = ++p->changes, .before = *value};
    *value = change->value;
    follow_all(p, io);
}

/* A write that puts an output back to what it was before a change from outside: either its writer
 * built it from what it read before that change, or it was told to do so after having seen it. */
static void report_reverted(struct ipcom_panel *p, struct fl_sim_io *io, struct ipcom_output at, uint8_t to,
                            uint64_t seen)
{
    const struct ipcom_external *e = &p->external[at.module - 1][at.output - 1];
    if (!e->change || e->before != to)
        return;
    bool unseen = e->change > seen;
    if (unseen)
        p->reverted++;
    else
        p->undone++;
    fl_sim_log(io, "%s %u.%u %u->%u", unseen ? "REVERTED" : "undone", at.module, at.output,
               (unsigned)*value_at(p, at), (unsigned)to);
}

void ipcom_panel_write(struct ipcom_panel *p, struct fl_sim_io *io, unsigned module,
                       const uint8_t value[static IPCOM_OUTPUTS], uint64_t seen)
{
    for (unsigned o = 1; o <= IPCOM_OUTPUTS; o++) {
        struct ipcom_output at = {module, o};
        uint8_t *now = value_at(p, at);
        if (*now == value[o - 1])
            continue;
        report_reverted(p, io, at, value[o - 1], seen);
        p->external[module - 1][o - 1] = (struct ipcom_external){0};
        *now = value[o - 1];
    }
    follow_all(p, io);
}
