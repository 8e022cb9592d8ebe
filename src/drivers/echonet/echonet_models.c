/* The simulated appliances. What they hold and how they behave follows what is known of real ones; the
 * presets name their peculiarities, by the options of echonet_faults.c. */
#include "echonet_models.h"

#define R ECHONET_R
#define W ECHONET_W
#define N ECHONET_N
#define ROWS(code, array)                                                                                    \
    {                                                                                                        \
        (code), (array), sizeof(array) / sizeof *(array)                                                     \
    }

static const struct echonet_row profile[] = {
    {0x80, R | N, "30", NULL},
    {0x82, R, "010E0100", NULL},
    {0x83, R, NULL, NULL},
    {0x88, R, "42", NULL},
    {0x8A, R, NULL, NULL},
    {0x8C, R, "464C2D53494D2D3100000000", NULL},
    {0x8D, R, "303030303030303100000000", NULL},
    {0x9D, R, NULL, NULL},
    {0x9E, R, NULL, NULL},
    {0x9F, R, NULL, NULL},
    {0xBF, R | W, "8001", NULL},
    {0xD3, R, NULL, NULL},
    {0xD4, R, NULL, NULL},
    {0xD5, N, NULL, NULL},
    {0xD6, R, NULL, NULL},
    {0xD7, R, NULL, NULL},
};

/* Release J, as Daikin air conditioners say. */
static const struct echonet_row common[] = {
    {0x81, R | W | N, "08", NULL}, {0x82, R, "00004A00", NULL}, {0x83, R, NULL, NULL},
    {0x88, R | N, "42", "41,42"},  {0x8A, R, NULL, NULL},       {0x9D, R, NULL, NULL},
    {0x9E, R, NULL, NULL},         {0x9F, R, NULL, NULL},
};

const struct echonet_rows echonet_profile_rows = ROWS(0x0EF0, profile);
const struct echonet_rows echonet_common_rows = ROWS(0, common);

