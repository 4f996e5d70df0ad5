# What moderators and owners see and press.

command-addclaim = add a claim
command-editclaim = change a claim: /editclaim ID
command-claim = everything about a claim: /claim ID
command-find = which claims a text finds: /find TEXT
command-queue = what people wait for, ranked
command-retire = take a claim away from readers: /retire ID REASON
command-restore = give a retired claim back: /restore ID
command-merge = make one claim part of another: /merge ID INTO
command-history = who changed a claim, when and how: /history ID
command-undo = take back your last act
command-review = claims to look at again
command-drafts = claims that wait to be published
command-stats = the claims base in numbers
command-picture = know a picture or video with a claim: /picture ID as a reply
command-export = all claims as a file
command-import = take claims from a file (its caption)
command-cancel = leave the dialogue
command-addmod = appoint a moderator
command-removemod = dismiss a moderator
command-mods = who moderates

desk-elsewhere = This works in our private chat: { $link }
desk-anonymous = I cannot see who writes. Please write as yourself, not as an anonymous administrator or a channel.
desk-owners-only = Only owners can do that.
desk-unknown-claim = There is no claim with the id { $id }. /find TEXT looks for one.
desk-similar-id = Is one of these meant?
desk-later = I cannot do that right now. Nothing was changed; please try again in a minute.
desk-press-other = These buttons belong to the dialogue of somebody else.
desk-press-old = This question has been answered already. The buttons of the newest message count.
desk-press-ended = This dialogue has ended already.
desk-edit-kept = Editing that message changes nothing here. Send it again, or go back with the buttons.
desk-frozen = You made very many changes in a short time, so I take none from you until { $time } (UTC). An owner can end this earlier.
desk-frozen-now = Stopped: more than { $count } acts within { $minutes } minutes that take something away. This one was not done, and I take no changes from you until { $time } (UTC). The owners have been told.
desk-alert-frozen = A moderator ({ $user }) was stopped: { $count } acts in a row that take something away. I take no changes from them until { $time } (UTC).
desk-button-unfreeze = Let them go on
desk-unfrozen = They can go on. What they did before is in /history of the claims; their own /undo takes it back.
desk-not-frozen = They are not stopped any more.

desk-usage-claim = /claim ID shows everything about a claim.
desk-usage-editclaim = /editclaim ID asks what to change. In one message: below it lines such as “rating: disputed”, “phrasing: …”, “-phrasing: …”, “-source: https://…”.
desk-usage-find = /find TEXT shows which claims a text finds, and why. It also works as a reply to a post.
desk-usage-retire = /retire ID REASON takes a claim away from readers; the reason stays in its history.
desk-usage-restore = /restore ID gives a retired claim back to readers.
desk-usage-merge = /merge ID INTO makes the first claim part of the second: phrasings, near misses and sources move.
desk-usage-history = /history ID shows who changed a claim, when and how.
desk-usage-import = Send a file with the caption /import; its name must end in one of { $endings }.
desk-usage-picture = Reply with /picture ID to a picture, video, recording or file, so that I know it with the claim. Reply to the post itself, forwarded: to Telegram, a copy that was uploaded anew is another file. /picture ID off takes it back, /picture alone shows what it is known with.
desk-usage-export = I can write { $formats }: for example /export { $example }.
desk-usage-addmod = Reply with /addmod to a message of the person, or to one of theirs that you forwarded here; or send /addmod with their numeric id.
desk-usage-removemod = Reply with /removemod to a message of the person, or send /removemod with their numeric id.

