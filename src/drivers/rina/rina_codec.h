/* ARI's messages in two serialisations, from one description of the structures.
 *
 * A structure is a table of fields (rina_types.c); one walker reads and writes whatever a table
 * describes, as postcard or as bincode. Nothing is allocated: texts and bytes are spans of the
 * datagram, and lists are checked to their last byte and then kept as the span they fill, to be
 * gone through with rina_next(). Pure; thread rule: plain values. */
#ifndef FL_DRIVERS_RINA_CODEC_H
#define FL_DRIVERS_RINA_CODEC_H

#include <fairlead/bytes.h>
#include <fairlead/error.h>

enum rina_codec {
    RINA_POSTCARD, /* ARI since b94819b (10 February 2026) */
    RINA_BINCODE,  /* before; the design revision c53bf66 */
    RINA_CODECS
};

enum {
    RINA_NESTING_MAX = 16,     /* maps within maps */
    RINA_DATAGRAM_MAX = 65507, /* of IPv4 */
    RINA_REQUEST_MAX = 2048    /* of what a member sends: on the stack */
};

/* --- the language of the tables ----------------------------------------------------------------- */
enum rina_kind {
    RINA_NOTHING, /* a variant without data */
    RINA_U8,
    RINA_U32,
    RINA_U64,
    RINA_I32,
    RINA_I64,
    RINA_BOOL,
    RINA_TEXT,  /* struct fl_span, UTF-8 (there may be NUL in it) */
    RINA_BYTES, /* struct fl_span */
    RINA_LIST,  /* struct rina_list of `type` */
    RINA_MAP,   /* likewise, of keys with values; nests */
    RINA_ITEM   /* what `type` describes, in place */
};

struct rina_type;

struct rina_field {
    const char *name; /* as ARI calls it */
    enum rina_kind kind;
    bool optional; /* preceded by a tag; a bool at `given` says whether it is there */
    bool head;     /* only in postcard: bincode's revision had not got it */
    size_t offset, given;
    const struct rina_type *type;
};

struct rina_type {
    const char *name;
    size_t size;
    bool one_of; /* an enum: an unsigned at offset 0 says which of the fields follows */
    const struct rina_field *fields;
    size_t count;
};

struct rina_list { /* elements that were checked, and not yet looked at */
    uint64_t count;
    struct fl_span data;
    enum rina_codec codec;
};

/* Reads one `type` into *out, of type->size. FL_E_FORMAT: the bytes are no such thing. What follows
 * it is left in the reader. */
enum fl_err rina_get(const struct rina_type *type, enum rina_codec codec, struct fl_reader *in, void *out);
/* Writes one; lists as they are, so they must be of the same codec. Overflow sets out->bad. */
void rina_put(const struct rina_type *type, enum rina_codec codec, struct fl_writer *out, const void *from);
/* The next element into *item; false: there is none. Takes it off the list. */
bool rina_next(struct rina_list *list, const struct rina_type *type, void *item);

/* --- the structures; the order on the wire is that of the tables ---------------------------------- */
enum rina_pdu_type { RINA_PDU_DATA, RINA_PDU_ACK, RINA_PDU_CONTROL, RINA_PDU_MANAGEMENT };
enum rina_op { RINA_CREATE, RINA_DELETE, RINA_READ, RINA_WRITE, RINA_START, RINA_STOP };
enum rina_value_kind { RINA_V_STRING, RINA_V_INTEGER, RINA_V_BOOLEAN, RINA_V_BYTES, RINA_V_STRUCT };
enum rina_change_kind { RINA_CREATED, RINA_UPDATED, RINA_DELETED };

struct rina_qos {
    uint8_t priority; /* 128 by default */
    bool has_delay, has_bandwidth, has_loss;
    uint32_t max_delay_ms;
    uint64_t min_bandwidth_bps;
    uint8_t max_loss_rate; /* percent */
};

struct rina_pdu {
    uint64_t src_addr, dst_addr;
    uint32_t src_cep_id, dst_cep_id;
    uint64_t sequence_num;
    unsigned pdu_type; /* enum rina_pdu_type */
    struct fl_span payload;
    struct rina_qos qos;
};

