/* The shared sockets on loopback: members and stations at 127.0.0.1, devices at other addresses of
 * the loopback network, a port that is free. */
#include <netinet/in.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/addr.h"
#include "net/connector.h"
#include "net/hub.h"
#include "support/cmocka.h"
#include "unit/net/peer.h"

#define GROUP "239.255.71.17"

struct ear { /* what a station heard */
    atomic_int joined, datagrams, claimed, to_group, ticks, troubles;
    struct fl_hub_station *station;
    struct fl_addr ask; /* joined() asks it; family 0: nobody */
    char why[200];
};

struct fixture {
    struct fl_hub *hub;
    struct fl_wake stop[2];
    uint16_t port;
};

static uint64_t soon(void)
{
    return fl_clock_ms() + 10000;
}

static struct fl_addr addr(const char *ip, uint16_t port)
{
    struct fl_addr a;
    assert_true(fl_addr_parse(&a, ip, port));
    return a;
}

/* A device: bound to ip, so that its datagrams come from there. */
static int device(const char *ip, uint16_t port)
{
    struct sockaddr_storage sa;
    struct fl_addr at = addr(ip, port);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    socklen_t len = fl_addr_to_sys(&at, &sa);
    const struct timeval limit = {.tv_sec = 10};
    struct ip_mreqn loopback = {.imr_ifindex = 1};
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, len), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
    assert_int_equal(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &loopback, sizeof loopback), 0);
    return fd;
}

/* Another program in the group. */
static int listener(const struct fl_addr *group)
{
    struct sockaddr_storage sa;
    struct ip_mreqn join = {.imr_ifindex = 1};
    const struct timeval limit = {.tv_sec = 10};
    const int on = 1;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    socklen_t len = fl_addr_to_sys(group, &sa);
    memcpy(&join.imr_multiaddr, group->ip, 4);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, len), 0);
    assert_int_equal(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join, sizeof join), 0);
    return fd;
}

static uint16_t free_port(void)
{
    struct fl_addr at;
    close(peer_socket(SOCK_DGRAM, &at));
    return at.port;
}

static struct fl_endpoint endpoint(const struct fixture *f, const char *group, const char *interface)
{
    return (struct fl_endpoint){.group = group, .interface = interface, .local_port = f->port};
}

