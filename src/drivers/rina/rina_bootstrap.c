/* A bootstrap's rules, in the order in which ARI's applies them. */
#include "rina_bootstrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 256 };

struct scratch { /* a message on its way out; one thread */
    uint8_t snapshot[RINA_DATAGRAM_MAX], response[RINA_DATAGRAM_MAX], payload[RINA_DATAGRAM_MAX];
};

/* --- the RIB and its log ---------------------------------------------------------------------------- */

static void log_change(struct rina_bootstrap *b, uint64_t version, const struct rina_change *change)
{
    uint8_t buf[1024];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    rina_put(&rina_change_type, b->codec, &w, change);
    uint8_t *bytes = fl_writer_ok(&w) ? malloc(w.len) : NULL;
    if (!bytes)
        return;
    memcpy(bytes, buf, w.len);
    size_t max = b->log_max && b->log_max < RINA_BOOTSTRAP_LOG ? b->log_max : RINA_BOOTSTRAP_LOG;
    while (b->log_count >= max) {
        b->oldest = b->log[0].version;
        free(b->log[0].bytes);
        memmove(&b->log[0], &b->log[1], --b->log_count * sizeof b->log[0]);
    }
    b->log[b->log_count++] = (struct rina_logged){version, bytes, w.len};
}

void rina_bootstrap_set(struct rina_bootstrap *b, const char *name, const char *class,
                        const struct rina_value *value, uint64_t unix_s)
{
    struct rina_object old;
    bool known = rina_rib_find(&b->rib, rina_text(name), &old);
    struct rina_change c = {.kind = known ? RINA_UPDATED : RINA_CREATED};
    c.object = (struct rina_object){.name = rina_text(name),
                                    .class = rina_text(class),
                                    .value = *value,
                                    .version = ++b->rib.version,
                                    .last_modified = unix_s};
    rina_rib_put(&b->rib, b->codec, &c.object);
    log_change(b, b->rib.version, &c);
}

void rina_bootstrap_remove(struct rina_bootstrap *b, const char *name, uint64_t unix_s)
{
    struct rina_change c = {.kind = RINA_DELETED};
    c.deletion = (struct rina_deletion){rina_text(name), ++b->rib.version, unix_s};
    rina_rib_remove(&b->rib, rina_text(name));
    log_change(b, b->rib.version, &c);
}

static void set_text(struct rina_bootstrap *b, const char *name, const char *class, const char *text,
                     uint64_t unix_s)
{
    struct rina_value v = {.kind = RINA_V_STRING, .text = rina_text(text)};
    rina_bootstrap_set(b, name, class, &v, unix_s);
}

/* The design revision wrote three texts, and never again; head two, each time. */
void rina_bootstrap_route(struct rina_bootstrap *b, uint64_t address, const struct fl_addr *at,
                          uint64_t unix_s)
{
    char name[RINA_BOOTSTRAP_NAME], hop[FL_ADDR_TEXT], number[24];
    uint8_t buf[VALUE_MAX];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    struct rina_object old;
    snprintf(name, sizeof name, "/routing/dynamic/%llu", (unsigned long long)address);
    snprintf(number, sizeof number, "%llu", (unsigned long long)address);
    bool design = b->codec == RINA_BINCODE;
    if (design && rina_rib_find(&b->rib, rina_text(name), &old))
        return;
    struct rina_entry entries[] = {
        {rina_text("next_hop_address"), {.kind = RINA_V_STRING, .text = rina_text(fl_addr_text(at, hop))}},
        {rina_text("next_hop_rina_addr"), {.kind = RINA_V_INTEGER, .integer = (int64_t)address}},
        {rina_text("destination"), {.kind = RINA_V_STRING, .text = rina_text(number)}},
    };
    if (design)
        entries[1].value = entries[2].value;
    for (size_t i = 0; i < 2U + design; i++)
        rina_put(&rina_entry_type, b->codec, &w, &entries[i]);
    struct rina_value v = {.kind = RINA_V_STRUCT, .map = {2U + design, {buf, w.len}, b->codec}};
    rina_bootstrap_set(b, name, "route", &v, unix_s);
}

static void forget_log(struct rina_bootstrap *b)
{
    while (b->log_count > 0)
        free(b->log[--b->log_count].bytes);
    b->oldest = 0;
}

