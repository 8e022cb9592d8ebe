/* The rina family: membership of a facility of ARI, a RINA implementation. Facts, options and their
 * checks; the protocol is in rina_session.c and below. */
#include <string.h>

#include "rina_session.h"

static const char *const codec_choices[] = {"auto", "postcard", "bincode", NULL};

static const struct fl_option bootstrap_rows[] = {
    {FL_CONF_STRING(struct rina_bootstrap_conf, host), .required = true, .max = FL_HOST_MAX - 1,
     .help = "its name or address"},
    {FL_CONF_INT(struct rina_bootstrap_conf, port), .min = 1, .max = 65535, .def = RINA_PORT,
     .help = "its UDP port"},
    {FL_CONF_INT(struct rina_bootstrap_conf, address), .min = 1, .max = INT32_MAX,
     .def = RINA_BOOTSTRAP_ADDRESS, .help = "its RINA address"},
    FL_CONF_END,
};

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct rina_conf, host), .max = FL_HOST_MAX - 1,
     .help = "the bootstrap's name or address; a name's further addresses are tried in later rounds"},
    {FL_CONF_INT(struct rina_conf, port), .min = 1, .max = 65535, .def = RINA_PORT, .help = "its UDP port"},
    {FL_CONF_INT(struct rina_conf, address), .min = 1, .max = INT32_MAX, .def = RINA_BOOTSTRAP_ADDRESS,
     .help = "its RINA address"},
    {FL_CONF_INT(struct rina_conf, local_port), .zero_is_off = true, .min = 1, .max = 65535,
     .help = "own UDP port; 0: any. A fixed one lets late answers arrive after a new attempt"},
    {FL_CONF_STRING(struct rina_conf, ipcp_name), .max = RINA_NAME_MAX - 1, .def_text = "fairlead",
     .help = "the name under which it joins"},
    {FL_CONF_STRING(struct rina_conf, dif_name), .max = RINA_NAME_MAX - 1,
     .help = "the facility it has to be; any unless set"},
    {FL_CONF_CHOICE(struct rina_conf, codec), .choices = codec_choices, .def = RINA_CODEC_AUTO,
     .help = "serialisation; `auto` tries one attempt each and remembers what worked"},
    {FL_CONF_LIST(struct rina_conf, bootstraps), .items = bootstrap_rows,
     .item_size = sizeof(struct rina_bootstrap_conf), .help = "others, tried in turn when the first is lost"},
    {FL_CONF_INT(struct rina_conf, max_retries), .min = 1, .max = 100, .def = 3,
     .help = "attempts at one bootstrap before the next"},
    {FL_CONF_BOOL(struct rina_conf, probe), .def = true, .help = "ask a bootstrap that is silent"},
    {FL_CONF_DURATION(struct rina_conf, sync_interval), .zero_is_off = true, .min = 1000, .max = 86400000,
     .def = 60000, .help = "how often the RIB is synchronised"},
    FL_CONF_END,
};

static const struct fl_alias aliases[] = {
    {"enroll_timeout", "connect_timeout"},
    {"initial_backoff", "reconnect_min"},
    {"heartbeat_interval", "keepalive_interval"},
    {NULL, NULL},
};

static enum fl_err check(const void *conf, struct fl_error *err)
{
    const struct rina_conf *c = conf;
    struct rina_bootstrap_conf unused;
    if (!rina_conf_bootstrap(c, 0, &unused))
        return fl_fail(err, FL_E_CONFIG, "no bootstrap is configured: set host, or list some in bootstraps");
    if (rina_conf_bootstrap(c, FL_TARGETS_MAX, &unused))
        return fl_fail(err, FL_E_CONFIG, "bootstraps: more than %d bootstraps in all", FL_TARGETS_MAX);
    if (!*c->ipcp_name)
        return fl_fail(err, FL_E_CONFIG, "ipcp_name: empty: a member has a name");
    return FL_OK;
}

/* Without heartbeats there is no monitoring at all; with them, silence must be long enough to be one. */
static enum fl_err settle(const void *conf, struct fl_timing *timing, struct fl_error *err)
{
    (void)conf;
    if (timing->keepalive_interval == 0) {
        timing->connection_timeout = 0;
        timing->failure_threshold = 0;
    }
    if (timing->connection_timeout && timing->connection_timeout < timing->keepalive_interval)
        return fl_fail(err, FL_E_CONFIG,
                       "connection_timeout: less than heartbeat_interval: a healthy membership would end");
    return FL_OK;
}

static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct rina_conf *c = conf;
    struct rina_bootstrap_conf b;
    while (ep->target_count < FL_TARGETS_MAX && rina_conf_bootstrap(c, ep->target_count, &b))
        ep->targets[ep->target_count++] = (struct fl_target){.host = b.host, .port = (uint16_t)b.port};
    ep->tries = c->max_retries;
    ep->rounds = true;
    ep->local_port = (uint16_t)c->local_port;
}

extern const struct fl_driver rina_driver;

const struct fl_driver rina_driver = {
    .name = "rina",
    .summary = "RINA facilities of ARI: membership, neighbours and RIB",
    .medium = FL_DATAGRAM,
    .port = RINA_PORT,
    .actions = rina_actions,
    .events = rina_events,
    .options = options,
    .aliases = aliases,
    .conf_size = sizeof(struct rina_conf),
    .session_size = sizeof(struct rina_session),
    .check = check,
    .settle = settle,
    .endpoint = endpoint,
    .init = rina_init,
    .finish = rina_finish,
    .open = rina_open,
    .feed = rina_feed,
    .poll = rina_poll,
    .keepalive = rina_keepalive,
    .command = rina_command,
    .missed = rina_missed,
    .tick = rina_tick,
    .close = rina_close,
    .ended = rina_ended,
};
