/* The simulated camera, called as fairlead-sim calls it, and a client with the driver's transport, on a
 * clock of the test's own. What it is compared with was captured from a real camera. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/trailcam/trailcam_sim_device.h"
#include "support/cmocka.h"
#include "support/sim_io.h"
#include "unit/drivers/trailcam/vectors.h"

enum { HEARD_MAX = 512, LINGER_MS = 1500, NEWEST_S = 1766527938, PICTURE_LIMIT = 10 * 1024 * 1024 };

struct flying { /* a packet on its way to the client */
    uint64_t due_ms;
    uint16_t port;
    size_t len;
    struct flying *next;
    uint8_t data[];
};

struct heard { /* a packet that came, of any type */
    uint8_t type;
    uint64_t ms; /* since the start */
};

struct bench {
    struct fl_sim_io io;
    struct trailcam_sim_device *device;
    struct fl_error err;
    uint64_t start_ms;
    struct fl_addr from; /* the client's */
    struct flying *flying;
    struct trailcam_transport transport;
    int lose; /* each so-many-th packet of the camera is lost; 0: none */
    unsigned passed;
    struct heard heard[HEARD_MAX];
    size_t heard_count;
    size_t payloads[HEARD_MAX]; /* lengths on channel 0 */
    size_t payload_count;
    uint32_t seq, answer_seq;        /* of the last command; of the last answer */
    cJSON *answer;                   /* the last one; NULL: none that could be read */
    char *text;                      /* likewise, as it came */
    int event;                       /* number of the last one; -1: none */
    size_t good, bad;                /* pictures */
    size_t media_packets;            /* DRW with thumbnails */
    struct trailcam_picture picture; /* the last one, without its bytes */
    size_t picture_len;
};

static struct fl_addr client_addr(uint16_t port)
{
    return (struct fl_addr){.family = 4, .ip = {127, 0, 0, 1}, .port = port};
}

/* --- the network ---------------------------------------------------------------------------- */
static void collect(struct bench *b)
{
    for (size_t i = 0; i < b->io.send_count; i++) {
        const struct sim_io_send *s = &b->io.sends[i];
        if (b->lose && ++b->passed % (unsigned)b->lose == 0)
            continue;
        struct flying *f = malloc(sizeof *f + s->len), **at = &b->flying;
        assert_non_null(f);
        *f = (struct flying){
            .due_ms = b->io.now_ms + (uint64_t)s->delay_ms, .port = s->to.port, .len = s->len};
        memcpy(f->data, b->io.bytes + s->at, s->len);
        while (*at && (*at)->due_ms <= f->due_ms)
            at = &(*at)->next;
        f->next = *at;
        *at = f;
    }
    sim_io_forget(&b->io);
}

static void feed_from(struct bench *b, const struct fl_addr *from, const void *data, size_t len)
{
    b->io.from = *from;
    trailcam_sim.feed(b->device, NULL, &b->io, data, len);
    collect(b);
}

static void feed(struct bench *b, const void *data, size_t len)
{
    feed_from(b, &b->from, data, len);
}

static void client_sends(void *ctx, const void *packet, size_t len)
{
    feed(ctx, packet, len);
}

/* --- the client ----------------------------------------------------------------------------- */
static void take_picture(struct bench *b, const struct trailcam_record *record)
{
    enum fl_err e = trailcam_get_picture(record->head.msg, record->body, &b->picture);
    b->good += e == FL_OK;
    b->bad += e != FL_OK;
    b->picture_len = b->picture.jpeg.len;
}

static void take_answer(struct bench *b, const struct trailcam_record *record)
{
    cJSON_Delete(b->answer);
    free(b->text);
    b->answer_seq = record->head.seq;
    b->answer = NULL;
    trailcam_open_sealed(vectors_key(), record->body, &b->answer);
    b->text = fl_json_text(b->answer);
}

static void take_event(struct bench *b, const struct trailcam_record *record)
{
    cJSON *json;
    assert_int_equal(trailcam_open_clear(record->body, &json), FL_OK);
    b->event = number_of(json, "evtId");
    cJSON_Delete(json);
}

static void client_hears(void *ctx, uint8_t channel, const struct trailcam_record *record)
{
    if (channel == TRAILCAM_EVENTS)
        take_event(ctx, record);
    else if (channel == TRAILCAM_COMMANDS)
        take_answer(ctx, record);
    else
        take_picture(ctx, record);
}

