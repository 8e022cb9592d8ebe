/* The session with an ECHONET Lite node: any sequence of what the engine and the node may do to it. A
 * byte picks the event, the next ones say how. Whatever happens: the record of a hook never overflows,
 * what is sent is a sound frame, and a turn asks once. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_session.h"
#include "link/io_private.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 2000, STEP = 4, STEP_MS = 100, EDT_MAX = 20 };

static const struct fl_timing timing = {.poll_interval = 350, .keepalive_interval = 30000};
static const struct echonet_conf conf = {.host = "node",
                                         .poll_state = 10000,
                                         .poll_measurement = 10000,
                                         .poll_counter = 60000,
                                         .poll_identity = 86400000};
static const uint32_t eojs[] = {0x0EF001, 0x013001, 0x029001, 0x029002,
                                0x026301, 0x028701, 0x028801, 0x0F0001};

struct world {
    struct echonet_session session;
    struct fl_model *model;
    struct fl_io *io;
    uint64_t now_ms;
    uint32_t next_id;
    bool connected;
    uint16_t tid; /* of the last request, and what it asked */
    uint32_t eoj;
    uint8_t esv;
    size_t count;
    uint8_t epcs[ECHONET_ASK_MAX];
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

static void note_request(struct world *w, const struct fl_io_effect *e)
{
    struct echonet_frame f;
    struct echonet_prop p;
    must(echonet_decode(&f, e->data, e->len) == FL_OK && f.count > 0);
    w->tid = f.tid;
    w->eoj = f.deoj;
    w->esv = f.esv;
    w->count = 0;
    for (struct fl_reader list = echonet_props(&f); echonet_next(&list, &p) && w->count < ECHONET_ASK_MAX;)
        w->epcs[w->count++] = p.epc;
}

static void finish(struct world *w)
{
    enum fl_err code;
    size_t count, sent = 0;
    must(!fl_io_trouble(w->io, &code));
    struct fl_io_effect *effects = fl_io_effects(w->io, &count);
    for (size_t i = 0; i < count; i++) {
        if (effects[i].kind == FL_IO_FAIL)
            w->connected = false;
        if (effects[i].kind != FL_IO_SEND)
            continue;
        sent++;
        note_request(w, &effects[i]);
    }
    must(sent <= 1);
}

static void open_session(struct world *w)
{
    w->connected = true;
    fl_turn_reset(fl_io_turn(w->io));
    begin(w, FL_ASK_NONE);
    echonet_open(&w->session, w->io, 0);
    finish(w);
}

static void hear(struct world *w, const uint8_t *data, size_t len)
{
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    echonet_feed(&w->session, w->io, data, len);
    finish(w);
}

/* An EDT whose length and bytes the input chooses; lists and maps are often sound. */
static void add_property(struct echonet_builder *b, uint8_t epc, const uint8_t *e)
{
    uint8_t edt[EDT_MAX] = {e[1] % 16, e[2], e[3], e[2], e[3]};
    size_t len = 1 + e[1] % 17;
    if (epc == 0xD5 || epc == 0xD6) {
        edt[0] = 1 + e[2] % 4;
        for (size_t i = 0; i < edt[0]; i++) {
            uint32_t eoj = eojs[(e[3] + i) % 8];
            edt[1 + 3 * i] = (uint8_t)(eoj >> 16);
            edt[2 + 3 * i] = (uint8_t)(eoj >> 8);
            edt[3 + 3 * i] = (uint8_t)eoj;
        }
        len = 1 + 3 * (size_t)edt[0];
    } else if (epc >= 0x9D && epc <= 0x9F) {
        memset(edt, e[3], sizeof edt);
        edt[0] = 16 + e[2] % 64;
        len = 17;
    }
    echonet_add(b, epc, edt, len);
}

