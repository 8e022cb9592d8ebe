/* The ECHONET probe and our own node: any datagrams from a handful of addresses, ticks and searches
 * in any order. Whatever comes: the record of a hook never overflows, what is sent is a sound frame,
 * nothing is sent to anybody's port but 3610, and what is found has an identity that makes an id. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_frame.h"
#include "drivers/echonet/echonet_probe.h"
#include "link/io_private.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 2000 };

static const struct fl_timing timing;

struct world {
    struct fl_model *model;
    struct fl_io *io;
    void *session;
    uint64_t now_ms, due_ms;
};

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_found(const struct fl_io_effect *e)
{
    size_t len = strlen(e->name);
    must(len > 0 && len < FL_IDENTITY_MAX);
    for (size_t i = 0; i < len; i++)
        must(islower((unsigned char)e->name[i]) || isdigit((unsigned char)e->name[i]) || e->name[i] == '_');
}

static void finish(struct world *w)
{
    enum fl_err code;
    size_t count;
    must(!fl_io_trouble(w->io, &code));
    const struct fl_io_effect *e = fl_io_effects(w->io, &count);
    for (size_t i = 0; i < count; i++) {
        struct echonet_frame f;
        if (e[i].kind == FL_IO_SEND) {
            must(echonet_decode(&f, e[i].data, e[i].len) == FL_OK);
            must(!e[i].addr.family || e[i].addr.port == ECHONET_PORT);
        } else if (e[i].kind == FL_IO_FOUND) {
            check_found(&e[i]);
        } else if (e[i].kind == FL_IO_WAKE_AT) {
            w->due_ms = e[i].when_ms;
        }
    }
}

static void begin(struct world *w)
{
    fl_io_begin(w->io, FL_ASK_NONE, w->now_ms * 1000, 0, 0);
}

static void hear(struct world *w, uint8_t who, const uint8_t *data, size_t len)
{
    struct fl_addr from = {.family = 4, .ip = {192, 0, 2, who % 8}, .port = who};
    begin(w);
    fl_io_set_from(w->io, &from);
    echonet_probe.feed(w->session, w->io, who & 0x80, data, len);
    finish(w);
}

/* A sound answer, so that the fuzzer need not find out how one begins. */
static void introduce(struct world *w, uint8_t who, struct fl_span bytes)
{
    uint8_t buf[600];
    size_t half = bytes.len / 2;
    if (!bytes.data)
        return;
    struct echonet_builder b = echonet_begin(buf, sizeof buf, who, ECHONET_NODE_PROFILE, ECHONET_CONTROLLER,
                                             who & 1 ? ECHONET_GET_RES : ECHONET_INF);
    echonet_add(&b, 0x83, bytes.data, half);
    echonet_add(&b, who & 1 ? 0xD6 : 0xD5, bytes.data + half, bytes.len - half);
    hear(w, who, buf, echonet_end(&b));
}

static void tick(struct world *w, uint8_t seconds)
{
    w->now_ms += seconds * 1000U;
    if (!w->due_ms || w->due_ms > w->now_ms)
        return;
    begin(w);
    echonet_probe.tick(w->session, w->io);
    finish(w);
}

static void search(struct world *w)
{
    begin(w);
    echonet_probe.search(w->session, w->io);
    finish(w);
}

static void event(struct world *w, struct fl_reader *r)
{
    uint8_t what = fl_get_u8(r), how = fl_get_u8(r);
    struct fl_span bytes = fl_get_span(r, what / 4 < fl_reader_left(r) ? what / 4 : fl_reader_left(r));
    switch (what % 4) {
    case 0:
        hear(w, how, bytes.data, bytes.len);
        break;
    case 1:
        introduce(w, how, bytes);
        break;
    case 2:
        tick(w, how);
        break;
    default:
        search(w);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct fl_known known[] = {
        {.identity = "fefefefefefefefefefefefefefefefefe", .at = {.family = 4, .ip = {192, 0, 2, 1}}},
        {.identity = "elsewhere"},
        {.at = {.family = 4, .ip = {192, 0, 2, 3}}}};
    static const struct fl_addr host = {.family = 4, .ip = {192, 0, 2, 2}};
    struct fl_probe_conf conf = {
        .version = "1", .hosts = &host, .host_count = 1, .known = known, .known_count = 3};
    struct world w = {.now_ms = 1000, .model = fl_model_create()};
    struct fl_reader r = fl_reader_of(data, size);
    conf.search = fl_get_u8(&r) & 1;
    w.io = fl_io_create(w.model, &timing, false, 1);
    w.session = calloc(1, echonet_probe.session_size);
    must(w.io && w.session);
    begin(&w);
    echonet_probe.open(w.session, w.io, &conf);
    finish(&w);
    for (size_t i = 0; i < EVENTS_MAX && fl_reader_left(&r) > 0; i++)
        event(&w, &r);
    echonet_probe.finish(w.session);
    free(w.session);
    fl_io_destroy(w.io);
    fl_model_destroy(w.model);
    return 0;
}
