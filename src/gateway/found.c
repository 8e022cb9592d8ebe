/* Devices that are found: who becomes one, who is one already, where they are, and what of that
 * survives a restart. Main thread. */
#include "gateway/gateway_private.h"

#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "net/addr.h"

enum {
    HEARD_MAX = 1024,      /* the table of those heard: the oldest go */
    DISCOVERED_MAX = 500,  /* four threads each: a flood of made-up identities must end somewhere */
    RETURN_MS = 60 * 1000, /* back where it was so soon: two devices with one identity */
    TURN_MAX = 64          /* sightings before signals and requests have their turn */
};

struct heard_key {
    const struct fl_driver *driver;
    char identity[FL_IDENTITY_MAX];
};

struct heard {
    struct heard_key key;
    char interface[FL_INTERFACE_MAX];
    struct fl_addr at;
    char about[FL_ABOUT_MAX];
    uint64_t last_ms;
    bool refused;      /* it cannot become a device, which has been said */
    UT_hash_handle hh; /* the longest unheard first */
};

/* What a .found file says. */
struct memory {
    const struct fl_driver *driver;
    char identity[FL_IDENTITY_MAX], interface[FL_INTERFACE_MAX], about[FL_ABOUT_MAX];
    struct fl_addr at;
};

static const char *text(const char *may_be_null)
{
    return may_be_null ? may_be_null : "";
}

static bool make_id(char id[static FL_KEY_MAX], const struct fl_driver *driver, const char *identity)
{
    return fl_format(id, FL_KEY_MAX, "%s_%s", driver->name, identity) && fl_key_ok(id);
}

/* --- memory --------------------------------------------------------------------------------------- */

static void remember(const struct device *d)
{
    char host[FL_HOST_MAX];
    fl_link_host(&d->where->at, host);
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "driver", d->conf->driver->name);
    cJSON_AddStringToObject(o, "identity", text(d->conf->identity));
    cJSON_AddStringToObject(o, "interface", text(d->conf->interface));
    cJSON_AddStringToObject(o, "address", host);
    cJSON_AddNumberToObject(o, "port", d->where->at.port);
    cJSON_AddStringToObject(o, "about", d->where->about);
    char *json = o ? fl_json_text(o) : NULL;
    if (json)
        fl_store_found_set(d->gateway->store, d->conf->id, json);
    free(json);
    cJSON_Delete(o);
}

static const char *member(const cJSON *o, const char *key)
{
    return text(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, key)));
}

static const struct fl_driver *driver_named(const char *name)
{
    for (size_t i = 0; fl_drivers[i]; i++)
        if (!strcmp(fl_drivers[i]->name, name))
            return fl_drivers[i];
    return NULL;
}

static bool parse_memory(struct memory *m, const char *json)
{
    cJSON *o;
    if (fl_json_parse(&o, json, strlen(json), NULL))
        return false;
    const cJSON *port = cJSON_GetObjectItemCaseSensitive(o, "port");
    m->driver = driver_named(member(o, "driver"));
    bool good = m->driver && m->driver->probe && cJSON_IsNumber(port) &&
                fl_copy(m->identity, sizeof m->identity, member(o, "identity")) && fl_key_ok(m->identity) &&
                fl_copy(m->interface, sizeof m->interface, member(o, "interface")) &&
                fl_addr_parse(&m->at, member(o, "address"), (uint16_t)port->valueint);
    fl_copy(m->about, sizeof m->about, member(o, "about"));
    cJSON_Delete(o);
    return good;
}

static bool recall(struct fl_gateway *g, const char *id, struct memory *m)
{
    char *json = fl_store_found(g->store, id);
    bool good = json && parse_memory(m, json);
    if (json && !good)
        fl_log(FL_WARN, id, "what was kept of its whereabouts cannot be read: going on without it");
    free(json);
    return good;
}

/* Kept under its own id; or under that of the discovered device it was, before it was configured. */
void fl_found_recall(struct device *d)
{
    struct memory m = {0};
    char twin[FL_KEY_MAX];
    const char *identity = d->conf->identity;
    if (!d->where || !identity)
        return;
    bool own = recall(d->gateway, d->conf->id, &m) && !strcmp(m.identity, identity);
    if (!own && !(make_id(twin, d->conf->driver, identity) && recall(d->gateway, twin, &m)))
        return;
    d->where->at = m.at;
    fl_copy(d->where->about, sizeof d->where->about, m.about);
    if (!own)
        remember(d);
    if (!d->conf->endpoint.target_count)
        fl_link_move(d->link, &m.at);
}

