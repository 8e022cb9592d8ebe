/* Namespaces, cables and addresses, all of them by the programs that people use for it. */
#include "support/network.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOOL_MS = 20000, LOOK_AGAIN_MS = 20, SCRIPT_MAX = 1000 };

#define INSIDE "FAIRLEAD_TEST_NETWORK" /* set in the environment of a program that is within */

/* --- tools ------------------------------------------------------------------------------------ */

static bool run_tool(const char *const *argv, const char *input, char **out)
{
    char *text = NULL;
    int status = process_run(argv, input, &text, TOOL_MS);
    if (status != 0)
        fprintf(stderr, "%s: status %d: %s\n%s\n", argv[0], status, text ? text : "", input ? input : "");
    if (out && status == 0)
        *out = text;
    else
        free(text);
    return status == 0;
}

/* Lines for `ip -batch` in the namespace of that process. */
static bool run_ip(pid_t where, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static bool run_ip(pid_t where, const char *fmt, ...)
{
    char script[SCRIPT_MAX], pid[16];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(script, sizeof script, fmt, ap);
    va_end(ap);
    snprintf(pid, sizeof pid, "%d", (int)where);
    const char *const argv[] = {"nsenter", "--target", pid, "--net", "ip", "-batch", "-", NULL};
    return run_tool(argv, script, NULL);
}

/* A process that does nothing but hold a new namespace. NULL: it did not come to be. */
static struct process *hold_namespace(void)
{
    static const char *const argv[] = {"unshare", "--net", "--", "sh", "-c", "echo in; exec cat", NULL};
    struct process *p = process_start(argv, NULL);
    if (p && process_line(p, TOOL_MS))
        return p;
    process_destroy(p);
    return NULL;
}

/* --- the switch --------------------------------------------------------------------------------- */

/* In a namespace of its own: beside an eth0 it would answer for the addresses there. */
static struct process *box;

/* It does not snoop: what a switch forgets is another test's concern. */
static bool make_switch(void)
{
    box = hold_namespace();
    return box && run_ip(box->pid, "link add br0 type bridge mcast_snooping 0\nlink set br0 up\n");
}

/* A cable needs a moment until its light goes on. */
static bool wait_forwarding(const char *port)
{
    char pid[16];
    snprintf(pid, sizeof pid, "%d", (int)box->pid);
    const char *const show[] = {"nsenter", "--target", pid,   "--net", "ip", "-details",
                                "link",    "show",     "dev", port,    NULL};
    for (int i = 0; i < TOOL_MS / LOOK_AGAIN_MS; i++) {
        char *text;
        if (!run_tool(show, NULL, &text))
            return false;
        bool forwarding = strstr(text, "state forwarding") != NULL;
        free(text);
        if (forwarding)
            return true;
        poll(NULL, 0, LOOK_AGAIN_MS);
    }
    fprintf(stderr, "%s: does not come up\n", port);
    return false;
}

/* The default route is for programs that send to a group without naming an interface. */
static bool plug_in(pid_t who, int number, const char *address)
{
    char port[16];
    snprintf(port, sizeof port, "veth%d", number);
    return run_ip(box->pid,
                  "link add %s type veth peer name eth0 address 02:00:00:00:00:%02d netns %d\n"
                  "link set %s up master br0\n",
                  port, number, (int)who, port) &&
           run_ip(who,
                  "link set lo up\n"
                  "link set eth0 up\n"
                  "address add %s/24 dev eth0\n"
                  "route add default dev eth0\n",
                  address) &&
           wait_forwarding(port);
}

/* --- getting in ----------------------------------------------------------------------------------- */

/* How this user gets a namespace, as an option of unshare: root just so, anybody by being root in
 * a user namespace. NULL: not at all. */
static const char *way_in(void)
{
    static const char *const ways[] = {"-n", "-rn"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const char *const trial[] = {"unshare", ways[i], "true", NULL};
        char *text;
        int status = process_run(trial, NULL, &text, TOOL_MS);
        free(text);
        if (status == 0)
            return ways[i];
    }
    return NULL;
}

int network_enter(char *const *argv)
{
    if (getenv(INSIDE))
        return make_switch() && plug_in(getpid(), 0, NETWORK_TEST_ADDRESS) ? 0 : 1;
    const char *way = way_in();
    if (!way) {
        printf("skipped: network namespaces may not be made here\n");
        return NETWORK_SKIPPED;
    }
    const char *again[NETWORK_ARGS_MAX + 4] = {"unshare", way, "--"};
    for (size_t i = 0; argv[i] && i < NETWORK_ARGS_MAX; i++)
        again[3 + i] = argv[i];
    setenv(INSIDE, "1", 1);
    execvp(again[0], (char *const *)(uintptr_t)again); /* execvp does not write to them */
    fprintf(stderr, "%s: %s\n", again[0], strerror(errno));
    return 1;
}

/* --- hosts ------------------------------------------------------------------------------------------ */

bool network_plug_in(struct network_host *h, int number, const char *address)
{
    *h = (struct network_host){.keeper = hold_namespace(), .number = number};
    snprintf(h->address, sizeof h->address, "%s", address);
    return h->keeper && plug_in(h->keeper->pid, number, address);
}

bool network_move(struct network_host *h, const char *address)
{
    char former[sizeof h->address];
    snprintf(former, sizeof former, "%s", h->address);
    snprintf(h->address, sizeof h->address, "%s", address);
    return run_ip(h->keeper->pid,
                  "address delete %s/24 dev eth0\n"
                  "address add %s/24 dev eth0\n"
                  "route replace default dev eth0\n",
                  former, address);
}

void network_unplug(struct network_host *h)
{
    if (!h->keeper)
        return;
    run_ip(box->pid, "link delete veth%d\n", h->number);
    process_destroy(h->keeper);
    h->keeper = NULL;
}

struct process *network_start(const struct network_host *h, const char *const *argv, const char *errors)
{
    char pid[16];
    const char *there[NETWORK_ARGS_MAX + 6] = {"nsenter", "--target", pid, "--net", "--"};
    snprintf(pid, sizeof pid, "%d", (int)h->keeper->pid);
    for (size_t i = 0; argv[i] && i < NETWORK_ARGS_MAX; i++)
        there[5 + i] = argv[i];
    return process_start(there, errors);
}
