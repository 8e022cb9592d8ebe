/* What to ask the node now: one request at a time, the most urgent first. */
#include <string.h>

#include "echonet_items.h"

enum {
    EPC_POWER = 0x80,
    EPC_COUNT = 0xD3,
    EPC_LIST_INF = 0xD5,
    EPC_LIST = 0xD6,
    EPC_ID = 0x83,
    PROBE_MS = 60000,  /* a stuck node is asked so seldom */
    COUNT_MS = 2000,   /* so long announcements of more objects may take */
    SLOW_MS = 200,     /* answers that take longer stretch the periods */
    MAPS_MS = 3600000, /* maps change with what is connected to an adapter */
    DOUBT_MS = 2000    /* so long an announcement may take */
};

uint16_t echonet_next_tid(struct echonet_session *s)
{
    if (++s->tid == 0) /* announcements often carry that */
        s->tid++;
    return s->tid;
}

struct echonet_pace echonet_next_pace(const struct echonet_session *s)
{
    return (struct echonet_pace){.conf = s->conf, .slow = s->rtt_ms > SLOW_MS, .deaf = s->deaf};
}

static void get(struct echonet_session *s, struct fl_io *io, enum echonet_purpose why, uint32_t eoj,
                const uint8_t *epcs, size_t count)
{
    echonet_request_get(&s->asked, why, echonet_next_tid(s), eoj, epcs, count);
    echonet_request_send(&s->asked, io);
}

void echonet_next_list(struct echonet_session *s, struct fl_io *io)
{
    static const uint8_t epcs[] = {EPC_LIST, EPC_ID};
    s->list_ms = UINT64_MAX;
    /* Where two are too many, the list is what matters. */
    get(s, io, ECHONET_ASK_LIST, ECHONET_NODE_PROFILE, epcs, s->list_tries ? 1 : sizeof epcs);
}

void echonet_next_probe(struct echonet_session *s, struct fl_io *io)
{
    static const uint8_t epcs[] = {EPC_POWER};
    get(s, io, ECHONET_ASK_PROBE, ECHONET_NODE_PROFILE, epcs, sizeof epcs);
}

/* --- values that another property selects ---------------------------------------------------------- */
/* What to write before a selected property is read: as it is now; where nobody has ever set it, the
 * first channels of a board (as many as an answer holds), or today. */
static size_t selection(const struct echonet_object *o, uint8_t selector, uint8_t out[2])
{
    enum { BOARD = 0x0287, CHANNELS = 29 };
    struct fl_span now = echonet_object_edt(o, selector);
    bool board = echonet_object_eoj(o) >> 8 == BOARD && selector != 0xC5;
    bool set = now.len == 1 || (now.len == 2 && now.data[0] && now.data[0] != 0xFF);
    if (set) {
        memcpy(out, now.data, now.len);
        return now.len;
    }
    out[0] = board ? 1 : 0;
    out[1] = CHANNELS;
    return board ? 2 : 1;
}

static bool select_first(struct echonet_session *s, struct fl_io *io, const struct echonet_object *o,
                         uint8_t epc)
{
    uint8_t selector = echonet_object_selector(o, epc), edt[2];
    if (!selector || !echonet_map_has(echonet_object_settable(o), selector))
        return false;
    s->select_eoj = echonet_object_eoj(o);
    s->select_epc = epc;
    const struct echonet_prop prop = {selector, {edt, selection(o, selector, edt)}};
    echonet_request_set(&s->asked, ECHONET_ASK_SELECT, echonet_next_tid(s), s->select_eoj, &prop, 1);
    echonet_request_send(&s->asked, io);
    return true;
}

/* --- steps: true: it asked ---------------------------------------------------------------------------- */
static bool ask_selected(struct echonet_session *s, struct fl_io *io)
{
    if (!s->select_eoj)
        return false;
    uint32_t eoj = s->select_eoj;
    s->select_eoj = 0;
    get(s, io, ECHONET_ASK_VALUES, eoj, &s->select_epc, 1);
    return true;
}

static bool ask_write(struct echonet_session *s, struct fl_io *io)
{
    const struct echonet_set *first = echonet_sets_first(&s->sets);
    const struct echonet_item *item = first ? echonet_items_of(s, first->object) : NULL;
    if (!item)
        return false;
    echonet_sets_request(&s->sets, &s->asked, echonet_next_tid(s), item->schedule.limit);
    echonet_request_send(&s->asked, io);
    return true;
}

