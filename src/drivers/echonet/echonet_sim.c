/* The simulated node: hears requests, answers them as the specification says, announces, and does all
 * that wrong when it is told to.
 *
 * What its objects hold is echonet_store.c, what they are echonet_models.c, how they change
 * echonet_life.c, what can be set echonet_faults.c. Answers go to port 3610 of the asker whatever port
 * it asked from; a frame that is broken, for an unknown object or of the free format gets none. */
#include <inttypes.h>
#include <string.h>

#include "echonet_sim_device.h"

enum {
    FRAME_MAX = 4096,
    LIVE_MS = 1000,  /* between two steps of what changes by itself */
    MOVING_MS = 250, /* the same while a shutter travels */
    INFC_AGAIN_MS = 3000,
    INFC_TRIES = 3,
    LIST_MAX = 84 /* instances in one D5 */
};

/* One request: what it is about, and how its answer is to travel. */
struct turn {
    struct echonet_sim_device *d;
    struct fl_sim_io *io;
    const struct echonet_frame *f;
    int delay_ms;
};

static struct fl_addr answer_address(struct fl_addr a)
{
    a.port = ECHONET_PORT;
    return a;
}

/* --- announcements -------------------------------------------------------------------------- */
static void remember_infc(struct echonet_sim_device *d, struct fl_sim_io *io, const struct fl_addr *to,
                          const uint8_t *frame, size_t len)
{
    if (d->infc_count == ECHONET_INFC_MAX || len > ECHONET_FRAME_MAX)
        return;
    struct echonet_infc *w = &d->infc[d->infc_count++];
    *w = (struct echonet_infc){
        .again_ms = fl_sim_now(io) + INFC_AGAIN_MS, .tid = d->tid, .tries = 1, .to = *to};
    w->len = (uint16_t)len;
    memcpy(w->frame, frame, len);
}

void echonet_sim_announce(struct echonet_sim_device *d, struct fl_sim_io *io, const struct echonet_thing *t,
                          const uint8_t *epcs, size_t count, int delay_ms)
{
    uint8_t buf[FRAME_MAX], edt[ECHONET_EDT_MAX];
    bool confirmed = d->conf.confirm && d->asker.family;
    struct echonet_builder b = echonet_begin(buf, sizeof buf, ++d->tid, t->eoj, ECHONET_NODE_PROFILE,
                                             confirmed ? ECHONET_INFC : ECHONET_INF);
    for (size_t i = 0; i < count; i++)
        echonet_add(&b, epcs[i], edt, echonet_store_read(&d->store, t, epcs[i], edt));
    size_t len = echonet_end(&b);
    if (!len || (!confirmed && d->conf.fault[ECHONET_FAULT_NO_MULTICAST].on))
        return;
    d->stats.announced++;
    fl_sim_log(io, "announce %06" PRIX32 " %02X%s", t->eoj, epcs[0], count > 1 ? " ..." : "");
    fl_sim_send_to(io, confirmed ? &d->asker : NULL, buf, len, delay_ms);
    if (confirmed)
        remember_infc(d, io, &d->asker, buf, len);
}

/* What 9D lists and has changed since it was announced. */
static void announce_changes(struct echonet_sim_device *d, struct fl_sim_io *io, int delay_ms)
{
    for (size_t i = 0; i < d->store.count; i++) {
        struct echonet_thing *t = &d->store.things[i];
        uint8_t epcs[128];
        size_t count = 0;
        for (size_t k = 0; k < t->count; k++) {
            if (t->cells[k].changed && t->cells[k].row->access & ECHONET_N && count < sizeof epcs)
                epcs[count++] = t->cells[k].row->epc;
            t->cells[k].changed = false;
        }
        if (count && !t->gone && d->conf.announce)
            echonet_sim_announce(d, io, t, epcs, count, delay_ms);
    }
}

