/* The golden vectors in tests/vectors/ipcom.json, for cmocka tests: whatever is missing fails. */
#ifndef FL_TESTS_IPCOM_VECTORS_H
#define FL_TESTS_IPCOM_VECTORS_H

#include <stdint.h>

#include <cjson/cJSON.h>

#include "drivers/ipcom/ipcom_codec.h"

enum { BYTES_MAX = 1024 };

struct bytes {
    uint8_t data[BYTES_MAX];
    size_t len;
};

void vectors_load(void);
void vectors_free(void);
const cJSON *vectors(const char *group); /* an array of the file */
const char *text_of(const cJSON *item, const char *member);
bool has(const cJSON *item, const char *member);
struct bytes hex(const char *text);
struct bytes hex_of(const cJSON *item, const char *member);
const cJSON *vector_named(const char *group, const char *name);
/* The cipher of a session under key 'a' or 'b'. */
struct ipcom_cipher session_cipher(char key);

#endif
