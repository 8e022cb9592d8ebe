/* The nameplate of an object: key, name, maker, model, version, serial number. */
#include <stdio.h>
#include <string.h>

#include "echonet_maker.h"
#include "echonet_object_private.h"
#include "echonet_text.h"

enum { EPC_RELEASE = 0x82, EPC_MAKER = 0x8A, EPC_MODEL = 0x8C, EPC_SERIAL = 0x8D };

/* ASCII everywhere; the table says so of device objects alone. */
static void fill_text(const struct echonet_object *o, uint8_t epc, char *buf, size_t cap)
{
    static const struct echonet_data ascii = {.type = ECHONET_ASCII, .size = UINT8_MAX};
    char text[FL_TEXT_MAX];
    struct fl_span edt = echonet_object_edt(o, epc);
    struct fl_value v = {.known = false};
    if (edt.len)
        v = echonet_value_read(&ascii, edt, echonet_factor_one, text);
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

/* 82 of the node profile: the protocol's. */
static void fill_protocol(const struct echonet_object *o, char *buf, size_t cap)
{
    struct fl_span edt = echonet_object_edt(o, EPC_RELEASE);
    if (edt.len == 4)
        snprintf(buf, cap, "ECHONET Lite %u.%02u", edt.data[0], edt.data[1]);
}

static void fill_maker(const struct echonet_object *o, struct fl_part *part)
{
    echonet_maker_text(echonet_object_edt(o, EPC_MAKER), part->maker, sizeof part->maker);
    fill_text(o, EPC_MODEL, part->model, sizeof part->model);
    fill_text(o, EPC_SERIAL, part->serial, sizeof part->serial);
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
    fill_maker(o, part);
    fill_version(o, part->version, sizeof part->version);
}

void echonet_object_nameplate(const struct echonet_object *o, struct fl_io *io)
{
    struct fl_part part = {.key = ""};
    fill_maker(o, &part);
    fill_protocol(o, part.version, sizeof part.version);
    fl_io_part(io, &part);
}
