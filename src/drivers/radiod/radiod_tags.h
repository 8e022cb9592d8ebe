/* The fields of status and command packets: one table from which decoding, encoding and entities
 * come. Numbers as of ka9q-radio commit 4e0033b4 (src/status.h); new ones are only ever appended.
 * Thread rule: constant. */
#ifndef FL_RADIOD_TAGS_H
#define FL_RADIOD_TAGS_H

#include <stddef.h>
#include <stdint.h>

enum radiod_wire {
    RADIOD_NOTHING, /* the end of the list; numbers without a use */
    RADIOD_INT,     /* unsigned, leading zero bytes left out */
    RADIOD_SIGNED,  /* the same of a 64-bit two's complement */
    RADIOD_BOOL,    /* INT 0 or 1 */
    RADIOD_FLOAT,   /* binary32 */
    RADIOD_DOUBLE,  /* binary64 */
    RADIOD_STRING,
    RADIOD_SOCKET,
    RADIOD_VECTOR, /* binary32 after binary32 */
    RADIOD_BYTES
};

enum radiod_access {
    RADIOD_NEVER,  /* not sent by present servers, nor settable */
    RADIOD_STATUS, /* in status packets only */
    RADIOD_SETTABLE,
    RADIOD_ORDER /* in commands only */
};

enum radiod_scope {
    RADIOD_OF_PACKET,
    RADIOD_OF_CHANNEL,
    RADIOD_OF_FRONT_END /* the same in all channels of a server */
};

