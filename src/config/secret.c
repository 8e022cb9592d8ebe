/* Secrets: in the file itself, in a file of their own, or in the environment. No message ever
 * shows any of one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/read.h"

enum { SECRET_MAX = 4096 };

const char *const fl_secret_suffixes[] = {"", "_file", "_env", NULL};

/* Reads a whole small regular file; NULL with the reason in *err. Never waits (a pipe would). */
static char *read_small_file(struct fl_arena *a, const char *path, struct fl_error *err)
{
    char buf[SECRET_MAX + 1];
    struct stat st;
    char *text = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        fl_fail_errno(err, "%s cannot be read", path);
        return NULL;
    }
    ssize_t len = -1;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        fl_fail(err, FL_E_CONFIG, "%s is no regular file", path);
    else if ((len = read(fd, buf, sizeof buf)) < 0)
        fl_fail_errno(err, "%s cannot be read", path);
    else if (len > SECRET_MAX)
        fl_fail(err, FL_E_CONFIG, "%s is longer than %d bytes", path, SECRET_MAX);
    else if (memchr(buf, '\0', (size_t)len))
        fl_fail(err, FL_E_CONFIG, "%s holds a NUL byte", path);
    else
        text = fl_arena_strndup(a, buf, (size_t)len);
    explicit_bzero(buf, sizeof buf);
    close(fd);
    return text;
}

/* Editors end a file with a newline, which is no part of the secret. */
static void cut_newline(char *text)
{
    size_t len = strlen(text);
    if (len && text[len - 1] == '\n')
        text[--len] = '\0';
    if (len && text[len - 1] == '\r')
        text[--len] = '\0';
}

static char *from_text(struct fl_read *r, const config_setting_t *s)
{
    struct fl_place place = fl_source_place(r->source, config_setting_source_line(s));
    if (place.file->exposed) {
        char name[FL_SETTING_NAME];
        fl_read_warning(r, s, "%s: everybody on this machine may read this file: chmod o-r, or use %s_file",
                        fl_setting_name(s, name), config_setting_name(s));
        place.file->exposed = false; /* said once a file */
    }
    return fl_arena_strdup(r->arena, config_setting_get_string(s));
}

static char *from_file(struct fl_read *r, const config_setting_t *s)
{
    char name[FL_SETTING_NAME];
    struct fl_error err = {0};
    struct fl_place place = fl_source_place(r->source, config_setting_source_line(s));
    char *path = fl_source_path(r->arena, place.file->name, config_setting_get_string(s));
    char *text = path ? read_small_file(r->arena, path, &err) : NULL;
    if (text)
        cut_newline(text);
    else if (err.code)
        fl_read_error(r, s, "%s: %s", fl_setting_name(s, name), err.text);
    return text;
}

static char *from_env(struct fl_read *r, const config_setting_t *s)
{
    char name[FL_SETTING_NAME], quoted[FL_QUOTE];
    const char *text = getenv(config_setting_get_string(s));
    if (text)
        return fl_arena_strdup(r->arena, text);
    fl_read_error(r, s, "%s: the environment has no variable %s", fl_setting_name(s, name),
                  fl_quote(config_setting_get_string(s), quoted));
    return NULL;
}

static void read_form(struct fl_read *r, const config_setting_t *s, size_t form, const struct fl_option *row,
                      const char **field)
{
    static char *(*const sources[])(struct fl_read *, const config_setting_t *) = {from_text, from_file,
                                                                                   from_env};
    char name[FL_SETTING_NAME];
    if (config_setting_type(s) != CONFIG_TYPE_STRING) {
        fl_read_error(r, s, "%s: a text in quotes is wanted", fl_setting_name(s, name));
        return;
    }
    char *text = sources[form](r, s);
    if (text && row->max > 0 && strlen(text) > (size_t)row->max)
        fl_read_error(r, s, "%s: longer than %g bytes", fl_setting_name(s, name), row->max);
    else if (text)
        *field = text;
}

void fl_read_secret(struct fl_read *r, config_setting_t *group, const struct fl_option *row, void *conf)
{
    const config_setting_t *given = NULL, *second = NULL;
    char key[FL_SECRET_KEY];
    size_t form = 0;
    for (size_t i = 0; fl_secret_suffixes[i]; i++) {
        fl_format(key, sizeof key, "%s%s", row->key, fl_secret_suffixes[i]);
        const config_setting_t *s = fl_read_take(group, key);
        if (s && given) {
            second = s;
        } else if (s) {
            given = s;
            form = i;
        }
    }
    if (second)
        fl_read_error(r, second, "%s and %s are both given: keep one", config_setting_name(given),
                      config_setting_name(second));
    else if (given)
        read_form(r, given, form, row, (const char **)((char *)conf + row->offset));
    else if (row->required)
        fl_read_error(r, group, "%s is missing: add %s, or %s_file or %s_env", row->key, row->key, row->key,
                      row->key);
}
