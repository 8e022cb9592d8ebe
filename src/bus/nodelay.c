/* paho neither sets TCP_NODELAY nor tells which socket is its own; without it a small message may
 * wait 40 ms for the acknowledgement of the one before. So every socket whose peer has the broker's
 * port gets it; for one that is not paho's it does no harm. */
#include "bus/nodelay.h"

#include <dirent.h>
#include <stdlib.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

static void tune_socket(int fd, uint16_t port)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } peer = {.v6 = {0}};
    socklen_t len = sizeof(peer);
    if (getpeername(fd, &peer.any, &len) != 0)
        return;
    in_port_t at = peer.any.sa_family == AF_INET    ? peer.v4.sin_port
                   : peer.any.sa_family == AF_INET6 ? peer.v6.sin6_port
                                                    : 0;
    int yes = 1;
    if (at == htons(port))
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

void fl_nodelay_set(uint16_t port)
{
    DIR *dir = opendir("/proc/self/fd");
    if (!dir)
        return;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) /* "." is 0: no such socket */
        tune_socket((int)strtol(entry->d_name, NULL, 10), port);
    closedir(dir);
}
