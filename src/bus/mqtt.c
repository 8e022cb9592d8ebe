/* The MQTT client over paho's MQTTAsync (1.3.12): versions, windows, reasons in words.
 *
 * What paho makes necessary (each was measured, or read in its source):
 *  - Publishing from two threads loses messages, and so does a full buffer: one thread publishes,
 *    the buffer is far larger than our own window.
 *  - When as many QoS 1 messages are unacknowledged as the broker allows (mosquitto: 20), its send
 *    thread sleeps up to a second: our window stays below.
 *  - What was under way when a connection broke may be settled on the next one (the session is
 *    kept), or never (a QoS 0 message half written): every connection counts its own.
 *  - A handle is made for one protocol version, so falling back makes another. The new one comes
 *    before the old one goes: with its last handle paho stops its threads, which takes a second.
 *  - A connection that breaks before its CONNACK is settled twice, the second time by the number of
 *    its descriptor, after the lock was free: an attempt begun in between, whose socket got the same
 *    number, is torn down and reported as failed. So the owner pauses before it tries again.
 *  - A handle that is connecting takes another connect, and does nothing about it: an attempt without
 *    an outcome goes with its handle.
 *  - Its callbacks hold its lock: here they only copy, count, and call handlers that do no more. */
#include "bus/mqtt.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <MQTTAsync.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"
#include "bus/nodelay.h"

enum {
    WINDOW_QOS0 = 64,
    WINDOW_QOS1 = 16,
    WINDOW_LEAST = 4,     /* even while an earlier connection has not settled all */
    WINDOW_RESERVE = 2,   /* below the broker's limit: subscriptions pass the same gate in paho */
    CONNECTIONS = 8,      /* whose messages are counted apart */
    BUFFERED_MAX = 65535, /* paho's own limit, never to be reached */
    RECEIVE_MAXIMUM_DEFAULT = 65535,
    CONNECT_TIMEOUT_S = 10,
    FILTERS_MAX = 16,
    RESPONSE_TOPIC_MAX = 257,
    CLOSES_NEW = 2,   /* closed without an answer so often: perhaps it does not know the version */
    CLOSES_KNOWN = 10 /* likewise, of a broker with which the version worked before */
};

struct lane { /* the messages of one quality published on one connection: a publication's context */
    struct fl_mqtt *m;
    int qos;
    atomic_uint in_flight;
};

struct fl_mqtt {
    /* immutable */
    const struct fl_mqtt_conf *conf;
    char *uri;
    uint16_t port;
    bool tls;
    char *will_topic;
    uint32_t session_s;
    struct fl_mqtt_handlers on;
    void *ctx;

    /* the owner's thread */
    MQTTAsync client;
    int client_version;        /* which the handle was made for */
    unsigned tuned_connection; /* of which the socket was tuned */

    /* any thread */
    atomic_bool attempting; /* an attempt is under way, its outcome not reported yet */
    atomic_bool connected;
    atomic_uint connection; /* counts them; its lanes are at connection % CONNECTIONS */
    atomic_int version;     /* 5 or 4: to try next, or of the present connection */
    atomic_bool version_worked;
    atomic_uint closes; /* attempts in a row that ended without an answer */
    atomic_uint receive_maximum;
    atomic_int goodbye;     /* the reason in the broker's DISCONNECT; 0: none came */
    atomic_bool complained; /* of a refused publication, on this connection */
    struct lane lanes[CONNECTIONS][2];

    struct fl_lock lock; /* never held while in paho */
    struct fl_cond settled;
    bool said_goodbye;
    char tls_error[160];
};

/* --- creation ------------------------------------------------------------------------------- */

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

static enum fl_err read_url(struct fl_mqtt *m, struct fl_error *err)
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

static void on_lost(void *ctx, char *cause);
static int on_message(void *ctx, char *topic, int topic_len, MQTTAsync_message *msg);
static void on_goodbye(void *ctx, MQTTProperties *properties, enum MQTTReasonCodes reason);

static void reset_lanes(struct fl_mqtt *m)
{
    for (int i = 0; i < CONNECTIONS; i++)
        for (int qos = 0; qos < 2; qos++)
            atomic_store(&m->lanes[i][qos].in_flight, 0);
}

/* Makes the handle for a version and drops the one before. What that had under way is lost: no
 * callback comes from a destroyed handle. */
