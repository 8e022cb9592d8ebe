/* What a user sees of a server and its channels, row by row. */
#include "radiod_item.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "radiod_channel.h"
#include "radiod_derive.h"

enum trait {
    SET = 1,        /* offered for setting, as the field itself is */
    ESSENTIAL = 2,  /* also of channels that are not listed */
    DRIFTS = 4,     /* a measurement */
    TECHNICAL = 8,  /* diagnostic */
    HIDDEN = 16,    /* disabled until the user wants it */
    SOMETIMES = 32, /* declared when a status has it for the first time */
    COUNTS_UP = 64
};

static const double overload_shown_s = 10;

struct reading {
    const struct radiod_status *st;
    struct radiod_channel *channel; /* NULL: the server's */
    const struct radiod_view *view;
    int64_t utc_ms;
    char text[RADIOD_TEXT_MAX]; /* room for a value */
};

typedef struct fl_value derivation(struct reading *r);

struct row {
    const char *key, *name;
    enum fl_kind kind;
    enum radiod_tag tag; /* EOL: derived */
    derivation *derive;  /* NULL: the field itself */
    enum fl_type type;   /* of what has no field, or another type; FL_BOOL: the field's */
    const char *unit;    /* NULL: the field's */
    const char *device_class;
    unsigned traits;
    double min, max, step, deadband;
    const char *const *choices;
};

/* --- values --------------------------------------------------------------------------------- */
static const struct fl_value unknown = {.known = false};

/* The pointer, because `known` comes of the call that sets it. */
static struct fl_value real_value(bool known, const double *r)
{
    return known && isfinite(*r) ? (struct fl_value){.known = true, .r = *r} : unknown;
}

static struct fl_value bool_value(bool b)
{
    return (struct fl_value){.known = true, .b = b};
}

/* Of mere noise the estimate goes to and fro around nothing: it takes a signal to begin. */
static struct fl_value snr(struct reading *r)
{
    double v = 0;
    bool any = radiod_snr(r->st, &v);
    r->channel->signal = any && (r->channel->signal || v >= 0);
    return real_value(r->channel->signal, &v);
}

static struct fl_value s_meter(struct reading *r)
{
    double v = 0;
    return real_value(radiod_s_units(r->st, &v), &v);
}

/* There is no flag for it: a squelched channel is silent, and sends nothing. */
static struct fl_value squelch_open(struct reading *r)
{
    double level;
    uint64_t packets;
    if (!radiod_real(r->st, RADIOD_OUTPUT_LEVEL, &level))
        return unknown;
    if (isfinite(level))
        return bool_value(true);
    bool more = radiod_int(r->st, RADIOD_OUTPUT_DATA_PACKETS, &packets) && r->channel->data_packets &&
                packets > r->channel->data_packets;
    return bool_value(more);
}

static struct fl_value present(struct reading *r)
{
    (void)r;
    return bool_value(true);
}

static struct fl_value frequency(struct reading *r)
{
    double v = 0;
    return real_value(radiod_frequency(r->st, RADIOD_RADIO_FREQUENCY, &v), &v);
}

/* With AGC on it moves all the time: whole dB will do. */
static struct fl_value gain(struct reading *r)
{
    double v = 0;
    uint64_t agc = 0;
    bool known = radiod_real(r->st, RADIOD_GAIN, &v);
    if (radiod_int(r->st, RADIOD_AGC_ENABLE, &agc) && agc)
        v = round(v);
    return real_value(known, &v);
}

static struct fl_value preset(struct reading *r)
{
    if (!radiod_text(r->st, RADIOD_PRESET, r->text))
        return unknown;
    for (unsigned i = 0; r->view->presets[i]; i++)
        if (!strcasecmp(r->view->presets[i], r->text))
            return (struct fl_value){.known = true, .e = i};
    return unknown;
}

static struct fl_value lifetime(struct reading *r)
{
    uint64_t blocks;
    double block_s;
    if (!radiod_int(r->st, RADIOD_LIFETIME, &blocks) || !blocks || !radiod_block_seconds(r->st, &block_s))
        return unknown;
    block_s *= (double)blocks;
    return real_value(true, &block_s);
}

