# Что видят и нажимают модераторы и владельцы.

command-addclaim = добавить утверждение
command-editclaim = изменить утверждение: /editclaim ID
command-claim = всё об утверждении: /claim ID
command-find = какие утверждения находит текст: /find ТЕКСТ
command-queue = очередь: что люди просят проверить
command-retire = скрыть утверждение от читателей: /retire ID ПРИЧИНА
command-restore = вернуть снятое утверждение: /restore ID
command-merge = присоединить утверждение к другому: /merge ID КУДА
command-history = кто, когда и что изменил в утверждении: /history ID
command-undo = отменить своё последнее действие
command-review = утверждения, которые пора пересмотреть
command-drafts = черновики, которые ждут публикации
command-stats = база утверждений в цифрах
command-picture = знать картинку или видео с утверждением: /picture ID в ответ
command-export = все утверждения файлом
command-import = добавить утверждения из файла (команда – в подписи)
command-cancel = выйти из диалога
command-addmod = назначить модератора
command-removemod = отозвать модератора
command-mods = кто модерирует

desk-elsewhere = Это работает в личном чате со мной: { $link }
desk-anonymous = Я не вижу, кто пишет. Напишите от своего имени, а не как анонимный администратор или канал.
desk-owners-only = Это могут только владельцы.
desk-unknown-claim = Утверждения с id { $id } нет. Найти нужное поможет /find ТЕКСТ.
desk-similar-id = Возможно, имеется в виду одно из этих?
desk-later = Сейчас я не могу этого сделать. Ничего не изменено; попробуйте ещё раз через минуту.
desk-press-other = Эти кнопки относятся к диалогу другого человека.
desk-press-old = На этот вопрос уже ответили. Действуют только кнопки самого нового сообщения.
desk-press-ended = Этот диалог уже закончен.
desk-edit-kept = Редактирование сообщения здесь ничего не меняет. Пришлите его ещё раз или вернитесь кнопками.
desk-frozen = Вы сделали очень много изменений за короткое время, поэтому до { $time } (UTC) я их от вас не принимаю. Владелец может снять это ограничение раньше.
desk-frozen-now = Остановлено: за { $minutes } мин вы сделали больше { $count } действий, которые что-то убирают. Последнее не выполнено, и до { $time } (UTC) я не принимаю от вас изменений. Владельцы получили сообщение об этом.
desk-alert-frozen = Модератор ({ $user }) остановлен. Действий подряд, которые что-то убирают: { $count }. До { $time } (UTC) я не принимаю от этого человека изменений.
desk-button-unfreeze = Разрешить изменения
desk-unfrozen = Ограничение снято. Сделанное раньше показывает /history каждого утверждения; отменить его может сам модератор командой /undo.
desk-not-frozen = Ограничение уже снято.

desk-usage-claim = /claim ID показывает всё об утверждении.
desk-usage-editclaim = /editclaim ID спросит, что изменить. Всё одним сообщением: под командой – строки вроде «rating: disputed», «phrasing: …», «-phrasing: …», «-source: https://…».
desk-usage-find = /find ТЕКСТ показывает, какие утверждения находит текст и почему. Можно и ответить этой командой на пост.
desk-usage-retire = /retire ID ПРИЧИНА скрывает утверждение от читателей; причина остаётся в истории.
desk-usage-restore = /restore ID возвращает снятое утверждение читателям.
desk-usage-merge = /merge ID КУДА присоединяет первое утверждение ко второму: его формулировки, ложные совпадения и источники переходят туда.
desk-usage-history = /history ID показывает, кто, когда и что изменил.
desk-usage-import = Пришлите файл с подписью /import; имя файла должно заканчиваться одним из расширений: { $endings }.
desk-usage-picture = Ответьте командой /picture ID на картинку, видео, запись или файл, и я буду знать его с этим утверждением. Отвечайте на сам пост, пересланный сюда: загруженная заново копия для Telegram – другой файл. /picture ID off отменяет это, а /picture без id показывает, с чем файл известен.
desk-usage-export = Доступные форматы: { $formats }. Например: /export { $example }.
desk-usage-addmod = Ответьте командой /addmod на сообщение этого человека (или на его сообщение, которое вы сюда переслали) либо пришлите /addmod с его числовым id.
desk-usage-removemod = Ответьте командой /removemod на сообщение этого человека либо пришлите /removemod с его числовым id.

