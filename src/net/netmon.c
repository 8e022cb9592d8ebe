/* Interfaces and their addresses. A netlink message says only that something moved: what it is now,
 * the whole list tells, which is compared with the former one. */
#include "net/netmon.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/str.h"
#include "net/addr.h"

enum { SAFETY_NET_MS = 10000 };

/* Of an interface's flags those that decide whether a group can be heard there. */
enum { FLAGS = IFF_UP | IFF_RUNNING | IFF_MULTICAST | IFF_LOOPBACK };

struct netifs {
    struct fl_netif *items;
    size_t count;
};

struct fl_netmon {
    int fd; /* -1: does not watch */
    uint64_t next_ms;
    struct netifs now;
    bool failing; /* the list could not be read: told once */
};

/* --- the list --------------------------------------------------------------------------------- */

static unsigned prefix_of(const struct sockaddr *mask)
{
    struct fl_addr addr;
    unsigned bits = 0;
    if (!mask || !fl_addr_from_sys(&addr, mask))
        return 0;
    for (size_t i = 0; i < sizeof addr.ip; i++)
        bits += (unsigned)__builtin_popcount(addr.ip[i]);
    return bits;
}

/* The entries of family AF_PACKET, one an interface, stand for those without an address. */
static bool take_entry(struct fl_netif *out, const struct ifaddrs *e)
{
    *out = (struct fl_netif){.index = if_nametoindex(e->ifa_name), .flags = e->ifa_flags & FLAGS};
    if (out->index == 0 || !e->ifa_addr)
        return false; /* gone since */
    fl_copy(out->name, sizeof out->name, e->ifa_name);
    if (fl_addr_from_sys(&out->addr, e->ifa_addr))
        out->prefix = (uint8_t)prefix_of(e->ifa_netmask);
    else if (e->ifa_addr->sa_family != AF_PACKET)
        return false;
    return true;
}

static int compare(const void *left, const void *right)
{
    const struct fl_netif *a = left, *b = right;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    if (a->addr.family != b->addr.family)
        return a->addr.family < b->addr.family ? -1 : 1;
    return memcmp(a->addr.ip, b->addr.ip, sizeof a->addr.ip);
}

static enum fl_err read_list(struct netifs *out, struct fl_error *err)
{
    struct ifaddrs *all;
    *out = (struct netifs){0};
    if (getifaddrs(&all) != 0)
        return fl_fail_errno(err, "cannot list the interfaces");
    size_t cap = 1;
    for (const struct ifaddrs *e = all; e; e = e->ifa_next)
        cap++;
    out->items = calloc(cap, sizeof *out->items);
    for (const struct ifaddrs *e = all; e && out->items; e = e->ifa_next)
        out->count += take_entry(&out->items[out->count], e);
    freeifaddrs(all);
    if (!out->items)
        return fl_fail(err, FL_E_NOMEM, "no memory for the list of interfaces");
    qsort(out->items, out->count, sizeof *out->items, compare);
    return FL_OK;
}

/* --- what is different ------------------------------------------------------------------------- */

bool fl_netif_same(const struct fl_netif *a, const struct fl_netif *b)
{
    return compare(a, b) == 0 && a->flags == b->flags && a->prefix == b->prefix &&
           strcmp(a->name, b->name) == 0;
}

static const char *describe(const struct fl_netif *n, char *buf, size_t cap)
{
    char text[FL_ADDR_TEXT];
    if (n->addr.family == 0)
        fl_format(buf, cap, "interface %s", n->name);
    else
        fl_format(buf, cap, "address %s of %s", fl_addr_host(&n->addr, text), n->name);
    return buf;
}

static const char *what_happened(const struct fl_netif *was, const struct fl_netif *is)
{
    if (!was)
        return "appeared";
    if (!is)
        return "is gone";
    if (!(is->flags & IFF_UP))
        return "is down";
    return is->flags & IFF_RUNNING ? "is up" : "has no carrier";
}

static void log_change(const struct fl_netif *was, const struct fl_netif *is)
{
    char what[FL_ADDR_TEXT + 32];
    const struct fl_netif *n = is ? is : was;
    if (!n || (was && is && n->addr.family != 0))
        return; /* an address that stays: its interface's entry says it */
    /* Containers come and go: no news for most. */
    enum fl_level level = fl_netif_is_virtual(n->name) ? FL_DEBUG : FL_INFO;
    fl_log(level, "network", "%s %s", describe(n, what, sizeof what), what_happened(was, is));
}

