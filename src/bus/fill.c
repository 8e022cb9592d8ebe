/* An object that is filled without a test after each member. */
#include "bus/fill.h"

#include "base/json.h"

struct fl_fill fl_fill_of(cJSON *object)
{
    return (struct fl_fill){.object = object, .bad = !object};
}

void fl_fill_item(struct fl_fill *f, const char *key, cJSON *item)
{
    if (!f->bad && item && cJSON_AddItemToObject(f->object, key, item))
        return;
    cJSON_Delete(item);
    f->bad = true;
}

void fl_fill_text(struct fl_fill *f, const char *key, const char *text)
{
    if (text)
        fl_fill_item(f, key, cJSON_CreateString(text));
}

void fl_fill_bool(struct fl_fill *f, const char *key, bool value)
{
    fl_fill_item(f, key, cJSON_CreateBool(value));
}

void fl_fill_real(struct fl_fill *f, const char *key, double value)
{
    fl_fill_item(f, key, fl_json_real(value, 0));
}

cJSON *fl_fill_end(struct fl_fill *f)
{
    if (!f->bad)
        return f->object;
    cJSON_Delete(f->object);
    return NULL;
}
