import { describe, expect, it } from 'vitest'
import { stageOf, stageShares, stageTable } from './stages.js'

describe('stageOf', () => {
  it.each([
    [['compact', 'annotateWith', 'annotateUnit', 'shorten', 'readWords'], 'annotate: shorten'],
    [['compactAnnotated', 'assemble', 'itemsOf', 'statementOf', 'shorten'], 'run: items'],
    [['compactAnnotated', 'fitOrWhole', 'fit', 'fitBy', 'measure', 'render', 'join'], 'run: fit, render'],
    [['compactAnnotated', 'fitOrWhole', 'fit', 'selectionOf'], 'run: fit, render'],
    [['compactAnnotated', 'fitOrWhole', 'fit', 'fitBy'], 'run: fit'],
    [['compactAnnotated', 'assemble'], 'other'],
    [['compactAnnotated', 'score', '(garbage collector)'], 'garbage collection'],
  ])('puts %j into %s', (functions, stage) => {
    expect(stageOf(functions)).toBe(stage)
  })
})

describe('stageTable', () => {
  it('gives each stage as a multiple of tokenising', () => {
    const shares = stageShares([
      { functions: ['compactAnnotated', 'score'], place: '', count: 3 },
      { functions: ['compactAnnotated', 'assemble'], place: '', count: 1 },
    ])
    expect(stageTable([{ name: 'chat', ratio: 4, shares }]).split('\n')).toEqual([
      '| stage | chat |',
      '| --- | --- |',
      '| run: score | 3.00 × (75 %) |',
      '| other | 1.00 × (25 %) |',
    ])
  })
})
