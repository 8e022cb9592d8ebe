/* Durations: text to milliseconds and back. */
#include "config/duration.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *unit;
    uint32_t ms;
    int least; /* ms from which on this unit is used in texts: 60s and 90s, but 2m */
} units[] = {{"h", 3600000, 3600000}, {"m", 60000, 120000}, {"s", 1000, 0}, {"ms", 1, 0}};

enum { UNITS = sizeof units / sizeof units[0] };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads "12" or "12.5" as an integer and the power of ten that divides it. */
static enum fl_err parse_number(const char **text, uint64_t *number, uint64_t *divisor)
{
    const char *p = *text;
    *number = 0;
    *divisor = 1;
    if (!is_digit(*p))
        return FL_E_FORMAT;
    for (bool fraction = false; is_digit(*p) || (*p == '.' && !fraction); p++) {
        if (*p == '.') {
            fraction = true;
            if (!is_digit(p[1]))
                return FL_E_FORMAT;
            continue;
        }
        if (*number > 100000000000) /* far beyond an int; times an hour it still fits 64 bits */
            return FL_E_RANGE;
        *number = *number * 10 + (uint64_t)(*p - '0');
        if (fraction)
            *divisor *= 10;
    }
    *text = p;
    return FL_OK;
}

enum fl_err fl_duration_parse(const char *text, int *ms)
{
    uint64_t number, divisor;
    enum fl_err err = parse_number(&text, &number, &divisor);
    if (err)
        return err;
    for (size_t i = 0; i < UNITS; i++) {
        if (strcmp(text, units[i].unit) != 0)
            continue;
        uint64_t product = number * units[i].ms;
        if (product % divisor)
            return FL_E_FORMAT;
        if (product / divisor > INT_MAX)
            return FL_E_RANGE;
        *ms = (int)(product / divisor);
        return FL_OK;
    }
    return FL_E_FORMAT;
}

const char *fl_duration_text(int ms, char buf[static FL_DURATION_TEXT])
{
    size_t i = 0;
    while (ms % (int)units[i].ms || ms < units[i].least)
        i++;
    snprintf(buf, FL_DURATION_TEXT, "%d%s", ms / (int)units[i].ms, units[i].unit);
    return buf;
}
