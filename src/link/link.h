/* The link: one device's session engine. It owns the four threads, the connection, the queue, the
 * clock and the lock, and knows drivers only through <fairlead/driver.h>.
 *
 *   <id>/rx    connects, receives, reconnects; the only one to change the connection
 *   <id>/poll  asks for the status every poll_interval, on an absolute schedule
 *   <id>/keep  keep-alive, and judges the link's health
 *   <id>/cmd   takes commands from the queue when the turn is free
 *
 * All functions may be called from any thread, but create, start, stop and destroy of one link
 * from one at a time. */
#ifndef FL_LINK_LINK_H
#define FL_LINK_LINK_H

#include <fairlead/driver.h>

#include "model/command.h"
#include "model/settings.h"
#include "model/view.h"
#include "net/conn.h"

struct fl_link;

enum fl_output_kind { FL_OUTPUT_EVENT, FL_OUTPUT_IMAGE, FL_OUTPUT_SAVE };

/* Something a driver produced that is no value. Owned by the receiver. */
struct fl_output {
    enum fl_output_kind kind;
    char *name; /* event type, image entity's key */
    char *mime; /* image */
    void *data; /* event: JSON text of the whole payload; image, save: bytes */
    size_t len;
};
void fl_output_destroy(struct fl_output *o);

struct fl_link_events { /* called with no lock held, from the link's threads: note it and return */
    void (*dirty)(void *ctx, struct fl_link *link); /* values, shape or state changed */
    void (*verdict)(void *ctx, struct fl_link *link, struct fl_verdict *v); /* hands v over */
    void (*output)(void *ctx, struct fl_link *link, struct fl_output *o);   /* hands o over */
};

/* conf stays borrowed as long as the link lives. saved: what the driver kept last time, borrowed
 * for the call. NULL: no memory, or the driver's init failed (*err says). */
struct fl_link *fl_link_create(const struct fl_device_conf *conf, const struct fl_connector *connector,
                               const struct fl_link_events *events, void *ctx, struct fl_span saved,
                               struct fl_error *err);
enum fl_err fl_link_start(struct fl_link *l, struct fl_error *err); /* the four threads */
void fl_link_close(struct fl_link *l);   /* asks, wakes, never waits: ask all links, then ... */
void fl_link_stop(struct fl_link *l);    /* ... join each; may be called twice */
void fl_link_destroy(struct fl_link *l); /* NULL is fine; stops first */

const struct fl_device_conf *fl_link_conf(const struct fl_link *l);
void *fl_link_ctx(const struct fl_link *l);

/* What every device can do beside its driver's actions, ended by a NULL key. refresh: done when the
 * poll it asked for is answered. reconnect: done when the new session is online; at most two last
 * words of 1 s, twice connect_timeout and once response_timeout may pass until then. */
extern const struct fl_action fl_link_actions[];

/* Queues the pieces of one message, all or none. FL_OK: request and pieces are the link's, and one
 * verdict will come (it may come before this returns). Otherwise they stay the caller's and *err
 * says why: FL_E_FULL, FL_E_CLOSED (stopping). cmds' id, message and expiry are filled in here. */
enum fl_err fl_link_submit(struct fl_link *l, struct fl_request *request, struct fl_command *const *cmds,
                           size_t count, struct fl_error *err);

void fl_link_retry_now(struct fl_link *l); /* the network, or the device, came back: ends a backoff */
/* Its identity was found elsewhere; family 0: somebody else is at its address, and where it is is not
 * known. */
void fl_link_move(struct fl_link *l, const struct fl_addr *to);
/* An address as an endpoint's host: without the port, a link-local one with its scope. */
void fl_link_host(const struct fl_addr *a, char host[static FL_HOST_MAX]);

/* Brings *view up to date; false: nothing is newer than what it holds (metrics are then left). */
bool fl_link_view(struct fl_link *l, struct fl_view *view);
void fl_link_metrics(struct fl_link *l, struct fl_metrics *out, enum fl_link_state *state);
struct fl_shape *fl_link_shape(struct fl_link *l); /* counted: fl_shape_unref() */

#endif
