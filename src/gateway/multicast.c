/* The hub in the gateway: its settings, what follows when the network changes, and what people are
 * told of its groups. */
#include "gateway/gateway_private.h"

#include "base/clock.h"
#include "base/json.h"

enum { GROUPS_MAX = 64 };

static struct fl_hub_conf conf_of(const struct fl_config *config)
{
    const struct fl_multicast_conf *m = &config->multicast;
    return (struct fl_hub_conf){.keep_alive = m->keep_alive_enabled,
                                .monitor = m->network_monitor_enabled,
                                .refresh_ms = m->group_refresh_interval};
}

/* On the hub's thread. */
static void network_changed(void *ctx)
{
    struct fl_gateway *g = ctx;
    g->network_changed = true;
    fl_wake_raise(&g->wake);
}

enum fl_err fl_multicast_init(struct fl_gateway *g, struct fl_error *err)
{
    static const struct fl_hub_events events = {.network = network_changed};
    const struct fl_hub_conf conf = conf_of(g->current->config);
    g->hub = fl_hub_create(&conf, &events, g, err);
    return g->hub ? FL_OK : err->code;
}

void fl_multicast_configure(struct fl_gateway *g, const struct fl_config *config)
{
    const struct fl_hub_conf conf = conf_of(config);
    fl_hub_configure(g->hub, &conf);
}

/* Every device may be reachable again. */
void fl_multicast_turn(struct fl_gateway *g)
{
    if (!atomic_exchange(&g->network_changed, false))
        return;
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next)
    fl_link_retry_now(d->link);
}

/* --- bridge/health ----------------------------------------------------------------------------- */

/* A moment of the monotonic clock as RFC 3339 text; 0: null. */
static cJSON *moment(uint64_t ms)
{
    char text[FL_TIME_TEXT];
    if (ms == 0)
        return cJSON_CreateNull();
    int64_t ago_ms = (int64_t)(fl_clock_ms() - ms);
    return cJSON_CreateString(fl_clock_text(fl_clock_utc_ms() - ago_ms, text));
}

/* What the kernel does not tell is null. */
static cJSON *group_json(const struct fl_hub_group *g)
{
    char text[FL_ADDR_TEXT];
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "group", fl_addr_text(&g->group, text));
    cJSON_AddStringToObject(o, "interface", g->interface);
    cJSON_AddBoolToObject(o, "joined", g->trouble[0] == '\0');
    cJSON_AddItemToObject(o, "trouble", g->trouble[0] ? cJSON_CreateString(g->trouble) : cJSON_CreateNull());
    cJSON_AddItemToObject(o, "last_refresh", moment(g->refreshed_ms));
    cJSON_AddItemToObject(o, "last_heard", moment(g->heard_ms));
    cJSON_AddItemToObject(o, "datagrams", fl_json_int((int64_t)g->datagrams));
    cJSON_AddItemToObject(o, "igmp_version",
                          g->igmp_version ? fl_json_int(g->igmp_version) : cJSON_CreateNull());
    cJSON_AddItemToObject(o, "querier", g->querier ? cJSON_CreateTrue() : cJSON_CreateNull());
    return o;
}

static cJSON *groups_json(struct fl_hub *hub)
{
    cJSON *list = cJSON_CreateArray();
    struct fl_hub_group *groups = calloc(GROUPS_MAX, sizeof *groups);
    size_t count = groups ? fl_hub_groups(hub, groups, GROUPS_MAX) : 0;
    for (size_t i = 0; i < count && i < GROUPS_MAX; i++)
        cJSON_AddItemToArray(list, group_json(&groups[i]));
    free(groups);
    return list;
}

cJSON *fl_multicast_report(struct fl_gateway *g)
{
    struct fl_hub_conf conf;
    struct fl_hub_stats stats;
    fl_hub_settings(g->hub, &conf);
    fl_hub_stats(g->hub, &stats);
    const struct {
        const char *key;
        uint64_t value;
    } counters[] = {
        {"received", stats.received},   {"unclaimed", stats.unclaimed},   {"own", stats.own},
        {"truncated", stats.truncated}, {"inbox_full", stats.inbox_full}, {"unsent", stats.unsent},
    };
    cJSON *o = cJSON_CreateObject();
    cJSON_AddBoolToObject(o, "keep_alive", conf.keep_alive && conf.refresh_ms > 0);
    cJSON_AddItemToObject(o, "groups", groups_json(g->hub));
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        cJSON_AddItemToObject(o, counters[i].key, fl_json_int((int64_t)counters[i].value));
    return o;
}
