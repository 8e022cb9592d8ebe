/* Commands, requests and verdicts: made and freed. */
#include "model/command.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/clock.h"
#include "base/str.h"
#include "model/model.h"

const char *fl_status_name(enum fl_status status)
{
    static const char *const names[FL_STATUS_COUNT] = {[FL_STATUS_DONE] = "done",
                                                       [FL_STATUS_SENT] = "sent",
                                                       [FL_STATUS_SUPERSEDED] = "superseded",
                                                       [FL_STATUS_EXPIRED] = "expired",
                                                       [FL_STATUS_ABORTED] = "aborted",
                                                       [FL_STATUS_TIMEOUT] = "timeout",
                                                       [FL_STATUS_FAILED] = "failed",
                                                       [FL_STATUS_REJECTED] = "rejected"};
    return status < FL_STATUS_COUNT ? names[status] : "failed";
}

enum fl_status fl_status_of(enum fl_err result)
{
    switch (result) {
    case FL_OK:
        return FL_STATUS_DONE;
    case FL_SENT:
        return FL_STATUS_SENT;
    case FL_E_TIMEOUT:
        return FL_STATUS_TIMEOUT;
    case FL_E_RANGE:
    case FL_E_UNKNOWN:
        return FL_STATUS_REJECTED;
    case FL_E_EXPIRED:
        return FL_STATUS_EXPIRED;
    case FL_E_SUPERSEDED:
        return FL_STATUS_SUPERSEDED;
    default:
        return FL_STATUS_FAILED;
    }
}

enum fl_status fl_status_worse(enum fl_status a, enum fl_status b)
{
    if (a == FL_STATUS_SUPERSEDED)
        return b;
    if (b == FL_STATUS_SUPERSEDED)
        return a;
    return a > b ? a : b;
}

/* --- requests -------------------------------------------------------------------------------- */

struct fl_request *fl_request_create(const char *device, const char *command, const char *id)
{
    struct fl_request *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->device = fl_strdup(device);
    r->command = fl_strdup(command);
    r->id = fl_strdup(id);
    r->expires_ms = FL_NEVER;
    if (!r->device || !r->command || !r->id) {
        fl_request_destroy(r);
        return NULL;
    }
    return r;
}

void fl_request_destroy(struct fl_request *r)
{
    if (!r)
        return;
    free(r->device);
    free(r->command);
    free(r->id);
    free(r->response_topic);
    free(r->correlation);
    free(r);
}

/* --- commands -------------------------------------------------------------------------------- */

struct box { /* what is behind every struct fl_command */
    struct fl_command command;
    unsigned texts; /* bit n: value n is a text of ours */
};

struct fl_command *fl_command_create(void)
{
    struct box *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    b->command.entity = -1;
    return &b->command;
}

static void drop_text(struct box *b, size_t field)
{
    if (b->texts & (1U << field))
        free((void *)b->command.value[field].s);
    b->texts &= ~(1U << field);
}

void fl_command_destroy(struct fl_command *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < FL_FIELDS_MAX; i++)
        drop_text((struct box *)c, i);
    cJSON_Delete(c->args);
    free(c);
}

bool fl_command_set(struct fl_command *c, size_t field, struct fl_value value, enum fl_type type)
{
    struct box *b = (struct box *)c;
    if (field >= FL_FIELDS_MAX)
        return false;
    if (type == FL_TEXT && value.known) {
        value.s = fl_strdup(value.s);
        if (!value.s)
            return false;
    }
    drop_text(b, field);
    if (type == FL_TEXT && value.known)
        b->texts |= 1U << field;
    c->value[field] = value;
    c->mask |= 1U << field;
    return true;
}

/* --- verdicts -------------------------------------------------------------------------------- */

struct fl_verdict *fl_verdict_create(struct fl_request *request, enum fl_status status, const char *error)
{
    struct fl_verdict *v = calloc(1, sizeof *v);
    if (!v) {
        fl_request_destroy(request);
        return NULL;
    }
    v->request = request;
    v->status = status;
    v->error = fl_strdup(error);
    return v;
}

static void reading_finish(const struct fl_shape *shape, struct fl_reading *r)
{
    const struct fl_entity *e = &shape->entities[r->entity];
    for (size_t i = 0; i < e->field_count; i++)
        if (e->fields[i].type == FL_TEXT && r->values[i].known)
            free((void *)r->values[i].s);
}

void fl_verdict_destroy(struct fl_verdict *v)
{
    if (!v)
        return;
    for (size_t i = 0; i < v->reading_count; i++)
        reading_finish(v->shape, &v->readings[i]);
    free(v->readings);
    fl_shape_unref(v->shape);
    free(v->error);
    free(v->result);
    fl_request_destroy(v->request);
    free(v);
}