void echonet_sim_announce_instances(struct echonet_sim_device *d, struct fl_sim_io *io)
{
    size_t count = echonet_store_instance_count(&d->store), at = 0;
    if (d->conf.fault[ECHONET_FAULT_NO_MULTICAST].on)
        return;
    do {
        uint8_t buf[FRAME_MAX], edt[ECHONET_EDT_MAX];
        struct echonet_builder b =
            echonet_begin(buf, sizeof buf, ++d->tid, ECHONET_NODE_PROFILE, ECHONET_NODE_PROFILE, ECHONET_INF);
        echonet_add(&b, 0xD5, edt, echonet_store_instances(&d->store, at, edt));
        d->stats.announced++;
        fl_sim_send_to(io, NULL, buf, echonet_end(&b), 0);
        at += LIST_MAX;
    } while (at < count);
    fl_sim_log(io, "announce D5: %zu instances", count);
}

/* --- answers -------------------------------------------------------------------------------- */
/* Ends early, has another format, or counts more than there is. */
static size_t damage(struct turn *t, uint8_t *buf, size_t len)
{
    switch (fl_sim_random(t->io) % 3) {
    case 0:
        return len - 1;
    case 1:
        buf[1] = 0x80;
        return len;
    default:
        buf[11] = 0xFF;
        return len;
    }
}

static void send_twin(struct turn *t, const uint8_t *buf, size_t len, const struct fl_addr *to)
{
    uint8_t copy[FRAME_MAX];
    memcpy(copy, buf, len);
    copy[2] ^= 0x5A;
    fl_sim_send_from(t->io, 0, to, copy, len, t->delay_ms);
}

static void answer_to(struct turn *t, const struct fl_addr *to, struct echonet_builder *b)
{
    struct echonet_sim_conf *conf = &t->d->conf;
    uint8_t *buf = b->w.buf;
    size_t len = echonet_end(b);
    if (!len)
        return;
    t->d->stats.answers++;
    if (echonet_fault_hits(conf, ECHONET_FAULT_TWIN))
        send_twin(t, buf, len, to);
    if (echonet_fault_hits(conf, ECHONET_FAULT_WRONG_TID))
        buf[2] ^= 0x5A;
    if (echonet_fault_hits(conf, ECHONET_FAULT_DAMAGED))
        len = damage(t, buf, len);
    int copies = echonet_fault_hits(conf, ECHONET_FAULT_TWICE) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
        if (echonet_fault_hits(conf, ECHONET_FAULT_FOREIGN_PORT))
            fl_sim_send_from(t->io, (uint16_t)conf->fault[ECHONET_FAULT_FOREIGN_PORT].amount, to, buf, len,
                             t->delay_ms);
        else
            fl_sim_send_to(t->io, to, buf, len, t->delay_ms);
    }
}

static void answer(struct turn *t, struct echonet_builder *b)
{
    struct fl_addr to = answer_address(fl_sim_from(t->io));
    answer_to(t, &to, b);
}

static struct echonet_builder begin_answer(const struct turn *t, const struct echonet_thing *o, uint8_t esv,
                                           uint8_t buf[static FRAME_MAX])
{
    return echonet_begin(buf, FRAME_MAX, t->f->tid, o->eoj, t->f->seoj, esv);
}

/* --- reading -------------------------------------------------------------------------------- */
enum part { ALL, GOOD, BAD };

/* How many of a request's properties are looked at, and whether all are refused. */
struct limits {
    size_t count;
    bool refuse;
};

static struct limits limits_of(const struct turn *t, size_t asked)
{
    const struct echonet_sim_conf *conf = &t->d->conf;
    bool over = conf->limit && asked > (size_t)conf->limit;
    return (struct limits){.count = over && conf->over == ECHONET_OVER_TRUNCATE ? (size_t)conf->limit : asked,
                           .refuse = over && conf->over == ECHONET_OVER_REFUSE};
}

static size_t read_property(const struct turn *t, const struct echonet_thing *o, uint8_t epc, bool refuse,
                            uint8_t edt[ECHONET_EDT_MAX])
{
    const struct echonet_cell *c = echonet_thing_find(o, epc);
    bool listed = c && c->row->access & (t->f->esv == ECHONET_INF_REQ ? ECHONET_R | ECHONET_N : ECHONET_R);
    if (!listed || refuse || echonet_picked(&t->d->conf.refuse, o->eoj, epc))
        return 0;
    return echonet_store_read(&t->d->store, o, epc, edt);
}

