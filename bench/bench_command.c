/* From a publication on a set topic until the bytes reach the panel. The driver reads the panel
 * right before it writes, so one round trip is part of it; the floor does the same in a bare
 * subscriber's callback. Between two commands more than the panel's 200 ms between
 * writes go by. Arguments: number of commands (200). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "bare.h"
#include "bench.h"

enum { COMMANDS_MAX = 10000, PAUSE_MS = 211 };

struct times {
    double *ms;
    size_t count, cap;
};

static void take_write(void *ctx, const struct bench_line *line)
{
    struct times *t = ctx;
    if (t->count < t->cap)
        t->ms[t->count++] = line->ms;
}

static void write_to_panel(void *ctx, const char *topic, const char *payload, size_t len, double ms)
{
    static const char bytes[BARE_WRITE];
    int fd = *(const int *)ctx;
    (void)topic, (void)payload, (void)len, (void)ms;
    bare_ask(fd);
    send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
}

static double measure_floor(struct scenario *s, size_t commands)
{
    static double arrived[COMMANDS_MAX];
    struct samples took = {0};
    struct bare_panel *p = bare_panel_start();
    int fd = bare_connect(bare_panel_port(p));
    struct bare *b = bare_open(s->broker.port, "floor/set", true, write_to_panel, &fd);
    for (size_t i = 0; i < commands; i++) {
        double at = bench_now_ms();
        observer_publish(s->all, "floor/set", i % 2 ? "OFF" : "ON", 1, false);
        while (bare_panel_writes(p, arrived, COMMANDS_MAX) <= i)
            bench_sleep_ms(1);
        samples_add(&took, arrived[i] - at);
        bench_sleep_ms(7);
    }
    bare_close(b);
    bare_panel_stop(p);
    bench_report("command: bare subscriber to socket (floor)", "ms", &took, 0);
    double median = samples_percentile(&took, 50);
    samples_finish(&took);
    return median;
}

int main(int argc, char **argv)
{
    static double sent[COMMANDS_MAX], written[COMMANDS_MAX];
    size_t commands = bench_argument(argc, argv, 1, 200);
    commands = commands < COMMANDS_MAX ? commands : COMMANDS_MAX;
    struct scenario *s = bench_start(1, "write_interval = \"0ms\";", NULL);
    double floor = measure_floor(s, commands);
    for (size_t i = 0; i < commands; i++) {
        sent[i] = bench_now_ms();
        send_text(s, "d0/lamp/set", i % 2 ? "OFF" : "ON");
        expect_count(s, "d0/verdict", i + 1);
        bench_sleep_ms(PAUSE_MS);
    }
    struct times t = {.ms = written, .cap = COMMANDS_MAX};
    stop_gateway(s);
    bench_read_log(s, "write 1:", take_write, &t);
    if (t.count < commands) /* at the end it may write once more */
        give_up(s, "%zu commands made %zu writes", commands, t.count);
    struct samples took = {0};
    for (size_t i = 0; i < commands; i++)
        samples_add(&took, written[i] - sent[i]);
    bench_report("command: publication to panel", "ms", &took, floor);
    samples_finish(&took);
    bench_end(s);
    return EXIT_SUCCESS;
}
