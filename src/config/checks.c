/* Checks across settings, and of what has a syntax of its own: URLs, addresses, topics. */
#include "config/checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/duration.h"

static const struct scheme {
    const char *name;
    unsigned port;
    bool tls, path;
} schemes[] = {
    {"mqtt", 1883, false, false},
    {"mqtts", 8883, true, false},
    {"ws", 80, false, true},
    {"wss", 443, true, true},
};

/* The setting of that path, or the innermost group around it that there is. */
static config_setting_t *at(config_setting_t *root, const char *path)
{
    for (size_t len = strlen(path); len; len--) {
        char part[80];
        if (path[len] && path[len] != '.')
            continue;
        fl_format(part, sizeof part, "%.*s", (int)len, path);
        config_setting_t *s = config_setting_lookup(root, part);
        if (s)
            return s;
    }
    return root;
}

/* --- addresses ------------------------------------------------------------------------------ */

/* Splits "host", "host:port" or "[::1]:port" of len bytes; the host keeps its brackets. A port of
 * 0: none named. */
static bool split_host(const char *text, size_t len, size_t *host_len, unsigned *port)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    static const char ipv6[] = "0123456789abcdefABCDEF:.";
    size_t n = *text == '[' ? 1 + strspn(text + 1, ipv6) : strspn(text, name);
    if (*text == '[' && (n == 1 || text[n++] != ']'))
        return false;
    *host_len = n;
    *port = 0;
    if (!n || n > len)
        return false;
    if (n == len)
        return true;
    size_t digits = text[n] == ':' ? strspn(text + n + 1, "0123456789") : 0;
    if (!digits || digits > 5 || n + 1 + digits != len)
        return false;
    *port = (unsigned)strtoul(text + n + 1, NULL, 10);
    return *port >= 1 && *port <= 65535;
}

static const struct scheme *scheme_of(const char *url)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t len = strlen(schemes[i].name);
        if (!strncmp(url, schemes[i].name, len) && !strncmp(url + len, "://", 3))
            return &schemes[i];
    }
    return NULL;
}

/* Checks the URL and gives it its port; returns its scheme, or NULL with the problem noted. No
 * message shows the URL as long as it may hold a password. */
static const struct scheme *check_url(struct fl_read *r, const config_setting_t *s, const char **url)
{
    char quoted[FL_QUOTE];
    const struct scheme *scheme = scheme_of(*url);
    size_t host_len;
    unsigned port;
    if (strchr(*url, '@')) {
        fl_read_error(r, s, "mqtt.url: no user or password here: use mqtt.username and mqtt.password");
        return NULL;
    }
    if (!scheme) {
        fl_read_error(r, s,
                      "mqtt.url: %s: mqtt://, mqtts://, ws:// or wss:// is wanted, e.g. "
                      "\"mqtt://127.0.0.1:1883\"",
                      fl_quote(*url, quoted));
        return NULL;
    }
    const char *host = *url + strlen(scheme->name) + 3;
    size_t len = strcspn(host, "/?#");
    if (!split_host(host, len, &host_len, &port)) {
        fl_read_error(r, s,
                      "mqtt.url: %s: a host and maybe a port from 1 to 65535 are wanted, e.g. "
                      "\"%s://127.0.0.1:%u\"",
                      fl_quote(*url, quoted), scheme->name, scheme->port);
        return NULL;
    }
    if (host[len] && !scheme->path) {
        fl_read_error(r, s, "mqtt.url: %s: only ws and wss have something behind the port",
                      fl_quote(*url, quoted));
        return NULL;
    }
    *url = fl_arena_format(r->arena, "%s://%.*s:%u%s", scheme->name, (int)host_len, host,
                           port ? port : scheme->port, host + len);
    return scheme;
}

static void check_listen(struct fl_read *r, config_setting_t *root, const struct fl_http_conf *http)
{
    char quoted[FL_QUOTE];
    size_t host_len;
    unsigned port = 0;
    if (http->listen && (!split_host(http->listen, strlen(http->listen), &host_len, &port) || !port))
        fl_read_error(r, at(root, "http.listen"),
                      "http.listen: %s: address and port are wanted, e.g. \"127.0.0.1:8099\"",
                      fl_quote(http->listen, quoted));
}

/* --- topics --------------------------------------------------------------------------------- */

