/* A simulated bootstrap for fairlead-sim: the rules of rina_bootstrap.c at ARI's pace, and what may go
 * wrong on the way. */
#include "rina_sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_MEMBER = 1002, POOL_STEP = 1000, DEEP = 1000, LINE_MAX = 256 };

struct rina_sim_device {
    struct rina_sim_conf conf;
    bool ready; /* the options have their defaults */
    size_t index;
    struct rina_bootstrap b;
    uint64_t free_ms;  /* when it reads the next datagram */
    uint64_t churn_ms; /* when its RIB changes next; 0: never */
    unsigned churned;
    unsigned long requests, lost, close; /* close: that came within a second of the last one */
    uint64_t last_ms;
};

/* Simulated devices know no wall clock, and nobody reads these stamps. */
static uint64_t unix_s(const struct fl_sim_io *io)
{
    return fl_sim_now(io) / 1000;
}

/* --- settings ------------------------------------------------------------------------------------- */

static void settle_defaults(struct rina_sim_device *d)
{
    if (!d->ready)
        rina_sim_conf_init(&d->conf);
    d->ready = true;
}

/* What may change while it runs. */
static void apply_options(struct rina_sim_device *d, struct fl_sim_io *io)
{
    struct rina_bootstrap *b = &d->b;
    const struct rina_fault_state *f = d->conf.fault;
    b->address = (uint64_t)d->conf.address;
    b->pool_count = (uint64_t)d->conf.pool;
    b->pool_first =
        d->conf.pool_first ? (uint64_t)d->conf.pool_first : FIRST_MEMBER + POOL_STEP * (uint64_t)d->index;
    b->complete_sync = d->conf.sync == 1;
    b->log_max = (size_t)d->conf.log;
    b->wrong_invoke = f[RINA_FAULT_WRONG_INVOKE].on;
    b->no_snapshot = f[RINA_FAULT_NO_SNAPSHOT].on;
    b->bad_snapshot = f[RINA_FAULT_BAD_SNAPSHOT].on;
    b->mute_routes = f[RINA_FAULT_MUTE_ROUTES].on;
    b->mute_sync = f[RINA_FAULT_MUTE_SYNC].on;
    snprintf(b->refusal, sizeof b->refusal, "%s", f[RINA_FAULT_REJECT].on ? d->conf.refuse : "");
    if (d->conf.churn_ms == 0)
        d->churn_ms = 0;
    else if (d->churn_ms == 0)
        d->churn_ms = fl_sim_now(io) + (uint64_t)d->conf.churn_ms;
}

static void restart(struct rina_sim_device *d, struct fl_sim_io *io, bool keep)
{
    d->b.codec = d->conf.codec == 1 ? RINA_BINCODE : RINA_POSTCARD;
    snprintf(d->b.dif, sizeof d->b.dif, "%s", d->conf.dif);
    rina_bootstrap_restart(&d->b, unix_s(io), keep);
}

static enum fl_err option(void *device, const char *name, const char *value, struct fl_error *err)
{
    struct rina_sim_device *d = device;
    settle_defaults(d);
    return rina_sim_conf_set(&d->conf, name, value, err);
}

/* --- life ------------------------------------------------------------------------------------------- */

static void churn(struct rina_sim_device *d, struct fl_sim_io *io)
{
    struct rina_value v = {.kind = RINA_V_INTEGER, .integer = (int64_t)++d->churned};
    rina_bootstrap_set(&d->b, "/test/churn", "counter", &v, unix_s(io));
    d->churn_ms = fl_sim_now(io) + (uint64_t)d->conf.churn_ms;
}

static void tick(void *device, struct fl_sim_io *io)
{
    struct rina_sim_device *d = device;
    apply_options(d, io);
    if (d->churn_ms && fl_sim_now(io) >= d->churn_ms)
        churn(d, io);
    fl_sim_wake_at(io, d->churn_ms);
}

static enum fl_err init(void *device, struct fl_sim_io *io, size_t index)
{
    struct rina_sim_device *d = device;
    settle_defaults(d);
    d->index = index;
    apply_options(d, io);
    restart(d, io, false);
    fl_sim_wake_at(io, d->churn_ms);
    return FL_OK;
}

static void finish(void *device)
{
    rina_bootstrap_finish(&((struct rina_sim_device *)device)->b);
}

/* --- requests ------------------------------------------------------------------------------------------ */

