/* Engine, clock and panel for session tests. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"

enum { RESPONSE_TIMEOUT_MS = 5000, CONNECT_TIMEOUT_MS = 5000, CLOSE_MS = 1000 };

static const uint8_t first_key_byte = 0x5b;

/* --- the panel ------------------------------------------------------------------------------ */
static void queue_bytes(struct bench *b, const uint8_t *data, size_t len, int delay_ms)
{
    struct panel *p = &b->panel;
    size_t piece = p->piece ? p->piece : len;
    uint64_t at = b->now_ms + (uint64_t)delay_ms;
    for (size_t from = 0; from < len; from += piece, at += 5) {
        assert_true(p->answer_count < ANSWERS_MAX);
        struct answer *a = &p->answers[p->answer_count++];
        a->at_ms = at;
        a->len = len - from < piece ? len - from : piece;
        memcpy(a->data, data + from, a->len);
    }
}

static void reply(struct bench *b, const struct ipcom_cipher *c, const uint8_t *plain, size_t len,
                  int delay_ms)
{
    uint8_t wire[256];
    ipcom_encrypt(c, plain, wire, len);
    queue_bytes(b, wire, len, delay_ms);
}

static size_t unhex(const char *text, uint8_t *out)
{
    size_t len = strlen(text) / 2;
    for (size_t i = 0; i < len; i++) {
        unsigned byte;
        sscanf(text + 2 * i, "%2x", &byte);
        out[i] = (uint8_t)byte;
    }
    return len;
}

static void reply_hex(struct bench *b, const char *text, int delay_ms)
{
    uint8_t plain[256];
    size_t len = unhex(text, plain);
    reply(b, &b->panel.cipher, plain, len, delay_ms);
}

static void reply_snapshot(struct bench *b, int delay_ms)
{
    struct panel *p = &b->panel;
    uint8_t plain[IPCOM_SNAPSHOT_LEN], wire[2 * IPCOM_SNAPSHOT_LEN];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    ipcom_put_snapshot(&w, &p->outputs);
    ipcom_encrypt(&p->cipher, plain, wire, w.len);
    if (p->damage_polls && p->damage_polls--)
        wire[p->damage_at] ^= 0x80;
    memcpy(wire + w.len, wire, w.len);
    queue_bytes(b, wire, p->doubles ? 2 * w.len : w.len, delay_ms);
}

static void reply_login(struct bench *b)
{
    struct panel *p = &b->panel;
    const struct ipcom_cipher single = {.mode = IPCOM_SINGLE}, clear = {.mode = IPCOM_CLEAR};
    struct ipcom_login_answer answer = {.version = 2, .firmware = "0412", .unknown = 1};
    memset(answer.key, first_key_byte + (int)p->logins, sizeof answer.key);
    uint8_t plain[IPCOM_LOGIN_ANSWER_LEN];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    ipcom_put_login_answer(&w, &answer);
    switch (p->login) {
    case LOGIN_KEY:
        p->cipher.mode = IPCOM_DUAL;
        memcpy(p->cipher.key, answer.key, sizeof answer.key);
        reply(b, &single, plain, w.len, p->latency_ms);
        break;
    case LOGIN_BARE:
        p->cipher = clear;
        reply(b, &single, plain, IPCOM_LOGIN_BARE_LEN, p->latency_ms);
        break;
    case LOGIN_NON_SECURE:
        p->cipher = clear;
        reply(b, &clear, plain, IPCOM_LOGIN_ANSWER_LEN, p->latency_ms);
        break;
    case LOGIN_SEALED_NO:
        queue_bytes(b, (const uint8_t[]){0x7e, 0xe3}, 2, p->latency_ms);
        break;
    case LOGIN_DAMAGED:
        memmove(plain + 3, plain, sizeof plain - 3);
        reply(b, &clear, plain, w.len, p->latency_ms);
        break;
    case LOGIN_CLOSES:
        b->peer_closed = true;
        break;
    case LOGIN_SILENT:
        break;
    }
}

