/* Wishes to packets, and statuses to verdicts. */
#include "radiod_request.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "radiod_item.h"

/* --- wishes --------------------------------------------------------------------------------- */
static struct radiod_wish *find(struct radiod_request *r, enum radiod_tag tag)
{
    for (size_t i = 0; i < r->wish_count; i++)
        if (r->wishes[i].tag == tag)
            return &r->wishes[i];
    return NULL;
}

const struct radiod_wish *radiod_wish_of(const struct radiod_request *r, enum radiod_tag tag)
{
    for (size_t i = 0; i < r->wish_count; i++)
        if (r->wishes[i].tag == tag)
            return &r->wishes[i];
    return NULL;
}

/* One that is there keeps its place: pieces refer to it. */
static struct radiod_wish *take(struct radiod_request *r, enum radiod_tag tag)
{
    struct radiod_wish *w = find(r, tag);
    if (w || r->wish_count == RADIOD_WISHES_MAX)
        return w;
    w = &r->wishes[r->wish_count++];
    *w = (struct radiod_wish){.tag = tag};
    return w;
}

int radiod_wish_real(struct radiod_request *r, enum radiod_tag tag, double value)
{
    struct radiod_wish *w = take(r, tag);
    if (!w)
        return -1;
    w->real = value;
    return (int)(w - r->wishes);
}

int radiod_wish_word(struct radiod_request *r, enum radiod_tag tag, const char *word)
{
    struct radiod_wish *w = take(r, tag);
    if (!w || strlen(word) >= sizeof w->word)
        return -1;
    snprintf(w->word, sizeof w->word, "%s", word);
    return (int)(w - r->wishes);
}

/* --- encoding ------------------------------------------------------------------------------- */
static void put_wish(struct radiod_builder *b, const struct radiod_wish *w)
{
    switch (radiod_tag_info(w->tag)->wire) {
    case RADIOD_FLOAT:
    case RADIOD_DOUBLE:
        radiod_put_real(b, w->tag, w->real);
        break;
    case RADIOD_STRING:
        radiod_put_text(b, w->tag, w->word);
        break;
    default:
        radiod_put_int(b, w->tag, (uint64_t)w->real);
    }
}

static bool is_edge(enum radiod_tag tag)
{
    return tag == RADIOD_LOW_EDGE || tag == RADIOD_HIGH_EDGE;
}

/* The server refuses an edge that would be beyond the other one as it is when its turn comes. With a
 * preset that is not known: low, high and low again leaves nothing refused. */
static void put_edges(struct radiod_builder *b, const struct radiod_request *r,
                      const struct radiod_edges *edges)
{
    const struct radiod_wish *low = radiod_wish_of(r, RADIOD_LOW_EDGE);
    const struct radiod_wish *high = radiod_wish_of(r, RADIOD_HIGH_EDGE);
    bool known = edges->known && !radiod_wish_of(r, RADIOD_PRESET);
    if (!low || !high) {
        if (low || high)
            put_wish(b, low ? low : high);
    } else if (!known) {
        put_wish(b, low);
        put_wish(b, high);
        put_wish(b, low);
    } else {
        bool up = high->real >= edges->low;
        put_wish(b, up ? high : low);
        put_wish(b, up ? low : high);
    }
}

size_t radiod_request_encode(const struct radiod_request *r, uint32_t ssrc, uint32_t tag,
                             const struct radiod_edges *edges, uint8_t buf[static RADIOD_COMMAND_MAX])
{
    struct radiod_builder b = radiod_begin(buf, RADIOD_COMMAND_MAX, RADIOD_PACKET_COMMAND);
    radiod_put_int(&b, RADIOD_OUTPUT_SSRC, ssrc);
    radiod_put_int(&b, RADIOD_COMMAND_TAG, tag);
    const struct radiod_wish *preset = radiod_wish_of(r, RADIOD_PRESET);
    if (preset)
        put_wish(&b, preset);
    for (size_t i = 0; i < r->wish_count; i++)
        if (&r->wishes[i] != preset && !is_edge(r->wishes[i].tag))
            put_wish(&b, &r->wishes[i]);
    put_edges(&b, r, edges);
    return radiod_end(&b);
}

size_t radiod_poll_encode(uint32_t ssrc, uint32_t tag, uint8_t buf[static RADIOD_COMMAND_MAX])
{
    static const struct radiod_request nothing;
    return radiod_request_encode(&nothing, ssrc, tag, &(struct radiod_edges){0}, buf);
}

/* --- judging -------------------------------------------------------------------------------- */
static bool same_real(double a, double b)
{
    return !(a < b) && !(a > b);
}

