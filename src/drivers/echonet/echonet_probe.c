/* Who is there.
 *
 * Every address that is heard has an entry. A new one is asked for its 83, 8A and D6; the answer makes
 * an identity, which is reported. Two addresses with one 83 are either one node that moved or two
 * nodes of a careless maker: the former address is asked, and if it still answers with that 83, the
 * newcomer gets its address behind its identity.
 *
 * Addresses of devices that the gateway serves already ("believed") are left alone: their link asks
 * them, and a busy bridge would lose what comes in between. */
#include "echonet_probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "echonet_class.h"
#include "echonet_maker.h"
#include "echonet_station.h"

enum {
    ENTRIES_MAX = 1024,
    ASK_TRIES = 3,
    ASK_FIRST_MS = 3000, /* until the next try; doubled each time */
    CHALLENGE_TRIES = 2, /* whether the former address still answers */
    CHALLENGE_MS = 1500,
    COOLDOWN_MS = 30 * 1000, /* after an address did not say who it is */
    EMPTY_MS = 15 * 1000,    /* bridges that still collect their devices when they start */
    EMPTY_TRIES = 4,
    UNPLACED_MS = 2000,     /* configured by address: its link asks first */
    VERIFY_DELAY_MS = 3000, /* after a D5: its link asks first */
    VERIFY_LEAST_MS = 60 * 1000,
    SEARCH_EVERY_MS = 10 * 60 * 1000
};

/* After a search: multicast over Wi-Fi is lost often. */
static const uint64_t search_again_ms[] = {5000, 15000, 60000};

enum stage {
    IDLE,       /* nothing is to be done; perhaps it never said who it is */
    ASKING,     /* for 83, 8A and D6 */
    CHALLENGING /* its 83 is somebody else's: the other one is asked */
};

struct entry {
    struct fl_addr at;
    enum stage stage;
    int tries;
    uint64_t due_ms, heard_ms, asked_ms; /* 0: nothing is, never */
    uint64_t verified_ms;                /* when its 83 was heard last; 0: never */
    int empties;                         /* times that its list had no appliance in it */
    bool challenged;                     /* by `challenger`; asked for its 83 alone */
    struct fl_addr challenger;
    char own[FL_IDENTITY_MAX];      /* as its 83 says; "": not heard */
    char identity[FL_IDENTITY_MAX]; /* as reported, or as known from before; "": neither */
    char about[FL_ABOUT_MAX];
};

struct session {
    struct echonet_station station;
    const struct fl_probe_conf *conf;
    struct entry *entries;
    size_t count, cap;
    uint16_t tid;
    size_t searches; /* since the last start of searching */
    uint64_t search_ms;
};

/* --- small things ----------------------------------------------------------------------------- */

static uint16_t next_tid(struct session *s)
{
    s->tid = s->tid == UINT16_MAX ? 1 : (uint16_t)(s->tid + 1); /* 0 is what announcements carry */
    return s->tid;
}

static struct entry *find_at(struct session *s, const struct fl_addr *at)
{
    for (size_t i = 0; i < s->count; i++)
        if (fl_addr_same_host(&s->entries[i].at, at))
            return &s->entries[i];
    return NULL;
}

static struct entry *find_identity(struct session *s, const char *identity, const struct entry *but)
{
    for (size_t i = 0; i < s->count; i++)
        if (&s->entries[i] != but && !strcmp(s->entries[i].identity, identity))
            return &s->entries[i];
    return NULL;
}

static struct entry *oldest_stranger(struct session *s)
{
    struct entry *oldest = NULL;
    for (size_t i = 0; i < s->count; i++) {
        struct entry *e = &s->entries[i];
        if (!e->identity[0] && (!oldest || e->heard_ms < oldest->heard_ms))
            oldest = e;
    }
    return oldest;
}

