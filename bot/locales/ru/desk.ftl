# Что видят и нажимают модераторы и владельцы.

command-addclaim = добавить утверждение
command-editclaim = изменить утверждение: /editclaim ID
command-claim = всё об утверждении: /claim ID
command-find = какие утверждения находит текст: /find ТЕКСТ
command-queue = чего ждут люди, по спросу
command-retire = убрать утверждение от читателей: /retire ID ПРИЧИНА
command-restore = вернуть снятое утверждение: /restore ID
command-merge = сделать утверждение частью другого: /merge ID КУДА
command-history = кто, когда и что изменил: /history ID
command-undo = отменить своё последнее действие
command-review = утверждения, которые пора пересмотреть
command-drafts = черновики, которые ждут публикации
command-stats = база утверждений в числах
command-export = все утверждения файлом
command-import = взять утверждения из файла (подпись к нему)
command-cancel = выйти из диалога
command-addmod = назначить модератора
command-removemod = снять модератора
command-mods = кто модерирует

desk-elsewhere = Это работает в нашем личном чате: { $link }
desk-anonymous = Я не вижу, кто пишет. Напишите от своего имени, а не как анонимный администратор или канал.
desk-owners-only = Это могут только владельцы.
desk-unknown-claim = Утверждения с id { $id } нет. /find ТЕКСТ поможет найти.
desk-similar-id = Может быть, имеется в виду одно из этих?
desk-later = Сейчас я не могу этого сделать. Ничего не изменено; попробуйте ещё раз через минуту.
desk-press-other = Эти кнопки из диалога другого человека.
desk-press-old = На этот вопрос уже ответили. Действуют кнопки самого нового сообщения.
desk-press-ended = Этот диалог уже закончен.
desk-edit-kept = Правка здесь ничего не меняет. Пришлите ещё раз или вернитесь кнопками.
desk-frozen = Вы сделали очень много изменений за короткое время, поэтому до { $time } (UTC) я их от вас не принимаю. Владелец может снять это раньше.
desk-frozen-now = Остановлено: больше { $count } действий за { $minutes } минут, которые что-то убирают. Это действие не выполнено, и до { $time } (UTC) я не принимаю от вас изменений. Владельцам сообщено.
desk-alert-frozen = Модератор ({ $user }) остановлен: { $count } действий подряд, которые что-то убирают. До { $time } (UTC) я не принимаю от него изменений.
desk-button-unfreeze = Разрешить дальше
desk-unfrozen = Он может продолжать. Что было сделано, показывает /history утверждений; его собственное /undo это отменяет.
desk-not-frozen = Он уже не остановлен.

desk-usage-claim = /claim ID показывает всё об утверждении.
desk-usage-editclaim = /editclaim ID спросит, что изменить. Одним сообщением: ниже строки вроде «rating: disputed», «phrasing: …», «-phrasing: …», «-source: https://…».
desk-usage-find = /find ТЕКСТ показывает, какие утверждения находит текст и почему. Можно и ответом на пост.
desk-usage-retire = /retire ID ПРИЧИНА убирает утверждение от читателей; причина остаётся в его истории.
desk-usage-restore = /restore ID возвращает снятое утверждение читателям.
desk-usage-merge = /merge ID КУДА делает первое утверждение частью второго: формулировки, ложные совпадения и источники переходят.
desk-usage-history = /history ID показывает, кто, когда и что изменил.
desk-usage-import = Пришлите файл с подписью /import; его имя должно заканчиваться на одно из: { $endings }.
desk-usage-export = Могу записать { $formats }: например, /export { $example }.
desk-usage-addmod = Ответьте /addmod на сообщение этого человека или на его сообщение, которое вы сюда переслали; или пришлите /addmod с его числовым id.
desk-usage-removemod = Ответьте /removemod на сообщение этого человека или пришлите /removemod с его числовым id.

