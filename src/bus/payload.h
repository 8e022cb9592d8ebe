/* Values to text and JSON, command payloads to checked commands, and the other messages of a
 * device. Pure functions; what they return belongs to the caller. Thread rule: any thread.
 *
 * A scalar is an entity of one field, published as plain text; one of several fields is a
 * composite, published as a JSON object. Write-only fields are never published, an entity without
 * a readable field (a button) has no state, and neither has an image: its bytes are its state. */
#ifndef FL_BUS_PAYLOAD_H
#define FL_BUS_PAYLOAD_H

#include <cjson/cJSON.h>

#include "model/command.h"
#include "model/metrics.h"
#include "model/view.h"

enum { FL_ID_MAX = 129 }; /* a command's "id", with the NUL */

/* --- state --------------------------------------------------------------------------------- */

/* Whether the entity has a topic of its own and a member in the snapshot. False for holes. */
bool fl_payload_has_state(const struct fl_entity *e);
/* What goes on the entity's topic; free(). values: those of its fields. An unknown scalar is
 * "None", and so is an empty text, because an empty payload would clear the retained topic.
 * NULL: no memory. */
char *fl_payload_entity(const struct fl_entity *e, const struct fl_value *values);
/* The same as a member of the snapshot or of a verdict: a JSON value for a scalar (null: unknown),
 * an object with all readable fields for a composite. NULL: no memory. */
cJSON *fl_payload_entity_json(const struct fl_entity *e, const struct fl_value *values);
/* The snapshot: every entity with a state, then "_ts". free(); NULL: no memory. */
char *fl_payload_snapshot(const struct fl_view *view, int64_t utc_ms);

const char *fl_payload_availability(bool online); /* "online", "offline" */

/* --- commands ------------------------------------------------------------------------------ */

/* What a payload asks for: zeroed before; fl_parsed_finish() after, also on failure. */
struct fl_parsed {
    char id[FL_ID_MAX];       /* the payload's "id", also if it was refused for something else; "" none */
    struct fl_command **cmds; /* the pieces; no id, message, expiry or deadline yet */
    size_t count;
};

/* On failure (FL_E_RANGE, FL_E_UNKNOWN, FL_E_FORMAT, FL_E_NOMEM) there are no pieces and *err says
 * in at most 240 bytes what is allowed. Empty payloads are the router's to ignore; here they are
 * an error (an action's: no arguments). The payload need not be terminated.
 *
 * Numbers may be beyond their limits by a float's noise, and are rounded to the field's step; an
 * integer must be whole. ON, OFF, TOGGLE and the words of a choice are taken in any case. A toggle
 * has bit 0 in its mask and no value yet. */
enum fl_err fl_payload_parse_entity(struct fl_parsed *out, const struct fl_shape *shape, int entity,
                                    const void *payload, size_t len, struct fl_error *err);
enum fl_err fl_payload_parse_device(struct fl_parsed *out, const struct fl_shape *shape, const void *payload,
                                    size_t len, struct fl_error *err);
enum fl_err fl_payload_parse_action(struct fl_parsed *out, const struct fl_action *action,
                                    const void *payload, size_t len, struct fl_error *err);
/* The "id" alone, for a command that is refused before its payload matters; "" if there is none. */
void fl_payload_id(char id[static FL_ID_MAX], const void *payload, size_t len);
/* Destroys the pieces that are still there: a taker sets count to 0 and frees cmds itself, or sets
 * single ones to NULL. Zeroed again. */
void fl_parsed_finish(struct fl_parsed *p);

/* --- answers and reports: free(); NULL: no memory ------------------------------------------- */

/* Section 5 of the contract: value is the entity's published form as JSON; for <device>/set an
 * object by key; for an action what it read; else null. */
char *fl_payload_verdict(const struct fl_verdict *v);
/* {"event_type": type, ...}: members (JSON text, may be NULL) is an object with the others; what is
 * no object, or names event_type again, is left out. */
char *fl_payload_event(const char *type, const char *members);
/* <device>/link: state, since, last_seen, rtt_ms {p50,p99}, polls {ok,failed}, heartbeat
 * {ok,failed}, reconnects, queue, quality, last_error. null: not known yet. */
char *fl_payload_link(const struct fl_metrics *m, enum fl_link_state state);

#endif
