/* fairlead-sim as a program: started on free ports, talked to over sockets and by control lines. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "drivers/ipcom/ipcom_codec.h"
#include "support/cmocka.h"

enum { PATIENCE_MS = 20000, GREEDY_MAX = 32 << 20, ARGS_MAX = 16 };

struct program {
    pid_t pid;
    int in;    /* what it reads */
    FILE *out; /* what it prints */
    char *line;
    size_t line_cap;
};

/* --- the program ---------------------------------------------------------------------------- */
static void start(struct program *p, const char *const *args)
{
    int in[2], out[2];
    char *argv[ARGS_MAX] = {FL_SIM_PROGRAM};
    for (size_t i = 0; args[i]; i++)
        argv[i + 1] = (char *)(uintptr_t)args[i];
    assert_int_equal(pipe2(in, O_CLOEXEC) | pipe2(out, O_CLOEXEC), 0);
    p->pid = fork();
    assert_true(p->pid >= 0);
    if (!p->pid) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        execv(argv[0], argv);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    p->in = in[1];
    p->out = fdopen(out[0], "r");
    assert_non_null(p->out);
}

static const char *next_line(struct program *p)
{
    ssize_t len = getline(&p->line, &p->line_cap, p->out);
    if (len <= 0)
        return NULL;
    p->line[len - 1] = '\0';
    return p->line;
}

/* Ends it and returns its exit code. */
static int finish(struct program *p)
{
    int status;
    close(p->in);
    assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
    fclose(p->out);
    free(p->line);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Sends a control line; the answer, with log lines before it passed over. */
static const char *control(struct program *p, const char *line)
{
    assert_int_equal(write(p->in, line, strlen(line)), strlen(line));
    assert_int_equal(write(p->in, "\n", 1), 1);
    const char *answer;
    do
        answer = next_line(p);
    while (answer && strncmp(answer, "ok", 2) != 0 && strncmp(answer, "error: ", 7) != 0);
    assert_non_null(answer);
    return answer;
}

/* The port of device n in the line "ready ipcom@127.0.0.1:PORT ...". */
static uint16_t port_of(const char *ready, size_t n)
{
    const char *at = ready ? strchr(ready, ':') : NULL;
    while (n-- && at)
        at = strchr(at + 1, ':');
    assert_non_null(at);
    return at ? (uint16_t)strtoul(at + 1, NULL, 10) : 0;
}

/* --- a client ------------------------------------------------------------------------------- */
static int try_connect(uint16_t port)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (!connect(fd, (struct sockaddr *)&to, sizeof to))
        return fd;
    close(fd);
    return -1;
}

static size_t receive(int fd, uint8_t *buf, size_t cap)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&wait, 1, PATIENCE_MS), 1);
    ssize_t len = recv(fd, buf, cap, 0);
    return len > 0 ? (size_t)len : 0;
}

/* Exactly len bytes; how many pieces they came in. */
static unsigned receive_all(int fd, uint8_t *buf, size_t len)
{
    unsigned pieces = 0;
    for (size_t have = 0, got; have < len; have += got, pieces++) {
        got = receive(fd, buf + have, len - have);
        assert_true(got > 0);
    }
    return pieces;
}

struct client {
    int fd;
    struct ipcom_cipher cipher;
};

static struct client log_in(uint16_t port)
{
    struct client c = {.fd = try_connect(port), .cipher.mode = IPCOM_SINGLE};
    uint8_t buf[IPCOM_LOGIN_ANSWER_LEN];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    assert_true(c.fd >= 0);
    ipcom_put_login(&w, &(struct ipcom_login){"tester", "letmein", 1, 0});
    ipcom_encrypt(&c.cipher, buf, buf, w.len);
    assert_int_equal(send(c.fd, buf, w.len, 0), w.len);

    struct ipcom_login_answer answer;
    receive_all(c.fd, buf, sizeof buf);
    ipcom_decrypt(&c.cipher, buf, buf, sizeof buf);
    struct fl_reader r = fl_reader_of(buf, sizeof buf);
    assert_int_equal(ipcom_get_login_answer(&r, &answer), FL_OK);
    c.cipher.mode = IPCOM_DUAL;
    memcpy(c.cipher.key, answer.key, sizeof answer.key);
    return c;
}