desk-new = Новое утверждение
desk-change = Изменение { $id }
desk-step = { $number } из { $count }
desk-so-far = Уже есть:
desk-now = Сейчас: { $value }
desk-nothing-yet = Пока ничего.
desk-in-group = Отвечайте репликой на это сообщение.
desk-ask-claim = Напишите предложение, которое оцениваем: одно нейтральное утверждение, с датой, где она нужна. Версии на других языках можно добавить потом так: «[uk] …».
desk-ask-rating = Какую оценку имеет предложение именно в такой формулировке?
desk-ask-context = Напишите, что известно: от двух до шести коротких предложений, не длиннее 900 символов. На каждом языке – отдельным сообщением; язык я узнаю, или начните с [en], [uk] или [ru].
desk-ask-source = Пришлите источники, каждый с новой строки: адрес | издание | заголовок | дата. Не меньше двух; для писем счастья, с тегом chain-letter, один. Дата – ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД.
desk-ask-phrasing = Какими словами это говорят люди? Пишите или пересылайте по одной формулировке в сообщении, всего от трёх до восьми, на каждом языке.
desk-ask-near = Какие тексты похожи, но не должны находить это утверждение? По одному в сообщении. Это можно пропустить.
desk-ask-appears = Кто это говорит или где это распространяют?
desk-ask-next-review = С какого дня это может устареть? ГГГГ-ММ-ДД.
desk-ask-tags = Теги через запятую. С тегом chain-letter достаточно одного источника.
desk-ask-fields = Что изменить?
desk-ask-reason = Почему снимаем { $id }? Причина останется в его истории.
desk-ask-into = Частью какого утверждения должно стать { $id }? Выберите или напишите его id.
desk-ask-which = Какое утверждение изменить? Напишите его id или несколько слов из него.
desk-pick = Это одно из этих утверждений?
desk-pick-post = Пост:
desk-confirm-phrasing = Добавить эти слова как формулировку к { $id }?
desk-changes = Изменения на сейчас:
desk-no-changes = Изменений пока нет.

desk-field-claim = Предложение
desk-field-rating = Оценка
desk-field-context = Контекст
desk-field-source = Источники
desk-field-phrasing = Формулировки
desk-field-near = Ложные совпадения
desk-field-appears = Кто это говорит
desk-field-next-review = Пересмотр
desk-field-tags = Теги

desk-button-back = ‹ Назад
desk-button-next = Дальше ›
desk-button-skip = Пропустить
desk-button-done = Просмотр
desk-button-cancel = Отменить
desk-button-publish = Опубликовать
desk-button-publish-over = Добавить мои поверх
desk-button-keep-draft = Сохранить как черновик
desk-button-drafts = 📝 Черновики
desk-button-discard = Отклонить
desk-button-edit = Изменить
desk-button-drop = 🗑 { $number }
desk-button-never = Это уже не изменится
desk-button-form = 📋 Текстом
desk-button-new = Ни одно из них: новое утверждение
desk-button-add-phrasing = Добавить формулировку
desk-button-retire = Снять
desk-button-restore = Вернуть
desk-button-history = История
desk-button-merge = Объединить
desk-button-still-right = ✓ Всё ещё так
desk-button-older = Старше ›
desk-button-newer = ‹ Новее
desk-button-more = Дальше ›
desk-button-fewer = ‹ Назад
desk-button-remind = 🔔 Напоминать каждый день
desk-button-remind-not = 🔕 Без напоминаний

desk-cancelled = Вышли. Ничего не изменено.
desk-cancelled-typed = Вышли. Ничего не изменено. Что вы написали, чтобы скопировать:
desk-nothing-to-cancel = Нет диалога, из которого выходить.
desk-form-copy = Скопируйте, измените и пришлите:
desk-form-file = Форма слишком длинна для сообщения, поэтому вот она файлом.

desk-faults =
    { $count ->
        [one] Это ещё нельзя опубликовать. Есть { $count } замечание:
        [few] Это ещё нельзя опубликовать. Есть { $count } замечания:
        [many] Это ещё нельзя опубликовать. Есть { $count } замечаний:
       *[other] Это ещё нельзя опубликовать. Есть { $count } замечания:
    }
desk-faults-keep = Ничего не потеряно: исправьте своё сообщение и пришлите ещё раз или нажмите «Изменить».
desk-at-line = Строка { $line }: { $problem }
desk-hint = Может быть, «{ $hint }»?
desk-preview = Предварительный просмотр. Ещё ничего не опубликовано.
desk-preview-change = Предварительный просмотр изменений в { $id }. Ещё ничего не опубликовано.
desk-preview-retired = Это утверждение снято; читатели его не видят, ни изменённого, ни прежнего.
desk-preview-draft = Это черновик; читатели его не видят, пока он не опубликован.
desk-preview-unchanged = Это ничего не меняет.
desk-preview-shortened = Здесь ответ сокращён; читатели видят его целиком.
desk-proof =
    { $near ->
        [0] Все формулировки ({ $phrasings }) его находят.
       *[other] Все формулировки ({ $phrasings }) его находят, ни одно из ложных совпадений ({ $near }) – нет.
    }
