# What the terminal says itself, around the chat with the bot.

console-welcome = A chat with the bot, in this terminal only. Write something, or paste a post with “> ” before each of its lines and an empty line after it. A number presses a button, /help explains more, Ctrl-D ends the chat.
console-edited = edited
console-deleted = a message was deleted
console-silent = no answer
console-slow = no answer yet; it is shown when it comes
console-cut = longer than Telegram allows; the first 4,096 characters were sent
console-empty = an empty post cannot be sent
