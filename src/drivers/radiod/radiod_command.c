/* What users want: settings, the actions, and the channels that the configuration asks for. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cjson/cJSON.h>

#include "radiod_session.h"

enum {
    SWEEP_LIST_MAX = 48 * 1024, /* bytes of the list of channels; a hook may record 64 KiB */
    LIST_ROW_MAX = 128,
    LIFETIME_DEFAULT_S = 60,
    LIFETIME_MAX_S = 86400
};

static const double frequency_max = 1e12;

/* --- checks before anything is sent ----------------------------------------------------------- */
/* The server would accept it, echo it, and hear nothing. */
static enum fl_err check_frequency(const struct radiod_session *s, double hz, struct fl_error *err)
{
    const struct radiod_view *v = &s->view;
    if (!(hz >= 1 && hz <= frequency_max))
        return fl_fail(err, FL_E_RANGE, "frequency: %.10g Hz is none", hz);
    if (v->covered && (hz < v->low || hz > v->high))
        return fl_fail(err, FL_E_RANGE,
                       "frequency: %.10g Hz is out of range: the front end covers %.10g to %.10g", hz, v->low,
                       v->high);
    return FL_OK;
}

static enum fl_err check_preset(const struct radiod_session *s, const char *name, struct fl_error *err)
{
    if (radiod_view_has_preset(&s->view, name))
        return FL_OK;
    return fl_fail(err, FL_E_RANGE,
                   "preset: %.31s is not known; if the server has it, name it in the option `presets`", name);
}

/* With a preset the other edge is not known yet. */
static enum fl_err check_edges(const struct radiod_channel *c, const struct radiod_request *r,
                               struct fl_error *err)
{
    const struct radiod_wish *low = radiod_wish_of(r, RADIOD_LOW_EDGE);
    const struct radiod_wish *high = radiod_wish_of(r, RADIOD_HIGH_EDGE);
    bool known = c && c->edges_known && !radiod_wish_of(r, RADIOD_PRESET);
    if ((!low && !high) || (!(low && high) && !known))
        return FL_OK;
    double from = low ? low->real : c->low_edge, to = high ? high->real : c->high_edge;
    if (from < to)
        return FL_OK;
    return fl_fail(err, FL_E_RANGE, "low_edge %.10g is not below high_edge %.10g", from, to);
}

static enum fl_err check_wishes(const struct radiod_session *s, const struct radiod_channel *c,
                                const struct radiod_request *r, struct fl_error *err)
{
    const struct radiod_wish *frequency = radiod_wish_of(r, RADIOD_RADIO_FREQUENCY);
    const struct radiod_wish *preset = radiod_wish_of(r, RADIOD_PRESET);
    enum fl_err bad = frequency ? check_frequency(s, frequency->real, err) : FL_OK;
    if (!bad && preset)
        bad = check_preset(s, preset->word, err);
    return bad ? bad : check_edges(c, r, err);
}

/* --- settings --------------------------------------------------------------------------------- */
static double number_of(enum radiod_tag tag, const struct fl_value *v)
{
    switch (radiod_tag_info(tag)->wire) {
    case RADIOD_BOOL:
        return v->b ? 1 : 0;
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        return v->r;
    default:
        return (double)v->i;
    }
}

/* Adds the wish of a set; -1: there is no room. */
static int add_set(const struct radiod_session *s, struct fl_io *io, struct radiod_request *r,
                   const struct fl_command *cmd)
{
    enum radiod_tag tag = (enum radiod_tag)cmd->tag;
    if (tag == RADIOD_PRESET)
        return radiod_wish_word(r, tag, s->view.presets[cmd->value[0].e]);
    int at = radiod_wish_real(r, tag, number_of(tag, &cmd->value[0]));
    struct fl_value before = fl_io_get(io, cmd->entity, 0);
    if (at >= 0 && before.known) {
        r->wishes[at].before_known = true;
        r->wishes[at].before = number_of(tag, &before);
    }
    return at;
}

/* A set that cannot be is refused by itself, the others go out. */
static enum fl_err check_set(const struct radiod_session *s, const struct fl_command *cmd,
                             struct fl_error *err)
{
    if (cmd->tag == RADIOD_RADIO_FREQUENCY)
        return check_frequency(s, cmd->value[0].r, err);
    return FL_OK;
}

/* What belongs to the front end can be told to any channel that we may ask. */
static struct radiod_channel *carrier(struct radiod_session *s, const struct fl_io *io, bool *busy)
{
    struct radiod_channel *found = NULL;
    *busy = false;
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        if (!c->seen || (c->finite && !c->own))
            continue;
        found = found ? found : c;
        if (!fl_io_busy(io, c->ssrc))
            return c;
    }
    *busy = found != NULL;
    return found;
}

