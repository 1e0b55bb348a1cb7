import { describe, expect, it } from 'vitest'
import { isPassingLike, isPepTalk } from './passing-likes.js'

describe('isPassingLike', () => {
  it.each([
    'I loved just sitting by the lake.',
    'It reminded me why I love the theatre.',
    'Working with the things I love makes it easier.',
    'I love being around friends and having a good time.',
    'I like the structure of the language.',
    'I hate not being on the pitch.',
    'We love what we do.',
    'I still like to ride, and I taught my dogs to stand on it.',
  ])('takes out %s', (said) => expect(isPassingLike(said)).toBe(true))

  it.each([
    "I've always loved wooden boats.",
    'I love taking walks along the canal on Sundays.',
    'I loved crime stories as a child and I still love them.',
    'I love the sea.',
    'I enjoy cooking with my sister and her friends, mostly Thai.',
    'I like the smell of wet stone.',
    'I love the feeling of mending something broken.',
  ])('leaves %s', (said) => expect(isPassingLike(said)).toBe(false))

  it('knows a mood that only cheers', () => {
    expect(isPepTalk("I'm feeling motivated and ready to keep pushing for my goals!")).toBe(true)
    expect(isPepTalk("I'm proud of my daughter's first concert.")).toBe(false)
  })
})
