/* The simulated panel: the device's side of the protocol, with all its faults, for fairlead-sim.
 *
 * What the outputs and shutters do is ipcom_panel.c, what can be set ipcom_faults.c. Where nobody
 * knows what a real panel does (the answers to writes and keep-alives, the session key's lifetime,
 * the end of a refused login) an option chooses; a frame that is not right is answered by 02 01,
 * which is the panel's "not understood". */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ipcom_faults.h"

enum { LATE_MAX = 64, WALLS_MAX = 32, INTERVALS_MAX = 64 };

struct stats {
    unsigned connections, logins, refused, polls, writes, rejected, keepalives, disconnects, stray,
        unanswered;
    uint64_t interval[INTERVALS_MAX]; /* between the last polls, ms; a ring */
    size_t interval_count;
};

struct late_write {
    uint64_t due_ms, seen;
    unsigned module;
    uint8_t value[IPCOM_OUTPUTS];
};

struct device {
    bool ready; /* the defaults are in force */
    struct ipcom_sim_conf conf;
    struct ipcom_panel panel;
    struct stats stats;
    unsigned clients;
    uint8_t key[IPCOM_KEY_LEN];          /* key=panel */
    bool held;                           /* half_open is in force */
    struct ipcom_change wall[WALLS_MAX]; /* to happen right after the next snapshot */
    size_t wall_count;
    struct late_write late[LATE_MAX]; /* in the order of due_ms */
    size_t late_count;
    uint64_t autochange_ms; /* when next; 0: off */
    bool autochanged;       /* and no snapshot has shown it yet */
};

struct session {
    bool logged_in;
    struct ipcom_cipher cipher;
    uint64_t seen;        /* the panel's last change from outside that this client was shown */
    uint64_t polled_ms;   /* 0: not yet */
    uint64_t together_ms; /* coalesced: until then answers are collected */
};

/* What one hook is about. */
struct turn {
    struct device *d;
    struct session *s;
    struct fl_sim_io *io;
};

/* The keys of the reference vectors. */
static const uint8_t fixed_keys[2][IPCOM_KEY_LEN] = {
    {0x2f, 0x78, 0xc1, 0x0a, 0x53, 0x9c, 0xe5, 0x2e, 0x77, 0xc0, 0x09, 0x52, 0x9b, 0xe4, 0x2d, 0x76,
     0xbf, 0x08, 0x51, 0x9a, 0xe3, 0x2c, 0x75, 0xbe, 0x07, 0x50, 0x99, 0xe2, 0x2b, 0x74, 0xbd, 0x06,
     0x4f, 0x98, 0xe1, 0x2a, 0x73, 0xbc, 0x05, 0x4e, 0x97, 0xe0, 0x29, 0x72, 0xbb, 0x04, 0x4d, 0x96,
     0xdf, 0x28, 0x71, 0xba, 0x03, 0x4c, 0x95, 0xde, 0x27, 0x70, 0xb9, 0x02, 0x4b, 0x94, 0xdd, 0x26,
     0x6f, 0xb8, 0x01, 0x4a, 0x93, 0xdc, 0x25, 0x6e, 0xb7, 0x00, 0x49, 0x92, 0xdb, 0x24, 0x6d, 0xb6,
     0xff, 0x48, 0x91, 0xda, 0x23, 0x6c, 0xb5, 0xfe, 0x47, 0x90, 0xd9, 0x22, 0x6b, 0xb4, 0xfd, 0x46,
     0x8f, 0xd8, 0x21, 0x6a, 0xb3, 0xfc, 0x45, 0x8e, 0xd7, 0x20, 0x69, 0xb2, 0xfb, 0x44, 0x8d, 0xd6,
     0x1f, 0x68, 0xb1, 0xfa, 0x43, 0x8c, 0xd5, 0x1e, 0x06, 0xb0, 0xf9, 0x42, 0x8b, 0xd4, 0x1d, 0x10},
    {0x5b, 0x02, 0xa9, 0x50, 0xf7, 0x9e, 0x45, 0xec, 0x93, 0x3a, 0xe1, 0x88, 0x2f, 0xd6, 0x7d, 0x24,
     0xcb, 0x72, 0x19, 0xc0, 0x67, 0x0e, 0xb5, 0x5c, 0x03, 0xaa, 0x51, 0xf8, 0x9f, 0x46, 0xed, 0x94,
     0x3b, 0xe2, 0x89, 0x30, 0xd7, 0x7e, 0x25, 0xcc, 0x73, 0x1a, 0xc1, 0x68, 0x0f, 0xb6, 0x5d, 0x04,
     0xab, 0x52, 0xf9, 0xa0, 0x47, 0xee, 0x95, 0x3c, 0xe3, 0x8a, 0x31, 0xd8, 0x7f, 0x26, 0xcd, 0x74,
     0x1b, 0xc2, 0x69, 0x10, 0xb7, 0x5e, 0x05, 0xac, 0x53, 0xfa, 0xa1, 0x48, 0xef, 0x96, 0x3d, 0xe4,
     0x8b, 0x32, 0xd9, 0x80, 0x27, 0xce, 0x75, 0x1c, 0xc3, 0x6a, 0x11, 0xb8, 0x5f, 0x06, 0xad, 0x54,
     0xfb, 0xa2, 0x49, 0xf0, 0x97, 0x3e, 0xe5, 0x8c, 0x33, 0xda, 0x81, 0x28, 0xcf, 0x76, 0x1d, 0xc4,
     0x6b, 0x12, 0xb9, 0x60, 0x07, 0xae, 0x55, 0xfc, 0xa3, 0x4a, 0xf1, 0x98, 0x3f, 0xe6, 0x8d, 0x34},
};