static size_t refuse_all(struct fl_io *io, const struct fl_command *const *cmds, size_t count,
                         enum fl_err result, const char *why)
{
    for (size_t i = 0; i < count; i++)
        fl_io_verdict(io, cmds[i]->id, result, why);
    return count;
}

static void refuse_request(struct radiod_request *r, struct fl_io *io, const struct fl_error *err)
{
    for (size_t i = 0; i < r->piece_count; i++)
        fl_io_verdict(io, r->pieces[i].id, err->code, err->text);
    free(r);
}

/* Sends it, if it is sound and has anything in it. Takes r. */
static void begin(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c,
                  struct radiod_request *r)
{
    struct fl_error err;
    if (check_wishes(s, c, r, &err)) {
        refuse_request(r, io, &err);
    } else if (!r->piece_count && !r->create) {
        free(r);
    } else {
        c->request = r;
        c->lane = (struct radiod_lane){0};
        radiod_send(s, io, c);
    }
}

static size_t set(struct radiod_session *s, struct fl_io *io, const struct fl_command *const *cmds,
                  size_t count)
{
    bool busy = false;
    uint32_t ssrc = cmds[0]->group;
    struct radiod_channel *c = ssrc ? radiod_channels_find(&s->channels, ssrc) : carrier(s, io, &busy);
    if (busy || (c && fl_io_busy(io, c->ssrc)))
        return 0;
    if (!c || !c->seen)
        return refuse_all(io, cmds, count, FL_E_OFFLINE, "the channel is not on the server now");
    s->budget.wanted = !radiod_budget_take(s, io, false);
    if (s->budget.wanted)
        return 0;
    struct radiod_request *r = calloc(1, sizeof *r);
    if (!r)
        return refuse_all(io, cmds, count, FL_E_NOMEM, NULL);
    for (size_t i = 0; i < count && i < RADIOD_PIECES_MAX; i++) {
        struct fl_error err = {0};
        int at = check_set(s, cmds[i], &err) ? -1 : add_set(s, io, r, cmds[i]);
        if (at >= 0)
            r->pieces[r->piece_count++] = (struct radiod_piece){cmds[i]->id, UINT32_C(1) << at};
        else
            fl_io_verdict(io, cmds[i]->id, err.code ? err.code : FL_E_FULL, err.text[0] ? err.text : NULL);
    }
    begin(s, io, c, r);
    return count < RADIOD_PIECES_MAX ? count : RADIOD_PIECES_MAX;
}

/* --- arguments of actions --------------------------------------------------------------------- */
static const struct {
    const char *name;
    enum radiod_tag tag;
} members[] = {{"frequency", RADIOD_RADIO_FREQUENCY},
               {"preset", RADIOD_PRESET},
               {"low_edge", RADIOD_LOW_EDGE},
               {"high_edge", RADIOD_HIGH_EDGE},
               {"agc", RADIOD_AGC_ENABLE},
               {"gain", RADIOD_GAIN},
               {"squelch", RADIOD_SNR_SQUELCH},
               {"squelch_open_at", RADIOD_SQUELCH_OPEN},
               {"squelch_close_at", RADIOD_SQUELCH_CLOSE},
               {"headroom", RADIOD_HEADROOM}};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static bool switched(const cJSON *value, bool *on)
{
    const char *text = cJSON_GetStringValue(value);
    *on = cJSON_IsTrue(value) || (text && !strcasecmp(text, "ON"));
    return *on || cJSON_IsFalse(value) || (text && !strcasecmp(text, "OFF"));
}

static enum fl_err add_member(struct radiod_request *r, size_t member, const cJSON *value,
                              struct fl_error *err)
{
    enum radiod_tag tag = members[member].tag;
    const char *name = members[member].name, *text = cJSON_GetStringValue(value);
    double number = cJSON_GetNumberValue(value);
    bool on;
    switch (radiod_tag_info(tag)->wire) {
    case RADIOD_STRING:
        if (!text || radiod_wish_word(r, tag, text) < 0)
            return fl_fail(err, FL_E_RANGE, "%s: a name of up to %d letters is wanted", name,
                           RADIOD_PRESET_MAX);
        return FL_OK;
    case RADIOD_BOOL:
        if (!switched(value, &on))
            return fl_fail(err, FL_E_RANGE, "%s: ON or OFF is wanted", name);
        radiod_wish_real(r, tag, on ? 1 : 0);
        return FL_OK;
    default:
        if (!cJSON_IsNumber(value) || !isfinite(number) || fabs(number) > frequency_max)
            return fl_fail(err, FL_E_RANGE, "%s: a number is wanted", name);
        radiod_wish_real(r, tag, number);
        return FL_OK;
    }
}

