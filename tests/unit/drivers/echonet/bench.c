/* Engine and clock for tests of the echonet session. */
#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "support/cmocka.h"
#include "vectors.h"

enum { RESPONSE_TIMEOUT_MS = 3000, REQUEST_GAP_MS = 50, SLOT_MS = 350, AWAIT_MS = 30000 };

static const struct fl_timing default_timing = {.poll_interval = SLOT_MS,
                                                .keepalive_interval = 30000,
                                                .response_timeout = RESPONSE_TIMEOUT_MS,
                                                .request_gap = REQUEST_GAP_MS};
static const struct fl_addr controller = {.family = 4, .ip = {127, 0, 0, 1}, .port = ECHONET_PORT};

/* --- the node --------------------------------------------------------------------------------- */
static void deliver_later(struct bench *b)
{
    for (size_t i = 0; i < b->sim.send_count; i++) {
        const struct sim_io_send *send = &b->sim.sends[i];
        assert_true(b->frame_count < BENCH_FRAMES && send->len <= BENCH_FRAME);
        b->frames[b->frame_count].at_ms = b->now_ms + b->latency_ms + (uint64_t)send->delay_ms;
        b->frames[b->frame_count].len = send->len;
        memcpy(b->frames[b->frame_count++].data, b->sim.bytes + send->at, send->len);
    }
    sim_io_forget(&b->sim);
}

static void node_hears(struct bench *b, const uint8_t *data, size_t len)
{
    struct echonet_frame f;
    assert_int_equal(echonet_decode(&f, data, len), FL_OK);
    /* Bridges lose what comes while they are busy. */
    if (b->unanswered && b->now_ms < b->last_request_ms + (uint64_t)b->timing.response_timeout)
        fail_msg("two requests within %" PRIu64 " ms", b->now_ms - b->last_request_ms);
    b->unanswered = true;
    b->last_tid = f.tid;
    assert_true(len <= sizeof b->last_frame);
    memcpy(b->last_frame, data, len);
    b->last_len = len;
    b->asked[b->requests % BENCH_ASKED].at_ms = b->now_ms;
    b->asked[b->requests % BENCH_ASKED].tid = f.tid;
    b->asked[b->requests % BENCH_ASKED].esv = f.esv;
    b->requests++;
    b->sets += f.esv == ECHONET_SETC;
    b->longest = f.count > b->longest ? f.count : b->longest;
    if (b->now_ms - b->last_request_ms < b->shortest_gap_ms)
        b->shortest_gap_ms = b->now_ms - b->last_request_ms;
    b->last_request_ms = b->now_ms;
    b->sim.now_ms = b->now_ms;
    b->sim.from = controller;
    echonet_sim.feed(b->device, NULL, &b->sim, data, len);
    b->sim.from = (struct fl_addr){0};
    deliver_later(b);
}

static void node_ticks(struct bench *b)
{
    b->sim.wake_ms = 0;
    b->sim.now_ms = b->now_ms;
    echonet_sim.tick(b->device, &b->sim);
    deliver_later(b);
}

void bench_node(struct bench *b, const char *option, const char *value)
{
    struct fl_error err;
    assert_int_equal(echonet_sim.option(b->device, option, value, &err), FL_OK);
    node_ticks(b);
}

void bench_control(struct bench *b, const char *verb, const char *args)
{
    struct fl_error err;
    b->sim.now_ms = b->now_ms;
    assert_int_equal(echonet_sim.control(b->device, &b->sim, verb, args, &err), FL_OK);
    deliver_later(b);
}

/* --- the engine -------------------------------------------------------------------------------- */
static void note_verdict(struct bench *b, const struct fl_io_effect *e)
{
    enum fl_err known;
    if (bench_verdict(b, e->number, &known))
        return;
    assert_true(b->verdict_count < BENCH_VERDICTS);
    size_t i = b->verdict_count;
    b->verdicts[i].id = e->number;
    b->verdicts[i].code = e->code;
    b->verdicts[i].at_ms = b->now_ms;
    snprintf(b->verdicts[i].text, sizeof b->verdicts[i].text, "%s", e->text ? e->text : "");
    b->verdict_count++;
}