desk-proof-none = Формулировок ещё нет; утверждение находит только его предложение.
desk-links-fine = Все источники отвечают.
desk-links-unchecked = Отвечают ли источники, не проверялось.
desk-close-to = Близкое к нему, сравните:
desk-keeps = Из-за этого его нельзя опубликовать:
desk-look-again = Взгляните на это ещё раз:
desk-more-of-these = … и ещё { $count }
desk-published = Опубликовано. С этого момента его находит каждый пост, который это говорит.
desk-published-change = Опубликовано. С этого момента ответы показывают именно это.
desk-saved-draft = Сохранено. Это по-прежнему черновик, читатели его не видят.
desk-saved-retired = Сохранено. Утверждение по-прежнему снято, читатели его не видят.
desk-phrasing-added = Формулировка добавлена. С этого момента она находит это утверждение.
desk-conflict = Пока вы работали, { $who } изменил(а) это утверждение { $time } (UTC). Из ваших изменений ничего не сохранено.
desk-conflict-theirs = Что изменено там:
desk-conflict-yours = Что хотели изменить вы:
desk-conflict-ask = «Добавить мои поверх» оставляет те изменения и добавляет ваши.

desk-who-starter = начальный набор
desk-who-import = командная строка
desk-who-you = вы
desk-who-unknown = бывший модератор
desk-kind-publish = опубликовано
desk-kind-edit = изменено
desk-kind-retire = снято
desk-kind-restore = возвращено
desk-kind-merge = объединено
desk-kind-review = пересмотрено
desk-kind-import = импортировано
desk-kind-undo = отменено действие
desk-kind-none = сохранено
desk-kind-withdrawn = утверждение убрано
desk-state-draft = черновик
desk-state-published = опубликовано
desk-state-retired = снято
desk-merged-into = Теперь это часть { $id }.

desk-card-head = Версия { $version }, { $state }, оценка «{ $label }»
desk-card-stale = Старше других языков: { $languages }
desk-card-phrasings = Формулировки
desk-card-near = Ложные совпадения
desk-card-context = Контекст
desk-card-sources = Источники
desk-card-tags = Теги: { $tags }
desk-card-related = Связанные: { $ids }
desk-card-checked = Проверено { $date }.
desk-card-review = Следующий пересмотр: { $date }.
desk-card-overdue = Его должны были пересмотреть { $date }.
desk-card-judgements = Читатели: полезно { $useful }, не то утверждение { $not_mine }, то же самое { $same }, другое { $different }.
desk-card-no-judgements = Читатели ещё не сказали, полезно ли это.
desk-cut = … здесь сокращено; «Текстом» покажет всё.

desk-found-none = Этот текст не находит ни одного утверждения.
desk-found-strong = Читатель получил бы ответ о первом утверждении.
desk-found-several = Читатель получил бы список этих утверждений: { $ids }.
desk-found-weak = Читателю показали бы первое утверждение для сравнения, без оценки.
desk-found-not-sure = Читателю сказали бы, что этого ещё не проверяли.
desk-found-match = Ближайшая формулировка: «{ $phrasing }»
desk-found-span = Найдено в: «{ $span }»
desk-found-words = Общие слова: { $words }
desk-found-linked = В тексте есть ссылка на источник этого утверждения.
desk-found-capped = Ложное совпадение этого утверждения ближе, поэтому оценка не выше 0,5.
desk-found-score = балл { $score }
desk-stance-asserts = говорит это
desk-stance-negates = отрицает
desk-stance-asks = спрашивает об этом
desk-closeness-exact = те же слова
desk-closeness-very_close = очень близкие слова
desk-closeness-related = родственные слова
desk-found-opinion = Это в основном мнение.

desk-retired = { $id } снято. Ни один пост его больше не находит. /undo это отменяет.
desk-restored = { $id } снова опубликовано.
desk-draft-published = { $id } опубликовано. Теперь его находит каждый пост, в котором это утверждают.
desk-reviewed = Записано: { $id } сегодня пересмотрено.
desk-reviewed-next = Записано: { $id } сегодня пересмотрено. Следующий пересмотр: { $date }.
desk-merged = { $id } теперь часть { $into }: его формулировки, ложные совпадения и источники перешли. /undo это отменяет.
desk-wrong-retired = { $id } уже снято.
desk-wrong-published = { $id } опубликовано, возвращать нечего.
desk-wrong-draft = { $id } – черновик; здесь нужно опубликованное утверждение.
desk-wrong-same = Утверждение не может стать частью самого себя.
desk-wrong-merged = { $id } стало частью { $into }.
desk-undone = Отменено ваше действие «{ $kind }» ({ $ids }) от { $time } (UTC).
desk-undo-nothing = Нет вашего действия, которое можно было бы отменить.
desk-undo-changed = Не отменено: после вашего действия «{ $kind }» ({ $ids }) от { $time } (UTC) это изменил(а) { $who }. /history покажет как.

