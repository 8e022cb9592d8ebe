/* Commands from submit to verdict: pieces are jobs, and one message gets one verdict. */
#include "link/link_private.h"

#include <stdlib.h>

#include "base/str.h"

/* --- messages ---------------------------------------------------------------------------------- */

static bool read_text(struct fl_value *v)
{
    v->s = fl_strdup(v->s);
    v->known = v->s != NULL;
    return v->known;
}

static void take_reading(const struct fl_link *l, struct fl_reading *r, int entity)
{
    const struct fl_entity *e = &fl_model_shape(l->model)->entities[entity];
    r->entity = entity;
    for (size_t i = 0; i < e->field_count; i++) {
        r->values[i] = fl_model_get(l->model, entity, i);
        if (e->fields[i].type == FL_TEXT && r->values[i].known)
            read_text(&r->values[i]);
    }
}

/* What the device reports now of all that the message sets. */
static void take_readings(const struct fl_link *l, const struct fl_message *m, struct fl_verdict *v)
{
    if (m->entity_count == 0)
        return;
    v->readings = calloc(m->entity_count, sizeof *v->readings);
    if (!v->readings)
        return;
    v->shape = fl_model_share(l->model);
    for (size_t i = 0; i < m->entity_count; i++)
        if (v->shape->entities[m->entities[i]].fields) /* not retired meanwhile */
            take_reading(l, &v->readings[v->reading_count++], m->entities[i]);
}

static void message_end(struct fl_link *l, struct fl_message *m)
{
    struct fl_message **at = &l->messages;
    while (*at != m)
        at = &(*at)->next;
    *at = m->next;
    l->metrics.verdicts[m->status]++;
    uint64_t now_ms = fl_clock_ms(), received_ms = m->request->received_ms;
    fl_link_log(l, FL_DEBUG, "%s: %s%s%s", m->request->command, fl_status_name(m->status),
                m->error ? ": " : "", m->error ? m->error : "");
    struct fl_verdict *v = fl_verdict_create(m->request, m->status, m->error);
    if (v) {
        v->result = m->result;
        m->result = NULL;
        v->queued_ms = (m->began_ms ? m->began_ms : now_ms) - received_ms;
        v->total_ms = now_ms - received_ms;
        take_readings(l, m, v);
        fl_link_post_verdict(l, v);
    }
    free(m->error);
    free(m->result);
    free(m->entities);
    free(m);
}

/* The words kept are those of the piece that made the verdict what it is. */
static void message_note(struct fl_message *m, enum fl_status status, const char *error)
{
    enum fl_status worse = fl_status_worse(m->status, status);
    if (worse != m->status || !m->error) {
        free(m->error);
        m->error = worse == status ? fl_strdup(error) : NULL;
    }
    m->status = worse;
    m->pieces--;
}

/* --- ends ---------------------------------------------------------------------------------------- */

void fl_link_finish_job(struct fl_link *l, struct fl_job *job, enum fl_status status, const char *error)
{
    struct fl_message *m = job->message;
    message_note(m, status, error);
    fl_command_destroy(job->cmd);
    free(job);
    if (m->pieces == 0)
        message_end(l, m);
}

void fl_link_finish_jobs(struct fl_link *l, struct fl_job *jobs, enum fl_status status, const char *error)
{
    while (jobs) {
        struct fl_job *job = jobs;
        jobs = job->next;
        fl_link_finish_job(l, job, status, error);
    }
}

/* Ends all running jobs of which `which` is true. */
static void finish_running(struct fl_link *l, bool (*which)(const struct fl_job *job, uint64_t arg),
                           uint64_t arg, enum fl_status status, const char *error)
{
    struct fl_job **at = &l->running;
    bool any = false;
    while (*at) {
        struct fl_job *job = *at;
        if (!which(job, arg)) {
            at = &job->next;
            continue;
        }
        *at = job->next;
        fl_link_finish_job(l, job, status, error);
        any = true;
    }
    if (!any)
        return;
    fl_queue_undefer(&l->queue); /* who stood aside for it may begin */
    fl_link_wake_askers(l);
}

static bool is_late(const struct fl_job *job, uint64_t now_ms)
{
    return job->cmd->deadline_ms <= now_ms;
}

static bool is_command(const struct fl_job *job, uint64_t id)
{
    return job->cmd->id == id;
}

static bool is_reconnect(const struct fl_job *job)
{
    return job->cmd->action && job->cmd->action->act == FL_ACT_RECONNECT;
}

static bool is_wake(const struct fl_job *job)
{
    return job->cmd->action && job->cmd->action->act == FL_ACT_WAKE;
}

static bool ends_with_session(const struct fl_job *job, uint64_t arg)
{
    (void)arg;
    return !is_reconnect(job) && !is_wake(job);
}

