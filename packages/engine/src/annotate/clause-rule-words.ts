/**
 * Closed classes by which a clause bans or bounds something, in lower case, as alternatives of a pattern. A clause is read as words
 * between single spaces, so that a word needs no boundary around it.
 */
export interface ClauseWords {
  /** Stands before the point and says nothing of it. */
  readonly opens: string
  /** Begins a clause without a mark before it. */
  readonly joins: string
  /** Makes a clause a sentence of its own: pronouns that are subjects, verbs that are no content. */
  readonly finite: string
  /** Of what was, is supposed, or was said by others. */
  readonly notInForce: string
  /** "No" before a noun; "nothing"; "only"; "never"; "without". */
  readonly no: string
  readonly nothing: string
  readonly only: string
  readonly never: string
  readonly without: string
  /** After "no", "nothing" or "only" these make a formula or tell how things are. */
  readonly formula: string
  /** "Anywhere", "at all", "ever": what is said of everything. */
  readonly scope: string
  readonly please: string
  /** "Before", "more than"; "at most", "max". */
  readonly bound: string
  readonly atMost: string
  /** What a bound is counted in: numbers, days, months, times of the day. */
  readonly count: string
  /** "We cannot", "nobody may": who is bound, and that they are. */
  readonly cannot: string
  /** After "cannot" these tell no limit: "can't wait until Friday". */
  readonly noConduct: string
  /** Who minds what is ruled out: "I hate those places", "it gives her headaches". */
  readonly minds: string
  /** Who gives leave: "without a vote", "without asking". */
  readonly leave: string
  /** "Any", "all", "the" with "must": a thing that is bound, and that it is. */
  readonly thing: string
  readonly must: string
  /** A clause of its own behind another, which makes that one binding: "no exceptions", "whatever happens", "not more". */
  readonly insists: string
  /** "Can you not", "could you avoid". */
  readonly politeBan: string
}

