/* The trailcam family: battery wildlife cameras of the KJK230 class. Facts, options and their checks; the
 * protocol is in trailcam_session.c and below. */
#include "trailcam_session.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct trailcam_conf, host), .max = FL_HOST_MAX - 1, .def_text = "192.168.43.1",
     .help = "the camera's name or address; in its own network it is always the default"},
    {FL_CONF_INTS(struct trailcam_conf, ports), .min = 1, .max = 65535,
     .help = "tried in this order, the search after the first; `[40611, 32100]` if not set, at most 8"},
    {FL_CONF_INT(struct trailcam_conf, search_port), .zero_is_off = true, .min = 1, .max = 65535,
     .def = TRAILCAM_SEARCH_PORT, .help = "where the search goes; 0: no search"},
    {FL_CONF_STRING(struct trailcam_conf, uid), .max = TRAILCAM_UID_TEXT - 1, .def_text = "LBCS-000000-CCCJJ",
     .help = "the factory's device id, the same on all cameras known"},
    {FL_CONF_STRING(struct trailcam_conf, username), .max = 64, .def_text = "admin",
     .help = "the camera's user"},
    {FL_CONF_SECRET(struct trailcam_conf, password), .max = 64, .def_text = "admin",
     .help = "the user's password; `admin`, as from the factory, if not set"},
    {FL_CONF_DURATION(struct trailcam_conf, info_interval), .min = 5 * SECOND, .max = HOUR,
     .def = 30 * SECOND, .help = "how often battery, card and temperature are asked for"},
    {FL_CONF_DURATION(struct trailcam_conf, media_interval), .min = 5 * SECOND, .max = HOUR,
     .def = 30 * SECOND, .help = "how often new pictures are looked for"},
    {FL_CONF_BOOL(struct trailcam_conf, thumbnails), .def = true,
     .help = "fetch the newest picture's thumbnail, for the image `latest`"},
    {FL_CONF_BOOL(struct trailcam_conf, allow_destructive),
     .help = "allow the actions `delete` and `format`"},
    {FL_CONF_BOOL(struct trailcam_conf, set_clock), .def = true,
     .help = "set the camera's clock to local time at each login"},
    FL_CONF_END,
};

static enum fl_err check(const void *options_filled, struct fl_error *err)
{
    const struct trailcam_conf *c = options_filled;
    struct trailcam_uid uid;
    if (trailcam_parse_uid(c->uid, &uid))
        return fl_fail(err, FL_E_CONFIG,
                       "uid: \"%s\" is none; it is letters, a number and letters, like LBCS-000000-CCCJJ",
                       c->uid);
    if (c->ports.count > TRAILCAM_PORTS_MAX)
        return fl_fail(err, FL_E_CONFIG, "ports: %zu are too many; at most %d are tried", c->ports.count,
                       TRAILCAM_PORTS_MAX);
    return FL_OK;
}

/* Without a port: the session tries several, and one that is closed is no reason not to try the next. */
static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct trailcam_conf *c = conf;
    ep->targets[ep->target_count++] = (struct fl_target){.host = c->host};
}

static const struct fl_action actions[] = {
    {.key = "refresh",
     .name = "Refresh",
     .help = "asks for the camera's state and its newest files",
     .timeout_ms = 15 * SECOND},
    {.key = "list",
     .name = "List files",
     .help = "a page of 45 files, newest first",
     .timeout_ms = 15 * SECOND},
    {.key = "thumbnail",
     .name = "Fetch thumbnail",
     .help = "of a file, or of the newest, as the image latest",
     .timeout_ms = 20 * SECOND},
    {.key = "download",
     .name = "Fetch photo",
     .help = "a whole photo, or the newest, as the image photo",
     .timeout_ms = 2 * MINUTE},
    {.key = "take_picture",
     .name = "Take picture",
     .help = "reported by others, not verified",
     .timeout_ms = 10 * SECOND},
    {.key = "wake", .name = "Wake up", .help = "runs wake_command", .act = FL_ACT_WAKE},
    {.key = "delete", .name = "Delete file", .help = "needs allow_destructive", .timeout_ms = 10 * SECOND},
    {.key = "format", .name = "Format card", .help = "needs allow_destructive", .timeout_ms = 40 * SECOND},
    {.key = NULL}};

static const char *const events[] = {"new_media", "camera_event", NULL};

extern const struct fl_driver trailcam_driver;

const struct fl_driver trailcam_driver = {
    .name = "trailcam",
    .summary = "wildlife cameras of the KJK230 class: battery, card, new pictures",
    .medium = FL_DATAGRAM,
    .port = TRAILCAM_SESSION_PORT,
    .lanes = true,
    .timing = {.keepalive_interval = 3 * SECOND,
               .connection_timeout = 7300,
               .response_timeout = 3 * SECOND,
               .reconnect_max = 5 * SECOND},
    .actions = actions,
    .events = events,
    .options = options,
    .conf_size = sizeof(struct trailcam_conf),
    .session_size = sizeof(struct trailcam_session),
    .check = check,
    .endpoint = endpoint,
    .init = trailcam_init,
    .finish = trailcam_finish,
    .open = trailcam_open,
    .feed = trailcam_feed,
    .poll = trailcam_poll,
    .keepalive = trailcam_keepalive,
    .command = trailcam_command,
    .missed = trailcam_missed,
    .tick = trailcam_tick,
    .close = trailcam_close,
};
