/* Sets, from command to verdict. */
#include "echonet_write.h"

#include <stdio.h>
#include <string.h>

/* After the answer. The interface specification allows 20 s until a value shows. */
static const uint64_t checks_ms[] = {300, 1000, 3000, 8000, 20000};
enum { CHECKS = sizeof checks_ms / sizeof *checks_ms, DOUBTFUL_CHECKS = 3, SETTLE_MS = 500 };

/* --- rows -------------------------------------------------------------------------------------- */
static void take_out(struct echonet_sets *s, struct fl_io *io, size_t at)
{
    struct echonet_set gone = s->rows[at];
    memmove(&s->rows[at], &s->rows[at + 1], (--s->count - at) * sizeof gone);
    if (!echonet_sets_pending(s, gone.object, gone.write.epc))
        echonet_object_pending(gone.object, io, gone.write.epc, NULL, 0);
}

static bool has_more(const struct echonet_sets *s, uint32_t command)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].command == command)
            return true;
    return false;
}

/* One write came to its end; with the last one the command has its verdict. */
static void done(struct echonet_sets *s, struct fl_io *io, size_t at, enum fl_err result, const char *why)
{
    uint32_t command = s->rows[at].command;
    take_out(s, io, at);
    if (command && (result != FL_OK || !has_more(s, command)))
        fl_io_verdict(io, command, result, why);
    if (result == FL_OK || !command)
        return;
    for (size_t i = s->count; i-- > 0;) /* what the command wanted besides is not begun any more */
        if (s->rows[i].command == command && s->rows[i].stage == ECHONET_WAITING)
            take_out(s, io, i);
        else if (s->rows[i].command == command)
            s->rows[i].command = 0;
}

static void supersede(struct echonet_sets *s, struct fl_io *io, const struct echonet_object *o,
                      const struct echonet_write *w)
{
    for (size_t i = s->count; i-- > 0;) {
        struct echonet_set *row = &s->rows[i];
        if (row->object != o || row->write.epc != w->epc || row->write.momentary)
            continue;
        bool last = true;
        for (size_t k = 0; k < s->count; k++)
            last = last && (k == i || s->rows[k].command != row->command);
        uint32_t command = row->command;
        take_out(s, io, i);
        if (last && command)
            fl_io_verdict(io, command, FL_E_SUPERSEDED, "a newer command for the same property came");
    }
}

static void append(struct echonet_sets *s, struct fl_io *io, struct echonet_object *o,
                   const struct echonet_write *w, uint32_t command)
{
    supersede(s, io, o, w);
    s->rows[s->count++] = (struct echonet_set){.object = o, .write = *w, .command = command};
    if (!w->momentary)
        echonet_object_pending(o, io, w->epc, w->edt, w->len);
}

bool echonet_sets_add(struct echonet_sets *s, struct fl_io *io, struct echonet_object *o,
                      const struct fl_command *cmd)
{
    struct echonet_write plan[ECHONET_WRITES_MAX];
    struct fl_error why = {.code = FL_E_RANGE};
    if (s->count + ECHONET_WRITES_MAX > ECHONET_SETS_MAX)
        return false;
    size_t count = echonet_object_plan(o, io, cmd, plan, &why);
    if (!count)
        fl_io_verdict(io, cmd->id, why.code, why.text);
    for (size_t i = 0; i < count; i++)
        append(s, io, o, &plan[i], cmd->id);
    return true;
}

/* --- sending ------------------------------------------------------------------------------------ */
const struct echonet_set *echonet_sets_first(const struct echonet_sets *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].stage == ECHONET_WAITING)
            return &s->rows[i];
    return NULL;
}

bool echonet_sets_wait(const struct echonet_sets *s)
{
    return echonet_sets_first(s) != NULL;
}

static bool joins(const struct echonet_set *first, const struct echonet_set *row,
                  const struct echonet_prop *props, size_t count)
{
    if (row->stage != ECHONET_WAITING || row->object != first->object || row->write.momentary)
        return false;
    for (size_t i = 0; i < count; i++)
        if (props[i].epc == row->write.epc)
            return false;
    return true;
}

void echonet_sets_request(struct echonet_sets *s, struct echonet_request *r, uint16_t tid, size_t limit)
{
    const struct echonet_set *first = echonet_sets_first(s);
    struct echonet_prop props[ECHONET_ASK_MAX];
    size_t count = 0, most = first->write.momentary ? 1 : limit;
    for (size_t i = (size_t)(first - s->rows); i < s->count && count < ECHONET_ASK_MAX; i++) {
        struct echonet_set *row = &s->rows[i];
        if (count && (count >= most || !joins(first, row, props, count)))
            break; /* what comes behind keeps its place */
        props[count++] = (struct echonet_prop){row->write.epc, {row->write.edt, row->write.len}};
        row->stage = ECHONET_SENT;
    }
    echonet_request_set(r, ECHONET_ASK_WRITE, tid, echonet_object_eoj(first->object), props, count);
}

/* --- what came of it ----------------------------------------------------------------------------- */
static bool is_of(const struct echonet_set *row, const struct echonet_request *r)
{
    return row->stage == ECHONET_SENT && echonet_object_eoj(row->object) == r->eoj;
}

static bool shows(const struct echonet_set *row)
{
    return echonet_object_shows(row->object, &row->write);
}