struct rina_value {
    unsigned kind; /* enum rina_value_kind */
    union {
        struct fl_span text, bytes;
        int64_t integer;
        bool boolean;
        struct rina_list map; /* of struct rina_entry */
    };
};

struct rina_entry {
    struct fl_span key;
    struct rina_value value;
};

struct rina_object {
    struct fl_span name, class;
    struct rina_value value;
    uint64_t version, last_modified; /* the latter in Unix seconds of the sender's clock */
};

struct rina_deletion {
    struct fl_span name;
    uint64_t version, timestamp;
};

struct rina_change {
    unsigned kind; /* enum rina_change_kind */
    union {
        struct rina_object object;
        struct rina_deletion deletion;
    };
};

struct rina_snapshot { /* encoded on its own; carried as bytes */
    struct rina_list objects;
};

struct rina_sync_request {
    uint64_t last_known_version;
    struct fl_span requester;
};

struct rina_sync_response {
    uint64_t current_version;
    bool has_changes, has_snapshot, has_error;
    struct rina_list changes; /* of struct rina_change */
    struct fl_span full_snapshot;
    struct fl_span error;
};

struct rina_cdap {
    unsigned op_code; /* enum rina_op */
    struct fl_span obj_name;
    bool has_class, has_value, has_reason, has_sync_request, has_sync_response;
    struct fl_span obj_class;
    struct rina_value obj_value;
    uint64_t invoke_id;
    int32_t result;
    struct fl_span result_reason;
    struct rina_sync_request sync_request;
    struct rina_sync_response sync_response;
};

struct rina_enroll_request { /* encoded on its own; carried as the bytes of obj_value */
    struct fl_span ipcp_name;
    uint64_t ipcp_address; /* 0: none */
    struct fl_span dif_name;
    uint64_t timestamp;
    bool request_address;
};

struct rina_enroll_response { /* likewise */
    bool accepted, has_error, has_address, has_snapshot;
    struct fl_span error;
    uint64_t assigned_address;
    struct fl_span dif_name;
    struct fl_span rib_snapshot;
};

extern const struct rina_type rina_qos_type, rina_pdu_type_type, rina_op_type, rina_pdu_type, rina_value_type,
    rina_entry_type, rina_object_type, rina_change_type, rina_snapshot_type, rina_cdap_type,
    rina_enroll_request_type, rina_enroll_response_type;
/* Pieces of the damaged sync response, see below: all up to its version; its changes; its error. */
extern const struct rina_type rina_cdap_short_type, rina_changes_type, rina_words_type;

/* --- whole messages ----------------------------------------------------------------------------- */

/* All of the bytes are one such thing, or it is FL_E_FORMAT: leftovers are how the wrong codec shows. */
enum fl_err rina_get_all(const struct rina_type *type, enum rina_codec codec, struct fl_span bytes,
                         void *out);

/* A CDAP message, complete or with the damaged sync response of ARI's head. That one leaves out the
 * tags of absent fields: after the version comes one tag 01 and the one field there is, which has to
 * be guessed: a text if `result` says error, a snapshot if its length is all that is left, or changes. */
enum fl_err rina_get_cdap(enum rina_codec codec, struct fl_span bytes, struct rina_cdap *out);
/* The damaged form, as a bootstrap of today sends it; only for messages with a sync response. */
void rina_put_cdap_short(struct fl_writer *out, const struct rina_cdap *cdap);

/* A datagram: a PDU and the CDAP message in it, nothing left over in either. */
enum fl_err rina_get_datagram(enum rina_codec codec, struct fl_span bytes, struct rina_pdu *pdu,
                              struct rina_cdap *cdap);

struct fl_span rina_text(const char *text);
bool rina_is(struct fl_span span, const char *text);

/* The text as a C string. False: it is longer than cap - 1, or has NUL in it; buf is "" then. */
bool rina_copy(char *buf, size_t cap, struct fl_span text);

#endif
