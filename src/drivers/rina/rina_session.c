/* One request at a time: enrolment, then probes when it is silent and synchronisation when it is due.
 *
 *   open -> enrolment request -> (feed) adopted: online -> sync after a second, then every sync_interval
 *   silence -> keep-alive: READ /routing/static/+, which changes nothing and proves that it knows us
 *   version goes back, sync does not get through -> enrolment request within the session
 *   silence longer than connection_timeout -> the session ends, the engine goes on */
#include "rina_session.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "rina_json.h"

enum {
    PACE_MS = 1050,         /* never two within a second, by anybody's clock: a bootstrap answers ten a
                             * second, to all its members */
    ENROLL_TRIES = 3,       /* within a session, before it is given up */
    SYNC_TRIES = 3,         /* then it is not the network */
    HOME_MS = 60 * 1000,    /* between looks at the first bootstrap, if there are no keep-alives */
    HOME_REFUSED = 10,      /* so many times longer after a refusal */
    RESULT_MAX = 24 * 1024, /* of an action: verdicts are messages */
    GROUP = 0
};

static const char enrollment_class[] = "enrollment", probe_class[] = "static_route";
static const char probe_name[] = "/routing/static/*"; /* any name below /routing/ is answered */
static const char sync_name[] = "rib_sync", sync_class[] = "sync";

/* --- small facts ------------------------------------------------------------------------------------ */

static struct rina_peer *peer_of(struct rina_session *s)
{
    return &s->device.peers[s->at];
}

static uint64_t ready_ms(const struct rina_peer *p)
{
    return p->asked_ever ? p->sent_ms + PACE_MS : 0;
}

/* FL_NEVER of the engine: no time at all. */
static uint64_t silent_ms(const struct rina_session *s, const struct fl_io *io)
{
    const struct fl_timing *t = fl_io_timing(io);
    return s->member && t->connection_timeout > 0 ? s->heard_ms + (uint64_t)t->connection_timeout
                                                  : UINT64_MAX;
}

/* The one timer: until a request that waits may go out, or until silence has lasted too long. */
static void arm(struct rina_session *s, struct fl_io *io)
{
    uint64_t at = silent_ms(s, io);
    uint64_t ready = ready_ms(peer_of(s));
    if (!s->member && s->asked == RINA_ASKED_NOTHING)
        at = ready;
    if (s->member && (s->want_enroll || s->want_probe) && ready > fl_io_now(io) && ready < at)
        at = ready;
    fl_io_wake_at(io, at == UINT64_MAX ? 0 : at > fl_io_now(io) ? at : fl_io_now(io) + 1);
}

/* --- requests ---------------------------------------------------------------------------------------- */

/* Fresh ids tell a late answer from the one that is waited for; the bootstrap returns them. */
static uint64_t next_invoke(struct rina_session *s)
{
    return ++s->invoke;
}

/* A message to a bootstrap, in a PDU. False: it is too long. */
static bool send_to(struct rina_session *s, struct fl_io *io, struct rina_peer *p, enum rina_codec codec,
                    const struct rina_cdap *cdap)
{
    uint8_t payload[RINA_REQUEST_MAX], datagram[RINA_REQUEST_MAX + 64];
    struct fl_writer w = fl_writer_of(payload, sizeof payload), out = fl_writer_of(datagram, sizeof datagram);
    rina_put(&rina_cdap_type, codec, &w, cdap);
    struct rina_pdu pdu = {.src_addr = p->own,
                           .dst_addr = (uint64_t)p->conf.address,
                           .payload = {payload, w.len},
                           .qos = {.priority = 128}};
    rina_put(&rina_pdu_type, codec, &out, &pdu);
    if (!fl_writer_ok(&w) || !fl_writer_ok(&out))
        return false;
    if (p == peer_of(s))
        fl_io_send(io, datagram, out.len);
    else
        fl_io_send_to(io, &p->at, datagram, out.len);
    p->sent_ms = fl_io_now(io);
    p->asked_ever = true;
    return true;
}

/* Asks the session's bootstrap, and waits for it in turn with others once the link is online. */
static void ask(struct rina_session *s, struct fl_io *io, enum rina_asked what, struct rina_cdap *cdap)
{
    cdap->invoke_id = next_invoke(s);
    s->asked = what;
    s->asked_invoke = cdap->invoke_id;
    send_to(s, io, peer_of(s), s->codec, cdap);
    if (s->member)
        fl_io_expect(io, GROUP);
}

static void ask_probe(struct rina_session *s, struct fl_io *io)
{
    struct rina_cdap cdap = {.op_code = RINA_READ,
                             .obj_name = rina_text(probe_name),
                             .has_class = true,
                             .obj_class = rina_text(probe_class)};
    ask(s, io, RINA_ASKED_PROBE, &cdap);
}

