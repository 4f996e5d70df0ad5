"""Ordinary messages of groups in three languages, and known claims as people forward them: made, not collected.

The chatter is put together from sentences of our own; a third of it is about the very things that claims are about
(the messenger, its founder, prices, courts, blocking) without saying what any of them says.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claims_db.model import Claim

_EN = (
    ("Does anybody know {a}?", "I still have not found out {a}.", "Please tell me {a}, I need it by {t}."),
    (
        "where the parcel office is open on {t}",
        "who left a bicycle in the hall since {t}",
        "when the water comes back, it was off since {t}",
        "how the school rota works after {t}",
        "whether the doctor takes patients on {t}",
        "who sells potatoes near the station on {t}",
        "why my premium emoji are gone since {t}",
        "how to move my chats to a new phone before {t}",
        "if Durov posted anything new on {t}",
        "which channel writes about football, the old one was closed on {t}",
        "how to turn off the sounds of this messenger before {t}",
        "who manages our group when the admin is away on {t}",
        "what the court said about the parking fines on {t}",
        "where to pay for the garage, the price went up on {t}",
        "whether the French course starts on {t}",
        "when the mobile internet works again, it was slow on {t}",
    ),
    ("Monday", "Friday evening", "the first of June", "the weekend", "Thursday at nine", "next week", "the holidays"),
    (
        "Thanks everybody, {b}.",
        "Good morning, {b}!",
        "Honestly, {b}, and nobody does anything about it.",
        "My neighbour says {b}.",
    ),
    (
        "the soup was great and the children slept well",
        "I watched a long interview with a businessman and fell asleep",
        "Telegram crashed twice on my old tablet again",
        "they repaired the lift and it smells of paint",
        "I like the new stickers with the cat",
        "the news in the evening is only about politics and weather",
        "the police were in our yard because of the noise",
        "my cousin flew to Paris and it rained all the time",
        "the app asks me for a code and I do not get it",
        "we bought too much bread",
        "somebody wrote in the channel that the bridge is jammed",
        "I pay for three subscriptions and use one",
        "the lawyer wants money before he even reads the papers",
        "the crypto people in my family argue at every dinner",
    ),
)
_UK = (
    ("Хтось знає, {a}?", "Досі не можу з'ясувати, {a}.", "Підкажіть, будь ласка, {a}, мені треба до {t}."),
    (
        "де працює відділення пошти після {t}",
        "хто залишив велосипед у під'їзді ще до {t}",
        "коли дадуть воду, її немає від {t}",
        "як чергують у школі після {t}",
        "чи приймає лікар до {t}",
        "хто продає картоплю біля станції до {t}",
        "чому в мене зникли преміум-емодзі від {t}",
        "як перенести чати на новий телефон до {t}",
        "чи писав щось Дуров після {t}",
        "який канал пише про футбол, старий закрили до {t}",
        "як вимкнути звуки в телеграмі до {t}",
        "хто замінить адміна групи до {t}",
        "що сказав суд про штрафи за паркування до {t}",
        "де платити за гараж, ціна зросла від {t}",
        "чи почнеться курс французької до {t}",
        "коли буде нормальний інтернет, гальмує від {t}",
    ),
    ("понеділка", "п'ятниці", "першого червня", "вихідних", "четверга", "наступного тижня", "свят"),
    (
        "Дякую всім, {b}.",
        "Доброго ранку, {b}!",
        "Чесно кажучи, {b}, і нікому немає діла.",
        "Сусідка каже, що {b}.",
    ),
    (
        "суп удався, а діти добре спали",
        "я дивився довге інтерв'ю якогось бізнесмена і заснув",
        "телеграм двічі вилетів на старому планшеті",
        "ліфт полагодили, і тепер він пахне фарбою",
        "мені подобаються нові наліпки з котом",
        "увечері в новинах лише політика й погода",
        "поліція була в нашому дворі через шум",
        "двоюрідний брат літав до Парижа, і весь час дощило",
        "застосунок просить код, а він не приходить",
        "ми купили забагато хліба",
        "у каналі написали, що на мосту затор",
        "я плачу за три підписки, а користуюся однією",
        "адвокат хоче грошей, ще не прочитавши паперів",
        "криптовалютники в моїй родині сваряться щовечора",
    ),
)
_RU = (
    ("Кто-нибудь знает, {a}?", "До сих пор не могу выяснить, {a}.", "Подскажите, пожалуйста, {a}, мне нужно до {t}."),
    (
        "где работает отделение почты после {t}",
        "кто оставил велосипед в подъезде ещё до {t}",
        "когда дадут воду, её нет с {t}",
        "как дежурят в школе после {t}",
        "принимает ли врач до {t}",
        "кто продаёт картошку у станции до {t}",
        "почему у меня пропали премиум-эмодзи с {t}",
        "как перенести чаты на новый телефон до {t}",
        "писал ли что-нибудь Дуров после {t}",
        "какой канал пишет о футболе, старый закрыли до {t}",
        "как выключить звуки в телеграме до {t}",
        "кто заменит админа группы до {t}",
        "что сказал суд о штрафах за парковку до {t}",
        "где платить за гараж, цена выросла с {t}",
        "начнётся ли курс французского до {t}",
        "когда будет нормальный интернет, тормозит с {t}",
    ),
    ("понедельника", "пятницы", "первого июня", "выходных", "четверга", "следующей недели", "праздников"),
    (
        "Спасибо всем, {b}.",
        "Доброе утро, {b}!",
        "Честно говоря, {b}, и никому нет дела.",
        "Соседка говорит, что {b}.",
    ),
    (
        "суп удался, а дети хорошо спали",
        "я смотрел длинное интервью какого-то бизнесмена и уснул",
        "телеграм дважды вылетел на старом планшете",
        "лифт починили, и теперь он пахнет краской",
        "мне нравятся новые стикеры с котом",
        "вечером в новостях только политика и погода",
        "полиция была в нашем дворе из-за шума",
        "двоюродный брат летал в Париж, и всё время шёл дождь",
        "приложение просит код, а он не приходит",
        "мы купили слишком много хлеба",
        "в канале написали, что на мосту пробка",
        "я плачу за три подписки, а пользуюсь одной",
        "адвокат хочет денег, ещё не прочитав бумаг",
        "криптовалютчики в моей семье ругаются каждый вечер",
    ),
)
_BY_LANGUAGE = {"en": _EN, "uk": _UK, "ru": _RU}
_FRAMES = {
    "en": "🔁 Forwarded\nURGENT, pass it on\n\n{}\n\nMore in our channel",
    "uk": "🔁 Переслано\nТЕРМІНОВО, поширте\n\n{}\n\nБільше в нашому каналі",
    "ru": "🔁 Переслано\nСРОЧНО, перешлите\n\n{}\n\nБольше в нашем канале",
}
_LOOK_ALIKE = str.maketrans("aceopxyасеорху", "асеорхуaceopxy")


@dataclass(frozen=True, slots=True)
class Post:
    """A message of a group; `claim_id` is the claim that a forwarded one repeats, "" for chatter."""

    text: str
    language: str
    claim_id: str = ""


def chatter(number: int, seed: int = 1) -> Iterator[Post]:
    """`number` ordinary messages, the languages in turn."""
    choose = random.Random(seed)
    for place in range(number):
        language = ("en", "uk", "ru")[place % 3]
        questions, subjects, times, remarks, facts = _BY_LANGUAGE[language]
        asked = choose.choice(questions).replace("{a}", choose.choice(subjects)).replace("{t}", choose.choice(times))
        said = choose.choice(remarks).replace("{b}", choose.choice(facts))
        text = (asked, said, f"{said} {asked}")[choose.randrange(3)]
        yield Post(text, language)


def forwards(claims: list[Claim], number: int, seed: int = 1) -> Iterator[Post]:
    """`number` forwarded copies of claims in their three languages, each a little spoiled; no claim twice a language.

    There are at most three for each claim that has all three languages.
    """
    choose = random.Random(seed)
    worded = [
        Post(claim.statement if language == claim.language else claim.statement_in[language], language, claim.id)
        for claim in claims
        for language in ("en", "uk", "ru")
        if language == claim.language or language in claim.statement_in
    ]
    for post in choose.sample(worded, number):
        spoil = choose.choice(_SPOILERS)
        yield Post(spoil(post, choose), post.language, post.claim_id)


def _as_it_is(post: Post, _: random.Random) -> str:
    return post.text


def _shouted(post: Post, _: random.Random) -> str:
    return post.text.upper()


def _framed(post: Post, _: random.Random) -> str:
    return _FRAMES[post.language].format(post.text)


def _disguised(post: Post, choose: random.Random) -> str:
    return "".join(char.translate(_LOOK_ALIKE) if choose.random() < 0.3 else char for char in post.text)


def _misspelt(post: Post, choose: random.Random) -> str:
    letters = list(post.text)
    for place in range(1, len(letters) - 1):
        if letters[place].isalpha() and choose.random() < 0.03:
            letters[place] = choose.choice((letters[place] * 2, "", letters[place - 1]))
    return "".join(letters)


def _buried(post: Post, choose: random.Random) -> str:
    before, after = (said.text for said in chatter(2, choose.randrange(10_000)))
    return f"{before}\n{post.text}\n{after}"


def _with_emoji(post: Post, choose: random.Random) -> str:
    return " ".join(word + choose.choice(("", "", "❗️", "🔥", "😱")) for word in post.text.split())


_SPOILERS: tuple[Callable[[Post, random.Random], str], ...] = (
    _as_it_is,
    _shouted,
    _framed,
    _disguised,
    _misspelt,
    _buried,
    _with_emoji,
)
