/* What concerns the server as a whole: who it is, its front end, its restarts, its silence. */
#include <stdio.h>
#include <string.h>

#include "radiod_derive.h"
#include "radiod_name.h"
#include "radiod_session.h"

enum {
    EVENT_GAP_MS = 1000,
    REORDERED_NS = 2000000000, /* a GPS time that is further back than this is a clock that was set */
    EMPTY_SWEEPS_MAX = 2
};

static const double block_default_s = 0.02;

/* In the order of likelihood. */
static const char *const checklist[] = {
    "is radiod running, and does it have a channel at all? One without channels says nothing",
    "does the question leave through the right network interface? Set `interface` to the one that faces "
    "radiod; a route such as `239.0.0.0/8 dev lo` swallows questions, too",
    "radiod's `ttl` is 0 unless its configuration says otherwise: then only programs on its own machine "
    "hear it",
    "is the group the one of radiod's `status =` setting (not of `data =`)? Its name may have changed",
    "a switch with IGMP snooping needs a querier, and Wi-Fi often loses multicast",
    "do firewalls on both machines let UDP port 5006 through, both ways?",
    "if radiod's address is not reachable through that interface, rp_filter = 1 drops its answers",
    NULL,
};

void radiod_server_init(struct radiod_session *s, struct fl_io *io)
{
    struct fl_part part = {.maker = "ka9q-radio", .model = "radiod"};
    fl_io_part(io, &part);
    for (size_t i = 0; i < RADIOD_SERVER_ITEM_COUNT; i++)
        s->server.entity[i] = -1;
    s->server.block_s = block_default_s;
    radiod_server_declare(s->server.entity, io, NULL);
}

static void pin(struct fl_addr *source, const char *text)
{
    uint32_t addr;
    *source = (struct fl_addr){0};
    if (!text || !radiod_name_dotted(text, &addr))
        return;
    source->family = 4;
    for (unsigned i = 0; i < 4; i++)
        source->ip[i] = (uint8_t)(addr >> (24 - 8 * i));
}

void radiod_server_open(struct radiod_session *s, struct fl_io *io, size_t target)
{
    char text[RADIOD_GROUP_TEXT];
    uint32_t dotted;
    struct radiod_server *v = &s->server;
    pin(&v->source, s->conf->source);
    v->heard_ms = v->gps_ns = v->samples = 0;
    v->overs_known = v->foreign_told = v->disturbed_told = false;
    if (target > 0)
        fl_io_log(io, FL_INFO, "using the group that radiod makes of the name %s: %s", s->conf->group,
                  radiod_name_group_text(s->conf->group, text));
    else if (!radiod_name_dotted(s->conf->group, &dotted))
        fl_io_log(io, FL_INFO, "using the group that the name %s resolves to", s->conf->group);
}

bool radiod_server_is_source(struct radiod_session *s, struct fl_io *io)
{
    struct radiod_server *v = &s->server;
    struct fl_addr from = fl_io_from(io);
    bool silent = fl_io_now(io) >= v->heard_ms + RADIOD_OFFLINE_MS;
    char ours[FL_ADDR_TEXT], theirs[FL_ADDR_TEXT];
    if (!v->source.family || (!s->conf->source && silent))
        v->source = from;
    if (fl_addr_same_host(&v->source, &from))
        return true;
    if (!v->foreign_told)
        fl_io_log(io, FL_WARN, "%s answers in this group as well as %s; `source` says whose answers count",
                  fl_addr_text(&from, theirs), fl_addr_text(&v->source, ours));
    v->foreign_told = true;
    return false;
}

/* --- the front end ---------------------------------------------------------------------------- */
static void note_coverage(struct radiod_session *s, struct fl_io *io)
{
    double low, high;
    bool covered = radiod_coverage(&s->status, &low, &high);
    struct radiod_view *v = &s->view;
    bool same = covered == v->covered &&
                (!covered || (!(low < v->low || low > v->low) && !(high < v->high || high > v->high)));
    if (same)
        return;
    v->covered = covered;
    v->low = covered ? low : 0;
    v->high = covered ? high : 0;
    for (size_t i = 0; i < s->channels.count; i++)
        radiod_channel_redeclare(s->channels.at[i], v, io);
}

