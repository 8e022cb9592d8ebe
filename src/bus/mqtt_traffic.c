/* Messages of the MQTT client: publishing within a window, subscribing, and what arrives. */
#include "bus/mqtt_private.h"

#include <limits.h>
#include <string.h>

#include <fairlead/log.h>

#include "bus/nodelay.h"

enum {
    WINDOW_QOS0 = 64,
    WINDOW_QOS1 = 16,
    WINDOW_LEAST = 4,   /* even while an earlier connection has not settled all */
    WINDOW_RESERVE = 2, /* below the broker's limit: subscriptions pass the same gate in paho */
    FILTERS_MAX = 16,
    RESPONSE_TOPIC_MAX = 257
};

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
               fl_mqtt_reason(5, (int)data->reasonCode));
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
int fl_mqtt_on_message(void *ctx, char *topic, int topic_len, MQTTAsync_message *msg)
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
