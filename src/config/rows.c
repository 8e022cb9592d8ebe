/* The option rows of gateway, broker, devices and links, and what can be said of any row. */
#include "config/rows.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "config/duration.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static const char *const log_formats[] = {"text", "json", NULL};
static const char *const log_levels[] = {"error", "warn", "info", "debug", "trace", NULL}; /* fl_level */
static const char *const mqtt_versions[] = {"auto", "5", "3.1.1", NULL};         /* fl_mqtt_version */
static const char *const mqtt_topics[] = {"both", "snapshot", "entities", NULL}; /* fl_topics */

static const struct fl_option log_rows[] = {
    {FL_CONF_CHOICE(struct fl_log_conf, level), .choices = log_levels, .def = FL_INFO,
     .help = "the least important lines that are written"},
    {FL_CONF_CHOICE(struct fl_log_conf, format), .choices = log_formats,
     .help = "lines for people or for programs"},
    FL_CONF_END,
};

static const struct fl_option gateway_rows[] = {
    {FL_CONF_KEY(struct fl_gateway_conf, name), .max = 32, .def_text = "home",
     .help = "tells gateways apart, in Home Assistant too"},
    {FL_CONF_STRING(struct fl_gateway_conf, state_dir), .def_text = "/var/lib/fairlead",
     .help = "folder for what survives a restart"},
    {FL_CONF_GROUP(struct fl_gateway_conf, log), .items = log_rows, .help = "what is logged on stderr"},
    {FL_CONF_DURATION(struct fl_gateway_conf, status_interval), .min = SECOND, .max = DAY, .def = MINUTE,
     .help = "how often `bridge/health` and each device's `link` are published"},
    FL_CONF_END,
};

static const struct fl_option tls_rows[] = {
    {FL_CONF_STRING(struct fl_tls_conf, ca_file),
     .help = "certificates that may sign the broker's; else the system's"},
    {FL_CONF_STRING(struct fl_tls_conf, cert_file), .help = "own certificate, with `key_file`"},
    {FL_CONF_STRING(struct fl_tls_conf, key_file), .help = "own key, with `cert_file`"},
    {FL_CONF_BOOL(struct fl_tls_conf, insecure), .help = "do not check the broker's certificate"},
    FL_CONF_END,
};

static const struct fl_option discovery_rows[] = {
    {FL_CONF_BOOL(struct fl_discovery_conf, enabled), .def = true,
     .help = "tell Home Assistant about the devices"},
    {FL_CONF_STRING(struct fl_discovery_conf, prefix), .max = 128, .def_text = "homeassistant",
     .help = "Home Assistant's discovery prefix"},
    {FL_CONF_STRING(struct fl_discovery_conf, status_topic), .max = 256, .def_text = "homeassistant/status",
     .help = "where Home Assistant says `online`; discovery is repeated then"},
    FL_CONF_END,
};

const struct fl_option fl_config_mqtt_rows[] = {
    {FL_CONF_STRING(struct fl_mqtt_conf, url), .max = 512, .def_text = "mqtt://127.0.0.1:1883",
     .help = "the broker: `mqtt`, `mqtts` (TLS), `ws` or `wss`; ports 1883, 8883, 80, 443 unless named"},
    {FL_CONF_STRING(struct fl_mqtt_conf, client_id), .max = 128,
     .help = "never shared by two gateways; `fairlead-` and the gateway's name unless set"},
    {FL_CONF_STRING(struct fl_mqtt_conf, username), .max = 256, .help = "user at the broker"},
    {FL_CONF_SECRET(struct fl_mqtt_conf, password), .max = 1024, .help = "password at the broker"},
    {FL_CONF_CHOICE(struct fl_mqtt_conf, version), .choices = mqtt_versions,
     .help = "MQTT version; `auto` tries 5, then 3.1.1"},
    {FL_CONF_DURATION(struct fl_mqtt_conf, keepalive), .min = SECOND, .max = 18 * HOUR, .def = 30 * SECOND,
     .help = "keep-alive towards the broker"},
    {FL_CONF_STRING(struct fl_mqtt_conf, prefix), .max = 128, .def_text = "fairlead",
     .help = "first level or levels of all topics; never shared by two gateways"},
    {FL_CONF_CHOICE(struct fl_mqtt_conf, topics), .choices = mqtt_topics,
     .help = "which forms of the state are published"},
    {FL_CONF_GROUP(struct fl_mqtt_conf, tls), .items = tls_rows, .help = "for `mqtts` and `wss`"},
    {FL_CONF_GROUP(struct fl_mqtt_conf, discovery), .items = discovery_rows, .help = "Home Assistant"},
    FL_CONF_END,
};

static const struct fl_option http_rows[] = {
    {FL_CONF_STRING(struct fl_http_conf, listen), .max = 300,
     .help = "address and port of the status pages, e.g. `127.0.0.1:8099`; none: off"},
    FL_CONF_END,
};