static void send_head(const struct client *c, enum ipcom_id id)
{
    uint8_t buf[IPCOM_HEAD_LEN];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    ipcom_put_head(&w, id);
    ipcom_encrypt(&c->cipher, buf, buf, sizeof buf);
    assert_int_equal(send(c->fd, buf, sizeof buf, MSG_NOSIGNAL), sizeof buf);
}

static unsigned receive_snapshot(const struct client *c, struct ipcom_snapshot *s)
{
    uint8_t buf[IPCOM_SNAPSHOT_LEN];
    unsigned pieces = receive_all(c->fd, buf, sizeof buf);
    ipcom_decrypt(&c->cipher, buf, buf, sizeof buf);
    struct fl_reader r = fl_reader_of(buf, sizeof buf);
    assert_int_equal(ipcom_get_snapshot(&r, s), FL_OK);
    return pieces;
}

static uint8_t poll_output(const struct client *c, unsigned module, unsigned output)
{
    struct ipcom_snapshot s;
    send_head(c, IPCOM_POLL);
    receive_snapshot(c, &s);
    return s.value[module - 1][output - 1];
}

/* --- tests ---------------------------------------------------------------------------------- */
static void test_session(void **state)
{
    struct program p = {0};
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--control", NULL});
    struct client c = log_in(port_of(next_line(&p), 0));
    assert_int_equal(poll_output(&c, 3, 4), 0);
    assert_string_equal(control(&p, "0 output 3.4=255"), "ok");
    assert_int_equal(poll_output(&c, 3, 4), 255);
    assert_string_equal(control(&p, "0 outputs"), "ok 3.4=255");
    send_head(&c, IPCOM_DISCONNECT);
    assert_int_equal(receive(c.fd, (uint8_t[1]){0}, 1), 0);
    close(c.fd);
    assert_int_equal(finish(&p), 0); /* the end of its input ends it */
}

static void test_control_lines(void **state)
{
    static const struct {
        const char *line, *answer;
    } rows[] = {
        {"# a comment\n\n0 fault=none", "ok"},
        {"* fault=bytewise,delayed:10ms ack=none", "ok"},
        {"  1 output 1.1=5 2.2=6  \r", "ok"},
        {"1 outputs", "ok 1.1=5 2.2=6"},
        {"* outputs", "ok 1: 1.1=5 2.2=6"},
        {"0 output 1.1=7", "ok"},
        {"* outputs", "ok 0: 1.1=7; 1: 1.1=5 2.2=6"},
        {"2 drop", "error: 2: no such device; there are 0 to 1, and * for all"},
        {"-1 drop", "error: -1: no such device; there are 0 to 1, and * for all"},
        {"0", "error: 0: nothing to do; DEVICE NAME=VALUE or DEVICE VERB"},
        {"0 dance", "error: dance: no such verb of ipcom; see fairlead-sim ipcom --help"},
        {"0 colour=red", "error: colour: no such option of ipcom"},
        {"0 bus=1 nonsense", "error: nonsense: not of the form name=value"},
    };
    struct program p = {0};
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--count=2", "--control", NULL});
    next_line(&p);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(control(&p, rows[i].line), rows[i].answer);
    char *longest = calloc(1, 5000);
    assert_non_null(longest);
    memset(longest, 'x', 4999);
    assert_non_null(strstr(control(&p, longest), "error: the line is longer"));
    free(longest);
    assert_string_equal(control(&p, "0 outputs"), "ok 1.1=7");
    finish(&p);
}

static void test_shapes_on_the_wire(void **state)
{
    struct program p = {0};
    struct ipcom_snapshot s;
    uint8_t buf[2 * IPCOM_SNAPSHOT_LEN];
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--control", NULL});
    struct client c = log_in(port_of(next_line(&p), 0));
    control(&p, "0 fault=bytewise:10");
    send_head(&c, IPCOM_POLL);
    assert_true(receive_snapshot(&c, &s) > 1);
    control(&p, "0 fault=coalesced:200ms");
    for (int i = 0; i < 5; i++) {
        send_head(&c, IPCOM_POLL);
        send_head(&c, IPCOM_POLL);
        assert_int_equal(receive(c.fd, buf, sizeof buf), sizeof buf); /* both in one segment */
    }
    control(&p, "0 fault=none");
    poll_output(&c, 1, 1);
    close(c.fd);
    finish(&p);
}

