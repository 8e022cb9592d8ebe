/* The life of a session with a trail camera.
 *
 *   open       punches and searches until P2P_RDY tells where the camera is (trailcam_seek.c)
 *   greeting   "ACK" on channel 0: it is ready for commands
 *   login      gives the token that every command needs (trailcam_request.c)
 *   online     requests, one at a time; the heartbeat in a lane of its own; pictures beside them
 *
 * A heartbeat has no answer but the acknowledgement of its packet. It is repeated by the transport like
 * all that is sent, and blocks what is behind it, so an unanswered one is no reason not to send the next. */
#include "trailcam_request.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORDS_MAX = 64, /* of one hook: a camera that floods is not listened to */
    FILE_MAX = 8 * 1024 * 1024,
    THUMBNAIL_MAX = 1024 * 1024,
    EVENT_MAX = 4096
};

static const size_t limits[TRAILCAM_CHANNELS] = {[TRAILCAM_COMMANDS] = TRAILCAM_JSON_MAX,
                                                 [TRAILCAM_FILES] = TRAILCAM_PICTURE_HEAD + FILE_MAX,
                                                 [TRAILCAM_THUMBNAILS] =
                                                     TRAILCAM_PICTURE_HEAD + THUMBNAIL_MAX,
                                                 [TRAILCAM_EVENTS] = EVENT_MAX};

/* --- hooks begin and end ---------------------------------------------------------------------- */
static struct trailcam_session *enter(void *session, struct fl_io *io)
{
    struct trailcam_session *s = session;
    s->io = io;
    s->now_ms = fl_io_now(io);
    s->records = 0;
    return s;
}

static void sooner(uint64_t *when, uint64_t candidate)
{
    if (candidate < *when)
        *when = candidate;
}

/* The one timer: the nearest of all that is waited for. Ends every hook. */
static void leave(struct trailcam_session *s)
{
    uint64_t when = UINT64_MAX;
    if (s->phase == TRAILCAM_SEEKING)
        sooner(&when, trailcam_seek_when(&s->seek));
    if (s->phase >= TRAILCAM_GREETING) {
        sooner(&when, trailcam_transport_when(&s->transport));
        sooner(&when, trailcam_picture_when(s));
    }
    if (s->phase == TRAILCAM_GREETING)
        sooner(&when, s->until_ms);
    fl_io_wake_at(s->io, when == UINT64_MAX ? 0 : when);
    s->io = NULL;
}

/* --- packets that are the session's own -------------------------------------------------------- */
static void send_uid(struct trailcam_session *s, const struct fl_addr *to)
{
    uint8_t buf[32];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_put_uid(&w, TRAILCAM_PUNCH, &s->uid);
    fl_io_send_to(s->io, to, buf, w.len);
}

static void send_close(struct trailcam_session *s)
{
    uint8_t buf[8];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_put_bare(&w, TRAILCAM_CLOSE);
    fl_io_send_to(s->io, &s->peer, buf, w.len);
}

void trailcam_end(struct trailcam_session *s, enum fl_err why, const char *fmt, ...)
{
    char words[200];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(words, sizeof words, fmt, ap);
    va_end(ap);
    if (s->phase >= TRAILCAM_GREETING)
        send_close(s); /* a second session beside a forgotten one was never seen to work */
    s->phase = TRAILCAM_DOWN;
    fl_io_fail(s->io, why, "%s", words);
}

/* --- records ---------------------------------------------------------------------------------- */
static void take_response(struct trailcam_session *s, const struct trailcam_record *record)
{
    cJSON *json;
    enum fl_err err = trailcam_open_sealed(s->key, record->body, &json);
    if (err) {
        fl_io_bad_frame(s->io, err);
        return;
    }
    trailcam_take_answer(s, record->head.seq, json);
    cJSON_Delete(json);
}

static void take_event(struct trailcam_session *s, const struct trailcam_record *record)
{
    cJSON *json;
    enum fl_err err = trailcam_open_clear(record->body, &json);
    if (err) {
        fl_io_bad_frame(s->io, err);
        return;
    }
    trailcam_camera_tell_event(s->io, json);
    cJSON_Delete(json);
}

