/* The waiting commands. Lists are short (queue_size), so all of it is plain walks. */
#include "link/queue.h"

#include "base/clock.h"

static bool covers(const struct fl_job *newer, const struct fl_job *older)
{
    return newer->merges && older->merges && newer->cmd->entity == older->cmd->entity &&
           (older->cmd->mask & ~newer->cmd->mask) == 0;
}

bool fl_queue_fits(const struct fl_queue *q, const struct fl_job *jobs)
{
    size_t count = q->count;
    for (const struct fl_job *j = jobs; j; j = j->next)
        count++;
    for (const struct fl_job *w = q->head; w; w = w->next)
        for (const struct fl_job *j = jobs; j; j = j->next)
            if (covers(j, w)) {
                count--;
                break;
            }
    return count <= q->cap;
}

static bool same_entity(const struct fl_job *a, const struct fl_job *b)
{
    return !a->cmd->action && !b->cmd->action && a->cmd->entity == b->cmd->entity;
}

struct fl_job *fl_queue_put(struct fl_queue *q, struct fl_job *job)
{
    struct fl_job *covered = NULL, **end = &covered, **place = NULL;
    struct fl_job **at = &q->head;
    while (*at) {
        struct fl_job *w = *at;
        if (covers(job, w)) {
            *at = w->next;
            w->next = NULL;
            *end = w;
            end = &w->next;
            place = at;
            q->count--;
            continue;
        }
        if (same_entity(job, w))
            place = NULL;
        if (w->cmd->group == job->cmd->group)
            w->deferred = false; /* the driver is to see them together */
        at = &w->next;
    }
    if (!place)
        place = at;
    job->next = *place;
    *place = job;
    q->count++;
    return covered;
}

/* Those that go out with the first: sets of its group. Nothing overtakes an action. */
static size_t batch(struct fl_job *first, struct fl_job **out, size_t cap)
{
    size_t n = 0;
    for (struct fl_job *j = first; j && n < cap; j = j->next) {
        if (j->cmd->action && j != first)
            break;
        if (j->cmd->group == first->cmd->group && !j->deferred)
            out[n++] = j;
        if (first->cmd->action)
            break;
    }
    return n;
}

size_t fl_queue_next(const struct fl_queue *q, const struct fl_turn *t, const struct fl_timing *timing,
                     uint64_t now_ms, struct fl_job **out, size_t cap, uint64_t *when_ms)
{
    *when_ms = FL_NEVER;
    for (struct fl_job *j = q->head; j; j = j->next) {
        uint64_t when;
        if (j->deferred)
            continue;
        if (fl_turn_may_take(t, FL_ASK_COMMAND, j->cmd->group, timing, now_ms, &when))
            return batch(j, out, cap);
        if (when < *when_ms)
            *when_ms = when;
    }
    return 0;
}

void fl_queue_remove(struct fl_queue *q, struct fl_job *job)
{
    struct fl_job **at = &q->head;
    while (*at != job)
        at = &(*at)->next;
    *at = job->next;
    job->next = NULL;
    q->count--;
}

struct fl_job *fl_queue_expired(struct fl_queue *q, uint64_t now_ms)
{
    for (struct fl_job *j = q->head; j; j = j->next)
        if (j->cmd->expires_ms <= now_ms) {
            fl_queue_remove(q, j);
            return j;
        }
    return NULL;
}

uint64_t fl_queue_next_expiry(const struct fl_queue *q)
{
    uint64_t at = FL_NEVER;
    for (const struct fl_job *j = q->head; j; j = j->next)
        if (j->cmd->expires_ms < at)
            at = j->cmd->expires_ms;
    return at;
}

struct fl_job *fl_queue_clear(struct fl_queue *q)
{
    struct fl_job *all = q->head;
    q->head = NULL;
    q->count = 0;
    return all;
}

bool fl_queue_waits(const struct fl_queue *q)
{
    for (const struct fl_job *j = q->head; j; j = j->next)
        if (!j->deferred)
            return true;
    return false;
}

void fl_queue_undefer(struct fl_queue *q)
{
    for (struct fl_job *j = q->head; j; j = j->next)
        j->deferred = false;
}
