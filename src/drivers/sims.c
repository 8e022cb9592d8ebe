#include <fairlead/sim.h>

extern const struct fl_sim ipcom_sim;

const struct fl_sim *const fl_sims[] = {&ipcom_sim, NULL};
