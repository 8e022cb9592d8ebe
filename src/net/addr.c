/* Addresses in and out of the system's form, and interfaces by name, address or CIDR. */
#include "net/addr.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static size_t ip_len(uint8_t family)
{
    return family == 6 ? 16 : 4;
}

bool fl_addr_same_host(const struct fl_addr *a, const struct fl_addr *b)
{
    return a->family != 0 && a->family == b->family && memcmp(a->ip, b->ip, ip_len(a->family)) == 0;
}

bool fl_addr_equal(const struct fl_addr *a, const struct fl_addr *b)
{
    return fl_addr_same_host(a, b) && a->port == b->port;
}

const char *fl_addr_host(const struct fl_addr *a, char buf[static FL_ADDR_TEXT])
{
    if (a->family == 0 || !inet_ntop(a->family == 6 ? AF_INET6 : AF_INET, a->ip, buf, FL_ADDR_TEXT))
        fl_copy(buf, FL_ADDR_TEXT, "none");
    return buf;
}

bool fl_addr_is_group(const struct fl_addr *a)
{
    return a->family == 6 ? a->ip[0] == 0xff : a->family == 4 && (a->ip[0] & 0xf0) == 0xe0;
}

bool fl_addr_is_any(const struct fl_addr *a)
{
    const struct fl_addr any = {.family = a->family};
    return fl_addr_same_host(a, &any);
}

const char *fl_addr_text(const struct fl_addr *a, char buf[static FL_ADDR_TEXT])
{
    char ip[INET6_ADDRSTRLEN];
    if (a->family == 0 || !inet_ntop(a->family == 6 ? AF_INET6 : AF_INET, a->ip, ip, sizeof ip)) {
        fl_copy(buf, FL_ADDR_TEXT, "none");
        return buf;
    }
    fl_format(buf, FL_ADDR_TEXT, a->family == 6 ? "[%s]:%u" : "%s:%u", ip, (unsigned)a->port);
    return buf;
}

/* "fe80::1%eth0": the part behind the sign is the interface's name or number. */
static bool parse_scope(struct fl_addr *out, const char *scope)
{
    out->if_index = if_nametoindex(scope);
    if (out->if_index == 0) {
        char *end;
        unsigned long n = strtoul(scope, &end, 10);
        if (*scope < '0' || *scope > '9' || *end || n > UINT32_MAX)
            return false;
        out->if_index = (uint32_t)n;
    }
    return out->if_index != 0;
}

bool fl_addr_parse(struct fl_addr *out, const char *text, uint16_t port)
{
    *out = (struct fl_addr){.port = port};
    if (inet_pton(AF_INET, text, out->ip) == 1) {
        out->family = 4;
        return true;
    }
    char host[INET6_ADDRSTRLEN];
    size_t len = strcspn(text, "%");
    if (len >= sizeof host)
        return false;
    memcpy(host, text, len);
    host[len] = '\0';
    if (inet_pton(AF_INET6, host, out->ip) != 1 || (text[len] && !parse_scope(out, text + len + 1))) {
        *out = (struct fl_addr){0};
        return false;
    }
    out->family = 6;
    return true;
}

socklen_t fl_addr_to_sys(const struct fl_addr *a, struct sockaddr_storage *out)
{
    memset(out, 0, sizeof *out);
    if (a->family == 6) {
        struct sockaddr_in6 *sa = (struct sockaddr_in6 *)out;
        sa->sin6_family = AF_INET6;
        sa->sin6_port = htons(a->port);
        memcpy(&sa->sin6_addr, a->ip, 16);
        if (IN6_IS_ADDR_LINKLOCAL(&sa->sin6_addr) || IN6_IS_ADDR_MC_LINKLOCAL(&sa->sin6_addr))
            sa->sin6_scope_id = a->if_index;
        return sizeof *sa;
    }
    struct sockaddr_in *sa = (struct sockaddr_in *)out;
    sa->sin_family = AF_INET;
    sa->sin_port = htons(a->port);
    memcpy(&sa->sin_addr, a->ip, 4);
    return sizeof *sa;
}

bool fl_addr_from_sys(struct fl_addr *out, const struct sockaddr *sa)
{
    *out = (struct fl_addr){0};
    if (sa->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, sa, sizeof in);
        out->family = 4;
        out->port = ntohs(in.sin_port);
        memcpy(out->ip, &in.sin_addr, 4);
        return true;
    }
    if (sa->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, sa, sizeof in6);
        out->family = 6;
        out->port = ntohs(in6.sin6_port);
        out->if_index = in6.sin6_scope_id;
        memcpy(out->ip, &in6.sin6_addr, 16);
        return true;
    }
    return false;
}

/* What the text may mean, taken apart once. */
struct wanted {
    const char *name;   /* a name, or NULL */
    struct fl_addr net; /* an address or the network's, if name is NULL */
    unsigned bits;      /* of the network: 32 or 128 for an address */
    uint8_t family;     /* 0: any */
};