/* Adds what was asked for; how many of them were refused. */
static size_t add_values(const struct turn *t, const struct echonet_thing *o, struct fl_reader list,
                         size_t asked, enum part part, struct echonet_builder *b)
{
    struct limits limits = limits_of(t, asked);
    struct echonet_prop p;
    uint8_t edt[ECHONET_EDT_MAX];
    size_t refused = 0;
    for (size_t i = 0; i < limits.count && echonet_next(&list, &p); i++) {
        size_t len = read_property(t, o, p.epc, limits.refuse, edt);
        refused += !len;
        if (part == ALL || (part == GOOD) == (len > 0))
            echonet_add(b, p.epc, edt, len);
    }
    return refused;
}

/* It asks for the list of instances, and one list does not hold them. */
static bool wants_more(const struct turn *t, const struct echonet_thing *o)
{
    struct echonet_prop p;
    return o->eoj == ECHONET_NODE_PROFILE && echonet_find(t->f, 0xD5, &p) &&
           echonet_store_instance_count(&t->d->store) > LIST_MAX;
}

static void take_get(struct turn *t, struct echonet_thing *o)
{
    bool inf = t->f->esv == ECHONET_INF_REQ;
    uint8_t good = inf ? ECHONET_INF : ECHONET_GET_RES, bad = inf ? ECHONET_INF_SNA : ECHONET_GET_SNA;
    uint8_t buf[FRAME_MAX];
    struct echonet_builder b = begin_answer(t, o, good, buf);
    size_t refused = add_values(t, o, echonet_props(t->f), t->f->count, ALL, &b);
    t->d->stats.refused += (unsigned)refused;
    if (refused && refused < t->f->count && t->d->conf.fault[ECHONET_FAULT_SPLIT].on) {
        b = begin_answer(t, o, good, buf);
        add_values(t, o, echonet_props(t->f), t->f->count, GOOD, &b);
        answer(t, &b);
        b = begin_answer(t, o, bad, buf);
        add_values(t, o, echonet_props(t->f), t->f->count, BAD, &b);
        answer(t, &b);
        return;
    }
    if (refused)
        echonet_set_esv(&b, bad);
    if (inf && !refused && t->d->conf.inf_to && !t->d->conf.fault[ECHONET_FAULT_NO_MULTICAST].on)
        answer_to(t, NULL, &b);
    else
        answer(t, &b);
    if (inf && wants_more(t, o))
        echonet_sim_announce_instances(t->d, t->io);
}

/* --- setting -------------------------------------------------------------------------------- */
void echonet_sim_put(struct echonet_sim_device *d, uint32_t eoj, uint8_t epc, const uint8_t *edt, size_t len)
{
    struct echonet_thing *o = echonet_store_find(&d->store, eoj);
    struct echonet_cell *c = o ? echonet_thing_find(o, epc) : NULL;
    if (!c)
        return;
    echonet_cell_put(c, edt, len);
    c->changed |= d->conf.repeat;
    echonet_life_set(o, epc);
}

/* An accepted Set takes effect now, later or never. */
static void perform_set(const struct turn *t, const struct echonet_thing *o, const struct echonet_prop *p)
{
    struct echonet_sim_device *d = t->d;
    if (echonet_fault_hits(&d->conf, ECHONET_FAULT_IGNORE_SETS))
        return;
    if (!echonet_fault_hits(&d->conf, ECHONET_FAULT_LATE_SETS) || d->late_count == ECHONET_LATE_MAX) {
        echonet_sim_put(d, o->eoj, p->epc, p->edt.data, p->edt.len);
        return;
    }
    struct echonet_late_set *l = &d->late[d->late_count++];
    l->due_ms = fl_sim_now(t->io) + (uint64_t)d->conf.fault[ECHONET_FAULT_LATE_SETS].amount;
    l->eoj = o->eoj;
    l->epc = p->epc;
    l->len = (uint8_t)p->edt.len;
    memcpy(l->edt, p->edt.data, p->edt.len);
}

