/* The hub's thread: it receives for all shared sockets, watches the interfaces and keeps the
 * memberships alive. */
#include "net/hub.h"

#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>

#include "base/str.h"
#include "net/hub_private.h"
#include "net/igmp.h"

/* Datagrams taken from one socket before the others have their turn. */
enum { BURST = 64, FIXED_POLLS = 2 };

uint64_t fl_hub_pause(size_t tries)
{
    static const uint64_t pauses_s[] = {1, 2, 5, 10, 30};
    size_t last = sizeof pauses_s / sizeof *pauses_s - 1;
    size_t i = tries ? tries - 1 : 0;
    return 1000 * pauses_s[i < last ? i : last];
}

void fl_hub_changed(struct fl_hub *h)
{
    fl_wake_raise(&h->wake);
}

/* --- receiving ---------------------------------------------------------------------------------------- */

static bool is_local_locked(const struct fl_hub *h, const struct fl_addr *host)
{
    if (host->family == 4 && host->ip[0] == 127)
        return true;
    for (size_t i = 0; i < h->netif_count; i++)
        if (fl_addr_same_host(&h->netifs[i].addr, host))
            return true;
    return false;
}

/* Sent by one of our own sockets. A socket bound to all addresses owns its port on each of them. */
static bool is_own_locked(const struct fl_hub *h, const struct fl_addr *from)
{
    for (const struct hub_socket *s = h->sockets; s; s = s->next) {
        if (s->at.port != from->port || fl_addr_is_group(&s->at))
            continue;
        if (fl_addr_is_any(&s->at) ? is_local_locked(h, from) : fl_addr_same_host(&s->at, from))
            return true;
    }
    return false;
}

static void deliver(struct fl_hub *h, const struct hub_datagram *d)
{
    fl_lock_take(&h->lock);
    h->stats.received++;
    bool own = is_own_locked(h, &d->from), claimed = false;
    if (own) {
        h->stats.own++;
    } else {
        fl_memberships_heard_locked(h, d);
        claimed = fl_members_deliver_locked(h, d);
        h->stats.unclaimed += !claimed;
    }
    fl_lock_release(&h->lock);
    if (!own)
        fl_stations_deliver(h, d, claimed);
}

static void drain(struct fl_hub *h, struct hub_socket *s)
{
    for (int i = 0; i < BURST; i++) {
        struct hub_datagram d;
        enum fl_err result = fl_hub_socket_receive(s, h->data, sizeof h->data, &d);
        if (result == FL_AGAIN)
            return;
        if (result == FL_OK) {
            deliver(h, &d);
            continue;
        }
        fl_lock_take(&h->lock);
        h->stats.truncated++;
        fl_lock_release(&h->lock);
    }
}

/* --- what is due ----------------------------------------------------------------------------------------- */

/* Containers come and go: an interface made for them matters only to a place that names it. */
static bool matters_locked(const struct fl_hub *h, const struct fl_netif *n)
{
    if (!fl_netif_is_virtual(n->name))
        return true;
    for (const struct hub_place *p = h->places; p; p = p->next)
        if (p->if_index == n->index || strcmp(p->interface, n->name) == 0)
            return true;
    return false;
}

static const struct fl_netif *next_that_matters_locked(const struct fl_hub *h, const struct fl_netif *list,
                                                       size_t count, size_t *at)
{
    while (*at < count) {
        const struct fl_netif *n = &list[(*at)++];
        if (matters_locked(h, n))
            return n;
    }
    return NULL;
}

/* Whether the former list and this one differ in anything that matters. */
static bool differs_locked(const struct fl_hub *h, const struct fl_netif *list, size_t count)
{
    size_t i = 0, j = 0;
    for (;;) {
        const struct fl_netif *a = next_that_matters_locked(h, h->netifs, h->netif_count, &i);
        const struct fl_netif *b = next_that_matters_locked(h, list, count, &j);
        if (!a || !b)
            return a != b;
        if (!fl_netif_same(a, b))
            return true;
    }
}

static bool copy_interfaces_locked(struct fl_hub *h)
{
    size_t count;
    const struct fl_netif *list = fl_netmon_interfaces(h->netmon, &count);
    struct fl_netif *copy = calloc(count + 1, sizeof *copy);
    if (!copy)
        return false; /* the former list stays in use */
    memcpy(copy, list, count * sizeof *copy);
    free(h->netifs);
    h->netifs = copy;
    h->netif_count = count;
    return true;
}

static void take_network(struct fl_hub *h)
{
    size_t count;
    const struct fl_netif *list = fl_netmon_interfaces(h->netmon, &count);
    fl_lock_take(&h->lock);
    bool news = differs_locked(h, list, count);
    if (copy_interfaces_locked(h) && news) {
        fl_hub_places_check_locked(h, true);
        fl_stations_joined_locked(h, NULL);
    }
    fl_lock_release(&h->lock);
    if (news && h->events && h->events->network)
        h->events->network(h->ctx);
}

