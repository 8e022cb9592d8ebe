/* What the kernel says about interfaces and addresses: netlink for changes at once, and a comparison
 * every 10 s as a safety net, because a netlink socket may lose messages. Owned and called by the
 * hub's thread. */
#ifndef FL_NET_NETMON_H
#define FL_NET_NETMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/error.h>

struct fl_netif { /* an interface (family 0), or one of its addresses */
    char name[16];
    unsigned index;
    unsigned flags; /* IFF_UP, IFF_RUNNING, IFF_MULTICAST, IFF_LOOPBACK */
    struct fl_addr addr;
    uint8_t prefix; /* length of the network part, bits */
};

struct fl_netmon;

/* watch false: reads once. NULL: no memory. */
struct fl_netmon *fl_netmon_create(bool watch, struct fl_error *err);
void fl_netmon_destroy(struct fl_netmon *m); /* NULL is fine */

int fl_netmon_fd(const struct fl_netmon *m);           /* readable: call fl_netmon_check(); -1: none */
uint64_t fl_netmon_next_ms(const struct fl_netmon *m); /* when to check at the latest; FL_NEVER */
/* Reads what waits, and compares if that or the time calls for it (FL_NEVER: always). True: something is different:
 * (index, flags, addresses), not only names. Changes are logged in words. */
bool fl_netmon_check(struct fl_netmon *m, uint64_t now_ms);

bool fl_netif_same(const struct fl_netif *a, const struct fl_netif *b);

/* The interfaces as of the last check; valid until the next. */
const struct fl_netif *fl_netmon_interfaces(const struct fl_netmon *m, size_t *count);

/* Made for containers, bridges and tunnels (docker0, veth..., br-..., wg0): not joined unless named. */
bool fl_netif_is_virtual(const char *name);
/* Up, with multicast, and neither loopback nor virtual: joined by itself. */
bool fl_netif_is_real(const struct fl_netif *n);

#endif
