import { describe, expect, it } from 'vitest'
import { lightStem } from './light-stems.js'

describe('lightStem', () => {
  it.each([
    ['es', ['amarillo', 'amarilla', 'amarillos', 'amarillas']],
    ['es', ['entrega', 'entrego', 'entregas']],
    ['pt', ['entrego', 'entrega', 'entregas']],
    ['fr', ['inscrite', 'inscrites', 'inscrit', 'inscrits']],
    ['de', ['kleiner', 'kleinen', 'kleines', 'klein']],
  ])('takes the forms of a word in %s for one: %j', (language, forms) => {
    expect(new Set(forms.map((form) => lightStem(form, language))).size).toBe(1)
  })

  it.each([
    ['es', 'casa', 'casa'],
    ['de', 'See', 'See'],
    ['fr', 'b2b-réseaux', 'b2b-réseaux'],
    ['sw', 'watoto', 'watoto'],
  ])('leaves short words, codes and other languages in %s: %s', (language, word, stem) => {
    expect(lightStem(word, language)).toBe(stem)
  })
})
