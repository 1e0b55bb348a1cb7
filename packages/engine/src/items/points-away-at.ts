import { textOf, type Unit } from '../conversation.js'
import { oneLine } from './passage.js'
import { pointsAway } from './reads-alone.js'
import { remembered } from './remembered.js'

/** Whether a unit, read in English, points at what stands outside of it: asked of the units before each thing that was settled. */
export const pointsAwayAt = remembered((conversation, index: number): boolean => {
  const unit = conversation.units[index] as Unit
  return pointsAway(oneLine(textOf(conversation, unit)), 'en')
})
