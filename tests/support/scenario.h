/* A whole installation for one test: a broker, simulated panels, the gateway and an observer who
 * watches everything. Tests read as one expectation a line; every expectation waits for its
 * condition, and fails the test with what came instead when SCENARIO_PATIENCE_MS are over.
 *
 * Topics are written without the prefix: "villa/hall" is fairlead/villa/hall. One thread. */
#ifndef FL_TESTS_SUPPORT_SCENARIO_H
#define FL_TESTS_SUPPORT_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "support/broker.h"
#include "support/observer.h"
#include "support/process.h"

enum { SCENARIO_PATIENCE_MS = 20000, SCENARIO_PANELS_MAX = 4096, SCENARIO_ARGS_MAX = 16 };

struct scenario {
    struct broker broker;
    struct observer *all; /* everything, from before the gateway's start */
    struct process *panels, *gateway;
    const char *program;                /* fairlead itself; a test may have one with another family */
    uint16_t port[SCENARIO_PANELS_MAX]; /* of the simulated panels */
    size_t panel_count;
    char config[96], log[96], panel_log[96]; /* files in the broker's directory */
    bool repeats_allowed;                    /* a verdict may come twice: by design of the test */
};

/* --- the cast ---------------------------------------------------------------------------- */

/* cmocka's set-up: broker and observer; *state is the scenario. And its tear-down: ends all, and
 * fails if the gateway, where it still runs, does not end in good order or if a command got two
 * verdicts. */
int scenario_set_up(void **state);
int scenario_tear_down(void **state);

void stop_broker(struct scenario *s);
void restart_broker(struct scenario *s); /* on the same port, with nothing retained */

/* `count` simulated panels of user "user", password "secret", with options such as "key=a"
 * (NULL-ended; NULL: none). One alone comes back on its port after stop_panels(). */
void start_panels(struct scenario *s, size_t count, const char *const *options);
/* In their place, ECHONET Lite nodes at 127.0.0.2 and further; for panel() and the rest they are panels. */
void start_nodes(struct scenario *s, size_t count, const char *const *options);
/* Likewise RINA bootstraps, at 127.0.0.2 and further, on any free port: $0, $1 ... */
void start_bootstraps(struct scenario *s, size_t count, const char *const *options);
void stop_panels(struct scenario *s);
/* One control line, "0 fault=silent"; returns what was answered behind "ok ", until the next call. */
const char *panel(struct scenario *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
size_t panel_log_count(struct scenario *s, const char *text); /* lines of the panels' log with it */
void expect_panel_log(struct scenario *s, const char *text, size_t at_least);
void expect_output(struct scenario *s, size_t number, unsigned module, unsigned output, unsigned value);

unsigned long panel_stat(struct scenario *s, size_t number, const char *name); /* "polls", "logins" ... */
void expect_panel_stat(struct scenario *s, size_t number, const char *name, unsigned long at_least);

/* Writes the configuration; $BROKER, $DIR and $0, $1 ... (ports of the panels) are filled in. mqtt:
 * further settings of that section. defaults: of that section, NULL: SCENARIO_DEFAULTS. */
void write_config(struct scenario *s, const char *mqtt, const char *defaults, const char *devices);
void write_raw_config(struct scenario *s, const char *text);

#define SCENARIO_DEFAULTS "poll_interval = \"100ms\"; reconnect_min = \"100ms\"; reconnect_max = \"200ms\";"
/* A device "villa" at panel 0: a light hall (1.1), a switch pump (1.2), a dimmer lamp (2.1) and a
 * cover blind (up 3.2, down 3.1). settings: further ones. */
#define VILLA_WITH(settings)                                                                                 \
    "{ id = \"villa\"; driver = \"ipcom\"; name = \"Villa\"; host = \"127.0.0.1\"; port = $0;"               \
    "  username = \"user\"; password = \"secret\";" settings "  outputs = ("                                 \
    "    { key = \"hall\"; name = \"Hall\"; module = 1; output = 1; kind = \"light\"; },"                    \
    "    { key = \"pump\"; name = \"Pump\"; module = 1; output = 2; kind = \"switch\"; },"                   \
    "    { key = \"lamp\"; name = \"Lamp\"; module = 2; output = 1; kind = \"dimmer\"; });"                  \
    "  covers = ({ key = \"blind\"; name = \"Blind\"; up: { module = 3; output = 2; };"                      \
    "    down: { module = 3; output = 1; }; travel_up = \"2s\"; travel_down = \"2s\";"                       \
    "    reverse_pause = \"300ms\"; }); }" /* the panel reports less than 200 ms */
#define VILLA VILLA_WITH("")

void start_gateway(struct scenario *s); /* waits for nothing */
void stop_gateway(struct scenario *s);  /* SIGTERM; fails if that takes more than 5 s or is no orderly end */
void kill_gateway(struct scenario *s);
void expect_log(struct scenario *s, const char *text); /* in the gateway's log since its first start */
/* `fairlead ARGS`, where "$CONFIG" stands for the configuration; returns the exit status. *out (may
 * be NULL) is what it wrote, to be freed. */
int run_fairlead(struct scenario *s, const char *const *args, char **out);
/* The same, but it goes on: to be read line by line, signalled and destroyed by the test. */
struct process *start_fairlead(struct scenario *s, const char *const *args);

/* The usual beginning: one panel with these options, VILLA with these settings, all online. */
void start_villa(struct scenario *s, const char *const *options, const char *settings);

/* --- saying and expecting --------------------------------------------------------------- */

void send_text(struct scenario *s, const char *topic, const char *payload);
void send_with(struct scenario *s, const char *topic, const char *payload,
               const struct observer_request *with);
/* {"value":VALUE,"id":"ID"} on <entity>/set; value is JSON */
void send_set(struct scenario *s, const char *entity, const char *value, const char *id);

void expect(struct scenario *s, const char *topic, const char *payload); /* the newest is this */
void expect_part(struct scenario *s, const char *topic, const char *part);
/* A member of the newest JSON on topic, by a path such as "polls.ok", prints as this: "12", "null". */
void expect_member(struct scenario *s, const char *topic, const char *path, const char *value);
void expect_online(struct scenario *s, const char *device);
void expect_offline(struct scenario *s, const char *device);
void expect_count(struct scenario *s, const char *topic, size_t at_least);
size_t count_on(struct scenario *s, const char *topic);

/* The verdict of the command with this id; part: of its "error", NULL: that is null. */
void expect_verdict(struct scenario *s, const char *id, const char *status, const char *part);
cJSON *wait_verdict(struct scenario *s, const char *id); /* to be deleted */
size_t verdict_count(struct scenario *s, const char *id);

/* Asks a new subscriber, who sees only what is retained. Full topics here. */
void expect_retained(struct scenario *s, const char *full_topic, const char *payload);
size_t retained_below(struct scenario *s, const char *full_topic); /* at it or below */
void expect_nothing_retained(struct scenario *s, const char *full_topic);

/* Polls a condition that no message announces. */
bool wait_until(bool (*holds)(struct scenario *s, const void *ctx), struct scenario *s, const void *ctx);
/* Fails the test, and shows the end of the gateway's log. */
void give_up(struct scenario *s, const char *fmt, ...) __attribute__((format(printf, 2, 3), noreturn));

#endif
