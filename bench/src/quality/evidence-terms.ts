import { annotate } from '../../../packages/engine/src/annotate/annotate.js'

/** The distinct content terms of a text, by the engine's own reading of it. */
export function termsOfText(text: string, language: string): ReadonlySet<string> {
  const { units } = annotate({ id: '', role: 'user', content: text }, { language })
  return new Set(units.flatMap((unit) => unit.terms))
}
