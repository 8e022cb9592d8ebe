/* bridge/request/<op>: queued by the bus, done here by the main thread. */
#include "gateway/gateway_private.h"

#include <string.h>

#include <fairlead/log.h>

#include "base/log.h"
#include "base/str.h"

/* FL_AGAIN: the request was taken, and is answered later. *data: of the answer; NULL: nothing. */
typedef enum fl_err request_fn(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                               struct fl_error *err);

static enum fl_err do_reload(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                             struct fl_error *err)
{
    (void)data;
    (void)request;
    return fl_gateway_reload(g, err);
}

static enum fl_err do_config_check(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                                   struct fl_error *err)
{
    (void)data;
    (void)request;
    struct fl_config *config;
    enum fl_err failed = fl_gateway_check(g, &config, err);
    fl_config_destroy(config);
    return failed;
}

static enum fl_err do_log_level(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                                struct fl_error *err)
{
    (void)data;
    (void)g;
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(request->args, "level"));
    for (int i = 0; word && fl_level_names[i]; i++)
        if (!strcmp(word, fl_level_names[i])) {
            fl_log_set_level((enum fl_level)i);
            fl_bus_info_changed(g->bus);
            return FL_OK;
        }
    return fl_fail(err, FL_E_RANGE,
                   "level must be one of error, warn, info, debug, trace: {\"level\":\"debug\"}");
}

static enum fl_err do_forget_device(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                                    struct fl_error *err)
{
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(request->args, "device"));
    if (!id || !fl_key_ok(id) || !strcmp(id, FL_BUS_SELF))
        return fl_fail(err, FL_E_RANGE, "device must be the id of a device: {\"device\":\"villa\"}");
    struct device *d;
    HASH_FIND_STR(g->devices, id, d);
    if (d && d->conf->discovered) {
        fl_found_forget(d);
        *data = cJSON_CreateString("it comes back when it is heard again; enabled = false keeps it out");
        return FL_OK;
    }
    if (d)
        return fl_fail(err, FL_E_RANGE, "%s is configured: remove it from the configuration instead", id);
    char *published = fl_store_published(g->store, id);
    if (!published)
        return fl_fail(err, FL_E_UNKNOWN, "nothing is known of %s", id);
    fl_bus_clear(g->bus, id, published);
    free(published);
    return FL_OK;
}

static enum fl_err do_refresh_groups(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                                     struct fl_error *err)
{
    (void)request;
    (void)data;
    (void)err;
    fl_hub_refresh(g->hub);
    return FL_OK;
}

static enum fl_err do_discover(struct fl_gateway *g, struct fl_bridge_request *request, cJSON **data,
                               struct fl_error *err)
{
    (void)data;
    return fl_search_begin(g, request, err);
}

static const struct {
    const char *op;
    request_fn *run;
} ops[] = {
    {"reload", do_reload},
    {"config_check", do_config_check},
    {"log_level", do_log_level},
    {"forget_device", do_forget_device},
    {"refresh_groups", do_refresh_groups},
    {"discover", do_discover},
};

static request_fn *find_op(const char *op)
{
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (!strcmp(ops[i].op, op))
            return ops[i].run;
    return NULL;
}

enum fl_err fl_requests_put(void *gateway, struct fl_bridge_request *request)
{
    struct fl_gateway *g = gateway;
    if (!find_op(request->op))
        return FL_E_UNKNOWN;
    fl_lock_take(&g->requests_lock);
    bool put = fl_ring_put(&g->requests, request);
    fl_lock_release(&g->requests_lock);
    if (put)
        fl_wake_raise(&g->wake);
    return put ? FL_OK : FL_E_FULL;
}

static struct fl_bridge_request *take(struct fl_gateway *g)
{
    fl_lock_take(&g->requests_lock);
    struct fl_bridge_request *request = fl_ring_take(&g->requests);
    fl_lock_release(&g->requests_lock);
    return request;
}

void fl_requests_answer(struct fl_gateway *g)
{
    for (struct fl_bridge_request *r; (r = take(g));) {
        struct fl_error err = {0};
        cJSON *data = NULL;
        enum fl_err result = find_op(r->op)(g, r, &data, &err);
        if (result != FL_AGAIN)
            fl_bus_respond(g->bus, r, result ? err.text : NULL, data);
    }
}
