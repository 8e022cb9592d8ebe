/* cJSON with limits: size, depth (small stacks), duplicate keys, UTF-8. */
#ifndef FL_BASE_JSON_H
#define FL_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include <fairlead/error.h>

enum { FL_JSON_DEPTH = 16, FL_JSON_SIZE = 64 * 1024 };

/* Parses exactly len bytes (spaces around are fine, anything else behind is an error). FL_E_FORMAT
 * with words in *err: too long, too deep, not UTF-8, a key twice in one object, syntax. The caller
 * deletes *out by cJSON_Delete. */
enum fl_err fl_json_parse(cJSON **out, const char *text, size_t len, struct fl_error *err);

/* A real rounded to `step` (0: as it is) without float artefacts; integers without ".0". NaN and
 * infinity become null. Caller owns the item. */
cJSON *fl_json_real(double value, double step);
/* The same as text; buf takes 32 bytes. */
const char *fl_real_text(double value, double step, char buf[static 32]);
cJSON *fl_json_int(int64_t value);     /* exact, also beyond 2^53 */
char *fl_json_text(const cJSON *item); /* compact; free(); NULL: no memory */

#endif
