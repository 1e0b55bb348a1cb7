import { list } from '../list.js'

/** English words whose forms share no stem, each after the form that is looked up: what one tells as "wrote" another tells as "will write". */
const FORMS = list(`
  write wrote written, eat ate eaten, give gave given, take took taken, buy bought, bring brought, keep kept, sell sold, tell told, get got gotten
  go went gone goes, come came, make made, find found, lose lost, leave left, pay paid, send sent, spend spent, build built, hold held, stand stood
  meet met, begin began begun, drive drove driven, speak spoke spoken, break broke broken, choose chose chosen, wear wore worn, grow grew grown
  know knew known, fly flew flown, sleep slept, feel felt, think thought, teach taught, catch caught, sit sat, win won, run ran, see saw seen
  drink drank drunk, swim swam swum, sing sang sung, ride rode ridden, rise rose risen, fall fell fallen, forget forgot forgotten, lend lent, mean meant
  understand understood, do did done does, say said, hear heard, lead led, wake woke woken, steal stole stolen, freeze froze frozen, throw threw thrown
  draw drew drawn, deal dealt, shoot shot, feed fed, hang hung, stick stuck, child children, wife wives, knife knives, shelf shelves, foot feet
  loaf loaves, tooth teeth, man men, woman women, person people
`)

export const IRREGULAR_FORMS: ReadonlyMap<string, string> = new Map(
  FORMS.flatMap((row) => {
    const [base = '', ...forms] = row.split(' ')
    return forms.map((form) => [form, base] as const)
  }),
)
