/* Reading the golden vectors. */
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"

cJSON *vectors_load(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/tests/vectors/%s.json", FL_SOURCE_DIR, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    size_t size = (size_t)ftell(f);
    rewind(f);
    char *text = malloc(size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, size, f), size);
    text[size] = '\0';
    fclose(f);
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    return root;
}

const cJSON *member(const cJSON *item, const char *name)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(item, name);
    if (!found)
        fail_msg("no member %s", name);
    return found;
}

const char *text_of(const cJSON *item, const char *name)
{
    const char *text = cJSON_GetStringValue(member(item, name));
    assert_non_null(text);
    return text;
}

struct bytes hex(const char *text)
{
    struct bytes b = {.len = strlen(text) / 2};
    assert_true(b.len <= sizeof b.data);
    for (size_t i = 0; i < b.len; i++) {
        unsigned byte;
        assert_int_equal(sscanf(text + 2 * i, "%2x", &byte), 1);
        b.data[i] = (uint8_t)byte;
    }
    return b;
}

unsigned number_of_hex(const cJSON *item, const char *name)
{
    return (unsigned)strtoul(text_of(item, name), NULL, 16);
}
