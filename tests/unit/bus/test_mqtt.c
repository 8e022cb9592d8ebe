/* The MQTT client against a real mosquitto: versions, refusals, TLS, the window, what arrives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"
#include "base/thread.h"
#include "bus/mqtt.h"
#include "front.h"
#include "support/broker.h"
#include "support/observer.h"

enum { WAIT_MS = 20000, ATTEMPTS = 4, PAUSE_MS = 1000 };

/* --- a client and what its handlers were told ------------------------------------------------ */

struct arrived {
    char topic[128], payload[128], response_topic[128], correlation[32];
    size_t correlation_len;
    bool retained, has_expiry;
    uint32_t expiry_s;
};

struct client {
    struct fl_mqtt_conf conf;
    char url[64];
    struct fl_mqtt *mqtt;

    struct fl_lock lock;
    struct fl_cond changed;
    unsigned connects, losses, refusals, outcomes, settled; /* an outcome: connected or refused */
    enum fl_err refusal;
    char why[256];
    struct arrived last;
    unsigned messages;
};

static void note(struct client *c, unsigned *counter, enum fl_err err, const char *why)
{
    fl_lock_take(&c->lock);
    ++*counter;
    c->outcomes = c->connects + c->refusals;
    c->refusal = err;
    if (why)
        fl_copy(c->why, sizeof(c->why), why);
    fl_cond_broadcast(&c->changed);
    fl_lock_release(&c->lock);
}

static void on_connected(void *ctx)
{
    struct client *c = ctx;
    note(c, &c->connects, FL_OK, NULL);
}

static void on_lost(void *ctx, const char *why)
{
    struct client *c = ctx;
    note(c, &c->losses, FL_OK, why);
}

static void on_refused(void *ctx, enum fl_err err, const char *why)
{
    struct client *c = ctx;
    note(c, &c->refusals, err, why);
}

static void on_settled(void *ctx, int qos)
{
    struct client *c = ctx;
    (void)qos;
    note(c, &c->settled, FL_OK, NULL);
}

static void on_message(void *ctx, const struct fl_mqtt_message *m)
{
    struct client *c = ctx;
    fl_lock_take(&c->lock);
    c->last = (struct arrived){.retained = m->retained, .has_expiry = m->has_expiry, .expiry_s = m->expiry_s};
    fl_copy(c->last.topic, sizeof(c->last.topic), m->topic);
    snprintf(c->last.payload, sizeof(c->last.payload), "%.*s", (int)m->len, (const char *)m->payload);
    if (m->response_topic)
        fl_copy(c->last.response_topic, sizeof(c->last.response_topic), m->response_topic);
    c->last.correlation_len = m->correlation_len;
    if (m->correlation_len < sizeof(c->last.correlation) && m->correlation)
        memcpy(c->last.correlation, m->correlation, m->correlation_len);
    c->messages++;
    fl_cond_broadcast(&c->changed);
    fl_lock_release(&c->lock);
}

static const struct fl_mqtt_handlers handlers = {on_connected, on_lost, on_refused, on_message, on_settled};

static unsigned count_of(struct client *c, const unsigned *counter)
{
    fl_lock_take(&c->lock);
    unsigned count = *counter;
    fl_lock_release(&c->lock);
    return count;
}

static bool wait_for(struct client *c, const unsigned *counter, unsigned at_least)
{
    uint64_t until = fl_clock_ms() + WAIT_MS;
    fl_lock_take(&c->lock);
    while (*counter < at_least && fl_cond_wait(&c->changed, &c->lock, until))
        ;
    bool yes = *counter >= at_least;
    fl_lock_release(&c->lock);
    return yes;
}

static void prepare(struct client *c, const char *scheme, const char *host, uint16_t port)
{
    memset(c, 0, sizeof(*c));
    snprintf(c->url, sizeof(c->url), "%s://%s:%u", scheme, host, port);
    c->conf =
        (struct fl_mqtt_conf){.url = c->url, .client_id = "test-mqtt", .keepalive = 30000, .prefix = "fl"};
    fl_lock_init(&c->lock, FL_RANK_OUTBOX);
    fl_cond_init(&c->changed);
}

static void create(struct client *c)
{
    struct fl_error err = {0};
    c->mqtt = fl_mqtt_create(&c->conf, "fl/bridge/state", 10, &handlers, c, &err);
    assert_non_null(c->mqtt);
}

static void finish(struct client *c)
{
    fl_mqtt_destroy(c->mqtt);
    fl_cond_finish(&c->changed);
    fl_lock_finish(&c->lock);
}

