/* A growing string. Out of memory sets bad and later calls do nothing: test once, at the end. */
#ifndef FL_BASE_STR_H
#define FL_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include <fairlead/error.h>

struct fl_str { /* zeroed: empty */
    char *text; /* NUL-terminated once anything was added */
    size_t len, cap;
    bool bad;
};

void fl_str_finish(struct fl_str *s);
void fl_str_clear(struct fl_str *s); /* empty again; keeps the memory */
void fl_str_add(struct fl_str *s, const char *text);
void fl_str_add_n(struct fl_str *s, const char *text, size_t len);
void fl_str_addf(struct fl_str *s, const char *fmt, ...) FL_PRINTF(2, 3);
char *fl_str_take(struct fl_str *s); /* the caller frees; NULL if bad; "" if nothing was added */

/* snprintf into a fixed buffer that is always terminated; false: it was cut. */
bool fl_format(char *buf, size_t cap, const char *fmt, ...) FL_PRINTF(3, 4);
/* strlcpy's meaning; false: it was cut (never inside a UTF-8 character). */
bool fl_copy(char *buf, size_t cap, const char *text);
/* The same for people: a list that does not fit ends with a whole piece and " ...". cap: 8 at least. */
void fl_shorten(char *buf, size_t cap, const char *text);
char *fl_strdup(const char *text); /* NULL for NULL */
bool fl_utf8_ok(const char *text, size_t len);
bool fl_key_ok(const char *key); /* [a-z0-9_]{1,64} */
/* Edit distance with a bound, for "did you mean": > limit returns limit + 1. */
size_t fl_str_distance(const char *a, const char *b, size_t limit);

#endif