/* --- answers -------------------------------------------------------------------------------- */
static void random_bytes(struct fl_sim_io *io, uint8_t *out, size_t len)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)fl_sim_random(io);
}

/* Sends what is ready for the wire as the faults demand. */
static void send_shaped(const struct turn *t, const uint8_t *wire, size_t len)
{
    struct ipcom_sim_conf *conf = &t->d->conf;
    uint64_t now_ms = fl_sim_now(t->io);
    int delay_ms = 0;
    if (ipcom_fault_hits(conf, IPCOM_FAULT_DELAYED))
        delay_ms = conf->fault[IPCOM_FAULT_DELAYED].amount;
    if (ipcom_fault_hits(conf, IPCOM_FAULT_COALESCED)) {
        if (t->s->together_ms <= now_ms)
            t->s->together_ms = now_ms + (uint64_t)conf->fault[IPCOM_FAULT_COALESCED].amount;
        delay_ms += (int)(t->s->together_ms - now_ms);
    }
    bool pieces = ipcom_fault_hits(conf, IPCOM_FAULT_BYTEWISE);
    fl_sim_send(t->io, wire, len, delay_ms, pieces ? (size_t)conf->fault[IPCOM_FAULT_BYTEWISE].amount : 0);
}

/* Line damage of a snapshot, one way or the other; false: the client cannot have seen it whole. */
static bool damage(const struct turn *t, uint8_t *wire, size_t *len)
{
    struct ipcom_sim_conf *conf = &t->d->conf;
    bool whole = true;
    if (ipcom_fault_hits(conf, IPCOM_FAULT_DAMAGED)) {
        size_t at = fl_sim_random(t->io) % *len;
        wire[at] ^= (uint8_t)(1 + fl_sim_random(t->io) % 255);
        fl_sim_log(t->io, "damaged byte %zu", at);
        whole = false;
    }
    if (ipcom_fault_hits(conf, IPCOM_FAULT_TRUNCATED)) {
        *len = 1 + fl_sim_random(t->io) % (*len - 1);
        fl_sim_log(t->io, "truncated to %zu", *len);
        whole = false;
    }
    return whole;
}

