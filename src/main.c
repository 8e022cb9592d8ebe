/* fairlead: the table of sub-commands; nothing else. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const struct {
    const char *name, *what;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"run", "run the gateway in the foreground", fl_cli_run},
    {"check", "find every problem of a configuration file", fl_cli_check},
    {"discover", "look for devices in the network", fl_cli_discover},
    {"status", "show a running gateway's devices", fl_cli_status},
    {"set", "set an entity and wait for the verdict", fl_cli_set},
    {"do", "make a device act and wait for the verdict", fl_cli_do},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void help(FILE *out)
{
    fputs("usage: fairlead COMMAND [OPTIONS]\n"
          "\n"
          "Fairlead keeps permanent sessions with devices and bridges them to MQTT: their state goes\n"
          "to topics, commands come from topics, and Home Assistant finds them by itself.\n"
          "\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-8s %s\n", commands[i].name, commands[i].what);
    fputs("\n"
          "fairlead COMMAND --help explains each. Options of all, behind the command: -c FILE "
          "(default\n" FL_CONFIG_FILE "), -v (say more), -q (say less), --version.\n"
          "\n"
          "A first try:\n"
          "  fairlead check -c fairlead.cfg && fairlead run -c fairlead.cfg\n"
          "  fairlead set -c fairlead.cfg villa kitchen_light ON\n",
          out);
}

/* argv[0] is the command's name. */
static int run(size_t command, int argc, char **argv)
{
    char program[32]; /* what complaints about options begin with */
    snprintf(program, sizeof program, "fairlead %s", commands[command].name);
    argv[0] = program;
    return commands[command].run(argc, argv);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        help(stderr);
        return FL_EXIT_USAGE;
    }
    const char *word = argv[1];
    if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help")) {
        help(stdout);
        return FL_EXIT_OK;
    }
    if (!strcmp(word, "--version")) {
        puts("fairlead " FL_VERSION);
        return FL_EXIT_OK;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(word, commands[i].name))
            return run(i, argc - 1, argv + 1);
    fprintf(stderr,
            word[0] == '-' ? "fairlead: %s stands behind a command" : "fairlead: there is no command \"%s\"",
            word);
    fputs("; fairlead --help lists the commands\n", stderr);
    return FL_EXIT_USAGE;
}