desk-history = История { $id }
desk-history-page = Версии { $first }–{ $last } из { $count }
desk-history-added = + { $field }: { $after }
desk-history-removed = − { $field }: { $before }
desk-history-changed = { $field }: { $before } → { $after }
desk-history-more = … и ещё изменений: { $count }
desk-history-why = Причина: { $why }

desk-review-none = Просроченных пересмотров нет.
desk-review =
    { $count ->
        [one] Пора пересмотреть { $count } утверждение:
        [few] Пора пересмотреть { $count } утверждения:
        [many] Пора пересмотреть { $count } утверждений:
       *[other] Пора пересмотреть { $count } утверждения:
    }
desk-review-due = до { $date }
desk-drafts-none = Черновиков нет.
desk-drafts =
    { $count ->
        [one] { $count } черновик ждёт, чтобы его опубликовали или отклонили:
        [few] { $count } черновика ждут, чтобы их опубликовали или отклонили:
        [many] { $count } черновиков ждут, чтобы их опубликовали или отклонили:
       *[other] { $count } черновика ждут, чтобы их опубликовали или отклонили:
    }
desk-remind-on = Буду напоминать каждый день, пока есть просроченные утверждения.
desk-remind-off = Больше не буду напоминать.

desk-stats = База утверждений
desk-stats-states = Опубликовано { $published }, черновиков { $draft }, снято { $retired }
desk-stats-ratings = Оценки опубликованных:
desk-stats-phrasings = Формулировки: en { $en }, uk { $uk }, ru { $ru }
desk-stats-overdue = Просрочено пересмотров: { $count }
desk-stats-acts = Действия за последние 30 дней:
desk-stats-no-acts = За последние 30 дней действий не было.
desk-stats-judgements = Читатели за последние 90 дней: полезно { $useful }, не то утверждение { $not_mine }, то же самое { $same }, другое { $different }

desk-export-caption = Утверждения, вместе со снятыми; байтов: { $count }
desk-export-too-large = Файл больше, чем Telegram разрешает мне послать. На машине: python -m claims_db export claims.yaml
desk-imported = Импортировано: новых { $new }, изменённых { $changed }, таких же { $same }. /undo это отменяет.
desk-imported-bare = Без оценки среди новых: { $bare }; они пока черновики.
desk-imported-foreign = Среди новых чужих проверок: { $foreign }; это черновики, читатели не видят ни одного, пока модератор его не опубликует.
desk-imported-nothing = В файле всё так же, как было; ничего не изменено.
desk-import-refused = Ничего не импортировано. { $where }: { $reason }
desk-import-too-large = Ничего не импортировано: файл больше { $megabytes } МБ. Разделите его или импортируйте на машине: python -m claims_db import FILE
desk-import-unreachable = Ничего не импортировано: Telegram не даёт мне файл. Пришлите его ещё раз.

desk-mod-added = { $user } теперь модерирует.
desk-mod-already = { $user } уже может всё это.
desk-mod-removed = { $user } больше не модерирует.
desk-mod-not-one = { $user } не модерирует.
desk-mod-owner = { $user } – владелец; владельцы названы в OWNER_IDS.
desk-mod-hidden = Автор того сообщения скрывает аккаунт, поэтому я не вижу, кто это. Попросите числовой id или сообщение, написанное здесь.
desk-mod-nobody = То сообщение написал не человек: бот, канал или анонимный администратор.
desk-mods = Владельцы и модераторы
desk-mods-owner = { $user } – владелец
desk-mods-moderator = { $user } – модерирует с { $date }, назначил(а) { $by }

# Что может быть не так с формой или утверждением; ключи – это коды.

