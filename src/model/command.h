/* Commands on their way, and the verdicts that come back. */
#ifndef FL_MODEL_COMMAND_H
#define FL_MODEL_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/driver.h>

/* A command's one final answer, worst last: of several pieces the worst is the message's, but
 * superseded ones count only if all are. */
enum fl_status {
    FL_STATUS_DONE,
    FL_STATUS_SENT,
    FL_STATUS_SUPERSEDED,
    FL_STATUS_EXPIRED,
    FL_STATUS_ABORTED,
    FL_STATUS_TIMEOUT,
    FL_STATUS_FAILED,
    FL_STATUS_REJECTED,
    FL_STATUS_COUNT
};

const char *fl_status_name(enum fl_status status); /* "done" ...: the contract's words */
enum fl_status fl_status_of(enum fl_err result);   /* a driver's verdict as a status */
enum fl_status fl_status_worse(enum fl_status a, enum fl_status b);

/* One message on a command topic, from arrival to verdict. Made by the router, passed to the link
 * with its pieces, returned with the verdict; owned by whoever holds it. */
struct fl_request {
    char *device;         /* the id on the topic; the device may not exist */
    char *command;        /* "kitchen_light/set", "set", "do/refresh": as the verdict names it */
    char *id;             /* the sender's, or made up; never NULL */
    bool id_given;        /* by the payload's "id": repeats are recognised */
    char *response_topic; /* NULL: none */
    void *correlation;
    size_t correlation_len;
    uint64_t received_ms;
    uint64_t expires_ms; /* the MQTT 5 message expiry; FL_NEVER: none */
};

struct fl_request *fl_request_create(const char *device, const char *command, const char *id);
void fl_request_destroy(struct fl_request *r); /* NULL is fine */

struct fl_command *fl_command_create(void);    /* zeroed, entity -1; NULL: no memory */
void fl_command_destroy(struct fl_command *c); /* with its texts and args; NULL is fine */
/* Sets a field's value, copying a text. false: no memory. */
bool fl_command_set(struct fl_command *c, size_t field, struct fl_value value, enum fl_type type);

struct fl_shape;

/* What an entity read when its command got its verdict. Texts are owned by the reading. */
struct fl_reading {
    int entity;
    struct fl_value values[FL_FIELDS_MAX];
};

struct fl_verdict {
    struct fl_request *request;
    enum fl_status status;
    char *error;            /* why not; NULL: nothing to say */
    char *result;           /* what an action read, JSON; NULL: none */
    struct fl_shape *shape; /* counted; NULL with no readings */
    struct fl_reading *readings;
    size_t reading_count;
    uint64_t queued_ms, total_ms; /* waiting before it began; from arrival to verdict */
};

/* Takes request (also on failure, which returns NULL). error may be NULL. */
struct fl_verdict *fl_verdict_create(struct fl_request *request, enum fl_status status, const char *error);
void fl_verdict_destroy(struct fl_verdict *v); /* with its request */

#endif
