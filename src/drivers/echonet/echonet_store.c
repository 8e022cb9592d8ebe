/* The objects of a simulated node; see echonet_store.h. */
#include "echonet_store.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_MAX = 84, CLASS_LIST_MAX = 8, LOG_ENTRIES = 48 };

static uint8_t digit(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : c - 'A' + 10);
}

/* A byte of the tables' own hex. */
static uint8_t byte_at(const char *hex)
{
    return (uint8_t)(digit(hex[0]) << 4 | digit(hex[1]));
}

/* --- making it ------------------------------------------------------------------------------ */
static void add_cells(struct echonet_thing *t, const struct echonet_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct echonet_row *row = &rows->rows[i];
        struct echonet_cell *c = &t->cells[t->count++];
        *c = (struct echonet_cell){.row = row};
        for (const char *hex = row->edt; hex && *hex; hex += 2)
            c->edt[c->len++] = byte_at(hex);
    }
}

static bool make_thing(struct echonet_thing *t, uint32_t eoj, const struct echonet_rows *rows,
                       const struct echonet_rows *more)
{
    *t = (struct echonet_thing){.eoj = eoj, .target = -1};
    t->cells = calloc(rows->count + (more ? more->count : 0), sizeof *t->cells);
    if (!t->cells)
        return false;
    add_cells(t, rows);
    if (more)
        add_cells(t, more);
    echonet_life_begin(t);
    return true;
}

static size_t count_things(const struct echonet_model *model)
{
    size_t count = 1;
    for (const struct echonet_group *g = model->groups; g->class_code; g++)
        count += g->last - g->first + 1U;
    return count;
}

enum fl_err echonet_store_init(struct echonet_store *n, const struct echonet_model *model)
{
    *n = (struct echonet_store){.maker = model->maker};
    n->things = calloc(count_things(model), sizeof *n->things);
    if (!n->things || !make_thing(&n->things[n->count++], ECHONET_NODE_PROFILE, &echonet_profile_rows, NULL))
        return FL_E_NOMEM;
    for (const struct echonet_group *g = model->groups; g->class_code; g++)
        for (unsigned i = g->first; i <= g->last; i++)
            if (!make_thing(&n->things[n->count++], (uint32_t)g->class_code << 8 | i, &echonet_common_rows,
                            echonet_class_rows(g->class_code)))
                return FL_E_NOMEM;
    return FL_OK;
}

void echonet_store_finish(struct echonet_store *n)
{
    for (size_t i = 0; i < n->count; i++)
        free(n->things[i].cells);
    free(n->things);
    *n = (struct echonet_store){0};
}

struct echonet_thing *echonet_store_find(const struct echonet_store *n, uint32_t eoj)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->things[i].eoj == eoj && !n->things[i].gone)
            return &n->things[i];
    return NULL;
}

struct echonet_cell *echonet_thing_find(const struct echonet_thing *t, uint8_t epc)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->cells[i].row->epc == epc)
            return &t->cells[i];
    return NULL;
}

/* --- what is made when it is read ------------------------------------------------------------ */
static size_t read_map(const struct echonet_thing *t, uint8_t access, uint8_t out[])
{
    struct echonet_map map = {0};
    uint8_t edt[ECHONET_ID_LEN];
    for (size_t i = 0; i < t->count; i++)
        if (t->cells[i].row->access & access)
            echonet_map_add(&map, t->cells[i].row->epc);
    size_t len = echonet_map_encode(&map, edt);
    memcpy(out, edt, len);
    return len;
}

size_t echonet_store_instance_count(const struct echonet_store *n)
{
    size_t count = 0;
    for (size_t i = 1; i < n->count; i++)
        count += !n->things[i].gone;
    return count;
}