/* A new entry; in a full table it takes the place of a stranger's. NULL: there is no room. */
static struct entry *add_entry(struct session *s, const struct fl_addr *at)
{
    struct entry *e = NULL;
    if (s->count == s->cap && s->cap < ENTRIES_MAX) {
        size_t cap = s->cap ? s->cap * 2 : 16;
        struct entry *more = realloc(s->entries, cap * sizeof *more);
        if (!more)
            return NULL;
        s->entries = more;
        s->cap = cap;
    }
    e = s->count < s->cap ? &s->entries[s->count++] : oldest_stranger(s);
    if (e)
        *e = (struct entry){.at = *at};
    return e;
}

static void arm(const struct session *s, struct fl_io *io)
{
    uint64_t when = s->search_ms;
    for (size_t i = 0; i < s->count; i++) {
        uint64_t due = s->entries[i].due_ms;
        if (due && (!when || due < when))
            when = due;
    }
    fl_io_wake_at(io, when);
}

/* --- asking ------------------------------------------------------------------------------------- */

static void send_get(struct session *s, struct fl_io *io, const struct fl_addr *to, const uint8_t *epcs,
                     size_t count)
{
    uint8_t buf[64];
    struct echonet_builder b =
        echonet_begin(buf, sizeof buf, next_tid(s), ECHONET_CONTROLLER, ECHONET_NODE_PROFILE, ECHONET_GET);
    for (size_t i = 0; i < count; i++)
        echonet_add(&b, epcs[i], NULL, 0);
    if (!to) {
        fl_io_send(io, buf, echonet_end(&b));
        return;
    }
    struct fl_addr node = *to;
    node.port = ECHONET_PORT;
    fl_io_send_to(io, &node, buf, echonet_end(&b));
}

static void ask(struct session *s, struct fl_io *io, struct entry *e)
{
    static const uint8_t all[] = {0x83, 0x8A, 0xD6}, identity[] = {0x83};
    uint64_t now_ms = fl_io_now(io);
    e->asked_ms = now_ms;
    e->tries++;
    if (e->challenged) {
        e->due_ms = now_ms + CHALLENGE_MS;
        send_get(s, io, &e->at, identity, sizeof identity);
        return;
    }
    e->stage = ASKING;
    e->due_ms = now_ms + ((uint64_t)ASK_FIRST_MS << (e->tries - 1));
    send_get(s, io, &e->at, all, sizeof all);
}

static void ask_in(struct entry *e, uint64_t when_ms)
{
    e->stage = ASKING;
    e->tries = 0;
    e->due_ms = when_ms;
}

/* --- who it is ------------------------------------------------------------------------------------ */

/* It has this identity now, here and nowhere else. */
static void settle(struct session *s, struct fl_io *io, struct entry *e, const char *identity)
{
    struct entry *former = find_identity(s, identity, e);
    if (former)
        former->identity[0] = '\0';
    if (identity != e->identity)
        snprintf(e->identity, sizeof e->identity, "%s", identity);
    e->stage = IDLE;
    e->due_ms = 0;
    fl_io_found(io, e->identity, &e->at, e->about);
}

/* "192_0_2_7": an address as an identity has room for it. */
static void address_words(const struct fl_addr *at, char *out, size_t cap)
{
    size_t len = 0;
    if (at->family == 4) {
        snprintf(out, cap, "%u_%u_%u_%u", at->ip[0], at->ip[1], at->ip[2], at->ip[3]);
        return;
    }
    for (size_t i = 8; i < 16 && len + 2 < cap; i++) /* the interface's own half */
        len += (size_t)snprintf(out + len, cap - len, "%02x", at->ip[i]);
}

static void settle_with_address(struct session *s, struct fl_io *io, struct entry *e, const char *first)
{
    char identity[FL_IDENTITY_MAX], at[20];
    address_words(&e->at, at, sizeof at);
    snprintf(identity, sizeof identity, "%.34s_%s", first, at);
    settle(s, io, e, identity);
}