static void ask_sync(struct rina_session *s, struct fl_io *io)
{
    struct rina_cdap cdap = {.op_code = RINA_READ,
                             .obj_name = rina_text(sync_name),
                             .has_class = true,
                             .obj_class = rina_text(sync_class),
                             .has_sync_request = true};
    cdap.sync_request.last_known_version = s->rib.version;
    cdap.sync_request.requester = rina_text(s->device.conf->ipcp_name);
    ask(s, io, RINA_ASKED_SYNC, &cdap);
}

/* ARI leaves dif_name empty, and nobody reads the time. An address is asked for only if none is
 * remembered: each answer that gets lost would cost the pool one. */
static struct rina_cdap enrollment(struct rina_session *s, struct fl_io *io, const struct rina_peer *p,
                                   enum rina_codec codec, uint8_t *value, size_t cap)
{
    struct fl_span name = rina_text(s->device.conf->ipcp_name);
    struct rina_enroll_request request = {.ipcp_name = name,
                                          .ipcp_address = p->own,
                                          .timestamp = (uint64_t)(fl_io_utc(io, NULL) / 1000),
                                          .request_address = p->own == 0};
    struct fl_writer w = fl_writer_of(value, cap);
    rina_put(&rina_enroll_request_type, codec, &w, &request);
    return (struct rina_cdap){.op_code = RINA_CREATE,
                              .obj_name = name,
                              .has_class = true,
                              .obj_class = rina_text(enrollment_class),
                              .has_value = true,
                              .obj_value = {.kind = RINA_V_BYTES, .bytes = {value, w.len}}};
}

static void note_enroll(struct rina_session *s, struct fl_io *io, size_t peer, enum rina_codec codec)
{
    s->enrolls[s->next_enroll++ % RINA_ENROLLS_KEPT] = (struct rina_enroll){
        .invoke = s->invoke, .peer = peer, .codec = codec, .address_wanted = s->device.peers[peer].own == 0};
    s->device.attempts++;
    rina_show_number(&s->device, io, RINA_ATTEMPTS, (uint64_t)s->device.attempts);
}

static void ask_enroll(struct rina_session *s, struct fl_io *io)
{
    uint8_t value[RINA_REQUEST_MAX / 4];
    struct rina_cdap cdap = enrollment(s, io, peer_of(s), s->codec, value, sizeof value);
    s->want_enroll = false;
    ask(s, io, RINA_ASKED_ENROLL, &cdap);
    note_enroll(s, io, s->at, s->codec);
}

/* sure: what worked once will do. Else the other one has its turn: the bootstrap may be a newer one now. */
static enum rina_codec codec_for(const struct rina_device *d, const struct rina_peer *p, bool sure)
{
    if (d->conf->codec != RINA_CODEC_AUTO)
        return d->conf->codec == RINA_CODEC_BINCODE ? RINA_BINCODE : RINA_POSTCARD;
    enum rina_codec first = p->works == RINA_CODEC_BINCODE ? RINA_BINCODE : RINA_POSTCARD;
    bool other = !sure && p->attempts % 2 == 0; /* attempts are counted from one */
    return other ? (enum rina_codec)(RINA_CODECS - 1 - first) : first;
}

/* Is the first bootstrap back? An enrolment there is the question: it answers nobody else. */
static void ask_home(struct rina_session *s, struct fl_io *io)
{
    struct rina_peer *home = &s->device.peers[0];
    uint8_t value[RINA_REQUEST_MAX / 4];
    home->attempts++;
    enum rina_codec codec = codec_for(&s->device, home, home->works != RINA_CODEC_AUTO);
    struct rina_cdap cdap = enrollment(s, io, home, codec, value, sizeof value);
    cdap.invoke_id = next_invoke(s);
    send_to(s, io, home, codec, &cdap);
    note_enroll(s, io, 0, codec);
}

static void plan_home(struct rina_session *s, struct fl_io *io, unsigned times)
{
    int interval = fl_io_timing(io)->keepalive_interval;
    bool away = s->at != 0 && s->device.peers[0].at.family != 0;
    s->home_ms = away ? fl_io_now(io) + (uint64_t)(interval > 0 ? interval : HOME_MS) * times : 0;
}

/* --- life --------------------------------------------------------------------------------------------- */

enum fl_err rina_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    struct rina_session *s = session;
    s->invoke = (uint64_t)fl_io_random(io) << 16; /* not those of an earlier life */
    return rina_device_init(&s->device, conf, io, saved) ? FL_OK : FL_E_NOMEM;
}

void rina_finish(void *session)
{
    struct rina_session *s = session;
    rina_rib_clear(&s->rib);
}

static void forget_session(struct rina_session *s)
{
    s->member = s->want_enroll = s->want_probe = s->sync_blamed = s->hop_open = false;
    s->refusal = RINA_E_NONE;
    s->asked = RINA_ASKED_NOTHING;
    s->command = 0;
    s->sync_ms = s->home_ms = 0;
    s->sync_missed = s->enroll_missed = 0;
}

