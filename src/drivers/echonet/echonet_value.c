/* EDT to values and back, by the descriptions of the class table. */
#include "echonet_value.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "echonet_text.h"

enum { DIGITS_MAX = 18, INTEGER_MAX = 8, BITS_SIZE = 1 };

const struct echonet_factor echonet_factor_one = {true, 1, 0};

/* --- integers -------------------------------------------------------------------------------- */
static int64_t power_of_ten(int digits)
{
    int64_t power = 1;
    while (digits-- > 0)
        power *= 10;
    return power;
}

/* A bitmap's bits have no size of their own: they come as one byte. */
static size_t size_of(const struct echonet_data *d)
{
    return d->size ? d->size : BITS_SIZE;
}

static uint64_t code_of(struct fl_span edt)
{
    struct fl_reader r = fl_reader_of(edt.data, edt.len);
    return fl_get_be_var(&r, edt.len);
}

static int64_t signed_of(uint64_t code, size_t size)
{
    uint64_t sign = UINT64_C(1) << (8 * size - 1);
    return (int64_t)((code ^ sign) - sign);
}

/* A code that stands for no value. */
static bool is_sentinel(const struct echonet_data *d, uint64_t code)
{
    for (const struct echonet_code *c = d->codes; c && c->word; c++)
        if (code >= c->first && code <= c->last)
            return true;
    return false;
}

static bool raw_number(const struct echonet_data *d, struct fl_span edt, int64_t *raw)
{
    if (edt.len != size_of(d) || edt.len > INTEGER_MAX || is_sentinel(d, code_of(edt)))
        return false;
    uint64_t code = code_of(edt);
    *raw = d->is_signed ? signed_of(code, edt.len) : (int64_t)code;
    return *raw >= d->min && *raw <= d->max;
}

/* --- decimals: mantissa x 10^exponent ---------------------------------------------------------- */
struct decimal {
    int64_t mantissa;
    int exponent;
};

static struct echonet_factor scale_of(const struct echonet_data *d, struct echonet_factor factor)
{
    int64_t multiplier = d->multiplier ? d->multiplier : 1;
    return echonet_factor_times(factor, (struct echonet_factor){true, multiplier, d->exponent});
}

struct echonet_factor echonet_factor_times(struct echonet_factor a, struct echonet_factor b)
{
    struct echonet_factor product = {.exponent = a.exponent + b.exponent};
    bool overflow = __builtin_mul_overflow(a.mantissa, b.mantissa, &product.mantissa);
    bool sane = product.exponent <= DIGITS_MAX && product.exponent >= -DIGITS_MAX;
    product.known = a.known && b.known && !overflow && sane;
    return product;
}

static bool decimal_of(const struct echonet_data *d, struct fl_span edt, struct echonet_factor factor,
                       struct decimal *out)
{
    int64_t raw;
    struct echonet_factor scale = scale_of(d, factor);
    if (!scale.known || !raw_number(d, edt, &raw))
        return false;
    out->exponent = scale.exponent;
    bool overflow = __builtin_mul_overflow(raw, scale.mantissa, &out->mantissa);
    for (; !overflow && out->exponent > 0; out->exponent--)
        overflow = __builtin_mul_overflow(out->mantissa, 10, &out->mantissa);
    return !overflow;
}

/* One division of two integers: the double nearest to the decimal, which prints as it. */
static double real_of(struct decimal n)
{
    return (double)n.mantissa / (double)power_of_ten(-n.exponent);
}

/* The digits from the last one on, with the point among them. */
static void decimal_text(struct decimal n, char buf[static 32])
{
    char text[32], *at = text + sizeof text;
    uint64_t magnitude = n.mantissa < 0 ? -(uint64_t)n.mantissa : (uint64_t)n.mantissa;
    for (; n.exponent < 0 && magnitude % 10 == 0; n.exponent++)
        magnitude /= 10;
    bool fraction = n.exponent < 0;
    *--at = '\0';
    do {
        *--at = (char)('0' + magnitude % 10);
        magnitude /= 10;
        if (fraction && ++n.exponent == 0)
            *--at = '.';
    } while (magnitude || n.exponent < 0 || *at == '.');
    if (n.mantissa < 0)
        *--at = '-';
    memcpy(buf, at, (size_t)(text + sizeof text - at));
}