void rina_bootstrap_start(struct rina_bootstrap *b, uint64_t unix_s)
{
    set_text(b, "/dif/name", "dif_info", b->dif, unix_s);
}

void rina_bootstrap_restart(struct rina_bootstrap *b, uint64_t unix_s, bool keep_rib)
{
    forget_log(b);
    b->allocated = 0;
    b->peer_count = 0;
    if (keep_rib)
        return;
    rina_rib_clear(&b->rib);
    rina_bootstrap_start(b, unix_s);
}

void rina_bootstrap_finish(struct rina_bootstrap *b)
{
    forget_log(b);
    rina_rib_clear(&b->rib);
}

/* --- members ------------------------------------------------------------------------------------------ */

static void note_peer(struct rina_bootstrap *b, uint64_t address, const struct fl_addr *at)
{
    size_t i = 0;
    while (i < b->peer_count && b->peers[i].address != address)
        i++;
    if (i == RINA_BOOTSTRAP_PEERS)
        return;
    b->peers[i].address = address;
    b->peers[i].at = *at;
    if (i == b->peer_count)
        b->peer_count++;
}

static bool find_peer(const struct rina_bootstrap *b, uint64_t address, struct fl_addr *at)
{
    for (size_t i = 0; i < b->peer_count; i++)
        if (b->peers[i].address == address) {
            *at = b->peers[i].at;
            return true;
        }
    return false;
}

/* --- answers -------------------------------------------------------------------------------------------- */

static struct fl_span put_snapshot(const struct rina_bootstrap *b, struct fl_writer *w)
{
    struct rina_object object;
    struct rina_snapshot s = {.objects = {.codec = b->codec}};
    size_t start = w->len;
    s.objects.count = rina_rib_count(&b->rib);
    rina_put(&rina_snapshot_type, b->codec, w, &s);
    for (size_t i = 0; rina_rib_at(&b->rib, i, &object); i++)
        rina_put(&rina_object_type, b->codec, w, &object);
    return (struct fl_span){w->buf + start, w->len - start};
}

static void put_datagram(const struct rina_bootstrap *b, const struct rina_cdap *cdap, uint64_t dst,
                         struct scratch *s, struct fl_writer *out)
{
    struct fl_writer w = fl_writer_of(s->payload, sizeof s->payload);
    if (cdap->has_sync_response && !b->complete_sync)
        rina_put_cdap_short(&w, cdap);
    else
        rina_put(&rina_cdap_type, b->codec, &w, cdap);
    struct rina_pdu pdu = {
        .src_addr = b->address, .dst_addr = dst, .payload = {s->payload, w.len}, .qos = {.priority = 128}};
    rina_put(&rina_pdu_type, b->codec, out, &pdu);
    out->bad |= w.bad;
}

static bool refuse(const char *text, struct rina_cdap *answer, struct rina_enroll_response *r)
{
    r->has_error = answer->has_reason = true;
    r->error = answer->result_reason = rina_text(text);
    answer->result = 1;
    return false;
}

/* An address, or why there is none. */
static bool admit(struct rina_bootstrap *b, bool wants_address, struct rina_cdap *answer,
                  struct rina_enroll_response *r)
{
    if (*b->refusal)
        return refuse(b->refusal, answer, r);
    if (wants_address && b->allocated >= b->pool_count)
        return refuse("Address allocation failed: Address pool exhausted", answer, r);
    r->accepted = true;
    r->has_address = wants_address;
    if (wants_address) {
        r->assigned_address = b->pool_first + b->allocated++;
        b->addresses++;
    }
    return true;
}

