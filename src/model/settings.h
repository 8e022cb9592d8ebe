/* What the configuration says, as plain data: filled by config/, read by everybody, changed by
 * nobody. Texts and lists belong to the fl_config they came with. */
#ifndef FL_MODEL_SETTINGS_H
#define FL_MODEL_SETTINGS_H

#include <fairlead/driver.h>

struct fl_device_conf {
    const char *id;        /* topic level and thread name */
    const char *name;      /* for people; never NULL: the id if not set */
    const char *identity;  /* instead of a host: whoever says this of itself; NULL: none */
    const char *interface; /* as configured; NULL: none. Also in the endpoint */
    bool enabled;
    bool discovered; /* stands in no file: it was found */
    const struct fl_driver *driver;
    struct fl_endpoint endpoint;
    struct fl_timing timing;
    int queue_size;
    int measurement_interval, publish_interval; /* ms; 0: off */
    const char *wake_command;                   /* run when it does not answer; NULL: nothing */
    int wake_after;                             /* attempts in a row that failed */
    void *options;                              /* the driver's conf struct, filled from its rows */
    const char *file;                           /* for messages */
    unsigned line;
};

struct fl_gateway_conf {
    const char *name, *state_dir;
    struct fl_log_conf {
        int level;  /* enum fl_level */
        int format; /* 0 text, 1 json */
    } log;
    int status_interval;
};

enum fl_topics { FL_TOPICS_BOTH, FL_TOPICS_SNAPSHOT, FL_TOPICS_ENTITIES };
enum fl_mqtt_version { FL_MQTT_AUTO, FL_MQTT_5, FL_MQTT_311 };

struct fl_mqtt_conf {
    const char *url, *client_id, *username, *password, *prefix;
    int version;   /* enum fl_mqtt_version */
    int topics;    /* enum fl_topics */
    int keepalive; /* ms */
    struct fl_tls_conf {
        const char *ca_file, *cert_file, *key_file;
        bool insecure; /* the server's certificate is not checked */
    } tls;
    struct fl_discovery_conf {
        bool enabled;
        const char *prefix, *status_topic;
    } discovery;
};

struct fl_multicast_conf {
    bool keep_alive_enabled, network_monitor_enabled;
    int group_refresh_interval; /* ms; 0: never */
};

struct fl_http_conf {
    const char *listen; /* NULL: off */
};

struct fl_discover_conf { /* a network whose devices appear by themselves */
    const struct fl_driver *driver;
    const char *interface;
    struct fl_list hosts; /* const char * */
};

#endif
