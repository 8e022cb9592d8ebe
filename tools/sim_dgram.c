/* A datagram device: its sockets at its own address, and what is under way to and from it.
 *
 * Unicast sockets are bound without address sharing, so that a second program is noticed and answers
 * come to this device alone; those that hear a group or a broadcast are shared on purpose, and each
 * device of the host has its own copy of what comes there. */
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "net/addr.h"
#include "sim_private.h"

enum {
    DATAGRAMS_A_TURN = 32,           /* of one socket, so that the others get theirs */
    DATAGRAM_MAX = 65536,            /* bytes */
    UNDER_WAY_MAX = 4 * 1024 * 1024, /* bytes delayed for one device; what is more is lost */
    RECEIVE_BUFFER = 256 * 1024      /* a search of a house with many nodes is answered within 2 ms */
};

/* --- the interface that has an address ------------------------------------------------------ */
struct interface {
    char name[IF_NAMESIZE];
    unsigned index;           /* 0: not known; the kernel chooses */
    struct in_addr broadcast; /* of its network */
};

static struct in_addr ip_of(const struct sockaddr *sa)
{
    struct sockaddr_in in;
    memcpy(&in, sa, sizeof in);
    return in.sin_addr;
}

static void note_interface(struct interface *out, const struct ifaddrs *i)
{
    fl_copy(out->name, sizeof out->name, i->ifa_name);
    out->index = if_nametoindex(i->ifa_name);
    out->broadcast.s_addr = ip_of(i->ifa_addr).s_addr | ~ip_of(i->ifa_netmask).s_addr;
}

/* Every address of a loopback network is the machine's own, though the list has only the first. */
static struct interface find_interface(const struct fl_addr *a)
{
    struct interface found = {0};
    struct ifaddrs *all;
    uint32_t ip;
    memcpy(&ip, a->ip, sizeof ip);
    if (a->family != 4 || getifaddrs(&all))
        return found;
    for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
        if (!i->ifa_addr || i->ifa_addr->sa_family != AF_INET || !i->ifa_netmask)
            continue;
        uint32_t own = ip_of(i->ifa_addr).s_addr, mask = ip_of(i->ifa_netmask).s_addr;
        bool exact = own == ip, inside = i->ifa_flags & IFF_LOOPBACK && (own & mask) == (ip & mask);
        if (exact || (inside && !found.index))
            note_interface(&found, i);
        if (exact)
            break;
    }
    freeifaddrs(all);
    return found;
}

/* --- sockets -------------------------------------------------------------------------------- */
static bool send_through(int fd, unsigned index)
{
    struct ip_mreqn out = {.imr_ifindex = (int)index};
    return !index || (!setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &out, sizeof out) &&
                      !setsockopt(fd, IPPROTO_IP, IP_MULTICAST_LOOP, &(int){1}, sizeof(int)));
}

static bool join(int fd, const struct fl_addr *group, unsigned index)
{
    struct ip_mreqn membership = {.imr_ifindex = (int)index};
    memcpy(&membership.imr_multiaddr, group->ip, sizeof membership.imr_multiaddr);
    return !setsockopt(fd, IPPROTO_IP, IP_MULTICAST_ALL, &(int){0}, sizeof(int)) &&
           !setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof membership);
}

/* What a socket of this kind is bound to. */
static struct fl_addr bound_to(const struct sim_device *d, enum sim_hears hears, uint16_t port,
                               const struct fl_addr *address, const struct interface *interface)
{
    struct fl_addr to = *address;
    if (hears == SIM_HEARS_GROUP)
        to = d->dgram->group;
    else if (hears == SIM_HEARS_NETWORK)
        memcpy(to.ip, &interface->broadcast, sizeof interface->broadcast);
    else if (hears == SIM_HEARS_ALL)
        memset(to.ip, 0xFF, 4);
    to.port = port;
    return to;
}

static bool prepare(const struct sim_device *d, int fd, enum sim_hears hears, const struct fl_addr *to,
                    const struct interface *interface)
{
    struct sockaddr_storage sa;
    socklen_t len = fl_addr_to_sys(to, &sa);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &(int){RECEIVE_BUFFER}, sizeof(int));
    setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &(int){1}, sizeof(int));
    if (hears != SIM_HEARS_UNICAST)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (hears == SIM_HEARS_ALL) /* else it hears those of all networks */
        setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface->name, (socklen_t)strlen(interface->name));
    if (bind(fd, (struct sockaddr *)&sa, len))
        return false;
    if (hears == SIM_HEARS_GROUP)
        return join(fd, &d->dgram->group, interface->index);
    return hears != SIM_HEARS_UNICAST || to->family != 4 || send_through(fd, interface->index);
}