static void answer(struct world *w, const uint8_t *e)
{
    uint8_t frame[ECHONET_FRAME_MAX];
    bool get = w->esv == ECHONET_GET, sna = e[1] & 0x40;
    uint8_t esv =
        get ? (sna ? ECHONET_GET_SNA : ECHONET_GET_RES) : (sna ? ECHONET_SETC_SNA : ECHONET_SET_RES);
    struct echonet_builder b = echonet_begin(frame, sizeof frame, w->tid, w->eoj, ECHONET_CONTROLLER, esv);
    for (size_t i = 0; i < w->count; i++) {
        bool empty = get ? sna && (e[2] >> i & 1) : !(sna && (e[2] >> i & 1));
        if (e[3] == 0x5A && i >= 2)
            break; /* cut */
        if (empty)
            echonet_add(&b, w->epcs[i], NULL, 0);
        else
            add_property(&b, w->epcs[i], e);
    }
    hear(w, frame, echonet_end(&b));
}

static void announce(struct world *w, const uint8_t *e)
{
    uint8_t frame[ECHONET_FRAME_MAX];
    uint32_t eoj = eojs[e[1] % 8];
    struct echonet_builder b =
        echonet_begin(frame, sizeof frame, e[2], eoj, ECHONET_NODE_PROFILE, ECHONET_INF);
    add_property(&b, eoj == ECHONET_NODE_PROFILE ? 0xD5 : (uint8_t)(0x80 | e[2]), e);
    hear(w, frame, echonet_end(&b));
}

static bool may_ask(const struct world *w)
{
    return w->connected && w->session.online && !fl_turn_busy(fl_io_turn(w->io), 0);
}

static void command(struct world *w, const uint8_t *e)
{
    const struct fl_shape *shape = fl_model_shape(w->model);
    int entity = shape->entity_count ? (int)(e[1] % shape->entity_count) : -1;
    const struct fl_entity *of = entity < 0 ? NULL : &shape->entities[entity];
    if (!may_ask(w) || !of || !of->field_count || !of->key[0])
        return;
    size_t field = e[2] % of->field_count;
    struct fl_command c = {.id = w->next_id++, .entity = entity, .group = of->group, .tag = of->tag};
    const struct fl_field *f = &of->fields[field];
    if (!(f->access & FL_WRITE) || f->type == FL_TEXT)
        return;
    c.mask = 1u << field;
    c.value[field] = (struct fl_value){.known = true};
    if (f->type == FL_REAL)
        c.value[field].r = e[3];
    else if (f->type == FL_INT)
        c.value[field].i = e[3];
    else if (f->type == FL_BOOL)
        c.value[field].b = e[3] & 1;
    const struct fl_command *cmds = &c;
    begin(w, FL_ASK_COMMAND);
    echonet_command(&w->session, w->io, &cmds, 1);
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

static void tick(struct world *w, uint8_t steps)
{
    w->now_ms += (uint64_t)steps * steps * STEP_MS;
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    echonet_tick(&w->session, w->io);
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
    echonet_missed(&w->session, w->io, 0);
    finish(w);
}

static void event(struct world *w, const uint8_t *e)
{
    switch (e[0] % 12) {
    case 0:
        open_session(w);
        break;
    case 1:
        hear(w, e + 1, STEP - 1);
        break;
    case 2:
    case 3:
    case 4:
    case 5:
        answer(w, e);
        break;
    case 6:
        announce(w, e);
        break;
    case 7:
        command(w, e);
        break;
    case 8:
        ask(w, FL_ASK_KEEPALIVE, echonet_keepalive);
        break;
    case 9:
        tick(w, e[1]);
        break;
    case 10:
        miss(w);
        break;
    default:
        ask(w, FL_ASK_POLL, echonet_poll);
    }
    ask(w, FL_ASK_POLL, echonet_poll);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct world *w = calloc(1, sizeof *w);
    if (!w)
        return 0;
    w->now_ms = 1000000;
    w->next_id = 1;
    w->model = fl_model_create();
    w->io = fl_io_create(w->model, &timing, false, 1);
    must(w->model && w->io);
    begin(w, FL_ASK_NONE);
    size_t saved = size && data[0] == 1 ? size : 0;
    must(echonet_init(&w->session, &conf, w->io, (struct fl_span){data, saved}) == FL_OK);
    finish(w);
    open_session(w);
    for (size_t i = 0; i + STEP <= size && i < (size_t)STEP * EVENTS_MAX; i += STEP)
        event(w, data + i);
    echonet_finish(&w->session);
    fl_io_destroy(w->io);
    fl_model_destroy(w->model);
    free(w);
    return 0;
}
