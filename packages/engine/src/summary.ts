import { type FitRequest, fit } from './fit.js'

/** Tokens of the prose summary: a paragraph, not a second compaction. */
const SUMMARY_TOKENS = 200

/** Tells the same selection in a few sentences: the task, the newest request and the most salient statements. */
export function summarise(request: FitRequest): string {
  const steps = request.steps.filter(({ action }) => action === 'verbatim' || action === 'dense')
  const budget = Math.min(SUMMARY_TOKENS, request.budget)
  return fit({ ...request, steps, budget, state: '' }, 'narrative').text
}
