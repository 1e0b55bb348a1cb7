/**
 * Requirements: what anything that is proposed or made for the speaker has to meet, told as a state of things and not as an order.
 * "We can't spend more than 3,000 euros", "it has to run on Python 3.11", "the flat must have two bedrooms", "Mila has a nut allergy".
 * Bounds, necessities and what a body does not take: closed classes and modal verbs; no thing that could be wanted is known.
 */

const COUNT = String.raw`(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)`
/** Not what happened to be so: "must have left", "has to be fixed" tell a guess and a task. */
const NO_PARTICIPLE = String.raw`(?!(?:been|had|left|gone|done|come|taken|made|seen|got|gotten|lost|forgotten|felt|heard|fallen|broken|sent|written|paid|met|said|set up|cut|\w{2,}ed)\b)`
/** A thing, not the speaker and not the listener. */
const THING = String.raw`(?:it|they|that|this|everything|anything|whatever\b[^,.;!?]{2,30}|(?:the|our|my|any|all|each|every) [\w'’-]+(?: [\w'’-]+){0,3})`

const ENGLISH: readonly RegExp[] = [
  // "Capped at 2,500", "hard limit", "the absolute maximum is …".
  /\bcapped at\b[^.;!?]{0,12}\d|\b(?:hard|upper|absolute|strict|firm) (?:limit|cap|maximum|max|ceiling|deadline)\b|\bdeal[- ]?breakers?\b|\bnon-negotiable\b|\bnot negotiable\b/i,
  // "We can't spend more than", "I won't go over".
  /\b(?:i|we)\s?(?:can['’]?t|cannot|can not|won['’]?t|will not|couldn['’]?t|am not able to|are not able to|don['’]?t want to)\s+(?:\w+\s+){0,2}?(?:spend|pay|go|exceed|afford|stretch|take|do|travel|drive|commute|walk|carry|lift)\s+(?:\w+\s+){0,2}?(?:more than|over|above|beyond|higher than|longer than|further than|past)\s/i,
  /\b(?:can['’]?t|cannot|can not|mustn['’]?t|must not|may not|should(?:n['’]?t| not)) (?:cost|exceed|take|be|last|weigh|run|go) (?:more than|over|above|longer than|later than|beyond|past|bigger than|heavier than|earlier than)\s/i,
  // "Not a cent more", "max budget 900", "budget: 900 max".
  /\bnot (?:a|one) (?:cent|penny|euro|dollar|pound|minute|day|hour|page|word|line) (?:more|over|longer|later)\b/i,
  /^(?:(?:our|my|the|total) )?(?:max(?:imum|\.)?|min(?:imum|\.)?) (?:\w+ ){1,3}?(?:is |of |= ?|: ?)?[$€£]?\d/i,
  /^(?:(?:our|my|the|total|overall) ){0,2}(?:budget|price|rent|cost|weight|length|limit|cap)s?\b[^.;!?]{0,20}\d[^.;!?]{0,20}\b(?:max(?:imum)?|tops|at most|at the most|or less|or under|limit|no more)\b/i,
  // "No later than 6 pm", "at the latest", "no extension possible".
  new RegExp(
    String.raw`\b(?:no|not) (?:later|earlier|longer|more|less|fewer|further|higher|lower) than (?![^.;!?]*\b(?:came|went|was|were|did|had|got|took|made|stayed|lasted|cost me|\w{3,}ed)\b)[^.;!?]{0,12}${COUNT}`,
    'i',
  ),
  /\bdeadline\b[^.;!?]{0,60}\b(?:no (?:extensions?|exceptions?)|is (?:fixed|firm|final)|at the latest|can['’]?t (?:move|slip|be moved))\b/i,
  // "The flat must have two bedrooms", "it has to run on …", "the dog has to be allowed".
  new RegExp(
    String.raw`(?:^|[,;] (?:and |but |so )?|^(?:and|but|so|also|oh and|btw) )${THING} (?:must|has to|have to|needs? to) (?:also |still |always )?(?:have ${NO_PARTICIPLE}|run on |work (?:on|with|without|in|offline) |fit (?:in|into|on|under|within|my|our|the) |support |allow |include |come with |cost (?:less|under|at most|no more) |stay (?:under|below|within|in) |be (?:allowed|accessible|[\w-]+[- ](?:free|friendly|proof|safe|accessible|compatible)|(?:in|on|within|under|below|near|close to|at least|at most|compatible with|suitable for|available (?:in|on|offline)) ))`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:must|has to|needs to) (?:also )?(?:have ${NO_PARTICIPLE}|run on|work (?:on|with|in|without)|fit|support|allow|be (?:in |on |under |over |at |within |allowed|accessible|[\w-]+[- ]free|[\w-]+-friendly|compatible))`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:i|we) (?:need|require|must have) (?:at least|at most|no more than|a minimum of|a maximum of) ${COUNT}`,
    'i',
  ),
  // "No meetings on Fridays", "no calls before 9", "nothing with nuts".
  /^(?:and |but |so |also |please )?no [a-z][\w'’-]+(?: [\w'’-]+){0,3} (?:on (?:mon|tues|wednes|thurs|fri|satur|sun)days\b|on weekends\b|at weekends\b|(?:before|after|over|under|above|below|longer than|later than|earlier than) [^.;!?]{0,12}\d)/i,
  /(?:^|, |; )(?:and |but |so |also |please )?nothing (?:with|over|above|longer than|later than|before|after|containing|made (?:with|of)) (?!that\b|it\b|this\b|me\b|us\b|you\b|regard|respect|all\b)[\w$€£]/i,
  // "Anything over 40 minutes is out".
  /\b(?:anything|everything|any [\w-]+) [^.;!?]{2,60}\b(?:is|are) (?:out|off the table|a no-?go|a no|not an option|unacceptable|too much for (?:me|us))[.!]?$/i,
  // "We're not allowed to store card numbers", "the key stays out of the logs".
  /\b(?:i['’]?m|we['’]?re|i am|we are) not (?:allowed|permitted) to\b/i,
  /^(?:and |but |so |also )?(?:the|our|my|all|any) [\w'’-]+(?: [\w'’-]+){0,3} (?:stays?|remains?) (?:out of|off|away from|confidential|private|secret|between us|untouched|as (?:it is|they are|is))\b/i,
  // "I'd like it kept under 500 words".
  /\b(?:kept|keep (?:it|this|that|them|everything)|stay) (?:under|below|within|to|at) (?:at most |a maximum of )?\d[\d.,]* (?:words|pages|lines|characters|tokens|sentences|paragraphs|minutes|slides)\b/i,
  // "I need everything in metric units".
  /\b(?:i|we) (?:need|want|['’]?d like|would like) (?:everything|it all|all of it|every \w+|all \w+) (?:in|as) [\w-]/i,
]

/** What a body does not take, in every language with a lexicon; "no longer allergic" and "used to be" are over. */
const HEALTH =
  /(?<!\w)allergic to(?!\w)|(?:(?<!\w)(?:have|has|having|got|with|is|are|the)|['’](?:ve|s)|=|:) (?:an? |my |severe |bad |his |her )*(?:[\w-]+ ){1,2}allerg(?:y|ies)(?!\w)|^(?:[\w-]+ )?allerg(?:y|ies)(?: here(?!\w)|\s?[:=] (?!enter|add|tell|note|put|write|ask))|^(?:[\w-]+ ){1,2}allergy here(?!\w)|(?<!\w)(?:lactose|gluten|fructose|histamine)[- ]intoleran(?:t|ce)(?!\w)|(?<!\w)intoleran(?:t|ce) (?:to|of)(?!\w)|(?<!\w)c(?:o?e)liac(?!\w)|(?<!\w)(?:can['’]?t|cannot|can not|mustn['’]?t|must not|not allowed to) (?:eat|drink|tolerate|digest|have any)(?!\w)(?! (?:more|another|anything|that much|so much|it all))|(?<!\w)allergisch(?!\w)|(?<!\w)allergie(?!\w)|(?<!\w)unverträglichkeit(?!\w)|(?<!\w)vertr[aä]g\w* kein|(?<!\w)allergi(?:que|es?)(?!\w)|(?<!\w)intolérant|(?<!\w)al[ée]rgic[oa]s? (?:a|ao|aos|às|al)(?!\w)|(?<!\w)alergia(?!\w)|(?<!\w)intoleran(?:te|cia|ância)(?!\w)|过敏|過敏|アレルギー(?:です|だ|がある|があり|があっ|持ち|なので)/iu
const NO_ALLERGY =
  /n['’]t (?:[\w'’-]+ ){0,2}(?:allerg|intol)|\b(?:no|not|without|used to|any|nobody|no one|if|season|season['’]s|kein\w*|nicht|pas|aucune?|sin|no tengo|sem|não) (?:[\w'’-]+ ){0,2}(?:allerg|al[ée]rg|intol)|\b(?:jokes?|hay fever) |没有过敏|不过敏|アレルギーは(?:ない|ありません)/iu

/** What a body is not able to do or must not have, beside allergies; English has these among its own. Not "不能吃了": had enough. */
const BODY: Readonly<Record<string, RegExp>> = {
  de: /\b(?:darf|darfst|dürfen|kann|können) (?:\w+ ){0,3}?(?:kein\w*|nichts|nicht)\b[^.;!?]{0,30}\b(?:essen|trinken|heben|steigen)\b|\bvertr[aä]g\w* (?:\w+ ){0,2}?(?:kein\w*|nichts|nicht)\b/iu,
  fr: /\bne (?:peu[tx]|peuvent|doi[ts]|doivent) (?:pas|plus|jamais) (?:manger|boire|monter|porter)\b/iu,
  es: /\bno (?:puede|puedo|pueden|debe|debo) (?:comer|beber|subir|cargar|tomar (?!el|la|un))/iu,
  pt: /\bnão (?:pode|posso|podem|deve|devo) (?:comer|beber|subir|carregar|tomar (?!o|a|um))/iu,
  zh: /不(?:能|可以|可)(?:[吃喝碰爬跑跳蹲跪扛]|久[站坐]|走(?:太|远|路|楼)|[搬提]重)(?![^，。！？]{0,8}了(?:[，。！]|$))/u,
  ja: /(?:受け付け|上が?れ|歩け)(?:ない(?:体質|んです|ので|です|の|。|、|$)|ません(?!でした))/u,
}
/** Of one time, not of the body. */
const NOT_OF_BODY =
  /今(?:天|晚|日|夜)|刚才|昨|\b(?:heute|gestern|aujourd['’]hui|hier|hoy|ayer|hoje|ontem)\b/iu

const NUMBER = String.raw`[^.;!?]{0,24}\d`
const ELSEWHERE: Readonly<Record<string, readonly RegExp[]>> = {
  de: [
    new RegExp(
      String.raw`\b(?:höchstens|maximal|nicht mehr als|nicht länger als|nicht über|spätestens|mindestens)\b${NUMBER}`,
      'i',
    ),
    /\b(?:die|der|das|unser\w*|mein\w*|alles|jede[rs]?) [^,.;!?]{2,40}\bmuss (?:[^,.;!?]{2,40} )?(?:haben|erlaubt sein|barrierefrei sein|passen|laufen|funktionieren)[.!]?$/i,
    /\b(?:budget|obergrenze|frist|limit)\b[^.;!?]{0,30}\d[^.;!?]{0,20}\b(?:maximal|höchstens|nicht mehr|fest)\b/i,
  ],
  fr: [
    new RegExp(
      String.raw`\b(?:au maximum|maximum|pas plus de|au plus tard|au plus|au moins|ne (?:doit|peut) pas dépasser)\b${NUMBER}`,
      'i',
    ),
    /\d[^.;!?]{0,20}\b(?:maximum|au plus|max)\b/i,
    /\b(?:le|la|l['’]|les|notre|mon|ma|tout) ?[^,.;!?]{2,40}\bdoi(?:t|vent) (?:avoir|accepter|être (?:accessible|autorisé|compatible)|fonctionner|rentrer|tenir)\b/i,
  ],
  es: [
    new RegExp(
      String.raw`\b(?:como máximo|máximo|no más de|a más tardar|al menos|como mínimo|no puede (?:superar|pasar de))\b${NUMBER}`,
      'i',
    ),
    /\b(?:el|la|los|las|nuestro|nuestra|mi|todo) ?[^,.;!?]{2,40}\b(?:debe|deben|tiene que|tienen que) (?:tener|aceptar|ser (?:accesible|compatible)|funcionar|caber)\b/i,
  ],
  pt: [
    new RegExp(
      String.raw`\b(?:no máximo|máximo|não mais (?:de|que|do que)|o mais tardar|pelo menos|no mínimo|não pode (?:passar de|exceder))\b${NUMBER}`,
      'i',
    ),
    /\b(?:o|a|os|as|nosso|nossa|meu|minha|tudo) ?[^,.;!?]{2,40}\b(?:deve|devem|tem (?:de|que)|têm (?:de|que)) (?:ter|aceitar|ser (?:acessível|compatível)|funcionar|caber)\b/i,
  ],
  zh: [
    /(?:最多|最高|不超过|不超過|不能超过|不能超過|至少|最晚|不得超过)[^。！？]{0,12}[\d一二三四五六七八九十百千两兩](?![^。！？]{0,4}就)/u,
  ],
  ja: [/[\d一二三四五六七八九十百千][^。！？]{0,8}(?:以内|以下|以上|を超えない|までに抑え)/u],
}

/** What a sentence can open with before it comes to the point: "Correction: it has to …", "oh and actually no calls …". */
const OPENER =
  /^(?:(?:correction|actually|update|sorry|wait|edit|change of plans?|oh|and|but|so|also|btw|by the way|please|pls|ok|okay|well|right|note|remember|important|fyi)[\s,:.!–—-]+){1,4}/i

/** What each of the English forms needs: most sentences have none of it. */
const MAY_REQUIRE =
  /\d|must|ha(?:s|ve) to|needs? |(?<!\w)(?:no|not|nothing|any\w*|every\w*|all|than|over|breakers?|limit|cap|stays?|remains?|muss|doi(?:t|vent)|deben?|devem?|tiene[n]? que|t[eê]m (?:de|que))(?!\w)|n['’]t|aller|al[ée]rg|intol|eliac|unverträg|vertr[aä]g|过敏|過敏|アレルギー|不超|不得|至少|最/iu
const MAY_BE_HEALTH =
  /aller|al[ée]rg|intol|eliac|eat|drink|digest|have any|unverträg|vertr[aä]g|过敏|過敏|アレルギー/iu

/** Longer sentences say more than what has to be met, and the patterns stay cheap. */
const MAX_REQUIREMENT = 180
/** Of what was, of others, and supposed: "couldn't eat more than two", "they had to". */
const NOT_IN_FORCE =
  /\b(?:yesterday|last (?:week|month|year|night|time)|back then|used to|would have|had to|couldn['’]?t|turned out|apparently|i (?:think|guess|suppose|hope|wonder)|maybe|perhaps|probably)\b|^(?:if|when|what if|in case)\b/i

/** Whether a sentence tells a requirement. Whose it is, is for the caller to weigh. Cost: linear in the sentence, of bounded length. */
export function isRequirement(sentence: string, language: string): boolean {
  if (sentence.length > MAX_REQUIREMENT) return false
  if (language === 'en' && !MAY_REQUIRE.test(sentence)) return false
  const text = sentence.replace(OPENER, '')
  if (MAY_BE_HEALTH.test(text) && HEALTH.test(text)) return !NO_ALLERGY.test(text) && !NOT_IN_FORCE.test(text)
  if (BODY[language]?.test(text) === true && !NOT_OF_BODY.test(text)) return true
  const forms = language === 'en' ? ENGLISH : ELSEWHERE[language]
  if (forms === undefined || (language === 'en' && NOT_IN_FORCE.test(text))) return false
  return forms.some((form) => form.test(text))
}
