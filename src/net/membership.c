/* Memberships: who joined which group where, renewed so that switches do not forget them.
 *
 * A second join makes the kernel do nothing; to have it report again, the group must be left first.
 * Nor does the kernel say that a membership is lost: it goes silently with the interface it was
 * made on, whose successor has the same name and another index. */
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>

#include "base/str.h"
#include "net/hub_private.h"

enum { SILENT_REFRESHES = 3 };

/* --- what is wanted ------------------------------------------------------------------------------- */

bool fl_membership_of(const struct hub_membership *m, const struct hub_place *p)
{
    if (!p->ready || m->socket != p->hear || !fl_addr_equal(&m->group, &p->group))
        return false;
    return p->if_index ? m->if_index == p->if_index : m->real;
}

bool fl_memberships_joined_locked(const struct fl_hub *h, const struct hub_place *p)
{
    for (const struct hub_membership *m = h->memberships; m; m = m->next)
        if (m->joined && fl_membership_of(m, p))
            return true;
    return false;
}

/* On a shared port the other end may be a program on this machine that sends through loopback only. */
static bool wants(const struct hub_place *p, const struct fl_netif *n)
{
    if (!p->ready || n->addr.family != 0)
        return false;
    if (p->shared && (n->flags & IFF_LOOPBACK) && (n->flags & IFF_UP))
        return true;
    return p->if_index ? n->index == p->if_index : fl_netif_is_real(n);
}

static struct hub_membership *find(struct fl_hub *h, const struct hub_place *p, const char *name)
{
    for (struct hub_membership *m = h->memberships; m; m = m->next)
        if (m->socket == p->hear && fl_addr_equal(&m->group, &p->group) && strcmp(m->name, name) == 0)
            return m;
    return NULL;
}

/* --- joining and leaving ---------------------------------------------------------------------------- */

static void leave(struct hub_membership *m)
{
    if (m->joined)
        fl_hub_socket_leave(m->socket, &m->group, m->if_index); /* fails if the interface is gone */
    m->joined = false;
}

static void join_failed(struct hub_membership *m)
{
    char text[FL_ADDR_TEXT];
    fl_format(m->trouble, sizeof m->trouble, "cannot join: %s", strerror(errno));
    m->retry_ms = fl_clock_ms() + fl_hub_pause(++m->tries);
    fl_log(m->tries == 1 ? FL_WARN : FL_DEBUG, "network", "group %s on %s: %s; next attempt in %llu s",
           fl_addr_text(&m->group, text), m->name, m->trouble,
           (unsigned long long)(fl_hub_pause(m->tries) / 1000));
}

static bool join(struct hub_membership *m)
{
    m->joined = fl_hub_socket_join(m->socket, &m->group, m->if_index);
    if (!m->joined) {
        join_failed(m);
        return false;
    }
    m->tries = 0;
    m->retry_ms = FL_NEVER;
    m->trouble[0] = '\0';
    m->refreshed_ms = fl_clock_ms();
    return true;
}

static bool join_anew(struct hub_membership *m)
{
    char text[FL_ADDR_TEXT];
    if (!join(m))
        return false;
    m->joined_ms = m->refreshed_ms;
    fl_log(FL_INFO, "network", "joined group %s on %s", fl_addr_text(&m->group, text), m->name);
    return true;
}

static void tell_stations(struct fl_hub *h, const struct hub_membership *m)
{
    for (struct hub_place *p = h->places; p; p = p->next)
        if (fl_membership_of(m, p))
            fl_stations_joined_locked(h, p);
}

/* --- planning ------------------------------------------------------------------------------------------ */

static void want(struct fl_hub *h, const struct hub_place *p, const struct fl_netif *n)
{
    struct hub_membership *m = find(h, p, n->name);
    if (!m) {
        m = calloc(1, sizeof *m);
        if (!m)
            return; /* the next look at the interfaces tries again */
        *m = (struct hub_membership){.socket = p->hear, .group = p->group, .next = h->memberships};
        fl_copy(m->name, sizeof m->name, n->name);
        h->memberships = m;
    }
    if (m->if_index != n->index) { /* new, or created again */
        leave(m);
        m->if_index = n->index;
        m->tries = 0;
    }
    m->retry_ms = 0; /* if it is not joined: what changed may have mended that */
    m->real = fl_netif_is_real(n);
    m->wanted = true;
}

