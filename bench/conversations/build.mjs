#!/usr/bin/env node
// Builds the *.jsonl files beside this script from texts/. usage: node build.mjs [--check]
// Deterministic: the same texts give the same bytes. The grammar of a text is described in README.md.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const SOURCES = [
  'service-agent',
  'assistant-chat',
  'group-planning',
  'other-kinds',
  'other-kinds-2',
  'other-kinds-3',
  'other-kinds-4',
  'other-kinds-5',
  'other-kinds-6',
  'other-kinds-7',
  'other-kinds-8',
]
/** The answers of the second folder are those of `other-kinds-2` alone, so that the first set's filler stays what it was. */
const SESSION_FOLDERS = ['sessions', 'sessions-2']
/** The scorer's format knows two roles: what a tool or the system says is a user message with that name. */
const SPEAKERS = {
  U: { role: 'user' },
  A: { role: 'assistant' },
  S: { role: 'user', name: 'system' },
  T: { role: 'user', name: 'tool', tool: true },
}
const MINUTE_MS = 60_000
const MAX_KEY_CHARS = 320

/** `Speaker> text` starts a message; the lines that follow belong to it. */
function startOfMessage(line) {
  const match = /^([A-Z][\w' .-]{0,24})> ?(.*)$/.exec(line)
  if (!match) return undefined
  const [, speaker, content] = match
  return { ...(SPEAKERS[speaker] ?? { role: 'user', name: speaker }), content }
}

/** Messages of a text or session, each with the clock line (`== 2031-05-04 18:20`) that stands before it, if any. */
function messagesOf(lines, sessions) {
  const messages = []
  let clock
  for (const line of lines) {
    const time = /^== (\d{4}-\d\d-\d\d \d\d:\d\d)$/.exec(line)
    const use = /^@use (\S+)$/.exec(line)
    const start = startOfMessage(line)
    if (time) clock = time[1]
    else if (use) {
      const session = sessions.get(use[1])
      if (!session) throw new Error(`no session named ${use[1]}`)
      messages.push(...session.map((message, i) => (i === 0 ? { ...message, clock } : { ...message })))
      clock = undefined
    } else if (start) {
      messages.push({ ...start, clock })
      clock = undefined
    } else if (messages.length > 0) messages.at(-1).content += `\n${line}`
  }
  return messages.map((message) => ({ ...message, content: message.content.trim() }))
}

function stamped(messages) {
  let now
  return messages.map(({ clock, ...message }, i) => {
    if (clock) now = Date.parse(`${clock.replace(' ', 'T')}:00Z`)
    else if (now !== undefined) now += MINUTE_MS * (1 + ((i * 7 + message.content.length) % 3))
    return {
      id: `m${i}`,
      ...message,
      ...(now === undefined ? {} : { timestamp: new Date(now).toISOString() }),
    }
  })
}

/** The sentence around `part`, or the innermost JSON object around it when that is short. */
function keyAround(content, part, isTool) {
  const at = content.indexOf(part)
  if (isTool) {
    let open = at
    for (let depth = 0; open >= 0; open--) {
      if (content[open] === '}') depth++
      if (content[open] === '{' && depth-- === 0) break
    }
    let close = at + part.length
    for (let depth = 0; close < content.length; close++) {
      if (content[close] === '{') depth++
      if (content[close] === '}' && depth-- === 0) break
    }
    const object = content.slice(Math.max(0, open), close + 1)
    return object.length <= MAX_KEY_CHARS ? object : part
  }
  const before = content.slice(0, at)
  const from = Math.max(
    before.lastIndexOf('\n') + 1,
    ...[...before.matchAll(/[.!?]["')]*\s+/g)].map((m) => m.index + m[0].length),
  )
  const rest = content.slice(at + part.length)
  const end = /[.!?]["')]*(?=\s|$)|\n|$/.exec(rest)
  return content.slice(from, at + part.length + end.index + end[0].length).trim()
}

const list = (cell) =>
  (cell ?? '')
    .split(';;')
    .map((item) => item.trim())
    .filter(Boolean)

/** `kind | question | answer ;; variant && second part | key ~~ key | stale ;; stale`; `kind*` marks a statement. */
function probeOf(line, id, messages) {
  const [mark, question, answerCell, keyCell, staleCell] = line
    .split(/\s\|(?=\s|$)/)
    .map((cell) => cell.trim())
  const parts = answerCell.split('&&').map(list)
  const keys = {}
  for (const part of keyCell.split('~~').map((cell) => cell.trim())) {
    const holders = messages.filter(({ content }) => content.includes(part))
    if (holders.length === 0) throw new Error(`${id}: no message contains ${JSON.stringify(part)}`)
    for (const { id: messageId, content, tool } of holders) keys[messageId] ??= keyAround(content, part, tool)
  }
  const stale = list(staleCell)
  return {
    id,
    kind: mark.replace('*', ''),
    ...(question ? { question } : {}),
    answers: parts.length > 1 ? [parts.map((variants) => variants[0]).join(', ')] : parts[0],
    ...(parts.length > 1 ? { parts } : {}),
    ...(mark.endsWith('*') ? { match: 'soft' } : {}),
    evidence: Object.keys(keys),
    keys,
    ...(stale.length > 0 ? { stale } : {}),
  }
}

function conversationOf(text, source, file, sessions) {
  const [body, probeText, ...others] = text.split(/^%% (?:probes|rules|not rules)$/m)
  if (probeText === undefined) throw new Error(`${file}: no probes`)
  const [rules, notRules] = others.map((part) => part.split('\n').filter((line) => line.trim()))
  const lang = /^@lang (\w+)$/m.exec(body)?.[1] ?? 'en'
  const id = `${source}-${file.replace('.txt', '')}`
  const messages = stamped(messagesOf(body.replace(/^@lang .*$/m, '').split('\n'), sessions))
  for (const rule of [...(rules ?? []), ...(notRules ?? [])])
    if (!messages.some(({ content }) => content.includes(rule)))
      throw new Error(`${id}: nobody says ${JSON.stringify(rule)}`)
  const probes = probeText
    .split('\n')
    .filter((line) => line.trim())
    .map((line, i) => probeOf(line, `${id}-p${i}`, messages))
  return { id, source, licence: 'MIT', lang, messages, probes, ...(rules ? { rules, notRules } : {}) }
}

function readSessions() {
  const sessions = new Map()
  const files = SESSION_FOLDERS.flatMap((folder) =>
    readdirSync(join(here, 'texts', folder))
      .sort()
      .map((file) => join(folder, file)),
  )
  for (const file of files) {
    const text = readFileSync(join(here, 'texts', file), 'utf8')
    for (const block of text.split(/^@session /m).slice(1)) {
      const [name, ...lines] = block.split('\n')
      if (sessions.has(name.trim())) throw new Error(`${file}: session ${name} is there twice`)
      sessions.set(name.trim(), messagesOf(lines, sessions))
    }
  }
  return sessions
}

const sessions = readSessions()
for (const source of SOURCES) {
  const folder = join(here, 'texts', source)
  const conversations = readdirSync(folder)
    .sort()
    .map((file) => conversationOf(readFileSync(join(folder, file), 'utf8'), source, file, sessions))
  const built = conversations.map((conversation) => `${JSON.stringify(conversation)}\n`).join('')
  const target = join(here, `${source}.jsonl`)
  if (!process.argv.includes('--check')) writeFileSync(target, built)
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== built)
    throw new Error(`${source}.jsonl is not what texts/ gives: run node build.mjs`)
}
