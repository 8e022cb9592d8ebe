/* Entities, events, and what is remembered. */
#include "rina_device.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

static const char route_prefix[] = "/routing/dynamic/";

bool rina_conf_bootstrap(const struct rina_conf *conf, size_t index, struct rina_bootstrap_conf *out)
{
    bool has_host = conf->host && *conf->host;
    if (has_host && index == 0) {
        *out = (struct rina_bootstrap_conf){conf->host, conf->port, conf->address};
        return true;
    }
    index -= has_host;
    if (index >= conf->bootstraps.count)
        return false;
    *out = ((const struct rina_bootstrap_conf *)conf->bootstraps.items)[index];
    return true;
}

/* --- what is remembered --------------------------------------------------------------------------- */

/* Written with the codec, as postcard: a list of these, one for each bootstrap that ever took us. */
struct memo {
    struct fl_span host;
    uint32_t port;
    uint64_t address;
    uint64_t own;
    uint32_t works;
    struct fl_span hop;
};

static const struct rina_field memo_fields[] = {
    {.name = "host", .kind = RINA_TEXT, .offset = offsetof(struct memo, host)},
    {.name = "port", .kind = RINA_U32, .offset = offsetof(struct memo, port)},
    {.name = "address", .kind = RINA_U64, .offset = offsetof(struct memo, address)},
    {.name = "own", .kind = RINA_U64, .offset = offsetof(struct memo, own)},
    {.name = "works", .kind = RINA_U32, .offset = offsetof(struct memo, works)},
    {.name = "hop", .kind = RINA_TEXT, .offset = offsetof(struct memo, hop)},
};
static const struct rina_type memo_type = {
    .name = "memo", .size = sizeof(struct memo), .fields = memo_fields, .count = 6};

static const struct rina_field memory_fields[] = {
    {.name = "bootstraps", .kind = RINA_LIST, .type = &memo_type},
};
static const struct rina_type memory_type = {
    .name = "memory", .size = sizeof(struct rina_list), .fields = memory_fields, .count = 1};

enum { MEMO_MAX = FL_HOST_MAX + RINA_HOP_MAX + 64 };

void rina_device_save(const struct rina_device *d, struct fl_io *io)
{
    uint8_t memos[FL_TARGETS_MAX * MEMO_MAX], all[sizeof memos + 16];
    struct fl_writer w = fl_writer_of(memos, sizeof memos), out = fl_writer_of(all, sizeof all);
    struct rina_list list = {.codec = RINA_POSTCARD};
    for (size_t i = 0; i < d->peer_count; i++) {
        const struct rina_peer *p = &d->peers[i];
        struct memo m = {.host = rina_text(p->conf.host),
                         .port = (uint32_t)p->conf.port,
                         .address = (uint64_t)p->conf.address,
                         .own = p->own,
                         .works = p->works,
                         .hop = rina_text(p->hop)};
        if (p->own == 0)
            continue;
        rina_put(&memo_type, RINA_POSTCARD, &w, &m);
        list.count++;
    }
    list.data = (struct fl_span){memos, w.len};
    rina_put(&memory_type, RINA_POSTCARD, &out, &list);
    if (fl_writer_ok(&w) && fl_writer_ok(&out))
        fl_io_save(io, all, out.len);
}

static void remember(struct rina_device *d, const struct memo *m)
{
    for (size_t i = 0; i < d->peer_count; i++) {
        struct rina_peer *p = &d->peers[i];
        if (!rina_is(m->host, p->conf.host) || m->port != (uint32_t)p->conf.port ||
            m->address != (uint64_t)p->conf.address)
            continue;
        p->own = m->own;
        p->works = m->works <= RINA_CODEC_BINCODE ? m->works : RINA_CODEC_AUTO;
        rina_copy(p->hop, sizeof p->hop, m->hop);
    }
}