/* Who is meant is read elsewhere; id is the message's. */
static bool is_other_member(const char *name, const char *const *others)
{
    for (size_t i = 0; others[i]; i++)
        if (!strcmp(name, others[i]))
            return true;
    return false;
}

static enum fl_err read_wishes(struct radiod_request *r, const cJSON *args, const char *const *others,
                               struct fl_error *err)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, args)
    {
        size_t at = 0;
        if (!item->string)
            return fl_fail(err, FL_E_RANGE, "a JSON object is wanted");
        while (at < MEMBER_COUNT && strcmp(item->string, members[at].name) != 0)
            at++;
        if (at == MEMBER_COUNT && is_other_member(item->string, others))
            continue;
        if (at == MEMBER_COUNT)
            return fl_fail(err, FL_E_RANGE, "%.40s is not known here", item->string);
        if (add_member(r, at, item, err))
            return err->code;
    }
    return FL_OK;
}

/* 0: there is none, or it is none. */
static uint32_t read_ssrc(const cJSON *args)
{
    double number = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(args, "ssrc"));
    return number >= 1 && number < RADIOD_EVERYBODY ? (uint32_t)number : 0;
}

static struct radiod_channel *channel_by_key(struct radiod_session *s, const char *key)
{
    char own[FL_KEY_MAX];
    for (size_t i = 0; i < s->channels.count; i++)
        if (!strcmp(radiod_channel_key(s->channels.at[i], own), key))
            return s->channels.at[i];
    return NULL;
}

/* {"channel": its key} or {"ssrc": its number}. NULL: *err says what is wrong. */
static struct radiod_channel *read_channel(struct radiod_session *s, const cJSON *args, struct fl_error *err)
{
    const char *key = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(args, "channel"));
    uint32_t ssrc = read_ssrc(args);
    struct radiod_channel *c = NULL;
    if (key)
        c = channel_by_key(s, key);
    else if (ssrc)
        c = radiod_channels_find(&s->channels, ssrc);
    if (!key && !ssrc)
        fl_fail(err, FL_E_RANGE, "who? {\"channel\": its key} or {\"ssrc\": its number} is wanted");
    else if (!c)
        fl_fail(err, FL_E_UNKNOWN, "there is no such channel");
    return c;
}

/* --- actions ---------------------------------------------------------------------------------- */
/* Whether the action was taken; false: later. */
typedef bool action_runner(struct radiod_session *s, struct fl_io *io, const struct fl_command *cmd);

static bool refuse(struct fl_io *io, const struct fl_command *cmd, const struct fl_error *err)
{
    fl_io_verdict(io, cmd->id, err->code, err->text);
    return true;
}

static struct radiod_request *request_for(const struct fl_command *cmd)
{
    struct radiod_request *r = calloc(1, sizeof *r);
    if (r && cmd)
        r->pieces[r->piece_count++] = (struct radiod_piece){.id = cmd->id, .wishes = UINT32_MAX};
    return r;
}

/* The lane is free and there is something left to spend. */
static bool can_send(struct radiod_session *s, struct fl_io *io, const struct radiod_channel *c)
{
    if (fl_io_busy(io, c->ssrc))
        return false;
    s->budget.wanted = !radiod_budget_take(s, io, false);
    return !s->budget.wanted;
}

static bool run_tune(struct radiod_session *s, struct fl_io *io, const struct fl_command *cmd)
{
    static const char *const others[] = {"id", "channel", "ssrc", NULL};
    struct fl_error err = {0};
    struct radiod_channel *c = read_channel(s, cmd->args, &err);
    if (c && !c->seen)
        fl_fail(&err, FL_E_OFFLINE, "the channel is not on the server now");
    if (err.code)
        return refuse(io, cmd, &err);
    struct radiod_request *r = request_for(cmd);
    if (!r) {
        fl_fail(&err, FL_E_NOMEM, "no memory");
    } else if (!read_wishes(r, cmd->args, others, &err) && !r->wish_count) {
        fl_fail(&err, FL_E_RANGE, "what? frequency, preset, low_edge, high_edge ... are settable");
    } else if (!err.code && !can_send(s, io, c)) {
        free(r);
        return false;
    }
    if (err.code) {
        free(r);
        return refuse(io, cmd, &err);
    }
    r->tell = true;
    begin(s, io, c, r);
    return true;
}

