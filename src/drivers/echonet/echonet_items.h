/* The objects of a node: which there are, what the instance lists say, and what is kept of them over
 * a restart. */
#ifndef FL_ECHONET_ITEMS_H
#define FL_ECHONET_ITEMS_H

#include "echonet_session.h"

bool echonet_items_init(struct echonet_session *s);
void echonet_items_finish(struct echonet_session *s);
struct echonet_item *echonet_items_find(const struct echonet_session *s, uint32_t eoj);
/* Whom a request is about: an object, or the node profile. */
struct echonet_item *echonet_items_asked(struct echonet_session *s, const struct echonet_request *r);
struct echonet_item *echonet_items_of(const struct echonet_session *s, const struct echonet_object *o);
/* An instance list. sure: the answer to D6, not an announcement. False: it is empty or broken, and
 * says nothing. */
bool echonet_items_listed(struct echonet_session *s, struct fl_io *io, struct fl_span list, bool sure);
/* The number of objects, D3. */
void echonet_items_counted(struct echonet_session *s, struct fl_io *io, uint32_t total);
/* The maps, as far as they came; without 9F, what the class must have. */
void echonet_items_mapped(struct echonet_item *item, struct fl_span announced, struct fl_span settable,
                          struct fl_span gettable);
void echonet_items_declare(struct echonet_session *s, struct fl_io *io, struct echonet_item *item);
void echonet_items_save(struct echonet_session *s, struct fl_io *io);
void echonet_items_load(struct echonet_session *s, struct fl_io *io, struct fl_span saved);

#endif