/* After a reload. */
static void renew_netmon(struct fl_hub *h, bool watch)
{
    struct fl_error err;
    struct fl_netmon *fresh = fl_netmon_create(watch, &err);
    if (!fresh) {
        fl_log(FL_WARN, "network", "%s", err.text);
        return;
    }
    fl_netmon_destroy(h->netmon);
    h->netmon = fresh;
    take_network(h);
}

/* A refresh also looks at the interfaces: where they are not watched, it is the only look. */
static void watch_network(struct fl_hub *h, bool told)
{
    fl_lock_take(&h->lock);
    uint64_t now_ms = fl_clock_ms();
    bool watch = h->conf.monitor, renew = h->refresh_asked || now_ms >= h->refresh_ms;
    fl_lock_release(&h->lock);
    if (watch != (fl_netmon_next_ms(h->netmon) != FL_NEVER))
        renew_netmon(h, watch);
    else if ((told || renew || now_ms >= fl_netmon_next_ms(h->netmon)) &&
             fl_netmon_check(h->netmon, renew ? FL_NEVER : now_ms))
        take_network(h);
}

static uint64_t next_refresh(const struct fl_hub_conf *conf)
{
    return conf->keep_alive && conf->refresh_ms > 0 ? fl_clock_ms() + (uint64_t)conf->refresh_ms : FL_NEVER;
}

static void keep_house(struct fl_hub *h)
{
    fl_lock_take(&h->lock);
    if (h->refresh_asked || fl_clock_ms() >= h->refresh_ms) {
        fl_memberships_refresh_locked(h);
        if (h->refresh_asked)
            fl_hub_places_check_locked(h, true);
        h->refresh_asked = false;
        h->refresh_ms = next_refresh(&h->conf);
    }
    fl_memberships_retry_locked(h);
    fl_hub_places_check_locked(h, false);
    fl_lock_release(&h->lock);
}

/* --- the thread ------------------------------------------------------------------------------------------- */