/* A socket for the device at that address; -1: errno. */
static int open_socket(const struct sim_device *d, enum sim_hears hears, uint16_t port,
                       const struct fl_addr *address)
{
    struct interface interface = find_interface(address);
    struct fl_addr to = bound_to(d, hears, port, address, &interface);
    int fd = socket(to.family == 6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || prepare(d, fd, hears, &to, &interface))
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static uint16_t port_of(int fd)
{
    struct sockaddr_storage sa = {0};
    struct fl_addr a = {0};
    socklen_t len = sizeof sa;
    if (!getsockname(fd, (struct sockaddr *)&sa, &len))
        fl_addr_from_sys(&a, (const struct sockaddr *)&sa);
    return a.port;
}

static struct sim_socket *find_socket(struct sim_dgram *g, uint16_t port)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->sockets[i].hears == SIM_HEARS_UNICAST && g->sockets[i].port == port)
            return &g->sockets[i];
    return NULL;
}

/* --- what is under way ---------------------------------------------------------------------- */
static void schedule(struct sim_dgram *g)
{
    struct sim_timers *timers = &g->device->run->timers;
    if (g->packets)
        sim_timer_set(timers, &g->timer, g->packets->due_ms);
    else
        sim_timer_clear(timers, &g->timer);
}

/* Behind all that are due until then, so that equally late ones keep their order. */
static void put_off(struct sim_dgram *g, struct sim_packet *model, const void *data, uint64_t due_ms)
{
    if (g->under_way + model->len > UNDER_WAY_MAX)
        return;
    struct sim_packet *p = malloc(sizeof *p + model->len);
    if (!p)
        return;
    *p = *model;
    p->due_ms = due_ms;
    memcpy(p->data, data, p->len);
    g->under_way += p->len;
    struct sim_packet **at = &g->packets;
    while (*at && (*at)->due_ms <= due_ms)
        at = &(*at)->next;
    p->next = *at;
    *at = p;
    schedule(g);
}

static int send_socket(struct sim_dgram *g, uint16_t port, bool *passing)
{
    struct sim_device *d = g->device;
    struct sim_socket *s = port ? find_socket(g, port) : NULL;
    *passing = !s;
    return s ? s->source.fd : open_socket(d, SIM_HEARS_UNICAST, port, &d->address);
}

static void transmit(struct sim_dgram *g, const struct sim_packet *p, const void *data)
{
    struct sockaddr_storage sa;
    socklen_t len = fl_addr_to_sys(&p->peer, &sa);
    bool passing;
    if (g->held || g->closed)
        return;
    int fd = send_socket(g, p->port, &passing);
    if (fd < 0 || sendto(fd, data, p->len, MSG_NOSIGNAL, (struct sockaddr *)&sa, len) < 0)
        fl_log(FL_DEBUG, g->device->sim->name, "device %zu: a datagram did not leave: %s", g->device->number,
               strerror(errno));
    if (passing && fd >= 0)
        close(fd);
}

static void deliver(struct sim_dgram *g, const struct sim_packet *p, const void *data)
{
    struct sim_device *d = g->device;
    if (g->held || g->closed)
        return;
    struct fl_sim_io io = sim_io_of(d, NULL);
    io.datagram = p;
    d->sim->feed(d->state, g->session, &io, data, p->len);
}

static void go_on(struct sim_dgram *g, const struct sim_packet *p, const void *data)
{
    (p->inbound ? deliver : transmit)(g, p, data);
}

/* The network does to it what it is told to do. */
static void pass(struct sim_dgram *g, struct sim_packet *p, const void *data, uint64_t from_ms)
{
    struct sim_fate fate = sim_net_fate(p->inbound ? &g->in : &g->out, &g->random);
    for (unsigned i = 0; i < fate.copies; i++) {
        uint64_t due_ms = from_ms + (uint64_t)fate.delay_ms[i];
        if (due_ms > fl_clock_ms())
            put_off(g, p, data, due_ms);
        else
            go_on(g, p, data);
    }
}

static void packets_due(struct sim_timer *timer)
{
    struct sim_dgram *g = SIM_OWNER(timer, struct sim_dgram, timer);
    uint64_t now_ms = fl_clock_ms();
    while (g->packets && g->packets->due_ms <= now_ms) {
        struct sim_packet *p = g->packets;
        g->packets = p->next;
        g->under_way -= p->len;
        go_on(g, p, p->data);
        free(p);
    }
    schedule(g);
}

