/* The nameplate of an object: key, name, maker, model, version, serial number. */
#include <stdio.h>
#include <string.h>

#include "echonet_maker.h"
#include "echonet_object_private.h"
#include "echonet_text.h"

enum { EPC_RELEASE = 0x82, EPC_MAKER = 0x8A, EPC_MODEL = 0x8C, EPC_SERIAL = 0x8D };

static void fill_text(const struct echonet_object *o, uint8_t epc, char *buf, size_t cap)
{
    char text[FL_TEXT_MAX];
    const struct echonet_property *p = echonet_object_property(o, epc);
    struct fl_span edt = echonet_object_edt(o, epc);
    struct fl_value v = {.known = false};
    if (p && p->data->type == ECHONET_ASCII && edt.len)
        v = echonet_value_read(p->data, edt, echonet_factor_one, text);
    if (v.known)
        snprintf(buf, cap, "%.*s", (int)cap - 1, v.s);
}

/* 82: two bytes, the release's letter, the revision. */
static void fill_version(const struct echonet_object *o, char *buf, size_t cap)
{
    struct fl_span edt = echonet_object_edt(o, EPC_RELEASE);
    if (edt.len == 4 && edt.data[2] > ' ' && edt.data[2] < 0x7F)
        snprintf(buf, cap, "Release %c rev. %u", edt.data[2], edt.data[3]);
}

void echonet_part_key(const struct echonet_object *o, char key[static FL_KEY_MAX])
{
    unsigned instance = o->eoj & 0xFF;
    if (o->class)
        snprintf(key, FL_KEY_MAX, "%s_%u", o->class->key, instance);
    else
        snprintf(key, FL_KEY_MAX, "class_%04x_%u", (unsigned)(o->eoj >> 8) & 0xFFFF, instance);
}

void echonet_part_fill(const struct echonet_object *o, struct fl_part *part)
{
    char class[FL_NAME_MAX];
    unsigned instance = o->eoj & 0xFF;
    echonet_part_key(o, part->key);
    snprintf(class, sizeof class, "Class %04X", (unsigned)(o->eoj >> 8) & 0xFFFF);
    const char *name = o->class ? o->class->name : class;
    if (o->several > 1)
        snprintf(part->name, sizeof part->name, "%.58s %u", name, instance);
    else
        snprintf(part->name, sizeof part->name, "%s", name);
    echonet_maker_text(echonet_object_edt(o, EPC_MAKER), part->maker, sizeof part->maker);
    fill_text(o, EPC_MODEL, part->model, sizeof part->model);
    fill_text(o, EPC_SERIAL, part->serial, sizeof part->serial);
    fill_version(o, part->version, sizeof part->version);
}
