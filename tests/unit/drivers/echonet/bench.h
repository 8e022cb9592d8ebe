/* The echonet session against the simulated node, under one model clock: an engine reduced to what
 * matters to a driver, no network between. */
#ifndef FL_TESTS_ECHONET_BENCH_H
#define FL_TESTS_ECHONET_BENCH_H

#include <fairlead/driver.h>

#include "drivers/echonet/echonet_faults.h"
#include "drivers/echonet/echonet_session.h"
#include "link/io_private.h"
#include "model/model.h"
#include "support/sim_io.h"

extern const struct fl_driver echonet_driver;

enum { BENCH_FRAME = 1024, BENCH_FRAMES = 128, BENCH_VERDICTS = 128, BENCH_ASKED = 64 };

struct bench {
    struct fl_model *model;
    struct fl_io *io;
    struct echonet_session *session;
    struct echonet_conf conf;
    struct fl_timing timing; /* changes count at once */
    uint64_t now_ms, wake_ms, poll_ms;
    uint64_t latency_ms; /* of answers */
    bool online, poll_now, failed, commands_wait;

    struct fl_sim_io sim; /* the node's side */
    void *device;
    struct {
        uint64_t at_ms;
        size_t len;
        uint8_t data[BENCH_FRAME];
    } frames[BENCH_FRAMES]; /* on their way to the driver */
    size_t frame_count;

    /* what was seen */
    size_t requests, sets, bad_frames, polls, events;
    uint64_t last_request_ms, shortest_gap_ms; /* between requests, once all is read */
    uint16_t last_tid;
    uint8_t last_frame[BENCH_FRAME]; /* of the last request */
    size_t last_len;
    bool unanswered; /* the last request is */
    struct {
        uint64_t at_ms;
        uint16_t tid;
        uint8_t esv;
    } asked[BENCH_ASKED]; /* the newest requests, by their number modulo BENCH_ASKED */
    size_t longest;       /* properties in one request */
    char last_event[64];
    struct {
        uint32_t id;
        enum fl_err code;
        uint64_t at_ms;
        char text[160], result[512];
    } verdicts[BENCH_VERDICTS];
    size_t verdict_count;
    uint8_t saved[16 * 1024];
    size_t saved_len;
    uint32_t next_id;
};

/* options: of the simulated node, "model=aircon limit=3". before: whose saved data to take; NULL. */
struct bench *bench_create(const char *options, const struct bench *before);
void bench_destroy(struct bench *b);
void bench_open(struct bench *b);
void bench_run(struct bench *b, uint64_t ms);
/* Opens and runs until the discovery is complete: how long it took. */
uint64_t bench_complete(struct bench *b);
void bench_node(struct bench *b, const char *option, const char *value); /* changes the running node */
void bench_control(struct bench *b, const char *verb, const char *args);
void bench_hear(struct bench *b, const char *hex); /* a frame out of the blue */
void bench_hear_bytes(struct bench *b, const uint8_t *data, size_t len);

int bench_entity(struct bench *b, const char *key); /* fails if there is none */
bool bench_known(struct bench *b, const char *key);
/* A command for one field; the id. _wait: runs until the verdict, at most 30 s. */
uint32_t bench_set(struct bench *b, const char *key, size_t field, struct fl_value value);
struct fl_command bench_command(struct bench *b, const char *key, size_t field, struct fl_value value);
/* Several at once, as the queue hands them out, when the turn is free: how many were taken. */
size_t bench_submit(struct bench *b, const struct fl_command *const *cmds, size_t count);
void bench_keepalive(struct bench *b);
uint32_t bench_act(struct bench *b, const char *action, const char *json);
bool bench_verdict(const struct bench *b, uint32_t id, enum fl_err *code);
enum fl_err bench_await(struct bench *b, uint32_t id);
const char *bench_result(const struct bench *b, uint32_t id);
struct echonet_item *bench_item(struct bench *b, uint32_t eoj); /* NULL: gone */

#endif