static bool parse_wanted(struct wanted *w, const char *text, uint8_t family)
{
    *w = (struct wanted){.name = text, .family = family};
    char host[INET6_ADDRSTRLEN];
    const char *slash = strchr(text, '/');
    size_t len = slash ? (size_t)(slash - text) : strlen(text);
    if (len >= sizeof host)
        return !slash;
    memcpy(host, text, len);
    host[len] = '\0';
    if (!fl_addr_parse(&w->net, host, 0))
        return !slash;
    w->name = NULL;
    w->bits = (unsigned)(8 * ip_len(w->net.family));
    if (!slash)
        return true;
    char *end;
    unsigned long bits = strtoul(slash + 1, &end, 10);
    if (slash[1] < '0' || slash[1] > '9' || *end || bits > w->bits)
        return false;
    w->bits = (unsigned)bits;
    return true;
}

static bool in_network(const struct fl_addr *a, const struct fl_addr *net, unsigned bits)
{
    if (a->family != net->family || memcmp(a->ip, net->ip, bits / 8) != 0)
        return false;
    unsigned mask = (0xff00u >> (bits % 8)) & 0xff;
    return mask == 0 || (a->ip[bits / 8] & mask) == (net->ip[bits / 8] & mask);
}

/* The loopback lists one address, and all of 127.0.0.0/8 are its own. */
static bool is_loopbacks(const struct wanted *w, const struct ifaddrs *entry, const struct fl_addr *addr)
{
    return (entry->ifa_flags & IFF_LOOPBACK) && addr->family == 4 && w->bits == 32 &&
           in_network(addr, &w->net, 8);
}

/* How well this entry of the list fits: 0 not at all, 1 the interface without a usable address,
 * 2 an IPv6 address where any will do, 3 what was asked for. */
static int fit(const struct wanted *w, const struct ifaddrs *entry, struct fl_addr *addr)
{
    bool has_addr = entry->ifa_addr && fl_addr_from_sys(addr, entry->ifa_addr);
    if (w->name) {
        if (strcmp(w->name, entry->ifa_name) != 0)
            return 0;
        if (!has_addr || (w->family != 0 && addr->family != w->family))
            return 1;
        return w->family == 0 && addr->family == 6 ? 2 : 3;
    }
    if (!has_addr || (w->family != 0 && addr->family != w->family))
        return 0;
    if (in_network(addr, &w->net, w->bits))
        return 3;
    if (!is_loopbacks(w, entry, addr))
        return 0;
    *addr = w->net;
    return 2;
}

/* "lo (127.0.0.1), eth0 (192.0.2.7)": what the user could have written. */
static void list_interfaces(char *buf, size_t cap, const struct ifaddrs *all)
{
    size_t len = 0;
    buf[0] = '\0';
    for (const struct ifaddrs *e = all; e; e = e->ifa_next) {
        struct fl_addr addr;
        char ip[INET_ADDRSTRLEN];
        if (!e->ifa_addr || !fl_addr_from_sys(&addr, e->ifa_addr) || addr.family != 4)
            continue;
        inet_ntop(AF_INET, addr.ip, ip, sizeof ip);
        int n = snprintf(buf + len, cap - len, "%s%s (%s)", len ? ", " : "", e->ifa_name, ip);
        if (n < 0 || (size_t)n >= cap - len) {
            buf[len] = '\0';
            return;
        }
        len += (size_t)n;
    }
}

static void take(struct fl_interface *out, const struct ifaddrs *entry, const struct fl_addr *addr, int fits)
{
    *out = (struct fl_interface){.index = if_nametoindex(entry->ifa_name)};
    fl_copy(out->name, sizeof out->name, entry->ifa_name);
    if (fits > 1)
        out->addr = *addr;
}

static int pick(struct fl_interface *out, const struct wanted *w, const struct ifaddrs *all, bool *several)
{
    int best = 0;
    for (const struct ifaddrs *e = all; e; e = e->ifa_next) {
        struct fl_addr addr = {0};
        int fits = fit(w, e, &addr);
        if (fits > 1 && fits == best)
            *several = true;
        if (fits <= best)
            continue;
        best = fits;
        *several = false;
        take(out, e, &addr, fits);
    }
    return best;
}

enum fl_err fl_interface_find_family(struct fl_interface *out, const char *text, uint8_t family,
                                     bool *several, struct fl_error *err)
{
    struct wanted w;
    bool ignored;
    several = several ? several : &ignored;
    *several = false;
    *out = (struct fl_interface){0};
    if (!parse_wanted(&w, text, family))
        return fl_fail(err, FL_E_UNKNOWN, "interface \"%s\" is no name, address or CIDR (192.0.2.0/24)",
                       text);
    struct ifaddrs *all;
    if (getifaddrs(&all) != 0)
        return fl_fail_errno(err, "interface \"%s\": cannot list the interfaces", text);
    enum fl_err result = FL_OK;
    if (pick(out, &w, all, several) == 0) {
        char have[160];
        list_interfaces(have, sizeof have, all);
        result = fl_fail(err, FL_E_UNKNOWN, "no interface \"%s\" here; there are %s", text, have);
    }
    freeifaddrs(all);
    return result;
}

enum fl_err fl_interface_find(struct fl_interface *out, const char *text, bool *several, struct fl_error *err)
{
    return fl_interface_find_family(out, text, 0, several, err);
}

bool fl_interface_is_name(const char *text)
{
    return if_nametoindex(text) != 0;
}
