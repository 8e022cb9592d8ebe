/* The codec against what ARI's own serialisers made, in both directions, and against what they
 * refuse. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka.h"
#include "vectors.h"

union item {
    _Alignas(16) char bytes[ITEM_MAX];
    struct rina_cdap cdap;
    struct rina_pdu pdu;
    struct rina_value value;
};

static bool is_short(const cJSON *v)
{
    return cJSON_HasObjectItem(v, "form");
}

static enum fl_err decode(const cJSON *v, struct fl_span bytes, union item *item)
{
    if (is_short(v))
        return rina_get_cdap(codec_of(v), bytes, &item->cdap);
    return rina_get_all(type_named(text_of(v, "type")), codec_of(v), bytes, item);
}

static void assert_same(const cJSON *v, cJSON *got, const cJSON *want)
{
    if (!cJSON_Compare(got, want, true))
        fail_msg("%s (%s): %s\n  wanted %s", text_of(v, "id"), text_of(v, "codec"),
                 cJSON_PrintUnformatted(got), cJSON_PrintUnformatted(want));
    cJSON_Delete(got);
}

static void test_decode(void **state)
{
    (void)state;
    const cJSON *v;
    size_t count = 0;
    cJSON_ArrayForEach(v, vectors("vectors"))
    {
        union item item;
        assert_true(type_named(text_of(v, "type"))->size <= sizeof item);
        if (decode(v, hex_of(v, "hex"), &item))
            fail_msg("%s (%s) does not decode", text_of(v, "id"), text_of(v, "codec"));
        assert_same(v, to_json(type_named(text_of(v, "type")), codec_of(v), &item),
                    cJSON_GetObjectItem(v, "value"));
        scraps_free();
        count++;
    }
    assert_int_equal(count, 216);
}

static bool encodes(const cJSON *v)
{
    static uint8_t buf[64 * 1024];
    union item item;
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    const struct rina_type *type = type_named(text_of(v, "type"));
    from_json(type, codec_of(v), cJSON_GetObjectItem(v, "value"), &item);
    if (is_short(v))
        rina_put_cdap_short(&w, &item.cdap);
    else
        rina_put(type, codec_of(v), &w, &item);
    struct fl_span want = hex_of(v, "hex");
    bool same = fl_writer_ok(&w) && w.len == want.len && !memcmp(buf, want.data, w.len);
    scraps_free();
    return same;
}

static void test_encode(void **state)
{
    (void)state;
    const cJSON *v;
    cJSON_ArrayForEach(v, vectors("vectors"))
    {
        bool same = encodes(v);
        maps_backwards(true);
        same = same || encodes(v);
        maps_backwards(false);
        if (!same)
            fail_msg("%s (%s) encodes to something else", text_of(v, "id"), text_of(v, "codec"));
    }
}

/* No encoding begins with another one: whatever is cut is refused. */
static void test_truncated(void **state)
{
    (void)state;
    const cJSON *v;
    cJSON_ArrayForEach(v, vectors("vectors"))
    {
        union item item;
        struct fl_span bytes = hex_of(v, "hex");
        uint8_t *exact = NULL;
        for (size_t len = 0; len < bytes.len; len++) {
            exact = realloc(exact, len + 1); /* so that a sanitizer sees a read past the end */
            memcpy(exact, bytes.data, len);
            if (decode(v, (struct fl_span){exact, len}, &item) == FL_OK)
                fail_msg("%s (%s): its first %zu bytes decode", text_of(v, "id"), text_of(v, "codec"), len);
        }
        free(exact);
        scraps_free();
    }
}

static void check_nested(const cJSON *v, const cJSON *nested, const struct rina_cdap *cdap)
{
    const cJSON *as = cJSON_GetObjectItem(nested, "value_as");
    const cJSON *snapshot = cJSON_GetObjectItem(nested, "snapshot");
    struct fl_span blob = cdap->sync_response.full_snapshot;
    if (as) {
        union item item;
        const struct rina_type *type = type_named(as->valuestring);
        assert_int_equal(rina_get_all(type, codec_of(v), cdap->obj_value.bytes, &item), FL_OK);
        if (type == &rina_enroll_response_type)
            blob = ((const struct rina_enroll_response *)(const void *)&item)->rib_snapshot;
        assert_same(v, to_json(type, codec_of(v), &item), cJSON_GetObjectItem(nested, "enrollment"));
    }
    if (snapshot) {
        struct rina_snapshot rib;
        assert_int_equal(rina_get_all(&rina_snapshot_type, codec_of(v), blob, &rib), FL_OK);
        assert_same(v, to_json(&rina_snapshot_type, codec_of(v), &rib), snapshot);
    }
}

static void test_whole_datagrams(void **state)
{
    (void)state;
    const cJSON *v;
    size_t count = 0;
    cJSON_ArrayForEach(v, vectors("vectors"))
    {
        const cJSON *nested = cJSON_GetObjectItem(v, "nested");
        if (!nested || !cJSON_HasObjectItem(nested, "payload_as"))
            continue;
        struct rina_pdu pdu;
        struct rina_cdap cdap;
        struct fl_span bytes = hex_of(v, "hex");
        assert_int_equal(rina_get_datagram(codec_of(v), bytes, &pdu, &cdap), FL_OK);
        assert_same(v, to_json(&rina_cdap_type, codec_of(v), &cdap), cJSON_GetObjectItem(nested, "cdap"));
        check_nested(v, nested, &cdap);
        enum rina_codec other = codec_of(v) == RINA_POSTCARD ? RINA_BINCODE : RINA_POSTCARD;
        assert_int_equal(rina_get_datagram(other, bytes, &pdu, &cdap), FL_E_FORMAT);
        scraps_free();
        count++;
    }
    assert_true(count > 40);
}

