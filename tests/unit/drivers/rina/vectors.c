/* Reading the golden vectors; JSON to structures and back. */
#include "vectors.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"

enum { SCRAPS_MAX = 4096 };
#define EXACT 9007199254740992.0 /* beyond this the vectors write integers as text */

static cJSON *root;
static void *scraps[SCRAPS_MAX];
static size_t scrap_count;
static bool backwards;

void vectors_load(void)
{
    FILE *f = fopen(FL_SOURCE_DIR "/tests/vectors/rina-ari.json", "rb");
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
    scraps_free();
}

static const cJSON *member(const cJSON *item, const char *name)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(item, name);
    if (!found)
        fail_msg("no member %s", name);
    return found;
}

const cJSON *vectors(const char *group)
{
    return member(root, group);
}

const char *text_of(const cJSON *item, const char *name)
{
    const char *text = cJSON_GetStringValue(member(item, name));
    assert_non_null(text);
    return text;
}

enum rina_codec codec_of(const cJSON *vector)
{
    return strcmp(text_of(vector, "codec"), "bincode") == 0 ? RINA_BINCODE : RINA_POSTCARD;
}

const cJSON *vector_named(enum rina_codec codec, const char *id)
{
    const cJSON *v;
    cJSON_ArrayForEach(v, vectors("vectors")) if (codec_of(v) == codec &&
                                                  !strcmp(text_of(v, "id"), id)) return v;
    fail_msg("no vector %s", id);
    return NULL;
}

struct fl_span scrap(const void *data, size_t len)
{
    uint8_t *copy = malloc(len + 1);
    assert_non_null(copy);
    if (len)
        memcpy(copy, data, len);
    copy[len] = '\0';
    assert_true(scrap_count < SCRAPS_MAX);
    scraps[scrap_count++] = copy;
    return (struct fl_span){.data = copy, .len = len};
}

void scraps_free(void)
{
    while (scrap_count > 0)
        free(scraps[--scrap_count]);
}

static struct fl_span unhex(const char *text)
{
    size_t len = strlen(text) / 2;
    uint8_t *bytes = malloc(len + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < len; i++) {
        unsigned byte;
        assert_int_equal(sscanf(text + 2 * i, "%2x", &byte), 1);
        bytes[i] = (uint8_t)byte;
    }
    struct fl_span s = scrap(bytes, len);
    free(bytes);
    return s;
}

struct fl_span hex_of(const cJSON *item, const char *name)
{
    return unhex(text_of(item, name));
}

/* --- types that only the vectors have: single values, and what ARI defines but never sends ---------- */

struct neighbor {
    struct fl_span name;
    uint64_t address;
    bool reachable;
};

struct dif_configuration {
    struct fl_span dif_name;
    uint64_t assigned_address;
    struct rina_list neighbors;
    struct fl_span rib_snapshot;
};

static const struct rina_field u64_fields[] = {{.name = "u64", .kind = RINA_U64}};
static const struct rina_field u32_fields[] = {{.name = "u32", .kind = RINA_U32}};
static const struct rina_field i32_fields[] = {{.name = "i32", .kind = RINA_I32}};
static const struct rina_field bool_fields[] = {{.name = "bool", .kind = RINA_BOOL}};
static const struct rina_field text_fields[] = {{.name = "String", .kind = RINA_TEXT}};
static const struct rina_field neighbor_fields[] = {
    {.name = "name", .kind = RINA_TEXT, .offset = offsetof(struct neighbor, name)},
    {.name = "address", .kind = RINA_U64, .offset = offsetof(struct neighbor, address)},
    {.name = "reachable", .kind = RINA_BOOL, .offset = offsetof(struct neighbor, reachable)},
};
static const struct rina_type neighbor_type = {
    .name = "NeighborInfo", .size = sizeof(struct neighbor), .fields = neighbor_fields, .count = 3};
static const struct rina_field dif_fields[] = {
    {.name = "dif_name", .kind = RINA_TEXT, .offset = offsetof(struct dif_configuration, dif_name)},
    {.name = "assigned_address",
     .kind = RINA_U64,
     .offset = offsetof(struct dif_configuration, assigned_address)},
    {.name = "neighbors",
     .kind = RINA_LIST,
     .offset = offsetof(struct dif_configuration, neighbors),
     .type = &neighbor_type},
    {.name = "rib_snapshot", .kind = RINA_BYTES, .offset = offsetof(struct dif_configuration, rib_snapshot)},
};
static const struct rina_type own_types[] = {
    {.name = "u64", .size = sizeof(uint64_t), .fields = u64_fields, .count = 1},
    {.name = "u32", .size = sizeof(uint32_t), .fields = u32_fields, .count = 1},
    {.name = "i32", .size = sizeof(int32_t), .fields = i32_fields, .count = 1},
    {.name = "bool", .size = sizeof(bool), .fields = bool_fields, .count = 1},
    {.name = "String", .size = sizeof(struct fl_span), .fields = text_fields, .count = 1},
    {.name = "DifConfiguration", .size = sizeof(struct dif_configuration), .fields = dif_fields, .count = 4},
};

