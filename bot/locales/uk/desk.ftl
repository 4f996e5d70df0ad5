# Що бачать і натискають модератори та власники.

command-addclaim = додати твердження
command-editclaim = змінити твердження: /editclaim ID
command-claim = усе про твердження: /claim ID
command-find = які твердження знаходить текст: /find ТЕКСТ
command-queue = черга: що люди просять перевірити
command-retire = сховати твердження від читачів: /retire ID ПРИЧИНА
command-restore = повернути зняте твердження: /restore ID
command-merge = приєднати твердження до іншого: /merge ID КУДИ
command-history = хто, коли і що змінив у твердженні: /history ID
command-undo = скасувати свою останню дію
command-review = твердження, які час переглянути
command-drafts = чернетки, що чекають на публікацію
command-stats = база тверджень у цифрах
command-picture = знати зображення чи відео з твердженням: /picture ID у відповідь
command-export = усі твердження файлом
command-import = додати твердження з файлу (команда – в підписі)
command-cancel = вийти з діалогу
command-addmod = призначити модератора
command-removemod = відкликати модератора
command-mods = хто модерує

desk-elsewhere = Це працює в особистому чаті зі мною: { $link }
desk-anonymous = Я не бачу, хто пише. Напишіть від свого імені, а не як анонімний адміністратор чи канал.
desk-owners-only = Це можуть лише власники.
desk-unknown-claim = Твердження з id { $id } немає. Знайти потрібне допоможе /find ТЕКСТ.
desk-similar-id = Можливо, йдеться про одне з цих?
desk-later = Зараз я не можу цього зробити. Нічого не змінено; спробуйте ще раз за хвилину.
desk-press-other = Ці кнопки належать до діалогу іншої людини.
desk-press-old = На це запитання вже відповіли. Чинні лише кнопки найновішого повідомлення.
desk-press-ended = Цей діалог уже завершено.
desk-edit-kept = Редагування повідомлення тут нічого не змінює. Надішліть його ще раз або поверніться кнопками.
desk-frozen = Ви зробили дуже багато змін за короткий час, тому до { $time } (UTC) я їх від вас не приймаю. Власник може зняти це обмеження раніше.
desk-frozen-now = Зупинено: за { $minutes } хв ви зробили понад { $count } дій, які щось забирають. Останню не виконано, і до { $time } (UTC) я не приймаю від вас змін. Власників повідомлено.
desk-alert-frozen = Модератора ({ $user }) зупинено. Дій поспіль, які щось забирають: { $count }. До { $time } (UTC) я не приймаю від цієї людини змін.
desk-button-unfreeze = Дозволити зміни
desk-unfrozen = Обмеження знято. Зроблене раніше показує /history кожного твердження; скасувати його може сам модератор командою /undo.
desk-not-frozen = Обмеження вже знято.

desk-usage-claim = /claim ID показує все про твердження.
desk-usage-editclaim = /editclaim ID запитає, що змінити. Усе одним повідомленням: під командою – рядки на зразок «rating: disputed», «phrasing: …», «-phrasing: …», «-source: https://…».
desk-usage-find = /find ТЕКСТ показує, які твердження знаходить текст і чому. Можна й відповісти цією командою на допис.
desk-usage-retire = /retire ID ПРИЧИНА ховає твердження від читачів; причина залишається в історії.
desk-usage-restore = /restore ID повертає зняте твердження читачам.
desk-usage-merge = /merge ID КУДИ приєднує перше твердження до другого: його формулювання, хибні збіги та джерела переходять туди.
desk-usage-history = /history ID показує, хто, коли і що змінив.
desk-usage-import = Надішліть файл із підписом /import; назва файлу має закінчуватися одним із розширень: { $endings }.
desk-usage-picture = Відповідайте командою /picture ID на зображення, відео, запис чи файл, і я знатиму його з цим твердженням. Відповідайте на сам допис, пересланий сюди: завантажена наново копія для Telegram – інший файл. /picture ID off скасовує це, а /picture без id показує, з чим файл відомий.
desk-usage-export = Доступні формати: { $formats }. Наприклад: /export { $example }.
desk-usage-addmod = Відповідайте командою /addmod на повідомлення цієї людини (або на її повідомлення, яке ви сюди переслали) чи надішліть /addmod із її числовим id.
desk-usage-removemod = Відповідайте командою /removemod на повідомлення цієї людини або надішліть /removemod із її числовим id.