static enum fl_err make_client(struct fl_mqtt *m, int version, struct fl_error *err)
{
    MQTTAsync_createOptions options = MQTTAsync_createOptions_initializer5;
    options.MQTTVersion = version == 5 ? MQTTVERSION_5 : MQTTVERSION_3_1_1;
    options.maxBufferedMessages = BUFFERED_MAX;
    MQTTAsync client = NULL;
    int rc = MQTTAsync_createWithOptions(&client, m->uri, m->conf->client_id, MQTTCLIENT_PERSISTENCE_NONE,
                                         NULL, &options);
    if (rc != MQTTASYNC_SUCCESS)
        return fl_fail(err, FL_E_CONFIG, "mqtt: %s: %s", m->conf->url, MQTTAsync_strerror(rc));
    MQTTAsync_setCallbacks(client, m, on_lost, on_message, NULL);
    if (version == 5)
        MQTTAsync_setDisconnected(client, m, on_goodbye);
    if (m->client)
        MQTTAsync_destroy(&m->client);
    m->client = client;
    m->client_version = version;
    reset_lanes(m);
    return FL_OK;
}

struct fl_mqtt *fl_mqtt_create(const struct fl_mqtt_conf *conf, const char *will_topic, uint32_t session_s,
                               const struct fl_mqtt_handlers *handlers, void *ctx, struct fl_error *err)
{
    struct fl_mqtt *m = calloc(1, sizeof(*m));
    if (!m) {
        fl_fail(err, FL_E_NOMEM, "no memory for the MQTT client");
        return NULL;
    }
    m->conf = conf;
    m->session_s = session_s;
    m->on = *handlers;
    m->ctx = ctx;
    m->will_topic = fl_strdup(will_topic);
    fl_lock_init(&m->lock, FL_RANK_OUTBOX);
    fl_cond_init(&m->settled);
    for (int i = 0; i < CONNECTIONS; i++)
        for (int qos = 0; qos < 2; qos++)
            m->lanes[i][qos] = (struct lane){.m = m, .qos = qos};
    atomic_init(&m->version, conf->version == FL_MQTT_311 ? 4 : 5);
    atomic_init(&m->receive_maximum, RECEIVE_MAXIMUM_DEFAULT);
    if (read_url(m, err) == FL_OK && make_client(m, atomic_load(&m->version), err) == FL_OK)
        return m;
    fl_mqtt_destroy(m);
    return NULL;
}

void fl_mqtt_close(struct fl_mqtt *m)
{
    if (m->client)
        MQTTAsync_destroy(&m->client); /* sets it to NULL */
}

void fl_mqtt_destroy(struct fl_mqtt *m)
{
    if (!m)
        return;
    fl_mqtt_close(m);
    fl_cond_finish(&m->settled);
    fl_lock_finish(&m->lock);
    free(m->will_topic);
    free(m->uri);
    free(m);
}

/* --- connecting ------------------------------------------------------------------------------- */

static const char connack[] = "CONNACK return code"; /* paho's words */
static const char *const no_tcp[] = {"TCP/TLS connect failure", "TCP connect timeout", NULL};

/* TCP (and TLS) connected, and then the broker hung up without an answer. paho has several words
 * for that; its words for no connection at all are fewer. */
static bool is_closed_early(int code, const char *message)
{
    for (size_t i = 0; message && no_tcp[i]; i++)
        if (strcmp(message, no_tcp[i]) == 0)
            return false;
    return message && code == -1;
}

static const char *const return_codes[] = {/* MQTT 3.1.1, section 3.2.2.3 */
                                           [1] = "unacceptable protocol version",
                                           [2] = "client identifier not accepted",
                                           [3] = "server unavailable",
                                           [4] = "bad user name or password",
                                           [5] = "not authorized"};

static const char *reason_words(int version, int code)
{
    const char *words = NULL;
    if (version == 5)
        words = MQTTReasonCode_toString((enum MQTTReasonCodes)code);
    else if (code > 0 && (size_t)code < sizeof(return_codes) / sizeof(return_codes[0]))
        words = return_codes[code];
    return words ? words : "unknown reason";
}

