/* A way to move bytes, behind one vtable; net/ knows no protocol.
 *
 * recv() belongs to the link's receive thread and blocks until bytes, deadline or interrupt.
 * send() is called under the link's lock and never blocks: a stream's full buffer is FL_E_STALLED,
 * a datagram that cannot leave is lost and counted (FL_OK). interrupt() is for any thread. */
#ifndef FL_NET_CONN_H
#define FL_NET_CONN_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/driver.h>
#include <fairlead/error.h>

#include "base/wake.h"

struct fl_conn;

struct fl_conn_ops {
    /* FL_OK with *len > 0 (a datagram: >= 0); FL_AGAIN: the deadline or an interrupt came (an
     * interrupt is consumed by the return); FL_E_CLOSED, FL_E_SYSTEM: the connection is over;
     * FL_E_REFUSED: the peer's UDP port is closed (the socket stays usable). */
    enum fl_err (*recv)(struct fl_conn *c, void *buf, size_t cap, uint64_t until_ms, size_t *len,
                        struct fl_addr *from);
    enum fl_err (*send)(struct fl_conn *c, const struct fl_addr *to, const void *frame, size_t len);
    void (*interrupt)(struct fl_conn *c);
    void (*destroy)(struct fl_conn *c);
};

struct fl_conn {
    const struct fl_conn_ops *ops;
    struct fl_addr to; /* the target; family 0: a group, or not told. Set by open() */
    uint64_t lost;     /* datagrams that send() could not get out; counted under the link's lock */
    /* recv() or send() failed: the words for it, static ("closed by the device"). Both may fail at
     * once, on two threads: either's words will do. */
    const char *_Atomic why;
};

/* How a link gets its connections; the gateway's uses tcp, udp and the hub, a test's a script.
 * Opens target number `target` of ep, giving up at until_ms (FL_E_TIMEOUT) or when *stop
 * is raised (FL_AGAIN; it stays raised). The conn waits on the same wake: raising it interrupts a running recv. */
struct fl_connector {
    enum fl_err (*open)(void *ctx, struct fl_conn **out, enum fl_medium medium, const struct fl_endpoint *ep,
                        size_t target, uint64_t until_ms, struct fl_wake *stop, struct fl_error *err);
    void *ctx;
};

/* `interface` (NULL or "": the kernel's choice) is a name, which stands for the device: nothing goes
 * through another one; or an address or CIDR, which stands for the address to send from. Binding to
 * a device needs no privilege since Linux 5.7; where it does, its address is bound instead. */
enum fl_err fl_tcp_open(struct fl_conn **out, const struct fl_addr *to, const char *interface,
                        uint64_t until_ms, struct fl_wake *stop, struct fl_error *err);
enum fl_err fl_udp_open(struct fl_conn **out, const struct fl_addr *to, const char *interface,
                        uint16_t local_port, struct fl_wake *stop, struct fl_error *err);

#endif
