/**
 * Orders of how things are to be done from here on, told in passing and without "always" or "never": what stands for every
 * occasion is told by its scope ("everywhere", "whenever", "each reply"), by what it rules out ("pnpm, not npm"), or by
 * being about the wording of answers. English.
 */
const CONVENTIONS: readonly RegExp[] = [
  // "Use pnpm, not npm", "use tabs instead of spaces": two of a kind, and which of them.
  /^use (?:[\w`.+#/-]+ ){1,4}?(?:instead of|rather than|over|not|never) (?!only\b|just\b|yet\b|sure\b|too\b|now\b|today\b|this time\b)[\w`]/i,
  /^use [^,.;!?]{1,40}, (?:and )?(?:not|never) (?!only\b|just\b|yet\b|sure\b|too\b|now\b|today\b|this time\b)[\w`]/i,
  // "Type hints everywhere please", "metric units throughout".
  /^[^.;!?]{3,50}\b(?:everywhere|throughout),? (?:please|pls|plz)\b/i,
  /^(?:use|add|put|write|keep|apply)\b[^.;!?]{3,50}\b(?:everywhere|throughout)[.!]?$/i,
  // "British spelling please", "plain text only".
  /^(?:[\w'’-]+ ){1,3}(?:spelling|english|units|text|tone|format|style|language|notation|time|dates)(?:,? (?:please|pls|plz|only))\b/i,
  // "Please write in British English whenever you draft something": an order for each occasion.
  /^(?:write|answer|reply|respond|speak|talk|use|keep|format|spell|sign|start|end|begin|add|ask|tell|include|run|call|address|give|put|leave|check|show|send|round|convert|quote)\b[^.;!?]{2,80}\b(?:whenever|every time|each time|any ?time|in (?:all|every|each) (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|messages?|mails?|e-mails?|commits?|files?|functions?))\b/i,
  // "Keep every turn under 120 words", "keep your answers short".
  /^keep (?:every|each|all|your|the) (?:[\w-]+ )?(?:turns?|answers?|repl(?:y|ies)|responses?|messages?|explanations?|summar(?:y|ies)|commits?|lines?|functions?|sentences?|paragraphs?|posts?) \w/i,
  /^(?:[Aa]nswer|[Rr]eply|[Rr]espond|[Ww]rite|[Ss]peak) (?:to me |back )?(?:only )?in (?:full sentences|plain text|lower ?case|upper ?case|bullet points|prose|[A-Z]\w+(?: English)?)(?:,? (?:please|pls|only|from here on))?[.!]?$/,
  // "No plastic lids, only metal ones"; "only bash please, no python on that box".
  /^no (?!(?:i|it|he|she|we|you|they|that|this|there|one|thing|way|idea|problem|worries|need|doubt|wonder|more|longer|matter|chance|luck|rush|hurry|big|thanks?|reply|answer|news)\b)[\w'’ -]{3,40}, only (?!now|yet|today|a (?:bit|little)|that|because)[\w'’ -]{3,40}[.!]?$/i,
  /(?:^|, (?:and |but )?)only [\w'’+#-]+(?: [\w'’+#-]+){0,2}(?: please| pls)?, no (?!(?:one|thing|way|idea|problem|worries|need|doubt|matter|more|longer)\b)[a-z][\w'’ -]{2,40}[.!]?$/i,
  // "No emojis in the changelog ever".
  /^no [a-z][\w'’ -]{2,50} ever(?:,|[.!]|$)/i,
  // "Stop giving me tables on the phone".
  /^stop (?!(?:worrying|being|panicking|crying|laughing|thinking)\b)\w+ing (?:me|us|my|your|them|things|so|with|at|in)\b/i,
  // "Whatever you suggest to eat has to be gluten free".
  /\b(?:whatever|everything|anything) (?:you|that (?!happen))\b[^.;!?]{2,60}\b(?:has to|have to|needs? to|must|should) (?:be|stay|come|fit|work|have)\b/i,
  // "No coriander please, I can't stand the stuff".
  /^(?:and |but |oh and |also,? )?no (?!(?:i|it|he|she|we|you|they|that|this|there|one|thing|way|idea|problem|worries|need|doubt|wonder|more|longer|matter|chance|luck|rush|hurry|big|thanks?|thank|reply|answer|news|not|please)\b)[a-z][\w'’ -]{2,40},? (?:please|pls|plz)(?:[,.!]|$)/i,
  // "So from here on euros instead of francs".
  /(?:^|, )(?:so |and |but |ok(?:ay)?,? )?from (?:here|now) on,? (?!(?:i|we|he|she|it|they|you['’]ll|the|my|our|his|her|their|there|this|that|i['’]\w+|we['’]\w+|on)\b)[a-z][^?]{3,80}$/i,
  // "No exclamation marks, I can't stand them in anything that carries my name".
  /\bi (?:can['’]?t|cannot|could never) (?:stand|bear|have) (?:it|them|that|those) in (?:any|every|all|my)\w*\b/i,
]
/** Words of which every one of the patterns needs one, in lower case: most sentences have none. A new pattern needs its own here. */
export const WORDS_OF_CONVENTIONS =
  "from|use|everywhere|throughout|please|pls|plz|only|whenever|every|each|any|anytime|all|keep|answer|reply|respond|write|speak|ever|stop|whatever|everything|anything|can'?t|cannot|never"

/**
 * How each of the patterns begins, or what it has inside: two looks spare most sentences that have one of the words all seventeen. A new
 * pattern needs its own here.
 */
const OPENS_CONVENTION =
  /^(?:use|add|put|write|keep|apply|answer|reply|respond|speak|talk|format|spell|sign|start|end|begin|ask|tell|include|run|call|address|give|leave|check|show|send|round|convert|quote|no|stop)\b/i
const HAS_CONVENTION =
  /\b(?:everywhere|throughout|please|pls|plz|only|whatever|everything|anything|from (?:here|now) on|can['’]?t|cannot|could never)\b/i

/** Whether an order, without what was put before it, is a convention. */
export const isConvention = (order: string): boolean =>
  order.length <= MAX_CONVENTION &&
  (OPENS_CONVENTION.test(order) || HAS_CONVENTION.test(order)) &&
  CONVENTIONS.some((form) => form.test(order))

/** Longer sentences say more than how things are done, and the patterns stay cheap. */
const MAX_CONVENTION = 220