desk-new = Нове твердження
desk-change = Зміни в { $id }
desk-step = { $number } з { $count }
desk-so-far = Уже є:
desk-now = Зараз: { $value }
desk-nothing-yet = Поки нічого.
desk-in-group = Відповідайте саме на це повідомлення.
desk-ask-claim = Напишіть речення, яке оцінюємо: одне нейтральне твердження, за потреби з датою. Версії іншими мовами можна додати згодом: «[uk] …».
desk-ask-rating = Яку оцінку має речення саме в такому формулюванні?
desk-ask-context = Напишіть, що відомо: від двох до шести коротких речень, не більше ніж 900 символів. Кожною мовою – окремим повідомленням; мову я розпізнаю, або почніть із [en], [uk] чи [ru].
desk-ask-source = Надішліть джерела, кожне з нового рядка: адреса | видання | заголовок | дата. Потрібно щонайменше два; для «листів щастя» (тег chain-letter) – одне. Дата: РРРР, РРРР-ММ або РРРР-ММ-ДД.
desk-ask-phrasing = Якими словами це кажуть люди? Пишіть або пересилайте по одному формулюванню в повідомленні: загалом від трьох до восьми, кілька кожною мовою.
desk-ask-near = Які тексти схожі, але не мають знаходити це твердження? По одному в повідомленні. Цей крок можна пропустити.
desk-ask-appears = Хто це каже або де це поширюють?
desk-ask-next-review = З якого дня це може застаріти? РРРР-ММ-ДД.
desk-ask-tags = Теги через кому. З тегом chain-letter досить одного джерела.
desk-ask-fields = Що змінити?
desk-ask-reason = Чому знімаємо { $id }? Причина залишиться в історії.
desk-ask-into = До якого твердження приєднати { $id }? Виберіть або напишіть його id.
desk-ask-which = Яке твердження змінити? Напишіть його id або кілька слів із нього.
desk-pick = Це одне з цих тверджень?
desk-pick-post = Допис:
desk-confirm-phrasing = Додати ці слова як формулювання до { $id }?
desk-changes = Зміни на цей момент:
desk-no-changes = Змін поки немає.

desk-field-claim = Речення
desk-field-rating = Оцінка
desk-field-context = Контекст
desk-field-source = Джерела
desk-field-phrasing = Формулювання
desk-field-near = Хибні збіги
desk-field-appears = Хто це каже
desk-field-next-review = Наступний перегляд
desk-field-tags = Теги

desk-button-back = ‹ Назад
desk-button-next = Далі ›
desk-button-skip = Пропустити
desk-button-done = Попередній перегляд
desk-button-cancel = Скасувати
desk-button-publish = Опублікувати
desk-button-publish-over = Додати мої зміни поверх
desk-button-keep-draft = Зберегти як чернетку
desk-button-drafts = 📝 Чернетки
desk-button-discard = Відхилити
desk-button-edit = Змінити
desk-button-drop = 🗑 { $number }
desk-button-never = Це вже не зміниться
desk-button-form = 📋 Як текст
desk-button-new = Жодне з них: нове твердження
desk-button-add-phrasing = Додати формулювання
desk-button-retire = Зняти
desk-button-restore = Повернути
desk-button-history = Історія
desk-button-merge = Приєднати
desk-button-still-right = ✓ Усе ще так
desk-button-older = Давніші ›
desk-button-newer = ‹ Новіші
desk-button-more = Далі ›
desk-button-fewer = ‹ Назад
desk-button-remind = 🔔 Нагадувати щодня
desk-button-remind-not = 🔕 Без нагадувань

desk-cancelled = Діалог завершено. Нічого не змінено.
desk-cancelled-typed = Діалог завершено. Нічого не змінено. Ось те, що ви написали, – можна скопіювати:
desk-nothing-to-cancel = Зараз немає діалогу, з якого можна вийти.
desk-form-copy = Скопіюйте, змініть і надішліть:
desk-form-file = Форма не вміщується в повідомлення, тому надсилаю її файлом.

