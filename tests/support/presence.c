/* The gateway with a family that knows of ECHONET Lite nodes only that they are there: the real probe
 * and station, and links that ask each node profile for its operation status. For tests of who is
 * found, where, and of what other controllers see of us. */
#include <fairlead/driver.h>

#include "drivers/echonet/echonet_frame.h"
#include "drivers/echonet/echonet_probe.h"

struct conf {
    const char *host;
};

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct conf, host), .max = FL_HOST_MAX - 1, .help = "where it is"}, FL_CONF_END};

static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct conf *c = conf;
    ep->group = ECHONET_GROUP;
    ep->targets[0] = (struct fl_target){.host = c->host, .port = ECHONET_PORT};
    ep->target_count = c->host ? 1 : 0;
}

static enum fl_err init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    static const struct fl_field field = {.name = "running", .type = FL_BOOL, .access = FL_READ};
    const struct fl_entity running = {
        .key = "running", .name = "Running", .kind = FL_BINARY_SENSOR, .fields = &field, .field_count = 1};
    (void)session;
    (void)conf;
    (void)saved;
    fl_io_entity(io, &running);
    fl_io_complete(io);
    return FL_OK;
}

static void ask(void *session, struct fl_io *io)
{
    uint8_t buf[32];
    struct echonet_builder b =
        echonet_begin(buf, sizeof buf, 1, ECHONET_CONTROLLER, ECHONET_NODE_PROFILE, ECHONET_GET);
    (void)session;
    echonet_add(&b, 0x80, NULL, 0);
    fl_io_send(io, buf, echonet_end(&b));
    fl_io_expect(io, 0);
}

static void open_session(void *session, struct fl_io *io, size_t target)
{
    (void)target;
    ask(session, io);
}

static size_t feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    struct echonet_frame f;
    struct echonet_prop status;
    (void)session;
    if (echonet_decode(&f, data, len) || f.esv != ECHONET_GET_RES || !echonet_find(&f, 0x80, &status))
        return len;
    fl_io_answered(io, 0);
    fl_io_online(io);
    fl_io_set(io, 0, 0, (struct fl_value){.known = status.edt.len == 1, .b = status.edt.data[0] == 0x30});
    return len;
}

static void missed(void *session, struct fl_io *io, uint32_t group)
{
    (void)session;
    (void)io;
    (void)group;
}

static const struct fl_driver presence = {
    .name = "echonet",
    .summary = "for tests: nodes that are there",
    .medium = FL_GROUP,
    .port = ECHONET_PORT,
    .group = ECHONET_GROUP,
    .timing = {.keepalive_interval = FL_OFF, .failure_threshold = FL_OFF},
    .options = options,
    .conf_size = sizeof(struct conf),
    .session_size = 1,
    .endpoint = endpoint,
    .init = init,
    .open = open_session,
    .feed = feed,
    .poll = ask,
    .missed = missed,
    .probe = &echonet_probe,
};

const struct fl_driver *const fl_drivers[] = {&presence, NULL};