static int set_up(void **state)
{
    static struct fixture f; /* one at a time */
    const struct fl_hub_conf conf = {.keep_alive = true, .monitor = true};
    f.hub = fl_hub_create(&conf, NULL, NULL, NULL);
    assert_non_null(f.hub);
    f.port = free_port();
    for (int i = 0; i < 2; i++)
        assert_int_equal(fl_wake_init(&f.stop[i], NULL), FL_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    fl_hub_destroy(f->hub);
    for (int i = 0; i < 2; i++)
        fl_wake_finish(&f->stop[i]);
    return 0;
}

static void start(struct fixture *f)
{
    assert_int_equal(fl_hub_start(f->hub, NULL), FL_OK);
}

static struct fl_conn *member_by(struct fixture *f, const char *interface, const char *ip, int stop)
{
    struct fl_endpoint ep = endpoint(f, GROUP, interface);
    struct fl_addr to = addr(ip, f->port);
    struct fl_conn *c;
    struct fl_error err = {.text = ""};
    if (fl_hub_open(f->hub, &c, &ep, &to, &f->stop[stop], &err))
        fail_msg("%s", err.text);
    return c;
}

static struct fl_conn *member(struct fixture *f, const char *ip, int stop)
{
    return member_by(f, "127.0.0.1", ip, stop);
}

static void expect(struct fl_conn *c, const char *text, struct fl_addr *from)
{
    char buf[64];
    size_t len;
    uint64_t until = soon();
    enum fl_err result;
    while ((result = c->ops->recv(c, buf, sizeof buf, until, &len, from)) == FL_AGAIN)
        assert_true(fl_clock_ms() < until);
    assert_int_equal(result, FL_OK);
    assert_int_equal(len, strlen(text));
    assert_memory_equal(buf, text, len);
}

static void nothing_waits(struct fl_conn *c)
{
    char buf[64];
    size_t len;
    assert_int_equal(c->ops->recv(c, buf, sizeof buf, 0, &len, NULL), FL_AGAIN);
}

static void empty(struct fl_conn *c)
{
    char buf[64];
    size_t len;
    while (c->ops->recv(c, buf, sizeof buf, 0, &len, NULL) == FL_OK)
        continue;
}

static void destroy(struct fl_conn *c)
{
    c->ops->destroy(c);
}

static struct fl_hub_stats stats(const struct fixture *f)
{
    struct fl_hub_stats s;
    fl_hub_stats(f->hub, &s);
    return s;
}

#define WAIT_FOR(condition)                                                                                  \
    do {                                                                                                     \
        uint64_t until_ = soon();                                                                            \
        while (!(condition) && fl_clock_ms() < until_)                                                       \
            usleep(1000);                                                                                    \
        assert_true(condition);                                                                              \
    } while (0)

/* --- members ----------------------------------------------------------------------------------------- */

static void each_member_hears_its_own_host(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *a = member(f, "127.0.0.2", 0), *b = member(f, "127.0.0.3", 1);
    struct fl_addr from, us = addr("127.0.0.1", f->port);
    int da = device("127.0.0.2", 0), db = device("127.0.0.3", 0); /* not from the port: any will do */
    start(f);
    peer_send_to(da, &us, "from a");
    peer_send_to(db, &us, "from b");
    expect(a, "from a", &from);
    expect(b, "from b", NULL);
    assert_int_equal(from.if_index, 1);
    nothing_waits(a);
    nothing_waits(b);
    destroy(a);
    destroy(b);
    close(da);
    close(db);
}

static void both_connections_to_one_host_hear_it(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *a = member(f, "127.0.0.2", 0), *b = member(f, "127.0.0.2", 1);
    struct fl_addr us = addr("127.0.0.1", f->port);
    int d = device("127.0.0.2", 0);
    start(f);
    peer_send_to(d, &us, "one");
    expect(a, "one", NULL);
    expect(b, "one", NULL);
    destroy(a);
    peer_send_to(d, &us, "two");
    expect(b, "two", NULL);
    destroy(b);
    close(d);
}

static void the_group_is_heard_and_sent_to(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *c = member(f, "127.0.0.2", 0);
    struct fl_addr group = addr(GROUP, f->port), from;
    int d = device("127.0.0.2", f->port), other = listener(&group);
    start(f);
    peer_send_to(d, &group, "announced");
    expect(c, "announced", &from);
    assert_int_equal(from.port, f->port);
    peer_expect(other, "announced", NULL);
    assert_int_equal(c->ops->send(c, &group, "search", 6), FL_OK);
    peer_expect(other, "search", &from);
    assert_true(fl_addr_equal(&from, &(struct fl_addr){.family = 4, .ip = {127, 0, 0, 1}, .port = f->port}));
    assert_int_equal(c->ops->send(c, NULL, "ask", 3), FL_OK);
    peer_expect(d, "ask", NULL);
    WAIT_FOR(stats(f).own == 1); /* our own search came back */
    nothing_waits(c);
    assert_int_equal(c->lost, 0);
    destroy(c);
    close(d);
    close(other);
}

/* The same port at any address, another group: the machine's memberships are not ours. */
static void a_group_that_only_others_joined_is_not_heard(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *c = member_by(f, "lo", "127.0.0.2", 0);
    struct fl_addr foreign = addr("239.255.71.18", f->port), group = addr(GROUP, f->port);
    int d = device("127.0.0.2", 0), other = device("127.0.0.9", 0);
    struct ip_mreqn join = {.imr_ifindex = 1};
    memcpy(&join.imr_multiaddr, foreign.ip, 4);
    assert_int_equal(setsockopt(other, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join, sizeof join), 0);
    start(f);
    peer_send_to(d, &foreign, "foreign");
    peer_send_to(d, &group, "ours");
    expect(c, "ours", NULL);
    assert_int_equal(stats(f).received, 1); /* not even by the socket */
    destroy(c);
    close(d);
    close(other);
}

static int hop_limit(int fd)
{
    char data[64], control[CMSG_SPACE(sizeof(int))];
    struct iovec part = {.iov_base = data, .iov_len = sizeof data};
    struct msghdr msg = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    int ttl = -1;
    assert_true(recvmsg(fd, &msg, 0) > 0);
    const struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
    assert_non_null(c);
    assert_int_equal(c->cmsg_type, IP_TTL);
    memcpy(&ttl, CMSG_DATA(c), sizeof ttl);
    return ttl;
}

static void a_shared_group_is_sent_to_with_the_hops_asked_for(void **state)
{
    static const uint8_t hops[] = {0, 1, 5};
    struct fixture *f = *state;
    struct fl_addr group = addr(GROUP, f->port);
    int l = listener(&group);
    const int on = 1;
    assert_int_equal(setsockopt(l, IPPROTO_IP, IP_RECVTTL, &on, sizeof on), 0);
    for (size_t i = 0; i < sizeof hops; i++) {
        struct fl_endpoint ep = endpoint(f, NULL, "lo");
        struct fl_conn *c;
        ep.ttl = hops[i];
        assert_int_equal(fl_hub_open(f->hub, &c, &ep, &group, &f->stop[0], NULL), FL_OK);
        assert_int_equal(c->ops->send(c, NULL, "command", 7), FL_OK);
        assert_int_equal(hop_limit(l), hops[i] ? hops[i] : 1);
        destroy(c);
    }
    close(l);
}

/* As radiod's: the target is the group, the port is shared with other programs. */
static void a_shared_group_is_a_target_by_itself(void **state)
{
    struct fixture *f = *state;
    struct fl_endpoint ep = endpoint(f, NULL, "lo");
    struct fl_addr group = addr(GROUP, f->port), other = addr("239.255.71.18", f->port);
    struct fl_conn *a, *b;
    int d = device("127.0.0.5", 0);
    assert_int_equal(fl_hub_open(f->hub, &a, &ep, &group, &f->stop[0], NULL), FL_OK);
    assert_int_equal(fl_hub_open(f->hub, &b, &ep, &other, &f->stop[1], NULL), FL_OK);
    start(f);
    peer_send_to(d, &group, "to a");
    peer_send_to(d, &other, "to b");
    expect(a, "to a", NULL);
    expect(b, "to b", NULL);
    assert_int_equal(a->ops->send(a, NULL, "command", 7), FL_OK);
    WAIT_FOR(stats(f).own == 1);
    nothing_waits(a);
    destroy(a);
    destroy(b);
    close(d);
}

static void a_full_inbox_drops_the_oldest_and_harms_no_other(void **state)
{
    enum { FLOOD = 200, SIZE = 1000 };
    struct fixture *f = *state;
    struct fl_conn *flooded = member(f, "127.0.0.2", 0), *calm = member(f, "127.0.0.3", 1);
    struct fl_addr us = addr("127.0.0.1", f->port);
    int d = device("127.0.0.2", 0), e = device("127.0.0.3", 0);
    struct sockaddr_storage sa;
    socklen_t sa_len = fl_addr_to_sys(&us, &sa);
    char data[SIZE] = {0}, buf[SIZE];
    start(f);
    for (unsigned i = 0; i < FLOOD; i++) {
        data[0] = (char)i;
        assert_int_equal(sendto(d, data, sizeof data, 0, (struct sockaddr *)&sa, sa_len), SIZE);
    }
    peer_send_to(e, &us, "calm");
    expect(calm, "calm", NULL);
    WAIT_FOR(stats(f).received == FLOOD + 1);
    unsigned count = 0, last = 0;
    size_t len;
    while (flooded->ops->recv(flooded, buf, sizeof buf, 0, &len, NULL) == FL_OK) {
        assert_int_equal(len, SIZE);
        unsigned number = (unsigned char)buf[0];
        assert_true(count == 0 || number == last + 1);
        last = number;
        count++;
    }
    assert_int_equal(last, FLOOD - 1);
    assert_in_range(count, 50, 65);
    assert_int_equal(stats(f).inbox_full, FLOOD - count);
    destroy(flooded);
    destroy(calm);
    close(d);
    close(e);
}

static void deadline_and_interrupt_end_recv(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *c = member(f, "127.0.0.2", 0);
    char buf[8];
    size_t len;
    start(f);
    nothing_waits(c);
    c->ops->interrupt(c);
    assert_int_equal(c->ops->recv(c, buf, sizeof buf, FL_NEVER, &len, NULL), FL_AGAIN);
    assert_false(fl_wake_wait(&f->stop[0], 0));
    destroy(c);
}

/* --- what cannot be had --------------------------------------------------------------------------------- */

static void what_cannot_be_opened_says_why(void **state)
{
    static const struct {
        const char *group, *interface, *words;
    } cases[] = {
        {GROUP, "127.0.0.1", "another program owns UDP port"},
        {GROUP, "192.0.2.77", "no interface \"192.0.2.77\""},
        {GROUP, "10.255.254.0/24", "lo (127.0.0.1)"},
        {"192.0.2.1", "127.0.0.1", "no IPv4 multicast group"},
        {"nowhere", "127.0.0.1", "is no address"},
    };
    struct fixture *f = *state;
    struct fl_addr to = addr("127.0.0.2", f->port);
    int owner = device("127.0.0.1", f->port);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_endpoint ep = endpoint(f, cases[i].group, cases[i].interface);
        struct fl_conn *c;
        struct fl_error err = {.text = ""};
        assert_int_not_equal(fl_hub_open(f->hub, &c, &ep, &to, &f->stop[0], &err), FL_OK);
        assert_null(c);
        assert_non_null(strstr(err.text, cases[i].words));
    }
    close(owner);
    destroy(member(f, "127.0.0.2", 0)); /* the port is free again */
}