static void arrive(struct bench *b, const struct flying *f)
{
    struct trailcam_packet p;
    if (f->port != b->from.port)
        return;
    assert_int_equal(trailcam_get_packet(f->data, f->len, &p), FL_OK);
    if (b->heard_count < HEARD_MAX)
        b->heard[b->heard_count++] = (struct heard){(uint8_t)p.type, b->io.now_ms - b->start_ms};
    b->media_packets += p.type == TRAILCAM_DRW && p.channel == TRAILCAM_THUMBNAILS;
    if (p.type == TRAILCAM_DRW && p.channel == TRAILCAM_COMMANDS && b->payload_count < HEARD_MAX)
        b->payloads[b->payload_count++] = p.payload.len;
    trailcam_transport_packet(&b->transport, b->io.now_ms, &p);
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* So many milliseconds go by; talks: the client keeps its side up. */
static void pass_as(struct bench *b, uint64_t ms, bool talks)
{
    for (uint64_t until = b->io.now_ms + ms; b->io.now_ms < until;) {
        uint64_t next = b->io.wake_ms ? least(b->io.wake_ms, until) : until;
        next = b->flying ? least(next, b->flying->due_ms) : next;
        next = talks ? least(next, trailcam_transport_when(&b->transport)) : next;
        b->io.now_ms = next > b->io.now_ms ? next : b->io.now_ms + 1;
        if (b->io.wake_ms && b->io.now_ms >= b->io.wake_ms) {
            trailcam_sim.tick(b->device, &b->io);
            collect(b);
        }
        while (b->flying && b->flying->due_ms <= b->io.now_ms) {
            struct flying *f = b->flying;
            b->flying = f->next;
            if (talks)
                arrive(b, f);
            free(f);
        }
        if (talks)
            trailcam_transport_tick(&b->transport, b->io.now_ms);
    }
}

static void pass(struct bench *b, uint64_t ms)
{
    pass_as(b, ms, true);
}

static size_t heard(const struct bench *b, enum trailcam_type type)
{
    size_t count = 0;
    for (size_t i = 0; i < b->heard_count; i++)
        count += b->heard[i].type == type;
    return count;
}

/* When the first of them came; fails if none did. */
static unsigned heard_ms(const struct bench *b, enum trailcam_type type)
{
    for (size_t i = 0; i < b->heard_count; i++)
        if (b->heard[i].type == type)
            return (unsigned)b->heard[i].ms;
    fail_msg("no packet %02X came", (unsigned)type);
    return 0;
}

static void forget(struct bench *b)
{
    cJSON_Delete(b->answer);
    free(b->text);
    b->answer = NULL;
    b->text = NULL;
    b->heard_count = b->payload_count = b->good = b->bad = b->media_packets = 0;
    b->event = -1;
    b->start_ms = b->io.now_ms;
}

/* --- the bench ------------------------------------------------------------------------------ */
static void set(struct bench *b, const char *words)
{
    char copy[256], *rest;
    snprintf(copy, sizeof copy, "%s", words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        assert_int_equal(trailcam_sim.option(b->device, word, equals + 1, &b->err), FL_OK);
    }
}

/* A client that was never here before, on a port of its own. */
static void new_client(struct bench *b, uint16_t port)
{
    static const size_t limits[TRAILCAM_CHANNELS] = {[TRAILCAM_COMMANDS] = TRAILCAM_JSON_MAX,
                                                     [TRAILCAM_FILES] = PICTURE_LIMIT,
                                                     [TRAILCAM_THUMBNAILS] = PICTURE_LIMIT,
                                                     [TRAILCAM_EVENTS] = TRAILCAM_JSON_MAX};
    struct trailcam_transport_user user = {.send = client_sends, .record = client_hears, .ctx = b};
    trailcam_transport_finish(&b->transport);
    trailcam_transport_init(&b->transport, &user, &trailcam_driver_pace, limits, b->io.now_ms);
    b->from = client_addr(port);
    b->seq = 0;
}

/* Option words, as --NAME=VALUE. Its clock is such that its files are those of the captures. */
static struct bench *start(const char *words)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    sim_io_init(&b->io);
    b->io.address = (struct fl_addr){.family = 4, .ip = {127, 0, 0, 2}, .port = TRAILCAM_SESSION_PORT};
    b->io.utc_ms = (NEWEST_S + 3600) * INT64_C(1000);
    b->device = calloc(1, trailcam_sim.device_size);
    assert_non_null(b->device);
    set(b, words);
    assert_int_equal(trailcam_sim.init(b->device, &b->io, 0), FL_OK);
    new_client(b, 50000);
    forget(b);
    return b;
}

static void stop(struct bench *b)
{
    forget(b);
    while (b->flying) {
        struct flying *next = b->flying->next;
        free(b->flying);
        b->flying = next;
    }
    trailcam_transport_finish(&b->transport);
    trailcam_sim.finish(b->device);
    free(b->device);
    free(b);
}

