/* fairlead set: one entity to one value. */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/command.h"

static const char help[] =
    "usage: fairlead set [-c FILE] DEVICE ENTITY VALUE\n"
    "\n"
    "Sends one command through the broker, waits for its verdict and prints it. VALUE is what is\n"
    "published for the entity: ON, OFF, TOGGLE, a number, a word, or JSON for several fields.\n"
    "\n"
    "  fairlead set villa kitchen_light ON\n"
    "  fairlead set villa dining '{\"state\":\"ON\",\"brightness\":40}'\n"
    "  fairlead set villa blind STOP\n"
    "\n"
    "  -c, --config FILE   the gateway's configuration (default " FL_CONFIG_FILE ")\n"
    "  -q, --quiet         print nothing: the exit status tells\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 done or sent; 1 anything else the verdict says, or no verdict; 2 usage.\n";

int fl_cli_set(int argc, char **argv)
{
    struct fl_cli_options options;
    int first, status = fl_cli_options(argc, argv, help, NULL, &options, &first);
    if (status >= 0)
        return status;
    if (argc - first != 3) {
        fprintf(stderr, "fairlead set wants DEVICE ENTITY VALUE; fairlead set --help explains.\n");
        return FL_EXIT_USAGE;
    }
    const char *device = argv[first], *entity = argv[first + 1], *text = argv[first + 2];
    if (!fl_key_ok(entity)) {
        fprintf(stderr, "\"%s\" is no entity key: a-z, 0-9 and _, at most 64\n", entity);
        return FL_EXIT_USAGE;
    }
    cJSON *value; /* a number, true or an object as such, anything else as a word */
    if (fl_json_parse(&value, text, strlen(text), NULL))
        value = cJSON_CreateString(text);
    cJSON *payload = cJSON_CreateObject();
    cJSON_AddItemToObject(payload, "value", value);
    struct fl_str topic = {0};
    fl_str_addf(&topic, "%s/set", entity);
    status = fl_cli_command(&options, device, topic.text, payload);
    fl_str_finish(&topic);
    return status;
}
