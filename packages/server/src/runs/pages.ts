import type { MessageAnnotation, PlacedMessage } from '@precis/engine'
import { toEngineMessage, type WorkMessage } from '../services/engine-work.js'

/** Takes pages apart: each is the JSON text of an array, written by `read-conversation.ts`. */
export function readPages<Row>(pages: readonly string[]): Row[] {
  return pages.flatMap((page) => JSON.parse(page) as Row[])
}

/**
 * Messages that are there, with their annotations, of which each has one.
 *
 * Errors  TypeError for a message without an annotation.
 */
export function readPlaced(messages: readonly string[], annotations: readonly string[]): PlacedMessage[] {
  const made = readPages<MessageAnnotation>(annotations)
  return readPages<WorkMessage>(messages).flatMap((message, i) => {
    const annotation = made[i]
    if (annotation === undefined) throw new TypeError(`message ${message.sequence} has no annotation`)
    if (message.isDeleted === true) return []
    return [{ sequence: message.sequence, message: toEngineMessage(message), annotation }]
  })
}
