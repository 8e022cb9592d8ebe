/* fairlead-sim: simulated devices on loopback, with faults. Options and help; the rest is sim_run.c. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <fairlead/log.h>

#include "base/log.h"
#include "sim_run.h"

enum { EXIT_USAGE = 2, EXIT_NO_START = 3, EXIT_BY_SIGNAL = 128 };
enum { OPTIONS_MAX = 64, COUNT_MAX = 10000 };

struct args {
    const struct fl_sim *sim; /* NULL: all */
    bool all, help, version, have_port, log, have_seed;
    const char *log_path; /* NULL: standard output */
    long port, count;
    struct sim_setup setup;
    struct sim_option options[OPTIONS_MAX]; /* names are the program's own arguments, cut at the "=" */
    size_t option_count;
};

static const char general_help[] =
    "usage: fairlead-sim DRIVER [options]\n"
    "       fairlead-sim --all [options]\n"
    "       fairlead-sim DRIVER --help     the options, faults and control lines of that device\n"
    "\n"
    "Runs simulated devices on real sockets, for trying out, testing and measuring the gateway.\n"
    "\n"
    "  --listen ADDR      numeric address to listen on (127.0.0.1; 127.0.0.2 for families that use UDP:\n"
    "                     their devices have an address each, from this one on)\n"
    "  --group ADDR       multicast group of families that have one (the family's own)\n"
    "  --port N           port of the first device, the others take the next ones; 0: any free ones\n"
    "                     (the family's own port)\n"
    "  --count N          so many devices of each driver, on successive ports, or addresses (1)\n"
    "  --seed N           repeats a run's random choices; -v tells the seed of a run\n"
    "  --net=FAULTS       what the network does to datagrams, both ways (--net_in, --net_out: one way):\n"
    "                     lose:N every N-th, loss:P% by chance, duplicate:P%, reorder:P%,\n"
    "                     delay:MS, jitter:MS (by chance up to so much later); none\n"
    "  --set NAME=VALUE   an option of the device, for all of them; --NAME=VALUE does the same\n"
    "  --log[=FILE]       one line per request on standard output or to FILE:\n"
    "                     \"<monotonic ms>.<ns> <device> <text>\"\n"
    "  --control          reads control lines from standard input, ends with it:\n"
    "                       3 fault=silent      changes an option of device 3 (they count from 0)\n"
    "                       * fault=none        of all devices\n"
    "                       0 drop              makes device 0 act; see DRIVER --help\n"
    "                       0 move 127.0.0.9    another address, for families that use UDP\n"
    "                     each is answered by \"ok\", \"ok VALUE\" or \"error: WHY\"\n"
    "  --all              every device there is, each with its defaults\n"
    "  -v, --verbose      more messages on standard error; -q, --quiet: only errors\n"
    "  --version, --help\n"
    "\n"
    "When all devices listen, prints \"ready DRIVER@ADDRESS:PORT ...\", one for each in order.\n"
    "Ends with SIGINT or SIGTERM. Exit code: 0 fine, 2 wrong usage, 3 could not start, 128+N signal.\n"
    "\n"
    "Drivers:\n";

enum {
    OPT_LISTEN = 256,
    OPT_GROUP,
    OPT_PORT,
    OPT_COUNT,
    OPT_SEED,
    OPT_SET,
    OPT_LOG,
    OPT_CONTROL,
    OPT_ALL,
    OPT_VERSION
};

static const struct option long_options[] = {
    {"listen", required_argument, NULL, OPT_LISTEN},
    {"group", required_argument, NULL, OPT_GROUP},
    {"port", required_argument, NULL, OPT_PORT},
    {"count", required_argument, NULL, OPT_COUNT},
    {"seed", required_argument, NULL, OPT_SEED},
    {"set", required_argument, NULL, OPT_SET},
    {"log", optional_argument, NULL, OPT_LOG},
    {"control", no_argument, NULL, OPT_CONTROL},
    {"all", no_argument, NULL, OPT_ALL},
    {"version", no_argument, NULL, OPT_VERSION},
    {"help", no_argument, NULL, 'h'},
    {"verbose", no_argument, NULL, 'v'},
    {"quiet", no_argument, NULL, 'q'},
    {NULL, 0, NULL, 0},
};