static void note_overloads(struct radiod_session *s, struct fl_io *io)
{
    struct radiod_server *v = &s->server;
    uint64_t overs, now = fl_io_now(io);
    if (!radiod_int(&s->status, RADIOD_AD_OVER, &overs))
        return;
    if (v->overs_known && overs > v->overs)
        v->overs_new += overs - v->overs;
    v->overs_known = true;
    v->overs = overs;
    if (!v->overs_new || (v->over_told_ms && now < v->over_told_ms + EVENT_GAP_MS))
        return;
    char json[80];
    snprintf(json, sizeof json, "{\"count\":%llu,\"new\":%llu}", (unsigned long long)overs,
             (unsigned long long)v->overs_new);
    fl_io_event(io, "overload", json);
    v->overs_new = 0;
    v->over_told_ms = now;
}

static void note_ttl(struct radiod_session *s, struct fl_io *io)
{
    uint64_t ttl;
    if (s->server.local_told || !radiod_int(&s->status, RADIOD_OUTPUT_TTL, &ttl) || ttl)
        return;
    s->server.local_told = true;
    fl_io_log(io, FL_INFO,
              "radiod's ttl is 0: it works because we are on its machine; no other one hears it");
}

/* The counter of samples begins anew with the program. */
static bool restarted(struct radiod_session *s)
{
    uint64_t samples;
    struct radiod_server *v = &s->server;
    if (!radiod_int(&s->status, RADIOD_INPUT_SAMPLES, &samples))
        return false;
    bool back = samples < v->samples;
    v->samples = samples;
    return back;
}

bool radiod_server_take(struct radiod_session *s, struct fl_io *io)
{
    struct radiod_server *v = &s->server;
    uint64_t gps_ns = 0;
    v->heard_ms = fl_io_now(io);
    v->checklist_told = false;
    s->empty_sweeps = 0;
    radiod_int(&s->status, RADIOD_GPS_TIME, &gps_ns);
    if (gps_ns < v->gps_ns && v->gps_ns - gps_ns < REORDERED_NS)
        return false;
    v->gps_ns = gps_ns;
    bool again = restarted(s);
    if (again)
        v->overs_known = false;
    radiod_block_seconds(&s->status, &v->block_s);
    note_coverage(s, io);
    note_overloads(s, io);
    note_ttl(s, io);
    radiod_server_declare(v->entity, io, &s->status);
    radiod_server_show(v->entity, io, &s->status);
    return again;
}

/* --- silence ---------------------------------------------------------------------------------- */
static void tell_checklist(struct radiod_session *s, struct fl_io *io)
{
    if (s->server.checklist_told)
        return;
    s->server.checklist_told = true;
    fl_io_log(io, FL_WARN, "no channel answers in group %s; the likely reasons:", s->conf->group);
    for (unsigned i = 0; checklist[i]; i++)
        fl_io_log(io, FL_WARN, "%u. %s", i + 1, checklist[i]);
}

/* The engine counts any datagram as life; of other clients' commands a server does not live. */
void radiod_server_empty(struct radiod_session *s, struct fl_io *io)
{
    uint64_t timeout_ms = (uint64_t)fl_io_timing(io)->connection_timeout;
    radiod_sweep_hurry(&s->sweep);
    if (++s->empty_sweeps < EMPTY_SWEEPS_MAX)
        return;
    tell_checklist(s, io);
    bool silent = timeout_ms && fl_io_now(io) >= s->server.heard_ms + timeout_ms;
    if (!s->online || silent)
        fl_io_fail(io, FL_E_TIMEOUT, "no radiod answers in group %s", s->conf->group);
}

void radiod_server_disturbed(struct radiod_session *s, struct fl_io *io)
{
    if (s->server.disturbed_told)
        return;
    s->server.disturbed_told = true;
    fl_io_log(io, FL_WARN,
              "another client asks all channels so often that those of high numbers never get to answer");
}
