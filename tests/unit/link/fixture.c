/* A link under test, and what it said. */
#include "fixture.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { PATIENCE_MS = 20 * 1000 };

/* --- what the link tells others ------------------------------------------------------------------- */

static void on_dirty(void *ctx, struct fl_link *link)
{
    (void)link;
    struct fixture *f = ctx;
    pthread_mutex_lock(&f->mutex);
    f->dirty++;
    pthread_cond_broadcast(&f->cond);
    pthread_mutex_unlock(&f->mutex);
}

static void on_verdict(void *ctx, struct fl_link *link, struct fl_verdict *v)
{
    (void)link;
    struct fixture *f = ctx;
    pthread_mutex_lock(&f->mutex);
    assert(f->verdict_count < RECORD_MAX);
    f->verdicts[f->verdict_count++] = v;
    pthread_cond_broadcast(&f->cond);
    pthread_mutex_unlock(&f->mutex);
}

static void on_output(void *ctx, struct fl_link *link, struct fl_output *o)
{
    (void)link;
    struct fixture *f = ctx;
    pthread_mutex_lock(&f->mutex);
    assert(f->output_count < RECORD_MAX);
    f->outputs[f->output_count++] = o;
    pthread_cond_broadcast(&f->cond);
    pthread_mutex_unlock(&f->mutex);
}

/* --- life ------------------------------------------------------------------------------------------- */

void fixture_init(struct fixture *f, const struct fl_driver *driver)
{
    memset(f, 0, sizeof *f);
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&f->cond, &attr);
    pthread_condattr_destroy(&attr);
    pthread_mutex_init(&f->mutex, NULL);
    f->conf = (struct fl_device_conf){.id = "villa",
                                      .name = "Villa",
                                      .enabled = true,
                                      .driver = driver,
                                      .queue_size = 8,
                                      .options = &f->options,
                                      .timing = {.poll_interval = HOUR_MS,
                                                 .connect_timeout = HOUR_MS,
                                                 .response_timeout = HOUR_MS,
                                                 .reconnect_min = 1,
                                                 .reconnect_max = 2,
                                                 .command_timeout = HOUR_MS}};
    f->conf.endpoint = (struct fl_endpoint){.targets = {{.host = "device.test"}}, .target_count = 1};
    f->script = script_create();
    script_answer(f->script, "hello", "welcome\n");
    script_answer(f->script, "poll", "state 1\n");
    script_answer(f->script, "alive", "alive\n");
    script_answer(f->script, "bye", "bye\n");
}

void fixture_create(struct fixture *f, struct fl_span saved)
{
    static const struct fl_link_events events = {
        .dirty = on_dirty, .verdict = on_verdict, .output = on_output};
    struct fl_error err;
    f->link = fl_link_create(&f->conf, script_connector(f->script), &events, f, saved, &err);
    assert(f->link);
}

void fixture_start(struct fixture *f)
{
    struct fl_error err;
    fixture_create(f, (struct fl_span){0});
    enum fl_err failed = fl_link_start(f->link, &err);
    assert(!failed);
    (void)failed;
}

void fixture_online(struct fixture *f)
{
    fixture_start(f);
    fixture_wait_state(f, FL_LINK_ONLINE);
    script_expect(f->script, "hello\n");
}

void fixture_finish(struct fixture *f)
{
    fl_link_destroy(f->link);
    script_destroy(f->script);
    for (size_t i = 0; i < f->verdict_count; i++)
        fl_verdict_destroy(f->verdicts[i]);
    for (size_t i = 0; i < f->output_count; i++)
        fl_output_destroy(f->outputs[i]);
    pthread_cond_destroy(&f->cond);
    pthread_mutex_destroy(&f->mutex);
}

/* --- waiting ------------------------------------------------------------------------------------------ */

/* Waits for news; aborts when there is none. With the mutex held. */
static void wait_news(struct fixture *f, uint64_t until_ms)
{
    struct timespec at = fl_clock_timespec(until_ms);
    pthread_cond_timedwait(&f->cond, &f->mutex, &at);
    if (fl_clock_ms() >= until_ms)
        abort(); /* what the test waits for does not come */
}

static bool in_state(struct fixture *f, enum fl_link_state state)
{
    struct fl_metrics metrics;
    enum fl_link_state now;
    fl_link_metrics(f->link, &metrics, &now);
    return now == state;
}

void fixture_wait_state(struct fixture *f, enum fl_link_state state)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    pthread_mutex_lock(&f->mutex);
    for (unsigned seen = f->dirty;; seen = f->dirty) {
        pthread_mutex_unlock(&f->mutex);
        bool there = in_state(f, state);
        pthread_mutex_lock(&f->mutex);
        if (there)
            break;
        if (seen == f->dirty)
            wait_news(f, until_ms);
    }
    pthread_mutex_unlock(&f->mutex);
}

