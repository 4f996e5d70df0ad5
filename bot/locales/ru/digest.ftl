# Дайджест: что проверено недавно.

digest-about = Дайджест – это список новых проверок и утверждений, чья оценка изменилась, не больше десяти за раз. Он приходит, только когда есть что-то новое.
digest-now-off = Сейчас вы его не получаете.
digest-now-day = Вы получаете его не чаще раза в день.
digest-now-week = Вы получаете его не чаще раза в неделю, в понедельник.
button-digest-week = Раз в неделю
button-digest-day = Раз в день
button-digest-off = Выключен
digest-title = Дайджест, { $date }
digest-changed = Изменилась оценка:
digest-new = Новые проверки:
digest-before = раньше: «{ $label }»
digest-more = И ещё { $count }.
digest-other-language = По-русски пока нет, поэтому показано { $language }: { $numbers }.
digest-nothing-more = Больше показывать нечего.
digest-elsewhere = Дайджест приходит в наш личный чат: { $link }
button-digest-more = Показать ещё
button-digest-stop = 🔕 Больше не присылать
command-digest = новые проверки раз в неделю или в день
