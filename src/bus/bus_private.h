/* What bus.c, publisher.c and mirror.c share. Inside src/bus only.
 *
 * Two locks. `table` (rank gateway) guards the devices' handles: whoever holds it may use one.
 * `lock` (rank outbox) guards what others leave for the publisher. The hash of devices is changed
 * under both and read under either. Neither is held while in paho. Publications, and all that is
 * marked as the publisher's, belong to the publisher's thread alone. */
#ifndef FL_BUS_BUS_PRIVATE_H
#define FL_BUS_BUS_PRIVATE_H

#include <stdatomic.h>

#include <uthash.h>

#include "base/lock.h"
#include "base/ring.h"
#include "base/thread.h"
#include "bus/bus.h"
#include "bus/mqtt.h"
#include "bus/router.h"
#include "bus/timers.h"
#include "bus/topics.h"

enum { OUTBOX_MAX = 4096 };

/* A message on its way, in the order of the outbox. */
struct outgoing {
    struct fl_verdict *verdict; /* set: topic and payload are made from it */
    char *topic, *payload;
    size_t len;
    int qos;
    char *response_topic; /* a second copy goes there, with the correlation; NULL: none */
    void *correlation;
    size_t correlation_len;
};

void fl_outgoing_destroy(struct outgoing *o); /* NULL is fine */

struct image { /* the newest picture of one entity */
    char *name, *mime;
    void *data;
    size_t len;
    bool pending; /* not published yet */
    struct image *prev, *next;
};

struct sent {   /* an entity as it was last published */
    char *text; /* NULL: not on this connection */
    uint64_t at_ms;
    uint64_t steady_hash; /* of the fields that do not drift */
    bool waiting;         /* a measurement whose interval is not over */
};

enum full_phase { FULL_NONE, FULL_BEGIN, FULL_ENTITIES, FULL_END };

struct mirror { /* a device as the bus has it */
    UT_hash_handle hh;
    struct fl_device_conf conf; /* copied as far as we need it: the owner's may go while we publish */

    void *handle; /* table lock; NULL: removed */

    /* outbox lock */
    bool dirty, gone, clear;
    struct mirror *prev_dirty, *next_dirty;
    struct image *images;

    /* the publisher's */
    struct fl_view view;
    struct sent *sent;
    size_t sent_count;
    uint64_t seen_gen;  /* value_gen when the entities were last looked at */
    uint64_t state_gen; /* of the view when state and link were last published */
    uint64_t shape_gen; /* of the shape that was announced */
    bool introduced;    /* had a full publication with this shape */
    bool snapshot_due, announce;
    bool snapshot_drifted; /* only measurements have changed since the last one */
    uint64_t snapshot_ms;
    int availability; /* as published on this connection: 1, 0; -1: not yet */
    cJSON *published; /* what the retained topics are; see retained.h */
    char *remembered; /* as the host was told last */
    enum full_phase full;
    size_t cursor; /* FULL_ENTITIES: the next one */
    struct mirror *prev_full, *next_full;
    uint64_t link_due_ms, repeat_due_ms, measure_due_ms, announce_due_ms, announced_ms;
    struct fl_timer timer; /* the earliest of these */
};

struct fl_bus {
    /* immutable */
    const struct fl_mqtt_conf *conf;
    char *gateway;
    int status_interval;
    const struct fl_bus_host *host;
    void *ctx;
    struct fl_mqtt *mqtt;
    struct fl_router *router;
    struct fl_thread thread;

    struct fl_lock table;

    struct fl_lock lock;
    struct fl_cond wake;    /* the publisher waits for it */
    struct fl_cond finish;  /* fl_bus_stop() does */
    struct mirror *devices; /* by id; see above */
    struct mirror *dirty;   /* list */
    struct mirror *gone;    /* list by prev_dirty, next_dirty: removed, to be cleared or freed */
    struct fl_ring outbox;
    bool stop, finished; /* asked; the publisher is through */
    uint64_t stop_until_ms;
    bool info_due;
    bool came_up, went_down; /* news of the connection for the publisher */
    enum fl_err down_err;
    char down_why[240];
    uint64_t ha_due_ms;    /* Home Assistant came: all again then; FL_NEVER */
    bool ha_retained_seen; /* on this connection */

    atomic_bool up;
    atomic_uint settled; /* counts publications that left the window */
    atomic_bool wants_room;
    atomic_ullong connects, published, dropped, received, beat_ms;

    /* the publisher's */
    cJSON *own;               /* the gateway's own retained topics; see retained.h. NULL: not known */
    struct outgoing *current; /* taken from the outbox, not out yet */
    struct mirror *full_list;
    struct fl_timers timers;
    int tokens;         /* messages of full publications that may go now */
    uint64_t tokens_ms; /* of the last refill */
    uint64_t share_ms;  /* when they were last given although others publish so much */
    uint64_t health_due_ms;
    uint64_t attempt_ms; /* of the next connect; FL_NEVER: one is under way, or up */
    uint64_t guard_ms;   /* when an attempt is given up; FL_NEVER */
    uint64_t up_since_ms, down_since_ms;
    int backoff_ms;
    enum fl_err logged_err; /* of this outage, already in the log; FL_OK: nothing yet */
};

/* --- publisher.c --------------------------------------------------------------------------- */

void fl_publisher_run(void *bus);
/* Publishes, waiting for room in the window; false: the connection is gone, or the time to stop
 * is over. What cannot be published (a topic that is none) is logged and counts as done. */
bool fl_publisher_send(struct fl_bus *b, const struct fl_mqtt_message *m);
bool fl_publisher_text(struct fl_bus *b, const char *topic, const char *text, int qos, bool retained);
bool fl_publisher_json(struct fl_bus *b, const char *topic, const cJSON *item, int qos);
bool fl_publisher_clear(void *bus, const char *topic);
uint64_t fl_publisher_random(uint64_t below); /* 0 .. below - 1 */
/* Queues a full publication; announce: with discovery. */
void fl_publisher_full(struct fl_bus *b, struct mirror *d, bool announce);

/* --- mirror.c: one device's topics. On the publisher's thread; false as of fl_publisher_send() -- */

struct mirror *fl_mirror_create(const struct fl_device_conf *conf, void *handle, const char *published);
void fl_mirror_destroy(struct mirror *d);
bool fl_mirror_changed(struct fl_bus *b, struct mirror *d); /* what is newer than what was published */
bool fl_mirror_due(struct fl_bus *b, struct mirror *d, uint64_t now_ms); /* its timer rang */
/* The next messages of its full publication, as long as there are tokens; done: FULL_NONE. */
bool fl_mirror_full_step(struct fl_bus *b, struct mirror *d);
void fl_mirror_forget(struct mirror *d); /* a new connection: nothing has been published on it */
bool fl_mirror_farewell(struct fl_bus *b, struct mirror *d);
bool fl_mirror_clear(struct fl_bus *b, struct mirror *d); /* all its retained topics */

#endif
