/* The simulated camera: found by a punch or a search, one session at a time, asleep and awake, and all of
 * that wrong when it is told to.
 *
 * What it answers is trailcam_sim_answer.c, its pictures trailcam_sim_transfer.c and trailcam_sim_jpeg.c,
 * what can be set trailcam_sim_options.c. Delays are those of the captures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trailcam_sim_device.h"

enum {
    PUNCH_MS = 57, /* from a search to the punch that answers it */
    PUNCHES = 2,
    READY_MS = 20,  /* from a direct punch to READY: 15 to 30 */
    BURST_MS = 325, /* after a search: so long, so many READY_ACK come first */
    BURST = 51,
    READIES = 3,
    READY_AGAIN_MS = 5,
    GREET_MS = 93,     /* from READY to "ACK" */
    SILENCE_MS = 7300, /* without any packet: the session is over */
    LOGIN_MS = 12000,  /* without a login, likewise (two captures) */
    CLOSE_TWICE = 2,
    CHARGE_MIN = 5,     /* percent that a picture needs */
    LOGIN_EVENT = 4,    /* after each login; nobody knows what it means */
    EVENT_NOISE = 0x77, /* what was left in memory where an event has its eighth byte */
    NEWEST_AGO_S = 3600,
    PACKET_HEAD = 4
};

/* The Bluetooth write that wakes a real one. */
static const uint8_t wake_write[] = {0x13, 0x57, 1, 0, 0, 0, 0, 0};

uint64_t trailcam_sim_now(const struct trailcam_sim_device *d)
{
    return fl_sim_now(d->io);
}

int64_t trailcam_sim_civil_s(const struct trailcam_sim_device *d)
{
    return fl_sim_utc_ms(d->io) / 1000 + d->ahead_s;
}

uint64_t trailcam_sim_delay(const struct trailcam_sim_device *d, int ms)
{
    return d->conf.delays ? (uint64_t)ms : 0;
}

/* --- out ------------------------------------------------------------------------------------- */
static uint16_t session_port(const struct trailcam_sim_device *d)
{
    return d->conf.session_port ? (uint16_t)d->conf.session_port : fl_sim_address(d->io).port;
}

static void send_to(struct trailcam_sim_device *d, const struct fl_addr *to, const struct fl_writer *w,
                    uint64_t delay_ms)
{
    if (!d->conf.fault[TRAILCAM_SIM_SILENT].on)
        fl_sim_send_from(d->io, session_port(d), to, w->buf, w->len, (int)delay_ms);
}

static void send_uid(struct trailcam_sim_device *d, const struct fl_addr *to, enum trailcam_type type,
                     uint64_t delay_ms)
{
    uint8_t buf[TRAILCAM_UID_LEN + PACKET_HEAD];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_put_uid(&w, type, &d->uid);
    send_to(d, to, &w, delay_ms);
}

/* What the transport sends. */
static void send_packet(void *ctx, const void *packet, size_t len)
{
    struct trailcam_sim_device *d = ctx;
    uint8_t buf[TRAILCAM_PACKET_MAX];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    fl_put_bytes(&w, packet, len);
    if (buf[1] == TRAILCAM_DRW_ACK && trailcam_sim_fault_hits(&d->conf, TRAILCAM_SIM_LOSE_ACKS))
        return;
    send_to(d, &d->session.peer, &w, 0);
}

void trailcam_sim_put(struct trailcam_sim_device *d, uint8_t channel, const uint8_t *data, size_t len)
{
    size_t size = (size_t)d->conf.packet;
    for (size_t piece; len > 0; data += piece, len -= piece) {
        piece = len < size ? len : size;
        if (trailcam_transport_send(&d->session.transport, trailcam_sim_now(d), channel,
                                    (struct fl_span){data, piece}, NULL))
            return;
    }
}

void trailcam_sim_event(struct trailcam_sim_device *d, unsigned number)
{
    char text[32];
    size_t len;
    if (!d->session.up)
        return;
    snprintf(text, sizeof text, "{\"evtId\":%u}", number);
    uint8_t *record = trailcam_make_record(d->key, TRAILCAM_MSG_EVENT, ++d->session.events, text, &len);
    if (!record)
        return;
    record[sizeof trailcam_signature] = EVENT_NOISE;
    trailcam_sim_put(d, TRAILCAM_EVENTS, record, len);
    free(record);
}

