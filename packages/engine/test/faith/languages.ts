import { chinese } from './chinese.js'
import { english } from './english.js'
import { french } from './french.js'
import { german } from './german.js'
import { japanese } from './japanese.js'
import type { FaithLanguage } from './language.js'
import { spanish } from './spanish.js'

export const FAITH_LANGUAGES: readonly FaithLanguage[] = [english, german, french, spanish, chinese, japanese]
