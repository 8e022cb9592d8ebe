/* A family's ear on a network: discovery, and its own station there.
 *
 * The same kind of state machine as a driver, for a whole network instead of one device; it runs
 * on the hub's thread, gets every datagram that no link claims, and reports whom it heard with
 * fl_io_found(). The rules for driver hooks apply. */
#ifndef FL_PROBE_H
#define FL_PROBE_H

#include <fairlead/driver.h>

struct fl_probe {
    size_t session_size;
    void (*open)(void *session, struct fl_io *io);
    void (*feed)(void *session, struct fl_io *io, const uint8_t *data, size_t len);
    void (*tick)(void *session, struct fl_io *io);
    void (*close)(void *session, struct fl_io *io); /* optional */
};

#endif