/* An answer's PDU around a value that no decoder should follow. */
static size_t make_deep(const struct rina_sim_device *d, uint8_t *buf, size_t cap)
{
    static const struct fl_span no_key = {0};
    uint8_t payload[DEEP * 24];
    struct fl_writer w = fl_writer_of(payload, sizeof payload), out = fl_writer_of(buf, cap);
    struct rina_cdap cdap = {
        .op_code = RINA_READ, .obj_name = rina_text("/routing/static/*"), .has_value = true};
    cdap.obj_value.kind = RINA_V_STRUCT;
    cdap.obj_value.map.count = 1;
    rina_put(&rina_cdap_type, d->b.codec, &w, &cdap);
    w.len -=
        d->b.codec == RINA_POSTCARD ? 5 : 13; /* what follows the value goes behind it; nobody gets there */
    for (int i = 0; i < DEEP; i++) {
        struct rina_value map = {.kind = RINA_V_STRUCT, .map = {.count = 1}};
        rina_put(&rina_words_type, d->b.codec, &w, &no_key);
        rina_put(&rina_value_type, d->b.codec, &w, &map);
    }
    struct rina_pdu pdu = {.src_addr = d->b.address, .payload = {payload, w.len}, .qos = {.priority = 128}};
    rina_put(&rina_pdu_type, d->b.codec, &out, &pdu);
    return out.bad ? 0 : out.len;
}

/* The answer as the fault leaves it. */
static size_t damage(struct rina_sim_device *d, struct fl_sim_io *io, uint8_t *buf, size_t len, size_t cap)
{
    if (rina_fault_hits(&d->conf, RINA_FAULT_NESTED))
        len = make_deep(d, buf, cap);
    if (rina_fault_hits(&d->conf, RINA_FAULT_MALFORMED))
        buf[fl_sim_random(io) % len] ^= (uint8_t)(1 + fl_sim_random(io) % 255);
    if (rina_fault_hits(&d->conf, RINA_FAULT_CUT))
        len = fl_sim_random(io) % len;
    return rina_fault_hits(&d->conf, RINA_FAULT_EMPTY) ? 0 : len;
}

static void send_answer(struct rina_sim_device *d, struct fl_sim_io *io, const struct fl_addr *to,
                        uint8_t *buf, size_t len, size_t cap)
{
    uint64_t now_ms = fl_sim_now(io);
    int delay_ms = d->free_ms > now_ms ? (int)(d->free_ms - now_ms) : 0;
    if (d->conf.fault[RINA_FAULT_LATE].on)
        delay_ms += d->conf.fault[RINA_FAULT_LATE].amount;
    if (rina_fault_hits(&d->conf, RINA_FAULT_LOSE)) {
        d->lost++;
        fl_sim_log(io, "answer lost");
        return;
    }
    len = damage(d, io, buf, len, cap);
    int copies = rina_fault_hits(&d->conf, RINA_FAULT_TWICE) ? 2 : 1;
    bool foreign = rina_fault_hits(&d->conf, RINA_FAULT_FOREIGN_PORT);
    for (int i = 0; i < copies; i++) {
        if (foreign)
            fl_sim_send_from(io, 0, to, buf, len, delay_ms);
        else
            fl_sim_send_to(io, to, buf, len, delay_ms);
    }
}

static void log_request(struct fl_sim_io *io, enum rina_codec codec, struct fl_span bytes)
{
    static const char *const ops[] = {"create", "delete", "read", "write", "start", "stop"};
    struct rina_pdu pdu;
    struct rina_cdap cdap;
    if (rina_get_datagram(codec, bytes, &pdu, &cdap)) {
        fl_sim_log(io, "no request: %zu bytes", bytes.len);
        return;
    }
    fl_sim_log(io, "%s %.*s from %llu, invoke %llu", ops[cdap.op_code], (int)cdap.obj_name.len,
               (const char *)cdap.obj_name.data, (unsigned long long)pdu.src_addr,
               (unsigned long long)cdap.invoke_id);
}

static size_t feed(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    struct rina_sim_device *d = device;
    struct fl_span bytes = {data, len};
    struct fl_addr from = fl_sim_from(io), to;
    uint64_t now_ms = fl_sim_now(io);
    (void)session;
    d->close += d->requests++ > 0 && now_ms - d->last_ms < 1000;
    d->last_ms = now_ms;
    log_request(io, d->b.codec, bytes);
    if (rina_fault_hits(&d->conf, RINA_FAULT_SILENT))
        return len;
    uint8_t *buf = malloc(RINA_DATAGRAM_MAX);
    if (!buf)
        return len;
    struct fl_writer out = fl_writer_of(buf, RINA_DATAGRAM_MAX);
    if (d->free_ms < now_ms)
        d->free_ms = now_ms;
    if (rina_bootstrap_hear(&d->b, &from, bytes, unix_s(io), &out, &to))
        send_answer(d, io, &to, buf, out.len, RINA_DATAGRAM_MAX);
    d->free_ms += (uint64_t)d->conf.pace_ms;
    free(buf);
    return len;
}

