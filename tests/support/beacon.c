/* The driver of beacons, and a list of families with it alone: the gateway is built once more with
 * this in the place of ours, for tests of discovery. */
#include "support/beacon.h"

#include <stdlib.h>
#include <string.h>

#include <fairlead/probe.h>

struct conf {
    const char *host;
};

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct conf, host), .max = FL_HOST_MAX - 1, .help = "where it is"}, FL_CONF_END};

/* --- the link ----------------------------------------------------------------------------------- */

static void endpoint(const void *conf, struct fl_endpoint *ep);

static enum fl_err init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    static const struct fl_field field = {.name = "level", .type = FL_INT, .access = FL_READ, .max = 1000};
    const struct fl_entity level = {
        .key = "level", .name = "Level", .kind = FL_SENSOR, .fields = &field, .field_count = 1};
    (void)session;
    (void)conf;
    (void)saved;
    fl_io_entity(io, &level);
    fl_io_complete(io);
    return FL_OK;
}

static void ask_level(struct fl_io *io)
{
    fl_io_send(io, "level?", strlen("level?"));
    fl_io_expect(io, 0);
}

static void open_session(void *session, struct fl_io *io, size_t target)
{
    (void)session;
    (void)target;
    ask_level(io);
}

static size_t feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    static const char word[] = "level ";
    char text[64] = "";
    (void)session;
    memcpy(text, data, len < sizeof text ? len : sizeof text - 1);
    if (strncmp(text, word, strlen(word)) != 0)
        return len;
    fl_io_answered(io, 0);
    fl_io_online(io);
    fl_io_set(io, 0, 0, (struct fl_value){.known = true, .i = strtol(text + strlen(word), NULL, 10)});
    return len;
}

static void poll_level(void *session, struct fl_io *io)
{
    (void)session;
    ask_level(io);
}

static void missed(void *session, struct fl_io *io, uint32_t group)
{
    (void)session;
    (void)io;
    (void)group;
}

/* --- the probe ------------------------------------------------------------------------------------ */

struct session {
    const struct fl_probe_conf *conf;
};

static void ask(struct fl_io *io, const struct fl_addr *whom)
{
    if (whom->family)
        fl_io_send_to(io, whom, "who?", strlen("who?"));
}

static void probe_open(void *session, struct fl_io *io, const struct fl_probe_conf *conf)
{
    struct session *s = session;
    (void)io;
    s->conf = conf;
}

static void probe_search(void *session, struct fl_io *io)
{
    const struct fl_probe_conf *conf = ((struct session *)session)->conf;
    if (conf->search)
        fl_io_send(io, "who?", strlen("who?"));
    for (size_t i = 0; i < conf->host_count; i++)
        ask(io, &conf->hosts[i]);
    for (size_t i = 0; i < conf->known_count; i++)
        ask(io, &conf->known[i].at);
}

static void probe_feed(void *session, struct fl_io *io, bool to_group, const uint8_t *data, size_t len)
{
    static const char word[] = "i am ";
    char said[128] = "";
    struct fl_addr from = fl_io_from(io);
    (void)session;
    (void)to_group;
    memcpy(said, data, len < sizeof said ? len : sizeof said - 1);
    if (strncmp(said, word, strlen(word)) != 0)
        return;
    char *identity = said + strlen(word), *about = strchr(identity, ' ');
    if (about)
        *about++ = '\0';
    fl_io_found(io, identity, &from, about ? about : "");
}

static const struct fl_probe probe = {
    .session_size = sizeof(struct session),
    .open = probe_open,
    .search = probe_search,
    .feed = probe_feed,
};

/* --- the family ------------------------------------------------------------------------------------ */

/* Not const: its port is a test's own, so that tests may run side by side. */
static struct fl_driver beacon = {
    .name = "beacon",
    .summary = "for tests: answers to who?",
    .medium = FL_GROUP,
    .group = BEACON_GROUP,
    .timing = {.response_timeout = 500, .keepalive_interval = FL_OFF, .connection_timeout = 3000},
    .options = options,
    .conf_size = sizeof(struct conf),
    .session_size = 1,
    .endpoint = endpoint,
    .init = init,
    .open = open_session,
    .feed = feed,
    .poll = poll_level,
    .missed = missed,
    .probe = &probe,
};

static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct conf *c = conf;
    ep->group = BEACON_GROUP;
    ep->targets[0] = (struct fl_target){.host = c->host, .port = beacon.port};
    ep->target_count = c->host != NULL;
}

__attribute__((constructor)) static void take_port(void)
{
    const char *port = getenv("BEACON_PORT");
    beacon.port = (uint16_t)(port ? strtoul(port, NULL, 10) : 0);
}

const struct fl_driver *const fl_drivers[] = {&beacon, NULL};
