/* Which networks there should be: those of `discover`, those that devices are on, and those that
 * somebody wants searched at the moment. */
#include "gateway/gateway_private.h"

#include <stdlib.h>

#include <fairlead/log.h>

#include "base/str.h"

struct plan {
    struct fl_gateway *gateway;
    const struct fl_config *config;
    struct fl_network_conf *networks;
    size_t count;
    bool bad; /* no memory */
};

static const char *text(const char *interface)
{
    return interface ? interface : "";
}

/* A place for one more; NULL: no memory. */
static struct fl_network_conf *add(struct plan *p, const struct fl_driver *driver, const char *interface)
{
    struct fl_network_conf *more = realloc(p->networks, (p->count + 1) * sizeof *more);
    if (!more) {
        p->bad = true;
        return NULL;
    }
    p->networks = more;
    more[p->count] = (struct fl_network_conf){.driver = driver, .interface = text(interface)};
    return &more[p->count++];
}

static bool covered(const struct plan *p, const struct fl_driver *driver, const char *interface)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->networks[i].driver == driver && fl_network_covers(p->networks[i].interface, text(interface)))
            return true;
    return false;
}

static void add_hosts(struct plan *p, struct fl_network_conf *net, const struct fl_discover_conf *entry)
{
    const char *const *names = entry->hosts.items;
    struct fl_addr *hosts = calloc(entry->hosts.count + 1, sizeof *hosts);
    if (!hosts) {
        p->bad = true;
        return;
    }
    for (size_t i = 0; i < entry->hosts.count; i++) {
        struct fl_addr at;
        if (!fl_names_find(p->gateway->names, names[i], &at))
            continue;
        at.port = entry->driver->port;
        hosts[net->host_count++] = at;
    }
    net->hosts = hosts;
}

static void add_entries(struct plan *p)
{
    for (size_t i = 0; i < p->config->discover_count; i++) {
        const struct fl_discover_conf *entry = &p->config->discover[i];
        struct fl_network_conf *net = add(p, entry->driver, entry->interface);
        if (!net)
            return;
        net->search = true;
        add_hosts(p, net, entry);
    }
}

static bool listens(const struct fl_device_conf *d)
{
    return d->enabled && d->driver->probe;
}

/* Devices that name no interface come first: one network without covers all that have a name. */
static void add_devices(struct plan *p)
{
    for (int named = 0; named <= 1; named++)
        for (size_t i = 0; i < p->config->device_count; i++) {
            const struct fl_device_conf *d = &p->config->devices[i];
            if (listens(d) && (d->interface != NULL) == named && !covered(p, d->driver, d->interface))
                add(p, d->driver, d->interface);
        }
}

/* What is there already searches for a while (all of it, if no interface is named); families that
 * have nothing there get a network for it. */
static void add_search(struct plan *p, const struct search *s, const struct fl_driver *driver)
{
    bool any = false;
    for (size_t i = 0; i < p->count; i++) {
        struct fl_network_conf *net = &p->networks[i];
        if (net->driver == driver && (!*s->interface || fl_network_covers(net->interface, s->interface)))
            net->search = any = true;
    }
    struct fl_network_conf *net = any ? NULL : add(p, driver, s->interface);
    if (net)
        net->search = true;
}

static void add_searches(struct plan *p)
{
    for (const struct search *s = p->gateway->searches; s; s = s->next)
        for (size_t i = 0; fl_drivers[i]; i++)
            if (fl_drivers[i]->probe && (!s->driver || s->driver == fl_drivers[i]))
                add_search(p, s, fl_drivers[i]);
}

/* --- who is known there ---------------------------------------------------------------------------- */

static struct fl_addr address_of(struct fl_gateway *g, const struct fl_device_conf *conf)
{
    struct fl_addr at = {0};
    struct device *d;
    HASH_FIND_STR(g->devices, conf->id, d);
    if (d && d->where && d->where->at.family)
        return d->where->at;
    if (conf->endpoint.target_count && fl_names_find(g->names, conf->endpoint.targets[0].host, &at))
        at.port = conf->endpoint.targets[0].port;
    return at;
}

static void add_known(struct plan *p, struct fl_network_conf *net, struct fl_known *list,
                      const struct fl_device_conf *conf)
{
    if (conf->driver != net->driver || !fl_network_covers(net->interface, text(conf->interface)))
        return;
    struct fl_known known = {.at = address_of(p->gateway, conf)};
    fl_copy(known.identity, sizeof known.identity, text(conf->identity));
    struct device *d;
    HASH_FIND_STR(p->gateway->devices, conf->id, d);
    if (d && d->where)
        fl_copy(known.about, sizeof known.about, d->where->about);
    if (*known.identity || known.at.family)
        list[net->known_count++] = known;
}

/* Configured devices first: if they change, the network begins anew. */
static void fill_known(struct plan *p, struct fl_network_conf *net)
{
    size_t most = p->config->device_count + HASH_COUNT(p->gateway->devices);
    struct fl_known *list = calloc(most + 1, sizeof *list);
    if (!list) {
        p->bad = true;
        return;
    }
    for (size_t i = 0; i < p->config->device_count; i++)
        if (p->config->devices[i].enabled)
            add_known(p, net, list, &p->config->devices[i]);
    net->configured_count = net->known_count;
    for (struct device *d = p->gateway->devices; d; d = d->hh.next)
        if (d->conf->discovered)
            add_known(p, net, list, d->conf);
    net->known = list;
}

/* --- the whole --------------------------------------------------------------------------------------- */

static void want_names(struct fl_gateway *g, const struct fl_config *config)
{
    for (size_t i = 0; i < config->discover_count; i++)
        for (size_t j = 0; j < config->discover[i].hosts.count; j++)
            fl_names_want(g->names, ((const char *const *)config->discover[i].hosts.items)[j]);
    for (size_t i = 0; i < config->device_count; i++) {
        const struct fl_endpoint *ep = &config->devices[i].endpoint;
        for (size_t j = 0; config->devices[i].driver->probe && j < ep->target_count; j++)
            fl_names_want(g->names, ep->targets[j].host);
    }
}

void fl_plan_networks(struct fl_gateway *g, const struct fl_config *config)
{
    struct plan p = {.gateway = g, .config = config};
    want_names(g, config);
    if (!fl_names_settled(g->names))
        return; /* their answers bring us here again */
    add_entries(&p);
    add_devices(&p);
    add_searches(&p);
    for (size_t i = 0; i < p.count; i++)
        fill_known(&p, &p.networks[i]);
    if (p.bad)
        fl_log(FL_ERROR, "gateway", "no memory to listen for devices");
    else
        fl_networks_set(g->networks, p.networks, p.count);
    for (size_t i = 0; i < p.count; i++) {
        free((void *)p.networks[i].hosts);
        free((void *)p.networks[i].known);
    }
    free(p.networks);
}