void rina_open(void *session, struct fl_io *io, size_t target)
{
    struct rina_session *s = session;
    struct fl_addr to = fl_io_target(io);
    forget_session(s);
    s->at = target < s->device.peer_count ? target : 0;
    struct rina_peer *p = peer_of(s);
    if (to.family)
        p->at = to;
    p->attempts++;
    s->codec = codec_for(&s->device, p, false);
    rina_show_choice(&s->device, io, RINA_MEMBERSHIP, RINA_ENROLLING);
    if (ready_ms(p) <= fl_io_now(io))
        ask_enroll(s, io);
    arm(s, io);
}

/* --- the RIB ------------------------------------------------------------------------------------------- */

static void own_route_name(const struct rina_peer *p, char name[static RINA_NAME_MAX])
{
    snprintf(name, RINA_NAME_MAX, "/routing/dynamic/%llu", (unsigned long long)p->own);
}

static void show_conflict(struct rina_session *s, struct fl_io *io, bool on, const char *hop)
{
    struct rina_device *d = &s->device;
    if (on && !rina_conflict_shown(d, io)) {
        fl_io_log(io, FL_WARN, "another member has our address %llu: it is at %s",
                  (unsigned long long)peer_of(s)->own, hop);
        rina_tell(d, io, "address_conflict", peer_of(s), hop);
    }
    rina_show_choice(d, io, RINA_CONFLICT, on);
}

static bool at_our_port(const struct rina_session *s, const char *hop)
{
    const char *colon = strrchr(hop, ':');
    char port[8];
    snprintf(port, sizeof port, "%d", s->device.conf->local_port);
    return s->device.conf->local_port == 0 || (colon && strcmp(colon + 1, port) == 0);
}

/* The snapshot of an enrolment was taken before our own route was written: whatever stands at our
 * address there is what was before. A newcomer finds nothing; a known member what the bootstrap saw of it
 * last time. */
static void judge_snapshot(struct rina_session *s, struct fl_io *io, bool newcomer)
{
    struct rina_peer *p = peer_of(s);
    char name[RINA_NAME_MAX], hop[RINA_HOP_MAX];
    struct rina_object route;
    bool found = false;
    own_route_name(p, name);
    if (rina_rib_find(&s->rib, rina_text(name), &route))
        found = rina_next_hop(&route, hop);
    bool foreign = found && (newcomer || (*p->hop ? strcmp(hop, p->hop) != 0 : !at_our_port(s, hop)));
    show_conflict(s, io, foreign, found ? hop : "");
    if (found && !foreign)
        memcpy(p->hop, hop, sizeof p->hop);
    s->hop_open = s->codec == RINA_POSTCARD; /* the design revision never writes it anew */
}

/* A route that came by synchronisation. The first one to us after an enrolment is what that made. */
static void judge_route(struct rina_session *s, struct fl_io *io, const struct rina_object *route)
{
    struct rina_peer *p = peer_of(s);
    char name[RINA_NAME_MAX], hop[RINA_HOP_MAX];
    own_route_name(p, name);
    if (!rina_is(route->name, name) || !rina_next_hop(route, hop))
        return;
    if (s->hop_open && strcmp(p->hop, hop) != 0) {
        memcpy(p->hop, hop, sizeof p->hop);
        rina_device_save(&s->device, io);
    } else if (!s->hop_open && strcmp(p->hop, hop) != 0) {
        show_conflict(s, io, true, hop);
    }
    s->hop_open = false;
}

static size_t apply_changes(struct rina_session *s, struct fl_io *io, struct rina_list changes)
{
    struct rina_change c;
    size_t count = 0;
    for (; rina_next(&changes, &rina_change_type, &c); count++) {
        if (c.kind == RINA_DELETED) {
            rina_rib_remove(&s->rib, c.deletion.name);
            continue;
        }
        judge_route(s, io, &c.object);
        rina_rib_put(&s->rib, s->codec, &c.object);
    }
    return count;
}

static void judge_full_sync(struct rina_session *s, struct fl_io *io)
{
    char name[RINA_NAME_MAX];
    struct rina_object route;
    own_route_name(peer_of(s), name);
    if (rina_rib_find(&s->rib, rina_text(name), &route))
        judge_route(s, io, &route);
}

/* --- enrolment: the answer -------------------------------------------------------------------------------- */

/* The turn is free again; who waited for the answer has it. */
static void settle(struct rina_session *s, struct fl_io *io, enum fl_err result, const char *why)
{
    s->asked = RINA_ASKED_NOTHING;
    fl_io_answered(io, GROUP);
    if (!s->command)
        return;
    char text[96];
    if (!result) {
        snprintf(text, sizeof text, "{\"version\":%llu,\"objects\":%zu}", (unsigned long long)s->rib.version,
                 rina_rib_count(&s->rib));
        fl_io_result(io, s->command, text);
    }
    fl_io_verdict(io, s->command, result, why);
    s->command = 0;
}