static void take_record(void *ctx, uint8_t channel, const struct trailcam_record *record)
{
    struct trailcam_session *s = ctx;
    uint32_t msg = record->head.msg;
    if (s->phase < TRAILCAM_LOGGING_IN || ++s->records > RECORDS_MAX)
        return;
    if (channel == TRAILCAM_COMMANDS && msg == TRAILCAM_MSG_RESPONSE)
        take_response(s, record);
    else if (channel == TRAILCAM_EVENTS && msg == TRAILCAM_MSG_EVENT)
        take_event(s, record);
    else if (msg == TRAILCAM_MSG_FILE || msg == TRAILCAM_MSG_THUMBNAIL)
        trailcam_take_picture_record(s, channel, record);
    else
        fl_io_bad_frame(s->io, FL_E_UNSUPPORTED);
}

static void send_packet(void *ctx, const void *packet, size_t len)
{
    const struct trailcam_session *s = ctx;
    fl_io_send_to(s->io, &s->peer, packet, len);
}

/* --- seeking ---------------------------------------------------------------------------------- */
static void seek(struct trailcam_session *s)
{
    struct trailcam_call call;
    uint8_t buf[32];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    if (!trailcam_seek_call(&s->seek, s->now_ms, &call)) {
        trailcam_end(s, FL_E_TIMEOUT, "no answer: the camera sleeps or is out of reach");
        return;
    }
    if (call.type == TRAILCAM_PUNCH)
        trailcam_put_uid(&w, TRAILCAM_PUNCH, &s->uid);
    else
        trailcam_put_bare(&w, TRAILCAM_LAN_SEARCH);
    for (size_t i = 0; i < call.count; i++)
        fl_io_send_to(s->io, &call.to[i], buf, w.len);
    if (call.count > 0)
        fl_io_expect(s->io, TRAILCAM_LANE_STEP);
}

static enum trailcam_way way(const struct trailcam_session *s)
{
    if (s->punched)
        return TRAILCAM_SEARCHED;
    return s->peer.port == trailcam_first_port(s->conf) ? TRAILCAM_DIRECT : TRAILCAM_OTHER_PORT;
}

/* The camera is there: the session is with the address that this came from. */
static void found(struct trailcam_session *s)
{
    const struct trailcam_transport_user user = {.send = send_packet, .record = take_record, .ctx = s};
    s->phase = TRAILCAM_GREETING;
    s->peer = fl_io_from(s->io);
    s->until_ms = s->now_ms + (uint64_t)fl_io_timing(s->io)->connect_timeout;
    fl_io_peer(s->io, &s->peer);
    fl_io_answered(s->io, TRAILCAM_LANE_STEP);
    fl_io_expect(s->io, TRAILCAM_LANE_STEP);
    trailcam_transport_init(&s->transport, &user, &trailcam_driver_pace, limits, s->now_ms);
    trailcam_camera_set(&s->camera, s->io, TRAILCAM_WAY, way(s));
}

static bool same_uid(const struct trailcam_session *s, const struct trailcam_packet *p)
{
    return !memcmp(p->uid.bytes, s->uid.bytes, sizeof s->uid.bytes);
}

/* Data instead of P2P_RDY: that was lost, all copies of it. True: found. */
static bool take_sought(struct trailcam_session *s, const struct trailcam_packet *p)
{
    struct fl_addr from = fl_io_from(s->io);
    if (!fl_addr_same_host(&from, &s->seek.host))
        return false;
    if (p->type == TRAILCAM_PUNCH && same_uid(s, p)) {
        s->punched = true;
        send_uid(s, &from);
        return false;
    }
    if (p->type != TRAILCAM_DRW && !(p->type == TRAILCAM_READY && same_uid(s, p)))
        return false;
    found(s);
    return true;
}

