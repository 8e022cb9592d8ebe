/* A link's life, and what others may ask of it. */
#include "link/link.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/str.h"
#include "link/link_private.h"

const struct fl_action fl_link_actions[] = {
    {.key = "refresh", .name = "Refresh", .help = "polls the device now", .act = FL_ACT_REFRESH},
    {.key = "reconnect",
     .name = "Reconnect",
     .help = "ends the session and begins a new one",
     .act = FL_ACT_RECONNECT},
    {.key = NULL}};

void fl_output_destroy(struct fl_output *o)
{
    if (!o)
        return;
    free(o->name);
    free(o->mime);
    free(o->data);
    free(o);
}

/* --- create, destroy ------------------------------------------------------------------------------ */

static uint64_t make_seed(void)
{
    uint64_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
        seed = fl_clock_us(); /* only at early boot; it spreads reconnects, no more */
    return seed;
}

static bool allocate(struct fl_link *l)
{
    l->session = calloc(1, l->driver->session_size + 1);
    l->model = fl_model_create();
    l->io = l->model ? fl_io_create(l->model, &l->conf->timing, l->driver->lanes, make_seed()) : NULL;
    return l->session && l->io;
}

static struct fl_link *make(const struct fl_device_conf *conf, struct fl_error *err)
{
    struct fl_link *l = calloc(1, sizeof *l);
    if (!l || fl_wake_init(&l->wake, err)) {
        free(l);
        return NULL;
    }
    fl_lock_init(&l->lock, FL_RANK_LINK);
    fl_bell_init(&l->poll_bell);
    fl_bell_init(&l->keep_bell);
    fl_bell_init(&l->cmd_bell);
    fl_bell_init(&l->waker.bell);
    l->waker.stop.fd = -1;
    l->conf = conf;
    l->driver = conf->driver;
    l->endpoint = &conf->endpoint;
    l->queue.cap = (size_t)conf->queue_size;
    l->tick_ms = FL_NEVER;
    l->zone_slot = -1;
    l->posts_end = &l->posts;
    l->state_gen = 1;
    l->metrics.since_utc_ms = fl_clock_utc_ms();
    return l;
}

static void unmake(struct fl_link *l)
{
    fl_link_drop_posts(l);
    fl_io_destroy(l->io);
    fl_model_destroy(l->model);
    free(l->session);
    free(l->moved);
    fl_bell_finish(&l->poll_bell);
    fl_bell_finish(&l->keep_bell);
    fl_bell_finish(&l->cmd_bell);
    fl_link_finish_waker(l);
    fl_lock_finish(&l->lock);
    fl_wake_finish(&l->wake);
    free(l);
}

/* The driver declares what its configuration knows. Nobody else knows the link yet, so what that
 * brings is delivered with the start. */
static enum fl_err init_driver(struct fl_link *l, struct fl_span saved, struct fl_error *err)
{
    fl_link_enter(l);
    struct fl_io *io = fl_link_begin(l, FL_ASK_NONE);
    enum fl_err failed = l->driver->init(l->session, l->conf->options, io, saved);
    fl_link_apply(l);
    if (failed)
        fl_fail(err, failed, "%s: the driver cannot start: %s", l->conf->id, fl_err_name(failed));
    else if (l->failing.code)
        failed = fl_fail(err, l->failing.code, "%s: %s", l->conf->id, l->failing.text);
    fl_link_leave(l);
    return failed;
}

static void finish_driver(struct fl_link *l)
{
    if (l->driver->finish)
        l->driver->finish(l->session);
}

struct fl_link *fl_link_create(const struct fl_device_conf *conf, const struct fl_connector *connector,
                               const struct fl_link_events *events, void *ctx, struct fl_span saved,
                               struct fl_error *err)
{
    struct fl_link *l = make(conf, err);
    if (!l) {
        fl_fail(err, FL_E_NOMEM, "%s: no memory, or no descriptors", conf->id);
        return NULL;
    }
    l->connector = *connector;
    l->events = *events;
    l->ctx = ctx;
    if (!allocate(l)) {
        fl_fail(err, FL_E_NOMEM, "%s: no memory", conf->id);
        unmake(l);
        return NULL;
    }
    if (init_driver(l, saved, err)) {
        finish_driver(l);
        unmake(l);
        return NULL;
    }
    return l;
}

