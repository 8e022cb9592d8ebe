/* Sending one command through MQTT and waiting for its verdict: the half that set and do share. */
#ifndef FL_CLI_COMMAND_H
#define FL_CLI_COMMAND_H

#include <cjson/cJSON.h>

#include "cli/cli.h"

/* Publishes payload (an object, which gets an "id"; deleted) on <prefix>/<device>/<topic>, prints
 * the verdict and returns the exit status: 0 on done or sent. */
int fl_cli_command(const struct fl_cli_options *options, const char *device, const char *topic,
                   cJSON *payload);

#endif
