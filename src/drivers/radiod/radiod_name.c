/* From a name to its group, as radiod's multicast.c does it. */
#include "radiod_name.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const uint32_t fnv_offset_basis = 0x811c9dc5, fnv_prime = 0x01000193;

/* Within a /9: switches treat 239.0.0.x and 239.128.0.x like 224.0.0.x, which they flood. */
static const uint32_t dull_bits = 0x007fff00;

uint32_t radiod_name_group(const char *name)
{
    uint32_t h = fnv_offset_basis;
    for (; *name; name++)
        h = (h * fnv_prime) ^ (uint8_t)*name;
    uint32_t addr = UINT32_C(239) << 24 | (h & 0xffffff);
    if (!(addr & dull_bits))
        addr |= (addr & 0xff) << 8;
    if (!(addr & dull_bits))
        addr |= 0x00100000;
    return addr;
}

const char *radiod_name_group_text(const char *name, char buf[static RADIOD_GROUP_TEXT])
{
    uint32_t a = radiod_name_group(name);
    snprintf(buf, RADIOD_GROUP_TEXT, "%u.%u.%u.%u", a >> 24, a >> 16 & 0xff, a >> 8 & 0xff, a & 0xff);
    return buf;
}

bool radiod_name_is_local(const char *name)
{
    static const char end[] = ".local";
    size_t len = strlen(name), tail = sizeof end - 1;
    return len > tail && !strcasecmp(name + len - tail, end);
}

/* The number from 0 to 255 that *text begins with; *text goes behind it. -1: there is none. */
static int take_byte(const char **text)
{
    int value = 0, digits = 0;
    for (; **text >= '0' && **text <= '9' && digits < 3; (*text)++, digits++)
        value = value * 10 + (**text - '0');
    return digits && value <= UINT8_MAX ? value : -1;
}

bool radiod_name_dotted(const char *text, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        if (i && *text++ != '.')
            return false;
        int byte = take_byte(&text);
        if (byte < 0)
            return false;
        *out = *out << 8 | (uint32_t)byte;
    }
    return !*text;
}
