/* Name look-up by two threads. A look-up that nobody waits for any more is skipped, or, when it
 * already runs, left to end by itself: getaddrinfo() cannot be cancelled. */
#include "net/resolve.h"

#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"
#include "base/thread.h"
#include "net/addr.h"
#include "net/socket.h"

enum { THREADS = 2, ADDRS_MAX = 8, HOST_MAX = 256, LEAVE_AFTER_MS = 500 };

/* One question. Its asker and the thread that works on it hold it; the last one frees it. */
struct job {
    struct job *next;
    char host[HOST_MAX];
    unsigned holders;    /* under the resolver's lock, as is all that follows */
    struct fl_wake done; /* raised with the answer */
    struct fl_addr addrs[ADDRS_MAX];
    size_t count;
    int failure; /* of getaddrinfo(); 0: none */
};

struct fl_resolver {
    struct fl_lock lock;
    struct fl_cond work, ended;
    struct job *first, **last;
    struct fl_thread threads[THREADS];
    unsigned running; /* threads that have not ended */
    bool started, closing;
};

static void job_release_locked(struct fl_resolver *r, struct job *job)
{
    fl_lock_held(&r->lock);
    if (--job->holders > 0)
        return;
    fl_wake_finish(&job->done);
    free(job);
}

/* IPv4 and IPv6 in the order the system prefers, each address once. */
static void look_up(const char *host, struct fl_addr *addrs, size_t *count, int *failure)
{
    const struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *all = NULL;
    *failure = getaddrinfo(host, NULL, &hints, &all);
    if (*failure != 0)
        return;
    for (const struct addrinfo *a = all; a && *count < ADDRS_MAX; a = a->ai_next) {
        if (fl_addr_from_sys(&addrs[*count], a->ai_addr))
            ++*count;
    }
    freeaddrinfo(all);
}

static struct job *next_job_locked(struct fl_resolver *r)
{
    while (!r->first && !r->closing)
        fl_cond_wait(&r->work, &r->lock, FL_NEVER);
    struct job *job = r->first;
    if (!job)
        return NULL;
    r->first = job->next;
    if (!r->first)
        r->last = &r->first;
    return job;
}

static void run(void *arg)
{
    struct fl_resolver *r = arg;
    fl_lock_take(&r->lock);
    for (struct job *job; (job = next_job_locked(r)) != NULL;) {
        if (job->holders > 1 && !r->closing) {
            struct fl_addr addrs[ADDRS_MAX];
            size_t count = 0;
            int failure = 0;
            fl_lock_release(&r->lock);
            look_up(job->host, addrs, &count, &failure); /* host is written before it is queued */
            fl_lock_take(&r->lock);
            memcpy(job->addrs, addrs, count * sizeof *addrs);
            job->count = count;
            job->failure = failure;
            fl_wake_raise(&job->done);
        }
        job_release_locked(r, job);
    }
    r->running--;
    fl_cond_broadcast(&r->ended);
    fl_lock_release(&r->lock);
}

struct fl_resolver *fl_resolver_create(void)
{
    struct fl_resolver *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    fl_lock_init(&r->lock, FL_RANK_RESOLVER);
    fl_cond_init(&r->work);
    fl_cond_init(&r->ended);
    r->last = &r->first;
    return r;
}

static bool all_ended(struct fl_resolver *r)
{
    uint64_t until_ms = fl_clock_add(fl_clock_ms(), LEAVE_AFTER_MS);
    fl_lock_take(&r->lock);
    r->closing = true;
    fl_cond_broadcast(&r->work);
    while (r->running > 0 && fl_cond_wait(&r->ended, &r->lock, until_ms))
        ;
    bool ended = r->running == 0;
    fl_lock_release(&r->lock);
    return ended;
}

void fl_resolver_destroy(struct fl_resolver *r)
{
    /* A thread that hangs in the name service keeps its memory; the process is about to end. */
    if (!r || !all_ended(r))
        return;
    for (size_t i = 0; i < THREADS; i++)
        fl_thread_join(&r->threads[i]);
    fl_cond_finish(&r->ended);
    fl_cond_finish(&r->work);
    fl_lock_finish(&r->lock);
    free(r);
}

