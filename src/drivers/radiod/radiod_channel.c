/* The table of channels. */
#include "radiod_channel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "radiod_name.h"

/* Where the SSRC is, or belongs. */
static size_t place(const struct radiod_channels *c, uint32_t ssrc)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->at[middle]->ssrc < ssrc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct radiod_channel *radiod_channels_find(const struct radiod_channels *c, uint32_t ssrc)
{
    size_t at = place(c, ssrc);
    return at < c->count && c->at[at]->ssrc == ssrc ? c->at[at] : NULL;
}

static bool reserve(struct radiod_channels *c)
{
    if (c->count < c->cap)
        return true;
    size_t cap = c->cap ? c->cap * 2 : 8;
    struct radiod_channel **at = realloc(c->at, cap * sizeof *at);
    if (!at)
        return false;
    c->at = at;
    c->cap = cap;
    return true;
}

struct radiod_channel *radiod_channels_add(struct radiod_channels *c, uint32_t ssrc)
{
    size_t at = place(c, ssrc);
    if (at < c->count && c->at[at]->ssrc == ssrc)
        return c->at[at];
    if (c->count >= RADIOD_CHANNELS_MAX || !reserve(c))
        return NULL;
    struct radiod_channel *new = calloc(1, sizeof *new);
    if (!new)
        return NULL;
    new->ssrc = ssrc;
    new->silent = true;
    for (size_t i = 0; i < RADIOD_ITEM_COUNT; i++)
        new->entity[i] = -1;
    memmove(c->at + at + 1, c->at + at, (c->count - at) * sizeof(struct radiod_channel *));
    c->at[at] = new;
    c->count++;
    return new;
}

static void destroy(struct radiod_channel *c)
{
    free(c->packet);
    free(c->request);
    free(c);
}

void radiod_channels_remove(struct radiod_channels *c, size_t index)
{
    destroy(c->at[index]);
    c->count--;
    memmove(c->at + index, c->at + index + 1, (c->count - index) * sizeof(struct radiod_channel *));
}

void radiod_channels_finish(struct radiod_channels *c)
{
    for (size_t i = 0; i < c->count; i++)
        destroy(c->at[i]);
    free(c->at);
    *c = (struct radiod_channels){0};
}

const char *radiod_channel_key(const struct radiod_channel *c, char buf[static FL_KEY_MAX])
{
    if (c->conf)
        return c->conf->key;
    snprintf(buf, FL_KEY_MAX, "c%lu", (unsigned long)c->ssrc);
    return buf;
}

/* The same at every start, and unlikely to be a frequency in kHz, as servers number their own. */
uint32_t radiod_channel_ssrc(const struct radiod_channel_conf *conf)
{
    if (conf->ssrc)
        return (uint32_t)conf->ssrc;
    return UINT32_C(0x40000000) | (radiod_name_group(conf->key) & 0xffffff) << 4 |
           (uint32_t)(strlen(conf->key) & 0xf);
}