size_t echonet_store_instances(const struct echonet_store *n, size_t at, uint8_t out[ECHONET_EDT_MAX])
{
    struct fl_writer w = fl_writer_of(out, ECHONET_EDT_MAX);
    size_t seen = 0, listed = 0;
    fl_put_u8(&w, 0);
    for (size_t i = 1; i < n->count && listed < LIST_MAX; i++) {
        if (n->things[i].gone || seen++ < at)
            continue;
        fl_put_be_var(&w, n->things[i].eoj, 3);
        listed++;
    }
    out[0] = (uint8_t)listed;
    return w.len;
}

/* Whether an earlier object has its class already. */
static bool class_seen(const struct echonet_store *n, size_t at)
{
    for (size_t i = 1; i < at; i++)
        if (!n->things[i].gone && n->things[i].eoj >> 8 == n->things[at].eoj >> 8)
            return true;
    return false;
}

/* The classes, listed if out is not NULL: how many. */
static size_t list_classes(const struct echonet_store *n, struct fl_writer *w)
{
    size_t count = 0;
    for (size_t i = 1; i < n->count; i++) {
        if (n->things[i].gone || class_seen(n, i))
            continue;
        if (w && count < CLASS_LIST_MAX)
            fl_put_be16(w, (uint16_t)(n->things[i].eoj >> 8));
        count++;
    }
    return count;
}

static size_t read_classes(const struct echonet_store *n, uint8_t out[])
{
    struct fl_writer w = fl_writer_of(out, ECHONET_EDT_MAX);
    fl_put_u8(&w, 0);
    size_t count = list_classes(n, &w);
    out[0] = (uint8_t)(count < CLASS_LIST_MAX ? count : CLASS_LIST_MAX);
    return w.len;
}

static size_t read_number(uint64_t value, size_t len, uint8_t out[])
{
    struct fl_writer w = fl_writer_of(out, len);
    fl_put_be_var(&w, value, len);
    return w.len;
}

/* E2, E4: the day asked for, and its half hours; of today those that are still to come have no data. */
static size_t read_day(const struct echonet_thing *t, uint8_t epc, uint8_t out[])
{
    struct fl_writer w = fl_writer_of(out, ECHONET_EDT_MAX);
    int64_t day = echonet_thing_get(t, 0xE5), now = echonet_thing_get(t, epc == 0xE2 ? 0xE0 : 0xE3);
    int64_t entries = day ? LOG_ENTRIES : LOG_ENTRIES / 2;
    fl_put_be16(&w, (uint16_t)day);
    for (int64_t i = 0; i < LOG_ENTRIES; i++)
        fl_put_be32(&w, i < entries ? (uint32_t)(now - (day * LOG_ENTRIES + entries - i)) : 0xFFFFFFFE);
    return w.len;
}

/* What flows in one circuit of a board, W: shares of the whole. */
static uint32_t circuit_power(const struct echonet_thing *t, unsigned channel)
{
    return (uint32_t)(echonet_thing_get(t, 0xC6) * (channel % 5 + 1) / 100);
}

static uint32_t circuit_energy(const struct echonet_thing *t, unsigned channel)
{
    return (uint32_t)(echonet_thing_get(t, 0xC0) * (channel % 5 + 1) / 100);
}

/* B3, B7: first channel, how many, then their values. No range was set: none. */
static size_t read_circuits(const struct echonet_thing *t, uint8_t epc, uint8_t out[])
{
    const struct echonet_cell *range = echonet_thing_find(t, (uint8_t)(epc - 1));
    struct fl_writer w = fl_writer_of(out, ECHONET_EDT_MAX);
    unsigned all = (unsigned)echonet_thing_get(t, 0xB1);
    if (!range || range->edt[0] < 1 || range->edt[0] > all)
        return 0;
    unsigned first = range->edt[0], count = range->edt[1];
    if (count > all - first + 1)
        count = all - first + 1;
    fl_put_u8(&w, (uint8_t)first);
    fl_put_u8(&w, (uint8_t)count);
    for (unsigned i = first; i < first + count; i++)
        fl_put_be32(&w, epc == 0xB3 ? circuit_energy(t, i) : circuit_power(t, i));
    return fl_writer_ok(&w) ? w.len : 0;
}