static bool ask_verify(struct echonet_session *s, struct fl_io *io)
{
    uint8_t epcs[ECHONET_ASK_MAX];
    struct echonet_object *o = NULL;
    size_t count = echonet_sets_check(&s->sets, fl_io_now(io), epcs, &o);
    if (count)
        get(s, io, ECHONET_ASK_VERIFY, echonet_object_eoj(o), epcs, count);
    return count > 0;
}

static bool ask_action(struct echonet_session *s, struct fl_io *io)
{
    if (!s->reading.command)
        return false;
    echonet_action_read(s, io);
    return true;
}

/* While a request waits for its repeat nothing else is read. */
static bool ask_again(struct echonet_session *s, struct fl_io *io)
{
    if (s->again.why == ECHONET_ASK_IDLE)
        return false;
    if (fl_io_now(io) < s->again.until_ms)
        return true;
    s->asked = s->again;
    s->again.why = ECHONET_ASK_IDLE;
    echonet_request_send(&s->asked, io);
    return true;
}

static bool ask_list(struct echonet_session *s, struct fl_io *io)
{
    if (fl_io_now(io) < s->list_ms)
        return false;
    echonet_next_list(s, io);
    return true;
}

static bool ask_count(struct echonet_session *s, struct fl_io *io)
{
    static const uint8_t epcs[] = {EPC_COUNT};
    if (fl_io_now(io) < s->total_ms)
        return false;
    s->total_ms = UINT64_MAX;
    get(s, io, ECHONET_ASK_COUNT, ECHONET_NODE_PROFILE, epcs, sizeof epcs);
    return true;
}

static bool ask_more(struct echonet_session *s, struct fl_io *io)
{
    if (fl_io_now(io) < s->more_ms)
        return false;
    s->more_ms = UINT64_MAX;
    s->total_ms = fl_io_now(io) + COUNT_MS; /* then it is seen whether they came */
    echonet_request_inf(&s->asked, ECHONET_ASK_MORE, echonet_next_tid(s), ECHONET_NODE_PROFILE, EPC_LIST_INF);
    echonet_request_send(&s->asked, io);
    return true;
}

/* The first time together with what names the object, which saves it a request of its own. */
static bool ask_maps(struct echonet_session *s, struct fl_io *io, struct echonet_item *item)
{
    static const uint8_t epcs[ECHONET_ASK_MAX] = {0x9F, 0x9E, 0x9D, 0x83, 0x8A, 0x82, 0x81, 0x88};
    uint64_t now = fl_io_now(io);
    if (now < item->maps_ms || (item->mapped && !item->again))
        return false;
    item->maps_ms = now + MAPS_MS;
    size_t count = item->mapped || s->maps_alone ? ECHONET_MAPS : sizeof epcs;
    bool all = !item->map_tries;
    get(s, io, ECHONET_ASK_MAPS, echonet_object_eoj(item->object), all ? epcs : epcs + item->map_tries - 1,
        all ? count : 1);
    return true;
}

static bool ask_values(struct echonet_session *s, struct fl_io *io, struct echonet_item *item)
{
    uint8_t epcs[ECHONET_ASK_MAX];
    uint64_t now = fl_io_now(io), soon = now + (uint64_t)fl_io_timing(io)->poll_interval;
    size_t count = echonet_schedule_pick(&item->schedule, now, soon, epcs);
    if (!count)
        return false;
    if (count == 1 && select_first(s, io, item->object, epcs[0]))
        return true;
    get(s, io, ECHONET_ASK_VALUES, echonet_object_eoj(item->object), epcs, count);
    return true;
}

/* Before the objects if that works at once, so that all is there when the device appears. */
static bool ask_nameplate(struct echonet_session *s, struct fl_io *io)
{
    bool first = !s->node.misses && !s->node.schedule.width;
    return first && echonet_schedule_unread(&s->node.schedule) && ask_values(s, io, &s->node);
}

/* One object after the other, so that the first ones can be used before the last ones are read. */
static bool ask_new(struct echonet_session *s, struct fl_io *io)
{
    for (size_t i = 0; i < s->count; i++) {
        struct echonet_item *item = s->items[i];
        if (item->silent)
            continue;
        if (!item->mapped && ask_maps(s, io, item))
            return true;
        if (item->mapped && echonet_schedule_unread(&item->schedule) && ask_values(s, io, item))
            return true;
    }
    return false;
}