/* --- a session's packets ---------------------------------------------------------------------- */
static void see_greeting(struct trailcam_session *s)
{
    if (s->phase != TRAILCAM_GREETING || !trailcam_stream_greeted(&s->transport.streams[TRAILCAM_COMMANDS]))
        return;
    s->phase = TRAILCAM_LOGGING_IN;
    fl_io_answered(s->io, TRAILCAM_LANE_STEP);
    trailcam_ask_login(s);
}

static void show_failures(struct trailcam_session *s)
{
    trailcam_camera_set(&s->camera, s->io, TRAILCAM_HEARTBEAT_FAILURES, s->beat_failures);
}

static bool acknowledged(const struct trailcam_session *s, uint16_t index)
{
    return !trailcam_channel_owes(&s->transport.channels[TRAILCAM_COMMANDS], index);
}

static void see_acknowledgements(struct trailcam_session *s)
{
    if (s->step_owed && acknowledged(s, s->request.index)) {
        s->step_owed = false;
        fl_io_answered(s->io, TRAILCAM_LANE_STEP);
    }
    if (s->beat_owed && acknowledged(s, s->beat_index)) {
        s->beat_owed = false;
        s->beat_failures = 0;
        show_failures(s);
        fl_io_answered(s->io, TRAILCAM_LANE_HEARTBEAT);
    }
}

static void take_packet(struct trailcam_session *s, const struct trailcam_packet *p)
{
    switch (p->type) {
    case TRAILCAM_CLOSE:
        s->phase = TRAILCAM_DOWN; /* it needs no goodbye */
        trailcam_end(s, FL_E_CLOSED, "the camera closed the session");
        break;
    case TRAILCAM_PUNCH:
        if (same_uid(s, p))
            send_uid(s, &s->peer);
        break;
    case TRAILCAM_DRW:
    case TRAILCAM_DRW_ACK:
    case TRAILCAM_ALIVE:
        trailcam_transport_packet(&s->transport, s->now_ms, p);
        see_greeting(s);
        see_acknowledgements(s);
        break;
    default: /* P2P_RDY comes several times, P2P_RDY_ACK fifty times */
        break;
    }
}

/* --- hooks ------------------------------------------------------------------------------------ */
enum fl_err trailcam_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    struct trailcam_session *s = enter(session, io);
    s->conf = conf;
    s->key = trailcam_key();
    if (!s->key)
        return FL_E_NOMEM;
    if (trailcam_parse_uid(s->conf->uid, &s->uid))
        return FL_E_CONFIG;
    trailcam_media_init(&s->media);
    trailcam_media_load(&s->media, saved.data, saved.len);
    trailcam_camera_declare(&s->camera, io);
    trailcam_camera_show_media(&s->camera, io, &s->media);
    s->io = NULL;
    return FL_OK;
}

/* Forgets the last session, and what it held. */
static void reset(struct trailcam_session *s)
{
    trailcam_drop_request(s);
    trailcam_transport_finish(&s->transport);
    *s = (struct trailcam_session){.conf = s->conf,
                                   .key = s->key,
                                   .uid = s->uid,
                                   .camera = s->camera,
                                   .media = s->media,
                                   .shown = s->shown,
                                   .any_shown = s->any_shown,
                                   .token = -1,
                                   .beat_seq = TRAILCAM_HEARTBEAT_SEQ};
}

void trailcam_finish(void *session)
{
    struct trailcam_session *s = session;
    reset(s);
    fl_aes_destroy(s->key);
}

void trailcam_open(void *session, struct fl_io *io, size_t target)
{
    struct trailcam_session *s = session;
    (void)target; /* there is one */
    reset(s);
    enter(s, io);
    struct fl_addr host = fl_io_target(io);
    uint64_t patience_ms = (uint64_t)fl_io_timing(io)->connect_timeout * 9 / 10; /* then words of our own */
    s->phase = TRAILCAM_SEEKING;
    trailcam_seek_begin(&s->seek, s->conf, &host, patience_ms, s->now_ms);
    seek(s);
    leave(s);
}

