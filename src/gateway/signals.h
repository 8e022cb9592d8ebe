/* The signals that the main thread waits for, as a descriptor. */
#ifndef FL_GATEWAY_SIGNALS_H
#define FL_GATEWAY_SIGNALS_H

#include <fairlead/error.h>

/* Blocks every signal in the caller (and so in all threads made later) and returns a descriptor
 * that reports SIGTERM, SIGINT and SIGHUP; -1 with *err. */
int fl_signals_open(struct fl_error *err);
int fl_signals_next(int fd); /* the next signal's number; 0: none waits */

#endif
