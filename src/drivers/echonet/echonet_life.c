/* What the values of simulated appliances do by themselves: room temperature follows the set point,
 * power is drawn and energy counted, shutters travel. Made to look right, not to be physics. */
#include "echonet_store.h"

#include <stdlib.h>

enum {
    TRAVEL_MS = 20000,      /* of a shutter, from one end to the other */
    AMBIENT = 28000,        /* m°C: where a room drifts to */
    MWS_IN_WH = 3600 * 1000 /* so many mWs */
};

static int noise(struct echonet_store *n, int most)
{
    n->random = n->random * 1664525U + 1013904223U;
    return (int)(n->random >> 8) % (2 * most + 1) - most;
}

/* Adds to a counter in units of so many Wh/1000; what is less than a unit waits in *rest. */
static void count_energy(struct echonet_thing *t, uint8_t epc, int64_t *rest, int64_t watts, uint64_t ms,
                         int64_t unit_mwh)
{
    int64_t unit = unit_mwh * (MWS_IN_WH / 1000);
    *rest += watts * (int64_t)ms;
    echonet_thing_put(t, epc, echonet_thing_get(t, epc) + *rest / unit);
    *rest %= unit;
}

static int64_t approach(int64_t from, int64_t to, int64_t step)
{
    if (llabs(to - from) <= step)
        return to;
    return from + (to > from ? step : -step);
}

/* --- one function a class -------------------------------------------------------------------- */
static void air_conditioner(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    bool on = echonet_thing_get(t, 0x80) == 0x30;
    int64_t mode = echonet_thing_get(t, 0xB0), wanted = echonet_thing_get(t, 0xB3) * 1000;
    bool works = on && ((mode == 0x42 && t->fine > wanted) || (mode == 0x43 && t->fine < wanted) ||
                        (mode == 0x41 && t->fine != wanted));
    int64_t watts = on ? 20 + noise(n, 2) : 1;
    if (works)
        watts += 300 + llabs(t->fine - wanted) / 20;
    t->fine =
        works ? approach(t->fine, wanted, (int64_t)ms / 10) : approach(t->fine, AMBIENT, (int64_t)ms / 50);
    echonet_thing_put(t, 0xBB, (t->fine + 500) / 1000);
    echonet_thing_put(t, 0x84, watts);
    count_energy(t, 0x85, &t->energy, watts, ms, 1000);
}

static void light(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    (void)n;
    (void)ms;
    bool on = echonet_thing_get(t, 0x80) == 0x30;
    echonet_thing_put(t, 0x84, on ? 2 + echonet_thing_get(t, 0xB0) / 5 : 0);
}

/* Where it is, from 0 (closed) to 100000; EA: 41 open, 42 closed, 43 opening, 44 closing, 45 between. */
static void shutter(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    (void)n;
    if (t->target < 0)
        return;
    int64_t target = (int64_t)t->target * 1000;
    t->fine = approach(t->fine, target, (int64_t)ms * 100000 / TRAVEL_MS);
    echonet_thing_put(t, 0xE1, (t->fine + 500) / 1000);
    if (t->fine != target) {
        echonet_thing_put(t, 0xEA, t->fine < target ? 0x43 : 0x44);
        return;
    }
    t->target = -1;
    echonet_thing_put(t, 0xEA, t->fine == 0 ? 0x42 : t->fine == 100000 ? 0x41 : 0x45);
}

/* Consumption, less what is generated at times: negative while selling. */
static void meter(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    int64_t watts = (int32_t)echonet_thing_get(t, 0xE7) + noise(n, 60);
    watts = watts > 3000 ? 3000 : watts < -1500 ? -1500 : watts;
    echonet_thing_put(t, 0xE7, watts);
    echonet_thing_put(t, 0xE8, watts / 10 * 65536 + 0x7FFE);
    if (watts >= 0) /* 0.01 kWh x 10 */
        count_energy(t, 0xE0, &t->energy, watts, ms, 100000);
    else
        count_energy(t, 0xE3, &t->energy_back, -watts, ms, 100000);
}

static void board(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    int64_t watts = echonet_thing_get(t, 0xC6) + noise(n, 40);
    watts = watts > 5000 ? 5000 : watts < 200 ? 200 : watts;
    echonet_thing_put(t, 0xC6, watts);
    count_energy(t, 0xC0, &t->energy, watts, ms, 10000);
}

