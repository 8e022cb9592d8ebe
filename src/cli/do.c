/* fairlead do: one action of a device. */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/command.h"

static const char help[] =
    "usage: fairlead do [-c FILE] DEVICE ACTION [JSON]\n"
    "\n"
    "Makes a device act, waits for the verdict and prints it. Every device knows refresh (poll\n"
    "now) and reconnect; the manual lists what each family knows beside these. JSON: the action's\n"
    "arguments, an object.\n"
    "\n"
    "  fairlead do villa reconnect\n"
    "\n"
    "  -c, --config FILE   the gateway's configuration (default " FL_CONFIG_FILE ")\n"
    "  -q, --quiet         print nothing: the exit status tells\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 done or sent; 1 anything else the verdict says, or no verdict; 2 usage.\n";

static cJSON *arguments(const char *text)
{
    struct fl_error err;
    cJSON *args = NULL;
    if (!text)
        return cJSON_CreateObject();
    if (fl_json_parse(&args, text, strlen(text), &err))
        fprintf(stderr, "arguments: %s\n", err.text);
    else if (!cJSON_IsObject(args))
        fprintf(stderr, "arguments: an object is wanted, such as '{\"page\":1}'\n");
    if (cJSON_IsObject(args))
        return args;
    cJSON_Delete(args);
    return NULL;
}

int fl_cli_do(int argc, char **argv)
{
    struct fl_cli_options options;
    int first, status = fl_cli_options(argc, argv, help, NULL, &options, &first);
    if (status >= 0)
        return status;
    int count = argc - first;
    if (count != 2 && count != 3) {
        fprintf(stderr, "fairlead do wants DEVICE ACTION [JSON]; fairlead do --help explains.\n");
        return FL_EXIT_USAGE;
    }
    const char *device = argv[first], *action = argv[first + 1];
    if (!fl_key_ok(action)) {
        fprintf(stderr, "\"%s\" is no action: a-z, 0-9 and _, at most 64\n", action);
        return FL_EXIT_USAGE;
    }
    cJSON *payload = arguments(count == 3 ? argv[first + 2] : NULL);
    if (!payload)
        return FL_EXIT_USAGE;
    struct fl_str topic = {0};
    fl_str_addf(&topic, "do/%s", action);
    status = fl_cli_command(&options, device, topic.text, payload);
    fl_str_finish(&topic);
    return status;
}
