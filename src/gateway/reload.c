/* Reload: a whole new configuration is read and checked; a bad one changes nothing. Of a good one,
 * only what differs is stopped and started. */
#include "gateway/gateway_private.h"

#include <stdlib.h>

#include <fairlead/log.h>

static void log_problems(const struct fl_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        fl_log(problems->items[i].warning ? FL_WARN : FL_ERROR, "config", "%s", problems->items[i].text);
}

static const char *first_error(const struct fl_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        if (!problems->items[i].warning)
            return problems->items[i].text;
    return "cannot be used";
}

enum fl_err fl_gateway_check(const struct fl_gateway *g, struct fl_config **out, struct fl_error *err)
{
    struct fl_problems problems = {0};
    *out = fl_config_load(g->path, &problems);
    log_problems(&problems);
    enum fl_err failed = FL_OK;
    if (!*out)
        failed = fl_fail(err, FL_E_CONFIG, "%s%s", first_error(&problems),
                         problems.errors > 1 ? " (and more: see the log)" : "");
    fl_problems_finish(&problems);
    return failed;
}

static const struct fl_device_conf *wanted(const struct fl_config *config, const char *id)
{
    const struct fl_device_conf *conf = fl_config_device(config, id);
    return conf && conf->enabled ? conf : NULL;
}

/* Whether it goes on as it is, and else, whether it is gone for good. */
static void judge(struct device *d, const struct fl_config *config)
{
    const struct fl_device_conf *conf = wanted(config, d->conf->id);
    if (d->conf->discovered)
        d->stays = fl_found_stays(d, config, &d->gone);
    else
        d->stays = conf && fl_device_conf_equal(d->conf, conf);
    if (!d->conf->discovered || conf) /* one that was found may be configured under the same id now */
        d->gone = !conf;
}

static void say_why(const struct device *d)
{
    const char *why = "settings changed: starting again";
    if (d->gone)
        why = d->conf->discovered ? "discovered no more, or configured under another id"
                                  : "removed from the configuration";
    fl_log(FL_INFO, d->conf->id, "%s", why);
}

static size_t stop_changed(struct fl_gateway *g, const struct fl_config *config)
{
    size_t count = 0;
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next)
    {
        judge(d, config);
        if (!d->stays)
            fl_link_close(d->link);
    }
    HASH_ITER(hh, g->devices, d, next)
    {
        if (d->stays)
            continue;
        say_why(d);
        fl_device_remove(d, d->gone);
        count++;
    }
    return count;
}

static size_t start_new(struct fl_gateway *g, struct generation *generation)
{
    size_t count = 0;
    const struct fl_config *config = generation->config;
    for (size_t i = 0; i < config->device_count; i++) {
        const struct fl_device_conf *conf = &config->devices[i];
        struct fl_error err;
        struct device *d;
        HASH_FIND_STR(g->devices, conf->id, d);
        if (d || !conf->enabled)
            continue;
        if (fl_device_add(g, generation, conf, &err))
            fl_log(FL_ERROR, conf->id, "%s", err.text);
    }
    fl_found_restore(g, config);
    for (struct device *d = g->devices; d; d = d->hh.next) {
        count += !d->started;
        fl_device_start(d);
    }
    return count;
}

static enum fl_err add_to(struct fl_bus *bus, struct fl_gateway *g)
{
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next)
    {
        char *published = fl_store_published(g->store, d->conf->id);
        enum fl_err failed = fl_bus_add(bus, d->conf, d->link, published);
        free(published);
        if (failed)
            return failed;
    }
    return FL_OK;
}

/* Settings of the bus changed: another one takes the place of the present one, which says
 * goodbye first, because both may use one client id. The links go on. */
static enum fl_err rebuild_bus(struct fl_gateway *g, struct generation *generation, struct fl_error *err)
{
    struct fl_bus *bus;
    enum fl_err failed = fl_gateway_make_bus(g, generation, &bus, err);
    if (failed)
        return failed;
    if (add_to(bus, g)) {
        fl_bus_destroy(bus);
        return fl_fail(err, FL_E_NOMEM, "no memory for another connection to the broker");
    }
    pthread_rwlock_wrlock(&g->bus_lock);
    struct fl_bus *old = g->bus;
    g->bus = bus;
    pthread_rwlock_unlock(&g->bus_lock);
    if (fl_bus_stop(old, 1000)) { /* else it keeps what it uses */
        fl_bus_destroy(old);
        fl_generation_drop(g->bus_generation);
    }
    g->bus_generation = fl_generation_use(generation);
    return fl_bus_start(bus, err);
}

/* Whether the bus was made from other settings than these. (How long the broker is to keep our
 * session depends on the devices: not worth another connection.) */
static bool bus_differs(const struct fl_config *old, const struct fl_config *fresh)
{
    return !fl_mqtt_conf_equal(&old->mqtt, &fresh->mqtt) ||
           strcmp(old->gateway.name, fresh->gateway.name) != 0 ||
           old->gateway.status_interval != fresh->gateway.status_interval;
}

static void warn_fixed(const struct fl_config *old, const struct fl_config *fresh)
{
    if (strcmp(old->gateway.state_dir, fresh->gateway.state_dir) != 0)
        fl_log(FL_WARN, "config", "gateway.state_dir takes effect at the next start");
}

enum fl_err fl_gateway_reload(struct fl_gateway *g, struct fl_error *err)
{
    struct fl_config *config;
    enum fl_err failed = fl_gateway_check(g, &config, err);
    if (failed) {
        fl_log(FL_ERROR, "config", "not reloaded, the former configuration stays: %s", err->text);
        return failed;
    }
    struct generation *fresh = calloc(1, sizeof *fresh);
    if (!fresh) {
        fl_config_destroy(config);
        return fl_fail(err, FL_E_NOMEM, "no memory");
    }
    *fresh = (struct generation){.config = config, .users = 1};
    struct generation *former = g->current;
    warn_fixed(former->config, config);
    fl_gateway_apply_log(g, config);
    fl_multicast_configure(g, config);
    size_t stopped = stop_changed(g, config);
    bool rebuild = bus_differs(g->bus_generation->config, config);
    if (rebuild && rebuild_bus(g, fresh, err))
        fl_log(FL_ERROR, "config", "the broker's settings stay as they were: %s", err->text);
    size_t started = start_new(g, fresh);
    if (rebuild) /* what the old bus could not clear any more is the new one's */
        fl_devices_clear_former(g);
    g->current = fresh;
    fl_plan_networks(g, config);
    fl_generation_drop(former);
    fl_bus_info_changed(g->bus);
    fl_log(FL_INFO, "config", "reloaded: %zu devices stopped, %zu started, %u in all", stopped, started,
           HASH_COUNT(g->devices));
    return FL_OK;
}