const struct rina_type *type_named(const char *name)
{
    static const struct rina_type *const types[] = {
        &rina_qos_type,   &rina_pdu_type_type,       &rina_op_type,     &rina_pdu_type,
        &rina_value_type, &rina_object_type,         &rina_change_type, &rina_snapshot_type,
        &rina_cdap_type,  &rina_enroll_request_type, &neighbor_type,    &rina_enroll_response_type};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i]->name, name) == 0)
            return types[i];
    for (size_t i = 0; i < sizeof own_types / sizeof *own_types; i++)
        if (strcmp(own_types[i].name, name) == 0)
            return &own_types[i];
    fail_msg("no type %s", name);
    return NULL;
}

/* Its JSON is that of its only field: a scalar, or the list that is a snapshot. */
static bool is_bare(const struct rina_type *type)
{
    return type->count == 1 && !type->one_of;
}

/* --- to JSON --------------------------------------------------------------------------------------- */

static cJSON *wrapped(const char *name, cJSON *value)
{
    cJSON *o = cJSON_CreateObject();
    assert_non_null(o);
    cJSON_AddItemToObject(o, name, value);
    return o;
}

static cJSON *number_json(bool negative, uint64_t v)
{
    char text[32];
    double d = negative ? (double)(int64_t)v : (double)v;
    if (d >= -EXACT && d <= EXACT)
        return cJSON_CreateNumber(d);
    if (negative)
        snprintf(text, sizeof text, "%" PRId64, (int64_t)v);
    else
        snprintf(text, sizeof text, "%" PRIu64, v);
    return wrapped("$int", cJSON_CreateString(text));
}

static cJSON *span_json(enum rina_kind kind, struct fl_span s)
{
    char *text = calloc(2, s.len + 1);
    assert_non_null(text);
    cJSON *json;
    if (kind == RINA_TEXT) {
        memcpy(text, s.data, s.len);
        json = cJSON_CreateString(text);
    } else {
        for (size_t i = 0; i < s.len; i++)
            snprintf(text + 2 * i, 3, "%02x", s.data[i]);
        json = wrapped("$hex", cJSON_CreateString(text));
    }
    free(text);
    return json;
}

static cJSON *list_json(const struct rina_field *field, enum rina_codec codec, struct rina_list list)
{
    bool map = field->kind == RINA_MAP;
    cJSON *json = map ? cJSON_CreateObject() : cJSON_CreateArray();
    _Alignas(16) char item[ITEM_MAX];
    while (rina_next(&list, field->type, item)) {
        if (!map) {
            cJSON_AddItemToArray(json, to_json(field->type, codec, item));
            continue;
        }
        const struct rina_entry *entry = (const void *)item;
        char key[256];
        assert_true(rina_copy(key, sizeof key, entry->key));
        cJSON_DeleteItemFromObjectCaseSensitive(json, key); /* the last one wins */
        cJSON_AddItemToObject(json, key, to_json(&rina_value_type, codec, &entry->value));
    }
    return json;
}

static cJSON *field_json(const struct rina_field *f, enum rina_codec codec, const char *item)
{
    const void *at = item + f->offset;
    if (f->optional && !*(const bool *)(item + f->given))
        return cJSON_CreateNull();
    switch (f->kind) {
    case RINA_NOTHING:
        return NULL;
    case RINA_U8:
        return cJSON_CreateNumber(*(const uint8_t *)at);
    case RINA_U32:
        return cJSON_CreateNumber(*(const uint32_t *)at);
    case RINA_I32:
        return cJSON_CreateNumber(*(const int32_t *)at);
    case RINA_U64:
        return number_json(false, *(const uint64_t *)at);
    case RINA_I64:
        return number_json(*(const int64_t *)at < 0, (uint64_t) * (const int64_t *)at);
    case RINA_BOOL:
        return cJSON_CreateBool(*(const bool *)at);
    case RINA_TEXT:
    case RINA_BYTES:
        return span_json(f->kind, *(const struct fl_span *)at);
    case RINA_LIST:
    case RINA_MAP:
        return list_json(f, codec, *(const struct rina_list *)at);
    case RINA_ITEM:
        break;
    }
    return to_json(f->type, codec, at);
}

