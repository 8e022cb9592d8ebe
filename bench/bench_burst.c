/* Fifty commands at once for one module: how long until the last verdict, and in how many writes.
 * Floor: the same number of panel round trips as one write needs (read, write, read), once.
 * Arguments: bursts (20), commands in each (50). */
#include <stdio.h>
#include <stdlib.h>

#include "bare.h"
#include "bench.h"

static double measure_floor(void)
{
    struct samples took = {0};
    struct bare_panel *panel = bare_panel_start();
    int fd = bare_connect(bare_panel_port(panel));
    for (int i = 0; i < 500; i++) {
        double at = bench_now_ms();
        for (int k = 0; k < 3; k++)
            bare_ask(fd);
        samples_add(&took, bench_now_ms() - at);
    }
    bare_panel_stop(panel);
    bench_report("burst: three round trips to a panel (floor)", "ms", &took, 0);
    double median = samples_percentile(&took, 50);
    samples_finish(&took);
    return median;
}

int main(int argc, char **argv)
{
    static const char *const keys[] = {"lamp", "pump", "fan"};
    size_t bursts = bench_argument(argc, argv, 1, 20), commands = bench_argument(argc, argv, 2, 50);
    struct samples took = {0}, writes = {0};
    double floor = measure_floor();
    struct scenario *s = bench_start(1, "queue_size = 256;", NULL);
    for (size_t b = 0; b < bursts; b++) {
        unsigned long before = panel_stat(s, 0, "writes");
        double at = bench_now_ms();
        for (size_t i = 0; i < commands; i++) {
            char topic[32];
            snprintf(topic, sizeof topic, "d0/%s/set", keys[i % 3]);
            send_text(s, topic, (b + i / 3) % 2 ? "OFF" : "ON");
        }
        expect_count(s, "d0/verdict", (b + 1) * commands);
        samples_add(&took, bench_now_ms() - at);
        samples_add(&writes, (double)(panel_stat(s, 0, "writes") - before));
    }
    if (count_on(s, "d0/verdict") != bursts * commands)
        give_up(s, "%zu commands got %zu verdicts", bursts * commands, count_on(s, "d0/verdict"));
    bench_report("burst: 50 commands, to the last verdict", "ms", &took, floor);
    bench_report("burst: writes for it", "writes", &writes, 1);
    samples_finish(&took);
    samples_finish(&writes);
    bench_end(s);
    return EXIT_SUCCESS;
}