static void punch_as(struct bench *b, const char *uid_text)
{
    struct trailcam_uid uid;
    uint8_t buf[32];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    assert_int_equal(trailcam_parse_uid(uid_text, &uid), FL_OK);
    trailcam_put_uid(&w, TRAILCAM_PUNCH, &uid);
    feed(b, buf, w.len);
}

static void punch(struct bench *b)
{
    punch_as(b, "LBCS-000000-CCCJJ");
}

static void search(struct bench *b)
{
    static const uint8_t packet[] = {0xF1, 0x30, 0, 0};
    b->io.to_many = true;
    feed(b, packet, sizeof packet);
    b->io.to_many = false;
}

static void send_json(struct bench *b, uint32_t seq, const char *json)
{
    size_t len;
    uint8_t *record = trailcam_make_record(vectors_key(), TRAILCAM_MSG_COMMAND, seq, json, &len);
    assert_non_null(record);
    assert_int_equal(trailcam_transport_send(&b->transport, b->io.now_ms, TRAILCAM_COMMANDS,
                                             (struct fl_span){record, len}, NULL),
                     FL_OK);
    free(record);
}

/* A command; fields: what stands between cmdId and the token. */
static void ask(struct bench *b, int code, const char *fields)
{
    char json[8192];
    uint32_t token = b->device->session.token;
    snprintf(json, sizeof json, "{\"cmdId\":%d%s,\"token\":%u}", code, fields, (unsigned)token);
    forget(b);
    send_json(b, ++b->seq, json);
    pass(b, LINGER_MS);
}

static void log_in_as(struct bench *b, const char *password)
{
    char json[256];
    snprintf(json, sizeof json,
             "{\"cmdId\":0,\"usrName\":\"admin\",\"password\":\"%s\",\"needVideo\":0,\"needAudio\":0,"
             "\"utcTime\":%d,\"supportHeartBeat\":true}",
             password, NEWEST_S + 5400);
    forget(b);
    send_json(b, ++b->seq, json);
    pass(b, 500);
}

static void connect_to(struct bench *b)
{
    punch(b);
    pass(b, 200);
    log_in_as(b, "admin");
    assert_int_not_equal(b->device->session.token, 0);
}

static struct bench *online(const char *words)
{
    struct bench *b = start(words);
    connect_to(b);
    return b;
}

static void beat(struct bench *b, uint32_t seq)
{
    send_json(b, seq, "{\"cmdId\":525}");
}

static const char *tell(struct bench *b, const char *verb, const char *args)
{
    static char reply[SIM_IO_TEXT];
    assert_int_equal(trailcam_sim.control(b->device, &b->io, verb, args, &b->err), FL_OK);
    snprintf(reply, sizeof reply, "%s", b->io.reply);
    collect(b);
    return reply;
}

static void assert_told(struct bench *b, const char *verb, const char *expected)
{
    const char *reply = tell(b, verb, "");
    if (!strstr(reply, expected))
        fail_msg("%s is not in: %s", expected, reply);
}

static void assert_result(struct bench *b, int expected)
{
    assert_non_null(b->answer);
    assert_int_equal(b->answer_seq, b->seq);
    assert_int_equal(number_of(b->answer, "result"), expected);
}

/* --- finding it ----------------------------------------------------------------------------- */
static void test_punch(void **state)
{
    struct bench *b = start("");
    (void)state;
    punch(b);
    pass(b, 200);
    assert_int_equal(heard_ms(b, TRAILCAM_READY), 20);
    assert_int_equal(heard(b, TRAILCAM_READY), 3);
    assert_int_equal(heard(b, TRAILCAM_READY_ACK), 0);
    assert_int_equal(heard_ms(b, TRAILCAM_DRW), 113);
    assert_true(trailcam_stream_greeted(&b->transport.streams[TRAILCAM_COMMANDS]));
    stop(b);
}

static void test_search(void **state)
{
    struct bench *b = start("fault=no_punch");
    (void)state;
    punch(b);
    pass(b, 200);
    assert_int_equal(b->heard_count, 0);
    search(b);
    pass(b, 100);
    assert_int_equal(heard(b, TRAILCAM_PUNCH), 2);
    assert_int_equal(heard_ms(b, TRAILCAM_PUNCH), 257);
    punch(b);
    pass(b, 500);
    assert_int_equal(heard(b, TRAILCAM_READY_ACK), 51);
    assert_int_equal(heard_ms(b, TRAILCAM_READY), 300 + 325);
    assert_int_equal(heard_ms(b, TRAILCAM_DRW), 300 + 325 + 93);
    stop(b);
}

