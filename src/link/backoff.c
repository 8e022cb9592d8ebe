/* Exponential backoff with jitter, and the endpoint's targets in turn. */
#include "link/backoff.h"

void fl_backoff_online(struct fl_backoff *b, uint64_t now_ms)
{
    b->online_ms = now_ms;
    b->tries = 0;
    b->tried = 0;
}

static int tries_of(const struct fl_endpoint *ep, enum fl_err why)
{
    bool given_up = ep->rounds && why == FL_E_AUTH;
    return ep->tries > 0 && !given_up ? ep->tries : 1;
}

/* True: to one that had no turn in this round yet. */
static bool next_target(struct fl_backoff *b, const struct fl_endpoint *ep, enum fl_err why)
{
    if (++b->tries < tries_of(ep, why))
        return false;
    b->tries = 0;
    b->target = ep->target_count ? (b->target + 1) % ep->target_count : 0;
    if (++b->tried < ep->target_count)
        return true;
    b->tried = 0;
    b->round++;
    return false;
}

/* reconnect_min doubled with each failure, up to 20 % more so that many do not come back together
 * (at reconnect_max: less), and never outside the two. */
static uint64_t delay(const struct fl_timing *timing, unsigned failures, uint32_t random)
{
    uint64_t min = (uint64_t)timing->reconnect_min, max = (uint64_t)timing->reconnect_max;
    uint64_t base = min;
    while (failures-- > 0 && base < max)
        base *= 2;
    if (base > max)
        base = max;
    uint64_t jitter = base / 5 * (random >> 16) / UINT16_MAX;
    uint64_t wait = base + jitter > max ? max - jitter : base + jitter;
    return wait < min ? min : wait;
}

static void session_ended(struct fl_backoff *b, const struct fl_endpoint *ep, enum fl_err why,
                          uint64_t lasted_ms)
{
    if (lasted_ms >= FL_BACKOFF_STABLE_MS)
        b->failures = b->before = 0;
    b->online_ms = 0;
    if (ep->rounds)
        b->tries = tries_of(ep, why) - 1;
}

uint64_t fl_backoff_end(struct fl_backoff *b, const struct fl_timing *timing, const struct fl_endpoint *ep,
                        enum fl_err why, uint64_t now_ms, uint32_t random)
{
    bool fresh = false;
    if (b->online_ms)
        session_ended(b, ep, why, now_ms - b->online_ms);
    else
        fresh = next_target(b, ep, why);
    if (fresh && ep->rounds) {
        b->failures = b->before;
        return 0;
    }
    uint64_t wait = delay(timing, b->failures, random);
    if (b->failures < 31) /* reconnect_max is reached long before */
        b->failures++;
    if (b->tried == 0 && b->tries == 0)
        b->before = b->failures;
    return why == FL_E_AUTH ? FL_BACKOFF_AUTH_MS : wait;
}
