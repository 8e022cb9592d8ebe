/* Moments, places, letters and plain bytes. */
#include "echonet_text.h"

#include <stdio.h>
#include <string.h>

/* --- bytes ------------------------------------------------------------------------------------- */
void echonet_text_hex(struct fl_span edt, char buf[static FL_TEXT_MAX])
{
    static const char digits[] = "0123456789abcdef";
    size_t len = edt.len < (FL_TEXT_MAX - 1) / 2 ? edt.len : (FL_TEXT_MAX - 1) / 2;
    for (size_t i = 0; i < len; i++) {
        buf[2 * i] = digits[edt.data[i] >> 4];
        buf[2 * i + 1] = digits[edt.data[i] & 0x0F];
    }
    buf[2 * len] = '\0';
}

static int digit_of(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    if (!at)
        return -1;
    return (int)(at - digits) < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

static size_t write_hex(const struct echonet_data *d, const char *text, uint8_t *out, size_t cap)
{
    size_t len = strlen(text) / 2;
    if (strlen(text) % 2 || len < d->min_size || len > d->size || len > cap)
        return 0;
    for (size_t i = 0; i < len; i++) {
        int high = digit_of(text[2 * i]), low = digit_of(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return 0;
        out[i] = (uint8_t)(high * 16 + low);
    }
    return len;
}

/* --- letters ----------------------------------------------------------------------------------- */
static void read_ascii(struct fl_span edt, char buf[static FL_TEXT_MAX])
{
    size_t len = 0;
    for (size_t i = 0; i < edt.len && len < FL_TEXT_MAX - 1 && edt.data[i]; i++)
        buf[len++] = (char)(edt.data[i] >= ' ' && edt.data[i] < 0x7F ? edt.data[i] : '?');
    while (len && buf[len - 1] == ' ')
        len--;
    buf[len] = '\0';
}

static size_t write_ascii(const struct echonet_data *d, const char *text, uint8_t *out, size_t cap)
{
    size_t len = strlen(text);
    size_t whole = d->min_size < d->size ? len : d->size; /* padded where the size is fixed */
    struct fl_writer w = fl_writer_of(out, cap);
    if (len > d->size)
        return 0;
    fl_put_bytes(&w, text, len);
    fl_put_fill(&w, 0, whole - len);
    return fl_writer_ok(&w) ? w.len : 0;
}

/* --- moments ----------------------------------------------------------------------------------- */
struct moment {
    unsigned year, month, day, hour, minute, second;
};

static bool has_date(const struct echonet_data *d)
{
    return d->type != ECHONET_TIME;
}

static bool has_second(const struct echonet_data *d)
{
    return d->type != ECHONET_DATE && d->size == (d->type == ECHONET_TIME ? 3 : 7);
}

static bool is_moment(const struct echonet_data *d, const struct moment *m)
{
    unsigned max_hour = d->max_hour ? d->max_hour : 23;
    bool date = m->month >= 1 && m->month <= 12 && m->day >= 1 && m->day <= 31 && m->year <= 9999;
    return (date || !has_date(d)) && m->hour <= max_hour && m->minute < 60 && m->second < 60;
}

static void get_moment(const struct echonet_data *d, struct fl_span edt, struct moment *m)
{
    struct fl_reader r = fl_reader_of(edt.data, edt.len);
    if (has_date(d)) {
        m->year = fl_get_be16(&r);
        m->month = fl_get_u8(&r);
        m->day = fl_get_u8(&r);
    }
    if (d->type != ECHONET_DATE) {
        m->hour = fl_get_u8(&r);
        m->minute = fl_get_u8(&r);
    }
    if (has_second(d))
        m->second = fl_get_u8(&r);
}

static bool read_moment(const struct echonet_data *d, struct fl_span edt, char buf[static FL_TEXT_MAX])
{
    struct moment m = {0};
    get_moment(d, edt, &m);
    if (!is_moment(d, &m))
        return false;
    int len = 0;
    if (has_date(d))
        len = snprintf(buf, FL_TEXT_MAX, "%04u-%02u-%02u%s", m.year, m.month, m.day,
                       d->type == ECHONET_DATE_TIME ? "T" : "");
    if (d->type != ECHONET_DATE)
        len += snprintf(buf + len, (size_t)(FL_TEXT_MAX - len), "%02u:%02u", m.hour, m.minute);
    if (has_second(d))
        snprintf(buf + len, (size_t)(FL_TEXT_MAX - len), ":%02u", m.second);
    return true;
}

/* A number, and the separator in front of it if there is one; *text is left behind it. */
static bool take(const char **text, char separator, unsigned *out)
{
    enum { DIGITS_MAX = 4 };
    const char *c = *text;
    if (separator && *c++ != separator)
        return false;
    const char *first = c;
    for (*out = 0; *c >= '0' && *c <= '9' && c - first < DIGITS_MAX; c++)
        *out = *out * 10 + (unsigned)(*c - '0');
    *text = c;
    return c != first;
}

/* "2026-11-20", "12:30", "12:30:00", or a date and a time with a T between. */
static bool parse_moment(const struct echonet_data *d, const char *text, struct moment *m)
{
    bool date = has_date(d), both = d->type == ECHONET_DATE_TIME;
    if (date && !(take(&text, 0, &m->year) && take(&text, '-', &m->month) && take(&text, '-', &m->day)))
        return false;
    if (d->type != ECHONET_DATE && !(take(&text, both ? 'T' : 0, &m->hour) && take(&text, ':', &m->minute)))
        return false;
    if (has_second(d) && !take(&text, ':', &m->second))
        return false;
    return !*text && is_moment(d, m);
}

static size_t write_moment(const struct echonet_data *d, const char *text, uint8_t *out, size_t cap)
{
    struct moment m = {0};
    if (!parse_moment(d, text, &m))
        return 0;
    struct fl_writer w = fl_writer_of(out, cap);
    if (has_date(d)) {
        fl_put_be16(&w, (uint16_t)m.year);
        fl_put_u8(&w, (uint8_t)m.month);
        fl_put_u8(&w, (uint8_t)m.day);
    }
    if (d->type != ECHONET_DATE) {
        fl_put_u8(&w, (uint8_t)m.hour);
        fl_put_u8(&w, (uint8_t)m.minute);
    }
    if (has_second(d))
        fl_put_u8(&w, (uint8_t)m.second);
    return fl_writer_ok(&w) && w.len == d->size ? w.len : 0;
}

/* --- places: bits 6-3 the room, bits 2-0 its number --------------------------------------------- */
enum { PLACE_UNSET = 0x00, PLACE_INDEFINITE = 0xFF, PLACE_OWN = 0x80 };

static const char *const places[] = {
    NULL,   "living room", "dining room", "kitchen", "bathroom", "lavatory", "washroom", "passageway",
    "room", "staircase",   "entrance",    "storage", "garden",   "garage",   "balcony",  "other",
};

static bool read_place(uint8_t code, char buf[static FL_TEXT_MAX])
{
    const char *place = code < PLACE_OWN ? places[code >> 3] : NULL;
    unsigned number = code & 7u;
    if (code == PLACE_UNSET || code == PLACE_INDEFINITE)
        snprintf(buf, FL_TEXT_MAX, "%s", code == PLACE_UNSET ? "not set" : "indefinite");
    else if (!place)
        snprintf(buf, FL_TEXT_MAX, "%02x", code); /* the user's own, or reserved */
    else if (number)
        snprintf(buf, FL_TEXT_MAX, "%s %u", place, number);
    else
        snprintf(buf, FL_TEXT_MAX, "%s", place);
    return true;
}

static size_t write_place(const char *text, uint8_t *out, size_t cap)
{
    char place[FL_TEXT_MAX];
    for (unsigned code = 0; cap && code <= UINT8_MAX; code++) {
        read_place((uint8_t)code, place);
        if (strcmp(place, text) != 0)
            continue;
        out[0] = (uint8_t)code;
        return 1;
    }
    return 0;
}

/* --- all ----------------------------------------------------------------------------------------- */
bool echonet_text_read(const struct echonet_data *d, struct fl_span edt, char buf[static FL_TEXT_MAX])
{
    switch (d->type) {
    case ECHONET_TIME:
    case ECHONET_DATE:
    case ECHONET_DATE_TIME:
        return read_moment(d, edt, buf);
    case ECHONET_LOCATION:
        if (edt.len == 1)
            return read_place(edt.data[0], buf);
        echonet_text_hex(edt, buf);
        return true;
    case ECHONET_ASCII:
        read_ascii(edt, buf);
        return true;
    case ECHONET_RAW:
        echonet_text_hex(edt, buf);
        return true;
    default:
        return false;
    }
}

size_t echonet_text_write(const struct echonet_data *d, const char *text, uint8_t *out, size_t cap)
{
    if (!text)
        return 0;
    switch (d->type) {
    case ECHONET_TIME:
    case ECHONET_DATE:
    case ECHONET_DATE_TIME:
        return write_moment(d, text, out, cap);
    case ECHONET_LOCATION:
        return write_place(text, out, cap);
    case ECHONET_ASCII:
        return write_ascii(d, text, out, cap);
    case ECHONET_RAW:
        return write_hex(d, text, out, cap);
    default:
        return 0;
    }
}
