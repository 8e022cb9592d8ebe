/* The rina session: any sequence of what the engine and bootstraps may do to it. Three bytes are an
 * event. Whatever happens: the record of a hook never overflows, no bootstrap is asked twice within a
 * second, and every datagram that is sent is sound. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/rina/rina_bootstrap.h"
#include "drivers/rina/rina_session.h"
#include "link/io_private.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 1000, SITES = 2, LAST_MAX = 4096 };

static struct rina_bootstrap_conf others[] = {{"second", 7000, 1001}};
static const struct rina_conf conf = {.host = "first",
                                      .port = 7000,
                                      .address = 1001,
                                      .ipcp_name = "gw-1",
                                      .bootstraps = {others, 1},
                                      .max_retries = 3,
                                      .probe = true,
                                      .sync_interval = 5000};
static const struct fl_timing timing = {.poll_interval = 350,
                                        .keepalive_interval = 10000,
                                        .connection_timeout = 30000,
                                        .connect_timeout = 5000,
                                        .response_timeout = 5000};
static const struct fl_addr own = {.family = 4, .ip = {127, 0, 0, 1}, .port = 7001};

struct site {
    struct rina_bootstrap b;
    struct fl_addr at;
    uint64_t asked_ms;        /* 0: never */
    uint8_t answer[LAST_MAX]; /* to the last request; not delivered yet */
    size_t len;
};

struct world {
    struct rina_session session;
    struct fl_model *model;
    struct fl_io *io;
    uint64_t now_ms;
    uint32_t next_id;
    bool connected;
    size_t target;
    struct site sites[SITES];
};

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void begin(struct world *w, enum fl_asker asker)
{
    fl_io_begin(w->io, asker, w->now_ms * 1000, 0, 0);
}

static void hear_request(struct world *w, const struct fl_io_effect *e)
{
    size_t i = w->session.at;
    for (size_t k = 0; e->addr.family && k < SITES; k++)
        if (fl_addr_equal(&e->addr, &w->sites[k].at))
            i = k;
    struct site *s = &w->sites[i];
    struct rina_pdu pdu;
    struct rina_cdap cdap;
    struct fl_span bytes = {e->data, e->len};
    must(!rina_get_datagram(RINA_POSTCARD, bytes, &pdu, &cdap) ||
         !rina_get_datagram(RINA_BINCODE, bytes, &pdu, &cdap));
    must(!s->asked_ms || w->now_ms - s->asked_ms >= 1000);
    s->asked_ms = w->now_ms;
    struct fl_writer out = fl_writer_of(s->answer, sizeof s->answer);
    struct fl_addr to;
    s->len = rina_bootstrap_hear(&s->b, &own, bytes, 0, &out, &to) ? out.len : 0;
}

static void finish(struct world *w)
{
    enum fl_err code;
    must(!fl_io_trouble(w->io, &code));
    size_t count;
    const struct fl_io_effect *effects = fl_io_effects(w->io, &count);
    bool failed = false;
    for (size_t i = 0; i < count; i++) {
        if (effects[i].kind == FL_IO_SEND && w->connected)
            hear_request(w, &effects[i]);
        failed = failed || effects[i].kind == FL_IO_FAIL;
    }
    if (!failed || !w->connected)
        return;
    w->connected = false;
    begin(w, FL_ASK_NONE);
    rina_ended(&w->session, w->io, FL_E_TIMEOUT, "it failed");
    finish(w);
}

static void open_session(struct world *w, uint8_t how)
{
    if (w->connected && how & 2) {
        begin(w, FL_ASK_NONE);
        rina_close(&w->session, w->io);
        finish(w);
    } else if (w->connected) {
        w->connected = false;
        begin(w, FL_ASK_NONE);
        rina_ended(&w->session, w->io, how & 4 ? FL_E_REFUSED : FL_E_TIMEOUT, "the engine said so");
        finish(w);
    }
    fl_turn_reset(fl_io_turn(w->io));
    w->connected = true;
    w->target = how & 1;
    fl_io_set_target(w->io, &w->sites[w->target].at);
    begin(w, FL_ASK_NONE);
    rina_open(&w->session, w->io, w->target);
    finish(w);
}

static void hear(struct world *w, size_t site, const uint8_t *data, size_t len)
{
    if (!w->connected)
        return;
    uint8_t *exact = malloc(len + 1); /* so that a read past the end shows */
    must(exact != NULL);
    memcpy(exact, data, len);
    begin(w, FL_ASK_NONE);
    fl_io_set_from(w->io, &w->sites[site].at);
    rina_feed(&w->session, w->io, exact, len);
    finish(w);
    free(exact);
}

/* The answer as it is, or with a byte of it changed, or cut. */
static void answer(struct world *w, uint8_t site, uint8_t at, uint8_t change)
{
    struct site *s = &w->sites[site % SITES];
    uint8_t copy[LAST_MAX];
    memcpy(copy, s->answer, s->len);
    size_t len = s->len;
    if (len && change)
        copy[at * len / 256] ^= change;
    if (len && site & 0x40)
        len = at * len / 256;
    hear(w, site % SITES, copy, len);
    if (!(site & 0x80)) /* else it comes again */
        s->len = 0;
}