static void test_ends_of_connections(void **state)
{
    struct program p = {0};
    uint8_t byte;
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--control", NULL});
    uint16_t port = port_of(next_line(&p), 0);

    struct client c = log_in(port);
    control(&p, "0 drop");
    assert_int_equal(recv(c.fd, &byte, 1, 0), 0);
    close(c.fd);

    c = log_in(port);
    control(&p, "0 reset");
    assert_int_equal(recv(c.fd, &byte, 1, 0), -1);
    assert_int_equal(errno, ECONNRESET);
    close(c.fd);

    control(&p, "0 fault=refuse");
    assert_int_equal(try_connect(port), -1);
    control(&p, "0 fault=none");
    c = log_in(port); /* and the port is still its own */

    control(&p, "0 fault=half_open");
    send_head(&c, IPCOM_POLL);
    assert_string_equal(control(&p, "0 outputs"), "ok"); /* the loop has turned: the poll lies there */
    assert_int_equal(recv(c.fd, &byte, 1, MSG_DONTWAIT), -1);
    control(&p, "0 fault=none");
    struct ipcom_snapshot s;
    receive_snapshot(&c, &s);
    close(c.fd);
    finish(&p);
}

/* A client that asks without end and never reads must not keep another one waiting, nor make the
 * program grow: it is not read any more when its answers pile up. */
static void test_client_that_does_not_read(void **state)
{
    struct program p = {0};
    uint8_t polls[4096];
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--count=1", "--control", NULL});
    uint16_t port = port_of(next_line(&p), 0);
    struct client greedy = log_in(port), polite = log_in(port);
    setsockopt(greedy.fd, SOL_SOCKET, SO_SNDBUF, &(int){16384}, sizeof(int));
    for (size_t i = 0; i < sizeof polls; i += IPCOM_HEAD_LEN)
        ipcom_encrypt(&greedy.cipher, (const uint8_t[]){IPCOM_POLL, IPCOM_VERSION}, polls + i,
                      IPCOM_HEAD_LEN);
    struct pollfd wait = {.fd = greedy.fd, .events = POLLOUT};
    for (ssize_t sent, all = 0; poll(&wait, 1, 500) == 1; all += sent) { /* until it is not read any more */
        sent = send(greedy.fd, polls, sizeof polls, MSG_DONTWAIT | MSG_NOSIGNAL);
        assert_true(sent > 0 && all < GREEDY_MAX);
    }
    assert_int_equal(poll_output(&polite, 1, 1), 0);
    close(greedy.fd);
    close(polite.fd);
    assert_int_equal(finish(&p), 0);
}

static void test_log(void **state)
{
    struct program p = {0};
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--count=3", "--log", NULL});
    struct client c = log_in(port_of(next_line(&p), 2));
    static const char *const texts[] = {" 2 connected", " 2 login", " 2 poll"};
    poll_output(&c, 1, 1);
    double last = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *rest = NULL;
        const char *line = next_line(&p);
        assert_non_null(line);
        double ms = strtod(line, &rest);
        assert_true(ms > last);
        last = ms;
        assert_string_equal(rest, texts[i]);
    }
    close(c.fd);
    kill(p.pid, SIGTERM);
    assert_int_equal(finish(&p), 128 + SIGTERM);
}

static void test_many_devices(void **state)
{
    struct program p = {0};
    (void)state;
    start(&p, (const char *const[]){"ipcom", "--port=0", "--count=500", "--control", NULL});
    const char *ready = next_line(&p);
    assert_non_null(ready);
    uint16_t first = port_of(ready, 0), last = port_of(ready, 499);
    assert_int_not_equal(first, last);
    control(&p, "499 output 16.8=1");
    struct client c = log_in(last);
    assert_int_equal(poll_output(&c, 16, 8), 1);
    close(c.fd);
    assert_int_equal(finish(&p), 0);
}