static bool make_room_locked(struct fl_hub *h)
{
    size_t count = FIXED_POLLS;
    for (const struct hub_socket *s = h->sockets; s; s = s->next)
        count++;
    if (count <= h->poll_cap)
        return true;
    struct pollfd *polls = realloc(h->polls, count * sizeof *polls);
    h->polls = polls ? polls : h->polls;
    struct hub_socket **polled = polls ? realloc(h->polled, count * sizeof(struct hub_socket *)) : NULL;
    h->polled = polled ? polled : h->polled;
    if (polled)
        h->poll_cap = count;
    return polled != NULL;
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* How many descriptors to wait for, and until when; 0: the hub is to end. */
static size_t prepare(struct fl_hub *h, uint64_t *until_ms)
{
    fl_lock_take(&h->lock);
    size_t count = FIXED_POLLS;
    bool room = make_room_locked(h);
    h->polls[0] = (struct pollfd){.fd = h->wake.fd, .events = POLLIN};
    h->polls[1] = (struct pollfd){.fd = fl_netmon_fd(h->netmon), .events = POLLIN};
    for (struct hub_socket *s = h->sockets; s && (room || count < h->poll_cap); s = s->next, count++) {
        h->polled[count] = s;
        h->polls[count] = (struct pollfd){.fd = s->fd, .events = POLLIN};
    }
    uint64_t next = earlier(h->refresh_ms, fl_netmon_next_ms(h->netmon));
    next = earlier(next, fl_memberships_next_locked(h));
    next = earlier(next, fl_hub_places_next_locked(h));
    *until_ms = earlier(next, fl_stations_next_locked(h));
    bool stopping = h->stopping;
    fl_lock_release(&h->lock);
    return stopping ? 0 : count;
}

static void run(void *arg)
{
    struct fl_hub *h = arg;
    uint64_t until_ms;
    fl_stations_call(h);
    for (size_t count; (count = prepare(h, &until_ms)) > 0;) {
        int ready = poll(h->polls, count, fl_clock_poll_timeout(until_ms, fl_clock_ms()));
        if (ready > 0 && h->polls[0].revents)
            fl_wake_clear(&h->wake);
        for (size_t i = FIXED_POLLS; ready > 0 && i < count; i++)
            if (h->polls[i].revents)
                drain(h, h->polled[i]);
        watch_network(h, ready > 0 && h->polls[1].revents);
        keep_house(h);
        fl_stations_call(h);
    }
}

/* --- life ---------------------------------------------------------------------------------------------------- */

static bool init(struct fl_hub *h, struct fl_error *err)
{
    if (fl_wake_init(&h->wake, err))
        return false;
    h->netmon = fl_netmon_create(h->conf.monitor, err);
    if (!h->netmon)
        return false;
    fl_lock_take(&h->lock);
    bool room = make_room_locked(h) && copy_interfaces_locked(h);
    fl_lock_release(&h->lock);
    if (!room)
        fl_fail(err, FL_E_NOMEM, "no memory");
    return room;
}

struct fl_hub *fl_hub_create(const struct fl_hub_conf *conf, const struct fl_hub_events *events, void *ctx,
                             struct fl_error *err)
{
    struct fl_hub *h = calloc(1, sizeof *h);
    if (!h) {
        fl_fail(err, FL_E_NOMEM, "no memory");
        return NULL;
    }
    h->conf = *conf;
    h->events = events;
    h->ctx = ctx;
    h->refresh_ms = next_refresh(conf);
    fl_lock_init(&h->lock, FL_RANK_HUB);
    fl_cond_init(&h->idle);
    if (!init(h, err)) {
        fl_hub_destroy(h);
        return NULL;
    }
    return h;
}

static void log_settings(const struct fl_hub_conf *conf, const char *what)
{
    char refresh[48] = "memberships are not renewed";
    if (conf->keep_alive && conf->refresh_ms > 0)
        fl_format(refresh, sizeof refresh, "memberships are renewed every %d s", conf->refresh_ms / 1000);
    fl_log(FL_INFO, "network", "multicast %s: %s, interfaces are %swatched", what, refresh,
           conf->monitor ? "" : "not ");
}

enum fl_err fl_hub_start(struct fl_hub *h, struct fl_error *err)
{
    log_settings(&h->conf, "starts");
    return fl_thread_create(&h->thread, "hub", FL_STACK_DEFAULT, NULL, run, h, err);
}

void fl_hub_configure(struct fl_hub *h, const struct fl_hub_conf *conf)
{
    fl_lock_take(&h->lock);
    bool differs = h->conf.keep_alive != conf->keep_alive || h->conf.monitor != conf->monitor ||
                   h->conf.refresh_ms != conf->refresh_ms;
    h->conf = *conf;
    if (differs)
        h->refresh_ms = next_refresh(conf);
    fl_lock_release(&h->lock);
    if (!differs)
        return;
    log_settings(conf, "has new settings");
    fl_hub_changed(h);
}

void fl_hub_settings(struct fl_hub *h, struct fl_hub_conf *out)
{
    fl_lock_take(&h->lock);
    *out = h->conf;
    fl_lock_release(&h->lock);
}

void fl_hub_refresh(struct fl_hub *h)
{
    fl_lock_take(&h->lock);
    h->refresh_asked = true;
    fl_lock_release(&h->lock);
    fl_hub_changed(h);
}

void fl_hub_destroy(struct fl_hub *h)
{
    if (!h)
        return;
    fl_lock_take(&h->lock);
    h->stopping = true;
    fl_lock_release(&h->lock);
    if (h->thread.created) {
        fl_hub_changed(h);
        fl_thread_join(&h->thread);
        fl_log(FL_INFO, "network", "multicast stops");
    }
    fl_hub_places_destroy(h);
    fl_netmon_destroy(h->netmon);
    fl_wake_finish(&h->wake);
    fl_cond_finish(&h->idle);
    fl_lock_finish(&h->lock);
    free(h->polled);
    free(h->polls);
    free(h->netifs);
    free(h);
}

/* --- what people want to know ------------------------------------------------------------------------------ */

static void report_membership(const struct hub_membership *m, struct fl_hub_group *out)
{
    *out = (struct fl_hub_group){.group = m->group,
                                 .joined_ms = m->joined_ms,
                                 .refreshed_ms = m->refreshed_ms,
                                 .heard_ms = m->heard_ms,
                                 .unicast_ms = m->unicast_ms,
                                 .datagrams = m->datagrams};
    fl_copy(out->interface, sizeof out->interface, m->name);
    fl_copy(out->trouble, sizeof out->trouble, m->trouble);
}

static void report_place(const struct hub_place *p, struct fl_hub_group *out)
{
    *out = (struct fl_hub_group){.group = p->group};
    fl_copy(out->interface, sizeof out->interface, p->interface);
    fl_copy(out->trouble, sizeof out->trouble, p->trouble);
}

size_t fl_hub_groups(struct fl_hub *h, struct fl_hub_group *out, size_t cap)
{
    size_t count = 0;
    fl_lock_take(&h->lock);
    for (const struct hub_membership *m = h->memberships; m; m = m->next, count++)
        if (count < cap)
            report_membership(m, &out[count]);
    for (const struct hub_place *p = h->places; p; p = p->next) {
        if (p->ready || !p->users || !p->trouble[0])
            continue;
        if (count < cap)
            report_place(p, &out[count]);
        count++;
    }
    fl_lock_release(&h->lock);
    for (size_t i = 0; i < count && i < cap; i++)
        fl_igmp_version(out[i].interface, &out[i].igmp_version, &out[i].querier);
    return count;
}

void fl_hub_stats(struct fl_hub *h, struct fl_hub_stats *out)
{
    fl_lock_take(&h->lock);
    *out = h->stats;
    fl_lock_release(&h->lock);
}
