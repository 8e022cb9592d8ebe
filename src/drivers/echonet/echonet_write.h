/* Sets on their way: from a command to what the node shows.
 *
 * The answer to a SetC says "accepted", not "done": until the node shows the value it is pending,
 * and read back after 0.3, 1, 3, 8 and 20 s unless the node announces it first. */
#ifndef FL_ECHONET_WRITE_H
#define FL_ECHONET_WRITE_H

#include <fairlead/driver.h>

#include "echonet_object.h"
#include "echonet_request.h"

enum { ECHONET_SETS_MAX = 64, ECHONET_SENDS_MAX = 3 };

enum echonet_stage { ECHONET_WAITING, ECHONET_SENT, ECHONET_ACCEPTED };

struct echonet_set {
    enum echonet_stage stage;
    struct echonet_object *object;
    struct echonet_write write;
    uint32_t command; /* 0: nobody waits for a verdict */
    uint8_t checks;   /* read-backs made */
    bool doubtful;    /* an SNA that did not say what it refused, or no answer at all */
    uint64_t check_ms;
};

struct echonet_sets {
    struct echonet_set rows[ECHONET_SETS_MAX]; /* in order */
    size_t count;
};

/* Takes note of a command, or gives it its verdict at once. False: no room, later. */
bool echonet_sets_add(struct echonet_sets *s, struct fl_io *io, struct echonet_object *o,
                      const struct fl_command *cmd);
bool echonet_sets_wait(const struct echonet_sets *s);
/* The next ones to be sent together, of one object and at most `limit`: into *r. limit_of: of an
 * object. */
void echonet_sets_request(struct echonet_sets *s, struct echonet_request *r, uint16_t tid, size_t limit);
const struct echonet_set *echonet_sets_first(const struct echonet_sets *s); /* waiting; NULL */
/* What came of the request. */
void echonet_sets_answered(struct echonet_sets *s, struct fl_io *io, const struct echonet_request *r,
                           bool sna);
/* No answer. True: it is to be sent again. */
bool echonet_sets_missed(struct echonet_sets *s, struct fl_io *io, const struct echonet_request *r);
/* The node said something about this property. */
void echonet_sets_heard(struct echonet_sets *s, struct fl_io *io, const struct echonet_object *o,
                        uint8_t epc);
/* A write of this property is under way: a new value is no foreign change. */
bool echonet_sets_pending(const struct echonet_sets *s, const struct echonet_object *o, uint8_t epc);
/* When the next read-back is due; UINT64_MAX: none. */
uint64_t echonet_sets_due(const struct echonet_sets *s);
/* Those due now, of one object, into epcs: how many; they are counted as made. */
size_t echonet_sets_check(struct echonet_sets *s, uint64_t now_ms, uint8_t epcs[ECHONET_ASK_MAX],
                          struct echonet_object **o);
/* Ends those that had their last read-back. */
void echonet_sets_expire(struct echonet_sets *s, struct fl_io *io);
/* The object is gone, or (NULL) all are: the link ended, which gives the verdicts. */
void echonet_sets_drop(struct echonet_sets *s, struct fl_io *io, const struct echonet_object *o);

#endif
