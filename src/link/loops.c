/* The four threads of a link. Each is a loop that holds the lock but while it waits.
 *
 * Only the receive thread changes the connection and the state. Where others see trouble they note
 * it in `failing` and raise the wake; it looks at all such flags under the lock, after it cleared
 * the wake, so none is lost. */
#include "link/link_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum {
    IN_SMALL = 512,    /* a stream's buffer between frames */
    IN_KEPT = 4096,    /* what a larger one shrinks back from when it is empty */
    IN_MAX = 64 * 1024 /* a stream's longest frame; the longest datagram */
};

/* --- receive: the buffer --------------------------------------------------------------------------- */

static bool resize(struct fl_buffer *b, size_t cap)
{
    uint8_t *data = realloc(b->data, cap);
    if (!data)
        return false;
    b->data = data;
    b->cap = cap;
    return true;
}

/* Room for what comes next. A datagram needs all there may be: but what is never written to is
 * never resident, so a quiet device costs a page. */
static bool make_room(struct fl_link *l)
{
    struct fl_buffer *b = &l->in;
    if (l->driver->medium != FL_STREAM)
        return b->cap == IN_MAX || resize(b, IN_MAX);
    if (b->len == 0 && b->cap > IN_KEPT)
        return resize(b, IN_SMALL);
    if (b->cap - b->len >= IN_SMALL / 2 || b->cap == IN_MAX)
        return true;
    return resize(b, b->cap ? b->cap * 2 : IN_SMALL);
}

static void drop_buffer(struct fl_buffer *b)
{
    free(b->data);
    *b = (struct fl_buffer){0};
}

/* --- receive: what came ---------------------------------------------------------------------------- */

static size_t feed(struct fl_link *l, const uint8_t *data, size_t len, const struct fl_addr *from)
{
    struct fl_io *io = fl_link_begin(l, FL_ASK_NONE);
    fl_io_set_from(io, from);
    size_t used = l->driver->feed(l->session, io, data, len);
    fl_link_apply(l);
    return used < len ? used : len;
}

static void feed_stream(struct fl_link *l, const struct fl_addr *from)
{
    struct fl_buffer *b = &l->in;
    size_t at = 0, used = 1;
    while (used > 0 && at < b->len && !l->failing.code) {
        used = feed(l, b->data + at, b->len - at, from);
        at += used;
        l->metrics.frames_in += used > 0;
    }
    memmove(b->data, b->data + at, b->len - at);
    b->len -= at;
    if (b->len == IN_MAX)
        fl_link_fail(l, FL_E_FORMAT, "%d bytes came without the end of a frame", IN_MAX);
}

static void received(struct fl_link *l, size_t len, const struct fl_addr *from)
{
    bool stream = l->driver->medium == FL_STREAM;
    if (!stream && l->peer.family && !fl_addr_equal(&l->peer, from)) {
        l->metrics.drops++;
        return;
    }
    l->metrics.bytes_in += len;
    l->metrics.last_seen_utc_ms = fl_clock_utc_ms();
    fl_health_heard(&l->health, fl_clock_ms());
    if (stream) {
        l->in.len += len;
        feed_stream(l, from);
        return;
    }
    l->metrics.frames_in++;
    feed(l, l->in.data, len, from);
}

/* --- receive: what is due --------------------------------------------------------------------------- */

static void run_tick(struct fl_link *l, uint64_t now_ms)
{
    if (now_ms < l->tick_ms)
        return;
    l->tick_ms = FL_NEVER;
    struct fl_io *io = fl_link_begin(l, FL_ASK_NONE);
    if (l->driver->tick)
        l->driver->tick(l->session, io);
    fl_link_apply(l);
}

static void run_missed(struct fl_link *l, uint64_t now_ms)
{
    uint64_t timeout_us = (uint64_t)l->conf->timing.response_timeout * 1000;
    for (size_t i = 0; i < FL_OWED_MAX && !l->failing.code; i++) {
        const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(l->io));
        if (!oldest || now_ms < (oldest->since_us + timeout_us) / 1000)
            return;
        fl_link_missed(l, oldest->group);
    }
}