/* The bootstrap does not want us. Where we are a member elsewhere that is no more than a note. */
static void refused(struct rina_session *s, struct fl_io *io, size_t peer, enum rina_error how,
                    const char *text)
{
    if (peer != s->at) {
        fl_io_log(io, FL_DEBUG, "the first bootstrap refuses: %s", text);
        plan_home(s, io, HOME_REFUSED);
        return;
    }
    s->refusal = how;
    settle(s, io, FL_E_REFUSED, text);
    fl_io_fail(io, FL_E_AUTH, "enrolment %s: %s", rina_error_name(how), text);
}

static void refused_because(struct rina_session *s, struct fl_io *io, size_t peer, struct fl_span error)
{
    char text[128];
    if (!rina_copy(text, sizeof text, error) || !*text)
        snprintf(text, sizeof text, "no reason was given");
    bool exhausted = strstr(text, "pool exhausted") != NULL;
    refused(s, io, peer, exhausted ? RINA_E_POOL_EXHAUSTED : RINA_E_REJECTED, text);
}

/* What counts of an answer, in either of its forms. */
struct answer {
    struct rina_enroll_response response;
    bool old; /* only the DIF's name: no address, no snapshot */
};

static enum fl_err read_answer(const struct rina_cdap *cdap, enum rina_codec codec, struct answer *a)
{
    *a = (struct answer){.response.accepted = true};
    if (!cdap->has_value)
        return cdap->result ? FL_OK : FL_E_FORMAT;
    if (cdap->obj_value.kind == RINA_V_BYTES)
        return rina_get_all(&rina_enroll_response_type, codec, cdap->obj_value.bytes, &a->response);
    a->old = cdap->obj_value.kind == RINA_V_STRING;
    a->response.dif_name = cdap->obj_value.text;
    return a->old ? FL_OK : FL_E_FORMAT;
}

static bool dif_fits(struct rina_session *s, struct fl_io *io, size_t peer, struct fl_span dif)
{
    const char *wanted = s->device.conf->dif_name;
    char text[200], name[RINA_NAME_MAX];
    if (!wanted || !*wanted || rina_is(dif, wanted))
        return true;
    if (!rina_copy(name, sizeof name, dif))
        snprintf(name, sizeof name, "a name that cannot be shown");
    snprintf(text, sizeof text, "the bootstrap's DIF is \"%s\", not \"%.64s\"", name, wanted);
    refused(s, io, peer, RINA_E_DIF_MISMATCH, text);
    return false;
}

static void take_snapshot(struct rina_session *s, struct fl_io *io, const struct rina_enroll_response *r,
                          bool newcomer)
{
    if (!r->has_snapshot || rina_rib_replace(&s->rib, s->codec, r->rib_snapshot)) {
        rina_rib_clear(&s->rib); /* another life's copy may be wrong altogether */
        if (r->has_snapshot)
            fl_io_log(io, FL_WARN, "the snapshot in the enrolment's answer cannot be read");
    }
    judge_snapshot(s, io, newcomer);
}

static void tell_enrolled(struct rina_session *s, struct fl_io *io)
{
    struct rina_device *d = &s->device;
    if (s->ever && s->last_peer != s->at)
        rina_tell(d, io, "bootstrap_changed", peer_of(s), s->reason);
    if (s->ever)
        d->re_enrollments++;
    rina_show_number(d, io, RINA_RE_ENROLLMENTS, (uint64_t)d->re_enrollments);
    rina_tell(d, io, s->ever ? "re_enrolled" : "enrolled", peer_of(s), s->ever ? s->reason : NULL);
    s->ever = true;
    s->last_peer = s->at;
    s->told = RINA_E_NONE;
    s->reason = NULL;
}

static void show_member(struct rina_session *s, struct fl_io *io, struct fl_span dif)
{
    struct rina_device *d = &s->device;
    struct rina_peer *p = peer_of(s);
    char where[FL_HOST_MAX + 8];
    snprintf(where, sizeof where, "%s:%d", p->conf.host, p->conf.port);
    rina_show_number(d, io, RINA_ADDRESS, p->own);
    rina_show_text(d, io, RINA_DIF, dif);
    rina_show_text(d, io, RINA_BOOTSTRAP, rina_text(where));
    rina_show_choice(d, io, RINA_CODEC, s->codec);
    rina_show_choice(d, io, RINA_MEMBERSHIP, RINA_ENROLLED);
    rina_show_rib(d, io, &s->rib, p->own);
}

