/* A TCP connection: connects with a deadline, receives until one, never blocks in send. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/addr.h"
#include "net/conn.h"
#include "net/socket.h"

struct tcp {
    struct fl_conn conn;
    int fd;
    struct fl_wake *stop; /* borrowed; also ends a recv */
};

/* What an error of the socket means for a session, and its words. */
static enum fl_err broken(struct tcp *t, int code)
{
    if (code == ECONNRESET || code == EPIPE) {
        t->conn.why = "reset by the device";
        return FL_E_CLOSED;
    }
    const char *words = strerrordesc_np(code);
    t->conn.why = words ? words : "socket error";
    return code == ETIMEDOUT ? FL_E_TIMEOUT : FL_E_SYSTEM;
}

/* Polls before it reads: an answer then costs two system calls, where trying recv() first would
 * cost three, since the receive thread comes here long before the answer does. */
static enum fl_err tcp_recv(struct fl_conn *c, void *buf, size_t cap, uint64_t until_ms, size_t *len,
                            struct fl_addr *from)
{
    struct tcp *t = (struct tcp *)c;
    for (;;) {
        enum fl_socket_event event = fl_socket_wait(t->fd, POLLIN, t->stop, until_ms);
        if (event == FL_SOCKET_WOKEN)
            fl_wake_clear(t->stop);
        if (event != FL_SOCKET_READY)
            return FL_AGAIN;
        ssize_t n = recv(t->fd, buf, cap, MSG_DONTWAIT);
        if (n > 0) {
            *len = (size_t)n;
            if (from)
                *from = t->conn.to;
            return FL_OK;
        }
        if (n == 0) {
            t->conn.why = "closed by the device";
            return FL_E_CLOSED;
        }
        if (errno != EAGAIN && errno != EINTR)
            return broken(t, errno);
    }
}

static enum fl_err tcp_send(struct fl_conn *c, const struct fl_addr *to, const void *frame, size_t len)
{
    struct tcp *t = (struct tcp *)c;
    (void)to; /* a stream has one peer */
    ssize_t n;
    do {
        n = send(t->fd, frame, len, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (n < 0 && errno == EINTR);
    if (n == (ssize_t)len)
        return FL_OK;
    if (n >= 0 || errno == EAGAIN) {
        t->conn.why = "the device stopped reading";
        return FL_E_STALLED;
    }
    return broken(t, errno);
}

static void tcp_interrupt(struct fl_conn *c)
{
    fl_wake_raise(((struct tcp *)c)->stop);
}

static void tcp_destroy(struct fl_conn *c)
{
    struct tcp *t = (struct tcp *)c;
    if (!t)
        return;
    close(t->fd);
    free(t);
}

static const struct fl_conn_ops tcp_ops = {
    .recv = tcp_recv,
    .send = tcp_send,
    .interrupt = tcp_interrupt,
    .destroy = tcp_destroy,
};

static enum fl_err connect_failed(const struct fl_addr *to, int code, struct fl_error *err)
{
    static const struct {
        int code;
        enum fl_err result;
    } known[] = {{ECONNREFUSED, FL_E_REFUSED},
                 {ETIMEDOUT, FL_E_TIMEOUT},
                 {EHOSTUNREACH, FL_E_OFFLINE},
                 {ENETUNREACH, FL_E_OFFLINE},
                 {ECONNRESET, FL_E_CLOSED}};
    char text[FL_ADDR_TEXT];
    fl_addr_text(to, text);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].code == code)
            return fl_fail(err, known[i].result, "cannot connect to %s: %s", text, strerrordesc_np(code));
    }
    errno = code;
    return fl_fail_errno(err, "cannot connect to %s", text);
}

static enum fl_err connect_until(int fd, const struct fl_addr *to, uint64_t until_ms, struct fl_wake *stop,
                                 struct fl_error *err)
{
    struct sockaddr_storage sa;
    socklen_t len = fl_addr_to_sys(to, &sa);
    if (connect(fd, (struct sockaddr *)&sa, len) == 0)
        return FL_OK;
    if (errno != EINPROGRESS)
        return connect_failed(to, errno, err);
    enum fl_socket_event event = fl_socket_wait(fd, POLLOUT, stop, until_ms);
    if (event == FL_SOCKET_WOKEN)
        return fl_fail(err, FL_AGAIN, "interrupted");
    if (event != FL_SOCKET_READY) {
        char text[FL_ADDR_TEXT];
        return fl_fail(err, FL_E_TIMEOUT, "no answer from %s", fl_addr_text(to, text));
    }
    int code = 0;
    socklen_t size = sizeof code;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &size) != 0)
        code = errno;
    return code == 0 ? FL_OK : connect_failed(to, code, err);
}

enum fl_err fl_tcp_open(struct fl_conn **out, const struct fl_addr *to, const char *interface,
                        uint64_t until_ms, struct fl_wake *stop, struct fl_error *err)
{
    *out = NULL;
    int fd = socket(to->family == 6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return fl_fail_errno(err, "cannot make a socket");
    /* Requests are small and answered one by one: waiting to fill a segment only adds delay. */
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    enum fl_err result = fl_socket_bind(fd, interface, to->family, 0, err);
    if (result == FL_OK)
        result = connect_until(fd, to, until_ms, stop, err);
    struct tcp *t = result == FL_OK ? malloc(sizeof *t) : NULL;
    if (!t) {
        close(fd);
        return result == FL_OK ? fl_fail(err, FL_E_NOMEM, "out of memory") : result;
    }
    *t = (struct tcp){.conn = {.ops = &tcp_ops, .to = *to}, .fd = fd, .stop = stop};
    *out = &t->conn;
    return FL_OK;
}
