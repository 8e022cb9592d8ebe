/* What a simulated device may ask for (<fairlead/sim.h>), carried out at once. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "sim_private.h"

enum { LOG_TEXT_MAX = 512 };

struct fl_sim_io sim_io_of(struct sim_device *device, struct sim_conn *conn)
{
    return (struct fl_sim_io){.device = device, .conn = conn, .now_ms = fl_clock_ms()};
}

/* The connections a call is about: the hook's own, or all of the device. The body may end *c. */
#define EACH_CONN(io, c)                                                                                     \
    for (struct sim_conn *c = (io)->conn ? (io)->conn : (io)->device->conns, *c##_next = c ? c->next : NULL; \
         c; c = (io)->conn ? NULL : c##_next, c##_next = c ? c->next : NULL)

uint64_t fl_sim_now(const struct fl_sim_io *io)
{
    return io->now_ms;
}

int64_t fl_sim_utc_ms(const struct fl_sim_io *io)
{
    (void)io;
    return fl_clock_utc_ms();
}

/* Each device has its own sequence, so that one does not change another's. */
uint32_t fl_sim_random(struct fl_sim_io *io)
{
    return sim_random(&io->device->random);
}

static uint64_t due(const struct fl_sim_io *io, int delay_ms)
{
    return io->now_ms + (uint64_t)(delay_ms > 0 ? delay_ms : 0);
}

void fl_sim_send(struct fl_sim_io *io, const void *data, size_t len, int delay_ms, size_t piece)
{
    uint64_t due_ms = due(io, delay_ms);
    if (io->datagram)
        sim_dgram_send(io->device, io->datagram->port, &io->datagram->peer, data, len, due_ms);
    EACH_CONN(io, c)
    sim_conn_send(c, data, len, due_ms, piece);
}

struct fl_addr fl_sim_from(const struct fl_sim_io *io)
{
    return io->datagram ? io->datagram->peer : (struct fl_addr){0};
}

uint16_t fl_sim_port(const struct fl_sim_io *io)
{
    return io->datagram ? io->datagram->port : 0;
}

bool fl_sim_to_many(const struct fl_sim_io *io)
{
    return io->datagram && io->datagram->to_many;
}

void fl_sim_send_to(struct fl_sim_io *io, const struct fl_addr *to, const void *data, size_t len,
                    int delay_ms)
{
    if (io->device->dgram)
        sim_dgram_send(io->device, io->device->port, to, data, len, due(io, delay_ms));
}

void fl_sim_send_from(struct fl_sim_io *io, uint16_t port, const struct fl_addr *to, const void *data,
                      size_t len, int delay_ms)
{
    if (!io->device->dgram)
        return;
    if (port)
        sim_dgram_hear(io->device, port);
    sim_dgram_send(io->device, port, to, data, len, due(io, delay_ms));
}

struct fl_addr fl_sim_address(const struct fl_sim_io *io)
{
    return io->device->address;
}

struct fl_addr fl_sim_group(const struct fl_sim_io *io)
{
    return io->device->dgram ? io->device->dgram->group : (struct fl_addr){0};
}

enum fl_err fl_sim_move(struct fl_sim_io *io, const char *address, struct fl_error *err)
{
    return sim_dgram_move(io->device, address, err);
}

void fl_sim_close(struct fl_sim_io *io, bool reset)
{
    EACH_CONN(io, c)
    sim_conn_close(c, reset);
}

void fl_sim_hold(struct fl_sim_io *io, bool on)
{
    if (io->device->dgram)
        io->device->dgram->held = on;
    EACH_CONN(io, c)
    sim_conn_hold(c, on);
}

void fl_sim_listen(struct fl_sim_io *io, bool on)
{
    (io->device->dgram ? sim_dgram_listen : sim_device_listen)(io->device, on);
}

void fl_sim_wake_at(struct fl_sim_io *io, uint64_t when_ms)
{
    struct sim_device *d = io->device;
    if (when_ms)
        sim_timer_set(&d->run->timers, &d->tick, when_ms);
    else
        sim_timer_clear(&d->run->timers, &d->tick);
}

/* Milliseconds with six decimals: nanoseconds, for measuring. */
void sim_log_line(const struct sim_device *d, const char *text)
{
    FILE *log = d->run->setup.log;
    struct timespec now;
    if (!log || clock_gettime(CLOCK_MONOTONIC, &now))
        return;
    fprintf(log, "%lld.%06ld %zu %s\n", (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000,
            now.tv_nsec % 1000000, d->number, text);
}

void fl_sim_log(struct fl_sim_io *io, const char *fmt, ...)
{
    if (!io->device->run->setup.log)
        return;
    char text[LOG_TEXT_MAX];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    sim_log_line(io->device, text);
}

void fl_sim_log_sent(struct fl_sim_io *io, const char *fmt, ...)
{
    if (!io->device->run->setup.log)
        return;
    char text[LOG_TEXT_MAX];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    EACH_CONN(io, c)
    sim_conn_mark(c, text);
}

void fl_sim_reply(struct fl_sim_io *io, const char *fmt, ...)
{
    char text[LOG_TEXT_MAX * 8];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    fl_str_add(&io->device->run->reply, text);
}
