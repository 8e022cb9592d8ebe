/* Limits and suspects. */
#include "echonet_learn.h"

static void acquit(struct echonet_schedule *s)
{
    for (unsigned epc = 0x80; epc <= UINT8_MAX; epc++)
        if (!s->culprit && echonet_map_has(&s->singles, (uint8_t)epc))
            echonet_schedule_row(s, (uint8_t)epc)->alone = true; /* well alone, and in no company */
}

/* No suspects any more: what does that say? */
static void conclude(struct echonet_schedule *s)
{
    if (!s->width || echonet_map_count(&s->suspects))
        return;
    bool shorter = s->refusing ? s->worked : s->width > 1 && !s->culprit;
    if (shorter && s->width < s->limit)
        s->limit = s->width;
    else if (!s->refusing)
        acquit(s);
    echonet_learn_forget(s);
}

void echonet_learn_forget(struct echonet_schedule *s)
{
    s->width = 0;
    s->refusing = s->culprit = s->worked = false;
    s->suspects = s->singles = (struct echonet_map){{0}};
}

static void suspect(struct echonet_schedule *s, const struct echonet_request *r, bool refusing)
{
    s->width = r->count / 2;
    s->refusing = refusing;
    for (size_t i = 0; i < r->count; i++)
        echonet_map_add(&s->suspects, r->epcs[i]);
}

bool echonet_learn_answered(struct echonet_schedule *s, const struct echonet_request *r)
{
    size_t good = echonet_map_count(&r->good), refused = echonet_map_count(&r->refused);
    if (r->count > 1 && !good) {
        suspect(s, r, true);
        return false;
    }
    if (good + refused > 0 && good + refused < r->count && good + refused < s->limit)
        s->limit = (uint8_t)(good + refused); /* it cuts its answers */
    s->worked = s->worked || (s->width && good);
    for (size_t i = 0; i < r->count; i++) {
        bool told = !echonet_map_has(&r->open, r->epcs[i]);
        if (told && s->width && r->count == 1 && good)
            echonet_map_add(&s->singles, r->epcs[i]);
        if (told)
            echonet_map_remove(&s->suspects, r->epcs[i]);
        if (s->width && r->count == 1 && !good)
            s->culprit = true;
    }
    conclude(s);
    return true;
}

bool echonet_learn_missed(struct echonet_schedule *s, const struct echonet_request *r)
{
    if (r->count > 1) {
        suspect(s, r, false);
        return false;
    }
    s->culprit = s->width > 0;
    echonet_schedule_row(s, r->epcs[0])->alone = true;
    echonet_map_remove(&s->suspects, r->epcs[0]);
    conclude(s);
    return true;
}