static void run_due(struct fl_link *l)
{
    uint64_t now_ms = fl_clock_ms();
    run_tick(l, now_ms);
    run_missed(l, now_ms);
    fl_link_timeout_jobs(l, now_ms);
    if (l->state == FL_LINK_HANDSHAKING && now_ms >= l->handshake_ms)
        fl_link_fail(l, FL_E_TIMEOUT, "the handshake was not finished in time");
}

/* How long to wait. A timer that was waited for and is no longer needed stays: a wait that ends
 * early does no harm, and so the others' requests, whose time-outs are later than that, need not
 * wake this thread. */
static uint64_t wait_until(struct fl_link *l, uint64_t last_ms, uint64_t limit_ms)
{
    uint64_t at = fl_link_next_timer(l);
    if (last_ms > fl_clock_ms() && last_ms < at)
        at = last_ms;
    return at < limit_ms ? at : limit_ms;
}

/* Waits once for the peer, a timer, or a wake; carries out what that brought. */
static void serve_once(struct fl_link *l, uint64_t *last_ms, uint64_t limit_ms)
{
    size_t len = 0;
    struct fl_addr from = {0};
    if (!make_room(l)) {
        fl_link_fail(l, FL_E_NOMEM, "no memory to receive");
        return;
    }
    struct fl_conn *c = l->conn;
    uint64_t until_ms = *last_ms = l->rx_until_ms = wait_until(l, *last_ms, limit_ms);
    fl_link_leave(l);
    enum fl_err result =
        c->ops->recv(c, l->in.data + l->in.len, l->in.cap - l->in.len, until_ms, &len, &from);
    fl_link_enter(l);
    l->rx_until_ms = 0;
    if (result == FL_OK && !l->failing.code)
        received(l, len, &from);
    else if (result != FL_OK && result != FL_AGAIN)
        fl_link_fail(l, result, "%s", c->why ? c->why : fl_err_name(result));
    if (!l->failing.code)
        run_due(l);
}

/* --- receive: a session ------------------------------------------------------------------------------ */

/* Until nobody owes an answer, but not longer than FL_LAST_WORDS_MS. */
static void serve_answers(struct fl_link *l)
{
    uint64_t last_ms = 0, limit_ms = fl_clock_ms() + FL_LAST_WORDS_MS;
    while (!l->failing.code && fl_io_turn(l->io)->count > 0 && fl_clock_ms() < limit_ms)
        serve_once(l, &last_ms, limit_ms);
}

/* An orderly end: what is under way may come to its end, then the driver has the last word. */
static void say_goodbye(struct fl_link *l)
{
    l->closing = true;
    serve_answers(l);
    if (l->failing.code || !l->driver->close)
        return;
    l->driver->close(l->session, fl_link_begin(l, FL_ASK_NONE));
    fl_link_apply(l);
    serve_answers(l);
}

static void serve(struct fl_link *l)
{
    uint64_t last_ms = 0;
    while (!l->failing.code && !l->stopping && !l->reconnect)
        serve_once(l, &last_ms, FL_NEVER);
    if (l->state == FL_LINK_ONLINE && !l->failing.code)
        say_goodbye(l);
}

static const char *session_ended_by(const struct fl_link *l)
{
    if (l->failing.code)
        return l->failing.text;
    return l->stopping ? FL_LINK_STOPS : "the link was asked to reconnect";
}

static void note_error(struct fl_link *l)
{
    if (!l->failing.code)
        return;
    l->news = l->backoff.online_ms || strcmp(l->metrics.last_error, l->failing.text) != 0;
    fl_copy(l->metrics.last_error, sizeof l->metrics.last_error, l->failing.text);
    l->metrics.last_error_code = l->failing.code;
    l->metrics.last_error_utc_ms = fl_clock_utc_ms();
}