/* A bath is filled, and then kept warm; E1: litres left. */
static void ecocute(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    (void)n;
    enum { MOST = 370, FILL_MS = 60000 };
    bool bath = echonet_thing_get(t, 0xE3) == 0x41, heats = echonet_thing_get(t, 0xB0) == 0x42;
    t->fine = bath ? t->fine + (int64_t)ms : 0;
    echonet_thing_put(t, 0xEA, !bath ? 0x42 : t->fine < FILL_MS ? 0x41 : 0x43);
    echonet_thing_put(t, 0xC3, bath && t->fine < FILL_MS ? 0x41 : 0x42);
    echonet_thing_put(t, 0xB2, heats ? 0x41 : 0x42);
    echonet_thing_put(t, 0x84, heats ? 1200 : 5);
    int64_t left = echonet_thing_get(t, 0xE1) + (heats ? (int64_t)ms / 1000 : 0);
    echonet_thing_put(t, 0xE1, left > MOST ? MOST : left);
}

/* DA 42 charges, 43 discharges; fine: its charge in mWs. */
static void battery(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    int64_t mode = echonet_thing_get(t, 0xDA), most = echonet_thing_get(t, 0xD0) * MWS_IN_WH;
    int64_t watts = mode == 0x42 ? 1500 + noise(n, 10) : mode == 0x43 ? -1200 + noise(n, 10) : 0;
    int64_t next = t->fine + watts * (int64_t)ms;
    if (next < 0 || next > most)
        watts = 0;
    t->fine += watts * (int64_t)ms;
    echonet_thing_put(t, 0xD3, watts);
    echonet_thing_put(t, 0xCF, watts > 0 ? 0x42 : watts < 0 ? 0x43 : 0x44);
    echonet_thing_put(t, 0xE2, t->fine / MWS_IN_WH);
    echonet_thing_put(t, 0xE4, most ? t->fine * 100 / most : 0);
    if (watts > 0)
        count_energy(t, 0xD8, &t->energy, watts, ms, 1000);
    else
        count_energy(t, 0xD6, &t->energy_back, -watts, ms, 1000);
}

static void solar(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    int64_t watts = echonet_thing_get(t, 0xE0) + noise(n, 30);
    watts = watts > 3900 ? 3900 : watts < 0 ? 0 : watts;
    echonet_thing_put(t, 0xE0, watts);
    count_energy(t, 0xE1, &t->energy, watts, ms, 1000);
}

static void temperature(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    (void)ms;
    t->fine += noise(n, 50);
    t->fine = t->fine > 26000 ? 26000 : t->fine < 17000 ? 17000 : t->fine;
    echonet_thing_put(t, 0xE0, t->fine / 100);
}

static void humidity(struct echonet_store *n, struct echonet_thing *t, uint64_t ms)
{
    (void)ms;
    t->fine += noise(n, 300);
    t->fine = t->fine > 70000 ? 70000 : t->fine < 30000 ? 30000 : t->fine;
    echonet_thing_put(t, 0xE0, t->fine / 1000);
}

static const struct {
    uint16_t class_code;
    int64_t fine; /* at the start */
    void (*pass)(struct echonet_store *n, struct echonet_thing *t, uint64_t ms);
} lives[] = {
    {0x0011, 21500, temperature},
    {0x0012, 50000, humidity},
    {0x0130, AMBIENT, air_conditioner},
    {0x0260, 0, shutter},
    {0x0263, 0, shutter},
    {0x026B, 0, ecocute},
    {0x0279, 0, solar},
    {0x027D, INT64_C(4900) * MWS_IN_WH, battery},
    {0x0287, 0, board},
    {0x0288, 0, meter},
    {0x0290, 0, light},
};

void echonet_life_begin(struct echonet_thing *t)
{
    for (size_t i = 0; i < sizeof lives / sizeof *lives; i++)
        if (lives[i].class_code == t->eoj >> 8)
            t->fine = lives[i].fine;
}

/* A shutter's buttons and position say where it is to go; E1 goes on telling where it is. */
static void set_shutter(struct echonet_thing *t, uint8_t epc)
{
    int64_t value = echonet_thing_get(t, epc), here = (t->fine + 500) / 1000;
    if (epc == 0xE1) {
        t->target = (int)value;
        echonet_thing_put(t, 0xE1, here);
    } else if (epc == 0xE0 && value != 0x43) {
        t->target = value == 0x41 ? 100 : 0;
    } else if (epc == 0xE0 && t->target >= 0) {
        t->target = (int)here;
        t->fine = here * 1000;
    }
}

void echonet_life_set(struct echonet_thing *t, uint8_t epc)
{
    uint32_t class_code = t->eoj >> 8;
    if (class_code == 0x0260 || class_code == 0x0263) {
        set_shutter(t, epc);
        shutter(NULL, t, 0);
    }
    if (class_code == 0x0290)
        light(NULL, t, 0);
}

void echonet_life_pass(struct echonet_store *n, uint64_t ms)
{
    for (size_t i = 1; i < n->count; i++)
        for (size_t k = 0; k < sizeof lives / sizeof *lives && !n->things[i].gone; k++)
            if (lives[k].class_code == n->things[i].eoj >> 8)
                lives[k].pass(n, &n->things[i], ms);
}
