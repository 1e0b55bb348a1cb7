/**
 * Wordings by which a user takes a rule back, by language; `about` holds the words that say which one. A rule need not be called
 * one: "forget the thing about emojis". Whether there is such a rule is for the caller to find.
 */
const EN_OPENERS = String.raw`(?:(?:\(?(?:ooc|out of character)|oh|ok(?:ay)?|hm+|and|but|so|also|well|actually|wait|btw|by the way|please|pls|just|now|from now on|sorry|no|you can|you may|you should|let['’]s|we can|i(?:['’]d| would) like (?:you )?to)[\s,:.!–—-]+){0,6}`
const EN_RULE = '(?:rules?|restrictions?|requirements?|limits?|limitations?|bans?|constraints?|instructions?)'
const EN_VERBS = '(?:never ?mind|forget(?: about)?|ignore|disregard|drop|scrap|skip|lift|remove|cancel)'
const DE_RULE = '(?:regel|vorgabe|einschränkung|anweisung|sache|geschichte|bitte)'
const DE_OPENERS = String.raw`(?:(?:ach|ok(?:ay)?|hm+|und|aber|also|übrigens|doch|bitte|ab jetzt|ja|nein|gut)[\s,:.!–—-]+){0,4}`
const DE_ABOUT = '(?: (?:mit|zu|über|für|wegen|von) [^,.;!?]{1,60}?)'
const FR_RULE = '(?:règle|consigne|contrainte|limite|interdiction|histoire|restriction)'
const ES_RULE = '(?:regla|norma|restricción|límite|prohibición|instrucción)'
const PT_RULE = '(?:regra|norma|restrição|limite|proibição|instrução)'

