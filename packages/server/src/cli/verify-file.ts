import { readFile } from 'node:fs/promises'
import { readConversation, type Validation, verify } from '@precis/engine'
import { EXIT, type ExitCode } from './exit-codes.js'
import { formatPercent, writeText } from './output.js'
import { readInput } from './read-input.js'

export interface VerifyFlags {
  readonly json?: boolean
  readonly strict?: boolean
}

/** Losses that are told to a person; `--json` lists all of them. */
const MAX_LOSSES = 10

/** Checks a text against its conversation and prints the verdict. */
export async function verifyFile(conversation: string, text: string, flags: VerifyFlags): Promise<ExitCode> {
  const { messages } = readConversation(await readFile(conversation, 'utf8'))
  const validation = verify(messages, await readInput(text))
  const told = flags.json === true ? JSON.stringify(asJson(validation), null, 2) : verdict(validation)
  await writeText(process.stdout, `${told}\n`)
  const isFaulty = !validation.passed || validation.unsupported.length > 0
  return flags.strict === true && isFaulty ? EXIT.failure : EXIT.ok
}

const asJson = ({ score, passed, coverage, faithfulness, missing, unsupported }: Validation) => ({
  validation_score: score,
  validation_passed: passed,
  faithfulness,
  coverage,
  missing: missing.map(({ type, content }) => ({ type, content })),
  unsupported,
})

function verdict({ score, passed, coverage, faithfulness, missing, unsupported }: Validation): string {
  const shares = Object.entries(coverage).map(([type, share]) => `${named(type)} ${formatPercent(share)}`)
  const lost = missing
    .slice(0, MAX_LOSSES)
    .map(({ type, content }) => `  - ${named(type)}: ${oneLine(content)}`)
  return [
    `score ${score.toFixed(2)}: ${passed ? 'passed' : 'not passed (below 0.70)'}`,
    `faithfulness ${formatPercent(faithfulness)}`,
    ...(shares.length > 0 ? [`kept by type: ${shares.join(', ')}`] : []),
    ...(unsupported.length > 0
      ? ['not supported by the conversation:', ...unsupported.map((claim) => `  - ${oneLine(claim)}`)]
      : []),
    ...(lost.length > 0 ? ['lost, most important first:', ...lost] : []),
  ].join('\n')
}

const named = (type: string): string => type.replace('_', ' ')
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