static void an_address_and_all_addresses_exclude_each_other(void **state)
{
    struct fixture *f = *state;
    struct fl_conn *c = member(f, "127.0.0.2", 0), *none;
    struct fl_endpoint ep = endpoint(f, GROUP, "lo");
    struct fl_addr to = addr("127.0.0.3", f->port);
    struct fl_error err;
    assert_int_equal(fl_hub_open(f->hub, &none, &ep, &to, &f->stop[1], &err), FL_E_SYSTEM);
    assert_non_null(strstr(err.text, "is open here at 127.0.0.1"));
    destroy(c);
}

static bool opens(struct fixture *f, const char *interface, struct fl_conn **c)
{
    struct fl_endpoint ep = endpoint(f, GROUP, interface);
    struct fl_addr to = addr("127.0.0.2", f->port);
    struct fl_error err;
    return fl_hub_open(f->hub, c, &ep, &to, &f->stop[0], &err) == FL_OK;
}

/* What nobody uses is kept for a while, but a reload may give all devices an address, or take it. */
static void sockets_that_nobody_uses_give_way(void **state)
{
    static const char *const interfaces[] = {"lo", "127.0.0.1", "lo"};
    struct fixture *f = *state;
    struct fl_addr us = addr("127.0.0.1", f->port);
    int d = device("127.0.0.2", 0);
    start(f);
    for (size_t i = 0; i < 3; i++) {
        struct fl_conn *c = NULL;
        WAIT_FOR(c || opens(f, interfaces[i], &c));
        peer_send_to(d, &us, "hello");
        expect(c, "hello", NULL);
        destroy(c);
    }
    close(d);
}

