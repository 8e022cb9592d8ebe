/* The family's actions: get, set, search. What a person types is checked here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "echonet_session.h"

enum { HEX = 16, EDT_MAX = 255 };

/* --- arguments --------------------------------------------------------------------------------- */
static bool read_hex(const cJSON *item, size_t bytes, uint32_t *out)
{
    const char *text = cJSON_IsString(item) ? item->valuestring : "";
    char *end;
    if (strlen(text) != 2 * bytes || strspn(text, "0123456789abcdefABCDEF") != 2 * bytes)
        return false;
    *out = (uint32_t)strtoul(text, &end, HEX);
    return true;
}

static size_t read_bytes(const cJSON *item, uint8_t out[EDT_MAX])
{
    const char *text = cJSON_IsString(item) ? item->valuestring : "";
    size_t len = strlen(text) / 2;
    if (strlen(text) % 2 || len > EDT_MAX || strspn(text, "0123456789abcdefABCDEF") != 2 * len)
        return 0;
    for (size_t i = 0; i < len; i++) {
        const char pair[] = {text[2 * i], text[2 * i + 1], '\0'};
        out[i] = (uint8_t)strtoul(pair, NULL, HEX);
    }
    return len;
}

static bool read_epc(const cJSON *item, uint8_t *epc)
{
    uint32_t value;
    if (!read_hex(item, 1, &value) || value < 0x80)
        return false;
    *epc = (uint8_t)value;
    return true;
}

static const char *read_epcs(const cJSON *list, struct echonet_reading *r)
{
    const cJSON *item;
    if (!cJSON_IsArray(list) || !cJSON_GetArraySize(list) || cJSON_GetArraySize(list) > ECHONET_GET_MAX)
        return "epc: a list of 1 to 32 properties is wanted, like [\"80\",\"BB\"]";
    cJSON_ArrayForEach(item, list)
    {
        if (!read_epc(item, &r->epcs[r->count++]))
            return "epc: two hex digits from 80 on are wanted for each, like \"BB\"";
    }
    return NULL;
}

/* --- get, set, search ----------------------------------------------------------------------------- */
static const char *begin_get(struct echonet_session *s, struct fl_io *io, const struct fl_command *cmd,
                             uint32_t eoj)
{
    struct echonet_reading r = {.command = cmd->id, .eoj = eoj};
    const char *wrong = read_epcs(cJSON_GetObjectItemCaseSensitive(cmd->args, "epc"), &r);
    if (wrong)
        return wrong;
    r.result = cJSON_CreateObject();
    s->reading = r;
    echonet_action_read(s, io);
    return NULL;
}

static const char *begin_set(struct echonet_session *s, struct fl_io *io, const struct fl_command *cmd,
                             uint32_t eoj)
{
    uint8_t edt[EDT_MAX], epc;
    size_t len = read_bytes(cJSON_GetObjectItemCaseSensitive(cmd->args, "edt"), edt);
    if (!read_epc(cJSON_GetObjectItemCaseSensitive(cmd->args, "epc"), &epc))
        return "epc: two hex digits from 80 on are wanted, like \"B3\"";
    if (!len)
        return "edt: 1 to 255 bytes in hex are wanted, like \"1A\"";
    const struct echonet_prop prop = {epc, {edt, len}};
    s->setting = cmd->id;
    echonet_request_set(&s->asked, ECHONET_ASK_ACTION, echonet_next_tid(s), eoj, &prop, 1);
    echonet_request_send(&s->asked, io);
    return NULL;
}

void echonet_action_begin(struct echonet_session *s, struct fl_io *io, const struct fl_command *cmd)
{
    uint32_t eoj;
    const char *wrong = "eoj: six hex digits are wanted, like \"013001\"";
    if (!strcmp(cmd->action->key, "search")) {
        s->searching = cmd->id;
        echonet_next_list(s, io);
        return;
    }
    if (read_hex(cJSON_GetObjectItemCaseSensitive(cmd->args, "eoj"), 3, &eoj))
        wrong = strcmp(cmd->action->key, "get") ? begin_set(s, io, cmd, eoj) : begin_get(s, io, cmd, eoj);
    if (wrong)
        fl_io_verdict(io, cmd->id, FL_E_RANGE, wrong);
}

