/* What a simulated radiod hears: noise that wavers, and stations that fade, at every other kHz or so;
 * where they are and how strong follows from their frequency, so that it is the same in each run. */
#include <math.h>

#include "radiod_sim_channel.h"

static const double pi = 3.14159265358979323846;
const double radiod_sim_noise_bw = 1.569; /* the Kaiser window of the usual shape */

static double from_db(double db)
{
    return pow(10, db / 10);
}

static double to_db(double ratio)
{
    return 10 * log10(ratio);
}

static uint32_t mix(uint32_t x)
{
    x = (x ^ x >> 16) * UINT32_C(0x7feb352d);
    x = (x ^ x >> 15) * UINT32_C(0x846ca68b);
    return x ^ x >> 16;
}

/* -1 to 1, another one in each block. */
static double flutter(const struct radiod_sim_front *f, uint32_t of)
{
    uint32_t x = mix(mix((uint32_t)f->blocks ^ f->seed) ^ of);
    return f->still ? 0 : (double)x / UINT32_MAX * 2 - 1;
}

/* -1 to 1, slowly: once in 10 to 40 s. */
static double fading(const struct radiod_sim_front *f, uint32_t of)
{
    uint32_t x = mix(of);
    double period = 500 + x % 1500, phase = (double)(x >> 16);
    return f->still ? 0 : sin(2 * pi * ((double)f->blocks / period + phase));
}

static double noise_density(const struct radiod_sim_front *f, uint32_t of)
{
    return f->model->noise_density + 0.3 * fading(f, ~of) + 0.1 * flutter(f, of);
}

/* The station next to it. -Inf: there is none. */
static double station(const struct radiod_sim_front *f, double hz, double *at_hz)
{
    const struct radiod_sim_model *m = f->model;
    uint32_t khz = (uint32_t)llround(hz / 1000), x = mix(khz);
    *at_hz = khz * 1000.0;
    if (khz == 0 || (x % 3 == 0 && khz != m->starts[0].khz))
        return -INFINITY;
    double strength = m->station_min + (m->station_max - m->station_min) * (double)(x >> 8) / 0xffffff;
    return strength + 3 * fading(f, khz);
}

static bool covered(const struct radiod_sim_channel *c, const struct radiod_sim_front *f)
{
    double at = c->set.frequency - f->lo;
    return at + c->set.low >= f->model->low_edge && at + c->set.high <= f->model->high_edge;
}

/* The signal within the passband. */
static double carrier(const struct radiod_sim_channel *c, const struct radiod_sim_front *f)
{
    double at_hz, db = station(f, c->set.frequency, &at_hz);
    if (c->signal == RADIOD_SIM_SIGNAL)
        return c->signal_db;
    double away = at_hz - c->set.frequency;
    bool inside = away >= c->set.low && away <= c->set.high;
    bool sideband = c->set.low > 0 || c->set.high < 0; /* what is spoken there lies beside the frequency */
    return (inside || sideband) && c->signal == RADIOD_SIM_BAND ? db : -INFINITY;
}

static bool squelched(const struct radiod_sim_channel *c)
{
    const struct radiod_sim_settings *s = &c->set;
    bool used = s->demod == RADIOD_SIM_FM || s->demod == RADIOD_SIM_WFM || s->snr_squelch;
    double threshold = c->now.open ? s->squelch_close : s->squelch_open;
    return used && !(c->now.snr >= threshold);
}

/* With AGC the gain follows: the signal to the headroom, but noise no higher than the threshold. */
static void level_linear(struct radiod_sim_channel *c, double noise)
{
    struct radiod_sim_settings *s = &c->set;
    if (s->agc && isfinite(c->now.power))
        s->gain = fmin(s->headroom - c->now.power, s->headroom + s->threshold - noise);
    c->now.level = c->now.power + s->gain;
}

static void level_fm(struct radiod_sim_channel *c, const struct radiod_sim_front *f)
{
    c->now.level = c->set.headroom - 6 + 2 * flutter(f, c->ssrc);
    c->now.deviation = 2500 + 500 * flutter(f, ~c->ssrc);
    c->now.offset = 20 * fading(f, c->ssrc);
}

void radiod_sim_measure(struct radiod_sim_channel *c, const struct radiod_sim_front *f)
{
    struct radiod_sim_measured *m = &c->now;
    if (radiod_sim_is_spectrum(c->set.demod) || c->set.demod == RADIOD_SIM_IDLE)
        return;
    m->noise_density = noise_density(f, c->ssrc);
    double noise = m->noise_density + to_db(fmax(1, c->set.high - c->set.low));
    double signal = carrier(c, f);
    bool heard = covered(c, f);
    m->power = heard ? to_db(from_db(signal) + from_db(noise)) : -INFINITY;
    m->snr = heard ? signal - noise : -INFINITY;
    m->open = heard && !squelched(c);
    m->deviation = m->offset = 0;
    if (c->set.demod == RADIOD_SIM_LINEAR)
        level_linear(c, noise);
    else
        level_fm(c, f);
    if (!m->open) {
        m->level = -INFINITY;
        m->deviation = m->offset = 0;
    }
}

/* Full scale while it is overloaded: for a second. */
double radiod_sim_if_power(const struct radiod_sim_front *f)
{
    bool overloaded = f->over && f->blocks - f->over_at < 1000 / RADIOD_SIM_BLOCK_MS;
    return overloaded ? 0 : f->model->if_power + f->rf_gain - f->rf_atten + 0.2 * flutter(f, f->seed);
}

/* Linear powers go from 0 up and then from the lowest up; in dB they go from the lowest up. */
double radiod_sim_bin(const struct radiod_sim_channel *c, const struct radiod_sim_front *f, size_t n)
{
    double bw = fmax(1, c->set.resolution), power = 0, at_hz;
    int64_t bins = (int64_t)c->set.bins, at = (int64_t)n;
    if (c->set.demod == RADIOD_SIM_SPECTRUM2)
        at -= bins / 2;
    else if (at >= bins / 2)
        at -= bins;
    double hz = c->set.frequency + (double)at * bw;
    if (hz - f->lo >= f->model->low_edge && hz - f->lo <= f->model->high_edge) {
        power = from_db(noise_density(f, (uint32_t)n)) * bw * radiod_sim_noise_bw;
        double db = station(f, hz, &at_hz);
        power += fabs(at_hz - hz) <= bw / 2 ? from_db(db) : 0;
    }
    return c->set.demod == RADIOD_SIM_SPECTRUM2 ? to_db(power) : power;
}
