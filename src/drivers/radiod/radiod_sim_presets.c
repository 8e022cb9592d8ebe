/* The preset file of a simulated radiod, and its front ends. The presets' numbers are those of the file
 * that comes with ka9q-radio; the levels are invented. */
#include <strings.h>

#include "radiod_sim_channel.h"

enum flag {
    ENVELOPE = 1,
    PLL = 2,
    SQUARE = 4,
    ISB = 8,
    EXTEND = 16,
    SQUELCH = 32,
    MANUAL = 64,
    STEREO = 128
};

/* Thresholds of the default configuration: 8 and 7 dB, FM 10 and 6 dB. */
static const struct preset {
    const char *name;
    enum radiod_sim_demod demod;
    unsigned samprate, flags;
    double low, high, shift; /* Hz */
    double hang_s, recovery; /* dB/s */
    double deemph_tc, deemph_gain;
} presets[] = {
    {"am", RADIOD_SIM_LINEAR, 12000, ENVELOPE, -5000, 5000, 0, 0, 50, 0, 0},
    {"amsq", RADIOD_SIM_LINEAR, 12000, ENVELOPE | PLL | SQUELCH, -3000, 3000, 0, 0, 50, 0, 0},
    {"sam", RADIOD_SIM_LINEAR, 12000, PLL | SQUELCH, -5000, 5000, 0, 0, 50, 0, 0},
    {"ame", RADIOD_SIM_LINEAR, 12000, PLL | SQUELCH, -100, 5000, 0, 0, 50, 0, 0},
    {"dsb", RADIOD_SIM_LINEAR, 12000, PLL | SQUARE | SQUELCH, -5000, 5000, 0, 1.1, 20, 0, 0},
    {"isb", RADIOD_SIM_LINEAR, 12000, ISB | STEREO, -3000, 3000, 0, 1.1, 20, 0, 0},
    {"usb", RADIOD_SIM_LINEAR, 12000, 0, 50, 3000, 0, 1.1, 20, 0, 0},
    {"lsb", RADIOD_SIM_LINEAR, 12000, 0, -3000, -50, 0, 1.1, 20, 0, 0},
    {"cwu", RADIOD_SIM_LINEAR, 12000, 0, -200, 200, 500, 0.2, 20, 0, 0},
    {"cwl", RADIOD_SIM_LINEAR, 12000, 0, -200, 200, -500, 0.2, 20, 0, 0},
    {"iq", RADIOD_SIM_LINEAR, 12000, STEREO, -5000, 5000, 0, 1.1, 20, 0, 0},
    {"wspr", RADIOD_SIM_LINEAR, 12000, MANUAL, 50, 3000, 0, 1.1, 20, 0, 0},
    {"pm", RADIOD_SIM_FM, 24000, EXTEND, -8000, 8000, 0, 0, 0, 530.5e-6, 12},
    {"npm", RADIOD_SIM_FM, 24000, EXTEND, -6250, 6250, 0, 0, 0, 530.5e-6, 12},
    {"wpm", RADIOD_SIM_FM, 48000, EXTEND, -20000, 20000, 0, 0, 0, 530.5e-6, 12},
    {"fm", RADIOD_SIM_FM, 24000, 0, -8000, 8000, 0, 0, 0, 0, 0},
    {"nfm", RADIOD_SIM_FM, 24000, 0, -6250, 6250, 0, 0, 0, 0, 0},
    {"wfm", RADIOD_SIM_WFM, 48000, SQUELCH | STEREO, -110000, 110000, 0, 0, 0, 75e-6, 0},
    {"nam", RADIOD_SIM_LINEAR, 12000, ENVELOPE, -3000, 3000, 0, 0, 50, 0, 0},
    {"spectrum", RADIOD_SIM_SPECTRUM, 0, 0, -5000, 5000, 0, 0, 0, 0, 0},
};

static const double manual_gain = 60;

const char *radiod_sim_preset_name(size_t n)
{
    return n < sizeof presets / sizeof *presets ? presets[n].name : NULL;
}

static void apply(struct radiod_sim_settings *s, const struct preset *p)
{
    bool fm = p->demod == RADIOD_SIM_FM || p->demod == RADIOD_SIM_WFM;
    s->demod = p->demod;
    s->samprate = p->samprate;
    s->channels = p->demod == RADIOD_SIM_SPECTRUM ? 0 : p->flags & STEREO ? 2 : 1;
    s->low = p->low;
    s->high = p->high;
    s->shift = p->shift;
    s->hang_s = p->hang_s;
    s->recovery = p->recovery;
    s->deemph_tc = p->deemph_tc;
    s->deemph_gain = p->deemph_gain;
    s->squelch_open = fm ? 10 : 8;
    s->squelch_close = fm ? 6 : 7;
    s->envelope = p->flags & ENVELOPE;
    s->pll = p->flags & PLL;
    s->square = p->flags & SQUARE;
    s->isb = p->flags & ISB;
    s->extend = p->flags & EXTEND;
    s->snr_squelch = p->flags & SQUELCH;
    s->agc = !(p->flags & MANUAL);
    if (!s->agc)
        s->gain = manual_gain;
}

bool radiod_sim_preset(struct radiod_sim_settings *s, const char *name)
{
    for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
        if (!strcasecmp(presets[i].name, name)) {
            apply(s, &presets[i]);
            return true;
        }
    return false;
}

bool radiod_sim_is_spectrum(uint64_t demod)
{
    return demod == RADIOD_SIM_SPECTRUM || demod == RADIOD_SIM_SPECTRUM2;
}

/* --- front ends ----------------------------------------------------------------------------- */
static const struct radiod_sim_start shortwave[] = {{"am", 10000}, {"usb", 14074}, {"usb", 7074},
                                                    {"am", 5000},  {"fm", 29600},  {NULL, 0}};
static const struct radiod_sim_start generator[] = {{"am", 1000}, {"am", 620}, {"am", 810},
                                                    {"usb", 999}, {"pm", 700}, {NULL, 0}};
static const struct radiod_sim_start airband[] = {{"am", 121500}, {"am", 118100}, {"fm", 118900}, {NULL, 0}};

const struct radiod_sim_model radiod_sim_models[] = {
    {.name = "rx888",
     .samprate = 64800000,
     .bits = 16,
     .real = true,
     .gains = true,
     .high_edge = 30000000,
     .noise_density = -141,
     .if_power = -28,
     .level_cal = -1.4,
     .station_min = -105,
     .station_max = -45,
     .starts = shortwave},
    {.name = "airspy",
     .samprate = 6000000,
     .bits = 12,
     .tuner = true,
     .lna = 12,
     .mixer = 10,
     .if_gain = 9,
     .lo = 119500000,
     .low_edge = -2500000,
     .high_edge = 2500000,
     .noise_density = -120,
     .if_power = -40,
     .station_min = -85,
     .station_max = -40,
     .starts = airband},
    {.name = "sig_gen",
     .samprate = 2400000,
     .bits = 1,
     .real = true,
     .high_edge = 1200000,
     .noise_density = -127.6,
     .if_power = -20,
     .station_min = -20,
     .station_max = -20,
     .starts = generator},
    {.name = NULL},
};

uint64_t radiod_sim_block_len(const struct radiod_sim_model *m)
{
    return (uint64_t)m->samprate * RADIOD_SIM_BLOCK_MS / 1000;
}