static bool may_set(const struct turn *t, const struct echonet_thing *o, const struct echonet_prop *p)
{
    const struct echonet_cell *c = echonet_thing_find(o, p->epc);
    return c && c->row->access & ECHONET_W && !echonet_picked(&t->d->conf.refuse, o->eoj, p->epc) &&
           p->edt.len <= ECHONET_KEPT_MAX && echonet_cell_allows(c, p->edt.data, p->edt.len);
}

/* Which of the list are accepted, in order; how many are not. */
static size_t judge(const struct turn *t, const struct echonet_thing *o, bool ok[static 255])
{
    struct limits limits = limits_of(t, t->f->count);
    struct fl_reader list = echonet_props(t->f);
    struct echonet_prop p;
    size_t refused = 0;
    for (size_t i = 0; echonet_next(&list, &p); i++) {
        ok[i] = !limits.refuse && i < limits.count && may_set(t, o, &p);
        refused += !ok[i];
    }
    return refused;
}

static void add_verdicts(const struct turn *t, const bool ok[static 255], enum part part,
                         struct echonet_builder *b)
{
    struct fl_reader list = echonet_props(t->f);
    struct echonet_prop p;
    for (size_t i = 0; echonet_next(&list, &p); i++)
        if (part == ALL || (part == GOOD) == ok[i])
            echonet_add(b, p.epc, p.edt.data, ok[i] || !t->d->conf.sna ? 0 : p.edt.len);
}

static void perform_sets(const struct turn *t, const struct echonet_thing *o, const bool ok[static 255])
{
    struct fl_reader list = echonet_props(t->f);
    struct echonet_prop p;
    for (size_t i = 0; echonet_next(&list, &p); i++) {
        if (!ok[i])
            continue;
        fl_sim_log(t->io, "set %06" PRIX32 " %02X", o->eoj, p.epc);
        perform_set(t, o, &p);
    }
}

static void answer_set(struct turn *t, const struct echonet_thing *o, const bool ok[static 255],
                       size_t refused)
{
    uint8_t buf[FRAME_MAX], bad = t->f->esv == ECHONET_SETI ? ECHONET_SETI_SNA : ECHONET_SETC_SNA;
    if (t->f->esv == ECHONET_SETI && !refused)
        return;
    bool split = refused && refused < t->f->count && t->d->conf.fault[ECHONET_FAULT_SPLIT].on;
    struct echonet_builder b = begin_answer(t, o, refused && !split ? bad : ECHONET_SET_RES, buf);
    add_verdicts(t, ok, split ? GOOD : ALL, &b);
    answer(t, &b);
    if (!split)
        return;
    b = begin_answer(t, o, bad, buf);
    add_verdicts(t, ok, BAD, &b);
    answer(t, &b);
}

static void take_set(struct turn *t, struct echonet_thing *o)
{
    bool ok[255] = {0};
    size_t refused = judge(t, o, ok);
    t->d->stats.refused += (unsigned)refused;
    perform_sets(t, o, ok);
    if (t->d->conf.announce == ECHONET_ANNOUNCE_BEFORE)
        announce_changes(t->d, t->io, t->delay_ms);
    answer_set(t, o, ok, refused);
    announce_changes(t->d, t->io, t->delay_ms);
}

static void take_setget(struct turn *t, struct echonet_thing *o)
{
    bool ok[255] = {0};
    uint8_t buf[FRAME_MAX];
    if (t->d->conf.setget == ECHONET_SETGET_OFF)
        return;
    struct echonet_builder b = begin_answer(t, o, ECHONET_SETGET_RES, buf);
    if (t->d->conf.setget == ECHONET_SETGET_BARE) { /* OpenECHO: 5E, one count, nothing more */
        echonet_set_esv(&b, ECHONET_SETGET_SNA);
        answer(t, &b);
        return;
    }
    size_t refused = judge(t, o, ok);
    perform_sets(t, o, ok);
    add_verdicts(t, ok, ALL, &b);
    echonet_add_list(&b);
    refused += add_values(t, o, echonet_get_props(t->f), t->f->get_count, ALL, &b);
    if (refused)
        echonet_set_esv(&b, ECHONET_SETGET_SNA);
    t->d->stats.refused += (unsigned)refused;
    answer(t, &b);
    announce_changes(t->d, t->io, t->delay_ms);
}

