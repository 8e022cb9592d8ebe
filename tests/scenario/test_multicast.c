/* The shared sockets in a network of their own: this program gives itself two network namespaces,
 * one for the hub and one for the devices, joined by pairs of interfaces:
 *
 *   ours   lan0 10.71.0.1/24   lan1 10.72.0.1/24
 *   peer   dev0 10.71.0.2/24   dev1 10.72.0.2/24
 *
 * Neither root nor anything outside is needed where the kernel lets users make namespaces; elsewhere
 * it says that it is skipped. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <sched.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/addr.h"
#include "net/hub.h"
#include "support/cmocka.h"

#define GROUP "224.0.23.0"

enum {
    PORT = 3610,
    SKIPPED = 77,       /* what ctest takes for it */
    PROMPT_MS = 5000,   /* well below the 10 s of the safety net: only netlink is so fast */
    PATIENCE_MS = 10000 /* for what only has to happen */
};

static int ours = -1, peer = -1; /* the namespaces */

/* --- namespaces --------------------------------------------------------------------------------- */

static bool write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0)
        close(fd);
    return written;
}

/* As an ordinary user: root in a user namespace, who may make network namespaces. */
static bool become_root(void)
{
    char uids[40], gids[40];
    snprintf(uids, sizeof uids, "0 %u 1", (unsigned)getuid());
    snprintf(gids, sizeof gids, "0 %u 1", (unsigned)getgid());
    return unshare(CLONE_NEWUSER) == 0 && write_file("/proc/self/setgroups", "deny") &&
           write_file("/proc/self/uid_map", uids) && write_file("/proc/self/gid_map", gids);
}

/* Without IPv6, whose addresses come when they like: each change is then one of ours. */
static int new_namespace(void)
{
    if (unshare(CLONE_NEWNET) != 0)
        return -1;
    write_file("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
    write_file("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
    return open("/proc/self/ns/net", O_RDONLY);
}

static bool make_namespaces(void)
{
    peer = new_namespace();
    if (peer < 0 && become_root())
        peer = new_namespace();
    ours = peer < 0 ? -1 : new_namespace();
    return ours >= 0 && system("ip link set lo up") == 0;
}

/* This thread's sockets and commands are made there from now on; those that exist stay where they are. */
static void enter(int namespace)
{
    assert_int_equal(setns(namespace, CLONE_NEWNET), 0);
}

__attribute__((format(printf, 2, 3))) static void run(int namespace, const char *fmt, ...)
{
    char command[200];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(command, sizeof command, fmt, ap);
    va_end(ap);
    enter(namespace);
    if (system(command) != 0)
        fail_msg("failed: %s", command);
    enter(ours);
}

#define WAIT_FOR(condition)                                                                                  \
    do {                                                                                                     \
        uint64_t until_ = fl_clock_ms() + PATIENCE_MS;                                                       \
        while (!(condition) && fl_clock_ms() < until_)                                                       \
            poll(NULL, 0, 1);                                                                                \
        assert_true(condition);                                                                              \
    } while (0)

static bool has_carrier(int n)
{
    struct ifreq request = {0};
    snprintf(request.ifr_name, sizeof request.ifr_name, "lan%d", n);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool running = ioctl(fd, SIOCGIFFLAGS, &request) == 0 && (request.ifr_flags & IFF_RUNNING);
    close(fd);
    return running;
}

/* lanN with its other end devN in the devices' namespace. */
static void add_network(int n)
{
    run(ours, "ip link add lan%d type veth peer name dev%d netns /proc/%d/fd/%d", n, n, (int)getpid(), peer);
    run(ours, "ip address add 10.7%d.0.1/24 dev lan%d && ip link set lan%d up", n + 1, n, n);
    run(peer, "ip address add 10.7%d.0.2/24 dev dev%d && ip link set dev%d up", n + 1, n, n);
}

static void remove_network(int n)
{
    run(ours, "ip link del lan%d", n);
}

/* --- devices -------------------------------------------------------------------------------------- */

static struct fl_addr addr(const char *ip)
{
    struct fl_addr a;
    assert_true(fl_addr_parse(&a, ip, PORT));
    return a;
}

/* Behind lanN, in the group: hears and sends at the port of all. */
static int device(int n)
{
    char name[16];
    struct sockaddr_storage sa;
    struct fl_addr any = addr("0.0.0.0"), group = addr(GROUP);
    const int on = 1;
    enter(peer);
    snprintf(name, sizeof name, "dev%d", n);
    struct ip_mreqn at = {.imr_ifindex = (int)if_nametoindex(name)};
    memcpy(&at.imr_multiaddr, group.ip, 4);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, (socklen_t)strlen(name)), 0);
    socklen_t len = fl_addr_to_sys(&any, &sa);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, len), 0);
    assert_int_equal(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &at, sizeof at), 0);
    assert_int_equal(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &at, sizeof at), 0);
    enter(ours);
    return fd;
}

