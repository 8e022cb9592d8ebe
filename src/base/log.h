/* The log's set-up; writing to it is <fairlead/log.h>. */
#ifndef FL_BASE_LOG_H
#define FL_BASE_LOG_H

#include <fairlead/log.h>

enum fl_log_format { FL_LOG_TEXT, FL_LOG_JSON, FL_LOG_JOURNAL }; /* JOURNAL: <N> priorities, no time */

extern const char *const fl_level_names[]; /* "error" .. "trace", NULL-ended, by enum fl_level */

void fl_log_set_level(enum fl_level level); /* any time, any thread */
enum fl_level fl_log_level(void);
void fl_log_set_format(enum fl_log_format format); /* at start; text under systemd becomes JOURNAL */

/* A second reader of every line of `level` and above (bridge/log): called with no lock held, on
 * the thread that logs; must not log. NULL: none. */
typedef void fl_log_sink(void *ctx, enum fl_level level, const char *subject, const char *text);
void fl_log_set_sink(fl_log_sink *sink, void *ctx, enum fl_level level);

#endif
