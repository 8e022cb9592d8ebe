/* The exchange with the panel: one request on the wire, its answer, the next.
 *
 *   open      login, then a poll; the first snapshot makes the session online
 *   poll      05 01 -> snapshot; whatever has to be written is written at once behind it, in the
 *             same turn, so that only one round trip lies between reading and writing
 *   command   notes what is wanted and polls: the rest happens when the snapshot comes
 *   tick      pauses that end a message of unknown length, answers that do not come, looking
 *             after writes and covers
 *
 * What the panel answers to set-values and keep-alives is not known. Everything plausible is
 * accepted: nothing, two bytes, a frame, something opaque, a snapshot. */
#include "ipcom_session.h"

#include <string.h>

enum {
    LOGIN_PATIENCE_MS = 4500, /* below connect_timeout: silence is no refusal */
    LOGIN_PAUSE_MS = 500,     /* after a login answer without a key */
    WRITE_PATIENCE_MS = 500,  /* longer without an answer to set-values: it does not acknowledge */
    CLOSING_PATIENCE_MS = 200,
    KEEPALIVE_PATIENCE_MS = 300,
    SETTLE_MS = 300, /* for a second snapshot, when one too many may be under way */
    VERIFY_MS = 100,
    REFUSALS_MAX = 3, /* from then on they are wrong credentials */
    INVALID_POLLS_MAX = 3,
    FATAL_KEEPALIVES_MAX = 2,
    MESSAGES_MAX = 64 /* at once; one is asked for */
};

/* --- time ----------------------------------------------------------------------------------- */
static void sooner(uint64_t *when, uint64_t candidate)
{
    if (candidate < *when)
        *when = candidate;
}

static uint64_t patience_ms(const struct ipcom_session *s)
{
    switch (s->asked) {
    case IPCOM_ASKED_LOGIN:
        return LOGIN_PATIENCE_MS;
    case IPCOM_ASKED_WRITE:
        return s->closing ? CLOSING_PATIENCE_MS : WRITE_PATIENCE_MS;
    case IPCOM_ASKED_KEEPALIVE:
        return KEEPALIVE_PATIENCE_MS;
    case IPCOM_ASKED_POLL:
    case IPCOM_ASKED_NOTHING:
        break;
    }
    return 0; /* response_timeout is the engine's */
}

static bool bare_login(const struct ipcom_session *s)
{
    if (s->asked != IPCOM_ASKED_LOGIN)
        return false;
    if (s->stream.cipher.mode == IPCOM_CLEAR)
        return s->login_len >= IPCOM_HEAD_LEN;
    return s->login_len == IPCOM_LOGIN_BARE_LEN;
}

/* The one timer: the nearest of all that is waited for. Ends every hook. */
static void arm(struct ipcom_session *s, struct fl_io *io)
{
    uint64_t when = UINT64_MAX;
    if (s->ended) {
        fl_io_wake_at(io, 0);
        return;
    }
    if (s->asked == IPCOM_ASKED_NOTHING)
        sooner(&when, s->look_ms);
    if (s->stream.held)
        sooner(&when, s->heard_ms + (uint64_t)s->stream.pause_ms);
    else if (patience_ms(s))
        sooner(&when, s->asked_ms + patience_ms(s));
    if (bare_login(s))
        sooner(&when, s->heard_ms + LOGIN_PAUSE_MS);
    if (s->settle_ms)
        sooner(&when, s->settle_ms);
    fl_io_wake_at(io, when == UINT64_MAX ? 0 : when);
}

static void look_at(struct ipcom_session *s, uint64_t when_ms)
{
    sooner(&s->look_ms, when_ms);
}

/* --- sending -------------------------------------------------------------------------------- */
static void end(struct ipcom_session *s)
{
    s->ended = true;
    s->asked = IPCOM_ASKED_NOTHING;
}

/* Seals the plain message in w and sends it. */
static void send_message(struct ipcom_session *s, struct fl_io *io, struct fl_writer *w)
{
    ipcom_encrypt(&s->stream.cipher, w->buf, w->buf, w->len);
    fl_io_send(io, w->buf, w->len);
    s->order++;
    s->sent = true;
}

static void expect(struct ipcom_session *s, struct fl_io *io, enum ipcom_asked what)
{
    s->asked = what;
    s->asked_ms = fl_io_now(io);
    fl_io_expect(io, 0);
}