/* --- stations --------------------------------------------------------------------------------------------- */

static void on_joined(void *ctx)
{
    struct ear *e = ctx;
    if (e->ask.family)
        fl_hub_station_send(e->station, &e->ask, "who", 3);
    e->joined++;
}

static void on_datagram(void *ctx, const struct fl_addr *from, bool to_group, bool claimed,
                        const uint8_t *data, size_t len)
{
    struct ear *e = ctx;
    (void)data;
    assert_int_equal(from->if_index, 1);
    e->claimed += claimed;
    e->to_group += to_group;
    if (len == 4) /* "tick" */
        fl_hub_station_wake_at(e->station, fl_clock_ms() + 1);
    e->datagrams++;
}

static void on_tick(void *ctx)
{
    ((struct ear *)ctx)->ticks++;
}

static void on_trouble(void *ctx, const char *why)
{
    struct ear *e = ctx;
    strncpy(e->why, why, sizeof e->why - 1);
    e->troubles++;
}

static const struct fl_hub_station_ops ops = {
    .joined = on_joined, .datagram = on_datagram, .tick = on_tick, .trouble = on_trouble};

static void open_station(struct fixture *f, struct ear *e)
{
    struct fl_endpoint ep = endpoint(f, GROUP, "127.0.0.1");
    e->station = fl_hub_station_open(f->hub, &ep, f->port, &ops, e);
    assert_non_null(e->station);
}

