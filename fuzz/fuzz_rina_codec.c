/* The RINA codec: any bytes as any structure in both codecs. What decodes must encode to something
 * that decodes to the same again, and elements of a list must all be there. The first byte picks the
 * structure and the codec. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/rina/rina_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ITEM_MAX = 1024 };

static uint8_t first[256 * 1024], second[256 * 1024];

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void count_all(struct rina_list list, const struct rina_type *type)
{
    _Alignas(16) char item[ITEM_MAX];
    uint64_t count = list.count, seen = 0;
    while (rina_next(&list, type, item))
        seen++;
    must(seen == count && list.data.len == 0);
}

static void same_again(const struct rina_type *type, enum rina_codec codec, const void *item)
{
    _Alignas(16) char again[ITEM_MAX];
    struct fl_writer w = fl_writer_of(first, sizeof first);
    rina_put(type, codec, &w, item);
    must(fl_writer_ok(&w));
    must(rina_get_all(type, codec, (struct fl_span){first, w.len}, again) == FL_OK);
    struct fl_writer w2 = fl_writer_of(second, sizeof second);
    rina_put(type, codec, &w2, again);
    must(w2.len == w.len && !memcmp(first, second, w.len));
}

static void messages(enum rina_codec codec, struct fl_span bytes)
{
    struct rina_pdu pdu;
    struct rina_cdap cdap;
    rina_get_datagram(codec, bytes, &pdu, &cdap);
    if (rina_get_cdap(codec, bytes, &cdap))
        return;
    const struct rina_sync_response *s = &cdap.sync_response;
    if (cdap.has_sync_response && s->has_changes)
        count_all(s->changes, &rina_change_type);
    if (cdap.has_value && cdap.obj_value.kind == RINA_V_STRUCT)
        count_all(cdap.obj_value.map, &rina_entry_type);
    if (cdap.has_sync_response && s->has_changes + s->has_snapshot + s->has_error == 1) {
        struct fl_writer w = fl_writer_of(first, sizeof first);
        rina_put_cdap_short(&w, &cdap);
        must(fl_writer_ok(&w));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct rina_type *const types[] = {
        &rina_pdu_type,    &rina_cdap_type,   &rina_snapshot_type,       &rina_value_type,
        &rina_change_type, &rina_object_type, &rina_enroll_request_type, &rina_enroll_response_type};
    if (size < 1 || size > RINA_DATAGRAM_MAX)
        return 0;
    const struct rina_type *type = types[data[0] % 8];
    enum rina_codec codec = data[0] & 8 ? RINA_BINCODE : RINA_POSTCARD;
    struct fl_span bytes = {data + 1, size - 1};
    _Alignas(16) char item[ITEM_MAX];
    if (rina_get_all(type, codec, bytes, item) == FL_OK) {
        same_again(type, codec, item);
        if (type == &rina_snapshot_type)
            count_all(((const struct rina_snapshot *)(const void *)item)->objects, &rina_object_type);
    }
    messages(codec, bytes);
    return 0;
}
