/* What commands do to a channel of a simulated radiod, with all that the server accepts, adjusts or
 * passes over in silence. The rules are those of the real one (ka9q/ka9q-radio commit 4e0033b4). */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "radiod_sim_channel.h"
#include "radiod_tlv.h"

enum {
    RATE_STEP = 400, /* twice the block rate times (overlap - 1), by default */
    RATE_MAX = 20000000,
    RATE_DEFAULT = 12000,
    WFM_RATE = 48000, /* its output; inside it has eight times as much */
    OPUS_RATE = 48000,
    WFM_INSIDE = 384000,
    ENCODING_AX25 = 5,
    ENCODING_MAX = 11,
    BLOCKS_MAX = 1000000000
};

/* One command on its way through the list. */
struct turn {
    struct radiod_sim_channel *c;
    struct radiod_sim_settings *set;
    struct radiod_sim_front *front;
    bool fatal;
};

bool radiod_sim_next(struct fl_reader *list, struct radiod_tlv *out)
{
    return radiod_next(list, out) == FL_OK && fl_reader_left(list) > 0;
}

/* --- values with rules of their own --------------------------------------------------------- */
static bool finite_real(enum radiod_tag tag, struct fl_span value, double *out)
{
    if (radiod_tag_info(tag)->wire == RADIOD_DOUBLE)
        return radiod_get_double(value, out) && isfinite(*out);
    return radiod_get_float(value, out) && fabs(*out) <= (double)FLT_MAX;
}

static void set_frequency(struct turn *t, struct fl_span value)
{
    double hz;
    if (finite_real(RADIOD_RADIO_FREQUENCY, value, &hz))
        t->set->frequency = fabs(hz);
}

static void set_shift(struct turn *t, struct fl_span value)
{
    double hz;
    if (!finite_real(RADIOD_SHIFT_FREQUENCY, value, &hz))
        return;
    t->set->frequency = fabs(t->set->frequency + hz - t->set->shift);
    t->set->shift = hz;
}

static void set_tuner(struct turn *t, struct fl_span value)
{
    double hz;
    if (t->front->model->tuner && finite_real(RADIOD_FIRST_LO_FREQUENCY, value, &hz))
        t->front->lo = fabs(hz);
}

static void set_rf_gain(struct turn *t, struct fl_span value)
{
    double db;
    if (t->front->model->gains && finite_real(RADIOD_RF_GAIN, value, &db))
        t->front->rf_gain = db;
}

static void set_rf_atten(struct turn *t, struct fl_span value)
{
    double db;
    if (t->front->model->gains && finite_real(RADIOD_RF_ATTEN, value, &db))
        t->front->rf_atten = db;
}

/* Half the sample rate: what the filter can pass. */
static double edge_limit(const struct radiod_sim_settings *s)
{
    if (s->demod == RADIOD_SIM_WFM)
        return WFM_INSIDE / 2.0;
    return (double)(s->samprate ? s->samprate : RATE_DEFAULT) / 2;
}

static double clip(double value, double limit)
{
    return fmax(-limit, fmin(limit, value));
}

static void clip_edges(struct radiod_sim_settings *s)
{
    s->low = clip(s->low, edge_limit(s));
    s->high = clip(s->high, edge_limit(s));
}

static void set_low_edge(struct turn *t, struct fl_span value)
{
    double hz;
    if (finite_real(RADIOD_LOW_EDGE, value, &hz) && hz <= t->set->high)
        t->set->low = clip(hz, edge_limit(t->set));
}

static void set_high_edge(struct turn *t, struct fl_span value)
{
    double hz;
    if (finite_real(RADIOD_HIGH_EDGE, value, &hz) && hz >= t->set->low)
        t->set->high = clip(hz, edge_limit(t->set));
}

static bool opus_takes(uint64_t rate)
{
    return rate == 8000 || rate == 12000 || rate == 16000 || rate == 24000 || rate == OPUS_RATE;
}

static void set_samprate(struct turn *t, struct fl_span value)
{
    uint64_t rate = radiod_get_int(value);
    struct radiod_sim_settings *s = t->set;
    if (!rate || rate > RATE_MAX || s->demod == RADIOD_SIM_WFM || radiod_sim_is_spectrum(s->demod))
        return;
    rate = (rate + RATE_STEP / 2) / RATE_STEP * RATE_STEP;
    if (!rate)
        rate = RATE_STEP;
    if (s->encoding == RADIOD_SIM_OPUS && !opus_takes(rate))
        return;
    s->samprate = rate;
    clip_edges(s);
}

static void set_gain(struct turn *t, struct fl_span value)
{
    double db;
    if (!finite_real(RADIOD_GAIN, value, &db))
        return;
    t->set->gain = db;
    t->set->agc = false;
}