/* X(number, name, wire, unit, access, scope) */
#define RADIOD_TAGS(X)                                                                                       \
    X(0, EOL, NOTHING, NULL, STATUS, OF_PACKET)                                                              \
    X(1, COMMAND_TAG, INT, NULL, SETTABLE, OF_CHANNEL)                                                       \
    X(2, CMD_CNT, INT, NULL, STATUS, OF_CHANNEL)                                                             \
    X(3, GPS_TIME, INT, "ns", STATUS, OF_PACKET)                                                             \
    X(4, DESCRIPTION, STRING, NULL, STATUS, OF_FRONT_END)                                                    \
    X(5, STATUS_DEST_SOCKET, SOCKET, NULL, STATUS, OF_FRONT_END)                                             \
    X(6, SETOPTS, INT, NULL, SETTABLE, OF_CHANNEL)                                                           \
    X(7, CLEAROPTS, INT, NULL, ORDER, OF_CHANNEL)                                                            \
    X(8, RTP_TIMESNAP, INT, NULL, STATUS, OF_CHANNEL)                                                        \
    X(9, BIN_BYTE_DATA, BYTES, NULL, STATUS, OF_CHANNEL)                                                     \
    X(10, INPUT_SAMPRATE, INT, "Hz", STATUS, OF_FRONT_END)                                                   \
    X(11, SPECTRUM_BASE, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                  \
    X(12, SPECTRUM_AVG, INT, NULL, SETTABLE, OF_CHANNEL)                                                     \
    X(13, INPUT_SAMPLES, INT, NULL, STATUS, OF_FRONT_END)                                                    \
    X(14, WINDOW_TYPE, INT, NULL, SETTABLE, OF_CHANNEL)                                                      \
    X(15, NOISE_BW, FLOAT, NULL, STATUS, OF_CHANNEL)                                                         \
    X(16, OUTPUT_DATA_SOURCE_SOCKET, SOCKET, NULL, STATUS, OF_CHANNEL)                                       \
    X(17, OUTPUT_DATA_DEST_SOCKET, SOCKET, NULL, SETTABLE, OF_CHANNEL)                                       \
    X(18, OUTPUT_SSRC, INT, NULL, SETTABLE, OF_CHANNEL)                                                      \
    X(19, OUTPUT_TTL, INT, NULL, STATUS, OF_CHANNEL)                                                         \
    X(20, OUTPUT_SAMPRATE, INT, "Hz", SETTABLE, OF_CHANNEL)                                                  \
    X(21, OUTPUT_METADATA_PACKETS, INT, NULL, STATUS, OF_CHANNEL)                                            \
    X(22, OUTPUT_DATA_PACKETS, INT, NULL, STATUS, OF_CHANNEL)                                                \
    X(23, OUTPUT_ERRORS, INT, NULL, STATUS, OF_CHANNEL)                                                      \
    X(24, CALIBRATE, DOUBLE, NULL, STATUS, OF_FRONT_END)                                                     \
    X(25, LNA_GAIN, INT, "dB", STATUS, OF_FRONT_END)                                                         \
    X(26, MIXER_GAIN, INT, "dB", STATUS, OF_FRONT_END)                                                       \
    X(27, IF_GAIN, INT, "dB", STATUS, OF_FRONT_END)                                                          \
    X(28, DC_I_OFFSET, FLOAT, NULL, NEVER, OF_FRONT_END)                                                     \
    X(29, DC_Q_OFFSET, FLOAT, NULL, NEVER, OF_FRONT_END)                                                     \
    X(30, IQ_IMBALANCE, FLOAT, NULL, NEVER, OF_FRONT_END)                                                    \
    X(31, IQ_PHASE, FLOAT, NULL, NEVER, OF_FRONT_END)                                                        \
    X(32, DIRECT_CONVERSION, BOOL, NULL, NEVER, OF_FRONT_END)                                                \
    X(33, RADIO_FREQUENCY, DOUBLE, "Hz", SETTABLE, OF_CHANNEL)                                               \
    X(34, FIRST_LO_FREQUENCY, DOUBLE, "Hz", SETTABLE, OF_FRONT_END)                                          \
    X(35, SECOND_LO_FREQUENCY, DOUBLE, "Hz", STATUS, OF_CHANNEL)                                             \
    X(36, SHIFT_FREQUENCY, DOUBLE, "Hz", SETTABLE, OF_CHANNEL)                                               \
    X(37, DOPPLER_FREQUENCY, DOUBLE, "Hz", SETTABLE, OF_CHANNEL)                                             \
    X(38, DOPPLER_FREQUENCY_RATE, DOUBLE, "Hz/s", SETTABLE, OF_CHANNEL)                                      \
    X(39, LOW_EDGE, FLOAT, "Hz", SETTABLE, OF_CHANNEL)                                                       \
    X(40, HIGH_EDGE, FLOAT, "Hz", SETTABLE, OF_CHANNEL)                                                      \
    X(41, KAISER_BETA, FLOAT, NULL, SETTABLE, OF_CHANNEL)                                                    \
    X(42, FILTER_BLOCKSIZE, INT, NULL, STATUS, OF_FRONT_END)                                                 \
    X(43, FILTER_FIR_LENGTH, INT, NULL, STATUS, OF_FRONT_END)                                                \
    X(44, FILTER2, INT, NULL, SETTABLE, OF_CHANNEL)                                                          \
    X(45, IF_POWER, FLOAT, "dB", STATUS, OF_FRONT_END)                                                       \
    X(46, BASEBAND_POWER, FLOAT, "dBm", STATUS, OF_CHANNEL)                                                  \
    X(47, NOISE_DENSITY, FLOAT, "dBm/Hz", STATUS, OF_CHANNEL)                                                \
    X(48, DEMOD_TYPE, INT, NULL, SETTABLE, OF_CHANNEL)                                                       \
    X(49, OUTPUT_CHANNELS, INT, NULL, SETTABLE, OF_CHANNEL)                                                  \
    X(50, INDEPENDENT_SIDEBAND, BOOL, NULL, SETTABLE, OF_CHANNEL)                                            \
    X(51, PLL_ENABLE, BOOL, NULL, SETTABLE, OF_CHANNEL)                                                      \
    X(52, PLL_LOCK, BOOL, NULL, STATUS, OF_CHANNEL)                                                          \
    X(53, PLL_SQUARE, BOOL, NULL, SETTABLE, OF_CHANNEL)                                                      \
    X(54, PLL_PHASE, FLOAT, "rad", STATUS, OF_CHANNEL)                                                       \
    X(55, PLL_BW, FLOAT, "Hz", SETTABLE, OF_CHANNEL)                                                         \
    X(56, ENVELOPE, BOOL, NULL, SETTABLE, OF_CHANNEL)                                                        \
    X(57, SNR_SQUELCH, BOOL, NULL, SETTABLE, OF_CHANNEL)                                                     \
    X(58, PLL_SNR, FLOAT, "dB", STATUS, OF_CHANNEL)                                                          \
    X(59, FREQ_OFFSET, FLOAT, "Hz", STATUS, OF_CHANNEL)                                                      \
    X(60, PEAK_DEVIATION, FLOAT, "Hz", STATUS, OF_CHANNEL)                                                   \
    X(61, PL_TONE, FLOAT, "Hz", STATUS, OF_CHANNEL)                                                          \
    X(62, AGC_ENABLE, BOOL, NULL, SETTABLE, OF_CHANNEL)                                                      \
    X(63, HEADROOM, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                       \
    X(64, AGC_HANGTIME, FLOAT, "s", SETTABLE, OF_CHANNEL)                                                    \
    X(65, AGC_RECOVERY_RATE, FLOAT, "dB/s", SETTABLE, OF_CHANNEL)                                            \
    X(66, FM_SNR, FLOAT, "dB", STATUS, OF_CHANNEL)                                                           \
    X(67, AGC_THRESHOLD, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                  \
    X(68, GAIN, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                           \
    X(69, OUTPUT_LEVEL, FLOAT, "dB", STATUS, OF_CHANNEL)                                                     \
    X(70, OUTPUT_SAMPLES, INT, NULL, STATUS, OF_CHANNEL)                                                     \
    X(71, OPUS_BIT_RATE, INT, "bit/s", SETTABLE, OF_CHANNEL)                                                 \
    X(72, MAXDELAY, INT, NULL, SETTABLE, OF_CHANNEL)                                                         \
    X(73, FILTER2_BLOCKSIZE, INT, NULL, STATUS, OF_CHANNEL)                                                  \
    X(74, FILTER2_FIR_LENGTH, INT, NULL, STATUS, OF_CHANNEL)                                                 \
    X(75, FILTER2_KAISER_BETA, FLOAT, NULL, SETTABLE, OF_CHANNEL)                                            \
    X(76, SPECTRUM_FFT_N, INT, NULL, STATUS, OF_CHANNEL)                                                     \
    X(77, FILTER_DROPS, INT, NULL, STATUS, OF_CHANNEL)                                                       \
    X(78, LOCK, BOOL, NULL, NEVER, OF_FRONT_END)                                                             \
    X(79, TP1, FLOAT, NULL, STATUS, OF_CHANNEL)                                                              \
    X(80, TP2, FLOAT, NULL, STATUS, OF_CHANNEL)                                                              \
    X(81, UNUSED_81, NOTHING, NULL, NEVER, OF_PACKET)                                                        \
    X(82, AD_BITS_PER_SAMPLE, INT, NULL, STATUS, OF_FRONT_END)                                               \
    X(83, SQUELCH_OPEN, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                   \
    X(84, SQUELCH_CLOSE, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                  \
    X(85, PRESET, STRING, NULL, SETTABLE, OF_CHANNEL)                                                        \
    X(86, DEEMPH_TC, FLOAT, "s", STATUS, OF_CHANNEL)                                                         \
    X(87, DEEMPH_GAIN, FLOAT, "dB", STATUS, OF_CHANNEL)                                                      \
    X(88, UNUSED_88, NOTHING, NULL, NEVER, OF_PACKET)                                                        \
    X(89, PL_DEVIATION, FLOAT, "Hz", STATUS, OF_CHANNEL)                                                     \
    X(90, THRESH_EXTEND, BOOL, NULL, SETTABLE, OF_CHANNEL)                                                   \
    X(91, SPECTRUM_SHAPE, FLOAT, NULL, SETTABLE, OF_CHANNEL)                                                 \
    X(92, UNUSED_92, NOTHING, NULL, NEVER, OF_PACKET)                                                        \
    X(93, RESOLUTION_BW, FLOAT, "Hz", SETTABLE, OF_CHANNEL)                                                  \
    X(94, BIN_COUNT, INT, NULL, SETTABLE, OF_CHANNEL)                                                        \
    X(95, CROSSOVER, FLOAT, "Hz", SETTABLE, OF_CHANNEL)                                                      \
    X(96, BIN_DATA, VECTOR, NULL, STATUS, OF_CHANNEL)                                                        \
    X(97, RF_ATTEN, FLOAT, "dB", SETTABLE, OF_FRONT_END)                                                     \
    X(98, RF_GAIN, FLOAT, "dB", SETTABLE, OF_FRONT_END)                                                      \
    X(99, RF_AGC, BOOL, NULL, STATUS, OF_FRONT_END)                                                          \
    X(100, FE_LOW_EDGE, FLOAT, "Hz", STATUS, OF_FRONT_END)                                                   \
    X(101, FE_HIGH_EDGE, FLOAT, "Hz", STATUS, OF_FRONT_END)                                                  \
    X(102, FE_ISREAL, BOOL, NULL, STATUS, OF_FRONT_END)                                                      \
    X(103, UNUSED_103, NOTHING, NULL, NEVER, OF_PACKET)                                                      \
    X(104, AD_OVER, INT, NULL, STATUS, OF_FRONT_END)                                                         \
    X(105, RTP_PT, INT, NULL, STATUS, OF_CHANNEL)                                                            \
    X(106, STATUS_INTERVAL, INT, NULL, SETTABLE, OF_CHANNEL)                                                 \
    X(107, OUTPUT_ENCODING, INT, NULL, SETTABLE, OF_CHANNEL)                                                 \
    X(108, SAMPLES_SINCE_OVER, INT, NULL, STATUS, OF_FRONT_END)                                              \
    X(109, PLL_WRAPS, SIGNED, NULL, STATUS, OF_CHANNEL)                                                      \
    X(110, RF_LEVEL_CAL, FLOAT, "dB", STATUS, OF_FRONT_END)                                                  \
    X(111, OPUS_DTX, INT, NULL, SETTABLE, OF_CHANNEL)                                                        \
    X(112, OPUS_APPLICATION, INT, NULL, SETTABLE, OF_CHANNEL)                                                \
    X(113, OPUS_BANDWIDTH, INT, NULL, STATUS, OF_CHANNEL)                                                    \
    X(114, OPUS_FEC, INT, NULL, STATUS, OF_CHANNEL)                                                          \
    X(115, SPECTRUM_STEP, FLOAT, "dB", SETTABLE, OF_CHANNEL)                                                 \
    X(116, SPECTRUM_OVERLAP, FLOAT, NULL, SETTABLE, OF_CHANNEL)                                              \
    X(117, LIFETIME, INT, NULL, SETTABLE, OF_CHANNEL)

enum radiod_tag {
#define RADIOD_ENUM(number, name, wire, unit, access, scope) RADIOD_##name = (number),
    RADIOD_TAGS(RADIOD_ENUM)
#undef RADIOD_ENUM
        RADIOD_TAG_COUNT
};

struct radiod_tag_info {
    const char *name; /* "RADIO_FREQUENCY" */
    enum radiod_wire wire;
    const char *unit; /* NULL: a number, or no number */
    enum radiod_access access;
    enum radiod_scope scope;
};

/* NULL: there is no such number. */
const struct radiod_tag_info *radiod_tag_info(unsigned number);

#endif
