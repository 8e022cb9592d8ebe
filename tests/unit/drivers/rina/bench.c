/* The model world: goes from one thing that is due to the next. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "support/cmocka.h"

#define NEVER UINT64_MAX
enum { UNIX_S = 1770000000, BEGIN_MS = 100000 };

static uint64_t unix_s(const struct bench *b)
{
    return UNIX_S + b->now_ms / 1000;
}

struct fl_addr bench_address(const struct bench *b)
{
    return (struct fl_addr){.family = 4, .ip = {127, 0, 0, 1}, .port = (uint16_t)b->port};
}

/* --- the network -------------------------------------------------------------------------------------- */

static struct site *site_at(struct bench *b, const struct fl_addr *at)
{
    for (size_t i = 0; i < SITES_MAX; i++)
        if (fl_addr_equal(&b->sites[i].at, at))
            return &b->sites[i];
    return NULL;
}

static void queue_answer(struct bench *b, const struct site *s, const void *data, size_t len, int delay_ms)
{
    assert_true(b->answer_count < ANSWERS_MAX);
    uint8_t *copy = malloc(len + 1);
    assert_non_null(copy);
    if (len)
        memcpy(copy, data, len);
    b->answers[b->answer_count++] = (struct answer){b->now_ms + (uint64_t)delay_ms, s->at, copy, len};
}

void bench_give(struct bench *b, size_t site, const void *data, size_t len)
{
    queue_answer(b, &b->sites[site], data, len, 0);
}

static void end(struct bench *b, enum fl_err why, const char *text);

static void deliver(struct bench *b, const struct fl_addr *to, const uint8_t *data, size_t len)
{
    static uint8_t buf[RINA_DATAGRAM_MAX];
    struct site *s = site_at(b, to);
    struct fl_addr own = bench_address(b), dst;
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    assert_non_null(s);
    if (s->heard++ && b->now_ms - s->last_ms < s->closest_ms)
        s->closest_ms = b->now_ms - s->last_ms;
    s->last_ms = b->now_ms;
    if (s->closed && s == &b->sites[b->session->at])
        end(b, FL_E_REFUSED, "the device's UDP port is closed");
    if (s->silent || s->closed ||
        !rina_bootstrap_hear(&s->b, &own, (struct fl_span){data, len}, unix_s(b), &w, &dst))
        return;
    if (s->lose > 0) {
        s->lose--;
        return;
    }
    if (dst.port != own.port)
        return; /* it knows us at another socket */
    if (s->noise)
        queue_answer(b, s, s->noise, s->noise_len, s->delay_ms);
    else
        queue_answer(b, s, buf, w.len, s->delay_ms);
    if (s->twice > 0) {
        s->twice--;
        queue_answer(b, s, buf, w.len, s->delay_ms + 1);
    }
}

/* --- the engine ------------------------------------------------------------------------------------------ */

static void begin(struct bench *b, enum fl_asker asker)
{
    fl_io_begin(b->io, asker, b->now_ms * 1000, (int64_t)unix_s(b) * 1000, 0);
}

static void note_event(struct bench *b, const struct fl_io_effect *e)
{
    assert_true(b->event_count < EVENTS_MAX);
    bool listed = false;
    for (const char *const *t = rina_driver.events; *t; t++)
        listed = listed || !strcmp(*t, e->name);
    assert_true(listed);
    b->events[b->event_count].at_ms = b->now_ms;
    snprintf(b->events[b->event_count].type, 32, "%s", e->name);
    snprintf(b->events[b->event_count++].json, 256, "%s", e->text ? e->text : "");
}

static void note_verdict(struct bench *b, const struct fl_io_effect *e, bool result)
{
    size_t i = 0;
    while (i < b->verdict_count && b->verdicts[i].id != e->number)
        i++;
    assert_true(i < VERDICTS_MAX);
    if (i == b->verdict_count) {
        b->verdict_count++;
        b->verdicts[i].id = e->number;
        b->verdicts[i].code = FL_AGAIN;
    }
    if (result) {
        snprintf(b->verdicts[i].result, sizeof b->verdicts[i].result, "%s", e->text);
        return;
    }
    b->verdicts[i].code = e->code;
    snprintf(b->verdicts[i].text, sizeof b->verdicts[i].text, "%s", e->text ? e->text : "");
}