void fl_link_destroy(struct fl_link *l)
{
    if (!l)
        return;
    fl_link_stop(l);
    finish_driver(l);
    unmake(l);
}

/* --- start, stop ------------------------------------------------------------------------------------ */

static void join_all(struct fl_link *l)
{
    for (size_t i = 0; i < FL_LINK_THREADS; i++)
        fl_thread_join(&l->threads[i]);
    fl_thread_join(&l->waker.thread);
    fl_gate_destroy(l->gate);
    l->gate = NULL;
}

static enum fl_err create_threads(struct fl_link *l, struct fl_error *err)
{
    static const char *const roles[FL_LINK_THREADS] = {
        [FL_RX] = "rx", [FL_POLL] = "poll", [FL_KEEP] = "keep", [FL_CMD] = "cmd"};
    for (size_t i = 0; i < FL_LINK_THREADS; i++) {
        char name[16];
        fl_thread_name(name, l->conf->id, roles[i]);
        enum fl_err failed =
            fl_thread_create(&l->threads[i], name, FL_STACK_LINK, l->gate, fl_link_loops[i], l, err);
        if (failed)
            return failed;
    }
    return fl_link_create_waker(l, err);
}

enum fl_err fl_link_start(struct fl_link *l, struct fl_error *err)
{
    fl_link_enter(l);
    bool refused = l->started || l->stopping;
    fl_link_leave(l);
    if (refused)
        return fl_fail(err, FL_E_CLOSED, "%s: already started, or stopped", l->conf->id);
    l->gate = fl_gate_create();
    if (!l->gate)
        return fl_fail(err, FL_E_NOMEM, "%s: no memory", l->conf->id);
    enum fl_err failed = create_threads(l, err);
    if (!failed) {
        fl_link_enter(l);
        l->started = true;
        fl_link_leave(l);
    }
    fl_gate_open(l->gate, !failed);
    if (failed)
        join_all(l);
    return failed;
}

void fl_link_close(struct fl_link *l)
{
    fl_link_enter(l);
    if (!l->stopping) {
        l->stopping = true;
        fl_link_finish_jobs(l, fl_queue_clear(&l->queue), FL_STATUS_ABORTED, FL_LINK_STOPS);
        fl_bell_ring(&l->poll_bell);
        fl_bell_ring(&l->keep_bell);
        fl_bell_ring(&l->cmd_bell);
        fl_link_stop_waker(l);
        fl_wake_raise(&l->wake);
    }
    fl_link_leave(l);
}

void fl_link_stop(struct fl_link *l)
{
    fl_link_close(l);
    join_all(l);
    fl_link_enter(l);
    l->started = true; /* even if it never was: what is left is to be delivered */
    fl_link_arm_reconnects(l);
    fl_link_settle_reconnects(l, FL_STATUS_FAILED, FL_LINK_STOPS);
    fl_link_settle_wakes(l, FL_STATUS_FAILED, FL_LINK_STOPS);
    fl_link_set_state(l, FL_LINK_STOPPED);
    fl_link_leave(l);
}

const struct fl_device_conf *fl_link_conf(const struct fl_link *l)
{
    return l->conf;
}

void *fl_link_ctx(const struct fl_link *l)
{
    return l->ctx;
}

/* --- submit ------------------------------------------------------------------------------------------ */

/* Past the queue: it is done in any state, and waits for no turn. */
static bool goes_around(const struct fl_command *cmd)
{
    return cmd->action && (cmd->action->act == FL_ACT_RECONNECT || cmd->action->act == FL_ACT_WAKE);
}

