/* Probes for networks, and the queue of what they hear. */
#include "gateway/networks.h"

#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>
#include <uthash.h>
#include <utlist.h>

#include "base/lock.h"
#include "base/str.h"
#include "net/addr.h"

/* Sightings in the queue; more at once than any network has, so a flood. A new device is there twice:
 * as somebody whom no link claims, and by its identity. */
enum { WAITING_MAX = 2048 };

/* Whose sightings are one: somebody with this identity; or, of those who tell none, this address. */
struct key {
    const struct fl_driver *driver;
    char identity[FL_IDENTITY_MAX];
    uint8_t family, ip[16];
};

struct waiting {
    struct key key;
    struct fl_sighting sighting;
    UT_hash_handle hh; /* in the order of arrival */
};

struct network {
    struct network *next;
    struct fl_networks *networks;
    const struct fl_driver *driver;
    char interface[FL_INTERFACE_MAX];
    bool search;
    struct fl_addr *hosts;
    size_t host_count;
    struct fl_known *configured;
    size_t configured_count;
    struct fl_probing *probing;
};

struct fl_networks {
    struct fl_hub *hub;
    uint8_t station[FL_STATION_ID];
    struct fl_wake *wake;
    struct network *list;
    struct fl_lock lock;
    struct waiting *queue; /* under lock */
};

/* --- the queue: in on the hub's thread, out on main -------------------------------------------- */

static void put(struct network *net, const char *identity, const struct fl_addr *at, const char *about)
{
    struct fl_networks *n = net->networks;
    struct waiting *fresh = calloc(1, sizeof *fresh), *w;
    if (!fresh)
        return; /* it will be heard again */
    fresh->key.driver = net->driver;
    fl_copy(fresh->key.identity, sizeof fresh->key.identity, identity);
    if (!*identity) {
        fresh->key.family = at->family;
        memcpy(fresh->key.ip, at->ip, sizeof fresh->key.ip);
    }
    fresh->sighting = (struct fl_sighting){.driver = net->driver, .at = *at};
    fl_copy(fresh->sighting.interface, sizeof fresh->sighting.interface, net->interface);
    fl_copy(fresh->sighting.identity, sizeof fresh->sighting.identity, identity);
    fl_copy(fresh->sighting.about, sizeof fresh->sighting.about, about);
    fl_lock_take(&n->lock);
    HASH_FIND(hh, n->queue, &fresh->key, sizeof fresh->key, w);
    if (w) {
        w->sighting = fresh->sighting;
    } else if (HASH_COUNT(n->queue) < WAITING_MAX) {
        w = fresh;
        fresh = NULL;
        HASH_ADD(hh, n->queue, key, sizeof w->key, w);
    }
    fl_lock_release(&n->lock);
    free(fresh);
    fl_wake_raise(n->wake);
}

static void on_found(void *ctx, const char *identity, const struct fl_addr *at, const char *about)
{
    struct network *net = ctx;
    struct fl_addr to = *at;
    if (net->driver->medium == FL_GROUP && net->driver->port)
        to.port = net->driver->port; /* the group's members answer to its port, wherever they send from */
    put(net, identity, &to, about);
}

static void on_unclaimed(void *ctx, const struct fl_addr *from)
{
    put(ctx, "", from, "");
}

static const struct fl_probing_events events = {.found = on_found, .unclaimed = on_unclaimed};

bool fl_networks_next(struct fl_networks *n, struct fl_sighting *out)
{
    fl_lock_take(&n->lock);
    struct waiting *w = n->queue;
    if (w)
        HASH_DEL(n->queue, w);
    fl_lock_release(&n->lock);
    if (w)
        *out = w->sighting;
    free(w);
    return w != NULL;
}

/* --- networks ------------------------------------------------------------------------------------ */

static bool is_address(const char *interface)
{
    struct fl_addr at;
    return fl_addr_parse(&at, interface, 0);
}

bool fl_network_covers(const char *network, const char *interface)
{
    if (!strcmp(network, interface))
        return true;
    return (!*network && !is_address(interface)) || (!*interface && !is_address(network));
}

static void end(struct network *net)
{
    fl_probing_destroy(net->probing);
    free(net->configured);
    free(net->hosts);
    free(net);
}

static void *copy(const void *items, size_t size)
{
    void *made = malloc(size ? size : 1);
    if (made && size)
        memcpy(made, items, size);
    return made;
}

