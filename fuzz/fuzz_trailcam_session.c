/* The trail camera's session: any sequence of what the engine, the camera and the network may do to it. A
 * byte picks the event, the next ones say how. Whatever happens: what it sends are packets, the record of a
 * hook never overflows, timers lie in the future or end, and nothing is left behind. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/trailcam/trailcam_session.h"
#include "link/io_private.h"
#include "model/model.h"

extern const struct fl_driver trailcam_driver;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 1000, TICKS_MAX = 20 };

static const struct trailcam_conf conf = {.host = "camera",
                                          .uid = "LBCS-000000-CCCJJ",
                                          .username = "admin",
                                          .password = "admin",
                                          .search_port = TRAILCAM_SEARCH_PORT,
                                          .info_interval = 5000,
                                          .media_interval = 5000,
                                          .thumbnails = true,
                                          .allow_destructive = true,
                                          .set_clock = true};

static const struct fl_timing timing = {
    .response_timeout = 3000, .connect_timeout = 5000, .failure_threshold = 5};

static const char *const answers[] = {
    "{\"cmdId\":0,\"result\":0,\"token\":7,\"bat_percent\":80}",
    "{\"cmdId\":512,\"result\":0,\"devId\":\"a\",\"sdTotalMB\":5,\"sdFreeMB\":1,\"isCharging\":true}",
    "{\"cmdId\":768,\"result\":0,\"mediaFiles\":[{\"fileType\":0,\"mediaDirNum\":1,\"mediaNum\":2,"
    "\"mediaId\":3,"
    "\"mediaTime\":4}],\"cnt\":1}",
    "{\"cmdId\":768,\"result\":0,\"mediaFiles\":[]}",
    "{\"cmdId\":772,\"result\":0,\"cmdRet\":0}",
    "{\"cmdId\":1285,\"result\":0,\"cmdRet\":0}",
    "{\"cmdId\":641,\"result\":0}",
    "{\"cmdId\":768,\"result\":-1}",
    "{\"cmdId\":512,\"result\":-1}",
    "{\"cmdId\":772,\"result\":0,\"cmdRet\":3}"};

struct world {
    struct trailcam_session session;
    struct fl_model *model;
    struct fl_io *io;
    uint64_t now_ms, wake_ms;
    uint32_t next_id;
    uint16_t index[TRAILCAM_CHANNELS]; /* of the camera's packets */
    bool connected, online;
};

static const struct fl_addr camera = {.family = 4, .ip = {192, 168, 43, 1}, .port = TRAILCAM_SESSION_PORT};
static struct fl_aes *key; /* made once */

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void begin(struct world *w, enum fl_asker asker)
{
    fl_io_begin(w->io, asker, w->now_ms * 1000, 1766000000000, 3600);
    fl_io_set_from(w->io, &camera);
}

static void finish(struct world *w)
{
    enum fl_err code;
    must(!fl_io_trouble(w->io, &code));
    size_t count;
    struct fl_io_effect *effects = fl_io_effects(w->io, &count);
    for (size_t i = 0; i < count; i++) {
        const struct fl_io_effect *e = &effects[i];
        struct trailcam_packet p;
        if (e->kind == FL_IO_SEND)
            must(e->addr.family && !trailcam_get_packet(e->data, e->len, &p));
        else if (e->kind == FL_IO_WAKE_AT)
            w->wake_ms = e->when_ms;
        else if (e->kind == FL_IO_ONLINE)
            w->online = true;
        else if (e->kind == FL_IO_FAIL)
            w->connected = w->online = false;
    }
}

static void hear(struct world *w, const uint8_t *data, size_t len)
{
    if (!w->connected)
        return;
    begin(w, FL_ASK_NONE);
    trailcam_feed(&w->session, w->io, data, len);
    finish(w);
}

static void hear_uid(struct world *w, enum trailcam_type type)
{
    uint8_t buf[32];
    struct fl_writer out = fl_writer_of(buf, sizeof buf);
    trailcam_put_uid(&out, type, &w->session.uid);
    hear(w, buf, out.len);
}

