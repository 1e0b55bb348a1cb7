import { expect, it } from 'vitest'
import { english } from '../lexicon/english.js'
import { MAX_SHORT_VALUE, stateLine } from './state-line.js'

it('leaves out the values that would make the line too dear, and only when asked to', () => {
  const long = 'x'.repeat(MAX_SHORT_VALUE + 1)
  const state = {
    status: 'in_progress' as const,
    topic: null,
    lastUserRequest: null,
    lastRequestStatus: null,
    openIssues: [],
    nextSteps: [],
    values: { deposit: '120', table: long },
  }
  expect(stateLine(state, english.wording, MAX_SHORT_VALUE)).toBe('Now: in progress; deposit: 120')
  expect(stateLine(state, english.wording)).toContain(long)
})

it('says whether the last request was answered where the status leaves it open', () => {
  const state = {
    status: 'in_progress' as const,
    topic: null,
    lastUserRequest: 'When does the ferry leave?',
    lastRequestStatus: 'answered' as const,
    openIssues: [],
    nextSteps: [],
    values: { deposit: '120' },
  }
  expect(stateLine(state, english.wording)).toBe('Now: in progress; last request: answered; deposit: 120')
  expect(stateLine({ ...state, status: 'waiting' }, english.wording)).toBe('Now: waiting; deposit: 120')
  expect(stateLine({ ...state, values: {} }, english.wording)).toBe('')
})
