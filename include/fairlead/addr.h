/* A socket address as plain data: compared and copied freely, made by net/. */
#ifndef FL_ADDR_H
#define FL_ADDR_H

#include <stdbool.h>
#include <stdint.h>

enum { FL_ADDR_TEXT = 64 };

struct fl_addr {
    uint8_t family;    /* 0: none, 4 or 6 */
    uint8_t ip[16];    /* network order; IPv4 in the first four */
    uint16_t port;     /* host order */
    uint32_t if_index; /* where it was heard, or the scope of a link-local address; 0: any */
};

bool fl_addr_equal(const struct fl_addr *a, const struct fl_addr *b); /* host and port */
bool fl_addr_same_host(const struct fl_addr *a, const struct fl_addr *b);

/* "192.0.2.1:5000", "[2001:db8::1]:5000" or "none" into buf; returns buf. */
const char *fl_addr_text(const struct fl_addr *a, char buf[static FL_ADDR_TEXT]);

#endif
