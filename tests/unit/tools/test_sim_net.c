/* What the simulated network does to datagrams: the option's words, and the fates by chance. */
#include <string.h>

#include "sim_net.h"
#include "support/cmocka.h"

enum { MANY = 10000 };

static struct sim_net net_of(const char *text)
{
    struct sim_net net;
    struct fl_error err = {0};
    assert_int_equal(sim_net_parse(&net, text, &err), FL_OK);
    return net;
}

static void test_words(void **state)
{
    static const char *const wrong[] = {"lose",     "loss:101", "loss:1.5", "los:1",
                                        "delay:-1", "delay:5s", "lose:"};
    (void)state;
    struct sim_net net = net_of("lose:3,loss:10%,duplicate:5,reorder:7%,delay:20ms,jitter:50");
    assert_int_equal(net.lose, 3);
    assert_int_equal(net.loss, 10);
    assert_int_equal(net.duplicate, 5);
    assert_int_equal(net.reorder, 7);
    assert_int_equal(net.delay_ms, 20);
    assert_int_equal(net.jitter_ms, 50);
    net = net_of("none");
    assert_int_equal(net.lose + net.loss + net.delay_ms, 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fl_error err = {0};
        net.lose = 9;
        assert_int_not_equal(sim_net_parse(&net, wrong[i], &err), FL_OK);
        assert_non_null(strstr(err.text, "net="));
        assert_int_equal(net.lose, 9); /* nothing changed */
    }
}

static void test_every_nth_is_lost(void **state)
{
    struct sim_net net = net_of("lose:3");
    uint64_t random = 1;
    (void)state;
    for (unsigned i = 1; i < 20; i++)
        assert_int_equal(sim_net_fate(&net, &random).copies, i % 3 == 0 ? 0 : 1);
}

/* The shares are the seed's, so that the bounds cannot fail by chance. */
static void test_shares(void **state)
{
    struct sim_net net = net_of("loss:10,duplicate:20,reorder:50,delay:5,jitter:10");
    uint64_t random = 42;
    unsigned lost = 0, twice = 0, overtaken = 0;
    (void)state;
    for (unsigned i = 0; i < MANY; i++) {
        struct sim_fate f = sim_net_fate(&net, &random);
        lost += f.copies == 0;
        twice += f.copies == 2;
        for (unsigned c = 0; c < f.copies; c++) {
            assert_in_range(f.delay_ms[c], 5, 5 + 10 + 30);
            overtaken += f.delay_ms[c] > 15;
        }
    }
    assert_in_range(lost, MANY / 10 - 150, MANY / 10 + 150);
    assert_in_range(twice, MANY * 18 / 100 - 200, MANY * 18 / 100 + 200);
    assert_in_range(overtaken, MANY / 2, MANY * 6 / 10);
}

static void test_seed_repeats(void **state)
{
    struct sim_net a = net_of("loss:30,jitter:100"), b = a;
    uint64_t random_a = 7, random_b = 7;
    (void)state;
    for (unsigned i = 0; i < 100; i++) {
        struct sim_fate x = sim_net_fate(&a, &random_a), y = sim_net_fate(&b, &random_b);
        assert_int_equal(x.copies, y.copies);
        assert_int_equal(x.delay_ms[0], y.delay_ms[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_every_nth_is_lost),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_seed_repeats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
