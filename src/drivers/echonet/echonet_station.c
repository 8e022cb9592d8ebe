/* Our own node. Two tables say what it has; one loop answers from them. */
#include "echonet_station.h"

#include <string.h>

enum { CAN_GET = 1, CAN_SET = 2, ANNOUNCED = 4 };

struct row { /* a property with a fixed value, unless one of the functions below knows better */
    uint8_t epc, access, len;
    uint8_t edt[8];
};

/* 1.14, specified format only. Maker code FFFFFF: none. */
static const struct row profile_rows[] = {
    {0x80, CAN_GET | ANNOUNCED, 1, {0x30}},
    {0x82, CAN_GET, 4, {0x01, 0x0E, 0x01, 0x00}},
    {0x83, CAN_GET, 0, {0}},
    {0x88, CAN_GET, 1, {0x42}},
    {0x8A, CAN_GET, 3, {0xFF, 0xFF, 0xFF}},
    {0x9D, CAN_GET, 0, {0}},
    {0x9E, CAN_GET, 0, {0}},
    {0x9F, CAN_GET, 0, {0}},
    {0xBF, CAN_GET | CAN_SET, 0, {0}},
    {0xD3, CAN_GET, 3, {0, 0, 1}},
    {0xD4, CAN_GET, 2, {0, 2}},
    {0xD5, ANNOUNCED, 4, {1, 0x05, 0xFF, 0x01}},
    {0xD6, CAN_GET, 4, {1, 0x05, 0xFF, 0x01}},
    {0xD7, CAN_GET, 3, {1, 0x05, 0xFF}},
};

/* Release R of the appendix. */
static const struct row controller_rows[] = {
    {0x80, CAN_GET | ANNOUNCED, 1, {0x30}},
    {0x81, CAN_GET | CAN_SET | ANNOUNCED, 0, {0}},
    {0x82, CAN_GET, 4, {0, 0, 'R', 0}},
    {0x83, CAN_GET, 0, {0}},
    {0x88, CAN_GET | ANNOUNCED, 1, {0x42}},
    {0x8A, CAN_GET, 3, {0xFF, 0xFF, 0xFF}},
    {0x9D, CAN_GET, 0, {0}},
    {0x9E, CAN_GET, 0, {0}},
    {0x9F, CAN_GET, 0, {0}},
};

struct object {
    uint32_t eoj;
    const struct row *rows;
    size_t count;
};

static const struct object objects[] = {
    {ECHONET_NODE_PROFILE, profile_rows, sizeof profile_rows / sizeof *profile_rows},
    {ECHONET_CONTROLLER, controller_rows, sizeof controller_rows / sizeof *controller_rows},
};

/* The object that deoj addresses: the instance, or all (00) of its class. */
static const struct object *find_object(uint32_t deoj)
{
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (deoj == objects[i].eoj || deoj == (objects[i].eoj & 0xFFFF00))
            return &objects[i];
    return NULL;
}

static const struct row *find_row(const struct object *o, uint8_t epc)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->rows[i].epc == epc)
            return &o->rows[i];
    return NULL;
}

/* --- values --------------------------------------------------------------------------------- */

static size_t map_of(const struct object *o, uint8_t access, uint8_t out[17])
{
    struct echonet_map map = {0};
    for (size_t i = 0; i < o->count; i++)
        if (o->rows[i].access & access)
            echonet_map_add(&map, o->rows[i].epc);
    return echonet_map_encode(&map, out);
}

/* FE, maker code, 13 bytes of our own. Both objects are one device. */
static size_t identity(const struct echonet_station *s, uint8_t out[17])
{
    memset(out, 0xFF, 4);
    out[0] = 0xFE;
    memcpy(out + 4, s->id, 13);
    return 17;
}

/* The property's value as it is now: its length. */
static size_t value_of(const struct echonet_station *s, const struct object *o, const struct row *row,
                       uint8_t out[17])
{
    switch (row->epc) {
    case 0x81:
        out[0] = s->location;
        return 1;
    case 0x83:
        return identity(s, out);
    case 0x9D:
        return map_of(o, ANNOUNCED, out);
    case 0x9E:
        return map_of(o, CAN_SET, out);
    case 0x9F:
        return map_of(o, CAN_GET, out);
    case 0xBF:
        memcpy(out, s->individual, 2);
        return 2;
    default:
        memcpy(out, row->edt, row->len);
        return row->len;
    }
}

/* Bit 15 of BF is the node's own. */
static bool set_value(struct echonet_station *s, uint8_t epc, struct fl_span edt)
{
    if (epc == 0x81 && edt.len == 1) {
        s->location = edt.data[0];
        return true;
    }
    if (epc == 0xBF && edt.len == 2) {
        s->individual[0] = (uint8_t)((s->individual[0] & 0x80) | (edt.data[0] & 0x7F));
        s->individual[1] = edt.data[1];
        return true;
    }
    return false;
}

