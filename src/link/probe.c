/* A probe at work: the hub's events become its hooks, and what it recorded is carried out.
 *
 * All hooks run on the hub's thread, open with the first joined(), close with the last; `lock` guards
 * only how the owner of the probing and that thread agree on the end. */
#include "link/probe.h"

#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include <sys/random.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"
#include "link/io_private.h"
#include "net/addr.h"

enum { LAST_WORDS_MS = 1000 };

struct fl_probing {
    const struct fl_driver *driver;
    char interface[64];
    char *subject, *version;
    struct fl_addr *hosts;
    struct fl_known *known;
    struct fl_probe_conf conf; /* with the copies above */
    struct fl_probing_events events;
    void *ctx;
    struct fl_model *model; /* empty: an fl_io wants one */
    struct fl_io *io;
    void *session;
    struct fl_hub_station *station;

    /* the hub's thread */
    unsigned if_index; /* of the network's interface; 0: every one, or not there now */
    bool warned;       /* of a probe that does what is not for it */

    struct fl_lock lock;
    struct fl_cond changed;
    /* under lock */
    bool ready; /* `station` is set: the hub may call before it has handed it over */
    bool opened, closing, closed;
};

/* --- effects ------------------------------------------------------------------------------- */

static void apply_send(struct fl_probing *p, const struct fl_io_effect *e)
{
    fl_hub_station_send(p->station, e->addr.family ? &e->addr : NULL, e->data, e->len);
}

static void apply_wake_at(struct fl_probing *p, const struct fl_io_effect *e)
{
    fl_hub_station_wake_at(p->station, e->when_ms ? e->when_ms : FL_NEVER);
}

/* What a device says of itself goes into logs, JSON and tables: one line of UTF-8. */
static void tame(char *text)
{
    bool utf8 = fl_utf8_ok(text, strlen(text));
    for (unsigned char *c = (unsigned char *)text; *c; c++)
        if (*c < ' ' || *c == 127 || (*c > 127 && !utf8))
            *c = '?';
}

static void apply_found(struct fl_probing *p, const struct fl_io_effect *e)
{
    char about[FL_ABOUT_MAX];
    if (!e->name || !fl_key_ok(e->name) || strlen(e->name) >= FL_IDENTITY_MAX || !e->addr.family) {
        fl_log(FL_DEBUG, p->subject, "somebody with no usable identity, or at no address");
        return;
    }
    fl_copy(about, sizeof about, e->text ? e->text : "");
    tame(about);
    p->events.found(p->ctx, e->name, &e->addr, about);
}

static void apply_log(struct fl_probing *p, const struct fl_io_effect *e)
{
    fl_log(e->level, p->subject, "%s", e->text ? e->text : "");
}

static void complain(struct fl_probing *p, const char *what)
{
    if (!p->warned)
        fl_log(FL_WARN, p->subject, "a mistake in the probe: %s", what);
    p->warned = true;
}

/* What a probe may do; the rest is for links. */
static void (*const table[])(struct fl_probing *, const struct fl_io_effect *) = {
    [FL_IO_SEND] = apply_send,
    [FL_IO_WAKE_AT] = apply_wake_at,
    [FL_IO_FOUND] = apply_found,
    [FL_IO_LOG] = apply_log,
};

static struct fl_io *begin(struct fl_probing *p)
{
    int64_t utc_ms = fl_clock_utc_ms();
    fl_io_begin(p->io, FL_ASK_NONE, fl_clock_us(), utc_ms, fl_clock_zone_s(utc_ms));
    return p->io;
}

static void apply(struct fl_probing *p)
{
    size_t count;
    enum fl_err code;
    const struct fl_io_effect *effects = fl_io_effects(p->io, &count);
    for (size_t i = 0; i < count; i++) {
        size_t kind = (size_t)effects[i].kind;
        if (kind < sizeof table / sizeof *table && table[kind])
            table[kind](p, &effects[i]);
        else
            complain(p, "it asked for what only a link can do");
    }
    const char *trouble = fl_io_trouble(p->io, &code);
    if (trouble)
        complain(p, trouble);
}

/* --- the hub's events, on its thread --------------------------------------------------------- */

static void find_interface(struct fl_probing *p)
{
    struct fl_interface found;
    struct fl_error err;
    bool several;
    p->if_index = 0;
    if (p->interface[0] && !fl_interface_find(&found, p->interface, &several, &err))
        p->if_index = found.index;
}

static void say_goodbye(struct fl_probing *p)
{
    p->driver->probe->close(p->session, begin(p));
    apply(p);
    fl_lock_take(&p->lock);
    p->closed = true;
    fl_cond_broadcast(&p->changed);
    fl_lock_release(&p->lock);
}

static void on_joined(void *ctx)
{
    struct fl_probing *p = ctx;
    const struct fl_probe *probe = p->driver->probe;
    fl_lock_take(&p->lock);
    while (!p->ready)
        fl_cond_wait(&p->changed, &p->lock, FL_NEVER);
    bool first = !p->opened, closing = p->closing, closed = p->closed;
    p->opened = true;
    fl_lock_release(&p->lock);
    if (closed)
        return;
    if (closing) {
        say_goodbye(p);
        return;
    }
    find_interface(p);
    if (first) {
        probe->open(p->session, begin(p), &p->conf);
        apply(p);
    }
    probe->search(p->session, begin(p));
    apply(p);
}

static bool in_session(struct fl_probing *p)
{
    fl_lock_take(&p->lock);
    bool yes = p->opened && !p->closed;
    fl_lock_release(&p->lock);
    return yes;
}

