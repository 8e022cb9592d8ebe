/* Objects that come and go. */
#include "echonet_items.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ITEMS_MAX = 512,
    LIST_FULL = 84,
    ABSENCES_MAX = 2,
    GROUP_PROFILE = 0x0E,
    EPC_FIRST = 0x80,
    TWIN_MS = 1000,   /* the same announcement again: one network delivered it twice */
    ROUND_MS = 10000, /* so far apart are the lists of one round, at most */
    LISTS_MS = 300,   /* until the next announcement of a round is here */
    MORE_MS = 3600000 /* lists that stay incomplete are asked for so seldom */
};

/* What the node profile is read for, beside D6 and 83: its nameplate. */
static const uint8_t plate_epcs[] = {0x82, 0x8A, 0x8C, 0x8D};

bool echonet_items_init(struct echonet_session *s)
{
    struct echonet_map none = {{0}}, plate = {{0}};
    s->node.object = echonet_object_create(ECHONET_NODE_PROFILE, NULL);
    if (!s->node.object)
        return false;
    for (size_t i = 0; i < sizeof plate_epcs; i++)
        echonet_map_add(&plate, plate_epcs[i]);
    s->node.schedule.limit = ECHONET_ASK_MAX;
    echonet_object_maps(s->node.object, &none, &none, &plate);
    echonet_schedule_want(&s->node.schedule, s->node.object);
    s->node.mapped = true;
    return true;
}

void echonet_items_finish(struct echonet_session *s)
{
    for (size_t i = 0; i < s->count; i++) {
        echonet_object_destroy(s->items[i]->object);
        free(s->items[i]);
    }
    free(s->items);
    echonet_object_destroy(s->node.object);
}

struct echonet_item *echonet_items_find(const struct echonet_session *s, uint32_t eoj)
{
    for (size_t i = 0; i < s->count; i++)
        if (echonet_object_eoj(s->items[i]->object) == eoj)
            return s->items[i];
    return NULL;
}

struct echonet_item *echonet_items_asked(struct echonet_session *s, const struct echonet_request *r)
{
    bool plate = r->eoj == ECHONET_NODE_PROFILE && r->why == ECHONET_ASK_VALUES;
    return plate ? &s->node : echonet_items_find(s, r->eoj);
}

struct echonet_item *echonet_items_of(const struct echonet_session *s, const struct echonet_object *o)
{
    return echonet_items_find(s, echonet_object_eoj(o));
}

static bool grow(struct echonet_session *s)
{
    size_t cap = s->cap ? s->cap * 2 : 4;
    struct echonet_item **items = s->count < s->cap ? s->items : realloc(s->items, cap * sizeof *items);
    if (!items)
        return false;
    s->items = items;
    s->cap = s->count < s->cap ? s->cap : cap;
    return true;
}

static struct echonet_item *add(struct echonet_session *s, uint32_t eoj)
{
    struct echonet_item *item = s->count < ITEMS_MAX ? calloc(1, sizeof *item) : NULL;
    if (!item || !grow(s) || !(item->object = echonet_object_create(eoj, s->conf))) {
        free(item);
        return NULL;
    }
    item->schedule.limit = ECHONET_ASK_MAX;
    return s->items[s->count++] = item;
}

static void tell(struct fl_io *io, const char *what, uint32_t eoj)
{
    char json[32];
    snprintf(json, sizeof json, "{\"eoj\":\"%06x\"}", (unsigned)eoj);
    fl_io_event(io, what, json);
    fl_io_log(io, FL_INFO, "object %06X %s", (unsigned)eoj, what + strlen("object_"));
}

static void retire(struct echonet_session *s, struct fl_io *io, size_t at)
{
    struct echonet_item *item = s->items[at];
    uint32_t eoj = echonet_object_eoj(item->object);
    tell(io, "object_gone", eoj);
    echonet_sets_drop(&s->sets, io, item->object);
    if (s->asked.eoj == eoj)
        s->asked.why = ECHONET_ASK_IDLE;
    if (s->again.eoj == eoj)
        s->again.why = ECHONET_ASK_IDLE;
    if (s->select_eoj == eoj)
        s->select_eoj = 0;
    echonet_object_retire(item->object, io);
    echonet_object_destroy(item->object);
    free(item);
    memmove(&s->items[at], &s->items[at + 1], (--s->count - at) * sizeof *s->items);
    s->unsaved = true;
}

