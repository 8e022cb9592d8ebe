/* What a camera shows, tells, and does when asked: values, new files, pictures, actions. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "vectors.h"

static void shoot(struct bench *b, int count)
{
    for (int i = 0; i < count; i++)
        camera_shoots(b);
}

/* --- values ------------------------------------------------------------------------------------ */
static void test_values(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 3);
    bench_online(b);
    assert_int_equal(value_of(b, "battery").i, 20);
    assert_int_equal(value_of(b, "temperature").i, 19);
    assert_int_equal(value_of(b, "sd_total_mb").i, 30196);
    assert_int_equal(value_of(b, "sd_free_mb").i, 30034);
    assert_true(value_of(b, "sd_used_pct").r > 0.53 && value_of(b, "sd_used_pct").r < 0.54);
    assert_false(value_of(b, "charging").b);
    assert_true(value_of(b, "charging").known);
    assert_string_equal(value_of(b, "firmware").s, "2.3.0.4");
    assert_int_equal(value_of(b, "media_count").i, 3);
    assert_int_equal(value_of(b, "last_media_id").i, 3000000003);
    assert_string_equal(value_of(b, "last_media_time").s, "2025-12-23T22:15:18+01:00");
    bench_destroy(b);
}

static void test_no_card(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    b->camera.info = "{\"devId\":\"x\",\"sdTotalMB\":0,\"sdFreeMB\":0,\"result\":0,\"cmdId\":512}";
    bench_online(b);
    assert_int_equal(value_of(b, "sd_total_mb").i, 0);
    assert_false(value_of(b, "sd_used_pct").known);
    assert_int_equal(value_of(b, "media_count").i, 0);
    assert_false(value_of(b, "last_media_time").known);
    bench_destroy(b);
}

static void test_times(void **state)
{
    (void)state;
    static const struct {
        int64_t civil_s;
        int zone_s;
        const char *text;
    } rows[] = {{0, 0, "1970-01-01T00:00:00+00:00"},
                {951782400, 3600, "2000-02-29T00:00:00+01:00"},
                {1709251199, -12600, "2024-02-29T23:59:59-03:30"},
                {4102444800, 20700, "2100-01-01T00:00:00+05:45"},
                {1766527938, 0, "2025-12-23T22:12:18+00:00"},
                {4294967295, 0, "2106-02-07T06:28:15+00:00"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char buf[32];
        assert_string_equal(trailcam_time_text(rows[i].civil_s, rows[i].zone_s, buf), rows[i].text);
    }
}

/* --- new files --------------------------------------------------------------------------------- */
static size_t told_new(const struct bench *b)
{
    size_t count = 0;
    for (size_t i = 0; i < b->events.count; i++)
        count += !strcmp(b->events.list[i].name, "new_media");
    return count;
}

static void test_old_files_are_no_news(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 100);
    bench_online(b);
    bench_run(b, 3000);
    assert_int_equal(value_of(b, "media_count").i, 100);
    assert_int_equal(told_new(b), 0);
    assert_int_equal(b->images.count, 1); /* the newest is shown all the same, once */
    assert_string_equal(b->images.list[0].name, "latest");
    bench_run(b, 100000);
    assert_int_equal(b->images.count, 1);
    bench_destroy(b);
}

static void test_new_files(void **state)
{
    (void)state;
    static const int batches[] = {1, 3, 5, 6, 44, 60};
    for (size_t i = 0; i < sizeof batches / sizeof *batches; i++) {
        struct bench *b = bench_create(NULL);
        shoot(b, 47);
        bench_online(b);
        bench_run(b, 2000);
        shoot(b, batches[i]);
        bench_run(b, 35000);
        size_t told = batches[i] < 45 ? (size_t)batches[i] : 45; /* a page of the walk */
        assert_int_equal(told_new(b), told);
        assert_int_equal(value_of(b, "media_count").i, 47 + batches[i]);
        assert_int_equal(value_of(b, "last_media_id").i, 3000000047 + batches[i]);
        assert_int_equal(b->images.count, 2);
        bench_run(b, 65000);
        assert_int_equal(told_new(b), told);
        bench_destroy(b);
    }
}

