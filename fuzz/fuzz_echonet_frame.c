/* ECHONET Lite frames and property maps: any datagram. What decodes must encode to the same
 * meaning again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void map(struct fl_span edt)
{
    struct echonet_map m, again;
    uint8_t wire[17];
    if (echonet_map_decode(&m, edt))
        return;
    size_t len = echonet_map_encode(&m, wire);
    must(!echonet_map_decode(&again, (struct fl_span){wire, len}));
    must(!memcmp(&m, &again, sizeof m));
}

static unsigned copy_list(struct echonet_builder *b, struct fl_reader list)
{
    unsigned count = 0;
    for (struct echonet_prop p; echonet_next(&list, &p); count++) {
        must(p.epc >= 0x80 && p.edt.len <= UINT8_MAX);
        echonet_add(b, p.epc, p.edt.data, p.edt.len);
        map(p.edt);
    }
    return count;
}

static void same(const struct echonet_frame *f, const struct echonet_frame *again)
{
    must(f->tid == again->tid && f->seoj == again->seoj && f->deoj == again->deoj && f->esv == again->esv);
    struct fl_reader list = echonet_props(f);
    for (struct echonet_prop p, q, r; echonet_next(&list, &p);) {
        must(echonet_find(f, p.epc, &q) && echonet_find(again, p.epc, &r));
        must(q.edt.len == r.edt.len && (!q.edt.len || !memcmp(q.edt.data, r.edt.data, q.edt.len)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t wire[128 * 1024];
    struct echonet_frame f, again;
    map((struct fl_span){data, size});
    if (echonet_decode(&f, data, size))
        return 0;
    must(*echonet_esv_name(f.esv) != '?' && !(echonet_is_request(f.esv) && echonet_is_answer(f.esv)));
    struct echonet_builder b = echonet_begin(wire, sizeof wire, f.tid, f.seoj, f.deoj, f.esv);
    must(copy_list(&b, echonet_props(&f)) <= f.count);
    bool two = f.esv == ECHONET_SETGET || f.esv == ECHONET_SETGET_RES || f.esv == ECHONET_SETGET_SNA;
    if (two) {
        echonet_add_list(&b);
        must(copy_list(&b, echonet_get_props(&f)) <= f.get_count);
    }
    size_t len = echonet_end(&b);
    must(len && !echonet_decode(&again, wire, len));
    same(&f, &again);
    return 0;
}
