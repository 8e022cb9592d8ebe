/* The exchange with a node: life, what comes, and whom it concerns.
 *
 *   open      Get D6 and 83 of the node profile; any sound frame of the node makes it online
 *   poll      echonet_next.c: one request, the most urgent; at once after an answer as long as
 *             something was never read, then one a slot
 *   feed      every value of every frame is used, whoever asked for it; TID, object and service tell
 *             the answer to the request under way
 *   missed    reading requests wait for their repeat (same TID) with the turn free, for commands alone:
 *             bridges lose what comes while they are busy; sets are repeated at once
 *
 * The gateway's own station (the probe) answers what nodes ask us, INFC included. */
#include "echonet_session.h"

#include <stdlib.h>
#include <string.h>

#include "echonet_items.h"

enum {
    EPC_COUNT = 0xD3,
    EPC_LIST_INF = 0xD5,
    EPC_LIST = 0xD6,
    EPC_ID = 0x83,
    REST_MS = 300, /* for the second datagram of an answer */
    SHOW_AFTER_MS = 2000,
    STUCK_MISSES = 5,  /* in a row */
    SILENT_MISSES = 3, /* of an object */
    SILENT_MS = 60000, /* a silent object is asked so seldom */
    MAP_RETRY_MS = 5000,
    REPEAT_MS = 3000, /* after the first send; doubled with each further one */
    MAPS_RARELY_MS = 3600 * 1000
};

static const uint64_t list_ms[] = {5000, 15000, 60000}; /* an empty or refused list is tried again */
enum { LIST_WAITS = sizeof list_ms / sizeof *list_ms };

/* --- life --------------------------------------------------------------------------------------- */
enum fl_err echonet_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    struct echonet_session *s = session;
    s->conf = conf;
    if (!echonet_items_init(s))
        return FL_E_NOMEM;
    echonet_items_load(s, io, saved);
    return FL_OK;
}

void echonet_finish(void *session)
{
    struct echonet_session *s = session;
    echonet_action_drop(s);
    echonet_items_finish(s);
}

/* The one timer. Ends every hook. */
static void arm(struct echonet_session *s, struct fl_io *io)
{
    uint64_t when = s->online ? echonet_sets_due(&s->sets) : UINT64_MAX;
    /* What is missing of an answer, or the repeat: polls may be far apart. */
    const struct echonet_request *r = s->asked.why == ECHONET_ASK_IDLE ? &s->again : &s->asked;
    if (r->why != ECHONET_ASK_IDLE && r->until_ms > fl_io_now(io) && r->until_ms < when)
        when = r->until_ms;
    if (s->online && s->asked.why == ECHONET_ASK_IDLE && echonet_next_hurry(s, fl_io_now(io)))
        fl_io_poll_now(io);
    fl_io_wake_at(io, when == UINT64_MAX ? 0 : when > fl_io_now(io) ? when : fl_io_now(io) + 1);
}

/* What the last session thought of it. */
static void forget(struct echonet_item *item)
{
    echonet_schedule_restart(&item->schedule);
    echonet_learn_forget(&item->schedule);
    item->misses = 0;
    item->silent = false;
}

void echonet_open(void *session, struct fl_io *io, size_t target)
{
    struct echonet_session *s = session;
    (void)target;
    echonet_sets_drop(&s->sets, io, NULL);
    echonet_action_drop(s);
    s->setting = s->searching = s->select_eoj = 0;
    s->asked.why = s->again.why = ECHONET_ASK_IDLE;
    s->online = s->listed = s->deaf = false;
    s->misses = 0;
    s->probe_ms = s->doubt_ms = s->rtt_ms = 0;
    s->probes = 0;
    s->list_tries = s->more_tries = 0;
    s->total = 0;
    s->round++;
    s->total_ms = s->more_ms = UINT64_MAX;
    s->show_ms = fl_io_now(io) + SHOW_AFTER_MS;
    s->tid = (uint16_t)fl_io_random(io); /* answers to what an earlier run asked do not match */
    forget(&s->node);
    for (size_t i = 0; i < s->count; i++)
        forget(s->items[i]);
    echonet_next_list(s, io);
    arm(s, io);
}

/* --- values --------------------------------------------------------------------------------------- */
/* An object that answers is there again. */
static void revive(struct fl_io *io, struct echonet_item *item)
{
    item->misses = 0;
    if (!item->silent)
        return;
    item->silent = false;
    echonet_schedule_restart(&item->schedule);
    fl_io_log(io, FL_INFO, "object %06X answers again", (unsigned)echonet_object_eoj(item->object));
}

