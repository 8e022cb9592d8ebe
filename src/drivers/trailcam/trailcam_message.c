/* JSON of the trail cameras. Field order and names are those of the vendor's application. */
#include "trailcam_message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {"photo", "video", "avi"};

const char *trailcam_type_name(enum trailcam_file_type type)
{
    return type_names[type];
}

bool trailcam_same_file(const struct trailcam_file *a, const struct trailcam_file *b)
{
    return a->type == b->type && a->dir == b->dir && a->num == b->num && a->id == b->id;
}

/* --- requests -------------------------------------------------------------------------------- */
static cJSON *begin(enum trailcam_code command)
{
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "cmdId", command);
    return o;
}

static char *finish(cJSON *o)
{
    char *text = o ? fl_json_text(o) : NULL;
    cJSON_Delete(o);
    return text;
}

/* The token is a number; the camera does not take it as text. */
static char *finish_with_token(cJSON *o, int64_t token)
{
    cJSON_AddNumberToObject(o, "token", (double)token);
    return finish(o);
}

char *trailcam_login_json(const char *username, const char *password, int64_t civil_s)
{
    cJSON *o = begin(TRAILCAM_LOGIN);
    cJSON_AddStringToObject(o, "usrName", username);
    cJSON_AddStringToObject(o, "password", password);
    cJSON_AddNumberToObject(o, "needVideo", 0);
    cJSON_AddNumberToObject(o, "needAudio", 0);
    if (civil_s)
        cJSON_AddNumberToObject(o, "utcTime", (double)civil_s);
    cJSON_AddBoolToObject(o, "supportHeartBeat", true);
    return finish(o);
}

char *trailcam_heartbeat_json(void)
{
    return finish(begin(TRAILCAM_HEARTBEAT));
}

char *trailcam_command_json(enum trailcam_code command, int64_t token)
{
    return finish_with_token(begin(command), token);
}

char *trailcam_list_json(int page, int count, int64_t token)
{
    cJSON *o = begin(TRAILCAM_MEDIA_LIST);
    cJSON_AddNumberToObject(o, "itemCntPerPage", count);
    cJSON_AddNumberToObject(o, "pageNo", page);
    return finish_with_token(o, token);
}

static void add_file(cJSON *o, const struct trailcam_file *file)
{
    cJSON_AddNumberToObject(o, "fileType", file->type);
    cJSON_AddNumberToObject(o, "dirNum", file->dir);
    cJSON_AddNumberToObject(o, "mediaNum", file->num);
}

char *trailcam_file_json(enum trailcam_code command, const struct trailcam_file *file, int64_t token)
{
    cJSON *o = begin(command);
    if (command == TRAILCAM_DELETE) {
        add_file(o, file);
        return finish_with_token(o, token);
    }
    const char *list = command == TRAILCAM_GET_FILES ? "downloadReqs" : "thumbnailReqs";
    cJSON *item = cJSON_CreateObject();
    add_file(item, file);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(o, list), item);
    return finish_with_token(o, token);
}

/* --- answers --------------------------------------------------------------------------------- */
int64_t trailcam_number(const cJSON *json, const char *name, int64_t min, int64_t max, int64_t otherwise)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, name);
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= (double)min && item->valuedouble <= (double)max))
        return otherwise;
    int64_t value = (int64_t)item->valuedouble;
    return (double)value == item->valuedouble ? value : otherwise;
}

void trailcam_read_answer(const cJSON *json, struct trailcam_answer *out)
{
    static const char *const results[] = {"result", "cmdRet", "delRet", "formatRet", "getMediaListRet"};
    enum { UNREADABLE = -5 }; /* "unknown error" in the vendor's family of codes */
    *out = (struct trailcam_answer){
        .command = (int)trailcam_number(json, "cmdId", 0, INT32_MAX, -1),
        .token = trailcam_number(json, "token", 0, UINT32_MAX, -1),
        .result = cJSON_GetObjectItemCaseSensitive(json, "result") ? 0 : UNREADABLE,
    };
    for (size_t i = 0; i < sizeof results / sizeof *results && out->result == 0; i++)
        if (cJSON_GetObjectItemCaseSensitive(json, results[i]))
            out->result = (int)trailcam_number(json, results[i], INT32_MIN, INT32_MAX, UNREADABLE);
    out->ok = out->result == 0;
    const char *words = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "errorMsg"));
    snprintf(out->error, sizeof out->error, "%.60s%s(%d)", words ? words : "", words ? " " : "", out->result);
}

static bool read_file(const cJSON *item, struct trailcam_file *out)
{
    int64_t type = trailcam_number(item, "fileType", 0, TRAILCAM_FILE_TYPES - 1, -1);
    int64_t dir = trailcam_number(item, "mediaDirNum", 0, UINT16_MAX, -1);
    int64_t num = trailcam_number(item, "mediaNum", 0, UINT16_MAX, -1);
    if (type < 0 || dir < 0 || num < 0)
        return false;
    *out = (struct trailcam_file){
        .type = (enum trailcam_file_type)type,
        .dir = (uint16_t)dir,
        .num = (uint16_t)num,
        .id = (uint32_t)trailcam_number(item, "mediaId", 0, UINT32_MAX, 0),
        .time_s = trailcam_number(item, "mediaTime", 0, UINT32_MAX, 0),
        .duration_ms = (uint32_t)trailcam_number(item, "durationMs", 0, UINT32_MAX, 0),
    };
    return true;
}

size_t trailcam_read_list(const cJSON *json, struct trailcam_file *files, size_t cap)
{
    const cJSON *item;
    size_t count = 0;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(json, "mediaFiles"))
    {
        if (count < cap && read_file(item, &files[count]))
            count++;
    }
    return count;
}

/* --- time ------------------------------------------------------------------------------------ */
struct date {
    int64_t year;
    int month, day;
};

/* Years are counted from March on, so that a leap day is their last. */
static struct date date_of(int64_t days)
{
    enum { TO_MARCH_OF_0 = 719468, DAYS_400 = 146097 };
    days += TO_MARCH_OF_0;
    int64_t era = days / DAYS_400, day = days % DAYS_400;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    struct date d = {.year = era * 400 + year, .day = (int)(of_year - (153 * month + 2) / 5 + 1)};
    d.month = (int)(month < 10 ? month + 3 : month - 9);
    d.year += d.month <= 2;
    return d;
}

const char *trailcam_time_text(int64_t civil_s, int zone_s, char buf[static 32])
{
    struct date d = date_of(civil_s / 86400);
    unsigned second = (unsigned)(civil_s % 86400), off = (unsigned)abs(zone_s / 60 % 1440);
    /* The remainders tell gcc that it fits. */
    snprintf(buf, 32, "%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u", (unsigned)d.year % 10000,
             (unsigned)d.month % 100, (unsigned)d.day % 100, second / 3600 % 24, second / 60 % 60,
             second % 60, zone_s <= -60 ? '-' : '+', off / 60 % 24, off % 60);
    return buf;
}
