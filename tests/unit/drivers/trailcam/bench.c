/* Engine, clock, network and camera for session tests. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "vectors.h"

enum { TOKEN = 113034621, FIRST_TIME = 1766527938, GREETING_MS = 90 };

/* --- the network ------------------------------------------------------------------------------ */
static uint32_t chance(struct bench *b, uint32_t below)
{
    b->chance = b->chance * 1664525u + 1013904223u;
    return (b->chance >> 8) % below;
}

static void fly(struct bench *b, bool to_camera, const struct fl_addr *at, const void *data, size_t len)
{
    assert_true(b->flying_count < FLYING_MAX && len <= TRAILCAM_PACKET_MAX);
    size_t i = b->flying_count++;
    b->flying[i].at_ms = b->now_ms + 1 + (b->net.jitter ? chance(b, b->net.jitter) : 0);
    b->flying[i].to_camera = to_camera;
    b->flying[i].at = *at;
    b->flying[i].len = len;
    memcpy(b->flying[i].data, data, len);
}

static void throw(struct bench * b, bool to_camera, const struct fl_addr *at, const void *data, size_t len)
{
    if (chance(b, 100) < b->net.loss)
        return;
    fly(b, to_camera, at, data, len);
    if (chance(b, 100) < b->net.twice)
        fly(b, to_camera, at, data, len);
}

/* --- the camera's side ------------------------------------------------------------------------ */
static void camera_says(struct bench *b, const void *data, size_t len)
{
    struct fl_addr from = b->host;
    from.port = b->camera.session_port;
    throw(b, false, &from, data, len);
}

static void camera_packet(void *ctx, const void *data, size_t len)
{
    camera_says(ctx, data, len);
}

void camera_sends_bare(struct bench *b, enum trailcam_type type)
{
    uint8_t buf[8];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_put_bare(&w, type);
    camera_says(b, buf, w.len);
}

static void camera_says_uid(struct bench *b, enum trailcam_type type)
{
    uint8_t buf[32];
    struct trailcam_uid uid;
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_parse_uid("LBCS-000000-CCCJJ", &uid);
    trailcam_put_uid(&w, type, &uid);
    camera_says(b, buf, w.len);
}

void camera_sends(struct bench *b, uint8_t channel, const void *data, size_t len)
{
    assert_int_equal(
        trailcam_transport_send(&b->camera.transport, b->now_ms, channel, (struct fl_span){data, len}, NULL),
        FL_OK);
}

static void respond(struct bench *b, uint32_t seq, const char *json)
{
    size_t len;
    uint8_t *record = trailcam_make_record(vectors_key(), TRAILCAM_MSG_RESPONSE, seq, json, &len);
    assert_non_null(record);
    camera_sends(b, TRAILCAM_COMMANDS, record, len);
    free(record);
}

static void respond_code(struct bench *b, uint32_t seq, int code, const char *field, int result)
{
    char text[128];
    snprintf(text, sizeof text, "{\"%s\":%d,\"result\":%d,\"errorMsg\":\"%s\",\"cmdId\":%d}", field, result,
             result, result ? "Failed" : "Success", code);
    respond(b, seq, text);
}

static void event_after_login(struct bench *b)
{
    size_t len;
    uint8_t *record =
        trailcam_make_record(vectors_key(), TRAILCAM_MSG_EVENT, ++b->camera.event_seq, "{\"evtId\":4}", &len);
    camera_sends(b, TRAILCAM_EVENTS, record, len);
    free(record);
}

static void respond_login(struct bench *b, uint32_t seq, const cJSON *json)
{
    struct camera *c = &b->camera;
    char text[128];
    c->login_time = trailcam_number(json, "utcTime", 0, UINT32_MAX, -1);
    switch (c->login) {
    case LOGIN_FINE:
        snprintf(text, sizeof text,
                 "{\"cmdId\":0,\"result\":0,\"token\":%d,\"bat_percent\":80,\"errorMsg\":\"Success\"}",
                 TOKEN + (int)c->logins);
        c->logins++;
        respond(b, seq, text);
        event_after_login(b);
        break;
    case LOGIN_WRONG_PASSWORD:
        respond(b, seq, "{\"cmdId\":0,\"result\":-2,\"errorMsg\":\"authentication failed\"}");
        break;
    case LOGIN_TOO_MANY:
        respond(b, seq, "{\"cmdId\":0,\"result\":-3}");
        break;
    case LOGIN_NO_TOKEN:
        respond(b, seq, "{\"cmdId\":0,\"result\":0,\"errorMsg\":\"Success\"}");
        break;
    case LOGIN_SILENT:
        break;
    }
}

