/* Addresses behind host names that the main thread wants to know without waiting for the name
 * service: a thread of its own asks, again and again, because addresses change. All functions belong
 * to the main thread. */
#ifndef FL_GATEWAY_NAMES_H
#define FL_GATEWAY_NAMES_H

#include <stdbool.h>

#include <fairlead/addr.h>

#include "base/wake.h"

struct fl_names;

/* wake is raised whenever an answer differs from the one before. NULL: no memory. */
struct fl_names *fl_names_create(struct fl_wake *wake);
void fl_names_destroy(struct fl_names *n); /* NULL is fine */

void fl_names_want(struct fl_names *n, const char *host); /* numeric ones need no asking */
/* Every wanted name has had its first answer, or none: what find() says is as good as it gets. */
bool fl_names_settled(struct fl_names *n);
uint64_t fl_names_changes(struct fl_names *n); /* answers so far that were news */
/* The address of a numeric host, or of a wanted name as far as it is known. */
bool fl_names_find(struct fl_names *n, const char *host, struct fl_addr *out);

#endif
