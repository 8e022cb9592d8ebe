/* The golden vectors in tests/vectors/echonet_*.json, for cmocka tests: whatever is missing fails. */
#ifndef FL_TESTS_ECHONET_VECTORS_H
#define FL_TESTS_ECHONET_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

enum { BYTES_MAX = 2048 };

struct bytes {
    uint8_t data[BYTES_MAX];
    size_t len;
};

cJSON *vectors_load(const char *name); /* "echonet_frames"; cJSON_Delete() */
const cJSON *member(const cJSON *item, const char *name);
const char *text_of(const cJSON *item, const char *name);
struct bytes hex(const char *text);
unsigned number_of_hex(const cJSON *item, const char *name);

#endif