/* Known under its own 83, or under that and its address. */
static bool has_own_name(const struct entry *e)
{
    size_t len = strlen(e->own);
    return !strncmp(e->identity, e->own, len) && (!e->identity[len] || e->identity[len] == '_');
}

/* Its 83 is known. If another address had it until now, that one is asked whether it still has. */
static void identify(struct session *s, struct fl_io *io, struct entry *e)
{
    if (has_own_name(e)) {
        settle(s, io, e, e->identity);
        return;
    }
    struct entry *other = find_identity(s, e->own, e);
    if (!other) {
        settle(s, io, e, e->own);
        return;
    }
    e->stage = CHALLENGING;
    e->due_ms = 0;
    other->challenged = true;
    other->challenger = e->at;
    other->tries = 0;
    ask(s, io, other);
}

/* The former holder of the challenger's 83 answered with it, or did not. */
static void decide(struct session *s, struct fl_io *io, struct entry *former, bool alive)
{
    char one[FL_ADDR_TEXT], two[FL_ADDR_TEXT];
    struct entry *e = find_at(s, &former->challenger);
    former->challenged = false;
    former->stage = IDLE;
    former->due_ms = 0;
    if (!e || e->stage != CHALLENGING)
        return;
    if (!alive) {
        settle(s, io, e, e->own);
        return;
    }
    fl_io_log(io, FL_WARN, "%s and %s both say they are node %s: the second is told apart by its address",
              fl_addr_text(&former->at, one), fl_addr_text(&e->at, two), e->own);
    settle_with_address(s, io, e, e->own);
}

/* --- what a node says of itself ------------------------------------------------------------------- */

/* Lower-case hex. Real nodes have 17 bytes, some 9; one that is longer than any is cut. */
static void note_identity(struct entry *e, struct fl_span edt)
{
    size_t len = edt.len < 17 ? edt.len : 17;
    for (size_t i = 0; i < len; i++)
        snprintf(e->own + 2 * i, 3, "%02x", edt.data[i]);
}

struct tally { /* objects of one class */
    uint16_t class_code;
    unsigned count;
};

static size_t tally_up(struct fl_span list, struct tally *out, size_t cap)
{
    size_t n = 0;
    for (size_t at = 1; at + 3 <= list.len; at += 3) {
        uint16_t code = (uint16_t)(list.data[at] << 8 | list.data[at + 1]);
        size_t i = 0;
        while (i < n && out[i].class_code != code)
            i++;
        if (i == n && n < cap)
            out[n++].class_code = code;
        if (i < n)
            out[i].count++;
    }
    return n;
}

static size_t describe_class(const struct tally *t, char *out, size_t cap)
{
    char several[12] = ""; /* ten digits, a space */
    const struct echonet_class *class = echonet_class_find(t->class_code);
    if (t->count > 1)
        snprintf(several, sizeof several, "%u ", t->count);
    if (class)
        return (size_t)snprintf(out, cap, "%s%s", several, class->name);
    return (size_t)snprintf(out, cap, "%sclass %04X", several, t->class_code);
}

static bool has_appliance(struct fl_span list)
{
    for (size_t at = 1; at + 3 <= list.len; at += 3)
        if ((list.data[at] << 8 | list.data[at + 1]) != ECHONET_CONTROLLER >> 8)
            return true;
    return false;
}

/* "Daikin: Air conditioner, 2 Light"; without a maker "ECHONET node: ...". What is known already is no worse than a list
 * without a maker. */
static void describe(struct entry *e, struct fl_span maker, struct fl_span list)
{
    struct tally classes[16] = {0};
    if (e->about[0] && !maker.len)
        return;
    size_t count = tally_up(list, classes, sizeof classes / sizeof *classes);
    echonet_maker_text(maker, e->about, sizeof e->about);
    if (!e->about[0])
        snprintf(e->about, sizeof e->about, "ECHONET node");
    size_t len = strlen(e->about);
    const char *sep = ": ";
    for (size_t i = 0; i < count && len < sizeof e->about; i++, sep = ", ") {
        len += (size_t)snprintf(e->about + len, sizeof e->about - len, "%s", sep);
        if (len < sizeof e->about)
            len += describe_class(&classes[i], e->about + len, sizeof e->about - len);
    }
}

