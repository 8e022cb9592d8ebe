/* The tests' own list of drivers: `lamp` has every kind of option, `horn` other names for link
 * settings, a required secret and a probe, `bell` a probe and a host. Only what the configuration reads is filled in. */
#include "families.h"

#include <string.h>

#include <fairlead/probe.h>

static const char *const buses[] = {"1", "2", "both", NULL};

static const struct fl_option output_rows[] = {
    {FL_CONF_KEY(struct lamp_output, key), .required = true, .help = "topic level"},
    {FL_CONF_INT(struct lamp_output, number), .min = 1, .max = 8, .def = 1, .help = "terminal"},
    FL_CONF_END,
};

static const struct fl_option window_rows[] = {
    {FL_CONF_DURATION(struct lamp_window, from), .help = "begin"},
    {FL_CONF_DURATION(struct lamp_window, to), .required = true, .help = "end"},
    FL_CONF_END,
};

static const struct fl_option lamp_rows[] = {
    {FL_CONF_STRING(struct lamp_conf, host), .required = true, .max = 20, .help = "address"},
    {FL_CONF_INT(struct lamp_conf, port), .min = 1, .max = 65535, .def = 5000, .help = "TCP port"},
    {FL_CONF_STRING(struct lamp_conf, username), .def_text = "nobody", .help = "user"},
    {FL_CONF_SECRET(struct lamp_conf, password), .max = 16, .help = "its password"},
    {FL_CONF_CHOICE(struct lamp_conf, bus), .choices = buses, .help = "which wires"},
    {FL_CONF_DURATION(struct lamp_conf, fade), .zero_is_off = true, .min = 100, .max = 60000, .def = 1500,
     .help = "slow change"},
    {FL_CONF_REAL(struct lamp_conf, gain), .min = -1.5, .max = 1.5, .def = 0.5, .help = "brightness"},
    {FL_CONF_BOOL(struct lamp_conf, loud), .help = "clicks"},
    {FL_CONF_GROUP(struct lamp_conf, window), .items = window_rows, .help = "when"},
    {FL_CONF_LIST(struct lamp_conf, outputs), .items = output_rows, .item_size = sizeof(struct lamp_output),
     .help = "terminals in use"},
    {FL_CONF_INTS(struct lamp_conf, ports), .min = 1, .max = 65535, .help = "other ports"},
    {FL_CONF_STRINGS(struct lamp_conf, hosts), .help = "other addresses"},
    FL_CONF_END,
};

static enum fl_err lamp_check(const void *conf, struct fl_error *err)
{
    const struct lamp_conf *c = conf;
    const struct lamp_output *outputs = c->outputs.items;
    for (size_t i = 1; i < c->outputs.count; i++) {
        if (outputs[i].number == outputs[i - 1].number)
            return fl_fail(err, FL_E_CONFIG, "outputs[%zu].number: %d is in use already", i,
                           outputs[i].number);
    }
    for (size_t i = 0; i < c->outputs.count; i++) {
        if (!strcmp(outputs[i].key, "state"))
            return fl_fail(err, FL_E_CONFIG, "%s: this key is taken", outputs[i].key);
    }
    if (c->loud && c->bus == 2)
        return fl_fail(err, FL_E_CONFIG, "a loud lamp wants one bus");
    return FL_OK;
}

static void lamp_endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct lamp_conf *c = conf;
    ep->targets[0].host = c->host;
    ep->targets[0].port = (uint16_t)c->port;
    ep->target_count = 1;
}

static const struct fl_driver lamp = {
    .name = "lamp",
    .summary = "lamps",
    .port = 5000,
    .timing = {.failure_threshold = 1, .write_interval = 200},
    .options = lamp_rows,
    .conf_size = sizeof(struct lamp_conf),
    .check = lamp_check,
    .endpoint = lamp_endpoint,
};

static const struct fl_option horn_rows[] = {
    {FL_CONF_SECRET(struct horn_conf, token), .required = true, .help = "opens it"},
    FL_CONF_END,
};

static const struct fl_alias horn_aliases[] = {
    {"heartbeat_interval", "keepalive_interval"},
    {"initial_backoff", "reconnect_min"},
    {NULL, NULL},
};

static void horn_endpoint(const void *conf, struct fl_endpoint *ep)
{
    (void)conf;
    ep->group = "224.0.23.0";
}

static const struct fl_probe horn_probe = {.session_size = 1};

static const struct fl_driver horn = {
    .name = "horn",
    .summary = "horns",
    .timing = {.failure_threshold = FL_OFF, .keepalive_interval = 3000, .connection_timeout = 7300},
    .options = horn_rows,
    .aliases = horn_aliases,
    .conf_size = sizeof(struct horn_conf),
    .endpoint = horn_endpoint,
    .probe = &horn_probe,
};

static const struct fl_option bell_rows[] = {
    {FL_CONF_STRING(struct bell_conf, host), .required = true, .max = 60, .help = "address"},
    {FL_CONF_INT(struct bell_conf, port), .min = 1, .max = 65535, .def = 3610, .help = "UDP port"},
    FL_CONF_END,
};

static void bell_endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct bell_conf *c = conf;
    ep->group = "224.0.23.0";
    ep->targets[0] = (struct fl_target){.host = c->host, .port = (uint16_t)c->port};
    ep->target_count = c->host != NULL;
}

static const struct fl_probe bell_probe = {.session_size = 1};

static const struct fl_driver bell = {
    .name = "bell",
    .summary = "bells",
    .options = bell_rows,
    .conf_size = sizeof(struct bell_conf),
    .endpoint = bell_endpoint,
    .probe = &bell_probe,
};

const struct fl_driver *const fl_drivers[] = {&lamp, &horn, &bell, NULL};