static bool is_auth(int version, int code)
{
    if (version != 5)
        return code == 4 || code == 5;
    return code == MQTTREASONCODE_BAD_USER_NAME_OR_PASSWORD || code == MQTTREASONCODE_NOT_AUTHORIZED ||
           code == MQTTREASONCODE_BANNED || code == MQTTREASONCODE_BAD_AUTHENTICATION_METHOD;
}

static bool is_version_refusal(int version, int code)
{
    return version == 5 ? code == MQTTREASONCODE_UNSUPPORTED_PROTOCOL_VERSION || code == 1 : code == 1;
}

/* With version "auto": the other one next, if this one was refused, or seems not to be understood. */
static void choose_version(struct fl_mqtt *m, bool refused, bool closed)
{
    if (m->conf->version != FL_MQTT_AUTO)
        return;
    unsigned limit = atomic_load(&m->version_worked) ? CLOSES_KNOWN : CLOSES_NEW;
    unsigned closes = closed ? atomic_fetch_add(&m->closes, 1) + 1 : 0;
    if (!refused && closes < limit) {
        atomic_store(&m->closes, closes);
        return;
    }
    atomic_store(&m->closes, 0);
    atomic_store(&m->version_worked, false);
    atomic_store(&m->version, atomic_load(&m->version) == 5 ? 4 : 5);
}

static void connect_failed(struct fl_mqtt *m, int code, const char *message)
{
    if (!atomic_exchange(&m->attempting, false))
        return; /* given up before, or reported already */
    int version = atomic_load(&m->version);
    bool answered = message && strcmp(message, connack) == 0;
    bool closed = !answered && is_closed_early(code, message);
    choose_version(m, answered && is_version_refusal(version, code), closed);

    char why[240];
    enum fl_err err = FL_E_REFUSED;
    if (answered) {
        fl_format(why, sizeof(why), "the broker refuses: %s", reason_words(version, code));
        err = is_auth(version, code) ? FL_E_AUTH : FL_E_REFUSED;
    } else {
        fl_lock_take(&m->lock);
        fl_format(why, sizeof(why), "%s%s%s", closed ? "the broker closed the connection" : "no connection",
                  m->tls_error[0] ? ": " : "", m->tls_error);
        m->tls_error[0] = '\0';
        fl_lock_release(&m->lock);
        err = FL_E_CLOSED;
    }
    m->on.refused(m->ctx, err, why);
}

static void on_connect_failure5(void *ctx, MQTTAsync_failureData5 *data)
{
    int code = data->reasonCode != MQTTREASONCODE_SUCCESS ? (int)data->reasonCode : data->code;
    connect_failed(ctx, code, data->message);
}

static void on_connect_failure(void *ctx, MQTTAsync_failureData *data)
{
    connect_failed(ctx, data->code, data->message);
}

static void connected(struct fl_mqtt *m, unsigned receive_maximum)
{
    atomic_store(&m->attempting, false);
    atomic_store(&m->receive_maximum, receive_maximum);
    atomic_store(&m->closes, 0);
    atomic_store(&m->version_worked, true);
    atomic_store(&m->goodbye, 0);
    atomic_store(&m->complained, false);
    unsigned connection = atomic_load(&m->connection) + 1;
    for (int qos = 0; qos < 2; qos++)
        atomic_store(&m->lanes[connection % CONNECTIONS][qos].in_flight, 0);
    atomic_store(&m->connection, connection);
    atomic_store(&m->connected, true);
    m->on.connected(m->ctx);
}

static void on_connect5(void *ctx, MQTTAsync_successData5 *data)
{
    int limit = MQTTProperties_getNumericValue(&data->properties, MQTTPROPERTY_CODE_RECEIVE_MAXIMUM);
    connected(ctx, limit > 0 ? (unsigned)limit : RECEIVE_MAXIMUM_DEFAULT);
}

static void on_connect(void *ctx, MQTTAsync_successData *data)
{
    (void)data;
    connected(ctx, RECEIVE_MAXIMUM_DEFAULT);
}

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