desk-new = New claim
desk-change = Change of { $id }
desk-step = { $number } of { $count }
desk-so-far = So far:
desk-now = Now: { $value }
desk-nothing-yet = Nothing yet.
desk-in-group = Please answer as a reply to this message.
desk-ask-claim = Write the sentence that is rated: one neutral statement, with a date where it needs one. Add versions later as “[uk] …”.
desk-ask-rating = Which rating does the sentence have, exactly as worded?
desk-ask-context = Write what is known, in two to six short sentences of at most 900 characters. One message for each language; I recognise the language, or begin with [en], [uk] or [ru].
desk-ask-source = Send the sources, one a line: address | publisher | title | date. Two at least; for chain letters, with the tag chain-letter, one. The date is YYYY, YYYY-MM or YYYY-MM-DD.
desk-ask-phrasing = How do people word it? Write or forward one wording a message, three to eight in all, some in each language.
desk-ask-near = Which texts look alike but must not find this claim? One a message. You can skip this.
desk-ask-appears = Who says it, or where does it go round?
desk-ask-next-review = From which day may this be out of date? YYYY-MM-DD.
desk-ask-tags = Tags, with commas between them. One source is enough with chain-letter.
desk-ask-fields = What is to be changed?
desk-ask-reason = Why is { $id } retired? The reason stays in its history.
desk-ask-into = Which claim should { $id } become part of? Choose one, or write its id.
desk-ask-which = Which claim is to be changed? Write its id, or some words of it.
desk-pick = Is it one of these claims?
desk-pick-post = The post:
desk-confirm-phrasing = Add this wording as a phrasing to { $id }?
desk-changes = Changes so far:
desk-no-changes = No changes so far.

desk-field-claim = Sentence
desk-field-rating = Rating
desk-field-context = Context
desk-field-source = Sources
desk-field-phrasing = Phrasings
desk-field-near = Near misses
desk-field-appears = Who says it
desk-field-next-review = Next review
desk-field-tags = Tags

desk-button-back = ‹ Back
desk-button-next = Next ›
desk-button-skip = Skip
desk-button-done = Preview
desk-button-cancel = Cancel
desk-button-publish = Publish
desk-button-publish-over = Put mine on top
desk-button-keep-draft = Save, keep as a draft
desk-button-drafts = 📝 Drafts
desk-button-discard = Discard
desk-button-edit = Edit
desk-button-drop = 🗑 { $number }
desk-button-never = It cannot change any more
desk-button-form = 📋 As text
desk-button-new = None of these: new claim
desk-button-add-phrasing = Add the phrasing
desk-button-retire = Retire
desk-button-restore = Restore
desk-button-history = History
desk-button-merge = Merge
desk-button-still-right = ✓ Still right
desk-button-older = Older ›
desk-button-newer = ‹ Newer
desk-button-more = More ›
desk-button-fewer = ‹ Before
desk-button-remind = 🔔 Remind me every day
desk-button-remind-not = 🔕 No reminders

desk-cancelled = The dialogue is over. Nothing was changed.
desk-cancelled-typed = The dialogue is over. Nothing was changed. This is what you had written, to copy:
desk-nothing-to-cancel = There is no dialogue to leave.
desk-form-copy = To copy, change and send:
desk-form-file = The form is too long for a message, so here it is as a file.

desk-faults =
    { $count ->
        [one] This cannot be published yet. One thing is wrong:
       *[other] This cannot be published yet. { $count } things are wrong:
    }
desk-faults-keep = Nothing is lost: correct your message and send it again, or press Edit.
desk-at-line = Line { $line }: { $problem }
desk-hint = Is “{ $hint }” meant?
desk-preview = Preview. Nothing is published yet.
desk-preview-change = Preview of the change to { $id }. Nothing is published yet.
desk-preview-retired = This claim is retired; readers do not see it, changed or not.
desk-preview-draft = This claim is a draft; readers see nothing of it before it is published.
desk-preview-unchanged = This changes nothing.
desk-preview-shortened = The answer is shortened here; readers see all of it.
desk-proof =
    { $near ->
        [0] { $phrasings ->
            [one] The one phrasing finds it.
           *[other] Each of the { $phrasings } phrasings finds it.
        }
       *[other] { $phrasings ->
            [one] The one phrasing finds it, none of the near misses ({ $near }) does.
           *[other] Each of the { $phrasings } phrasings finds it, none of the near misses ({ $near }) does.
        }
    }