static void respond_list(struct bench *b, uint32_t seq, const cJSON *json)
{
    const struct camera *c = &b->camera;
    size_t page = (size_t)number_of(json, "pageNo"), size = (size_t)number_of(json, "itemCntPerPage");
    cJSON *o = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(o, "mediaFiles");
    assert_true(size > 0 && size < 50);
    for (size_t i = page * size; i < c->file_count && i < (page + 1) * size; i++) {
        const struct trailcam_file *f = &c->files[i];
        cJSON *e = cJSON_CreateObject();
        cJSON_AddNumberToObject(e, "fileType", f->type);
        cJSON_AddNumberToObject(e, "mediaDirNum", f->dir);
        cJSON_AddNumberToObject(e, "mediaNum", f->num);
        cJSON_AddNumberToObject(e, "durationMs", f->duration_ms);
        cJSON_AddNumberToObject(e, "mediaId", f->id);
        cJSON_AddNumberToObject(e, "mediaTime", (double)f->time_s);
        cJSON_AddItemToArray(list, e);
    }
    cJSON_AddNumberToObject(o, "cnt", cJSON_GetArraySize(list));
    cJSON_AddNumberToObject(o, "getMediaListRet", 0);
    cJSON_AddNumberToObject(o, "result", 0);
    cJSON_AddNumberToObject(o, "cmdId", TRAILCAM_MEDIA_LIST);
    char *text = fl_json_text(o);
    respond(b, seq, text);
    free(text);
    cJSON_Delete(o);
}

static void send_picture(struct bench *b, enum trailcam_message msg, uint32_t seq, const cJSON *file)
{
    struct camera *c = &b->camera;
    size_t jpeg = c->picture_len, len = TRAILCAM_RECORD_HEAD + TRAILCAM_PICTURE_HEAD + jpeg;
    uint8_t *record = malloc(len), *data = record + len - jpeg;
    assert_non_null(record);
    for (size_t i = 0; i < jpeg; i++)
        data[i] = (uint8_t)(i * 31 + i / 256);
    memcpy(data, "\xff\xd8", 2);
    memcpy(data + jpeg - 2, "\xff\xd9", 2);
    struct trailcam_picture p = {.dir = (uint16_t)number_of(file, "dirNum"),
                                 .num = (uint16_t)number_of(file, "mediaNum"),
                                 .device_id = "02:00:5E:10:00:01",
                                 .jpeg = {data, jpeg}};
    memcpy(p.check, data + jpeg - sizeof p.check, sizeof p.check);
    struct fl_writer w = fl_writer_of(record, len - jpeg);
    trailcam_put_head(&w, &(struct trailcam_head){msg, seq, (uint32_t)(TRAILCAM_PICTURE_HEAD + jpeg)});
    trailcam_put_picture_head(&w, msg, &p);
    if (c->damage && c->damage--)
        data[0] = 0;
    camera_sends(b, msg == TRAILCAM_MSG_FILE ? TRAILCAM_FILES : TRAILCAM_THUMBNAILS, record, len);
    free(record);
}

static void respond_picture(struct bench *b, int code, uint32_t seq, const cJSON *json)
{
    bool file = code == TRAILCAM_GET_FILES;
    const cJSON *list = member(json, file ? "downloadReqs" : "thumbnailReqs");
    const cJSON *item = cJSON_GetArrayItem(list, 0);
    enum trailcam_message msg = file ? TRAILCAM_MSG_FILE : TRAILCAM_MSG_THUMBNAIL;
    if (b->camera.picture_first)
        send_picture(b, msg, file ? seq : 1, item);
    respond_code(b, seq, code, "cmdRet", 0);
    if (!b->camera.picture_first && !b->camera.no_picture)
        send_picture(b, msg, file ? seq : 1, item);
}

