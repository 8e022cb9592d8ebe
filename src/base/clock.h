/* Time: the monotonic clock in milliseconds and nanoseconds, and the wall clock as text. */
#ifndef FL_BASE_CLOCK_H
#define FL_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define FL_NEVER UINT64_MAX /* a deadline that does not come */

uint64_t fl_clock_ms(void);                     /* CLOCK_MONOTONIC */
uint64_t fl_clock_us(void);                     /* the same, for round trips */
int64_t fl_clock_utc_ms(void);                  /* CLOCK_REALTIME */
int fl_clock_zone_s(int64_t utc_ms);            /* offset of the local zone then, seconds east */
struct timespec fl_clock_timespec(uint64_t ms); /* a monotonic deadline for the system's calls */
int fl_clock_poll_timeout(uint64_t until_ms, uint64_t now_ms); /* for poll(2): -1 for FL_NEVER */
uint64_t fl_clock_add(uint64_t at_ms, uint64_t delay_ms);      /* saturates at FL_NEVER */

enum { FL_TIME_TEXT = 32 };
/* RFC 3339 in UTC with milliseconds, "2026-11-20T12:00:00.123Z", into buf; returns buf. */
const char *fl_clock_text(int64_t utc_ms, char buf[static FL_TIME_TEXT]);

#endif