desk-proof-none = It has no phrasing yet; only its sentence finds it.
desk-links-fine = All sources answer.
desk-links-unchecked = Whether the sources answer was not looked at.
desk-close-to = Close to it, please compare:
desk-keeps = This keeps it from being published:
desk-look-again = Please look at this again:
desk-more-of-these = … and { $count } more
desk-published = Published. From now on every post that says this finds it.
desk-published-change = Published. Answers from now on show it.
desk-saved-draft = Saved. It is still a draft, so readers do not see it.
desk-saved-retired = Saved. The claim is still retired, so readers do not see it.
desk-phrasing-added = The phrasing was added. From now on it finds this claim.
desk-conflict = While you were at it, { $who } changed this claim on { $time } (UTC). Nothing of yours was saved.
desk-conflict-theirs = What they changed:
desk-conflict-yours = What you wanted to change:
desk-conflict-ask = “Put mine on top” keeps theirs and adds yours to it.

desk-who-starter = the starter claims
desk-who-import = the command line
desk-who-you = you
desk-who-unknown = a moderator of earlier
desk-kind-publish = published
desk-kind-edit = changed
desk-kind-retire = retired
desk-kind-restore = restored
desk-kind-merge = merged
desk-kind-review = looked at again
desk-kind-import = imported
desk-kind-media = tied a file to
desk-kind-media-off = untied a file from
desk-kind-undo = took back an act
desk-kind-none = saved
desk-kind-withdrawn = took the claim back
desk-state-draft = draft
desk-state-published = published
desk-state-retired = retired
desk-merged-into = Part of { $id } now.

desk-card-head = Version { $version }, { $state }, rated “{ $label }”
desk-card-stale = Older than the other languages: { $languages }
desk-card-phrasings = Phrasings
desk-card-near = Near misses
desk-card-context = Context
desk-card-sources = Sources
desk-card-tags = Tags: { $tags }
desk-card-related = Related: { $ids }
desk-card-checked = Checked on { $date }.
desk-card-review = Next review: { $date }.
desk-card-overdue = Its review was due on { $date }.
desk-card-judgements = Readers: useful { $useful }, not this claim { $not_mine }, same { $same }, different { $different }.
desk-card-no-judgements = No reader has said yet whether it was useful.
desk-cut = … cut here; “As text” has all of it.

desk-found-none = This text finds no claim.
desk-found-strong = A reader would get the answer about the first claim.
desk-found-several = A reader would get a list of these claims: { $ids }.
desk-found-weak = A reader would be shown the first claim to compare, without its rating.
desk-found-not-sure = A reader would be told that there is no check of it yet.
desk-found-match = Closest wording: “{ $phrasing }”
desk-found-span = Found in: “{ $span }”
desk-found-words = Words that met: { $words }
desk-found-linked = It links to a source of this claim.
desk-found-capped = A near miss of this claim is closer, so it scores 0.5 at most.
desk-found-score = score { $score }
desk-stance-asserts = says it
desk-stance-negates = denies it
desk-stance-asks = asks about it
desk-closeness-exact = the same words
desk-closeness-very_close = very close wording
desk-closeness-related = related wording
desk-found-opinion = It reads mainly as an opinion.

desk-retired = { $id } is retired: readers do not get it. /undo takes that back.
desk-restored = { $id } is published again.
desk-draft-published = { $id } is published. From now on every post that says this finds it.
desk-reviewed = Noted: { $id } was looked at today.
desk-reviewed-next = Noted: { $id } was looked at today. Next review: { $date }.
desk-merged = { $id } is part of { $into } now: its phrasings, near misses and sources moved. /undo takes that back.
desk-wrong-retired = { $id } is retired already.
desk-wrong-published = { $id } is published, so there is nothing to restore.
desk-wrong-draft = { $id } is a draft; only a published claim can be used here.
desk-wrong-same = A claim cannot become part of itself.
desk-wrong-merged = { $id } has become part of { $into }.
desk-undone = Taken back: you had { $kind } { $ids } on { $time } (UTC).
desk-undo-nothing = There is no act of yours left to take back.
desk-undo-changed = Not taken back: you had { $kind } { $ids } on { $time } (UTC), and { $who } has changed it since. /history shows how.

desk-history = History of { $id }
desk-history-page = Versions { $first } to { $last } of { $count }
desk-history-added = + { $field }: { $after }
desk-history-removed = − { $field }: { $before }
desk-history-changed = { $field }: { $before } → { $after }
desk-history-more = … and { $count } more changes
desk-history-why = Reason: { $why }