export const LIFTS: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    new RegExp(
      `^${EN_OPENERS}${EN_VERBS} (?:the|that|my|our|this) (?<about>[^.;!?]{0,60}?\\b${EN_RULE}\\b(?: (?:about|on|for|against|that|with|of) [^,.;!?]{1,60})?)`,
      'i',
    ),
    new RegExp(
      `^${EN_OPENERS}${EN_VERBS} (?:(?:the|that|this) (?:thing|bit|part|stuff|business)|what i said) (?:about|with|on|for|against) (?<about>[^,.;!?]{1,60})`,
      'i',
    ),
    new RegExp(
      `^${EN_OPENERS}(?:the|that|my|our|this) (?<about>[^.;!?]{0,60}?\\b${EN_RULE}\\b(?: (?:about|on|for|against|that|with|of) [^,.;!?]{1,60}?)?) (?:no longer (?:applies|holds|counts)|does(?:n['’]t| not) (?:apply|hold|count) any ?more|is (?:gone|off|lifted|void|history)\\b)`,
      'i',
    ),
  ],
  de: [
    new RegExp(
      `^${DE_OPENERS}(?:vergiss|vergessen sie|ignorier(?:e|en sie)?|streich(?:e|en sie)?) (?:bitte )?(?:die|diese|meine|unsere|das) (?<about>[^.;!?]{0,60}?${DE_RULE}(?: (?:mit|zu|über|für|wegen|von) [^,.;!?]{1,60})?|(?:mit|zu|über|wegen|von) [^,.;!?]{1,60})`,
      'i',
    ),
    new RegExp(
      `^${DE_OPENERS}(?:die|das) (?<about>[^.;!?]{0,60}?${DE_RULE}${DE_ABOUT}?|(?:mit|zu|über|wegen|von) [^,.;!?]{1,60}?) (?:gilt|gelten) nicht mehr`,
      'i',
    ),
    // "Die Regel mit den Strichen kannst du vergessen."
    new RegExp(
      `^${DE_OPENERS}(?:die|das) (?<about>[^.;!?]{0,60}?${DE_RULE}${DE_ABOUT}?|(?:mit|zu|über|wegen|von) [^,.;!?]{1,60}?) (?:kannst du|können sie|könnt ihr|können wir|darfst du) (?:\\p{L}+ ){0,3}(?:vergessen|ignorieren|streichen|weglassen)`,
      'iu',
    ),
    new RegExp(
      `^${DE_OPENERS}(?:du kannst|sie können|wir können) (?:die|das) (?<about>[^.;!?]{0,60}?${DE_RULE}${DE_ABOUT}?|(?:mit|zu|über|wegen|von) [^,.;!?]{1,60}?) (?:\\p{L}+ ){0,2}(?:vergessen|ignorieren|streichen)`,
      'iu',
    ),
  ],
  fr: [
    new RegExp(
      `^(?:(?:ah|ok|bon|et|mais|finalement|au fait|d'ailleurs|tu peux|vous pouvez|non)[\\s,:.!–—-]+){0,4}(?:oublie[rz]?|ignore[rz]?|laisse[rz]? tomber) (?:la |cette |ma |l['’]|ce que j['’]ai dit )(?<about>[^.;!?]{0,40}?${FR_RULE}?(?: ?(?:sur|des|de|du|pour|avec|contre|concernant) [^,.;!?]{1,60}))`,
      'iu',
    ),
    new RegExp(
      `^(?:(?:ah|ok|bon|et|mais|finalement|au fait)[\\s,:.!–—-]+){0,3}(?:la|cette|ma) (?<about>${FR_RULE}(?: (?:sur|des|de|du|pour|avec|contre) [^,.;!?]{1,60}?)?) (?:ne (?:s['’]applique|tient|vaut) plus|est levée)`,
      'iu',
    ),
  ],
  es: [
    new RegExp(
      `^(?:(?:ah|vale|ok|bueno|y|pero|al final|por cierto|puedes|puede|no)[\\s,:.!–—-]+){0,4}(?:olvid(?:a|e|ar)|ignor(?:a|e|ar)|quit(?:a|e|ar))(?:te de|rte de)? (?:la |esa |mi |el )?(?<about>${ES_RULE}(?: (?:de|sobre|del|con|contra) [^,.;!?]{1,60})?|lo (?:de|del|que dije de|que dije sobre) [^,.;!?]{1,60})`,
      'iu',
    ),
    new RegExp(
      `^(?:(?:ah|vale|ok|bueno|y|pero)[\\s,:.!–—-]+){0,3}(?:la|esa|el) (?<about>${ES_RULE}(?: (?:de|sobre|del|con|contra) [^,.;!?]{1,60}?)?) ya no (?:vale|se aplica|cuenta|hace falta)`,
      'iu',
    ),
  ],
  pt: [
    new RegExp(
      `^(?:(?:ah|ok|bom|e|mas|afinal|já agora|podes|pode|não)[\\s,:.!–—-]+){0,4}(?:esque(?:ce|ça|cer)|ignor(?:a|e|ar))(?:-te)? (?:d?a |essa |dessa |a minha |o )?(?<about>${PT_RULE}(?: (?:de|sobre|do|da|dos|das|com|contra) [^,.;!?]{1,60})?|aquilo (?:de|do|da|dos|das|que disse sobre) [^,.;!?]{1,60})`,
      'iu',
    ),
    new RegExp(
      `^(?:(?:ah|ok|bom|e|mas)[\\s,:.!–—-]+){0,3}(?:a|essa|o) (?<about>${PT_RULE}(?: (?:de|sobre|do|da|dos|das|com|contra) [^,.;!?]{1,60}?)?) já não (?:vale|se aplica|conta|é preciso)`,
      'iu',
    ),
  ],
  zh: [
    /(?:不用|不必|可以不|忘了|忘掉|忽略|取消|撤销)(?:再)?(?:管|遵守|考虑)?(?:关于|那条|之前|前面)?(?<about>[^，。！？]{1,30}?)(?:的)?(?:规则|规定|要求|限制)/u,
    /(?:关于|之前)?(?<about>[^，。！？]{1,30}?)(?:的|那条)(?:规则|规定|要求|限制)(?:可以)?(?:不用|不必|取消|作废|不再|忽略|忘)/u,
  ],
  ja: [
    /(?<about>[^、。！？]{1,30}?)(?:の|という)(?:ルール|決まり|制限|件|お願い)は(?:もう)?(?:忘れて|無視して|なしで|不要|取り消し|気にしな)/u,
  ],
}

/** No sentence without one of these lifts a rule. */
export const MAY_LIFT =
  /rule|restriction|requirement|limit|\bban|constraint|instruction|forget|scrap|ignore|drop the|skip the|regel|vorgabe|einschränk|anweisung|vergiss|vergessen|streich|oubli|laisse|consigne|règle|olvid|regla|norma|ignora|esque|regra|规则|规定|要求|限制|ルール|決まり|制限|の件は|お願いは/i
/** "For this post", "just this once", "today": the rule stands, and has an exception. */
export const IS_EXCEPTION =
  /\b(?:for (?:now|today|this|once|the next)|this (?:time|once)|just once|today|temporarily|except|until|diesmal|heute|ausnahmsweise|vorerst|cette fois|aujourd|pour l['’]instant|esta vez|por hoy|por ahora|desta vez|por hoje|por agora)|这次|这一次|暂时|今天|今回|今日だけ/i
/** Words of the wording itself, which say nothing of which rule is meant. */
export const NO_SUBJECT =
  /^(?:rules?|restrictions?|requirements?|limits?|limitations?|bans?|constraints?|instructions?|about|against|that|this|with|the|for|never|always|only|using|use|no|not|don|you|last|previous|old|regel|vorgabe|einschränkung|anweisung|sache|geschichte|mit|über|wegen|von|den|der|die|das|dem|keine?n?|nie|immer|règle|consigne|contrainte|limite|histoire|sur|des|les|pour|avec|contre|regla|norma|sobre|con|contra|las|los|que|dije|regra|aquilo|dos|das|com)$/i