/* Every attempt that was begun has an outcome; after one that failed, the owner's pause: what is left
 * of the last connection in the library would meet the next one. */
static void attempt(struct client *c)
{
    unsigned before = count_of(c, &c->outcomes), connects = count_of(c, &c->connects);
    if (fl_mqtt_connect(c->mqtt, NULL) == FL_OK)
        assert_true(wait_for(c, &c->outcomes, before + 1));
    if (count_of(c, &c->connects) == connects)
        usleep(PAUSE_MS * 1000);
}

static void connect_client(struct client *c)
{
    unsigned before = count_of(c, &c->connects);
    for (int i = 0; i < ATTEMPTS && count_of(c, &c->connects) == before; i++)
        attempt(c);
    assert_int_equal(count_of(c, &c->connects), before + 1);
    assert_true(fl_mqtt_is_connected(c->mqtt));
}

/* As the publisher does: again when there is room. */
static enum fl_err publish(struct client *c, const struct fl_mqtt_message *m)
{
    for (;;) {
        fl_lock_take(&c->lock);
        unsigned before = c->settled;
        fl_lock_release(&c->lock);
        enum fl_err e = fl_mqtt_publish(c->mqtt, m);
        if (e != FL_E_FULL)
            return e;
        if (!wait_for(c, &c->settled, before + 1))
            return FL_E_TIMEOUT;
    }
}

static enum fl_err publish_text(struct client *c, const char *topic, const char *text, int qos, bool retained)
{
    struct fl_mqtt_message m = {
        .topic = topic, .payload = text, .len = strlen(text), .qos = qos, .retained = retained};
    return publish(c, &m);
}

/* --- a broker for most ------------------------------------------------------------------------- */

static struct broker broker;

static int start_broker(void **state)
{
    (void)state;
    return broker_start(&broker, NULL) ? 0 : -1;
}

static int stop_broker(void **state)
{
    (void)state;
    broker_close(&broker);
    return 0;
}

static void test_publishes_and_receives(void **state)
{
    (void)state;
    struct observer *o = observer_open(broker.port, "fl/#", NULL, NULL);
    assert_non_null(o);
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", broker.port);
    create(&c);
    assert_int_equal(publish_text(&c, "fl/early", "x", 0, false), FL_E_OFFLINE);
    connect_client(&c);
    assert_int_equal(fl_mqtt_version(c.mqtt), 5);
    assert_int_equal(fl_mqtt_receive_maximum(c.mqtt), 20); /* mosquitto's default */

    assert_int_equal(publish_text(&c, "fl/a", "1", 0, true), FL_OK);
    assert_int_equal(publish_text(&c, "fl/b", "2", 1, false), FL_OK);
    assert_true(observer_wait(o, "fl/a", "1", WAIT_MS));
    assert_true(observer_wait(o, "fl/b", "2", WAIT_MS));
    assert_int_equal(observer_last(o, "fl/b")->qos, 1);
    assert_int_equal(publish_text(&c, "fl/+/x", "x", 0, false), FL_E_FORMAT);
    assert_int_equal(publish_text(&c, "", "x", 0, false), FL_E_FORMAT);

    struct fl_mqtt_message with = {.topic = "fl/c",
                                   .payload = "{}",
                                   .len = 2,
                                   .qos = 1,
                                   .correlation = "a\0b",
                                   .correlation_len = 3,
                                   .content_type = "application/json"};
    assert_int_equal(publish(&c, &with), FL_OK);
    assert_true(observer_wait(o, "fl/c", "{}", WAIT_MS));
    assert_int_equal(observer_last(o, "fl/c")->correlation_len, 3);
    assert_memory_equal(observer_last(o, "fl/c")->correlation, "a\0b", 3);
    assert_string_equal(observer_last(o, "fl/c")->content_type, "application/json");

    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    assert_false(fl_mqtt_is_connected(c.mqtt));
    assert_int_equal(observer_count(o, "fl/bridge/state"), 0); /* no will after a goodbye */
    finish(&c);
    observer_close(o);
}