static bool ask_due(struct echonet_session *s, struct fl_io *io)
{
    struct echonet_item *first = NULL;
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < s->count; i++) {
        struct echonet_item *item = s->items[i];
        uint64_t due = item->mapped ? echonet_schedule_due(&item->schedule) : UINT64_MAX;
        if (due < least) {
            first = item;
            least = due;
        }
    }
    if (echonet_schedule_due(&s->node.schedule) < least)
        first = &s->node;
    return first && ask_values(s, io, first);
}

/* Maps that were known from before, or are an hour old. */
static bool ask_old_maps(struct echonet_session *s, struct fl_io *io)
{
    for (size_t i = 0; i < s->count; i++) {
        struct echonet_item *item = s->items[i];
        if (item->mapped && fl_io_now(io) >= item->maps_ms)
            item->again = true;
        if (!item->silent && item->again && ask_maps(s, io, item))
            return true;
    }
    return false;
}

/* --- all ------------------------------------------------------------------------------------------------ */
/* A change that was found by asking, and that nobody announces: announcements do not arrive. */
static void judge_announcements(struct echonet_session *s, struct fl_io *io)
{
    if (!s->doubt_ms || fl_io_now(io) < s->doubt_ms + DOUBT_MS)
        return;
    s->doubt_ms = 0;
    if (!s->deaf)
        fl_io_log(io, FL_WARN,
                  "announcements of this device do not arrive: what it announces is polled like the rest; "
                  "check IGMP snooping, or the interface");
    s->deaf = true;
    uint64_t when = fl_io_now(io) + (uint64_t)s->conf->poll_state;
    for (size_t i = 0; i < s->count; i++)
        echonet_schedule_hasten(&s->items[i]->schedule, s->items[i]->object, when);
}

static bool ask_stuck(struct echonet_session *s, struct fl_io *io)
{
    if (!s->probe_ms)
        return false;
    if (fl_io_now(io) < s->probe_ms)
        return true;
    if (s->probes == 1) {
        fl_io_log(io, FL_WARN, "the node answers nothing; it is asked once a minute until it is heard again");
        s->again.why = ECHONET_ASK_IDLE;
    }
    if (s->probes < UINT8_MAX)
        s->probes++;
    s->probe_ms = fl_io_now(io) + (s->probes > 1 ? PROBE_MS : 0);
    echonet_next_probe(s, io);
    return true;
}

/* All is read, or, of a node that takes long, what was read until now: the rest follows object by
 * object. */
static bool worth_showing(const struct echonet_session *s, uint64_t now_ms)
{
    size_t declared = 0, open = 0;
    for (size_t i = 0; i < s->count; i++) {
        declared += s->items[i]->declared;
        open += !s->items[i]->declared && !s->items[i]->silent;
    }
    return s->listed && (!open || (declared && now_ms >= s->show_ms));
}

void echonet_next_settle(struct echonet_session *s, struct fl_io *io)
{
    if (!s->complete) {
        if (!worth_showing(s, fl_io_now(io)))
            return;
        s->complete = s->unsaved = true;
        fl_io_complete(io);
    }
    if (s->unsaved && s->complete && !echonet_next_hurry(s, fl_io_now(io)))
        echonet_items_save(s, io);
}

void echonet_next_ask(struct echonet_session *s, struct fl_io *io)
{
    static bool (*const steps[])(struct echonet_session *, struct fl_io *) = {
        ask_selected, ask_write, ask_verify,    ask_action, ask_stuck, ask_again,   ask_list,
        ask_count,    ask_more,  ask_nameplate, ask_new,    ask_due,   ask_old_maps};
    judge_announcements(s, io);
    echonet_next_settle(s, io);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i](s, io))
            return;
}

bool echonet_next_hurry(const struct echonet_session *s, uint64_t now_ms)
{
    if (s->select_eoj || echonet_sets_wait(&s->sets) || s->reading.command)
        return true;
    if (s->again.why != ECHONET_ASK_IDLE)
        return now_ms >= s->again.until_ms;
    for (size_t i = 0; i < s->count && !s->probe_ms; i++) {
        const struct echonet_item *item = s->items[i];
        bool free = !item->silent && !item->misses;
        bool reads = item->mapped && echonet_schedule_unread(&item->schedule) &&
                     echonet_schedule_due(&item->schedule) < ECHONET_RANKS;
        if (free && (reads || (!item->mapped && !item->map_tries)))
            return true;
    }
    return false;
}