/* --- who is who ------------------------------------------------------------------------------------ */

/* A device configured by its host alone is there, or has been heard under this identity. */
static bool is_host(struct fl_gateway *g, const struct fl_device_conf *conf, const char *identity,
                    const struct fl_addr *at)
{
    struct fl_addr addr;
    struct device *d;
    for (size_t i = 0; i < conf->endpoint.target_count; i++)
        if (fl_names_find(g->names, conf->endpoint.targets[i].host, &addr) && fl_addr_same_host(&addr, at))
            return true;
    HASH_FIND_STR(g->devices, conf->id, d);
    return d && d->where && *d->where->heard && !strcmp(d->where->heard, identity);
}

const struct fl_device_conf *fl_found_claimant(struct fl_gateway *g, const struct fl_config *config,
                                               const struct fl_driver *driver, const char *identity,
                                               const struct fl_addr *at)
{
    for (size_t i = 0; i < config->device_count; i++) {
        const struct fl_device_conf *conf = &config->devices[i];
        if (conf->driver == driver && conf->identity && !strcmp(conf->identity, identity))
            return conf;
    }
    for (size_t i = 0; i < config->device_count; i++) {
        const struct fl_device_conf *conf = &config->devices[i];
        if (conf->driver == driver && !conf->identity && is_host(g, conf, identity, at))
            return conf;
    }
    return NULL;
}

/* The entry whose network a device found on that interface is on; the exact one goes first. */
static const struct fl_discover_conf *entry_of(const struct fl_config *config, const struct fl_driver *driver,
                                               const char *interface)
{
    const struct fl_discover_conf *loose = NULL;
    for (size_t i = 0; i < config->discover_count; i++) {
        const struct fl_discover_conf *entry = &config->discover[i];
        if (entry->driver != driver || !fl_network_covers(text(entry->interface), interface))
            continue;
        if (!strcmp(text(entry->interface), interface))
            return entry;
        loose = entry;
    }
    return loose;
}

/* --- coming ------------------------------------------------------------------------------------------ */

/* The settings of a device that was found, as config has them now. NULL: *err says why. */
static struct generation *settle(const struct fl_config *config, const struct fl_discover_conf *entry,
                                 const char *id, const char *identity, const char *name, const char *host,
                                 uint16_t port, struct fl_error *err)
{
    const struct fl_found_conf found = {.driver = entry->driver,
                                        .id = id,
                                        .name = name,
                                        .identity = identity,
                                        .interface = entry->interface,
                                        .host = host,
                                        .port = port};
    struct generation *generation = calloc(1, sizeof *generation);
    struct fl_config *own = generation ? fl_config_found(config, &found, err) : NULL;
    if (!own) {
        free(generation);
        return NULL;
    }
    *generation = (struct generation){.config = own, .users = 1};
    return generation;
}

static struct device *add(struct fl_gateway *g, const struct fl_config *config,
                          const struct fl_discover_conf *entry, const struct memory *m, struct fl_error *err)
{
    char id[FL_KEY_MAX], name[FL_NAME_MAX], host[FL_HOST_MAX];
    struct device *d;
    if (!make_id(id, m->driver, m->identity))
        return NULL;
    fl_probing_name(name, sizeof name, m->about);
    if (!*name)
        fl_format(name, sizeof name, "%s %s", m->driver->name, m->identity);
    fl_link_host(&m->at, host);
    struct generation *generation = settle(config, entry, id, m->identity, name, host, m->at.port, err);
    if (!generation)
        return NULL;
    enum fl_err failed = fl_device_add(g, generation, &generation->config->devices[0], err);
    fl_generation_drop(generation); /* the device holds it, if there is one */
    if (failed)
        return NULL;
    HASH_FIND_STR(g->devices, id, d);
    if (!d || !d->where) /* a family that can be found has one */
        return d;
    d->where->at = m->at;
    fl_copy(d->where->about, sizeof d->where->about, m->about);
    return d;
}

static unsigned count_discovered(const struct fl_gateway *g)
{
    unsigned count = 0;
    for (const struct device *d = g->devices; d; d = d->hh.next)
        count += d->conf->discovered;
    return count;
}

