/* The connector and the resolver below it. The name service is ours: getaddrinfo() is wrapped by
 * the linker, so that no test depends on a network. */
#include <netdb.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/addr.h"
#include "net/connector.h"
#include "net/resolve.h"
#include "support/cmocka.h"
#include "unit/net/peer.h"

static struct fl_wake gate;   /* "slow.test" is answered when it is raised */
static atomic_int slow_asked; /* how often it was asked for */

/* One block for both parts, as freeaddrinfo() expects it. */
static struct addrinfo *answer(const char *ip, struct addrinfo *next)
{
    struct fl_addr addr;
    struct addrinfo *a = calloc(1, sizeof *a + sizeof(struct sockaddr_storage));
    if (!a || !fl_addr_parse(&addr, ip, 0))
        abort();
    a->ai_addr = (struct sockaddr *)(a + 1);
    a->ai_addrlen = fl_addr_to_sys(&addr, (struct sockaddr_storage *)(a + 1));
    a->ai_family = a->ai_addr->sa_family;
    a->ai_next = next;
    return a;
}

int __wrap_getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
                       struct addrinfo **out);

int __wrap_getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
                       struct addrinfo **out)
{
    (void)service;
    (void)hints;
    if (strcmp(host, "deaf.test") == 0)
        return EAI_AGAIN;
    if (strcmp(host, "nobody.test") == 0)
        return EAI_NONAME;
    if (strcmp(host, "slow.test") == 0) {
        slow_asked++;
        fl_wake_wait(&gate, FL_NEVER);
    }
    *out = answer("127.0.0.1", NULL);
    if (strcmp(host, "two.test") == 0) /* nobody listens at the first */
        *out = answer("127.0.0.2", *out);
    return 0;
}

struct fixture {
    struct fl_wake stop;
    struct fl_resolver *resolver;
    struct fl_net *net;
};

static uint64_t soon(void)
{
    return fl_clock_ms() + 10000;
}

static int set_up(void **state)
{
    static struct fixture f; /* one at a time */
    assert_int_equal(fl_wake_init(&f.stop, NULL), FL_OK);
    assert_int_equal(fl_wake_init(&gate, NULL), FL_OK);
    slow_asked = 0;
    f.resolver = fl_resolver_create();
    f.net = fl_net_create(NULL);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    fl_wake_raise(&gate);
    fl_net_destroy(f->net);
    fl_resolver_destroy(f->resolver);
    fl_wake_finish(&gate);
    fl_wake_finish(&f->stop);
    return 0;
}

static enum fl_err resolve(struct fixture *f, const char *host, uint64_t until_ms)
{
    struct fl_addr out;
    size_t count;
    return fl_resolve(f->resolver, host, 7, &out, 1, &count, until_ms, &f->stop, NULL);
}

static void names_and_numbers_are_resolved(void **state)
{
    static const struct {
        const char *host;
        enum fl_err result;
        size_t count;
        const char *first;
    } cases[] = {
        {"192.0.2.1", FL_OK, 1, "192.0.2.1:7"},  {"2001:db8::1", FL_OK, 1, "[2001:db8::1]:7"},
        {"panel.test", FL_OK, 1, "127.0.0.1:7"}, {"two.test", FL_OK, 2, "127.0.0.2:7"},
        {"nobody.test", FL_E_UNKNOWN, 0, NULL},  {"deaf.test", FL_E_OFFLINE, 0, NULL},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_addr out[4];
        struct fl_error err;
        size_t count;
        char text[FL_ADDR_TEXT];
        assert_int_equal(fl_resolve(f->resolver, cases[i].host, 7, out, 4, &count, soon(), &f->stop, &err),
                         cases[i].result);
        assert_int_equal(count, cases[i].count);
        if (cases[i].first)
            assert_string_equal(fl_addr_text(&out[0], text), cases[i].first);
        else
            assert_non_null(strstr(err.text, cases[i].host));
    }
}

static void no_more_addresses_than_there_is_room_for(void **state)
{
    struct fixture *f = *state;
    struct fl_addr out;
    size_t count;
    assert_int_equal(fl_resolve(f->resolver, "two.test", 7, &out, 1, &count, soon(), &f->stop, NULL), FL_OK);
    assert_int_equal(count, 1);
}

static void a_name_that_is_too_long_is_unknown(void **state)
{
    char host[400];
    memset(host, 'a', sizeof host - 1);
    host[sizeof host - 1] = '\0';
    assert_int_equal(resolve(*state, host, soon()), FL_E_UNKNOWN);
}

static void waiting_ends_by_the_deadline_and_by_the_wake(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(resolve(f, "slow.test", 0), FL_E_TIMEOUT);
    fl_wake_raise(&f->stop);
    assert_int_equal(resolve(f, "slow.test", FL_NEVER), FL_AGAIN);
    assert_true(fl_wake_wait(&f->stop, 0));
}