/* --- control lines ---------------------------------------------------------------------------------------- */

static enum fl_err do_restart(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                              struct fl_error *err)
{
    (void)err;
    restart(d, io, strcmp(args, "keep") == 0);
    return FL_OK;
}

static enum fl_err do_stop(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                           struct fl_error *err)
{
    (void)d;
    (void)args;
    (void)err;
    fl_sim_listen(io, false);
    return FL_OK;
}

static enum fl_err do_start(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                            struct fl_error *err)
{
    (void)d;
    (void)args;
    (void)err;
    fl_sim_listen(io, true);
    return FL_OK;
}

static enum fl_err do_set(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                          struct fl_error *err)
{
    char name[LINE_MAX];
    const char *text = strchr(args, ' ');
    if (!text || text == args || (size_t)(text - args) >= sizeof name)
        return fl_fail(err, FL_E_FORMAT, "set %s: set NAME TEXT is wanted", args);
    snprintf(name, sizeof name, "%.*s", (int)(text - args), args);
    struct rina_value v = {.kind = RINA_V_STRING, .text = rina_text(text + 1)};
    rina_bootstrap_set(&d->b, name, "test", &v, unix_s(io));
    return FL_OK;
}

static enum fl_err do_remove(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                             struct fl_error *err)
{
    if (!*args)
        return fl_fail(err, FL_E_FORMAT, "remove: remove NAME is wanted");
    rina_bootstrap_remove(&d->b, args, unix_s(io));
    return FL_OK;
}

static enum fl_err do_route(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                            struct fl_error *err)
{
    char *end;
    unsigned long address = strtoul(args, &end, 10), port = strtoul(end, &end, 10);
    if (!address || !port || port > UINT16_MAX || *end)
        return fl_fail(err, FL_E_FORMAT, "route %s: route ADDRESS PORT is wanted", args);
    struct fl_addr at = fl_sim_address(io);
    at.port = (uint16_t)port;
    rina_bootstrap_route(&d->b, address, &at, unix_s(io));
    return FL_OK;
}

static enum fl_err do_objects(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                              struct fl_error *err)
{
    (void)args;
    (void)err;
    fl_sim_reply(io, "%zu, version %llu", rina_rib_count(&d->b.rib), (unsigned long long)d->b.rib.version);
    return FL_OK;
}

static enum fl_err do_stats(struct rina_sim_device *d, struct fl_sim_io *io, const char *args,
                            struct fl_error *err)
{
    const struct rina_bootstrap *b = &d->b;
    (void)args;
    (void)err;
    fl_sim_reply(io,
                 "requests=%lu enrollments=%zu addresses=%zu reads=%zu syncs=%zu snapshots=%zu ignored=%zu "
                 "lost=%lu too_close=%lu",
                 d->requests, b->enrollments, b->addresses, b->reads, b->syncs, b->snapshots, b->ignored,
                 d->lost, d->close);
    return FL_OK;
}

static enum fl_err control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                           struct fl_error *err)
{
    static const struct {
        const char *verb;
        enum fl_err (*run)(struct rina_sim_device *, struct fl_sim_io *, const char *, struct fl_error *);
    } rows[] = {{"restart", do_restart}, {"stop", do_stop},   {"start", do_start},     {"set", do_set},
                {"remove", do_remove},   {"route", do_route}, {"objects", do_objects}, {"stats", do_stats}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].verb, verb) == 0)
            return rows[i].run(device, io, args, err);
    return FL_E_UNKNOWN;
}

const struct fl_sim rina_sim = {
    .name = "rina",
    .summary = "bootstrap of ARI's RINA facility, or several at addresses of their own",
    .medium = FL_DATAGRAM,
    .port = 7000,
    .options_help = rina_sim_help,
    .more_help = rina_sim_more_help,
    .device_size = sizeof(struct rina_sim_device),
    .session_size = 0,
    .option = option,
    .init = init,
    .feed = feed,
    .tick = tick,
    .finish = finish,
    .control = control,
};
