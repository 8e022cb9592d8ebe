/* The camera as others see it: its entities and what they show. */
#ifndef FL_DRIVERS_TRAILCAM_CAMERA_H
#define FL_DRIVERS_TRAILCAM_CAMERA_H

#include <fairlead/driver.h>

#include "trailcam_media.h"

enum trailcam_entity {
    TRAILCAM_BATTERY,
    TRAILCAM_CHARGING,
    TRAILCAM_TEMPERATURE,
    TRAILCAM_SD_TOTAL,
    TRAILCAM_SD_FREE,
    TRAILCAM_SD_USED,
    TRAILCAM_FIRMWARE,
    TRAILCAM_MEDIA_COUNT,
    TRAILCAM_LAST_MEDIA_TIME,
    TRAILCAM_LAST_MEDIA_ID,
    TRAILCAM_HEARTBEAT_FAILURES,
    TRAILCAM_WAY,
    TRAILCAM_LATEST,
    TRAILCAM_PHOTO_IMAGE,
    TRAILCAM_ENTITIES
};

enum trailcam_way { TRAILCAM_DIRECT, TRAILCAM_SEARCHED, TRAILCAM_OTHER_PORT }; /* how it was reached */

struct trailcam_camera {
    int entity[TRAILCAM_ENTITIES];
    bool identified; /* its maker's words are published */
};

void trailcam_camera_declare(struct trailcam_camera *c, struct fl_io *io);
void trailcam_camera_set(const struct trailcam_camera *c, struct fl_io *io, enum trailcam_entity entity,
                         int64_t value);
/* A login's answer has the battery, a device information everything. */
void trailcam_camera_show_info(struct trailcam_camera *c, struct fl_io *io, const cJSON *json);
void trailcam_camera_show_media(const struct trailcam_camera *c, struct fl_io *io,
                                const struct trailcam_media *media);
void trailcam_camera_tell_new(struct fl_io *io, const struct trailcam_file *file); /* event new_media */
/* An event of the camera's own: its number and its JSON. */
void trailcam_camera_tell_event(struct fl_io *io, const cJSON *json);
/* A page of its list as an action's result: JSON, malloc'd; NULL: no memory. */
char *trailcam_camera_list_json(const struct fl_io *io, int page, const struct trailcam_file *files,
                                size_t count);

#endif