static struct fl_value destination(struct reading *r)
{
    struct fl_addr addr;
    if (!radiod_socket(r->st, RADIOD_OUTPUT_DATA_DEST_SOCKET, &addr))
        return unknown;
    if (addr.family == 4)
        snprintf(r->text, sizeof r->text, "%u.%u.%u.%u:%u", addr.ip[0], addr.ip[1], addr.ip[2], addr.ip[3],
                 addr.port);
    else
        snprintf(r->text, sizeof r->text, "IPv6, port %u", addr.port);
    return (struct fl_value){.known = true, .s = r->text};
}

static struct fl_value since_over(struct reading *r)
{
    double v = 0;
    return real_value(radiod_seconds_since_over(r->st, &v), &v);
}

static struct fl_value overloaded(struct reading *r)
{
    double seconds;
    uint64_t overs;
    if (!radiod_int(r->st, RADIOD_AD_OVER, &overs))
        return unknown;
    return bool_value(radiod_seconds_since_over(r->st, &seconds) && seconds < overload_shown_s);
}

static struct fl_value clock_offset(struct reading *r)
{
    int64_t ms;
    if (!radiod_clock_offset(r->st, r->utc_ms, &ms))
        return unknown;
    return (struct fl_value){.known = true, .i = ms};
}

/* --- tables --------------------------------------------------------------------------------- */
static const char *const demodulators[] = {"linear", "fm", "wfm", "spectrum", "spectrum2", "idle", NULL};
static const char *const encodings[] = {"none",      "s16le", "s16be", "opus",  "f32le", "ax25", "f16le",
                                        "opus_voip", "f32be", "f16be", "mulaw", "alaw",  NULL};

enum channel_item { ITEM_FREQUENCY, ITEM_ONLINE = 1 };

