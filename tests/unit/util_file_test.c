/* Reading, writing and walking, in a folder of its own that is removed afterwards. */
#include "config.h"

#include "util/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static char root[] = "/tmp/shortlist-file-XXXXXX";

static int enter_root(void **state)
{
	(void)state;
	return mkdtemp(root) && chdir(root) == 0 ? 0 : -1;
}

static int leave_root(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(root) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(close(fd), 0);
}

static void assert_content(const char *path, const char *text)
{
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	assert_true(file_read(path, 100000, &out, NULL, &err));
	assert_string_equal(out.text, text);
	strbuf_release(&out);
}

static void assert_refused(const char *path, size_t limit, enum status status, const char *why)
{
	struct strbuf out = STRBUF_INIT;
	struct file_stamp stamp = { -1, -1 };
	struct err err = ERR_INIT;

	strbuf_puts(&out, "before");
	assert_false(file_read(path, limit, &out, &stamp, &err));
	assert_int_equal(err.status, status);
	assert_non_null(strstr(err.text, why));
	assert_non_null(strchr(err.text, ';'));
	assert_string_equal(out.text, "");
	assert_true(stamp.bytes == -1 && stamp.mtime_ns == -1);
	err_release(&err);
	strbuf_release(&out);
}

static void what_is_no_file_is_refused(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "socket" };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(symlink("loop", "loop"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_refused("", 10, STATUS_NO_INPUT, "check the name");
	assert_refused("missing", 10, STATUS_NO_INPUT, "missing: cannot be read");
	assert_refused("dangling", 10, STATUS_NO_INPUT, "check the name");
	assert_refused("loop", 10, STATUS_NO_INPUT, "circle");
	assert_refused(".", 10, STATUS_NO_INPUT, "is a folder");
	assert_refused("pipe", 10, STATUS_NO_INPUT, "is a pipe");
	assert_refused("socket", 10, STATUS_IO, "cannot be read");
	assert_refused("/dev/zero", 10, STATUS_NO_INPUT, "is a device");
	close(fd);
	unlink("pipe");
	unlink("socket");
	unlink("loop");
	unlink("dangling");
}

static void sizes(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct file_stamp stamp, again;
	struct err err = ERR_INIT;

	(void)state;
	put("empty", "");
	assert_content("empty", "");
	put("ten", "0123456789");
	assert_true(file_read("ten", 10, &out, &stamp, &err));
	assert_string_equal(out.text, "0123456789");
	assert_int_equal(stamp.bytes, 10);
	assert_true(file_stamp("ten", &again, &err));
	assert_true(again.bytes == stamp.bytes && again.mtime_ns == stamp.mtime_ns);
	assert_refused("ten", 9, STATUS_BAD_DATA, "ten: has 10 bytes, and at most 9 are read");
	assert_false(file_stamp("missing", &again, &err));
	assert_int_equal(err.status, STATUS_NO_INPUT);
	err_release(&err);
	strbuf_release(&out);
	unlink("empty");
	unlink("ten");
}

/* A file of /proc says that it is empty and is not: what was read is not what was promised. */
static void a_file_that_lies_is_refused(void **state)
{
	(void)state;
	if (access("/proc/self/status", R_OK) != 0)
		skip();
	assert_refused("/proc/self/status", 100000, STATUS_BUSY, "was changed while it was read");
}

static void a_link_to_a_file_is_read(void **state)
{
	(void)state;
	put("target", "text");
	assert_int_equal(symlink("target", "link"), 0);
	assert_content("link", "text");
	unlink("link");
	unlink("target");
}

static void a_file_without_permission(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip();
	put("secret", "x");
	assert_int_equal(chmod("secret", 0), 0);
	assert_refused("secret", 10, STATUS_PERMISSION, "check its permissions");
	unlink("secret");
}

static void streams(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a\0b", 3), 3);
	close(ends[1]);
	assert_true(file_read_stream(ends[0], "stdin", 3, &out, &err));
	assert_int_equal(out.len, 3);
	assert_memory_equal(out.text, "a\0b", 3);
	assert_true(file_read_stream(ends[0], "stdin", 3, &out, &err));
	assert_int_equal(out.len, 0);
	close(ends[0]);
	assert_false(file_read_stream(ends[0], "stdin", 3, &out, &err));
	assert_int_equal(err.status, STATUS_IO);

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abcd", 4), 4);
	close(ends[1]);
	assert_false(file_read_stream(ends[0], "standard input", 3, &out, &err));
	assert_non_null(strstr(err.text, "standard input: has more than 3 bytes"));
	close(ends[0]);
	err_release(&err);
	strbuf_release(&out);
}

static void writes(void **state)
{
	struct err err = ERR_INIT;
	struct stat found;

	(void)state;
	assert_true(file_write("out", "", 0, false, &err));
	assert_content("out", "");
	assert_int_equal(stat("out", &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);
	assert_false(file_write("out", "new", 3, false, &err));
	assert_int_equal(err.status, STATUS_CANNOT_CREATE);
	assert_non_null(strstr(err.text, "out: exists already"));
	assert_content("out", "");
	assert_true(file_write("out", "newer", 5, true, &err));
	assert_content("out", "newer");
	assert_true(file_write("./other", "a", 1, true, &err));
	assert_content("other", "a");
	unlink("out");
	unlink("other");
	err_release(&err);
}

static void assert_not_written(const char *path, enum status status, const char *why)
{
	struct err err = ERR_INIT;

	assert_false(file_write(path, "x", 1, true, &err));
	assert_int_equal(err.status, status);
	assert_non_null(strstr(err.text, why));
	err_release(&err);
}

static void odd_targets_are_kept(void **state)
{
	(void)state;
	put("target", "kept");
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_not_written("link", STATUS_CANNOT_CREATE, "is a symbolic link");
	assert_not_written("dangling", STATUS_CANNOT_CREATE, "is a symbolic link");
	assert_not_written("folder", STATUS_CANNOT_CREATE, "is a folder");
	assert_not_written("folder/", STATUS_CANNOT_CREATE, "is a folder");
	assert_not_written("/dev/null", STATUS_CANNOT_CREATE, "is a device");
	assert_not_written("missing/out", STATUS_NO_INPUT, "the folder cannot be opened");
	assert_not_written("target/out", STATUS_NO_INPUT, "check the name");
	assert_content("target", "kept");
	assert_int_equal(access("nowhere", F_OK), -1);
	unlink("link");
	unlink("dangling");
	unlink("target");
	/* That this succeeds shows that no temporary file stayed behind either. */
	assert_int_equal(rmdir("folder"), 0);
}

/* As on a full disk: what was there before stays, and nothing else does. */
static void a_write_that_fails_leaves_the_old(void **state)
{
	struct rlimit before, small = { .rlim_cur = 1000 };
	struct err err = ERR_INIT;
	char bytes[5000] = "";

	(void)state;
	put("out", "old");
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(file_write("out", bytes, sizeof bytes, true, &err));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(err.status, STATUS_IO);
	assert_non_null(strstr(err.text, "out: cannot be written: "));
	assert_content("out", "old");
	unlink("out");
	err_release(&err);
}

static void a_stale_temporary_file_is_passed_by(void **state)
{
	struct err err = ERR_INIT;
	char temp[64];

	(void)state;
	snprintf(temp, sizeof temp, ".shortlist-%ld-0.tmp", (long)getpid());
	put(temp, "stale");
	assert_true(file_write("out", "x", 1, false, &err));
	assert_content("out", "x");
	assert_content(temp, "stale");
	unlink("out");
	unlink(temp);
}

/* What a walk met: "path " for a file, "!path " for a failure. */
struct visits {
	struct strbuf met;
	struct strbuf why;
	size_t stop_after;
};

static bool note_visit(const char *path, const struct err *failure, void *data)
{
	struct visits *visits = data;

	strbuf_printf(&visits->met, "%s%s ", failure ? "!" : "", path);
	if (failure)
		strbuf_puts(&visits->why, failure->text);
	return --visits->stop_after > 0;
}

static void assert_walk(const char *path, size_t stop_after, const char *met, const char *why)
{
	struct visits visits = { STRBUF_INIT, STRBUF_INIT, stop_after };
	bool is_whole = file_walk(path, note_visit, &visits);

	assert_string_equal(visits.met.text, met);
	assert_int_equal(is_whole, visits.stop_after > 0);
	if (why)
		assert_non_null(strstr(visits.why.text, why));
	else
		assert_string_equal(visits.why.text, "");
	strbuf_release(&visits.met);
	strbuf_release(&visits.why);
}

static void walks_of_little(void **state)
{
	(void)state;
	assert_int_equal(mkdir("empty", 0700), 0);
	put("one", "1");
	put(".hidden", "1");
	assert_walk("empty", 9, "", NULL);
	assert_walk("one", 9, "one ", NULL);
	assert_walk(".hidden", 9, ".hidden ", NULL);
	assert_walk("missing", 9, "!missing ", "check the name");
	assert_walk("/dev/null", 9, "/dev/null ", NULL);
	assert_walk("one", 1, "one ", NULL);
	unlink("one");
	unlink(".hidden");
	rmdir("empty");
}

static void a_walk_in_byte_order(void **state)
{
	static const char *const folders[] = { "w", "w/b", "w/b/c", "w/.git" };
	static const char *const files[] = {
		"w/a", "w/Z", "w/b/2", "w/b/10", "w/b/c/x", "w/c", "w/\xC3\xA9", "w/.hidden",
		"w/.git/x", "w/b-",
	};
	static const char *const links[][2] = {
		{ "a", "w/link" }, { "../w", "w/around" }, { "nowhere", "w/lost" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
		assert_int_equal(mkdir(folders[i], 0700), 0);
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		put(files[i], "x");
	for (i = 0; i < sizeof links / sizeof links[0]; i++)
		assert_int_equal(symlink(links[i][0], links[i][1]), 0);
	assert_int_equal(mkfifo("w/fifo", 0600), 0);

	assert_walk("w", 99, "w/Z w/a w/b/10 w/b/2 w/b/c/x w/b- w/c w/link !w/lost w/\xC3\xA9 ",
		    "w/lost: cannot be read");
	assert_walk("w//", 99, "w/Z w/a w/b/10 w/b/2 w/b/c/x w/b- w/c w/link !w/lost w/\xC3\xA9 ",
		    "w/lost: cannot be read");
	assert_walk("w", 3, "w/Z w/a w/b/10 ", NULL);
	/* A link that is named itself is followed. */
	assert_walk("w/around/b", 2, "w/around/b/10 w/around/b/2 ", NULL);

	for (i = 0; i < sizeof links / sizeof links[0]; i++)
		unlink(links[i][1]);
	unlink("w/fifo");
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		unlink(files[i]);
	for (i = sizeof folders / sizeof folders[0]; i > 0; i--)
		assert_int_equal(rmdir(folders[i - 1]), 0);
}

static void a_deep_walk_says_where_it_ends(void **state)
{
	struct strbuf path = STRBUF_INIT, met = STRBUF_INIT;
	int depth;

	(void)state;
	strbuf_putc(&path, 'd');
	assert_int_equal(mkdir(path.text, 0700), 0);
	for (depth = 2; depth <= 70; depth++) {
		strbuf_puts(&path, "/d");
		assert_int_equal(mkdir(path.text, 0700), 0);
		/* The folder itself is the first level; the 65th is the first left out. */
		if (depth == 65)
			strbuf_printf(&met, "!%s ", path.text);
	}
	assert_walk("d", 9, met.text, "more than 64 folders deep");
	for (; path.len > 0; strbuf_cut(&path, path.len - (path.len > 1 ? 2 : 1)))
		assert_int_equal(rmdir(path.text), 0);
	strbuf_release(&path);
	strbuf_release(&met);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(sizes),
		cmocka_unit_test(a_file_that_lies_is_refused),
		cmocka_unit_test(a_link_to_a_file_is_read),
		cmocka_unit_test(a_file_without_permission),
		cmocka_unit_test(streams),
		cmocka_unit_test(writes),
		cmocka_unit_test(odd_targets_are_kept),
		cmocka_unit_test(a_write_that_fails_leaves_the_old),
		cmocka_unit_test(a_stale_temporary_file_is_passed_by),
		cmocka_unit_test(walks_of_little),
		cmocka_unit_test(a_walk_in_byte_order),
		cmocka_unit_test(a_deep_walk_says_where_it_ends),
	};

	return cmocka_run_group_tests(tests, enter_root, leave_root);
}
