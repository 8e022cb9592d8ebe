/* Strings: growing ones, fixed ones, and the checks on text from outside. */
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fl_str_finish(struct fl_str *s)
{
    free(s->text);
    *s = (struct fl_str){0};
}

void fl_str_clear(struct fl_str *s)
{
    s->len = 0;
    s->bad = false;
    if (s->text)
        s->text[0] = '\0';
}

/* Room for len more bytes and the NUL. */
static bool reserve(struct fl_str *s, size_t len)
{
    if (s->bad)
        return false;
    if (s->len + len < s->cap)
        return true;
    size_t cap = s->cap ? s->cap : 64;
    while (cap <= s->len + len)
        cap *= 2;
    char *text = realloc(s->text, cap);
    if (!text) {
        s->bad = true;
        return false;
    }
    s->text = text;
    s->cap = cap;
    return true;
}

void fl_str_add_n(struct fl_str *s, const char *text, size_t len)
{
    if (!reserve(s, len))
        return;
    if (len)
        memcpy(s->text + s->len, text, len);
    s->len += len;
    s->text[s->len] = '\0';
}

void fl_str_add(struct fl_str *s, const char *text)
{
    fl_str_add_n(s, text, strlen(text));
}

void fl_str_addf(struct fl_str *s, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len >= 0 && reserve(s, (size_t)len)) {
        vsnprintf(s->text + s->len, (size_t)len + 1, fmt, again);
        s->len += (size_t)len;
    }
    va_end(again);
}

char *fl_str_take(struct fl_str *s)
{
    char *text = NULL;
    if (reserve(s, 0)) {
        s->text[s->len] = '\0';
        text = s->text;
        s->text = NULL;
    }
    fl_str_finish(s);
    return text;
}

bool fl_format(char *buf, size_t cap, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int len = vsnprintf(buf, cap, fmt, ap);
    va_end(ap);
    return len >= 0 && (size_t)len < cap;
}

bool fl_copy(char *buf, size_t cap, const char *text)
{
    size_t len = strlen(text);
    bool fits = len < cap;
    if (!fits) {
        len = cap - 1;
        while (len && ((unsigned char)text[len] & 0xc0) == 0x80)
            len--; /* not inside a character */
    }
    memcpy(buf, text, len);
    buf[len] = '\0';
    return fits;
}

void fl_shorten(char *buf, size_t cap, const char *text)
{
    static const char more[] = " ...";
    if (fl_copy(buf, cap, text))
        return;
    fl_copy(buf, cap - (sizeof more - 1), text);
    char *end = strrchr(buf, ',');
    if (!end)
        end = buf + strlen(buf);
    memcpy(end, more, sizeof more);
}

char *fl_strdup(const char *text)
{
    return text ? strdup(text) : NULL;
}

/* Length of the UTF-8 character that begins at p, with `left` bytes there; 0: not one. */
static size_t utf8_char(const unsigned char *p, size_t left)
{
    static const struct {
        unsigned char mask, head;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    for (size_t n = 0; n < 4; n++) {
        if ((p[0] & forms[n].mask) != forms[n].head)
            continue;
        if (n >= left)
            return 0;
        uint32_t code = p[0] & (uint32_t)(unsigned char)~forms[n].mask;
        for (size_t i = 1; i <= n; i++) {
            if ((p[i] & 0xc0) != 0x80)
                return 0;
            code = code << 6 | (p[i] & 0x3fu);
        }
        bool surrogate = code >= 0xd800 && code <= 0xdfff;
        return code >= forms[n].least && code <= 0x10ffff && !surrogate ? n + 1 : 0;
    }
    return 0;
}

bool fl_utf8_ok(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    while (len) {
        size_t n = utf8_char(p, len);
        if (!n)
            return false;
        p += n;
        len -= n;
    }
    return true;
}

bool fl_key_ok(const char *key)
{
    size_t len = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return len >= 1 && len <= 64 && !key[len];
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

size_t fl_str_distance(const char *a, const char *b, size_t limit)
{
    enum { LONGEST = 64 };
    size_t len_a = strlen(a), len_b = strlen(b);
    if (len_a > LONGEST || len_b > LONGEST)
        return limit + 1;
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= len_b; j++)
        row[j] = j;
    for (size_t i = 1; i <= len_a; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= len_b; j++) {
            size_t above = row[j];
            row[j] = smallest(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[len_b] > limit ? limit + 1 : row[len_b];
}