static void load(struct rina_device *d, struct fl_io *io, struct fl_span saved)
{
    struct rina_list memory;
    struct memo m;
    if (saved.len == 0)
        return;
    if (rina_get_all(&memory_type, RINA_POSTCARD, saved, &memory)) {
        fl_io_log(io, FL_WARN, "what was remembered of the bootstraps cannot be read");
        return;
    }
    while (rina_next(&memory, &memo_type, &m))
        remember(d, &m);
}

/* --- entities ------------------------------------------------------------------------------------- */

const char *const rina_events[] = {"enrolled",           "re_enrolled",       "connection_lost",
                                   "enrollment_failed",  "bootstrap_changed", "bootstrap_restarted",
                                   "neighbours_changed", "address_conflict",  NULL};

static const char *const memberships[] = {"not_enrolled", "enrolling", "enrolled", "lost", "rejected", NULL};
static const char *const codecs[] = {"postcard", "bincode", NULL};
static const char *const errors[] = {
    "none",        "timeout",      "rejected",     "pool_exhausted",  "malformed",
    "unreachable", "no_bootstrap", "dif_mismatch", "connection_lost", NULL};

static const struct row {
    const char *key, *name;
    enum fl_kind kind;
    enum fl_type type;
    enum fl_state_class state_class;
    const char *const *choices;
    const char *device_class;
    bool diagnostic, hidden;
} rows[RINA_ENTITIES] = {
    [RINA_MEMBERSHIP] = {.key = "membership", .name = "Membership", .type = FL_ENUM, .choices = memberships},
    [RINA_ADDRESS] = {.key = "address", .name = "Address", .type = FL_INT},
    [RINA_DIF] = {.key = "dif", .name = "DIF", .type = FL_TEXT},
    [RINA_BOOTSTRAP] = {.key = "bootstrap", .name = "Bootstrap", .type = FL_TEXT, .diagnostic = true},
    [RINA_CODEC] = {.key = "codec", .name = "Codec", .type = FL_ENUM, .choices = codecs, .diagnostic = true},
    [RINA_NEIGHBOURS] = {.key = "neighbours", .name = "Neighbours", .type = FL_INT},
    [RINA_NEIGHBOUR_LIST] = {.key = "neighbour_list",
                             .name = "Neighbour addresses",
                             .type = FL_TEXT,
                             .diagnostic = true},
    [RINA_RIB_SIZE] = {.key = "rib_size", .name = "RIB objects", .type = FL_INT, .diagnostic = true},
    [RINA_RIB_VERSION] = {.key = "rib_version", .name = "RIB version", .type = FL_INT, .diagnostic = true},
    [RINA_RE_ENROLLMENTS] = {.key = "re_enrollments",
                             .name = "Re-enrolments",
                             .type = FL_INT,
                             .state_class = FL_TOTAL_INCREASING,
                             .diagnostic = true},
    [RINA_ATTEMPTS] = {.key = "enroll_attempts",
                       .name = "Enrolment attempts",
                       .type = FL_INT,
                       .state_class = FL_TOTAL_INCREASING,
                       .diagnostic = true,
                       .hidden = true},
    [RINA_LAST_ERROR] =
        {.key = "last_error", .name = "Last error", .type = FL_ENUM, .choices = errors, .diagnostic = true},
    [RINA_ERROR_TEXT] = {.key = "last_error_text",
                         .name = "Last error in words",
                         .type = FL_TEXT,
                         .diagnostic = true},
    [RINA_CONFLICT] = {.key = "address_conflict",
                       .name = "Address conflict",
                       .kind = FL_BINARY_SENSOR,
                       .type = FL_BOOL,
                       .device_class = "problem",
                       .diagnostic = true},
};

