# Що кажеться в групах, їхнім адміністраторам і в рядковому режимі.

group-hello = Вітаю. Я мовчу, поки не побачу допис, дуже близький до перевіреного твердження; тоді відповідаю один раз, із джерелами. Щоб запитати про будь-який допис, відповідайте на нього командою /check.
group-sees-all = Повідомлення тут мені видно. Я лише порівнюю їх із перевіреними твердженнями й нічого не зберігаю. Адміністратори можуть спершу випробувати мене тиждень у тиші: «Пробний тиждень» у налаштуваннях.
group-sees-commands = Тут мені видно лише команди й відповіді мені, тому я реагую тільки на /check. Щоб я сам переглядав дописи, зробіть мене адміністратором; жодних прав мені не потрібно.
group-check-help = Відповідайте командою /check на повідомлення, у якому сумніваєтеся, і я подивлюся, чи ми перевіряли те, що в ньому сказано.
group-own = Це моє власне повідомлення, тож я його не перевіряю.
group-none = Цього ми ще не перевіряли. Це не означає, що воно правдиве чи неправдиве.
group-full-answer = Повна відповідь
group-limited = Забагато запитів за раз. Зачекайте хвилину.
group-post-changed = Допис змінили: того, про що була моя відповідь, у ньому більше немає.

button-details = ℹ️ Докладніше
button-hide = Приховати (для адмінів)
button-group-settings = ⚙️ Налаштування (для адмінів)
button-settings-private = Відкрити в особистому чаті
button-settings-back = ‹ Назад
button-settings-done = Готово

group-not-admin = Це можуть робити лише адміністратори цієї групи.
group-rights-unknown = Я не можу визначити, чи ви адміністратор цієї групи. Зробіть мене адміністратором або надішліть /settings у групі – можна й анонімно, від її імені.
group-quiet-on = Тиша: відповідаю, лише коли хтось запитує через /check або згадує мене у відповіді.
group-quiet-off = Я знову відповідатиму, коли допис дуже близький до перевіреного твердження.
group-quiet-help = /quiet on – відповідаю, лише коли запитують. /quiet off – відповідаю, коли допис дуже близький до перевіреного твердження.

settings-title = Налаштування цієї групи
settings-title-of = Налаштування групи { $title }
settings-line = { $name }: { $value }
settings-chosen = ✓ { $value }

settings-language = 🌐 Мова
settings-language-why = Автоматично – мова того, хто мене додав.
settings-language-auto = автоматично
settings-language-en = English
settings-language-uk = Українська
settings-language-ru = Русский

settings-look = 👀 Переглядаю
settings-look-why = Що я порівнюю з перевіреними твердженнями без запиту. /check працює завжди.
settings-look-forwards = переслані дописи
settings-look-all = усі дописи
settings-look-asked = лише на запит

settings-strictness = 🎯 Відповідаю
settings-strictness-why = Суворо – лише коли слова майже ті самі, що в перевіреному твердженні. Звичайно – також на близьке формулювання та на пересланий допис, який каже те саме іншими словами. Вільно – щоразу, коли збіг певний, також коли допис заперечує твердження.
settings-strictness-strict = суворо
settings-strictness-normal = звичайно
settings-strictness-open = вільно

settings-cooldown = ⏳ Пауза перед повтором
settings-cooldown-why = Доти я мовчу про твердження, про яке тут уже відповідав.
settings-cooldown-1h = 1 година
settings-cooldown-6h = 6 годин
settings-cooldown-24h = 24 години
settings-cooldown-7d = 7 днів

settings-quiet = 🔕 Тиша
settings-quiet-why = Коли ввімкнено, відповідаю лише на запит.
settings-quiet-off = вимкнено
settings-quiet-on = увімкнено

settings-delete_after = 🧹 Видаляти мої повідомлення
settings-delete_after-why = Мої повідомлення тут зникають самі після цього часу.
settings-delete_after-off = ніколи
settings-delete_after-1h = через 1 годину
settings-delete_after-24h = через 24 години

settings-channel_posts = 📣 Дописи пов’язаного каналу
settings-channel_posts-why = Чи переглядати також дописи, які автоматично надходять сюди з пов’язаного каналу.
settings-channel_posts-off = не переглядаю
settings-channel_posts-on = переглядаю

command-check = у відповідь на допис: чи ми це перевіряли?
command-settings = налаштування цієї групи
command-quiet = on або off: відповідати лише на запит

inline-open = Нічого схожого. Відкрити бота
inline-about = { $label } · { $source }