static void plan_sync(struct rina_session *s, struct fl_io *io, uint64_t after_ms)
{
    bool can = s->codec == RINA_POSTCARD && s->device.conf->sync_interval > 0;
    s->sync_ms = can ? fl_io_now(io) + after_ms : 0;
}

/* The bootstrap took us: the session is its from now on. */
static void adopt(struct rina_session *s, struct fl_io *io, const struct rina_enroll *e, uint64_t address,
                  const struct rina_enroll_response *r)
{
    struct rina_peer *p = &s->device.peers[e->peer];
    bool newcomer = p->own != address, began = !s->member;
    if (e->peer != s->at) {
        fl_io_peer(io, &p->at);
        s->reason = "the first bootstrap is back";
        s->device.counted = false;
    }
    s->device.counted = s->device.counted && s->last_peer == e->peer;
    s->at = e->peer;
    s->codec = e->codec;
    if (newcomer)
        p->hop[0] = '\0';
    p->own = address;
    p->attempts = 0;
    s->member = true;
    s->enroll_missed = 0;
    s->want_enroll = false;
    take_snapshot(s, io, r, newcomer);
    show_member(s, io, r->dif_name);
    tell_enrolled(s, io);
    plan_sync(s, io, PACE_MS);
    plan_home(s, io, 1);
    settle(s, io, FL_OK, NULL);
    rina_device_save(&s->device, io);
    if (began)
        fl_io_online(io);
}

static struct rina_enroll *find_enroll(struct rina_session *s, uint64_t invoke)
{
    for (size_t i = 0; i < RINA_ENROLLS_KEPT; i++)
        if (s->enrolls[i].invoke == invoke && invoke)
            return &s->enrolls[i];
    return NULL;
}

/* Nobody else's answer, and not one to a question that was settled otherwise. */
static bool is_wanted(const struct rina_session *s, const struct rina_enroll *e)
{
    if (e->peer != s->at)
        return s->member && e->peer == 0;
    return !s->member || (s->asked == RINA_ASKED_ENROLL && e->invoke == s->asked_invoke);
}

static void hear_enrollment(struct rina_session *s, struct fl_io *io, struct rina_enroll *found,
                            const struct rina_cdap *cdap)
{
    struct rina_enroll e = *found;
    struct answer a;
    found->invoke = 0; /* a second answer to it is none */
    if (cdap->op_code != RINA_CREATE || !cdap->has_class || !rina_is(cdap->obj_class, enrollment_class) ||
        read_answer(cdap, e.codec, &a)) {
        s->device.peers[e.peer].malformed = true;
        fl_io_bad_frame(io, FL_E_FORMAT);
        return;
    }
    struct rina_peer *p = &s->device.peers[e.peer];
    p->works = e.codec == RINA_BINCODE ? RINA_CODEC_BINCODE : RINA_CODEC_POSTCARD;
    p->malformed = false;
    if (!is_wanted(s, &e)) {
        fl_io_log(io, FL_DEBUG, "a late answer to an enrolment: %s",
                  a.response.has_address ? "an address was spent" : "nothing new");
        return;
    }
    if (cdap->result || !a.response.accepted) {
        refused_because(s, io, e.peer, a.response.has_error ? a.response.error : cdap->result_reason);
        return;
    }
    uint64_t address = a.response.has_address ? a.response.assigned_address : p->own;
    if (address == 0) {
        refused(s, io, e.peer, RINA_E_MALFORMED, "accepted, but no address was given");
        return;
    }
    if (dif_fits(s, io, e.peer, a.response.dif_name))
        adopt(s, io, &e, address, &a.response);
}

/* --- probes and synchronisation: the answers ---------------------------------------------------------------- */

static void enroll_again(struct rina_session *s, struct fl_io *io, const char *reason)
{
    fl_io_log(io, FL_INFO, "enrolling again: %s", reason);
    s->reason = reason;
    s->want_enroll = true;
    rina_show_choice(&s->device, io, RINA_MEMBERSHIP, RINA_ENROLLING);
    fl_io_poll_now(io);
}

/* An enrolment brings a whole copy of the RIB. If synchronisation fails right after one as well, it will
 * again: without it, then. */
static void blame_sync(struct rina_session *s, struct fl_io *io, const char *reason)
{
    if (s->sync_blamed) {
        fl_io_log(io, FL_WARN, "no more synchronisation in this session: %s, again", reason);
        s->sync_ms = 0;
        return;
    }
    s->sync_blamed = true;
    enroll_again(s, io, reason);
}

static void hear_probe(struct rina_session *s, struct fl_io *io)
{
    settle(s, io, FL_OK, NULL);
    if (s->sync_missed < SYNC_TRIES)
        return;
    s->sync_missed = 0;
    blame_sync(s, io, "synchronisation is not answered, other questions are");
}

