/* How many properties an object takes in one request, and which must travel alone. Pure.
 *
 * Nodes cut their answers, refuse long requests as a whole, or do not answer them; and some are
 * silenced by a single property among others. So a request of several that failed is asked again in
 * halves: if these work, it was too long; otherwise what is to blame is found by halving on. */
#ifndef FL_ECHONET_LEARN_H
#define FL_ECHONET_LEARN_H

#include "echonet_schedule.h"

/* The request was answered, in part or whole. True: it told something about the object's values;
 * false: refused as a whole, which says nothing about each. */
bool echonet_learn_answered(struct echonet_schedule *s, const struct echonet_request *r);
/* It was not, however often it was sent. True: the one property of it is to blame. */
bool echonet_learn_missed(struct echonet_schedule *s, const struct echonet_request *r);
void echonet_learn_forget(struct echonet_schedule *s); /* the node was away: nobody is to blame */

#endif