struct fl_metrics fixture_metrics(struct fixture *f)
{
    struct fl_metrics metrics;
    enum fl_link_state state;
    fl_link_metrics(f->link, &metrics, &state);
    return metrics;
}

static bool level_is(struct fixture *f, int64_t wanted)
{
    struct fl_view view = {0};
    fl_link_view(f->link, &view);
    struct fl_value v = view.values[view.shape->first_slot[TALK_LEVEL]];
    fl_view_finish(&view);
    return v.known && v.i == wanted;
}

void fixture_wait_level(struct fixture *f, int64_t wanted)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    pthread_mutex_lock(&f->mutex);
    for (unsigned seen = f->dirty;; seen = f->dirty) {
        pthread_mutex_unlock(&f->mutex);
        bool there = level_is(f, wanted);
        pthread_mutex_lock(&f->mutex);
        if (there)
            break;
        if (seen == f->dirty)
            wait_news(f, until_ms);
    }
    pthread_mutex_unlock(&f->mutex);
}

void fixture_wait_metrics(struct fixture *f, bool (*done)(const struct fl_metrics *m))
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    for (;;) {
        struct fl_metrics m = fixture_metrics(f);
        if (done(&m))
            return;
        if (fl_clock_ms() >= until_ms)
            abort();
        sched_yield(); /* counters have no event of their own */
    }
}

/* --- commands ------------------------------------------------------------------------------------------- */

struct fl_command *fixture_command(struct fixture *f, int entity, int64_t value)
{
    static const enum fl_type types[] = {FL_BOOL, FL_INT, FL_BOOL, FL_TEXT, FL_INT};
    struct fl_shape *shape = fl_link_shape(f->link);
    struct fl_command *c = fl_command_create();
    assert(c);
    c->entity = entity;
    c->group = shape->entities[entity].group;
    fl_shape_unref(shape);
    struct fl_value v = {.known = true};
    if (types[entity] == FL_BOOL)
        v.b = value != 0;
    else if (types[entity] == FL_TEXT)
        v.s = "hello";
    else
        v.i = value;
    bool ok = fl_command_set(c, 0, v, types[entity]);
    assert(ok);
    (void)ok;
    return c;
}

enum fl_err fixture_submit(struct fixture *f, const char *id, struct fl_command *const *cmds, size_t count)
{
    struct fl_error err;
    struct fl_request *r = fl_request_create("villa", "test", id);
    assert(r);
    r->received_ms = fl_clock_ms();
    enum fl_err result = fl_link_submit(f->link, r, cmds, count, &err);
    if (result == FL_OK)
        return result;
    fl_request_destroy(r);
    for (size_t i = 0; i < count; i++)
        fl_command_destroy(cmds[i]);
    return result;
}

enum fl_err fixture_set(struct fixture *f, const char *id, int entity, int64_t value)
{
    return fixture_submit(f, id, (struct fl_command *[]){fixture_command(f, entity, value)}, 1);
}

enum fl_err fixture_do(struct fixture *f, const char *id, const struct fl_action *action)
{
    struct fl_command *c = fl_command_create();
    assert(c);
    c->action = action;
    return fixture_submit(f, id, &c, 1);
}

const struct fl_action *fixture_builtin(const char *key)
{
    const struct fl_action *a = fl_link_actions;
    while (a->key && strcmp(a->key, key) != 0)
        a++;
    assert(a->key);
    return a;
}

static const struct fl_verdict *find_locked(const struct fixture *f, const char *id)
{
    for (size_t i = 0; i < f->verdict_count; i++)
        if (strcmp(f->verdicts[i]->request->id, id) == 0)
            return f->verdicts[i];
    return NULL;
}

const struct fl_verdict *fixture_verdict(struct fixture *f, const char *id)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    const struct fl_verdict *v;
    pthread_mutex_lock(&f->mutex);
    while (!(v = find_locked(f, id)))
        wait_news(f, until_ms);
    pthread_mutex_unlock(&f->mutex);
    return v;
}

enum fl_status fixture_status(struct fixture *f, const char *id)
{
    return fixture_verdict(f, id)->status;
}

bool fixture_has_verdict(struct fixture *f, const char *id)
{
    pthread_mutex_lock(&f->mutex);
    bool has = find_locked(f, id) != NULL;
    pthread_mutex_unlock(&f->mutex);
    return has;
}

const struct fl_output *fixture_output(struct fixture *f, size_t index)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    pthread_mutex_lock(&f->mutex);
    while (f->output_count <= index)
        wait_news(f, until_ms);
    const struct fl_output *o = f->outputs[index];
    pthread_mutex_unlock(&f->mutex);
    return o;
}