static void note_cut(struct rina_session *s, struct fl_io *io)
{
    if (s->rib.cut)
        fl_io_log(io, FL_WARN, "the bootstrap's RIB is larger than what is kept of it");
    s->rib.cut = false;
}

static void hear_changes(struct rina_session *s, struct fl_io *io, const struct rina_sync_response *r)
{
    if (r->has_snapshot && rina_rib_replace(&s->rib, s->codec, r->full_snapshot)) {
        fl_io_bad_frame(io, FL_E_FORMAT);
        settle(s, io, FL_E_FORMAT, "the snapshot cannot be read");
        return;
    }
    if (r->has_snapshot)
        judge_full_sync(s, io);
    if (r->has_changes)
        apply_changes(s, io, r->changes);
    note_cut(s, io);
    s->rib.version = r->current_version;
    s->sync_blamed = false;
    rina_show_rib(&s->device, io, &s->rib, peer_of(s)->own);
    settle(s, io, FL_OK, NULL);
}

static void hear_sync(struct rina_session *s, struct fl_io *io, const struct rina_cdap *cdap)
{
    const struct rina_sync_response *r = &cdap->sync_response;
    uint64_t known = s->rib.version;
    s->sync_missed = 0;
    plan_sync(s, io, (uint64_t)s->device.conf->sync_interval);
    if (r->has_error || cdap->result || (!r->has_changes && !r->has_snapshot)) {
        settle(s, io, FL_E_REFUSED, "the bootstrap cannot synchronise");
        blame_sync(s, io, "the bootstrap cannot synchronise");
    } else if (r->current_version < known) {
        rina_tell(&s->device, io, "bootstrap_restarted", peer_of(s), "its version went back");
        settle(s, io, FL_E_CLOSED, "the bootstrap has restarted");
        blame_sync(s, io, "the bootstrap has restarted");
    } else {
        hear_changes(s, io, r);
    }
}

static bool is_about(const struct rina_cdap *cdap, const char *name, const char *class)
{
    return cdap->op_code == RINA_READ && rina_is(cdap->obj_name, name) && cdap->has_class &&
           rina_is(cdap->obj_class, class);
}

static void hear(struct rina_session *s, struct fl_io *io, const struct rina_cdap *cdap)
{
    struct rina_enroll *e = find_enroll(s, cdap->invoke_id);
    if (e)
        hear_enrollment(s, io, e, cdap);
    else if (s->asked == RINA_ASKED_PROBE && cdap->invoke_id == s->asked_invoke &&
             is_about(cdap, probe_name, probe_class))
        hear_probe(s, io);
    else if (s->asked == RINA_ASKED_SYNC && cdap->invoke_id == s->asked_invoke &&
             is_about(cdap, sync_name, sync_class) && cdap->has_sync_response)
        hear_sync(s, io, cdap);
    else
        fl_io_log(io, FL_DEBUG, "an answer that nobody waits for");
}

/* --- what comes ---------------------------------------------------------------------------------------------- */

/* In one of the codecs that we have asked in. Whatever leaves a byte over is of the other one. */
static bool decode(const struct rina_session *s, struct fl_span bytes, struct rina_pdu *pdu,
                   struct rina_cdap *cdap)
{
    for (int i = 0; i < RINA_CODECS; i++) {
        enum rina_codec codec = i ? (enum rina_codec)(RINA_CODECS - 1 - s->codec) : s->codec;
        bool asked = codec == s->codec;
        for (size_t k = 0; k < RINA_ENROLLS_KEPT; k++)
            asked = asked || (s->enrolls[k].invoke && s->enrolls[k].codec == codec);
        if (asked && rina_get_datagram(codec, bytes, pdu, cdap) == FL_OK)
            return true;
    }
    return false;
}

/* Which bootstrap speaks; peer_count: a stranger. Where the connection does not tell whom it is to, it is
 * the session's own. */
static size_t speaker(const struct rina_session *s, const struct fl_io *io)
{
    struct fl_addr from = fl_io_from(io);
    const struct rina_device *d = &s->device;
    if (!d->peers[s->at].at.family || fl_addr_equal(&from, &d->peers[s->at].at))
        return s->at;
    return d->peers[0].at.family && fl_addr_equal(&from, &d->peers[0].at) ? 0 : d->peer_count;
}

size_t rina_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    struct rina_session *s = session;
    struct rina_pdu pdu;
    struct rina_cdap cdap;
    size_t peer = speaker(s, io);
    if (peer == s->device.peer_count) {
        fl_io_bad_frame(io, FL_E_UNSUPPORTED);
        return len;
    }
    if (!decode(s, (struct fl_span){data, len}, &pdu, &cdap)) {
        s->device.peers[peer].malformed = true;
        fl_io_bad_frame(io, FL_E_FORMAT);
        return len;
    }
    bool ours = pdu.dst_addr == 0 || pdu.dst_addr == s->device.peers[peer].own;
    const struct rina_enroll *e = find_enroll(s, cdap.invoke_id);
    if (!ours || (e && e->peer != peer) || (!e && peer != s->at)) {
        fl_io_bad_frame(io, FL_E_UNSUPPORTED);
        return len;
    }
    if (peer == s->at)
        s->heard_ms = fl_io_now(io);
    hear(s, io, &cdap);
    arm(s, io);
    return len;
}

