/* Levels of the log, and what each is for. */
#ifndef FL_LOG_H
#define FL_LOG_H

#include <stdbool.h>

#include <fairlead/error.h>

enum fl_level {
    FL_ERROR, /* something does not work and will not by itself */
    FL_WARN,  /* something went wrong and is being handled */
    FL_INFO,  /* changes of state a user wants to find in the log a week later */
    FL_DEBUG, /* one line a command or session step; no payload bytes */
    FL_TRACE  /* packets and payloads */
};

/* One line "<time> <level> <subject>: <text>" on stderr, in the configured format. subject is the
 * device id, or "bus", "config", "gateway" ...; never NULL. Any thread; never blocks on anything
 * but stderr. Secrets never go in. */
void fl_log(enum fl_level level, const char *subject, const char *fmt, ...) FL_PRINTF(3, 4);
void fl_vlog(enum fl_level level, const char *subject, const char *fmt, va_list ap) FL_PRINTF(3, 0);

/* Whether a line of this level would be written: for callers who must compute the text. */
bool fl_log_enabled(enum fl_level level);

#endif
