/* Prints the manual page; run by the build, not installed. */
#include "config.h"

#include "cli/manual.h"

#include <stdio.h>

int main(void)
{
	struct strbuf page = STRBUF_INIT;
	int status;

	manual_page(&page);
	status = fwrite(page.text, 1, page.len, stdout) == page.len && fflush(stdout) == 0 ? 0 : 1;
	strbuf_release(&page);
	return status;
}
