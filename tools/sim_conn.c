/* One connection of a simulated device: bytes in, up to what the device has used; bytes out, in
 * order, each at its time and in pieces of its size. A peer that does not read makes its own
 * connection wait (and go unread), never another one. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "sim_private.h"

static bool is_open(const struct sim_conn *c)
{
    return c->source.fd >= 0;
}

/* --- the end ------------------------------------------------------------------------------- */
static void drop_chunks(struct sim_conn *c)
{
    for (struct sim_chunk *next; c->out; c->out = next) {
        next = c->out->next;
        free(c->out);
    }
    c->out_last = NULL;
    c->out_len = 0;
}

static void unlink_conn(struct sim_conn *c)
{
    *c->link = c->next;
    if (c->next)
        c->next->link = c->link;
}

/* What the peer sent and nobody read would turn the FIN into an RST: read it first. The input
 * buffer serves as the place for it, since the connection is over. */
static void send_fin(struct sim_conn *c)
{
    shutdown(c->source.fd, SHUT_WR);
    for (int i = 0; i < 16 && recv(c->source.fd, c->in, sizeof c->in, 0) > 0; i++)
        ;
}

static void end_conn(struct sim_conn *c, bool reset)
{
    struct sim_run *run = c->device->run;
    if (reset)
        setsockopt(c->source.fd, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff = 1},
                   sizeof(struct linger));
    else
        send_fin(c);
    sim_close_source(run, &c->source);
    sim_timer_clear(&run->timers, &c->timer);
    sim_timers_unreserve(&run->timers);
    drop_chunks(c);
    c->in_len = 0;
    unlink_conn(c);
    c->next = run->ended;
    run->ended = c;
}

void sim_conns_bury(struct sim_run *run)
{
    for (struct sim_conn *c; (c = run->ended);) {
        run->ended = c->next;
        c->next = run->buried;
        run->buried = c;
        struct fl_sim_io io = sim_io_of(c->device, c);
        if (c->device->sim->closed)
            c->device->sim->closed(c->device->state, c->session, &io);
    }
}

void sim_conns_free(struct sim_run *run)
{
    for (struct sim_conn *c; (c = run->buried);) {
        run->buried = c->next;
        free(c->session);
        free(c);
    }
}

/* --- output -------------------------------------------------------------------------------- */
/* Whether bytes that may share a segment with this chunk's follow at once. */
static bool more_follows(const struct sim_chunk *chunk, uint64_t now_ms)
{
    if (chunk->piece)
        return false;
    const struct sim_chunk *next = chunk->next;
    while (next && next->mark)
        next = next->next;
    return next && !next->piece && next->due_ms <= now_ms;
}

static void take_chunk(struct sim_conn *c)
{
    struct sim_chunk *chunk = c->out;
    c->out = chunk->next;
    if (!c->out)
        c->out_last = NULL;
    c->out_len -= chunk->len;
    free(chunk);
}

/* Sends what it can of the first chunk; false: the socket is full, or the connection is over. */
static bool send_chunk(struct sim_conn *c, uint64_t now_ms)
{
    struct sim_chunk *chunk = c->out;
    size_t len = chunk->len - chunk->sent;
    if (chunk->piece && len > chunk->piece)
        len = chunk->piece;
    ssize_t sent = send(c->source.fd, chunk->data + chunk->sent, len,
                        MSG_NOSIGNAL | (more_follows(chunk, now_ms) ? MSG_MORE : 0));
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
        c->blocked = true;
        return false;
    }
    if (sent < 0) {
        end_conn(c, true);
        return false;
    }
    chunk->sent += (size_t)sent;
    bool pieces = chunk->piece > 0;
    if (chunk->sent == chunk->len)
        take_chunk(c);
    if (pieces && c->out && c->out->due_ms < now_ms + SIM_PIECE_GAP_MS && !c->out->mark)
        c->out->due_ms = now_ms + SIM_PIECE_GAP_MS;
    return true;
}

static void flush_out(struct sim_conn *c)
{
    uint64_t now_ms = fl_clock_ms();
    while (c->out && !c->blocked && !c->held) {
        if (c->out->mark) {
            sim_log_line(c->device, (const char *)c->out->data);
            take_chunk(c);
            continue;
        }
        if (c->out->due_ms > now_ms) {
            sim_timer_set(&c->device->run->timers, &c->timer, c->out->due_ms);
            return;
        }
        if (!send_chunk(c, now_ms) && !is_open(c))
            return;
    }
    if (c->ending && !c->out)
        end_conn(c, false);
}

static uint32_t wanted_events(const struct sim_conn *c)
{
    bool read = !c->ending && c->in_len < SIM_IN_MAX;
    return (read ? EPOLLIN : 0) | (c->blocked ? EPOLLOUT : 0);
}

static void watch_again(struct sim_conn *c)
{
    struct sim_run *run = c->device->run;
    if (!is_open(c))
        return;
    if (c->held)
        sim_unwatch(run, &c->source);
    else if (sim_watch(run, &c->source, wanted_events(c)))
        end_conn(c, true);
}

