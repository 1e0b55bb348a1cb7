import { mayHave, SIGN } from '../annotate/signs.js'
import { readWords } from '../annotate/words.js'
import { mayBeSaidTwice, TWICE } from './said-twice.js'

/**
 * Whether an English statement can be understood without what was said around it, by grammar: the most frequent words of
 * English ("it", "that", "there", "one") point in one use and not in another.
 *
 * Closed classes only (Quirk et al. 1985, ch. 6, 10, 18): personal and demonstrative pronouns, existential "there",
 * anticipatory "it".
 */

/** Words that a demonstrative may stand before and still be clear from the date: "this week", "these days". */
const TIME_NOUN =
  '(?:past |last |coming |very |same )?(?:week|weekend|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening|night|season|time|days|weeks|months|years|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)'
/** "This car", "those books", "these": a thing that was seen or named before. */
const DEMONSTRATIVE = new RegExp(`\\b(?:this|these|those)\\b(?! ${TIME_NOUN}\\b)`, 'i')
/** "That" as a pronoun or before its noun; not the conjunction ("said that we") nor the relative ("a book that I like"). */
const POINTING_THAT =
  /^that(?!\w)|(?<!\w)(?:about|after|at|before|by|for|from|in|into|like|of|on|than|to|with|without|is|was|and|but|do|did|does|doing|done|love|loved|like|liked|enjoy|enjoyed|watch|watched|want|need|take|took|buy|bought|book|use|used|make|made|play|have|had) that(?!\w)|(?<!\w)that(?:[.,!?;:]|$)|(?<!\w)that['’](?:s|ll|d)(?!\w)|(?<!\w)that \p{L}+(?: (?:with|of|for|in)(?!\w)|[.,!?]|$)|(?<!\w)that (?:spot|place|thing|moment|other|same|one|first|last|very|kind|sort|day|night|time|way)(?!\w)|\b\p{L}{2,}ing that (?!i(?!\w)|we|you|he|she|it(?!\w)|they|the|a(?!\w)|an(?!\w)|my|our|your|his|her|there|people|is(?!\w)|was(?!\w)|are(?!\w)|were(?!\w)|all|every)|(?<!\w)(?:while|when|if|because|how|what|why|where|although|though|since|as|that|think|know|believe|guess|say|hope|said|clear|sure|true|hear|mean|feel) that (?:is|was|will|would|has|had|could|can|\p{L}+s)(?!\w)/iu
/** Most sentences have no such word, and are not held against the longest of the patterns. */
const THAT = /that/i
/** "There" as a place; "there is" and "out there" are none. */
const POINTING_THERE =
  /\bthere\b(?! (?:is|are|was|were|will|would|can|could|may|might|must|should|has|have|had|seems?|exists?|isn['’]t|aren['’]t|wasn['’]t)\b|['’](?:s|re|ll|d)\b)/i
/** "Here" as a place; "here is", "from here on" and "here in Ghent" are none. */
const POINTING_HERE = /\bhere\b(?! (?:is|are|on|in|at)\b|['’]s\b)/i
/** "The pic", "the idea": what was shown or said, unless what follows tells which (Schmid 2000, shell nouns). */
const SHOWN_OR_SAID =
  /\b[Tt]he (?:same |other |right |whole |very |new )?(?:pic|picture|photo|image|video|link|post|message|e-?mail|letter|advice|suggestion|tip|question|answer|point|words?|news|idea|issue|problem|thing|place|spot|event|moment|experience|offer|story|plan|situation|way|app|reason|result|rest|one|first|second|last|others?|latter|former|guys?|lady|artist)s?\b(?! (?:of|that|which|who|whose|where|when|why|in|from|at|on|i|we|you|he|she|they|to|about|for|with|between|named|called|is that|\p{Ll}+ing)\b| \p{Lu}| \d)/u
/** "The address", "the cost": of what? Nouns that name one side of a thing. */
const SIDE =
  '(?:address|price|cost|rate|rating|phone number|number|location|venue|name|date|time|balance|duration|size|colou?r|fare|fee|title|type|total|amount|status|ticket|temperature|event|destination)s?'
const SIDE_OF_SOMETHING = new RegExp(
  `^(?:(?:the|its|their|and the) )?(?:\\p{L}+ )?${SIDE} (?:is|are|was|were|will|has|starts?|costs?|comes?)\\b`,
  'iu',
)
/** "What is the address?": of what? A question that names nothing leaves its answer as unclear. */
const ASKS_FOR_SIDE = new RegExp(`\\b(?:the|its|their) (?:\\p{L}+ )?${SIDE}\\b`, 'iu')

/** "The return flight leaves …": a definite subject that nothing in it tells apart. */
const DEFINITE_SUBJECT =
  /^the ((?:[^\s,]+ ){1,6}?)(?:is|are|was|were|has|have|leaves|departs|arrives|starts|opens|does|do|performs?|outputs?|[a-z]+s)\b/i

/** The subject of a sentence that opens with "the", where it holds no name, number or code word. */
export function bareDefiniteSubject(text: string): string | undefined {
  const subject = DEFINITE_SUBJECT.exec(text)?.[1]
  return subject === undefined || /\p{Lu}|\d|[`._/"]| of /u.test(subject) ? undefined : subject
}

/** Whether an English question leaves open what it asks about. */
export const asksOpenly = (question: string): boolean =>
  pointsOutside(question) || (ASKS_FOR_SIDE.test(question) && !/(?<!^|[.?!] )\b\p{Lu}\p{Ll}/u.test(question))

/** "It's hard to …", "it takes time to …", "it was great that …", "it rained": "it" stands for what follows, or for nothing. */
const EMPTY_IT =
  /\bit(?:['’]s|['’]ll| is| was| has| will| would| feels?| felt| takes?| took| seems?| makes?| means?)\b[^.,;]{0,40}?\b(?:to|that|when|how|if|who|since|until)\b|\bit(?:['’]s| is| was) (?:time|late|early|raining|snowing|\d{1,2}\b(?! \p{Lu}))|\bmakes? it (?:easy|easier|hard|harder|possible|clear|difficult)\b/giu
const IT = /\bit/i
const PRONOUN = /\b(?:it|they|them|he|him|his|she|her|its|their|theirs|hers|ones?)\b(?:['’]\w+)?/gi
/** "They" are several: a plural, people, or a group that has members. */
const SEVERAL =
  /\b(?:the|my|our|your|his|her|their|some|many|all|both|several|few|most|other|new|old|two|three|four|five|six|\d+|of|with|for|from|to|in|about|and) (?:\p{L}+ )?\p{L}{2,}(?<![suio'’])s\b|^(?!things\b)\p{L}+(?<![suio'’])s (?:are|were|have|need|do|can|will|must|who|that|and)\b|\b(?:people|children|men|women|police|team|staff|family|crew|board|band|group|company|parents|and)\b/iu
const PLURAL_PRONOUN = /^(?:they|them|their|theirs)\b/i
/** "One of my friends", "one ticket", "no one": a number, not a pronoun. */
const POINTING_ONE = /\b(?:another|new|other|old|better|cheaper|which|the|need|want|with|have|got|is) $/i
const NUMBER_ONE =
  /^ (?:of|more|day|time|room|ticket|person|week|month|hour|year|way|thing|or|to|and|another|\w+ing|\w{4,})\b/i
const NO_ONE = /\b(?:no|every|any|some|number)[ -]?$/i
/** What can stand for the pronoun's referent: words of content before it, with a clause that ends between. */
const CONTENT_WORD =
  /\b(?!(?:what|which|when|where|would|could|should|will|want|need|like|have|been|with|from|your|that|this|they|them|really|just|very|also|still|know|think|help|more|else|anything|something|thing|sorry|gosh|please|thanks|thank|okay|alright|sure|yeah|hello)\b|\p{L}+ly\b)\p{L}{4,}/giu
const MIN_CONTENT_BEFORE = 2
const CLAUSE_ENDS =
  /[,;:–—-]\s|\b(?:and|but|because|so|when|while|if|since|although|though|until|that|who|which|as|said)\b/gi

/** A sentence that was cut off, or begun anew: read aloud, not written. */
const DANGLING_END =
  /\b(?:and|or|but|so|and then|so then|the|an?|to|of|in|on|at|because|if|that|which|is|was|were|are|with|for|whereas|would|could|my|your|our|whether|what|how|why|where|who)[\s.,–—-]*$/i
/** "The following issue:" announces what stands elsewhere. */
const FOLLOWING = /\bthe following\b|\bas follows\b|(?<!\d):\s*(?:\d{1,3}[.)]?)?$/i
const OPEN_START =
  /^(?:and|or|but|just to|that|which|who|whose|because|whereas|than|such as|one (?:of which|being)|finally,? (?:from|therefore)|like (?:an?|the)\b|for (?:example|instance|\p{L}+ such as)|in terms of|so then|not (?:right )?now|could be|would be|should be)\b/iu
/** A clause without its beginning: "with the filter included". */
const FRAGMENT_START = /^(?:with|of|from|by|than|being|including)\b/
/** What the transcriber could not hear. */
const UNHEARD = /(?:^|\s)(?:@|\?\?|xx+)(?=\s|$)/
/** "Trained, the on the": an article that its noun does not follow. */
const ARTICLE_ALONE = /\b(?:the|an?) (?:on|of|in|to|at|for|with|is|was|we|you|they|and|but) /i
/** "A system a system": speech that was taken up again. */
const TWO_WORDS_TWICE = /\b(\p{L}+ \p{L}+) \1\b/iu
/** A quotation that is opened and not closed. */
const OPEN_QUOTE = /(?:^|\s)[‘“"][^’”"]*$|\s'(?:[^']|'(?=\p{L}))*$/u
const RESTART =
  /(?:\p{Ll},?|Or|Okay|So) (?:But|So|Well|The|We|And|For|Is|What|If|You|They|This|That|There|No|Or|Yeah|Like|Okay|Yes)\b(?! \p{Lu})/u
/** "We'll meet at I'm not sure": a preposition has no subject after it. */
const BEGUN_ANEW = /\b(?:at|of|to|in|on|for|with|from) (?:i|we|he|she)(?:['’]\w+)?\s/i
const STUTTER = /(?:^|\s)[b-hj-wyz](?=\s)(?! [-=+*/])|\b(?:i|we|they) (?:there|the|it|that|is)\b/u
const WORD_TWICE = /(?:^|\s)(\p{L}+)(?:\s|—)\1(?=\s)(?! [-=+*/])/u

/** "A Delta Airlines one": one of what was spoken of. */
const NAMED_ONE = /\ban? \p{Lu}[\p{L} ]* one\b/u

/** "This one", "that": what was shown or meant in the moment, and no sentence before tells it. */
export const isDeictic = (text: string): boolean =>
  DEMONSTRATIVE.test(text) || (THAT.test(text) && POINTING_THAT.test(text))

/** "I love the freedom it brings": a clause about the noun, whose pronoun stands for something else. */
const CONTACT_CLAUSE =
  /\b(?:the|all the|what) \p{Ll}{3,}(?: and \p{Ll}{3,})? (?:it|they) (?!is\b|are\b|was\b|were\b|will\b|would\b|has\b|have\b|can\b|could\b|(?:just|also|never|still) )\p{Ll}+/u
/** "Something similar", "one more game": compared with, or beside, what was named. */
const COMPARED =
  /\b(?:something|anything|things?|a|an) similar\b(?! to)|\b(?:doing|did|do|does) similar\b|\bone more (?:game|thing|book|movie|film|place|one|song|idea|option)\b/i

/** Whether the text speaks of something that only the conversation around it tells. */
export function pointsOutside(text: string): boolean {
  if (SHOWN_OR_SAID.test(text) || SIDE_OF_SOMETHING.test(text)) return true
  const { signs } = readWords(text)
  if (mayHave(signs, SIGN.nameless) && (NAMED_ONE.test(text) || COMPARED.test(text))) return true
  if (!mayHave(signs, SIGN.points)) return false
  if (CONTACT_CLAUSE.test(text)) return true
  if (isDeictic(text) || POINTING_HERE.test(text)) return true
  if (POINTING_THERE.test(text.replace(/\b(?:out|over) there\b/gi, '')))
    return !hasReferentBefore(text, /\bthere\b/i)
  const body = IT.test(text) ? text.replace(EMPTY_IT, (found) => ' '.repeat(found.length)) : text
  PRONOUN.lastIndex = 0
  for (let match = PRONOUN.exec(body); match !== null; match = PRONOUN.exec(body)) {
    const before = body.slice(0, match.index)
    if (/^ones?\b/i.test(match[0])) {
      const isNumber =
        NUMBER_ONE.test(body.slice(match.index + match[0].length)) && !POINTING_ONE.test(before)
      if (isNumber || NO_ONE.test(before)) continue
    }
    if (PERSONAL.test(match[0]) && !mayNamePerson(before)) return true
    if (isOwnOf(match[0], before, body.slice(match.index + match[0].length))) continue
    if (!isReferent(before) || (PLURAL_PRONOUN.test(match[0]) && !SEVERAL.test(before))) return true
  }
  return false
}

/** "My aunt Greta sold her bakery": whose it is, the subject of the same clause says. "Told her about it" has an object. */
const POSSESSIVE = /^(?:his|her)$/i
const HAS_NOUN =
  /^ (?!(?:to|the|an?|that|about|for|in|on|at|with|and|or|but|if|when|how|what|why|my|our|your|so|as|of|from|by|is|was|again|back|up|out|off|too|now|today|yesterday|tomorrow)\b)\p{L}/iu
const isOwnOf = (pronoun: string, before: string, after: string): boolean =>
  POSSESSIVE.test(pronoun) && HAS_NOUN.test(after) && mayNamePerson(before)

/** "He", "her". */
const PERSONAL = /^(?:he|him|his|she|hers?)\b/i
/** A name, kin, or a word for who does or is something: "the owner", "a nurse", "my dog". */
const PERSON =
  /\b(?!(?:We|The|An?|In|On|At|If|So|And|But|My|Our|You|Your|They|This|That|These|There|It|Its|When|After|Before|While|Since|Yes|No|Not|What|Why|How|Then|Now|Also|Just|Can|Could|Will|Would|As|For|To|Is|Are|Was|Do|Did|Had|Have|Has|Got|Well|Oh|Ok|Okay|I)\b)\p{Lu}\p{L}|\b(?!(?:her|over|under|after|never|ever|other|another|rather|whether|either|neither|together|later|earlier|better|bigger|longer|number|water|paper|letter|corner|summer|winter|dinner|weather|matter|order|october|november|december|september|for|or|color|floor|door|list|first|last|just|best|most)\b)\p{L}+(?:er|or|ist|man|woman|ian|ant|ee)s?\b|\b(?:brother|sister|mother|mum|mom|dad|father|son|daughter|wife|husband|uncle|aunt|cousin|nephew|niece|grandma|grandpa|grandson|granddaughter|kid|child|baby|boy|girl|guy|lady|gentleman|friend|boyfriend|girlfriend|fianc\p{L}+|boss|nurse|doc|chef|cook|judge|coach|pilot|clerk|king|queen|hero|god|pet|dog|puppy|cat|kitten|horse|mate|pal|bro|colleague|student|patient|client|guest|chief|captain|vet|landlord|somebody|someone|person|neighbou?r|one)s?\b/u
/** Whether English words can name somebody. */
export const mayNamePerson = (before: string): boolean => PERSON.test(before)

/** "He gave me four": an English sentence that opens with somebody whom it does not name. */
export const opensWithPerson = (text: string): boolean =>
  /^(?:(?:and|but|so|then),? )?(?:he|she|his|her)\b/i.test(text)

function hasReferentBefore(text: string, pronoun: RegExp): boolean {
  return isReferent(text.slice(0, text.search(pronoun)))
}

/** What stands before the clause of the pronoun has to hold the words that it can refer to. */
function isReferent(before: string): boolean {
  let lastBreak = 0
  CLAUSE_ENDS.lastIndex = 0
  for (let match = CLAUSE_ENDS.exec(before); match !== null; match = CLAUSE_ENDS.exec(before))
    lastBreak = match.index
  return (before.slice(0, lastBreak).match(CONTENT_WORD) ?? []).length >= MIN_CONTENT_BEFORE
}

/** Whether the text has words that something could be called by: a context of "not now" tells nothing. */
export const namesSomething = (text: string): boolean =>
  (text.match(CONTENT_WORD) ?? []).length >= MIN_CONTENT_BEFORE

/** Whether the text goes on with something, or was broken off. A pattern is tried where the words have what it needs. */
export function isBroken(text: string): boolean {
  const { signs, spellings } = readWords(text)
  const first = spellings[0]?.signs ?? 0
  const last = spellings.at(-1)?.signs ?? 0
  return (
    (mayHave(first, SIGN.opensBroken) && (OPEN_START.test(text) || FRAGMENT_START.test(text))) ||
    (mayHave(signs, SIGN.stutters | SIGN.code | SIGN.asks) && (UNHEARD.test(text) || STUTTER.test(text))) ||
    ARTICLE_ALONE.test(text) ||
    ((signs & SIGN.quote) !== 0 && OPEN_QUOTE.test(text)) ||
    (mayHave(signs, SIGN.announces | SIGN.colon) && FOLLOWING.test(text)) ||
    (mayHave(last, SIGN.endsBroken) && DANGLING_END.test(text)) ||
    (mayHave(signs, SIGN.subject) && BEGUN_ANEW.test(text)) ||
    RESTART.test(text) ||
    isSaidTwice(text)
  )
}

function isSaidTwice(text: string): boolean {
  const may = mayBeSaidTwice(text)
  return (
    ((may & TWICE.twoWords) !== 0 && TWO_WORDS_TWICE.test(text)) ||
    ((may & TWICE.word) !== 0 && WORD_TWICE.test(text))
  )
}
