/* Waiting for another connection that writes. */
#include "config.h"

#include "store/turn_int.h"

#include "store/store_int.h"

#include <time.h>

/* How long another's transaction is waited for, and how often it is looked whether that has ended.
 * SQLite's own handler looks ever more seldom and so would miss the pauses of a load. */
#define WAIT_MS 5000
#define LOOK_MS 2
/* The pause is long enough for several looks; those who can wait seldom hit it. */
#define PAUSE_MS 5
#define PATIENT_LOOK_MS 20

static void sleep_ms(int ms)
{
	struct timespec time = { 0, ms * 1000000L };

	nanosleep(&time, NULL);
}

static int wait_eagerly(void *unused, int looks)
{
	(void)unused;
	if (looks >= WAIT_MS / LOOK_MS)
		return 0;
	sleep_ms(LOOK_MS);
	return 1;
}

static int wait_patiently(void *unused, int looks)
{
	(void)unused;
	if (looks >= WAIT_MS / PATIENT_LOOK_MS)
		return 0;
	sleep_ms(PATIENT_LOOK_MS);
	return 1;
}

void turn_init(struct connection *connection)
{
	sqlite3_busy_handler(connection->db, wait_eagerly, NULL);
}

bool turn_begin(struct store *store, struct err *err)
{
	bool ok;

	if (store_path(store))
		sleep_ms(PAUSE_MS);
	sqlite3_busy_handler(store->connection.db, wait_patiently, NULL);
	ok = store_begin(store, err);
	/* The commit waits for readers, who in turn wait for it: it looks often. */
	turn_init(&store->connection);
	return ok;
}
