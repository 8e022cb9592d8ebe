/* Silence, and failures in a row. */
#include "link/health.h"

#include "base/clock.h"

void fl_health_reset(struct fl_health *h, uint64_t now_ms)
{
    *h = (struct fl_health){.heard_ms = now_ms};
}

void fl_health_heard(struct fl_health *h, uint64_t now_ms)
{
    h->heard_ms = now_ms;
}

/* A command's answer says nothing of polls or keep-alives: its failures do not count either. */
static int *counter(struct fl_health *h, enum fl_asker who)
{
    switch (who) {
    case FL_ASK_POLL:
        return &h->polls_missed;
    case FL_ASK_KEEPALIVE:
        return &h->keepalives_missed;
    case FL_ASK_NONE:
    case FL_ASK_COMMAND:
        break;
    }
    return NULL;
}

void fl_health_answered(struct fl_health *h, enum fl_asker who)
{
    int *missed = counter(h, who);
    if (missed)
        *missed = 0;
}

void fl_health_missed(struct fl_health *h, enum fl_asker who)
{
    int *missed = counter(h, who);
    if (missed)
        ++*missed;
}

uint64_t fl_health_silent_at(const struct fl_health *h, const struct fl_timing *timing)
{
    if (timing->connection_timeout <= 0)
        return FL_NEVER;
    return fl_clock_add(h->heard_ms, (uint64_t)timing->connection_timeout);
}

enum fl_err fl_health_judge(const struct fl_health *h, const struct fl_timing *timing, uint64_t now_ms,
                            struct fl_error *err)
{
    if (now_ms >= fl_health_silent_at(h, timing))
        return fl_fail(err, FL_E_TIMEOUT, "silent for %llu ms", (unsigned long long)(now_ms - h->heard_ms));
    int threshold = timing->failure_threshold;
    if (threshold > 0 && h->keepalives_missed >= threshold)
        return fl_fail(err, FL_E_TIMEOUT, "%d keep-alives in a row were not answered", h->keepalives_missed);
    if (threshold > 0 && h->polls_missed >= threshold)
        return fl_fail(err, FL_E_TIMEOUT, "%d polls in a row were not answered", h->polls_missed);
    return FL_OK;
}
