/* Hacker News: which comments are postings, and what they are called. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_dump.h"

/* Stories that ask for something else, and threads whose comments are deleted. */
static void no_postings(void **state)
{
	(void)state;
	assert_json("{'id':1,'type':'story','title':'Ask HN: Who wants to be hired? (May "
		    "2026)','author':'w','children':[{'id':2,'author':'a','text':'Berlin',"
		    "'type':'comment','parent_id':1,'children':[]}]}",
		    "no postings in a.json: what it holds is replies, deleted or not about jobs");
	assert_json("{'id':1,'type':'story','title':'Ask HN: Who is hiring? (May "
		    "2026)','author':'w','children':[{'id':2,'author':null,'text':null,"
		    "'type':'comment','parent_id':1,'children':[]}]}",
		    "no postings in a.json: what it holds is replies, deleted or not about jobs");
}

/* Only what stands right below the story is a posting. */
static void a_thread(void **state)
{
	(void)state;
	assert_json("{'id':47,'title':'Ask HN: Who is hiring? (May "
		    "2026)','type':'story','author':'whoishiring','text':null,'url':null,"
		    "'children':[{'id':48,'created_at':'2026-05-01T15:00:00.000Z',"
		    "'created_at_i':1777648493,'author':'someone','text':'Kilnworks | Potter | "
		    "Porto | ONSITE<p>We fire &amp; glaze, it&#x27;s fun.<p><a "
		    "href=\\u0022https:&#x2F;&#x2F;kilnworks.example&#x2F;jobs\\u0022 "
		    "rel=\\u0022nofollow\\u0022>https:&#x2F;&#x2F;kilnworks.exam...</a>',"
		    "'title':null,'url':null,'parent_id':47,'story_id':47,'type':'comment',"
		    "'children':[{'id':50,'author':'x','text':'Is it "
		    "remote?','parent_id':48,'type':'comment','children':[]}]},{'id':49,"
		    "'created_at_i':1777648494,'author':null,'text':null,'parent_id':47,"
		    "'type':'comment','children':[{'id':51,'author':'y','text':'Why "
		    "deleted?','children':[]}]},{'id':52,'created_at_i':1777648495,'author':'z',"
		    "'text':'No tags here, R&amp;D "
		    "only','parent_id':47,'type':'comment','children':[]}]}",
		    "@1 hn:48\nposted=1777648493\nurl=https://news.ycombinator.com/item?id=48\n"
		    "P Kilnworks | Potter | Porto | ONSITE\nP^ We fire & glaze, it's fun.\n"
		    "P^ https://kilnworks.example/jobs\n"
		    "< https://kilnworks.example/jobs = https://kilnworks.example/jobs\n"
		    "@1 hn:52\nposted=1777648495\nurl=https://news.ycombinator.com/item?id=52\n"
		    "P No tags here, R&D only\n");
}

/* Replies name another parent than the story. */
static void search_hits(void **state)
{
	(void)state;
	assert_json("{'hits':[{'objectID':'60','author':'a','comment_text':'Acme | Cook | "
		    "Oslo<p>We "
		    "cook.','created_at':'2026-05-01T15:00:00Z','created_at_i':1777648493,"
		    "'parent_id':47,'story_id':47,'story_title':'Ask HN: Who is hiring? (May "
		    "2026)','_tags':['comment']},{'objectID':'61','author':'b',"
		    "'comment_text':'Is it "
		    "remote?','created_at_i':1777648493,'parent_id':60,'story_id':47,"
		    "'story_title':'Ask HN: Who is hiring?'}],'nbHits':2}",
		    "@1 hn:60\nposted=1777648493\nurl=https://news.ycombinator.com/item?id=60\n"
		    "P Acme | Cook | Oslo\nP^ We cook.\n");
}

/* One item, or several with or without their story. */
static void firebase_items(void **state)
{
	(void)state;
	assert_json("{'by':'acme','id':70,'parent':47,'text':'Acme | Cook | Oslo<p>We "
		    "cook.','time':1777648493,'type':'comment','kids':[71]}",
		    "@1 hn:70\nposted=1777648493\nurl=https://news.ycombinator.com/item?id=70\n"
		    "P Acme | Cook | Oslo\nP^ We cook.\n");
	assert_json("[{'by':'w','id':47,'kids':[70,72],'title':'Ask HN: Who is "
		    "hiring?','type':'story','time':1},{'by':'acme','id':70,'parent':47,"
		    "'text':'Acme | Cook | "
		    "Oslo','time':1777648493,'type':'comment'},{'by':'b','id':71,'parent':70,"
		    "'text':'Remote?','time':1,'type':'comment'},{'deleted':true,'id':72,"
		    "'parent':47,'time':1,'type':'comment'},{'by':'s','id':73,'parent':47,"
		    "'text':'Spam','dead':true,'time':1,'type':'comment'}]",
		    "@1 hn:70\nposted=1777648493\nurl=https://news.ycombinator.com/item?id=70\n"
		    "P Acme | Cook | Oslo\n");
	assert_json("[{'by':'kilns','id':80,'score':1,'time':1777648493,'title':'Kilns (YC S21) "
		    "is hiring a potter','type':'job','url':'https://kilns.example/jobs'}]",
		    "@1 hn:80\nposted=1777648493\nurl=https://news.ycombinator.com/item?id=80\n"
		    "title=Kilns (YC S21) is hiring a potter\nurl=https://kilns.example/jobs\n");
}

static void kept_by_programs(void **state)
{
	(void)state;
	assert_json("{'schema_version':1,'sources':{'who_is_hiring_thread_id':47},"
		    "'jobs':[{'id':90,'source':'who_is_hiring','by':'acme','time':1777648493,"
		    "'text':'Acme | Cook | Oslo\\n\\nWe cook.\\nSee <a href=x>x</a>'}]}",
		    "@1 hn:90\nposted=1777648493\nurl=https://news.ycombinator.com/item?id=90\n"
		    "P Acme | Cook | Oslo\nP^ We cook.\nP See x\n< x = x\n");
	assert_json("[{'full_html':'Acme | Cook | NYC<p>H1B "
		    "fine','location':'NYC','remote':true,'h1b':true,'intern':true,"
		    "'url':'https://news.ycombinator.com/item?id=6139927','user':'acme'},"
		    "{'full_html':'Beta | "
		    "Cook','location':null,'remote':false,'h1b':false,'intern':false,"
		    "'url':'item?id=6139928','user':'b'}]",
		    "@1 hn:6139927\nlocations=NYC\nworkplace=remote\nemployment=Internship\n"
		    "visa=sponsors\nurl=https://news.ycombinator.com/item?id=6139927\n"
		    "P Acme | Cook | NYC\nP^ H1B fine\n@1 hn:6139928\n"
		    "url=https://news.ycombinator.com/item?id=6139928\nP Beta | Cook\n");
}

static void values_of_other_kinds(void **state)
{
	(void)state;
	assert_json("{'type':'story','title':'Who is "
		    "hiring?','children':[{'id':[1],'text':['x'],'author':{}},7,null,{'id':'x9',"
		    "'text':'Cook wanted in Oslo','author':'a'}]}",
		    "refused@1 a posting should stand here, with keys such as \"title\"\n@1\n"
		    "P Cook wanted in Oslo\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_postings),
		cmocka_unit_test(a_thread),
		cmocka_unit_test(search_hits),
		cmocka_unit_test(firebase_items),
		cmocka_unit_test(kept_by_programs),
		cmocka_unit_test(values_of_other_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