static void receive_login(struct bench *b, const uint8_t *wire, size_t len)
{
    struct panel *p = &b->panel;
    const struct ipcom_cipher single = {.mode = IPCOM_SINGLE};
    assert_int_equal(len, IPCOM_LOGIN_LEN);
    uint8_t plain[IPCOM_LOGIN_LEN];
    bool clear = wire[0] == IPCOM_LOGIN;
    p->logins++;
    p->clear_logins += clear;
    if (clear)
        memcpy(plain, wire, len);
    else
        ipcom_decrypt(&single, wire, plain, len);
    struct fl_reader r = fl_reader_of(plain, len);
    struct ipcom_login login;
    assert_int_equal(ipcom_get_login(&r, &login), FL_OK);
    assert_string_equal(login.username, b->conf->username);
    if (clear != (p->login == LOGIN_NON_SECURE))
        queue_bytes(b, (const uint8_t[]){IPCOM_DISCONNECT, IPCOM_VERSION}, 2, p->latency_ms);
    else
        reply_login(b);
}

static void reply_write(struct bench *b)
{
    struct panel *p = &b->panel;
    int delay = p->ack_latency_ms ? p->ack_latency_ms : p->latency_ms;
    switch (p->ack) {
    case ACK_FRAME:
        reply_hex(b, "040102230000020101", delay);
        break;
    case ACK_SHORT:
        reply_hex(b, "0401", delay);
        break;
    case ACK_OPAQUE:
        reply_hex(b, "0402aabbccdd", delay);
        break;
    case ACK_SNAPSHOT:
        reply_snapshot(b, delay);
        break;
    case ACK_DISCONNECT:
        reply_hex(b, "0201", delay);
        break;
    case ACK_NONE:
        break;
    }
}

/* No write may leave both relays of a cover on, whatever happens. */
static void check_write(const struct bench *b, size_t module, const uint8_t values[IPCOM_OUTPUTS])
{
    const struct ipcom_cover_conf *covers = b->conf->covers.items;
    for (size_t i = 0; i < b->conf->covers.count; i++) {
        const struct ipcom_cover_conf *c = &covers[i];
        if ((size_t)c->up.module == module && (size_t)c->down.module == module)
            assert_false(values[c->up.output - 1] && values[c->down.output - 1]);
    }
}

static void receive_write(struct bench *b, const uint8_t *plain, size_t len)
{
    struct panel *p = &b->panel;
    struct fl_reader r = fl_reader_of(plain, len);
    struct ipcom_set_values set;
    assert_int_equal(ipcom_get_set_values(&r, &set), FL_OK);
    assert_true(fl_reader_done(&r));
    enum ipcom_bus_type type = (enum ipcom_bus_type)b->conf->bus_type;
    assert_int_equal(set.bus, ipcom_bus_byte(type, (unsigned)b->conf->bus));
    unsigned module = ipcom_address_module(type, set.to);
    assert_true(module);
    assert_true(p->write_count < WRITES_MAX && p->effect_count < EFFECTS_MAX);
    check_write(b, module, set.value);
    p->writes[p->write_count].at_ms = b->now_ms;
    p->writes[p->write_count].module = module;
    memcpy(p->writes[p->write_count++].values, set.value, IPCOM_OUTPUTS);
    if (p->ignore_writes) {
        p->ignore_writes--;
    } else {
        p->effects[p->effect_count].at_ms = b->now_ms + (uint64_t)p->effect_ms;
        p->effects[p->effect_count].module = module - 1;
        memcpy(p->effects[p->effect_count++].values, set.value, IPCOM_OUTPUTS);
    }
    reply_write(b);
}

static void happen(struct bench *b)
{
    struct panel *p = &b->panel;
    size_t kept = 0;
    for (size_t i = 0; i < p->effect_count; i++) {
        if (p->effects[i].at_ms <= b->now_ms)
            memcpy(p->outputs.value[p->effects[i].module], p->effects[i].values, IPCOM_OUTPUTS);
        else
            p->effects[kept++] = p->effects[i];
    }
    p->effect_count = kept;
}

static int direction(const struct bench *b, const struct ipcom_cover_conf *c)
{
    bool up = output_of(b, c->up.module, c->up.output), down = output_of(b, c->down.module, c->down.output);
    if (up && down)
        return 2;
    return up - down;
}