static void refuse(struct heard *h, const char *why)
{
    char at[FL_ADDR_TEXT];
    if (!h->refused)
        fl_log(FL_WARN, h->key.driver->name, "%s at %s is left alone: %s", h->key.identity,
               fl_addr_text(&h->at, at), why);
    h->refused = true;
}

/* Told once, not of each: a flood would fill the log. */
static bool is_full(struct fl_gateway *g, const struct heard *h)
{
    bool was_full = g->found_full;
    g->found_full = count_discovered(g) >= DISCOVERED_MAX;
    if (g->found_full && !was_full)
        fl_log(FL_WARN, h->key.driver->name,
               "%s and all that come after it are left alone: %d have been found", h->key.identity,
               DISCOVERED_MAX);
    return g->found_full;
}

/* If there is a discover entry for its network. NULL: it does not become a device. */
static struct device *adopt(struct fl_gateway *g, struct heard *h, const struct fl_sighting *s)
{
    const struct fl_config *config = g->current->config;
    const struct fl_discover_conf *entry = entry_of(config, s->driver, s->interface);
    struct memory m = {.driver = s->driver, .at = s->at};
    struct fl_error err = {.text = "no memory"};
    char id[FL_KEY_MAX], at[FL_ADDR_TEXT];
    if (!entry || !make_id(id, s->driver, s->identity))
        return NULL;
    if (fl_config_device(config, id)) {
        refuse(h, "a configured device has the id that it would get");
        return NULL;
    }
    if (is_full(g, h))
        return NULL;
    fl_copy(m.identity, sizeof m.identity, s->identity);
    fl_copy(m.interface, sizeof m.interface, s->interface);
    fl_copy(m.about, sizeof m.about, s->about);
    struct device *d = add(g, config, entry, &m, &err);
    if (!d) {
        refuse(h, err.text);
        return NULL;
    }
    remember(d);
    fl_log(FL_INFO, d->conf->id, "found at %s%s%s", fl_addr_text(&s->at, at), *s->about ? ": " : "",
           s->about);
    fl_device_start(d);
    return d;
}

/* --- hearing ----------------------------------------------------------------------------------------- */

static struct heard *note(struct fl_gateway *g, const struct fl_sighting *s)
{
    struct heard_key key;
    memset(&key, 0, sizeof key); /* it is compared as bytes */
    key.driver = s->driver;
    fl_copy(key.identity, sizeof key.identity, s->identity);
    struct heard *h;
    HASH_FIND(hh, g->heard, &key, sizeof key, h);
    if (!h && HASH_COUNT(g->heard) >= HEARD_MAX)
        h = g->heard; /* the longest unheard */
    if (h)
        HASH_DEL(g->heard, h);
    else if (!(h = calloc(1, sizeof *h)))
        return NULL;
    if (memcmp(&h->key, &key, sizeof key) != 0)
        h->refused = false;
    h->key = key;
    h->at = s->at;
    h->last_ms = fl_clock_ms();
    fl_copy(h->interface, sizeof h->interface, s->interface);
    fl_copy(h->about, sizeof h->about, s->about);
    HASH_ADD(hh, g->heard, key, sizeof h->key, h);
    return h;
}

static void heard_at_host(struct device *d, const struct fl_sighting *s)
{
    struct fl_addr addr;
    char at[FL_ADDR_TEXT];
    const struct fl_endpoint *ep = &d->conf->endpoint;
    for (size_t i = 0; i < ep->target_count; i++) {
        if (!fl_names_find(d->gateway->names, ep->targets[i].host, &addr) ||
            !fl_addr_same_host(&addr, &s->at))
            continue;
        fl_copy(d->where->heard, sizeof d->where->heard, s->identity);
        d->where->at = s->at;
        d->where->warned = false;
        fl_link_retry_now(d->link);
        return;
    }
    if (!d->where->warned)
        fl_log(FL_WARN, d->conf->id,
               "it is at %s now, but host says otherwise: identity = \"%s\" instead of host would follow it",
               fl_addr_text(&s->at, at), s->identity);
    d->where->warned = true;
}

