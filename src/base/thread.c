/* Threads that start together and end by being joined. */
#include "base/thread.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum gate_state { GATE_CLOSED, GATE_RUN, GATE_GO_HOME };

struct fl_gate {
    pthread_mutex_t mutex; /* no rank: held by threads that do nothing else yet */
    pthread_cond_t cond;
    enum gate_state state;
};

struct fl_gate *fl_gate_create(void)
{
    struct fl_gate *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    pthread_mutex_init(&g->mutex, NULL);
    pthread_cond_init(&g->cond, NULL);
    return g;
}

void fl_gate_open(struct fl_gate *g, bool run)
{
    pthread_mutex_lock(&g->mutex);
    g->state = run ? GATE_RUN : GATE_GO_HOME;
    pthread_cond_broadcast(&g->cond);
    pthread_mutex_unlock(&g->mutex);
}

void fl_gate_destroy(struct fl_gate *g)
{
    if (!g)
        return;
    pthread_cond_destroy(&g->cond);
    pthread_mutex_destroy(&g->mutex);
    free(g);
}

static bool gate_wait(struct fl_gate *g)
{
    pthread_mutex_lock(&g->mutex);
    while (g->state == GATE_CLOSED)
        pthread_cond_wait(&g->cond, &g->mutex);
    bool run = g->state == GATE_RUN;
    pthread_mutex_unlock(&g->mutex);
    return run;
}

struct start {
    char name[16];
    struct fl_gate *gate;
    void (*run)(void *arg);
    void *arg;
};

static void *begin(void *arg)
{
    struct start start = *(struct start *)arg;
    free(arg);
    pthread_setname_np(pthread_self(), start.name);
    if (!start.gate || gate_wait(start.gate))
        start.run(start.arg);
    return NULL;
}

/* The sanitizers' instrumentation needs several times the stack. */
static size_t stack_size(size_t wanted)
{
#ifdef FL_SANITIZED
    wanted = wanted * 4 + 256 * 1024;
#endif
    size_t least = (size_t)sysconf(_SC_THREAD_STACK_MIN);
    return wanted < least ? least : wanted;
}

static int create(struct fl_thread *t, size_t stack, struct start *start)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, stack_size(stack));
    pthread_sigmask(SIG_SETMASK, &all, &before); /* inherited by the new thread */
    int failed = pthread_create(&t->handle, &attr, begin, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    return failed;
}

enum fl_err fl_thread_create(struct fl_thread *t, const char *name, size_t stack, struct fl_gate *gate,
                             void (*run)(void *arg), void *arg, struct fl_error *err)
{
    t->created = false;
    struct start *start = calloc(1, sizeof *start);
    if (!start)
        return fl_fail(err, FL_E_NOMEM, "no memory for thread %s", name);
    *start = (struct start){.gate = gate, .run = run, .arg = arg};
    snprintf(start->name, sizeof start->name, "%s", name);
    int failed = create(t, stack, start);
    if (failed) {
        free(start);
        errno = failed;
        return fl_fail_errno(err, "thread %s cannot be started (limits: ulimit -u, systemd's TasksMax)",
                             name);
    }
    t->created = true;
    return FL_OK;
}

void fl_thread_join(struct fl_thread *t)
{
    if (!t->created)
        return;
    pthread_join(t->handle, NULL);
    t->created = false;
}

void fl_thread_name(char name[static 16], const char *id, const char *role)
{
    int room = 14 - (int)strlen(role);
    snprintf(name, 16, "%.*s/%s", room > 0 ? room : 0, id, role);
}

void fl_thread_block_signals(void)
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    signal(SIGPIPE, SIG_IGN);
}