static void test_words_of_a_new_file(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 9);
    bench_online(b);
    shoot(b, 2);
    bench_run(b, 31000);
    assert_int_equal(told_new(b), 2);
    size_t at = b->events.count - 2; /* the older one first; it is a video */
    assert_string_equal(b->events.list[at].text,
                        "{\"dir\":100,\"num\":10,\"type\":\"video\",\"time\":\"2025-12-23T22:22:18+01:00\","
                        "\"id\":3000000010,\"duration_ms\":0}");
    assert_non_null(strstr(b->events.list[at + 1].text, "\"num\":11,\"type\":\"photo\""));
    assert_string_equal(b->events.list[0].name, "camera_event");
    assert_string_equal(b->events.list[0].text, "{\"evt_id\":4,\"json\":{\"evtId\":4}}");
    bench_destroy(b);
}

static void test_files_taken_while_away(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 20);
    bench_online(b);
    bench_close(b);
    camera_reboots(b);
    shoot(b, 7);
    bench_online(b);
    bench_run(b, 2000);
    assert_int_equal(told_new(b), 7);
    struct bench *after = bench_create(b); /* and so over a restart of the gateway */
    assert_int_equal(value_of(after, "last_media_id").i, 3000000027);
    shoot(after, 30);
    bench_online(after);
    assert_int_equal(told_new(after), 3);
    bench_destroy(after);
    bench_destroy(b);
}

static void test_deleted_files_are_no_news(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 50);
    bench_online(b);
    bench_run(b, 2000);
    struct camera *c = &b->camera;
    memmove(c->files, c->files + 2, (c->file_count -= 2) * sizeof *c->files);
    bench_run(b, 35000);
    assert_int_equal(told_new(b), 0);
    assert_int_equal(value_of(b, "media_count").i, 48);
    bench_destroy(b);
}

static void test_saved_state_is_doubted(void **state)
{
    (void)state;
    struct trailcam_media m;
    uint8_t buf[TRAILCAM_MEDIA_SAVED];
    trailcam_media_init(&m);
    m.newest = (struct trailcam_file){.type = TRAILCAM_AVI, .dir = 100, .num = 5, .id = 7, .time_s = 9};
    size_t len = trailcam_media_save(&m, buf);
    for (size_t cut = 0; cut <= len; cut++) {
        struct trailcam_media back;
        trailcam_media_init(&back);
        trailcam_media_load(&back, buf, cut);
        assert_int_equal(back.known, cut == len);
        if (cut == len)
            assert_true(trailcam_same_file(&back.newest, &m.newest) && back.newest.time_s == 9);
    }
}

/* --- pictures ---------------------------------------------------------------------------------- */
static void test_download(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 5);
    bench_online(b);
    b->camera.picture_len = 300000;
    assert_int_equal(bench_do(b, "download", "{\"dir\":100,\"num\":3}"), FL_OK);
    assert_string_equal(bench_result(b), "{\"dir\":100,\"num\":3,\"size\":300000}");
    const struct note *image = &b->images.list[b->images.count - 1];
    assert_string_equal(image->name, "photo");
    assert_string_equal(image->text, "image/jpeg");
    assert_int_equal(image->len, 300000);
    assert_memory_equal(b->image, "\xff\xd8", 2);
    for (size_t i = 2; i < image->len - 2; i++)
        assert_int_equal(b->image[i], (uint8_t)(i * 31 + i / 256));
    assert_int_equal(bench_do(b, "download", NULL), FL_OK); /* the newest */
    assert_non_null(strstr(bench_result(b), "\"num\":5"));
    bench_destroy(b);
}

static void test_picture_before_its_answer(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 2);
    b->camera.picture_first = true;
    bench_online(b);
    assert_int_equal(bench_do(b, "thumbnail", "{\"dir\":100,\"num\":1}"), FL_OK);
    assert_int_equal(bench_do(b, "download", "{\"dir\":100,\"num\":1}"), FL_OK);
    assert_int_equal(bench_do(b, "download", "{\"dir\":100,\"num\":2}"), FL_OK);
    bench_run(b, 10000);
    assert_int_equal(b->camera.logins, 1);
    bench_destroy(b);
}