/* --- instance lists ------------------------------------------------------------------------------ */
static bool is_listed(struct fl_span list, uint32_t eoj)
{
    struct fl_reader r = fl_reader_of(list.data, list.len);
    fl_get_u8(&r);
    while (fl_reader_left(&r) >= 3)
        if (fl_get_be_var(&r, 3) == eoj)
            return true;
    return false;
}

static void absent(struct echonet_session *s, struct fl_io *io, size_t at, bool sure)
{
    struct echonet_item *item = s->items[at];
    bool twin = item->absences && fl_io_now(io) < item->absent_ms + TWIN_MS;
    item->absent_ms = fl_io_now(io);
    if (sure || (!twin && ++item->absences >= ABSENCES_MAX)) {
        retire(s, io, at);
        return;
    }
    item->silent = true;
    echonet_object_silent(item->object, io);
    s->list_ms = 0; /* D6 says for sure */
}

static void present(struct echonet_session *s, struct fl_io *io, uint32_t eoj)
{
    struct echonet_item *item = echonet_items_find(s, eoj);
    if (!item && (item = add(s, eoj))) {
        s->unsaved = true;
        if (s->complete)
            tell(io, "object_found", eoj);
    } else if (item && item->absences) {
        item->silent = false;
        echonet_schedule_restart(&item->schedule);
    }
    if (!item)
        return;
    item->absences = 0;
    item->round = s->round;
}

/* --- more objects than one list holds -------------------------------------------------------------
 * It is not settled what such a node does. D6 has the first 84, announcements of D5 come one after the
 * other; which of them were all there are, D3 says. */
static void ask_for_more(struct echonet_session *s, struct fl_io *io)
{
    static const uint64_t waits_ms[] = {0, 5000, 15000, 60000, MORE_MS};
    enum { WAITS = sizeof waits_ms / sizeof *waits_ms };
    s->more_ms = fl_io_now(io) + waits_ms[s->more_tries < WAITS ? s->more_tries : WAITS - 1];
    if (++s->more_tries == WAITS)
        fl_io_log(io, FL_WARN, "the node says that it has %u objects, but its lists have not named them all",
                  (unsigned)s->total);
}

/* The lists of this round name as many as there are: who is not among them is gone. */
static void judge_round(struct echonet_session *s, struct fl_io *io)
{
    size_t named = 0;
    for (size_t i = 0; i < s->count; i++)
        named += s->items[i]->round == s->round;
    for (size_t i = s->count; named == s->total && i-- > 0;)
        if (s->items[i]->round != s->round)
            retire(s, io, i);
    if (s->count == s->total) {
        s->more_ms = UINT64_MAX;
        s->more_tries = 0;
        return;
    }
    if (named > s->total) /* one of them went while they came */
        s->round++;
    ask_for_more(s, io);
}

void echonet_items_counted(struct echonet_session *s, struct fl_io *io, uint32_t total)
{
    s->total = total;
    if (total > ITEMS_MAX) {
        fl_io_log(io, FL_WARN, "%u objects are too many: the first %d are used", (unsigned)total, ITEMS_MAX);
        s->total_ms = s->more_ms = UINT64_MAX;
        return;
    }
    judge_round(s, io);
}

static void begin_round(struct echonet_session *s, struct fl_io *io)
{
    if (fl_io_now(io) >= s->round_ms + ROUND_MS)
        s->round++;
    s->round_ms = fl_io_now(io);
}

