/* What simulated nodes are made of: classes as rows of properties, and named nodes as lists of objects. */
#ifndef FL_DRIVERS_ECHONET_MODELS_H
#define FL_DRIVERS_ECHONET_MODELS_H

#include <stddef.h>
#include <stdint.h>

enum { ECHONET_R = 1, ECHONET_W = 2, ECHONET_N = 4 }; /* in the maps 9F, 9E, 9D */

struct echonet_row {
    uint8_t epc, access;
    const char *edt;     /* at the start, hex; NULL: made when it is read */
    const char *allowed; /* what one byte may be set to, "41-45,30"; NULL: any of the same length */
};

struct echonet_rows {
    uint16_t class_code;
    const struct echonet_row *rows;
    size_t count;
};

struct echonet_group { /* instances first to last of a class */
    uint16_t class_code;
    uint8_t first, last;
};

struct echonet_model {
    const char *name, *about;
    uint32_t maker;
    const char *preset;                 /* options, as in a control line */
    const struct echonet_group *groups; /* ended by class 0 */
};

extern const struct echonet_rows echonet_profile_rows, echonet_common_rows; /* node profile; every object */
const struct echonet_rows *echonet_class_rows(uint16_t class_code);         /* NULL: not known */

extern const struct echonet_model echonet_models[]; /* ended by a NULL name */

#endif