static void fill_version(struct fl_mqtt *m, MQTTAsync_connectOptions *options, MQTTProperties *properties)
{
    if (m->client_version != 5) {
        options->MQTTVersion = MQTTVERSION_3_1_1;
        options->cleanstart = 0;
        options->cleansession = 1; /* without expiry, commands of last week would act today */
        options->onSuccess = on_connect;
        options->onFailure = on_connect_failure;
        return;
    }
    options->onSuccess5 = on_connect5;
    options->onFailure5 = on_connect_failure5;
    options->cleanstart = m->session_s == 0;
    MQTTProperty expiry = {.identifier = MQTTPROPERTY_CODE_SESSION_EXPIRY_INTERVAL};
    expiry.value.integer4 = m->session_s;
    if (m->session_s > 0)
        MQTTProperties_add(properties, &expiry);
    options->connectProperties = properties;
}

enum fl_err fl_mqtt_connect(struct fl_mqtt *m, struct fl_error *err)
{
    int version = atomic_load(&m->version);
    bool lost = atomic_exchange(&m->attempting, false);
    if ((lost || m->client_version != version) && make_client(m, version, err) != FL_OK)
        return err ? err->code : FL_E_SYSTEM;

    MQTTAsync_connectOptions options = MQTTAsync_connectOptions_initializer5;
    MQTTAsync_willOptions will = MQTTAsync_willOptions_initializer;
    MQTTAsync_SSLOptions tls = MQTTAsync_SSLOptions_initializer;
    MQTTProperties properties = MQTTProperties_initializer;
    options.keepAliveInterval = m->conf->keepalive < 1000 ? 1 : m->conf->keepalive / 1000;
    options.connectTimeout = CONNECT_TIMEOUT_S;
    options.username = m->conf->username;
    options.password = m->conf->password;
    options.context = m;
    fill_version(m, &options, &properties);
    if (m->tls) {
        fill_tls(m, &tls);
        options.ssl = &tls;
    }
    if (m->will_topic) {
        will.topicName = m->will_topic;
        will.message = "offline";
        will.retained = 1;
        will.qos = 1;
        options.will = &will;
    }
    atomic_store(&m->attempting, true);
    int rc = MQTTAsync_connect(m->client, &options);
    MQTTProperties_free(&properties);
    if (rc == MQTTASYNC_SUCCESS)
        return FL_OK;
    atomic_store(&m->attempting, false);
    return fl_fail(err, FL_E_SYSTEM, "mqtt: %s: %s", m->conf->url, MQTTAsync_strerror(rc));
}

/* The broker's own words before it closes (MQTT 5). */
static void on_goodbye(void *ctx, MQTTProperties *properties, enum MQTTReasonCodes reason)
{
    struct fl_mqtt *m = ctx;
    (void)properties;
    atomic_store(&m->goodbye, (int)reason);
}

static void on_lost(void *ctx, char *cause)
{
    struct fl_mqtt *m = ctx;
    atomic_store(&m->connected, false);
    int reason = atomic_exchange(&m->goodbye, 0);
    if (reason == MQTTREASONCODE_SESSION_TAKEN_OVER)
        m->on.lost(m->ctx, "another client uses this client_id (session taken over)");
    else if (reason != 0)
        m->on.lost(m->ctx, reason_words(5, reason));
    else
        m->on.lost(m->ctx, cause ? cause : "connection closed");
}

bool fl_mqtt_is_connected(const struct fl_mqtt *m)
{
    return atomic_load(&m->connected);
}

int fl_mqtt_version(const struct fl_mqtt *m)
{
    return atomic_load(&m->version);
}

unsigned fl_mqtt_receive_maximum(const struct fl_mqtt *m)
{
    return atomic_load(&m->receive_maximum);
}

/* --- the socket -------------------------------------------------------------------------------- */

/* Once a connection, on the owner's thread. */
static void tune_sockets(struct fl_mqtt *m)
{
    unsigned connection = atomic_load(&m->connection);
    if (m->tuned_connection == connection)
        return;
    m->tuned_connection = connection;
    fl_nodelay_set(m->port);
}

/* --- publishing --------------------------------------------------------------------------------- */

/* Out of the window. Never below zero: a message of a connection long ago may be settled when its
 * lane counts for another. */
static void leave(struct lane *lane)
{
    unsigned now = atomic_load(&lane->in_flight);
    while (now > 0 && !atomic_compare_exchange_weak(&lane->in_flight, &now, now - 1))
        ;
}

static void settle(struct lane *lane)
{
    struct fl_mqtt *m = lane->m;
    leave(lane);
    m->on.settled(m->ctx, lane->qos);
    if (!atomic_load(&m->connected)) { /* disconnect() may be waiting */
        fl_lock_take(&m->lock);
        fl_cond_broadcast(&m->settled);
        fl_lock_release(&m->lock);
    }
}

