/* The simulated bootstrap: its options and faults, parsed by tables. */
#ifndef FL_DRIVERS_RINA_SIM_H
#define FL_DRIVERS_RINA_SIM_H

#include <fairlead/sim.h>

#include "rina_bootstrap.h"

enum rina_fault {
    RINA_FAULT_SILENT,
    RINA_FAULT_LATE,
    RINA_FAULT_LOSE,
    RINA_FAULT_TWICE,
    RINA_FAULT_REJECT,
    RINA_FAULT_MALFORMED,
    RINA_FAULT_EMPTY,
    RINA_FAULT_CUT,
    RINA_FAULT_NESTED,
    RINA_FAULT_WRONG_INVOKE,
    RINA_FAULT_FOREIGN_PORT,
    RINA_FAULT_NO_SNAPSHOT,
    RINA_FAULT_BAD_SNAPSHOT,
    RINA_FAULT_MUTE_ROUTES,
    RINA_FAULT_MUTE_SYNC,
    RINA_FAULT_COUNT
};

struct rina_fault_state {
    bool on;
    int amount, count;
};

struct rina_sim_conf {
    int codec, sync; /* indices of the options' words */
    int address, pool, pool_first, log, pace_ms, churn_ms;
    char dif[RINA_BOOTSTRAP_NAME], refuse[RINA_BOOTSTRAP_NAME];
    struct rina_fault_state fault[RINA_FAULT_COUNT];
};

extern const struct fl_sim rina_sim;
extern const char rina_sim_help[], rina_sim_more_help[];

void rina_sim_conf_init(struct rina_sim_conf *conf);
enum fl_err rina_sim_conf_set(struct rina_sim_conf *conf, const char *name, const char *value,
                              struct fl_error *err);
/* Whether the fault happens this time; counts. */
bool rina_fault_hits(struct rina_sim_conf *conf, enum rina_fault fault);
/* The n-th option or fault, NULL behind the last: for the test of the help. */
const char *rina_sim_word(size_t n);

#endif
