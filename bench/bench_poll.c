/* How evenly panels are polled: the intervals between polls as they arrive, with ever more devices.
 * Floor: bare threads that sleep to the same schedule. Arguments: seconds (15), numbers of devices
 * (1 500 2000). */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

enum { INTERVAL_MS = 350, SLEEPERS = 50, DEVICES_MAX = SCENARIO_PANELS_MAX };

struct polls {
    double last[DEVICES_MAX]; /* 0: none yet */
    double from_ms, until_ms;
    struct samples interval, deviation;
};

static void take_poll(void *ctx, const struct bench_line *line)
{
    struct polls *p = ctx;
    if (line->ms < p->from_ms || line->ms > p->until_ms || line->device >= DEVICES_MAX)
        return;
    double last = p->last[line->device];
    p->last[line->device] = line->ms;
    if (last == 0)
        return;
    samples_add(&p->interval, line->ms - last);
    samples_add(&p->deviation, fabs(line->ms - last - INTERVAL_MS));
}

/* --- floor --------------------------------------------------------------------------------- */

struct sleeper {
    pthread_t thread;
    int turns;
    struct samples deviation;
};

static void *sleep_evenly(void *arg)
{
    struct sleeper *s = arg;
    struct timespec slot;
    double last = 0;
    clock_gettime(CLOCK_MONOTONIC, &slot);
    for (int i = 0; i < s->turns; i++) {
        slot.tv_nsec += INTERVAL_MS * 1000000;
        if (slot.tv_nsec >= 1000000000) {
            slot.tv_sec++;
            slot.tv_nsec -= 1000000000;
        }
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &slot, NULL) != 0)
            ;
        double now = bench_now_ms();
        if (last > 0)
            samples_add(&s->deviation, fabs(now - last - INTERVAL_MS));
        last = now;
    }
    return NULL;
}

static double measure_floor(size_t seconds)
{
    static struct sleeper sleepers[SLEEPERS];
    struct samples all = {0};
    for (int i = 0; i < SLEEPERS; i++) {
        sleepers[i].turns = (int)(seconds * 1000 / INTERVAL_MS);
        if (pthread_create(&sleepers[i].thread, NULL, sleep_evenly, &sleepers[i]) != 0)
            abort();
        bench_sleep_ms(INTERVAL_MS / SLEEPERS);
    }
    for (int i = 0; i < SLEEPERS; i++) {
        pthread_join(sleepers[i].thread, NULL);
        for (size_t k = 0; k < sleepers[i].deviation.count; k++)
            samples_add(&all, sleepers[i].deviation.value[k]);
        samples_finish(&sleepers[i].deviation);
    }
    bench_report("poll: deviation of sleeping threads (floor)", "ms", &all, 0);
    double p99 = samples_percentile(&all, 99);
    samples_finish(&all);
    return p99;
}

/* ------------------------------------------------------------------------------------------- */

static void measure(size_t devices, size_t seconds, double floor_p99)
{
    static struct polls p;
    char what[64];
    struct scenario *s = bench_start(devices, "poll_interval = \"350ms\";", NULL);
    bench_unobserved(s);
    p = (struct polls){0};
    bench_sleep_ms(3000);
    p.from_ms = bench_now_ms();
    bench_sleep_ms((int)seconds * 1000);
    p.until_ms = bench_now_ms();
    stop_gateway(s);
    bench_read_log(s, "poll", take_poll, &p);
    snprintf(what, sizeof what, "poll: mean interval, %zu devices", devices);
    bench_report_value(what, "ms", samples_mean(&p.interval), INTERVAL_MS);
    snprintf(what, sizeof what, "poll: deviation, %zu devices", devices);
    bench_report(what, "ms", &p.deviation, 0);
    snprintf(what, sizeof what, "poll: p99 deviation, %zu devices", devices);
    bench_report_value(what, "ms", samples_percentile(&p.deviation, 99), floor_p99);
    samples_finish(&p.interval);
    samples_finish(&p.deviation);
    bench_end(s);
}

int main(int argc, char **argv)
{
    static const size_t usual[] = {1, 500, 2000};
    size_t seconds = bench_argument(argc, argv, 1, 15);
    double floor_p99 = measure_floor(seconds);
    for (int i = 2; i < argc; i++)
        measure(bench_argument(argc, argv, i, 1), seconds, floor_p99);
    for (size_t i = 0; argc <= 2 && i < sizeof usual / sizeof *usual; i++)
        measure(usual[i], seconds, floor_p99);
    return EXIT_SUCCESS;
}