desk-review-none = No claim is overdue for review.
desk-review =
    { $count ->
        [one] { $count } claim is to be looked at again:
       *[other] { $count } claims are to be looked at again:
    }
desk-review-due = due on { $date }
desk-drafts-none = No claim waits to be published.
desk-drafts =
    { $count ->
        [one] { $count } claim waits to be published or discarded:
       *[other] { $count } claims wait to be published or discarded:
    }
desk-remind-on = I will remind you every day while claims are overdue.
desk-remind-off = No more reminders.

desk-media-added = Kept: this file is known with { $id } from now on. Sent without words it gets the full answer; with other words it is only pointed out, for comparison. /picture { $id } off or /undo takes it back.
desk-media-known = This file is known with { $id } already.
desk-media-most-claims = This file is known with { $count } claims, the most there can be. Take one back first.
desk-media-most-files = { $id } is known by { $count } files, the most there can be. Take one back first.
desk-media-removed = This file is no longer known with { $id }.
desk-media-not-known = This file is not known with { $id }, so there is nothing to take back.
desk-media-none = This file is not known with any claim.
desk-media-list = This file is known with:
desk-media-hint = To know its picture or video with the claim, too, reply to the post with /picture { $id }
desk-card-files = Pictures and files known with it: { $count }

desk-stats = The claims base
desk-stats-states = Published { $published }, drafts { $draft }, retired { $retired }
desk-stats-ratings = Ratings of the published ones:
desk-stats-phrasings = Phrasings: en { $en }, uk { $uk }, ru { $ru }
desk-stats-overdue = Overdue for review: { $count }
desk-stats-acts = Acts in the last 30 days:
desk-stats-no-acts = No acts in the last 30 days.
desk-stats-judgements = Readers in the last 90 days: useful { $useful }, not this claim { $not_mine }, same { $same }, different { $different }
desk-month =
    { $first } – { $last }, day by day (UTC)

    Posts, above:
    🟩 answered with a claim: { $strong }
    🟨 a close claim to compare: { $weak }
    ⬜ nothing known: { $none }

    The queue, below:
    🟦 came in: { $opened }
    🟪 linked to a claim or judged: { $closed }

desk-export-caption = { $count } bytes of claims, retired ones included
desk-export-too-large = The file is larger than Telegram lets me send. On the machine: python -m claims_db export claims.yaml
desk-imported = Imported: { $new } new, { $changed } changed, { $same } the same as before. /undo takes it back.
desk-imported-bare = Of the new ones { $bare } have no rating yet, so they are drafts.
desk-imported-foreign = Of the new ones { $foreign } are reviews by others: they are drafts, and readers see none of them until a moderator has published it.
desk-imported-nothing = Everything in the file is the same as before; nothing was changed.
desk-import-refused = Nothing was imported. { $where }: { $reason }
desk-import-too-large = Nothing was imported: the file is larger than { $megabytes } MB. Split it, or import it on the machine: python -m claims_db import FILE
desk-import-unreachable = Nothing was imported: Telegram does not give me the file. Please send it again.

desk-mod-added = { $user } moderates from now on.
desk-mod-already = { $user } can do all that already.
desk-mod-removed = { $user } does not moderate any more.
desk-mod-not-one = { $user } is no moderator.
desk-mod-owner = { $user } is an owner; owners are named in OWNER_IDS.
desk-mod-hidden = The author of that message hides the account, so I do not see who it is. Ask for the numeric id, or for a message that is written here.
desk-mod-nobody = That message was written by no person: by a bot, a channel or an anonymous administrator.
desk-mods = Owners and moderators
desk-mods-owner = { $user } – owner
desk-mods-moderator = { $user } – moderator since { $date }, appointed by { $by }

# What can be wrong with a form or a claim; the keys are the codes.

