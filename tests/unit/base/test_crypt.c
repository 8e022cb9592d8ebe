/* AES-128-CBC by NIST's examples (SP 800-38A, F.2.1 and F.2.2), base64 by RFC 4648's. */
#include "support/cmocka.h"

#include <stdbool.h>
#include <string.h>

#include "base/crypt.h"

static const uint8_t key[FL_AES_KEY] = {0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6,
                                        0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c};
static const uint8_t iv[FL_AES_BLOCK] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
static const uint8_t plain[2 * FL_AES_BLOCK] = {
    0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96, 0xe9, 0x3d, 0x7e, 0x11, 0x73, 0x93, 0x17, 0x2a,
    0xae, 0x2d, 0x8a, 0x57, 0x1e, 0x03, 0xac, 0x9c, 0x9e, 0xb7, 0x6f, 0xac, 0x45, 0xaf, 0x8e, 0x51};
static const uint8_t sealed[2 * FL_AES_BLOCK] = {
    0x76, 0x49, 0xab, 0xac, 0x81, 0x19, 0xb2, 0x46, 0xce, 0xe9, 0x8e, 0x9b, 0x12, 0xe9, 0x19, 0x7d,
    0x50, 0x86, 0xcb, 0x9b, 0x50, 0x72, 0x19, 0xee, 0x95, 0xdb, 0x11, 0x3a, 0x91, 0x76, 0x78, 0xb2};

static void aes_follows_the_standard(void **state)
{
    (void)state;
    struct fl_aes *aes = fl_aes_create(key);
    assert_non_null(aes);
    uint8_t data[sizeof plain];
    for (int round = 0; round < 2; round++) { /* the chain begins anew each time */
        memcpy(data, plain, sizeof plain);
        assert_int_equal(fl_aes_cbc_encrypt(aes, iv, data, sizeof data), FL_OK);
        assert_memory_equal(data, sealed, sizeof sealed);
        assert_int_equal(fl_aes_cbc_decrypt(aes, iv, data, sizeof data), FL_OK);
        assert_memory_equal(data, plain, sizeof plain);
    }
    assert_int_equal(fl_aes_cbc_encrypt(aes, iv, data, 0), FL_OK);
    assert_memory_equal(data, plain, sizeof plain);
    fl_aes_destroy(aes);
}

static void aes_takes_whole_blocks_alone(void **state)
{
    (void)state;
    struct fl_aes *aes = fl_aes_create(key);
    uint8_t data[sizeof plain];
    for (size_t len = 1; len < sizeof data; len++) {
        memcpy(data, plain, sizeof plain);
        bool whole = len % FL_AES_BLOCK == 0;
        assert_int_equal(fl_aes_cbc_encrypt(aes, iv, data, len), whole ? FL_OK : FL_E_FORMAT);
        assert_memory_equal(data, whole ? sealed : plain, FL_AES_BLOCK);
        if (whole)
            assert_memory_equal(data + len, plain + len, sizeof data - len);
        memcpy(data, sealed, sizeof sealed);
        assert_int_equal(fl_aes_cbc_decrypt(aes, iv, data, len), whole ? FL_OK : FL_E_FORMAT);
    }
    fl_aes_destroy(aes);
    fl_aes_destroy(NULL);
}

static const struct {
    const char *plain, *text;
} pairs[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xfb\xff\xbe", "+/++"},
};

static void base64_goes_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char text[16];
        uint8_t back[16];
        size_t len = strlen(pairs[i].plain), back_len;
        assert_int_equal(fl_base64_len(len), strlen(pairs[i].text));
        fl_base64_encode(pairs[i].plain, len, text);
        assert_string_equal(text, pairs[i].text);
        assert_int_equal(fl_base64_decode(text, strlen(text), back, &back_len), FL_OK);
        assert_int_equal(back_len, len);
        assert_memory_equal(back, pairs[i].plain, len);
    }
}

static void base64_takes_nothing_else(void **state)
{
    (void)state;
    static const char *const wrong[] = {"Z",     "Zg",   "Zg=",      "Zm9v\n",   " Zm9", "Zm9 ",
                                        "Z===",  "====", "Zg==Zg==", "Zm8=Zm8=", "Zm=v", "=m9v",
                                        "Zm9v=", "Zm-_", "@@@@",     "Zm9\x80"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint8_t out[16];
        size_t len;
        if (fl_base64_decode(wrong[i], strlen(wrong[i]), out, &len) != FL_E_FORMAT)
            fail_msg("\"%s\" was taken", wrong[i]);
    }
    uint8_t out[16];
    size_t len;
    assert_int_equal(fl_base64_decode("Zm\0v", 4, out, &len), FL_E_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aes_follows_the_standard),
        cmocka_unit_test(aes_takes_whole_blocks_alone),
        cmocka_unit_test(base64_goes_both_ways),
        cmocka_unit_test(base64_takes_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