/* --- codes and words ---------------------------------------------------------------------------- */
static const struct echonet_code *code_for(const struct echonet_data *d, uint64_t code)
{
    for (size_t i = 0; i < d->count; i++)
        if (code >= d->codes[i].first && code <= d->codes[i].last)
            return &d->codes[i];
    return NULL;
}

/* The row where a word stands first; several codes may have one word. */
static size_t first_row(const struct echonet_data *d, const char *word)
{
    size_t i = 0;
    while (strcmp(d->codes[i].word, word) != 0)
        i++;
    return i;
}

const char *echonet_value_word(const struct echonet_data *d, size_t index)
{
    for (size_t i = 0; d->type == ECHONET_ENUM && i < d->count; i++)
        if (first_row(d, d->codes[i].word) == i && !index--)
            return d->codes[i].word;
    return NULL;
}

static struct fl_value read_choice(const struct echonet_data *d, struct fl_span edt)
{
    struct fl_value v = {.known = false};
    const struct echonet_code *c = edt.len == size_of(d) ? code_for(d, code_of(edt)) : NULL;
    const char *word;
    for (unsigned i = 0; c && (word = echonet_value_word(d, i)); i++)
        if (!strcmp(word, c->word))
            v = (struct fl_value){.known = true, .e = i};
    return v;
}

struct echonet_factor echonet_value_factor(const struct echonet_data *d, struct fl_span edt)
{
    struct echonet_factor factor = {.known = false};
    struct decimal n;
    if (d->type == ECHONET_UNIT && edt.len == d->size) {
        const struct echonet_code *c = code_for(d, code_of(edt));
        if (c)
            factor = (struct echonet_factor){true, 1, c->exponent};
    } else if (d->type == ECHONET_NUMBER && decimal_of(d, edt, echonet_factor_one, &n)) {
        factor = (struct echonet_factor){true, n.mantissa, n.exponent};
    }
    return factor;
}

/* --- sizes -------------------------------------------------------------------------------------- */
enum { NOT_THERE = -1 };

static int bytes_taken(const struct echonet_data *d, struct fl_span edt);

static struct fl_span rest_of(struct fl_span edt, size_t used)
{
    return (struct fl_span){edt.data ? edt.data + used : NULL, edt.len - used};
}

static int object_taken(const struct echonet_data *d, struct fl_span edt)
{
    size_t used = 0;
    for (size_t i = 0; i < d->member_count; i++) {
        int taken = bytes_taken(d->members[i].data, rest_of(edt, used));
        if (taken < 0)
            return NOT_THERE;
        used += (size_t)taken;
    }
    return (int)used;
}

static int array_taken(const struct echonet_data *d, struct fl_span edt)
{
    size_t used = 0, items = 0;
    while (items < d->count && used < edt.len) {
        int taken = bytes_taken(d->members->data, rest_of(edt, used));
        if (taken <= 0)
            break;
        used += (size_t)taken;
        items++;
    }
    return items >= d->min_items ? (int)used : NOT_THERE;
}

static int one_of_taken(const struct echonet_data *d, struct fl_span edt)
{
    for (size_t i = 0; i < d->member_count; i++)
        if (bytes_taken(d->members[i].data, edt) == (int)edt.len)
            return (int)edt.len;
    return d->member_count ? bytes_taken(d->members->data, edt) : NOT_THERE;
}

/* How many bytes at its beginning are the description's. Descends as deep as the table is nested,
 * which is four levels, whatever the bytes are. */
static int bytes_taken(const struct echonet_data *d, struct fl_span edt)
{
    switch (d->type) {
    case ECHONET_OBJECT:
        return object_taken(d, edt);
    case ECHONET_ARRAY:
        return array_taken(d, edt);
    case ECHONET_ONE_OF:
        return one_of_taken(d, edt);
    case ECHONET_RAW:
    case ECHONET_ASCII:
    case ECHONET_LOCATION:
        if (edt.len < d->min_size)
            return NOT_THERE;
        return edt.len < d->size ? (int)edt.len : d->size;
    default:
        return edt.len >= size_of(d) ? (int)size_of(d) : NOT_THERE;
    }
}