/* What the status says of it, as a number. */
static bool reported(const struct radiod_wish *w, const struct radiod_status *st, double *out)
{
    enum radiod_wire wire = radiod_tag_info(w->tag)->wire;
    uint64_t number;
    if (wire == RADIOD_FLOAT || wire == RADIOD_DOUBLE)
        return radiod_real(st, w->tag, out);
    if (!radiod_int(st, w->tag, &number))
        return false;
    *out = (double)number;
    return true;
}

/* As the wire carries it: that is what the server was asked for. */
static double carried(const struct radiod_wish *w)
{
    bool narrow = radiod_tag_info(w->tag)->wire == RADIOD_FLOAT;
    return narrow ? (double)(float)w->real : w->real;
}

enum radiod_outcome radiod_wish_judge(const struct radiod_wish *w, const struct radiod_status *st)
{
    char word[RADIOD_TEXT_MAX];
    double now;
    if (radiod_tag_info(w->tag)->wire == RADIOD_STRING)
        return radiod_text(st, w->tag, word) && !strcasecmp(word, w->word) ? RADIOD_CONFIRMED
                                                                           : RADIOD_REFUSED;
    if (!reported(w, st, &now))
        return RADIOD_REFUSED;
    if (same_real(now, carried(w)))
        return RADIOD_CONFIRMED;
    if (w->tag == RADIOD_LIFETIME) /* it has begun to run down */
        return now < w->real ? RADIOD_CONFIRMED : RADIOD_ADJUSTED;
    bool unchanged = w->before_known && same_real(now, w->before);
    return unchanged ? RADIOD_REFUSED : RADIOD_ADJUSTED;
}

static void explain(const struct radiod_wish *w, enum radiod_outcome outcome, const struct radiod_status *st,
                    struct fl_error *why)
{
    double now;
    if (radiod_tag_info(w->tag)->wire == RADIOD_STRING)
        fl_fail(why, FL_E_REFUSED, "the server did not take the %s %s", radiod_item_name(w->tag), w->word);
    else if (!reported(w, st, &now))
        fl_fail(why, FL_E_REFUSED, "the channel has no %s in its present mode", radiod_item_name(w->tag));
    else if (outcome == RADIOD_REFUSED)
        fl_fail(why, FL_E_REFUSED, "the server refused %s %.10g and kept %.10g", radiod_item_name(w->tag),
                w->real, now);
    else
        fl_fail(why, FL_OK, "adjusted: the server made %s %.10g of %.10g", radiod_item_name(w->tag), now,
                w->real);
}

enum fl_err radiod_piece_judge(const struct radiod_request *r, const struct radiod_piece *p,
                               const struct radiod_status *st, struct fl_error *why)
{
    enum radiod_outcome worst = RADIOD_CONFIRMED;
    *why = (struct fl_error){0};
    for (size_t i = 0; i < r->wish_count; i++) {
        if (!(p->wishes & UINT32_C(1) << i))
            continue;
        enum radiod_outcome outcome = radiod_wish_judge(&r->wishes[i], st);
        if (outcome <= worst)
            continue;
        worst = outcome;
        explain(&r->wishes[i], outcome, st, why);
    }
    return worst == RADIOD_REFUSED ? FL_E_REFUSED : FL_OK;
}

/* --- results -------------------------------------------------------------------------------- */
static size_t add_wish(const struct radiod_wish *w, const struct radiod_status *st, char *buf, size_t cap)
{
    double now;
    enum radiod_wire wire = radiod_tag_info(w->tag)->wire;
    if (wire == RADIOD_STRING) /* a known preset's: needs no escaping */
        return (size_t)snprintf(buf, cap, ",\"%s\":\"%s\"", radiod_item_name(w->tag), w->word);
    if (!reported(w, st, &now) || !isfinite(now))
        return (size_t)snprintf(buf, cap, ",\"%s\":null", radiod_item_name(w->tag));
    if (wire == RADIOD_BOOL)
        return (size_t)snprintf(buf, cap, ",\"%s\":\"%s\"", radiod_item_name(w->tag), now > 0 ? "ON" : "OFF");
    return (size_t)snprintf(buf, cap, ",\"%s\":%.13g", radiod_item_name(w->tag), now);
}

void radiod_request_result(const struct radiod_request *r, const struct radiod_status *st, char *buf,
                           size_t cap)
{
    size_t len = (size_t)snprintf(buf, cap, "{\"ssrc\":%lu", (unsigned long)st->ssrc);
    for (size_t i = 0; i < r->wish_count && len < cap; i++)
        if (r->wishes[i].tag != RADIOD_LIFETIME)
            len += add_wish(&r->wishes[i], st, buf + len, cap - len);
    if (len + 1 < cap)
        memcpy(buf + len, "}", 2);
    else
        buf[0] = '\0';
}
