# Дайджест: що перевірено нещодавно.

digest-about = Дайджест – це список нових перевірок і тверджень, оцінка яких змінилася, щонайбільше десять за раз. Він приходить, лише коли є щось нове.
digest-now-off = Зараз ви його не отримуєте.
digest-now-day = Ви отримуєте його щонайбільше раз на день.
digest-now-week = Ви отримуєте його щонайбільше раз на тиждень, у понеділок.
button-digest-week = Щотижня
button-digest-day = Щодня
button-digest-off = Вимкнено
digest-title = Дайджест, { $date }
digest-changed = Змінилася оцінка:
digest-new = Нові перевірки:
digest-before = раніше: «{ $label }»
digest-more = І ще { $count }.
digest-other-language = Українською ще немає, тому подано { $language }: { $numbers }.
digest-nothing-more = Більше показувати нічого.
digest-elsewhere = Дайджест приходить у наш особистий чат: { $link }
button-digest-more = Показати ще
button-digest-stop = 🔕 Більше не надсилати
command-digest = нові перевірки раз на тиждень чи на день
