# Що бачать і натискають модератори та власники.

command-addclaim = додати твердження
command-editclaim = змінити твердження: /editclaim ID
command-claim = усе про твердження: /claim ID
command-find = які твердження знаходить текст: /find ТЕКСТ
command-queue = на що чекають люди, за попитом
command-retire = сховати твердження від читачів: /retire ID ПРИЧИНА
command-restore = повернути зняте твердження: /restore ID
command-merge = зробити твердження частиною іншого: /merge ID КУДИ
command-history = хто, коли і що змінив: /history ID
command-undo = скасувати свою останню дію
command-review = твердження, які час переглянути
command-drafts = чернетки, що чекають на публікацію
command-stats = база тверджень у числах
command-export = усі твердження файлом
command-import = узяти твердження з файлу (підпис до нього)
command-cancel = вийти з діалогу
command-addmod = призначити модератора
command-removemod = звільнити модератора
command-mods = хто модерує

desk-elsewhere = Це працює в нашому приватному чаті: { $link }
desk-anonymous = Я не бачу, хто пише. Напишіть від свого імені, а не як анонімний адміністратор чи канал.
desk-owners-only = Це можуть лише власники.
desk-unknown-claim = Твердження з id { $id } немає. /find ТЕКСТ допоможе знайти.
desk-similar-id = Може, йдеться про одне з цих?
desk-later = Зараз я не можу цього зробити. Нічого не змінено; спробуйте ще раз за хвилину.
desk-press-other = Ці кнопки – з діалогу іншої людини.
desk-press-old = На це питання вже відповіли. Чинні кнопки – в найновішому повідомленні.
desk-press-ended = Цей діалог уже завершено.
desk-edit-kept = Виправлення тут нічого не змінює. Надішліть ще раз або поверніться кнопками.
desk-frozen = Ви зробили дуже багато змін за короткий час, тому до { $time } (UTC) я їх від вас не приймаю. Власник може зняти це раніше.
desk-frozen-now = Зупинено: понад { $count } дій за { $minutes } хвилин, які щось забирають. Цю дію не виконано, і до { $time } (UTC) я не приймаю від вас змін. Власників повідомлено.
desk-alert-frozen = Модератора ({ $user }) зупинено: { $count } дій поспіль, які щось забирають. До { $time } (UTC) я не приймаю від нього змін.
desk-button-unfreeze = Дозволити далі
desk-unfrozen = Він може продовжувати. Що було зроблено, показує /history тверджень; його власне /undo це скасовує.
desk-not-frozen = Його вже не зупинено.

desk-usage-claim = /claim ID показує все про твердження.
desk-usage-editclaim = /editclaim ID запитає, що змінити. Одним повідомленням: нижче рядки на зразок «rating: disputed», «phrasing: …», «-phrasing: …», «-source: https://…».
desk-usage-find = /find ТЕКСТ показує, які твердження знаходить текст і чому. Можна й відповіддю на допис.
desk-usage-retire = /retire ID ПРИЧИНА ховає твердження від читачів; причина лишається в його історії.
desk-usage-restore = /restore ID повертає зняте твердження читачам.
desk-usage-merge = /merge ID КУДИ робить перше твердження частиною другого: формулювання, хибні збіги й джерела переходять.
desk-usage-history = /history ID показує, хто, коли і що змінив.
desk-usage-import = Надішліть файл з підписом /import; його назва має закінчуватися на одне з: { $endings }.
desk-usage-export = Можу записати { $formats }: наприклад, /export { $example }.
desk-usage-addmod = Дайте відповідь /addmod на повідомлення цієї людини або на її повідомлення, яке ви сюди переслали; або надішліть /addmod з її числовим id.
desk-usage-removemod = Дайте відповідь /removemod на повідомлення цієї людини або надішліть /removemod з її числовим id.