static void tell(int fd, const char *ip, const char *text)
{
    struct sockaddr_storage sa;
    struct fl_addr to = addr(ip);
    socklen_t len = fl_addr_to_sys(&to, &sa);
    sendto(fd, text, strlen(text), 0, (struct sockaddr *)&sa, len); /* may fail while there is no way */
}

/* The next datagram's source; false: none came in time. */
static bool hears(int fd, int patience_ms, struct fl_addr *from)
{
    char buf[64];
    struct sockaddr_storage sa;
    socklen_t len = sizeof sa;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    return poll(&p, 1, patience_ms) == 1 &&
           recvfrom(fd, buf, sizeof buf, 0, (struct sockaddr *)&sa, &len) > 0 &&
           fl_addr_from_sys(from, (struct sockaddr *)&sa);
}

/* --- the hub ------------------------------------------------------------------------------------------ */

struct world {
    struct fl_hub *hub;
    struct fl_hub_station *station;
    struct fl_wake stop;
    atomic_int joined, announced, network;
};

static void on_network(void *ctx)
{
    ((struct world *)ctx)->network++;
}

static void on_joined(void *ctx)
{
    struct world *w = ctx;
    fl_hub_station_send(w->station, NULL, "search", 6);
    w->joined++;
}

static void on_datagram(void *ctx, const struct fl_addr *from, bool to_group, bool claimed,
                        const uint8_t *data, size_t len)
{
    (void)from;
    (void)claimed;
    (void)data;
    (void)len;
    ((struct world *)ctx)->announced += to_group;
}

static void open_hub_that(struct world *w, const char *interface, bool watches)
{
    static const struct fl_hub_events events = {.network = on_network};
    static const struct fl_hub_station_ops ops = {.joined = on_joined, .datagram = on_datagram};
    const struct fl_hub_conf conf = {.keep_alive = true, .monitor = watches, .refresh_ms = 3600000};
    const struct fl_endpoint ep = {.group = GROUP, .interface = interface};
    struct fl_error err;
    *w = (struct world){.hub = fl_hub_create(&conf, &events, w, &err)};
    assert_non_null(w->hub);
    assert_int_equal(fl_wake_init(&w->stop, &err), FL_OK);
    w->station = fl_hub_station_open(w->hub, &ep, PORT, &ops, w);
    assert_non_null(w->station);
    assert_int_equal(fl_hub_start(w->hub, &err), FL_OK);
}

static void open_hub(struct world *w, const char *interface)
{
    open_hub_that(w, interface, true);
}

static void close_hub(struct world *w)
{
    fl_hub_station_close(w->station);
    fl_hub_destroy(w->hub);
    fl_wake_finish(&w->stop);
}

