const ALLOWS = /\b(?:allowed|permitted|welcome|to be|must|may|should|can)\b/i
const IS_SO_MUCH =
  /^only [^.;:!?]{1,60}?\b(?:is|are|has|have|costs?|weighs?|takes?|holds?|seats?) (?:at |about |just |still |only )?[€$£]?\d/i
const WAS_SO = /^only [^.;:!?]{1,60}?\b(?:was|were|had|came|went|got|did|left|made|sold|said|knew|arrived)\b/i

/** Whether an English sentence that opens with "only" tells how things are, or were: "Only the printed maps are 7 %." */
export const onlyTells = (sentence: string): boolean =>
  (IS_SO_MUCH.test(sentence) || WAS_SO.test(sentence)) && !ALLOWS.test(sentence)