desk-new = Нове твердження
desk-change = Зміна { $id }
desk-step = { $number } з { $count }
desk-so-far = Уже є:
desk-now = Зараз: { $value }
desk-nothing-yet = Поки нічого.
desk-in-group = Відповідайте реплікою на це повідомлення.
desk-ask-claim = Напишіть речення, яке оцінюємо: одне нейтральне твердження, з датою, де вона потрібна. Версії іншими мовами можна додати згодом так: «[uk] …».
desk-ask-rating = Яку оцінку має речення саме в такому формулюванні?
desk-ask-context = Напишіть, що відомо: від двох до шести коротких речень, не довше за 900 символів. Кожною мовою – окремим повідомленням; мову я впізнаю, або почніть з [en], [uk] чи [ru].
desk-ask-source = Надішліть джерела, кожне з нового рядка: адреса | видання | заголовок | дата. Щонайменше два; для листів щастя, з тегом chain-letter, одне. Дата – РРРР, РРРР-ММ або РРРР-ММ-ДД.
desk-ask-phrasing = Якими словами це кажуть люди? Пишіть або пересилайте по одному формулюванню в повідомленні, разом від трьох до восьми, кожною мовою.
desk-ask-near = Які тексти схожі, але не мають знаходити це твердження? По одному в повідомленні. Це можна пропустити.
desk-ask-appears = Хто це каже або де це поширюють?
desk-ask-next-review = З якого дня це може застаріти? РРРР-ММ-ДД.
desk-ask-tags = Теги через кому. З тегом chain-letter досить одного джерела.
desk-ask-fields = Що змінити?
desk-ask-reason = Чому знімаємо { $id }? Причина лишиться в його історії.
desk-ask-into = Частиною якого твердження має стати { $id }? Виберіть або напишіть його id.
desk-ask-which = Яке твердження змінити? Напишіть його id або кілька слів із нього.
desk-pick = Це одне з цих тверджень?
desk-pick-post = Допис:
desk-confirm-phrasing = Додати ці слова як формулювання до { $id }?
desk-changes = Зміни досі:
desk-no-changes = Змін поки немає.

desk-field-claim = Речення
desk-field-rating = Оцінка
desk-field-context = Контекст
desk-field-source = Джерела
desk-field-phrasing = Формулювання
desk-field-near = Хибні збіги
desk-field-appears = Хто це каже
desk-field-next-review = Перегляд
desk-field-tags = Теги

desk-button-back = ‹ Назад
desk-button-next = Далі ›
desk-button-skip = Пропустити
desk-button-done = Перегляд
desk-button-cancel = Скасувати
desk-button-publish = Опублікувати
desk-button-publish-over = Додати мої поверх
desk-button-keep-draft = Зберегти як чернетку
desk-button-drafts = 📝 Чернетки
desk-button-discard = Відхилити
desk-button-edit = Змінити
desk-button-drop = 🗑 { $number }
desk-button-never = Це вже не зміниться
desk-button-form = 📋 Текстом
desk-button-new = Жодне з них: нове твердження
desk-button-add-phrasing = Додати формулювання
desk-button-retire = Зняти
desk-button-restore = Повернути
desk-button-history = Історія
desk-button-merge = Об’єднати
desk-button-still-right = ✓ Досі так
desk-button-older = Давніші ›
desk-button-newer = ‹ Новіші
desk-button-more = Далі ›
desk-button-fewer = ‹ Назад
desk-button-remind = 🔔 Нагадувати щодня
desk-button-remind-not = 🔕 Без нагадувань

desk-cancelled = Вийшли. Нічого не змінено.
desk-cancelled-typed = Вийшли. Нічого не змінено. Що ви написали, щоб скопіювати:
desk-nothing-to-cancel = Немає діалогу, з якого виходити.
desk-form-copy = Скопіюйте, змініть і надішліть:
desk-form-file = Форма задовга для повідомлення, тому ось вона файлом.

desk-faults =
    { $count ->
        [one] Це ще не можна опублікувати. Є { $count } зауваження:
        [few] Це ще не можна опублікувати. Є { $count } зауваження:
        [many] Це ще не можна опублікувати. Є { $count } зауважень:
       *[other] Це ще не можна опублікувати. Є { $count } зауваження:
    }