static enum fl_link_state state_after(const struct fl_link *l)
{
    if (l->stopping)
        return FL_LINK_STOPPED;
    return l->failing.code && !l->reconnect ? FL_LINK_BACKOFF : FL_LINK_CONNECTING;
}

static void end_session(struct fl_link *l)
{
    struct fl_conn *c = l->conn;
    note_error(l);
    l->conn = NULL;
    l->closing = false;
    l->peer = (struct fl_addr){0};
    fl_io_set_target(l->io, &l->peer);
    l->tick_ms = FL_NEVER;
    l->poll_waits = false;
    fl_turn_reset(fl_io_turn(l->io));
    fl_queue_undefer(&l->queue);
    fl_link_set_state(l, state_after(l)); /* first of all, others must know */
    fl_link_fail_jobs(l, session_ended_by(l));
    fl_link_leave(l);
    c->ops->destroy(c);
    fl_link_enter(l);
    drop_buffer(&l->in);
}

static void begin_session(struct fl_link *l, struct fl_conn *c, size_t target)
{
    uint64_t now_ms = fl_clock_ms();
    l->conn = c;
    l->tick_ms = FL_NEVER;
    l->handshake_ms = fl_clock_add(now_ms, (uint64_t)l->conf->timing.connect_timeout);
    fl_link_set_state(l, FL_LINK_HANDSHAKING);
    fl_io_set_target(l->io, &c->to);
    l->driver->open(l->session, fl_link_begin(l, FL_ASK_NONE), target);
    fl_link_apply(l);
}

/* The identity was found at another address: that is the only target from now on; or there is none. */
static void take_move(struct fl_link *l)
{
    char text[FL_ADDR_TEXT];
    if (!l->move)
        return;
    struct fl_moved *moved = l->moved ? l->moved : malloc(sizeof *moved);
    if (!moved)
        return; /* move stays: with the next attempt */
    moved->endpoint = *l->endpoint;
    moved->endpoint.target_count = l->move_to.family ? 1 : 0;
    moved->endpoint.targets[0] = (struct fl_target){.host = moved->host, .port = l->move_to.port};
    fl_link_host(&l->move_to, moved->host);
    l->moved = moved;
    l->endpoint = &moved->endpoint;
    l->move = false;
    l->backoff.target = 0;
    if (l->move_to.family)
        fl_link_log(l, FL_INFO, "the device is at %s now", fl_addr_text(&l->move_to, text));
    else
        fl_link_log(l, FL_INFO, "the device is no longer where it was");
}

static enum fl_err connect_to(struct fl_link *l, struct fl_conn **c, size_t target)
{
    struct fl_error err = {0};
    uint64_t until_ms = fl_clock_add(fl_clock_ms(), (uint64_t)l->conf->timing.connect_timeout);
    struct fl_endpoint ep = *l->endpoint;
    ep.address = l->backoff.round;
    fl_link_leave(l);
    enum fl_err failed =
        l->connector.open(l->connector.ctx, c, l->driver->medium, &ep, target, until_ms, &l->wake, &err);
    fl_link_enter(l);
    if (failed && !l->stopping && !l->reconnect) {
        l->metrics.connect_failures++;
        fl_link_fail(l, failed == FL_AGAIN ? FL_E_TIMEOUT : failed, "%s",
                     err.text[0] ? err.text : fl_err_name(failed));
        note_error(l);
    }
    return failed;
}

/* Connects and serves until the session is over; `failing` then says why, unless it was asked. */
static void attempt(struct fl_link *l)
{
    struct fl_conn *c = NULL;
    fl_wake_clear(&l->wake);
    l->failing = (struct fl_error){0};
    if (l->reconnect)
        fl_link_arm_reconnects(l);
    l->reconnect = l->retry = false;
    take_move(l);
    fl_link_set_state(l, FL_LINK_CONNECTING);
    size_t target = l->backoff.target;
    if (connect_to(l, &c, target))
        return;
    begin_session(l, c, target);
    serve(l);
    end_session(l);
}

