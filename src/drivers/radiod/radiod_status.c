/* From a packet's list to fields by their number. */
#include "radiod_status.h"

#include <math.h>

static const double frequency_min = 1, frequency_max = 1e12;

enum fl_err radiod_decode(struct radiod_status *out, const uint8_t *data, size_t len)
{
    struct fl_reader r = fl_reader_of(data, len);
    struct radiod_tlv tlv;
    enum fl_err result;
    if (!len || data[0] > RADIOD_PACKET_COMMAND)
        return FL_E_UNSUPPORTED;
    *out = (struct radiod_status){.packet = fl_get_u8(&r)};
    while ((result = radiod_next(&r, &tlv)) == FL_OK)
        if (tlv.type < RADIOD_TAG_COUNT)
            out->value[tlv.type] = tlv.value;
    if (result != FL_AGAIN)
        return FL_E_FORMAT;
    /* radiod's own tools write a sign-extended 64-bit SSRC. */
    out->ssrc = (uint32_t)radiod_get_int(out->value[RADIOD_OUTPUT_SSRC]);
    bool everybody = out->ssrc == RADIOD_EVERYBODY && out->packet == RADIOD_PACKET_STATUS;
    return out->ssrc == 0 || everybody ? FL_E_UNKNOWN : FL_OK;
}

bool radiod_has(const struct radiod_status *s, enum radiod_tag tag)
{
    return s->value[tag].data != NULL;
}

bool radiod_int(const struct radiod_status *s, enum radiod_tag tag, uint64_t *out)
{
    *out = radiod_get_int(s->value[tag]);
    return radiod_has(s, tag) && s->value[tag].len <= sizeof *out;
}

bool radiod_real(const struct radiod_status *s, enum radiod_tag tag, double *out)
{
    bool wide = radiod_tag_info(tag)->wire == RADIOD_DOUBLE;
    bool fits = wide ? radiod_get_double(s->value[tag], out) : radiod_get_float(s->value[tag], out);
    return radiod_has(s, tag) && fits && !isnan(*out);
}

bool radiod_frequency(const struct radiod_status *s, enum radiod_tag tag, double *out)
{
    if (!radiod_real(s, tag, out))
        return false;
    return !(*out > 0 || *out < 0) || (*out >= frequency_min && *out <= frequency_max);
}

bool radiod_text(const struct radiod_status *s, enum radiod_tag tag, char buf[static RADIOD_TEXT_MAX])
{
    return *radiod_get_text(s->value[tag], buf);
}

bool radiod_socket(const struct radiod_status *s, enum radiod_tag tag, struct fl_addr *out)
{
    return radiod_get_socket(s->value[tag], out) && out->family;
}