desk-faults =
    { $count ->
        [one] Це ще не можна опублікувати. Є { $count } зауваження:
        [few] Це ще не можна опублікувати. Є { $count } зауваження:
        [many] Це ще не можна опублікувати. Є { $count } зауважень:
       *[other] Це ще не можна опублікувати. Є { $count } зауваження:
    }
desk-faults-keep = Нічого не втрачено: виправте своє повідомлення й надішліть ще раз або натисніть «Змінити».
desk-at-line = Рядок { $line }: { $problem }
desk-hint = Можливо, «{ $hint }»?
desk-preview = Попередній перегляд. Ще нічого не опубліковано.
desk-preview-change = Попередній перегляд змін у { $id }. Ще нічого не опубліковано.
desk-preview-retired = Це твердження знято: читачі не бачать ні його, ні змін у ньому.
desk-preview-draft = Це чернетка; читачі її не бачать, доки її не опубліковано.
desk-preview-unchanged = Це нічого не змінює.
desk-preview-shortened = Тут відповідь скорочено; читачі бачать її повністю.
desk-proof =
    { $near ->
        [0] { $phrasings ->
            [one] Формулювання ({ $phrasings }) знаходить його.
           *[other] Усі формулювання ({ $phrasings }) знаходять його.
        }
       *[other] { $phrasings ->
            [one] Формулювання ({ $phrasings }) знаходить його, хибні збіги ({ $near }) – ні.
           *[other] Усі формулювання ({ $phrasings }) знаходять його, хибні збіги ({ $near }) – ні.
        }
    }
desk-proof-none = Формулювань ще немає; твердження можна знайти лише за його реченням.
desk-links-fine = Усі джерела доступні.
desk-links-unchecked = Доступність джерел не перевірялася.
desk-close-to = Схоже на нього, порівняйте:
desk-keeps = Що заважає публікації:
desk-look-again = Гляньте ще раз:
desk-more-of-these = … і ще { $count }
desk-published = Опубліковано. Відтепер його знаходить кожен допис, у якому це стверджують.
desk-published-change = Опубліковано. Відтепер відповіді показують саме це.
desk-saved-draft = Збережено. Це досі чернетка, читачі її не бачать.
desk-saved-retired = Збережено. Твердження досі знято, читачі його не бачать.
desk-phrasing-added = Формулювання додано. Відтепер воно знаходить це твердження.
desk-conflict = Поки ви працювали, це твердження змінили: { $who }, { $time } (UTC). Ваших змін не збережено.
desk-conflict-theirs = Що змінили інші:
desk-conflict-yours = Що хотіли змінити ви:
desk-conflict-ask = «Додати мої зміни поверх» збереже обидва набори змін.

desk-who-starter = початковий набір
desk-who-import = командний рядок
desk-who-you = ви
desk-who-unknown = колишній модератор
desk-kind-publish = опубліковано
desk-kind-edit = змінено
desk-kind-retire = знято
desk-kind-restore = повернено
desk-kind-merge = приєднано
desk-kind-review = переглянуто
desk-kind-import = імпортовано
desk-kind-media = прив’язано файл
desk-kind-media-off = відв’язано файл
desk-kind-undo = скасовано дію
desk-kind-none = збережено
desk-kind-withdrawn = твердження прибрано
desk-state-draft = чернетка
desk-state-published = опубліковано
desk-state-retired = знято
desk-merged-into = Тепер це частина { $id }.

desk-card-head = Версія { $version }, { $state }, оцінка «{ $label }»
desk-card-stale = Давніше за інші мови: { $languages }
desk-card-phrasings = Формулювання
desk-card-near = Хибні збіги
desk-card-context = Контекст
desk-card-sources = Джерела
desk-card-tags = Теги: { $tags }
desk-card-related = Пов’язані: { $ids }
desk-card-checked = Перевірено { $date }.
desk-card-review = Наступний перегляд: { $date }.
desk-card-overdue = Його мали переглянути { $date }.
desk-card-judgements = Читачі: корисно – { $useful }, не те твердження – { $not_mine }, те саме – { $same }, інше – { $different }.
desk-card-no-judgements = Жоден читач ще не сказав, чи було це корисно.
desk-cut = … тут скорочено; усе покаже кнопка «Як текст».