static void tell_driver(struct fl_link *l)
{
    if (!l->failing.code || !l->driver->ended)
        return;
    l->driver->ended(l->session, fl_link_begin(l, FL_ASK_NONE), l->failing.code, l->failing.text);
    fl_link_apply(l);
}

/* Known troubles of a device that is away would fill the log: once each. */
static void log_end(struct fl_link *l, uint64_t wait_ms)
{
    fl_link_log(l, l->news ? FL_WARN : FL_DEBUG, "link down: %s; next attempt in %llu.%llu s",
                l->failing.text, (unsigned long long)(wait_ms / 1000),
                (unsigned long long)(wait_ms % 1000 / 100));
}

static void back_off(struct fl_link *l)
{
    uint64_t now_ms = fl_clock_ms();
    if (l->backoff.online_ms)
        fl_link_attempt_succeeded(l);
    else
        fl_link_attempt_failed(l);
    uint64_t wait_ms = fl_backoff_end(&l->backoff, &l->conf->timing, l->endpoint, l->failing.code, now_ms,
                                      fl_io_random(l->io));
    log_end(l, wait_ms);
    fl_link_set_state(l, FL_LINK_BACKOFF);
    fl_link_settle_reconnects(l, l->failing.code == FL_E_TIMEOUT ? FL_STATUS_TIMEOUT : FL_STATUS_FAILED,
                              l->failing.text);
    while (!l->stopping && !l->reconnect && !l->retry && fl_clock_ms() < now_ms + wait_ms) {
        fl_link_leave(l);
        fl_wake_wait(&l->wake, now_ms + wait_ms);
        fl_link_enter(l);
        fl_wake_clear(&l->wake);
    }
}

static void run_rx(void *arg)
{
    struct fl_link *l = arg;
    fl_link_enter(l);
    while (!l->stopping) {
        attempt(l);
        tell_driver(l);
        if (l->failing.code && !l->stopping && !l->reconnect)
            back_off(l);
    }
    fl_link_arm_reconnects(l);
    fl_link_settle_reconnects(l, FL_STATUS_FAILED, FL_LINK_STOPS);
    fl_link_set_state(l, FL_LINK_STOPPED);
    fl_link_leave(l);
}

/* --- poll ------------------------------------------------------------------------------------------- */

/* The schedule is absolute: slots that passed meanwhile are skipped and counted. */
static void take_slot(struct fl_link *l)
{
    uint64_t now_us = fl_clock_us(), late_us = now_us - l->poll_ms * 1000;
    uint64_t interval = (uint64_t)l->conf->timing.poll_interval, skipped = late_us / 1000 / interval;
    if (late_us > l->metrics.poll_late_us)
        l->metrics.poll_late_us = late_us < UINT32_MAX ? (uint32_t)late_us : UINT32_MAX;
    l->metrics.polls_skipped += skipped;
    l->poll_ms += (skipped + 1) * interval;
}

static void run_poll_hook(struct fl_link *l)
{
    take_slot(l);
    l->poll_waits = false;
    l->round += l->round == UINT32_MAX ? 2 : 1; /* 0 is none */
    uint32_t round = l->round;
    fl_link_number_refreshes(l, round);
    struct fl_io *io = fl_link_begin(l, FL_ASK_POLL);
    fl_io_set_round(io, round);
    l->driver->poll(l->session, io);
    fl_link_apply(l);
    fl_link_settle_round(l, round, FL_OK);
}