desk-problem-text_outside = “{ $detail }” stands before the first field. Fields begin with a name and a colon, such as “claim:”.
desk-problem-unknown_field = I do not know the field “{ $detail }”.
desk-problem-empty_field = “{ $detail }” is empty.
desk-problem-too_long = “{ $detail }” is longer than any message (4,096 characters).
desk-problem-too_many = “{ $detail }” has too many entries.
desk-problem-bad_language = “{ $detail }” is not a language here. Use en, uk or ru, and only with claim, context, phrasing and appears.
desk-problem-twice = “{ $detail }” is given twice.
desk-problem-removal_in_new = A new claim has nothing to take away (-{ $detail }).
desk-problem-unknown_rating = “{ $detail }” is not a rating. There are: true, mostly-true, misleading, false, alleged, disputed, outdated, satire, opinion.
desk-problem-long_context = The context is too long ({ $detail }); 900 characters are the limit.
desk-problem-bad_url = This address cannot be shown: { $detail }. It must begin with http:// or https://, without a user name or password, on port 80 or 443.
desk-problem-source_no_publisher = This source has no publisher: { $detail }. Write: source: address | publisher | title | date
desk-problem-source_no_title = This source has no title: { $detail }. Write: source: address | publisher | title | date
desk-problem-source_no_date = This source has no date: { $detail }. Write: source: address | publisher | title | date
desk-problem-unnamed_source = This source has no publisher or no title: { $detail }
desk-problem-bad_date = “{ $detail }” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.
desk-problem-bad_day = “{ $detail }” is not a day. Write YYYY-MM-DD, or never.
desk-problem-bad_id = “{ $detail }” cannot be an id. An id is made of small Latin letters, digits and hyphens, at most 60.
desk-problem-id_taken = The id { $detail } belongs to another claim: “{ $claim }” ({ $state }). /editclaim { $detail } changes that one. A new claim needs another id, say { $free }, or none: then it is made from the sentence.
desk-problem-no_claim = The sentence is missing (claim: …).
desk-problem-no_statement = The sentence is missing (claim: …).
desk-problem-no_rating = The rating is missing (rating: …).
desk-problem-no_context = The context is missing (context: …).
desk-problem-no_source = A source is missing (source: address | publisher | title | date).
desk-problem-few_sources = There are too few sources ({ $detail }). Two are needed; with the tag chain-letter one.
desk-problem-no_date_checked = The day of the check is missing.
desk-problem-no_reason = The reason is missing.
desk-problem-nothing_to_remove = The claim does not have this, so it cannot be taken away: “{ $detail }”
desk-problem-bad_character = “{ $detail }” holds a character that cannot be shown.
desk-problem-empty_text = “{ $detail }” has an empty text.
desk-problem-related_to_itself = The claim is related to itself.
desk-problem-merged_but_published = The claim has become part of { $detail }, so it cannot be published.
desk-problem-unknown_related = The related claim { $detail } is not published.
desk-problem-old_version = The sentence changed; its version in the language { $detail } is still of the earlier one.
desk-problem-no_phrasing = There is no phrasing in the language { $detail }.
desk-problem-phrasing_count = Phrasings: { $detail }; a claim is found best with three to eight.
desk-problem-long_sentence = The sentence has { $detail } characters; up to 200 are read at a glance, and a group sees the first 140.
desk-problem-says_nothing = The sentence has no word to find it by: “{ $detail }”
desk-problem-too_general = This phrasing is too general and would be found in very many posts: “{ $detail }”
desk-problem-phrasing_finds_other = This phrasing finds another claim first: “{ $detail }”
desk-problem-phrasing_finds_nothing = This phrasing does not find the claim: “{ $detail }”
desk-problem-near_miss_found = This near miss finds the claim although it must not: “{ $detail }”
desk-problem-takes_phrasing = A phrasing of another claim would find this one: { $detail }
desk-problem-matches_ordinary = An ordinary message would find the claim: “{ $detail }”
desk-problem-unreachable = This source does not answer: { $detail }
desk-problem-agentless = Nobody is named who says it – { $detail }
desk-problem-shouting = Capitals or exclamation marks – { $detail }
desk-problem-percent_of_truth = A share of truth – { $detail }
desk-problem-loaded_word = A word that judges – { $detail }
desk-problem-disbelief = A word that signals disbelief – { $detail }
desk-problem-verdict_too_strong = More certain than the rating – { $detail }
desk-problem-source_after_check = This source is newer than the day of the check: { $detail }
desk-problem-other = Something else is not right ({ $code }): { $detail }