desk-new = Новое утверждение
desk-change = Изменения в { $id }
desk-step = { $number } из { $count }
desk-so-far = Уже есть:
desk-now = Сейчас: { $value }
desk-nothing-yet = Пока ничего.
desk-in-group = Отвечайте именно на это сообщение.
desk-ask-claim = Напишите предложение, которое оцениваем: одно нейтральное утверждение, при необходимости с датой. Версии на других языках можно добавить потом: «[uk] …».
desk-ask-rating = Какова оценка предложения именно в такой формулировке?
desk-ask-context = Напишите, что известно: от двух до шести коротких предложений, не больше 900 символов. На каждом языке – отдельным сообщением; язык я распознаю, или начните с [en], [uk] либо [ru].
desk-ask-source = Пришлите источники, каждый с новой строки: адрес | издание | заголовок | дата. Нужно не меньше двух; для «писем счастья» (тег chain-letter) – один. Дата: ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД.
desk-ask-phrasing = Какими словами это говорят люди? Пишите или пересылайте по одной формулировке в сообщении: всего от трёх до восьми, несколько на каждом языке.
desk-ask-near = Какие тексты похожи, но не должны находить это утверждение? По одному в сообщении. Этот шаг можно пропустить.
desk-ask-appears = Кто это говорит или где это распространяют?
desk-ask-next-review = С какого дня это может устареть? ГГГГ-ММ-ДД.
desk-ask-tags = Теги через запятую. С тегом chain-letter достаточно одного источника.
desk-ask-fields = Что изменить?
desk-ask-reason = Почему снимаем { $id }? Причина останется в истории.
desk-ask-into = К какому утверждению присоединить { $id }? Выберите или напишите его id.
desk-ask-which = Какое утверждение изменить? Напишите его id или несколько слов из него.
desk-pick = Это одно из этих утверждений?
desk-pick-post = Пост:
desk-confirm-phrasing = Добавить эти слова как формулировку к { $id }?
desk-changes = Изменения на этот момент:
desk-no-changes = Изменений пока нет.

desk-field-claim = Предложение
desk-field-rating = Оценка
desk-field-context = Контекст
desk-field-source = Источники
desk-field-phrasing = Формулировки
desk-field-near = Ложные совпадения
desk-field-appears = Кто это говорит
desk-field-next-review = Следующий пересмотр
desk-field-tags = Теги

desk-button-back = ‹ Назад
desk-button-next = Дальше ›
desk-button-skip = Пропустить
desk-button-done = Предпросмотр
desk-button-cancel = Отменить
desk-button-publish = Опубликовать
desk-button-publish-over = Добавить мои изменения поверх
desk-button-keep-draft = Сохранить как черновик
desk-button-drafts = 📝 Черновики
desk-button-discard = Отклонить
desk-button-edit = Изменить
desk-button-drop = 🗑 { $number }
desk-button-never = Это уже не изменится
desk-button-form = 📋 Как текст
desk-button-new = Ни одно из них: новое утверждение
desk-button-add-phrasing = Добавить формулировку
desk-button-retire = Снять
desk-button-restore = Вернуть
desk-button-history = История
desk-button-merge = Присоединить
desk-button-still-right = ✓ Всё ещё так
desk-button-older = Старше ›
desk-button-newer = ‹ Новее
desk-button-more = Дальше ›
desk-button-fewer = ‹ Назад
desk-button-remind = 🔔 Напоминать каждый день
desk-button-remind-not = 🔕 Без напоминаний