desk-faults-keep = Нічого не втрачено: виправте своє повідомлення й надішліть ще раз або натисніть «Змінити».
desk-at-line = Рядок { $line }: { $problem }
desk-hint = Може, «{ $hint }»?
desk-preview = Попередній перегляд. Ще нічого не опубліковано.
desk-preview-change = Попередній перегляд змін у { $id }. Ще нічого не опубліковано.
desk-preview-retired = Це твердження знято; читачі його не бачать, хоч зміненого, хоч ні.
desk-preview-draft = Це чернетка; читачі її не бачать, доки її не опубліковано.
desk-preview-unchanged = Це нічого не змінює.
desk-preview-shortened = Тут відповідь скорочено; читачі бачать її всю.
desk-proof =
    { $near ->
        [0] Усі формулювання ({ $phrasings }) його знаходять.
       *[other] Усі формулювання ({ $phrasings }) його знаходять, жоден із хибних збігів ({ $near }) – ні.
    }
desk-proof-none = Формулювань ще немає; твердження знаходить лише його речення.
desk-links-fine = Усі джерела відповідають.
desk-links-unchecked = Чи відповідають джерела, не перевірялося.
desk-close-to = Близьке до нього, порівняйте:
desk-keeps = Через це його не можна опублікувати:
desk-look-again = Гляньте на це ще раз:
desk-more-of-these = … і ще { $count }
desk-published = Опубліковано. Відтепер його знаходить кожен допис, який це каже.
desk-published-change = Опубліковано. Відтепер відповіді показують саме це.
desk-saved-draft = Збережено. Це досі чернетка, читачі її не бачать.
desk-saved-retired = Збережено. Твердження досі знято, читачі його не бачать.
desk-phrasing-added = Формулювання додано. Відтепер воно знаходить це твердження.
desk-conflict = Поки ви працювали, { $who } змінив(-ла) це твердження { $time } (UTC). З ваших змін нічого не збережено.
desk-conflict-theirs = Що змінено там:
desk-conflict-yours = Що хотіли змінити ви:
desk-conflict-ask = «Додати мої поверх» залишає ті зміни й додає ваші.

desk-who-starter = початковий набір
desk-who-import = командний рядок
desk-who-you = ви
desk-who-unknown = колишній модератор
desk-kind-publish = опубліковано
desk-kind-edit = змінено
desk-kind-retire = знято
desk-kind-restore = повернено
desk-kind-merge = об’єднано
desk-kind-review = переглянуто
desk-kind-import = імпортовано
desk-kind-undo = скасовано дію
desk-kind-none = збережено
desk-kind-withdrawn = твердження забрано
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
desk-card-judgements = Читачі: корисно { $useful }, не те твердження { $not_mine }, те саме { $same }, інше { $different }.
desk-card-no-judgements = Читачі ще не сказали, чи це корисно.
desk-cut = … тут скорочено; «Текстом» покаже все.

desk-found-none = Цей текст не знаходить жодного твердження.
desk-found-strong = Читач отримав би відповідь про перше твердження.
desk-found-several = Читач отримав би список цих тверджень: { $ids }.
desk-found-weak = Читачеві показали б перше твердження для порівняння, без оцінки.
desk-found-not-sure = Читачеві сказали б, що цього ще не перевіряли.
desk-found-match = Найближче формулювання: «{ $phrasing }»
desk-found-span = Знайдено в: «{ $span }»
desk-found-words = Спільні слова: { $words }
desk-found-linked = У тексті є посилання на джерело цього твердження.
desk-found-capped = Хибний збіг цього твердження ближчий, тому оцінка не вища за 0,5.
desk-found-score = бал { $score }
desk-stance-asserts = каже це
desk-stance-negates = заперечує
desk-stance-asks = запитує про це
desk-closeness-exact = ті самі слова
desk-closeness-very_close = дуже близькі слова
desk-closeness-related = споріднені слова
desk-found-opinion = Це переважно думка.