static bool waits_for_waker(const struct fl_job *job, uint64_t arg)
{
    (void)arg;
    return is_wake(job);
}

static bool is_armed(const struct fl_job *job, uint64_t arg)
{
    (void)arg;
    return is_reconnect(job) && job->armed;
}

static bool is_of_round(const struct fl_job *job, uint64_t round)
{
    return job->round == round;
}

struct fl_message *fl_link_message(struct fl_link *l, uint32_t command)
{
    for (struct fl_job *j = l->running; j; j = j->next)
        if (j->cmd->id == command)
            return j->message;
    return NULL;
}

void fl_link_job_verdict(struct fl_link *l, uint32_t command, enum fl_err result, const char *why)
{
    enum fl_status status = fl_status_of(result);
    if (!why && status != FL_STATUS_DONE && status != FL_STATUS_SENT)
        why = fl_err_name(result);
    finish_running(l, is_command, command, status, why);
}

/* --- beginnings ----------------------------------------------------------------------------------- */

static void run_job(struct fl_link *l, struct fl_job *job, uint64_t now_ms)
{
    if (!job->message->began_ms)
        job->message->began_ms = now_ms;
    job->next = l->running;
    l->running = job;
}

static uint64_t deadline(const struct fl_link *l, const struct fl_command *cmd, uint64_t now_ms)
{
    int timeout_ms = l->conf->timing.command_timeout;
    if (cmd->action && cmd->action->timeout_ms > 0)
        timeout_ms = cmd->action->timeout_ms;
    return fl_clock_add(now_ms, (uint64_t)timeout_ms);
}

/* A whole new session: the end of the old one, connecting, and a hand-shake of a few steps. */
void fl_link_begin_reconnect(struct fl_link *l, struct fl_job *job, uint64_t now_ms)
{
    const struct fl_timing *t = &l->conf->timing;
    job->cmd->deadline_ms =
        fl_clock_add(now_ms, 2 * (uint64_t)FL_LAST_WORDS_MS + 2 * (uint64_t)t->connect_timeout +
                                 (uint64_t)t->response_timeout);
    run_job(l, job, now_ms);
    l->reconnect = true;
    fl_wake_raise(&l->wake);
}

/* The program has a time limit of its own. */
void fl_link_begin_wake(struct fl_link *l, struct fl_job *job, uint64_t now_ms)
{
    job->cmd->deadline_ms = FL_NEVER;
    run_job(l, job, now_ms);
    fl_link_run_waker(l);
}

static void begin_refresh(struct fl_link *l, struct fl_job *job, uint64_t now_ms)
{
    fl_queue_remove(&l->queue, job);
    job->cmd->deadline_ms = deadline(l, job->cmd, now_ms);
    run_job(l, job, now_ms);
    fl_link_begin(l, FL_ASK_NONE); /* the clock for the slot */
    fl_link_poll_soon(l);
    if (!l->driver->poll)
        fl_link_job_verdict(l, job->cmd->id, FL_OK, NULL);
    fl_link_wake_askers(l);
}

void fl_link_number_refreshes(struct fl_link *l, uint32_t round)
{
    for (struct fl_job *j = l->running; j; j = j->next)
        if (j->cmd->action && j->cmd->action->act == FL_ACT_REFRESH && j->round == 0)
            j->round = round;
}

void fl_link_arm_reconnects(struct fl_link *l)
{
    for (struct fl_job *j = l->running; j; j = j->next)
        if (is_reconnect(j))
            j->armed = true;
}

/* Why the job cannot begin; NULL: it can, and its toggle has become a value. */
static const char *prepare(const struct fl_link *l, struct fl_job *job)
{
    if (job->cmd->action)
        return NULL;
    if (!fl_model_shape(l->model)->entities[job->cmd->entity].fields)
        return "the entity is gone";
    if (!job->toggles)
        return NULL;
    struct fl_value now = fl_model_get(l->model, job->cmd->entity, 0);
    if (!now.known)
        return "its state is not known, so it cannot be toggled";
    job->cmd->value[0] = (struct fl_value){.known = true, .b = !now.b};
    return NULL;
}

static bool refuse_some(struct fl_link *l, struct fl_job **jobs, size_t count)
{
    bool refused = false;
    for (size_t i = 0; i < count; i++) {
        const char *why = prepare(l, jobs[i]);
        if (!why)
            continue;
        fl_queue_remove(&l->queue, jobs[i]);
        fl_link_finish_job(l, jobs[i], FL_STATUS_REJECTED, why);
        refused = true;
    }
    if (refused)
        fl_link_wake_askers(l);
    return refused;
}

