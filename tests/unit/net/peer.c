/* Blocking sockets with a time limit, so that a broken connection fails a test and never hangs it. */
#include "unit/net/peer.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "net/addr.h"
#include "support/cmocka.h"

static void limit_waiting(int fd)
{
    const struct timeval limit = {.tv_sec = 10};
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
}

static int bound(int type, struct fl_addr *at)
{
    struct sockaddr_storage sa;
    struct fl_addr any;
    assert_true(fl_addr_parse(&any, "127.0.0.1", 0));
    int fd = socket(AF_INET, type, 0);
    assert_true(fd >= 0);
    socklen_t len = fl_addr_to_sys(&any, &sa);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, len), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&sa, &len), 0);
    assert_true(fl_addr_from_sys(at, (struct sockaddr *)&sa));
    limit_waiting(fd);
    return fd;
}

int peer_socket(int type, struct fl_addr *at)
{
    int fd = bound(type, at);
    if (type == SOCK_STREAM)
        assert_int_equal(listen(fd, 8), 0);
    return fd;
}

int peer_closed_port(int type, struct fl_addr *at)
{
    int fd = bound(type, at);
    if (type == SOCK_STREAM)
        return fd; /* bound, but not listening: refused */
    close(fd);     /* a bound datagram socket would take what comes */
    return -1;
}

int peer_accept(int listener, struct fl_addr *from)
{
    struct sockaddr_storage sa;
    socklen_t len = sizeof sa;
    int fd = accept(listener, (struct sockaddr *)&sa, &len);
    assert_true(fd >= 0);
    if (from)
        assert_true(fl_addr_from_sys(from, (struct sockaddr *)&sa));
    limit_waiting(fd);
    return fd;
}

void peer_expect(int fd, const char *text, struct fl_addr *from)
{
    char buf[256];
    struct sockaddr_storage sa;
    socklen_t size = sizeof sa;
    ssize_t len = recvfrom(fd, buf, sizeof buf, 0, (struct sockaddr *)&sa, &size);
    assert_int_equal(len, strlen(text));
    assert_memory_equal(buf, text, strlen(text));
    if (from)
        assert_true(fl_addr_from_sys(from, (struct sockaddr *)&sa));
}

void peer_send_to(int fd, const struct fl_addr *to, const char *text)
{
    struct sockaddr_storage sa;
    socklen_t len = fl_addr_to_sys(to, &sa);
    assert_int_equal(sendto(fd, text, strlen(text), 0, (struct sockaddr *)&sa, len), strlen(text));
}

void peer_reset(int fd)
{
    const struct linger now = {.l_onoff = 1, .l_linger = 0};
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now), 0);
    close(fd);
}