/* The first packet of a kind that is on its way: as captured, so many bytes of it. */
static void assert_real(const struct bench *b, enum trailcam_type type, uint8_t channel, const char *vector,
                        size_t len)
{
    enum { CHANNEL_AT = 5 };
    const struct bytes *real = unhex(text_of(vector_named("packets", vector), "hex"));
    const struct flying *f = b->flying;
    while (f && (f->data[1] != type || (type == TRAILCAM_DRW && f->data[CHANNEL_AT] != channel)))
        f = f->next;
    assert_non_null(f);
    assert_int_equal(f->len, real->len);
    assert_memory_equal(f->data, real->data, len);
}

static void test_first_packets_are_real(void **state)
{
    struct bench *b = start("delays=off");
    (void)state;
    search(b);
    punch(b);
    assert_real(b, TRAILCAM_PUNCH, 0, "punch", 24);
    assert_real(b, TRAILCAM_READY_ACK, 0, "p2p_rdy_ack", 28); /* its address is another one */
    assert_real(b, TRAILCAM_READY, 0, "p2p_rdy", 24);
    assert_real(b, TRAILCAM_DRW, TRAILCAM_COMMANDS, "hello_drw", 11);
    send_json(b, 1, "{\"cmdId\":0,\"usrName\":\"admin\",\"password\":\"admin\"}");
    assert_real(b, TRAILCAM_DRW, TRAILCAM_EVENTS, "event_after_login_a", 40);
    stop(b);
}

/* Its first answers may be lost; once the client talks, they were not. */
static void test_punched_again(void **state)
{
    struct bench *b = start("");
    (void)state;
    punch(b);
    punch(b);
    pass(b, 200);
    assert_int_equal(heard(b, TRAILCAM_READY), 4);
    log_in_as(b, "admin");
    punch(b);
    pass(b, 200);
    assert_int_equal(heard(b, TRAILCAM_READY), 0);
    assert_told(b, "stats", "sessions=1");
    stop(b);
}

