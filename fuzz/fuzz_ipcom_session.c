/* The IPCom session: any sequence of what the engine and the panel may do to it. A byte picks the
 * event, the next ones say how. Whatever happens: no write has both relays of a cover on, the
 * record of a hook never overflows, and feed() uses no more than it got. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/ipcom/ipcom_session.h"
#include "link/io_private.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUFFER_MAX = 2048, EVENTS_MAX = 2000 };

static struct ipcom_output_conf outputs[] = {
    {.key = "light", .module = 1, .output = 3, .kind = IPCOM_KIND_LIGHT},
    {.key = "dimmer", .module = 1, .output = 4, .kind = IPCOM_KIND_DIMMER},
};
static struct ipcom_cover_conf covers[] = {
    {.key = "blind",
     .up = {1, 2},
     .down = {1, 1},
     .travel_up = 3000,
     .travel_down = 2000,
     .reverse_pause = 500},
    {.key = "split",
     .up = {1, 5},
     .down = {2, 5},
     .travel_up = 3000,
     .travel_down = 2000,
     .reverse_pause = 500},
};
static const struct ipcom_conf conf = {.host = "panel",
                                       .username = "tester",
                                       .password = "letmein",
                                       .bus = 1,
                                       .outputs = {outputs, 2},
                                       .covers = {covers, 2}};

static const struct fl_timing timing = {.write_interval = 200};

struct world {
    struct ipcom_session session;
    struct fl_model *model;
    struct fl_io *io;
    uint64_t now_ms;
    uint32_t next_id;
    bool connected, closed;
    uint8_t buffer[BUFFER_MAX];
    size_t len;
    struct ipcom_snapshot panel;
};

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_frame(const struct world *w, const uint8_t *wire, size_t len)
{
    if (len != IPCOM_SET_VALUES_MAX)
        return;
    uint8_t plain[IPCOM_SET_VALUES_MAX];
    ipcom_decrypt(&w->session.stream.cipher, wire, plain, len);
    struct fl_reader r = fl_reader_of(plain, len);
    struct ipcom_set_values set;
    must(ipcom_get_set_values(&r, &set) == FL_OK);
    if (ipcom_address_module(IPCOM_MINIDO, set.to) == 1)
        must(!set.value[0] || !set.value[1]);
}

static void begin(struct world *w, enum fl_asker asker)
{
    fl_io_begin(w->io, asker, w->now_ms * 1000, 0, 0);
}

static void finish(struct world *w)
{
    enum fl_err code;
    must(!fl_io_trouble(w->io, &code));
    size_t count;
    struct fl_io_effect *effects = fl_io_effects(w->io, &count);
    for (size_t i = 0; i < count; i++) {
        if (effects[i].kind == FL_IO_SEND)
            check_frame(w, effects[i].data, effects[i].len);
        if (effects[i].kind == FL_IO_FAIL)
            w->connected = false;
    }
}

static void open_session(struct world *w, uint8_t how)
{
    w->connected = true;
    w->closed = false;
    w->len = 0;
    fl_turn_reset(fl_io_turn(w->io));
    begin(w, FL_ASK_NONE);
    ipcom_open(&w->session, w->io, how % 2);
    finish(w);
}

static void hear(struct world *w, const uint8_t *wire, size_t len)
{
    if (!w->connected || len > sizeof w->buffer - w->len)
        return;
    memcpy(w->buffer + w->len, wire, len);
    w->len += len;
    begin(w, FL_ASK_NONE);
    size_t used = ipcom_feed(&w->session, w->io, w->buffer, w->len);
    must(used <= w->len);
    w->len -= used;
    memmove(w->buffer, w->buffer + used, w->len);
    finish(w);
}

static void hear_plain(struct world *w, const uint8_t *plain, size_t len)
{
    uint8_t wire[IPCOM_MESSAGE_MAX];
    ipcom_encrypt(&w->session.stream.cipher, plain, wire, len);
    hear(w, wire, len);
}

static void hear_snapshot(struct world *w, uint8_t change)
{
    w->panel.value[change / 8 % 2][change % 8] ^= 0xff;
    uint8_t plain[IPCOM_SNAPSHOT_LEN];
    struct fl_writer out = fl_writer_of(plain, sizeof plain);
    ipcom_put_snapshot(&out, &w->panel);
    hear_plain(w, plain, out.len);
}

static void hear_login(struct world *w, uint8_t fill)
{
    uint8_t plain[IPCOM_LOGIN_ANSWER_LEN];
    memset(plain, fill, sizeof plain);
    plain[0] = IPCOM_LOGIN;
    hear_plain(w, plain, fill % 4 ? sizeof plain : IPCOM_LOGIN_BARE_LEN);
}

static void hear_ack(struct world *w, uint8_t how)
{
    static const uint8_t acks[] = {4, 1, 2, 0x23, 0, 0, 2, 1, 1};
    static const size_t lens[] = {2, 3, 5, 9};
    hear_plain(w, acks, lens[how % 4]);
}

static void command(struct world *w, uint8_t what, uint8_t value)
{
    if (!w->connected || w->closed || !w->session.online || fl_turn_busy(fl_io_turn(w->io), 0))
        return;
    const struct fl_shape *shape = fl_model_shape(w->model);
    int entity = what % (int)shape->entity_count;
    const struct fl_entity *e = &shape->entities[entity];
    struct fl_command c = {.id = w->next_id++, .entity = entity, .group = e->group, .tag = e->tag};
    c.mask = e->field_count > 1 ? what / 4 % 3 + 1u : 1;
    bool cover = e->kind == FL_COVER;
    c.value[0] = cover ? (struct fl_value){.known = true, .e = value % 3u}
                       : (struct fl_value){.known = true, .b = value & 1};
    c.value[1] = (struct fl_value){.known = true, .i = value % 101};
    const struct fl_command *cmds = &c;
    begin(w, FL_ASK_COMMAND);
    ipcom_command(&w->session, w->io, &cmds, 1);
    finish(w);
}

static void ask(struct world *w, enum fl_asker asker, void (*hook)(void *, struct fl_io *))
{
    if (!w->connected || w->closed || !w->session.online || fl_turn_busy(fl_io_turn(w->io), 0))
        return;
    begin(w, asker);
    hook(&w->session, w->io);
    finish(w);
}

static void tick(struct world *w, uint8_t steps)
{
    w->now_ms += steps * 20u;
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    ipcom_tick(&w->session, w->io);
    finish(w);
}

static void miss(struct world *w)
{
    struct fl_owed was;
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    if (!fl_io_give_up(w->io, 0, &was))
        return;
    ipcom_missed(&w->session, w->io, 0);
    finish(w);
}

static void close_session(struct world *w)
{
    if (!w->connected || w->closed || !w->session.online)
        return;
    w->closed = true;
    begin(w, FL_ASK_NONE);
    ipcom_close(&w->session, w->io);
    finish(w);
}

static void event(struct world *w, const uint8_t *e)
{
    switch (e[0] % 12) {
    case 0:
        open_session(w, e[1]);
        break;
    case 1:
        hear(w, e + 1, 2);
        break;
    case 2:
        hear_login(w, e[1]);
        break;
    case 3:
    case 4:
        hear_snapshot(w, e[1]);
        break;
    case 5:
        hear_ack(w, e[1]);
        break;
    case 6:
        hear_plain(w, e + 1, 2);
        break;
    case 7:
        command(w, e[1], e[2]);
        break;
    case 8:
        ask(w, FL_ASK_POLL, ipcom_poll);
        break;
    case 9:
        ask(w, FL_ASK_KEEPALIVE, ipcom_keepalive);
        break;
    case 10:
        tick(w, e[1]);
        break;
    default:
        if (e[1] & 1)
            miss(w);
        else if (!(e[1] & 0x7e))
            close_session(w);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct world *w = calloc(1, sizeof *w);
    if (!w)
        return 0;
    w->now_ms = 1000;
    w->next_id = 1;
    w->model = fl_model_create();
    w->io = fl_io_create(w->model, &timing, false, 1);
    must(w->model && w->io);
    begin(w, FL_ASK_NONE);
    size_t saved = size && data[0] & 0x80 ? size : 0;
    must(ipcom_init(&w->session, &conf, w->io, (struct fl_span){data, saved}) == FL_OK);
    finish(w);
    open_session(w, 0);
    for (size_t i = 0; i + 3 <= size && i < 3 * EVENTS_MAX; i += 3)
        event(w, data + i);
    ipcom_finish(&w->session);
    fl_io_destroy(w->io);
    fl_model_destroy(w->model);
    free(w);
    return 0;
}