static void answered(struct ipcom_session *s, struct fl_io *io)
{
    s->asked = IPCOM_ASKED_NOTHING;
    fl_io_answered(io, 0);
}

static void ask(struct ipcom_session *s, struct fl_io *io, enum ipcom_id id, enum ipcom_asked what)
{
    uint8_t buf[IPCOM_HEAD_LEN];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_head(&w, id);
    send_message(s, io, &w);
    expect(s, io, what);
}

static void disconnect(struct ipcom_session *s, struct fl_io *io)
{
    uint8_t buf[IPCOM_HEAD_LEN];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_head(&w, IPCOM_DISCONNECT);
    send_message(s, io, &w);
    end(s);
}

/* --- login ---------------------------------------------------------------------------------- */
enum fl_err ipcom_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    struct ipcom_session *s = session;
    s->conf = conf;
    s->ended = true;
    struct fl_part panel = {.maker = "AnB Rimex", .model = "IPCom"};
    fl_io_part(io, &panel);
    enum fl_err err = ipcom_device_init(&s->device, conf, io, saved);
    if (!err)
        fl_io_complete(io);
    return err;
}

void ipcom_finish(void *session)
{
    struct ipcom_session *s = session;
    ipcom_device_finish(&s->device);
}

/* Nobody tells of the peer's closing: what the last session was waiting for does. */
static void judge_last_session(struct ipcom_session *s)
{
    if (s->asked == IPCOM_ASKED_LOGIN) {
        s->refusals++;
        s->clear_login[s->target] = false;
    }
    if (s->asked == IPCOM_ASKED_KEEPALIVE)
        s->fatal_keepalives++;
}

static void send_login(struct ipcom_session *s, struct fl_io *io)
{
    struct ipcom_login login = {.bus = (uint8_t)s->conf->bus};
    strncpy(login.username, s->conf->username ? s->conf->username : "", IPCOM_USERNAME_MAX);
    strncpy(login.password, s->conf->password ? s->conf->password : "", IPCOM_PASSWORD_MAX);
    uint8_t buf[IPCOM_LOGIN_LEN];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_login(&w, &login);
    send_message(s, io, &w);
    expect(s, io, IPCOM_ASKED_LOGIN);
}

static void begin_session(struct ipcom_session *s, size_t target)
{
    s->stream = (struct ipcom_stream){0};
    s->target = target < FL_TARGETS_MAX ? target : 0;
    s->stream.cipher.mode = s->clear_login[s->target] ? IPCOM_CLEAR : IPCOM_SINGLE;
    s->online = s->closing = s->ended = false;
    s->asked = IPCOM_ASKED_NOTHING;
    s->login_len = 0;
    s->invalid_polls = 0;
    s->manner = IPCOM_MANNER_UNKNOWN;
    s->late = false;
    s->settle_ms = 0;
    s->no_keepalive = s->fatal_keepalives >= FATAL_KEEPALIVES_MAX;
    s->wrote_ms = 0;
    s->look_ms = UINT64_MAX;
    ipcom_device_open(&s->device);
}

void ipcom_open(void *session, struct fl_io *io, size_t target)
{
    struct ipcom_session *s = session;
    bool unanswered = s->asked == IPCOM_ASKED_LOGIN;
    judge_last_session(s);
    begin_session(s, target);
    if (unanswered && s->refusals >= REFUSALS_MAX) {
        fl_io_fail(io, FL_E_AUTH, "the panel closed the connection after %u logins: wrong user or password?",
                   s->refusals);
        end(s);
    } else {
        send_login(s, io);
    }
    arm(s, io);
}

static void refuse(struct ipcom_session *s, struct fl_io *io)
{
    s->refusals++;
    s->clear_login[s->target] = false;
    bool sure = s->refusals >= REFUSALS_MAX;
    fl_io_fail(io, sure ? FL_E_AUTH : FL_E_REFUSED, "the panel refused the login%s",
               sure ? ": wrong user or password?" : "");
    end(s);
}

/* More than a refusal's two bytes: damage on the way, and no word about the credentials. */
static void fail_login(struct ipcom_session *s, struct fl_io *io)
{
    fl_io_fail(io, FL_E_FORMAT, "the panel's answer to the login makes no sense");
    end(s);
}