static void go_online(struct bench *b)
{
    b->online = true;
    b->onlines++;
    fl_health_reset(&b->health, b->now_ms);
    fl_backoff_online(&b->backoff, b->now_ms);
    b->poll_ms = b->now_ms + (uint64_t)b->timing.poll_interval;
    b->keep_ms = b->timing.keepalive_interval ? b->now_ms + (uint64_t)b->timing.keepalive_interval : NEVER;
}

static void apply_one(struct bench *b, struct fl_io_effect *e)
{
    switch (e->kind) {
    case FL_IO_SEND: {
        struct fl_addr target = fl_io_target(b->io);
        if (b->connected)
            deliver(b, e->addr.family ? &e->addr : b->peer.family ? &b->peer : &target, e->data, e->len);
        break;
    }
    case FL_IO_PEER:
        b->peer = e->addr;
        break;
    case FL_IO_WAKE_AT:
        b->wake_ms = e->when_ms ? e->when_ms : NEVER;
        break;
    case FL_IO_POLL_NOW:
        b->poll_now = true;
        break;
    case FL_IO_ONLINE:
        if (!b->online)
            go_online(b);
        break;
    case FL_IO_ANSWERED:
        fl_health_answered(&b->health, e->owed.who);
        break;
    case FL_IO_BAD_FRAME:
        b->bad_frames++;
        break;
    case FL_IO_EVENT:
        note_event(b, e);
        break;
    case FL_IO_VERDICT:
        note_verdict(b, e, false);
        break;
    case FL_IO_RESULT:
        note_verdict(b, e, true);
        break;
    case FL_IO_SAVE:
        memcpy(b->saved, e->data, e->len);
        b->saved_len = e->len;
        break;
    default:
        break;
    }
}

/* What hooks recorded, carried out on a copy: some effects call further hooks. */
static void apply(struct bench *b)
{
    enum fl_err code, failed = FL_OK;
    char why[240] = "";
    size_t count;
    assert_null(fl_io_trouble(b->io, &code));
    struct fl_io_effect *effects = fl_io_effects(b->io, &count);
    struct fl_io_effect *copy = calloc(count + 1, sizeof *copy);
    uint8_t *keep[64];
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        copy[i] = effects[i];
        assert_true(kept + 3 <= 64);
        if (effects[i].data) {
            keep[kept] = malloc(effects[i].len + 1);
            memcpy(keep[kept], effects[i].data, effects[i].len);
            copy[i].data = keep[kept++];
        }
        if (effects[i].text)
            copy[i].text = (char *)(keep[kept++] = (uint8_t *)strdup(effects[i].text));
        if (effects[i].name)
            copy[i].name = (char *)(keep[kept++] = (uint8_t *)strdup(effects[i].name));
    }
    for (size_t i = 0; i < count; i++) {
        if (copy[i].kind == FL_IO_FAIL && !failed) {
            failed = copy[i].code;
            snprintf(why, sizeof why, "%s", copy[i].text);
        } else {
            apply_one(b, &copy[i]);
        }
    }
    if (failed)
        end(b, failed, why);
    while (kept > 0)
        free(keep[--kept]);
    free(copy);
}

static void disconnect(struct bench *b)
{
    b->connected = b->online = b->poll_now = false;
    b->peer = (struct fl_addr){0};
    b->wake_ms = b->poll_ms = b->keep_ms = b->handshake_ms = NEVER;
    fl_turn_reset(fl_io_turn(b->io));
}

static void end(struct bench *b, enum fl_err why, const char *text)
{
    if (!b->connected)
        return;
    snprintf(b->why, sizeof b->why, "%s", text);
    disconnect(b);
    begin(b, FL_ASK_NONE);
    rina_driver.ended(b->session, b->io, why, text);
    apply(b);
    b->retry_ms = b->now_ms + fl_backoff_end(&b->backoff, &b->timing, &b->ep, why, b->now_ms, 0);
}

static void connect_now(struct bench *b)
{
    if (b->conf->local_port == 0)
        b->port++;
    b->connected = true;
    b->retry_ms = NEVER;
    b->handshake_ms = b->now_ms + (uint64_t)b->timing.connect_timeout;
    fl_io_set_target(b->io, &b->sites[b->backoff.target].at);
    begin(b, FL_ASK_NONE);
    rina_driver.open(b->session, b->io, b->backoff.target);
    apply(b);
}

void bench_reconnect(struct bench *b)
{
    if (b->online) {
        begin(b, FL_ASK_NONE);
        rina_driver.close(b->session, b->io);
        apply(b);
    }
    disconnect(b);
    connect_now(b);
}

