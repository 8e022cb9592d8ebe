/* What bridge/info and bridge/health say about the process. Any thread: reads only what never
 * changes, the log's level (atomic), the hub and the kernel's figures. */
#include "gateway/gateway_private.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"

cJSON *fl_report_info(void *gateway)
{
    const struct fl_gateway *g = gateway;
    char when[FL_TIME_TEXT];
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "version", FL_VERSION);
    cJSON_AddStringToObject(o, "started", fl_clock_text(g->started_utc_ms, when));
    cJSON_AddStringToObject(o, "log_level", fl_level_names[fl_log_level()]);
    cJSON *drivers = cJSON_AddArrayToObject(o, "drivers");
    for (const struct fl_driver *const *d = fl_drivers; *d; d++)
        cJSON_AddItemToArray(drivers, cJSON_CreateString((*d)->name));
    return o;
}

/* A number from /proc/self/status, such as "VmRSS:"; 0 if it is not there. */
static long proc_status(const char *field)
{
    long value = 0;
    char line[160];
    FILE *f = fopen("/proc/self/status", "re");
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, field, strlen(field)))
            value = strtol(line + strlen(field), NULL, 10);
    if (f)
        fclose(f);
    return value;
}

cJSON *fl_report_health(void *gateway)
{
    struct fl_gateway *g = gateway;
    cJSON *o = cJSON_CreateObject();
    cJSON_AddItemToObject(o, "uptime", fl_json_int((int64_t)((fl_clock_ms() - g->started_ms) / 1000)));
    cJSON_AddItemToObject(o, "rss", fl_json_int(proc_status("VmRSS:") * 1024));
    cJSON_AddItemToObject(o, "threads", fl_json_int(proc_status("Threads:")));
    cJSON_AddItemToObject(o, "multicast", fl_multicast_report(g));
    return o;
}
