/* The actions: what a user may ask of the camera. */
#include "trailcam_request.h"

#include <string.h>

#include <cjson/cJSON.h>

static void reject(struct trailcam_session *s, const struct fl_command *c, const char *why)
{
    fl_io_verdict(s->io, c->id, FL_E_RANGE, why);
}

/* --- arguments ------------------------------------------------------------------------------- */
static bool has(const struct fl_command *c, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(c->args, name) != NULL;
}

static bool read_type(const struct fl_command *c, enum trailcam_file_type *out)
{
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(c->args, "type"));
    for (int i = 0; name && i < TRAILCAM_FILE_TYPES; i++) {
        *out = (enum trailcam_file_type)i;
        if (!strcmp(trailcam_type_name(*out), name))
            return true;
    }
    return false;
}

/* {"dir":100,"num":318,"type":"photo"}. False: refused, and the verdict given. */
static bool read_file(struct trailcam_session *s, const struct fl_command *c, struct trailcam_file *out)
{
    int64_t dir = trailcam_number(c->args, "dir", 0, UINT16_MAX, -1);
    int64_t num = trailcam_number(c->args, "num", 0, UINT16_MAX, -1);
    const struct trailcam_file *newest = &s->media.newest;
    *out = (struct trailcam_file){.dir = (uint16_t)dir, .num = (uint16_t)num};
    if (dir < 0 || num < 0) {
        reject(s, c, "\"dir\" and \"num\" are numbers from 0 to 65535, as \"list\" tells them");
        return false;
    }
    if (s->media.known && newest->dir == out->dir && newest->num == out->num)
        *out = *newest;
    if (has(c, "type") && !read_type(c, &out->type)) {
        reject(s, c, "\"type\" is \"photo\", \"video\" or \"avi\"");
        return false;
    }
    return true;
}

/* The same, but without arguments the newest. */
static bool read_file_or_newest(struct trailcam_session *s, const struct fl_command *c,
                                struct trailcam_file *out)
{
    if (has(c, "dir") || has(c, "num") || has(c, "type"))
        return read_file(s, c, out);
    *out = s->media.newest;
    if (!s->media.known)
        reject(s, c, "the newest picture is not known yet: give \"dir\" and \"num\"");
    return s->media.known;
}

/* --- actions --------------------------------------------------------------------------------- */
static bool begin_refresh(struct trailcam_session *s, const struct fl_command *c)
{
    if (s->refresh)
        return false;
    s->refresh = c->id;
    s->refresh_info = false;
    s->info_ms = s->media_ms = s->now_ms;
    trailcam_ask_due(s);
    return true;
}

static bool begin_list(struct trailcam_session *s, const struct fl_command *c)
{
    enum { PAGE_MAX = 10000 };
    int64_t page = trailcam_number(c->args, "page", 0, PAGE_MAX, has(c, "page") ? -1 : 0);
    if (page < 0) {
        reject(s, c, "\"page\" is a number from 0 (the newest files) on");
        return true;
    }
    trailcam_ask(s,
                 (struct trailcam_request){.purpose = TRAILCAM_FOR_LIST,
                                           .code = TRAILCAM_MEDIA_LIST,
                                           .command = c->id,
                                           .page = (int)page,
                                           .json = trailcam_list_json((int)page, TRAILCAM_PAGE, s->token)});
    return true;
}

static bool begin_picture(struct trailcam_session *s, const struct fl_command *c, bool whole)
{
    struct trailcam_file file;
    if (s->transfer.state != TRAILCAM_IDLE)
        return false;
    if (!read_file_or_newest(s, c, &file))
        return true;
    trailcam_want_picture(s, whole, &file, c->id);
    trailcam_ask_picture(s);
    return true;
}

static bool begin_thumbnail(struct trailcam_session *s, const struct fl_command *c)
{
    return begin_picture(s, c, false);
}

static bool begin_download(struct trailcam_session *s, const struct fl_command *c)
{
    return begin_picture(s, c, true);
}

/* What acts must not act twice, so it is not repeated. */
static bool act(struct trailcam_session *s, const struct fl_command *c, enum trailcam_code code, char *json)
{
    trailcam_ask(
        s,
        (struct trailcam_request){
            .purpose = TRAILCAM_FOR_ACTION, .code = code, .command = c->id, .repeated = true, .json = json});
    return true;
}

static bool begin_take_picture(struct trailcam_session *s, const struct fl_command *c)
{
    return act(s, c, TRAILCAM_TAKE_PICTURE, trailcam_command_json(TRAILCAM_TAKE_PICTURE, s->token));
}

static bool is_allowed(struct trailcam_session *s, const struct fl_command *c)
{
    if (!s->conf->allow_destructive)
        reject(s, c, "it destroys files: only with allow_destructive = true");
    return s->conf->allow_destructive;
}

static bool begin_delete(struct trailcam_session *s, const struct fl_command *c)
{
    struct trailcam_file file;
    if (!is_allowed(s, c) || !read_file(s, c, &file))
        return true;
    return act(s, c, TRAILCAM_DELETE, trailcam_file_json(TRAILCAM_DELETE, &file, s->token));
}

static bool begin_format(struct trailcam_session *s, const struct fl_command *c)
{
    if (!is_allowed(s, c))
        return true;
    return act(s, c, TRAILCAM_FORMAT, trailcam_command_json(TRAILCAM_FORMAT, s->token));
}

bool trailcam_begin_action(struct trailcam_session *s, const struct fl_command *command)
{
    static const struct {
        const char *key;
        bool (*begin)(struct trailcam_session *s, const struct fl_command *c);
    } rows[] = {{"refresh", begin_refresh},          {"list", begin_list},     {"thumbnail", begin_thumbnail},
                {"download", begin_download},        {"delete", begin_delete}, {"format", begin_format},
                {"take_picture", begin_take_picture}};
    for (size_t i = 0; command->action && i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(command->action->key, rows[i].key))
            return rows[i].begin(s, command);
    fl_io_verdict(s->io, command->id, FL_E_UNKNOWN, "nothing of the camera can be set");
    return true;
}
