/* Starting, watching and ending a mosquitto. */
#include "support/broker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { START_TRIES = 5, ACCEPT_TRIES = 1000, ACCEPT_PAUSE_MS = 10 };
enum { PORT_TRIES = 1000, PORT_FIRST = 10000, PORT_COUNT = 5000 };

static struct sockaddr_in loopback(uint16_t port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

static bool accepts(uint16_t port)
{
    struct sockaddr_in at = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool yes = fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0;
    if (fd >= 0)
        close(fd);
    return yes;
}

/* Not from the range that outgoing connections use (from 16000 or 32768 up): a connect() that
 * waits for the broker could get that very port as its own, and so meet itself. Nor by binding it
 * for a trial: some kernels give a port free only a while after. */
uint16_t broker_free_port(void)
{
    for (int i = 0; i < PORT_TRIES; i++) {
        uint16_t port = 0;
        if (getrandom(&port, sizeof(port), 0) != sizeof(port))
            return 0;
        port = (uint16_t)(PORT_FIRST + port % PORT_COUNT);
        if (!accepts(port))
            return port;
    }
    return 0;
}

bool broker_open(struct broker *b)
{
    *b = (struct broker){.dir = "/tmp/fairlead-broker-XXXXXX"};
    b->port = broker_free_port();
    return b->port != 0 && mkdtemp(b->dir) != NULL;
}

static bool write_config(const struct broker *b, const char *lines)
{
    char path[96];
    snprintf(path, sizeof(path), "%s/mosquitto.conf", b->dir);
    FILE *f = fopen(path, "w");
    if (!f)
        return false;
    /* Started by root it would change to another user, and so lose the order to die with us. */
    fprintf(f, "listener %u 127.0.0.1\npersistence false\nset_tcp_nodelay true\n", b->port);
    fprintf(f, "log_dest stderr\nlog_type error\n%s", geteuid() == 0 ? "user root\n" : "");
    if (!lines || !strstr(lines, "allow_anonymous"))
        fprintf(f, "allow_anonymous true\n");
    if (lines)
        fprintf(f, "%s\n", lines);
    return fclose(f) == 0;
}

/* Debian keeps daemons in /usr/sbin, which is not in every user's PATH. */
static void exec_mosquitto(const char *dir)
{
    char path[96];
    snprintf(path, sizeof(path), "%s/mosquitto.conf", dir);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL); /* a test may have blocked what stops it */
    execlp("mosquitto", "mosquitto", "-c", path, (char *)NULL);
    execl("/usr/sbin/mosquitto", "mosquitto", "-c", path, (char *)NULL);
    _exit(127);
}

static bool ended(struct broker *b)
{
    if (waitpid(b->pid, NULL, WNOHANG) != b->pid)
        return false;
    b->pid = 0;
    return true;
}

bool broker_run(struct broker *b, const char *lines)
{
    if (!write_config(b, lines))
        return false;
    b->pid = fork();
    if (b->pid == 0)
        exec_mosquitto(b->dir);
    for (int i = 0; b->pid > 0 && i < ACCEPT_TRIES; i++) {
        if (ended(b))
            return false;
        if (accepts(b->port))
            return true;
        poll(NULL, 0, ACCEPT_PAUSE_MS);
    }
    broker_kill(b);
    return false;
}

bool broker_start(struct broker *b, const char *lines)
{
    for (int i = 0; i < START_TRIES; i++) {
        if (!broker_open(b))
            return false;
        if (broker_run(b, lines))
            return true;
        broker_close(b);
    }
    return false;
}

static void end(struct broker *b, int signal)
{
    if (b->pid <= 0)
        return;
    kill(b->pid, signal);
    while (waitpid(b->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    b->pid = 0;
}

void broker_stop(struct broker *b)
{
    end(b, SIGTERM);
}

void broker_kill(struct broker *b)
{
    end(b, SIGKILL);
}

static bool run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static bool run(const char *fmt, ...)
{
    char line[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line, sizeof(line), fmt, ap);
    va_end(ap);
    return system(line) == 0;
}

void broker_close(struct broker *b)
{
    broker_stop(b);
    if (b->dir[0] && !run("rm -rf '%s'", b->dir))
        fprintf(stderr, "%s could not be removed\n", b->dir);
    b->dir[0] = '\0';
}

bool broker_make_certificates(const struct broker *b)
{
    const char *dir = b->dir;
    return run("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=fairlead-test-ca "
               "-keyout '%s/ca.key' -out '%s/ca.pem' 2>/dev/null",
               dir, dir) &&
           run("openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout '%s/server.key' "
               "-out '%s/server.csr' 2>/dev/null",
               dir, dir) &&
           run("printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\\n' >'%s/san' && "
               "openssl x509 -req -days 2 -in '%s/server.csr' -CA '%s/ca.pem' -CAkey '%s/ca.key' "
               "-CAcreateserial -extfile '%s/san' -out '%s/server.pem' 2>/dev/null",
               dir, dir, dir, dir, dir, dir);
}
