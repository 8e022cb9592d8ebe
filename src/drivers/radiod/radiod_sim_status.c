/* The status packet of a simulated channel: complete for the mode that it is in, nothing else. The order
 * is the real one's. */
#include <math.h>
#include <string.h>

#include "radiod_sim_channel.h"
#include "radiod_tlv.h"

enum {
    RTP_OPUS = 111,
    RTP_FIRST = 96, /* of the dynamic ones */
    RTP_COUNT = 15,
    FILTER_OVERLAP = 5,
    OPUS_BANDWIDTH_MEDIUM = 1102,
    KAISER = 0, /* windows that have a shape */
    GAUSS = 4
};

/* One status: where it goes to, and what it is about. */
struct report {
    struct radiod_builder b;
    const struct radiod_sim_channel *c;
    const struct radiod_sim_front *f;
    const struct radiod_sim_frame *frame;
};

static void put_int(struct report *r, enum radiod_tag tag, uint64_t value)
{
    radiod_put_int(&r->b, tag, value);
}

static void put_real(struct report *r, enum radiod_tag tag, double value)
{
    radiod_put_real(&r->b, tag, value);
}

static void put_some(struct report *r, enum radiod_tag tag, unsigned value)
{
    if (value)
        put_int(r, tag, value);
}

/* --- the front end -------------------------------------------------------------------------- */
static void put_identity(struct report *r)
{
    put_int(r, RADIOD_OUTPUT_SSRC, r->c->ssrc);
    put_int(r, RADIOD_COMMAND_TAG, r->c->tag);
    put_int(r, RADIOD_CMD_CNT, r->c->commands);
    radiod_put_text(&r->b, RADIOD_DESCRIPTION, r->frame->description);
    put_int(r, RADIOD_LIFETIME, r->c->left);
    radiod_put_socket(&r->b, RADIOD_STATUS_DEST_SOCKET, &r->frame->group);
    put_int(r, RADIOD_GPS_TIME, r->frame->gps_ns);
}

static void put_front(struct report *r)
{
    const struct radiod_sim_model *m = r->f->model;
    uint64_t block = radiod_sim_block_len(m);
    put_int(r, RADIOD_INPUT_SAMPLES, r->f->blocks * block);
    put_int(r, RADIOD_INPUT_SAMPRATE, m->samprate);
    put_int(r, RADIOD_FE_ISREAL, m->real);
    put_real(r, RADIOD_CALIBRATE, 0);
    put_some(r, RADIOD_LNA_GAIN, m->lna);
    put_some(r, RADIOD_MIXER_GAIN, m->mixer);
    put_some(r, RADIOD_IF_GAIN, m->if_gain);
    if (m->gains) {
        put_real(r, RADIOD_RF_ATTEN, r->f->rf_atten);
        put_real(r, RADIOD_RF_GAIN, r->f->rf_gain);
    }
    put_int(r, RADIOD_RF_AGC, 0);
    put_real(r, RADIOD_FE_LOW_EDGE, m->low_edge);
    put_real(r, RADIOD_FE_HIGH_EDGE, m->high_edge);
    put_int(r, RADIOD_AD_BITS_PER_SAMPLE, m->bits);
    put_real(r, RADIOD_RADIO_FREQUENCY, r->c->set.frequency);
    put_real(r, RADIOD_FIRST_LO_FREQUENCY, r->f->lo);
    put_real(r, RADIOD_SECOND_LO_FREQUENCY, r->f->lo - r->c->set.frequency);
    put_int(r, RADIOD_FILTER_BLOCKSIZE, block);
    put_int(r, RADIOD_FILTER_FIR_LENGTH, block / (FILTER_OVERLAP - 1) + 1);
    put_int(r, RADIOD_FILTER_DROPS, 0);
    put_real(r, RADIOD_IF_POWER, radiod_sim_if_power(r->f));
    put_int(r, RADIOD_AD_OVER, r->f->over);
    if (r->f->over)
        put_int(r, RADIOD_SAMPLES_SINCE_OVER, (r->f->blocks - r->f->over_at) * block);
    if (m->level_cal < 0 || m->level_cal > 0)
        put_real(r, RADIOD_RF_LEVEL_CAL, m->level_cal);
}

/* --- modes ---------------------------------------------------------------------------------- */
/* The first status comes before anything was measured. */
static void put_receiver(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    bool spectrum = radiod_sim_is_spectrum(s->demod);
    if (!spectrum && r->c->blocks > 1)
        put_real(r, RADIOD_NOISE_DENSITY, r->c->now.noise_density);
    put_int(r, RADIOD_DEMOD_TYPE, r->c->dying ? RADIOD_SIM_DYING : s->demod);
    if (*s->preset)
        radiod_put_text(&r->b, RADIOD_PRESET, s->preset);
    put_real(r, RADIOD_KAISER_BETA, s->kaiser);
    put_real(r, RADIOD_LOW_EDGE, s->low);
    put_real(r, RADIOD_HIGH_EDGE, s->high);
    put_int(r, RADIOD_OUTPUT_SAMPRATE, s->samprate);
    put_real(r, RADIOD_BASEBAND_POWER, spectrum ? -INFINITY : r->c->now.power);
    put_int(r, RADIOD_OUTPUT_CHANNELS, s->channels);
}