/* Levels as of our own topics, none of them empty. */
static bool prefix_ok(const char *prefix)
{
    static const char level[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    for (;; prefix++) {
        size_t len = strspn(prefix, level);
        prefix += len;
        if (!len || (*prefix && *prefix != '/'))
            return false;
        if (!*prefix)
            return true;
    }
}

/* A topic as one may publish to, with no level empty. */
static bool topic_ok(const char *topic)
{
    size_t len = strlen(topic);
    return len && *topic != '$' && *topic != '/' && topic[len - 1] != '/' && !strpbrk(topic, "+#") &&
           !strstr(topic, "//");
}

static void check_topics(struct fl_read *r, config_setting_t *root, const struct fl_mqtt_conf *m)
{
    static const char *const paths[] = {"mqtt.discovery.prefix", "mqtt.discovery.status_topic"};
    const char *const topics[] = {m->discovery.prefix, m->discovery.status_topic};
    char quoted[FL_QUOTE];
    if (!prefix_ok(m->prefix))
        fl_read_error(
            r, at(root, "mqtt.prefix"),
            "mqtt.prefix: %s is not allowed: levels of A-Z, a-z, 0-9, _ and -, with / between them, are",
            fl_quote(m->prefix, quoted));
    for (size_t i = 0; i < 2; i++) {
        if (!topic_ok(topics[i]))
            fl_read_error(r, at(root, paths[i]),
                          "%s: %s is no topic: no + or #, no $ in front, no empty level is allowed", paths[i],
                          fl_quote(topics[i], quoted));
    }
    if (m->discovery.enabled && !strcmp(m->prefix, m->discovery.prefix))
        fl_read_error(r, at(root, "mqtt.prefix"),
                      "mqtt.prefix: %s is mqtt.discovery.prefix already: they must differ",
                      fl_quote(m->prefix, quoted));
}

/* --- files and TLS -------------------------------------------------------------------------- */

/* The file's name as it counts from here. */
static const char *resolve(struct fl_read *r, const config_setting_t *s, const char *name)
{
    struct fl_place place = fl_source_place(r->source, config_setting_source_line(s));
    return fl_source_path(r->arena, place.file->name, name);
}

static void check_readable(struct fl_read *r, config_setting_t *root, const char *path, const char **name)
{
    struct fl_error err = {0};
    if (!*name)
        return;
    *name = resolve(r, at(root, path), *name);
    if (*name && access(*name, R_OK)) {
        fl_fail_errno(&err, "%s cannot be read", *name);
        fl_read_error(r, at(root, path), "%s: %s", path, err.text);
    }
}

static void check_tls(struct fl_read *r, config_setting_t *root, const struct scheme *scheme,
                      struct fl_tls_conf *tls)
{
    check_readable(r, root, "mqtt.tls.ca_file", &tls->ca_file);
    check_readable(r, root, "mqtt.tls.cert_file", &tls->cert_file);
    check_readable(r, root, "mqtt.tls.key_file", &tls->key_file);
    if (!tls->cert_file != !tls->key_file)
        fl_read_error(r, at(root, "mqtt.tls"),
                      "mqtt.tls: cert_file and key_file belong together: %s is missing",
                      tls->cert_file ? "key_file" : "cert_file");
    bool given = tls->ca_file || tls->cert_file || tls->key_file || tls->insecure;
    if (scheme && !scheme->tls && given)
        fl_read_error(r, at(root, "mqtt.tls"),
                      "mqtt.tls: works with mqtts:// and wss:// only, mqtt.url has %s://", scheme->name);
}

static void check_mqtt(struct fl_read *r, config_setting_t *root, struct fl_config *c)
{
    struct fl_mqtt_conf *m = &c->mqtt;
    const struct scheme *scheme = check_url(r, at(root, "mqtt.url"), &m->url);
    check_tls(r, root, scheme, &m->tls);
    check_topics(r, root, m);
    if (m->client_id && !*m->client_id)
        fl_read_error(r, at(root, "mqtt.client_id"),
                      "mqtt.client_id: empty: leave it out for \"fairlead-%s\"", c->gateway.name);
    else if (!m->client_id)
        m->client_id = fl_arena_format(r->arena, "fairlead-%s", c->gateway.name);
    if (m->password && !m->username && m->version != FL_MQTT_5)
        fl_read_error(r, at(root, "mqtt"), "mqtt.password needs mqtt.username (only MQTT 5 does without)");
}

void fl_check_gateway(struct fl_read *r, config_setting_t *root, struct fl_config *c)
{
    config_setting_t *state_dir = at(root, "gateway.state_dir");
    if (*c->gateway.state_dir)
        c->gateway.state_dir = resolve(r, state_dir, c->gateway.state_dir);
    else
        fl_read_error(r, state_dir, "gateway.state_dir: empty: a folder is wanted");
    check_mqtt(r, root, c);
    check_listen(r, root, &c->http);
}

/* --- links ---------------------------------------------------------------------------------- */

void fl_check_link(struct fl_read *r, config_setting_t *entry, const struct fl_device_conf *d)
{
    const struct fl_timing *t = &d->timing;
    char low[FL_DURATION_TEXT], high[FL_DURATION_TEXT];
    if (t->reconnect_min > t->reconnect_max)
        fl_read_error(r, at(entry, "reconnect_min"),
                      "reconnect_min: %s is more than reconnect_max, which is %s",
                      fl_duration_text(t->reconnect_min, low), fl_duration_text(t->reconnect_max, high));
    if (t->connection_timeout && t->connection_timeout < t->keepalive_interval)
        fl_read_warning(r, at(entry, "connection_timeout"),
                        "connection_timeout: %s is less than keepalive_interval, which is %s: a link that is "
                        "well may end",
                        fl_duration_text(t->connection_timeout, low),
                        fl_duration_text(t->keepalive_interval, high));
}
