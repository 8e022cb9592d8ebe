/* Mutexes with a rank. What a thread holds is kept in a small per-thread stack, in debug builds. */
#include "base/lock.h"

#include <assert.h>
#include <stddef.h>
#include <time.h>

#include "base/clock.h"

#ifdef FL_LOCK_CHECKS
/* One per thread: the ranks it holds, in the order taken. */
static _Thread_local enum fl_rank held[FL_RANK_COUNT];
static _Thread_local size_t held_count;

static void note_take(struct fl_lock *l)
{
    assert(held_count < FL_RANK_COUNT);
    held[held_count++] = l->rank;
    l->owner = pthread_self();
    l->owned = true;
}

static void note_release(struct fl_lock *l)
{
    fl_lock_held(l);
    assert(held_count > 0 && held[held_count - 1] == l->rank);
    held_count--;
    l->owned = false;
}

static void check_rank(const struct fl_lock *l)
{
    assert(!held_count || held[held_count - 1] < l->rank);
}
#else
static void note_take(struct fl_lock *l)
{
    (void)l;
}

static void note_release(struct fl_lock *l)
{
    (void)l;
}

static void check_rank(const struct fl_lock *l)
{
    (void)l;
}
#endif

void fl_lock_init(struct fl_lock *l, enum fl_rank rank)
{
    pthread_mutex_init(&l->mutex, NULL);
    l->rank = rank;
    l->owned = false;
}

void fl_lock_finish(struct fl_lock *l)
{
    pthread_mutex_destroy(&l->mutex);
}

void fl_lock_take(struct fl_lock *l)
{
    check_rank(l);
    pthread_mutex_lock(&l->mutex);
    note_take(l);
}

void fl_lock_release(struct fl_lock *l)
{
    note_release(l);
    pthread_mutex_unlock(&l->mutex);
}

void fl_lock_held(const struct fl_lock *l)
{
#ifdef FL_LOCK_CHECKS
    assert(l->owned && pthread_equal(l->owner, pthread_self()));
#else
    (void)l;
#endif
}

void fl_cond_init(struct fl_cond *c)
{
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&c->cond, &attr);
    pthread_condattr_destroy(&attr);
}

void fl_cond_finish(struct fl_cond *c)
{
    pthread_cond_destroy(&c->cond);
}

void fl_cond_signal(struct fl_cond *c)
{
    pthread_cond_signal(&c->cond);
}

void fl_cond_broadcast(struct fl_cond *c)
{
    pthread_cond_broadcast(&c->cond);
}

bool fl_cond_wait(struct fl_cond *c, struct fl_lock *l, uint64_t until_ms)
{
    int failed;
    note_release(l);
    if (until_ms == FL_NEVER) {
        failed = pthread_cond_wait(&c->cond, &l->mutex);
    } else {
        struct timespec until = fl_clock_timespec(until_ms);
        failed = pthread_cond_timedwait(&c->cond, &l->mutex, &until);
    }
    note_take(l);
    return !failed;
}

void fl_bell_init(struct fl_bell *b)
{
    sem_init(&b->sem, 0, 0);
}

void fl_bell_finish(struct fl_bell *b)
{
    sem_destroy(&b->sem);
}

void fl_bell_ring(struct fl_bell *b)
{
    sem_post(&b->sem);
}

bool fl_bell_wait(struct fl_bell *b, struct fl_lock *l, uint64_t until_ms)
{
    int failed;
    while (sem_trywait(&b->sem) == 0) /* rung while nobody waited: the lock's holder knows why */
        ;
    fl_lock_release(l);
    if (until_ms == FL_NEVER) {
        failed = sem_wait(&b->sem);
    } else {
        struct timespec until = fl_clock_timespec(until_ms);
        failed = sem_clockwait(&b->sem, CLOCK_MONOTONIC, &until);
    }
    fl_lock_take(l);
    return !failed;
}