static void put_pll(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    bool lock = r->c->now.snr >= s->squelch_open;
    put_real(r, RADIOD_FREQ_OFFSET, r->c->now.offset);
    put_int(r, RADIOD_PLL_LOCK, lock);
    put_int(r, RADIOD_PLL_SQUARE, s->square);
    put_real(r, RADIOD_PLL_PHASE, lock ? 0.39 : 0);
    put_real(r, RADIOD_PLL_BW, s->pll_bw);
    put_int(r, RADIOD_PLL_WRAPS, 0);
    put_real(r, RADIOD_PLL_SNR, r->c->now.snr);
}

static void put_linear(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    put_int(r, RADIOD_PLL_ENABLE, s->pll);
    if (s->pll)
        put_pll(r);
    put_int(r, RADIOD_ENVELOPE, s->envelope);
    put_real(r, RADIOD_SHIFT_FREQUENCY, s->shift);
    put_int(r, RADIOD_AGC_ENABLE, s->agc);
    if (s->agc) {
        put_real(r, RADIOD_AGC_HANGTIME, s->hang_s);
        put_real(r, RADIOD_AGC_THRESHOLD, s->threshold);
        put_real(r, RADIOD_AGC_RECOVERY_RATE, s->recovery);
    }
    put_int(r, RADIOD_INDEPENDENT_SIDEBAND, s->isb);
    put_real(r, RADIOD_GAIN, s->gain);
}

static void put_wide_fm(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    put_real(r, RADIOD_FREQ_OFFSET, r->c->now.offset);
    put_int(r, RADIOD_THRESH_EXTEND, s->extend);
    put_real(r, RADIOD_PEAK_DEVIATION, r->c->now.deviation);
    if (s->deemph_tc > 0)
        put_real(r, RADIOD_DEEMPH_TC, s->deemph_tc);
    put_real(r, RADIOD_DEEMPH_GAIN, s->deemph_gain);
    put_real(r, RADIOD_FM_SNR, r->c->now.snr);
}

static void put_fm(struct report *r)
{
    put_wide_fm(r);
    put_int(r, RADIOD_PLL_ENABLE, r->c->set.pll);
}

static void put_powers(struct report *r)
{
    uint8_t wire[4 * RADIOD_SIM_BINS_MAX];
    struct fl_writer w = fl_writer_of(wire, sizeof wire);
    for (size_t i = 0; i < r->c->set.bins; i++) {
        float power = (float)radiod_sim_bin(r->c, r->f, i);
        uint32_t bits;
        memcpy(&bits, &power, sizeof bits);
        fl_put_be32(&w, bits);
    }
    radiod_put_bytes(&r->b, RADIOD_BIN_DATA, wire, w.len);
}

/* In steps above the base, which are chosen so that all fit. */
static void put_levels(struct report *r)
{
    uint8_t wire[RADIOD_SIM_BINS_MAX];
    size_t bins = r->c->set.bins;
    double base = r->f->model->noise_density - 10, step = 0.5;
    for (size_t i = 0; i < bins; i++) {
        double db = radiod_sim_bin(r->c, r->f, i);
        wire[i] = (uint8_t)fmax(0, fmin(UINT8_MAX, (db - base) / step));
    }
    put_real(r, RADIOD_SPECTRUM_BASE, base);
    put_real(r, RADIOD_SPECTRUM_STEP, step);
    radiod_put_bytes(&r->b, RADIOD_BIN_BYTE_DATA, wire, bins);
}

static void put_spectrum(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    put_int(r, RADIOD_WINDOW_TYPE, s->window);
    put_real(r, RADIOD_RESOLUTION_BW, s->resolution);
    put_int(r, RADIOD_BIN_COUNT, s->bins);
    put_real(r, RADIOD_CROSSOVER, s->crossover);
    if (s->window == KAISER || s->window == GAUSS)
        put_real(r, RADIOD_SPECTRUM_SHAPE, s->shape);
    put_int(r, RADIOD_SPECTRUM_FFT_N, (uint64_t)(r->f->model->samprate / fmax(1, s->resolution)));
    put_real(r, RADIOD_NOISE_BW, radiod_sim_noise_bw * s->resolution);
    put_int(r, RADIOD_SPECTRUM_AVG, s->average);
    put_real(r, RADIOD_SPECTRUM_OVERLAP, s->overlap);
    if (s->demod == RADIOD_SIM_SPECTRUM)
        put_powers(r);
    else
        put_levels(r);
}