static void on_sent5(void *ctx, MQTTAsync_successData5 *data)
{
    (void)data;
    settle(ctx);
}

static void on_sent(void *ctx, MQTTAsync_successData *data)
{
    (void)data;
    settle(ctx);
}

static void on_send_failure5(void *ctx, MQTTAsync_failureData5 *data)
{
    struct lane *lane = ctx;
    if (data->reasonCode >= MQTTREASONCODE_UNSPECIFIED_ERROR && !atomic_exchange(&lane->m->complained, true))
        fl_log(FL_WARN, "mqtt", "the broker refuses a publication: %s",
               reason_words(5, (int)data->reasonCode));
    settle(lane);
}

static void on_send_failure(void *ctx, MQTTAsync_failureData *data)
{
    (void)data;
    settle(ctx);
}

unsigned fl_mqtt_in_flight(const struct fl_mqtt *m, int qos)
{
    return atomic_load(&m->lanes[atomic_load(&m->connection) % CONNECTIONS][qos].in_flight);
}

/* QoS 1 messages that earlier connections left: paho sends them again, through the same gate. */
static unsigned left_over(const struct fl_mqtt *m)
{
    unsigned present = atomic_load(&m->connection) % CONNECTIONS, sum = 0;
    for (unsigned i = 0; i < CONNECTIONS; i++)
        sum += i == present ? 0 : atomic_load(&m->lanes[i][1].in_flight);
    return sum;
}

static unsigned window(const struct fl_mqtt *m, int qos)
{
    if (qos == 0)
        return WINDOW_QOS0;
    unsigned limit = atomic_load(&m->receive_maximum);
    unsigned most = limit > WINDOW_RESERVE ? limit - WINDOW_RESERVE : 1;
    if (most > WINDOW_QOS1)
        most = WINDOW_QOS1;
    unsigned old = left_over(m), least = most < WINDOW_LEAST ? most : WINDOW_LEAST;
    return most > old + least ? most - old : least;
}

static void add_text(MQTTProperties *to, enum MQTTPropertyCodes code, const void *data, size_t len)
{
    MQTTProperty p = {.identifier = code};
    p.value.data.data = (char *)(uintptr_t)data; /* paho copies; its type lacks the const */
    p.value.data.len = (int)len;
    MQTTProperties_add(to, &p);
}

static void add_properties(MQTTProperties *to, const struct fl_mqtt_message *msg)
{
    if (msg->content_type)
        add_text(to, MQTTPROPERTY_CODE_CONTENT_TYPE, msg->content_type, strlen(msg->content_type));
    if (msg->correlation && msg->correlation_len <= UINT16_MAX)
        add_text(to, MQTTPROPERTY_CODE_CORRELATION_DATA, msg->correlation, msg->correlation_len);
    if (msg->response_topic)
        add_text(to, MQTTPROPERTY_CODE_RESPONSE_TOPIC, msg->response_topic, strlen(msg->response_topic));
    MQTTProperty expiry = {.identifier = MQTTPROPERTY_CODE_MESSAGE_EXPIRY_INTERVAL};
    expiry.value.integer4 = msg->expiry_s;
    if (msg->has_expiry)
        MQTTProperties_add(to, &expiry);
}

/* The options' callbacks differ by version; a pointer to them is needed always, because without
 * one paho drops the message's properties. */
static void fill_response(const struct fl_mqtt *m, MQTTAsync_responseOptions *response, void *ctx)
{
    response->context = ctx;
    if (m->client_version == 5) {
        response->onSuccess5 = on_sent5;
        response->onFailure5 = on_send_failure5;
    } else {
        response->onSuccess = on_sent;
        response->onFailure = on_send_failure;
    }
}

static enum fl_err send_error(int rc)
{
    if (rc == MQTTASYNC_DISCONNECTED)
        return FL_E_OFFLINE;
    if (rc == MQTTASYNC_MAX_BUFFERED_MESSAGES)
        return FL_E_FULL;
    return rc == MQTTASYNC_BAD_UTF8_STRING ? FL_E_FORMAT : FL_E_SYSTEM;
}

