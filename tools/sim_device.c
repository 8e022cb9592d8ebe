/* One simulated device: its listening socket, its timer and its connections. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "net/addr.h"
#include "sim_private.h"

enum { ACCEPTS_A_TURN = 16 }; /* of one device, so that the others get theirs */

static void close_with_reset(int fd)
{
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff = 1}, sizeof(struct linger));
    close(fd);
}

/* No descriptor is left: with the spare one the connection is taken and thrown away; left waiting,
 * it would wake the loop for ever. */
static void throw_away(struct sim_device *d)
{
    struct sim_run *run = d->run;
    fl_log(FL_WARN, d->sim->name, "device %zu: too many open files; connection refused", d->number);
    close(run->spare_fd);
    int fd = accept4(d->listener.fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0)
        close_with_reset(fd);
    run->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static bool accept_one(struct sim_device *d)
{
    int fd = accept4(d->listener.fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
        if (errno == EMFILE || errno == ENFILE)
            throw_away(d);
        return false;
    }
    struct fl_sim_io io = sim_io_of(d, NULL);
    if (d->sim->accept && !d->sim->accept(d->state, &io))
        close_with_reset(fd);
    else
        sim_conn_open(d, fd);
    return true;
}

static void listener_ready(struct sim_source *source, uint32_t events)
{
    struct sim_device *d = SIM_OWNER(source, struct sim_device, listener);
    (void)events;
    for (int i = 0; i < ACCEPTS_A_TURN && source->watched && accept_one(d); i++)
        ;
}

void sim_device_tick(struct sim_device *d)
{
    struct fl_sim_io io = sim_io_of(d, NULL);
    if (d->sim->tick)
        d->sim->tick(d->state, &io);
}

enum fl_err sim_device_option(struct sim_device *d, const char *name, const char *value, struct fl_error *err)
{
    enum fl_err e = sim_dgram_option(d, name, value, err);
    return e == FL_E_UNKNOWN ? d->sim->option(d->state, name, value, err) : e;
}

static void tick_due(struct sim_timer *timer)
{
    sim_device_tick(SIM_OWNER(timer, struct sim_device, tick));
}

static int bound_socket(const struct fl_addr *address)
{
    struct sockaddr_storage sa;
    socklen_t len = fl_addr_to_sys(address, &sa);
    int fd = socket(sa.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (!bind(fd, (struct sockaddr *)&sa, len))
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

/* A free port, bound by number: one that the kernel chose for bind() is lost when the socket stops
 * listening (see below). The socket that got it holds it until then. */
static int free_port_socket(struct fl_addr *address)
{
    struct sockaddr_storage sa = {0};
    socklen_t len = sizeof sa;
    int fd = -1, holder = bound_socket(address);
    if (holder < 0)
        return -1;
    if (!getsockname(holder, (struct sockaddr *)&sa, &len) &&
        fl_addr_from_sys(address, (const struct sockaddr *)&sa))
        fd = bound_socket(address);
    close(holder);
    return fd;
}

static enum fl_err open_listener(struct sim_device *d, const struct fl_addr *address, struct fl_error *err)
{
    char text[FL_ADDR_TEXT];
    d->address = *address;
    d->listener.ready = listener_ready;
    d->listener.fd = address->port ? bound_socket(&d->address) : free_port_socket(&d->address);
    d->port = d->address.port;
    if (d->listener.fd < 0 || listen(d->listener.fd, SOMAXCONN) || sim_watch(d->run, &d->listener, EPOLLIN))
        return fl_fail_errno(err, "cannot listen on %s (--port takes another port; 0: any free one)",
                             fl_addr_text(&d->address, text));
    return FL_OK;
}

/* The address that is so many above. */
static void count_up(struct fl_addr *a, size_t by)
{
    for (size_t i = a->family == 6 ? 16 : 4; i-- && by; by >>= 8) {
        by += a->ip[i];
        a->ip[i] = (uint8_t)by;
    }
}

/* Any free port of the first datagram device is the others', too. */
static uint16_t common_port(const struct sim_device *d, size_t index, uint16_t port)
{
    return !port && index ? d->run->devices[d->number - 1]->port : port;
}

enum fl_err sim_device_open(struct sim_device *d, size_t index, uint16_t port, struct fl_error *err)
{
    const char *listen_at = d->run->setup.listen;
    struct fl_addr address;
    d->tick.fire = tick_due;
    if (!listen_at)
        listen_at = d->dgram ? "127.0.0.2" : "127.0.0.1";
    if (!fl_addr_parse(&address, listen_at, port))
        return fl_fail(err, FL_E_CONFIG, "--listen %s: not a numeric address, such as 127.0.0.1 or ::1",
                       listen_at);
    if (!d->dgram)
        return open_listener(d, &address, err);
    count_up(&address, index);
    return sim_dgram_open(d, &address, common_port(d, index, port), err);
}

/* shutdown() on a listening socket ends the listening and keeps the port, so that nobody else can
 * take it meanwhile (Linux). */
void sim_device_listen(struct sim_device *d, bool on)
{
    struct sim_run *run = d->run;
    if (on == d->listener.watched)
        return;
    if (!on) {
        sim_unwatch(run, &d->listener);
        shutdown(d->listener.fd, SHUT_RD);
    } else if (listen(d->listener.fd, SOMAXCONN) || sim_watch(run, &d->listener, EPOLLIN)) {
        fl_log(FL_ERROR, d->sim->name, "device %zu cannot listen on port %u again", d->number,
               (unsigned)d->port);
    }
}

void sim_device_destroy(struct sim_device *d)
{
    for (struct sim_conn *c = d->conns, *next; c; c = next) {
        next = c->next;
        sim_conn_close(c, true);
    }
    sim_conns_bury(d->run);
    sim_conns_free(d->run);
    if (d->sim->finish)
        d->sim->finish(d->state);
    sim_timer_clear(&d->run->timers, &d->tick);
    sim_close_source(d->run, &d->listener);
    sim_dgram_destroy(d);
    free(d->state);
    free(d);
}
