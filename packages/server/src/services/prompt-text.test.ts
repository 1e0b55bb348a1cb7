import { describe, expect, it } from 'vitest'
import { promptText } from './prompt-text.js'
import type { ContextMessage } from './types.js'

const said = (role: ContextMessage['role'], content: string): ContextMessage => ({
  messageId: 'm',
  role,
  content,
  timestampMs: 0,
})

const TURNS = [said('user', 'One\nand two'), said('assistant', 'Three')]

describe('prompt text', () => {
  it('puts the messages under the compacted part', () => {
    expect(promptText('structured', '## Facts\n- A', TURNS)).toBe(
      '## Facts\n- A\n\n## Recent Messages\nuser: One\nand two\nassistant: Three',
    )
    expect(promptText('narrative', 'A story.', TURNS)).toBe(
      'A story.\n\nRecent exchanges:\nuser: One\nand two\n\nassistant: Three',
    )
    expect(promptText('bullet_points', '- A', TURNS)).toBe('- A\n- user: One\n  and two\n- assistant: Three')
  })

  it('is one part alone where the other is missing', () => {
    expect(promptText('structured', 'A', [])).toBe('A')
    expect(promptText('bullet_points', undefined, TURNS)).toBe('- user: One\n  and two\n- assistant: Three')
    expect(promptText('narrative', undefined, [])).toBe('')
  })
})
