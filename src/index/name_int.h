/* What those who read a name column's arrays themselves may rely on. */
#ifndef SHORTLIST_INDEX_NAME_INT_H
#define SHORTLIST_INDEX_NAME_INT_H

/* So many values may be read behind the last one, whatever they are: a posting's names can then be
 * taken in one piece of that size. */
#define NAME_SLACK 16u

#endif