static void set_encoding(struct turn *t, struct fl_span value)
{
    uint64_t encoding = radiod_get_int(value);
    if (!encoding || encoding == ENCODING_AX25 || encoding > ENCODING_MAX)
        return;
    t->set->encoding = encoding;
    if (encoding == RADIOD_SIM_OPUS && !opus_takes(t->set->samprate))
        t->set->samprate = OPUS_RATE;
}

/* The preset's name stays, whatever the demodulator is then; but spectra have none. */
static void set_demod(struct turn *t, struct fl_span value)
{
    uint64_t demod = radiod_get_int(value);
    struct radiod_sim_settings *s = t->set;
    if (demod > RADIOD_SIM_IDLE || demod == s->demod)
        return;
    s->demod = demod;
    if (demod == RADIOD_SIM_WFM) {
        s->samprate = WFM_RATE;
        s->snr_squelch = true;
    } else if (radiod_sim_is_spectrum(demod)) {
        s->preset[0] = '\0';
        s->samprate = s->channels = 0;
    } else if (!s->samprate) {
        s->samprate = RATE_DEFAULT;
        s->channels = 1;
    }
}

/* More bins for a spectrum that runs are written behind the end of what it has. */
static void set_bins(struct turn *t, struct fl_span value)
{
    uint64_t bins = radiod_get_int(value);
    if (!bins || bins > RADIOD_SIM_BINS_MAX)
        return;
    if (radiod_sim_is_spectrum(t->set->demod) && t->c->blocks && bins > t->set->bins)
        t->fatal = true;
    t->set->bins = bins;
}

static void set_options(struct turn *t, struct fl_span value)
{
    t->set->options |= radiod_get_int(value);
}

static void clear_options(struct turn *t, struct fl_span value)
{
    t->set->options &= ~radiod_get_int(value);
}

static void set_dest(struct turn *t, struct fl_span value)
{
    struct fl_addr to;
    if (!radiod_get_socket(value, &to) || to.family != 4)
        return;
    to.port = RADIOD_DATA_PORT;
    t->set->dest = to;
}

static void set_tag(struct turn *t, struct fl_span value)
{
    t->c->tag = radiod_get_int(value);
}

/* --- the rows ------------------------------------------------------------------------------- */
enum kind {
    FLAG,
    REAL,     /* finite ones */
    NEGATIVE, /* REAL; its sign does not matter, it is kept below 0 */
    COUNT,    /* min to max, others are passed over */
    RULE
};