export const CLAUSE_WORDS: Readonly<Record<string, ClauseWords>> = {
  en: {
    opens:
      'oh|and|but|also|btw|please|pls|plz|hey|fyi|right|remember|again|well|actually|sorry|because|since|though|although|that|still',
    joins: 'but|because|cause|cos',
    finite:
      "i|we|he|she|they|it|you|u|i'm|i've|i'd|i'll|we're|we've|he's|she's|they're|they've|it's|that's|there's|you're|is|are|am|was|were|can|can't|cannot|won't|don't|doesn't|isn't|aren't|must|has|have|had|did|didn't|do|does|make|makes|seem|seems|look|looks|feel|feels|work|works|replied|liked|will|would|could|should|may|might|needs|need|said|says|came|went|got|gets|goes|means",
    notInForce:
      "was|were|had|did|didn't|wasn't|weren't|couldn't|wouldn't|hadn't|haven't|would|came|went|said|told|got|took|made|saw|knew|thought|forgot|found|felt|ended|happened|been|gave|yesterday|ago|last (?:night|week|month|year|time|summer|winter|spring|autumn)|apparently|supposedly|lol|haha|maybe|perhaps|probably|might|think|guess|suppose|hope|wish|wonder|if|i've|we've|they've|showed|asked|voted|turned|moved|so far|for now|these days|tonight|today|tomorrow|this (?:time|week|morning|afternoon|evening)|right now|at the moment|what an?|anyway|anyways",
    no: 'no',
    nothing: 'nothing',
    only: 'only',
    never: 'never',
    without: 'without',
    formula:
      'no|wait|ta|wind|rain|snow|clouds?|sun|time|money|job|car|drama|charge|kids|errors?|warnings?|pain|fever|damage|issues?|bugs?|ideas?|problems?|probs|worries|rush|hurry|luck|wonder|clue|doubts?|thanks|thank|need|point|way|chance|matter|news|signs?|reply|replies|answers?|one|longer|bother|good|big|offen[cs]e|joke|kidding|pressure|trouble|comments?|changes?|complaints?|regrets|surprises?|more(?! than)|not|i|we|he|she|they|it|you|that|this|these|those|its|your|their|his|her|my|the|signal|sooner|less|fewer|yet|now|really|just|a|an|another|other|others|different|better|worse|further|bigger|smaller|excuses?|questions?|plans|allergies|results?|errors?|symptoms?|pets|kids|children|siblings|friends|words|such|wifi|internet|lift|parking|pension|history|serious|new|special|much|beats|changed|happen(?:ed|s)|in|wrong|else|from|to|on|at|works?|helps?|fits|loads|comes|left|ever|too|so|very|like|but|against|joking|because|when|for|then|half|once|sure|bad|up|down|back|early|late',
    scope:
      'any|anywhere|anything|anyone|anybody|ever|always|at all|whatsoever|of any kind|under any circumstances',
    please: 'please|pls|plz',
    bound:
      'before|after|between|until|till|over|under|above|below|within|past|beyond|more than|less than|[^ ]{2,}er than|at least|at most|no more than|no less than|no later than',
    atMost:
      'at most|at the most|max|maximum|no more than|not more than|not less than|no later than|at the latest|tops|or less|or fewer|(?:no|not) [^ ]{2,}er than',
    count:
      '\\d[^ ]*|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred|thousand|half|noon|midnight|dark|lunch|dinner|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|easter|christmas',
    cannot:
      "can't|cannot|can not|mustn't|must not|won't|will not|may not|not allowed(?: to)?|not to|nobody|no one|don't|do not",
    noConduct:
      'wait|believe|find|see|remember|say|imagine|think|get|sleep|tell|know|hear|decide|recall|worry|have|want|is|are|at|has|knows|wants|be older|be younger',
    minds:
      "hate|hates|can't stand|don't like|doesn't like|dislike|dislikes|allergic|allergies|allergy|asthma|makes|gives|upsets?|ruins|annoys|scares|says|complains?|insists?|reacts?|sick|horrible|awful",
    leave:
      'a|an|the|my|our|your|his|her|their|asking|telling|checking|written|prior|approval|permission|consent|notice|two|both',
    thing:
      'any|all|every|each|everything|everyone|everybody|anyone|anything|whatever|the|our|my|your|his|her|their|these|those|it|they|that',
    must: 'must|has to|have to|needs to|need to|has got to|have got to|should',
    insists:
      "no discussions?|no exceptions?|no matter what|whatever you do|whatever happens|(?:that's )?not up for discussion|(?:that's )?not negotiable|(?:it's |that's )?non negotiable|no ifs or buts|no ifs no buts|not more|no more than that|no longer|no later|no earlier|nowhere else|ever|under no circumstances|without exceptions?|no excuses|that's final|every single time",
    politeBan: '(?:can|could|would|will) (?:you|we|u) (?:please |pls |maybe |also )?(?:not|never|avoid)',
  },
  de: {
    opens: 'und|aber|also|ach|bitte|ok|okay|ja|übrigens|noch|außerdem|dann|weil|denn|dass|auch',
    joins: 'aber|weil|denn',
    finite:
      'ich|wir|er|sie|es|du|ihr|man|ist|sind|bin|war|waren|hat|haben|habe|hatte|kann|können|darf|dürfen|muss|müssen|will|wollen|soll|sollen|wird|werden|gibt|gab|geht|ging',
    notInForce:
      'war|waren|hatte|hatten|wurde|wurden|gestern|früher|damals|gab|ging|kam|kamen|sagte|meinte|angeblich|vielleicht|wahrscheinlich|glaube|denke|hoffe|wenn|falls|wäre|hätte|würde|letzte[nrs]?|gewesen|noch nie|haha|bisher',
    no: 'keine?[nmrs]?',
    nothing: 'nichts',
    only: 'nur',
    never: 'nie|niemals',
    without: 'ohne',
    formula:
      'ahnung|regen|wind|schnee|sonne|wolken|sorgen?|problem|probleme|eile|stress|angst|lust|zeit|frage|fragen|wunder|chance|antwort|sache|thema|mehr|neues|passiert|los|zu|anders|anderes|einfach|so|mal|noch|kurz|ein|eine|einen|der|die|das|den|wenn|weil|ich|wir|geld|idee|empfang|internet|aufzug|kinder',
    scope: 'irgendwo|irgendwelche[nrs]?|überhaupt|jemals|immer|nirgends|nirgendwo|generell|grundsätzlich',
    please: 'bitte',
    bound:
      'vor|nach|bis|über|unter|ab|zwischen|innerhalb|mehr als|weniger als|später als|früher als|länger als|mindestens|höchstens|spätestens|maximal',
    atMost: 'höchstens|maximal|max|mindestens|spätestens|nicht mehr als',
    count:
      '\\d[^ ]*|ein[em]?[nr]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|vierzig|fünfzig|hundert|tausend|mittag|mitternacht|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|ostern|weihnachten',
    cannot:
      '(?:kann|können|darf|dürfen|will|wollen) (?:[^ ]+ ){0,4}?(?:nicht|keine?[nmrs]?|nichts|niemand)|niemand (?:darf|kann)',
    noConduct: 'warten|finden|sehen|glauben|erinnern|sagen|schlafen|antworten',
    minds:
      'hasse|hasst|mag|mögen|verträgt|vertrage|allergisch|allergie|asthma|macht|stört|nervt|sagt|beschwert|besteht|schrecklich',
    leave:
      'eine?[nrms]?|die|den|das|meine?|unsere?|ihre?|seine?|vorherige|schriftliche|zustimmung|genehmigung|absprache|erlaubnis|rücksprache',
    thing: 'alles?|jede[rs]?|die|der|das|unsere?|meine?|es|sie',
    must: 'muss|müssen|soll|sollte|sollen|darf nur|dürfen nur',
    insists:
      'keine diskussion|keine ausnahmen?|ohne ausnahmen?|punkt|basta|egal was|nicht mehr|nicht länger|nicht später|nie|niemals|immer|auf keinen fall|unter keinen umständen|komme was wolle|nirgends sonst',
    politeBan: '(?:kannst|könntest|können|könnten) (?:du|sie|ihr) (?:bitte )?',
  },
  fr: {
    opens: 'et|mais|donc|alors|aussi|oui|ok|stp|svp|ah|bon|puis|surtout|parce que|car|que',
    joins: 'mais|car|parce',
    finite:
      "je|j'ai|j'en|tu|il|elle|on|nous|vous|ils|elles|c'est|est|sont|suis|était|a|ont|ai|avait|peut|peux|peuvent|doit|doivent|va|vont|fait|faut|n'est|n'a|n'ai|n'y|y",
    notInForce:
      "était|étaient|avait|avaient|hier|dernière?|avant-hier|a dit|disait|paraît|peut-être|sans doute|crois|pense|espère|si|serait|aurait|voudrait|été|lol|haha|jusqu'ici",
    no: "pas de|pas d'[^ ]*|aucune?|jamais de|jamais d'[^ ]*|plus de",
    nothing: 'rien',
    only: 'seulement|uniquement|que',
    never: 'jamais',
    without: 'sans',
    formula:
      'souci|soucis|que|pluie|vent|neige|problème|problèmes|panique|chance|quoi|nouvelles|idée|doute|réponse|de|à|ne|plus|encore|trop|mal|grave|merci|stress|raison|importance|changement',
    scope: 'nulle part|du tout|partout|toujours|jamais|en aucun cas|aucun prétexte',
    please: 'stp|svp|merci|plaît',
    bound:
      "avant|après|jusqu'à|jusqu'au|sous|entre|plus de|moins de|plus tard que|au moins|au plus|au-dessus de|en dessous de|à partir de",
    atMost: 'au plus|maximum|max|au maximum|au moins|minimum|au plus tard|pas plus de|pas moins de',
    count:
      '\\d[^ ]*|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|cent|mille|midi|minuit|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|noël|pâques',
    cannot:
      "(?:ne|n') ?(?:peux|peut|peuvent|pouvons|pouvez|doit|doivent|dois|veux|veut) (?:pas|rien|jamais)|(?:peux|peut|peuvent|doit|doivent) (?:pas|rien|jamais)|personne ne",
    noConduct: 'attendre|trouver|voir|croire|dire|dormir',
    minds:
      'horreur|déteste|détestent|supporte|aime pas|allergique|allergie|asthme|donne|rend|gêne|énerve|dit|insiste',
    leave: "une?|l'[^ ]+|la|le|mon|ma|notre|leur|son|sa|accord|autorisation|permission|demander|prévenir",
    thing: 'tout|toute|tous les|toutes les|chaque|les|mes|nos|le|la|ça|cela|il|elle',
    must: 'doit|doivent|devra|devront|faut que',
    insists:
      "sans exceptions?|sans discussion|point final|un point c'est tout|quoi qu'il arrive|pas plus|pas plus tard|pas plus tôt|jamais|toujours|en aucun cas|sous aucun prétexte|nulle part ailleurs|non négociable",
    politeBan:
      '(?:tu peux|vous pouvez|pouvez vous|peux tu|pourriez vous|pourrais tu) (?:ne pas|ne jamais|éviter)',
  },
  es: {
    opens: 'y|pero|así|pues|también|sí|ok|vale|ah|bueno|además|luego|porque|que|entonces',
    joins: 'pero|porque',
    finite:
      'yo|él|ella|nosotros|ellos|ellas|es|son|está|están|soy|estoy|era|fue|ha|han|he|hay|había|tiene|tienen|tengo|puede|pueden|puedo|podemos|debe|deben|va|van|hace|quiere|quiero',
    notInForce:
      'era|eran|fue|fueron|había|hubo|ayer|pasad[oa]|dijo|decía|dicen|quizás?|tal vez|creo|pienso|espero|si|sería|habría|tuve|tenía|antes no|jaja|hasta ahora|[^ ]+(?:aron|ieron)',
    no: 'sin|nada de|ning[uú]na?|ningún|no',
    nothing: 'nada',
    only: 'solo|sólo|solamente|únicamente',
    never: 'nunca|jamás',
    without: 'sin',
    formula:
      'problemas?|prisa|duda|embargo|falta|más|idea|noticias|que|de|nuevo|sé|es|está|hay|tengo|creo|me|te|se|lo|la|le|les|nos|pasa|importa|puedo|quiero|era|fue|muy|tanto|tan|mal|un|una|el|los|las|y|ni|gracias|hace|va|por|para|respuesta|todavía|aún|hoy|ahora',
    scope:
      'en ningún sitio|en ninguna parte|jamás|siempre|en absoluto|bajo ningún concepto|en ningún caso|ningun[oa]',
    please: 'por favor|porfa|porfi',
    bound:
      'antes de(?: las?)?|antes del|después de(?: las?)?|después del|hasta(?: las?| el)?|sobre|bajo|entre|más de|menos de|por encima de|por debajo de|al menos|a partir de(?: las?)?|como máximo|como mucho',
    atMost: 'como máximo|como mucho|máximo|máx|al menos|mínimo|no más de|no menos de|a más tardar',
    count:
      '\\d[^ ]*|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|mil|mediodía|medianoche|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|navidad',
    cannot:
      'no (?:puedo|puede|pueden|podemos|podéis|debe|deben|debemos|quiero|queremos)|nadie (?:puede|debe)',
    noConduct: 'esperar|encontrar|ver|creer|decir|dormir',
    minds: 'odio|odia|detesto|soporto|gusta|gustan|alérgic[oa]|alergia|asma|da|sienta|molesta|dice|insiste',
    leave: 'una?|el|la|mi|nuestr[oa]|su|permiso|aprobación|autorización|avisar|consultar|preguntar',
    thing: 'todo|toda|tod[oa]s l[oa]s|cada|cualquier|l[oa]s|el|la|mis|nuestr[oa]s|eso|esto',
    must: 'tiene que|tienen que|debe|deben|ha de|han de|tendrá que',
    insists:
      'sin excepci(?:ón|ones)|sin discusión|y punto|punto|pase lo que pase|no más|no más tarde|ni uno más|nunca|jamás|siempre|en ningún caso|bajo ningún concepto|en ningún otro sitio|no es negociable',
    politeBan: '(?:puedes|podrías|puede|podría|podéis) (?:por favor )?(?:no|evitar)',
  },
  pt: {
    opens: 'e|mas|então|também|sim|ok|ah|bom|além|depois|porque|que|aliás',
    joins: 'mas|porque',
    finite:
      'eu|ele|ela|nós|eles|elas|você|vocês|é|são|está|estão|sou|estou|era|foi|há|havia|tem|têm|tenho|pode|podem|posso|podemos|deve|devem|vai|vão|faz|quer|quero',
    notInForce:
      'era|eram|foi|foram|havia|houve|ontem|passad[oa]|disse|dizia|dizem|talvez|acho|penso|espero|se|seria|teria|tive|tinha|haha|kkk|até agora|[^ ]+(?:aram|eram|iram)',
    no: 'sem|nada de|nenhuma?|não',
    nothing: 'nada',
    only: 'só|somente|apenas|unicamente',
    never: 'nunca|jamais',
    without: 'sem',
    formula:
      'problemas?|disso|disto|daquilo|pressa|dúvida|mais|ideia|notícias|que|de|novo|sei|é|está|há|tem|tenho|acho|me|te|se|o|a|lhe|nos|passa|importa|posso|quero|era|foi|muito|tanto|tão|mal|um|uma|os|as|e|nem|obrigad[oa]|faz|vai|por|para|resposta|ainda|hoje|agora',
    scope: 'em lado nenhum|em lugar nenhum|jamais|sempre|de todo|em caso algum|de jeito nenhum|nenhuma?',
    please: 'por favor|pf|pfv',
    bound:
      'antes d[aoe]s?|depois d[aoe]s?|até(?: às?| ao?)?|sobre|sob|entre|mais de|menos de|acima de|abaixo de|pelo menos|a partir d[aoe]s?|no máximo',
    atMost: 'no máximo|máximo|máx|pelo menos|no mínimo|mínimo|não mais de|não menos de|o mais tardar',
    count:
      '\\d[^ ]*|uma?|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|quinze|vinte|trinta|quarenta|cinquenta|cem|mil|meio dia|meia noite|segundas?|terças?|quartas?|quintas?|sextas?|sábados?|domingos?|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|natal',
    cannot: 'não (?:posso|pode|podem|podemos|deve|devem|devemos|quero|queremos)|ninguém (?:pode|deve)',
    noConduct: 'esperar|encontrar|ver|crer|dizer|dormir',
    minds: 'odeio|odeia|detesto|suporto|gosto|gosta|alérgic[oa]|alergia|asma|dá|faz mal|incomoda|diz|insiste',
    leave:
      'uma?|o|a|meu|minha|nosso|nossa|seu|sua|autorização|aprovação|permissão|avisar|consultar|perguntar',
    thing: 'tudo|toda|todo|tod[oa]s [oa]s|cada|qualquer|[oa]s|meus|minhas|nossos|nossas|isso|isto',
    must: 'tem de|tem que|têm de|têm que|deve|devem|terá de|terão de',
    insists:
      'sem exceç(?:ão|ões)|sem discussão|e ponto|ponto final|aconteça o que acontecer|não mais|não mais tarde|nunca|jamais|sempre|em caso algum|de jeito nenhum|em mais lado nenhum|não é negociável',
    politeBan: '(?:podes|poderias|pode|poderia|podem) (?:por favor )?(?:não|evitar)',
  },
}
