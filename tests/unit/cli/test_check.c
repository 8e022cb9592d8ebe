/* fairlead check: what it prints where, and its exit status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/cli.h"

struct run {
    int status;
    char out[1000], err[1000];
};

/* Points a descriptor at a temporary file; returns what it was. */
static int divert(int fd, FILE *to)
{
    int saved = dup(fd);
    assert_true(saved >= 0 && dup2(fileno(to), fd) == fd);
    return saved;
}

static void restore(int fd, int saved, FILE *from, char *text, size_t cap)
{
    assert_int_equal(dup2(saved, fd), fd);
    close(saved);
    rewind(from);
    text[fread(text, 1, cap - 1, from)] = '\0';
    fclose(from);
}

static struct run check(char **argv)
{
    struct run run;
    int argc = 0;
    while (argv[argc])
        argc++;
    FILE *out = tmpfile(), *err = tmpfile();
    assert_true(out && err);
    fflush(stdout);
    int saved_out = divert(STDOUT_FILENO, out), saved_err = divert(STDERR_FILENO, err);
    run.status = fl_cli_check(argc, argv);
    fflush(stdout);
    restore(STDOUT_FILENO, saved_out, out, run.out, sizeof run.out);
    restore(STDERR_FILENO, saved_err, err, run.err, sizeof run.err);
    return run;
}

/* Writes text to a new file, checks it, and calls the file "F" in what was printed. */
static struct run check_text(const char *text, bool quiet)
{
    char path[] = "/tmp/XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    struct run run = check((char *[]){"check", "-c", path, quiet ? "-q" : NULL, NULL});
    for (char *at; (at = strstr(run.out, path)) || (at = strstr(run.err, path));) {
        *at = 'F';
        memmove(at + 1, at + strlen(path), strlen(at + strlen(path)) + 1);
    }
    unlink(path);
    return run;
}

static const char fine[] = "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\"; },\n"
                           "{ id = \"b\"; driver = \"lamp\"; host = \"h\"; enabled = false; } );\n";

static void says_that_all_is_fine(void **state)
{
    (void)state;
    struct run run = check_text(fine, false);
    assert_int_equal(run.status, 0);
    assert_string_equal(run.out, "F: fine: 2 devices (1 disabled), broker mqtt://127.0.0.1:1883\n");
    assert_string_equal(run.err, "");
    run = check_text(fine, true);
    assert_int_equal(run.status, 0);
    assert_string_equal(run.out, "");
}

static void prints_every_problem(void **state)
{
    (void)state;
    struct run run = check_text("http: { listen = 1; };\ndevices = ( { id = \"a\"; } );\n", false);
    assert_int_equal(run.status, 2);
    assert_string_equal(run.out, "");
    assert_string_equal(run.err,
                        "F:1: error: http.listen: 1 found, a text in quotes is wanted, e.g. listen = "
                        "\"...\"\nF:2: error: driver is missing in an entry of devices: add e.g. driver = "
                        "\"...\"\n");
}

static void lets_warnings_pass(void **state)
{
    (void)state;
    struct run run = check_text("discover = ( { driver = \"horn\"; } ); devices = ();\n"
                                "defaults: { connection_timeout = \"1s\"; };",
                                false);
    assert_int_equal(run.status, 0);
    assert_string_equal(run.out, "F: fine: 0 devices, 1 network to discover, broker mqtt://127.0.0.1:1883\n");
    run = check_text("", false);
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(run.err, "F: warning: no devices"));
}

static void refuses_wrong_usage(void **state)
{
    (void)state;
    struct run run = check((char *[]){"check", "fairlead.cfg", NULL});
    assert_int_equal(run.status, 2);
    assert_string_equal(run.err, "fairlead check: fairlead.cfg is too much; -c names another file\n");
    run = check((char *[]){"check", "-c", "/nowhere/fairlead.cfg", NULL});
    assert_int_equal(run.status, 2);
    assert_string_equal(run.err, "/nowhere/fairlead.cfg: error: cannot be read: No such file or directory\n");
    run = check((char *[]){"check", "--help", NULL});
    assert_int_equal(run.status, 0);
    assert_int_equal(strncmp(run.out, "usage: fairlead check", 21), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_that_all_is_fine),
        cmocka_unit_test(prints_every_problem),
        cmocka_unit_test(lets_warnings_pass),
        cmocka_unit_test(refuses_wrong_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