static void watch_covers(struct bench *b)
{
    const struct ipcom_cover_conf *covers = b->conf->covers.items;
    for (size_t i = 0; i < b->conf->covers.count; i++) {
        int dir = direction(b, &covers[i]);
        b->both_on += dir == 2;
        if (dir == b->truth[i].dir)
            continue;
        uint64_t lasted = b->now_ms - b->truth[i].since_ms;
        if (b->truth[i].dir)
            b->truth[i].ran_ms = lasted;
        if (dir && b->truth[i].last && dir != b->truth[i].last) {
            uint64_t pause = b->truth[i].dir ? 0 : lasted;
            b->fastest_reversal = pause < b->fastest_reversal ? pause : b->fastest_reversal;
        }
        b->truth[i].dir = dir;
        b->truth[i].last = dir ? dir : b->truth[i].last;
        b->truth[i].since_ms = b->now_ms;
    }
}

static void receive(struct bench *b, const uint8_t *wire, size_t len)
{
    struct panel *p = &b->panel;
    happen(b);
    if (b->panel.cipher.mode == IPCOM_SINGLE) {
        receive_login(b, wire, len);
        return;
    }
    uint8_t plain[256];
    ipcom_decrypt(&p->cipher, wire, plain, len);
    switch (plain[0]) {
    case IPCOM_POLL:
        p->polls++;
        if (p->mute_polls && p->mute_polls--)
            break;
        if (p->unasked)
            reply_hex(b, p->unasked, p->latency_ms);
        reply_snapshot(b, p->latency_ms);
        break;
    case IPCOM_FRAME:
        receive_write(b, plain, len);
        break;
    case IPCOM_KEEPALIVE:
        p->keepalives++;
        if (p->keepalive)
            reply_hex(b, p->keepalive, p->latency_ms);
        break;
    case IPCOM_DISCONNECT:
        p->disconnects++;
        break;
    default:
        p->strange++;
    }
}

void wall(struct bench *b, int module, int output, uint8_t value)
{
    happen(b);
    b->panel.outputs.value[module - 1][output - 1] = value;
}

uint8_t output_of(const struct bench *b, int module, int output)
{
    return b->panel.outputs.value[module - 1][output - 1];
}

/* --- the engine ----------------------------------------------------------------------------- */
static void note_verdict(struct bench *b, const struct fl_io_effect *e)
{
    assert_true(b->verdict_count < VERDICTS_MAX);
    enum fl_err known;
    if (verdict_of(b, e->number, &known))
        return;
    b->verdicts[b->verdict_count].id = e->number;
    b->verdicts[b->verdict_count].code = e->code;
    b->verdicts[b->verdict_count].at_ms = b->now_ms;
    snprintf(b->verdicts[b->verdict_count].text, sizeof b->verdicts[0].text, "%s", e->text ? e->text : "");
    b->verdict_count++;
}

static void carry_out(struct bench *b, const struct fl_io_effect *e)
{
    switch (e->kind) {
    case FL_IO_SEND:
        receive(b, e->data, e->len);
        break;
    case FL_IO_WAKE_AT:
        b->wake_ms = e->when_ms;
        break;
    case FL_IO_POLL_NOW:
        b->poll_now = true;
        break;
    case FL_IO_ONLINE:
        b->onlines++;
        b->next_poll_ms = b->now_ms + b->poll_interval_ms;
        break;
    case FL_IO_BAD_FRAME:
        b->bad_frames++;
        break;
    case FL_IO_FAIL:
        b->failed = e->code;
        snprintf(b->why, sizeof b->why, "%s", e->text);
        b->connected = false;
        break;
    case FL_IO_VERDICT:
        note_verdict(b, e);
        break;
    case FL_IO_SAVE:
        memcpy(b->saved, e->data, e->len);
        b->saved_len = e->len;
        break;
    case FL_IO_LOG:
        b->errors += e->level == FL_ERROR;
        break;
    default:
        break;
    }
}

