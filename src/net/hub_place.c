/* Places: what endpoints of one group, port and interface share. */
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>

#include "base/str.h"
#include "net/hub_private.h"

/* A place that nobody uses is kept that long: a link that reconnects must not leave and join. */
enum { LINGER_MS = 120000 };

/* --- finding one --------------------------------------------------------------------------------- */

static const char *interface_of(const struct fl_endpoint *ep)
{
    return ep->interface ? ep->interface : "";
}

static struct hub_place *find(struct fl_hub *h, const struct fl_endpoint *ep, const struct fl_addr *group)
{
    for (struct hub_place *p = h->places; p; p = p->next)
        if (fl_addr_equal(&p->group, group) && p->shared == !ep->group && p->ttl == (ep->ttl ? ep->ttl : 1) &&
            strcmp(p->interface, interface_of(ep)) == 0)
            return p;
    return NULL;
}

struct hub_place *fl_hub_place_use_locked(struct fl_hub *h, const struct fl_endpoint *ep,
                                          const struct fl_addr *group, struct fl_error *err)
{
    fl_lock_held(&h->lock);
    char text[FL_ADDR_TEXT];
    if (group->family != 4 || !fl_addr_is_group(group)) {
        fl_fail(err, FL_E_CONFIG, "%s is no IPv4 multicast group", fl_addr_host(group, text));
        return NULL;
    }
    struct hub_place *p = find(h, ep, group);
    if (!p) {
        p = calloc(1, sizeof *p);
        if (!p) {
            fl_fail(err, FL_E_NOMEM, "no memory");
            return NULL;
        }
        *p = (struct hub_place){.group = *group, .shared = !ep->group, .next = h->places};
        p->ttl = ep->ttl ? ep->ttl : 1;
        fl_copy(p->interface, sizeof p->interface, interface_of(ep));
        h->places = p;
    }
    p->users++;
    p->gives_way = false;
    return p;
}

void fl_hub_place_unuse_locked(struct fl_hub *h, struct hub_place *p)
{
    fl_lock_held(&h->lock);
    if (--p->users == 0)
        p->unused_ms = fl_clock_ms();
}

static void destroy(struct fl_hub *h, struct hub_place *p)
{
    struct hub_place **at = &h->places;
    while (*at != p)
        at = &(*at)->next;
    *at = p->next;
    p->ready = false;
    fl_memberships_plan_locked(h); /* leaves, while the socket is still there */
    fl_hub_socket_drop_locked(h, p->out);
    fl_hub_socket_drop_locked(h, p->hear);
    free(p);
}

void fl_hub_places_destroy(struct fl_hub *h)
{
    fl_lock_take(&h->lock);
    while (h->places)
        destroy(h, h->places);
    fl_lock_release(&h->lock);
}

/* --- interfaces ------------------------------------------------------------------------------------ */

/* "lo (loopback), docker0 (virtual), eth1 (down)": why none of them is used by itself. */
static enum fl_err none_will_do(const struct fl_hub *h, struct fl_error *err)
{
    struct fl_str list = {0};
    for (size_t i = 0; i < h->netif_count; i++) {
        const struct fl_netif *n = &h->netifs[i];
        if (n->addr.family != 0)
            continue;
        const char *why = n->flags & IFF_LOOPBACK       ? "loopback"
                          : !(n->flags & IFF_UP)        ? "down"
                          : !(n->flags & IFF_MULTICAST) ? "no multicast"
                                                        : "virtual";
        fl_str_addf(&list, "%s%s (%s)", list.len ? ", " : "", n->name, why);
    }
    enum fl_err result = fl_fail(err, FL_E_SYSTEM, "no interface will do for multicast: there are %s",
                                 list.text ? list.text : "none");
    fl_str_finish(&list);
    return result;
}

static enum fl_err find_interface(struct fl_hub *h, struct hub_place *p, struct fl_error *err)
{
    if (!p->interface[0]) {
        for (size_t i = 0; i < h->netif_count; i++)
            if (fl_netif_is_real(&h->netifs[i]))
                return FL_OK;
        return none_will_do(h, err);
    }
    struct fl_interface found;
    bool several;
    if (fl_interface_find_family(&found, p->interface, 4, &several, err))
        return err->code;
    if (several && found.index != p->if_index && !fl_interface_is_name(p->interface))
        fl_log(FL_INFO, "network", "several interfaces fit \"%s\": %s is used, the first of them",
               p->interface, found.name);
    p->if_index = found.index;
    p->source = fl_interface_is_name(p->interface) ? (struct fl_addr){0} : found.addr;
    return FL_OK;
}

/* --- sockets ---------------------------------------------------------------------------------------- */

static enum fl_err open_sockets(struct fl_hub *h, struct hub_place *p, struct fl_error *err)
{
    struct fl_addr any = {.family = 4, .port = p->group.port}, at;
    bool by_address = fl_addr_parse(&at, p->interface, p->group.port) && at.family == 4;
    if (!p->out) {
        p->out = p->shared ? fl_hub_socket_sender_locked(h, p->ttl, err)
                           : fl_hub_socket_take_locked(h, by_address ? &at : &any, err);
        if (!p->out)
            return err->code;
    }
    if (!p->hear) {
        bool own = p->shared || by_address; /* a socket bound to an address hears no group */
        p->hear = fl_hub_socket_take_locked(h, own ? &p->group : &any, err);
        if (!p->hear)
            return err->code;
    }
    return FL_OK;
}