/* A change that came as an answer although it should have been announced. */
static void doubt(struct echonet_session *s, struct fl_io *io, const struct echonet_item *item,
                  const struct echonet_prop *p, bool announced)
{
    struct fl_span before = echonet_object_edt(item->object, p->epc);
    bool changed = before.len == p->edt.len && memcmp(before.data, p->edt.data, before.len) != 0;
    if (announced || !changed || s->doubt_ms || echonet_sets_pending(&s->sets, item->object, p->epc))
        return;
    if (echonet_map_has(echonet_object_announced(item->object), p->epc))
        s->doubt_ms = fl_io_now(io);
}

static void hear_value(struct echonet_session *s, struct fl_io *io, struct echonet_item *item,
                       const struct echonet_prop *p, bool announced)
{
    struct echonet_pace pace = echonet_next_pace(s);
    bool first = !echonet_object_edt(item->object, p->epc).len;
    doubt(s, io, item, p, announced);
    if (!echonet_object_value(item->object, io, p->epc, p->edt))
        fl_io_bad_frame(io, FL_E_FORMAT); /* the old value stays */
    echonet_schedule_heard(&item->schedule, item->object, &pace, p->epc, fl_io_now(io));
    echonet_sets_heard(&s->sets, io, item->object, p->epc);
    if (first && item->declared && echonet_object_edt(item->object, p->epc).len) {
        echonet_schedule_want(&item->schedule, item->object);
        echonet_items_declare(s, io, item);
        s->unsaved = true;
    }
}

static void hear_id(struct echonet_session *s, struct fl_span edt)
{
    if (edt.len > sizeof s->id || (edt.len == s->id_len && !memcmp(edt.data, s->id, edt.len)))
        return;
    memcpy(s->id, edt.data, edt.len);
    s->id_len = (uint8_t)edt.len;
    s->unsaved = true;
}

static void hear_list(struct echonet_session *s, struct fl_io *io, struct fl_span edt, bool sure)
{
    if (echonet_items_listed(s, io, edt, sure)) {
        s->listed = true;
        s->list_tries = 0;
    }
}

static void hear_node(struct echonet_session *s, struct fl_io *io, const struct echonet_prop *p,
                      bool announced)
{
    struct fl_reader number = fl_reader_of(p->edt.data, p->edt.len);
    if (p->epc == EPC_ID)
        hear_id(s, p->edt);
    if (p->epc == EPC_LIST || p->epc == EPC_LIST_INF)
        hear_list(s, io, p->edt, p->epc == EPC_LIST && !announced);
    else if (p->epc == EPC_COUNT && p->edt.len == 3)
        echonet_items_counted(s, io, (uint32_t)fl_get_be_var(&number, 3));
    else if (echonet_schedule_row(&s->node.schedule, p->epc)->wanted)
        hear_value(s, io, &s->node, p, announced);
}

static void hear_values(struct echonet_session *s, struct fl_io *io, const struct echonet_frame *f)
{
    bool announced = f->esv == ECHONET_INF || f->esv == ECHONET_INFC;
    bool node = f->seoj == ECHONET_NODE_PROFILE || f->seoj == ECHONET_NODE_PROFILE_ANY;
    struct echonet_item *item = node ? NULL : echonet_items_find(s, f->seoj);
    struct fl_reader list = f->esv == ECHONET_SETGET_RES ? echonet_get_props(f) : echonet_props(f);
    struct echonet_prop p;
    if (item)
        revive(io, item);
    if (announced && item) {
        s->doubt_ms = 0;
        s->deaf = false;
    }
    while (echonet_next(&list, &p)) {
        if (!p.edt.len)
            continue; /* refused */
        if (node)
            hear_node(s, io, &p, announced);
        else if (item)
            hear_value(s, io, item, &p, announced);
        echonet_action_value(s, f->seoj, p.epc, p.edt);
    }
}

/* --- answers ---------------------------------------------------------------------------------------- */
static void listed(struct echonet_session *s, struct fl_io *io, const struct echonet_request *r)
{
    if (!echonet_map_has(&r->good, EPC_LIST) || !s->listed) { /* it collects its objects yet */
        s->listed = false;
        uint64_t wait = list_ms[s->list_tries < LIST_WAITS ? s->list_tries : LIST_WAITS - 1];
        s->list_ms = fl_io_now(io) + (r->count > 1 && !echonet_map_count(&r->good) ? 0 : wait);
        s->list_tries++;
        return;
    }
    s->list_ms = UINT64_MAX;
    echonet_action_listed(s, io);
}

static struct fl_span span_of(const struct echonet_item *item, uint8_t epc)
{
    return echonet_object_edt(item->object, epc);
}

