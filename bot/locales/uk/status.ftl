# Що /status розповідає власникові.

command-status = як працює бот
status-since = Працює з { $since } UTC
status-waiting = Оновлень чекає: { $count }
status-waiting-old = Оновлень чекає: { $count }, найдавніше – уже { $age }
status-waiting-unknown = Скільки оновлень чекає, невідомо: базу не вдається прочитати
status-polled = Telegram востаннє відповів { $age } тому
status-not-polling = Цей процес не опитує Telegram
status-updates = Оновлення: надійшло { $received }, оброблено { $handled }, невдалих спроб { $failed }, так і не оброблено { $dead }
status-times = Від надходження до відповіді: половина – до { $half }, дев’ять із десяти – до { $most }
status-sent = Повідомлення і правки: надіслано { $sent }, не надіслано { $failures }, Telegram притримав { $closed }
status-cache = Знайдено в кеші: { $hits } з { $all }
status-hurried = Звірено за змістом не повністю, бо чекало забагато: { $count }
status-claims = Твердження: { $count }, ревізія { $revision }
status-memory = Пам’ять: { $megabytes } МБ
status-seconds = { $count } с
status-minutes = { $count } хв
status-hours = { $count } год
status-over = понад { $bound }