static void remove_unwanted(struct fl_hub *h)
{
    char text[FL_ADDR_TEXT];
    struct hub_membership **at = &h->memberships;
    while (*at) {
        struct hub_membership *m = *at;
        if (m->wanted) {
            at = &m->next;
            continue;
        }
        fl_log(FL_INFO, "network", "left group %s on %s", fl_addr_text(&m->group, text), m->name);
        leave(m);
        *at = m->next;
        free(m);
    }
}

void fl_memberships_plan_locked(struct fl_hub *h)
{
    fl_lock_held(&h->lock);
    for (struct hub_membership *m = h->memberships; m; m = m->next)
        m->wanted = false;
    for (const struct hub_place *p = h->places; p; p = p->next)
        for (size_t i = 0; i < h->netif_count; i++)
            if (wants(p, &h->netifs[i]))
                want(h, p, &h->netifs[i]);
    remove_unwanted(h);
    fl_memberships_retry_locked(h);
}

void fl_memberships_retry_locked(struct fl_hub *h)
{
    fl_lock_held(&h->lock);
    for (struct hub_membership *m = h->memberships; m; m = m->next)
        if (!m->joined && fl_clock_ms() >= m->retry_ms && join_anew(m))
            tell_stations(h, m);
}

/* The gap between the two is microseconds, and this thread receives nothing meanwhile. */
void fl_memberships_refresh_locked(struct fl_hub *h)
{
    fl_lock_held(&h->lock);
    char text[FL_ADDR_TEXT];
    for (struct hub_membership *m = h->memberships; m; m = m->next) {
        leave(m);
        if (!join(m))
            continue;
        fl_log(FL_DEBUG, "network", "renewed group %s on %s", fl_addr_text(&m->group, text), m->name);
        tell_stations(h, m);
    }
}

uint64_t fl_memberships_next_locked(const struct fl_hub *h)
{
    uint64_t next = FL_NEVER;
    for (const struct hub_membership *m = h->memberships; m; m = m->next)
        if (!m->joined && m->retry_ms < next)
            next = m->retry_ms;
    return next;
}

/* --- what comes, and what does not ---------------------------------------------------------------------- */

/* Others are heard, and the group was, but is no more: what a switch with IGMP snooping and without
 * a querier does, among others. Told once, and again only after the group was heard anew. */
static void watch_silence(const struct fl_hub *h, struct hub_membership *m, uint64_t now_ms)
{
    uint64_t patience_ms = (uint64_t)h->conf.refresh_ms * SILENT_REFRESHES;
    if (m->silence_told || m->heard_ms == 0 || patience_ms == 0 || now_ms - m->heard_ms <= patience_ms)
        return;
    char since[FL_TIME_TEXT], text[FL_ADDR_TEXT];
    m->silence_told = true;
    fl_log(
        FL_WARN, "network",
        "group %s on %s: no multicast received since %s; check IGMP snooping / querier, Docker host network",
        fl_addr_text(&m->group, text), m->name, fl_clock_text(m->heard_utc_ms, since));
}

void fl_memberships_heard_locked(struct fl_hub *h, const struct hub_datagram *d)
{
    fl_lock_held(&h->lock);
    uint64_t now_ms = fl_clock_ms();
    for (struct hub_membership *m = h->memberships; m; m = m->next) {
        if (m->if_index != d->from.if_index || m->group.port != d->to.port)
            continue;
        if (!d->to_group) {
            m->unicast_ms = now_ms;
            watch_silence(h, m, now_ms);
        } else if (m->socket == d->socket && fl_addr_same_host(&m->group, &d->to)) {
            m->heard_ms = now_ms;
            m->heard_utc_ms = fl_clock_utc_ms();
            m->datagrams++;
            m->silence_told = false;
        }
    }
}