static void carry_out(struct bench *b, const struct fl_io_effect *e)
{
    switch (e->kind) {
    case FL_IO_SEND:
        node_hears(b, e->data, e->len);
        break;
    case FL_IO_WAKE_AT:
        b->wake_ms = e->when_ms;
        break;
    case FL_IO_POLL_NOW:
        b->poll_now = true;
        break;
    case FL_IO_ONLINE:
        b->online = true;
        b->poll_ms = b->now_ms + (uint64_t)b->timing.poll_interval;
        break;
    case FL_IO_BAD_FRAME:
        b->bad_frames++;
        break;
    case FL_IO_FAIL:
        b->failed = true;
        b->online = false;
        break;
    case FL_IO_VERDICT:
        note_verdict(b, e);
        break;
    case FL_IO_RESULT: /* before its verdict */
        assert_true(b->verdict_count < BENCH_VERDICTS);
        snprintf(b->verdicts[b->verdict_count].result, sizeof b->verdicts[0].result, "%s", e->text);
        break;
    case FL_IO_EVENT:
        b->events++;
        snprintf(b->last_event, sizeof b->last_event, "%s %s", e->name, e->text);
        break;
    case FL_IO_SAVE:
        memcpy(b->saved, e->data, e->len);
        b->saved_len = e->len;
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

void bench_hear_bytes(struct bench *b, const uint8_t *data, size_t len)
{
    struct echonet_frame f;
    if (!echonet_decode(&f, data, len) && f.tid == b->last_tid)
        b->unanswered = false;
    begin(b, FL_ASK_NONE);
    echonet_driver.feed(b->session, b->io, data, len);
    finish_hook(b);
}

void bench_hear(struct bench *b, const char *text)
{
    struct bytes frame = hex(text);
    bench_hear_bytes(b, frame.data, frame.len);
}

static bool deliver(struct bench *b)
{
    for (size_t i = 0; i < b->frame_count; i++) {
        if (b->frames[i].at_ms > b->now_ms)
            continue;
        uint8_t data[BENCH_FRAME];
        size_t len = b->frames[i].len;
        memcpy(data, b->frames[i].data, len);
        memmove(&b->frames[i], &b->frames[i + 1], (--b->frame_count - i) * sizeof b->frames[0]);
        bench_hear_bytes(b, data, len);
        return true;
    }
    return false;
}

static bool miss(struct bench *b)
{
    const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(b->io));
    struct fl_owed was;
    if (!oldest || b->now_ms * 1000 < oldest->since_us + (uint64_t)b->timing.response_timeout * 1000)
        return false;
    begin(b, FL_ASK_NONE);
    fl_io_give_up(b->io, 0, &was);
    echonet_driver.missed(b->session, b->io, 0);
    finish_hook(b);
    return true;
}

static bool may_ask(struct bench *b, enum fl_asker who)
{
    uint64_t when;
    return b->online && fl_turn_may_take(fl_io_turn(b->io), who, 0, &b->timing, b->now_ms, &when);
}

static bool poll(struct bench *b)
{
    if (b->commands_wait || !may_ask(b, FL_ASK_POLL) || (!b->poll_now && b->now_ms < b->poll_ms))
        return false;
    b->poll_now = false;
    while (b->poll_ms <= b->now_ms)
        b->poll_ms += (uint64_t)b->timing.poll_interval;
    size_t before = b->requests;
    begin(b, FL_ASK_POLL);
    echonet_driver.poll(b->session, b->io);
    finish_hook(b);
    b->polls++;
    assert_true(b->requests <= before + 1); /* one request a slot */
    return b->requests > before;
}

/* Whatever is due now; false: nothing is. */
static bool step(struct bench *b)
{
    if (b->sim.wake_ms && b->sim.wake_ms <= b->now_ms) {
        node_ticks(b);
        return true;
    }
    if (b->failed)
        return false;
    if (deliver(b))
        return true;
    if (b->wake_ms && b->wake_ms <= b->now_ms) {
        b->wake_ms = 0;
        begin(b, FL_ASK_NONE);
        echonet_driver.tick(b->session, b->io);
        finish_hook(b);
        return true;
    }
    return miss(b) || poll(b);
}

void bench_run(struct bench *b, uint64_t ms)
{
    for (uint64_t end = b->now_ms + ms;; b->now_ms++) {
        for (int i = 0; step(b); i++)
            assert_true(i < 300); /* a loop that takes no time never ends */
        if (b->now_ms >= end)
            return;
    }
}

/* --- life ---------------------------------------------------------------------------------------- */
static void create_node(struct bench *b, const char *options)
{
    char copy[256], *rest;
    struct fl_error err;
    sim_io_init(&b->sim);
    b->sim.address = (struct fl_addr){.family = 4, .ip = {127, 0, 0, 2}, .port = ECHONET_PORT};
    b->device = calloc(1, echonet_sim.device_size);
    assert_non_null(b->device);
    snprintf(copy, sizeof copy, "%s", options);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        assert_int_equal(echonet_sim.option(b->device, word, equals + 1, &err), FL_OK);
    }
    assert_int_equal(echonet_sim.init(b->device, &b->sim, 0), FL_OK);
    sim_io_forget(&b->sim); /* what it said before anybody listened */
}

struct bench *bench_create(const char *options, const struct bench *before)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->now_ms = 1000000;
    b->latency_ms = 5;
    b->next_id = 1;
    b->timing = default_timing;
    b->conf = (struct echonet_conf){.host = "node",
                                    .poll_state = 10000,
                                    .poll_measurement = 10000,
                                    .poll_counter = 60000,
                                    .poll_identity = 86400000};
    create_node(b, options);
    b->model = fl_model_create();
    b->io = fl_io_create(b->model, &b->timing, false, 1);
    b->session = calloc(1, echonet_driver.session_size);
    assert_true(b->model && b->io && b->session);
    begin(b, FL_ASK_NONE);
    struct fl_span saved = {before ? before->saved : NULL, before ? before->saved_len : 0};
    assert_int_equal(echonet_driver.init(b->session, &b->conf, b->io, saved), FL_OK);
    finish_hook(b);
    return b;
}