bool echonet_value_fits(const struct echonet_data *d, struct fl_span edt)
{
    bool between = d->type == ECHONET_LOCATION && edt.len != d->min_size && edt.len != d->size;
    return !between && bytes_taken(d, edt) == (int)edt.len;
}

/* --- members -------------------------------------------------------------------------------------- */
static uint8_t shifted_down(uint8_t bits, uint8_t mask)
{
    for (bits &= mask; mask && !(mask & 1); mask >>= 1)
        bits >>= 1;
    return bits;
}

bool echonet_value_member(const struct echonet_data *d, struct fl_span edt, size_t index, struct fl_span *out,
                          uint8_t *bits)
{
    if (index >= d->member_count || !echonet_value_fits(d, edt))
        return false;
    const struct echonet_member *m = &d->members[index];
    if (d->type == ECHONET_BITMAP) {
        if (!edt.data || edt.len <= m->byte)
            return false;
        *bits = shifted_down(edt.data[m->byte], m->mask);
        *out = (struct fl_span){bits, BITS_SIZE};
        return true;
    }
    if (d->type != ECHONET_OBJECT)
        return false;
    struct fl_span rest = edt;
    for (size_t i = 0; i < index; i++)
        rest = rest_of(rest, (size_t)bytes_taken(d->members[i].data, rest));
    *out = (struct fl_span){rest.data, (size_t)bytes_taken(m->data, rest)};
    return true;
}

/* --- fields --------------------------------------------------------------------------------------- */
static bool is_whole(const struct echonet_data *d)
{
    return d->exponent >= 0 && !d->multiply[0];
}

static void number_field(const struct echonet_data *d, struct echonet_factor factor, struct fl_field *out)
{
    struct echonet_factor scale = scale_of(d, factor);
    out->type = is_whole(d) ? FL_INT : FL_REAL;
    out->unit = d->unit;
    if (!scale.known)
        return;
    double down = scale.exponent < 0 ? (double)power_of_ten(-scale.exponent) : 1;
    double up = (double)scale.mantissa * (scale.exponent > 0 ? (double)power_of_ten(scale.exponent) : 1);
    out->min = (double)d->min * up / down;
    out->max = (double)d->max * up / down;
    out->step = up / down;
}

void echonet_value_field(const struct echonet_data *d, struct echonet_factor factor, struct fl_field *out)
{
    switch (d->type) {
    case ECHONET_NUMBER:
        number_field(d, factor, out);
        break;
    case ECHONET_BOOLEAN:
        out->type = FL_BOOL;
        break;
    case ECHONET_ENUM:
        out->type = FL_ENUM;
        break;
    case ECHONET_LEVEL:
        out->type = FL_INT;
        out->min = out->step = 1;
        out->max = d->count;
        break;
    case ECHONET_ELAPSED:
        out->type = FL_INT;
        out->unit = "s";
        break;
    case ECHONET_UNIT:
        out->type = FL_REAL;
        break;
    default:
        out->type = FL_TEXT;
    }
}

/* --- reading -------------------------------------------------------------------------------------- */
static struct fl_value read_number(const struct echonet_data *d, struct fl_span edt,
                                   struct echonet_factor factor)
{
    struct decimal n;
    if (!decimal_of(d, edt, factor, &n))
        return (struct fl_value){.known = false};
    if (is_whole(d))
        return (struct fl_value){.known = true, .i = n.mantissa};
    return (struct fl_value){.known = true, .r = real_of(n)};
}

static struct fl_value read_boolean(const struct echonet_data *d, struct fl_span edt)
{
    uint64_t code = code_of(edt);
    return (struct fl_value){.known = code == d->on || code == d->off, .b = code == d->on};
}

static struct fl_value read_level(const struct echonet_data *d, struct fl_span edt)
{
    uint64_t code = code_of(edt);
    bool known = code >= d->base && code < (uint64_t)d->base + d->count;
    return (struct fl_value){.known = known, .i = (int64_t)code - d->base + 1};
}

