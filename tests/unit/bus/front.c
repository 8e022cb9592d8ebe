/* The front: one thread, one connection at a time, poll(2). */
#include "front.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

enum { TICK_MS = 10, LEVEL_AT = 8 }; /* the protocol level in a CONNECT whose length fits a byte */

static struct sockaddr_in loopback(uint16_t port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

static bool pass_on(int from, int to)
{
    char buf[4096];
    ssize_t n = recv(from, buf, sizeof(buf), 0);
    return n > 0 && send(to, buf, (size_t)n, MSG_NOSIGNAL) == n;
}

static void relay(struct front *f, int client)
{
    struct sockaddr_in at = loopback(f->broker_port);
    int broker = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (broker < 0 || connect(broker, (struct sockaddr *)&at, sizeof(at)) != 0) {
        close(broker);
        return;
    }
    bool alive = true;
    while (alive && !atomic_load(&f->stop) && !atomic_exchange(&f->cut, false)) {
        struct pollfd fds[] = {{.fd = client, .events = POLLIN}, {.fd = broker, .events = POLLIN}};
        if (poll(fds, 2, TICK_MS) <= 0)
            continue;
        if (fds[0].revents)
            alive = pass_on(client, broker);
        if (alive && fds[1].revents)
            alive = pass_on(broker, client);
    }
    close(broker);
}

/* Looks at the CONNECT without taking it. */
static bool speaks_5(int client)
{
    unsigned char start[LEVEL_AT + 1];
    ssize_t n = recv(client, start, sizeof(start), MSG_PEEK | MSG_WAITALL);
    size_t at = start[1] & 0x80 ? LEVEL_AT + 1 : LEVEL_AT; /* a length of two bytes */
    unsigned char longer[LEVEL_AT + 2];
    if (n == sizeof(start) && at == LEVEL_AT)
        return start[at] == 5;
    n = recv(client, longer, sizeof(longer), MSG_PEEK | MSG_WAITALL);
    return n == sizeof(longer) && longer[at] == 5;
}

/* Until the client is gone. */
static void ignore(struct front *f, int client)
{
    char buf[256];
    f->mood = FRONT_PASS;
    if (recv(client, buf, sizeof(buf), 0) > 0)
        sem_post(&f->ignored);
    for (;;) {
        ssize_t n = recv(client, buf, sizeof(buf), 0);
        bool is_patient = n < 0 && (errno == EAGAIN || errno == EINTR);
        if (atomic_load(&f->stop) || n == 0 || (n < 0 && !is_patient))
            return;
    }
}

static void serve(struct front *f, int client)
{
    static const unsigned char connack[] = {0x20, 0x02, 0x00, 0x01};
    if (f->mood == FRONT_IGNORE_FIRST) {
        ignore(f, client);
        return;
    }
    if (f->mood == FRONT_PASS || !speaks_5(client)) {
        relay(f, client);
        return;
    }
    atomic_fetch_add(&f->refused, 1);
    if (f->mood == FRONT_REFUSE_5)
        send(client, connack, sizeof(connack), MSG_NOSIGNAL);
}

static void *run(void *arg)
{
    struct front *f = arg;
    while (!atomic_load(&f->stop)) {
        struct pollfd fd = {.fd = f->listener, .events = POLLIN};
        if (poll(&fd, 1, TICK_MS) <= 0)
            continue;
        int client = accept(f->listener, NULL, NULL);
        if (client < 0)
            continue;
        const struct timeval patience = {.tv_sec = 1}; /* with a client that says nothing */
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
        serve(f, client);
        close(client);
    }
    return NULL;
}

bool front_start(struct front *f, uint16_t broker_port, enum front_mood mood)
{
    memset(f, 0, sizeof(*f));
    f->broker_port = broker_port;
    f->mood = mood;
    sem_init(&f->ignored, 0, 0);
    struct sockaddr_in at = loopback(0);
    socklen_t len = sizeof(at);
    f->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
                         0); /* a client may be gone before accept */
    if (f->listener < 0 || bind(f->listener, (struct sockaddr *)&at, sizeof(at)) != 0 ||
        listen(f->listener, 4) != 0 || getsockname(f->listener, (struct sockaddr *)&at, &len) != 0)
        return false;
    f->port = ntohs(at.sin_port);
    return pthread_create(&f->thread, NULL, run, f) == 0;
}

void front_cut(struct front *f)
{
    atomic_store(&f->cut, true);
}

void front_wait_ignored(struct front *f)
{
    while (sem_wait(&f->ignored) != 0)
        ;
}

void front_stop(struct front *f)
{
    atomic_store(&f->stop, true);
    pthread_join(f->thread, NULL);
    close(f->listener);
    sem_destroy(&f->ignored);
}
