/* The engine's part, a clock and a radiod of few words, for session tests. The server follows
 * section by section what real ones do: staggered answers to a question to all, ghosts, lifetimes,
 * refusals, silent acceptance. */
#ifndef FL_TESTS_RADIOD_STAGE_H
#define FL_TESTS_RADIOD_STAGE_H

#include "drivers/radiod/radiod_session.h"
#include "link/io_private.h"

extern const struct fl_driver radiod_driver;

enum {
    SLOTS_MAX = 1200,
    ANSWERS_MAX = 4096,
    VERDICTS_MAX = 512,
    COMMANDS_MAX = 512,
    LOG_MAX = 64 * 1024,
    BLOCK_MS = 20,
    LATENCY_MS = 28
};

struct slot { /* a channel of the server; ssrc 0: free */
    uint32_t ssrc, tag;
    double frequency, low, high, gain, squelch_open;
    bool agc, squelch;
    char preset[32];
    uint64_t lifetime, left; /* blocks; 0: for ever */
    uint64_t commands, packets;
    uint64_t answer_ms; /* to the last question to all; 0: none */
    double power, level, rate;
    unsigned demod;
};

struct answer {
    uint64_t at_ms;
    struct fl_addr from;
    size_t len;
    uint8_t data[512];
};

struct server {
    struct slot slots[SLOTS_MAX];
    struct fl_addr at;
    uint64_t samples0_ms; /* when it started */
    uint64_t overs;
    double coverage; /* 0 to this */
    double rf_gain;  /* -1: has none */
    bool calibrated, mute;
    unsigned lose_commands, lose_answers; /* the next so many */
    unsigned doubled;                     /* the next so many answers come twice */
    size_t polls, sweeps, sets, received; /* what it got */
    uint64_t last_sweep_ms, shortest_sweep_gap_ms;
    size_t most_in_flight;
};

struct verdict {
    uint32_t id;
    enum fl_err code;
    char why[256], result[8192];
    uint64_t at_ms;
};

struct stage {
    struct radiod_conf conf;
    struct fl_timing timing;
    struct radiod_session *session;
    struct fl_model *model;
    struct fl_io *io;
    struct server server;
    struct answer *answers;
    size_t answer_count;
    uint64_t now_ms, wake_ms, next_poll_ms, next_keep_ms;
    bool open, online, poll_now;
    bool wake_first; /* the timer rings before the next datagram is read */
    enum fl_err failed;
    char why[256];
    struct fl_command *commands[COMMANDS_MAX]; /* waiting, oldest first */
    size_t command_count;
    struct verdict *verdicts;
    size_t verdict_count;
    uint32_t next_id;
    char *log; /* lines of all logs and events */
    size_t log_len;
    size_t bad_frames, sent;
    size_t most_effects;
};

struct stage *stage_create(const struct radiod_conf *conf);
void stage_destroy(struct stage *s);
void stage_open(struct stage *s, size_t target);
void stage_run(struct stage *s, uint64_t ms);
void stage_online(struct stage *s); /* opens, and runs until the first sweep is over */

struct slot *stage_slot(struct stage *s, uint32_t ssrc, double frequency); /* adds a channel */
struct slot *stage_find(struct stage *s, uint32_t ssrc);
void stage_restart(struct stage *s); /* of the server: its dynamic channels (lifetime) are lost */
/* A datagram that comes to the group from somewhere. */
void stage_feed(struct stage *s, const void *data, size_t len, const struct fl_addr *from);

int stage_entity(const struct stage *s, const char *key); /* -1: there is none */
struct fl_value stage_value(const struct stage *s, const char *key);
/* Queue a set of an entity; returns its id. */
uint32_t stage_set(struct stage *s, const char *key, struct fl_value value);
uint32_t stage_do(struct stage *s, const char *action, const char *args);
const struct verdict *stage_verdict(const struct stage *s, uint32_t id); /* NULL: none yet */
bool stage_logged(const struct stage *s, const char *text);

struct fl_value real(double r);
struct fl_value on(bool b);
struct fl_value choice(unsigned e);

#endif
