/* Binding a socket to an interface or a port, and waiting for it. */
#include "net/socket.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "net/addr.h"

/* The address to bind: with a name only where the kernel did not let us bind to the device. */
static enum fl_err source_address(int fd, const char *interface, uint8_t family, struct fl_addr *out,
                                  struct fl_error *err)
{
    struct fl_interface found;
    bool by_name = fl_interface_is_name(interface);
    if (by_name && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface, (socklen_t)strlen(interface)) == 0)
        return FL_OK;
    if (by_name && errno != EPERM)
        return fl_fail_errno(err, "interface \"%s\"", interface);
    enum fl_err result = fl_interface_find_family(&found, interface, family, NULL, err);
    if (result != FL_OK)
        return result;
    if (found.addr.family == 0)
        return fl_fail(err, FL_E_UNKNOWN, "interface \"%s\" has no IPv%d address", interface, family);
    *out = found.addr;
    return FL_OK;
}

enum fl_err fl_socket_bind(int fd, const char *interface, uint8_t family, uint16_t local_port,
                           struct fl_error *err)
{
    struct fl_addr local = {.family = family}; /* the unspecified address */
    if (interface && *interface) {
        enum fl_err result = source_address(fd, interface, family, &local, err);
        if (result != FL_OK)
            return result;
    }
    const struct fl_addr none = {.family = family};
    if (local_port == 0 && fl_addr_same_host(&local, &none))
        return FL_OK; /* connect() and sendto() choose */
    local.port = local_port;
    struct sockaddr_storage sa;
    socklen_t len = fl_addr_to_sys(&local, &sa);
    if (bind(fd, (struct sockaddr *)&sa, len) != 0) {
        char text[FL_ADDR_TEXT];
        return fl_fail_errno(err, "cannot send from %s", fl_addr_text(&local, text));
    }
    return FL_OK;
}

enum fl_socket_event fl_socket_wait(int fd, short events, struct fl_wake *stop, uint64_t until_ms)
{
    struct pollfd fds[] = {{.fd = stop->fd, .events = POLLIN}, {.fd = fd, .events = events}};
    for (;;) {
        int n = poll(fds, 2, fl_clock_poll_timeout(until_ms, fl_clock_ms()));
        if (n > 0)
            return fds[0].revents ? FL_SOCKET_WOKEN : FL_SOCKET_READY;
        if (n == 0 && fl_clock_ms() >= until_ms)
            return FL_SOCKET_LATE;
        if (n < 0 && errno != EINTR)
            return FL_SOCKET_READY; /* the call that follows reports it */
    }
}
