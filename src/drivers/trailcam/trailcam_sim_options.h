/* The options and faults of a simulated camera: tables that parse, check and explain them. */
#ifndef FL_DRIVERS_TRAILCAM_SIM_OPTIONS_H
#define FL_DRIVERS_TRAILCAM_SIM_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <fairlead/error.h>

enum trailcam_sim_fault {
    TRAILCAM_SIM_NO_PUNCH,
    TRAILCAM_SIM_NO_SEARCH,
    TRAILCAM_SIM_NO_GREETING,
    TRAILCAM_SIM_SILENT,
    TRAILCAM_SIM_MUTE,
    TRAILCAM_SIM_LATE,
    TRAILCAM_SIM_DEAF_BEATS,
    TRAILCAM_SIM_LOSE_ACKS,
    TRAILCAM_SIM_CLOSE,
    TRAILCAM_SIM_REFUSE_LOGINS,
    TRAILCAM_SIM_REFUSE,
    TRAILCAM_SIM_BAD_TOKEN,
    TRAILCAM_SIM_WRONG_SEQ,
    TRAILCAM_SIM_WRONG_KEY,
    TRAILCAM_SIM_DAMAGED,
    TRAILCAM_SIM_GARBAGE,
    TRAILCAM_SIM_CUT,
    TRAILCAM_SIM_DAMAGED_PICTURES,
    TRAILCAM_SIM_HALF_PICTURES,
    TRAILCAM_SIM_FAULT_COUNT
};

struct trailcam_sim_fault_state {
    bool on;
    int amount; /* what stands behind the colon, or its default */
    int count;  /* how often it was asked about */
};

enum { TRAILCAM_SIM_TEXT = 64 };

enum { TRAILCAM_SIM_CARD_OK, TRAILCAM_SIM_CARD_FULL, TRAILCAM_SIM_CARD_MISSING }; /* card */

struct trailcam_sim_conf {
    int battery, charging, temperature;
    int card, files, videos;
    int thumbnail, photo; /* bytes */
    int rate;             /* bytes of pictures in a millisecond; 0: as many as are acknowledged */
    int every_ms;         /* a new photo; 0: none */
    int packet, index;    /* bytes in a DRW at most; its first index */
    int delays;           /* those of a real camera */
    int session_port;     /* 0: the device's */
    int asleep, awake_ms, wake_ms;
    int heartbeat_ms;                 /* so long without one ends a session; 0: never */
    int second_takes;                 /* a second client: takes the session over, or is overlooked */
    int unknown_silent, token_silent; /* unknown commands, wrong tokens: no answer, or a refusal */
    int missing_refused;              /* files that are not there: refused, or left out */
    char user[TRAILCAM_SIM_TEXT], password[TRAILCAM_SIM_TEXT];
    char uid[TRAILCAM_SIM_TEXT], id[TRAILCAM_SIM_TEXT]; /* id "": one of its own */
    struct trailcam_sim_fault_state fault[TRAILCAM_SIM_FAULT_COUNT];
};

extern const char trailcam_sim_help[], trailcam_sim_more_help[];

void trailcam_sim_conf_init(struct trailcam_sim_conf *conf);
/* FL_E_UNKNOWN: no such option. */
enum fl_err trailcam_sim_conf_set(struct trailcam_sim_conf *conf, const char *name, const char *value,
                                  struct fl_error *err);
/* Whether the fault happens this time; counts. */
bool trailcam_sim_fault_hits(struct trailcam_sim_conf *conf, enum trailcam_sim_fault fault);
/* "500", "500ms", "2s", "5m": milliseconds, from 0 to a day. */
bool trailcam_sim_parse_ms(const char *text, int *ms);
/* The n-th option, then fault; NULL behind the last: for the test of the help. */
const char *trailcam_sim_word(size_t n);

#endif