bool echonet_items_listed(struct echonet_session *s, struct fl_io *io, struct fl_span list, bool sure)
{
    struct fl_reader r = fl_reader_of(list.data, list.len);
    unsigned count = fl_get_u8(&r);
    if (!fl_reader_ok(&r) || !count || fl_reader_left(&r) < 3)
        return false;
    begin_round(s, io);
    while (fl_reader_left(&r) >= 3) {
        uint32_t eoj = (uint32_t)fl_get_be_var(&r, 3);
        if (eoj >> 16 != GROUP_PROFILE && eoj & 0x7F)
            present(s, io, eoj);
    }
    if (count >= LIST_FULL || s->count > LIST_FULL) {
        s->total_ms = fl_io_now(io) + (sure ? 0 : LISTS_MS);
        return true;
    }
    for (size_t i = s->count; i-- > 0;)
        if (!is_listed(list, echonet_object_eoj(s->items[i]->object)))
            absent(s, io, i, sure);
    return true;
}

/* --- maps ---------------------------------------------------------------------------------------- */
static void guess(struct echonet_map *m, uint16_t class)
{
    static const uint8_t always[] = {0x80, 0x81, 0x82, 0x88, 0x8A};
    const struct echonet_class *c = echonet_class_find(class);
    for (size_t i = 0; i < sizeof always; i++)
        echonet_map_add(m, always[i]);
    for (size_t i = 0; c && i < c->count; i++)
        if (c->properties[i].get == ECHONET_REQUIRED)
            echonet_map_add(m, c->properties[i].epc);
}

void echonet_items_mapped(struct echonet_item *item, struct fl_span announced, struct fl_span settable,
                          struct fl_span gettable)
{
    struct echonet_map maps[3] = {{{0}}};
    echonet_map_decode(&maps[0], announced);
    echonet_map_decode(&maps[1], settable);
    if (echonet_map_decode(&maps[2], gettable) || !echonet_map_count(&maps[2]))
        guess(&maps[2], (uint16_t)(echonet_object_eoj(item->object) >> 8));
    echonet_object_maps(item->object, &maps[0], &maps[1], &maps[2]);
    echonet_schedule_want(&item->schedule, item->object);
    item->mapped = true;
    item->again = false;
    item->map_tries = 0;
}

void echonet_items_declare(struct echonet_session *s, struct fl_io *io, struct echonet_item *item)
{
    size_t several = 0;
    item->declared = true;
    if (item == &s->node) {
        echonet_object_nameplate(item->object, io);
        return;
    }
    for (size_t i = 0; i < s->count; i++)
        several += echonet_object_eoj(s->items[i]->object) >> 8 == echonet_object_eoj(item->object) >> 8;
    echonet_object_declare(item->object, io, several);
}

/* --- over a restart -------------------------------------------------------------------------------
 *
 *   version 1, length of the identity and the identity
 *   the node profile, and each object: EOJ (3), learnt limit, 9D, 9E, 9F (16 each), EPCs that travel alone (16), number of
 *   properties heard; of each EPC, length, EDT */
enum { SAVE_VERSION = 1, SAVE_MAX = 16 * 1024, SAVE_EDT_MAX = 32 };

static void put_heard(struct fl_writer *w, const struct echonet_object *o)
{
    size_t at = w->len;
    fl_put_u8(w, 0);
    uint8_t count = 0;
    for (unsigned epc = EPC_FIRST; epc <= UINT8_MAX; epc++) {
        struct fl_span edt = echonet_object_edt(o, (uint8_t)epc);
        if (!edt.len || edt.len > SAVE_EDT_MAX)
            continue;
        fl_put_u8(w, (uint8_t)epc);
        fl_put_u8(w, (uint8_t)edt.len);
        fl_put_bytes(w, edt.data, edt.len);
        count++;
    }
    if (!w->bad)
        w->buf[at] = count;
}

static void put_item(struct fl_writer *w, const struct echonet_item *item)
{
    const struct echonet_object *o = item->object;
    struct echonet_map alone = {{0}};
    for (size_t i = 0; i < ECHONET_EPCS; i++)
        if (item->schedule.rows[i].alone)
            echonet_map_add(&alone, (uint8_t)(EPC_FIRST + i));
    fl_put_be_var(w, echonet_object_eoj(o), 3);
    fl_put_u8(w, item->schedule.limit);
    fl_put_bytes(w, echonet_object_announced(o)->bits, sizeof alone.bits);
    fl_put_bytes(w, echonet_object_settable(o)->bits, sizeof alone.bits);
    fl_put_bytes(w, echonet_object_gettable(o)->bits, sizeof alone.bits);
    fl_put_bytes(w, alone.bits, sizeof alone.bits);
    put_heard(w, o);
}