static void take_maps(struct echonet_item *item)
{
    echonet_items_mapped(item, span_of(item, 0x9D), span_of(item, 0x9E), span_of(item, 0x9F));
}

/* Next time one by one; what came by then is all there will be. Maps known before stay. */
static void retry_maps(struct echonet_session *s, struct fl_io *io, struct echonet_item *item,
                       const struct echonet_request *r, int wait_ms)
{
    s->maps_alone = s->maps_alone || r->count > ECHONET_MAPS;
    item->maps_ms = fl_io_now(io) + (uint64_t)wait_ms;
    if (++item->map_tries < ECHONET_MAP_TRIES)
        return;
    if (!item->mapped || span_of(item, 0x9F).len)
        take_maps(item);
    item->map_tries = 0;
    item->again = false;
    item->maps_ms = fl_io_now(io) + MAPS_RARELY_MS;
}

static void mapped(struct echonet_session *s, struct fl_io *io, struct echonet_item *item,
                   const struct echonet_request *r)
{
    if (echonet_map_has(&r->good, 0x9F) && r->count > 1)
        take_maps(item);
    else
        retry_maps(s, io, item, r, 0);
}

/* As soon as all of its own was read, or was given up. */
static void declare_when_read(struct echonet_session *s, struct fl_io *io, struct echonet_item *item)
{
    echonet_schedule_want(&item->schedule, item->object); /* 82 may have changed what the rest means */
    if (item->declared || echonet_schedule_unread(&item->schedule))
        return;
    echonet_items_declare(s, io, item);
    s->unsaved = true;
}

static void read(struct echonet_session *s, struct fl_io *io, struct echonet_item *item,
                 const struct echonet_request *r)
{
    struct echonet_pace pace = echonet_next_pace(s);
    uint8_t limit = item->schedule.limit;
    if (echonet_learn_answered(&item->schedule, r))
        for (size_t i = 0; i < r->count; i++) {
            if (!echonet_map_has(&r->refused, r->epcs[i]))
                continue;
            echonet_schedule_refused(&item->schedule, item->object, &pace, r->epcs[i], fl_io_now(io));
            if (echonet_schedule_row(&item->schedule, r->epcs[i])->refused == ECHONET_REFUSALS)
                echonet_object_lost(item->object, io, r->epcs[i]);
        }
    s->unsaved = s->unsaved || limit != item->schedule.limit;
    declare_when_read(s, io, item);
}

static void over(struct echonet_session *s, struct fl_io *io, const struct echonet_request *r, bool sna)
{
    struct echonet_item *item = echonet_items_asked(s, r);
    switch (r->why) {
    case ECHONET_ASK_LIST:
        listed(s, io, r);
        break;
    case ECHONET_ASK_MAPS:
        if (item)
            mapped(s, io, item, r);
        break;
    case ECHONET_ASK_VALUES:
        if (item)
            read(s, io, item, r);
        break;
    case ECHONET_ASK_WRITE:
        echonet_sets_answered(&s->sets, io, r, sna);
        break;
    case ECHONET_ASK_ACTION:
        echonet_action_over(s, io, r, FL_OK);
        break;
    case ECHONET_ASK_COUNT:
    case ECHONET_ASK_MORE:
    case ECHONET_ASK_SELECT:
    case ECHONET_ASK_VERIFY:
    case ECHONET_ASK_PROBE:
    case ECHONET_ASK_IDLE:
        break;
    }
}

static void measure(struct echonet_session *s, struct fl_io *io)
{
    enum { SMOOTH = 8 };
    uint64_t took = fl_io_now(io) - s->asked.sent_ms;
    s->rtt_ms = s->rtt_ms ? (s->rtt_ms * (SMOOTH - 1) + took) / SMOOTH : took;
}

/* The request under way is over, answered wholly or as far as the node cared to. */
static void conclude(struct echonet_session *s, struct fl_io *io, bool sna)
{
    struct echonet_request r = s->asked;
    s->asked.why = ECHONET_ASK_IDLE;
    fl_io_answered(io, 0);
    over(s, io, &r, sna);
    echonet_next_settle(s, io);
}

static void hear_answer(struct echonet_session *s, struct fl_io *io, const struct echonet_frame *f)
{
    bool sna = f->esv == ECHONET_GET_SNA || f->esv == ECHONET_SETC_SNA;
    enum echonet_match match = echonet_request_answer(&s->asked, f);
    if (match == ECHONET_WHOLE) {
        if (s->asked.sends == 1)
            measure(s, io);
        conclude(s, io, sna);
    } else if (match == ECHONET_PART) {
        s->asked.until_ms = fl_io_now(io) + REST_MS;
    } else if (echonet_request_answer(&s->again, f) != ECHONET_FOREIGN) {
        struct echonet_request late = s->again;
        s->again.why = ECHONET_ASK_IDLE;
        over(s, io, &late, sna);
    }
}

