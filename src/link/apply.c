/* Carries out what a driver's hook recorded, and the changes of state that follow from it. */
#include "link/link_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { POLL_FLOOR_MS = 10, ZONE_SLOT_MS = 15 * 60 * 1000 };

/* --- state -------------------------------------------------------------------------------------- */

bool fl_link_can_ask(const struct fl_link *l)
{
    return l->state == FL_LINK_ONLINE && !l->failing.code && !l->closing && !l->stopping;
}

void fl_link_fail(struct fl_link *l, enum fl_err why, const char *fmt, ...)
{
    if (l->failing.code)
        return; /* the first cause is the one to tell */
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(l->failing.text, sizeof l->failing.text, fmt, ap);
    va_end(ap);
    l->failing.code = why ? why : FL_E_CLOSED;
    fl_wake_raise(&l->wake);
}

void fl_link_set_state(struct fl_link *l, enum fl_link_state state)
{
    if (l->state == state)
        return;
    l->state = state;
    l->state_gen++;
    l->state_ms = fl_clock_ms();
    l->metrics.since_utc_ms = fl_clock_utc_ms();
    l->dirty = true;
}

/* Slots are spread over the interval, so that devices that came back together do not ask together. */
static void go_online(struct fl_link *l)
{
    uint64_t now_ms = fl_clock_ms(), took_ms = now_ms - l->state_ms;
    fl_link_set_state(l, FL_LINK_ONLINE);
    fl_link_log(l, FL_INFO, "link online (handshake %llu ms)", (unsigned long long)took_ms);
    l->metrics.connects++;
    fl_health_reset(&l->health, now_ms);
    fl_backoff_online(&l->backoff, now_ms);
    l->poll_ms = now_ms + fl_io_random(l->io) % ((uint32_t)l->conf->timing.poll_interval + 1);
    l->keep_ms = fl_clock_add(now_ms, (uint64_t)l->conf->timing.keepalive_interval);
    fl_link_settle_reconnects(l, FL_STATUS_DONE, NULL);
    fl_bell_ring(&l->poll_bell);
    fl_bell_ring(&l->keep_bell);
    fl_bell_ring(&l->cmd_bell);
}

/* --- timers ------------------------------------------------------------------------------------- */

uint64_t fl_link_next_timer(const struct fl_link *l)
{
    uint64_t at = l->tick_ms, deadline = fl_link_next_deadline(l);
    if (deadline < at)
        at = deadline;
    if (l->state == FL_LINK_HANDSHAKING && l->handshake_ms < at)
        at = l->handshake_ms;
    const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(l->io));
    if (oldest) {
        uint64_t missed = oldest->since_us / 1000 + (uint64_t)l->conf->timing.response_timeout;
        if (missed < at)
            at = missed;
    }
    return at;
}

void fl_link_poll_soon(struct fl_link *l)
{
    uint64_t now_ms = fl_io_now(l->io);
    /* A poll that asks nothing and wants the next one at once would spin. */
    if (l->hook == FL_ASK_POLL && fl_io_turn(l->io)->count == 0)
        now_ms += POLL_FLOOR_MS;
    if (l->poll_ms > now_ms)
        l->poll_ms = now_ms;
    if (l->poll_ms < l->poll_until_ms)
        fl_bell_ring(&l->poll_bell);
}

/* --- whose turn it is ---------------------------------------------------------------------------- */

/* Wakes the one who waits for its turn if that came, or will come before it would look again. */
static void wake_one(struct fl_link *l, struct fl_bell *bell, bool waits, enum fl_asker who,
                     uint64_t until_ms)
{
    uint64_t when_ms;
    if (waits && (fl_turn_may_take(fl_io_turn(l->io), who, 0, &l->conf->timing, fl_clock_ms(), &when_ms) ||
                  when_ms < until_ms))
        fl_bell_ring(bell);
}

void fl_link_wake_askers(struct fl_link *l)
{
    struct fl_turn *t = fl_io_turn(l->io);
    t->command_waits = fl_queue_waits(&l->queue);
    if (!fl_link_can_ask(l))
        return;
    uint64_t when_ms;
    struct fl_job *first;
    if (t->command_waits &&
        (fl_queue_next(&l->queue, t, &l->conf->timing, fl_clock_ms(), &first, 1, &when_ms) > 0 ||
         when_ms < l->cmd_until_ms))
        fl_bell_ring(&l->cmd_bell);
    wake_one(l, &l->keep_bell, t->keepalive_waits, FL_ASK_KEEPALIVE, l->keep_until_ms);
    wake_one(l, &l->poll_bell, l->poll_waits, FL_ASK_POLL, l->poll_until_ms);
}

/* --- answers, and none --------------------------------------------------------------------------- */

static void count_asked(struct fl_metrics *m, enum fl_asker who)
{
    if (who == FL_ASK_POLL)
        m->polls_asked++;
    else if (who == FL_ASK_KEEPALIVE)
        m->keepalives_asked++;
}