/* Room temperature and set point are not announced [Daikin]. */
static const struct echonet_row air_conditioner[] = {
    {0x80, R | W | N, "31", "30,31"},
    {0x84, R, "0000", NULL},
    {0x85, R, "000186A0", NULL},
    {0x8F, R | W | N, "42", "41,42"},
    {0xA0, R | W | N, "41", "31-38,41"},
    {0xA3, R | W, "31", "31,41-43"},
    {0xB0, R | W | N, "42", "41-45"},
    {0xB3, R | W, "1A", "10-1E"},
    {0xBA, R, "2D", NULL},
    {0xBB, R, "1C", NULL},
    {0xBE, R, "1E", NULL},
};
static const struct echonet_row light[] = {
    {0x80, R | W | N, "31", "30,31"},    {0x84, R, "0000", NULL},
    {0xB0, R | W | N, "64", "00-64"},    {0xB1, R | W, "42", "41-44"},
    {0xB6, R | W | N, "42", "42-43,45"}, {0xC0, R | W, "FFFFFF", NULL},
};
static const struct echonet_row mono_light[] = {
    {0x80, R | W | N, "31", "30,31"},
    {0xB0, R | W | N, "64", "00-64"},
};
static const struct echonet_row fan[] = {
    {0x80, R | W | N, "31", "30,31"},
    {0xA0, R | W | N, "41", "31-38,41"},
};
static const struct echonet_row shutter[] = {
    {0x80, R | N, "30", NULL},    {0x89, R | N, "0000", NULL}, {0xE0, R | W | N, "42", "41-43"},
    {0xE1, R | W, "00", "00-64"}, {0xEA, R | N, "42", NULL},
};
static const struct echonet_row lock[] = {
    {0x80, R | N, "30", NULL},        {0xE0, R | W | N, "41", "41,42"}, {0xE2, R, "42", NULL},
    {0xE3, R | N, "42", NULL},        {0xE5, R | N, "40", NULL},        {0xE6, R | W, "41", "41,42"},
    {0xE7, R | W | N, "40", "40,41"},
};
/* The state is not announced after a Set [adapters of Panasonic]. */
static const struct echonet_row switch_[] = {
    {0x80, R | W, "31", "30,31"},
};
static const struct echonet_row temperature[] = {
    {0x80, R | N, "30", NULL},
    {0xE0, R, "00D7", NULL},
};
static const struct echonet_row humidity[] = {
    {0x80, R | N, "30", NULL},
    {0xE0, R, "32", NULL},
};
/* Coefficient 10, unit 0.01 kWh; two-wire supply: no T phase. */
static const struct echonet_row meter[] = {
    {0x80, R | N, "30", NULL},
    {0x97, R, "0C00", NULL},
    {0x98, R, "07EA0B15", NULL},
    {0xD3, R, "0000000A", NULL},
    {0xD7, R, "06", NULL},
    {0xE0, R, "0001E240", NULL},
    {0xE1, R, "02", NULL},
    {0xE2, R, NULL, NULL},
    {0xE3, R, "00000C8A", NULL},
    {0xE4, R, NULL, NULL},
    {0xE5, R | W, "00", "00-63"},
    {0xE7, R, "000001F4", NULL},
    {0xE8, R, "00327FFE", NULL},
    {0xEA, R | N, "07EA0B150C00000001E240", NULL},
    {0xEB, R | N, "07EA0B150C000000000C8A", NULL},
};
/* 40 channels; D0 to EF show the first ones, all are in the lists B3 and B7 once a range is set. */
static const struct echonet_row board[] = {
    {0x80, R | N, "30", NULL},   {0x97, R, "0C00", NULL},     {0x98, R, "07EA0B15", NULL},
    {0xB0, R, "3C", NULL},       {0xB1, R, "28", NULL},       {0xB2, R | W, "011D", NULL},
    {0xB3, R, NULL, NULL},       {0xB6, R | W, "011D", NULL}, {0xB7, R, NULL, NULL},
    {0xC0, R, "00030D40", NULL}, {0xC1, R, "000007D0", NULL}, {0xC2, R, "02", NULL},
    {0xC6, R, "000003E8", NULL}, {0xC7, R, "0064FFF6", NULL}, {0xC8, R, "03E903E8", NULL},
    {0xD0, R, NULL, NULL},       {0xD1, R, NULL, NULL},       {0xD2, R, NULL, NULL},
    {0xD3, R, NULL, NULL},       {0xD4, R, NULL, NULL},       {0xD5, R, NULL, NULL},
    {0xD6, R, NULL, NULL},       {0xD7, R, NULL, NULL},       {0xD8, R, NULL, NULL},
    {0xD9, R, NULL, NULL},       {0xDA, R, NULL, NULL},       {0xDB, R, NULL, NULL},
    {0xDC, R, NULL, NULL},       {0xDD, R, NULL, NULL},       {0xDE, R, NULL, NULL},
    {0xDF, R, NULL, NULL},
};
static const struct echonet_row ecocute[] = {
    {0x80, R | N, "30", NULL},       {0x84, R, "0000", NULL},
    {0x86, R, "00", NULL},           {0xB0, R | W | N, "41", "41-43"},
    {0xB2, R | N, "42", NULL},       {0xC0, R | W, "42", "41,42"},
    {0xC1, R, "55", NULL},           {0xC2, R | N, "00000000", NULL},
    {0xC3, R | N, "42", NULL},       {0xC7, R | W, "00", "00,01"},
    {0xC8, R, "17", NULL},           {0xC9, R, "01", NULL},
    {0xCD, R | W, "0C", "0A-0F"},    {0xCE, R, "000000000000000000000000", NULL},
    {0xCF, R, "000000000000", NULL}, {0xD1, R | W, "2A", "1E-3C"},
    {0xD3, R | W, "29", "1E-30"},    {0xE1, R, "0118", NULL},
    {0xE2, R, "0172", NULL},         {0xE3, R | W, "42", "41,42"},
    {0xE4, R | W, "42", "41,42"},    {0xEA, R | N, "42", NULL},
};
static const struct echonet_row water_heater[] = {
    {0x80, R | W | N, "30", "30,31"}, {0xD0, R, "42", NULL}, {0xD1, R | W, "28", "20-3C"},
    {0xE1, R | W, "28", "20-30"},     {0xE2, R, "42", NULL}, {0xE3, R | W, "42", "41,42"},
    {0xEF, R | N, "42", NULL},
};
static const struct echonet_row battery[] = {
    {0x80, R | W | N, "30", "30,31"},
    {0x97, R, "0C00", NULL},
    {0x98, R, "07EA0B15", NULL},
    {0xA0, R, "00001770", NULL},
    {0xA1, R, "00001770", NULL},
    {0xA2, R, "00000BB8", NULL},
    {0xA3, R, "00000BB8", NULL},
    {0xA8, R, "000F4240", NULL},
    {0xA9, R, "000DBBA0", NULL},
    {0xAA, R | W | N, "00000000", NULL},
    {0xAB, R | W | N, "00000000", NULL},
    {0xC1, R | N, "01", NULL},
    {0xC2, R | N, "02", NULL},
    {0xCF, R | N, "44", NULL},
    {0xD0, R, "00002648", NULL},
    {0xD3, R, "00000000", NULL},
    {0xD6, R, "000DBBA0", NULL},
    {0xD8, R, "000F4240", NULL},
    {0xDA, R | W | N, "44", "42-44,46"},
    {0xDB, R, "00", NULL},
    {0xE2, R, "00001324", NULL},
    {0xE4, R, "32", NULL},
    {0xE6, R, "04", NULL},
};
static const struct echonet_row solar[] = {
    {0x80, R | N, "30", NULL},   {0x97, R, "0C00", NULL},     {0x98, R, "07EA0B15", NULL},
    {0xD0, R, "00", NULL},       {0xD1, R, "42", NULL},       {0xE0, R, "05DC", NULL},
    {0xE1, R, "00989680", NULL}, {0xE3, R, "004C4B40", NULL}, {0xE8, R, "0FA0", NULL},
};