/* --- what comes of them ------------------------------------------------------------------------------ */
void echonet_action_read(struct echonet_session *s, struct fl_io *io)
{
    struct echonet_reading *r = &s->reading;
    const struct echonet_item *item = NULL;
    for (size_t i = 0; i < s->count; i++)
        if (echonet_object_eoj(s->items[i]->object) == r->eoj)
            item = s->items[i];
    size_t limit = item ? item->schedule.limit : 1, left = r->count - r->next;
    size_t count = left < limit ? left : limit;
    echonet_request_get(&s->asked, ECHONET_ASK_ACTION, echonet_next_tid(s), r->eoj, r->epcs + r->next, count);
    echonet_request_send(&s->asked, io);
    r->next += count;
}

void echonet_action_value(struct echonet_session *s, uint32_t eoj, uint8_t epc, struct fl_span edt)
{
    char key[3], text[2 * EDT_MAX + 1] = "";
    if (!s->reading.command || s->reading.eoj != eoj || !memchr(s->reading.epcs, epc, s->reading.count))
        return;
    snprintf(key, sizeof key, "%02X", epc);
    for (size_t i = 0; i < edt.len && i < EDT_MAX; i++)
        snprintf(text + 2 * i, 3, "%02x", edt.data[i]);
    cJSON_DeleteItemFromObjectCaseSensitive(s->reading.result, key);
    cJSON_AddStringToObject(s->reading.result, key, text);
}

static void finish_reading(struct echonet_session *s, struct fl_io *io, enum fl_err result)
{
    struct echonet_reading *r = &s->reading;
    bool any = r->result && r->result->child;
    for (size_t i = 0; i < r->count && r->result; i++) {
        char key[3];
        snprintf(key, sizeof key, "%02X", r->epcs[i]);
        if (!cJSON_HasObjectItem(r->result, key))
            cJSON_AddNullToObject(r->result, key); /* refused, or not answered */
    }
    char *json = cJSON_PrintUnformatted(r->result);
    if (json)
        fl_io_result(io, r->command, json);
    cJSON_free(json);
    if (result == FL_OK && !any)
        result = FL_E_REFUSED;
    fl_io_verdict(io, r->command, result, result == FL_E_REFUSED ? "the device refused it (Get_SNA)" : NULL);
    echonet_action_drop(s);
}

void echonet_action_over(struct echonet_session *s, struct fl_io *io, const struct echonet_request *r,
                         enum fl_err result)
{
    if (r->esv == ECHONET_GET && s->reading.command) {
        if (result != FL_OK || s->reading.next == s->reading.count)
            finish_reading(s, io, result);
        return; /* or it goes on when the turn comes */
    }
    if (result == FL_OK && echonet_map_count(&r->refused))
        result = FL_E_REFUSED;
    if (s->setting)
        fl_io_verdict(io, s->setting, result,
                      result == FL_E_REFUSED ? "the device refused it (SetC_SNA)" : NULL);
    s->setting = 0;
}

void echonet_action_listed(struct echonet_session *s, struct fl_io *io)
{
    cJSON *list = s->searching ? cJSON_CreateArray() : NULL;
    if (!list)
        return;
    for (size_t i = 0; i < s->count; i++) {
        char text[8];
        snprintf(text, sizeof text, "%06x", (unsigned)echonet_object_eoj(s->items[i]->object));
        cJSON_AddItemToArray(list, cJSON_CreateString(text));
    }
    char *json = cJSON_PrintUnformatted(list);
    if (json)
        fl_io_result(io, s->searching, json);
    cJSON_free(json);
    cJSON_Delete(list);
    fl_io_verdict(io, s->searching, FL_OK, NULL);
    s->searching = 0;
}

void echonet_action_drop(struct echonet_session *s)
{
    cJSON_Delete(s->reading.result);
    s->reading = (struct echonet_reading){0};
}
