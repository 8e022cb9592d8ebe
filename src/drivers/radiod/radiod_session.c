/* What comes from the server, and when to ask it what.
 *
 *   open        a sweep; the first status makes the session online
 *   tick        sweeps that are due or have ended, channels that fell silent, what is to be declared
 *   poll        each channel that may be asked, is not busy and has not been heard just now
 *   feed        a status shows a channel as it is now; one with our tag answers our question
 *   missed      a poll is forgotten, a command repeated with another tag
 *
 * A question to an SSRC that does not exist creates a channel. So only those are asked that were seen
 * since the server started, and none that has fallen silent; and because each question prolongs a
 * channel's life, none that has a lifetime and is not ours. */
#include "radiod_session.h"

#include <stdlib.h>
#include <string.h>

enum {
    CARE_MS = 1000,
    LATE_MS = 50,           /* a timer that rings so late: answers may wait to be read */
    DECLARE_AT_ONCE = 128,  /* new channels in one hook */
    PACKET_KEPT_MAX = 2048, /* of a channel that is not declared yet; audio channels' are 300 bytes */
    MISSED_MAX = 3,
    MISSING_MAX = 2, /* sweeps without it: an unlisted channel is gone */
    PARTS_MAX = 4000 /* different channels shown in one run; the model's limit is a little above */
};

static const uint64_t reordered_ns = 2000000000; /* older than this is a clock that was set */

enum { DEMOD_DYING = 255 };

/* --- asking ----------------------------------------------------------------------------------- */
void radiod_arm(struct radiod_session *s, struct fl_io *io)
{
    uint64_t when = radiod_sweep_at(&s->sweep);
    if (s->care_ms < when)
        when = s->care_ms;
    if (s->budget.wanted && fl_io_now(io) + 1000 / (uint64_t)s->conf->max_rate + 1 < when)
        when = fl_io_now(io) + 1000 / (uint64_t)s->conf->max_rate + 1;
    s->wake_ms = when ? when : 1;
    fl_io_wake_at(io, s->wake_ms);
}

bool radiod_budget_take(struct radiod_session *s, struct fl_io *io, bool poll)
{
    struct radiod_budget *b = &s->budget;
    double rate = s->conf->max_rate;
    uint64_t now = fl_io_now(io);
    b->left += (double)(now - b->at_ms) * rate / 1000;
    b->at_ms = now;
    if (b->left > rate)
        b->left = rate;
    if (poll ? b->left < 1 || b->left < rate / 2 : b->left < 1)
        return false;
    b->left--;
    return true;
}

static uint32_t new_tag(struct fl_io *io)
{
    uint32_t tag = fl_io_random(io);
    return tag ? tag : 1;
}

static bool is_tag(const struct radiod_lane *l, uint64_t tag)
{
    for (unsigned i = 0; i < l->tries; i++)
        if (l->tags[i] == (uint32_t)tag)
            return true;
    return false;
}

void radiod_send(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c)
{
    uint8_t buf[RADIOD_COMMAND_MAX];
    uint32_t tag = new_tag(io);
    const struct radiod_edges edges = {c->edges_known, c->low_edge, c->high_edge};
    size_t len = radiod_request_encode(c->request, c->ssrc, tag, &edges, buf);
    (void)s;
    c->lane.poll = false;
    c->lane.tags[c->lane.tries++] = tag;
    c->asked_ms = fl_io_now(io);
    fl_io_send(io, buf, len);
    fl_io_expect(io, c->ssrc);
}

static void ask(struct radiod_channel *c, struct fl_io *io)
{
    uint8_t buf[RADIOD_COMMAND_MAX];
    uint32_t tag = new_tag(io);
    size_t len = radiod_poll_encode(c->ssrc, tag, buf);
    c->lane = (struct radiod_lane){.tags = {tag}, .tries = 1, .poll = true};
    c->asked_ms = fl_io_now(io);
    fl_io_send(io, buf, len);
    fl_io_expect(io, c->ssrc);
}

static void ask_all(struct radiod_session *s, struct fl_io *io)
{
    uint8_t buf[RADIOD_COMMAND_MAX];
    size_t len = radiod_poll_encode(RADIOD_EVERYBODY, new_tag(io), buf);
    radiod_sweep_asked(&s->sweep, fl_io_now(io), s->conf->sweep_interval);
    fl_io_send(io, buf, len);
    if (!fl_io_busy(io, RADIOD_EVERYBODY))
        fl_io_expect(io, RADIOD_EVERYBODY);
}

