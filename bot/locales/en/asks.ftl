# What a reader sends to the checkers, what the checkers see of it, and what is kept of a person.

button-send = 📮 Send to checkers
button-tell = 🔔 Tell me when it is answered
button-send-wording = 📮 Send this wording to checkers
ask-kept = Your text is kept only if you send it to our checkers.
ask-consent =
    Send this text to our checkers? Kept until 90 days after it is answered: the text, with phone numbers, e-mail addresses and account names hidden, and that one person sent it. Moderators see the text, never who sent it. /forget_me removes it.
ask-consent-tell =
    Send this text to our checkers, and be told the answer? Kept until 90 days after it is answered: the text, with phone numbers, e-mail addresses and account names hidden, that one person sent it, and the numbers of this chat and of the post, so that I can write to you. Moderators see the text, never who sent it. /forget_me removes it.
button-ask-yes = Yes, send it
button-ask-no = No
ask-sent = Sent to our checkers. Thank you.
ask-sent-hears = Sent to our checkers. I will write to you once it is answered, and once more if the rating changes later.
ask-most-open = You have 5 texts with our checkers that are not answered yet, so this one was not sent. Please send it again when one of them is answered.
ask-most-today = You have sent 30 texts within a day, so this one was not sent. Please send it again tomorrow.
ask-full = Our checkers have more texts than they can look at, so this one was not sent. Please send it again in some days.
ask-empty = There are no words in this post that could be sent.
ask-no-post = I cannot see the post any more. Please send it to me again.
ask-answered = Our checkers have already said which claim this is:
ask-judged = Our checkers have looked at this text. { $reason }
reason-opinion = They do not rate it, because it is mainly an opinion.
reason-prediction = They do not rate it, because it is about what may come, and nobody can check that yet.
reason-unclear = They do not rate it, because it is not clear enough what it says.
reason-private = They do not rate it, because it is about private persons.
reason-no-sources = They do not rate it, because they found no sources that could settle it.
reason-spam = They will not look at it further.

told-linked = You asked about this post. Our checkers have answered:
told-judged = You asked about this post. { $reason } That does not mean it is true or false.
told-corrected = You asked about this claim. Its rating was “{ $before }” and is now “{ $after }”.
corrected-rating = Updated on { $date }: the rating changed.
corrected-text = Updated on { $date }.
corrected-gone = Updated on { $date }: the claim that this answer named is no longer published.
corrected-gone-one = One claim of this answer is no longer published.
earlier-answer = Earlier answer: “{ $label }”.

queue-empty = The queue is empty.
queue-more = More: { $count }
queue-moderators-only = The queue is for moderators. Forward me a post, and I will look whether we have checked it.
queue-elsewhere = The queue is shown in private: open the chat with me and send /queue there.
queue-head = No. { $number } in the queue
queue-demand =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
queue-since = since { $date }
queue-channel = From the channel
queue-candidates = Closest claims:
queue-no-candidates = No claim is close.
queue-verdicts = Readers on “{ $claim }”: same { $same }, different { $different }.
queue-how-to-add = To make a claim of it, reply to this card with /addclaim.
queue-linked = Closed: it is the claim “{ $claim }”.
queue-judged = Closed as not checkable. { $reason }
queue-spam = Closed as spam.
queue-gone = This text was removed at the wish of the person who sent it.
queue-later = Put off until { $date }.
queue-closed-already = It is closed already.
queue-claim-gone = This claim is not published any more.
queue-which-reason = Why can it not be checked? Those who asked are told the reason.
button-queue-link = { $number }. It is: { $claim }
button-queue-new = ➕ New claim
button-queue-judge = Not checkable
button-queue-later = ⏳ Later
button-queue-spam = 🗑 Spam
button-queue-back = Back
button-queue-phrasing = Add as a phrasing: { $claim }
button-queue-near-miss = Keep as a near miss: { $claim }
button-queue-media = The picture or video belongs to it, too
button-reason-opinion = Opinion
button-reason-prediction = About the future
button-reason-unclear = Unclear
button-reason-private = Private persons
button-reason-no-sources = No sources
queue-phrasing-added = Added as a phrasing.
queue-near-miss-added = Kept as a near miss.
queue-with-media = (with a picture, video or file)
queue-media-added = From now on I know its picture or file with this claim.
queue-media-full = This file, or this claim, is known with as many as there can be. /picture takes one back.
queue-not-added = It could not be added. /editclaim tells why.

my-data-intro = This is everything I keep about you:
forget-ask = Shall I forget everything I keep about you? That is your language, your digest, which answers you got, the buttons you pressed, that you started a trial in a group, and what you sent to our checkers, unless somebody else sent the same. It cannot be undone.
button-forget-yes = Yes, forget everything
button-forget-no = No, keep it
forget-done = Forgotten. I keep only a code that names nobody, so that you are not written to about anything from before.
forget-done-moderator = Forgotten. I keep only a code that names nobody, so that you are not written to about anything from before. That you are a moderator, and the record of your acts, stay for as long as /privacy says.
forget-kept = Nothing was changed.
command-my_data = what is kept about you
command-forget_me = forget everything about me
