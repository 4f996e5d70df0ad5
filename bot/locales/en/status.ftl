# What /status tells the owner.

command-status = how the bot is doing
status-since = Running since { $since } UTC
status-waiting = Updates waiting: { $count }
status-waiting-old = Updates waiting: { $count }, the oldest for { $age }
status-waiting-unknown = Updates waiting: unknown, the database cannot be read
status-polled = Telegram last answered { $age } ago
status-not-polling = This process does not ask Telegram for updates
status-updates = Updates: { $received } received, { $handled } handled, { $failed } failed attempts, { $dead } given up
status-times = From arrival to answer: half within { $half }, nine in ten within { $most }
status-sent = Messages and edits: { $sent } sent, { $failures } not sent, { $closed } held back by Telegram
status-cache = Findings from the cache: { $hits } of { $all }
status-hurried = Compared less by meaning, because too many waited: { $count }
status-claims = Claims: { $count }, revision { $revision }
status-memory = Memory: { $megabytes } MB
status-seconds = { $count } s
status-minutes = { $count } min
status-hours = { $count } h
status-over = more than { $bound }