/* Our announcement arrived: it is not repeated. */
static void take_infc_res(struct turn *t, struct echonet_thing *o)
{
    struct echonet_sim_device *d = t->d;
    (void)o;
    for (size_t i = 0; i < d->infc_count; i++)
        if (d->infc[i].tid == t->f->tid) {
            d->infc[i] = d->infc[--d->infc_count];
            return;
        }
}

/* --- requests ------------------------------------------------------------------------------- */
static const struct {
    uint8_t esv;
    bool request; /* counts as one */
    void (*take)(struct turn *t, struct echonet_thing *o);
} services[] = {
    {ECHONET_GET, true, take_get},       {ECHONET_INF_REQ, true, take_get},
    {ECHONET_SETI, true, take_set},      {ECHONET_SETC, true, take_set},
    {ECHONET_SETGET, true, take_setget}, {ECHONET_INFC_RES, false, take_infc_res},
};

/* A request that names a mute property is not answered at all. */
static bool is_mute(const struct turn *t, const struct echonet_thing *o)
{
    const struct echonet_sim_conf *conf = &t->d->conf;
    const struct fl_reader lists[] = {echonet_props(t->f), echonet_get_props(t->f)};
    size_t asked = (size_t)t->f->count + t->f->get_count;
    if (conf->limit && asked > (size_t)conf->limit && conf->over == ECHONET_OVER_SILENT)
        return true;
    for (size_t i = 0; i < 2; i++) {
        struct fl_reader list = lists[i];
        struct echonet_prop p;
        while (echonet_next(&list, &p))
            if (echonet_picked(&conf->mute, o->eoj, p.epc) ||
                (asked > 1 && echonet_picked(&conf->alone, o->eoj, p.epc)))
                return true;
    }
    return false;
}

/* Requests whose answers had not left when this one came: of anybody, and of the same controller, which
 * is to send one at a time. Repeated ones (the same TID) are counted apart. */
static bool is_busy(struct turn *t)
{
    struct echonet_sim_device *d = t->d;
    struct fl_addr from = fl_sim_from(t->io);
    unsigned own = 0, all = 0, repeated = 0;
    for (size_t i = 0; i < ECHONET_ANSWERS_MAX; i++) {
        const struct echonet_under_way *u = &d->under_way[i];
        if (u->until_ms <= fl_sim_now(t->io))
            continue;
        bool same = fl_addr_same_host(&u->from, &from);
        repeated += same && u->tid == t->f->tid;
        own += same && u->tid != t->f->tid;
        all++;
    }
    d->stats.repeated += repeated > 0;
    d->stats.overlapping += own > 0;
    if (own + 1 > d->stats.in_flight)
        d->stats.in_flight = own + 1;
    return all > 0;
}

/* A repeated request takes the place of the one before. */
static void note_under_way(struct turn *t)
{
    struct echonet_under_way next = {fl_sim_now(t->io) + (uint64_t)t->delay_ms, t->f->tid,
                                     fl_sim_from(t->io)};
    struct echonet_under_way *place = t->d->under_way;
    for (size_t i = 0; i < ECHONET_ANSWERS_MAX; i++) {
        struct echonet_under_way *u = &t->d->under_way[i];
        bool same = u->tid == next.tid && fl_addr_same_host(&u->from, &next.from);
        if (same || u->until_ms <= fl_sim_now(t->io))
            place = u;
        if (same)
            break;
    }
    *place = next;
}

/* The faults that end a request before it is looked at. */
static bool overlooked(struct turn *t)
{
    struct echonet_sim_device *d = t->d;
    bool silent = echonet_fault_hits(&d->conf, ECHONET_FAULT_SILENT);
    if (silent || echonet_fault_hits(&d->conf, ECHONET_FAULT_LOSE)) {
        d->stats.overlooked++;
        fl_sim_log(t->io, "overlooked: %s", echonet_esv_name(t->f->esv));
        return true;
    }
    t->delay_ms = d->conf.answer_ms;
    if (t->delay_ms) /* between three quarters of it and five */
        t->delay_ms += (int)(fl_sim_random(t->io) % (uint32_t)(t->delay_ms / 2 + 1)) - t->delay_ms / 4;
    if (echonet_fault_hits(&d->conf, ECHONET_FAULT_LATE))
        t->delay_ms += d->conf.fault[ECHONET_FAULT_LATE].amount;
    if (fl_sim_to_many(t->io)) /* a search of the whole network goes beside the request to this node */
        return false;
    if (!is_busy(t) || d->conf.busy) {
        note_under_way(t);
        return false;
    }
    d->stats.lost++;
    fl_sim_log(t->io, "lost while busy: %s", echonet_esv_name(t->f->esv));
    return true;
}

