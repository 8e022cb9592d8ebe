/* The session with a radiod server: any sequence of what the engine, the server and other clients may
 * do to it. Whatever happens: the record of a hook never overflows, what is sent is a sound command
 * that ends with its mark, a channel is asked once at a time, and one that was not seen is only ever
 * asked in order to create it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "drivers/radiod/radiod_session.h"
#include "link/io_private.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern const struct fl_driver radiod_driver;

enum { EVENTS_MAX = 1500, STEP = 4, STEP_MS = 50, SSRCS = 12 };

static const struct fl_timing timing = {
    .poll_interval = 350, .keepalive_interval = 5000, .connection_timeout = 10000, .response_timeout = 150};
static const struct radiod_channel_conf items[] = {
    {.key = "local", .ssrc = 1001, .lifetime = 60000},
    {.key = "watch", .ssrc = 1002, .frequency = 7e6, .preset = "usb", .create = true, .lifetime = 60000}};
static const struct radiod_conf confs[] = {
    {.group = "hf.local", .ttl = 1, .sweep_interval = 10000, .max_rate = 100},
    {.group = "239.1.2.3",
     .ttl = 1,
     .sweep_interval = 2000,
     .max_rate = 10,
     .channels = {(void *)(uintptr_t)items, 2},
     .expose = RADIOD_EXPOSE_LISTED}};

static const char *const args[] = {
    "{\"ssrc\":1003,\"frequency\":7074000,\"preset\":\"usb\"}",
    "{\"channel\":\"watch\",\"low_edge\":-100,\"high_edge\":100}",
    "{\"ssrc\":1004,\"frequency\":1e6,\"lifetime\":5}",
    "{\"channel\":\"watch\"}",
    "{\"frequency\":1e6}",
    "{\"ssrc\":1003}",
};

struct world {
    struct radiod_session session;
    struct fl_model *model;
    struct fl_io *io;
    uint64_t now_ms;
    uint32_t next_id;
    bool connected;
    uint32_t ssrc, tag; /* of the last command */
    uint64_t samples;
};

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void begin(struct world *w, enum fl_asker asker)
{
    fl_io_begin(w->io, asker, w->now_ms * 1000, (int64_t)w->now_ms, 0);
    fl_io_set_from(w->io, &(struct fl_addr){.family = 4, .ip = {10, 0, 0, 1}, .port = 4000});
}

static void note_sent(struct world *w, const struct fl_io_effect *e)
{
    struct radiod_status st;
    must(radiod_decode(&st, e->data, e->len) == FL_OK && st.packet == RADIOD_PACKET_COMMAND);
    must(e->data[e->len - 1] == RADIOD_EOL && !radiod_has(&st, RADIOD_BIN_COUNT));
    w->ssrc = st.ssrc;
    w->tag = (uint32_t)radiod_get_int(st.value[RADIOD_COMMAND_TAG]);
    must(w->tag);
    if (st.ssrc == RADIOD_EVERYBODY)
        return;
    const struct radiod_channel *c = radiod_channels_find(&w->session.channels, st.ssrc);
    must(c && (c->seen || (c->request && c->request->create)));
    must(fl_turn_busy(fl_io_turn(w->io), st.ssrc));
}

static void finish(struct world *w)
{
    enum fl_err code;
    size_t count;
    must(!fl_io_trouble(w->io, &code));
    struct fl_io_effect *effects = fl_io_effects(w->io, &count);
    for (size_t i = 0; i < count; i++) {
        if (effects[i].kind == FL_IO_FAIL)
            w->connected = false;
        else if (effects[i].kind == FL_IO_SEND)
            note_sent(w, &effects[i]);
    }
}

static void open_session(struct world *w, size_t target)
{
    w->connected = true;
    fl_turn_reset(fl_io_turn(w->io));
    begin(w, FL_ASK_NONE);
    radiod_open(&w->session, w->io, target);
    finish(w);
}

static void hear(struct world *w, const uint8_t *data, size_t len)
{
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    radiod_feed(&w->session, w->io, data, len);
    finish(w);
}

/* A status of some channel; the input says which fields it has and what they are. */
static void tell(struct world *w, const uint8_t *e)
{
    uint8_t buf[512];
    struct radiod_builder b = radiod_begin(buf, sizeof buf, RADIOD_PACKET_STATUS);
    bool answer = e[1] & 0x80 && w->ssrc != RADIOD_EVERYBODY;
    w->samples = e[3] == 0xff ? 0 : w->samples + 1000;
    radiod_put_int(&b, RADIOD_OUTPUT_SSRC, answer ? w->ssrc : 1000u + e[1] % SSRCS);
    radiod_put_int(&b, RADIOD_COMMAND_TAG, answer ? w->tag : e[2]);
    radiod_put_int(&b, RADIOD_GPS_TIME, w->now_ms * 1000000 - (e[2] == 7 ? 1000000000 : 0));
    radiod_put_int(&b, RADIOD_INPUT_SAMPLES, w->samples);
    radiod_put_int(&b, RADIOD_INPUT_SAMPRATE, 2400000);
    radiod_put_int(&b, RADIOD_FILTER_BLOCKSIZE, e[2] == 9 ? 1 : 48000);
    radiod_put_real(&b, RADIOD_FIRST_LO_FREQUENCY, 0);
    radiod_put_real(&b, RADIOD_FE_LOW_EDGE, 0);
    radiod_put_real(&b, RADIOD_FE_HIGH_EDGE, e[2] == 11 ? 15e6 : 30e6);
    radiod_put_real(&b, RADIOD_RADIO_FREQUENCY, e[2] * 1e5);
    radiod_put_int(&b, RADIOD_DEMOD_TYPE, e[3] == 0xfe ? 255 : e[3] % 6);
    radiod_put_int(&b, RADIOD_LIFETIME, e[3] % 3 ? 0 : e[3]);
    radiod_put_int(&b, RADIOD_AD_OVER, e[2] / 16);
    if (e[3] & 1)
        radiod_put_real(&b, RADIOD_LOW_EDGE, -100.0 * e[2]);
    if (e[3] & 2)
        radiod_put_real(&b, RADIOD_HIGH_EDGE, 100.0 * e[2]);
    if (e[3] & 4)
        radiod_put_real(&b, RADIOD_GAIN, e[2]);
    if (e[3] & 8)
        radiod_put_text(&b, RADIOD_PRESET, e[2] & 1 ? "usb" : "nosuch");
    if (e[3] & 16)
        radiod_put_real(&b, RADIOD_RF_GAIN, e[2]);
    if (e[3] & 32)
        radiod_put_real(&b, RADIOD_FM_SNR, e[2]);
    hear(w, buf, radiod_end(&b));
}

