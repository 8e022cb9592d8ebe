/* Pictures of a simulated camera: baseline JPEGs that every viewer shows, each with its number on it. */
#ifndef FL_DRIVERS_TRAILCAM_SIM_JPEG_H
#define FL_DRIVERS_TRAILCAM_SIM_JPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct trailcam_scene {
    uint16_t width, height; /* multiples of 8 */
    unsigned number;        /* written on it */
    uint32_t seed;          /* of its grain: equal scenes are equal bytes */
    bool night;             /* infrared: no colours */
    size_t size;            /* bytes wanted; less than the picture needs: as few as it needs */
};

uint8_t *trailcam_sim_jpeg(const struct trailcam_scene *scene, size_t *len); /* free(); NULL: no memory */

#endif
