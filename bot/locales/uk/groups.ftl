# Що кажеться в групах, їхнім адміністраторам і в рядковому режимі.

group-hello = Вітаю. Я мовчу, доки допис тут не буде дуже близьким до перевіреного твердження; тоді відповідаю один раз, з джерелами. Щоб запитати про будь-який допис, дайте на нього відповідь /check.
group-sees-all = Я бачу повідомлення тут. Я лише порівнюю їх із перевіреними твердженнями й нічого не зберігаю.
group-sees-commands = Тут я бачу лише команди та відповіді мені, тому відповідаю тільки на /check. Щоб я сам переглядав дописи, зробіть мене адміністратором; жодних прав мені не треба.
group-check-help = Дайте відповідь /check на повідомлення, у якому сумніваєтеся, і я подивлюся, чи ми перевіряли те, що в ньому сказано.
group-own = Це моє власне повідомлення, його я не перевіряю.
group-none = Цього ми ще не перевіряли. Це не означає, що воно правдиве чи неправдиве.
group-full-answer = Повна відповідь
group-limited = Це забагато за один раз. Зачекайте хвилину.
group-post-changed = Допис змінили, і того, про що я відповідав, у ньому більше немає.

button-details = ℹ️ Докладніше
button-hide = Приховати (для адмінів)
button-group-settings = ⚙️ Налаштування (для адмінів)
button-settings-private = Відкрити в особистому чаті
button-settings-back = ‹ Назад
button-settings-done = Готово

group-not-admin = Це можуть робити лише адміністратори цієї групи.
group-rights-unknown = Я не можу визначити, чи ви адміністратор цієї групи. Зробіть мене адміністратором або надішліть /settings у групі, можна й анонімно від її імені.
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
settings-strictness-why = Суворо – лише на майже ті самі слова, що й у перевіреному твердженні. Звичайно – також на близьке формулювання і на пересланий допис, який каже те саме по-своєму. Вільно – щоразу, коли я певен, також коли допис заперечує твердження.
settings-strictness-strict = суворо
settings-strictness-normal = звичайно
settings-strictness-open = вільно

settings-cooldown = ⏳ Про те саме твердження знову через
settings-cooldown-why = Доти я мовчу про твердження, на яке тут уже відповів.
settings-cooldown-1h = 1 годину
settings-cooldown-6h = 6 годин
settings-cooldown-24h = 24 години
settings-cooldown-7d = 7 днів

settings-quiet = 🔕 Тиша
settings-quiet-why = Коли ввімкнено, відповідаю лише на запит.
settings-quiet-off = вимкнено
settings-quiet-on = увімкнено

settings-delete_after = 🧹 Видаляти мої повідомлення
settings-delete_after-why = Мої повідомлення тут зникають самі через цей час.
settings-delete_after-off = ніколи
settings-delete_after-1h = через 1 годину
settings-delete_after-24h = через 24 години

settings-channel_posts = 📣 Дописи пов’язаного каналу
settings-channel_posts-why = Чи переглядати також те, що пов’язаний канал сам публікує тут.
settings-channel_posts-off = не переглядаю
settings-channel_posts-on = переглядаю

command-check = у відповідь на допис: чи це відомо?
command-settings = налаштування цієї групи
command-quiet = on або off: відповідати лише на запит

inline-open = Нічого схожого. Відкрити бота
inline-about = { $label } · { $source }
