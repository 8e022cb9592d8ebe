/* Start, the main loop, and the orderly end. */
#include "gateway/gateway.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/log.h"
#include "gateway/gateway_private.h"
#include "gateway/signals.h"

enum { REQUESTS_MAX = 64, GOODBYE_MS = 800 };

struct generation *fl_generation_use(struct generation *g)
{
    g->users++;
    return g;
}

void fl_generation_drop(struct generation *g)
{
    if (!g || --g->users)
        return;
    fl_config_destroy(g->config);
    free(g);
}

void fl_gateway_apply_log(const struct fl_gateway *g, const struct fl_config *config)
{
    int level = config->gateway.log.level + g->louder;
    level = level < FL_ERROR ? FL_ERROR : level > FL_TRACE ? FL_TRACE : level;
    fl_log_set_level((enum fl_level)level);
    bool journal = getenv("JOURNAL_STREAM") && config->gateway.log.format == FL_LOG_TEXT;
    fl_log_set_format(journal ? FL_LOG_JOURNAL : (enum fl_log_format)config->gateway.log.format);
}

/* --- what the bus may ask ------------------------------------------------------------------ */

static bool host_view(void *handle, struct fl_view *view)
{
    return fl_link_view(handle, view);
}

static void host_metrics(void *handle, struct fl_metrics *out, enum fl_link_state *state)
{
    fl_link_metrics(handle, out, state);
}

static struct fl_shape *host_shape(void *handle)
{
    return fl_link_shape(handle);
}

static enum fl_err host_submit(void *handle, struct fl_request *request, struct fl_command *const *cmds,
                               size_t count, struct fl_error *err)
{
    return fl_link_submit(handle, request, cmds, count, err);
}

static void host_remember(void *ctx, const char *device, const char *published)
{
    fl_store_published_set(((struct fl_gateway *)ctx)->store, device, published);
}

static void host_forgotten(void *ctx, const char *device)
{
    fl_store_forget(((struct fl_gateway *)ctx)->store, device);
}

static const struct fl_bus_host host = {
    .view = host_view,
    .metrics = host_metrics,
    .shape = host_shape,
    .submit = host_submit,
    .remember = host_remember,
    .forgotten = host_forgotten,
    .request = fl_requests_put,
    .info = fl_report_info,
    .health = fl_report_health,
    .actions = fl_link_actions,
    .requests = "reload, config_check, log_level, forget_device, refresh_groups, discover",
};

/* As a device that is found there would have it; 0: none can be. */
static int discovered_ttl(const struct fl_config *config, const struct fl_discover_conf *entry)
{
    struct fl_error err;
    const struct fl_found_conf anybody = {
        .driver = entry->driver, .id = "anybody", .identity = "anybody", .host = "0.0.0.0"};
    struct fl_config *found = fl_config_found(config, &anybody, &err);
    int ttl = found ? found->devices[0].timing.command_ttl : 0;
    fl_config_destroy(found);
    return ttl;
}

/* The longest command_ttl of all devices: how long a command sent while we are away may wait. */
static uint32_t session_seconds(const struct fl_config *config)
{
    int longest = 0;
    for (size_t i = 0; i < config->device_count; i++)
        if (config->devices[i].timing.command_ttl > longest)
            longest = config->devices[i].timing.command_ttl;
    for (size_t i = 0; i < config->discover_count; i++) {
        int ttl = discovered_ttl(config, &config->discover[i]);
        longest = ttl > longest ? ttl : longest;
    }
    return (uint32_t)(longest + 999) / 1000;
}

enum fl_err fl_gateway_make_bus(struct fl_gateway *g, struct generation *generation, struct fl_bus **out,
                                struct fl_error *err)
{
    const struct fl_config *c = generation->config;
    *out = fl_bus_create(&c->mqtt, c->gateway.name, c->gateway.status_interval, session_seconds(c), &host, g,
                         err);
    if (!*out)
        return err->code;
    char *published = fl_store_published(g->store, FL_BUS_SELF);
    fl_bus_former(*out, published);
    free(published);
    return FL_OK;
}

/* --- start and end ------------------------------------------------------------------------- */

static void log_to_bus(void *ctx, enum fl_level level, const char *subject, const char *text)
{
    struct fl_gateway *g = ctx;
    pthread_rwlock_rdlock(&g->bus_lock);
    if (g->bus)
        fl_bus_log(g->bus, level, subject, text);
    pthread_rwlock_unlock(&g->bus_lock);
}

/* A device needs two descriptors: as many as the system allows. */
static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit))
        fl_log(FL_WARN, "gateway", "the limit of open files cannot be raised");
}

static enum fl_err gateway_init(struct fl_gateway *g, struct fl_error *err)
{
    enum fl_err failed = fl_wake_init(&g->wake, err);
    if (failed)
        return failed;
    failed = fl_multicast_init(g, err);
    if (failed)
        return failed;
    if (!fl_ring_init(&g->requests, REQUESTS_MAX) || !(g->net = fl_net_create(g->hub)))
        return fl_fail(err, FL_E_NOMEM, "no memory");
    g->store = fl_store_open(g->current->config->gateway.state_dir, err);
    if (!g->store)
        return err->code;
    failed = fl_found_init(g, err);
    if (failed)
        return failed;
    failed = fl_gateway_make_bus(g, g->current, &g->bus, err);
    if (!failed)
        g->bus_generation = fl_generation_use(g->current);
    return failed;
}