bool radiod_exposed(const struct radiod_session *s, const struct radiod_channel *c)
{
    return c->conf || c->own || s->conf->expose == RADIOD_EXPOSE_ALL;
}

double radiod_blocks(const struct radiod_session *s, double seconds)
{
    double blocks = seconds / s->server.block_s;
    return blocks > 0 && blocks < 1 ? 1 : (double)(uint64_t)blocks;
}

/* --- requests that end ------------------------------------------------------------------------ */
void radiod_end_request(struct radiod_channel *c, struct fl_io *io, enum fl_err result, const char *why)
{
    struct radiod_request *r = c->request;
    c->request = NULL;
    c->lane = (struct radiod_lane){0};
    for (size_t i = 0; i < r->piece_count; i++)
        fl_io_verdict(io, r->pieces[i].id, result, why);
    free(r);
}

static void judge(struct radiod_channel *c, struct fl_io *io, const struct radiod_status *st)
{
    struct radiod_request *r = c->request;
    char json[FL_TEXT_MAX];
    c->request = NULL;
    if (r->tell)
        radiod_request_result(r, st, json, sizeof json);
    for (size_t i = 0; i < r->piece_count; i++) {
        struct fl_error why;
        enum fl_err result = radiod_piece_judge(r, &r->pieces[i], st, &why);
        if (r->remove)
            result = FL_OK;
        else if (r->tell)
            fl_io_result(io, r->pieces[i].id, json);
        fl_io_verdict(io, r->pieces[i].id, result, why.text[0] && !r->remove ? why.text : NULL);
    }
    if (r->create && !r->piece_count)
        fl_io_log(io, FL_INFO, "created channel %lu as configured", (unsigned long)c->ssrc);
    free(r);
}

/* --- a status --------------------------------------------------------------------------------- */
static void forget_packet(struct radiod_channel *c)
{
    free(c->packet);
    c->packet = NULL;
    c->packet_len = 0;
}

/* It is not on the server: what it had is not known any more. */
static void show_absent(struct radiod_channel *c, struct fl_io *io)
{
    if (c->told)
        return;
    c->told = true;
    radiod_channel_show_absent(c, io);
}

static void gone(struct radiod_channel *c, struct fl_io *io)
{
    c->seen = false;
    c->gps_ns = 0; /* whoever comes under this number next is another one */
    forget_packet(c);
    show_absent(c, io);
}

static void note_tuning(struct radiod_channel *c, const struct radiod_status *st)
{
    if (!radiod_frequency(st, RADIOD_RADIO_FREQUENCY, &c->frequency))
        c->frequency = 0;
    c->edges_known =
        radiod_real(st, RADIOD_LOW_EDGE, &c->low_edge) && radiod_real(st, RADIOD_HIGH_EDGE, &c->high_edge);
}

static void show(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c,
                 const struct radiod_status *st)
{
    radiod_channel_declare(c, &s->view, io, st);
    radiod_channel_show(c, &s->view, io, st);
    uint64_t packets = 0;
    if (radiod_int(st, RADIOD_OUTPUT_DATA_PACKETS, &packets))
        c->data_packets = packets;
    c->told = false;
}

/* New channels are declared together when no sweep runs: each change of the device's shape costs. */
static void show_or_keep(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c,
                         const uint8_t *data, size_t len)
{
    if (!radiod_exposed(s, c))
        return;
    if (c->part > 0) {
        show(s, io, c, &s->status);
        return;
    }
    forget_packet(c);
    c->packet = len <= PACKET_KEPT_MAX ? malloc(len) : NULL;
    if (!c->packet)
        return;
    memcpy(c->packet, data, len);
    c->packet_len = len;
}

static void note_sweep(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c)
{
    c->missing = 0;
    if (c->sweep == s->sweep.number)
        return;
    c->sweep = s->sweep.number;
    if (!s->sweep.running)
        return;
    radiod_sweep_heard(&s->sweep, fl_io_now(io));
    fl_io_answered(io, RADIOD_EVERYBODY);
}

static bool is_older(const struct radiod_channel *c, uint64_t gps_ns)
{
    return gps_ns < c->gps_ns && c->gps_ns - gps_ns < reordered_ns;
}

static void take_answer(struct radiod_channel *c, struct fl_io *io, const struct radiod_status *st)
{
    fl_io_answered(io, c->ssrc);
    c->lane = (struct radiod_lane){0};
    c->missed = 0;
    if (!c->request)
        return;
    c->own = c->own || c->request->create;
    c->renew = c->renew && !c->request->create;
    judge(c, io, st);
}