/* Enciphers and sends one message; false: it did not go out whole. */
static bool answer_with(const struct turn *t, const struct ipcom_cipher *cipher,
                        const struct fl_writer *plain)
{
    struct ipcom_sim_conf *conf = &t->d->conf;
    uint8_t wire[IPCOM_GARBAGE_MAX + 2 * IPCOM_MESSAGE_MAX];
    bool snapshot = plain->buf[0] == IPCOM_POLL, whole = true;
    size_t before = 0, len = plain->len;
    if (ipcom_fault_hits(conf, IPCOM_FAULT_MUTE)) {
        t->d->stats.unanswered++;
        fl_sim_log(t->io, "mute: not answered");
        return false;
    }
    if (ipcom_fault_hits(conf, IPCOM_FAULT_GARBAGE))
        before = (size_t)conf->fault[IPCOM_FAULT_GARBAGE].amount;
    random_bytes(t->io, wire, before);
    ipcom_encrypt(cipher, plain->buf, wire + before, len);
    if (snapshot)
        whole = damage(t, wire + before, &len);
    if (snapshot && ipcom_fault_hits(conf, IPCOM_FAULT_DOUBLED)) {
        memcpy(wire + before + len, wire + before, len);
        len *= 2;
    }
    send_shaped(t, wire, before + len);
    return whole;
}

static bool answer(const struct turn *t, const struct fl_writer *plain)
{
    return answer_with(t, &t->s->cipher, plain);
}

static void answer_head(const struct turn *t, enum ipcom_id id, size_t len)
{
    uint8_t plain[IPCOM_KEEPALIVE_MAX];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    ipcom_put_head(&w, id);
    if (len > w.len)
        fl_put_fill(&w, 0, len - w.len);
    w.len = len;
    answer(t, &w);
}

/* The walls that waited for a snapshot happen now: it does not show them, and the write that is
 * built from it comes after them. */
static void change_walls(const struct turn *t)
{
    for (size_t i = 0; i < t->d->wall_count; i++)
        ipcom_panel_change(&t->d->panel, t->io, &t->d->wall[i]);
    t->d->wall_count = 0;
}

static void answer_snapshot(const struct turn *t)
{
    struct device *d = t->d;
    uint8_t plain[IPCOM_SNAPSHOT_LEN];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    ipcom_put_snapshot(&w, &d->panel.outputs);
    if (!answer(t, &w))
        return;
    t->s->seen = d->panel.changes;
    struct ipcom_output at = d->conf.autochange;
    if (d->autochanged)
        fl_sim_log_sent(t->io, "autochange %u.%u=%u sent", at.module, at.output,
                        (unsigned)d->panel.outputs.value[at.module - 1][at.output - 1]);
    d->autochanged = false;
    change_walls(t);
}

/* --- login ---------------------------------------------------------------------------------- */
static void choose_key(const struct turn *t, uint8_t key[static IPCOM_KEY_LEN])
{
    int choice = t->d->conf.key;
    if (ipcom_fault_hits(&t->d->conf, IPCOM_FAULT_NEW_KEY))
        choice = IPCOM_KEY_RANDOM;
    if (choice == IPCOM_KEY_RANDOM)
        random_bytes(t->io, key, IPCOM_KEY_LEN);
    else
        memcpy(key, choice == IPCOM_KEY_PANEL ? t->d->key : fixed_keys[choice - IPCOM_KEY_A], IPCOM_KEY_LEN);
}

static void refuse_login(const struct turn *t, const char *why)
{
    struct ipcom_cipher sealed = {.mode = t->d->conf.secure ? IPCOM_DUAL : IPCOM_CLEAR};
    uint8_t plain[IPCOM_HEAD_LEN];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    t->d->stats.refused++;
    fl_sim_log(t->io, "login refused: %s", why);
    choose_key(t, sealed.key);
    ipcom_put_head(&w, IPCOM_DISCONNECT);
    if (t->d->conf.refusal == IPCOM_REFUSE_SEALED)
        answer_with(t, &sealed, &w);
    fl_sim_close(t->io, false);
}

