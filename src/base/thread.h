/* Threads: created stalled, named, released together, joined. Never cancelled, never detached. */
#ifndef FL_BASE_THREAD_H
#define FL_BASE_THREAD_H

#include <stdbool.h>
#include <stddef.h>

#include <pthread.h>

#include <fairlead/error.h>

/* A gate that holds threads back until all of a set exist. */
struct fl_gate;
struct fl_gate *fl_gate_create(void);           /* NULL: no memory */
void fl_gate_open(struct fl_gate *g, bool run); /* run false: they end without having run */
void fl_gate_destroy(struct fl_gate *g);        /* after its threads are joined, or have run */

enum { FL_STACK_LINK = 64 * 1024, FL_STACK_DEFAULT = 256 * 1024 };

struct fl_thread {
    pthread_t handle;
    bool created;
};

/* All signals are blocked in the new thread. name is cut to 15 bytes. stack in bytes: more is
 * given under sanitizers. gate may be NULL: runs at once. */
enum fl_err fl_thread_create(struct fl_thread *t, const char *name, size_t stack, struct fl_gate *gate,
                             void (*run)(void *arg), void *arg, struct fl_error *err);
void fl_thread_join(struct fl_thread *t); /* not created or already joined: returns at once */

/* "<id>/<role>" within 15 characters, the id cut: into name. */
void fl_thread_name(char name[static 16], const char *id, const char *role);

/* Blocks every signal in the calling thread (and so in the threads it makes); SIGPIPE is ignored. */
void fl_thread_block_signals(void);

#endif