static bool is_readable(const struct echonet_set *row)
{
    return echonet_map_has(echonet_object_gettable(row->object), row->write.epc);
}

static void accept(struct echonet_sets *s, struct fl_io *io, size_t at, bool doubtful)
{
    struct echonet_set *row = &s->rows[at];
    bool final = row->write.momentary || !is_readable(row);
    if (final && doubtful)
        done(s, io, at, FL_E_REFUSED, "the device refused it (SetC_SNA)");
    else if (final || (shows(row) && !doubtful))
        done(s, io, at, FL_OK, NULL);
    else
        *row = (struct echonet_set){.stage = ECHONET_ACCEPTED,
                                    .object = row->object,
                                    .write = row->write,
                                    .command = row->command,
                                    .doubtful = doubtful,
                                    .check_ms = fl_io_now(io) + checks_ms[0]};
}

static void refuse(struct echonet_sets *s, struct fl_io *io, size_t at)
{
    char why[96];
    struct echonet_set row = s->rows[at];
    snprintf(why, sizeof why, "the device refused property %02X of %06X (SetC_SNA)", row.write.epc,
             (unsigned)echonet_object_eoj(row.object));
    echonet_object_refused(row.object, io, &row.write);
    done(s, io, at, FL_E_REFUSED, why);
}

void echonet_sets_answered(struct echonet_sets *s, struct fl_io *io, const struct echonet_request *r,
                           bool sna)
{
    /* An SNA that refuses nothing does not keep to the rules: the values will tell. */
    bool doubtful = sna && !echonet_map_count(&r->refused);
    for (size_t i = s->count; i-- > 0;) {
        if (i >= s->count || !is_of(&s->rows[i], r))
            continue;
        if (echonet_map_has(&r->refused, s->rows[i].write.epc))
            refuse(s, io, i);
        else
            accept(s, io, i, doubtful || echonet_map_has(&r->open, s->rows[i].write.epc));
    }
}

bool echonet_sets_missed(struct echonet_sets *s, struct fl_io *io, const struct echonet_request *r)
{
    bool again = false;
    for (size_t i = s->count; i-- > 0;) {
        if (i >= s->count || !is_of(&s->rows[i], r))
            continue;
        if (s->rows[i].write.momentary)
            done(s, io, i, FL_E_TIMEOUT, "no answer; it is not repeated, for it may have happened");
        else if (r->sends < ECHONET_SENDS_MAX)
            again = true;
        else if (is_readable(&s->rows[i]))
            accept(s, io, i, true);
        else
            done(s, io, i, FL_E_TIMEOUT, "no answer");
    }
    return again;
}

void echonet_sets_heard(struct echonet_sets *s, struct fl_io *io, const struct echonet_object *o, uint8_t epc)
{
    for (size_t i = s->count; i-- > 0;) {
        const struct echonet_set *row = &s->rows[i];
        bool sent = row->object == o && row->write.epc == epc && row->stage != ECHONET_WAITING;
        if (sent && !row->write.momentary && shows(row)) {
            done(s, io, i, FL_OK, NULL);
            return;
        }
    }
}

bool echonet_sets_pending(const struct echonet_sets *s, const struct echonet_object *o, uint8_t epc)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].object == o && s->rows[i].write.epc == epc && !s->rows[i].write.momentary)
            return true;
    return false;
}

/* --- reading back --------------------------------------------------------------------------------- */
uint64_t echonet_sets_due(const struct echonet_sets *s)
{
    uint64_t due = UINT64_MAX;
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].stage == ECHONET_ACCEPTED && s->rows[i].check_ms < due)
            due = s->rows[i].check_ms;
    return due;
}

static bool is_last(const struct echonet_set *row)
{
    return row->checks >= (row->doubtful ? DOUBTFUL_CHECKS : CHECKS);
}

size_t echonet_sets_check(struct echonet_sets *s, uint64_t now_ms, uint8_t epcs[ECHONET_ASK_MAX],
                          struct echonet_object **o)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count && count < ECHONET_ASK_MAX; i++) {
        struct echonet_set *row = &s->rows[i];
        bool due = row->stage == ECHONET_ACCEPTED && row->check_ms <= now_ms && !is_last(row);
        if (!due || (count && row->object != *o))
            continue;
        *o = row->object;
        epcs[count++] = row->write.epc;
        uint64_t passed = checks_ms[row->checks++];
        row->check_ms = now_ms + (is_last(row) ? SETTLE_MS : checks_ms[row->checks] - passed);
    }
    return count;
}

void echonet_sets_expire(struct echonet_sets *s, struct fl_io *io)
{
    for (size_t i = s->count; i-- > 0;) {
        const struct echonet_set *row = i < s->count ? &s->rows[i] : NULL;
        if (!row || row->stage != ECHONET_ACCEPTED || !is_last(row) || fl_io_now(io) < row->check_ms)
            continue;
        done(s, io, i, FL_E_REFUSED,
             row->doubtful ? "the device did not confirm it, and shows another value"
                           : "the device accepted it, but still shows another value");
    }
}

void echonet_sets_drop(struct echonet_sets *s, struct fl_io *io, const struct echonet_object *o)
{
    for (size_t i = s->count; i-- > 0;) {
        if (i >= s->count || (o && s->rows[i].object != o))
            continue;
        if (o)
            done(s, io, i, FL_E_OFFLINE, "the object is gone");
        else
            take_out(s, io, i);
    }
}