static struct radiod_channel *channel_of(struct radiod_session *s, struct fl_io *io, uint32_t ssrc)
{
    struct radiod_channel *c = radiod_channels_add(&s->channels, ssrc);
    if (!c && !s->server.crowded_told) {
        s->server.crowded_told = true;
        fl_io_log(io, FL_WARN, "more than %d channels: channel %lu and others are left out",
                  RADIOD_CHANNELS_MAX, (unsigned long)ssrc);
    }
    return c;
}

static void take_status(struct radiod_session *s, struct fl_io *io, const uint8_t *data, size_t len)
{
    const struct radiod_status *st = &s->status;
    uint64_t gps_ns = 0, tag = 0, demod = 0, blocks = 0;
    struct radiod_channel *c = channel_of(s, io, st->ssrc);
    if (!c)
        return;
    radiod_int(st, RADIOD_GPS_TIME, &gps_ns);
    radiod_int(st, RADIOD_COMMAND_TAG, &tag);
    radiod_int(st, RADIOD_DEMOD_TYPE, &demod);
    radiod_int(st, RADIOD_LIFETIME, &blocks);
    bool answer = is_tag(&c->lane, tag), dying = demod == DEMOD_DYING, older = is_older(c, gps_ns);
    if (!older) {
        c->gps_ns = gps_ns;
        c->heard_ms = fl_io_now(io);
        c->seen = !dying;
        c->silent = dying;
        c->finite = blocks > 0;
        if (answer || !blocks)
            c->lifetime_ms = (uint64_t)((double)blocks * s->server.block_s * 1000);
        note_tuning(c, st);
        note_sweep(s, io, c);
    }
    if (!older && !dying)
        show_or_keep(s, io, c, data, len);
    if (answer)
        take_answer(c, io, st);
    if (dying && !older)
        gone(c, io);
}

/* Its dynamic channels are gone; asking for them would bring back their ghosts. */
static void begin_anew(struct radiod_session *s, struct fl_io *io)
{
    fl_io_log(io, FL_INFO, "radiod has restarted; looking for its channels");
    fl_io_event(io, "restart", NULL);
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        c->seen = false;
        c->silent = true;
        c->gps_ns = 0;
        c->renew = c->conf && c->conf->create;
    }
    radiod_sweep_hurry(&s->sweep);
}

static void overhear(struct radiod_session *s, struct fl_io *io)
{
    if (s->status.ssrc != RADIOD_EVERYBODY)
        return;
    radiod_sweep_overhear(&s->sweep, fl_io_now(io), s->conf->sweep_interval);
}

size_t radiod_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    struct radiod_session *s = session;
    enum fl_err bad = radiod_decode(&s->status, data, len);
    bool command = len && data[0] == RADIOD_PACKET_COMMAND;
    if (bad == FL_E_UNSUPPORTED || (bad && command))
        return len;
    if (command) {
        overhear(s, io);
    } else if (radiod_server_is_source(s, io)) {
        if (bad) {
            fl_io_bad_frame(io, bad);
            return len;
        }
        if (radiod_server_take(s, io))
            begin_anew(s, io);
        if (!s->online)
            fl_io_online(io);
        s->online = true;
        take_status(s, io, data, len);
    }
    radiod_arm(s, io);
    return len;
}

/* --- polls ------------------------------------------------------------------------------------ */
static bool may_ask(const struct radiod_session *s, const struct radiod_channel *c)
{
    return c->seen && !c->request && radiod_exposed(s, c) && (c->own || !c->finite);
}

/* A channel of ours lives on our questions; only those, not what others make it say. */
static bool is_fading(const struct radiod_channel *c, uint64_t now)
{
    return c->own && c->lifetime_ms && now >= c->asked_ms + c->lifetime_ms / 3;
}

static bool is_due(const struct radiod_channel *c, struct fl_io *io)
{
    uint64_t now = fl_io_now(io), half_tick = (uint64_t)fl_io_timing(io)->poll_interval / 2;
    return now >= c->heard_ms + half_tick || is_fading(c, now);
}

static bool can_ask_now(const struct radiod_session *s, struct fl_io *io, const struct radiod_channel *c)
{
    return may_ask(s, c) && is_due(c, io) && !fl_io_busy(io, c->ssrc);
}

/* Nothing came since all were asked: perhaps it is starting anew, without most of them. */
static bool is_suspect(const struct radiod_session *s, struct fl_io *io)
{
    return s->polled_ms > s->server.heard_ms &&
           fl_io_now(io) >= s->polled_ms + (uint64_t)fl_io_timing(io)->response_timeout;
}