static enum fl_err check_command(const struct fl_link *l, const struct fl_command *cmd, size_t count,
                                 struct fl_error *err)
{
    const struct fl_shape *shape = fl_model_shape(l->model);
    if (cmd->action) {
        if (cmd->action->act == FL_ACT_WAKE && !l->conf->wake_command)
            return fl_fail(err, FL_E_UNSUPPORTED, "%s: nothing is configured that wakes it", l->conf->id);
        if (goes_around(cmd) && count > 1)
            return fl_fail(err, FL_E_UNSUPPORTED, "%s goes alone", cmd->action->key);
    } else if (cmd->entity < 0 || (size_t)cmd->entity >= shape->entity_count ||
               !shape->entities[cmd->entity].fields) {
        return fl_fail(err, FL_E_UNKNOWN, "the entity is gone");
    } else if (cmd->toggle && shape->entities[cmd->entity].fields[0].type != FL_BOOL) {
        return fl_fail(err, FL_E_RANGE, "%s cannot be toggled", shape->entities[cmd->entity].key);
    }
    if (!l->driver->command && (!cmd->action || cmd->action->act == FL_ACT_DRIVER))
        return fl_fail(err, FL_E_UNSUPPORTED, "%s takes no commands", l->conf->id);
    return FL_OK;
}

static void free_jobs(struct fl_job *jobs)
{
    while (jobs) {
        struct fl_job *job = jobs;
        jobs = job->next;
        free(job);
    }
}

static uint32_t next_id(struct fl_link *l)
{
    l->last_id += l->last_id == UINT32_MAX ? 2 : 1; /* 0 is none */
    return l->last_id;
}

/* A job for each piece, in order. NULL: no memory. */
static struct fl_job *make_jobs(const struct fl_link *l, struct fl_message *m, struct fl_command *const *cmds,
                                size_t count)
{
    const struct fl_shape *shape = fl_model_shape(l->model);
    struct fl_job *jobs = NULL;
    for (size_t i = count; i-- > 0;) {
        struct fl_job *job = calloc(1, sizeof *job);
        if (!job) {
            free_jobs(jobs);
            return NULL;
        }
        struct fl_command *cmd = cmds[i];
        *job = (struct fl_job){.next = jobs, .cmd = cmd, .message = m, .toggles = cmd->toggle};
        job->merges = !cmd->action && !cmd->toggle && !shape->entities[cmd->entity].momentary;
        jobs = job;
    }
    return jobs;
}

static struct fl_message *make_message(struct fl_request *request, size_t count)
{
    struct fl_message *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->entities = calloc(count, sizeof *m->entities);
    if (!m->entities) {
        free(m);
        return NULL;
    }
    m->request = request;
    m->pieces = count;
    m->status = FL_STATUS_SUPERSEDED; /* which any other piece's status replaces */
    return m;
}

static void number(struct fl_link *l, struct fl_message *m, struct fl_command *cmd, uint64_t now_ms)
{
    uint64_t ttl = (uint64_t)l->conf->timing.command_ttl;
    uint64_t expires_ms = ttl ? fl_clock_add(now_ms, ttl) : FL_NEVER;
    cmd->id = next_id(l);
    cmd->message = m->id;
    cmd->toggle = false;
    cmd->expires_ms = expires_ms < m->request->expires_ms ? expires_ms : m->request->expires_ms;
    if (!cmd->action)
        m->entities[m->entity_count++] = cmd->entity;
}

/* Everything was checked: from here on the message is the link's. */
static void accept_jobs(struct fl_link *l, struct fl_message *m, struct fl_job *jobs)
{
    uint64_t now_ms = fl_clock_ms();
    m->id = next_id(l);
    m->next = l->messages;
    l->messages = m;
    while (jobs) {
        struct fl_job *job = jobs;
        jobs = job->next;
        job->next = NULL;
        number(l, m, job->cmd, now_ms);
        if (job->cmd->action && job->cmd->action->act == FL_ACT_RECONNECT)
            fl_link_begin_reconnect(l, job, now_ms);
        else if (job->cmd->action && job->cmd->action->act == FL_ACT_WAKE)
            fl_link_begin_wake(l, job, now_ms);
        else
            fl_link_finish_jobs(l, fl_queue_put(&l->queue, job), FL_STATUS_SUPERSEDED,
                                "a newer one replaced it");
    }
    if (fl_queue_next_expiry(&l->queue) < l->cmd_until_ms)
        fl_bell_ring(&l->cmd_bell);
    fl_link_wake_askers(l);
}

