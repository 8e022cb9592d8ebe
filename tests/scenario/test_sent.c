/* The verdict `sent`: written, and nobody will confirm it. A panel confirms everything, so here the
 * gateway has another family, whose device cannot answer: see tests/support/oneway.c. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "support/cmocka.h"
#include "support/scenario.h"

enum { TEXT_MAX = 64 };

static int siren; /* the device: a socket that only listens; of the test that runs */

static int set_up(void **state)
{
    if (scenario_set_up(state))
        return -1;
    struct scenario *s = *state;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct timeval patience = {.tv_sec = SCENARIO_PATIENCE_MS / 1000};
    socklen_t len = sizeof at;
    siren = socket(AF_INET, SOCK_DGRAM, 0);
    if (siren < 0 || bind(siren, (struct sockaddr *)&at, len) ||
        getsockname(siren, (struct sockaddr *)&at, &len) ||
        setsockopt(siren, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience))
        return -1;
    s->program = FL_ONEWAY_PROGRAM;
    s->port[0] = ntohs(at.sin_port);
    write_config(s, "", "",
                 "{ id = \"yard\"; driver = \"oneway\"; host = \"127.0.0.1\"; port = $0;"
                 "  command_timeout = \"1m\"; }");
    start_gateway(s);
    expect_online(s, "yard");
    return 0;
}

static int tear_down(void **state)
{
    close(siren);
    return scenario_tear_down(state);
}

/* The next datagram that it hears. */
static void expect_heard(struct scenario *s, const char *text)
{
    char heard[TEXT_MAX] = "";
    ssize_t len = recv(siren, heard, sizeof heard - 1, 0);
    if (len < 0 || strcmp(heard, text) != 0)
        give_up(s, "expected the siren to hear \"%s\", it heard \"%s\"", text, len < 0 ? "(nothing)" : heard);
}

static void what_nobody_confirms_is_sent(void **state)
{
    struct scenario *s = *state;
    send_set(s, "yard/siren", "\"ON\"", "loud");
    expect_verdict(s, "loud", "sent", NULL);
    expect_heard(s, "siren on");
    cJSON *v = wait_verdict(s, "loud");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(v, "command")), "siren/set");
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(v, "value"))); /* the device reports nothing */
    cJSON_Delete(v);
    expect(s, "yard/siren", "None");
}

static void an_action_that_nobody_confirms_is_sent(void **state)
{
    struct scenario *s = *state;
    send_text(s, "yard/do/test", "{\"id\":\"blast\"}");
    expect_verdict(s, "blast", "sent", NULL);
    expect_heard(s, "test");
}

static void a_message_is_sent_when_all_of_it_is(void **state)
{
    struct scenario *s = *state;
    send_text(s, "yard/set", "{\"siren\":\"OFF\",\"level\":3,\"id\":\"both\"}");
    expect_verdict(s, "both", "sent", NULL);
    expect_heard(s, "siren off");
    expect_heard(s, "level 3");
}

static void a_repeated_id_is_sent_once(void **state)
{
    struct scenario *s = *state;
    s->repeats_allowed = true;
    send_set(s, "yard/level", "3", "again");
    expect_verdict(s, "again", "sent", NULL);
    send_set(s, "yard/level", "3", "again");
    expect_count(s, "yard/verdict", 2);
    expect_part(s, "yard/verdict", "\"status\":\"sent\"");
    assert_int_equal(verdict_count(s, "again"), 2);
    send_set(s, "yard/level", "4", "other");
    expect_verdict(s, "other", "sent", NULL);
    expect_heard(s, "level 3");
    expect_heard(s, "level 4"); /* and not 3 once more */
}

static void a_response_topic_is_told_that_it_was_sent(void **state)
{
    struct scenario *s = *state;
    const struct observer_request with = {
        .response_topic = "reply/me", .correlation = "s-1", .correlation_len = 3};
    send_with(s, "yard/level/set", "5", &with);
    assert_true(observer_wait_text(s->all, "reply/me", "\"status\":\"sent\"", SCENARIO_PATIENCE_MS));
    expect_verdict(s, "s-1", "sent", NULL);
}

/* A script is not told that a command failed when all was done that can be. */
static void the_command_line_takes_sent_for_success(void **state)
{
    static const struct {
        const char *args[8];
        const char *heard;
    } calls[] = {{{"set", "-c", "$CONFIG", "yard", "siren", "ON"}, "siren on"},
                 {{"do", "-c", "$CONFIG", "yard", "test"}, "test"}};
    struct scenario *s = *state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        char *out;
        int status = run_fairlead(s, calls[i].args, &out);
        if (status != 0 || !out || strncmp(out, "sent", 4) != 0)
            give_up(s, "expected status 0 and \"sent\", got %d and %s", status, out ? out : "(nothing)");
        free(out);
        expect_heard(s, calls[i].heard);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_nobody_confirms_is_sent),
        TEST(an_action_that_nobody_confirms_is_sent),
        TEST(a_message_is_sent_when_all_of_it_is),
        TEST(a_repeated_id_is_sent_once),
        TEST(a_response_topic_is_told_that_it_was_sent),
        TEST(the_command_line_takes_sent_for_success),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
