/* cJSON with limits, and numbers that print as a person would write them. */
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* Deepest nesting of brackets outside of strings: known before the recursive parser starts. */
static size_t depth_of(const char *text, size_t len)
{
    size_t depth = 0, deepest = 0;
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest)
                deepest = depth;
        } else if ((c == '}' || c == ']') && depth) {
            depth--;
        }
    }
    return deepest;
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* The key that an object has twice, or NULL. Sorted, so that many keys stay cheap. */
static const char *twice(const cJSON *object)
{
    int count = cJSON_GetArraySize(object);
    if (count < 2)
        return NULL;
    const char **keys = calloc((size_t)count, sizeof *keys);
    if (!keys)
        return NULL;
    size_t n = 0;
    for (const cJSON *i = object->child; i; i = i->next)
        keys[n++] = i->string;
    qsort(keys, n, sizeof *keys, by_text);
    const char *found = NULL;
    for (size_t i = 1; i < n && !found; i++)
        if (!strcmp(keys[i - 1], keys[i]))
            found = keys[i];
    free(keys);
    return found;
}

/* Recursion is bounded by FL_JSON_DEPTH. */
static const char *duplicate_key(const cJSON *item)
{
    const char *key = cJSON_IsObject(item) ? twice(item) : NULL;
    for (const cJSON *i = item->child; i && !key; i = i->next)
        key = duplicate_key(i);
    return key;
}

static bool only_space(const char *p, const char *end)
{
    while (p < end && strchr(" \t\r\n", *p) && *p)
        p++;
    return p == end;
}

enum fl_err fl_json_parse(cJSON **out, const char *text, size_t len, struct fl_error *err)
{
    *out = NULL;
    if (len > FL_JSON_SIZE)
        return fl_fail(err, FL_E_FORMAT, "JSON of %zu bytes: at most %d are taken", len, FL_JSON_SIZE);
    if (!fl_utf8_ok(text, len))
        return fl_fail(err, FL_E_FORMAT, "not valid UTF-8");
    if (depth_of(text, len) > FL_JSON_DEPTH)
        return fl_fail(err, FL_E_FORMAT, "JSON nested more than %d deep", FL_JSON_DEPTH);
    const char *end = NULL;
    cJSON *item = cJSON_ParseWithLengthOpts(text, len, &end, false);
    if (!item)
        return fl_fail(err, FL_E_FORMAT, "not valid JSON at byte %zu", end ? (size_t)(end - text) : 0);
    if (!only_space(end, text + len)) {
        cJSON_Delete(item);
        return fl_fail(err, FL_E_FORMAT, "something follows the JSON at byte %zu", (size_t)(end - text));
    }
    const char *key = duplicate_key(item);
    if (key) {
        fl_fail(err, FL_E_FORMAT, "\"%.64s\" stands twice in one object", key);
        cJSON_Delete(item);
        return FL_E_FORMAT;
    }
    *out = item;
    return FL_OK;
}

/* Digits behind the point that a multiple of step can have: 0.5 -> 1, 0.25 -> 2, 10 -> 0. */
static int decimals(double step)
{
    int digits = 0;
    while (digits < 9 && fabs(step - nearbyint(step)) > 1e-9) {
        step *= 10;
        digits++;
    }
    return digits;
}

static void drop_zeros(char *text)
{
    if (!strchr(text, '.'))
        return;
    size_t len = strlen(text);
    while (text[len - 1] == '0')
        len--;
    if (text[len - 1] == '.')
        len--;
    text[len] = '\0';
    if (!strcmp(text, "-0"))
        memcpy(text, "0", sizeof "0");
}

const char *fl_real_text(double value, double step, char buf[static 32])
{
    enum { CAP = 32 };
    if (!isfinite(value)) {
        snprintf(buf, CAP, "null");
        return buf;
    }
    if (step > 0 && fabs(value) < 1e15) {
        snprintf(buf, CAP, "%.*f", decimals(step), nearbyint(value / step) * step);
        drop_zeros(buf);
        return buf;
    }
    snprintf(buf, CAP, "%.15g", value); /* the shortest that is usually exact */
    if (strtod(buf, NULL) != value)
        snprintf(buf, CAP, "%.17g", value);
    if (!strcmp(buf, "-0"))
        snprintf(buf, CAP, "0");
    return buf;
}

cJSON *fl_json_real(double value, double step)
{
    char buf[32];
    return cJSON_CreateRaw(fl_real_text(value, step, buf));
}

cJSON *fl_json_int(int64_t value)
{
    char buf[32];
    snprintf(buf, sizeof buf, "%" PRId64, value);
    return cJSON_CreateRaw(buf);
}

char *fl_json_text(const cJSON *item)
{
    return cJSON_PrintUnformatted(item);
}