static void obey(struct bench *b, int code, uint32_t seq, const cJSON *json)
{
    switch (code) {
    case TRAILCAM_DEVICE_INFO:
        respond(b, seq, b->camera.info);
        break;
    case TRAILCAM_MEDIA_LIST:
        respond_list(b, seq, json);
        break;
    case TRAILCAM_GET_THUMBNAILS:
    case TRAILCAM_GET_FILES:
        respond_picture(b, code, seq, json);
        break;
    case TRAILCAM_DELETE:
        respond_code(b, seq, code, "delRet", 0);
        break;
    default:
        respond_code(b, seq, code, "formatRet", 0);
    }
}

static void camera_hears_command(struct bench *b, uint32_t seq, const cJSON *json)
{
    struct camera *c = &b->camera;
    int code = number_of(json, "cmdId");
    assert_true(c->code_count < CODES_MAX);
    c->codes[c->code_count++] = code;
    if (code == TRAILCAM_HEARTBEAT) {
        assert_null(member(json, "cmdId")->next); /* nothing else in it */
        c->beats[c->beat_count].at_ms = b->now_ms;
        c->beats[c->beat_count++].seq = seq;
    } else if (code == TRAILCAM_LOGIN) {
        respond_login(b, seq, json);
    } else if (c->silent > 0) {
        c->silent--;
    } else if (trailcam_number(json, "token", 0, UINT32_MAX, -1) != TOKEN + (int)c->logins - 1) {
        c->bad_tokens++;
        respond_code(b, seq, code, "result2", -1);
    } else if (c->refuse > 0) {
        c->refuse--;
        respond_code(b, seq, code, "result2", -5);
    } else {
        obey(b, code, seq, json);
    }
}

static void camera_record(void *ctx, uint8_t channel, const struct trailcam_record *record)
{
    cJSON *json;
    assert_int_equal(channel, TRAILCAM_COMMANDS);
    assert_int_equal(record->head.msg, TRAILCAM_MSG_COMMAND);
    assert_int_equal(trailcam_open_sealed(vectors_key(), record->body, &json), FL_OK);
    camera_hears_command(ctx, record->head.seq, json);
    cJSON_Delete(json);
}

static void camera_wakes_up(struct bench *b)
{
    static const size_t limits[TRAILCAM_CHANNELS] = {[TRAILCAM_COMMANDS] = TRAILCAM_JSON_MAX};
    struct camera *c = &b->camera;
    trailcam_transport_init(&c->transport, &(struct trailcam_transport_user){camera_packet, camera_record, b},
                            &trailcam_camera_pace, limits, b->now_ms);
    c->up = true;
    c->event_seq = 0;
    c->greet_ms = c->no_greeting ? 0 : b->now_ms + GREETING_MS;
    for (int i = 0; i < 3 && !c->loses_ready; i++)
        camera_says_uid(b, TRAILCAM_READY);
}

void camera_reboots(struct bench *b)
{
    trailcam_transport_finish(&b->camera.transport);
    b->camera.up = b->camera.punched = false;
}

static bool is_beat(const struct trailcam_packet *p)
{
    return p->type == TRAILCAM_DRW && p->payload.len >= 16 && p->payload.data[14] == 1; /* 0x0001xxxx */
}

static void camera_hears(struct bench *b, const struct fl_addr *at, const uint8_t *data, size_t len)
{
    struct camera *c = &b->camera;
    struct trailcam_packet p;
    assert_int_equal(trailcam_get_packet(data, len, &p), FL_OK); /* the driver sends nothing broken */
    if (p.type == TRAILCAM_LAN_SEARCH && c->search_port && at->port == c->search_port) {
        c->searches++;
        c->punched = true;
        camera_says_uid(b, TRAILCAM_PUNCH);
        camera_says_uid(b, TRAILCAM_PUNCH);
    }
    if (at->port != c->session_port || !fl_addr_same_host(at, &b->host))
        return;
    c->punches += p.type == TRAILCAM_PUNCH;
    c->closes += p.type == TRAILCAM_CLOSE;
    if (p.type == TRAILCAM_PUNCH && !c->up && (!c->deaf_to_punches || c->punched))
        camera_wakes_up(b);
    if (c->up && !(c->mute_beats && is_beat(&p)))
        trailcam_transport_packet(&c->transport, b->now_ms, &p);
}

