#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/thread.h"
#include "net/addr.h"
#include "net/conn.h"
#include "support/cmocka.h"
#include "unit/net/peer.h"

struct fixture {
    struct fl_wake stop;
    struct fl_addr at;
    int listener, peer;
    struct fl_conn *conn;
};

static uint64_t soon(void)
{
    return fl_clock_ms() + 10000;
}

static int set_up(void **state)
{
    static struct fixture f; /* one at a time */
    f = (struct fixture){.peer = -1};
    assert_int_equal(fl_wake_init(&f.stop, NULL), FL_OK);
    f.listener = peer_socket(SOCK_STREAM, &f.at);
    *state = &f;
    return 0;
}

static int set_up_connected(void **state)
{
    set_up(state);
    struct fixture *f = *state;
    assert_int_equal(fl_tcp_open(&f->conn, &f->at, "", soon(), &f->stop, NULL), FL_OK);
    f->peer = peer_accept(f->listener, NULL);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    if (f->conn)
        f->conn->ops->destroy(f->conn);
    if (f->peer >= 0)
        close(f->peer);
    close(f->listener);
    fl_wake_finish(&f->stop);
    return 0;
}

/* What recv says of one try, for the many tests to which the bytes do not matter. */
static enum fl_err receive(struct fixture *f, uint64_t until_ms)
{
    char buf[16];
    size_t len;
    return f->conn->ops->recv(f->conn, buf, sizeof buf, until_ms, &len, NULL);
}

static void bytes_travel_both_ways(void **state)
{
    struct fixture *f = *state;
    char buf[16];
    size_t len = 0;
    struct fl_addr from;
    assert_int_equal(f->conn->ops->send(f->conn, NULL, "hello", 5), FL_OK);
    peer_expect(f->peer, "hello", NULL);
    assert_int_equal(send(f->peer, "answer", 6, 0), 6);
    assert_int_equal(f->conn->ops->recv(f->conn, buf, sizeof buf, soon(), &len, &from), FL_OK);
    assert_int_equal(len, 6);
    assert_memory_equal(buf, "answer", 6);
    assert_true(fl_addr_equal(&from, &f->at));
}

static void a_passed_deadline_ends_recv_but_bytes_come_first(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(receive(f, 0), FL_AGAIN);
    assert_int_equal(send(f->peer, "x", 1, 0), 1);
    assert_int_equal(receive(f, soon()), FL_OK);
    assert_int_equal(send(f->peer, "y", 1, 0), 1);
    enum fl_err result;
    do { /* loopback may deliver a little later */
        result = receive(f, 0);
    } while (result == FL_AGAIN);
    assert_int_equal(result, FL_OK);
}

static void interrupt_later(void *arg)
{
    struct fl_conn *conn = arg;
    conn->ops->interrupt(conn);
}

static void an_interrupt_ends_recv_once(void **state)
{
    struct fixture *f = *state;
    struct fl_thread other = {0};
    assert_int_equal(
        fl_thread_create(&other, "interrupt", FL_STACK_DEFAULT, NULL, interrupt_later, f->conn, NULL), FL_OK);
    assert_int_equal(receive(f, FL_NEVER), FL_AGAIN);
    fl_thread_join(&other);
    assert_false(fl_wake_wait(&f->stop, 0)); /* consumed */
    assert_int_equal(send(f->peer, "x", 1, 0), 1);
    assert_int_equal(receive(f, soon()), FL_OK);
}

static void an_interrupt_is_heard_while_bytes_wait(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(send(f->peer, "x", 1, 0), 1);
    f->conn->ops->interrupt(f->conn);
    assert_int_equal(receive(f, soon()), FL_AGAIN);
    assert_int_equal(receive(f, soon()), FL_OK);
}

