/* What camera and application say to each other in JSON: requests to write, answers to read. Pure. */
#ifndef FL_DRIVERS_TRAILCAM_MESSAGE_H
#define FL_DRIVERS_TRAILCAM_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"

enum trailcam_code {
    TRAILCAM_LOGIN = 0,
    TRAILCAM_DEVICE_INFO = 512,
    TRAILCAM_FORMAT = 518, /* reported by an independent client, like the others marked so */
    TRAILCAM_HEARTBEAT = 525,
    TRAILCAM_TAKE_PICTURE = 641, /* reported: its name only */
    TRAILCAM_MEDIA_LIST = 768,
    TRAILCAM_GET_THUMBNAILS = 772,
    TRAILCAM_DELETE = 773, /* reported */
    TRAILCAM_GET_FILES = 1285
};

enum {
    TRAILCAM_PAGE = 45, /* entries that the application asks for; from 50 on the camera refuses */
    TRAILCAM_HEARTBEAT_SEQ = 65537
};

enum trailcam_file_type { TRAILCAM_PHOTO, TRAILCAM_VIDEO, TRAILCAM_AVI, TRAILCAM_FILE_TYPES };

struct trailcam_file {
    enum trailcam_file_type type;
    uint16_t dir, num;
    uint32_t id;
    int64_t time_s; /* the camera's civil time, as if it were UTC */
    uint32_t duration_ms;
};

const char *trailcam_type_name(enum trailcam_file_type type); /* "photo", "video", "avi" */
bool trailcam_same_file(const struct trailcam_file *a, const struct trailcam_file *b);

/* --- requests: compact JSON, malloc'd; NULL: no memory ---------------------------------------- */
/* civil_s: local civil time as if it were UTC, to which the camera sets its clock; 0: leaves it. */
char *trailcam_login_json(const char *username, const char *password, int64_t civil_s);
char *trailcam_heartbeat_json(void);
char *trailcam_command_json(enum trailcam_code command, int64_t token);
char *trailcam_list_json(int page, int count, int64_t token);
char *trailcam_file_json(enum trailcam_code command, const struct trailcam_file *file, int64_t token);

/* --- answers --------------------------------------------------------------------------------- */
struct trailcam_answer {
    int command;   /* -1: not said */
    bool ok;       /* the result and, where there is one, the command's own are 0 */
    int result;    /* whichever is not 0 */
    int64_t token; /* of a login; -1: none */
    char error[96];
};

void trailcam_read_answer(const cJSON *json, struct trailcam_answer *out);
/* A whole number of an object within [min, max]; else `otherwise`. */
int64_t trailcam_number(const cJSON *json, const char *name, int64_t min, int64_t max, int64_t otherwise);
/* The files of a list's answer, newest first; returns how many of at most cap. */
size_t trailcam_read_list(const cJSON *json, struct trailcam_file *files, size_t cap);

/* "2025-12-23T23:12:18+01:00" for a camera in a zone so far east; buf takes 32 bytes. */
const char *trailcam_time_text(int64_t civil_s, int zone_s, char buf[static 32]);

#endif
