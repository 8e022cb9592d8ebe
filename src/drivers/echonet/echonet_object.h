/* One device object of a node as Home Assistant and people see it: which properties it has become
 * which entities, an EDT that came becomes values, and a command becomes what has to be written.
 * Knows classes (echonet_class.h), no frames, no requests, no time.
 *
 * An object is a part of the node's device. Its entities are declared from what the node really
 * answered, so it is told first what there is (echonet_object_maps), then every EDT as it comes,
 * and then to declare. */
#ifndef FL_ECHONET_OBJECT_H
#define FL_ECHONET_OBJECT_H

#include <fairlead/io.h>

#include "echonet_class.h"
#include "echonet_conf.h"
#include "echonet_frame.h"

struct fl_command;
struct echonet_object;

struct echonet_write {
    uint8_t epc, len;
    uint8_t edt[32];
    bool momentary; /* a button, a counter's reset, open/close/stop: never repeated */
};
enum { ECHONET_WRITES_MAX = 4 }; /* of one command: power, mode, set point ... */

/* conf may define further properties of this class. NULL: no memory. */
struct echonet_object *echonet_object_create(uint32_t eoj, const struct echonet_conf *conf);
void echonet_object_destroy(struct echonet_object *o); /* NULL is fine */

uint32_t echonet_object_eoj(const struct echonet_object *o);
void echonet_object_maps(struct echonet_object *o, const struct echonet_map *announced,
                         const struct echonet_map *settable, const struct echonet_map *gettable);
const struct echonet_map *echonet_object_announced(const struct echonet_object *o);
const struct echonet_map *echonet_object_settable(const struct echonet_object *o);
const struct echonet_map *echonet_object_gettable(const struct echonet_object *o);

/* What is worth asking this property for, or ECHONET_KINDS: nothing is made of it (still to be had
 * with the action `get`). */
enum echonet_kind echonet_object_kind(const struct echonet_object *o, uint8_t epc);
/* Expected to be longer than 32 bytes: such a property travels alone. */
bool echonet_object_long(const struct echonet_object *o, uint8_t epc);
/* The property to be written before this one is read (set_after_epc); 0: none. */
uint8_t echonet_object_selector(const struct echonet_object *o, uint8_t epc);
/* What to write to it: all channels, today, the one code there is. False: only a user can know. */
bool echonet_object_selection(const struct echonet_object *o, uint8_t epc, struct echonet_write *out);

/* An EDT came: kept, and the values made of it are set in io's model if they are declared. False:
 * its size is not the defined one; the old value stays (the caller counts it). */
bool echonet_object_value(struct echonet_object *o, struct fl_io *io, uint8_t epc, struct fl_span edt);
/* The EDT kept; empty: never heard. Valid until the next echonet_object_value. */
struct fl_span echonet_object_edt(const struct echonet_object *o, uint8_t epc);
/* The node refuses it for good: what was made of it is unknown. */
void echonet_object_lost(struct echonet_object *o, struct fl_io *io, uint8_t epc);
/* The object answers no more, or the node said it is gone: all unknown, or retired. */
void echonet_object_silent(struct echonet_object *o, struct fl_io *io);
void echonet_object_retire(struct echonet_object *o, struct fl_io *io);

/* Declares the part and every entity that what is known by now allows; may be called again when
 * more is known (the same keys keep their meaning) and sets their values. several: how many objects
 * of this class the node has (more than one: names carry the instance). */
void echonet_object_declare(struct echonet_object *o, struct fl_io *io, size_t several);

/* The object is the node profile: what it says of the node is the device's own. */
void echonet_object_nameplate(const struct echonet_object *o, struct fl_io *io);

/* What a set command means: writes in the order to be sent; 0 with *why (FL_E_RANGE and words) if it
 * cannot be. */
size_t echonet_object_plan(struct echonet_object *o, const struct fl_io *io, const struct fl_command *cmd,
                           struct echonet_write out[ECHONET_WRITES_MAX], struct fl_error *why);
/* While a write waits for its confirmation the object shows the written value, whatever the polls
 * say; NULL, 0: it shows what the node said last. */
void echonet_object_pending(struct echonet_object *o, struct fl_io *io, uint8_t epc, const uint8_t *edt,
                            size_t len);
/* True: the node's own last EDT says the write took effect (equal, or where the class says that what
 * is read differs from what is written: a cover's movement, a toggle). */
bool echonet_object_shows(const struct echonet_object *o, const struct echonet_write *w);
/* An SNA told that the object does not take this value: it is not offered any more. */
void echonet_object_refused(struct echonet_object *o, struct fl_io *io, const struct echonet_write *w);

#endif
