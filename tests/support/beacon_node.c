/* A beacon: see beacon.h. */
#include "support/beacon.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct node {
    int own, group; /* sockets: at its address; at the group's, to hear it */
    struct sockaddr_in everybody;
    char name[128], level[32];
};

static int bound(const struct sockaddr_in *at)
{
    int on = 1, fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) ||
        bind(fd, (const struct sockaddr *)at, sizeof *at))
        return -1;
    return fd;
}

static int open_node(struct node *n, const char *address, uint16_t port)
{
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct ip_mreqn join = {.imr_address.s_addr = htonl(INADDR_LOOPBACK)};
    n->everybody = own;
    inet_pton(AF_INET, address, &own.sin_addr);
    inet_pton(AF_INET, BEACON_GROUP, &n->everybody.sin_addr);
    join.imr_multiaddr = n->everybody.sin_addr;
    n->own = bound(&own);
    n->group = bound(&n->everybody);
    if (n->own < 0 || n->group < 0 ||
        setsockopt(n->group, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join, sizeof join) ||
        setsockopt(n->own, IPPROTO_IP, IP_MULTICAST_IF, &join, sizeof join))
        return -1;
    return 0;
}

static void answer(struct node *n, int fd)
{
    char asked[64] = "";
    struct sockaddr_in from;
    socklen_t len = sizeof from;
    const char *text = NULL;
    if (recvfrom(fd, asked, sizeof asked - 1, 0, (struct sockaddr *)&from, &len) < 0)
        return;
    if (!strcmp(asked, "who?"))
        text = n->name;
    else if (!strcmp(asked, "level?"))
        text = n->level;
    if (text)
        sendto(n->own, text, strlen(text), 0, (struct sockaddr *)&from, len);
}

static void live(struct node *n)
{
    sendto(n->own, n->name, strlen(n->name), 0, (struct sockaddr *)&n->everybody, sizeof n->everybody);
    for (;;) {
        struct pollfd fds[] = {{.fd = n->own, .events = POLLIN}, {.fd = n->group, .events = POLLIN}};
        if (poll(fds, 2, -1) < 0)
            continue;
        for (int i = 0; i < 2; i++)
            if (fds[i].revents)
                answer(n, fds[i].fd);
    }
}

static void flood(const struct node *n, const struct sockaddr_in *to)
{
    char name[64];
    for (unsigned i = 0;; i++) {
        int len = snprintf(name, sizeof name, "i am %x", i);
        sendto(n->own, name, (size_t)len, 0, (const struct sockaddr *)to, sizeof *to);
    }
}

pid_t beacon_flood(const char *address, const char *to, uint16_t port)
{
    struct node n;
    struct sockaddr_in victim = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, to, &victim.sin_addr);
    if (open_node(&n, address, port))
        return 0;
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        flood(&n, &victim);
    }
    close(n.own);
    close(n.group);
    return pid > 0 ? pid : 0;
}

pid_t beacon_start(const char *address, uint16_t port, const char *identity, const char *about, int level)
{
    struct node n;
    snprintf(n.name, sizeof n.name, "i am %s %s", identity, about);
    snprintf(n.level, sizeof n.level, "level %d", level);
    if (open_node(&n, address, port))
        return 0;
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        live(&n);
    }
    close(n.own);
    close(n.group);
    return pid > 0 ? pid : 0;
}

void beacon_stop(pid_t pid)
{
    if (pid <= 0)
        return;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}