desk-cancelled = Диалог завершён. Ничего не изменено.
desk-cancelled-typed = Диалог завершён. Ничего не изменено. Вот то, что вы написали, – можно скопировать:
desk-nothing-to-cancel = Сейчас нет диалога, из которого можно выйти.
desk-form-copy = Скопируйте, измените и пришлите:
desk-form-file = Форма не помещается в сообщение, поэтому отправляю её файлом.

desk-faults =
    { $count ->
        [one] Это ещё нельзя опубликовать. Есть { $count } замечание:
        [few] Это ещё нельзя опубликовать. Есть { $count } замечания:
        [many] Это ещё нельзя опубликовать. Есть { $count } замечаний:
       *[other] Это ещё нельзя опубликовать. Есть { $count } замечания:
    }
desk-faults-keep = Ничего не потеряно: исправьте своё сообщение и пришлите ещё раз или нажмите «Изменить».
desk-at-line = Строка { $line }: { $problem }
desk-hint = Возможно, «{ $hint }»?
desk-preview = Предварительный просмотр. Ещё ничего не опубликовано.
desk-preview-change = Предварительный просмотр изменений в { $id }. Ещё ничего не опубликовано.
desk-preview-retired = Это утверждение снято: читатели не видят ни его, ни изменений в нём.
desk-preview-draft = Это черновик; читатели его не видят, пока он не опубликован.
desk-preview-unchanged = Это ничего не меняет.
desk-preview-shortened = Здесь ответ сокращён; читатели видят его полностью.
desk-proof =
    { $near ->
        [0] { $phrasings ->
            [one] Формулировка ({ $phrasings }) находит его.
           *[other] Все формулировки ({ $phrasings }) находят его.
        }
       *[other] { $phrasings ->
            [one] Формулировка ({ $phrasings }) находит его, ложные совпадения ({ $near }) – нет.
           *[other] Все формулировки ({ $phrasings }) находят его, ложные совпадения ({ $near }) – нет.
        }
    }
desk-proof-none = Формулировок ещё нет; утверждение можно найти только по его предложению.
desk-links-fine = Все источники доступны.
desk-links-unchecked = Доступность источников не проверялась.
desk-close-to = Похоже на него, сравните:
desk-keeps = Что мешает публикации:
desk-look-again = Взгляните ещё раз:
desk-more-of-these = … и ещё { $count }
desk-published = Опубликовано. Теперь его находит каждый пост, в котором это утверждают.
desk-published-change = Опубликовано. Теперь ответы показывают именно это.
desk-saved-draft = Сохранено. Это по-прежнему черновик, читатели его не видят.
desk-saved-retired = Сохранено. Утверждение по-прежнему снято, читатели его не видят.
desk-phrasing-added = Формулировка добавлена. Теперь она находит это утверждение.
desk-conflict = Пока вы работали, это утверждение изменили: { $who }, { $time } (UTC). Ваши изменения не сохранены.
desk-conflict-theirs = Что изменили другие:
desk-conflict-yours = Что хотели изменить вы:
desk-conflict-ask = «Добавить мои изменения поверх» сохранит оба набора изменений.

desk-who-starter = начальный набор
desk-who-import = командная строка
desk-who-you = вы
desk-who-unknown = бывший модератор
desk-kind-publish = опубликовано
desk-kind-edit = изменено
desk-kind-retire = снято
desk-kind-restore = возвращено
desk-kind-merge = присоединено
desk-kind-review = пересмотрено
desk-kind-import = импортировано
desk-kind-media = привязан файл
desk-kind-media-off = отвязан файл
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
desk-card-judgements = Читатели: полезно – { $useful }, не то утверждение – { $not_mine }, то же самое – { $same }, другое – { $different }.
desk-card-no-judgements = Ни один читатель ещё не сказал, было ли это полезно.
desk-cut = … здесь сокращено; всё покажет кнопка «Как текст».

