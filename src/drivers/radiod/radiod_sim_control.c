/* Control lines of the simulated radiod: what it is to do now, and what it has to tell. */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "radiod_sim_server.h"

enum { MS_MAX = 60 * 60 * 1000, RESTART_MS = 1000, SAMPLES_MAX = 1000000000, DATAGRAM_MAX = 500 };

/* --- words ---------------------------------------------------------------------------------- */
static bool parse_number(const char **args, unsigned long max, unsigned long *out)
{
    char *end;
    errno = 0;
    *out = strtoul(*args, &end, 10);
    if (end == *args || **args < '0' || **args > '9' || errno || *out > max || (*end && *end != ' '))
        return false;
    *args = end + strspn(end, " ");
    return true;
}

/* "SSRC ...": the channel, and where its number ends. NULL: *err. */
static struct radiod_sim_channel *parse_channel(struct radiod_sim_server *d, const char *verb,
                                                const char **args, struct fl_error *err)
{
    const char *text = *args;
    unsigned long ssrc;
    bool good = parse_number(args, UINT32_MAX, &ssrc) && ssrc;
    struct radiod_sim_channel *c = good ? radiod_sim_find(d, (uint32_t)ssrc) : NULL;
    if (!c)
        fl_fail(err, FL_E_FORMAT, "%s %s: the SSRC of a channel is wanted", verb, text);
    return c;
}

static int nibble(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | ((c >= 'A' && c <= 'F') ? 0x20 : 0)) : NULL;
    return at ? (int)(at - digits) : -1;
}