/* --- the session ----------------------------------------------------------------------------- */
void trailcam_sim_end(struct trailcam_sim_device *d, bool say)
{
    struct trailcam_sim_session *s = &d->session;
    uint8_t buf[PACKET_HEAD];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    if (!s->up)
        return;
    trailcam_put_bare(&w, TRAILCAM_CLOSE);
    for (int i = 0; say && i < CLOSE_TWICE; i++)
        send_to(d, &s->peer, &w, 0);
    fl_sim_log(d->io, "session ends%s", say ? ", CLOSE" : "");
    trailcam_sim_forget_requests(d);
    trailcam_transport_finish(&s->transport);
    free(s->transfer.record);
    *s = (struct trailcam_sim_session){0};
    d->idle_ms = trailcam_sim_now(d);
}

static void take_record(void *ctx, uint8_t channel, const struct trailcam_record *record)
{
    (void)channel; /* only that of commands is listened to */
    trailcam_sim_take_command(ctx, record);
}

static void init_transport(struct trailcam_sim_device *d)
{
    static const size_t limits[TRAILCAM_CHANNELS] = {[TRAILCAM_COMMANDS] = TRAILCAM_JSON_MAX};
    struct trailcam_transport_user user = {.send = send_packet, .record = take_record, .ctx = d};
    struct trailcam_transport *t = &d->session.transport;
    trailcam_transport_init(t, &user, &trailcam_camera_pace, limits, trailcam_sim_now(d));
    for (size_t i = 0; i < TRAILCAM_CHANNELS; i++)
        t->channels[i].next_out = (uint16_t)d->conf.index;
}

static void send_burst(struct trailcam_sim_device *d, const struct fl_addr *to, uint64_t lasts_ms)
{
    uint8_t buf[TRAILCAM_PACKET_MAX];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    struct fl_addr own = fl_sim_address(d->io);
    own.port = session_port(d);
    trailcam_put_ready_ack(&w, &d->uid, &own);
    for (uint64_t i = 0; i < BURST; i++)
        send_to(d, to, &w, lasts_ms * i / BURST);
}

static void begin_session(struct trailcam_sim_device *d, const struct fl_addr *from, bool searched)
{
    struct trailcam_sim_session *s = &d->session;
    uint64_t now_ms = trailcam_sim_now(d);
    uint64_t ready_ms = trailcam_sim_delay(d, searched ? BURST_MS : READY_MS);
    trailcam_sim_end(d, true); /* of another client, if it may be taken over */
    s->up = true;
    s->peer = *from;
    s->heard_ms = now_ms;
    s->login_ms = now_ms + LOGIN_MS;
    init_transport(d);
    if (searched)
        send_burst(d, from, ready_ms);
    for (uint64_t i = 0; i < READIES; i++)
        send_uid(d, from, TRAILCAM_READY, ready_ms + i * READY_AGAIN_MS);
    if (!d->conf.fault[TRAILCAM_SIM_NO_GREETING].on)
        s->greet_ms = now_ms + ready_ms + trailcam_sim_delay(d, GREET_MS);
    d->searcher = (struct fl_addr){0};
    d->stats.sessions++;
    fl_sim_log(d->io, "session begins, %s", searched ? "found by search" : "punched");
}

/* A client that is not the session's. */
static bool is_busy(struct trailcam_sim_device *d, const struct fl_addr *from)
{
    bool busy = d->session.up && !fl_addr_equal(from, &d->session.peer) && !d->conf.second_takes;
    d->stats.busy += busy;
    return busy;
}

static void take_search(struct trailcam_sim_device *d, const struct fl_addr *from)
{
    d->stats.searches++;
    if (d->conf.fault[TRAILCAM_SIM_NO_SEARCH].on || is_busy(d, from))
        return;
    d->searcher = *from;
    for (int i = 0; i < PUNCHES; i++)
        send_uid(d, from, TRAILCAM_PUNCH, trailcam_sim_delay(d, PUNCH_MS));
}

