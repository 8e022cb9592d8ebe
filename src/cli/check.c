/* fairlead check: every problem of a configuration, without starting anything. */
#include <stdio.h>

#include "cli/cli.h"

static const char help[] =
    "usage: fairlead check [-c FILE]\n"
    "\n"
    "Reads the configuration and prints every problem as FILE:LINE: error: what, and what to do.\n"
    "Warnings are printed too, but do not count.\n"
    "\n"
    "  -c, --config FILE   default " FL_CONFIG_FILE "\n"
    "  -q, --quiet         say nothing if all is fine\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 it can be used; 2 it cannot.\n";

static void print_summary(const char *path, const struct fl_config *config)
{
    size_t disabled = 0;
    for (size_t i = 0; i < config->device_count; i++)
        disabled += !config->devices[i].enabled;
    printf("%s: fine: %zu device%s", path, config->device_count, config->device_count == 1 ? "" : "s");
    if (disabled)
        printf(" (%zu disabled)", disabled);
    if (config->discover_count)
        printf(", %zu network%s to discover", config->discover_count, config->discover_count == 1 ? "" : "s");
    printf(", broker %s\n", config->mqtt.url);
}

int fl_cli_check(int argc, char **argv)
{
    struct fl_cli_options options;
    int first;
    int status = fl_cli_options(argc, argv, help, NULL, &options, &first);
    if (status >= 0)
        return status;
    if (first < argc) {
        fprintf(stderr, "fairlead check: %s is too much; -c names another file\n", argv[first]);
        return FL_EXIT_USAGE;
    }
    struct fl_config *config = fl_cli_load(options.config, true);
    if (!config)
        return FL_EXIT_USAGE;
    if (options.louder >= 0)
        print_summary(options.config, config);
    fl_config_destroy(config);
    return FL_EXIT_OK;
}