/* Two threads hang in look-ups; a third question is given up and must never be asked. */
static void a_question_given_up_is_not_asked(void **state)
{
    struct fixture *f = *state;
    while (slow_asked < 2)
        assert_int_equal(resolve(f, "slow.test", fl_clock_ms() + 20), FL_E_TIMEOUT);
    assert_int_equal(resolve(f, "slow.test", 0), FL_E_TIMEOUT);
    fl_wake_raise(&gate);
    assert_int_equal(resolve(f, "panel.test", soon()), FL_OK);
    assert_int_equal(slow_asked, 2);
}

static struct fl_endpoint endpoint(const char *host, uint16_t port)
{
    struct fl_endpoint ep = {.target_count = 1};
    ep.targets[0].host = host;
    ep.targets[0].port = port;
    return ep;
}

static void a_stream_is_opened_at_the_address_that_answers(void **state)
{
    static const char *const hosts[] = {"127.0.0.1", "panel.test", "two.test"};
    struct fixture *f = *state;
    const struct fl_connector *c = fl_net_connector(f->net);
    struct fl_addr at;
    int listener = peer_socket(SOCK_STREAM, &at);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct fl_endpoint ep = endpoint(hosts[i], at.port);
        struct fl_conn *conn;
        assert_int_equal(c->open(c->ctx, &conn, FL_STREAM, &ep, 0, soon(), &f->stop, NULL), FL_OK);
        close(peer_accept(listener, NULL));
        conn->ops->destroy(conn);
    }
    close(listener);
}

static void a_datagram_socket_is_opened(void **state)
{
    struct fixture *f = *state;
    const struct fl_connector *c = fl_net_connector(f->net);
    struct fl_addr at;
    struct fl_conn *conn;
    int peer = peer_socket(SOCK_DGRAM, &at);
    struct fl_endpoint ep = endpoint("panel.test", at.port);
    assert_int_equal(c->open(c->ctx, &conn, FL_DATAGRAM, &ep, 0, soon(), &f->stop, NULL), FL_OK);
    assert_int_equal(conn->ops->send(conn, NULL, "ask", 3), FL_OK);
    peer_expect(peer, "ask", NULL);
    conn->ops->destroy(conn);
    close(peer);
}

/* An attempt is for one address of several; which one is counted round. */
static void a_datagram_attempt_takes_its_turn_among_addresses(void **state)
{
    static const char *const expected[] = {"127.0.0.2:7000", "127.0.0.1:7000", "127.0.0.2:7000"};
    struct fixture *f = *state;
    const struct fl_connector *c = fl_net_connector(f->net);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct fl_endpoint ep = endpoint("two.test", 7000);
        ep.address = i;
        struct fl_conn *conn;
        char text[FL_ADDR_TEXT];
        assert_int_equal(c->open(c->ctx, &conn, FL_DATAGRAM, &ep, 0, soon(), &f->stop, NULL), FL_OK);
        assert_string_equal(fl_addr_text(&conn->to, text), expected[i]);
        conn->ops->destroy(conn);
    }
}

static void what_cannot_be_opened_says_why(void **state)
{
    static const struct {
        enum fl_medium medium;
        const char *host;
        size_t target;
        enum fl_err result;
    } cases[] = {
        {FL_STREAM, "127.0.0.1", 0, FL_E_REFUSED},     {FL_STREAM, "two.test", 0, FL_E_REFUSED},
        {FL_STREAM, "nobody.test", 0, FL_E_UNKNOWN},   {FL_STREAM, "127.0.0.1", 1, FL_E_CONFIG},
        {FL_GROUP, "224.0.23.0", 0, FL_E_UNSUPPORTED}, {FL_GROUP, "224.0.23.0", 1, FL_E_OFFLINE},
    };
    struct fixture *f = *state;
    const struct fl_connector *c = fl_net_connector(f->net);
    struct fl_addr at;
    int closed = peer_closed_port(SOCK_STREAM, &at);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_endpoint ep = endpoint(cases[i].host, at.port);
        struct fl_conn *conn;
        struct fl_error err = {0};
        assert_int_equal(
            c->open(c->ctx, &conn, cases[i].medium, &ep, cases[i].target, soon(), &f->stop, &err),
            cases[i].result);
        assert_null(conn);
        assert_true(strlen(err.text) > 0);
    }
    close(closed);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(names_and_numbers_are_resolved),
        TEST(no_more_addresses_than_there_is_room_for),
        TEST(a_name_that_is_too_long_is_unknown),
        TEST(waiting_ends_by_the_deadline_and_by_the_wake),
        TEST(a_question_given_up_is_not_asked),
        TEST(a_stream_is_opened_at_the_address_that_answers),
        TEST(a_datagram_attempt_takes_its_turn_among_addresses),
        TEST(a_datagram_socket_is_opened),
        TEST(what_cannot_be_opened_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