void sim_dgram_send(struct sim_device *d, uint16_t port, const struct fl_addr *to, const void *data,
                    size_t len, uint64_t due_ms)
{
    struct sim_dgram *g = d->dgram;
    struct sim_packet p = {.peer = to ? *to : g->group, .port = port, .len = len};
    if (!to)
        p.peer.port = d->port;
    if (!p.peer.family || len > DATAGRAM_MAX)
        return;
    pass(g, &p, data, due_ms);
}

/* --- input ---------------------------------------------------------------------------------- */
/* Our own, which the loop brought back through the group. */
static bool is_own(struct sim_dgram *g, const struct fl_addr *from)
{
    return fl_addr_same_host(from, &g->device->address) && find_socket(g, from->port);
}

static bool receive_one(struct sim_socket *s)
{
    uint8_t data[DATAGRAM_MAX];
    struct sockaddr_storage sa = {0};
    socklen_t sa_len = sizeof sa;
    struct sim_dgram *g = s->device->dgram;
    ssize_t len = recvfrom(s->source.fd, data, sizeof data, 0, (struct sockaddr *)&sa, &sa_len);
    if (len < 0)
        return errno != EAGAIN && errno != EBADF;
    struct sim_packet p = {
        .inbound = true, .port = s->port, .to_many = s->hears != SIM_HEARS_UNICAST, .len = (size_t)len};
    if (fl_addr_from_sys(&p.peer, (struct sockaddr *)&sa) && !(p.to_many && is_own(g, &p.peer)))
        pass(g, &p, data, fl_clock_ms());
    return true;
}

static void socket_ready(struct sim_source *source, uint32_t events)
{
    struct sim_socket *s = SIM_OWNER(source, struct sim_socket, source);
    (void)events;
    for (int i = 0; i < DATAGRAMS_A_TURN && source->fd >= 0 && receive_one(s); i++)
        ;
}

/* --- open, moved, closed -------------------------------------------------------------------- */
static void plan_socket(struct sim_dgram *g, enum sim_hears hears, uint16_t port)
{
    if (g->count == SIM_SOCKETS_MAX)
        return;
    g->sockets[g->count++] = (struct sim_socket){
        .source = {.ready = socket_ready, .fd = -1}, .device = g->device, .hears = hears, .port = port};
}

static void plan_sockets(struct sim_dgram *g, const struct fl_sim *sim, uint16_t port)
{
    plan_socket(g, SIM_HEARS_UNICAST, port);
    if (g->group.family)
        plan_socket(g, SIM_HEARS_GROUP, port);
    for (const struct fl_sim_port *p = sim->ports; p && p->port; p++) {
        plan_socket(g, SIM_HEARS_UNICAST, p->port);
        if (p->broadcast && g->device->address.family == 4) {
            plan_socket(g, SIM_HEARS_NETWORK, p->port);
            plan_socket(g, SIM_HEARS_ALL, p->port);
        }
    }
}

/* All sockets at a new address, or none. The first decides about a port that is any free one. */
static enum fl_err open_all(struct sim_device *d, const struct fl_addr *address, int fds[])
{
    struct sim_dgram *g = d->dgram;
    size_t opened = 0;
    for (; opened < g->count; opened++) {
        struct sim_socket *s = &g->sockets[opened];
        if (!s->port)
            s->port = d->port;
        fds[opened] = open_socket(d, s->hears, s->port, address);
        if (fds[opened] < 0)
            break;
        if (!d->port)
            d->port = s->port = port_of(fds[opened]);
    }
    if (opened == g->count)
        return FL_OK;
    int error = errno;
    while (opened--)
        close(fds[opened]);
    errno = error;
    return FL_E_SYSTEM;
}

static enum fl_err take_address(struct sim_device *d, const struct fl_addr *address)
{
    struct sim_dgram *g = d->dgram;
    int fds[SIM_SOCKETS_MAX] = {0};
    if (open_all(d, address, fds))
        return FL_E_SYSTEM;
    d->address = *address;
    d->address.port = d->port;
    for (size_t i = 0; i < g->count; i++) {
        sim_close_source(d->run, &g->sockets[i].source);
        g->sockets[i].source.fd = fds[i];
        if (sim_watch(d->run, &g->sockets[i].source, EPOLLIN))
            return FL_E_SYSTEM;
    }
    g->closed = false;
    return FL_OK;
}

