/* The golden vectors in tests/vectors/radiod.json, for cmocka tests: whatever is missing fails. */
#ifndef FL_TESTS_RADIOD_VECTORS_H
#define FL_TESTS_RADIOD_VECTORS_H

#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "drivers/radiod/radiod_status.h"

enum { BYTES_MAX = 2048 };

struct bytes {
    uint8_t data[BYTES_MAX];
    size_t len;
};

int vectors_setup(void **state); /* for cmocka_run_group_tests() */
int vectors_teardown(void **state);

const cJSON *vectors(const char *section);
/* The one of that name in a section that is a list. */
const cJSON *vector_named(const char *section, const char *name);
const cJSON *member(const cJSON *item, const char *name);
const char *text_of(const cJSON *item, const char *name);
struct bytes hex(const char *text);
struct bytes packet_named(const char *section, const char *name);
/* A number, or the text of a large or infinite one. */
double real_of(const cJSON *value);
uint64_t int_of(const cJSON *value);
/* Writes the field as the table says, with its recorded value. */
void put_field(struct radiod_builder *b, const cJSON *field);

#endif
