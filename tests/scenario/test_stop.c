/* Ends and new beginnings: in good order from every state, and in no order at all. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "support/cmocka.h"
#include "support/scenario.h"

static void sigterm_while_online_says_goodbye(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    stop_gateway(s);
    expect(s, "bridge/state", "offline");
    expect_retained(s, "fairlead/villa/availability", "offline");
    expect_retained(s, "fairlead/villa/hall", "OFF");
    assert_int_equal(panel_stat(s, 0, "disconnects"), 1);
    assert_int_equal(panel_stat(s, 0, "open"), 0);
}

static void sigterm_in_backoff(void **state)
{
    static const char *const refusing[] = {"fault=refuse", NULL};
    struct scenario *s = *state;
    start_panels(s, 1, refusing);
    write_config(s, "", "reconnect_min = \"1m\"; reconnect_max = \"1m\";", VILLA);
    start_gateway(s);
    expect_part(s, "villa/link", "\"state\":\"backoff\"");
    send_set(s, "villa/hall", "\"ON\"", "never");
    send_text(s, "castle/x/set", "{\"value\":1,\"id\":\"mark\"}"); /* then the other is queued */
    expect_verdict(s, "mark", "rejected", "castle");
    stop_gateway(s);
    expect_verdict(s, "never", "aborted", "");
    expect_offline(s, "villa");
}

static void sigterm_in_the_handshake(void **state)
{
    static const char *const silent[] = {"fault=silent", NULL};
    struct scenario *s = *state;
    start_panels(s, 1, silent);
    write_config(s, "", "response_timeout = \"1m\"; connect_timeout = \"1m\";", VILLA);
    start_gateway(s);
    expect_part(s, "villa/link", "\"state\":\"handshaking\"");
    stop_gateway(s);
    expect_offline(s, "villa");
}

/* A listener that nobody accepts from, its queue full: connecting takes for ever. */
static int full_listener(struct scenario *s, int fill[4])
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    assert_int_equal(listen(fd, 0), 0);
    for (int i = 0; i < 4; i++) {
        fill[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        connect(fill[i], (struct sockaddr *)&at, sizeof at); /* most never finish: that is the point */
    }
    s->port[0] = ntohs(at.sin_port);
    return fd;
}

static void sigterm_while_connecting(void **state)
{
    struct scenario *s = *state;
    int fill[4], fd = full_listener(s, fill);
    write_config(s, "", "connect_timeout = \"1m\";", VILLA);
    start_gateway(s);
    expect_part(s, "villa/link", "\"state\":\"connecting\"");
    stop_gateway(s);
    close(fd);
    for (int i = 0; i < 4; i++)
        close(fill[i]);
}

static void sigterm_while_a_panel_does_not_answer(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "response_timeout = \"1m\";");
    panel(s, "0 fault=half_open");
    send_set(s, "villa/hall", "\"ON\"", "cut");
    send_text(s, "castle/x/set", "{\"value\":1,\"id\":\"mark\"}");
    expect_verdict(s, "mark", "rejected", "castle");
    stop_gateway(s);
    cJSON *v = wait_verdict(s, "cut");
    const char *status = cJSON_GetStringValue(cJSON_GetObjectItem(v, "status"));
    assert_true(strcmp(status, "aborted") == 0 || strcmp(status, "failed") == 0);
    cJSON_Delete(v);
}

static void sigterm_without_a_broker(void **state)
{
    struct scenario *s = *state;
    stop_broker(s);
    start_panels(s, 1, NULL);
    write_config(s, "", NULL, VILLA);
    start_gateway(s);
    expect_panel_stat(s, 0, "polls", 3);
    stop_gateway(s);
}

static void sigterm_when_the_broker_has_just_gone(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    stop_broker(s);
    stop_gateway(s);
}

static void sigterm_right_after_the_start(void **state)
{
    struct scenario *s = *state;
    start_panels(s, 1, NULL);
    write_config(s, "", NULL, VILLA);
    for (int i = 0; i < 5; i++) {
        start_gateway(s);
        expect_log(s, "runs with");
        stop_gateway(s);
        assert_int_equal(unlink(s->log), 0);
    }
}

