/* Looking up in the class table. */
#include "echonet_class.h"

enum { SUPER_CLASS = 0x0000, NODE_PROFILE = 0x0EF0 };

const struct echonet_class *echonet_class_find(uint16_t code)
{
    for (size_t i = 0; i < echonet_class_count; i++)
        if (echonet_classes[i].code == code)
            return &echonet_classes[i];
    return NULL;
}

static bool holds(const struct echonet_property *p, char release)
{
    return release >= p->since && (!p->until || release <= p->until);
}

static const struct echonet_property *own(const struct echonet_class *c, uint8_t epc, char release)
{
    const struct echonet_property *newest = NULL;
    for (size_t i = 0; c && i < c->count; i++) {
        const struct echonet_property *p = &c->properties[i];
        if (p->epc != epc)
            continue;
        if (holds(p, release))
            return p;
        if (!newest)
            newest = p;
    }
    return newest;
}

const struct echonet_property *echonet_class_property(const struct echonet_class *c, uint8_t epc,
                                                      char release)
{
    const struct echonet_property *p = own(c, epc, release);
    if (p || (c && c->code == NODE_PROFILE))
        return p;
    return own(echonet_class_find(SUPER_CLASS), epc, release);
}