static const struct row channel_rows[] = {
    [ITEM_FREQUENCY] = {"frequency", "Frequency", FL_NUMBER, RADIOD_RADIO_FREQUENCY, .derive = frequency,
                        .device_class = "frequency", .traits = SET | ESSENTIAL, .step = 0.001},
    [ITEM_ONLINE] = {"online", "On the server", FL_BINARY_SENSOR, RADIOD_EOL, .derive = present,
                     .type = FL_BOOL, .device_class = "connectivity", .traits = ESSENTIAL | TECHNICAL},
    {"preset", "Preset", FL_SELECT, RADIOD_PRESET, .derive = preset, .traits = SET | ESSENTIAL},
    {"low_edge", "Filter low edge", FL_NUMBER, RADIOD_LOW_EDGE, .traits = SET | ESSENTIAL, .min = -500000,
     .max = 500000, .step = 0.1},
    {"high_edge", "Filter high edge", FL_NUMBER, RADIOD_HIGH_EDGE, .traits = SET | ESSENTIAL, .min = -500000,
     .max = 500000, .step = 0.1},
    {"agc", "AGC", FL_SWITCH, RADIOD_AGC_ENABLE, .traits = SET | ESSENTIAL},
    {"gain", "Gain", FL_NUMBER, RADIOD_GAIN, .derive = gain, .traits = SET | ESSENTIAL | DRIFTS, .min = -150,
     .max = 200, .step = 0.1},
    {"squelch", "Squelch", FL_SWITCH, RADIOD_SNR_SQUELCH, .traits = SET | ESSENTIAL},
    {"snr", "Signal to noise", FL_SENSOR, RADIOD_EOL, .derive = snr, .type = FL_REAL, .unit = "dB",
     .traits = ESSENTIAL | DRIFTS, .step = 0.1, .deadband = 1},
    {"s_meter", "S-meter", FL_SENSOR, RADIOD_EOL, .derive = s_meter, .type = FL_REAL, .unit = "S",
     .traits = ESSENTIAL | DRIFTS, .step = 0.1, .deadband = 0.2},
    {"power", "Signal power", FL_SENSOR, RADIOD_BASEBAND_POWER, .device_class = "signal_strength",
     .traits = ESSENTIAL | DRIFTS, .step = 0.1, .deadband = 1},
    {"output_level", "Audio level", FL_SENSOR, RADIOD_OUTPUT_LEVEL, .traits = ESSENTIAL | DRIFTS, .step = 0.1,
     .deadband = 1},
    {"squelch_open", "Squelch open", FL_BINARY_SENSOR, RADIOD_EOL, .derive = squelch_open, .type = FL_BOOL,
     .traits = ESSENTIAL},
    {"squelch_open_at", "Squelch opens at", FL_NUMBER, RADIOD_SQUELCH_OPEN, .traits = SET | TECHNICAL,
     .min = -20, .max = 100, .step = 0.1},
    {"squelch_close_at", "Squelch closes at", FL_NUMBER, RADIOD_SQUELCH_CLOSE, .traits = SET | TECHNICAL,
     .min = -20, .max = 100, .step = 0.1},
    {"headroom", "Headroom", FL_NUMBER, RADIOD_HEADROOM, .traits = SET | TECHNICAL | HIDDEN, .min = -100,
     .max = 0, .step = 0.1},
    {"noise_density", "Noise density", FL_SENSOR, RADIOD_NOISE_DENSITY, .traits = DRIFTS | TECHNICAL,
     .step = 0.1, .deadband = 1},
    {"demodulator", "Demodulator", FL_SENSOR, RADIOD_DEMOD_TYPE, .device_class = "enum", .traits = TECHNICAL,
     .choices = demodulators},
    {"encoding", "Encoding", FL_SENSOR, RADIOD_OUTPUT_ENCODING, .device_class = "enum",
     .traits = TECHNICAL | HIDDEN, .choices = encodings},
    {"output_rate", "Output sample rate", FL_SENSOR, RADIOD_OUTPUT_SAMPRATE, .device_class = "frequency",
     .traits = TECHNICAL | HIDDEN},
    {"destination", "Destination", FL_SENSOR, RADIOD_OUTPUT_DATA_DEST_SOCKET, .derive = destination,
     .type = FL_TEXT, .traits = TECHNICAL | HIDDEN},
    {"lifetime", "Lifetime left", FL_SENSOR, RADIOD_LIFETIME, .derive = lifetime, .type = FL_REAL,
     .unit = "s", .device_class = "duration", .traits = TECHNICAL | HIDDEN | DRIFTS, .step = 0.1,
     .deadband = 5},
    {"dropped_blocks", "Dropped blocks", FL_SENSOR, RADIOD_FILTER_DROPS,
     .traits = TECHNICAL | HIDDEN | COUNTS_UP},
    {"send_errors", "Send errors", FL_SENSOR, RADIOD_OUTPUT_ERRORS, .traits = TECHNICAL | HIDDEN | COUNTS_UP},
    {"snr_fm", "FM signal to noise", FL_SENSOR, RADIOD_FM_SNR, .traits = DRIFTS | SOMETIMES, .step = 0.1,
     .deadband = 1},
    {"deviation", "Peak deviation", FL_SENSOR, RADIOD_PEAK_DEVIATION, .device_class = "frequency",
     .traits = DRIFTS | SOMETIMES, .step = 1, .deadband = 50},
    {"frequency_offset", "Frequency offset", FL_SENSOR, RADIOD_FREQ_OFFSET, .device_class = "frequency",
     .traits = DRIFTS | SOMETIMES, .step = 0.1, .deadband = 1},
    {"tone_squelch", "Tone squelch", FL_SENSOR, RADIOD_PL_TONE, .device_class = "frequency",
     .traits = SOMETIMES, .step = 0.1},
    {"pll_locked", "PLL locked", FL_BINARY_SENSOR, RADIOD_PLL_LOCK, .traits = SOMETIMES},
    {"snr_pll", "PLL signal to noise", FL_SENSOR, RADIOD_PLL_SNR, .traits = DRIFTS | SOMETIMES, .step = 0.1,
     .deadband = 1},
};

enum server_item { ITEM_CHANNELS };