static void sigint_ends_it_too(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    process_signal(s->gateway, SIGINT);
    assert_true(process_wait(s->gateway, 5000));
    assert_int_equal(s->gateway->status, 128 + SIGINT);
    kill_gateway(s);
    expect_offline(s, "villa");
}

/* Moving shutters are not left running. */
static void an_orderly_end_releases_the_relays(void **state)
{
    static const char *const blind[] = {"shutter=3.2/3.1:20s", NULL};
    struct scenario *s = *state;
    start_villa(s, blind, "");
    send_set(s, "villa/blind", "\"OPEN\"", "open");
    expect_output(s, 0, 3, 2, 255);
    stop_gateway(s);
    expect_output(s, 0, 3, 2, 0);
}

static void a_kill_and_another_configuration_leave_nothing_stale(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    expect_retained(s, "fairlead/villa/blind", observer_last(s->all, "fairlead/villa/blind")->payload);
    kill_gateway(s);
    write_config(
        s, "", NULL,
        "{ id = \"manor\"; driver = \"ipcom\"; host = \"127.0.0.1\"; port = $0;"
        "  username = \"user\"; password = \"secret\";"
        "  outputs = ({ key = \"hall\"; name = \"Hall\"; module = 1; output = 1; kind = \"light\"; }); }");
    start_gateway(s);
    expect_online(s, "manor");
    expect_nothing_retained(s, "fairlead/villa");
    expect_nothing_retained(s, "homeassistant/device/test-villa");
    expect_retained(s, "fairlead/manor/hall", "OFF");
}

static void a_kill_and_fewer_entities_leave_nothing_stale(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    expect_retained(s, "fairlead/villa/pump", "OFF");
    kill_gateway(s);
    write_config(
        s, "", NULL,
        "{ id = \"villa\"; driver = \"ipcom\"; host = \"127.0.0.1\"; port = $0;"
        "  username = \"user\"; password = \"secret\";"
        "  outputs = ({ key = \"hall\"; name = \"Hall\"; module = 1; output = 1; kind = \"light\"; }); }");
    start_gateway(s);
    expect_nothing_retained(s, "fairlead/villa/pump");
    expect_nothing_retained(s, "fairlead/villa/lamp");
    expect_retained(s, "fairlead/villa/hall", "OFF");
}

/* MQTT 5: the broker keeps the gateway's session as long as a command may live. */
static void commands_sent_during_a_restart_get_their_verdict(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    stop_gateway(s);
    send_set(s, "villa/hall", "\"ON\"", "meanwhile");
    start_gateway(s);
    expect_verdict(s, "meanwhile", "done", NULL);
    expect_output(s, 0, 1, 1, 255);
}

static void commands_sent_after_a_kill_get_their_verdict(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    kill_gateway(s);
    expect(s, "bridge/state", "offline");
    send_set(s, "villa/hall", "\"ON\"", "meanwhile");
    start_gateway(s);
    expect_verdict(s, "meanwhile", "done", NULL);
}

static void the_state_directory_must_be_writable(void **state)
{
    struct scenario *s = *state;
    write_raw_config(s, "gateway: { name = \"test\"; state_dir = \"/proc/nowhere\"; };\n"
                        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; };\n");
    static const char *const args[] = {"run", "-c", "$CONFIG", NULL};
    char *out;
    assert_int_equal(run_fairlead(s, args, &out), 3);
    assert_non_null(strstr(out, "/proc/nowhere"));
    free(out);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(sigterm_while_online_says_goodbye),
        TEST(sigterm_in_backoff),
        TEST(sigterm_in_the_handshake),
        TEST(sigterm_while_connecting),
        TEST(sigterm_while_a_panel_does_not_answer),
        TEST(sigterm_without_a_broker),
        TEST(sigterm_when_the_broker_has_just_gone),
        TEST(sigterm_right_after_the_start),
        TEST(sigint_ends_it_too),
        TEST(an_orderly_end_releases_the_relays),
        TEST(a_kill_and_another_configuration_leave_nothing_stale),
        TEST(a_kill_and_fewer_entities_leave_nothing_stale),
        TEST(commands_sent_during_a_restart_get_their_verdict),
        TEST(commands_sent_after_a_kill_get_their_verdict),
        TEST(the_state_directory_must_be_writable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
