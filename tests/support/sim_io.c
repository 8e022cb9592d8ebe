/* The fl_sim_io of tests; see sim_io.h. */
#include "support/sim_io.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void sim_io_init(struct fl_sim_io *io)
{
    *io = (struct fl_sim_io){.now_ms = 1000000, .listening = true};
}

void sim_io_forget(struct fl_sim_io *io)
{
    io->len = io->send_count = 0;
    io->fin = io->reset = false;
    io->log[0] = io->reply[0] = '\0';
}

bool sim_io_logged(const struct fl_sim_io *io, const char *text)
{
    return strstr(io->log, text);
}

uint64_t fl_sim_now(const struct fl_sim_io *io)
{
    return io->now_ms;
}

int64_t fl_sim_utc_ms(const struct fl_sim_io *io)
{
    return io->utc_ms;
}

uint32_t fl_sim_random(struct fl_sim_io *io)
{
    return ++io->random;
}

static void note_send(struct fl_sim_io *io, const struct sim_io_send *send, const void *data)
{
    assert(io->len + send->len <= sizeof io->bytes && io->send_count < SIM_IO_SENDS);
    struct sim_io_send *noted = &io->sends[io->send_count++];
    *noted = *send;
    noted->at = io->len;
    memcpy(io->bytes + io->len, data, send->len);
    io->len += send->len;
}

void fl_sim_send(struct fl_sim_io *io, const void *data, size_t len, int delay_ms, size_t piece)
{
    note_send(io, &(struct sim_io_send){.len = len, .delay_ms = delay_ms, .piece = piece, .to = io->from},
              data);
}

struct fl_addr fl_sim_from(const struct fl_sim_io *io)
{
    return io->from;
}

uint16_t fl_sim_port(const struct fl_sim_io *io)
{
    return io->address.port;
}

bool fl_sim_to_many(const struct fl_sim_io *io)
{
    return io->to_many;
}

void fl_sim_send_to(struct fl_sim_io *io, const struct fl_addr *to, const void *data, size_t len,
                    int delay_ms)
{
    fl_sim_send_from(io, io->address.port, to, data, len, delay_ms);
}

void fl_sim_send_from(struct fl_sim_io *io, uint16_t port, const struct fl_addr *to, const void *data,
                      size_t len, int delay_ms)
{
    struct sim_io_send send = {.len = len, .delay_ms = delay_ms, .from_port = port};
    if (to)
        send.to = *to;
    note_send(io, &send, data);
}

struct fl_addr fl_sim_address(const struct fl_sim_io *io)
{
    return io->address;
}

struct fl_addr fl_sim_group(const struct fl_sim_io *io)
{
    return io->group;
}

/* Anywhere that is spelled as an address of 127.x. */
enum fl_err fl_sim_move(struct fl_sim_io *io, const char *address, struct fl_error *err)
{
    unsigned part[3];
    if (sscanf(address, "127.%u.%u.%u", &part[0], &part[1], &part[2]) != 3)
        return fl_fail(err, FL_E_SYSTEM, "move %s: not there", address);
    for (size_t i = 0; i < 3; i++)
        io->address.ip[i + 1] = (uint8_t)part[i];
    return FL_OK;
}

void fl_sim_close(struct fl_sim_io *io, bool reset)
{
    io->reset = reset;
    io->fin = !reset;
}

void fl_sim_hold(struct fl_sim_io *io, bool on)
{
    io->held = on;
}

void fl_sim_listen(struct fl_sim_io *io, bool on)
{
    io->listening = on;
}

void fl_sim_wake_at(struct fl_sim_io *io, uint64_t when_ms)
{
    io->wake_ms = when_ms;
}

static void append(char *, size_t, const char *, const char *, va_list) FL_PRINTF(4, 0);

static void append(char *text, size_t cap, const char *end, const char *fmt, va_list ap)
{
    size_t len = strlen(text);
    vsnprintf(text + len, cap - len, fmt, ap);
    len = strlen(text);
    snprintf(text + len, cap - len, "%s", end);
}

void fl_sim_log(struct fl_sim_io *io, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    append(io->log, sizeof io->log, "\n", fmt, ap);
    va_end(ap);
}

void fl_sim_log_sent(struct fl_sim_io *io, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    append(io->log, sizeof io->log, "\n", fmt, ap);
    va_end(ap);
}

void fl_sim_reply(struct fl_sim_io *io, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    append(io->reply, sizeof io->reply, "", fmt, ap);
    va_end(ap);
}
