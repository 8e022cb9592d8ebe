/* Datagram devices of fairlead-sim: a family made for this test, run in a process of its own and
 * talked to over real sockets on loopback. Each run has addresses of its own, by its process id. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim_run.h"
#include "support/cmocka.h"

enum { PATIENCE_MS = 10000, TEXT_MAX = 256 };
#define GROUP "239.255.77.1"

/* --- the family: answers "WORD" by "WORD port=P many=M"; some words do something else --------- */
struct parrot {
    size_t number, echoes; /* echoes: answers of others that it heard */
};

static struct fl_sim_port extra_ports[] = {{0, true}, {0, false}};

static enum fl_err option(void *device, const char *name, const char *value, struct fl_error *err)
{
    (void)device, (void)name, (void)value, (void)err;
    return FL_E_UNKNOWN;
}

static enum fl_err init(void *device, struct fl_sim_io *io, size_t index)
{
    (void)io;
    ((struct parrot *)device)->number = index;
    return FL_OK;
}

static size_t feed(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    char word[TEXT_MAX / 2] = "", text[TEXT_MAX];
    struct fl_addr from = fl_sim_from(io);
    (void)session;
    memcpy(word, data, len < sizeof word ? len : 0);
    if (strchr(word, '=')) { /* of a device */
        ((struct parrot *)device)->echoes++;
        return len;
    }
    snprintf(text, sizeof text, "%s port=%u many=%d from=%zu", word, (unsigned)fl_sim_port(io),
             fl_sim_to_many(io), ((struct parrot *)device)->number);
    if (!strcmp(word, "group"))
        fl_sim_send_to(io, NULL, text, strlen(text), 0);
    else if (!strcmp(word, "other"))
        fl_sim_send_from(io, 0, &from, text, strlen(text), 0);
    else if (!strcmp(word, "new"))
        fl_sim_send_from(io, (uint16_t)(extra_ports[0].port + 1), &from, text, strlen(text), 0);
    else if (!strcmp(word, "late")) {
        fl_sim_send(io, "second", 6, 60, 0);
        fl_sim_send(io, "first", 5, 30, 0);
    } else
        fl_sim_send(io, text, strlen(text), 0, 0);
    return len;
}

static enum fl_err control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                           struct fl_error *err)
{
    (void)err;
    if (!strcmp(verb, "hold"))
        fl_sim_hold(io, !strcmp(args, "on"));
    else if (!strcmp(verb, "heard"))
        fl_sim_reply(io, "%zu", ((struct parrot *)device)->echoes);
    else if (!strcmp(verb, "listen"))
        fl_sim_listen(io, !strcmp(args, "on"));
    else
        return FL_E_UNKNOWN;
    return FL_OK;
}

static const struct fl_sim parrot = {
    .name = "parrot",
    .medium = FL_GROUP,
    .group = GROUP,
    .ports = extra_ports,
    .device_size = sizeof(struct parrot),
    .option = option,
    .init = init,
    .feed = feed,
    .control = control,
};

const struct fl_sim *const fl_sims[] = {&parrot, NULL};

/* --- the process ---------------------------------------------------------------------------- */
struct bench {
    pid_t pid;
    int in;
    FILE *out;
    char base[INET_ADDRSTRLEN]; /* of device 0 */
    uint16_t port;
    int fd; /* the client's: at 127.0.0.1, hears the group on loopback as well */
    char line[TEXT_MAX];
};

static void run_child(const char *base, size_t count)
{
    struct fl_error err = {0};
    const struct sim_setup setup = {.listen = base, .seed = 1, .control = true};
    struct sim_run *run = sim_run_create(&setup, &err);
    for (size_t i = 0; run && i < count; i++)
        if (sim_run_add(run, &parrot, i, 0, NULL, 0, &err)) {
            fprintf(stderr, "%s\n", err.text);
            _exit(3);
        }
    if (!run)
        _exit(3);
    sim_run_announce(run, stdout);
    sim_run_loop(run);
    sim_run_destroy(run);
    _exit(0);
}

static struct sockaddr_in at(const char *ip, uint16_t port)
{
    struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons(port)};
    assert_int_equal(inet_pton(AF_INET, ip, &sa.sin_addr), 1);
    return sa;
}

static int open_client(void)
{
    struct sockaddr_in sa = at("127.0.0.1", 0);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ip_mreqn out = {.imr_ifindex = (int)if_nametoindex("lo")};
    setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &(int){1}, sizeof(int));
    assert_int_equal(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &out, sizeof out), 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, sizeof sa), 0);
    return fd;
}