static struct fl_value read_elapsed(struct fl_span edt)
{
    static const int64_t seconds[] = {1, 60, 3600, 86400}; /* 41 .. 44 */
    enum { FIRST = 0x41 };
    unsigned unit = edt.data[0] - (unsigned)FIRST;
    if (unit >= sizeof seconds / sizeof *seconds)
        return (struct fl_value){.known = false};
    int64_t count = (int64_t)code_of(rest_of(edt, 1));
    return (struct fl_value){.known = true, .i = count * seconds[unit]};
}

static struct fl_value read_unit(const struct echonet_data *d, struct fl_span edt)
{
    struct echonet_factor f = echonet_value_factor(d, edt);
    if (!f.known)
        return (struct fl_value){.known = false};
    double power = (double)power_of_ten(f.exponent < 0 ? -f.exponent : f.exponent);
    return (struct fl_value){.known = true, .r = f.exponent < 0 ? 1 / power : power};
}

static struct fl_value read_text(const struct echonet_data *d, struct fl_span edt,
                                 char buf[static FL_TEXT_MAX])
{
    bool none = edt.len <= INTEGER_MAX && is_sentinel(d, code_of(edt));
    bool known = !none && echonet_text_read(d, edt, buf);
    return (struct fl_value){.known = known, .s = known ? buf : NULL};
}

struct fl_value echonet_value_read(const struct echonet_data *d, struct fl_span edt,
                                   struct echonet_factor factor, char buf[static FL_TEXT_MAX])
{
    if (!echonet_value_fits(d, edt))
        return (struct fl_value){.known = false};
    switch (d->type) {
    case ECHONET_NUMBER:
        return read_number(d, edt, factor);
    case ECHONET_BOOLEAN:
        return read_boolean(d, edt);
    case ECHONET_ENUM:
        return read_choice(d, edt);
    case ECHONET_LEVEL:
        return read_level(d, edt);
    case ECHONET_ELAPSED:
        return read_elapsed(edt);
    case ECHONET_UNIT:
        return read_unit(d, edt);
    default:
        return read_text(d, edt, buf);
    }
}

/* --- writing -------------------------------------------------------------------------------------- */
static size_t put_code(const struct echonet_data *d, uint64_t code, uint8_t *out, size_t cap)
{
    struct fl_writer w = fl_writer_of(out, cap);
    fl_put_be_var(&w, code, size_of(d));
    return fl_writer_ok(&w) ? w.len : 0;
}

static size_t write_number(const struct echonet_data *d, struct fl_value v, struct echonet_factor factor,
                           uint8_t *out, size_t cap)
{
    struct echonet_factor scale = scale_of(d, factor);
    double value = is_whole(d) ? (double)v.i : v.r;
    if (!scale.known || !scale.mantissa || size_of(d) > INTEGER_MAX)
        return 0;
    if (scale.exponent < 0)
        value *= (double)power_of_ten(-scale.exponent);
    else
        value /= (double)power_of_ten(scale.exponent);
    value = nearbyint(value / (double)scale.mantissa);
    if (!(value >= (double)d->min && value <= (double)d->max))
        return 0;
    uint64_t code = (uint64_t)(int64_t)value;
    if (size_of(d) < INTEGER_MAX)
        code &= (UINT64_C(1) << (8 * size_of(d))) - 1;
    return is_sentinel(d, code) ? 0 : put_code(d, code, out, cap);
}

static size_t write_choice(const struct echonet_data *d, unsigned index, uint8_t *out, size_t cap)
{
    const char *word = echonet_value_word(d, index);
    for (size_t i = 0; word && i < d->count; i++)
        if (!strcmp(d->codes[i].word, word) && !d->codes[i].read_only)
            return put_code(d, d->codes[i].first, out, cap);
    return 0;
}

size_t echonet_value_write(const struct echonet_data *d, struct fl_value v, struct echonet_factor factor,
                           uint8_t *out, size_t cap)
{
    if (!v.known)
        return 0;
    switch (d->type) {
    case ECHONET_NUMBER:
        return write_number(d, v, factor, out, cap);
    case ECHONET_BOOLEAN:
        return put_code(d, v.b ? d->on : d->off, out, cap);
    case ECHONET_ENUM:
        return write_choice(d, v.e, out, cap);
    case ECHONET_LEVEL:
        return v.i >= 1 && v.i <= d->count ? put_code(d, d->base + (uint64_t)v.i - 1, out, cap) : 0;
    case ECHONET_ELAPSED:
    case ECHONET_UNIT:
        return 0;
    default:
        return echonet_text_write(d, v.s, out, cap);
    }
}

