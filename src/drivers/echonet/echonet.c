/* The echonet family: ECHONET Lite nodes. Facts and options; the protocol is in echonet_session.c
 * and below. */
#include <fairlead/driver.h>

#include "echonet_probe.h"
#include "echonet_session.h"

static const char *const property_types[] = {"number", "signed", "switch", "state", "text", "hex", NULL};
static const char *const kinds[] = {"state", "measurement", "counter", "identity", NULL};

static const struct fl_option value_rows[] = {
    {FL_CONF_INT(struct echonet_value_conf, code), .required = true, .min = 0, .max = 0x7FFFFFFF,
     .help = "the state's code; 0x41 is fine"},
    {FL_CONF_STRING(struct echonet_value_conf, name), .required = true, .max = FL_NAME_MAX - 1,
     .help = "what it is called"},
    FL_CONF_END,
};

static const struct fl_option property_rows[] = {
    {FL_CONF_INT(struct echonet_property_conf, class_code), .required = true, .min = 0, .max = 0xFFFF,
     .help = "class group and class: 0x0130"},
    {FL_CONF_INT(struct echonet_property_conf, epc), .required = true, .min = 0x80, .max = 0xFF,
     .help = "the property's code: 0xF0"},
    {FL_CONF_KEY(struct echonet_property_conf, key), .required = true, .help = "the end of the entity's key"},
    {FL_CONF_STRING(struct echonet_property_conf, name), .max = FL_NAME_MAX - 1,
     .help = "what people call it; made from the key if not set"},
    {FL_CONF_CHOICE(struct echonet_property_conf, type), .choices = property_types,
     .def = ECHONET_CONF_NUMBER, .help = "what its bytes mean"},
    {FL_CONF_INT(struct echonet_property_conf, size), .max = 255, .help = "how many bytes it has; 0: any"},
    {FL_CONF_REAL(struct echonet_property_conf, scale), .min = 0.000001, .max = 1000000, .def = 1,
     .help = "a number is multiplied by it"},
    {FL_CONF_STRING(struct echonet_property_conf, unit), .max = 15, .help = "Home Assistant's spelling"},
    {FL_CONF_STRING(struct echonet_property_conf, device_class), .max = 31, .help = "Home Assistant's word"},
    {FL_CONF_LIST(struct echonet_property_conf, values), .items = value_rows,
     .item_size = sizeof(struct echonet_value_conf), .help = "codes and names of a state"},
    {FL_CONF_BOOL(struct echonet_property_conf, settable), .help = "it may be written"},
    {FL_CONF_CHOICE(struct echonet_property_conf, kind), .choices = kinds, .def = ECHONET_STATE,
     .help = "how often it is asked for"},
    FL_CONF_END,
};

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct echonet_conf, host), .required = true, .max = FL_HOST_MAX - 1,
     .help = "the node's name or address"},
    {FL_CONF_DURATION(struct echonet_conf, poll_state), .min = 350, .max = 86400000, .def = 10000,
     .help = "period of states and set points"},
    {FL_CONF_DURATION(struct echonet_conf, poll_measurement), .min = 350, .max = 86400000, .def = 10000,
     .help = "period of power, temperature and the like"},
    {FL_CONF_DURATION(struct echonet_conf, poll_counter), .min = 350, .max = 86400000, .def = 60000,
     .help = "period of energy counters"},
    {FL_CONF_DURATION(struct echonet_conf, poll_identity), .min = 60000, .max = 604800000, .def = 86400000,
     .help = "period of what hardly ever changes"},
    {FL_CONF_LIST(struct echonet_conf, properties), .items = property_rows,
     .item_size = sizeof(struct echonet_property_conf),
     .help = "properties of one's own: maker-specific ones, classes that are not known"},
    FL_CONF_END,
};

static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct echonet_conf *c = conf;
    ep->group = ECHONET_GROUP;
    ep->local_port = ECHONET_PORT; /* answers come to it, whatever port has asked */
    if (c->host && *c->host)
        ep->targets[ep->target_count++] = (struct fl_target){.host = c->host, .port = ECHONET_PORT};
}

static const struct fl_action actions[] = {
    {.key = "get", .name = "Read properties", .help = "{\"eoj\":\"013001\",\"epc\":[\"BB\"]}"},
    {.key = "set", .name = "Write a property", .help = "{\"eoj\":\"013001\",\"epc\":\"B3\",\"edt\":\"1A\"}"},
    {.key = "search", .name = "Search objects", .help = "reads the node's list of objects"},
    {.key = NULL},
};

static const char *const events[] = {"object_found", "object_gone", NULL};

extern const struct fl_driver echonet_driver;

const struct fl_driver echonet_driver = {
    .name = "echonet",
    .summary = "ECHONET Lite nodes: air conditioners, lights, meters, batteries, water heaters",
    .medium = FL_GROUP,
    .port = ECHONET_PORT,
    .group = ECHONET_GROUP,
    .timing = {.connection_timeout = 60000,
               .failure_threshold = FL_OFF,
               .connect_timeout = 3000,
               .response_timeout = 3000,
               .reconnect_max = 60000,
               .request_gap = 50,
               .command_timeout = 20000},
    .actions = actions,
    .events = events,
    .options = options,
    .conf_size = sizeof(struct echonet_conf),
    .session_size = sizeof(struct echonet_session),
    .check = echonet_conf_check,
    .endpoint = endpoint,
    .init = echonet_init,
    .finish = echonet_finish,
    .open = echonet_open,
    .feed = echonet_feed,
    .poll = echonet_poll,
    .keepalive = echonet_keepalive,
    .command = echonet_command,
    .missed = echonet_missed,
    .tick = echonet_tick,
    .probe = &echonet_probe,
};