static struct sim_chunk *add_chunk(struct sim_conn *c, const void *data, size_t len)
{
    struct sim_chunk *chunk = malloc(sizeof *chunk + len);
    if (!chunk) {
        fl_log(FL_ERROR, c->device->sim->name, "no memory for an answer: connection closed");
        end_conn(c, true);
        return NULL;
    }
    *chunk = (struct sim_chunk){.len = len};
    memcpy(chunk->data, data, len);
    c->out_len += len;
    *(c->out_last ? &c->out_last->next : &c->out) = chunk;
    c->out_last = chunk;
    return chunk;
}

void sim_conn_send(struct sim_conn *c, const void *data, size_t len, uint64_t due_ms, size_t piece)
{
    if (!is_open(c) || c->ending || !len)
        return;
    struct sim_chunk *chunk = add_chunk(c, data, len);
    if (!chunk)
        return;
    chunk->due_ms = due_ms;
    chunk->piece = piece;
    flush_out(c);
    watch_again(c);
}

void sim_conn_mark(struct sim_conn *c, const char *text)
{
    if (!is_open(c))
        return;
    struct sim_chunk *chunk = add_chunk(c, text, strlen(text) + 1);
    if (!chunk)
        return;
    chunk->mark = true;
    flush_out(c);
}

/* --- input --------------------------------------------------------------------------------- */
static void consume(struct sim_conn *c)
{
    struct sim_device *d = c->device;
    size_t at = 0, used = 1;
    while (used && at < c->in_len && !c->held && !c->ending && c->out_len <= SIM_OUT_MAX) {
        struct fl_sim_io io = sim_io_of(d, c);
        used = d->sim->feed(d->state, c->session, &io, c->in + at, c->in_len - at);
        at += used;
    }
    if (!is_open(c))
        return;
    c->in_len -= at;
    memmove(c->in, c->in + at, c->in_len);
    if (!used && c->in_len == SIM_IN_MAX) {
        fl_log(FL_WARN, d->sim->name, "device %zu cannot use %d bytes: connection closed", d->number,
               SIM_IN_MAX);
        end_conn(c, true);
    }
}

static void work(struct sim_conn *c)
{
    flush_out(c);
    if (is_open(c))
        consume(c);
    watch_again(c);
}

static void receive(struct sim_conn *c)
{
    ssize_t len = recv(c->source.fd, c->in + c->in_len, SIM_IN_MAX - c->in_len, 0);
    if (len > 0)
        c->in_len += (size_t)len;
    else if (!len || (errno != EAGAIN && errno != EINTR))
        end_conn(c, len < 0);
}

static void conn_ready(struct sim_source *source, uint32_t events)
{
    struct sim_conn *c = SIM_OWNER(source, struct sim_conn, source);
    if (!is_open(c) || c->held)
        return; /* since epoll saw it, in this very turn */
    if (events & EPOLLOUT)
        c->blocked = false;
    if (events & EPOLLIN && c->in_len < SIM_IN_MAX)
        receive(c);
    else if (events & (EPOLLERR | EPOLLHUP))
        end_conn(c, true);
    if (is_open(c))
        work(c);
}

static void chunk_due(struct sim_timer *timer)
{
    work(SIM_OWNER(timer, struct sim_conn, timer));
}

/* --- for the device ------------------------------------------------------------------------ */
void sim_conn_close(struct sim_conn *c, bool reset)
{
    if (!is_open(c))
        return;
    c->ending = true;
    if (reset || !c->out || c->held)
        end_conn(c, reset);
    else
        watch_again(c);
}

void sim_conn_hold(struct sim_conn *c, bool on)
{
    if (!is_open(c) || c->held == on)
        return;
    c->held = on;
    if (on)
        watch_again(c);
    else /* from the loop, since this may be one of the connection's own hooks that runs */
        sim_timer_set(&c->device->run->timers, &c->timer, fl_clock_ms());
}

static struct sim_conn *create_conn(struct sim_device *d, int fd)
{
    struct sim_conn *c = calloc(1, sizeof *c);
    void *session = calloc(1, d->sim->session_size ? d->sim->session_size : 1);
    if (!c || !session || !sim_timers_reserve(&d->run->timers)) {
        free(c);
        free(session);
        return NULL;
    }
    c->device = d;
    c->session = session;
    c->source = (struct sim_source){.ready = conn_ready, .fd = fd};
    c->timer.fire = chunk_due;
    c->next = d->conns;
    c->link = &d->conns;
    if (c->next)
        c->next->link = &c->next;
    d->conns = c;
    return c;
}

void sim_conn_open(struct sim_device *d, int fd)
{
    struct sim_conn *c = create_conn(d, fd);
    if (!c) {
        fl_log(FL_ERROR, d->sim->name, "no memory for a connection");
        close(fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    struct fl_sim_io io = sim_io_of(d, c);
    d->sim->open(d->state, c->session, &io);
    watch_again(c);
}
