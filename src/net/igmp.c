/* /proc/net/igmp: a line for each interface, "4\teth0      :     1      V3", and tabbed ones for its
 * groups. */
#include "net/igmp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static int listed_version(const char *interface)
{
    char line[160], name[32], word[8];
    int version = 0;
    FILE *f = fopen("/proc/net/igmp", "re");
    while (f && version == 0 && fgets(line, sizeof line, f))
        if (sscanf(line, "%*u %31[^ :] : %*u %7s", name, word) == 2 && strcmp(name, interface) == 0)
            version = word[0] == 'V' ? (int)strtol(word + 1, NULL, 10) : 0;
    if (f)
        fclose(f);
    return version;
}

static bool is_forced(const char *interface)
{
    char path[96], line[16] = "";
    fl_format(path, sizeof path, "/proc/sys/net/ipv4/conf/%s/force_igmp_version", interface);
    FILE *f = fopen(path, "re");
    bool got = f && fgets(line, sizeof line, f);
    if (f)
        fclose(f);
    return got && strtol(line, NULL, 10) != 0;
}

void fl_igmp_version(const char *interface, int *version, bool *querier)
{
    *version = listed_version(interface);
    *querier = (*version == 1 || *version == 2) && !is_forced("all") && !is_forced(interface);
}
