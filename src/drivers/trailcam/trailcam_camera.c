/* Entities of a trail camera. */
#include "trailcam_camera.h"

#include <stdlib.h>
#include <string.h>

/* --- declarations ---------------------------------------------------------------------------- */
static const char *const ways[] = {"direct", "search", "port", NULL}; /* trailcam_way */

static const struct fl_field percent_field = {
    .name = "value", .type = FL_INT, .state_class = FL_MEASUREMENT, .access = FL_READ, .unit = "%"};
static const struct fl_field degrees_field = {
    .name = "value", .type = FL_INT, .state_class = FL_MEASUREMENT, .access = FL_READ, .unit = "°C"};
static const struct fl_field megabytes_field = {
    .name = "value", .type = FL_INT, .state_class = FL_MEASUREMENT, .access = FL_READ, .unit = "MB"};
static const struct fl_field real_percent_field = {.name = "value",
                                                   .type = FL_REAL,
                                                   .state_class = FL_MEASUREMENT,
                                                   .access = FL_READ,
                                                   .step = 0.1,
                                                   .unit = "%"};
static const struct fl_field files_field = {
    .name = "value", .type = FL_INT, .state_class = FL_MEASUREMENT, .access = FL_READ};
static const struct fl_field number_field = {.name = "value", .type = FL_INT, .access = FL_READ};
static const struct fl_field text_field = {.name = "value", .type = FL_TEXT, .access = FL_READ};
static const struct fl_field flag_field = {.name = "state", .type = FL_BOOL, .access = FL_READ};
static const struct fl_field way_field = {
    .name = "value", .type = FL_ENUM, .access = FL_READ, .choices = ways};
#define ONE(f) .fields = &(f), .field_count = 1
static const struct fl_entity declarations[TRAILCAM_ENTITIES] = {
    [TRAILCAM_BATTERY] = {"battery", "Battery", FL_SENSOR, "battery", ONE(percent_field), .diagnostic = true},
    [TRAILCAM_CHARGING] = {"charging", "Charging", FL_BINARY_SENSOR, "battery_charging", ONE(flag_field),
                           .diagnostic = true},
    [TRAILCAM_TEMPERATURE] = {"temperature", "Temperature", FL_SENSOR, "temperature", ONE(degrees_field)},
    [TRAILCAM_SD_TOTAL] = {"sd_total_mb", "SD card size", FL_SENSOR, "data_size", ONE(megabytes_field),
                           .diagnostic = true, .hidden = true},
    [TRAILCAM_SD_FREE] = {"sd_free_mb", "SD card free", FL_SENSOR, "data_size", ONE(megabytes_field),
                          .diagnostic = true},
    [TRAILCAM_SD_USED] = {"sd_used_pct", "SD card used", FL_SENSOR, NULL, ONE(real_percent_field),
                          .diagnostic = true},
    [TRAILCAM_FIRMWARE] = {"firmware", "Firmware", FL_SENSOR, NULL, ONE(text_field), .diagnostic = true},
    [TRAILCAM_MEDIA_COUNT] = {"media_count", "Pictures and videos", FL_SENSOR, NULL, ONE(files_field)},
    [TRAILCAM_LAST_MEDIA_TIME] = {"last_media_time", "Last picture", FL_SENSOR, "timestamp", ONE(text_field)},
    [TRAILCAM_LAST_MEDIA_ID] = {"last_media_id", "Last picture's number", FL_SENSOR, NULL, ONE(number_field),
                                .diagnostic = true, .hidden = true},
    [TRAILCAM_HEARTBEAT_FAILURES] = {"heartbeat_failures", "Heartbeat failures", FL_SENSOR, NULL,
                                     ONE(number_field), .diagnostic = true, .hidden = true},
    [TRAILCAM_WAY] = {"reached_by", "Reached by", FL_SENSOR, NULL, ONE(way_field), .diagnostic = true,
                      .hidden = true},
    [TRAILCAM_LATEST] = {"latest", "Latest", FL_IMAGE, NULL, ONE(text_field)},
    [TRAILCAM_PHOTO_IMAGE] = {"photo", "Photo", FL_IMAGE, NULL, ONE(text_field)},
};
#undef ONE

void trailcam_camera_declare(struct trailcam_camera *c, struct fl_io *io)
{
    struct fl_part part = {.model = "KJK230"};
    fl_io_part(io, &part);
    for (size_t i = 0; i < TRAILCAM_ENTITIES; i++)
        c->entity[i] = fl_io_entity(io, &declarations[i]);
    fl_io_complete(io);
}

/* --- values ---------------------------------------------------------------------------------- */
static enum fl_type type_of(enum trailcam_entity entity)
{
    return declarations[entity].fields[0].type;
}

void trailcam_camera_set(const struct trailcam_camera *c, struct fl_io *io, enum trailcam_entity entity,
                         int64_t value)
{
    struct fl_value v = {.known = true, .i = value};
    if (type_of(entity) == FL_BOOL)
        v.b = value != 0;
    else if (type_of(entity) == FL_ENUM)
        v.e = (unsigned)value;
    fl_io_set(io, c->entity[entity], 0, v);
}

static void set_text(const struct trailcam_camera *c, struct fl_io *io, enum trailcam_entity entity,
                     const char *text)
{
    fl_io_set(io, c->entity[entity], 0, (struct fl_value){.known = text != NULL, .s = text});
}

static const char *text_of(const cJSON *json, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, name));
}