static void hear_bare(struct world *w, uint8_t how)
{
    static const enum trailcam_type types[] = {TRAILCAM_ALIVE, TRAILCAM_ALIVE_ACK, TRAILCAM_LAN_SEARCH,
                                               TRAILCAM_CLOSE};
    uint8_t buf[8];
    struct fl_writer out = fl_writer_of(buf, sizeof buf);
    trailcam_put_bare(&out, types[how % 64 ? how % 3 : 3]);
    hear(w, buf, out.len);
}

static void hear_bytes(struct world *w, uint8_t channel, const void *data, size_t len, int ahead)
{
    uint8_t buf[TRAILCAM_PACKET_MAX];
    struct fl_writer out = fl_writer_of(buf, sizeof buf);
    channel %= TRAILCAM_CHANNELS;
    uint16_t index = (uint16_t)(w->index[channel] + ahead);
    trailcam_put_drw(&out, channel, index, (struct fl_span){data, len});
    if (ahead == 0)
        w->index[channel]++;
    must(fl_writer_ok(&out));
    hear(w, buf, out.len);
}

static void hear_answer(struct world *w, uint8_t which, uint8_t off)
{
    size_t len;
    uint32_t seq = w->session.request.seq + (off % 8 == 7);
    uint8_t *record = trailcam_make_record(key, TRAILCAM_MSG_RESPONSE, seq,
                                           answers[which % (sizeof answers / sizeof *answers)], &len);
    must(record != NULL);
    hear_bytes(w, TRAILCAM_COMMANDS, record, len, 0);
    free(record);
}

static void hear_fitting_answer(struct world *w)
{
    char code[32];
    snprintf(code, sizeof code, "\"cmdId\":%d,", (int)w->session.request.code);
    for (uint8_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (strstr(answers[i], code)) {
            hear_answer(w, i, 0);
            return;
        }
}

static void hear_acks(struct world *w, uint8_t from)
{
    uint8_t buf[64];
    uint16_t indices[8];
    struct fl_writer out = fl_writer_of(buf, sizeof buf);
    for (uint16_t i = 0; i < 8; i++)
        indices[i] = (uint16_t)(w->session.transport.channels[0].next_out - 1 - i - from % 4);
    trailcam_put_acks(&out, 0, indices, 8);
    hear(w, buf, out.len);
}

static void hear_picture(struct world *w, uint8_t how, uint8_t len)
{
    uint8_t buf[TRAILCAM_RECORD_HEAD + TRAILCAM_PICTURE_HEAD + 300], jpeg[300] = {0xff, 0xd8};
    bool file = how & 1;
    struct trailcam_picture p = {.dir = how & 2 ? 1 : w->session.transfer.file.dir,
                                 .num = w->session.transfer.file.num,
                                 .jpeg = {jpeg, 10u + len}};
    jpeg[8 + len] = 0xff;
    jpeg[9 + len] = how & 4 ? 0 : 0xd9;
    memcpy(p.check, jpeg + 2 + len, sizeof p.check);
    enum trailcam_message msg = file ? TRAILCAM_MSG_FILE : TRAILCAM_MSG_THUMBNAIL;
    struct fl_writer out = fl_writer_of(buf, sizeof buf);
    trailcam_put_head(&out, &(struct trailcam_head){
                                msg, 1, (uint32_t)(TRAILCAM_PICTURE_HEAD + p.jpeg.len - (how & 8 ? 1 : 0))});
    trailcam_put_picture_head(&out, msg, &p);
    fl_put_bytes(&out, jpeg, p.jpeg.len);
    hear_bytes(w, file ? TRAILCAM_FILES : TRAILCAM_THUMBNAILS, buf, out.len, 0);
}

static void open_session(struct world *w)
{
    w->connected = true;
    w->online = false;
    memset(w->index, 0, sizeof w->index);
    fl_turn_reset(fl_io_turn(w->io));
    fl_io_set_target(w->io, &camera);
    begin(w, FL_ASK_NONE);
    trailcam_open(&w->session, w->io, 0);
    finish(w);
}

/* As far as a session gets by itself, so that inputs need not find the way. */
static void greet(struct world *w)
{
    hear_uid(w, TRAILCAM_READY);
    hear_bytes(w, TRAILCAM_COMMANDS, "ACK", 3, 0);
    hear_acks(w, 0);
    hear_answer(w, 0, 0);
}

static void ask(struct world *w, enum fl_asker asker, void (*hook)(void *, struct fl_io *))
{
    if (!w->connected || !w->online)
        return;
    begin(w, asker);
    hook(&w->session, w->io);
    finish(w);
}

static void command(struct world *w, uint8_t which, uint8_t how)
{
    static const char *const args[] = {NULL, "{}", "{\"dir\":1,\"num\":2}", "{\"page\":3}",
                                       "{\"num\":70000}"};
    size_t actions = 0;
    while (trailcam_driver.actions[actions].key)
        actions++;
    const char *text = args[how % 5];
    struct fl_command c = {
        .id = w->next_id++, .action = &trailcam_driver.actions[which % actions], .entity = -1};
    const struct fl_command *cmds = &c;
    if (!w->online || fl_turn_busy(fl_io_turn(w->io), 0))
        return;
    c.args = text ? cJSON_Parse(text) : NULL;
    begin(w, FL_ASK_COMMAND);
    trailcam_command(&w->session, w->io, &cmds, 1);
    finish(w);
    cJSON_Delete(c.args);
}

static void pass_time(struct world *w, uint8_t steps)
{
    w->now_ms += steps * 25u;
    for (int i = 0; w->connected && w->wake_ms && w->wake_ms <= w->now_ms; i++) {
        must(i < TICKS_MAX); /* a timer that takes no time never ends */
        w->wake_ms = 0;
        begin(w, FL_ASK_NONE);
        trailcam_tick(&w->session, w->io);
        finish(w);
    }
}

static void miss(struct world *w)
{
    const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(w->io));
    struct fl_owed was;
    if (!w->connected || !oldest)
        return;
    uint32_t group = oldest->group;
    if (w->now_ms < oldest->since_us / 1000 + 3000)
        w->now_ms = oldest->since_us / 1000 + 3000;
    begin(w, FL_ASK_NONE);
    fl_io_give_up(w->io, group, &was);
    trailcam_missed(&w->session, w->io, group);
    finish(w);
}