static void begin(struct bench *b, enum fl_asker asker)
{
    fl_io_begin(b->io, asker, b->now_ms * 1000, 0, 0);
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

static bool busy(const struct bench *b)
{
    return fl_turn_busy(fl_io_turn(b->io), 0);
}

static void hear(struct bench *b, const struct answer *a)
{
    assert_true(b->len + a->len <= sizeof b->buffer);
    memcpy(b->buffer + b->len, a->data, a->len);
    b->len += a->len;
    begin(b, FL_ASK_NONE);
    size_t used = ipcom_feed(b->session, b->io, b->buffer, b->len);
    assert_true(used <= b->len);
    b->len -= used;
    memmove(b->buffer, b->buffer + used, b->len);
    finish_hook(b);
}

static bool deliver(struct bench *b)
{
    struct panel *p = &b->panel;
    if (!p->answer_count || p->answers[0].at_ms > b->now_ms)
        return false;
    struct answer a = p->answers[0];
    memmove(p->answers, p->answers + 1, --p->answer_count * sizeof a);
    hear(b, &a);
    return true;
}

static void poll(struct bench *b)
{
    b->poll_now = false;
    while (b->next_poll_ms <= b->now_ms)
        b->next_poll_ms += b->poll_interval_ms;
    begin(b, FL_ASK_POLL);
    ipcom_poll(b->session, b->io);
    finish_hook(b);
}

static bool miss(struct bench *b)
{
    const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(b->io));
    struct fl_owed was;
    if (!oldest || b->now_ms * 1000 < oldest->since_us + RESPONSE_TIMEOUT_MS * 1000)
        return false;
    begin(b, FL_ASK_NONE);
    fl_io_give_up(b->io, 0, &was);
    ipcom_missed(b->session, b->io, 0);
    finish_hook(b);
    return true;
}

/* Whatever is due now; false: nothing is. */
static bool step(struct bench *b)
{
    if (!b->connected)
        return false;
    if (deliver(b))
        return true;
    if (b->peer_closed && !b->panel.answer_count) {
        bench_drop(b);
        return true;
    }
    if (b->wake_ms && b->wake_ms <= b->now_ms) {
        b->wake_ms = 0;
        begin(b, FL_ASK_NONE);
        ipcom_tick(b->session, b->io);
        finish_hook(b);
        return true;
    }
    if (miss(b))
        return true;
    if (!b->closing && !b->command_waits && b->session->online && !busy(b) &&
        (b->poll_now || b->next_poll_ms <= b->now_ms)) {
        poll(b);
        return true;
    }
    return false;
}

void bench_run(struct bench *b, uint64_t ms)
{
    for (uint64_t end = b->now_ms + ms;; b->now_ms++) {
        happen(b);
        for (int i = 0; step(b); i++)
            assert_true(i < 200); /* a loop that takes no time never ends */
        watch_covers(b);
        if (b->now_ms >= end)
            return;
    }
}

/* --- life ----------------------------------------------------------------------------------- */
struct bench *bench_create(const struct ipcom_conf *conf, const struct bench *before)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->model = fl_model_create();
    b->io = fl_io_create(b->model, &ipcom_driver.timing, false, 1);
    b->session = calloc(1, sizeof *b->session);
    assert_true(b->model && b->io && b->session);
    b->conf = conf;
    b->now_ms = 1000000;
    b->poll_interval_ms = 350;
    b->panel.latency_ms = 10;
    b->panel.keepalive = "0301";
    b->next_id = 1;
    b->fastest_reversal = UINT64_MAX;
    begin(b, FL_ASK_NONE);
    struct fl_span saved =
        before ? (struct fl_span){before->saved, before->saved_len} : (struct fl_span){NULL, 0};
    assert_int_equal(ipcom_init(b->session, conf, b->io, saved), FL_OK);
    finish_hook(b);
    return b;
}

void bench_destroy(struct bench *b)
{
    ipcom_finish(b->session);
    free(b->session);
    fl_io_destroy(b->io);
    fl_model_destroy(b->model);
    free(b);
}

void bench_connect(struct bench *b, size_t target)
{
    b->panel.cipher = (struct ipcom_cipher){.mode = IPCOM_SINGLE};
    b->panel.answer_count = 0;
    b->connected = true;
    b->peer_closed = b->poll_now = b->closing = false;
    b->wake_ms = 0;
    b->len = 0;
    b->failed = FL_OK;
    b->why[0] = '\0';
    fl_turn_reset(fl_io_turn(b->io));
    begin(b, FL_ASK_NONE);
    ipcom_open(b->session, b->io, target);
    finish_hook(b);
}

