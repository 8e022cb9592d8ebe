/* AES-128-CBC and base64, through libcrypto, which is named only in crypt.c.
 *
 * Thread rule: a struct fl_aes is used by one thread at a time (a link's lock); the rest is pure. */
#ifndef FL_BASE_CRYPT_H
#define FL_BASE_CRYPT_H

#include <stddef.h>
#include <stdint.h>

#include <fairlead/error.h>

enum { FL_AES_BLOCK = 16, FL_AES_KEY = 16 };

struct fl_aes; /* a key, ready for use */

/* Makes libcrypto read its configuration and load its algorithms: not on a link's small stack, but where
 * a driver is initialised. NULL: no memory, or libcrypto has no AES. */
struct fl_aes *fl_aes_create(const uint8_t key[static FL_AES_KEY]);
void fl_aes_destroy(struct fl_aes *aes); /* NULL is fine */

/* In place, without padding: len must be a multiple of FL_AES_BLOCK (else FL_E_FORMAT) and below
 * 1 GiB. A failure leaves data as it may be. */
enum fl_err fl_aes_cbc_encrypt(struct fl_aes *aes, const uint8_t iv[static FL_AES_BLOCK], uint8_t *data,
                               size_t len);
enum fl_err fl_aes_cbc_decrypt(struct fl_aes *aes, const uint8_t iv[static FL_AES_BLOCK], uint8_t *data,
                               size_t len);

/* Characters that len bytes make, without the NUL. */
size_t fl_base64_len(size_t len);
/* text takes fl_base64_len(len) characters and a NUL. */
void fl_base64_encode(const void *data, size_t len, char *text);
/* Strict: the standard alphabet, padded with '=', nothing else. out takes len / 4 * 3 bytes (it
 * may need all of them while it is at work). FL_E_FORMAT: not base64. */
enum fl_err fl_base64_decode(const char *text, size_t len, uint8_t *out, size_t *out_len);

#endif