void bench_destroy(struct bench *b)
{
    echonet_driver.finish(b->session);
    echonet_sim.finish(b->device);
    free(b->device);
    free(b->session);
    fl_io_destroy(b->io);
    fl_model_destroy(b->model);
    free(b);
}

void bench_open(struct bench *b)
{
    b->failed = b->online = b->poll_now = b->unanswered = false;
    b->wake_ms = 0;
    b->frame_count = 0;
    b->shortest_gap_ms = UINT64_MAX;
    fl_turn_reset(fl_io_turn(b->io));
    begin(b, FL_ASK_NONE);
    echonet_driver.open(b->session, b->io, 0);
    finish_hook(b);
}

static bool all_read(struct bench *b)
{
    if (!fl_model_shape(b->model)->complete || !b->session->listed)
        return false;
    for (size_t i = 0; i < b->session->count; i++) {
        const struct echonet_item *item = b->session->items[i];
        if ((!item->declared && !item->silent) || echonet_schedule_unread(&item->schedule))
            return false;
    }
    return true;
}

uint64_t bench_complete(struct bench *b)
{
    uint64_t began = b->now_ms;
    bench_open(b);
    while (!all_read(b)) {
        bench_run(b, 1);
        assert_true(b->now_ms < began + 300000);
    }
    return b->now_ms - began;
}

/* --- entities and commands ------------------------------------------------------------------------ */
int bench_entity(struct bench *b, const char *key)
{
    int entity = fl_shape_find(fl_model_shape(b->model), key);
    if (entity < 0)
        fail_msg("no entity %s", key);
    return entity;
}

bool bench_known(struct bench *b, const char *key)
{
    return fl_model_get(b->model, bench_entity(b, key), 0).known;
}

size_t bench_submit(struct bench *b, const struct fl_command *const *cmds, size_t count)
{
    size_t taken = 0;
    b->commands_wait = true; /* goes before polls */
    for (int ms = 0; !taken; ms++) {
        assert_true(ms < AWAIT_MS && b->online);
        if (may_ask(b, FL_ASK_COMMAND)) {
            begin(b, FL_ASK_COMMAND);
            taken = echonet_driver.command(b->session, b->io, cmds, count);
            finish_hook(b);
            b->commands_wait = !taken && b->session->asked.why != ECHONET_ASK_IDLE;
        }
        if (!taken)
            bench_run(b, 1);
    }
    b->commands_wait = false;
    return taken;
}

static void submit(struct bench *b, const struct fl_command *c)
{
    bench_submit(b, &c, 1);
}

void bench_keepalive(struct bench *b)
{
    if (!may_ask(b, FL_ASK_KEEPALIVE))
        return;
    begin(b, FL_ASK_KEEPALIVE);
    echonet_driver.keepalive(b->session, b->io);
    finish_hook(b);
}

struct fl_command bench_command(struct bench *b, const char *key, size_t field, struct fl_value value)
{
    struct fl_command c = {.id = b->next_id++, .entity = bench_entity(b, key), .mask = 1u << field};
    const struct fl_entity *e = &fl_model_shape(b->model)->entities[c.entity];
    c.group = e->group;
    c.tag = e->tag;
    c.value[field] = value;
    return c;
}

uint32_t bench_set(struct bench *b, const char *key, size_t field, struct fl_value value)
{
    struct fl_command c = bench_command(b, key, field, value);
    submit(b, &c);
    return c.id;
}

uint32_t bench_act(struct bench *b, const char *action, const char *json)
{
    struct fl_command c = {.id = b->next_id++, .entity = -1, .args = cJSON_Parse(json)};
    for (const struct fl_action *a = echonet_driver.actions; a->key; a++)
        if (!strcmp(a->key, action))
            c.action = a;
    assert_non_null(c.action);
    submit(b, &c);
    cJSON_Delete(c.args);
    return c.id;
}

bool bench_verdict(const struct bench *b, uint32_t id, enum fl_err *code)
{
    for (size_t i = 0; i < b->verdict_count; i++) {
        if (b->verdicts[i].id != id)
            continue;
        *code = b->verdicts[i].code;
        return true;
    }
    return false;
}

enum fl_err bench_await(struct bench *b, uint32_t id)
{
    enum fl_err code = FL_AGAIN;
    for (int ms = 0; ms < AWAIT_MS && !bench_verdict(b, id, &code); ms++)
        bench_run(b, 1);
    return code;
}

const char *bench_result(const struct bench *b, uint32_t id)
{
    for (size_t i = 0; i < b->verdict_count; i++)
        if (b->verdicts[i].id == id)
            return b->verdicts[i].result;
    return "";
}

struct echonet_item *bench_item(struct bench *b, uint32_t eoj)
{
    for (size_t i = 0; i < b->session->count; i++)
        if (echonet_object_eoj(b->session->items[i]->object) == eoj)
            return b->session->items[i];
    return NULL;
}
