#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/addr.h"
#include "net/conn.h"
#include "support/cmocka.h"
#include "unit/net/peer.h"

struct fixture {
    struct fl_wake stop;
    struct fl_addr at;
    int peer;
    struct fl_conn *conn;
};

static uint64_t soon(void)
{
    return fl_clock_ms() + 10000;
}

static int set_up(void **state)
{
    static struct fixture f; /* one at a time */
    assert_int_equal(fl_wake_init(&f.stop, NULL), FL_OK);
    f.peer = peer_socket(SOCK_DGRAM, &f.at);
    assert_int_equal(fl_udp_open(&f.conn, &f.at, NULL, 0, &f.stop, NULL), FL_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    f->conn->ops->destroy(f->conn);
    close(f->peer);
    fl_wake_finish(&f->stop);
    return 0;
}

static void datagrams_travel_both_ways(void **state)
{
    struct fixture *f = *state;
    struct fl_addr us, from;
    char buf[64];
    size_t len;
    assert_int_equal(f->conn->ops->send(f->conn, NULL, "ask", 3), FL_OK);
    peer_expect(f->peer, "ask", &us);
    peer_send_to(f->peer, &us, "answer");
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, soon(), &len, &from), FL_OK);
    assert_int_equal(len, 6);
    assert_memory_equal(buf, "answer", 6);
    assert_true(fl_addr_equal(&from, &f->at));
    assert_int_equal(f->conn->lost, 0);
    assert_true(fl_addr_equal(&f->conn->to, &f->at));
}

static void an_empty_datagram_counts_and_a_cut_one_does_not(void **state)
{
    struct fixture *f = *state;
    struct fl_addr us;
    char buf[8];
    size_t len = 99;
    assert_int_equal(f->conn->ops->send(f->conn, NULL, "ask", 3), FL_OK);
    peer_expect(f->peer, "ask", &us);
    peer_send_to(f->peer, &us, "longer than eight bytes");
    peer_send_to(f->peer, &us, "");
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, soon(), &len, NULL), FL_OK);
    assert_int_equal(len, 0);
}

static void others_are_sent_to_and_heard(void **state)
{
    struct fixture *f = *state;
    struct fl_addr other_at, us, from;
    char buf[64];
    size_t len;
    int other = peer_socket(SOCK_DGRAM, &other_at);
    assert_int_equal(f->conn->ops->send(f->conn, &other_at, "punch", 5), FL_OK);
    peer_expect(other, "punch", &us);
    peer_send_to(other, &us, "here");
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, soon(), &len, &from), FL_OK);
    assert_true(fl_addr_equal(&from, &other_at));
    close(other);
}

/* The socket stays usable, and the error of one datagram is not that of the next. */
static void a_closed_port_shows(void **state)
{
    struct fixture *f = *state;
    struct fl_addr at;
    char buf[64];
    size_t len;
    peer_closed_port(SOCK_DGRAM, &at);
    f->conn->ops->destroy(f->conn);
    assert_int_equal(fl_udp_open(&f->conn, &at, NULL, 0, &f->stop, NULL), FL_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(f->conn->ops->send(f->conn, NULL, "x", 1), FL_OK);
        assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, soon(), &len, NULL), FL_E_REFUSED);
        assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, 0, &len, NULL), FL_AGAIN);
    }
    assert_int_equal(f->conn->lost, 0);
}

static void a_closed_port_of_another_is_no_news(void **state)
{
    struct fixture *f = *state;
    struct fl_addr at, us;
    char buf[64];
    size_t len;
    peer_closed_port(SOCK_DGRAM, &at);
    assert_int_equal(f->conn->ops->send(f->conn, &at, "x", 1), FL_OK);
    assert_int_equal(f->conn->ops->send(f->conn, NULL, "ask", 3), FL_OK);
    peer_expect(f->peer, "ask", &us);
    peer_send_to(f->peer, &us, "answer");
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, soon(), &len, NULL), FL_OK);
    assert_int_equal(len, 6);
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, 0, &len, NULL), FL_AGAIN);
    assert_int_equal(f->conn->lost, 0);
}

static void a_datagram_that_cannot_leave_is_counted(void **state)
{
    struct fixture *f = *state;
    static const char huge[70000]; /* longer than any datagram */
    assert_int_equal(f->conn->ops->send(f->conn, NULL, huge, sizeof huge), FL_OK);
    assert_int_equal(f->conn->lost, 1);
}

static void deadline_and_interrupt_end_recv(void **state)
{
    struct fixture *f = *state;
    char buf[8];
    size_t len;
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, 0, &len, NULL), FL_AGAIN);
    f->conn->ops->interrupt(f->conn);
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, FL_NEVER, &len, NULL), FL_AGAIN);
    assert_false(fl_wake_wait(&f->stop, 0));
}

static void local_port_and_interface_are_used(void **state)
{
    static const char *const interfaces[] = {"lo", "127.0.0.1", ""};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof interfaces / sizeof *interfaces; i++) {
        struct fl_addr free_port, us;
        struct fl_conn *conn;
        struct fl_error err;
        peer_closed_port(SOCK_DGRAM, &free_port);
        assert_int_equal(fl_udp_open(&conn, &f->at, interfaces[i], free_port.port, &f->stop, NULL), FL_OK);
        assert_int_equal(conn->ops->send(conn, NULL, "ask", 3), FL_OK);
        peer_expect(f->peer, "ask", &us);
        assert_true(fl_addr_equal(&us, &free_port));
        conn->ops->destroy(conn);
        assert_int_equal(fl_udp_open(&conn, &f->at, interfaces[i], f->at.port, &f->stop, &err), FL_E_SYSTEM);
        assert_non_null(strstr(err.text, "in use"));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(datagrams_travel_both_ways),          TEST(an_empty_datagram_counts_and_a_cut_one_does_not),
        TEST(others_are_sent_to_and_heard),        TEST(a_closed_port_shows),
        TEST(a_closed_port_of_another_is_no_news), TEST(a_datagram_that_cannot_leave_is_counted),
        TEST(deadline_and_interrupt_end_recv),     TEST(local_port_and_interface_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