static void accept_login(const struct turn *t)
{
    const struct ipcom_sim_conf *conf = &t->d->conf;
    struct ipcom_login_answer a = {.version = IPCOM_LOGIN_VERSION, .firmware = "0412", .unknown = 1};
    uint8_t plain[IPCOM_LOGIN_ANSWER_LEN];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    choose_key(t, a.key);
    ipcom_put_login_answer(&w, &a);
    if (conf->login == IPCOM_LOGIN_SHORT) { /* as in the reference vector: 01 02 01 */
        plain[IPCOM_LOGIN_BARE_LEN - 1] = a.unknown;
        w.len = IPCOM_LOGIN_BARE_LEN;
    }
    answer(t, &w);
    t->d->stats.logins++;
    t->s->logged_in = true;
    t->s->cipher.mode = conf->secure && conf->login == IPCOM_LOGIN_FULL ? IPCOM_DUAL : IPCOM_CLEAR;
    memcpy(t->s->cipher.key, a.key, IPCOM_KEY_LEN);
    fl_sim_log(t->io, "login");
}

static void judge_login(const struct turn *t, const uint8_t *plain)
{
    const struct ipcom_sim_conf *conf = &t->d->conf;
    struct ipcom_login login;
    struct fl_reader r = fl_reader_of(plain, IPCOM_LOGIN_LEN);
    if (ipcom_get_login(&r, &login))
        refuse_login(t, "not laid out like a login");
    else if (ipcom_fault_hits(&t->d->conf, IPCOM_FAULT_REFUSE_LOGINS))
        refuse_login(t, "fault refuse_logins");
    else if (strcmp(login.username, conf->user) != 0 || strcmp(login.password, conf->password) != 0)
        refuse_login(t, "wrong user or password");
    else if (login.bus != conf->bus || login.lock)
        refuse_login(t, "wrong bus or bus lock");
    else
        accept_login(t);
}

/* A non-secure panel does not understand an enciphered login and says so in clear; the connection
 * stays, and a login in clear may follow. */
static size_t misunderstand(const struct turn *t, size_t len)
{
    fl_sim_log(t->io, "login not understood: %zu bytes", len);
    if (t->d->conf.secure) {
        refuse_login(t, "another message");
        return len;
    }
    t->d->stats.refused++;
    answer_head(t, IPCOM_DISCONNECT, IPCOM_HEAD_LEN);
    return len;
}

/* --- requests ------------------------------------------------------------------------------- */
static void take_poll(const struct turn *t, const uint8_t *plain, size_t len)
{
    struct stats *st = &t->d->stats;
    uint64_t now_ms = fl_sim_now(t->io);
    (void)plain;
    (void)len;
    fl_sim_log(t->io, "poll");
    st->polls++;
    if (t->s->polled_ms)
        st->interval[st->interval_count++ % INTERVALS_MAX] = now_ms - t->s->polled_ms;
    t->s->polled_ms = now_ms;
    answer_snapshot(t);
}

static void take_keepalive(const struct turn *t, const uint8_t *plain, size_t len)
{
    (void)plain;
    (void)len;
    fl_sim_log(t->io, "keepalive");
    t->d->stats.keepalives++;
    if (t->d->conf.keepalive)
        answer_head(t, IPCOM_KEEPALIVE, (size_t)t->d->conf.keepalive);
}

static void take_disconnect(const struct turn *t, const uint8_t *plain, size_t len)
{
    (void)plain;
    (void)len;
    fl_sim_log(t->io, "disconnect");
    t->d->stats.disconnects++;
    fl_sim_close(t->io, false);
}

static void take_keyboard(const struct turn *t, const uint8_t *plain, size_t len)
{
    (void)plain;
    (void)len;
    fl_sim_log(t->io, "keyboard status request: not answered");
}

static void reject_write(const struct turn *t, const char *why)
{
    fl_sim_log(t->io, "write REJECTED: %s", why);
    t->d->stats.rejected++;
    answer_head(t, IPCOM_DISCONNECT, IPCOM_HEAD_LEN);
}

static void acknowledge(const struct turn *t, uint8_t bus, uint8_t address)
{
    uint8_t plain[IPCOM_SET_VALUES_MAX];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    switch (t->d->conf.ack) {
    case IPCOM_ACK_SHORT:
        answer_head(t, IPCOM_FRAME, IPCOM_HEAD_LEN);
        break;
    case IPCOM_ACK_FRAME: /* as in the reference vector: to the PC, the bus command as its data */
        ipcom_put_frame(
            &w, &(struct ipcom_frame){.bus = bus, .from = address, .data = {(const uint8_t[]){1}, 1}});
        answer(t, &w);
        break;
    case IPCOM_ACK_SNAPSHOT:
        answer_snapshot(t);
        break;
    default:
        break;
    }
}