static const struct fl_option multicast_rows[] = {
    {FL_CONF_BOOL(struct fl_multicast_conf, keep_alive_enabled), .def = true,
     .help = "refresh group memberships, for switches that forget them"},
    {FL_CONF_DURATION(struct fl_multicast_conf, group_refresh_interval), .zero_is_off = true,
     .min = 30 * SECOND, .max = DAY, .def = 5 * MINUTE, .help = "how often"},
    {FL_CONF_BOOL(struct fl_multicast_conf, network_monitor_enabled), .def = true,
     .help = "join again and reconnect when interfaces come or change"},
    FL_CONF_END,
};

const struct fl_option fl_config_top_rows[] = {
    {FL_CONF_GROUP(struct fl_config, gateway), .items = gateway_rows, .help = "the gateway itself"},
    {FL_CONF_GROUP(struct fl_config, mqtt), .items = fl_config_mqtt_rows, .help = "the broker"},
    {FL_CONF_GROUP(struct fl_config, http), .items = http_rows, .help = "status pages"},
    {FL_CONF_GROUP(struct fl_config, multicast), .items = multicast_rows, .help = "multicast groups"},
    FL_CONF_END,
};

const struct fl_option fl_config_driver_rows[] = {
    {FL_CONF_STRING(struct fl_named_driver, driver), .required = true, .help = "the family"},
    FL_CONF_END,
};

const struct fl_option fl_config_device_rows[] = {
    {FL_CONF_KEY(struct fl_device_conf, id), .required = true,
     .help = "unique; the device's level in topics; `bridge` is taken"},
    {FL_CONF_STRING(struct fl_device_conf, name), .max = FL_NAME_MAX - 1,
     .help = "for people; the id unless set"},
    {FL_CONF_BOOL(struct fl_device_conf, enabled), .def = true,
     .help = "`false`: no session; keeps a discovered device out"},
    {FL_CONF_STRING(struct fl_device_conf, identity), .max = FL_KEY_MAX - 1,
     .help = "what the device says of itself, where the family has that; finds it at any address"},
    FL_CONF_END,
};

/* Rows of the members of fl_device_conf and, in it, of fl_timing. */
#define LINK_ROW(f, member, T) .key = #f, .offset = FL_FIELD_OF(struct fl_device_conf, member, T)
#define TIMING(f)              LINK_ROW(f, timing.f, int), .type = FL_OPT_DURATION

const struct fl_option fl_config_link_rows[] = {
    {TIMING(poll_interval), .min = 50, .max = HOUR, .def = 350, .help = "status polling"},
    {TIMING(keepalive_interval), .zero_is_off = true, .min = SECOND, .max = HOUR, .def = 30 * SECOND,
     .help = "keep-alive or heartbeat"},
    {TIMING(connection_timeout), .zero_is_off = true, .def = 90 * SECOND,
     .help = "silence after which the link is dead"},
    {LINK_ROW(failure_threshold, timing.failure_threshold, int), .type = FL_OPT_INT, .zero_is_off = true,
     .min = 1, .max = 100, .def = 5,
     .help = "so many failed keep-alives or polls in a row: the link is dead"},
    {TIMING(connect_timeout), .min = 100, .max = MINUTE, .def = 5 * SECOND,
     .help = "each step of connecting and hand-shake"},
    {TIMING(response_timeout), .min = 100, .max = MINUTE, .def = 5 * SECOND, .help = "an answer"},
    {TIMING(reconnect_min), .min = 1, .max = DAY, .def = SECOND,
     .help = "first pause before a reconnect; doubled each time, with up to 20 % jitter"},
    {TIMING(reconnect_max), .min = 1, .max = DAY, .def = 30 * SECOND, .help = "the longest such pause"},
    {TIMING(write_interval), .zero_is_off = true, .max = 10 * SECOND, .help = "least time between writes"},
    {TIMING(request_gap), .zero_is_off = true, .max = 10 * SECOND,
     .help = "least time from an answer to the next request"},
    {LINK_ROW(queue_size, queue_size, int), .type = FL_OPT_INT, .min = 1, .max = 4096, .def = 64,
     .help = "commands that may wait"},
    {TIMING(command_ttl), .zero_is_off = true, .def = 10 * SECOND,
     .help = "a command that has not begun by then has `expired`"},
    {TIMING(command_timeout), .min = 1, .max = DAY, .def = 5 * SECOND,
     .help = "a command that is not confirmed by then ends with `timeout`"},
    {LINK_ROW(interface, interface, const char *), .type = FL_OPT_STRING, .max = 63,
     .help = "name, address or CIDR of the interface to send and receive on"},
    {LINK_ROW(measurement_interval, measurement_interval, int), .type = FL_OPT_DURATION, .zero_is_off = true,
     .def = SECOND, .help = "a value that drifts by itself is published at most this often"},
    {LINK_ROW(publish_interval, publish_interval, int), .type = FL_OPT_DURATION, .zero_is_off = true,
     .def = 5 * MINUTE, .help = "all state is published again although unchanged"},
    {LINK_ROW(wake_command, wake_command, const char *), .type = FL_OPT_STRING, .max = 1023,
     .help = "program with arguments that wakes the device, run without a shell, for a minute at most"},
    {LINK_ROW(wake_after, wake_after, int), .type = FL_OPT_INT, .min = 1, .max = 1000, .def = 3,
     .help = "it is run after as many failed attempts, and again after as many more"},
    FL_CONF_END,
};