static struct fl_conn *open_member(struct world *w, const char *ip, const char *interface)
{
    const struct fl_endpoint ep = {.group = GROUP, .interface = interface, .local_port = PORT};
    const struct fl_addr to = addr(ip);
    struct fl_conn *c;
    struct fl_error err = {.text = ""};
    if (fl_hub_open(w->hub, &c, &ep, &to, &w->stop, &err))
        fail_msg("%s", err.text);
    return c;
}

/* Announces until it is heard: what is sent while nobody has joined is lost. */
static void expect_announcement(struct world *w, int fd, uint64_t patience_ms)
{
    int before = w->announced;
    uint64_t until_ms = fl_clock_ms() + patience_ms;
    while (w->announced == before) {
        assert_true(fl_clock_ms() < until_ms);
        tell(fd, GROUP, "announced");
        poll(NULL, 0, 20);
    }
}

static int set_up(void **state)
{
    (void)state;
    for (int n = 0; n < 2; n++) {
        add_network(n);
        WAIT_FOR(has_carrier(n)); /* the kernel takes its time to notice */
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    enter(ours);
    run(ours, "for i in lan0 lan1; do ip link show $i >/dev/null 2>&1 && ip link del $i; done; true");
    return 0;
}

/* --- memberships ------------------------------------------------------------------------------------ */

/* Everything that arrives at dev0, also what is for nobody there. */
static int wiretap(void)
{
    enter(peer);
    struct sockaddr_ll at = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int)if_nametoindex("dev0")};
    int fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_IP));
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    enter(ours);
    return fd;
}

/* An IGMPv3 report (RFC 3376, 4.2) whose first record says that the group was joined:
 *
 *   IP header | type 0x22 | 7 octets | record type | 3 octets | group */
static bool is_report(const uint8_t *ip, size_t len)
{
    enum { IGMP = 2, REPORT = 0x22, CHANGE_TO_EXCLUDE = 4 };
    size_t at = (size_t)(ip[0] & 15) * 4;
    const struct fl_addr group = addr(GROUP);
    return len >= at + 16 && ip[9] == IGMP && ip[at] == REPORT && ip[at + 8] == CHANGE_TO_EXCLUDE &&
           memcmp(ip + at + 12, group.ip, 4) == 0;
}

static void expect_reports(int tap, int count)
{
    uint8_t packet[2048];
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    while (count > 0) {
        struct pollfd p = {.fd = tap, .events = POLLIN};
        if (poll(&p, 1, fl_clock_poll_timeout(until_ms, fl_clock_ms())) != 1)
            fail_msg("no report came");
        ssize_t n = recv(tap, packet, sizeof packet, 0);
        count -= n > 20 && is_report(packet, (size_t)n);
    }
}

/* The kernel tells a join twice, and is then silent unless the group is left and joined. */
static void a_refresh_is_seen_on_the_wire(void **state)
{
    (void)state;
    struct world w;
    int tap = wiretap();
    open_hub(&w, "");
    expect_reports(tap, 2);
    WAIT_FOR(w.joined > 0);
    int joined = w.joined;
    fl_hub_refresh(w.hub);
    expect_reports(tap, 2);
    WAIT_FOR(w.joined > joined);
    const struct fl_hub_conf often = {.keep_alive = true, .monitor = true, .refresh_ms = 1000};
    fl_hub_configure(w.hub, &often);
    expect_reports(tap, 3);
    close_hub(&w);
    close(tap);
}

static void an_interface_that_comes_back_is_joined_at_once(void **state)
{
    (void)state;
    struct world w;
    open_hub(&w, "");
    int d = device(0);
    expect_announcement(&w, d, PATIENCE_MS);
    int joined = w.joined, network = w.network;
    remove_network(0);
    WAIT_FOR(w.network > network);
    close(d);
    add_network(0);
    d = device(0);
    expect_announcement(&w, d, PROMPT_MS);
    WAIT_FOR(w.joined > joined);
    close_hub(&w);
    close(d);
}