/* Late writes stay in order; one that finds no room takes effect at once. */
static void perform_write(const struct turn *t, unsigned module, const uint8_t *value)
{
    struct device *d = t->d;
    bool late = ipcom_fault_hits(&d->conf, IPCOM_FAULT_LATE);
    if (!late || d->late_count == LATE_MAX) {
        ipcom_panel_write(&d->panel, t->io, module, value, t->s->seen);
        return;
    }
    struct late_write *l = &d->late[d->late_count++];
    l->due_ms = fl_sim_now(t->io) + (uint64_t)d->conf.fault[IPCOM_FAULT_LATE].amount;
    l->seen = t->s->seen;
    l->module = module;
    memcpy(l->value, value, IPCOM_OUTPUTS);
}

/* NULL: a sound write to *module. */
static const char *write_fault(const struct ipcom_sim_conf *conf, enum fl_err err,
                               const struct ipcom_set_values *w, unsigned *module)
{
    enum ipcom_bus_type type = (enum ipcom_bus_type)conf->bus_type;
    if (err)
        return err == FL_E_CHECKSUM ? "checksum" : "not a set-values frame";
    *module = ipcom_address_module(type, w->to);
    if (!*module)
        return "no module has this address";
    return w->bus == ipcom_bus_byte(type, (unsigned)conf->bus) ? NULL : "bus byte";
}

static void take_write(const struct turn *t, const uint8_t *plain, size_t len)
{
    struct ipcom_set_values w;
    struct fl_reader r = fl_reader_of(plain, len);
    unsigned module = 0;
    const char *why = write_fault(&t->d->conf, ipcom_get_set_values(&r, &w), &w, &module);
    if (why) {
        reject_write(t, why);
        return;
    }
    bool ignored = ipcom_fault_hits(&t->d->conf, IPCOM_FAULT_IGNORE_WRITES);
    const uint8_t *v = w.value;
    fl_sim_log(t->io, "write %u: %u %u %u %u %u %u %u %u%s", module, v[0], v[1], v[2], v[3], v[4], v[5], v[6],
               v[7], ignored ? " ignored" : "");
    t->d->stats.writes++;
    if (!ignored)
        perform_write(t, module, v);
    acknowledge(t, w.bus, w.to);
}

static const struct {
    enum ipcom_id id;
    void (*take)(const struct turn *t, const uint8_t *plain, size_t len);
} requests[] = {
    {IPCOM_POLL, take_poll},           {IPCOM_FRAME, take_write},
    {IPCOM_KEEPALIVE, take_keepalive}, {IPCOM_DISCONNECT, take_disconnect},
    {IPCOM_KEYBOARD, take_keyboard},
};

/* The faults that end a request before it is looked at. */
static bool overlooked(const struct turn *t)
{
    struct ipcom_sim_conf *conf = &t->d->conf;
    if (ipcom_fault_hits(conf, IPCOM_FAULT_SILENT)) {
        t->d->stats.unanswered++;
        fl_sim_log(t->io, "silent: overlooked");
        return true;
    }
    bool reset = ipcom_fault_hits(conf, IPCOM_FAULT_RESET);
    if (!reset && !ipcom_fault_hits(conf, IPCOM_FAULT_DROP))
        return false;
    fl_sim_log(t->io, "%s instead of an answer", reset ? "reset" : "drop");
    fl_sim_close(t->io, reset);
    return true;
}

/* The original Python client sends its keep-alive and disconnect as 23 01 00 02 xx xx in clear;
 * real panels put up with it. FL_AGAIN: it may become one. */
static enum fl_err is_clear_frame(const uint8_t *data, size_t len)
{
    static const uint8_t head[] = {0x23, 0x01, 0x00, 0x02};
    enum { CLEAR_FRAME_LEN = 6 };
    if (memcmp(data, head, len < sizeof head ? len : sizeof head) != 0)
        return FL_E_FORMAT;
    return len < CLEAR_FRAME_LEN ? FL_AGAIN : FL_OK;
}

