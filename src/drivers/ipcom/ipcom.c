/* The ipcom family: IPCom panels of Home Anywhere Blue (AnB-Rimex). Facts, options and their
 * checks; the protocol is in ipcom_session.c and below. */
#include <stdio.h>
#include <string.h>

#include "ipcom_session.h"

enum { PORT = 5000 };

static const char *const bus_types[] = {"minido", "bibus", NULL};
static const char *const output_kinds[] = {"switch", "light", "dimmer", NULL};

static const struct fl_option relay_rows[] = {
    {FL_CONF_INT(struct ipcom_relay, module), .required = true, .min = 1, .max = IPCOM_MODULES,
     .help = "number of the output module (Exo)"},
    {FL_CONF_INT(struct ipcom_relay, output), .required = true, .min = 1, .max = IPCOM_OUTPUTS,
     .help = "number of the output in it"},
    FL_CONF_END,
};

static const struct fl_option output_rows[] = {
    {FL_CONF_KEY(struct ipcom_output_conf, key), .required = true, .help = "the entity's key"},
    {FL_CONF_STRING(struct ipcom_output_conf, name), .max = FL_NAME_MAX - 1,
     .help = "what people call it; made from the key if not set"},
    {FL_CONF_INT(struct ipcom_output_conf, module), .required = true, .min = 1, .max = IPCOM_MODULES,
     .help = "number of the output module (Exo)"},
    {FL_CONF_INT(struct ipcom_output_conf, output), .required = true, .min = 1, .max = IPCOM_OUTPUTS,
     .help = "number of the output in it"},
    {FL_CONF_CHOICE(struct ipcom_output_conf, kind), .choices = output_kinds, .def = IPCOM_KIND_SWITCH,
     .help = "what is connected; a dimmer is an output of an ExoDim"},
    FL_CONF_END,
};

static const struct fl_option cover_rows[] = {
    {FL_CONF_KEY(struct ipcom_cover_conf, key), .required = true, .help = "the entity's key"},
    {FL_CONF_STRING(struct ipcom_cover_conf, name), .max = FL_NAME_MAX - 1,
     .help = "what people call it; made from the key if not set"},
    {FL_CONF_GROUP(struct ipcom_cover_conf, up), .required = true, .items = relay_rows,
     .help = "the relay that drives up"},
    {FL_CONF_GROUP(struct ipcom_cover_conf, down), .required = true, .items = relay_rows,
     .help = "the relay that drives down"},
    {FL_CONF_DURATION(struct ipcom_cover_conf, travel_up), .min = 1000, .max = 600000, .def = 30000,
     .help = "from closed to open; measure it"},
    {FL_CONF_DURATION(struct ipcom_cover_conf, travel_down), .min = 1000, .max = 600000, .def = 28000,
     .help = "from open to closed; measure it"},
    {FL_CONF_DURATION(struct ipcom_cover_conf, reverse_pause), .min = 100, .max = 10000, .def = 500,
     .help = "both relays off before the other direction"},
    FL_CONF_END,
};

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct ipcom_conf, host), .required = true, .max = FL_HOST_MAX - 1,
     .help = "the panel's name or address"},
    {FL_CONF_INT(struct ipcom_conf, port), .min = 1, .max = 65535, .def = PORT, .help = "its TCP port"},
    {FL_CONF_STRING(struct ipcom_conf, fallback_host), .max = FL_HOST_MAX - 1,
     .help = "tried in turn with host, at the same port"},
    {FL_CONF_STRING(struct ipcom_conf, username), .required = true, .max = IPCOM_USERNAME_MAX,
     .help = "the panel's user; bytes, not characters, count"},
    {FL_CONF_SECRET(struct ipcom_conf, password), .max = IPCOM_PASSWORD_MAX, .def_text = "",
     .help = "likewise"},
    {FL_CONF_INT(struct ipcom_conf, bus), .min = 1, .max = 2, .def = 1,
     .help = "which of the panel's buses; another device for the other one"},
    {FL_CONF_CHOICE(struct ipcom_conf, bus_type), .choices = bus_types, .def = IPCOM_MINIDO,
     .help = "what the bus is; only writes depend on it"},
    {FL_CONF_LIST(struct ipcom_conf, outputs), .items = output_rows,
     .item_size = sizeof(struct ipcom_output_conf), .help = "switches, lights and dimmers"},
    {FL_CONF_LIST(struct ipcom_conf, covers), .items = cover_rows,
     .item_size = sizeof(struct ipcom_cover_conf), .help = "shutters: two relays each"},
    {FL_CONF_BOOL(struct ipcom_conf, expose_unlisted),
     .help = "the other outputs as switches, disabled in Home Assistant"},
    FL_CONF_END,
};

/* --- checks --------------------------------------------------------------------------------- */
struct uses { /* who uses what, while a configuration is checked */
    const struct ipcom_conf *conf;
    const char *by[IPCOM_MODULES][IPCOM_OUTPUTS];
};