desk-problem-text_outside = «{ $detail }» стоит перед первым полем. Поле начинается с названия и двоеточия, например «claim:».
desk-problem-unknown_field = Поля «{ $detail }» я не знаю.
desk-problem-empty_field = Поле «{ $detail }» пустое.
desk-problem-too_long = «{ $detail }» длиннее любого сообщения (4096 символов).
desk-problem-too_many = В поле «{ $detail }» слишком много записей.
desk-problem-bad_language = «{ $detail }» здесь не язык. Пишите en, uk или ru, и только для claim, context, phrasing и appears.
desk-problem-twice = «{ $detail }» указано дважды.
desk-problem-removal_in_new = У нового утверждения нечего убирать (-{ $detail }).
desk-problem-unknown_rating = «{ $detail }» не оценка. Есть такие: true, mostly-true, misleading, false, alleged, disputed, outdated, satire, opinion.
desk-problem-long_context = Контекст слишком длинный ({ $detail }); предел – 900 символов.
desk-problem-bad_url = Этот адрес нельзя показывать: { $detail }. Он должен начинаться с http:// или https://, без имени пользователя и пароля, на порту 80 или 443.
desk-problem-source_no_publisher = У источника нет издания: { $detail }. Пишите: source: адрес | издание | заголовок | дата
desk-problem-source_no_title = У источника нет заголовка: { $detail }. Пишите: source: адрес | издание | заголовок | дата
desk-problem-source_no_date = У источника нет даты: { $detail }. Пишите: source: адрес | издание | заголовок | дата
desk-problem-unnamed_source = У источника нет издания или заголовка: { $detail }
desk-problem-bad_date = «{ $detail }» не дата. Пишите ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД.
desk-problem-bad_day = «{ $detail }» не день. Пишите ГГГГ-ММ-ДД или never.
desk-problem-bad_id = «{ $detail }» не может быть id. Id состоит из малых латинских букв, цифр и дефисов, не больше 60.
desk-problem-id_taken = Id { $detail } уже принадлежит другому утверждению: «{ $claim }» ({ $state }). Команда /editclaim { $detail } изменяет то утверждение. Новому утверждению нужен другой id, например { $free }, или никакого: тогда он составится из предложения.
desk-problem-no_claim = Нет предложения (claim: …).
desk-problem-no_statement = Нет предложения (claim: …).
desk-problem-no_rating = Нет оценки (rating: …).
desk-problem-no_context = Нет контекста (context: …).
desk-problem-no_source = Нет источника (source: адрес | издание | заголовок | дата).
desk-problem-few_sources = Слишком мало источников ({ $detail }). Нужно два; с тегом chain-letter – один.
desk-problem-no_date_checked = Нет дня проверки.
desk-problem-no_reason = Нет причины.
desk-problem-nothing_to_remove = Этого в утверждении нет, поэтому и убрать нельзя: «{ $detail }»
desk-problem-bad_character = В поле «{ $detail }» есть символ, который нельзя показать.
desk-problem-empty_text = В поле «{ $detail }» есть пустой текст.
desk-problem-related_to_itself = Утверждение связано само с собой.
desk-problem-merged_but_published = Утверждение стало частью { $detail }, поэтому его нельзя опубликовать.
desk-problem-unknown_related = Связанное утверждение { $detail } не опубликовано.
desk-problem-old_version = Предложение изменилось, а его версия на языке { $detail } ещё от прежнего.
desk-problem-no_phrasing = Нет формулировки на языке { $detail }.
desk-problem-phrasing_count = Формулировок { $detail }; лучше всего находят от трёх до восьми.
desk-problem-says_nothing = В предложении нет слова, по которому его найти: «{ $detail }»
desk-problem-too_general = Эта формулировка слишком общая, её нашли бы в очень многих постах: «{ $detail }»
desk-problem-phrasing_finds_other = Эта формулировка сначала находит другое утверждение: «{ $detail }»
desk-problem-phrasing_finds_nothing = Эта формулировка не находит утверждение: «{ $detail }»
desk-problem-near_miss_found = Это ложное совпадение находит утверждение, хотя не должно: «{ $detail }»
desk-problem-takes_phrasing = Формулировка другого утверждения находила бы это: { $detail }
desk-problem-matches_ordinary = Обычное сообщение находило бы утверждение: «{ $detail }»
desk-problem-unreachable = Этот источник не отвечает: { $detail }
desk-problem-agentless = Не сказано, кто это утверждает – { $detail }
desk-problem-shouting = Прописные буквы или восклицательные знаки – { $detail }
desk-problem-percent_of_truth = Доля правды – { $detail }
desk-problem-loaded_word = Слово, которое судит – { $detail }
desk-problem-disbelief = Слово, которое выдаёт недоверие – { $detail }
desk-problem-verdict_too_strong = Увереннее, чем оценка – { $detail }
desk-problem-source_after_check = Этот источник новее дня проверки: { $detail }
desk-problem-other = Ещё что-то не так ({ $code }): { $detail }