/* --- as JSON -------------------------------------------------------------------------------------- */
struct json_maker {
    echonet_coefficients *coefficients;
    const void *of;
};

static cJSON *any_json(const struct json_maker *j, const struct echonet_data *d, struct fl_span edt);

static cJSON *number_json(const struct json_maker *j, const struct echonet_data *d, struct fl_span edt)
{
    char text[32];
    struct decimal n;
    struct echonet_factor factor =
        d->multiply[0] && j->coefficients ? j->coefficients(j->of, d) : echonet_factor_one;
    if (!decimal_of(d, edt, factor, &n))
        return cJSON_CreateNull();
    decimal_text(n, text);
    return cJSON_CreateRaw(text);
}

static cJSON *scalar_json(const struct echonet_data *d, struct fl_span edt)
{
    char buf[FL_TEXT_MAX];
    struct fl_field f = {.type = FL_TEXT};
    struct fl_value v = echonet_value_read(d, edt, echonet_factor_one, buf);
    echonet_value_field(d, echonet_factor_one, &f);
    if (!v.known)
        return cJSON_CreateNull();
    switch (f.type) {
    case FL_BOOL:
        return cJSON_CreateString(v.b ? "ON" : "OFF");
    case FL_INT:
        return cJSON_CreateNumber((double)v.i);
    case FL_REAL:
        return cJSON_CreateNumber(v.r);
    case FL_ENUM:
        return cJSON_CreateString(echonet_value_word(d, v.e));
    case FL_TEXT:
        break;
    }
    return cJSON_CreateString(v.s);
}

static cJSON *object_json(const struct json_maker *j, const struct echonet_data *d, struct fl_span edt)
{
    cJSON *object = cJSON_CreateObject();
    for (size_t i = 0; object && i < d->member_count; i++) {
        struct fl_span part;
        uint8_t bits;
        cJSON *item = echonet_value_member(d, edt, i, &part, &bits) ? any_json(j, d->members[i].data, part)
                                                                    : cJSON_CreateNull();
        if (item && cJSON_AddItemToObject(object, d->members[i].key, item))
            continue;
        cJSON_Delete(item);
        cJSON_Delete(object);
        return NULL;
    }
    return object;
}

static cJSON *array_json(const struct json_maker *j, const struct echonet_data *d, struct fl_span edt)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t used = 0; array && used < edt.len;) {
        struct fl_span rest = rest_of(edt, used);
        struct fl_span part = {rest.data, (size_t)bytes_taken(d->members->data, rest)};
        cJSON *item = any_json(j, d->members->data, part);
        used += part.len;
        if (item && cJSON_AddItemToArray(array, item))
            continue;
        cJSON_Delete(item);
        cJSON_Delete(array);
        return NULL;
    }
    return array;
}

/* The first option that makes sense of the bytes. */
static cJSON *one_of_json(const struct json_maker *j, const struct echonet_data *d, struct fl_span edt)
{
    cJSON *item = cJSON_CreateNull();
    for (size_t i = 0; cJSON_IsNull(item) && i < d->member_count; i++) {
        cJSON_Delete(item);
        item = any_json(j, d->members[i].data, edt);
    }
    return item;
}

static cJSON *any_json(const struct json_maker *j, const struct echonet_data *d, struct fl_span edt)
{
    if (!echonet_value_fits(d, edt))
        return cJSON_CreateNull();
    switch (d->type) {
    case ECHONET_NUMBER:
        return number_json(j, d, edt);
    case ECHONET_BITMAP:
    case ECHONET_OBJECT:
        return object_json(j, d, edt);
    case ECHONET_ARRAY:
        return array_json(j, d, edt);
    case ECHONET_ONE_OF:
        return one_of_json(j, d, edt);
    default:
        return scalar_json(d, edt);
    }
}

cJSON *echonet_value_json(const struct echonet_data *d, struct fl_span edt,
                          echonet_coefficients *coefficients, const void *of)
{
    return any_json(&(struct json_maker){coefficients, of}, d, edt);
}
