/* The objects of a simulated node: what each property holds, who may read and set it, and what becomes
 * of it by itself as time goes by. Knows no frames. */
#ifndef FL_DRIVERS_ECHONET_STORE_H
#define FL_DRIVERS_ECHONET_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/error.h>

#include "echonet_frame.h"
#include "echonet_models.h"

enum { ECHONET_KEPT_MAX = 20, ECHONET_EDT_MAX = 255, ECHONET_ID_LEN = 17 };

struct echonet_cell { /* one property */
    const struct echonet_row *row;
    uint8_t len;
    bool changed; /* and not announced yet */
    uint8_t edt[ECHONET_KEPT_MAX];
};

struct echonet_thing { /* one object */
    uint32_t eoj;
    bool gone;
    struct echonet_cell *cells;
    size_t count;
    /* What the EDTs are too coarse for: m°C, 1/1000 %, mWs */
    int64_t fine, energy, energy_back;
    int target; /* a shutter's, percent; -1: it rests */
};

struct echonet_store {
    struct echonet_thing *things; /* the node profile first */
    size_t count;
    uint32_t maker;
    uint8_t id[ECHONET_ID_LEN];
    size_t id_len;   /* 0: 83 is refused */
    uint32_t random; /* of the values' own changes */
};

enum fl_err echonet_store_init(struct echonet_store *n, const struct echonet_model *model);
void echonet_store_finish(struct echonet_store *n);

struct echonet_thing *echonet_store_find(const struct echonet_store *n, uint32_t eoj); /* gone: NULL */
struct echonet_cell *echonet_thing_find(const struct echonet_thing *t, uint8_t epc);

/* The value as it is now; the length, 0: there is none. Also of one that is only announced. */
size_t echonet_store_read(const struct echonet_store *n, const struct echonet_thing *t, uint8_t epc,
                          uint8_t out[ECHONET_EDT_MAX]);
/* The list of instances from the at-th on, as D5 and D6 have it; the length. */
size_t echonet_store_instances(const struct echonet_store *n, size_t at, uint8_t out[ECHONET_EDT_MAX]);
size_t echonet_store_instance_count(const struct echonet_store *n);

bool echonet_cell_allows(const struct echonet_cell *c, const uint8_t *edt, size_t len);
void echonet_cell_put(struct echonet_cell *c, const uint8_t *edt, size_t len); /* notes a change */
void echonet_thing_put(struct echonet_thing *t, uint8_t epc, int64_t value);   /* as many bytes as it has */
int64_t echonet_thing_get(const struct echonet_thing *t, uint8_t epc);         /* unsigned; 0: has it not */

/* echonet_life.c: what follows from a Set, and from the passing of time. */
void echonet_life_begin(struct echonet_thing *t);
void echonet_life_set(struct echonet_thing *t, uint8_t epc);
void echonet_life_pass(struct echonet_store *n, uint64_t ms);

#endif
