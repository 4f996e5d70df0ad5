# What is said in groups, to their admins, and in inline mode.

group-hello = Hello. I stay silent unless a post here is very close to a claim we have checked; then I reply once, with sources. To ask about any post, reply to it with /check.
group-sees-all = I can see the messages here. I only compare them with checked claims, and keep none. Administrators can first try me in silence for a week: “Trial week” in the settings.
group-sees-commands = I can see only commands and replies to me here, so I answer /check and nothing else. If I am to look at posts by myself, make me an administrator; I need no rights.
group-check-help = Reply with /check to the message you doubt, and I will look whether we have checked what it says.
group-own = That is one of my own messages, so I do not check it.
group-none = We have no check of this yet. That does not mean it is true or false.
group-full-answer = Full answer
group-limited = That is a lot at once. Please wait a minute.
group-post-changed = The post was edited, and what I had answered is no longer in it.

button-details = ℹ️ Details
button-hide = Hide (admins)
button-group-settings = ⚙️ Settings (for admins)
button-settings-private = Open in private
button-settings-back = ‹ Back
button-settings-done = Done

group-not-admin = Only administrators of this group can do that.
group-rights-unknown = I cannot tell whether you are an administrator of this group. Make me an administrator, or send /settings in the group, also as an anonymous administrator.
group-quiet-on = Quiet: I answer only when somebody asks with /check or mentions me in a reply.
group-quiet-off = I speak again when a post is very close to a checked claim.
group-quiet-help = /quiet on: I answer only when asked. /quiet off: I speak when a post is very close to a checked claim.

settings-title = Settings for this group
settings-title-of = Settings for { $title }
settings-line = { $name }: { $value }
settings-chosen = ✓ { $value }

settings-language = 🌐 Language
settings-language-why = Automatic: the language of whoever added me.
settings-language-auto = automatic
settings-language-en = English
settings-language-uk = Українська
settings-language-ru = Русский

settings-look = 👀 Looks at
settings-look-why = What I compare with checked claims without being asked. /check always works.
settings-look-forwards = forwarded posts
settings-look-all = all posts
settings-look-asked = only when asked

settings-strictness = 🎯 Speaks
settings-strictness-why = Strict: only for nearly the same words as a checked claim. Normal: also for a close wording, and for a forwarded post that says the same in its own words. Open: whenever I am sure, also when a post denies a claim.
settings-strictness-strict = strict
settings-strictness-normal = normal
settings-strictness-open = open

settings-cooldown = ⏳ Same claim again after
settings-cooldown-why = Until then I stay silent about a claim that I have answered here.
settings-cooldown-1h = 1 hour
settings-cooldown-6h = 6 hours
settings-cooldown-24h = 24 hours
settings-cooldown-7d = 7 days

settings-quiet = 🔕 Quiet
settings-quiet-why = When on, I answer only when somebody asks.
settings-quiet-off = off
settings-quiet-on = on

settings-delete_after = 🧹 Delete my messages
settings-delete_after-why = My messages here go away by themselves after this time.
settings-delete_after-off = never
settings-delete_after-1h = after 1 hour
settings-delete_after-24h = after 24 hours

settings-channel_posts = 📣 Posts of the linked channel
settings-channel_posts-why = Whether I also look at what the linked channel posts here by itself.
settings-channel_posts-off = not looked at
settings-channel_posts-on = looked at

command-check = as a reply: is this post known?
command-settings = settings of this group
command-quiet = on or off: speak only when asked

inline-open = Nothing close. Open the bot
inline-about = { $label } · { $source }