static void test_not_found(void **state)
{
    static const struct {
        const char *options, *uid;
        bool searched;
    } rows[] = {{"", "LBCS-000001-CCCJJ", false},
                {"uid=OTHER-000000-CCCJJ", "LBCS-000000-CCCJJ", false},
                {"asleep=on", "LBCS-000000-CCCJJ", false},
                {"fault=silent", "LBCS-000000-CCCJJ", true},
                {"fault=no_search,no_punch", "LBCS-000000-CCCJJ", true},
                {"session_port=40700", "LBCS-000000-CCCJJ", false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = start(rows[i].options);
        if (rows[i].searched)
            search(b);
        punch_as(b, rows[i].uid);
        pass(b, 1000);
        assert_int_equal(b->heard_count, 0);
        stop(b);
    }
}

/* Its session is at another port, which the search tells. */
static void test_moved(void **state)
{
    struct bench *b = start("session_port=40700");
    (void)state;
    search(b);
    pass(b, 100);
    b->io.from = b->from;
    punch(b);
    pass(b, 600);
    assert_int_equal(heard(b, TRAILCAM_READY), 3);
    assert_true(trailcam_stream_greeted(&b->transport.streams[TRAILCAM_COMMANDS]));
    stop(b);
}

static void test_second_client(void **state)
{
    struct bench *b = online("");
    (void)state;
    new_client(b, 50001);
    forget(b);
    punch(b);
    pass(b, 500);
    assert_int_equal(b->heard_count, 0);
    assert_told(b, "stats", "busy=1");
    pass(b, 7300); /* the first one is silent */
    punch(b);
    pass(b, 500);
    assert_int_equal(heard(b, TRAILCAM_READY), 3);
    set(b, "second=take");
    new_client(b, 50002);
    forget(b);
    connect_to(b);
    stop(b);
}

/* --- sessions ------------------------------------------------------------------------------- */
static void test_login(void **state)
{
    struct bench *b = start("battery=55");
    (void)state;
    punch(b);
    pass(b, 200);
    log_in_as(b, "admin");
    assert_result(b, 0);
    assert_int_equal(number_of(b->answer, "token"), b->device->session.token);
    assert_int_equal(number_of(b->answer, "bat_percent"), 55);
    assert_string_equal(text_of(b->answer, "errorMsg"), "Success");
    assert_int_equal(b->event, 4);
    assert_int_equal(trailcam_sim_civil_s(b->device), NEWEST_S + 5400);
    tell(b, "event", "17");
    pass(b, 20);
    assert_int_equal(b->event, 17);
    stop(b);
}

static void test_refused_logins(void **state)
{
    static const struct {
        const char *options, *password;
        int result;
    } rows[] = {{"", "wrong", -2},
                {"password=secret", "admin", -2},
                {"user=other", "admin", -2},
                {"fault=refuse_logins", "admin", -2},
                {"fault=refuse_logins:3", "admin", -3}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = start(rows[i].options);
        punch(b);
        pass(b, 200);
        log_in_as(b, rows[i].password);
        assert_result(b, rows[i].result);
        assert_null(cJSON_GetObjectItem(b->answer, "token"));
        assert_int_equal(b->event, -1);
        pass(b, 12000);
        assert_int_equal(heard(b, TRAILCAM_CLOSE), 2);
        stop(b);
    }
}

static void test_silence_ends_a_session(void **state)
{
    struct bench *b = online("");
    uint64_t last_ms = b->io.now_ms;
    (void)state;
    b->device->session.heard_ms = last_ms;
    pass_as(b, 7299, false);
    assert_told(b, "state", "session=online");
    pass_as(b, 1, false);
    assert_told(b, "state", "session=none");
    assert_told(b, "stats", "timeouts=1");
    stop(b);
}

static void test_alive(void **state)
{
    struct bench *b = online("");
    (void)state;
    forget(b);
    pass(b, 30000);
    assert_true(heard(b, TRAILCAM_ALIVE) + heard(b, TRAILCAM_ALIVE_ACK) >= 20);
    assert_told(b, "state", "session=online");
    stop(b);
}

static void test_heartbeats(void **state)
{
    struct bench *b = online("");
    (void)state;
    for (uint32_t i = 0; i < 3; i++) {
        forget(b);
        beat(b, 65537 + i);
        pass(b, 3000);
        assert_int_equal(heard(b, TRAILCAM_DRW_ACK), 1);
        assert_null(b->answer);
    }
    assert_told(b, "stats", "beats=3 beat_gaps=0 beat_min=3000 beat_max=3000");
    beat(b, 65541);
    assert_told(b, "stats", "beats=4 beat_gaps=1");
    pass(b, 100);
    set(b, "fault=deaf_beats");
    forget(b);
    beat(b, 65542);
    pass(b, 2000);
    assert_int_equal(heard(b, TRAILCAM_DRW_ACK), 0);
    set(b, "fault=none");
    pass(b, 400); /* the transport repeats it */
    assert_true(heard(b, TRAILCAM_DRW_ACK) >= 1);
    assert_told(b, "stats", "beats=5");
    stop(b);
}

static void test_missing_heartbeats(void **state)
{
    struct bench *b = online("heartbeat=10s");
    (void)state;
    pass(b, 9000);
    assert_told(b, "state", "session=online");
    pass(b, 1500);
    assert_told(b, "state", "session=none");
    stop(b);
}

static void test_wrong_acks_close(void **state)
{
    static const uint8_t more[] = {0xF1, 0xD1, 0, 6, 0xD1, 0, 0, 83, 0, 0};
    static const uint8_t fewer[] = {0xF1, 0xD1, 0, 8, 0xD1, 0, 0, 1, 0, 0, 0, 1};
    const struct fl_span rows[] = {{more, sizeof more}, {fewer, sizeof fewer}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct bench *b = online("");
        forget(b);
        feed(b, rows[i].data, rows[i].len);
        pass(b, 10);
        assert_int_equal(heard(b, TRAILCAM_CLOSE), 2);
        assert_told(b, "stats", "wrong_acks=1");
        stop(b);
    }
}

static void test_ends(void **state)
{
    static const uint8_t close_packet[] = {0xF1, 0xF0, 0, 0};
    struct bench *b = online("");
    (void)state;
    feed(b, close_packet, sizeof close_packet);
    assert_told(b, "state", "session=none");
    assert_told(b, "stats", "closed=1");
    new_client(b, 50001);
    connect_to(b);
    forget(b);
    tell(b, "close", "");
    pass(b, 10);
    assert_int_equal(heard(b, TRAILCAM_CLOSE), 2);
    stop(b);
}

static void test_reboot_and_sleep(void **state)
{
    static const uint8_t wake[] = {0x13, 0x57, 1, 0, 0, 0, 0, 0};
    struct bench *b = online("wake_time=5s");
    (void)state;
    forget(b);
    tell(b, "reboot", "2s");
    new_client(b, 50001);
    punch(b);
    pass(b, 1999);
    assert_int_equal(b->heard_count, 0);
    pass(b, 1);
    connect_to(b);
    tell(b, "sleep", "");
    assert_told(b, "state", "asleep");
    pass(b, 60000);
    assert_told(b, "state", "asleep");
    feed(b, wake, sizeof wake);
    assert_told(b, "state", "waking");
    pass(b, 5000);
    assert_told(b, "state", "awake");
    set(b, "awake=30s");
    new_client(b, 50002);
    connect_to(b);
    pass(b, 60000); /* not while there is a session */
    assert_told(b, "state", "awake");
    tell(b, "close", "");
    pass_as(b, 30000, false);
    assert_told(b, "state", "asleep");
    stop(b);
}

/* --- commands ------------------------------------------------------------------------------- */
static void test_info_is_real(void **state)
{
    struct bench *b = online("battery=20");
    const cJSON *real = vector_named("transfers", "device_info_response");
    (void)state;
    b->device->ahead_s += 1766533338 - trailcam_sim_civil_s(b->device);
    ask(b, 512, "");
    assert_int_equal(b->payload_count, 4);
    assert_int_equal(b->payloads[3], 21);
    assert_string_equal(b->text, text_of(real, "json"));
    stop(b);
}

static void test_list_is_real(void **state)
{
    struct bench *b = online("");
    const cJSON *real = vector_named("transfers", "media_list_response_45");
    (void)state;
    ask(b, 768, ",\"itemCntPerPage\":45,\"pageNo\":0");
    assert_int_equal(b->payload_count, 7);
    assert_string_equal(b->text, text_of(real, "json"));
    ask(b, 768, ",\"itemCntPerPage\":45,\"pageNo\":1");
    assert_int_equal(number_of(b->answer, "cnt"), 38);
    ask(b, 768, ",\"itemCntPerPage\":45,\"pageNo\":2");
    assert_int_equal(number_of(b->answer, "cnt"), 0);
    assert_result(b, 0);
    stop(b);
}

static void test_refusals(void **state)
{
    static const struct {
        const char *options;
        int code;
        const char *fields, *ret;
        int result;
    } rows[] = {
        {"", 768, ",\"itemCntPerPage\":50,\"pageNo\":0", "getMediaListRet", -4},
        {"card=missing", 768, ",\"itemCntPerPage\":5,\"pageNo\":0", "getMediaListRet", -5},
        {"card=missing", 518, "", "formatRet", -5},
        {"card=full", 641, "", NULL, -5},
        {"battery=4", 641, "", NULL, -5},
        {"", 773, ",\"dirNum\":100,\"mediaNum\":1", "delRet", -5},
        {"missing=refuse", 772, ",\"thumbnailReqs\":[{\"dirNum\":100,\"mediaNum\":1}]", "cmdRet", -5},
        {"", 4711, "", NULL, -5},
        {"fault=refuse:3", 512, "", NULL, -3},
        {"fault=bad_token", 512, "", NULL, -2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = online(rows[i].options);
        ask(b, rows[i].code, rows[i].fields);
        pass(b, 1000);
        assert_result(b, rows[i].result);
        if (rows[i].ret)
            assert_int_equal(number_of(b->answer, rows[i].ret), -1);
        stop(b);
    }
}

static void test_unanswered(void **state)
{
    static const struct {
        const char *options;
        int code;
    } rows[] = {{"unknown=silent", 4711},
                {"wrong_token=silent fault=bad_token", 512},
                {"fault=mute", 512},
                {"fault=late:60s", 512}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = online("");
        set(b, rows[i].options);
        ask(b, rows[i].code, "");
        assert_null(b->answer);
        assert_true(heard(b, TRAILCAM_DRW_ACK) >= 1);
        stop(b);
    }
}

static void test_forgotten_login(void **state)
{
    struct bench *b = online("");
    (void)state;
    tell(b, "forget", "");
    ask(b, 512, "");
    assert_result(b, -2);
    log_in_as(b, "admin");
    ask(b, 512, "");
    assert_result(b, 0);
    stop(b);
}

static void test_files_come_and_go(void **state)
{
    struct bench *b = online("");
    (void)state;
    ask(b, 641, "");
    assert_result(b, 0);
    assert_told(b, "state", "files=84 newest=100/319");
    tell(b, "shoot", "2");
    assert_told(b, "state", "files=86 newest=100/321");
    ask(b, 768, ",\"itemCntPerPage\":5,\"pageNo\":0");
    const cJSON *first = cJSON_GetArrayItem(member(b->answer, "mediaFiles"), 0);
    assert_int_equal(number_of(first, "mediaNum"), 321);
    assert_int_equal(number_of(first, "mediaTime"), NEWEST_S + 5400);
    ask(b, 773, ",\"dirNum\":100,\"mediaNum\":321");
    assert_result(b, 0);
    assert_told(b, "state", "files=85 newest=100/320");
    ask(b, 518, "");
    pass(b, 1000);
    assert_result(b, 0);
    assert_told(b, "state", "files=0");
    set(b, "every=30s");
    tell(b, "state", ""); /* options take effect with the tick that follows */
    pass(b, 60000);
    assert_true(b->device->card.count >= 2);
    ask(b, 1281, "");
    assert_told(b, "state", "asleep");
    stop(b);
}

/* --- pictures ------------------------------------------------------------------------------- */
static void ask_thumbnails(struct bench *b, unsigned newest, unsigned count)
{
    char fields[4096];
    size_t len = (size_t)snprintf(fields, sizeof fields, ",\"thumbnailReqs\":[");
    for (unsigned i = 0; i < count; i++)
        len +=
            (size_t)snprintf(fields + len, sizeof fields - len,
                             "%s{\"fileType\":0,\"dirNum\":100,\"mediaNum\":%u}", i ? "," : "", newest - i);
    snprintf(fields + len, sizeof fields - len, "]");
    ask(b, 772, fields);
}

static void ask_file(struct bench *b, unsigned num)
{
    char fields[128];
    snprintf(fields, sizeof fields, ",\"downloadReqs\":[{\"fileType\":0,\"dirNum\":100,\"mediaNum\":%u}]",
             num);
    ask(b, 1285, fields);
}

static void test_thumbnails(void **state)
{
    static const struct {
        const char *options;
        int lose;
    } rows[] = {{"", 0}, {"rate=0", 0}, {"fault=cut", 0}, {"rate=0", 7}, {"fault=lose_acks", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = online("");
        set(b, rows[i].options);
        b->lose = rows[i].lose;
        ask_thumbnails(b, 318, 45);
        pass(b, 10000);
        assert_result(b, 0);
        assert_int_equal(b->good, 45);
        assert_int_equal(b->bad, 0);
        assert_int_equal(b->picture_len, 30000);
        assert_int_equal(b->picture.num, 318 - 44);
        assert_string_equal(b->picture.device_id, "02:00:5E:10:00:01");
        stop(b);
    }
}

static void test_rate(void **state)
{
    struct bench *b = online("rate=100"); /* bytes in a millisecond */
    (void)state;
    ask_thumbnails(b, 318, 45);
    assert_in_range(b->good, (LINGER_MS - 200) / 301, LINGER_MS / 300);
    stop(b);
}

/* 30 packets each, or twice as many of any length. */
static void test_cut(void **state)
{
    struct bench *b = online("");
    (void)state;
    ask_thumbnails(b, 318, 10);
    assert_int_equal(b->media_packets, 300);
    set(b, "fault=cut");
    ask_thumbnails(b, 318, 10);
    assert_int_equal(b->good, 10);
    assert_true(b->media_packets > 400);
    stop(b);
}

static void test_lost_acknowledgements(void **state)
{
    struct bench *b = online("fault=lose_acks:1");
    (void)state;
    forget(b);
    beat(b, 65537);
    pass(b, 500);
    assert_int_equal(heard(b, TRAILCAM_DRW_ACK), 0);
    assert_told(b, "stats", "beats=1");
    set(b, "fault=none");
    pass(b, 500);
    assert_true(heard(b, TRAILCAM_DRW_ACK) >= 1);
    assert_told(b, "stats", "beats=1");
    stop(b);
}

static void test_files(void **state)
{
    struct bench *b = online("photo=5700000 rate=0");
    (void)state;
    ask_file(b, 300);
    pass(b, 5000);
    assert_int_equal(b->good, 1);
    assert_int_equal(b->picture_len, 5700000);
    set(b, "photo=0"); /* as small as it can be */
    ask_file(b, 317);
    assert_int_equal(b->good, 1);
    assert_in_range(b->picture_len, 20000, 60000);
    ask_file(b, 1);
    assert_result(b, 0);
    assert_int_equal(b->good, 0);
    stop(b);
}

static void test_videos_are_no_files(void **state)
{
    struct bench *b = online("videos=83");
    (void)state;
    ask_file(b, 318);
    assert_int_equal(b->good, 0);
    ask_thumbnails(b, 318, 1);
    assert_int_equal(b->good, 1);
    stop(b);
}

static void test_bad_pictures(void **state)
{
    struct bench *b = online("fault=damaged_pictures:2");
    (void)state;
    ask_thumbnails(b, 318, 10);
    assert_int_equal(b->good, 5);
    assert_int_equal(b->bad, 5);
    set(b, "fault=half_pictures");
    ask_thumbnails(b, 318, 3);
    assert_int_equal(b->good, 0);
    stop(b);
}

/* Small packets take the index beyond 16 bits. */
static void test_wrap(void **state)
{
    struct bench *b = online("packet=16 rate=0");
    (void)state;
    set(b, "photo=1200000");
    ask_file(b, 318);
    pass(b, 60000);
    assert_int_equal(b->good, 1);
    assert_int_equal(b->picture_len, 1200000);
    stop(b);
}

static void test_first_index(void **state)
{
    struct bench *b = start("index=65534");
    (void)state;
    punch(b);
    pass(b, 200);
    assert_false(trailcam_stream_greeted(&b->transport.streams[TRAILCAM_COMMANDS]));
    new_client(b, 50001);
    for (size_t i = 0; i < TRAILCAM_CHANNELS; i++)
        b->transport.channels[i].next = 65534;
    tell(b, "close", "");
    connect_to(b);
    ask(b, 512, "");
    assert_result(b, 0);
    stop(b);
}

/* --- faults --------------------------------------------------------------------------------- */
static void test_spoilt_answers(void **state)
{
    static const struct {
        const char *fault;
        bool readable, ours;
    } rows[] = {{"fault=wrong_seq", true, false},
                {"fault=wrong_key", false, false},
                {"fault=damaged", false, false},
                {"fault=garbage", true, true}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = online("");
        set(b, rows[i].fault);
        ask(b, 512, "");
        assert_int_equal(b->answer != NULL, rows[i].readable);
        if (rows[i].readable)
            assert_int_equal(b->answer_seq == b->seq, rows[i].ours);
        stop(b);
    }
}

static void test_close_instead_of_answers(void **state)
{
    struct bench *b = online("fault=close:3"); /* the login was the first */
    (void)state;
    ask(b, 512, "");
    assert_result(b, 0);
    ask(b, 512, "");
    assert_null(b->answer);
    assert_int_equal(heard(b, TRAILCAM_CLOSE), 2);
    stop(b);
}

static void test_no_greeting(void **state)
{
    struct bench *b = start("fault=no_greeting");
    (void)state;
    punch(b);
    pass(b, 5000);
    assert_int_equal(heard(b, TRAILCAM_READY), 3);
    assert_int_equal(heard(b, TRAILCAM_DRW), 0);
    stop(b);
}

/* --- options -------------------------------------------------------------------------------- */
static void test_help_tells_all(void **state)
{
    (void)state;
    for (size_t i = 0; trailcam_sim_word(i); i++)
        if (!strstr(trailcam_sim_help, trailcam_sim_word(i)) &&
            !strstr(trailcam_sim_more_help, trailcam_sim_word(i)))
            fail_msg("--help does not tell %s", trailcam_sim_word(i));
}

static void test_bad_options(void **state)
{
    static const char *const rows[][2] = {{"battery", "101"},       {"card", "broken"},  {"uid", "x"},
                                          {"packet", "15"},         {"every", "soon"},   {"fault", "bad"},
                                          {"fault", "mute:3"},      {"fault", "late:x"}, {"photo", "-1"},
                                          {"wake_time", "1000h"},   {"index", "65536"},  {"delays", ""},
                                          {"fault", "damaged:none"}};
    struct bench *b = start("");
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum fl_err e = trailcam_sim.option(b->device, rows[i][0], rows[i][1], &b->err);
        assert_true(e == FL_E_RANGE || e == FL_E_CONFIG);
    }
    assert_int_equal(trailcam_sim.option(b->device, "nonsense", "1", &b->err), FL_E_UNKNOWN);
    assert_int_equal(trailcam_sim.option(b->device, "files", "1", &b->err), FL_E_CONFIG);
    assert_int_equal(trailcam_sim.control(b->device, &b->io, "dance", "", &b->err), FL_E_UNKNOWN);
    stop(b);
}

/* Nobody can make it fall over. */
static void test_malformed(void **state)
{
    struct bench *b = online("");
    const cJSON *item;
    (void)state;
    cJSON_ArrayForEach(item, vectors("malformed"))
    {
        const struct bytes *packet = unhex(text_of(item, "hex"));
        feed(b, packet->data, packet->len);
        pass(b, 10);
    }
    tell(b, "close", "");
    new_client(b, 50001);
    connect_to(b);
    stop(b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_punch),
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_first_packets_are_real),
        cmocka_unit_test(test_punched_again),
        cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_second_client),
        cmocka_unit_test(test_login),
        cmocka_unit_test(test_refused_logins),
        cmocka_unit_test(test_silence_ends_a_session),
        cmocka_unit_test(test_alive),
        cmocka_unit_test(test_heartbeats),
        cmocka_unit_test(test_missing_heartbeats),
        cmocka_unit_test(test_wrong_acks_close),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_reboot_and_sleep),
        cmocka_unit_test(test_info_is_real),
        cmocka_unit_test(test_list_is_real),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_unanswered),
        cmocka_unit_test(test_forgotten_login),
        cmocka_unit_test(test_files_come_and_go),
        cmocka_unit_test(test_thumbnails),
        cmocka_unit_test(test_rate),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_lost_acknowledgements),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_videos_are_no_files),
        cmocka_unit_test(test_bad_pictures),
        cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_first_index),
        cmocka_unit_test(test_spoilt_answers),
        cmocka_unit_test(test_close_instead_of_answers),
        cmocka_unit_test(test_no_greeting),
        cmocka_unit_test(test_help_tells_all),
        cmocka_unit_test(test_bad_options),
        cmocka_unit_test(test_malformed),
    };
    return cmocka_run_group_tests(tests, vectors_load, vectors_free);
}
