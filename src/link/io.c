/* The recorder behind fl_io_*. */
#include "link/io_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { EFFECTS_KEPT = 32, BYTES_KEPT = 4096 }; /* what a quiet link holds on to between hooks */

struct fl_io {
    struct fl_model *model;
    const struct fl_timing *timing;
    uint64_t now_us;
    int64_t utc_ms;
    int zone_s;
    uint64_t random;
    struct fl_addr from, target;
    struct fl_turn turn;
    enum fl_asker asker; /* whose turn it is: of the hook, or of the answer that came in it */
    uint32_t round;
    struct fl_io_effect *effects;
    size_t count, effect_cap;
    uint8_t *bytes;
    size_t len, cap;
    struct fl_error trouble;
};

/* --- life ---------------------------------------------------------------------------------- */

struct fl_io *fl_io_create(struct fl_model *model, const struct fl_timing *timing, bool lanes, uint64_t seed)
{
    struct fl_io *io = calloc(1, sizeof *io);
    if (!io)
        return NULL;
    io->model = model;
    io->timing = timing;
    io->turn.lanes = lanes;
    io->random = seed;
    return io;
}

static void drop_images(struct fl_io *io)
{
    for (size_t i = 0; i < io->count; i++)
        free(io->effects[i].image);
}

void fl_io_destroy(struct fl_io *io)
{
    if (!io)
        return;
    drop_images(io);
    free(io->effects);
    free(io->bytes);
    free(io);
}

void fl_io_begin(struct fl_io *io, enum fl_asker asker, uint64_t now_us, int64_t utc_ms, int zone_s)
{
    drop_images(io);
    io->count = 0;
    io->len = 0;
    if (io->effect_cap > EFFECTS_KEPT) {
        free(io->effects);
        io->effects = NULL;
        io->effect_cap = 0;
    }
    if (io->cap > BYTES_KEPT) {
        free(io->bytes);
        io->bytes = NULL;
        io->cap = 0;
    }
    io->trouble = (struct fl_error){0};
    io->from = (struct fl_addr){0};
    io->asker = asker;
    io->round = 0;
    io->now_us = now_us;
    io->utc_ms = utc_ms;
    io->zone_s = zone_s;
}

void fl_io_set_from(struct fl_io *io, const struct fl_addr *from)
{
    io->from = *from;
}

void fl_io_set_target(struct fl_io *io, const struct fl_addr *target)
{
    io->target = *target;
}

void fl_io_set_round(struct fl_io *io, uint32_t round)
{
    io->round = round;
}

/* --- the record ------------------------------------------------------------------------------ */

static void trouble(struct fl_io *io, enum fl_err code, const char *text)
{
    if (!io->trouble.code)
        fl_fail(&io->trouble, code, "%s", text);
}

const char *fl_io_trouble(const struct fl_io *io, enum fl_err *code)
{
    *code = io->trouble.code;
    return io->trouble.code ? io->trouble.text : NULL;
}

static struct fl_io_effect *add(struct fl_io *io, enum fl_io_kind kind)
{
    if (io->count == FL_IO_EFFECTS_MAX) {
        trouble(io, FL_E_FULL, "the driver asked for too much at once");
        return NULL;
    }
    if (io->count == io->effect_cap) {
        size_t cap = io->effect_cap ? io->effect_cap * 2 : 8;
        struct fl_io_effect *effects = realloc(io->effects, cap * sizeof *effects);
        if (!effects) {
            trouble(io, FL_E_NOMEM, "no memory for what the driver asked");
            return NULL;
        }
        io->effects = effects;
        io->effect_cap = cap;
    }
    struct fl_io_effect *e = &io->effects[io->count++];
    *e = (struct fl_io_effect){.kind = kind};
    return e;
}

static bool reserve(struct fl_io *io, size_t len)
{
    if (len > FL_IO_BYTES_MAX - io->len) {
        trouble(io, FL_E_FULL, "the driver recorded too many bytes at once");
        return false;
    }
    size_t cap = io->cap ? io->cap : 256;
    while (cap < io->len + len)
        cap *= 2;
    if (cap == io->cap)
        return true;
    uint8_t *bytes = realloc(io->bytes, cap);
    if (!bytes) {
        trouble(io, FL_E_NOMEM, "no memory for what the driver recorded");
        return false;
    }
    io->bytes = bytes;
    io->cap = cap;
    return true;
}

/* Copies bytes into the record: their place + 1; 0: no room. */
static size_t keep(struct fl_io *io, const void *data, size_t len)
{
    if (!reserve(io, len ? len : 1))
        return 0;
    size_t at = io->len;
    if (len)
        memcpy(io->bytes + at, data, len);
    io->len += len;
    return at + 1;
}

static size_t keep_text(struct fl_io *io, const char *text)
{
    return text ? keep(io, text, strlen(text) + 1) : 0;
}