static void a_station_hears_everything(void **state)
{
    struct fixture *f = *state;
    struct ear e = {0};
    struct fl_addr us = addr("127.0.0.1", f->port), group = addr(GROUP, f->port);
    int d = device("127.0.0.2", f->port), stranger = device("127.0.0.8", 0);
    e.ask = addr("127.0.0.2", f->port);
    open_station(f, &e);
    struct fl_conn *c = member(f, "127.0.0.2", 0);
    start(f);
    peer_expect(d, "who", NULL);
    WAIT_FOR(e.joined == 1);
    peer_send_to(d, &us, "claimed");
    peer_send_to(stranger, &group, "group");
    peer_send_to(stranger, &us, "tick");
    WAIT_FOR(e.datagrams == 3 && e.ticks == 1);
    assert_int_equal(e.claimed, 1);
    assert_int_equal(e.to_group, 1);
    assert_int_equal(stats(f).unclaimed, 2);
    expect(c, "claimed", NULL);
    fl_hub_station_search(e.station);
    peer_expect(d, "who", NULL);
    fl_hub_refresh(f->hub);
    peer_expect(d, "who", NULL);
    fl_hub_station_close(e.station);
    peer_send_to(d, &us, "after");
    expect(c, "after", NULL);
    assert_int_equal(e.datagrams, 3);
    destroy(c);
    close(d);
    close(stranger);
}

static void a_port_in_use_is_told_once_and_tried_again(void **state)
{
    struct fixture *f = *state;
    struct ear e = {0};
    int owner = device("127.0.0.1", f->port);
    open_station(f, &e);
    start(f);
    WAIT_FOR(e.troubles == 1);
    assert_non_null(strstr(e.why, "another program owns UDP port"));
    struct fl_hub_group group;
    assert_int_equal(fl_hub_groups(f->hub, &group, 1), 1);
    assert_string_equal(group.trouble, e.why);
    close(owner);
    WAIT_FOR(e.joined == 1); /* after the pause of 1 s */
    assert_int_equal(e.troubles, 1);
    assert_int_equal(fl_hub_groups(f->hub, &group, 1), 1);
    assert_string_equal(group.trouble, "");
    fl_hub_station_close(e.station);
}

/* --- what people want to know ----------------------------------------------------------------------------- */

static void a_station_waits_for_sockets_that_give_way(void **state)
{
    struct fixture *f = *state;
    struct ear e = {0};
    start(f);
    destroy(member_by(f, "lo", "127.0.0.2", 0));
    open_station(f, &e);
    WAIT_FOR(e.joined == 1);
    assert_int_equal(e.troubles, 0);
    fl_hub_station_close(e.station);
}

static void groups_are_reported(void **state)
{
    struct fixture *f = *state;
    struct fl_hub_group g;
    struct fl_conn *c = member(f, "127.0.0.2", 0);
    struct fl_addr us = addr("127.0.0.1", f->port), group = addr(GROUP, f->port);
    int d = device("127.0.0.2", 0);
    start(f);
    assert_int_equal(fl_hub_groups(f->hub, &g, 1), 1);
    assert_true(fl_addr_equal(&g.group, &group));
    assert_string_equal(g.interface, "lo");
    assert_true(g.joined_ms > 0 && g.heard_ms == 0 && g.unicast_ms == 0);
    assert_in_range(g.igmp_version, 1, 3); /* proc tells */
    peer_send_to(d, &group, "one");
    peer_send_to(d, &us, "two");
    expect(c, "one", NULL);
    expect(c, "two", NULL);
    assert_int_equal(fl_hub_groups(f->hub, &g, 1), 1);
    assert_true(g.heard_ms > 0 && g.unicast_ms > 0);
    assert_int_equal(g.datagrams, 1);
    assert_int_equal(fl_hub_groups(f->hub, NULL, 0), 1);
    destroy(c);
    close(d);
}