static bool run_remove(struct radiod_session *s, struct fl_io *io, const struct fl_command *cmd)
{
    struct fl_error err = {0};
    struct radiod_channel *c = read_channel(s, cmd->args, &err);
    if (c && !c->seen)
        fl_fail(&err, FL_E_OFFLINE, "the channel is not on the server now");
    if (err.code)
        return refuse(io, cmd, &err);
    if (!can_send(s, io, c))
        return false;
    struct radiod_request *r = request_for(cmd);
    if (!r) {
        fl_fail(&err, FL_E_NOMEM, "no memory");
        return refuse(io, cmd, &err);
    }
    r->remove = true;
    radiod_wish_real(r, RADIOD_LIFETIME, 1); /* the block that answers is its last */
    c->removed = true;
    begin(s, io, c, r);
    return true;
}

static bool run_sweep(struct radiod_session *s, struct fl_io *io, const struct fl_command *cmd)
{
    if (s->sweep_action_count == RADIOD_SWEEP_ACTIONS_MAX) {
        fl_io_verdict(io, cmd->id, FL_E_FULL, "enough sweeps have been asked for already");
        return true;
    }
    s->sweep_actions[s->sweep_action_count++] = cmd->id;
    radiod_sweep_hurry(&s->sweep);
    return true;
}

/* --- creating --------------------------------------------------------------------------------- */
static void wish_configured(const struct radiod_session *s, struct radiod_request *r,
                            const struct radiod_channel_conf *conf)
{
    r->create = true;
    if (conf->preset)
        radiod_wish_word(r, RADIOD_PRESET, conf->preset);
    if (conf->frequency > 0)
        radiod_wish_real(r, RADIOD_RADIO_FREQUENCY, conf->frequency);
    if (conf->low_edge < conf->high_edge) {
        radiod_wish_real(r, RADIOD_LOW_EDGE, conf->low_edge);
        radiod_wish_real(r, RADIOD_HIGH_EDGE, conf->high_edge);
    }
    radiod_wish_real(r, RADIOD_LIFETIME, radiod_blocks(s, conf->lifetime / 1000.0));
}

void radiod_create_missing(struct radiod_session *s, struct fl_io *io)
{
    for (size_t i = 0; i < s->channels.count; i++) {
        struct radiod_channel *c = s->channels.at[i];
        bool missing = c->conf && c->conf->create && (!c->seen || c->renew) && !c->removed && !c->request;
        if (!missing || fl_io_busy(io, c->ssrc))
            continue;
        struct fl_error err;
        struct radiod_request *r = radiod_budget_take(s, io, false) ? request_for(NULL) : NULL;
        if (!r)
            return; /* after the next sweep */
        wish_configured(s, r, c->conf);
        if (!check_wishes(s, NULL, r, &err)) {
            begin(s, io, c, r);
            continue;
        }
        fl_io_log(io, FL_WARN, "channel %s cannot be created: %s", c->conf->key, err.text);
        free(r);
    }
}

static uint32_t free_ssrc(const struct radiod_session *s, struct fl_io *io)
{
    uint32_t ssrc;
    do
        ssrc = fl_io_random(io) & INT32_MAX;
    while (!ssrc || radiod_channels_find(&s->channels, ssrc));
    return ssrc;
}

/* The channel that is to come to be; NULL: *err. */
static struct radiod_channel *new_channel(struct radiod_session *s, struct fl_io *io, const cJSON *args,
                                          struct fl_error *err)
{
    const char *key = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(args, "channel"));
    uint32_t ssrc = read_ssrc(args);
    struct radiod_channel *c = key ? channel_by_key(s, key) : NULL;
    if (key && (!c || !c->conf))
        fl_fail(err, FL_E_UNKNOWN, "channel: no listed channel has this key; give it an ssrc, or neither");
    else if (!c)
        c = radiod_channels_add(&s->channels, ssrc ? ssrc : free_ssrc(s, io));
    if (!c && !err->code)
        fl_fail(err, FL_E_FULL, "there are %d channels already", RADIOD_CHANNELS_MAX);
    else if (c && (c->seen || c->request))
        fl_fail(err, FL_E_RANGE, "channel %lu is there already: tune it", (unsigned long)c->ssrc);
    return err->code ? NULL : c;
}