static void heard_elsewhere(struct device *d, const struct fl_sighting *s)
{
    struct whereabouts *w = d->where;
    char here[FL_ADDR_TEXT], there[FL_ADDR_TEXT];
    uint64_t now_ms = fl_clock_ms();
    if (w->left.family && now_ms < w->left_ms + RETURN_MS && fl_addr_equal(&w->left, &s->at)) {
        if (!w->warned)
            fl_log(
                FL_WARN, d->conf->id,
                "heard at %s and at %s: two devices with one identity, or one on two networks; staying with "
                "the latter",
                fl_addr_text(&s->at, there), fl_addr_text(&w->at, here));
        w->warned = true;
        return;
    }
    w->left = w->at;
    w->left_ms = now_ms;
    w->at = s->at;
    w->warned = false;
    remember(d);
    fl_link_move(d->link, &s->at);
}

static void heard_again(struct device *d, const struct fl_sighting *s)
{
    if (*s->about)
        fl_copy(d->where->about, sizeof d->where->about, s->about);
    if (!d->conf->identity)
        heard_at_host(d, s);
    else if (fl_addr_equal(&d->where->at, &s->at))
        fl_link_retry_now(d->link);
    else
        heard_elsewhere(d, s);
}

/* Whoever was there before is not there any more: its link must not take the other's values for its own. */
static void displace(struct fl_gateway *g, const struct device *there)
{
    const struct fl_addr nowhere = {0};
    for (struct device *d = g->devices; d; d = d->hh.next) {
        if (d == there || d->conf->driver != there->conf->driver || !d->where || !d->conf->identity ||
            !fl_addr_equal(&d->where->at, &there->where->at))
            continue;
        fl_log(FL_INFO, d->conf->id, "%s is at its address now", there->conf->id);
        d->where->at = nowhere;
        fl_link_move(d->link, &nowhere);
    }
}

static void take_found(struct fl_gateway *g, const struct fl_sighting *s)
{
    char id[FL_KEY_MAX];
    struct device *d = NULL;
    struct heard *h = note(g, s);
    const struct fl_device_conf *conf =
        fl_found_claimant(g, g->current->config, s->driver, s->identity, &s->at);
    if (conf)
        HASH_FIND_STR(g->devices, conf->id, d);
    else if (make_id(id, s->driver, s->identity))
        HASH_FIND_STR(g->devices, id, d);
    if (d && d->where && (conf || d->conf->discovered))
        heard_again(d, s);
    else if (h && !conf)
        d = adopt(g, h, s);
    if (d && d->where && fl_addr_equal(&d->where->at, &s->at))
        displace(g, d);
}

/* Somebody whom no link claims: perhaps a device in backoff, which is there after all. */
static void take_unclaimed(struct fl_gateway *g, const struct fl_sighting *s)
{
    for (struct device *d = g->devices; d; d = d->hh.next) {
        if (d->conf->driver != s->driver || !d->where)
            continue;
        bool there = d->where->at.family ? fl_addr_same_host(&d->where->at, &s->at)
                                         : !d->conf->identity && is_host(g, d->conf, "", &s->at);
        if (there)
            fl_link_retry_now(d->link);
    }
}

/* --- staying, going ----------------------------------------------------------------------------------- */

bool fl_found_stays(struct device *d, const struct fl_config *config, bool *gone)
{
    struct fl_error err;
    const struct fl_device_conf *conf = d->conf;
    const struct fl_discover_conf *entry = entry_of(config, conf->driver, text(conf->interface));
    *gone = !entry || fl_found_claimant(d->gateway, config, conf->driver, conf->identity, &d->where->at) ||
            fl_config_device(config, conf->id);
    if (*gone)
        return false;
    const struct fl_target *target = &conf->endpoint.targets[0];
    struct generation *now =
        settle(config, entry, conf->id, conf->identity, conf->name, target->host, target->port, &err);
    *gone = !now;
    bool same = now && fl_device_conf_equal(conf, &now->config->devices[0]);
    fl_generation_drop(now);
    return same;
}

/* The device of a former run, if it still is to be one. It may have been configured then, under
 * another id than it has now. */
static struct device *restore(struct fl_gateway *g, const struct fl_config *config, const char *kept)
{
    struct memory m = {0};
    struct fl_error err = {.text = "no memory"};
    char id[FL_KEY_MAX];
    struct device *d;
    if (!recall(g, kept, &m) || !make_id(id, m.driver, m.identity))
        return NULL;
    const struct fl_discover_conf *entry = entry_of(config, m.driver, m.interface);
    HASH_FIND_STR(g->devices, id, d);
    if (d || !entry || fl_config_device(config, id) ||
        fl_found_claimant(g, config, m.driver, m.identity, &m.at))
        return NULL;
    d = add(g, config, entry, &m, &err);
    if (!d)
        fl_log(FL_WARN, id, "it was found once, but cannot be a device any more: %s", err.text);
    else if (strcmp(id, kept) != 0)
        remember(d);
    return d;
}