static void test_seed_repeats(void **state)
{
    struct ipcom_cipher cipher[3];
    static const char *const seeds[] = {"--seed=7", "--seed=7", "--seed=8"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct program p = {0};
        start(&p, (const char *const[]){"ipcom", "--port=0", "--control", seeds[i], NULL});
        struct client c = log_in(port_of(next_line(&p), 0));
        cipher[i] = c.cipher;
        close(c.fd);
        finish(&p);
    }
    assert_memory_equal(cipher[0].key, cipher[1].key, IPCOM_KEY_LEN);
    assert_memory_not_equal(cipher[0].key, cipher[2].key, IPCOM_KEY_LEN);
}

static void test_usage(void **state)
{
    static const struct {
        const char *args[4];
        int code;
        const char *line; /* the first one on standard output */
    } rows[] = {
        {{"--version"}, 0, "fairlead-sim " FL_VERSION},
        {{"--help"}, 0, "usage: fairlead-sim DRIVER [options]"},
        {{"ipcom", "--help"}, 0, "usage: fairlead-sim ipcom [options]"},
        {{"echonet", "--help"}, 0, "usage: fairlead-sim echonet [options]"},
        {{"echonet", "--port=0", "--model=toaster"}, 2, NULL},
        {{"echonet", "--port=0", "--net=loss"}, 2, NULL},
        {{"echonet", "--port=0", "--group=10.0.0.1"}, 2, NULL},
        {{"ipcom", "--port=0", "--net=loss:1"}, 2, NULL},
        {{NULL}, 2, NULL},
        {{"toaster"}, 2, NULL},
        {{"ipcom", "ipcom"}, 2, NULL},
        {{"ipcom", "--all"}, 2, NULL},
        {{"--all", "--set", "bus=1"}, 2, NULL},
        {{"ipcom", "--frobnicate"}, 2, NULL},
        {{"ipcom", "--frobnicate=1"}, 2, NULL},
        {{"ipcom", "--bus=3"}, 2, NULL},
        {{"ipcom", "--port"}, 2, NULL},
        {{"ipcom", "--port=65536"}, 2, NULL},
        {{"ipcom", "--port=65535", "--count=2"}, 2, NULL},
        {{"ipcom", "--count=0"}, 2, NULL},
        {{"ipcom", "-x"}, 2, NULL},
        {{"ipcom", "--listen=localhost"}, 2, NULL},
        {{"ipcom", "--port=0", "--listen=192.0.2.1"}, 3, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct program p = {0};
        start(&p, rows[i].args);
        const char *line = next_line(&p);
        assert_int_equal(line != NULL, rows[i].line != NULL);
        if (line)
            assert_string_equal(line, rows[i].line);
        while (next_line(&p))
            ;
        assert_int_equal(finish(&p), rows[i].code);
    }
}

/* Devices that use UDP, told apart by their addresses. */
static void test_datagram_devices(void **state)
{
    struct program p = {0};
    (void)state;
    start(&p, (const char *const[]){"echonet", "--listen=127.9.8.254", "--port=0", "--count=3", "--control",
                                    "--set=live=off", NULL});
    const char *ready = next_line(&p);
    assert_non_null(ready);
    assert_non_null(strstr(ready, "ready echonet@127.9.8.254:"));
    assert_non_null(strstr(ready, " echonet@127.9.9.0:"));
    assert_string_equal(control(&p, "1 edt 013001 B3 12"), "ok");
    assert_string_equal(control(&p, "* edt 013001 B3"), "ok 0: 1A; 1: 12; 2: 1A");
    assert_string_equal(control(&p, "* net=loss:5% speed=2"), "ok");
    assert_int_equal(finish(&p), 0);
}

static void test_port_in_use(void **state)
{
    struct program first = {0}, second = {0};
    char option[32];
    (void)state;
    start(&first, (const char *const[]){"ipcom", "--port=0", "--control", NULL});
    snprintf(option, sizeof option, "--port=%u", (unsigned)port_of(next_line(&first), 0));
    start(&second, (const char *const[]){"ipcom", option, NULL});
    assert_int_equal(finish(&second), 3);
    assert_int_equal(finish(&first), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_session),
        cmocka_unit_test(test_control_lines),
        cmocka_unit_test(test_shapes_on_the_wire),
        cmocka_unit_test(test_ends_of_connections),
        cmocka_unit_test(test_client_that_does_not_read),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_many_devices),
        cmocka_unit_test(test_seed_repeats),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_datagram_devices),
        cmocka_unit_test(test_port_in_use),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