static enum fl_err read_lifetime(const struct radiod_session *s, struct radiod_request *r, const cJSON *args,
                                 struct fl_error *err)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(args, "lifetime");
    double seconds = item ? cJSON_GetNumberValue(item) : LIFETIME_DEFAULT_S;
    if (!(seconds >= 0 && seconds <= LIFETIME_MAX_S))
        return fl_fail(err, FL_E_RANGE, "lifetime: seconds up to %d are wanted; 0: for ever", LIFETIME_MAX_S);
    radiod_wish_real(r, RADIOD_LIFETIME, radiod_blocks(s, seconds));
    return FL_OK;
}

static enum fl_err wish_created(const struct radiod_session *s, struct radiod_request *r,
                                const struct radiod_channel *c, const cJSON *args, struct fl_error *err)
{
    static const char *const others[] = {"id", "channel", "ssrc", "lifetime", NULL};
    r->create = true;
    if (c->conf)
        wish_configured(s, r, c->conf);
    if (!c->conf || cJSON_HasObjectItem(args, "lifetime"))
        read_lifetime(s, r, args, err);
    if (!err->code)
        read_wishes(r, args, others, err);
    if (!err->code && !radiod_wish_of(r, RADIOD_RADIO_FREQUENCY))
        fl_fail(err, FL_E_RANGE, "frequency: a new channel needs one");
    return err->code;
}

static bool run_create(struct radiod_session *s, struct fl_io *io, const struct fl_command *cmd)
{
    struct fl_error err = {0};
    struct radiod_channel *c = new_channel(s, io, cmd->args, &err);
    if (!c)
        return refuse(io, cmd, &err);
    struct radiod_request *r = request_for(cmd);
    if (!r)
        fl_fail(&err, FL_E_NOMEM, "no memory");
    else if (!wish_created(s, r, c, cmd->args, &err))
        check_wishes(s, NULL, r, &err);
    if (err.code || !can_send(s, io, c)) {
        free(r);
        return err.code && refuse(io, cmd, &err);
    }
    r->tell = true;
    c->removed = false;
    begin(s, io, c, r);
    return true;
}

/* --- sweeps ----------------------------------------------------------------------------------- */
static char *list_channels(const struct radiod_session *s)
{
    char *text = malloc(SWEEP_LIST_MAX), key[FL_KEY_MAX];
    size_t len = 0, count = 0;
    if (!text)
        return NULL;
    len += (size_t)snprintf(text, SWEEP_LIST_MAX, "{\"channels\":[");
    for (size_t i = 0; i < s->channels.count; i++) {
        const struct radiod_channel *c = s->channels.at[i];
        if (!c->seen)
            continue;
        count++;
        if (len + LIST_ROW_MAX + LIST_ROW_MAX > SWEEP_LIST_MAX)
            continue;
        len += (size_t)snprintf(text + len, LIST_ROW_MAX,
                                "%s{\"ssrc\":%lu,\"key\":\"%s\",\"frequency\":%.13g}", count > 1 ? "," : "",
                                (unsigned long)c->ssrc, radiod_channel_key(c, key), c->frequency);
    }
    snprintf(text + len, LIST_ROW_MAX, "],\"count\":%zu}", count);
    return text;
}

void radiod_answer_sweeps(struct radiod_session *s, struct fl_io *io, bool whole)
{
    char *list = s->sweep_action_count ? list_channels(s) : NULL;
    bool several = list && strlen(list) * s->sweep_action_count < SWEEP_LIST_MAX;
    for (size_t i = 0; i < s->sweep_action_count; i++) {
        if (list && (i == 0 || several)) /* a long one has room once */
            fl_io_result(io, s->sweep_actions[i], list);
        fl_io_verdict(io, s->sweep_actions[i], FL_OK,
                      whole ? NULL : "another client keeps asking: some channels may be missing");
    }
    s->sweep_action_count = 0;
    free(list);
}

/* --- the hook --------------------------------------------------------------------------------- */
static const struct {
    const char *key;
    action_runner *run;
} runners[] = {
    {"tune", run_tune}, {"create_channel", run_create}, {"remove_channel", run_remove}, {"sweep", run_sweep}};

static size_t act(struct radiod_session *s, struct fl_io *io, const struct fl_command *cmd)
{
    for (size_t i = 0; i < sizeof runners / sizeof *runners; i++)
        if (!strcmp(cmd->action->key, runners[i].key))
            return runners[i].run(s, io, cmd) ? 1 : 0;
    fl_io_verdict(io, cmd->id, FL_E_UNKNOWN, NULL);
    return 1;
}

size_t radiod_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count)
{
    struct radiod_session *s = session;
    size_t taken = cmds[0]->action ? act(s, io, cmds[0]) : set(s, io, cmds, count);
    radiod_arm(s, io);
    return taken;
}
