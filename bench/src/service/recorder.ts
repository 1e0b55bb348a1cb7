import type { Message } from '@precis/engine'
import type { BenchConversation, BenchMessage, Probe } from '../quality/shared-bench.js'

/** How calls and results are recorded: as such, as text by their roles, or as text that a client put under `user`. */
export const FORMS = ['calls', 'roles', 'text'] as const
export type Form = (typeof FORMS)[number]

/** A conversation of an agent with tools, as the engine and as the scorer take it. */
export interface ServiceConversation extends BenchConversation {
  readonly engineMessages: readonly Message[]
}

/** Writes a conversation down turn by turn, with what a later question would ask of it. */
export class Recorder {
  readonly #form: Form
  readonly #engine: Message[] = []
  readonly #bench: BenchMessage[] = []
  readonly #probes: Probe[] = []
  #calls = 0

  constructor(form: Form) {
    this.#form = form
  }

  system(content: string): string {
    return this.#say('system', content)
  }
  user(content: string): string {
    return this.#say('user', content)
  }
  assistant(content: string): string {
    return this.#say('assistant', content)
  }

  /** A call and its result; gives the ids of both messages. */
  call(name: string, args: object, result: unknown): { readonly call: string; readonly result: string } {
    const given = JSON.stringify(args)
    const answer = typeof result === 'string' ? result : JSON.stringify(result)
    const told = `${name}(${given})`
    const call = `m${this.#bench.length}`
    const back = `m${this.#bench.length + 1}`
    this.#bench.push({ id: call, role: 'assistant', content: told, tool: true })
    const isText = this.#form === 'text'
    this.#bench.push({ id: back, role: isText ? 'user' : 'tool', name: 'tool', content: answer, tool: true })
    if (this.#form === 'calls') {
      const id = `call_${++this.#calls}`
      this.#engine.push({
        id: call,
        role: 'assistant',
        content: '',
        toolCalls: [{ id, name, arguments: given }],
      })
      this.#engine.push({ id: back, role: 'tool', name, content: answer, toolCallId: id })
    } else {
      this.#engine.push({ id: call, role: 'assistant', content: told })
      this.#engine.push({ id: back, role: isText ? 'user' : 'tool', name: 'tool', content: answer })
    }
    return { call, result: back }
  }

  /** A short value that a later question asks for. */
  slot(question: string, answers: readonly string[], evidence: readonly string[], kind = 'slot'): void {
    this.#probes.push({ id: `p${this.#probes.length}`, kind, question, answers, evidence })
  }

  /** A statement that has to be recalled in most of its words. */
  statement(kind: string, question: string, answer: string, evidence: readonly string[]): void {
    const keys = Object.fromEntries(evidence.map((id) => [id, answer]))
    this.#probes.push({
      id: `p${this.#probes.length}`,
      kind,
      question,
      answers: [answer],
      evidence,
      match: 'soft',
      keys,
    })
  }

  finish(id: string): ServiceConversation {
    return {
      id,
      source: `service-${this.#form}`,
      messages: this.#bench,
      probes: this.#probes.map((probe) => ({ ...probe, id: `${id}-${probe.id}` })),
      engineMessages: this.#engine,
    }
  }

  #say(role: 'system' | 'user' | 'assistant', content: string): string {
    const id = `m${this.#bench.length}`
    this.#bench.push({ id, role, content })
    this.#engine.push({ id, role, content })
    return id
  }
}
