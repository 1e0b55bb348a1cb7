import { detectLanguage } from '../annotate/language.js'
import { wordedLexicons } from '../lexicon/registry.js'
import { opensTask } from '../render/matter-marks.js'
import type { Message } from '../types.js'
import { opensLikeOurs } from './recalled-lines.js'

/** What the first line of a text of ours can look like; other messages are not looked at closely. */
const MAY_OPEN = /^(?:\[|[-*•] |[^\n]{1,60}(?:[:：]|$))/

/**
 * The language of a conversation, of which texts of ours are no part: they are in its language anyway, and where nothing else is
 * there their headings, days and roles tell it better than a few words do.
 *
 * Cost  a look at the first lines, beside that of `detectLanguage`.
 */
export function detectConversationLanguage(messages: readonly Message[]): string {
  let ours: Message[] | undefined
  let language: string | undefined
  for (const message of messages) {
    const found = languageOfOurs(message)
    if (found === undefined) continue
    ours ??= []
    ours.push(message)
    language ??= found
  }
  if (ours === undefined) return detectLanguage(messages)
  const texts = new Set(ours)
  const others = messages.filter((message) => !texts.has(message))
  return others.length > 0 ? detectLanguage(others) : (language ?? detectLanguage(messages))
}

/** The one language in which a message opens as a text of ours does: what its first lines leave open, further ones tell. */
function languageOfOurs({ role, name, content }: Message): string | undefined {
  if ((role !== 'user' && role !== 'system') || name !== undefined || !content.includes('\n'))
    return undefined
  const opening = content.trimStart()
  const isOfTask = opensTask(opening, true)
  if (!isOfTask && !MAY_OPEN.test(opening)) return undefined
  let languages = Object.entries(wordedLexicons)
  for (const [at, line] of opening.split('\n', MAX_LINES).entries()) {
    const alike = languages.filter(([, { wording }]) => opensLikeOurs(line, wording))
    // "· table: for two" is written alike in all of them.
    if (alike.length === 0 && at === 0 && !isOfTask) return undefined
    if (alike.length > 0) languages = alike
    if (languages.length === 1) return languages[0]?.[0]
  }
  return undefined
}

/** Lines in which a label of a role or a heading is found, if there is one. */
const MAX_LINES = 40