/* What one host of this machine says to another comes in on the loopback, whatever their addresses. */
static bool from_elsewhere(const struct fl_probing *p, const struct fl_addr *from)
{
    return p->if_index && from->if_index && from->if_index != p->if_index &&
           from->if_index != if_nametoindex("lo");
}

static void on_datagram(void *ctx, const struct fl_addr *from, bool to_group, bool claimed,
                        const uint8_t *data, size_t len)
{
    struct fl_probing *p = ctx;
    if (!in_session(p) || from_elsewhere(p, from))
        return;
    struct fl_io *io = begin(p);
    fl_io_set_from(io, from);
    p->driver->probe->feed(p->session, io, to_group, data, len);
    apply(p);
    if (!claimed)
        p->events.unclaimed(p->ctx, from);
}

static void on_tick(void *ctx)
{
    struct fl_probing *p = ctx;
    if (!p->driver->probe->tick || !in_session(p))
        return;
    p->driver->probe->tick(p->session, begin(p));
    apply(p);
}

static void on_trouble(void *ctx, const char *why)
{
    struct fl_probing *p = ctx;
    if (p->events.trouble)
        p->events.trouble(p->ctx, why);
    else
        fl_log(FL_WARN, p->subject, "%s; trying again", why);
}

static const struct fl_hub_station_ops ops = {
    .joined = on_joined,
    .datagram = on_datagram,
    .tick = on_tick,
    .trouble = on_trouble,
};

/* --- life -------------------------------------------------------------------------------------- */

static void *copy(const void *items, size_t size)
{
    void *made = malloc(size ? size : 1);
    if (made && size)
        memcpy(made, items, size);
    return made;
}

static uint64_t seed(void)
{
    uint64_t value;
    if (getrandom(&value, sizeof value, GRND_NONBLOCK) != (ssize_t)sizeof value)
        value = fl_clock_us(); /* not secret: it tells transactions apart */
    return value;
}

static bool allocate(struct fl_probing *p, const struct fl_probing_conf *conf, const char *subject)
{
    const struct fl_probe_conf *c = &conf->probe;
    p->subject = fl_strdup(subject);
    p->version = fl_strdup(c->version ? c->version : "");
    p->hosts = copy(c->hosts, c->host_count * sizeof *c->hosts);
    p->known = copy(c->known, c->known_count * sizeof *c->known);
    p->model = fl_model_create();
    p->session = calloc(1, conf->driver->probe->session_size ? conf->driver->probe->session_size : 1);
    p->conf = *c;
    p->conf.version = p->version;
    p->conf.hosts = p->hosts;
    p->conf.known = p->known;
    p->io = p->model ? fl_io_create(p->model, &conf->driver->timing, false, seed()) : NULL;
    return p->subject && p->version && p->hosts && p->known && p->session && p->io;
}

static void unmake(struct fl_probing *p)
{
    fl_io_destroy(p->io);
    fl_model_destroy(p->model);
    free(p->session);
    free(p->known);
    free(p->hosts);
    free(p->version);
    free(p->subject);
    fl_cond_finish(&p->changed);
    fl_lock_finish(&p->lock);
    free(p);
}

/* The texts live as long as the station. */
static struct fl_hub_station *open_station(struct fl_probing *p, struct fl_hub *hub)
{
    const struct fl_endpoint ep = {.group = p->driver->group,
                                   .interface = p->interface[0] ? p->interface : NULL};
    return fl_hub_station_open(hub, &ep, p->driver->port, &ops, p);
}

struct fl_probing *fl_probing_create(struct fl_hub *hub, const struct fl_probing_conf *conf,
                                     const char *subject, const struct fl_probing_events *events, void *ctx)
{
    struct fl_probing *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->driver = conf->driver;
    p->events = *events;
    p->ctx = ctx;
    fl_copy(p->interface, sizeof p->interface, conf->interface ? conf->interface : "");
    fl_lock_init(&p->lock, FL_RANK_INBOX);
    fl_cond_init(&p->changed);
    struct fl_hub_station *station = allocate(p, conf, subject) ? open_station(p, hub) : NULL;
    if (!station) {
        unmake(p);
        return NULL;
    }
    fl_lock_take(&p->lock);
    p->station = station;
    p->ready = true;
    fl_cond_broadcast(&p->changed);
    fl_lock_release(&p->lock);
    return p;
}

void fl_probing_search(struct fl_probing *p)
{
    fl_hub_station_search(p->station);
}

/* The probe's last words are said on the hub's thread, which may have lost the socket: so not for
 * ever. */
static void wait_for_last_words(struct fl_probing *p)
{
    uint64_t until_ms = fl_clock_ms() + LAST_WORDS_MS;
    fl_lock_take(&p->lock);
    bool speaks = p->opened && p->driver->probe->close;
    p->closing = speaks;
    fl_lock_release(&p->lock);
    if (!speaks)
        return;
    fl_hub_station_search(p->station);
    fl_lock_take(&p->lock);
    while (!p->closed && fl_cond_wait(&p->changed, &p->lock, until_ms))
        ;
    fl_lock_release(&p->lock);
}

void fl_probing_destroy(struct fl_probing *p)
{
    if (!p)
        return;
    wait_for_last_words(p);
    fl_hub_station_close(p->station);
    if (p->driver->probe->finish)
        p->driver->probe->finish(p->session);
    unmake(p);
}

void fl_probing_name(char *buf, size_t cap, const char *about)
{
    fl_shorten(buf, cap, about);
    buf[strcspn(buf, ":")] = '\0';
}
