/* The gateway's devices: each a link, known to the bus by its id. */
#include "gateway/gateway_private.h"

#include <stdlib.h>

#include <fairlead/log.h>

/* --- events of the links, from their threads, with no lock held ------------------------- */

static void link_dirty(void *ctx, struct fl_link *link)
{
    (void)link;
    struct device *d = ctx;
    pthread_rwlock_rdlock(&d->gateway->bus_lock);
    fl_bus_dirty(d->gateway->bus, d->conf->id);
    pthread_rwlock_unlock(&d->gateway->bus_lock);
}

static void link_verdict(void *ctx, struct fl_link *link, struct fl_verdict *v)
{
    (void)link;
    struct device *d = ctx;
    pthread_rwlock_rdlock(&d->gateway->bus_lock);
    fl_bus_verdict(d->gateway->bus, v);
    pthread_rwlock_unlock(&d->gateway->bus_lock);
}

static void pass_on(struct device *d, struct fl_output *o)
{
    struct fl_bus *bus = d->gateway->bus;
    switch (o->kind) {
    case FL_OUTPUT_EVENT:
        fl_bus_event(bus, d->conf->id, o->data);
        o->data = NULL;
        break;
    case FL_OUTPUT_IMAGE:
        fl_bus_image(bus, d->conf->id, o->name, o->mime, o->data, o->len);
        o->data = NULL;
        break;
    case FL_OUTPUT_SAVE:
        fl_store_saved_set(d->gateway->store, d->conf->id, d->conf->driver->name, o->data, o->len);
        break;
    }
}

static void link_output(void *ctx, struct fl_link *link, struct fl_output *o)
{
    (void)link;
    struct device *d = ctx;
    pthread_rwlock_rdlock(&d->gateway->bus_lock);
    pass_on(d, o);
    pthread_rwlock_unlock(&d->gateway->bus_lock);
    fl_output_destroy(o);
}

static const struct fl_link_events events = {
    .dirty = link_dirty,
    .verdict = link_verdict,
    .output = link_output,
};

/* --- coming and going -------------------------------------------------------------------- */

static enum fl_err make_link(struct device *d, struct fl_error *err)
{
    struct fl_gateway *g = d->gateway;
    size_t len;
    void *saved = fl_store_saved(g->store, d->conf->id, d->conf->driver->name, &len);
    d->link =
        fl_link_create(d->conf, fl_net_connector(g->net), &events, d, (struct fl_span){saved, len}, err);
    free(saved);
    if (!d->link)
        return err->code;
    char *published = fl_store_published(g->store, d->conf->id);
    enum fl_err failed = fl_bus_add(g->bus, d->conf, d->link, published);
    free(published);
    if (!failed)
        return FL_OK;
    fl_link_destroy(d->link);
    return fl_fail(err, failed, "device %s cannot be added: %s", d->conf->id, fl_err_name(failed));
}

static enum fl_err make_device(struct device *d, struct fl_error *err)
{
    if (d->conf->driver->probe && !(d->where = calloc(1, sizeof *d->where)))
        return fl_fail(err, FL_E_NOMEM, "no memory for device %s", d->conf->id);
    enum fl_err failed = make_link(d, err);
    if (!failed && !d->conf->discovered)
        fl_found_recall(d);
    return failed;
}

enum fl_err fl_device_add(struct fl_gateway *g, struct generation *generation,
                          const struct fl_device_conf *conf, struct fl_error *err)
{
    struct device *d = calloc(1, sizeof *d);
    if (!d)
        return fl_fail(err, FL_E_NOMEM, "no memory for device %s", conf->id);
    *d = (struct device){.gateway = g, .generation = fl_generation_use(generation), .conf = conf};
    enum fl_err failed = make_device(d, err);
    if (failed) {
        fl_generation_drop(d->generation);
        free(d->where);
        free(d);
        return failed;
    }
    HASH_ADD_KEYPTR(hh, g->devices, conf->id, strlen(conf->id), d);
    return FL_OK;
}

void fl_device_start(struct device *d)
{
    struct fl_error err;
    if (d->started)
        return;
    d->started = true;
    if (fl_link_start(d->link, &err))
        fl_log(FL_ERROR, d->conf->id, "cannot start: %s", err.text);
}

void fl_device_remove(struct device *d, bool clear)
{
    fl_link_stop(d->link);
    fl_bus_remove(d->gateway->bus, d->conf->id, clear);
    fl_link_destroy(d->link);
    HASH_DEL(d->gateway->devices, d);
    fl_generation_drop(d->generation);
    free(d->where);
    free(d);
}

void fl_devices_clear_former(struct fl_gateway *g)
{
    char **ids = fl_store_devices(g->store);
    for (char **id = ids; id && *id; id++) {
        struct device *d;
        HASH_FIND_STR(g->devices, *id, d);
        bool configured = d || !strcmp(*id, FL_BUS_SELF);
        char *published = configured ? NULL : fl_store_published(g->store, *id);
        if (published) {
            fl_log(FL_INFO, *id, "configured no more: clearing its retained topics");
            fl_bus_clear(g->bus, *id, published);
        }
        free(published);
        free(*id);
    }
    free(ids);
}

void fl_devices_stop(struct fl_gateway *g)
{
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next) /* all are asked before the first is waited for */
    fl_link_close(d->link);
    HASH_ITER(hh, g->devices, d, next)
    fl_link_stop(d->link);
}
