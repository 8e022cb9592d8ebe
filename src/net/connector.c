/* Opens a link's connection: finds its target's addresses and tries them in the system's order. */
#include "net/connector.h"

#include <stdlib.h>

#include "base/clock.h"
#include "net/addr.h"
#include "net/resolve.h"

enum { ADDRS_MAX = 8 };

struct fl_net {
    struct fl_connector connector;
    struct fl_resolver *resolver;
    struct fl_hub *hub;
};

/* Each address gets its share of the time that is left, so that one which swallows our packets
 * (IPv6 without a route, often) leaves some for the next. */
static enum fl_err open_stream(struct fl_conn **out, const struct fl_addr *addrs, size_t count,
                               const struct fl_endpoint *ep, uint64_t until_ms, struct fl_wake *stop,
                               struct fl_error *err)
{
    enum fl_err result = FL_E_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        uint64_t now_ms = fl_clock_ms();
        uint64_t left_ms = until_ms > now_ms ? until_ms - now_ms : 0;
        uint64_t share_ms = fl_clock_add(now_ms, left_ms / (count - i));
        result = fl_tcp_open(out, &addrs[i], ep->interface, share_ms, stop, err);
        if (result == FL_OK || result == FL_AGAIN)
            return result;
    }
    return result;
}

/* The shared sockets are IPv4's. */
static enum fl_err open_group(struct fl_net *net, struct fl_conn **out, const struct fl_addr *addrs,
                              size_t count, const struct fl_endpoint *ep, struct fl_wake *stop,
                              struct fl_error *err)
{
    char text[FL_ADDR_TEXT];
    if (!net->hub)
        return fl_fail(err, FL_E_UNSUPPORTED, "multicast devices need the shared sockets");
    for (size_t i = 0; i < count; i++)
        if (addrs[i].family == 4)
            return fl_hub_open(net->hub, out, ep, &addrs[i], stop, err);
    return fl_fail(err, FL_E_UNSUPPORTED, "multicast devices are reached by IPv4, and this one has only %s",
                   fl_addr_host(&addrs[0], text));
}

static enum fl_err no_target(enum fl_medium medium, struct fl_error *err)
{
    if (medium == FL_GROUP) /* known by its identity alone */
        return fl_fail(err, FL_E_OFFLINE, "not heard of yet");
    return fl_fail(err, FL_E_CONFIG, "no host is configured");
}

static struct fl_addr given(const struct fl_target *to)
{
    struct fl_addr addr = {.family = 4, .port = to->port};
    for (unsigned i = 0; i < 4; i++)
        addr.ip[i] = (uint8_t)(to->ip >> (24 - 8 * i));
    return addr;
}

static enum fl_err find_target(struct fl_net *net, const struct fl_target *to, struct fl_addr *addrs,
                               size_t *count, uint64_t until_ms, struct fl_wake *stop, struct fl_error *err)
{
    if (!to->ip)
        return fl_resolve(net->resolver, to->host, to->port, addrs, ADDRS_MAX, count, until_ms, stop, err);
    addrs[0] = given(to);
    *count = 1;
    return FL_OK;
}

static enum fl_err net_open(void *ctx, struct fl_conn **out, enum fl_medium medium,
                            const struct fl_endpoint *ep, size_t target, uint64_t until_ms,
                            struct fl_wake *stop, struct fl_error *err)
{
    struct fl_net *net = ctx;
    *out = NULL;
    if (target >= ep->target_count)
        return no_target(medium, err);
    const struct fl_target *to = &ep->targets[target];
    struct fl_addr addrs[ADDRS_MAX];
    size_t count;
    enum fl_err result = find_target(net, to, addrs, &count, until_ms, stop, err);
    if (result != FL_OK)
        return result;
    if (medium == FL_GROUP)
        return open_group(net, out, addrs, count, ep, stop, err);
    if (medium == FL_DATAGRAM)
        return fl_udp_open(out, &addrs[ep->address % count], ep->interface, ep->local_port, stop, err);
    return open_stream(out, addrs, count, ep, until_ms, stop, err);
}

struct fl_net *fl_net_create(struct fl_hub *hub)
{
    struct fl_net *net = calloc(1, sizeof *net);
    if (!net)
        return NULL;
    net->resolver = fl_resolver_create();
    if (!net->resolver) {
        free(net);
        return NULL;
    }
    net->hub = hub;
    net->connector = (struct fl_connector){.open = net_open, .ctx = net};
    return net;
}

void fl_net_destroy(struct fl_net *net)
{
    if (!net)
        return;
    fl_resolver_destroy(net->resolver);
    free(net);
}

const struct fl_connector *fl_net_connector(struct fl_net *net)
{
    return &net->connector;
}