desk-found-none = Этот текст не находит ни одного утверждения.
desk-found-strong = Читатель получил бы ответ о первом утверждении.
desk-found-several = Читатель получил бы список этих утверждений: { $ids }.
desk-found-weak = Читателю показали бы первое утверждение для сравнения, без оценки.
desk-found-not-sure = Читателю сказали бы, что этого ещё не проверяли.
desk-found-match = Ближайшая формулировка: «{ $phrasing }»
desk-found-span = Найдено в: «{ $span }»
desk-found-words = Общие слова: { $words }
desk-found-linked = В тексте есть ссылка на источник этого утверждения.
desk-found-capped = К ложному совпадению этого утверждения текст ближе, поэтому балл не выше 0,5.
desk-found-score = балл { $score }
desk-stance-asserts = говорит это
desk-stance-negates = отрицает
desk-stance-asks = спрашивает об этом
desk-closeness-exact = те же слова
desk-closeness-very_close = очень близкие слова
desk-closeness-related = близкие по смыслу слова
desk-found-opinion = Это в основном мнение.

desk-retired = { $id } снято: читатели его не получают. Отменить можно командой /undo.
desk-restored = { $id } снова опубликовано.
desk-draft-published = { $id } опубликовано. Теперь его находит каждый пост, в котором это утверждают.
desk-reviewed = Записано: { $id } сегодня пересмотрено.
desk-reviewed-next = Записано: { $id } сегодня пересмотрено. Следующий пересмотр: { $date }.
desk-merged = { $id } теперь часть { $into }: его формулировки, ложные совпадения и источники перешли туда. Отменить можно командой /undo.
desk-wrong-retired = { $id } уже снято.
desk-wrong-published = { $id } уже опубликовано, возвращать нечего.
desk-wrong-draft = { $id } – черновик; здесь нужно опубликованное утверждение.
desk-wrong-same = Утверждение не может стать частью самого себя.
desk-wrong-merged = { $id } стало частью { $into }.
desk-undone = Отменено ваше действие «{ $kind }» ({ $ids }) от { $time } (UTC).
desk-undo-nothing = Нет вашего действия, которое можно отменить.
desk-undo-changed = Не отменено: после вашего действия «{ $kind }» ({ $ids }) от { $time } (UTC) утверждение изменили: { $who }. Подробности – в /history.

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
desk-remind-on = Буду напоминать каждый день, пока есть просроченные пересмотры.
desk-remind-off = Больше не буду напоминать.

desk-media-added = Сохранено: теперь этот файл известен с { $id }. Присланный без текста, он получает полный ответ, а с другим текстом я лишь укажу на утверждение для сравнения. Отменить: /picture { $id } off или /undo.
desk-media-known = Этот файл уже известен с { $id }.
desk-media-most-claims = Этот файл известен с наибольшим возможным числом утверждений: { $count }. Сначала уберите одно из них.
desk-media-most-files = Для { $id } известно { $count } файлов, больше нельзя. Сначала уберите один из них.
desk-media-removed = Этот файл больше не известен с { $id }.
desk-media-not-known = Этот файл и не был известен с { $id }, отменять нечего.
desk-media-none = Этот файл не известен ни с одним утверждением.
desk-media-list = Этот файл известен с такими утверждениями:
desk-media-hint = Чтобы я знал и картинку или видео из этого поста, ответьте на него командой /picture { $id }
desk-card-files = Известные картинки и файлы: { $count }

desk-stats = База утверждений
desk-stats-states = Опубликовано { $published }, черновиков { $draft }, снято { $retired }
desk-stats-ratings = Оценки опубликованных:
desk-stats-phrasings = Формулировки: en { $en }, uk { $uk }, ru { $ru }
desk-stats-overdue = Просрочено пересмотров: { $count }
desk-stats-acts = Действия за последние 30 дней:
desk-stats-no-acts = За последние 30 дней действий не было.
desk-stats-judgements = Читатели за последние 90 дней: полезно – { $useful }, не то утверждение – { $not_mine }, то же самое – { $same }, другое – { $different }
desk-month =
    { $first } – { $last }, по дням (UTC)

    Посты, вверху:
    🟩 ответ с утверждением: { $strong }
    🟨 близкое утверждение для сравнения: { $weak }
    ⬜ ничего не известно: { $none }

    Очередь, внизу:
    🟦 поступило: { $opened }
    🟪 найдено утверждение или решено не проверять: { $closed }