enum fl_err sim_dgram_create(struct sim_device *d, struct fl_error *err)
{
    struct sim_dgram *g = calloc(1, sizeof *g);
    void *session = calloc(1, d->sim->session_size ? d->sim->session_size : 1);
    if (!g || !session || !sim_timers_reserve(&d->run->timers)) {
        free(g);
        free(session);
        return fl_fail(err, FL_E_NOMEM, "no memory for device %zu", d->number);
    }
    *g = (struct sim_dgram){.device = d, .session = session, .timer.fire = packets_due};
    g->random = ~d->random; /* a sequence of its own: the network's faults do not change the device's */
    d->dgram = g;
    return FL_OK;
}

enum fl_err sim_dgram_option(struct sim_device *d, const char *name, const char *value, struct fl_error *err)
{
    struct sim_dgram *g = d->dgram;
    bool in = g && (!strcmp(name, "net") || !strcmp(name, "net_in"));
    bool out = g && (!strcmp(name, "net") || !strcmp(name, "net_out"));
    struct sim_net net;
    if (!in && !out)
        return FL_E_UNKNOWN;
    enum fl_err e = sim_net_parse(&net, value ? value : "", err);
    if (!e && in)
        g->in = net;
    if (!e && out)
        g->out = net;
    return e;
}

enum fl_err sim_dgram_open(struct sim_device *d, const struct fl_addr *address, uint16_t port,
                           struct fl_error *err)
{
    struct sim_dgram *g = d->dgram;
    const char *group = d->run->setup.group ? d->run->setup.group : d->sim->group;
    char text[FL_ADDR_TEXT];
    d->address = *address;
    d->address.port = d->port = port;
    if (d->sim->medium == FL_GROUP && group &&
        (!fl_addr_parse(&g->group, group, port) || g->group.family != 4 || (g->group.ip[0] & 0xF0) != 0xE0))
        return fl_fail(err, FL_E_CONFIG, "--group %s: not an IPv4 multicast group", group);
    if (g->group.family && address->family != 4)
        return fl_fail(err, FL_E_CONFIG, "%s: its group is IPv4, so --listen has to be", d->sim->name);
    plan_sockets(g, d->sim, port);
    if (take_address(d, address))
        return fl_fail_errno(err,
                             "cannot listen on UDP %s (--listen takes another address, --port another port)",
                             fl_addr_text(&d->address, text));
    g->group.port = d->port;
    return FL_OK;
}

enum fl_err sim_dgram_move(struct sim_device *d, const char *address, struct fl_error *err)
{
    struct fl_addr to;
    if (!d->dgram || !fl_addr_parse(&to, address, d->port) || to.family != d->address.family)
        return fl_fail(err, FL_E_FORMAT, "move %s: a numeric address of this machine is wanted", address);
    if (fl_addr_same_host(&to, &d->address))
        return FL_OK;
    return take_address(d, &to) ? fl_fail_errno(err, "move %s", address) : FL_OK;
}

void sim_dgram_listen(struct sim_device *d, bool on)
{
    struct sim_dgram *g = d->dgram;
    if (on != g->closed)
        return;
    g->closed = true;
    for (size_t i = 0; !on && i < g->count; i++)
        sim_close_source(d->run, &g->sockets[i].source);
    if (on && take_address(d, &d->address))
        fl_log(FL_ERROR, d->sim->name, "device %zu cannot listen on port %u again", d->number,
               (unsigned)d->port);
}

void sim_dgram_hear(struct sim_device *d, uint16_t port)
{
    struct sim_dgram *g = d->dgram;
    if (find_socket(g, port) || g->count == SIM_SOCKETS_MAX)
        return;
    int fd = open_socket(d, SIM_HEARS_UNICAST, port, &d->address);
    if (fd < 0)
        return;
    plan_socket(g, SIM_HEARS_UNICAST, port);
    struct sim_source *source = &g->sockets[g->count - 1].source;
    source->fd = fd;
    sim_watch(d->run, source, EPOLLIN);
}

void sim_dgram_destroy(struct sim_device *d)
{
    struct sim_dgram *g = d->dgram;
    if (!g)
        return;
    for (size_t i = 0; i < g->count; i++)
        sim_close_source(d->run, &g->sockets[i].source);
    sim_timer_clear(&d->run->timers, &g->timer);
    sim_timers_unreserve(&d->run->timers);
    for (struct sim_packet *p = g->packets, *next; p; p = next) {
        next = p->next;
        free(p);
    }
    free(g->session);
    free(g);
    d->dgram = NULL;
}
