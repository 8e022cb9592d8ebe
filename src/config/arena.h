/* Memory that is freed as a whole: everything one configuration holds. One thread. */
#ifndef FL_CONFIG_ARENA_H
#define FL_CONFIG_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include <fairlead/error.h>

struct fl_arena;

struct fl_arena *fl_arena_create(void); /* NULL: no memory */
void fl_arena_destroy(struct fl_arena *a);

/* Zeroed and aligned for anything. NULL: no memory, which fl_arena_bad() remembers. */
void *fl_arena_alloc(struct fl_arena *a, size_t size);
char *fl_arena_strndup(struct fl_arena *a, const char *text, size_t len);
char *fl_arena_strdup(struct fl_arena *a, const char *text); /* NULL for NULL */
char *fl_arena_format(struct fl_arena *a, const char *fmt, ...) FL_PRINTF(2, 3);
bool fl_arena_bad(const struct fl_arena *a);

#endif
