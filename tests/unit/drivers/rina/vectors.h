/* The golden vectors in tests/vectors/rina-ari.json, and JSON to and from what the codec's tables
 * describe: by the names in the tables, so that the vectors prove those too. For cmocka tests. */
#ifndef FL_TESTS_RINA_VECTORS_H
#define FL_TESTS_RINA_VECTORS_H

#include <cjson/cJSON.h>

#include "drivers/rina/rina_codec.h"

enum { ITEM_MAX = 1024 }; /* the largest structure */

void vectors_load(void);
void vectors_free(void);
const cJSON *vectors(const char *group); /* an array of the file */
const char *text_of(const cJSON *item, const char *member);
enum rina_codec codec_of(const cJSON *vector);
const struct rina_type *type_named(const char *name);
struct fl_span hex_of(const cJSON *item, const char *member);
const cJSON *vector_named(enum rina_codec codec, const char *id);

/* Texts and lists of what is made live until scraps_free(). */
struct fl_span scrap(const void *data, size_t len);
void scraps_free(void);
cJSON *to_json(const struct rina_type *type, enum rina_codec codec, const void *item);
void maps_backwards(bool on); /* their entries were written in any order; the vectors' JSON is sorted */
void from_json(const struct rina_type *type, enum rina_codec codec, const cJSON *json, void *item);

#endif
