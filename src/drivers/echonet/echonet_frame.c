/* ECHONET Lite frames and property maps, both directions. The layout is drawn in the header. */
#include "echonet_frame.h"

#include <string.h>

enum { EHD1 = 0x10, EHD2_SPECIFIED = 0x81, EHD2_FREE = 0x82, EPC_FIRST = 0x80, ESV_AT = 10 };

/* --- services ------------------------------------------------------------------------------- */
enum { REQUEST = 1, ANSWER = 2, TWO_LISTS = 4 };

static const struct {
    uint8_t esv;
    unsigned traits;
    const char *name;
} services[] = {
    {ECHONET_SETI_SNA, ANSWER, "SetI_SNA"},
    {ECHONET_SETC_SNA, ANSWER, "SetC_SNA"},
    {ECHONET_GET_SNA, ANSWER, "Get_SNA"},
    {ECHONET_INF_SNA, ANSWER, "INF_SNA"},
    {ECHONET_SETGET_SNA, ANSWER | TWO_LISTS, "SetGet_SNA"},
    {ECHONET_SETI, REQUEST, "SetI"},
    {ECHONET_SETC, REQUEST, "SetC"},
    {ECHONET_GET, REQUEST, "Get"},
    {ECHONET_INF_REQ, REQUEST, "INF_REQ"},
    {ECHONET_SETGET, REQUEST | TWO_LISTS, "SetGet"},
    {ECHONET_SET_RES, ANSWER, "Set_Res"},
    {ECHONET_GET_RES, ANSWER, "Get_Res"},
    {ECHONET_INF, 0, "INF"},
    {ECHONET_INFC, REQUEST, "INFC"},
    {ECHONET_INFC_RES, ANSWER, "INFC_Res"},
    {ECHONET_SETGET_RES, ANSWER | TWO_LISTS, "SetGet_Res"},
};

enum { SERVICE_COUNT = sizeof services / sizeof *services };

/* SERVICE_COUNT: there is no such service. */
static size_t service_of(uint8_t esv)
{
    size_t i = 0;
    while (i < SERVICE_COUNT && services[i].esv != esv)
        i++;
    return i;
}

static unsigned traits_of(uint8_t esv)
{
    size_t i = service_of(esv);
    return i < SERVICE_COUNT ? services[i].traits : 0;
}

bool echonet_is_request(uint8_t esv)
{
    return traits_of(esv) & REQUEST;
}

bool echonet_is_answer(uint8_t esv)
{
    return traits_of(esv) & ANSWER;
}

const char *echonet_esv_name(uint8_t esv)
{
    size_t i = service_of(esv);
    return i < SERVICE_COUNT ? services[i].name : "?";
}

/* --- reading -------------------------------------------------------------------------------- */
static uint32_t get_eoj(struct fl_reader *r)
{
    return (uint32_t)fl_get_be_var(r, 3);
}

/* A count and as many properties; *list is left without the count. */
static void get_list(struct fl_reader *r, uint8_t *count, struct fl_span *list)
{
    *count = fl_get_u8(r);
    list->data = r->p;
    for (unsigned i = 0; i < *count; i++) {
        fl_get_u8(r);
        fl_get_span(r, fl_get_u8(r));
    }
    list->len = (size_t)(r->p - list->data);
}

enum fl_err echonet_decode(struct echonet_frame *out, const uint8_t *data, size_t len)
{
    struct fl_reader r = fl_reader_of(data, len);
    uint8_t ehd1 = fl_get_u8(&r);
    uint8_t ehd2 = fl_get_u8(&r);
    if (ehd1 != EHD1)
        return FL_E_FORMAT;
    if (ehd2 != EHD2_SPECIFIED)
        return ehd2 == EHD2_FREE ? FL_E_UNSUPPORTED : FL_E_FORMAT;
    *out = (struct echonet_frame){.tid = fl_get_be16(&r)};
    out->seoj = get_eoj(&r);
    out->deoj = get_eoj(&r);
    out->esv = fl_get_u8(&r);
    if (service_of(out->esv) == SERVICE_COUNT)
        return FL_E_FORMAT;
    get_list(&r, &out->count, &out->props);
    /* OpenECHO's "SetGet not supported" lacks the second count. */
    bool cut = out->esv == ECHONET_SETGET_SNA && !fl_reader_left(&r);
    if (traits_of(out->esv) & TWO_LISTS && !cut)
        get_list(&r, &out->get_count, &out->get_props);
    return fl_reader_ok(&r) ? FL_OK : FL_E_FORMAT;
}

bool echonet_next(struct fl_reader *list, struct echonet_prop *out)
{
    while (fl_reader_left(list)) {
        out->epc = fl_get_u8(list);
        out->edt = fl_get_span(list, fl_get_u8(list));
        if (out->epc >= EPC_FIRST)
            return fl_reader_ok(list);
    }
    return false;
}

