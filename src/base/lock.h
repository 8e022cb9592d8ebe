/* A mutex that knows its rank and, in debug builds, its owner.
 *
 * Ranks only rise: a thread that holds a lock may take only locks of a higher rank. Debug builds
 * (FL_LOCK_CHECKS) assert this and the owner on every take, and fl_lock_held() in the functions
 * whose name ends in _locked. Condition variables use the monotonic clock. */
#ifndef FL_BASE_LOCK_H
#define FL_BASE_LOCK_H

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

/* Clang checks these on functions; gcc does not know them. */
#if defined(__clang__)
#define FL_THREAD_ATTR(x) __attribute__((x))
#else
#define FL_THREAD_ATTR(x)
#endif

enum fl_rank {
    FL_RANK_GATEWAY = 1, /* device table, current configuration */
    FL_RANK_LINK,        /* a session with all that belongs to it */
    FL_RANK_HUB,         /* members, memberships */
    FL_RANK_RESOLVER,    /* names to look up */
    FL_RANK_INBOX,       /* one member's datagrams */
    FL_RANK_OUTBOX,      /* dirty set, verdicts and events to publish */
    FL_RANK_DISK,        /* writing of files; may be held while it lasts */
    FL_RANK_STORE,       /* what waits to be written */
    FL_RANK_LOG,         /* the line buffer */
    FL_RANK_COUNT
};

struct fl_lock {
    pthread_mutex_t mutex;
    enum fl_rank rank;
    pthread_t owner; /* valid while owned; debug builds */
    bool owned;
};

struct fl_cond {
    pthread_cond_t cond;
};

void fl_lock_init(struct fl_lock *l, enum fl_rank rank);
void fl_lock_finish(struct fl_lock *l);
void fl_lock_take(struct fl_lock *l);
void fl_lock_release(struct fl_lock *l);
void fl_lock_held(const struct fl_lock *l); /* asserts that the caller holds it; debug builds */

void fl_cond_init(struct fl_cond *c);
void fl_cond_finish(struct fl_cond *c);
void fl_cond_signal(struct fl_cond *c);
void fl_cond_broadcast(struct fl_cond *c);
/* Waits until signalled or until_ms (FL_NEVER: for ever), releasing l meanwhile. False: the time
 * came. May return early without cause: always wait in a loop over the condition. */
bool fl_cond_wait(struct fl_cond *c, struct fl_lock *l, uint64_t until_ms);

/* A condition of one lock that one thread waits for, and that others signal while they hold that
 * lock. Cheaper: a thread that returns from a condition variable marks the lock as contended, so
 * its next release is a system call for nobody. */
struct fl_bell {
    sem_t sem;
};

void fl_bell_init(struct fl_bell *b);
void fl_bell_finish(struct fl_bell *b);
void fl_bell_ring(struct fl_bell *b);
bool fl_bell_wait(struct fl_bell *b, struct fl_lock *l, uint64_t until_ms); /* as fl_cond_wait() */

#endif
