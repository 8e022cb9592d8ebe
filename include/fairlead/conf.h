/* Option rows: one table drives parsing, checks, defaults, documentation and the comparison at a
 * reload. Rows are const; thread rule: immutable. */
#ifndef FL_CONF_H
#define FL_CONF_H

#include <stdbool.h>
#include <stddef.h>

enum fl_option_type {
    FL_OPT_BOOL,     /* bool */
    FL_OPT_INT,      /* int, min..max */
    FL_OPT_REAL,     /* double, min..max */
    FL_OPT_DURATION, /* int, milliseconds; text in the file: "350ms", "30s", "5m", "1h" */
    FL_OPT_STRING,   /* const char *, owned by the configuration; max: longest length in bytes */
    FL_OPT_SECRET,   /* likewise; KEY, KEY_file or KEY_env in the file; never logged */
    FL_OPT_CHOICE,   /* int, index into choices */
    FL_OPT_KEY,      /* const char *, [a-z0-9_]{1,64} */
    FL_OPT_GROUP,    /* a nested struct, laid out in place: items are its rows */
    FL_OPT_LIST,     /* struct fl_list of structs of item_size: items are an element's rows */
    FL_OPT_INTS,     /* struct fl_list of int: a plain array, each in min..max */
    FL_OPT_STRINGS   /* struct fl_list of const char *: a plain array */
};

struct fl_option {
    const char *key;
    enum fl_option_type type;
    size_t offset; /* in the struct that the rows fill */
    bool required;
    bool zero_is_off;     /* DURATION, INT: 0 is allowed below min and means off */
    double min, max;      /* min == max: unchecked. STRING, SECRET: max is the longest length; 0: any */
    double def;           /* BOOL, INT, REAL, DURATION (ms), CHOICE (index) */
    const char *def_text; /* STRING, SECRET; NULL: NULL */
    const char *const *choices;
    const struct fl_option *items; /* GROUP, LIST: rows ended by a NULL key */
    size_t item_size;              /* LIST */
    const char *help;              /* one line for the manual */
};

struct fl_list {
    void *items;
    size_t count;
};

/* The _Generic makes a row whose macro and field disagree fail to compile. */
/* NOLINTNEXTLINE(bugprone-macro-parentheses): f is a member's name */
#define FL_FIELD_OF(S, f, T)   (offsetof(S, f) + (size_t) _Generic(((S *)0)->f, T : 0))
#define FL_CONF_BOOL(S, f)     .key = #f, .type = FL_OPT_BOOL, .offset = FL_FIELD_OF(S, f, bool)
#define FL_CONF_INT(S, f)      .key = #f, .type = FL_OPT_INT, .offset = FL_FIELD_OF(S, f, int)
#define FL_CONF_REAL(S, f)     .key = #f, .type = FL_OPT_REAL, .offset = FL_FIELD_OF(S, f, double)
#define FL_CONF_DURATION(S, f) .key = #f, .type = FL_OPT_DURATION, .offset = FL_FIELD_OF(S, f, int)
#define FL_CONF_STRING(S, f)   .key = #f, .type = FL_OPT_STRING, .offset = FL_FIELD_OF(S, f, const char *)
#define FL_CONF_SECRET(S, f)   .key = #f, .type = FL_OPT_SECRET, .offset = FL_FIELD_OF(S, f, const char *)
#define FL_CONF_KEY(S, f)      .key = #f, .type = FL_OPT_KEY, .offset = FL_FIELD_OF(S, f, const char *)
#define FL_CONF_CHOICE(S, f)   .key = #f, .type = FL_OPT_CHOICE, .offset = FL_FIELD_OF(S, f, int)
#define FL_CONF_GROUP(S, f)    .key = #f, .type = FL_OPT_GROUP, .offset = offsetof(S, f)
#define FL_CONF_LIST(S, f)     .key = #f, .type = FL_OPT_LIST, .offset = FL_FIELD_OF(S, f, struct fl_list)
#define FL_CONF_INTS(S, f)     .key = #f, .type = FL_OPT_INTS, .offset = FL_FIELD_OF(S, f, struct fl_list)
#define FL_CONF_STRINGS(S, f)  .key = #f, .type = FL_OPT_STRINGS, .offset = FL_FIELD_OF(S, f, struct fl_list)
#define FL_CONF_END                                                                                          \
    {                                                                                                        \
        .key = NULL                                                                                          \
    }

#endif
