/* Who made it. */
#include "echonet_maker.h"

#include <stdio.h>

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

void echonet_maker_text(struct fl_span edt, char *buf, size_t cap)
{
    enum { NONE = 0xFFFFFF }; /* experimental */
    struct fl_reader r = fl_reader_of(edt.data, edt.len);
    uint32_t code = (uint32_t)fl_get_be_var(&r, 3);
    buf[0] = '\0';
    if (edt.len != 3 || code == NONE)
        return;
    snprintf(buf, cap, "%06X", code);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (makers[i].code == code)
            snprintf(buf, cap, "%s", makers[i].name);
}