/* It has no appliance: another controller, or a bridge that still collects its devices. */
static void look_again(struct entry *e, bool empty, uint64_t now_ms)
{
    e->stage = IDLE;
    e->due_ms = 0;
    if (empty && e->empties++ < EMPTY_TRIES)
        ask_in(e, now_ms + EMPTY_MS);
}

static void note_answer(struct session *s, struct fl_io *io, struct entry *e, const struct echonet_frame *f)
{
    struct echonet_prop id, list, maker = {0};
    if (!echonet_find(f, 0x83, &id))
        return;
    if (id.edt.len)
        note_identity(e, id.edt);
    e->verified_ms = fl_io_now(io);
    bool has_list = echonet_find(f, 0xD6, &list) && list.edt.len > 0;
    echonet_find(f, 0x8A, &maker);
    bool appliance = has_list && has_appliance(list.edt);
    if (appliance)
        describe(e, maker.edt, list.edt);
    if (e->challenged) {
        bool same = e->own[0] && has_own_name(e);
        decide(s, io, e, same);
        if (same)
            return;
    }
    if (e->stage == CHALLENGING)
        return;
    if (!appliance && !e->identity[0])
        look_again(e, !has_list || list.edt.len < 4, fl_io_now(io));
    else if (!e->own[0])
        settle_with_address(s, io, e, "ip");
    else
        identify(s, io, e);
}

/* --- searching -------------------------------------------------------------------------------------- */

/* Somebody that the gateway knows has not been heard where it was. */
static bool misses_somebody(struct session *s, uint64_t now_ms)
{
    for (size_t i = 0; i < s->conf->known_count; i++) {
        const struct fl_known *k = &s->conf->known[i];
        const struct entry *e = k->identity[0] ? find_identity(s, k->identity, NULL) : NULL;
        if (k->identity[0] && (!e || !e->heard_ms || now_ms - e->heard_ms > SEARCH_EVERY_MS))
            return true;
    }
    return false;
}

static bool curious(struct session *s, uint64_t now_ms)
{
    return s->conf->search || misses_somebody(s, now_ms);
}

static void look_around(struct session *s, struct fl_io *io)
{
    static const uint8_t list[] = {0xD6};
    uint64_t now_ms = fl_io_now(io);
    size_t steps = sizeof search_again_ms / sizeof *search_again_ms;
    s->search_ms = now_ms + (s->searches < steps ? search_again_ms[s->searches] : SEARCH_EVERY_MS);
    s->searches++;
    if (!curious(s, now_ms))
        return;
    send_get(s, io, NULL, list, sizeof list);
    for (size_t i = 0; i < s->conf->host_count; i++) {
        const struct entry *e = find_at(s, &s->conf->hosts[i]);
        if (!e || !e->identity[0]) /* others have a link that asks them */
            send_get(s, io, &s->conf->hosts[i], list, sizeof list);
    }
}

/* --- the hooks --------------------------------------------------------------------------------------- */

static void probe_open(void *session, struct fl_io *io, const struct fl_probe_conf *conf)
{
    struct session *s = session;
    s->conf = conf;
    s->tid = (uint16_t)fl_io_random(io);
    echonet_station_init(&s->station, conf->station);
    for (size_t i = 0; i < conf->known_count; i++) {
        const struct fl_known *k = &conf->known[i];
        struct entry *e = k->at.family && !find_at(s, &k->at) ? add_entry(s, &k->at) : NULL;
        if (!e)
            continue;
        snprintf(e->identity, sizeof e->identity, "%s", k->identity);
        snprintf(e->about, sizeof e->about, "%s", k->about);
        if (!k->identity[0])
            ask_in(e, fl_io_now(io) + UNPLACED_MS);
    }
    arm(s, io);
}