static void camera_lives(struct bench *b)
{
    struct camera *c = &b->camera;
    if (!c->up)
        return;
    if (c->greet_ms && b->now_ms >= c->greet_ms) {
        c->greet_ms = 0;
        camera_sends(b, TRAILCAM_COMMANDS, "ACK", 3);
    }
    if (trailcam_transport_when(&c->transport) <= b->now_ms)
        trailcam_transport_tick(&c->transport, b->now_ms);
}

void camera_shoots(struct bench *b)
{
    struct camera *c = &b->camera;
    assert_true(c->file_count < FILES_MAX);
    memmove(c->files + 1, c->files, c->file_count * sizeof *c->files);
    unsigned n = (unsigned)++c->file_count;
    c->files[0] = (struct trailcam_file){.type = n % 10 == 0 ? TRAILCAM_VIDEO : TRAILCAM_PHOTO,
                                         .dir = 100,
                                         .num = (uint16_t)n,
                                         .id = 3000000000u + n,
                                         .time_s = FIRST_TIME + 60 * (int64_t)n};
}

size_t camera_count(const struct bench *b, int code)
{
    size_t count = 0;
    for (size_t i = 0; i < b->camera.code_count; i++)
        count += b->camera.codes[i] == code;
    return count;
}

/* --- the engine ------------------------------------------------------------------------------- */
static struct note *note(struct bench *b, struct notes *notes, const struct fl_io_effect *e)
{
    assert_true(notes->count < NOTES_MAX);
    struct note *n = &notes->list[notes->count++];
    *n = (struct note){.at_ms = b->now_ms, .id = e->number, .code = e->code, .len = e->len};
    snprintf(n->name, sizeof n->name, "%s", e->name ? e->name : "");
    snprintf(n->text, sizeof n->text, "%s", e->text ? e->text : "");
    return n;
}

static void go_online(struct bench *b)
{
    b->online = true;
    b->onlines++;
    b->next_poll_ms = b->now_ms + 100;
    b->next_keep_ms = b->now_ms + (uint64_t)b->timing.keepalive_interval;
}

static void send_datagram(struct bench *b, const struct fl_io_effect *e)
{
    struct fl_addr to = e->addr.family ? e->addr : b->peer;
    assert_true(to.family != 0);
    if (!b->camera.asleep)
        throw(b, true, &to, e->data, e->len);
}

static void carry_out(struct bench *b, const struct fl_io_effect *e)
{
    switch (e->kind) {
    case FL_IO_SEND:
        send_datagram(b, e);
        break;
    case FL_IO_PEER:
        b->peer = e->addr;
        break;
    case FL_IO_WAKE_AT:
        b->wake_ms = e->when_ms;
        break;
    case FL_IO_POLL_NOW:
        b->poll_now = true;
        break;
    case FL_IO_ONLINE:
        go_online(b);
        break;
    case FL_IO_BAD_FRAME:
        b->bad_frames++;
        break;
    case FL_IO_FAIL:
        b->failed = e->code;
        snprintf(b->why, sizeof b->why, "%s", e->text);
        b->connected = b->online = false;
        break;
    case FL_IO_VERDICT:
        note(b, &b->verdicts, e);
        break;
    case FL_IO_RESULT:
        note(b, &b->results, e);
        break;
    case FL_IO_EVENT:
        note(b, &b->events, e);
        break;
    case FL_IO_IMAGE:
        note(b, &b->images, e);
        assert_true(e->len <= sizeof b->image);
        memcpy(b->image, e->image, e->len);
        break;
    case FL_IO_SAVE:
        assert_true(e->len <= sizeof b->saved);
        memcpy(b->saved, e->data, e->len);
        b->saved_len = e->len;
        break;
    default:
        break;
    }
}

