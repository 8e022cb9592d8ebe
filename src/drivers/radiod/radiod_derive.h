/* What follows from a status, and is not said in it. */
#ifndef FL_RADIOD_DERIVE_H
#define FL_RADIOD_DERIVE_H

#include "radiod_status.h"

/* dB over the noise in the filter's bandwidth. False: not known, or no signal. */
bool radiod_snr(const struct radiod_status *s, double *out);
/* 9 is S9, 6 dB a unit. False: not known, or the front end is not calibrated. */
bool radiod_s_units(const struct radiod_status *s, double *out);
bool radiod_seconds_since_over(const struct radiod_status *s, double *out);
/* Seconds of one block, the unit of LIFETIME. */
bool radiod_block_seconds(const struct radiod_status *s, double *out);
/* What the front end covers, Hz. */
bool radiod_coverage(const struct radiod_status *s, double *low, double *high);
/* The server's clock less ours, ms. */
bool radiod_clock_offset(const struct radiod_status *s, int64_t utc_ms, int64_t *out);

#endif