static void hand_over(struct fl_link *l, struct fl_job **jobs, size_t count, uint64_t now_ms)
{
    const struct fl_command *cmds[FL_BATCH_MAX];
    uint32_t group = jobs[0]->cmd->group;
    for (size_t i = 0; i < count; i++) {
        jobs[i]->cmd->deadline_ms = deadline(l, jobs[i]->cmd, now_ms);
        cmds[i] = jobs[i]->cmd;
    }
    size_t took = l->driver->command(l->session, fl_link_begin(l, FL_ASK_COMMAND), cmds, count);
    bool free = !fl_turn_busy(fl_io_turn(l->io), group);
    for (size_t i = 0; i < count; i++) {
        if (i >= took) {
            jobs[i]->deferred = took == 0 && free; /* else they are next, when the turn is free again */
            continue;
        }
        fl_queue_remove(&l->queue, jobs[i]);
        run_job(l, jobs[i], now_ms);
    }
    if (took > 0 && free)
        fl_link_poll_soon(l);
    fl_link_apply(l);
}

/* A toggle depends on what its entity's earlier commands did, and no later one may replace it: in
 * either case the two do not run together. */
static bool clash(const struct fl_job *earlier, const struct fl_job *job)
{
    return earlier->cmd->entity == job->cmd->entity && (earlier->toggles || job->toggles);
}

static bool must_wait(const struct fl_link *l, struct fl_job *const *jobs, size_t index)
{
    const struct fl_job *job = jobs[index];
    if (job->cmd->action)
        return false;
    for (size_t i = 0; i < index; i++)
        if (clash(jobs[i], job))
            return true;
    for (const struct fl_job *j = l->running; j; j = j->next)
        if (clash(j, job))
            return true;
    for (const struct fl_job *j = l->queue.head; j != job; j = j->next)
        if (j->deferred && clash(j, job))
            return true;
    return false;
}

/* How many of them may begin now. If it is none, the first stands aside until something happened. */
static size_t without_clashes(const struct fl_link *l, struct fl_job *const *jobs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!must_wait(l, jobs, i))
            continue;
        jobs[i]->deferred = i == 0;
        return i;
    }
    return count;
}

bool fl_link_begin_jobs(struct fl_link *l, uint64_t now_ms, uint64_t *until_ms)
{
    struct fl_job *jobs[FL_BATCH_MAX];
    size_t count =
        fl_queue_next(&l->queue, fl_io_turn(l->io), &l->conf->timing, now_ms, jobs, FL_BATCH_MAX, until_ms);
    if (count == 0)
        return false;
    count = without_clashes(l, jobs, count);
    if (count == 0) {
        fl_link_wake_askers(l); /* no command waits for the turn any more: others may have it */
        return true;
    }
    if (refuse_some(l, jobs, count))
        return true;
    const struct fl_action *action = jobs[0]->cmd->action;
    if (action && action->act == FL_ACT_REFRESH)
        begin_refresh(l, jobs[0], now_ms);
    else
        hand_over(l, jobs, count, now_ms);
    return true;
}

/* --- waiting and running too long ------------------------------------------------------------------- */

void fl_link_expire_jobs(struct fl_link *l, uint64_t now_ms)
{
    struct fl_job *job;
    while ((job = fl_queue_expired(&l->queue, now_ms)))
        fl_link_finish_job(l, job, FL_STATUS_EXPIRED,
                           l->state == FL_LINK_ONLINE ? "it waited too long" : "the device is offline");
}

void fl_link_timeout_jobs(struct fl_link *l, uint64_t now_ms)
{
    finish_running(l, is_late, now_ms, FL_STATUS_TIMEOUT, "not confirmed in time");
}

uint64_t fl_link_next_deadline(const struct fl_link *l)
{
    uint64_t at = FL_NEVER;
    for (const struct fl_job *j = l->running; j; j = j->next)
        if (j->cmd->deadline_ms < at)
            at = j->cmd->deadline_ms;
    return at;
}

void fl_link_fail_jobs(struct fl_link *l, const char *error)
{
    finish_running(l, ends_with_session, 0, FL_STATUS_FAILED, error);
}

void fl_link_settle_wakes(struct fl_link *l, enum fl_status status, const char *error)
{
    finish_running(l, waits_for_waker, 0, status, error);
}

void fl_link_settle_reconnects(struct fl_link *l, enum fl_status status, const char *error)
{
    finish_running(l, is_armed, 0, status, error);
}

void fl_link_settle_round(struct fl_link *l, uint32_t round, enum fl_err result)
{
    const struct fl_turn *t = fl_io_turn(l->io);
    for (size_t i = 0; i < t->count; i++)
        if (t->owed[i].round == round)
            return;
    if (round != 0)
        finish_running(l, is_of_round, round, fl_status_of(result),
                       result ? "the poll was not answered" : NULL);
}