static void count_outcome(struct fl_metrics *m, enum fl_asker who, bool answered)
{
    if (who == FL_ASK_POLL)
        answered ? m->polls_ok++ : m->polls_failed++;
    else if (who == FL_ASK_KEEPALIVE)
        answered ? m->keepalives_ok++ : m->keepalives_failed++;
    fl_metrics_note_outcome(m, answered);
}

/* A request is over. Unless the same hook asked on, so is its turn: the device is looked at after
 * a command at once. */
static void turn_over(struct fl_link *l, const struct fl_owed *was, enum fl_err result)
{
    if (was->who == FL_ASK_COMMAND && !fl_turn_busy(fl_io_turn(l->io), was->group))
        fl_link_poll_soon(l);
    fl_link_settle_round(l, was->round, result);
}

/* Without `missed` the link ends: a late answer on a stream would be taken for the next one. */
void fl_link_missed(struct fl_link *l, uint32_t group)
{
    struct fl_owed was;
    struct fl_error err;
    struct fl_io *io = fl_link_begin(l, FL_ASK_NONE);
    if (!fl_io_give_up(io, group, &was))
        return;
    count_outcome(&l->metrics, was.who, false);
    fl_health_missed(&l->health, was.who);
    if (!l->driver->missed) {
        fl_link_fail(l, FL_E_TIMEOUT, "no answer within %d ms", l->conf->timing.response_timeout);
        return;
    }
    l->driver->missed(l->session, io, group);
    fl_link_apply(l);
    turn_over(l, &was, FL_E_TIMEOUT);
    if (l->state == FL_LINK_ONLINE && fl_health_judge(&l->health, &l->conf->timing, fl_io_now(io), &err))
        fl_link_fail(l, err.code, "%s", err.text);
}

/* --- effects, one by one ------------------------------------------------------------------------- */

static void apply_send(struct fl_link *l, struct fl_io_effect *e)
{
    struct fl_conn *c = l->conn;
    if (!c || l->failing.code)
        return;
    const struct fl_addr *to = e->addr.family ? &e->addr : l->peer.family ? &l->peer : NULL;
    uint64_t lost = c->lost;
    enum fl_err failed = c->ops->send(c, to, e->data, e->len);
    l->metrics.drops += c->lost - lost;
    if (failed) {
        fl_link_fail(l, failed, "%s", c->why ? c->why : fl_err_name(failed));
        return;
    }
    l->metrics.frames_out++;
    l->metrics.bytes_out += e->len;
    if (fl_io_asker(l->io) == FL_ASK_COMMAND)
        fl_io_turn(l->io)->written_ms = fl_io_now(l->io);
}

static void apply_peer(struct fl_link *l, struct fl_io_effect *e)
{
    l->peer = e->addr;
}

static void apply_wake_at(struct fl_link *l, struct fl_io_effect *e)
{
    l->tick_ms = e->when_ms ? e->when_ms : FL_NEVER;
}

static void apply_poll_now(struct fl_link *l, struct fl_io_effect *e)
{
    (void)e;
    fl_link_poll_soon(l);
}

static void apply_expect(struct fl_link *l, struct fl_io_effect *e)
{
    count_asked(&l->metrics, e->owed.who);
}

static void apply_answered(struct fl_link *l, struct fl_io_effect *e)
{
    uint64_t now_ms = fl_io_now(l->io);
    fl_metrics_note_rtt(&l->metrics, fl_io_now_us(l->io) - e->owed.since_us);
    count_outcome(&l->metrics, e->owed.who, true);
    fl_health_answered(&l->health, e->owed.who);
    l->handshake_ms = fl_clock_add(now_ms, (uint64_t)l->conf->timing.connect_timeout);
    turn_over(l, &e->owed, FL_OK);
}

static void apply_alive(struct fl_link *l, struct fl_io_effect *e)
{
    (void)e;
    fl_health_heard(&l->health, fl_io_now(l->io));
    l->metrics.last_seen_utc_ms = fl_io_utc(l->io, NULL);
}

static void apply_online(struct fl_link *l, struct fl_io_effect *e)
{
    (void)e;
    if (l->state == FL_LINK_HANDSHAKING && !l->failing.code)
        go_online(l);
}

static void apply_bad_frame(struct fl_link *l, struct fl_io_effect *e)
{
    l->metrics.bad_frames++;
    fl_link_log(l, FL_DEBUG, "bad frame: %s", fl_err_name(e->code));
}

static void apply_fail(struct fl_link *l, struct fl_io_effect *e)
{
    fl_link_fail(l, e->code, "%s", e->text);
}

static void apply_verdict(struct fl_link *l, struct fl_io_effect *e)
{
    fl_link_job_verdict(l, e->number, e->code, e->text);
}

static void apply_result(struct fl_link *l, struct fl_io_effect *e)
{
    struct fl_message *m = fl_link_message(l, e->number);
    if (!m || !e->text)
        return;
    free(m->result);
    m->result = fl_strdup(e->text);
}