desk-export-caption = Все утверждения, вместе со снятыми. Размер в байтах: { $count }
desk-export-too-large = Файл больше, чем Telegram разрешает мне отправить. На сервере: python -m claims_db export claims.yaml
desk-imported = Импортировано. Новых: { $new }, изменённых: { $changed }, без изменений: { $same }. Отменить можно командой /undo.
desk-imported-bare = Из новых без оценки: { $bare }; пока это черновики.
desk-imported-foreign = Из новых – проверки других: { $foreign }. Это черновики: читатели не увидят ни одного, пока модератор его не опубликует.
desk-imported-nothing = В файле всё так же, как в базе; ничего не изменено.
desk-import-refused = Ничего не импортировано. { $where }: { $reason }
desk-import-too-large = Ничего не импортировано: файл больше { $megabytes } МБ. Разделите его или импортируйте на сервере: python -m claims_db import FILE
desk-import-unreachable = Ничего не импортировано: Telegram не отдаёт мне файл. Пришлите его ещё раз.

desk-mod-added = { $user } теперь модерирует.
desk-mod-already = У { $user } уже есть эти права.
desk-mod-removed = { $user } больше не модерирует.
desk-mod-not-one = { $user } не модерирует.
desk-mod-owner = { $user } – владелец; список владельцев – в OWNER_IDS.
desk-mod-hidden = Автор того сообщения скрывает аккаунт, поэтому я не вижу, кто это. Попросите числовой id или сообщение, написанное здесь.
desk-mod-nobody = То сообщение написал не человек: бот, канал или анонимный администратор.
desk-mods = Владельцы и модераторы
desk-mods-owner = { $user } – владелец
desk-mods-moderator = { $user } – модерирует с { $date }, назначение: { $by }

# Что может быть не так с формой или утверждением; ключи – это коды.

