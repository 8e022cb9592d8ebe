/* What the benchmarks share: samples and their percentiles, the result lines, the panels' log, and
 * an installation of so many panels. */
#ifndef FL_BENCH_BENCH_H
#define FL_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/scenario.h"

double bench_now_ms(void); /* CLOCK_MONOTONIC, as in the panels' log */
void bench_sleep_ms(int ms);

double bench_resident_kib(pid_t pid);
double bench_processor_ms(pid_t pid); /* since its start, user and system */

struct samples {
    double *value;
    size_t count, cap;
};
void samples_add(struct samples *s, double value);
double samples_percentile(struct samples *s, double percent); /* 0 if there are none; sorts */
double samples_mean(const struct samples *s);
void samples_finish(struct samples *s);

/* One line for people, and one for bench/run beginning with "RESULT". floor: what the same would
 * take without the gateway, in the same unit; 0: there is none. */
void bench_report(const char *what, const char *unit, struct samples *s, double floor);
void bench_report_value(const char *what, const char *unit, double value, double floor);

/* Every line of the panels' log with a text that begins so. */
struct bench_line {
    double ms;
    unsigned device;
    const char *text;
};
typedef void bench_line_fn(void *ctx, const struct bench_line *line);
void bench_read_log(struct scenario *s, const char *begins, bench_line_fn *take, void *ctx);

/* `count` panels with devices d0, d1, ... (a light "lamp" at output 1.1, more at 1.2 and 1.3), all
 * online. settings: of each device. panel_options may be NULL. */
struct scenario *bench_start(size_t count, const char *settings, const char *const *panel_options);
void bench_unobserved(struct scenario *s); /* the observer, who costs time, leaves */
void bench_end(struct scenario *s);

/* A number given by the command line, or the default. */
size_t bench_argument(int argc, char **argv, int number, size_t otherwise);

#endif