void bench_drop(struct bench *b)
{
    b->connected = false;
    b->peer_closed = false;
}

void bench_online(struct bench *b)
{
    size_t before = b->onlines;
    bench_connect(b, 0);
    bench_run(b, CONNECT_TIMEOUT_MS);
    assert_int_equal(b->onlines, before + 1);
    assert_true(b->connected);
}

void bench_close(struct bench *b)
{
    b->closing = true;
    begin(b, FL_ASK_NONE);
    ipcom_close(b->session, b->io);
    finish_hook(b);
    for (int ms = 0; ms < CLOSE_MS && busy(b); ms++)
        bench_run(b, 1);
    b->connected = false;
}

/* --- entities and commands ------------------------------------------------------------------ */
int entity_of(struct bench *b, const char *key)
{
    int entity = fl_shape_find(fl_model_shape(b->model), key);
    if (entity < 0)
        fail_msg("no entity %s", key);
    return entity;
}

struct fl_value value_of(struct bench *b, const char *key, size_t field)
{
    return fl_model_get(b->model, entity_of(b, key), field);
}

struct fl_command command_for(struct bench *b, const char *key)
{
    int entity = entity_of(b, key);
    const struct fl_entity *e = &fl_model_shape(b->model)->entities[entity];
    return (struct fl_command){.id = b->next_id++,
                               .entity = entity,
                               .group = e->group,
                               .tag = e->tag,
                               .deadline_ms = b->now_ms + 5000};
}

/* The command thread: waits for the turn, hands over what is left until all is taken. */
void send_batch(struct bench *b, const struct fl_command *cmds, size_t count)
{
    const struct fl_command *pointers[VERDICTS_MAX];
    assert_true(count <= VERDICTS_MAX);
    for (size_t i = 0; i < count; i++)
        pointers[i] = &cmds[i];
    size_t taken = 0;
    b->command_waits = true; /* goes before polls */
    for (int ms = 0; taken < count; ms++) {
        assert_true(ms < 10000 && b->connected);
        if (!busy(b)) {
            begin(b, FL_ASK_COMMAND);
            taken += ipcom_command(b->session, b->io, pointers + taken, count - taken);
            finish_hook(b);
        }
        if (taken < count)
            bench_run(b, 1);
    }
    b->command_waits = false;
}

uint32_t send_state(struct bench *b, const char *key, bool on)
{
    struct fl_command c = command_for(b, key);
    c.mask = 1;
    c.value[0] = (struct fl_value){.known = true, .b = on};
    send_batch(b, &c, 1);
    return c.id;
}

uint32_t send_number(struct bench *b, const char *key, size_t field, int64_t value)
{
    struct fl_command c = command_for(b, key);
    c.mask = 1u << field;
    c.value[field] = (struct fl_value){.known = true, .i = value};
    send_batch(b, &c, 1);
    return c.id;
}

uint32_t send_order(struct bench *b, const char *key, unsigned order)
{
    struct fl_command c = command_for(b, key);
    c.mask = 1;
    c.value[0] = (struct fl_value){.known = true, .e = order};
    send_batch(b, &c, 1);
    return c.id;
}

void send_keepalive(struct bench *b)
{
    while (busy(b))
        bench_run(b, 1);
    begin(b, FL_ASK_KEEPALIVE);
    ipcom_keepalive(b->session, b->io);
    finish_hook(b);
}

bool verdict_of(const struct bench *b, uint32_t id, enum fl_err *code)
{
    for (size_t i = 0; i < b->verdict_count; i++) {
        if (b->verdicts[i].id != id)
            continue;
        *code = b->verdicts[i].code;
        return true;
    }
    return false;
}

enum fl_err await(struct bench *b, uint32_t id)
{
    enum fl_err code = FL_E_TIMEOUT;
    for (int ms = 0; ms < 6000 && !verdict_of(b, id, &code); ms++)
        bench_run(b, 1);
    return code;
}
