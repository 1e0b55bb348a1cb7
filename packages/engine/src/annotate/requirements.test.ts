import { describe, expect, it } from 'vitest'
import { isRequirement } from './requirements.js'

describe('isRequirement', () => {
  it.each([
    ['en', "We can't spend more than 3,000 euros."],
    ['en', 'budget: 3,655 euros, hard limit'],
    ['en', 'Our budget is capped at 2,500 euros.'],
    ['en', 'The budget is 2,500 euros, not a cent more.'],
    ['en', 'Max budget 900 EUR.'],
    ['en', 'It has to run on Python 3.11, nothing newer.'],
    ['en', 'Correction: it has to run on Python 3.12.'],
    ['en', 'The flat must have two bedrooms.'],
    ['en', 'The dog has to be allowed.'],
    ['en', 'It needs to be wheelchair accessible.'],
    ['en', 'I need at least two charging points.'],
    ['en', 'No meetings on Fridays.'],
    ['en', 'Actually no calls before 10:30.'],
    ['en', 'Anything over 40 minutes by bike is out.'],
    ['en', "We're not allowed to store card numbers."],
    ['en', 'The API key stays out of the logs.'],
    ['en', "I'd like it kept under 500 words."],
    ['en', 'I need everything in metric units.'],
    ['en', 'Deadline is June 3, no extension possible.'],
    ['en', 'My daughter is allergic to peanuts, so nothing with nuts please.'],
    ['en', 'Henrike = hazelnut allergy, important'],
    ['en', 'I have a shellfish allergy.'],
    ['de', 'Die Miete darf höchstens 900 Euro betragen.'],
    ['de', 'Die Wohnung muss zwei Balkone haben.'],
    ['de', 'Ich bin gegen Nüsse allergisch.'],
    ['fr', 'Nous avons 1200 euros au maximum, pas plus de 1300.'],
    ['fr', 'Je suis allergique aux noix.'],
    ['es', 'El hotel no puede superar los 90 euros.'],
    ['es', 'Soy alérgico a los frutos secos.'],
    ['pt', 'O texto tem no máximo 90 páginas.'],
    ['pt', 'Sou alérgico a amendoim.'],
    ['zh', '预算最多三千块。'],
    ['zh', '我对花生过敏。'],
    ['ja', '予算は5万円以内でお願いします。'],
    ['ja', '私はピーナッツアレルギーです。'],
    ['de', 'Mein Sohn darf keine Erdbeeren essen.'],
    ['fr', 'Ma mère ne peut pas monter les escaliers.'],
    ['es', 'Mi hija no puede comer marisco.'],
    ['pt', 'O meu filho não pode comer ovo.'],
    ['zh', '我腰不好，不能久坐。'],
    ['zh', '我膝盖做过手术，不能爬楼梯。'],
    ['ja', '祖母は階段を上れないので、一階がいいです。'],
  ])('%s: %j', (language, text) => {
    expect(isRequirement(text, language)).toBe(true)
  })

  it.each([
    ['en', 'It must have left at noon.'],
    ['en', 'It must be nice to live there.'],
    ['en', 'The invoice has to be sent by Friday.'],
    ['en', 'The fence needs to be painted.'],
    ['en', "I couldn't eat more than two of them."],
    ['en', 'No school on Friday.'],
    ['en', 'No news before noon.'],
    ['en', 'Nothing with that colour came back.'],
    ['en', 'I used to be allergic to cats.'],
    ['en', "She isn't allergic to anything."],
    ['en', 'We stayed at least three hours.'],
    ['en', 'If it has to run on Windows we are lost.'],
    ['en', 'He stays in bed until ten.'],
    ['en', 'Must Be The Weather is my favourite song of theirs.'],
    ['de', 'Das muss schön gewesen sein.'],
    ['de', 'Heute kann ich nichts mehr essen.'],
    ['zh', '我不能吃了，太饱了。'],
    ['zh', '我今天不能喝酒，要开车。'],
    ['ja', '朝は何も食べません。'],
    ['de', 'Er ist nicht allergisch.'],
    ['fr', 'Le train a eu dix minutes de retard.'],
    ['zh', '我对花生不过敏。'],
    ['ja', 'アレルギーで一度救急車に乗りました。'],
  ])('%s: not %j', (language, text) => {
    expect(isRequirement(text, language)).toBe(false)
  })

  it('reads a long line of near misses in linear time', () => {
    const text = `the ${'big '.repeat(40)}thing`
    for (let times = 0; times < 2_000; times++) expect(isRequirement(text, 'en')).toBe(false)
  })
})