desk-found-none = Цей текст не знаходить жодного твердження.
desk-found-strong = Читач отримав би відповідь про перше твердження.
desk-found-several = Читач отримав би список цих тверджень: { $ids }.
desk-found-weak = Читачеві показали б перше твердження для порівняння, без оцінки.
desk-found-not-sure = Читачеві сказали б, що цього ще не перевіряли.
desk-found-match = Найближче формулювання: «{ $phrasing }»
desk-found-span = Знайдено в: «{ $span }»
desk-found-words = Спільні слова: { $words }
desk-found-linked = У тексті є посилання на джерело цього твердження.
desk-found-capped = До хибного збігу цього твердження текст ближчий, тому бал не вищий за 0,5.
desk-found-score = бал { $score }
desk-stance-asserts = каже це
desk-stance-negates = заперечує
desk-stance-asks = запитує про це
desk-closeness-exact = ті самі слова
desk-closeness-very_close = дуже близькі слова
desk-closeness-related = близькі за змістом слова
desk-found-opinion = Це переважно думка.

desk-retired = { $id } знято: читачі його не отримують. Скасувати можна командою /undo.
desk-restored = { $id } знову опубліковано.
desk-draft-published = { $id } опубліковано. Відтепер його знаходить кожен допис, у якому це стверджують.
desk-reviewed = Записано: { $id } сьогодні переглянуто.
desk-reviewed-next = Записано: { $id } сьогодні переглянуто. Наступний перегляд: { $date }.
desk-merged = { $id } тепер частина { $into }: його формулювання, хибні збіги та джерела перейшли туди. Скасувати можна командою /undo.
desk-wrong-retired = { $id } уже знято.
desk-wrong-published = { $id } уже опубліковано, тож повертати нічого.
desk-wrong-draft = { $id } – чернетка; тут потрібне опубліковане твердження.
desk-wrong-same = Твердження не може стати частиною себе самого.
desk-wrong-merged = { $id } стало частиною { $into }.
desk-undone = Скасовано вашу дію «{ $kind }» ({ $ids }) від { $time } (UTC).
desk-undo-nothing = Немає вашої дії, яку можна скасувати.
desk-undo-changed = Не скасовано: після вашої дії «{ $kind }» ({ $ids }) від { $time } (UTC) твердження змінили: { $who }. Подробиці – в /history.

desk-history = Історія { $id }
desk-history-page = Версії { $first }–{ $last } з { $count }
desk-history-added = + { $field }: { $after }
desk-history-removed = − { $field }: { $before }
desk-history-changed = { $field }: { $before } → { $after }
desk-history-more = … і ще змін: { $count }
desk-history-why = Причина: { $why }

desk-review-none = Прострочених переглядів немає.
desk-review =
    { $count ->
        [one] Час переглянути { $count } твердження:
        [few] Час переглянути { $count } твердження:
        [many] Час переглянути { $count } тверджень:
       *[other] Час переглянути { $count } твердження:
    }
desk-review-due = до { $date }
desk-drafts-none = Чернеток немає.
desk-drafts =
    { $count ->
        [one] { $count } чернетка чекає, щоб її опублікували або відхилили:
        [few] { $count } чернетки чекають, щоб їх опублікували або відхилили:
        [many] { $count } чернеток чекають, щоб їх опублікували або відхилили:
       *[other] { $count } чернетки чекають, щоб їх опублікували або відхилили:
    }
desk-remind-on = Нагадуватиму щодня, поки є прострочені перегляди.
desk-remind-off = Більше не нагадуватиму.

desk-media-added = Збережено: відтепер цей файл відомий із { $id }. Надісланий без тексту, він отримує повну відповідь, а з іншим текстом я лише вкажу на твердження для порівняння. Скасувати: /picture { $id } off або /undo.
desk-media-known = Цей файл уже відомий із { $id }.
desk-media-most-claims = Цей файл уже відомий із найбільшою можливою кількістю тверджень: { $count }. Спершу приберіть якесь із них.
desk-media-most-files = Для { $id } відомо { $count } файлів, більше не можна. Спершу приберіть якийсь із них.
desk-media-removed = Цей файл більше не відомий із { $id }.
desk-media-not-known = Цей файл і не був відомий із { $id }, тож скасовувати нічого.
desk-media-none = Цей файл не відомий із жодним твердженням.
desk-media-list = Цей файл відомий із такими твердженнями:
desk-media-hint = Щоб я знав і зображення чи відео з цього допису, відповідайте на нього командою /picture { $id }
desk-card-files = Відомі зображення та файли: { $count }

