import { describe, expect, it } from 'vitest'
import { isVagueRequest } from './vague-requests.js'

describe('isVagueRequest', () => {
  it.each([
    'Can you find something in Linz, Austria?',
    'sorry, I am looking near Halle.',
    'Help me to find someone.',
    'Search in Halle, please.',
    'Please can you find in Halle?',
    'Can you find me some to read online?',
    'Please can you try the booking again for 7:15 pm?',
    'Could you tell me the other one?',
    'Please tell me the phone number and exact address.',
  ])('finds that %j says not of what', (text) => expect(isVagueRequest(text)).toBe(true))

  it.each([
    'Can you find a boathouse in Linz?',
    "Please try again, this time for Otto's in Linz at 7 pm.",
    'look at the failing test in src/dial.ts',
    'I am looking for someone who repairs clocks in Halle.',
    'Tell me the phone number of the boathouse.',
    'Search for songs by Nordlicht.',
    'try a longer timeout in config.yaml',
  ])('finds that %j does', (text) => expect(isVagueRequest(text)).toBe(false))
})