/* One thread is enough to go on; none is an error. */
static enum fl_err start_locked(struct fl_resolver *r, struct fl_error *err)
{
    fl_lock_held(&r->lock);
    if (r->started)
        return FL_OK;
    enum fl_err result = FL_OK;
    for (size_t i = 0; i < THREADS && result == FL_OK; i++) {
        r->running++;
        result = fl_thread_create(&r->threads[i], "resolve", FL_STACK_DEFAULT, NULL, run, r, err);
        if (result != FL_OK)
            r->running--;
    }
    r->started = r->running > 0;
    return r->started ? FL_OK : result;
}

static enum fl_err submit(struct fl_resolver *r, struct job *job, struct fl_error *err)
{
    fl_lock_take(&r->lock);
    enum fl_err result = start_locked(r, err);
    if (result == FL_OK) {
        job->holders++; /* the thread's */
        *r->last = job;
        r->last = &job->next;
        fl_cond_signal(&r->work);
    }
    fl_lock_release(&r->lock);
    return result;
}

static enum fl_err answer_locked(const struct job *job, uint16_t port, struct fl_addr *out, size_t cap,
                                 size_t *count, struct fl_error *err)
{
    if (job->failure == EAI_AGAIN)
        return fl_fail(err, FL_E_OFFLINE, "cannot look up \"%s\": the name service does not answer",
                       job->host);
    if (job->failure != 0 && job->failure != EAI_SYSTEM)
        return fl_fail(err, FL_E_UNKNOWN, "cannot look up \"%s\": %s", job->host, gai_strerror(job->failure));
    if (job->failure != 0 || job->count == 0)
        return fl_fail(err, FL_E_UNKNOWN, "cannot look up \"%s\"", job->host);
    *count = job->count < cap ? job->count : cap;
    for (size_t i = 0; i < *count; i++) {
        out[i] = job->addrs[i];
        out[i].port = port;
    }
    return FL_OK;
}

static struct job *job_create(const char *host, struct fl_error *err)
{
    struct job *job = calloc(1, sizeof *job);
    if (!job) {
        fl_fail(err, FL_E_NOMEM, "out of memory");
        return NULL;
    }
    job->holders = 1;
    if (!fl_copy(job->host, sizeof job->host, host)) {
        fl_fail(err, FL_E_UNKNOWN, "a host name of %zu characters is too long", strlen(host));
        free(job);
        return NULL;
    }
    if (fl_wake_init(&job->done, err) != FL_OK) {
        free(job);
        return NULL;
    }
    return job;
}

enum fl_err fl_resolve(struct fl_resolver *r, const char *host, uint16_t port, struct fl_addr *out,
                       size_t cap, size_t *count, uint64_t until_ms, struct fl_wake *stop,
                       struct fl_error *err)
{
    *count = 0;
    if (cap > 0 && fl_addr_parse(out, host, port)) {
        *count = 1;
        return FL_OK;
    }
    struct fl_error why = {.code = FL_E_UNKNOWN};
    struct job *job = job_create(host, &why);
    if (!job)
        return fl_fail(err, why.code, "%s", why.text);
    enum fl_err result = submit(r, job, err);
    enum fl_socket_event event = FL_SOCKET_LATE;
    if (result == FL_OK)
        event = fl_socket_wait(job->done.fd, POLLIN, stop, until_ms);

    fl_lock_take(&r->lock);
    if (result == FL_OK && event == FL_SOCKET_READY)
        result = answer_locked(job, port, out, cap, count, err);
    else if (result == FL_OK && event == FL_SOCKET_WOKEN)
        result = fl_fail(err, FL_AGAIN, "interrupted");
    else if (result == FL_OK)
        result = fl_fail(err, FL_E_TIMEOUT, "looking up \"%s\" takes too long", host);
    job_release_locked(r, job);
    fl_lock_release(&r->lock);
    return result;
}
