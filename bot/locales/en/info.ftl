# What a person can ask about the bot itself.

start =
    Forward me a post you doubt, or write in one sentence what it says. I look whether it repeats, denies or asks about a claim that was checked, and answer with what is known, who says it, and dated sources.

    Not for confidential tips: Telegram can read chats with bots. /privacy tells what I keep, /language changes the language.
help =
    Forward me a post, a picture with a caption or an album, or write one sentence. Each post gets one answer:

    • a claim we have checked: what is known, the claim with its rating, sources with dates;
    • several claims: a list, with a full answer to each;
    • only a close one: it is shown for you to compare;
    • nothing: I say so. That does not mean the post is true or false. You can send it to our checkers, and be told when they have answered.

    The buttons under an answer tell us whether it was the right claim.

    /digest – new checks, once a week or a day
    /language – language of the answers
    /privacy – what I keep and for how long
    /my_data – everything I keep about you
    /forget_me – forget all of it
how =
    Editors compare a claim with published sources, write down who says it and who denies it, and date all of it. Every answer names its sources, so that you can repeat the check.

    I only find the claim whose wording or meaning is closest to the post. I do not judge the post or its author. “Alleged” and “disputed” mean that nothing we know of settles it.

    Wrong claim? Press “Not my claim” under the answer.
privacy =
    What I keep:

    • The text of a post: only until it is answered, then it is wiped. It is never written to logs. The number of the update stays for 48 hours, so that nothing is answered twice.
    • The numbers of the chat, the post and my answer, with the claims it named: 90 days, so that an edited post gets a new answer, and a corrected claim corrects the answer.
    • The language you chose: until you change it.
    • The buttons you press under answers: the claim and the choice, under a code that does not show who you are, for 90 days.
    • If you chose the digest: the number of your chat, how often, the language of your Telegram, and up to where you have been told. Until you turn it off or block me.
    • What you send to our checkers: the text without phone numbers, e-mail addresses and account names, under your code, until 90 days after it is answered. The name of a public channel it came from stays with it, and what Telegram calls the picture or other file in that post. If you want to hear the answer, also the numbers of your chat and of the post. Moderators see the text, never who sent it.
    • Of groups: what their admins chose, until 30 days after I left; which claims I named there and when, for 7 days. Of a trial in a group: the number of the administrator who started it, which posts would have got a reply about which claim, and the 👍 and 👎, until 14 days after its end. Of cards sent in other chats through me: how often each claim was chosen, nothing else.
    • Of moderators: that they are, and what they did, for two years.

    I keep no names, and { $elsewhere ->
        [yes] nobody else is sent your words, with one exception: if you press “Search other fact-checkers” under an answer, the text of that post, its first 300 characters at most, goes to Google, without phone numbers, e-mail addresses and account names, and without a word about you. What Google finds is kept for an hour, your text is not
       *[no] nobody else is sent your words
    }. Telegram itself can read chats with bots, so do not send me confidential tips.

    /my_data shows everything I keep about you. /forget_me deletes it, except a code that names nobody. Backups are the operator’s, for 30 days at most.
unknown-command = I do not know this command. /help lists what I can do.
language-ask = In which language should I answer?
language-set = I will answer in English.
language-set-auto = I will answer in the language of your Telegram.
language-auto = As in Telegram
language-name-en = English
language-name-uk = Ukrainian
language-name-ru = Russian
command-start = what this bot does
command-help = how to use it
command-language = language of the answers
command-privacy = what is kept and for how long
bot-short-description = Forward a doubtful post: what is known, who says it, with sources.
bot-description =
    Forward a post you doubt. The bot finds checked claims that it repeats, denies or asks about, and answers with neutral context: what is known, who says it, dated sources.

    It never says more than the sources do. /privacy tells what is kept.
