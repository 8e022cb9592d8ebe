/* The radiod family: receivers of ka9q-radio. Facts, options and their checks; the protocol is in
 * radiod_session.c and below. */
#include <stdio.h>
#include <string.h>

#include "radiod_name.h"
#include "radiod_session.h"

static const char *const exposes[] = {"all", "listed", NULL};

static const struct fl_option channel_rows[] = {
    {FL_CONF_KEY(struct radiod_channel_conf, key), .required = true,
     .help = "the channel's, and the beginning of its entities' keys"},
    {FL_CONF_STRING(struct radiod_channel_conf, name), .max = FL_NAME_MAX - 1,
     .help = "what people call it; the key if not set"},
    {FL_CONF_INT(struct radiod_channel_conf, ssrc), .min = 1, .max = 2147483647, .zero_is_off = true,
     .help = "its number; a channel of radiod's own configuration has its frequency in kHz. Made from the "
             "key if not set and `create` is"},
    {FL_CONF_REAL(struct radiod_channel_conf, frequency), .max = 1e12,
     .help = "Hz; this and what follows is for creating it"},
    {FL_CONF_STRING(struct radiod_channel_conf, preset), .max = RADIOD_PRESET_MAX,
     .help = "mode and all that goes with it; the server's default if not set"},
    {FL_CONF_REAL(struct radiod_channel_conf, low_edge), .min = -1e7, .max = 1e7,
     .help = "of the filter, Hz from the frequency; with `high_edge`, else the preset's"},
    {FL_CONF_REAL(struct radiod_channel_conf, high_edge), .min = -1e7, .max = 1e7, .help = "likewise"},
    {FL_CONF_BOOL(struct radiod_channel_conf, create), .help = "create it if it is not there, and keep it"},
    {FL_CONF_DURATION(struct radiod_channel_conf, lifetime), .min = 5000, .max = 3600000, .def = 60000,
     .help = "how long the server keeps it after the gateway last asked for it"},
    FL_CONF_END,
};

static const struct fl_option options[] = {
    {FL_CONF_STRING(struct radiod_conf, group), .required = true, .max = FL_HOST_MAX - 1,
     .help = "radiod's status group: its address, or the name of its `status =` setting with `.local`"},
    {FL_CONF_STRING(struct radiod_conf, source), .max = 15,
     .help = "the server's IPv4 address, if several use the group"},
    {FL_CONF_INT(struct radiod_conf, ttl), .min = 1, .max = 255, .def = 1,
     .help = "how many networks commands may cross"},
    {FL_CONF_DURATION(struct radiod_conf, sweep_interval), .min = 2000, .max = 3600000, .def = 10000,
     .help = "between questions to all channels; more if there are many"},
    {FL_CONF_INT(struct radiod_conf, max_rate), .min = 1, .max = 10000, .def = 100,
     .help = "commands a second at most, polls included; users' go first"},
    {FL_CONF_LIST(struct radiod_conf, channels), .items = channel_rows,
     .item_size = sizeof(struct radiod_channel_conf), .help = "channels with names of your own"},
    {FL_CONF_STRINGS(struct radiod_conf, presets), .max = RADIOD_PRESET_MAX,
     .help = "those of the server's preset file beside the usual ones"},
    {FL_CONF_CHOICE(struct radiod_conf, expose), .choices = exposes, .def = RADIOD_EXPOSE_ALL,
     .help = "which channels become entities: all of the server, or those listed and created"},
    FL_CONF_END,
};

static const struct fl_action actions[] = {
    {.key = "tune", .name = "Tune", .help = "{\"channel\": key, \"frequency\": Hz, \"preset\": ...}"},
    {.key = "create_channel",
     .name = "Create a channel",
     .help = "{\"frequency\": Hz, \"preset\": ..., \"lifetime\": seconds}"},
    {.key = "remove_channel", .name = "Remove a channel", .help = "{\"channel\": key} or {\"ssrc\": number}"},
    {.key = "sweep", .name = "Look for channels", .help = "answers with all channels", .timeout_ms = 30000},
    {.key = NULL},
};

static const char *const events[] = {"overload", "restart", NULL};

/* --- checks --------------------------------------------------------------------------------- */
static enum fl_err check_edges(const struct radiod_channel_conf *c, struct fl_error *err)
{
    bool set = c->low_edge < 0 || c->low_edge > 0 || c->high_edge < 0 || c->high_edge > 0;
    if (set && c->low_edge >= c->high_edge)
        return fl_fail(err, FL_E_CONFIG, "%s: low_edge %g is not below high_edge %g; set both", c->key,
                       c->low_edge, c->high_edge);
    return FL_OK;
}

/* "c1000" is the key of channel 1000 while nobody lists it. */
static bool is_number_key(const char *key, uint32_t ssrc)
{
    char own[FL_KEY_MAX];
    if (key[0] != 'c' || !key[1] || strspn(key + 1, "0123456789") != strlen(key + 1))
        return false;
    snprintf(own, sizeof own, "c%lu", (unsigned long)ssrc);
    return strcmp(key, own) != 0;
}

static enum fl_err check_key(const struct radiod_channel_conf *c, struct fl_error *err)
{
    size_t most = FL_KEY_MAX - 1 - radiod_item_longest();
    if (c->key[0] == '_')
        return fl_fail(err, FL_E_CONFIG, "%s: a key does not begin with an underscore", c->key);
    if (strlen(c->key) > most)
        return fl_fail(err, FL_E_CONFIG, "%s: up to %zu characters are allowed, entities add to it", c->key,
                       most);
    if (is_number_key(c->key, radiod_channel_ssrc(c)))
        return fl_fail(err, FL_E_CONFIG, "%s: that is what channel %s is called if it is not listed", c->key,
                       c->key + 1);
    if (radiod_item_clash(c->key, NULL))
        return fl_fail(err, FL_E_CONFIG, "%s: its entities' keys are the server's; choose another key",
                       c->key);
    return FL_OK;
}

