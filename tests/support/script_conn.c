/* The test's end of a link's connection. */
#include "support/script_conn.h"

#include <assert.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { FRAMES_MAX = 4096, ANSWERS_MAX = 8, PATIENCE_MS = 20 * 1000 };

struct chunk { /* on its way to the link */
    struct chunk *next;
    struct fl_addr from;
    size_t len;
    char data[];
};

struct answer {
    const char *request, *text;
};

static const struct fl_addr target_addr = {.family = 4, .ip = {192, 0, 2, 9}, .port = 7};

struct script_conn {
    struct fl_conn conn;
    struct script *script;
    struct fl_wake *stop;
    bool dropped;
};

struct script {
    struct fl_connector connector;
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    struct fl_wake data; /* raised: something for recv, or for open */
    struct script_conn *conn;
    enum fl_err refusal;
    bool hang, stall;
    unsigned opened;
    size_t target;
    struct chunk *chunks, **end;
    char *frames[FRAMES_MAX];
    size_t frame_count, taken;
    struct answer answers[ANSWERS_MAX];
};

static void lock(struct script *s)
{
    pthread_mutex_lock(&s->mutex);
}

static void unlock(struct script *s)
{
    pthread_mutex_unlock(&s->mutex);
}

/* Waits for a change of the script; aborts when nothing comes of it. */
static void wait_changed(struct script *s, uint64_t until_ms)
{
    struct timespec at = fl_clock_timespec(until_ms);
    if (pthread_cond_timedwait(&s->cond, &s->mutex, &at) != 0 && fl_clock_ms() >= until_ms)
        abort(); /* what the test waits for does not come */
}

static void drop_chunks(struct script *s)
{
    while (s->chunks) {
        struct chunk *c = s->chunks;
        s->chunks = c->next;
        free(c);
    }
    s->end = &s->chunks;
}

static void give_locked(struct script *s, const struct fl_addr *from, const char *text)
{
    size_t len = strlen(text);
    struct chunk *c = malloc(sizeof *c + len);
    assert(c);
    *c = (struct chunk){.from = *from, .len = len};
    memcpy(c->data, text, len);
    *s->end = c;
    s->end = &c->next;
    fl_wake_raise(&s->data);
}

/* --- the connection ------------------------------------------------------------------------------ */

static bool take_chunk(struct script *s, void *buf, size_t cap, size_t *len, struct fl_addr *from)
{
    struct chunk *c = s->chunks;
    if (!c)
        return false;
    size_t n = c->len < cap ? c->len : cap;
    memcpy(buf, c->data, n);
    *len = n;
    *from = c->from;
    if (n < c->len) {
        memmove(c->data, c->data + n, c->len - n);
        c->len -= n;
        return true;
    }
    s->chunks = c->next;
    if (!s->chunks)
        s->end = &s->chunks;
    free(c);
    return true;
}

/* True: *stop was raised. */
static bool wait_wakes(struct script *s, struct fl_wake *stop, uint64_t until_ms)
{
    struct pollfd fds[] = {{.fd = stop->fd, .events = POLLIN}, {.fd = s->data.fd, .events = POLLIN}};
    poll(fds, 2, fl_clock_poll_timeout(until_ms, fl_clock_ms()));
    return fds[0].revents != 0;
}

static enum fl_err conn_recv(struct fl_conn *c, void *buf, size_t cap, uint64_t until_ms, size_t *len,
                             struct fl_addr *from)
{
    struct script_conn *conn = (struct script_conn *)c;
    struct script *s = conn->script;
    for (;;) {
        lock(s);
        fl_wake_clear(&s->data);
        bool got = take_chunk(s, buf, cap, len, from), dropped = conn->dropped;
        unlock(s);
        if (got)
            return FL_OK;
        if (dropped)
            return FL_E_CLOSED;
        if (fl_clock_ms() >= until_ms)
            return FL_AGAIN;
        if (wait_wakes(s, conn->stop, until_ms)) {
            fl_wake_clear(conn->stop);
            return FL_AGAIN;
        }
    }
}

static void answer_locked(struct script *s, const char *frame)
{
    for (size_t i = 0; i < ANSWERS_MAX; i++) {
        const struct answer *a = &s->answers[i];
        if (a->request && strncmp(frame, a->request, strlen(a->request)) == 0)
            give_locked(s, &(struct fl_addr){0}, a->text);
    }
}

static enum fl_err conn_send(struct fl_conn *c, const struct fl_addr *to, const void *frame, size_t len)
{
    (void)to;
    struct script *s = ((struct script_conn *)c)->script;
    lock(s);
    enum fl_err result = s->stall ? FL_E_STALLED : FL_OK;
    if (result == FL_OK) {
        assert(s->frame_count < FRAMES_MAX);
        char *copy = strndup(frame, len);
        assert(copy);
        s->frames[s->frame_count++] = copy;
        answer_locked(s, copy);
        pthread_cond_broadcast(&s->cond);
    }
    unlock(s);
    return result;
}

static void conn_interrupt(struct fl_conn *c)
{
    fl_wake_raise(((struct script_conn *)c)->stop);
}

static void conn_destroy(struct fl_conn *c)
{
    struct script *s = ((struct script_conn *)c)->script;
    lock(s);
    s->conn = NULL;
    drop_chunks(s);
    unlock(s);
    free(c);
}