static void close_session(struct world *w)
{
    if (!w->connected || !w->online)
        return;
    begin(w, FL_ASK_NONE);
    trailcam_close(&w->session, w->io);
    finish(w);
    w->connected = w->online = false;
}

static void event(struct world *w, const uint8_t *e)
{
    switch (e[0] % 16) {
    case 0:
        open_session(w);
        if (e[1] & 1)
            greet(w);
        break;
    case 1:
        hear(w, e, 3);
        break;
    case 2:
        hear_uid(w, e[1] & 1 ? TRAILCAM_READY : TRAILCAM_PUNCH);
        break;
    case 3:
        hear_bare(w, e[1]);
        break;
    case 4:
    case 5:
        hear_fitting_answer(w);
        break;
    case 6:
        hear_answer(w, e[1], e[2]);
        break;
    case 7:
        hear_picture(w, e[1], e[2]);
        break;
    case 8:
        hear_bytes(w, e[1], e, 3, e[2] % 5);
        break;
    case 9:
        hear_acks(w, e[1]);
        break;
    case 10:
        command(w, e[1], e[2]);
        break;
    case 11:
        ask(w, FL_ASK_POLL, trailcam_poll);
        break;
    case 12:
        ask(w, FL_ASK_KEEPALIVE, trailcam_keepalive);
        break;
    case 13:
    case 14:
        pass_time(w, e[1]);
        break;
    default:
        if (e[1])
            miss(w);
        else
            close_session(w);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct world *w = calloc(1, sizeof *w);
    if (!key)
        key = trailcam_key();
    must(w && key);
    w->now_ms = 1000;
    w->next_id = 1;
    w->model = fl_model_create();
    w->io = fl_io_create(w->model, &timing, true, 1);
    must(w->model && w->io);
    begin(w, FL_ASK_NONE);
    size_t saved = size && data[0] & 0x80 ? size : 0;
    must(trailcam_init(&w->session, &conf, w->io, (struct fl_span){data, saved}) == FL_OK);
    finish(w);
    open_session(w);
    greet(w);
    for (size_t i = 0; i + 3 <= size && i < 3 * EVENTS_MAX; i += 3)
        event(w, data + i);
    trailcam_finish(&w->session);
    fl_io_destroy(w->io);
    fl_model_destroy(w->model);
    free(w);
    return 0;
}
