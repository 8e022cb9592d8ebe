/* Runs a program and waits for its end, but not for ever. Blocks: for a thread that has nothing else to do. */
#ifndef FL_BASE_CHILD_H
#define FL_BASE_CHILD_H

#include <stdint.h>

#include <fairlead/error.h>

#include "base/wake.h"

/* command: a program and its arguments, separated by spaces; "double quotes" keep spaces together. There
 * is no shell. The program gets no descriptors but standard error, and a process group of its own, which is
 * ended if it takes longer than limit_ms or *stop is raised.
 *
 * FL_OK: it ended with status 0. FL_E_TIMEOUT: it took too long; FL_E_CLOSED: stopped; FL_E_SYSTEM: it could
 * not be run, or ended otherwise. *err says which. */
enum fl_err fl_child_run(const char *command, int limit_ms, struct fl_wake *stop, struct fl_error *err);

#endif
