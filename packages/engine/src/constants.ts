/**
 * Every tuned number of the engine, with its unit and the experiment behind it (see DESIGN.md and design/).
 * Shares and weights are dimensionless.
 */

/** Ceiling in tokens when the caller gives none: keeps long conversations injectable. */
export const DEFAULT_CEILING_TOKENS = 8_000

/** Without a target no text is made smaller than this: a share of a short conversation holds nothing whole. */
export const MIN_BUDGET_TOKENS = 150

/** Share of the original that each strategy aims at. */
export const STRATEGY_RATIO = { conservative: 0.7, balanced: 0.4, aggressive: 0.15 } as const
/** Bounds of the share that `adaptive` chooses. */
export const ADAPTIVE_RATIO = { min: 0.3, max: 0.6 } as const
/** Share of the mean salience per token that a unit must hold to be worth its place; see design/adaptive.md. */
export const ADAPTIVE_WORTH = 0.6

/** Tokens of a date line with its line break. */
export const DATE_LINE_TOKENS = 5
/** Tokens for joining a unit to the line before it. */
export const JOIN_TOKENS = 0.3

/**
 * Shares of the budget up to which a protected message stands word for word; a longer one is selected from. A task that
 * takes half the budget costs more later answers than it gives (coding agents: tasks of 40 % of the whole).
 */
export const NEWEST_TURN_SHARE = 0.5
export const FIRST_TASK_SHARE = 0.15
/** The last change by a tool, where nobody says in words what came of it; and where the assistant reports it with a value, which is chosen anyway. */
export const LAST_CHANGE_SHARE = 0.1
export const REPORTED_CHANGE_SHARE = 0.04
/**
 * Share of the budget that rules of the system may take. Without a bound they took a third of the text at 10 % in service
 * agents with a policy (bench/src/service), which cost 8 points there and 3 at 20 %.
 */
export const SYSTEM_RULES_SHARE = 0.1

/**
 * Tokens of all rules of the system up to which they stand whole whatever the budget: a rule or a few are no policy. See
 * docs/decisions/2026-11-27-rules-of-the-system-have-a-share.md.
 */
export const SHORT_SYSTEM_RULES_TOKENS = 200

/** Share of the budget that the line about the state may take. */
export const STATE_SHARE = 0.06

/**
 * What repeating is worth. `repeat`: how much a term still counts the second, third … time it is selected. `power`: of the
 * share of a unit's terms that is still new; below 1, a partly known unit is worth more than its share. In a brisk dialogue an
 * assistant restates what it was told, again and again: there a repeat is worth less (task dialogues +1.8 at 10 %, +1.3 at
 * 20 %), not among people. `assisted` where it works on its own in long turns: repeated 5-grams of coding agents at 50 % 9.2 → 8.8.
 */
export const NOVELTY = {
  usual: { repeat: 0.6, power: 0.65 },
  assisted: { repeat: 0.5, power: 0.75 },
  brisk: { repeat: 0.5, power: 0.8 },
} as const

/** Candidates that are tried to fill what the last whole unit left of the budget. */
export const FILL_ATTEMPTS = 60

/**
 * What the salience of an offer that was passed over, or of what a confirmation sums up, is multiplied by in the briskest
 * dialogue (task dialogues at 20 %: +2.9, and at 30 % outdated values 12 → 7 %).
 */
export const SETTLED_DISCOUNT = 0.3
/**
 * The same for what a user asks for instead: the values in force (`super` of task dialogues at 20 %: 82 → 91; `ret` +1.1 there,
 * −0.5 at 10 %).
 */
export const INSTEAD_FACTOR = 2

/** What the salience of an option is multiplied by that a user did not take of several; by hand: few talks at hand have any. */
export const NOT_PICKED_DISCOUNT = 0.5

/**
 * The same for what an assistant reports as done ("the room is booked for 7 June"), and for what only says again what the user has
 * just said; see design/selection.md, "Small chats".
 */
export const OUTCOME_FACTOR = 2
export const ECHO_DISCOUNT = 0.2

/** Messages within which a unit can be said again. */
export const RESTATEMENT_WINDOW_MESSAGES = 40
/** Newest units of each term that are looked at. */
export const RESTATEMENT_CANDIDATES = 6
/** Units of fewer terms are too short to tell a restatement from a coincidence. */
export const RESTATEMENT_MIN_TERMS = 4
/** Share of the earlier unit's weight that has to stand in the later one. */
export const RESTATED_SHARE = 0.6
/** Share of the later unit's weight that has to stand in the earlier one. */
export const RESTATEMENT_SHARE = 0.4
/** What a restated unit's salience is multiplied by. */
export const RESTATED_DISCOUNT = 0.2
