# The digest of what was newly checked.

digest-about = The digest is a list of new checks and of claims whose rating has changed, ten at most at a time. It comes only when something is new.
digest-now-off = You do not get it now.
digest-now-day = You get it once a day at most.
digest-now-week = You get it once a week at most, on Mondays.
button-digest-week = Weekly
button-digest-day = Daily
button-digest-off = Off
digest-title = Digest, { $date }
digest-changed = The rating has changed:
digest-new = New checks:
digest-before = before: “{ $label }”
digest-more = And { $count } more.
digest-other-language = Not yet in English, so shown in { $language }: { $numbers }.
digest-nothing-more = There is nothing more to show.
digest-elsewhere = The digest comes in our private chat: { $link }
button-digest-more = Show more
button-digest-stop = 🔕 No more digests
command-digest = new checks, once a week or a day