static void put_squelch(struct report *r)
{
    put_int(r, RADIOD_SNR_SQUELCH, r->c->set.snr_squelch);
    put_real(r, RADIOD_SQUELCH_OPEN, r->c->set.squelch_open);
    put_real(r, RADIOD_SQUELCH_CLOSE, r->c->set.squelch_close);
}

/* --- what leaves it ------------------------------------------------------------------------- */
/* The second filter's FFT is the next power of two that holds two of its blocks. */
static void put_filter2(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    uint64_t block = s->samprate * RADIOD_SIM_BLOCK_MS / 1000 * s->filter2, fft = 1;
    put_int(r, RADIOD_FILTER2, s->filter2);
    if (!s->filter2)
        return;
    while (fft < 2 * block)
        fft *= 2;
    put_int(r, RADIOD_FILTER2_BLOCKSIZE, block);
    put_int(r, RADIOD_FILTER2_FIR_LENGTH, fft - block + 1);
    put_real(r, RADIOD_FILTER2_KAISER_BETA, s->filter2_kaiser);
}

static void put_opus(struct report *r)
{
    put_int(r, RADIOD_OPUS_BIT_RATE, r->c->set.opus_bit_rate);
    put_int(r, RADIOD_OPUS_BANDWIDTH, OPUS_BANDWIDTH_MEDIUM);
    put_int(r, RADIOD_OPUS_APPLICATION, r->c->set.opus_application);
    put_int(r, RADIOD_OPUS_FEC, 0);
    put_int(r, RADIOD_OPUS_DTX, r->c->set.opus_dtx);
}

/* One for each kind of stream. */
static uint64_t payload_type(const struct radiod_sim_settings *s)
{
    if (s->encoding == RADIOD_SIM_OPUS)
        return RTP_OPUS;
    return RTP_FIRST + (s->samprate / 400 + 3 * s->channels + 5 * s->encoding) % RTP_COUNT;
}

static void put_audio(struct report *r)
{
    put_int(r, RADIOD_RTP_TIMESNAP, r->c->rtp & UINT32_MAX);
    put_int(r, RADIOD_OUTPUT_DATA_PACKETS, r->c->packets);
    put_filter2(r);
    put_real(r, RADIOD_OUTPUT_LEVEL, r->c->dying ? -INFINITY : r->c->now.level);
    put_int(r, RADIOD_OUTPUT_SAMPLES, r->c->samples);
    if (r->c->set.encoding == RADIOD_SIM_OPUS)
        put_opus(r);
}

static void put_stream(struct report *r)
{
    const struct radiod_sim_settings *s = &r->c->set;
    const struct fl_addr source = {.family = 4, .port = r->frame->source_port};
    put_real(r, RADIOD_HEADROOM, s->headroom);
    put_real(r, RADIOD_DOPPLER_FREQUENCY, s->doppler);
    put_real(r, RADIOD_DOPPLER_FREQUENCY_RATE, s->doppler_rate);
    radiod_put_socket(&r->b, RADIOD_OUTPUT_DATA_SOURCE_SOCKET, &source);
    radiod_put_socket(&r->b, RADIOD_OUTPUT_DATA_DEST_SOCKET, &s->dest);
    put_int(r, RADIOD_OUTPUT_TTL, (uint64_t)r->frame->ttl);
    put_int(r, RADIOD_RTP_PT, payload_type(s));
    put_int(r, RADIOD_STATUS_INTERVAL, s->status_interval);
    put_int(r, RADIOD_OUTPUT_ENCODING, s->encoding);
    put_int(r, RADIOD_MAXDELAY, s->maxdelay);
}

static void put_mode(struct report *r)
{
    static void (*const modes[])(struct report * r) = {
        [RADIOD_SIM_LINEAR] = put_linear,      [RADIOD_SIM_FM] = put_fm,
        [RADIOD_SIM_WFM] = put_wide_fm,        [RADIOD_SIM_SPECTRUM] = put_spectrum,
        [RADIOD_SIM_SPECTRUM2] = put_spectrum,
    };
    if (!r->c->dying && r->c->set.demod < sizeof modes / sizeof *modes)
        modes[r->c->set.demod](r);
    if (!r->c->dying && radiod_sim_is_spectrum(r->c->set.demod))
        return;
    put_squelch(r);
    put_audio(r);
    put_stream(r);
}

size_t radiod_sim_status(const struct radiod_sim_channel *c, const struct radiod_sim_front *f,
                         const struct radiod_sim_frame *frame, uint8_t *buf, size_t cap)
{
    struct report r = {radiod_begin(buf, cap, RADIOD_PACKET_STATUS), c, f, frame};
    put_identity(&r);
    put_front(&r);
    put_receiver(&r);
    put_mode(&r);
    put_int(&r, RADIOD_OUTPUT_METADATA_PACKETS, c->statuses);
    put_int(&r, RADIOD_SETOPTS, c->set.options);
    put_int(&r, RADIOD_OUTPUT_ERRORS, 0);
    return radiod_end(&r.b);
}
