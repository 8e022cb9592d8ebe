/* The text of a configuration with its @include'd files put in place, and where each line of it
 * came from.
 *
 * libconfig 1.5 takes included names from the current folder, names no missing file, and follows
 * includes in any text it is given. So the files are put together here, and libconfig sees one
 * text without includes. One thread. */
#ifndef FL_CONFIG_SOURCE_H
#define FL_CONFIG_SOURCE_H

#include "base/str.h"
#include "config/arena.h"
#include "config/problems.h"

struct fl_source_file {
    const char *name; /* as messages show it */
    bool exposed;     /* everybody on this machine may read it */
};

struct fl_source_part { /* lines that came from one file in a row */
    unsigned first;     /* line of the text, from 1 */
    struct fl_source_file *file;
    unsigned line; /* the same line in the file */
};

struct fl_source { /* zeroed but for the arena, which owns the names */
    struct fl_arena *arena;
    struct fl_str text;
    struct fl_source_part *parts;
    size_t part_count, part_cap;
};

struct fl_place {
    struct fl_source_file *file;
    unsigned line;
};

/* False: *problems says why. */
bool fl_source_load(struct fl_source *s, const char *path, struct fl_problems *problems);
/* A text instead of a file: reads no file, an @include is a problem. */
bool fl_source_parse(struct fl_source *s, const char *text, const char *name, struct fl_problems *problems);
void fl_source_finish(struct fl_source *s);

struct fl_place fl_source_place(const struct fl_source *s, unsigned line); /* of a line of the text */
/* A file named in `from`: relative names count from the folder of that file. NULL: no memory. */
char *fl_source_path(struct fl_arena *a, const char *from, const char *name);

#endif