static void log_in_clear(struct ipcom_session *s, struct fl_io *io)
{
    s->clear_login[s->target] = true;
    fl_io_fail(io, FL_E_UNSUPPORTED, "the panel does not encrypt; logging in again in clear");
    end(s);
}

/* key NULL: from here on nothing is encrypted. */
static void accepted(struct ipcom_session *s, struct fl_io *io, const uint8_t *key)
{
    s->refusals = 0;
    s->stream.cipher.mode = key ? IPCOM_DUAL : IPCOM_CLEAR;
    if (key)
        memcpy(s->stream.cipher.key, key, IPCOM_KEY_LEN);
    else
        fl_io_log(io, FL_INFO, "the panel accepted the login without a key: this session is not encrypted");
    answered(s, io);
    ask(s, io, IPCOM_POLL, IPCOM_ASKED_POLL);
}

static void note_firmware(struct fl_io *io, const char *firmware)
{
    struct fl_part panel = {.maker = "AnB Rimex", .model = "IPCom"};
    for (size_t i = 0; firmware[i] >= ' ' && firmware[i] <= '~'; i++)
        panel.version[i] = firmware[i];
    fl_io_part(io, &panel);
}

/* The answer is 135 bytes, or 3, or a refusal of 2: see README.md. */
static size_t feed_login(struct ipcom_session *s, struct fl_io *io, const uint8_t *data, size_t len)
{
    s->login_len = len;
    if (len < IPCOM_HEAD_LEN)
        return 0;
    const struct ipcom_cipher *cipher = &s->stream.cipher;
    bool clear = cipher->mode == IPCOM_CLEAR;
    uint8_t plain[IPCOM_LOGIN_ANSWER_LEN];
    size_t plain_len = len < sizeof plain ? len : sizeof plain;
    ipcom_decrypt(cipher, data, plain, plain_len);
    /* In clear, in answer to a sealed login: it did not understand a word. */
    if (!clear && data[0] == IPCOM_DISCONNECT && data[1] == IPCOM_VERSION) {
        log_in_clear(s, io);
        return len;
    }
    if (plain[0] != IPCOM_LOGIN) {
        if (len == IPCOM_HEAD_LEN)
            refuse(s, io);
        else
            fail_login(s, io);
        return len;
    }
    struct fl_reader r = fl_reader_of(plain, plain_len);
    struct ipcom_login_answer answer;
    if (ipcom_get_login_answer(&r, &answer))
        return 0;
    note_firmware(io, answer.firmware);
    accepted(s, io, clear ? NULL : answer.key);
    return len;
}

/* --- writes --------------------------------------------------------------------------------- */
static void write_module(struct ipcom_session *s, struct fl_io *io, size_t module,
                         const uint8_t values[IPCOM_OUTPUTS])
{
    enum ipcom_bus_type type = (enum ipcom_bus_type)s->conf->bus_type;
    struct ipcom_set_values set = {.bus = ipcom_bus_byte(type, (unsigned)s->conf->bus),
                                   .to = ipcom_module_address(type, (unsigned)module + 1)};
    memcpy(set.value, values, sizeof set.value);
    uint8_t buf[IPCOM_SET_VALUES_MAX];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_set_values(&w, &set);
    send_message(s, io, &w);
    s->wrote_ms = fl_io_now(io);
    ipcom_device_wrote(&s->device, module, values, s->order, s->wrote_ms);
    if (s->manner == IPCOM_KEEPS_SILENT)
        look_at(s, s->wrote_ms + VERIFY_MS);
    else
        expect(s, io, IPCOM_ASKED_WRITE);
}

/* Writes the next module that needs it; false: none does, or not yet. */
static bool write_next(struct ipcom_session *s, struct fl_io *io)
{
    uint64_t gap_ms = (uint64_t)fl_io_timing(io)->write_interval;
    uint64_t from_ms = s->wrote_ms && !s->closing ? s->wrote_ms + gap_ms : 0;
    size_t module;
    uint8_t values[IPCOM_OUTPUTS];
    if (!ipcom_device_write(&s->device, io, &module, values))
        return false;
    if (fl_io_now(io) < from_ms) {
        look_at(s, from_ms);
        return false;
    }
    write_module(s, io, module, values);
    return true;
}

