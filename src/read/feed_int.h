/*
 * What boards that are feeds share: RSS and Atom say the same things in many ways.
 *
 * An element with attributes is a map with "#text" (read/xml_int.h); the makes take either.
 */
#ifndef SHORTLIST_READ_FEED_INT_H
#define SHORTLIST_READ_FEED_INT_H

#include "util/node.h"

#include <stdbool.h>

/* Where items stand in RSS 2.0, RSS 1.0 and Atom. */
#define FEED_LISTS "rss.channel.item[] rss.item[] RDF.item[] feed.entry[]"

/* -- makes, of the type board_make_fn */

/* The text of an element, whatever attributes it has. */
struct node *feed_text(const struct node *value, const struct node *record);

/* The address of the page: the text of an RSS link, the href of Atom's alternate link. */
struct node *feed_link(const struct node *value, const struct node *record);

/* The text where it is an address. */
struct node *feed_address(const struct node *value, const struct node *record);

/* The texts of categories, RSS's or Atom's: a list, where there are several. */
struct node *feed_terms(const struct node *value, const struct node *record);

/* The same in one line. */
struct node *feed_categories(const struct node *value, const struct node *record);

/* Who writes: the name in "mail@example.org (Name)" or in Atom's map; nothing for "admin". */
struct node *feed_person(const struct node *value, const struct node *record);

/* A text with a number other than 0 in it. */
struct node *feed_amount(const struct node *value, const struct node *record);

/* "Remote", whatever stands there. */
struct node *feed_always_remote(const struct node *value, const struct node *record);

/* -- the whole feed */

/* The text under KEY of the channel or the feed, or NULL. */
const char *feed_channel_text(const struct node *file, const char *key);

/* The feed says of itself that it is one of jobs. */
bool feed_is_of_jobs(const struct node *file);

/* The item says so: its address, its categories, or what is said of it. */
bool feed_item_is_job(const struct node *made, const struct node *item);

/* The text speaks of jobs, in some language. */
bool feed_speaks_of_jobs(const char *text);

/* -- titles */

/* "Company: Title" becomes company and title. False where the title has not this form. */
bool feed_split_prefix(struct node *made);

/* Splits the title the way in which all titles of the feed can be split: "Title at Company",
 * "Company: Title". Where a company is stated, only its name is taken out of the title. */
void feed_split_title(struct node *made, const struct node *file);

/* "[Berlin] Cook" is a cook in Berlin, "Cook (Remote)" a remote one. */
void feed_take_marks(struct node *made);

/* Names the posting by its guid where that is one for all the world, else by its address. */
void feed_name(struct node *made, const struct node *item);

#endif
