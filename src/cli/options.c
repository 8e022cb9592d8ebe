/* The options that all sub-commands share, by getopt_long. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SWITCHES_MAX = 8, FIRST_SWITCH = 256 };

static const struct option common[] = {
    {"config", required_argument, NULL, 'c'}, {"verbose", no_argument, NULL, 'v'},
    {"quiet", no_argument, NULL, 'q'},        {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
};

enum { COMMON_COUNT = sizeof common / sizeof *common };

struct table {
    struct option rows[COMMON_COUNT + SWITCHES_MAX + 1];
    char letters[2 * SWITCHES_MAX + 16];
};

static void make_table(struct table *t, const struct fl_cli_switch *switches)
{
    memset(t, 0, sizeof *t);
    memcpy(t->rows, common, sizeof common);
    size_t len = (size_t)snprintf(t->letters, sizeof t->letters, "c:vqh");
    for (int i = 0; switches && switches[i].name && i < SWITCHES_MAX; i++) {
        const struct fl_cli_switch *s = &switches[i];
        t->rows[COMMON_COUNT + i] = (struct option){
            .name = s->name, .has_arg = s->value ? required_argument : no_argument, .val = FIRST_SWITCH + i};
        if (s->letter)
            len += (size_t)snprintf(t->letters + len, sizeof t->letters - len, "%c%s", s->letter,
                                    s->value ? ":" : "");
    }
}

static const struct fl_cli_switch *find_switch(const struct fl_cli_switch *switches, int found)
{
    for (int i = 0; switches && switches[i].name; i++)
        if (found == FIRST_SWITCH + i || (switches[i].letter && found == switches[i].letter))
            return &switches[i];
    return NULL;
}

static void take_switch(const struct fl_cli_switch *s, const char *value)
{
    if (s->value)
        *s->value = value;
    else
        *s->flag = true;
}

int fl_cli_options(int argc, char **argv, const char *help, const struct fl_cli_switch *switches,
                   struct fl_cli_options *out, int *first)
{
    struct table table;
    make_table(&table, switches);
    *out = (struct fl_cli_options){.config = FL_CONFIG_FILE};
    optind = 1;
    for (int found; (found = getopt_long(argc, argv, table.letters, table.rows, NULL)) >= 0;) {
        const struct fl_cli_switch *s = find_switch(switches, found);
        if (s) {
            take_switch(s, optarg);
            continue;
        }
        switch (found) {
        case 'c':
            out->config = optarg;
            break;
        case 'v':
            out->louder++;
            break;
        case 'q':
            out->louder--;
            break;
        case 'V':
            puts("fairlead " FL_VERSION);
            return FL_EXIT_OK;
        case 'h':
            fputs(help, stdout);
            return FL_EXIT_OK;
        default: /* getopt has said what is wrong */
            fprintf(stderr, "%s --help explains.\n", argv[0]);
            return FL_EXIT_USAGE;
        }
    }
    *first = optind;
    return -1;
}

struct fl_config *fl_cli_load(const char *path, bool warnings)
{
    struct fl_problems problems = {0};
    struct fl_config *config = fl_config_load(path, &problems);
    if (!config || warnings)
        fl_problems_print(&problems, stderr);
    fl_problems_finish(&problems);
    if (!config && !strcmp(path, FL_CONFIG_FILE) && access(path, R_OK))
        fputs("-c FILE names another configuration.\n", stderr);
    return config;
}
