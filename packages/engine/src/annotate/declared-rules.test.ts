import { describe, expect, it } from 'vitest'
import { declaresRule } from './declared-rules.js'

describe('declaresRule', () => {
  it.each([
    'Fees are quoted before a transfer.',
    'A lost card is blocked at once.',
    'Limits are raised by an adviser.',
    'Mails to people outside the house are shown to Lena before they go out.',
    'Backups are kept for 30 days.',
    'Commits are made by the user.',
    'New patients fill in the health form before the first visit.',
    'Drivers sign before they leave.',
    'A declined invitation gets a short reason.',
    'Each incident gets a ticket.',
    'Complaints go to the practice manager.',
    'Database changes go through a migration.',
    'Emergencies come first.',
    'Warranty cases come before other work.',
    'Deploys wait for a green pipeline.',
    'Public function signatures stay as they are.',
    'Customer data stays in the EU.',
    'Sick animals are seen before healthy ones.',
    'A change of plan is noted in the log.',
    'Late checkout beyond 14:00 is charged as half a night.',
  ])('takes "%s" for a rule', (text) => expect(declaresRule(text)).toBe(true))

  it.each([
    'The head office is in Lewes.',
    'Engineers work in two crews.',
    'Cards are made in Delft.',
    'Branches close at 17:00.',
    'Bands play until midnight.',
    'Dashboards are hosted by the metrics team.',
    'Papers are stored in the library.',
    'Deploys take about nine minutes.',
    'Voss Tools makes screwdrivers.',
    'Corran Bank was founded in 1921.',
    'Three dentists work at the clinic.',
    'Homework is marked by two assistants.',
    'Books come from four wholesalers.',
    'Trucks leave from gate C.',
    'Most guests are shown to a table by the waiter.',
    'Our rooms are cleaned before noon.',
    'A day ticket gets you into all museums.',
    'Flowers are delivered in the morning.',
    'Pallets are wrapped by a machine.',
    'Tyres are stored on the first floor.',
    'Press cards are printed by the city.',
    'Metrics are plotted by the dashboard.',
    'Parking spaces are marked in blue.',
    'Guests love the harbour.',
  ])('takes "%s" for what is', (text) => expect(declaresRule(text)).toBe(false))
})