/* Takes back the newest effect, whose bytes found no room. */
static enum fl_err withdraw(struct fl_io *io)
{
    io->count--;
    return io->trouble.code;
}

static const uint8_t *place(const struct fl_io *io, size_t at)
{
    return at ? io->bytes + at - 1 : NULL;
}

struct fl_io_effect *fl_io_effects(struct fl_io *io, size_t *count)
{
    for (size_t i = 0; i < io->count; i++) { /* only now: the bytes move while the record grows */
        struct fl_io_effect *e = &io->effects[i];
        e->name = (const char *)place(io, e->name_at);
        e->text = (const char *)place(io, e->text_at);
        e->data = place(io, e->data_at);
    }
    *count = io->count;
    return io->effects;
}

struct fl_turn *fl_io_turn(struct fl_io *io)
{
    return &io->turn;
}

struct fl_model *fl_io_model(struct fl_io *io)
{
    return io->model;
}

enum fl_asker fl_io_asker(const struct fl_io *io)
{
    return io->asker;
}

/* --- time and chance -------------------------------------------------------------------------- */

uint64_t fl_io_now(const struct fl_io *io)
{
    return io->now_us / 1000;
}

int64_t fl_io_utc(const struct fl_io *io, int *zone_s)
{
    if (zone_s)
        *zone_s = io->zone_s;
    return io->utc_ms;
}

uint64_t fl_io_now_us(const struct fl_io *io)
{
    return io->now_us;
}

const struct fl_timing *fl_io_timing(const struct fl_io *io)
{
    return io->timing;
}