enum fl_err fl_mqtt_publish(struct fl_mqtt *m, const struct fl_mqtt_message *msg)
{
    if (!atomic_load(&m->connected))
        return FL_E_OFFLINE;
    if (!msg->topic[0] || strpbrk(msg->topic, "+#") || msg->len > INT_MAX)
        return FL_E_FORMAT; /* paho would send it, and the broker hang up */
    struct lane *lane = &m->lanes[atomic_load(&m->connection) % CONNECTIONS][msg->qos > 0];
    if (atomic_load(&lane->in_flight) >= window(m, lane->qos))
        return FL_E_FULL;
    tune_sockets(m);

    MQTTAsync_message out = MQTTAsync_message_initializer;
    out.payload = (void *)(uintptr_t)msg->payload; /* paho copies; its type lacks the const */
    out.payloadlen = (int)msg->len;
    out.qos = lane->qos;
    out.retained = msg->retained;
    if (m->client_version == 5)
        add_properties(&out.properties, msg);
    MQTTAsync_responseOptions response = MQTTAsync_responseOptions_initializer;
    fill_response(m, &response, lane);
    atomic_fetch_add(&lane->in_flight, 1);
    int rc = MQTTAsync_sendMessage(m->client, msg->topic, &out, &response);
    MQTTProperties_free(&out.properties);
    if (rc == MQTTASYNC_SUCCESS)
        return FL_OK;
    leave(lane);
    return send_error(rc);
}

/* --- subscribing --------------------------------------------------------------------------------- */

static void refused_filters(int refused, int count)
{
    if (refused > 0)
        fl_log(FL_ERROR, "mqtt", "the broker refuses %d of %d subscriptions: commands will not arrive",
               refused, count);
}

static void on_subscribed5(void *ctx, MQTTAsync_successData5 *data)
{
    (void)ctx;
    int refused = 0, count = data->alt.sub.reasonCodeCount;
    for (int i = 0; count > 1 && i < count; i++) /* one alone is refused by onFailure5 */
        refused += data->alt.sub.reasonCodes[i] >= MQTTREASONCODE_UNSPECIFIED_ERROR;
    refused_filters(refused, count);
}

static void on_subscribe_failure5(void *ctx, MQTTAsync_failureData5 *data)
{
    (void)ctx;
    if (data->reasonCode >= MQTTREASONCODE_UNSPECIFIED_ERROR)
        refused_filters(1, 1);
}

static void on_subscribe_failure(void *ctx, MQTTAsync_failureData *data)
{
    (void)ctx;
    if (data->code == 0x80) /* the broker's word in the SUBACK */
        refused_filters(1, 1);
}

enum fl_err fl_mqtt_subscribe(struct fl_mqtt *m, const char *const *filters, size_t count, int qos,
                              bool retain_handling_2)
{
    if (!atomic_load(&m->connected))
        return FL_E_OFFLINE;
    if (count == 0 || count > FILTERS_MAX)
        return FL_E_RANGE;
    tune_sockets(m);

    char *topics[FILTERS_MAX];
    int qos_list[FILTERS_MAX];
    MQTTSubscribe_options how[FILTERS_MAX];
    for (size_t i = 0; i < count; i++) {
        topics[i] = (char *)(uintptr_t)filters[i]; /* paho copies; its type lacks the const */
        qos_list[i] = qos;
        how[i] = (MQTTSubscribe_options)MQTTSubscribe_options_initializer;
        how[i].retainAsPublished = retain_handling_2;
        how[i].retainHandling = retain_handling_2 ? 2 : 0;
    }
    MQTTAsync_responseOptions response = MQTTAsync_responseOptions_initializer;
    if (m->client_version == 5) {
        response.onSuccess5 = on_subscribed5;
        response.onFailure5 = on_subscribe_failure5;
        response.subscribeOptions = how[0];
        response.subscribeOptionsList = how;
        response.subscribeOptionsCount = (int)count;
    } else {
        response.onFailure = on_subscribe_failure;
    }
    int rc = MQTTAsync_subscribeMany(m->client, (int)count, topics, qos_list, &response);
    return rc == MQTTASYNC_SUCCESS ? FL_OK : send_error(rc);
}

/* --- arriving ------------------------------------------------------------------------------------- */

