/* A family that talks and never hears: a siren that takes datagrams ("siren on", "level 3", "test")
 * and has no way to answer. With it, and no other family, the gateway is built once more for tests of
 * the verdict that means "written, and nobody will confirm it". */
#include <string.h>

#include <fairlead/driver.h>

struct oneway_conf {
    const char *host;
    int port;
};

enum { HOST_MAX = FL_HOST_MAX - 1, PORT_MAX = 65535 };

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct oneway_conf, host), .required = true, .max = HOST_MAX, .help = "where it is"},
    {FL_CONF_INT(struct oneway_conf, port), .required = true, .min = 1, .max = PORT_MAX, .help = "its port"},
    FL_CONF_END};

static const struct fl_action actions[] = {{.key = "test", .name = "Test", .help = "a short blast"},
                                           {.key = NULL}};

static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct oneway_conf *c = conf;
    ep->targets[0] = (struct fl_target){.host = c->host, .port = (uint16_t)c->port};
    ep->target_count = 1;
}

static enum fl_err init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    static const struct fl_field state = {.name = "state", .type = FL_BOOL, .access = FL_READ | FL_WRITE};
    static const struct fl_field level = {
        .name = "level", .type = FL_INT, .access = FL_READ | FL_WRITE, .min = 1, .max = 9};
    const struct fl_entity entities[] = {
        {.key = "siren", .name = "Siren", .kind = FL_SWITCH, .fields = &state, .field_count = 1, .group = 1},
        {.key = "level", .name = "Level", .kind = FL_NUMBER, .fields = &level, .field_count = 1, .group = 2}};
    (void)session;
    (void)conf;
    (void)saved;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        fl_io_entity(io, &entities[i]);
    fl_io_complete(io);
    return FL_OK;
}

static void open_session(void *session, struct fl_io *io, size_t target)
{
    (void)session;
    (void)target;
    fl_io_online(io); /* there is nothing to wait for */
}

static size_t feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    (void)session;
    (void)io;
    (void)data;
    return len;
}

static void write_command(struct fl_io *io, const struct fl_command *c)
{
    const char *text = "test";
    char level[] = "level 0";
    if (!c->action && c->entity == 0)
        text = c->value[0].b ? "siren on" : "siren off";
    if (!c->action && c->entity == 1) {
        level[sizeof level - 2] = (char)('0' + c->value[0].i); /* 1 to 9 */
        text = level;
    }
    fl_io_send(io, text, strlen(text));
    fl_io_verdict(io, c->id, FL_SENT, NULL);
}

static size_t command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count)
{
    (void)session;
    for (size_t i = 0; i < count; i++)
        write_command(io, cmds[i]);
    return count;
}

static const struct fl_driver oneway = {
    .name = "oneway",
    .summary = "for tests: a siren that cannot answer",
    .medium = FL_DATAGRAM,
    .timing = {.keepalive_interval = FL_OFF, .connection_timeout = FL_OFF, .failure_threshold = FL_OFF},
    .actions = actions,
    .options = options,
    .conf_size = sizeof(struct oneway_conf),
    .session_size = 1,
    .endpoint = endpoint,
    .init = init,
    .open = open_session,
    .feed = feed,
    .command = command,
};

const struct fl_driver *const fl_drivers[] = {&oneway, NULL};
