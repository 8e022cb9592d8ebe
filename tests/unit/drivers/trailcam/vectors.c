/* Reading the golden vectors. */
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"

static cJSON *root;
static struct fl_aes *key;

static char *read_file(const char *path)
{
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
    return text;
}

int vectors_load(void **state)
{
    (void)state;
    char *text = read_file(FL_SOURCE_DIR "/tests/vectors/trailcam.json");
    root = cJSON_Parse(text);
    free(text);
    key = trailcam_key();
    return root && key ? 0 : -1;
}

int vectors_free(void **state)
{
    (void)state;
    cJSON_Delete(root);
    fl_aes_destroy(key);
    return 0;
}

struct fl_aes *vectors_key(void)
{
    return key;
}

const cJSON *vectors(const char *group)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, group);
    assert_true(cJSON_IsArray(item) && cJSON_GetArraySize(item) > 0);
    return item;
}

const cJSON *vector_named(const char *group, const char *name)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors(group))
    {
        if (!strcmp(text_of(item, "name"), name))
            return item;
    }
    fail_msg("no vector %s in %s", name, group);
    return NULL;
}

bool has(const cJSON *item, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(item, name) != NULL;
}

const cJSON *member(const cJSON *item, const char *name)
{
    const cJSON *m = cJSON_GetObjectItemCaseSensitive(item, name);
    if (!m)
        fail_msg("no member %s", name);
    return m;
}

const char *text_of(const cJSON *item, const char *name)
{
    const char *text = cJSON_GetStringValue(member(item, name));
    assert_non_null(text);
    return text;
}

int number_of(const cJSON *item, const char *name)
{
    const cJSON *m = member(item, name);
    assert_true(cJSON_IsNumber(m));
    return m->valueint;
}

struct bytes *unhex(const char *text)
{
    static struct bytes pool[4]; /* a test looks at a few at once */
    static size_t next;
    struct bytes *b = &pool[next++ % 4];
    b->len = strlen(text) / 2;
    assert_true(b->len <= sizeof b->data);
    for (size_t i = 0; i < b->len; i++) {
        unsigned byte;
        assert_int_equal(sscanf(text + 2 * i, "%2x", &byte), 1);
        b->data[i] = (uint8_t)byte;
    }
    return b;
}

void append(struct bytes *b, struct fl_span more)
{
    assert_true(more.len <= sizeof b->data - b->len);
    memcpy(b->data + b->len, more.data, more.len);
    b->len += more.len;
}