/* Then one is asked, if possible one of the server's own configuration. */
static void ask_one(struct radiod_session *s, struct fl_io *io)
{
    struct radiod_channel *one = NULL;
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        if (can_ask_now(s, io, c) && (!one || (one->own && !c->own) || (!one->conf && c->conf && !c->own)))
            one = c;
    }
    if (one && radiod_budget_take(s, io, true))
        ask(one, io);
}

static void ask_each(struct radiod_session *s, struct fl_io *io)
{
    size_t count = s->channels.count, first = s->next_poll;
    for (size_t i = 0; i < count; i++) {
        size_t at = (first + i) % count;
        if (!can_ask_now(s, io, s->channels.at[at]))
            continue;
        if (!radiod_budget_take(s, io, true)) {
            s->next_poll = at; /* next time it is first */
            return;
        }
        ask(s->channels.at[at], io);
        s->polled_ms = fl_io_now(io);
    }
}

void radiod_poll(void *session, struct fl_io *io)
{
    struct radiod_session *s = session;
    if (is_suspect(s, io))
        ask_one(s, io);
    else
        ask_each(s, io);
    radiod_arm(s, io);
}

void radiod_keepalive(void *session, struct fl_io *io)
{
    struct radiod_session *s = session;
    uint64_t silence_ms = fl_io_now(io) - s->server.heard_ms;
    if (silence_ms >= (uint64_t)fl_io_timing(io)->keepalive_interval)
        radiod_sweep_hurry(&s->sweep);
    radiod_arm(s, io);
}

static void missed_poll(struct radiod_session *s, struct radiod_channel *c)
{
    c->lane = (struct radiod_lane){0};
    if (++c->missed < MISSED_MAX)
        return;
    c->missed = 0;
    c->seen = false;
    c->silent = true;
    radiod_sweep_hurry(&s->sweep);
}

static void missed_request(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c)
{
    bool create = c->request->create;
    if (c->lane.tries < RADIOD_TRIES_MAX && (c->seen || create)) {
        radiod_budget_take(s, io, false); /* if there is none left: it is part of what has begun */
        radiod_send(s, io, c);
        return;
    }
    if (create && !c->request->piece_count)
        fl_io_log(io, FL_WARN, "channel %lu could not be created: no answer", (unsigned long)c->ssrc);
    radiod_end_request(c, io, FL_E_TIMEOUT,
                       create ? "the server did not answer; it may have no room for another channel"
                              : "the server did not answer, three times; the setting may be in force all "
                                "the same");
}

void radiod_missed(void *session, struct fl_io *io, uint32_t group)
{
    struct radiod_session *s = session;
    struct radiod_channel *c = radiod_channels_find(&s->channels, group);
    if (c && c->request)
        missed_request(s, io, c);
    else if (c)
        missed_poll(s, c);
    radiod_arm(s, io);
}

static bool is_there(const struct radiod_channel *c)
{
    return c->seen || (!c->silent && c->missing < MISSING_MAX);
}

/* --- sweeps ----------------------------------------------------------------------------------- */
/* A sweep may end too early, when the server or we had better things to do: those that were not heard
 * are not asked, but nobody is gone before another sweep says so. */
static void judge_absent(struct radiod_session *s)
{
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        if (c->sweep == s->sweep.number)
            continue;
        c->missing++;
        c->seen = false;
        if (is_there(c))
            radiod_sweep_hurry(&s->sweep);
    }
}

static void drop_absent(struct radiod_session *s, struct fl_io *io)
{
    for (size_t i = s->channels.count; i-- > 0;) {
        struct radiod_channel *c = s->channels.at[i];
        if (c->conf || c->seen || c->request || c->missing < MISSING_MAX)
            continue;
        radiod_channel_retire(c, io);
        radiod_channels_remove(&s->channels, i);
    }
}

static size_t count_there(const struct radiod_session *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->channels.count; i++)
        count += is_there(s->channels.at[i]);
    return count;
}

static void tell_channels(struct radiod_session *s, struct fl_io *io)
{
    size_t count = count_there(s);
    if (count != s->told_channels)
        fl_io_log(io, FL_INFO, "%zu channels on the server", count);
    s->told_channels = count;
}

