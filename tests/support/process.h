/* A program that a test runs: its lines read with a time limit, ended with the test whatever
 * happens. One thread, and the one that lives longest: the children die with it. */
#ifndef FL_TESTS_SUPPORT_PROCESS_H
#define FL_TESTS_SUPPORT_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

#include <sys/types.h>

enum { PROCESS_LINE_MAX = 128 * 1024 };

struct process {
    pid_t pid;  /* 0: has ended and was waited for */
    int status; /* then: the exit status, or 128 + the signal's number */
    int in, out;
    size_t len; /* of what came on its standard output and is no whole line yet */
    char buf[PROCESS_LINE_MAX];
    char line[PROCESS_LINE_MAX];
};

/* Starts argv[0] (a path, or found in PATH) with its standard input and output on pipes and its
 * standard error appended to the file `errors` (NULL: ours). NULL: it cannot be started. */
struct process *process_start(const char *const *argv, const char *errors);
bool process_send(struct process *p, const char *line); /* and a line end; false: it reads no more */
void process_end_input(struct process *p);
/* The next line of its standard output without the line end; valid until the next call. NULL: none
 * came in time, or it closed its output. */
const char *process_line(struct process *p, int timeout_ms);
bool process_signal(struct process *p, int signal);
bool process_wait(struct process *p, int timeout_ms); /* true: it has ended; p->status tells how */
void process_destroy(struct process *p);              /* kills it if it runs; NULL is fine */

/* Runs a program to its end with `input` on its standard input. *out: what it wrote on standard
 * output and error, to be freed. Returns its status as above; -1: it did not start or end. */
int process_run(const char *const *argv, const char *input, char **out, int timeout_ms);

char *process_read_file(const char *path); /* to be freed; "" if it cannot be read */

#endif