static void test_hands_over_what_arrives(void **state)
{
    (void)state;
    struct observer *o = observer_open(broker.port, "none", NULL, NULL);
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", broker.port);
    create(&c);
    observer_publish(o, "fl/x/set", "old", 1, true); /* stored before: not to be sent to us */
    connect_client(&c);
    const char *filters[] = {"fl/+/set", "fl/+/do/+"};
    assert_int_equal(fl_mqtt_subscribe(c.mqtt, filters, 2, 1, true), FL_OK);

    struct observer_request with = {
        .response_topic = "answers/1", .correlation = "\x01\x02", .correlation_len = 2, .expiry_s = 30};
    unsigned seen = 0;
    while (seen == 0) { /* until the subscription is in force */
        assert_true(observer_request(o, "fl/lamp/set", "ON", &with));
        uint64_t until = fl_clock_ms() + 200;
        fl_lock_take(&c.lock);
        while (c.messages == 0 && fl_cond_wait(&c.changed, &c.lock, until))
            ;
        seen = c.messages;
        fl_lock_release(&c.lock);
    }
    fl_lock_take(&c.lock);
    struct arrived got = c.last;
    fl_lock_release(&c.lock);
    assert_string_equal(got.topic, "fl/lamp/set");
    assert_string_equal(got.payload, "ON");
    assert_string_equal(got.response_topic, "answers/1");
    assert_int_equal(got.correlation_len, 2);
    assert_memory_equal(got.correlation, "\x01\x02", 2);
    assert_true(got.has_expiry && got.expiry_s > 0 && got.expiry_s <= 30);
    assert_false(got.retained);

    unsigned before = c.messages;
    observer_publish(o, "fl/lamp/set", "OFF", 1, true); /* retain as published shows it */
    assert_true(wait_for(&c, &c.messages, before + 1));
    assert_true(c.last.retained);
    observer_publish(o, "fl/lamp/set", "", 1, true);
    observer_publish(o, "fl/x/set", "", 1, true);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
    observer_close(o);
}

/* Many at QoS 1 with a receive maximum of 20: none is lost and the window is kept. */
static void test_window(void **state)
{
    (void)state;
    enum { MANY = 2000 };
    struct observer *o = observer_open(broker.port, "many/#", NULL, NULL);
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", broker.port);
    create(&c);
    connect_client(&c);
    unsigned most = 0;
    for (int i = 0; i < MANY; i++) {
        char topic[32];
        snprintf(topic, sizeof(topic), "many/%d", i);
        assert_int_equal(publish_text(&c, topic, "x", i % 2, false), FL_OK);
        unsigned now = fl_mqtt_in_flight(c.mqtt, 1);
        most = now > most ? now : most;
    }
    assert_true(most <= 16);
    assert_true(observer_wait_count(o, NULL, MANY, WAIT_MS));
    assert_true(wait_for(&c, &c.settled, MANY));
    assert_int_equal(fl_mqtt_in_flight(c.mqtt, 0) + fl_mqtt_in_flight(c.mqtt, 1), 0);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
    observer_close(o);
}

/* Every socket of this process that leads to the broker (ours and the observer's). */
static unsigned sockets_without_nodelay(uint16_t port, unsigned *all)
{
    unsigned without = 0;
    *all = 0;
    DIR *dir = opendir("/proc/self/fd");
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        struct sockaddr_in peer;
        socklen_t len = sizeof(peer), flag_len = sizeof(int);
        int fd = atoi(e->d_name), flag = 0;
        if (getpeername(fd, (struct sockaddr *)&peer, &len) != 0 || peer.sin_family != AF_INET ||
            peer.sin_port != htons(port))
            continue;
        ++*all;
        getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &flag, &flag_len);
        without += !flag;
    }
    closedir(dir);
    return without;
}

static void test_sets_nodelay(void **state)
{
    (void)state;
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", broker.port);
    create(&c);
    connect_client(&c);
    assert_int_equal(publish_text(&c, "fl/n", "1", 0, false), FL_OK);
    unsigned all = 0;
    assert_int_equal(sockets_without_nodelay(broker.port, &all), 0);
    assert_int_equal(all, 1);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
}

static void test_loses_a_session_that_is_taken_over(void **state)
{
    (void)state;
    struct client a, b;
    prepare(&a, "mqtt", "127.0.0.1", broker.port);
    prepare(&b, "mqtt", "127.0.0.1", broker.port);
    create(&a);
    create(&b);
    connect_client(&a);
    connect_client(&b);
    assert_true(wait_for(&a, &a.losses, 1));
    assert_false(fl_mqtt_is_connected(a.mqtt));
    fl_mqtt_disconnect(b.mqtt, WAIT_MS);
    finish(&a);
    finish(&b);
}

