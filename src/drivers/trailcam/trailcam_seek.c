/* A punch to the first port, the LAN search, punches to the other ports. */
#include "trailcam_seek.h"

enum {
    PUNCH_MS = 1000, /* a camera that is awake answers within 30 ms (captures) */
    PUNCH_AGAIN_MS = 200,
    SEARCH_MS = 1500,
    SEARCH_AGAIN_MS = 105, /* the application's */
    SEARCHES = 5           /* likewise */
};

static const int usual_ports[] = {TRAILCAM_SESSION_PORT, 32100};

static size_t port_count(const struct trailcam_conf *conf)
{
    return conf->ports.count ? conf->ports.count : sizeof usual_ports / sizeof *usual_ports;
}

static uint16_t port_at(const struct trailcam_conf *conf, size_t i)
{
    const int *ports = conf->ports.count ? conf->ports.items : usual_ports;
    return (uint16_t)ports[i];
}

uint16_t trailcam_first_port(const struct trailcam_conf *conf)
{
    return port_at(conf, 0);
}

static size_t stage_count(const struct trailcam_seek *s)
{
    return port_count(s->conf) + (s->conf->search_port != 0);
}

static bool searches(const struct trailcam_seek *s)
{
    return s->stage == 1 && s->conf->search_port != 0;
}

/* Many ports, or a short connect_timeout: all stages are shortened alike. */
static void begin_stage(struct trailcam_seek *s, uint64_t now_ms)
{
    uint64_t lasts = searches(s) ? SEARCH_MS : PUNCH_MS;
    uint64_t all = PUNCH_MS * (uint64_t)port_count(s->conf) + (s->conf->search_port ? SEARCH_MS : 0);
    if (all > s->patience_ms)
        lasts = lasts * s->patience_ms / all;
    s->stage_ms = now_ms + lasts;
    s->send_ms = now_ms;
    s->sent = 0;
}

void trailcam_seek_begin(struct trailcam_seek *s, const struct trailcam_conf *conf,
                         const struct fl_addr *host, uint64_t patience_ms, uint64_t now_ms)
{
    *s = (struct trailcam_seek){.conf = conf, .host = *host, .patience_ms = patience_ms};
    begin_stage(s, now_ms);
}

static void add(struct trailcam_call *call, const struct fl_addr *host, uint16_t port)
{
    call->to[call->count] = *host;
    call->to[call->count++].port = port;
}

/* To all of the host's network, as the application does (x.x.x.255 and 255.255.255.255), and to the host
 * alone, for networks that pass no broadcasts on. */
static void call_search(const struct trailcam_seek *s, struct trailcam_call *call)
{
    uint16_t port = (uint16_t)s->conf->search_port;
    struct fl_addr all = {.family = 4, .ip = {255, 255, 255, 255}}, network = s->host;
    call->type = TRAILCAM_LAN_SEARCH;
    add(call, &s->host, port);
    if (s->host.family != 4)
        return;
    network.ip[3] = 255;
    add(call, &network, port);
    add(call, &all, port);
}

static void call_punch(const struct trailcam_seek *s, struct trailcam_call *call)
{
    size_t port = s->stage > 0 && s->conf->search_port ? s->stage - 1 : s->stage;
    call->type = TRAILCAM_PUNCH;
    add(call, &s->host, port_at(s->conf, port));
}

bool trailcam_seek_call(struct trailcam_seek *s, uint64_t now_ms, struct trailcam_call *out)
{
    out->count = 0;
    while (s->stage < stage_count(s) && now_ms >= s->stage_ms) {
        s->stage++;
        begin_stage(s, now_ms);
    }
    if (s->stage >= stage_count(s))
        return false;
    if (now_ms < s->send_ms)
        return true;
    if (searches(s)) {
        call_search(s, out);
        s->send_ms = ++s->sent < SEARCHES ? now_ms + SEARCH_AGAIN_MS : UINT64_MAX;
    } else {
        call_punch(s, out);
        s->send_ms = now_ms + PUNCH_AGAIN_MS;
    }
    return true;
}

uint64_t trailcam_seek_when(const struct trailcam_seek *s)
{
    return s->send_ms < s->stage_ms ? s->send_ms : s->stage_ms;
}