static enum fl_err submit_locked(struct fl_link *l, struct fl_request *request,
                                 struct fl_command *const *cmds, size_t count, struct fl_error *err)
{
    if (l->stopping)
        return fl_fail(err, FL_E_CLOSED, FL_LINK_STOPS);
    if (count == 0)
        return fl_fail(err, FL_E_UNKNOWN, "nothing to do");
    for (size_t i = 0; i < count; i++) {
        enum fl_err bad = check_command(l, cmds[i], count, err);
        if (bad)
            return bad;
    }
    struct fl_message *m = make_message(request, count);
    struct fl_job *jobs = m ? make_jobs(l, m, cmds, count) : NULL;
    if (jobs && (goes_around(jobs->cmd) || fl_queue_fits(&l->queue, jobs))) {
        accept_jobs(l, m, jobs);
        return FL_OK;
    }
    enum fl_err failed = jobs ? fl_fail(err, FL_E_FULL, "the queue is full (%zu waiting)", l->queue.count)
                              : fl_fail(err, FL_E_NOMEM, "no memory");
    free_jobs(jobs);
    if (m)
        free(m->entities);
    free(m);
    return failed;
}

enum fl_err fl_link_submit(struct fl_link *l, struct fl_request *request, struct fl_command *const *cmds,
                           size_t count, struct fl_error *err)
{
    fl_link_enter(l);
    enum fl_err result = submit_locked(l, request, cmds, count, err);
    fl_link_leave(l);
    return result;
}

/* --- the network, the identity ------------------------------------------------------------------------ */

void fl_link_retry_now(struct fl_link *l)
{
    fl_link_enter(l);
    if (l->state == FL_LINK_BACKOFF) {
        l->retry = true;
        fl_wake_raise(&l->wake);
    }
    fl_link_leave(l);
}

void fl_link_host(const struct fl_addr *a, char host[static FL_HOST_MAX])
{
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(a->family == 6 ? AF_INET6 : AF_INET, a->ip, text, sizeof text);
    bool local =
        a->family == 6 && a->ip[0] == 0xfe && (a->ip[1] & 0xc0) == 0x80; /* fe80::/10 needs its scope */
    if (local && a->if_index)
        fl_format(host, FL_HOST_MAX, "%s%%%u", text, a->if_index);
    else
        fl_copy(host, FL_HOST_MAX, text);
}

void fl_link_move(struct fl_link *l, const struct fl_addr *to)
{
    char host[FL_HOST_MAX];
    fl_link_host(to, host);
    fl_link_enter(l);
    const struct fl_target *now = &l->endpoint->targets[0];
    if (l->endpoint->target_count == 1 && now->port == to->port && strcmp(now->host, host) == 0) {
        l->retry = l->state == FL_LINK_BACKOFF;
        l->move = false; /* nor anywhere else, if that was to be */
    } else {
        l->move = true;
        l->move_to = *to;
        l->reconnect = true;
    }
    if (l->retry || l->reconnect)
        fl_wake_raise(&l->wake);
    fl_link_leave(l);
}

/* --- copies -------------------------------------------------------------------------------------------- */

bool fl_link_view(struct fl_link *l, struct fl_view *view)
{
    fl_link_enter(l);
    bool newer = view->state_gen != l->state_gen || view->shape_gen != fl_model_shape(l->model)->gen ||
                 view->value_gen != fl_model_value_gen(l->model);
    newer = newer && !fl_model_copy(l->model, view);
    if (newer) {
        view->state = l->state;
        view->state_gen = l->state_gen;
        l->metrics.queue = (uint32_t)l->queue.count;
        view->metrics = l->metrics;
        l->metrics.poll_late_us = 0;
    }
    fl_link_leave(l);
    return newer;
}

void fl_link_metrics(struct fl_link *l, struct fl_metrics *out, enum fl_link_state *state)
{
    fl_link_enter(l);
    l->metrics.queue = (uint32_t)l->queue.count;
    *out = l->metrics;
    *state = l->state;
    fl_link_leave(l);
}

struct fl_shape *fl_link_shape(struct fl_link *l)
{
    fl_link_enter(l);
    struct fl_shape *shape = fl_model_share(l->model);
    fl_link_leave(l);
    return shape;
}