static void sweep_ended(struct radiod_session *s, struct fl_io *io, enum radiod_sweep_end end)
{
    bool whole = end == RADIOD_SWEEP_WHOLE;
    if (whole) {
        judge_absent(s);
        drop_absent(s, io);
        if (s->server.heard_ms < s->sweep.began_ms)
            radiod_server_empty(s, io);
        radiod_create_missing(s, io);
    } else {
        radiod_server_disturbed(s, io);
    }
    if (s->channels.count > s->sweep.slots)
        s->sweep.slots = s->channels.count;
    fl_io_log(io, FL_DEBUG, "sweep %u: %zu channels answered in %llu ms%s", s->sweep.number, s->sweep.found,
              (unsigned long long)(s->sweep.news_ms - s->sweep.began_ms),
              whole ? "" : ", others disturbed it");
    tell_channels(s, io);
    radiod_answer_sweeps(s, io, whole);
}

/* --- looking after everybody ------------------------------------------------------------------ */
/* Whether all are declared. */
static bool declare_some(struct radiod_session *s, struct fl_io *io)
{
    size_t done = 0;
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        if (!c->packet)
            continue;
        if (done++ == DECLARE_AT_ONCE)
            return false;
        if (s->parts < PARTS_MAX && !radiod_decode(&s->status, c->packet, c->packet_len))
            show(s, io, c, &s->status);
        if (c->part > s->parts)
            s->parts = c->part;
        forget_packet(c);
    }
    return true;
}

static void look_after(struct radiod_session *s, struct fl_io *io)
{
    uint64_t now = fl_io_now(io);
    bool all = s->sweep.running || declare_some(s, io), fading = false;
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        if (!is_there(c) && now >= c->heard_ms + RADIOD_OFFLINE_MS)
            show_absent(c, io);
        fading = fading || (may_ask(s, c) && is_fading(c, now));
    }
    radiod_server_show_count(s->server.entity, io, count_there(s));
    if (fading) /* poll_interval is long */
        fl_io_poll_now(io);
    if (all && !s->sweep.running && s->online && !s->complete) {
        s->complete = true;
        fl_io_complete(io);
    }
    s->care_ms = all ? now + CARE_MS : now + 1;
}

void radiod_tick(void *session, struct fl_io *io)
{
    struct radiod_session *s = session;
    uint64_t now = fl_io_now(io);
    if (now > s->wake_ms + LATE_MS)
        radiod_sweep_stalled(&s->sweep, now);
    enum radiod_sweep_end end = radiod_sweep_look(&s->sweep, now);
    s->budget.wanted = false;
    if (end != RADIOD_SWEEP_GOES_ON) {
        sweep_ended(s, io, end);
        s->care_ms = now;
    }
    if (radiod_sweep_due(&s->sweep, now))
        ask_all(s, io);
    if (now >= s->care_ms)
        look_after(s, io);
    radiod_arm(s, io);
}

/* --- life ------------------------------------------------------------------------------------- */
static bool add_listed(struct radiod_session *s, struct fl_io *io)
{
    const struct radiod_channel_conf *items = s->conf->channels.items;
    for (size_t i = 0; i < s->conf->channels.count; i++) {
        struct radiod_channel *c = radiod_channels_add(&s->channels, radiod_channel_ssrc(&items[i]));
        if (!c)
            return false;
        c->conf = &items[i];
        c->own = items[i].create;
        radiod_channel_declare(c, &s->view, io, NULL);
        show_absent(c, io);
        if (c->part > s->parts)
            s->parts = c->part;
    }
    return true;
}

enum fl_err radiod_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    struct radiod_session *s = session;
    (void)saved;
    s->conf = conf;
    s->budget.left = s->conf->max_rate;
    s->budget.at_ms = fl_io_now(io);
    radiod_view_init(&s->view, s->conf->presets.items, s->conf->presets.count);
    radiod_server_init(s, io);
    return add_listed(s, io) ? FL_OK : FL_E_NOMEM;
}

void radiod_finish(void *session)
{
    struct radiod_session *s = session;
    radiod_channels_finish(&s->channels);
}

/* The verdicts of what was under way are the engine's: the link broke. */
static void forget_session(struct radiod_session *s)
{
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        free(c->request);
        c->request = NULL;
        c->lane = (struct radiod_lane){0};
        c->seen = false;
        c->silent = true;
        c->missing = c->missed = 0;
        c->gps_ns = 0;
    }
    s->sweep_action_count = 0;
    s->polled_ms = 0;
    s->empty_sweeps = 0;
    s->online = false;
}

void radiod_open(void *session, struct fl_io *io, size_t target)
{
    struct radiod_session *s = session;
    forget_session(s);
    radiod_server_open(s, io, target);
    radiod_sweep_reset(&s->sweep, fl_io_now(io));
    s->care_ms = fl_io_now(io) + CARE_MS;
    if (radiod_sweep_due(&s->sweep, fl_io_now(io)))
        ask_all(s, io);
    radiod_arm(s, io);
}
