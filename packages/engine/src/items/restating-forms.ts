/** How an assistant says back what its user laid down, in one language. Closed classes; European languages. */
export interface RestatingForms {
  /** Opens it as what was done: "Changed: …". */
  readonly done: RegExp
  /** Opens it as what follows: "So …", "Then …". */
  readonly sums: RegExp
  /** Opens it as what is known now: "Noted: …". */
  readonly noted: RegExp
  /** Says how it is from now on: "is now", "stays at". */
  readonly isNow: RegExp
}

/** Words of one class, with a bar between them. */
interface Words {
  readonly yes: string
  readonly done: string
  readonly sums: string
  /** What may not follow these: advice, and what points back. */
  readonly sumsNot?: string
  readonly noted: string
  readonly isNow: string
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    yes: 'ok|okay|right|sure|great|good|yes|fine|perfect|thanks|of course',
    done: '(?:changed|updated|decided|set|settled|agreed|done|corrected|moved|added|booked|fixed|replaced|removed|switched|extended|renamed)(?: that| it)?',
    sums: 'so|then',
    sumsNot: "that|it|you should|we should|i should|that['’]s",
    noted: '(?:noted|recorded|saved|understood|got it|confirmed)(?: that| the| it)?',
    isNow:
      '(?:is|are) now|now (?:is|are|has|have|starts?|ends?|goes|runs?)|(?:stays?|remains?|moves|goes|go) (?:at|on|to|until|till|in|as|with|open|readable|the same|free|valid)|becomes?',
  },
  de: {
    yes: 'ok|okay|gut|ja|gern|gerne|danke|prima|alles klar',
    done: 'geändert|aktualisiert|erledigt|eingetragen|entschieden|festgelegt|korrigiert|verschoben|ergänzt|umgestellt',
    sums: 'also|dann',
    noted: 'notiert|vermerkt|aufgenommen|gespeichert|verstanden',
    isNow: '(?:ist|sind|liegt|gilt|beginnt|wird) (?:jetzt|nun|damit)|bleib(?:t|en)',
  },
  fr: {
    yes: "ok|d['’]accord|bien|très bien|oui|parfait|merci",
    done: "(?:c['’]est )?(?:modifié|changé|fait|corrigé|ajouté|décidé|déplacé)",
    sums: 'donc|alors',
    noted: "(?:c['’]est |je |bien )?noté",
    isNow:
      '(?:est|sont|passe|passent|commence) (?:désormais|maintenant|donc)|rest(?:e|ent)|passent? (?:à|au|aux)',
  },
  es: {
    yes: 'ok|vale|bien|sí|claro|perfecto|gracias|de acuerdo',
    done: 'cambiado|actualizado|hecho|corregido|añadido|decidido|listo',
    sums: 'entonces|pues',
    noted: 'anotado|apuntado|guardado|entendido',
    isNow:
      'ahora (?:es|son|está|están|queda|quedan)|(?:es|son|está|están) ahora|quedan?|pasan? a|siguen? (?:en|siendo)',
  },
  pt: {
    yes: 'ok|certo|bem|sim|claro|perfeito|combinado|obrigad[oa]',
    done: 'alterado|atualizado|feito|corrigido|adicionado|decidido|pronto|mudado',
    sums: 'então',
    noted: 'anotado|registr?ado|guardado|entendido',
    isNow:
      'agora (?:é|são|está|estão|fica|ficam)|(?:é|são|está|estão) agora|ficam?|passam? (?:a|para)|continuam?',
  },
}

const formsOf = ({ yes, done, sums, sumsNot, noted, isNow }: Words): RestatingForms => {
  const opens = `^(?:(?:${yes})[,.!:]? )?`
  const follows = sumsNot === undefined ? '' : `(?!(?:${sumsNot})(?!\\p{L}))`
  return {
    done: new RegExp(`${opens}(?:${done})[:,.–—] `, 'iu'),
    sums: new RegExp(`${opens}(?:${sums})(?!\\p{L})[:,]? ${follows}`, 'iu'),
    noted: new RegExp(`${opens}(?:${noted})(?!\\p{L})[:,.–—]? `, 'iu'),
    isNow: new RegExp(`(?<!\\p{L})(?:${isNow})(?!\\p{L})`, 'iu'),
  }
}

export const RESTATING_FORMS: Readonly<Record<string, RestatingForms>> = Object.fromEntries(
  Object.entries(WORDS).map(([language, words]) => [language, formsOf(words)]),
)

/** Whether a sentence opens by saying that something was noted or done: the past tense of that says nothing of when the rest is. */
export const opensAsDone = (text: string, language: string): boolean => {
  const forms = RESTATING_FORMS[language]
  return forms !== undefined && (forms.done.test(text) || forms.noted.test(text))
}