static bool declare(struct rina_device *d, struct fl_io *io)
{
    for (size_t i = 0; i < RINA_ENTITIES; i++) {
        const struct row *r = &rows[i];
        struct fl_field field = {.name = "value",
                                 .type = r->type,
                                 .state_class = r->state_class,
                                 .access = FL_READ,
                                 .choices = r->choices};
        struct fl_entity e = {.kind = r->kind,
                              .device_class = r->device_class,
                              .fields = &field,
                              .field_count = 1,
                              .diagnostic = r->diagnostic,
                              .hidden = r->hidden};
        snprintf(e.key, sizeof e.key, "%s", r->key);
        snprintf(e.name, sizeof e.name, "%s", r->name);
        d->entities[i] = fl_io_entity(io, &e);
        if (d->entities[i] < 0)
            return false;
    }
    return true;
}

bool rina_device_init(struct rina_device *d, const struct rina_conf *conf, struct fl_io *io,
                      struct fl_span saved)
{
    d->conf = conf;
    while (d->peer_count < FL_TARGETS_MAX &&
           rina_conf_bootstrap(conf, d->peer_count, &d->peers[d->peer_count].conf))
        d->peer_count++;
    if (!declare(d, io))
        return false;
    load(d, io, saved);
    rina_show_choice(d, io, RINA_MEMBERSHIP, RINA_NOT_ENROLLED);
    rina_show_number(d, io, RINA_RE_ENROLLMENTS, 0);
    rina_show_number(d, io, RINA_ATTEMPTS, 0);
    rina_show_error(d, io, RINA_E_NONE, "");
    rina_show_choice(d, io, RINA_CONFLICT, false);
    fl_io_complete(io);
    return true;
}

/* A peer's text: what is too long is cut, where a character ends; NUL and other controls are shown as
 * '?', as a topic's payload they would be a nuisance. */
void rina_show_text(const struct rina_device *d, struct fl_io *io, enum rina_entity entity,
                    struct fl_span text)
{
    char shown[FL_TEXT_MAX];
    size_t len = text.len < sizeof shown ? text.len : sizeof shown - 1;
    while (len < text.len && len > 0 && (text.data[len] & 0xc0) == 0x80)
        len--;
    for (size_t i = 0; i < len; i++)
        shown[i] = (char)(text.data[i] < 0x20 ? '?' : text.data[i]);
    shown[len] = '\0';
    fl_io_set(io, d->entities[entity], 0, (struct fl_value){.known = true, .s = shown});
}

/* Addresses and versions are 64 bits, values are signed: what is larger has no number here. */
void rina_show_number(const struct rina_device *d, struct fl_io *io, enum rina_entity entity, uint64_t n)
{
    bool fits = n <= INT64_MAX;
    fl_io_set(io, d->entities[entity], 0, (struct fl_value){.known = fits, .i = fits ? (int64_t)n : 0});
}

void rina_show_choice(const struct rina_device *d, struct fl_io *io, enum rina_entity entity, unsigned choice)
{
    struct fl_value v = {.known = true};
    if (rows[entity].type == FL_BOOL)
        v.b = choice != 0;
    else
        v.e = choice;
    fl_io_set(io, d->entities[entity], 0, v);
}

void rina_show_error(const struct rina_device *d, struct fl_io *io, enum rina_error error, const char *text)
{
    rina_show_choice(d, io, RINA_LAST_ERROR, error);
    rina_show_text(d, io, RINA_ERROR_TEXT, rina_text(text));
}

const char *rina_error_name(enum rina_error error)
{
    return errors[error];
}

enum rina_membership rina_shown_membership(const struct rina_device *d, const struct fl_io *io)
{
    return (enum rina_membership)fl_io_get(io, d->entities[RINA_MEMBERSHIP], 0).e;
}

bool rina_conflict_shown(const struct rina_device *d, const struct fl_io *io)
{
    return fl_io_get(io, d->entities[RINA_CONFLICT], 0).b;
}

/* --- the RIB's members ----------------------------------------------------------------------------- */

