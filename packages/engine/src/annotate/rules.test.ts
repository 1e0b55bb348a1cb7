import { describe, expect, it } from 'vitest'
import { annotate } from './annotate.js'

const isRule = (content: string, language = 'en') =>
  annotate({ id: 'm', role: 'user', content }, { language }).units.some((unit) =>
    unit.stances.includes('rule'),
  )

describe('rules', () => {
  it.each([
    'Constraint: invoices leave the house unsigned.',
    'Hard requirement 2: the export has to be a CSV file.',
    'Limit: 40 guests.',
    'One rule: never order flour from anyone but the mill at Oss.',
    'Never call the landlord after eight.',
    'You may only use the side entrance.',
    "oh and please don't ever mention the price to Klara",
    "and don't use the company card for this",
    'btw always answer in Finnish, thanks',
    'The summary must never name a patient.',
    'Guests may not bring dogs.',
    'Replies must stay under eighty words.',
    "External fonts are off limits, it's a security thing.",
    "nah, pushing to main isn't allowed in this repo",
    'From now on the report goes out on Fridays.',
    'Make sure the total never goes over 900 euros.',
    'It must have step-free access.',
    'Book through the agency, and never pay in advance.',
    'I may not open the valve myself, the landlord forbids it.',
    "The school doesn't allow nuts in lunch boxes.",
    '- Never store the ledger on a laptop.',
    '3. Always answer in Finnish.',
    'Use pnpm, not npm, for the dashboard.',
    'use spaces instead of tabs in the yaml',
    'And docstrings everywhere please.',
    'Commit message must start with the ticket.',
    'All new stamps must be UTC.',
    'British spelling please.',
    'Please write in Scottish English whenever you draft a speech.',
    'Keep your answers under five lines.',
    'Reply in Welsh.',
    'Ground rules for all letters: no first names, dates in full.',
    'Three things that always apply: prices with tax, no rounding, and the older tariff stays out of it.',
    'One rule: kilometres, no miles.',
    'No canned fish, only fresh.',
    'And only yarn please, no npm in this repo.',
    'no gifs in the newsletter ever, half of our readers print it',
    'Stop sending me summaries at the weekend.',
    'Whatever you put into the box has to be waterproof.',
    "No semicolons, I can't stand them in anything I publish.",
  ])('recognises %j', (content) => {
    expect(isRule(content)).toBe(true)
  })

  it.each([
    "Don't worry about the mess, we can clean up later.",
    "don't know yet, ask me tomorrow",
    'I must not forget to water the plants today.',
    'That may not be the right train, let me check.',
    'She must have left the keys at the office.',
    'Never!',
    'Rules:',
    "No, don't book the hall now.",
    '1. Always start by reading the ledger.',
    '- Please make sure to look at the calendar.',
    'Is it true that dogs are not allowed there?',
    'What if we must never open that door?',
    'He said guests may not bring dogs.',
    'We never went back to that restaurant.',
    'The bakery always smells of cinnamon.',
    'She went out early, and never came back.',
    'It must have rained all night.',
    'He is nice, but I never know what he wants.',
    'Use the back door, not now but later.',
    'I use pnpm at work, not npm.',
    'There was sand everywhere.',
    'I wrote to them whenever I could.',
    'Keep the change.',
    'Write me a poem about the sea.',
    "No, don't cancel it, she would be disappointed.",
    'No one else came, only my uncle.',
    'no they are fine, only a bit short',
    'I only wanted tea, no cake.',
    'Stop worrying about me.',
    'The rules of the game: two teams, one ball.',
    'Everything you said was lovely.',
    'Is this right: "Rinse the jar. Do not use soap, it stays in the pores."',
    'The label says "Shake first. Never store above 30 degrees." and nothing else.',
  ])('takes %j for none', (content) => {
    expect(isRule(content)).toBe(false)
  })

  it.each([
    ['de', 'Ab sofort gehen alle Rechnungen zuerst an Frau Petry.'],
    ['de', 'Du darfst nie ohne Rückfrage buchen.'],
    ['fr', 'Ne réserve jamais sans me demander, sous aucun prétexte.'],
    ['es', 'A partir de ahora, responde en catalán.'],
    ['pt', 'Em hipótese alguma envie o contrato antes da revisão.'],
    ['zh', '从现在起，所有回答必须用繁体字。'],
    ['ja', '今後は、必ず敬語で返信してください。'],
    ['de', 'Ja, aber leg nie etwas auf Freitagabend, da habe ich Probe.'],
    ['de', 'Bitte duz mich.'],
    ['fr', 'Vouvoie-les quand même.'],
    ['fr', 'Pour le vernis, uniquement du vernis à l’eau.'],
    ['es', 'No me propongas nada que dure más de una hora.'],
    ['es', 'Eso no puede aparecer en el folleto.'],
    ['pt', 'Mas isso não pode aparecer no relatório.'],
    ['zh', '给家长的通知别用缩写。'],
    ['ja', '返事は短くお願いします。'],
    ['de', 'Noch was: never share my number, nur per Mail.'],
    ['en', 'Und bitte schreib in Briefen niemals "Hallo".'],
    ['en', '对了，以后都不要给我打电话。'],
    ['fr', 'ok, but never call me before noon'],
    ['en', 'évite les tableaux dans tes réponses, je les lis au téléphone.'],
    ['en', 'No me propongas nada que dure más de una hora.'],
    ['de', '- Nimm keine Anrufe nach acht an.'],
    ['de', 'Ab jetzt gilt für alle Texte: kurze Sätze, Zahlen in Ziffern.'],
    ['es', 'Y nada de emoticonos, gracias.'],
    ['es', 'Una cosa para siempre: no me mandes nunca enlaces.'],
    ['fr', 'Dorénavant : pas de listes, des phrases.'],
  ])('recognises one in %s: %j', (language, content) => {
    expect(isRule(content, language)).toBe(true)
  })

  it.each([
    ['de', 'Schreib mir einen kurzen Brief an die Schule.'],
    ['de', 'Schreib ich mir auf den Zettel am Kühlschrank.'],
    ['fr', "Écris-moi un petit mot pour les voisins s'il te plaît."],
    ['es', 'Escríbeme una nota para la nevera.'],
    ['es', 'Escribe una carta al ayuntamiento.'],
    ['es', 'Eso no puede ser verdad.'],
    ['pt', 'Escreve uma nota para a porta.'],
    ['de', 'Wir waren im Never Land, das war schön.'],
    ['es', 'No me gusta el pescado.'],
    ['es', 'Nada de eso me sorprende.'],
    ['en', 'We ate at Nie & Wolf, it was lovely.'],
    ['en', 'There is no me in team, said Anne.'],
    ['en', 'The map shows Loch Ne and the road on sea level.'],
  ])('takes a task or a remark in %s for none: %j', (language, content) => {
    expect(isRule(content, language)).toBe(false)
  })
})