#define AT(member) offsetof(struct radiod_sim_settings, member)
static const struct row {
    enum radiod_tag tag;
    enum kind kind;
    size_t offset;
    uint64_t min, max;
    void (*rule)(struct turn *t, struct fl_span value);
} rows[] = {
    {RADIOD_COMMAND_TAG, RULE, .rule = set_tag},
    {RADIOD_RADIO_FREQUENCY, RULE, .rule = set_frequency},
    {RADIOD_SHIFT_FREQUENCY, RULE, .rule = set_shift},
    {RADIOD_FIRST_LO_FREQUENCY, RULE, .rule = set_tuner},
    {RADIOD_RF_GAIN, RULE, .rule = set_rf_gain},
    {RADIOD_RF_ATTEN, RULE, .rule = set_rf_atten},
    {RADIOD_LOW_EDGE, RULE, .rule = set_low_edge},
    {RADIOD_HIGH_EDGE, RULE, .rule = set_high_edge},
    {RADIOD_OUTPUT_SAMPRATE, RULE, .rule = set_samprate},
    {RADIOD_GAIN, RULE, .rule = set_gain},
    {RADIOD_OUTPUT_ENCODING, RULE, .rule = set_encoding},
    {RADIOD_DEMOD_TYPE, RULE, .rule = set_demod},
    {RADIOD_BIN_COUNT, RULE, .rule = set_bins},
    {RADIOD_SETOPTS, RULE, .rule = set_options},
    {RADIOD_CLEAROPTS, RULE, .rule = clear_options},
    {RADIOD_OUTPUT_DATA_DEST_SOCKET, RULE, .rule = set_dest},
    {RADIOD_DOPPLER_FREQUENCY, REAL, .offset = AT(doppler)},
    {RADIOD_DOPPLER_FREQUENCY_RATE, REAL, .offset = AT(doppler_rate)},
    {RADIOD_KAISER_BETA, REAL, .offset = AT(kaiser)},
    {RADIOD_FILTER2_KAISER_BETA, REAL, .offset = AT(filter2_kaiser)},
    {RADIOD_AGC_HANGTIME, REAL, .offset = AT(hang_s)},
    {RADIOD_AGC_RECOVERY_RATE, REAL, .offset = AT(recovery)},
    {RADIOD_SQUELCH_OPEN, REAL, .offset = AT(squelch_open)},
    {RADIOD_SQUELCH_CLOSE, REAL, .offset = AT(squelch_close)},
    {RADIOD_PLL_BW, REAL, .offset = AT(pll_bw)},
    {RADIOD_SPECTRUM_BASE, REAL, .offset = AT(base)},
    {RADIOD_SPECTRUM_STEP, REAL, .offset = AT(step)},
    {RADIOD_SPECTRUM_SHAPE, REAL, .offset = AT(shape)},
    {RADIOD_SPECTRUM_OVERLAP, REAL, .offset = AT(overlap)},
    {RADIOD_RESOLUTION_BW, REAL, .offset = AT(resolution)},
    {RADIOD_CROSSOVER, REAL, .offset = AT(crossover)},
    {RADIOD_HEADROOM, NEGATIVE, .offset = AT(headroom)},
    {RADIOD_AGC_THRESHOLD, NEGATIVE, .offset = AT(threshold)},
    {RADIOD_INDEPENDENT_SIDEBAND, FLAG, .offset = AT(isb)},
    {RADIOD_PLL_ENABLE, FLAG, .offset = AT(pll)},
    {RADIOD_PLL_SQUARE, FLAG, .offset = AT(square)},
    {RADIOD_ENVELOPE, FLAG, .offset = AT(envelope)},
    {RADIOD_SNR_SQUELCH, FLAG, .offset = AT(snr_squelch)},
    {RADIOD_AGC_ENABLE, FLAG, .offset = AT(agc)},
    {RADIOD_THRESH_EXTEND, FLAG, .offset = AT(extend)},
    {RADIOD_OUTPUT_CHANNELS, COUNT, .offset = AT(channels), .min = 1, .max = 2},
    {RADIOD_STATUS_INTERVAL, COUNT, .offset = AT(status_interval), .max = BLOCKS_MAX},
    {RADIOD_LIFETIME, COUNT, .offset = AT(lifetime), .max = BLOCKS_MAX},
    {RADIOD_MAXDELAY, COUNT, .offset = AT(maxdelay), .max = 5},
    {RADIOD_FILTER2, COUNT, .offset = AT(filter2), .max = 10},
    {RADIOD_OPUS_BIT_RATE, COUNT, .offset = AT(opus_bit_rate), .max = 510000},
    {RADIOD_OPUS_DTX, COUNT, .offset = AT(opus_dtx), .max = 1},
    {RADIOD_OPUS_APPLICATION, COUNT, .offset = AT(opus_application), .max = 65535},
    {RADIOD_SPECTRUM_AVG, COUNT, .offset = AT(average), .min = 1, .max = 65535},
    {RADIOD_WINDOW_TYPE, COUNT, .offset = AT(window), .max = 8},
};
#undef AT

static void set_row(struct turn *t, const struct row *row, struct fl_span value)
{
    void *field = (char *)t->set + row->offset;
    uint64_t number = radiod_get_int(value);
    double real;
    switch (row->kind) {
    case RULE:
        row->rule(t, value);
        break;
    case FLAG:
        *(bool *)field = number != 0;
        break;
    case COUNT:
        if (number >= row->min && number <= row->max)
            *(uint64_t *)field = number;
        break;
    case REAL:
    case NEGATIVE:
        if (finite_real(row->tag, value, &real))
            *(double *)field = row->kind == NEGATIVE ? -fabs(real) : real;
        break;
    }
}

static void set_one(struct turn *t, const struct radiod_tlv *tlv)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].tag == tlv->type) {
            set_row(t, &rows[i], tlv->value);
            return;
        }
}

/* One that is not known is kept as a name, and does nothing. */
static void set_preset(struct radiod_sim_settings *s, struct fl_span value)
{
    char name[RADIOD_TEXT_MAX];
    radiod_get_text(value, name);
    if (!*name)
        return;
    bool known = radiod_sim_preset(s, name);
    snprintf(s->preset, sizeof s->preset, "%.*s", (int)sizeof s->preset - 1, name);
    if (known && radiod_sim_is_spectrum(s->demod))
        s->preset[0] = '\0';
}

static struct fl_reader list_of(struct fl_span packet)
{
    struct fl_reader r = fl_reader_of(packet.data, packet.len);
    fl_get_u8(&r);
    return r;
}

bool radiod_sim_obey(struct radiod_sim_channel *c, struct radiod_sim_front *f, struct fl_span packet)
{
    struct turn t = {.c = c, .set = &c->set, .front = f};
    struct radiod_tlv tlv;
    for (struct fl_reader r = list_of(packet); radiod_sim_next(&r, &tlv);)
        if (tlv.type == RADIOD_PRESET)
            set_preset(t.set, tlv.value);
    for (struct fl_reader r = list_of(packet); radiod_sim_next(&r, &tlv);)
        set_one(&t, &tlv);
    c->commands++;
    c->left = c->set.lifetime;
    return !t.fatal;
}
