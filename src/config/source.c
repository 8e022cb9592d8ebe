/* Puts a configuration's files together. Knows just enough of libconfig's grammar to tell an
 * @include from the same words in a comment or a text. */
#include "config/source.h"

#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    INCLUDE_DEPTH = 10,             /* as libconfig allows */
    BRACKET_DEPTH = 32,             /* libconfig and the reader recurse on it */
    SIZE_MAX_ALL = 16 * 1024 * 1024 /* of all files together */
};

/* What names and numbers are made of. */
#define WORD_CHARS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_*-."

enum state { CODE, COMMENT, TEXT };

struct frame { /* a file being read */
    struct fl_source_file *file;
    char *text;
    const char *rest;
    unsigned line; /* of rest */
};

struct reading {
    struct fl_source *source;
    struct fl_problems *problems;
    bool files; /* includes are followed */
    struct frame frames[INCLUDE_DEPTH];
    size_t depth;
    enum state state;
    unsigned opened; /* line where the comment or text began */
    int brackets;
    unsigned lines; /* of the text so far */
};

static char *read_stream(FILE *f, struct fl_error *err)
{
    struct fl_str s = {0};
    char buf[4096];
    for (size_t len; (len = fread(buf, 1, sizeof buf, f)) > 0;) {
        fl_str_add_n(&s, buf, len);
        if (s.bad || s.len > SIZE_MAX_ALL)
            break;
    }
    if (ferror(f))
        fl_fail_errno(err, "cannot be read");
    else if (s.len > SIZE_MAX_ALL)
        fl_fail(err, FL_E_RANGE, "is longer than %d MiB", SIZE_MAX_ALL >> 20);
    else if (s.len && memchr(s.text, '\0', s.len))
        fl_fail(err, FL_E_FORMAT, "is no text: it holds a NUL byte");
    else if (s.bad)
        fl_fail(err, FL_E_NOMEM, "out of memory");
    if (!err->code)
        return fl_str_take(&s);
    fl_str_finish(&s);
    return NULL;
}

/* The file's text (the caller frees), or NULL and the reason in *err. */
static char *read_file(struct fl_source_file *file, struct fl_error *err)
{
    *err = (struct fl_error){0};
    FILE *f = fopen(file->name, "re");
    if (!f) {
        fl_fail_errno(err, "cannot be read");
        return NULL;
    }
    struct stat st;
    file->exposed = !fstat(fileno(f), &st) && (st.st_mode & S_IROTH);
    char *text = read_stream(f, err);
    fclose(f);
    return text;
}

/* The lines of the text from here on are those of the file on top. */
static bool begin_part(struct reading *r)
{
    struct fl_source *s = r->source;
    if (s->part_count == s->part_cap) {
        size_t cap = s->part_cap ? 2 * s->part_cap : 8;
        struct fl_source_part *parts = realloc(s->parts, cap * sizeof *parts);
        if (!parts)
            return false;
        s->parts = parts;
        s->part_cap = cap;
    }
    const struct frame *top = &r->frames[r->depth - 1];
    s->parts[s->part_count++] =
        (struct fl_source_part){.first = r->lines + 1, .file = top->file, .line = top->line};
    return true;
}

/* Takes text (NULL: no memory). */
static bool push(struct reading *r, struct fl_source_file *file, char *text)
{
    if (!text)
        return false;
    r->frames[r->depth++] = (struct frame){.file = file, .text = text, .rest = text, .line = 1};
    return begin_part(r);
}

static bool pop(struct reading *r)
{
    struct frame *top = &r->frames[r->depth - 1];
    if (r->state != CODE) {
        fl_problems_error(r->problems, top->file->name, r->opened, "this %s is never closed",
                          r->state == TEXT ? "text in quotes" : "comment");
        return false;
    }
    free(top->text);
    r->depth--;
    return !r->depth || begin_part(r);
}

