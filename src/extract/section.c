/* The names of sections, and the sections of a document from its outline. */
#include "config.h"

#include "extract/section.h"

static const char *const names[] = {
	[SECTION_OTHER] = "other",
	[SECTION_ABOUT] = "about",
	[SECTION_RESPONSIBILITIES] = "responsibilities",
	[SECTION_REQUIREMENTS] = "requirements",
	[SECTION_PREFERRED] = "preferred",
	[SECTION_BENEFITS] = "benefits",
	[SECTION_COMPENSATION] = "compensation",
	[SECTION_APPLY] = "apply",
	[SECTION_COMPANY] = "company",
	[SECTION_LEGAL] = "legal",
	[SECTION_FACTS] = "facts",
};

const char *section_name(enum section_kind kind)
{
	return names[kind];
}