static void read_properties(struct fl_mqtt_message *out, char *response_topic, MQTTProperties *in)
{
    MQTTProperty *p = MQTTProperties_getProperty(in, MQTTPROPERTY_CODE_RESPONSE_TOPIC);
    if (p && p->value.data.len > 0 && p->value.data.len < RESPONSE_TOPIC_MAX) {
        memcpy(response_topic, p->value.data.data, (size_t)p->value.data.len);
        response_topic[p->value.data.len] = '\0';
        out->response_topic = response_topic;
    }
    p = MQTTProperties_getProperty(in, MQTTPROPERTY_CODE_CORRELATION_DATA);
    if (p && p->value.data.len > 0) {
        out->correlation = p->value.data.data;
        out->correlation_len = (size_t)p->value.data.len;
    }
    p = MQTTProperties_getProperty(in, MQTTPROPERTY_CODE_MESSAGE_EXPIRY_INTERVAL);
    if (p) {
        out->has_expiry = true;
        out->expiry_s = p->value.integer4;
    }
}

/* Returns 1 always: 0 would block all that follows. topic_len may be 0; a topic with a NUL in it
 * is none of ours. */
static int on_message(void *ctx, char *topic, int topic_len, MQTTAsync_message *msg)
{
    struct fl_mqtt *m = ctx;
    char response_topic[RESPONSE_TOPIC_MAX];
    struct fl_mqtt_message out = {.topic = topic,
                                  .payload = msg->payload,
                                  .len = (size_t)msg->payloadlen,
                                  .qos = msg->qos,
                                  .retained = msg->retained};
    read_properties(&out, response_topic, &msg->properties);
    if (topic_len == 0 || strlen(topic) == (size_t)topic_len)
        m->on.message(m->ctx, &out);
    MQTTAsync_freeMessage(&msg);
    MQTTAsync_free(topic);
    return 1;
}

/* --- goodbye --------------------------------------------------------------------------------------- */

static void goodbye(struct fl_mqtt *m)
{
    fl_lock_take(&m->lock);
    m->said_goodbye = true;
    fl_cond_broadcast(&m->settled);
    fl_lock_release(&m->lock);
}

static void on_disconnected5(void *ctx, MQTTAsync_successData5 *data)
{
    (void)data;
    goodbye(ctx);
}

static void on_disconnect_failure5(void *ctx, MQTTAsync_failureData5 *data)
{
    (void)data;
    goodbye(ctx);
}

static void on_disconnected(void *ctx, MQTTAsync_successData *data)
{
    (void)data;
    goodbye(ctx);
}

static void on_disconnect_failure(void *ctx, MQTTAsync_failureData *data)
{
    (void)data;
    goodbye(ctx);
}

static int begin_disconnect(struct fl_mqtt *m, int timeout_ms)
{
    MQTTAsync_disconnectOptions options = MQTTAsync_disconnectOptions_initializer5;
    options.timeout = timeout_ms;
    options.context = m;
    if (m->client_version == 5) {
        options.onSuccess5 = on_disconnected5;
        options.onFailure5 = on_disconnect_failure5;
    } else {
        options.struct_version = 0;
        options.onSuccess = on_disconnected;
        options.onFailure = on_disconnect_failure;
    }
    return MQTTAsync_disconnect(m->client, &options);
}

void fl_mqtt_disconnect(struct fl_mqtt *m, int wait_ms)
{
    uint64_t until_ms = fl_clock_ms() + (uint64_t)(wait_ms > 0 ? wait_ms : 0);
    bool was_connected = atomic_exchange(&m->connected, false); /* settle() wakes us from now on */
    fl_lock_take(&m->lock);
    while (was_connected && fl_mqtt_in_flight(m, 0) + fl_mqtt_in_flight(m, 1) > 0 &&
           fl_cond_wait(&m->settled, &m->lock, until_ms))
        ;
    m->said_goodbye = false;
    fl_lock_release(&m->lock);
    uint64_t now_ms = fl_clock_ms();
    int left_ms = until_ms > now_ms ? (int)(until_ms - now_ms) : 0;
    if (begin_disconnect(m, left_ms) != MQTTASYNC_SUCCESS)
        return;
    fl_lock_take(&m->lock);
    while (!m->said_goodbye && fl_cond_wait(&m->settled, &m->lock, until_ms))
        ;
    fl_lock_release(&m->lock);
}