static enum fl_err check_channel(const struct radiod_channel_conf *c, struct fl_error *err)
{
    enum fl_err bad = check_key(c, err);
    if (!bad && !c->create && !c->ssrc)
        return fl_fail(err, FL_E_CONFIG, "%s: set its ssrc, or create = true with a frequency", c->key);
    if (!bad && c->create && !(c->frequency >= 1))
        return fl_fail(err, FL_E_CONFIG, "%s: to create it takes a frequency in Hz", c->key);
    return bad ? bad : check_edges(c, err);
}

static enum fl_err check_pair(const struct radiod_channel_conf *a, const struct radiod_channel_conf *b,
                              struct fl_error *err)
{
    if (!strcmp(a->key, b->key))
        return fl_fail(err, FL_E_CONFIG, "%s: two channels have this key; keys are unique", a->key);
    if (radiod_channel_ssrc(a) == radiod_channel_ssrc(b))
        return fl_fail(err, FL_E_CONFIG, "%s: it has the ssrc of %s; set another one", b->key, a->key);
    if (radiod_item_clash(a->key, b->key) || radiod_item_clash(b->key, a->key))
        return fl_fail(err, FL_E_CONFIG, "%s: its entities' keys could be those of %s; choose another key",
                       b->key, a->key);
    return FL_OK;
}

static bool is_preset_word(const char *text)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return *text && strspn(text, allowed) == strlen(text);
}

static enum fl_err check_presets(const struct radiod_conf *c, struct fl_error *err)
{
    const char *const *presets = c->presets.items;
    if (c->presets.count > RADIOD_OWN_PRESETS_MAX)
        return fl_fail(err, FL_E_CONFIG, "presets: up to %d are allowed", RADIOD_OWN_PRESETS_MAX);
    for (size_t i = 0; i < c->presets.count; i++)
        if (!is_preset_word(presets[i]))
            return fl_fail(err, FL_E_CONFIG,
                           "presets: \"%s\" is none: letters, digits, _, - and . are allowed", presets[i]);
    struct radiod_view view;
    radiod_view_init(&view, presets, c->presets.count);
    const struct radiod_channel_conf *items = c->channels.items;
    for (size_t i = 0; i < c->channels.count; i++)
        if (items[i].preset && !radiod_view_has_preset(&view, items[i].preset))
            return fl_fail(err, FL_E_CONFIG,
                           "%s: preset \"%s\" is not known; if the server has it, add it to "
                           "presets",
                           items[i].key, items[i].preset);
    return FL_OK;
}

static enum fl_err check(const void *filled, struct fl_error *err)
{
    const struct radiod_conf *c = filled;
    const struct radiod_channel_conf *items = c->channels.items;
    uint32_t addr;
    if (c->source && !radiod_name_dotted(c->source, &addr))
        return fl_fail(err, FL_E_CONFIG, "source: \"%s\" is no IPv4 address", c->source);
    if (radiod_name_dotted(c->group, &addr) && addr >> 28 != 0xe)
        return fl_fail(err, FL_E_CONFIG, "group: %s is no multicast group: 224.0.0.0 to 239.255.255.255 are",
                       c->group);
    if (c->channels.count > RADIOD_LISTED_MAX)
        return fl_fail(err, FL_E_CONFIG, "channels: up to %d can be listed", RADIOD_LISTED_MAX);
    for (size_t i = 0; i < c->channels.count; i++) {
        if (check_channel(&items[i], err))
            return err->code;
        for (size_t j = 0; j < i; j++)
            if (check_pair(&items[j], &items[i], err))
                return err->code;
    }
    return check_presets(c, err);
}

/* --- the driver ----------------------------------------------------------------------------- */
/* A .local name that nobody resolves is what radiod made its group of. */
static void endpoint(const void *conf, struct fl_endpoint *ep)
{
    const struct radiod_conf *c = conf;
    ep->targets[ep->target_count++] = (struct fl_target){.host = c->group, .port = RADIOD_PORT};
    if (radiod_name_is_local(c->group))
        ep->targets[ep->target_count++] =
            (struct fl_target){.host = c->group, .port = RADIOD_PORT, .ip = radiod_name_group(c->group)};
    ep->ttl = (uint8_t)c->ttl;
}

extern const struct fl_driver radiod_driver;

const struct fl_driver radiod_driver = {
    .name = "radiod",
    .summary = "receivers of ka9q-radio: radiod and its channels",
    .medium = FL_GROUP,
    .port = RADIOD_PORT,
    .lanes = true,
    .timing = {.keepalive_interval = 5000,
               .connection_timeout = 10000,
               .response_timeout = 150,
               .failure_threshold = FL_OFF},
    .actions = actions,
    .events = events,
    .options = options,
    .conf_size = sizeof(struct radiod_conf),
    .session_size = sizeof(struct radiod_session),
    .check = check,
    .endpoint = endpoint,
    .init = radiod_init,
    .finish = radiod_finish,
    .open = radiod_open,
    .feed = radiod_feed,
    .poll = radiod_poll,
    .keepalive = radiod_keepalive,
    .command = radiod_command,
    .missed = radiod_missed,
    .tick = radiod_tick,
};