static void test_damaged_pictures(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 1);
    bench_online(b);
    b->camera.damage = 1;
    assert_int_equal(bench_do(b, "download", NULL), FL_OK);
    assert_int_equal(camera_count(b, TRAILCAM_GET_FILES), 2);
    b->camera.damage = 2;
    assert_int_equal(bench_do(b, "download", NULL), FL_E_CHECKSUM);
    assert_int_equal(camera_count(b, TRAILCAM_GET_FILES), 4);
    assert_int_equal(b->images.count, 2); /* latest, and the first photo */
    assert_int_equal(bench_do(b, "download", NULL), FL_OK);
    bench_destroy(b);
}

static void test_missing_picture(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 1);
    bench_online(b);
    b->camera.no_picture = true;
    uint64_t before_ms = b->now_ms;
    assert_int_equal(bench_do(b, "download", "{\"dir\":100,\"num\":99}"), FL_E_TIMEOUT);
    assert_true(b->now_ms - before_ms < 6000);
    b->camera.no_picture = false;
    assert_int_equal(bench_do(b, "download", "{\"dir\":100,\"num\":1}"), FL_OK);
    bench_destroy(b);
}

static void test_too_large(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 1);
    bench_online(b);
    b->camera.no_picture = true; /* this one comes by hand */
    uint8_t head[TRAILCAM_RECORD_HEAD];
    struct fl_writer w = fl_writer_of(head, sizeof head);
    trailcam_put_head(&w, &(struct trailcam_head){TRAILCAM_MSG_THUMBNAIL, 1, 2 * 1024 * 1024});
    camera_sends(b, TRAILCAM_THUMBNAILS, head, sizeof head);
    uint8_t *zeros = calloc(1, 2 * 1024 * 1024);
    camera_sends(b, TRAILCAM_THUMBNAILS, zeros, 2 * 1024 * 1024);
    free(zeros);
    assert_int_equal(bench_do(b, "thumbnail", NULL), FL_E_FULL);
    bench_destroy(b);
}

static void test_bad_network(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 90);
    b->net.loss = 10;
    b->net.twice = 10;
    b->net.jitter = 20;
    bench_connect(b);
    bench_run(b, 8000);
    assert_true(b->online);
    b->camera.picture_len = 600000;
    assert_int_equal(bench_do(b, "download", NULL), FL_OK);
    assert_int_equal(b->images.list[b->images.count - 1].len, 600000);
    bench_run(b, 30000);
    assert_int_equal(value_of(b, "media_count").i, 90);
    assert_int_equal(b->onlines, 1);
    for (size_t i = 0; i < b->camera.beat_count; i++)
        assert_int_equal(b->camera.beats[i].seq, TRAILCAM_HEARTBEAT_SEQ + i);
    bench_destroy(b);
}

/* --- actions ----------------------------------------------------------------------------------- */
static void test_list(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 47);
    bench_online(b);
    assert_int_equal(bench_do(b, "list", "{\"page\":1}"), FL_OK);
    assert_string_equal(bench_result(b),
                        "{\"page\":1,\"files\":[{\"dir\":100,\"num\":2,\"type\":\"photo\","
                        "\"time\":\"2025-12-23T22:14:18+01:00\",\"id\":3000000002},{\"dir\":100,\"num\":1,"
                        "\"type\":\"photo\",\"time\":\"2025-12-23T22:13:18+01:00\",\"id\":3000000001}],"
                        "\"more\":false}");
    assert_int_equal(bench_do(b, "list", NULL), FL_OK);
    assert_non_null(strstr(bench_result(b), "{\"page\":0,\"files\":[{\"dir\":100,\"num\":47,"));
    bench_destroy(b);
}