static enum fl_err use(struct uses *u, const char *key, int module, int output, struct fl_error *err)
{
    if (module < 1 || module > IPCOM_MODULES || output < 1 || output > IPCOM_OUTPUTS)
        return fl_fail(err, FL_E_CONFIG,
                       "%s: there is no output %d of module %d; modules are 1 to %d, outputs 1 to %d", key,
                       output, module, IPCOM_MODULES, IPCOM_OUTPUTS);
    const char **by = &u->by[module - 1][output - 1];
    if (*by)
        return fl_fail(err, FL_E_CONFIG,
                       "%s: output %d of module %d is used by %s already; an output has one use", key, output,
                       module, *by);
    *by = key;
    return FL_OK;
}

static enum fl_err check_key(const char *key, struct fl_error *err)
{
    static const char *const reserved[] = {"state", "availability", "set",   "do", "link",
                                           "event", "verdict",      "image", "id"};
    if (key[0] == '_')
        return fl_fail(err, FL_E_CONFIG, "%s: a key does not begin with an underscore", key);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (!strcmp(key, reserved[i]))
            return fl_fail(err, FL_E_CONFIG, "%s: this key means something else on MQTT; choose another",
                           key);
    return FL_OK;
}

/* The index-th of all keys, outputs first. */
static const char *key_at(const struct ipcom_conf *c, size_t index)
{
    if (index < c->outputs.count)
        return ((const struct ipcom_output_conf *)c->outputs.items)[index].key;
    return ((const struct ipcom_cover_conf *)c->covers.items)[index - c->outputs.count].key;
}

static enum fl_err check_keys(const struct ipcom_conf *c, struct fl_error *err)
{
    for (size_t i = 0; i < c->outputs.count + c->covers.count; i++) {
        enum fl_err bad = check_key(key_at(c, i), err);
        if (bad)
            return bad;
        for (size_t j = 0; j < i; j++)
            if (!strcmp(key_at(c, i), key_at(c, j)))
                return fl_fail(err, FL_E_CONFIG, "%s: two outputs or covers have this key; keys are unique",
                               key_at(c, i));
    }
    return FL_OK;
}

static bool key_taken(const struct ipcom_conf *c, const char *key)
{
    for (size_t i = 0; i < c->outputs.count + c->covers.count; i++)
        if (!strcmp(key_at(c, i), key))
            return true;
    return false;
}

/* With expose_unlisted a key must not be what another output is called by itself. */
static enum fl_err check_unlisted(const struct uses *u, struct fl_error *err)
{
    for (int m = 1; m <= IPCOM_MODULES; m++) {
        for (int o = 1; o <= IPCOM_OUTPUTS; o++) {
            char key[IPCOM_KEY_TEXT];
            ipcom_unlisted_key(key, m, o);
            if (!u->by[m - 1][o - 1] && key_taken(u->conf, key))
                return fl_fail(err, FL_E_CONFIG,
                               "%s: with expose_unlisted this is the key of an output that is not listed",
                               key);
        }
    }
    return FL_OK;
}

static enum fl_err check_uses(struct uses *u, struct fl_error *err)
{
    const struct ipcom_output_conf *outputs = u->conf->outputs.items;
    const struct ipcom_cover_conf *covers = u->conf->covers.items;
    enum fl_err bad = FL_OK;
    for (size_t i = 0; i < u->conf->outputs.count && !bad; i++)
        bad = use(u, outputs[i].key, outputs[i].module, outputs[i].output, err);
    for (size_t i = 0; i < u->conf->covers.count && !bad; i++) {
        bad = use(u, covers[i].key, covers[i].up.module, covers[i].up.output, err);
        if (!bad)
            bad = use(u, covers[i].key, covers[i].down.module, covers[i].down.output, err);
    }
    return bad;
}

static enum fl_err check(const void *options_filled, struct fl_error *err)
{
    struct uses u = {.conf = options_filled};
    enum fl_err bad = check_keys(u.conf, err);
    if (!bad)
        bad = check_uses(&u, err);
    if (!bad && u.conf->expose_unlisted)
        bad = check_unlisted(&u, err);
    return bad;
}

/* --- the driver ----------------------------------------------------------------------------- */
static void add_target(struct fl_endpoint *ep, const char *host, int port)
{
    if (!host || !*host)
        return;
    ep->targets[ep->target_count++] = (struct fl_target){.host = host, .port = (uint16_t)port};
}

static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct ipcom_conf *c = conf;
    add_target(ep, c->host, c->port);
    add_target(ep, c->fallback_host, c->port);
}

static const struct fl_action actions[] = {{.key = NULL}};

extern const struct fl_driver ipcom_driver;

const struct fl_driver ipcom_driver = {
    .name = "ipcom",
    .summary = "IPCom panels of Home Anywhere Blue (AnB-Rimex): relays, dimmers, shutters",
    .medium = FL_STREAM,
    .port = PORT,
    .timing = {.failure_threshold = 1, .write_interval = 200},
    .actions = actions,
    .options = options,
    .conf_size = sizeof(struct ipcom_conf),
    .session_size = sizeof(struct ipcom_session),
    .check = check,
    .endpoint = endpoint,
    .init = ipcom_init,
    .finish = ipcom_finish,
    .open = ipcom_open,
    .feed = ipcom_feed,
    .poll = ipcom_poll,
    .keepalive = ipcom_keepalive,
    .command = ipcom_command,
    .missed = ipcom_missed,
    .tick = ipcom_tick,
    .close = ipcom_close,
};
