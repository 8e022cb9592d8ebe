/* ARI's structures as tables: fields follow each other on the wire in this order. Source: the
 * structure definitions of anirbanbasu/ari at e24062a, and what its programs were seen to send. */
#include "rina_codec.h"

#define AT(S, f, K)    .name = #f, .kind = (K), .offset = offsetof(struct S, f)
#define OPTION(S, has) .optional = true, .given = offsetof(struct S, has)
#define TYPE(S, rows, t)                                                                                     \
    .name = (t), .size = sizeof(struct S), .fields = (rows), .count = sizeof(rows) / sizeof *(rows)

static const struct rina_field qos_fields[] = {
    {AT(rina_qos, priority, RINA_U8)},
    {AT(rina_qos, max_delay_ms, RINA_U32), OPTION(rina_qos, has_delay)},
    {AT(rina_qos, min_bandwidth_bps, RINA_U64), OPTION(rina_qos, has_bandwidth)},
    {AT(rina_qos, max_loss_rate, RINA_U8), OPTION(rina_qos, has_loss)},
};
const struct rina_type rina_qos_type = {TYPE(rina_qos, qos_fields, "QoSParameters")};

static const struct rina_field pdu_type_fields[] = {
    {.name = "Data"}, {.name = "Ack"}, {.name = "Control"}, {.name = "Management"}};
const struct rina_type rina_pdu_type_type = {
    .name = "PduType", .size = sizeof(unsigned), .one_of = true, .fields = pdu_type_fields, .count = 4};

static const struct rina_field pdu_fields[] = {
    {AT(rina_pdu, src_addr, RINA_U64)},     {AT(rina_pdu, dst_addr, RINA_U64)},
    {AT(rina_pdu, src_cep_id, RINA_U32)},   {AT(rina_pdu, dst_cep_id, RINA_U32)},
    {AT(rina_pdu, sequence_num, RINA_U64)}, {AT(rina_pdu, pdu_type, RINA_ITEM), .type = &rina_pdu_type_type},
    {AT(rina_pdu, payload, RINA_BYTES)},    {AT(rina_pdu, qos, RINA_ITEM), .type = &rina_qos_type},
};
const struct rina_type rina_pdu_type = {TYPE(rina_pdu, pdu_fields, "Pdu")};

static const struct rina_field value_fields[] = {
    {.name = "String", .kind = RINA_TEXT, .offset = offsetof(struct rina_value, text)},
    {.name = "Integer", .kind = RINA_I64, .offset = offsetof(struct rina_value, integer)},
    {.name = "Boolean", .kind = RINA_BOOL, .offset = offsetof(struct rina_value, boolean)},
    {.name = "Bytes", .kind = RINA_BYTES, .offset = offsetof(struct rina_value, bytes)},
    {.name = "Struct",
     .kind = RINA_MAP,
     .offset = offsetof(struct rina_value, map),
     .type = &rina_entry_type},
};
const struct rina_type rina_value_type = {TYPE(rina_value, value_fields, "RibValue"), .one_of = true};

static const struct rina_field entry_fields[] = {
    {AT(rina_entry, key, RINA_TEXT)},
    {AT(rina_entry, value, RINA_ITEM), .type = &rina_value_type},
};
const struct rina_type rina_entry_type = {TYPE(rina_entry, entry_fields, "RibValue entry")};

static const struct rina_field object_fields[] = {
    {AT(rina_object, name, RINA_TEXT)},
    {AT(rina_object, class, RINA_TEXT)},
    {AT(rina_object, value, RINA_ITEM), .type = &rina_value_type},
    {AT(rina_object, version, RINA_U64)},
    {AT(rina_object, last_modified, RINA_U64)},
};
const struct rina_type rina_object_type = {TYPE(rina_object, object_fields, "RibObject")};

static const struct rina_field snapshot_fields[] = {
    {AT(rina_snapshot, objects, RINA_LIST), .type = &rina_object_type},
};
const struct rina_type rina_snapshot_type = {TYPE(rina_snapshot, snapshot_fields, "RibSnapshot")};

static const struct rina_field deletion_fields[] = {
    {AT(rina_deletion, name, RINA_TEXT)},
    {AT(rina_deletion, version, RINA_U64)},
    {AT(rina_deletion, timestamp, RINA_U64)},
};
static const struct rina_type deletion_type = {TYPE(rina_deletion, deletion_fields, "RibDeletion")};

static const struct rina_field change_fields[] = {
    {.name = "Created",
     .kind = RINA_ITEM,
     .offset = offsetof(struct rina_change, object),
     .type = &rina_object_type},
    {.name = "Updated",
     .kind = RINA_ITEM,
     .offset = offsetof(struct rina_change, object),
     .type = &rina_object_type},
    {.name = "Deleted",
     .kind = RINA_ITEM,
     .offset = offsetof(struct rina_change, deletion),
     .type = &deletion_type},
};
const struct rina_type rina_change_type = {TYPE(rina_change, change_fields, "RibChange"), .one_of = true};