/* Where the next piece of code ends: a word or number, or one character that may begin something. */
static const char *scan_code(struct reading *r, const char *p, const char *end)
{
    size_t word = isalnum((unsigned char)*p) ? strspn(p, WORD_CHARS) : 0;
    if (word)
        return p + word;
    if (*p == '#' || (*p == '/' && p[1] == '/'))
        return end; /* a comment to the end of the line */
    if (*p == '/' && p[1] == '*') {
        r->state = COMMENT;
        return p + 2;
    }
    if (*p == '"')
        r->state = TEXT;
    else if (strchr("({[", *p))
        r->brackets++;
    else if (strchr(")}]", *p))
        r->brackets -= r->brackets > 0;
    return p + 1;
}

static const char *scan_text(struct reading *r, const char *p)
{
    if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        return p + 2;
    if (*p == '"')
        r->state = CODE;
    return p + 1;
}

static const char *scan_comment(struct reading *r, const char *p)
{
    if (*p != '*' || p[1] != '/')
        return p + 1;
    r->state = CODE;
    return p + 2;
}

/* libconfig 1.5 cuts whole numbers to 32 bits without a word, unless they end in L. */
static bool is_wide(const char *word, size_t len)
{
    char *end;
    if (len < 9 || !isdigit((unsigned char)*word))
        return false;
    bool hex = word[0] == '0' && (word[1] == 'x' || word[1] == 'X');
    return strtoull(word, &end, hex ? 16 : 10) > INT_MAX && end == word + len;
}

/* Adds one line, which may lack its newline, to the text, and follows comments, texts and brackets
 * through it. */
static void scan_line(struct reading *r, const char *line, const char *end)
{
    struct fl_str *out = &r->source->text;
    for (const char *p = line, *next; p < end; p = next) {
        enum state before = r->state;
        if (before == CODE)
            next = scan_code(r, p, end);
        else
            next = before == TEXT ? scan_text(r, p) : scan_comment(r, p);
        fl_str_add_n(out, p, (size_t)(next - p));
        if (before == CODE && is_wide(p, (size_t)(next - p)))
            fl_str_add(out, "L");
        if (before == CODE && r->state != CODE)
            r->opened = r->frames[r->depth - 1].line;
    }
    if (end == line || end[-1] != '\n') /* libconfig knows no comment without one */
        fl_str_add(out, "\n");
}

static const char *skip_blanks(const char *p)
{
    return p + strspn(p, " \t\r");
}

/* The name in an @include line, copied; NULL: it is not one, with *directive saying whether it
 * was meant to be. */
static char *included_name(struct fl_arena *a, const char *line, bool *directive)
{
    static const char word[] = "@include";
    const char *p = line + strspn(line, " \t");
    *directive = !strncmp(p, word, sizeof word - 1);
    if (!*directive)
        return NULL;
    p = skip_blanks(p + sizeof word - 1);
    if (*p++ != '"')
        return NULL;
    size_t len = strcspn(p, "\"\n");
    const char *after = skip_blanks(p + len + (p[len] == '"'));
    if (p[len] != '"' || !len || (*after && *after != '\n' && *after != '#' && strncmp(after, "//", 2) != 0))
        return NULL;
    return fl_arena_strndup(a, p, len);
}

FL_PRINTF(2, 3) static bool refuse(struct reading *r, const char *fmt, ...)
{
    const struct frame *top = &r->frames[r->depth - 1];
    struct fl_error why;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why.text, sizeof why.text, fmt, ap);
    va_end(ap);
    fl_problems_error(r->problems, top->file->name, top->line, "%s", why.text);
    return false;
}