static void show_numbers(const struct trailcam_camera *c, struct fl_io *io, const cJSON *json)
{
    static const struct {
        const char *name;
        enum trailcam_entity entity;
        int64_t min, max;
    } rows[] = {
        {"bat_percent", TRAILCAM_BATTERY, 0, 100},      /* login */
        {"batPercent", TRAILCAM_BATTERY, 0, 100},       /* device information */
        {"temperature", TRAILCAM_TEMPERATURE, -99, 99}, /* degrees Celsius */
        {"sdTotalMB", TRAILCAM_SD_TOTAL, 0, INT32_MAX}, {"sdFreeMB", TRAILCAM_SD_FREE, 0, INT32_MAX},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t value = trailcam_number(json, rows[i].name, rows[i].min, rows[i].max, INT64_MIN);
        if (value != INT64_MIN)
            trailcam_camera_set(c, io, rows[i].entity, value);
    }
}

/* Without a card its size is 0, and nothing of it used. */
static void show_card(const struct trailcam_camera *c, struct fl_io *io, const cJSON *json)
{
    int64_t total = trailcam_number(json, "sdTotalMB", 1, INT32_MAX, 0);
    int64_t left = trailcam_number(json, "sdFreeMB", 0, total, 0);
    struct fl_value used = {.known = total > 0};
    if (used.known)
        used.r = 100.0 * (double)(total - left) / (double)total;
    fl_io_set(io, c->entity[TRAILCAM_SD_USED], 0, used);
}

static void copy(char *to, size_t cap, const char *text)
{
    if (text && strlen(text) < cap)
        memcpy(to, text, strlen(text) + 1);
}

static void identify(struct trailcam_camera *c, struct fl_io *io, const cJSON *json)
{
    struct fl_part part = {.model = "KJK230"};
    copy(part.maker, sizeof part.maker, text_of(json, "customName"));
    copy(part.model, sizeof part.model, text_of(json, "modelName"));
    copy(part.version, sizeof part.version, text_of(json, "fwVerName"));
    copy(part.serial, sizeof part.serial, text_of(json, "devId"));
    fl_io_part(io, &part);
    c->identified = true;
}

void trailcam_camera_show_info(struct trailcam_camera *c, struct fl_io *io, const cJSON *json)
{
    show_numbers(c, io, json);
    const cJSON *charging = cJSON_GetObjectItemCaseSensitive(json, "isCharging");
    if (cJSON_IsBool(charging))
        trailcam_camera_set(c, io, TRAILCAM_CHARGING, cJSON_IsTrue(charging));
    if (!text_of(json, "devId"))
        return; /* a login */
    show_card(c, io, json);
    set_text(c, io, TRAILCAM_FIRMWARE, text_of(json, "fwVerName"));
    if (!c->identified)
        identify(c, io, json);
}

static const char *time_text(const struct fl_io *io, const struct trailcam_file *file, char buf[static 32])
{
    int zone_s;
    fl_io_utc(io, &zone_s);
    return trailcam_time_text(file->time_s, zone_s, buf);
}

void trailcam_camera_show_media(const struct trailcam_camera *c, struct fl_io *io,
                                const struct trailcam_media *media)
{
    char buf[32];
    if (media->count >= 0)
        trailcam_camera_set(c, io, TRAILCAM_MEDIA_COUNT, media->count);
    if (!media->known)
        return;
    set_text(c, io, TRAILCAM_LAST_MEDIA_TIME, time_text(io, &media->newest, buf));
    trailcam_camera_set(c, io, TRAILCAM_LAST_MEDIA_ID, media->newest.id);
}

/* --- JSON for others ------------------------------------------------------------------------- */
static cJSON *file_json(const struct fl_io *io, const struct trailcam_file *file)
{
    char buf[32];
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "dir", file->dir);
    cJSON_AddNumberToObject(o, "num", file->num);
    cJSON_AddStringToObject(o, "type", trailcam_type_name(file->type));
    cJSON_AddStringToObject(o, "time", time_text(io, file, buf));
    cJSON_AddNumberToObject(o, "id", file->id);
    if (file->type != TRAILCAM_PHOTO)
        cJSON_AddNumberToObject(o, "duration_ms", file->duration_ms);
    return o;
}

void trailcam_camera_tell_new(struct fl_io *io, const struct trailcam_file *file)
{
    cJSON *o = file_json(io, file);
    char *text = fl_json_text(o);
    fl_io_event(io, "new_media", text);
    free(text);
    cJSON_Delete(o);
}

void trailcam_camera_tell_event(struct fl_io *io, const cJSON *json)
{
    enum { EVENT_TEXT_MAX = 1024 };
    int64_t number = trailcam_number(json, "evtId", 0, UINT32_MAX, -1);
    char *text = fl_json_text(json);
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "evt_id", (double)number);
    if (text && strlen(text) <= EVENT_TEXT_MAX)
        cJSON_AddRawToObject(o, "json", text);
    char *event = fl_json_text(o);
    fl_io_event(io, "camera_event", event);
    free(event);
    free(text);
    cJSON_Delete(o);
}

char *trailcam_camera_list_json(const struct fl_io *io, int page, const struct trailcam_file *files,
                                size_t count)
{
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "page", page);
    cJSON *list = cJSON_AddArrayToObject(o, "files");
    for (size_t i = 0; i < count; i++)
        cJSON_AddItemToArray(list, file_json(io, &files[i]));
    cJSON_AddBoolToObject(o, "more", count == TRAILCAM_PAGE);
    char *text = fl_json_text(o);
    cJSON_Delete(o);
    return text;
}
