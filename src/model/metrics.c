/* Shares and percentiles of what a link counted. */
#include "model/metrics.h"

#include <stdlib.h>
#include <string.h>

const char *fl_link_state_name(enum fl_link_state state)
{
    static const char *const names[] = {"connecting", "handshaking", "online", "backoff", "stopped"};
    return state <= FL_LINK_STOPPED ? names[state] : "unknown";
}

unsigned fl_metrics_quality(const struct fl_metrics *m)
{
    unsigned count = m->history_count < 64 ? m->history_count : 64, ones = 0;
    for (unsigned i = 0; i < count; i++)
        ones += (m->history >> i) & 1;
    return count ? ones * 100 / count : 0;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

uint32_t fl_metrics_rtt(const struct fl_metrics *m, unsigned p)
{
    uint32_t sorted[FL_RTT_WINDOW];
    uint32_t count = m->rtt_count < FL_RTT_WINDOW ? m->rtt_count : FL_RTT_WINDOW;
    if (count == 0)
        return 0;
    memcpy(sorted, m->rtt_us, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_size);
    uint32_t rank = (count * (p < 100 ? p : 100) + 99) / 100; /* nearest rank, from 1 */
    return sorted[rank ? rank - 1 : 0];
}

void fl_metrics_note_outcome(struct fl_metrics *m, bool answered)
{
    m->history = m->history << 1 | (answered ? 1 : 0);
    if (m->history_count < 64)
        m->history_count++;
}

void fl_metrics_note_rtt(struct fl_metrics *m, uint64_t us)
{
    m->rtt_us[m->rtt_count % FL_RTT_WINDOW] = us < UINT32_MAX ? (uint32_t)us : UINT32_MAX;
    m->rtt_count++;
}