/* Opens the file that the current line includes; reading goes on there. */
static bool include(struct reading *r, const char *name)
{
    struct frame *top = &r->frames[r->depth - 1];
    struct fl_source *s = r->source;
    if (!name)
        return refuse(r, "@include wants a file name in quotes and nothing behind it, e.g. "
                         "@include \"devices.cfg\"");
    if (!r->files)
        return refuse(r, "@include \"%s\": works in files only", name);
    if (r->depth == INCLUDE_DEPTH)
        return refuse(r, "@include \"%s\": more than 10 files within each other; does one include itself?",
                      name);
    struct fl_source_file *file = fl_arena_alloc(s->arena, sizeof *file);
    if (!file || !(file->name = fl_source_path(s->arena, top->file->name, name)))
        return false;
    struct fl_error err;
    char *text = read_file(file, &err);
    if (!text)
        return refuse(r, "@include: %s %s", file->name, err.text);
    top->line++; /* where reading goes on afterwards */
    return push(r, file, text);
}

static bool read_line(struct reading *r)
{
    struct frame *top = &r->frames[r->depth - 1];
    struct fl_str *out = &r->source->text;
    const char *line = top->rest, *newline = strchr(line, '\n');
    const char *end = newline ? newline + 1 : line + strlen(line);
    top->rest = end;
    bool directive = false;
    char *name = r->state == CODE ? included_name(r->source->arena, line, &directive) : NULL;
    if (directive)
        return include(r, name);
    scan_line(r, line, end);
    if (out->bad || out->len > SIZE_MAX_ALL)
        return refuse(r, "the configuration is too long");
    if (r->brackets > BRACKET_DEPTH)
        return refuse(r, "more than 32 brackets within each other");
    top->line++;
    r->lines++;
    return true;
}

static bool read_all(struct reading *r, struct fl_source_file *file, char *text)
{
    size_t before = r->problems->errors;
    bool ok = push(r, file, text);
    while (ok && r->depth)
        ok = *r->frames[r->depth - 1].rest ? read_line(r) : pop(r);
    while (r->depth)
        free(r->frames[--r->depth].text);
    if (!ok && r->problems->errors == before)
        fl_problems_error(r->problems, file->name, 0, "out of memory");
    return ok;
}

bool fl_source_load(struct fl_source *s, const char *path, struct fl_problems *problems)
{
    struct reading r = {.source = s, .problems = problems, .files = true};
    struct fl_source_file *file = fl_arena_alloc(s->arena, sizeof *file);
    if (!file || !(file->name = fl_arena_strdup(s->arena, path))) {
        fl_problems_error(problems, path, 0, "out of memory");
        return false;
    }
    struct fl_error err;
    char *text = read_file(file, &err);
    if (!text) {
        fl_problems_error(problems, path, 0, "%s", err.text);
        return false;
    }
    return read_all(&r, file, text);
}

bool fl_source_parse(struct fl_source *s, const char *text, const char *name, struct fl_problems *problems)
{
    struct reading r = {.source = s, .problems = problems};
    struct fl_source_file *file = fl_arena_alloc(s->arena, sizeof *file);
    if (!file || !(file->name = fl_arena_strdup(s->arena, name))) {
        fl_problems_error(problems, name, 0, "out of memory");
        return false;
    }
    return read_all(&r, file, fl_strdup(text));
}

void fl_source_finish(struct fl_source *s)
{
    fl_str_finish(&s->text);
    free(s->parts);
    *s = (struct fl_source){0};
}

struct fl_place fl_source_place(const struct fl_source *s, unsigned line)
{
    size_t low = 0, high = s->part_count; /* the last part that begins at or before line */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->parts[middle].first <= line)
            low = middle;
        else
            high = middle;
    }
    const struct fl_source_part *part = &s->parts[low];
    return (struct fl_place){.file = part->file,
                             .line = line < part->first ? 0 : part->line + line - part->first};
}

char *fl_source_path(struct fl_arena *a, const char *from, const char *name)
{
    const char *slash = strrchr(from, '/');
    if (*name == '/' || !slash)
        return fl_arena_strdup(a, name);
    return fl_arena_format(a, "%.*s/%s", (int)(slash - from), from, name);
}
