/* The wire of the IPCom panel: cipher and messages, for the driver and for the simulated panel.
 *
 * Pure functions over plain bytes: an encoder writes the plain message into an fl_writer, then
 * ipcom_encrypt() makes of it what travels; the other way round ipcom_decrypt() comes first. No
 * state is kept here. The layouts are drawn at the top of ipcom_codec.c. */
#ifndef FL_DRIVERS_IPCOM_CODEC_H
#define FL_DRIVERS_IPCOM_CODEC_H

#include <stddef.h>
#include <stdint.h>

#include <fairlead/bytes.h>
#include <fairlead/error.h>

enum {
    IPCOM_MODULES = 16, /* numbered 1..16 on paper and in the configuration, 0..15 in arrays */
    IPCOM_OUTPUTS = 8,  /* likewise */
    IPCOM_KEY_LEN = 128,
    IPCOM_HEAD_LEN = 2, /* id, version; the whole of a poll, keep-alive or disconnect */
    IPCOM_LOGIN_LEN = 56,
    IPCOM_LOGIN_ANSWER_LEN = 135,
    IPCOM_LOGIN_BARE_LEN = 3, /* the login answer without a session key */
    IPCOM_SNAPSHOT_LEN = 130,
    IPCOM_SET_VALUES_MAX = 17, /* 16 without the bus byte */
    IPCOM_MESSAGE_MAX = 256,   /* the cipher's index is a byte: longer messages do not exist */
    IPCOM_USERNAME_MAX = 21,   /* bytes */
    IPCOM_PASSWORD_MAX = 22
};

enum ipcom_id {
    IPCOM_LOGIN = 1,
    IPCOM_DISCONNECT = 2, /* from the panel also: refused, not understood */
    IPCOM_KEEPALIVE = 3,
    IPCOM_FRAME = 4,
    IPCOM_POLL = 5, /* answered by the snapshot */
    IPCOM_KEYBOARD = 6,
    IPCOM_NOTICE = 35 /* from a TriCom panel, in the place of an answer */
};

enum { IPCOM_VERSION = 1, IPCOM_LOGIN_VERSION = 2 };

/* --- cipher --------------------------------------------------------------------------------- */
enum ipcom_mode {
    IPCOM_CLEAR,  /* non-secure panels, and after a login answer without a key */
    IPCOM_SINGLE, /* login request and answer */
    IPCOM_DUAL    /* everything after a login answer with a session key */
};

struct ipcom_cipher {
    enum ipcom_mode mode;
    uint8_t key[IPCOM_KEY_LEN]; /* IPCOM_DUAL only */
};

/* One message, or the first len bytes of one; both always count from its first byte. in and out
 * may be the same. */
void ipcom_encrypt(const struct ipcom_cipher *c, const uint8_t *in, uint8_t *out, size_t len);
void ipcom_decrypt(const struct ipcom_cipher *c, const uint8_t *in, uint8_t *out, size_t len);

/* --- login ---------------------------------------------------------------------------------- */
struct ipcom_login {
    char username[IPCOM_USERNAME_MAX + 1]; /* UTF-8; decoded without the padding */
    char password[IPCOM_PASSWORD_MAX + 1];
    uint8_t bus;  /* 1 or 2 */
    uint8_t lock; /* 0 */
};

struct ipcom_login_answer {
    uint8_t version;  /* of the message; no client checks it */
    char firmware[5]; /* "0412" */
    uint8_t unknown;  /* byte 6 */
    uint8_t key[IPCOM_KEY_LEN];
};

void ipcom_put_login(struct fl_writer *w, const struct ipcom_login *login);
void ipcom_put_login_answer(struct fl_writer *w, const struct ipcom_login_answer *answer);
/* FL_AGAIN: shorter than a whole one; FL_E_FORMAT: another id, or not laid out like one. */
enum fl_err ipcom_get_login(struct fl_reader *in, struct ipcom_login *out);
enum fl_err ipcom_get_login_answer(struct fl_reader *in, struct ipcom_login_answer *out);

/* --- poll, keep-alive, disconnect, and whatever else is only a head -------------------------- */
void ipcom_put_head(struct fl_writer *w, enum ipcom_id id);

/* --- snapshot ------------------------------------------------------------------------------- */
struct ipcom_snapshot {
    uint8_t value[IPCOM_MODULES][IPCOM_OUTPUTS];
};

void ipcom_put_snapshot(struct fl_writer *w, const struct ipcom_snapshot *s);
enum fl_err ipcom_get_snapshot(struct fl_reader *in, struct ipcom_snapshot *out);

/* --- frames --------------------------------------------------------------------------------- */
enum ipcom_bus_type { IPCOM_MINIDO, IPCOM_BIBUS };

/* A frame of the field bus, as a frame request or answer wraps it. */
struct ipcom_frame {
    uint8_t bus; /* 0: absent on the wire */
    uint8_t to, from;
    struct fl_span data; /* at most 254 bytes; without the checksum */
};

/* Where a module is: 0 on the wire's side of this function means "no such module". */
uint8_t ipcom_module_address(enum ipcom_bus_type type, unsigned module);  /* module 1..16 */
unsigned ipcom_address_module(enum ipcom_bus_type type, uint8_t address); /* 0: not a module */
uint8_t ipcom_bus_byte(enum ipcom_bus_type type, unsigned login_bus);

/* The head 04 01, then the frame. */
void ipcom_put_frame(struct fl_writer *w, const struct ipcom_frame *f);
/* A whole frame request or answer, with its head. FL_AGAIN: more bytes are needed; FL_E_FORMAT: no
 * frame begins here (opaque); FL_E_CHECKSUM: *out is what it claims to be. */
enum fl_err ipcom_get_frame(struct fl_reader *in, struct ipcom_frame *out);

/* Sets all outputs of one module: a frame request that fits IPCOM_SET_VALUES_MAX. */
struct ipcom_set_values {
    uint8_t bus; /* ipcom_bus_byte() */
    uint8_t to;  /* ipcom_module_address() */
    uint8_t value[IPCOM_OUTPUTS];
};

void ipcom_put_set_values(struct fl_writer *w, const struct ipcom_set_values *s);
/* As ipcom_get_frame(); FL_E_UNSUPPORTED: a sound frame that is something else. */
enum fl_err ipcom_get_set_values(struct fl_reader *in, struct ipcom_set_values *out);

/* --- boundaries ----------------------------------------------------------------------------- */
/* There is no length on the wire; it follows from the id, in the deciphered bytes. Both look at
 * the first len bytes of a message and say how long it is, which may be more than len.
 *
 * FL_OK: *size bytes. FL_AGAIN: too few bytes to tell. FL_E_FORMAT: no such message. An answer
 * only: FL_E_UNSUPPORTED: of unknown length, whatever arrives until the panel pauses. */
enum fl_err ipcom_request_size(const uint8_t *plain, size_t len, size_t *size);
enum fl_err ipcom_answer_size(const uint8_t *plain, size_t len, size_t *size);

#endif