static const struct fl_conn_ops conn_ops = {
    .recv = conn_recv, .send = conn_send, .interrupt = conn_interrupt, .destroy = conn_destroy};

static enum fl_err script_open(void *ctx, struct fl_conn **out, enum fl_medium medium,
                               const struct fl_endpoint *ep, size_t target, uint64_t until_ms,
                               struct fl_wake *stop, struct fl_error *err)
{
    (void)medium;
    (void)ep;
    struct script *s = ctx;
    lock(s);
    s->opened++;
    s->target = target;
    pthread_cond_broadcast(&s->cond);
    while (s->hang) {
        fl_wake_clear(&s->data);
        unlock(s);
        if (wait_wakes(s, stop, until_ms))
            return fl_fail(err, FL_AGAIN, "interrupted");
        if (fl_clock_ms() >= until_ms)
            return fl_fail(err, FL_E_TIMEOUT, "no answer");
        lock(s);
    }
    enum fl_err result = s->refusal;
    struct script_conn *conn = result ? NULL : calloc(1, sizeof *conn);
    if (conn) {
        *conn =
            (struct script_conn){.conn = {.ops = &conn_ops, .to = target_addr}, .script = s, .stop = stop};
        s->conn = conn;
        *out = &conn->conn;
    }
    unlock(s);
    return result ? fl_fail(err, result, "refused by the script") : FL_OK;
}

/* --- the test's side ----------------------------------------------------------------------------- */

struct script *script_create(void)
{
    struct script *s = calloc(1, sizeof *s);
    assert(s);
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&s->cond, &attr);
    pthread_condattr_destroy(&attr);
    pthread_mutex_init(&s->mutex, NULL);
    struct fl_error err;
    enum fl_err failed = fl_wake_init(&s->data, &err);
    assert(!failed);
    (void)failed;
    s->end = &s->chunks;
    s->connector = (struct fl_connector){.open = script_open, .ctx = s};
    return s;
}

void script_destroy(struct script *s)
{
    drop_chunks(s);
    for (size_t i = 0; i < s->frame_count; i++)
        free(s->frames[i]);
    fl_wake_finish(&s->data);
    pthread_cond_destroy(&s->cond);
    pthread_mutex_destroy(&s->mutex);
    free(s);
}

const struct fl_connector *script_connector(struct script *s)
{
    return &s->connector;
}

void script_refuse(struct script *s, enum fl_err why)
{
    lock(s);
    s->refusal = why;
    unlock(s);
}

void script_hang(struct script *s, bool hang)
{
    lock(s);
    s->hang = hang;
    fl_wake_raise(&s->data);
    unlock(s);
}

unsigned script_opened(struct script *s)
{
    lock(s);
    unsigned opened = s->opened;
    unlock(s);
    return opened;
}

void script_wait_opened(struct script *s, unsigned count)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    lock(s);
    while (s->opened < count)
        wait_changed(s, until_ms);
    unlock(s);
}

size_t script_target(struct script *s)
{
    lock(s);
    size_t target = s->target;
    unlock(s);
    return target;
}

void script_give_from(struct script *s, const struct fl_addr *from, const char *text)
{
    lock(s);
    give_locked(s, from, text);
    unlock(s);
}

void script_give(struct script *s, const char *text)
{
    script_give_from(s, &(struct fl_addr){0}, text);
}

void script_drop(struct script *s)
{
    lock(s);
    if (s->conn)
        s->conn->dropped = true;
    fl_wake_raise(&s->data);
    unlock(s);
}

void script_answer(struct script *s, const char *request, const char *text)
{
    lock(s);
    size_t i = 0;
    while (i < ANSWERS_MAX - 1 && s->answers[i].request && strcmp(s->answers[i].request, request) != 0)
        i++;
    s->answers[i] = text ? (struct answer){request, text} : (struct answer){"\n", ""};
    unlock(s);
}

void script_expect(struct script *s, const char *text)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    lock(s);
    while (s->taken == s->frame_count)
        wait_changed(s, until_ms);
    const char *frame = s->frames[s->taken++];
    unlock(s);
    if (strcmp(frame, text) != 0)
        abort(); /* another frame than the test expects */
}

bool script_sent(struct script *s, const char *text)
{
    bool found = false;
    lock(s);
    for (size_t i = s->taken; i < s->frame_count; i++)
        found |= strcmp(s->frames[i], text) == 0;
    unlock(s);
    return found;
}

static size_t count_locked(const struct script *s, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < s->frame_count; i++)
        count += strncmp(s->frames[i], text, strlen(text)) == 0;
    return count;
}

size_t script_count(struct script *s, const char *text)
{
    lock(s);
    size_t count = count_locked(s, text);
    unlock(s);
    return count;
}

void script_wait_count(struct script *s, const char *text, size_t count)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    lock(s);
    while (count_locked(s, text) < count)
        wait_changed(s, until_ms);
    unlock(s);
}

void script_forget(struct script *s)
{
    lock(s);
    s->taken = s->frame_count;
    unlock(s);
}

void script_stall(struct script *s, bool stall)
{
    lock(s);
    s->stall = stall;
    unlock(s);
}
