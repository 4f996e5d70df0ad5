# Trials of groups: what their admins are shown.

trial-title = 🧪 Trial week
trial-title-of = 🧪 Trial week in { $title }
trial-off = off
trial-until = until { $date }

trial-about = For seven days I say nothing in the group by myself; /check and mentions are answered as always. You get in private what I would have replied, also at the more open levels, and judge it with 👍 or 👎: at most { $most } messages a day. Then comes a short report, with a proposal how strict I should be.
trial-runs = It runs until { $date }. Posts looked at so far: { $looked }.
trial-told-you = What I would have replied comes to you.
trial-told-other = What I would have replied goes to the administrator who started it; “Start again” brings it to you.
trial-told-nobody = What I would have replied is only counted, because I have nobody to write to; “Start again” brings it to you.
trial-ended = The last trial ended on { $date }; its report can be read until { $until }.
trial-began = It runs until { $date }. Until then I say nothing in the group by myself. Here comes what I would have replied, at most { $most } messages a day. 👍 means that the reply would have helped, 👎 that it would have disturbed. At the end comes a report; then I speak in the group again.
trial-sees-nothing = I see only commands in this group, so there is nothing for me to look at. Make me an administrator there; I need no rights.
trial-write-first = I cannot write to you in private yet. Open our chat and start the trial there; this also works for anonymous administrators.
trial-again-ask = Starting again forgets what was counted and judged so far, and seven new days begin.
trial-sent-to-you = The report is in our private chat.
trial-forgotten = This trial is over and forgotten, or it is not yours.
trial-quiet-note = A trial runs until { $date }; I say nothing by myself before that.

trial-would = I would have replied to this post:
trial-open-post = Open the post
trial-levels = At the levels: { $levels }.
trial-judge = Would this reply have been right there?
trial-last-today = That makes { $most } today. What else comes up is only counted, and I write to you again tomorrow.

trial-report-title = 🧪 Report of the trial week
trial-report-title-of = 🧪 Report of the trial week in { $title }
trial-report-days = { $begin } – { $end }
trial-report-looked = Posts looked at: { $number }.
trial-saw-nothing = If people did write there, I could not see it: make me an administrator of the group; I need no rights.
trial-report-levels = Replies I would have given, by level:
trial-report-level = { $level }: { $replies } · 👍 { $good } · 👎 { $bad }
trial-report-unjudged = Not judged: { $number }.
trial-report-held = Counted only, not sent to you: { $number }.
trial-proposal = Proposal: { $level }.
trial-proposal-best = It brings the most 👍 when each 👎 takes back four of them.
trial-proposal-equal = The judgements speak for no other level.
trial-proposal-disturbs = At every level the 👎 outweigh the 👍, as each 👎 counts for four. “Quiet” in the settings leaves only /check.
trial-proposal-unjudged = Nothing was judged, so I would leave it as it is.
trial-still-runs = The trial runs until { $date }.
trial-is-over = The trial is over.
trial-speaks-now = I speak in the group by myself again, level: { $level }.
trial-quiet-now = In the group I still answer only when asked, as the settings say; the level for everything else: { $level }.

button-trial-menu = 🧪 Trial week
button-trial-start = Start the trial
button-trial-again = Start again
button-trial-renew = Forget it and start again
button-trial-end = End the trial
button-trial-report = Report
button-trial-private = Open our chat
button-trial-take = Take “{ $level }”
button-trial-take-end = Take “{ $level }” and end the trial
button-trial-good = 👍
button-trial-bad = 👎
