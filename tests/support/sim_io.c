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

uint32_t fl_sim_random(struct fl_sim_io *io)
{
    return ++io->random;
}

void fl_sim_send(struct fl_sim_io *io, const void *data, size_t len, int delay_ms, size_t piece)
{
    assert(io->len + len <= sizeof io->bytes && io->send_count < SIM_IO_SENDS);
    io->sends[io->send_count++] = (struct sim_io_send){io->len, len, delay_ms, piece};
    memcpy(io->bytes + io->len, data, len);
    io->len += len;
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
