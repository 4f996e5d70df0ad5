# Что говорится в группах, их администраторам и во встроенном режиме.

group-hello = Здравствуйте. Я молчу, пока пост здесь не окажется очень близок к проверенному утверждению; тогда отвечаю один раз, с источниками. Чтобы спросить о любом посте, ответьте на него командой /check.
group-sees-all = Я вижу сообщения здесь. Я только сравниваю их с проверенными утверждениями и ничего не храню.
group-sees-commands = Здесь я вижу только команды и ответы мне, поэтому отвечаю лишь на /check. Чтобы я сам смотрел посты, сделайте меня администратором; никаких прав мне не нужно.
group-check-help = Ответьте командой /check на сообщение, в котором сомневаетесь, и я посмотрю, проверяли ли мы то, что в нём сказано.
group-own = Это моё собственное сообщение, его я не проверяю.
group-none = Этого мы ещё не проверяли. Это не значит, что оно верно или неверно.
group-full-answer = Полный ответ
group-limited = Это слишком много за один раз. Подождите минуту.
group-post-changed = Пост изменили, и того, о чём я отвечал, в нём больше нет.

button-details = ℹ️ Подробнее
button-hide = Скрыть (для админов)
button-group-settings = ⚙️ Настройки (для админов)
button-settings-private = Открыть в личном чате
button-settings-back = ‹ Назад
button-settings-done = Готово

group-not-admin = Это могут делать только администраторы этой группы.
group-rights-unknown = Я не могу определить, администратор ли вы этой группы. Сделайте меня администратором или отправьте /settings в группе, можно и анонимно от её имени.
group-quiet-on = Тишина: отвечаю, только когда кто-то спрашивает через /check или упоминает меня в ответе.
group-quiet-off = Я снова буду отвечать, когда пост очень близок к проверенному утверждению.
group-quiet-help = /quiet on – отвечаю, только когда спрашивают. /quiet off – отвечаю, когда пост очень близок к проверенному утверждению.

settings-title = Настройки этой группы
settings-title-of = Настройки группы { $title }
settings-line = { $name }: { $value }
settings-chosen = ✓ { $value }

settings-language = 🌐 Язык
settings-language-why = Автоматически – язык того, кто меня добавил.
settings-language-auto = автоматически
settings-language-en = English
settings-language-uk = Українська
settings-language-ru = Русский

settings-look = 👀 Смотрю
settings-look-why = Что я сравниваю с проверенными утверждениями без вопроса. /check работает всегда.
settings-look-forwards = пересланные посты
settings-look-all = все посты
settings-look-asked = только по запросу

settings-strictness = 🎯 Отвечаю
settings-strictness-why = Строго – только на почти те же слова, что и в проверенном утверждении. Обычно – также на близкую формулировку и на пересланный пост, который говорит то же по-своему. Свободно – всякий раз, когда я уверен, также когда пост отрицает утверждение.
settings-strictness-strict = строго
settings-strictness-normal = обычно
settings-strictness-open = свободно

settings-cooldown = ⏳ О том же утверждении снова через
settings-cooldown-why = До этого я молчу об утверждении, на которое здесь уже ответил.
settings-cooldown-1h = 1 час
settings-cooldown-6h = 6 часов
settings-cooldown-24h = 24 часа
settings-cooldown-7d = 7 дней

settings-quiet = 🔕 Тишина
settings-quiet-why = Когда включено, отвечаю только по запросу.
settings-quiet-off = выключено
settings-quiet-on = включено

settings-delete_after = 🧹 Удалять мои сообщения
settings-delete_after-why = Мои сообщения здесь исчезают сами через это время.
settings-delete_after-off = никогда
settings-delete_after-1h = через 1 час
settings-delete_after-24h = через 24 часа

settings-channel_posts = 📣 Посты связанного канала
settings-channel_posts-why = Смотреть ли также то, что связанный канал сам публикует здесь.
settings-channel_posts-off = не смотрю
settings-channel_posts-on = смотрю

command-check = в ответ на пост: известно ли это?
command-settings = настройки этой группы
command-quiet = on или off: отвечать только по запросу

inline-open = Ничего похожего. Открыть бота
inline-about = { $label } · { $source }