static const struct row server_rows[] = {
    [ITEM_CHANNELS] = {"channels", "Channels", FL_SENSOR, RADIOD_EOL, .type = FL_INT, .traits = TECHNICAL},
    {"ad_level", "A/D level", FL_SENSOR, RADIOD_IF_POWER, .traits = DRIFTS, .step = 0.1, .deadband = 1},
    {"overload", "A/D overload", FL_BINARY_SENSOR, RADIOD_EOL, .derive = overloaded, .type = FL_BOOL,
     .device_class = "problem"},
    {"overload_count", "A/D overloads", FL_SENSOR, RADIOD_AD_OVER, .traits = COUNTS_UP},
    {"overload_age", "Since A/D overload", FL_SENSOR, RADIOD_EOL, .derive = since_over, .type = FL_REAL,
     .unit = "s", .device_class = "duration", .traits = DRIFTS, .step = 1, .deadband = 10},
    {"sample_rate", "A/D sample rate", FL_SENSOR, RADIOD_INPUT_SAMPRATE, .device_class = "frequency",
     .traits = TECHNICAL},
    {"description", "Description", FL_SENSOR, RADIOD_DESCRIPTION, .traits = TECHNICAL},
    {"tuner_frequency", "Tuner frequency", FL_SENSOR, RADIOD_FIRST_LO_FREQUENCY, .device_class = "frequency",
     .traits = TECHNICAL | HIDDEN, .step = 0.001},
    {"clock_offset", "Clock offset", FL_SENSOR, RADIOD_EOL, .derive = clock_offset, .type = FL_INT,
     .unit = "ms", .device_class = "duration", .traits = TECHNICAL | HIDDEN | DRIFTS, .deadband = 100},
    {"rf_agc", "RF AGC", FL_BINARY_SENSOR, RADIOD_RF_AGC, .traits = TECHNICAL},
    {"rf_gain", "RF gain", FL_NUMBER, RADIOD_RF_GAIN, .traits = SET | SOMETIMES, .min = -50, .max = 100,
     .step = 0.1},
    {"rf_attenuation", "RF attenuation", FL_NUMBER, RADIOD_RF_ATTEN, .traits = SET | SOMETIMES, .min = 0,
     .max = 100, .step = 0.1},
    {"lna_gain", "LNA gain", FL_SENSOR, RADIOD_LNA_GAIN, .traits = TECHNICAL | SOMETIMES},
    {"mixer_gain", "Mixer gain", FL_SENSOR, RADIOD_MIXER_GAIN, .traits = TECHNICAL | SOMETIMES},
    {"if_gain", "IF gain", FL_SENSOR, RADIOD_IF_GAIN, .traits = TECHNICAL | SOMETIMES},
    {"calibration", "Level calibration", FL_SENSOR, RADIOD_RF_LEVEL_CAL,
     .traits = TECHNICAL | HIDDEN | SOMETIMES, .step = 0.1},
};

enum {
    CHANNEL_ROWS = sizeof channel_rows / sizeof *channel_rows,
    SERVER_ROWS = sizeof server_rows / sizeof *server_rows
};

_Static_assert(CHANNEL_ROWS <= (int)RADIOD_ITEM_COUNT, "a channel's entities have no room");
_Static_assert(SERVER_ROWS <= (int)RADIOD_SERVER_ITEM_COUNT, "a server's entities have no room");

/* --- presets -------------------------------------------------------------------------------- */
/* The sections of the preset file that comes with radiod. */
static const char *const presets[] = {"am",  "amsq", "sam", "ame", "dsb",  "isb",     "usb",
                                      "lsb", "cwu",  "cwl", "iq",  "wspr", "pm",      "npm",
                                      "wpm", "fm",   "nfm", "wfm", "nam",  "spectrum"};

enum { PRESET_COUNT = sizeof presets / sizeof *presets };

_Static_assert(PRESET_COUNT + RADIOD_OWN_PRESETS_MAX < RADIOD_PRESETS_MAX, "the presets have no room");

void radiod_view_init(struct radiod_view *v, const char *const *more, size_t count)
{
    size_t n = 0;
    *v = (struct radiod_view){0};
    for (size_t i = 0; i < PRESET_COUNT; i++)
        v->presets[n++] = presets[i];
    for (size_t i = 0; i < count && i < RADIOD_OWN_PRESETS_MAX; i++)
        if (!radiod_view_has_preset(v, more[i]))
            v->presets[n++] = more[i];
}

bool radiod_view_has_preset(const struct radiod_view *v, const char *name)
{
    for (size_t i = 0; v->presets[i]; i++)
        if (!strcasecmp(v->presets[i], name))
            return true;
    return false;
}

/* --- declaring ------------------------------------------------------------------------------ */
static enum fl_type type_of(const struct row *row)
{
    if (row->tag == RADIOD_PRESET || row->choices)
        return FL_ENUM;
    if (row->tag == RADIOD_EOL || row->type)
        return row->type;
    switch (radiod_tag_info(row->tag)->wire) {
    case RADIOD_BOOL:
        return FL_BOOL;
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        return FL_REAL;
    case RADIOD_STRING:
        return FL_TEXT;
    default:
        return FL_INT;
    }
}