static bool enroll(struct rina_bootstrap *b, const struct fl_addr *from, const struct rina_pdu *pdu,
                   const struct rina_cdap *cdap, uint64_t unix_s, struct scratch *s, struct fl_writer *out)
{
    struct rina_enroll_request request = {0};
    struct rina_enroll_response response = {.dif_name = rina_text(b->dif)};
    struct rina_cdap answer = *cdap;
    b->enrollments++;
    note_peer(b, pdu->src_addr, from);
    if (!cdap->has_value ||
        (cdap->obj_value.kind != RINA_V_STRING &&
         (cdap->obj_value.kind != RINA_V_BYTES ||
          rina_get_all(&rina_enroll_request_type, b->codec, cdap->obj_value.bytes, &request))))
        return false;
    bool in = admit(b, request.request_address, &answer, &response);
    struct fl_writer w = fl_writer_of(s->snapshot, sizeof s->snapshot);
    response.has_snapshot = in && !b->no_snapshot;
    if (response.has_snapshot)
        response.rib_snapshot = put_snapshot(b, &w);
    if (b->bad_snapshot && response.has_snapshot)
        response.rib_snapshot.len--;
    struct fl_writer value = fl_writer_of(s->response, sizeof s->response);
    rina_put(&rina_enroll_response_type, b->codec, &value, &response);
    answer.obj_value = (struct rina_value){.kind = RINA_V_BYTES, .bytes = {s->response, value.len}};
    answer.invoke_id += b->wrong_invoke;
    put_datagram(b, &answer, pdu->src_addr, s, out);
    out->bad |= w.bad || value.bad;
    uint64_t address = response.has_address ? response.assigned_address : pdu->src_addr;
    if (in && address) {
        note_peer(b, address, from);
        rina_bootstrap_route(b, address, from, unix_s);
    }
    return true;
}

/* Too far behind: everything; else what has changed since. */
static bool sync(struct rina_bootstrap *b, const struct rina_pdu *pdu, const struct rina_cdap *cdap,
                 struct scratch *s, struct fl_writer *out)
{
    uint64_t known = cdap->sync_request.last_known_version;
    struct rina_cdap answer = *cdap;
    struct rina_sync_response *r = &answer.sync_response;
    struct fl_writer w = fl_writer_of(s->snapshot, sizeof s->snapshot);
    b->syncs++;
    answer.has_sync_request = false;
    answer.has_sync_response = true;
    answer.invoke_id += b->wrong_invoke;
    r->current_version = b->rib.version;
    r->has_snapshot = known < b->oldest;
    r->has_changes = !r->has_snapshot;
    if (r->has_snapshot) {
        b->snapshots++;
        r->full_snapshot = put_snapshot(b, &w);
    }
    r->changes.codec = b->codec;
    for (size_t i = 0; r->has_changes && i < b->log_count; i++) {
        if (b->log[i].version <= known)
            continue;
        fl_put_bytes(&w, b->log[i].bytes, b->log[i].len);
        r->changes.count++;
    }
    r->changes.data = (struct fl_span){s->snapshot, w.len};
    put_datagram(b, &answer, pdu->src_addr, s, out);
    out->bad |= w.bad;
    return true;
}

static bool starts(struct fl_span name, const char *prefix)
{
    return name.len >= strlen(prefix) && !memcmp(name.data, prefix, strlen(prefix));
}

static bool answer(struct rina_bootstrap *b, const struct fl_addr *from, const struct rina_pdu *pdu,
                   struct rina_cdap *cdap, uint64_t unix_s, struct scratch *s, struct fl_writer *out)
{
    if (cdap->op_code == RINA_CREATE && cdap->has_class && rina_is(cdap->obj_class, "enrollment"))
        return enroll(b, from, pdu, cdap, unix_s, s, out);
    if (cdap->op_code == RINA_READ && starts(cdap->obj_name, "/routing/")) {
        b->reads++;
        cdap->has_value = true;
        cdap->obj_value = (struct rina_value){.kind = RINA_V_STRUCT, .map = {.codec = b->codec}};
        cdap->invoke_id += b->wrong_invoke;
        put_datagram(b, cdap, pdu->src_addr, s, out);
        return !b->mute_routes;
    }
    if (cdap->has_sync_request)
        return sync(b, pdu, cdap, s, out) && !b->mute_sync;
    b->ignored++;
    return false;
}

bool rina_bootstrap_hear(struct rina_bootstrap *b, const struct fl_addr *from, struct fl_span datagram,
                         uint64_t unix_s, struct fl_writer *out, struct fl_addr *to)
{
    struct rina_pdu pdu;
    struct rina_cdap cdap;
    struct scratch *s = malloc(sizeof *s);
    bool answered = s && rina_get_datagram(b->codec, datagram, &pdu, &cdap) == FL_OK &&
                    answer(b, from, &pdu, &cdap, unix_s, s, out) && find_peer(b, pdu.src_addr, to);
    free(s);
    return answered && fl_writer_ok(out) && out->len <= RINA_DATAGRAM_MAX;
}
