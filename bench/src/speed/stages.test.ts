import { describe, expect, it } from 'vitest'
import { stageOf, stageShares, stageTable } from './stages.js'

const COMPACT = 'compact compactAnnotated'

describe('stageOf', () => {
  it.each([
    [
      ['annotate/annotate annotateWith', 'shorten/shorten shorten', 'annotate/words readWords'],
      'annotate: shorten',
    ],
    [['annotate/annotate annotateWith', 'annotate/annotate annotateUnit'], 'annotate'],
    [
      ['annotate/annotate annotate', 'items/reading readItems', 'items/looks looksOf'],
      'annotate: signs for runs',
    ],
    [
      ['annotate/annotate annotate', 'items/reading readItems', 'items/item-type isFact'],
      'annotate: read items',
    ],
    [
      [COMPACT, 'told-items marks', 'items/items read', 'items/item-type itemTypeOf'],
      'run: items, units read',
    ],
    [[COMPACT, 'told-items marks', 'items/items told', 'items/said-twice saidTwice'], 'run: items'],
    [[COMPACT, 'link/echoes withoutUnsaidMembers', 'shorten/data write'], 'run: records of tools'],
    [[COMPACT, 'link/supersession findSuperseded', 'link/echoes termsOfText'], 'run: what was replaced'],
    [[COMPACT, 'compact fitOrWhole', 'fit fitBy', 'render/render render'], 'run: fit, render'],
    [[COMPACT, 'compact fitOrWhole', 'fit fit', 'fit selectionOf'], 'run: fit, render'],
    [[COMPACT, 'compact fitOrWhole', 'fit fitBy'], 'run: fit'],
    [[COMPACT, 'compact assemble'], 'other'],
    [[COMPACT, 'score score', '(garbage collector)'], 'garbage collection'],
  ])('puts %j into %s', (frames, stage) => {
    expect(stageOf(frames)).toBe(stage)
  })
})

describe('stageTable', () => {
  it('gives each stage as a multiple of tokenising', () => {
    const shares = stageShares([
      { frames: [COMPACT, 'score score'], count: 3 },
      { frames: [COMPACT, 'compact assemble'], count: 1 },
    ])
    expect(stageTable([{ name: 'chat', ratio: 4, shares }]).split('\n')).toEqual([
      '| stage | chat |',
      '| --- | --- |',
      '| run: score | 3.00 × (75 %) |',
      '| other | 1.00 × (25 %) |',
    ])
  })
})
