/* The MQTT client over paho's MQTTAsync (1.3.12): the life of its connections.
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
#include "bus/mqtt_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"

enum {
    BUFFERED_MAX = 65535, /* paho's own limit, never to be reached */
    RECEIVE_MAXIMUM_DEFAULT = 65535,
    CLOSES_NEW = 2,   /* closed without an answer so often: perhaps it does not know the version */
    CLOSES_KNOWN = 10 /* likewise, of a broker with which the version worked before */
};

/* --- creation ------------------------------------------------------------------------------- */

static void on_lost(void *ctx, char *cause);
static void on_goodbye(void *ctx, MQTTProperties *properties, enum MQTTReasonCodes reason);

static void reset_lanes(struct fl_mqtt *m)
{
    for (int i = 0; i < CONNECTIONS; i++)
        for (int qos = 0; qos < 2; qos++)
            atomic_store(&m->lanes[i][qos].in_flight, 0);
}

/* Makes the handle for a version and drops the one before. What that had under way is lost: no
 * callback comes from a destroyed handle. Waits for paho's lock, as connecting does: not for create(),
 * whose caller must not hang where another client does. */
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
    MQTTAsync_setCallbacks(client, m, on_lost, fl_mqtt_on_message, NULL);
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
    if (fl_mqtt_read_url(m, err) == FL_OK)
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

const char *fl_mqtt_reason(int version, int code)
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
        fl_format(why, sizeof(why), "the broker refuses: %s", fl_mqtt_reason(version, code));
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

static void fill_outcomes(struct fl_mqtt *m, MQTTAsync_connectOptions *options)
{
    options->context = m;
    if (m->client_version == 5) {
        options->onSuccess5 = on_connect5;
        options->onFailure5 = on_connect_failure5;
    } else {
        options->onSuccess = on_connect;
        options->onFailure = on_connect_failure;
    }
}

enum fl_err fl_mqtt_connect(struct fl_mqtt *m, struct fl_error *err)
{
    int version = atomic_load(&m->version);
    bool lost = atomic_exchange(&m->attempting, false);
    if ((lost || !m->client || m->client_version != version) && make_client(m, version, err) != FL_OK)
        return err ? err->code : FL_E_SYSTEM;

    struct mqtt_options options;
    fl_mqtt_options_fill(&options, m);
    fill_outcomes(m, &options.connect);
    atomic_store(&m->attempting, true);
    int rc = MQTTAsync_connect(m->client, &options.connect);
    fl_mqtt_options_finish(&options);
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
        m->on.lost(m->ctx, fl_mqtt_reason(5, reason));
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
    if (!m->client)
        return;
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