/* The object addressed; instance 00: every one of the class, each with an answer of its own. */
static void serve(struct turn *t, void (*take)(struct turn *t, struct echonet_thing *o))
{
    const struct echonet_store *n = &t->d->store;
    bool known = false;
    for (size_t i = 0; i < n->count; i++) {
        struct echonet_thing *o = &n->things[i];
        bool all = (t->f->deoj & 0xFF) == 0 && o->eoj >> 8 == t->f->deoj >> 8;
        if (o->gone || (o->eoj != t->f->deoj && !all))
            continue;
        known = true;
        if (!is_mute(t, o))
            take(t, o);
    }
    t->d->stats.unknown += !known;
}

/* Without any there is no effect and no answer. */
static bool has_properties(const struct echonet_frame *f)
{
    struct fl_reader list = echonet_props(f), get_list = echonet_get_props(f);
    struct echonet_prop p;
    return echonet_next(&list, &p) || echonet_next(&get_list, &p);
}

static void take_frame(struct turn *t)
{
    struct echonet_sim_device *d = t->d;
    d->stats.received[t->f->esv]++;
    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        if (services[i].esv != t->f->esv)
            continue;
        fl_sim_log(t->io, "%s %06" PRIX32 " %u", echonet_esv_name(t->f->esv), t->f->deoj,
                   (unsigned)t->f->count);
        if (!has_properties(t->f) || (services[i].request && overlooked(t)))
            return;
        if (services[i].request)
            d->asker = answer_address(fl_sim_from(t->io));
        serve(t, services[i].take);
        return;
    }
}

/* --- time ----------------------------------------------------------------------------------- */
static void perform_late_sets(struct echonet_sim_device *d, uint64_t now_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->late_count; i++) {
        const struct echonet_late_set *l = &d->late[i];
        if (l->due_ms > now_ms)
            d->late[kept++] = *l;
        else
            echonet_sim_put(d, l->eoj, l->epc, l->edt, l->len);
    }
    d->late_count = kept;
}

static void repeat_infcs(struct echonet_sim_device *d, struct fl_sim_io *io)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->infc_count; i++) {
        struct echonet_infc *w = &d->infc[i];
        if (w->again_ms <= fl_sim_now(io)) {
            if (w->tries++ == INFC_TRIES)
                continue;
            fl_sim_send_to(io, &w->to, w->frame, w->len, 0);
            w->again_ms = fl_sim_now(io) + INFC_AGAIN_MS;
        }
        if (kept != i)
            d->infc[kept] = *w;
        kept++;
    }
    d->infc_count = kept;
}

static bool something_moves(const struct echonet_store *n)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->things[i].target >= 0)
            return true;
    return false;
}

static void live(struct echonet_sim_device *d, uint64_t now_ms)
{
    if (d->conf.live && now_ms > d->lived_ms)
        echonet_life_pass(&d->store, (now_ms - d->lived_ms) * (uint64_t)d->conf.speed);
    d->lived_ms = now_ms;
}

static uint64_t next_wake(const struct echonet_sim_device *d, uint64_t now_ms)
{
    uint64_t next = d->conf.live ? now_ms + (something_moves(&d->store) ? MOVING_MS : LIVE_MS) : 0;
    for (size_t i = 0; i < d->late_count; i++)
        next = !next || d->late[i].due_ms < next ? d->late[i].due_ms : next;
    for (size_t i = 0; i < d->infc_count; i++)
        next = !next || d->infc[i].again_ms < next ? d->infc[i].again_ms : next;
    return next;
}