/* The same with an interface that is named: while it is away, that is a trouble with words. */
static void a_named_interface_may_come_later(void **state)
{
    (void)state;
    struct world w;
    struct fl_hub_group g;
    remove_network(0);
    open_hub(&w, "lan0");
    WAIT_FOR(fl_hub_groups(w.hub, &g, 1) == 1 && strstr(g.trouble, "no interface \"lan0\""));
    add_network(0);
    int d = device(0);
    expect_announcement(&w, d, PROMPT_MS);
    assert_int_equal(fl_hub_groups(w.hub, &g, 1), 1);
    assert_string_equal(g.trouble, "");
    assert_string_equal(g.interface, "lan0");
    close_hub(&w);
    close(d);
}

static void without_watching_a_refresh_finds_what_came(void **state)
{
    (void)state;
    struct world w;
    open_hub_that(&w, "", false);
    remove_network(0);
    add_network(0);
    fl_hub_refresh(w.hub);
    int d = device(0);
    expect_announcement(&w, d, PATIENCE_MS);
    close_hub(&w);
    close(d);
}

/* They come and go with every start of a container, and concern nobody who does not name them. */
static void virtual_interfaces_make_no_stir(void **state)
{
    (void)state;
    struct world w;
    open_hub(&w, "lan0");
    WAIT_FOR(w.joined > 0);
    int network = w.network;
    run(ours,
        "ip link add docker0 type veth peer name veth9 && ip link set docker0 up && ip link set veth9 up");
    run(ours, "ip address add 10.73.0.1/24 dev docker0");
    run(ours, "ip address add 10.72.0.7/24 dev lan1");
    WAIT_FOR(w.network > network);
    assert_int_equal(w.network, network + 1);
    close_hub(&w);
    run(ours, "ip link del docker0");
}

/* A port of ours at an address that is new is still ours, and others are told from there. */
static void a_new_address_is_known_as_our_own(void **state)
{
    (void)state;
    struct world w;
    struct fl_addr from = {0}, fresh = addr("10.71.0.9");
    struct fl_hub_stats before, after;
    int d = device(0);
    open_hub(&w, "lan0");
    WAIT_FOR(w.joined > 0);
    int joined = w.joined;
    run(ours, "ip address del 10.71.0.1/24 dev lan0 && ip address add 10.71.0.9/24 dev lan0");
    WAIT_FOR(w.joined > joined);
    while (!fl_addr_same_host(&from, &fresh)) /* joined() searches */
        assert_true(hears(d, PATIENCE_MS, &from));
    fl_hub_stats(w.hub, &before);
    int announced = w.announced;
    fl_hub_station_search(w.station);
    WAIT_FOR((fl_hub_stats(w.hub, &after), after.own > before.own));
    assert_int_equal(w.announced, announced);
    close_hub(&w);
    close(d);
}

/* --- several interfaces ---------------------------------------------------------------------------- */

static void all_real_interfaces_are_joined_and_no_other(void **state)
{
    (void)state;
    struct world w;
    struct fl_hub_group g[4];
    struct fl_addr from;
    run(ours,
        "ip link add docker0 type veth peer name veth9 && ip link set docker0 up && ip link set veth9 up");
    open_hub(&w, "");
    int a = device(0), b = device(1);
    assert_int_equal(fl_hub_groups(w.hub, g, 4), 2);
    for (int i = 0; i < 2; i++)
        assert_memory_equal(g[i].interface, "lan", 3);
    expect_announcement(&w, a, PATIENCE_MS);
    expect_announcement(&w, b, PATIENCE_MS);
    fl_hub_station_search(w.station);
    assert_true(hears(a, PATIENCE_MS, &from));
    assert_true(hears(b, PATIENCE_MS, &from));
    close_hub(&w);
    close(a);
    close(b);
    run(ours, "ip link del docker0");
}

