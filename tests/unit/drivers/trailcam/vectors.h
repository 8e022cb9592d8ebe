/* The golden vectors in tests/vectors/trailcam.json, for cmocka tests: whatever is missing fails. */
#ifndef FL_TESTS_TRAILCAM_VECTORS_H
#define FL_TESTS_TRAILCAM_VECTORS_H

#include <stdint.h>

#include "drivers/trailcam/trailcam_codec.h"

enum { BYTES_MAX = 16 * 1024 };

struct bytes {
    uint8_t data[BYTES_MAX];
    size_t len;
};

/* cmocka's group hooks: the vectors, and the family's key. */
int vectors_load(void **state);
int vectors_free(void **state);
struct fl_aes *vectors_key(void);

const cJSON *vectors(const char *group); /* an array of the file */
const cJSON *vector_named(const char *group, const char *name);
const cJSON *member(const cJSON *item, const char *name); /* fails if it is not there */
bool has(const cJSON *item, const char *name);
const char *text_of(const cJSON *item, const char *name);
int number_of(const cJSON *item, const char *name);
struct bytes *unhex(const char *text); /* valid until the next call but three */
void append(struct bytes *b, struct fl_span more);

#endif
