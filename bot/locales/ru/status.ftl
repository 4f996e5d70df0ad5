# Что /status рассказывает владельцу.

command-status = как работает бот
status-since = Работает с { $since } UTC
status-waiting = Обновлений ждёт: { $count }
status-waiting-old = Обновлений ждёт: { $count }, самое давнее – уже { $age }
status-waiting-unknown = Сколько обновлений ждёт, неизвестно: базу не удаётся прочитать
status-polled = Telegram последний раз ответил { $age } назад
status-not-polling = Этот процесс не опрашивает Telegram
status-updates = Обновления: пришло { $received }, обработано { $handled }, неудачных попыток { $failed }, так и не обработано { $dead }
status-times = От прихода до ответа: половина – до { $half }, девять из десяти – до { $most }
status-sent = Сообщения и правки: отправлено { $sent }, не отправлено { $failures }, Telegram придержал { $closed }
status-cache = Найдено в кэше: { $hits } из { $all }
status-hurried = Сверено по смыслу не полностью, потому что ждало слишком много: { $count }
status-claims = Утверждения: { $count }, ревизия { $revision }
status-memory = Память: { $megabytes } МБ
status-seconds = { $count } с
status-minutes = { $count } мин
status-hours = { $count } ч
status-over = больше { $bound }
