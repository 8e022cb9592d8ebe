/* libcrypto's EVP behind four plain calls. The cipher is fetched once for a key and its contexts are
 * used again: a fetch looks through tables under locks of libcrypto's own. */
#include "base/crypt.h"

#include <stdlib.h>

#include <openssl/evp.h>

struct fl_aes {
    EVP_CIPHER_CTX *encrypt, *decrypt;
};

/* --- AES ------------------------------------------------------------------------------------ */
static EVP_CIPHER_CTX *make_context(const EVP_CIPHER *cipher, const uint8_t *key, int encrypt)
{
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    if (ctx && EVP_CipherInit_ex2(ctx, cipher, key, NULL, encrypt, NULL) == 1)
        return ctx;
    EVP_CIPHER_CTX_free(ctx);
    return NULL;
}

struct fl_aes *fl_aes_create(const uint8_t key[static FL_AES_KEY])
{
    struct fl_aes *aes = calloc(1, sizeof *aes);
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "AES-128-CBC", NULL);
    if (aes && cipher) {
        aes->encrypt = make_context(cipher, key, 1);
        aes->decrypt = make_context(cipher, key, 0);
    }
    EVP_CIPHER_free(cipher); /* the contexts hold on to it */
    if (aes && aes->encrypt && aes->decrypt)
        return aes;
    fl_aes_destroy(aes);
    return NULL;
}

void fl_aes_destroy(struct fl_aes *aes)
{
    if (!aes)
        return;
    EVP_CIPHER_CTX_free(aes->encrypt);
    EVP_CIPHER_CTX_free(aes->decrypt);
    free(aes);
}

/* The key stays in the context; only the chain begins anew. */
static enum fl_err run(EVP_CIPHER_CTX *ctx, const uint8_t *iv, uint8_t *data, size_t len)
{
    int done = 0;
    if (len % FL_AES_BLOCK != 0 || len >= 1u << 30)
        return FL_E_FORMAT;
    if (EVP_CipherInit_ex2(ctx, NULL, NULL, iv, -1, NULL) != 1 || EVP_CIPHER_CTX_set_padding(ctx, 0) != 1 ||
        EVP_CipherUpdate(ctx, data, &done, data, (int)len) != 1 || (size_t)done != len)
        return FL_E_SYSTEM;
    return FL_OK;
}

enum fl_err fl_aes_cbc_encrypt(struct fl_aes *aes, const uint8_t iv[static FL_AES_BLOCK], uint8_t *data,
                               size_t len)
{
    return run(aes->encrypt, iv, data, len);
}

enum fl_err fl_aes_cbc_decrypt(struct fl_aes *aes, const uint8_t iv[static FL_AES_BLOCK], uint8_t *data,
                               size_t len)
{
    return run(aes->decrypt, iv, data, len);
}

/* --- base64 --------------------------------------------------------------------------------- */
size_t fl_base64_len(size_t len)
{
    return (len + 2) / 3 * 4;
}

void fl_base64_encode(const void *data, size_t len, char *text)
{
    text[0] = '\0';
    EVP_EncodeBlock((unsigned char *)text, data, (int)len);
}

static int is_digit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

/* EVP_DecodeBlock() skips spaces at both ends and takes '=' anywhere, as zeros, which it counts as
 * bytes: so the text is checked before, and they are taken off afterwards. */
enum fl_err fl_base64_decode(const char *text, size_t len, uint8_t *out, size_t *out_len)
{
    *out_len = 0;
    if (len % 4 != 0 || len >= 1u << 30)
        return FL_E_FORMAT;
    size_t digits = len;
    while (digits > 0 && len - digits < 2 && text[digits - 1] == '=')
        digits--;
    for (size_t i = 0; i < digits; i++)
        if (!is_digit(text[i]))
            return FL_E_FORMAT;
    if (len > 0 && EVP_DecodeBlock(out, (const unsigned char *)text, (int)len) < 0)
        return FL_E_FORMAT;
    *out_len = len / 4 * 3 - (len - digits);
    return FL_OK;
}
