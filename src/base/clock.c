/* Monotonic deadlines, and the wall clock for people. */
#include "base/clock.h"

#include <limits.h>
#include <stdio.h>

static uint64_t nanoseconds(clockid_t clock)
{
    struct timespec ts;
    clock_gettime(clock, &ts);
    return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

uint64_t fl_clock_ms(void)
{
    return nanoseconds(CLOCK_MONOTONIC) / 1000000u;
}

uint64_t fl_clock_us(void)
{
    return nanoseconds(CLOCK_MONOTONIC) / 1000u;
}

int64_t fl_clock_utc_ms(void)
{
    return (int64_t)(nanoseconds(CLOCK_REALTIME) / 1000000u);
}

int fl_clock_zone_s(int64_t utc_ms)
{
    time_t seconds = (time_t)(utc_ms / 1000);
    struct tm tm;
    return localtime_r(&seconds, &tm) ? (int)tm.tm_gmtoff : 0;
}

struct timespec fl_clock_timespec(uint64_t ms)
{
    return (struct timespec){.tv_sec = (time_t)(ms / 1000u), .tv_nsec = (long)(ms % 1000u) * 1000000};
}

int fl_clock_poll_timeout(uint64_t until_ms, uint64_t now_ms)
{
    if (until_ms == FL_NEVER)
        return -1;
    if (until_ms <= now_ms)
        return 0;

    uint64_t left = until_ms - now_ms;
    return left > INT_MAX ? INT_MAX : (int)left;
}

uint64_t fl_clock_add(uint64_t at_ms, uint64_t delay_ms)
{
    return at_ms > FL_NEVER - delay_ms ? FL_NEVER : at_ms + delay_ms;
}

const char *fl_clock_text(int64_t utc_ms, char buf[static FL_TIME_TEXT])
{
    int64_t seconds = utc_ms / 1000, ms = utc_ms % 1000;
    if (ms < 0) {
        ms += 1000;
        seconds--;
    }
    time_t t = (time_t)seconds;
    struct tm tm;
    char date[24];
    if (!gmtime_r(&t, &tm) || !strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &tm))
        date[0] = '\0';
    snprintf(buf, FL_TIME_TEXT, "%s.%03dZ", date, (int)ms);
    return buf;
}