static const struct rina_field sync_request_fields[] = {
    {AT(rina_sync_request, last_known_version, RINA_U64)},
    {AT(rina_sync_request, requester, RINA_TEXT)},
};
static const struct rina_type sync_request_type = {
    TYPE(rina_sync_request, sync_request_fields, "SyncRequest")};

static const struct rina_field sync_response_fields[] = {
    {AT(rina_sync_response, current_version, RINA_U64)},
    {AT(rina_sync_response, changes, RINA_LIST), OPTION(rina_sync_response, has_changes),
     .type = &rina_change_type},
    {AT(rina_sync_response, full_snapshot, RINA_BYTES), OPTION(rina_sync_response, has_snapshot)},
    {AT(rina_sync_response, error, RINA_TEXT), OPTION(rina_sync_response, has_error)},
};
static const struct rina_type sync_response_type = {
    TYPE(rina_sync_response, sync_response_fields, "SyncResponse")};

/* The damaged form: the version is all that is sure to be there. */
static const struct rina_type sync_response_short_type = {.name = "SyncResponse",
                                                          .size = sizeof(struct rina_sync_response),
                                                          .fields = sync_response_fields,
                                                          .count = 1};

static const struct rina_field changes_fields[] = {
    {.name = "changes", .kind = RINA_LIST, .type = &rina_change_type},
};
const struct rina_type rina_changes_type = {TYPE(rina_list, changes_fields, "changes")};

static const struct rina_field words_fields[] = {{.name = "error", .kind = RINA_TEXT}};
const struct rina_type rina_words_type = {TYPE(fl_span, words_fields, "error")};

static const struct rina_field op_fields[] = {{.name = "Create"}, {.name = "Delete"}, {.name = "Read"},
                                              {.name = "Write"},  {.name = "Start"},  {.name = "Stop"}};
const struct rina_type rina_op_type = {
    .name = "CdapOpCode", .size = sizeof(unsigned), .one_of = true, .fields = op_fields, .count = 6};

/* head: c53bf66, which spoke bincode, had no sync. */
#define CDAP_FIELDS(response)                                                                                \
    {AT(rina_cdap, op_code, RINA_ITEM), .type = &rina_op_type}, {AT(rina_cdap, obj_name, RINA_TEXT)},        \
        {AT(rina_cdap, obj_class, RINA_TEXT), OPTION(rina_cdap, has_class)},                                 \
        {AT(rina_cdap, obj_value, RINA_ITEM), OPTION(rina_cdap, has_value), .type = &rina_value_type},       \
        {AT(rina_cdap, invoke_id, RINA_U64)}, {AT(rina_cdap, result, RINA_I32)},                             \
        {AT(rina_cdap, result_reason, RINA_TEXT), OPTION(rina_cdap, has_reason)},                            \
        {AT(rina_cdap, sync_request, RINA_ITEM), OPTION(rina_cdap, has_sync_request), .head = true,          \
         .type = &sync_request_type},                                                                        \
    {                                                                                                        \
        AT(rina_cdap, sync_response, RINA_ITEM), OPTION(rina_cdap, has_sync_response), .head = true,         \
                                                                                       .type = (response)    \
    }

static const struct rina_field cdap_fields[] = {CDAP_FIELDS(&sync_response_type)};
const struct rina_type rina_cdap_type = {TYPE(rina_cdap, cdap_fields, "CdapMessage")};

static const struct rina_field cdap_short_fields[] = {CDAP_FIELDS(&sync_response_short_type)};
const struct rina_type rina_cdap_short_type = {TYPE(rina_cdap, cdap_short_fields, "CdapMessage")};

static const struct rina_field enroll_request_fields[] = {
    {AT(rina_enroll_request, ipcp_name, RINA_TEXT)},       {AT(rina_enroll_request, ipcp_address, RINA_U64)},
    {AT(rina_enroll_request, dif_name, RINA_TEXT)},        {AT(rina_enroll_request, timestamp, RINA_U64)},
    {AT(rina_enroll_request, request_address, RINA_BOOL)},
};
const struct rina_type rina_enroll_request_type = {
    TYPE(rina_enroll_request, enroll_request_fields, "EnrollmentRequest")};

static const struct rina_field enroll_response_fields[] = {
    {AT(rina_enroll_response, accepted, RINA_BOOL)},
    {AT(rina_enroll_response, error, RINA_TEXT), OPTION(rina_enroll_response, has_error)},
    {AT(rina_enroll_response, assigned_address, RINA_U64), OPTION(rina_enroll_response, has_address)},
    {AT(rina_enroll_response, dif_name, RINA_TEXT)},
    {AT(rina_enroll_response, rib_snapshot, RINA_BYTES), OPTION(rina_enroll_response, has_snapshot)},
};
const struct rina_type rina_enroll_response_type = {
    TYPE(rina_enroll_response, enroll_response_fields, "EnrollmentResponse")};