const struct fl_option fl_config_discover_rows[] = {
    {FL_CONF_STRING(struct fl_discover_conf, interface), .max = 63,
     .help = "name, address or CIDR of the interface to search on; every one unless set"},
    {FL_CONF_STRINGS(struct fl_discover_conf, hosts), .max = FL_HOST_MAX - 1,
     .help = "addresses that are asked directly too"},
    FL_CONF_END,
};

bool fl_row_bounded(const struct fl_option *row)
{
    return row->min < row->max;
}

bool fl_row_allows(const struct fl_option *row, double value)
{
    if (!fl_row_bounded(row) || (row->zero_is_off && value == 0))
        return true;
    return value >= row->min && value <= row->max;
}

/* A bound in the unit in which the user writes the value. */
static const char *bound_text(const struct fl_option *row, double value, char buf[static FL_DURATION_TEXT])
{
    if (row->type == FL_OPT_DURATION)
        return fl_duration_text((int)value, buf);
    snprintf(buf, FL_DURATION_TEXT, "%.15g", value);
    return buf;
}

const char *fl_row_range(const struct fl_option *row, char *buf, size_t cap)
{
    char low[FL_DURATION_TEXT], high[FL_DURATION_TEXT];
    const char *off = "";
    if (row->zero_is_off && (row->min > 0 || !fl_row_bounded(row)))
        off = row->type == FL_OPT_DURATION ? "0s (off)" : "0 (off)";
    if (!fl_row_bounded(row))
        snprintf(buf, cap, "%s%s", off, *off ? " or more" : "");
    else
        snprintf(buf, cap, "%s%s%s to %s", off, *off ? " or " : "", bound_text(row, row->min, low),
                 bound_text(row, row->max, high));
    return buf;
}

static const size_t sizes[] = {
    [FL_OPT_BOOL] = sizeof(bool),
    [FL_OPT_INT] = sizeof(int),
    [FL_OPT_REAL] = sizeof(double),
    [FL_OPT_DURATION] = sizeof(int),
    [FL_OPT_STRING] = sizeof(const char *),
    [FL_OPT_SECRET] = sizeof(const char *),
    [FL_OPT_CHOICE] = sizeof(int),
    [FL_OPT_KEY] = sizeof(const char *),
    [FL_OPT_LIST] = sizeof(struct fl_list),
    [FL_OPT_INTS] = sizeof(struct fl_list),
    [FL_OPT_STRINGS] = sizeof(struct fl_list),
};

size_t fl_row_size(const struct fl_option *row)
{
    return sizes[row->type];
}

int fl_row_family_default(const struct fl_option *row, const struct fl_driver *driver)
{
    const size_t first = offsetof(struct fl_device_conf, timing);
    if (row->offset < first || row->offset >= first + sizeof driver->timing)
        return 0;
    int value;
    memcpy(&value, (const char *)&driver->timing + (row->offset - first), sizeof value);
    return value;
}

static bool texts_equal(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

static bool lists_equal(const struct fl_option *row, const struct fl_list *a, const struct fl_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        bool same;
        if (row->type == FL_OPT_INTS)
            same = ((const int *)a->items)[i] == ((const int *)b->items)[i];
        else if (row->type == FL_OPT_STRINGS)
            same = texts_equal(((const char *const *)a->items)[i], ((const char *const *)b->items)[i]);
        else
            same = fl_rows_equal(row->items, (const char *)a->items + i * row->item_size,
                                 (const char *)b->items + i * row->item_size);
        if (!same)
            return false;
    }
    return true;
}

static bool row_equal(const struct fl_option *row, const void *a, const void *b)
{
    switch (row->type) {
    case FL_OPT_STRING:
    case FL_OPT_SECRET:
    case FL_OPT_KEY:
        return texts_equal(*(const char *const *)a, *(const char *const *)b);
    case FL_OPT_GROUP:
        return fl_rows_equal(row->items, a, b);
    case FL_OPT_LIST:
    case FL_OPT_INTS:
    case FL_OPT_STRINGS:
        return lists_equal(row, a, b);
    case FL_OPT_BOOL:
    case FL_OPT_INT:
    case FL_OPT_REAL:
    case FL_OPT_DURATION:
    case FL_OPT_CHOICE:
        break;
    }
    return !memcmp(a, b, fl_row_size(row));
}

bool fl_rows_equal(const struct fl_option *rows, const void *a, const void *b)
{
    for (const struct fl_option *row = rows; row->key; row++) {
        if (!row_equal(row, (const char *)a + row->offset, (const char *)b + row->offset))
            return false;
    }
    return true;
}