static void test_cut_connection(void **state)
{
    (void)state;
    struct observer *o = observer_open(broker.port, "fl/#", NULL, NULL);
    struct front front;
    assert_true(front_start(&front, broker.port, FRONT_PASS));
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", front.port);
    create(&c);
    connect_client(&c);
    front_cut(&front);
    assert_true(wait_for(&c, &c.losses, 1));
    assert_true(observer_wait(o, "fl/bridge/state", "offline", WAIT_MS)); /* the will */
    connect_client(&c);
    assert_int_equal(publish_text(&c, "fl/again", "1", 1, false), FL_OK);
    assert_true(observer_wait(o, "fl/again", "1", WAIT_MS));
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
    front_stop(&front);
    observer_close(o);
}

/* An older broker: refuses version 5 with a word, or hangs up. Once found, 3.1.1 is kept. */
static void falls_back(enum front_mood mood)
{
    struct front front;
    assert_true(front_start(&front, broker.port, mood));
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", front.port);
    create(&c);
    for (int i = 0; fl_mqtt_version(c.mqtt) == 5; i++) {
        assert_true(i < ATTEMPTS);
        attempt(&c);
    }
    assert_int_equal(c.connects, 0);
    connect_client(&c);
    assert_int_equal(fl_mqtt_version(c.mqtt), 4);
    assert_int_equal(publish_text(&c, "fl/four", "1", 1, false), FL_OK);
    unsigned refused = atomic_load(&front.refused);
    front_cut(&front);
    assert_true(wait_for(&c, &c.losses, 1));
    connect_client(&c);
    assert_int_equal(atomic_load(&front.refused), refused);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
    front_stop(&front);
}

static void test_falls_back_when_refused(void **state)
{
    (void)state;
    falls_back(FRONT_REFUSE_5);
}

static void test_falls_back_when_closed(void **state)
{
    (void)state;
    falls_back(FRONT_CLOSE_5);
}

/* A broker that takes the connection and says nothing: the next attempt does not wait for its end. */
static void test_gives_up_an_attempt_without_an_outcome(void **state)
{
    (void)state;
    struct front front;
    assert_true(front_start(&front, broker.port, FRONT_IGNORE_FIRST));
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", front.port);
    create(&c);
    assert_int_equal(fl_mqtt_connect(c.mqtt, NULL), FL_OK);
    front_wait_ignored(&front);
    connect_client(&c);
    assert_int_equal(c.refusals, 0); /* of the first nothing is heard any more */
    assert_int_equal(publish_text(&c, "fl/second", "1", 1, false), FL_OK);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
    front_stop(&front);
}

static void test_version_as_configured(void **state)
{
    (void)state;
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", broker.port);
    c.conf.version = FL_MQTT_311;
    create(&c);
    connect_client(&c);
    assert_int_equal(fl_mqtt_version(c.mqtt), 4);
    assert_int_equal(publish_text(&c, "fl/four", "1", 1, false), FL_OK);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
}

/* --- brokers of their own ----------------------------------------------------------------------- */

static void test_broker_comes_and_goes(void **state)
{
    (void)state;
    struct broker b;
    assert_true(broker_open(&b));
    struct client c;
    prepare(&c, "mqtt", "127.0.0.1", b.port);
    create(&c);
    struct fl_error err;
    assert_int_equal(fl_mqtt_connect(c.mqtt, &err), FL_OK);
    assert_true(wait_for(&c, &c.refusals, 1));
    assert_int_equal(c.refusal, FL_E_CLOSED);
    assert_true(broker_run(&b, NULL));
    connect_client(&c);
    broker_stop(&b);
    assert_true(wait_for(&c, &c.losses, 1));
    assert_int_equal(publish_text(&c, "fl/x", "1", 1, false), FL_E_OFFLINE);
    assert_true(broker_run(&b, NULL));
    connect_client(&c);
    assert_int_equal(fl_mqtt_version(c.mqtt), 5);
    assert_int_equal(publish_text(&c, "fl/x", "1", 1, false), FL_OK);
    fl_mqtt_disconnect(c.mqtt, WAIT_MS);
    finish(&c);
    broker_close(&b);
}