desk-retired = { $id } знято. Жоден допис його більше не знаходить. /undo це скасовує.
desk-restored = { $id } знову опубліковано.
desk-draft-published = { $id } опубліковано. Відтепер його знаходить кожен допис, у якому це стверджують.
desk-reviewed = Записано: { $id } сьогодні переглянуто.
desk-reviewed-next = Записано: { $id } сьогодні переглянуто. Наступний перегляд: { $date }.
desk-merged = { $id } тепер частина { $into }: його формулювання, хибні збіги й джерела перейшли. /undo це скасовує.
desk-wrong-retired = { $id } уже знято.
desk-wrong-published = { $id } опубліковано, тож повертати нічого.
desk-wrong-draft = { $id } – чернетка; тут потрібне опубліковане твердження.
desk-wrong-same = Твердження не може стати частиною себе самого.
desk-wrong-merged = { $id } стало частиною { $into }.
desk-undone = Скасовано вашу дію «{ $kind }» ({ $ids }) від { $time } (UTC).
desk-undo-nothing = Немає вашої дії, яку можна було б скасувати.
desk-undo-changed = Не скасовано: після вашої дії «{ $kind }» ({ $ids }) від { $time } (UTC) це змінив(-ла) { $who }. /history покаже як.

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
desk-remind-on = Нагадуватиму щодня, поки є прострочені твердження.
desk-remind-off = Більше не нагадуватиму.

desk-stats = База тверджень
desk-stats-states = Опубліковано { $published }, чернеток { $draft }, знято { $retired }
desk-stats-ratings = Оцінки опублікованих:
desk-stats-phrasings = Формулювання: en { $en }, uk { $uk }, ru { $ru }
desk-stats-overdue = Прострочено переглядів: { $count }
desk-stats-acts = Дії за останні 30 днів:
desk-stats-no-acts = За останні 30 днів дій не було.
desk-stats-judgements = Читачі за останні 90 днів: корисно { $useful }, не те твердження { $not_mine }, те саме { $same }, інше { $different }

desk-export-caption = Твердження, разом зі знятими; байтів: { $count }
desk-export-too-large = Файл більший, ніж Telegram дозволяє мені надіслати. На машині: python -m claims_db export claims.yaml
desk-imported = Імпортовано: нових { $new }, змінених { $changed }, таких самих { $same }. /undo це скасовує.
desk-imported-bare = Без оцінки серед нових: { $bare }; вони поки чернетки.
desk-imported-foreign = Серед нових чужих перевірок: { $foreign }; це чернетки, читачі не бачать жодної, поки модератор її не опублікує.
desk-imported-nothing = У файлі все так само, як було; нічого не змінено.
desk-import-refused = Нічого не імпортовано. { $where }: { $reason }
desk-import-too-large = Нічого не імпортовано: файл більший за { $megabytes } МБ. Поділіть його або імпортуйте на машині: python -m claims_db import FILE
desk-import-unreachable = Нічого не імпортовано: Telegram не дає мені файл. Надішліть його ще раз.

desk-mod-added = { $user } відтепер модерує.
desk-mod-already = { $user } уже може все це.
desk-mod-removed = { $user } більше не модерує.
desk-mod-not-one = { $user } не модерує.
desk-mod-owner = { $user } – власник; власників названо в OWNER_IDS.
desk-mod-hidden = Автор того повідомлення приховує обліковий запис, тому я не бачу, хто це. Попросіть числовий id або повідомлення, написане тут.
desk-mod-nobody = Те повідомлення написала не людина: бот, канал або анонімний адміністратор.
desk-mods = Власники й модератори
desk-mods-owner = { $user } – власник
desk-mods-moderator = { $user } – модерує з { $date }, призначив(-ла) { $by }

# Що може бути не так із формою чи твердженням; ключі – це коди.