/* --- what is due ----------------------------------------------------------------------------------------------- */

/* A synchronisation that is due is as good a question as any, unless it is what is doubted. */
static void ask_if_alive(struct rina_session *s, struct fl_io *io)
{
    bool due = s->sync_ms && fl_io_now(io) >= s->sync_ms;
    if (due && s->sync_missed < SYNC_TRIES)
        ask_sync(s, io);
    else
        ask_probe(s, io);
    s->want_probe = false;
}

void rina_poll(void *session, struct fl_io *io)
{
    struct rina_session *s = session;
    uint64_t now_ms = fl_io_now(io);
    if (!s->member)
        return;
    if (s->home_ms && now_ms >= s->home_ms && now_ms >= ready_ms(&s->device.peers[0])) {
        plan_home(s, io, 1);
        ask_home(s, io);
    }
    if (now_ms < ready_ms(peer_of(s)))
        return;
    if (s->want_enroll)
        ask_enroll(s, io);
    else if (s->want_probe)
        ask_if_alive(s, io);
    else if (s->sync_ms && now_ms >= s->sync_ms)
        ask_sync(s, io);
}

/* Asks only who has been silent: any answer in the last half of the interval will do. */
void rina_keepalive(void *session, struct fl_io *io)
{
    struct rina_session *s = session;
    uint64_t now_ms = fl_io_now(io), half = (uint64_t)fl_io_timing(io)->keepalive_interval / 2;
    if (!s->member || !s->device.conf->probe || now_ms < s->heard_ms + half)
        return;
    if (now_ms >= ready_ms(peer_of(s)))
        ask_if_alive(s, io);
    else
        s->want_probe = true;
}

void rina_tick(void *session, struct fl_io *io)
{
    struct rina_session *s = session;
    uint64_t now_ms = fl_io_now(io);
    if (now_ms >= silent_ms(s, io))
        fl_io_fail(io, FL_E_TIMEOUT, "the bootstrap was not heard for %llu s",
                   (unsigned long long)((now_ms - s->heard_ms) / 1000));
    else if (!s->member && s->asked == RINA_ASKED_NOTHING && now_ms >= ready_ms(peer_of(s)))
        ask_enroll(s, io);
    else if (s->want_enroll || s->want_probe)
        fl_io_poll_now(io);
    arm(s, io);
}

/* A lost answer is asked for once more; who answers other questions but no synchronisation has too much to
 * say for one datagram, and an enrolment makes that good. */
void rina_missed(void *session, struct fl_io *io, uint32_t group)
{
    struct rina_session *s = session;
    enum rina_asked asked = s->asked;
    (void)group;
    s->asked = RINA_ASKED_NOTHING;
    if (s->command)
        fl_io_verdict(io, s->command, FL_E_TIMEOUT, "the bootstrap does not answer");
    s->command = 0;
    if (asked == RINA_ASKED_SYNC && ++s->sync_missed >= SYNC_TRIES) {
        s->want_probe = true;
        plan_sync(s, io, (uint64_t)s->device.conf->sync_interval);
    } else if (asked == RINA_ASKED_ENROLL && ++s->enroll_missed >= ENROLL_TRIES) {
        fl_io_fail(io, FL_E_TIMEOUT, "the bootstrap does not answer the enrolment");
    } else if (asked == RINA_ASKED_ENROLL) {
        s->want_enroll = true;
    }
    arm(s, io);
}

/* --- the end ---------------------------------------------------------------------------------------------------- */

/* There is no message to say it with; the bootstrap would not listen. */
void rina_close(void *session, struct fl_io *io)
{
    struct rina_session *s = session;
    (void)io;
    s->member = false;
    s->reason = "it was asked for";
}

static enum rina_error kind_of(const struct rina_session *s, enum fl_err why)
{
    if (s->refusal)
        return s->refusal;
    if (s->member)
        return RINA_E_CONNECTION_LOST;
    switch (why) {
    case FL_E_TIMEOUT:
        return s->device.peers[s->at].malformed ? RINA_E_MALFORMED : RINA_E_TIMEOUT;
    case FL_E_FORMAT:
        return RINA_E_MALFORMED;
    case FL_E_CONFIG:
        return RINA_E_NO_BOOTSTRAP;
    default:
        return RINA_E_UNREACHABLE; /* a closed port, an unknown name, no route */
    }
}

