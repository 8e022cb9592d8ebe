/* Percentiles, results, and starting an installation. */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ONLINE_MS = 120000 };

double bench_now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

void bench_sleep_ms(int ms)
{
    struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    while (nanosleep(&pause, &pause) != 0)
        ;
}

/* --- a process ------------------------------------------------------------------------------ */

double bench_resident_kib(pid_t pid)
{
    char path[64], line[256];
    double kib = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "VmRSS:", 6) == 0)
            kib = strtod(line + 6, NULL);
    if (f)
        fclose(f);
    return kib;
}

double bench_processor_ms(pid_t pid)
{
    char path[64], line[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "re");
    if (f && fgets(line, sizeof line, f)) {
        const char *at = strrchr(line, ')'); /* the name may have spaces */
        if (!at ||
            sscanf(at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
            user = system = 0;
    }
    if (f)
        fclose(f);
    return (double)(user + system) * 1000 / (double)sysconf(_SC_CLK_TCK);
}

/* --- samples -------------------------------------------------------------------------------- */

void samples_add(struct samples *s, double value)
{
    if (s->count == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 1024;
        s->value = realloc(s->value, s->cap * sizeof *s->value);
        if (!s->value)
            abort();
    }
    s->value[s->count++] = value;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double samples_percentile(struct samples *s, double percent)
{
    if (s->count == 0)
        return 0;
    qsort(s->value, s->count, sizeof *s->value, compare);
    size_t at = (size_t)ceil(percent / 100 * (double)s->count);
    return s->value[at > 0 ? at - 1 : 0];
}

double samples_mean(const struct samples *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->count; i++)
        sum += s->value[i];
    return s->count ? sum / (double)s->count : 0;
}

void samples_finish(struct samples *s)
{
    free(s->value);
    *s = (struct samples){0};
}

/* --- results -------------------------------------------------------------------------------- */

static void print_ratio(double value, double floor)
{
    if (floor > 0)
        printf("\t%.3f\t%.2f\n", floor, value / floor);
    else
        printf("\t-\t-\n");
}

void bench_report(const char *what, const char *unit, struct samples *s, double floor)
{
    double median = samples_percentile(s, 50);
    printf("%-46s %8.3f %s median, %.3f p99, %.3f p99.9, %.3f worst of %zu\n", what, median, unit,
           samples_percentile(s, 99), samples_percentile(s, 99.9), samples_percentile(s, 100), s->count);
    printf("RESULT\t%s\t%s\t%.3f\t%.3f", what, unit, median, samples_percentile(s, 99));
    print_ratio(median, floor);
    fflush(stdout);
}

void bench_report_value(const char *what, const char *unit, double value, double floor)
{
    printf("%-46s %8.3f %s\n", what, value, unit);
    printf("RESULT\t%s\t%s\t%.3f\t-", what, unit, value);
    print_ratio(value, floor);
    fflush(stdout);
}

/* "<ms>.<ns> <device> <text>" */
void bench_read_log(struct scenario *s, const char *begins, bench_line_fn *take, void *ctx)
{
    char text[512];
    FILE *f = fopen(s->panel_log, "re");
    while (f && fgets(text, sizeof text, f)) {
        struct bench_line line;
        int at = 0;
        text[strcspn(text, "\n")] = '\0';
        if (sscanf(text, "%lf %u %n", &line.ms, &line.device, &at) < 2 || at == 0)
            continue;
        line.text = text + at;
        if (strncmp(line.text, begins, strlen(begins)) == 0)
            take(ctx, &line);
    }
    if (f)
        fclose(f);
}

/* --- an installation ------------------------------------------------------------------------- */

static void write_bench_config(struct scenario *s, size_t count, const char *settings)
{
    static const char head[] =
        "gateway: { name = \"bench\"; state_dir = \"$DIR/state\"; log: { level = \"info\"; }; };\n"
        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; discovery: { enabled = false; }; };\n"
        "devices = (\n";
    static const char form[] =
        "%s{ id = \"d%zu\"; driver = \"ipcom\"; host = \"127.0.0.1\"; port = $%zu; username = \"user\";\n"
        "  password = \"secret\"; %s outputs = (\n"
        "    { key = \"lamp\"; module = 1; output = 1; kind = \"light\"; },\n"
        "    { key = \"pump\"; module = 1; output = 2; kind = \"switch\"; },\n"
        "    { key = \"fan\"; module = 1; output = 3; kind = \"switch\"; }); }\n";
    size_t cap = sizeof head + count * (sizeof form + strlen(settings) + 16) + 8;
    char *text = malloc(cap);
    if (!text)
        abort();
    size_t len = (size_t)snprintf(text, cap, "%s", head);
    for (size_t i = 0; i < count; i++)
        len += (size_t)snprintf(text + len, cap - len, form, i ? "," : "", i, i, settings);
    snprintf(text + len, cap - len, ");\n");
    write_raw_config(s, text);
    free(text);
}

struct bench_wait {
    size_t count, seen, online; /* devices; messages looked at; of them, those that say so */
};

static bool all_online(struct observer *o, void *ctx)
{
    struct bench_wait *w = ctx;
    for (const struct observer_message *m; (m = observer_at(o, NULL, w->seen)); w->seen++)
        w->online += strcmp(m->payload, "online") == 0 && strstr(m->topic, "/availability") != NULL;
    return w->online >= w->count;
}

struct scenario *bench_start(size_t count, const char *settings, const char *const *panel_options)
{
    void *state;
    if (scenario_set_up(&state) != 0) {
        fprintf(stderr, "no broker: is mosquitto installed?\n");
        exit(1);
    }
    struct scenario *s = state;
    start_panels(s, count, panel_options);
    write_bench_config(s, count, settings);
    start_gateway(s);
    struct bench_wait wait = {.count = count};
    if (!observer_until(s->all, all_online, &wait, ONLINE_MS))
        give_up(s, "not all of %zu devices came online", count);
    return s;
}

void bench_unobserved(struct scenario *s)
{
    observer_close(s->all);
    s->all = NULL;
}

void bench_end(struct scenario *s)
{
    void *state = s;
    if (scenario_tear_down(&state) != 0)
        exit(1);
}

size_t bench_argument(int argc, char **argv, int number, size_t otherwise)
{
    return argc > number ? strtoul(argv[number], NULL, 10) : otherwise;
}