static size_t take_stray(const struct turn *t, const uint8_t *data, size_t len)
{
    enum fl_err clear = is_clear_frame(data, len);
    if (clear == FL_AGAIN)
        return 0;
    t->d->stats.stray++;
    if (!clear) {
        fl_sim_log(t->io, "clear frame of the original client: ignored");
        return 6;
    }
    fl_sim_log(t->io, "stray: %zu bytes dropped", len);
    return len;
}

static size_t feed_login(const struct turn *t, const uint8_t *data, size_t len)
{
    uint8_t plain[IPCOM_LOGIN_LEN];
    struct ipcom_cipher cipher = {.mode = t->d->conf.secure ? IPCOM_SINGLE : IPCOM_CLEAR};
    size_t used = len < sizeof plain ? len : sizeof plain;
    if (is_clear_frame(data, len) != FL_E_FORMAT)
        return take_stray(t, data, len);
    ipcom_decrypt(&cipher, data, plain, used);
    if (plain[0] != IPCOM_LOGIN)
        return overlooked(t) ? len : misunderstand(t, len);
    if (used < sizeof plain)
        return 0;
    t->s->cipher = cipher;
    if (!overlooked(t))
        judge_login(t, plain);
    return used;
}

static size_t feed_request(const struct turn *t, const uint8_t *data, size_t len)
{
    uint8_t plain[IPCOM_MESSAGE_MAX];
    size_t have = len < sizeof plain ? len : sizeof plain, size = 0;
    ipcom_decrypt(&t->s->cipher, data, plain, have);
    enum fl_err err = ipcom_request_size(plain, have, &size);
    bool head_ok = have < IPCOM_HEAD_LEN || plain[1] == IPCOM_VERSION;
    if (!head_ok || (err && err != FL_AGAIN) || size > sizeof plain)
        return take_stray(t, data, len);
    if (err == FL_AGAIN || size > have)
        return 0;
    if (overlooked(t))
        return size;
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        if (requests[i].id == plain[0])
            requests[i].take(t, plain, size);
    return size;
}

/* --- time ----------------------------------------------------------------------------------- */
static void perform_late_writes(struct device *d, struct fl_sim_io *io)
{
    size_t done = 0;
    for (; done < d->late_count && d->late[done].due_ms <= fl_sim_now(io); done++)
        ipcom_panel_write(&d->panel, io, d->late[done].module, d->late[done].value, d->late[done].seen);
    d->late_count -= done;
    memmove(d->late, d->late + done, d->late_count * sizeof *d->late);
}

static void autochange(struct device *d, struct fl_sim_io *io)
{
    uint64_t now_ms = fl_sim_now(io), period_ms = (uint64_t)d->conf.autochange_ms;
    struct ipcom_output at = d->conf.autochange;
    if (!period_ms) {
        d->autochange_ms = 0;
        return;
    }
    if (!d->autochange_ms || d->autochange_ms > now_ms + period_ms) /* spread over many devices */
        d->autochange_ms = now_ms + 1 + fl_sim_random(io) % period_ms;
    if (d->autochange_ms > now_ms)
        return;
    bool on = d->panel.outputs.value[at.module - 1][at.output - 1];
    ipcom_panel_change(&d->panel, io, &(struct ipcom_change){at, on ? 0 : 255});
    d->autochanged = true;
    d->autochange_ms += period_ms * (1 + (now_ms - d->autochange_ms) / period_ms);
}

static uint64_t sooner(uint64_t a_ms, uint64_t b_ms)
{
    return !a_ms || (b_ms && b_ms < a_ms) ? b_ms : a_ms;
}

/* Does what is due, also after an option changed. */
static void tick(void *device, struct fl_sim_io *io)
{
    struct device *d = device;
    bool hold = d->conf.fault[IPCOM_FAULT_HALF_OPEN].on;
    if (hold != d->held)
        fl_sim_hold(io, hold);
    d->held = hold;
    fl_sim_listen(io, !d->conf.fault[IPCOM_FAULT_REFUSE].on);
    perform_late_writes(d, io);
    autochange(d, io);
    fl_sim_wake_at(io, sooner(d->autochange_ms, d->late_count ? d->late[0].due_ms : 0));
}

