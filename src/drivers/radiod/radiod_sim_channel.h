/* One channel of a simulated radiod: what is set on it, what it measures, what is due.
 *
 * How it is set is radiod_sim_settings.c, by name radiod_sim_presets.c; what it hears
 * radiod_sim_signal.c; what it tells radiod_sim_status.c. Thread rule: plain data. */
#ifndef FL_DRIVERS_RADIOD_SIM_CHANNEL_H
#define FL_DRIVERS_RADIOD_SIM_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/bytes.h>

enum radiod_sim_demod {
    RADIOD_SIM_LINEAR,
    RADIOD_SIM_FM,
    RADIOD_SIM_WFM,
    RADIOD_SIM_SPECTRUM,
    RADIOD_SIM_SPECTRUM2,
    RADIOD_SIM_IDLE,
    RADIOD_SIM_DYING = 255 /* in the last status */
};

enum {
    RADIOD_SIM_PRESET_LEN = 32,
    RADIOD_SIM_QUEUE = 2,
    RADIOD_SIM_OPUS = 3,        /* as an encoding */
    RADIOD_SIM_BINS_MAX = 16000 /* what a datagram holds */
};

struct radiod_sim_settings {
    char preset[RADIOD_SIM_PRESET_LEN]; /* what was asked for, known or not */
    uint64_t demod, samprate, channels, encoding, options;
    uint64_t status_interval, lifetime, maxdelay, filter2; /* blocks */
    uint64_t opus_bit_rate, opus_dtx, opus_application;
    uint64_t average, window, bins;
    double frequency, shift, doppler, doppler_rate, low, high; /* Hz */
    double kaiser, filter2_kaiser;
    double gain, headroom, threshold, recovery, hang_s;
    double squelch_open, squelch_close, pll_bw, deemph_tc, deemph_gain;
    double resolution, crossover, shape, base, step, overlap;
    bool isb, pll, square, envelope, snr_squelch, agc, extend;
    struct fl_addr dest;
};

struct radiod_sim_measured {
    double power, noise_density; /* dB; -Inf: nothing is heard there */
    double snr, level, deviation, offset;
    bool open; /* not squelched */
};

enum radiod_sim_signal { RADIOD_SIM_BAND, RADIOD_SIM_NO_SIGNAL, RADIOD_SIM_SIGNAL };

struct radiod_sim_order { /* a command that waits for its block */
    uint8_t *data;        /* NULL: the place is free */
    size_t len;
};

struct radiod_sim_channel {
    uint32_t ssrc; /* 0: the slot is free */
    bool dying;
    struct radiod_sim_settings set;
    struct radiod_sim_measured now;
    struct radiod_sim_order queue[RADIOD_SIM_QUEUE];
    unsigned countdown; /* blocks until its status is sent; 0: none is due */
    bool answer_due;    /* and it answers a command */
    uint64_t left;      /* blocks of its life, 0: any number */
    uint64_t unasked;   /* blocks since the last status that nobody asked for */
    uint64_t tag, commands, statuses, blocks, packets, samples, rtp;
    enum radiod_sim_signal signal; /* what is sent on its frequency: as the control line says */
    double signal_db;
};

/* The front end, which all channels share. */
struct radiod_sim_start {
    const char *preset;
    uint32_t khz; /* the SSRC, too */
};

struct radiod_sim_model {
    const char *name;
    uint32_t samprate, bits;
    bool real, gains, tuner;                   /* RF_GAIN and RF_ATTEN; FIRST_LO_FREQUENCY: can be set */
    unsigned lna, mixer, if_gain;              /* dB; 0: none */
    double lo, low_edge, high_edge;            /* Hz; the edges relative to lo */
    double noise_density, if_power, level_cal; /* level_cal 0: not calibrated */
    double station_min, station_max;           /* dB */
    const struct radiod_sim_start *starts;     /* its first channels, ended by khz 0 */
};

struct radiod_sim_front {
    const struct radiod_sim_model *model;
    double lo, rf_gain, rf_atten;
    uint64_t blocks, over, over_at; /* A/D blocks; full-scale samples, and the block of the last ones */
    uint32_t seed;
    bool still; /* levels do not drift */
};

enum { RADIOD_SIM_BLOCK_MS = 20 };

extern const struct radiod_sim_model radiod_sim_models[]; /* ended by a NULL name */

uint64_t radiod_sim_block_len(const struct radiod_sim_model *m); /* A/D samples */
bool radiod_sim_is_spectrum(uint64_t demod);

/* Everything that the preset says. False: there is none of the name, and nothing changes. */
bool radiod_sim_preset(struct radiod_sim_settings *s, const char *name);
const char *radiod_sim_preset_name(size_t n); /* NULL behind the last */

/* The next value as radiod's command parser sees it, which overlooks one that ends where the datagram
 * does. False: no more. */
struct radiod_tlv;
bool radiod_sim_next(struct fl_reader *list, struct radiod_tlv *out);
/* One command to a channel: PRESET first, then all in their order. False: it is fatal to the server. */
bool radiod_sim_obey(struct radiod_sim_channel *c, struct radiod_sim_front *f, struct fl_span packet);

void radiod_sim_measure(struct radiod_sim_channel *c, const struct radiod_sim_front *f);
double radiod_sim_if_power(const struct radiod_sim_front *f);
/* A spectrum channel's bins in the order of the wire: linear (demod SPECTRUM), or dB. */
double radiod_sim_bin(const struct radiod_sim_channel *c, const struct radiod_sim_front *f, size_t n);
extern const double radiod_sim_noise_bw; /* bins */

/* What a status says of the server as a whole. */
struct radiod_sim_frame {
    const char *description;
    struct fl_addr group;
    uint64_t gps_ns;
    uint16_t source_port;
    int ttl;
};
/* 0: it does not fit. */
size_t radiod_sim_status(const struct radiod_sim_channel *c, const struct radiod_sim_front *f,
                         const struct radiod_sim_frame *frame, uint8_t *buf, size_t cap);

#endif