static void take_punch(struct trailcam_sim_device *d, const struct fl_addr *from,
                       const struct trailcam_uid *uid)
{
    bool searched = fl_addr_equal(from, &d->searcher);
    bool here = fl_sim_port(d->io) == session_port(d) && !d->conf.fault[TRAILCAM_SIM_NO_PUNCH].on;
    d->stats.punches++;
    if (memcmp(uid, &d->uid, sizeof *uid) != 0 || (!searched && !here) || is_busy(d, from))
        return;
    if (d->session.up && fl_addr_equal(from, &d->session.peer)) {
        if (!d->session.talked)
            send_uid(d, from, TRAILCAM_READY, 0); /* the first ones may be lost */
        return;
    }
    begin_session(d, from, searched);
}

/* The application's records begin with a packet, so that its first one tells. */
static bool is_beat(const struct trailcam_packet *p)
{
    enum { FIRST_BEAT = 65537 };
    struct fl_reader r = fl_reader_of(p->payload.data, p->payload.len);
    struct trailcam_head head;
    return p->channel == TRAILCAM_COMMANDS && !trailcam_get_head(&r, &head) &&
           head.msg == TRAILCAM_MSG_COMMAND && head.seq >= FIRST_BEAT;
}

static void take_data(struct trailcam_sim_device *d, const struct trailcam_packet *p)
{
    struct trailcam_sim_session *s = &d->session;
    if (d->conf.fault[TRAILCAM_SIM_DEAF_BEATS].on && is_beat(p))
        return;
    s->talked = true;
    d->stats.repeated += (int16_t)(uint16_t)(p->index - s->transport.channels[p->channel].next) < 0;
    trailcam_transport_packet(&s->transport, trailcam_sim_now(d), p);
}

static void take_session_packet(struct trailcam_sim_device *d, const struct trailcam_packet *p)
{
    switch (p->type) {
    case TRAILCAM_DRW:
        take_data(d, p);
        break;
    case TRAILCAM_CLOSE:
        d->stats.closed++;
        trailcam_sim_end(d, false);
        break;
    default:
        trailcam_transport_packet(&d->session.transport, trailcam_sim_now(d), p);
        break;
    }
}

/* --- packets --------------------------------------------------------------------------------- */
/* A DRW_ACK whose count is not that of its indices: the real one closed 13 of 13 sessions. */
static bool is_wrong_ack(const uint8_t *data, size_t len, enum fl_err err, const struct trailcam_packet *p)
{
    enum { ACK_HEAD = 4, LENGTH_AT = 2 };
    if (len < PACKET_HEAD || data[1] != TRAILCAM_DRW_ACK)
        return false;
    size_t body = (size_t)data[LENGTH_AT] << 8 | data[LENGTH_AT + 1];
    return err || body != ACK_HEAD + 2 * p->ack_count;
}

static void take_packet(struct trailcam_sim_device *d, const uint8_t *data, size_t len)
{
    struct fl_addr from = fl_sim_from(d->io);
    bool own = d->session.up && fl_addr_equal(&from, &d->session.peer);
    struct trailcam_packet p;
    enum fl_err err = trailcam_get_packet(data, len, &p);
    d->stats.bad += err == FL_E_FORMAT;
    if (own)
        d->session.heard_ms = trailcam_sim_now(d);
    if (own && is_wrong_ack(data, len, err, &p)) {
        d->stats.wrong_acks++;
        trailcam_sim_end(d, true);
    } else if (err) {
        fl_sim_log(d->io, "a packet of %zu bytes: %s", len, fl_err_name(err));
    } else if (p.type == TRAILCAM_LAN_SEARCH) {
        take_search(d, &from);
    } else if (p.type == TRAILCAM_PUNCH) {
        take_punch(d, &from, &p.uid);
    } else if (own) {
        take_session_packet(d, &p);
    }
}

/* --- asleep and awake ------------------------------------------------------------------------ */
void trailcam_sim_sleep(struct trailcam_sim_device *d, uint64_t until_ms)
{
    trailcam_sim_end(d, false);
    d->awake = false;
    d->wake_ms = until_ms;
    d->sleep_ms = 0;
    fl_sim_log(d->io, "asleep");
}