static void ask_as_another(struct world *w, const uint8_t *e)
{
    uint8_t buf[RADIOD_COMMAND_MAX];
    size_t len = radiod_poll_encode(e[1] & 1 ? RADIOD_EVERYBODY : 1000, 5, buf);
    hear(w, buf, len);
}

static struct fl_value any_value(const struct fl_field *f, const uint8_t *e)
{
    struct fl_value v = {.known = true};
    switch (f->type) {
    case FL_BOOL:
        v.b = e[2] & 1;
        break;
    case FL_ENUM:
        v.e = e[2] % 10;
        break;
    case FL_REAL:
        v.r = (e[2] - 100) * (e[3] & 1 ? 1e5 : 10);
        break;
    default:
        v.i = e[2];
    }
    return v;
}

static void set(struct world *w, const uint8_t *e)
{
    const struct fl_shape *shape = fl_model_shape(w->model);
    size_t at = shape->entity_count ? (size_t)(e[1] << 4 | e[2] >> 4) % shape->entity_count : 0;
    if (!w->session.online || !w->connected || at >= shape->entity_count || !shape->entities[at].fields ||
        !(shape->entities[at].fields[0].access & FL_WRITE))
        return;
    const struct fl_entity *entity = &shape->entities[at];
    struct fl_command cmd = {.id = w->next_id++,
                             .entity = (int)at,
                             .group = entity->group,
                             .tag = entity->tag,
                             .mask = 1,
                             .value = {any_value(&entity->fields[0], e)}};
    const struct fl_command *cmds[] = {&cmd};
    if (fl_io_busy(w->io, cmd.group))
        return;
    begin(w, FL_ASK_COMMAND);
    radiod_command(&w->session, w->io, cmds, 1);
    finish(w);
}

static void act(struct world *w, const uint8_t *e)
{
    struct fl_command cmd = {.id = w->next_id++, .entity = -1, .action = &radiod_driver.actions[e[1] % 4]};
    const struct fl_command *cmds[] = {&cmd};
    if (!w->session.online || !w->connected)
        return;
    cmd.args = cJSON_Parse(args[e[2] % (sizeof args / sizeof *args)]);
    begin(w, FL_ASK_COMMAND);
    radiod_command(&w->session, w->io, cmds, 1);
    finish(w);
    cJSON_Delete(cmd.args);
}

static void miss(struct world *w)
{
    struct fl_owed was;
    const struct fl_owed *oldest;
    while (w->connected && (oldest = fl_turn_oldest(fl_io_turn(w->io))) &&
           w->now_ms * 1000 >= oldest->since_us + 150000) {
        uint32_t group = oldest->group;
        begin(w, FL_ASK_NONE);
        fl_io_give_up(w->io, group, &was);
        radiod_missed(&w->session, w->io, group);
        finish(w);
    }
}

static void pass(struct world *w, const uint8_t *e)
{
    w->now_ms += (uint64_t)e[1] * (e[2] & 1 ? STEP_MS : 1);
    miss(w);
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    radiod_tick(&w->session, w->io);
    finish(w);
}

static void play(struct world *w, const uint8_t *e)
{
    if (!w->connected) {
        open_session(w, e[1] & 1);
        return;
    }
    switch (e[0] % 8) {
    case 0:
    case 1:
        tell(w, e);
        break;
    case 2:
        set(w, e);
        break;
    case 3:
        act(w, e);
        break;
    case 4:
        ask_as_another(w, e);
        break;
    case 5:
        if (w->session.online) {
            begin(w, FL_ASK_POLL);
            radiod_poll(&w->session, w->io);
            finish(w);
        }
        break;
    case 6:
        hear(w, e, STEP);
        break;
    default:
        pass(w, e);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < STEP)
        return 0;
    struct world *w = calloc(1, sizeof *w);
    must(w);
    w->now_ms = 1790000000000;
    w->next_id = 1;
    w->model = fl_model_create();
    w->io = fl_io_create(w->model, &timing, true, 1);
    must(w->model && w->io);
    begin(w, FL_ASK_NONE);
    must(radiod_init(&w->session, &confs[data[0] & 1], w->io, (struct fl_span){NULL, 0}) == FL_OK);
    finish(w);
    open_session(w, 0);
    for (size_t at = 1, i = 0; at + STEP <= size && i < EVENTS_MAX; at += STEP, i++)
        play(w, data + at);
    radiod_finish(&w->session);
    fl_io_destroy(w->io);
    fl_model_destroy(w->model);
    free(w);
    return 0;
}
