/* bridge/request/discover: the networks search, and the answer goes out when the time is up. */
#include "gateway/gateway_private.h"

#include <stdlib.h>
#include <string.h>

#include <utlist.h>

#include "base/clock.h"
#include "base/str.h"
#include "config/duration.h"

enum { DEFAULT_MS = 5000, LEAST_MS = 100, MOST_MS = 60 * 1000 };

/* The family named in the arguments: into *out, NULL if none is. */
static enum fl_err read_driver(const cJSON *args, const struct fl_driver **out, struct fl_error *err)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(args, "driver");
    const char *name = cJSON_GetStringValue(item);
    struct fl_str list = {0};
    *out = NULL;
    if (!item || cJSON_IsNull(item))
        return FL_OK;
    for (size_t i = 0; fl_drivers[i]; i++) {
        if (!fl_drivers[i]->probe)
            continue;
        if (name && !strcmp(fl_drivers[i]->name, name))
            *out = fl_drivers[i];
        fl_str_addf(&list, "%s%s", list.len ? ", " : "", fl_drivers[i]->name);
    }
    if (!*out)
        fl_fail(err, FL_E_RANGE, "driver must be a family that can be discovered: %s",
                list.text ? list.text : "there is none");
    fl_str_finish(&list);
    return *out ? FL_OK : FL_E_RANGE;
}

static enum fl_err read_timeout(const cJSON *args, int *ms, struct fl_error *err)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(args, "timeout");
    const char *words = cJSON_GetStringValue(item);
    *ms = DEFAULT_MS;
    if (!item || cJSON_IsNull(item))
        return FL_OK;
    if (words && !fl_duration_parse(words, ms) && *ms >= LEAST_MS && *ms <= MOST_MS)
        return FL_OK;
    return fl_fail(err, FL_E_RANGE, "timeout must be a duration from 100ms to 60s: {\"timeout\":\"5s\"}");
}

static enum fl_err read_interface(const cJSON *args, char interface[static FL_INTERFACE_MAX],
                                  struct fl_error *err)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(args, "interface");
    const char *name = cJSON_GetStringValue(item);
    if (!item || cJSON_IsNull(item) || (name && fl_copy(interface, FL_INTERFACE_MAX, name)))
        return FL_OK;
    return fl_fail(err, FL_E_RANGE, "interface must be a name, address or CIDR of an interface");
}

enum fl_err fl_search_begin(struct fl_gateway *g, struct fl_bridge_request *request, struct fl_error *err)
{
    struct search *s = calloc(1, sizeof *s);
    int timeout_ms;
    if (!s)
        return fl_fail(err, FL_E_NOMEM, "no memory");
    if (read_driver(request->args, &s->driver, err) || read_timeout(request->args, &timeout_ms, err) ||
        read_interface(request->args, s->interface, err)) {
        free(s);
        return err->code;
    }
    s->request = request;
    s->began_ms = fl_clock_ms();
    s->until_ms = s->began_ms + (uint64_t)timeout_ms;
    LL_PREPEND(g->searches, s);
    fl_plan_networks(g, g->current->config);
    fl_networks_search(g->networks, s->driver);
    return FL_AGAIN;
}

uint64_t fl_search_next(const struct fl_gateway *g)
{
    const struct search *s;
    uint64_t next_ms = FL_NEVER;
    LL_FOREACH(g->searches, s)
    if (s->until_ms < next_ms)
        next_ms = s->until_ms;
    return next_ms;
}

void fl_search_turn(struct fl_gateway *g, uint64_t now_ms)
{
    struct search *s, *next;
    bool over = false;
    LL_FOREACH_SAFE(g->searches, s, next)
    {
        if (now_ms < s->until_ms)
            continue;
        LL_DELETE(g->searches, s);
        fl_bus_respond(g->bus, s->request, NULL, fl_found_list(g, s->driver, s->interface, s->began_ms));
        free(s);
        over = true;
    }
    if (over)
        fl_plan_networks(g, g->current->config);
}

void fl_search_finish(struct fl_gateway *g)
{
    struct search *s, *next;
    LL_FOREACH_SAFE(g->searches, s, next)
    {
        LL_DELETE(g->searches, s);
        fl_bus_respond(g->bus, s->request, "the gateway stops", NULL);
        free(s);
    }
}
