#include <fairlead/sim.h>

extern const struct fl_sim echonet_sim, ipcom_sim, radiod_sim, rina_sim, trailcam_sim;

const struct fl_sim *const fl_sims[] = {&ipcom_sim, &echonet_sim,  &radiod_sim,
                                        &rina_sim,  &trailcam_sim, NULL};