struct fl_reader echonet_props(const struct echonet_frame *f)
{
    return fl_reader_of(f->props.data, f->props.len);
}

struct fl_reader echonet_get_props(const struct echonet_frame *f)
{
    return fl_reader_of(f->get_props.data, f->get_props.len);
}

static bool find_in(struct fl_reader list, uint8_t epc, struct echonet_prop *out)
{
    bool found = false;
    for (struct echonet_prop p; echonet_next(&list, &p);) {
        if (p.epc != epc)
            continue;
        *out = p;
        found = true;
    }
    return found;
}

bool echonet_find(const struct echonet_frame *f, uint8_t epc, struct echonet_prop *out)
{
    return find_in(echonet_get_props(f), epc, out) || find_in(echonet_props(f), epc, out);
}

/* --- making one ----------------------------------------------------------------------------- */
static void put_eoj(struct fl_writer *w, uint32_t eoj)
{
    fl_put_be_var(w, eoj, 3);
}

struct echonet_builder echonet_begin(void *buf, size_t cap, uint16_t tid, uint32_t seoj, uint32_t deoj,
                                     uint8_t esv)
{
    struct echonet_builder b = {.w = fl_writer_of(buf, cap)};
    fl_put_u8(&b.w, EHD1);
    fl_put_u8(&b.w, EHD2_SPECIFIED);
    fl_put_be16(&b.w, tid);
    put_eoj(&b.w, seoj);
    put_eoj(&b.w, deoj);
    fl_put_u8(&b.w, esv);
    echonet_add_list(&b);
    return b;
}

void echonet_add_list(struct echonet_builder *b)
{
    b->count_at = b->w.len;
    fl_put_u8(&b->w, 0);
}

void echonet_add(struct echonet_builder *b, uint8_t epc, const void *edt, size_t len)
{
    if (b->w.bad || len > UINT8_MAX || b->w.buf[b->count_at] == UINT8_MAX) {
        b->w.bad = true;
        return;
    }
    b->w.buf[b->count_at]++;
    fl_put_u8(&b->w, epc);
    fl_put_u8(&b->w, (uint8_t)len);
    if (len)
        fl_put_bytes(&b->w, edt, len);
}

void echonet_set_esv(struct echonet_builder *b, uint8_t esv)
{
    if (b->w.len > ESV_AT)
        b->w.buf[ESV_AT] = esv;
}

size_t echonet_end(const struct echonet_builder *b)
{
    return fl_writer_ok(&b->w) ? b->w.len : 0;
}

/* --- property maps --------------------------------------------------------------------------- */
enum { LIST_MAX = 15, BITS_LEN = 17 };

static uint8_t map_bit(uint8_t epc)
{
    return (uint8_t)(1u << ((epc >> 4) - 8));
}

bool echonet_map_has(const struct echonet_map *m, uint8_t epc)
{
    return epc >= EPC_FIRST && m->bits[epc & 0x0F] & map_bit(epc);
}

void echonet_map_add(struct echonet_map *m, uint8_t epc)
{
    if (epc >= EPC_FIRST)
        m->bits[epc & 0x0F] |= map_bit(epc);
}

void echonet_map_remove(struct echonet_map *m, uint8_t epc)
{
    if (epc >= EPC_FIRST)
        m->bits[epc & 0x0F] &= (uint8_t)~map_bit(epc);
}

size_t echonet_map_count(const struct echonet_map *m)
{
    size_t count = 0;
    for (unsigned epc = EPC_FIRST; epc <= UINT8_MAX; epc++)
        count += echonet_map_has(m, (uint8_t)epc);
    return count;
}

enum fl_err echonet_map_decode(struct echonet_map *out, struct fl_span edt)
{
    struct fl_reader r = fl_reader_of(edt.data, edt.len);
    uint8_t count = fl_get_u8(&r);
    struct fl_span rest = fl_get_span(&r, count > LIST_MAX ? sizeof out->bits : count);
    if (!fl_reader_done(&r))
        return FL_E_FORMAT;
    *out = (struct echonet_map){{0}};
    if (count > LIST_MAX)
        memcpy(out->bits, rest.data, sizeof out->bits);
    else
        for (size_t i = 0; i < rest.len; i++)
            echonet_map_add(out, rest.data[i]);
    return FL_OK;
}

size_t echonet_map_encode(const struct echonet_map *m, uint8_t out[17])
{
    size_t count = echonet_map_count(m), len = 1;
    out[0] = (uint8_t)count;
    if (count > LIST_MAX) {
        memcpy(out + 1, m->bits, sizeof m->bits);
        return BITS_LEN;
    }
    for (unsigned epc = EPC_FIRST; epc <= UINT8_MAX; epc++)
        if (echonet_map_has(m, (uint8_t)epc))
            out[len++] = (uint8_t)epc;
    return len;
}