desk-problem-text_outside = «{ $detail }» стоит перед первым полем. Поле начинается с названия и двоеточия, например «claim:».
desk-problem-unknown_field = Поля «{ $detail }» я не знаю.
desk-problem-empty_field = Поле «{ $detail }» пустое.
desk-problem-too_long = «{ $detail }» длиннее любого сообщения (4096 символов).
desk-problem-too_many = В поле «{ $detail }» слишком много записей.
desk-problem-bad_language = «{ $detail }» – не один из здешних языков. Пишите en, uk или ru, и только для claim, context, phrasing и appears.
desk-problem-twice = «{ $detail }» указано дважды.
desk-problem-removal_in_new = В новом утверждении пока нечего убирать (-{ $detail }).
desk-problem-unknown_rating = Оценки «{ $detail }» нет. Есть такие: true, mostly-true, misleading, false, alleged, disputed, outdated, satire, opinion.
desk-problem-long_context = Контекст слишком длинный ({ $detail }); предел – 900 символов.
desk-problem-bad_url = Этот адрес нельзя показывать: { $detail }. Он должен начинаться с http:// или https://, без имени пользователя и пароля, на порту 80 или 443.
desk-problem-source_no_publisher = У источника нет издания: { $detail }. Пишите: source: адрес | издание | заголовок | дата
desk-problem-source_no_title = У источника нет заголовка: { $detail }. Пишите: source: адрес | издание | заголовок | дата
desk-problem-source_no_date = У источника нет даты: { $detail }. Пишите: source: адрес | издание | заголовок | дата
desk-problem-unnamed_source = У источника нет издания или заголовка: { $detail }
desk-problem-bad_date = «{ $detail }» – не дата. Пишите ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД.
desk-problem-bad_day = «{ $detail }» – не день. Пишите ГГГГ-ММ-ДД или never.
desk-problem-bad_id = «{ $detail }» не может быть id. Id состоит из строчных латинских букв, цифр и дефисов, не больше 60 символов.
desk-problem-id_taken = Id { $detail } уже принадлежит другому утверждению: «{ $claim }» ({ $state }). Команда /editclaim { $detail } изменяет именно его. Новому утверждению дайте другой id, например { $free }, или не указывайте никакого: тогда он будет составлен из предложения.
desk-problem-no_claim = Не хватает предложения (claim: …).
desk-problem-no_statement = Не хватает предложения (claim: …).
desk-problem-no_rating = Не хватает оценки (rating: …).
desk-problem-no_context = Не хватает контекста (context: …).
desk-problem-no_source = Не хватает источника (source: адрес | издание | заголовок | дата).
desk-problem-few_sources = Слишком мало источников ({ $detail }). Нужно два, а с тегом chain-letter – один.
desk-problem-no_date_checked = Не хватает дня проверки.
desk-problem-no_reason = Не хватает причины.
desk-problem-nothing_to_remove = В утверждении этого нет, поэтому убрать нельзя: «{ $detail }»
desk-problem-bad_character = В поле «{ $detail }» есть символ, который нельзя показать.
desk-problem-empty_text = В поле «{ $detail }» есть пустой текст.
desk-problem-related_to_itself = Утверждение связано само с собой.
desk-problem-merged_but_published = Утверждение стало частью { $detail }, поэтому его нельзя опубликовать.
desk-problem-unknown_related = Связанное утверждение { $detail } не опубликовано.
desk-problem-old_version = Предложение изменилось, а его версия на языке { $detail } ещё соответствует прежнему.
desk-problem-no_phrasing = Нет формулировки на языке { $detail }.
desk-problem-phrasing_count = Формулировок: { $detail }; лучше всего, когда их от трёх до восьми.
desk-problem-long_sentence = Символов в предложении: { $detail }. Легко прочитать до 200, а в группе видны только первые 140.
desk-problem-says_nothing = В предложении нет слова, по которому его можно найти: «{ $detail }»
desk-problem-too_general = Эта формулировка слишком общая, её находили бы в очень многих постах: «{ $detail }»
desk-problem-phrasing_finds_other = По этой формулировке сначала находится другое утверждение: «{ $detail }»
desk-problem-phrasing_finds_nothing = По этой формулировке утверждение не находится: «{ $detail }»
desk-problem-near_miss_found = По этому ложному совпадению утверждение находится, хотя не должно: «{ $detail }»
desk-problem-takes_phrasing = По формулировке другого утверждения находилось бы это: { $detail }
desk-problem-matches_ordinary = По обычному сообщению находилось бы утверждение: «{ $detail }»
desk-problem-unreachable = Этот источник недоступен: { $detail }
desk-problem-agentless = Не сказано, кто это утверждает, – { $detail }
desk-problem-shouting = Прописные буквы или восклицательные знаки – { $detail }
desk-problem-percent_of_truth = Доля правды – { $detail }
desk-problem-loaded_word = Слово, которое осуждает, – { $detail }
desk-problem-disbelief = Слово, которое выдаёт недоверие, – { $detail }
desk-problem-verdict_too_strong = Категоричнее, чем позволяет оценка, – { $detail }
desk-problem-source_after_check = Этот источник новее дня проверки: { $detail }
desk-problem-other = Ещё что-то не так ({ $code }): { $detail }

# Почему файл не импортирован; ключи – это коды.

