/* What the bytes of a property (its EDT) mean, by their description, and back.
 *
 * Numbers stay integers until the last step, so that what is printed is exact. Codes that stand for
 * "no data", "overflow" and the like are no numbers: the value is unknown then, as it is beyond the
 * description's limits. Pure functions. */
#ifndef FL_ECHONET_VALUE_H
#define FL_ECHONET_VALUE_H

#include <fairlead/bytes.h>

#include "echonet_class.h"

struct cJSON;

/* The product of the properties that a number is multiplied by. */
struct echonet_factor {
    bool known; /* false: one of them was not heard yet */
    int64_t mantissa;
    int exponent; /* of ten */
};

extern const struct echonet_factor echonet_factor_one;

/* The factor of one property of those that d is multiplied by; of: whatever the caller needs. */
typedef struct echonet_factor echonet_coefficients(const void *of, const struct echonet_data *d);

/* A coefficient's own EDT; not known if it says nothing. */
struct echonet_factor echonet_value_factor(const struct echonet_data *d, struct fl_span edt);
struct echonet_factor echonet_factor_times(struct echonet_factor a, struct echonet_factor b);

/* Its size is one that the description allows. */
bool echonet_value_fits(const struct echonet_data *d, struct fl_span edt);

/* Type, limits, step and unit of the values; names and choices are the caller's. factor: what is
 * known of it now. */
void echonet_value_field(const struct echonet_data *d, struct echonet_factor factor, struct fl_field *out);

/* The value, in the type that echonet_value_field() says: a choice is the index into
 * echonet_value_word(). buf holds a text. Unknown for what has members. */
struct fl_value echonet_value_read(const struct echonet_data *d, struct fl_span edt,
                                   struct echonet_factor factor, char buf[static FL_TEXT_MAX]);

/* The other way: how many bytes; 0: no EDT stands for this. */
size_t echonet_value_write(const struct echonet_data *d, struct fl_value v, struct echonet_factor factor,
                           uint8_t *out, size_t cap);

/* The different words of a choice, in order; NULL: there are not so many. */
const char *echonet_value_word(const struct echonet_data *d, size_t index);

/* The EDT of one member of an object or a bitmap, whose bits go to *bits. False: it is not there. */
bool echonet_value_member(const struct echonet_data *d, struct fl_span edt, size_t index, struct fl_span *out,
                          uint8_t *bits);

/* Any EDT: objects, arrays, dates and all; what is no value, or does not fit, is null. coefficients
 * NULL: all are 1. NULL: no memory. */
struct cJSON *echonet_value_json(const struct echonet_data *d, struct fl_span edt,
                                 echonet_coefficients *coefficients, const void *of);

#endif