static void run_poll(void *arg)
{
    struct fl_link *l = arg;
    fl_link_enter(l);
    while (!l->stopping) {
        uint64_t now_ms = fl_clock_ms(), until_ms = FL_NEVER;
        bool can = fl_link_can_ask(l) && l->driver->poll && l->conf->timing.poll_interval > 0;
        if (can && now_ms < l->poll_ms) {
            until_ms = l->poll_ms;
        } else if (can) {
            l->poll_waits = true;
            if (fl_turn_may_take(fl_io_turn(l->io), FL_ASK_POLL, 0, &l->conf->timing, now_ms, &until_ms)) {
                run_poll_hook(l);
                continue;
            }
        }
        l->poll_until_ms = until_ms;
        fl_link_wait(l, &l->poll_bell, until_ms);
    }
    fl_link_leave(l);
}

/* --- keep-alive ---------------------------------------------------------------------------------------- */

static void run_keep_hook(struct fl_link *l, uint64_t now_ms)
{
    uint64_t interval = (uint64_t)l->conf->timing.keepalive_interval;
    l->keep_ms += ((now_ms - l->keep_ms) / interval + 1) * interval;
    fl_io_turn(l->io)->keepalive_waits = false;
    l->driver->keepalive(l->session, fl_link_begin(l, FL_ASK_KEEPALIVE));
    fl_link_apply(l);
}

/* The instant at which silence has lasted too long is known, so that is when it is judged: sooner
 * than each half keepalive_interval, and without waking for nothing. Failures in a row are judged
 * when they happen. Returns until when nothing is to be done. */
static uint64_t judge(struct fl_link *l, uint64_t now_ms)
{
    struct fl_error err;
    if (!fl_health_judge(&l->health, &l->conf->timing, now_ms, &err))
        return fl_health_silent_at(&l->health, &l->conf->timing);
    fl_link_fail(l, err.code, "%s", err.text);
    return FL_NEVER;
}

/* True: it sent a keep-alive; *until_ms: how long to wait if not. */
static bool keep_alive(struct fl_link *l, uint64_t now_ms, uint64_t *until_ms)
{
    uint64_t when_ms = l->keep_ms;
    if (!l->driver->keepalive || l->conf->timing.keepalive_interval <= 0 || l->failing.code)
        return false;
    if (now_ms >= l->keep_ms) {
        struct fl_turn *t = fl_io_turn(l->io);
        t->keepalive_waits = true;
        if (fl_turn_may_take(t, FL_ASK_KEEPALIVE, 0, &l->conf->timing, now_ms, &when_ms)) {
            run_keep_hook(l, now_ms);
            return true;
        }
    }
    if (when_ms < *until_ms)
        *until_ms = when_ms;
    return false;
}

static void run_keep(void *arg)
{
    struct fl_link *l = arg;
    fl_link_enter(l);
    while (!l->stopping) {
        uint64_t now_ms = fl_clock_ms(), until_ms = FL_NEVER;
        if (fl_link_can_ask(l)) {
            until_ms = judge(l, now_ms);
            if (keep_alive(l, now_ms, &until_ms))
                continue;
        }
        l->keep_until_ms = until_ms;
        fl_link_wait(l, &l->keep_bell, until_ms);
    }
    fl_link_leave(l);
}

/* --- command ------------------------------------------------------------------------------------------ */

static void run_cmd(void *arg)
{
    struct fl_link *l = arg;
    fl_link_enter(l);
    while (!l->stopping) {
        uint64_t now_ms = fl_clock_ms(), until_ms = FL_NEVER;
        fl_link_expire_jobs(l, now_ms);
        if (fl_link_can_ask(l) && fl_link_begin_jobs(l, now_ms, &until_ms))
            continue;
        uint64_t expiry_ms = fl_queue_next_expiry(&l->queue);
        l->cmd_until_ms = expiry_ms < until_ms ? expiry_ms : until_ms;
        fl_link_wait(l, &l->cmd_bell, l->cmd_until_ms);
    }
    fl_link_leave(l);
}

void (*const fl_link_loops[FL_LINK_THREADS])(void *link) = {
    [FL_RX] = run_rx, [FL_POLL] = run_poll, [FL_KEEP] = run_keep, [FL_CMD] = run_cmd};