static void get_up(struct trailcam_sim_device *d)
{
    d->awake = true;
    d->wake_ms = 0;
    d->idle_ms = trailcam_sim_now(d);
    fl_sim_log(d->io, "awake");
}

void trailcam_sim_wake(struct trailcam_sim_device *d)
{
    if (!d->awake && !d->wake_ms)
        d->wake_ms = trailcam_sim_now(d) + (uint64_t)d->conf.wake_ms;
}

/* When it falls asleep by itself; UINT64_MAX: not now. */
static uint64_t sleep_due(const struct trailcam_sim_device *d)
{
    if (!d->awake)
        return UINT64_MAX;
    if (d->sleep_ms)
        return d->sleep_ms;
    return d->conf.awake_ms && !d->session.up ? d->idle_ms + (uint64_t)d->conf.awake_ms : UINT64_MAX;
}

bool trailcam_sim_shoot(struct trailcam_sim_device *d, int type)
{
    if (d->conf.card != TRAILCAM_SIM_CARD_OK || d->conf.battery < CHARGE_MIN)
        return false;
    const struct trailcam_sim_file *f = trailcam_sim_card_add(&d->card, type, trailcam_sim_civil_s(d));
    if (f)
        fl_sim_log(d->io, "shoots %u/%u", (unsigned)f->dir, (unsigned)f->num);
    return f;
}

/* --- time ------------------------------------------------------------------------------------ */
static void greet(struct trailcam_sim_device *d)
{
    static const uint8_t greeting[] = {'A', 'C', 'K'};
    d->session.greet_ms = 0;
    if (trailcam_transport_send(&d->session.transport, trailcam_sim_now(d), TRAILCAM_COMMANDS,
                                (struct fl_span){greeting, sizeof greeting}, NULL))
        trailcam_sim_end(d, true);
}

/* Why the session is over, and when at the latest it will be. */
static uint64_t end_due(const struct trailcam_sim_device *d)
{
    const struct trailcam_sim_session *s = &d->session;
    uint64_t when = s->heard_ms + SILENCE_MS;
    if (s->login_ms && s->login_ms < when)
        when = s->login_ms;
    if (d->conf.heartbeat_ms && !s->login_ms && s->beat_ms + (uint64_t)d->conf.heartbeat_ms < when)
        when = s->beat_ms + (uint64_t)d->conf.heartbeat_ms;
    return when;
}

/* What the session owes until now. */
static void run_session(struct trailcam_sim_device *d)
{
    struct trailcam_sim_session *s = &d->session;
    uint64_t now_ms = trailcam_sim_now(d);
    if (s->up && now_ms >= end_due(d)) {
        d->stats.timeouts++;
        trailcam_sim_end(d, true);
    }
    if (s->up && s->greet_ms && now_ms >= s->greet_ms)
        greet(d);
    trailcam_sim_answer_due(d);
    if (!s->up)
        return;
    if (s->event_ms && now_ms >= s->event_ms) {
        s->event_ms = 0;
        trailcam_sim_event(d, LOGIN_EVENT);
    }
    trailcam_sim_transfer(d);
    trailcam_transport_tick(&s->transport, now_ms);
}

static void earlier(uint64_t *when, uint64_t at)
{
    if (at && at < *when)
        *when = at;
}

static void wake_for_session(const struct trailcam_sim_device *d, uint64_t *when)
{
    const struct trailcam_sim_session *s = &d->session;
    if (!s->up)
        return;
    earlier(when, end_due(d));
    earlier(when, s->greet_ms);
    earlier(when, s->event_ms);
    earlier(when, trailcam_sim_transfer_when(d));
    earlier(when, trailcam_transport_when(&s->transport));
    if (s->request_count)
        earlier(when, s->requests[0].due_ms);
}

static void set_wake(const struct trailcam_sim_device *d)
{
    uint64_t when = UINT64_MAX, soonest = trailcam_sim_now(d) + 1;
    earlier(&when, d->wake_ms);
    earlier(&when, sleep_due(d));
    if (d->conf.every_ms)
        earlier(&when, d->shot_ms + (uint64_t)d->conf.every_ms);
    wake_for_session(d, &when);
    if (when != UINT64_MAX && when < soonest)
        when = soonest;
    fl_sim_wake_at(d->io, when == UINT64_MAX ? 0 : when);
}