/* Walks both sorted lists at once. */
static bool log_changes(const struct netifs *was, const struct netifs *is)
{
    size_t w = 0, i = 0;
    bool any = false;
    while (w < was->count || i < is->count) {
        int order = w == was->count ? 1 : i == is->count ? -1 : compare(&was->items[w], &is->items[i]);
        const struct fl_netif *old = order <= 0 ? &was->items[w++] : NULL;
        const struct fl_netif *fresh = order >= 0 ? &is->items[i++] : NULL;
        if (old && fresh && fl_netif_same(old, fresh))
            continue;
        log_change(old, fresh);
        any = true;
    }
    return any;
}

static bool look(struct fl_netmon *m)
{
    struct netifs fresh;
    struct fl_error err;
    if (read_list(&fresh, &err)) {
        if (!m->failing)
            fl_log(FL_WARN, "network", "%s; the former list stays in use", err.text);
        m->failing = true;
        return false;
    }
    m->failing = false;
    bool different = log_changes(&m->now, &fresh);
    free(m->now.items);
    m->now = fresh;
    return different;
}

/* --- watching ----------------------------------------------------------------------------------- */

/* Where that is forbidden (systemd's RestrictAddressFamilies), the safety net must do. */
static void open_netlink(struct fl_netmon *m)
{
    const struct sockaddr_nl us = {.nl_family = AF_NETLINK,
                                   .nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR};
    m->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (m->fd >= 0 && bind(m->fd, (const struct sockaddr *)&us, sizeof us) == 0)
        return;
    fl_log(FL_WARN, "network", "no news of interfaces (netlink: %s): looking every %d s", strerror(errno),
           SAFETY_NET_MS / 1000);
    if (m->fd >= 0)
        close(m->fd);
    m->fd = -1;
}

struct fl_netmon *fl_netmon_create(bool watch, struct fl_error *err)
{
    struct fl_netmon *m = calloc(1, sizeof *m);
    if (!m) {
        fl_fail(err, FL_E_NOMEM, "no memory");
        return NULL;
    }
    m->fd = -1;
    m->next_ms = watch ? fl_clock_ms() + SAFETY_NET_MS : FL_NEVER;
    if (watch) /* first: what changes while the list is read is not missed */
        open_netlink(m);
    struct fl_error why;
    if (read_list(&m->now, &why)) {
        m->failing = true;
        fl_log(FL_WARN, "network", "%s", why.text);
    }
    return m;
}

void fl_netmon_destroy(struct fl_netmon *m)
{
    if (!m)
        return;
    if (m->fd >= 0)
        close(m->fd);
    free(m->now.items);
    free(m);
}

int fl_netmon_fd(const struct fl_netmon *m)
{
    return m->fd;
}

uint64_t fl_netmon_next_ms(const struct fl_netmon *m)
{
    return m->next_ms;
}

/* Whether anything was told. ENOBUFS says that messages were lost: that is news as well. */
static bool drain(int fd)
{
    char buf[4096];
    bool any = false;
    while (fd >= 0) {
        ssize_t n = recv(fd, buf, sizeof buf, MSG_DONTWAIT);
        if (n < 0 && errno != ENOBUFS && errno != EINTR)
            return any;
        any = true;
    }
    return any;
}

bool fl_netmon_check(struct fl_netmon *m, uint64_t now_ms)
{
    bool told = drain(m->fd);
    if (!told && now_ms < m->next_ms)
        return false;
    if (m->next_ms != FL_NEVER)
        m->next_ms = fl_clock_ms() + SAFETY_NET_MS;
    return look(m);
}

const struct fl_netif *fl_netmon_interfaces(const struct fl_netmon *m, size_t *count)
{
    *count = m->now.count;
    return m->now.items;
}

bool fl_netif_is_virtual(const char *name)
{
    static const char *const prefixes[] = {"docker", "veth", "br-", "virbr", "tun", "wg", "tailscale"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

bool fl_netif_is_real(const struct fl_netif *n)
{
    return (n->flags & IFF_UP) && (n->flags & IFF_MULTICAST) && !(n->flags & IFF_LOOPBACK) &&
           !fl_netif_is_virtual(n->name);
}
