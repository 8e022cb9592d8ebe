/* Every problem found in a configuration, not only the first. One thread. */
#ifndef FL_CONFIG_PROBLEMS_H
#define FL_CONFIG_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <fairlead/error.h>

enum { FL_PROBLEMS_MAX = 200 }; /* later ones are only counted */

struct fl_problem {
    bool warning;
    char *text; /* "FILE:LINE: error: what, and what to do" */
};

struct fl_problems { /* zeroed: none */
    struct fl_problem *items;
    size_t count, errors, dropped;
};

void fl_problems_finish(struct fl_problems *p);
/* line 0: the file as a whole. */
void fl_problems_error(struct fl_problems *p, const char *file, unsigned line, const char *fmt, ...)
    FL_PRINTF(4, 5);
void fl_problems_warning(struct fl_problems *p, const char *file, unsigned line, const char *fmt, ...)
    FL_PRINTF(4, 5);
void fl_problems_print(const struct fl_problems *p, FILE *out); /* one line each */

#endif
