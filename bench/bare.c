/* A bare MQTT client (paho) and a bare panel (one epoll thread). */
#include "bare.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <MQTTAsync.h>

#include "bench.h"

enum { WAIT_STEP_MS = 5, WAIT_STEPS = 2000, WRITES_MAX = 100000 };

static void die(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

/* --- the client ---------------------------------------------------------------------------- */

struct bare {
    MQTTAsync client;
    const char *filter;
    bare_message_fn *take;
    void *ctx;
    pthread_mutex_t lock;
    bool connected, ready; /* under lock */
};

static void set_flag(struct bare *b, bool *flag)
{
    pthread_mutex_lock(&b->lock);
    *flag = true;
    pthread_mutex_unlock(&b->lock);
}

static void wait_for(struct bare *b, const bool *flag, const char *what)
{
    for (int i = 0; i < WAIT_STEPS; i++) {
        pthread_mutex_lock(&b->lock);
        bool set = *flag;
        pthread_mutex_unlock(&b->lock);
        if (set)
            return;
        bench_sleep_ms(WAIT_STEP_MS);
    }
    fprintf(stderr, "bare client: no answer to %s\n", what);
    exit(1);
}

static int on_message(void *ctx, char *topic, int topic_len, MQTTAsync_message *m)
{
    struct bare *b = ctx;
    (void)topic_len;
    if (b->take)
        b->take(b->ctx, topic, m->payload, (size_t)m->payloadlen, bench_now_ms());
    MQTTAsync_freeMessage(&m);
    MQTTAsync_free(topic);
    return 1;
}

static void on_connect(void *ctx, MQTTAsync_successData *data)
{
    struct bare *b = ctx;
    (void)data;
    set_flag(b, &b->connected);
}

static void on_subscribe(void *ctx, MQTTAsync_successData *data)
{
    struct bare *b = ctx;
    (void)data;
    set_flag(b, &b->ready);
}

/* paho does not say which socket is its own: each to the broker's port gets the option. */
static void set_nodelay(uint16_t port)
{
    DIR *dir = opendir("/proc/self/fd");
    for (struct dirent *e; dir && (e = readdir(dir));) {
        struct sockaddr_in peer;
        socklen_t len = sizeof peer;
        int fd = atoi(e->d_name), on = 1;
        if (getpeername(fd, (struct sockaddr *)&peer, &len) == 0 && ntohs(peer.sin_port) == port)
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    if (dir)
        closedir(dir);
}

struct bare *bare_open(uint16_t port, const char *filter, bool nodelay, bare_message_fn *take, void *ctx)
{
    static int number;
    char url[64], id[32];
    struct bare *b = calloc(1, sizeof *b);
    if (!b)
        die("bare client");
    *b = (struct bare){.filter = filter, .take = take, .ctx = ctx};
    pthread_mutex_init(&b->lock, NULL);
    snprintf(url, sizeof url, "tcp://127.0.0.1:%u", port);
    snprintf(id, sizeof id, "bare-%d-%d", (int)getpid(), number++);
    MQTTAsync_connectOptions connect = MQTTAsync_connectOptions_initializer;
    connect.context = b;
    connect.onSuccess = on_connect;
    if (MQTTAsync_create(&b->client, url, id, MQTTCLIENT_PERSISTENCE_NONE, NULL) != MQTTASYNC_SUCCESS ||
        MQTTAsync_setCallbacks(b->client, b, NULL, on_message, NULL) != MQTTASYNC_SUCCESS ||
        MQTTAsync_connect(b->client, &connect) != MQTTASYNC_SUCCESS)
        die("bare client");
    wait_for(b, &b->connected, "connect");
    if (nodelay)
        set_nodelay(port);
    if (!filter)
        return b;
    MQTTAsync_responseOptions subscribe = MQTTAsync_responseOptions_initializer;
    subscribe.context = b;
    subscribe.onSuccess = on_subscribe;
    if (MQTTAsync_subscribe(b->client, filter, 1, &subscribe) != MQTTASYNC_SUCCESS)
        die("bare client");
    wait_for(b, &b->ready, "subscribe");
    return b;
}

void bare_publish(struct bare *b, const char *topic, const char *payload, int qos, bool retain)
{
    if (MQTTAsync_send(b->client, topic, (int)strlen(payload), payload, qos, retain, NULL) !=
        MQTTASYNC_SUCCESS)
        die("bare client: publish");
}

void bare_close(struct bare *b)
{
    MQTTAsync_disconnectOptions bye = MQTTAsync_disconnectOptions_initializer;
    bye.timeout = 1000;
    MQTTAsync_disconnect(b->client, &bye);
    for (int i = 0; i < WAIT_STEPS && MQTTAsync_isConnected(b->client); i++)
        bench_sleep_ms(WAIT_STEP_MS);
    MQTTAsync_destroy(&b->client);
    pthread_mutex_destroy(&b->lock);
    free(b);
}

/* --- the panel ----------------------------------------------------------------------------- */

struct bare_panel {
    int listener, epoll, stop;
    uint16_t port;
    pthread_t thread;
    pthread_mutex_t lock;
    size_t writes; /* under lock */
    double ms[WRITES_MAX];
};

static void answer(struct bare_panel *p, int fd)
{
    char buf[256] = {0};
    ssize_t len = recv(fd, buf, sizeof buf, 0);
    if (len <= 0) {
        close(fd);
    } else if (len == BARE_POLL) {
        if (send(fd, buf, BARE_SNAPSHOT, MSG_NOSIGNAL) != BARE_SNAPSHOT)
            close(fd);
    } else if (len == BARE_WRITE) {
        double now = bench_now_ms();
        pthread_mutex_lock(&p->lock);
        if (p->writes < WRITES_MAX)
            p->ms[p->writes++] = now;
        pthread_mutex_unlock(&p->lock);
    }
}

static void take_client(struct bare_panel *p)
{
    int on = 1, fd = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(p->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void *run_panel(void *arg)
{
    struct bare_panel *p = arg;
    for (;;) {
        struct epoll_event events[64];
        int n = epoll_wait(p->epoll, events, 64, -1);
        for (int i = 0; i < n; i++) {
            if (events[i].data.fd == p->stop)
                return NULL;
            if (events[i].data.fd == p->listener)
                take_client(p);
            else
                answer(p, events[i].data.fd);
        }
    }
}

struct bare_panel *bare_panel_start(void)
{
    struct bare_panel *p = calloc(1, sizeof *p);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    if (!p)
        die("bare panel");
    pthread_mutex_init(&p->lock, NULL);
    p->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    p->epoll = epoll_create1(EPOLL_CLOEXEC);
    p->stop = eventfd(0, EFD_CLOEXEC);
    if (bind(p->listener, (struct sockaddr *)&at, sizeof at) != 0 ||
        getsockname(p->listener, (struct sockaddr *)&at, &len) != 0 || listen(p->listener, 4096) != 0)
        die("bare panel");
    p->port = ntohs(at.sin_port);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = p->listener};
    epoll_ctl(p->epoll, EPOLL_CTL_ADD, p->listener, &event);
    event.data.fd = p->stop;
    epoll_ctl(p->epoll, EPOLL_CTL_ADD, p->stop, &event);
    if (pthread_create(&p->thread, NULL, run_panel, p) != 0)
        die("bare panel");
    return p;
}

uint16_t bare_panel_port(const struct bare_panel *p)
{
    return p->port;
}

size_t bare_panel_writes(struct bare_panel *p, double *ms, size_t cap)
{
    pthread_mutex_lock(&p->lock);
    size_t count = p->writes;
    memcpy(ms, p->ms, (count < cap ? count : cap) * sizeof *ms);
    pthread_mutex_unlock(&p->lock);
    return count;
}

void bare_panel_stop(struct bare_panel *p)
{
    const uint64_t one = 1;
    if (write(p->stop, &one, sizeof one) != sizeof one)
        die("bare panel");
    pthread_join(p->thread, NULL);
    close(p->listener);
    close(p->epoll);
    close(p->stop);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

int bare_connect(uint16_t port)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0)
        die("bare connection");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

void bare_ask(int fd)
{
    char buf[BARE_SNAPSHOT] = {5, 1};
    if (send(fd, buf, BARE_POLL, MSG_NOSIGNAL) != BARE_POLL ||
        recv(fd, buf, sizeof buf, MSG_WAITALL) != BARE_SNAPSHOT)
        die("bare poll");
}
