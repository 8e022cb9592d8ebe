/* The network between simulated devices and their peers; see sim_net.h. */
#include "sim_net.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* So late comes a datagram that is to be overtaken: longer than what follows it at once needs. */
enum { OVERTAKEN_MS = 30, MS_MAX = 60 * 1000, EVERY_MAX = 1000000, TEXT_MAX = 256 };

static const struct row {
    const char *name, *unit; /* unit: what may stand behind the number */
    size_t offset;
    int max;
} rows[] = {
    {"lose", "", offsetof(struct sim_net, lose), EVERY_MAX},
    {"loss", "%", offsetof(struct sim_net, loss), 100},
    {"duplicate", "%", offsetof(struct sim_net, duplicate), 100},
    {"reorder", "%", offsetof(struct sim_net, reorder), 100},
    {"delay", "ms", offsetof(struct sim_net, delay_ms), MS_MAX},
    {"jitter", "ms", offsetof(struct sim_net, jitter_ms), MS_MAX},
};

static const struct row *find_row(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strlen(rows[i].name) == len && !strncmp(rows[i].name, name, len))
            return &rows[i];
    return NULL;
}

static enum fl_err parse_one(struct sim_net *n, const char *text, struct fl_error *err)
{
    size_t len = strcspn(text, ":");
    const struct row *row = find_row(text, len);
    if (!row || !text[len])
        return fl_fail(err, FL_E_CONFIG,
                       "net=%s: lose:N, loss:P%%, duplicate:P%%, reorder:P%%, delay:MS, jitter:MS or none",
                       text);
    char *end;
    errno = 0;
    long value = strtol(text + len + 1, &end, 10);
    if (end == text + len + 1 || (*end && strcmp(end, row->unit) != 0) || errno || value < 0 ||
        value > row->max)
        return fl_fail(err, FL_E_RANGE, "net=%s: %s takes 0 to %d%s", text, row->name, row->max, row->unit);
    *(int *)(void *)((char *)n + row->offset) = (int)value;
    return FL_OK;
}

enum fl_err sim_net_parse(struct sim_net *out, const char *text, struct fl_error *err)
{
    struct sim_net net = {0};
    char copy[TEXT_MAX];
    if (!fl_copy(copy, sizeof copy, text))
        return fl_fail(err, FL_E_RANGE, "net: the value is too long");
    char *rest;
    for (char *word = strtok_r(copy, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        enum fl_err e = strcmp(word, "none") == 0 ? FL_OK : parse_one(&net, word, err);
        if (e)
            return e;
    }
    *out = net;
    return FL_OK;
}

uint32_t sim_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)(z >> 32);
}

static bool chance(int percent, uint64_t *random)
{
    return percent && sim_random(random) % 100 < (uint32_t)percent;
}

static int lateness(const struct sim_net *n, uint64_t *random)
{
    int delay_ms = n->delay_ms;
    if (n->jitter_ms)
        delay_ms += (int)(sim_random(random) % ((uint32_t)n->jitter_ms + 1));
    return delay_ms + (chance(n->reorder, random) ? OVERTAKEN_MS : 0);
}

struct sim_fate sim_net_fate(struct sim_net *n, uint64_t *random)
{
    struct sim_fate fate = {.copies = 1};
    n->count++;
    if ((n->lose && n->count % (unsigned)n->lose == 0) || chance(n->loss, random))
        fate.copies = 0;
    else if (chance(n->duplicate, random))
        fate.copies = 2;
    for (unsigned i = 0; i < fate.copies; i++)
        fate.delay_ms[i] = lateness(n, random);
    return fate;
}
