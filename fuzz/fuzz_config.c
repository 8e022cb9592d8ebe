/* Any text as a configuration, read with drivers that have an option of every type. A text that is
 * not loaded from a file follows no @include, so no input reaches other files that way; secret
 * files are opened, but only small regular ones are read. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 loses the text it has just read when a syntax error follows it. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libconfig.so";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    struct fl_problems problems = {0};
    struct fl_config *c = fl_config_parse(text, "fuzz.cfg", &problems);
    if (!c != !!problems.errors)
        abort(); /* a configuration, or a reason why not */
    for (size_t i = 0; c && i < c->device_count; i++) {
        if (fl_config_device(c, c->devices[i].id) != &c->devices[i] ||
            !fl_device_conf_equal(&c->devices[i], &c->devices[i]))
            abort();
    }
    fl_config_destroy(c);
    fl_problems_finish(&problems);
    free(text);
    return 0;
}
