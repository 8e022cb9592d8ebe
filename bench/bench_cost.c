/* What a further device costs: resident memory and processor time of the gateway with one and with
 * many devices. Floor: a process with the same four threads and one connection a device, polling
 * at the same pace and doing nothing else. Arguments: devices (500), seconds (15). */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bare.h"
#include "bench.h"

enum { INTERVAL_MS = 350, STACK = 64 * 1024 };

struct cost {
    double kib, ms_per_s; /* resident memory; processor time per second */
};

static struct cost watch(pid_t pid, size_t seconds)
{
    bench_sleep_ms(5000); /* what starting took is over */
    double before = bench_processor_ms(pid);
    bench_sleep_ms((int)seconds * 1000);
    return (struct cost){.kib = bench_resident_kib(pid),
                         .ms_per_s = (bench_processor_ms(pid) - before) / (double)seconds};
}

/* --- floor --------------------------------------------------------------------------------- */

struct idle {
    pthread_mutex_t lock;
    pthread_cond_t never;
};

static struct idle idle = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER};

static void *wait_for_ever(void *arg)
{
    (void)arg;
    pthread_mutex_lock(&idle.lock);
    for (;;)
        pthread_cond_wait(&idle.never, &idle.lock);
    return NULL;
}

static void *receive(void *arg)
{
    int fd = *(const int *)arg;
    char buf[BARE_SNAPSHOT];
    while (recv(fd, buf, sizeof buf, 0) > 0)
        ;
    return NULL;
}

static void *poll_evenly(void *arg)
{
    int fd = *(const int *)arg;
    struct timespec slot;
    clock_gettime(CLOCK_MONOTONIC, &slot);
    for (;;) {
        slot.tv_nsec += INTERVAL_MS * 1000000;
        if (slot.tv_nsec >= 1000000000) {
            slot.tv_sec++;
            slot.tv_nsec -= 1000000000;
        }
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &slot, NULL);
        if (send(fd, "\5\1", BARE_POLL, MSG_NOSIGNAL) != BARE_POLL)
            return NULL;
    }
}

/* In the child: so many bare devices, until it is killed. */
static void run_bare_devices(uint16_t port, size_t devices)
{
    static void *(*const run[])(void *) = {receive, poll_evenly, wait_for_ever, wait_for_ever};
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, STACK);
    int *fds = calloc(devices, sizeof *fds);
    for (size_t i = 0; fds && i < devices; i++) {
        fds[i] = bare_connect(port);
        for (size_t k = 0; k < sizeof run / sizeof *run; k++) {
            pthread_t thread;
            if (pthread_create(&thread, &small, run[k], &fds[i]) != 0)
                _exit(1);
        }
    }
    for (;;)
        pause();
}

static struct cost measure_bare(struct bare_panel *panel, size_t devices, size_t seconds)
{
    pid_t pid = fork();
    if (pid == 0)
        run_bare_devices(bare_panel_port(panel), devices);
    struct cost cost = watch(pid, seconds);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    return cost;
}

/* ------------------------------------------------------------------------------------------- */

static struct cost measure_gateway(size_t devices, size_t seconds)
{
    struct scenario *s = bench_start(devices, "poll_interval = \"350ms\";", NULL);
    bench_unobserved(s);
    struct cost cost = watch(s->gateway->pid, seconds);
    printf("%zu devices: %.0f KiB resident, %.2f ms of processor time a second\n", devices, cost.kib,
           cost.ms_per_s);
    bench_end(s);
    return cost;
}

static struct cost per_device(struct cost one, struct cost many, size_t devices)
{
    double further = (double)devices - 1;
    return (struct cost){.kib = (many.kib - one.kib) / further,
                         .ms_per_s = (many.ms_per_s - one.ms_per_s) / further};
}

int main(int argc, char **argv)
{
    size_t devices = bench_argument(argc, argv, 1, 500), seconds = bench_argument(argc, argv, 2, 15);
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    struct bare_panel *panel = bare_panel_start();
    struct cost bare =
        per_device(measure_bare(panel, 1, seconds), measure_bare(panel, devices, seconds), devices);
    bare_panel_stop(panel);
    struct cost one = measure_gateway(1, seconds);
    struct cost each = per_device(one, measure_gateway(devices, seconds), devices);
    bench_report_value("cost: memory, one device", "KiB", one.kib, 0);
    bench_report_value("cost: processor, one device", "ms/s", one.ms_per_s, 0);
    bench_report_value("cost: memory, each further device", "KiB", each.kib, bare.kib);
    bench_report_value("cost: processor, each further device", "ms/s", each.ms_per_s, bare.ms_per_s);
    return EXIT_SUCCESS;
}
