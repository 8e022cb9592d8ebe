/* The options and faults of a simulated radiod: tables that parse, check and explain them. */
#ifndef FL_DRIVERS_RADIOD_SIM_OPTIONS_H
#define FL_DRIVERS_RADIOD_SIM_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/error.h>

enum radiod_sim_fault {
    RADIOD_SIM_SILENT,
    RADIOD_SIM_LOSE,
    RADIOD_SIM_MUTE,
    RADIOD_SIM_LATE,
    RADIOD_SIM_MALFORMED,
    RADIOD_SIM_UNTAGGED,
    RADIOD_SIM_FAULT_COUNT
};

struct radiod_sim_fault_state {
    bool on;
    int amount; /* what stands behind the colon, or its default */
    int count;  /* how often it was asked about */
};

enum { RADIOD_SIM_TEXT = 128 };

struct radiod_sim_conf {
    int front; /* row of radiod_sim_models */
    int channels, lifetime, status_interval, ttl, live;
    int clock_ms;   /* its clock is so much ahead */
    int overload_s; /* overloaded once in so many seconds; 0: never */
    int samples;    /* at full scale each time */
    int default_preset;
    char description[RADIOD_SIM_TEXT];
    struct fl_addr data; /* group; family 0: none */
    struct radiod_sim_fault_state fault[RADIOD_SIM_FAULT_COUNT];
};

extern const char radiod_sim_help[], radiod_sim_more_help[];

void radiod_sim_conf_init(struct radiod_sim_conf *conf);
/* FL_E_UNKNOWN: no such option. */
enum fl_err radiod_sim_conf_set(struct radiod_sim_conf *conf, const char *name, const char *value,
                                struct fl_error *err);
/* Whether the fault happens this time; counts. */
bool radiod_sim_fault_hits(struct radiod_sim_conf *conf, enum radiod_sim_fault fault);
/* The n-th option, fault, front end, NULL behind the last: for the test of the help. */
const char *radiod_sim_word(size_t n);

#endif
