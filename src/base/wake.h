/* An eventfd that interrupts a poll(2). raise() from any thread; it stays raised until cleared. */
#ifndef FL_BASE_WAKE_H
#define FL_BASE_WAKE_H

#include <stdbool.h>
#include <stdint.h>

#include <fairlead/error.h>

struct fl_wake {
    int fd;
};

enum fl_err fl_wake_init(struct fl_wake *w, struct fl_error *err);
void fl_wake_finish(struct fl_wake *w); /* a zeroed or finished one is fine */
void fl_wake_raise(struct fl_wake *w);  /* async-signal-safe */
void fl_wake_clear(struct fl_wake *w);
/* Waits until raised or until_ms; true: raised (and left so). */
bool fl_wake_wait(struct fl_wake *w, uint64_t until_ms);

#endif
