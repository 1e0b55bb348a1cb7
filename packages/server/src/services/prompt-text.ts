import type { ContextMessage, PromptStyle } from './types.js'

/** How recent messages follow the compacted part in each style; a heading only where there is something above it. */
interface RecentForm {
  readonly heading: string
  readonly separator: string
  readonly line: (message: ContextMessage) => string
}

/** Lines after the first are indented, so that a message with line breaks stays one entry of a list. */
const indented = (content: string) => content.replaceAll('\n', '\n  ')

const FORMS: Readonly<Record<PromptStyle, RecentForm>> = {
  structured: {
    heading: '## Recent Messages',
    separator: '\n',
    line: ({ role, content }) => `${role}: ${content}`,
  },
  narrative: {
    heading: 'Recent exchanges:',
    separator: '\n\n',
    line: ({ role, content }) => `${role}: ${content}`,
  },
  bullet_points: {
    heading: '',
    separator: '\n',
    line: ({ role, content }) => `- ${role}: ${indented(content)}`,
  },
}

/** The compacted part and the messages since, whole and in order, as one string. */
export function promptText(
  style: PromptStyle,
  compacted: string | undefined,
  recent: readonly ContextMessage[],
): string {
  const form = FORMS[style]
  const lines = recent.map(form.line).join(form.separator)
  if (lines === '') return compacted ?? ''
  const section = form.heading === '' ? lines : `${form.heading}\n${lines}`
  if (compacted === undefined || compacted === '') return section
  return form.heading === '' ? `${compacted}\n${section}` : `${compacted}\n\n${section}`
}