/* --- silence ------------------------------------------------------------------------------------------------- */

static atomic_int warnings;

static void count_warnings(void *ctx, enum fl_level level, const char *subject, const char *text)
{
    (void)ctx;
    (void)subject;
    warnings += level == FL_WARN && strstr(text, "no multicast received since") != NULL;
}

/* The group was heard and is silent while the device is not: told once, and again after it was heard. */
static void a_group_that_falls_silent_is_told_once(void **state)
{
    const struct fl_hub_conf often = {.keep_alive = true, .refresh_ms = 5};
    struct fixture *f = *state;
    struct fl_conn *c = member(f, "127.0.0.2", 0);
    struct fl_addr us = addr("127.0.0.1", f->port), group = addr(GROUP, f->port);
    int d = device("127.0.0.2", 0);
    warnings = 0;
    fl_log_set_sink(count_warnings, NULL, FL_WARN);
    fl_hub_configure(f->hub, &often);
    start(f);
    for (int i = 0; i < 100; i++) { /* nothing was heard yet: nothing is missed */
        peer_send_to(d, &us, "alive");
        expect(c, "alive", NULL);
    }
    assert_int_equal(warnings, 0);
    for (int round = 1; round <= 2; round++) {
        peer_send_to(d, &group, "announced");
        expect(c, "announced", NULL);
        WAIT_FOR((peer_send_to(d, &us, "alive"), warnings == round));
        uint64_t before = stats(f).received;
        for (int i = 0; i < 100; i++)
            peer_send_to(d, &us, "alive");
        WAIT_FOR(stats(f).received >= before + 100);
        empty(c);
        assert_int_equal(warnings, round);
    }
    fl_log_set_sink(NULL, NULL, FL_ERROR);
    destroy(c);
    close(d);
}

static void the_connector_opens_members(void **state)
{
    struct fixture *f = *state;
    struct fl_net *net = fl_net_create(f->hub);
    const struct fl_connector *c = fl_net_connector(net);
    struct fl_endpoint ep = endpoint(f, GROUP, "127.0.0.1");
    struct fl_addr us = addr("127.0.0.1", f->port);
    struct fl_conn *conn;
    struct fl_error err;
    int d = device("127.0.0.2", 0);
    start(f);
    assert_int_equal(c->open(c->ctx, &conn, FL_GROUP, &ep, 0, soon(), &f->stop[0], &err), FL_E_OFFLINE);
    assert_string_equal(err.text, "not heard of yet");
    ep.target_count = 1;
    ep.targets[0].host = "127.0.0.2";
    ep.targets[0].port = f->port;
    assert_int_equal(c->open(c->ctx, &conn, FL_GROUP, &ep, 0, soon(), &f->stop[0], &err), FL_OK);
    peer_send_to(d, &us, "hello");
    expect(conn, "hello", NULL);
    destroy(conn);
    fl_net_destroy(net);
    close(d);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_member_hears_its_own_host),
        TEST(both_connections_to_one_host_hear_it),
        TEST(the_group_is_heard_and_sent_to),
        TEST(a_group_that_only_others_joined_is_not_heard),
        TEST(a_shared_group_is_a_target_by_itself),
        TEST(a_shared_group_is_sent_to_with_the_hops_asked_for),
        TEST(a_full_inbox_drops_the_oldest_and_harms_no_other),
        TEST(deadline_and_interrupt_end_recv),
        TEST(what_cannot_be_opened_says_why),
        TEST(an_address_and_all_addresses_exclude_each_other),
        TEST(sockets_that_nobody_uses_give_way),
        TEST(a_station_hears_everything),
        TEST(a_port_in_use_is_told_once_and_tried_again),
        TEST(a_station_waits_for_sockets_that_give_way),
        TEST(groups_are_reported),
        TEST(a_group_that_falls_silent_is_told_once),
        TEST(the_connector_opens_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
