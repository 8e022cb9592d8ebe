/* Name look-up on threads of its own: getaddrinfo blocks, needs stack, and cannot be cancelled.
 * Two threads for the process, started with the first name that is not an address. Any thread. */
#ifndef FL_NET_RESOLVE_H
#define FL_NET_RESOLVE_H

#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/error.h>

#include "base/wake.h"

struct fl_resolver;

struct fl_resolver *fl_resolver_create(void);
/* Waits at most 500 ms for a running look-up; a longer one is left behind (its memory stays valid). */
void fl_resolver_destroy(struct fl_resolver *r);

/* host, numeric or a name, to at most cap addresses of `port`. FL_AGAIN: *stop was raised;
 * FL_E_TIMEOUT: until_ms came; FL_E_UNKNOWN: no such name. Numeric hosts never wait. */
enum fl_err fl_resolve(struct fl_resolver *r, const char *host, uint16_t port, struct fl_addr *out,
                       size_t cap, size_t *count, uint64_t until_ms, struct fl_wake *stop,
                       struct fl_error *err);

#endif
