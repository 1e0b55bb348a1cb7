import { describe, expect, it } from 'vitest'
import { compact } from '../../src/compact.js'
import { countTokens } from '../../src/count-tokens.js'
import { wordedLexicons } from '../../src/lexicon/registry.js'
import type { Format } from '../../src/types.js'
import { asTalk, LONG_TALKS } from './long-talks.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'injection']
const SHARES = [0.2, 0.3]
/** Thai has no mark between sentences: its rule stands with what was said before it on the line. */
const WITHOUT_SENTENCE_ENDS: ReadonlySet<string> = new Set(['th'])

describe.each(LONG_TALKS)('a talk of twenty turns in $language', (talk) => {
  const messages = asTalk(talk)
  const tokens = countTokens(talk.turns.join('\n'))
  const whole = compact(messages, { targetTokens: 3 * tokens })
  const of = (type: string) => whole.items.filter((item) => item.type === type).map(({ content }) => content)

  it('is recognised, and lists its rule, preference and decision', () => {
    expect(whole.language).toBe(talk.language)
    const binding = talk.requirement === undefined ? [talk.rule] : [talk.rule, talk.requirement]
    expect(of('constraint')).toHaveLength(binding.length)
    if (WITHOUT_SENTENCE_ENDS.has(talk.language)) expect(of('constraint')[0]).toContain(talk.rule)
    else expect(of('constraint').toSorted()).toEqual(binding.toSorted())
    expect(of('preference').join('\n')).toContain(talk.preference)
    expect(of('decision').join('\n')).toContain(talk.decision)
  })

  it('is not over, and its last question is known', () => {
    expect(whole.currentState.status).toBe('in_progress')
    expect(whole.currentState.lastUserRequest).toContain(talk.open)
    if (!WITHOUT_SENTENCE_ENDS.has(talk.language)) expect(whole.currentState.topic).not.toBeNull()
  })

  it.each(FORMATS)(
    'has its rule and its own headings in texts of 20 and 30 per cent, to the token (%s)',
    (format) => {
      const wording = wordedLexicons[talk.language]?.wording
      for (const share of SHARES) {
        const targetTokens = Math.floor(tokens * share)
        const { text, tokenCount } = compact(messages, { targetTokens, format })
        expect(tokenCount).toBe(countTokens(text))
        expect(tokenCount).toBeLessThanOrEqual(targetTokens)
        expect(text).toContain(talk.rule)
        expect(text).toContain(wording?.rules)
        expect(text).toContain(wording?.user)
        expect(text).toContain(talk.open)
        expect(text).not.toMatch(/\b(?:User|Rules|History|said)\b/)
      }
    },
  )

  it.each(FORMATS)('is read back from its text (%s)', (format) => {
    const targetTokens = Math.floor(tokens * 0.5)
    const { text } = compact(messages, { targetTokens, format })
    const alone = compact([{ id: 'recalled', role: 'user', content: text }], { targetTokens, format })
    expect(alone.text).toBe(text)
    expect(alone.language).toBe(talk.language)
    expect(alone.constraints.map(({ content }) => content).toSorted()).toEqual(of('constraint').toSorted())
    expect(alone.items.every(({ speaker }) => speaker === 'user' || speaker === 'assistant')).toBe(true)
  })
})

describe('rules of languages with headings and a few cues', () => {
  it.each([
    ['ru', 'Не отправляйте счета без моей подписи.', 'Я никогда не был в Пскове.'],
    ['ru', 'Пожалуйста, никогда не пиши ей вечером.', 'Не волнуйся.'],
    ['ar', 'لا تنشر الصور أبدا دون إذني.', 'لا توجد طاولات كافية قبل أن نبدأ.'],
    ['th', 'ห้ามโทรหาแขกก่อนเก้าโมง', 'ฉันไม่เคยไปเชียงราย'],
    ['hi', 'बिना पूछे कुछ भी बुक मत करना।', 'चिंता मत करो।'],
  ])('%s: %j is one, %j is none', (language, rule, remark) => {
    const talk = LONG_TALKS.find((one) => one.language === language)
    const before =
      talk === undefined ? [] : asTalk(talk).filter(({ content }) => !content.includes(talk.rule))
    const said = [
      ...before,
      { id: 'rule', role: 'user' as const, content: rule },
      { id: 'ok', role: 'assistant' as const, content: '…' },
      { id: 'remark', role: 'user' as const, content: remark },
    ]
    const { constraints } = compact(said, { targetTokens: 2_000 })
    expect(constraints.map(({ content }) => content)).toEqual([rule])
  })
})
