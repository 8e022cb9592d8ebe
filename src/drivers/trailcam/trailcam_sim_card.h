/* The memory card of a simulated camera: which files are on it, oldest first. */
#ifndef FL_DRIVERS_TRAILCAM_SIM_CARD_H
#define FL_DRIVERS_TRAILCAM_SIM_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/error.h>

enum { TRAILCAM_SIM_PHOTO = 0, TRAILCAM_SIM_MP4 = 1 }; /* fileType */

struct trailcam_sim_file {
    int type;
    uint16_t dir, num;
    uint32_t id, duration_ms;
    int64_t time_s; /* the camera's civil time, as if it were UTC */
};

struct trailcam_sim_card {
    struct trailcam_sim_file *files;
    size_t count, cap;
    uint16_t dir, num; /* of the last one ever made */
};

/* So many files, the newest of them number 318 (more if there are more), each 722 s after the one before, as in
 * the captures; each so-many-th is a video (0: none). FL_E_NOMEM. */
enum fl_err trailcam_sim_card_init(struct trailcam_sim_card *c, size_t count, unsigned videos,
                                   int64_t newest_s);
void trailcam_sim_card_finish(struct trailcam_sim_card *c);
/* One file more; NULL: no memory. */
const struct trailcam_sim_file *trailcam_sim_card_add(struct trailcam_sim_card *c, int type, int64_t time_s);
const struct trailcam_sim_file *trailcam_sim_card_find(const struct trailcam_sim_card *c, uint16_t dir,
                                                       uint16_t num); /* NULL: none */
bool trailcam_sim_card_remove(struct trailcam_sim_card *c, uint16_t dir, uint16_t num);

#endif
