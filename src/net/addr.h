/* Addresses to and from the system's form, and finding an interface by name, address or CIDR. */
#ifndef FL_NET_ADDR_H
#define FL_NET_ADDR_H

#include <sys/socket.h>

#include <stdbool.h>

#include <fairlead/addr.h>
#include <fairlead/error.h>

bool fl_addr_parse(struct fl_addr *out, const char *text, uint16_t port); /* a numeric host, nothing else */
socklen_t fl_addr_to_sys(const struct fl_addr *a, struct sockaddr_storage *out);
/* The numeric host alone, "none" without one, into buf; returns buf. */
const char *fl_addr_host(const struct fl_addr *a, char buf[static FL_ADDR_TEXT]);
bool fl_addr_from_sys(struct fl_addr *out, const struct sockaddr *sa); /* false: another family */

bool fl_addr_is_group(const struct fl_addr *a); /* a multicast address */
bool fl_addr_is_any(const struct fl_addr *a);   /* 0.0.0.0, :: */

struct fl_interface {
    char name[16];
    unsigned index;
    struct fl_addr addr; /* an address of it, of the wanted family; family 0: has none */
};

/* The interface that `text` (name, address or CIDR) names. FL_E_UNKNOWN: none does; the words list
 * those that are there. If several would do, *out is the first and *several says so. */
enum fl_err fl_interface_find(struct fl_interface *out, const char *text, bool *several,
                              struct fl_error *err);
/* The same with an address of the family 4 or 6, or 0: IPv4 if it has one, else IPv6. */
enum fl_err fl_interface_find_family(struct fl_interface *out, const char *text, uint8_t family,
                                     bool *several, struct fl_error *err);
/* Whether it is the name of an interface of this machine, and no address or CIDR. */
bool fl_interface_is_name(const char *text);

#endif