static enum fl_state_class state_class(const struct row *row)
{
    if (row->traits & COUNTS_UP)
        return FL_TOTAL_INCREASING;
    return row->traits & DRIFTS ? FL_MEASUREMENT : FL_PLAIN;
}

static struct fl_field field_of(const struct row *row, const struct radiod_view *v)
{
    const struct radiod_tag_info *info = radiod_tag_info(row->tag);
    struct fl_field f = {.type = type_of(row),
                         .state_class = state_class(row),
                         .access = row->traits & SET ? FL_READ | FL_WRITE : FL_READ,
                         .min = row->min,
                         .max = row->max,
                         .step = row->step,
                         .deadband = row->deadband,
                         .unit = row->unit ? row->unit : info->unit,
                         .choices = row->choices};
    if (row->tag == RADIOD_PRESET)
        f.choices = v->presets;
    if (row->tag == RADIOD_RADIO_FREQUENCY && v) {
        f.min = v->covered && v->low > 0 ? v->low : 0;
        f.max = v->covered ? v->high : 1e11;
    }
    return f;
}

static int declare(const struct row *row, const struct radiod_view *v, struct fl_io *io, const char *prefix,
                   int part, uint32_t group)
{
    struct fl_field field = field_of(row, v);
    struct fl_entity e = {.kind = row->kind,
                          .device_class = row->device_class,
                          .fields = &field,
                          .field_count = 1,
                          .diagnostic = row->traits & TECHNICAL,
                          .hidden = row->traits & HIDDEN,
                          .part = part,
                          .group = group,
                          .tag = row->tag};
    snprintf(e.key, sizeof e.key, "%s%s%s", prefix, *prefix ? "_" : "", row->key);
    snprintf(e.name, sizeof e.name, "%s", row->name);
    return fl_io_entity(io, &e);
}

static int declare_part(const struct radiod_channel *c, struct fl_io *io)
{
    char key[FL_KEY_MAX];
    struct fl_part part = {.maker = "ka9q-radio", .model = "radiod channel"};
    snprintf(part.key, sizeof part.key, "%s", radiod_channel_key(c, key));
    snprintf(part.serial, sizeof part.serial, "%lu", (unsigned long)c->ssrc);
    if (c->conf)
        snprintf(part.name, sizeof part.name, "%s", c->conf->name ? c->conf->name : c->conf->key);
    else
        snprintf(part.name, sizeof part.name, "Channel %lu", (unsigned long)c->ssrc);
    return fl_io_part(io, &part);
}

static bool wanted(const struct radiod_channel *c, const struct row *row, const struct radiod_status *st)
{
    if (!c->conf && !(row->traits & ESSENTIAL))
        return false;
    return !(row->traits & SOMETIMES) || (st && radiod_has(st, row->tag));
}

void radiod_channel_declare(struct radiod_channel *c, const struct radiod_view *v, struct fl_io *io,
                            const struct radiod_status *st)
{
    char key[FL_KEY_MAX];
    if (c->part <= 0)
        c->part = declare_part(c, io);
    if (c->part <= 0)
        return;
    for (size_t i = 0; i < CHANNEL_ROWS; i++)
        if (c->entity[i] < 0 && wanted(c, &channel_rows[i], st))
            c->entity[i] = declare(&channel_rows[i], v, io, radiod_channel_key(c, key), c->part, c->ssrc);
}

void radiod_channel_redeclare(struct radiod_channel *c, const struct radiod_view *v, struct fl_io *io)
{
    char key[FL_KEY_MAX];
    if (c->part > 0)
        declare(&channel_rows[ITEM_FREQUENCY], v, io, radiod_channel_key(c, key), c->part, c->ssrc);
}

void radiod_channel_retire(struct radiod_channel *c, struct fl_io *io)
{
    for (size_t i = 0; i < CHANNEL_ROWS; i++) {
        if (c->entity[i] >= 0)
            fl_io_retire(io, c->entity[i]);
        c->entity[i] = -1;
    }
    c->part = 0;
}

void radiod_server_declare(int *entity, struct fl_io *io, const struct radiod_status *st)
{
    for (size_t i = 0; i < SERVER_ROWS; i++) {
        const struct row *row = &server_rows[i];
        bool now = !(row->traits & SOMETIMES) || (st && radiod_has(st, row->tag));
        if (entity[i] < 0 && now)
            entity[i] = declare(row, NULL, io, "", 0, 0);
    }
}

