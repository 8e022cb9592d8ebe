#include <string.h>

#include "net/addr.h"
#include "support/cmocka.h"

static void numeric_hosts_are_parsed_and_written(void **state)
{
    static const struct {
        const char *host, *text; /* text NULL: no numeric host */
    } cases[] = {
        {"192.0.2.1", "192.0.2.1:5000"},
        {"0.0.0.0", "0.0.0.0:5000"},
        {"2001:db8::1", "[2001:db8::1]:5000"},
        {"::1", "[::1]:5000"},
        {"fe80::1%lo", "[fe80::1]:5000"},
        {"fe80::1%1", "[fe80::1]:5000"},
        {"fe80::1%nope0", NULL},
        {"fe80::1%", NULL},
        {"192.0.2", NULL},
        {"192.0.2.1.example", NULL},
        {"[::1]", NULL},
        {"", NULL},
        {"localhost", NULL},
        {"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc:dddd", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_addr a;
        char buf[FL_ADDR_TEXT];
        assert_int_equal(fl_addr_parse(&a, cases[i].host, 5000), cases[i].text != NULL);
        assert_string_equal(fl_addr_text(&a, buf), cases[i].text ? cases[i].text : "none");
    }
}

static void system_addresses_survive_the_round_trip(void **state)
{
    static const char *const hosts[] = {"192.0.2.7", "2001:db8::7", "fe80::1%1"};
    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct fl_addr a, b;
        struct sockaddr_storage sa;
        assert_true(fl_addr_parse(&a, hosts[i], 5006));
        assert_true(fl_addr_to_sys(&a, &sa) > 0);
        assert_true(fl_addr_from_sys(&b, (struct sockaddr *)&sa));
        assert_true(fl_addr_equal(&a, &b));
        assert_int_equal(a.if_index, b.if_index);
    }
    struct sockaddr other = {.sa_family = AF_UNIX};
    struct fl_addr none;
    assert_false(fl_addr_from_sys(&none, &other));
}

static void hosts_and_ports_are_compared(void **state)
{
    static const struct {
        const char *a, *b;
        uint16_t port_b;
        bool same_host, equal;
    } cases[] = {
        {"192.0.2.1", "192.0.2.1", 7, true, true},
        {"192.0.2.1", "192.0.2.1", 8, true, false},
        {"192.0.2.1", "192.0.2.2", 7, false, false},
        {"::1", "::1", 7, true, true},
        {"::1", "::2", 7, false, false},
        {"0.0.0.0", "::", 7, false, false},
        {"none", "none", 7, false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_addr a, b;
        fl_addr_parse(&a, cases[i].a, 7);
        fl_addr_parse(&b, cases[i].b, cases[i].port_b);
        assert_int_equal(fl_addr_same_host(&a, &b), cases[i].same_host);
        assert_int_equal(fl_addr_equal(&a, &b), cases[i].equal);
    }
}

static void interfaces_are_found_by_name_address_and_network(void **state)
{
    static const char *const names[] = {"lo", "127.0.0.1", "127.0.0.0/8", "127.1.2.3/8", "127.0.0.1/32"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct fl_interface found;
        bool several;
        char buf[FL_ADDR_TEXT];
        assert_int_equal(fl_interface_find(&found, names[i], &several, NULL), FL_OK);
        assert_string_equal(found.name, "lo");
        assert_int_equal(found.index, 1);
        assert_string_equal(fl_addr_text(&found.addr, buf), "127.0.0.1:0");
        assert_false(several);
    }
}

static void unknown_interfaces_are_refused_with_what_there_is(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"nope0", "lo (127.0.0.1)"},
        {"192.0.2.99", "lo (127.0.0.1)"},
        {"198.51.100.0/24", "lo (127.0.0.1)"},
        {"127.0.0.0/33", "no name, address or CIDR"},
        {"127.0.0.0/", "no name, address or CIDR"},
        {"127.0.0.0/8x", "no name, address or CIDR"},
        {"lo/8", "no name, address or CIDR"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fl_interface found;
        struct fl_error err;
        bool several;
        assert_int_equal(fl_interface_find(&found, cases[i].text, &several, &err), FL_E_UNKNOWN);
        assert_non_null(strstr(err.text, cases[i].words));
        assert_int_equal(found.index, 0);
    }
}

static void the_wanted_family_is_given_or_none(void **state)
{
    struct fl_interface found;
    (void)state;
    assert_int_equal(fl_interface_find_family(&found, "lo", 4, NULL, NULL), FL_OK);
    assert_int_equal(found.addr.family, 4);
    assert_int_equal(fl_interface_find_family(&found, "lo", 6, NULL, NULL), FL_OK);
    assert_int_not_equal(found.addr.family, 4);
    assert_int_equal(fl_interface_find_family(&found, "127.0.0.1", 6, NULL, NULL), FL_E_UNKNOWN);
    assert_int_equal(fl_interface_find_family(&found, "127.7.8.9", 4, NULL, NULL), FL_OK);
    assert_string_equal(found.name, "lo"); /* which has all of 127.0.0.0/8 without listing it */
    assert_int_equal(found.addr.ip[1], 7);
    assert_int_equal(fl_interface_find_family(&found, "127.7.0.0/16", 4, NULL, NULL), FL_E_UNKNOWN);
    assert_true(fl_interface_is_name("lo"));
    assert_false(fl_interface_is_name("127.0.0.1"));
    assert_false(fl_interface_is_name("nope0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numeric_hosts_are_parsed_and_written),
        cmocka_unit_test(system_addresses_survive_the_round_trip),
        cmocka_unit_test(hosts_and_ports_are_compared),
        cmocka_unit_test(interfaces_are_found_by_name_address_and_network),
        cmocka_unit_test(unknown_interfaces_are_refused_with_what_there_is),
        cmocka_unit_test(the_wanted_family_is_given_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
