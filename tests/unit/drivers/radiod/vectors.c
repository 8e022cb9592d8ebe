/* Reading the golden vectors. */
#include "vectors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"

static cJSON *root;

int vectors_setup(void **state)
{
    (void)state;
    FILE *f = fopen(FL_SOURCE_DIR "/tests/vectors/radiod.json", "rb");
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
    return root ? 0 : -1;
}

int vectors_teardown(void **state)
{
    (void)state;
    cJSON_Delete(root);
    return 0;
}

const cJSON *vectors(const char *section)
{
    return member(root, section);
}

const cJSON *vector_named(const char *section, const char *name)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors(section))
    {
        if (!strcmp(text_of(item, "name"), name))
            return item;
    }
    fail_msg("no vector %s in %s", name, section);
    return NULL;
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

struct bytes packet_named(const char *section, const char *name)
{
    return hex(text_of(vector_named(section, name), "hex"));
}

double real_of(const cJSON *value)
{
    return cJSON_IsString(value) ? strtod(value->valuestring, NULL) : cJSON_GetNumberValue(value);
}

uint64_t int_of(const cJSON *value)
{
    if (!cJSON_IsString(value))
        return (uint64_t)(int64_t)cJSON_GetNumberValue(value);
    bool negative = value->valuestring[0] == '-';
    return negative ? (uint64_t)strtoll(value->valuestring, NULL, 10)
                    : strtoull(value->valuestring, NULL, 10);
}

static struct fl_addr addr_of(const char *text)
{
    struct fl_addr addr = {.family = 4};
    unsigned part[5];
    assert_int_equal(sscanf(text, "%u.%u.%u.%u:%u", &part[0], &part[1], &part[2], &part[3], &part[4]), 5);
    for (size_t i = 0; i < 4; i++)
        addr.ip[i] = (uint8_t)part[i];
    addr.port = (uint16_t)part[4];
    return addr;
}

void put_field(struct radiod_builder *b, const cJSON *field)
{
    enum radiod_tag tag = (enum radiod_tag)cJSON_GetNumberValue(member(field, "type"));
    const cJSON *value = member(field, "value");
    struct fl_addr addr;
    switch (radiod_tag_info(tag)->wire) {
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        radiod_put_real(b, tag, real_of(value));
        break;
    case RADIOD_STRING:
        radiod_put_text(b, tag, cJSON_GetStringValue(value));
        break;
    case RADIOD_SOCKET:
        addr = addr_of(cJSON_GetStringValue(value));
        radiod_put_socket(b, tag, &addr);
        break;
    case RADIOD_INT:
    case RADIOD_SIGNED:
    case RADIOD_BOOL:
        radiod_put_int(b, tag, int_of(value));
        break;
    case RADIOD_VECTOR:
    case RADIOD_BYTES:
    case RADIOD_NOTHING:
        fail_msg("%s is not written", radiod_tag_info(tag)->name);
    }
}