desk-stats = База тверджень
desk-stats-states = Опубліковано { $published }, чернеток { $draft }, знято { $retired }
desk-stats-ratings = Оцінки опублікованих:
desk-stats-phrasings = Формулювання: en { $en }, uk { $uk }, ru { $ru }
desk-stats-overdue = Прострочено переглядів: { $count }
desk-stats-acts = Дії за останні 30 днів:
desk-stats-no-acts = За останні 30 днів дій не було.
desk-stats-judgements = Читачі за останні 90 днів: корисно – { $useful }, не те твердження – { $not_mine }, те саме – { $same }, інше – { $different }
desk-month =
    { $first } – { $last }, за днями (UTC)

    Дописи, угорі:
    🟩 відповідь із твердженням: { $strong }
    🟨 близьке твердження для порівняння: { $weak }
    ⬜ нічого не відомо: { $none }

    Черга, внизу:
    🟦 надійшло: { $opened }
    🟪 знайдено твердження або вирішено не перевіряти: { $closed }

desk-export-caption = Усі твердження, разом зі знятими. Розмір у байтах: { $count }
desk-export-too-large = Файл більший, ніж Telegram дозволяє мені надіслати. На сервері: python -m claims_db export claims.yaml
desk-imported = Імпортовано. Нових: { $new }, змінених: { $changed }, без змін: { $same }. Скасувати можна командою /undo.
desk-imported-bare = З нових без оцінки: { $bare }; це поки чернетки.
desk-imported-foreign = З нових – перевірки інших: { $foreign }. Це чернетки: читачі не побачать жодної, поки модератор її не опублікує.
desk-imported-nothing = У файлі все так само, як у базі; нічого не змінено.
desk-import-refused = Нічого не імпортовано. { $where }: { $reason }
desk-import-too-large = Нічого не імпортовано: файл більший за { $megabytes } МБ. Поділіть його або імпортуйте на сервері: python -m claims_db import FILE
desk-import-unreachable = Нічого не імпортовано: Telegram не віддає мені файл. Надішліть його ще раз.

desk-mod-added = { $user } відтепер модерує.
desk-mod-already = { $user } уже має ці права.
desk-mod-removed = { $user } більше не модерує.
desk-mod-not-one = { $user } не модерує.
desk-mod-owner = { $user } – власник; перелік власників – у OWNER_IDS.
desk-mod-hidden = Автор того повідомлення приховав акаунт, тому я не бачу, хто це. Попросіть числовий id або повідомлення, написане тут.
desk-mod-nobody = Те повідомлення написала не людина: бот, канал або анонімний адміністратор.
desk-mods = Власники й модератори
desk-mods-owner = { $user } – власник
desk-mods-moderator = { $user } – модерує з { $date }, призначення: { $by }

# Що може бути не так із формою чи твердженням; ключі – це коди.