static bool start_probing(struct network *net, const struct fl_network_conf *conf)
{
    char subject[FL_INTERFACE_MAX + 32];
    struct fl_probing_conf probing = {
        .driver = conf->driver,
        .interface = net->interface,
        .probe = {.version = FL_VERSION,
                  .hosts = conf->hosts,
                  .host_count = conf->host_count,
                  .known = conf->known,
                  .known_count = conf->known_count,
                  .search = conf->search},
    };
    memcpy(probing.probe.station, net->networks->station, FL_STATION_ID);
    fl_format(subject, sizeof subject, "%s%s%s", conf->driver->name, *net->interface ? " on " : "",
              net->interface);
    net->probing = fl_probing_create(net->networks->hub, &probing, subject, &events, net);
    return net->probing != NULL;
}

static void begin(struct fl_networks *n, const struct fl_network_conf *conf)
{
    struct network *net = calloc(1, sizeof *net);
    if (!net)
        return;
    *net = (struct network){.networks = n,
                            .driver = conf->driver,
                            .search = conf->search,
                            .host_count = conf->host_count,
                            .configured_count = conf->configured_count};
    fl_copy(net->interface, sizeof net->interface, conf->interface);
    net->hosts = copy(conf->hosts, conf->host_count * sizeof *conf->hosts);
    net->configured = copy(conf->known, conf->configured_count * sizeof *conf->known);
    if (!net->hosts || !net->configured || !start_probing(net, conf)) {
        fl_log(FL_ERROR, conf->driver->name, "no memory to listen for devices");
        end(net);
        return;
    }
    LL_PREPEND(n->list, net);
}

static bool hosts_equal(const struct network *net, const struct fl_network_conf *conf)
{
    if (net->host_count != conf->host_count)
        return false;
    for (size_t i = 0; i < net->host_count; i++)
        if (!fl_addr_equal(&net->hosts[i], &conf->hosts[i]))
            return false;
    return true;
}

/* Those known by their identity may be anywhere; the others are where they are. */
static bool configured_equal(const struct network *net, const struct fl_network_conf *conf)
{
    if (net->configured_count != conf->configured_count)
        return false;
    for (size_t i = 0; i < net->configured_count; i++) {
        const struct fl_known *a = &net->configured[i], *b = &conf->known[i];
        if (strcmp(a->identity, b->identity) != 0 ||
            (!*a->identity && a->at.family + b->at.family && !fl_addr_same_host(&a->at, &b->at)))
            return false;
    }
    return true;
}

static bool stays(struct network *net, const struct fl_network_conf *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (net->driver == wanted[i].driver && !strcmp(net->interface, wanted[i].interface) &&
            net->search == wanted[i].search && hosts_equal(net, &wanted[i]) &&
            configured_equal(net, &wanted[i]))
            return true;
    return false;
}

static bool is_there(const struct fl_networks *n, const struct fl_network_conf *conf)
{
    const struct network *net;
    LL_FOREACH(n->list, net)
    if (net->driver == conf->driver && !strcmp(net->interface, conf->interface))
        return true;
    return false;
}

void fl_networks_set(struct fl_networks *n, const struct fl_network_conf *wanted, size_t count)
{
    struct network *net, *next;
    LL_FOREACH_SAFE(n->list, net, next)
    {
        if (stays(net, wanted, count))
            continue;
        LL_DELETE(n->list, net);
        end(net);
    }
    for (size_t i = 0; i < count; i++)
        if (!is_there(n, &wanted[i]))
            begin(n, &wanted[i]);
}

void fl_networks_search(struct fl_networks *n, const struct fl_driver *driver)
{
    struct network *net;
    LL_FOREACH(n->list, net)
    if (!driver || net->driver == driver)
        fl_probing_search(net->probing);
}

/* --- life ------------------------------------------------------------------------------------------ */

struct fl_networks *fl_networks_create(struct fl_hub *hub, const uint8_t station[static FL_STATION_ID],
                                       struct fl_wake *wake)
{
    struct fl_networks *n = calloc(1, sizeof *n);
    if (!n)
        return NULL;
    n->hub = hub;
    n->wake = wake;
    memcpy(n->station, station, FL_STATION_ID);
    fl_lock_init(&n->lock, FL_RANK_OUTBOX);
    return n;
}

void fl_networks_destroy(struct fl_networks *n)
{
    if (!n)
        return;
    fl_networks_set(n, NULL, 0);
    struct fl_sighting ignored;
    while (fl_networks_next(n, &ignored))
        ;
    fl_lock_finish(&n->lock);
    free(n);
}