static void go_on_closing(struct ipcom_session *s, struct fl_io *io)
{
    while (write_next(s, io))
        if (s->asked != IPCOM_ASKED_NOTHING)
            return;
    ipcom_device_halted(&s->device, io);
    disconnect(s, io);
}

static void write_answered(struct ipcom_session *s, struct fl_io *io)
{
    answered(s, io);
    if (s->closing)
        go_on_closing(s, io);
    else
        look_at(s, fl_io_now(io) + VERIFY_MS);
}

/* --- answers -------------------------------------------------------------------------------- */
static void poll_again(struct ipcom_session *s, struct fl_io *io)
{
    s->settle_ms = 0;
    answered(s, io);
    ask(s, io, IPCOM_POLL, IPCOM_ASKED_POLL);
}

/* A snapshot that cannot be believed: asked for again at once. */
static void invalid_poll(struct ipcom_session *s, struct fl_io *io)
{
    fl_io_bad_frame(io, FL_E_FORMAT);
    if (++s->invalid_polls < INVALID_POLLS_MAX) {
        poll_again(s, io);
        return;
    }
    fl_io_fail(io, FL_E_FORMAT, "%u polls in a row without a valid snapshot", s->invalid_polls);
    end(s);
}

static void use_snapshot(struct ipcom_session *s, struct fl_io *io, const struct ipcom_snapshot *snapshot)
{
    if (!ipcom_device_snapshot(&s->device, io, snapshot, s->order)) {
        invalid_poll(s, io);
        return;
    }
    s->invalid_polls = 0;
    answered(s, io);
    if (!s->online)
        fl_io_online(io);
    s->online = true;
    s->look_ms = s->device.look_ms;
    if (s->closing) {
        ipcom_device_stop(&s->device, s->order);
        go_on_closing(s, io);
        return;
    }
    write_next(s, io);
}

/* A write was not answered in time, and its answer may have the shape of a snapshot: then this is
 * it, and ours comes next. Waiting a little tells, once a session. */
static void settle(struct ipcom_session *s, struct fl_io *io, const struct ipcom_snapshot *snapshot)
{
    if (!s->settle_ms) {
        s->settle_ms = fl_io_now(io) + SETTLE_MS;
        return;
    }
    s->settle_ms = 0;
    s->late = false;
    s->manner = IPCOM_ACKNOWLEDGES;
    use_snapshot(s, io, snapshot);
}

static void handle_snapshot(struct ipcom_session *s, struct fl_io *io, const struct ipcom_snapshot *snapshot)
{
    bool doubtful = s->stream.doubtful;
    s->stream.doubtful = false;
    if (s->asked == IPCOM_ASKED_WRITE) {
        s->manner = IPCOM_ACKNOWLEDGES;
        write_answered(s, io);
    } else if (s->asked != IPCOM_ASKED_POLL) {
        fl_io_bad_frame(io, FL_E_UNSUPPORTED);
    } else if (doubtful) {
        invalid_poll(s, io);
    } else if (s->late) {
        settle(s, io, snapshot);
    } else {
        use_snapshot(s, io, snapshot);
    }
}

static void handle_ack(struct ipcom_session *s, struct fl_io *io)
{
    s->manner = IPCOM_ACKNOWLEDGES;
    s->late = false;
    if (s->asked == IPCOM_ASKED_WRITE)
        write_answered(s, io);
    else if (s->settle_ms)
        poll_again(s, io);
    else
        fl_io_alive(io);
}

static void handle_keepalive(struct ipcom_session *s, struct fl_io *io)
{
    s->fatal_keepalives = 0;
    if (s->asked == IPCOM_ASKED_KEEPALIVE)
        answered(s, io);
    else
        fl_io_alive(io);
}

static void handle_notice(struct ipcom_session *s, struct fl_io *io)
{
    if (s->asked == IPCOM_ASKED_POLL)
        invalid_poll(s, io);
    else if (s->asked == IPCOM_ASKED_WRITE)
        write_answered(s, io);
    else
        answered(s, io);
}

/* To a poll it says goodbye. To the requests whose form is inferred it may only say "what?": if it
 * is goodbye after all, the next poll will not be answered. */
