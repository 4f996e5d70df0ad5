# What a reader is told about a post.

quoted = “{ $text }”
known = What is known:
claim-asserts = Claim in this post:
claim-negates = This post denies a claim we have checked:
claim-asks = This post asks about a claim we have checked:
claim-card = A claim we have checked:
said-by = Who says it, or where it goes round: { $who }.
in-post = In the post:
differs = What differs: the post says “{ $said }”, the claim says “{ $known }”.
differs-role = What differs is who did it: the post says “{ $said }”, the claim says “{ $known }”.
sources = Sources:
source = { $publisher }: { $title }
source-copy = a copy
checked-on = Checked on { $date }.
checked-from = Checked on { $date } or later.
evidence-until = Evidence up to { $date }.
review-passed = This may be out of date: it was to be looked at again on { $date }.
closeness-exact = The post words it as the claim we checked does.
closeness-very_close = The wording of the post is very close to the claim we checked.
closeness-related = The post words it in its own way, so please compare it with the claim.
other-language = There is no English version of this yet, so it is shown in { $language }.
newer-language = The English text is older and waits to be renewed, so the newest one is shown, in { $language }.
in-language-en = English
in-language-uk = Ukrainian
in-language-ru = Russian
in-language-other = the language “{ $code }”
read-part = I read the first { $count } characters; if the part you doubt comes later, send me that part.

several = This post touches several claims we have checked:
several-asserts = { $label }
several-negates = the post denies it
several-asks = the post asks about it
full-answer = full answer

weak = We have no check of this exact text.
weak-closest = The closest claim we have:
weak-linked = It links to a page that we cite as a source on this claim:
weak-compare = It may be about something else, so please compare before relying on it.
none = We have no check of this yet. That does not mean it is true or false.
none-advice = You can look for the original source and its date, and see who else reports it.
links = We have no check of this page itself. That does not mean it is true or false. I do not open links: copy the sentence you doubt, and I will look for it.
links-cited = Checks of ours cite this page. Is it one of these claims that you doubt? If not, copy the sentence, and I will look for it.
opinion = This reads mainly as opinion or prediction, which we do not rate. If there is a specific fact in it, send me that sentence.
small-talk = Hello. Forward me a post, or write in one sentence what it says, and I will look whether we have checked it.
no-text = I cannot read text in pictures or speech yet. Please copy the caption, or tell me in one sentence what it claims.
no-words = I can only look up words. Forward me a post with text, or write in one sentence what it says.
own-answer = That is one of my own answers, so I do not check it again. Forward me another post.
degraded = I cannot check right now. Please send it again in a few minutes.
limited = That is a lot at once: I answer up to 30 posts a minute. Please wait a minute and send the rest again.
claim-gone = This claim is not published any more. Forward me the post, and I will look for what we have now.

media-known =
    { $medium ->
        [picture] This picture is known to us.
        [video] This video is known to us.
        [recording] This recording is known to us.
        [album] Part of this album is known to us.
       *[file] This file is known to us.
    }
media-claim = A claim that goes round with it:
several-media = Claims that go round with it:
media-only = I recognise the file itself, not what it shows or says, so please compare.
media-agrees =
    { $medium ->
        [picture] We know the picture from this claim, too.
        [video] We know the video from this claim, too.
        [recording] We know the recording from this claim, too.
        [album] We know part of the album from this claim, too.
       *[file] We know the file from this claim, too.
    }
media-beside =
    { $medium ->
        [picture] We know the picture from another claim, which the text does not make:
        [video] We know the video from another claim, which the text does not make:
        [recording] We know the recording from another claim, which the text does not make:
        [album] We know part of the album from another claim, which the text does not make:
       *[file] We know the file from another claim, which the text does not make:
    }
weak-media =
    { $medium ->
        [picture] But we know the picture from this claim:
        [video] But we know the video from this claim:
        [recording] But we know the recording from this claim:
        [album] But we know part of the album from this claim:
       *[file] But we know the file from this claim:
    }

rating-true = True
rating-mostly-true = Mostly true
rating-misleading = Misleading
rating-false = False
rating-alleged = Alleged, not confirmed
rating-disputed = Disputed
rating-outdated = Outdated
rating-satire = Satire or joke
rating-opinion = Opinion, not rated

button-helpful = 👍 Helpful
button-not-mine = 👎 Not my claim
button-share = ↗️ Share
button-how = ℹ️ How we check
button-same = It is the same
button-different = It is different
button-none-of-these = None of these
pressed-thanks = Thank you.
pressed-unknown = I do not know this button any more. Please send me the post again.
not-mine-ask = Thank you. Which claim does the post make instead?
not-mine-none = Thank you. Then we have no check of this yet. That does not mean it is true or false.
