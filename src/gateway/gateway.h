/* The gateway: owns the configuration, the links, the bus and the store, and runs them from the
 * main thread until a signal. */
#ifndef FL_GATEWAY_GATEWAY_H
#define FL_GATEWAY_GATEWAY_H

#include "config/config.h"

enum { FL_EXIT_OK = 0, FL_EXIT_FAILED = 1, FL_EXIT_USAGE = 2, FL_EXIT_CANNOT_START = 3 };

/* Runs until SIGTERM or SIGINT; SIGHUP reloads `path`. Takes config. louder: by how many levels -v
 * and -q shift the configured log level. Returns the process's exit status. */
int fl_gateway_run(struct fl_config *config, const char *path, int louder);

#endif