uint32_t fl_io_random(struct fl_io *io)
{
    io->random += 0x9e3779b97f4a7c15U; /* splitmix64: any seed is good */
    uint64_t z = io->random;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

/* --- bytes ------------------------------------------------------------------------------------- */

enum fl_err fl_io_send(struct fl_io *io, const void *frame, size_t len)
{
    return fl_io_send_to(io, &(struct fl_addr){0}, frame, len);
}

enum fl_err fl_io_send_to(struct fl_io *io, const struct fl_addr *to, const void *frame, size_t len)
{
    struct fl_io_effect *e = add(io, FL_IO_SEND);
    if (!e)
        return io->trouble.code;
    e->addr = *to;
    e->len = len;
    e->data_at = keep(io, frame, len);
    return e->data_at ? FL_OK : withdraw(io);
}

struct fl_addr fl_io_from(const struct fl_io *io)
{
    return io->from;
}

struct fl_addr fl_io_target(const struct fl_io *io)
{
    return io->target;
}

void fl_io_peer(struct fl_io *io, const struct fl_addr *peer)
{
    struct fl_io_effect *e = add(io, FL_IO_PEER);
    if (e && peer)
        e->addr = *peer;
}

/* --- time to come ------------------------------------------------------------------------------ */

void fl_io_wake_at(struct fl_io *io, uint64_t when_ms)
{
    struct fl_io_effect *e = add(io, FL_IO_WAKE_AT);
    if (e)
        e->when_ms = when_ms;
}

void fl_io_poll_now(struct fl_io *io)
{
    add(io, FL_IO_POLL_NOW);
}

/* --- the turn ---------------------------------------------------------------------------------- */

void fl_io_expect(struct fl_io *io, uint32_t group)
{
    struct fl_owed owed = {.since_us = io->now_us, .group = group, .round = io->round, .who = io->asker};
    if (!fl_turn_expect(&io->turn, owed)) {
        trouble(io, FL_E_FULL, "too many answers are owed at once");
        return;
    }
    struct fl_io_effect *e = add(io, FL_IO_EXPECT);
    if (!e)
        return;
    e->number = group;
    e->owed = owed;
}

/* What is asked in the same hook after an answer belongs to the one who asked before: an exchange
 * of several requests is one turn. */
static void pass_on(struct fl_io *io, const struct fl_owed *was)
{
    io->asker = was->who;
    io->round = was->round;
}

bool fl_io_give_up(struct fl_io *io, uint32_t group, struct fl_owed *was)
{
    if (!fl_turn_answered(&io->turn, group, fl_io_now(io), was))
        return false;
    pass_on(io, was);
    return true;
}

void fl_io_answered(struct fl_io *io, uint32_t group)
{
    struct fl_owed was;
    if (!fl_io_give_up(io, group, &was))
        return;
    struct fl_io_effect *e = add(io, FL_IO_ANSWERED);
    if (!e)
        return;
    e->number = group;
    e->owed = was;
}

bool fl_io_busy(const struct fl_io *io, uint32_t group)
{
    return fl_turn_busy(&io->turn, group);
}

/* --- the session ------------------------------------------------------------------------------- */

void fl_io_alive(struct fl_io *io)
{
    add(io, FL_IO_ALIVE);
}

void fl_io_online(struct fl_io *io)
{
    add(io, FL_IO_ONLINE);
}

void fl_io_bad_frame(struct fl_io *io, enum fl_err why)
{
    struct fl_io_effect *e = add(io, FL_IO_BAD_FRAME);
    if (e)
        e->code = why;
}

/* An effect with words made like printf's. What does not fit is cut. */
FL_PRINTF(3, 0)
static struct fl_io_effect *add_words(struct fl_io *io, enum fl_io_kind kind, const char *fmt, va_list ap)
{
    char words[sizeof io->trouble.text];
    vsnprintf(words, sizeof words, fmt, ap);
    struct fl_io_effect *e = add(io, kind);
    if (!e)
        return NULL;
    e->text_at = keep_text(io, words);
    if (e->text_at)
        return e;
    withdraw(io);
    return NULL;
}

void fl_io_fail(struct fl_io *io, enum fl_err why, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    struct fl_io_effect *e = add_words(io, FL_IO_FAIL, fmt, ap);
    va_end(ap);
    if (e)
        e->code = why;
}

void fl_io_log(struct fl_io *io, enum fl_level level, const char *fmt, ...)
{
    if (!fl_log_enabled(level))
        return;
    va_list ap;
    va_start(ap, fmt);
    struct fl_io_effect *e = add_words(io, FL_IO_LOG, fmt, ap);
    va_end(ap);
    if (e)
        e->level = level;
}

/* --- the device as others see it ---------------------------------------------------------------- */

int fl_io_entity(struct fl_io *io, const struct fl_entity *entity)
{
    int index;
    struct fl_error err;
    enum fl_err bad = fl_model_declare(io->model, entity, &index, &err);
    if (bad)
        trouble(io, bad, err.text);
    return index;
}

int fl_io_part(struct fl_io *io, const struct fl_part *part)
{
    int number;
    struct fl_error err;
    enum fl_err bad = fl_model_part(io->model, part, &number, &err);
    if (bad)
        trouble(io, bad, err.text);
    return number;
}

void fl_io_retire(struct fl_io *io, int entity)
{
    fl_model_retire(io->model, entity);
}

void fl_io_complete(struct fl_io *io)
{
    fl_model_complete(io->model);
}

void fl_io_set(struct fl_io *io, int entity, size_t field, struct fl_value value)
{
    fl_model_set(io->model, entity, field, value);
}

struct fl_value fl_io_get(const struct fl_io *io, int entity, size_t field)
{
    return fl_model_get(io->model, entity, field);
}

/* --- answers ------------------------------------------------------------------------------------ */

void fl_io_verdict(struct fl_io *io, uint32_t command, enum fl_err result, const char *why)
{
    struct fl_io_effect *e = add(io, FL_IO_VERDICT);
    if (!e)
        return;
    e->number = command;
    e->code = result;
    e->text_at = keep_text(io, why);
}

void fl_io_result(struct fl_io *io, uint32_t command, const char *json)
{
    struct fl_io_effect *e = add(io, FL_IO_RESULT);
    if (!e)
        return;
    e->number = command;
    e->text_at = keep_text(io, json);
}

void fl_io_event(struct fl_io *io, const char *type, const char *json)
{
    struct fl_io_effect *e = add(io, FL_IO_EVENT);
    if (!e)
        return;
    e->name_at = keep_text(io, type);
    e->text_at = keep_text(io, json);
}

void fl_io_image(struct fl_io *io, int entity, const char *mime, void *data, size_t len)
{
    const struct fl_shape *shape = fl_model_shape(io->model);
    bool known = entity >= 0 && (size_t)entity < shape->entity_count && shape->entities[entity].fields;
    if (len > FL_IO_IMAGE_MAX)
        trouble(io, FL_E_FULL, "the image is larger than 8 MiB");
    struct fl_io_effect *e = known && len <= FL_IO_IMAGE_MAX ? add(io, FL_IO_IMAGE) : NULL;
    if (!e) {
        free(data);
        return;
    }
    e->image = data;
    e->len = len;
    e->name_at = keep_text(io, shape->entities[entity].key);
    e->text_at = keep_text(io, mime);
}

void fl_io_save(struct fl_io *io, const void *data, size_t len)
{
    if (len > FL_IO_SAVE_MAX) {
        trouble(io, FL_E_FULL, "the driver saves more than 16 KiB");
        return;
    }
    struct fl_io_effect *e = add(io, FL_IO_SAVE);
    if (!e)
        return;
    e->len = len;
    e->data_at = keep(io, data, len);
}

void fl_io_found(struct fl_io *io, const char *identity, const struct fl_addr *at, const char *about)
{
    struct fl_io_effect *e = add(io, FL_IO_FOUND);
    if (!e)
        return;
    e->name_at = keep_text(io, identity);
    e->text_at = keep_text(io, about);
    e->addr = *at;
}