desk-problem-text_outside = «{ $detail }» стоїть перед першим полем. Поле починається з назви та двокрапки, наприклад «claim:».
desk-problem-unknown_field = Поля «{ $detail }» я не знаю.
desk-problem-empty_field = Поле «{ $detail }» порожнє.
desk-problem-too_long = «{ $detail }» довше за будь-яке повідомлення (4096 символів).
desk-problem-too_many = У полі «{ $detail }» забагато записів.
desk-problem-bad_language = «{ $detail }» – не одна з тутешніх мов. Пишіть en, uk або ru, і лише для claim, context, phrasing та appears.
desk-problem-twice = «{ $detail }» вказано двічі.
desk-problem-removal_in_new = У новому твердженні ще нічого прибирати (-{ $detail }).
desk-problem-unknown_rating = Оцінки «{ $detail }» немає. Є такі: true, mostly-true, misleading, false, alleged, disputed, outdated, satire, opinion.
desk-problem-long_context = Контекст задовгий ({ $detail }); межа – 900 символів.
desk-problem-bad_url = Цю адресу не можна показувати: { $detail }. Вона має починатися з http:// або https://, без імені користувача й пароля, на порту 80 або 443.
desk-problem-source_no_publisher = У джерела немає видання: { $detail }. Пишіть: source: адреса | видання | заголовок | дата
desk-problem-source_no_title = У джерела немає заголовка: { $detail }. Пишіть: source: адреса | видання | заголовок | дата
desk-problem-source_no_date = У джерела немає дати: { $detail }. Пишіть: source: адреса | видання | заголовок | дата
desk-problem-unnamed_source = У джерела немає видання або заголовка: { $detail }
desk-problem-bad_date = «{ $detail }» – не дата. Пишіть РРРР, РРРР-ММ або РРРР-ММ-ДД.
desk-problem-bad_day = «{ $detail }» – не день. Пишіть РРРР-ММ-ДД або never.
desk-problem-bad_id = «{ $detail }» не може бути id. Id складається з малих латинських літер, цифр і дефісів, щонайбільше 60 символів.
desk-problem-id_taken = Id { $detail } уже має інше твердження: «{ $claim }» ({ $state }). Команда /editclaim { $detail } змінює саме його. Новому твердженню дайте інший id, наприклад { $free }, або не вказуйте жодного: тоді його буде складено з речення.
desk-problem-no_claim = Бракує речення (claim: …).
desk-problem-no_statement = Бракує речення (claim: …).
desk-problem-no_rating = Бракує оцінки (rating: …).
desk-problem-no_context = Бракує контексту (context: …).
desk-problem-no_source = Бракує джерела (source: адреса | видання | заголовок | дата).
desk-problem-few_sources = Замало джерел ({ $detail }). Потрібно два, а з тегом chain-letter – одне.
desk-problem-no_date_checked = Бракує дня перевірки.
desk-problem-no_reason = Бракує причини.
desk-problem-nothing_to_remove = У твердженні цього немає, тож прибрати не можна: «{ $detail }»
desk-problem-bad_character = У полі «{ $detail }» є символ, який не можна показати.
desk-problem-empty_text = У полі «{ $detail }» є порожній текст.
desk-problem-related_to_itself = Твердження пов’язане саме з собою.
desk-problem-merged_but_published = Твердження стало частиною { $detail }, тому його не можна опублікувати.
desk-problem-unknown_related = Пов’язане твердження { $detail } не опубліковане.
desk-problem-old_version = Речення змінилося, а його версія мовою { $detail } ще відповідає попередньому.
desk-problem-no_phrasing = Немає формулювання мовою { $detail }.
desk-problem-phrasing_count = Формулювань: { $detail }; найкраще знаходить, коли їх від трьох до восьми.
desk-problem-long_sentence = Символів у реченні: { $detail }. Легко прочитати до 200, а в групі видно лише перші 140.
desk-problem-says_nothing = У реченні немає слова, за яким його можна знайти: «{ $detail }»
desk-problem-too_general = Це формулювання надто загальне, його знаходили б у дуже багатьох дописах: «{ $detail }»
desk-problem-phrasing_finds_other = За цим формулюванням спершу знаходиться інше твердження: «{ $detail }»
desk-problem-phrasing_finds_nothing = За цим формулюванням твердження не знаходиться: «{ $detail }»
desk-problem-near_miss_found = За цим хибним збігом твердження знаходиться, хоч не повинно: «{ $detail }»
desk-problem-takes_phrasing = За формулюванням іншого твердження знаходилося б це: { $detail }
desk-problem-matches_ordinary = За звичайним повідомленням знаходилося б твердження: «{ $detail }»
desk-problem-unreachable = Це джерело недоступне: { $detail }
desk-problem-agentless = Не сказано, хто це стверджує, – { $detail }
desk-problem-shouting = Великі літери або знаки оклику – { $detail }
desk-problem-percent_of_truth = Частка правди – { $detail }
desk-problem-loaded_word = Слово, яке засуджує, – { $detail }
desk-problem-disbelief = Слово, яке виказує недовіру, – { $detail }
desk-problem-verdict_too_strong = Категоричніше, ніж дозволяє оцінка, – { $detail }
desk-problem-source_after_check = Це джерело новіше за день перевірки: { $detail }
desk-problem-other = Ще щось не так ({ $code }): { $detail }

# Чому файл не імпортовано; ключі – це коди.