void trailcam_sim_tick(void *device, struct fl_sim_io *io)
{
    struct trailcam_sim_device *d = device;
    d->io = io;
    uint64_t now_ms = trailcam_sim_now(d);
    if (d->wake_ms && now_ms >= d->wake_ms)
        get_up(d);
    if (d->conf.every_ms && now_ms >= d->shot_ms + (uint64_t)d->conf.every_ms) {
        d->shot_ms = now_ms;
        trailcam_sim_shoot(d, TRAILCAM_SIM_PHOTO);
    }
    run_session(d);
    if (now_ms >= sleep_due(d))
        trailcam_sim_sleep(d, 0);
    set_wake(d);
}

/* --- hooks ----------------------------------------------------------------------------------- */
static void settle_defaults(struct trailcam_sim_device *d)
{
    if (!d->ready)
        trailcam_sim_conf_init(&d->conf);
    d->ready = true;
}

static enum fl_err option(void *device, const char *name, const char *value, struct fl_error *err)
{
    static const char *const fixed[] = {"files", "videos", "uid", "id", "asleep"};
    struct trailcam_sim_device *d = device;
    settle_defaults(d);
    for (size_t i = 0; d->running && i < sizeof fixed / sizeof *fixed; i++)
        if (!strcmp(name, fixed[i]))
            return fl_fail(err, FL_E_CONFIG, "%s: can only be chosen at the start", name);
    return trailcam_sim_conf_set(&d->conf, name, value, err);
}

static void take_identity(struct trailcam_sim_device *d, size_t index)
{
    memcpy(d->id, d->conf.id, sizeof d->id);
    if (!d->id[0])
        snprintf(d->id, sizeof d->id, "02:00:5E:10:%02zX:%02zX", (index + 1) / 256 % 256, (index + 1) % 256);
    trailcam_parse_uid(d->conf.uid, &d->uid); /* checked when it was set */
}

static enum fl_err init(void *device, struct fl_sim_io *io, size_t index)
{
    struct trailcam_sim_device *d = device;
    settle_defaults(d);
    d->running = true;
    d->io = io;
    take_identity(d, index);
    d->key = trailcam_key();
    d->other_key = fl_aes_create((const uint8_t *)"another camera's");
    int64_t newest_s = trailcam_sim_civil_s(d) - NEWEST_AGO_S;
    if (!d->key || !d->other_key ||
        trailcam_sim_card_init(&d->card, (size_t)d->conf.files, (unsigned)d->conf.videos, newest_s))
        return FL_E_NOMEM;
    d->awake = !d->conf.asleep;
    d->idle_ms = d->shot_ms = trailcam_sim_now(d);
    set_wake(d);
    return FL_OK;
}

static void finish(void *device)
{
    struct trailcam_sim_device *d = device;
    trailcam_sim_forget_requests(d);
    trailcam_transport_finish(&d->session.transport);
    free(d->session.transfer.record);
    trailcam_sim_card_finish(&d->card);
    fl_aes_destroy(d->key);
    fl_aes_destroy(d->other_key);
}

static size_t feed(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    struct trailcam_sim_device *d = device;
    (void)session;
    d->io = io;
    if (len >= sizeof wake_write && !memcmp(data, wake_write, sizeof wake_write))
        trailcam_sim_wake(d);
    else if (d->awake && !d->conf.fault[TRAILCAM_SIM_SILENT].on)
        take_packet(d, data, len);
    run_session(d);
    set_wake(d);
    return len;
}

static const struct fl_sim_port more_ports[] = {{TRAILCAM_SEARCH_PORT, true}, {32100, false}, {0, false}};

const struct fl_sim trailcam_sim = {
    .name = "trailcam",
    .summary = "wildlife camera of the KJK230 class, with pictures",
    .medium = FL_DATAGRAM,
    .port = TRAILCAM_SESSION_PORT,
    .ports = more_ports,
    .options_help = trailcam_sim_help,
    .more_help = trailcam_sim_more_help,
    .device_size = sizeof(struct trailcam_sim_device),
    .option = option,
    .init = init,
    .feed = feed,
    .tick = trailcam_sim_tick,
    .finish = finish,
    .control = trailcam_sim_control,
};
