/* A link over a script, and a record of what it told others. Everything that waits gives up,
 * failing the test, after 20 s. */
#ifndef FL_TESTS_UNIT_LINK_FIXTURE_H
#define FL_TESTS_UNIT_LINK_FIXTURE_H

#include <pthread.h>

#include "link/link.h"
#include "support/script_conn.h"
#include "talk.h"

enum { HOUR_MS = 3600 * 1000, RECORD_MAX = 512 };

struct fixture {
    struct talk_conf options;
    struct fl_device_conf conf;
    struct script *script;
    struct fl_link *link;
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    struct fl_verdict *verdicts[RECORD_MAX];
    size_t verdict_count;
    struct fl_output *outputs[RECORD_MAX];
    size_t output_count;
    unsigned dirty;
};

/* Timing that never does anything by itself in a test; the configuration may be changed before
 * fixture_start(). The script answers hello, poll, alive and bye. */
void fixture_init(struct fixture *f, const struct fl_driver *driver);
void fixture_create(struct fixture *f, struct fl_span saved); /* not started */
void fixture_start(struct fixture *f);
void fixture_online(struct fixture *f); /* start, and wait for it */
void fixture_finish(struct fixture *f);

void fixture_wait_state(struct fixture *f, enum fl_link_state state);
struct fl_metrics fixture_metrics(struct fixture *f);
/* The value, once it is known to be `wanted`. */
void fixture_wait_level(struct fixture *f, int64_t wanted);
/* Waits until `done` is true of the link's metrics. */
void fixture_wait_metrics(struct fixture *f, bool (*done)(const struct fl_metrics *m));

/* Submits one piece; id names the request. */
enum fl_err fixture_set(struct fixture *f, const char *id, int entity, int64_t value);
enum fl_err fixture_submit(struct fixture *f, const char *id, struct fl_command *const *cmds, size_t count);
enum fl_err fixture_do(struct fixture *f, const char *id, const struct fl_action *action);
struct fl_command *fixture_command(struct fixture *f, int entity, int64_t value);
const struct fl_action *fixture_builtin(const char *key);

const struct fl_verdict *fixture_verdict(struct fixture *f, const char *id); /* waits */
enum fl_status fixture_status(struct fixture *f, const char *id);            /* waits */
bool fixture_has_verdict(struct fixture *f, const char *id);                 /* does not */
const struct fl_output *fixture_output(struct fixture *f, size_t index);     /* waits */

#endif
