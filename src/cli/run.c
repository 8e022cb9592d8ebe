/* fairlead run: the gateway in the foreground. */
#include "cli/cli.h"

#include <stdio.h>

static const char help[] =
    "usage: fairlead run [-c FILE] [-v|-q]\n"
    "\n"
    "Runs the gateway in the foreground until SIGTERM or SIGINT; SIGHUP reloads FILE.\n"
    "\n"
    "  -c, --config FILE   the configuration (default " FL_CONFIG_FILE ")\n"
    "  -v, --verbose       log one level more than the configuration says (may be repeated)\n"
    "  -q, --quiet         one level less\n"
    "  -h, --help          this text\n"
    "\n"
    "The broker or the devices need not be there: the gateway waits for them and says so.\n"
    "Exit status: 2 the configuration cannot be used (fairlead check tells why), 3 it cannot\n"
    "start (state_dir not writable), 128+N after signal N.\n";

int fl_cli_run(int argc, char **argv)
{
    struct fl_cli_options options;
    int first, status = fl_cli_options(argc, argv, help, NULL, &options, &first);
    if (status >= 0)
        return status;
    if (first < argc) {
        fprintf(stderr, "fairlead run takes no argument \"%s\"; a configuration file goes behind -c.\n",
                argv[first]);
        return FL_EXIT_USAGE;
    }
    struct fl_config *config = fl_cli_load(options.config, true);
    return config ? fl_gateway_run(config, options.config, options.louder) : FL_EXIT_USAGE;
}