static void test_refused_arguments(void **state)
{
    (void)state;
    static const struct {
        const char *key, *args, *words;
    } rows[] = {{"list", "{\"page\":-1}", "\"page\""},
                {"list", "{\"page\":\"x\"}", "\"page\""},
                {"download", "{\"dir\":100}", "\"num\""},
                {"download", "{\"dir\":100,\"num\":65536}", "65535"},
                {"thumbnail", "{\"dir\":100,\"num\":1,\"type\":\"gif\"}", "\"video\""},
                {"download", NULL, "not known yet"},
                {"delete", "{\"dir\":100,\"num\":1}", "allow_destructive"},
                {"format", NULL, "allow_destructive"}};
    struct bench *b = bench_create(NULL);
    bench_online(b);
    size_t asked = b->camera.code_count;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(bench_do(b, rows[i].key, rows[i].args), FL_E_RANGE);
        assert_non_null(strstr(bench_words(b), rows[i].words));
    }
    assert_int_equal(b->camera.code_count, asked);
    b->conf.allow_destructive = true;
    assert_int_equal(bench_do(b, "delete", NULL), FL_E_RANGE); /* never the newest by itself */
    assert_int_equal(camera_count(b, TRAILCAM_DELETE), 0);
    assert_int_equal(bench_do(b, "delete", "{\"dir\":100,\"num\":1}"), FL_OK);
    assert_int_equal(camera_count(b, TRAILCAM_DELETE), 1);
    assert_int_equal(bench_do(b, "format", NULL), FL_OK);
    assert_int_equal(camera_count(b, TRAILCAM_FORMAT), 1);
    bench_destroy(b);
}

static void test_acts_once(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    bench_online(b);
    b->camera.silent = 1;
    assert_int_equal(bench_do(b, "take_picture", NULL), FL_E_TIMEOUT);
    assert_int_equal(camera_count(b, TRAILCAM_TAKE_PICTURE), 1);
    bench_run(b, 20000);
    assert_int_equal(camera_count(b, TRAILCAM_TAKE_PICTURE), 1);
    size_t infos = camera_count(b, TRAILCAM_DEVICE_INFO);
    assert_int_equal(bench_do(b, "take_picture", NULL), FL_OK);
    bench_run(b, 1000);
    assert_int_equal(camera_count(b, TRAILCAM_DEVICE_INFO), infos + 1); /* it may have changed */
    b->camera.refuse = 1;
    assert_int_equal(bench_do(b, "take_picture", NULL), FL_E_REFUSED);
    assert_string_equal(bench_words(b), "Failed (-5)");
    bench_destroy(b);
}

static void test_refresh(void **state)
{
    (void)state;
    struct bench *b = bench_create(NULL);
    shoot(b, 1);
    bench_online(b);
    shoot(b, 1);
    assert_int_equal(bench_do(b, "refresh", NULL), FL_OK);
    assert_int_equal(value_of(b, "media_count").i, 2);
    assert_int_equal(told_new(b), 1);
    shoot(b, 100);
    assert_int_equal(bench_do(b, "refresh", NULL), FL_OK);
    assert_int_equal(value_of(b, "last_media_id").i, 3000000102);
    bench_run(b, 5000); /* the rest of the files is counted */
    b->camera.refuse = 1;
    assert_int_equal(bench_do(b, "refresh", NULL), FL_E_REFUSED);
    bench_run(b, 5000); /* it logs in again */
    b->camera.silent = 2;
    assert_int_equal(bench_do(b, "refresh", NULL), FL_E_TIMEOUT);
    bench_destroy(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_no_card),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_old_files_are_no_news),
        cmocka_unit_test(test_new_files),
        cmocka_unit_test(test_words_of_a_new_file),
        cmocka_unit_test(test_files_taken_while_away),
        cmocka_unit_test(test_deleted_files_are_no_news),
        cmocka_unit_test(test_saved_state_is_doubted),
        cmocka_unit_test(test_download),
        cmocka_unit_test(test_picture_before_its_answer),
        cmocka_unit_test(test_damaged_pictures),
        cmocka_unit_test(test_missing_picture),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_bad_network),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_refused_arguments),
        cmocka_unit_test(test_acts_once),
        cmocka_unit_test(test_refresh),
    };
    return cmocka_run_group_tests(tests, vectors_load, vectors_free);
}