static void test_password(void **state)
{
    (void)state;
    struct broker b;
    char command[256], lines[256];
    assert_true(broker_open(&b));
    snprintf(command, sizeof(command), "mosquitto_passwd -b -c %s/passwd joe secret", b.dir);
    assert_int_equal(system(command), 0);
    snprintf(lines, sizeof(lines), "allow_anonymous false\npassword_file %s/passwd", b.dir);
    assert_true(broker_run(&b, lines));
    static const int versions[] = {FL_MQTT_5, FL_MQTT_311};
    for (size_t i = 0; i < 2; i++) {
        struct client c;
        struct fl_error err;
        prepare(&c, "mqtt", "127.0.0.1", b.port);
        c.conf.version = versions[i];
        c.conf.username = "joe";
        c.conf.password = "wrong";
        create(&c);
        assert_int_equal(fl_mqtt_connect(c.mqtt, &err), FL_OK);
        assert_true(wait_for(&c, &c.refusals, 1));
        assert_int_equal(c.refusal, FL_E_AUTH);
        assert_non_null(strcasestr(c.why, "not authorized"));
        c.conf.password = "secret";
        connect_client(&c);
        fl_mqtt_disconnect(c.mqtt, WAIT_MS);
        finish(&c);
    }
    broker_close(&b);
}

/* A minimal system may lack /etc/hosts. */
static bool resolves(const char *host)
{
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, NULL, NULL, &found))
        return false;
    freeaddrinfo(found);
    return true;
}

static void test_tls(void **state)
{
    (void)state;
    struct broker b;
    char lines[512], ca[96];
    assert_true(broker_open(&b));
    assert_true(broker_make_certificates(&b));
    snprintf(lines, sizeof(lines), "cafile %s/ca.pem\ncertfile %s/server.pem\nkeyfile %s/server.key", b.dir,
             b.dir, b.dir);
    assert_true(broker_run(&b, lines));
    snprintf(ca, sizeof(ca), "%s/ca.pem", b.dir);
    const struct {
        const char *host, *ca;
        bool insecure, works;
    } rows[] = {
        {"localhost", ca, false, true},
        {"127.0.0.1", ca, false, true},
        {"127.0.0.1", NULL, false, false}, /* the system does not know this CA */
        {"127.0.0.1", NULL, true, true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct client c;
        struct fl_error err;
        if (!resolves(rows[i].host))
            continue;
        prepare(&c, "mqtts", rows[i].host, b.port);
        c.conf.tls.ca_file = rows[i].ca;
        c.conf.tls.insecure = rows[i].insecure;
        create(&c);
        assert_int_equal(fl_mqtt_connect(c.mqtt, &err), FL_OK);
        assert_true(wait_for(&c, rows[i].works ? &c.connects : &c.refusals, 1));
        if (!rows[i].works)
            assert_non_null(strcasestr(c.why, "certificate"));
        fl_mqtt_disconnect(c.mqtt, WAIT_MS);
        finish(&c);
    }
    broker_close(&b);
}

static void test_urls(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool good;
    } rows[] = {
        {"mqtt://host", true},       {"mqtts://host:8884", true},  {"ws://host:9001/mqtt", true},
        {"wss://host/mqtt", true},   {"mqtt://[::1]:1883", true},  {"mqtt://[::1]", true},
        {"http://host", false},      {"mqtt://", false},           {"mqtt://:1883", false},
        {"mqtt://host:0", false},    {"mqtt://host:99999", false}, {"mqtt://host:18x", false},
        {"mqtt://[::1:1883", false}, {"host:1883", false},         {"mqtt://host:", false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fl_mqtt_conf conf = {.url = rows[i].url, .client_id = "x", .keepalive = 30000};
        struct fl_error err = {0};
        struct fl_mqtt *m = fl_mqtt_create(&conf, NULL, 0, &handlers, NULL, &err);
        if (!!m != rows[i].good)
            fail_msg("%s: %s", rows[i].url, err.text);
        fl_mqtt_destroy(m);
    }
}

int main(void)
{
    fl_thread_block_signals(); /* SIGPIPE, as in the gateway */
    const struct CMUnitTest with_broker[] = {
        cmocka_unit_test(test_publishes_and_receives),
        cmocka_unit_test(test_hands_over_what_arrives),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_sets_nodelay),
        cmocka_unit_test(test_loses_a_session_that_is_taken_over),
        cmocka_unit_test(test_cut_connection),
        cmocka_unit_test(test_falls_back_when_refused),
        cmocka_unit_test(test_falls_back_when_closed),
        cmocka_unit_test(test_gives_up_an_attempt_without_an_outcome),
        cmocka_unit_test(test_version_as_configured),
    };
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(test_broker_comes_and_goes),
        cmocka_unit_test(test_password),
        cmocka_unit_test(test_tls),
        cmocka_unit_test(test_urls),
    };
    int failed = cmocka_run_group_tests_name("with a broker", with_broker, start_broker, stop_broker);
    return failed + cmocka_run_group_tests_name("alone", alone, NULL, NULL);
}
