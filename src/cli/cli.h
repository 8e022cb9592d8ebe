/* The sub-commands of fairlead: one file and one function each. argv[0] is the sub-command's name.
 * Each returns the process's exit status (contract: 0 fine, 1 failed, 2 usage or configuration,
 * 3 could not start). */
#ifndef FL_CLI_CLI_H
#define FL_CLI_CLI_H

#include "config/config.h"
#include "gateway/gateway.h"

#define FL_CONFIG_FILE "/etc/fairlead/fairlead.cfg"

int fl_cli_run(int argc, char **argv);
int fl_cli_check(int argc, char **argv);
int fl_cli_discover(int argc, char **argv);
int fl_cli_status(int argc, char **argv);
int fl_cli_set(int argc, char **argv);
int fl_cli_do(int argc, char **argv);

/* What every sub-command takes: -c FILE, -v, -q, -h. */
struct fl_cli_options {
    const char *config; /* FL_CONFIG_FILE by default */
    int louder;         /* -v counts up, -q down */
};

/* An option of one sub-command beside those. */
struct fl_cli_switch {
    const char *name;   /* long name; NULL ends the list */
    char letter;        /* 0: none */
    const char **value; /* takes an argument, kept here; or ... */
    bool *flag;         /* ... is switched on */
};

/* Reads the options; *first is the index of the first argument that is none. Returns -1 to go on,
 * else the exit status: help was asked for (printed on stdout), or a mistake was made (said on
 * stderr, with a hint to --help). switches may be NULL. */
int fl_cli_options(int argc, char **argv, const char *help, const struct fl_cli_switch *switches,
                   struct fl_cli_options *out, int *first);

/* Loads the configuration; NULL: it cannot be used, and every problem was printed on stderr.
 * warnings: they are printed, too, if it can. */
struct fl_config *fl_cli_load(const char *path, bool warnings);

#endif
