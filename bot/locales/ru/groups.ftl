# Что говорится в группах, их администраторам и во встроенном режиме.

group-hello = Здравствуйте. Я молчу, пока не увижу пост, очень близкий к проверенному утверждению; тогда отвечаю один раз, с источниками. Чтобы спросить о любом посте, ответьте на него командой /check.
group-sees-all = Сообщения здесь мне видны. Я только сравниваю их с проверенными утверждениями и ничего не храню. Администраторы могут сначала неделю испытать меня в тишине: «Пробная неделя» в настройках.
group-sees-commands = Здесь мне видны только команды и ответы мне, поэтому я реагирую лишь на /check. Чтобы я сам просматривал посты, сделайте меня администратором; никаких прав мне не нужно.
group-check-help = Ответьте командой /check на сообщение, в котором сомневаетесь, и я посмотрю, проверяли ли мы то, что в нём сказано.
group-own = Это моё собственное сообщение, поэтому я его не проверяю.
group-none = Этого мы ещё не проверяли. Это не значит, что оно правдиво или неправдиво.
group-full-answer = Полный ответ
group-limited = Слишком много запросов за раз. Подождите минуту.
group-post-changed = Пост изменили: того, о чём был мой ответ, в нём больше нет.

button-details = ℹ️ Подробнее
button-hide = Скрыть (для админов)
button-group-settings = ⚙️ Настройки (для админов)
button-settings-private = Открыть в личном чате
button-settings-back = ‹ Назад
button-settings-done = Готово

group-not-admin = Это могут делать только администраторы этой группы.
group-rights-unknown = Я не могу определить, администратор ли вы этой группы. Сделайте меня администратором или отправьте /settings в группе – можно и анонимно, от её имени.
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

settings-look = 👀 Просматриваю
settings-look-why = Что я сравниваю с проверенными утверждениями без запроса. /check работает всегда.
settings-look-forwards = пересланные посты
settings-look-all = все посты
settings-look-asked = только по запросу

settings-strictness = 🎯 Отвечаю
settings-strictness-why = Строго – только когда слова почти те же, что в проверенном утверждении. Обычно – также на близкую формулировку и на пересланный пост, который говорит то же другими словами. Свободно – всякий раз, когда совпадение надёжно, также когда пост отрицает утверждение.
settings-strictness-strict = строго
settings-strictness-normal = обычно
settings-strictness-open = свободно

settings-cooldown = ⏳ Пауза перед повтором
settings-cooldown-why = До этого я молчу об утверждении, о котором здесь уже отвечал.
settings-cooldown-1h = 1 час
settings-cooldown-6h = 6 часов
settings-cooldown-24h = 24 часа
settings-cooldown-7d = 7 дней

settings-quiet = 🔕 Тишина
settings-quiet-why = Когда включено, отвечаю только по запросу.
settings-quiet-off = выключено
settings-quiet-on = включено

settings-delete_after = 🧹 Удалять мои сообщения
settings-delete_after-why = Мои сообщения здесь исчезают сами по прошествии этого времени.
settings-delete_after-off = никогда
settings-delete_after-1h = через 1 час
settings-delete_after-24h = через 24 часа

settings-channel_posts = 📣 Посты связанного канала
settings-channel_posts-why = Просматривать ли также посты, которые автоматически приходят сюда из связанного канала.
settings-channel_posts-off = не просматриваю
settings-channel_posts-on = просматриваю

command-check = в ответ на пост: проверяли ли мы это?
command-settings = настройки этой группы
command-quiet = on или off: отвечать только по запросу

inline-open = Ничего похожего. Открыть бота
inline-about = { $label } · { $source }