static void change_bootstrap(struct world *w, uint8_t what, uint8_t value)
{
    struct rina_bootstrap *b = &w->sites[what & 1].b;
    struct rina_value v = {.kind = RINA_V_INTEGER, .integer = value};
    static const char *const names[] = {"/a", "/b", "/routing/dynamic/1002", "/routing/dynamic/7"};
    switch (what / 2 % 8) {
    case 0:
        b->codec = value & 1 ? RINA_BINCODE : RINA_POSTCARD; /* another program */
        rina_bootstrap_restart(b, 0, false);
        break;
    case 1:
        rina_bootstrap_restart(b, 0, value & 1);
        break;
    case 2:
        rina_bootstrap_set(b, names[value % 4], "x", &v, 0);
        break;
    case 3:
        rina_bootstrap_remove(b, names[value % 4], 0);
        break;
    case 4:
        b->complete_sync = value & 1;
        b->log_max = value / 16;
        break;
    case 5:
        b->bad_snapshot = value & 1;
        b->no_snapshot = value & 2;
        b->wrong_invoke = value & 4;
        break;
    case 6:
        b->mute_sync = value & 1;
        b->mute_routes = value & 2;
        b->pool_count = value / 4;
        break;
    default:
        rina_bootstrap_route(b, 1000 + value, &own, 0);
    }
}

static bool may_ask(const struct world *w)
{
    return w->connected && w->session.member && !fl_turn_busy(fl_io_turn(w->io), 0);
}

static void command(struct world *w, uint8_t what)
{
    struct fl_command c = {.id = w->next_id++, .entity = -1, .action = &rina_actions[1 + what % 3]};
    const struct fl_command *cmds = &c;
    if (!may_ask(w))
        return;
    begin(w, FL_ASK_COMMAND);
    rina_command(&w->session, w->io, &cmds, 1);
    finish(w);
}

static void ask(struct world *w, enum fl_asker asker, void (*hook)(void *, struct fl_io *))
{
    if (!may_ask(w))
        return;
    begin(w, asker);
    hook(&w->session, w->io);
    finish(w);
}

static void pass_time(struct world *w, uint8_t steps)
{
    w->now_ms += steps * 100U;
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    rina_tick(&w->session, w->io);
    finish(w);
}

static void miss(struct world *w)
{
    struct fl_owed was;
    begin(w, FL_ASK_NONE);
    if (!w->connected || !fl_io_give_up(w->io, 0, &was))
        return;
    rina_missed(&w->session, w->io, 0);
    finish(w);
}

static void event(struct world *w, const uint8_t *e, size_t left)
{
    switch (e[0] % 10) {
    case 0:
        open_session(w, e[1]);
        break;
    case 1:
    case 2:
        answer(w, e[1], e[2], 0);
        break;
    case 3:
        answer(w, e[1], e[2], (uint8_t)(e[0] / 10 + 1));
        break;
    case 4:
        hear(w, e[1] % SITES, e, left);
        break;
    case 5:
        change_bootstrap(w, e[1], e[2]);
        break;
    case 6:
        command(w, e[1]);
        break;
    case 7:
        ask(w, e[1] & 1 ? FL_ASK_KEEPALIVE : FL_ASK_POLL, e[1] & 1 ? rina_keepalive : rina_poll);
        break;
    case 8:
        pass_time(w, e[1]);
        break;
    default:
        miss(w);
    }
}

static void start(struct world *w)
{
    w->now_ms = 5000;
    w->next_id = 1;
    for (size_t i = 0; i < SITES; i++) {
        struct rina_bootstrap *b = &w->sites[i].b;
        w->sites[i].at = (struct fl_addr){.family = 4, .ip = {127, 0, 0, (uint8_t)(2 + i)}, .port = 7000};
        *b = (struct rina_bootstrap){.address = 1001, .pool_first = 1002, .pool_count = 5, .dif = "farm-dif"};
        rina_bootstrap_start(b, 0);
    }
    w->model = fl_model_create();
    w->io = fl_io_create(w->model, &timing, false, 1);
    must(w->model && w->io);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct world *w = calloc(1, sizeof *w);
    if (!w)
        return 0;
    start(w);
    begin(w, FL_ASK_NONE);
    size_t saved = size && data[0] & 0x80 ? size : 0;
    must(rina_init(&w->session, &conf, w->io, (struct fl_span){data, saved}) == FL_OK);
    finish(w);
    open_session(w, 0);
    for (size_t i = 0; i + 3 <= size && i < 3 * EVENTS_MAX; i += 3)
        event(w, data + i, size - i);
    rina_finish(&w->session);
    for (size_t i = 0; i < SITES; i++)
        rina_bootstrap_finish(&w->sites[i].b);
    fl_io_destroy(w->io);
    fl_model_destroy(w->model);
    free(w);
    return 0;
}