static void read_line(struct bench *b)
{
    assert_non_null(fgets(b->line, sizeof b->line, b->out));
    b->line[strcspn(b->line, "\n")] = '\0';
}

static void start(struct bench *b, size_t count)
{
    int in[2], out[2];
    unsigned pid = (unsigned)getpid();
    snprintf(b->base, sizeof b->base, "127.%u.%u.10", 16 + (pid >> 8) % 200, pid & 0xFF);
    extra_ports[0].port = (uint16_t)(20000 + pid % 10000 * 2);
    assert_int_equal(pipe2(in, O_CLOEXEC) | pipe2(out, O_CLOEXEC), 0);
    fflush(stdout);
    b->pid = fork();
    assert_true(b->pid >= 0);
    if (!b->pid) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]); /* or the end of its input would never come */
        run_child(b->base, count);
    }
    close(in[0]);
    close(out[1]);
    b->in = in[1];
    b->out = fdopen(out[0], "r");
    b->fd = open_client();
    read_line(b);
    const char *colon = strchr(b->line, ':');
    assert_non_null(colon);
    b->port = (uint16_t)strtoul(colon + 1, NULL, 10);
}

static void finish(struct bench *b)
{
    int status;
    close(b->in);
    assert_int_equal(waitpid(b->pid, &status, 0), b->pid);
    assert_int_equal(status, 0);
    fclose(b->out);
    close(b->fd);
}

static void control_line(struct bench *b, const char *line, const char *answer)
{
    dprintf(b->in, "%s\n", line);
    read_line(b);
    assert_string_equal(b->line, answer);
}

static void say(struct bench *b, const char *ip, uint16_t port, const char *word)
{
    struct sockaddr_in to = at(ip, port);
    assert_int_equal(sendto(b->fd, word, strlen(word), 0, (struct sockaddr *)&to, sizeof to), strlen(word));
}

/* What came on fd, and the port it came from. */
static uint16_t hear(int fd, char text[static TEXT_MAX])
{
    struct sockaddr_in from;
    socklen_t len = sizeof from;
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&wait, 1, PATIENCE_MS), 1);
    ssize_t got = recvfrom(fd, text, TEXT_MAX - 1, 0, (struct sockaddr *)&from, &len);
    assert_true(got >= 0);
    text[got] = '\0';
    return ntohs(from.sin_port);
}

static uint16_t assert_heard(struct bench *b, const char *word, unsigned port, int many, size_t device)
{
    char text[TEXT_MAX], expected[TEXT_MAX];
    uint16_t from = hear(b->fd, text);
    snprintf(expected, sizeof expected, "%s port=%u many=%d from=%zu", word, port, many, device);
    assert_string_equal(text, expected);
    return from;
}

static void address_of(const struct bench *b, unsigned last, char out[static INET_ADDRSTRLEN])
{
    const char *dot = strrchr(b->base, '.');
    snprintf(out, INET_ADDRSTRLEN, "%.*s.%u", (int)(dot - b->base), b->base, last);
}

/* --- tests ---------------------------------------------------------------------------------- */
static void test_addresses(void **state)
{
    struct bench b = {0};
    char second[INET_ADDRSTRLEN], expected[TEXT_MAX];
    (void)state;
    start(&b, 2);
    address_of(&b, 11, second);
    snprintf(expected, sizeof expected, "ready parrot@%s:%u parrot@%s:%u", b.base, b.port, second, b.port);
    assert_string_equal(b.line, expected);
    say(&b, b.base, b.port, "one");
    assert_int_equal(assert_heard(&b, "one", b.port, 0, 0), b.port);
    say(&b, second, b.port, "two");
    assert_heard(&b, "two", b.port, 0, 1);
    finish(&b);
}