/* --- what comes ---------------------------------------------------------------------------------------- */
static void hear_life(struct echonet_session *s, struct fl_io *io)
{
    s->heard_ms = fl_io_now(io);
    s->misses = 0;
    if (s->probe_ms) {
        s->probe_ms = 0;
        /* It was away: as if nothing had been asked in vain. If it answers the first probe, the requests are
         * to blame. */
        for (size_t i = 0; i < s->count && s->probes > 1; i++)
            echonet_learn_forget(&s->items[i]->schedule);
        s->probes = 0;
    }
    if (s->online)
        return;
    s->online = true;
    fl_io_online(io);
    fl_io_poll_now(io);
}

static bool has_values(uint8_t esv)
{
    return esv == ECHONET_GET_RES || esv == ECHONET_GET_SNA || esv == ECHONET_INF || esv == ECHONET_INFC ||
           esv == ECHONET_SETGET_RES;
}

size_t echonet_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    struct echonet_session *s = session;
    struct echonet_frame f;
    enum fl_err bad = echonet_decode(&f, data, len);
    if (bad) {
        fl_io_bad_frame(io, bad);
        return len;
    }
    hear_life(s, io);
    if (has_values(f.esv))
        hear_values(s, io, &f);
    hear_answer(s, io, &f);
    arm(s, io);
    return len;
}

/* --- what does not come ------------------------------------------------------------------------------- */
static void hush(struct echonet_session *s, struct fl_io *io, struct echonet_item *item)
{
    uint32_t eoj = echonet_object_eoj(item->object);
    if (item == &s->node)
        return; /* its other properties are what matters */
    if (item->misses >= SILENT_MISSES && !item->silent) {
        item->silent = true;
        echonet_object_silent(item->object, io);
        fl_io_log(io, FL_WARN, "object %06X does not answer", (unsigned)eoj);
    }
    for (size_t i = 0; item->silent && i < ECHONET_EPCS; i++)
        item->schedule.rows[i].due_ms = fl_io_now(io) + SILENT_MS;
}

/* A reading request is given up. Nothing is learnt of a node that says nothing at all. */
static void give_up(struct echonet_session *s, struct fl_io *io, const struct echonet_request *r)
{
    struct echonet_item *item = echonet_items_asked(s, r);
    if (r->why == ECHONET_ASK_LIST)
        s->list_ms = fl_io_now(io) + list_ms[LIST_WAITS - 1];
    if (r->why == ECHONET_ASK_SELECT)
        s->select_eoj = 0;
    if (!item || r->why == ECHONET_ASK_PROBE || s->probe_ms)
        return;
    if (item->misses < UINT8_MAX)
        item->misses++;
    if (r->why == ECHONET_ASK_MAPS)
        retry_maps(s, io, item, r, MAP_RETRY_MS);
    if (r->why == ECHONET_ASK_VALUES && echonet_learn_missed(&item->schedule, r))
        echonet_schedule_missed(&item->schedule, r->epcs[0], fl_io_now(io));
    if (r->why == ECHONET_ASK_SELECT)
        echonet_schedule_missed(&item->schedule, s->select_epc, fl_io_now(io));
    if (r->why == ECHONET_ASK_VALUES || r->why == ECHONET_ASK_SELECT)
        declare_when_read(s, io, item);
    hush(s, io, item);
}

/* Where something is to blame already, halves are asked less often: it is no property's miss yet. What
 * is silent is only tried. */
static unsigned sends_of(struct echonet_session *s, const struct echonet_request *r)
{
    const struct echonet_item *item = echonet_items_asked(s, r);
    bool half = item && item->schedule.width && r->count > 1;
    return item && item->silent ? 1 : half ? ECHONET_SENDS_MAX - 1 : ECHONET_SENDS_MAX;
}

static bool repeats(struct echonet_session *s, const struct echonet_request *r)
{
    bool reads = r->why == ECHONET_ASK_LIST || r->why == ECHONET_ASK_COUNT || r->why == ECHONET_ASK_MAPS ||
                 r->why == ECHONET_ASK_VALUES;
    return reads && s->again.why == ECHONET_ASK_IDLE && sends_of(s, r) > 1;
}

/* Waits 3, 6 and 12 s after the sends, the last one for a late answer alone, more where answers may
 * take longer; 30 % more or less, so that many do not ask together again, but no less than an answer
 * may take. */
