/* Levels, times and ranges made from the fields of a status. */
#include "radiod_derive.h"

#include <math.h>

static const double s9_below_vhf_dbm = -73, s9_from_vhf_dbm = -93, vhf_hz = 30e6, db_per_s_unit = 6;

/* The GPS epoch in Unix time, and the leap seconds that radiod adds (as of 2017). */
enum { GPS_EPOCH_S = 315964800, LEAP_S = 18 };

bool radiod_snr(const struct radiod_status *s, double *out)
{
    double power, density, low, high;
    if (!radiod_real(s, RADIOD_BASEBAND_POWER, &power) || !radiod_real(s, RADIOD_NOISE_DENSITY, &density) ||
        !radiod_real(s, RADIOD_LOW_EDGE, &low) || !radiod_real(s, RADIOD_HIGH_EDGE, &high))
        return false;
    double noise = pow(10, density / 10) * fabs(high - low);
    double ratio = pow(10, power / 10) / noise - 1;
    if (!isfinite(ratio) || ratio <= 0)
        return false;
    *out = 10 * log10(ratio);
    return true;
}

bool radiod_s_units(const struct radiod_status *s, double *out)
{
    double power, frequency, calibration;
    if (!radiod_real(s, RADIOD_RF_LEVEL_CAL, &calibration) ||
        !radiod_real(s, RADIOD_BASEBAND_POWER, &power) ||
        !radiod_frequency(s, RADIOD_RADIO_FREQUENCY, &frequency))
        return false;
    double s9 = frequency < vhf_hz ? s9_below_vhf_dbm : s9_from_vhf_dbm;
    double units = 9 + (power - s9) / db_per_s_unit;
    *out = units > 0 ? units : 0;
    return isfinite(*out);
}

bool radiod_seconds_since_over(const struct radiod_status *s, double *out)
{
    uint64_t samples, rate;
    if (!radiod_int(s, RADIOD_SAMPLES_SINCE_OVER, &samples) || !radiod_int(s, RADIOD_INPUT_SAMPRATE, &rate) ||
        !rate)
        return false;
    *out = (double)samples / (double)rate;
    return true;
}

bool radiod_block_seconds(const struct radiod_status *s, double *out)
{
    uint64_t block, rate;
    if (!radiod_int(s, RADIOD_FILTER_BLOCKSIZE, &block) || !radiod_int(s, RADIOD_INPUT_SAMPRATE, &rate) ||
        !block || !rate)
        return false;
    *out = (double)block / (double)rate;
    return true;
}

bool radiod_coverage(const struct radiod_status *s, double *low, double *high)
{
    double lo;
    if (!radiod_frequency(s, RADIOD_FIRST_LO_FREQUENCY, &lo) || !radiod_real(s, RADIOD_FE_LOW_EDGE, low) ||
        !radiod_real(s, RADIOD_FE_HIGH_EDGE, high))
        return false;
    *low += lo;
    *high += lo;
    return isfinite(*low) && isfinite(*high) && *low < *high;
}

bool radiod_clock_offset(const struct radiod_status *s, int64_t utc_ms, int64_t *out)
{
    uint64_t gps_ns;
    if (!radiod_int(s, RADIOD_GPS_TIME, &gps_ns))
        return false;
    int64_t server_ms = (int64_t)(gps_ns / 1000000) + (GPS_EPOCH_S - LEAP_S) * INT64_C(1000);
    *out = server_ms - utc_ms;
    return true;
}