static void begin(struct bench *b, enum fl_asker asker)
{
    fl_io_begin(b->io, asker, b->now_ms * 1000, b->utc_ms + (int64_t)b->now_ms, b->zone_s);
}

static void finish_hook(struct bench *b)
{
    enum fl_err code;
    const char *trouble = fl_io_trouble(b->io, &code);
    if (trouble)
        fail_msg("%s", trouble);
    size_t count;
    struct fl_io_effect *effects = fl_io_effects(b->io, &count);
    for (size_t i = 0; i < count; i++)
        carry_out(b, &effects[i]);
}

static void hear(struct bench *b, const struct fl_addr *from, const uint8_t *data, size_t len)
{
    if (!b->connected || (b->peer.family && !fl_addr_equal(&b->peer, from)))
        return;
    begin(b, FL_ASK_NONE);
    fl_io_set_from(b->io, from);
    trailcam_feed(b->session, b->io, data, len);
    finish_hook(b);
}

/* Datagrams that have arrived, in the order in which they left if they arrive together. */
static void land(struct bench *b)
{
    for (size_t i = 0; i < b->flying_count;) {
        if (b->flying[i].at_ms > b->now_ms) {
            i++;
            continue;
        }
        uint8_t data[TRAILCAM_PACKET_MAX];
        size_t len = b->flying[i].len;
        struct fl_addr at = b->flying[i].at;
        bool to_camera = b->flying[i].to_camera;
        memcpy(data, b->flying[i].data, len);
        memmove(&b->flying[i], &b->flying[i + 1], (--b->flying_count - i) * sizeof *b->flying);
        if (to_camera)
            camera_hears(b, &at, data, len);
        else
            hear(b, &at, data, len);
    }
}

static void ask(struct bench *b, enum fl_asker asker, void (*hook)(void *, struct fl_io *))
{
    begin(b, asker);
    hook(b->session, b->io);
    finish_hook(b);
}

static void miss(struct bench *b)
{
    for (;;) {
        const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(b->io));
        struct fl_owed was;
        if (!b->connected || !oldest ||
            b->now_ms * 1000 < oldest->since_us + (uint64_t)b->timing.response_timeout * 1000)
            return;
        uint32_t group = oldest->group;
        begin(b, FL_ASK_NONE);
        fl_io_give_up(b->io, group, &was);
        trailcam_missed(b->session, b->io, group);
        finish_hook(b);
    }
}

static void engine_lives(struct bench *b)
{
    for (int i = 0; b->connected && b->wake_ms && b->wake_ms <= b->now_ms; i++) {
        assert_true(i < 10); /* a timer that takes no time never ends */
        b->wake_ms = 0;
        ask(b, FL_ASK_NONE, trailcam_tick);
    }
    miss(b);
    if (b->online && b->now_ms >= b->next_keep_ms) {
        b->next_keep_ms += (uint64_t)b->timing.keepalive_interval;
        ask(b, FL_ASK_KEEPALIVE, trailcam_keepalive);
    }
    if (b->online && (b->poll_now || b->now_ms >= b->next_poll_ms)) {
        b->poll_now = false;
        b->next_poll_ms = b->now_ms + 350;
        ask(b, FL_ASK_POLL, trailcam_poll);
    }
}

void bench_run(struct bench *b, uint64_t ms)
{
    for (uint64_t end = b->now_ms + ms; b->now_ms < end;) {
        b->now_ms++;
        land(b);
        camera_lives(b);
        engine_lives(b);
    }
}