static void hear(struct bench *b, size_t index)
{
    struct answer a = b->answers[index];
    b->answers[index] = b->answers[--b->answer_count];
    if (b->connected && (!b->peer.family || fl_addr_equal(&b->peer, &a.from))) {
        fl_health_heard(&b->health, b->now_ms);
        begin(b, FL_ASK_NONE);
        fl_io_set_from(b->io, &a.from);
        rina_driver.feed(b->session, b->io, a.data, a.len);
        apply(b);
    }
    free(a.data);
}

static void missed(struct bench *b)
{
    struct fl_owed was;
    begin(b, FL_ASK_NONE);
    if (!fl_io_give_up(b->io, 0, &was))
        return;
    fl_health_missed(&b->health, was.who);
    rina_driver.missed(b->session, b->io, 0);
    apply(b);
}

static void ask(struct bench *b, enum fl_asker asker, void (*hook)(void *, struct fl_io *))
{
    begin(b, asker);
    hook(b->session, b->io);
    apply(b);
}

static uint64_t missed_at(const struct bench *b)
{
    const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(b->io));
    return oldest ? oldest->since_us / 1000 + (uint64_t)b->timing.response_timeout : NEVER;
}

/* Polls whose turn is taken come when it is free. */
static uint64_t next_ms(const struct bench *b)
{
    bool free_turn = !fl_turn_busy(fl_io_turn(b->io), 0);
    uint64_t poll = b->poll_now && b->online ? b->now_ms + 1 : b->poll_ms;
    uint64_t all[] = {b->wake_ms,
                      b->retry_ms,
                      b->online ? NEVER : b->handshake_ms,
                      missed_at(b),
                      free_turn ? poll : NEVER,
                      free_turn ? b->keep_ms : NEVER,
                      b->online ? fl_health_silent_at(&b->health, &b->timing) : NEVER};
    uint64_t at = NEVER;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        at = all[i] < at ? all[i] : at;
    for (size_t i = 0; i < b->answer_count; i++)
        at = b->answers[i].at_ms < at ? b->answers[i].at_ms : at;
    return at;
}

static void run_due(struct bench *b)
{
    struct fl_error err;
    for (size_t i = 0; i < b->answer_count;)
        if (b->answers[i].at_ms <= b->now_ms)
            hear(b, i);
        else
            i++;
    if (b->connected && b->now_ms >= b->wake_ms) {
        b->wake_ms = NEVER;
        ask(b, FL_ASK_NONE, rina_driver.tick);
    }
    if (b->connected && b->now_ms >= missed_at(b))
        missed(b);
    if (b->connected && !b->online && b->now_ms >= b->handshake_ms)
        end(b, FL_E_TIMEOUT, "the handshake was not finished in time");
    if (b->online && fl_health_judge(&b->health, &b->timing, b->now_ms, &err))
        end(b, err.code, err.text);
    if (b->online && b->now_ms >= b->keep_ms && !fl_turn_busy(fl_io_turn(b->io), 0)) {
        b->keep_ms = b->now_ms + (uint64_t)b->timing.keepalive_interval;
        ask(b, FL_ASK_KEEPALIVE, rina_driver.keepalive);
    }
    if (b->online && (b->poll_now || b->now_ms >= b->poll_ms) && !fl_turn_busy(fl_io_turn(b->io), 0)) {
        b->poll_now = false;
        b->poll_ms = b->now_ms + (uint64_t)b->timing.poll_interval;
        ask(b, FL_ASK_POLL, rina_driver.poll);
    }
    if (!b->connected && b->now_ms >= b->retry_ms)
        connect_now(b);
}

void bench_run(struct bench *b, uint64_t ms)
{
    uint64_t until = b->now_ms + ms;
    for (uint64_t at; (at = next_ms(b)) <= until;) {
        b->now_ms = at > b->now_ms ? at : b->now_ms;
        run_due(b);
    }
    b->now_ms = until;
}

/* --- making one -------------------------------------------------------------------------------------------- */

static void start_site(struct bench *b, size_t i)
{
    struct site *s = &b->sites[i];
    struct rina_bootstrap_conf conf;
    s->at = (struct fl_addr){.family = 4, .ip = {127, 0, 0, (uint8_t)(2 + i)}, .port = 7000};
    s->closest_ms = NEVER;
    s->b.address = rina_conf_bootstrap(b->conf, i, &conf) ? (uint64_t)conf.address : 1;
    s->b.pool_first = 1002 + 100 * i;
    s->b.pool_count = 50;
    snprintf(s->b.dif, sizeof s->b.dif, "farm-dif");
    rina_bootstrap_start(&s->b, UNIX_S);
}

