/* One request to the node and what of its answer has come; no time of its own.
 *
 * An answer may take several datagrams with one TID, and may leave properties out: the request is
 * over when every property was accounted for, or when its owner gives it up. */
#ifndef FL_ECHONET_REQUEST_H
#define FL_ECHONET_REQUEST_H

#include <fairlead/io.h>

#include "echonet_frame.h"

enum { ECHONET_ASK_MAX = 8, ECHONET_REQUEST_MAX = 384 };

enum echonet_purpose {
    ECHONET_ASK_IDLE,
    ECHONET_ASK_LIST,   /* D6 of the node profile */
    ECHONET_ASK_COUNT,  /* D3: how many objects there are */
    ECHONET_ASK_MORE,   /* that it announces its lists, D5 */
    ECHONET_ASK_MAPS,   /* 9D to 9F of an object */
    ECHONET_ASK_VALUES, /* what the schedule says is due */
    ECHONET_ASK_VERIFY, /* whether a write took effect */
    ECHONET_ASK_SELECT, /* writes what another property's reading depends on */
    ECHONET_ASK_WRITE,  /* a command's */
    ECHONET_ASK_PROBE,  /* is anybody there? */
    ECHONET_ASK_ACTION  /* `get`, `set` */
};

struct echonet_request {
    enum echonet_purpose why;
    uint32_t eoj; /* asked */
    uint16_t tid;
    uint8_t esv, sends, count;
    uint8_t epcs[ECHONET_ASK_MAX];
    struct echonet_map open;          /* not accounted for yet */
    struct echonet_map good, refused; /* Get: delivered; Set: accepted */
    uint64_t sent_ms, until_ms;       /* until_ms: when a repeat is due, or what is missing is given up */
    size_t len;
    uint8_t frame[ECHONET_REQUEST_MAX];
};

enum echonet_match { ECHONET_FOREIGN, ECHONET_PART, ECHONET_WHOLE };

void echonet_request_get(struct echonet_request *r, enum echonet_purpose why, uint16_t tid, uint32_t eoj,
                         const uint8_t *epcs, size_t count);
/* An INF_REQ of one property: the answer is an announcement. */
void echonet_request_inf(struct echonet_request *r, enum echonet_purpose why, uint16_t tid, uint32_t eoj,
                         uint8_t epc);
void echonet_request_set(struct echonet_request *r, enum echonet_purpose why, uint16_t tid, uint32_t eoj,
                         const struct echonet_prop *props, size_t count);
/* Sends it, again with the same TID, and expects the answer. */
void echonet_request_send(struct echonet_request *r, struct fl_io *io);
/* Is this frame (part of) the answer? Notes which properties it accounts for. */
enum echonet_match echonet_request_answer(struct echonet_request *r, const struct echonet_frame *f);

#endif