desk-problem-text_outside = «{ $detail }» стоїть перед першим полем. Поле починається з назви й двокрапки, наприклад «claim:».
desk-problem-unknown_field = Поля «{ $detail }» я не знаю.
desk-problem-empty_field = Поле «{ $detail }» порожнє.
desk-problem-too_long = «{ $detail }» довше за будь-яке повідомлення (4096 символів).
desk-problem-too_many = У полі «{ $detail }» забагато записів.
desk-problem-bad_language = «{ $detail }» тут не є мовою. Пишіть en, uk або ru, і лише для claim, context, phrasing та appears.
desk-problem-twice = «{ $detail }» вказано двічі.
desk-problem-removal_in_new = У нового твердження нічого забирати (-{ $detail }).
desk-problem-unknown_rating = «{ $detail }» не є оцінкою. Є такі: true, mostly-true, misleading, false, alleged, disputed, outdated, satire, opinion.
desk-problem-long_context = Контекст задовгий ({ $detail }); межа – 900 символів.
desk-problem-bad_url = Цю адресу не можна показувати: { $detail }. Вона має починатися з http:// або https://, без імені користувача й пароля, на порту 80 або 443.
desk-problem-source_no_publisher = У джерела немає видання: { $detail }. Пишіть: source: адреса | видання | заголовок | дата
desk-problem-source_no_title = У джерела немає заголовка: { $detail }. Пишіть: source: адреса | видання | заголовок | дата
desk-problem-source_no_date = У джерела немає дати: { $detail }. Пишіть: source: адреса | видання | заголовок | дата
desk-problem-unnamed_source = У джерела немає видання або заголовка: { $detail }
desk-problem-bad_date = «{ $detail }» не є датою. Пишіть РРРР, РРРР-ММ або РРРР-ММ-ДД.
desk-problem-bad_day = «{ $detail }» не є днем. Пишіть РРРР-ММ-ДД або never.
desk-problem-bad_id = «{ $detail }» не може бути id. Id складається з малих латинських літер, цифр і дефісів, щонайбільше 60.
desk-problem-id_taken = Id { $detail } уже належить іншому твердженню: «{ $claim }» ({ $state }). Команда /editclaim { $detail } змінює те твердження. Новому твердженню потрібен інший id, наприклад { $free }, або жодного: тоді він складеться з речення.
desk-problem-no_claim = Бракує речення (claim: …).
desk-problem-no_statement = Бракує речення (claim: …).
desk-problem-no_rating = Бракує оцінки (rating: …).
desk-problem-no_context = Бракує контексту (context: …).
desk-problem-no_source = Бракує джерела (source: адреса | видання | заголовок | дата).
desk-problem-few_sources = Замало джерел ({ $detail }). Потрібно два; з тегом chain-letter – одне.
desk-problem-no_date_checked = Бракує дня перевірки.
desk-problem-no_reason = Бракує причини.
desk-problem-nothing_to_remove = Цього у твердженні немає, тож і забрати не можна: «{ $detail }»
desk-problem-bad_character = У полі «{ $detail }» є символ, який не можна показати.
desk-problem-empty_text = У полі «{ $detail }» є порожній текст.
desk-problem-related_to_itself = Твердження пов’язане саме із собою.
desk-problem-merged_but_published = Твердження стало частиною { $detail }, тому його не можна опублікувати.
desk-problem-unknown_related = Пов’язане твердження { $detail } не опубліковане.
desk-problem-old_version = Речення змінилося, а його версія мовою { $detail } ще від попереднього.
desk-problem-no_phrasing = Немає формулювання мовою { $detail }.
desk-problem-phrasing_count = Формулювань { $detail }; найкраще знаходять від трьох до восьми.
desk-problem-says_nothing = У реченні немає слова, за яким його знайти: «{ $detail }»
desk-problem-too_general = Це формулювання надто загальне, його знайшли б у дуже багатьох дописах: «{ $detail }»
desk-problem-phrasing_finds_other = Це формулювання спершу знаходить інше твердження: «{ $detail }»
desk-problem-phrasing_finds_nothing = Це формулювання не знаходить твердження: «{ $detail }»
desk-problem-near_miss_found = Цей хибний збіг знаходить твердження, хоч не повинен: «{ $detail }»
desk-problem-takes_phrasing = Формулювання іншого твердження знаходило б це: { $detail }
desk-problem-matches_ordinary = Звичайне повідомлення знаходило б твердження: «{ $detail }»
desk-problem-unreachable = Це джерело не відповідає: { $detail }
desk-problem-agentless = Не сказано, хто це стверджує – { $detail }
desk-problem-shouting = Великі літери або знаки оклику – { $detail }
desk-problem-percent_of_truth = Частка правди – { $detail }
desk-problem-loaded_word = Слово, яке судить – { $detail }
desk-problem-disbelief = Слово, яке виказує недовіру – { $detail }
desk-problem-verdict_too_strong = Певніше, ніж оцінка – { $detail }
desk-problem-source_after_check = Це джерело новіше за день перевірки: { $detail }
desk-problem-other = Ще щось не так ({ $code }): { $detail }