/* --- answers -------------------------------------------------------------------------------- */

/* True: all were had. */
static bool add_values(const struct echonet_station *s, const struct object *o, struct fl_reader list,
                       uint8_t access, struct echonet_builder *b)
{
    bool all = true;
    struct echonet_prop p;
    while (echonet_next(&list, &p)) {
        uint8_t edt[17];
        const struct row *row = find_row(o, p.epc);
        size_t len = row && row->access & access ? value_of(s, o, row, edt) : 0;
        all &= len > 0;
        echonet_add(b, p.epc, edt, len);
    }
    return all;
}

/* What was taken comes back without a value, what was refused with its own. True: all were taken. */
static bool add_writes(struct echonet_station *s, const struct object *o, struct fl_reader list,
                       struct echonet_builder *b)
{
    bool all = true;
    struct echonet_prop p;
    while (echonet_next(&list, &p)) {
        const struct row *row = find_row(o, p.epc);
        bool taken = row && row->access & CAN_SET && set_value(s, p.epc, p.edt);
        all &= taken;
        echonet_add(b, p.epc, p.edt.data, taken ? 0 : p.edt.len);
    }
    return all;
}

static bool add_receipts(struct fl_reader list, struct echonet_builder *b)
{
    struct echonet_prop p;
    while (echonet_next(&list, &p))
        echonet_add(b, p.epc, NULL, 0);
    return true;
}

struct service {
    uint8_t esv, yes, no; /* 0: no answer then */
};

static const struct service services[] = {
    {ECHONET_SETI, 0, ECHONET_SETI_SNA},
    {ECHONET_SETC, ECHONET_SET_RES, ECHONET_SETC_SNA},
    {ECHONET_GET, ECHONET_GET_RES, ECHONET_GET_SNA},
    {ECHONET_INF_REQ, ECHONET_INF, ECHONET_INF_SNA},
    {ECHONET_SETGET, ECHONET_SETGET_RES, ECHONET_SETGET_SNA},
    {ECHONET_INFC, ECHONET_INFC_RES, ECHONET_INFC_RES},
};

static const struct service *find_service(uint8_t esv)
{
    for (size_t i = 0; i < sizeof services / sizeof *services; i++)
        if (services[i].esv == esv)
            return &services[i];
    return NULL;
}

static bool add_answer(struct echonet_station *s, const struct object *o, const struct echonet_frame *f,
                       struct echonet_builder *b)
{
    bool all = true;
    switch (f->esv) {
    case ECHONET_GET:
        return add_values(s, o, echonet_props(f), CAN_GET, b);
    case ECHONET_INF_REQ:
        return add_values(s, o, echonet_props(f), CAN_GET | ANNOUNCED, b);
    case ECHONET_INFC:
        return add_receipts(echonet_props(f), b);
    case ECHONET_SETGET:
        all = add_writes(s, o, echonet_props(f), b);
        echonet_add_list(b);
        return add_values(s, o, echonet_get_props(f), CAN_GET, b) && all;
    default:
        return add_writes(s, o, echonet_props(f), b);
    }
}

/* A request without properties has no effect and no answer; nor has one to an object that we lack. */
void echonet_station_answer(struct echonet_station *s, struct fl_io *io, const struct echonet_frame *f)
{
    uint8_t buf[ECHONET_FRAME_MAX];
    const struct service *service = find_service(f->esv);
    const struct object *o = find_object(f->deoj);
    if (!service || !o || f->count + f->get_count == 0)
        return;
    struct echonet_builder b = echonet_begin(buf, sizeof buf, f->tid, o->eoj, f->seoj, service->yes);
    uint8_t esv = add_answer(s, o, f, &b) ? service->yes : service->no;
    echonet_set_esv(&b, esv);
    size_t len = echonet_end(&b);
    if (!esv || !len)
        return;
    struct fl_addr to = fl_io_from(io);
    to.port = ECHONET_PORT;
    fl_io_send_to(io, &to, buf, len);
}

void echonet_station_announce(const struct echonet_station *s, struct fl_io *io, uint16_t tid)
{
    uint8_t buf[64], edt[17];
    const struct row *row = find_row(&objects[0], 0xD5);
    struct echonet_builder b =
        echonet_begin(buf, sizeof buf, tid, ECHONET_NODE_PROFILE, ECHONET_NODE_PROFILE, ECHONET_INF);
    echonet_add(&b, row->epc, edt, value_of(s, &objects[0], row, edt));
    fl_io_send(io, buf, echonet_end(&b));
}

void echonet_station_init(struct echonet_station *s, const uint8_t id[FL_STATION_ID])
{
    *s = (struct echonet_station){.individual = {id[13] | 0x80, id[14]}};
    memcpy(s->id, id, FL_STATION_ID);
}
