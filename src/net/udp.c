/* A UDP socket of one link's own. It is not connected, so that a driver may send to other ports and
 * hear from them; IP_RECVERR still tells of a closed port, which an unconnected socket otherwise
 * never learns. */
#include <errno.h>
#include <time.h> /* before errqueue.h, which uses struct timespec */

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/addr.h"
#include "net/conn.h"
#include "net/socket.h"

enum { RECEIVE_BUFFER = 1024 * 1024 }; /* asked for; net.core.rmem_max may give less */

struct udp {
    struct fl_conn conn;
    int fd;
    struct fl_wake *stop; /* borrowed; also ends a recv */
};

/* Empties the error queue, or poll(2) would never wait again. True: the peer's port is closed. Other
 * errors (no route, another port that was tried) are lost datagrams like any other. */
static bool drain_errors(struct udp *u)
{
    bool refused = false;
    for (;;) {
        struct sockaddr_storage to = {0};
        _Alignas(struct cmsghdr) char control[256];
        struct msghdr msg = {.msg_name = &to,
                             .msg_namelen = sizeof to,
                             .msg_control = control,
                             .msg_controllen = sizeof control};
        if (recvmsg(u->fd, &msg, MSG_ERRQUEUE | MSG_DONTWAIT) < 0)
            return refused;
        struct fl_addr sent_to;
        const struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
        if (!c || !fl_addr_from_sys(&sent_to, (struct sockaddr *)&to))
            continue;
        struct sock_extended_err what;
        memcpy(&what, CMSG_DATA(c), sizeof what);
        refused |= what.ee_errno == ECONNREFUSED && fl_addr_equal(&sent_to, &u->conn.to);
    }
}

/* One datagram that is there. FL_AGAIN: there is none, or it was longer than cap and is dropped:
 * half a datagram is no use to a decoder. */
static enum fl_err take_datagram(struct udp *u, void *buf, size_t cap, size_t *len, struct fl_addr *from)
{
    struct sockaddr_storage sa;
    struct iovec part = {.iov_base = buf, .iov_len = cap};
    struct msghdr msg = {.msg_name = &sa, .msg_namelen = sizeof sa, .msg_iov = &part, .msg_iovlen = 1};
    ssize_t n = recvmsg(u->fd, &msg, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return FL_AGAIN;
    if (n < 0)
        return FL_E_SYSTEM;
    struct fl_addr source;
    if ((msg.msg_flags & MSG_TRUNC) || !fl_addr_from_sys(&source, (struct sockaddr *)&sa))
        return FL_AGAIN;
    *len = (size_t)n;
    if (from)
        *from = source;
    return FL_OK;
}

static enum fl_err udp_recv(struct fl_conn *c, void *buf, size_t cap, uint64_t until_ms, size_t *len,
                            struct fl_addr *from)
{
    struct udp *u = (struct udp *)c;
    for (;;) {
        enum fl_socket_event event = fl_socket_wait(u->fd, POLLIN, u->stop, until_ms);
        if (event == FL_SOCKET_WOKEN)
            fl_wake_clear(u->stop);
        if (event != FL_SOCKET_READY)
            return FL_AGAIN;
        enum fl_err result = take_datagram(u, buf, cap, len, from);
        if (result == FL_OK)
            return FL_OK;
        if (drain_errors(u)) {
            u->conn.why = "the device's UDP port is closed";
            return FL_E_REFUSED;
        }
    }
}

/* A pending error of an earlier datagram is reported by the next send and then gone: that one is
 * tried again. What still does not leave is lost, as it might be anywhere on its way. */
static enum fl_err udp_send(struct fl_conn *c, const struct fl_addr *to, const void *frame, size_t len)
{
    struct udp *u = (struct udp *)c;
    struct sockaddr_storage sa;
    socklen_t size = fl_addr_to_sys(to ? to : &u->conn.to, &sa);
    for (int i = 0; i < 3; i++) {
        if (sendto(u->fd, frame, len, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&sa, size) >= 0)
            return FL_OK;
        if (errno != ECONNREFUSED && errno != EINTR)
            break;
    }
    u->conn.lost++;
    return FL_OK;
}

static void udp_interrupt(struct fl_conn *c)
{
    fl_wake_raise(((struct udp *)c)->stop);
}

static void udp_destroy(struct fl_conn *c)
{
    struct udp *u = (struct udp *)c;
    if (!u)
        return;
    close(u->fd);
    free(u);
}

static const struct fl_conn_ops udp_ops = {
    .recv = udp_recv,
    .send = udp_send,
    .interrupt = udp_interrupt,
    .destroy = udp_destroy,
};

static void set_options(int fd, uint8_t family)
{
    const int on = 1, size = RECEIVE_BUFFER;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on); /* trailcam searches by broadcast */
    if (family == 6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof on);
    else
        setsockopt(fd, IPPROTO_IP, IP_RECVERR, &on, sizeof on);
}

enum fl_err fl_udp_open(struct fl_conn **out, const struct fl_addr *to, const char *interface,
                        uint16_t local_port, struct fl_wake *stop, struct fl_error *err)
{
    *out = NULL;
    int fd = socket(to->family == 6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return fl_fail_errno(err, "cannot make a socket");
    set_options(fd, to->family);
    enum fl_err result = fl_socket_bind(fd, interface, to->family, local_port, err);
    struct udp *u = result == FL_OK ? malloc(sizeof *u) : NULL;
    if (!u) {
        close(fd);
        return result == FL_OK ? fl_fail(err, FL_E_NOMEM, "out of memory") : result;
    }
    *u = (struct udp){.conn = {.ops = &udp_ops, .to = *to}, .fd = fd, .stop = stop};
    *out = &u->conn;
    return FL_OK;
}