static const struct echonet_rows classes[] = {
    ROWS(0x0011, temperature),  ROWS(0x0012, humidity), ROWS(0x0130, air_conditioner), ROWS(0x0133, fan),
    ROWS(0x0260, shutter),      ROWS(0x0263, shutter),  ROWS(0x026B, ecocute),         ROWS(0x026F, lock),
    ROWS(0x0272, water_heater), ROWS(0x0279, solar),    ROWS(0x027D, battery),         ROWS(0x0287, board),
    ROWS(0x0288, meter),        ROWS(0x0290, light),    ROWS(0x0291, mono_light),      ROWS(0x05FD, switch_),
};

const struct echonet_rows *echonet_class_rows(uint16_t class_code)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (classes[i].class_code == class_code)
            return &classes[i];
    return NULL;
}

#define GROUPS(...)                                                                                          \
    (const struct echonet_group[])                                                                           \
    {                                                                                                        \
        __VA_ARGS__,                                                                                         \
        {                                                                                                    \
            0, 0, 0                                                                                          \
        }                                                                                                    \
    }

const struct echonet_model echonet_models[] = {
    {"home", "air conditioner 013001, lights 029001 and 029002, shutter 026301, lock 026F01", 0x000077, "",
     GROUPS({0x0130, 1, 1}, {0x0290, 1, 2}, {0x0263, 1, 1}, {0x026F, 1, 1})},
    {"aircon", "one air conditioner 013001 (Daikin)", 0x000008, "", GROUPS({0x0130, 1, 1})},
    {"fujitsu", "air conditioner 013001 that needs more than a second for each answer", 0x00008A,
     "answer=1200ms", GROUPS({0x0130, 1, 1})},
    {"meter", "smart meter 028801: coefficient 10, unit 0.01 kWh, two-wire supply", 0x000106, "",
     GROUPS({0x0288, 1, 1})},
    {"board",
     "distribution board 028701 with 40 circuits (Panasonic MKN7350S1): B3 and B7 silent when asked together "
     "with others, large requests refused, answers from any port",
     0x00000B, "limit=20 alone=B3+B7 fault=foreign_port", GROUPS({0x0287, 1, 1})},
    {"board_new", "the same, fresh from the factory (Kawamura): no channel range is set", 0x000069,
     "ranges=unset", GROUPS({0x0287, 1, 1})},
    {"ecocute", "EcoCute 026B01 behind a slow adapter: lists 86, CD, CE and CF and refuses them", 0x00000B,
     "answer=900ms refuse=86+CD+CE+CF", GROUPS({0x026B, 1, 1})},
    {"adapter", "EcoCute, two air conditioners and a lock as switch 05FD01 behind one slow address", 0x00000B,
     "answer=900ms busy=lose", GROUPS({0x026B, 1, 1}, {0x0130, 1, 2}, {0x05FD, 1, 1})},
    {"bridge",
     "20 lights 0290 and 10 lights 0291 behind one address (Panasonic WTY2001): loses what comes "
     "while it is busy",
     0x00000B, "answer=200ms busy=lose", GROUPS({0x0290, 1, 20}, {0x0291, 1, 10})},
    {"crowd", "100 lights 0291: more than one list of instances holds", 0x000077, "",
     GROUPS({0x0291, 1, 100})},
    {"battery", "battery 027D1F and solar panels 027901 (Sharp)", 0x000005, "",
     GROUPS({0x0279, 1, 1}, {0x027D, 0x1F, 0x1F})},
    {"heater", "water heater 027201: answers from another port each time", 0x000059, "fault=foreign_port",
     GROUPS({0x0272, 1, 1})},
    {"temperature", "temperature sensor 001101 and humidity sensor 001201", 0x000077, "",
     GROUPS({0x0011, 1, 1}, {0x0012, 1, 1})},
    {"fan", "ventilation fan 013301", 0x000077, "", GROUPS({0x0133, 1, 1})},
    {"flat",
     "the home with temperature sensor 001101 and humidity sensor 001201: seven appliances, to measure with",
     0x000077, "",
     GROUPS({0x0130, 1, 1}, {0x0290, 1, 2}, {0x0263, 1, 1}, {0x026F, 1, 1}, {0x0011, 1, 1}, {0x0012, 1, 1})},
    {NULL, NULL, 0, NULL, NULL},
};