/* --- control lines -------------------------------------------------------------------------- */
/* Changes of "M.O=V ... [after=snapshot]": at once, or after the next snapshot. */
static enum fl_err change(struct device *d, struct fl_sim_io *io, const char *args, struct fl_error *err)
{
    static const char after[] = "after=snapshot";
    struct ipcom_change changes[WALLS_MAX];
    size_t count = 0, len;
    bool later = false;
    for (const char *word = args; *word; word += len + strspn(word + len, " ")) {
        char copy[32];
        len = strcspn(word, " ");
        if (len >= sizeof copy || count == WALLS_MAX)
            return fl_fail(err, FL_E_FULL, "%s: too long, or more than %d changes", word, WALLS_MAX);
        memcpy(copy, word, len);
        copy[len] = '\0';
        if (!strcmp(copy, after)) {
            later = true;
            continue;
        }
        enum fl_err e = ipcom_change_parse(&changes[count++], copy, err);
        if (e)
            return e;
    }
    if (!count)
        return fl_fail(err, FL_E_FORMAT, "MODULE.OUTPUT=VALUE is missing");
    if (later && d->wall_count + count > WALLS_MAX)
        return fl_fail(err, FL_E_FULL, "more than %d changes wait for a snapshot", WALLS_MAX);
    for (size_t i = 0; i < count; i++) {
        if (later)
            d->wall[d->wall_count++] = changes[i];
        else
            ipcom_panel_change(&d->panel, io, &changes[i]);
    }
    return FL_OK;
}

static enum fl_err tell_outputs(struct device *d, struct fl_sim_io *io, const char *args,
                                struct fl_error *err)
{
    char *end;
    long only = *args ? strtol(args, &end, 10) : 0;
    if (*args && (*end || only < 1 || only > IPCOM_MODULES))
        return fl_fail(err, FL_E_RANGE, "outputs %s: a module from 1 to %d", args, IPCOM_MODULES);
    const char *space = "";
    for (unsigned i = 0; i < IPCOM_MODULES * IPCOM_OUTPUTS; i++) {
        unsigned m = i / IPCOM_OUTPUTS, o = i % IPCOM_OUTPUTS, value = d->panel.outputs.value[m][o];
        if (only ? m + 1 != (unsigned long)only : !value)
            continue;
        fl_sim_reply(io, "%s%u.%u=%u", space, m + 1, o + 1, value);
        space = " ";
    }
    return FL_OK;
}

static enum fl_err tell_positions(struct device *d, struct fl_sim_io *io, const char *args,
                                  struct fl_error *err)
{
    (void)args;
    (void)err;
    for (size_t i = 0; i < d->panel.shutter_count; i++) {
        const struct ipcom_shutter *s = &d->panel.shutter[i];
        fl_sim_reply(io, "%s%u.%u/%u.%u=%.1f", i ? " " : "", s->up.module, s->up.output, s->down.module,
                     s->down.output, ipcom_panel_position(&d->panel, i, fl_sim_now(io)));
    }
    return FL_OK;
}

static void tell_intervals(const struct stats *st, struct fl_sim_io *io)
{
    size_t count = st->interval_count < INTERVALS_MAX ? st->interval_count : INTERVALS_MAX;
    uint64_t min = count ? UINT64_MAX : 0, max = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        min = st->interval[i] < min ? st->interval[i] : min;
        max = st->interval[i] > max ? st->interval[i] : max;
        sum += st->interval[i];
    }
    fl_sim_reply(io, " poll_min_ms=%" PRIu64 " poll_mean_ms=%.1f poll_max_ms=%" PRIu64, min,
                 count ? (double)sum / (double)count : 0.0, max);
}

