/* Collects what is wrong with a configuration, worded and placed, for check, log and reload. */
#include "config/problems.h"

#include <stdlib.h>

#include "base/str.h"

void fl_problems_finish(struct fl_problems *p)
{
    for (size_t i = 0; i < p->count; i++)
        free(p->items[i].text);
    free(p->items);
    *p = (struct fl_problems){0};
}

/* Takes text; a problem that cannot be kept is still counted. */
static void keep(struct fl_problems *p, bool warning, char *text)
{
    if (!p->items)
        p->items = calloc(FL_PROBLEMS_MAX, sizeof *p->items);
    if (!text || !p->items || p->count == FL_PROBLEMS_MAX) {
        free(text);
        p->dropped++;
        return;
    }
    p->items[p->count++] = (struct fl_problem){.warning = warning, .text = text};
}

FL_PRINTF(5, 0)
static void add(struct fl_problems *p, bool warning, const char *file, unsigned line, const char *fmt,
                va_list ap)
{
    struct fl_str s = {0};
    char *words = NULL;
    fl_str_addf(&s, "%s:", file);
    if (line)
        fl_str_addf(&s, "%u:", line);
    fl_str_add(&s, warning ? " warning: " : " error: ");
    if (vasprintf(&words, fmt, ap) >= 0) {
        fl_str_add(&s, words);
        free(words);
    }
    keep(p, warning, fl_str_take(&s));
}

void fl_problems_error(struct fl_problems *p, const char *file, unsigned line, const char *fmt, ...)
{
    va_list ap;
    p->errors++;
    va_start(ap, fmt);
    add(p, false, file, line, fmt, ap);
    va_end(ap);
}

void fl_problems_warning(struct fl_problems *p, const char *file, unsigned line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(p, true, file, line, fmt, ap);
    va_end(ap);
}

void fl_problems_print(const struct fl_problems *p, FILE *out)
{
    for (size_t i = 0; i < p->count; i++)
        fprintf(out, "%s\n", p->items[i].text);
    if (p->dropped)
        fprintf(out, "... and %zu more\n", p->dropped);
}
