# What other fact-checkers published, searched for when a reader presses for it.

button-elsewhere = 🔎 Search other fact-checkers
elsewhere-hint = If you press “Search other fact-checkers”, the text of this post, its first { $count } characters at most, goes to Google, without phone numbers, e-mail addresses and account names.
elsewhere-found = Google found these checks by others. They are not ours, and may be about something else, so please compare:
elsewhere-rating = Their rating: “{ $rating }”.
elsewhere-nothing = Google found no check of this text by other fact-checkers. That does not mean it is true or false.
elsewhere-later = I cannot search right now. Please press the button again in a few minutes.