void echonet_items_save(struct echonet_session *s, struct fl_io *io)
{
    uint8_t *buf = malloc(SAVE_MAX);
    if (!buf)
        return;
    struct fl_writer w = fl_writer_of(buf, SAVE_MAX);
    fl_put_u8(&w, SAVE_VERSION);
    fl_put_u8(&w, s->id_len);
    fl_put_bytes(&w, s->id, s->id_len);
    put_item(&w, &s->node);
    size_t len = w.len;
    for (size_t i = 0; i < s->count && !w.bad; i++) {
        if (s->items[i]->declared && !s->items[i]->silent)
            put_item(&w, s->items[i]);
        len = w.bad ? len : w.len; /* what finds no room is searched */
    }
    fl_io_save(io, buf, len);
    free(buf);
    s->unsaved = false;
}

static void get_map(struct fl_reader *r, struct echonet_map *m)
{
    struct fl_span bits = fl_get_span(r, sizeof m->bits);
    *m = (struct echonet_map){{0}};
    if (bits.len == sizeof m->bits)
        memcpy(m->bits, bits.data, bits.len);
}

static void get_heard(struct fl_reader *r, struct fl_io *io, struct echonet_item *item)
{
    for (unsigned left = fl_get_u8(r); left > 0 && fl_reader_ok(r); left--) {
        uint8_t epc = fl_get_u8(r);
        struct fl_span edt = fl_get_span(r, fl_get_u8(r));
        if (fl_reader_ok(r))
            echonet_object_value(item->object, io, epc, edt);
    }
}

static bool get_item(struct echonet_session *s, struct fl_io *io, struct fl_reader *r)
{
    struct echonet_map maps[4];
    uint32_t eoj = (uint32_t)fl_get_be_var(r, 3);
    uint8_t limit = fl_get_u8(r);
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        get_map(r, &maps[i]);
    bool node = eoj == ECHONET_NODE_PROFILE;
    struct echonet_item *item = node ? &s->node : NULL;
    if (!node && fl_reader_ok(r) && !echonet_items_find(s, eoj))
        item = add(s, eoj);
    if (!item)
        return false;
    item->schedule.limit = limit >= 1 && limit <= ECHONET_ASK_MAX ? limit : ECHONET_ASK_MAX;
    echonet_object_maps(item->object, &maps[0], &maps[1], &maps[2]);
    get_heard(r, io, item);
    for (size_t i = 0; i < ECHONET_EPCS; i++)
        item->schedule.rows[i].alone = echonet_map_has(&maps[3], (uint8_t)(EPC_FIRST + i));
    echonet_schedule_want(&item->schedule, item->object);
    item->mapped = true;
    item->again = !node;
    return true;
}

/* Declares what there was; values of then are not those of now. */
void echonet_items_load(struct echonet_session *s, struct fl_io *io, struct fl_span saved)
{
    struct fl_reader r = fl_reader_of(saved.data, saved.len);
    if (fl_get_u8(&r) != SAVE_VERSION)
        return;
    struct fl_span id = fl_get_span(&r, fl_get_u8(&r));
    if (id.len <= sizeof s->id && id.len) {
        memcpy(s->id, id.data, id.len);
        s->id_len = (uint8_t)id.len;
    }
    while (fl_reader_ok(&r) && fl_reader_left(&r) > 0)
        if (!get_item(s, io, &r))
            break;
    for (size_t i = 0; i < s->count; i++) {
        echonet_items_declare(s, io, s->items[i]);
        echonet_object_silent(s->items[i]->object, io);
    }
    if (!s->count)
        return;
    echonet_items_declare(s, io, &s->node);
    s->complete = true;
    fl_io_complete(io);
}