size_t trailcam_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    struct trailcam_session *s = enter(session, io);
    struct trailcam_packet p;
    enum fl_err err = trailcam_get_packet(data, len, &p);
    if (err == FL_E_FORMAT)
        fl_io_bad_frame(io, err);
    if (!err && s->phase == TRAILCAM_SEEKING && !take_sought(s, &p))
        err = FL_AGAIN;
    if (!err && s->phase >= TRAILCAM_GREETING)
        take_packet(s, &p);
    leave(s);
    return len;
}

void trailcam_poll(void *session, struct fl_io *io)
{
    struct trailcam_session *s = enter(session, io);
    trailcam_ask_due(s);
    leave(s);
}

static void beat(struct trailcam_session *s)
{
    size_t len = 0;
    char *json = trailcam_heartbeat_json();
    uint8_t *record =
        json ? trailcam_make_record(s->key, TRAILCAM_MSG_COMMAND, s->beat_seq++, json, &len) : NULL;
    if (record && !trailcam_transport_send(&s->transport, s->now_ms, TRAILCAM_COMMANDS,
                                           (struct fl_span){record, len}, &s->beat_index)) {
        s->beat_owed = true;
        fl_io_expect(s->io, TRAILCAM_LANE_HEARTBEAT);
    }
    free(record);
    free(json);
}

/* A heartbeat fails when it is not acknowledged before the next one is due. */
void trailcam_keepalive(void *session, struct fl_io *io)
{
    struct trailcam_session *s = enter(session, io);
    unsigned threshold = (unsigned)fl_io_timing(io)->failure_threshold;
    if (s->phase == TRAILCAM_ONLINE) {
        if (s->beat_owed) {
            s->beat_failures++;
            show_failures(s);
        }
        if (threshold > 0 && s->beat_failures >= threshold)
            trailcam_end(s, FL_E_TIMEOUT, "%u heartbeats in a row were not acknowledged", s->beat_failures);
        else
            beat(s);
    }
    leave(s);
}

size_t trailcam_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count)
{
    struct trailcam_session *s = enter(session, io);
    (void)count; /* an action comes alone */
    bool taken = s->phase == TRAILCAM_ONLINE && s->request.purpose == TRAILCAM_FOR_NOTHING &&
                 trailcam_begin_action(s, cmds[0]);
    leave(s);
    return taken ? 1 : 0;
}

void trailcam_missed(void *session, struct fl_io *io, uint32_t group)
{
    struct trailcam_session *s = enter(session, io);
    bool stepping = s->phase == TRAILCAM_GREETING || s->step_owed;
    if (group == TRAILCAM_LANE_REQUEST && s->phase >= TRAILCAM_LOGGING_IN)
        trailcam_request_missed(s);
    else if (group == TRAILCAM_LANE_STEP && stepping && s->phase != TRAILCAM_DOWN)
        fl_io_expect(io, TRAILCAM_LANE_STEP); /* its time is connect_timeout */
    leave(s);
}

void trailcam_tick(void *session, struct fl_io *io)
{
    struct trailcam_session *s = enter(session, io);
    if (s->phase == TRAILCAM_SEEKING)
        seek(s);
    else if (s->phase == TRAILCAM_GREETING && s->now_ms >= s->until_ms)
        trailcam_end(s, FL_E_TIMEOUT, "the camera answered, but did not get ready for commands");
    else if (s->phase >= TRAILCAM_GREETING)
        trailcam_transport_tick(&s->transport, s->now_ms);
    if (s->phase == TRAILCAM_ONLINE && s->now_ms >= trailcam_picture_when(s))
        trailcam_fail_picture(s, FL_E_TIMEOUT, "the camera does not send it; it may be gone");
    leave(s);
}

/* The application says it twice: nobody acknowledges it. */
void trailcam_close(void *session, struct fl_io *io)
{
    struct trailcam_session *s = enter(session, io);
    if (s->phase >= TRAILCAM_GREETING) {
        send_close(s);
        send_close(s);
    }
    s->phase = TRAILCAM_DOWN;
    leave(s);
}