void fl_found_restore(struct fl_gateway *g, const struct fl_config *config)
{
    char **ids = fl_store_found_devices(g->store);
    for (char **id = ids; id && *id; id++) {
        struct device *d;
        HASH_FIND_STR(g->devices, *id, d);
        if (!d)
            d = restore(g, config, *id);
        if (!d || strcmp(d->conf->id, *id) != 0)
            fl_store_found_forget(g->store, *id);
        free(*id);
    }
    free(ids);
}

void fl_found_forget(struct device *d)
{
    struct fl_gateway *g = d->gateway;
    char id[FL_KEY_MAX];
    fl_copy(id, sizeof id, d->conf->id);
    fl_device_remove(d, true);
    fl_store_found_forget(g->store, id);
    fl_log(FL_INFO, id, "forgotten; it comes back when it is heard again");
}

/* A name that was looked up may tell that somebody found is a configured device. */
static void drop_twins(struct fl_gateway *g)
{
    struct device *d, *next;
    HASH_ITER(hh, g->devices, d, next)
    if (d->conf->discovered &&
        fl_found_claimant(g, g->current->config, d->conf->driver, d->conf->identity, &d->where->at)) {
        fl_log(FL_INFO, d->conf->id, "it is a configured device");
        fl_found_forget(d);
    }
}

/* --- the main loop ---------------------------------------------------------------------------------- */

void fl_found_turn(struct fl_gateway *g)
{
    struct fl_sighting s;
    uint64_t changes = fl_names_changes(g->names);
    if (changes != g->names_seen) {
        g->names_seen = changes;
        drop_twins(g);
        fl_plan_networks(g, g->current->config);
    }
    for (int i = 0; i < TURN_MAX; i++) {
        if (!fl_networks_next(g->networks, &s))
            return;
        if (*s.identity)
            take_found(g, &s);
        else
            take_unclaimed(g, &s);
    }
    fl_wake_raise(&g->wake); /* there may be more */
}

static cJSON *list_item(struct fl_gateway *g, const struct heard *h)
{
    char at[FL_ADDR_TEXT], id[FL_KEY_MAX];
    struct device *d = NULL;
    const struct fl_device_conf *conf =
        fl_found_claimant(g, g->current->config, h->key.driver, h->key.identity, &h->at);
    if (!conf && make_id(id, h->key.driver, h->key.identity))
        HASH_FIND_STR(g->devices, id, d);
    const char *device = conf ? conf->id : d && d->conf->discovered ? d->conf->id : NULL;
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "driver", h->key.driver->name);
    cJSON_AddStringToObject(o, "identity", h->key.identity);
    cJSON_AddStringToObject(o, "address", fl_addr_text(&h->at, at));
    cJSON_AddStringToObject(o, "about", h->about);
    cJSON_AddItemToObject(o, "device", device ? cJSON_CreateString(device) : cJSON_CreateNull());
    return o;
}

cJSON *fl_found_list(struct fl_gateway *g, const struct fl_driver *driver, const char *interface,
                     uint64_t since_ms)
{
    cJSON *list = cJSON_CreateArray();
    for (const struct heard *h = g->heard; h; h = h->hh.next)
        if (h->last_ms >= since_ms && (!driver || h->key.driver == driver) &&
            (!*interface || fl_network_covers(h->interface, interface)))
            cJSON_AddItemToArray(list, list_item(g, h));
    return list;
}

enum fl_err fl_found_init(struct fl_gateway *g, struct fl_error *err)
{
    uint8_t station[FL_STATION_ID];
    enum fl_err failed = fl_store_station(g->store, station, err);
    if (failed)
        return failed;
    g->names = fl_names_create(&g->wake);
    g->networks = fl_networks_create(g->hub, station, &g->wake);
    return g->names && g->networks ? FL_OK : fl_fail(err, FL_E_NOMEM, "no memory");
}

void fl_found_finish(struct fl_gateway *g)
{
    fl_networks_destroy(g->networks);
    fl_names_destroy(g->names);
    struct heard *h, *next;
    HASH_ITER(hh, g->heard, h, next)
    {
        HASH_DEL(g->heard, h);
        free(h);
    }
}