static enum fl_err tell_stats(struct device *d, struct fl_sim_io *io, const char *args, struct fl_error *err)
{
    const struct stats *st = &d->stats;
    struct ipcom_panel *p = &d->panel;
    if (*args && strcmp(args, "reset") != 0)
        return fl_fail(err, FL_E_FORMAT, "stats %s: only reset may follow", args);
    fl_sim_reply(io,
                 "open=%u connections=%u logins=%u refused=%u polls=%u writes=%u rejected=%u keepalives=%u",
                 d->clients, st->connections, st->logins, st->refused, st->polls, st->writes, st->rejected,
                 st->keepalives);
    fl_sim_reply(
        io, " disconnects=%u stray=%u unanswered=%u reverted=%u undone=%u both_on=%u fast_reversals=%u",
        st->disconnects, st->stray, st->unanswered, p->reverted, p->undone, p->both_on, p->fast_reversals);
    tell_intervals(st, io);
    if (*args) {
        d->stats = (struct stats){0};
        p->reverted = p->undone = p->both_on = p->fast_reversals = 0;
    }
    return FL_OK;
}

static enum fl_err drop(struct device *d, struct fl_sim_io *io, const char *args, struct fl_error *err)
{
    (void)d;
    (void)args;
    (void)err;
    fl_sim_close(io, false);
    return FL_OK;
}

static enum fl_err reset(struct device *d, struct fl_sim_io *io, const char *args, struct fl_error *err)
{
    (void)d;
    (void)args;
    (void)err;
    fl_sim_close(io, true);
    return FL_OK;
}

static const struct {
    const char *verb;
    enum fl_err (*act)(struct device *d, struct fl_sim_io *io, const char *args, struct fl_error *err);
} verbs[] = {
    {"output", change},    {"wall", change}, {"outputs", tell_outputs}, {"position", tell_positions},
    {"stats", tell_stats}, {"drop", drop},   {"reset", reset},
};

static enum fl_err control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                           struct fl_error *err)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(verbs[i].verb, verb))
            return verbs[i].act(device, io, args, err);
    return FL_E_UNKNOWN;
}

/* --- hooks ---------------------------------------------------------------------------------- */
static void settle_defaults(struct device *d)
{
    if (!d->ready)
        ipcom_sim_conf_init(&d->conf, &d->panel);
    d->ready = true;
}

static enum fl_err option(void *device, const char *name, const char *value, struct fl_error *err)
{
    struct device *d = device;
    settle_defaults(d);
    return ipcom_sim_conf_set(&d->conf, &d->panel, name, value, err);
}

static enum fl_err init(void *device, struct fl_sim_io *io, size_t index)
{
    struct device *d = device;
    (void)index;
    settle_defaults(d);
    random_bytes(io, d->key, sizeof d->key);
    tick(d, io);
    return FL_OK;
}

static bool may_connect(void *device, struct fl_sim_io *io)
{
    struct device *d = device;
    bool room = !d->conf.limit || d->clients < (unsigned)d->conf.limit;
    if (!room)
        fl_sim_log(io, "connection refused: limit of %d", d->conf.limit);
    return room;
}

static void opened(void *device, void *session, struct fl_sim_io *io)
{
    struct device *d = device;
    (void)session;
    d->clients++;
    d->stats.connections++;
    fl_sim_log(io, "connected");
    if (d->held)
        fl_sim_hold(io, true);
}

static size_t feed(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    struct turn t = {device, session, io};
    size_t used = t.s->logged_in ? feed_request(&t, data, len) : feed_login(&t, data, len);
    tick(device, io); /* a late write may be the next thing due */
    return used;
}

static void closed(void *device, void *session, struct fl_sim_io *io)
{
    struct device *d = device;
    (void)session;
    d->clients--;
    fl_sim_log(io, "closed");
}

const struct fl_sim ipcom_sim = {
    .name = "ipcom",
    .summary = "IPCom panel with 16 modules of 8 outputs",
    .port = 5000,
    .options_help = ipcom_sim_help,
    .device_size = sizeof(struct device),
    .session_size = sizeof(struct session),
    .option = option,
    .init = init,
    .accept = may_connect,
    .open = opened,
    .feed = feed,
    .closed = closed,
    .tick = tick,
    .control = control,
};