static enum fl_err gateway_start(struct fl_gateway *g, struct fl_error *err)
{
    const struct fl_config *config = g->current->config;
    for (size_t i = 0; i < config->device_count; i++) {
        if (!config->devices[i].enabled)
            continue;
        enum fl_err failed = fl_device_add(g, g->current, &config->devices[i], err);
        if (failed)
            return failed;
    }
    fl_found_restore(g, config);
    fl_devices_clear_former(g);
    enum fl_err failed = fl_bus_start(g->bus, err);
    if (!failed)
        failed = fl_hub_start(g->hub, err);
    if (failed)
        return failed;
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next)
    fl_device_start(d);
    fl_plan_networks(g, config);
    unsigned count = HASH_COUNT(g->devices);
    fl_log(FL_INFO, "gateway", "fairlead " FL_VERSION " \"%s\" runs with %u device%s", config->gateway.name,
           count, count == 1 ? "" : "s");
    return FL_OK;
}

static void gateway_finish(struct fl_gateway *g)
{
    fl_search_finish(g);
    fl_found_finish(g);
    fl_devices_stop(g);
    fl_log_set_sink(NULL, NULL, FL_ERROR);
    bool ended = !g->bus || fl_bus_stop(g->bus, GOODBYE_MS);
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next)
    fl_device_remove(d, false);
    if (ended)
        fl_bus_destroy(g->bus);
    fl_store_close(g->store);
    fl_net_destroy(g->net);
    fl_hub_destroy(g->hub);
    for (struct fl_bridge_request *r; (r = fl_ring_take(&g->requests));)
        fl_bridge_request_destroy(r);
    fl_ring_finish(&g->requests);
    fl_wake_finish(&g->wake);
    if (ended) /* else the bus, which hangs in the name service, still uses it */
        fl_generation_drop(g->bus_generation);
    fl_generation_drop(g->current);
}

/* --- the main loop ------------------------------------------------------------------------- */

static void on_hangup(struct fl_gateway *g)
{
    struct fl_error err;
    fl_log(FL_INFO, "gateway", "SIGHUP: reloading %s", g->path);
    fl_gateway_reload(g, &err); /* says in the log how it went */
}

/* Until a signal to end: its number. */
static int main_loop(struct fl_gateway *g, int signals)
{
    for (;;) {
        uint64_t now = fl_clock_ms(), next = fl_store_flush(g->store, now), search = fl_search_next(g);
        struct pollfd fds[] = {{.fd = signals, .events = POLLIN}, {.fd = g->wake.fd, .events = POLLIN}};
        poll(fds, 2, fl_clock_poll_timeout(next < search ? next : search, now));
        if (fds[1].revents) {
            fl_wake_clear(&g->wake);
            fl_requests_answer(g);
            fl_multicast_turn(g);
            fl_found_turn(g);
        }
        fl_search_turn(g, fl_clock_ms());
        int number = fl_signals_next(signals);
        if (number == SIGHUP)
            on_hangup(g);
        else if (number)
            return number;
    }
}

static int run(struct fl_gateway *g, int signals)
{
    struct fl_error err;
    if (gateway_init(g, &err) || gateway_start(g, &err)) {
        fl_log(FL_ERROR, "gateway", "cannot start: %s", err.text);
        gateway_finish(g);
        return FL_EXIT_CANNOT_START;
    }
    fl_log_set_sink(log_to_bus, g, FL_WARN);
    int number = main_loop(g, signals);
    fl_log(FL_INFO, "gateway", "%s: stopping", number == SIGTERM ? "SIGTERM" : "SIGINT");
    gateway_finish(g);
    fl_log(FL_INFO, "gateway", "stopped");
    return 128 + number;
}

int fl_gateway_run(struct fl_config *config, const char *path, int louder)
{
    struct fl_error err;
    struct generation *current = calloc(1, sizeof *current);
    int signals = fl_signals_open(&err);
    if (!current || signals < 0) {
        fl_log(FL_ERROR, "gateway", "cannot start: %s", current ? err.text : "no memory");
        free(current);
        fl_config_destroy(config);
        return FL_EXIT_CANNOT_START;
    }
    *current = (struct generation){.config = config, .users = 1};
    struct fl_gateway g = {
        .path = path,
        .louder = louder,
        .started_utc_ms = fl_clock_utc_ms(),
        .started_ms = fl_clock_ms(),
        .current = current,
        .bus_lock = PTHREAD_RWLOCK_INITIALIZER,
    };
    fl_lock_init(&g.requests_lock, FL_RANK_OUTBOX);
    fl_gateway_apply_log(&g, config);
    raise_file_limit();
    int status = run(&g, signals);
    fl_lock_finish(&g.requests_lock);
    pthread_rwlock_destroy(&g.bus_lock);
    close(signals);
    return status;
}
