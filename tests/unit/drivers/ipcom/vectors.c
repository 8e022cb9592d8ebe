/* Reading the golden vectors. */
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"

static cJSON *root;

void vectors_load(void)
{
    FILE *f = fopen(FL_SOURCE_DIR "/tests/vectors/ipcom.json", "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    size_t size = (size_t)ftell(f);
    rewind(f);
    char *text = malloc(size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, size, f), size);
    text[size] = '\0';
    fclose(f);
    root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
}

void vectors_free(void)
{
    cJSON_Delete(root);
    root = NULL;
}

const cJSON *vectors(const char *group)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, group);
    assert_true(cJSON_IsArray(item) && cJSON_GetArraySize(item) > 0);
    return item;
}

bool has(const cJSON *item, const char *member)
{
    return cJSON_GetObjectItemCaseSensitive(item, member) != NULL;
}

const char *text_of(const cJSON *item, const char *member)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, member));
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

struct bytes hex_of(const cJSON *item, const char *member)
{
    return hex(text_of(item, member));
}

const cJSON *vector_named(const char *group, const char *name)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors(group)) if (has(item, "name") &&
                                                 !strcmp(text_of(item, "name"), name)) return item;
    fail_msg("no vector %s in %s", name, group);
    return NULL;
}

struct ipcom_cipher session_cipher(char key)
{
    struct ipcom_cipher c = {.mode = IPCOM_DUAL};
    struct bytes b = hex_of(root, key == 'a' ? "session_key_a" : "session_key_b");
    assert_int_equal(b.len, IPCOM_KEY_LEN);
    memcpy(c.key, b.data, sizeof c.key);
    return c;
}
