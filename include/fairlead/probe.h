/* A family's ear on a network: discovery, and its own station there.
 *
 * The same kind of state machine as a driver, for a whole network instead of one device; it runs
 * on the hub's thread, hears every datagram of its sockets, whether a link claims it or not, and
 * reports whom it heard with fl_io_found(). It answers for the gateway itself, so links need not.
 * The rules for driver hooks apply; of fl_io it may use time, chance, wake_at, send (to the group,
 * on every interface joined), send_to, from, found and log. */
#ifndef FL_PROBE_H
#define FL_PROBE_H

#include <fairlead/driver.h>

enum { FL_STATION_ID = 16, FL_IDENTITY_MAX = 56, FL_ABOUT_MAX = 96 };

/* Somebody the gateway knows from before: a configured device or one that was found. */
struct fl_known {
    char identity[FL_IDENTITY_MAX]; /* as fl_io_found() reported it; "": not known yet */
    struct fl_addr at;              /* family 0: not known */
    char about[FL_ABOUT_MAX];       /* likewise as it was reported; "": not known */
};

struct fl_probe_conf {              /* valid for the life of the session */
    uint8_t station[FL_STATION_ID]; /* names this gateway in the network: random, the same for ever */
    const char *version;            /* of Fairlead */
    const struct fl_addr *hosts;    /* to be asked by unicast too */
    size_t host_count;
    const struct fl_known *known;
    size_t known_count;
    bool search; /* look for everybody; false: be a station, and know where `known` are */
};

struct fl_probe {
    size_t session_size;
    void (*open)(void *session, struct fl_io *io, const struct fl_probe_conf *conf);
    /* Look around now: at the start, after a membership was renewed or an address changed, and when
     * a user asks for it. */
    void (*search)(void *session, struct fl_io *io);
    /* to_group: it came to the group, not to us alone. */
    void (*feed)(void *session, struct fl_io *io, bool to_group, const uint8_t *data, size_t len);
    void (*tick)(void *session, struct fl_io *io);
    void (*close)(void *session, struct fl_io *io); /* optional: last words */
    void (*finish)(void *session);                  /* optional: frees what it allocated */
};

#endif
