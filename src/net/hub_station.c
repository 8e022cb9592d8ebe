/* Stations: who hears everything on a place's sockets, on the hub's thread. */
#include <stdlib.h>
#include <string.h>

#include "net/hub_private.h"
#include "net/socket.h"

/* --- calling --------------------------------------------------------------------------------------- */

/* The lock is given back while an op runs. Until end_op() the station is not freed, and then its
 * place in the list is valid as long as the lock is held. */
static void begin_op(struct fl_hub *h, struct fl_hub_station *s)
{
    h->busy = s;
    fl_lock_release(&h->lock);
}

static void end_op(struct fl_hub *h)
{
    fl_lock_take(&h->lock);
    h->busy = NULL;
    fl_cond_broadcast(&h->idle);
}

void fl_stations_deliver(struct fl_hub *h, const struct hub_datagram *d, bool claimed)
{
    fl_lock_take(&h->lock);
    for (struct fl_hub_station *s = h->stations; s; s = s->next) {
        if (s->closing || !s->place || !s->ops->datagram || !fl_hub_place_hears(s->place, d))
            continue;
        begin_op(h, s);
        s->ops->datagram(s->ctx, &d->from, d->to_group, claimed, d->data, d->len);
        end_op(h);
    }
    fl_lock_release(&h->lock);
}

static void call_joined(struct fl_hub *h, struct fl_hub_station *s)
{
    if (s->closing || !s->joined_due || !fl_memberships_joined_locked(h, s->place))
        return;
    s->joined_due = false;
    if (!s->ops->joined)
        return;
    begin_op(h, s);
    s->ops->joined(s->ctx);
    end_op(h);
}

static void call_trouble(struct fl_hub *h, struct fl_hub_station *s)
{
    char why[sizeof s->place->trouble];
    if (s->closing || !s->place->trouble[0] || s->troubles == s->place->troubles)
        return;
    s->troubles = s->place->troubles;
    if (!s->ops->trouble)
        return;
    memcpy(why, s->place->trouble, sizeof why);
    begin_op(h, s);
    s->ops->trouble(s->ctx, why);
    end_op(h);
}

static void call_tick(struct fl_hub *h, struct fl_hub_station *s)
{
    if (s->closing || fl_clock_ms() < s->wake_ms)
        return;
    s->wake_ms = FL_NEVER;
    if (!s->ops->tick)
        return;
    begin_op(h, s);
    s->ops->tick(s->ctx);
    end_op(h);
}

void fl_stations_call(struct fl_hub *h)
{
    fl_lock_take(&h->lock);
    for (struct fl_hub_station *s = h->stations; s; s = s->next) {
        call_trouble(h, s);
        call_joined(h, s);
        call_tick(h, s);
    }
    fl_lock_release(&h->lock);
}

void fl_stations_joined_locked(struct fl_hub *h, const struct hub_place *p)
{
    fl_lock_held(&h->lock);
    for (struct fl_hub_station *s = h->stations; s; s = s->next)
        s->joined_due |= !p || s->place == p;
}

uint64_t fl_stations_next_locked(const struct fl_hub *h)
{
    uint64_t next = FL_NEVER;
    for (const struct fl_hub_station *s = h->stations; s; s = s->next)
        if (!s->closing && s->wake_ms < next)
            next = s->wake_ms;
    return next;
}

/* --- what they ask for ------------------------------------------------------------------------------ */

struct fl_hub_station *fl_hub_station_open(struct fl_hub *h, const struct fl_endpoint *ep, uint16_t port,
                                           const struct fl_hub_station_ops *ops, void *ctx)
{
    struct fl_error err;
    struct fl_addr group = {0};
    struct fl_hub_station *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    *s = (struct fl_hub_station){.hub = h, .ops = ops, .ctx = ctx, .joined_due = true, .wake_ms = FL_NEVER};
    if (ep->group)
        fl_addr_parse(&group, ep->group, port);
    fl_lock_take(&h->lock);
    s->place = fl_hub_place_use_locked(h, ep, &group, &err);
    if (s->place) {
        s->next = h->stations;
        h->stations = s;
        if (!s->place->ready)
            fl_hub_place_ready_locked(h, s->place, &err); /* else trouble() will tell */
    }
    fl_lock_release(&h->lock);
    if (!s->place) {
        free(s);
        return NULL;
    }
    fl_hub_changed(h);
    return s;
}

void fl_hub_station_send(struct fl_hub_station *s, const struct fl_addr *to, const void *data, size_t len)
{
    fl_lock_take(&s->hub->lock);
    fl_hub_place_send_locked(s->hub, s->place, to, data, len);
    fl_lock_release(&s->hub->lock);
}

void fl_hub_station_wake_at(struct fl_hub_station *s, uint64_t when_ms)
{
    fl_lock_take(&s->hub->lock);
    s->wake_ms = when_ms;
    fl_lock_release(&s->hub->lock);
}

void fl_hub_station_search(struct fl_hub_station *s)
{
    fl_lock_take(&s->hub->lock);
    s->joined_due = true;
    fl_lock_release(&s->hub->lock);
    fl_hub_changed(s->hub);
}

void fl_hub_station_close(struct fl_hub_station *s)
{
    if (!s)
        return;
    struct fl_hub *h = s->hub;
    fl_lock_take(&h->lock);
    s->closing = true;
    while (h->busy == s)
        fl_cond_wait(&h->idle, &h->lock, FL_NEVER);
    struct fl_hub_station **at = &h->stations;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    fl_hub_place_unuse_locked(h, s->place);
    fl_lock_release(&h->lock);
    fl_hub_changed(h);
    free(s);
}