static void the_interface_that_is_meant_is_used(void **state)
{
    static const char *const ways[] = {"lan1", "10.72.0.0/24", "10.72.0.1"};
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct world w;
        struct fl_addr from, group = addr(GROUP), us = addr("10.72.0.1");
        open_hub(&w, ways[i]);
        int a = device(0), b = device(1);
        struct fl_conn *c = open_member(&w, "10.72.0.2", ways[i]);
        assert_int_equal(c->ops->send(c, &group, "search", 6), FL_OK);
        assert_true(hears(b, PATIENCE_MS, &from));
        assert_true(fl_addr_equal(&from, &us));
        assert_false(hears(a, 0, &from));
        tell(a, GROUP, "elsewhere");
        expect_announcement(&w, b, PATIENCE_MS);
        struct fl_hub_group g;
        assert_int_equal(fl_hub_groups(w.hub, &g, 1), 1);
        assert_string_equal(g.interface, "lan1");
        assert_int_equal(g.datagrams, w.announced);
        c->ops->destroy(c);
        close_hub(&w);
        close(a);
        close(b);
    }
}

/* A device is where its interface is: what comes from its address by another way is not from it. */
static void a_member_hears_its_own_interface_alone(void **state)
{
    (void)state;
    struct world w;
    open_hub(&w, "");
    int a = device(0);
    char buf[64];
    size_t len;
    struct fl_conn *right = open_member(&w, "10.71.0.2", "lan0"),
                   *wrong = open_member(&w, "10.71.0.2", "lan1");
    expect_announcement(&w, a, PATIENCE_MS);
    assert_int_equal(right->ops->recv(right, buf, sizeof buf, fl_clock_ms() + PATIENCE_MS, &len, NULL),
                     FL_OK);
    assert_int_equal(wrong->ops->recv(wrong, buf, sizeof buf, 0, &len, NULL), FL_AGAIN);
    right->ops->destroy(right);
    wrong->ops->destroy(wrong);
    close_hub(&w);
    close(a);
}

/* --- IGMP -------------------------------------------------------------------------------------------- */

/* A general query of version 2 (RFC 2236, 2): type, time to answer in tenths, checksum, no group. */
static void query(void)
{
    static const uint8_t packet[8] = {0x11, 100, 0xee, 0x9b};
    struct sockaddr_in all = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ALLHOSTS_GROUP)};
    enter(peer);
    struct ip_mreqn at = {.imr_ifindex = (int)if_nametoindex("dev0")};
    int fd = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_IGMP);
    assert_int_equal(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &at, sizeof at), 0);
    assert_int_equal(sendto(fd, packet, sizeof packet, 0, (struct sockaddr *)&all, sizeof all),
                     sizeof packet);
    close(fd);
    enter(ours);
}

static void a_querier_is_told_as_far_as_the_kernel_knows(void **state)
{
    (void)state;
    struct world w;
    struct fl_hub_group g;
    open_hub(&w, "lan0");
    WAIT_FOR(w.joined > 0);
    assert_int_equal(fl_hub_groups(w.hub, &g, 1), 1);
    assert_int_equal(g.igmp_version, 3);
    assert_false(g.querier);
    query();
    WAIT_FOR(fl_hub_groups(w.hub, &g, 1) == 1 && g.igmp_version == 2);
    assert_true(g.querier);
    close_hub(&w);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_refresh_is_seen_on_the_wire),
        TEST(an_interface_that_comes_back_is_joined_at_once),
        TEST(a_named_interface_may_come_later),
        TEST(without_watching_a_refresh_finds_what_came),
        TEST(virtual_interfaces_make_no_stir),
        TEST(a_new_address_is_known_as_our_own),
        TEST(all_real_interfaces_are_joined_and_no_other),
        TEST(the_interface_that_is_meant_is_used),
        TEST(a_member_hears_its_own_interface_alone),
        TEST(a_querier_is_told_as_far_as_the_kernel_knows),
    };
    if (!make_namespaces()) {
        puts("skipped: no network namespaces here (neither root nor user namespaces), or no ip(8)");
        return SKIPPED;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