desk-file-subject = { $subject }:{ " " }
desk-file-line = рядок { $number }
desk-file-row = рядок таблиці { $number }
desk-file-review = перевірка { $number }
desk-file-empty = файл порожній.
desk-file-no_kind = назва не закінчується на жодне з розширень: { $said }.
desk-file-too_large = у файлі понад { $most } байтів.
desk-file-too_many = у файлі понад { $most } тверджень. Імпортуйте його на сервері: python -m claims_db import FILE
desk-file-not_utf8 = це не UTF-8. Збережіть файл у кодуванні UTF-8.
desk-file-nested = забагато рівнів вкладення.
desk-file-no_review = у файлі немає жодного ClaimReview.
desk-file-not_named = файл не складається з полів із назвами.
desk-file-schema_late = рядок «schema: { $said }» має стояти перед твердженнями.
desk-file-schema_other = схема – не { $said }.
desk-file-not_yaml = це не YAML. Зауваження програми: «{ $said }».
desk-file-second_document = тут починається другий документ, а у файлі має бути один.
desk-file-not_value = тут бракує значення.
desk-file-key_not_text = назва поля – не текст.
desk-file-aliases = якорі та посилання (&, *) не дозволено.
desk-file-tags = теги YAML не дозволено.
desk-file-odd_character = символ, якого YAML не допускає ({ $said }).
desk-file-claim_long = одне твердження довше за { $most } символів.
desk-file-not_json = це не JSON. Зауваження програми: «{ $said }».
desk-file-json_key = це не JSON: назва поля – не текст.
desk-file-json_twice = це не JSON: поле «{ $said }» указано двічі.
desk-file-json_colon = це не JSON: бракує двокрапки.
desk-file-json_comma = це не JSON: бракує коми.
desk-file-json_end = це не JSON: бракує кінця.
desk-file-json_trailing = це не JSON: перед кінцем зайва кома.
desk-file-not_claim = це не твердження. Зауваження програми: «{ $said }».
desk-file-not_object = це не об’єкт JSON.
desk-file-neither = це не об’єкт і не список JSON.
desk-file-beside_long = поза списками – понад { $most } символів.
desk-file-item_long = один запис довший за { $most } символів.
desk-file-line_long = рядок довший за { $most } байтів.
desk-file-csv_not_utf8 = це не UTF-8. Збережіть таблицю як «CSV UTF-8».
desk-file-csv_blank = перший рядок порожній, а має називати стовпці.
desk-file-csv_quote_open = не закрито лапки.
desk-file-csv_after_quote = після лапок, що закриваються, є ще текст.
desk-file-csv_breaks = застарілі символи кінця рядка. Збережіть таблицю як «CSV UTF-8».
desk-file-csv_unreadable = це не CSV.
desk-file-row_long = рядок довший за { $most } байтів. Можливо, не закрито лапки?
desk-file-no_column = стовпця «{ $said }» не буває.
desk-file-column_twice = стовпець { $said } є двічі.
desk-file-column_missing = бракує стовпця { $said }. Перший рядок має називати стовпці.
desk-file-column_unnamed = клітинка { $said } стоїть у стовпці без назви.
desk-file-id_twice = такий id уже є: { $said } ({ $place }).
desk-file-id_twice_line = id { $said } уже є в рядку { $place }.
desk-file-id_twice_row = id { $said } уже є в рядку { $place }.
desk-file-id_twice_review = id { $said } уже є в перевірці { $place }.
desk-file-problems = { $said }
desk-file-missing = не вказано.
desk-file-unknown = такого поля немає.
desk-file-given_twice = указано двічі.
desk-file-not_text = не текст.
desk-file-not_flag = не true і не false.
desk-file-not_list = не список.
desk-file-not_fields = не набір полів із назвами.
desk-file-not_by_language = не набір текстів за мовами.
desk-file-not_language = не код мови з двох чи трьох літер.
desk-file-not_one_of = не одне з цих значень: { $said }.
desk-file-not_date = не дата виду РРРР-ММ-ДД.
desk-file-not_each_language = не список, у якому для кожного формулювання є мова.
desk-file-says_else = тут інше, ніж у { $said }. Змініть обидва або приберіть { $said }.
desk-file-not_further = не має вигляду «context[pl] | текст».
desk-file-second_time = { $said } указано вдруге.
desk-file-bad_part = одна з частин – жодна з цих: { $said }.
