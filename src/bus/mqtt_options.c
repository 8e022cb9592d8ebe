/* How to connect: the URL, and paho's options made from the configuration. */
#include "bus/mqtt_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { CONNECT_TIMEOUT_S = 10 };

/* --- the URL --------------------------------------------------------------------------------- */

struct scheme {
    const char *ours, *paho;
    uint16_t port;
    bool tls;
};

static const struct scheme schemes[] = {
    {"mqtt://", "tcp://", 1883, false},
    {"mqtts://", "ssl://", 8883, true},
    {"ws://", "ws://", 80, false},
    {"wss://", "wss://", 443, true},
};

/* The port in "host:port/path" or "[v6]:port", or fallback; 0: not a port. */
static uint16_t port_of(const char *rest, uint16_t fallback)
{
    size_t host_len = strcspn(rest, "/");
    const char *end = rest + host_len;
    const char *from = *rest == '[' ? memchr(rest, ']', host_len) : rest;
    const char *colon = from ? memchr(from, ':', (size_t)(end - from)) : NULL;
    if (host_len == 0 || !from || colon == rest)
        return 0;
    if (!colon)
        return fallback;
    char *after;
    unsigned long port = strtoul(colon + 1, &after, 10);
    return after == end && after > colon + 1 && port <= UINT16_MAX ? (uint16_t)port : 0;
}

enum fl_err fl_mqtt_read_url(struct fl_mqtt *m, struct fl_error *err)
{
    const char *url = m->conf->url;
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        const struct scheme *s = &schemes[i];
        size_t len = strlen(s->ours);
        if (strncmp(url, s->ours, len) != 0)
            continue;
        m->port = port_of(url + len, s->port);
        if (m->port == 0)
            break;
        m->tls = s->tls;
        struct fl_str uri = {0};
        fl_str_addf(&uri, "%s%s", s->paho, url + len);
        m->uri = fl_str_take(&uri);
        return m->uri ? FL_OK : fl_fail(err, FL_E_NOMEM, "no memory for the MQTT client");
    }
    return fl_fail(err, FL_E_CONFIG, "mqtt.url: \"%s\" is not mqtt://, mqtts://, ws:// or wss:// HOST[:PORT]",
                   url);
}

/* --- TLS ------------------------------------------------------------------------------------- */

static int on_tls_error(const char *text, size_t len, void *ctx)
{
    struct fl_mqtt *m = ctx;
    char line[sizeof(m->tls_error)];
    fl_format(line, sizeof(line), "%.*s", (int)(len < sizeof(line) ? len : sizeof(line) - 1), text);
    line[strcspn(line, "\n")] = '\0';
    fl_lock_take(&m->lock);
    fl_copy(m->tls_error, sizeof(m->tls_error), line);
    fl_lock_release(&m->lock);
    return 1; /* go on reporting */
}

static void fill_tls(struct fl_mqtt *m, MQTTAsync_SSLOptions *tls)
{
    tls->trustStore = m->conf->tls.ca_file; /* NULL: the system's */
    tls->keyStore = m->conf->tls.cert_file;
    tls->privateKey = m->conf->tls.key_file;
    tls->enableServerCertAuth = !m->conf->tls.insecure;
    tls->verify = !m->conf->tls.insecure; /* the host name too */
    tls->ssl_error_cb = on_tls_error;
    tls->ssl_error_context = m;
}

/* --- the whole -------------------------------------------------------------------------------- */

static void fill_will(struct fl_mqtt *m, MQTTAsync_willOptions *will)
{
    will->topicName = m->will_topic;
    will->message = "offline";
    will->retained = 1;
    will->qos = 1;
}

static void fill_version(struct fl_mqtt *m, MQTTAsync_connectOptions *connect, MQTTProperties *properties)
{
    if (m->client_version != 5) {
        connect->MQTTVersion = MQTTVERSION_3_1_1;
        connect->cleanstart = 0;
        connect->cleansession = 1; /* without expiry, commands of last week would act today */
        return;
    }
    connect->cleanstart = m->session_s == 0;
    MQTTProperty expiry = {.identifier = MQTTPROPERTY_CODE_SESSION_EXPIRY_INTERVAL};
    expiry.value.integer4 = m->session_s;
    if (m->session_s > 0)
        MQTTProperties_add(properties, &expiry);
    connect->connectProperties = properties;
}

void fl_mqtt_options_fill(struct mqtt_options *o, struct fl_mqtt *m)
{
    o->connect = (MQTTAsync_connectOptions)MQTTAsync_connectOptions_initializer5;
    o->will = (MQTTAsync_willOptions)MQTTAsync_willOptions_initializer;
    o->tls = (MQTTAsync_SSLOptions)MQTTAsync_SSLOptions_initializer;
    o->properties = (MQTTProperties)MQTTProperties_initializer;
    o->connect.keepAliveInterval = m->conf->keepalive < 1000 ? 1 : m->conf->keepalive / 1000;
    o->connect.connectTimeout = CONNECT_TIMEOUT_S;
    o->connect.username = m->conf->username;
    o->connect.password = m->conf->password;
    fill_version(m, &o->connect, &o->properties);
    if (m->tls) {
        fill_tls(m, &o->tls);
        o->connect.ssl = &o->tls;
    }
    if (m->will_topic) {
        fill_will(m, &o->will);
        o->connect.will = &o->will;
    }
}

void fl_mqtt_options_finish(struct mqtt_options *o)
{
    MQTTProperties_free(&o->properties);
}
