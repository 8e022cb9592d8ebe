/* What survives a restart: files written and read back, set aside when unreadable, listed, removed. */
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gateway/store.h"

static char dir[64];

static int make_dir(void **state)
{
    (void)state;
    strcpy(dir, "/tmp/fairlead-store-XXXXXX");
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command);
}

static struct fl_store *open_store(void)
{
    struct fl_error err;
    struct fl_store *s = fl_store_open(dir, &err);
    assert_non_null(s);
    return s;
}

static void published_is_on_disk_at_once(void **state)
{
    (void)state;
    struct fl_store *s = open_store(), *other = open_store();
    assert_null(fl_store_published(s, "villa"));
    fl_store_published_set(s, "villa", "{\"entities\":[]}");
    char *text = fl_store_published(other, "villa");
    assert_string_equal(text, "{\"entities\":[]}");
    free(text);
    fl_store_close(other);
    fl_store_close(s);
}

static void saved_waits_for_the_flush(void **state)
{
    (void)state;
    struct fl_store *s = open_store(), *other = open_store(); /* which sees only the disk */
    size_t len;
    uint64_t next = fl_store_flush(s, 1000); /* nothing waits: the next one is due later */
    assert_true(next > 1000);
    fl_store_saved_set(s, "villa", "ipcom", "old", 3);
    fl_store_saved_set(s, "villa", "ipcom", "n\0w", 3);
    assert_true(fl_store_flush(s, next - 1) == next);
    assert_null(fl_store_saved(other, "villa", "ipcom", &len));
    fl_store_flush(s, next);
    char *data = fl_store_saved(other, "villa", "ipcom", &len);
    assert_int_equal(len, 3);
    assert_memory_equal(data, "n\0w", 3);
    free(data);
    fl_store_close(other);
    fl_store_close(s);
}

static void what_waits_is_read_too(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    size_t len;
    fl_store_saved_set(s, "villa", "ipcom", "old", 3);
    fl_store_flush(s, fl_store_flush(s, 1000));
    fl_store_saved_set(s, "villa", "ipcom", "newer", 5);
    char *data = fl_store_saved(s, "villa", "ipcom", &len);
    assert_int_equal(len, 5);
    assert_memory_equal(data, "newer", 5);
    free(data);
    fl_store_close(s);
}

static void closing_writes_what_waits(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    size_t len;
    fl_store_saved_set(s, "villa", "ipcom", "last", 4);
    fl_store_close(s);
    s = open_store();
    char *data = fl_store_saved(s, "villa", "ipcom", &len);
    assert_int_equal(len, 4);
    free(data);
    fl_store_close(s);
}

static void devices_are_listed_and_forgotten(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    char path[96];
    fl_store_published_set(s, "garden", "{}");
    fl_store_saved_set(s, "garden", "ipcom", "x", 1);
    snprintf(path, sizeof path, "%s/Not-A-Key.published", dir);
    fclose(fopen(path, "w"));
    char **ids = fl_store_devices(s);
    assert_string_equal(ids[0], "garden");
    assert_null(ids[1]);
    free(ids[0]);
    free(ids);
    fl_store_forget(s, "garden");
    fl_store_forget(s, "garden");
    ids = fl_store_devices(s);
    assert_null(ids[0]);
    free(ids);
    fl_store_close(s);
}

/* An id that was given to a device of another family: its data is not that family's. */
static void another_familys_data_is_not_read(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    size_t len;
    fl_store_saved_set(s, "villa", "ipcom", "levels", 6);
    assert_null(fl_store_saved(s, "villa", "ipc", &len));
    assert_null(fl_store_saved(s, "villa", "ipcom\nlevels", &len));
    fl_store_flush(s, fl_store_flush(s, 1000));
    assert_null(fl_store_saved(s, "villa", "echonet", &len));
    char *data = fl_store_saved(s, "villa", "ipcom", &len);
    assert_int_equal(len, 6);
    assert_memory_equal(data, "levels", 6);
    free(data);
    fl_store_close(s);
}

