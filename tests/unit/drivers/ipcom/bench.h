/* A bench for the ipcom session: the driver's hooks under a model clock, an engine reduced to what
 * matters to them, and a small panel whose every doubtful habit can be chosen. */
#ifndef FL_TESTS_IPCOM_BENCH_H
#define FL_TESTS_IPCOM_BENCH_H

#include <fairlead/driver.h>

#include "drivers/ipcom/ipcom_session.h"
#include "link/io_private.h"
#include "model/model.h"

extern const struct fl_driver ipcom_driver;

enum { ANSWERS_MAX = 512, WRITES_MAX = 64, EFFECTS_MAX = 64, VERDICTS_MAX = 256, BUFFER_MAX = 8192 };

enum login_habit {
    LOGIN_KEY,        /* 135 bytes */
    LOGIN_BARE,       /* 3 bytes, then clear */
    LOGIN_NON_SECURE, /* 02 01 in clear to a sealed login; takes a clear one */
    LOGIN_SEALED_NO,  /* 2 bytes under a key of its own */
    LOGIN_DAMAGED,    /* 135 bytes behind three that do not belong there */
    LOGIN_CLOSES,
    LOGIN_SILENT
};
enum ack_habit { ACK_FRAME, ACK_SHORT, ACK_OPAQUE, ACK_SNAPSHOT, ACK_NONE, ACK_DISCONNECT };

struct panel {
    /* habits */
    enum login_habit login;
    enum ack_habit ack;
    const char *keepalive; /* plain answer in hex; NULL: none */
    int latency_ms;        /* to answers */
    int ack_latency_ms;    /* to set-values; 0: latency_ms */
    int effect_ms;         /* from a write to what snapshots show */
    int ignore_writes;     /* so many are acknowledged, but have no effect */
    size_t piece;          /* answers come in pieces of so many bytes, 5 ms apart; 0: whole */
    bool doubles;          /* snapshots come twice, in one piece if it is not said otherwise */
    int mute_polls;        /* so many polls get no answer */
    int damage_polls;      /* so many snapshots arrive with the byte below damaged ... */
    size_t damage_at;      /* ... in the sealed message */
    const char *unasked;   /* plain bytes in hex that come in front of each snapshot; NULL: none */

    /* state */
    struct ipcom_cipher cipher;
    struct ipcom_snapshot outputs;
    struct {
        uint64_t at_ms;
        size_t module;
        uint8_t values[IPCOM_OUTPUTS];
    } effects[EFFECTS_MAX];
    size_t effect_count;
    struct answer {
        uint64_t at_ms;
        uint8_t data[2 * IPCOM_MESSAGE_MAX];
        size_t len;
    } answers[ANSWERS_MAX];
    size_t answer_count;

    /* what it saw */
    size_t logins, clear_logins, polls, keepalives, disconnects, strange;
    struct {
        uint64_t at_ms;
        size_t module; /* from 1 */
        uint8_t values[IPCOM_OUTPUTS];
    } writes[WRITES_MAX];
    size_t write_count;
};

struct bench {
    struct fl_model *model;
    struct fl_io *io;
    struct ipcom_session *session;
    const struct ipcom_conf *conf;
    uint64_t now_ms, wake_ms, next_poll_ms, poll_interval_ms;
    bool connected, poll_now, closing, command_waits;
    bool peer_closed; /* the connection ended without a word from the driver */
    uint8_t buffer[BUFFER_MAX];
    size_t len;
    struct panel panel;

    size_t onlines, errors, bad_frames; /* errors: lines logged */
    enum fl_err failed;                 /* why the last session ended by the driver's word */
    char why[240];
    struct {
        uint32_t id;
        enum fl_err code;
        uint64_t at_ms;
        char text[200];
    } verdicts[VERDICTS_MAX];
    size_t verdict_count;
    uint8_t saved[16384];
    size_t saved_len;
    uint32_t next_id;
    struct {      /* the panel's truth of each cover */
        int dir;  /* 1 up, -1 down, 0: off; 2: both relays on */
        int last; /* the last direction that was not 0 */
        uint64_t since_ms;
        uint64_t ran_ms; /* how long it ran when it last did */
    } truth[4];
    size_t both_on;            /* milliseconds with both relays of a cover on */
    uint64_t fastest_reversal; /* ms between opposite directions; UINT64_MAX: none yet */
};

/* conf stays borrowed. saved: what an earlier bench kept, or NULL. */
struct bench *bench_create(const struct ipcom_conf *conf, const struct bench *before);
void bench_destroy(struct bench *b);

void bench_connect(struct bench *b, size_t target); /* open() */
void bench_drop(struct bench *b);                   /* the peer closes */
void bench_run(struct bench *b, uint64_t ms);       /* the world goes on */
void bench_online(struct bench *b);                 /* connect, until the first snapshot */
void bench_close(struct bench *b);                  /* close(), and a second for what it expects */

int entity_of(struct bench *b, const char *key); /* fails if there is none */
struct fl_value value_of(struct bench *b, const char *key, size_t field);
/* Commands; they return the id. _wait: run until the verdict, at most 6 s. */
uint32_t send_state(struct bench *b, const char *key, bool on);
uint32_t send_number(struct bench *b, const char *key, size_t field, int64_t value);
uint32_t send_order(struct bench *b, const char *key, unsigned order); /* a cover's OPEN, CLOSE, STOP */
void send_batch(struct bench *b, const struct fl_command *cmds, size_t count);
struct fl_command command_for(struct bench *b, const char *key);
bool verdict_of(const struct bench *b, uint32_t id, enum fl_err *code);
enum fl_err await(struct bench *b, uint32_t id);
void send_keepalive(struct bench *b); /* as soon as the turn is free */
/* A wall switch. From 1. */
void wall(struct bench *b, int module, int output, uint8_t value);
uint8_t output_of(const struct bench *b, int module, int output);

#endif
