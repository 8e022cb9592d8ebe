/* The runner of simulated devices: set-up, the one loop, and the end; see sim_run.h. */
#include "sim_run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "sim_private.h"

enum { EVENTS_A_TURN = 128 };

/* --- what epoll watches --------------------------------------------------------------------- */
enum fl_err sim_watch(struct sim_run *run, struct sim_source *source, uint32_t events)
{
    if (source->watched && source->events == events)
        return FL_OK;
    struct epoll_event event = {.events = events, .data.ptr = source};
    if (epoll_ctl(run->epoll_fd, source->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, source->fd, &event))
        return FL_E_SYSTEM;
    source->watched = true;
    source->events = events;
    return FL_OK;
}

void sim_unwatch(struct sim_run *run, struct sim_source *source)
{
    if (source->watched)
        epoll_ctl(run->epoll_fd, EPOLL_CTL_DEL, source->fd, NULL);
    source->watched = false;
}

void sim_close_source(struct sim_run *run, struct sim_source *source)
{
    sim_unwatch(run, source);
    if (source->fd >= 0)
        close(source->fd);
    source->fd = -1;
}

/* --- set-up --------------------------------------------------------------------------------- */
static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void signal_ready(struct sim_source *source, uint32_t events)
{
    struct sim_run *run = SIM_OWNER(source, struct sim_run, signals);
    struct signalfd_siginfo info;
    (void)events;
    if (read(source->fd, &info, sizeof info) == (ssize_t)sizeof info)
        run->signal = (int)info.ssi_signo;
    run->stop = true;
}

static enum fl_err catch_signals(struct sim_run *run, struct fl_error *err)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    signal(SIGPIPE, SIG_IGN);
    if (sigprocmask(SIG_BLOCK, &set, NULL))
        return fl_fail_errno(err, "signals");
    run->signals = (struct sim_source){.ready = signal_ready, .fd = signalfd(-1, &set, SFD_CLOEXEC)};
    if (run->signals.fd < 0 || sim_watch(run, &run->signals, EPOLLIN))
        return fl_fail_errno(err, "signals");
    return FL_OK;
}

static enum fl_err set_up(struct sim_run *run, struct fl_error *err)
{
    raise_file_limit();
    run->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    run->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (run->spare_fd < 0 || run->epoll_fd < 0)
        return fl_fail_errno(err, "epoll");
    enum fl_err e = catch_signals(run, err);
    return e || !run->setup.control ? e : sim_control_open(run, err);
}

struct sim_run *sim_run_create(const struct sim_setup *setup, struct fl_error *err)
{
    struct sim_run *run = calloc(1, sizeof *run);
    if (!run) {
        fl_fail(err, FL_E_NOMEM, "no memory");
        return NULL;
    }
    run->setup = *setup;
    run->epoll_fd = run->spare_fd = run->signals.fd = run->control.fd = -1;
    if (set_up(run, err)) {
        sim_run_destroy(run);
        return NULL;
    }
    return run;
}

static struct sim_device *create_device(struct sim_run *run, const struct fl_sim *sim)
{
    if (run->device_count == run->device_cap) {
        size_t cap = run->device_cap ? run->device_cap * 2 : 16;
        struct sim_device **devices = realloc(run->devices, cap * sizeof(struct sim_device *));
        if (!devices)
            return NULL;
        run->devices = devices;
        run->device_cap = cap;
    }
    struct sim_device *d = calloc(1, sizeof *d);
    void *state = calloc(1, sim->device_size ? sim->device_size : 1);
    if (!d || !state || !sim_timers_reserve(&run->timers)) {
        free(d);
        free(state);
        return NULL;
    }
    *d = (struct sim_device){
        .run = run, .sim = sim, .state = state, .number = run->device_count, .listener.fd = -1};
    d->random = run->setup.seed + d->number * UINT64_C(0x2545f4914f6cdd1d);
    run->devices[run->device_count++] = d;
    return d;
}

static enum fl_err set_options(struct sim_device *d, const struct sim_option *options, size_t count,
                               struct fl_error *err)
{
    for (size_t i = 0; i < count; i++) {
        enum fl_err e = sim_device_option(d, options[i].name, options[i].value, err);
        if (e == FL_E_UNKNOWN)
            return fl_fail(err, e, "--%s: no such option of %s; see fairlead-sim %s --help", options[i].name,
                           d->sim->name, d->sim->name);
        if (e)
            return e;
    }
    return FL_OK;
}

enum fl_err sim_run_add(struct sim_run *run, const struct fl_sim *sim, size_t index, uint16_t port,
                        const struct sim_option *options, size_t count, struct fl_error *err)
{
    struct sim_device *d = create_device(run, sim);
    if (!d)
        return fl_fail(err, FL_E_NOMEM, "no memory for device %zu", run->device_count);
    enum fl_err e = sim->medium == FL_STREAM ? FL_OK : sim_dgram_create(d, err);
    if (!e)
        e = set_options(d, options, count, err);
    if (!e)
        e = sim_device_open(d, index, port, err);
    if (e)
        return e;
    struct fl_sim_io io = sim_io_of(d, NULL);
    e = sim->init(d->state, &io, index);
    if (!e && d->dgram && sim->open)
        sim->open(d->state, d->dgram->session, &io);
    return e;
}

void sim_run_announce(const struct sim_run *run, FILE *out)
{
    char text[FL_ADDR_TEXT];
    fputs("ready", out);
    for (size_t i = 0; i < run->device_count; i++)
        fprintf(out, " %s@%s", run->devices[i]->sim->name, fl_addr_text(&run->devices[i]->address, text));
    fputc('\n', out);
    fflush(out);
}

/* --- the loop ------------------------------------------------------------------------------- */
static void wait_once(struct sim_run *run)
{
    struct epoll_event events[EVENTS_A_TURN];
    int timeout = run->control_file ? 0 : fl_clock_poll_timeout(sim_timers_next(&run->timers), fl_clock_ms());
    int count = epoll_wait(run->epoll_fd, events, EVENTS_A_TURN, timeout);
    for (int i = 0; i < count; i++) {
        struct sim_source *source = events[i].data.ptr;
        if (source->fd >= 0)
            source->ready(source, events[i].events);
        sim_conns_bury(run);
    }
    if (run->control_file)
        sim_control_read(run);
    uint64_t now_ms = fl_clock_ms();
    for (struct sim_timer *timer; (timer = sim_timers_take(&run->timers, now_ms));)
        timer->fire(timer);
    sim_conns_bury(run);
    sim_conns_free(run);
}

int sim_run_loop(struct sim_run *run)
{
    while (!run->stop) {
        if (run->setup.log)
            fflush(run->setup.log);
        wait_once(run);
    }
    return run->signal;
}

void sim_run_destroy(struct sim_run *run)
{
    if (!run)
        return;
    for (size_t i = 0; i < run->device_count; i++)
        sim_device_destroy(run->devices[i]);
    free(run->devices);
    sim_unwatch(run, &run->control); /* standard input itself is not ours to close */
    if (run->epoll_fd >= 0)
        sim_close_source(run, &run->signals);
    if (run->epoll_fd >= 0)
        close(run->epoll_fd);
    if (run->spare_fd >= 0)
        close(run->spare_fd);
    if (run->setup.log)
        fflush(run->setup.log);
    sim_timers_finish(&run->timers);
    fl_str_finish(&run->reply);
    free(run);
}
