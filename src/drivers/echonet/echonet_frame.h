/* ECHONET Lite frames, specified format 1, both directions; no state.
 *
 *   offset  0 EHD1 0x10   1 EHD2 0x81   2 TID (2)   4 SEOJ (3)   7 DEOJ (3)   10 ESV   11 OPC
 *          12 OPC times: EPC, PDC, EDT (PDC bytes)
 *   SetGet and its answers: OPCGet and its properties follow directly.
 *
 * Everything big-endian. An EOJ is kept in one number, 0x013001: class group, class, instance.
 * Source: ECHONET Lite specification part II; deviations of real nodes are said where they matter. */
#ifndef FL_ECHONET_FRAME_H
#define FL_ECHONET_FRAME_H

#include <fairlead/bytes.h>
#include <fairlead/error.h>

enum {
    ECHONET_PORT = 3610,
    ECHONET_FRAME_MAX = 1500, /* what we send; received ones may be as long as a datagram */
    ECHONET_NODE_PROFILE = 0x0EF001,
    ECHONET_NODE_PROFILE_ANY = 0x0EF000, /* some controllers ask this */
    ECHONET_CONTROLLER = 0x05FF01
};
#define ECHONET_GROUP "224.0.23.0"

enum echonet_esv {
    ECHONET_SETI_SNA = 0x50,
    ECHONET_SETC_SNA = 0x51,
    ECHONET_GET_SNA = 0x52,
    ECHONET_INF_SNA = 0x53,
    ECHONET_SETGET_SNA = 0x5E,
    ECHONET_SETI = 0x60,
    ECHONET_SETC = 0x61,
    ECHONET_GET = 0x62,
    ECHONET_INF_REQ = 0x63,
    ECHONET_SETGET = 0x6E,
    ECHONET_SET_RES = 0x71,
    ECHONET_GET_RES = 0x72,
    ECHONET_INF = 0x73,
    ECHONET_INFC = 0x74,
    ECHONET_INFC_RES = 0x7A,
    ECHONET_SETGET_RES = 0x7E
};

struct echonet_prop {
    uint8_t epc;
    struct fl_span edt; /* borrowed from the frame; PDC is its length */
};

struct echonet_frame {
    uint16_t tid;
    uint32_t seoj, deoj;
    uint8_t esv;
    uint8_t count;                   /* OPC, or OPCSet */
    uint8_t get_count;               /* OPCGet; 0 for other services */
    struct fl_span props, get_props; /* checked: echonet_next() reads them */
};

/* FL_E_FORMAT: broken (too short, a list that runs past the end, unknown ESV); FL_E_UNSUPPORTED: the
 * free format (EHD2 0x82). Bytes behind the last property are ignored. *out borrows from data. */
enum fl_err echonet_decode(struct echonet_frame *out, const uint8_t *data, size_t len);

/* Walks a checked list: false at its end. Properties below 0x80 are skipped. */
bool echonet_next(struct fl_reader *list, struct echonet_prop *out);
struct fl_reader echonet_props(const struct echonet_frame *f);
struct fl_reader echonet_get_props(const struct echonet_frame *f);
/* The property's last occurrence ("the later one wins"); false: it is not there. */
bool echonet_find(const struct echonet_frame *f, uint8_t epc, struct echonet_prop *out);

bool echonet_is_request(uint8_t esv);      /* wants an answer or an effect: 60..63, 6E, 74 */
bool echonet_is_answer(uint8_t esv);       /* 71, 72, 7A, 7E, and the SNAs */
const char *echonet_esv_name(uint8_t esv); /* "Get_SNA"; "?" for others */

/* --- making one --------------------------------------------------------------------------- */
struct echonet_builder {
    struct fl_writer w;
    size_t count_at; /* where the present list's OPC is */
};

struct echonet_builder echonet_begin(void *buf, size_t cap, uint16_t tid, uint32_t seoj, uint32_t deoj,
                                     uint8_t esv);
void echonet_add(struct echonet_builder *b, uint8_t epc, const void *edt, size_t len); /* len 0: PDC 0 */
void echonet_add_list(struct echonet_builder *b); /* SetGet: what follows is the second list */
/* Where the service is known only when the properties are: instead of what echonet_begin() was given. */
void echonet_set_esv(struct echonet_builder *b, uint8_t esv);
size_t echonet_end(const struct echonet_builder *b); /* the length; 0: it did not fit */

/* --- property maps, 9D to 9F ----------------------------------------------------------------- */
struct echonet_map { /* bit (epc & 0x0F) * 8 + (epc >> 4) - 8, as on the wire with 16 and more */
    uint8_t bits[16];
};

/* Both forms: below 16 a list in any order, from 16 on bits; when count and bits differ, the bits
 * count. FL_E_FORMAT: neither. */
enum fl_err echonet_map_decode(struct echonet_map *out, struct fl_span edt);
size_t echonet_map_encode(const struct echonet_map *m, uint8_t out[17]); /* the length */
bool echonet_map_has(const struct echonet_map *m, uint8_t epc);          /* below 0x80: false */
void echonet_map_add(struct echonet_map *m, uint8_t epc);
void echonet_map_remove(struct echonet_map *m, uint8_t epc);
size_t echonet_map_count(const struct echonet_map *m);

#endif