/* Takes data (malloc'd; NULL: there was no memory). */
static void post_output(struct fl_link *l, enum fl_output_kind kind, struct fl_io_effect *e, void *data,
                        size_t len)
{
    struct fl_output *o = data ? calloc(1, sizeof *o) : NULL;
    if (!o) {
        free(data);
        return;
    }
    *o = (struct fl_output){.kind = kind,
                            .name = fl_strdup(e->name),
                            .data = data,
                            .len = len,
                            .mime = kind == FL_OUTPUT_IMAGE ? fl_strdup(e->text) : NULL};
    fl_link_post_output(l, o);
}

/* {"event_type":"<type>", <the members of the driver's object>} */
static void apply_event(struct fl_link *l, struct fl_io_effect *e)
{
    const char *members = e->text ? e->text + strspn(e->text, " \t\r\n") : "{}";
    if (!e->name || *members != '{')
        return;
    members++;
    members += strspn(members, " \t\r\n");
    struct fl_str s = {0};
    fl_str_addf(&s, "{\"event_type\":\"%s\"%s%s", e->name, *members == '}' ? "" : ",", members);
    size_t len = s.len;
    post_output(l, FL_OUTPUT_EVENT, e, fl_str_take(&s), len);
}

static void apply_image(struct fl_link *l, struct fl_io_effect *e)
{
    void *data = e->image;
    e->image = NULL;
    post_output(l, FL_OUTPUT_IMAGE, e, data, e->len);
}

static void apply_save(struct fl_link *l, struct fl_io_effect *e)
{
    void *copy = e->data ? malloc(e->len + 1) : NULL;
    if (copy)
        memcpy(copy, e->data, e->len);
    post_output(l, FL_OUTPUT_SAVE, e, copy, e->len);
}

static void apply_found(struct fl_link *l, struct fl_io_effect *e)
{
    (void)e; /* for probes: a link's own driver has nobody to report */
    fl_link_log(l, FL_DEBUG, "the driver reported a device outside of a probe");
}

static void apply_log(struct fl_link *l, struct fl_io_effect *e)
{
    fl_link_log(l, e->level, "%s", e->text);
}

/* --- a hook, before and after --------------------------------------------------------------------- */

struct fl_io *fl_link_begin(struct fl_link *l, enum fl_asker asker)
{
    int64_t utc_ms = fl_clock_utc_ms(), slot = utc_ms / ZONE_SLOT_MS;
    if (slot != l->zone_slot) { /* zones change at quarters of an hour, and asking costs */
        l->zone_slot = slot;
        l->zone_s = fl_clock_zone_s(utc_ms);
    }
    l->hook = asker;
    fl_io_begin(l->io, asker, fl_clock_us(), utc_ms, l->zone_s);
    return l->io;
}

static void note_changes(struct fl_link *l)
{
    uint64_t shape_gen = fl_model_shape(l->model)->gen, value_gen = fl_model_value_gen(l->model);
    if (shape_gen == l->shape_gen && value_gen == l->value_gen)
        return;
    l->shape_gen = shape_gen;
    l->value_gen = value_gen;
    l->dirty = true;
}

void fl_link_apply(struct fl_link *l)
{
    static void (*const table[])(struct fl_link *,
                                 struct fl_io_effect *) = {[FL_IO_SEND] = apply_send,
                                                           [FL_IO_PEER] = apply_peer,
                                                           [FL_IO_WAKE_AT] = apply_wake_at,
                                                           [FL_IO_POLL_NOW] = apply_poll_now,
                                                           [FL_IO_EXPECT] = apply_expect,
                                                           [FL_IO_ANSWERED] = apply_answered,
                                                           [FL_IO_ALIVE] = apply_alive,
                                                           [FL_IO_ONLINE] = apply_online,
                                                           [FL_IO_BAD_FRAME] = apply_bad_frame,
                                                           [FL_IO_FAIL] = apply_fail,
                                                           [FL_IO_VERDICT] = apply_verdict,
                                                           [FL_IO_RESULT] = apply_result,
                                                           [FL_IO_EVENT] = apply_event,
                                                           [FL_IO_IMAGE] = apply_image,
                                                           [FL_IO_SAVE] = apply_save,
                                                           [FL_IO_FOUND] = apply_found,
                                                           [FL_IO_LOG] = apply_log};
    size_t count;
    enum fl_err code;
    struct fl_io_effect *effects = fl_io_effects(l->io, &count);
    for (size_t i = 0; i < count; i++)
        table[effects[i].kind](l, &effects[i]);
    const char *trouble = fl_io_trouble(l->io, &code);
    if (trouble)
        fl_link_fail(l, code, "%s", trouble);
    note_changes(l);
    if (l->hook != FL_ASK_COMMAND)
        fl_queue_undefer(&l->queue);
    fl_link_wake_askers(l);
    if (fl_link_next_timer(l) < l->rx_until_ms)
        fl_wake_raise(&l->wake);
}