static void handle_disconnect(struct ipcom_session *s, struct fl_io *io)
{
    if (s->asked == IPCOM_ASKED_KEEPALIVE) {
        s->no_keepalive = true;
        answered(s, io);
    } else if (s->asked == IPCOM_ASKED_WRITE) {
        fl_io_log(io, FL_DEBUG, "the panel refused a write");
        write_answered(s, io);
    } else {
        fl_io_fail(io, FL_E_CLOSED, "the panel ended the session");
        end(s);
    }
}

static void handle_noise(struct ipcom_session *s, struct fl_io *io)
{
    fl_io_bad_frame(io, FL_E_FORMAT);
    if (s->stream.skipped < IPCOM_SNAPSHOT_LEN)
        return;
    fl_io_fail(io, FL_E_FORMAT, "the panel's answers cannot be deciphered");
    end(s);
}

static void handle(struct ipcom_session *s, struct fl_io *io, enum ipcom_found found,
                   const struct ipcom_snapshot *snapshot)
{
    if (found != IPCOM_GOT_NOISE)
        s->stream.skipped = 0;
    switch (found) {
    case IPCOM_GOT_SNAPSHOT:
        handle_snapshot(s, io, snapshot);
        break;
    case IPCOM_GOT_ACK:
        handle_ack(s, io);
        break;
    case IPCOM_GOT_KEEPALIVE:
        handle_keepalive(s, io);
        break;
    case IPCOM_GOT_NOTICE:
        handle_notice(s, io);
        break;
    case IPCOM_GOT_DISCONNECT:
        handle_disconnect(s, io);
        break;
    case IPCOM_GOT_NOISE:
        handle_noise(s, io);
        break;
    case IPCOM_GOT_NOTHING:
        break;
    }
}

static enum ipcom_id asked_id(const struct ipcom_session *s)
{
    static const enum ipcom_id ids[] = {[IPCOM_ASKED_LOGIN] = IPCOM_LOGIN,
                                        [IPCOM_ASKED_POLL] = IPCOM_POLL,
                                        [IPCOM_ASKED_WRITE] = IPCOM_FRAME,
                                        [IPCOM_ASKED_KEEPALIVE] = IPCOM_KEEPALIVE};
    return ids[s->asked];
}

/* A message that nobody asked for: an answer that is late or came twice, or noise. It goes, so that
 * it cannot be taken for the next answer. Returns how many bytes were used. */
static size_t handle_unasked(struct ipcom_session *s, struct fl_io *io, const uint8_t *data, size_t len)
{
    size_t settled = ipcom_stream_settled(&s->stream, len);
    if (settled)
        return settled;
    uint8_t id;
    size_t used = ipcom_stream_skip(&s->stream, data, len, &id);
    if (!used)
        return 0;
    switch (id) {
    case IPCOM_DISCONNECT:
        fl_io_fail(io, FL_E_CLOSED, "the panel ended the session");
        end(s);
        break;
    case IPCOM_FRAME:
    case IPCOM_POLL:
        if (s->wrote_ms)
            s->manner = IPCOM_ACKNOWLEDGES;
        s->late = false;
        fl_io_alive(io);
        break;
    case IPCOM_KEEPALIVE:
        fl_io_alive(io);
        break;
    default:
        fl_io_bad_frame(io, FL_E_UNSUPPORTED);
    }
    return used;
}

static size_t take_message(struct ipcom_session *s, struct fl_io *io, const uint8_t *data, size_t len)
{
    if (s->sent || s->asked == IPCOM_ASKED_NOTHING)
        return handle_unasked(s, io, data, len);
    enum ipcom_found found;
    struct ipcom_snapshot snapshot;
    size_t used = ipcom_stream_take(&s->stream, asked_id(s), data, len, &found, &snapshot);
    handle(s, io, found, &snapshot);
    return used;
}

static size_t feed_answers(struct ipcom_session *s, struct fl_io *io, const uint8_t *data, size_t len)
{
    size_t used = 0;
    for (int messages = 0; used < len && !s->ended; messages++) {
        if (messages == MESSAGES_MAX) {
            fl_io_fail(io, FL_E_FORMAT, "the panel floods us");
            end(s);
            break;
        }
        size_t n = take_message(s, io, data + used, len - used);
        used += n;
        if (!n)
            break;
    }
    return s->ended ? len : used;
}