/* A failure is told when it is another one than the last: attempts go on for ever. */
void rina_ended(void *session, struct fl_io *io, enum fl_err why, const char *text)
{
    struct rina_session *s = session;
    struct rina_device *d = &s->device;
    enum rina_error error = kind_of(s, why);
    bool lost = s->member;
    rina_show_error(d, io, error, text);
    enum rina_membership now = s->refusal ? RINA_REJECTED : lost || s->ever ? RINA_LOST : RINA_NOT_ENROLLED;
    rina_show_choice(d, io, RINA_MEMBERSHIP, now);
    if (lost)
        rina_tell(d, io, "connection_lost", peer_of(s), text);
    else if (error != s->told)
        rina_tell(d, io, "enrollment_failed", peer_of(s), text);
    s->told = error;
    if (lost)
        s->reason = "the bootstrap was lost";
    forget_session(s);
}

/* --- commands ----------------------------------------------------------------------------------------------------- */

const struct fl_action rina_actions[] = {
    {.key = "re_enroll", .name = "Re-enrol", .help = "enrols again", .act = FL_ACT_RECONNECT},
    {.key = "sync", .name = "Synchronise", .help = "asks the bootstrap what has changed in its RIB"},
    {.key = "read", .name = "Read", .help = "an object of the synchronised RIB: {\"name\"}"},
    {.key = "write",
     .name = "Write",
     .help = "asks the bootstrap to set an object: {\"name\", \"value\"}; it gives no answer"},
    {.key = NULL}};

static const char *name_argument(const struct fl_command *c)
{
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(c->args, "name");
    return cJSON_IsString(name) && *name->valuestring ? name->valuestring : NULL;
}

static void do_read(struct rina_session *s, struct fl_io *io, const struct fl_command *c)
{
    const char *name = name_argument(c);
    struct rina_object object;
    if (!name) {
        fl_io_verdict(io, c->id, FL_E_RANGE, "wanted: {\"name\":\"/dif/name\"}, an object's name");
        return;
    }
    if (!rina_rib_find(&s->rib, rina_text(name), &object)) {
        fl_io_verdict(io, c->id, FL_E_UNKNOWN, "the RIB has no object of this name");
        return;
    }
    cJSON *json = rina_object_json(&object);
    char *text = json ? cJSON_PrintUnformatted(json) : NULL;
    cJSON_Delete(json);
    bool fits = text && strlen(text) <= RESULT_MAX;
    if (fits)
        fl_io_result(io, c->id, text);
    fl_io_verdict(io, c->id, fits ? FL_OK : FL_E_FULL, fits ? NULL : "the object is too large for a verdict");
    cJSON_free(text);
}

static void do_write(struct rina_session *s, struct fl_io *io, const struct fl_command *c)
{
    uint8_t bytes[RINA_REQUEST_MAX];
    struct fl_writer w = fl_writer_of(bytes, sizeof bytes);
    const char *name = name_argument(c);
    struct rina_cdap cdap = {.op_code = RINA_WRITE, .has_value = true};
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(c->args, "value");
    if (!name || !value || !rina_put_json(&w, s->codec, value) ||
        rina_get_all(&rina_value_type, s->codec, (struct fl_span){bytes, w.len}, &cdap.obj_value)) {
        fl_io_verdict(
            io, c->id, FL_E_RANGE,
            "wanted: {\"name\":\"/x\",\"value\":V}, V a text, a whole number, true, false, an object "
            "of such or {\"$hex\":\"00ff\"}, of 2 KB at most");
        return;
    }
    cdap.obj_name = rina_text(name);
    cdap.invoke_id = next_invoke(s);
    bool sent = send_to(s, io, peer_of(s), s->codec, &cdap);
    fl_io_verdict(io, c->id, sent ? FL_SENT : FL_E_RANGE,
                  sent ? "not answered by any bootstrap known; look for the change in the next sync"
                       : "name and value are too long for a request");
}

static void do_sync(struct rina_session *s, struct fl_io *io, const struct fl_command *c)
{
    s->command = c->id;
    if (s->codec == RINA_POSTCARD) {
        ask_sync(s, io);
        return;
    }
    s->reason = "a copy of the RIB was asked for"; /* the design revision has no other way */
    ask_enroll(s, io);
}

size_t rina_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count)
{
    struct rina_session *s = session;
    const struct fl_command *c = cmds[0];
    (void)count; /* actions come alone */
    if (!c->action)
        return 1;
    if (!strcmp(c->action->key, "read")) {
        do_read(s, io, c);
        return 1;
    }
    uint64_t ready = ready_ms(peer_of(s));
    if (fl_io_now(io) < ready) { /* tried again after the tick */
        fl_io_wake_at(io, ready < silent_ms(s, io) ? ready : silent_ms(s, io));
        return 0;
    }
    if (!strcmp(c->action->key, "write"))
        do_write(s, io, c);
    else
        do_sync(s, io, c);
    return 1;
}
