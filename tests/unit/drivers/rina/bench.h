/* A bench for the rina session: the driver's hooks under a model clock, an engine reduced to what
 * matters to them (turn, timers, backoff, health), and bootstraps that behave like ARI's. */
#ifndef FL_TESTS_RINA_BENCH_H
#define FL_TESTS_RINA_BENCH_H

#include <fairlead/driver.h>

#include "drivers/rina/rina_bootstrap.h"
#include "drivers/rina/rina_session.h"
#include "link/backoff.h"
#include "link/health.h"
#include "link/io_private.h"
#include "model/model.h"

extern const struct fl_driver rina_driver;

enum { SITES_MAX = 3, ANSWERS_MAX = 64, EVENTS_MAX = 512, VERDICTS_MAX = 32, SAVED_MAX = 16384 };

struct site { /* a bootstrap, and the network on the way to it */
    struct rina_bootstrap b;
    struct fl_addr at;
    bool silent;          /* hears nothing */
    bool closed;          /* its port is closed: the kernel says so */
    unsigned lose;        /* so many answers get lost */
    int delay_ms;         /* of answers */
    unsigned twice;       /* so many answers come twice */
    const uint8_t *noise; /* comes instead of answers */
    size_t noise_len;
    size_t heard;
    uint64_t last_ms, closest_ms; /* the least time between two requests */
};

struct bench {
    struct fl_model *model;
    struct fl_io *io;
    struct rina_session *session;
    const struct rina_conf *conf;
    struct fl_timing timing;
    struct fl_endpoint ep;
    struct fl_backoff backoff;
    struct fl_health health;
    uint64_t now_ms, wake_ms, poll_ms, keep_ms, retry_ms, handshake_ms;
    bool connected, online, poll_now;
    struct fl_addr peer; /* that the driver restricted the link to */
    uint32_t port;       /* of our socket */
    struct site sites[SITES_MAX];
    struct answer {
        uint64_t at_ms;
        struct fl_addr from;
        uint8_t *data;
        size_t len;
    } answers[ANSWERS_MAX];
    size_t answer_count;

    size_t onlines, bad_frames;
    char why[240]; /* of the last end */
    struct {
        uint64_t at_ms;
        char type[32], json[256];
    } events[EVENTS_MAX];
    size_t event_count;
    struct {
        uint32_t id;
        enum fl_err code;
        char text[240], result[512];
    } verdicts[VERDICTS_MAX];
    size_t verdict_count;
    uint8_t saved[SAVED_MAX];
    size_t saved_len;
    uint32_t next_id;
};

/* conf stays borrowed; targets are its bootstraps, at sites in the same order. before: whose saved state it
 * gets, or NULL. The sites are started. */
struct bench *bench_create(const struct rina_conf *conf, const struct bench *before);
void bench_destroy(struct bench *b);
void bench_run(struct bench *b, uint64_t ms);
void bench_reconnect(struct bench *b); /* an orderly end, and at once a new attempt */
void bench_give(struct bench *b, size_t site, const void *data, size_t len); /* a datagram from there */
struct fl_addr bench_address(const struct bench *b); /* our own, as bootstraps see it */

struct fl_value value_of(const struct bench *b, const char *key);
int64_t number_of(const struct bench *b, const char *key);
const char *choice_of(const struct bench *b, const char *key);
const char *text_of_entity(const struct bench *b, const char *key);
size_t events_of(const struct bench *b, const char *type);
/* Sends an action with JSON arguments, runs until its verdict, at most 10 s: an index of verdicts. */
size_t bench_do(struct bench *b, const char *key, const char *args);

#endif
