/* From the moment a panel's answer has left until a subscriber has the message; quietly, and at
 * about 1,000 changes a second over many panels. Floor: the same bytes published by a bare paho
 * client, with and without TCP_NODELAY. Arguments: seconds of each part (20), panels (60). */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "bench.h"

enum { ARRIVALS_MAX = 400000, PANELS_MAX = 200 };

struct arrival {
    double ms;
    unsigned device;
    bool on;
};

/* What came, in order; written by paho's thread. */
struct arrivals {
    pthread_mutex_t lock;
    size_t count;
    struct arrival at[ARRIVALS_MAX];
};

static void take_arrival(void *ctx, const char *topic, const char *payload, size_t len, double ms)
{
    struct arrivals *a = ctx;
    const char *digits = strpbrk(topic, "0123456789");
    pthread_mutex_lock(&a->lock);
    if (a->count < ARRIVALS_MAX)
        a->at[a->count++] = (struct arrival){
            .ms = ms, .device = digits ? (unsigned)atoi(digits) : 0, .on = len == 2 && payload[1] == 'N'};
    pthread_mutex_unlock(&a->lock);
}

static size_t arrived(struct arrivals *a)
{
    pthread_mutex_lock(&a->lock);
    size_t count = a->count;
    pthread_mutex_unlock(&a->lock);
    return count;
}

/* --- floor --------------------------------------------------------------------------------- */

static double measure_floor(struct scenario *s, struct arrivals *a, bool nodelay, int messages)
{
    struct samples took = {0};
    struct bare *subscriber = bare_open(s->broker.port, "floor/+", true, take_arrival, a);
    struct bare *publisher = bare_open(s->broker.port, NULL, nodelay, NULL, NULL);
    for (int i = 0; i < messages; i++) {
        size_t before = arrived(a);
        double at = bench_now_ms();
        /* two messages, as the gateway sends them: the entity, then the snapshot */
        bare_publish(publisher, "floor/lamp", i % 2 ? "OFF" : "ON", 0, true);
        bare_publish(publisher, "floor/state", "{\"lamp\":\"ON\",\"pump\":\"OFF\",\"fan\":\"OFF\"}", 0, true);
        while (arrived(a) < before + 2)
            bench_sleep_ms(1);
        samples_add(&took, a->at[before].ms - at);
        samples_add(&took, a->at[before + 1].ms - at);
        bench_sleep_ms(7);
    }
    bare_close(publisher);
    bare_close(subscriber);
    bench_report(nodelay ? "state: bare client, TCP_NODELAY (floor)" : "state: bare client, no TCP_NODELAY",
                 "ms", &took, 0);
    double median = samples_percentile(&took, 50);
    samples_finish(&took);
    return median;
}

/* --- the gateway --------------------------------------------------------------------------- */

struct matching {
    struct arrivals *arrivals;
    size_t next[PANELS_MAX]; /* each device's next arrival to look at */
    int last[PANELS_MAX];    /* what its panel showed last: 0, 1, -1 unknown */
    double from_ms, until_ms;
    size_t changes, missed;
    struct samples took;
};

static const struct arrival *find_arrival(struct matching *m, unsigned device, bool on, double after_ms)
{
    struct arrivals *a = m->arrivals;
    for (size_t i = m->next[device]; i < a->count; i++) {
        if (a->at[i].device != device || a->at[i].ms < after_ms || a->at[i].on != on)
            continue;
        m->next[device] = i + 1;
        return &a->at[i];
    }
    return NULL;
}

/* "autochange 1.1=255 sent" */
static void take_change(void *ctx, const struct bench_line *line)
{
    struct matching *m = ctx;
    const char *equals = strchr(line->text, '=');
    if (!equals || line->device >= PANELS_MAX)
        return;
    bool on = atoi(equals + 1) > 0;
    bool news = m->last[line->device] != on; /* there and back between two polls is none */
    m->last[line->device] = on;
    if (!news || line->ms < m->from_ms || line->ms > m->until_ms)
        return;
    m->changes++;
    const struct arrival *a = find_arrival(m, line->device, on, line->ms);
    if (a)
        samples_add(&m->took, a->ms - line->ms);
    else
        m->missed++;
}

static void measure_gateway(const char *what, size_t panels, const char *change, const char *settings,
                            size_t seconds, double floor)
{
    static struct arrivals a = {.lock = PTHREAD_MUTEX_INITIALIZER};
    static struct matching m;
    const char *const options[] = {change, NULL};
    struct scenario *s = bench_start(panels, settings, options);
    bench_unobserved(s);
    a.count = 0;
    m = (struct matching){.arrivals = &a};
    memset(m.last, -1, sizeof m.last);
    struct bare *subscriber = bare_open(s->broker.port, "fairlead/+/lamp", true, take_arrival, &a);
    bench_sleep_ms(2000);
    m.from_ms = bench_now_ms();
    bench_sleep_ms((int)seconds * 1000);
    m.until_ms = bench_now_ms();
    bench_sleep_ms(1000);
    bare_close(subscriber);
    stop_gateway(s);
    bench_read_log(s, "autochange", take_change, &m);
    printf("%zu changes in %zu s (%.0f a second), %zu not seen\n", m.changes, seconds,
           (double)m.changes / (double)seconds, m.missed);
    bench_report(what, "ms", &m.took, floor);
    samples_finish(&m.took);
    bench_end(s);
}

int main(int argc, char **argv)
{
    static struct arrivals a = {.lock = PTHREAD_MUTEX_INITIALIZER};
    size_t seconds = bench_argument(argc, argv, 1, 20), panels = bench_argument(argc, argv, 2, 60);
    void *state;
    if (scenario_set_up(&state) != 0)
        return EXIT_FAILURE;
    measure_floor(state, &a, false, 200);
    double floor = measure_floor(state, &a, true, 500);
    scenario_tear_down(&state);
    measure_gateway("state: panel to subscriber", 1, "autochange=110ms", "poll_interval = \"50ms\";", seconds,
                    floor);
    measure_gateway("state: the same at 1,000 changes a second", panels < PANELS_MAX ? panels : PANELS_MAX,
                    "autochange=55ms", "poll_interval = \"50ms\";", seconds, floor);
    return EXIT_SUCCESS;
}