/* Logged only for a place that was ready: whoever wants a new one is told. */
static void note_trouble(struct hub_place *p, const char *words)
{
    char text[FL_ADDR_TEXT];
    if (p->ready)
        fl_log(FL_WARN, "network", "group %s: %s", fl_addr_text(&p->group, text), words);
    p->ready = false;
    p->retry_ms = fl_clock_ms() + fl_hub_pause(++p->tries);
    if (strcmp(p->trouble, words) == 0)
        return;
    fl_copy(p->trouble, sizeof p->trouble, words);
    p->troubles++;
}

/* Places of this port that nobody uses any more hold sockets which may be in the way of p's. Only the
 * hub's thread closes them: true if there is something to wait for. */
static bool make_way(struct fl_hub *h, const struct hub_place *p)
{
    bool any = false;
    for (struct hub_place *other = h->places; other; other = other->next)
        if (other != p && other->users == 0 && other->group.port == p->group.port &&
            (other->out || other->hear))
            any = other->gives_way = true;
    return any;
}

static enum fl_err wait_for_way(struct hub_place *p, struct fl_error *err)
{
    p->retry_ms = fl_clock_ms();
    return fl_fail(err, FL_E_SYSTEM, "UDP port %u is just let go by what used it before",
                   (unsigned)p->group.port);
}

enum fl_err fl_hub_place_ready_locked(struct fl_hub *h, struct hub_place *p, struct fl_error *err)
{
    fl_lock_held(&h->lock);
    struct fl_error own;
    err = err ? err : &own;
    unsigned former = p->if_index;
    enum fl_err failed = find_interface(h, p, err);
    if (!failed) {
        failed = open_sockets(h, p, err);
        if (failed && make_way(h, p))
            return wait_for_way(p, err);
    }
    if (failed) {
        bool was_ready = p->ready;
        note_trouble(p, err->text);
        if (was_ready)
            fl_memberships_plan_locked(h);
        return failed;
    }
    p->trouble[0] = '\0';
    p->tries = 0;
    p->retry_ms = FL_NEVER;
    if (!p->ready || p->if_index != former) {
        p->ready = true;
        fl_memberships_plan_locked(h);
        fl_stations_joined_locked(h, p);
    }
    return FL_OK;
}

static bool outlived(const struct hub_place *p, uint64_t now_ms)
{
    return p->users == 0 && (p->gives_way || now_ms >= p->unused_ms + LINGER_MS);
}

void fl_hub_places_check_locked(struct fl_hub *h, bool now)
{
    uint64_t now_ms = fl_clock_ms();
    struct hub_place *next;
    for (struct hub_place *p = h->places; p; p = next) {
        next = p->next;
        if (outlived(p, now_ms))
            destroy(h, p);
        else if (p->users > 0 && (now || (!p->ready && now_ms >= p->retry_ms)))
            fl_hub_place_ready_locked(h, p, NULL);
    }
    if (now)
        fl_memberships_plan_locked(h);
}

uint64_t fl_hub_places_next_locked(const struct fl_hub *h)
{
    uint64_t next = FL_NEVER;
    for (const struct hub_place *p = h->places; p; p = p->next) {
        uint64_t unused_until = p->gives_way ? 0 : p->unused_ms + LINGER_MS;
        uint64_t at = p->users == 0 ? unused_until : p->ready ? FL_NEVER : p->retry_ms;
        next = at < next ? at : next;
    }
    return next;
}

/* --- hearing and sending ------------------------------------------------------------------------------ */

/* The kernel gives lo this index in every network namespace. Loopback is always right: a device may
 * be a program on this machine. */
enum { LOOPBACK_INDEX = 1 };

bool fl_hub_place_hears(const struct hub_place *p, const struct hub_datagram *d)
{
    if (d->socket != p->out && d->socket != p->hear)
        return false;
    if (d->to_group && !fl_addr_same_host(&d->to, &p->group))
        return false;
    return p->if_index == 0 || d->from.if_index == p->if_index || d->from.if_index == LOOPBACK_INDEX;
}

static bool send_to_group(struct fl_hub *h, struct hub_place *p, const void *data, size_t len)
{
    bool any = false;
    for (struct hub_membership *m = h->memberships; m; m = m->next)
        if (m->joined && fl_membership_of(m, p))
            any |= fl_hub_socket_send(p->out, &p->group, m->if_index, &p->source, data, len);
    return any;
}

bool fl_hub_place_send_locked(struct fl_hub *h, struct hub_place *p, const struct fl_addr *to,
                              const void *data, size_t len)
{
    fl_lock_held(&h->lock);
    bool sent = false;
    if (p->out && (!to || fl_addr_equal(to, &p->group)))
        sent = send_to_group(h, p, data, len);
    else if (p->out)
        sent = fl_hub_socket_send(p->out, to, fl_addr_is_any(&p->out->at) ? p->if_index : 0, &p->source, data,
                                  len);
    h->stats.unsent += !sent;
    return sent;
}