/* --- hooks ---------------------------------------------------------------------------------- */
size_t ipcom_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    struct ipcom_session *s = session;
    if (s->ended)
        return len;
    s->heard_ms = fl_io_now(io);
    s->sent = false;
    bool login = s->asked == IPCOM_ASKED_LOGIN;
    size_t used = login ? feed_login(s, io, data, len) : feed_answers(s, io, data, len);
    arm(s, io);
    return used;
}

static bool idle(const struct ipcom_session *s)
{
    return s->online && !s->ended && !s->closing && s->asked == IPCOM_ASKED_NOTHING;
}

void ipcom_poll(void *session, struct fl_io *io)
{
    struct ipcom_session *s = session;
    if (!idle(s))
        return;
    ask(s, io, IPCOM_POLL, IPCOM_ASKED_POLL);
    arm(s, io);
}

void ipcom_keepalive(void *session, struct fl_io *io)
{
    struct ipcom_session *s = session;
    if (!idle(s) || s->no_keepalive)
        return;
    ask(s, io, IPCOM_KEEPALIVE, IPCOM_ASKED_KEEPALIVE);
    arm(s, io);
}

size_t ipcom_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count)
{
    struct ipcom_session *s = session;
    if (!idle(s))
        return 0;
    size_t taken = 0;
    while (taken < count && ipcom_device_command(&s->device, io, cmds[taken], s->order))
        taken++;
    if (taken)
        ask(s, io, IPCOM_POLL, IPCOM_ASKED_POLL);
    arm(s, io);
    return taken;
}

/* Set-values and keep-alives may go unanswered; a late answer to a poll would be taken for the
 * next one. */
static void give_up(struct ipcom_session *s, struct fl_io *io)
{
    enum ipcom_asked asked = s->asked;
    answered(s, io);
    if (asked == IPCOM_ASKED_KEEPALIVE) {
        s->fatal_keepalives = 0;
        return;
    }
    if (asked != IPCOM_ASKED_WRITE) {
        fl_io_fail(io, FL_E_TIMEOUT, "no answer to the %s", asked == IPCOM_ASKED_LOGIN ? "login" : "poll");
        end(s);
        return;
    }
    if (s->closing) {
        go_on_closing(s, io);
        return;
    }
    s->late = true;
    look_at(s, fl_io_now(io));
}

void ipcom_missed(void *session, struct fl_io *io, uint32_t group)
{
    (void)group;
    struct ipcom_session *s = session;
    if (s->asked != IPCOM_ASKED_NOTHING && !s->ended)
        give_up(s, io);
    arm(s, io);
}

/* A second snapshot did not come: the panel does not acknowledge, and the one held back was old. */
static void settled(struct ipcom_session *s, struct fl_io *io)
{
    s->late = false;
    s->manner = IPCOM_KEEPS_SILENT;
    fl_io_log(io, FL_DEBUG, "the panel does not acknowledge writes");
    poll_again(s, io);
}

void ipcom_tick(void *session, struct fl_io *io)
{
    struct ipcom_session *s = session;
    uint64_t now = fl_io_now(io);
    s->sent = false;
    if (s->ended)
        return;
    if (bare_login(s) && now >= s->heard_ms + LOGIN_PAUSE_MS) {
        s->stream.discard = s->login_len;
        accepted(s, io, NULL);
    } else if (s->stream.held && now >= s->heard_ms + (uint64_t)s->stream.pause_ms) {
        handle(s, io, ipcom_stream_pause(&s->stream), NULL);
    } else if (s->settle_ms && now >= s->settle_ms) {
        settled(s, io);
    } else if (!s->stream.held && patience_ms(s) && now >= s->asked_ms + patience_ms(s)) {
        give_up(s, io);
    } else if (idle(s) && now >= s->look_ms) {
        s->look_ms = UINT64_MAX;
        fl_io_poll_now(io);
    }
    arm(s, io);
}

void ipcom_close(void *session, struct fl_io *io)
{
    struct ipcom_session *s = session;
    bool greeted = !s->ended && s->asked != IPCOM_ASKED_LOGIN;
    s->closing = true;
    if (greeted && s->online && ipcom_device_stop(&s->device, s->order)) {
        if (s->asked != IPCOM_ASKED_POLL && s->asked != IPCOM_ASKED_WRITE)
            ask(s, io, IPCOM_POLL, IPCOM_ASKED_POLL);
    } else if (greeted) {
        disconnect(s, io);
    }
    ipcom_device_save(&s->device, io);
    arm(s, io);
}
