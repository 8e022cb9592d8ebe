/* What TCP and UDP sockets share: where they are bound, and waiting with a deadline and a wake. */
#ifndef FL_NET_SOCKET_H
#define FL_NET_SOCKET_H

#include <stdint.h>

#include <fairlead/error.h>

#include "base/wake.h"

/* Makes the new socket fd send through `interface` (NULL or "": changes nothing) from local_port
 * (0: any) to peers of the given family (4 or 6); see conn.h for what an interface means. */
enum fl_err fl_socket_bind(int fd, const char *interface, uint8_t family, uint16_t local_port,
                           struct fl_error *err);

enum fl_socket_event { FL_SOCKET_LATE, FL_SOCKET_READY, FL_SOCKET_WOKEN };

/* Waits for `events` (of poll(2)) of fd, for the wake or for the deadline. The wake wins, so that a
 * peer that never pauses cannot keep an interrupt from being heard; it stays raised. */
enum fl_socket_event fl_socket_wait(int fd, short events, struct fl_wake *stop, uint64_t until_ms);

#endif
