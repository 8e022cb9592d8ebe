/* The nameplate of an object: key, name, maker, model, version, serial number. */
#include <stdio.h>
#include <string.h>

#include "echonet_object_private.h"
#include "echonet_text.h"

enum { EPC_RELEASE = 0x82, EPC_MAKER = 0x8A, EPC_MODEL = 0x8C, EPC_SERIAL = 0x8D };

/* Codes that the ECHONET Consortium assigned; those met most. */
static const struct {
    uint32_t code;
    const char *name;
} makers[] = {
    {0x000001, "Hitachi"},
    {0x000005, "Sharp"},
    {0x000006, "Mitsubishi Electric"},
    {0x000008, "Daikin"},
    {0x000009, "NEC"},
    {0x00000B, "Panasonic"},
    {0x000016, "Toshiba"},
    {0x000017, "Toshiba Carrier"},
    {0x00001B, "Toshiba Lighting & Technology"},
    {0x000022, "Hitachi Global Life Solutions"},
    {0x000025, "LIXIL"},
    {0x00002F, "Aiphone"},
    {0x000034, "Mitsubishi Electric Engineering"},
    {0x00003B, "Kyocera"},
    {0x00003C, "Denso"},
    {0x00004E, "Fujitsu"},
    {0x000052, "Osaki Electric"},
    {0x000054, "Noritz"},
    {0x000057, "Eliiy Power"},
    {0x000059, "Rinnai"},
    {0x000060, "Sony CSL"},
    {0x000063, "Kawamura Electric"},
    {0x000064, "Omron"},
    {0x000067, "Corona"},
    {0x000068, "Aisin"},
    {0x000069, "Toshiba Lifestyle"},
    {0x00006C, "Nichicon"},
    {0x00006F, "Buffalo"},
    {0x000077, "Kanagawa Institute of Technology"},
    {0x000080, "Tabuchi Electric"},
    {0x000082, "Purpose"},
    {0x000088, "Chofu Seisakusho"},
    {0x00008A, "Fujitsu General"},
    {0x00009B, "Gastar"},
    {0x0000A5, "Nichibei"},
    {0x0000B6, "Bunka Shutter"},
    {0x0000B7, "Nitto Kogyo"},
    {0x0000C5, "Sanwa Shutter"},
    {0x0000CC, "Hitachi-Johnson Controls"},
    {0x0000E2, "NextDrive"},
    {0x000106, "Nature"},
    {0x00012D, "Tachikawa Blind"},
};

static void fill_maker(const struct echonet_object *o, char *buf, size_t cap)
{
    enum { NONE = 0xFFFFFF }; /* experimental */
    struct fl_span edt = echonet_object_edt(o, EPC_MAKER);
    struct fl_reader r = fl_reader_of(edt.data, edt.len);
    uint32_t code = (uint32_t)fl_get_be_var(&r, 3);
    if (edt.len != 3 || code == NONE)
        return;
    snprintf(buf, cap, "%06X", code);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (makers[i].code == code)
            snprintf(buf, cap, "%s", makers[i].name);
}

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
    fill_maker(o, part->maker, sizeof part->maker);
    fill_text(o, EPC_MODEL, part->model, sizeof part->model);
    fill_text(o, EPC_SERIAL, part->serial, sizeof part->serial);
    fill_version(o, part->version, sizeof part->version);
}