static void test_group(void **state)
{
    struct bench b = {0};
    char text[TEXT_MAX];
    unsigned devices = 0;
    (void)state;
    start(&b, 2);
    say(&b, GROUP, b.port, "all"); /* each device has its own copy */
    for (int i = 0; i < 2; i++) {
        hear(b.fd, text);
        assert_non_null(strstr(text, "many=1"));
        devices |= 1U << (text[strlen(text) - 1] - '0');
    }
    assert_int_equal(devices, 3);

    struct sockaddr_in group = at(GROUP, b.port);
    struct ip_mreqn membership = {.imr_multiaddr = group.sin_addr, .imr_ifindex = (int)if_nametoindex("lo")};
    int ear = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    setsockopt(ear, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    assert_int_equal(bind(ear, (struct sockaddr *)&group, sizeof group), 0);
    assert_int_equal(setsockopt(ear, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof membership), 0);
    say(&b, b.base, b.port, "group");
    assert_int_equal(hear(ear, text), b.port);
    assert_non_null(strstr(text, "group port="));
    control_line(&b, "0 heard", "ok 0"); /* not its own, which the loop brought back */
    control_line(&b, "1 heard", "ok 1");
    close(ear);
    finish(&b);
}

static void test_ports(void **state)
{
    struct bench b = {0};
    uint16_t extra;
    (void)state;
    start(&b, 1);
    extra = extra_ports[0].port;
    say(&b, b.base, extra, "extra");
    assert_int_equal(assert_heard(&b, "extra", extra, 0, 0), extra);
    say(&b, "127.255.255.255", extra, "broadcast");
    assert_int_equal(assert_heard(&b, "broadcast", extra, 1, 0), extra);
    say(&b, b.base, b.port, "other");
    uint16_t other = assert_heard(&b, "other", b.port, 0, 0);
    assert_int_not_equal(other, b.port);
    say(&b, b.base, b.port, "new");
    assert_int_equal(assert_heard(&b, "new", b.port, 0, 0), extra + 1);
    say(&b, b.base, (uint16_t)(extra + 1), "heard");
    assert_int_equal(assert_heard(&b, "heard", extra + 1U, 0, 0), extra + 1);
    finish(&b);
}

static void test_move(void **state)
{
    struct bench b = {0};
    char to[INET_ADDRSTRLEN], line[TEXT_MAX];
    (void)state;
    start(&b, 1);
    address_of(&b, 77, to);
    snprintf(line, sizeof line, "0 move %s", to);
    control_line(&b, line, "ok");
    say(&b, to, b.port, "moved");
    assert_heard(&b, "moved", b.port, 0, 0);
    say(&b, GROUP, b.port, "all");
    assert_heard(&b, "all", b.port, 1, 0);
    control_line(&b, "0 move nowhere", "error: move nowhere: a numeric address of this machine is wanted");
    control_line(&b, "0 move 192.0.2.1", "error: move 192.0.2.1: Cannot assign requested address");
    say(&b, to, b.port, "still"); /* a move that failed changed nothing */
    assert_heard(&b, "still", b.port, 0, 0);

    int fd = open_client();
    struct sockaddr_in old = at(b.base, b.port);
    char byte;
    assert_int_equal(connect(fd, (struct sockaddr *)&old, sizeof old), 0);
    assert_int_equal(send(fd, "x", 1, 0), 1);
    assert_int_equal(recv(fd, &byte, 1, 0), -1);
    assert_int_equal(errno, ECONNREFUSED);
    close(fd);
    finish(&b);
}

static void test_faults_of_the_network(void **state)
{
    struct bench b = {0};
    char text[TEXT_MAX];
    (void)state;
    start(&b, 1);
    control_line(&b, "0 net_in=lose:2", "ok");
    say(&b, b.base, b.port, "a");
    say(&b, b.base, b.port, "b");
    say(&b, b.base, b.port, "c");
    assert_heard(&b, "a", b.port, 0, 0);
    assert_heard(&b, "c", b.port, 0, 0);
    control_line(&b, "0 net=none net_out=duplicate:100,jitter:20", "ok");
    say(&b, b.base, b.port, "d");
    assert_heard(&b, "d", b.port, 0, 0);
    assert_heard(&b, "d", b.port, 0, 0);
    control_line(&b, "0 net=none", "ok");
    say(&b, b.base, b.port, "late");
    hear(b.fd, text);
    assert_string_equal(text, "first");
    hear(b.fd, text);
    assert_string_equal(text, "second");
    finish(&b);
}

static void test_hold_and_listen(void **state)
{
    struct bench b = {0};
    (void)state;
    start(&b, 1);
    control_line(&b, "0 hold on", "ok");
    say(&b, b.base, b.port, "lost");
    control_line(&b, "0 dance", "error: dance: no such verb of parrot; see fairlead-sim parrot --help");
    control_line(&b, "0 hold off", "ok");
    say(&b, b.base, b.port, "heard");
    assert_heard(&b, "heard", b.port, 0, 0);
    control_line(&b, "0 listen off", "ok");
    say(&b, b.base, b.port, "refused");
    control_line(&b, "0 listen on", "ok");
    say(&b, b.base, b.port, "again");
    assert_heard(&b, "again", b.port, 0, 0);
    finish(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_group),
        cmocka_unit_test(test_ports),
        cmocka_unit_test(test_move),
        cmocka_unit_test(test_faults_of_the_network),
        cmocka_unit_test(test_hold_and_listen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
