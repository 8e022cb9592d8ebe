/* Values of ECHONET Lite properties: two bytes choose a property of the class table, two a
 * coefficient, the rest is its EDT. A number or word that is read must be written as it came. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "drivers/echonet/echonet_value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static const struct echonet_data *choose(unsigned number)
{
    const struct echonet_class *c = &echonet_classes[number / 256 % echonet_class_count];
    return c->properties[number % 256 % c->count].data;
}

static struct echonet_factor given_factor(const void *of, const struct echonet_data *d)
{
    (void)d;
    return *(const struct echonet_factor *)of;
}

static void there_and_back(const struct echonet_data *d, struct fl_span edt)
{
    char text[FL_TEXT_MAX];
    uint8_t out[256];
    struct fl_value v = echonet_value_read(d, edt, echonet_factor_one, text);
    size_t len = echonet_value_write(d, v, echonet_factor_one, out, sizeof out);
    must(v.known || !len);
    if (len && (d->type == ECHONET_NUMBER || d->type == ECHONET_BOOLEAN || d->type == ECHONET_LEVEL))
        must(len == edt.len && !memcmp(out, edt.data, len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4)
        return 0;
    const struct echonet_data *d = choose(data[0] * 256u + data[1]);
    struct echonet_factor factor = {true, (int8_t)data[2], (int8_t)data[3] % 12};
    struct fl_span edt = {data + 4, size - 4};
    char text[FL_TEXT_MAX];
    struct fl_value v = echonet_value_read(d, edt, factor, text);
    must(!v.known || echonet_value_fits(d, edt));
    there_and_back(d, edt);
    cJSON *json = echonet_value_json(d, edt, given_factor, &factor);
    must(json != NULL);
    char *printed = cJSON_PrintUnformatted(json);
    cJSON *again = printed ? cJSON_Parse(printed) : NULL; /* numbers too are JSON */
    must(again != NULL);
    cJSON_Delete(again);
    cJSON_free(printed);
    cJSON_Delete(json);
    return 0;
}
