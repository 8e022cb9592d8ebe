/* JSON to wire values and back. A peer's maps are gone through with a stack of our own; what a user
 * sends was limited in depth when it was parsed. */
#include "rina_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXACT 9007199254740992.0 /* 2^53: beyond it a JSON number may not be what was written */

static const char hex_member[] = "$hex";

/* --- to JSON ------------------------------------------------------------------------------------ */

/* Texts are a peer's: NUL is not for C strings. */
static cJSON *text_json(struct fl_span text)
{
    char *copy = malloc(text.len + 1);
    if (!copy)
        return NULL;
    for (size_t i = 0; i < text.len; i++)
        copy[i] = (char)(text.data[i] ? text.data[i] : '?');
    copy[text.len] = '\0';
    cJSON *json = cJSON_CreateString(copy);
    free(copy);
    return json;
}

static cJSON *hex_json(struct fl_span bytes)
{
    char *text = malloc(2 * bytes.len + 1);
    cJSON *json = text ? cJSON_CreateObject() : NULL;
    for (size_t i = 0; text && i < bytes.len; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes.data[i]);
    if (text)
        text[2 * bytes.len] = '\0';
    if (json)
        cJSON_AddStringToObject(json, hex_member, text);
    free(text);
    return json;
}

static cJSON *number_json(bool is_signed, uint64_t v)
{
    char text[24];
    if (is_signed)
        snprintf(text, sizeof text, "%" PRId64, (int64_t)v);
    else
        snprintf(text, sizeof text, "%" PRIu64, v);
    return cJSON_CreateRaw(text);
}

/* A map comes without its entries. */
static cJSON *bare_json(const struct rina_value *v)
{
    switch ((enum rina_value_kind)v->kind) {
    case RINA_V_STRING:
        return text_json(v->text);
    case RINA_V_INTEGER:
        return number_json(true, (uint64_t)v->integer);
    case RINA_V_BOOLEAN:
        return cJSON_CreateBool(v->boolean);
    case RINA_V_BYTES:
        return hex_json(v->bytes);
    case RINA_V_STRUCT:
        break;
    }
    return cJSON_CreateObject();
}

static void add_named(cJSON *object, struct fl_span name, cJSON *value)
{
    cJSON *key = text_json(name);
    if (!key || !value || !cJSON_AddItemToObject(object, key->valuestring, value))
        cJSON_Delete(value);
    cJSON_Delete(key);
}

static cJSON *value_json(const struct rina_value *value)
{
    struct {
        struct rina_list map;
        cJSON *object;
    } stack[RINA_NESTING_MAX];
    size_t depth = 0;
    cJSON *json = bare_json(value);
    if (json && value->kind == RINA_V_STRUCT) {
        stack[depth].map = value->map;
        stack[depth++].object = json;
    }
    while (depth > 0) {
        struct rina_entry entry;
        cJSON *object = stack[depth - 1].object;
        if (!rina_next(&stack[depth - 1].map, &rina_entry_type, &entry)) {
            depth--;
            continue;
        }
        cJSON *item = bare_json(&entry.value);
        add_named(object, entry.key, item);
        if (item && entry.value.kind == RINA_V_STRUCT && depth < RINA_NESTING_MAX) {
            stack[depth].map = entry.value.map;
            stack[depth++].object = item;
        }
    }
    return json;
}

cJSON *rina_object_json(const struct rina_object *object)
{
    cJSON *json = cJSON_CreateObject();
    if (!json)
        return NULL;
    cJSON_AddItemToObject(json, "name", text_json(object->name));
    cJSON_AddItemToObject(json, "class", text_json(object->class));
    cJSON_AddItemToObject(json, "value", value_json(&object->value));
    cJSON_AddItemToObject(json, "version", number_json(false, object->version));
    cJSON_AddItemToObject(json, "last_modified", number_json(false, object->last_modified));
    return json;
}

/* --- from JSON ---------------------------------------------------------------------------------- */

static int nibble(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;
    int at = found ? (int)(found - digits) : -1;
    return at < 16 ? at : at - 6;
}

static bool put_hex(struct fl_writer *out, enum rina_codec codec, const char *text)
{
    uint8_t bytes[RINA_REQUEST_MAX / 2];
    size_t len = strlen(text);
    if (len % 2 || len / 2 > sizeof bytes)
        return false;
    for (size_t i = 0; i < len / 2; i++) {
        int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = (uint8_t)(high * 16 + low);
    }
    struct rina_value v = {.kind = RINA_V_BYTES, .bytes = {bytes, len / 2}};
    rina_put(&rina_value_type, codec, out, &v);
    return true;
}

static bool put_bare(struct fl_writer *out, enum rina_codec codec, const cJSON *json)
{
    struct rina_value v = {0};
    if (cJSON_IsString(json)) {
        v.kind = RINA_V_STRING;
        v.text = rina_text(json->valuestring);
    } else if (cJSON_IsBool(json)) {
        v.kind = RINA_V_BOOLEAN;
        v.boolean = cJSON_IsTrue(json);
    } else if (cJSON_IsNumber(json) && json->valuedouble >= -EXACT && json->valuedouble <= EXACT &&
               (double)(int64_t)json->valuedouble == json->valuedouble) {
        v.kind = RINA_V_INTEGER;
        v.integer = (int64_t)json->valuedouble;
    } else {
        return false;
    }
    rina_put(&rina_value_type, codec, out, &v);
    return true;
}

/* A map is written as one without entries that says how many there are; then they follow. */
bool rina_put_json(struct fl_writer *out, enum rina_codec codec, const cJSON *json)
{
    if (!cJSON_IsObject(json))
        return put_bare(out, codec, json) && fl_writer_ok(out);
    const cJSON *hex = cJSON_GetObjectItemCaseSensitive(json, hex_member);
    if (hex && cJSON_IsString(hex) && !hex->next && !hex->prev->next)
        return put_hex(out, codec, hex->valuestring) && fl_writer_ok(out);
    struct rina_value map = {.kind = RINA_V_STRUCT};
    map.map.count = (uint64_t)cJSON_GetArraySize(json);
    rina_put(&rina_value_type, codec, out, &map);
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        struct fl_span key = rina_text(item->string);
        rina_put(&rina_words_type, codec, out, &key);
        if (!rina_put_json(out, codec, item))
            return false;
    }
    return fl_writer_ok(out);
}
