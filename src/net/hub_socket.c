/* The hub's sockets: options, receiving with the interface told, sending through a chosen one. */
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/hub_private.h"

enum { RECEIVE_BUFFER = 1024 * 1024 }; /* asked for; net.core.rmem_max may give less */

/* A socket bound to a group is shared with other programs, which have set either of the options:
 * both are needed to get along with either. Any other is ours alone: two owners of a port share
 * what comes to it unpredictably. */
static void set_options(int fd, bool share, int ttl)
{
    const int on = 1, off = 0, size = RECEIVE_BUFFER;
    if (share) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    /* Only what this socket has joined, not what any program on the machine has. */
    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_ALL, &off, sizeof off);
    /* Devices may be programs on this machine; what comes back to us is dropped. */
    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_LOOP, &on, sizeof on);
    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &ttl, sizeof ttl);
}

static enum fl_err bind_failed(const struct fl_hub *h, const struct fl_addr *at, struct fl_error *err)
{
    char text[FL_ADDR_TEXT];
    if (errno != EADDRINUSE)
        return fl_fail_errno(err, "cannot receive at %s", fl_addr_text(at, text));
    for (const struct hub_socket *s = h->sockets; s; s = s->next)
        if (s->at.port == at->port && !fl_addr_is_group(&s->at))
            return fl_fail(
                err, FL_E_SYSTEM,
                "UDP port %u is open here at %s already: give all devices and networks of that port "
                "an address as `interface`, or none of them",
                (unsigned)at->port, fl_addr_text(&s->at, text));
    return fl_fail(err, FL_E_SYSTEM, "another program owns UDP port %u on this machine: stop it",
                   (unsigned)at->port);
}

static struct hub_socket *open_socket(struct fl_hub *h, const struct fl_addr *at, int ttl,
                                      struct fl_error *err)
{
    struct sockaddr_storage sa;
    struct hub_socket *s = calloc(1, sizeof *s);
    if (!s) {
        fl_fail(err, FL_E_NOMEM, "no memory");
        return NULL;
    }
    s->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (s->fd < 0) {
        fl_fail_errno(err, "cannot make a socket");
        free(s);
        return NULL;
    }
    set_options(s->fd, fl_addr_is_group(at), ttl);
    socklen_t len = fl_addr_to_sys(at, &sa);
    if (bind(s->fd, (struct sockaddr *)&sa, len) != 0 ||
        getsockname(s->fd, (struct sockaddr *)&sa, &len) != 0) {
        bind_failed(h, at, err);
        close(s->fd);
        free(s);
        return NULL;
    }
    fl_addr_from_sys(&s->at, (struct sockaddr *)&sa);
    s->users = 1;
    s->next = h->sockets;
    h->sockets = s;
    return s;
}

struct hub_socket *fl_hub_socket_take_locked(struct fl_hub *h, const struct fl_addr *at, struct fl_error *err)
{
    fl_lock_held(&h->lock);
    for (struct hub_socket *s = h->sockets; s; s = s->next)
        if (fl_addr_equal(&s->at, at)) {
            s->users++;
            return s;
        }
    return open_socket(h, at, 1, err);
}

struct hub_socket *fl_hub_socket_sender_locked(struct fl_hub *h, uint8_t ttl, struct fl_error *err)
{
    fl_lock_held(&h->lock);
    const struct fl_addr any = {.family = 4};
    return open_socket(h, &any, ttl, err);
}

void fl_hub_socket_drop_locked(struct fl_hub *h, struct hub_socket *s)
{
    fl_lock_held(&h->lock);
    if (!s || --s->users > 0)
        return;
    struct hub_socket **at = &h->sockets;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    close(s->fd);
    free(s);
}

static void take_packet_info(struct msghdr *msg, struct hub_datagram *out)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c; c = CMSG_NXTHDR(msg, c)) {
        if (c->cmsg_level != IPPROTO_IP || c->cmsg_type != IP_PKTINFO)
            continue;
        struct in_pktinfo info;
        memcpy(&info, CMSG_DATA(c), sizeof info);
        out->from.if_index = (uint32_t)info.ipi_ifindex;
        out->to.family = 4;
        memcpy(out->to.ip, &info.ipi_addr, 4);
    }
}

enum fl_err fl_hub_socket_receive(struct hub_socket *s, uint8_t *buf, size_t cap, struct hub_datagram *out)
{
    struct sockaddr_storage sa;
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct in_pktinfo))];
    struct iovec part = {.iov_base = buf, .iov_len = cap};
    struct msghdr msg = {.msg_name = &sa,
                         .msg_namelen = sizeof sa,
                         .msg_iov = &part,
                         .msg_iovlen = 1,
                         .msg_control = control,
                         .msg_controllen = sizeof control};
    ssize_t n = recvmsg(s->fd, &msg, MSG_DONTWAIT);
    if (n < 0)
        return FL_AGAIN; /* also for the error of an earlier datagram, which is gone with that */
    *out = (struct hub_datagram){.socket = s, .to.port = s->at.port, .data = buf, .len = (size_t)n};
    if ((msg.msg_flags & MSG_TRUNC) || !fl_addr_from_sys(&out->from, (struct sockaddr *)&sa))
        return FL_E_RANGE;
    take_packet_info(&msg, out);
    out->to_group = fl_addr_is_group(&out->to);
    return FL_OK;
}

/* The source must be told with the interface: without, the kernel forgets what the socket is bound to. */
static void choose_way(struct msghdr *msg, unsigned if_index, const struct fl_addr *source)
{
    struct in_pktinfo info = {.ipi_ifindex = (int)if_index};
    memcpy(&info.ipi_spec_dst, source->ip, 4);
    struct cmsghdr *c = CMSG_FIRSTHDR(msg);
    c->cmsg_level = IPPROTO_IP;
    c->cmsg_type = IP_PKTINFO;
    c->cmsg_len = CMSG_LEN(sizeof info);
    memcpy(CMSG_DATA(c), &info, sizeof info);
}

bool fl_hub_socket_send(struct hub_socket *s, const struct fl_addr *to, unsigned if_index,
                        const struct fl_addr *source, const void *data, size_t len)
{
    struct sockaddr_storage sa;
    struct iovec part = {.iov_base = (void *)data, .iov_len = len}; /* sendmsg does not write to it */
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct in_pktinfo))] = {0};
    struct msghdr msg = {.msg_name = &sa,
                         .msg_namelen = fl_addr_to_sys(to, &sa),
                         .msg_iov = &part,
                         .msg_iovlen = 1,
                         .msg_control = control,
                         .msg_controllen = sizeof control};
    choose_way(&msg, if_index, source);
    return sendmsg(s->fd, &msg, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

static bool change_membership(struct hub_socket *s, int option, const struct fl_addr *group,
                              unsigned if_index)
{
    struct ip_mreqn request = {.imr_ifindex = (int)if_index};
    memcpy(&request.imr_multiaddr, group->ip, 4);
    return setsockopt(s->fd, IPPROTO_IP, option, &request, sizeof request) == 0;
}

bool fl_hub_socket_join(struct hub_socket *s, const struct fl_addr *group, unsigned if_index)
{
    return change_membership(s, IP_ADD_MEMBERSHIP, group, if_index);
}

bool fl_hub_socket_leave(struct hub_socket *s, const struct fl_addr *group, unsigned if_index)
{
    return change_membership(s, IP_DROP_MEMBERSHIP, group, if_index);
}
