/* One packet's worth of wishes for a channel, and whether they came true; and who asked a channel what.
 *
 * radiod queues two commands a channel and loses the rest, so there is one at a time: all that waits
 * for a channel goes out together, in one packet. */
#ifndef FL_RADIOD_REQUEST_H
#define FL_RADIOD_REQUEST_H

#include <fairlead/error.h>

#include "radiod_status.h"

enum {
    RADIOD_TRIES_MAX = 3,
    RADIOD_WISHES_MAX = 16,
    RADIOD_PIECES_MAX = 64,
    RADIOD_WORD_MAX = 32 /* a preset's name */
};

/* The tags of what is under way; a late answer to an earlier try is an answer. */
struct radiod_lane {
    uint32_t tags[RADIOD_TRIES_MAX];
    unsigned tries; /* 0: nothing is under way */
    bool poll;      /* it only asks */
};

struct radiod_wish {
    enum radiod_tag tag;
    double real; /* of numbers and bools */
    char word[RADIOD_WORD_MAX];
    bool before_known;
    double before; /* numbers and bools */
};

struct radiod_piece { /* a command of a user's */
    uint32_t id;
    uint32_t wishes; /* bit n: wish n */
};

struct radiod_request {
    bool create, remove;
    bool tell; /* a result as JSON is wanted: an action's */
    struct radiod_wish wishes[RADIOD_WISHES_MAX];
    size_t wish_count;
    struct radiod_piece pieces[RADIOD_PIECES_MAX];
    size_t piece_count;
};

enum radiod_outcome { RADIOD_CONFIRMED, RADIOD_ADJUSTED, RADIOD_REFUSED };

/* The wish for that tag, a new one if need be: a later value replaces an earlier one. -1: no room. */
int radiod_wish_real(struct radiod_request *r, enum radiod_tag tag, double value);
int radiod_wish_word(struct radiod_request *r, enum radiod_tag tag, const char *word);
const struct radiod_wish *radiod_wish_of(const struct radiod_request *r, enum radiod_tag tag);

struct radiod_edges { /* the filter as it is */
    bool known;
    double low, high;
};

/* Length of the packet; 0: it did not fit. Preset first, edges in the order in which none is refused. */
size_t radiod_request_encode(const struct radiod_request *r, uint32_t ssrc, uint32_t tag,
                             const struct radiod_edges *edges, uint8_t buf[static RADIOD_COMMAND_MAX]);
size_t radiod_poll_encode(uint32_t ssrc, uint32_t tag, uint8_t buf[static RADIOD_COMMAND_MAX]);

enum radiod_outcome radiod_wish_judge(const struct radiod_wish *w, const struct radiod_status *st);
/* A verdict for the wishes of a piece: FL_OK or FL_E_REFUSED, with words if there is something to say. */
enum fl_err radiod_piece_judge(const struct radiod_request *r, const struct radiod_piece *p,
                               const struct radiod_status *st, struct fl_error *why);
/* {"ssrc":1000,"frequency":7074000,...}: what the status says of what was wished. */
void radiod_request_result(const struct radiod_request *r, const struct radiod_status *st, char *buf,
                           size_t cap);

#endif