/* D0 to EF: energy, and the currents of both phases in 0.1 A at 100 V. */
static size_t read_circuit(const struct echonet_thing *t, unsigned channel, uint8_t out[])
{
    struct fl_writer w = fl_writer_of(out, ECHONET_EDT_MAX);
    fl_put_be32(&w, circuit_energy(t, channel));
    fl_put_be16(&w, (uint16_t)(circuit_power(t, channel) / 10));
    fl_put_be16(&w, 0x7FFE); /* two-wire */
    return w.len;
}

static size_t read_profile(const struct echonet_store *n, uint8_t epc, uint8_t out[])
{
    switch (epc) {
    case 0xD3:
        return read_number(echonet_store_instance_count(n), 3, out);
    case 0xD4: /* its own class counts as well */
        return read_number(list_classes(n, NULL) + 1, 2, out);
    case 0xD7:
        return read_classes(n, out);
    default:
        return echonet_store_instances(n, 0, out);
    }
}

static size_t make_value(const struct echonet_store *n, const struct echonet_thing *t, uint8_t epc,
                         uint8_t out[])
{
    switch (epc) {
    case 0x83:
        memcpy(out, n->id, n->id_len);
        return n->id_len;
    case 0x8A:
        return read_number(n->maker, 3, out);
    case 0x9D:
        return read_map(t, ECHONET_N, out);
    case 0x9E:
        return read_map(t, ECHONET_W, out);
    case 0x9F:
        return read_map(t, ECHONET_R, out);
    default:
        break;
    }
    if (t->eoj == ECHONET_NODE_PROFILE)
        return read_profile(n, epc, out);
    if (epc == 0xE2 || epc == 0xE4)
        return read_day(t, epc, out);
    return epc < 0xD0 ? read_circuits(t, epc, out) : read_circuit(t, epc - 0xD0U + 1, out);
}

size_t echonet_store_read(const struct echonet_store *n, const struct echonet_thing *t, uint8_t epc,
                          uint8_t out[ECHONET_EDT_MAX])
{
    const struct echonet_cell *c = echonet_thing_find(t, epc);
    if (!c)
        return 0;
    if (!c->row->edt)
        return make_value(n, t, epc, out);
    memcpy(out, c->edt, c->len);
    return c->len;
}

/* --- changing it ---------------------------------------------------------------------------- */
bool echonet_cell_allows(const struct echonet_cell *c, const uint8_t *edt, size_t len)
{
    if (!c->row->edt || len != c->len)
        return false;
    const char *at = c->row->allowed;
    if (!at)
        return true;
    while (*at) {
        uint8_t low = byte_at(at), high = low;
        at += 2;
        if (*at == '-') {
            high = byte_at(at + 1);
            at += 3;
        }
        if (edt[0] >= low && edt[0] <= high)
            return true;
        at += *at == ',';
    }
    return false;
}

void echonet_cell_put(struct echonet_cell *c, const uint8_t *edt, size_t len)
{
    if (len == c->len && !memcmp(c->edt, edt, len))
        return;
    memcpy(c->edt, edt, len);
    c->len = (uint8_t)len;
    c->changed = true;
}

void echonet_thing_put(struct echonet_thing *t, uint8_t epc, int64_t value)
{
    struct echonet_cell *c = echonet_thing_find(t, epc);
    uint8_t edt[8];
    if (c && c->len && c->len <= sizeof edt)
        echonet_cell_put(c, edt,
                         read_number((uint64_t)value & (UINT64_MAX >> (64 - 8 * c->len)), c->len, edt));
}

int64_t echonet_thing_get(const struct echonet_thing *t, uint8_t epc)
{
    const struct echonet_cell *c = echonet_thing_find(t, epc);
    struct fl_reader r = fl_reader_of(c ? c->edt : NULL, c && c->len <= 8 ? c->len : 0);
    return (int64_t)fl_get_be_var(&r, fl_reader_left(&r));
}