static void probe_search(void *session, struct fl_io *io)
{
    struct session *s = session;
    echonet_station_announce(&s->station, io, next_tid(s));
    s->searches = 0;
    look_around(s, io);
    arm(s, io);
}

/* Somebody announces what it has: perhaps another node got this address. */
static void verify(struct entry *e, uint64_t now_ms)
{
    if (e->stage == IDLE && now_ms - e->verified_ms > VERIFY_LEAST_MS)
        ask_in(e, now_ms + VERIFY_DELAY_MS);
}

/* Its answer to a search: it is there, as it was. (A new one is asked who it is.) */
static void confirm(struct fl_io *io, struct entry *e, const struct echonet_frame *f)
{
    struct echonet_prop list, id;
    if (!e->identity[0] || echonet_find(f, 0x83, &id) || !echonet_find(f, 0xD6, &list))
        return;
    describe(e, (struct fl_span){0}, list.edt);
    fl_io_found(io, e->identity, &e->at, e->about);
}

static void heard(struct session *s, struct fl_io *io, struct entry *e, const struct echonet_frame *f)
{
    struct echonet_prop list;
    uint64_t now_ms = fl_io_now(io);
    bool profile = f->seoj >> 8 == ECHONET_NODE_PROFILE >> 8;
    bool stranger = !e->identity[0] && e->stage == IDLE;
    uint64_t pause_ms = e->verified_ms ? SEARCH_EVERY_MS : COOLDOWN_MS; /* a controller stays one */
    if (profile && (f->esv == ECHONET_GET_RES || f->esv == ECHONET_GET_SNA)) {
        confirm(io, e, f);
        note_answer(s, io, e, f);
    }
    if (stranger && curious(s, now_ms) && (!e->asked_ms || now_ms - e->asked_ms >= pause_ms)) {
        e->tries = 0;
        ask(s, io, e);
    } else if (profile && !stranger && f->esv != ECHONET_GET_RES && echonet_find(f, 0xD5, &list)) {
        verify(e, now_ms);
    }
}

static void probe_feed(void *session, struct fl_io *io, bool to_group, const uint8_t *data, size_t len)
{
    (void)to_group;
    struct session *s = session;
    struct echonet_frame f;
    struct fl_addr from = fl_io_from(io);
    if (echonet_decode(&f, data, len)) /* the link of the node counts it */
        return;
    echonet_station_answer(&s->station, io, &f);
    struct entry *e = find_at(s, &from);
    if (!e)
        e = add_entry(s, &from);
    if (!e)
        return;
    e->heard_ms = fl_io_now(io);
    heard(s, io, e, &f);
    arm(s, io);
}

static void entry_due(struct session *s, struct fl_io *io, struct entry *e)
{
    if (e->tries < (e->challenged ? CHALLENGE_TRIES : ASK_TRIES)) {
        ask(s, io, e);
        return;
    }
    e->stage = IDLE;
    e->due_ms = 0;
    if (e->challenged)
        decide(s, io, e, false);
}

static void probe_tick(void *session, struct fl_io *io)
{
    struct session *s = session;
    uint64_t now_ms = fl_io_now(io);
    for (size_t i = 0; i < s->count; i++)
        if (s->entries[i].due_ms && now_ms >= s->entries[i].due_ms)
            entry_due(s, io, &s->entries[i]);
    if (s->search_ms && now_ms >= s->search_ms)
        look_around(s, io);
    arm(s, io);
}

static void probe_finish(void *session)
{
    free(((struct session *)session)->entries);
}

const struct fl_probe echonet_probe = {
    .session_size = sizeof(struct session),
    .open = probe_open,
    .search = probe_search,
    .feed = probe_feed,
    .tick = probe_tick,
    .finish = probe_finish,
};