static const struct fl_sim *find_sim(const char *name)
{
    for (size_t i = 0; fl_sims[i]; i++)
        if (!strcmp(fl_sims[i]->name, name))
            return fl_sims[i];
    return NULL;
}

static int print_help(const struct fl_sim *sim)
{
    if (sim) {
        printf("usage: fairlead-sim %s [options]\n\n%s, by default on port %u.\n\n%s%s\n"
               "General options: fairlead-sim --help\n",
               sim->name, sim->summary, (unsigned)sim->port, sim->options_help,
               sim->more_help ? sim->more_help : "");
        return 0;
    }
    fputs(general_help, stdout);
    for (size_t i = 0; fl_sims[i]; i++)
        printf("  %-10s %s (port %u)\n", fl_sims[i]->name, fl_sims[i]->summary, (unsigned)fl_sims[i]->port);
    return 0;
}

static enum fl_err read_number(const char *name, const char *text, long min, long max, long *out,
                               struct fl_error *err)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (!*text || *end || errno || value < min || value > max)
        return fl_fail(err, FL_E_RANGE, "--%s %s: a number from %ld to %ld is wanted", name, text, min, max);
    *out = value;
    return FL_OK;
}

static enum fl_err read_seed(struct args *a, const char *text, struct fl_error *err)
{
    char *end;
    errno = 0;
    a->setup.seed = strtoull(text, &end, 0);
    a->have_seed = true;
    if (!*text || *end || errno)
        return fl_fail(err, FL_E_RANGE, "--seed %s: not a number", text);
    return FL_OK;
}

/* text is an argument of the program and is cut in place. */
static enum fl_err add_option(struct args *a, char *text, struct fl_error *err)
{
    if (a->option_count == OPTIONS_MAX)
        return fl_fail(err, FL_E_FULL, "--set %s: more than %d options", text, OPTIONS_MAX);
    char *equals = strchr(text, '=');
    if (equals)
        *equals++ = '\0';
    a->options[a->option_count++] = (struct sim_option){.name = text, .value = equals};
    return FL_OK;
}

/* What getopt does not know: --NAME=VALUE of the device, or a mistake. getopt leaves optopt 0 only
 * for a long option that is none of its own. */
static enum fl_err read_unknown(struct args *a, char *argument, struct fl_error *err)
{
    if (!optopt && strchr(argument, '='))
        return add_option(a, argument + 2, err);
    if (optopt && optopt < OPT_LISTEN)
        return fl_fail(err, FL_E_CONFIG, "-%c: no such option; see --help", optopt);
    return fl_fail(err, FL_E_CONFIG, "%s: %s; see --help", argument,
                   optopt ? "its value is missing, or it takes none" : "no such option");
}

static enum fl_err read_option(struct args *a, int opt, char *argument, struct fl_error *err)
{
    switch (opt) {
    case OPT_LISTEN:
        a->setup.listen = optarg;
        return FL_OK;
    case OPT_GROUP:
        a->setup.group = optarg;
        return FL_OK;
    case OPT_PORT:
        a->have_port = true;
        return read_number("port", optarg, 0, 65535, &a->port, err);
    case OPT_COUNT:
        return read_number("count", optarg, 1, COUNT_MAX, &a->count, err);
    case OPT_SEED:
        return read_seed(a, optarg, err);
    case OPT_SET:
        return add_option(a, optarg, err);
    case OPT_LOG:
        a->log = true;
        a->log_path = optarg;
        return FL_OK;
    case OPT_CONTROL:
        a->setup.control = true;
        return FL_OK;
    case OPT_ALL:
        a->all = true;
        return FL_OK;
    case OPT_VERSION:
        a->version = true;
        return FL_OK;
    case 'h':
        a->help = true;
        return FL_OK;
    case 'v':
        fl_log_set_level(FL_DEBUG);
        return FL_OK;
    case 'q':
        fl_log_set_level(FL_ERROR);
        return FL_OK;
    default:
        return read_unknown(a, argument, err);
    }
}

