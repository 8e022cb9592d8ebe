/* The table of radiod_tags.h, spelled out. */
#include "radiod_tags.h"

static const struct radiod_tag_info tags[RADIOD_TAG_COUNT] = {
#define RADIOD_ROW(number, name, wire, unit, access, scope)                                                  \
    [number] = {#name, RADIOD_##wire, unit, RADIOD_##access, RADIOD_##scope},
    RADIOD_TAGS(RADIOD_ROW)
#undef RADIOD_ROW
};

const struct radiod_tag_info *radiod_tag_info(unsigned number)
{
    return number < RADIOD_TAG_COUNT ? &tags[number] : NULL;
}