static void test_malformed(void **state)
{
    (void)state;
    const cJSON *v;
    size_t count = 0;
    cJSON_ArrayForEach(v, vectors("malformed"))
    {
        union item item;
        const struct rina_type *type = type_named(text_of(v, "type"));
        struct fl_span bytes = hex_of(v, "hex");
        struct fl_reader in = fl_reader_of(bytes.data, bytes.len);
        bool accepted = rina_get(type, codec_of(v), &in, &item) == FL_OK;
        if (accepted != (bool)cJSON_IsTrue(cJSON_GetObjectItem(v, "accepted")))
            fail_msg("%s (%s): %s", text_of(v, "id"), text_of(v, "codec"), accepted ? "accepted" : "refused");
        if (accepted) {
            size_t left = (size_t)cJSON_GetObjectItem(v, "left")->valuedouble;
            assert_int_equal(fl_reader_left(&in), left);
            assert_int_equal(rina_get_all(type, codec_of(v), bytes, &item), left ? FL_E_FORMAT : FL_OK);
            rina_get(type, codec_of(v), &(struct fl_reader){bytes.data, bytes.data + bytes.len, false},
                     &item);
            if (cJSON_HasObjectItem(v, "value"))
                assert_same(v, to_json(type, codec_of(v), &item), cJSON_GetObjectItem(v, "value"));
        }
        scraps_free();
        count++;
    }
    assert_int_equal(count, 41);
}

static struct fl_span nested_maps(enum rina_codec codec, size_t levels, struct fl_writer *w)
{
    for (size_t i = 0; i < levels; i++) {
        struct rina_value map = {.kind = RINA_V_STRUCT, .map = {.count = 1, .codec = codec}};
        struct fl_span key = {0};
        rina_put(&rina_value_type, codec, w, &map);
        rina_put(&rina_words_type, codec, w, &key);
    }
    rina_put(&rina_value_type, codec, w, &(struct rina_value){.kind = RINA_V_BOOLEAN, .boolean = true});
    assert_true(fl_writer_ok(w));
    return (struct fl_span){w->buf, w->len};
}

static void test_nesting(void **state)
{
    (void)state;
    static uint8_t buf[RINA_DATAGRAM_MAX];
    static const struct {
        size_t levels;
        enum fl_err result;
    } rows[] = {{0, FL_OK},
                {1, FL_OK},
                {RINA_NESTING_MAX, FL_OK},
                {RINA_NESTING_MAX + 1, FL_E_FORMAT},
                {3000, FL_E_FORMAT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (enum rina_codec codec = 0; codec < RINA_CODECS; codec++) {
            struct fl_writer w = fl_writer_of(buf, sizeof buf);
            struct rina_value value;
            struct fl_span bytes = nested_maps(codec, rows[i].levels, &w);
            assert_int_equal(rina_get_all(&rina_value_type, codec, bytes, &value), rows[i].result);
        }
    }
}

/* The deepest there may be, in the place that takes most frames around it. */
static void test_nesting_in_a_change(void **state)
{
    (void)state;
    uint8_t buf[512], out[1024];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    struct rina_change change = {.kind = RINA_CREATED};
    change.object.name = change.object.class = rina_text("x");
    struct fl_span value = nested_maps(RINA_POSTCARD, RINA_NESTING_MAX, &w);
    assert_int_equal(rina_get_all(&rina_value_type, RINA_POSTCARD, value, &change.object.value), FL_OK);
    uint8_t list[512];
    struct fl_writer l = fl_writer_of(list, sizeof list);
    rina_put(&rina_change_type, RINA_POSTCARD, &l, &change);
    struct rina_cdap cdap = {.op_code = RINA_READ, .has_sync_response = true};
    cdap.sync_response.has_changes = true;
    cdap.sync_response.changes = (struct rina_list){.count = 1, .data = {list, l.len}};
    struct fl_writer o = fl_writer_of(out, sizeof out);
    rina_put(&rina_cdap_type, RINA_POSTCARD, &o, &cdap);
    assert_int_equal(rina_get_cdap(RINA_POSTCARD, (struct fl_span){out, o.len}, &cdap), FL_OK);
    assert_true(rina_next(&cdap.sync_response.changes, &rina_change_type, &change));
    assert_int_equal(change.object.value.kind, RINA_V_STRUCT);
    assert_false(rina_next(&cdap.sync_response.changes, &rina_change_type, &change));
}

static void test_copy(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        bool ok;
    } rows[] = {{"", 0, true}, {"abc", 3, true}, {"abcd", 4, false}, {"a\0b", 3, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char buf[4] = "???";
        struct fl_span s = {(const uint8_t *)rows[i].text, rows[i].len};
        assert_int_equal(rina_copy(buf, sizeof buf, s), rows[i].ok);
        assert_string_equal(buf, rows[i].ok ? rows[i].text : "");
    }
}

static int load(void **state)
{
    (void)state;
    vectors_load();
    return 0;
}

static int unload(void **state)
{
    (void)state;
    vectors_free();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),
        cmocka_unit_test(test_encode),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_whole_datagrams),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_nesting_in_a_change),
        cmocka_unit_test(test_copy),
    };
    return cmocka_run_group_tests_name("rina codec", tests, load, unload);
}