static enum fl_err read_driver(struct args *a, int argc, char **argv, struct fl_error *err)
{
    if (optind < argc - 1)
        return fl_fail(err, FL_E_CONFIG, "%s: one DRIVER only; several at once with --all", argv[optind + 1]);
    if (optind == argc) {
        if (!a->all && !a->help && !a->version)
            return fl_fail(err, FL_E_CONFIG, "which device? fairlead-sim DRIVER, or --all; see --help");
        return FL_OK;
    }
    if (a->all)
        return fl_fail(err, FL_E_CONFIG, "%s: a DRIVER or --all, not both", argv[optind]);
    a->sim = find_sim(argv[optind]);
    if (!a->sim)
        return fl_fail(err, FL_E_CONFIG, "%s: no such driver; fairlead-sim --help lists them", argv[optind]);
    return FL_OK;
}

static enum fl_err read_args(struct args *a, int argc, char **argv, struct fl_error *err)
{
    opterr = 0;
    for (int opt; (opt = getopt_long(argc, argv, "hvq", long_options, NULL)) != -1;) {
        enum fl_err e = read_option(a, opt, argv[optind - 1], err);
        if (e)
            return e;
    }
    enum fl_err e = read_driver(a, argc, argv, err);
    if (!e && a->all && a->option_count)
        return fl_fail(err, FL_E_CONFIG, "--set %s: options of a device need one DRIVER, not --all",
                       a->options[0].name);
    return e;
}

static enum fl_err add_devices(struct sim_run *run, const struct args *a, struct fl_error *err)
{
    long next = a->port;
    for (size_t i = 0; fl_sims[i]; i++) {
        if (a->sim && a->sim != fl_sims[i])
            continue;
        if (!a->have_port)
            next = fl_sims[i]->port;
        for (long n = 0; n < a->count; n++) {
            if (next > 65535)
                return fl_fail(err, FL_E_CONFIG, "--count %ld: no port is left above 65535", a->count);
            enum fl_err e =
                sim_run_add(run, fl_sims[i], (size_t)n, (uint16_t)next, a->options, a->option_count, err);
            if (e)
                return e;
            next += next != 0 && fl_sims[i]->medium == FL_STREAM; /* 0 stays: any free one */
        }
    }
    return FL_OK;
}

static int complain(const struct fl_error *err)
{
    fprintf(stderr, "fairlead-sim: %s\n", err->text);
    bool usage = err->code == FL_E_CONFIG || err->code == FL_E_RANGE || err->code == FL_E_UNKNOWN ||
                 err->code == FL_E_FORMAT || err->code == FL_E_FULL;
    return usage ? EXIT_USAGE : EXIT_NO_START;
}

static int run_devices(const struct args *a)
{
    struct fl_error err = {0};
    struct sim_run *run = sim_run_create(&a->setup, &err);
    if (!run)
        return complain(&err);
    int code = 0;
    if (add_devices(run, a, &err)) {
        code = complain(&err);
    } else {
        sim_run_announce(run, stdout);
        int signal = sim_run_loop(run);
        code = signal ? EXIT_BY_SIGNAL + signal : 0;
    }
    sim_run_destroy(run);
    return code;
}

static int open_log(struct args *a)
{
    static char buf[256 * 1024]; /* the stream's, as long as the program runs */
    if (!a->log)
        return 0;
    a->setup.log = a->log_path ? fopen(a->log_path, "w") : stdout;
    if (!a->setup.log) {
        fprintf(stderr, "fairlead-sim: --log=%s: %s\n", a->log_path, strerror(errno));
        return EXIT_NO_START;
    }
    setvbuf(a->setup.log, buf, _IOFBF, sizeof buf);
    return 0;
}

int main(int argc, char **argv)
{
    struct args a = {.count = 1};
    struct fl_error err = {0};
    if (read_args(&a, argc, argv, &err)) {
        complain(&err);
        return EXIT_USAGE;
    }
    if (a.help)
        return print_help(a.sim);
    if (a.version) {
        puts("fairlead-sim " FL_VERSION);
        return 0;
    }
    if (!a.have_seed && getrandom(&a.setup.seed, sizeof a.setup.seed, 0) != sizeof a.setup.seed)
        a.setup.seed = 1;
    fl_log(FL_DEBUG, "sim", "seed %llu", (unsigned long long)a.setup.seed);
    int code = open_log(&a);
    return code ? code : run_devices(&a);
}