static void repeat_later(struct echonet_session *s, struct fl_io *io, const struct echonet_request *r)
{
    uint64_t timeout = (uint64_t)fl_io_timing(io)->response_timeout;
    uint64_t wait = (timeout > REPEAT_MS ? timeout : REPEAT_MS) << (r->sends - 1);
    uint64_t least = wait * 7 / 10 > timeout ? wait * 7 / 10 : timeout, most = wait * 13 / 10;
    s->again = *r;
    s->again.until_ms = r->sent_ms + least + fl_io_random(io) % (most - least + 1);
}

static void note_miss(struct echonet_session *s, struct fl_io *io)
{
    if (s->misses < UINT8_MAX)
        s->misses++;
    if (s->misses < STUCK_MISSES || s->probe_ms)
        return;
    s->probe_ms = fl_io_now(io);
}

static void unanswered(struct echonet_session *s, struct fl_io *io, struct echonet_request *r)
{
    if (r->why == ECHONET_ASK_WRITE && echonet_sets_missed(&s->sets, io, r)) {
        s->asked = *r;
        echonet_request_send(&s->asked, io);
    } else if (r->why == ECHONET_ASK_ACTION) {
        echonet_action_over(s, io, r, FL_E_TIMEOUT);
    } else if (repeats(s, r) && !s->probes) {
        repeat_later(s, io, r);
    } else {
        give_up(s, io, r);
    }
}

void echonet_missed(void *session, struct fl_io *io, uint32_t group)
{
    struct echonet_session *s = session;
    (void)group;
    struct echonet_request r = s->asked;
    s->asked.why = ECHONET_ASK_IDLE;
    if (!s->online) {
        fl_io_fail(io, FL_E_TIMEOUT, "the node does not answer");
        return;
    }
    note_miss(s, io);
    if (r.why != ECHONET_ASK_IDLE)
        unanswered(s, io, &r);
    arm(s, io);
}

/* Sent as often as it may be, and the last wait is over. */
static void end_repeats(struct echonet_session *s, struct fl_io *io)
{
    struct echonet_request r = s->again;
    if (r.why == ECHONET_ASK_IDLE || r.sends < sends_of(s, &r) || fl_io_now(io) < r.until_ms)
        return;
    s->again.why = ECHONET_ASK_IDLE;
    give_up(s, io, &r);
}

/* --- turns ------------------------------------------------------------------------------------------------ */
void echonet_poll(void *session, struct fl_io *io)
{
    struct echonet_session *s = session;
    if (s->asked.why == ECHONET_ASK_IDLE) {
        end_repeats(s, io);
        echonet_next_ask(s, io);
    }
    arm(s, io);
}

void echonet_keepalive(void *session, struct fl_io *io)
{
    struct echonet_session *s = session;
    uint64_t quiet = (uint64_t)fl_io_timing(io)->keepalive_interval;
    bool free = s->asked.why == ECHONET_ASK_IDLE && s->again.why == ECHONET_ASK_IDLE;
    if (free && fl_io_now(io) >= s->heard_ms + quiet)
        echonet_next_probe(s, io);
    arm(s, io);
}

/* An entity's group is its object. */
size_t echonet_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count)
{
    struct echonet_session *s = session;
    size_t taken = 0;
    if (s->asked.why != ECHONET_ASK_IDLE || s->select_eoj || s->reading.command)
        return 0;
    if (count && cmds[0]->action) {
        echonet_action_begin(s, io, cmds[0]);
        taken = 1;
    } else {
        struct echonet_item *item = count ? echonet_items_find(s, cmds[0]->group) : NULL;
        while (item && taken < count && echonet_sets_add(&s->sets, io, item->object, cmds[taken]))
            taken++;
        for (; !item && taken < count; taken++)
            fl_io_verdict(io, cmds[taken]->id, FL_E_OFFLINE, "the object is gone");
        if (echonet_sets_wait(&s->sets))
            echonet_next_ask(s, io);
    }
    arm(s, io);
    return taken;
}

void echonet_tick(void *session, struct fl_io *io)
{
    struct echonet_session *s = session;
    uint64_t now = fl_io_now(io);
    if (s->asked.why != ECHONET_ASK_IDLE && s->asked.until_ms && now >= s->asked.until_ms) {
        conclude(s, io, true); /* the rest of the answer did not come */
    } else if (s->online && s->asked.why == ECHONET_ASK_IDLE && now >= echonet_sets_due(&s->sets)) {
        echonet_sets_expire(&s->sets, io);
        fl_io_poll_now(io);
    }
    arm(s, io);
}