static void fin_and_reset_have_words_of_their_own(void **state)
{
    struct fixture *f = *state;
    close(f->peer);
    f->peer = -1;
    assert_int_equal(receive(f, soon()), FL_E_CLOSED);
    assert_string_equal(f->conn->why, "closed by the device");

    f->conn->ops->destroy(f->conn);
    assert_int_equal(fl_tcp_open(&f->conn, &f->at, NULL, soon(), &f->stop, NULL), FL_OK);
    peer_reset(peer_accept(f->listener, NULL));
    assert_int_equal(receive(f, soon()), FL_E_CLOSED);
    assert_string_equal(f->conn->why, "reset by the device");
    assert_int_equal(f->conn->ops->send(f->conn, NULL, "x", 1), FL_E_CLOSED); /* and no SIGPIPE */
}

static void a_peer_that_stops_reading_stalls_send(void **state)
{
    struct fixture *f = *state;
    static const char block[64 * 1024];
    enum fl_err result = FL_OK;
    for (int i = 0; i < 10000 && result == FL_OK; i++)
        result = f->conn->ops->send(f->conn, NULL, block, sizeof block);
    assert_int_equal(result, FL_E_STALLED);
    assert_string_equal(f->conn->why, "the device stopped reading");
}

static void a_closed_port_refuses(void **state)
{
    struct fixture *f = *state;
    struct fl_addr at;
    struct fl_error err;
    int fd = peer_closed_port(SOCK_STREAM, &at);
    assert_int_equal(fl_tcp_open(&f->conn, &at, NULL, soon(), &f->stop, &err), FL_E_REFUSED);
    assert_null(f->conn);
    assert_non_null(strstr(err.text, "127.0.0.1:"));
    close(fd);
}

static void a_raised_wake_ends_connecting_and_stays(void **state)
{
    struct fixture *f = *state;
    fl_wake_raise(&f->stop);
    assert_int_equal(fl_tcp_open(&f->conn, &f->at, NULL, FL_NEVER, &f->stop, NULL), FL_AGAIN);
    assert_true(fl_wake_wait(&f->stop, 0));
}

/* A listener whose queue is full drops further SYNs: connecting neither works nor fails. */
static void a_silent_peer_ends_connecting_by_the_deadline(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *waiting[8];
    size_t count = 0;
    enum fl_err result = FL_OK;
    assert_int_equal(listen(f->listener, 0), 0);
    while (count < 8 && result == FL_OK) {
        result = fl_tcp_open(&waiting[count], &f->at, NULL, fl_clock_ms() + 300, &f->stop, NULL);
        count += result == FL_OK;
    }
    assert_int_equal(result, FL_E_TIMEOUT);
    while (count > 0) {
        count--;
        waiting[count]->ops->destroy(waiting[count]);
    }
}

static void an_interface_decides_the_source(void **state)
{
    static const char *const good[] = {"lo", "127.0.0.1", "127.0.0.0/8"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct fl_addr from;
        struct fl_conn *conn;
        assert_int_equal(fl_tcp_open(&conn, &f->at, good[i], soon(), &f->stop, NULL), FL_OK);
        close(peer_accept(f->listener, &from));
        assert_true(fl_addr_same_host(&from, &f->at));
        conn->ops->destroy(conn);
    }
    struct fl_error err;
    assert_int_equal(fl_tcp_open(&f->conn, &f->at, "nope0", soon(), &f->stop, &err), FL_E_UNKNOWN);
    assert_non_null(strstr(err.text, "nope0"));
}

int main(void)
{
#define TEST(up, name) cmocka_unit_test_setup_teardown(name, up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(set_up_connected, bytes_travel_both_ways),
        TEST(set_up_connected, a_passed_deadline_ends_recv_but_bytes_come_first),
        TEST(set_up_connected, an_interrupt_ends_recv_once),
        TEST(set_up_connected, an_interrupt_is_heard_while_bytes_wait),
        TEST(set_up_connected, fin_and_reset_have_words_of_their_own),
        TEST(set_up_connected, a_peer_that_stops_reading_stalls_send),
        TEST(set_up, a_closed_port_refuses),
        TEST(set_up, a_raised_wake_ends_connecting_and_stays),
        TEST(set_up, a_silent_peer_ends_connecting_by_the_deadline),
        TEST(set_up, an_interface_decides_the_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