/* What the id and ranges options say; they may have changed. */
static void apply_options(struct echonet_sim_device *d)
{
    struct echonet_store *n = &d->store;
    memset(n->id, 0, sizeof n->id);
    n->id[0] = 0xFE;
    for (unsigned i = 0; i < 3; i++)
        n->id[1 + i] = (uint8_t)(n->maker >> (16 - 8 * i));
    n->id_len = d->conf.id == ECHONET_ID_REFUSED ? 0 : d->conf.id == ECHONET_ID_SHORT ? 9 : sizeof n->id;
    if (d->conf.id == ECHONET_ID_ZEROS)
        return;
    n->id[4] = (uint8_t)(d->conf.model - echonet_models + 1);
    if (d->conf.id != ECHONET_ID_SAME)
        memcpy(n->id + 5, d->home.ip, 4);
}

void echonet_sim_tick(void *device, struct fl_sim_io *io)
{
    struct echonet_sim_device *d = device;
    uint64_t now_ms = fl_sim_now(io);
    apply_options(d);
    perform_late_sets(d, now_ms);
    live(d, now_ms);
    announce_changes(d, io, 0);
    repeat_infcs(d, io);
    fl_sim_wake_at(io, next_wake(d, now_ms));
}

/* --- hooks ---------------------------------------------------------------------------------- */
static void settle_defaults(struct echonet_sim_device *d)
{
    if (!d->ready)
        echonet_sim_conf_init(&d->conf);
    d->ready = true;
}

static enum fl_err option(void *device, const char *name, const char *value, struct fl_error *err)
{
    struct echonet_sim_device *d = device;
    settle_defaults(d);
    if (d->running && !strcmp(name, "model"))
        return fl_fail(err, FL_E_CONFIG, "model: can only be chosen at the start");
    return echonet_sim_conf_set(&d->conf, name, value, err);
}

/* Boards fresh from the factory know no channel range. */
static void clear_ranges(struct echonet_store *n)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->things[i].eoj >> 8 == 0x0287) {
            echonet_thing_put(&n->things[i], 0xB2, 0);
            echonet_thing_put(&n->things[i], 0xB6, 0);
        }
}

static enum fl_err init(void *device, struct fl_sim_io *io, size_t index)
{
    struct echonet_sim_device *d = device;
    settle_defaults(d);
    d->running = true;
    d->home = fl_sim_address(io);
    (void)index;
    d->lived_ms = fl_sim_now(io);
    enum fl_err e = echonet_store_init(&d->store, d->conf.model);
    if (e)
        return e;
    d->store.random = fl_sim_random(io);
    d->tid = (uint16_t)fl_sim_random(io);
    if (!d->conf.ranges)
        clear_ranges(&d->store);
    echonet_sim_tick(d, io);
    if (d->conf.start)
        echonet_sim_announce_instances(d, io);
    return FL_OK;
}

static void finish(void *device)
{
    echonet_store_finish(&((struct echonet_sim_device *)device)->store);
}

static size_t feed(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    struct echonet_sim_device *d = device;
    struct echonet_frame f;
    (void)session;
    if (fl_sim_to_many(io) && d->conf.fault[ECHONET_FAULT_NO_MULTICAST].on)
        return len;
    live(d, fl_sim_now(io));
    if (echonet_decode(&f, data, len)) {
        d->stats.bad++;
        fl_sim_log(io, "bad frame of %zu bytes", len);
        return len;
    }
    take_frame(&(struct turn){.d = d, .io = io, .f = &f});
    fl_sim_wake_at(io, next_wake(d, fl_sim_now(io))); /* a late Set may be the next thing due */
    return len;
}

const struct fl_sim echonet_sim = {
    .name = "echonet",
    .summary = "ECHONET Lite node with appliances, or several at addresses of their own",
    .medium = FL_GROUP,
    .group = ECHONET_GROUP,
    .port = ECHONET_PORT,
    .options_help = echonet_sim_help,
    .more_help = echonet_sim_more_help,
    .device_size = sizeof(struct echonet_sim_device),
    .session_size = 0,
    .option = option,
    .init = init,
    .feed = feed,
    .tick = echonet_sim_tick,
    .finish = finish,
    .control = echonet_sim_control,
};
