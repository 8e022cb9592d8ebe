/* The schedule of questions to all channels. */
#include "radiod_sweep.h"

enum {
    QUIET_MS = 500,     /* nobody new for so long: all have answered */
    GAP_MIN_MS = 2000,  /* between two questions */
    MS_PER_SLOT = 5,    /* four channels in 20 ms */
    PATIENCE_MS = 10000 /* for a sweep that others disturb, beyond what it needs */
};

/* The least time from one question to the next: all must have had the time to answer. */
static uint64_t gap(const struct radiod_sweep *s)
{
    uint64_t need = (uint64_t)s->slots * MS_PER_SLOT + QUIET_MS;
    return need > GAP_MIN_MS ? need : GAP_MIN_MS;
}

void radiod_sweep_reset(struct radiod_sweep *s, uint64_t now_ms)
{
    uint64_t earliest = s->asked_ms ? s->asked_ms + gap(s) : 0;
    s->running = false;
    s->next_ms = earliest > now_ms ? earliest : now_ms;
}

static void begin(struct radiod_sweep *s, uint64_t now_ms)
{
    s->running = true;
    s->number++;
    s->began_ms = s->news_ms = now_ms;
    s->found = 0;
    s->overheard = 0;
}

static void asked(struct radiod_sweep *s, uint64_t now_ms, int interval_ms)
{
    uint64_t interval = (uint64_t)interval_ms;
    s->asked_ms = now_ms;
    s->next_ms = now_ms + (interval > gap(s) ? interval : gap(s));
}

void radiod_sweep_asked(struct radiod_sweep *s, uint64_t now_ms, int interval_ms)
{
    begin(s, now_ms);
    asked(s, now_ms, interval_ms);
}

void radiod_sweep_overhear(struct radiod_sweep *s, uint64_t now_ms, int interval_ms)
{
    if (s->running)
        s->overheard++;
    else
        begin(s, now_ms);
    asked(s, now_ms, interval_ms);
}

void radiod_sweep_heard(struct radiod_sweep *s, uint64_t now_ms)
{
    s->news_ms = now_ms;
    s->found++;
    if (s->found > s->slots)
        s->slots = s->found;
}

void radiod_sweep_stalled(struct radiod_sweep *s, uint64_t now_ms)
{
    s->news_ms = now_ms;
}

void radiod_sweep_hurry(struct radiod_sweep *s)
{
    uint64_t earliest = s->asked_ms ? s->asked_ms + gap(s) : 0;
    if (s->next_ms > earliest)
        s->next_ms = earliest;
}

/* A channel that is polled meanwhile is heard early, and not again when its turn comes: silence counts
 * only after all had theirs. */
static uint64_t quiet_at(const struct radiod_sweep *s)
{
    uint64_t all_ms = s->asked_ms + (uint64_t)s->slots * MS_PER_SLOT;
    return (s->news_ms > all_ms ? s->news_ms : all_ms) + QUIET_MS;
}

static uint64_t given_up_at(const struct radiod_sweep *s)
{
    return s->began_ms + gap(s) + PATIENCE_MS;
}

enum radiod_sweep_end radiod_sweep_look(struct radiod_sweep *s, uint64_t now_ms)
{
    bool quiet = now_ms >= quiet_at(s), given_up = now_ms >= given_up_at(s);
    if (!s->running || (!quiet && !given_up))
        return RADIOD_SWEEP_GOES_ON;
    s->running = false;
    if (!quiet)
        return RADIOD_SWEEP_DISTURBED;
    s->slots = s->found;
    return RADIOD_SWEEP_WHOLE;
}

bool radiod_sweep_due(const struct radiod_sweep *s, uint64_t now_ms)
{
    return !s->running && now_ms >= s->next_ms;
}

uint64_t radiod_sweep_at(const struct radiod_sweep *s)
{
    if (!s->running)
        return s->next_ms;
    return quiet_at(s) < given_up_at(s) ? quiet_at(s) : given_up_at(s);
}