cJSON *to_json(const struct rina_type *type, enum rina_codec codec, const void *item)
{
    if (is_bare(type))
        return field_json(type->fields, codec, item);
    if (type->one_of) {
        const struct rina_field *f = &type->fields[*(const unsigned *)item];
        cJSON *data = field_json(f, codec, item);
        return data ? wrapped(f->name, data) : cJSON_CreateString(f->name);
    }
    cJSON *json = cJSON_CreateObject();
    for (size_t i = 0; i < type->count; i++)
        if (!type->fields[i].head || codec == RINA_POSTCARD)
            cJSON_AddItemToObject(json, type->fields[i].name, field_json(&type->fields[i], codec, item));
    return json;
}

/* --- from JSON --------------------------------------------------------------------------------------- */

static uint64_t json_number(const cJSON *json)
{
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(json, "$int");
    if (text)
        return *text->valuestring == '-' ? (uint64_t)strtoll(text->valuestring, NULL, 10)
                                         : strtoull(text->valuestring, NULL, 10);
    assert_true(cJSON_IsNumber(json));
    return json->valuedouble < 0 ? (uint64_t)(int64_t)json->valuedouble : (uint64_t)json->valuedouble;
}

void maps_backwards(bool on)
{
    backwards = on;
}

static struct rina_list json_list(const struct rina_field *f, enum rina_codec codec, const cJSON *json)
{
    static const size_t cap = 128 * 1024;
    uint8_t *buf = malloc(cap);
    assert_non_null(buf);
    struct fl_writer w = fl_writer_of(buf, cap);
    struct rina_list list = {.codec = codec};
    int count = cJSON_GetArraySize(json);
    for (int i = 0; i < count; i++) {
        bool map_backwards = f->kind == RINA_MAP && backwards;
        const cJSON *element = cJSON_GetArrayItem(json, map_backwards ? count - 1 - i : i);
        _Alignas(16) char item[ITEM_MAX] = {0};
        if (f->kind == RINA_MAP) {
            struct rina_entry *entry = (void *)item;
            entry->key = scrap(element->string, strlen(element->string));
            from_json(&rina_value_type, codec, element, &entry->value);
        } else {
            from_json(f->type, codec, element, item);
        }
        rina_put(f->type, codec, &w, item);
        list.count++;
    }
    assert_true(fl_writer_ok(&w));
    list.data = scrap(buf, w.len);
    free(buf);
    return list;
}

static void json_field(const struct rina_field *f, enum rina_codec codec, const cJSON *json, char *item)
{
    void *at = item + f->offset;
    if (f->optional)
        *(bool *)(item + f->given) = !cJSON_IsNull(json);
    if (f->optional && cJSON_IsNull(json))
        return;
    switch (f->kind) {
    case RINA_NOTHING:
        break;
    case RINA_U8:
        *(uint8_t *)at = (uint8_t)json_number(json);
        break;
    case RINA_U32:
    case RINA_I32:
        *(uint32_t *)at = (uint32_t)json_number(json);
        break;
    case RINA_U64:
    case RINA_I64:
        *(uint64_t *)at = json_number(json);
        break;
    case RINA_BOOL:
        *(bool *)at = cJSON_IsTrue(json);
        break;
    case RINA_TEXT:
        *(struct fl_span *)at = scrap(json->valuestring, strlen(json->valuestring));
        break;
    case RINA_BYTES:
        *(struct fl_span *)at = hex_of(json, "$hex");
        break;
    case RINA_LIST:
    case RINA_MAP:
        *(struct rina_list *)at = json_list(f, codec, json);
        break;
    case RINA_ITEM:
        from_json(f->type, codec, json, at);
        break;
    }
}

void from_json(const struct rina_type *type, enum rina_codec codec, const cJSON *json, void *item)
{
    memset(item, 0, type->size);
    if (is_bare(type)) {
        json_field(type->fields, codec, json, item);
        return;
    }
    for (size_t i = 0; i < type->count; i++) {
        const struct rina_field *f = &type->fields[i];
        if (!type->one_of) {
            if (!f->head || codec == RINA_POSTCARD)
                json_field(f, codec, member(json, f->name), item);
        } else if (cJSON_IsString(json) ? !strcmp(json->valuestring, f->name)
                                        : cJSON_HasObjectItem(json, f->name)) {
            *(unsigned *)item = (unsigned)i;
            json_field(f, codec, cJSON_IsString(json) ? NULL : json->child, item);
            return;
        }
    }
    assert_false(type->one_of);
}