desk-file-subject = { $subject }:{ " " }
desk-file-line = строка { $number }
desk-file-row = строка таблицы { $number }
desk-file-review = проверка { $number }
desk-file-empty = файл пуст.
desk-file-no_kind = имя не заканчивается ни на одно из расширений: { $said }.
desk-file-too_large = в файле больше { $most } байтов.
desk-file-too_many = в файле больше { $most } утверждений. Импортируйте его на сервере: python -m claims_db import FILE
desk-file-not_utf8 = это не UTF-8. Сохраните файл в кодировке UTF-8.
desk-file-nested = слишком много уровней вложения.
desk-file-no_review = в файле нет ни одного ClaimReview.
desk-file-not_named = файл не состоит из полей с именами.
desk-file-schema_late = строка «schema: { $said }» должна стоять перед утверждениями.
desk-file-schema_other = схема – не { $said }.
desk-file-not_yaml = это не YAML. Замечание программы: «{ $said }».
desk-file-second_document = здесь начинается второй документ, а в файле должен быть один.
desk-file-not_value = здесь не хватает значения.
desk-file-key_not_text = имя поля – не текст.
desk-file-aliases = якоря и ссылки (&, *) не разрешены.
desk-file-tags = теги YAML не разрешены.
desk-file-odd_character = символ, которого YAML не допускает ({ $said }).
desk-file-claim_long = одно утверждение длиннее { $most } символов.
desk-file-not_json = это не JSON. Замечание программы: «{ $said }».
desk-file-json_key = это не JSON: имя поля – не текст.
desk-file-json_twice = это не JSON: поле «{ $said }» указано дважды.
desk-file-json_colon = это не JSON: не хватает двоеточия.
desk-file-json_comma = это не JSON: не хватает запятой.
desk-file-json_end = это не JSON: не хватает конца.
desk-file-json_trailing = это не JSON: перед концом лишняя запятая.
desk-file-not_claim = это не утверждение. Замечание программы: «{ $said }».
desk-file-not_object = это не объект JSON.
desk-file-neither = это не объект и не список JSON.
desk-file-beside_long = вне списков – больше { $most } символов.
desk-file-item_long = одна запись длиннее { $most } символов.
desk-file-line_long = строка длиннее { $most } байтов.
desk-file-csv_not_utf8 = это не UTF-8. Сохраните таблицу как «CSV UTF-8».
desk-file-csv_blank = первая строка пуста, а должна называть столбцы.
desk-file-csv_quote_open = не закрыта кавычка.
desk-file-csv_after_quote = после закрывающей кавычки есть ещё текст.
desk-file-csv_breaks = устаревшие символы конца строки. Сохраните таблицу как «CSV UTF-8».
desk-file-csv_unreadable = это не CSV.
desk-file-row_long = строка длиннее { $most } байтов. Возможно, не закрыта кавычка?
desk-file-no_column = столбца «{ $said }» не бывает.
desk-file-column_twice = столбец { $said } есть дважды.
desk-file-column_missing = не хватает столбца { $said }. Первая строка должна называть столбцы.
desk-file-column_unnamed = ячейка { $said } стоит в столбце без названия.
desk-file-id_twice = такой id уже есть: { $said } ({ $place }).
desk-file-id_twice_line = id { $said } уже есть в строке { $place }.
desk-file-id_twice_row = id { $said } уже есть в строке { $place }.
desk-file-id_twice_review = id { $said } уже есть в проверке { $place }.
desk-file-problems = { $said }
desk-file-missing = не указано.
desk-file-unknown = такого поля нет.
desk-file-given_twice = указано дважды.
desk-file-not_text = не текст.
desk-file-not_flag = не true и не false.
desk-file-not_list = не список.
desk-file-not_fields = не набор полей с именами.
desk-file-not_by_language = не набор текстов по языкам.
desk-file-not_language = не код языка из двух или трёх букв.
desk-file-not_one_of = не одно из этих значений: { $said }.
desk-file-not_date = не дата вида ГГГГ-ММ-ДД.
desk-file-not_each_language = не список, в котором для каждой формулировки есть язык.
desk-file-says_else = здесь другое, чем в { $said }. Измените оба или уберите { $said }.
desk-file-not_further = не имеет вида «context[pl] | текст».
desk-file-second_time = { $said } указано второй раз.
desk-file-bad_part = одна из частей – ни одна из этих: { $said }.