/* The member that a route's name is about; 0: it is not one. */
static uint64_t member_of(struct fl_span name)
{
    char text[24];
    size_t prefix = sizeof route_prefix - 1;
    if (name.len <= prefix || memcmp(name.data, route_prefix, prefix) != 0 ||
        !rina_copy(text, sizeof text, (struct fl_span){name.data + prefix, name.len - prefix}))
        return 0;
    char *end;
    uint64_t address = strtoull(text, &end, 10);
    return *end || *text < '0' || *text > '9' ? 0 : address;
}

struct members {
    uint64_t count, sum; /* sum: tells whether they are the same as before */
    char list[FL_TEXT_MAX];
    size_t len;
};

static void add_member(struct members *m, uint64_t address)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%s%" PRIu64, m->len ? ", " : "", address);
    m->count++;
    m->sum = m->sum * 31 + address;
    if (len < 0 || m->len + (size_t)len >= sizeof m->list)
        return; /* the number still counts all of them */
    memcpy(m->list + m->len, text, (size_t)len + 1);
    m->len += (size_t)len;
}

void rina_show_rib(struct rina_device *d, struct fl_io *io, const struct rina_rib *rib, uint64_t own)
{
    struct members m = {0};
    struct rina_object object;
    for (size_t i = rina_rib_from(rib, rina_text(route_prefix)); rina_rib_at(rib, i, &object); i++) {
        uint64_t address = member_of(object.name);
        if (address && address != own)
            add_member(&m, address);
        else if (!address && memcmp(object.name.data, route_prefix,
                                    object.name.len < sizeof route_prefix ? object.name.len
                                                                          : sizeof route_prefix - 1) != 0)
            break; /* past the routes: names are sorted */
    }
    rina_show_number(d, io, RINA_RIB_SIZE, rina_rib_count(rib));
    rina_show_number(d, io, RINA_RIB_VERSION, rib->version);
    rina_show_number(d, io, RINA_NEIGHBOURS, m.count);
    rina_show_text(d, io, RINA_NEIGHBOUR_LIST, rina_text(m.list));
    if (d->counted && m.sum != d->neighbours)
        rina_tell(d, io, "neighbours_changed", NULL, m.list);
    d->neighbours = m.sum;
    d->counted = true;
}

bool rina_next_hop(const struct rina_object *object, char hop[static RINA_HOP_MAX])
{
    hop[0] = '\0';
    if (object->value.kind != RINA_V_STRUCT)
        return false;
    struct rina_list map = object->value.map;
    struct rina_entry entry;
    while (rina_next(&map, &rina_entry_type, &entry))
        if (rina_is(entry.key, "next_hop_address") && entry.value.kind == RINA_V_STRING)
            rina_copy(hop, RINA_HOP_MAX, entry.value.text);
    return *hop != '\0';
}

/* --- events ------------------------------------------------------------------------------------------ */

static void add_shown(cJSON *json, const char *name, const struct fl_io *io, int entity, bool number)
{
    struct fl_value v = fl_io_get(io, entity, 0);
    char text[24];
    if (!v.known)
        return;
    snprintf(text, sizeof text, "%" PRId64, number ? v.i : 0);
    if (number)
        cJSON_AddRawToObject(json, name, text);
    else
        cJSON_AddStringToObject(json, name, v.s);
}

void rina_tell(const struct rina_device *d, struct fl_io *io, const char *type, const struct rina_peer *peer,
               const char *reason)
{
    char where[FL_HOST_MAX + 8];
    cJSON *json = cJSON_CreateObject();
    if (!json)
        return;
    add_shown(json, "address", io, d->entities[RINA_ADDRESS], true);
    add_shown(json, "dif", io, d->entities[RINA_DIF], false);
    if (peer) {
        snprintf(where, sizeof where, "%s:%d", peer->conf.host, peer->conf.port);
        cJSON_AddStringToObject(json, "bootstrap", where);
    }
    if (reason && *reason)
        cJSON_AddStringToObject(json, peer ? "reason" : "neighbours", reason);
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    if (text)
        fl_io_event(io, type, text);
    cJSON_free(text);
}