/* --- showing -------------------------------------------------------------------------------- */
static struct fl_value enum_value(const struct row *row, uint64_t number)
{
    for (unsigned i = 0; row->choices[i]; i++)
        if (i == number)
            return (struct fl_value){.known = true, .e = i};
    return unknown;
}

static struct fl_value plain_value(const struct row *row, struct reading *r)
{
    uint64_t number;
    double real = 0;
    enum fl_type type = type_of(row);
    if (type == FL_REAL)
        return real_value(radiod_real(r->st, row->tag, &real), &real);
    if (type == FL_TEXT)
        return (struct fl_value){.known = radiod_text(r->st, row->tag, r->text), .s = r->text};
    if (!radiod_int(r->st, row->tag, &number))
        return unknown;
    if (type == FL_ENUM)
        return enum_value(row, number);
    if (type == FL_BOOL)
        return bool_value(number);
    return (struct fl_value){.known = number <= INT64_MAX, .i = (int64_t)number};
}

static void show(const struct row *rows, size_t count, const int *entity, struct fl_io *io, struct reading *r)
{
    for (size_t i = 0; i < count; i++) {
        if (entity[i] < 0 || (rows[i].tag == RADIOD_EOL && !rows[i].derive))
            continue;
        fl_io_set(io, entity[i], 0, rows[i].derive ? rows[i].derive(r) : plain_value(&rows[i], r));
    }
}

void radiod_channel_show(struct radiod_channel *c, const struct radiod_view *v, struct fl_io *io,
                         const struct radiod_status *st)
{
    struct reading r = {.st = st, .channel = c, .view = v};
    show(channel_rows, CHANNEL_ROWS, c->entity, io, &r);
}

void radiod_channel_show_absent(struct radiod_channel *c, struct fl_io *io)
{
    for (size_t i = 0; i < CHANNEL_ROWS; i++)
        if (c->entity[i] >= 0)
            fl_io_set(io, c->entity[i], 0, i == ITEM_ONLINE ? bool_value(false) : unknown);
}

void radiod_server_show(const int *entity, struct fl_io *io, const struct radiod_status *st)
{
    struct reading r = {.st = st, .utc_ms = fl_io_utc(io, NULL)};
    show(server_rows, SERVER_ROWS, entity, io, &r);
}

void radiod_server_show_count(const int *entity, struct fl_io *io, size_t channels)
{
    fl_io_set(io, entity[ITEM_CHANNELS], 0, (struct fl_value){.known = true, .i = (int64_t)channels});
}

const char *radiod_item_name(enum radiod_tag tag)
{
    for (size_t i = 0; i < CHANNEL_ROWS; i++)
        if (channel_rows[i].tag == tag)
            return channel_rows[i].key;
    for (size_t i = 0; i < SERVER_ROWS; i++)
        if (server_rows[i].tag == tag)
            return server_rows[i].key;
    return radiod_tag_info(tag)->name;
}

/* --- keys ----------------------------------------------------------------------------------- */
/* The end of `text` behind "<key>_"; NULL: it does not begin so. */
static const char *behind(const char *text, const char *key)
{
    size_t len = strlen(key);
    return !strncmp(text, key, len) && text[len] == '_' ? text + len + 1 : NULL;
}

static const char *server_clash(const char *key)
{
    for (size_t i = 0; i < SERVER_ROWS; i++) {
        const char *rest = behind(server_rows[i].key, key);
        for (size_t j = 0; rest && j < CHANNEL_ROWS; j++)
            if (!strcmp(rest, channel_rows[j].key))
                return server_rows[i].key;
    }
    return NULL;
}

const char *radiod_item_clash(const char *key, const char *other)
{
    if (!other)
        return server_clash(key);
    const char *rest = behind(other, key);
    for (size_t i = 0; rest && i < CHANNEL_ROWS; i++) {
        const char *end = behind(channel_rows[i].key, rest);
        for (size_t j = 0; end && j < CHANNEL_ROWS; j++)
            if (!strcmp(end, channel_rows[j].key))
                return channel_rows[i].key;
    }
    return NULL;
}

size_t radiod_item_longest(void)
{
    size_t longest = 0;
    for (size_t i = 0; i < CHANNEL_ROWS; i++)
        longest = strlen(channel_rows[i].key) > longest ? strlen(channel_rows[i].key) : longest;
    return longest + 1;
}