struct bench *bench_create(const struct rina_conf *conf, const struct bench *before)
{
    static const struct fl_timing timing = {.poll_interval = 350,
                                            .keepalive_interval = 30000,
                                            .connection_timeout = 90000,
                                            .failure_threshold = 5,
                                            .connect_timeout = 5000,
                                            .response_timeout = 5000,
                                            .reconnect_min = 1000,
                                            .reconnect_max = 30000};
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->conf = conf;
    b->timing = timing;
    b->now_ms = before ? before->now_ms : BEGIN_MS;
    b->port = conf->local_port ? (uint32_t)conf->local_port : before ? before->port + 100 : 40000;
    b->next_id = 1;
    rina_driver.endpoint(conf, &b->ep);
    for (size_t i = 0; i < SITES_MAX; i++)
        start_site(b, i);
    b->model = fl_model_create();
    b->io = fl_io_create(b->model, &b->timing, false, 42);
    b->session = calloc(1, rina_driver.session_size);
    struct fl_span saved = {before ? before->saved : NULL, before ? before->saved_len : 0};
    disconnect(b);
    begin(b, FL_ASK_NONE);
    assert_int_equal(rina_driver.init(b->session, conf, b->io, saved), FL_OK);
    apply(b);
    b->retry_ms = b->now_ms;
    return b;
}

void bench_destroy(struct bench *b)
{
    rina_driver.finish(b->session);
    for (size_t i = 0; i < SITES_MAX; i++)
        rina_bootstrap_finish(&b->sites[i].b);
    while (b->answer_count > 0)
        free(b->answers[--b->answer_count].data);
    fl_io_destroy(b->io);
    fl_model_destroy(b->model);
    free(b->session);
    free(b);
}

/* --- looking ------------------------------------------------------------------------------------------------- */

static int entity_of(const struct bench *b, const char *key)
{
    int entity = fl_shape_find(fl_model_shape(b->model), key);
    if (entity < 0)
        fail_msg("no entity %s", key);
    return entity;
}

struct fl_value value_of(const struct bench *b, const char *key)
{
    return fl_model_get(b->model, entity_of(b, key), 0);
}

int64_t number_of(const struct bench *b, const char *key)
{
    struct fl_value v = value_of(b, key);
    assert_true(v.known);
    return v.i;
}

const char *choice_of(const struct bench *b, const char *key)
{
    const struct fl_shape *shape = fl_model_shape(b->model);
    struct fl_value v = value_of(b, key);
    return v.known ? shape->entities[entity_of(b, key)].fields[0].choices[v.e] : "unknown";
}

const char *text_of_entity(const struct bench *b, const char *key)
{
    struct fl_value v = value_of(b, key);
    return v.known ? v.s : "unknown";
}

size_t events_of(const struct bench *b, const char *type)
{
    size_t count = 0;
    for (size_t i = 0; i < b->event_count; i++)
        count += strcmp(b->events[i].type, type) == 0;
    return count;
}

static const struct fl_action *find_action(const char *key)
{
    const struct fl_action *a = rina_driver.actions;
    while (a->key && strcmp(a->key, key) != 0)
        a++;
    assert_non_null(a->key);
    return a;
}

size_t bench_do(struct bench *b, const char *key, const char *args)
{
    struct fl_command c = {.id = b->next_id++, .entity = -1, .action = find_action(key)};
    const struct fl_command *cmds = &c;
    c.args = args ? cJSON_Parse(args) : NULL;
    size_t taken = 0;
    for (int waited = 0; waited < 10000; waited += 10) {
        if (!taken && b->online && !fl_turn_busy(fl_io_turn(b->io), 0)) {
            begin(b, FL_ASK_COMMAND);
            taken = rina_driver.command(b->session, b->io, &cmds, 1);
            apply(b);
        }
        for (size_t i = 0; i < b->verdict_count; i++)
            if (b->verdicts[i].id == c.id && b->verdicts[i].code != FL_AGAIN) {
                cJSON_Delete(c.args);
                return i;
            }
        bench_run(b, 10);
    }
    fail_msg("%s got no verdict", key);
    return 0;
}