/* Neither what is on disk nor what waits for it comes back with a device of the same id. */
static void nothing_is_left_of_a_forgotten_device(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    size_t len;
    fl_store_published_set(s, "garden", "{}");
    fl_store_saved_set(s, "garden", "ipcom", "disk", 4);
    uint64_t next = fl_store_flush(s, fl_store_flush(s, 1000));
    fl_store_saved_set(s, "garden", "ipcom", "waits", 5);
    fl_store_forget(s, "garden");
    assert_null(fl_store_published(s, "garden"));
    assert_null(fl_store_saved(s, "garden", "ipcom", &len));
    fl_store_flush(s, next);
    assert_null(fl_store_saved(s, "garden", "ipcom", &len));
    fl_store_close(s);
}

static void an_unreadable_file_is_set_aside(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    char path[96], bad[112];
    struct stat st;
    snprintf(path, sizeof path, "%s/villa.published", dir);
    snprintf(bad, sizeof bad, "%s.bad", path);
    assert_int_equal(mkdir(path, 0700), 0); /* a folder reads for nobody, root included */
    assert_null(fl_store_published(s, "villa"));
    assert_int_equal(stat(bad, &st), 0);
    assert_int_not_equal(stat(path, &st), 0);
    fl_store_close(s);
}

static void missing_folders_are_made(void **state)
{
    (void)state;
    struct fl_error err;
    struct stat st;
    char deep[sizeof dir + 16];
    snprintf(deep, sizeof deep, "%s/some/where", dir);
    struct fl_store *s = fl_store_open(deep, &err);
    assert_non_null(s);
    assert_int_equal(stat(deep, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0750);
    fl_store_close(s);
}

static void a_folder_that_cannot_be_made_is_an_error(void **state)
{
    (void)state;
    struct fl_error err;
    assert_null(fl_store_open("/proc/nothing/here", &err));
    assert_non_null(strstr(err.text, "state_dir /proc/nothing/here cannot be made"));
}

#define WITH_DIR(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

static void found_lives_apart_from_the_rest(void **state)
{
    (void)state;
    struct fl_store *s = open_store();
    assert_null(fl_store_found(s, "bell_1"));
    fl_store_found_set(s, "bell_1", "{\"address\":\"192.0.2.1\"}");
    fl_store_published_set(s, "bell_2", "{}");
    fl_store_forget(s, "bell_1");
    char *text = fl_store_found(s, "bell_1");
    assert_string_equal(text, "{\"address\":\"192.0.2.1\"}");
    free(text);
    char **ids = fl_store_found_devices(s);
    assert_string_equal(ids[0], "bell_1");
    assert_null(ids[1]);
    free(ids[0]);
    free(ids);
    fl_store_found_forget(s, "bell_1");
    assert_null(fl_store_found(s, "bell_1"));
    fl_store_forget(s, "bell_2");
    fl_store_close(s);
}

static void the_station_is_the_same_for_ever(void **state)
{
    (void)state;
    static const uint8_t zero[FL_STATION_ID];
    uint8_t first[FL_STATION_ID] = {0}, second[FL_STATION_ID] = {0};
    struct fl_error err;
    struct fl_store *s = open_store();
    assert_int_equal(fl_store_station(s, first, &err), FL_OK);
    fl_store_close(s);
    s = open_store();
    assert_int_equal(fl_store_station(s, second, &err), FL_OK);
    assert_memory_equal(first, second, sizeof first);
    assert_memory_not_equal(first, zero, sizeof first);
    fl_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DIR(found_lives_apart_from_the_rest),
        WITH_DIR(the_station_is_the_same_for_ever),
        WITH_DIR(published_is_on_disk_at_once),
        WITH_DIR(saved_waits_for_the_flush),
        WITH_DIR(another_familys_data_is_not_read),
        WITH_DIR(what_waits_is_read_too),
        WITH_DIR(closing_writes_what_waits),
        WITH_DIR(devices_are_listed_and_forgotten),
        WITH_DIR(nothing_is_left_of_a_forgotten_device),
        WITH_DIR(an_unreadable_file_is_set_aside),
        WITH_DIR(missing_folders_are_made),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
