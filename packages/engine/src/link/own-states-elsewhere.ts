/**
 * What people tell of themselves and are in one way at a time, in German, French, Spanish and Portuguese: where they live and work, and who
 * is their chief, doctor or contact. The English forms are in `own-state.ts`.
 */

interface Forms {
  readonly lives: RegExp
  readonly works: RegExp
  /** "Mein Chef ist Herr Brandt", and the other way round: "seit Montag ist Frau Yilmaz meine Chefin". */
  readonly role: readonly RegExp[]
  /** Words of change; who has moved says so by the verb. */
  readonly changes: RegExp
  readonly adds: RegExp
  /** The ending by which the word for a woman differs from that for a man. */
  readonly ending: RegExp
}

const PERSON = String.raw`(?:(?:Herrn?|Frau|Dr\.?|Prof\.?|Monsieur|Madame|M\.|Mme|el señor|la señora|Sra?\.?|o senhor|a senhora|Dona) )?\p{Lu}[\p{L}'’-]+`
/** Where the role is held: "bei der Bank", "à la banque". */
const AT = String.raw`(?: (?:bei|in|an|von|à|au|chez|de|en|no|na|do|da)(?: (?:der|dem|den|la|le|l['’]|el|o|a))? ?\p{L}+)?`

const role = (own: string, is: string, after: string): readonly RegExp[] => [
  new RegExp(
    String.raw`(?<!\p{L})(?:${own}) (?<role>\p{L}{3,})(?<at>${AT}) (?:${is}) (?:${after})?(?<who>${PERSON})`,
    'iu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:${is}) (?:${after})?(?<who>${PERSON}) (?:${after})?(?:${own}) (?<role>\p{L}{3,})(?<at>${AT})`,
    'iu',
  ),
]

const FORMS: Readonly<Record<string, Forms>> = {
  de: {
    lives:
      /\b(?:ich wohne|wir wohnen|ich lebe|wir leben) (?:\p{L}+ ){0,2}(?:in|auf|bei) \p{Lu}|\b(?:ich bin|wir sind) (?:[\p{L}.]+ ){0,4}(?:nach|in) (?:die |den |das )?\p{Lu}[\p{L}-]+ (?:um)?gezogen|\b(?:ich ziehe|wir ziehen) (?:\p{L}+ ){0,2}nach \p{Lu}/iu,
    works: /\b(?:ich arbeite|wir arbeiten) (?:\p{L}+ ){0,2}(?:bei|für|als|in) /iu,
    role: role('meine?|unsere?', 'ist|heißt|wird', '(?:jetzt|nun|seit \\p{L}+|ab \\p{L}+|neuerdings) '),
    changes:
      /\b(?:jetzt|nun|seit|ab (?:sofort|\p{Lu})|neue?[rnms]?|gezogen|umgezogen|ziehen?|inzwischen|mittlerweile|nicht mehr|weg|gegangen|gewechselt)\b/iu,
    adds: /\b(?:auch|zusätzlich|außerdem|früher|damals|wohnte|arbeitete|als kind)\b/iu,
    ending: /(?:in|e)$/,
  },
  fr: {
    lives:
      /(?:j['’]habite|nous habitons|on habite|je vis|nous vivons) (?:\p{L}+ ){0,2}(?:à|en|au|dans) \p{L}|(?:j['’]ai|nous avons|on a) déménagé (?:à|en|au) \p{Lu}|je déménage à/iu,
    works: /(?:je travaille|nous travaillons|on travaille) (?:\p{L}+ ){0,2}(?:chez|à|pour|comme|dans) /iu,
    role: role('mon|ma|notre', "est|s['’]appelle|sera", '(?:maintenant|désormais|depuis \\p{L}+) '),
    changes:
      /(?<!\p{L})(?:maintenant|désormais|depuis|à partir de|nouve(?:l|lle|au)|déménagé|déménage|ne \p{L}+ plus|parti|partie|changé|plus)(?!\p{L})/iu,
    adds: /(?<!\p{L})(?:aussi|également|en plus|avant|autrefois|habitais|travaillais|enfant)(?!\p{L})/iu,
    ending: /(?:(?<=f)fe|(?<=n)ne|e)$/,
  },
  es: {
    lives:
      /(?<!\p{L})(?:vivo|vivimos) (?:\p{L}+ ){0,2}en \p{L}|(?:me he|nos hemos|me|nos) (?:mudado|mudé|mudamos|mudo) a \p{Lu}/iu,
    works: /(?<!\p{L})(?:trabajo|trabajamos) (?:\p{L}+ ){0,2}(?:en|para|como|con) /iu,
    role: role('mi|nuestr[oa]', 'es|se llama|será', '(?:ahora|desde \\p{L}+|ya) '),
    changes:
      /(?<!\p{L})(?:ahora|desde|nuev[oa]|mudado|mudé|mudamos|mudo|ya no|cambiado|a partir de)(?!\p{L})/iu,
    adds: /(?<!\p{L})(?:también|además|antes|vivía|trabajaba|de niñ[oa])(?!\p{L})/iu,
    ending: /[ao]$/,
  },
  pt: {
    lives:
      /(?<!\p{L})(?:moro|moramos|vivo|vivemos) (?:\p{L}+ ){0,2}(?:em|no|na) \p{L}|(?:me mudei|mudei-me|mudei|mudámo-nos|nos mudamos|mudamos) para \p{L}/iu,
    works: /(?<!\p{L})(?:trabalho|trabalhamos) (?:\p{L}+ ){0,2}(?:em|no|na|para|como) /iu,
    role: role('(?:o |a )?(?:meu|minha|nosso|nossa)', 'é|se chama|chama-se|será', '(?:agora|desde \\p{L}+) '),
    changes:
      /(?<!\p{L})(?:agora|desde|nov[oa]|mudei|mudámo|mudamos|já não|não \p{L}+ mais|troquei|a partir de)(?!\p{L})/iu,
    adds: /(?<!\p{L})(?:também|além disso|antes|morava|trabalhava|em criança)(?!\p{L})/iu,
    ending: /[ao]$/,
  },
}

/** What one sentence tells of its speaker. */
export interface OwnStateElsewhere {
  /** One key for what is one thing at a time. */
  readonly key: string
  /** It says that this is new. */
  readonly isChange: boolean
  /** It may stand beside what was told before. */
  readonly isBeside: boolean
}

/** Undefined where the sentence tells no such thing, or the language has no forms. Cost: linear in the sentence. */
export function ownStateElsewhere(text: string, language: string): OwnStateElsewhere | undefined {
  const forms = FORMS[language]
  if (forms === undefined) return undefined
  const key = forms.lives.test(text) ? 'lives' : forms.works.test(text) ? 'works' : roleIn(text, forms)
  if (key === undefined) return undefined
  return { key, isChange: forms.changes.test(text), isBeside: forms.adds.test(text) }
}

function roleIn(text: string, { role, ending }: Forms): string | undefined {
  for (const pattern of role) {
    const groups = pattern.exec(text)?.groups
    // A person is told by a name, with a capital even where the pattern asks for none.
    if (groups?.role === undefined || !/(?:^|[\s'’])\p{Lu}/u.test(groups.who ?? '')) continue
    const name = groups.role.toLowerCase().replace(ending, '')
    const at = (groups.at ?? '').toLowerCase().trim()
    return `role ${name} ${at}`
  }
  return undefined
}