/* --- life ------------------------------------------------------------------------------------- */
struct bench *bench_create(const struct bench *before)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->conf = (struct trailcam_conf){.host = "192.168.43.1",
                                     .uid = "LBCS-000000-CCCJJ",
                                     .username = "admin",
                                     .password = "admin",
                                     .search_port = TRAILCAM_SEARCH_PORT,
                                     .info_interval = 30000,
                                     .media_interval = 30000,
                                     .thumbnails = true,
                                     .set_clock = true};
    b->timing = trailcam_driver.timing;
    b->timing.connect_timeout = 5000;
    b->timing.failure_threshold = 5;
    b->model = fl_model_create();
    b->io = fl_io_create(b->model, &b->timing, true, 1);
    b->session = calloc(1, sizeof *b->session);
    assert_true(b->model && b->io && b->session);
    b->now_ms = 1000000;
    b->utc_ms = 1766000000000;
    b->zone_s = 3600;
    b->host = (struct fl_addr){.family = 4, .ip = {192, 168, 43, 1}};
    b->next_id = 1;
    b->camera.session_port = TRAILCAM_SESSION_PORT;
    b->camera.search_port = TRAILCAM_SEARCH_PORT;
    b->camera.picture_len = 5000;
    b->camera.info = text_of(vector_named("transfers", "device_info_response"), "json");
    begin(b, FL_ASK_NONE);
    struct fl_span saved = {before ? before->saved : b->saved, before ? before->saved_len : 0};
    assert_int_equal(trailcam_init(b->session, &b->conf, b->io, saved), FL_OK);
    finish_hook(b);
    return b;
}

void bench_destroy(struct bench *b)
{
    trailcam_finish(b->session);
    trailcam_transport_finish(&b->camera.transport);
    free(b->session);
    fl_io_destroy(b->io);
    fl_model_destroy(b->model);
    free(b);
}

void bench_connect(struct bench *b)
{
    b->connected = true;
    b->online = b->poll_now = false;
    b->wake_ms = 0;
    b->peer = (struct fl_addr){0};
    b->failed = FL_OK;
    b->why[0] = '\0';
    fl_turn_reset(fl_io_turn(b->io));
    fl_io_set_target(b->io, &b->host);
    begin(b, FL_ASK_NONE);
    trailcam_open(b->session, b->io, 0);
    finish_hook(b);
}

void bench_online(struct bench *b)
{
    size_t before = b->onlines;
    bench_connect(b);
    bench_run(b, 2900);
    assert_int_equal(b->onlines, before + 1);
    assert_true(b->online);
}

void bench_close(struct bench *b)
{
    ask(b, FL_ASK_NONE, trailcam_close);
    b->connected = b->online = false;
    bench_run(b, 50);
}

/* --- what is asked of it ----------------------------------------------------------------------- */
static const struct fl_action *action(const char *key)
{
    const struct fl_action *a = trailcam_driver.actions;
    while (a->key && strcmp(a->key, key) != 0)
        a++;
    assert_non_null(a->key);
    return a;
}

enum fl_err bench_do(struct bench *b, const char *key, const char *args)
{
    struct fl_command c = {.id = b->next_id++, .action = action(key), .entity = -1};
    const struct fl_command *cmds = &c;
    c.args = args ? cJSON_Parse(args) : NULL;
    size_t before = b->verdicts.count, taken = 0;
    for (int ms = 0; ms < 40000 && b->verdicts.count == before && b->connected; ms++) {
        if (!taken && !fl_turn_busy(fl_io_turn(b->io), 0)) {
            begin(b, FL_ASK_COMMAND);
            taken = trailcam_command(b->session, b->io, &cmds, 1);
            finish_hook(b);
        }
        if (b->verdicts.count == before)
            bench_run(b, 1);
    }
    cJSON_Delete(c.args);
    assert_int_equal(b->verdicts.count, before + 1);
    assert_int_equal(b->verdicts.list[before].id, c.id);
    return b->verdicts.list[before].code;
}

const char *bench_words(const struct bench *b)
{
    assert_true(b->verdicts.count > 0);
    return b->verdicts.list[b->verdicts.count - 1].text;
}

const char *bench_result(const struct bench *b)
{
    assert_true(b->results.count > 0);
    return b->results.list[b->results.count - 1].text;
}

struct fl_value value_of(struct bench *b, const char *key)
{
    int entity = fl_shape_find(fl_model_shape(b->model), key);
    if (entity < 0)
        fail_msg("no entity %s", key);
    return fl_model_get(b->model, entity, 0);
}
