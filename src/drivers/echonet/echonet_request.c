/* Requests: making them, and recognising their answers by TID, object and service. */
#include "echonet_request.h"

#include <string.h>

static struct echonet_builder begin(struct echonet_request *r, enum echonet_purpose why, uint16_t tid,
                                    uint32_t eoj, uint8_t esv)
{
    *r = (struct echonet_request){.why = why, .eoj = eoj, .tid = tid, .esv = esv};
    return echonet_begin(r->frame, sizeof r->frame, tid, ECHONET_CONTROLLER, eoj, esv);
}

static void add(struct echonet_request *r, struct echonet_builder *b, uint8_t epc, struct fl_span edt)
{
    if (r->count == ECHONET_ASK_MAX)
        return;
    r->epcs[r->count++] = epc;
    echonet_map_add(&r->open, epc);
    echonet_add(b, epc, edt.data, edt.len);
}

void echonet_request_get(struct echonet_request *r, enum echonet_purpose why, uint16_t tid, uint32_t eoj,
                         const uint8_t *epcs, size_t count)
{
    struct echonet_builder b = begin(r, why, tid, eoj, ECHONET_GET);
    for (size_t i = 0; i < count; i++)
        add(r, &b, epcs[i], (struct fl_span){NULL, 0});
    r->len = echonet_end(&b);
}

void echonet_request_inf(struct echonet_request *r, enum echonet_purpose why, uint16_t tid, uint32_t eoj,
                         uint8_t epc)
{
    struct echonet_builder b = begin(r, why, tid, eoj, ECHONET_INF_REQ);
    add(r, &b, epc, (struct fl_span){NULL, 0});
    r->len = echonet_end(&b);
}

void echonet_request_set(struct echonet_request *r, enum echonet_purpose why, uint16_t tid, uint32_t eoj,
                         const struct echonet_prop *props, size_t count)
{
    struct echonet_builder b = begin(r, why, tid, eoj, ECHONET_SETC);
    for (size_t i = 0; i < count; i++)
        add(r, &b, props[i].epc, props[i].edt);
    r->len = echonet_end(&b);
}

void echonet_request_send(struct echonet_request *r, struct fl_io *io)
{
    r->sends++;
    r->sent_ms = fl_io_now(io);
    r->until_ms = 0;
    fl_io_send(io, r->frame, r->len);
    fl_io_expect(io, 0);
}

/* --- the answer ------------------------------------------------------------------------------- */
/* Some nodes answer an INF_REQ as if it were a Get. */
static bool is_answer(uint8_t asked, uint8_t esv)
{
    static const uint8_t answers[][5] = {
        {ECHONET_GET, ECHONET_GET_RES, ECHONET_GET_SNA},
        {ECHONET_SETC, ECHONET_SET_RES, ECHONET_SETC_SNA},
        {ECHONET_INF_REQ, ECHONET_INF, ECHONET_INF_SNA, ECHONET_GET_RES, ECHONET_GET_SNA},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (answers[i][0] == asked)
            return memchr(answers[i] + 1, esv, sizeof answers[i] - 1) != NULL;
    return false;
}

static bool fits(const struct echonet_request *r, const struct echonet_frame *f)
{
    bool node = r->eoj == ECHONET_NODE_PROFILE && f->seoj == ECHONET_NODE_PROFILE_ANY;
    return f->tid == r->tid && (f->seoj == r->eoj || node) && is_answer(r->esv, f->esv);
}

/* In a Get's answer PDC 0 means "refused", in a Set's it means "done". */
static bool is_good(const struct echonet_request *r, const struct echonet_prop *p)
{
    return r->esv == ECHONET_SETC ? p->edt.len == 0 : p->edt.len > 0;
}

enum echonet_match echonet_request_answer(struct echonet_request *r, const struct echonet_frame *f)
{
    struct echonet_prop p;
    if (r->why == ECHONET_ASK_IDLE || !fits(r, f))
        return ECHONET_FOREIGN;
    size_t known = 0;
    for (struct fl_reader list = echonet_props(f); echonet_next(&list, &p);) {
        if (!echonet_map_has(&r->open, p.epc))
            continue;
        echonet_map_remove(&r->open, p.epc);
        echonet_map_add(is_good(r, &p) ? &r->good : &r->refused, p.epc);
        known++;
    }
    /* An answer without any property is all there will be: some answer so what they do not understand. */
    bool over = !echonet_map_count(&r->open) || (!f->count && !known);
    return over ? ECHONET_WHOLE : ECHONET_PART;
}