# Why a file was not imported; the keys are the codes.

desk-file-subject = { $subject }:{ " " }
desk-file-line = line { $number }
desk-file-row = row { $number }
desk-file-review = review { $number }
desk-file-empty = the file is empty.
desk-file-no_kind = the name does not end in any of { $said }.
desk-file-too_large = the file has more than { $most } bytes.
desk-file-too_many = the file has more than { $most } claims. Import it on the machine: python -m claims_db import FILE
desk-file-not_utf8 = this is not UTF-8. Save the file as UTF-8.
desk-file-nested = too many levels inside one another.
desk-file-no_review = there is no ClaimReview in it.
desk-file-not_named = the file is not a set of named fields.
desk-file-schema_late = the line “schema: { $said }” must come before the claims.
desk-file-schema_other = the schema is not { $said }.
desk-file-not_yaml = this is not YAML: { $said }.
desk-file-second_document = a second document begins here; only one is read from a file.
desk-file-not_value = a value is missing here.
desk-file-key_not_text = the name of a field is not a text.
desk-file-aliases = anchors and aliases are not allowed.
desk-file-tags = tags are not allowed.
desk-file-odd_character = a character that YAML forbids ({ $said }).
desk-file-claim_long = one claim is longer than { $most } characters.
desk-file-not_json = this is not JSON: { $said }.
desk-file-json_key = this is not JSON: the name of a field is not a text.
desk-file-json_twice = this is not JSON: the field “{ $said }” is given twice.
desk-file-json_colon = this is not JSON: a colon is missing.
desk-file-json_comma = this is not JSON: a comma is missing.
desk-file-json_end = this is not JSON: the end is missing.
desk-file-json_trailing = this is not JSON: a comma stands before the end.
desk-file-not_claim = this is not a claim: { $said }.
desk-file-not_object = this is not a JSON object.
desk-file-neither = this is neither a JSON object nor a list.
desk-file-beside_long = more than { $most } characters beside the lists.
desk-file-item_long = one entry is longer than { $most } characters.
desk-file-line_long = the line is longer than { $most } bytes.
desk-file-csv_not_utf8 = this is not UTF-8. Save the table as “CSV UTF-8”.
desk-file-csv_blank = the first row is blank, but it must name the columns.
desk-file-csv_quote_open = a quotation mark is left open.
desk-file-csv_after_quote = text follows a closing quotation mark.
desk-file-csv_breaks = line breaks of an old kind. Save the table as “CSV UTF-8”.
desk-file-csv_unreadable = this is not CSV.
desk-file-row_long = the row is longer than { $most } bytes. Is a quotation mark left open?
desk-file-no_column = there is no column “{ $said }”.
desk-file-column_twice = the column { $said } is there twice.
desk-file-column_missing = the column { $said } is missing. The first row must name the columns.
desk-file-column_unnamed = cell { $said } is in a column without a name.
desk-file-id_twice = the id { $said } is there already: { $place }.
desk-file-id_twice_line = the id { $said } is already on line { $place }.
desk-file-id_twice_row = the id { $said } is already in row { $place }.
desk-file-id_twice_review = the id { $said } is already in review { $place }.
desk-file-problems = { $said }
desk-file-missing = missing.
desk-file-unknown = there is no such field.
desk-file-given_twice = given twice.
desk-file-not_text = not a text.
desk-file-not_flag = neither true nor false.
desk-file-not_list = not a list.
desk-file-not_fields = not a set of named fields.
desk-file-not_by_language = not a set of texts by language.
desk-file-not_language = not a language code of two or three letters.
desk-file-not_one_of = not one of these: { $said }.
desk-file-not_date = not a date of the form YYYY-MM-DD.
desk-file-not_each_language = not a list with one language for each phrasing.
desk-file-says_else = this says something else than { $said }. Change both, or take { $said } away.
desk-file-not_further = not of the form “context[pl] | text”.
desk-file-second_time = { $said } is given a second time.
desk-file-bad_part = one part is none of these: { $said }.