static size_t parse_hex(const char *text, uint8_t *out, size_t cap)
{
    size_t len = strlen(text) / 2;
    if (strlen(text) % 2 || len > cap)
        return 0;
    for (size_t i = 0; i < len; i++) {
        int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return 0;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return len;
}

/* --- verbs ---------------------------------------------------------------------------------- */
static enum fl_err do_channels(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                               struct fl_error *err)
{
    const char *space = "";
    (void)args;
    (void)err;
    for (size_t i = 0; i < d->used; i++) {
        if (!d->channels[i].ssrc)
            continue;
        fl_sim_reply(io, "%s%" PRIu32, space, d->channels[i].ssrc);
        space = " ";
    }
    return FL_OK;
}

static enum fl_err do_channel(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                              struct fl_error *err)
{
    struct radiod_sim_channel *c = parse_channel(d, "channel", &args, err);
    if (!c)
        return FL_E_FORMAT;
    const struct radiod_sim_settings *s = &c->set;
    fl_sim_reply(io, "frequency=%.15g preset=%s demod=%" PRIu64 " low=%.15g high=%.15g samprate=%" PRIu64,
                 s->frequency, s->preset, s->demod, s->low, s->high, s->samprate);
    fl_sim_reply(io, " agc=%d gain=%.6g squelch=%d lifetime=%" PRIu64 "/%" PRIu64, s->agc, s->gain,
                 s->snr_squelch, c->left, s->lifetime);
    fl_sim_reply(io, " commands=%" PRIu64 " tag=%" PRIu64 " status=%" PRIu64, c->commands, c->tag,
                 c->statuses);
    return FL_OK;
}

static enum fl_err do_signal(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                             struct fl_error *err)
{
    struct radiod_sim_channel *c = parse_channel(d, "signal", &args, err);
    char *end;
    (void)io;
    if (!c)
        return FL_E_FORMAT;
    double db = strtod(args, &end);
    if (!strcmp(args, "off"))
        c->signal = RADIOD_SIM_NO_SIGNAL;
    else if (!strcmp(args, "band"))
        c->signal = RADIOD_SIM_BAND;
    else if (end == args || *end || !isfinite(db))
        return fl_fail(err, FL_E_FORMAT, "signal ... %s: DB, off or band", args);
    else
        c->signal = RADIOD_SIM_SIGNAL;
    c->signal_db = db;
    return FL_OK;
}

static enum fl_err do_say(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                          struct fl_error *err)
{
    struct radiod_sim_channel *c = parse_channel(d, "say", &args, err);
    if (!c)
        return FL_E_FORMAT;
    radiod_sim_answer(d, io, c);
    return FL_OK;
}

static enum fl_err do_remove(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                             struct fl_error *err)
{
    struct radiod_sim_channel *c = parse_channel(d, "remove", &args, err);
    (void)io;
    if (!c)
        return FL_E_FORMAT;
    radiod_sim_free(c);
    return FL_OK;
}

static enum fl_err do_overload(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                               struct fl_error *err)
{
    unsigned long samples = (unsigned long)d->conf.samples;
    if (*args && !parse_number(&args, SAMPLES_MAX, &samples))
        return fl_fail(err, FL_E_RANGE, "overload %s: a number of samples, at most %d", args, SAMPLES_MAX);
    radiod_sim_overload(d, io, (unsigned)samples);
    return FL_OK;
}

static enum fl_err do_restart(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                              struct fl_error *err)
{
    unsigned long ms = RESTART_MS;
    if (*args && !parse_number(&args, MS_MAX, &ms))
        return fl_fail(err, FL_E_RANGE, "restart %s: milliseconds, at most %d", args, MS_MAX);
    fl_sim_log(io, "ends");
    radiod_sim_die(d, io, fl_sim_now(io) + ms);
    return FL_OK;
}

static enum fl_err do_rival(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                            struct fl_error *err)
{
    static const char sweep[] = "sweep ";
    uint8_t datagram[DATAGRAM_MAX];
    unsigned long ms = 0;
    size_t len = 0;
    bool sweeps = !strncmp(args, sweep, sizeof sweep - 1);
    const char *number = args + sizeof sweep - 1;
    if (sweeps ? !parse_number(&number, MS_MAX, &ms) || !ms
               : strcmp(args, "off") != 0 && !(len = parse_hex(args, datagram, sizeof datagram)))
        return fl_fail(err, FL_E_FORMAT, "rival %s: sweep MS, off, or a datagram in hex", args);
    if (len) {
        fl_sim_send_from(io, 0, NULL, datagram, len, 0);
        return FL_OK;
    }
    d->rival_every_ms = (int)ms;
    d->rival_ms = sweeps ? fl_sim_now(io) : 0;
    radiod_sim_wake(d, io);
    return FL_OK;
}

static enum fl_err do_stats(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                            struct fl_error *err)
{
    const struct radiod_sim_stats *s = &d->stats;
    if (*args && strcmp(args, "reset") != 0)
        return fl_fail(err, FL_E_FORMAT, "stats %s: only reset may follow", args);
    fl_sim_reply(io, "executed=%u polls=%u sweeps=%u starved=%u lost=%u", s->executed, s->polls, s->sweeps,
                 s->starved, s->lost);
    fl_sim_reply(io, " created=%u ghosts=%u expired=%u ignored=%u overlooked=%u", s->created, s->ghosts,
                 s->expired, s->ignored, s->overlooked);
    fl_sim_reply(io, " statuses=%u unasked=%u in_flight=%u", s->statuses, s->unasked, s->in_flight);
    if (*args)
        d->stats = (struct radiod_sim_stats){0};
    return FL_OK;
}

static const struct {
    const char *verb;
    enum fl_err (*act)(struct radiod_sim_server *d, struct fl_sim_io *io, const char *args,
                       struct fl_error *err);
} verbs[] = {
    {"channels", do_channels}, {"channel", do_channel}, {"signal", do_signal},
    {"say", do_say},           {"remove", do_remove},   {"overload", do_overload},
    {"restart", do_restart},   {"rival", do_rival},     {"stats", do_stats},
};

enum fl_err radiod_sim_control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                               struct fl_error *err)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(verbs[i].verb, verb))
            return verbs[i].act(device, io, args, err);
    return FL_E_UNKNOWN;
}
