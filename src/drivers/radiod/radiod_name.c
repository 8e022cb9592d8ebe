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

bool radiod_name_dotted(const char *text, uint32_t *out)
{
    unsigned part[4];
    char rest;
    if (strspn(text, "0123456789.") != strlen(text) ||
        sscanf(text, "%3u.%3u.%3u.%3u%c", &part[0], &part[1], &part[2], &part[3], &rest) != 4)
        return false;
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        if (part[i] > UINT8_MAX)
            return false;
        *out = *out << 8 | part[i];
    }
    return true;
}
