/* The other end for the tests of connections: plain blocking sockets on loopback. */
#ifndef FL_TESTS_NET_PEER_H
#define FL_TESTS_NET_PEER_H

#include <fairlead/addr.h>

/* A socket of `type` (SOCK_STREAM: listening) on a free port of 127.0.0.1, put into *at. */
int peer_socket(int type, struct fl_addr *at);
/* A port of 127.0.0.1 at which nobody listens; the socket returned (-1: none) keeps it so. */
int peer_closed_port(int type, struct fl_addr *at);

/* The next connection; *from (may be NULL) says where it comes from. Fails after 10 s. */
int peer_accept(int listener, struct fl_addr *from);
/* The next datagram or bytes are `text`. Fails after 10 s. */
void peer_expect(int fd, const char *text, struct fl_addr *from);
void peer_send_to(int fd, const struct fl_addr *to, const char *text);
void peer_reset(int fd); /* closes with RST */

#endif
